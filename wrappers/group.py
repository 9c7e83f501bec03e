"""Rewards that compare the rollouts of one problem: the vector environment of groups, and wrappers around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import gymnasium as gym
import numpy as np
from gymnasium.vector import AutoresetMode, VectorEnv, VectorWrapper
from gymnasium.vector.utils import batch_space, concatenate, create_empty_array, iterate
from numpy.typing import ArrayLike, NDArray

from palaestra.envs import MAX_SEED, Count, KnobError, Prose, check_seed, length_of

from .base import claim, layers, swing_of
from .functional import Floats, kimi_length

Step = tuple[Any, Floats, NDArray[np.bool_], NDArray[np.bool_], dict[str, Any]]


class Shaper(Protocol):
    """A group wrapper as training sees it: rewards of all rollouts of a batch in, shaped rewards out."""

    def shape(self, rewards: Any, lengths: Any, scores: Any, groups: Any) -> Any:
        """Return the shaped rewards, (N,)."""

    def remember(self, rewards: Any, lengths: Any, scores: Any, groups: Any) -> None:
        """Update memory after a batch, given what `shape` was given."""


class GroupVectorEnv(VectorEnv[Any, Any, Any]):
    """`problems` groups of `rollouts` environments; the slots of a group share one seed, so one problem.

    Slot i belongs to group i // rollouts, which `info["group"]` says. There is no autoreset: a slot that has ended
    keeps its last observation and its flags, earns 0 and ignores its actions until the next `reset`. Observations
    are a tuple of strings for text environments and batched by Gymnasium for all others.

    Args:
        make: Returns one environment; called problems x rollouts times.
        problems: The number of groups, P.
        rollouts: The number of slots in a group, G.

    Attributes:
        groups: The group of each slot, shape (P*G,).
        returns: The sum of rewards of each slot since `reset`, shape (P*G,).
        scores: The verdict's score of each slot that has ended, NaN before, shape (P*G,).
        finished: The slots that have ended, shape (P*G,).
        completed: The slots of the groups whose last member ended in the last step, shape (P*G,).
    """

    def __init__(self, make: Callable[[], gym.Env[Any, Any]], *, problems: int, rollouts: int) -> None:
        if problems < 1 or rollouts < 1:
            raise KnobError(f"problems={problems}, rollouts={rollouts}: use 1 or more of each")
        self.problems, self.rollouts, self.num_envs = problems, rollouts, problems * rollouts
        self.envs = [make() for _ in range(self.num_envs)]
        first = self.envs[0]
        self.single_observation_space, self.single_action_space = first.observation_space, first.action_space
        for env in self.envs[1:]:
            same = env.observation_space == first.observation_space and env.action_space == first.action_space
            if env is first or not same:
                raise KnobError("make() must return a new environment with the same spaces every time")
        self.observation_space = batch_space(self.single_observation_space, self.num_envs)
        self.action_space = batch_space(self.single_action_space, self.num_envs)
        self.metadata = first.metadata | {"autoreset_mode": AutoresetMode.DISABLED}
        self.render_mode = first.render_mode
        self.swing = swing_of(first)
        self.text = isinstance(self.single_action_space, Prose)
        self.groups = np.repeat(np.arange(problems), rollouts)
        self._observations: list[Any] = []
        self._clear()

    def _clear(self) -> None:
        self.returns = np.zeros(self.num_envs)
        self.scores = np.full(self.num_envs, np.nan)
        self.finished = np.zeros(self.num_envs, dtype=np.bool_)
        self.completed = np.zeros(self.num_envs, dtype=np.bool_)
        self._terminations = np.zeros(self.num_envs, dtype=np.bool_)
        self._truncations = np.zeros(self.num_envs, dtype=np.bool_)

    def _seeds(self, seed: int | Sequence[int | None] | None) -> list[int]:
        """Return a seed for each group, and seed our own generator, which draws those that are not given."""
        if isinstance(seed, int | np.integer):
            super().reset(seed=int(seed))
            return [int(seed) + group for group in range(self.problems)]
        given = [None] * self.problems if seed is None else list(seed)
        if len(given) != self.problems:
            raise KnobError(f"{len(given)} seeds for {self.problems} problems: give one for each, or a single number")
        known = [int(s) for s in given if s is not None]
        for s in known:
            check_seed(s)
        if len(known) == self.problems:
            self.np_random = np.random.Generator(np.random.PCG64(known))
        return [int(self.np_random.integers(MAX_SEED)) if s is None else int(s) for s in given]

    def reset(
        self,
        *,
        seed: int | Sequence[int | None] | None = None,
        options: Mapping[str, Any] | Sequence[Mapping[str, Any] | None] | None = None,
    ) -> tuple[Any, dict[str, Any]]:
        """Begin a new batch of problems.

        Args:
            seed: One seed per problem; a single number n means n, n+1, …; those not given are drawn.
            options: The options of every group, or one per problem.
        """
        given = [options] * self.problems if options is None or isinstance(options, Mapping) else list(options)
        if len(given) != self.problems:
            raise KnobError(f"{len(given)} options for {self.problems} problems: give one for each, or a single dict")
        seeds = self._seeds(seed)
        self._clear()
        self._observations = []
        infos: dict[str, Any] = {}
        for i, env in enumerate(self.envs):
            chosen = given[i // self.rollouts]
            observation, info = env.reset(
                seed=seeds[i // self.rollouts], options=None if chosen is None else dict(chosen)
            )
            self._observations.append(observation)
            self._add_info(infos, info, i)
        return self._batch(), self._grouped(infos)

    def step(self, actions: Any) -> Step:
        """Step the slots that have not ended; `actions` holds one for every slot, those of ended ones are ignored."""
        acts = self.unbatch(actions)
        live = np.flatnonzero(~self.finished).tolist()
        if not self._observations or not live:
            raise gym.error.ResetNeeded("every slot has ended: call envs.reset() for the next problems")
        for i in live if self.text else ():
            if not isinstance(acts[i], str):
                raise TypeError(f"action {i} is the response as a string, not {type(acts[i]).__name__}")
        rewards = np.zeros(self.num_envs)
        infos: dict[str, Any] = {}
        for i in live:
            observation, reward, terminated, truncated, info = self.envs[i].step(acts[i])
            self._observations[i], rewards[i] = observation, float(reward)
            self._terminations[i], self._truncations[i] = terminated, truncated
            if terminated or truncated:
                self.scores[i] = info["verdict"].score if "verdict" in info else np.nan
            self._add_info(infos, info, i)
        self.returns += rewards
        open_before = self._open_groups()
        self.finished = self._terminations | self._truncations
        self.completed = np.repeat(open_before & ~self._open_groups(), self.rollouts)
        return self._batch(), rewards, self._terminations.copy(), self._truncations.copy(), self._grouped(infos)

    def unbatch(self, actions: Any) -> list[Any]:
        """Return a batch of actions as a list, one for each slot."""
        acts = list(actions) if isinstance(actions, list | tuple) else list(iterate(self.action_space, actions))
        if len(acts) != self.num_envs:
            raise KnobError(f"{len(acts)} actions for {self.num_envs} slots: give one for each, ended ones included")
        return acts

    def _open_groups(self) -> NDArray[np.bool_]:
        return np.asarray((~self.finished).reshape(self.problems, self.rollouts).any(axis=1))

    def _grouped(self, infos: dict[str, Any]) -> dict[str, Any]:
        return infos | {"group": self.groups.copy(), "_group": np.ones(self.num_envs, dtype=np.bool_)}

    def _batch(self) -> Any:
        if isinstance(self.single_observation_space, Prose):
            return tuple(self._observations)
        out: Any = create_empty_array(self.single_observation_space, n=self.num_envs, fn=np.zeros)
        return concatenate(self.single_observation_space, self._observations, out)

    def render(self) -> tuple[Any, ...]:
        """Return one picture per slot."""
        return tuple(env.render() for env in self.envs)

    def close_extras(self, **kwargs: Any) -> None:
        """Close all environments."""
        for env in self.envs:
            env.close()


class GroupWrapper(VectorWrapper[Any, Any, Any, Any, Any]):
    """A reward that compares the rollouts of one problem; subclasses write `shape`.

    Local rewards are passed on as they come. In the step in which the last member of a group ends, all members are
    paid the difference between `shape` and what they have, those that ended earlier too; it stands in
    `info["reward_components"]` under the name `part`. `envs.returns` is then `shape`'s result to the last digit.

    Training calls the same `shape` on gathered rows, through `shape_through`. So `shape` depends on its arrays and on
    memory only, and changes neither. `remember` changes memory, once a batch, when all its groups are complete: a
    batch abandoned by an early `reset` leaves no trace. `state_dict` and `load_state_dict` carry memory.

    Args:
        env: A `GroupVectorEnv`, or another `GroupWrapper` around one; other vector wrappers go outside.
        swing: The most by which `shape` can favour a wrong rollout over a right one; see `TextWrapper`.
        count: How length is measured: "words", "chars" or a function of the text; a `Completion` counts its token
            ids. Where actions are no texts, a rollout is as long as it has steps.
    """

    part: str = "group"
    env: GroupVectorEnv | GroupWrapper

    def __init__(self, env: GroupVectorEnv | GroupWrapper, *, swing: float = 0.0, count: Count = "words") -> None:
        name = type(self).__name__
        if not isinstance(env, GroupVectorEnv | GroupWrapper):
            raise KnobError(
                f"{name} wraps a GroupVectorEnv or another group wrapper, not {type(env).__name__}; "
                "build GroupVectorEnv(make, problems=…, rollouts=…) first, other vector wrappers go outside"
            )
        super().__init__(env)
        self.swing = claim(name, swing_of(env), swing)
        length_of("", count)  # an unknown count is an error now, not in the first step
        self.count = count
        self._clear()

    def shape(self, rewards: Floats, lengths: Floats, scores: Floats, groups: NDArray[Any]) -> Floats:
        """Return the new rewards of N rollouts; pure, and no group influences another.

        Args:
            rewards: What each rollout has earned so far, shape (N,).
            lengths: The length of each rollout, shape (N,).
            scores: The verdict's score of each rollout, 1 for correct, shape (N,).
            groups: The id of each rollout's group, shape (N,): complete groups, of any size, in any order.
        """
        raise NotImplementedError

    def remember(self, rewards: Floats, lengths: Floats, scores: Floats, groups: NDArray[Any]) -> None:
        """Update memory after a batch, given what `shape` was given; nothing by default."""

    def state_dict(self) -> dict[str, Any]:
        """Return the memory as JSON; empty by default."""
        return {}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Restore the memory."""

    @property
    def base(self) -> GroupVectorEnv:
        """The vector environment under all wrappers."""
        found = self.env.unwrapped
        assert isinstance(found, GroupVectorEnv)
        return found

    def _clear(self) -> None:
        self.returns = np.zeros(self.base.num_envs)
        self._lengths = np.zeros(self.base.num_envs)

    def reset(self, *, seed: Any = None, options: Any = None) -> tuple[Any, dict[str, Any]]:
        """Begin a new batch of problems; see `GroupVectorEnv.reset`."""
        self._clear()
        return self.env.reset(seed=seed, options=options)

    def step(self, actions: Any) -> Step:
        """Step; pay all members of the groups that are complete now."""
        base = self.base
        acts, live = base.unbatch(actions), np.flatnonzero(~base.finished)
        observations, rewards, terminations, truncations, infos = self.env.step(actions)
        self._lengths[live] += [length_of(acts[i], self.count) for i in live] if base.text else 1
        paid = self.returns
        self.returns = paid + rewards
        rows = np.flatnonzero(base.completed)
        if len(rows):
            before = self.env.returns[rows]
            after = _shaped(self, *_rows(before, self._lengths[rows], base.scores[rows], base.groups[rows]))
            self.returns[rows] = after
            rewards = rewards.copy()
            rewards[rows] = after - paid[rows]
            self._book(infos, rows, after - before)
            if base.finished.all():
                self.remember(*_rows(self.env.returns, self._lengths, base.scores, base.groups))
        return observations, rewards, terminations, truncations, infos

    def _book(self, infos: dict[str, Any], rows: NDArray[np.intp], parts: Floats) -> None:
        """Write a part of the reward into `infos`, in the form of Gymnasium's vector infos."""
        n = self.base.num_envs
        components = infos.setdefault("reward_components", {})
        values = components.setdefault(self.part, np.zeros(n))
        values[rows] += parts
        for book, key in ((components, f"_{self.part}"), (infos, "_reward_components")):
            book.setdefault(key, np.zeros(n, dtype=np.bool_))[rows] = True


def _rows(*columns: ArrayLike) -> list[NDArray[Any]]:
    """Return three columns of finite numbers and one of group ids as read-only arrays of shape (N,)."""
    arrays = [np.array(c, dtype=np.float64) for c in columns[:3]] + [np.array(columns[3])]
    for name, array in zip(("rewards", "lengths", "scores", "groups"), arrays, strict=True):
        if array.shape != (arrays[0].size,):
            raise KnobError(f"{name} has shape {array.shape}: give one number for each of {arrays[0].size} rollouts")
        if name != "groups" and not np.isfinite(array).all():
            raise KnobError(f"{name} holds a value that is not finite: an episode ended without a verdict or a reward")
        array.flags.writeable = False
    return arrays


def _shaped(wrapper: Shaper, *rows: NDArray[Any]) -> Floats:
    after = np.asarray(wrapper.shape(*rows), dtype=np.float64)
    if after.shape != rows[0].shape:
        raise KnobError(f"{type(wrapper).__name__}.shape returned {after.shape} for {len(rows[0])} rollouts")
    return after


def shapers(envs: VectorEnv[Any, Any, Any]) -> list[GroupWrapper]:
    """Return the group wrappers of a vector environment, inner to outer."""
    return [layer for layer in layers(envs) if isinstance(layer, GroupWrapper)][::-1]


def shape_rows(
    envs: VectorEnv[Any, Any, Any],
    rewards: ArrayLike,
    lengths: ArrayLike,
    scores: ArrayLike,
    groups: ArrayLike,
    *,
    rollouts: int | None = None,
) -> Floats:
    """Return what the group wrappers make of the local rewards of whole groups, without stepping; then remember.

    Args:
        envs: The wrapped `GroupVectorEnv`.
        rewards: What the wrapped single environments paid, shape (N,).
        lengths: The length of each rollout, shape (N,).
        scores: The verdict's score of each rollout, shape (N,).
        groups: The id of each rollout's group, shape (N,).
        rollouts: The size that every group must have, by default that of `envs`: half a group, as a process sees
            it that shapes before gathering, is an error.

    Returns:
        The shaped rewards, shape (N,).
    """
    base = envs.unwrapped
    if not isinstance(base, GroupVectorEnv):
        raise KnobError(f"shape_rows needs a wrapped GroupVectorEnv, not {type(base).__name__}")
    rollouts = base.rollouts if rollouts is None else rollouts
    return shape_through(shapers(envs), rewards, lengths, scores, groups, rollouts=rollouts)


def shape_through(
    stack: Sequence[Shaper],
    rewards: ArrayLike,
    lengths: ArrayLike,
    scores: ArrayLike,
    groups: ArrayLike,
    *,
    rollouts: int,
) -> Floats:
    """Return what shapers, inner to outer, make of the local rewards of whole groups; then they remember.

    The arguments are those of `shape_rows`, which does this for the wrappers of a vector environment; training does
    it on the gathered rows of all processes.

    Raises:
        KnobError: If a group is not whole, or a number is not finite.
    """
    local, size, score, group = _rows(rewards, lengths, scores, groups)
    ids, members = np.unique(group, return_counts=True)
    for id, count in zip(ids.tolist(), members.tolist(), strict=True):
        if count != rollouts:
            raise KnobError(
                f"group {id} has {count} of its {rollouts} rollouts: gather the rows of all processes before shaping"
            )
    for wrapper in stack:
        before = _rows(local, size, score, group)
        local = _shaped(wrapper, *before)
        wrapper.remember(*before)
    return np.array(local)


class KimiLength(GroupWrapper):
    """Kimi k1.5's length reward times `weight`: short correct rollouts gain, long ones lose, wrong ones never gain.

    See `palaestra.wrappers.functional.kimi_length` (arXiv 2501.12599, section 2.3.3). Only a score of 1 is correct.

    Args:
        env: A `GroupVectorEnv`, or another group wrapper.
        weight: What the length reward, which lies in [-0.5, 0.5], is multiplied by.
        count: How length is measured; see `GroupWrapper`.
        warmup: The number of batches for which the reward is off; constant from then on, as in the paper. Memory is
            the number of batches so far.
    """

    part = "kimi_length"

    def __init__(
        self, env: GroupVectorEnv | GroupWrapper, weight: float = 1.0, count: Count = "words", warmup: int = 0
    ) -> None:
        super().__init__(env, swing=0.5 * weight, count=count)
        self.weight, self.warmup = weight, warmup
        self.batches = 0

    def shape(self, rewards: Floats, lengths: Floats, scores: Floats, groups: NDArray[Any]) -> Floats:
        """Add the length reward, once the warm-up is over."""
        if self.batches < self.warmup:
            return rewards.copy()
        return rewards + self.weight * kimi_length(scores == 1.0, lengths, groups)

    def remember(self, rewards: Floats, lengths: Floats, scores: Floats, groups: NDArray[Any]) -> None:
        """Count the batch."""
        self.batches += 1

    def state_dict(self) -> dict[str, Any]:
        """Return the number of batches so far."""
        return {"batches": self.batches}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Restore the number of batches."""
        self.batches = int(state["batches"])
