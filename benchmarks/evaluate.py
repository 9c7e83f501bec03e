"""How good is an agent at a task: accuracy with an interval, lengths, and how answers failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import gymnasium as gym
import numpy as np

from palaestra.agents import Agent, Episode, OracleAgent, rollout
from palaestra.envs import Task, problem_at
from palaestra.envs.games import Rules

from .stats import bootstrap, wilson

MakeEnv = Callable[[], gym.Env[Any, Any]]
OUTCOMES = ("win", "draw", "loss")
PAID = "what it was paid a game, from 0, all lost, to 1, all won; a draw is half"
"""What a score at a game is."""


@dataclass(frozen=True)
class Evaluation:
    """What an evaluation found.

    Attributes:
        label: What was evaluated, for tables.
        problems: Distinct problems.
        answers: Answers in all (problems times samples).
        accuracy: Share of fully correct answers; in games the mean score.
        low: Lower end of the 95 % interval.
        high: Upper end of the 95 % interval.
        method: How the interval was made: `Wilson` for one answer a problem, else `bootstrap over problems`, or seeds.
        reward: Mean reward after the wrappers.
        score: Mean verdict score.
        length: Mean length of the responses.
        statuses: How many answers had which status.
        outcomes: In games, how many were won, drawn and lost; empty for tasks.
        settings: What to type to do it again.
    """

    label: str
    problems: int
    answers: int
    accuracy: float
    low: float
    high: float
    method: str
    reward: float
    score: float
    length: float
    statuses: dict[str, int]
    settings: dict[str, Any] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the evaluation as a JSON object."""
        return asdict(self)

    def __str__(self) -> str:
        if self.outcomes:
            won, drawn, lost = (self.outcomes[name] for name in OUTCOMES)
            return (
                f"{self.label}: {won} won, {drawn} drawn, {lost} lost; "
                f"score {100 * self.accuracy:.1f} % [{100 * self.low:.1f}, {100 * self.high:.1f}], "
                f"{2 * self.score - 1:+.3f} of the stake a game ({self.answers} games, {self.method})"
            )
        return (
            f"{self.label}: {100 * self.accuracy:.1f} % correct [{100 * self.low:.1f}, {100 * self.high:.1f}] "
            f"({self.answers} answers to {self.problems} problems, {self.method})"
        )


def distinct_seeds(make: MakeEnv, n: int, *, start: int = 0) -> list[int]:
    """Return up to `n` seeds, from `start` upwards, whose problems all differ; fewer if the split has no more.

    For games and other environments without problems of their own, every seed counts as different.
    """
    env: Any = make().unwrapped
    if not isinstance(getattr(env, "task", None), Task):
        return list(range(start, start + n))
    seen: set[str] = set()
    seeds: list[int] = []
    for seed in range(start, start + 20 * n + 200):
        key = problem_at(env.id, env.task, env.split, seed).key
        if key not in seen:
            seen.add(key)
            seeds.append(seed)
            if len(seeds) == n:
                break
    return seeds


def evaluate(
    make: MakeEnv,
    agent: Agent,
    *,
    n: int = 100,
    samples: int = 1,
    slots: int = 32,
    label: str = "agent",
    start: int = 0,
    seeds: Sequence[int] | None = None,
    settings: dict[str, Any] | None = None,
    on_episode: Callable[[Episode], None] | None = None,
) -> tuple[Evaluation, list[Episode]]:
    """Play `samples` episodes on each of `n` distinct problems and measure.

    Args:
        make: Makes the environment, wrapped or not; its split decides what is held out.
        agent: Who answers.
        n: Problems; fewer are used where the split has fewer.
        samples: Answers to each problem.
        slots: How many episodes run side by side.
        label: A name for tables.
        start: The first seed.
        seeds: The problems' seeds, in place of `n` and `start`.
        settings: Stored with the result.
        on_episode: For progress bars.
    """
    asked = distinct_seeds(make, n, start=start) if seeds is None else seeds
    tries = [seed for seed in asked for _ in range(samples)]
    envs: list[Any] = [make() for _ in range(min(slots, len(tries)))]
    game = any(isinstance(getattr(env.unwrapped, "task", None), Rules) for env in envs)
    if isinstance(agent, OracleAgent):
        agent.watch(envs)
    episodes = rollout(envs, agent, tries, on_episode=on_episode)
    for env in envs:
        env.close()
    return summarise(episodes, samples, label=label, settings=settings, game=game), episodes


def summarise(
    episodes: list[Episode],
    samples: int,
    *,
    label: str = "agent",
    settings: dict[str, Any] | None = None,
    game: bool = False,
) -> Evaluation:
    """Return the measures of episodes that come in runs of `samples` per problem; of a game they are its scores."""
    right = [float(e.score if game else e.status == "correct") for e in episodes]
    groups = [right[i : i + samples] for i in range(0, len(right), samples)]
    each = "seeds" if game else "problems"
    if samples == 1 and set(right) <= {0.0, 1.0}:
        (low, high), method = wilson(sum(right), len(right)), "Wilson"
    elif len(set(right)) < 2:  # all alike, such as all right or all wrong: a bootstrap would claim certainty
        (low, high), method = wilson(right[0] * len(groups), len(groups)), f"Wilson over {each}"
    else:
        (low, high), method = bootstrap(groups), f"bootstrap over {each}"
    counts = [sum(score > 0.5 for score in right), right.count(0.5), sum(score < 0.5 for score in right)]
    return Evaluation(
        label=label,
        problems=len(groups),
        answers=len(right),
        accuracy=float(np.mean(right)) if right else 0.0,
        low=low,
        high=high,
        method=method,
        reward=float(np.mean([e.reward for e in episodes])) if episodes else 0.0,
        score=float(np.mean([e.score for e in episodes])) if episodes else 0.0,
        length=float(np.mean([e.length for e in episodes])) if episodes else 0.0,
        statuses=dict(sorted(Counter(e.status for e in episodes).items())),
        settings=dict(settings or {}),
        outcomes=dict(zip(OUTCOMES, counts, strict=True)) if game else {},
    )
