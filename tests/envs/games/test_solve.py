"""Exact play against plain minimax, known values, and many games."""

import functools
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs.games import Solver, UnsolvableError, best_moves, oracle_move, value
from palaestra.envs.games.tictactoe import TicTacToe

State = tuple[int, int]


@functools.cache
def plain(rules: TicTacToe, state: State) -> float:
    """Minimax without windows, symmetry, proofs or order: what the solver must agree with."""
    if rules.over(state):
        return rules.returns(state)[0]
    values = [plain(rules, rules.apply(state, move)) for move in rules.legal(state)]
    return max(values) if rules.current(state) == 0 else min(values)


def reachable(rules: TicTacToe) -> set[State]:
    seen, todo = set(), [rules.start()]
    while todo:
        state = todo.pop()
        if state not in seen:
            seen.add(state)
            todo += [rules.apply(state, move) for move in rules.legal(state)]
    return seen


def deal(rules: TicTacToe, picks: list[int], free: int) -> State:
    """A position that is not over, with at most `free` empty squares if the picks allow one."""
    state = rules.start()
    for pick in picks:
        legal = rules.legal(state)
        after = rules.apply(state, legal[pick % len(legal)])
        if rules.over(after) or len(legal) <= free:
            break
        state = after
    return state


def test_every_position_of_three_by_three() -> None:
    rules, solver = TicTacToe(), Solver(TicTacToe())
    positions = sorted(reachable(rules))
    assert len(positions) == 5478
    for state in positions:
        assert solver.value(state) == plain(rules, state)
        low, high = (plain(rules, state),) * 2 if rules.over(state) else rules.bounds(state)
        assert low <= plain(rules, state) <= high
        if rules.over(state):
            continue
        after = {move: rules.apply(state, move) for move in rules.legal(state)}
        keep = {move for move in after if plain(rules, after[move]) == plain(rules, state)}
        best = set(solver.best(state))
        wins = {move for move in keep if rules.over(after[move]) and any(rules.returns(after[move]))}
        assert best == (wins or keep)
        assert set(rules.promising(state)) & keep


@pytest.mark.parametrize(("sizes", "expected"), [((2, 2), 1), ((3, 3), 0), ((3, 2), 1), ((4, 3), 1), ((4, 4), 0)])
def test_known_values(sizes: tuple[int, int], expected: int) -> None:
    rules = TicTacToe(*sizes)
    assert value(rules, rules.start()) == expected


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([(4, 4), (4, 3), (5, 4)]), st.lists(st.integers(0, 24), min_size=25, max_size=25))
def test_late_positions_of_larger_boards(sizes: tuple[int, int], picks: list[int]) -> None:
    rules = TicTacToe(*sizes)
    state = deal(rules, picks, 8)
    if len(rules.legal(state)) > 9:
        return
    assert Solver(rules).value(state) == plain(rules, state)
    keep = [m for m in rules.legal(state) if plain(rules, rules.apply(state, m)) == plain(rules, state)]
    assert set(best_moves(rules, state)) <= set(keep)


@given(st.sampled_from([(3, 3), (4, 4), (5, 4)]), st.lists(st.integers(0, 24), max_size=25))
def test_twins_are_one_position_turned(sizes: tuple[int, int], picks: list[int]) -> None:
    rules = TicTacToe(*sizes)
    state = deal(rules, picks, 0)
    grid = np.array([[".XO".index(mark) for mark in row] for row in rules._rows(state)])
    turned = [np.rot90(face, k).ravel() for face in (grid, grid.T) for k in range(4)]
    bits = [[sum(1 << int(i) for i in np.flatnonzero(board == mark)) for mark in (1, 2)] for board in turned]
    twins = [(xs, os) for xs, os in bits]
    assert rules.twin(state) in twins
    assert {rules.twin(twin) for twin in twins} == {rules.twin(state)}


@pytest.mark.parametrize("seat", [0, 1])
def test_the_oracle_never_loses_to_random_play(seat: int) -> None:
    rules, rng, won = TicTacToe(), np.random.default_rng(seat), 0
    for _ in range(500):
        state = rules.start()
        while not rules.over(state):
            legal = rules.legal(state)
            moves = best_moves(rules, state) if rules.current(state) == seat else legal
            state = rules.apply(state, moves[int(rng.integers(len(moves)))])
        assert rules.returns(state)[seat] >= 0
        won += rules.returns(state)[seat] > 0
    assert won > 350


@pytest.mark.parametrize("sizes", [(3, 3), (4, 4)])
def test_two_oracles_draw(sizes: tuple[int, int]) -> None:
    rules = TicTacToe(*sizes)
    state = rules.start()
    while not rules.over(state):
        state = rules.apply(state, oracle_move(rules, state))
    assert rules.returns(state) == (0, 0)
    assert not rules.legal(state)


def test_too_large_is_a_sentence_for_people() -> None:
    rules = TicTacToe(5, 4)
    with pytest.raises(UnsolvableError, match="too large to solve from here"):
        Solver(rules, limit=500).value(rules.start())
    with pytest.raises(UnsolvableError, match="the game is over"):
        best_moves(TicTacToe(), (0b111, 0b11000))


@dataclass(frozen=True)
class Hidden(TicTacToe):
    """Claims to hide something."""

    perfect_information = False


def test_games_that_hide_are_refused() -> None:
    with pytest.raises(UnsolvableError, match="nothing hidden"):
        Solver(Hidden())
