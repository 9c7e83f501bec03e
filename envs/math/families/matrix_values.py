"""Determinants, characteristic polynomials, eigenvalues and the powers of a matrix they give."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt, sqrt

import numpy as np

from ..matrices import (
    Arrays,
    conjugated,
    determinant,
    factored,
    principal_sum,
    some_matrix,
    triangular,
    written,
)  # fmt: skip
from ..notation import between, inside, join, nonzero, ordered, pick, polynomial, several, signed, term
from ..template import Params, Template

Whole = Sequence[Sequence[int]]


class Determinant(Template):
    """The determinant of a matrix of three to five rows."""

    name = "determinant"
    phrasings = (
        "Find the determinant of the matrix {matrix} (written row by row).",
        "A matrix has the rows {rows}. What is its determinant?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more rows; large matrices are made as products, so that elimination stays in whole numbers."""
        if tier in (3, 5):
            diagonal = [nonzero(rng, 3 if i else 2) for i in range(4 if tier == 3 else 5)]
            return {"a": factored(rng, [*diagonal[:-1], nonzero(rng, 15)], 2)}
        n = 4 if tier == 4 else 3
        while True:
            a = some_matrix(rng, n, n, (4, 9, 0, 5)[tier - 1])
            if abs(determinant(a)) > 1:
                return {"a": a}

    def answer(self, p: Params) -> str:
        """Eliminate."""
        return str(determinant(p["a"]))

    def words(self, p: Params) -> Params:
        """Write the matrix out."""
        return {"matrix": written(p["a"]), "rows": join([ordered(row) for row in p["a"]])}

    def steps(self, p: Params) -> list[str]:
        """Make the matrix triangular."""
        rows, swaps, lines = triangular(p["a"])
        diagonal = "*".join(inside(rows[i][i]) for i in range(len(rows)))
        sign = ""
        if swaps:
            times = "once" if swaps == 1 else f"{swaps} times"
            lines.append(f"Rows were swapped {times}, and every swap changes the sign of the determinant.")
            sign = "-" if swaps % 2 else ""
        return [
            "Adding a multiple of one row to another does not change the determinant. Make the matrix triangular.",
            *lines,
            f"The determinant of a triangular matrix is the product of its diagonal: {sign}{diagonal} = "
            f"{self.answer(p)}.",
        ]


def characteristic(a: Whole) -> list[int]:
    """Return the coefficients of det(tI - a), highest power first."""
    return [1, *((-1) ** k * principal_sum(a, k)[0] for k in range(1, len(a) + 1))]


def characteristic_lines(a: Whole) -> list[str]:
    """Show how the characteristic polynomial is found: from the determinants along the diagonal."""
    n = len(a)
    trace = " + ".join(inside(a[i][i]) for i in range(n))
    lines = [f"The trace is {trace} = {principal_sum(a, 1)[0]}."]
    for size in range(2, n + 1):
        value, found = principal_sum(a, size)
        for some, each in found:
            minor = [[a[i][j] for j in some] for i in some]
            what = (
                "The determinant"
                if size == n
                else f"Rows and columns {join([str(i + 1) for i in some])}: the determinant"
            )
            lines.append(f"{what} is {_expanded(minor)} = {each}.")
        if len(found) > 1:
            lines.append(
                f"The sum of these {len(found)} is {' + '.join(inside(each) for _, each in found)} = {value}."
            )
    signs = " with the signs -, + and -" if n == 3 else " with the signs -, +, - and +" if n == 4 else ""
    what = "t^2 - trace*t + determinant" if n == 2 else f"led by t^{n} and followed by these sums{signs}"
    return [*lines, f"det(tI - A) is {what}: {polynomial(characteristic(a), 't')}."]


def _expanded(a: Whole) -> str:
    """Write a determinant by its first row."""
    if len(a) == 1:
        return inside(a[0][0])
    if len(a) == 2:
        return f"{inside(a[0][0])}*{inside(a[1][1])} - {inside(a[0][1])}*{inside(a[1][0])}"
    parts = []
    for j, x in enumerate(a[0]):
        if x:
            minor = [[*row[:j], *row[j + 1 :]] for row in a[1:]]
            value = f"({_expanded(minor)})" if len(minor) == 2 else inside(determinant(minor))
            parts.append(f"{'-' if j % 2 else ''}{inside(x)}*{value}")
    return signed(parts)


class Characteristic(Template):
    """The characteristic polynomial."""

    name = "characteristic"
    kind = "expression"
    phrasings = (
        "Find the characteristic polynomial det(tI - A) of the matrix A = {matrix} (written row by row) as a "
        "polynomial in t.",
        "Let A have the rows {rows}, and let I be the identity matrix. Which polynomial in t is det(tI - A)?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two, three or four rows."""
        n, size = (2, 3, 3, 3, 4)[tier - 1], (9, 3, 6, 12, 3)[tier - 1]
        while True:
            a = some_matrix(rng, n, n, size)
            if sum(x == 0 for row in a for x in row) <= n and determinant(a):
                return {"a": a}

    def answer(self, p: Params) -> str:
        """Add the determinants along the diagonal."""
        return polynomial(characteristic(p["a"]), "t")

    def words(self, p: Params) -> Params:
        """Write the matrix out."""
        return {"matrix": written(p["a"]), "rows": join([ordered(row) for row in p["a"]])}

    def steps(self, p: Params) -> list[str]:
        """Show every determinant."""
        n = len(p["a"])
        start = [] if n == 2 else [
            f"Up to sign, the coefficient of t^({n}-j) is the sum of the determinants that j rows and the same "
            "columns give."
        ]  # fmt: skip
        return [*start, *characteristic_lines(p["a"])]


class Eigenvalues(Template):
    """All eigenvalues: whole numbers, and at tier 4 a pair of irrational ones."""

    name = "eigenvalues"
    phrasings = (
        "Find all eigenvalues of the matrix {matrix} (written row by row). Answer with the set of eigenvalues.",
        "A matrix has the rows {rows}. For which numbers t is there a vector v other than 0 with Av = tv, where A is "
        "this matrix? Answer with the set of all such t.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the eigenvalues first."""
        if tier == 4:
            r, m = several(rng, -5, 5, 2)
            d = pick(rng, [d for d in range(2, 14) if isqrt(d) ** 2 != d])
            u = pick(rng, [u for u in range(1, d + 1) if d % u == 0])
            block = [[m, u, 0], [d // u, m, 0], [0, 0, r]]
            return {"a": conjugated(rng, block, 25)}
        n, size = (2, 2, 3, 0, 4)[tier - 1], (9, 20, 6, 0, 4)[tier - 1]
        values = several(rng, -size, size, n)
        return {
            "a": conjugated(rng, [[values[i] * (i == j) for j in range(n)] for i in range(n)], 40, 2 if n == 2 else 1)
        }

    def _whole_roots(self, coefficients: list[int]) -> tuple[list[int], list[int]]:
        """Return the whole roots and what remains when they are split off."""
        left, found = coefficients, []
        for size in range(100):
            for root in (size, -size):
                while len(left) > 1 and (rest := _split(left, root)) is not None:
                    left = rest
                    found.append(root)
        return found, left

    def answer(self, p: Params) -> str:
        """List the roots of the characteristic polynomial."""
        roots, left = self._whole_roots(characteristic(p["a"]))
        found = [(float(root), str(root)) for root in roots]
        if len(left) == 3:
            m, d = -left[1] // 2, left[1] ** 2 // 4 - left[2]
            for sign in (-1, 1):
                text = signed([str(m) if m else "", f"-sqrt({d})" if sign < 0 else f"sqrt({d})"])
                found.append((m + sign * sqrt(d), text))
        return "{" + ", ".join(text for _, text in sorted(found)) + "}"

    def words(self, p: Params) -> Params:
        """Write the matrix out."""
        return {"matrix": written(p["a"]), "rows": join([ordered(row) for row in p["a"]])}

    def steps(self, p: Params) -> list[str]:
        """Factor the characteristic polynomial."""
        f = characteristic(p["a"])
        roots, _ = self._whole_roots(f)
        lines = ["The eigenvalues are the roots of det(tI - A).", *characteristic_lines(p["a"])]
        rest = f
        for root in roots[: len(f) - 3]:
            rest = _split(rest, root) or rest
            lines.append(
                f"t = {root} is a root; divided by {polynomial([1, -root], 't')}, {polynomial(rest, 't')} remains."
            )
        m, size = -rest[1], rest[1] ** 2 - 4 * rest[2]
        lines.append(f"{polynomial(rest, 't')} = 0 gives t = ({m} ± sqrt({size}))/2.")
        if isqrt(size) ** 2 == size:
            lines.append(
                f"As sqrt({size}) = {isqrt(size)}, these are {(m - isqrt(size)) // 2} and {(m + isqrt(size)) // 2}."
            )
        else:
            lines.append(f"As sqrt({size}) = 2*sqrt({size // 4}), this is t = {m // 2} ± sqrt({size // 4}).")
        return [*lines, f"The set of all roots is {self.answer(p)}."]


def _split(f: list[int], root: int) -> list[int] | None:
    """Divide a polynomial by t - root, if nothing remains."""
    out, carry = [], 0
    for c in f:
        carry = carry * root + c
        out.append(carry)
    return None if carry else out[:-1]


class CayleyHamilton(Arrays):
    """A power of a matrix with two rows as a combination of A and I."""

    name = "cayley_hamilton"
    opens = "n"
    phrasings = (
        "Let A = {matrix} (written row by row), and let I be the identity matrix. Then A^{n} = aA + bI for two "
        "numbers a and b. Answer with the pair (a, b).",
        "For the matrix A with the rows {rows}, the power A^{n} is a sum aA + bI of multiples of A and of the "
        "identity matrix. Find the pair (a, b).",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher power."""
        while True:
            a = some_matrix(rng, 2, 2, 3 + tier)
            trace, d = a[0][0] + a[1][1], a[0][0] * a[1][1] - a[0][1] * a[1][0]
            if trace and d and a[0][1] and a[1][0] and 1 < abs(d) < 6 + 3 * tier:
                return {"a": a, "n": between(rng, 2 * tier + 1, 2 * tier + 4)}

    def _table(self, p: Params) -> list[tuple[int, int]]:
        """Return a and b for the powers 1, 2, ..., n."""
        _, minus, d = characteristic(p["a"])
        out = [(1, 0)]
        while len(out) < p["n"]:
            a, b = out[-1]
            out.append((b - minus * a, -d * a))
        return out

    def answer(self, p: Params) -> str:
        """Go up power by power."""
        return ordered(self._table(p)[-1])

    def words(self, p: Params) -> Params:
        """Write the matrix out."""
        return {"matrix": written(p["a"]), "rows": join([ordered(row) for row in p["a"]])}

    def steps(self, p: Params) -> list[str]:
        """Use A^2 = trace*A - determinant*I again and again."""
        (u, v), (w, x) = p["a"]
        trace, d = u + x, u * x - v * w
        rule = signed([term(trace, "A"), term(-d, "I")])
        lines = [
            f"The trace is {u} + {inside(x)} = {trace}, the determinant {u}*{inside(x)} - {inside(v)}*{inside(w)} = "
            f"{d}.",
            f"A matrix satisfies its characteristic equation: A^2 = {rule}.",
            f"If A^m = aA + bI, then A^(m+1) = aA^2 + bA = ({term(trace, 'a')} + b)A + ({term(-d, 'a')})I.",
        ]
        for m, (a, b) in enumerate(self._table(p)[2:], 3):
            c, e = self._table(p)[m - 2]
            lines.append(f"m = {m}: a = {trace}*{inside(c)} + {inside(e)} = {a}, b = {-d}*{inside(c)} = {b}.")
        return [*lines, f"The pair is {self.answer(p)}."]
