"""Steps that solutions modulo m share: Euler's theorem, squaring, inverses; and primes."""

from __future__ import annotations

from math import prod

import numpy as np

from ..notation import between
from .factors import factors


def bracket(n: int) -> str:
    """Write a factor, in parentheses if it is negative."""
    return f"({n})" if n < 0 else str(n)


def is_prime(n: int) -> bool:
    """Return whether n < 3·10^24 is prime, by Miller and Rabin with bases that are known to suffice."""
    if n < 2:
        return False
    bases = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
    if any(n % q == 0 for q in bases):
        return n in bases
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for a in bases:
        x = pow(a, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def some_prime(rng: np.random.Generator, low: int, high: int) -> int:
    """Return the first prime from a random place between low and high on; it may lie a little above."""
    n = between(rng, low, high) | 1
    while not is_prime(n):
        n += 2
    return n


def phi(m: int) -> int:
    """Return how many residues have no common divisor with m."""
    return prod((q - 1) * q ** (e - 1) for q, e in factors(m).items())


def totient(m: int) -> str:
    """Write Euler's function of m out."""
    parts = [f"{q - 1}" if e == 1 else f"{q - 1}·{q ** (e - 1)}" for q, e in factors(m).items()]
    made = "·".join(parts)
    return made if made == str(phi(m)) else f"{made} = {phi(m)}"


def squaring(a: int, e: int, m: int) -> list[str]:
    """Find a^e modulo m by squaring, for e > 0."""
    squares, power = [], 1
    while power <= e:
        squares.append((power, pow(a, power, m)))
        power *= 2
    used = [(i, r) for i, r in squares if e & i]
    lines = []
    if e > 1:
        lines.append(", ".join(f"{a}^{i} ≡ {r}" for i, r in squares) + f" (mod {m}), each the square of the last.")
    made = [*([" × ".join(str(r) for _, r in used)] if len(used) > 1 else []), str(pow(a, e, m))]
    why = f"{e} = {' + '.join(str(i) for i, _ in used)}, so " if len(used) > 1 else ""
    return [*lines, f"{why}{a}^{e} ≡ {' ≡ '.join(made)} (mod {m})."]


def reduced(a: int, e: int, m: int) -> list[str]:
    """Find a^e modulo m, for a and m without common divisor: by Euler's theorem, then by squaring."""
    full, lines = phi(m), []
    if e >= full:
        if full == m - 1:
            lines.append(f"{m} is a prime, so by Fermat's theorem {a}^{full} ≡ 1 (mod {m}).")
        else:
            lines.append(f"{a} and {m} have no common divisor, so by Euler's theorem {a}^{full} ≡ 1 (mod {m}),")
            lines.append(f"where {full} counts the residues without a common divisor with {m}: {totient(m)}.")
        lines.append(f"{e} = {e // full} × {full} + {e % full}, so only {a}^{e % full} is left.")
        e %= full
    return [*lines, *squaring(a % m, e, m)] if e else [*lines, f"{a}^0 = 1."]


def inverse(a: int, m: int) -> list[str]:
    """Find the inverse of a modulo m by Euclid's algorithm; none of it is needed if a is 1."""
    x, y, c, d, lines = m, a, 0, 1, []
    while y > 1:
        q, r = divmod(x, y)
        c, d = d, c - q * d
        lines.append(f"{r} = {x} - {q} × {y} ≡ {d} × {a} (mod {m})")
        x, y = y, r
    return lines
