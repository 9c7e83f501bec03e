"""Topics of short answers: bills, energy, interest, mixtures and journeys."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..math.notation import between
from .short_answers import Params, Pupil, Topic, one_of, tenths
from .worked import decimal


class Shopping(Topic):
    """A bill with a discount, shared."""

    name = "shopping"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw numbers and prices."""
        return {
            "n": between(rng, 3, 6 + 3 * tier),
            "p": tenths(rng, 11, 20 + 8 * tier, tier),
            "m": between(rng, 2, 5 + 2 * tier),
            "q": tenths(rng, 6, 14 + 6 * tier, tier),
            "off": 5 * between(rng, 1, 6),
            "k": one_of(rng, 2, 4, 5, 8),
        }

    def question(self, p: Params) -> str:
        """Ask for one share."""
        return (
            f"A group buys {p['n']} tickets at {p['p']} euros each and {p['m']} meals at {p['q']} euros each. It gets "
            f"{p['off']}% off the whole bill, and {p['k']} people share what is left. How much does each of them pay?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Find the bill, the discount, the share."""
        n, price, m, q = p["n"], Fraction(p["p"]), p["m"], Fraction(p["q"])
        tickets = pupil.step("Tickets", "{} × {}", (n, price), "euros", "tickets", "{} + {}", (0, 1))
        meals = pupil.step("Meals", "{} × {}", (m, q), "euros", "meals", "{} + {}", (0, 1))
        bill = pupil.step("Whole bill", "{} + {}", (tickets, meals), "euros", "tickets", "{} - {}")
        off = pupil.step("Discount", "{} × {} ÷ 100", (bill, p["off"]), "euros", "%", "{} × 100 ÷ {}", (1,))
        left = pupil.step("What is left", "{} - {}", (bill, off), "euros", "%", "{} + {}")
        pupil.step("Share", "{} ÷ {}", (left, p["k"]), "euros", "people", "{} × {}", (1,))


class Electricity(Topic):
    """What lamps cost."""

    name = "electricity"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw powers and times."""
        return {
            "old": 20 * between(rng, 3, 6 + tier),
            "new": between(rng, 6, 10 + 4 * tier),
            "lamps": between(rng, 3, 6 + 4 * tier),
            "hours": between(rng, 3, 7 + tier // 2),
            "days": 10 * between(rng, 12, 35),
            "cents": between(rng, 24, 39),
        }

    def question(self, p: Params) -> str:
        """Ask for the saving."""
        return (
            f"A shop replaces {p['lamps']} lamps of {p['old']} watts by lamps of {p['new']} watts. They burn "
            f"{p['hours']} hours a day on {p['days']} days of the year, and a kilowatt hour costs {p['cents']} cents. "
            "How many euros does the shop save in a year?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Find power, time, energy, money."""
        power = pupil.step(
            "Power saved",
            "({} - {}) × {}",
            (p["old"], p["new"], p["lamps"]),
            "W",
            "kWh",
            "({} + {}) × {}",
            (0, 1, 2),
        )
        hours = pupil.step("Time", "{} × {}", (p["hours"], p["days"]), "h", "days", "{} + {}", (0, 1))
        energy = pupil.step("Energy", "{} × {} ÷ 1000", (power, hours), "kWh", "W", "{} ÷ {} × 1000")
        pupil.step("Money", "{} × {} ÷ 100", (energy, p["cents"]), "euros", "cents", "{} ÷ {} × 100", (1,))


class Savings(Topic):
    """Two years of interest."""

    name = "savings"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw capital and rates."""
        return {
            "capital": 100 * between(rng, 12, 20 + 20 * tier),
            "one": between(rng, 2, 4 + tier),
            "two": between(rng, 2, 4 + tier),
            "more": 50 * between(rng, 3, 6 + 4 * tier),
            "fee": between(rng, 11, 20 + 5 * tier),
        }

    def question(self, p: Params) -> str:
        """Ask for the balance."""
        return (
            f"{p['capital']} euros are put into an account that bears {p['one']}% interest in the first year. The "
            f"interest stays there, and at the end of that year another {p['more']} euros are paid in. In the second "
            f"year the whole bears {p['two']}% interest. At its end the bank takes a fee of {p['fee']} euros. What is "
            "in the account then?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Go year by year."""
        capital = p["capital"]
        one = pupil.step("First interest", "{} × {} ÷ 100", (capital, p["one"]), "euros", "%", "{} × {} ÷ 10", (0, 1))
        start = pupil.step(
            "Second year's start", "{} + {} + {}", (capital, one, p["more"]), "euros", "%", "{} + {} - {}", (2,)
        )
        two = pupil.step("Second interest", "{} × {} ÷ 100", (start, p["two"]), "euros", "%", "{} × {} ÷ 10", (1,))
        pupil.step("Balance", "{} + {} - {}", (start, two, p["fee"]), "euros", "%", "{} + {} + {}", (2,))


class Mixing(Topic):
    """A drink mixed in a ratio."""

    name = "mixing"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the ratio so that the number of parts divides nicely."""
        parts = one_of(rng, 4, 5, 8, 10, 16, 20)
        syrup = between(rng, 1, parts // 2 - 1)
        return {
            "syrup": syrup,
            "water": parts - syrup,
            "cups": between(rng, 20, 30 + 30 * tier),
            "cup": 10 * between(rng, 12, 30) if tier < 3 else 5 * between(rng, 25, 60),
            "price": tenths(rng, 3, 5 + tier, tier),
            "fee": between(rng, 5, 9 + 5 * tier),
        }

    def question(self, p: Params) -> str:
        """Ask for the cost of the syrup."""
        return (
            f"Syrup and water are mixed in the ratio {p['syrup']} to {p['water']}. {p['cups']} cups of {p['cup']} ml "
            f"each are needed. Syrup costs {p['price']} euros a litre, and the cups cost {p['fee']} euros in all. "
            "What do syrup and cups cost together?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Find the whole, a part, the syrup, the cost."""
        whole = pupil.step(
            "Whole drink", "{} × {} ÷ 1000", (p["cups"], p["cup"]), "litres", "ml", "{} × {} ÷ 100", (0, 1)
        )
        parts = pupil.step("Parts", "{} + {}", (p["syrup"], p["water"]), "parts", "ml", "{} × {}", (0, 1))
        part = pupil.step("One part", "{} ÷ {}", (whole, parts), "litres", "parts", "{} × {}")
        syrup = pupil.step("Syrup", "{} × {}", (part, p["syrup"]), "litres", "parts", "{} + {}", (1,))
        pupil.step(
            "Cost",
            "{} × {} + {}",
            (syrup, Fraction(p["price"]), p["fee"]),
            "euros",
            "litres",
            "{} × ({} + {})",
            (1, 2),
        )


class Journeys(Topic):
    """Fuel and time of a journey there and back."""

    name = "journeys"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw ways and speeds."""
        speed, back = (int(x) for x in rng.permutation([40, 50, 80, 100])[:2])
        return {
            "way": 20 * between(rng, 4, 8 + 4 * tier),
            "speed": speed,
            "back": back,
            "stop": one_of(rng, 15, 30, 45, 75, 90),
            "fuel": tenths(rng, 5, 8 + tier, tier),
            "price": decimal(Fraction(between(rng, 15, 21), 10)),
        }

    def question(self, p: Params) -> str:
        """Ask for time and fuel."""
        return (
            f"A driver goes {p['way']} km at {p['speed']} km/h, stays {p['stop']} minutes, and comes the same way "
            f"back at {p['back']} km/h. The car needs {p['fuel']} litres for 100 km, and a litre costs {p['price']} "
            "euros. How long is the driver away, and what does the fuel cost?"
        )

    def work(self, p: Params, pupil: Pupil) -> None:
        """Find the times, the way, the fuel."""
        way = p["way"]
        there = pupil.step("Time there", "{} ÷ {}", (way, p["speed"]), "h", "km/h", "{} × {}", (0, 1))
        back = pupil.step("Time back", "{} ÷ {}", (way, p["back"]), "h", "km/h", "{} × {}", (0, 1))
        stay = pupil.step("Stay", "{} ÷ 60", (p["stop"],), "h", "minutes", "{} ÷ 100", (0,))
        pupil.step("Time in all", "{} + {} + {}", (there, back, stay), "h", "km", "{} + {} - {}")
        whole = pupil.step("Whole way", "2 × {}", (way,), "km", "h", "{} + 2", (0,))
        fuel = pupil.step("Fuel", "{} × {} ÷ 100", (whole, Fraction(p["fuel"])), "litres", "km", "{} × 100 ÷ {}", (1,))
        pupil.step("Cost of fuel", "{} × {}", (fuel, Fraction(p["price"])), "euros", "litres", "{} + {}", (1,))
