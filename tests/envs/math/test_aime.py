"""`Math-AIME-v0` as a whole; each family's answers are computed a second way in test_families_*.py."""

import dataclasses
import json
import re

import gymnasium as gym
import numpy as np
import pytest
from hypothesis import given
from strategies import nasty_texts

import palaestra  # noqa: F401
from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.math.aime import AIME
from palaestra.envs.math.families import FAMILIES, TOPICS

ID = "Math-AIME-v0"


def way_out(family, tier):
    """The first numbers that fit in one fixed stream."""
    rng = np.random.Generator(np.random.PCG64(0))
    return next(p for p in (family.draw(rng, tier) for _ in range(1000)) if 0 <= family.answer(p) <= 999)


def drawn(tier, n=500):
    return [problem_at(ID, AIME(tier), None, seed) for seed in range(n)]


def test_thirty_families_over_five_topics():
    assert len(FAMILIES) >= 30
    assert set(TOPICS) == {"algebra", "number_theory", "combinatorics", "geometry", "probability"}
    assert all(len(families) >= 6 for families in TOPICS.values())
    assert len(FAMILIES) == sum(map(len, TOPICS.values())), "names are unique"


@pytest.mark.parametrize("tier", range(1, 6))
def test_every_family_is_drawn_and_answers_in_range(tier):
    task = AIME(tier)
    problems = drawn(tier, 600)
    assert {p.data["family"] for p in problems} == set(FAMILIES)
    for problem in problems:
        assert 0 <= int(task.solve(problem)) <= 999
        assert task.verify(problem, task.solve(problem)).is_correct
        assert not re.search(r"\{[a-z_]+\}", problem.prompt), "every place in the wording is filled"
        assert task.explain(problem)


@pytest.mark.parametrize("tier", range(1, 6))
def test_policies_that_do_not_reason_earn_next_to_nothing(tier):
    task, problems = AIME(tier), drawn(tier)
    gold = [int(task.solve(p)) for p in problems]
    numbers = [[int(n) for n in re.findall(r"\d+", p.prompt.rsplit("The answer is", 1)[0])] or [0] for p in problems]
    floors = {
        "last": np.mean([n[-1] == g for n, g in zip(numbers, gold, strict=True)]),
        "largest": np.mean([max(n) == g for n, g in zip(numbers, gold, strict=True)]),
        "constant": max(np.mean([g == c for g in gold]) for c in set(gold)),
    }
    assert max(floors.values()) < 0.05, floors


@pytest.mark.parametrize("name", sorted(FAMILIES))
@pytest.mark.parametrize("tier", [1, 5])
def test_each_family_stays_in_range_often_enough(name, tier):
    family, rng = FAMILIES[name], np.random.default_rng(tier)
    hits = sum(0 <= family.answer(family.draw(rng, tier)) <= 999 for _ in range(60))
    assert hits >= 12, "the generator would redraw too often"


def test_other_words_are_the_same_problem():
    task = AIME(2, family="power_sums") if "power_sums" in FAMILIES else AIME(2)
    problem = task.generate(np.random.default_rng(0))
    other = dict(problem.data) | {"phrasing": problem.data["phrasing"] + 1}
    assert task.identity(Problem("in other words", other)) == task.identity(problem)


def test_a_family_or_a_topic_alone():
    for wanted in ("geometry", "probability", next(iter(FAMILIES))):
        env = gym.make(ID, family=wanted, tier=3)
        for seed in range(10):
            env.reset(seed=seed)
            family = env.unwrapped.problem.data["family"]
            assert family == wanted or FAMILIES[family] in TOPICS.get(wanted, ())


@pytest.mark.parametrize(
    ("knobs", "says"),
    [
        ({"family": "geometri"}, "did you mean 'geometry'"),
        ({"family": "power_sum"}, "did you mean 'power_sums'"),
        ({"family": ""}, "allowed: algebra"),
        ({"tier": 9}, "use 1 to 5; the nearest is 5"),
        ({"tier": 0}, "the nearest is 1"),
        ({"tier": "hard"}, "expected int"),
        ({"level": 5}, "levels 0 to 4"),
        ({"topic": "algebra"}, "no knob 'topic'"),
    ],
)
def test_wrong_knobs_are_told(knobs, says):
    with pytest.raises(KnobError, match=says):
        gym.make(ID, **knobs)


def test_the_answer_is_not_in_the_data():
    assert set(drawn(3, 1)[0].data) == {"family", "params", "phrasing"}


@pytest.mark.parametrize("level", range(5))
def test_the_oracle_is_right_in_every_level_of_the_environment(level):
    env = gym.make(ID, level=level, format="auto")
    for seed in range(200):
        prompt, info = env.reset(seed=seed)
        assert prompt.endswith("The answer is an integer from 0 to 999.")
        assert info["level"] == level
        task, problem = env.unwrapped.task, env.unwrapped.problem
        right = task.solve(problem)
        assert env.step(f"{task.explain(problem)}\n\\boxed{{{right}}}")[1] == 1.0


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_numbers_survive_json_and_there_is_always_a_way_out(name):
    family = FAMILIES[name]
    assert len(family.phrasings) >= 2
    for tier in range(1, 6):
        rng = np.random.default_rng(tier)
        for _ in range(10):
            params = family.draw(rng, tier)
            again = json.loads(json.dumps(params))
            assert again == params, "plain JSON, so that the problem is the one that was drawn"
            assert family.answer(again) == family.answer(params)
        assert 0 <= family.answer(way_out(family, tier)) <= 999


def test_the_way_out_is_taken_and_is_always_the_same(monkeypatch):
    family = next(iter(FAMILIES.values()))

    class Stubborn(type(family)):
        def answer(self, p):
            return super().answer(p) if p == fixed else -1

    fixed = way_out(family, 3)
    monkeypatch.setitem(FAMILIES, family.name, Stubborn())
    task = AIME(3, family=family.name)
    drawn = [task.generate(np.random.default_rng(seed)) for seed in range(3)]
    assert [problem.data["params"] for problem in drawn] == [fixed] * 3


EXPLOITS = [
    "{right} or {wrong}", "{wrong} or {right}", "{right}, {wrong}", "{right} {wrong}", "{wrong} = {right}",
    "{right} = {wrong}", "not {right}", "{right} apples", "{right}%", "{half}+{half}", "2*{half}", "[{right}]",
    "{right}\n{wrong}", "{right}; {wrong}", "{right}e0", "0x{right}", "{right}.5", "{wrong}, x = {right}", "-{right}",
    "{right}!", "int({right})", "({right}, {wrong})", "\\text{{{right} or {wrong}}}", "any integer", "0..999", "",
    "m + n", "x", "9**9**9", "__import__('os').system('x')", "\x00{right}", "\ud800", "{right}\x00", "²", "٢٠٤",
]  # fmt: skip


@pytest.mark.parametrize("text", EXPLOITS)
def test_what_is_not_the_integer_is_wrong(text):
    task = AIME(2)
    even = [p for p in (problem_at(ID, task, None, seed) for seed in range(40)) if int(task.solve(p)) % 2 == 0]
    for problem in [p for p in even if int(task.solve(p)) > 0][:5]:
        right = int(task.solve(problem))
        answer = text.format(right=right, wrong=right + 1, half=right // 2)
        assert not task.verify(problem, answer).is_correct


PROBLEM = problem_at(ID, AIME(5), None, 1)


@given(nasty_texts())
def test_any_text_gets_a_verdict(text):
    verdict = AIME(5).verify(PROBLEM, text)
    assert verdict == AIME(5).verify(PROBLEM, text)
    assert AIME(5).board(PROBLEM, text).text()


def test_guesses_are_integers_in_range_and_seldom_right():
    rng = np.random.default_rng(0)
    guesses = [int(AIME().guess(PROBLEM, rng)) for _ in range(5000)]
    assert min(guesses) >= 0
    assert max(guesses) <= 999
    assert len(set(guesses)) > 900


def test_splits_share_no_problem_in_any_wording():
    train, test = ({json.dumps(AIME().identity(problem_at(ID, AIME(), split, k))) for k in range(150)}
                   for split in ("train", "test"))  # fmt: skip
    assert not train & test


def test_levels_are_the_tiers_and_the_knobs_rebuild_the_task():
    assert [task.tier for task in AIME.levels] == [1, 2, 3, 4, 5]
    assert all(dataclasses.replace(task) == AIME(**task.knobs()) == task for task in AIME.levels)
    assert gym.make(ID, family="algebra").unwrapped.task.level == -1
