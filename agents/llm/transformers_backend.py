"""Any Transformers model as an agent: `load_model` by name, and `TransformersAgent`, batched and left-padded."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from palaestra.envs import Completion, Format, PalaestraError

from . import nano
from .prompts import Stream, is_chat


def load_model(name: str | os.PathLike[str], dtype: Any = None, device: Any = None) -> tuple[Any, Any]:
    """Return (model, tokenizer) by name; code that comes with a model is never run.

    Args:
        name: "nano" or "nano-64x2" (random weights), "smollm2", a GGUF file, a folder, a run folder of ours, or a
            Hugging Face id.
        dtype: A torch dtype or its name; the default is float32 on a CPU, bfloat16 on a GPU.
        device: A torch device; the default is the GPU if there is one.

    Raises:
        PalaestraError: If there is no such model.
    """
    device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
    if dtype is None:
        dtype = torch.float32 if device.type == "cpu" else torch.bfloat16
    elif isinstance(dtype, str):
        dtype = getattr(torch, dtype)
    text = os.fspath(name)
    if nano.size_of(text) is not None:
        tokenizer = nano.make_tokenizer()
        return nano.named(text, tokenizer).to(device, dtype), tokenizer
    if text == "smollm2":
        from . import smollm2

        text = str(smollm2.folder())
    path = Path(text).expanduser()
    if path.suffix == ".gguf" and path.is_file():
        model, tokenizer = load_gguf(path, dtype)
    else:
        model, tokenizer = _pretrained(path, text, dtype)
    tokenizer.padding_side = "left"
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    return model.to(device), tokenizer


def _pretrained(path: Path, text: str, dtype: Any) -> tuple[Any, Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    local = path.is_dir()
    if local and ((path / "model" / "config.json").exists() or not (path / "config.json").exists()):
        path = path / "model"  # a run folder
        if not path.is_dir():
            raise PalaestraError(f"{text} holds no model: neither config.json nor model/; has its training ended?")
    source = str(path) if local else text
    try:
        tokenizer = AutoTokenizer.from_pretrained(source, trust_remote_code=False, local_files_only=local)
        model = AutoModelForCausalLM.from_pretrained(
            source, dtype=dtype, trust_remote_code=False, local_files_only=local
        )
    except (OSError, ValueError) as error:
        line = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise PalaestraError(
            f"no model {text!r} ({line}); use smollm2, nano, a folder, a GGUF file or a Hugging Face id"
        ) from error
    return model, tokenizer


def load_gguf(path: Path, dtype: Any = torch.float32) -> tuple[Any, Any]:
    """Return the dequantised model of a GGUF file and its tokenizer.

    The weights are copied into a fresh model: one that still says it is quantised can be neither trained nor saved.
    """
    from transformers import AutoModelForCausalLM, AutoTokenizer

    where = str(path.parent)
    tokenizer = AutoTokenizer.from_pretrained(where, gguf_file=path.name, padding_side="left")
    quantised = AutoModelForCausalLM.from_pretrained(where, gguf_file=path.name, dtype=dtype)
    skip = ("quantization_config", "_name_or_path")
    config = type(quantised.config)(**{k: v for k, v in quantised.config.to_dict().items() if k not in skip})
    model = type(quantised)(config).to(dtype)
    model.load_state_dict(quantised.state_dict())
    model.tie_weights()
    model.generation_config = quantised.generation_config
    return model, tokenizer


class TransformersAgent:
    """A language model that answers all waiting episodes in batches, keeping each one's conversation.

    Actions are `Completion`: the text, with the token ids it was sampled as. Equal seeds and equal calls give equal
    texts; torch's global random state is left as it was.

    Attributes:
        format: The format that it answers in; there only if it was given. Games ask it in this one.
    """

    format: Format | str

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        *,
        max_new_tokens: int = 256,
        temperature: float = 1.0,
        top_p: float = 1.0,
        batch_size: int = 32,
        system: str | None = None,
        seed: int = 0,
        format: Format | str = "",
    ) -> None:
        """Take a model and its tokenizer.

        Args:
            model: A causal language model of Transformers.
            tokenizer: Its tokenizer; its chat template is used if it has one.
            max_new_tokens: The most tokens of one message.
            temperature: Of sampling; 0 is greedy.
            top_p: Sample from the smallest set of tokens with this probability.
            batch_size: The most episodes answered at once.
            system: A system message in front of every conversation.
            seed: Of sampling.
            format: The format to ask it in at games, where others may answer in another; by default the game's.
        """
        if max_new_tokens < 1 or batch_size < 1 or temperature < 0 or not 0 < top_p <= 1:
            raise PalaestraError(
                f"max_new_tokens={max_new_tokens}, batch_size={batch_size}, temperature={temperature}, top_p={top_p}: "
                "use at least 1, at least 1, at least 0, and more than 0 up to 1"
            )
        self.model, self.tokenizer, self.system = model, tokenizer, system
        self.max_new_tokens, self.batch_size = max_new_tokens, batch_size
        self.temperature, self.top_p, self.seed = temperature, top_p, seed
        self._heard: dict[int, Stream] = {}
        self._drawn = 0
        if format:
            self.format = format

    def reset(self, slots: Sequence[int]) -> None:
        """Forget the conversations of these slots."""
        for slot in slots:
            self._heard.pop(slot, None)

    def act(self, observations: Sequence[Any], infos: Sequence[dict[str, Any]], slots: Sequence[int]) -> list[Any]:
        """Return the model's next message in each of these conversations."""
        for observation, slot in zip(observations, slots, strict=True):
            if slot not in self._heard:
                self._heard[slot] = Stream(self.tokenizer, end_tokens(self.model, self.tokenizer), self.system)
            self._heard[slot].hear(str(observation))
        prompts = [self._heard[slot].context for slot in slots]
        out: list[Completion] = []
        for at in range(0, len(prompts), self.batch_size):
            out += self.generate(prompts[at : at + self.batch_size])
        for slot, completion in zip(slots, out, strict=True):
            self._heard[slot].say(completion.token_ids)
        return list(out)

    def generate(self, prompts: Sequence[Sequence[int]]) -> list[Completion]:
        """Return one completion for each prompt of token ids, as one batch."""
        self._drawn += 1
        sampling: dict[str, Any] = {"do_sample": False}
        if self.temperature > 0:
            sampling = {"do_sample": True, "temperature": self.temperature, "top_p": self.top_p, "top_k": 0}
        device = next(self.model.parameters()).device
        training = self.model.training
        self.model.eval()
        with torch.random.fork_rng(devices=[device] if device.type == "cuda" else []), torch.no_grad():
            torch.manual_seed((self.seed * 1_000_003 + self._drawn) % 2**63)
            ids = complete(
                self.model, self.tokenizer, prompts, device=device, max_new_tokens=self.max_new_tokens, **sampling
            )
        self.model.train(training)
        texts = self.tokenizer.batch_decode(ids, skip_special_tokens=True)
        return [Completion(text, row) for text, row in zip(texts, ids, strict=True)]


def complete(
    model: Any, tokenizer: Any, prompts: Sequence[Sequence[int]], *, device: Any, **how: Any
) -> list[list[int]]:
    """Return what the model writes after each prompt, as token ids up to and with the first end token."""
    width = max(len(prompt) for prompt in prompts)
    ids = torch.full((len(prompts), width), tokenizer.pad_token_id)
    seen = torch.zeros_like(ids)
    for row, prompt in enumerate(prompts):
        ids[row, width - len(prompt) :] = torch.tensor(prompt)
        seen[row, width - len(prompt) :] = 1
    how.setdefault("pad_token_id", tokenizer.pad_token_id)
    out = model.generate(input_ids=ids.to(device), attention_mask=seen.to(device), **how)[:, width:].tolist()
    ends = end_tokens(model, tokenizer)
    cut = [next((i + 1 for i, token in enumerate(row) if token in ends), len(row)) for row in out]
    return [row[:n] for row, n in zip(out, cut, strict=True)]


def end_tokens(model: Any, tokenizer: Any) -> set[int]:
    """Return the tokens at which generation ends."""
    own = getattr(model.generation_config, "eos_token_id", None)
    return {tokenizer.eos_token_id, *(own if isinstance(own, list) else [own])} - {None}


__all__ = ["TransformersAgent", "complete", "end_tokens", "is_chat", "load_gguf", "load_model"]
