"""The strongest play that a game affords: exact where exact play is affordable, else a search that says so.

| the game | the oracle |
|---|---|
| hides nothing, `rules.solvable` | minimax: any of the best moves |
| hides nothing, too large | alpha-beta, ever deeper, `rules.patience` positions, `rules.estimate` at the leaves |
| hides something, at most `WRITTEN` states | the equilibrium of CFR+, drawn from at random |
| hides something, larger | `PLAYOUTS` random games from worlds the seat cannot tell apart; the best mean |
"""

from __future__ import annotations

import functools
import zlib

import numpy as np

from .exact import Infoset, Solution, Tree, cfr
from .rules import CHANCE, Rules, State
from .solve import UnsolvableError, best_moves

WRITTEN = 400_000
"""States of the largest game whose equilibrium the oracle computes, once in a process: a few seconds."""
PLAYOUTS = 400
"""Random games for a move where what is hidden is too much."""
ITERATIONS = 1_000


def oracle(rules: Rules, state: State) -> dict[int, float]:
    """Return the probabilities with which the oracle plays each move.

    Raises:
        UnsolvableError: If the game is over, or too large and does not say how to draw what a seat cannot see.
    """
    seat = rules.current(state)
    if seat is None or seat == CHANCE:
        raise UnsolvableError("nobody is to move here")
    if rules.perfect_information and rules.players == 2 and rules.zero_sum:
        moves = _exact(rules, state) or search(rules, state)
        return dict.fromkeys(moves, 1 / len(moves))
    if (solution := equilibrium(rules)) is not None:
        return {move: p for move, p in solution.policy(Infoset.at(rules, state)).items() if p > 0}
    return {sampled(rules, state, seat): 1.0}


def _exact(rules: Rules, state: State) -> tuple[int, ...]:
    try:
        return best_moves(rules, state) if rules.solvable(state) else ()
    except UnsolvableError:  # more positions than such a state has as a rule
        return ()


def is_exact(rules: Rules, state: State) -> bool:
    """Return whether `oracle` plays a state exactly."""
    if rules.perfect_information and rules.players == 2 and rules.zero_sum:
        return bool(_exact(rules, state))
    return equilibrium(rules) is not None


@functools.lru_cache(maxsize=32)
def equilibrium(rules: Rules) -> Solution | None:
    """Return what CFR+ finds for a game, or None if it has more than `WRITTEN` states; the last few are kept."""
    if likely_size(rules) > 8 * WRITTEN:
        return None
    try:
        tree = Tree(rules, WRITTEN)
    except UnsolvableError:
        return None
    return cfr(rules, ITERATIONS, tolerance=1e-7, tree=tree)


def likely_size(rules: Rules, games: int = 100) -> float:
    """Return an estimate of how many games there are: the mean product of choices over random games (Knuth 1975)."""
    rng, total = np.random.default_rng(0), 0.0
    for _ in range(games):
        state, choices = rules.start(), 1.0
        for move in rules.playout(rng)[0]:
            choices *= len(rules.chance(state) or rules.legal(state))
            state = rules.apply(state, move)
        total += choices
    return total / games


class _OutOfBudgetError(Exception):
    pass


class _Search:
    """One search by iterative deepening; values are seat 0's."""

    def __init__(self, rules: Rules, budget: int) -> None:
        self.rules, self.left, self.cut = rules, budget, False

    def value(self, state: State, depth: int, alpha: float, beta: float) -> float:
        """Return the value of a state, by its estimate once the depth is used up."""
        rules = self.rules
        mover = rules.current(state)
        if mover is None:
            return rules.returns(state)[0]
        low, high = rules.bounds(state)
        if low == high:
            return low
        if depth == 0:
            self.cut = True
            return rules.estimate(state)
        if self.left <= 0:
            raise _OutOfBudgetError
        self.left -= 1
        if mover == CHANCE:
            stake = rules.stake
            return sum(
                p * self.value(rules.apply(state, move), depth - 1, -stake, stake) for move, p in rules.chance(state)
            )
        best = -np.inf if mover == 0 else np.inf
        for move in rules.promising(state):
            value = self.value(rules.apply(state, move), depth - 1, alpha, beta)
            if mover == 0:
                best, alpha = max(best, value), max(alpha, value)
            else:
                best, beta = min(best, value), min(beta, value)
            if alpha >= beta:
                break
        return float(best)


def search(rules: Rules, state: State, budget: int | None = None) -> tuple[int, ...]:
    """Return the best moves by alpha-beta, deeper and deeper until the budget of positions is spent.

    Exact if the game's end is reached everywhere; else as good as `rules.estimate`. The budget is by default
    `rules.patience`.

    Raises:
        UnsolvableError: If the game is not for two with zero sums, or hides something.
    """
    if rules.players != 2 or not rules.zero_sum or not rules.perfect_information:
        raise UnsolvableError(f"{type(rules).__name__}: alpha-beta is for two players, zero sum and nothing hidden")
    sign = 1 if rules.current(state) == 0 else -1
    moves, run = list(rules.promising(state)), _Search(rules, rules.patience(state) if budget is None else budget)
    best = tuple(moves[:1])
    for depth in range(rules.max_moves + 1):
        run.cut = False
        scores: dict[int, float] = {}
        try:
            for move in moves:
                # values that differ by less than rounding are alike, so the window is a bit wider than the best
                edge = max(scores.values(), default=-np.inf) - 1e-9
                window = (edge, np.inf) if sign > 0 else (-np.inf, -edge)
                scores[move] = sign * run.value(rules.apply(state, move), depth, *window)
        except _OutOfBudgetError:
            break
        top = max(scores.values())
        best = tuple(sorted(move for move, score in scores.items() if score > top - 1e-9))
        if not run.cut or top == rules.stake:
            break
        moves.sort(key=lambda move: -scores[move])
    return best


def sampled(rules: Rules, state: State, seat: int, playouts: int = PLAYOUTS) -> int:
    """Return the move with the best mean over random games from worlds that a seat cannot tell from this state.

    The same knowledge gives the same move: what is drawn depends on nothing else.

    Raises:
        UnsolvableError: If the rules do not say how to draw such worlds.
    """
    rng = np.random.default_rng(zlib.crc32(rules.tell(state, seat).encode()))
    legal = rules.legal(state)
    rounds = max(2, playouts // len(legal))
    totals = np.zeros(len(legal))
    for _ in range(rounds):
        try:
            world = rules.world(state, seat, rng)
        except NotImplementedError as error:
            raise UnsolvableError(f"{error}, and it is too large to solve") from error
        for i, move in enumerate(legal):
            totals[i] += rules.playout(rng, rules.apply(world, move))[1][seat]
    return legal[int(np.argmax(totals))]
