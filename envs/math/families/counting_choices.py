"""Counting choices and arrangements of people and things."""

from __future__ import annotations

from math import comb, factorial, perm, prod

import numpy as np

from ..notation import between, join
from ..template import Params, Template


class RowRules(Template):
    """People in a row, some in one block, some apart."""

    name = "row_rules"
    opens = "c"
    phrasings = (
        "{a} children, {b} teachers and {c} parents, all of them different people, stand in a row. {rules} In how "
        "many ways is this possible?",
        "A row is formed by {c} parents, {b} teachers and {a} children, who are all different people. {rules} How "
        "many rows are possible?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw one rule, then more rules and more people."""
        while True:
            a, b, c = between(rng, 2, 5 + tier // 2), between(rng, 2, 4 + tier // 2), between(rng, 2, 10 + tier)
            kinds = [["block"], ["apart"]][between(rng, 0, 1)] if tier == 1 else ["block", "apart"]
            if tier > 2:
                kinds += [["ends"], ["order"], ["ends", "order"]][between(rng, 0, 1) if tier < 5 else 2]
            p: Params = {"a": a, "b": b, "c": c, "rules": kinds}
            if self._count(p) > 0:
                return p

    def _count(self, p: Params) -> int:
        return prod(value for value, _ in self._factors(p)) // (2 if "order" in p["rules"] else 1)

    def _factors(self, p: Params) -> list[tuple[int, str]]:
        """Return the numbers that are multiplied, each with its reason."""
        a, b, c, rules = p["a"], p["b"], p["c"], p["rules"]
        block, apart, ends = (kind in rules for kind in ("block", "apart", "ends"))
        things = c + (1 if block else a) + (0 if apart else b)
        whole = [f"{c} parents", "the block of children" if block else f"{a} children"]
        named = join(whole + ([] if apart else [f"{b} teachers"]))
        found = []
        if ends:
            inner = things - 2
            value = c * (c - 1) * factorial(inner)
            text = f"Put parents at both ends and the rest of {named} between them"
            found.append((value, f"{text}: {c} × {c - 1} × {inner}! = {value} ways."))
        else:
            found.append((factorial(things), f"Arrange {named}: {things}! = {factorial(things)} ways."))
        if block:
            found.append((factorial(a), f"Arrange the children within the block: {a}! = {factorial(a)} ways."))
        if apart:
            gaps = things - 1 if ends else things + 1
            made = " × ".join(str(gaps - i) for i in range(b))
            where = "between neighbours" if ends else "between neighbours and at the ends"
            text = f"Put the teachers one by one into different ones of the {gaps} gaps {where}"
            found.append((perm(gaps, b), f"{text}: {made} = {perm(gaps, b)} ways."))
        return found

    def answer(self, p: Params) -> str:
        """Multiply, and halve for a given order of two people."""
        return str(self._count(p))

    def words(self, p: Params) -> Params:
        """Write the rules."""
        texts = {
            "block": "All children stand next to each other, without anyone else between them.",
            "apart": "No two teachers are neighbours.",
            "ends": "Both ends of the row are taken by parents.",
            "order": "The parent Ana stands somewhere to the left of the parent Ben.",
        }
        return {"rules": " ".join(texts[kind] for kind in p["rules"])}

    def steps(self, p: Params) -> list[str]:
        """Show the factors."""
        found = self._factors(p)
        values, total = [value for value, _ in found], prod(value for value, _ in found)
        lines = [text for _, text in found]
        if len(values) > 1:
            lines.append(f"Together {' × '.join(map(str, values))} = {total}.")
        if "order" in p["rules"]:
            lines.append(
                "Exchanging Ana and Ben turns rows with Ana on the left into the others, so half of them count:"
            )
            lines.append(f"{total}/2 = {total // 2}.")
        elif len(lines) == 1:
            lines.append("All further rules hold by themselves.")
        return lines


class Hats(Template):
    """Permutations in which some of given people keep their own."""

    name = "hats"
    opens = "n"
    phrasings = (
        "{n} people leave their hats at a party, and each takes a hat home, everyone a different one. {m} of the "
        "people are women. In how many ways can it happen that the number of women who take their own hat is exactly "
        "{j}? The men may take any hat.",
        "The numbers 1 to {n} are written in a row in some order. Call a number i from 1 to {m} fixed if it is the "
        "i-th number of the row. For how many orders is the number of fixed i from 1 to {m} exactly {j}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more people."""
        n = between(rng, 4 + tier, 16 + 2 * tier)
        m = between(rng, 2 + tier // 2, min(n - 1, 6 + tier))
        return {"n": n, "m": m, "j": between(rng, 0, min(m - 1, 3 + tier // 2))}

    def _terms(self, p: Params) -> list[tuple[int, int]]:
        """Return for each number of further fixed women the choices and the signed number of ways."""
        left, people = p["m"] - p["j"], p["n"] - p["j"]
        return [(comb(left, i), (-1) ** i * comb(left, i) * factorial(people - i)) for i in range(left + 1)]

    def answer(self, p: Params) -> str:
        """Choose who keeps the own hat; exclude it for the others."""
        return str(comb(p["m"], p["j"]) * sum(value for _, value in self._terms(p)))

    def steps(self, p: Params) -> list[str]:
        """Show the terms."""
        n, m, j, terms = p["n"], p["m"], p["j"], self._terms(p)
        left, people, ways = m - j, n - j, comb(m, j)
        if j:
            lines = [
                f"Call what is at its own place fixed. Choose the {j} of {m} that are: C({m}, {j}) = {ways} ways."
            ]
            lines.append(f"{people} others remain, {left} of which must not be fixed.")
        else:
            lines = [f"Call what is at its own place fixed: none of {m} given ones among {n} may be."]
        lines.append("By inclusion and exclusion over those that are fixed all the same:")
        for i, (choices, value) in enumerate(terms):
            sign = "subtract" if i % 2 else "add"
            lines.append(f"{i} fixed: {sign} C({left}, {i}) × {people - i}! = {choices} × {factorial(people - i)}")
            lines[-1] += f" = {abs(value)}"
        total = sum(value for _, value in terms)
        shown = " + ".join(str(value) for _, value in terms).replace("+ -", "- ")
        lines.append(f"{shown} = {total}.")
        return [*lines, f"Together {ways} × {total} = {ways * total}."] if j else lines


class Groups(Template):
    """Ways to divide people into groups without names."""

    name = "groups"
    phrasings = (
        "{n} people are divided into {text}. The groups have no names or order. {rule}In how many ways can this be "
        "done?",
        "In how many ways can a class of {n} students be split up into {text}, if groups of the same size are not "
        "distinguished? {rule}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more groups, and a rule for two people from tier 2 on."""
        while True:
            count = (3, 3, 4, 4, 5)[tier - 1] + between(rng, 0, 1)
            sizes = sorted(between(rng, 2, 9 if tier < 3 else 7) for _ in range(count))
            rule = "any" if tier < 2 else ("same", "different")[between(rng, 0, 1) if tier > 2 else 0]
            if len(set(sizes)) > 1:
                return {"sizes": sizes, "n": sum(sizes), "rule": rule}

    def _ways(self, sizes: list[int]) -> int:
        """Return the number of ways to divide people into groups of these sizes."""
        twins = prod(factorial(sizes.count(s)) for s in set(sizes))
        return factorial(sum(sizes)) // (prod(map(factorial, sizes)) * twins)

    def _together(self, p: Params) -> list[tuple[int, int, int]]:
        """Return for every size of the group with both of them the choices of others in it and those of the rest."""
        rows = []
        for s in sorted(set(p["sizes"])):
            rest = list(p["sizes"])
            rest.remove(s)
            rows.append((s, comb(p["n"] - 2, s - 2), self._ways(rest)))
        return rows

    def answer(self, p: Params) -> str:
        """Count all, or those with both in one group."""
        whole, both = self._ways(p["sizes"]), sum(x * y for _, x, y in self._together(p))
        return str({"any": whole, "same": both, "different": whole - both}[p["rule"]])

    def words(self, p: Params) -> Params:
        """Write the groups and the rule."""
        counts = [(s, p["sizes"].count(s)) for s in sorted(set(p["sizes"]))]
        text = join([f"{k} group{'s' if k > 1 else ''} of {s}" for s, k in counts])
        rule = {
            "any": "",
            "same": "Two of them, Ana and Ben, must be in the same group. ",
            "different": "Two of them, Ana and Ben, must not be in the same group. ",
        }
        return {"text": text, "rule": rule[p["rule"]]}

    def ask(self, p: Params, phrasing: int = 0, **names: str) -> str:
        """Return the question without a space at its end."""
        return super().ask(p, phrasing, **names).strip()

    def _formula(self, sizes: list[int]) -> str:
        parts = [f"{s}!" for s in sizes]
        twins = [f"{sizes.count(s)}!" for s in sorted(set(sizes)) if sizes.count(s) > 1]
        return f"{sum(sizes)}!/({' × '.join(parts + twins)}) = {self._ways(sizes)}"

    def steps(self, p: Params) -> list[str]:
        """Divide factorials, and treat the group of both by itself."""
        lines = [
            "Put all people in a row and cut it into groups: the order within a group does not matter, nor does the"
        ]
        lines.append(
            "order of groups of the same size, so divide by the factorials of the sizes and of the numbers of"
        )
        lines.append("groups of equal size.")
        if p["rule"] != "same":
            lines.append(f"All ways: {self._formula(p['sizes'])}.")
        if p["rule"] == "any":
            return lines
        lines.append("Ways with Ana and Ben in one group, by its size:")
        for s, x, y in self._together(p):
            rest = list(p["sizes"])
            rest.remove(s)
            lines.append(
                f"size {s}: C({p['n'] - 2}, {s - 2}) = {x} choices of the others in it, then {self._formula(rest)} "
            )
            lines[-1] += f"ways for the rest, {x} × {y} = {x * y}"
        values = [x * y for _, x, y in self._together(p)]
        lines.append(f"Together {' + '.join(map(str, values))} = {sum(values)}.")
        if p["rule"] == "different":
            whole = self._ways(p["sizes"])
            lines.append(f"In different groups: {whole} - {sum(values)} = {whole - sum(values)}.")
        return lines


class ExactColours(Template):
    """Colourings of different things that use an exact number of colours."""

    name = "exact_colours"
    opens = "q"
    phrasings = (
        "A child paints {n} different cups, each in one colour; there are {q} colours to choose from. In how many "
        "ways can the cups be painted so that exactly {j} colours are used{rule}?",
        "How many functions from a set of {n} elements to a set of {q} elements take exactly {j} different "
        "values{other}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more cups and colours; from tier 3 on two cups must differ."""
        j = between(rng, 2 + tier // 3, 3 + tier // 2)
        n = between(rng, j + 1, j + 5 + tier)
        return {"n": n, "q": between(rng, j, j + 22 + 3 * tier), "j": j, "differ": tier > 2}

    def _onto(self, n: int, j: int) -> int:
        return sum((-1) ** i * comb(j, i) * (j - i) ** n for i in range(j + 1))

    def answer(self, p: Params) -> str:
        """Choose the colours and use all of them; two cups of one colour count as one cup."""
        onto = self._onto(p["n"], p["j"]) - (self._onto(p["n"] - 1, p["j"]) if p["differ"] else 0)
        return str(comb(p["q"], p["j"]) * onto)

    def words(self, p: Params) -> Params:
        """Add the rule."""
        rule = " and the largest and the smallest cup have different colours" if p["differ"] else ""
        other = ", not the same one at two given elements" if p["differ"] else ""
        return {"rule": rule, "other": other}

    def _lines(self, n: int, j: int) -> list[str]:
        terms = [f"C({j}, {i}) × {j - i}^{n}" for i in range(j)]
        values = [comb(j, i) * (j - i) ** n for i in range(j)]
        signs = ["" if not i else " - " if i % 2 else " + " for i in range(j)]
        left = "".join(sign + term for sign, term in zip(signs, terms, strict=True))
        right = "".join(sign + str(value) for sign, value in zip(signs, values, strict=True))
        return [f"{left} =", f"{right} = {self._onto(n, j)}."]

    def steps(self, p: Params) -> list[str]:
        """Show both counts."""
        n, q, j = p["n"], p["q"], p["j"]
        ways, onto = comb(q, j), self._onto(n, j)
        lines = [
            f"The {j} that occur are chosen in C({q}, {j}) = {ways} ways.",
            f"With these, {n} things can be given values so that none is missing, by inclusion and exclusion over the",
            "missing ones, in this many ways:",
            *self._lines(n, j),
        ]
        if p["differ"]:
            same = self._onto(n - 1, j)
            lines.append(f"If the two given things have the same value, they act like one of {n - 1}:")
            lines += [*self._lines(n - 1, j), f"So {onto} - {same} = {onto - same} ways are left."]
            onto -= same
        return [*lines, f"Together {ways} × {onto} = {ways * onto}."]


class Committee(Template):
    """Committees with a least number of women, and two people who do not sit together."""

    name = "committee"
    opens = "m"
    phrasings = (
        "From {m} men and {w} women a committee of {size} people is chosen; women must have at least {least} of the "
        "seats. {rule}How many committees are possible?",
        "A club has {m} men and {w} women as members. It elects a committee of {size} members, and the number of "
        "women in it has to be {least} or more. {rule}In how many ways can the committee be made up?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger club; from tier 3 on with a rule for two people."""
        size = between(rng, 3 + tier // 2, 4 + tier)
        m, w = between(rng, size, size + 3 + 2 * tier), between(rng, size, size + 3 + 2 * tier)
        rule = "none" if tier < 3 else ("apart", "either")[between(rng, 0, 1)]
        return {"m": m, "w": w, "size": size, "least": between(rng, 1, max(1, size - 1 - tier // 2)), "rule": rule}

    def _rows(self, p: Params, men: int, women: int, size: int, least: int) -> list[tuple[int, int]]:
        """Return each number of women with the number of committees."""
        return [(i, comb(women, i) * comb(men, size - i)) for i in range(max(least, 0), size + 1)]

    def _parts(self, p: Params) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return the rows of all committees, and of those with both people or with neither."""
        m, w, size, least = p["m"], p["w"], p["size"], p["least"]
        both = self._rows(p, m - 1, w - 1, size - 2, least - 1)
        neither = self._rows(p, m - 1, w - 1, size, least)
        return self._rows(p, m, w, size, least), both if p["rule"] == "apart" else neither

    def answer(self, p: Params) -> str:
        """Add over the number of women; take away what the rule forbids."""
        whole, bad = ([value for _, value in rows] for rows in self._parts(p))
        return str(sum(whole) - (sum(bad) if p["rule"] != "none" else 0))

    def words(self, p: Params) -> Params:
        """Write the rule."""
        rules = {
            "none": "",
            "apart": "Anne, one of the women, and Carl, one of the men, cannot both be in it. ",
            "either": "Anne, one of the women, or Carl, one of the men, or both have to be in it. ",
        }
        return {"rule": rules[p["rule"]]}

    def _lines(self, rows: list[tuple[int, int]], men: int, women: int, size: int) -> list[str]:
        lines = []
        for i, value in rows:
            made = f"{comb(women, i)} × {comb(men, size - i)}"
            lines.append(
                f"{i} {'woman' if i == 1 else 'women'}: C({women}, {i}) × C({men}, {size - i}) = {made} = {value}"
            )
        values = [str(value) for _, value in rows]
        total = f" = {sum(value for _, value in rows)}" if len(rows) > 1 else ""
        return [*lines, f"Together {' + '.join(values)}{total}."]

    def steps(self, p: Params) -> list[str]:
        """Show the rows."""
        m, w, size, (whole, bad) = p["m"], p["w"], p["size"], self._parts(p)
        lines = [f"Add over the number of women, from {p['least']} to {size}.", *self._lines(whole, m, w, size)]
        if p["rule"] == "none":
            return lines
        if p["rule"] == "apart":
            lines.append(f"Committees with both Anne and Carl: {size - 2} more from {m - 1} men and {w - 1} women.")
            lines += self._lines(bad, m - 1, w - 1, size - 2)
        else:
            lines.append(f"Committees with neither Anne nor Carl: all from {m - 1} men and {w - 1} women.")
            lines += self._lines(bad, m - 1, w - 1, size)
        total, less = (sum(value for _, value in rows) for rows in (whole, bad))
        return [*lines, f"{total} - {less} = {total - less} committees are left."]
