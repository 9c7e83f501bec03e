"""Training: the bridge between our environments and TRL's trainers, and the seams where methods plug in.

Importing this room imports no torch; its parts load on first use, behind the extra `palaestra[train]`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .bridge import Bridge
from .opponents import OpponentPool
from .roles import GameCurriculum, RoleAdvantage
from .seams import Advantage, Batch, Curriculum, Demonstrations, LossTerm, Seams, ShuffledRewards
from .selfplay import SelfPlay
from .warmup import WarmUp, demonstrations, warm_up

if TYPE_CHECKING:
    from .callbacks import SeamState
    from .trainer import SeamedGRPOTrainer

_LAZY = {
    "SeamState": "callbacks",
    "SeamedGRPOTrainer": "trainer",
}

__all__ = [
    "Advantage", "Batch", "Bridge", "Curriculum", "Demonstrations", "GameCurriculum", "LossTerm", "OpponentPool",
    "RoleAdvantage", "SeamState", "SeamedGRPOTrainer", "Seams", "SelfPlay", "ShuffledRewards", "WarmUp",
    "demonstrations", "warm_up",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from ..llm.runtime import FOR_TRAINING, require

        require(*FOR_TRAINING)
        return getattr(importlib.import_module(f".{_LAZY[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
