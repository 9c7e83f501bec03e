"""Games as PettingZoo environments: any `Rules` as an AECEnv, and PettingZoo's parallel conversion of it.

    env = aec("Game-TicTacToe-v0", level=1)

`register_pettingzoo()` puts every game into PettingZoo's own registries, for `pettingzoo.make("aec", id)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pettingzoo
from pettingzoo import AECEnv
from pettingzoo.utils.conversions import turn_based_aec_to_parallel
from pettingzoo.utils.wrappers import OrderEnforcingWrapper

from ..env import MAX_SEED
from ..errors import KnobError
from ..registry import described, ids
from .parallel import GameParallel
from .rules import CHANCE, Rules, State, draw, mask, streams
from .zoo import ZooGame, check_reset

_LATER: dict[str, Any] = {}


class Infos(dict[str, dict[str, Any]]):
    """The infos of all agents at one state, each made when it is first asked for: most are never read."""

    def __init__(self, rules: Rules, state: State, mover: int | None, seats: dict[str, int], masked: bool) -> None:
        super().__init__(dict.fromkeys(seats, _LATER))
        self._at = rules, state, mover, seats, masked

    def __getitem__(self, agent: str) -> dict[str, Any]:
        info = super().__getitem__(agent)
        if info is _LATER:
            rules, state, mover, seats, masked = self._at
            info = {"text": rules.tell(state, seats[agent])}
            if masked:
                info["action_mask"] = mask(rules, state) if seats[agent] == mover else np.zeros(rules.n_moves, np.int8)
            self[agent] = info
        return info

    def __iter__(self) -> Iterator[str]:
        return iter(list(super().__iter__()))  # having it makes dict(infos) and {**infos} ask for each

    def get(self, agent: str, default: Any = None) -> Any:
        """Return an agent's info."""
        if agent in self.keys():  # `dict.get` would return what is not made yet
            return self[agent]
        return default

    def pop(self, agent: str, *default: Any) -> Any:
        """Remove an agent and return its info."""
        info = self.get(agent)
        super().pop(agent, *default)
        return info if info is not None else default[0]

    def values(self) -> Any:
        """Return all infos."""
        return [self[agent] for agent in self]

    def items(self) -> Any:
        """Return all agents with their infos."""
        return [(agent, self[agent]) for agent in self]

    def copy(self) -> dict[str, dict[str, Any]]:
        """Return a plain dict."""
        return dict(self.items())

    def __eq__(self, other: object) -> bool:
        return self.copy() == (other.copy() if isinstance(other, Infos) else other)

    __hash__ = None

    def __repr__(self) -> str:
        return repr(self.copy())

    def __reduce__(self) -> Any:
        return dict, (self.copy(),)


class GameAEC(ZooGame, AECEnv[str, Any, Any]):  # type: ignore[misc]  # pettingzoo ships no types
    """A game for PettingZoo: agents `player_0`, `player_1`, …, moves as numbers.

    Observation: `{"observation": float32, "action_mask": int8}` as in PettingZoo's classic games; with `mask="info"`
    the array alone, and the mask in `infos`. The mask of an agent that is not to move is all zeros. The same
    information as text is `infos[agent]["text"]`, or `tell(agent)`.

    Reward: the returns of the game at its end, 0 before. An illegal move ends the game: the mover pays the stake and
    the others share it, so that zero-sum games stay so.

    `max_cycles` cuts a game, truncated and without rewards, after so many moves of each agent; games end by
    themselves, so the default is None. The draws of chance come from the reset seed alone.
    """

    agent_selection: str

    def __init__(self, rules: Rules, **kwargs: Any) -> None:
        super().__init__(rules, **kwargs)
        self.metadata |= {"is_parallelizable": False}
        self._seat = {agent: seat for seat, agent in enumerate(self.possible_agents)}
        self._max_moves = None if self._max_cycles is None else self._max_cycles * rules.players
        self._seed: int | None = None
        self._luck: np.random.Generator | None = None  # made when chance draws first
        self._mover: int | None = None

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """Begin a new game. Without a seed chance goes on drawing where the last game stopped.

        Raises:
            KnobError: For a seed below 0 or above 2**63 - 1, and for the options `level` and `difficulty`, which would
                change the spaces.
        """
        check_reset(seed, options)
        if seed is not None or self._seed is None:
            self._seed = int(np.random.default_rng().integers(MAX_SEED)) if seed is None else int(seed)
            self._luck = None
        self.agents = self.possible_agents[:]
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self._skip_agent_selection = None
        self._state, self._moves = self.rules.start(), 0
        self._settle()
        self.infos = Infos(self.rules, self._state, self._mover, self._seat, not self._mask_in_obs)

    def step(self, action: Any) -> None:
        """Play the move of the agent whose turn it is; None for an agent that has ended."""
        agent = self.agent_selection
        if self.terminations[agent] or self.truncations[agent]:
            self._was_dead_step(action)
            return
        if action is None:
            raise KnobError(f"{agent} is to move: give a move; None is for agents that have ended")
        self._moves += 1
        self._cumulative_rewards[agent] = 0.0  # rewards come at the end alone, so all are 0 before it
        if int(action) in self.rules.legal(self._state):
            self._state = self.rules.apply(self._state, int(action))
            self._settle()
        else:
            self._pay(self.rules.forfeit(self._seat[agent]))
        if self._moves == self._max_moves and not self.terminations[agent]:
            self.truncations = dict.fromkeys(self.agents, True)
            self._mover = None
        self.infos = Infos(self.rules, self._state, self._mover, self._seat, not self._mask_in_obs)
        if self.render_mode == "human":
            self.render()

    def _settle(self) -> None:
        """Let chance draw, then see whose turn it is or who has won."""
        rules = self.rules
        while (mover := rules.current(self._state)) == CHANCE:
            self._luck = luck = self._luck or streams(self.id, rules, self._seed or 0, 1)[0]
            self._state = rules.apply(self._state, draw(rules, self._state, luck))
        self._mover = mover
        if mover is None:
            self._pay(rules.returns(self._state))
            self.agent_selection = self.agents[0]
        else:
            self.agent_selection = self.possible_agents[mover]

    def _pay(self, returns: tuple[float, ...]) -> None:
        self.rewards = {agent: float(won) for agent, won in zip(self.agents, returns, strict=True)}
        self._cumulative_rewards = dict(self.rewards)
        self.terminations = dict.fromkeys(self.agents, True)
        self._mover = None

    def _mask(self, agent: str) -> np.ndarray:
        if self._seat[agent] == self._mover and agent in self.agents:
            return mask(self.rules, self._state)
        return np.zeros(self.rules.n_moves, np.int8)

    def observe(self, agent: str) -> Any:
        """Return what an agent knows."""
        seen = self.rules.observe(self._state, self._seat[agent])
        return {"observation": seen, "action_mask": self._mask(agent)} if self._mask_in_obs else seen

    def tell(self, agent: str) -> str:
        """Return what an agent knows, as text."""
        return self.rules.tell(self._state, self._seat[agent])


class InOrder(OrderEnforcingWrapper[str, Any, Any]):  # type: ignore[misc]  # pettingzoo ships no types
    """PettingZoo's wrapper that reports calls in the wrong order, without its detours where they cost most."""

    def last(self, observe: bool = True) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Return what the agent to move observes, its reward, whether it has ended, and its info."""
        return self.env.last(observe) if self._has_reset else super().last(observe)  # type: ignore[no-any-return]

    def step(self, action: Any) -> None:
        """Play the move of the agent whose turn it is."""
        if self._has_reset and self.env.agents:
            self._has_updated = True
            self.env.step(action)
        else:
            super().step(action)

    def __str__(self) -> str:
        return str(self.env)


def aec(
    game: str | Rules,
    /,
    render_mode: str | None = None,
    *,
    level: int | None = None,
    difficulty: float | None = None,
    mask: str = "obs",
    max_cycles: int | None = None,
    **knobs: Any,
) -> OrderEnforcingWrapper[str, Any, Any]:
    """Return a game as a PettingZoo AEC environment.

    Args:
        game: An id such as `"Game-TicTacToe-v0"`, `"module:Class"`, or the rules themselves.
        render_mode: "ansi", "human" or "rgb_array".
        level: A level of the game, for an id or a class.
        difficulty: A number from 0 to 1 in place of a level.
        mask: "obs" for the mask in a Dict observation, "info" for the mask in `infos`.
        max_cycles: Moves of each agent after which the game is truncated.
        **knobs: The game's own knobs, by name.

    Raises:
        KnobError: For an unknown knob, level or option, or an id that is no game.
    """
    if isinstance(game, Rules):
        if level is not None or difficulty is not None or knobs:
            raise KnobError("rules have their knobs already; give level or knobs with an id")
        rules, game_id = game, ""
    else:
        if not isinstance(game, str):
            raise KnobError(f"{game!r} is neither an id nor the rules of a game; a class is called: Game()")
        found, game_id = described(game, level, difficulty, **knobs)
        if not isinstance(found, Rules):
            raise KnobError(f"{game} is no game; PettingZoo has {', '.join(games())}")
        rules = found
    return InOrder(GameAEC(rules, game_id=game_id, mask=mask, max_cycles=max_cycles, render_mode=render_mode))


def parallel(game: str | Rules, /, render_mode: str | None = None, **kwargs: Any) -> Any:
    """Return a game as a PettingZoo parallel environment; arguments as for `aec`.

    Where all choose at once a step is a round. Of other games it is PettingZoo's own conversion: only the action of
    the agent to move is read at each step.
    """
    env = aec(game, render_mode, **kwargs)
    raw = env.unwrapped
    if not raw.rules.simultaneous:
        return turn_based_aec_to_parallel(env)
    options = {key: kwargs[key] for key in ("mask", "max_cycles") if key in kwargs}
    return GameParallel(raw.rules, game_id=raw.id if isinstance(game, str) else "", render_mode=render_mode, **options)


def games() -> list[str]:
    """Return the ids of all registered games: those whose name begins with `Game-`; imports none of them."""
    return [id for id in ids() if id.rpartition("/")[2].startswith("Game-")]


def registered_aec(*, _game: str, **kwargs: Any) -> OrderEnforcingWrapper[str, Any, Any]:
    """Return `aec(id, …)` for PettingZoo, which passes everything by name: `_game` is the name of no knob."""
    return aec(_game, **kwargs)


def registered_parallel(*, _game: str, **kwargs: Any) -> Any:
    """Return `parallel(id, …)` for PettingZoo."""
    return parallel(_game, **kwargs)


def register_pettingzoo() -> list[str]:
    """Put every game into PettingZoo's registries, under the same id, and return the ids; may be called again."""
    for id in games():
        if id not in pettingzoo.aec_registry:
            pettingzoo.register("aec", id, f"{__name__}:registered_aec", kwargs={"_game": id})
        if id not in pettingzoo.parallel_registry:
            pettingzoo.register("parallel", id, f"{__name__}:registered_parallel", kwargs={"_game": id})
    return games()
