"""Kinds of worked solutions of algebra: equations, systems, polynomials, tangents, squares, sequences."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import numpy as np

from ..math.notation import between, nonzero, polynomial
from .worked import Kind, Params, Pen, SpoiltError, draw_until, linear, show


class LinearEquation(Kind):
    """One linear equation with brackets."""

    name = "linear_equation"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw one bracket, then two; larger numbers."""
        size = 4 + 3 * tier

        def numbers() -> Params:
            brackets = [[between(rng, 2, size), nonzero(rng, size)]]
            if tier > 1:
                brackets.append([-between(rng, 2, size), nonzero(rng, size)])
            if tier > 3:
                brackets.append([between(rng, 2, size), nonzero(rng, size)])
            return {"brackets": brackets, "right": [nonzero(rng, size), nonzero(rng, 3 * size)]}

        def fits(p: Params) -> bool:
            m = sum(factor for factor, _ in p["brackets"])
            return m not in (0, p["right"][0]) and sum(f * b for f, b in p["brackets"]) != p["right"][1]

        return draw_until(numbers, fits)

    def question(self, p: Params) -> str:
        """Ask for x."""
        left = ""
        for factor, b in p["brackets"]:
            left += f" {'-' if factor < 0 else '+'} {abs(factor)}({linear([(1, 'x'), (b, '')])})"
        return f"Solve {left.removeprefix(' + ')} = {_line(*p['right'])}."

    def work(self, p: Params, pen: Pen) -> str:
        """Multiply out, collect, bring x to the left and the numbers to the right, divide."""
        right = _line(*p["right"])
        terms: list[tuple[Fraction | int, str]] = []
        for factor, b in p["brackets"]:
            slips = {"sign": -factor * b} if factor < 0 else {}
            constant = pen.choose(factor * b, bracket=b, **slips)
            terms += [(factor, "x"), (constant, "")]
        pen.step(f"{linear(terms)} = {right}.")
        m = terms[0][0]
        k = terms[1][0]
        for (factor, _), (constant, _) in zip(terms[2::2], terms[3::2], strict=True):
            m, k = pen.plus(int(m), int(factor)), pen.plus(int(k), int(constant))
        if len(terms) > 2:
            pen.step(f"{_line(m, k)} = {right}.")
        n, r = p["right"]
        m = pen.choose(m - n, sign=m + n)
        if not m:
            raise SpoiltError
        pen.step(f"{_line(m, k)} = {r}.")
        r = pen.choose(r - k, sign=r + k, addition=r - k + 10)
        pen.step(f"{_line(m, 0)} = {show(r)}.")
        if not r:
            raise SpoiltError
        x = pen.choose(Fraction(r, int(m)), inverted=Fraction(int(m), int(r)), combine=Fraction(r - m))
        pen.step(f"x = {show(x)}.")
        return show(x)


def _line(m: Fraction | int, k: Fraction | int) -> str:
    return linear([(m, "x"), (k, "")])


class LinearSystem(Kind):
    """Two linear equations in x and y."""

    name = "linear_system"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger numbers; negative ones from tier 2 on."""
        size = 5 + 2 * tier

        def number() -> int:
            return nonzero(rng, size) if tier > 1 else between(rng, 1, size)

        def numbers() -> list[list[int]]:
            return [[between(rng, 2, size), number(), number() + number()] for _ in range(2)]

        def fits(rows: list[list[int]]) -> bool:
            (a, b, c), (d, e, f) = rows
            return a * e != b * d and a * f != c * d and a != d and c * f != 0 and b * f != c * e

        return {"rows": draw_until(numbers, fits)}

    def question(self, p: Params) -> str:
        """Ask for x and y."""
        one, two = (_row(*row) for row in p["rows"])
        return f"Solve the system {one} and {two}."

    def work(self, p: Params, pen: Pen) -> str:
        """Make the coefficients of x equal, subtract, and put y back."""
        (a, b, c), (d, e, f) = p["rows"]
        first = pen.choose((a * d, b * d, c * d), one_side=(a * d, b * d, c), bracket=(a * d, b, c * d))
        pen.step(f"The first equation times {d}: {_row(*first)}.")
        second = pen.choose((a * d, e * a, f * a), one_side=(a * d, e * a, f), bracket=(a * d, e, f * a))
        pen.step(f"The second equation times {a}: {_row(*second)}.")
        m = pen.choose(first[1] - second[1], sign=first[1] + second[1])
        r = pen.choose(first[2] - second[2], sign=first[2] + second[2])
        if not m or not r:
            raise SpoiltError
        pen.step(f"The difference of the two: {linear([(m, 'y')])} = {r}.")
        y = pen.choose(Fraction(r, m), inverted=Fraction(m, r))
        pen.step(f"y = {show(y)}.")
        rest = pen.choose(c - b * y, sign=c + b * y)
        pen.step(f"From the first equation, {linear([(a, 'x')])} = {c} - ({b}) × ({show(y)}) = {show(rest)}.")
        x = pen.choose(rest / a, inverted=a / rest if rest else rest / a, combine=rest - a)
        pen.step(f"x = {show(x)}.")
        return f"x = {show(x)}, y = {show(y)}"


def _row(a: int, b: int, c: int) -> str:
    return f"{linear([(a, 'x'), (b, 'y')])} = {c}"


class PolynomialProduct(Kind):
    """The value of a product of polynomials, multiplied out first."""

    name = "polynomial_product"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw higher degrees and larger numbers."""
        size = 3 + tier
        second = [nonzero(rng, size) for _ in range(2 + tier // 2)]
        return {
            "a": between(rng, 2, size),
            "b": nonzero(rng, size),
            "second": second,
            "at": -between(rng, 2, 2 + tier // 2),
        }

    def question(self, p: Params) -> str:
        """Ask for the expansion and one value."""
        first, second = polynomial([p["a"], p["b"]]), polynomial(p["second"])
        return f"Multiply out ({first})({second}), and find its value at x = {p['at']}."

    def work(self, p: Params, pen: Pen) -> str:
        """Multiply by one term after the other, collect, and put the number in."""
        a, b, second, at = p["a"], p["b"], p["second"], p["at"]
        degree = len(second) - 1
        by_x = [a * c for c in second] + [0]
        by_x = pen.choose(by_x, cross=[by_x[0], *[0] * degree, 0], sign=[*by_x[:-2], -by_x[-2], 0])
        pen.step(f"{polynomial([a, 0])} times {polynomial(second)} is {polynomial(by_x)}.")
        by_1 = [b * c for c in second]
        slips = {"sign": [*by_1[:-1], -by_1[-1]]} if b < 0 else {}
        by_1 = pen.choose(by_1, multiplication=[*by_1[:-1], wrong_last(b, second[-1])], **slips)
        pen.step(f"{b} times {polynomial(second)} is {polynomial(by_1)}.")
        whole = [one + two for one, two in zip(by_x, [0, *by_1], strict=True)]
        middle = 1 + (degree > 1)
        off = [*whole[:middle], by_x[middle] - by_1[middle - 1], *whole[middle + 1 :]]
        whole = pen.choose(whole, sign=off)
        pen.step(f"Together {polynomial(whole)}.")
        powers = [c * at ** (degree + 1 - i) for i, c in enumerate(whole)]
        even = [i for i in range(degree + 1) if (degree + 1 - i) % 2 == 0]
        signs = [-t if i in even[:1] else t for i, t in enumerate(powers)]
        lower = [powers[0] // at, *powers[1:]]
        powers = pen.choose(powers, sign=signs, power=lower)
        pen.step(f"At x = {at} its terms are {', '.join(map(str, powers))}.")
        value = pen.choose(sum(powers), addition=sum(powers) + 10)
        pen.step(f"Their sum is {value}.")
        return f"{polynomial(whole)}, {value}"


def wrong_last(a: int, b: int) -> int:
    """Return the product of two small numbers, one row of the table off."""
    size = max(abs(a), abs(b)) * (min(abs(a), abs(b)) + 1)
    return size if (a < 0) == (b < 0) else -size


class Tangent(Kind):
    """The tangent of a polynomial's graph."""

    name = "tangent"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw higher degrees and larger numbers."""
        size = 3 + tier
        return {"f": [nonzero(rng, size) for _ in range(3 + tier // 2)], "at": nonzero(rng, 2 + tier // 3)}

    def question(self, p: Params) -> str:
        """Ask for the line."""
        return f"Find the tangent of the graph of f(x) = {polynomial(p['f'])} at x = {p['at']}, as y = mx + c."

    def work(self, p: Params, pen: Pen) -> str:
        """Find the height and the slope there, then the line."""
        f, at = p["f"], p["at"]
        degree = len(f) - 1
        terms = [c * at ** (degree - i) for i, c in enumerate(f)]
        flipped = [-t if degree - i == 2 and at < 0 else t for i, t in enumerate(terms)]
        terms = pen.choose(terms, sign=flipped)
        height = pen.choose(sum(terms), addition=sum(terms) + 1)
        pen.step(f"f({at}) = {_joined(terms)} = {height}.")
        slopes = [c * (degree - i) for i, c in enumerate(f[:-1])]
        missing = [f[0], *slopes[1:]]
        kept = [*slopes[:-1], slopes[-1] + f[-1]]
        slopes = pen.choose(slopes, power=missing, constant=kept)
        pen.step(f"f'(x) = {polynomial(slopes)}.")
        terms = [c * at ** (degree - 1 - i) for i, c in enumerate(slopes)]
        flipped = [-t if degree - 1 - i == 1 else t for i, t in enumerate(terms)]
        terms = pen.choose(terms, sign=flipped)
        slope = pen.choose(sum(terms), addition=sum(terms) - 2)
        pen.step(f"f'({at}) = {_joined(terms)} = {slope}.")
        moved = pen.choose(height - slope * at, sign=height + slope * at)
        pen.step(f"y = {height} + ({slope})(x - ({at})) = {linear([(slope, 'x'), (moved, '')])}.")
        return f"y = {linear([(slope, 'x'), (moved, '')])}"


def _joined(terms: list[int]) -> str:
    return " + ".join(map(str, terms)).replace("+ -", "- ")


class CompletedSquare(Kind):
    """A quadratic equation by completing the square."""

    name = "completed_square"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw even coefficients, then odd ones, then a leading coefficient."""
        size = 4 + 4 * tier

        def numbers() -> tuple[int, int, int]:
            b = nonzero(rng, size)
            return (between(rng, 2, tier) if tier > 2 else 1, 2 * b if tier < 2 else b, nonzero(rng, 2 * size))

        def fits(abc: tuple[int, int, int]) -> bool:
            a, b, c = abc
            return _keeps_root(Fraction(b * b - 4 * a * c, 4 * a * a))

        a, b, c = draw_until(numbers, fits)
        return {"a": a, "b": b, "c": c}

    def question(self, p: Params) -> str:
        """Ask for the solutions."""
        return f"Solve {polynomial([p['a'], p['b'], p['c']])} = 0 by completing the square."

    def work(self, p: Params, pen: Pen) -> str:
        """Divide, move the number, add the square of half the coefficient, take roots."""
        a = p["a"]
        b, c = Fraction(p["b"], a), Fraction(p["c"], a)
        if a > 1:
            c = pen.choose(c, one_side=Fraction(p["c"]))
            pen.step(f"x^2{_tail([(b, 'x'), (c, '')])} = 0.")
        moved = pen.choose(-c, sign=c)
        pen.step(f"x^2{_tail([(b, 'x')])} = {show(moved)}.")
        h = pen.choose(b / 2, half=b)
        value = pen.choose(moved + h * h, one_side=moved, combine=moved + h, sign=moved - h * h)
        pen.step(f"(x{_tail([(h, '')])})^2 = {show(value)}.")
        if not _keeps_root(value):
            raise SpoiltError
        both = pen.choose("±", case="+")
        root = f"√{show(value, bracket=True)}"
        pen.step(f"x{_tail([(h, '')])} = {both.replace('+', '')}{root}.")
        h = pen.choose(-h, sign=h)
        pen.step(f"x = {show(h)} {both} {root}.")
        return f"x = {show(h)} {both} {root}"


def _keeps_root(value: Fraction) -> bool:
    """Return whether the root of a number is real and is left standing."""
    return value > 0 and isqrt(value.numerator) ** 2 != value.numerator


def _tail(terms: list[tuple[Fraction | int, str]]) -> str:
    text = linear(terms)
    return "" if text == "0" else f" - {text[1:]}" if text.startswith("-") else f" + {text}"


class ArithmeticSequence(Kind):
    """A term and a sum of an arithmetic sequence, of which two terms are known."""

    name = "arithmetic_sequence"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger indices and differences."""
        low = between(rng, 2, 3 + tier)
        high = low + between(rng, 2, 4 + 3 * tier)
        u = nonzero(rng, 20 * tier)
        rise = nonzero(rng, 3 + 2 * tier) * (high - low if rng.random() < 0.5 else between(rng, 2, 5))
        return {"low": low, "high": high, "u": u, "v": u + rise, "n": high + between(rng, 3, 10 * tier)}

    def question(self, p: Params) -> str:
        """Ask for the sum."""
        told = f"term {p['low']} is {p['u']} and term {p['high']} is {p['v']}"
        return f"In an arithmetic sequence {told}. Find the sum of the first {p['n']} terms."

    def work(self, p: Params, pen: Pen) -> str:
        """Find the difference, the first term, the last term, the sum."""
        i, j, n, low, high = p["low"], p["high"], p["n"], p["u"], p["v"]
        rise = pen.choose(high - low, addition=high - low + (j - i))
        steps = pen.choose(j - i, count=j - i + 1)
        d = Fraction(rise, steps)
        pen.step(f"The difference is {rise}/{steps} = {show(d)}.")
        back = pen.choose(i - 1, count=i)
        first = pen.choose(low - back * d, sign=low + back * d)
        pen.step(f"Term 1 is {low} - {back} × ({show(d)}) = {show(first)}.")
        on = pen.choose(n - 1, count=n)
        last = pen.choose(first + on * d, sign=first - on * d)
        pen.step(f"Term {n} is {show(first)} + {on} × ({show(d)}) = {show(last)}.")
        pair = pen.choose(first + last, sign=first - last)
        pen.step(f"The first and the last term have the sum {show(pair)}.")
        total = pen.choose(n * pair / 2, half=n * pair, count=(n - 1) * pair / 2)
        pen.step(f"The sum of the {n} terms is {show(total)}.")
        return show(total)
