"""A task as a Gymnasium environment: `make` (every id's entry point), `ReasoningEnv`, and what all views share."""

from __future__ import annotations

import functools
import importlib
import inspect
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

import gymnasium as gym
import numpy as np
from gymnasium import spaces

from .board import MODES, Board, check_mode
from .core import (
    Knobs,
    Problem,
    Task,
    Verdict,
    belongs,
    check_split,
    judge,
    keyed,
    name_of,
    problem_at,
    split_of,
)
from .errors import KnobError, RegistrationError, SplitError, did_you_mean
from .formats import get_format
from .text import Prose, length_of

ObsType = TypeVar("ObsType")
ActType = TypeVar("ActType")

INTERFACES = ("answer", "moves", "chat")
MAX_SEED = 2**63
"""Seeds of episodes are smaller."""


def check_seed(seed: int | None) -> None:
    """Raise KnobError for a number that names no episode."""
    if isinstance(seed, int | np.integer) and not 0 <= seed < MAX_SEED:
        raise KnobError(f"seed={seed}: use 0 to 2**63 - 1")


def class_id(cls: type[Any]) -> str:
    """Return what names a task that was given no id: its class, as "module:Class"."""
    return f"{cls.__module__}:{cls.__qualname__}"


def numbers_space(shape: tuple[int, ...], n_moves: int, *, masked: bool) -> spaces.Space[Any]:
    """Return the space of what numeric agents see; with the mask of the legal moves beside it, a Dict."""
    box = spaces.Box(0.0, 1.0, shape, np.float32)
    masks = spaces.Box(0, 1, (n_moves,), np.int8)
    return spaces.Dict({"observation": box, "action_mask": masks}) if masked else box


class View(gym.Env[ObsType, ActType], Generic[ObsType, ActType]):
    """What every environment shares, of a task or of a game: levels, seeds, the two infos and pictures.

    Attributes:
        task: The task, or the rules of the game, at the level in play.
    """

    metadata = {"render_modes": list(MODES), "render_fps": 4}
    reset_options: ClassVar[Sequence[str]] = ("level", "difficulty")
    task: Knobs

    def __init__(
        self,
        task: Knobs,
        *,
        task_id: str = "",
        format: str = "boxed",
        render_mode: str | None = None,
        overrides: Mapping[str, Any] | None = None,
    ) -> None:
        check_mode(render_mode)
        self.id = task_id or class_id(type(task))
        self.format = get_format(format)
        self.render_mode = render_mode
        self.task = self._made = task
        self._overrides = dict(overrides or {})

    def _seeded(self, seed: int | None, options: Mapping[str, Any] | None) -> tuple[int, dict[str, Any]]:
        """Seed, check the options, set the level in play and return the episode's seed with the options."""
        check_seed(seed)
        super().reset(seed=seed)
        given = dict(options or {})
        unknown = [key for key in given if key not in self.reset_options]
        if unknown:
            raise KnobError(f"no option {unknown[0]!r}{did_you_mean(unknown[0], self.reset_options)}")
        if given.get("level") is not None or given.get("difficulty") is not None:
            cls = type(self._made)
            self.task = cls.resolve(given.get("level"), given.get("difficulty"), **self._overrides)
        else:
            self.task = self._made
        if seed is None:
            return int(self.np_random.integers(MAX_SEED)), given
        return int(seed), given

    def _end(self, info: dict[str, Any], verdict: Verdict, answer: str | None, length: int) -> dict[str, Any]:
        """Return the terminal `info`."""
        return info | {
            "verdict": verdict,
            "answer": answer or "",
            "length": length,
            "reward_components": {"correct": verdict.score},
        }

    @abstractmethod
    def _board(self) -> Board:
        """Return the picture of the present state."""

    def render(self) -> Any:
        """Draw the present state, in the way that `render_mode` says."""
        return None if self.render_mode is None else self._board().shown(self.render_mode)


class TaskEnv(View[ObsType, ActType]):
    """What the views of a task share: options, names, `info`, verdicts and pictures.

    Attributes:
        task: The task at the level in play.
        problem: A copy of the current problem (after `reset`).
    """

    reset_options = ("level", "difficulty", "problem")
    task: Task

    def __init__(self, task: Task, *, split: str | None = None, **kwargs: Any) -> None:
        check_split(split)
        super().__init__(task, **kwargs)
        self.split = split
        self._problem: Problem | None = None
        self._shown: str | None = None

    @property
    def problem(self) -> Problem:
        """A copy of the current problem; changing it changes nothing here."""
        return self._current().copy()

    def _current(self) -> Problem:
        if self._problem is None:
            raise gym.error.ResetNeeded("call env.reset() before the first step")
        return self._problem

    def _begin(self, seed: int | None, options: dict[str, Any] | None) -> dict[str, Any]:
        """Seed, read the options, fetch the problem by its name and return the opening `info`."""
        seed, given = self._seeded(seed, options)
        name = ""
        if given.get("problem") is not None:
            self._problem = self._given(given["problem"])
        else:
            self._problem = problem_at(self.id, self.task, self.split, seed)
            name = name_of(self.id, self.task, self.split, seed)
        self._shown = None
        return {"name": name, "level": self.task.level, "seed": seed, "split": self.split or ""}

    def _given(self, given: Problem | Mapping[str, Any]) -> Problem:
        if not isinstance(given, Problem):
            try:
                given = Problem(given["prompt"], given.get("data", {}))
            except (KeyError, TypeError, AttributeError) as error:
                raise KnobError("options['problem'] is a Problem or {'prompt': …, 'data': {…}}") from error
        problem = keyed(self.id, self.task, given)
        if not belongs(problem.key, self.split):
            raise SplitError(f"the given problem belongs to split {split_of(problem.key)!r}, not {self.split!r}")
        return problem

    def _end(self, info: dict[str, Any], verdict: Verdict, answer: str | None, length: int) -> dict[str, Any]:
        self._shown = answer
        return super()._end(info, verdict, answer, length)

    def _board(self) -> Board:
        """The problem, and the answer over it once there is one."""
        return self.task.board(self._current(), self._shown)


class ReasoningEnv(TaskEnv[str, str]):
    """One question, one text, one verdict.

    Observation: the prompt with the format's instruction; after the step, the verdict's reason. Action: the whole
    response as text, thinking included. Reward: `verdict.score`. The episode ends after one step.
    """

    def __init__(self, task: Task, **kwargs: Any) -> None:
        super().__init__(task, **kwargs)
        self.observation_space = Prose(1 << 16)
        self.action_space = Prose(1 << 21)
        self._info: dict[str, Any] | None = None

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
        """Ask a new problem; see `TaskEnv` for the options `level`, `difficulty` and `problem`."""
        self._info = self._begin(seed, options)
        return with_instruction(self._current().prompt, self.format.instruction), dict(self._info)

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Judge a response. Raises ResetNeeded if there is no open question."""
        if self._info is None:
            raise gym.error.ResetNeeded("this episode is over: call env.reset() for the next problem")
        if not isinstance(action, str):
            raise TypeError(f"the action is the response as a string, not {type(action).__name__}")
        verdict, response = judge(self.task, self._current(), action, self.format)
        info = self._end(self._info, verdict, response.answer, length_of(action))
        self._info = None
        return verdict.reason, verdict.score, True, False, info


def with_instruction(prompt: str, instruction: str) -> str:
    """Return a prompt with the format's instruction as its last paragraph."""
    return f"{prompt}\n\n{instruction}" if instruction else prompt


@functools.cache
def load(entry: str) -> type[Knobs]:
    """Return the task (or rules) class that `"module:Class"` names, or raise RegistrationError."""
    module, _, name = entry.partition(":")
    try:
        cls = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise RegistrationError(f"entry {entry!r} names no class ({error}); write 'package.module:Class'") from error
    if not (inspect.isclass(cls) and issubclass(cls, Knobs)):
        raise RegistrationError(f"entry {entry!r} is not a palaestra Task or Rules class")
    if missing := [name for name in dir(cls) if getattr(getattr(cls, name), "__isabstractmethod__", False)]:
        raise RegistrationError(f"entry {entry!r} lacks {', '.join(missing)}")
    return cls


def make(
    task: str | Knobs = "",
    /,
    *,
    _entry: str | Knobs = "",
    task_id: str = "",
    level: int | None = None,
    difficulty: float | None = None,
    split: str | None = None,
    format: str = "boxed",
    interface: str | None = None,
    render_mode: str | None = None,
    opponent: Any = None,
    seat: int | str | None = None,
    mask: str | None = None,
    **knobs: Any,
) -> gym.Env[Any, Any]:
    """Return the environment of a task; the entry point of every id.

    Args:
        task: `"module:Class"`, a Task instance for direct construction, or an id, which is left to `gym.make`. By
            place alone, because a knob may be called `task`.
        _entry: The same for `gym.make`, which passes everything by name; filled in by `register`.
        task_id: The id that names are made with; filled in by `register`.
        level: A level of the task, 0 (easiest) upwards.
        difficulty: A number from 0 to 1 in place of a level.
        split: "train", "test" or None for all problems, or a generalisation split such as "exploratory/test"; games
            have no problems and no splits.
        format: Where the answer stands in the response: "boxed", "tags", "think-boxed", "plain", "auto".
        interface: "answer" (one text), "moves" (Discrete actions) or "chat" (moves as text); games have the last two.
        render_mode: "ansi", "human" or "rgb_array".
        opponent: For games: "random" (the default), "oracle", a name given to `register_opponent`, a function
            (observation, action mask, generator) → move, an agent with `act(observations, infos, slots)`, a model's
            folder, or `"module:function"`, which is called with (rules, format) and returns one of these. It plays
            all other seats.
        seat: For games: 0 moves first; "random" (the default) draws the seat from the seed.
        mask: For moves: "obs" puts the action mask into a Dict observation.
        **knobs: The task's own knobs, by name.

    Raises:
        KnobError: For an unknown knob, level, format or interface.
    """
    task = task or _entry
    if isinstance(task, str) and ":" not in task:
        given: dict[str, Any] = {"level": level, "difficulty": difficulty, "split": split, "interface": interface}
        given |= {"mask": mask, "render_mode": render_mode, "opponent": opponent, "seat": seat, **knobs}
        return gym.make(task, format=format, **{name: value for name, value in given.items() if value is not None})
    if isinstance(task, str):
        cls = load(task)
        built: Knobs = cls.resolve(level, difficulty, **knobs)
    else:
        if level is not None or difficulty is not None or knobs:
            raise KnobError("a Task instance has its knobs already; give level or knobs with an id")
        if inspect.isclass(task):
            raise KnobError(f"{task.__name__} is a class: write {task.__name__}(), or 'module:{task.__name__}'")
        built = task
    common: dict[str, Any] = {"task_id": task_id, "render_mode": render_mode, "overrides": knobs}
    if not isinstance(built, Task):
        from .games.rules import Rules
        from .games.view import GameEnv

        if not isinstance(built, Rules):
            raise RegistrationError(f"{type(built).__name__} is neither a Task nor the Rules of a game")
        if split is not None:
            raise KnobError(f"split={split!r}: games have no splits; another seed is another game")
        common |= {"interface": interface or "chat", "opponent": opponent, "seat": seat, "mask": mask}
        return GameEnv(built, format=format, **common)
    if opponent is not None or seat is not None:
        raise KnobError(f"{type(built).__name__} is no game: it takes no opponent and no seat")
    common |= {"split": split, "format": format}
    interface = interface or "answer"
    if interface not in INTERFACES:
        raise KnobError(f"interface={interface!r}{did_you_mean(interface, INTERFACES)}")
    if interface == "answer":
        if mask is not None:
            raise KnobError("mask belongs to interface='moves'")
        return ReasoningEnv(built, **common)
    from .play import ChatEnv, MovesEnv, Playable

    if not isinstance(built, Playable):
        raise KnobError(f"{type(built).__name__} cannot be played move by move; use interface='answer'")
    if interface == "moves":
        return MovesEnv(built, mask=mask, **common)
    return ChatEnv(built, **common)
