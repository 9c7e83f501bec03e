"""A model's exact policy: against sampling, against a model whose answer is known, and in exploitability."""

from __future__ import annotations

import functools
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
import torch

from palaestra.agents.llm import TransformersAgent, nano
from palaestra.agents.llm.policy import ModelPolicy, conversations, score
from palaestra.agents.table import table
from palaestra.envs.games import Tree, UnsolvableError, exploitability

TOKENIZER = nano.make_tokenizer()
KUHN = functools.partial(table, "Game-KuhnPoker-v0", format="plain")


class Level(torch.nn.Module):
    """Thinks every token as likely as every other."""

    generation_config = SimpleNamespace(eos_token_id=None)

    def __init__(self) -> None:
        super().__init__()
        self.bias = torch.nn.Parameter(torch.zeros(()))

    def forward(self, input_ids: Any, logits_to_keep: int = 0, **_: Any) -> Any:
        return SimpleNamespace(logits=self.bias + torch.zeros(*input_ids.shape, len(TOKENIZER))[:, -logits_to_keep:])


def test_a_model_whose_answers_are_known() -> None:
    policy = ModelPolicy(Level(), TOKENIZER, KUHN)
    infosets = Tree(KUHN().rules).infosets
    assert len(policy.chances) == len(infosets) == 12
    v = len(TOKENIZER)  # "bet" and its end are four tokens, "pass" and its end five
    for infoset in infosets:
        assert policy(infoset) == pytest.approx({0: 1 / (v + 1), 1: v / (v + 1)})
        assert policy.legal[infoset.seat, infoset.key] == pytest.approx(v**-4 + v**-5)

    def betting(infoset: Any) -> dict[int, float]:
        return {0: 1 / (v + 1), 1: v / (v + 1)}

    assert exploitability(KUHN().rules, policy) == pytest.approx(exploitability(KUHN().rules, betting))


def test_conversations_are_those_of_the_game() -> None:
    found = conversations(KUHN, TOKENIZER)
    texts = [TOKENIZER.decode(context) for context, _ in found.values()]
    assert len(set(texts)) == 12
    second = [text for text in texts if text.count("Your card is") == 2]
    assert len(second) == 3, "the first seat passed with one of three cards, and the other bet"
    assert all("\npass<eos>\n" in text and "player 2 bets" in text for text in second)


def test_scores_do_not_depend_on_the_company() -> None:
    model = nano.make_model(TOKENIZER, hidden=32, layers=1)
    rows = [(TOKENIZER(a)["input_ids"], TOKENIZER(b)["input_ids"]) for a, b in [("ab", "c"), ("a long one", "word")]]
    together = score(model, TOKENIZER, rows)
    alone = np.concatenate([score(model, TOKENIZER, [row]) for row in rows])
    assert together == pytest.approx(alone, abs=1e-4)
    logps = model(input_ids=torch.tensor([rows[0][0] + rows[0][1]])).logits[0].log_softmax(-1)
    assert alone[0] == pytest.approx(float(logps[1, rows[0][1][0]].detach()), abs=1e-4)


def test_it_is_what_sampling_does() -> None:
    model = nano.make_model(TOKENIZER, hidden=32, layers=1, seed=3)
    context = TOKENIZER("x")["input_ids"]
    chances = np.exp(score(model, TOKENIZER, [(context, [token]) for token in range(len(TOKENIZER))]))
    assert chances.sum() == pytest.approx(1, abs=1e-4)
    drawn = TransformersAgent(model, TOKENIZER, max_new_tokens=1).generate([context] * 4000)
    counts = np.bincount([completion.token_ids[0] for completion in drawn], minlength=len(TOKENIZER)) / 4000
    assert np.abs(counts - chances).max() < 0.02


def test_a_game_too_large_is_refused() -> None:
    with pytest.raises(UnsolvableError):
        conversations(functools.partial(table, "Game-ConnectFour-v0", format="plain"), TOKENIZER)
