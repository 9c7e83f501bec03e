"""Universe levels: how they are made, ordered and compared.

A level is an integer where it is closed, else a tuple: ``("p", name)`` is a parameter, ``("m", uid)`` a hole,
``("s", l)`` the next universe, ``("max", a, b)`` and ``("imax", a, b)`` what they say.
"""

from __future__ import annotations

from typing import Any

Level = int | tuple[Any, ...]


def lsucc(a: Level) -> Level:
    """The next universe."""
    return a + 1 if isinstance(a, int) else ("s", a)


def lmax(a: Level, b: Level) -> Level:
    """The larger of two universes."""
    if isinstance(a, int) and isinstance(b, int):
        return max(a, b)
    if a == b or b == 0:
        return a
    if a == 0:
        return b
    return ("max", a, b)


def limax(a: Level, b: Level) -> Level:
    """The universe of a function type: 0 when `b` is 0, else the larger."""
    if isinstance(b, int):
        return 0 if b == 0 else lmax(a, b)
    if a == b or a in (0, 1):
        return b
    return lmax(a, b) if _positive(b) else ("imax", a, b)


def _positive(level: Level) -> bool:
    """Whether a level is above 0 for all values of the parameters."""
    if isinstance(level, int):
        return level > 0
    tag = level[0]
    if tag == "max":
        return _positive(level[1]) or _positive(level[2])
    return tag == "s" or (tag == "imax" and _positive(level[2]))


def subst_level(level: Level, table: dict[Any, Level]) -> Level:
    """Replace parameters by name (a string key) and level holes by number."""
    if isinstance(level, int):
        return level
    tag = level[0]
    if tag in ("p", "m"):
        return table.get(level[1], level)
    if tag == "s":
        return lsucc(subst_level(level[1], table))
    a, b = subst_level(level[1], table), subst_level(level[2], table)
    return lmax(a, b) if tag == "max" else limax(a, b)


def parameters(level: Level) -> list[str]:
    """The names of the parameters in a level, each as often as it occurs."""
    if isinstance(level, int):
        return []
    if level[0] == "p":
        return [level[1]]
    if level[0] == "m":
        return []
    return [p for x in level[1:] for p in parameters(x)]


def level_le(a: Level, b: Level, k: int = 0) -> bool:
    """Whether ``a ≤ b + k`` for all values of the parameters."""
    if isinstance(a, int) and isinstance(b, int):
        return a <= b + k
    if a == b and k >= 0:
        return True
    if isinstance(a, int) and a > 0:
        return level_le(0, b, k - a)
    if isinstance(b, int) and b > 0:
        return level_le(a, 0, k + b)
    if a == 0 and k >= 0:
        return True
    ta = a[0] if isinstance(a, tuple) else ""
    tb = b[0] if isinstance(b, tuple) else ""
    if ta == "s":
        return level_le(a[1], b, k - 1)  # type: ignore[index]
    if tb == "s":
        return level_le(a, b[1], k + 1)  # type: ignore[index]
    if ta == "max":
        return level_le(a[1], b, k) and level_le(a[2], b, k)  # type: ignore[index]
    for side in (a, b):
        if isinstance(side, tuple) and side[0] == "imax":
            return _split_imax(a, b, k, side)
    if tb == "max":
        return level_le(a, b[1], k) or level_le(a, b[2], k)  # type: ignore[index]
    return False


def _split_imax(a: Level, b: Level, k: int, side: Level) -> bool:
    """Decide by cases on whether the parameter that an imax hangs on is zero."""
    last: Level = side
    while isinstance(last, tuple) and last[0] in ("imax", "max"):
        last = last[2] if not isinstance(last[2], int) else last[1]
    if not isinstance(last, tuple) or last[0] not in ("p", "m"):
        return False
    name = last[1]
    for value in (0, ("s", last)):
        table: dict[Any, Level] = {name: value}
        if not level_le(subst_level(a, table), subst_level(b, table), k):
            return False
    return True


def level_eq(a: Level, b: Level) -> bool:
    """Whether two levels are the same for all values of the parameters."""
    return a == b or (level_le(a, b) and level_le(b, a))


__all__ = ["Level", "level_eq", "level_le", "limax", "lmax", "lsucc", "parameters", "subst_level"]
