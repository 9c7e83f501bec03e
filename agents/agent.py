"""The `Agent` protocol: whatever plays here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Agent(Protocol):
    """Whatever acts: batched over slots, so that a GPU is never idle.

    A slot is one running episode. `act` is called with the newest observations and infos of the slots that wait for
    an action, in the order of `slots`, and returns their actions in that order.
    """

    def reset(self, slots: Sequence[int]) -> None:
        """These slots begin a new episode: forget what they held."""

    def act(self, observations: Sequence[Any], infos: Sequence[dict[str, Any]], slots: Sequence[int]) -> list[Any]:
        """Return one action for each slot."""
