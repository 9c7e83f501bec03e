"""Calculating with matrices: products and sums, inverses, echelon forms, the matrix of a linear map."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from ..matrices import (
    Arrays,
    Matrix,
    echelon,
    factored,
    identity,
    inverted,
    lower,
    named,
    product,
    some_matrix,
    total,
    transposed,
    unimodular,
    whole,
    written,
)  # fmt: skip
from ..notation import Number, between, inside, join, nonzero, ordered, pick
from ..template import Params


class Expression(Arrays):
    """Products and sums of matrices."""

    name = "expression"
    opens = "c"
    phrasings = (
        "Let {matrices}, where the rows are listed one after the other. Find the matrix {left} + {c}*{right}.",
        "The rows of the matrices {matrices} are listed one after the other. What is {left} + {c}*{right}?",
    )
    forms: ClassVar[tuple[tuple[tuple[tuple[int, int], ...], tuple[tuple[int, str], ...], str, int], ...]] = (
        (((2, 2),) * 3, ((1, "AB"),), "C", 5),
        (((2, 3), (3, 2), (2, 2)), ((1, "AB"),), "C^T", 9),
        (((3, 3),) * 2, ((1, "AB"),), "B^T", 9),
        (((3, 3),) * 3, ((1, "AB"), (-1, "BA")), "C^T", 7),
        (((3, 3),) * 3, ((1, "ABC"), (-1, "CBA")), "B^T", 5),
    )
    """By tier: the shapes of A, B and C, the products with their signs, the last matrix, and the size of numbers."""

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more and larger products."""
        shapes, _, _, size = self.forms[tier - 1]
        matrices = [some_matrix(rng, *shape, size) for shape in shapes]
        return {"form": tier - 1, "matrices": matrices, "c": between(rng, 2, 6 + 2 * tier)}

    def _all(self, p: Params) -> dict[str, Matrix]:
        return dict(zip("ABC", p["matrices"], strict=False))

    def _last(self, p: Params) -> Matrix:
        name = self.forms[p["form"]][2]
        matrix = self._all(p)[name[0]]
        return transposed(matrix) if name.endswith("^T") else matrix

    def _products(self, p: Params) -> list[tuple[int, Matrix]]:
        out = []
        for sign, word in self.forms[p["form"]][1]:
            value: Matrix = self._all(p)[word[0]]
            for letter in word[1:]:
                value = product(value, self._all(p)[letter])
            out.append((sign, value))
        return out

    def answer(self, p: Params) -> str:
        """Multiply and add."""
        out = [[p["c"] * x for x in row] for row in self._last(p)]
        for sign, value in self._products(p):
            out = total(out, value, sign)
        return written(out)

    def words(self, p: Params) -> Params:
        """Write the matrices and the products out."""
        _, words, right, _ = self.forms[p["form"]]
        left = " - ".join(word for _, word in words)  # the first has a plus sign, the second a minus sign
        return {"matrices": named(**self._all(p)), "left": left, "right": right}

    def steps(self, p: Params) -> list[str]:
        """Multiply rows by columns, then add."""
        _, words, right, _ = self.forms[p["form"]]
        lines, c = [], p["c"]
        for _, word in words:
            value: Matrix = self._all(p)[word[0]]
            for k, letter in enumerate(word[1:], 2):
                lines += _multiplied(word[:k], value, self._all(p)[letter])
                value = product(value, self._all(p)[letter])
        if right.endswith("^T"):
            lines.append(f"The rows of {right} are the columns of {right[0]}: {right} = {written(self._last(p))}.")
        values = self._products(p)
        for i, row in enumerate(self._last(p)):
            parts = []
            for j, x in enumerate(row):
                first = str(values[0][1][i][j]) + "".join(f" - {inside(v[i][j])}" for _, v in values[1:])
                value = sum(s * v[i][j] for s, v in values) + c * x
                parts.append(f"{first} + {c}*{inside(x)} = {value}")
            lines.append(f"Row {i + 1} of the sum: {', '.join(parts)}.")
        return [*lines, f"Together: {self.answer(p)}."]


def _multiplied(name: str, a: Matrix, b: Matrix) -> list[str]:
    """Show a product, row by row."""
    lines = []
    for i, row in enumerate(a):
        parts = []
        for column in transposed(b):
            value = sum(x * y for x, y in zip(row, column, strict=True))
            terms = " + ".join(f"{inside(x)}*{inside(y)}" for x, y in zip(row, column, strict=True))
            parts.append(f"{terms} = {value}")
        lines.append(f"Row {i + 1} of {name}: {', '.join(parts)}.")
    return lines


class Inverse(Arrays):
    """The inverse of a matrix."""

    name = "inverse"
    phrasings = (
        "Find the inverse of the matrix A = {matrix} (written row by row).",
        "The rows of A = {matrix} are listed one after the other. Which matrix B satisfies AB = I, where I is the "
        "identity matrix?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a matrix of two, three or four rows."""
        if tier > 2:
            n = 4 if tier == 5 else 3
            diagonal = [pick(rng, (1, -1) if tier == 3 else (1, -1, 2, -2)) for _ in range(n)]
            return {"a": factored(rng, diagonal, 2 if tier < 5 else 1)}
        while True:
            a = some_matrix(rng, 2, 2, 4 + 5 * tier)
            d = a[0][0] * a[1][1] - a[0][1] * a[1][0]
            if d and abs(d) < 15 * tier and all(x for row in a for x in row):
                return {"a": a}

    def answer(self, p: Params) -> str:
        """Eliminate."""
        return written(inverted(p["a"]))

    def words(self, p: Params) -> Params:
        """Write the matrix out."""
        return {"matrix": written(p["a"])}

    def steps(self, p: Params) -> list[str]:
        """Use the formula for two rows, elimination for more."""
        a = p["a"]
        n = len(a)
        if n == 2:
            (u, v), (w, x) = a
            d = u * x - v * w
            return [
                f"The determinant is {u}*{inside(x)} - {inside(v)}*{inside(w)} = {d}.",
                "For two rows, swap the numbers on the diagonal, change the signs of the other two, and divide by the "
                "determinant.",
                f"Swapped and with changed signs: {written([[x, -v], [-w, u]])}.",
                f"Divided by {d}: {self.answer(p)}.",
            ]
        wide = [[*row, *one] for row, one in zip(a, identity(n), strict=True)]
        rows = ", ".join(f"row {i} is {ordered(row)}" for i, row in enumerate(wide, 1))
        return [
            f"Write the identity matrix to the right of A: {rows}.",
            "Add multiples of rows until the left half is the identity matrix; then the right half is the inverse.",
            *echelon(wide, n)[2],
            f"The right half is {self.answer(p)}.",
        ]


class Echelon(Arrays):
    """The reduced row echelon form."""

    name = "echelon"
    phrasings = (
        "Find the reduced row echelon form of the matrix {matrix} (written row by row).",
        "Bring the matrix with the rows {rows} into reduced row echelon form. Answer with the whole matrix, row by "
        "row.",
    )
    shapes: ClassVar[tuple[tuple[int, int, int, int], ...]] = (
        (2, 4, 2, 2), (3, 4, 2, 2), (3, 5, 3, 1), (4, 5, 3, 2), (4, 6, 3, 2),
    )  # fmt: skip
    """By tier: rows, columns, rank, and the size of the numbers that are multiplied."""

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the form first, then mix its rows."""
        rows, columns, rank, size = self.shapes[tier - 1]
        pivots = [0, *sorted(int(i) + 1 for i in rng.permutation(columns - 1)[: rank - 1])]
        form = [[0] * columns for _ in range(rank)]
        for i, j in enumerate(pivots):
            form[i][j] = 1
            for k in range(j + 1, columns):
                if k not in pivots:
                    form[i][k] = nonzero(rng, 5)
        scale = [pick(rng, (1, -1, 2, 3)) for _ in range(rank)]
        mixed = product(upper_of(rng, scale, size), form)
        left = [row[:rank] for row in lower(rng, rows, 2)]
        return {"a": whole(product(left, mixed))}

    def answer(self, p: Params) -> str:
        """Eliminate."""
        return written(echelon(p["a"])[0])

    def words(self, p: Params) -> Params:
        """Write the matrix out."""
        return {"matrix": written(p["a"]), "rows": join([ordered(row) for row in p["a"]])}

    def steps(self, p: Params) -> list[str]:
        """Show the elimination."""
        form, pivots, lines = echelon(p["a"])
        return [
            "Make zeros below the first number of each row, then above, then divide each row by its first number.",
            *lines,
            f"The first numbers other than 0 stand in the columns {join([str(j + 1) for j in pivots])}.",
            f"All rows together: {written(form)}.",
        ]


def upper_of(rng: np.random.Generator, scale: list[int], size: int) -> list[list[Number]]:
    """Return an upper triangular matrix, each column a multiple of its last number, which keeps elimination whole."""
    n = len(scale)
    return [[scale[j] * (1 if i == j else nonzero(rng, size) if j > i else 0) for j in range(n)] for i in range(n)]


class LinearMap(Arrays):
    """The matrix of a linear map, from the images of a basis."""

    name = "linear_map"
    phrasings = (
        "The linear map T from R^{m} to R^{n} satisfies {images}. Find the matrix of T in the standard bases, written "
        "row by row.",
        "Which matrix A, multiplied by column vectors, gives the linear map T from R^{m} to R^{n} with {images}? "
        "Write it row by row.",
    )
    shapes: ClassVar[tuple[tuple[int, int], ...]] = ((2, 2), (2, 3), (3, 2), (3, 3), (4, 3))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the matrix and a basis."""
        m, n = self.shapes[tier - 1]
        basis = unimodular(rng, m, 2) if tier > 1 else factored(rng, [pick(rng, (1, -1)) for _ in range(2)], 3)
        basis = [basis[int(i)] for i in rng.permutation(m)]
        matrix = some_matrix(rng, n, m, 3 + tier)
        return {"basis": basis, "images": whole(product(basis, transposed(matrix)))}

    def _solved(self, p: Params) -> tuple[list[list[Number]], list[str]]:
        m = len(p["basis"])
        wide = [[*v, *w] for v, w in zip(p["basis"], p["images"], strict=True)]
        rows, _, lines = echelon(wide, m)
        return [row[m:] for row in rows], lines

    def answer(self, p: Params) -> str:
        """Find the images of the unit vectors."""
        return written(transposed(self._solved(p)[0]))

    def words(self, p: Params) -> Params:
        """Write the images out."""
        images = [f"T{ordered(v)} = {ordered(w)}" for v, w in zip(p["basis"], p["images"], strict=True)]
        return {"m": len(p["basis"]), "n": len(p["images"][0]), "images": join(images)}

    def steps(self, p: Params) -> list[str]:
        """Combine the equations until they speak of the unit vectors."""
        m = len(p["basis"])
        images, lines = self._solved(p)
        rows = [
            f"row {i} is {ordered([*v, *w])}" for i, (v, w) in enumerate(zip(p["basis"], p["images"], strict=True), 1)
        ]
        units = [f"T{ordered(e)} = {ordered(v)}" for e, v in zip(identity(m), images, strict=True)]
        return [
            f"Write each vector with its image in one row: {', '.join(rows)}.",
            "T is linear, so in every sum of multiples of rows the second part is still the image of the first.",
            *lines,
            f"So {join(units)}.",
            f"These are the columns of the matrix: {self.answer(p)}.",
        ]  # fmt: skip
