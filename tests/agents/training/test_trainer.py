"""The trainer: TRL's signatures frozen, do-nothing seams do nothing, shaping and the seams reach the loss."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import gymnasium as gym
import numpy as np
import pytest

pytest.importorskip("trl")
import torch
from datasets import Dataset
from transformers import set_seed
from trl import GRPOConfig, GRPOTrainer

from palaestra.agents.llm import nano
from palaestra.agents.recipes.grpo import NANO_SORT, trl_config
from palaestra.agents.training import Batch, Bridge, SeamedGRPOTrainer, Seams, WarmUp, warm_up
from palaestra.agents.training.trainer import OVERRIDDEN

TOKENIZER = nano.make_tokenizer()


def make() -> gym.Env[Any, Any]:
    return gym.make("Puzzle-Sort-v0", length=2, letters=4, format="plain")


def bridge(**kwargs: Any) -> Bridge:
    return Bridge(make, TOKENIZER, **kwargs)


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    """A model that has seen a few demonstrations, so that some of its answers are right."""
    model = nano.make_model(TOKENIZER, hidden=32, layers=1)
    warm_up(model, bridge(), WarmUp(steps=40, good=1.0, count=64, batch=32, learning_rate=1e-2), seed=0)
    return {key: value.clone() for key, value in model.state_dict().items()}


def run(weights: dict[str, torch.Tensor], out: Path, trainer: Any = None, seams: Any = None, **kwargs: Any) -> Any:
    """Train two steps and return the log of the steps."""
    model = nano.make_model(TOKENIZER, hidden=32, layers=1)
    model.load_state_dict(weights)
    b = bridge(**kwargs)
    rows = Dataset.from_list([b.row(name) for name in b.names(64, 0)])
    settings = NANO_SORT.from_json({"steps": 2, "prompts": 4, "rollouts": 4, "max_new_tokens": 4})
    config = GRPOConfig(**trl_config(settings, out) | {"save_strategy": "no"})
    common = {"model": model, "args": config, "train_dataset": rows, "processing_class": TOKENIZER}
    set_seed(0)
    t = trainer(reward_funcs=b.reward, **common) if trainer else SeamedGRPOTrainer(b, seams, **common)
    t.train()
    keys = ("loss", "reward", "grad_norm", "accuracy")
    return t, [{key: line[key] for key in keys} for line in t.state.log_history if "reward" in line]


def test_the_overridden_methods_have_the_signatures_that_we_know() -> None:
    found = {name: tuple(inspect.signature(getattr(GRPOTrainer, name)).parameters) for name in OVERRIDDEN}
    assert found == OVERRIDDEN
    own = {name for name, value in vars(SeamedGRPOTrainer).items() if inspect.isfunction(value)}
    assert {name for name in own if hasattr(GRPOTrainer, name)} - {"__init__"} == set(OVERRIDDEN)
    assert len(OVERRIDDEN) <= 4


def test_without_parts_it_is_trl(weights: Any, tmp_path: Path) -> None:
    _, ours = run(weights, tmp_path)
    _, theirs = run(weights, tmp_path, trainer=GRPOTrainer)
    assert ours == theirs
    assert any(line["reward"] > 0 for line in ours)
    assert any(line["grad_norm"] > 0 for line in ours)


class Recorder:
    """Every seam at once, remembering what it was shown."""

    def __init__(self, names: list[tuple[int, int]]) -> None:
        self.names, self.batches, self.saw, self.losses = names, [], [], 0
        self.kept = {"told": 3}
        self.shown: dict[str, Any] | None = None

    def choose(self, names: Any) -> Any:
        return self.names[: len(names)]

    def record(self, batch: Batch) -> None:
        self.batches.append(batch)

    def state_dict(self) -> dict[str, Any]:
        return self.kept

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.kept = state

    def batch(self, step: int) -> dict[str, Any] | None:
        self.saw.append(step)
        return self.shown


def test_the_curriculum_decides_the_names_and_learns_how_they_went(weights: Any, tmp_path: Path) -> None:
    names = bridge().names(4, seed=99)
    part = Recorder(names)
    run(weights, tmp_path, seams=Seams(curriculum=part))
    assert len(part.batches) == 2
    for batch in part.batches:
        assert list(batch.names) == [name for name in names for _ in range(4)]
        assert batch.groups.tolist() == [i // 4 for i in range(16)]
        assert batch.rewards.tolist() == batch.scores.tolist()
        assert (batch.lengths >= 1).all()


def test_the_advantage_replaces_trls(weights: Any, tmp_path: Path) -> None:
    class Nothing:
        def compute(self, advantages: Any, batch: Batch, inputs: dict[str, Any]) -> Any:
            assert advantages.shape == (16,)
            return torch.zeros_like(inputs["completion_mask"], dtype=torch.float32)  # (B, T) is allowed too

    _, log = run(weights, tmp_path, seams=Seams(advantage=Nothing()))
    assert [line["grad_norm"] for line in log] == [0.0, 0.0]


def test_loss_term_and_demonstrations_are_added(weights: Any, tmp_path: Path) -> None:
    class Two:
        def compute(self, trainer: Any, model: Any, inputs: dict[str, Any]) -> Any:
            return torch.tensor(2.0)

    _, plain = run(weights, tmp_path)
    _, more = run(weights, tmp_path, seams=Seams(loss_term=Two()))
    assert [b["loss"] - a["loss"] for a, b in zip(plain, more, strict=True)] == pytest.approx([2, 2], abs=1e-3)
    part = Recorder([])
    ids = torch.tensor([TOKENIZER("Sort 10.\n01")["input_ids"]])
    part.shown = {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": ids, "weight": 0.5}
    _, taught = run(weights, tmp_path, seams=Seams(demonstrations=part))
    assert part.saw == [0, 1]
    model = nano.make_model(TOKENIZER, hidden=32, layers=1)
    model.load_state_dict(weights)
    expected = 0.5 * float(model(ids, labels=ids).loss)
    assert taught[0]["loss"] - plain[0]["loss"] == pytest.approx(expected, abs=1e-3)


def test_group_shapers_see_the_whole_batch_and_change_what_is_paid(weights: Any, tmp_path: Path) -> None:
    seen = []

    class Minus:
        def remember(self, *batch: Any) -> None:
            seen.append(batch)

        def shape(self, rewards: Any, lengths: Any, scores: Any, groups: Any) -> Any:
            seen.append((rewards.copy(), lengths, scores, groups))
            return rewards - 0.25 * (groups == 0)

    _, plain = run(weights, tmp_path)
    _, shaped = run(weights, tmp_path, shapers=[Minus()])
    assert shaped[0]["reward"] == pytest.approx(plain[0]["reward"] - 0.25 / 4)
    rewards, lengths, scores, groups = seen[0]
    assert all(np.array_equal(a, b) for a, b in zip(seen[0], seen[1], strict=True))
    assert np.array_equal(rewards, scores)
    assert lengths.shape == (16,)
    assert groups[-1] == 3


def test_the_memory_of_the_parts_is_in_the_trainers_state(weights: Any, tmp_path: Path) -> None:
    part = Recorder(bridge().names(4, 1))
    trainer, _ = run(weights, tmp_path, seams=Seams(curriculum=part))
    state = next(c for c in trainer.callback_handler.callbacks if type(c).__name__ == "SeamState")
    part.kept = {"told": 8}
    assert state.state()["attributes"]["memory"] == {"curriculum": {"told": 8}}
