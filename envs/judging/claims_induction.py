"""Claims that are proved by induction, and one about a sequence."""

from __future__ import annotations

import numpy as np

from ..math.notation import between
from .claims import MISSING, Claim, Criterion, Flaw, Params, induction, signed


class Divisibility(Claim):
    """A power plus a number is divisible by d."""

    name = "divisibility"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Choose the divisor first."""
        d = between(rng, 3, 4 + 3 * tier)
        return {"d": d, "a": 1 + d * between(rng, 1, 1 + tier), "c": d * between(rng, 0, 2 + 2 * tier) - 1}

    def statement(self, p: Params) -> str:
        """State it."""
        return f"For every whole number $n ≥ 1$, the number ${p['a']}^n {signed(p['c'])}$ is divisible by {p['d']}."

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Split off a multiple of the case before."""
        (k,) = names
        a, c, d = p["a"], p["c"], p["d"]
        add, rest = signed(c), -(a - 1) * c
        this, after = f"{a}^{k} {add}", f"{a}^({k} + 1) {add}"
        values = ", ".join(str(a**i + c) for i in (1, 2, 3))
        return induction(
            k,
            (
                f"${a}^1 {add} = {a + c} = {d} · {(a + c) // d}$",
                f"${a} {add} = {d} · {(a + c) // d}$",
                f"${a}^2 {add} = {a * a + c} = {d} · {(a * a + c) // d}$",
            ),
            f"{d} divides ${this}$",
            (
                f"Then ${after} = {a} · ({this}) {signed(rest)}$. Here {d} divides ${this}$ by the hypothesis, and "
                f"${rest} = {d} · ({rest // d})$, so {d} divides ${after}$.",
                f"Write ${this} = {d} · q$ with a whole number q. Then ${after} = {a} · ({d} · q {signed(-c)}) {add} "
                f"= {d} · ({a} · q {signed(rest // d)})$, a multiple of {d}.",
            ),
            f"Then ${after} = {a} · ({this}) {signed(rest + d)}$. Here {d} divides ${this}$ by the hypothesis, and "
            f"${rest + d} = {d} · ({rest // d + 1})$, so {d} divides ${after}$.",
            f"{d} divides ${after}$",
            f"For n = 1, 2, 3 the numbers are {values}. All of them are divisible by {d}, and so it goes on.",
        )


class LinearSum(Claim):
    """The sum of an arithmetic sequence."""

    name = "linear_sum"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the terms."""
        return {
            "a": between(rng, 2, 4 + 4 * tier),
            "b": between(rng, 1, 5 + 6 * tier) * (-1 if rng.random() < 0.5 else 1),
        }

    def statement(self, p: Params) -> str:
        """State it."""
        a, b = p["a"], p["b"]
        return (
            f"Let $S(n)$ be the sum of the numbers ${a} · i {signed(b)}$ for i from 1 to n. For every $n ≥ 1$ it is "
            f"true that $S(n) = n · ({a} · n {signed(a + 2 * b)})/2$."
        )

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Add the next term."""
        (k,) = names
        a, b = p["a"], p["b"]
        this = f"{k} · ({a} · {k} {signed(a + 2 * b)})/2"
        after = f"({k} + 1) · ({a} · ({k} + 1) {signed(a + 2 * b)})/2"
        term = f"({a} · ({k} + 1) {signed(b)})"
        square, line, number = a, 3 * a + 2 * b, 2 * a + 2 * b

        def middle(coefficient: int) -> str:
            return f"({square} · {k}^2 {signed(coefficient)} · {k} {signed(number)})/2"

        def step(coefficient: int) -> str:
            return f"Then $S({k} + 1) = S({k}) + {term} = {this} + {term} = {middle(coefficient)} = {after}$."

        return induction(
            k,
            (
                f"$S(1) = {a + b} = 1 · ({a} · 1 {signed(a + 2 * b)})/2$",
                f"both sides are equal to ${a + b}$ there",
                f"$S(2) = {3 * a + 2 * b} = 2 · ({a} · 2 {signed(a + 2 * b)})/2$",
            ),
            f"$S({k}) = {this}$",
            (
                step(line),
                f"Adding the next term ${term}$ on both sides gives $S({k} + 1) = {this} + {term} = {after}$.",
            ),
            step(line + a),
            f"$S({k} + 1) = {after}$",
            f"The sums $S(1) = {a + b}$, $S(2) = {3 * a + 2 * b}$ and $S(3) = {6 * a + 3 * b}$ agree with the "
            "formula, and so do the others.",
        )


class GeometricSum(Claim):
    """The sum of the powers of a number."""

    name = "geometric_sum"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the base and a factor."""
        return {"r": between(rng, 2, 4 + 3 * tier), "c": between(rng, 2, 5 + 6 * tier)}

    def statement(self, p: Params) -> str:
        """State it."""
        r, c = p["r"], p["c"] * (p["r"] - 1)
        return (
            f"Let $S(n)$ be the sum of the numbers ${c} · {r}^i$ for i from 1 to n. For every $n ≥ 1$ it is true that "
            f"$S(n) = {p['c']} · ({r}^(n + 1) - {r})$."
        )

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Add the next term."""
        (k,) = names
        r, c = p["r"], p["c"]
        term = f"{c * (r - 1)} · {r}^({k} + 1)"
        this, after = f"{c} · ({r}^({k} + 1) - {r})", f"{c} · ({r}^({k} + 2) - {r})"
        sums = [c * (r ** (i + 1) - r) for i in (1, 2, 3)]
        return induction(
            k,
            (
                f"$S(1) = {c * (r - 1)} · {r} = {sums[0]} = {c} · ({r}^2 - {r})$",
                f"both sides are equal to ${sums[0]}$ there",
                f"$S(2) = {sums[1]} = {c} · ({r}^3 - {r})$",
            ),
            f"$S({k}) = {this}$",
            (
                f"Then $S({k} + 1) = S({k}) + {term} = {this} + {term} = {c * r} · {r}^({k} + 1) - {c * r} = "
                f"{after}$.",
                f"The next term is ${term}$, so $S({k} + 1) = {this} + {term} = {after}$.",
            ),
            f"Then $S({k} + 1) = S({k}) + {term} = {this} + {term} = {c * (r + 1)} · {r}^({k} + 1) - {c * r} = "
            f"{after}$.",
            f"$S({k} + 1) = {after}$",
            f"The sums $S(1) = {sums[0]}$, $S(2) = {sums[1]}$ and $S(3) = {sums[2]}$ agree with the formula, and so "
            "do the others.",
        )


class Growth(Claim):
    """A power grows at least as fast as a line."""

    name = "growth"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the base and the slope."""
        r = between(rng, 3, 6 + 5 * tier)
        return {"r": r, "s": between(rng, 2, r - 1)}

    def statement(self, p: Params) -> str:
        """State it."""
        return f"For every whole number $n ≥ 1$ it is true that ${p['r']}^n ≥ {p['s']} · n + 1$."

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Multiply by the base."""
        (k,) = names
        r, s = p["r"], p["s"]
        this, after = f"{r}^{k} ≥ {s} · {k} + 1", f"{r}^({k} + 1) ≥ {s} · ({k} + 1) + 1"
        more, spare = s * (r - 1), r - 1 - s

        def step(extra: int) -> str:
            return (
                f"Then ${r}^({k} + 1) = {r} · {r}^{k} ≥ {r} · ({s} · {k} + 1) = {s} · ({k} + 1) + 1 + {extra} · {k} + "
                f"{spare} ≥ {s} · ({k} + 1) + 1$."
            )

        return induction(
            k,
            (
                f"${r}^1 = {r} ≥ {s + 1} = {s} · 1 + 1$",
                f"${r} ≥ {s + 1}$",
                f"${r}^2 = {r * r} ≥ {2 * s + 1} = {s} · 2 + 1$",
            ),
            f"${this}$",
            (
                step(more),
                f"Multiplying by {r} gives ${r}^({k} + 1) ≥ {r} · ({s} · {k} + 1)$. The right side is ${s} · ({k} + "
                f"1) + 1$ and ${more} · {k} + {spare}$ more, and that is not negative. So ${after}$.",
            ),
            step(more + s),
            f"${after}$",
            f"For n = 1, 2, 3 the left side is {r}, {r * r}, {r**3} and the right side {s + 1}, {2 * s + 1}, "
            f"{3 * s + 1}, and the left side keeps growing faster.",
        )


class Recursion(Claim):
    """A bounded increasing sequence and its limit."""

    name = "recursion"
    letters = (("a", "n"), ("x", "n"), ("u", "k"))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Choose the limit first."""
        q, limit = between(rng, 2, 3 + tier), between(rng, 4, 10 + 8 * tier)
        return {"q": q, "limit": limit, "first": limit - between(rng, 1, 2 + 6 * tier)}

    def statement(self, p: Params) -> str:
        """State it."""
        b = p["limit"] * (p["q"] - 1)
        return (
            f"The sequence with $a_1 = {p['first']}$ and $a_(n+1) = (a_n + {b})/{p['q']}$ converges, and its limit is "
            f"{p['limit']}."
        )

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Bound, compare, take the limit."""
        a, n = names
        q, limit, first = p["q"], p["limit"], p["first"]
        b = limit * (q - 1)
        this, after = f"{a}_{n}", f"{a}_({n}+1)"
        second = f"({first} + {b})/{q}"
        bound = f"if ${this} < {limit}$, then ${after} = ({this} + {b})/{q} < ({limit} + {b})/{q} = {limit}$"
        named = "" if a == "a" and n == "n" else f"Write ${this}$ for the terms. "
        return (
            Criterion(
                "Upper bound",
                2,
                "2 if it is shown by induction that all terms are below the limit; 1 if the first term is not "
                "compared with it; 0 if the bound is missing or only asserted",
                (
                    f"{named}All terms are below {limit}: the first one is ${first} < {limit}$, and {bound}.",
                    f"{named}By induction ${this} < {limit}$ for all terms. Indeed ${first} < {limit}$, and {bound}.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(0, f"{named}All terms are below {limit}.", "the bound is not shown"),
                    Flaw(
                        1, f"{named}All terms are below {limit}, because {bound}.", "the first term is not compared", 2
                    ),
                ),
            ),
            Criterion(
                "Monotony",
                2,
                "2 if it is shown that every term is larger than the one before; 1 if only the first two terms are "
                "compared; 0 if it is missing or only asserted",
                (
                    f"The sequence increases: ${after} - {this} = ({b} - {q - 1} · {this})/{q} = {q - 1} · ({limit} "
                    f"- {this})/{q} > 0$.",
                    f"Because of ${this} < {limit}$ we have ${q} · {this} = {this} + {q - 1} · {this} < {this} + "
                    f"{b}$, and so ${this} < {after}$.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(0, "The sequence is increasing.", "it is not shown"),
                    Flaw(1, f"The sequence increases, for ${second} > {first}$.", "two terms are compared", 2),
                ),
            ),
            Criterion(
                "Convergence",
                1,
                "1 if convergence is derived from the sequence being increasing and bounded; 0 if not",
                (
                    "An increasing sequence that is bounded above converges.",
                    "It is increasing and bounded above, so it has a limit.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(0, "It is bounded above, so it has a limit.", "a bound alone is not enough", 2),
                ),
            ),
            Criterion(
                "Limit",
                2,
                "2 if the limit is found from its equation; 1 if the equation is right and solved wrongly; 0 if it "
                "is missing, or if the limit is taken from the bound",
                (
                    f"The limit L satisfies $L = (L + {b})/{q}$, so ${q - 1} · L = {b}$ and $L = {limit}$.",
                    f"Letting the index grow, $L = (L + {b})/{q}$ for the limit L, which gives $L = {limit}$.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(
                        0, f"As all terms are below {limit}, the limit is {limit}.", "a bound need not be the limit", 2
                    ),
                    Flaw(
                        1,
                        f"The limit L satisfies $L = (L + {b})/{q}$, so ${q + 1} · L = {b}$, and the limit is "
                        f"{limit}.",
                        "the equation is solved wrongly",
                        3,
                    ),
                ),
            ),
        )
