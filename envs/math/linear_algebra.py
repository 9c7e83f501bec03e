"""Linear algebra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.matrix_algebra import Echelon, Expression, Inverse, LinearMap
from .families.matrix_patterns import Tridiagonal, WindowRank
from .families.matrix_spaces import FittedLine, LeastSquares, Projection
from .families.matrix_structured import InverseEntry, Power, RankOne
from .families.matrix_values import CayleyHamilton, Characteristic, Determinant, Eigenvalues
from .template import Template, TemplateTask


@dataclass(frozen=True)
class LinearAlgebra(TemplateTask):
    """Calculate with matrices: products, inverses, determinants, eigenvalues, projections, and matrices of any size.

    Description: sixteen kinds of problems. Products and sums (`expression`), the inverse (`inverse`), the reduced row
    echelon form (`echelon`), the matrix of a linear map from the images of a basis (`linear_map`); the determinant
    (`determinant`), the characteristic polynomial (`characteristic`), all eigenvalues (`eigenvalues`), a power as a
    combination of A and I (`cayley_hamilton`); the projection onto a line or plane (`projection`), and a line or
    parabola of best fit (`least_squares`). Six kinds have a structure: a power of a matrix with one eigenvalue
    (`power`), the determinant of a multiple of I plus a column times a row (`rank_one`) and that of three diagonals
    modulo a prime (`tridiagonal`), an entry of an inverse (`inverse_entry`), the rank of a row of zeros and ones that
    moves round (`window_rank`), and the line of best fit to points on a curve (`fitted_line`).

    Observation: the question in one of two phrasings; matrices are lists of rows, as [[1, 2], [3, 4]].

    Action: a number, a set, a pair or vector such as (1, -1/2), a polynomial in t, or a matrix as a list of rows or in
    LaTeX; a factor may stand before it.

    Reward: 1 if the answer is equal to the right one in any notation, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws larger numbers, more rows and longer expressions; `template` keeps to one kind.
    In the split "transformative/test" the last six kinds have sizes and exponents up to 10^15: elimination, repeated
    multiplication and adding up run out, while the binomial theorem, eigenvalues and symmetry still answer.

    Oracle: computes in whole numbers and fractions. Two draws at levels 0 and 1 are the same problem as often as if
    there were about 62,000 and 70,000 problems; the levels above act like more than 100,000. Floors: the answer to
    another problem of the same kind, a constant, and any number of the prompt are right in fewer than 1 of 20 cases, a
    constant in 1 of 12 of `window_rank`.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        Expression(), Inverse(), Echelon(), LinearMap(), Determinant(), Characteristic(), Eigenvalues(),
        CayleyHamilton(), Projection(), LeastSquares(), Power(), RankOne(), Tridiagonal(), InverseEntry(),
        WindowRank(), FittedLine(),
    )  # fmt: skip
    levels: ClassVar[Sequence[LinearAlgebra]]


LinearAlgebra.levels = tuple(LinearAlgebra(tier) for tier in range(1, 6))
