"""Text as Gymnasium spaces and actions: `Prose`, `Completion` and the one way to count length."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from multiprocessing.context import BaseContext
from typing import Any

import numpy as np
from gymnasium.spaces import Text
from gymnasium.vector.utils.shared_memory import (
    create_shared_memory,
    read_from_shared_memory,
    write_to_shared_memory,
)

Count = str | Callable[[str], int]
"""How a wrapper measures length: `"words"`, `"chars"` or a function of the text."""


class Prose(Text):
    """The space of Unicode strings of at most `max_length` characters.

    `gymnasium.spaces.Text` fixes an alphabet and rejects ∀ and 中; this one takes every string that
    Python can hold, lone surrogates included. Samples are short and printable.
    """

    def __init__(self, max_length: int = 1 << 16, *, seed: int | np.random.Generator | None = None) -> None:
        super().__init__(max_length=max_length, min_length=0, seed=seed)

    def contains(self, x: Any) -> bool:
        """Return whether `x` is a string that fits."""
        return isinstance(x, str) and len(x) <= self.max_length

    def sample(self, mask: Any = None, probability: Any = None) -> str:
        """Return up to 32 printable characters, some of them outside ASCII."""
        if mask is not None or probability is not None:
            raise ValueError("Prose.sample takes neither mask nor probability")
        letters = np.array(list("abcdefghijklmnopqrstuvwxyz 0123456789+-*/=(){}\\é∀中"))
        size = int(self.np_random.integers(0, min(32, self.max_length) + 1))
        return "".join(self.np_random.choice(letters, size=size))

    def __eq__(self, other: object) -> bool:
        """Two Prose spaces are equal if they hold strings of the same length."""
        return isinstance(other, Prose) and self.max_length == other.max_length

    def __hash__(self) -> int:
        return hash((Prose, self.max_length))

    def __repr__(self) -> str:
        return f"Prose({self.max_length})"


# Gymnasium's shared memory for Text stores indices into the alphabet; ours stores UTF-8 with its length in front.


@create_shared_memory.register(Prose)
def _create(space: Prose, n: int = 1, ctx: BaseContext | Any = None) -> Any:
    import multiprocessing

    ctx = ctx or multiprocessing
    return ctx.Array(ctypes.c_uint8, n * (4 + 4 * space.max_length))


class _LiveTexts(Sequence[str]):
    """The texts that stand in shared memory now; a copy is a tuple.

    AsyncVectorEnv (Gymnasium 1.4) reads shared memory once and hands out deep copies of what it got: right for
    arrays, which are views, stale for tuples. This is a view for texts.
    """

    def __init__(self, memory: Any, n: int) -> None:
        self._rows = np.frombuffer(memory.get_obj(), dtype=np.uint8).reshape(n, -1)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, i: Any) -> Any:
        row = self._rows[i]
        size = int(row[:4].view(np.uint32)[0])
        return row[4 : 4 + size].tobytes().decode("utf-8", "surrogatepass")

    def __deepcopy__(self, memo: Any) -> tuple[str, ...]:
        return tuple(self)


@read_from_shared_memory.register(Prose)
def _read(space: Prose, shared_memory: Any, n: int = 1) -> Sequence[str]:
    return _LiveTexts(shared_memory, n)


@write_to_shared_memory.register(Prose)
def _write(space: Prose, index: int, value: str, shared_memory: Any) -> None:
    data = value.encode("utf-8", "surrogatepass")
    if len(value) > space.max_length:
        raise ValueError(f"a text of {len(value)} characters does not fit {space!r}")
    row = 4 + 4 * space.max_length
    view = np.frombuffer(shared_memory.get_obj(), dtype=np.uint8)[index * row : (index + 1) * row]
    view[:4] = np.frombuffer(np.uint32(len(data)).tobytes(), dtype=np.uint8)
    view[4 : 4 + len(data)] = np.frombuffer(data, dtype=np.uint8)


class Completion(str):
    """A model's text together with the token ids it was sampled as.

    Re-tokenising a sampled text gives other tokens in a third of all cases, so the trainer hands over the ids.
    """

    token_ids: tuple[int, ...]

    def __new__(cls, text: str, token_ids: Sequence[int] = ()) -> Completion:
        """Take the text and its token ids."""
        self = super().__new__(cls, text)
        self.token_ids = tuple(token_ids)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Completion, (str(self), self.token_ids)


def length_of(text: str, count: Count = "words") -> int:
    """Return the length of `text`: its tokens if it is a `Completion`, else by `count`.

    >>> length_of("two words"), length_of("abc", "chars"), length_of(Completion("abc", [7, 8]))
    (2, 3, 2)
    """
    if isinstance(text, Completion):
        return len(text.token_ids)
    if count == "words":
        return len(text.split())
    if count == "chars":
        return len(text)
    if callable(count):
        return int(count(text))
    raise ValueError(f"count={count!r}: use 'words', 'chars' or a function of the text")
