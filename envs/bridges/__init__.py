"""Tasks of other packages under ids of ours; the ids are strings, and nothing of the packages is imported here.

They have an entry point of their own, so that what walks our tasks does not walk theirs.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path

import gymnasium as gym

from ..env import make

ENTRY_POINT = "palaestra.envs.bridges:make"
NAMESPACE = "ReasoningGym"

__all__ = ["ENTRY_POINT", "bridged_ids", "make", "register_bridges"]


@functools.cache
def reasoning_gym_names() -> tuple[str, ...]:
    """Return the names of the data sets of reasoning-gym that are bridged, whether or not it is installed."""
    path = Path(__file__).with_name("reasoning_gym.json")
    return tuple(json.loads(path.read_text(encoding="utf-8"))["datasets"])


def register_bridges() -> None:
    """Register an id such as `ReasoningGym/chain_sum-v0` for every data set; about two milliseconds."""
    for name in reasoning_gym_names():
        id = f"{NAMESPACE}/{name}-v0"
        if id not in gym.registry:
            kwargs = {"_entry": "palaestra.envs.bridges.reasoning_gym:Bridged", "task_id": id, "dataset": name}
            gym.register(id, entry_point=ENTRY_POINT, kwargs=kwargs)


def bridged_ids() -> list[str]:
    """Return the registered ids of other packages' tasks."""
    return sorted(id for id, spec in gym.registry.items() if spec.entry_point == ENTRY_POINT)
