"""What families of theorems about numbers and lists share: tactics, and kinds of theorems in stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ...core import knob
from .base import ProofTask


@dataclass(frozen=True)
class CountingTask(ProofTask):
    """A family whose kinds of theorems come in stages; the method that draws a kind has its name."""

    stage: int = knob(0, "kinds of theorems")
    largest: int = knob(99, "coefficients at most")

    kinds: ClassVar[Mapping[str, int]]
    """By kind its stage."""
    tactics: ClassVar[tuple[str, ...]] = (
        "intro", "exact", "apply", "refine", "exists", "have", "obtain", "rcases", "cases", "induction", "rename_i",
        "rw", "calc", "simp", "rfl", "decide", "omega", "ring", "norm_num",
    )  # fmt: skip
    probes: ClassVar[tuple[str, ...]] = ("omega", "norm_num")
    places: ClassVar[int] = 24

    def __post_init__(self) -> None:
        last = max(self.kinds.values())
        if not (0 <= self.stage <= last and 3 <= self.largest <= 1_000):
            raise ValueError(f"{self.knobs()}: use a stage from 0 to {last}, and 3 to 1000 for largest")

    def kind(self, rng: np.random.Generator) -> Callable[..., Any]:
        """Return what draws a theorem of one of the stage's kinds."""
        kinds = [kind for kind, stage in self.kinds.items() if stage == self.stage]
        draw: Callable[..., Any] = getattr(self, f"_{kinds[int(rng.integers(len(kinds)))]}")
        return draw
