"""Problems of probability: turns, walks, coins and matches; and the draws."""

from __future__ import annotations

from fractions import Fraction
from math import comb, prod

import numpy as np

from ..notation import between, join
from .asked import Ratio
from .draws import AllColours, DiceTotal, LargestGivenSmallest, WhichUrn
from .family import Family, Params

NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eva")


def _chance(rng: np.random.Generator, largest: int) -> list[int]:
    """Return numerator and denominator of a chance in lowest terms, never 1/2."""
    while True:
        v = between(rng, 3, largest)
        f = Fraction(between(rng, 1, v - 1), v)
        if f.denominator > 2:
            return [f.numerator, f.denominator]


class Turns(Ratio):
    """Players take turns until one hits."""

    name = "turns"
    phrasings = (
        "{people} throw at a target in turn, in this order and starting over after {last}, until someone hits it for "
        "the first time; that person wins. {chances}, independently of all other throws. The probability that "
        "{winner} wins is {find}",
        "In a game, {people} take turns in this order, again and again, until the first success, which wins. "
        "{chances}; all attempts are independent. The probability that the winner is {winner} is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more players."""
        k = 2 + tier // 2
        return {"hits": [_chance(rng, 8 + tier) for _ in range(k)], "i": between(rng, 0, k - 1)}

    def _parts(self, p: Params) -> tuple[Fraction, Fraction]:
        """Return the chance that the player wins in the first round, and that nobody does."""
        hits = [Fraction(u, v) for u, v in p["hits"]]
        return prod((1 - h for h in hits[: p["i"]]), start=Fraction(1)) * hits[p["i"]], prod(
            (1 - h for h in hits), start=Fraction(1)
        )

    def value(self, p: Params) -> Fraction:
        """Sum the geometric series of rounds."""
        first, nobody = self._parts(p)
        return first / (1 - nobody)

    def words(self, p: Params) -> Params:
        """Write players and chances out."""
        people = list(NAMES[: len(p["hits"])])
        chances = [f"{name} succeeds with probability {u}/{v}" for name, (u, v) in zip(people, p["hits"], strict=True)]
        base = super().words(p)
        return {**base, "people": join(people), "last": people[-1], "winner": people[p["i"]], "chances": join(chances)}

    def steps(self, p: Params) -> list[str]:
        """Show first round and repetition."""
        first, nobody = self._parts(p)
        miss = [f"{v - u}/{v}" for u, v in p["hits"]]
        u, v = p["hits"][p["i"]]
        return [
            f"{NAMES[p['i']]} wins in the first round with probability",
            f"{' × '.join([*miss[: p['i']], f'{u}/{v}'])} = {first}.",
            f"Nobody wins in a round with probability {' × '.join(miss)} = {nobody}; then the game starts afresh.",
            f"So the probability P satisfies P = {first} + {nobody} P,",
            f"and P = ({first}) / (1 - {nobody}) = {self.value(p)}.",
        ]


class Walk(Ratio):
    """A walk with a drift between two ends."""

    name = "walk"
    phrasings = (
        "A token starts at {a} on the number line. Every second it moves one unit to the right with probability "
        "{u}/{v} and one unit to the left otherwise, independently of earlier moves, until it is at 0 or at {n}. The "
        "probability that it stops at {n} is {find}",
        "A player has {a} dollars and bets 1 dollar again and again. Each bet is won (1 dollar gained) with "
        "probability {u}/{v} and otherwise lost, independently. The player stops with {n} dollars or with none. The "
        "probability of stopping with {n} dollars is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer way to go."""
        u, v = _chance(rng, 8 + tier)
        n = between(rng, 2 + tier, 4 + tier)
        return {"a": between(rng, 1, n - 1), "n": n, "u": u, "v": v}

    def value(self, p: Params) -> Fraction:
        """Use the geometric solution."""
        q = Fraction(p["v"] - p["u"], p["u"])
        return Fraction((1 - q ** p["a"]) / (1 - q ** p["n"]))

    def steps(self, p: Params) -> list[str]:
        """Show the recurrence and its solution."""
        a, n, u, v = p["a"], p["n"], p["u"], p["v"]
        q = Fraction(v - u, u)
        return [
            f"Let P(k) be the probability of reaching {n} before 0 from k: P(0) = 0, P({n}) = 1, and in between",
            f"P(k) = {u}/{v} P(k+1) + {v - u}/{v} P(k-1).",
            f"So P(k+1) - P(k) = q (P(k) - P(k-1)) with q = {v - u}/{u}: the differences are a geometric sequence,",
            f"and P(k) = (1 - q^k) / (1 - q^{n}).",
            f"P({a}) = (1 - {q**a}) / (1 - {q**n}) = {self.value(p)}.",
        ]


class Pattern(Ratio):
    """How long a coin is tossed until a pattern comes up."""

    name = "pattern"
    phrasings = (
        "A coin that shows heads (H) with probability {u}/{v} and tails (T) otherwise is tossed until the sequence "
        "{pattern} has come up in consecutive tosses. The expected number of tosses is {find}",
        "A machine prints letters one after the other, independently: H with probability {u}/{v}, else T. It stops "
        "as soon as the last {size} letters read {pattern}. The expected number of letters printed is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer pattern."""
        u, v = _chance(rng, 8 + tier)
        pattern = "".join("HT"[between(rng, 0, 1)] for _ in range(between(rng, 2 + tier // 2, 3 + tier // 2)))
        return {"pattern": pattern, "u": u, "v": v}

    def _ends(self, p: Params) -> list[tuple[str, Fraction]]:
        """Return the beginnings of the pattern that are also its ends, with their chances."""
        w = p["pattern"]
        chance = {"H": Fraction(p["u"], p["v"]), "T": Fraction(p["v"] - p["u"], p["v"])}
        return [
            (w[:k], prod((chance[c] for c in w[:k]), start=Fraction(1)))
            for k in range(1, len(w) + 1)
            if w.endswith(w[:k])
        ]

    def value(self, p: Params) -> Fraction:
        """Add the fair pay-outs at the end."""
        return sum((1 / chance for _, chance in self._ends(p)), start=Fraction(0))

    def words(self, p: Params) -> Params:
        """Say how long the pattern is."""
        return {**super().words(p), "size": len(p["pattern"])}

    def steps(self, p: Params) -> list[str]:
        """Use fair bets."""
        lines = [
            f"Before each toss a new gambler bets 1 that the next tosses read {p['pattern']}, at fair odds, then",
            "all winnings on the next letter while right. Each game is fair: on average, what is paid in (1 per",
            "toss) is what is held at the stop by those whose letters so far are a beginning of the pattern:",
        ]
        lines += [f"{w} has probability {chance}, so its gambler holds {1 / chance}." for w, chance in self._ends(p)]
        held = " + ".join(str(1 / chance) for _, chance in self._ends(p))
        return [*lines, f"The expected number of tosses is {held} = {self.value(p)}."]


class Points(Ratio):
    """A match that was broken off."""

    name = "points"
    phrasings = (
        "Ana and Ben play games until one of them has won {g} games and with it the match. Ana wins each game with "
        "probability {u}/{v}, independently; there are no draws. The score so far is {x} for Ana and {y} for Ben. The "
        "probability that Ana wins the match is {find}",
        "A match goes to the first player with {g} won games. The score is {x} to {y} for Ana against Ben, and Ana "
        "wins each further game with probability {u}/{v}, Ben otherwise, independently. The probability that Ana is "
        "the first to have {g} won games is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more games to go."""
        u, v = _chance(rng, 6 + tier)
        a, b = (between(rng, 1 + tier // 2, 3 + tier) for _ in range(2))
        g = max(a, b, 3) + between(rng, 0, 3)
        if a == b == 1:
            b = 2
        return {"g": g, "x": g - a, "y": g - b, "u": u, "v": v}

    def _terms(self, p: Params) -> list[tuple[int, Fraction]]:
        """Return the number of orders and the chance of Ana's win for each number of games that Ben wins."""
        a, b = p["g"] - p["x"], p["g"] - p["y"]
        win = Fraction(p["u"], p["v"])
        return [(comb(a - 1 + j, j), comb(a - 1 + j, j) * win**a * (1 - win) ** j) for j in range(b)]

    def value(self, p: Params) -> Fraction:
        """Sum over the games that Ben wins."""
        return sum((t for _, t in self._terms(p)), start=Fraction(0))

    def steps(self, p: Params) -> list[str]:
        """Show the terms."""
        a, b, u, v = p["g"] - p["x"], p["g"] - p["y"], p["u"], p["v"]
        lines = [
            f"Ana needs {a} more win{'s' if a > 1 else ''} and Ben {b}.",
            f"If Ben wins j games before that, j from 0 to {b - 1}, the last game is Ana's and the j lost ones are",
            f"among the {a - 1} + j before it: probability C({a - 1} + j, j) ({u}/{v})^{a} ({v - u}/{v})^j.",
        ]
        lines += [
            f"j = {j}: {n} × ({u}/{v})^{a} × ({v - u}/{v})^{j} = {t}." for j, (n, t) in enumerate(self._terms(p))
        ]
        return [*lines, f"Their sum is {self.value(p)}."]


FAMILIES: tuple[Family, ...] = (
    AllColours(),
    DiceTotal(),
    LargestGivenSmallest(),
    Turns(),
    Walk(),
    Pattern(),
    Points(),
    WhichUrn(),
)
"""The families of probability."""
