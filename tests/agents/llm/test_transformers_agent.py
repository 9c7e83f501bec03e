"""The Transformers agent: seeded, batched without mixing rows up, with a memory for each slot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
import torch

from palaestra.agents.llm import TransformersAgent, load_model, nano, prompts, smollm2
from palaestra.envs import Completion, PalaestraError

TOKENIZER = nano.make_tokenizer()
MODEL = nano.make_model(TOKENIZER)
TEXTS = ["one", "three and more words", "2 + 2", "", "x" * 50]
CHAT = (
    "{% for m in messages %}{{ '[' + m['role'] + ']' + m['content'] + '<eos>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '[assistant]' }}{% endif %}"
)


def ask(texts: list[str], **how: Any) -> list[Any]:
    agent = TransformersAgent(MODEL, TOKENIZER, max_new_tokens=8, **how)
    agent.reset(range(len(texts)))
    return agent.act(texts, [{}] * len(texts), range(len(texts)))


def test_equal_seeds_give_equal_texts_and_leave_torch_alone() -> None:
    torch.manual_seed(4)
    expected = torch.rand(2)
    torch.manual_seed(4)
    first = ask(TEXTS, seed=1)
    assert torch.equal(torch.rand(2), expected)
    assert first == ask(TEXTS, seed=1) != ask(TEXTS, seed=2)


def test_greedy_answers_do_not_depend_on_the_batch() -> None:
    assert ask(TEXTS, temperature=0, batch_size=5) == ask(TEXTS, temperature=0, batch_size=1)


def test_completions_carry_the_ids_they_were_sampled_as() -> None:
    for completion in ask(TEXTS):
        assert isinstance(completion, Completion)
        assert 1 <= len(completion.token_ids) <= 8
        assert TOKENIZER.decode(completion.token_ids, skip_special_tokens=True) == completion
        assert TOKENIZER.eos_token_id not in completion.token_ids[:-1]


def test_a_slot_remembers_until_it_is_reset() -> None:
    agent = TransformersAgent(MODEL, TOKENIZER, max_new_tokens=8, temperature=0)
    first = agent.act(["hello"], [{}], [3])
    second = agent.act(["and now"], [{}], [3])
    agent.reset([3])
    assert agent.act(["hello"], [{}], [3]) == first
    context = prompts.encode(TOKENIZER, [{"role": "user", "content": t} for t in ("hello", first[0], "and now")])
    assert agent.generate([context]) == second


@pytest.mark.parametrize("template", [None, CHAT])
def test_a_conversation_grows_by_the_tokens_that_rendering_it_would_add(template: str | None) -> None:
    tokenizer = nano.make_tokenizer()
    tokenizer.chat_template = template
    tokenizer.add_special_tokens({"eos_token": "<eos>"})
    before = prompts.opening("question", "be brief" if template else None)
    after = [*before, {"role": "assistant", "content": "answer"}, {"role": "user", "content": "wrong"}]
    grown = prompts.render(tokenizer, before) + "answer"
    for ended in (True, False):
        ids = prompts.continuation(tokenizer, "wrong", ended=ended)
        said = grown + ("<eos>" if ended and template else "")
        assert said + tokenizer.decode(ids) == prompts.render(tokenizer, after)


def test_models_that_are_not_there_are_one_helpful_line(tmp_path: Path) -> None:
    with pytest.raises(PalaestraError, match="holds no model"):
        load_model(tmp_path)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(PalaestraError, match="no model"):
        load_model(tmp_path)
    with pytest.raises(PalaestraError, match="max_new_tokens=0"):
        TransformersAgent(MODEL, TOKENIZER, max_new_tokens=0)


def test_a_run_folder_is_a_model(tmp_path: Path) -> None:
    MODEL.save_pretrained(tmp_path / "model")
    TOKENIZER.save_pretrained(tmp_path / "model")
    model, _ = load_model(tmp_path)
    assert torch.equal(model.lm_head.weight, MODEL.lm_head.weight)


def test_a_wheel_that_is_not_the_known_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALAESTRA_CACHE", str(tmp_path))
    (tmp_path / smollm2.WHEEL).write_bytes(b"something else")
    with pytest.raises(PalaestraError, match="sha256"):
        load_model("smollm2")
    assert [path.name for path in tmp_path.iterdir()] == [smollm2.WHEEL]
