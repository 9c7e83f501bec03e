"""Every template of Math-NumberTheory-v0 against trial, or another formula where numbers are large."""

from functools import cache
from itertools import product
from math import comb, gcd, isqrt

import pytest
import sympy
from sympy.solvers.diophantine.diophantine import diop_DN
from template_checks import CHECKS, TIERS, both, has_hard, problems

from palaestra.envs import problem_at
from palaestra.envs.math.number_theory import NumberTheory

BY_NAME = {template.name: template for template in NumberTheory.templates}


def gcd_powers(p):
    return gcd(p["a"] ** p["m"] - p["b"] ** p["m"], p["a"] ** p["n"] - p["b"] ** p["n"])


def divisor_sum(p):
    return sum(x for x in sympy.divisors(p["n"]) if x % p["d"] == 0 and not (p["e"] and x % p["e"] == 0))


def nth_coprime(p):
    x = 0
    for _ in range(p["n"]):
        x += 1
        while gcd(x, p["m"]) > 1:
            x += 1
    return x


def square_differences(p):
    """Go through y while the gap between neighbouring squares is small enough."""
    n = p["n"]
    found = set()
    for d in sympy.divisors(n):
        if d * d < n and (d + n // d) % 2 == 0:
            found.add((d + n // d) // 2)
    assert all(isqrt(x * x - n) ** 2 == x * x - n > 0 for x in found)
    if n < 3000:
        assert found == {x for x in range(1, n) if x * x > n and isqrt(x * x - n) ** 2 == x * x - n}
    return sum(found)


def gcd_sum(p):
    """Sum d·phi(n/d) over the divisors."""
    if p["n"] < 3000:
        return sum(gcd(i, p["n"]) for i in range(1, p["n"] + 1))
    return sum(d * int(sympy.totient(p["n"] // d)) for d in sympy.divisors(p["n"]))


def lifting(p):
    """Powers of q divide a^i - 1 exactly when the order modulo them divides i."""
    total, q = 0, p["q"]
    while (order := sympy.n_order(p["a"], q)) <= p["n"]:
        total += p["n"] // order
        q *= p["q"]
    return total


def diophantine(p):
    return sum(
        (p["c"] - p["b"] * y) % p["a"] == 0 and (p["c"] - p["b"] * y) // p["a"] >= p["s"]
        for y in range(p["t"], p["c"] // p["b"] + 1)
    )


def pell(p):
    """Go through x, which leaves 1 or -1 modulo each prime of d."""
    d, y = p["d"], max(1, isqrt((p["low"] ** 2 - 1) // p["d"]))
    while True:
        x = isqrt(d * y * y + 1)
        if x * x == d * y * y + 1 and x > p["low"]:
            return p["a"] * x + p["b"] * y
        y += 1


def perfect_powers(p):
    found = {i**e for e in p["e"] for i in range(1, isqrt(p["n"]) + 1) if i**e <= p["n"]}
    return sum(x >= p["low"] for x in found)


def digit_total(p):
    return sum(int(c) for x in range(p["low"], p["n"] + 1) for c in str(x))


def missing_digits(p):
    letters = sorted(set(p["text"]) & set("ABC"))
    found = set()
    for some in product("0123456789", repeat=len(letters)):
        n = int("".join(dict(zip(letters, some, strict=True)).get(c, c) for c in p["text"]))
        found |= {n} if n % p["m"] == 0 else set()
    return sum(found)


@pytest.mark.parametrize(("template", "tier", "n"), both(NumberTheory.templates))
def test_trial_agrees(template, tier, n):
    for p in problems(template, tier, n):
        assert template.answer(p) == str(globals()[template.name](p)), p


def hard_gcd_powers(p):
    """The common divisor g divides both, and both quotients are prime to each other modulo many primes' worth."""
    g = int(BY_NAME["gcd_powers"].answer(p))
    step = gcd(p["m"], p["n"])
    x, y = p["a"] ** step, p["b"] ** step
    for e in (p["m"], p["n"]):
        assert (pow(p["a"], e, g) - pow(p["b"], e, g)) % g == 0
    # u_i = (x^i - y^i)/(x - y) is a Lucas sequence, in which gcd(u_i, u_j) = u_gcd(i, j) = u_1 = 1
    assert gcd(p["m"] // step, p["n"] // step) == 1
    return x - y


hard_divisor_sum = divisor_sum
hard_square_differences = square_differences
hard_gcd_sum = gcd_sum
hard_lifting = lifting


def hard_nth_coprime(p):
    """Bisect on the count by inclusion and exclusion."""
    primes = list(sympy.factorint(p["m"]))

    def count(x):
        total = 0
        for some in product((0, 1), repeat=len(primes)):
            d = 1
            for q, taken in zip(primes, some, strict=True):
                d *= q**taken
            total += (-1) ** sum(some) * (x // d)
        return total

    low, high = 0, p["n"] * p["m"]
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if count(middle) < p["n"] else (low, middle)
    return high


def hard_diophantine(p):
    """Take the count for a small right side; each lcm(a, b) more adds one solution."""
    step = p["a"] * p["b"] // gcd(p["a"], p["b"])
    more = (p["c"] - p["a"] * p["s"] - p["b"] * p["t"]) // step - 3
    return diophantine({**p, "c": p["c"] - more * step}) + more


def hard_pell(p):
    x, y = min((abs(int(x)), abs(int(y))) for x, y in diop_DN(p["d"], 1) if y)
    xs, ys = [1, x], [0, y]
    while xs[-1] <= p["low"]:
        xs.append(2 * x * xs[-1] - xs[-2])
        ys.append(2 * x * ys[-1] - ys[-2])
    assert xs[-1] ** 2 - p["d"] * ys[-1] ** 2 == 1
    return p["a"] * xs[-1] + p["b"] * ys[-1]


def hard_perfect_powers(p):
    """Powers of the least exponent are counted by a root; of the others list those that are none of the earlier."""

    def count(n):
        first, *others = p["e"]
        roots = {e: int(sympy.integer_nthroot(n, e)[0]) for e in others}
        if sum(roots.values()) > 3 * 10**4:
            return None
        found = {i**e for e, top in roots.items() for i in range(1, top + 1)}
        fresh = sum(round(x ** (1 / first)) ** first != x for x in found)
        return int(sympy.integer_nthroot(n, first)[0]) + fresh

    high, low = count(p["n"]), count(p["low"] - 1)
    return None if None in (high, low) else high - low


def hard_digit_total(p):
    """Count by a recursion over the first digit."""

    @cache
    def total(n):
        """Return the sum of digits of 0 to n - 1."""
        if n <= 1:
            return 0
        size = len(str(n)) - 1
        first, place = int(str(n)[0]), 10**size
        below = first * 45 * size * place // 10
        below += first * (first - 1) // 2 * place
        return below + first * (n - first * place) + total(n - first * place)

    return total(p["n"] + 1) - total(p["low"])


@pytest.mark.parametrize("template", [t for t in NumberTheory.templates if has_hard(t)], ids=lambda t: t.name)
def test_hard_problems_have_the_answer_of_another_formula(template):
    checked = 0
    for tier in TIERS:
        for p in problems(template, tier, 12, hard=True):
            want = globals()[f"hard_{template.name}"](p)
            assert want is None or template.answer(p) == str(want), p
            checked += want is not None
    assert checked > 12


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("template", NumberTheory.templates, ids=lambda t: t.name)
def test_templates_keep_their_promises(template, check):
    check(template)


def test_the_sum_of_digits_up_to_a_power_of_ten():
    template = BY_NAME["digit_total"]
    for size in range(1, 8):
        assert template.answer({"low": 1, "n": 10**size - 1}) == str(45 * size * 10 ** (size - 1))
        assert comb(10, 2) * size * 10 ** (size - 1) == int(template.answer({"low": 1, "n": 10**size - 1}))


def test_composite_problems_are_solved_by_their_parts():
    for seed in range(20):
        problem = problem_at("Math-NumberTheory-v0", NumberTheory(2), "compositional/test", seed)
        assert NumberTheory(2).verify(problem, NumberTheory(2).solve(problem)).is_correct
