"""Two seams for games: role-conditioned advantages (SPIRAL), and which game is played when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from palaestra.envs import KnobError, did_you_mean

from .seams import Batch, Name

BASELINES = ("opponent", "role", "shared", "none")
DECAY = 0.95


class RoleAdvantage:
    """Role-conditioned advantage estimation (RAE; SPIRAL, Liu et al. 2025, arXiv:2506.24119).

    A seat may be better than another whoever sits in it. So every game and role has a baseline b of its own, the
    exponential moving average of what that role has won, and a trajectory that won R is credited

        A = R - b,  and then  b <- decay * b + (1 - decay) * R,  b = 0 at first,

    on all of its tokens: no discount and no division by a standard deviation. As in the authors' code A is taken
    before b moves, so a trajectory is no part of its own baseline, and trajectories count one after the other in the
    order of the batch.

    What a role wins depends on who sits opposite as well. Where a pool holds several opponents, `baseline="opponent"`
    gives each its own baselines; the paper has one opponent, the policy itself.
    """

    def __init__(self, games: Sequence[str], *, decay: float = DECAY, baseline: str = "role") -> None:
        """Take the names of the games, by level.

        Args:
            games: `Batch.names` holds (seed, i) for the i-th of these.
            decay: Of the moving average.
            baseline: "role" for one of each game and role; "opponent" for one of each game, role and opponent;
                "shared" for one of each game; "none" for A = R.

        Raises:
            KnobError: If there is no such baseline, or decay is not in [0, 1).
        """
        if baseline not in BASELINES:
            raise KnobError(f"baseline={baseline!r}{did_you_mean(baseline, BASELINES)}")
        if not 0 <= decay < 1:
            raise KnobError(f"decay={decay}: use at least 0 and less than 1")
        self.games, self.decay, self.baseline = list(games), decay, baseline
        self.baselines: dict[str, float] = {}

    def credit(self, rewards: Sequence[float], keys: Sequence[str]) -> list[float]:
        """Return the advantages, (N,), of trajectories that won `rewards`, (N,), in the roles `keys`; moves baselines.

        >>> [round(a, 4) for a in RoleAdvantage(["g"]).credit([1, -1, 1], ["g/0"] * 3)]
        [1.0, -1.05, 1.0025]
        """
        out = []
        for reward, key in zip(rewards, keys, strict=True):
            before = self.baselines.get(key, 0.0)
            out.append(float(reward) - before)
            if self.baseline != "none":
                self.baselines[key] = self.decay * before + (1 - self.decay) * float(reward)
        return out

    def compute(self, advantages: Any, batch: Batch, inputs: dict[str, Any]) -> Any:
        """Return this process's advantages, (B,); all processes see all N trajectories and keep the same baselines."""
        told = {"role": [batch.roles], "opponent": [batch.roles, batch.rivals]}.get(self.baseline, [])
        keys = [
            "/".join([self.games[max(0, level)], *(str(int(column[i])) for column in told)])
            for i, (_, level) in enumerate(batch.names)
        ]
        return advantages.new_tensor(self.credit(batch.rewards.tolist(), keys)[batch.local])

    def metrics(self) -> dict[str, float]:
        """Return the baselines, for the log."""
        return {f"baseline/{key}": value for key, value in self.baselines.items()}

    def state_dict(self) -> dict[str, Any]:
        """Return the baselines."""
        return {"baselines": dict(self.baselines)}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on with saved baselines."""
        self.baselines = {str(key): float(value) for key, value in state["baselines"].items()}


class GameCurriculum:
    """Several games in turn; each joins when so many batches have been played.

    The first has to be there from the start. Seeds stay those of the data set; only the game is chosen.
    """

    def __init__(self, joins: Sequence[int]) -> None:
        """Take the batch from which each game is played, by level.

        Raises:
            KnobError: If no game is there at the start.
        """
        if not joins or min(joins) != 0:
            raise KnobError(f"joins={tuple(joins)}: one game has to join at 0")
        self.joins, self.batches, self.dealt = list(joins), 0, 0

    def choose(self, names: Sequence[Name]) -> Sequence[Name]:
        """Return the seeds of `names`, each with the next of the games that have joined."""
        there = [level for level, since in enumerate(self.joins) if since <= self.batches]
        return [(seed, there[(self.dealt + i) % len(there)]) for i, (seed, _) in enumerate(names)]

    def record(self, batch: Batch) -> None:
        """Count the batch, and where in the row of games it ended."""
        self.batches += 1
        self.dealt += len(set(batch.groups.tolist()))

    def state_dict(self) -> dict[str, Any]:
        """Return the counts."""
        return {"batches": self.batches, "dealt": self.dealt}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on with saved counts."""
        self.batches, self.dealt = int(state["batches"]), int(state["dealt"])
