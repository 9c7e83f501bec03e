"""Chances of what happens in the end: walks between two ends, rooms with doors, players taking turns."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np

from ..notation import between, join
from ..template import STEPS, Params, Template


class WalkTime(Template):
    """The mean time of a symmetric walk that may rest."""

    name = "walk_time"
    opens = "n"
    phrasings = (
        "A token stands at {s} on the number line. In each second it moves 1 to the right with probability {step} "
        "and 1 to the left with probability {step}, else it stays where it is. {wall}How many seconds does it take "
        "on average until it {stop} {n} for the first time?",
        "A frog sits on stone {s} of a row of stones numbered 0, 1, 2, and so on. Every minute it jumps to the next "
        "stone with probability {step}, to the stone before with probability {step}, and otherwise stays. "
        "{other}Find the expected number of minutes until it {stop} {n}.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        n = between(rng, low, high)
        v = between(rng, 3, 6 + 2 * tier)
        wall = tier > 3 or (tier == 3 and rng.random() < 0.5)
        return {"n": n, "s": between(rng, 1, n - 1), "u": between(rng, 1, (v - 1) // 2), "v": v, "wall": wall}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer way; from tier 3 on there may be a wall at 0."""
        return self._draw(rng, tier, 5 + 3 * tier, 12 + 14 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a way with too many places for one equation each."""
        return self._draw(rng, tier, 10**4, 10 ** (4 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Write an equation for every place and eliminate one after the other."""
        if 2 * p["n"] > steps:
            return None
        chance, n = Fraction(p["u"], p["v"]), p["n"]
        # time at i = a·(time at i + 1) + b, from the left end on
        a, b = (Fraction(1), 1 / chance) if p["wall"] else (Fraction(0), Fraction(0))
        row = [(a, b)]
        for _ in range(1, n):
            a, b = 1 / (2 - a), (1 / chance + b) / (2 - a)
            row.append((a, b))
        time = Fraction(0)
        for i in range(n - 1, p["s"] - 1, -1):
            time = row[i][0] * time + row[i][1]
        return str(time)

    def _value(self, p: Params) -> Fraction:
        n, s, chance = p["n"], p["s"], Fraction(p["u"], p["v"])
        moves = Fraction(n * (n + 1) - s * (s + 1), 2) if p["wall"] else Fraction(s * (n - s), 2)
        return moves / chance

    def answer(self, p: Params) -> str:
        """Use the quadratic solution."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the chance and what is at 0."""
        wall = "At 0 there is a wall: a step to the left from 0 is not possible, and it stays there instead. "
        other = "On stone 0 there is nothing before, so instead of jumping back it stays. "
        return {
            "step": str(Fraction(p["u"], p["v"])),
            "wall": wall if p["wall"] else "",
            "other": other if p["wall"] else "",
            "stop": "is at" if p["wall"] else "is at 0 or at",
        }

    def steps(self, p: Params) -> list[str]:
        """Find how the mean times differ between neighbours."""
        n, s, chance = p["n"], p["s"], Fraction(p["u"], p["v"])
        lines = [
            "Let t(i) be the mean time from i on. Between the ends, t(i) = 1 + "
            f"{chance}·t(i - 1) + {chance}·t(i + 1) + {1 - 2 * chance}·t(i),",
            f"so the differences d(i) = t(i) - t(i + 1) grow by {1 / chance} from place to place.",
        ]
        if p["wall"]:
            return [
                *lines,
                f"At the wall t(0) = 1 + {chance}·t(1) + {1 - chance}·t(0), so d(0) = {1 / chance} and d(i) = "
                f"(i + 1) × {1 / chance}.",
                f"t({n}) = 0, so t({s}) is the sum of d(i) for i from {s} to {n - 1}: (({s} + 1) + ... + {n}) × "
                f"{1 / chance}.",
                f"{s + 1} + ... + {n} = {n} × {n + 1}/2 - {s} × {s + 1}/2 = {(n * (n + 1) - s * (s + 1)) // 2}.",
                f"{(n * (n + 1) - s * (s + 1)) // 2} × {1 / chance} = {self._value(p)}.",
            ]
        half = Fraction(1, 2) / chance
        return [
            *lines,
            f"So t is a quadratic polynomial in i with leading coefficient {-half}, half of {-1 / chance}, and it is "
            f"0 "
            f"at 0 and at {n}: t(i) = {half} × i × ({n} - i).",
            f"t({s}) = {half} × {s} × {n - s} = {self._value(p)}.",
        ]


class Ruin(Template):
    """A gambler with unfair games."""

    name = "ruin"
    opens = "n"
    phrasings = (
        "A gambler has {s} coins. In each game he wins one coin with probability {win} and loses one otherwise. He "
        "plays until he has {n} coins or none. {find}",
        "A particle starts at {s} and moves by 1 to the right with probability {win}, else by 1 to the left, until "
        "it is at 0 or at {n}. {other}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a farther aim; from tier 4 on the mean number of games is asked for."""
        n = between(rng, 3 + tier // 2, 5 + tier)
        while True:
            v = between(rng, 3, 16 + tier)
            win = Fraction(between(rng, 1, v - 1), v)
            if 2 * win != 1:
                ask = "games" if tier > 4 or (tier > 3 and rng.random() < 0.5) else "aim"
                return {"n": n, "s": between(rng, 1, n - 1), "u": win.numerator, "v": win.denominator, "ask": ask}

    def _chance(self, p: Params) -> Fraction:
        ratio, s, n = Fraction(p["v"] - p["u"], p["u"]), int(p["s"]), int(p["n"])
        return (ratio**s - 1) / (ratio**n - 1)

    def _value(self, p: Params) -> Fraction:
        if p["ask"] == "aim":
            return self._chance(p)
        return (int(p["n"]) * self._chance(p) - int(p["s"])) / (2 * Fraction(p["u"], p["v"]) - 1)

    def answer(self, p: Params) -> str:
        """Use the geometric solution."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the chance and the question."""
        find, other = (
            "What is the probability that he reaches his aim?",
            "What is the probability that it ends on the right?",
        )
        if p["ask"] == "games":
            find, other = "How many games does he play on average?", "How many moves does it make on average?"
        return {"win": str(Fraction(p["u"], p["v"])), "find": find, "other": other}

    def steps(self, p: Params) -> list[str]:
        """Show how the probabilities differ between neighbours."""
        n, s, win = p["n"], p["s"], Fraction(p["u"], p["v"])
        ratio, chance = (1 - win) / win, self._chance(p)
        lines = [
            f"Let f(i) be the probability to end at {n} from i on: f(i) = {win}·f(i + 1) + {1 - win}·f(i - 1).",
            f"So the differences f(i + 1) - f(i) form a geometric sequence with the ratio ({1 - win})/({win}) = "
            f"{ratio}, and",
            f"with f(0) = 0 and f({n}) = 1, f({s}) = (({ratio})^{s} - 1)/(({ratio})^{n} - 1).",
            f"({ratio})^{s} - 1 = {ratio**s - 1} and ({ratio})^{n} - 1 = {ratio**n - 1}, so f({s}) = {chance}.",
        ]
        if p["ask"] == "games":
            drift = 2 * win - 1
            lines.append(
                f"Each game changes the position by {win} - {1 - win} = {drift} on average. From {s} the mean position"
            )
            lines.append(
                f"in the end is {n} × {chance} = {n * chance}, a change by {n * chance} - {s} = {n * chance - s}."
            )
            lines.append(f"So the mean number of games is ({n * chance - s})/({drift}) = {self._value(p)}.")
        return lines


Form = dict[int, Fraction]  # coefficients of unknowns; the constant stands at 0


def _linear(form: Form) -> str:
    """Write a linear form in x_1, x_2, ..."""
    terms = [f"{c}·x_{i}" if c != 1 else f"x_{i}" for i, c in sorted(form.items()) if i and c]
    return " + ".join(terms + ([str(form[0])] if form.get(0) or not terms else []))


class Rooms(Template):
    """A mouse that goes through doors at random."""

    name = "rooms"
    phrasings = (
        "A house has the rooms 1 to {n}. Doors connect {doors}. A mouse starts in room {start}; in each step it "
        "chooses one of the doors of its room at random, each with the same probability, and goes through. {find}",
        "There are {n} rooms, numbered from 1 on, with doors between {doors}. A robot begins in room {start} and "
        "repeatedly goes through a door of the room where it is, chosen uniformly at random. {other}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more rooms; from tier 3 on the mean number of steps may be asked for."""
        n = (6, 6, 7, 7, 8)[tier - 1]
        while True:
            doors = {(between(rng, 1, i - 1), i) for i in range(2, n + 1)}
            for _ in range(between(rng, 1 + (tier + 1) // 2, 5 + tier // 2)):
                a, b = sorted((between(rng, 1, n), between(rng, 1, n)))
                doors |= {(a, b)} if a != b else set()
            start, end, trap = (int(i) + 1 for i in rng.permutation(n)[:3])
            time = tier > 2 and rng.random() < 0.5
            p: Params = {
                "n": n,
                "doors": sorted(map(list, doors)),
                "start": start,
                "end": end,
                "trap": 0 if time else trap,
            }
            if self._fits(p):
                return p

    def _near(self, p: Params, i: int) -> list[int]:
        return sorted({a + b - i for a, b in p["doors"] if i in (a, b)})

    def _fits(self, p: Params) -> bool:
        """Return whether neither end is certain and several rooms matter."""
        seen, edge = {p["start"]}, [p["start"]]
        while edge:
            new = {j for i in edge if i not in (p["end"], p["trap"]) for j in self._near(p, i)} - seen
            seen |= new
            edge = list(new)
        if (
            p["end"] not in seen
            or (p["trap"] and p["trap"] not in seen)
            or len(seen) < p["n"] - (1 if p["trap"] else 0)
        ):
            return False
        return self._value(p).denominator > 7

    def _equations(self, p: Params) -> dict[int, Form]:
        """Return for each room that matters the unknown as a form in the others."""
        stops, found = {p["end"], p["trap"]} - {0}, {}
        seen, edge = {p["start"]}, [p["start"]]
        while edge:
            i = edge.pop(0)
            near = self._near(p, i)
            form: Form = {0: Fraction(0 if p["trap"] else 1)}
            for j in near:
                if j in stops:
                    form[0] += Fraction(1, len(near)) if p["trap"] and j == p["end"] else 0
                else:
                    form[j] = Fraction(1, len(near))
                    if j not in seen:
                        seen.add(j)
                        edge.append(j)
            found[i] = form
        return found

    def _solve(self, p: Params) -> tuple[list[str], Fraction]:
        """Eliminate one unknown after the other; return what was done and the value at the start."""
        forms, lines = self._equations(p), []
        for i in sorted(forms, reverse=True):
            if i == p["start"]:
                continue
            own = 1 - forms[i].get(i, Fraction(0))
            solved = {j: c / own for j, c in forms[i].items() if j != i}
            lines.append(f"x_{i} = {_linear(solved)}")
            del forms[i]
            for form in forms.values():
                c = form.pop(i, Fraction(0))
                for j, more in solved.items() if c else ():
                    form[j] = form.get(j, Fraction(0)) + c * more
        last = forms[p["start"]]
        own = 1 - last.get(p["start"], Fraction(0))
        lines.append(f"x_{p['start']} = {_linear(last)}")
        return lines, last[0] / own

    def _value(self, p: Params) -> Fraction:
        return self._solve(p)[1]

    def answer(self, p: Params) -> str:
        """Solve the equations."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the doors and the question."""
        end, trap = p["end"], p["trap"]
        doors = "; ".join(f"{a} and {b}" for a, b in p["doors"])
        find = f"How many steps does it take on average until it is in room {end} for the first time?"
        other = f"What is the expected number of its moves until it first enters room {end}?"
        if trap:
            find = (
                f"What is the probability that it comes to room {end}, where the cheese is, before it comes to room "
            )
            find += f"{trap}, where the cat is?"
            other = f"Find the probability that it enters room {end} earlier than room {trap}."
        return {"doors": f"these pairs of rooms: {doors}", "find": find, "other": other}

    def steps(self, p: Params) -> list[str]:
        """Write the equations and eliminate."""
        what = "probability to come to the cheese first" if p["trap"] else "mean number of steps"
        lines = [f"Let x_i be the {what} from room i on. Averaging over the doors of each room:"]
        lines += [f"x_{i} = {_linear(form)}" for i, form in sorted(self._equations(p).items())]
        solved, value = self._solve(p)
        last = solved.pop()
        if solved:
            lines += ["Solve one of them after the other for its unknown and put it into the rest:", *solved]
        lines.append(f"This leaves {last}.")
        return [*lines, f"So x_{p['start']} = {value}."]


class Turns(Template):
    """Players who take turns until one of them succeeds."""

    name = "turns"
    opens = "a"
    phrasings = (
        "{names} take turns in this order, again and again, until somebody hits the target; whoever hits it first "
        "wins. At each shot Ana hits with probability 1/{a}, {others}. {tries}What is the probability that {who} "
        "wins?",
        "In a game {names} try their luck one after the other in this order, and begin again with Ana, until the "
        "first success, which decides the game. Ana succeeds with probability 1/{a} at each try, {others}. "
        "{tries}Find the probability that {who} wins.",
    )
    people = ("Ana", "Ben", "Cleo")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a third player from tier 3 on, and several tries in a turn from tier 2 on."""
        count = 2 if tier < 3 else 3
        others = []
        for _ in range(count - 1):
            v = between(rng, 3, 7 + tier)
            value = Fraction(between(rng, 1, v - 1), v)
            others.append([value.numerator, value.denominator])
        tries = [1] * count if tier == 1 else [between(rng, 1, 1 + tier // 2) for _ in range(count)]
        return {"a": between(rng, 2, 9 + tier), "others": others, "tries": tries, "who": between(rng, 0, count - 1)}

    def _misses(self, p: Params) -> list[Fraction]:
        """Return the probabilities that a whole turn of a player has no hit."""
        chances = [Fraction(1, p["a"]), *(Fraction(u, v) for u, v in p["others"])]
        return [(1 - c) ** t for c, t in zip(chances, p["tries"], strict=True)]

    def _value(self, p: Params) -> Fraction:
        miss, who = self._misses(p), p["who"]
        return prod(miss[:who], start=Fraction(1)) * (1 - miss[who]) / (1 - prod(miss, start=Fraction(1)))

    def answer(self, p: Params) -> str:
        """Sum the geometric series over the rounds."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the players."""
        names = list(self.people[: len(p["tries"])])
        others = [f"{x} with probability {Fraction(u, v)}" for x, (u, v) in zip(names[1:], p["others"], strict=True)]
        tries = [
            f"{x} has {t} {'try' if t == 1 else 'tries'} in each turn" for x, t in zip(names, p["tries"], strict=True)
        ]
        many = max(p["tries"]) > 1
        text = f"{join(tries)}. " if many else ""
        return {"names": join(names), "others": join(others), "tries": text, "who": names[p["who"]]}

    def steps(self, p: Params) -> list[str]:
        """Show one round, and that the game begins anew after it."""
        miss, who, names = self._misses(p), p["who"], self.people
        chances = [Fraction(1, p["a"]), *(Fraction(u, v) for u, v in p["others"])]
        lines = []
        for name, c, t, m in zip(names, chances, p["tries"], miss, strict=False):
            made = f"({1 - c})^{t} = {m}" if t > 1 else str(m)
            lines.append(f"A turn of {name} has no hit with probability {made}.")
        whole = prod(miss, start=Fraction(1))
        before = [*map(str, miss[:who]), str(1 - miss[who])]
        first = prod(miss[:who], start=Fraction(1)) * (1 - miss[who])
        made = f"{' × '.join(before)} = {first}" if len(before) > 1 else str(first)
        lines.append(f"{names[who]} wins in the first round with probability {made}.")
        lines.append(
            f"A round has no hit with probability {' × '.join(map(str, miss))} = {whole}, and then all begins anew,"
        )
        lines.append(f"so the probability w that {names[who]} wins satisfies w = {first} + {whole}·w:")
        return [*lines, f"w = ({first})/(1 - {whole}) = {self._value(p)}."]
