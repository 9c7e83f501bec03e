"""The nano model: its tokenizer loses nothing, and what is saved is what is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("torch")
import torch

from palaestra.agents.llm import load_model, nano

WORDS = ["Sort", " the", " characters"]
PLAIN, WORDY = nano.make_tokenizer(), nano.make_tokenizer(WORDS)


@given(st.text(alphabet=nano.ALPHABET, max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_of_the_alphabet_comes_back(text: str) -> None:
    for tokenizer in (PLAIN, WORDY):
        assert tokenizer.decode(tokenizer(text)["input_ids"]) == text
    assert len(PLAIN(text)["input_ids"]) == len(text)


def test_words_are_one_token_only_where_they_stand_alone() -> None:
    text = "Sort the characters of thesis."
    assert WORDY.convert_ids_to_tokens(WORDY(text)["input_ids"])[:3] == WORDS
    assert WORDY.decode(WORDY(text)["input_ids"]) == text
    assert len(WORDY(text)["input_ids"]) == len(text) - sum(len(word) - 1 for word in WORDS)


def test_unknown_characters_are_one_unknown_token() -> None:
    assert PLAIN("é中")["input_ids"] == [PLAIN.unk_token_id] * 2
    assert nano.make_tokenizer(extra="é").unk_token_id not in nano.make_tokenizer(extra="é")("é")["input_ids"]


def test_common_words_stand_in_a_share_of_the_prompts() -> None:
    assert nano.common_words(["Add one to 2.", "Add two to 2.", "Add an apple to 2."]) == [" to", "Add"]
    assert nano.common_words(["Add one to 2.", "Take one from 2.", "Add 3."], share=0.5) == [" one", "Add"]
    assert nano.common_words([]) == []


@given(st.lists(st.text(alphabet="ab \n.", max_size=12), max_size=8), st.text(alphabet=nano.ALPHABET, max_size=40))
@settings(max_examples=60, deadline=None)
def test_with_any_phrases_any_text_comes_back(prompts: list[str], text: str) -> None:
    tokenizer = nano.make_tokenizer(nano.common_phrases(prompts))
    for one in [*prompts, text]:
        assert tokenizer.decode(tokenizer(one)["input_ids"]) == one


def test_phrases_join_what_is_always_together() -> None:
    boards = [f"You are {who}.\nBoard: {a} {b}\nMove now." for who in "XO" for a in "XO." for b in "XO."]
    tokenizer = nano.make_tokenizer(nano.common_phrases(boards))
    cut = [tuple(tokenizer.convert_ids_to_tokens(tokenizer(board)["input_ids"])) for board in boards]
    assert len(set(cut)) == len(boards)
    assert max(map(len, cut)) <= 5, "who is asked, two squares, and what never changes around them"
    assert nano.common_phrases([]) == []


def test_saved_and_loaded_it_is_the_same(tmp_path: Path) -> None:
    model = nano.make_model(WORDY, seed=3)
    model.save_pretrained(tmp_path)
    WORDY.save_pretrained(tmp_path)
    again, tokenizer = load_model(tmp_path)
    text = "Sort the characters of 7302.\n\nReply."
    assert tokenizer(text)["input_ids"] == WORDY(text)["input_ids"]
    assert tokenizer.padding_side == "left"
    assert tokenizer.eos_token_id == again.generation_config.eos_token_id
    ids = torch.tensor([WORDY(text)["input_ids"]])
    assert torch.equal(model(ids).logits, again(ids).logits)


def test_weights_are_a_function_of_the_seed_and_touch_no_global_state() -> None:
    torch.manual_seed(1)
    expected = torch.rand(3)
    torch.manual_seed(1)
    one = nano.make_model(PLAIN, seed=5)
    assert torch.equal(torch.rand(3), expected)
    two, other = nano.make_model(PLAIN, seed=5), nano.make_model(PLAIN, seed=6)
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))
    assert not torch.equal(one.lm_head.weight, other.lm_head.weight)
