"""Systems of linear equations, and parameters in them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

import numpy as np

from ..notation import combination, divided, inside, join, nonzero, ordered, signed, term
from ..template import Params, Template

NAMES = ("x", "y", "z", "w")


def eliminated(rows: Sequence[Sequence[int]], names: Sequence[str]) -> tuple[list[Fraction], list[str]]:
    """Return the solution of a system of integer rows, right side last, and the lines of its elimination.

    Raises:
        ZeroDivisionError: If there is not exactly one solution.
    """
    n = len(names)
    left = [(i + 1, list(row)) for i, row in enumerate(rows)]
    count, lines, pivots = len(left), [], []
    for j in range(n):
        usable = [item for item in left if item[1][j]]
        if not usable:
            raise ZeroDivisionError("the system has no single solution")
        label, pivot = min(usable, key=lambda item: (abs(item[1][j]), item[0]))
        pivots.append((label, pivot))
        rest = []
        for other, row in left:
            if other == label:
                continue
            if not row[j]:
                rest.append((other, row))
                continue
            shared = gcd(pivot[j], row[j])
            a, b = pivot[j] // shared, row[j] // shared
            a, b = (-a, -b) if a < 0 else (a, b)
            new = [a * x - b * y for x, y in zip(row, pivot, strict=True)]
            count += 1
            size = gcd(*new) or 1
            how = signed([_multiple(a, other), _multiple(-b, label)])
            if size == 1:
                lines.append(f"{how} gives ({count}): {_row(new, names)}.")
            else:
                raw, new = _row(new, names), [x // size for x in new]
                lines.append(f"{how} gives {raw}. Divided by {size}, this is ({count}): {_row(new, names)}.")
            rest.append((count, new))
        left = rest
    values: dict[int, Fraction] = {}
    for j in range(n - 1, -1, -1):
        label, row = pivots[j]
        known = sum((row[i] * values[i] for i in range(j + 1, n)), Fraction(0))
        values[j] = (row[n] - known) / row[j]
        parts = [f"{inside(row[i])}*{inside(values[i])}" for i in range(j + 1, n) if row[i]]
        text = f"{' + '.join([term(row[j], names[j]), *parts])} = {row[n]}"
        text += f", so {names[j]} = {values[j]}" if parts or row[j] != 1 else ""
        lines.append(f"From ({label}): {text}.")
    return [values[j] for j in range(n)], lines


def _multiple(factor: int, label: int) -> str:
    return f"({label})" if factor == 1 else f"-({label})" if factor == -1 else f"{factor}*({label})"


def _row(row: Sequence[int], names: Sequence[str]) -> str:
    return f"{combination(row[:-1], names)} = {row[-1]}"


def _numbered(rows: Sequence[Sequence[int]], names: Sequence[str]) -> str:
    return ", ".join(f"({i}): {_row(row, names)}" for i, row in enumerate(rows, 1))


def determinant(rows: Sequence[Sequence[int]]) -> int:
    """Return the determinant of a small matrix of whole numbers."""
    if len(rows) == 1:
        return rows[0][0]
    total = 0
    for j, entry in enumerate(rows[0]):
        if entry:
            total += (-1) ** j * entry * determinant([[*row[:j], *row[j + 1 :]] for row in rows[1:]])
    return total


class System(Template):
    """As many equations as unknowns."""

    name = "system"
    phrasings = (
        "Solve the system of equations {system}. Answer with the tuple ({names}).",
        "Find the numbers {list} that satisfy {system}. Answer with the tuple ({names}).",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two, three or four unknowns."""
        n, size = (2, 2, 3, 3, 4)[tier - 1], (3, 12, 4, 9, 5)[tier - 1]
        values = [nonzero(rng, 5 + 3 * tier) for _ in range(n)]
        while True:
            rows = [[nonzero(rng, size) for _ in range(n)] for _ in range(n)]
            if determinant(rows):
                full = [[*row, sum(a * v for a, v in zip(row, values, strict=True))] for row in rows]
                return {"rows": full}

    def answer(self, p: Params) -> str:
        """Eliminate."""
        return ordered(eliminated(p["rows"], NAMES[: len(p["rows"])])[0])

    def words(self, p: Params) -> Params:
        """Write the system out."""
        names = NAMES[: len(p["rows"])]
        written = join([_row(row, names) for row in p["rows"]])
        return {"system": written, "names": ", ".join(names), "list": join(names)}

    def steps(self, p: Params) -> list[str]:
        """Eliminate one unknown after the other."""
        names = NAMES[: len(p["rows"])]
        lines = [f"Call the equations {_numbered(p['rows'], names)}."]
        return lines + eliminated(p["rows"], names)[1]


class Consistency(Template):
    """One equation more than unknowns, with a parameter in it."""

    name = "consistency"
    opens = "c"
    phrasings = (
        "For which number m do the equations {system} and {last} = {c} have a common solution?",
        "The system {system}, {last} = {c} has more equations than unknowns. For exactly one number m it has a "
        "solution. Find m.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two unknowns, then three."""
        n, size = (2, 2, 2, 3, 3)[tier - 1], (3, 7, 15, 3, 7)[tier - 1]
        values = [nonzero(rng, 4 + 2 * tier) for _ in range(n)]
        while True:
            rows = [[nonzero(rng, size) for _ in range(n)] for _ in range(n)]
            if determinant(rows):
                break
        full = [[*row, sum(a * v for a, v in zip(row, values, strict=True))] for row in rows]
        last = [nonzero(rng, size) for _ in range(n - 1)]
        known = sum(a * v for a, v in zip(last, values, strict=False))
        c = nonzero(rng, 10 + 4 * tier) * values[-1] + (nonzero(rng, 9) if tier > 2 else 0)
        return {"rows": full, "last": last, "c": known + (c or values[-1])}  # so that m is not 0

    def _parts(self, p: Params) -> tuple[list[Fraction], list[str], Fraction]:
        values, lines = eliminated(p["rows"], NAMES[: len(p["rows"])])
        return values, lines, sum((a * v for a, v in zip(p["last"], values, strict=False)), Fraction(0))

    def answer(self, p: Params) -> str:
        """Solve without the last equation, then put the solution into it."""
        values, _, known = self._parts(p)
        return str((p["c"] - known) / values[-1])

    def words(self, p: Params) -> Params:
        """Write the system out."""
        names = NAMES[: len(p["rows"])]
        last = signed([combination(p["last"], names[:-1]), f"m{names[-1]}"])
        return {"system": ", ".join(_row(row, names) for row in p["rows"]), "last": last}

    def steps(self, p: Params) -> list[str]:
        """Eliminate, then put in."""
        names = NAMES[: len(p["rows"])]
        values, lines, known = self._parts(p)
        parts = [f"{inside(a)}*{inside(v)}" for a, v in zip(p["last"], values, strict=False)]
        return [
            f"Solve the equations without m first: {_numbered(p['rows'], names)}.",
            *lines,
            f"Put this into the last equation: {' + '.join(parts)} + m*{inside(values[-1])} = {p['c']}.",
            f"So {known} + m*{inside(values[-1])} = {p['c']} and m = {divided(p['c'] - known, values[-1])}.",
        ]  # fmt: skip


class Singular(Template):
    """The parameter for which a system has no solution or many."""

    name = "singular"
    phrasings = (
        "For which number m does the system {system} not have exactly one solution?",
        "The system {system} has exactly one solution for every number m but one. Find that m.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two, three or four unknowns; the last left side is a combination of the others."""
        n, size = (2, 2, 3, 3, 4)[tier - 1], (6, 12, 6, 9, 6)[tier - 1]
        right = [nonzero(rng, 9 + 3 * tier) for _ in range(n)]
        while True:
            rows = [[nonzero(rng, size) for _ in range(n)] for _ in range(n - 1)]
            factors = [nonzero(rng, (7, 9, 5, 6, 4)[tier - 1]) for _ in rows]
            *last, m = (sum(f * row[j] for f, row in zip(factors, rows, strict=True)) for j in range(n))
            shown = {0} | {abs(c) for row in (*rows, last, right) for c in row}
            if determinant([row[:-1] for row in rows]) and abs(m) not in shown:
                return {"rows": rows, "last": last, "right": right}

    def _factors(self, p: Params) -> tuple[list[Fraction], list[str]]:
        rows = p["rows"]
        columns = [[*(row[j] for row in rows), p["last"][j]] for j in range(len(rows))]
        return eliminated(columns, ["r", "s", "t"][: len(rows)])

    def answer(self, p: Params) -> str:
        """Combine the last column."""
        factors = self._factors(p)[0]
        return str(sum((f * row[-1] for f, row in zip(factors, p["rows"], strict=True)), Fraction(0)))

    def words(self, p: Params) -> Params:
        """Write the system out."""
        names = NAMES[: len(p["last"]) + 1]
        full = [_row([*row, c], names) for row, c in zip(p["rows"], p["right"], strict=False)]
        last = signed([combination(p["last"], names[:-1]), f"m{names[-1]}"])
        return {"system": join([*full, f"{last} = {p['right'][-1]}"])}

    def steps(self, p: Params) -> list[str]:
        """Write the last left side as a combination of the others."""
        rows, names = p["rows"], ["r", "s", "t"][: len(p["rows"])]
        factors, lines = self._factors(p)
        if len(rows) == 1:
            (row,), (last,) = rows, p["last"]
            return [
                "There is not exactly one solution when the two left sides are proportional.",
                f"The coefficients of x give the factor {divided(last, row[0])}.",
                f"So m = {inside(factors[0])}*{inside(row[1])} = {self.answer(p)}.",
            ]
        columns = [_row([*(row[j] for row in rows), p["last"][j]], names) for j in range(len(rows))]
        parts = " + ".join(f"{inside(f)}*{inside(row[-1])}" for f, row in zip(factors, rows, strict=True))
        what = " plus ".join(f"{f} times the {w}" for f, w in zip(names, ("first", "second", "third"), strict=False))
        return [
            f"There is not exactly one solution when the last left side is {what}.",
            f"Compare the coefficients of {join(NAMES[: len(rows)])}: "
            + ", ".join(f"({i}): {c}" for i, c in enumerate(columns, 1)) + ".",
            *lines,
            f"The coefficients of {NAMES[len(rows)]} give m = {parts} = {self.answer(p)}.",
        ]  # fmt: skip
