"""Random games: quick, legal to the last move, and every legal move alike."""

import pickle
from collections import Counter

import numpy as np
import pytest

from palaestra.envs import entry_of, load
from palaestra.envs.games import CHANCE, Rules
from palaestra.envs.games.aec import aec, games
from palaestra.envs.games.chess import Chess
from palaestra.envs.games.connect_four import ConnectFour
from palaestra.envs.games.kuhn import KuhnPoker
from palaestra.envs.games.liars_dice import LiarsDice
from palaestra.envs.games.rules import pick
from palaestra.envs.games.tictactoe import TicTacToe

LEVELS: list[Rules] = [rules for id in games() for rules in load(entry_of(id)).ladder()]  # type: ignore[misc]
every_level = pytest.mark.parametrize("rules", LEVELS, ids=lambda rules: f"{type(rules).__name__}-{rules.level}")


def checked(rules: Rules, rng: np.random.Generator) -> int:
    """Play one game, replay it move by move, and return how many moves the seats made."""
    moves, returns = rules.playout(rng)
    state, made = rules.start(), 0
    for move in moves:
        if rules.current(state) == CHANCE:
            assert move in dict(rules.chance(state))
        else:
            assert move in rules.legal(state)
            made += 1
        state = rules.apply(state, move)
    assert rules.over(state)
    assert rules.returns(state) == returns
    assert made <= rules.max_moves
    assert max(map(abs, returns)) <= rules.stake
    assert not rules.zero_sum or abs(sum(returns)) < 1e-9
    return made


@every_level
def test_playouts_are_games(rules: Rules) -> None:
    rng = np.random.default_rng(0)
    for _ in range(10):
        assert checked(rules, rng) > 0
    assert rules.playout(np.random.default_rng(7)) == rules.playout(np.random.default_rng(7))


def number(rules: Rules) -> int:
    """Ten thousand games; fewer of chess, whose moves python-chess takes its time for."""
    return 100 if isinstance(rules, Chess) else 10_000


@pytest.mark.slow
@every_level
def test_ten_thousand_games_of_self_play(rules: Rules) -> None:
    rng = np.random.default_rng(1)
    for _ in range(number(rules)):
        checked(rules, rng)


@pytest.mark.slow
@pytest.mark.parametrize("id", games())
def test_ten_thousand_games_in_pettingzoo(id: str) -> None:
    env, rng = aec(id), np.random.default_rng(2)
    for _ in range(number(env.unwrapped.rules)):
        env.reset()
        raw, total = env.unwrapped, 0.0
        while raw._mover is not None:
            legal = raw.rules.legal(raw.position)
            env.step(legal[int(rng.random() * len(legal))])
        total = sum(env.rewards.values())
        assert all(env.terminations.values())
        assert not raw.rules.zero_sum or abs(total) < 1e-9


def test_every_first_move_is_as_likely() -> None:
    rng = np.random.default_rng(3)
    for rules, first in ((TicTacToe(), 9), (ConnectFour(), 7)):
        count = Counter(rules.playout(rng)[0][0] for _ in range(2_000))
        assert len(count) == first
        expected = 2_000 / first
        assert sum((n - expected) ** 2 / expected for n in count.values()) < 30  # chi-square, 8 degrees: 1 in 5,000
    deals = Counter(tuple(KuhnPoker().playout(rng)[0][:2]) for _ in range(2_000))
    assert len(deals) == 6
    assert max(deals.values()) < 400
    hands = Counter(LiarsDice(2, 3, 6).playout(rng)[0][0] for _ in range(3_000))
    assert max(hands.values()) / 3_000 < 0.05  # three different dice come in 6 of 216 throws


def test_a_playout_from_a_position() -> None:
    rules, rng = ConnectFour(), np.random.default_rng(0)
    state = rules.start()
    for move in (3, 0, 3, 0, 3):
        state = rules.apply(state, move)
    wins = [rules.playout(rng, state)[1][0] for _ in range(300)]
    assert np.mean(wins) > 0.3
    assert rules.playout(rng, rules.apply(rules.apply(state, 1), 3)) == ([], (1.0, -1.0))


def test_points_fall_on_draws_in_proportion() -> None:
    chances = ((4, 0.25), (7, 0.5), (9, 0.25))
    assert [pick(chances, point) for point in (0.0, 0.24, 0.26, 0.74, 0.76, 0.999999999999999999)] == [
        4,
        4,
        7,
        7,
        9,
        9,
    ]
    thirds = tuple((i, 1 / 3) for i in range(3))
    assert pick(thirds, 1 - 2**-53) == 2


@every_level
def test_rules_are_sent_without_their_tables(rules: Rules) -> None:
    rules.playout(np.random.default_rng(0))
    copy = pickle.loads(pickle.dumps(rules))
    assert copy == rules
    assert hash(copy) == hash(rules)
    assert set(vars(copy)) == set(rules.knobs())
    assert copy.playout(np.random.default_rng(5)) == rules.playout(np.random.default_rng(5))
