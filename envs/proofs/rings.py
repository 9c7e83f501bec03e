"""Normal forms of polynomials, for `ring_nf` and messages, and the numerals of `norm_num`. Untrusted."""

from __future__ import annotations

from typing import Any, Final

from .certificates import (
    CONNECTIVES,
    MAX_BITS,
    OPERATIONS,
    Expr,
    Formula,
    Monomial,
    Polynomial,
    Polynomials,
    Refused,
    integer,
    natural,
    postorder,
)

MAX_TRIAL: Final = 100_000
# the first 13 primes as bases decide primality below this bound (Sorenson and Webster, arXiv:1509.00864)
WITNESSES: Final = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
MAX_PRIME: Final = 3_317_044_064_679_887_385_961_981


def normal_form(expr: Expr) -> Expr | None:
    """The expression as a sum of products, in the order of Mathlib's `ring_nf`; None beyond the limits.

    Constants come first, then monomials in lexicographic order of their atoms, numbered as they occur; a coefficient
    stands at the right of its monomial, and a negative term is subtracted.
    """
    polynomials = Polynomials()
    try:
        return _sum(polynomials.of(expr), polynomials)
    except Refused:
        return None


def _sum(polynomial: Polynomial, polynomials: Polynomials) -> Expr:
    total: Expr | None = None
    for monomial, coefficient in sorted(polynomial.items()):
        term = _term(monomial, abs(coefficient), polynomials)
        if coefficient < 0:
            total = -term if isinstance(term, int) and total is None else ("-", 0 if total is None else total, term)
        else:
            total = term if total is None else ("+", total, term)
    return 0 if total is None else total


def _term(monomial: Monomial, coefficient: int, polynomials: Polynomials) -> Expr:
    total: Expr | None = None
    for atom, exponent in monomial:
        factor = _power(atom, exponent, polynomials)
        total = factor if total is None else ("*", total, factor)
    if total is None:
        return coefficient
    return total if coefficient == 1 else ("*", total, coefficient)


def _power(atom: int, exponent: int, polynomials: Polynomials) -> Expr:
    key = polynomials.atoms[atom]
    if key[0] == "power":
        return "^", _power(key[1], 1, polynomials), _term(key[2], exponent, polynomials)
    if key[0] == "number":
        base: Expr = key[1]
    else:
        base = _sum(dict(key[1]), polynomials) if key[0] == "sum" else key
    return base if exponent == 1 else ("^", base, exponent)


def evaluate(expr: Expr) -> int | None:
    """The value of an expression without unknowns; None with unknowns or beyond the limits."""
    value = fold(expr)
    return value if isinstance(value, int) else None


def fold(expr: Expr) -> Expr | None:
    """The expression with all parts that have no unknowns replaced by their values; None beyond the limits."""
    values: dict[Expr, Expr] = {}
    try:
        for node in postorder(expr, OPERATIONS):
            values[node] = node
            if isinstance(node, tuple) and node[0] in OPERATIONS:
                op, a, b = node[0], values[node[1]], values[node[2]]
                values[node] = _calculate(op, a, b) if isinstance(a, int) and isinstance(b, int) else (op, a, b)
    except Refused:
        return None
    return values[expr]


def _calculate(op: str, a: int, b: int) -> int:
    match op:
        case "+":
            value = a + b
        case "-":
            value = a - b
        case "*":
            value = a * b
        case "^":
            if natural(b) * (abs(a) > 1) * a.bit_length() > MAX_BITS:
                raise Refused("too large a power")
            value = pow(a, b)
        case "/":
            value = 0 if b == 0 else a // abs(b) * (1 if b > 0 else -1)
        case "%":
            value = a if b == 0 else a % abs(b)
        case "monus":
            value = max(a - b, 0)
        case "min":
            value = min(a, b)
        case _:
            value = max(a, b)
    return integer(value)


def decide(formula: Formula) -> bool | None:
    """The truth of a formula, where numbers alone decide it; None where they do not, or beyond the limits."""
    truth: dict[Any, bool | None] = {}
    try:
        for node in postorder(formula, CONNECTIVES):
            match node:
                case ("true" | "false" as op,):
                    truth[node] = op == "true"
                case ("=" | "<=" | "<" | "dvd" as op, left, right):
                    a, b = evaluate(left), evaluate(right)
                    truth[node] = None if a is None or b is None else _compare(op, a, b)
                case ("not", f):
                    truth[node] = _not(truth[f])
                case ("and", f, g):
                    truth[node] = _and(truth[f], truth[g])
                case ("or", f, g):
                    truth[node] = _not(_and(_not(truth[f]), _not(truth[g])))
                case ("imp", f, g):
                    truth[node] = _not(_and(truth[f], _not(truth[g])))
                case ("iff", f, g):
                    truth[node] = None if truth[f] is None or truth[g] is None else truth[f] == truth[g]
                case _:
                    truth[node] = None
    except Refused:
        return None
    return truth[formula]


def _compare(op: str, a: int, b: int) -> bool:
    if op == "dvd":
        return b == 0 if a == 0 else b % a == 0
    return a == b if op == "=" else (a <= b if op == "<=" else a < b)


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _and(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def is_prime(number: int) -> bool | None:
    """Whether a number is prime, by Miller and Rabin's test with bases known to decide; None from MAX_PRIME on."""
    if number < 2:
        return False
    for prime in WITNESSES:
        if number % prime == 0:
            return number == prime
    if number >= MAX_PRIME:
        return None
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(number, base, odd, twos) for base in WITNESSES)


def _passes(number: int, base: int, odd: int, twos: int) -> bool:
    power = pow(base, odd, number)
    if power in (1, number - 1):
        return True
    for _ in range(twos - 1):
        power = power * power % number
        if power == number - 1:
            return True
    return False
