"""Counting problems: paths, shares, shelves, words, sets; and the arrangements."""

from __future__ import annotations

from itertools import pairwise, product
from math import comb, perm, prod

import numpy as np

from ..notation import between, join
from .arrangements import ApartLetters, Beads, ForbiddenSeats
from .asked import Count
from .family import Family, Params


class GridPaths(Count):
    """Lattice paths that avoid some points and pass through others."""

    name = "grid_paths"
    what = "the number of possible paths"
    phrasings = (
        "A robot moves on the integer grid from (0, 0) to ({w}, {h}). Each move goes one unit to the right or one "
        "unit up. It must not visit {closed_points}.{via} {find}",
        "Consider paths from (0, 0) to ({w}, {h}) made of unit steps, each to the right or upward. A path may not "
        "touch {closed_points}.{via} {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger grid with more closed points; from tier 3 on a point to pass through."""
        while True:
            w, h = (between(rng, 4 + tier // 2, 7 + tier) for _ in range(2))
            spots = [[x, y] for x in range(w + 1) for y in range(h + 1) if 0 < x + y < w + h]
            order = [spots[i] for i in rng.permutation(len(spots)).tolist()]
            closed, via = sorted(order[: 1 + tier // 2]), order[-1] if tier >= 3 else None
            p: Params = {"w": w, "h": h, "closed": closed, "through": via}
            inner = [q for q in closed if 0 < q[0] < w and 0 < q[1] < h]
            if inner == closed and self.total(p) > 1 and (via is None or 0 < via[0] < w):
                return p

    def _legs(self, p: Params) -> list[tuple[list[int], list[int]]]:
        stops = [[0, 0], *([p["through"]] if p["through"] else []), [p["w"], p["h"]]]
        return list(pairwise(stops))

    def _leg(self, start: list[int], end: list[int], closed: list[list[int]]) -> tuple[int, list[str]]:
        """Count the paths of one leg by the first closed point that the others meet."""

        def free(a: list[int], b: list[int]) -> int:
            dx, dy = b[0] - a[0], b[1] - a[1]
            return comb(dx + dy, dx) if dx >= 0 and dy >= 0 else 0

        first: list[tuple[list[int], int]] = []
        lines: list[str] = []
        count = 0
        for q in [*(q for q in closed if free(start, q) and free(q, end)), end]:
            parts = [(n, free(a, q)) for a, n in first if free(a, q)]
            count = free(start, q) - sum(n * m for n, m in parts)
            minus = "".join(f" - {n}×{m}" for n, m in parts)
            shown = f"{free(start, q)}{minus} = {count}" if parts else f"{count}"
            steps = q[0] - start[0] + q[1] - start[1]
            lines.append(f"To ({q[0]}, {q[1]}): C({steps}, {q[0] - start[0]}){minus} = {shown}.")
            first.append((q, count))
        return count, lines

    def total(self, p: Params) -> int:
        """Multiply the counts of the legs."""
        return prod(self._leg(a, b, p["closed"])[0] for a, b in self._legs(p))

    def words(self, p: Params) -> Params:
        """Write the points out."""
        closed = [f"({x}, {y})" for x, y in p["closed"]]
        via = " It must pass through the point ({}, {}).".format(*p["through"]) if p["through"] else ""
        kind = "the point " if len(closed) == 1 else "any of the points "
        return {**super().words(p), "closed_points": kind + join(closed), "via": via}

    def steps(self, p: Params) -> list[str]:
        """Show every leg."""
        lines = ["For each closed point in turn, count the paths that reach it without meeting an earlier one."]
        counts = []
        for a, b in self._legs(p):
            count, leg = self._leg(a, b, p["closed"])
            lines += [f"From ({a[0]}, {a[1]}) to ({b[0]}, {b[1]}):", *leg]
            counts.append(count)
        if len(counts) > 1:
            lines.append(f"Together: {counts[0]} × {counts[1]} = {prod(counts)}.")
        return lines


class BoundedShares(Count):
    """Identical things shared out, with the same bounds for everyone."""

    name = "bounded_shares"
    what = "the number of ways to do this"
    phrasings = (
        "{n} identical coins are shared out among {k} distinguishable children so that every child gets at least "
        "{low} and at most {high} coins. {find}",
        "All of {n} identical marbles are to be placed into {k} boxes of different colours. Each box must hold at "
        "least {low} and at most {high} marbles. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more children, with bounds that bite more than once from tier 2 on."""
        while True:
            k, low, width = between(rng, 2 + tier, 3 + tier), between(rng, 1, 5), between(rng, 3, 7 + tier)
            rest = between(rng, width + 2, k * width - 2)
            p: Params = {"n": rest + k * low, "k": k, "low": low, "high": low + width}
            if rest // (width + 1) >= min(tier, 3) and self.total(p) > 60 * tier:
                return p

    def _terms(self, p: Params) -> list[int]:
        k, rest, step = p["k"], p["n"] - p["k"] * p["low"], p["high"] - p["low"] + 1
        return [(-1) ** j * comb(k, j) * comb(rest - j * step + k - 1, k - 1) for j in range(min(k, rest // step) + 1)]

    def total(self, p: Params) -> int:
        """Include and exclude those who get too much."""
        return sum(self._terms(p))

    def steps(self, p: Params) -> list[str]:
        """Take the lower bounds away, then include and exclude."""
        k, rest, step = p["k"], p["n"] - p["k"] * p["low"], p["high"] - p["low"] + 1
        lines = [
            f"Give everyone {p['low']} first: {rest} things remain for {k} receivers, at most {step - 1} for each.",
            f"If j chosen receivers get at least {step} more, {rest} - {step}j things are free: by stars and bars",
            f"C({rest} - {step}j + {k - 1}, {k - 1}) ways, and by inclusion and exclusion the count is the sum of",
            f"(-1)^j C({k}, j) C({rest + k - 1} - {step}j, {k - 1}) over j from 0 to {len(self._terms(p)) - 1}.",
        ]
        return [*lines, f"{' + '.join(map(str, self._terms(p)))} = {self.total(p)}.".replace("+ -", "- ")]


class ShelvedBooks(Count):
    """Different things into different places, some apart, some places left empty."""

    name = "shelved_books"
    what = "the number of ways to assign the books to shelves"
    phrasings = (
        "{n} different books are placed on {k} shelves numbered 1 to {k}; only which book stands on which shelf "
        "matters. {r} of the books are atlases, and no two atlases may share a shelf. {empty} {find}",
        "A librarian assigns each of {n} different books, {r} of which are atlases, to one of {k} numbered shelves. "
        "Different atlases must go to different shelves, and {none}. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more books and shelves."""
        while True:
            k, e = between(rng, 3 + tier // 2, 4 + tier), between(rng, 0, 1 + tier // 2)
            n, r = between(rng, 4 + tier, 11 + 2 * tier), between(rng, 2, 3 + tier // 2)
            p: Params = {"n": n, "k": k, "r": r, "e": e}
            if max(2, r - 1) < k - e < n and r < n - 1 and self.total(p) % 1000:
                return p

    def _terms(self, p: Params) -> list[int]:
        n, r, used = p["n"], p["r"], p["k"] - p["e"]
        return [(-1) ** i * comb(used, i) * perm(used - i, r) * (used - i) ** (n - r) for i in range(used - r + 1)]

    def total(self, p: Params) -> int:
        """Choose the empty shelves; include and exclude further empty ones."""
        return comb(p["k"], p["e"]) * sum(self._terms(p))

    def words(self, p: Params) -> Params:
        """Say how many shelves stay empty."""
        e = p["e"]
        empty = f"Exactly {e} of the shelves {'stays' if e == 1 else 'stay'} empty." if e else "No shelf stays empty."
        none = f"exactly {e} of the shelves must receive no book" if e else "every shelf must receive a book"
        return {**super().words(p), "empty": empty, "none": none}

    def steps(self, p: Params) -> list[str]:
        """Show the terms."""
        n, k, r, e = p["n"], p["k"], p["r"], p["e"]
        u, terms = k - e, self._terms(p)
        lines = [
            f"The {u} shelves in use can be chosen in C({k}, {u}) = {comb(k, u)} ways.",
            f"If i chosen ones of them stay empty, the {r} atlases go to different ones of the {u}-i others and",
            f"the {n - r} other books anywhere on them: P({u}-i, {r}) × ({u}-i)^{n - r} ways, where P(a, b) is the",
            f"product of b factors a(a-1)... By inclusion and exclusion (factors (-1)^i C({u}, i)), no shelf in use",
            f"stays empty in {' + '.join(map(str, terms))} = {sum(terms)} ways.".replace("+ -", "- "),
        ]
        return [*lines, f"Together: {comb(k, u)} × {sum(terms)} = {self.total(p)}."]


class LetterRuns(Count):
    """Words in which runs of one kind of letter are short."""

    name = "letter_runs"
    what = "the number of such words"
    phrasings = (
        "A word of {n} letters is written with the vowels {vowels} and the consonants {consonants}; letters may be "
        "used repeatedly or not at all. It must not contain more than {r} vowels in a row. {find}",
        "Let the alphabet consist of the vowels {vowels} and the consonants {consonants}. Consider all strings of "
        "exactly {n} letters of this alphabet in which at most {r} consecutive letters are vowels. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer word with longer runs."""
        while True:
            r, n = between(rng, 2, 2 + (tier + 1) // 2), between(rng, 2 + 2 * tier, 6 + 2 * tier)
            p: Params = {"n": max(n, r + 2), "v": between(rng, 2, 5), "c": between(rng, 2, 7), "r": r}
            if self.total(p) % 1000:
                return p

    def _counts(self, p: Params) -> list[int]:
        a: list[int] = []
        for m in range(p["n"] + 1):
            if m <= p["r"]:
                a.append((p["v"] + p["c"]) ** m)
            else:
                a.append(p["c"] * sum(p["v"] ** j * a[m - 1 - j] for j in range(p["r"] + 1)))
        return a

    def total(self, p: Params) -> int:
        """Count by the run of vowels in front."""
        return self._counts(p)[-1]

    def words(self, p: Params) -> Params:
        """Write the letters out."""
        vowels, consonants = join(list("AEIOU")[: p["v"]]), join(list("BCDFGHK")[: p["c"]])
        return {**super().words(p), "vowels": vowels, "consonants": consonants}

    def steps(self, p: Params) -> list[str]:
        """Write the recurrence and its values."""
        r, v, c, a = p["r"], p["v"], p["c"], self._counts(p)
        factors = [c * v**j for j in range(r + 1)]
        rule = " + ".join(f"{f}·a(m-{j + 1})" for j, f in enumerate(factors))
        return [
            f"Let a(m) be the number of allowed words of m letters. Up to m = {r} all {v + c}^m words are allowed.",
            f"A longer one starts with j vowels, j from 0 to {r}, then a consonant, then any allowed word:",
            f"a(m) = {rule}.",
            "; ".join(f"a({m}) = {n}" for m, n in enumerate(a)) + ".",
        ]


class NestedSets(Count):
    """Tuples of subsets with stated relations."""

    name = "nested_sets"
    what = "the number of such ordered tuples of sets"
    phrasings = (
        "Let S = {{1, 2, ..., {n}}}. Consider ordered tuples ({sets}) of subsets of S, possibly empty or equal, such "
        "that {relations}, and {measured} has exactly {t} elements. {find}",
        "{sets} are subsets of S = {{1, 2, ..., {n}}}; they may be empty and need not be different. It is required "
        "that {relations}, and that {measured} has exactly {t} elements. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more sets, more relations and more elements."""
        while True:
            k = 2 + (tier + 1) // 2 - (tier == 1)
            n = between(rng, 4 + tier, 8 + 2 * tier)
            pairs = [(i, j) for i in range(k) for j in range(k) if i != j]
            order = rng.permutation(len(pairs)).tolist()
            rules = [["⊆∩∪"[between(rng, 0, 2)], *pairs[i]] for i in order[: 1 + tier // 3]]
            p: Params = {"n": n, "k": k, "rules": rules, "size": ["∩∪"[between(rng, 0, 1)], *pairs[order[-1]]]}
            p["t"] = between(rng, 1, n - 1)
            inside, outside = self._patterns(p)
            unlike = len({frozenset(pair) for _, *pair in rules}) == len(rules)
            if unlike and len(inside) * len(outside) >= k and self.total(p) % 1000:
                return p

    def _patterns(self, p: Params) -> tuple[list[str], list[str]]:
        """Return the ways in which an element inside and outside the counted set can lie in the sets."""
        inside: list[str] = []
        outside: list[str] = []
        for bits in product((0, 1), repeat=p["k"]):
            allowed = all(
                {"⊆": bits[i] <= bits[j], "∩": bits[i] * bits[j] == 0, "∪": bits[i] + bits[j] > 0}[sign]
                for sign, i, j in p["rules"]
            )
            if allowed:
                sign, i, j = p["size"]
                (inside if bits[i] + bits[j] >= (2 if sign == "∩" else 1) else outside).append("".join(map(str, bits)))
        return inside, outside

    def total(self, p: Params) -> int:
        """Place every element by itself."""
        inside, outside = self._patterns(p)
        return comb(p["n"], p["t"]) * int(len(inside) ** p["t"] * len(outside) ** (p["n"] - p["t"]))

    def words(self, p: Params) -> Params:
        """Write the sets and relations out."""
        ends = {"⊆": "", "∩": " = ∅", "∪": " = S"}
        rules = [f"{'ABCDE'[i]} {sign} {'ABCDE'[j]}{ends[sign]}" for sign, i, j in p["rules"]]
        sign, i, j = p["size"]
        sets = ", ".join("ABCDE"[: p["k"]])
        return {
            **super().words(p),
            "sets": sets,
            "relations": join(rules),
            "measured": f"{'ABCDE'[i]} {sign} {'ABCDE'[j]}",
        }

    def steps(self, p: Params) -> list[str]:
        """List the patterns of one element."""
        (inside, outside), n, t, words = self._patterns(p), p["n"], p["t"], self.words(p)
        return [
            f"For each element write 1 or 0 for being in or not in each of {words['sets']}, in this order.",
            f"An element of {words['measured']} can have the patterns {', '.join(inside)}: {len(inside)} in number.",
            f"Any other element can have the patterns {', '.join(outside)}: {len(outside)} in number.",
            f"Choose which {t} of the {n} elements lie in {words['measured']}: C({n}, {t}) = {comb(n, t)} ways.",
            f"Together: {comb(n, t)} × {len(inside)}^{t} × {len(outside)}^{n - t} = {self.total(p)}.",
        ]


FAMILIES: tuple[Family, ...] = (
    GridPaths(),
    ApartLetters(),
    BoundedShares(),
    ShelvedBooks(),
    ForbiddenSeats(),
    Beads(),
    LetterRuns(),
    NestedSets(),
)
"""The families of combinatorics."""
