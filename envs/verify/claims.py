"""Claims about who is a knight and who a knave: their truth sets, their English, random ones, and proofs.

An assignment of n people is a number below 2**n whose bit i says that person i is a knight. A truth set is an int
with one bit for each assignment: the assignments in which a claim is true. A claim is a JSON list: `["is", i, true]`
(person i is a knight), `["not", a]`, `["and", a, b]`, `["or", a, b]`, `["if", a, b]`, `["iff", a, b]`, or
`["count", k, [i, j, …]]` (exactly k of these are knights).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ..core import canonical

Claim = Any


@functools.cache
def knights(n: int) -> tuple[int, ...]:
    """Return, for each person, the assignments in which that person is a knight."""
    return tuple(sum(1 << a for a in range(1 << n) if a >> i & 1) for i in range(n))


def truths(claim: Claim, n: int) -> int:
    """Return the assignments in which a claim is true."""
    kind, *parts = claim
    if kind == "is":
        return _atom(n, ("is", *parts))
    if kind == "count":
        return _atom(n, ("count", parts[0], *parts[1]))
    return _joined(kind, n, *(truths(part, n) for part in parts))


@functools.cache
def _atom(n: int, atom: tuple[Any, ...]) -> int:
    first: int = atom[1]
    rest: tuple[int, ...] = atom[2:]
    if atom[0] == "is":
        return knights(n)[first] if rest[0] else ~knights(n)[first] & _all(n)
    exactly = [_all(n)] + [0] * len(rest)  # exactly[k]: k of the people so far are knights
    for yes in (knights(n)[person] for person in rest):
        exactly = [(same & ~yes) | (one_less & yes) for same, one_less in zip(exactly, [0, *exactly], strict=False)]
    return exactly[first]


def _all(n: int) -> int:
    return (1 << (1 << n)) - 1


def _joined(kind: str, n: int, a: int, b: int = 0) -> int:
    if kind == "not":
        return _all(n) ^ a
    if kind == "and":
        return a & b
    if kind == "or":
        return a | b
    return (_all(n) ^ a) | b if kind == "if" else _all(n) ^ a ^ b


def fits(speaker: int, claim: Claim, n: int) -> int:
    """Return the assignments in which the speaker may say this: the claim is true if and only if a knight speaks."""
    return _all(n) ^ knights(n)[speaker] ^ truths(claim, n)


def consistent(claims: Sequence[Claim]) -> list[int]:
    """Return all assignments in which person i may say claim i, for every i."""
    n = len(claims)
    left = _all(n)
    for speaker, claim in enumerate(claims):
        left &= fits(speaker, claim, n)
    return [a for a in range(1 << n) if left >> a & 1]


def english(claim: Claim, names: Sequence[str], speaker: int, *, inner: bool = False) -> str:
    """Return a claim as the speaker says it; claims within claims stand in brackets."""
    kind = claim[0]
    if kind == "is":
        who = "I am" if claim[1] == speaker else f"{names[claim[1]]} is"
        return f"{who} a {'knight' if claim[2] else 'knave'}"
    if kind == "count":
        who = _list([names[i] for i in claim[2] if i != speaker] + ["me"] * (speaker in claim[2]))
        return f"exactly {claim[1]} of {who} {'is a knight' if claim[1] == 1 else 'are knights'}"
    a = english(claim[1], names, speaker, inner=True)
    if kind == "not":
        return f"it is not true that {a}"
    b = english(claim[2], names, speaker, inner=True)
    joint = {"and": f"{a} and {b}", "or": f"{a} or {b}", "if": f"if {a}, then {b}", "iff": f"{a} if and only if {b}"}
    return f"({joint[kind]})" if inner else joint[kind]


def _list(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def dice_of(rng: np.random.Generator) -> Iterator[int]:
    """Yield random numbers below 2**32 for ever; drawn in blocks, which is many times faster than one by one."""
    while True:
        yield from rng.integers(0, 1 << 32, 256).tolist()


def draw_fitting(dice: Iterator[int], speaker: int, roles: int, n: int, depth: int) -> tuple[Claim, int]:
    """Return a claim that the speaker may make under these roles, with the assignments that it fits.

    It rules something out, but not everything else. After 50 draws it is a claim about the next person.
    """
    for _ in range(50):
        claim, true = _draw(dice, n, depth)
        fit = _all(n) ^ knights(n)[speaker] ^ true
        if fit >> roles & 1 and 1 < fit.bit_count() < 1 << n:
            return claim, fit
    claim = chain(roles, n)[speaker]
    return claim, fits(speaker, claim, n)


def _draw(dice: Iterator[int], n: int, depth: int) -> tuple[Claim, int]:
    """Return a random claim with at most `depth` layers, and its truth set."""
    claim: Claim
    if depth == 0 or next(dice) % 5 == 0:
        if next(dice) % 2:
            claim = ["is", next(dice) % n, bool(next(dice) % 2)]
        else:
            chosen = next(dice) % (1 << n)
            people = [i for i in range(n) if chosen >> i & 1]
            if len(people) < 2:
                people = list(range(n))
            claim = ["count", next(dice) % (len(people) + 1), people]
        return claim, truths(claim, n)
    kind = ("not", "and", "or", "if", "iff")[next(dice) % 5]
    one, a = _draw(dice, n, depth - 1)
    if kind == "not":
        return ["not", one], _joined(kind, n, a)
    for _ in range(20):
        two, b = _draw(dice, n, next(dice) % depth)
        if next(dice) % 2:
            (one, a), (two, b) = (two, b), (one, a)
        true = _joined(kind, n, a, b)
        if true not in (0, _all(n), a, b, _all(n) ^ a, _all(n) ^ b):  # both parts matter
            return [kind, one, two], true
    return one, a


def chain(roles: int, n: int) -> list[Claim]:
    """Return claims that only these roles fit: the first fixes two people, each of the others the next."""
    knight = [bool(roles >> i & 1) for i in range(n)]
    start = ["or" if knight[0] else "and", ["is", 0, False], ["is", 1, knight[1] == knight[0]]]
    return [start, *(["is", (i + 1) % n, knight[(i + 1) % n] == knight[i]] for i in range(1, n))]


def renamed(claim: Claim, order: Sequence[int]) -> Claim:
    """Return a claim in which person order[i] is called i, with exchangeable parts in one order."""
    if claim[0] == "is":
        return ["is", order.index(claim[1]), claim[2]]
    if claim[0] == "count":
        return ["count", claim[1], sorted(order.index(i) for i in claim[2])]
    parts = [renamed(part, order) for part in claim[1:]]
    return [claim[0], *(parts if claim[0] == "if" else sorted(parts, key=canonical))]


def reasons(claims: Sequence[Claim], names: Sequence[str]) -> list[str]:
    """Return a proof of the roles, line by line: each conclusion from one statement and the roles known so far.

    Where no statement tells more, a person is supposed to be a knight; a contradiction makes that person a knave.
    """
    lines: list[str] = []
    if _proof([fits(i, claim, len(names)) for i, claim in enumerate(claims)], names, _all(len(names)), lines):
        lines.append("All statements fit.")
    return lines


def _proof(allowed: Sequence[int], names: Sequence[str], left: int, lines: list[str]) -> int:
    """Return the assignments left (one, or none after a contradiction); `left` holds what the known roles allow."""
    n = len(names)
    while left:
        step = _step(allowed, n, left)
        if step is None:
            open_ = [j for j, yes in enumerate(knights(n)) if left & yes and left & ~yes]
            if not open_:
                return left
            lines.append(f"Suppose {names[open_[0]]} is a knight.")
            found = _proof(allowed, names, left & knights(n)[open_[0]], lines)
            if found:
                return found
            lines.append(f"So {names[open_[0]]} is a knave.")
            left &= ~knights(n)[open_[0]]
            continue
        speaker, person, knight = step
        if person < 0:
            lines.append(f"What {names[speaker]} says does not fit that: a contradiction.")
            return 0
        yes = knights(n)[speaker]
        role = "knight" if knight else "knave"
        if left & yes and left & ~yes:
            why = f"What {names[speaker]} says fits only if"
        else:
            why = (
                f"{names[speaker]} is a knight and says the truth, so"
                if left & yes
                else f"{names[speaker]} is a knave and lies, so"
            )
        lines.append(f"{why} {names[person]} is a {role}.")
        left &= knights(n)[person] if knight else ~knights(n)[person]
    return left


def _step(allowed: Sequence[int], n: int, left: int) -> tuple[int, int, bool] | None:
    """Return (speaker, person, role) for the first role that one statement settles; person -1 if it contradicts."""
    for speaker, fit in enumerate(allowed):
        if not left & fit:
            return speaker, -1, False
    for speaker, fit in enumerate(allowed):
        for person, yes in enumerate(knights(n)):
            for role in (yes, ~yes):
                if left & yes and left & ~yes and not left & fit & ~role:
                    return speaker, person, role == yes
    return None
