"""The kit can fail: a good task and a good game pass every law, and each bad one breaks the law that it should."""

import random
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from toys import LETTERS, Reverse, Spell, Take

from palaestra.envs import Board, Problem, Task, Verdict, knob
from palaestra.envs.games.liars_dice import LiarsDice
from palaestra.envs.games.matrix import RockPaperScissors
from palaestra.envs.games.rules import Rules
from palaestra.envs.testing import check_game, check_task, subject

CALLS: list[int] = []


def bad(law: int, seen: str) -> Any:
    """Make a class a frozen dataclass with Reverse's page, and note the law that it breaks."""

    def decorate(cls: type) -> type:
        cls.__doc__ = cls.__doc__ or Reverse.__doc__
        cls = dataclass(frozen=True)(cls)
        BAD.append(pytest.param(cls, law, seen, id=f"law{law}-{cls.__name__}"))
        return cls

    return decorate


BAD: list[Any] = []


@bad(0, "no 'Floors:'")
class NoFloors(Reverse):
    """Description: x. Observation: x. Action: x. Reward: x. Episode end: x. Arguments: x. Oracle: x.

    Version history: x.
    """


@bad(0, "knob 'width' has no documentation")
class Undocumented(Reverse):
    width: int = 3


@bad(0, "gym.make takes 'seat' for itself")
class Swallowed(Reverse):
    seat: int = knob(3, "where the word sits")


@bad(0, "board, guess, show or explain raised KeyError")
class NoPicture(Reverse):
    def board(self, problem: Problem, answer: str | None = None) -> Board:
        return (
            Board.from_text([{"": "nothing"}[answer or ""]]) if answer != "" else Board.from_text([problem.data["x"]])
        )


@bad(1, "the oracle's")
class BadOracle(Reverse):
    def solve(self, problem: Problem) -> str:
        return str(problem.data["word"])


@bad(1, "with a worked solution")
class OpenBrace(Reverse):
    def explain(self, problem: Problem, style: str = "deduction") -> str:
        return "we write \\boxed{ and then"


@bad(2, "the hedge")
class Substring(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        return Verdict.correct() if self.solve(problem) in answer else Verdict.wrong("no")


@bad(2, "another problem's answer")
class AnyWord(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        return Verdict.correct() if answer.isalpha() and len(answer) == self.length else Verdict.wrong("no")


@bad(2, "the junk")
class Generous(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        return super().verify(problem, answer) if len(answer) == self.length else Verdict.correct()


@bad(2, "the denial")
class LastWord(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        return super().verify(problem, (answer.split() or [""])[-1] if answer.startswith("not ") else answer)


@bad(3, "raised")
class Encodes(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        answer.encode()
        return super().verify(problem, answer)


@bad(3, "run as Python code")
class Evaluates(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        if len(answer) < 40:
            try:
                eval(answer, {"__builtins__": {}})
            except Exception:
                return super().verify(problem, answer)
        return super().verify(problem, answer)


@bad(3, "returned 1.0, no Verdict")
class Number(Reverse):
    def verify(self, problem: Problem, answer: str) -> Any:
        return super().verify(problem, answer) if len(answer) < 10 else 1.0


@bad(3, "s of CPU")
class Slow(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        if answer == "9" * 1_000_000:
            begin = time.thread_time()
            while time.thread_time() - begin < 2.1:
                pass
        return super().verify(problem, answer)


@bad(3, "ms of CPU")
class Sluggish(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        if answer == self.solve(problem):
            begin = time.thread_time()
            while time.thread_time() - begin < 0.06:
                pass
        return super().verify(problem, answer)


@bad(3, "and then")
class Forgetful(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        CALLS.append(1)
        return super().verify(problem, answer) if answer == self.solve(problem) else Verdict.wrong(f"no. {len(CALLS)}")


@bad(3, "changed problem.data")
class Scribbler(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        verdict = super().verify(problem, answer)
        problem.data["seen"] = answer[:9] if answer.isascii() else ""  # type: ignore[index]
        return verdict


@bad(3, "without the markup")
class Dollars(Reverse):
    def solve(self, problem: Problem) -> str:
        return super().solve(problem) + "$"

    def verify(self, problem: Problem, answer: str) -> Verdict:
        return super().verify(problem, answer[:-1]) if answer.endswith("$") else Verdict.wrong("how much?")


@bad(4, "guess: mean score")
class CoinToss(Reverse):
    def solve(self, problem: Problem) -> str:
        return "heads" if problem.data["word"] < "n" else "tails"

    def verify(self, problem: Problem, answer: str) -> Verdict:
        return Verdict.correct() if answer == self.solve(problem) else Verdict.wrong("the other side")

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        return ("heads", "tails")[int(rng.integers(2))]


@bad(4, "prompt: mean score")
class PaysCopies(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        return super().verify(problem, answer) if answer != problem.prompt else Verdict.partial(0.5, "well copied")


@bad(4, "number: mean score")
class LastNumber(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        number = str(rng.integers(10**6, 10**7))
        return Problem(f"What is 0 + {number}?", {"word": number[::-1]})


@bad(5, "of split=")
class GlobalRandom(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        return super().generate(np.random.default_rng(random.getrandbits(32)))


@bad(5, "in a fresh process")
class Hashes(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        word = "".join(list({LETTERS[int(i)] * 2 for i in rng.integers(0, 26, 12)})[:4])
        return Problem(f"Write the word {word} backwards.", {"word": word})


@bad(5, "numpy.random changed")
class Reseeds(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        np.random.seed(0)
        return super().generate(rng)


@bad(5, "`random` changed")
class Shuffles(Reverse):
    def solve(self, problem: Problem) -> str:
        random.random()
        return super().solve(problem)


@bad(5, "problems in 200 draws")
class Tiny(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        word = LETTERS[int(rng.integers(0, 26))]
        return Problem(f"Write the word {word} backwards.", {"word": word})


@bad(5, "does not say how many")
class Small(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        word = "ab" + LETTERS[int(rng.integers(0, 26))] + "aeiou"[int(rng.integers(0, 5))]
        return Problem(f"Write the word {word} backwards.", {"word": word})


@bad(5, "stands for two problems")
class Hidden(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        number = int(rng.integers(0, 10))
        return Problem(f"Write {number} backwards.", {"word": str(number), "draw": int(rng.integers(0, 10**9))})


@bad(6, "the same knobs as level")
class SameLevels(Reverse):
    pass


@bad(6, "at the level below")
class EasierLevels(Reverse):
    pass


@bad(6, "mean effort")
class FlatEffort(Reverse):
    def effort(self, problem: Problem) -> float:
        return 1.0


SameLevels.levels = (SameLevels(6), SameLevels(6))
EasierLevels.levels = (EasierLevels(60), EasierLevels(6))
FlatEffort.levels = (FlatEffort(6), FlatEffort(8))


@bad(7, "raised RuntimeError: no luck")
class GivesUp(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        if rng.random() < 0.2:
            raise RuntimeError("no luck")
        return super().generate(rng)


@bad(8, "check_env")
class TooLong(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        problem = super().generate(rng)
        return Problem(problem.prompt + " " * 70_000, problem.data)


@bad(8, "pickling")
class Unpicklable(Reverse):
    def generate(self, rng: np.random.Generator) -> Problem:
        object.__setattr__(self, "cache", lambda: None)
        return super().generate(rng)


class Loud(Verdict):
    def __post_init__(self) -> None:
        """Anything goes."""


@bad(10, "a reward of 2.0")
class PaysDouble(Reverse):
    def verify(self, problem: Problem, answer: str) -> Verdict:
        verdict = super().verify(problem, answer)
        return Loud(2.0, "very right", verdict.status) if verdict.is_correct else verdict


@pytest.mark.parametrize(("cls", "law", "seen"), BAD)
def test_a_bad_task_breaks_its_law(cls: type[Task], law: int, seen: str) -> None:
    report = check_task(cls, seeds=40 if law == 5 else 8, laws={law})
    assert law in report.broken(), str(report)
    assert any(seen in violation.seen for violation in report.violations), str(report)
    with pytest.raises(AssertionError, match=f"law {law} "):
        report.require()


def test_the_good_task_keeps_every_law() -> None:
    report = check_task(Reverse, seeds=20).require()
    assert {0, 1, 2, 3, 4, 5, 6, 7, 8, 10} <= {law for law, n in report.checked.items() if n}
    assert "all laws hold" in str(report)
    assert len(report.figures) == 2


def test_a_slow_generator_breaks_law_7(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "GENERATE_LIMIT", 0.0)
    assert check_task(Reverse, seeds=2, laws=()).broken() == [7]


def test_a_class_that_nobody_can_import_is_told_so() -> None:
    @dataclass(frozen=True)
    class Local(Reverse):
        __doc__ = Reverse.__doc__

    report = check_task(Local, seeds=2, laws={5, 8})
    assert report.broken() == [5, 8]
    assert "at the top of a module" in str(report)


def test_tasks_are_found_by_any_of_their_names() -> None:
    entry = "toys:Reverse"
    for task in (entry, Reverse, Reverse(7)):
        assert check_task(task, seeds=2, laws={1}).require().id == entry
    assert check_task("Puzzle-Sort-v0", seeds=2, laws={1}).levels == 5


# -- played tasks -----------------------------------------------------------------------------------------------------


BAD_PLAYS: list[Any] = []


def bad_play(seen: str) -> Any:
    def decorate(cls: type) -> type:
        cls.__doc__ = Spell.__doc__
        cls = dataclass(frozen=True)(cls)
        BAD_PLAYS.append(pytest.param(cls, seen, id=cls.__name__))
        return cls

    return decorate


@bad_play("though verify accepts")
class NeverOver(Spell):
    def start(self, problem: Problem) -> Any:
        return tuple(self.plan(problem))

    def over(self, problem: Problem, state: Any) -> bool:
        return False


@bad_play("changed the state")
class Mutates(Spell):
    def start(self, problem: Problem) -> Any:
        return []

    def apply(self, problem: Problem, state: Any, move: int) -> Any:
        state.append(move)
        return state


@bad_play("is illegal")
class WrongPlan(Spell):
    def legal(self, problem: Problem, state: Any) -> np.ndarray:
        return ~super().legal(problem, state)


@bad_play("unsolved")
class Lost(Spell):
    def plan(self, problem: Problem) -> list[int]:
        return super().plan(problem)[::-1]


@bad_play("the horizon is")
class ShortHorizon(Spell):
    @property
    def horizon(self) -> int:
        return 3


@bad_play("names two moves")
class FirstLetter(Spell):
    def parse(self, problem: Problem, text: str) -> int | None:
        return LETTERS.index(text[0]) if text and text[0] in LETTERS else None


@bad_play("parse or write raised")
class Partial(Spell):
    def parse(self, problem: Problem, text: str) -> int | None:
        return LETTERS.index(text)


@bad_play("leaves [0, 1]")
class Unscaled(Spell):
    def observe(self, problem: Problem, state: Any) -> np.ndarray:
        return super().observe(problem, state) * 26


@bad_play("legal is")
class IntMask(Spell):
    def legal(self, problem: Problem, state: Any) -> np.ndarray:
        return super().legal(problem, state).astype(np.int64)


@pytest.mark.parametrize(("cls", "seen"), BAD_PLAYS)
def test_a_bad_play_breaks_law_11(cls: type[Task], seen: str) -> None:
    report = check_task(cls, seeds=3, laws={11})
    assert any(v.law == 11 and seen in v.seen for v in report.violations), str(report)


def test_the_good_play_keeps_every_law() -> None:
    assert check_task(Spell, seeds=10).require().checked[11] > 100


# -- games ------------------------------------------------------------------------------------------------------------


BAD_GAMES: list[Any] = []


def bad_game(law: int, seen: str) -> Any:
    def decorate(cls: type) -> type:
        cls.__doc__ = cls.__doc__ or Take.__doc__
        cls = dataclass(frozen=True)(cls)
        BAD_GAMES.append(pytest.param(cls, law, seen, id=f"law{law}-{cls.__name__}"))
        return cls

    return decorate


@bad_game(0, "no 'Oracle:' in the docstring")
class Pageless(Take):
    """Take counters."""


@bad_game(9, "sum to 1.0")
class Friendly(Take):
    def returns(self, state: Any) -> tuple[float, ...]:
        return tuple(max(0.0, won) for won in super().returns(state))


@bad_game(9, "cannot tell two states apart")
class Blind(Take):
    def tell(self, state: Any, player: int) -> str:
        return "some counters"


@bad_game(9, "two observations")
class Vague(Take):
    perfect_information = False

    def tell(self, state: Any, player: int) -> str:
        return f"{state[0] // 2} pairs of counters"


@bad_game(9, "max_moves is 1")
class Endless(Take):
    max_moves = 1  # type: ignore[assignment]


@bad_game(9, "changed the state")
class Moving(Take):
    def start(self) -> Any:
        return Heap([self.heap, 0])

    def apply(self, state: Any, move: int) -> Any:
        state[0] -= move + 1
        state[1] = 1 - state[1]
        return state


class Heap(list[int]):
    def __hash__(self) -> int:  # type: ignore[override]
        return 0


@bad_game(9, "before the end")
class Early(Take):
    def returns(self, state: Any) -> tuple[float, ...]:
        return 1.0, -1.0


@bad_game(3, "is two moves")
class Eager(Take):
    def parse(self, text: str) -> int | None:
        return super().parse(text[:6])


@bad_game(3, "raised ValueError")
class Trusting(Take):
    def parse(self, text: str) -> int | None:
        return int(text.removeprefix("take ")) - 1


@bad_game(8, "check_env")
class WideNumbers(Take):
    def observe(self, state: Any, player: int) -> np.ndarray:
        return np.array([state[0], state[1]], np.float32)


@bad_game(9, "seat 1 can tell what seat 0 chose before the round is over")
class Peeking(RockPaperScissors):
    def tell(self, state: Any, player: int) -> str:
        return f"{super().tell(state, player)} {state}"


@bad_game(9, "estimate is 5.0")
class Rash(Take):
    def estimate(self, state: Any) -> float:
        return 5.0


@bad_game(9, "world(0) tells seat 0 something else")
class Dreaming(LiarsDice):
    def world(self, state: Any, player: int, rng: np.random.Generator) -> Any:
        return self.start()


@pytest.mark.parametrize(("cls", "law", "seen"), BAD_GAMES)
def test_a_bad_game_breaks_its_law(cls: type[Rules], law: int, seen: str) -> None:
    report = check_game(cls(), seeds=5)
    assert any(v.law == law and seen in v.seen for v in report.violations), str(report)


def test_the_good_game_keeps_every_law() -> None:
    assert set(check_game(Take, seeds=20).require().checked) == {0, 3, 8, 9}
