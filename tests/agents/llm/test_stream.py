"""A stream is what an agent, training and evaluation read alike."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

from palaestra.agents.llm import TransformersAgent, nano
from palaestra.agents.llm.prompts import Stream
from palaestra.envs import KnobError

TOKENIZER = nano.make_tokenizer()
EOS = TOKENIZER.eos_token_id


def ids(text: str) -> list[int]:
    return [int(i) for i in TOKENIZER(text)["input_ids"]]


def test_what_is_heard_and_said_and_which_is_which() -> None:
    stream = Stream(TOKENIZER, system="Be brief.")
    assert stream.hear("one")
    assert stream.prompt == ids("Be brief.\none\n")
    stream.say([*ids("a"), EOS])
    assert stream.hear("two")
    stream.say(ids("bc"))
    assert stream.ids == [*ids("a"), EOS, *ids("\ntwo\n"), *ids("bc")]
    assert stream.mask == [1, 1, 0, 0, 0, 0, 0, 1, 1]
    assert stream.own == 4
    assert stream.context == stream.prompt + stream.ids


@pytest.mark.parametrize(("budget", "room"), [(7, False), (8, True)])
def test_a_message_without_room_for_an_answer_is_not_heard(budget: int, room: bool) -> None:
    stream = Stream(TOKENIZER)
    assert stream.hear("one", budget)
    stream.say([*ids("a"), EOS])
    assert stream.hear("two", budget) is room  # 2 said and 5 heard are 7, and an answer needs one more
    assert len(stream.ids) == (7 if room else 2)


def test_an_agent_reads_its_own_end_tokens_as_training_does() -> None:
    model = nano.make_model(TOKENIZER, hidden=32, layers=1)
    agent = TransformersAgent(model, TOKENIZER, max_new_tokens=4, temperature=0)
    read: list[list[int]] = []
    generate = agent.generate
    agent.generate = lambda prompts: read.extend(map(list, prompts)) or generate(prompts)  # type: ignore[method-assign]
    [first] = agent.act(["one"], [{}], [0])
    agent.act(["two"], [{}], [0])
    stream = Stream(TOKENIZER)
    stream.hear("one")
    stream.say(first.token_ids)
    stream.hear("two")
    assert read == [ids("one\n"), stream.context]


def test_nano_models_come_in_sizes() -> None:
    assert nano.size_of("nano") == (128, 3)
    assert nano.size_of("nano-64x2") == (64, 2)
    assert nano.size_of("runs/nano") is None
    with pytest.raises(KnobError, match="nano-64x2"):
        nano.size_of("nano-65x2")
