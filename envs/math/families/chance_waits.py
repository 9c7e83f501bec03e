"""How long it takes: to collect pictures, and to make a success likely enough."""

from __future__ import annotations

from fractions import Fraction
from math import log

import numpy as np

from ..notation import between
from ..template import Params, Template


class Coupons(Template):
    """How long it takes to collect different pictures."""

    name = "coupons"
    opens = "n"
    phrasings = (
        "Every packet of cereal contains one of {n} different pictures, each with the same probability. A child has "
        "{s} different ones already. How many more packets does it need on average until it has {j} different ones?",
        "A collector draws with replacement from {n} equally likely kinds of cards. {s} kinds are already in the "
        "collection. What is the expected number of further draws until the collection has {j} kinds?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more pictures, with more of them to come."""
        n = between(rng, 4 + tier, 30 + 8 * tier)
        more = between(rng, 2 + tier // 2, min(2 + tier, n - 1))
        j = between(rng, more + 1, n)
        return {"n": n, "s": j - more, "j": j}

    def answer(self, p: Params) -> str:
        """Add the mean waiting times."""
        return str(sum((Fraction(p["n"], p["n"] - i) for i in range(p["s"], p["j"])), start=Fraction(0)))

    def steps(self, p: Params) -> list[str]:
        """Show every waiting time."""
        n, parts = p["n"], range(p["s"], p["j"])
        lines = [f"With i kinds, the next packet brings a new one with probability ({n} - i)/{n}, so the mean wait is"]
        lines[0] += f" {n}/({n} - i)."
        lines += [f"From {i} to {i + 1} kinds: {n}/{n - i}" for i in parts]
        made = " + ".join(f"{n}/{n - i}" for i in parts)
        return [*lines, f"Together {made} = {self.answer(p)}."]


class Fewest(Template):
    """The least number of tries that makes a success likely enough."""

    name = "fewest"
    opens = "f"
    phrasings = (
        "A fair wheel has {f} fields of equal size, numbered from 1 to {f}, and is spun again and again. How many "
        "spins are needed at least so that {event} with a probability of more than {percent} %?",
        "Numbers from 1 to {f} are drawn at random with replacement, each with the same probability. Find the least "
        "number of draws for which {event} with a probability greater than {percent} %.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more fields; from tier 4 on the number has to come twice."""
        twice = tier > 3
        f = between(rng, 6 + 4 * tier, (40, 60, 80, 60, 90)[tier - 1])
        return {"f": f, "percent": between(rng, 50, 99), "twice": twice}

    def _fails(self, p: Params, n: int) -> tuple[int, int]:
        """Return the probability to fail with n tries as a numerator over f^n."""
        f = p["f"]
        return (f - 1) ** n + (n * (f - 1) ** (n - 1) if p["twice"] else 0), f**n

    def _enough(self, p: Params, n: int) -> bool:
        top, below = self._fails(p, n)
        return 100 * top < (100 - int(p["percent"])) * below

    def answer(self, p: Params) -> str:
        """Bisect on the number of tries."""
        low, high = 0, 1
        while not self._enough(p, high):
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._enough(p, middle) else (middle, high)
        return str(high)

    def words(self, p: Params) -> Params:
        """Write the event."""
        times = "at least twice" if p["twice"] else "at least once"
        return {"event": f"the number 1 occurs {times}"}

    def steps(self, p: Params) -> list[str]:
        """Take logarithms, or compare neighbouring numbers of tries."""
        f, n = p["f"], int(self.answer(p))
        rest = Fraction(100 - p["percent"], 100)

        def near(tries: int) -> str:
            top, below = self._fails(p, tries)
            return f"{top / below:.5f}"

        if not p["twice"]:
            bound = log(rest) / log((f - 1) / f)
            return [
                f"The number 1 does not occur in n tries with probability ({f - 1}/{f})^n. This must be less than "
                f"1 - {p['percent']}/100 = {rest}.",
                f"Taking logarithms, n must be greater than ln({rest})/ln({f - 1}/{f}), which is about {bound:.4f}.",
                f"Check: ({f - 1}/{f})^{n - 1} is about {near(n - 1)} and ({f - 1}/{f})^{n} about {near(n)}; the "
                f"bound is {float(rest):g}.",
                f"So the least n is {n}.",
            ]
        return [
            f"The number 1 occurs at most once in n tries with probability ({f - 1}/{f})^n + "
            f"n·(1/{f})·({f - 1}/{f})^(n-1) = "
            f"({f - 1}/{f})^(n-1)·({f - 1} + n)/{f}.",
            f"This goes down as n grows, and it must be less than 1 - {p['percent']}/100 = {rest}. Doubling and then "
            f"halving",
            f"intervals leads to n = {n}:",
            f"for n = {n - 1} it is ({f - 1}/{f})^{n - 2} × {f + n - 2}/{f}, about {near(n - 1)}, not less than "
            f"{float(rest):g};",
            f"for n = {n} it is ({f - 1}/{f})^{n - 1} × {f + n - 1}/{f}, about {near(n)}, which is less.",
            f"So the least n is {n}.",
        ]
