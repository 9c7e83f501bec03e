"""Two agents that need no learning: random well-formed answers (the floor) and the task's own oracle."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from palaestra.envs import (
    KnobError,
    Playable,
    Problem,
    Task,
    canonical,
    entry_of,
    get_format,
    load,
    problem_at,
)
from palaestra.wrappers import write_answers


def rebuild(name: str) -> tuple[Task, Problem]:
    """Return the task and the problem that a name (`info["name"]`) stands for.

    Raises:
        KnobError: If the name is empty (a given problem) or belongs to a game.
    """
    if not name:
        raise KnobError("a given problem has no name, so it cannot be rebuilt from one")
    parts = json.loads(name)
    cls = load(parts["id"] if ":" in parts["id"] else entry_of(parts["id"]))
    task = cls.resolve(**parts["knobs"])
    if not isinstance(task, Task):
        raise KnobError(
            f"{parts['id']} is a game, whose state no name tells: let the oracle watch(envs), or sit in "
            "as opponent='oracle'"
        )
    return task, problem_at(parts["id"], task, parts["split"], parts["seed"])


class _Scripted:
    """What both agents share: they rebuild the problem from its name and write in the environment's format.

    Attributes:
        format: What they write in; a game asks an opponent in its own format.
    """

    def __init__(self, format: str = "boxed") -> None:
        self.format = get_format(format)
        self._plans: dict[int, list[int]] = {}

    def reset(self, slots: Sequence[int]) -> None:
        """Forget the plans of these slots."""
        for slot in slots:
            self._plans.pop(slot, None)

    def act(self, observations: Sequence[Any], infos: Sequence[dict[str, Any]], slots: Sequence[int]) -> list[Any]:
        """Return one action for each slot."""
        return [
            self._act(observation, info, slot)
            for observation, info, slot in zip(observations, infos, slots, strict=True)
        ]

    def _act(self, observation: Any, info: dict[str, Any], slot: int) -> Any:
        raise TypeError("use RandomAgent or OracleAgent")

    def _answer(self, info: dict[str, Any], answer: Callable[[Task, Problem], str], thinking: str = "") -> str:
        """Return the answer in the format; to several problems at once, all of them."""
        if "names" in info:
            answers = [answer(*rebuild(name)) for name in json.loads(info["names"])]
            return write_answers(self.format, answers)
        return self.format.write(thinking, answer(*rebuild(info["name"])))

    def _write_move(self, observation: Any, info: dict[str, Any], move: int) -> Any:
        """Return a move as this interface takes it: a number, or a text in the format."""
        if not isinstance(observation, str):
            return move
        moves = info.get("moves")
        if moves is not None:
            return self.format.write("", moves[move])
        task, problem = rebuild(info["name"])
        assert isinstance(task, Playable)
        return self.format.write("", task.write(problem, move))


class RandomAgent(_Scripted):
    """Answers with `task.guess`; where an action mask is offered, plays a random legal move.

    Reproducible: its randomness comes from `seed`, the episode's own name and how often it has met that name, not
    from the order of slots.
    """

    def __init__(self, seed: int = 0, format: str = "boxed") -> None:
        super().__init__(format)
        self._seed = seed
        self._turns: dict[int, int] = {}
        self._met: Counter[str] = Counter()
        self._meeting: dict[int, int] = {}

    def reset(self, slots: Sequence[int]) -> None:
        """Begin new episodes."""
        super().reset(slots)
        for slot in slots:
            self._turns[slot] = 0

    def _act(self, observation: Any, info: dict[str, Any], slot: int) -> Any:
        turn = self._turns.get(slot, 0)
        self._turns[slot] = turn + 1
        if turn == 0:
            self._meeting[slot] = self._met[info["name"]]
            self._met[info["name"]] += 1
        words = np.frombuffer(canonical(info["name"]).encode().ljust(4), dtype=np.uint8)
        again = [self._meeting[slot]] if self._meeting.get(slot) else []
        rng = np.random.default_rng([self._seed, turn, *words.tolist(), *again])
        if "action_mask" in info:
            move = int(rng.choice(np.flatnonzero(info["action_mask"])))
            return self._write_move(observation, info, move)
        return self._answer(info, lambda task, problem: task.guess(problem, rng))


class OracleAgent(_Scripted):
    """Answers with `task.solve`, explanation in front; plays `task.plan` move by move; in games, exact play.

    Args:
        format: The environment's format.
        explain: Whether the explanation stands before the answer.
    """

    def __init__(self, format: str = "boxed", explain: bool = False) -> None:
        super().__init__(format)
        self._envs: Sequence[Any] = ()
        self._explain = explain

    def watch(self, envs: Sequence[Any]) -> None:
        """Look at the environments it plays; needed for games only, whose state no name tells."""
        self._envs = envs

    def _act(self, observation: Any, info: dict[str, Any], slot: int) -> Any:
        if slot < len(self._envs) and hasattr(self._envs[slot].unwrapped, "oracle_move"):
            return self._write_move(observation, info, self._envs[slot].unwrapped.oracle_move())
        task, problem = rebuild(info["name"])
        if "action_mask" in info and isinstance(task, Playable):
            plan = self._plans.setdefault(slot, list(task.plan(problem)))
            return self._write_move(observation, info, plan.pop(0))
        thinking = task.explain(problem) if self._explain else ""
        return self._answer(info, lambda task, problem: task.solve(problem), thinking)
