"""Claims about an equation without solutions and about an inequality of means."""

from __future__ import annotations

from math import gcd

import numpy as np

from ..math.notation import between, join, nonzero
from .claims import MISSING, Claim, Criterion, Flaw, Params, signed
from .worked import draw_until


class NoSolution(Claim):
    """An equation has no solution because its remainders do not fit."""

    name = "no_solution"
    letters = (("x", "y"), ("u", "v"), ("r", "s"))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the modulus, a remainder that no square leaves, and multiples."""
        m = (3, 4, 5, 7, 8, 11, 13)[between(rng, 0, 2 + tier - (tier == 5))]
        wanted = [r for r in range(m) if r not in {x * x % m for x in range(m)}]
        r = wanted[between(rng, 0, len(wanted) - 1)]
        size = 4 + 5 * tier
        return {"m": m, "b": nonzero(rng, size), "c": r + m * between(rng, -size, size), "power": between(rng, 1, 3)}

    def statement(self, p: Params) -> str:
        """State it."""
        return f"There are no whole numbers x and y with ${_equation(p, 'x', 'y')}$."

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Look at the remainders."""
        x, y = names
        m, b, c = p["m"], p["b"], p["c"]
        squares = sorted({a * a % m for a in range(m)})
        r = c % m
        others = [a for a in range(m) if a not in squares and a != r]
        table = ", ".join(f"{a}^2 ≡ {a * a % m}" for a in range(m // 2 + 1))
        short = ", ".join(f"{a}^2 ≡ {a * a % m}" for a in range(m // 2))
        listed = join([str(a) for a in squares])
        wrong = others[0] if others else (r + 1) % m
        named = "" if x == "x" else f"Call the two numbers {x} and {y}. "
        return (
            Criterion(
                "Remainders",
                2,
                f"2 if the equation is reduced modulo {m}; 1 if that is done with one wrong remainder; 0 if it is "
                "missing",
                (
                    f"{named}Look at the equation modulo {m}: ${m * b} ≡ 0$ and ${c} ≡ {r}$, so ${x}^2 ≡ {r}$.",
                    f"{named}As {m} divides ${m * b}$, every solution has ${x}^2 ≡ {c} ≡ {r}$ modulo {m}.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(
                        1,
                        f"{named}Look at the equation modulo {m}: ${m * b} ≡ 0$ and ${c} ≡ {wrong}$, so ${x}^2 ≡ "
                        f"{wrong}$.",
                        f"the remainder of {c} is {r}",
                        2,
                    ),
                ),
            ),
            Criterion(
                "Squares",
                3,
                f"3 if the squares of all remainders modulo {m} are found (a and {m} - a have the same square); 2 if "
                "one case is left out or wrong; 1 if the list of squares is only asserted; 0 if it is missing or "
                "replaced by an example",
                (
                    f"Modulo {m} we have ${table}$, and the other remainders are negatives of these. So a square "
                    f"leaves the remainder {listed}.",
                    f"A number is congruent to plus or minus one of the numbers from 0 to {m // 2} modulo {m}, and "
                    f"${table}$. So the remainders of squares are {listed}.",
                ),
                (
                    Flaw(1, f"Modulo {m} a square leaves the remainder {listed}.", "it is not checked"),
                    Flaw(0, f"For instance ${c * c}$ is a square and leaves another remainder.", "an example only", 2),
                    Flaw(
                        2,
                        f"Modulo {m} we have ${short}$, and the other remainders are negatives of these. So a square "
                        f"leaves the remainder {listed}.",
                        f"the case of {m // 2} is left out",
                        2,
                    ),
                    Flaw(0, "", MISSING),
                ),
            ),
            Criterion(
                "Comparison",
                1,
                "1 if it is said that the remainder from the equation is none of those of squares; 0 if not",
                (
                    "The remainder that the equation asks for is not among them.",
                    "The equation asks for another remainder.",
                ),
                (Flaw(0, "", MISSING), Flaw(0, "This settles the matter.", "the two are not compared", 2)),
            ),
            Criterion(
                "Conclusion",
                1,
                "1 if it is concluded that no whole numbers at all solve the equation; 0 if not",
                (
                    "So no whole numbers satisfy the equation.",
                    "Hence there is no solution in whole numbers.",
                ),
                (
                    Flaw(0, "", "nothing is concluded"),
                    Flaw(0, "So no positive whole numbers satisfy the equation.", "others are left open", 2),
                ),
            ),
        )


def _equation(p: Params, x: str, y: str) -> str:
    power = "" if p["power"] == 1 else f"^{p['power']}"
    return f"{x}^2 {signed(p['m'] * p['b'])} · {y}{power} = {p['c']}"


class Means(Claim):
    """A sum of a multiple of x and of its reciprocal is at least the value where both are equal."""

    name = "means"
    letters = (("x",), ("t",), ("s",))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Choose the place of the minimum first."""
        size = 4 + 2 * tier
        u, v = draw_until(
            lambda: (between(rng, 1, size), between(rng, 1, size)), lambda uv: gcd(*uv) == 1 and uv[0] != uv[1]
        )
        return {"u": u, "v": v, "g": between(rng, 1, 3 + 3 * tier)}

    def statement(self, p: Params) -> str:
        """State it."""
        g, u, v = p["g"], p["u"], p["v"]
        return (
            f"For all real numbers $x > 0$ it is true that ${g * u * u} · x + {g * v * v}/x ≥ {2 * g * u * v}$, with "
            f"equality for $x = {v}/{u}$ only."
        )

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Write the difference as a square."""
        (x,) = names
        g, u, v = p["g"], p["u"], p["v"]
        left, least = f"{g * u * u} · {x} + {g * v * v}/{x}", 2 * g * u * v
        square = f"{g} · ({u} · {x} - {v})^2/{x}"
        named = "" if x == "x" else f"Write {x} for the number. "
        return (
            Criterion(
                "Difference",
                3,
                "3 if the difference of the two sides is written in a form that shows its sign; 2 if that is done "
                "with one slip in the calculation; 1 if such a form is only said to exist; 0 if it is missing or "
                "circular",
                (
                    f"{named}The difference of the two sides is ${left} - {least} = {square}$.",
                    f"{named}Multiplied by {x}, the difference of the two sides is ${g * u * u} · {x}^2 - {least} · "
                    f"{x} + {g * v * v} = {g} · ({u} · {x} - {v})^2$, so the difference is ${square}$.",
                ),
                (
                    Flaw(
                        1,
                        f"{named}The difference of the two sides is a multiple of a square over {x}.",
                        "no form is given",
                    ),
                    Flaw(0, "", MISSING),
                    Flaw(
                        2,
                        f"{named}The difference of the two sides is ${left} - {least} = {g} · ({u} · {x} + "
                        f"{v})^2/{x}$.",
                        "the sign in the square is wrong",
                        2,
                    ),
                    Flaw(
                        0,
                        f"{named}As ${left} ≥ {least}$, multiplying by {x} gives ${g * u * u} · {x}^2 + {g * v * v} "
                        f"≥ {least} · {x}$, and this is true.",
                        "it starts from the claim",
                        3,
                    ),
                ),
            ),
            Criterion(
                "Sign",
                2,
                "2 if it is said that a square is not negative and that x is positive; 1 if one of these is left "
                "out; 0 if both are",
                (
                    f"A square is never negative and ${x} > 0$, so the difference is not negative.",
                    f"It cannot be negative, being a positive multiple of a square divided by {x}, which is positive.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(0, "The difference is clearly not negative.", "no reason is given"),
                    Flaw(1, "A square is never negative, so the difference is not negative.", "x > 0 is not used", 2),
                    Flaw(1, f"Because of ${x} > 0$ the difference is not negative.", "the square is not used", 2),
                ),
            ),
            Criterion(
                "Equality",
                2,
                "2 if it is derived where equality holds; 1 if the place is derived with a wrong value; 0 if it is "
                "missing or only asserted",
                (
                    f"It is 0 only if ${u} · {x} = {v}$, that is for ${x} = {v}/{u}$.",
                    f"Equality holds if and only if ${u} · {x} - {v} = 0$, which means ${x} = {v}/{u}$.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(0, f"Equality holds for ${x} = {v}/{u}$.", "it is only asserted", 2),
                    Flaw(1, f"It is 0 only if ${u} · {x} = {v}$, that is for ${x} = {u}/{v}$.", "upside down", 2),
                ),
            ),
        )
