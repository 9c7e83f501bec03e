"""Questions with faults: a reader of the text alone counts the answers that the conditions leave."""

import re
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given
from strategies import nasty_texts

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.judging.questions import FOREIGN, damaged
from palaestra.envs.judging.well_posed import KINDS, QUESTIONS, WellPosed, gold, read_kinds, text_of

ID = "Math-WellPosed-v0"
MANY = {"this", "that"}  # more than one answer
GOALS = {
    "rectangle": r"What is the area of the rectangle\?",
    "angles": r"How many degrees is the angle at C\?",
    "urns": r"How many red balls are in the bag\?",
    "prime_between": r"Find the value of \d+p [+-] \d+\.",
    "progression": r"Find term number \d+ of the sequence\.",
    "ages": r"How old is Vera\?",
    "ride": r"How many kilometres does the truck cover in \d+ hours at this speed\?",
    "clubs": r"How many pupils do neither\?",
    "discount": r"How many euros do \d+ such coats cost in the sale\?",
    "right_triangle": r"What is the area of the triangle\?",
    "remainders": r"Find n\.",
    "polygon": r"What is the perimeter of the polygon\?",
    "average": r"By how much does the remaining number exceed the mean, or fall short of it\?",
}


# -- a reader of its own: which answers do the conditions leave? None if one of them makes no sense ------------------


def number(pattern, text):
    found = re.search(pattern, text)
    return F(found[1]) if found else None


def rectangle(text):
    around = number(r"(?:perimeter|length) of (\d+) cm", text)
    side = number(r"(?:is|are) (-?\d+) cm long", text)
    if side is None:
        return MANY
    return None if side <= 0 else {side * (around / 2 - side)} if 2 * side < around else set()


def angles(text):
    a, b = number(r"at A is (\d+)", text), number(r"at B is (\d+)", text)
    if a >= 180 or (b or 0) >= 180:
        return None
    if "are equal" in text:
        return {(180 - a) / 2}
    return MANY if b is None else {180 - a - b} if a + b < 180 else set()


def urns(text):
    n, chance = number(r"holds (\d+) balls", text), number(r"red is (\d+/\d+)", text)
    if chance > 1:
        return None
    return MANY if n is None else {n * chance} if (n * chance).denominator == 1 else set()


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, n))


def prime_between(text):
    named = number(r"the prime number (\d+)\.", text)
    if named is not None:
        return {named} if is_prime(int(named)) else None
    low, up = number(r"greater than (\d+)", text), number(r"less than (\d+)", text)
    return {p for p in range(int(low) + 1, int(up) if up else 10 * int(low) + 100) if is_prime(p)}


def progression(text):
    listed = re.search(r"terms (\d+), (\d+), (\d+)", text)
    if listed:
        a, b, c = map(int, listed.groups())
        return {b - a} if c - b == b - a else None
    first, d = number(r"first term (\d+)", text), number(r"difference (\d+)", text)
    third = number(r"third term is (-?\d+)", text)
    if d is None:
        return MANY
    return {d} if third in (None, first + 2 * d) else set()


def ages(text):
    k, total, young = (
        number(r"is (\d+) times", text),
        number(r"are (\d+) years", text),
        number(r"Till is (-?\d+) y", text),
    )
    apart = number(r"is (\d+) years older", text)
    if young is not None and young < 0:
        return None
    fits = [
        t
        for t in range(1, 200)
        if (total is None or (k + 1) * t == total)
        and (young is None or t == young)
        and (apart is None or (k - 1) * t == apart)
    ]
    return set(fits)


def ride(text):
    way, hours = number(r"covers (\d+) km", text), number(r"in (-?\d+) hours", text)
    speed = number(r"speed is (\d+) km/h", text)
    if way is None:
        return MANY
    if hours <= 0:
        return None
    return {way / hours} if speed in (None, way / hours) else set()


def clubs(text):
    n = number(r"(\d+) pupils(?: of a school|\.)", text)
    a, b = number(r"([\d.]+)(?: of them)? sing", text), number(r"and (\d+) play", text)
    both = number(r"(\d+) pupils do both", text)
    if a.denominator > 1:
        return None
    tries = range(int(min(a, b)) + 1) if both is None else [both] if both <= min(a, b) else []
    return {n - a - b + x for x in tries if n - a - b + x >= 0}


def discount(text):
    price, rate = number(r"costs (\d+) euros", text), number(r"by (\d+)%", text)
    now = number(r"price is (\d+) euros", text)
    if rate is None:
        return MANY
    return None if rate > 100 else {price * (100 - rate) / 100} if now in (None, price * (100 - rate) / 100) else set()


def right_triangle(text):
    angle, c, leg = (
        number(r"triangle is (\d+) degrees", text), number(r"hypotenuse[^,]* is (\d+) cm", text),
        number(r"legs is (\d+) cm", text),
    )  # fmt: skip
    if angle is not None:
        return {angle} if angle <= 90 else None
    return MANY if leg is None else {leg} if leg < c else set()


def remainders(text):
    most = int(number(r"at most (\d+)", text))
    rules = [(int(m), int(r)) for m, r in re.findall(r"Divided by (\d+) it leaves the remainder (\d+)", text)]
    if any(r >= m for m, r in rules):
        return None
    return {n for n in range(1, most + 1) if all(n % m == r for m, r in rules)}


def polygon(text):
    n, side, angle = (
        number(r"has (?:exactly )?(\d+) side", text), number(r"(\d+) cm", text), number(r"has (\d+) degrees", text),
    )  # fmt: skip
    if n is None:
        return MANY
    return None if n < 3 else {n * side} if angle in (None, 180 - 360 / n) else set()


def average(text):
    n, mean = number(r"mean of (-?\d+) numbers", text), number(r"is (\d+)\.", text)
    if n <= 0:
        return None
    told = [int(x) for x in re.findall(r"\d+", re.search(r"(?:one|them) are ([\d, and]+)\.", text)[1])]
    if n - len(told) > 1:
        return MANY
    last, said = n * mean - sum(told), number(r"remaining number is (-?\d+)\.", text)
    return {last - mean} if said in (None, last) else set()


def read(text):
    """The kind of a question, from its text."""
    name = next(
        (n for n, word in (
            ("rectangle", "rectangle"), ("angles", "triangle ABC"), ("urns", "bag"), ("prime_between", "prime"),
            ("progression", "arithmetic"), ("ages", "Vera is"), ("ride", "truck"), ("clubs", "choir"),
            ("discount", "coat"), ("right_triangle", "hypotenuse"), ("remainders", "whole number n"),
            ("polygon", "regular polygon"), ("average", "mean of"),
        ) if word in text), "",
    )  # fmt: skip
    if re.search(r"[#@~]|(?<!\d)%", text) or text[-1] not in ".?" or not name:
        return "damaged"
    given, _, goal = text[:-1].rpartition(". ")
    goal += text[-1]
    known = [*FOREIGN, *(near for asked in QUESTIONS.values() for near in asked.near)]
    if goal in known:
        return "unrelated"
    if not re.fullmatch(GOALS[name], goal):
        return "damaged"
    left = globals()[name](given + ".")
    return "impossible" if left is None else ("contradiction", "fine", "missing")[min(2, len(left))]


def make(kind, name, tier, seed):
    rng = np.random.default_rng([seed, tier])
    item = {"name": name, "params": QUESTIONS[name].draw(rng, tier), "kind": kind}
    if kind == "damaged":
        item |= {"how": int(rng.integers(3)), "where": rng.integers(0, 1000, 2).tolist()}
    if kind == "unrelated":
        item["goal"] = [*FOREIGN, *QUESTIONS[name].near][int(rng.integers(len(FOREIGN) + 2))]
    return item


@pytest.mark.parametrize("name", sorted(QUESTIONS))
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_reader_finds_every_fault_and_none_in_sound_questions(name, kind):
    for tier in range(1, 6):
        for seed in range(12):
            text = text_of(make(kind, name, tier, seed))
            assert read(text) == kind, text


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_reader_finds_the_faults_of_many_questions(name):
    for kind in KINDS:
        for tier in range(1, 6):
            for seed in range(100, 300):
                text = text_of(make(kind, name, tier, seed))
                assert read(text) == kind, text


@pytest.mark.parametrize("level", range(5))
def test_the_reader_agrees_with_the_oracle_on_whole_prompts(level):
    task = WellPosed.levels[level]
    for seed in range(30):
        problem = problem_at(ID, task, None, seed)
        texts = re.findall(r"^\d+\. (.+)$", problem.prompt, re.MULTILINE)
        assert [read(text) for text in texts] == gold(problem)
        assert len(texts) == task.questions
        assert task.explain(problem).count("Kind: ") == task.questions


def test_unrelated_goals_name_nothing_that_is_given():
    words = {"rectangle", "triangle", "balls", "bag", "prime", "sequence", "Vera", "Till", "truck", "pupils of",
             "choir", "coat", "hypotenuse", "polygon", "mean"}  # fmt: skip
    for goal in [*FOREIGN, *(near for asked in QUESTIONS.values() for near in asked.near)]:
        assert not [word for word in words if word in goal], goal


def test_damage_is_never_nothing():
    for name, asked in QUESTIONS.items():
        p = asked.draw(np.random.default_rng(1), 3)
        text = f"{asked.given(p, 'fine')} {asked.goal(p)}"
        seen = {damaged(text, how, (a, b)) for how in range(3) for a in range(12) for b in range(5)}
        assert text not in seen
        assert len(seen) > 2 or name == "remainders"
        for broken in seen:
            assert read(broken) == "damaged", broken


@pytest.mark.parametrize("level", range(5))
def test_policies_that_do_not_read_earn_next_to_nothing(level):
    task = WellPosed.levels[level]
    rows = [problem_at(ID, task, None, seed) for seed in range(400)]
    n = task.questions
    policies = {letter: f"{', '.join(f'{i}: {letter}' for i in range(1, n + 1))}" for letter in "abcdef"}
    scores = {name: np.mean([task.verify(p, answer).score for p in rows]) for name, answer in policies.items()}

    def by_length(problem):
        texts = re.findall(r"^\d+\. (.+)$", problem.prompt, re.MULTILINE)
        longest = max(map(len, texts))
        return ", ".join(f"{i}: {'f' if len(t) == longest else 'd'}" for i, t in enumerate(texts, start=1))

    scores["length"] = np.mean([task.verify(p, by_length(p)).score for p in rows])
    scores["yes"] = np.mean([task.verify(p, "yes").score for p in rows])
    assert max(scores.values()) < 0.1, scores
    kinds = [kind for p in rows for kind in gold(p)]
    assert 0.27 < kinds.count("fine") / len(kinds) < 0.4
    assert min(kinds.count(kind) / len(kinds) for kind in KINDS) > 0.09


@pytest.mark.parametrize(
    "answer",
    [
        "1: f, 2: b, 3: d",
        "1: f; 2: b; 3: d",
        "1. f\n2. b\n3. d",
        "1) f\n2) b\n3) d",
        "- **1**: f\n- **2**: b\n- **3**: d",
        '{"1": "f", "2": "b", "3": "d"}',
        "1: fine, 2: impossible, 3: missing",
        "1: f (fine), 2: b (impossible), 3: d (missing)",
        "Question 1: F\nQuestion 2: B\nQuestion 3: D",
        "| Question | Kind |\n|---|---|\n| 1 | f |\n| 2 | b |\n| 3 | d |".replace("Kind", ""),
        "3: d, 1: f, 2: b",
        "1 - f\n2 - b\n3 - d",
    ],
)
def test_usual_notations_are_read(answer):
    assert read_kinds(answer, 3) == ["fine", "impossible", "missing"]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "f, b, d",
        "1: f, 2: b",
        "1: f, 2: b, 3: d, 4: f",
        "1: f, 2: b, 3: d, 3: d",
        "1: f, 2: b or c, 3: d",
        "1: f, 2: b c, 3: d",
        "1: f, 2: b (contradiction), 3: d",
        "1: f, 2: g, 3: d",
        "1: f, 2: , 3: d",
        "1: not f, 2: b, 3: d",
        "1: f, 2: b!, 3: d",
        "1: wrong, 2: b, 3: d",
    ],
)
def test_what_is_no_whole_judgement_is_refused(answer):
    assert isinstance(read_kinds(answer, 3), str)


def test_every_kind_counts():
    task = WellPosed(2, 4)
    for seed in range(15):
        problem = problem_at(ID, task, None, seed)
        right = gold(problem)
        assert task.accuracy(problem, task.solve(problem)) == 1.0
        for i in range(4):
            for kind in set(KINDS) - {right[i]}:
                said = [*right[:i], kind, *right[i + 1 :]]
                answer = ", ".join(f"{j}: {name}" for j, name in enumerate(said, start=1))
                assert not task.verify(problem, answer).is_correct
                assert task.accuracy(problem, answer) == 0.75
                both = (kind == "fine") == (right[i] == "fine")
                assert task.accuracy(problem, answer, kinds=False) == (1.0 if both else 0.75)
    assert task.accuracy(problem, "?") == 0.0


def test_the_order_of_the_questions_makes_no_other_problem():
    task, problem = WellPosed(1, 3), problem_at(ID, WellPosed(1, 3), None, 0)
    turned = Problem("turned", {"items": problem.data["items"][::-1]})
    assert task.identity(turned) == task.identity(problem)


PROBLEM = problem_at(ID, WellPosed(), None, 0)


@given(nasty_texts())
def test_any_text_gets_a_verdict(text):
    assert WellPosed().verify(PROBLEM, text) == WellPosed().verify(PROBLEM, text)


@pytest.mark.parametrize(("knobs", "says"), [({"tier": 0}, "1 to 5"), ({"questions": 14}, "1 to 13")])
def test_wrong_knobs_are_told(knobs, says):
    with pytest.raises(KnobError, match=says):
        WellPosed(**knobs)
