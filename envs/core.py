"""The nouns: a `Problem`, the `Verdict` on an answer, and the `Task` that makes and judges both.

A task is a frozen dataclass of knobs with a generator, a verifier and an oracle in one file; the Gymnasium
environment, the command line, data sets, pictures, training rewards and tests are derived from it.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import textwrap
import types
import typing
import zlib
from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np

from .board import Board
from .errors import KnobError, PalaestraError, SplitError, did_you_mean
from .formats import Format, Response, Status, clean, get_format

JSON = Any
"""What `json.dumps` takes: None, bool, int, float, str, lists and string-keyed mappings of these."""

AXES = ("exploratory", "compositional", "transformative")
"""Generalisation splits, each with a "/train" and a "/test" part (OMEGA, arXiv:2506.18880)."""
SPLITS = (None, "train", "test", *(f"{axis}/{part}" for axis in AXES for part in ("train", "test")))
TEST_SHARE = 0.2
MAX_ANSWER = 20_000
"""Answers longer than this many characters are wrong unseen, unless a task says otherwise (`max_answer`)."""

__all__ = [
    "JSON", "Knobs", "Problem", "Status", "Task", "Verdict", "canonical", "judge", "knob", "name_of", "problem_at",
    "split_of",
]  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        return value.tolist()
    raise TypeError(f"Problem.data holds JSON only, not {type(value).__name__}")


_write_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain).encode
_write_data = json.JSONEncoder(default=_plain).encode


def canonical(value: JSON) -> str:
    r"""Return the one JSON text of a value: sorted keys, no spaces, ASCII.

    >>> canonical({"b": (1, 2), "a": "é"})
    '{"a":"\\u00e9","b":[1,2]}'
    """
    return _write_canonical(value)


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One instance of a task.

    Attributes:
        prompt: What is asked and what form the answer takes; not where to put it (the format says that).
        data: All that verify, solve and draw need, as JSON; normalised by one round trip at construction.
        key: sha256 over the task's id and `task.identity(problem)`; filled in when a problem is drawn by name.
    """

    prompt: str
    data: Mapping[str, JSON] = dataclasses.field(default_factory=dict)
    key: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "data", json.loads(_write_data(self.data)))

    def copy(self) -> Problem:
        """Return a problem whose data can be changed without touching this one's."""
        return Problem(self.prompt, self.data, self.key)

    def to_json(self) -> dict[str, JSON]:
        """Return the problem as a JSON object; `Problem(**p.to_json()) == p`."""
        return {"prompt": self.prompt, "data": json.loads(json.dumps(self.data)), "key": self.key}


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one answer.

    Attributes:
        score: In [0, 1]; 1.0 means fully correct and nothing else does. The environment's reward before wrappers.
        reason: One line for people, such as "row 3 repeats 7"; the terminal observation.
        status: CORRECT, PARTIAL or WRONG; NO_ANSWER or MALFORMED (the format's); TIMEOUT (the checker's own limit).
    """

    score: float
    reason: str
    status: Status

    def __post_init__(self) -> None:
        fits = {Status.CORRECT: self.score == 1.0, Status.PARTIAL: 0.0 < self.score < 1.0}
        if not fits.get(self.status, self.score == 0.0):
            raise ValueError(f"a {self.status} verdict cannot score {self.score}")

    @classmethod
    def correct(cls, reason: str = "correct") -> Verdict:
        """The answer is right."""
        return cls(1.0, reason, Status.CORRECT)

    @classmethod
    def wrong(cls, reason: str) -> Verdict:
        """The answer is wrong, for this reason."""
        return cls(0.0, reason, Status.WRONG)

    @classmethod
    def partial(cls, score: float, reason: str) -> Verdict:
        """The answer earns part of the credit: 0 < score < 1."""
        return cls(score, reason, Status.PARTIAL)

    @property
    def is_correct(self) -> bool:
        """Whether the answer is fully correct."""
        return self.status is Status.CORRECT


def knob(default: Any, doc: str) -> Any:
    """Declare a knob of a task: a dataclass field with a default and one line of documentation."""
    return dataclasses.field(default=default, metadata={"doc": doc})


@functools.cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _coerce(name: str, value: Any, hint: Any) -> Any:
    """Return `value` as the type that a knob declares, from JSON or from the command line, or raise KnobError."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    for option in options:
        base = typing.get_origin(option) or option
        if base is types.NoneType and value in (None, "none"):
            return None
        if base is bool and (isinstance(value, bool) or value in ("true", "false")):
            return value in (True, "true")
        if base is int and not isinstance(value, bool):
            if isinstance(value, int | np.integer):
                return int(value)
            if isinstance(value, str) and value.removeprefix("-").isdecimal() and len(value) < 20:
                return int(value)
        if base is float and not isinstance(value, bool):
            try:
                return float(value)
            except (TypeError, ValueError):
                continue
        if base is str and isinstance(value, str):
            return value
        if base is tuple and isinstance(value, list | tuple | str):
            inner = typing.get_args(option)[0] if typing.get_args(option) else str
            parts = value.split(",") if isinstance(value, str) else value
            return tuple(_coerce(name, part, inner) for part in parts)
    expected = " or ".join(getattr(o, "__name__", str(o)) for o in options)
    raise KnobError(f"knob {name}={value!r}: expected {expected}")


HEADINGS = (
    "Description", "Observation", "Action", "Reward", "Episode end", "Arguments", "Oracle", "Floors",
    "Version history",
)  # fmt: skip
"""What the docstring of a task or a game tells, each with a colon behind it: the docstring is the page."""


@dataclasses.dataclass(frozen=True)
class Knobs:
    """A frozen dataclass of knobs with named levels: what tasks and the rules of games have in common."""

    levels: ClassVar[Sequence[Self]] = ()  # set under each class, strictly harder one by one

    @classmethod
    def ladder(cls) -> Sequence[Self]:
        """Return the levels, easiest first; a class that sets none has its defaults as the only level."""
        return cls.__dict__.get("levels") or (cls(),)

    @classmethod
    def documented(cls) -> dict[str, tuple[str, Any, str]]:
        """Return each knob as `name: (type, default, documentation)`."""
        return {f.name: (str(f.type), f.default, f.metadata.get("doc", "")) for f in dataclasses.fields(cls)}

    @classmethod
    def resolve(cls, level: int | None = None, difficulty: float | None = None, **knobs: Any) -> Self:
        """Return the instance that a level (or a difficulty in [0, 1]) and single knobs describe.

        Raises:
            KnobError: For an unknown knob, a value of the wrong type, a level out of range, level and difficulty
                together, or a class whose levels are another's.
        """
        ladder = cls.ladder()
        for other in ladder:
            if type(other) is not cls:
                raise KnobError(f"{cls.__name__}.levels holds {other!r}; write {cls.__name__}(...) there")
        if difficulty is not None:
            if level is not None:
                raise KnobError("give level or difficulty, not both")
            if not (isinstance(difficulty, int | float) and 0 <= difficulty <= 1):
                raise KnobError(f"difficulty={difficulty!r}: expected a number from 0 to 1")
            level = round(difficulty * (len(ladder) - 1))
        if level is not None and (isinstance(level, bool) or level not in range(len(ladder))):
            raise KnobError(f"level={level!r}: {cls.__name__} has levels 0 to {len(ladder) - 1}")
        hints = _hints(typing.cast(Hashable, cls))
        fields = {f.name for f in dataclasses.fields(cls)}
        for name in knobs:
            if name not in fields:
                raise KnobError(f"{cls.__name__} has no knob {name!r}{did_you_mean(name, fields)}")
        given = {name: _coerce(name, value, hints[name]) for name, value in knobs.items()}
        try:
            return dataclasses.replace(cls() if level is None else ladder[level], **given)
        except PalaestraError:
            raise
        except (TypeError, ValueError) as error:
            raise KnobError(f"{cls.__name__}: {error}") from error

    @property
    def level(self) -> int:
        """The level whose knobs these are, or -1 for any others."""
        ladder = list(self.ladder())
        return ladder.index(self) if self in ladder else -1

    def knobs(self) -> dict[str, JSON]:
        """Return the resolved knobs as JSON; `type(self)(**task.knobs())` is this task again, up to tuples."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}


@dataclasses.dataclass(frozen=True)
class Task(Knobs, ABC):
    """A generator, a verifier and an oracle. Subclass it as a frozen dataclass whose fields are knobs.

    `generate` draws from the generator it is given and from nothing else. `verify` is pure and total: any string
    in, a verdict out, in bounded time, and every valid answer is accepted, not only the oracle's.
    """

    strip_markup: ClassVar[bool] = True  # False for tasks whose answers may begin with `*`, `$` or spaces
    max_answer: ClassVar[int] = MAX_ANSWER
    manner: ClassVar[frozenset[str]] = frozenset()
    """Knobs that say how a problem is told, not which one it is: seeds mean the same problem whatever they are."""

    @abstractmethod
    def generate(self, rng: np.random.Generator) -> Problem:
        """Return a new problem drawn from `rng`."""

    def generate_for(self, axis: str, part: str, rng: np.random.Generator) -> Problem:
        """Return a problem of a generalisation split, such as axis "exploratory" and part "test", if there is one.

        Raises:
            SplitError: If the task has no such split.
        """
        raise SplitError(f"{type(self).__name__} has no split '{axis}/{part}'; use 'train', 'test' or None")

    @abstractmethod
    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Return the verdict on an answer, already taken out of the response by the format."""

    @abstractmethod
    def solve(self, problem: Problem) -> str:
        """Return the oracle's answer."""

    def tidy(self, problem: Problem, answer: str) -> str:
        """Return the answer without outer markup, unless `strip_markup` is off."""
        return clean(answer) if self.strip_markup else answer

    def identity(self, problem: Problem) -> JSON:
        """Return what makes two problems the same; twins (a+b and b+a) return the same value."""
        return problem.data

    def key(self, task_id: str, problem: Problem) -> str:
        """Return the sha256 that decides the split: over the task's id and `identity(problem)`."""
        return hashlib.sha256(canonical([task_id, self.identity(problem)]).encode()).hexdigest()

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return a random well-formed answer; the floor of a policy that does not reason."""
        return str(int(rng.integers(0, 10)))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Return a worked solution that ends just before the answer, for warm-up fine-tuning; may be empty."""
        return ""

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Return the picture of a problem, with an answer drawn over it if one is given."""
        lines = problem.prompt.splitlines() + ([f"answer: {answer}"] if answer is not None else [])
        return Board.from_text(part for line in lines for part in textwrap.wrap(line, WIDTH) or [""])

    def problems(self) -> Sequence[Problem] | None:
        """Return all problems of a finite task (a data set), or None where they are generated."""
        return None


def split_of(key: str) -> str:
    """Return the split that a problem belongs to: test is the lowest fifth of key hashes, train the rest."""
    return "test" if int(key[:8], 16) < TEST_SHARE * 2**32 else "train"


def keyed(task_id: str, task: Task, problem: Problem) -> Problem:
    """Return the problem with its key filled in. It shares its data, which nobody changes."""
    named = object.__new__(Problem)  # no second round trip through JSON: this runs for every problem drawn
    for field, value in (("prompt", problem.prompt), ("data", problem.data), ("key", task.key(task_id, problem))):
        object.__setattr__(named, field, value)
    return named


WIDTH = 96  # characters of a line of text in a picture
ATTEMPTS = 2_000


def check_split(split: str | None) -> None:
    """Raise SplitError unless there is such a split."""
    if split not in SPLITS:
        near = did_you_mean(str(split), [known for known in SPLITS if known])
        raise SplitError(f"split={split!r}: use 'train', 'test' or None{near}")


def belongs(key: str, split: str | None) -> bool:
    """Return whether a problem's key lies in the part that the split names; an axis changes how problems are drawn."""
    return split is None or split_of(key) == split.rpartition("/")[2]


@functools.lru_cache(maxsize=8192)
def problem_at(task_id: str, task: Task, split: str | None, seed: int) -> Problem:
    """Return the problem with this name: the same one in every process, for ever. Treat it as read-only.

    Raises:
        SplitError: If no problem of the split turns up; a level of a registered task never does this.
    """
    check_split(split)
    axis, _, part = (split or "").rpartition("/")
    rows = _rows(task_id, task, split)
    if rows is not None:
        return rows[seed % len(rows)]
    rng = generator_of((seed, *_codes(task_id, task), SPLITS.index(split)))
    for _ in range(ATTEMPTS):
        drawn = task.generate_for(axis, part, rng) if axis else task.generate(rng)
        problem = keyed(task_id, task, drawn)
        if belongs(problem.key, split):
            return problem
    raise SplitError(f"{task_id} with {canonical(task.knobs())} has no problem in split {split!r}; widen its knobs")


def generator_of(entropy: Sequence[int]) -> np.random.Generator:
    """Return the generator that `SeedSequence(entropy)` seeds; handing over 32-bit words is three times as fast."""
    words: list[int] = []
    for number in entropy:
        words.append(number & 0xFFFFFFFF)
        while number := number >> 32:
            words.append(number & 0xFFFFFFFF)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(np.array(words, np.uint32))))


@functools.lru_cache(maxsize=512)
def _codes(task_id: str, task: Task) -> tuple[int, int]:
    knobs = {name: value for name, value in task.knobs().items() if name not in task.manner}
    return zlib.crc32(task_id.encode()), zlib.crc32(canonical(knobs).encode())


@functools.lru_cache(maxsize=64)
def _rows(task_id: str, task: Task, split: str | None) -> Sequence[Problem] | None:
    found = task.problems()
    if found is None:
        return None
    rows = [keyed(task_id, task, problem) for problem in found]
    if "/" in (split or ""):
        raise SplitError(f"{task_id}: a data set has no split {split!r}; use 'train', 'test' or None")
    rows = [row for row in rows if belongs(row.key, split)]
    if not rows:
        raise SplitError(f"{task_id}: the data set has no row in split {split!r}; use split=None for the whole file")
    order = np.random.Generator(np.random.PCG64(zlib.crc32(task_id.encode()))).permutation(len(rows))
    return [rows[i] for i in order]


def name_of(task_id: str, task: Knobs, split: str | None, seed: int) -> str:
    """Return a problem's name: the JSON text of id, knobs, split and seed."""
    return canonical({"id": task_id, "knobs": task.knobs(), "split": split, "seed": seed})


def judge(task: Task, problem: Problem, text: str, format: Format | str = "boxed") -> tuple[Verdict, Response]:
    """Take the answer out of a model's whole text and return the verdict on it, with the parsed response.

    This is the only road from text to score: `env.step`, training, evaluation and the command line all take it.
    """
    form = get_format(format)
    response = form.parse(text)
    if response.answer is None:
        return Verdict(0.0, response.problems[0] if response.problems else "no answer", response.status), response
    answer = task.tidy(problem, response.answer)
    if not answer:
        return Verdict(0.0, "the answer is empty", Status.NO_ANSWER), response
    if len(answer) > task.max_answer:
        return Verdict.wrong(f"the answer has {len(answer)} characters; at most {task.max_answer} are read"), response
    return task.verify(problem, answer), response
