"""Algebra of sequences: recurrences, and powers of irrational numbers."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import numpy as np

from ..notation import between, join, nonzero, signed
from .asked import Count
from .family import Params

CYCLE = 12  # the terms of every rule below repeat after a divisor of this


class PeriodicSums(Count):
    """A recurrence whose terms repeat, known by some of its sums."""

    name = "periodic_sums"
    what = "T"
    phrasings = (
        "Integers a_1, a_2, a_3, ... satisfy {law} for every n > {order}. {given}. Let T be the sum of the first {k} "
        "terms. {find}",
        "A sequence of integers begins with {initial} and continues by the rule {law} for all n > {order}. {given}. "
        "Let T be the sum of its first {k} terms. {find}",
    )
    rules = ((1, -1), (0, -1), (1, -1, 1), (2, -2, 1), (0, 0, -1), (-2, -2, -1))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a recurrence of order two, then with a constant, then of order three."""
        while True:
            rule = list(self.rules[between(rng, *((0, 1), (0, 1), (0, 1), (2, 5), (4, 5))[tier - 1])])
            start = [nonzero(rng, 100 + 40 * tier) for _ in rule]
            c = nonzero(rng, 3 + 3 * tier) if tier in (3, 5) else 0
            ns = [between(rng, 10, 40 * tier) for _ in range(len(rule) + 1)]
            seen = self._run(rule, c, start, max(ns))
            p: Params = {
                "rule": rule,
                "constant": c,
                "ns": ns[:-1],
                "sums": [sum(seen[:n]) for n in ns[:-1]],
                "k": ns[-1],
            }
            asked, known = self._forms(p, ns[-1])[:-1], [self._forms(p, n)[:-1] for n in ns[:-1]]
            if any(asked) and asked not in known and self._start(p) == start and self.total(p) > 20:
                return p

    def _run(self, rule: list[int], c: int, start: list[int], n: int) -> list[int]:
        terms = start[:n]
        while len(terms) < n:
            terms.append(c + sum(r * t for r, t in zip(rule, reversed(terms), strict=False)))
        return terms

    def _forms(self, p: Params, n: int) -> list[int]:
        """Write the sum of n terms as whole multiples of the first terms, and a constant last."""
        d, (whole, rest) = len(p["rule"]), divmod(n, CYCLE)
        runs = [self._run(p["rule"], 0, [int(i == j) for j in range(d)], CYCLE) for i in range(d)]
        runs.append(self._run(p["rule"], p["constant"], [0] * d, CYCLE))
        return [whole * sum(run) + sum(run[:rest]) for run in runs]

    def _start(self, p: Params) -> list[int] | None:
        """Solve for the first terms; None unless they are determined."""
        rows = [[Fraction(x) for x in f[:-1]] + [Fraction(s - f[-1])] for f, s in self._equations(p)]
        for i in range(len(rows)):
            pivot = next((r for r in range(i, len(rows)) if rows[r][i]), None)
            if pivot is None:
                return None
            rows[i], rows[pivot] = rows[pivot], rows[i]
            rows[i] = [x / rows[i][i] for x in rows[i]]
            for r in range(len(rows)):
                if r != i:
                    rows[r] = [x - rows[r][i] * y for x, y in zip(rows[r], rows[i], strict=True)]
        return [int(row[-1]) for row in rows]

    def _equations(self, p: Params) -> list[tuple[list[int], int]]:
        return [(self._forms(p, n), s) for n, s in zip(p["ns"], p["sums"], strict=True)]

    def total(self, p: Params) -> int:
        """Recover the beginning, then add up."""
        start = self._start(p) or []
        return sum(a * x for a, x in zip(self._forms(p, p["k"]), [*start, 1], strict=True))

    def words(self, p: Params) -> Params:
        """Write the rule and the sums out."""
        d = len(p["rule"])
        parts = [
            (f"{'-' if r < 0 else ''}{abs(r) if abs(r) > 1 else ''}a_(n-{i})") for i, r in enumerate(p["rule"], 1) if r
        ]
        law = "a_n = " + signed(parts + ([str(p["constant"])] if p["constant"] else []))
        sums = [f"the sum of the first {n} terms is {s}" for n, s in zip(p["ns"], p["sums"], strict=True)]
        given = join(sums)
        initial = join([f"a_{i}" for i in range(1, d + 1)])
        return {
            **super().words(p),
            "law": law,
            "order": d,
            "initial": initial,
            "given": given[0].upper() + given[1:],
        }

    def _linear(self, form: list[int]) -> str:
        parts = [f"{'-' if x < 0 else ''}{abs(x) if abs(x) > 1 else ''}a_{i}" for i, x in enumerate(form[:-1], 1) if x]
        return signed(parts + ([str(form[-1])] if form[-1] or not parts else []))

    def steps(self, p: Params) -> list[str]:
        """Write the sums in the first terms and solve."""
        d, start = len(p["rule"]), self._start(p) or []
        period = next(q for q in range(d, 13) if self._run(p["rule"], p["constant"], start, q + d)[q:] == start)
        lines = [
            f"Whatever the first terms are, the terms repeat after {period}. Let S_n be the sum of the first n terms;",
            f"in particular S_{period} = {self._linear(self._forms(p, period))} for a whole period. So",
        ]
        lines += [
            f"S_{n} = {self._linear(form)} = {s}," for n, (form, s) in zip(p["ns"], self._equations(p), strict=True)
        ]
        lines.append("whose solution is " + ", ".join(f"a_{i} = {x}" for i, x in enumerate(start, 1)) + ".")
        form = self._forms(p, p["k"])
        lines.append(f"Then T = S_{p['k']} = {self._linear(form)} = {self.total(p)}.")
        return lines


class WeightedPowers(Count):
    """Given ax^k + by^k for four k, find it for a larger one."""

    name = "weighted_powers"
    what = "T"
    phrasings = (
        "Real numbers a, b, x, y satisfy {given}. Let T = ax^{k} + by^{k}. {find}",
        "Let a, b, x and y be real numbers with {given}. If T = ax^{k} + by^{k}, then T is an integer. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher power; x and y are real and different, and all is determined."""
        while True:
            s, q, u = (
                nonzero(rng, 2 + tier),
                nonzero(rng, 2 + 2 * tier),
                [nonzero(rng, 9 + 4 * tier) for _ in range(2)],
            )
            for _ in range(2):
                u.append(s * u[-1] - q * u[-2])
            p: Params = {"u": u, "k": 5 + tier // 2}
            if s * s > 4 * q and u[1] ** 2 != u[0] * u[2] and self.total(p) > 20:
                return p

    def _recurrence(self, p: Params) -> tuple[int, int]:
        """Return x + y and xy."""
        a, b, c, d = p["u"]
        det = b * b - a * c
        return (b * c - a * d) // det, (c * c - b * d) // det

    def _run(self, p: Params) -> list[int]:
        (s, q), u = self._recurrence(p), list(p["u"])
        while len(u) < p["k"]:
            u.append(s * u[-1] - q * u[-2])
        return u

    def total(self, p: Params) -> int:
        """Run the recurrence."""
        return self._run(p)[-1]

    def words(self, p: Params) -> Params:
        """Write the equations out."""
        given = [
            f"ax{'^' + str(i) if i > 1 else ''} + by{'^' + str(i) if i > 1 else ''} = {v}"
            for i, v in enumerate(p["u"], 1)
        ]
        return {**super().words(p), "given": join(given)}

    def steps(self, p: Params) -> list[str]:
        """Find the recurrence, then run it."""
        (s, q), u = self._recurrence(p), self._run(p)
        lines = [
            "Let u_k = ax^k + by^k, s = x + y and q = xy. Since x and y are the roots of t^2 - st + q = 0,",
            "u_(k+2) = s·u_(k+1) - q·u_k. The given values say",
            f"{u[2]} = ({u[1]})s - ({u[0]})q and {u[3]} = ({u[2]})s - ({u[1]})q, so s = {s} and q = {q}.",
        ]
        for k in range(4, len(u)):
            lines.append(f"u_{k + 1} = ({s})×({u[k - 1]}) - ({q})×({u[k - 2]}) = {u[k]}.")
        return lines


class NearestPower(Count):
    """The whole part of a high power of a + √b."""

    name = "nearest_power"
    what = "N"
    phrasings = (
        "Let N be the greatest integer that does not exceed ({a} + √{b})^{n}. {find}",
        "The number ({a} + √{b})^{n} is not an integer. Let N be the integer just below it. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher power and larger numbers."""
        while True:
            a = between(rng, 2, 8 + 4 * tier)
            b = between(rng, (a - 1) ** 2 + 1, (a + 1) ** 2 - 1)
            if isqrt(b) ** 2 != b:
                return {"a": a, "b": b, "n": between(rng, 2 + tier, 4 + 2 * tier)}

    def _sums(self, p: Params) -> list[int]:
        s, q, t = 2 * p["a"], p["a"] ** 2 - p["b"], [2, 2 * p["a"]]
        while len(t) <= p["n"]:
            t.append(s * t[-1] - q * t[-2])
        return t

    def _below(self, p: Params) -> int:
        """Return 1 if the power of the conjugate is positive, else 0."""
        return int(p["a"] ** 2 > p["b"] or p["n"] % 2 == 0)

    def total(self, p: Params) -> int:
        """Add the power of the conjugate."""
        return self._sums(p)[-1] - self._below(p)

    def steps(self, p: Params) -> list[str]:
        """Show the sums of conjugate powers."""
        a, b, n, t = p["a"], p["b"], p["n"], self._sums(p)
        low = self._below(p)
        return [
            f"Let x = {a} + √{b} and y = {a} - √{b}: x + y = {2 * a}, xy = {a * a - b}, and |y| < 1.",
            f"t_k = x^k + y^k is an integer: t_0 = 2, t_1 = {2 * a}, t_k = {2 * a}t_(k-1) - ({a * a - b})t_(k-2):",
            ", ".join(f"t_{k} = {v}" for k, v in enumerate(t[2:], 2)) + ".",
            f"y^{n} is between 0 and 1, so x^{n} lies just below t_{n}, and N = {t[-1]} - 1 = {self.total(p)}."
            if low
            else f"y^{n} is between -1 and 0, so x^{n} lies just above t_{n}, and N = {t[-1]}.",
        ]
