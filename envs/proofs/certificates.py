"""The trusted arithmetic: certificates that refute linear facts over the integers, and equality of polynomials.

Everything here is part of what must be believed; it only adds vectors of integers and compares them. The search for
certificates (`linear`) is outside. Nothing but the standard library is imported.

**Expressions** stand for integers and are nested tuples: an int; `("nat", k)` and `("int", k)`, the k-th unknown
natural number or integer; `(op, a, b)` with op one of `+ - * ^ / % monus min max`. `monus` is subtraction cut off at 0
(Lean's `-` on Nat): max(a - b, 0). `/` and `%` are Lean's, on Nat as on Int: the remainder is never negative,
`x / 0 = 0`, `x % 0 = x`. An exponent is a natural number. A cast from Nat to Int leaves no trace.

**Formulas** are `("true",)`, `("false",)`, `("prop", k)` (of which nothing is known), `("not", f)`, `(op, f, g)` with
op one of `and or imp iff`, and `(op, a, b)` on expressions with op one of `= <= < dvd` (`("dvd", k, a)`: k divides a).

**Certificates** show that formulas are not all true, whatever the unknowns are (`refutes`):
`("split", j, left, right)` takes the two cases of the j-th disjunction; `("case", row, left, right)`, with the row as
pairs, the cases `row <= 0` and `row >= 1`; `("linear", steps)` ends a case by steps that each derive a row, the last
one absurd: `("combine", ((i, m), ...), d)` adds m times the i-th row (m >= 0 where that is an inequality) and divides
by d >= 1, rounding as integers allow; `("equate", i, j)` makes an equality of two opposite inequalities.

A row is a dict from columns to coefficients, column 0 being the number 1; it says `row <= 0` or `row = 0`.
"""

from collections.abc import Sequence
from typing import Any, Final

Expr = int | tuple[Any, ...]
Formula = tuple[Any, ...]
Certificate = tuple[Any, ...]
Row = dict[int, int]
Fact = tuple[Any, ...]  # ("<=", row), ("=", row), ("and", f, g), ("or", f, g) or ("true",)

CONNECTIVES: Final = frozenset(("not", "and", "or", "imp", "iff"))
OPERATIONS: Final = frozenset(("+", "-", "*", "^", "/", "%", "monus", "min", "max"))
MAX_NODES, MAX_DEPTH, MAX_BITS, MAX_DEGREE, FUEL = 20_000, 400, 4_096, 1_000, 200_000
TRUE: Final[Fact] = ("true",)
FALSE: Final[Fact] = ("<=", {0: 1})
ONE: Final[Row] = {0: 1}


class Refused(Exception):
    """What was given is malformed, wrong, or beyond a limit."""


def integer(value: object) -> int:
    """The value itself; raises `Refused` when it is not an integer, or too large."""
    if type(value) is not int or value.bit_length() > MAX_BITS:
        raise Refused("not an integer, or too large")
    return value


def natural(value: object) -> int:
    """The value itself; raises `Refused` when it is not a natural number, or too large."""
    if integer(value) < 0:
        raise Refused("a negative number")
    return integer(value)


def postorder(root: Any, inner: frozenset[str]) -> list[Any]:
    """The nodes, each after its parts (nodes named in `inner` have parts); raises `Refused` beyond the limits."""
    order: list[Any] = []
    stack: list[tuple[Any, int]] = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        order.append(node)
        if depth > MAX_DEPTH or len(order) > MAX_NODES:
            raise Refused("too large")
        if type(node) is tuple and node[0] in inner:
            stack += [(part, depth + 1) for part in node[1:]]
        elif type(node) is not tuple:
            integer(node)
    return order[::-1]


def add(row: Row, other: Row, factor: int) -> Row:
    """The row `row + factor * other`, without zeros; raises `Refused` when a coefficient is too large."""
    total = dict(row)
    for column, coefficient in other.items():
        total[column] = integer(total.get(column, 0) + factor * coefficient)
        if total[column] == 0:
            del total[column]
    return total


def constant(row: Row) -> int | None:
    """The value of a row without unknowns."""
    return None if row.keys() - {0} else row.get(0, 0)


class Facts:
    """What holds for all unknowns that make the formulas true: rows, and disjunctions of which a case holds."""

    def __init__(self, formulas: Sequence[Formula], fuel: int = FUEL) -> None:
        self.rows: list[tuple[Row, bool]] = []  # (row, whether it is an equality)
        self.splits: list[tuple[Fact, Fact]] = []
        self.columns: dict[Expr, int] = {}  # of unknowns, and of expressions that are treated as such
        self._values: dict[Expr, tuple[Row, bool]] = {}  # the row of an expression; whether it cannot be negative
        self._fuel = fuel
        for fact in [self._fact(formula) for formula in formulas]:
            self.assume(fact)

    def spend(self, fuel: int) -> None:
        """Count work; raises `Refused` when there was too much of it."""
        self._fuel -= fuel
        if self._fuel < 0:
            raise Refused("out of fuel")

    def assume(self, fact: Fact) -> None:
        """Add the rows and disjunctions of a fact."""
        stack = [fact]
        while stack:
            fact = stack.pop()
            if fact[0] == "and":
                stack += [fact[2], fact[1]]
            elif fact[0] == "or":
                self.splits.append((fact[1], fact[2]))
            elif fact[0] != "true":
                self.rows.append((fact[1], fact[0] == "="))

    def _fact(self, formula: Formula) -> Fact:
        """What a formula says, without negations; adds what holds of its expressions."""
        said: dict[Formula, tuple[Fact, Fact]] = {}  # what a part says, what its negation says
        for node in postorder(formula, CONNECTIVES):
            match node:
                case ("true",):
                    said[node] = TRUE, FALSE
                case ("false",):
                    said[node] = FALSE, TRUE
                case ("prop", int()):
                    said[node] = TRUE, TRUE
                case ("not", f):
                    said[node] = said[f][1], said[f][0]
                case ("and", f, g):
                    said[node] = ("and", said[f][0], said[g][0]), ("or", said[f][1], said[g][1])
                case ("or", f, g):
                    said[node] = ("or", said[f][0], said[g][0]), ("and", said[f][1], said[g][1])
                case ("imp", f, g):
                    said[node] = ("or", said[f][1], said[g][0]), ("and", said[f][0], said[g][1])
                case ("iff", f, g):
                    same = ("or", ("and", said[f][0], said[g][0]), ("and", said[f][1], said[g][1]))
                    said[node] = same, ("or", ("and", said[f][0], said[g][1]), ("and", said[f][1], said[g][0]))
                case ("dvd", k, a):  # a % k = 0
                    row, positive = self.row(("%", a, k))
                    above, below = ("<=", add(ONE, row, -1)), ("<=", add(ONE, row, 1))
                    said[node] = ("=", row), above if positive else ("or", above, below)
                case ("=" | "<=" | "<" as op, a, b):
                    row = add(self.row(a)[0], self.row(b)[0], -1)
                    less, more = ("<=", add(row, ONE, 1)), ("<=", add(ONE, row, -1))  # a < b, a > b
                    if op == "=":
                        said[node] = ("=", row), ("or", less, more)
                    else:
                        said[node] = (("<=", row), more) if op == "<=" else (less, ("<=", add({}, row, -1)))
                case _:
                    raise Refused("not a formula")
        return said[formula][0]

    def row(self, expr: Expr) -> tuple[Row, bool]:
        """The row equal to an expression, and whether its form shows that it cannot be negative."""
        for node in postorder(expr, OPERATIONS):
            if node not in self._values:
                self._values[node] = self._value(node)
        return self._values[expr]

    def _value(self, node: Expr) -> tuple[Row, bool]:
        if not isinstance(node, tuple):
            return add({}, ONE, node), node >= 0
        if node[0] in ("nat", "int"):
            integer(node[1])
            return self._unknown(node, node[0] == "nat")
        op, left, right = node
        (a, a_positive), (b, b_positive) = self._values[left], self._values[right]
        j, k, both = constant(a), constant(b), a_positive and b_positive
        if op == "+":
            return add(a, b, 1), both
        if op == "-":
            return add(a, b, -1), False
        if op == "*" and k is not None:
            return add({}, a, k), both
        if op == "*" and j is not None:
            return add({}, b, j), both
        if op == "^" and j is not None:  # j ^ (n + m) = j ^ m * j ^ n
            m = 0
            while isinstance(right, tuple) and right[0] == "+":
                if (part := constant(self._values[right[2]][0])) is None:
                    break
                m, right = m + natural(part), right[1]
            if k is not None:
                m, right = natural(k), 0
            if m * j.bit_length() > MAX_BITS:
                return self._unknown(node, a_positive)
            unit, positive = (ONE, True) if right == 0 else self._unknown(("^", j, right), j >= 0)
            return add({}, unit, j**m), positive and j >= 0
        if op in ("/", "%") and k is not None:
            if k == 0:
                return ({}, True) if op == "/" else (a, a_positive)
            size, quotient = abs(k), ("/", left, abs(k))
            new = quotient not in self.columns
            q, _ = self._unknown(quotient, a_positive)
            remainder = add(a, q, -size)
            if new:  # 0 <= remainder <= size - 1
                self.rows += [(add({}, remainder, -1), False), (add(remainder, ONE, 1 - size), False)]
            return (remainder, True) if op == "%" else (add({}, q, k // size), a_positive and k > 0)
        if op in ("monus", "max", "min"):
            if op == "monus":
                a, b = add(a, b, -1), {}
            t, positive = self._unknown(node, {"monus": True, "max": a_positive or b_positive, "min": both}[op])
            sign = -1 if op == "min" else 1  # t is beyond both sides, and not beyond one of them
            self.rows += [(add({}, add(side, t, -1), sign), False) for side in (a, b)]
            self.splits.append((("<=", add({}, add(t, a, -1), sign)), ("<=", add({}, add(t, b, -1), sign))))
            return t, positive
        return self._unknown(node, {"*": both, "/": both, "%": a_positive, "^": a_positive}[op])

    def _unknown(self, node: Expr, positive: bool) -> tuple[Row, bool]:
        if node not in self.columns:
            self.columns[node] = len(self.columns) + 1
            if positive:
                self.rows.append(({self.columns[node]: -1}, False))
        return {self.columns[node]: 1}, positive

    def derive(self, step: tuple[Any, ...]) -> bool:
        """Add the row that a step derives; whether it is absurd. Raises an exception when it does not follow."""
        kind, first, second = step
        if kind == "equate":
            row, opposite = self.rows[natural(first)][0], self.rows[natural(second)][0]
            self.spend(1 + len(row))
            if add(row, opposite, 1):
                raise Refused("the inequalities are not opposite")
            self.rows.append((row, True))
            return False
        if kind != "combine":
            raise Refused("not a step")
        total: Row = {}
        equality, divisor = True, natural(second)
        for i, factor in first:
            row, equal = self.rows[natural(i)]
            self.spend(1 + len(row))
            total = add(total, row, integer(factor) if equal else natural(factor))
            equality = equality and equal
        bound = total.pop(0, 0)
        if divisor == 0 or any(coefficient % divisor for coefficient in total.values()):
            raise Refused("the row cannot be divided")
        if equality and bound % divisor:
            return True  # a multiple of the divisor would equal a number that is none
        row = {column: coefficient // divisor for column, coefficient in total.items()}
        smallest = -(-bound // divisor)  # row + bound / divisor <= 0 says row + smallest <= 0
        self.rows.append((add(row, ONE, smallest), equality))
        return not row and (smallest > 0 or (equality and smallest < 0))


def refutes(formulas: Sequence[Formula], certificate: Certificate, fuel: int = FUEL) -> bool:
    """Whether the certificate shows that the formulas cannot all be true; for a goal, refute `("not", goal)`."""
    try:
        facts = Facts(formulas, fuel)
        cases = [(len(facts.rows), len(facts.splits), TRUE, certificate)]  # what to keep, what to assume
        while cases:
            rows, splits, assumption, (kind, *rest) = cases.pop()
            del facts.rows[rows:], facts.splits[splits:]
            facts.assume(assumption)
            facts.spend(1)
            if kind == "linear":
                (steps,) = rest
                if not any(facts.derive(step) for step in steps):
                    return False
                continue
            what, left, right = rest
            if kind == "split":
                first, second = facts.splits[natural(what)]
            elif kind == "case":
                row = {natural(column): integer(coefficient) for column, coefficient in what}
                first, second = ("<=", row), ("<=", add(ONE, row, -1))
            else:
                return False
            rows, splits = len(facts.rows), len(facts.splits)
            cases += [(rows, splits, second, right), (rows, splits, first, left)]
        return True
    except (Refused, TypeError, ValueError, LookupError, AttributeError):
        return False


Monomial = tuple[tuple[int, int], ...]  # (atom, exponent >= 1), by rising atom
Polynomial = dict[Monomial, int]  # without zeros


class Polynomials:
    """Polynomials in atoms: unknowns, expressions treated as such, and powers with a product of atoms as exponent."""

    def __init__(self, fuel: int = FUEL) -> None:
        self.atoms: list[tuple[Any, ...]] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._fuel = fuel

    def of(self, expr: Expr) -> Polynomial:
        """The normal form of an expression; raises `Refused` when it is malformed or too large."""
        values: dict[Expr, Polynomial] = {}
        for node in postorder(expr, OPERATIONS):
            if not isinstance(node, tuple):
                values[node] = {(): node} if node else {}
            elif node[0] in ("+", "-", "*", "^"):
                op, left, right = node
                p, q = values[left], values[right]
                if op in ("+", "-"):
                    values[node] = self.sum(p, q, 1 if op == "+" else -1)
                else:
                    values[node] = self.product(p, q) if op == "*" else self.power(p, q)
            else:
                values[node] = {((self._atom(node), 1),): 1}
        return values[expr]

    def _atom(self, key: tuple[Any, ...]) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.atoms)
            self.atoms.append(key)
        return self._numbers[key]

    def sum(self, p: Polynomial, q: Polynomial, factor: int = 1) -> Polynomial:
        """The polynomial `p + factor * q`."""
        total = dict(p)
        self._fuel -= len(p) + len(q)
        if self._fuel < 0:
            raise Refused("out of fuel")
        for monomial, coefficient in q.items():
            total[monomial] = integer(total.get(monomial, 0) + factor * coefficient)
            if total[monomial] == 0:
                del total[monomial]
        return total

    def product(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """The polynomial `p * q`."""
        total: Polynomial = {}
        for monomial, coefficient in p.items():
            total = self.sum(total, {times(monomial, other): c for other, c in q.items()}, coefficient)
        return total

    def power(self, p: Polynomial, exponent: Polynomial) -> Polynomial:
        """The polynomial `p ^ exponent`: p ^ (c * m + ...) is (p ^ m) ^ c times the rest."""
        total: Polynomial = {(): 1}
        for monomial, count in exponent.items():
            base = self._symbolic(p, monomial) if monomial else p
            natural(count)
            while count:
                total = self.product(total, base) if count % 2 else total
                count //= 2
                base = self.product(base, base) if count else base
        return total

    def _symbolic(self, p: Polynomial, exponent: Monomial) -> Polynomial:
        """The polynomial `p ^ exponent` where the exponent is a product of atoms."""
        if len(p) == 1:  # the power of a product
            ((monomial, coefficient),) = p.items()
            factors = list(monomial) + ([(self._atom(("number", coefficient)), 1)] if coefficient != 1 else [])
        else:
            factors = [(self._atom(("sum", tuple(sorted(p.items())))), 1)]
        total: Monomial = ()
        for atom, count in factors:
            key = self.atoms[atom]
            base, inner = (key[1], key[2]) if key[0] == "power" else (atom, ())  # (a ^ m) ^ n = a ^ (m * n)
            total = times(total, ((self._atom(("power", base, times(inner, exponent))), count),))
        return {total: 1}


def times(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials; raises `Refused` when its degree is too large."""
    exponents = dict(left)
    for atom, exponent in right:
        exponents[atom] = exponents.get(atom, 0) + exponent
    if sum(exponents.values()) > MAX_DEGREE:
        raise Refused("too large a degree")
    return tuple(sorted(exponents.items()))


def same_polynomial(left: Expr, right: Expr, fuel: int = FUEL) -> bool:
    """Whether both sides have the same normal form as polynomials, hence are equal for all unknowns."""
    try:
        polynomials = Polynomials(fuel)
        return polynomials.of(left) == polynomials.of(right)
    except (Refused, TypeError, ValueError, LookupError, AttributeError):
        return False
