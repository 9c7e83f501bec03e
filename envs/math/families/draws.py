"""Chances of what dice and urns show, and of what that says about them."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import comb, prod

import numpy as np

from ..notation import between, join
from .asked import Ratio
from .family import Params

COLOURS = ("red", "blue", "green", "white")


class AllColours(Ratio):
    """An urn, and balls of every colour in one draw."""

    name = "all_colours"
    phrasings = (
        "An urn holds {text} balls. {k} balls are drawn at random without replacement. The probability that every "
        "colour in the urn occurs among the drawn balls is {find}",
        "From a box with {text} marbles, {k} marbles are taken at random, all at once. The probability that at least "
        "one marble of each of the {kinds} colours is taken is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more balls and more colours."""
        kinds = 3 + tier // 4
        counts = [between(rng, 2, 7 + tier) for _ in range(kinds)]
        return {"counts": counts, "k": between(rng, kinds, min(kinds + tier, sum(counts) - max(counts)))}

    def _terms(self, p: Params) -> list[int]:
        """Return the signed draws that miss chosen colours, by the number of colours."""
        counts, k = p["counts"], p["k"]
        return [
            (-1) ** j * sum(comb(sum(counts) - sum(missed), k) for missed in combinations(counts, j))
            for j in range(len(counts))
        ]

    def value(self, p: Params) -> Fraction:
        """Include and exclude the colours that are missed."""
        return Fraction(sum(self._terms(p)), comb(sum(p["counts"]), p["k"]))

    def words(self, p: Params) -> Params:
        """Write the balls out."""
        text = join([f"{c} {colour}" for c, colour in zip(p["counts"], COLOURS, strict=False)])
        return {**super().words(p), "text": text, "kinds": len(p["counts"])}

    def steps(self, p: Params) -> list[str]:
        """Show the terms."""
        n, k, terms = sum(p["counts"]), p["k"], self._terms(p)
        lines = [f"There are C({n}, {k}) = {comb(n, k)} equally likely draws."]
        for j, term in enumerate(terms[1:], 1):
            lines.append(f"Draws that miss {j} chosen colour{'s' if j > 1 else ''}, over all choices: {abs(term)}.")
        shown = " + ".join(map(str, terms)).replace("+ -", "- ")
        lines.append(f"Inclusion and exclusion: {shown} = {sum(terms)} draws have every colour.")
        return [*lines, f"The probability is {sum(terms)}/{comb(n, k)}."]


class DiceTotal(Ratio):
    """The total of dice of different sizes."""

    name = "dice_total"
    phrasings = (
        "Fair dice with {text} faces are rolled once each; a die with f faces shows 1 to f. The probability that the "
        "numbers shown add up to {t} is {find}",
        "For each f among {text}, a whole number from 1 to f is chosen uniformly at random, independently of the "
        "others. The probability that the {count} numbers have the sum {t} is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more dice."""
        faces = sorted(between(rng, 4, 8 + tier) for _ in range(2 + (tier + 1) // 2))
        low, high = len(faces) + 3, sum(faces) - 3
        return {"faces": faces, "t": between(rng, low, high)}

    def _rows(self, p: Params) -> list[list[int]]:
        """Return for 1, 2, ... dice in how many ways every total comes up."""
        rows = [[1]]
        for f in p["faces"]:
            old = rows[-1]
            size = len(old) + f
            rows.append([sum(old[s - x] for x in range(1, f + 1) if 0 <= s - x < len(old)) for s in range(size)])
        return rows

    def value(self, p: Params) -> Fraction:
        """Add one die at a time."""
        return Fraction(self._rows(p)[-1][p["t"]], prod(p["faces"]))

    def words(self, p: Params) -> Params:
        """Write the faces out."""
        return {**super().words(p), "text": join([str(f) for f in p["faces"]]), "count": len(p["faces"])}

    def steps(self, p: Params) -> list[str]:
        """Show the ways for the dice but the last, and the sum over the last."""
        faces, t, rows = p["faces"], p["t"], self._rows(p)
        lines = ["Add one die at a time and write down in how many ways every total can come up."]
        for i in range(1, len(faces)):
            first, last = max(i, t - sum(faces[i:])), min(len(rows[i]) - 1, t - (len(faces) - i))
            text = ", ".join(f"{s}: {rows[i][s]}" for s in range(first, last + 1))
            lines.append(f"{i} di{'e' if i == 1 else 'ce'}, totals from which {t} can be reached: {text}.")
        f, before = faces[-1], rows[-2]
        parts = [before[t - x] for x in range(1, f + 1) if 0 <= t - x < len(before) and before[t - x]]
        lines.append(f"The last die supplies the rest: {' + '.join(map(str, parts))} = {rows[-1][t]} ways for {t}.")
        return [
            *lines,
            f"There are {prod(faces)} equally likely rolls, so the probability is {rows[-1][t]}/{prod(faces)}.",
        ]


class LargestGivenSmallest(Ratio):
    """The largest of some dice, when the smallest is known."""

    name = "largest_given_smallest"
    phrasings = (
        "{n} fair dice with faces 1 to {s} are rolled. Given that the smallest number shown is {low}, the probability "
        "that the largest number shown is {high} is {find}",
        "{n} whole numbers are chosen independently and uniformly from 1 to {s}, repetitions allowed. Their minimum "
        "turns out to be {low}. The conditional probability that their maximum is {high} is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more dice with more faces."""
        s = between(rng, 5 + tier, 10 + 2 * tier)
        low = between(rng, 1, s - 3)
        return {"n": between(rng, 2 + tier // 2, 3 + tier), "s": s, "low": low, "high": between(rng, low + 2, s)}

    def value(self, p: Params) -> Fraction:
        """Count rolls between two bounds that touch both."""
        n, d, rest = p["n"], p["high"] - p["low"] + 1, p["s"] - p["low"] + 1
        return Fraction(d**n - 2 * (d - 1) ** n + (d - 2) ** n, rest**n - (rest - 1) ** n)

    def steps(self, p: Params) -> list[str]:
        """Show both counts."""
        n, d, rest = p["n"], p["high"] - p["low"] + 1, p["s"] - p["low"] + 1
        both, given = d**n - 2 * (d - 1) ** n + (d - 2) ** n, rest**n - (rest - 1) ** n
        return [
            f"Rolls with minimum {p['low']}: all numbers from {p['low']} to {p['s']}, but not all above {p['low']}:",
            f"{rest}^{n} - {rest - 1}^{n} = {given}.",
            f"Those with maximum {p['high']}: all numbers from {p['low']} to {p['high']}, {d} values, less those that",
            "miss the lower bound and those that miss the upper one, plus those that miss both:",
            f"{d}^{n} - 2×{d - 1}^{n} + {d - 2}^{n} = {both}.",
            f"The conditional probability is {both}/{given}.",
        ]


class WhichUrn(Ratio):
    """Which urn it was, judged by the balls drawn from it."""

    name = "which_urn"
    phrasings = (
        "{text}. One urn is chosen at random: {shares}. From this urn {k} balls are drawn at random without "
        "replacement, and {seen}. Given this, the probability that the urn was urn 1 is {find}",
        "{text}. Somebody picks an urn so that it is {shares}, and takes {k} balls from it at random, all at once; it "
        "turns out that {seen}. The conditional probability that urn 1 was picked is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more urns and more balls."""
        urns = [[between(rng, 2, 5 + tier), between(rng, 2, 5 + tier)] for _ in range(2 + tier // 3)]
        weights = [between(rng, 1, 4) for _ in urns]
        k = between(rng, 2, 2 + tier // 2)
        red = between(rng, 0 if tier == 1 else 1, k)
        p: Params = {"urns": urns, "weights": weights, "k": k, "red": red}
        return p if all(self._ways(p)) else self.draw(rng, tier)

    def _ways(self, p: Params) -> list[Fraction]:
        """Return the chance of what was seen, for every urn."""
        k, red = p["k"], p["red"]
        return [Fraction(comb(r, red) * comb(b, k - red), comb(r + b, k)) for r, b in p["urns"]]

    def value(self, p: Params) -> Fraction:
        """Use Bayes' rule."""
        joint = [Fraction(w) * chance for w, chance in zip(p["weights"], self._ways(p), strict=True)]
        return joint[0] / sum(joint, start=Fraction(0))

    def words(self, p: Params) -> Params:
        """Write urns, weights and the evidence out."""
        text = [f"Urn {i} holds {r} red and {b} blue balls" for i, (r, b) in enumerate(p["urns"], 1)]
        whole = sum(p["weights"])
        shares = [f"urn {i} with probability {Fraction(w, whole)}" for i, w in enumerate(p["weights"], 1)]
        red, k = p["red"], p["k"]
        seen = (
            f"exactly {red} of them {'is' if red == 1 else 'are'} red"
            if 0 < red < k
            else f"all of them are {'red' if red else 'blue'}"
        )
        return {**super().words(p), "text": ". ".join(text), "shares": join(shares), "seen": seen}

    def steps(self, p: Params) -> list[str]:
        """Show the chance of the evidence for every urn."""
        k, red, whole = p["k"], p["red"], sum(p["weights"])
        lines = ["Find the chance of choosing each urn and then seeing what was seen."]
        joint = []
        for i, ((r, b), w, chance) in enumerate(zip(p["urns"], p["weights"], self._ways(p), strict=True), 1):
            joint.append(Fraction(w, whole) * chance)
            lines.append(
                f"Urn {i}: {Fraction(w, whole)} × C({r}, {red}) C({b}, {k - red}) / C({r + b}, {k}) = "
                f"{Fraction(w, whole)} × {chance} = {joint[-1]}."
            )
        lines.append(f"Together: {' + '.join(map(str, joint))} = {sum(joint)}.")
        return [*lines, f"By Bayes' rule the probability is ({joint[0]}) / ({sum(joint)}) = {self.value(p)}."]
