"""Text as spaces and actions: any Unicode, through shared memory too; completions keep their token ids."""

import copy
import multiprocessing
import pickle

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.vector.utils import create_shared_memory, read_from_shared_memory, write_to_shared_memory
from hypothesis import given
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs import Completion, Prose, length_of


@given(nasty_texts())
def test_every_string_that_fits_is_prose(text: str) -> None:
    assert Prose(len(text)).contains(text)
    assert not text or not Prose(len(text) - 1).contains(text)


@pytest.mark.parametrize("thing", [1, None, b"bytes", ["a"], np.array("a")])
def test_nothing_else_is(thing: object) -> None:
    assert thing not in Prose(100)


@given(st.integers(0, 2**32 - 1), st.integers(0, 40))
def test_samples_are_prose_and_seeded(seed: int, longest: int) -> None:
    space, twin = Prose(longest, seed=seed), Prose(longest, seed=seed)
    texts = [space.sample() for _ in range(5)]
    assert all(text in space for text in texts)
    assert texts == [twin.sample() for _ in range(5)]


def test_samples_leave_ascii() -> None:
    space = Prose(seed=0)
    assert any(not space.sample().isascii() for _ in range(50))
    with pytest.raises(ValueError, match="neither mask"):
        space.sample(mask=(1, None))


def test_equality_and_copies() -> None:
    assert Prose(5) == Prose(5) != Prose(6)
    assert Prose(5) != gym.spaces.Text(5)
    assert len({Prose(5), Prose(5), Prose(6)}) == 2
    assert repr(Prose(5)) == "Prose(5)"
    assert pickle.loads(pickle.dumps(Prose(5))) == copy.deepcopy(Prose(5)) == Prose(5)


@given(st.lists(nasty_texts(8).map(lambda text: text[:40]), min_size=3, max_size=3))
def test_shared_memory_holds_texts_whole(texts: list[str]) -> None:
    space = Prose(40)
    memory = create_shared_memory(space, 3, multiprocessing)
    live = read_from_shared_memory(space, memory, 3)
    assert tuple(live) == ("", "", "")
    for i, text in enumerate(texts):
        write_to_shared_memory(space, i, text, memory)
    assert tuple(live) == tuple(texts)  # a view: it shows what stands there now
    kept = copy.deepcopy(live)
    write_to_shared_memory(space, 1, "later", memory)
    assert kept == tuple(texts)  # a copy does not
    assert live[1] == "later"


def test_the_longest_text_fits_in_its_widest_signs() -> None:
    space = Prose(7)
    memory = create_shared_memory(space, 2)
    write_to_shared_memory(space, 1, "\U0001f600" * 7, memory)
    assert list(read_from_shared_memory(space, memory, 2)) == ["", "\U0001f600" * 7]
    with pytest.raises(ValueError, match="does not fit"):
        write_to_shared_memory(space, 0, "a" * 8, memory)


@given(nasty_texts(), st.lists(st.integers(0, 10**6), max_size=20))
def test_completions_pickle_and_compare_as_text(text: str, ids: list[int]) -> None:
    completion = Completion(text, ids)
    again = pickle.loads(pickle.dumps(completion))
    assert again == completion == text
    assert isinstance(again, Completion)
    assert again.token_ids == tuple(ids)
    assert copy.deepcopy(completion).token_ids == tuple(ids)
    assert length_of(completion) == length_of(completion, "chars") == len(ids)


def test_lengths() -> None:
    assert length_of("one two\nthree") == 3
    assert length_of("中é", "chars") == 2
    assert length_of("a-b-c", lambda text: text.count("-")) == 2
    assert length_of("") == 0
    with pytest.raises(ValueError, match="'words', 'chars' or a function"):
        length_of("a", "tokens")
