"""Matrices of whole numbers and fractions as lists of rows: arithmetic, elimination line by line, and answers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

import numpy as np

from ..core import Verdict
from ..verify.answers import Expr, equivalent, read_math
from ..verify.answers.exact import rational
from ..verify.answers.tree import walk
from .notation import Number, inside, nonzero, ordered
from .template import Params, Template

Row = Sequence[Number]
Matrix = Sequence[Row]


def written(matrix: Matrix) -> str:
    """Write a matrix row by row.

    >>> written([[1, Fraction(-1, 2)], [0, 3]])
    '[[1, -1/2], [0, 3]]'
    """
    return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in matrix) + "]"


def named(**matrices: Matrix) -> str:
    """Write several matrices with their names.

    >>> named(A=[[1]], B=[[2]], C=[[3]])
    'A = [[1]], B = [[2]] and C = [[3]]'
    """
    parts = [f"{name} = {written(matrix)}" for name, matrix in matrices.items()]
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


# -- arithmetic -----------------------------------------------------------------------------------------------------


def identity(n: int) -> list[list[int]]:
    """Return the identity matrix."""
    return [[int(i == j) for j in range(n)] for i in range(n)]


def transposed(a: Matrix) -> list[list[Number]]:
    """Return the transpose."""
    return [list(column) for column in zip(*a, strict=True)]


def dot(u: Row, v: Row) -> Number:
    """Return the scalar product.

    >>> dot([1, 2], [3, -1])
    1
    """
    return sum((x * y for x, y in zip(u, v, strict=True)), 0)


def product(a: Matrix, b: Matrix) -> list[list[Number]]:
    """Multiply two matrices."""
    columns = transposed(b)
    return [[dot(row, column) for column in columns] for row in a]


def total(a: Matrix, b: Matrix, factor: Number = 1) -> list[list[Number]]:
    """Return a plus a multiple of b."""
    return [[x + factor * y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]


def whole(a: Matrix) -> list[list[int]]:
    """Return a matrix of whole numbers as ints."""
    return [[int(x) for x in row] for row in a]


def inverted(a: Matrix) -> list[list[Number]]:
    """Return the inverse of a matrix that has one."""
    n = len(a)
    return [list(row[n:]) for row in echelon([[*row, *one] for row, one in zip(a, identity(n), strict=True)], n)[0]]


def determinant(a: Sequence[Sequence[int]]) -> int:
    """Return the determinant of a matrix of whole numbers, by elimination in which every division comes out."""
    rows, n, sign, last = [list(row) for row in a], len(a), 1, 1
    for k in range(n - 1):
        at = next((i for i in range(k, n) if rows[i][k]), None)
        if at is None:
            return 0
        if at != k:
            rows[k], rows[at], sign = rows[at], rows[k], -sign
        for i in range(k + 1, n):
            for j in range(k + 1, n):
                rows[i][j] = (rows[i][j] * rows[k][k] - rows[i][k] * rows[k][j]) // last
        last = rows[k][k]
    return sign * rows[-1][-1]


def principal_sum(a: Sequence[Sequence[int]], size: int) -> tuple[int, list[tuple[list[int], int]]]:
    """Return the sum of the determinants that the choices of `size` rows and the same columns give, and each."""
    found = []
    for bits in range(1, 1 << len(a)):
        some = [i for i in range(len(a)) if bits >> i & 1]
        if len(some) == size:
            found.append((some, determinant([[a[i][j] for j in some] for i in some])))
    found.sort(key=lambda item: item[0])
    return sum(value for _, value in found), found


# -- elimination ----------------------------------------------------------------------------------------------------


def _changed(i: int, factor: Fraction, j: int, row: Row) -> str:
    size = abs(factor)
    what = f"row {j + 1}" if size == 1 else f"{inside(_plain(size))}*row {j + 1}"
    return f"Row {i + 1} {'-' if factor > 0 else '+'} {what}: {ordered(row)}."


def _plain(value: Number) -> Number:
    return value.numerator if value.denominator == 1 else value


def _less(row: Row, factor: Number, other: Row) -> list[Number]:
    factor = _plain(factor)  # whole numbers are much faster
    return [_plain(x - factor * y) for x, y in zip(row, other, strict=True)]


def _forward(a: Matrix, width: int) -> tuple[list[list[Number]], list[int], int, list[str]]:
    """Make zeros below the pivots; return the rows, the columns of the pivots, the number of swaps and the lines."""
    rows, swaps = [list(row) for row in a], 0
    pivots: list[int] = []
    lines: list[str] = []
    for j in range(width):
        top = len(pivots)
        at = next((i for i in range(top, len(rows)) if rows[i][j]), None)
        if at is None:
            continue
        if at != top:
            rows[at], rows[top] = rows[top], rows[at]
            swaps += 1
            lines.append(f"Swap rows {top + 1} and {at + 1}.")
        for i in range(top + 1, len(rows)):
            if rows[i][j]:
                factor = Fraction(rows[i][j]) / rows[top][j]
                rows[i] = _less(rows[i], factor, rows[top])
                lines.append(_changed(i, factor, top, rows[i]))
        pivots.append(j)
        if len(pivots) == len(rows):
            break
    return rows, pivots, swaps, lines


def triangular(a: Matrix) -> tuple[list[list[Number]], int, list[str]]:
    """Return a square matrix made triangular by adding multiples of rows, the number of swaps, and the lines."""
    rows, _, swaps, lines = _forward(a, len(a))
    return rows, swaps, lines


def echelon(a: Matrix, width: int | None = None) -> tuple[list[list[Number]], list[int], list[str]]:
    """Return the reduced row echelon form of the first columns, the columns of its pivots, and the lines.

    >>> echelon([[2, 4], [1, 3]])[0]
    [[1, 0], [0, 1]]
    """
    rows, pivots, _, lines = _forward(a, len(a[0]) if width is None else width)
    for top in range(len(pivots) - 1, -1, -1):
        j = pivots[top]
        for i in range(top - 1, -1, -1):
            if rows[i][j]:
                factor = Fraction(rows[i][j]) / rows[top][j]
                rows[i] = _less(rows[i], factor, rows[top])
                lines.append(_changed(i, factor, top, rows[i]))
    for top, j in enumerate(pivots):
        if rows[top][j] != 1:
            by = rows[top][j]
            rows[top] = [_plain(Fraction(x) / by) for x in rows[top]]
            lines.append(f"Row {top + 1} divided by {by}: {ordered(rows[top])}.")
    return rows, pivots, lines


# -- drawing --------------------------------------------------------------------------------------------------------


def some_matrix(rng: np.random.Generator, rows: int, columns: int, size: int) -> list[list[int]]:
    """Return a matrix of whole numbers between -size and size."""
    return [[int(x) for x in row] for row in rng.integers(-size, size + 1, (rows, columns))]


def lower(rng: np.random.Generator, n: int, size: int) -> list[list[int]]:
    """Return a lower triangular matrix with ones on the diagonal."""
    return [[nonzero(rng, size) if j < i else int(i == j) for j in range(n)] for i in range(n)]


def upper(rng: np.random.Generator, diagonal: Sequence[int], size: int) -> list[list[int]]:
    """Return an upper triangular matrix with the diagonal given."""
    n = len(diagonal)
    return [[nonzero(rng, size) if j > i else diagonal[i] * (i == j) for j in range(n)] for i in range(n)]


def factored(rng: np.random.Generator, diagonal: Sequence[int], size: int) -> list[list[int]]:
    """Return a matrix that elimination makes triangular without fractions, with these pivots."""
    return whole(product(lower(rng, len(diagonal), size), upper(rng, diagonal, size)))


def unimodular(rng: np.random.Generator, n: int, size: int = 1) -> list[list[int]]:
    """Return a matrix of whole numbers whose inverse has whole numbers."""
    return factored(rng, [1] * n, size)


def conjugated(rng: np.random.Generator, a: Matrix, most: int, size: int = 1) -> list[list[int]]:
    """Return S*a*S^-1 for some S with whole numbers, and no number above `most` where that comes out soon."""
    n = len(a)
    found: list[list[int]] = []
    for _ in range(20):
        made = whole(a)
        for _ in range(n * n - 1):
            i, j = (int(k) for k in rng.permutation(n)[:2])
            c = nonzero(rng, size)
            made[i] = [x + c * y for x, y in zip(made[i], made[j], strict=True)]
            for row in made:
                row[j] -= c * row[i]
        if not found or _size(made) < _size(found):
            found = made
        if _size(found) <= (False, most):
            break
    return found


def _size(a: Sequence[Sequence[int]]) -> tuple[bool, int]:
    """Return whether many numbers are 0, and the largest number."""
    return sum(x == 0 for row in a for x in row) >= len(a), max(abs(x) for row in a for x in row)


# -- answers --------------------------------------------------------------------------------------------------------


def cells(expr: Expr) -> list[list[Fraction]] | None:
    """Return the numbers of a matrix or vector, also of a multiple of one and behind a name and =; None for all else.

    A vector is a single row.
    """
    if expr.op == "rel" and expr.value == ("=",) and not any(n.op in ("tuple", "matrix") for n in walk(expr.args[0])):
        label = expr.args[0]
        if any(n.op in ("mul", "div", "neg") and any(a.op == "num" for a in (*n.args, n)) for n in walk(label)):
            return None  # 2A = ... says something else
        return cells(expr.args[1])
    if expr.op == "neg":
        return _scaled(cells(expr.args[0]), Fraction(-1))
    if expr.op == "div":
        by = rational(expr.args[1])
        return _scaled(cells(expr.args[0]), 1 / by) if by else None
    if expr.op == "mul":
        values = [rational(arg) for arg in expr.args]
        arrays = [arg for arg, value in zip(expr.args, values, strict=True) if value is None]
        factor = prod((value for value in values if value is not None), start=Fraction(1))
        return _scaled(cells(arrays[0]), factor) if len(arrays) == 1 else None
    if expr.op == "matrix":
        width = len(expr.args) // expr.value
        return _numbers([expr.args[k : k + width] for k in range(0, len(expr.args), width)])
    if expr.op == "tuple" and expr.value in ("()", "[]", "<>"):
        if all(arg.op == "tuple" for arg in expr.args):
            return _numbers([arg.args for arg in expr.args])
        return _numbers([expr.args])
    return None


def _scaled(rows: list[list[Fraction]] | None, factor: Fraction) -> list[list[Fraction]] | None:
    return None if rows is None else [[factor * x for x in row] for row in rows]


def _numbers(rows: Sequence[Sequence[Expr]]) -> list[list[Fraction]] | None:
    out = []
    for row in rows:
        values = [rational(cell) for cell in row]
        if any(value is None for value in values):
            return None
        out.append([value for value in values if value is not None])
    return out if len({len(row) for row in out}) == 1 else None


class Arrays(Template):
    """A template whose answer is a matrix or a vector of rational numbers; a factor may stand before it."""

    def verify(self, p: Params, answer: str) -> Verdict:
        """Compare with the answer, then number by number."""
        gold = self.right(p)
        verdict = equivalent(gold, answer)
        if verdict.is_correct:
            return verdict
        try:
            found, wanted = cells(read_math(answer)), cells(read_math(gold))
        except (ValueError, ArithmeticError, RecursionError):
            return verdict
        if found is None or wanted is None:
            return verdict
        column = len(wanted) == 1 and [len(row) for row in found] == [1] * len(wanted[0])
        return Verdict.correct() if found == wanted or (column and transposed(found) == wanted) else verdict
