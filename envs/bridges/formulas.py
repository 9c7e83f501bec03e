r"""Formulas in one variable, read by a tokenizer and an operator stack; polynomials and antiderivatives are compared.

Nothing is evaluated as code and nothing symbolic is computed: a formula is a list of steps over pairs of complex
numbers, its value and its derivative at a point. Length, nesting and the size of numbers are bounded.
"""

from __future__ import annotations

import cmath
import re
from collections import Counter
from collections.abc import Callable

MAX_LENGTH = 2_000  # characters
MAX_DEPTH = 60

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,12}(?:\.[0-9]{1,12})?)|(?P<name>[A-Za-z]+)|(?P<sign>\*\*|[-+*/^()]))\s*"
)
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "**": 4}
Dual = tuple[complex, complex]  # a value and its derivative


class FormulaError(ValueError):
    """A text that is no formula of the allowed form; the message says why."""


def _real_abs(z: complex) -> Dual:
    if abs(z.imag) > 1e-12 * abs(z) or z == 0:
        raise FormulaError("the absolute value has no derivative here")
    return abs(z), complex(1 if z.real > 0 else -1)


_FUNCTIONS: dict[str, Callable[[complex], Dual]] = {
    "sin": lambda z: (cmath.sin(z), cmath.cos(z)),
    "cos": lambda z: (cmath.cos(z), -cmath.sin(z)),
    "tan": lambda z: (cmath.tan(z), 1 / cmath.cos(z) ** 2),
    "sec": lambda z: (1 / cmath.cos(z), cmath.tan(z) / cmath.cos(z)),
    "sinh": lambda z: (cmath.sinh(z), cmath.cosh(z)),
    "cosh": lambda z: (cmath.cosh(z), cmath.sinh(z)),
    "exp": lambda z: (cmath.exp(z), cmath.exp(z)),
    "log": lambda z: (cmath.log(z), 1 / z),
    "sqrt": lambda z: (cmath.sqrt(z), 0.5 / cmath.sqrt(z)),
    "asin": lambda z: (cmath.asin(z), 1 / cmath.sqrt(1 - z * z)),
    "acos": lambda z: (cmath.acos(z), -1 / cmath.sqrt(1 - z * z)),
    "atan": lambda z: (cmath.atan(z), 1 / (1 + z * z)),
    "abs": _real_abs,
}
_FUNCTIONS |= {name: _FUNCTIONS[known] for name, known in (("ln", "log"), ("Abs", "abs"), ("arcsin", "asin"))}
_FUNCTIONS |= {name: _FUNCTIONS[known] for name, known in (("arccos", "acos"), ("arctan", "atan"))}
_CONSTANTS = {"E": cmath.e, "e": cmath.e, "pi": cmath.pi, "C": 0.0}
_POINTS = (-5.3, -2.9, -1.7, -1.1, -0.83, -0.47, -0.19, -0.07, 0.05, 0.13, 0.29, 0.61, 0.97, 1.3, 1.9, 3.7, 6.1)


def read_formula(text: str, variable: str) -> list[float | str]:
    """Return a formula as postfix steps: numbers, the variable, `+ - * / ** neg` and functions.

    >>> read_formula("2*x**3 - sin(x)", "x")
    [2.0, 'x', 3.0, '**', '*', 'x', 'sin', '-']

    Raises:
        FormulaError: If the text is no formula, or is longer or deeper than is read.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"it has {len(text)} characters; at most {MAX_LENGTH} are read")
    steps: list[float | str] = []
    waiting: list[str] = []
    at, operand, call = 0, False, ""  # whether an operand has just ended; the function whose bracket is due

    def flush(rank: float) -> None:
        while waiting and waiting[-1] in _RANK and _RANK[waiting[-1]] >= rank:
            steps.append(waiting.pop())

    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise FormulaError(f"{text[at]!r} is not read")
        at = match.end()
        token = "**" if match["sign"] == "^" else match["sign"] or match["name"] or match["number"]
        if call and token != "(":
            raise FormulaError(f"{call} takes its argument in brackets")
        if match["sign"] and token != "(":
            if token == ")":
                flush(0)
                if not operand or not waiting:
                    raise FormulaError("a bracket or what stands in it is missing")
                opened = waiting.pop()
                steps += [opened[1:]] if len(opened) > 1 else []
            elif operand:
                flush(_RANK[token] + (0.5 if token == "**" else 0))  # powers group to the right
                waiting.append(token)
                operand = False
            elif token == "-":
                waiting.append("neg")
            elif token != "+":
                raise FormulaError(f"a number is missing before {token!r}")
        elif operand:
            raise FormulaError(f"an operator is missing before {token!r}")
        elif token == "(":
            waiting.append("(" + call)
            call = ""
        elif match["number"]:
            steps.append(float(token))
            operand = True
        elif token == variable:
            steps.append(token)
            operand = True
        elif token in _CONSTANTS:
            steps.append(_CONSTANTS[token])
            operand = True
        elif token in _FUNCTIONS:
            call = token
        else:
            raise FormulaError(f"{token[:20]!r} is not known")
        if len(waiting) > MAX_DEPTH:
            raise FormulaError("it is nested too deeply")
    flush(0)
    if waiting or call or not operand:
        raise FormulaError("it ends too early")
    return steps


def value_at(steps: list[float | str], point: complex) -> Dual:
    """Return the value and the derivative of a formula at a point; ArithmeticError or ValueError where it has none."""
    stack: list[Dual] = []
    for step in steps:
        if isinstance(step, float):
            stack.append((complex(step), 0j))
        elif step == "neg":
            u, du = stack.pop()
            stack.append((-u, -du))
        elif step in _FUNCTIONS:
            u, du = stack.pop()
            value, slope = _FUNCTIONS[step](u)
            stack.append((value, slope * du))
        elif step not in _RANK:
            stack.append((point, 1 + 0j))
        else:
            v, dv = stack.pop()
            u, du = stack.pop()
            if step == "+":
                stack.append((u + v, du + dv))
            elif step == "-":
                stack.append((u - v, du - dv))
            elif step == "*":
                stack.append((u * v, du * v + u * dv))
            elif step == "/":
                stack.append((u / v, (du * v - u * dv) / (v * v)))
            else:
                slope = v * u ** (v - 1) * du if du else 0j
                stack.append((u**v, slope + (u**v * cmath.log(u) * dv if dv else 0j)))
    [result] = stack
    return result


def is_antiderivative(answer: str, integrand: str, variable: str) -> bool:
    """Return whether the derivative of a formula is another one, at all points where that is a real number.

    >>> is_antiderivative("x**3/3 + C", "x^2", "x"), is_antiderivative("x**3", "x**2", "x")
    (True, False)

    Raises:
        FormulaError: If either text is no formula.
    """
    found, wanted = read_formula(answer, variable), read_formula(integrand, variable)
    agreed = 0
    for point in _POINTS:
        try:
            due = value_at(wanted, complex(point))[0]
            if not cmath.isfinite(due) or abs(due.imag) > 1e-9 * abs(due):
                continue
        except (ArithmeticError, ValueError):
            continue  # the integrand is not defined here
        try:
            slope = value_at(found, complex(point))[1]
        except (ArithmeticError, ValueError):
            return False
        if not abs(slope - due) <= (1e-8 if abs(point) < 3 else 1e-6) * (1 + abs(due)):  # far out, rounding grows
            return False
        agreed += 1
    return agreed >= 4


_FACTOR = re.compile(r"(?P<number>[0-9]{1,40})|(?P<name>[A-Za-z])(?:(?:\*\*|\^)(?P<power>[0-9]{1,4}))?")
Polynomial = dict[tuple[tuple[str, int], ...], int]


def read_polynomial(text: str) -> Polynomial:
    """Return a polynomial that is written out, as coefficients of its monomials.

    Products of sums are not read: to multiply them out is what is asked.

    >>> read_polynomial("3*x**2*y - y + 4")
    {(('x', 2), ('y', 1)): 3, (('y', 1),): -1, (): 4}

    Raises:
        FormulaError: If the text is not a sum of monomials with whole coefficients.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"it has {len(text)} characters; at most {MAX_LENGTH} are read")
    flat = "".join(text.split())
    if not flat or re.search(r"[0-9A-Za-z]\s+[0-9A-Za-z]", text):
        raise FormulaError("a sum of monomials was expected")
    total: Counter[tuple[tuple[str, int], ...]] = Counter()
    terms = re.findall(r"[+-]?[^+-]+", flat)
    if "".join(terms) != flat:
        raise FormulaError("a term is missing between two signs")
    for term in terms:
        coefficient = -1 if term[0] == "-" else 1
        powers: Counter[str] = Counter()
        for part in re.split(r"(?<!\*)\*(?!\*)", term.lstrip("+-")):
            factor = _FACTOR.fullmatch(part)
            if factor is None:
                raise FormulaError(f"{part[:20]!r} is neither a whole number nor a power of a variable")
            if factor["number"]:
                coefficient *= int(factor["number"])
            else:
                powers[factor["name"]] += int(factor["power"] or 1)
        total[tuple(sorted((name, power) for name, power in powers.items() if power))] += coefficient
    return {monomial: coefficient for monomial, coefficient in total.items() if coefficient}
