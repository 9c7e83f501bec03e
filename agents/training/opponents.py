"""Who sits opposite in self-play: the policy itself, its past selves, fixed agents, exact play.

Past selves are the trained weights as they were, one file each in the run folder; playing one puts its weights into
the model for the time of a generation. So a pool costs disk and not memory, and works for adapters as for whole
models. Which opponent a game gets depends on the seed and on how many batches were played, on nothing else.
"""

from __future__ import annotations

import contextlib
import math
import shutil
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from palaestra.envs import KnobError, did_you_mean

from ..agent import Agent
from ..llm.prompts import default_format
from ..llm.runtime import names_model
from ..named import SCRIPTED, scripted_agent
from .runs import is_main

SELF, PAST = "self", "past"
KINDS = (SELF, PAST, *SCRIPTED)


class OpponentPool:
    """A pool of opponents with shares; its memory is saved with every checkpoint.

    Attributes:
        shares: By opponent the share of games it plays: "self", "past", "random", "oracle" or a model's name.
        snapshots: The steps at which the past selves in the pool were kept, oldest first.
    """

    def __init__(
        self,
        shares: Mapping[str, float],
        folder: Path,
        *,
        every: int = 20,
        size: int = 4,
        seed: int = 0,
        format: str = "boxed",
        turn_tokens: int = 64,
        temperature: float = 1.0,
    ) -> None:
        """Take the shares and where to keep past selves.

        Args:
            shares: Weights of the opponents, brought to sum 1.
            folder: Where the weights of past selves lie.
            every: Steps between past selves; the first is the model that training starts from.
            size: How many past selves are in the pool; the newest stay.
            seed: Decides who plays whom, and what fixed agents draw.
            format: The format that the random player and the oracle write in; a model has that of its training.
            turn_tokens: The most tokens of a message of a fixed model.
            temperature: Of fixed models.

        Raises:
            KnobError: For shares that are no shares, and for an opponent that there is not.
        """
        if not shares or any(not math.isfinite(w) or w < 0 for w in shares.values()) or sum(shares.values()) <= 0:
            raise KnobError(f"opponents={dict(shares)}: give each a share of at least 0, not all of them 0")
        for name in shares:
            if name not in KINDS and not names_model(name):
                raise KnobError(f"opponents: no {name!r}{did_you_mean(name, KINDS)}; or a model: a folder, an id")
        if every < 1 or size < 1:
            raise KnobError(f"past selves: every={every}, size={size}; use 1 or more")
        total = sum(shares.values())
        self.shares = {name: weight / total for name, weight in shares.items() if weight > 0}
        self.folder, self.every, self.size, self.seed = folder, every, size, seed
        self.format, self.turn_tokens, self.temperature = format, turn_tokens, temperature
        self.snapshots: list[int] = []
        self.batches = 0
        self._retired: dict[int, int] = {}  # by snapshot the step at which it left the pool
        self._worn: dict[int, dict[str, Any]] = {}
        self._models: dict[str, tuple[Any, Any]] = {}

    # -- who plays ----------------------------------------------------------------------------------------------------

    def draw(self, place: int) -> str:
        """Return who plays in a place of the present batch: "self", "past-40", "random", "oracle", a model's name."""
        rng = self._rng(b"who", place)
        name = list(self.shares)[int(rng.choice(len(self.shares), p=list(self.shares.values())))]
        if name != PAST:
            return name
        return f"{PAST}-{self.snapshots[int(rng.integers(len(self.snapshots)))]}" if self.snapshots else SELF

    def number(self, name: str) -> int:
        """Return the place of an opponent among the shares; past selves have one, and are 0 before there are any."""
        kinds = list(self.shares)
        return kinds.index(kind_of(name)) if kind_of(name) in kinds else 0

    def agents(self, names: set[str]) -> dict[str, Agent]:
        """Return the fixed agents among the names, as they play the present batch."""
        seed = int(self._rng(b"agents", 0).integers(2**31))
        out: dict[str, Agent] = {}
        for name in sorted(names):
            if name in SCRIPTED:
                out[name] = scripted_agent(name, format=self.format, seed=seed)
            elif name != SELF and past_step(name) is None:
                out[name] = self._model(name, seed)
        return out

    def _model(self, name: str, seed: int) -> Agent:
        from ..llm.transformers_backend import TransformersAgent, load_model

        if name not in self._models:
            self._models[name] = load_model(name)
        model, tokenizer = self._models[name]
        how: dict[str, Any] = {"max_new_tokens": self.turn_tokens, "temperature": self.temperature, "batch_size": 64}
        return TransformersAgent(model, tokenizer, seed=seed, format=default_format(name), **how)

    def _rng(self, what: bytes, place: int) -> np.random.Generator:
        entropy = np.random.SeedSequence((self.seed, zlib.crc32(what), self.batches, place))
        return np.random.Generator(np.random.PCG64(entropy))

    # -- past selves --------------------------------------------------------------------------------------------------

    def file(self, step: int) -> Path:
        """Return where the weights of a past self lie."""
        return self.folder / f"step-{step}.safetensors"

    def keep(self, step: int, model: Any) -> bool:
        """Take the model into the pool if it is time to, and say whether; the file appears whole or not at all."""
        if PAST not in self.shares or step % self.every or step in self.snapshots:
            return False
        if is_main():
            from safetensors.torch import save_file

            weights = {name: p.detach().cpu().contiguous() for name, p in model.named_parameters() if p.requires_grad}
            # Writing has leftovers of its own when it is killed (safetensors': ".tmp" and random letters), so it
            # happens in a folder that the next time, which comes before anything else after a resume, clears.
            fresh = self.folder / ".new"
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(parents=True)
            save_file(weights, fresh / "weights")
            (fresh / "weights").replace(self.file(step))
            fresh.rmdir()
        self.snapshots.append(step)
        for old in self.snapshots[: -self.size]:
            self._retired[old] = step
        self.snapshots = self.snapshots[-self.size :]
        self._worn = {kept: weights for kept, weights in self._worn.items() if kept in self.snapshots}
        return True

    def tidy(self, oldest: int) -> None:
        """Remove the weights that no checkpoint from `oldest` on can ask for again."""
        for old in [old for old, left in self._retired.items() if left < oldest]:
            del self._retired[old]
            if is_main():
                self.file(old).unlink(missing_ok=True)

    @contextlib.contextmanager
    def worn(self, name: str, model: Any) -> Iterator[None]:
        """Let the model play as a past self ("past-40") inside the block; as it is for any other name."""
        step = past_step(name)
        if step is None:
            yield
            return
        import torch

        weights = self._weights(step)
        own = {name: p.detach().clone() for name, p in model.named_parameters() if name in weights}
        try:
            with torch.no_grad():
                for key, parameter in model.named_parameters():
                    if key in weights:
                        parameter.copy_(weights[key])
            yield
        finally:
            with torch.no_grad():
                for key, parameter in model.named_parameters():
                    if key in own:
                        parameter.copy_(own[key])

    def _weights(self, step: int) -> dict[str, Any]:
        if step not in self._worn:
            from safetensors.torch import load_file

            self._worn[step] = load_file(self.file(step))
        return self._worn[step]

    # -- memory -------------------------------------------------------------------------------------------------------

    def state_dict(self) -> dict[str, Any]:
        """Return the pool's memory."""
        retired = {str(old): left for old, left in self._retired.items()}
        return {"snapshots": list(self.snapshots), "retired": retired, "batches": self.batches}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on with a saved memory."""
        self.snapshots = [int(step) for step in state["snapshots"]]
        self._retired = {int(old): int(left) for old, left in state["retired"].items()}
        self.batches = int(state["batches"])
        self._worn = {}


def past_step(name: str) -> int | None:
    """Return the step of a past self's name, None for any other name.

    >>> past_step("past-40"), past_step("self"), past_step("past-life")
    (40, None, None)
    """
    kind, dash, step = name.partition("-")
    return int(step) if kind == PAST and dash and step.isdecimal() else None


def kind_of(name: str) -> str:
    """Return what kind of opponent a name is, for tables: all past selves are "past"."""
    return PAST if past_step(name) is not None else name
