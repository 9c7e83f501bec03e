"""Prime factors and divisors."""

from __future__ import annotations


def factors(n: int) -> dict[int, int]:
    """Return the prime factors in order, with their exponents."""
    found: dict[int, int] = {}
    q = 2
    while q * q <= n:
        while n % q == 0:
            found[q] = found.get(q, 0) + 1
            n //= q
        q += 1
    if n > 1:
        found[n] = found.get(n, 0) + 1
    return found


def factored(n: int) -> str:
    """Write a number as a product of prime powers."""
    return "·".join(f"{q}^{e}" if e > 1 else f"{q}" for q, e in factors(n).items())


def divisors(n: int) -> list[int]:
    """Return the positive divisors in order."""
    found = [1]
    for q, e in factors(n).items():
        found = [d * q**k for d in found for k in range(e + 1)]
    return sorted(found)
