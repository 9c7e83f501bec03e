"""The oracle of every game: legal, repeatable, exact where it says so, and far better than chance where it is not."""

from typing import Any

import gymnasium as gym
import numpy as np
import pytest

from palaestra.envs import entry_of, load
from palaestra.envs.games import (
    CHANCE,
    Infoset,
    Rules,
    UnsolvableError,
    best_moves,
    exploitability,
    is_exact,
    oracle,
    value,
    values,
)
from palaestra.envs.games.aec import games
from palaestra.envs.games.battleship import Battleship
from palaestra.envs.games.connect_four import ConnectFour
from palaestra.envs.games.hex import Hex
from palaestra.envs.games.kuhn import KuhnPoker
from palaestra.envs.games.leduc import LeducPoker
from palaestra.envs.games.liars_dice import LiarsDice
from palaestra.envs.games.mastermind import Mastermind
from palaestra.envs.games.oracle import equilibrium, sampled, search
from palaestra.envs.games.othello import Othello
from palaestra.envs.games.pig import Pig
from palaestra.envs.games.rules import draw, pick
from palaestra.envs.games.tictactoe import TicTacToe

LEVELS: list[Rules] = [rules for id in games() for rules in load(entry_of(id)).ladder()]  # type: ignore[misc]


def match(rules: Rules, seat: int, count: int, *, search_only: bool = False) -> float:
    """What the oracle wins on average against random play."""
    rng, won = np.random.default_rng(0), 0.0
    for _ in range(count):
        state = rules.start()
        while (mover := rules.current(state)) is not None:
            if mover == CHANCE:
                move = draw(rules, state, rng)
            elif mover == seat:
                moves = search(rules, state, 200) if search_only else ()
                chances = dict.fromkeys(moves, 1 / len(moves)) if moves else oracle(rules, state)
                move = pick(tuple(chances.items()), rng.random())
            else:
                legal = rules.legal(state)
                move = legal[int(rng.integers(len(legal)))]
            state = rules.apply(state, move)
        won += rules.returns(state)[seat]
    return won / count


QUICK = [r if r.level == 0 else pytest.param(r, marks=pytest.mark.slow) for r in LEVELS]


@pytest.mark.parametrize("rules", QUICK, ids=lambda rules: f"{type(rules).__name__}-{rules.level}")
def test_the_oracle_names_legal_moves(rules: Rules) -> None:
    rng, state = np.random.default_rng(0), rules.start()
    while rules.current(state) == CHANCE:
        state = rules.apply(state, draw(rules, state, rng))
    chances = oracle(rules, state)
    assert set(chances) <= set(rules.legal(state))
    assert sum(chances.values()) == pytest.approx(1)
    assert oracle(rules, state) == chances
    assert is_exact(rules, state) in (True, False)


@pytest.mark.parametrize("id", [id for id in games() if id != "Game-Chess-v0"])  # which is searched at every level
def test_the_first_level_is_played_exactly(id: str) -> None:
    rules: Any = load(entry_of(id)).ladder()[0]
    state = rules.start()
    while rules.current(state) == CHANCE:
        state = rules.apply(state, rules.chance(state)[0][0])
    assert is_exact(rules, state)


@pytest.mark.parametrize(
    "rules", [KuhnPoker(), LeducPoker(), LiarsDice(2, 1, 4), Mastermind(), Battleship()], ids=repr
)
def test_equilibria_are_hard_to_exploit(rules: Rules) -> None:
    solution = equilibrium(rules)
    assert solution is not None
    assert exploitability(rules, solution.policy) < 2e-3
    state = rules.start()
    while rules.current(state) == CHANCE:
        state = rules.apply(state, rules.chance(state)[0][0])
    played = solution.policy(Infoset.at(rules, state))
    assert oracle(rules, state) == {move: p for move, p in played.items() if p > 0}


@pytest.mark.parametrize(
    ("rules", "seat", "least"),
    [
        (TicTacToe(5, 4), 1, 0.7),
        (ConnectFour(6, 7, 4), 1, 0.8),
        (Othello(6), 0, 0.5),
        (Hex(4), 1, 0.6),
    ],
    ids=repr,
)
def test_search_beats_random_play(rules: Rules, seat: int, least: float) -> None:
    assert match(rules, seat, 5, search_only=True) >= least


def test_sampling_beats_random_play() -> None:
    assert match(LiarsDice(2, 3, 6), 0, 20) > 0.3
    assert match(Mastermind(3, 4, 5), 1, 8) > -0.5  # random play has -0.9
    assert values(Mastermind(2, 3, 3), lambda i: dict.fromkeys(i.legal, 1 / len(i.legal)))[1] < -0.5


def test_search_is_exact_where_it_reaches_the_end() -> None:
    rules, rng = TicTacToe(), np.random.default_rng(0)
    for _ in range(40):
        state = rules.start()
        for _ in range(int(rng.integers(3, 8))):
            if not rules.over(state):
                state = rules.apply(state, int(rng.choice(rules.legal(state))))
        if not rules.over(state):
            found = search(rules, state, 100_000)
            sign = 1 if rules.current(state) == 0 else -1
            assert {value(rules, rules.apply(state, m)) for m in found} == {value(rules, state)}
            assert sign * value(rules, state) >= -1
    pig = Pig(12, 6, 8)
    assert set(search(pig, pig.start(), 100_000)) == set(best_moves(pig, pig.start()))


def test_sampling_depends_on_knowledge_alone() -> None:
    rules = LiarsDice(2, 3, 6)
    one, two = ((5, 10), (6,)), ((40, 10), (6,))
    assert rules.tell(one, 1) == rules.tell(two, 1)
    assert sampled(rules, one, 1) == sampled(rules, two, 1)


def test_errors_are_sentences() -> None:
    with pytest.raises(UnsolvableError, match="nobody is to move"):
        oracle(KuhnPoker(), KuhnPoker().start())
    with pytest.raises(UnsolvableError, match="nothing hidden"):
        search(KuhnPoker(), ((0, 1), ""))
    with pytest.raises(UnsolvableError, match="does not say how to draw"):
        sampled(KuhnPoker(3), ((0, 1, 2), ""), 0)


@pytest.mark.parametrize(
    "id", ["Game-KuhnPoker-v0", "Game-Negotiation-v0", "Game-RockPaperScissors-v0", "Game-Pig-v0"]
)
@pytest.mark.parametrize("opponent", ["random", "oracle"])
def test_opponents_sit_in_every_kind_of_game(id: str, opponent: str) -> None:
    for interface in ("chat", "moves"):
        env: Any = gym.make(id, opponent=opponent, interface=interface).unwrapped
        for seed in range(5):
            env.reset(seed=seed)
            over, reward, info = False, 0.0, {}
            while not over:
                move = env.oracle_move() if env.action_masks().sum() < env.rules.n_moves or seed % 2 else 0
                move = move if env.action_masks()[move] else int(np.flatnonzero(env.action_masks())[0])
                action = f"\\boxed{{{env.rules.write(move)}}}" if interface == "chat" else move
                _, reward, over, _, info = env.step(action)
            assert 0 <= reward <= 1
            assert abs(info["return"]) <= env.rules.stake


SHORT = [rules for rules in LEVELS if rules.max_moves <= 45]  # a search takes a tenth of a second a move


@pytest.mark.slow
@pytest.mark.parametrize("rules", SHORT, ids=lambda rules: f"{type(rules).__name__}-{rules.level}")
def test_the_oracle_is_no_worse_than_random_play(rules: Rules) -> None:
    if rules.zero_sum and rules.players == 2:
        played = [match(rules, seat, 3) for seat in (0, 1)]
        rng = np.random.default_rng(0)
        floor = np.mean([rules.playout(rng)[1] for _ in range(300)], axis=0)
        assert sum(played) >= float(floor.sum()) - rules.stake


def test_the_oracle_of_a_seat_mixes_and_is_repeatable() -> None:
    env: Any = gym.make("Game-RockPaperScissors-v0", interface="moves", seat=0).unwrapped
    moves = []
    for seed in range(60):
        env.reset(seed=seed)
        moves.append(env.oracle_move())
        assert env.oracle_move() == moves[-1]
    assert set(moves) == {0, 1, 2}
