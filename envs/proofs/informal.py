"""Statements of Lean in plain English, read off the syntax: what stands beside a formal theorem for people.

Every part that is not an atom stands in parentheses, so different statements are told differently.
"""

from __future__ import annotations

from itertools import groupby

from ..errors import PalaestraError
from .syntax import Binder, Parser, Syn

KINDS = {"Nat": "natural number", "Int": "integer", "Bool": "truth value"}
RELATIONS = {
    "=": "equals", "≠": "differs from", "≤": "is at most", "<": "is less than", "≥": "is at least",
    ">": "is greater than", "∣": "divides", "∈": "is a member of", "∉": "is not a member of",
}  # fmt: skip
JOINED = {"∧": "and", "∨": "or", "↔": "if and only if"}


class UnsayableError(PalaestraError):
    """A statement uses what there are no words for here, such as a λ."""


def informal(statement: str) -> str:
    """Return a theorem in English: what is given, what is supposed, what follows.

    >>> informal("theorem t (p q : Prop) (h : p ∧ q) : q ∧ p")
    'Let p and q be propositions. Suppose that p and q. Then q and p.'

    Raises:
        UnsayableError: There are no words for it.
        SourceError: It is not well formed.
    """
    parser = Parser(statement)
    if parser.at("theorem", "lemma", "example") and parser.next().text != "example":
        parser.name()
    binders, goal = parser.signature()
    given = [(b.name, _plural(b)) for b in binders if _is_kind(b)]
    facts = [sentence(b.type) for b in binders if not _is_kind(b) and b.type is not None]
    lets = []
    for kind, group in groupby(given, key=lambda pair: pair[1]):
        names = [name for name, _ in group]
        one = f"a {kind[:-1]}" if not kind.startswith("integer") else "an integer"
        lets.append(f"{_listed(names)} be {kind if len(names) > 1 else one}")
    parts = [f"Let {', and let '.join(lets)}."] if lets else []
    parts += [f"Suppose that {', and that '.join(facts)}."] if facts else []
    said = sentence(goal)
    parts.append(f"Then {said}." if parts else f"{said[0].upper()}{said[1:]}.")
    return " ".join(parts)


def sentence(stx: Syn) -> str:
    """Return a proposition in English, with no capital letter and no full stop.

    Raises:
        UnsayableError: There are no words for it.
    """
    stx = _bare(stx)
    if stx.kind == "arrow":
        return f"if {_part(stx.args[0])}, then {_part(stx.args[1])}"
    if stx.kind == "unop" and stx.args[0] == "¬":
        return f"not {_part(stx.args[1])}"
    if stx.kind == "binop" and stx.args[0] in JOINED:
        return f"{_part(stx.args[1])} {JOINED[stx.args[0]]} {_part(stx.args[2])}"
    if stx.kind == "binop" and stx.args[0] in RELATIONS:
        return f"{term(stx.args[1])} {RELATIONS[stx.args[0]]} {term(stx.args[2])}"
    if stx.kind in ("forall", "exists"):
        binders, predicate, body = stx.args
        if predicate is not None or any(b.type is not None and not _is_kind(b) for b in binders):
            raise UnsayableError("a quantifier over what is no kind of thing")
        names = [f"{_singular(b)}{b.name}" for b in binders]
        if stx.kind == "forall":
            return f"for every {' and every '.join(names)}, {_part(body)}"
        return f"there is some {' and some '.join(names)} such that {_part(body)}"
    if stx.kind == "ident" and stx.args[0] in ("True", "False"):
        return "a truth" if stx.args[0] == "True" else "a contradiction"
    return term(stx)


def _part(stx: Syn) -> str:
    """Return a part of a sentence, in parentheses unless it is an atom."""
    bare = _bare(stx)
    said = sentence(bare)
    return said if bare.kind in ("ident", "app") else f"({said})"


def term(stx: Syn) -> str:
    """Return a term as it is written in mathematics.

    Raises:
        UnsayableError: There are no words for it.
    """
    stx = _bare(stx)
    if stx.kind == "ident":
        return str(stx.args[0])
    if stx.kind == "num":
        return str(stx.args[0])
    if stx.kind == "binop":
        return f"{_inner(stx.args[1])} {stx.args[0]} {_inner(stx.args[2])}"
    if stx.kind == "unop":
        return f"{stx.args[0]}{_inner(stx.args[1])}"
    if stx.kind == "list":
        return f"[{', '.join(map(term, stx.args[0]))}]"
    if stx.kind == "app" and all(name == "" for name, _ in stx.args[1]):
        return f"{term(stx.args[0])}({', '.join(term(value) for _, value in stx.args[1])})"
    raise UnsayableError(f"no words for {stx.kind}")


def _inner(stx: Syn) -> str:
    said = term(stx)
    return f"({said})" if _bare(stx).kind in ("binop", "unop") else said


def _bare(stx: Syn) -> Syn:
    while stx.kind == "paren":
        stx = stx.args[0]
    return stx


def _is_kind(binder: Binder) -> bool:
    """Return whether a binder names a thing of a known kind, not a hypothesis."""
    return binder.type is not None and (
        (binder.type.kind == "sort" and binder.type.args[0] == 0)
        or (binder.type.kind == "ident" and binder.type.args[0] in KINDS)
    )


def _plural(binder: Binder) -> str:
    assert binder.type is not None
    return "propositions" if binder.type.kind == "sort" else KINDS[binder.type.args[0]] + "s"


def _singular(binder: Binder) -> str:
    return _plural(binder)[:-1] + " " if binder.type is not None else ""


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


__all__ = ["UnsayableError", "informal", "sentence", "term"]
