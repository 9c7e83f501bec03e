"""The loop that plays tasks: evaluation, hard subsets and the tests run on `rollout`. Games have `table.play`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import gymnasium as gym

from .agent import Agent


@dataclass(frozen=True)
class Episode:
    """One finished episode.

    Attributes:
        name: The problem's name; `""` for a given problem.
        seed: The seed that `reset` was called with.
        level: The level, or -1 for custom knobs.
        observations: The texts that were shown, the closing one last; empty for numeric observations.
        actions: What the agent did, in order.
        reward: The sum of rewards after all wrappers.
        score: `verdict.score`, before wrappers.
        status: `verdict.status`.
        reason: `verdict.reason`.
        answer: What was extracted.
        length: The length of the responses, in tokens if the agent gives token ids.
        components: `info["reward_components"]`; they sum to the reward.
        truncated: Whether the episode was cut from outside.
    """

    name: str
    seed: int
    level: int
    observations: tuple[str, ...]
    actions: tuple[Any, ...]
    reward: float
    score: float
    status: str
    reason: str
    answer: str
    length: int
    components: dict[str, float] = field(default_factory=dict)
    truncated: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the episode as a JSON object."""
        row = asdict(self)
        row["actions"] = [action if isinstance(action, str) else int(action) for action in self.actions]
        row["observations"] = list(self.observations)
        return row


class _Running:
    """An episode on its way in one slot."""

    def __init__(self, env: gym.Env[Any, Any], index: int, seed: int, options: dict[str, Any] | None) -> None:
        self.index, self.seed = index, seed
        self.observation, self.info = env.reset(seed=seed, options=options)
        self.shown: list[str] = []
        self.actions: list[Any] = []
        self.reward = 0.0
        self._see()

    def _see(self) -> None:
        if isinstance(self.observation, str):
            self.shown.append(self.observation)

    def step(self, env: gym.Env[Any, Any], action: Any) -> Episode | None:
        self.actions.append(action)
        self.observation, reward, terminated, truncated, self.info = env.step(action)
        self.reward += float(reward)
        self._see()
        if not (terminated or truncated):
            return None
        info, verdict = self.info, self.info.get("verdict")
        return Episode(
            name=info.get("name", ""),
            seed=self.seed,
            level=int(info.get("level", -1)),
            observations=tuple(self.shown),
            actions=tuple(self.actions),
            reward=self.reward,
            score=float(verdict.score) if verdict else 0.0,
            status=str(verdict.status) if verdict else "truncated",
            reason=verdict.reason if verdict else "truncated",
            answer=info.get("answer", ""),
            length=int(info.get("length", 0)),
            components=dict(info.get("reward_components", {})),
            truncated=bool(truncated),
        )


def rollout(
    envs: gym.Env[Any, Any] | Sequence[gym.Env[Any, Any]],
    agent: Agent,
    seeds: Iterable[int],
    *,
    options: dict[str, Any] | None = None,
    on_episode: Callable[[Episode], None] | None = None,
) -> list[Episode]:
    """Play one episode for each seed, as many at a time as there are environments.

    Args:
        envs: One environment or several alike; each is a slot that takes the next seed when it is free.
        agent: Who acts; it sees all waiting slots at once. One that has `watch` is shown the environments first.
        seeds: One per episode; a seed may come several times.
        options: Passed to every `reset`.
        on_episode: Called with each episode when it ends, for progress bars and logs.

    Returns:
        The episodes in the order of `seeds`.
    """
    slots = [envs] if isinstance(envs, gym.Env) else list(envs)
    if hasattr(agent, "watch"):
        agent.watch(slots)
    waiting = list(enumerate(seeds))[::-1]
    done: dict[int, Episode] = {}
    running: dict[int, _Running] = {}
    while waiting or running:
        fresh = [slot for slot in range(len(slots)) if slot not in running and waiting]
        fresh = fresh[: len(waiting)]
        if fresh:
            agent.reset(fresh)
            for slot in fresh:
                running[slot] = _Running(slots[slot], *waiting.pop(), options)
        order = sorted(running)
        actions = agent.act([running[s].observation for s in order], [running[s].info for s in order], order)
        for slot, action in zip(order, actions, strict=True):
            episode = running[slot].step(slots[slot], action)
            if episode is not None:
                done[running.pop(slot).index] = episode
                if on_episode:
                    on_episode(episode)
    return [done[i] for i in sorted(done)]
