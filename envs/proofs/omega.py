"""One conjunction of linear facts over the integers, solved or shown to be absurd: the omega test of Pugh (1991).

Equations are solved first, by unimodular changes of coordinates (Knuth, TAOCP 2, section 4.5.2, exercise 25), so that
proofs need no auxiliary unknowns; then unknowns are eliminated by the method of Fourier and Motzkin, with coefficients
divided and bounds rounded. Where the rational shadow has a point that no integer reaches, rows to split are given
back: an unknown (branch and bound) or its tight lower bound (Pugh's splinters). `certificates` checks what is found.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd
from typing import Any, NamedTuple

from .certificates import MAX_BITS, Row, add


class Given(NamedTuple):
    """A row or disjunction: the one at `offset` of those that the assumption at `level` added (0: the formulas)."""

    level: int
    offset: int


class Step:
    """A derived row: ``combine`` of (proof, factor) pairs, or ``equate`` when the divisor is 0."""

    __slots__ = ("divisor", "terms")

    def __init__(self, terms: tuple[tuple[Proof, int], ...], divisor: int) -> None:
        self.terms = terms
        self.divisor = divisor


Proof = Given | Step


class Constraint(NamedTuple):
    """A row that is 0 (`equality`) or at most 0, in the system's own columns."""

    row: Row
    equality: bool
    proof: Proof


class Absurd(Exception):
    """The system has no solution."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof


class Spent(Exception):
    """There is no fuel left."""


class Fuel:
    """A count of work to be done."""

    def __init__(self, fuel: int) -> None:
        self.fuel = self.left = fuel

    def spend(self, amount: int) -> None:
        """Count work; raises `Spent` when there was too much of it."""
        self.left -= amount
        if self.left < 0:
            raise Spent

    @property
    def spent(self) -> int:
        """The work done so far."""
        return self.fuel - max(self.left, 0)


class Solution(NamedTuple):
    """Values of the columns, or two rows whose cases (0 or less, 1 or more) leave out a rational solution (`gap`)."""

    values: dict[int, int]
    gap: tuple[Row, Row] | None  # an unknown whose bounds have no integer between them; its tight lower bound
    constraints: list[Row]  # inequalities left when the equations are solved


class System:
    """One conjunction of rows, being solved."""

    def __init__(self, constraints: Iterable[Constraint], fuel: Fuel) -> None:
        self.fuel = fuel
        self.equalities: list[Constraint] = []
        self.table: dict[frozenset[tuple[int, int]], Constraint] = {}  # tightest inequality by its coefficients
        self.basis: dict[int, Row] = {}  # what a column that was changed stands for
        self.solved: list[tuple[str, int, Any]] = []  # what was done to which column
        for constraint in constraints:
            self.add(constraint)

    def combine(self, *terms: tuple[Constraint, int]) -> Constraint:
        """The sum of multiples, divided by the common factor of its coefficients."""
        total: Row = {}
        equality = True
        for constraint, factor in terms:
            self.fuel.spend(len(constraint.row) + 1)
            equality = equality and constraint.equality
            for column, coefficient in constraint.row.items():
                total[column] = total.get(column, 0) + factor * coefficient
        bound = total.pop(0, 0)
        total = {column: coefficient for column, coefficient in total.items() if coefficient}
        divisor = gcd(*total.values()) or 1
        if bound.bit_length() + divisor.bit_length() > MAX_BITS // 2:
            raise Spent
        if len(terms) == 1 and terms[0][1] == 1 and divisor == 1:
            proof = terms[0][0].proof
        else:
            proof = Step(tuple((constraint.proof, factor) for constraint, factor in terms), divisor)
        if equality and bound % divisor:
            raise Absurd(proof)
        bound = -(-bound // divisor)
        if not total and (bound > 0 or (equality and bound)):
            raise Absurd(proof)
        row = {column: coefficient // divisor for column, coefficient in total.items()} if divisor > 1 else total
        if bound:
            row[0] = bound
        return Constraint(row, equality, proof)

    def add(self, constraint: Constraint) -> None:
        """Add what follows from a constraint on its own or with its opposite."""
        new = self.combine((constraint, 1))
        key = frozenset((column, coefficient) for column, coefficient in new.row.items() if column)
        if not key:
            return
        if new.equality:
            self.equalities.append(new)
            return
        old = self.table.get(key)
        if old is not None and old.row.get(0, 0) >= new.row.get(0, 0):
            return
        opposite_key = frozenset((column, -coefficient) for column, coefficient in key)
        opposite = self.table.get(opposite_key)
        if opposite is not None:
            slack = opposite.row.get(0, 0) + new.row.get(0, 0)
            if slack > 0:
                raise Absurd(Step(((new.proof, 1), (opposite.proof, 1)), 1))
            if slack == 0:
                del self.table[opposite_key]
                self.table.pop(key, None)
                self.equalities.append(Constraint(new.row, True, Step(((new.proof, 1), (opposite.proof, 1)), 0)))
                return
        self.table[key] = new

    def solve_equalities(self) -> None:
        """Eliminate all equalities."""
        while self.equalities:
            best = min(self.equalities, key=lambda e: (min(abs(c) for k, c in e.row.items() if k), len(e.row)))
            row = best.row
            column = min((k for k in row if k), key=lambda k: abs(row[k]))
            if abs(row[column]) == 1:
                self.equalities.remove(best)
                self.solved.append(("equality", column, row))
                self._substitute(column, best)
            else:
                shift = {k: (2 * c + row[column]) // (2 * row[column]) for k, c in row.items() if k != column}
                self._shift(column, {k: c for k, c in shift.items() if c})

    def _take(self, column: int) -> list[Constraint]:
        """Remove the constraints in which a column occurs, and return them."""
        taken = [constraint for constraint in self.equalities if column in constraint.row]
        self.equalities = [constraint for constraint in self.equalities if column not in constraint.row]
        for key in [key for key, constraint in self.table.items() if column in constraint.row]:
            taken.append(self.table.pop(key))
        return taken

    def _substitute(self, column: int, equality: Constraint) -> None:
        """Eliminate a column by an equality in which its coefficient is 1 or -1."""
        for constraint in self._take(column):
            self.add(self.combine((constraint, 1), (equality, -equality.row[column] * constraint.row[column])))

    def _shift(self, column: int, shift: Row) -> None:
        """Let the column stand for itself plus the shift."""
        self.solved.append(("shift", column, shift))
        basis = add(self._original({column: 1}), self._original(shift), 1)
        for constraint in self._take(column):
            self.add(constraint._replace(row=add(constraint.row, shift, -constraint.row[column])))
        self.basis[column] = basis

    def _original(self, row: Row) -> Row:
        """A row in the columns of the problem."""
        total: Row = {}
        for column, coefficient in row.items():
            total = add(total, self.basis.get(column, {column: 1}), coefficient)
        return total

    def solve(self) -> Solution:
        """A solution; raises `Absurd` when there is none."""
        self.solve_equalities()
        constraints = [self._original(constraint.row) for constraint in self.table.values()]
        while self.table:
            column = self._choose()
            bounds = self._take(column)
            self.solved.append(("bounds", column, bounds))
            lower = [constraint for constraint in bounds if constraint.row[column] < 0]
            for above in bounds:
                if (a := above.row[column]) > 0:
                    for below in lower:
                        b = -below.row[column]
                        common = gcd(a, b)
                        self.add(self.combine((above, b // common), (below, a // common)))
            self.solve_equalities()
        return self._values(constraints)

    def _choose(self) -> int:
        """The unknown to eliminate: exactly if possible, then with the fewest new constraints."""
        lower: dict[int, list[int]] = {}
        upper: dict[int, list[int]] = {}
        for constraint in self.table.values():
            self.fuel.spend(len(constraint.row))
            for column, coefficient in constraint.row.items():
                if column:
                    lower.setdefault(column, [])
                    upper.setdefault(column, [])
                    (upper if coefficient > 0 else lower)[column].append(abs(coefficient))

        def cost(column: int) -> tuple[bool, int]:
            low, up = lower[column], upper[column]
            inexact = bool(low) and bool(up) and max(low) > 1 and max(up) > 1
            return inexact, len(low) * len(up) - len(low) - len(up)

        return min(lower, key=cost)

    def _values(self, constraints: list[Row]) -> Solution:
        """Values of all columns, from the last one eliminated to the first."""
        values: dict[int, int] = {0: 1}
        for kind, column, what in reversed(self.solved):
            if kind == "equality":
                values[column] = 0
                values[column] = -what[column] * value_of(what, values)
            elif kind == "shift":
                values[column] = values.get(column, 0) - value_of(what, values)
            else:
                values[column] = 0
                low: tuple[int, int, Row] | None = None  # the largest lower bound as a fraction, and its row
                high: int | None = None
                for row, _, _ in what:
                    rest, coefficient = value_of(row, values), row[column]
                    if coefficient > 0:
                        bound = -rest // coefficient
                        high = bound if high is None else min(high, bound)
                    elif low is None or rest * low[1] > low[0] * -coefficient:
                        low = rest, -coefficient, row
                smallest = None if low is None else -(-low[0] // low[1])
                if low is not None and smallest is not None and high is not None and smallest > high:
                    below = self._original({column: 1, 0: -(low[0] // low[1])})
                    return Solution({}, (below, add({}, self._original(low[2]), -1)), constraints)
                if smallest is not None and smallest > 0:
                    values[column] = smallest
                elif high is not None and high < 0:
                    values[column] = high
        return Solution(values, None, constraints)


def value_of(row: Row, values: dict[int, int]) -> int:
    """The value of a row; columns without a value are 0."""
    return sum(coefficient * values.get(column, 0) for column, coefficient in row.items())


def parts(proof: Proof) -> list[Proof]:
    """All proofs that this one is made of, each once, after its own parts."""
    order: list[Proof] = []
    seen: set[int] = set()
    stack: list[tuple[Proof, bool]] = [(proof, False)]
    while stack:
        part, ready = stack.pop()
        if ready:
            order.append(part)
        elif id(part) not in seen:
            seen.add(id(part))
            stack.append((part, True))
            if isinstance(part, Step):
                stack.extend((inner, False) for inner, _ in part.terms)
    return order
