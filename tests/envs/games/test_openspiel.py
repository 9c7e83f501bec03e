"""OpenSpiel as referee: the same legal moves, chances and returns on random games, the same exploitabilities.

pip install open_spiel (and chess, for chess)
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

from palaestra.envs.games import CHANCE, Rules
from palaestra.envs.games.battleship import Battleship
from palaestra.envs.games.blotto import Blotto
from palaestra.envs.games.breakthrough import Breakthrough
from palaestra.envs.games.chess import FULL, Chess
from palaestra.envs.games.connect_four import ConnectFour
from palaestra.envs.games.exact import Infoset, cfr, exploitability, uniform, values
from palaestra.envs.games.goofspiel import Goofspiel
from palaestra.envs.games.hex import Hex
from palaestra.envs.games.kuhn import KuhnPoker
from palaestra.envs.games.leduc import LeducPoker
from palaestra.envs.games.liars_dice import LiarsDice
from palaestra.envs.games.matrix import MatrixGame, RockPaperScissors
from palaestra.envs.games.nim import Nim
from palaestra.envs.games.othello import Othello
from palaestra.envs.games.pig import Pig
from palaestra.envs.games.rules import pick
from palaestra.envs.games.tictactoe import TicTacToe

spiel = pytest.importorskip("pyspiel", reason="pip install open_spiel")


class Pair(NamedTuple):
    """A game of ours, its name there, and how what happens there is called here."""

    rules: Rules
    name: str
    move: Callable[[Rules, Any, int, int], int] = lambda rules, state, seat, action: action
    drawn: Callable[[int], int] = lambda outcome: outcome


def by_troops(rules: Rules, state: Any, seat: int, action: int) -> int:
    move = rules.parse(" ".join(re.findall(r"\d+", state.action_to_string(seat, action))))
    assert move is not None
    return move


def upside_down(rules: Rules, state: Any, seat: int, action: int) -> int:
    assert isinstance(rules, Breakthrough)
    text = state.action_to_string(seat, action).rstrip("*")
    move = rules.parse(re.sub(r"\d", lambda row: str(rules.rows + 1 - int(row[0])), text))
    assert move is not None
    return move


PAIRS = [
    Pair(TicTacToe(), "tic_tac_toe"),
    Pair(TicTacToe(5, 4), "mnk(m=5,n=5,k=4)"),
    Pair(ConnectFour(), "connect_four"),
    Pair(Nim((3, 4, 5)), "nim(pile_sizes=3;4;5,is_misere=false)"),
    Pair(Nim((1, 3, 5, 7), misere=True), "nim(pile_sizes=1;3;5;7,is_misere=true)"),
    Pair(KuhnPoker(), "kuhn_poker"),
    Pair(KuhnPoker(3), "kuhn_poker(players=3)"),
    Pair(LeducPoker(), "leduc_poker", drawn=lambda card: card // 2),
    Pair(LiarsDice(2, 1, 6), "liars_dice"),
    Pair(LiarsDice(2, 1, 3), "liars_dice(dice_sides=3)"),
    Pair(RockPaperScissors(), "matrix_rps"),
    Pair(MatrixGame("matching-pennies"), "matrix_mp"),
    Pair(Blotto(10, 3), "blotto", move=by_troops),
    Pair(Goofspiel(4), "goofspiel(num_cards=4,points_order=random,returns_type=win_loss)"),
    Pair(Goofspiel(6, "descending"), "goofspiel(num_cards=6,points_order=descending,returns_type=win_loss)"),
    Pair(Othello(8), "othello"),
    Pair(Hex(5), "hex(board_size=5)"),
    Pair(Hex(7), "hex(board_size=7)"),
    Pair(Breakthrough(6, 6), "breakthrough(rows=6,columns=6)", move=upside_down),
    Pair(Breakthrough(8, 8), "breakthrough", move=upside_down),
    Pair(Pig(30, 6, 1000), "pig(winscore=30)", drawn=lambda outcome: outcome + 1),
    Pair(
        Battleship(4, 4, (2, 3), 8),
        "battleship(board_width=4,board_height=4,ship_sizes=[2;3],ship_values=[1;1],num_shots=8,"
        "allow_repeated_shots=false,loss_multiplier=1.0)",
    ),
]
every_pair = pytest.mark.parametrize("pair", PAIRS, ids=[pair.name for pair in PAIRS])


def actions(pair: Pair, there: Any, seat: int) -> dict[int, int]:
    """Return the actions of a seat there by our numbers."""
    return {pair.move(pair.rules, there, seat, action): action for action in there.legal_actions(seat)}


def compare(pair: Pair, rng: random.Random) -> None:
    """Play one random game on both sides."""
    rules = pair.rules
    here, there = rules.start(), spiel.load_game(pair.name).new_initial_state()
    while not there.is_terminal():
        assert not rules.over(here)
        if there.is_chance_node():
            assert rules.current(here) == CHANCE
            chances: dict[int, float] = defaultdict(float)
            for outcome, p in there.chance_outcomes():
                chances[pair.drawn(outcome)] += p
            assert dict(rules.chance(here)) == pytest.approx(chances)
            draw = pick(rules.chance(here), rng.random())
            outcome = rng.choice([o for o, _ in there.chance_outcomes() if pair.drawn(o) == draw])
            here = rules.apply(here, draw)
            there.apply_action(outcome)
        elif there.is_simultaneous_node():
            joint = []
            for seat in range(rules.players):
                assert rules.current(here) == seat
                known = actions(pair, there, seat)
                assert sorted(known) == list(rules.legal(here))
                move = rng.choice(rules.legal(here))
                joint.append(known[move])
                here = rules.apply(here, move)
            there.apply_actions(joint)
        else:
            seat = there.current_player()
            assert rules.current(here) == seat
            known = actions(pair, there, seat)
            ours = rules.legal(here)
            if not (isinstance(rules, Pig) and len(ours) == 1):  # there one may roll on with enough points
                assert sorted(known) == list(ours)
            move = rng.choice(ours)
            here = rules.apply(here, move)
            there.apply_action(known[move])
    while not rules.over(here):  # goofspiel there plays the last card by itself
        [move] = rules.legal(here) or [draw for draw, _ in rules.chance(here)]
        here = rules.apply(here, move)
    assert rules.returns(here) == tuple(there.returns())


@every_pair
def test_fifty_random_games(pair: Pair) -> None:
    rng = random.Random(0)
    for _ in range(50 if pair.rules.max_moves < 100 else 10):
        compare(pair, rng)


@pytest.mark.slow
@every_pair
def test_a_thousand_random_games(pair: Pair) -> None:
    rng = random.Random(1)
    for _ in range(1_000):
        compare(pair, rng)


def chess_game(rng: random.Random) -> None:
    """There White is seat 1, and the third repetition is a draw."""
    rules = Chess(FULL, 1000)
    here, there = rules.start(), spiel.load_game("chess").new_initial_state()
    while not there.is_terminal():
        board = there.board()
        known = {
            rules.parse(spiel.chess.action_to_move(action, board).to_lan()): action for action in there.legal_actions()
        }
        assert rules.current(here) == 1 - there.current_player()
        assert sorted(known) == list(rules.legal(here))
        move = rng.choice(list(known))
        here = rules.apply(here, move)
        there.apply_action(known[move])
    assert rules.returns(here) == tuple(there.returns())[::-1]


def test_a_game_of_chess() -> None:
    chess_game(random.Random(0))


@pytest.mark.slow
def test_many_games_of_chess() -> None:
    rng = random.Random(1)
    for _ in range(1_000):
        chess_game(rng)


def replayed(pair: Pair, there: Any) -> Infoset:
    """Return our information set of a state there."""
    here, played = pair.rules.start(), there.get_game().new_initial_state()
    for action in there.history():
        if played.is_chance_node():
            here = pair.rules.apply(here, pair.drawn(action))
        else:
            here = pair.rules.apply(here, pair.move(pair.rules, played, played.current_player(), action))
        played.apply_action(action)
    return Infoset.at(pair.rules, here)


def judged(pair: Pair, policy: Any) -> tuple[float, float]:
    """Return the exploitability of a policy of ours and what it wins for seat 0, both as computed there."""
    game = spiel.load_game(pair.name)
    if game.get_type().dynamics == spiel.GameType.Dynamics.SIMULTANEOUS:
        game = spiel.convert_to_turn_based(game)
    table: dict[str, list[tuple[int, float]]] = {}
    todo = [game.new_initial_state()]
    while todo:
        state = todo.pop()
        if state.is_terminal():
            continue
        if not state.is_chance_node() and (name := state.information_state_string()) not in table:
            chances = policy(replayed(pair, state))
            table[name] = [(a, chances.get(a, 0.0)) for a in state.legal_actions()]
        todo += [state.child(action) for action in state.legal_actions()]
    both = spiel.TabularPolicy(table)
    won = spiel.expected_returns(game.new_initial_state(), [both, both], -1, True)
    return spiel.exploitability(game, table), won[0]


KNOWN = [
    (Pair(KuhnPoker(), "kuhn_poker"), 11 / 24, 1 / 8),
    (Pair(LeducPoker(), "leduc_poker", drawn=lambda card: card // 2), 2.373611111111111, -0.078125),
    (Pair(LiarsDice(2, 1, 4), "liars_dice(dice_sides=4)"), None, None),
]


@pytest.mark.parametrize(("pair", "gap", "won"), KNOWN, ids=[pair.name for pair, _, _ in KNOWN])
def test_uniform_play(pair: Pair, gap: float | None, won: float | None) -> None:
    there, value = judged(pair, uniform)
    assert exploitability(pair.rules, uniform) == pytest.approx(there, abs=1e-9)
    assert values(pair.rules, uniform)[0] == pytest.approx(value, abs=1e-9)
    assert gap is None or (there, value) == pytest.approx((gap, won), abs=1e-6)


@pytest.mark.parametrize(
    ("pair", "known"),
    [
        (KNOWN[0][0], -1 / 18),
        (KNOWN[1][0], -0.0856064),  # as OpenSpiel's linear program and the literature have it
        (KNOWN[2][0], 1 / 16),
        (Pair(RockPaperScissors(5), ""), 0.0),
    ],
    ids=["kuhn_poker", "leduc_poker", "liars_dice", "five signs"],
)
def test_equilibria(pair: Pair, known: float) -> None:
    solution = cfr(pair.rules, 10_000, tolerance=1e-7, predictive=not isinstance(pair.rules, LeducPoker))
    assert solution.values[0] == pytest.approx(known, abs=1e-6)
    assert solution.exploitability < 1e-5
    if pair.name:
        there, value = judged(pair, solution.policy)
        assert there == pytest.approx(solution.exploitability, abs=1e-8)
        assert value == pytest.approx(solution.values[0], abs=1e-8)


def test_random_policies_are_judged_alike() -> None:
    pair, rng = KNOWN[1][0], np.random.default_rng(0)
    drawn: dict[Any, dict[int, float]] = {}

    def policy(infoset: Infoset) -> dict[int, float]:
        key = infoset.seat, infoset.key
        if key not in drawn:
            drawn[key] = dict(zip(infoset.legal, rng.dirichlet(np.ones(len(infoset.legal))).tolist(), strict=True))
        return drawn[key]

    there, value = judged(pair, policy)
    assert exploitability(pair.rules, policy) == pytest.approx(there, abs=1e-9)
    assert values(pair.rules, policy)[0] == pytest.approx(value, abs=1e-9)
