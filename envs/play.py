"""Tasks played move by move: what a task adds to be played, its numeric environment and its chat environment."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import gymnasium as gym
import numpy as np
from gymnasium import spaces

from .core import Problem, Task, Verdict
from .env import TaskEnv, numbers_space, with_instruction
from .errors import KnobError
from .formats import clean
from .text import Prose, length_of

State = Any
MOST = 200  # characters of a move that is read


@dataclass(frozen=True)
class Playable(Task):
    """A task that can also be played: pure functions of a problem and a state, and a horizon.

    A play that ends solved has a `show(state)` that `verify` accepts, every other end does not.
    """

    longest: ClassVar[int] = MOST  # characters of a move, as text, that are read
    open_moves: ClassVar[bool] = False  # whether `hear` also knows moves that have no number

    @property
    @abstractmethod
    def n_moves(self) -> int:
        """The number of moves; fixed by the knobs."""

    @property
    @abstractmethod
    def shape(self) -> tuple[int, ...]:
        """The shape of `observe`; fixed by the knobs."""

    @property
    @abstractmethod
    def horizon(self) -> int:
        """The most moves an episode can have."""

    @abstractmethod
    def start(self, problem: Problem) -> State:
        """Return the first state."""

    @abstractmethod
    def legal(self, problem: Problem, state: State) -> np.ndarray:
        """Return the legal moves as a bool array of shape (n_moves,)."""

    @abstractmethod
    def apply(self, problem: Problem, state: State, move: int) -> State:
        """Return the state after a legal move; the state given is not changed."""

    @abstractmethod
    def over(self, problem: Problem, state: State) -> bool:
        """Return whether the play has ended, solved or not."""

    @abstractmethod
    def observe(self, problem: Problem, state: State) -> np.ndarray:
        """Return the state as float32 numbers in [0, 1] of shape `shape`."""

    @abstractmethod
    def show(self, problem: Problem, state: State) -> str:
        """Return the state as an answer that `verify` judges."""

    def tell(self, problem: Problem, state: State) -> str:
        """Return the state as the text that chat shows; what `show` says unless overridden."""
        return self.show(problem, state)

    @abstractmethod
    def parse(self, problem: Problem, text: str) -> int | None:
        """Return the move that a text names, or None; a text that names two moves names none."""

    def hear(self, problem: Problem, state: State, text: str) -> State | None:
        """Return the state after the move that a text names, or None if that is no legal move."""
        move = self.parse(problem, text)
        if move is None or not (0 <= move < self.n_moves and self.legal(problem, state)[move]):
            return None
        return self.apply(problem, state, move)

    @abstractmethod
    def write(self, problem: Problem, move: int) -> str:
        """Return a move as text that `parse` reads."""

    @abstractmethod
    def plan(self, problem: Problem) -> Sequence[int]:
        """Return legal moves that lead from the start to a solved end: the oracle's play."""

    @property
    @abstractmethod
    def move_help(self) -> str:
        """One sentence for the chat prompt that says how a move is written."""


class _Play(TaskEnv[Any, Any]):
    """The episode that both interfaces play: illegal moves end it with 0, as do the horizon and an empty mask."""

    task: Playable
    _state: State = None
    _info: dict[str, Any] | None = None
    _turn: int = 0

    def _open(self, seed: int | None, options: dict[str, Any] | None) -> None:
        self._info = self._begin(seed, options)
        self._state = self.task.start(self._current())
        self._turn = 0

    def _legal(self) -> np.ndarray:
        return self.task.legal(self._current(), self._state)

    def action_masks(self) -> np.ndarray:
        """Return the legal moves as a bool array of shape (n_moves,); none once the episode is over."""
        return self._legal().astype(bool) if self._info is not None else np.zeros(self.task.n_moves, bool)

    def _mask(self) -> np.ndarray:
        return self.action_masks().astype(np.int8)

    def _must_be_open(self) -> None:
        if self._info is None:
            raise gym.error.ResetNeeded("this episode is over: call env.reset() for the next problem")

    def _go(self, after: State | None, why: str, *, listed: bool = True) -> Verdict | None:
        """Go on to the state after a move, None for an illegal one; return the verdict if that ends the episode."""
        task, problem = self.task, self._current()
        self._turn += 1
        if after is None:
            return Verdict.wrong(why)
        self._state = after
        self._shown = task.show(problem, self._state)
        if task.over(problem, self._state):
            return task.verify(problem, self._shown)
        if listed and not self._legal().any():
            return Verdict.wrong("no legal move is left")
        if self._turn >= task.horizon:
            return Verdict.wrong(f"unsolved after {self._turn} moves")
        return None

    def _close(self, verdict: Verdict, length: int) -> dict[str, Any]:
        assert self._info is not None
        info = self._end(self._info, verdict, self.task.show(self._current(), self._state), length)
        self._info = None
        return info


class MovesEnv(_Play):
    """The numeric interface: Discrete moves, a float32 Box (or a Dict with the mask), action masks.

    `info["action_mask"]` is int8 (n_moves,), fresh at every step; `action_masks()` returns it as bool for
    sb3-contrib. With `mask="obs"` observations are `{"observation": …, "action_mask": …}`.
    """

    def __init__(self, task: Playable, *, mask: str | None = None, **kwargs: Any) -> None:
        super().__init__(task, **kwargs)
        if mask not in (None, "obs"):
            raise KnobError(f"mask={mask!r}: use 'obs' or None")
        self._mask_in_obs = mask == "obs"
        self.action_space = spaces.Discrete(task.n_moves)
        self.observation_space = numbers_space(task.shape, task.n_moves, masked=self._mask_in_obs)

    def _observation(self) -> Any:
        seen = self.task.observe(self._current(), self._state).astype(np.float32)
        if self._mask_in_obs:
            return {"observation": seen, "action_mask": self._mask()}
        return seen

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin a new problem. A level whose boards have another size needs an environment of its own."""
        self._open(seed, options)
        if (self.task.n_moves, self.task.shape) != (self._made.n_moves, self._made.shape):  # type: ignore[attr-defined]
            self._info = None
            raise KnobError("this level has other spaces; make an environment at that level instead")
        assert self._info is not None
        return self._observation(), self._info | {"action_mask": self._mask()}

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Play one move."""
        self._must_be_open()
        move, problem = int(action), self._current()
        legal = 0 <= move < self.task.n_moves and self._legal()[move]
        after = self.task.apply(problem, self._state, move) if legal else None
        verdict = self._go(after, f"move {action} is illegal")
        if verdict is None:
            assert self._info is not None
            info = self._info | {"action_mask": self._mask()}
            return self._observation(), 0.0, False, False, info
        info = self._close(verdict, self._turn) | {"action_mask": self._mask()}
        return self._observation(), verdict.score, True, False, info


class ChatEnv(_Play):
    """The multi-turn text interface: the observation is the newest message, the action one move in the format."""

    def __init__(self, task: Playable, **kwargs: Any) -> None:
        super().__init__(task, **kwargs)
        self.observation_space = Prose(1 << 16)
        self.action_space = Prose(1 << 21)
        self._length = 0

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
        """Ask a new problem and explain how moves are written."""
        self._open(seed, options)
        self._length = 0
        assert self._info is not None
        prompt = f"{self._current().prompt}\n\nPlay one move at a time. {self.task.move_help}"
        return with_instruction(prompt, self.format.instruction), self._info | {"action_mask": self._mask()}

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Play the one move that the text names."""
        if not isinstance(action, str):
            raise TypeError(f"the action is the response as a string, not {type(action).__name__}")
        self._must_be_open()
        task, problem, response = self.task, self._current(), self.format.parse(action)
        text = clean(response.answer or "")
        whole = 0 < len(text) <= task.longest  # a part of a text is not the text
        after = task.hear(problem, self._state, text) if whole else None
        why = f"no legal move: {response.problems[0] if response.problems else 'not a move'}"
        verdict = self._go(after, why, listed=not task.open_moves)
        self._length += length_of(action)
        if verdict is None:
            assert self._info is not None
            info = self._info | {"action_mask": self._mask()}
            return self.task.tell(problem, self._state), 0.0, False, False, info
        info = self._close(verdict, self._length) | {"action_mask": self._mask()}
        return verdict.reason, verdict.score, True, False, info
