"""Kernel terms as Lean 4 source, so that Lean's own kernel can check what ours accepts.

Terms are written out in full: every argument, every type, every universe level. Nothing is left for Lean to find, so
its elaborator only reads and its kernel checks. Steps by certificate (`certificates`) have no term; each becomes a
hypothesis that is named and stated, closed over the variables around it: ``(cert_1 : ∀ n, n < 5 → n ≤ 7)``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..check import deep_terms, parse_statement, prove
from ..kernel import Declaration, Kernel, KernelError, OutOfFuel
from ..levels import Level
from ..lexer import SourceError
from ..library import ENDINGS, Library, level_params, library
from ..substitution import instantiate

from ..terms import App, BVar, Cert, Const, FVar, Lam, Let, Lit, Pi, Sort, Term, TermTooDeep  # isort: skip
from ..terms import fvar, spine, subterms  # isort: skip
from .hypotheses import name_certificates

MAX_NODES: Final = 400_000
OPTIONS: Final = """set_option autoImplicit false
set_option linter.all false
set_option maxRecDepth 100000
set_option maxHeartbeats 0
"""
HEADER: Final = f"""prelude
{OPTIONS}set_option genCtorIdx false
set_option genInjectivity false
set_option genSizeOf false
set_option bootstrap.inductiveCheckResultingUniverse false
unsafe axiom lcErased : Type
unsafe axiom lcAny : Type
unsafe axiom lcVoid : Type
unsafe axiom lcProof {{α : Prop}} : α
inductive PUnit.{{u}} : Sort u where | unit : PUnit
inductive Nat : Type where | zero : Nat | succ (n : Nat) : Nat
inductive List.{{u}} (α : Type u) : Type u where | nil : List α | cons (head : α) (tail : List α) : List α
class OfNat.{{u}} (α : Type u) (_ : Nat) where
  ofNat : α
attribute [reducible] OfNat.ofNat
instance instOfNatNat (n : Nat) : OfNat Nat n where
  ofNat := n
noncomputable def Nat.add (n m : Nat) : Nat := @Nat.rec (fun _ => Nat) n (fun _ r => Nat.succ r) m
class HAdd.{{u, v, w}} (α : Type u) (β : Type v) (γ : Type w) where
  hAdd : α → β → γ
class Add.{{u}} (α : Type u) where
  add : α → α → α
@[reducible] noncomputable instance instHAdd.{{u}} (α : Type u) [Add α] : HAdd α α α where
  hAdd a b := Add.add a b
noncomputable instance instAddNat : Add Nat where
  add := Nat.add
"""
"""How every file begins: no library at all, and what Lean needs to read numerals and ``n + 1``.

The unsafe axioms are what Lean's compiler looks for; no proof can use them."""
_IN_HEADER: Final = ("PUnit", "Nat", "List", "Nat.add", "OfNat", "OfNat.ofNat", "instOfNatNat")


class ExportError(ValueError):
    """A term has no reasonable Lean text: it has holes, or its tree is too large."""


# --- terms -----------------------------------------------------------------------------------------------------------


def level_text(level: Level) -> str:
    """A universe level, as an argument of ``Sort``."""
    if isinstance(level, int):
        return str(level)
    tag = level[0]
    if tag == "p":
        return str(level[1])
    if tag == "s":
        return f"({level_text(level[1])} + 1)"
    return f"({tag} {level_text(level[1])} {level_text(level[2])})"


def plain(name: str) -> str:
    """A declaration's name in the export: without the mark of a user's layer."""
    return name.removesuffix("'user")


class _Writer:
    """Writes one term. A binder at depth 7 called ``h`` becomes ``h7``: no name is ever hidden by another."""

    def __init__(self, family: str, hidden: Container[str]) -> None:
        self.family = family  # whose own declaration this is: there Lean wants no universe levels
        self.hidden = hidden  # names that mean something else inside the namespace of the declaration
        self.parts: list[str] = []
        self.names: list[str] = []

    def write(self, t: Term, tight: bool = False) -> None:
        """Append `t`; `tight` where an argument stands."""
        if len(self.parts) > MAX_NODES:
            raise ExportError(f"the term has more than {MAX_NODES} nodes when it is written out")
        put, kind = self.parts.append, type(t)
        if kind is BVar:
            put(self.names[-1 - t.index])  # type: ignore[attr-defined]
        elif kind is Const:
            put(self._constant(t))  # type: ignore[arg-type]
        elif kind is FVar:
            put(t.name)  # type: ignore[attr-defined]
        elif kind is Lit:
            put(f"({t.value} : Nat)")  # type: ignore[attr-defined]
        elif kind is Sort and t.level == 0:  # type: ignore[attr-defined]
            put("Prop")
        elif tight:
            put("(")
            self._compound(t)
            put(")")
        else:
            self._compound(t)

    def _constant(self, t: Const) -> str:
        levels = "" if not t.levels or t.name == self.family else f".{{{', '.join(map(level_text, t.levels))}}}"
        return f"@{'_root_.' if t.name in self.hidden else ''}{plain(t.name)}{levels}"

    def _compound(self, t: Term) -> None:
        put, kind = self.parts.append, type(t)
        if kind is App:
            fn, args = spine(t)
            self.write(fn, True)
            for a in args:
                put(" ")
                self.write(a, True)
        elif kind is Sort:
            put(f"Sort {level_text(t.level)}")  # type: ignore[attr-defined]
        elif kind is Lam or kind is Pi:
            self._binder(t, *(("fun (", ") => ") if kind is Lam else ("(", ") → ")))
        elif kind is Let:
            self._let(t)  # type: ignore[arg-type]
        else:
            raise ExportError("the term has a hole, or a certificate that was not named")

    def _name(self, name: str) -> str:
        base = re.sub(r"[^A-Za-z]", "", name.split(".")[-1])[:12] or "x"
        return f"{base}{len(self.names)}"

    def _binder(self, t: Term, before: str, after: str) -> None:
        name = self._name(t.name)  # type: ignore[attr-defined]
        self.parts.append(f"{before}{name} : ")
        self.write(t.dom)  # type: ignore[attr-defined]
        self.parts.append(after)
        self.names.append(name)
        self.write(t.body)  # type: ignore[attr-defined]
        self.names.pop()

    def _let(self, t: Let) -> None:
        name = self._name(t.name)
        self.parts.append(f"let {name} : ")
        self.write(t.dom)
        self.parts.append(" := ")
        self.write(t.value)
        self.parts.append("; ")
        self.names.append(name)
        self.write(t.body)
        self.names.pop()


def term_text(t: Term, family: str = "", hidden: Container[str] = ()) -> str:
    """A closed term as Lean text (free variables by their names).

    Raises:
        ExportError: It has holes or certificates, or is too large.
    """
    writer = _Writer(family, hidden)
    writer.write(t)
    return "".join(writer.parts)


# --- declarations ----------------------------------------------------------------------------------------------------


def constants(terms: Iterable[Term]) -> list[str]:
    """The names of the constants in some terms, sorted."""
    return sorted({s.name for t in terms for s in subterms(t) if type(s) is Const})


class Exporter:
    """Lean texts of the declarations of an environment, each after all that it rests on, each once."""

    def __init__(
        self, env: Library | None = None, *, proofs: Mapping[str, Term] | None = None, done: Iterable[str] = ()
    ) -> None:
        """Start a file.

        Args:
            env: Where names are looked up; by default the built-in library.
            proofs: Proof terms of the theorems of `env` that are not in the built-in library, by their full names.
            done: Declarations that the file imports.
        """
        self.env = env or library()
        self.proofs = proofs or {}
        self.done: set[str] = {*_IN_HEADER, *done}
        self._parts: dict[str, tuple[list[Term], list[str]]] = {}
        self._texts: dict[str, str] = {}

    def owner(self, name: str) -> str:
        """The declaration that brings `name` with it: the family of a constructor or recursor, else `name`."""
        decl = self.env.get(name)
        if decl is not None and decl.kind in ("constructor", "recursor"):
            return decl.inductive
        stem, _, last = name.rpartition(".")
        if stem and last in ENDINGS:
            family = self.env.get(stem)
            if family is not None and family.kind == "inductive":
                return stem
        return name

    def texts(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """``(name, text)`` of the named declarations and of everything below them.

        Raises:
            ExportError: A name is unknown, or a declaration rests on itself.
            SourceError: The proof of a lemma fails.
        """
        for name in names:
            stack, entered = [self.owner(name)], set()
            while stack:
                top = stack[-1]
                if top in self.done:
                    stack.pop()
                    continue
                waiting = [n for n in self.parts(top)[1] if n not in self.done]
                if waiting:
                    entered.add(top)
                    again = entered.intersection(waiting)
                    if again:
                        raise ExportError(f"{top} rests on itself through {min(again)}")
                    stack.extend(waiting)
                    continue
                stack.pop()
                self.done.add(top)
                yield top, self.text(top)

    def parts(self, name: str) -> tuple[list[Term], list[str]]:
        """The terms of a declaration, its type first, then its value, proof or constructors; and what they rest on."""
        known = self._parts.get(name)
        if known is None:
            terms = self._terms(name)
            below = sorted({self.owner(n) for n in constants(terms)} - {name})
            known = self._parts[name] = terms, below
        return known

    def _terms(self, name: str) -> list[Term]:
        decl = self.env.get(name)
        if decl is None:
            raise ExportError(f"unknown constant '{name}'")
        if decl.kind == "inductive":
            return [decl.type, *[c.type for c in map(self.env.get, decl.constructors) if c is not None]]
        if decl.value is not None:
            return [decl.type, decl.value]
        if decl.kind == "axiom":
            return [decl.type]
        return [decl.type, self.proofs[name] if name in self.proofs else library().proof(name)]

    def text(self, name: str) -> str:
        """The declaration itself."""
        known = self._texts.get(name)
        if known is None:
            known = self._texts[name] = self._text(name, self.parts(name)[0])
        return known

    def _text(self, name: str, terms: list[Term]) -> str:
        decl = self.env.get(name)
        assert decl is not None
        if decl.kind == "inductive":
            return _family_text(decl, terms)
        spaces = [name[: m.start()] for m in re.finditer(r"\.", name)]
        hidden = [c for c in constants(terms) if any(self.env.get(f"{space}.{c}") is not None for space in spaces)]
        head = f"{plain(name)}{level_binders(decl.levels)} : {term_text(decl.type, '', hidden)}"
        if decl.kind == "axiom":
            return f"axiom {head}\n"
        value, certificates = name_certificates(terms[1], f"{plain(name)}.cert")
        axioms = "".join(
            f"axiom {n}{level_binders(_params([t]))} : {term_text(t, '', hidden)}\n" for n, t in certificates
        )
        theorem = decl.kind == "theorem" and _is_proposition(self.env, decl.type)
        return f"{axioms}{'theorem' if theorem else 'noncomputable def'} {head} :=\n  {term_text(value, '', hidden)}\n"


def _is_proposition(env: Library, t: Term) -> bool:
    kernel = Kernel(env)
    return kernel.sort_of(t, kernel.root, check=False) == 0


def _params(terms: list[Term]) -> tuple[str, ...]:
    """Universe parameters, those inside certificates too."""
    found = set(level_params(terms))
    for t in terms:
        for s in subterms(t):
            if type(s) is Cert:
                found.update(level_params([*s.hyps, s.goal]))
    return tuple(sorted(found))


def level_binders(levels: Sequence[str]) -> str:
    """``.{u, v}`` behind a declared name; nothing without levels."""
    return f".{{{', '.join(levels)}}}" if levels else ""


def _family_text(decl: Declaration, terms: list[Term]) -> str:
    params: list[Term] = []
    binders: list[str] = []
    family = terms[0]
    for i in range(decl.params):
        assert type(family) is Pi
        binders.append(f" (p{i} : {term_text(family.dom)})")
        params.append(fvar(f"p{i}", family.dom))
        family = instantiate(family.body, (params[-1],))
    head = f"inductive {decl.name}{level_binders(decl.levels)}{''.join(binders)} : {term_text(family)} where"
    lines = [head]
    for name, t in zip(decl.constructors, terms[1:], strict=True):
        for p in params:
            assert type(t) is Pi
            t = instantiate(t.body, (p,))
        lines.append(f"| {name.removeprefix(decl.name + '.')} : {term_text(t, decl.name)}")
    return "\n".join(lines) + "\n"


# --- theorems and files ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exported:
    """A theorem as Lean text: what it rests on, then itself, one ``theorem`` with its certificates as hypotheses."""

    below: tuple[str, ...]
    text: str
    certificates: tuple[str, ...]


def export(exporter: Exporter, name: str, term: Term, type_: Term) -> Exported:
    """A closed term and its type as ``theorem name : type := term``; `exporter` then counts what it rests on as done.

    Raises:
        ExportError: The term has holes, or is too large.
    """
    with deep_terms():
        below = [text for _, text in exporter.texts(constants([type_, term]))]
        body, certificates = name_certificates(term)
        stated = "".join(f"({n} : {term_text(t)}) → " for n, t in certificates) + term_text(type_)
        given = "".join(f"fun ({n} : {term_text(t)}) => " for n, t in certificates)
        head = f"theorem {name}{level_binders(_params([type_, term]))} : {stated} :="
        return Exported(tuple(below), f"{head}\n  {given}{term_text(body)}\n", tuple(n for n, _ in certificates))


def write_file(exporter: Exporter, name: str, term: Term, type_: Term, source: str) -> str:
    """The self-contained file of one theorem, ``Palaestra.name``; `source` is shown as a comment."""
    found = export(exporter, f"Palaestra.{name}", term, type_)
    lines = [f"-- {line}".rstrip() for line in source.splitlines()]
    if found.certificates:
        lines.append("-- Each hypothesis cert_i is a fact of arithmetic that was proved by a checked certificate.")
    return "\n".join([*lines, HEADER, *found.below, found.text])


def to_lean(statement: str, proof: str, *, name: str = "") -> str:
    """A file that anyone with Lean 4 can check: all that the proof rests on, from nothing, and its term.

    The file begins with ``prelude``, so it needs no library, neither Lean's nor Mathlib. The statement and the proof
    as they were written stand at the top, as comments.

    Args:
        statement: The statement, as `check_proof` takes it.
        proof: A proof of it that the embedded prover accepts.
        name: What to call the theorem; by default its own name.

    Raises:
        ValueError: The statement is not well formed, or the proof is refused.
    """
    try:
        stated = parse_statement(statement)
        with deep_terms():
            term = prove(stated, proof)
    except (SourceError, KernelError, OutOfFuel, TermTooDeep, RecursionError) as error:
        reason = getattr(error, "message", "") or str(error) or "it takes too long"
        raise ValueError(f"only accepted proofs can be exported: {reason}") from None
    source = f"{statement.strip()} := {proof.strip()}"
    return write_file(Exporter(), name or stated.name or "this", term, stated.type, source)


__all__ = [
    "HEADER",
    "OPTIONS",
    "ExportError",
    "Exported",
    "Exporter",
    "constants",
    "export",
    "name_certificates",
    "term_text",
    "to_lean",
    "write_file",
]  # fmt: skip
