"""A model as the opponent in a game: `gym.make("Game-TicTacToe-v0", opponent="runs/tictactoe")`."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from palaestra.envs import PalaestraError

from .prompts import default_format
from .runtime import quiet, require

require()

from .transformers_backend import TransformersAgent, load_model  # noqa: E402


class ModelOpponent(TransformersAgent):
    """A model that reads and writes text, whatever the interface of the environment it sits in.

    What it samples is decided by the game's seed and by how far the game is, so that a seed is a game here, too.

    Attributes:
        format: The format that it was trained to answer in; the environment asks it in this one.
    """

    interface = "chat"

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        format: str = "",
        temperature: float = 1.0,
        max_new_tokens: int = 256,
    ) -> None:
        """Load the model; environments that name the same folder share it.

        Args:
            folder: A run folder, one of its checkpoints, or any folder that Transformers loads a model from.
            format: The format to ask it in; the default is what it was trained in, and "boxed" where nothing tells.
            temperature: Of sampling; 0 is greedy.
            max_new_tokens: The most tokens of a move.

        Raises:
            PalaestraError: If the folder does not exist or holds no model.
        """
        path = Path(folder).expanduser()
        if not path.is_dir():
            raise PalaestraError(f"opponent={str(folder)!r}: there is no such folder")
        quiet()
        model, tokenizer = _loaded(str(path.resolve()), path.stat().st_mtime_ns)
        format = format or default_format(str(path))
        super().__init__(model, tokenizer, temperature=temperature, max_new_tokens=max_new_tokens, format=format)

    def act(self, observations: Sequence[Any], infos: Sequence[dict[str, Any]], slots: Sequence[int]) -> list[Any]:
        """Return its next message in each of these games, one after the other: each has a seed of its own."""
        out = []
        for observation, info, slot in zip(observations, infos, slots, strict=True):
            heard = self._heard.get(slot)
            self.seed, self._drawn = int(info["seed"]), 64 * (len(heard.ids) if heard else 0) + int(info["seat"])
            out += super().act([observation], [info], [slot])
        return out


@functools.lru_cache(maxsize=4)
def _loaded(folder: str, changed: int) -> tuple[Any, Any]:
    return load_model(folder)


__all__ = ["ModelOpponent"]
