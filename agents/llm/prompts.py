"""How an episode's messages become tokens: the same for agents, warm-up and training, or nothing would match.

Messages are `{"role": "system" | "user" | "assistant", "content": str}`. A tokenizer with a chat template uses it.
One without gets plain text: each message on lines of its own, and the model writes on a new line.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from . import nano

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


def default_format(model: str) -> str:
    """Return the format to ask a model in: what a run was trained with, "plain" for the smallest, else "boxed"."""
    path = Path(model)
    for run in (path, *path.parents[:4]):  # a run folder, its model/, one of its checkpoints/, those of its controls/
        if (run / "study.json").exists():
            return str(json.loads((run / "study.json").read_text(encoding="utf-8"))["env"].get("format", "boxed"))
    return "plain" if model == "smollm2" or nano.size_of(model) is not None else "boxed"


class Stream:
    """A conversation as the tokens of the one who answers in it: its prompt, and then what it wrote and heard in turn.

    Sampling, training and evaluation all read a conversation this way, so none of them meets tokens that another
    did not.

    Attributes:
        prompt: The tokens of the first message heard; empty before it.
        ids: All tokens since.
        mask: For each of `ids`: 1 for the answerer's own, 0 for what it heard.
    """

    def __init__(self, tokenizer: Any, ends: Collection[int] = (), system: str | None = None) -> None:
        """Take the tokenizer, the tokens that end a message, and a system message to begin with."""
        self.tokenizer, self.system = tokenizer, system
        self.ends = frozenset(ends) or frozenset((tokenizer.eos_token_id,))
        self.prompt: list[int] = []
        self.ids: list[int] = []
        self.mask: list[int] = []

    @property
    def context(self) -> list[int]:
        """All tokens so far: what the next message is written after."""
        return self.prompt + self.ids

    @property
    def own(self) -> int:
        """The number of tokens that it wrote itself."""
        return sum(self.mask)

    def hear(self, text: str, budget: int | None = None) -> bool:
        """Hear a message; return False, hearing nothing, if the budget of `ids` then has no room for an answer."""
        if not self.prompt:
            self.prompt = encode(self.tokenizer, opening(text, self.system))
            return budget is None or budget > 0
        ended = bool(self.ids) and self.ids[-1] in self.ends
        heard = continuation(self.tokenizer, text, ended=ended)
        if budget is not None and len(self.ids) + len(heard) >= budget:
            return False
        self.ids += heard
        self.mask += [0] * len(heard)
        return True

    def say(self, ids: Sequence[int], *, own: bool = True) -> None:
        """Write a message; with `own=False` it stands there as the answerer's, but was put into its mouth."""
        self.ids += ids
        self.mask += [int(own)] * len(ids)
