"""The public judgement: parse, elaborate, and let the kernel decide. Total on every text."""

from __future__ import annotations

import functools
import gc
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from ..core import Status, Verdict
from . import terms
from .holes import Locals
from .kernel import Declaration, Kernel, KernelError, OutOfFuel
from .lexer import SourceError
from .library import UNIVERSES, Library, elaborate_type, elaborate_value, height, level_params, library
from .state import TACTIC_FUEL, State, finished
from .syntax import Binder, Parser, Syn
from .terms import Term, TermTooDeep
from .unify import Meta

STACK = 60_000
PROOF_FUEL = 60_000
KERNEL_FUEL = 150_000
MAX_DECLARATIONS = 200
T = TypeVar("T")
U = TypeVar("U")
_lock = threading.Lock()
_depth = 0
_before = (0, False)


class deep_terms:
    """The interpreter's settings while proofs are checked, as they were before when the last check ends.

    Recursion may go deeper (terms are at most 2,000 deep). The collector of cycles waits: terms have none, a check is
    bounded, and looking at them took a third of the time.
    """

    def __enter__(self) -> None:
        global _depth, _before
        with _lock:
            if _depth == 0:
                _before = sys.getrecursionlimit(), gc.isenabled()
                sys.setrecursionlimit(max(_before[0], STACK))
                gc.disable()
            _depth += 1

    def __exit__(self, *_: object) -> None:
        global _depth
        with _lock:
            _depth -= 1
            if _depth == 0:
                limit, collecting = _before
                sys.setrecursionlimit(limit)
                if collecting:
                    gc.enable()


def guarded(action: Callable[[], T], failure: Callable[[str, str, int], U]) -> T | U:
    """Run; turn every way in which a text can be refused into `failure(kind, message, position)`."""
    with deep_terms():
        try:
            return action()
        except SourceError as e:
            return failure(e.kind, e.message, e.pos)
        except KernelError as e:
            return failure("kernel", f"(kernel) {e}", 0)
        except (OutOfFuel, TermTooDeep, RecursionError):
            return failure("timeout", "(deterministic) timeout: the proof takes more steps than allowed", 0)
        except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as e:
            return failure(
                "error", f"internal error: {type(e).__name__}", 0
            )  # whatever the text: a verdict, never a crash


def tidy() -> None:
    """Empty the table of terms if it is full and no check is under way."""
    with _lock:
        if _depth == 0 and terms.full():
            terms.empty()


def confirm(env: Library, term: Term, statement: Term) -> set[str]:
    """Let the kernel check a closed term; returns the names it rests on.

    Raises:
        KernelError: The term does not prove the statement.
        OutOfFuel: The check takes too long.
    """
    kernel = Kernel(env, KERNEL_FUEL)
    kernel.check(term, statement)
    return kernel.depends


class Statement:
    """A stated proposition: its name, binders and closed type. Made from the environment's own text, once."""

    __slots__ = ("begun", "binders", "env", "levels", "name", "text", "type", "type_stx")

    def __init__(self, text: str, env: Library | None = None) -> None:
        """Parse and elaborate a statement.

        Raises:
            SourceError: It is not a well-formed proposition.
        """
        self.text = text
        self.env = env if env is not None else library()
        parser = Parser(text)
        self.name = ""
        if parser.at("theorem", "lemma", "example") and parser.peek().kind != "eof":
            if parser.next().text != "example":
                self.name = parser.name().text
                parser.level_names()
            self.binders, self.type_stx = parser.signature()
        else:
            self.binders, self.type_stx = _bare(parser)
        self.begun = parser.accept(":=") and parser.tok.kind != "eof"  # it ends with `:= by`
        if self.begun:
            parser.expect("by")
        parser.end()
        self.type, self.levels = elaborate_type(self.env, self.binders, self.type_stx, UNIVERSES, PROOF_FUEL)
        kernel = Kernel(self.env)
        if kernel.sort_of(self.type, kernel.root) != 0:
            raise SourceError("the statement is not a proposition", self.type_stx.pos, "elab")


def _bare(parser: Parser) -> tuple[tuple[Binder, ...], Syn]:
    """A proposition, or binders, a colon and a proposition."""
    start = parser.i
    try:
        binders = tuple(parser.binders())
        if parser.accept(":"):
            return binders, parser.term()
    except SourceError:
        pass
    parser.i, parser.depth = start, 0
    return (), parser.term()


def start(statement: str, lemmas: Library | None = None) -> State:
    """The initial state of a statement: its binders are introduced. `lemmas` as in `check_proof`.

    Raises:
        SourceError: The statement is not well formed.
    """
    return initial(parse_statement(statement, lemmas))


def initial(s: Statement) -> State:
    """The initial state of a statement that is read already."""
    meta = Meta(s.env, TACTIC_FUEL)
    root = meta.hole(Locals(), s.type, False)
    from .tactics.goals import intro_many

    hidden = [b.name == "_" or (b.info == "c" and b.name == "inst") for b in s.binders]
    names = [None if h else b.name for h, b in zip(hidden, s.binders, strict=True)]
    _, goal = intro_many(meta, root, names)
    return State((goal,), meta, root, s.type, s.levels, (s.text, s.env))


@functools.lru_cache(maxsize=512)
def _parsed(text: str, epoch: int) -> Statement:
    with deep_terms():
        return Statement(text)


def parse_statement(text: str, lemmas: Library | None = None) -> Statement:
    """A statement; those over the built-in library alone are remembered for a while.

    Raises:
        SourceError: It is not a well-formed proposition.
    """
    if lemmas is None:
        return _parsed(text, terms.epoch())
    with deep_terms():
        return Statement(text, lemmas)


def prove(s: Statement, proof: str) -> Term:
    """The kernel-checked proof term for a statement.

    Raises:
        SourceError: The proof is refused, in Lean's words.
        KernelError: The kernel refuses the term.
        OutOfFuel: It takes too long.
    """
    from .scripts import TACTICS, block

    parser = Parser(proof)
    parser.accept(":=")
    if s.begun and parser.tok.text in TACTICS:
        body = Syn("by", 0, (block(parser),))
    else:
        body = Syn("funmatch", 0, (parser.alternatives(),)) if parser.at("|") else parser.term()
    parser.end()
    state = initial(s)
    meta = state.meta
    meta.fuel = PROOF_FUEL
    goal = state.goals[0]
    from .elaborate import Elaborator

    if body.kind == "by":
        from .state import run_block

        run_block(meta, goal, body, s.levels)
    else:
        elab = Elaborator(meta, meta.holes[goal].locals, level_names=s.levels)
        meta.assign(goal, elab.term(body, meta.holes[goal].type))
    term = finished(meta, state.root)
    if term is None:
        raise SourceError("don't know how to synthesize placeholder", 0, "elab")
    confirm(s.env, term, s.type)
    return term


def check_proof(
    statement: str,
    proof: str,
    *,
    backend: str = "embedded",
    double_check: bool = False,
    lemmas: Library | None = None,
) -> Verdict:
    """Judge a proof of a statement. Never raises on any texts: an ill-formed statement gives a MALFORMED verdict.

    Args:
        statement: ``theorem name (h : p) : q``, ``example … : …``, or a proposition; the environment's own text.
        proof: ``by …`` or a term; the model's text, never trusted.
        backend: ``"embedded"``, or ``"lean"`` for the Lean that is installed.
        double_check: Whether Lean's own kernel must accept the proof term, too (needs ``palaestra[lean-kernel]``).
        lemmas: A layer ``Library(library())`` with further lemmas, believed as stated; the environment's own.

    Raises:
        ValueError: The backend is unknown, or Lean is to judge with a layer of lemmas that it does not have.
        MissingExtraError: Lean is asked for and not installed.
    """
    if lemmas is not None and (double_check or backend == "lean"):
        raise ValueError("Lean knows the built-in library alone: leave out lemmas, or double_check and backend='lean'")
    if backend == "lean":
        from .lean.backend import judge

        return judge(statement, proof)
    if backend != "embedded":
        raise ValueError(f"unknown backend {backend!r}; there are 'embedded' and 'lean'")
    tidy()
    with deep_terms():  # one epoch of terms for both
        stated = guarded(lambda: parse_statement(statement, lemmas), _malformed)
        if isinstance(stated, Verdict):
            return stated

        def run() -> Verdict:
            prove(stated, proof)
            return Verdict.correct("the kernel accepts the proof")

        verdict = guarded(run, _refusal)
    if double_check and verdict.is_correct:
        from .lean.referee import double_check as confirm_in_lean

        return confirm_in_lean(statement, proof)
    return verdict


def _malformed(kind: str, message: str, pos: int) -> Verdict:
    return Verdict(0.0, f"the statement is not well formed: {message}", Status.MALFORMED)


def _refusal(kind: str, message: str, pos: int) -> Verdict:
    if kind == "timeout":
        return Verdict(0.0, message, Status.TIMEOUT)
    return Verdict.wrong(message)


def check_term(decls: str) -> Verdict:
    """Judge a text of declarations (``theorem``, ``def``, ``example``); the kernel must accept all of them."""

    def run() -> Verdict:
        env = declare_all(decls)
        return Verdict.correct(f"the kernel accepts {len(env.own) or 'the'} declarations")

    return guarded(run, _refusal)


_COMMANDS = ("theorem", "def", "example", "abbrev", "lemma", "noncomputable", "universe")


def declare_all(text: str) -> Library:
    """Elaborate and check declarations in order; returns the library with them on top.

    Raises:
        SourceError: A declaration is refused.
    """
    parser = Parser(text)
    env = Library(library())
    universes: list[str] = []
    count = checked = 0
    while parser.tok.kind != "eof":
        parser.depth = 0
        word = parser.next()
        count += 1
        if word.text not in _COMMANDS or count > MAX_DECLARATIONS:
            raise SourceError(f"unexpected token '{word.text}'; expected command", word.pos)
        if word.text == "universe":
            while parser.tok.kind == "id" and parser.tok.text not in _COMMANDS:
                universes.append(parser.next().text)
            continue
        if word.text == "noncomputable":
            word = parser.next()
            if word.text not in ("def", "abbrev"):
                raise SourceError("unexpected token; expected 'def'", word.pos)
        _declare(env, parser, word.text, universes)
        checked += 1
    if not checked:
        raise SourceError("no declaration", 0)
    return env


def _declare(env: Library, parser: Parser, kind: str, universes: list[str]) -> None:
    name, pos = "", parser.tok.pos
    given: tuple[str, ...] = ()
    if kind != "example":
        name = parser.name().text
        given = parser.level_names()
        if name in env.own or name in CORE:
            raise SourceError(f"'{name}' has already been declared", pos, "elab")
    scope = (*universes, *given)
    names = (*scope, *[u for u in UNIVERSES if u not in scope])
    if len(set(names)) < len(names):
        raise SourceError("a universe level has already been declared", pos, "elab")
    binders = tuple(parser.binders(optional=True))
    type_stx = parser.term() if parser.accept(":") else None
    if type_stx is None and kind != "def" and kind != "abbrev":
        parser.fail("':'")
    if parser.at("|") and type_stx is not None:
        body = Syn("funmatch", parser.tok.pos, (parser.alternatives(),))
    else:
        parser.expect(":=")
        body = parser.term()
    term, type_ = _elaborate_declaration(env, binders, type_stx, body, names)
    kernel = Kernel(env, KERNEL_FUEL)
    kernel.check(term, type_)
    is_prop = kernel.sort_of(type_, kernel.root) == 0
    if kind in ("theorem", "lemma") and not is_prop:
        raise SourceError(f"type of theorem '{name}' is not a proposition", pos, "elab")
    if name:
        inner = f"{name}'user"
        env.own[name] = inner
        used = level_params([type_, term])
        unused = [u for u in given if u not in used]
        if unused:
            raise SourceError(f"unused universe parameter '{unused[0]}'", pos, "elab")
        levels = tuple([u for u in names if u in used])
        if kind in ("theorem", "lemma"):
            env.add(Declaration(inner, levels, type_, "theorem"))
        else:
            env.add(
                Declaration(
                    inner, levels, type_, "def", value=term, height=height(env, term) + 1, reducible=kind == "abbrev"
                )
            )


def _elaborate_declaration(
    env: Library, binders: Any, type_stx: Syn | None, body: Syn, names: tuple[str, ...]
) -> tuple[Term, Term]:
    if type_stx is not None:
        type_, _ = elaborate_type(env, binders, type_stx, names, PROOF_FUEL)
        return elaborate_value(env, binders, type_stx, body, names, PROOF_FUEL), type_
    term = elaborate_value(env, binders, None, body, names, PROOF_FUEL)
    kernel = Kernel(env, KERNEL_FUEL)
    return term, kernel.infer(term, kernel.root)


_FAMILIES = ("PUnit", "Nat", "OfNat", "False", "True", "And", "Or", "Iff", "Eq", "Exists")
CORE = frozenset(
    [
        *_FAMILIES,
        *[f"{family}.{made}" for family in _FAMILIES for made in ("rec", "recOn", "casesOn")],
        "PUnit.unit",
        "Nat.zero",
        "Nat.succ",
        "OfNat.mk",
        "OfNat.ofNat",
        "instOfNatNat",
        "True.intro",
        "Not",
        "And.intro",
        "And.left",
        "And.right",
        "Or.inl",
        "Or.inr",
        "Iff.intro",
        "Iff.mp",
        "Iff.mpr",
        "Eq.refl",
        "Exists.intro",
        "Eq.subst",
        "Nat.add",
        "Nat.mul",
        "propext",
        "Classical.em",
        "lcProof",
        "lcAny",
        "lcErased",
        "lcVoid",
    ]
)

__all__ = [
    "Statement",
    "check_proof",
    "check_term",
    "confirm",
    "deep_terms",
    "guarded",
    "initial",
    "parse_statement",
    "prove",
    "start",
]
