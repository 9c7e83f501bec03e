"""Debate over a verifiable claim: stand by it or dispute it, raise the stakes, and let the task's verifier decide."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..core import Problem, Task, knob, problem_at
from ..env import load
from ..errors import KnobError, did_you_mean
from ..registry import entry_of
from .rules import CHANCE, Rules, even

YIELD, STAND, RAISE = 0, 1, 2
WORDS = ("yield", "stand", "raise")
SPLITS = {"all": None, "train": "train", "test": "test"}
ATTEMPTS = 50
BITS = 64


class Claim(NamedTuple):
    """A problem, what is claimed to be its answer, and whether the verifier accepts it."""

    problem: str
    answer: str
    right: bool

    @property
    def text(self) -> str:
        """What both seats read."""
        return f"Problem: {self.problem}\nClaim: the answer is {self.answer}"


State = tuple[Claim | None, tuple[int, ...]]
"""The claim, None before it is drawn; and all moves."""


@dataclass(frozen=True)
class Debate(Rules):
    """A claim about a problem: one seat must defend it, the other doubts it, and the verifier knows who is right.

    Description: chance draws a problem of a task and a claim, "the answer is X"; half of the claims are right. Both
    seats see problem and claim. Seat 0 defends it, seat 1 disputes it. In turn each stands by its side, raises the
    stakes or yields. To yield loses the stakes, without a raise just made; when a stand answers the other's move the
    task's verifier judges X, and who is wrong loses the stakes. Nothing is hidden but the truth, which whoever solves
    the problem knows: who is on the wrong side should yield at once, and who raises says something. After debate as a
    game (Irving, Christiano and Amodei 2018, arXiv 1805.00899), with the task's own verifier as the judge.

    A false claim looks like a right one: a number of as many digits that differs in some of them, or a wrong answer of
    the same form about the same things. Every problem has a right claim and a false one, so neither of the two alone
    says which it is.

    Observation: text with problem, claim and moves, or a fingerprint of problem and claim in 64 bits and the moves as
    zeros and ones. No array of fixed size holds a problem in words; the fingerprint tells claims apart and says
    nothing about them, so numeric agents can only learn claims by heart, and are at a loss with those held out.

    Action: stand, raise or yield; as a number 0 yield, 1 stand, 2 raise.

    Reward: the stakes won or lost, brought to [0, 1]: 0.5 for nothing.

    Episode end: a yield, the verdict, or an illegal move.

    Arguments: the `task` by its id, its `task_level`, of which of its `problems` the claims are, how many `claims`
    there are, and the `raises` of both together, each of which doubles the stakes. Games have no splits and a seed
    knows of none: what is held out is a knob. The default are claims about the task's training problems, so
    `problems="test"` shows claims about problems that nobody who played or practised those has seen.

    Oracle: exact: the side that is right stands or raises, the other never raises. Floors: random play is about even;
    a player who cannot tell right from wrong loses 1 a game to one who can.

    Version history: v0, the first.
    """

    task: str = knob("Math-Arithmetic-v0", "the id of the task whose problems are debated")
    task_level: int = knob(0, "its level")
    claims: int = knob(1000, "claims that can be drawn")
    raises: int = knob(2, "raises of both seats together")
    problems: str = knob("train", "which of the task's problems: 'train', 'test' (held out) or 'all'")

    levels: ClassVar[Sequence[Debate]]

    def __post_init__(self) -> None:
        if not 2 <= self.claims <= 1 << 20:
            raise ValueError(f"claims={self.claims}: use 2 to 2**20")
        if not 0 <= self.raises <= 6:
            raise ValueError(f"raises={self.raises}: use 0 to 6")
        if self.problems not in SPLITS:
            raise ValueError(f"problems={self.problems!r}{did_you_mean(self.problems, SPLITS)}")

    @functools.cached_property
    def made(self) -> Task:
        """The task at its level.

        Raises:
            KnobError: If the id is that of a game.
        """
        cls = load(entry_of(self.task))
        if not issubclass(cls, Task):
            raise KnobError(f"task={self.task!r} has no problems: use a task's id, such as Math-Arithmetic-v0")
        return cls.resolve(self.task_level)

    @property
    def stake(self) -> float:
        """Doubled with every raise."""
        return float(1 << self.raises)

    @property
    def n_moves(self) -> int:
        """Yield, stand and raise."""
        return 3

    @property
    def shape(self) -> tuple[int]:
        """The claim's fingerprint in bits, all 0 for none, and each move or none."""
        return (BITS + 3 * self.max_moves,)

    @property
    def max_moves(self) -> int:
        """Stands and raises in turn, and the last answer."""
        return self.raises + 2

    def claim(self, number: int) -> Claim:
        """Return the claim that a draw of chance stands for."""
        return _claim(self, number)

    def start(self) -> State:
        """Return the table before a claim is drawn."""
        return None, ()

    def current(self, state: State) -> int | None:
        """Return the seats in turn: a stand that answers the other's stand or raise ends it."""
        claim, moves = state
        if claim is None:
            return CHANCE
        if moves and (moves[-1] == YIELD or (moves[-1] == STAND and len(moves) > 1)):
            return None
        return len(moves) % 2

    def legal(self, state: State) -> tuple[int, ...]:
        """Return yield and stand, and raise while there are raises left."""
        if self.current(state) not in (0, 1):
            return ()
        return (YIELD, STAND, RAISE) if state[1].count(RAISE) < self.raises else (YIELD, STAND)

    @functools.cached_property
    def _draws(self) -> tuple[tuple[int, float], ...]:
        return even(range(self.claims))

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        """Return all claims, all alike."""
        return self._draws if state[0] is None else ()

    def apply(self, state: State, move: int) -> State:
        """Draw a claim, or move."""
        claim, moves = state
        return (self.claim(move), ()) if claim is None else (claim, (*moves, move))

    def returns(self, state: State) -> tuple[float, float]:
        """Return the stakes for who was right, or for whom the other yielded to."""
        claim, moves = state
        if claim is None or not self.over(state):
            return 0.0, 0.0
        stakes = float(1 << self._raised(moves))
        ahead = len(moves) % 2 == 0 if moves[-1] == YIELD else claim.right
        return (stakes, -stakes) if ahead else (-stakes, stakes)

    def _raised(self, moves: tuple[int, ...]) -> int:
        """Return how many raises count: one that is answered by a yield does not."""
        return moves.count(RAISE) - (moves[-2:] == (RAISE, YIELD))

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the claim's fingerprint in bits and the moves as zeros and ones."""
        claim, moves = state
        out = np.zeros(self.shape, np.float32)
        if claim is not None:
            digest = hashlib.sha256(claim.text.encode("utf-8", "surrogatepass")).digest()
            out[:BITS] = np.unpackbits(np.frombuffer(digest[: BITS // 8], np.uint8))
        for turn, move in enumerate(moves):
            out[BITS + 3 * turn + move] = 1
        return out

    def tell(self, state: State, player: int) -> str:
        """Return problem, claim and moves."""
        claim, moves = state
        side = ("You defend the claim.", "You dispute the claim.")[player]
        if claim is None:
            return f"No claim has been made yet. {side}"
        acts = [f"{('defender', 'disputer')[i % 2]} {WORDS[move]}s" for i, move in enumerate(moves)]
        return f"{claim.text}\n{side} Stakes: {1 << self._raised(moves)}. Moves: {', '.join(acts) or 'none yet'}."

    def write(self, move: int) -> str:
        """Return yield, stand or raise."""
        return WORDS[move]

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            "A debate over a claim about a problem. Half of all claims are right. The defender says that the claim is "
            "right, the disputer that it is wrong; the defender begins. In turn each yields, stands or raises. To "
            f"yield loses the stakes, 1 at first. A raise doubles them, {self.raises} times at the most in all; to "
            "yield to it loses what they were before. When a stand answers the other's stand or raise, the claim is "
            "checked, and who is wrong loses the stakes. A move is yield, stand or raise. An illegal move loses "
            f"{self.stake:g}. You {('defend', 'dispute')[player]} the claim."
        )

    def bounds(self, state: State) -> tuple[float, float]:
        """Return the exact value: the side that is right wins the stakes, without a raise that can be declined."""
        claim, moves = state
        if claim is None:
            return -self.stake, self.stake
        if self.over(state):
            return (self.returns(state)[0],) * 2
        right = 0 if claim.right else 1
        declines = moves[-1:] == (RAISE,) and len(moves) % 2 != right
        stakes = float(1 << moves.count(RAISE) - declines)
        value = stakes if right == 0 else -stakes
        return value, value

    def twin(self, state: State) -> Hashable:
        """Return whether the claim is right, and the moves."""
        claim, moves = state
        return None if claim is None else claim.right, moves


@functools.lru_cache(maxsize=1 << 12)
def _claim(rules: Debate, number: int) -> Claim:
    """Return a claim: two numbers in a row share a problem, the even one has its answer, the odd one another."""
    task = rules.made
    problem = problem_at(rules.task, task, SPLITS[rules.problems], number // 2)
    answer = task.solve(problem)
    if number % 2:
        rng = np.random.default_rng(int(problem.key[:16], 16))
        wrong = _wrong(rules, problem, answer, rng)
        if wrong is not None:
            return Claim(problem.prompt, wrong, False)
    return Claim(problem.prompt, answer, task.verify(problem, task.tidy(problem, answer)).is_correct)


def _wrong(rules: Debate, problem: Problem, answer: str, rng: np.random.Generator) -> str | None:
    """Return a wrong answer that is hard to tell from the right one by its looks, or None if none turns up.

    Tried in this order: for a number its near misses; wrong answers that the task itself makes up; near misses of any
    answer; and of these first what looks alike. Another problem's answer, which may show by what it talks about, comes
    last.
    """
    task = rules.made

    def near() -> str:
        return _near(answer, rng)

    def guess() -> str:
        return task.guess(problem, rng)

    def other() -> str:
        return task.solve(problem_at(rules.task, task, SPLITS[rules.problems], int(rng.integers(1 << 30))))

    order: list[Callable[[], str]] = [near, guess] if _NUMBER.fullmatch(answer) else [guess, near]
    second = None
    for make in (*order, other):
        if make is other and second is not None:
            break
        for _ in range(ATTEMPTS):
            wrong = make()
            if wrong.strip() and not task.verify(problem, task.tidy(problem, wrong)).is_correct:
                if _alike(wrong, answer, problem.prompt):
                    return wrong
                second = second or wrong
    return second


_NUMBER = re.compile(r"-?\d+(?:[./]\d+)?")
_WORD = re.compile(r"[^\W\d_]{2,}")


def _near(answer: str, rng: np.random.Generator) -> str:
    """Return the answer with a digit of one of its numbers a little off, or two of its last digits swapped.

    The first digit moves seldom and by one alone: by it, numbers out of the range of right answers would show.
    """
    numbers = list(re.finditer(r"[0-9]+", answer))
    if not numbers:
        return answer
    start, end = numbers[int(rng.integers(len(numbers)))].span()
    signs, later = list(answer), end - start - 1
    if later and rng.random() < 0.85:
        at = end - 1 - int(rng.integers(later))
        if at + 1 < end and rng.random() < 0.3:
            signs[at], signs[at + 1] = signs[at + 1], signs[at]
        else:
            signs[at] = str((int(signs[at]) + int(rng.integers(1, 10))) % 10)
    else:
        signs[start] = str(min(9, max(later > 0, int(signs[start]) + int(rng.choice((-1, 1))))))
    return "".join(signs)


def _alike(wrong: str, answer: str, prompt: str) -> bool:
    """Return whether an answer is as long as the right one, within a tenth, and names nothing new."""
    known = set(_WORD.findall(prompt.lower())) | set(_WORD.findall(answer.lower()))
    close = abs(len(wrong) - len(answer)) <= (0 if _NUMBER.fullmatch(answer) else len(answer) / 10)
    return close and set(_WORD.findall(wrong.lower())) <= known


Debate.levels = (Debate(), Debate(task_level=2), Debate("Puzzle-KnightsAndKnaves-v0"))
