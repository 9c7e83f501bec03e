"""Short questions about numbers: chances, primes, sequences, ages, remainders, means."""

from __future__ import annotations

from math import gcd

import numpy as np

from ..math.notation import between, nonzero
from .questions import CONTRADICTION, FINE, IMPOSSIBLE, MISSING, Asked, Params
from .rules_numbers import is_prime
from .worked import draw_until


class Urns(Asked):
    """A probability and a number of balls."""

    name = "urns"
    near = ("How many of the dice show a six?", "What is the probability that the coin shows heads?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the fraction of red balls."""
        q = between(rng, 3, 5 + 2 * tier)
        top = draw_until(lambda: between(rng, 1, q - 1), lambda x: gcd(x, q) == 1)
        n = q * between(rng, 2, 4 + 3 * tier)
        over = draw_until(lambda: q + between(rng, 1, q + 3), lambda x: gcd(x, q) == 1)
        return {"top": top, "q": q, "n": n, "odd": n + between(rng, 1, q - 1), "over": over}

    def given(self, p: Params, kind: str) -> str:
        """State number and probability."""
        top = p["over"] if kind == IMPOSSIBLE else p["top"]
        chance = f"The probability that a ball drawn at random is red is {top}/{p['q']}."
        if kind == MISSING:
            return f"A bag holds red and blue balls. {chance}"
        return f"A bag holds {p['odd'] if kind == CONTRADICTION else p['n']} balls, some of them red. {chance}"

    def goal(self, p: Params) -> str:
        """Ask for the red balls."""
        return "How many red balls are in the bag?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        return {
            IMPOSSIBLE: f"a probability is at most 1, and {p['over']}/{p['q']} is more",
            CONTRADICTION: f"{p['top']}/{p['q']} of {p['odd']} balls is no whole number",
            MISSING: "how many balls the bag holds is not said",
        }[kind]


class PrimeBetween(Asked):
    """A prime between two bounds."""

    name = "prime_between"
    near = ("How many divisors does the number m have?", "Find the value of 2q - 7.")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Choose a gap around a prime, a gap without one, and a composite number that looks prime."""
        high = 40 + 60 * tier
        prime = draw_until(lambda: between(rng, 11, high), is_prime)
        low = next(n for n in range(prime - 1, 0, -1) if is_prime(n))
        up = next(n for n in range(prime + 1, 3 * prime) if is_prime(n))
        hole = draw_until(lambda: between(rng, 24, high), lambda n: not any(map(is_prime, range(n, n + 3))))
        fake = draw_until(lambda: between(rng, 21, high), lambda n: not is_prime(n) and n % 2 > 0 and n % 5 > 0)
        return {
            "low": between(rng, low, prime - 1),
            "up": between(rng, prime + 1, up),
            "hole": hole,
            "fake": fake,
            "prime": prime,
            "plain": bool(rng.random() < 0.4),
            "k": between(rng, 2, 5 + tier),
            "c": nonzero(rng, 20),
        }

    def given(self, p: Params, kind: str) -> str:
        """State the bounds."""
        if kind == IMPOSSIBLE or (kind == FINE and p["plain"]):
            return f"Let p be the prime number {p['fake' if kind == IMPOSSIBLE else 'prime']}."
        low, up = (p["hole"] - 1, p["hole"] + 3) if kind == CONTRADICTION else (p["low"], p["up"])
        if kind == MISSING:
            return f"Let p be a prime number greater than {low}."
        return f"Let p be a prime number. It is greater than {low} and less than {up}."

    def goal(self, p: Params) -> str:
        """Ask for a value."""
        return f"Find the value of {p['k']}p {'+' if p['c'] > 0 else '-'} {abs(p['c'])}."

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        return {
            IMPOSSIBLE: f"{p['fake']} is not prime",
            CONTRADICTION: f"no number between {p['hole'] - 1} and {p['hole'] + 3} is prime",
            MISSING: "there are many such primes, as there is no upper bound",
        }[kind]


class Progression(Asked):
    """An arithmetic sequence."""

    name = "progression"
    near = ("Find the limit of the series.", "How many terms of the geometric series are positive?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw first term and difference."""
        return {
            "first": between(rng, 1, 10 + 10 * tier),
            "d": between(rng, 2, 4 + 3 * tier),
            "n": between(rng, 8, 10 + 10 * tier),
            "off": nonzero(rng, 3),
            "extra": bool(rng.random() < 0.5),
            "listed": bool(rng.random() < 0.4),
        }

    def given(self, p: Params, kind: str) -> str:
        """State first term and difference."""
        first, d = p["first"], p["d"]
        if kind == IMPOSSIBLE or (kind == FINE and p["listed"]):
            third = first + 2 * d + (p["off"] if kind == IMPOSSIBLE else 0)
            return f"An arithmetic sequence begins with the terms {first}, {first + d}, {third}."
        start = f"An arithmetic sequence has the first term {first}"
        if kind == MISSING:
            return f"{start}."
        third = first + 2 * d + (p["off"] if kind == CONTRADICTION else 0)
        extra = f" Its third term is {third}." if kind == CONTRADICTION or p["extra"] else ""
        return f"{start} and the common difference {d}.{extra}"

    def goal(self, p: Params) -> str:
        """Ask for a later term."""
        return f"Find term number {p['n']} of the sequence."

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        first, d = p["first"], p["d"]
        return {
            IMPOSSIBLE: "the differences of neighbouring terms are not equal, so the sequence is not arithmetic",
            CONTRADICTION: f"from {first} and the difference {d} the third term is {first + 2 * d}",
            MISSING: "the difference is not given",
        }[kind]


class Ages(Asked):
    """Two ages."""

    name = "ages"
    near = ("How old is Nora?", "How many cousins does Paul have?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the ages."""
        return {
            "k": between(rng, 2, 3 + tier // 2),
            "young": between(rng, 5, 9 + 2 * tier),
            "off": nonzero(rng, 3),
            "extra": bool(rng.random() < 0.5),
            "told": bool(rng.random() < 0.4),
        }

    def given(self, p: Params, kind: str) -> str:
        """State ratio and sum."""
        k, young = p["k"], p["young"]
        ratio = f"Vera is {k} times as old as Till."
        if kind == MISSING:
            return ratio
        if kind == IMPOSSIBLE or (kind == FINE and p["told"]):
            return f"Till is {-young if kind == IMPOSSIBLE else young} years old. {ratio}"
        apart = (k - 1) * young + (p["off"] if kind == CONTRADICTION else 0)
        extra = f" Vera is {apart} years older than Till." if kind == CONTRADICTION or p["extra"] else ""
        return f"{ratio} Together they are {(k + 1) * young} years old.{extra}"

    def goal(self, p: Params) -> str:
        """Ask for one age."""
        return "How old is Vera?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        k, young = p["k"], p["young"]
        return {
            IMPOSSIBLE: "an age cannot be negative",
            CONTRADICTION: f"the ages are {k * young} and {young} by the first two conditions, and these are "
            f"{(k - 1) * young} apart",
            MISSING: "one relation does not determine two ages",
        }[kind]


class Remainders(Asked):
    """A number with two remainders."""

    name = "remainders"
    near = ("Find the digit sum of m.", "Find the last digit of the power a^b.")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw coprime divisors, and a third one that shares a factor with the first."""
        size = 6 + 3 * tier
        m, k = draw_until(
            lambda: (between(rng, 3, size), between(rng, 3, size)), lambda mk: gcd(*mk) == 1 and mk[0] != mk[1]
        )
        n = between(rng, 1, m * k)
        shared = m * between(rng, 2, 3)
        r = n % m
        clash = draw_until(lambda: between(rng, 0, shared - 1), lambda x: x % m != r)
        return {"m": m, "k": k, "n": n, "shared": shared, "clash": clash, "over": m + between(rng, 0, 5)}

    def given(self, p: Params, kind: str) -> str:
        """State the remainders."""
        m, k, n = p["m"], p["k"], p["n"]
        first = p["over"] if kind == IMPOSSIBLE else n % m
        start = (
            f"The whole number n is at least 1 and at most {m * k}. Divided by {m} it leaves the remainder {first}."
        )
        if kind == MISSING:
            return start
        by, rest = (p["shared"], p["clash"]) if kind == CONTRADICTION else (k, n % k)
        return f"{start} Divided by {by} it leaves the remainder {rest}."

    def goal(self, p: Params) -> str:
        """Ask for the number."""
        return "Find n."

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        m = p["m"]
        return {
            IMPOSSIBLE: f"a remainder on division by {m} is less than {m}, and not {p['over']}",
            CONTRADICTION: f"a number with the remainder {p['clash']} on division by {p['shared']} has the remainder "
            f"{p['clash'] % m} on division by {m}",
            MISSING: "one remainder leaves several numbers in this range",
        }[kind]


class Average(Asked):
    """A mean and some of the numbers."""

    name = "average"
    near = ("What is the median of the second list?", "How many pupils got the best grade?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the numbers."""
        numbers = [between(rng, 5, 20 + 10 * tier) for _ in range(3 + tier // 2)]
        n = len(numbers) + 1
        last = draw_until(lambda: between(rng, 5, 20 + 10 * tier), lambda x: (sum(numbers) + x) % n == 0)
        return {
            "numbers": numbers,
            "mean": (sum(numbers) + last) // n,
            "off": nonzero(rng, 4),
            "extra": bool(rng.random() < 0.4),
        }

    def given(self, p: Params, kind: str) -> str:
        """State the mean and all numbers but one."""
        numbers, mean = p["numbers"], p["mean"]
        n = len(numbers) + 1
        start = f"The mean of {-n if kind == IMPOSSIBLE else n} numbers is {mean}."
        if kind == MISSING:
            return f"{start} Two of them are {numbers[0]} and {numbers[1]}."
        told = f"{start} All of them but one are {', '.join(map(str, numbers))}."
        if kind == CONTRADICTION or (kind == FINE and p["extra"]):
            return f"{told} The remaining number is {self._last(p) + (p['off'] if kind == CONTRADICTION else 0)}."
        return told

    def _last(self, p: Params) -> int:
        mean: int = p["mean"]
        return mean * (len(p["numbers"]) + 1) - sum(p["numbers"])

    def goal(self, p: Params) -> str:
        """Ask for the sum of the others."""
        return "By how much does the remaining number exceed the mean, or fall short of it?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        return {
            IMPOSSIBLE: "there cannot be a negative number of numbers",
            CONTRADICTION: f"by the mean, the remaining number is {self._last(p)}",
            MISSING: "more than one number is unknown",
        }[kind]
