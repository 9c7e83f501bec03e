"""Golden keys: what an id's version promises, as one JSON file per id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from ..core import Task
from ..env import load, make
from ..registry import entry_of, ids
from .subject import fresh

NAMES = [(None, seed) for seed in range(14)] + [(split, seed) for split in ("train", "test") for seed in range(3)]


def golden(id: str) -> dict[str, list[str]]:
    """Return 20 lines per level of an id: for a task split, seed, key and a hash of the prompt; for a game a play."""
    ladder: Any = load(entry_of(id)).ladder()
    if isinstance(ladder[0], Task):
        return {str(level): [_problem(id, task, *name) for name in NAMES] for level, task in enumerate(ladder)}
    return {str(level): [_game(id, rules, seed) for seed in range(20)] for level, rules in enumerate(ladder)}


def _problem(id: str, task: Task, split: str | None, seed: int) -> str:
    problem = fresh(id, task, split, seed)
    return f"{split} {seed} {problem.key} {_hash(problem.prompt)}"


def _game(id: str, rules: Any, seed: int) -> str:
    """Play the first legal move at every turn against the random opponent."""
    env: Any = make(rules, task_id=id, interface="chat")
    seen, info = env.reset(seed=seed)
    shown, ended = [seen], False
    while not ended:
        move = int(np.flatnonzero(env.action_masks())[0])
        seen, _, ended, _, info = env.step(f"\\boxed{{{rules.write(move)}}}")
        shown.append(seen)
    return f"{seed} {_hash('|'.join(shown))} {info['return']:g}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write_golden(folder: Path, only: Iterable[str] | None = None) -> list[Path]:
    """Write the golden files of all ids, or of those given, into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for id in only or ids():
        path = folder / f"{id.replace('/', '__')}.json"
        path.write_text(json.dumps(golden(id), indent=1) + "\n", encoding="utf-8")
        paths.append(path)
    return paths
