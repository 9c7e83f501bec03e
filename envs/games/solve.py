"""Exact play in games of two players that hide nothing: minimax with memory; at chance, the mean over its draws."""

from __future__ import annotations

import functools
from collections.abc import Hashable

from ..errors import PalaestraError
from .rules import CHANCE, Rules, State

LIMIT = 100_000
"""New positions that one question may look at before the solver gives up: a few seconds."""
NEAR = 1e-9
"""Values that differ by less are the same: those of games with chance are means, rounded."""
MEMORY = 500_000
"""Positions remembered; beyond that the solver starts afresh."""


class UnsolvableError(PalaestraError, ValueError):
    """A game, or a position of it, that exact search cannot answer."""


class Solver:
    """The values of one game's positions, remembered from question to question.

    Alpha-beta search with a transposition table; `rules.twin` folds symmetric positions together and `rules.bounds`
    answers what the rules can prove without search.
    """

    def __init__(self, rules: Rules, limit: int = LIMIT) -> None:
        name = type(rules).__name__
        if rules.players != 2 or not rules.zero_sum or not rules.perfect_information:
            raise UnsolvableError(f"{name}: minimax is for two players, zero sum and nothing hidden")
        self.rules, self.limit, self.positions = rules, limit, 0
        self._known: dict[Hashable, tuple[float, float]] = {}

    def value(self, state: State) -> float:
        """Return what seat 0 wins from here if both play their best."""
        self.positions = 0
        if len(self._known) > MEMORY:
            self._known.clear()
        return self._search(state, -self.rules.stake, self.rules.stake)

    def best(self, state: State) -> tuple[int, ...]:
        """Return every move that keeps the value; of winning moves only those that win at once, if there are any."""
        rules, mover = self.rules, self.rules.current(state)
        if mover is None:
            raise UnsolvableError("the game is over: there is no move to choose")
        value = self.value(state)
        # no move does better than the value, so a narrow window just below or above it tells who keeps it
        edge = value - NEAR if mover == 0 else value + NEAR
        after = {move: rules.apply(state, move) for move in rules.legal(state)}
        window = min(edge, value), max(edge, value)
        moves = [m for m, s in after.items() if abs(self._search(s, *window) - value) < NEAR / 2]
        ahead = value > 0 if mover == 0 else value < 0
        return tuple((ahead and [move for move in moves if rules.over(after[move])]) or moves)

    def _search(self, state: State, alpha: float, beta: float) -> float:
        """Return the value if it lies between alpha and beta, else a bound on the same side of them."""
        rules, mover = self.rules, self.rules.current(state)
        if mover is None:
            return rules.returns(state)[0]
        key = rules.twin(state)
        low, high = self._known.get(key) or rules.bounds(state)
        if low >= beta or low == high:
            return low
        if high <= alpha:
            return high
        if self.positions >= self.limit:
            raise UnsolvableError(
                f"{type(rules).__name__} with {rules.knobs()} is too large to solve from here: more than "
                f"{self.limit} positions. Use a smaller board, or another opponent than 'oracle'"
            )
        self.positions += 1
        if mover == CHANCE:
            ends = -rules.stake, rules.stake  # a mean needs every value, however bad
            mean = sum(p * self._search(rules.apply(state, move), *ends) for move, p in rules.chance(state))
            self._known[key] = (mean, mean)
            return mean
        alpha, beta = max(alpha, low), min(beta, high)
        up = mover == 0
        best, a, b = (low if up else high), alpha, beta
        for move in rules.promising(state):
            value = self._search(rules.apply(state, move), a, b)
            best = max(best, value) if up else min(best, value)
            a, b = (max(a, best), b) if up else (a, min(b, best))
            if a >= b:
                break
        if best < beta:
            high = min(high, best)
        if best > alpha:
            low = max(low, best)
        self._known[key] = (low, high)
        return best


@functools.lru_cache(maxsize=32)
def solver(rules: Rules) -> Solver:
    """Return the solver of a game; its memory lasts as long as the process."""
    return Solver(rules)


def value(rules: Rules, state: State) -> float:
    """Return what seat 0 wins from a state if both play their best."""
    return solver(rules).value(state)


def best_moves(rules: Rules, state: State) -> tuple[int, ...]:
    """Return every best move, in rising order."""
    return solver(rules).best(state)


def oracle_move(rules: Rules, state: State) -> int:
    """Return the first of the best moves.

    Raises:
        UnsolvableError: If the game hides something, or is too large from here.
    """
    return best_moves(rules, state)[0]
