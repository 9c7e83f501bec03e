"""How an episode's messages become tokens: the same for agents, warm-up and training, or nothing would match.

Messages are `{"role": "system" | "user" | "assistant", "content": str}`. A tokenizer with a chat template uses it.
One without gets plain text: each message on lines of its own, and the model writes on a new line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Message = dict[str, str]


def is_chat(tokenizer: Any) -> bool:
    """Return whether the tokenizer has a chat template."""
    return bool(getattr(tokenizer, "chat_template", None))


def opening(observation: str, system: str | None = None) -> list[Message]:
    """Return the messages that begin an episode."""
    first = [{"role": "system", "content": system}] if system else []
    return [*first, {"role": "user", "content": observation}]


def render(tokenizer: Any, messages: Sequence[Message]) -> str:
    """Return the text after which the model is to write its next message."""
    if is_chat(tokenizer):
        return str(tokenizer.apply_chat_template(list(messages), tokenize=False, add_generation_prompt=True))
    return "".join(f"{message['content']}\n" for message in messages)


def encode(tokenizer: Any, messages: Sequence[Message]) -> list[int]:
    """Return the token ids of `render`; a template writes its own special tokens."""
    ids = tokenizer(render(tokenizer, messages), add_special_tokens=not is_chat(tokenizer))["input_ids"]
    return [int(i) for i in ids]


def continuation(tokenizer: Any, observation: str, *, ended: bool) -> list[int]:
    """Return the tokens from the end of a model's message to where it writes the next one, `observation` between.

    Args:
        tokenizer: The model's tokenizer.
        observation: What the environment says next.
        ended: Whether the model closed its message with the end token; if not, it is closed here.
    """
    eos = tokenizer.eos_token
    if is_chat(tokenizer):
        before = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]
        said = tokenizer.apply_chat_template(before, tokenize=False)
        after = [*before, {"role": "user", "content": observation}]
        text = render(tokenizer, after)[len(said) :]
        tail = said[said.rindex(eos) + len(eos) :] if eos in said else ""
        text = ("" if ended else eos) + tail + text
    else:
        text = f"\n{observation}\n"
    return [int(i) for i in tokenizer(text, add_special_tokens=False)["input_ids"]]
