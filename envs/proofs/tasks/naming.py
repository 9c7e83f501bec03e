"""Theorems up to the names in them: one text for all statements that differ in names or in the hypotheses' order."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Sequence

_TOKEN = re.compile(r"[^\W\d][\w'!?₀-₉]*(?:\.[^\W\d][\w'!?₀-₉]*)*|\d+|:=|=>|\+\+|::|\S")
_WORD = re.compile(r"[^\W\d]")
_SIGNS = frozenset("∀∃λ¬⊢")
_GLOBAL = frozenset(
    [
        "Nat",
        "Int",
        "Bool",
        "List",
        "Prop",
        "Type",
        "Sort",
        "True",
        "False",
        "true",
        "false",
        "fun",
        "if",
        "then",
        "else",
        "not",
        "and",
        "or",
        "xor",
        "min",
        "max",
    ]
)
TRIES = 720  # orders of hypotheses of one shape that are compared


def tokens(text: str) -> list[str]:
    """Return the tokens of a statement or a goal state.

    >>> tokens("∀ x, f x ≤ x+10")
    ['∀', 'x', ',', 'f', 'x', '≤', 'x', '+', '10']
    """
    out: list[str] = []
    for token in _TOKEN.findall(text):
        while len(token) > 1 and token[0] in _SIGNS:  # ¬p and λx: signs that Unicode takes for letters
            out.append(token[0])
            token = token[1:]
        out.append(token)
    return out


def is_name(token: str) -> bool:
    """Return whether a token is a name that a statement may choose freely."""
    return bool(_WORD.match(token)) and token not in _SIGNS and token.split(".")[0] not in _GLOBAL


def parts(statement: str) -> tuple[list[tuple[list[str], list[str]]], list[str]]:
    """Return the binder groups of `theorem name (x y : T) (h : P) : goal`, as names and type, and the goal."""
    rest = tokens(statement)
    if rest[:1] in (["theorem"], ["lemma"], ["example"]):
        rest = rest[1 if rest[0] == "example" else 2 :]
    groups: list[tuple[list[str], list[str]]] = []
    while rest and rest[0] in ("(", "{", "["):
        depths = itertools.accumulate((token in "([{") - (token in ")]}") for token in rest)
        end = next((i for i, depth in enumerate(depths) if depth == 0), len(rest))
        inside, rest = rest[1:end], rest[end + 1 :]
        colon = inside.index(":") if ":" in inside else 0
        groups.append((inside[:colon], inside[colon + 1 :] if colon else inside))
    return groups, rest[1:] if rest[:1] == [":"] else rest


def _renamed(lines: Iterable[Sequence[str]], names: dict[str, str]) -> list[str]:
    def one(token: str) -> str:
        if not is_name(token):
            return token
        head, dot, tail = token.partition(".")
        return names.setdefault(head, f"v{len(names)}") + dot + tail

    return [" ".join(map(one, line)) for line in lines]


def nameless(statement: str) -> list[str]:
    """Return a statement as lines that do not depend on its names, nor on the order of its hypotheses.

    >>> nameless("theorem t (p q : Prop) (h : p → q) (i : p) : q")
    ['v0', 'v1', 'v1 → v0', 'v0 : Prop', 'v1 : Prop']
    """
    groups, goal = parts(statement)
    spoken = [token.split(".")[0] for _, kind in groups for token in kind] + [t.split(".")[0] for t in goal]
    facts = [kind for names, kind in groups if not any(name in spoken for name in names)]
    variables = [(name, kind) for names, kind in groups for name in names if name in spoken]
    shaped = sorted((_renamed([kind], {}), kind) for kind in facts)
    ties = [list(some) for _, some in itertools.groupby(shaped, key=lambda pair: pair[0])]
    many = math.prod(math.factorial(len(some)) for some in ties)
    orders: Iterable[tuple[Sequence[tuple[list[str], list[str]]], ...]]
    orders = (
        itertools.product(*(itertools.permutations(some) for some in ties))
        if many <= TRIES
        else [tuple(map(tuple, ties))]
    )
    return min(_lines([kind for some in order for _, kind in some], goal, variables) for order in orders)


def _lines(facts: list[list[str]], goal: list[str], variables: list[tuple[str, list[str]]]) -> list[str]:
    names: dict[str, str] = {}
    lines = _renamed([goal, *facts], names)
    kinds = sorted(_renamed([[name, ":", *kind] for name, kind in variables], names))
    return [*lines, *kinds]
