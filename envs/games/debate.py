"""Debate over a verifiable claim: stand by it or dispute it, raise the stakes, and let the task's verifier decide."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import Task, knob, problem_at
from ..env import load
from ..registry import entry_of
from .rules import CHANCE, Rules, even

State = tuple[int | None, tuple[int, ...]]
"""The number of the claim, None before it is drawn; and all moves."""

YIELD, STAND, RAISE = 0, 1, 2
WORDS = ("yield", "stand", "raise")
ATTEMPTS = 50


@dataclass(frozen=True)
class Debate(Rules):
    """A claim about a problem: one seat must defend it, the other doubts it, and the verifier knows who is right.

    Description: chance draws a problem of a task and a claim, "the answer is X"; half of the claims are right. Both
    seats see problem and claim. Seat 0 defends it, seat 1 disputes it. In turn each stands by its side, raises the
    stakes or yields. To yield loses the stakes, without a raise just made; when a stand answers the other's move the
    task's verifier judges X, and who is wrong loses the stakes. Nothing is hidden but the truth, which whoever solves
    the problem knows: who is on the wrong side should yield at once, and who raises says something. After debate as a
    game (Irving, Christiano and Amodei 2018, arXiv 1805.00899), with the task's own verifier as the judge.

    Observation: text with problem, claim and moves, or the claim's number in bits and the moves as zeros and ones.

    Action: stand, raise or yield; as a number 0 yield, 1 stand, 2 raise.

    Reward: the stakes won or lost, brought to [0, 1]: 0.5 for nothing.

    Episode end: a yield, the verdict, or an illegal move.

    Arguments: the `task` by its id, its `task_level`, how many `claims` there are, and the `raises` of both together,
    each of which doubles the stakes.

    Oracle: exact: the side that is right stands or raises, the other never raises. Floors: random play is about even;
    a player who cannot tell right from wrong loses 1 a game to one who can.

    Version history: v0, the first.
    """

    task: str = knob("Math-Arithmetic-v0", "the id of the task whose problems are debated")
    task_level: int = knob(0, "its level")
    claims: int = knob(1000, "claims that can be drawn")
    raises: int = knob(2, "raises of both seats together")

    levels: ClassVar[Sequence[Debate]]

    def __post_init__(self) -> None:
        if not 2 <= self.claims <= 1 << 20:
            raise ValueError(f"claims={self.claims}: use 2 to 2**20")
        if not 0 <= self.raises <= 6:
            raise ValueError(f"raises={self.raises}: use 0 to 6")

    @functools.cached_property
    def made(self) -> Task:
        """The task at its level.

        Raises:
            ValueError: If the id is that of a game.
        """
        cls = load(entry_of(self.task))
        if not issubclass(cls, Task):
            raise ValueError(f"task={self.task!r} has no problems: use a task's id, such as Math-Arithmetic-v0")
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
    def _bits(self) -> int:
        return self.claims.bit_length()

    @property
    def shape(self) -> tuple[int]:
        """The claim's number in bits, 0 for none, and each move or none."""
        return (self._bits + 3 * self.max_moves,)

    @property
    def max_moves(self) -> int:
        """Stands and raises in turn, and the last answer."""
        return self.raises + 2

    def claim(self, number: int) -> tuple[str, str, bool]:
        """Return the problem, what is claimed to be its answer, and whether the verifier accepts it."""
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
        return (move, ()) if claim is None else (claim, (*moves, move))

    def returns(self, state: State) -> tuple[float, float]:
        """Return the stakes for who was right, or for whom the other yielded to."""
        claim, moves = state
        if claim is None or not self.over(state):
            return 0.0, 0.0
        stakes = float(1 << self._raised(moves))
        ahead = len(moves) % 2 == 0 if moves[-1] == YIELD else self.claim(claim)[2]
        return (stakes, -stakes) if ahead else (-stakes, stakes)

    def _raised(self, moves: tuple[int, ...]) -> int:
        """Return how many raises count: one that is answered by a yield does not."""
        return moves.count(RAISE) - (moves[-2:] == (RAISE, YIELD))

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the claim's number in bits and the moves as zeros and ones."""
        claim, moves = state
        out = np.zeros(self.shape, np.float32)
        number = 0 if claim is None else claim + 1
        out[: self._bits] = [number >> i & 1 for i in range(self._bits)]
        for turn, move in enumerate(moves):
            out[self._bits + 3 * turn + move] = 1
        return out

    def tell(self, state: State, player: int) -> str:
        """Return problem, claim and moves."""
        claim, moves = state
        side = ("You defend the claim.", "You dispute the claim.")[player]
        if claim is None:
            return f"No claim has been made yet. {side}"
        problem, answer, _ = self.claim(claim)
        acts = [f"{('defender', 'disputer')[i % 2]} {WORDS[move]}s" for i, move in enumerate(moves)]
        return (
            f"Problem {claim + 1}: {problem}\nClaim: the answer is {answer}\n{side} Stakes: "
            f"{1 << self._raised(moves)}. Moves: {', '.join(acts) or 'none yet'}."
        )

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
        right = 0 if self.claim(claim)[2] else 1
        declines = moves[-1:] == (RAISE,) and len(moves) % 2 != right
        stakes = float(1 << moves.count(RAISE) - declines)
        value = stakes if right == 0 else -stakes
        return value, value

    def twin(self, state: State) -> Hashable:
        """Return whether the claim is right, and the moves."""
        claim, moves = state
        return None if claim is None else self.claim(claim)[2], moves


@functools.lru_cache(maxsize=1 << 12)
def _claim(rules: Debate, number: int) -> tuple[str, str, bool]:
    task = rules.made
    problem = problem_at(rules.task, task, None, number)
    rng = np.random.default_rng([number, rules.claims])
    right = bool(rng.integers(2))
    if not right:
        for attempt in range(ATTEMPTS):
            if attempt % 2:
                wrong = task.guess(problem, rng)
            else:
                other = problem_at(rules.task, task, None, int(rng.integers(1 << 30)))
                wrong = task.solve(other)
            if not task.verify(problem, task.tidy(problem, wrong)).is_correct:
                return problem.prompt, wrong, False
    answer = task.solve(problem)
    return problem.prompt, answer, task.verify(problem, task.tidy(problem, answer)).is_correct


Debate.levels = (Debate(), Debate(task_level=2), Debate("Puzzle-KnightsAndKnaves-v0"))
