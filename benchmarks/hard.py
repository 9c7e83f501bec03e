"""Problems that an agent does not solve in k tries, as MATH-Beyond chooses them (arXiv:2510.11653)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gymnasium as gym

from palaestra.agents import Agent, Episode, rollout
from palaestra.envs import PalaestraError

from .evaluate import distinct_seeds

MakeEnv = Callable[[], gym.Env[Any, Any]]


def hard_subset(
    make: MakeEnv,
    agent: Agent,
    k: int,
    *,
    n: int = 100,
    slots: int = 32,
    start: int = 0,
    on_episode: Callable[[Episode], None] | None = None,
) -> list[str]:
    """Return the names of those of `n` distinct problems that the agent solves in none of `k` tries.

    A problem that is solved is not tried again, so easy ones cost one try each.

    Args:
        make: Makes the environment; its split decides which problems there are.
        agent: Who answers; one that samples, or all tries are the same.
        k: Tries for each problem.
        n: Problems to begin with.
        slots: How many episodes run side by side.
        start: The first seed.
        on_episode: For progress bars.

    Raises:
        PalaestraError: If `k` is below 1.
    """
    if k < 1:
        raise PalaestraError(f"k={k}: try every problem at least once")
    left = distinct_seeds(make, n, start=start)
    names: dict[int, str] = {}
    envs = [make() for _ in range(min(slots, len(left)))]
    for _ in range(k):
        if not left:
            break
        episodes = rollout(envs, agent, left, on_episode=on_episode)
        names |= {episode.seed: episode.name for episode in episodes}
        left = [episode.seed for episode in episodes if episode.status != "correct"]
    for env in envs:
        env.close()
    return [names[seed] for seed in left]


def write_names(names: Sequence[str], path: str | Path) -> None:
    """Write names as JSON lines: a data set without texts and without answers."""
    lines = (json.dumps({"name": name}) + "\n" for name in names)
    Path(path).write_text("".join(lines), encoding="utf-8")


def read_names(path: str | Path) -> list[str]:
    """Return the names that `write_names` wrote.

    Raises:
        PalaestraError: If the file cannot be read or a line holds no name.
    """
    try:
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
        return [str(row["name"]) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PalaestraError(f'{path}: expected lines such as {{"name": "…"}} ({error})') from error


def seeds_of(names: Sequence[str], make: MakeEnv) -> list[int]:
    """Return the seeds of names, all of which must belong to the environment.

    Raises:
        PalaestraError: If one is no name, or belongs to another id, other knobs or another split; games have none.
    """
    env: Any = make().unwrapped
    want = {"id": env.id, "knobs": json.loads(json.dumps(env.task.knobs())), "split": getattr(env, "split", None)}
    seeds = []
    for name in names:
        try:
            parts = {**json.loads(name)}
            seeds.append(int(parts["seed"]))
        except (ValueError, TypeError, KeyError) as error:
            raise PalaestraError(f"{name[:80]!r} is no problem's name ({error})") from error
        for key, value in want.items():
            if parts.get(key) != value:
                raise PalaestraError(f"the names have {key} {json.dumps(parts.get(key))}, not {json.dumps(value)}")
    return seeds
