"""Missing premises: what is left out is needed, what is whole is determined, and no habit of answering pays."""

import re
from collections import Counter
from itertools import product

import numpy as np
import pytest
from stories import FORMULAS, close

from palaestra.envs import KnobError
from palaestra.envs.core import keyed
from palaestra.envs.math.missing_premise import MissingPremise, needed
from palaestra.envs.math.situations.catalogue import SITUATIONS
from palaestra.envs.math.situations.chains import Chain, draw_chain
from palaestra.envs.math.situations.telling import LANGUAGES, words
from palaestra.envs.testing import check_task

ID = "Math-MissingPremise-v0"
TIERS = range(1, 6)


def draw(task, seed):
    return task.generate(np.random.default_rng(seed))


def answer(chain, changed):
    """Return the answer by the tests' own formulas, with some of what is told changed; None if it is not whole."""
    before = None
    for i, (name, known) in enumerate(zip(chain.names, chain.known, strict=True)):
        known = {q: changed.get((i, q), value) for q, value in known.items()}
        if i:
            known[chain.links[i - 1]] = before + chain.shifts[i - 1]
        try:
            value = FORMULAS[name](**known)
        except (ZeroDivisionError, ValueError, IndexError):
            return None
        if not close(value, round(value)) or value <= 0:
            return None
        before = round(value)
    return before


def check_twins(task, problem):
    """Check one problem and its twin."""
    other = task.twin(problem)
    whole, part = (problem, other) if problem.data["complete"] else (other, problem)
    assert whole.data["complete"]
    assert not part.data["complete"]
    assert whole.data["group"] == part.data["group"]
    assert keyed(ID, task, whole).key == keyed(ID, task, part).key
    assert task.twin(other).prompt == problem.prompt
    chain, fact = Chain.of(whole.data), tuple(whole.data["fact"])
    # the whole one is determined; the other depends on what it lacks
    right = answer(chain, {})
    assert task.solve(whole) == str(right)
    value, result = chain.otherwise(*fact)
    assert value != chain.known[fact[0]][fact[1]]
    assert answer(chain, {fact: value}) == result != right
    # one sentence is left out, and nothing else changes
    assert len(part.prompt) < len(whole.prompt)
    at = next(i for i, (x, y) in enumerate(zip(whole.prompt, part.prompt, strict=False)) if x != y)
    size = len(whole.prompt) - len(part.prompt)
    starts = [
        s for s in range(max(0, at - size), at + 1) if whole.prompt[:s] + whole.prompt[s + size :] == part.prompt
    ]
    assert starts
    # exactly one candidate is needed and not told
    options = [tuple(option) for option in part.data["options"]]
    assert len(set(options)) == len(options) >= 7
    told = {(i, q) for i, facts in enumerate(part.data["style"]["facts"]) for q in facts}
    needs = {(i, q) for i, name in enumerate(chain.names) for q in SITUATIONS[name].known}
    assert [option for option in options if option in needs and option not in told] == [fact]
    assert all(option in told for option in options if option in needs and option != fact)
    assert task.verify(part, task.solve(part)).is_correct
    assert not task.verify(whole, task.solve(part)).is_correct
    assert not task.verify(part, task.solve(whole)).is_correct


@pytest.mark.parametrize("tier", TIERS)
def test_twins(tier):
    for seed in range(50):
        task = MissingPremise(tier, LANGUAGES[seed % 4])
        check_twins(task, draw(task, seed))


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
def test_twins_at_length(tier):
    for seed in range(400):
        task = MissingPremise(tier, LANGUAGES[seed % 4])
        check_twins(task, draw(task, 1000 + seed))


def test_every_situation_has_a_fact_that_is_needed():
    for name, tier, seed in product(SITUATIONS, (1, 2), range(40)):
        chain = draw_chain(np.random.default_rng(seed), tier, name)
        assert needed(chain) is not None, (name, chain.known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_in_every_language(language):
    facts = set()
    for name, seed in product(SITUATIONS, range(6)):
        task = MissingPremise(1, language, name)
        problem = draw(task, seed)
        facts.add((name, problem.data["fact"][1]))
        story, ask, *options = (line for line in problem.prompt.split("\n") if line)
        labels = words(language)["missing"]["labels"]
        assert [option.split(" ", 1)[0].rstrip(".") for option in options] == labels[: len(options)]
        named = [option.split(" ", 1)[1] for option in options]
        assert len(set(named)) == len(named)
        assert not re.search(r"[{}]|  | [.,?।]", problem.prompt)
        assert words(language)["missing"]["word"] in ask
        assert story
        if language in ("zh", "bn"):
            assert not re.search("[A-Za-z]", problem.prompt + task.explain(problem) + task.solve(problem))
        if language == "bn":
            assert not re.search("[0-9]", problem.prompt)
    assert len(facts) > 1.8 * len(SITUATIONS)  # it is not always the same one


def test_both_kinds_are_drawn_alike_and_can_be_chosen():
    drawn = Counter(draw(MissingPremise(), seed).data["complete"] for seed in range(400))
    assert 160 < drawn[True] < 240
    assert all(draw(MissingPremise(premise="complete"), seed).data["complete"] for seed in range(20))
    assert not any(draw(MissingPremise(premise="missing"), seed).data["complete"] for seed in range(20))


def test_languages_are_twins_too():
    for seed in range(20):
        drawn = [draw(MissingPremise(3, language), seed) for language in LANGUAGES]
        assert len({problem.data["group"] for problem in drawn}) == 1
        for language, problem in zip(LANGUAGES, drawn, strict=True):
            assert MissingPremise().twin(drawn[0], language).prompt == problem.prompt


def test_one_prompt_has_one_key():
    keys = {}
    for seed in range(1500):
        task = MissingPremise(situation=("together", "rabbits", "leftover", "gift_bags")[seed % 4])
        problem = keyed(ID, task, draw(task, seed))
        assert keys.setdefault(problem.prompt, problem.key) == problem.key


# -- answers ----------------------------------------------------------------------------------------------------------


def part(language="en"):
    task = MissingPremise(1, language, "change", "missing")
    problem = draw(task, 5)
    index = problem.data["options"].index(problem.data["fact"])
    return task, problem, index


def test_how_what_is_missing_may_be_written():
    task, problem, index = part()
    label = "ABCDEFGH"[index]
    name = problem.prompt.split("\n")[-len(problem.data["options"]) :][index][3:]
    forms = ("missing: {}", "Missing: {}", "missing {}", "MISSING: ({}).", '"missing: {}"', "\\text{{missing: {}}}")
    for form in forms:
        assert task.verify(problem, form.format(label)).is_correct, form
        assert task.verify(problem, form.format(label.lower())).is_correct, form
    assert task.verify(problem, f"missing: {label}. {name}").is_correct
    wrong = "ABCDEFGH"[index - 1]
    for text in (
        label,
        f"missing: {wrong}",
        f"missing: {label} or {wrong}",
        f"missing: {label}, {wrong}",
        f"missing: {label}{wrong}",
        f"missing: {label}. something else",
        f"not missing: {label}",
        f"missing: {name}",
        "missing",
        "missing: ",
        "missing: Z",
        f"missing: {label}" * 2,
        f"missing: {label}\nmissing: {wrong}",
        "12",
    ):
        assert not task.verify(problem, text).is_correct, text


def test_labels_of_other_languages():
    task, problem, index = part("zh")
    for text in (f"缺少：{'①②③④⑤⑥⑦⑧'[index]}", f"缺少: {index + 1}", f"missing: {index + 1}"):
        assert task.verify(problem, text).is_correct, text
    assert not task.verify(problem, f"缺少：{'①②③④⑤⑥⑦⑧'[index - 1]}").is_correct
    task, problem, index = part("bn")
    for text in (f"নেই: {'কখগঘঙচছজ'[index]}", f"“নেই: {'কখগঘঙচছজ'[index]}”।", f"missing: {'ABCDEFGH'[index]}"):
        assert task.verify(problem, text).is_correct, text
    task, problem, index = part("es")
    assert task.verify(problem, f"Falta: {'ABCDEFGH'[index]}").is_correct
    assert not task.verify(problem, f"নেই: {'ABCDEFGH'[index]}").is_correct


@pytest.mark.parametrize(
    ("knobs", "says"),
    [
        ({"tier": 0}, "use 1 to 5"),
        ({"language": "fr"}, "no language 'fr'"),
        ({"premise": "mising"}, "did you mean 'missing'"),
        ({"situation": "chnge"}, "did you mean 'change'"),
    ],
)
def test_knobs(knobs, says):
    with pytest.raises(KnobError, match=re.escape(says)):
        MissingPremise(**knobs)


# -- floors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", [1, 3])
def test_habits_do_not_pay(tier):
    task = MissingPremise(tier)
    rng = np.random.default_rng(0)
    scores = Counter()
    pool = [draw(task, seed) for seed in range(600)]
    for problem in pool:
        options = [line for line in problem.prompt.split("\n") if re.match(r"[A-H]\. ", line)]
        digits = re.findall("[0-9]+", problem.prompt) or ["0"]
        habits = {f"always {label}": f"missing: {label}" for label in "ABCDEFG"}
        habits |= {
            "random letter": f"missing: {'ABCDEFGH'[int(rng.integers(len(options)))]}",
            "last letter": f"missing: {options[-1][0]}",
            "longest candidate": f"missing: {max(options, key=len)[0]}",
            "shortest candidate": f"missing: {min(options, key=len)[0]}",
            "guess": task.guess(problem, rng),
            "last number": digits[-1],
            "first number": digits[0],
            "largest number": max(digits, key=int),
        }
        for habit, text in habits.items():
            scores[habit] += task.verify(problem, text).score
    assert {habit: score for habit, score in scores.items() if score > 0.115 * len(pool)} == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_laws_hold_in_every_language(language):
    for tier in TIERS:
        check_task(MissingPremise(tier, language), id=ID).require()
