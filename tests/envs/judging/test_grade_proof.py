"""Proofs under a scheme: claims are true, formulas hold where a part is good, and fail where a slip is planted."""

import itertools
import json
import math
import re
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given
from strategies import nasty_texts
from written_sums import evaluate

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.judging.claims import TOTAL
from palaestra.envs.judging.grade_proof import CLAIMS, GradeProof, gold, read_marks

ID = "Math-GradeProof-v0"
FALSE = ("slip", "sign in the square is wrong", "product is wrong", "sum is wrong", "upside down", "solved wrongly",
         "remainder of")  # fmt: skip


def primes(most):
    return [n for n in range(2, most) if all(n % d for d in range(2, math.isqrt(n) + 1))]


def params(name, tier, seed):
    return json.loads(json.dumps(CLAIMS[name].draw(np.random.default_rng([seed, tier]), tier)))


# -- formulas --------------------------------------------------------------------------------------------------------


def world(name, p, names, equality):
    """Numbers for the names in a proof that make its assumptions true, and what else stands in its formulas."""
    for i in (1, 2, 3, 5):
        if name == "divisibility":
            yield {names[0]: F(i), "q": F(p["a"] ** i + p["c"], p["d"])}, {}
        elif name in ("linear_sum", "geometric_sum"):
            term = (
                (lambda n: p["a"] * n + p["b"])
                if name == "linear_sum"
                else (lambda n: p["c"] * (p["r"] - 1) * p["r"] ** n)
            )
            at = {"1": 1, "2": 2, "3": 3, names[0]: i, f"{names[0]} + 1": i + 1}
            yield {names[0]: F(i)}, {f"S({key})": sum(term(n) for n in range(1, m + 1)) for key, m in at.items()}
        elif name == "growth":
            yield {names[0]: F(i)}, {}
        elif name == "recursion":
            a, n = names
            value = F(p["limit"]) - F(7, 3) * i
            after = (value + p["limit"] * (p["q"] - 1)) / p["q"]
            yield {"L": F(p["limit"])}, {f"{a}_({n}+1)": after, f"{a}_{n}": value}
        elif name == "irrational":
            root = math.sqrt(p["p"])
            u, v, w = names
            numbers = {u: p["p"] * i, v: root * i, w: i, "z": p["a"] + p["b"] * root}
            yield numbers, {f"√{p['p']}": root}
        elif name == "parity":
            odd = (p["value"] + p["c"] + 1) % 2
            yield {names[0]: F(i - 2), "n": F(2 * (i - 2) + odd)}, {}
        elif name == "means":
            yield {names[0]: F(p["v"], p["u"]) if equality else F(i, 3)}, {}
        else:
            yield {}, {}


def holds(formula, numbers, written, m=0):
    """Whether a chain of relations is true; None if it is none, or one about other things."""
    for text, value in sorted(written.items(), key=lambda pair: -len(pair[0])):
        formula = formula.replace(text, f"({value})" if isinstance(value, F) else f"({float(value):.15f})")
    if "..." in formula or "_" in formula or "S(" in formula:
        return None
    parts = re.split(r"([=≥≤<>≡])", formula)
    sides = []
    for side in parts[::2]:
        if set(re.findall(r"[a-zA-Z]", side)) - set(numbers):
            return None
        sides.append(evaluate(side, **numbers))
    true = True
    for left, sign, right in zip(sides, parts[1::2], sides[1:], strict=False):
        gap, near = left - right, 1e-9 * max(1, abs(left))
        if isinstance(gap, F):
            near = 0
        true = true and {
            "=": abs(gap) <= near, "≡": m and gap % m == 0, ">": gap > 0, "<": gap < 0, "≥": gap >= 0, "≤": gap <= 0,
        }[sign]  # fmt: skip
    return bool(true) if len(sides) > 1 else None


def judged(name, p, names, criterion, text):
    """Whether every formula of a part holds in every world, and how many could be judged."""
    formulas = [f for part in re.findall(r"\$([^$]+)\$", text) for f in part.split(", ")]
    if name == "no_solution":  # an assumption about x: only what is said of numbers is judged
        formulas = [f.split(" ≡ ", 1)[1] if f[0] == names[0] and f.count("≡") == 2 else f for f in formulas]
    verdicts = [
        holds(formula, numbers, written, p.get("m", 0))
        for numbers, written in world(name, p, names, criterion.name == "Equality")
        for formula in formulas
    ]
    return all(v is not False for v in verdicts), sum(v is not None for v in verdicts)


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_good_parts_say_what_is_true_and_slips_what_is_false(name):
    claim, count = CLAIMS[name], 0
    for tier, seed, names in itertools.product(range(1, 6), range(4), claim.letters):
        p = params(name, tier, seed)
        for criterion in claim.criteria(p, *names):
            for text in criterion.good:
                fine, judgements = judged(name, p, names, criterion, text)
                assert fine, (p, text)
                count += judgements
            for flaw in criterion.flaws:
                fine, _ = judged(name, p, names, criterion, flaw.text)
                assert fine == (not any(word in flaw.why for word in FALSE)), (p, flaw)
    assert count > 50 or name in ("many_primes",), "the formulas are read"


@pytest.mark.parametrize("name", sorted(CLAIMS))
@pytest.mark.parametrize("tier", [1, 5])
def test_schemes_add_up_and_name_the_marks_of_every_flaw(name, tier):
    claim = CLAIMS[name]
    for seed, names in itertools.product(range(5), claim.letters):
        p = params(name, tier, seed)
        scheme = claim.criteria(p, *names)
        assert sum(c.marks for c in scheme) == TOTAL
        assert [(c.name, c.marks, c.rule) for c in scheme] == [
            (c.name, c.marks, c.rule) for c in claim.criteria(p, *claim.letters[0])
        ], "the scheme does not depend on how a proof calls its variables"
        for c in scheme:
            assert len(c.good) >= 2
            assert c.flaws[0].since == 1 or c.flaws[1].since == 1
            texts = [*c.good, *(flaw.text for flaw in c.flaws)]
            assert len(set(texts)) == len(texts), "no two versions read the same"
            for marks in {c.marks, *(flaw.marks for flaw in c.flaws)}:
                assert re.search(rf"\b{marks} (if|for) ", c.rule) or (marks == 0 and re.search(r"; 0 if ", c.rule))
            assert all(0 <= flaw.marks < c.marks and flaw.why for flaw in c.flaws)


def test_what_the_flaws_cost():
    """Known costs, one of each sort: they are the scheme's, read by hand."""
    p = {"d": 3, "a": 4, "c": 2}
    base, hypothesis, step, conclusion = CLAIMS["divisibility"].criteria(p, "k")
    cost = {flaw.why: c.marks - flaw.marks for c in (base, hypothesis, step, conclusion) for flaw in c.flaws}
    assert cost["there is no base case"] == 2
    assert cost["the base case is not checked"] == 1
    assert cost["it is circular"] == 3
    assert cost["the calculation has a slip"] == 1
    assert cost["the step is asserted and not derived"] == 2
    assert cost["examples are no argument"] == 3
    assert cost["nothing is concluded"] == 1


# -- claims ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", range(1, 6))
def test_the_claims_are_true(tier):
    for seed in range(12):
        p = params("divisibility", tier, seed)
        assert all((p["a"] ** n + p["c"]) % p["d"] == 0 for n in range(1, 12))
        p = params("growth", tier, seed)
        assert all(p["r"] ** n >= p["s"] * n + 1 for n in range(1, 12))
        p = params("recursion", tier, seed)
        x = p["first"]
        for _ in range(200):
            x = (x + p["limit"] * (p["q"] - 1)) / p["q"]
        assert math.isclose(x, p["limit"])
        assert p["first"] < p["limit"]
        p = params("irrational", tier, seed)
        assert p["p"] in primes(100)
        assert p["b"]
        p = params("parity", tier, seed)
        for n in range(-9, 10):
            value = p["a"] * n * n + p["b"] * n + p["c"]
            assert value % 2 != p["value"] or n % 2 == (p["value"] + p["c"]) % 2
        p = params("no_solution", tier, seed)
        for x, y in itertools.product(range(60), range(-40, 41)):
            assert x * x + p["m"] * p["b"] * y ** p["power"] != p["c"]
        assert all(x * x % p["m"] != p["c"] % p["m"] for x in range(p["m"]))
        p = params("means", tier, seed)
        least = 2 * p["g"] * p["u"] * p["v"]
        for x in [F(p["v"], p["u"]), *(F(n, 7) for n in range(1, 60))]:
            value = p["g"] * p["u"] ** 2 * x + p["g"] * p["v"] ** 2 / x
            assert value > least or (value == least and x == F(p["v"], p["u"]))
        p = params("pigeonhole", tier, seed)
        n = p["k"] * p["d"] + 1
        assert -(-n // p["d"]) == p["k"] + 1, "n numbers in d boxes"
        assert -(-(n - 1) // p["d"]) == p["k"], "and one number fewer would not do"
        (r, j), (s, k) = params("handshakes", tier, seed)["groups"]
        assert (r * j + s * k) % 2 == 1
        assert max(j, k) < r + s


def test_the_sums_are_those_of_the_statements():
    for tier, seed in itertools.product(range(1, 6), range(5)):
        p = params("linear_sum", tier, seed)
        formula = CLAIMS["linear_sum"].statement(p).split("S(n) = ")[1].rstrip("$.")
        for n in range(1, 9):
            assert sum(p["a"] * i + p["b"] for i in range(1, n + 1)) == evaluate(formula, n=F(n))
        p = params("geometric_sum", tier, seed)
        told = CLAIMS["geometric_sum"].statement(p)
        term, formula = re.search(r"numbers \$(.+)\$ for i.*S\(n\) = (.+)\$", told).groups()
        for n in range(1, 9):
            assert sum(evaluate(term, i=F(i)) for i in range(1, n + 1)) == evaluate(formula, n=F(n))


@pytest.mark.parametrize("m", [3, 4, 6])
def test_the_numbers_of_the_proof_about_primes_have_the_properties_that_their_marks_say(m):
    some = [q for q in primes(60) if q % m == m - 1]
    lists = [some[:i] for i in range(1, 7)] + [some[i : i + 2] for i in range(5)]
    number = next(
        c for c in CLAIMS["many_primes"].criteria({"m": m, "bound": 9}, "p", "q") if c.name == "The number N"
    )
    forms = {
        number.good[0]: lambda q: m * math.prod(q) - 1,
        number.good[1]: lambda q: m * math.prod(q) - 1,
        number.flaws[0].text: sum,
        number.flaws[1].text: lambda q: m * math.prod(q) + 1,
        number.flaws[2].text: lambda q: m * sum(q) - 1,
    }
    marks = [2, 2, *(flaw.marks for flaw in number.flaws)]
    for form, mark in zip(forms.values(), marks, strict=True):
        remainder = all(form(q) % m == m - 1 for q in lists)
        free = all(form(q) % prime for q in lists for prime in q)
        assert remainder + free == mark
    for q in lists:  # and the good number does have a new prime factor of the form
        n = m * math.prod(q) - 1
        factors = [d for d in primes(math.isqrt(n) + 2) if n % d == 0]
        rest = n
        for d in factors:
            while rest % d == 0:
                rest //= d
        assert any(d % m == m - 1 and d not in q for d in [*factors, *([rest] if rest > 1 else [])])


# -- the task --------------------------------------------------------------------------------------------------------


def problems(level, n=60):
    return [problem_at(ID, GradeProof.levels[level], None, seed) for seed in range(n)]


def scheme(problem):
    return [int(x) for x in re.findall(r"^\d+\. .+? \((\d)\):", problem.prompt, re.MULTILINE)]


def write(marks):
    return "; ".join(f"{a}: {', '.join(map(str, some))}" for a, some in zip("ABCDEFGH", marks, strict=False))


@pytest.mark.parametrize("level", range(5))
def test_policies_that_do_not_read_earn_next_to_nothing(level):
    task, rows = GradeProof.levels[level], problems(level, 300)
    count = task.proofs
    policies = {
        "full marks": lambda p: write([scheme(p)] * count),
        "no marks": lambda p: write([[0] * len(scheme(p))] * count),
        "one less": lambda p: write([[max(0, s - 1) for s in scheme(p)]] * count),
        "half": lambda p: write([[(s + 1) // 2 for s in scheme(p)]] * count),
        "5": lambda p: "5",
        "A: 5": lambda p: ", ".join(f"{a}: 5" for a in "ABCDEFGH"[:count]),
        "last number": lambda p: re.findall(r"\d+", p.prompt)[-1],
        "longest full": lambda p: by_length(p),
    }

    def by_length(problem):
        texts = re.findall(r"^Proof [A-H]\. (.*)$", problem.prompt, re.MULTILINE)
        longest = max(map(len, texts))
        return write([scheme(problem) if len(t) == longest else [0] * len(scheme(problem)) for t in texts])

    scores = {name: np.mean([task.verify(p, policy(p)).score for p in rows]) for name, policy in policies.items()}
    assert max(scores.values()) < 0.05, scores
    counted = {}
    for p in rows:
        for marks in gold(p):
            counted[tuple(marks)] = counted.get(tuple(marks), 0) + 1
    assert max(counted.values()) / sum(counted.values()) < 0.25


@pytest.mark.parametrize("level", range(5))
def test_the_prompt_holds_what_a_marker_needs(level):
    for problem in problems(level, 40):
        assert sum(scheme(problem)) == TOTAL
        assert problem.prompt.startswith("Claim. ")
        assert "\n\nProof for reference. " in problem.prompt
        texts = re.findall(r"^Proof [A-H]\. (.*)$", problem.prompt, re.MULTILINE)
        assert len(texts) == GradeProof.levels[level].proofs
        assert not re.search(r"\{[a-z_]+\}", problem.prompt)
        assert problem.prompt.count("$") % 2 == 0
        for marks in gold(problem):
            assert all(0 <= mark <= most for mark, most in zip(marks, scheme(problem), strict=True))


@pytest.mark.parametrize(
    "answer",
    [
        "A: 2, 1, 3, 1; B: 0, 1, 0, 1",
        "A: 2,1,3,1\nB: 0,1,0,1",
        "A: 2 1 3 1, B: 0 1 0 1",
        "- **A**: 2, 1, 3, 1\n- **B**: 0, 1, 0, 1",
        '{"A": [2, 1, 3, 1], "B": [0, 1, 0, 1]}',
        "Proof A: (2, 1, 3, 1)\nProof B: (0, 1, 0, 1)",
        "| Proof | \n|---|\n| A | 2 | 1 | 3 | 1 |\n| B | 0 | 1 | 0 | 1 |",
        "B = [0, 1, 0, 1], A = [2, 1, 3, 1]",
        "\\text{A: 2, 1, 3, 1; B: 0, 1, 0, 1}",
    ],
)
def test_usual_notations_are_read(answer):
    assert read_marks(answer, [2, 1, 3, 1], 2) == [[2, 1, 3, 1], [0, 1, 0, 1]]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "2, 1, 3, 1",
        "A: 2, 1, 3, 1",
        "A: 7; B: 2",
        "A: 2, 1, 3; B: 0, 1, 0, 1",
        "A: 2, 1, 3, 1, 7; B: 0, 1, 0, 1",
        "A: 2, 1, 4, 1; B: 0, 1, 0, 1",
        "A: 2, 1, -3, 1; B: 0, 1, 0, 1",
        "A: 2, 1, 2.5, 1; B: 0, 1, 0, 1",
        "A: 2, 1, 3 or 2, 1; B: 0, 1, 0, 1",
        "A: 2/2, 1/1, 3/3, 1/1; B: 0/2, 1/1, 0/3, 1/1",
        "A: 2, 1, 3, 1; B: 0, 1, 0, 1; A: 2, 1, 3, 1",
        "A: two, one, three, one; B: 0, 1, 0, 1",
        "not A: 2, 1, 3, 1; B: 0, 1, 0, 1",
    ],
)
def test_what_are_no_marks_is_refused(answer):
    assert isinstance(read_marks(answer, [2, 1, 3, 1], 2), str)


def test_every_mark_counts_and_the_error_is_that_of_the_totals():
    task = GradeProof(2, 3)
    for problem in problems(1, 15):
        right = gold(problem)
        assert task.error(problem, task.solve(problem)) == 0.0
        assert task.error(problem, "?") == 7.0
        for i, j in itertools.product(range(3), range(len(right[0]))):
            for other in range(scheme(problem)[j] + 1):
                if other == right[i][j]:
                    continue
                said = [list(marks) for marks in right]
                said[i][j] = other
                assert not task.verify(problem, write(said)).is_correct
                assert task.error(problem, write(said)) == pytest.approx(abs(other - right[i][j]) / 3)


def test_a_right_total_with_wrong_marks_is_wrong():
    task = GradeProof(1, 1, "divisibility")
    problem = next(p for p in (task.generate(np.random.default_rng(s)) for s in range(50)) if gold(p)[0][:2] == [2, 0])
    moved = [1, 1, *gold(problem)[0][2:]]
    assert not task.verify(problem, write([moved])).is_correct
    assert task.error(problem, write([moved])) == 0.0


def test_the_order_of_the_proofs_makes_no_other_problem():
    task, problem = GradeProof(1, 2), problems(0, 1)[0]
    turned = Problem("turned", {**problem.data, "proofs": problem.data["proofs"][::-1]})
    assert task.identity(turned) == task.identity(problem)


PROBLEM = problem_at(ID, GradeProof(), None, 0)


@given(nasty_texts())
def test_any_text_gets_a_verdict(text):
    assert GradeProof().verify(PROBLEM, text) == GradeProof().verify(PROBLEM, text)
    assert 0 <= GradeProof().error(PROBLEM, text) <= 7


@pytest.mark.parametrize(
    ("knobs", "says"),
    [({"tier": 0}, "1 to 5"), ({"proofs": 9}, "1 to 8"), ({"claim": "mean"}, "did you mean 'means'")],
)
def test_wrong_knobs_are_told(knobs, says):
    with pytest.raises(KnobError, match=says):
        GradeProof(**knobs)
