"""Topics of short answers: areas, volumes and masses, with their costs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..math.notation import between
from .short_answers import Params, Pupil, Topic, one_of, tenths
from .worked import decimal


class Painting(Topic):
    """Paint for a wall."""

    name = "painting"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the sizes."""
        return {
            "w": tenths(rng, 5, 8 + 2 * tier, tier),
            "h": tenths(rng, 3, 4 + tier // 2, tier),
            "a": tenths(rng, 1, 2, tier),
            "b": 2,
            "coats": between(rng, 2, 3),
            "covers": one_of(rng, 4, 5, 8, 10),
            "price": between(rng, 6, 9 + 5 * tier),
            "fee": between(rng, 4, 9 + 5 * tier),
        }

    def question(self, p: Params) -> str:
        """Ask for the cost."""
        return (
            f"A wall is {p['w']} m wide and {p['h']} m high. A door in it, {p['a']} m wide and {p['b']} m high, is "
            f"not painted. The rest gets {p['coats']} coats of paint. One litre covers {p['covers']} square metres "
            f"once and costs {p['price']} euros; delivery costs {p['fee']} euros. What does the paint cost with "
            "delivery?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Find areas, litres, euros."""
        w, h, a, b = Fraction(p["w"]), Fraction(p["h"]), Fraction(p["a"]), Fraction(p["b"])
        wall = pupil.step("Area of the wall", "{} × {}", (w, h), "m²", "m", "2 × ({} + {})", (0, 1))
        door = pupil.step("Area of the door", "{} × {}", (a, b), "m²", "m", "{} + {}", (0, 1))
        rest = pupil.step("Area to paint", "{} - {}", (wall, door), "m²", "m³", "{} + {}")
        litres = pupil.step(
            "Litres of paint",
            "{} × {} ÷ {}",
            (rest, p["coats"], p["covers"]),
            "litres",
            "m²",
            "{} × {} × {}",
            (1, 2),
        )
        pupil.step("Cost", "{} × {} + {}", (litres, p["price"], p["fee"]), "euros", "litres", "{} × ({} + {})", (1, 2))


class Fencing(Topic):
    """A fence and a lawn."""

    name = "fencing"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the sizes."""
        return {
            "l": tenths(rng, 15, 20 + 6 * tier, tier),
            "w": tenths(rng, 7, 12 + 2 * tier, tier),
            "gate": between(rng, 2, 4),
            "price": between(rng, 12, 20 + 10 * tier),
            "seed": one_of(rng, 15, 20, 25, 30, 40),
            "kilo": between(rng, 5, 10 + 3 * tier),
        }

    def question(self, p: Params) -> str:
        """Ask for the cost."""
        return (
            f"A rectangular garden is {p['l']} m long and {p['w']} m wide. It gets a fence all around, but for a gate "
            f"of {p['gate']} m, at {p['price']} euros a metre. Inside, grass is sown: {p['seed']} g of seed for every "
            f"square metre, at {p['kilo']} euros a kilogram. What do fence and seed cost together?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Find the two costs."""
        sides = (Fraction(p["l"]), Fraction(p["w"]))
        around = pupil.step("Perimeter", "2 × ({} + {})", sides, "m", "m²", "{} × {}", (0, 1))
        fence = pupil.step(
            "Cost of the fence",
            "({} - {}) × {}",
            (around, p["gate"], p["price"]),
            "euros",
            "m",
            "({} + {}) × {}",
            (1, 2),
        )
        area = pupil.step("Area", "{} × {}", sides, "m²", "m", "2 × {} + 2 × {}", (0, 1))
        seed = pupil.step("Seed", "{} × {} ÷ 1000", (area, p["seed"]), "kg", "g", "{} × 1000 ÷ {}", (1,))
        sown = pupil.step("Cost of the seed", "{} × {}", (seed, p["kilo"]), "euros", "kg", "{} + {}", (1,))
        pupil.step("Cost together", "{} + {}", (fence, sown), "euros", "m²", "({} + {}) ÷ 2")


class Tank(Topic):
    """A tank that is filled."""

    name = "tank"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the sizes."""
        return {
            "l": tenths(rng, 3, 6 + 2 * tier, tier),
            "w": tenths(rng, 2, 4 + tier, tier),
            "h": between(rng, 2, 3 + tier // 2),
            "in": one_of(rng, 400, 500, 625, 800, 1000),
            "out": one_of(rng, 100, 150, 200, 300, 350),
            "hours": one_of(rng, 2, 3, 4),
            "price": between(rng, 3, 5 + 2 * tier),
        }

    def question(self, p: Params) -> str:
        """Ask for the cost of filling."""
        return (
            f"A tank is {p['l']} m long, {p['w']} m wide and {p['h']} m high, and empty. Every hour {p['in']} litres "
            f"flow in, while {p['out']} litres flow out through a leak. How many litres are missing for a full tank "
            f"after {p['hours']} hours, and what do these cost at {p['price']} euros for 1000 litres?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Find the volume, what is in it, what is missing."""
        size = (Fraction(p["l"]), Fraction(p["w"]), Fraction(p["h"]))
        volume = pupil.step("Volume", "{} × {} × {}", size, "m³", "m²", "{} + {} + {}", (0, 1, 2))
        full = pupil.step("Full tank", "{} × 1000", (volume,), "litres", "m³", "{} ÷ 1000")
        inside = pupil.step(
            "Inside by then",
            "({} - {}) × {}",
            (p["in"], p["out"], p["hours"]),
            "litres",
            "hours",
            "({} + {}) × {}",
            (0, 1, 2),
        )
        lack = pupil.step("Missing", "{} - {}", (full, inside), "litres", "hours", "{} + {}")
        pupil.step("Cost", "{} × {} ÷ 1000", (lack, p["price"]), "euros", "litres", "{} ÷ 1000 + {}", (1,))


class Castings(Topic):
    """The mass of metal blocks with a hole."""

    name = "castings"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the sizes."""
        return {
            "a": between(rng, 8, 12 + 2 * tier),
            "b": between(rng, 6, 9 + tier),
            "c": tenths(rng, 3, 4 + tier, tier),
            "s": between(rng, 2, 4),
            "density": one_of(rng, 3, 7, 8, 9) if tier < 3 else decimal(Fraction(between(rng, 24, 98), 10)),
            "n": between(rng, 4, 10 + 6 * tier),
            "carries": one_of(rng, 4, 5, 8, 10),
        }

    def question(self, p: Params) -> str:
        """Ask for the mass each helper carries."""
        return (
            f"A metal block is {p['a']} cm long, {p['b']} cm wide and {p['c']} cm high. A square hole with sides of "
            f"{p['s']} cm goes straight through it from top to bottom. The metal has {p['density']} g per cubic "
            f"centimetre. {p['carries']} helpers share {p['n']} such blocks evenly. How many kilograms has each to "
            "carry?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Find volumes and masses."""
        a, b, c, s = Fraction(p["a"]), Fraction(p["b"]), Fraction(p["c"]), Fraction(p["s"])
        block = pupil.step(
            "Block with the hole filled", "{} × {} × {}", (a, b, c), "cm³", "cm²", "{} + {} + {}", (0, 1, 2)
        )
        hole = pupil.step("Hole", "{} × {} × {}", (s, s, c), "cm³", "cm²", "4 × {} + {} + {}", (2,))
        metal = pupil.step("Metal", "{} - {}", (block, hole), "cm³", "g", "{} + {}")
        mass = pupil.step(
            "Mass of a block", "{} × {} ÷ 1000", (metal, Fraction(p["density"])), "kg", "g", "{} × {} ÷ 100", (1,)
        )
        every = pupil.step("Mass of all", "{} × {}", (mass, p["n"]), "kg", "blocks", "{} + {}", (1,))
        pupil.step("Mass for each", "{} ÷ {}", (every, p["carries"]), "kg", "helpers", "{} × {}", (1,))
