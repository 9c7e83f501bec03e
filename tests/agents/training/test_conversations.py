"""Multi-turn episodes: the environment's words are masked, budgets hold, and TRL can train on them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("trl")
import torch
from datasets import Dataset
from transformers import GenerationConfig
from trl import GRPOConfig

from palaestra.agents.llm import nano
from palaestra.agents.llm.prompts import continuation
from palaestra.agents.recipes.grpo import NANO_SORT, trl_config
from palaestra.agents.training import Bridge, SeamedGRPOTrainer
from palaestra.envs import ChatEnv, Playable, Problem, Verdict

TOKENIZER = nano.make_tokenizer()


@dataclass(frozen=True)
class Echo(Playable):
    """Say the digits of a two-digit number, one a turn; any character is read as a digit."""

    n_moves = 10  # type: ignore[assignment]
    shape = (2,)  # type: ignore[assignment]
    horizon = 3  # type: ignore[assignment]
    move_help = "Say a digit."  # type: ignore[assignment]

    def generate(self, rng: np.random.Generator) -> Problem:
        digits = [int(rng.integers(10)), int(rng.integers(10))]
        return Problem(f"Say {digits[0]}{digits[1]}.", {"digits": digits})

    def solve(self, problem: Problem) -> str:
        return "".join(map(str, problem.data["digits"]))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        return Verdict.correct() if answer == self.solve(problem) else Verdict.wrong("another number")

    def plan(self, problem: Problem) -> list[int]:
        return list(problem.data["digits"])

    def start(self, problem: Problem) -> Any:
        return ()

    def legal(self, problem: Problem, state: Any) -> np.ndarray:
        return np.ones(10, bool)

    def apply(self, problem: Problem, state: Any, move: int) -> Any:
        return (*state, move)

    def over(self, problem: Problem, state: Any) -> bool:
        return len(state) == 2

    def observe(self, problem: Problem, state: Any) -> np.ndarray:
        return np.zeros(2, np.float32)

    def show(self, problem: Problem, state: Any) -> str:
        return "".join(map(str, state))

    def parse(self, problem: Problem, text: str) -> int | None:
        return ord(text[0]) % 10 if text else None

    def write(self, problem: Problem, move: int) -> str:
        return str(move)


def make() -> ChatEnv:
    return ChatEnv(Echo(), format="plain")


def fake_trainer(budget: int) -> Any:
    model = nano.make_model(TOKENIZER, hidden=32, layers=1)
    return SimpleNamespace(
        accelerator=SimpleNamespace(unwrap_model=lambda m: m, device=torch.device("cpu")),
        model=model,
        max_completion_length=budget,
        generation_config=GenerationConfig(do_sample=True, eos_token_id=1, pad_token_id=0),
    )


@pytest.mark.parametrize("budget", [3, 12, 60])
def test_only_the_models_own_tokens_are_trained_on(budget: int) -> None:
    torch.manual_seed(0)
    bridge = Bridge(make, TOKENIZER, turn_tokens=4)
    assert bridge.multi_turn
    names = bridge.names(8, 0)
    rows = [bridge.row(name) for name in names]
    bridge.stash(rows)
    out = bridge.rollout([row["prompt"] for row in rows], fake_trainer(budget))
    for name, row, prompt, ids, mask, end in zip(
        names, rows, out["prompt_ids"], out["completion_ids"], out["env_mask"], out["episode"], strict=True
    ):
        assert TOKENIZER.decode(prompt) == row["prompt"]
        assert len(ids) == len(mask) <= budget
        assert ids
        assert end["length"] == sum(mask)
        said, heard = replay(name, ids, mask)
        assert said == [token for token, own in zip(ids, mask, strict=True) if own]
        assert heard == [token for token, own in zip(ids, mask, strict=True) if not own]
    if budget == 60:
        assert any(0 in mask for mask in out["env_mask"])


def replay(name: tuple[int, int], ids: list[int], mask: list[int]) -> tuple[list[int], list[int]]:
    """Play the model's turns again in a fresh environment; return what both sides say."""
    turns: list[list[int]] = [[]]
    for before, token, own in zip([1, *mask], ids, mask, strict=False):
        if own and not before:
            turns.append([])
        if own:
            turns[-1].append(token)
    env = make()
    env.reset(seed=name[0])
    heard: list[int] = []
    for turn in turns:
        observation, _, ended, _, _ = env.step(TOKENIZER.decode(turn, skip_special_tokens=True))
        if not ended and turn is not turns[-1]:
            heard += continuation(TOKENIZER, observation, ended=turn[-1] == TOKENIZER.eos_token_id)
    return [token for turn in turns for token in turn], heard


def test_trl_trains_on_conversations(tmp_path: Path) -> None:
    bridge = Bridge(make, TOKENIZER, turn_tokens=3)
    settings = NANO_SORT.from_json({"steps": 2, "prompts": 4, "rollouts": 4, "max_new_tokens": 24})
    trainer = SeamedGRPOTrainer(
        bridge,
        model=nano.make_model(TOKENIZER, hidden=32, layers=1),
        args=GRPOConfig(**trl_config(settings, tmp_path) | {"save_strategy": "no"}),
        train_dataset=Dataset.from_list([bridge.row(name) for name in bridge.names(32, 0)]),
        processing_class=TOKENIZER,
    )
    trainer.train()
    lines = [line for line in trainer.state.log_history if "reward" in line]
    assert len(lines) == 2
    assert all(line["length"] == pytest.approx(line["completions/mean_length"]) for line in lines)
    assert all(set(sample) >= {"seed", "prompt", "completion", "reward", "answer"} for sample in bridge.samples)
    assert any(line["grad_norm"] > 0 for line in lines)
