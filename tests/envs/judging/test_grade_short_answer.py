"""Short answers: a marker that reads only the prompt finds the errors that were planted, and the points they leave."""

import re
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given
from strategies import nasty_texts
from written_sums import evaluate

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.judging import grade_short_answer
from palaestra.envs.judging.grade_short_answer import LABELS, TOPICS, GradeShortAnswer, gold, read_scores
from palaestra.envs.judging.short_answers import CATEGORIES

ID = "Math-GradeShortAnswer-v0"
NUMBER = r"\d+(?:\.\d+)?"


# -- a marker of its own ---------------------------------------------------------------------------------------------


def take_apart(line):
    """The calculation, its result, the unit, and whether there is more than one equal sign."""
    *work, end = line.split(" = ")
    value, unit = end.split(" ", 1)
    return work, F(value), unit


def skeleton(work):
    """A calculation with its own numbers, and the constants that no one may change, as places."""
    return re.sub(NUMBER, "#", work)


def mark(prompt):
    """Points and error of every step, from the prompt alone; every step has its name there."""
    question = prompt.split("\n\n")[0]
    asked = {F(x) for x in re.findall(NUMBER, question)}
    model = re.findall(r"^\d+\. (.+?) \((\d) points\): (.+)$", prompt, re.MULTILINE)
    costs = {}
    for name in CATEGORIES:
        told = re.search(rf"^{name}: .*; (?:costs (\d|all points)|all points are given)$", prompt, re.MULTILINE)[1]
        costs[name] = {None: 0, "all points": 9}.get(told, told)
    found = {}
    for label, text in re.findall(r"\n\nPupil ([A-H])\.\n(.*?)(?=\n\n)", prompt, re.DOTALL):
        lines = dict(line.split(": ", 1) for line in text.split("\n") if ": " in line)
        known = {}  # what the model answer finds, and what this pupil finds instead
        for i, (name, points, right) in enumerate(model, start=1):
            category, value = judge_step(right, lines.get(name), known, asked)
            known[take_apart(right)[1]] = value
            found[f"{label}{i}"] = max(0, int(points) - int(costs[category])), category
    return found


def judge_step(right, line, known, asked):
    (work,), _, unit = take_apart(right)
    expected = [known.get(F(x), F(x)) for x in re.findall(NUMBER, work)]
    numbers = iter(expected)
    carried = re.sub(NUMBER, lambda _: f"({next(numbers)})", work)
    if line is None:
        return "missing", evaluate(carried)
    written, result, said = take_apart(line)
    if said != unit:
        assert evaluate(written[0]) == result
        return "unit", result
    if len(written) > 1:
        assert evaluate(written[0]) != result == evaluate(carried)
        return "notation", result
    (written,) = written
    if skeleton(written) != skeleton(work):
        if skeleton(written) == skeleton(work.replace("(", "").replace(")", "")) and result == evaluate(carried):
            return "notation", result
        assert evaluate(written) == result
        return "concept", result
    own = [F(x) for x in re.findall(NUMBER, written)]
    changed = [(a, b) for a, b in zip(own, expected, strict=True) if a != b]
    if evaluate(written) != result:
        assert not changed
        return "arithmetic", result
    if changed:
        constants = {F(10), F(100), F(1000), F(60), F(2), F(4)}
        if len(changed) == 1 and changed[0][1] in asked:
            return "misread", result
        assert len(changed) > 1 or changed[0][1] in constants, changed
        return "concept", result
    return "none", result


def named(task, problem):
    """The same problem, with the pupils saying what each step is about."""
    return grade_short_answer._ask(Problem("", {**problem.data, "named": True}))


def unclear(problem):
    """Whether a result of the model answer is also another number, so that the marker cannot tell where it is from."""
    topic, p = TOPICS[problem.data["topic"]], problem.data["params"]
    model = grade_short_answer._answer(topic, p)
    results = [take_apart(line)[1] for line in model.lines]
    others = [F(x) for x in re.findall(NUMBER, topic.question(p))] + [F(x) for x in (2, 4, 10, 60, 100, 1000)]
    return len(set(results)) < len(results) or bool(set(results) & set(others))


def compare(task, count, start=0):
    used = set()
    for seed in range(start, start + count):
        problem = problem_at(ID, task, None, seed)
        if unclear(problem):
            continue
        found, right = mark(named(task, problem)), gold(problem)
        assert found == right, problem.prompt
        used |= {category for _, category in right.values()}
    return used


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_the_marker_agrees_with_the_oracle(topic):
    used = set().union(*(compare(GradeShortAnswer(tier, 2, topic), 8) for tier in range(1, 6)))
    assert used == set(CATEGORIES)


@pytest.mark.slow
@pytest.mark.parametrize("topic", sorted(TOPICS))
@pytest.mark.parametrize("tier", range(1, 6))
def test_the_marker_agrees_with_the_oracle_on_many_answers(topic, tier):
    compare(GradeShortAnswer(tier, 3, topic), 200, 1000)


def test_a_right_answer_and_its_points():
    task = GradeShortAnswer(1, 1, "painting")
    problem = next(p for p in (problem_at(ID, task, None, s) for s in range(400)) if len(set(gold(p).values())) == 5)
    points, costs = problem.data["points"], problem.data["costs"]
    for (label, (got, category)), most in zip(gold(problem).items(), points, strict=True):
        assert label.startswith("A")
        expected = {"none": most, "concept": 0, "missing": 0}.get(category, most - costs.get(category, 0))
        assert got == expected >= 0


@pytest.mark.parametrize("tier", range(1, 6))
def test_model_answers_are_right(tier):
    for topic in TOPICS:
        task = GradeShortAnswer(tier, 1, topic)
        for seed in range(8):
            prompt = problem_at(ID, task, None, seed).prompt
            for _, _, line in re.findall(r"^\d+\. (.+?) \((\d) points\): (.+)$", prompt, re.MULTILINE):
                (work,), value, _ = take_apart(line)
                assert evaluate(work) == value
                assert value > 0


def direct(topic, p):
    """The results of some model answers, found in one go."""
    q = {k: F(v) if not isinstance(v, list) else v for k, v in p.items()}
    if topic == "painting":
        return (q["w"] * q["h"] - q["a"] * q["b"]) * q["coats"] / q["covers"] * q["price"] + q["fee"]
    if topic == "fencing":
        return (2 * (q["l"] + q["w"]) - q["gate"]) * q["price"] + q["l"] * q["w"] * q["seed"] / 1000 * q["kilo"]
    if topic == "tank":
        return (q["l"] * q["w"] * q["h"] * 1000 - (q["in"] - q["out"]) * q["hours"]) / 1000 * q["price"]
    if topic == "shopping":
        return (q["n"] * q["p"] + q["m"] * q["q"]) * (1 - q["off"] / 100) / q["k"]
    if topic == "electricity":
        return (q["old"] - q["new"]) * q["lamps"] * q["hours"] * q["days"] / 1000 * q["cents"] / 100
    if topic == "castings":
        return (q["a"] * q["b"] - q["s"] ** 2) * q["c"] * q["density"] / 1000 * q["n"] / q["carries"]
    if topic == "savings":
        second = q["capital"] * (1 + q["one"] / 100) + q["more"]
        return second * (1 + q["two"] / 100) - q["fee"]
    if topic == "mixing":
        syrup = q["cups"] * q["cup"] / 1000 * q["syrup"] / (q["syrup"] + q["water"])
        return syrup * q["price"] + q["fee"]
    return 2 * q["way"] * q["fuel"] / 100 * q["price"]


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_model_answers_end_where_one_formula_does(topic):
    for tier in range(1, 6):
        for seed in range(6):
            problem = problem_at(ID, GradeShortAnswer(tier, 1, topic), None, seed)
            model = grade_short_answer._answer(TOPICS[topic], problem.data["params"])
            assert model.value == direct(topic, problem.data["params"])


# -- the task --------------------------------------------------------------------------------------------------------


def write(judgements):
    return ", ".join(f"{label}: {points} {category}" for label, (points, category) in judgements.items())


@pytest.mark.parametrize("level", range(5))
def test_policies_that_do_not_read_earn_next_to_nothing(level):
    task = GradeShortAnswer.levels[level]
    rows = [problem_at(ID, task, None, seed) for seed in range(150)]

    def always(category):
        def policy(problem):
            points, costs = problem.data["points"], problem.data["costs"]
            return write({
                label: (grade_short_answer._points(points[i % len(points)], category, costs), category)
                for i, label in enumerate(gold(problem))
            })  # fmt: skip

        return policy

    policies = {category: always(category) for category in CATEGORIES}
    policies |= {"yes": lambda p: "yes", "number": lambda p: re.findall(r"\d+", p.prompt)[-1]}
    scores = {name: np.mean([task.verify(p, policy(p)).score for p in rows]) for name, policy in policies.items()}
    assert max(scores.values()) < 0.1, scores
    kinds = [category for p in rows for _, category in gold(p).values()]
    shares = {name: kinds.count(name) / len(kinds) for name in CATEGORIES}
    assert 0.35 < shares.pop("none") < 0.6
    assert min(shares.values()) > 0.03, shares


def test_pupils_name_their_steps_at_the_first_tiers_only():
    for tier in range(1, 6):
        problem = problem_at(ID, GradeShortAnswer(tier, 2), None, 3)
        lines = re.findall(r"\n\nPupil A\.\n(.*?)\n\n", problem.prompt, re.DOTALL)[0].split("\n")
        assert any(": " in line for line in lines) == (tier <= 2) or lines == ["(nothing)"]


RIGHT = {"A1": (2, "none"), "A2": (0, "concept"), "B1": (3, "unit"), "B2": (0, "missing")}


@pytest.mark.parametrize(
    "answer",
    [
        "A1: 2 none, A2: 0 concept, B1: 3 unit, B2: 0 missing",
        "A1: 2 points, none\nA2: 0 points, concept\nB1: 3 points, unit\nB2: 0 points, missing",
        "- **A1**: 2 none\n- **A2**: 0 concept\n- **B1**: 3 unit\n- **B2**: 0 missing",
        '{"A1": [2, "none"], "A2": [0, "concept"], "B1": [3, "unit"], "B2": [0, "missing"]}',
        '{"A1": {"score": 2, "error": "none"}, "A2": {"score": 0, "error": "concept"}, "B1": [3, "unit"], '
        '"B2": {"error": "missing step", "points": 0}}',
        "| Step | Points | Error |\n|---|---|---|\n| A1 | 2 | none |\n| A2 | 0 | concept |\n| B1 | 3 | unit |\n"
        "| B2 | 0 | missing |",
        "A1: none (2), A2: concept (0), B1: unit (3), B2: missing (0)",
        "b2: 0 Missing, b1: 3 Unit, a2: 0 Concept, a1: 2 None",
    ],
)
def test_usual_notations_are_read(answer):
    assert read_scores(answer, list(RIGHT)) == RIGHT


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "A1: 2, A2: 0, B1: 3, B2: 0",
        "A1: none, A2: concept, B1: unit, B2: missing",
        "A1: 2 none, A2: 0 concept, B1: 3 unit",
        "A1: 2 none, A2: 0 concept, B1: 3 unit, B2: 0 missing, B3: 1 none",
        "A1: 2 none, A2: 0 concept unit, B1: 3 unit, B2: 0 missing",
        "A1: 2 none, A2: 0 or 1 concept, B1: 3 unit, B2: 0 missing",
        "A1: 2 none, A2: 0.5 concept, B1: 3 unit, B2: 0 missing",
        "A1: 2 none, A2: -1 concept, B1: 3 unit, B2: 0 missing",
        "A1: 2 none, A2: 0 conceptual, B1: 3 unit, B2: 0 missing",
        "A1: 2 none, A1: 0 concept, B1: 3 unit, B2: 0 missing",
        "A1: 2/3 none, A2: 0 concept, B1: 3 unit, B2: 0 missing",
        "A1: not 2 none, A2: 0 concept, B1: 3 unit, B2: 0 missing",
    ],
)
def test_what_is_no_whole_judgement_is_refused(answer):
    assert isinstance(read_scores(answer, list(RIGHT)), str)


def test_points_and_error_both_count():
    task = GradeShortAnswer(2, 2)
    for seed in range(20):
        problem = problem_at(ID, task, None, seed)
        right = gold(problem)
        assert task.accuracy(problem, task.solve(problem)) == 1.0
        for label, (points, category) in right.items():
            for other in ((points + 1, category), (points, "unit" if category != "unit" else "none")):
                answer = write({**right, label: other})
                assert not task.verify(problem, answer).is_correct
                assert task.accuracy(problem, answer) == pytest.approx(1 - 1 / len(right))
    assert task.accuracy(problem, "nothing") == 0.0


def test_the_order_of_the_pupils_makes_no_other_problem():
    task, problem = GradeShortAnswer(2, 2), problem_at(ID, GradeShortAnswer(2, 2), None, 0)
    turned = Problem("turned", {**problem.data, "pupils": problem.data["pupils"][::-1]})
    assert task.identity(turned) == task.identity(problem)
    assert next(iter(gold(turned))) == f"{LABELS[0]}1"


PROBLEM = problem_at(ID, GradeShortAnswer(), None, 0)


@given(nasty_texts())
def test_any_text_gets_a_verdict(text):
    assert GradeShortAnswer().verify(PROBLEM, text) == GradeShortAnswer().verify(PROBLEM, text)


@pytest.mark.parametrize(
    ("knobs", "says"),
    [({"tier": 0}, "1 to 5"), ({"pupils": 9}, "1 to 8"), ({"topic": "paint"}, "did you mean 'painting'")],
)
def test_wrong_knobs_are_told(knobs, says):
    with pytest.raises(KnobError, match=says):
        GradeShortAnswer(**knobs)
