"""Counting arrangements: letters kept apart, chairs refused, beads in a ring."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, factorial, gcd, prod

import numpy as np

from ..notation import between, join
from .asked import Count
from .family import Params

NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gia")
COLOURS = ("red", "blue", "green", "white")


class ApartLetters(Count):
    """Words from given letters in which equal ones stay apart."""

    name = "apart_letters"
    what = "the number of such arrangements"
    phrasings = (
        "The {n} letters {text} are arranged in a row; equal letters are indistinguishable. {rule} {find}",
        "Consider the distinguishable arrangements of the {n} letters {text} in a row. {rule} {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more letters, and more kinds that must stay apart."""
        while True:
            counts = [between(rng, 2, 4 + tier // 2) for _ in range(between(rng, 3 + tier // 4, 4))]
            p: Params = {"counts": counts, "apart": (tier + 1) // 2, "n": sum(counts)}
            if self.total(p) > 10:
                return p

    def _blocks(self, p: Params) -> list[list[Fraction]]:
        """Return per kind the signed weight of every number of blocks, divided by its factorial."""
        rows = []
        for i, n in enumerate(p["counts"]):
            row = [Fraction(0)] * (n + 1)
            for k in range(1, n + 1) if i < p["apart"] else [n]:
                sign = (-1) ** (n - k) * comb(n - 1, k - 1)
                row[k] = Fraction(sign, factorial(k))
            rows.append(row)
        return rows

    def _product(self, p: Params) -> list[Fraction]:
        whole = [Fraction(1)]
        for row in self._blocks(p):
            out = [Fraction(0)] * (len(whole) + len(row) - 1)
            for i, a in enumerate(whole):
                for j, b in enumerate(row):
                    out[i + j] += a * b
            whole = out
        return whole

    def total(self, p: Params) -> int:
        """Arrange blocks of equal letters, by inclusion and exclusion."""
        return int(sum(c * factorial(k) for k, c in enumerate(self._product(p))))

    def words(self, p: Params) -> Params:
        """Write the letters and the rule out."""
        text = "".join(letter * n for letter, n in zip("ABCD", p["counts"], strict=False))
        kinds = [f"no two {letter}'s" for letter in "ABCD"[: p["apart"]]]
        return {**super().words(p), "text": text, "rule": f"Require that {join(kinds)} are next to each other."}

    def steps(self, p: Params) -> list[str]:
        """Use gaps for one kind, blocks for several."""
        counts, total = p["counts"], self.total(p)
        if p["apart"] == 1:
            rest = counts[1:]
            m, ways = sum(rest), factorial(sum(rest)) // prod(map(factorial, rest))
            down = "×".join(f"{k}!" for k in rest)
            return [
                f"Arrange the other {m} letters first: {m}!/({down}) = {ways} ways.",
                f"They leave {m + 1} gaps, ends included; each gap takes at most one A.",
                f"The {counts[0]} A's choose gaps in C({m + 1}, {counts[0]}) = {comb(m + 1, counts[0])} ways.",
                f"Together: {ways} × {comb(m + 1, counts[0])} = {total}.",
            ]
        lines = [
            "Cut n letters that must stay apart into k blocks of equal ones: C(n-1, k-1) ways, with sign (-1)^(n-k);",
            "by inclusion and exclusion, arrangements of all blocks then count each good word once and no other word.",
            "With x^k/k! for k interchangeable blocks the letters give:",
        ]
        for letter, row in zip("ABCD", self._blocks(p), strict=False):
            lines.append(f"{letter}: {_polynomial(row)}")
        whole = self._product(p)
        terms = [int(c * factorial(k)) for k, c in enumerate(whole) if c]
        lines.append(f"Their product is {_polynomial(whole)}.")
        lines.append(f"Replacing x^m by m!: {' + '.join(map(str, terms))} = {total}.".replace("+ -", "- "))
        return lines


def _polynomial(row: list[Fraction]) -> str:
    """Write a polynomial in x, lowest power first."""
    return " + ".join(f"({c})x^{k}" for k, c in enumerate(row) if c)


class ForbiddenSeats(Count):
    """Seatings in which everyone refuses some chairs."""

    name = "forbidden_seats"
    what = "the number of possible seatings"
    phrasings = (
        "The {n} friends {people} sit down on {n} chairs numbered 1 to {n}, one on each chair. {refusals}. {find}",
        "{people} are to take {n} chairs numbered 1 to {n}, one person to a chair, but {refusals}. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more chairs and more refusals."""
        while True:
            n = 5 + tier // 2
            size = [between(rng, 0, 1 + (tier + 1) // 2) for _ in range(n)]
            rows = [sorted(int(c) + 1 for c in rng.permutation(n)[:s]) for s in size]
            p: Params = {"n": n, "refused": rows}
            if sum(size) >= n and n < self.total(p) < 1000:
                return p

    def _rooks(self, p: Params) -> list[int]:
        """Return in how many ways k people can sit on chairs that they refuse, for every k."""
        ways = {0: 1}
        for row in p["refused"]:
            for mask, count in list(ways.items()):
                for c in row:
                    if not mask >> c & 1:
                        ways[mask | 1 << c] = ways.get(mask | 1 << c, 0) + count
        rooks = [0] * (p["n"] + 1)
        for mask, count in ways.items():
            rooks[mask.bit_count()] += count
        return rooks

    def total(self, p: Params) -> int:
        """Include and exclude people on refused chairs."""
        return sum((-1) ** k * r * factorial(p["n"] - k) for k, r in enumerate(self._rooks(p)))

    def words(self, p: Params) -> Params:
        """Write the refusals out."""
        parts = [
            f"{name} refuses chair{'s' if len(row) > 1 else ''} {join([str(c) for c in row])}"
            for name, row in zip(NAMES, p["refused"], strict=False)
            if row
        ]
        return {**super().words(p), "people": join(list(NAMES[: p["n"]])), "refusals": "; ".join(parts)}

    def steps(self, p: Params) -> list[str]:
        """Show the rook numbers."""
        rooks = self._rooks(p)
        while not rooks[-1]:
            rooks.pop()
        terms = [f"{'-' if k % 2 else '+'} {r}×{p['n'] - k}!" for k, r in enumerate(rooks)]
        return [
            "Let r_k be the number of ways to put k of the people on different chairs that they refuse.",
            "Adding one person at a time: " + ", ".join(f"r_{k} = {r}" for k, r in enumerate(rooks)) + ".",
            f"The other n - k people can then sit in ({p['n']}-k)! ways, so by inclusion and exclusion the count is",
            f"{' '.join(terms)[2:]} = {self.total(p)}.",
        ]


class Beads(Count):
    """Beads in a ring, counted up to symmetry."""

    name = "beads"
    what = "the number of different rings"
    phrasings = (
        "{text} beads are fixed on a rigid ring, equally spaced; beads of one colour are indistinguishable. {same} "
        "{find}",
        "A ring is made of {n} equally spaced beads: {text}. Beads of the same colour look alike. {same} {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more beads, often with a symmetry; reflections from tier 3 on."""
        while True:
            kinds = between(rng, 2 + tier // 3, 4)
            counts = [between(rng, 1, 4 + tier) for _ in range(kinds)]
            p: Params = {"counts": counts, "n": sum(counts), "flips": tier >= 3 and bool(between(rng, 0, 2))}
            if 5 + tier <= p["n"] <= 10 + 2 * tier and 5 < self.total(p) < 3000 * tier:
                return p

    def _fixed(self, p: Params) -> dict[str, int]:
        """Return how many colourings are fixed by the rotations of each cycle length, and by the flips."""
        n, counts = p["n"], p["counts"]
        out = {}
        for d in range(1, n + 1):
            if gcd(n, *counts) % d == 0:
                turns = sum(1 for k in range(n) if n // gcd(n, k) == d)
                out[f"turns with cycles of {d}"] = turns * _words([c // d for c in counts])
        if p["flips"]:
            odd = [i for i, c in enumerate(counts) if c % 2]
            axes = [([], n // 2), ([0, 0], n // 2)] if n % 2 == 0 else [([0], n)]
            for points, number in axes:
                ways = 0
                for colours in product(range(len(counts)), repeat=len(points)):
                    rest = [c - colours.count(i) for i, c in enumerate(counts)]
                    if all(c >= 0 and c % 2 == 0 for c in rest):
                        ways += _words([c // 2 for c in rest])
                on = f"{len(points)} bead{'' if len(points) == 1 else 's'}"
                if len(odd) <= len(points):
                    out[f"reflections in lines through {on}"] = number * ways
        return out

    def total(self, p: Params) -> int:
        """Average the fixed colourings over the symmetries."""
        return sum(self._fixed(p).values()) // int(p["n"] * (1 + p["flips"]))

    def words(self, p: Params) -> Params:
        """Write the beads and the symmetry out."""
        text = join([f"{c} {colour}" for c, colour in zip(p["counts"], COLOURS, strict=False)])
        if p["flips"]:
            same = "Two rings are the same if one can be rotated or turned over to look like the other."
        else:
            same = "Two rings are the same only if one can be rotated (not turned over) to look like the other."
        return {**super().words(p), "text": text, "same": same}

    def steps(self, p: Params) -> list[str]:
        """Use Burnside's lemma."""
        fixed, size = self._fixed(p), p["n"] * (1 + p["flips"])
        lines = [
            f"By Burnside's lemma, add up over all {size} symmetries how many arrangements each leaves unchanged."
        ]
        lines += [f"All {text} together: {n}." for text, n in fixed.items()]
        lines.append(
            "The other symmetries leave none unchanged, because the numbers of beads do not fit their cycles."
        )
        lines.append(f"({' + '.join(map(str, fixed.values()))}) / {size} = {self.total(p)}.")
        return lines


def _words(counts: list[int]) -> int:
    """Return the number of words with so many letters of each kind."""
    return factorial(sum(counts)) // prod(map(factorial, counts))
