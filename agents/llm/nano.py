"""The nano model: a small Llama-type transformer that reads characters, made here, with no download.

Its alphabet is printable ASCII and the newline, so any task's plain prompt can be read. The words that prompts
have in common may be tokens of their own, which makes prompts four times shorter. Half a million parameters
learn a small task in seconds on a laptop: enough to see training work, not enough to be of use.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from palaestra.envs import KnobError

from .runtime import require

ALPHABET = "\n" + "".join(chr(code) for code in range(32, 127))
_WORD = re.compile(r" ?\b[A-Za-z]{2,}\b|\b[A-Za-z]\d\b")


SIZE = (128, 3)
HEADS = 4
DEVIATION = 0.02
_NAME = re.compile(r"nano(?:-(\d{1,4})x(\d{1,2}))?")


def size_of(name: str) -> tuple[int, int] | None:
    """Return hidden size and layers of the nano model of that name; None for any other model.

    >>> size_of("nano"), size_of("nano-64x2"), size_of("smollm2")
    ((128, 3), (64, 2), None)

    Raises:
        KnobError: For a size that there is not.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    hidden, layers = (int(found[1]), int(found[2])) if found[1] else SIZE
    if hidden % (2 * HEADS) or not hidden or not layers:
        raise KnobError(f"{name!r}: write nano-HIDDENxLAYERS with a hidden size that {2 * HEADS} divides: nano-64x2")
    return hidden, layers


def common_words(prompts: Sequence[str], share: float = 0.02) -> list[str]:
    """Return the words, with the space before them, that stand in more than one and in that share of the prompts.

    >>> common_words(["Sort ab now.", "Sort cd now."])
    [' now', 'Sort']
    """
    found = Counter(word for prompt in prompts for word in set(_WORD.findall(prompt)))
    return sorted(word for word, count in found.items() if count >= max(2, share * len(prompts)))


def common_phrases(prompts: Sequence[str], share: float = 0.02) -> list[str]:
    r"""Return the common words, and what they and single characters grow to where one never stands without the other.

    Two neighbours become one as long as the first is never seen without the second after it, or the second without the
    first before it. So all that prompts have word for word in common is a few tokens, and sequences are several times
    shorter than with words alone.

    >>> common_phrases(["You play X.\nGo on.", "You play O.\nGo on."])
    [' on', ' play', '.\nGo on.', 'Go', 'You', 'You play ']
    """
    words = common_words(prompts, share)
    cut = re.compile(_pattern(words))
    rows = [cut.findall(prompt) for prompt in prompts]
    least = max(2, share * len(prompts))
    while True:
        single = Counter(piece for row in rows for piece in row)
        pairs = Counter(pair for row in rows for pair in itertools.pairwise(row))
        joined = {
            (a, b) for (a, b), n in pairs.items() if n >= least and a != b and (n == single[a] or n == single[b])
        }
        if not joined:
            return sorted({piece for piece, n in single.items() if n >= least and len(piece) > 1}.union(words))
        rows = [_join(row, joined) for row in rows]


def vocabulary(prompts: Sequence[str], *, phrases: bool = False) -> list[str]:
    """Return what a nano model has tokens for beside single characters: common words, or with `phrases` more."""
    return common_phrases(prompts) if phrases else common_words(prompts)


def _join(row: Sequence[str], joined: Collection[tuple[str, str]]) -> list[str]:
    """Return a row of pieces with those pairs made one, from the left."""
    out: list[str] = []
    last = ""  # what the newest piece of `out` was before anything was joined to it in this pass
    for piece in row:
        if out and (last, piece) in joined:
            out[-1] += piece
            last = ""
        else:
            out.append(piece)
            last = piece
    return out


def _pattern(words: Sequence[str]) -> str:
    """Return what cuts a text: the longest of the words that stands there alone, else a character."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    edges = [(r"\b" * _is_word(word[0]), re.escape(word), r"\b" * _is_word(word[-1])) for word in longest_first]
    return "|".join([*("".join(parts) for parts in edges), r"[\s\S]"])


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def make_tokenizer(words: Sequence[str] = (), extra: str = "", context: int = 512) -> Any:
    """Return a tokenizer with one token for each character; characters it does not know become `<unk>`.

    Args:
        words: Words to read as one token where they stand alone; see `common_words` and
            `common_phrases`.
        extra: Characters to add to `ALPHABET`, for tasks that need them.
        context: The longest text, in tokens.
    """
    require()
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    signs = ["<pad>", "<eos>", "<unk>", *dict.fromkeys([*(ALPHABET + extra), *words])]
    inner = Tokenizer(models.WordLevel({sign: i for i, sign in enumerate(signs)}, unk_token="<unk>"))
    inner.pre_tokenizer = pre_tokenizers.Split(Regex(_pattern(words)), "isolated")
    inner.decoder = decoders.Fuse()
    return PreTrainedTokenizerFast(
        tokenizer_object=inner,
        pad_token="<pad>",
        eos_token="<eos>",
        unk_token="<unk>",
        padding_side="left",
        model_max_length=context,
        clean_up_tokenization_spaces=False,
        model_input_names=["input_ids", "attention_mask"],
    )


def named(name: str, tokenizer: Any, *, seed: int = 0) -> Any:
    """Return the nano model of that name, with random weights drawn from `seed`.

    "nano" draws them as Llama does, from a normal distribution of deviation 0.02, which is meant for wide models. One
    of a size of its own takes 1/√hidden: there small models learn to attend in hundreds of steps, not thousands.

    Raises:
        KnobError: If it is no nano model's name.
    """
    size = size_of(name)
    if size is None:
        raise KnobError(f"{name!r} is no nano model; write nano or nano-HIDDENxLAYERS")
    deviation = DEVIATION if name == "nano" else size[0] ** -0.5
    return make_model(tokenizer, hidden=size[0], layers=size[1], deviation=deviation, seed=seed)


def make_model(
    tokenizer: Any,
    *,
    hidden: int = SIZE[0],
    layers: int = SIZE[1],
    heads: int = HEADS,
    deviation: float = DEVIATION,
    seed: int = 0,
) -> Any:
    """Return a model with random weights drawn from `seed`; the global random state is left as it was."""
    require()
    import torch
    from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM

    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=hidden,
        intermediate_size=2 * hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=heads,
        max_position_embeddings=tokenizer.model_max_length,
        initializer_range=deviation,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = LlamaForCausalLM(config).float()
    model.generation_config = GenerationConfig(
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id, bos_token_id=None
    )
    return model
