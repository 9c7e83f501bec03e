"""Kinds of worked solutions about numbers: calculations, long products, fractions, percentages, powers, divisors."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

import numpy as np

from ..math.notation import between
from .worked import Kind, Params, Pen, SpoiltError, decimal, draw_until, show

Term = tuple[int, str, list[int]]  # a sign, a form ("number", "product", "quotient" or "bracket"), and its numbers


class Calculation(Kind):
    """A sum with products, quotients and brackets."""

    name = "calculation"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms with every tier."""
        forms = ["product", "bracket", *("quotient", "product", "bracket", "number")[: tier - 1]]
        size = 6 + 4 * tier
        terms: list[Term] = [(1, "number", [between(rng, 11, 9 + 20 * tier)])]
        for form in (forms[int(i)] for i in rng.permutation(len(forms))):
            sign = -1 if rng.random() < 0.4 else 1
            x, y, z = between(rng, 3, 9), between(rng, 7, size + 5), between(rng, 2, 6)
            numbers = {"product": [x, y], "quotient": [x * y, x], "bracket": [x, y + z, z], "number": [y]}
            terms.append((sign, form, numbers[form]))
        return {"terms": terms}

    def question(self, p: Params) -> str:
        """Ask for the value."""
        return f"Calculate {_sum(p['terms'])}."

    def work(self, p: Params, pen: Pen) -> str:
        """Resolve the brackets, then the products and quotients, then the sum from the left."""
        terms: list[Term] = [(sign, form, list(numbers)) for sign, form, numbers in p["terms"]]
        while len(terms) > 1 or terms[0][1] != "number":
            done = self._resolve(terms, pen)
            pen.step(f"{done}, which leaves {_sum(terms)}.")
        return str(terms[0][0] * terms[0][2][0])

    def _resolve(self, terms: list[Term], pen: Pen) -> str:
        """Do one operation and say which."""
        forms = [form for _, form, _ in terms]
        if "bracket" in forms:
            at = forms.index("bracket")
            sign, _, (x, y, z) = terms[at]
            if pen.choose("right", **({"bracket": "wrong"} if sign > 0 else {})) == "wrong":
                terms[at : at + 1] = [(1, "product", [x, y]), (-1, "number", [z])]
                return f"{x} × ({y} - {z}) = {x} × {y} - {z}"
            rest = pen.plus(y, -z)
            terms[at] = (sign, "product", [x, rest])
            return f"{y} - {z} = {rest}"
        open_ = [i for i, form in enumerate(forms) if form != "number"]
        if open_:
            at = open_[0]
            sign, form, (x, y) = terms[at]
            if form == "quotient":
                value = pen.choose(x // y, quotient=x // y + 1)
                terms[at] = (sign, "number", [value])
                return f"{x} ÷ {y} = {value}"
            early = at == 1 and sign > 0 and terms[0][0] > 0
            if pen.choose("right", **({"order": "wrong"} if early else {})) == "wrong":
                first = terms[0][2][0]
                terms[:2] = [(1, "product", [first + x, y])]
                return f"{first} + {x} = {first + x}"
            value = pen.times(x, y)
            terms[at] = (sign, "number", [value])
            return f"{x} × {y} = {value}"
        (s1, _, (a,)), (s2, _, (b,)) = terms[:2]
        if len(terms) > 2 and s2 < 0:
            s3, _, (c,) = terms[2]
            if pen.choose("right", grouping="wrong") == "wrong":
                terms[1:3] = [(-1, "number", [b + s3 * c])] if b + s3 * c > 0 else [(1, "number", [-b - s3 * c])]
                return f"{b} {'+' if s3 > 0 else '-'} {c} = {b + s3 * c}"
        total = pen.plus(s1 * a, s2 * b)
        terms[:2] = [(-1 if total < 0 else 1, "number", [abs(total)])]
        return f"{s1 * a} {'+' if s2 > 0 else '-'} {b} = {total}"


def _sum(terms: list[Term]) -> str:
    forms = {"number": "{}", "product": "{} × {}", "quotient": "{} ÷ {}", "bracket": "{} × ({} - {})"}
    text = "".join((" - " if sign < 0 else " + ") + forms[form].format(*numbers) for sign, form, numbers in terms)
    return "-" + text[3:] if text.startswith(" - ") else text[3:]


class LongProduct(Kind):
    """A product of two numbers of several digits."""

    name = "long_product"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more digits with every tier."""
        a, b = ((100, 100), (1000, 100), (1000, 1000), (10**4, 1000), (10**4, 10**4))[tier - 1]
        digits = len(str(b)) - 1
        return {"a": between(rng, a // 5, a - 1), "b": int("".join(str(between(rng, 2, 9)) for _ in range(digits)))}

    def question(self, p: Params) -> str:
        """Ask for the product."""
        return f"Calculate {p['a']} × {p['b']}."

    def work(self, p: Params, pen: Pen) -> str:
        """Multiply by the parts of the second factor and add up."""
        a, digits = p["a"], str(p["b"])
        parts = [int(digit) * 10 ** (len(digits) - 1 - i) for i, digit in enumerate(digits)]
        lost = [*parts[:-2], parts[-2] // 10, parts[-1]] if len(parts) > 1 else parts
        parts = pen.choose(parts, place=lost)
        pen.step(f"{p['b']} = {' + '.join(map(str, parts))}.")
        products = []
        for part in parts:
            value = pen.choose(
                a * part, multiplication=self._slip(a, part), place=a * part // 10 if part > 9 else a * part
            )
            pen.step(f"{a} × {part} = {value}.")
            products.append(value)
        total = products[0]
        for value in products[1:]:
            before, total = total, pen.plus(total, value)
            pen.step(f"{before} + {value} = {total}.")
        return str(total)

    def _slip(self, a: int, part: int) -> int:
        """Return a × part without one carry."""
        place = int("1" + "0" * (len(str(part)) - 1))
        digit = part // place
        for i, x in enumerate(reversed(str(a))):
            if int(x) * digit > 9 and i < len(str(a)) - 1:
                return a * part - int(x) * digit // 10 * int("10" + "0" * i) * place
        return a * (part - place) if digit > 1 else a * part


class Fractions(Kind):
    """A sum of fractions, the second of which is a product or a quotient."""

    name = "fractions"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a product first, then a quotient, then more terms."""
        size = 5 + tier
        fractions = [
            list(draw_until(lambda: (between(rng, 1, size), between(rng, 2, size)), lambda f: gcd(*f) == 1))
            for _ in range(3 + tier // 3 + tier // 5)
        ]
        signs = [1 if rng.random() < 0.5 else -1 for _ in fractions[1:-1]]
        return {"fractions": fractions, "divide": tier > 1, "signs": signs}

    def question(self, p: Params) -> str:
        """Ask for the value."""
        first, second, third, *rest = [f"{a}/{b}" for a, b in p["fractions"]]
        words = ["+" if sign > 0 else "-" for sign in p["signs"]]
        tail = "".join(f" {word} {f}" for word, f in zip(words[1:], rest, strict=True))
        sign = "÷" if p["divide"] else "×"
        return f"Calculate {first} {words[0]} {second} {sign} {third}{tail}."

    def work(self, p: Params, pen: Pen) -> str:
        """Turn the divisor over, multiply, and add one fraction after the other over a common denominator."""
        (a, b), (c, d), (e, f), *rest = p["fractions"]
        if p["divide"]:
            turned = [[c, d], [f, e]]
            (c, d), (e, f) = pen.choose(turned, inverted=[[d, c], [e, f]])
            (w, x), (y, z) = p["fractions"][1:3]
            pen.step(f"{w}/{x} ÷ {y}/{z} = {c}/{d} × {e}/{f}.")
        top, bottom = pen.times(c, e), pen.times(d, f)
        pen.step(f"{c}/{d} × {e}/{f} = {top}/{bottom}.")
        if bottom == 0 or top == 0:
            raise SpoiltError
        self._reduce(top, bottom, pen)
        value = Fraction(a, b)
        for sign, other in zip(p["signs"], [Fraction(top, bottom), *(Fraction(*f) for f in rest)], strict=True):
            value = self._add(value, sign, other, pen)
        return show(value)

    def _reduce(self, top: int, bottom: int, pen: Pen) -> None:
        if gcd(top, bottom) > 1:
            pen.step(f"{top}/{bottom} = {show(Fraction(top, bottom))} in lowest terms.")

    def _add(self, one: Fraction, sign: int, two: Fraction, pen: Pen) -> Fraction:
        a, b, c, d = one.numerator, one.denominator, two.numerator, two.denominator
        word = "+" if sign > 0 else "-"
        common = b * d // gcd(b, d)
        tops = pen.choose((a * (common // b), c * (common // d)), unscaled=(a * (common // b), c))
        pen.step(f"{show(one)} {word} {show(two)} = {tops[0]}/{common} {word} {tops[1]}/{common}.")
        top = pen.choose(
            tops[0] + sign * tops[1], addition=tops[0] + sign * tops[1] + 1, sign=tops[0] - sign * tops[1]
        )
        bottom = pen.choose(common, combine=common + common)
        pen.step(f"{tops[0]}/{common} {word} {tops[1]}/{common} = {top}/{bottom}.")
        self._reduce(top, bottom, pen)
        return Fraction(top, bottom)


class Percentages(Kind):
    """A price that goes up and down by percentages."""

    name = "percentages"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more changes with every tier."""
        changes = []
        for i in range(1 + (tier + 1) // 2 + tier // 4):
            size = 5 * between(rng, 1, 8) if i < 2 else 10 * between(rng, 1, 4)
            changes.append(size if rng.random() < 0.5 else -size)
        return {"price": 40 * between(rng, 3, 10 + 20 * tier), "changes": changes}

    def question(self, p: Params) -> str:
        """Ask for the last price."""
        told = [f"{'raised' if c > 0 else 'lowered'} by {abs(c)}%" for c in p["changes"]]
        return f"A price of {p['price']} euros is {', then '.join(told)}. What is the price in euros then?"

    def work(self, p: Params, pen: Pen) -> str:
        """Work out each percentage and add it or take it off."""
        price = first = Fraction(p["price"])
        for change in p["changes"]:
            rate = Fraction(abs(change), 100)
            base = pen.choose(price, base=first)
            share = pen.choose(base * rate, place=base * rate * 10 if abs(change) < 10 else base * rate / 10)
            pen.step(f"{abs(change)}% of {decimal(base)} is {decimal(share)}.")
            sign = 1 if change > 0 else -1
            sign = pen.choose(sign, direction=-sign)
            after = price + sign * share
            after = pen.choose(after, addition=Fraction(wrong) if (wrong := _off(price, sign * share)) else after)
            if after <= 0:
                raise SpoiltError
            pen.step(f"{decimal(price)} {'+' if sign > 0 else '-'} {decimal(share)} = {decimal(after)}.")
            price = after
        return decimal(price)


def _off(a: Fraction, b: Fraction) -> Fraction:
    """Return a + b with ten too little, or too much where something is taken off; 0 where that shows no slip."""
    return a + b - (10 if b > 0 else -10) if a > 20 and abs(b) > 10 else Fraction(0)


class ModularPower(Kind):
    """The remainder of a power, by repeated squaring."""

    name = "modular_power"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger exponents and moduli."""
        low, high = ((5, 15), (10, 31), (20, 63), (40, 127), (80, 500))[tier - 1]
        exponent = draw_until(lambda: between(rng, low, high), lambda e: e.bit_count() > 1)
        m = between(rng, 7 + 2 * tier, 15 + 15 * tier)
        return {"base": between(rng, 2, m - 2), "exponent": exponent, "m": m}

    def question(self, p: Params) -> str:
        """Ask for the remainder."""
        return f"What is the remainder when {p['base']}^{p['exponent']} is divided by {p['m']}?"

    def work(self, p: Params, pen: Pen) -> str:
        """Split the exponent into powers of two, square, and multiply."""
        base, exponent, m = p["base"], p["exponent"], p["m"]
        split = [1 << i for i in range(exponent.bit_length() - 1, -1, -1) if exponent >> i & 1]
        last = 2 if split[-1] == 1 else 1
        split = pen.choose(split, split=split[:-1] if last in split else [*split[:-1], last])
        pen.step(f"{exponent} = {' + '.join(map(str, split))}.")
        power, value, known = 1, base % m, {1: base % m}
        while power < split[0]:
            square = pen.choose(value * value, multiplication=wrong_square(value), power=2 * value)
            rest = pen.choose(square % m, remainder=(square + (square >= m)) % m)
            pen.step(f"{base}^{2 * power} ≡ {value}^2 = {square} ≡ {rest} (mod {m}).")
            power, value = 2 * power, rest
            known[power] = value
        total, reached = known[split[0]], split[0]
        for part in split[1:]:
            product = pen.times(total, known[part])
            rest = pen.choose(product % m, remainder=(product - (product >= m)) % m)
            reached += part
            pen.step(f"{base}^{reached} ≡ {total} × {known[part]} = {product} ≡ {rest} (mod {m}).")
            total = rest
        return str(total)


def wrong_square(value: int) -> int:
    """Return the square of a number without the middle term of (10a + b)^2, or of a digit one row off."""
    tens, units = divmod(value, 10)
    return value * value - 20 * tens * units if tens and units else value * (value - 1) if value > 1 else value


class CommonMultiple(Kind):
    """The least common multiple by Euclid's algorithm."""

    name = "common_multiple"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger numbers with more divisions."""
        low, high = 30 * tier, 40 * 3**tier

        def pair() -> tuple[int, int]:
            g = between(rng, 2, 4 + 4 * tier) if rng.random() < 0.6 else 1
            return g * between(rng, low // 4, high // 4), g * between(rng, low // 8, high // 6)

        a, b = draw_until(pair, lambda ab: ab[0] > ab[1] and 2 + tier // 2 <= _divisions(*ab) <= 8)
        return {"a": a, "b": b}

    def question(self, p: Params) -> str:
        """Ask for it."""
        return f"Find the least common multiple of {p['a']} and {p['b']}."

    def work(self, p: Params, pen: Pen) -> str:
        """Divide with remainder until it is 0; divide the product by the last divisor."""
        a, b = p["a"], p["b"]
        while b:
            q, r = divmod(a, b)
            r = pen.choose(r, remainder=r + 10 if r + 10 < b else max(r - 1, 0))
            pen.step(f"{a} = {q} × {b} + {r}.")
            a, b = b, r
            if len(pen.lines) > 12:
                raise SpoiltError
        found = pen.choose(a, stopped=_before(p["a"], p["b"]))
        pen.step(f"So the greatest common divisor is {found}.")
        if p["a"] % found:
            raise SpoiltError
        share = p["a"] // found
        pen.step(f"{p['a']} ÷ {found} = {share}.")
        value = pen.choose(share * p["b"], multiplication=share * p["b"] - 100, formula=share * (p["b"] // found))
        pen.step(f"The least common multiple is {share} × {p['b']} = {value}.")
        return str(value)


def _divisions(a: int, b: int) -> int:
    count = 0
    while b:
        a, b, count = b, a % b, count + 1
    return count


def _before(a: int, b: int) -> int:
    """Return the remainder before the last one that is not 0."""
    rests = [a, b]
    while rests[-1]:
        rests.append(rests[-2] % rests[-1])
    return rests[-3]
