"""Claims about whole and irrational numbers: irrationality, parity, primes in a residue class."""

from __future__ import annotations

import numpy as np

from ..math.notation import between, nonzero
from .claims import MISSING, Claim, Criterion, Flaw, Params, signed

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)


class Irrational(Claim):
    """A number a + b√p is irrational."""

    name = "irrational"
    letters = (("u", "v", "w"), ("r", "s", "t"), ("m", "n", "k"))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a prime and two numbers."""
        return {
            "p": PRIMES[between(rng, 0, 4 + 2 * tier)],
            "a": nonzero(rng, 5 + 6 * tier),
            "b": between(rng, 2, 4 + 3 * tier),
        }

    def statement(self, p: Params) -> str:
        """State it."""
        return f"The number ${p['a']} + {p['b']}√{p['p']}$ is irrational."

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Reduce to the root, and run Euclid's argument."""
        u, v, w = names
        q, a, b = p["p"], p["a"], p["b"]
        square = f"{u}^2 = {q} · {v}^2"
        start, write = f"Then ${square}$, so {q} divides ${u}^2$,", f"Write ${u} = {q} · {w}$."
        half = f"{start} and because {q} is prime, it divides {u}. {write}"
        unproved = f"{start} and so it divides {u}. {write}"
        rest = f"Then ${q} · {w}^2 = {v}^2$, and in the same way {q} divides {v}."
        return (
            Criterion(
                "Reduction",
                1,
                f"1 if it is shown that √{q} is rational if the number of the claim is; 0 if not",
                (
                    f"If ${a} + {b}√{q} = z$ were rational, then $√{q} = (z {signed(-a)})/{b}$ would be rational too.",
                    f"Suppose the number z of the claim is rational. Then so is $(z {signed(-a)})/{b}$, which is "
                    f"√{q}.",
                ),
                (
                    Flaw(0, f"It is enough to look at √{q}.", "no reason is given", 2),
                    Flaw(0, "", MISSING),
                ),
            ),
            Criterion(
                "Lowest terms",
                1,
                f"1 if √{q} is written as a fraction in lowest terms; 0 if nothing says that it is in lowest terms",
                (
                    f"Write $√{q} = {u}/{v}$ as a fraction in lowest terms.",
                    f"So there are whole numbers {u} and {v} without a common factor such that $√{q} = {u}/{v}$.",
                ),
                (
                    Flaw(0, f"Write $√{q} = {u}/{v}$ as a fraction.", "lowest terms are not mentioned"),
                    Flaw(0, f"So $√{q} = {u}/{v}$ with positive whole numbers.", "lowest terms are not mentioned", 2),
                ),
            ),
            Criterion(
                "Divisibility",
                3,
                f"3 if it is shown that {q} divides both numerator and denominator; 2 if it is not said that {q} "
                f"divides the numerator because {q} is prime; 1 if only the numerator is treated; 0 if the argument "
                "is missing or circular",
                (
                    f"{half} {rest}",
                    f"Squaring gives ${square}$. As the prime {q} divides ${u}^2$, it divides {u}, say ${u} = {q} · "
                    f"{w}$. Hence ${q}^2 · {w}^2 = {q} · {v}^2$, so ${v}^2 = {q} · {w}^2$, and the prime {q} divides "
                    f"{v}, too.",
                ),
                (
                    Flaw(1, half, "the denominator is not treated"),
                    Flaw(0, f"Then ${square}$, which is impossible, because √{q} is irrational.", "it is circular"),
                    Flaw(2, f"{unproved} {rest}", "that the number is prime is not used", 2),
                    Flaw(0, "", MISSING),
                ),
            ),
            Criterion(
                "Contradiction",
                2,
                "2 if it is said what is contradicted, and the claim is concluded; 1 if a contradiction is only "
                "asserted; 0 if there is none",
                (
                    f"So {u} and {v} have the common factor {q}, against lowest terms. Hence the number is "
                    "irrational.",
                    f"A fraction in lowest terms has no common factor {q} above and below. This contradiction shows "
                    "that the number of the claim is irrational.",
                ),
                (
                    Flaw(1, "This is a contradiction.", "it is not said to what"),
                    Flaw(0, "", MISSING),
                    Flaw(1, "This cannot be, so the number is irrational.", "it is not said why it cannot be", 2),
                ),
            ),
        )


class Parity(Claim):
    """The parity of a quadratic expression decides that of its number."""

    name = "parity"
    letters = (("m",), ("k",), ("t",))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an odd and an even coefficient, so that the value has the parity of n + c."""
        size = 3 + 3 * tier
        return {
            "a": 2 * between(rng, 1, size) + 1,
            "b": 2 * nonzero(rng, size),
            "c": nonzero(rng, 2 * size),
            "value": between(rng, 0, 1),
        }

    def statement(self, p: Params) -> str:
        """State it."""
        value, n = _parity(p["value"]), _parity(p["value"] + p["c"])
        return f"Let n be a whole number such that ${_quadratic(p)}$ is {value}. Then n is {n}."

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Show the contrapositive."""
        (m,) = names
        a, b, c = p["a"], p["b"], p["c"]
        value, n = _parity(p["value"]), _parity(p["value"] + c)
        other_value, other_n = _parity(p["value"] + 1), _parity(p["value"] + c + 1)
        r = (p["value"] + c + 1) % 2
        form = f"2 · {m} + 1" if r else f"2 · {m}"
        even = f"{2 * a} · {m}^2 {signed(2 * a + b)} · {m}" if r else f"{2 * a} · {m}^2 {signed(b)} · {m}"
        slip = f"{2 * a} · {m}^2 {signed(a + b)} · {m}" if r else f"{a} · {m}^2 {signed(b)} · {m}"
        left = f"{a} · ({form})^2 {signed(b)} · ({form}) {signed(c)}"
        number = (a + b) * r + c
        samples = ", ".join(str(a * x * x + b * x + c) for x in (r, r + 2, r + 4))
        end = f"which is {other_value}, because {number} is {other_value}"
        return (
            Criterion(
                "Contrapositive",
                2,
                f"2 if it is said that n is taken as {other_n} and that the value must then be {other_value}; 1 if n "
                f"is taken as {other_n} with no word on what is to be shown; 0 if there is no assumption about n, or "
                "another one",
                (
                    f"We show the contrapositive: if n is {other_n}, then the value is {other_value}.",
                    f"Suppose that n is {other_n}. It is enough to show that then the value is {other_value}.",
                ),
                (
                    Flaw(1, f"Suppose that n is {other_n}.", "what is to be shown is not said"),
                    Flaw(0, "", MISSING),
                    Flaw(0, f"Suppose that n is {n}. We show that the value is {value}.", "that is the converse", 2),
                ),
            ),
            Criterion(
                "Form of n",
                1,
                f"1 if the {other_n} n is written as ${form.replace(m, 'm')}$ with a whole number; 0 if it is not "
                "said what kind of number that is",
                (f"So $n = {form}$ with a whole number {m}.", f"There is a whole number {m} such that $n = {form}$."),
                (Flaw(0, f"So $n = {form}$.", f"it is not said that {m} is whole", 2), Flaw(0, "", MISSING)),
            ),
            Criterion(
                "Calculation",
                3,
                "3 if the value is written as twice a whole number plus a number of known parity; 2 if that is done "
                "with one slip in the calculation; 1 if the parity of the value is only asserted; 0 if it is "
                "missing or replaced by examples",
                (
                    f"Then the value is ${left} = 2 · ({even}) {signed(number)}$, {end}.",
                    f"Putting this in gives ${left}$. This is equal to $2 · ({even}) {signed(number)}$, {end}.",
                ),
                (
                    Flaw(1, f"Then the value is {other_value}.", "the parity is not shown"),
                    Flaw(0, "", MISSING),
                    Flaw(2, f"Then the value is ${left} = 2 · ({slip}) {signed(number)}$, {end}.", "a slip", 2),
                    Flaw(
                        0,
                        f"For n = {r}, {r + 2}, {r + 4} the values are {samples}. All of them are {other_value}.",
                        "examples are no argument",
                        3,
                    ),
                ),
            ),
            Criterion(
                "Conclusion",
                1,
                "1 if it is concluded that an n as in the claim has the parity of the claim; 0 if nothing is "
                "concluded, or the converse",
                (
                    f"So if the value is {value}, then n cannot be {other_n}, and is {n}.",
                    f"Hence n is {n} whenever the value is {value}.",
                ),
                (
                    Flaw(0, "", "nothing is concluded"),
                    Flaw(0, f"So if n is {n}, then the value is {value}.", "the converse is concluded", 2),
                ),
            ),
        )


def _quadratic(p: Params) -> str:
    return f"{p['a']} · n^2 {signed(p['b'])} · n {signed(p['c'])}"


def _parity(value: int) -> str:
    return "odd" if value % 2 else "even"


class ManyPrimes(Claim):
    """There are infinitely many primes that leave the remainder m - 1."""

    name = "many_primes"
    letters = (("p", "q"), ("x", "y"), ("t", "s"))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the modulus, and a bound that the primes are to exceed."""
        return {"m": (3, 4, 6)[between(rng, 0, 2)], "bound": between(rng, 50, 200 * 4**tier)}

    def statement(self, p: Params) -> str:
        """State it."""
        m = p["m"]
        return f"There are more than {p['bound']} primes of the form ${m} · k + {m - 1}$ with a whole number $k ≥ 0$."

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Vary Euclid's argument."""
        prime, q = names
        m, bound = p["m"], p["bound"]
        kind = f"${m} · k + {m - 1}$"
        product, total = f"{prime}_1 · ... · {prime}_r", f"{prime}_1 + ... + {prime}_r"
        units = f"Every prime factor of N other than those of the form {kind} has the form ${m} · k + 1$"
        coprime = {3: "3 does not divide N", 4: "N is odd", 6: "neither 2 nor 3 divides N"}[m]
        same = f"and a product of such numbers has this form, which N has not. So N has a prime factor {q} of the form"
        return (
            Criterion(
                "Assumption",
                1,
                "1 if a complete finite list of such primes is assumed; 0 if not",
                (
                    f"Suppose there were at most {bound} such primes. Let ${prime}_1, ..., {prime}_r$ be all of them.",
                    f"Assume the claim is false, so that ${prime}_1, ..., {prime}_r$ with $r ≤ {bound}$ are all "
                    f"primes of the form {kind}.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(
                        0,
                        f"Let ${prime}_1, ..., {prime}_r$ be primes of the form {kind}.",
                        "not all of them are meant",
                        2,
                    ),
                ),
            ),
            Criterion(
                "The number N",
                2,
                f"2 for a number N that leaves the remainder {m - 1} on division by {m} and that no prime of the "
                "list divides; 1 if it is certain to have one of these two properties only; 0 if neither",
                (
                    f"Let $N = {m} · {product} - 1$.",
                    f"Consider the number N that is one less than ${m} · {product}$.",
                ),
                (
                    Flaw(0, f"Let $N = {total}$.", "neither property is certain"),
                    Flaw(1, f"Let $N = {m} · {product} + 1$.", f"it leaves the remainder 1 on division by {m}", 2),
                    Flaw(1, f"Let $N = {m} · ({total}) - 1$.", "a prime of the list may divide it", 2),
                ),
            ),
            Criterion(
                "A new prime factor",
                3,
                f"3 if it is shown that N has a prime factor of the form {kind}; 2 if it is not said why all its "
                f"other prime factors have the form ${m} · k + 1$; 1 if such a factor is only asserted; 0 if it is "
                "missing or false",
                (
                    f"{units}, because {coprime}, {same} {kind}.",
                    f"As {coprime}, all its prime factors have the form ${m} · k + 1$ or {kind}. If all had the "
                    f"first one, so would N. But N has the form {kind}, so it has a prime factor {q} of this form.",
                ),
                (
                    Flaw(1, f"N has a prime factor {q} of the form {kind}.", "it is only asserted"),
                    Flaw(0, f"N is itself a prime {q} of the form {kind}.", "N need not be prime", 2),
                    Flaw(2, f"{units}, {same} {kind}.", "why there are no other prime factors is not said", 2),
                    Flaw(0, "", MISSING, 3),
                ),
            ),
            Criterion(
                "Contradiction",
                1,
                "1 if it is said that this factor is not in the list although it should be; 0 if not",
                (
                    f"No prime of the list divides N, so {q} is not in the list. This is a contradiction.",
                    f"But {q} divides N and the primes of the list do not, so the list was not complete: a "
                    "contradiction.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(0, "So there are enough of these primes.", "no contradiction is stated", 2),
                ),
            ),
        )
