"""Laws for the rules of every registered game, by random playouts at every level."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import entry_of, load
from palaestra.envs.games import CHANCE, Rules
from palaestra.envs.games.aec import games
from palaestra.envs.games.rules import draw, mask, streams

EVERY = [(id, rules) for id in games() for rules in load(entry_of(id)).ladder()]
every_game = pytest.mark.parametrize(
    "rules", [rules for _, rules in EVERY], ids=[f"{id}-{rules.level}" for id, rules in EVERY]
)


def states(rules: Rules, seed: int) -> list[object]:
    """Every state of one random game, the last one over."""
    rng, out = np.random.default_rng(seed), [rules.start()]
    while not rules.over(out[-1]):
        if rules.current(out[-1]) == CHANCE:
            move = draw(rules, out[-1], rng)
        else:
            move = int(rng.choice(rules.legal(out[-1])))
        out.append(rules.apply(out[-1], move))
    return out


def test_there_are_games() -> None:
    assert "Game-TicTacToe-v0" in games()


@every_game
@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_laws_of_a_game(rules: Rules, seed: int) -> None:
    game = states(rules, seed)
    assert sum(rules.current(state) != CHANCE for state in game[:-1]) <= rules.max_moves
    for state in game:
        hash(state)
        mover = rules.current(state)
        legal, chance = rules.legal(state), rules.chance(state)
        assert list(legal) == sorted(set(legal))
        assert all(0 <= move < rules.n_moves for move in legal)
        assert np.flatnonzero(mask(rules, state)).tolist() == list(legal)
        assert bool(legal) == (mover is not None and mover >= 0)
        assert bool(chance) == (mover == CHANCE)
        assert not chance or sum(p for _, p in chance) == pytest.approx(1)
        assert rules.over(state) == (mover is None)
        assert len(rules.returns(state)) == rules.players
        for player in range(rules.players):
            seen = rules.observe(state, player)
            assert seen.shape == rules.shape
            assert seen.dtype == np.float32
            assert seen.min() >= 0
            assert seen.max() <= 1
            assert rules.tell(state, player)
        assert rules.board(state).text()
    end = rules.returns(game[-1])
    assert all(abs(won) <= rules.stake for won in end)
    assert not rules.zero_sum or sum(end) == 0
    assert all(sum(rules.returns(state)) == 0 for state in game[:-1])


@every_game
@settings(deadline=None, max_examples=20)
@given(seeds=st.tuples(st.integers(0, 2**32), st.integers(0, 2**32)))
def test_text_and_numbers_tell_the_same_states_apart(rules: Rules, seeds: tuple[int, int]) -> None:
    game = states(rules, seeds[0]) + states(rules, seeds[1])
    for player in range(rules.players):
        seen = [rules.observe(state, player).tobytes() for state in game]
        told = [rules.tell(state, player) for state in game]
        assert len(set(seen)) == len(set(told)) == len(set(zip(seen, told, strict=True)))
        if rules.perfect_information:
            assert len(set(told)) == len(set(game))


@every_game
def test_moves_and_forfeits(rules: Rules) -> None:
    names = [rules.write(move) for move in range(rules.n_moves)]
    assert [rules.parse(name) for name in names] == list(range(rules.n_moves))
    for both in (f"{names[0]} {names[1]}", f"{names[0]} or {names[1]}", f"{names[1]}, {names[0]}", "", "?"):
        assert rules.parse(both) is None
    for player in range(rules.players):
        assert rules.prompt(player)
        costs = rules.forfeit(player)
        assert costs[player] == -rules.stake
        assert sum(costs) == pytest.approx(0)


def test_streams_are_named_and_apart() -> None:
    rules = load(entry_of("Game-TicTacToe-v0"))()
    assert isinstance(rules, Rules)
    first = [rng.integers(2**63) for rng in streams("a", rules, 5, 3)]
    assert first == [rng.integers(2**63) for rng in streams("a", rules, 5, 3)]
    others = [streams("b", rules, 5, 1), streams("a", type(rules)(4, 4), 5, 1), streams("a", rules, 6, 1)]  # type: ignore[call-arg]
    assert len({*first, *(rng.integers(2**63) for [rng] in others)}) == 6
