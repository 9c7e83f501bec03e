"""What a person tries first with numbers and a target, and where that leads nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from .reach import Value, find_tree, results


def rule_of_thumb(numbers: Sequence[int], target: int, use_all: bool) -> bool:
    """Return whether a rule of thumb reaches the target: the sum, one operation, few numbers with + and - only."""
    if len(numbers) < 3 or target == sum(numbers):
        return len(numbers) > 2
    if len(numbers) <= 4:
        sums = {0}
        for n in numbers:
            sums = {x for s in sums for x in ((s + n, s - n) if use_all else (s, s + n, s - n))}
        if target in sums:
            return True
    pairs = ((a, b) for i, a in enumerate(numbers) for b in numbers[:i])
    return any(value == target for a, b in pairs for _, _, value in results(a, b, True))


def dead_ends(pool: list[Value], target: int, use_all: bool) -> list[str]:
    """Return up to three tries from here from which the target is out of reach, as the search has proven."""
    lines: list[str] = []
    if len(pool) < 3 or any(not isinstance(n, int) or n < 1 for n in pool):
        return lines
    for i, a in enumerate(pool):
        b = pool[(i + 1) % len(pool)]
        rest = [n for k, n in enumerate(pool) if k not in (i, (i + 1) % len(pool))]
        for sign, swapped, value in list(results(a, b, True))[i % 2 :: 3]:
            left = [int(n) for n in [*rest, value]]
            if len(lines) == 3 or find_tree(left, target, use_all) is not None:
                continue
            x, y = (b, a) if swapped else (a, b)
            tries = f"; {_operations(left[0], left[1])}" if len(left) == 2 else ""
            lines.append(f"Try {x} {sign} {y} = {value}; now {join(left)}{tries}; {target} is out of reach, go back.")
    return lines


def _operations(a: int, b: int) -> str:
    found = [(b, s, a, v) if swapped else (a, s, b, v) for s, swapped, v in results(a, b, True)]
    return ", ".join(f"{x} {sign} {y} = {value}" for x, sign, y, value in found)


def join(pool: Sequence[Value]) -> str:
    """Return numbers as a list in words."""
    return ", ".join(map(str, pool))
