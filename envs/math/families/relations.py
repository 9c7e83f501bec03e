"""Pairs of expressions of which one is always larger, or never smaller, or equal, or none of these."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from math import comb, isqrt

import numpy as np

from ...core import Verdict
from ..notation import between, combination, power, signed, term
from ..template import STEPS, Params, Template

AT_LEAST, ABOVE, EQUAL, NONE = "at least", "above", "equal", "none"
LETTERS = {(AT_LEAST, True): "A", (AT_LEAST, False): "B", (ABOVE, True): "D", (ABOVE, False): "E"}
"""The letter for how the first expression of a pair relates to the second, and whether the pair is swapped."""
SPOKEN = {
    "A": "left <= right, with equality in some cases only",
    "B": "left >= right, with equality in some cases only",
    "C": "left = right always",
    "D": "left < right always",
    "E": "left > right always",
    "F": "neither is always at least the other",
}
_TASK = (
    "The choices are: (A) left <= right, with equality in some cases but not in all; (B) left >= right, with equality "
    "in some cases but not in all; (C) left = right in all cases; (D) left < right in all cases; (E) left > right in "
    "all cases; (F) none of these."
)


def letter(relation: str, swap: bool) -> str:
    """Return the letter of a relation."""
    return {EQUAL: "C", NONE: "F"}.get(relation) or LETTERS[relation, swap]


def seen(signs: Sequence[int]) -> str:
    """Return the relation that one would guess from the signs of first minus second at some points."""
    if min(signs) < 0 < max(signs):
        return NONE
    if not any(signs):
        return EQUAL
    return AT_LEAST if 0 in signs else ABOVE


class Compared(Template):
    """Several pairs to compare. A subclass draws, writes and decides one pair at a time."""

    phrasings = (
        "Compare the two expressions of each pair, for all values of the variables that are allowed.\n{pairs}\n"
        + _TASK
        + "\nAnswer with one letter for each pair, in order, {n} letters in all.",
        "For each of these {n} pairs, decide how the left expression relates to the right one throughout the domain "
        "given.\n{pairs}\n" + _TASK + "\nAnswer with the {n} letters in order.",
    )
    kinds: tuple[str, ...] = (AT_LEAST, ABOVE, EQUAL, NONE)

    @abstractmethod
    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw a pair whose first expression relates to its second in this way."""

    @abstractmethod
    def relation(self, q: Params) -> str:
        """Decide how the first expression relates to the second."""

    @abstractmethod
    def write(self, q: Params) -> tuple[str, str, str]:
        """Return the first expression, the second one, and the domain."""

    @abstractmethod
    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Show how one decides; `first` and `second` are what the two are called, left and right or the reverse."""

    def _pairs(self, rng: np.random.Generator, tier: int) -> list[Params]:
        pairs = []
        for _ in range(2 + tier):
            choice = "ABCDEF"[between(rng, 0, 5)]
            swap = choice in "AD" if choice not in "CF" else rng.random() < 0.5
            relation = {"C": EQUAL, "F": NONE, "A": AT_LEAST, "B": AT_LEAST}.get(choice, ABOVE)
            pairs.append({**self.pair(rng, tier, relation), "swap": bool(swap)})
        return pairs

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw one pair more with every tier; all six letters are equally likely."""
        return {"pairs": self._pairs(rng, tier)}

    def words(self, p: Params) -> Params:
        """Write the pairs out."""
        lines = []
        for i, q in enumerate(p["pairs"], start=1):
            one, two, domain = self.write(q)
            left, right = (two, one) if q["swap"] else (one, two)
            lines.append(f"{i}. left: {left}; right: {right}; {domain}")
        return {"pairs": "\n".join(lines), "n": str(len(lines))}

    def letters(self, p: Params) -> list[str]:
        """Return the letter of each pair."""
        return [letter(self.relation(q), q["swap"]) for q in p["pairs"]]

    def answer(self, p: Params) -> str:
        """Join the letters."""
        return "".join(self.letters(p))

    def steps(self, p: Params) -> list[str]:
        """Decide pair after pair."""
        lines = []
        for i, (q, found) in enumerate(zip(p["pairs"], self.letters(p), strict=True), start=1):
            names = ("right", "left") if q["swap"] else ("left", "right")
            first, *rest = self.why(q, *names)
            lines += [f"{i}. {first}", *rest, f"So {SPOKEN[found]}: {found}."]
        return lines

    def verify(self, p: Params, answer: str) -> Verdict:
        """Read the letters and compare them."""
        want, got = self.letters(p), read_letters(answer, len(p["pairs"]))
        if got is None:
            return Verdict.wrong(f"expected {len(want)} letters from A to F in order")
        wrong = [i for i, (a, b) in enumerate(zip(want, got, strict=True), start=1) if a != b]
        return Verdict.wrong(f"pair {wrong[0]} is not {got[wrong[0] - 1]}") if wrong else Verdict.correct()


_PIECE = re.compile(
    r"([A-Za-z]+)|([0-9]+)|([\s,;:.()\[\]{}=\-]+)|\\(text|mathrm|textbf|mathbf|left|right|quad)(?![a-z])"
)


def read_letters(text: str, n: int) -> list[str] | None:
    """Return n letters from A to F, written in a row or apart, perhaps numbered from 1 to n; None for other texts."""
    if len(text) > 200 + 40 * n:
        return None
    words, numbers, at = [], [], 0
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match[1]:
            words.append(match[1].upper())
        elif match[2]:
            numbers.append((match[2], len(words)))
    if numbers and numbers != [(str(i + 1), i) for i in range(n)]:
        return None
    if len(words) == 1 and not numbers:
        words = list(words[0])
    return words if len(words) == n and all(len(w) == 1 and w in "ABCDEF" for w in words) else None


def _quadratic(rng: np.random.Generator, tier: int, relation: str) -> list[int]:
    """Return a form d0 x² + d1 xy + d2 y² that relates to 0 in this way for positive x and y."""
    if relation == EQUAL:
        return [0, 0, 0]
    k, u, v = between(rng, 1, 1 + tier), between(rng, 1, 3 + tier), between(rng, 1, 3 + tier)
    more = {AT_LEAST: 0, ABOVE: 1, NONE: -1}[relation] * between(rng, 1, min(2 * k * u * v - 1, 9))
    return [k * u * u, more - 2 * k * u * v, k * v * v]


def _sign_of(form: Sequence[int]) -> str:
    """Decide how such a form relates to 0."""
    a, b, c = form
    gap = 4 * a * c - b * b
    return EQUAL if not a else AT_LEAST if not gap else ABOVE if gap > 0 else NONE


def _completed(form: Sequence[int], x: str, y: str) -> list[str]:
    """Complete the square; `y` is empty where it is 1."""
    a, b, c = form
    if not a:
        return ["So the two are the same."]
    at, rest = Fraction(-b, 2 * a), Fraction(4 * a * c - b * b, 4 * a)
    tail = [term(rest, y and f"{y}^2")] if rest else []
    lines = [f"Completing the square, this is {signed([term(a, f'({x} - {term(at, y)})^2'), *tail])}."]
    equal = f"{x} = {term(at, y)}"
    if not rest:
        return [*lines, f"That is never negative, and 0 exactly for {equal}."]
    if rest > 0:
        return [*lines, "That is positive."]
    return [*lines, f"That is negative for {equal} and positive when {x} is large enough."]


class Squares(Compared):
    """A square of a sum against a quadratic form."""

    name = "squares"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw the square, and what the second form is short of it."""
        p, q = between(rng, 1, 3 + 2 * tier), between(rng, 1, 3 + 2 * tier)
        return {"p": p, "q": q, "d": _quadratic(rng, tier, relation)}

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Hide the point where the sign changes, or where the two are equal, from a grid of small points."""
        pairs = self._pairs(rng, tier)
        hard: Params = {"p": between(rng, 10**6, 10**7), "q": between(rng, 10**6, 10**7), "swap": rng.random() < 0.5}
        u, v = 1_000_003, 618_034
        for _ in range(50):
            one, two = between(rng, 10**5, 10**6), between(rng, 10**5, 10**6)
            near = Fraction(one, two).limit_denominator(100)
            if min(abs(one * near.denominator - two * near.numerator), 10**6) > 1000:
                u, v = one, two
                break
        more = -between(rng, 1, 9) if rng.random() < 0.4 else 0
        hard["d"] = [u * u, more - 2 * u * v, v * v]
        pairs[between(rng, 0, len(pairs) - 1)] = hard
        return {"pairs": pairs}

    def relation(self, q: Params) -> str:
        """Look at the difference."""
        return _sign_of(q["d"])

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write the square and the form."""
        a, b, d = q["p"], q["q"], q["d"]
        form = [a * a - d[0], 2 * a * b - d[1], b * b - d[2]]
        return f"({combination([a, b], 'xy')})^2", combination(form, ["x^2", "xy", "y^2"]), "x and y positive"

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Complete the square."""
        a, b, d = q["p"], q["q"], q["d"]
        whole = combination([a * a, 2 * a * b, b * b], ["x^2", "xy", "y^2"])
        difference = combination(d, ["x^2", "xy", "y^2"])
        return [f"The square is {whole}, so {first} - {second} = {difference}.", *_completed(d, "x", "y")]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try all small whole numbers x and y."""
        side, letters = isqrt(steps // len(p["pairs"])), []
        for q in p["pairs"]:
            a, b, c = q["d"]
            points = [(x, y) for x in range(1, side + 1) for y in range(1, side + 1)]
            signs = [(value > 0) - (value < 0) for x, y in points for value in (a * x * x + b * x * y + c * y * y,)]
            letters.append(letter(seen(signs), q["swap"]))
        return "".join(letters)


class Fractions(Compared):
    """Sums of two fractions against one fraction."""

    name = "fractions"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw numerators and a denominator, and what the numerator on the other side is short of the sum."""
        d = _quadratic(rng, tier, relation)
        g, h = between(rng, 1, 2 + tier), between(rng, 1, 2 + tier)
        a, b = d[2] // h + between(rng, 1, 3 + tier), d[0] // g + between(rng, 1, 3 + tier)
        return {"a": a, "b": b, "g": g, "h": h, "d": d}

    def relation(self, q: Params) -> str:
        """Look at the difference of the numerators."""
        return _sign_of(q["d"])

    def _sum(self, q: Params) -> list[int]:
        a, b, g, h = (q[key] for key in "abgh")
        return [b * g, a * g + b * h, a * h]

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write the fractions."""
        form = [s - d for s, d in zip(self._sum(q), q["d"], strict=True)]
        below = f"xy({combination([q['g'], q['h']], 'xy')})"
        top = combination(form, ["x^2", "xy", "y^2"])
        return f"{q['a']}/x + {q['b']}/y", f"({top})/({below})", "x and y positive"

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Bring both to the same denominator."""
        forms = ["x^2", "xy", "y^2"]
        a, b, g, h = (q[key] for key in "abgh")
        return [
            f"Multiply both by xy({combination([g, h], 'xy')}) > 0: {first} becomes ({combination([b, a], 'xy')})"
            f"({combination([g, h], 'xy')}) = {combination(self._sum(q), forms)}.",
            f"The difference of the numerators, {first} minus {second}, is {combination(q['d'], forms)}.",
            *_completed(q["d"], "x", "y"),
        ]


class Exponentials(Compared):
    """Products of exponential sums against their parts."""

    name = "exponentials"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw the product, and what the other side is short of it."""
        d = _quadratic(rng, tier, relation)
        a = between(rng, 1, 3 + tier)
        p, q = d[0] // a + between(rng, 1, 3 + tier), d[2] + between(rng, 1, 3 + tier)
        return {"a": a, "p": p, "q": q, "d": d, "c": between(rng, 1, 3)}

    def relation(self, q: Params) -> str:
        """Look at the difference in powers of t = e^(cx)."""
        return _sign_of(q["d"])

    def _letters(self, q: Params) -> list[str]:
        c = "" if q["c"] == 1 else q["c"]
        return [f"e^({c}x)", "", f"e^(-{c}x)"]

    def _product(self, q: Params) -> list[int]:
        return [q["a"] * q["p"], q["a"] * q["q"] + q["p"], q["q"]]

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write (a t + 1)(p + q/t) and the sum of its parts."""
        up, _, down = self._letters(q)
        form = [s - d for s, d in zip(self._product(q), q["d"], strict=True)]
        return (
            f"({term(q['a'], up)} + 1)({q['p']} + {term(q['q'], down)})",
            combination(form, self._letters(q)),
            "x real",
        )

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Multiply out and substitute."""
        names = self._letters(q)
        return [
            f"Multiplied out, {first} is {combination(self._product(q), names)}, so {first} - {second} = "
            f"{combination(q['d'], names)}.",
            f"With t = {names[0]}, which takes all positive values, t times this is "
            f"{combination(q['d'], ['t^2', 't', ''])}.",
            *_completed(q["d"], "t", ""),
        ]


class PowerMeans(Compared):
    """The mean of two powers against powers of the mean and of half the difference."""

    name = "mean_of_powers"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw the exponent, what each power of d is short of the expansion, and a constant."""
        n = between(rng, 2, 3 + tier)
        orders = range(2, n + 1, 2)
        gaps = [between(rng, 0, comb(n, j)) if relation != EQUAL else 0 for j in orders]
        if relation != EQUAL and not any(gaps):
            gaps[between(rng, 0, len(gaps) - 1)] = 1
        positive = n % 2 == 1 or rng.random() < 0.5
        c = {AT_LEAST: 0, EQUAL: 0, ABOVE: 1, NONE: -1}[relation] * between(rng, 1, 9 + 9 * tier)
        if relation == NONE and n % 2 and rng.random() < 0.5:
            positive, c = False, 0  # odd powers of real numbers have both signs
        return {"n": n, "gaps": gaps, "c": c, "positive": positive}

    def relation(self, q: Params) -> str:
        """Look at the gaps, which have no negative ones among them."""
        some = any(q["gaps"])
        if some and q["n"] % 2 and not q["positive"]:
            return NONE
        if not some:
            return EQUAL if not q["c"] else ABOVE
        return ABOVE if q["c"] > 0 else NONE if q["c"] < 0 else AT_LEAST

    def _powers(self, n: int) -> list[str]:
        parts = [(power("m", n - j) if n > j else "", power("d", j)) for j in range(2, n + 1, 2)]
        return [" ".join(part for part in pair if part) for pair in parts]

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write the mean of the powers, and the expansion less the gaps."""
        n = q["n"]
        kept = [comb(n, 2 * i + 2) - gap for i, gap in enumerate(q["gaps"])]
        right = combination([1, *kept, -q["c"]], [power("m", n), *self._powers(n), ""])
        domain = "x and y positive" if q["positive"] else "x and y real"
        return f"(x^{n} + y^{n})/2", right, f"m = (x + y)/2 and d = (x - y)/2, {domain}"

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Expand in m and d."""
        n, names = q["n"], self._powers(q["n"])
        full = combination([1, *(comb(n, j) for j in range(2, n + 1, 2))], [power("m", n), *names])
        lines = [
            f"x = m + d and y = m - d, so (x^{n} + y^{n})/2 = {full}.",
            f"{first} - {second} = {combination([*q['gaps'], q['c']], [*names, ''])}.",
        ]
        if not any(q["gaps"]):
            return lines
        if n % 2 and not q["positive"]:
            return [*lines, "For m = t and d = t this has the sign of t once t is large, so both signs occur."]
        at = f"At x = y, where d = 0, it is {q['c']}"
        if q["c"] < 0:
            return [*lines, f"{at}; and it is positive when x is large and y is near 0."]
        if q["c"]:
            return [*lines, "No term is negative here, and the last is positive."]
        return [*lines, f"No term is negative here. {at}, but not for all x and y."]


class Sums(Compared):
    """Sums over 1, 2, ..., n against polynomials in n."""

    name = "sums"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw the terms of the sum, and what the polynomial is short of it."""
        return {**self._terms(rng, tier), "d": self._gap(rng, relation, 2, 9 + 4 * tier)}

    def _terms(self, rng: np.random.Generator, tier: int) -> Params:
        return {"a": between(rng, 1, 2 + 2 * tier), "b": between(rng, 0, 3 * tier), "c": between(rng, 0, 5 * tier)}

    def _gap(self, rng: np.random.Generator, relation: str, low: int, high: int) -> list[int]:
        """Return the coefficients of d2 n² + d1 n + d0."""
        k, m = between(rng, 1, 9), between(rng, low, high)
        if relation == EQUAL:
            return [0, 0, 0]
        if relation == ABOVE:
            return [[0, k, between(rng, 0, 9)], [k, -2 * k * m, k * m * m + between(rng, 1, 9)]][between(rng, 0, 1)]
        if relation == AT_LEAST:
            return [[0, k, -k], [k, -2 * k * m, k * m * m]][between(rng, 0, 1) if low < 100 else 1]
        return [0, k, -k * m]

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Let one of the signs change, or one of the equalities occur, far away only."""
        pairs = self._pairs(rng, tier)
        relation = AT_LEAST if rng.random() < 0.5 else NONE
        hard = {**self._terms(rng, tier), "d": self._gap(rng, relation, 10**6, 10 ** (7 + tier))}
        pairs[between(rng, 0, len(pairs) - 1)] = {**hard, "swap": rng.random() < 0.5}
        return {"pairs": pairs}

    def relation(self, q: Params) -> str:
        """Look at the difference as a polynomial in n >= 1 with whole coefficients."""
        a, b, c = q["d"]
        if not a:
            return EQUAL if not b else ABOVE if b + c > 0 else AT_LEAST if not b + c else NONE
        return AT_LEAST if b * b == 4 * a * c else ABOVE

    def _closed(self, q: Params) -> list[Fraction]:
        """Return the coefficients of the sum as a polynomial in n, highest first."""
        a, b, c = q["a"], q["b"], q["c"]
        return [Fraction(a, 3), Fraction(a + b, 2), Fraction(a, 6) + Fraction(b, 2) + c]

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write the sum by its k-th term."""
        form = [s - d for s, d in zip(self._closed(q), [0, *q["d"][:2]], strict=True)]
        right = combination([*form, -q["d"][2]], ["n^3", "n^2", "n", ""])
        general = combination([q["a"], q["b"], q["c"]], ["k^2", "k", ""])
        return f"the sum of {general} over k = 1, 2, ..., n", right, "n a positive whole number"

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Use the closed form of the sum."""
        a, b, c = q["d"]
        lines = [
            f"1 + 2 + ... + n = n(n + 1)/2 and 1^2 + ... + n^2 = n(n + 1)(2n + 1)/6, so the sum is "
            f"{combination(self._closed(q), ['n^3', 'n^2', 'n'])}.",
            f"{first} - {second} = {combination(q['d'], ['n^2', 'n', ''])}.",
        ]
        if a:
            m = -b // (2 * a)
            rest = c - a * m * m
            found = f"This is {signed([term(a, f'(n - {m})^2'), *([str(rest)] if rest else [])])}"
            return [*lines, f"{found}, positive for all n." if rest else f"{found}, which is 0 only at n = {m}."]
        if b and b + c == 0:
            return [*lines, "This is 0 at n = 1 and positive from n = 2 on."]
        if b and b + c < 0:
            return [*lines, f"At n = 1 this is {b + c}, and at n = {-c // b + 1} it is {b * (-c // b + 1) + c}."]
        return [*lines, "This is positive for all n."] if b else lines

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add up term by term and compare for as many n as there is time for."""
        letters = []
        for q in p["pairs"]:
            signs, total = [], Fraction(0)
            form = [s - d for s, d in zip([*self._closed(q), Fraction(0)], [0, *q["d"]], strict=True)]
            for n in range(1, steps // len(p["pairs"]) + 1):
                total += q["a"] * n * n + q["b"] * n + q["c"]
                gap = total - (((form[0] * n + form[1]) * n + form[2]) * n + form[3])
                signs.append((gap > 0) - (gap < 0))
            letters.append(letter(seen(signs), q["swap"]))
        return "".join(letters)


ALGEBRAIC: tuple[Template, ...] = (Squares(), Fractions(), Exponentials(), PowerMeans(), Sums())
"""Pairs from algebra."""
