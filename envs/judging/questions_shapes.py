"""Short questions about figures, journeys, prices and groups."""

from __future__ import annotations

import numpy as np

from ..math.notation import between, nonzero
from .questions import CONTRADICTION, FINE, IMPOSSIBLE, MISSING, Asked, Params


class Rectangle(Asked):
    """Perimeter and one side."""

    name = "rectangle"
    near = ("What is the radius of the circle?", "How long is the diagonal of the cube?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the sides."""
        a, b = between(rng, 3, 8 + 6 * tier), between(rng, 3, 8 + 6 * tier)
        return {"a": a, "around": 2 * (a + b), "long": a + b + between(rng, 1, 4 + tier), "say": between(rng, 0, 1)}

    def given(self, p: Params, kind: str) -> str:
        """State perimeter and side."""
        around = f"A rectangle has a perimeter of {p['around']} cm"
        if kind == MISSING:
            return f"{around}."
        side = {IMPOSSIBLE: -p["a"], CONTRADICTION: p["long"]}.get(kind, p["a"])
        if p["say"]:
            return (
                f"One side of a rectangle is {side} cm long, and all sides together have a length of {p['around']} cm."
            )
        return f"{around}, and one of its sides is {side} cm long."

    def goal(self, p: Params) -> str:
        """Ask for the area."""
        return "What is the area of the rectangle?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        return {
            IMPOSSIBLE: "a length cannot be negative",
            CONTRADICTION: f"two sides of {p['long']} cm are longer than the whole perimeter of {p['around']} cm",
            MISSING: "rectangles of the same perimeter have different areas, and no side is given",
        }[kind]


class Angles(Asked):
    """Two angles of a triangle."""

    name = "angles"
    near = ("What is the angle between the two planes?", "How many degrees does the hand of the clock turn?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the angles."""
        a, b = between(rng, 20, 70 + 2 * tier), between(rng, 20, 85)
        big = between(rng, 95, 140)
        return {
            "a": a,
            "b": b,
            "flat": between(rng, 185, 300),
            "big": big,
            "other": 180 - big + between(rng, 3, 35),
            "equal": bool(rng.random() < 0.5),
        }

    def given(self, p: Params, kind: str) -> str:
        """State two angles."""
        if kind == MISSING:
            return f"In a triangle ABC the angle at A is {p['a']} degrees."
        if kind != CONTRADICTION and p["equal"]:
            a = p["flat"] if kind == IMPOSSIBLE else p["a"]
            return f"In a triangle ABC the angle at A is {a} degrees, and the angles at B and C are equal."
        a, b = {IMPOSSIBLE: (p["flat"], p["b"]), CONTRADICTION: (p["big"], p["other"])}.get(kind, (p["a"], p["b"]))
        return f"In a triangle ABC the angle at A is {a} degrees and the angle at B is {b} degrees."

    def goal(self, p: Params) -> str:
        """Ask for the third."""
        return "How many degrees is the angle at C?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        return {
            IMPOSSIBLE: f"an angle of a triangle is less than 180 degrees, and not {p['flat']}",
            CONTRADICTION: f"{p['big']} and {p['other']} degrees are 180 degrees or more together",
            MISSING: "only one of the three angles is known",
        }[kind]


class RightTriangle(Asked):
    """Sides of a right triangle."""

    name = "right_triangle"
    near = ("What is the volume of the pyramid?", "What is the surface of the sphere?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a Pythagorean triple."""
        m = between(rng, 2, 3 + tier)
        n = between(rng, 1, m - 1)
        s = between(rng, 1, 2 + tier)
        return {
            "a": s * (m * m - n * n),
            "b": 2 * s * m * n,
            "c": s * (m * m + n * n),
            "short": between(rng, 1, 3),
            "wide": between(rng, 95, 150),
            "acute": between(rng, 20, 70),
            "angled": bool(rng.random() < 0.4),
        }

    def given(self, p: Params, kind: str) -> str:
        """State two sides."""
        a, c = p["a"], p["c"]
        if kind == IMPOSSIBLE or (kind == FINE and p["angled"]):
            angle = p["wide"] if kind == IMPOSSIBLE else p["acute"]
            return f"One of the angles of a right triangle is {angle} degrees, and its hypotenuse is {c} cm long."
        if kind == MISSING:
            return f"The hypotenuse of a right triangle is {c} cm long."
        leg = c + p["short"] if kind == CONTRADICTION else a
        return f"The hypotenuse of a right triangle is {c} cm long, and one of its legs is {leg} cm long."

    def goal(self, p: Params) -> str:
        """Ask for the area."""
        return "What is the area of the triangle?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        return {
            IMPOSSIBLE: f"a right triangle has no angle above 90 degrees, and {p['wide']} is more",
            CONTRADICTION: "the hypotenuse is the longest side, and the leg is said to be longer",
            MISSING: "one side does not determine a right triangle",
        }[kind]


class Polygon(Asked):
    """A regular polygon."""

    name = "polygon"
    near = ("How many faces does the solid have?", "What is the radius of the cone?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the number of sides from those with whole angles."""
        sides = (5, 6, 8, 9, 10, 12, 15, 18, 20, 24, 30, 36, 40, 45)
        n = sides[between(rng, 0, 4 + 2 * tier - (tier == 5))]
        return {
            "n": n,
            "side": between(rng, 2, 8 + 4 * tier),
            "off": nonzero(rng, 4),
            "few": between(rng, 1, 2),
            "extra": bool(rng.random() < 0.5),
        }

    def given(self, p: Params, kind: str) -> str:
        """State the number of sides."""
        n, side = p["n"], p["side"]
        if kind == MISSING:
            return f"Each side of a regular polygon is {side} cm long."
        angle = 180 - 360 // n + (p["off"] if kind == CONTRADICTION else 0)
        if kind == IMPOSSIBLE:
            return f"A regular polygon has exactly {p['few']} side{'s' * (p['few'] > 1)}, each of them {side} cm long."
        extra = f" Each of its angles has {angle} degrees." if kind == CONTRADICTION or p["extra"] else ""
        return f"A regular polygon has {n} sides, each of them {side} cm long.{extra}"

    def goal(self, p: Params) -> str:
        """Ask for the perimeter."""
        return "What is the perimeter of the polygon?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        n = p["n"]
        return {
            IMPOSSIBLE: "a polygon has at least 3 sides",
            CONTRADICTION: f"the angles of a regular polygon with {n} sides have {180 - 360 // n} degrees",
            MISSING: "the number of sides is not given",
        }[kind]


class Ride(Asked):
    """Speed, time and way."""

    name = "ride"
    near = ("How many kilometres does the ship cover in a day?", "How fast does the train go on its way back?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw speed and times."""
        return {
            "v": 5 * between(rng, 4, 10 + 4 * tier),
            "t": between(rng, 2, 4 + tier),
            "later": between(rng, 5, 8 + 3 * tier),
            "off": 5 * nonzero(rng, 3),
            "extra": bool(rng.random() < 0.5),
        }

    def given(self, p: Params, kind: str) -> str:
        """State speed and time."""
        v, t = p["v"], p["t"]
        if kind == IMPOSSIBLE:
            return f"A truck covers {v * t} km in {-t} hours at constant speed."
        if kind == MISSING:
            return f"A truck drives at constant speed for {t} hours without a stop."
        way = v * t + (p["off"] if kind == CONTRADICTION else 0)
        told = f"A truck covers {way} km in {t} hours at constant speed."
        return told + (f" Its speed is {v} km/h." if kind == CONTRADICTION or p["extra"] else "")

    def goal(self, p: Params) -> str:
        """Ask for the way in another time."""
        return f"How many kilometres does the truck cover in {p['later']} hours at this speed?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        v, t = p["v"], p["t"]
        return {
            IMPOSSIBLE: "a duration cannot be negative",
            CONTRADICTION: f"at {v} km/h the truck covers {v * t} km in {t} hours",
            MISSING: "neither a speed nor a way is given",
        }[kind]


class Discount(Asked):
    """A price and a discount."""

    name = "discount"
    near = ("How many euros does the bicycle cost?", "How many pairs of shoes are sold?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw price and rate."""
        return {
            "price": 20 * between(rng, 3, 10 + 10 * tier),
            "rate": 5 * between(rng, 2, 9),
            "over": 5 * between(rng, 22, 40),
            "off": nonzero(rng, 6),
            "n": between(rng, 2, 5 + tier),
            "extra": bool(rng.random() < 0.5),
        }

    def given(self, p: Params, kind: str) -> str:
        """State price and rate."""
        price = p["price"]
        start = f"A coat costs {price} euros"
        if kind == MISSING:
            return f"{start}. In a sale its price is reduced."
        rate = p["over"] if kind == IMPOSSIBLE else p["rate"]
        now = price - price * p["rate"] // 100 + (p["off"] if kind == CONTRADICTION else 0)
        extra = f" The reduced price is {now} euros." if kind == CONTRADICTION or (p["extra"] and kind == FINE) else ""
        return f"{start}. In a sale its price is reduced by {rate}%.{extra}"

    def goal(self, p: Params) -> str:
        """Ask what some cost."""
        return f"How many euros do {p['n']} such coats cost in the sale?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        price, rate = p["price"], p["rate"]
        return {
            IMPOSSIBLE: f"a price cannot be reduced by {p['over']}%, which is more than all of it",
            CONTRADICTION: f"{price} euros less {rate}% are {price - price * rate // 100} euros",
            MISSING: "by how much the price is reduced is not said",
        }[kind]


class Clubs(Asked):
    """Two overlapping groups."""

    name = "clubs"
    near = ("How many teachers play the piano?", "How many tickets for the concert are sold?")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the parts."""
        both, one, two, none = (between(rng, 2, 8 + 5 * tier) for _ in range(4))
        return {
            "n": both + one + two + none,
            "a": both + one,
            "b": both + two,
            "both": both,
            "many": min(both + one, both + two) + between(rng, 1, 4),
            "say": between(rng, 0, 1),
        }

    def given(self, p: Params, kind: str) -> str:
        """State the sizes."""
        n, a, b = p["n"], p["a"], p["b"]
        first = f"{a}.5" if kind == IMPOSSIBLE else str(a)
        start = (
            f"Of the {n} pupils of a school, {first} sing in the choir and {b} play in the orchestra."
            if p["say"]
            else f"A school has {n} pupils. {first} of them sing in the choir, and {b} play in the orchestra."
        )
        if kind == MISSING:
            return start
        return f"{start} {p['many'] if kind == CONTRADICTION else p['both']} pupils do both."

    def goal(self, p: Params) -> str:
        """Ask for the rest."""
        return "How many pupils do neither?"

    def why(self, p: Params, kind: str) -> str:
        """Explain."""
        return {
            IMPOSSIBLE: "the number of pupils in the choir must be whole",
            CONTRADICTION: f"{p['many']} pupils cannot do both where one of the two groups has only "
            f"{min(p['a'], p['b'])}",
            MISSING: "how many do both is not said",
        }[kind]
