"""The environment: the built-in families, definitions and lemmas, each parsed and elaborated when first asked for.

Definitions are checked by the kernel when they are loaded. Lemmas are believed by their statement, which is checked to
be a proposition; the tests run the proof of every one of them (`verify_lemma`), which may use only what stands before.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from .binders import bind
from .elaborate import Elaborator
from .holes import Locals
from .inductive import declare
from .kernel import Declaration, Kernel
from .levels import limax, lmax, lsucc, parameters
from .lexer import SourceError
from .substitution import replace
from .syntax import Parser, Syn
from .terms import LMVAR, PARAM, Const, Pi, Sort, Term, const, fvar, keep, lam, pi, sort, subterms
from .unify import Meta

UNIVERSES = ("u", "v", "w")
_HEAD = re.compile(
    r"(?P<attr>@\[(?P<tags>[a-z, ]*)\] ?)?(?P<kind>theorem|def|abbrev|axiom|inductive) (?P<name>[^\s:({\[⦃]+)"
)
ALIASES = {
    "true": "Bool.true", "false": "Bool.false", "not": "Bool.not", "and": "Bool.and", "or": "Bool.or",
    "xor": "Bool.xor", "none": "Option.none", "some": "Option.some", "decide": "Decidable.decide",
    "And.comm": "and_comm", "Or.comm": "or_comm", "Iff.comm": "iff_comm", "And.assoc": "and_assoc",
    "Or.assoc": "or_assoc",
}  # fmt: skip
"""Other names of the same things, as Lean exports them."""
ENDINGS = ("rec", "recOn", "casesOn")
FUEL = 3_000_000


class Library:
    """Names and what they stand for. `Library(base)` is a layer of a user's own declarations over another library."""

    def __init__(self, base: Library | None = None) -> None:
        self.base = base
        self.decls: dict[str, Declaration] = {}
        self.recursion: dict[Term, int] = base.recursion if base is not None else {}
        self.sources: dict[str, tuple[str, str, frozenset[str], int]] = {}  # name -> kind, text, tags, place
        self.owners: dict[str, str] = {}
        self.loading: set[str] = set()
        self.limit: int | None = None  # while a lemma is verified: what stands from there on is hidden
        self.simp_rules: Any = None
        self.own: dict[str, str] = {}  # what a user calls a declaration -> its name here

    # --- filling ---

    def index(self, text: str) -> None:
        """Take in a text of declarations, separated by blank lines, without looking into them."""
        for block in text.strip().split("\n\n"):
            m = _HEAD.match(block)
            if m is None:
                raise ValueError(f"not a declaration: {block[:60]}")
            name = m["name"]
            if name in self.sources:
                raise ValueError(f"declared twice: {name}")
            tags = frozenset((m["tags"] or "").replace(",", " ").split())
            self.sources[name] = (m["kind"], block[m.end("attr") :] if m["attr"] else block, tags, len(self.sources))
            if m["kind"] == "inductive":
                for line in block.split("\n")[1:]:
                    self.owners[f"{name}.{line.split()[1]}"] = name
                for ending in ENDINGS:
                    self.owners[f"{name}.{ending}"] = name

    def add(self, decl: Declaration) -> None:
        """Declare something that is known to be in order."""
        self.decls[decl.name] = decl

    # --- asking ---

    def get(self, name: str) -> Declaration | None:
        """The declaration of that name, loaded if need be."""
        found = self.decls.get(name)
        if found is not None:
            return found if self.limit is None or self.visible(name) else None
        if self.base is not None:
            return self.base.get(name)
        owner = self.owners.get(name, name)
        if owner in self.sources and owner not in self.loading and self.visible(owner):
            self.loading.add(owner)
            try:
                self._load(owner)
            finally:
                self.loading.discard(owner)
        return self.decls.get(name)

    def resolve(self, name: str) -> str | None:
        """The full name that a user's identifier stands for."""
        if name in self.own:
            return self.own[name]
        if self.base is not None:
            return self.base.resolve(name)
        name = ALIASES.get(name, name)
        if not self.visible(name):
            return None
        return name if name in self.decls or name in self.sources or name in self.owners else None

    def visible(self, name: str) -> bool:
        """Whether a name may be used now: all are, except those behind the lemma that is being verified."""
        if self.limit is None:
            return True
        entry = self.sources.get(self.owners.get(name, name))
        return entry is None or entry[3] < self.limit

    def tagged(self, tag: str) -> list[str]:
        """Names of the declarations that carry a tag, in order."""
        if self.base is not None:
            return self.base.tagged(tag)
        return self._tags().get(tag, [])

    @functools.lru_cache(maxsize=1)  # noqa: B019  (one library lives as long as the process)
    def _tags(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, (_, _, tags, _) in self.sources.items():
            for tag in tags:
                found.setdefault(tag, []).append(name)
        return found

    def explicit_fields(self, constructor: str) -> int:
        """How many arguments of a constructor are written in ``⟨…⟩``."""
        decl = self.get(constructor)
        assert decl is not None
        t, n, count = decl.type, 0, 0
        while type(t) is Pi:
            if n >= decl.params and t.info == "d":
                count += 1
            n += 1
            t = t.body
        return count

    def theorems(self) -> list[str]:
        """The lemmas, in order."""
        return [n for n, s in self.sources.items() if s[0] == "theorem"]

    # --- loading ---

    def _load(self, name: str) -> None:
        kind, text, tags, _ = self.sources[name]
        parser = Parser(text)
        parser.next()
        parser.name()
        if kind == "inductive":
            self._load_inductive(name, parser)
            return
        binders, type_ = parser.signature()
        type_term, levels = elaborate_type(self, binders, type_, UNIVERSES)
        if kind in ("theorem", "axiom"):
            if kind == "theorem":
                parser.expect(":=")  # all of the statement is read
            else:
                parser.end()
            kernel = Kernel(self, FUEL)
            if kernel.sort_of(type_term, kernel.root) != 0:
                raise ValueError(f"{name} is not a proposition")
            decl = Declaration(name, levels, type_term, kind)
        else:
            parser.expect(":=")
            value = elaborate_value(self, binders, type_, parser.term(), UNIVERSES)
            Kernel(self, FUEL).check(value, type_term)
            reducible = kind == "abbrev" or "reducible" in tags
            decl = Declaration(
                name, levels, type_term, "def", value=value, height=height(self, value) + 1, reducible=reducible
            )
        keep(decl.type)
        if decl.value is not None:
            keep(decl.value)
        self.add(decl)

    def _load_inductive(self, name: str, parser: Parser) -> None:
        binders, family = parser.signature()
        meta = Meta(self, FUEL)
        elab = Elaborator(meta, Locals(), level_names=UNIVERSES)
        params = [bind(elab, b) for b in binders]
        family_term = meta.inst(elab.type(family))
        whole = meta.close(params, family_term, pi)
        levels = level_params([whole])
        self.decls[name] = Declaration(name, levels, whole, "inductive", inductive=name)
        applied = Syn(
            "app",
            0,
            (
                Syn("explicit", 0, (Syn("ident", 0, (name, None)),)),
                tuple([("", Syn("ident", 0, (b.name, None))) for b in binders]),
            ),
        )
        family_itself = Syn("ident", 0, (name, tuple([("p", u) for u in levels])))
        constructors: list[tuple[str, Term]] = []
        while parser.accept("|"):
            ctor = parser.name().text
            fields = tuple(parser.binders())
            result = parser.term() if parser.accept(":") else (applied if binders else family_itself)
            saved = elab.locals
            t = elab.term(Syn("forall", 0, (fields, None, result)) if fields else result)
            elab.locals = saved
            constructors.append((ctor, meta.inst(t)))
        params = [fvar(x.name, meta.inst(x.type), None, x.info) if x.type.flags & 2 else x for x in params]
        explicit = bool(params) and params[-1].info == "d" and name == "Eq"
        for decl in declare(name, levels, params, family_term, constructors, explicit):
            keep(decl.type)
            self.add(decl)

    # --- the proofs of the library ---

    def verify_lemma(self, name: str) -> set[str]:
        """Check the proof of a lemma; returns the names it rests on.

        Raises:
            ValueError: The proof fails; it may only use what stands before the lemma.
        """
        return self._prove(name)[1]

    def proof(self, name: str) -> Term:
        """The proof term of a lemma.

        Raises:
            ValueError: The proof fails.
        """
        return self._prove(name)[0]

    def _prove(self, name: str) -> tuple[Term, set[str]]:
        from .tactics.simp_rules import default_rules

        kind, text, _, place = self.sources[name]
        assert kind == "theorem"
        parser = Parser(text)
        parser.next()
        parser.name()
        binders, type_ = parser.signature()
        parser.expect(":=")
        body = parser.term()
        parser.end()
        statement, _ = elaborate_type(self, binders, type_, UNIVERSES)
        default_rules(Meta(self, FUEL))
        self.limit = place
        try:
            value = elaborate_value(self, binders, type_, body, UNIVERSES)
            kernel = Kernel(self, FUEL)
            kernel.check(value, statement)
        except SourceError as error:
            raise ValueError(f"{name}: {error.message}\n{text}") from error
        finally:
            self.limit = None
        return value, kernel.depends


def level_params(terms: Iterable[Term]) -> tuple[str, ...]:
    """The universe parameters that occur, in the order of `UNIVERSES`."""
    found: set[str] = set()
    for t in terms:
        for node in subterms(t, PARAM):
            if type(node) is Sort:
                found.update(parameters(node.level))
            elif type(node) is Const:
                for level in node.levels:
                    found.update(parameters(level))
    return tuple(sorted(found))


def height(env: Library, value: Term) -> int:
    """The largest height of a definition in `value`."""
    best = 0
    for t in subterms(value):
        if type(t) is Const:
            decl = env.get(t.name)
            if decl is not None and decl.height > best:
                best = decl.height
    return best


def default_levels(meta: Meta, t: Term) -> Term:
    """Universe levels that nothing decides become 1."""
    t = meta.inst(t)
    if not t.flags & LMVAR:
        return t

    def fill(level: Any) -> Any:
        if isinstance(level, int):
            return level
        if level[0] == "m":
            return 1
        if level[0] == "s":
            return lsucc(fill(level[1]))
        if level[0] in ("max", "imax"):
            return (lmax if level[0] == "max" else limax)(fill(level[1]), fill(level[2]))
        return level

    def leaf(node: Term, _: int) -> Term | None:
        if type(node) is Sort:
            return sort(fill(node.level))
        if type(node) is Const:
            return const(node.name, tuple([fill(x) for x in node.levels]))
        return None

    return replace(t, leaf, LMVAR)


def elaborate_type(
    env: Library, binders: Any, type_: Syn, level_names: tuple[str, ...], fuel: int = FUEL
) -> tuple[Term, tuple[str, ...]]:
    """The closed type of ``(binders) : type``, and its universe parameters."""
    meta = Meta(env, fuel)
    elab = Elaborator(meta, Locals(), level_names=level_names)
    stx = Syn("forall", type_.pos, (binders, None, type_)) if binders else type_
    e, ty = elab.elab(stx, None)
    e = elab.as_type(e, ty, stx)
    elab.synthesize()
    e = elab.finish(meta.inst(e), type_.pos)
    e = default_levels(meta, e)
    if e.flags & 3:
        raise SourceError("don't know how to synthesize placeholder", type_.pos, "elab")
    return e, level_params([e])


def elaborate_value(
    env: Library, binders: Any, type_: Syn | None, body: Syn, level_names: tuple[str, ...], fuel: int = FUEL
) -> Term:
    """The closed value of ``(binders) : type := body``."""
    meta = Meta(env, fuel)
    elab = Elaborator(meta, Locals(), level_names=level_names)
    xs = [bind(elab, b) for b in binders]
    if type_ is not None:
        goal = elab.type(type_)
        elab.settle_all()
        e = elab.check(body, meta.inst(goal))
    else:
        e, _ = elab.elab(body, None)
    elab.synthesize()
    e = elab.finish(meta.inst(e), body.pos)
    e = default_levels(meta, meta.close(xs, e, lam))
    if e.flags & 2:
        raise SourceError("don't know how to synthesize placeholder", body.pos, "elab")
    return e


@functools.cache
def library() -> Library:
    """The one built-in library (texts are indexed on first use; nothing is elaborated yet)."""
    from . import prelude

    env = Library()
    for text in prelude.texts():
        env.index(text)
    return env


__all__ = ["Library", "elaborate_type", "elaborate_value", "library"]
