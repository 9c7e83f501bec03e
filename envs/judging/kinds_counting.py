"""Kinds of worked solutions about counting, chance and figures: committees, multiples, urns, plates, tanks."""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial, gcd, perm, prod

import numpy as np

from ..math.notation import between
from .worked import Kind, Params, Pen, SpoiltError, show, wrong_product


class Committee(Kind):
    """Committees of two groups, with two people who do not serve together."""

    name = "committee"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger groups; the feud from tier 2 on, offices from tier 4 on."""
        women, men = between(rng, 5, 7 + tier), between(rng, 4, 6 + tier)
        r, s = between(rng, 2, min(2 + (tier + 1) // 2, women - 2)), between(rng, 2, 2 + tier // 2)
        return {
            "women": women,
            "men": men,
            "r": r,
            "s": s,
            "feud": tier > 1,
            "offices": tier // 4 * between(rng, 1, 2),
        }

    def question(self, p: Params) -> str:
        """Ask for the number of committees."""
        feud = " Two of the women refuse to serve together." if p["feud"] else ""
        chair = ("", " One member takes the chair.", " One member takes the chair and another one keeps the minutes.")
        return (
            f"A committee of {p['r']} women and {p['s']} men is to be formed from {p['women']} women and {p['men']} "
            f"men.{feud}{chair[p['offices']]} In how many ways can this be done?"
        )

    def work(self, p: Params, pen: Pen) -> str:
        """Choose women and men, take off the committees with both, fill the offices."""
        m, n, r, s = p["women"], p["men"], p["r"], p["s"]
        women = self._choose(m, r, "women", pen)
        men = self._choose(n, s, "men", pen)
        sign = pen.choose("×", combine="+")
        total = women * men if sign == "×" else women + men
        pen.step(f"Together {women} {sign} {men} = {total} committees.")
        if p["feud"]:
            # both women are chosen, and r - 2 of the other m - 2
            top, low = pen.choose((m - 2, r - 2), count=(m - 1, r - 2), formula=(m - 2, r))
            both = pen.times(comb(top, low), men)
            pen.step(f"With both of the two women there are C({top}, {low}) × {men} = {both}.")
            before, total = total, pen.choose(total - both, overlap=total - 2 * both)
            pen.step(f"Without these there are {before} - {'2 × ' * (total != before - both)}{both} = {total}.")
            if total <= 0:
                raise SpoiltError
        if p["offices"]:
            size = r + s
            ways = (
                pen.choose((size,), reading=(r,), count=(size - 1,))
                if p["offices"] == 1
                else pen.choose((size, size - 1), replacement=(size, size), combine=(size,))
            )
            before, total = total, total * (ways[0] * ways[1] if len(ways) > 1 else ways[0])
            pen.step(f"With the offices there are {before} × {' × '.join(map(str, ways))} = {total}.")
        return str(total)

    def _choose(self, n: int, k: int, who: str, pen: Pen) -> int:
        top = pen.choose(n, count=n - 1)
        above = " × ".join(str(top - i) for i in range(k))
        below = " × ".join(str(i + 1) for i in range(k))
        divided = pen.choose("yes", ordered="no") == "yes"
        value = comb(top, k) if divided else perm(top, k)
        work = f"({above}) ÷ ({below})" if divided else above
        pen.step(f"The {who} can be chosen in {work} = {value} ways.")
        return value


class Multiples(Kind):
    """Whole numbers in a range that one of two numbers divides."""

    name = "multiples"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger numbers; "but not both" and "neither" from tier 3 on."""
        p, q = (int(x) for x in rng.permutation(np.arange(3, 9 + 3 * tier))[:2])
        if max(p, q) % min(p, q) == 0:
            p, q = 4 + 2 * tier, 6 + 2 * tier
        low = p * between(rng, 3, 10 * tier)
        high = q * (low // q + between(rng, 12, 40 * tier)) + (between(rng, 0, 3) if tier > 1 else 0)
        asked = ("or", "one", "none")[between(rng, 0, 2) if tier > 2 else 0]
        return {"p": p, "q": q, "low": low, "high": high, "asked": asked}

    def question(self, p: Params) -> str:
        """Ask how many."""
        a, b = p["p"], p["q"]
        what = {
            "or": f"divisible by {a} or by {b}",
            "one": f"divisible by exactly one of {a} and {b}",
            "none": f"divisible neither by {a} nor by {b}",
        }[p["asked"]]
        return f"How many whole numbers from {p['low']} to {p['high']}, both included, are {what}?"

    def work(self, p: Params, pen: Pen) -> str:
        """Count the multiples of each, of both, and put them together."""
        a, b, low, high = p["p"], p["q"], p["low"], p["high"]
        one, two = self._count(a, low, high, pen), self._count(b, low, high, pen)
        common = pen.choose(a * b // gcd(a, b), formula=a * b)
        pen.step(f"A number is divisible by both if {common} divides it.")
        both = self._count(common, low, high, pen)
        times = 2 if p["asked"] == "one" else 1
        times = pen.choose(times, overlap=3 - times if p["asked"] == "one" else 0)
        total = one + two - times * both
        taken = {0: "", 1: f" - {both}", 2: f" - 2 × {both}"}[times]
        if p["asked"] != "none":
            kind = "Divisible by exactly one of them" if p["asked"] == "one" else "Divisible by one of them or both"
            pen.step(f"{kind} are {one} + {two}{taken} = {total}.")
            return str(total)
        pen.step(f"Divisible by one of them or both are {one} + {two}{taken} = {total}.")
        size = pen.choose(high - low + 1, count=high - low)
        rest = size - total
        if rest <= 0:
            raise SpoiltError
        pen.step(f"There are {size} numbers, so {size} - {total} = {rest} are divisible by neither.")
        return str(rest)

    def _count(self, a: int, low: int, high: int, pen: Pen) -> int:
        upto, before = high // a, (low - 1) // a
        # the multiples below `low` are left out, and `low` itself is not
        upto, before = pen.choose((upto, before), count=(upto, low // a), quotient=(upto + 1, before))
        pen.step(f"Multiples of {a}: {upto} up to {high}, {before} of them below {low}, so {upto - before}.")
        return upto - before


class Urn(Kind):
    """Balls drawn from an urn, put back or not."""

    name = "urn"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more balls; "exactly one" from tier 2 on."""
        red, other = between(rng, 2, 4 + tier), between(rng, 4 + tier // 2, 6 + 2 * tier)
        drawn = between(rng, 2, 2 + tier // 2)
        exactly, back = (bool(rng.random() < 0.5) for _ in range(2))
        return {"red": red, "other": other, "drawn": drawn, "exactly": exactly and tier > 1, "back": back}

    def question(self, p: Params) -> str:
        """Ask for the probability."""
        what = "exactly one of them is red" if p["exactly"] else "at least one of them is red"
        return (
            f"An urn holds {p['red']} red and {p['other']} white balls. {p['drawn']} balls are drawn one by one, and "
            f"{'each' if p['back'] else 'none'} is put back before the next is drawn. What is the probability that "
            f"{what}?"
        )

    def work(self, p: Params, pen: Pen) -> str:
        """Multiply along one path; count the paths, or take the complement."""
        red, other, k = p["red"], p["other"], p["drawn"]
        n = pen.choose(red + other, reading=other)
        pen.step(f"There are {n} balls in the urn.")
        white = k - p["exactly"]
        kept = [*[red] * p["exactly"], *(other - i for i in range(white))], [n - i for i in range(k)]
        back = [*[red] * p["exactly"], *[other] * white], [n] * k
        right, wrong = (back, kept) if p["back"] else (kept, back)
        tops, lows = pen.choose(right, replacement=wrong, count=(kept[0], back[1]))
        if min(lows) < 1:
            raise SpoiltError
        above, below = prod(tops), prod(lows)
        path = Fraction(pen.choose(above, multiplication=wrong_product(above // tops[-1], tops[-1])), below)
        product = " × ".join(f"{top}/{low}" for top, low in zip(tops, lows, strict=True))
        if p["exactly"]:
            pen.step(f"First a red ball and then white ones: {product} = {show(path)}.")
            paths = pen.choose(k, case=1, ordered=factorial(k))
            total = paths * path
            places = f"{paths} places" if paths > 1 else "1 place"
            pen.step(f"The red ball can come at {places}, which gives {paths} × {show(path)} = {show(total)}.")
        else:
            pen.step(f"All balls are white with probability {product} = {show(path)}.")
            total = pen.choose(1 - path, case=path, addition=1 - path + Fraction(1, path.denominator))
            pen.step(f"At least one is red with probability {show(total)}.")
        if not 0 < total < 1:
            raise SpoiltError
        return show(total)


class Plate(Kind):
    """The area of a plate with round holes and cut corners."""

    name = "plate"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more cuts and larger plates."""
        size = 20 + 10 * tier
        return {
            "width": between(rng, size, 2 * size),
            "height": between(rng, size, 2 * size),
            "hole": 2 * between(rng, 2, size // 4),
            "corner": [between(rng, 3, size // 4), 2 * between(rng, 2, size // 6)],
            "slot": [between(rng, 3, size // 3), between(rng, 2, size // 4)] if tier > 2 else [],
            "corners": 1 + (tier > 1) + 2 * (tier > 3),
        }

    def question(self, p: Params) -> str:
        """Ask for the area."""
        a, b = p["corner"]
        corners = (
            "At one corner a triangle is",
            "At two corners triangles are",
            "",
            "At all four corners triangles are",
        )
        slot = f", and a rectangular slot of {p['slot'][0]} cm by {p['slot'][1]} cm" if p["slot"] else ""
        return (
            f"A rectangular plate is {p['width']} cm wide and {p['height']} cm high. It has a round hole of diameter "
            f"{p['hole']} cm{slot}. {corners[p['corners'] - 1]} cut off, with a right angle between sides of {a} cm "
            f"and {b} cm. Find the area of what is left, in square centimetres, in terms of π."
        )

    def work(self, p: Params, pen: Pen) -> str:
        """Find the area of each piece and subtract."""
        w, h, (a, b), corners = p["width"], p["height"], p["corner"], p["corners"]
        side, area = pen.choose(
            (f"{w} × {h}", w * h),
            multiplication=(f"{w} × {h}", wrong_area(w, h)),
            formula=(f"2 × {w} + 2 × {h}", 2 * w + 2 * h),
        )
        pen.step(f"The whole rectangle has the area {side} = {area}.")
        radius = pen.choose(p["hole"] // 2, half=p["hole"])
        pen.step(f"The radius of the hole is {radius}.")
        formula, hole = pen.choose(
            (f"π × {radius}^2", radius * radius),
            formula=(f"2 × π × {radius}", 2 * radius),
            power=(f"π × {radius}^2", 2 * radius),
        )
        pen.step(f"The hole has the area {formula} = {hole}π.")
        text, corner = pen.choose(
            (f"{a} × {b} ÷ 2", a * b // 2), formula=(f"{a} × {b}", a * b), combine=(f"({a} + {b}) ÷ 2", (a + b) // 2)
        )
        pen.step(f"A cut corner has the area {text} = {corner}.")
        lost = corner
        if corners > 1:
            lost = pen.choose(corners * corner, multiplication=corners * corner - 10, count=(corners - 1) * corner)
            pen.step(f"All {corners} corners together: {lost}.")
        if p["slot"]:
            c, d = p["slot"]
            slot = pen.choose(c * d, multiplication=wrong_area(c, d), formula=2 * c + 2 * d)
            pen.step(f"The slot has the area {slot}.")
            lost = pen.choose(lost + slot, addition=lost + slot + 10)
            pen.step(f"Corners and slot together: {lost}.")
        rest = pen.choose(area - lost, addition=area - lost - 10, sign=area + lost)
        if lost <= 0 or rest <= 4 * hole:
            raise SpoiltError
        pen.step(
            f"What is left has the area {area} {'+' if rest > area else '-'} {lost} - {hole}π = {rest} - {hole}π."
        )
        return f"{rest} - {hole}π"


def wrong_area(a: int, b: int) -> int:
    """Return a × b with a carry lost in the tens."""
    return a * b - (100 if a * b > 300 else 10 if a * b > 30 else 1)


class Journey(Kind):
    """The average speed over a journey of several stretches."""

    name = "journey"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more stretches and times that are fractions of an hour."""
        stretches = []
        for _ in range(2 + tier // 2):
            hours = Fraction(between(rng, 1, 3 + 2 * tier), between(rng, 1, 1 + tier))
            speed = hours.denominator * between(rng, 2 + 20 // hours.denominator, 100 // hours.denominator)
            stretches.append([speed, int(speed * hours)])
        return {"stretches": stretches, "rest": 20 * between(rng, 1, 5) if tier > 1 else 0}

    def question(self, p: Params) -> str:
        """Ask for the average speed."""
        told = [f"{km} km at {speed} km/h" for speed, km in p["stretches"]]
        rest = f" with a rest of {p['rest']} minutes in between" if p["rest"] else ""
        return f"A car goes {', then '.join(told)}{rest}. What is its average speed over the whole time, in km/h?"

    def work(self, p: Params, pen: Pen) -> str:
        """Add up the times and the ways, and divide."""
        times = []
        for speed, km in p["stretches"]:
            time = pen.choose(Fraction(km, speed), inverted=Fraction(speed, km))
            sign = f"{speed} ÷ {km}" if pen.slipped == len(pen.lines) + 1 else f"{km} ÷ {speed}"
            pen.step(f"{km} km at {speed} km/h take {sign} = {show(time)} hours.")
            times.append(time)
        if p["rest"]:
            rest = pen.choose(Fraction(p["rest"], 60), formula=Fraction(p["rest"], 100))
            pen.step(f"The rest takes {show(rest)} hours.")
            times.append(rest)
        used = pen.choose(times, case=times[:-1] if len(times) > 2 else times)
        total = sum(used, Fraction(0))
        total = pen.choose(total, addition=total + 1)
        pen.step(f"All together the journey takes {' + '.join(map(show, used))} = {show(total)} hours.")
        ways = [km for _, km in p["stretches"]]
        way = pen.choose(sum(ways), addition=sum(ways) - 10)
        pen.step(f"The whole way is {' + '.join(map(str, ways))} = {way} km.")
        speeds = [speed for speed, _ in p["stretches"]]
        mean = Fraction(sum(speeds), len(speeds))
        text, speed = pen.choose(
            (f"{way} ÷ {show(total, bracket=True)}", way / total),
            formula=(f"({' + '.join(map(str, speeds))}) ÷ {len(speeds)}", mean),
            inverted=(f"{show(total)} ÷ {way}", total / way),
        )
        pen.step(f"The average speed is {text} = {show(speed)} km/h.")
        return show(speed)
