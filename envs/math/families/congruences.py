"""Number theory of remainders: congruences, towers of powers and quadratics."""

from __future__ import annotations

from itertools import product
from math import gcd, lcm, prod

import numpy as np

from ..notation import between, join, nonzero, polynomial
from .asked import Count
from .factors import factors
from .family import Family, Params


class Congruences(Count):
    """The least number with given remainders."""

    name = "congruences"
    what = "the least such n"
    phrasings = (
        "A positive integer n has the property that {facts}. {find}",
        "Among all positive integers n for which {facts}, consider the least one. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more and larger moduli, with multiples of n from tier 3 on."""
        size, low, high = ((2, 8, 31), (3, 5, 16), (3, 7, 25), (4, 6, 20), (4, 9, 30))[tier - 1]
        while True:
            mods = [between(rng, low, high) for _ in range(size)]
            rows = [[1 if tier < 3 else between(rng, 1, min(m - 1, 7)), between(rng, 1, m - 1), m] for m in mods]
            coprime = all(gcd(m, k) == 1 for i, m in enumerate(mods) for k in mods[:i])
            p: Params = {"rows": rows}
            if coprime and all(gcd(c, m) == 1 for c, _, m in rows) and self.total(p) > 40:
                return p

    def _run(self, p: Params) -> list[tuple[int, int, int, int]]:
        """Return after each row its own remainder of n, the step taken, and the remainder and modulus of n so far."""
        n, whole, out = 0, 1, []
        for c, r, m in p["rows"]:
            own = r * pow(c, -1, m) % m
            t = (own - n) * pow(whole, -1, m) % m
            n, whole = n + whole * t, whole * m
            out.append((own, t, n, whole))
        return out

    def total(self, p: Params) -> int:
        """Combine the rows."""
        return self._run(p)[-1][2]

    def words(self, p: Params) -> Params:
        """Write the remainders out."""
        facts = [f"{c if c > 1 else ''}n leaves the remainder {r} when divided by {m}" for c, r, m in p["rows"]]
        return {**super().words(p), "facts": join(facts)}

    def ask(self, p: Params, phrasing: int) -> str:
        """Return the question, with "it" for what was just named."""
        text = super().ask(p, phrasing)
        return text.replace("the least such n", "it") if "consider the least one" in text else text

    def steps(self, p: Params) -> list[str]:
        """Combine one congruence after the other."""
        lines, last = [], (0, 1)
        for (c, r, m), (own, t, n, whole) in zip(p["rows"], self._run(p), strict=True):
            if c > 1:
                lines.append(
                    f"{c}×{pow(c, -1, m)} leaves 1 when divided by {m}, so {c}n ≡ {r} means n ≡ {own} (mod {m})."
                )
            if last[1] > 1:
                lines.append(
                    f"Put n = {last[0]} + {last[1]}t: modulo {m}, {last[1] % m}t ≡ {(own - last[0]) % m}, so t ≡ {t},"
                )
                lines.append(f"and n ≡ {last[0]} + {last[1]}×{t} = {n} (mod {whole}).")
            elif c == 1:
                lines.append(f"The first condition says n ≡ {own} (mod {m}).")
            last = (n, whole)
        return [*lines, f"The least positive n is {last[0]}."]


class Towers(Family):
    """The remainder of a tower of powers."""

    name = "towers"
    phrasings = (
        "Find the remainder when {a}^({b}^{c}) is divided by {m}.",
        "Let N = {a}^E, where the exponent is E = {b}^{c}. What remainder does N leave when it is divided by {m}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger modulus."""
        low, high = ((40, 120), (100, 250), (200, 500), (400, 800), (600, 1000))[tier - 1]
        while True:
            a, b, c, m = (
                between(rng, x, y) for x, y in ((2, 8 + 4 * tier), (2, 9 + tier), (5, 12 + 3 * tier), (low, high))
            )
            p: Params = {"a": a, "b": b, "c": c, "m": m}
            if gcd(a, m) == 1 and self._exponent(p) > 6 and self.answer(p) not in (1, a):
                return p

    def _phi(self, p: Params) -> int:
        return prod((q - 1) * q ** (e - 1) for q, e in factors(p["m"]).items())

    def _exponent(self, p: Params) -> int:
        return pow(p["b"], p["c"], self._phi(p))

    def answer(self, p: Params) -> int:
        """Reduce the exponent by Euler's theorem."""
        return pow(p["a"], self._exponent(p), p["m"])

    def _power(self, base: int, exponent: int, mod: int) -> list[str]:
        """Square again and again, and multiply what the exponent needs."""
        squares, k = [], 1
        while k <= exponent:
            squares.append((k, pow(base, k, mod)))
            k *= 2
        used = [(k, r) for k, r in squares if exponent & k]
        made = [*(["×".join(str(r) for _, r in used)] if len(used) > 1 else []), str(pow(base, exponent, mod))]
        result = f"{base}^{exponent} ≡ {' ≡ '.join(made)} (mod {mod})."
        return [", ".join(f"{base}^{k} ≡ {r}" for k, r in squares) + f" (mod {mod});", result]

    def explain(self, p: Params) -> str:
        """Reduce the exponent, then square."""
        a, b, c, m = p["a"], p["b"], p["c"], p["m"]
        phi, e = self._phi(p), self._exponent(p)
        made = "·".join(f"{q - 1}" + (f"·{q ** (k - 1)}" if k > 1 else "") for q, k in factors(m).items())
        lines = [f"{a} and {m} have no common divisor, so by Euler's theorem {a}^{phi} ≡ 1 (mod {m}),"]
        lines.append(f"where {phi} = {made} counts the residues without a common divisor with {m}.")
        lines += [f"The exponent matters only modulo {phi}. Squaring repeatedly:", *self._power(b, c, phi)]
        return "\n".join([*lines, f"So the remainder is that of {a}^{e}. Squaring again:", *self._power(a, e, m)])


class QuadraticCongruence(Count):
    """How often a quadratic is a multiple of a number."""

    name = "quadratic_congruence"
    what = "the number of such integers n"
    phrasings = (
        "Consider the integers n from 1 to {n} for which {poly} is divisible by {m}. {find}",
        "For some integers n with 1 <= n <= {n}, the number {poly} is a multiple of {m}. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a modulus with more or larger prime powers."""
        pools = ([3, 5, 7, 11], [5, 7, 11, 13], [3, 5, 7, 11, 13], [5, 7, 9, 11, 13], [7, 9, 11, 13, 17, 25])
        while True:
            pool = pools[tier - 1]
            parts = sorted(pool[i] for i in rng.permutation(len(pool)).tolist()[: 2 if tier < 3 else 3])
            m = prod(parts)
            p: Params = {"b": nonzero(rng, 9), "c": nonzero(rng, 10 + 10 * tier), "m": m, "parts": parts}
            p["n"] = m * between(rng, 3, 12 + 4 * tier) + between(rng, m // 4, m - 1)
            if lcm(*parts) == m and self.total(p) > 12:
                return p

    def _roots(self, p: Params, m: int) -> list[int]:
        return [n for n in range(m) if (n * n + p["b"] * n + p["c"]) % m == 0]

    def _residues(self, p: Params) -> list[int]:
        """Return the residues from 1 to m that fit."""
        m, out = p["m"], []
        for chosen in product(*(self._roots(p, q) for q in p["parts"])):
            n = sum(r * (m // q) * pow(m // q, -1, q) for r, q in zip(chosen, p["parts"], strict=True)) % m
            out.append(n or m)
        return sorted(out)

    def total(self, p: Params) -> int:
        """Count whole periods and the rest."""
        residues = self._residues(p)
        whole, rest = divmod(int(p["n"]), int(p["m"]))
        return whole * len(residues) + sum(r <= rest for r in residues)

    def words(self, p: Params) -> Params:
        """Write the quadratic out."""
        return {**super().words(p), "poly": polynomial([1, p["b"], p["c"]]).replace("x", "n")}

    def steps(self, p: Params) -> list[str]:
        """Solve modulo each prime power and combine."""
        m, n, residues = p["m"], p["n"], self._residues(p)
        whole, rest = divmod(n, m)
        few = [r for r in residues if r <= rest]
        lines = [
            f"{m} = {'·'.join(map(str, p['parts']))}, and these factors have no common divisors. Trying all residues:"
        ]
        for q in p["parts"]:
            lines.append(f"modulo {q} the number is 0 for n ≡ {join([str(r) for r in self._roots(p, q)])};")
        lines.append(f"by the Chinese remainder theorem, modulo {m} for n ≡ {join([str(r) for r in residues])}.")
        lines.append(
            f"{n} = {whole}×{m} + {rest}: {whole} whole periods have {whole}×{len(residues)} = "
            f"{whole * len(residues)} solutions, and {len(few)} of the residues are from 1 to {rest}."
        )
        return [*lines, f"Together {whole * len(residues)} + {len(few)} = {self.total(p)}."]
