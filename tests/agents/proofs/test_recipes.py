"""Expert iteration and STP: what they pay, what they keep, and a run cut off that ends as if nothing had happened."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("trl")

from palaestra.agents.llm import load_model
from palaestra.agents.proofs import LMPolicy, prove
from palaestra.agents.proofs.conjecture import admissible, barely_provable, key_of, spaced
from palaestra.agents.proofs.lm import compact, fit, reads, tokenizer_for
from palaestra.agents.proofs.rounds import POOL, Proving, draw, lessons
from palaestra.agents.recipes import expert_iteration, stp
from palaestra.agents.recipes.expert_iteration import ExpertIteration
from palaestra.agents.recipes.stp import STP
from palaestra.envs import PalaestraError, split_of
from palaestra.envs.proofs import check_proof, start
from palaestra.envs.proofs.tasks.propositional import Propositional

TASK, ID = Propositional.levels[0], "Proof-Propositional-v0"
SMALL: dict[str, Any] = {
    "model": "nano-64x1", "rounds": 2, "demonstrations": 12, "warm_up": 120, "theorems": 12, "steps": 20, "batch": 16,
    "learning_rate": 4e-3, "expansions": 12,
}  # fmt: skip
RECIPES: list[tuple[Callable[..., Path], Proving]] = [
    (expert_iteration.train, ExpertIteration(**SMALL)),
    (stp.train, STP(**SMALL, attempts=4, conjectures=12, conjecture_tokens=60)),
]


def test_the_reward_of_a_conjecture() -> None:
    assert [barely_provable(p) for p in (0, 0.125, 0.25, 0.5)] == [0, 0.875, 0.75, 0]
    assert barely_provable(1.0) == 0
    assert barely_provable(0.5, most=0.5) == 0.5


def test_compact_statements_mean_the_same() -> None:
    for problem in draw(TASK, ID, "train", 0, 10):
        text = problem.data["statement"]
        assert str(start(compact(text))) == str(start(text)) == str(start(spaced(compact(text))))


def test_a_conjecture_is_new_well_formed_not_trivial_and_of_the_train_split() -> None:
    held_out = draw(TASK, ID, "test", 0, 8)
    train = draw(TASK, ID, "train", 0, 8)
    for problem in held_out:
        assert key_of(TASK, ID, problem.data["statement"]) == problem.key
        assert admissible(TASK, ID, problem.data["statement"], set()) == ""
    for problem in train:
        assert admissible(TASK, ID, problem.data["statement"], set()) == problem.key
        assert admissible(TASK, ID, problem.data["statement"], {problem.key}) == ""
    for text in ("", "(p : Prop) : p → p", "(p : Prop) : p →", "(p q : Prop) (h1 : p) : h1", "p : q"):
        assert admissible(TASK, ID, f"theorem target {text}" if text else "", set()) == ""


def test_beam_search_gives_the_models_own_probabilities() -> None:
    import torch

    from palaestra.agents.llm import nano

    pairs = [(reads("p q : Prop\nh1 : p\n⊢ p"), "exact h1"), (reads("p q : Prop\n⊢ p → q"), "intro h1")]

    tokenizer = tokenizer_for([text for pair in pairs for text in pair] * 2)
    policy = LMPolicy(nano.make_model(tokenizer, hidden=32, layers=1), tokenizer, width=3)
    fit(policy, pairs, steps=40, batch=2, learning_rate=1e-2)
    said = policy.suggest(["p q : Prop\nh1 : p\n⊢ p", "p q : Prop\n⊢ p → q"])
    assert [found[0].tactic for found in said] == ["exact h1", "intro h1"]
    for (read, _), found in zip(pairs, said, strict=True):
        assert sum(np.exp(s.logp) for s in found) <= 1 + 1e-5
        assert [s.logp for s in found] == sorted((s.logp for s in found), reverse=True)
        for tactic, logp in found:
            prompt = policy.encode(read)
            answer = [*tokenizer(tactic, add_special_tokens=False)["input_ids"], tokenizer.eos_token_id]
            with torch.no_grad():
                logps = policy.model(torch.tensor([prompt + answer])).logits[0].log_softmax(-1)
            own = sum(float(logps[len(prompt) + i - 1, token]) for i, token in enumerate(answer))
            assert own <= logp + 1e-3  # another way to cut the text into tokens may be likelier than the usual one
            if tactic == found[0].tactic:
                assert own == pytest.approx(logp, abs=1e-3)


def rows(path: Path) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [{key: value for key, value in row.items() if key != "seconds"} for row in found]


@pytest.mark.parametrize(("train", "settings"), RECIPES, ids=["expert-iteration", "stp"])
def test_a_resumed_run_equals_one_that_never_stopped(
    train: Callable[..., Path], settings: Proving, tmp_path: Path
) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    model = train(TASK, ID, settings, whole, progress=False)

    def dies(step: int, policy: LMPolicy) -> None:
        if step == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(TASK, ID, settings, cut, on_round=dies, progress=False)
    with pytest.raises(PalaestraError, match="resume"):
        train(TASK, ID, settings, cut, progress=False)
    with pytest.raises(PalaestraError, match="seed"):
        train(TASK, ID, dataclasses.replace(settings, seed=1), cut, resume=True, progress=False)
    again = train(TASK, ID, settings, cut, resume=True, progress=False)
    assert rows(cut / "metrics.jsonl") == rows(whole / "metrics.jsonl")
    assert rows(cut / "ledger.jsonl") == rows(whole / "ledger.jsonl")
    assert rows(whole / "ledger.jsonl")
    one, other = (load_model(path)[0].state_dict() for path in (model, again))
    assert all(bool((one[name] == other[name]).all()) for name in one)
    for row in rows(whole / "ledger.jsonl"):
        assert check_proof(row["statement"], "by\n  " + "\n  ".join(row["script"])).is_correct
        assert split_of(key_of(TASK, ID, row["statement"])) == "train"


def test_what_is_shown_is_never_to_be_proved() -> None:
    shown = {p.key for p in draw(TASK, ID, "train", 0, 30)}
    assert not shown & {p.key for p in draw(TASK, ID, "train", POOL, 30, shown)}


@pytest.mark.slow
def test_expert_iteration_proves_more_of_what_is_held_out(tmp_path: Path) -> None:
    settings = ExpertIteration(rounds=2, theorems=96)
    held_out = [p.data["statement"] for p in draw(TASK, ID, "test", 0, 64)]
    proved: list[int] = []

    def measure(step: int, policy: LMPolicy) -> None:
        proved.append(sum(o.proved for o in prove(held_out, policy, settings.method())))

    expert_iteration.train(TASK, ID, settings, tmp_path, on_round=measure, progress=False)
    assert proved[-1] > proved[0] + 5


def test_lessons_are_each_goal_with_its_tactic() -> None:
    row = {"statement": "theorem t (p q : Prop) (h1 : p ∧ q) : q", "script": ["rcases h1 with ⟨h1, h2⟩", "exact h2"]}
    assert lessons([row, row]) == [
        ("p q:Prop\nh1:p∧q\n⊢q", "rcases h1 with ⟨h1, h2⟩"),
        ("p q:Prop\nh1:p\nh2:q\n⊢q", "exact h2"),
    ]
