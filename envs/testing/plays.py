"""Law 11: what is played move by move ends, is judged rightly, and the oracle's play solves it."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import numpy as np

from ..core import Problem
from ..env import make
from ..formats import get_format
from ..play import Playable
from .nasty import SMALL, large
from .report import short
from .subject import Subject
from .views import equal

PROBLEMS = 5  # problems of each level that are played at most; one for each four seeds, at least two
TURNS = 3  # times that the first of them is played at random, to the end; the others once, and all below 20 seeds
MOVES = 24  # that those others are played for


def law_11(subject: Subject) -> None:
    """Play at random, play the plan, and send nasty texts to `parse`."""
    for level, task, problems in subject.walk():
        if not isinstance(task, Playable):
            continue
        most = min(PROBLEMS, max(2, subject.seeds // 4))
        for number, (seed, problem) in enumerate(list(problems.items())[:most]):
            play = _Plays(subject, level, seed, task, problem)
            do = "the six functions of a play are pure and work for every state that legal moves reach"
            with subject.report.guard(11, level, seed, "a random play", do):
                for turn in range(1 if number or subject.seeds < 20 else TURNS):
                    play.at_random(np.random.default_rng([seed, turn]), MOVES if number else task.horizon)
            with subject.report.guard(
                11, level, seed, "the plan", "plan returns legal moves from start to a solved end"
            ):
                play.plan()
            with subject.report.guard(
                11, level, seed, "parse or write", "parse is total: None for whatever is no move"
            ):
                play.texts()


class _Plays:
    def __init__(self, subject: Subject, level: int, seed: int, task: Playable, problem: Problem) -> None:
        self.subject, self.level, self.seed, self.task, self.problem = subject, level, seed, task, problem

    def expect(self, ok: bool, seen: str, do: str) -> bool:
        return self.subject.report.expect(ok, 11, self.level, self.seed, seen, do)

    def _state(self, state: Any) -> np.ndarray:
        """Check a state's mask, numbers and text; return the mask."""
        task, problem = self.task, self.problem
        mask, seen = task.legal(problem, state), task.observe(problem, state)
        fine = isinstance(mask, np.ndarray) and mask.shape == (task.n_moves,) and mask.dtype == bool
        what = "" if fine else short(mask)  # thousands of these are looked at, and few shown
        self.expect(fine, f"legal is {what}", f"a bool array of shape ({task.n_moves},)")
        fine = isinstance(seen, np.ndarray) and seen.shape == task.shape and seen.dtype == np.float32
        self.expect(
            fine, f"observe has shape {np.shape(seen)}, not {task.shape} of float32", "observe keeps its shape"
        )
        in_range = bool(np.all((seen >= 0) & (seen <= 1)))
        self.expect(in_range, "observe leaves [0, 1]", "scale the numbers")
        self.expect(task.legal(problem, state) is not mask, "legal returns one array twice", "return a fresh array")
        return mask

    def _next(self, state: Any, move: int) -> Any:
        before = copy.deepcopy(state)
        after = self.task.apply(self.problem, state, move)
        self.expect(equal(before, state), f"apply({move}) changed the state it was given", "return a new state")
        again = self.task.apply(self.problem, state, move)
        self.expect(equal(after, again), f"apply({move}) gives two different states", "apply must not draw at random")
        return after

    def _solved(self, state: Any) -> bool:
        return self.task.verify(self.problem, self.task.show(self.problem, state)).is_correct

    def at_random(self, rng: np.random.Generator, most: int) -> None:
        """Play legal moves at random to the end, or so many."""
        task, problem = self.task, self.problem
        state = task.start(problem)
        for turn in range(min(task.horizon, most) + 1):
            over, mask = task.over(problem, state), self._state(state)
            moves = np.flatnonzero(mask)
            if not over:
                seen = f"after {turn} moves the play goes on, though verify accepts what is shown"
                self.expect(not self._solved(state), seen, "over must be true as soon as the play is solved")
            if over or not len(moves):
                return
            if turn == min(task.horizon, most):
                return  # at the horizon the environment ends it, unsolved
            state = self._next(state, int(moves[rng.integers(len(moves))]))

    def plan(self) -> None:
        """Play the plan, as states, as numbers and as texts."""
        task, problem = self.task, self.problem
        plan, state = [int(move) for move in task.plan(problem)], task.start(problem)
        seen = f"the plan has {len(plan)} moves, the horizon is {task.horizon}"
        if not self.expect(0 < len(plan) <= task.horizon, seen, "make the horizon no shorter than the oracle needs"):
            return
        for turn, move in enumerate(plan):
            early = task.over(problem, state)
            self.expect(not early, f"the play is over after {turn} moves of the plan", "end the plan there")
            legal = bool(self._state(state)[move])
            if not self.expect(legal, f"move {turn} of the plan, {move}, is illegal", "plan legal moves"):
                return
            state = self._next(state, move)
        good = task.over(problem, state) and self._solved(state)
        self.expect(
            good, f"the plan ends in {short(task.show(problem, state))}, unsolved", "plan, show and verify agree"
        )
        for interface in ("moves", "chat"):
            env = make(task, interface=interface, task_id=self.subject.id)
            env.reset(seed=self.seed)
            paid, ended = 0.0, False
            for turn, move in enumerate(plan):
                action: Any = move
                if interface == "chat":
                    action = get_format("boxed").write("", task.write(problem, move))
                _, reward, ended, _, _ = env.step(action)
                paid += float(reward)
                self.expect(
                    ended == (turn == len(plan) - 1), f"{interface}: ended={ended} at move {turn} of the plan", ""
                )
                if ended:
                    break
            self.expect(
                paid == 1.0, f"the plan earns {paid} with interface={interface!r}", "plan and parse must agree"
            )
        self._illegal()

    def _illegal(self) -> None:
        env: Any = make(self.task, interface="moves", task_id=self.subject.id)
        env.reset(seed=self.seed)
        bad = np.flatnonzero(~env.action_masks())
        if len(bad):
            _, reward, ended, _, _ = env.step(int(bad[0]))
            fine = ended and reward == 0
            self.expect(
                fine, f"the illegal move {bad[0]} gives reward {reward}, ended={ended}", "it ends the play with 0"
            )

    def texts(self) -> None:
        """Moves can be written and read; nothing else can be read."""
        task, problem = self.task, self.problem
        moves = np.flatnonzero(task.legal(problem, task.start(problem)))
        some = [int(m) for m in moves[:: max(1, len(moves) // 25)]]
        for move in some:
            text = task.write(problem, move)
            read = task.parse(problem, text)
            self.expect(
                read == move, f"move {move} is written {text!r} and read as {read}", "parse(write(move)) == move"
            )
        pairs = list(itertools.pairwise(some))
        for first, second in pairs:
            for glue in (" ", " or ", ", ", "\n", "; "):
                text = task.write(problem, first) + glue + task.write(problem, second)
                read = task.parse(problem, text)
                self.expect(
                    read is None, f"{text!r} names two moves and is read as {read}", "return None for two moves"
                )
        for text in (*SMALL, *large(100_000)):
            read = task.parse(problem, text)
            fine = read is None or (isinstance(read, int) and 0 <= read < task.n_moves)
            self.expect(fine, f"parse({short(text)}) is {read}", "return a move of range(n_moves) or None")
