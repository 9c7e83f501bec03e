"""Exact play in games that hide something: equilibria by CFR+, best responses, and how exploitable a policy is.

A policy is any function of an `Infoset` that returns the probabilities of its legal moves. `exploitability` asks it
once at every information set, so a language model is judged by that many queries: 12 in Kuhn poker, 288 in Leduc.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .rules import CHANCE, Rules, State
from .sequences import LIMIT, Infoset, Plans, Policy, Tree, checked, uniform
from .solve import UnsolvableError

__all__ = [
    "Infoset", "Policy", "Solution", "Tree", "average", "best_response", "cfr", "exploitability", "nash_conv",
    "tree_of", "uniform", "values",
]  # fmt: skip


class Solution(NamedTuple):
    """What a solver found.

    Attributes:
        policy: The average policy, an equilibrium up to `exploitability` in zero-sum games of two.
        values: What each seat wins on average if all play it.
        exploitability: `nash_conv` over the number of seats.
        iterations: Iterations made.
        last: The policy of the last iteration.
    """

    policy: Policy
    values: tuple[float, ...]
    exploitability: float
    iterations: int
    last: Policy


def _gap(tree: Tree, plans: Plans) -> float:
    values = tree.values(plans)
    return sum(tree.best(plans, seat)[0] - values[seat] for seat in range(len(plans)))


@functools.lru_cache(maxsize=4)
def tree_of(rules: Rules) -> Tree:
    """Return a game's tree; the last few are kept."""
    return Tree(rules)


def cfr(
    rules: Rules,
    iterations: int = 2_000,
    *,
    tolerance: float = 1e-9,
    predictive: bool = True,
    power: float = 2.0,
    tree: Tree | None = None,
) -> Solution:
    """Find an equilibrium by CFR+ (Tammelin 2014, arXiv 1407.5042).

    Seats update in turn; the average weights iteration t by t to the `power`. With `predictive`, the last regret is
    counted twice when moves are chosen (PCFR+, Farina, Kroer and Sandholm 2021, arXiv 2007.14358), which converges
    much faster in most games.

    Args:
        rules: A game with perfect recall; convergence is proven for two seats and zero sums.
        iterations: Iterations at the most.
        tolerance: It stops as soon as the exploitability, looked at every 50 iterations, is below this.
        predictive: PCFR+ instead of plain CFR+.
        power: Of the averaging weights; 1 is linear as in the first paper.
        tree: The game's tree, if it is at hand.

    Raises:
        UnsolvableError: If the game is too large to write out.
    """
    tree = tree or tree_of(rules)
    regrets = [np.zeros(seat.size) for seat in tree.seats]
    latest = [np.zeros(seat.size) for seat in tree.seats]
    sums = [np.zeros(seat.size) for seat in tree.seats]
    plans = [seat.normal(np.zeros(seat.size)) for seat in tree.seats]
    reach = [seat.reach(plan) for seat, plan in zip(tree.seats, plans, strict=True)]
    average, gap, done = plans, _gap(tree, plans), 0
    while done < iterations and gap / rules.players > tolerance:
        done += 1
        for player, seat in enumerate(tree.seats):
            values, worth = seat.climb(tree.worth(reach, player), plans[player])
            latest[player][1:] = values[1:] - worth[seat.owner]
            regrets[player] = np.maximum(regrets[player] + latest[player], 0.0)
            hopes = np.maximum(regrets[player] + latest[player], 0.0) if predictive else regrets[player]
            plans[player] = seat.normal(hopes)
            reach[player] = seat.reach(plans[player])
            sums[player] += done**power * reach[player]
        if done % 50 == 0 or done == iterations:
            average = [seat.normal(total) for seat, total in zip(tree.seats, sums, strict=True)]
            gap = _gap(tree, average)
    return Solution(tree.policy(average), tree.values(average), gap / rules.players, done, tree.policy(plans))


class _Walk:
    """Values of a game that hides nothing, by memory of its states."""

    def __init__(self, rules: Rules, policy: Policy | Sequence[Policy], responder: int | None, limit: int) -> None:
        self.rules, self.responder, self.limit = rules, responder, limit
        self.policies = policy if isinstance(policy, Sequence) else [policy] * rules.players
        self.known: dict[State, np.ndarray] = {}

    def value(self, state: State) -> np.ndarray:
        """Return what each seat wins from here, the responder playing its best."""
        waiting: dict[State, tuple[int | None, list[float], list[State]]] = {}
        path = [state]  # by hand: a game may be longer than Python lets functions call themselves
        while path:
            at = path[-1]
            if at in self.known:
                path.pop()
                continue
            if at not in waiting:
                waiting[at] = self._branches(at)
                if len(self.known) + len(waiting) > self.limit:
                    raise UnsolvableError(
                        f"{type(self.rules).__name__} has more than {self.limit:,} states. Use smaller knobs"
                    )
            seat, chances, after = waiting[at]
            later = [state for state in after if state not in self.known]
            path += later
            if not later:
                self.known[at] = self._worth(at, seat, chances, [self.known[state] for state in after])
                del waiting[path.pop()]
        return self.known[state]

    def _branches(self, state: State) -> tuple[int | None, list[float], list[State]]:
        """Return who is to move, the chance of each move that is played, and where these lead; asks the policy."""
        rules, seat = self.rules, self.rules.current(state)
        if seat is None:
            return None, [], []
        if seat == self.responder:
            moves = rules.legal(state)
            return seat, [1.0] * len(moves), [rules.apply(state, move) for move in moves]
        if seat == CHANCE:
            chances = list(rules.chance(state))
        else:
            infoset = Infoset.at(rules, state)
            chances = list(zip(infoset.legal, checked(infoset, self.policies[seat](infoset)), strict=True))
        return seat, [p for _, p in chances if p], [rules.apply(state, move) for move, p in chances if p]

    def _worth(
        self, state: State, seat: int | None, chances: Sequence[float], after: Sequence[np.ndarray]
    ) -> np.ndarray:
        """Return what each seat wins from a state, by what it wins from those that follow."""
        if seat is None:
            return np.array(self.rules.returns(state), float)
        if seat == self.responder:
            return max(after, key=lambda value: float(value[seat]))
        return sum((p * value for p, value in zip(chances, after, strict=True)), np.zeros(self.rules.players))


def values(rules: Rules, policy: Policy | Sequence[Policy]) -> tuple[float, ...]:
    """Return what each seat wins on average if all follow a policy, or each its own.

    Raises:
        UnsolvableError: If the game is too large.
    """
    if rules.perfect_information:
        return tuple(map(float, _Walk(rules, policy, None, LIMIT).value(rules.start())))
    tree = tree_of(rules)
    return tree.values(tree.plans(policy))


def average(rules: Rules, policies: Sequence[Policy]) -> Policy:
    """Return the policy of each seat that wins what one of these, drawn before the game, wins on average.

    Self-play may go round in circles while this goes to an equilibrium: the last policy and the average are two
    different things to report.

    Raises:
        UnsolvableError: If the game is too large.
    """
    tree = tree_of(rules)
    plans = [tree.plans(policy) for policy in policies]
    mixed = []
    for i, seat in enumerate(tree.seats):
        mixed.append(seat.normal(np.sum([seat.reach(plan[i]) for plan in plans], axis=0)))
    return tree.policy(mixed)


def best_response(rules: Rules, policy: Policy | Sequence[Policy], seat: int) -> tuple[float, Policy]:
    """Return what a seat wins by playing its best against the others' policy, and a policy that does so.

    Raises:
        UnsolvableError: If the game is too large.
    """
    if rules.perfect_information:
        walk = _Walk(rules, policy, seat, LIMIT)
        best = float(walk.value(rules.start())[seat])

        def respond(infoset: Infoset) -> dict[int, float]:
            after = {move: walk.value(rules.apply(infoset._state, move))[seat] for move in infoset.legal}
            return {max(infoset.legal, key=lambda move: float(after[move])): 1.0}

        return best, respond
    tree = tree_of(rules)
    plans = tree.plans(policy)
    best, plan = tree.best(plans, seat)
    return best, tree.policy([plan if i == seat else old for i, old in enumerate(plans)])


def nash_conv(rules: Rules, policy: Policy | Sequence[Policy]) -> float:
    """Return the sum of what each seat could win more by its best response; 0 for an equilibrium.

    The policy is asked once at every information set, so a language model is judged by that many queries.

    Raises:
        UnsolvableError: If the game is too large.
    """
    if not rules.perfect_information:
        tree = tree_of(rules)
        return _gap(tree, tree.plans(policy))
    now = values(rules, policy)
    return sum(best_response(rules, policy, seat)[0] - now[seat] for seat in range(rules.players))


def exploitability(rules: Rules, policy: Policy | Sequence[Policy]) -> float:
    """Return `nash_conv` over the number of seats: what a best response wins from it, on average over seats."""
    return nash_conv(rules, policy) / rules.players
