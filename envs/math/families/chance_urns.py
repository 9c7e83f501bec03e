"""Chances with urns and coins: balls that change urns, urns that grow, unknown coins, urns of unknown content."""

from __future__ import annotations

from fractions import Fraction
from math import comb, isqrt

import numpy as np

from ..notation import between, join
from ..template import STEPS, Params, Template
from .roots import root


class Transfer(Template):
    """Balls go from one urn to another, then some are drawn there."""

    name = "transfer"
    opens = "a"
    phrasings = (
        "Urn 1 holds {a} red and {b} blue balls, urn 2 holds {c} red and {d} blue balls. {moved} at random from urn 1 "
        "and put into urn 2, without being looked at. Then {drawn} at random from urn 2. {find}",
        "There are {a} red and {b} blue marbles in bag 1, and {c} red and {d} blue ones in bag 2. {moved} blindly "
        "from bag 1 and put into bag 2; after that, {drawn} blindly from bag 2. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more balls; from tier 3 on two are drawn in the end, from tier 4 on it is asked what was moved."""
        a, b, c, d = (between(rng, 2 + tier // 2, 6 + 2 * tier) for _ in range(4))
        moved = between(rng, 1 + tier // 2, min(2 + tier // 2, a, b))
        drawn = 1 if tier < 3 else 2
        seen = between(rng, 0, moved) if tier > 3 else -1
        return {"a": a, "b": b, "c": c, "d": d, "moved": moved, "drawn": drawn, "given": seen}

    def _rows(self, p: Params) -> list[tuple[int, Fraction, Fraction]]:
        """Return each number of red balls moved, its chance and the chance of drawing red only after that."""
        m, k, rows = p["moved"], p["drawn"], []
        for j in range(m + 1):
            chance = Fraction(comb(p["a"], j) * comb(p["b"], m - j), comb(p["a"] + p["b"], m))
            after = Fraction(comb(p["c"] + j, k), comb(p["c"] + p["d"] + m, k))
            rows.append((j, chance, after))
        return rows

    def _value(self, p: Params) -> Fraction:
        parts = [chance * after for _, chance, after in self._rows(p)]
        total = sum(parts, start=Fraction(0))
        return total if p["given"] < 0 else parts[p["given"]] / total

    def answer(self, p: Params) -> str:
        """Add over what was moved; divide for what is given."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Say how many balls and what is asked."""
        names = ("none", "one", "two", "three", "four", "five")

        def some(k: int) -> str:
            return "one is taken" if k == 1 else f"{names[k]} are taken together"

        find = f"What is the probability that {'it is' if p['drawn'] == 1 else 'both are'} red?"
        if p["given"] >= 0:
            number = names[p["given"]] if not p["given"] else f"exactly {names[p['given']]}"
            verb = "was" if p["given"] == 1 else "were"
            find = "Both turn out to be red. Given this, what is the probability that "
            find += f"{number} of those moved before {verb} red?"
        return {"moved": some(p["moved"]).capitalize(), "drawn": some(p["drawn"]), "find": find}

    def steps(self, p: Params) -> list[str]:
        """Show every case."""
        a, b, c, d, m = (p[name] for name in ("a", "b", "c", "d", "moved"))
        lines, parts = ["Go by the number of red ones among those moved."], []
        for j, chance, after in self._rows(p):
            if not chance:
                continue
            parts.append(str(chance * after))
            lines.append(
                f"{j} red: C({a}, {j}) × C({b}, {m - j})/C({a + b}, {m}) = {chance}; then {c + j} of {c + d + m} are "
                f"red, and the chance to draw red is {after}; {chance} × {after} = {chance * after}."
            )
        total = sum((chance * after for _, chance, after in self._rows(p)), start=Fraction(0))
        lines.append(f"Together {' + '.join(parts)} = {total}.")
        if p["given"] >= 0:
            part = self._rows(p)[p["given"]]
            lines.append(f"By Bayes' rule, ({part[1] * part[2]})/({total}) = {self._value(p)}.")
        return lines


class NextToss(Template):
    """A coin of unknown kind: what the tosses so far say about the next one."""

    name = "next_toss"
    opens = "h"
    phrasings = (
        "A box contains {count} coins that show heads with the probabilities {chances}. One of them is chosen at "
        "random, each with the same probability, and tossed again and again. So far the number of heads is {h} and "
        "the number of tails {t}. Given this, what is the probability that the next toss shows heads?",
        "Somebody picks one of {count} coins blindly. Their probabilities of heads are {chances}. After a few tosses "
        "of that coin the count of heads is {h} and the count of tails is {t}. What is the conditional probability "
        "of heads at the next toss?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more coins and more tosses."""
        v = between(rng, 5 + tier, 9 + tier)
        count = 2 + tier // 3
        some = sorted(int(x) + 1 for x in rng.permutation(v - 1)[:count])
        return {"v": v, "u": some, "h": between(rng, 1, 2 + tier // 2), "t": between(rng, 1, 2 + tier // 2)}

    def _weights(self, p: Params) -> list[int]:
        """Return the chances of what was seen, times v to the number of tosses."""
        return [u ** p["h"] * (p["v"] - u) ** p["t"] for u in p["u"]]

    def _value(self, p: Params) -> Fraction:
        weights = self._weights(p)
        return Fraction(sum(w * u for w, u in zip(weights, p["u"], strict=True)), p["v"] * sum(weights))

    def answer(self, p: Params) -> str:
        """Weigh the coins by what was seen."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the coins."""
        return {"count": len(p["u"]), "chances": join([str(Fraction(u, p["v"])) for u in p["u"]])}

    def steps(self, p: Params) -> list[str]:
        """Use Bayes' rule."""
        v, h, t, weights = p["v"], p["h"], p["t"], self._weights(p)
        total, lines = sum(weights), ["The coins are weighed by the probability of what was seen, in any one order:"]
        for u, w in zip(p["u"], weights, strict=True):
            lines.append(f"({u}/{v})^{h} × ({v - u}/{v})^{t} = {w}/{v ** (h + t)}")
        lines.append(f"The weights are in the ratio {' : '.join(map(str, weights))}, with the sum {total}.")
        parts = [f"{w}/{total} × {u}/{v}" for u, w in zip(p["u"], weights, strict=True)]
        return [*lines, f"Heads comes next with probability {' + '.join(parts)} = {self._value(p)}."]


class Polya(Template):
    """An urn in which the colour that is drawn becomes more frequent."""

    name = "polya"
    opens = "n"
    phrasings = (
        "An urn holds {r} red and {b} blue balls. Again and again a ball is drawn at random and put back together "
        "with {c} more of its colour. Find the probability that draw number {n} gives red{rest}.",
        "From a box with {r} red and {b} blue balls one ball at a time is drawn at random; after each draw the ball "
        "is put back, and the number of balls of its colour is increased by {c}. What is the probability that the "
        "ball "
        "of draw {n} is red{rest}?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            r, b, c = between(rng, 2, 9 + 2 * tier), between(rng, 2, 9 + 2 * tier), between(rng, 1, 4 + tier)
            n = between(rng, low, high)
            before = sorted({between(rng, 1, n - 1) for _ in range(1 + (tier + 1) // 3)})
            colours = [("red", "blue")[between(rng, 0, 1)] for _ in before]
            if r != b and len(before) == 1 + (tier + 1) // 3:
                seen = [list(pair) for pair in zip(before, colours, strict=True)]
                return {"r": r, "b": b, "c": c, "n": n, "seen": seen, "given": tier in (4, 5) and rng.random() < 0.5}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more events."""
        return self._draw(rng, tier, 5 + tier, 10 + 3 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a draw too late to follow all cases."""
        return self._draw(rng, tier, 10**3, 10 ** (4 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go draw by draw, with the chances of all numbers of red balls."""
        if p["n"] > steps**0.5:
            return None
        known = {int(i): colour for i, colour in p["seen"]} | {p["n"]: "red"}
        rows = [{0: Fraction(1)}, {0: Fraction(1)}]
        for i in range(1, p["n"] + 1):
            for which, row in enumerate(rows):
                new: dict[int, Fraction] = {}
                for reds, chance in row.items():
                    whole = p["r"] + p["b"] + (i - 1) * p["c"]
                    up = Fraction(p["r"] + reds * p["c"], whole)
                    colour = known.get(i, "") if which == 0 or i < p["n"] else ""
                    if colour != "blue":
                        new[reds + 1] = new.get(reds + 1, Fraction(0)) + chance * up
                    if colour != "red":
                        new[reds] = new.get(reds, Fraction(0)) + chance * (1 - up)
                rows[which] = new
        both, seen = (sum(row.values(), start=Fraction(0)) for row in rows)
        return str(both / seen if p["given"] else both)

    def _factors(self, p: Params) -> list[tuple[int, int, str]]:
        """Return the factors for draws 1, 2, ... with the colours asked for."""
        counts, whole, found = {"red": p["r"], "blue": p["b"]}, p["r"] + p["b"], []
        for colour in (*(colour for _, colour in p["seen"]), "red"):
            found.append((counts[colour], whole, colour))
            counts[colour] += p["c"]
            whole += p["c"]
        return found

    def _value(self, p: Params) -> Fraction:
        value = Fraction(1)
        for top, below, _ in self._factors(p)[-1:] if p["given"] else self._factors(p):
            value *= Fraction(top, below)
        return value

    def answer(self, p: Params) -> str:
        """Put the draws that matter first."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the events."""
        seen = [f"draw {i} gives {colour}" for i, colour in p["seen"]]
        return {"rest": f", given that {join(seen)}" if p["given"] else f" and also {join(seen)}"}

    def steps(self, p: Params) -> list[str]:
        """Use that the draws can be exchanged."""
        factors = self._factors(p)
        draws = join([str(i) for i, _ in p["seen"]] + [str(p["n"])])
        colours = ", ".join(colour for _, _, colour in factors)
        lines = [
            "The probability of a sequence of colours is a product whose denominators depend on the places only, and "
            "whose numerators on how often each colour came before; so it depends on the numbers of colours, not on "
            "their order.",
            f"So draws {draws} can be exchanged with the first {len(factors)} ones: take the colours {colours} there.",
        ]
        for i, (top, below, colour) in enumerate(factors, 1):
            lines.append(f"Draw {i}, {colour}: {top} of {below} balls")
        if p["given"]:
            top, below, _ = factors[-1]
            made = f" = {self._value(p)}" if str(self._value(p)) != f"{top}/{below}" else ""
            return [*lines, f"Given all but the last one, the probability is {top}/{below}{made}."]
        product = " × ".join(f"{top}/{below}" for top, below, _ in factors)
        return [*lines, f"The probability is {product} = {self._value(p)}."]


class UnknownUrn(Template):
    """The number of balls that makes a chance what it is."""

    name = "unknown_urn"
    opens = "r"
    phrasings = (
        "A box holds {r} red balls and some blue ones. {drawn} are drawn at random without putting any back, and the "
        "probability that {event} is {chance}. How many blue balls are in the box?",
        "In a bag there are {r} red marbles and an unknown number of blue ones, and no others. When {some} are taken "
        "at random, all at once, then {event} with probability {chance}. Find the number of blue marbles.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            kind = ("red", "red", "three", "mixed", "mixed")[tier - 1]
            x = between(rng, low, high)
            r = between(rng, 3 + low // 4, high // 2 + 4)
            p: Params = {"r": r, "kind": kind, "chance": []}
            value = self._chance(p, x)
            p["chance"] = [value.numerator, value.denominator]
            if x != r and (kind != "mixed" or self._other(p, x) < 1 or self._other(p, x).denominator > 1):
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more balls, and a harder event."""
        return self._draw(rng, tier, 3, 12 + 12 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw too many balls to try."""
        return self._draw(rng, tier, 10**5, 10 ** (5 + tier))

    def _chance(self, p: Params, x: int) -> Fraction:
        """Return the probability with x blue balls."""
        r, n = p["r"], p["r"] + x
        if p["kind"] == "mixed":
            return Fraction(2 * r * x, n * (n - 1))
        k = 3 if p["kind"] == "three" else 2
        return Fraction(comb(r, k), comb(n, k))

    def _other(self, p: Params, x: int) -> Fraction:
        """Return the other solution for an event with both colours: the product of both is r(r - 1)."""
        return Fraction(p["r"] * (p["r"] - 1), x)

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try one number after the other."""
        for x in range(1, steps):
            if self._chance(p, x) == Fraction(*p["chance"]):
                return str(x)
        return None

    def _solved(self, p: Params) -> int:
        r, (u, v) = p["r"], p["chance"]
        if p["kind"] == "mixed":
            b = u * (2 * r - 1) - 2 * r * v
            square = isqrt(b * b - 4 * u * u * r * (r - 1))
            roots = [Fraction(-b + sign * square, 2 * u) for sign in (1, -1)]
            return next(int(x) for x in roots if x.denominator == 1 and x > 0)
        if p["kind"] == "red":
            return int((1 + isqrt(1 + 4 * (r * (r - 1) * v // u))) // 2 - r)
        return int(root(r * (r - 1) * (r - 2) * v // u, 3) + 2 - r)

    def answer(self, p: Params) -> str:
        """Solve for the whole number of balls."""
        return str(self._solved(p))

    def words(self, p: Params) -> Params:
        """Write the event."""
        k = 3 if p["kind"] == "three" else 2
        event = {"red": "both are red", "mixed": "they have different colours", "three": "all three are red"}[
            p["kind"]
        ]
        return {
            "drawn": "Three balls" if k == 3 else "Two balls",
            "some": "three marbles" if k == 3 else "two marbles",
            "event": event,
            "chance": str(Fraction(*p["chance"])),
        }

    def steps(self, p: Params) -> list[str]:
        """Reduce to a product of neighbouring numbers, or to a quadratic equation."""
        r, (u, v), x = p["r"], p["chance"], self._solved(p)
        n = r + x
        if p["kind"] == "mixed":
            b, c = u * (2 * r - 1) - 2 * r * v, u * r * (r - 1)
            square = b * b - 4 * u * c
            return [
                f"With x blue balls there are n = x + {r} balls, and the probability is {2 * r}x/(n(n - 1)) = "
                f"{u}/{v}.",
                f"So {u}(x + {r})(x + {r - 1}) = {2 * r * v}x, which is {u}x^2 - {-b}x + {c} = 0.",
                f"The discriminant is {-b}^2 - 4 × {u} × {c} = {square} = {isqrt(square)}^2.",
                f"x = ({-b} + {isqrt(square)})/{2 * u} = {Fraction(-b + isqrt(square), 2 * u)} or "
                f"x = ({-b} - {isqrt(square)})/{2 * u} = {Fraction(-b - isqrt(square), 2 * u)}.",
                f"Only one of these is a positive whole number: {x}.",
            ]
        if p["kind"] == "red":
            m = r * (r - 1) * v // u
            return [
                f"With n balls in all the probability is {r} × {r - 1}/(n(n - 1)) = {u}/{v}.",
                f"So n(n - 1) = {r} × {r - 1} × {v}/{u} = {m}. n is just above the square root of {m}:",
                f"{n - 1}^2 < {m} < {n}^2, and {n} × {n - 1} = {n * (n - 1)}.",
                f"So n = {n}, and {n} - {r} = {x} balls are blue.",
            ]
        m = r * (r - 1) * (r - 2) * v // u
        return [
            f"With n balls in all the probability is {r} × {r - 1} × {r - 2}/(n(n - 1)(n - 2)) = {u}/{v}.",
            f"So n(n - 1)(n - 2) = {r} × {r - 1} × {r - 2} × {v}/{u} = {m}, and n - 1 is the number just above its "
            "cube root:",
            f"{n - 2}^3 < {m} < {n - 1}^3, and {n} × {n - 1} × {n - 2} = {n * (n - 1) * (n - 2)}.",
            f"So n = {n}, and {n} - {r} = {x} balls are blue.",
        ]
