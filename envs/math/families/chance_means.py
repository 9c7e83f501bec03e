"""Expected values: of order statistics, of extremes, of the number of neighbours of given kinds."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np

from ..notation import between
from ..template import STEPS, Params, Template


class OrderStatistic(Template):
    """The mean of the j-th smallest of some numbers drawn without replacement."""

    name = "order_statistic"
    opens = "n"
    phrasings = (
        "From the integers {low} to {n}, {m} different ones are chosen at random, every choice being equally likely. "
        "What is the expected value of {what}?",
        "A lottery draws {m} of the numbers from {low} to {n} at random without replacement. Find the mean of {what}.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        m = between(rng, 2 + tier // 2, 4 + tier)
        i, j = sorted(int(x) + 1 for x in rng.permutation(m)[:2])
        start = 1 if tier < 3 else between(rng, 2, 30 * tier)
        kind = "one" if tier < 4 else ("gap", "sum")[between(rng, 0, 1)]
        return {"low": start, "n": start + between(rng, low, high), "m": m, "i": i, "j": j, "kind": kind}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers; from tier 4 on two of them are asked for."""
        return self._draw(rng, tier, 10 + 10 * tier, 60 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw too many numbers to add over them."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + 2 * tier))

    def _mean(self, p: Params, j: int) -> Fraction:
        """Add over all values that the j-th smallest can have."""
        size, m = p["n"] - p["low"] + 1, p["m"]
        total = sum(x * comb(x - 1, j - 1) * comb(size - x, m - j) for x in range(j, size - m + j + 1))
        return int(p["low"]) - 1 + Fraction(total, comb(size, m))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add value times probability."""
        if 2 * (p["n"] - p["low"]) > steps:
            return None
        first, second = self._mean(p, p["i"]), self._mean(p, p["j"])
        return str({"one": second, "gap": second - first, "sum": first + second}[p["kind"]])

    def _value(self, p: Params) -> Fraction:
        gap = Fraction(p["n"] - p["low"] + 2, p["m"] + 1)
        below, i, j = int(p["low"]) - 1, int(p["i"]), int(p["j"])
        return {"one": below + j * gap, "gap": (j - i) * gap, "sum": 2 * below + (i + j) * gap}[p["kind"]]

    def answer(self, p: Params) -> str:
        """Use that all gaps have the same mean."""
        return str(self._value(p))

    def _name(self, j: int, m: int) -> str:
        if j in (1, m):
            return "the smallest" if j == 1 else "the largest"
        return "the second smallest" if j == 2 else f"the number in position {j}"

    def words(self, p: Params) -> Params:
        """Say which numbers are asked for."""
        first, second = self._name(p["i"], p["m"]), self._name(p["j"], p["m"])
        what = {
            "one": f"{second} of them",
            "gap": f"{second} minus {first} of them",
            "sum": f"the sum of {first} and {second} of them",
        }[p["kind"]]
        if "position" in what:
            what += ", if they are sorted in increasing order"
        return {"what": what}

    def steps(self, p: Params) -> list[str]:
        """Share the missing numbers among the gaps."""
        low, n, m, i, j = (p[name] for name in ("low", "n", "m", "i", "j"))
        size = n - low + 1
        gap = Fraction(size + 1, m + 1)
        lines = [
            f"There are {size} numbers. The {size - m} that are not chosen lie in {m + 1} gaps: before, between and "
            f"after the",
            f"chosen ones. By symmetry each gap has the same mean size, {size - m}/{m + 1}.",
            f"So from {low - 1}, just below the first number, to each next chosen number it is 1 + "
            f"{size - m}/{m + 1} = {gap} on "
            "average.",
        ]
        base = f"{low - 1} + " if low > 1 else ""
        if p["kind"] == "one":
            return [*lines, f"{base}{j} × {gap} = {self._value(p)}."]
        if p["kind"] == "gap":
            steps = "steps" if j - i > 1 else "step"
            return [*lines, f"From one to the other it is {j - i} such {steps}: {j - i} × {gap} = {self._value(p)}."]
        first, second = (low - 1 + k * gap for k in (i, j))
        return [
            *lines,
            f"{base}{i} × {gap} = {first} and {base}{j} × {gap} = {second}.",
            f"{first} + {second} = {first + second}.",
        ]


class Extremes(Template):
    """The mean of the largest or smallest of some numbers drawn with replacement."""

    name = "extremes"
    opens = "f"
    phrasings = (
        "{k} fair wheels with {f} equal fields each, numbered from 1 on, are spun. What is the expected value of "
        "{what}?",
        "{k} whole numbers are chosen independently and uniformly from 1 to {f}; the same number may be chosen more "
        "than once. Find the mean of {what}.",
    )
    texts = {
        "largest": "the largest number",
        "smallest": "the smallest number",
        "range": "the difference between the largest and the smallest number",
    }
    formulas = {
        2: "x(x + 1)(2x + 1)/6",
        3: "x^2(x + 1)^2/4",
        4: "x(x + 1)(2x + 1)(3x^2 + 3x - 1)/30",
    }

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        k = (2, between(rng, 2, 3), 3, between(rng, 3, 4), 4)[tier - 1]
        kinds = (
            ("largest",),
            ("largest", "smallest"),
            ("largest", "smallest", "range"),
            ("range", "largest"),
            ("range",),
        )
        pool = kinds[tier - 1]
        return {"k": k, "f": between(rng, low, high), "kind": pool[between(rng, 0, len(pool) - 1)]}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers from a larger range."""
        return self._draw(rng, tier, 5 + tier, 800 + 100 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a range too large to add over."""
        return self._draw(rng, tier, 10**5, 10 ** (5 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add the probabilities number by number."""
        f, k = p["f"], p["k"]
        if f > steps:
            return None
        largest = Fraction(sum(f**k - (x - 1) ** k for x in range(1, f + 1)), f**k)
        smallest = Fraction(sum((f - x + 1) ** k for x in range(1, f + 1)), f**k)
        return str({"largest": largest, "smallest": smallest, "range": largest - smallest}[p["kind"]])

    def _powers(self, x: int, k: int) -> int:
        """Return 1^k + ... + x^k."""
        return {
            2: x * (x + 1) * (2 * x + 1) // 6,
            3: (x * (x + 1) // 2) ** 2,
            4: x * (x + 1) * (2 * x + 1) * (3 * x * x + 3 * x - 1) // 30,
        }[k]

    def _value(self, p: Params) -> Fraction:
        f, k = int(p["f"]), int(p["k"])
        smallest = Fraction(self._powers(f, k), f**k)
        largest = f - Fraction(self._powers(f - 1, k), f**k)
        return {"largest": largest, "smallest": smallest, "range": largest - smallest}[p["kind"]]

    def answer(self, p: Params) -> str:
        """Add powers by their formulas."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Say what is asked for."""
        return {"what": self.texts[p["kind"]]}

    def steps(self, p: Params) -> list[str]:
        """Add the probabilities that a bound is exceeded."""
        f, k, kind = p["f"], p["k"], p["kind"]
        lines = [
            "The mean of a positive whole number is the sum of the probabilities that it is at least 1, at least 2, "
            "..."
        ]
        lines.append(f"The formula for powers is 1^{k} + 2^{k} + ... + x^{k} = {self.formulas[k]}.")
        small, large = self._powers(f - 1, k), self._powers(f, k)
        smallest, largest = Fraction(large, f**k), f - Fraction(small, f**k)
        if kind != "smallest":
            lines.append(
                f"The largest is at least x with probability 1 - ((x - 1)/{f})^{k}. Over x = 1 to {f} this adds up to"
            )
            lines.append(f"{f} - (0^{k} + ... + {f - 1}^{k})/{f}^{k} = {f} - {small}/{f**k} = {largest}.")
        if kind != "largest":
            lines.append(
                f"The smallest is at least x with probability (({f} + 1 - x)/{f})^{k}. Over x = 1 to {f} this is"
            )
            lines.append(f"(1^{k} + ... + {f}^{k})/{f}^{k} = {large}/{f**k} = {smallest}.")
        if kind == "range":
            lines.append(f"The difference is {largest} - ({smallest}) = {largest - smallest} on average.")
        return lines


class Neighbours(Template):
    """The mean number of neighbours of given kinds."""

    name = "neighbours"
    opens = "m"
    phrasings = (
        "{m} men and {w} women {sit}, in random order, all orders being equally likely. What is the expected number "
        "of {what}?",
        "{m} men and {w} women take places at random: they {sit}. Find the mean of the number of {what}.",
    )
    kinds = {
        "mixed": "pairs of neighbours that consist of a man and a woman",
        "women": "pairs of neighbours that consist of two women",
        "between": "women who have a man as a neighbour on both sides",
        "same": "pairs of neighbours that are of the same sex",
        "three": "groups of three people in a row of places next to each other who are all men",
    }

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        pool = (("women",), ("women", "mixed"), ("mixed", "same"), ("same", "between"), ("between", "three"))[tier - 1]
        kind = pool[between(rng, 0, len(pool) - 1)]
        while True:
            m, w = between(rng, low, high), between(rng, low, high)
            if m != w:
                return {"m": m, "w": w, "kind": kind, "ring": tier > 1 and rng.random() < 0.5}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more people, and larger groups of neighbours."""
        return self._draw(rng, tier, 3 + tier, 30 + 2 * tier if tier < 4 else 23)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw too many people to go from seat to seat."""
        return self._draw(rng, tier, 10**3, 10 ** (4 + tier))

    def _hits(self, kind: str) -> list[str]:
        """Return the patterns that count."""
        return {
            "mixed": ["MW", "WM"],
            "women": ["WW"],
            "between": ["MWM"],
            "same": ["MM", "WW"],
            "three": ["MMM"],
        }[kind]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go from seat to seat with the numbers left and the last two people, and count orders and hits."""
        m, w, hits = p["m"], p["w"], self._hits(p["kind"])
        size = len(hits[0]) - 1
        if m * w * 4 ** (size if p["ring"] else 1) > steps:
            return None
        starts = ["MM", "MW", "WM", "WW"] if p["ring"] and size == 2 else ["M", "W"] if p["ring"] else [""]
        orders = total = 0
        for start in starts:
            left = (m - start.count("M"), w - start.count("W"))
            states: dict[tuple[int, int, str], tuple[int, int]] = {(*left, start): (1, 0)}
            for seat in range(len(start), m + w + (size if p["ring"] else 0)):
                new: dict[tuple[int, int, str], tuple[int, int]] = {}
                for (a, b, last), (ways, seen) in states.items():
                    forced = start[seat - m - w] if seat >= m + w else ""
                    for sex in forced or ("M" * (a > 0) + "W" * (b > 0)):
                        hit = (last + sex)[-size - 1 :] in hits
                        taken = (
                            a - (sex == "M" and not forced),
                            b - (sex == "W" and not forced),
                            (last + sex)[-size:],
                        )
                        old = new.get(taken, (0, 0))
                        new[taken] = (old[0] + ways, old[1] + seen + ways * hit)
                states = new
            orders += sum(ways for ways, _ in states.values())
            total += sum(seen for _, seen in states.values())
        return str(Fraction(total, orders))

    def _chance(self, p: Params, pattern: str) -> tuple[list[int], list[int]]:
        """Return numerators and denominators of the probability that given neighbouring places show a pattern."""
        left, whole, tops, below = {"M": p["m"], "W": p["w"]}, p["m"] + p["w"], [], []
        for sex in pattern:
            tops.append(left[sex])
            below.append(whole)
            left[sex] -= 1
            whole -= 1
        return tops, below

    def _places(self, p: Params) -> int:
        size = len(self._hits(p["kind"])[0])
        return int(p["m"] + p["w"] - (0 if p["ring"] else size - 1))

    def _value(self, p: Params) -> Fraction:
        total = Fraction(0)
        for pattern in self._hits(p["kind"]):
            value = Fraction(self._places(p))
            for top, below in zip(*self._chance(p, pattern), strict=True):
                value *= Fraction(top, below)
            total += value
        return total

    def answer(self, p: Params) -> str:
        """Add over the places, which are all alike."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the seats and the question."""
        sit = "sit down around a round table" if p["ring"] else "stand in a row"
        return {"sit": sit, "what": self.kinds[p["kind"]]}

    def steps(self, p: Params) -> list[str]:
        """Use that means add up."""
        places, hits = self._places(p), self._hits(p["kind"])
        size = len(hits[0])
        lines = [
            f"There are {places} ways to choose {size} places next to each other. The mean is the sum of the "
            f"probabilities",
            "that what is counted occurs there, and these are all the same. The probability is for",
        ]
        chances = []
        for pattern in hits:
            pairs = list(zip(*self._chance(p, pattern), strict=True))
            value = Fraction(1)
            for top, below in pairs:
                value *= Fraction(top, below)
            chances.append(value)
            names = ", ".join({"M": "man", "W": "woman"}[sex] for sex in pattern)
            lines.append(f"{names}: {' × '.join(f'{top}/{below}' for top, below in pairs)} = {value}")
        total = sum(chances, start=Fraction(0))
        if len(chances) > 1:
            lines.append(f"Together {' + '.join(map(str, chances))} = {total}.")
        return [*lines, f"The expected number is {places} × {total} = {self._value(p)}."]
