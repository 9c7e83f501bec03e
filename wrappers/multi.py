"""Several problems in one prompt, scored one by one: REST's stress test (arXiv:2507.10541)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import gymnasium as gym
import numpy as np
from gymnasium.utils import RecordConstructorArgs

from palaestra.envs import (
    MAX_SEED,
    Format,
    KnobError,
    Problem,
    Prose,
    ReasoningEnv,
    Response,
    Status,
    Verdict,
    judge,
    length_of,
    name_of,
    problem_at,
    split_thinking,
)

from .base import TextWrapper, format_of

MOST = 100  # problems in one prompt
_MARK = re.compile(r"^[ \t*#>_-]{0,9}answer[ \t]{1,9}(?:to )?(?:problem )?([0-9]{1,3})[ \t]{0,9}[:.)*]", re.I | re.M)


def write_answers(form: Format, answers: Sequence[str]) -> str:
    r"""Return answers in order, as `MultiProblem` reads them.

    >>> from palaestra.envs import get_format
    >>> print(write_answers(get_format("boxed"), ["7", "8"]))
    Answer 1: \boxed{7}
    Answer 2: \boxed{8}
    """
    bare = ((split_thinking(form.write("", answer))[1] or "").strip() for answer in answers)
    return "\n".join(f"Answer {i}: {answer}" for i, answer in enumerate(bare, 1))


def sections(text: str, count: int) -> list[list[str]]:
    r"""Return what stands behind each "Answer i:" at the beginning of a line of the visible text; linear in the text.

    >>> sections("First ...\nAnswer 1: 7\nAnswer 2: 8", 3)
    [['7'], ['8'], []]
    """
    visible = split_thinking(text)[1] or ""
    found: list[list[str]] = [[] for _ in range(count)]
    marks = list(_MARK.finditer(visible))
    ends = [*(mark.start() for mark in marks[1:]), len(visible)]
    for mark, end in zip(marks, ends, strict=False):
        number = int(mark[1])
        if 1 <= number <= count:
            found[number - 1].append(visible[mark.end() : end].strip("* \t\n"))
    return found


class MultiProblem(TextWrapper):
    """Asks `count` problems at once and pays the share that is answered right.

    The response ends with a line for each problem, "Answer 1: …" and so on, with the answer in the environment's
    format. Each is judged on its own problem and on no other; a number that is answered twice, with answers that
    differ, is MALFORMED. The first problem is the environment's own; the others follow from its seed.

    The terminal `info["scores"]` holds the scores in order and `info["names"]`, a JSON list, the problems' names.
    Wrap the environment in this one first.

    Args:
        env: An environment of a task with `interface="answer"`.
        count: Problems in a prompt, from 1 to 100.
    """

    part = "correct"

    def __init__(self, env: gym.Env[str, str], count: int = 4) -> None:
        RecordConstructorArgs.__init__(self, count=count)
        super().__init__(env, 0.0)
        if not isinstance(env.unwrapped, ReasoningEnv) or env.unwrapped is not _inside(env):
            raise KnobError("MultiProblem wraps the environment of a task first, with interface='answer'")
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST:
            raise KnobError(f"count={count!r}: use a whole number from 1 to {MOST}")
        self.count = count
        inner = format_of(env)
        self.format = Format(
            f"{inner.name} x {count}",
            _instruction(inner, count),
            lambda text: self._parse(inner, text),
            lambda thinking, answer: inner.write(thinking, answer),
        )
        assert isinstance(env.observation_space, Prose)
        self.observation_space = Prose(count * env.observation_space.max_length)
        self._inner = inner
        self._problems: list[Problem] = []
        self._info: dict[str, Any] | None = None

    def _parse(self, inner: Format, text: str) -> Response:
        """Return the answers in one line, well formed if each stands where it belongs."""
        parts = [inner.parse(found[0]) if len(found) == 1 else None for found in sections(text, self.count)]
        given = [f"{i}: {part.answer}" for i, part in enumerate(parts, 1) if part and part.answer is not None]
        missing = tuple(f"no single answer {i}" for i, part in enumerate(parts, 1) if part is None)
        status = Status.CORRECT if given else Status.NO_ANSWER
        fine = not missing and all(part is not None and part.answer is not None for part in parts)
        return Response(split_thinking(text)[0], "; ".join(given) or None, fine, missing, status)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
        """Ask new problems."""
        _, info = self.env.reset(seed=seed, options=options)
        base: Any = self.env.unwrapped
        self._problems, names, keys = [base.problem], [info["name"]], {base.problem.key}
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence((info["seed"], self.count))))
        for _ in range(50 * self.count):  # a small split may not have as many different problems
            if len(self._problems) == self.count:
                break
            other = int(rng.integers(MAX_SEED))
            problem = problem_at(base.id, base.task, base.split, other)
            if problem.key not in keys:
                keys.add(problem.key)
                self._problems.append(problem.copy())
                names.append(name_of(base.id, base.task, base.split, other))
        if len(self._problems) < self.count:
            raise KnobError(f"this split has fewer than {self.count} problems: use a smaller count, or a higher level")
        self._info = {**info, "names": json.dumps(names)}
        asked = [f"Problem {i}\n\n{problem.prompt}" for i, problem in enumerate(self._problems, 1)]
        return "\n\n".join([*asked, self.format.instruction]), dict(self._info)

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Judge every answer on its own problem."""
        if self._info is None:
            raise gym.error.ResetNeeded("this episode is over: call env.reset() for the next problems")
        if not isinstance(action, str):
            raise TypeError(f"the action is the response as a string, not {type(action).__name__}")
        base: Any = self.env.unwrapped
        found = sections(action, self.count)
        judged = [self._judge(base.task, p, texts) for p, texts in zip(self._problems, found, strict=True)]
        scores = [verdict.score for verdict in judged]
        right, mean = sum(verdict.is_correct for verdict in judged), float(np.mean(scores))
        reason = f"{right} of {self.count} right"
        reason += "".join(f"; {i}: {v.reason}" for i, v in enumerate(judged, 1) if not v.is_correct)
        if right == self.count:
            verdict = Verdict.correct()
        elif mean > 0:
            verdict = Verdict.partial(mean, reason)
        else:
            told = {v.status for v in judged}
            verdict = Verdict(0.0, reason, told.pop() if len(told) == 1 else Status.WRONG)
        info = self._info | {
            "verdict": verdict,
            "answer": self.format.parse(action).answer or "",
            "length": length_of(action),
            "reward_components": {"correct": mean},
            "scores": np.array(scores),
        }
        self._info = None
        return verdict.reason, mean, True, False, info

    def _judge(self, task: Any, problem: Problem, texts: Sequence[str]) -> Verdict:
        if not texts:
            return Verdict(0.0, "no answer", Status.NO_ANSWER)
        if len({self._inner.parse(text).answer for text in texts}) > 1:
            return Verdict(0.0, "answered twice", Status.MALFORMED)
        return judge(task, problem, texts[-1], self._inner)[0]


def _inside(env: gym.Env[Any, Any]) -> gym.Env[Any, Any]:
    """Return what Gymnasium's own checks and the like stand around, or the first wrapper of ours."""
    while isinstance(env, gym.Wrapper) and not isinstance(env, TextWrapper):
        env = env.env
    return env


def _instruction(inner: Format, count: int) -> str:
    """Return how to write the answers down."""
    lines = write_answers(inner, ["…", "…"] if count > 1 else ["…"])
    more = f" and so on up to Answer {count}" if count > 2 else ""
    return f"Solve all {count} problems. End with one line for each, in this form{more}:\n{lines}"
