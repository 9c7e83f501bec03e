"""The four places where a training method may differ from plain GRPO, each with a default that does nothing.

A part that remembers anything between steps has `state_dict` and `load_state_dict` (JSON); it is saved with every
checkpoint and restored on resume. What a part's `metrics()` returns, if it has that, is logged with every step.
Numbers come gathered from all processes, so that all of them decide alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

import numpy as np

Name = tuple[int, int]
"""A problem's (seed, level); level -1 stands for the environment as it was made."""


@dataclass(frozen=True)
class Batch:
    """One generation batch, all processes together, N rows, the rollouts of a problem side by side.

    Attributes:
        rewards: (N,) after shaping.
        scores: (N,) the verdicts' scores.
        lengths: (N,) tokens.
        groups: (N,) the same number for the rollouts of one problem.
        names: (seed, level) of each row.
        local: This process's rows.
        roles: (N,) the seat in a game; 0 where there is one only.
        rivals: (N,) who sat opposite, by number in the pool of opponents; 0 where nobody does.
    """

    rewards: np.ndarray
    scores: np.ndarray
    lengths: np.ndarray
    groups: np.ndarray
    names: Sequence[Name]
    local: slice
    roles: np.ndarray
    rivals: np.ndarray


class Curriculum(Protocol):
    """Which problems come next."""

    def choose(self, names: Sequence[Name]) -> Sequence[Name]:
        """Return as many names as given, one for each group of the next batch."""

    def record(self, batch: Batch) -> None:
        """Learn how the batch went."""


class Advantage(Protocol):
    """What each token is credited with."""

    def compute(self, advantages: Any, batch: Batch, inputs: dict[str, Any]) -> Any:
        """Return the local advantages, (B,) for whole completions or (B, T) for single tokens.

        `advantages` are TRL's, (B,); `inputs` the tensors of the batch (`completion_ids`, `completion_mask`, …).
        """


class LossTerm(Protocol):
    """Something added to the policy loss."""

    def compute(self, trainer: Any, model: Any, inputs: dict[str, Any]) -> Any:
        """Return a scalar tensor, or None for nothing."""


class Demonstrations(Protocol):
    """Supervised batches between the sampled ones."""

    def batch(self, step: int) -> dict[str, Any] | None:
        """Return `input_ids`, `attention_mask`, `labels` and `weight` for this step, or None for none."""


class KeepNames:
    """The default curriculum: the data set's own order."""

    def choose(self, names: Sequence[Name]) -> Sequence[Name]:
        """Return the names as they came."""
        return names

    def record(self, batch: Batch) -> None:
        """Learn nothing."""


class KeepAdvantages:
    """The default advantage: TRL's own."""

    def compute(self, advantages: Any, batch: Batch, inputs: dict[str, Any]) -> Any:
        """Return TRL's advantages."""
        return advantages


class NoLossTerm:
    """The default loss term: none."""

    def compute(self, trainer: Any, model: Any, inputs: dict[str, Any]) -> Any:
        """Return None."""
        return None


class NoDemonstrations:
    """The default demonstrations: none."""

    def batch(self, step: int) -> dict[str, Any] | None:
        """Return None."""
        return None


@dataclass
class Seams:
    """A method's parts. Every default does nothing, so `Seams()` is TRL's GRPO."""

    curriculum: Curriculum = field(default_factory=KeepNames)
    advantage: Advantage = field(default_factory=KeepAdvantages)
    loss_term: LossTerm = field(default_factory=NoLossTerm)
    demonstrations: Demonstrations = field(default_factory=NoDemonstrations)

    def parts(self) -> dict[str, Any]:
        """Return the parts by the name of their seam."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def states_of(parts: dict[str, Any]) -> dict[str, Any]:
    """Return the states of those parts that have one."""
    return {name: part.state_dict() for name, part in parts.items() if hasattr(part, "state_dict")}


def load_states(parts: dict[str, Any], states: dict[str, Any]) -> None:
    """Put saved states back into their parts."""
    for name, part in parts.items():
        if name in states and hasattr(part, "load_state_dict"):
            part.load_state_dict(states[name])


class ShuffledRewards:
    """A control: the rewards of a batch, dealt out at random. Training on them must teach nothing."""

    def __init__(self, seed: int = 0) -> None:
        self.seed, self.batches = seed, 0

    def shape(self, rewards: Any, lengths: Any, scores: Any, groups: Any) -> Any:
        """Return the rewards in a random order that only the seed and the number of the batch decide."""
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence((self.seed, self.batches))))
        return np.asarray(rewards)[rng.permutation(len(rewards))]

    def remember(self, rewards: Any, lengths: Any, scores: Any, groups: Any) -> None:
        """Count the batch."""
        self.batches += 1

    def state_dict(self) -> dict[str, Any]:
        """Return the number of batches shuffled so far."""
        return {"batches": self.batches}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a saved number of batches."""
        self.batches = int(state["batches"])
