"""The nouns: problems that survive JSON, verdicts that cannot lie, knobs, names, splits, the road to a score."""

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import nasty_texts
from toys import Reverse

from palaestra.envs import (
    Board,
    KnobError,
    Problem,
    SplitError,
    Status,
    Task,
    Verdict,
    canonical,
    judge,
    knob,
    name_of,
    problem_at,
    split_of,
)
from palaestra.envs.core import generator_of

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(), v, max_size=3), max_leaves=8
)
ID = "Toy-Reverse-v0"


@given(st.lists(st.integers(0, 2**63 - 1), min_size=1, max_size=4))
def test_generators_are_those_of_numpys_seed_sequence(entropy: list[int]) -> None:
    expected = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))
    assert generator_of(entropy).bit_generator.state == expected.bit_generator.state


# -- problems ---------------------------------------------------------------------------------------------------------


@given(st.text(), st.dictionaries(st.text(), VALUES, max_size=4))
def test_problems_survive_json(prompt: str, data: dict[str, Any]) -> None:
    problem = Problem(prompt, data, "ab")
    assert Problem(**json.loads(json.dumps(problem.to_json()))) == problem
    assert problem.copy() == problem


def test_data_is_normalised_and_owned() -> None:
    rows = [[1, 2]]
    problem = Problem("p", {"rows": rows, "t": (1, np.int64(2)), "a": np.eye(2, dtype=int), 3: "three"})  # type: ignore[dict-item]
    assert problem.data == {"rows": [[1, 2]], "t": [1, 2], "a": [[1, 0], [0, 1]], "3": "three"}
    rows[0][0] = 9
    assert problem.data["rows"] == [[1, 2]]
    twin = problem.copy()
    twin.data["rows"][0][0] = 9
    assert problem.data["rows"] == [[1, 2]]
    assert problem.to_json()["data"] is not problem.data


@pytest.mark.parametrize("value", [{1, 2}, object(), b"bytes", lambda: 0])
def test_data_is_json(value: object) -> None:
    with pytest.raises(TypeError, match="JSON only"):
        Problem("p", {"value": value})


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_canonical_is_one_text_for_one_value(data: dict[str, Any]) -> None:
    backwards = dict(reversed(list(data.items())))
    assert canonical(data) == canonical(backwards) == canonical(json.loads(canonical(data)))
    assert canonical(data).isascii()


# -- verdicts ---------------------------------------------------------------------------------------------------------


def test_the_four_verdicts() -> None:
    assert Verdict.correct() == Verdict(1.0, "correct", Status.CORRECT)
    assert Verdict.wrong("no") == Verdict(0.0, "no", Status.WRONG)
    assert Verdict.partial(0.5, "half") == Verdict(0.5, "half", Status.PARTIAL)
    assert Verdict.correct().is_correct
    assert not Verdict.partial(0.99, "almost").is_correct


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("score", [-1.0, 0.0, 0.5, 1.0, 1.5, float("nan")])
def test_score_and_status_agree(status: Status, score: float) -> None:
    fine = {Status.CORRECT: score == 1.0, Status.PARTIAL: score == 0.5}.get(status, score == 0.0)
    if fine:
        assert Verdict(score, "", status).score == score
    else:
        with pytest.raises(ValueError, match="cannot score"):
            Verdict(score, "", status)


# -- knobs ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Many(Reverse):
    flag: bool = knob(False, "a flag")
    rate: float = knob(0.5, "a rate")
    word: str = knob("a", "a word")
    sizes: tuple[int, ...] = knob((1, 2), "sizes")
    limit: int | None = knob(None, "a limit")

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError(f"length={self.length}: use 1 or more")


Many.levels = (Many(3), Many(5), Many(9, True))


@pytest.mark.parametrize(
    ("given_", "want"),
    [
        ({"length": "7"}, 7),
        ({"length": np.int64(7)}, 7),
        ({"flag": "true"}, True),
        ({"flag": False}, False),
        ({"rate": "0.25"}, 0.25),
        ({"rate": 1}, 1.0),
        ({"sizes": [3, 4]}, (3, 4)),
        ({"sizes": "3,4"}, (3, 4)),
        ({"limit": "none"}, None),
        ({"limit": "4"}, 4),
        ({"limit": None}, None),
    ],
)
def test_knobs_come_from_json_or_the_command_line(given_: dict[str, Any], want: Any) -> None:
    [(name, _)] = given_.items()
    value = getattr(Many.resolve(**given_), name)
    assert (value, type(value)) == (want, type(want))


@pytest.mark.parametrize(
    "wrong",
    [
        {"length": "x"},
        {"length": 1.5},
        {"length": True},
        {"length": "9" * 30},
        {"length": 0},
        {"flag": "maybe"},
        {"flag": 1},
        {"rate": "fast"},
        {"rate": True},
        {"word": 3},
        {"sizes": 3},
        {"sizes": "a,b"},
        {"limit": "x"},
    ],
)
def test_wrong_values_are_told(wrong: dict[str, Any]) -> None:
    with pytest.raises(KnobError, match=next(iter(wrong))):
        Many.resolve(**wrong)


@given(st.text(max_size=30))
def test_no_text_makes_a_knob_raise_anything_else(text: str) -> None:
    for name in Many.documented():
        try:
            task = Many.resolve(**{name: text})
        except KnobError:
            continue
        assert Many.resolve(**{name: getattr(task, name)}) == task


def test_unknown_knobs_name_the_nearest() -> None:
    with pytest.raises(KnobError, match="did you mean 'length'"):
        Many.resolve(lenght=4)
    with pytest.raises(KnobError, match="allowed: flag, length, limit, rate, sizes, word"):
        Many.resolve(zzzzz=4)


def test_levels_and_difficulties() -> None:
    assert [Many.resolve(level).length for level in (0, 1, 2)] == [3, 5, 9]
    assert [Many.resolve(difficulty=d).level for d in (0, 0.2, 0.3, 0.5, 0.8, 1)] == [0, 0, 1, 1, 2, 2]
    assert Many.resolve(2, flag=False) == Many(9)
    assert (Many.resolve().level, Many.resolve(1).level, Many(4).level) == (-1, 1, -1)
    assert Many.resolve(length=5).level == 1  # knobs are what counts
    for level in (-1, 3, 1.5, "0", True):
        with pytest.raises(KnobError, match="has levels 0 to 2"):
            Many.resolve(level)  # type: ignore[arg-type]
    for difficulty in (-0.1, 1.1, "hard", float("nan")):
        with pytest.raises(KnobError, match="a number from 0 to 1"):
            Many.resolve(difficulty=difficulty)  # type: ignore[arg-type]
    with pytest.raises(KnobError, match="not both"):
        Many.resolve(1, 0.5)


def test_a_task_without_levels_has_one() -> None:
    @dataclass(frozen=True)
    class Heir(Many):
        """It does not inherit the levels of another class."""

    assert list(Heir.ladder()) == [Heir()]
    Heir.levels = Many.levels  # type: ignore[assignment]
    with pytest.raises(KnobError, match=r"Heir.levels holds Many\(.*write Heir\(...\) there"):
        Heir.resolve()
    assert Many.documented()["rate"][1:] == (0.5, "a rate")
    assert Many.resolve(**json.loads(canonical(Many(4).knobs()))) == Many(4)


# -- names and splits -------------------------------------------------------------------------------------------------


def test_a_name_is_a_problem() -> None:
    first = problem_at(ID, Reverse(6), None, 5)
    problem_at.cache_clear()
    again = problem_at(ID, Reverse(6), None, 5)
    assert again == first
    assert again is not first
    others = [
        (ID, Reverse(7), None, 5),
        (ID, Reverse(6), None, 6),
        (ID, Reverse(6), "train", 5),
        ("X-v0", Reverse(6), None, 5),
    ]
    assert all(problem_at(*other).data != first.data for other in others)
    assert json.loads(name_of(ID, Reverse(6), None, 5)) == {"id": ID, "knobs": {"length": 6}, "split": None, "seed": 5}


def test_this_very_problem_for_ever() -> None:
    """Golden by hand: entropy, key and split as DESIGN has them, written out once more."""
    import zlib

    knobs = b'{"length":6}'
    entropy = (5, zlib.crc32(ID.encode()), zlib.crc32(knobs), 0)
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))
    word = Reverse(6).generate(rng).data["word"]
    problem = problem_at(ID, Reverse(6), None, 5)
    assert problem.data == {"word": word}
    assert problem.key == hashlib.sha256(f'["{ID}",{{"word":"{word}"}}]'.encode()).hexdigest()


@given(st.integers(0, 2**63 - 1))
def test_every_seed_names_a_problem_of_its_split(seed: int) -> None:
    for split in ("train", "test"):
        assert split_of(problem_at(ID, Reverse(6), split, seed).key) == split


def test_a_fifth_is_test() -> None:
    share = sum(split_of(problem_at(ID, Reverse(6), None, seed).key) == "test" for seed in range(2000)) / 2000
    assert 0.17 < share < 0.23  # three standard errors around 0.2


def test_unknown_and_empty_splits() -> None:
    @dataclass(frozen=True)
    class One(Reverse):
        def generate(self, rng: np.random.Generator) -> Problem:
            return Problem("one", {"word": "one"})

    with pytest.raises(SplitError, match="use 'train', 'test' or None"):
        problem_at(ID, Reverse(6), "valid", 0)
    home = split_of(problem_at(ID, One(), None, 0).key)
    assert problem_at(ID, One(), home, 0).prompt == "one"
    with pytest.raises(SplitError, match="widen its knobs"):
        problem_at(ID, One(), {"train": "test", "test": "train"}[home], 0)


def test_twins_share_key_and_split() -> None:
    @dataclass(frozen=True)
    class Pair(Reverse):
        def generate(self, rng: np.random.Generator) -> Problem:
            a, b = (int(n) for n in rng.integers(0, 10, 2))
            return Problem(f"{a}+{b}", {"terms": [a, b], "word": ""})

        def identity(self, problem: Problem) -> Any:
            return sorted(problem.data["terms"])

    keys: dict[tuple[int, ...], set[str]] = {}
    for seed in range(300):
        problem = problem_at(ID, Pair(), None, seed)
        keys.setdefault(tuple(sorted(problem.data["terms"])), set()).add(problem.key)
    assert len(keys) > 40
    assert all(len(found) == 1 for found in keys.values())


@dataclass(frozen=True)
class Table(Reverse):
    rows: int = knob(10, "rows")

    def problems(self) -> Sequence[Problem]:
        return [Problem(f"row {i}", {"word": str(i)}) for i in range(self.rows)]


def test_a_data_set_is_walked_in_a_fixed_order() -> None:
    rows = [problem_at(ID, Table(), None, seed).prompt for seed in range(10)]
    assert sorted(rows) == [f"row {i}" for i in range(10)]
    assert rows != sorted(rows)
    assert problem_at(ID, Table(), None, 13).prompt == rows[3]
    parts = [{problem_at(ID, Table(rows=50), split, seed).prompt for seed in range(50)} for split in ("train", "test")]
    assert not parts[0] & parts[1]
    assert len(parts[0] | parts[1]) == 50
    with pytest.raises(SplitError, match="split=None for the whole file"):
        [problem_at(ID, Table(rows=1), split, 0) for split in ("train", "test")]


# -- judging ----------------------------------------------------------------------------------------------------------


PROBLEM = Problem("Write abc backwards.", {"word": "abc"})


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("\\boxed{cba}", Status.CORRECT, "correct"),
        ("\\boxed{ **cba**\n}", Status.CORRECT, "correct"),
        ("\\boxed{$cba$}", Status.CORRECT, "correct"),
        ("\\boxed{abc}", Status.WRONG, "not backwards"),
        ("\\boxed{}", Status.NO_ANSWER, "the answer is empty"),
        ("\\boxed{ $$ }", Status.WRONG, "not backwards"),
        ("cba", Status.NO_ANSWER, "no \\boxed"),
        ("\\boxed{cba} \\boxed{abc}", Status.MALFORMED, "final answers differ"),
        ("<think>\\boxed{cba}", Status.NO_ANSWER, "never ends"),
        (f"\\boxed{{{'cba' * 7000}}}", Status.WRONG, "at most 20000 are read"),
    ],
)
def test_judge(text: str, status: Status, reason: str) -> None:
    verdict, response = judge(Reverse(3), PROBLEM, text)
    assert verdict.status is status
    assert reason in verdict.reason
    assert (response.answer is None) == (status in (Status.MALFORMED, Status.NO_ANSWER) and "empty" not in reason)


def test_a_task_can_keep_its_markup() -> None:
    @dataclass(frozen=True)
    class Stars(Reverse):
        strip_markup = False

    problem = Problem("", {"word": "*a*"})
    assert judge(Stars(), problem, "\\boxed{*a*}")[0].is_correct
    assert not judge(Reverse(), problem, "\\boxed{*a*}")[0].is_correct


@given(nasty_texts())
def test_judging_is_total(text: str) -> None:
    for name in ("boxed", "tags", "think-boxed", "plain", "auto"):
        verdict, _ = judge(Reverse(3), PROBLEM, text, name)
        assert verdict.is_correct == (verdict.score == 1.0)


def test_what_a_task_gets_for_nothing() -> None:
    task = Reverse(3)
    assert dataclasses.is_dataclass(task)
    assert task.explain(PROBLEM) == ""
    assert task.problems() is None
    assert task.identity(PROBLEM) == {"word": "abc"}
    assert isinstance(task.board(PROBLEM), Board)
    assert "answer: cba" in task.board(PROBLEM, "cba").text()
    assert Task.guess(task, PROBLEM, np.random.default_rng(0)) in "0123456789"


# -- generalisation splits --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Grown(Reverse):
    """A toy whose exploratory test has longer words."""

    def generate_for(self, axis: str, part: str, rng: np.random.Generator) -> Problem:
        if axis != "exploratory":
            return super().generate_for(axis, part, rng)
        return dataclasses.replace(self, length=9 if part == "test" else 4).generate(rng)


def test_a_generalisation_split_draws_its_own_problems_and_keeps_the_parts_apart() -> None:
    task = Grown()
    for part, length in (("train", 4), ("test", 9)):
        drawn = [problem_at(ID, task, f"exploratory/{part}", seed) for seed in range(30)]
        assert {len(problem.data["word"]) for problem in drawn} == {length}
        assert {split_of(problem.key) for problem in drawn} == {part}
        assert drawn == [problem_at.__wrapped__(ID, task, f"exploratory/{part}", seed) for seed in range(30)]
    assert problem_at(ID, task, "exploratory/train", 0) != problem_at(ID, task, "train", 0)


@pytest.mark.parametrize("split", ["compositional/test", "exploratory", "exploratory/all", "/test", "valid"])
def test_splits_that_a_task_has_not_are_told(split: str) -> None:
    with pytest.raises(SplitError, match="use 'train', 'test' or None"):
        problem_at(ID, Grown(), split, 0)
