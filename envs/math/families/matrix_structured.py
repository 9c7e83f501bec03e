"""High powers and matrices of any size: where structure answers what multiplication and elimination cannot."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..matrices import Arrays, conjugated, determinant, identity, product, total, whole, written
from ..notation import between, divided, inside, join, linear, nonzero, ordered, pick, signed, term
from ..template import STEPS, Params, Template


class Power(Arrays):
    """A power of a matrix with a single eigenvalue: the binomial theorem ends after two or three terms."""

    name = "power"
    opens = "n"
    phrasings = (
        "Let A = {matrix} (written row by row). Find the matrix A^{n}.",
        "The matrix A has the rows {rows}. Which matrix is A^{n}? Write it row by row.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small power."""
        s = pick(rng, (1, -1, 2, -2)) if tier > 1 else pick(rng, (1, -1))
        return self._pick(rng, tier, s, between(rng, 4 + tier, 7 + 2 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a power far too high to multiply up to."""
        return self._pick(rng, tier, pick(rng, (1, -1)), between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, s: int, n: int) -> Params:
        if tier < 3:
            x, y, c = nonzero(rng, 3 + tier), nonzero(rng, 3 + tier), nonzero(rng, 1 + 2 * tier)
            shift = [[c * x * y, -c * x * x], [c * y * y, -c * x * y]]
        else:
            x, y = nonzero(rng, tier - 2), nonzero(rng, tier - 2)
            z = nonzero(rng, 1 + tier)
            shift = conjugated(rng, [[0, x, z], [0, 0, y], [0, 0, 0]], 8 + 2 * tier)
        return {"a": whole(total(shift, identity(len(shift)), s)), "n": n}

    def _parts(self, p: Params) -> tuple[int, list[list[int]], list[list[int]]]:
        """Return s, N and N^2 with A = sI + N."""
        a = p["a"]
        s = sum(a[i][i] for i in range(len(a))) // len(a)
        shift = whole(total(a, identity(len(a)), -s))
        return s, shift, whole(product(shift, shift))

    def answer(self, p: Params) -> str:
        """Use the binomial theorem."""
        n = p["n"]
        s, shift, square = self._parts(p)
        out = [[s**n * x for x in row] for row in identity(len(shift))]
        out = whole(total(out, shift, n * s ** (n - 1)))
        return written(total(out, square, n * (n - 1) // 2 * s ** (n - 2)))

    def words(self, p: Params) -> Params:
        """Write the matrix out."""
        return {"matrix": written(p["a"]), "rows": join([ordered(row) for row in p["a"]])}

    def steps(self, p: Params) -> list[str]:
        """Split off a multiple of the identity matrix."""
        n, size = p["n"], len(p["a"])
        s, shift, square = self._parts(p)
        trace, third = sum(p["a"][i][i] for i in range(size)), size == 3
        lines = [
            f"The trace is {trace}. Try the single eigenvalue {trace}/{size} = {s}: let N = A {'-' if s > 0 else '+'} "
            f"{term(abs(s), 'I')} = {written(shift)}.",
            f"N^2 = {written(square)}" + (", and N^3 is the zero matrix." if third else ", the zero matrix."),
            f"I and N commute, so by the binomial theorem A^{n} = ({signed([term(s, 'I'), 'N'])})^{n} has "
            f"{'three' if third else 'two'} terms: those with I, N{' and N^2' if third else ''}.",
            f"The factor of I is {inside(s)}^{n} = {s**n}.",
            f"The factor of N is {n}*{inside(s)}^{n - 1} = {n * s ** (n - 1)}.",
        ]
        if third:
            value = n * (n - 1) // 2 * s ** (n - 2)
            lines.append(f"The factor of N^2 is {n}*{n - 1}/2*{inside(s)}^{n - 2} = {value}.")
        return [*lines, f"Added up, this is {self.answer(p)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply again and again."""
        if p["n"] > steps:
            return None
        out = p["a"]
        for _ in range(p["n"] - 1):
            out = product(out, p["a"])
        return written(out)


def _sums(n: int) -> tuple[int, int]:
    """Return the sums of i and of i^2 for i = 1, ..., n."""
    return n * (n + 1) // 2, n * (n + 1) * (2 * n + 1) // 6


class RankOne(Template):
    """The determinant of a multiple of I plus a column times a row."""

    name = "rank_one"
    opens = "n"
    phrasings = (
        "The {n} by {n} matrix A has the entry {formula} in row i and column j for i ≠ j, and {formula} {shift} for "
        "i = j. Find the determinant of A.",
        "Let B be the {n} by {n} matrix whose entry in row i and column j is {formula}, and I the identity matrix of "
        "the same size. What is the determinant of B {multiple}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small size."""
        d = pick(rng, (1, -1, 2, -2, 3, -3)[: 2 + 2 * (tier // 2)])
        return self._pick(rng, tier, d, between(rng, 2 + tier, 6 + 2 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a size far too large to eliminate."""
        return self._pick(rng, tier, pick(rng, (1, -1)), between(rng, 10**4, 10 ** (4 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, d: int, n: int) -> Params:
        while True:
            a, b = nonzero(rng, 2 + tier), nonzero(rng, 2 + 2 * tier)
            c, e = (1, nonzero(rng, 3)) if tier < 3 else (nonzero(rng, tier), nonzero(rng, 2 + 2 * tier))
            p: Params = {"n": n, "a": a, "b": b, "c": c, "e": e, "d": d}
            if self._product(p) not in (0, -d):
                return p

    def _product(self, p: Params) -> int:
        a, b, c, e, n = (int(p[name]) for name in "abcen")
        first, second = _sums(n)
        return a * c * second + (a * e + b * c) * first + b * e * n

    def answer(self, p: Params) -> str:
        """Multiply the eigenvalues."""
        return str(p["d"] ** (p["n"] - 1) * (p["d"] + self._product(p)))

    def words(self, p: Params) -> Params:
        """Write the formula out."""
        d = p["d"]
        row = "j" if (p["c"], p["e"]) == (1, 0) else f"({linear(p['c'], p['e'], 'j')})"
        sign = "+" if d > 0 else "-"
        return {
            "formula": f"({linear(p['a'], p['b'], 'i')}){row}", "shift": f"{sign} {abs(d)}",
            "multiple": f"{sign} {term(abs(d), 'I')}",
        }  # fmt: skip

    def steps(self, p: Params) -> list[str]:
        """Find all eigenvalues."""
        a, b, c, e, d, n = (p[name] for name in "abcedn")
        first, second = _sums(n)
        s, last = self._product(p), d + self._product(p)
        mixed = signed([term(a * c, "i^2"), term(a * e + b * c, "i"), str(b * e)])
        return [
            f"The matrix is {signed([term(d, 'I'), 'uv'])} with the column u of the numbers {linear(a, b, 'i')} and "
            f"the row v of the numbers {linear(c, e, 'j')}.",
            f"If x is a column with vx = 0, the matrix sends x to {term(d, 'x')}. Such x fill {n - 1} dimensions, so "
            f"{n - 1} eigenvalues are {d}.",
            f"It sends u to ({d} + vu)u, so the last eigenvalue is {d} + vu.",
            f"vu is the sum of ({linear(a, b, 'i')})({linear(c, e, 'i')}) = {mixed} over i = 1, ..., {n}.",
            f"The sum of i is {n}*{n + 1}/2 = {first}, the sum of i^2 is {n}*{n + 1}*{2 * n + 1}/6 = {second}.",
            f"vu = {inside(a * c)}*{second} + {inside(a * e + b * c)}*{first} + {inside(b * e)}*{n} = {s}.",
            f"The determinant is the product of the eigenvalues: {inside(d)}^{n - 1}*({d} + {inside(s)}) = "
            f"{inside(d)}^{n - 1}*{inside(last)} = {self.answer(p)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Eliminate."""
        a, b, c, e, d, n = (p[name] for name in "abcedn")
        if n**3 // 3 > steps:
            return None
        rows = [[(a * i + b) * (c * j + e) + d * (i == j) for j in range(1, n + 1)] for i in range(1, n + 1)]
        return str(determinant(rows))


class InverseEntry(Template):
    """An entry of the inverse of a diagonal matrix plus equal numbers everywhere."""

    name = "inverse_entry"
    opens = "n"
    phrasings = (
        "The {n} by {n} matrix A has {b} in every place outside the diagonal and {diagonal} on the diagonal. Find the "
        "entry of the inverse of A in row {i} and column {j}.",
        "All entries of the {n} by {n} matrix A outside the diagonal are {b}; in the places of the diagonal, "
        "{diagonal} stands. Which number stands in row {i} and column {j} of its inverse?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small size."""
        return self._pick(rng, tier, between(rng, 2 + tier, 5 + tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a size far too large to eliminate."""
        return self._pick(rng, tier, between(rng, 10**4, 10 ** (4 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        size = 4 + 2 * tier
        while True:
            b, d = nonzero(rng, size), nonzero(rng, size)
            p: Params = {"n": n, "b": b, "odd": b + d, "even": b + (nonzero(rng, size) if tier > 2 else d)}
            if (tier < 3 or p["odd"] != p["even"]) and self._bottom(p) and p["odd"] and p["even"]:
                return p | {"i": between(rng, 1, n), "j": between(rng, 1, n)}

    def _bottom(self, p: Params) -> Fraction:
        """Return 1 + b times the sum of all 1/d."""
        n, b = p["n"], p["b"]
        reciprocals = Fraction((n + 1) // 2, p["odd"] - b) + Fraction(n // 2, p["even"] - b)
        return 1 + int(b) * reciprocals

    def _d(self, p: Params, i: int) -> int:
        return int(p["odd" if i % 2 else "even"] - p["b"])

    def answer(self, p: Params) -> str:
        """Use the formula of Sherman and Morrison."""
        i, j = p["i"], p["j"]
        value = Fraction(i == j, self._d(p, i)) - Fraction(p["b"], self._d(p, i) * self._d(p, j)) / self._bottom(p)
        return str(value)

    def words(self, p: Params) -> Params:
        """Describe the diagonal."""
        if p["odd"] == p["even"]:
            return {"diagonal": str(p["odd"])}
        return {"diagonal": f"{p['odd']} (in odd rows) or {p['even']} (in even rows)"}

    def steps(self, p: Params) -> list[str]:
        """Solve for one column of the inverse."""
        n, b, i, j = p["n"], p["b"], p["i"], p["j"]
        odd, even = p["odd"] - b, p["even"] - b
        d, bottom = self._d(p, j), self._bottom(p)
        s = Fraction(1, d) / bottom
        same = odd == even
        divisors = str(odd) if same else f"{odd} or {even}"
        reciprocals = f"1/{inside(odd)}" if same else f"1/{inside(odd)} and 1/{inside(even)}"
        lines = [
            f"Column {j} of the inverse is the x with Ax = e, where e has 1 in place {j} and 0 elsewhere.",
            "Let s be the sum of all entries of x. "
            + (f"Row r of Ax = e says {term(b, 's')} + {inside(odd)}*x_r = e_r." if same else
               f"Row r of Ax = e says {term(b, 's')} + {inside(odd)}*x_r = e_r for odd r and {term(b, 's')} + "
               f"{inside(even)}*x_r = e_r for even r."),
            f"Divide row r by {divisors} and add all {n} rows: {signed(['s', term(b, 'qs')])} = {Fraction(1, d)}, "
            f"where q is the sum of the {n} reciprocals {reciprocals}.",
        ]  # fmt: skip
        q = (bottom - 1) / b
        if same:
            lines.append(f"q = {divided(n, odd)}.")
        else:
            lines.append(
                f"q = {(n + 1) // 2}*{inside(Fraction(1, odd))} + {n // 2}*{inside(Fraction(1, even))} = {q}."
            )
        lines.append(
            f"1 + {inside(b)}*{inside(q)} = {bottom}, so s = {inside(Fraction(1, d))}/{inside(bottom)} = {s}."
        )
        lines.append(f"Row {i}: {inside(b)}*{inside(s)} + {inside(self._d(p, i))}*x_{i} = {int(i == j)}, so x_{i} = "
                     f"{self.answer(p)}.")  # fmt: skip
        return lines

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Eliminate."""
        n, b, at = p["n"], p["b"], p["j"]
        if n**3 // 3 > steps:
            return None
        rows = [[b + self._d(p, i) * (i == j) for j in range(1, n + 1)] for i in range(1, n + 1)]
        top = [[*row[: at - 1], int(k == p["i"]), *row[at:]] for k, row in enumerate(_transposed(rows), 1)]
        return str(Fraction(determinant(top)) / determinant(rows))


def _transposed(rows: list[list[int]]) -> list[list[int]]:
    return [list(column) for column in zip(*rows, strict=True)]
