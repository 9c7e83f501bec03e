"""Games in which all choose at once as PettingZoo parallel environments: every step is a whole round."""

from __future__ import annotations

from typing import Any

import numpy as np
from pettingzoo import ParallelEnv

from ..env import MAX_SEED
from ..errors import KnobError
from .rules import CHANCE, Rules, draw, streams
from .zoo import ZooGame, check_reset


class GameParallel(ZooGame, ParallelEnv[str, Any, Any]):  # type: ignore[misc]  # pettingzoo ships no types
    """A game of simultaneous moves for PettingZoo: agents `player_0`, `player_1`, …, a move of each at every step.

    Observations, masks, texts and rewards are those of the AEC environment: `{"observation": float32,
    "action_mask": int8}`, or the array alone with `mask="info"`; `infos[agent]["text"]` says the same in words.

    An illegal move ends the game: who made it pays the stake and the others share it; if several did, the mean.

    `max_cycles` cuts a game, truncated and without rewards, after so many rounds.

    Raises:
        KnobError: If the game's moves are not simultaneous.
    """

    def __init__(self, rules: Rules, **kwargs: Any) -> None:
        if not rules.simultaneous:
            raise KnobError(f"{type(rules).__name__}: players move in turn; use `parallel` or `aec`")
        super().__init__(rules, **kwargs)
        self._seeds = np.random.default_rng()

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Begin a new game. Without a seed, the next in the sequence that the last seed began."""
        check_reset(seed, options)
        if seed is not None:
            self._seeds = np.random.default_rng(seed)
        drawn = int(seed) if seed is not None else int(self._seeds.integers(MAX_SEED))
        [self._luck] = streams(self.id, self.rules, drawn, 1)
        self.agents = self.possible_agents[:]
        self._state, self._rounds = self.rules.start(), 0
        self._draw()
        return self._seen()

    def _draw(self) -> None:
        while self.rules.current(self._state) == CHANCE:
            self._state = self.rules.apply(self._state, draw(self.rules, self._state, self._luck))

    def step(
        self, actions: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, float], dict[str, bool], dict[str, bool], dict[str, Any]]:
        """Play a round: the move of every agent.

        Raises:
            KnobError: If an agent's move is missing.
        """
        if not self.agents:
            return {}, {}, {}, {}, {}
        missing = [agent for agent in self.agents if actions.get(agent) is None]
        if missing:
            raise KnobError(f"no move of {', '.join(missing)}: all choose at once, give a move for each agent")
        rules, state, faults = self.rules, self._state, []
        for seat, agent in enumerate(self.agents):
            legal, move = rules.legal(state), int(actions[agent])
            if move not in legal:
                faults.append(seat)
            state = rules.apply(state, move if move in legal else legal[0])
        self._rounds += 1
        if faults:
            paid = np.mean([rules.forfeit(seat) for seat in faults], axis=0).tolist()
        else:
            self._state = state
            self._draw()
            paid = list(rules.returns(self._state))
        over = bool(faults) or rules.over(self._state)
        cut = not over and self._rounds == self._max_cycles
        seen, infos = self._seen(ended=over or cut)
        agents = self.agents
        if over or cut:
            self.agents = []
        if self.render_mode == "human":
            self.render()
        rewards = {agent: float(won) if over else 0.0 for agent, won in zip(agents, paid, strict=True)}
        return seen, rewards, dict.fromkeys(agents, over), dict.fromkeys(agents, cut), infos

    def _masks(self, ended: bool) -> list[np.ndarray]:
        """Return the legal moves of every seat in this round; they do not depend on what the others choose."""
        rules, state, out = self.rules, self._state, []
        for _ in self.possible_agents:
            legal = () if ended or rules.over(state) else rules.legal(state)
            mask = np.zeros(rules.n_moves, np.int8)
            mask[list(legal)] = 1
            out.append(mask)
            state = rules.apply(state, legal[0]) if legal else state
        return out

    def _seen(self, *, ended: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
        seen: dict[str, Any] = {}
        infos: dict[str, Any] = {}
        for seat, (agent, mask) in enumerate(zip(self.agents, self._masks(ended), strict=True)):
            numbers = self.rules.observe(self._state, seat)
            infos[agent] = {"text": self.rules.tell(self._state, seat)}
            if self._mask_in_obs:
                seen[agent] = {"observation": numbers, "action_mask": mask}
            else:
                seen[agent] = numbers
                infos[agent]["action_mask"] = mask
        return seen, infos

    def __str__(self) -> str:
        return self.id
