"""TRL's GRPOTrainer with four seams; everything else is TRL's.

Three of its methods are overridden. They are private to TRL, so `OVERRIDDEN` holds their signatures and a test
compares them with the TRL that is installed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from accelerate.utils import gather_object
from trl import GRPOTrainer

from palaestra.wrappers import shape_through

from .bridge import Bridge
from .callbacks import SeamState
from .seams import Batch, Name, Seams

OVERRIDDEN = {
    "_generate_and_score_completions": ("self", "inputs"),
    "_calculate_rewards": ("self", "inputs", "prompts", "completions", "completion_ids_list"),
    "_compute_loss": ("self", "model", "inputs"),
}


class SeamedGRPOTrainer(GRPOTrainer):  # type: ignore[misc]
    """GRPO on an environment, with a curriculum, an advantage, a loss term and demonstrations to plug in.

    With `Seams()` and no shapers it computes what TRL computes.
    """

    def __init__(self, bridge: Bridge, seams: Seams | None = None, **kwargs: Any) -> None:
        """Take the environment's bridge, the method's parts, and the arguments of TRL's trainer."""
        self.bridge, self.seams = bridge, seams or Seams()
        self.parts = self.seams.parts() | bridge.parts()
        kwargs["callbacks"] = [*(kwargs.get("callbacks") or []), SeamState(self.parts)]
        if bridge.multi_turn:
            kwargs["rollout_func"] = bridge.rollout
        super().__init__(reward_funcs=bridge.reward, **kwargs)
        self.batch: Batch | None = None

    def _generate_and_score_completions(self, inputs: list[dict[str, Any]]) -> dict[str, Any]:
        """Curriculum before, advantage after."""
        training = self.model.training
        if training:
            inputs = self._chosen(inputs)
        self.bridge.stash(inputs)
        out: dict[str, Any] = super()._generate_and_score_completions(inputs)
        if training and self.batch is not None:
            self.seams.curriculum.record(self.batch)
            out["advantages"] = self.seams.advantage.compute(out["advantages"], self.batch, out)
            for part in self.parts.values():
                for name, value in getattr(part, "metrics", dict)().items():
                    self._metrics["train"][f"palaestra/{name}"].append(value)
        return out

    def _chosen(self, inputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows that the curriculum chose; all processes see all names and choose alike."""
        mine: list[Name] = [(int(row["seed"]), int(row["level"])) for row in inputs]
        names = list(gather_object(mine))
        chosen = list(self.seams.curriculum.choose(names[:: self.num_generations]))
        everyone = [name for name in chosen for _ in range(self.num_generations)]
        if everyone == names:
            return [dict(row) for row in inputs]
        if len(everyone) != len(names):
            raise ValueError(f"the curriculum chose {len(chosen)} names, not {len(names) // self.num_generations}")
        start = self.accelerator.process_index * len(inputs)
        return [self.bridge.row(name) for name in everyone[start : start + len(inputs)]]

    def _calculate_rewards(
        self, inputs: list[dict[str, Any]], prompts: Any, completions: Any, completion_ids_list: Any
    ) -> torch.Tensor:
        """Shape the gathered rewards, group by group."""
        rewards: torch.Tensor = super()._calculate_rewards(inputs, prompts, completions, completion_ids_list)
        last = self.bridge.last
        columns = ("reward", "length", "score", "role", "rival")
        local = torch.tensor(np.stack([last[column] for column in columns], axis=1), dtype=torch.float64)
        paid, lengths, scores, *seats = self.accelerator.gather(local.to(self.accelerator.device)).cpu().numpy().T
        roles, rivals = (numbers.astype(int) for numbers in seats)
        groups = np.arange(len(paid)) // self.num_generations
        if self.bridge.shapers:
            paid = shape_through(self.bridge.shapers, paid, lengths, scores, groups, rollouts=self.num_generations)
        names = gather_object([(int(row["seed"]), int(row["level"])) for row in inputs])
        start = self.accelerator.process_index * len(inputs)
        mine = slice(start, start + len(inputs))
        self.batch = Batch(paid, scores, lengths, groups, names, mine, roles, rivals)
        if self.bridge.shapers:
            rewards[:, 0] = torch.tensor(paid, dtype=rewards.dtype, device=rewards.device)
        return rewards

    def _compute_loss(self, model: Any, inputs: dict[str, Any]) -> torch.Tensor:
        """Add the loss term and the demonstrations to the policy loss."""
        loss: torch.Tensor = super()._compute_loss(model, inputs)
        if not self.model.training:
            return loss
        share = 1.0 / self.current_gradient_accumulation_steps  # TRL has scaled its own part already
        term = self.seams.loss_term.compute(self, model, inputs)
        if term is not None:
            loss = loss + share * term
        shown = self.seams.demonstrations.batch(self.state.global_step)
        if shown is not None:
            tensors = {key: shown[key].to(loss.device) for key in ("input_ids", "attention_mask", "labels")}
            loss = loss + share * float(shown.get("weight", 1.0)) * model(**tensors).loss
        return loss
