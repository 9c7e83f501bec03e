"""Every template of Math-Modular-v0 against trial, or sympy where numbers are large."""

from math import gcd, lcm

import pytest
import sympy
from sympy.ntheory.modular import crt
from template_checks import CHECKS, TIERS, both, has_hard, numbers, problems

from palaestra.envs import problem_at
from palaestra.envs.math.families.modular_lines import is_prime, phi
from palaestra.envs.math.modular import Modular

BY_NAME = {template.name: template for template in Modular.templates}


def power(p):
    return p["a"] ** p["e"] % p["m"]


def order(p):
    return next(n for n in range(1, p["m"]) if pow(p["a"], n, p["m"]) == 1)


def discrete_log(p):
    assert is_prime(p["p"])
    return next(n for n in range(1, p["p"]) if pow(p["g"], n, p["p"]) == p["h"] % p["p"])


def generator(p):
    """Find where the sequence comes back."""
    seen, x, row = {}, p["x"], []
    while x not in seen:
        seen[x] = len(row)
        row.append(x)
        x = (p["a"] * x + p["c"]) % p["m"]
    start = seen[x]
    return row[p["n"]] if p["n"] < start else row[start + (p["n"] - start) % (len(row) - start)]


def factorial(p):
    assert is_prime(p["p"])
    r = 1
    for i in range(1, p["n"] + 1):
        r = r * i % p["p"]
    return r


def power_sum(p):
    return sum(p["b"] * i ** p["e"] + p["c"] for i in range(1, p["n"] + 1)) % p["m"]


def power_residues(p):
    return sum({pow(x, p["e"], p["p"]) for x in range(1, p["p"])})


def linear(p):
    return sum(x for x in range(p["m"]) if (p["a"] * x - p["b"]) % p["m"] == 0)


def remainders(p):
    m, r = max((m, r) for r, m in p["rows"])
    x = p["low"] + 1 + (r - p["low"] - 1) % m
    while any(x % m != r for r, m in p["rows"]):
        x += m
    return x


def lifted_root(p):
    m = p["q"] ** p["e"]
    size = len(p["poly"]) - 1
    fits = [
        x
        for x in range(p["r"], m, p["q"])
        if (sum(c * pow(x, size - i, m) for i, c in enumerate(p["poly"])) - p["c"]) % m == 0
    ]
    assert len(fits) == 1
    return fits[0]


def system(p):
    (a, b, e), (c, d, f) = p["rows"]
    m = p["m"]
    fits = [
        (x, y) for x in range(m) for y in range(m) if a * x % m == (e - b * y) % m and (c * x + d * y - f) % m == 0
    ]
    assert len(fits) == 1
    return list(fits[0])


@pytest.mark.parametrize(("template", "tier", "n"), both(Modular.templates))
def test_trial_agrees(template, tier, n):
    for p in problems(template, tier, n):
        want = globals()[template.name](p)
        assert numbers(template.answer(p)) == (want if isinstance(want, list) else [want]), p


def hard_power(p):
    """Square and multiply from the first bit on."""
    r = 1
    for bit in bin(p["e"])[2:]:
        r = r * r * (p["a"] if bit == "1" else 1) % p["m"]
    return r


def hard_order(p):
    return sympy.n_order(p["a"], p["m"])


hard_generator = generator


def hard_factorial(p):
    """n!·(-1)^j·(j - 1)! is 1 for a suitable sign; test the congruence itself."""
    q, n = p["p"], p["n"]
    assert sympy.isprime(q)
    product = 1
    for i in range(n + 1, q):
        product = product * i % q
    return int(sympy.mod_inverse(product, q)) * (q - 1) % q


def hard_power_sum(p):
    """Faulhaber's polynomial."""
    x = sympy.Symbol("x")
    poly = sympy.Poly((sympy.bernoulli(p["e"] + 1, x + 1) - sympy.bernoulli(p["e"] + 1, 1)) / (p["e"] + 1), x)
    return int(p["b"] * poly.eval(p["n"]) + p["c"] * p["n"]) % p["m"]


def hard_power_residues(p):
    """Residues r are those with r^((q - 1)/g) = 1; with r also -r is one, which makes the mean q/2."""
    q, g = p["p"], gcd(p["e"], p["p"] - 1)
    assert sympy.isprime(q)
    assert pow(q - 1, (q - 1) // g, q) == 1
    for x in (2, 3, 12345):
        assert pow(pow(x, p["e"], q), (q - 1) // g, q) == 1
    return q * ((q - 1) // g) // 2


def hard_linear(p):
    g = gcd(p["a"], p["m"])
    x = p["b"] // g * int(sympy.mod_inverse(p["a"] // g, p["m"] // g)) % (p["m"] // g)
    return sum(x + i * (p["m"] // g) for i in range(g))


def hard_remainders(p):
    x, m = crt([m for _, m in p["rows"]], [r for r, _ in p["rows"]])
    return int(x) + ((p["low"] - int(x)) // int(m) + 1) * int(m)


def hard_lifted_root(p):
    """Newton's method in the p-adic numbers."""
    m, size, x = p["q"] ** p["e"], len(p["poly"]) - 1, p["r"]
    for _ in range(8):
        value = sum(c * x ** (size - i) for i, c in enumerate(p["poly"])) - p["c"]
        slope = sum(c * (size - i) * x ** (size - i - 1) for i, c in enumerate(p["poly"][:-1]))
        x = (x - value * pow(slope, -1, m)) % m
    return x


def hard_system(p):
    (a, b, e), (c, d, f) = p["rows"]
    x, y = sympy.Matrix([[a, b], [c, d]]).inv_mod(p["m"]) * sympy.Matrix([e, f])
    return [int(x) % p["m"], int(y) % p["m"]]


@pytest.mark.parametrize("template", [t for t in Modular.templates if has_hard(t)], ids=lambda t: t.name)
def test_hard_problems_have_the_answer_of_another_formula(template):
    for tier in TIERS:
        for p in problems(template, tier, 15, hard=True):
            want = globals()[f"hard_{template.name}"](p)
            assert numbers(template.answer(p)) == (want if isinstance(want, list) else [want]), p


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("template", Modular.templates, ids=lambda t: t.name)
def test_templates_keep_their_promises(template, check):
    check(template)


def test_remainders_meet_common_divisors_from_tier_3_on():
    for tier in TIERS:
        for p in problems(BY_NAME["remainders"], tier, 20):
            mods = [m for _, m in p["rows"]]
            product = 1
            for m in mods:
                product *= m
            assert (lcm(*mods) < product) == (tier >= 3)


def test_primes_and_totients():
    assert [n for n in range(2, 2000) if is_prime(n)] == list(sympy.primerange(2, 2000))
    for n in (561, 3215031751, 3825123056546413051, 10**12 + 39, 10**12 + 37):
        assert is_prime(n) == sympy.isprime(n)
    assert [phi(n) for n in range(1, 300)] == [sympy.totient(n) for n in range(1, 300)]


def test_composite_problems_are_solved_by_their_parts():
    for seed in range(20):
        problem = problem_at("Math-Modular-v0", Modular(2), "compositional/test", seed)
        assert Modular(2).verify(problem, Modular(2).solve(problem)).is_correct
