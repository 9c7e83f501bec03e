"""Every template of Math-Bases-v0 against another computation; numerals as people write them."""

from fractions import Fraction
from itertools import product
from math import factorial

import pytest
import template_checks
from template_checks import CHECKS, TIERS, both, has_hard, problems

from palaestra.envs import problem_at
from palaestra.envs.math.bases import Bases
from palaestra.envs.math.families import numerals
from palaestra.envs.math.families.numerals import read_numeral, read_ternary

BY_NAME = {template.name: template for template in Bases.templates}


def value(text, base):
    """Read a numeral by Python's own means."""
    return int(text, base)


def untag(text):
    return text.split("_")[0]


def to_base(p):
    return lambda answer: value(untag(answer), p["b"]) == p["n"]


def between_bases(p):
    text = BY_NAME["between_bases"].words(p)["text"]
    return lambda answer: value(untag(answer), p["b"]) == value(text, p["a"])


def columns(p):
    text = BY_NAME["columns"].words(p)["text"]
    total = 0
    for term in text.replace(" - ", " + -").split(" + "):
        sign, parts = (-1 if term[0] == "-" else 1), [value(f, p["b"]) for f in term.lstrip("-").split(" × ")]
        total += sign * (parts[0] * parts[1] if len(parts) > 1 else parts[0])
    return lambda answer: value(untag(answer), p["b"]) == total


def balanced_ternary(p):
    return lambda answer: sum({"1": 1, "0": 0, "T": -1}[c] * 3**i for i, c in enumerate(answer[::-1])) == p["n"]


def negative_base(p):
    def right(answer):
        parts = [int(c, 36) for c in untag(answer)]
        fits = all(d < p["c"] for d in parts) and (parts[0] or len(parts) == 1)
        return fits and sum(d * (-p["c"]) ** i for i, d in enumerate(parts[::-1])) == p["n"]

    return right


def repeating_value(p):
    """Expand the fraction again."""
    b, want = p["b"], p["head"] + 3 * p["block"]

    def right(answer):
        x, found = Fraction(answer), []
        for _ in want:
            x *= b
            found.append(int(x))
            x -= int(x)
        return 0 <= Fraction(answer) < 1 and found == want

    return right


def unknown_base(p):
    text = "".join(map(str, p["digits"]))

    def right(answer):
        b, total = int(answer), 0
        for i, c in enumerate(text[::-1]):
            total += int(c) * b**i
        return total == p["n"] and b > max(p["digits"])

    return right


def two_bases(p):
    """Try all bases up to 400."""
    (x, y, z), (u, v, w), s = p["first"], p["second"], p["s"]
    fits = [
        x * b * b + y * b + z
        for b in range(max(x, y, z, u - s, v - s, w - s, 1) + 1, 400)
        if x * b * b + y * b + z == u * (b + s) ** 2 + v * (b + s) + w
    ]
    assert len(fits) == 1
    return lambda answer: int(answer) == fits[0]


def digit_sum(p):
    n, total = p["c"] * p["b"] ** p["e"] - p["d"], 0
    while n:
        n, digit = divmod(n, p["b"])
        total += digit
    return lambda answer: int(answer) == total


def final_zeros(p):
    n, zeros = factorial(p["n"]), 0
    step = p["b"] ** 64
    while n % step == 0:
        n, zeros = n // step, zeros + 64
    while n % p["b"] == 0:
        n, zeros = n // p["b"], zeros + 1
    return lambda answer: int(answer) == zeros


def expansion_sum(p):
    """The first n digits are the numeral of a floor."""
    x, total = p["u"] * p["b"] ** p["n"] // p["v"], 0
    while x:
        x, digit = divmod(x, p["b"])
        total += digit
    return lambda answer: int(answer) == total


def digit_count(p):
    def shows(n):
        found = 0
        while n:
            found, n = found + (n % p["b"] == p["d"]), n // p["b"]
        return found

    total = sum(shows(n) == p["j"] for n in range(1, p["n"] + 1))
    return lambda answer: int(answer) == total


def allowed_digits(p):
    """Write down all numerals that are long enough, and sort them."""
    size = 1
    while sum(len(p["digits"]) ** i for i in range(1, size + 1)) - (size if 0 in p["digits"] else 0) < p["n"]:
        size += 1
    found = set()
    for k in (*range(1, size + 1),) if 0 not in p["digits"] else (size + 1,):
        for some in product(p["digits"], repeat=k):
            n = 0
            for d in some:
                n = n * p["b"] + d
            found.add(n)
    listed = sorted(found - {0})
    return lambda answer: int(answer) == listed[p["n"] - 1]


@pytest.mark.parametrize(("template", "tier", "n"), both(Bases.templates))
def test_a_second_way_agrees(template, tier, n):
    for p in problems(template, tier, n):
        assert globals()[template.name](p)(template.answer(p)), p


def hard_unknown_base(p):
    return unknown_base(p)


def hard_digit_sum(p):
    """From some length on every further digit is b - 1."""
    small, large = ({**p, "e": e} for e in (40, 41))
    a, b = (next(t for t in range(10**5) if digit_sum(q)(str(t))) for q in (small, large))
    return lambda answer: int(answer) == a + (b - a) * (p["e"] - 40)


def hard_final_zeros(p):
    """Legendre's other formula: n less the sum of its digits in base q, over q - 1."""
    left, best = p["b"], None
    for q in (2, 3, 5, 7):
        e = 0
        while left % q == 0:
            left, e = left // q, e + 1
        if e:
            exponent = (p["n"] - sum(numerals.digits(p["n"], q))) // (q - 1)
            best = exponent // e if best is None else min(best, exponent // e)
    assert left == 1
    return lambda answer: int(answer) == best


def hard_expansion_sum(p):
    """The sum of digits d is ((b - 1)·(sum of remainders) + ends)/v, by b·r = v·d + r'; sum over the cycle."""
    b, v, n = p["b"], p["v"], p["n"]
    # remainders r_i = u b^i mod v; v·(sum of d) = (b - 1)·(r_0 + ... + r_(n-1)) + r_0 - r_n
    start, period = 60, 1
    while (pow(b, start + period, v) - pow(b, start, v)) * p["u"] % v:
        period += 1
    rests = [p["u"] * pow(b, i, v) % v for i in range(start + period)]
    whole, rest = divmod(n - start, period)
    total = sum(rests[:start]) + whole * sum(rests[start:]) + sum(rests[start : start + rest])
    last = p["u"] * pow(b, n, v) % v
    return lambda answer: int(answer) * v == (b - 1) * total + rests[0] - last


def hard_digit_count(p):
    """Count by a recursion over the last digit."""
    cache = {}

    def count(n, j):
        if j < 0 or n < 0:
            return 0
        if n == 0:
            return int(j == 0)
        if (n, j) not in cache:
            b, d = p["b"], p["d"]
            total = 0
            for last in range(b):
                total += count((n - last) // b if n >= last else -1, j - (last == d))
            cache[n, j] = total
        return cache[n, j]

    return lambda answer: int(answer) == count(p["n"], p["j"])


def hard_allowed_digits(p):
    """Count the listed numbers up to the answer, digit by digit."""
    some, b = p["digits"], p["b"]

    def rank(x):
        parts = [int(c, 36) for c in numerals.numeral(x, b)]
        assert set(parts) <= set(some)
        m, free = len(some), 0 not in some
        total = sum(m**i for i in range(1, len(parts))) if free else 0
        for i, d in enumerate(parts):
            total += sum(e < d for e in some) * m ** (len(parts) - i - 1)
        return total + (1 if free else 0)

    return lambda answer: rank(int(answer)) == p["n"]


@pytest.mark.parametrize("template", [t for t in Bases.templates if has_hard(t)], ids=lambda t: t.name)
def test_hard_problems_have_the_answer_of_another_formula(template):
    for tier in TIERS:
        for p in problems(template, tier, 30, hard=True):
            assert globals()[f"hard_{template.name}"](p)(template.answer(p)), p


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("template", Bases.templates, ids=lambda t: t.name)
def test_templates_keep_their_promises(template, check):
    check(template)


def test_columns_and_divisions_in_solutions_are_equations():
    for name in ("to_base", "columns", "balanced_ternary", "negative_base", "expansion_sum"):
        lines = BY_NAME[name].steps(problems(BY_NAME[name], 5, 1)[0])
        assert sum(template_checks.check_line(line) for line in lines) >= 5, lines


@pytest.mark.parametrize(
    "text",
    ["513", "0513", "513_7", "513_{7}", "$513_{(7)}$", "(513)_7", "513 in base 7", "513 (base 7)", "x = 513_7", "513₇",
     "**513**", "\\text{513}_{7}", "513_{\\text{base }7}", "$513$ in base $7$", "513."],
)  # fmt: skip
def test_numerals_are_read_as_people_write_them(text):
    assert read_numeral(text, 7) == 255


@pytest.mark.parametrize(
    "text", ["513_8", "573", "513 or 514", "5 13", "513 514", "51.3", "five", "_7", "()", "(513", "-", "", "255_{10}"]
)
def test_other_numerals_are_not_read(text):
    assert read_numeral(text, 7) is None


def test_letters_groups_and_signs():
    assert read_numeral("1af", 16) == read_numeral("0x1AF", 16) == read_numeral("1AF_{16}", 16) == 431
    assert read_numeral("1010 1011", 2) == 171
    assert read_numeral("-12", 5) == -7
    assert read_numeral("-12", -5) is None
    assert read_ternary("1T0") == read_ternary("1 t 0") == read_ternary("1\\bar{1}0") == 6
    assert read_ternary("120") is None


def test_a_numeral_is_never_the_open_number_of_a_chain():
    """Read in base ten it would be another number."""
    for name in ("to_base", "between_bases", "columns", "balanced_ternary", "negative_base"):
        for p in problems(BY_NAME[name], 2, 50):
            assert not BY_NAME[name].answer(p).removeprefix("-").isdecimal()


def test_composite_problems_are_solved_by_their_parts():
    for seed in range(20):
        problem = problem_at("Math-Bases-v0", Bases(2), "compositional/test", seed)
        assert "N" in problem.prompt
        assert Bases(2).verify(problem, Bases(2).solve(problem)).is_correct
