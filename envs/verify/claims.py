"""Claims about who is a knight and who a knave, as truth sets, and as English.

An assignment of n people is a number below 2**n whose bit i says that person i is a knight. A truth set is an int
with one bit for each assignment: the assignments in which a claim is true. A claim is a JSON list: `["is", i, true]`
(person i is a knight), `["not", a]`, `["and", a, b]`, `["or", a, b]`, `["if", a, b]`, `["iff", a, b]`, or
`["count", k, [i, j, …]]` (exactly k of these are knights).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

Claim = Any


@functools.cache
def knights(n: int) -> tuple[int, ...]:
    """Return, for each person, the assignments in which that person is a knight."""
    return tuple(sum(1 << a for a in range(1 << n) if a >> i & 1) for i in range(n))


def truths(claim: Claim, n: int) -> int:
    """Return the assignments in which a claim is true."""
    everything, kind = (1 << (1 << n)) - 1, claim[0]
    if kind == "is":
        return knights(n)[claim[1]] ^ (0 if claim[2] else everything)
    if kind == "count":
        exactly = [everything] + [0] * len(claim[2])  # exactly[k]: k of the people so far are knights
        for person in claim[2]:
            yes = knights(n)[person]
            exactly = [(here & ~yes) | (fewer & yes) for here, fewer in zip(exactly, [0, *exactly[:-1]], strict=True)]
        return exactly[claim[1]]
    a = truths(claim[1], n)
    if kind == "not":
        return everything ^ a
    b = truths(claim[2], n)
    return {"and": a & b, "or": a | b, "if": (everything ^ a) | b, "iff": everything ^ a ^ b}[kind]


def fits(speaker: int, claim: Claim, n: int) -> int:
    """Return the assignments in which the speaker may say this: the claim is true if and only if a knight speaks."""
    return ((1 << (1 << n)) - 1) ^ knights(n)[speaker] ^ truths(claim, n)


def consistent(claims: Sequence[Claim]) -> list[int]:
    """Return all assignments in which person i may say claim i, for every i."""
    n = len(claims)
    left = (1 << (1 << n)) - 1
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


def reasons(claims: Sequence[Claim], names: Sequence[str]) -> list[str]:
    """Return a proof of the roles, line by line: each conclusion from one statement and the roles known so far.

    Where no statement tells more, a person is supposed to be a knight; a contradiction makes that person a knave.
    """
    lines: list[str] = []
    everything = (1 << (1 << len(names))) - 1
    if _proof([fits(i, claim, len(names)) for i, claim in enumerate(claims)], names, everything, lines):
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
