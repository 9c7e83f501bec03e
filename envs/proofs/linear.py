"""Search for certificates of linear integer arithmetic: case splits around the omega test. Untrusted.

Of the open disjunctions, the first is split that the integer solution found so far breaks, as in a lazy solver modulo
theories; a case whose refutation does not use its assumption replaces the split.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, NamedTuple

from .certificates import ONE, Certificate, Expr, Fact, Facts, Formula, Refused, Row, add
from .omega import Absurd, Constraint, Fuel, Given, Proof, Solution, Spent, System, parts, value_of

MAX_CASES: Final = 100  # nested cases


@dataclass(frozen=True, slots=True)
class Refuted:
    """The formulas cannot all be true: `certificates.refutes(formulas, certificate)` holds."""

    certificate: Certificate
    fuel: int  # spent


@dataclass(frozen=True, slots=True)
class Possible:
    """No refutation was found.

    `model` gives values of the unknowns (and of expressions treated as unknowns) that satisfy everything, where such
    were found; `constraints` are what is left when the equations are solved: coefficients, smallest and largest value.
    """

    model: dict[Expr, int] | None
    unknowns: tuple[Expr, ...]
    constraints: tuple[tuple[dict[Expr, int], int | None, int | None], ...]
    fuel: int


@dataclass(frozen=True, slots=True)
class OutOfFuel:
    """The search was cut off."""

    fuel: int


def _holds(fact: Fact, values: dict[int, int]) -> tuple[bool, int]:
    """Whether a fact is true for these values, and how many parts it has."""
    truth: dict[int, bool] = {}
    stack = [(fact, False)]
    while stack:
        part, ready = stack.pop()
        if part[0] in ("and", "or") and not ready:
            stack += [(part, True), *((inner, False) for inner in part[1:] if id(inner) not in truth)]
        elif ready:
            truth[id(part)] = (all if part[0] == "and" else any)(truth[id(inner)] for inner in part[1:])
        else:
            value = 0 if part[0] == "true" else value_of(part[1], values)
            truth[id(part)] = value == 0 or (part[0] == "<=" and value < 0)
    return truth[id(fact)], len(truth)


class _Leaf(NamedTuple):
    proof: Proof
    used: frozenset[int]  # levels of assumptions


class _Branch(NamedTuple):
    kind: str  # "split" or "case"
    what: Any  # the disjunction, or the row
    level: int
    sides: tuple[tuple[int, int, _Node], ...]  # rows and disjunctions that the assumption adds, the refutation
    used: frozenset[int]


_Node = _Leaf | _Branch


class _Found(Exception):
    def __init__(self, solution: Solution, complete: bool) -> None:
        self.solution = solution
        self.complete = complete


class _Search:
    """Depth-first search over the cases."""

    def __init__(self, formulas: Sequence[Formula], fuel: Fuel, complete: bool) -> None:
        self.facts = Facts(formulas, fuel.fuel)
        self.fuel = fuel
        self.complete = complete
        self.rows = [Given(0, i) for i in range(len(self.facts.rows))]
        self.splits = [Given(0, i) for i in range(len(self.facts.splits))]
        self.closed: set[int] = set()  # disjunctions that were split

    def run(self, level: int = 0) -> _Node:
        """A refutation of the facts; raises `_Found` when there is a solution."""
        if level > MAX_CASES:
            raise Spent
        constraints = (Constraint(*fact, given) for fact, given in zip(self.facts.rows, self.rows, strict=True))
        try:
            solution = System(constraints, self.fuel).solve()
        except Absurd as absurd:
            return _Leaf(absurd.proof, _levels(absurd.proof))
        if solution.gap is not None and self.complete:
            gap = solution.gap[level % 2]  # in turn: the first is quick, the second complete
            facts = ("<=", gap), ("<=", add(ONE, gap, -1))
            return self._branch("case", gap, facts, frozenset(), level)
        for j, split in enumerate(self.facts.splits):
            if j not in self.closed and (solution.gap is not None or not self._satisfied(split, solution.values)):
                self.closed.add(j)
                node = self._branch("split", self.splits[j], split, frozenset((self.splits[j].level,)), level)
                self.closed.discard(j)
                return node
        raise _Found(solution, solution.gap is None)

    def _satisfied(self, split: tuple[Fact, Fact], values: dict[int, int]) -> bool:
        for fact in split:
            truth, parts = _holds(fact, values)
            self.fuel.spend(parts)
            if truth:
                return True
        return False

    def _branch(self, kind: str, what: Any, facts: tuple[Fact, Fact], used: frozenset[int], level: int) -> _Node:
        sides = []
        for fact in facts:
            rows, splits = len(self.facts.rows), len(self.facts.splits)
            self.facts.assume(fact)
            new_rows, new_splits = len(self.facts.rows) - rows, len(self.facts.splits) - splits
            self.rows += [Given(level + 1, i) for i in range(new_rows)]
            self.splits += [Given(level + 1, i) for i in range(new_splits)]
            node = self.run(level + 1)
            del self.facts.rows[rows:], self.rows[rows:], self.facts.splits[splits:], self.splits[splits:]
            if level + 1 not in node.used:
                return node
            used |= node.used - {level + 1}
            sides.append((new_rows, new_splits, node))
        return _Branch(kind, what, level + 1, tuple(sides), used)


def _levels(proof: Proof) -> frozenset[int]:
    return frozenset(part.level for part in parts(proof) if isinstance(part, Given))


def _certificate(node: _Node, rows: int, splits: int, bases: dict[int, tuple[int, int]]) -> Certificate:
    """The certificate, given how many rows and disjunctions there are, and where those of each level begin."""
    if isinstance(node, _Branch):
        sides = []
        for new_rows, new_splits, side in node.sides:
            bases[node.level] = rows, splits
            sides.append(_certificate(side, rows + new_rows, splits + new_splits, bases))
        if node.kind == "split":
            return "split", bases[node.what.level][1] + node.what.offset, *sides
        return "case", tuple(sorted(node.what.items())), *sides
    steps: list[tuple[Any, ...]] = []
    index: dict[int, int] = {}
    for part in parts(node.proof):
        if isinstance(part, Given):
            index[id(part)] = bases[part.level][0] + part.offset
            continue
        terms = tuple((index[id(inner)], factor) for inner, factor in part.terms)
        steps.append(("combine", terms, part.divisor) if part.divisor else ("equate", terms[0][0], terms[1][0]))
        index[id(part)] = rows + len(steps) - 1
    if isinstance(node.proof, Given):
        steps.append(("combine", ((index[id(node.proof)], 1),), 1))
    return "linear", tuple(steps)


def refute(
    formulas: Sequence[Formula], *, fuel: int = 200_000, complete: bool = True
) -> Refuted | Possible | OutOfFuel:
    """Look for a certificate that the formulas cannot all be true: pass the hypotheses and `("not", goal)`.

    Without `complete`, gaps between rational and integer solutions are not explored, as in Lean's omega.
    Raises `certificates.Refused` when the formulas are malformed or too large.
    """
    tank = Fuel(fuel)
    search = _Search(formulas, tank, complete)
    rows, splits = len(search.rows), len(search.splits)
    try:
        node = search.run()
    except _Found as found:
        names = {column: expr for expr, column in search.facts.columns.items()}
        model = None
        if found.complete:
            model = {expr: found.solution.values.get(column, 0) for column, expr in names.items()}
        return Possible(model, tuple(names.values()), _bounds(found.solution.constraints, names), tank.spent)
    except (Spent, Refused):
        return OutOfFuel(tank.spent)
    return Refuted(_certificate(node, rows, splits, {0: (0, 0)}), tank.spent)


def _bounds(rows: list[Row], names: dict[int, Expr]) -> tuple[tuple[dict[Expr, int], int | None, int | None], ...]:
    """Inequalities by their left sides, whose first coefficient is positive, in the order of their coefficients."""
    bounds: dict[tuple[tuple[int, int], ...], list[int | None]] = {}
    for row in rows:
        items = sorted((column, coefficient) for column, coefficient in row.items() if column)
        sign = 1 if items[0][1] > 0 else -1
        key = tuple((column, sign * coefficient) for column, coefficient in items)
        bounds.setdefault(key, [None, None])[sign > 0] = -sign * row.get(0, 0)

    def dense(key: tuple[tuple[int, int], ...]) -> list[int]:
        coefficients = dict(key)
        return [coefficients.get(column, 0) for column in range(1, max(coefficients) + 1)]

    return tuple(
        ({names[column]: coefficient for column, coefficient in key}, bounds[key][0], bounds[key][1])
        for key in sorted(bounds, key=dense)
    )


def explain(outcome: Possible | OutOfFuel, show: Callable[[Expr], str], taken: Iterable[str] = ()) -> str:
    """The error message in the manner of Lean's omega.

    `show` prints an unknown or an expression treated as such; names in `taken` are not used as abbreviations.
    """
    if isinstance(outcome, OutOfFuel):
        return "omega could not prove the goal:\nthe search was cut off"
    if not outcome.constraints:
        return (
            "omega could not prove the goal:\nNo usable constraints found. You may need to unfold definitions so "
            "`omega` can see linear arithmetic facts about `Nat` and `Int`, which may also involve multiplication, "
            "division, and modular remainder by constants."
        )
    used, mentioned = set(taken), {expr for coefficients, _, _ in outcome.constraints for expr in coefficients}
    letters = (chr(97 + i % 26) + (f"_{i // 26}" if i >= 26 else "") for i in count())
    free = (name for name in letters if name not in used)
    names = {expr: next(free) for expr in outcome.unknowns if expr in mentioned}
    lines = []
    for coefficients, low, high in outcome.constraints:
        text = ""
        for expr, c in coefficients.items():
            sign = (" + " if c > 0 else " - ") if text else ("" if c > 0 else "- ")
            text += sign + (names[expr] if abs(c) == 1 else f"{abs(c)}*{names[expr]}")
        if low is None:
            lines.append(f"  {text} ≤ {high}")
        else:
            lines.append(f"  {text} ≥ {low}" if high is None else f"  {low} ≤ {text} ≤ {high}")
    where = [f" {name} := {show(expr)}" for expr, name in names.items()]
    heading = ["omega could not prove the goal:", "a possible counterexample may satisfy the constraints"]
    return "\n".join([*heading, *lines, "where", *where])
