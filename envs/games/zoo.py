"""What both PettingZoo views of a game share: agents, spaces, options and pictures."""

from __future__ import annotations

from typing import Any

from gymnasium import spaces

from ..board import MODES, check_mode
from ..env import check_seed, class_id, numbers_space
from ..errors import KnobError
from .rules import Rules, State


class ZooGame:
    """A game for PettingZoo: agents `player_0`, `player_1`, …, moves as numbers."""

    _state: State

    def __init__(
        self,
        rules: Rules,
        *,
        game_id: str = "",
        mask: str = "obs",
        max_cycles: int | None = None,
        render_mode: str | None = None,
    ) -> None:
        check_mode(render_mode)
        if mask not in ("obs", "info"):
            raise KnobError(f"mask={mask!r}: use 'obs' or 'info'")
        if max_cycles is not None and max_cycles < 1:
            raise KnobError(f"max_cycles={max_cycles}: use 1 or more, or None")
        self.rules = rules
        self.id = game_id or class_id(type(rules))
        self.metadata = {"name": self.id, "render_modes": list(MODES), "render_fps": 4}
        self.render_mode = render_mode
        self.possible_agents = [f"player_{seat}" for seat in range(rules.players)]
        self.agents: list[str] = []
        self._mask_in_obs, self._max_cycles = mask == "obs", max_cycles
        self.observation_spaces = {
            agent: numbers_space(rules.shape, rules.n_moves, masked=self._mask_in_obs)
            for agent in self.possible_agents
        }
        self.action_spaces = {agent: spaces.Discrete(rules.n_moves) for agent in self.possible_agents}

    def observation_space(self, agent: str) -> spaces.Space[Any]:
        """Return an agent's observation space."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> spaces.Space[Any]:
        """Return an agent's action space."""
        return self.action_spaces[agent]

    @property
    def position(self) -> State:
        """The whole state of the game, hidden things included."""
        return self._state

    def render(self) -> Any:
        """Draw the game, hidden things included, in the way that `render_mode` says."""
        return None if self.render_mode is None else self.rules.board(self._state).shown(self.render_mode)

    def close(self) -> None:
        """Nothing to release."""


def check_reset(seed: int | None, options: dict[str, Any] | None) -> None:
    """Raise KnobError for a seed that names no episode and for options that would change the spaces.

    Others are let pass, as PettingZoo's own environments do and its tests ask for.
    """
    check_seed(seed)
    for name in ("level", "difficulty"):
        if (options or {}).get(name) is not None:
            raise KnobError(f"options={options!r}: give {name} when the environment is made; its spaces are fixed")
