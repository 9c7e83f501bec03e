"""Formulas of one variable, as answers are read: differentiation, comparison, and plain text."""

from __future__ import annotations

import functools
import random
import zlib
from collections.abc import Callable
from fractions import Fraction

from ..core import Verdict
from ..verify.answers import read_math
from ..verify.answers.balls import Ball, Balls, Cost, Costly, Outside, Undecided, engine
from ..verify.answers.exact import Undefined
from ..verify.answers.members import is_label
from ..verify.answers.numeric import value_of
from ..verify.answers.tree import (
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    E,
    Expr,
    ReadError,
    call,
    free_symbols,
    is_scalar,
    num,
    walk,
)  # fmt: skip

MAX_SIZE = 20_000  # nodes of a derivative, written out
PRECISION = 380  # bits
TRIES, GOOD = 60, 8  # points at which formulas are compared


# -- building: numbers are folded, zeros and ones vanish ------------------------------------------------------------


def add(*terms: Expr) -> Expr:
    """Return a sum."""
    constant, rest = Fraction(0), []
    for term in terms:
        for part in term.args if term.op == "add" else (term,):
            if part.op == "num":
                constant += part.value
            else:
                rest.append(part)
    if constant or not rest:
        rest.append(num(constant))
    return rest[0] if len(rest) == 1 else Expr("add", tuple(rest))


def mul(*factors: Expr) -> Expr:
    """Return a product, its number first, or a quotient if a factor is one."""
    constant, above, below = Fraction(1), [], []
    stack = list(reversed(factors))
    while stack:
        part = stack.pop()
        if part.op == "mul":
            stack.extend(reversed(part.args))
        elif part.op == "neg":
            constant = -constant
            stack.append(part.args[0])
        elif part.op == "div":
            below.append(part.args[1])
            stack.append(part.args[0])
        elif part.op == "num":
            constant *= part.value
        else:
            above.append(part)
    if not constant:
        return ZERO
    if below:
        return div(_times(constant, above), mul(*below))
    if constant.denominator > 1:
        return (
            Expr("div", (_times(Fraction(constant.numerator), above), num(constant.denominator)))
            if above
            else num(constant)
        )
    return _times(constant, above)


def _times(constant: Fraction, factors: list[Expr]) -> Expr:
    """Return a number times factors that are neither numbers nor products."""
    if not factors:
        return num(constant)
    parts = [num(constant), *factors] if constant != 1 else factors
    return parts[0] if len(parts) == 1 else Expr("mul", tuple(parts))


def div(a: Expr, b: Expr) -> Expr:
    """Return a quotient, with the common factor of its numbers cancelled."""
    if a == ZERO:
        return ZERO
    if b.op == "div":
        a, b = mul(a, b.args[1]), b.args[0]
    if a.op == "div":
        a, b = a.args[0], mul(a.args[1], b)
    (m, top), (n, bottom) = _split(a), _split(b)
    if not n:
        return Expr("div", (a, b))
    ratio = m / n
    above = _times(Fraction(ratio.numerator), top)
    below = _times(Fraction(ratio.denominator), bottom)
    return above if below == ONE else num(ratio) if not top and not bottom else Expr("div", (above, below))


def _split(expr: Expr) -> tuple[Fraction, list[Expr]]:
    """Return the number and the other factors of a product."""
    if expr.op == "num":
        return expr.value, []
    if expr.op == "neg":
        value, rest = _split(expr.args[0])
        return -value, rest
    if expr.op == "mul" and expr.args[0].op == "num":
        return expr.args[0].value, list(expr.args[1:])
    return Fraction(1), list(expr.args) if expr.op == "mul" else [expr]


def power(a: Expr, b: Expr) -> Expr:
    """Return a power."""
    if b.op == "div" and b.args[0].op == b.args[1].op == "num" and b.args[1].value:
        b = num(b.args[0].value / b.args[1].value)
    if b.op == "num" and b.value in (0, 1):
        return a if b.value else ONE
    if a.op == "num" and b.op == "num" and b.value.denominator == 1 and a.value and abs(b.value) < 50:
        return num(a.value ** int(b.value))
    if a.op == "pow" and a.args[1].op == b.op == "num" and b.value.denominator == 1:
        return power(a.args[0], num(a.args[1].value * b.value))
    if a.op == "root" and a.args[1] == b:
        return a.args[0]
    return Expr("pow", (a, b))


# -- differentiation ------------------------------------------------------------------------------------------------


def _square(u: Expr) -> Expr:
    return power(u, TWO)


def _less(u: Expr) -> Expr:
    """Return 1 - u^2."""
    return add(ONE, mul(MINUS_ONE, _square(u)))


def _root(u: Expr) -> Expr:
    return Expr("root", (u, TWO))


_OUTER: dict[str, Callable[[Expr], Expr]] = {
    "sin": lambda u: call("cos", u),
    "cos": lambda u: mul(MINUS_ONE, call("sin", u)),
    "tan": lambda u: div(ONE, _square(call("cos", u))),
    "cot": lambda u: div(MINUS_ONE, _square(call("sin", u))),
    "sec": lambda u: mul(call("sec", u), call("tan", u)),
    "csc": lambda u: mul(MINUS_ONE, call("csc", u), call("cot", u)),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: div(ONE, _square(call("cosh", u))),
    "coth": lambda u: div(MINUS_ONE, _square(call("sinh", u))),
    "sech": lambda u: mul(MINUS_ONE, call("sech", u), call("tanh", u)),
    "csch": lambda u: mul(MINUS_ONE, call("csch", u), call("coth", u)),
    "arcsin": lambda u: div(ONE, _root(_less(u))),
    "arccos": lambda u: div(MINUS_ONE, _root(_less(u))),
    "arctan": lambda u: div(ONE, add(ONE, _square(u))),
    "arccot": lambda u: div(MINUS_ONE, add(ONE, _square(u))),
    "arcsinh": lambda u: div(ONE, _root(add(_square(u), ONE))),
    "arccosh": lambda u: div(ONE, _root(add(_square(u), MINUS_ONE))),
    "arctanh": lambda u: div(ONE, _less(u)),
}


def differentiate(expr: Expr, name: str = "x") -> Expr:
    """Return the derivative; other letters are constants.

    Raises:
        ReadError: For what has no derivative here, and for formulas whose derivative is too long.
    """
    made = _derivative(expr, name)
    stack, size = [made], 0
    while stack:
        node = stack.pop()
        size += 1
        if size > MAX_SIZE:
            raise ReadError("its derivative is too long")
        stack.extend(node.args)
    return made


def _derivative(expr: Expr, name: str) -> Expr:
    op, args = expr.op, expr.args
    if not any(node.op == "sym" and node.value == name for node in walk(expr)):
        return ZERO
    if op == "sym":
        return ONE
    if op == "neg":
        return mul(MINUS_ONE, _derivative(args[0], name))
    if op == "add":
        return add(*(_derivative(arg, name) for arg in args))
    if op == "mul":
        parts = []
        for i, arg in enumerate(args):
            inner = _derivative(arg, name)
            if inner != ZERO:
                parts.append(mul(*args[:i], inner, *args[i + 1 :]))
        return add(*parts)
    if op == "div":
        u, v = args
        du, dv = _derivative(u, name), _derivative(v, name)
        if dv == ZERO:
            return div(du, v)
        if du == ZERO and v.op == "pow" and v.args[1].op == "num":
            n = v.args[1].value
            return div(mul(num(-n), u, _derivative(v.args[0], name)), power(v.args[0], num(n + 1)))
        return div(add(mul(du, v), mul(MINUS_ONE, u, dv)), _square(v))
    if op == "pow":
        return _of_power(args[0], args[1], name)
    if op == "root" and args[1].op == "num" and args[1].value.denominator == 1 and args[1].value > 1:
        u, n = args
        below = power(expr, num(n.value - 1))
        return div(_derivative(u, name), mul(n, below))
    if op == "abs":
        return div(mul(_derivative(args[0], name), args[0]), expr)
    if op == "call":
        return _of_call(expr, name)
    raise ReadError(f"{op} is not differentiated")


def _of_power(u: Expr, v: Expr, name: str) -> Expr:
    du, dv = _derivative(u, name), _derivative(v, name)
    if dv == ZERO:
        v = power(v, ONE) if v.op != "div" else div(*v.args)
        if v.op == "neg" and v.args[0].op == "num":
            v = num(-v.args[0].value)
        return mul(v, du, power(u, add(v, MINUS_ONE)))
    log = ONE if u == E else call("ln", u)
    if du == ZERO:
        return mul(dv, log, Expr("pow", (u, v)))
    return mul(Expr("pow", (u, v)), add(mul(dv, log), div(mul(v, du), u)))


def _of_call(expr: Expr, name: str) -> Expr:
    args, function = expr.args, expr.value
    if function == "ln" and len(args) == 1:
        u = args[0].args[0] if args[0].op == "abs" else args[0]
        return div(_derivative(u, name), u)
    if function == "log" and len(args) in (1, 2):
        base = args[1] if len(args) == 2 else num(10)
        return _derivative(div(call("ln", args[0]), call("ln", base)), name)
    if function not in _OUTER or len(args) != 1:
        raise ReadError(f"{function} is not differentiated")
    return mul(_derivative(args[0], name), _OUTER[function](args[0]))


# -- comparison -----------------------------------------------------------------------------------------------------


class _Samples:
    """Where a formula is real and its values there, drawn once for all the answers that are compared with it.

    Points are drawn from the formula, so that verdicts do not change.
    """

    def __init__(self, wanted: Expr, name: str) -> None:
        self._wanted, self._name, self._cost, self._tried = wanted, name, Cost(), 0
        self._rng = random.Random(zlib.crc32(written(wanted).encode()))
        self._found: list[tuple[dict[str, Fraction], Ball]] = []

    def at(self, i: int) -> tuple[dict[str, Fraction], Ball] | None:
        """Return a point and the value there, or None if there are not so many; while `engine.lock` is held."""
        while len(self._found) <= i and self._tried < TRIES:
            size = (1, 3, 8, 20)[self._tried % 4]
            point = {self._name: Fraction(self._rng.randrange(-size * 512, size * 512) * 2 + 1, 1024)}
            self._tried += 1
            balls = Balls(PRECISION, self._cost)
            try:
                value = value_of(balls, self._wanted, point)
            except (Outside, Undefined, Undecided, Costly):
                continue
            if not balls.is_complex(value):
                self._found.append((point, value))
        return self._found[i] if i < len(self._found) else None


_samples = functools.lru_cache(maxsize=256)(_Samples)


def agree(wanted: Expr, found: Expr, name: str = "x") -> bool:
    """Return whether two formulas of one variable have the same values wherever the wanted one is real.

    The verdict on the same two is always the same, and the work is bounded.
    """
    if free_symbols(found) - {name} or free_symbols(wanted) - {name}:
        return False
    samples, cost, good = _samples(wanted, name), Cost(), 0
    for i in range(TRIES):
        with engine.lock:
            sample = samples.at(i)
            if sample is None:
                return False
            point, a = sample
            balls = Balls(PRECISION, cost)
            try:
                b = value_of(balls, found, point)
                if balls.is_complex(b) or _apart(balls, a, b):
                    return False
            except Undecided:
                continue
            except (ArithmeticError, RecursionError):
                return False
        good += 1
        if good == GOOD:
            return True
    return False


def read_formula(text: str) -> Expr:
    """Return the formula that an answer is; `f(x) =` and the like may stand before it.

    Raises:
        ReadError: If it is none.
    """
    expr = read_math(text)
    if expr.op == "rel" and expr.value == ("=",) and is_label(expr.args[0]):
        expr = expr.args[1]
    if not is_scalar(expr):
        raise ReadError("a formula was expected")
    return expr


def judge_formula(wanted: Expr, answer: str) -> Verdict:
    """Return the verdict on a formula in x: it has to have the wanted values wherever those are real."""
    try:
        return Verdict.correct() if agree(wanted, read_formula(answer)) else Verdict.wrong("another function")
    except ReadError as error:
        return Verdict.wrong(f"no formula: {error}")


def _apart(balls: Balls, a: Ball, b: Ball) -> bool:
    """Return whether two balls do not agree in half of their digits."""
    size = max(balls.mag(a.mid), balls.mag(b.mid), -PRECISION // 4)
    return bool(balls.mag(a.mid - b.mid) > size - PRECISION // 2)


# -- text -----------------------------------------------------------------------------------------------------------

_ADD, _MUL, _POW, _ATOM = range(4)


def written(expr: Expr) -> str:
    """Return the plain text of a formula, which reads as the formula again."""
    return _text(expr)[0]


def _text(expr: Expr) -> tuple[str, int]:
    """Return the text and how tightly it binds."""
    op, args = expr.op, expr.args
    if op == "num":
        value = expr.value
        rank = _ATOM if value.denominator == 1 and value >= 0 else _MUL if value >= 0 else _ADD
        return str(value), rank
    if op in ("sym", "const"):
        return str(expr.value), _ATOM
    if op == "neg":
        return f"-{_wrap(args[0], _MUL)}", _ADD
    if op == "add":
        text = _wrap(args[0], _ADD)
        for arg in args[1:]:
            part = _wrap(arg, _ADD)
            text += f" - {part[1:]}" if part.startswith("-") else f" + {part}"
        return text, _ADD
    if op == "mul":
        return _product(args)
    if op == "div":
        value, rest = _split(args[0])
        if value < 0:
            top = _times(-value, rest)
            return f"-{_wrap(top, _MUL)}/{_wrap(args[1], _POW)}", _ADD
        return f"{_wrap(args[0], _MUL)}/{_wrap(args[1], _POW)}", _MUL
    if op == "pow":
        exponent = _wrap(args[1], _ATOM) if args[1].op != "call" else f"({written(args[1])})"
        return f"{_wrap(args[0], _ATOM)}^{exponent}", _POW
    if op == "root":
        inner = written(args[0])
        return (f"sqrt({inner})", _ATOM) if args[1] == TWO else (f"({inner})^(1/{written(args[1])})", _POW)
    if op == "abs":
        return f"|{written(args[0])}|", _ATOM
    if op == "call":
        if expr.value == "log" and len(args) == 2:
            return f"log_{written(args[1])}({written(args[0])})", _ATOM
        return f"{expr.value}({', '.join(map(written, args))})", _ATOM
    raise ReadError(f"{op} is not written")


def _wrap(expr: Expr, rank: int) -> str:
    text, mine = _text(expr)
    return text if mine >= rank else f"({text})"


def _product(args: tuple[Expr, ...]) -> tuple[str, int]:
    """Write a product: a minus sign first, a number beside a letter or a bracket, stars elsewhere."""
    first, *rest = args
    sign, texts = "", []
    if first.op == "num":
        value = first.value
        sign, size = ("-" if value < 0 else ""), abs(value)
        if size != 1:
            texts.append(str(size) if size.denominator == 1 else f"({size})")
    else:
        texts.append(_wrap(first, _POW))
    texts += [_wrap(arg, _POW) for arg in rest]
    out = texts[0]
    for text in texts[1:]:
        beside = out.isdigit() and (
            text[0] == "(" or (text[0].isalpha() and not text[1:2].isalpha() and text[0] != "e")
        )
        out += text if beside else f"*{text}"
    return sign + out, _ADD if sign else _MUL
