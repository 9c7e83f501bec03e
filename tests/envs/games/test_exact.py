"""Equilibria, best responses and exploitability against theory, brute force and a linear program."""

import itertools
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs.games import (
    CHANCE,
    Infoset,
    Rules,
    Tree,
    UnsolvableError,
    average,
    best_response,
    cfr,
    exploitability,
    nash_conv,
    uniform,
    value,
    values,
)
from palaestra.envs.games.battleship import Battleship
from palaestra.envs.games.blotto import Blotto
from palaestra.envs.games.debate import Debate
from palaestra.envs.games.exact import _Walk
from palaestra.envs.games.goofspiel import Goofspiel
from palaestra.envs.games.kuhn import KuhnPoker
from palaestra.envs.games.leduc import LeducPoker
from palaestra.envs.games.liars_dice import LiarsDice
from palaestra.envs.games.mastermind import Mastermind
from palaestra.envs.games.matrix import MatrixGame, RockPaperScissors
from palaestra.envs.games.negotiation import Negotiation
from palaestra.envs.games.nim import Nim
from palaestra.envs.games.subtraction import Subtraction
from palaestra.envs.games.tictactoe import TicTacToe

SMALL: list[Rules] = [
    KuhnPoker(),
    LeducPoker(2),
    LiarsDice(2, 1, 3),
    Negotiation(2, 1, 1, 2, 3),
    Goofspiel(3),
    RockPaperScissors(3, 2),
    MatrixGame("4 -2 1; -3 5 0; 2 0 -1"),
    Mastermind(2, 2, 2),
    Battleship(1, 3, (1,), 2),
    Blotto(5, 3),
]
every_small = pytest.mark.parametrize("rules", SMALL, ids=lambda rules: type(rules).__name__)


def walked(rules: Rules, policy: Any, state: Any = None) -> np.ndarray:
    """What each seat wins on average, by plain recursion over all states."""
    state = rules.start() if state is None else state
    mover = rules.current(state)
    if mover is None:
        return np.array(rules.returns(state))
    chances: Any = rules.chance(state) if mover == CHANCE else policy(Infoset.at(rules, state)).items()
    return sum((p * walked(rules, policy, rules.apply(state, m)) for m, p in chances), np.zeros(rules.players))


def drawn(seed: int) -> Any:
    """A policy with random probabilities, the same whenever it is asked the same."""
    rng, known = np.random.default_rng(seed), {}

    def policy(infoset: Infoset) -> Mapping[int, float]:
        key = infoset.seat, infoset.key
        if key not in known:
            known[key] = dict(zip(infoset.legal, rng.dirichlet(np.ones(len(infoset.legal))).tolist(), strict=True))
        return known[key]

    return policy


def nash_value(rules: Rules) -> float:
    """What seat 0 wins in equilibrium, by the linear program of Koller, Megiddo and von Stengel (1996)."""
    linear = pytest.importorskip("ortools.linear_solver.pywraplp")
    tree, solver = Tree(rules), linear.Solver.CreateSolver("GLOP")
    one, two = tree.seats
    plan = [solver.NumVar(0, 1, "") for _ in range(one.size)]
    solver.Add(plan[0] == 1)
    for place, begin in enumerate(one.first):
        stop = one.first[place + 1] if place + 1 < len(one.first) else one.size
        solver.Add(sum(plan[begin:stop]) == plan[one.parent[place]])
    worth = [solver.NumVar(-solver.infinity(), solver.infinity(), "") for _ in two.first]
    root = solver.NumVar(-solver.infinity(), solver.infinity(), "")
    behind: list[list[Any]] = [[] for _ in range(two.size)]
    for place, parent in enumerate(two.parent):
        behind[parent].append(worth[place])
    for mine, theirs, paid in zip(*tree.ends, tree.paid[0], strict=True):
        behind[theirs].append(paid * plan[mine])
    solver.Add(root <= sum(behind[0]))
    for place, begin in enumerate(two.first):
        stop = two.first[place + 1] if place + 1 < len(two.first) else two.size
        for sequence in range(begin, stop):
            solver.Add(worth[place] <= sum(behind[sequence]))
    solver.Maximize(root)
    assert solver.Solve() == solver.OPTIMAL
    return float(root.solution_value())


def test_kuhn_poker() -> None:
    rules = KuhnPoker()
    assert len(Tree(rules).infosets) == 12
    assert exploitability(rules, uniform) == pytest.approx(11 / 24)
    assert values(rules, uniform) == pytest.approx((1 / 8, -1 / 8))
    solution = cfr(rules, 5_000)
    assert solution.values == pytest.approx((-1 / 18, 1 / 18), abs=1e-6)
    assert solution.exploitability == exploitability(rules, solution.policy) < 1e-6


@pytest.mark.parametrize("alpha", [0, 1 / 6, 1 / 3])
def test_every_equilibrium_of_kuhn_poker(alpha: float) -> None:
    """Kuhn 1950: seat 0 bluffs the jack with alpha, and the rest follows."""
    bets = {
        (0, "J", "none yet"): alpha,
        (0, "Q", "none yet"): 0,
        (0, "K", "none yet"): 3 * alpha,
        (0, "J", "player 1 passes, player 2 bets"): 0,
        (0, "Q", "player 1 passes, player 2 bets"): alpha + 1 / 3,
        (0, "K", "player 1 passes, player 2 bets"): 1,
        (1, "J", "player 1 passes"): 1 / 3,
        (1, "Q", "player 1 passes"): 0,
        (1, "K", "player 1 passes"): 1,
        (1, "J", "player 1 bets"): 0,
        (1, "Q", "player 1 bets"): 1 / 3,
        (1, "K", "player 1 bets"): 1,
    }

    def policy(infoset: Infoset) -> dict[int, float]:
        card = infoset.text.split("Your card is ")[1][0]
        bet = bets[infoset.seat, card, infoset.text.split("Bets: ")[1].rstrip(".")]
        return {0: 1 - bet, 1: bet}

    assert nash_conv(KuhnPoker(), policy) == pytest.approx(0, abs=1e-12)
    assert values(KuhnPoker(), policy)[0] == pytest.approx(-1 / 18)


@every_small
def test_equilibria_against_a_linear_program(rules: Rules) -> None:
    known = nash_value(rules)
    solution = cfr(rules, 4_000, tolerance=1e-8)
    if rules.zero_sum or isinstance(rules, MatrixGame):
        assert solution.exploitability < 1e-4
        assert solution.values[0] == pytest.approx(known, abs=2e-4)
        for seat in (0, 1):  # what a best response wins from an equilibrium is the value
            best, _ = best_response(rules, solution.policy, seat)
            assert best == pytest.approx((known, -known)[seat], abs=3e-4)


@every_small
@settings(deadline=None, max_examples=5)
@given(seed=st.integers(0, 2**32))
def test_values_against_plain_recursion(rules: Rules, seed: int) -> None:
    policy = drawn(seed)
    assert values(rules, policy) == pytest.approx(tuple(walked(rules, policy)))
    for seat in range(rules.players):
        best, response = best_response(rules, policy, seat)
        mixed = [response if i == seat else policy for i in range(rules.players)]
        assert best == pytest.approx(walked(rules, lambda i, mixed=mixed: mixed[i.seat](i))[seat])
        assert best >= values(rules, policy)[seat] - 1e-9


@pytest.mark.parametrize("players", [2, 3])
def test_best_responses_against_every_pure_plan(players: int) -> None:
    rules, policy = KuhnPoker(players), drawn(players)
    sets = [infoset for infoset in Tree(rules).infosets if infoset.seat == players - 1]
    sets = sets[:6] if players == 2 else [i for i in sets if i.key[0] == (3,)]  # type: ignore[index]
    others = {(i.seat, i.key) for i in sets}
    best = -np.inf
    for plan in itertools.product((0, 1), repeat=len(sets)):
        table = {(i.seat, i.key): {move: 1.0} for i, move in zip(sets, plan, strict=True)}
        best = max(best, values(rules, lambda i, table=table: table.get((i.seat, i.key)) or policy(i))[players - 1])
    if players == 2:
        assert len(others) == 6
        assert best_response(rules, policy, 1)[0] == pytest.approx(best)
    else:
        assert best_response(rules, policy, 2)[0] >= best - 1e-12


def test_the_average_wins_what_its_parts_win_on_average() -> None:
    rules = KuhnPoker()
    parts = [cfr(rules, 5).last, uniform, cfr(rules, 50).policy]
    mixed = average(rules, parts)
    for seat in range(2):
        sides = [[part if i == seat else uniform for i in range(2)] for part in [*parts, mixed]]
        *each, whole = [values(rules, side)[seat] for side in sides]
        assert whole == pytest.approx(np.mean(each), abs=1e-12)
    rock, paper, scissors = ((lambda infoset, move=move: {move: 1.0}) for move in range(3))
    assert exploitability(RockPaperScissors(), rock) == pytest.approx(1)
    assert exploitability(RockPaperScissors(), average(RockPaperScissors(), [rock, paper, scissors])) == (
        pytest.approx(0, abs=1e-12)
    )


def test_three_players() -> None:
    rules = KuhnPoker(3)
    assert len(Tree(rules).infosets) == 3 * 4 * 4
    assert nash_conv(rules, uniform) == pytest.approx(3 * 0.6875)
    assert sum(values(rules, drawn(0))) == pytest.approx(0)
    assert cfr(rules, 1_000).exploitability < 1e-3


def test_known_figures_of_leduc_poker() -> None:
    rules = LeducPoker()
    assert len(Tree(rules).infosets) == 288  # 936 where the two cards of a rank are told apart
    assert exploitability(rules, uniform) == pytest.approx(2.373611, abs=1e-6)
    assert nash_value(rules) == pytest.approx(-0.085606424, abs=1e-8)


@pytest.mark.slow
def test_leduc_poker_and_liars_dice_to_the_digit() -> None:
    solution = cfr(LeducPoker(), 30_000, tolerance=1e-7, predictive=False)
    assert solution.values[0] == pytest.approx(-0.085606424, abs=1e-6)
    assert cfr(LiarsDice(2, 1, 6), 3_000).values[0] == pytest.approx(-7 / 258, abs=1e-4)


def test_plain_and_predictive_agree() -> None:
    for predictive, power in itertools.product((True, False), (1.0, 2.0)):
        solution = cfr(KuhnPoker(), 1_000, predictive=predictive, power=power)
        assert solution.values[0] == pytest.approx(-1 / 18, abs=1e-3)
        assert solution.exploitability < 3e-3
        assert exploitability(KuhnPoker(), solution.last) < 0.1


@pytest.mark.parametrize(
    ("game", "expected"),
    [
        ("matching-pennies", 0),
        ("2 -1; -1 1", 1 / 5),
        ("1 0; 0 1", 1 / 2),
        ("3 1; 2 1", 1),  # dominated
        ("0 -1 1; 1 0 -1; -1 1 0", 0),
    ],
)
def test_values_of_tables(game: str, expected: float) -> None:
    rules = MatrixGame(game)
    assert nash_value(rules) == pytest.approx(expected)
    assert cfr(rules, 3_000).values[0] == pytest.approx(expected, abs=1e-4)


def test_a_game_that_is_not_zero_sum() -> None:
    solution = cfr(MatrixGame("prisoners-dilemma"), 1_000)
    assert solution.values == pytest.approx((1, 1), abs=1e-3)  # both defect
    assert solution.exploitability < 1e-3


@pytest.mark.parametrize("rules", [Nim((1, 2, 3)), Nim((2, 2), misere=True), TicTacToe(3, 2), Debate(claims=20)])
def test_perfect_information(rules: Rules) -> None:
    assert values(rules, uniform) == pytest.approx(tuple(walked(rules, uniform)))
    for seat in (0, 1):
        best, response = best_response(rules, uniform, seat)
        assert best >= (value(rules, rules.start()), -value(rules, rules.start()))[seat] - 1e-9
        mixed = [uniform, uniform]
        mixed[seat] = response
        assert values(rules, mixed)[seat] == pytest.approx(best)
    assert nash_conv(rules, uniform) > 0


def test_tic_tac_toe_against_random_play() -> None:
    """The best response to random play wins 191/192 and draws the rest as X."""
    best, response = best_response(TicTacToe(), uniform, 0)
    assert best == pytest.approx(0.99479166, abs=1e-6)
    assert values(TicTacToe(), [response, uniform])[0] == pytest.approx(best)


@dataclass(frozen=True)
class Forgetful(KuhnPoker):
    """A seat does not see its own bets."""

    def known(self, state: Any, player: int) -> Any:
        return state[0][player : player + 1]


def test_errors_are_sentences() -> None:
    with pytest.raises(UnsolvableError, match="forgets"):
        Tree(Forgetful())
    with pytest.raises(UnsolvableError, match="too large to write out"):
        Tree(LeducPoker(), limit=100)
    with pytest.raises(UnsolvableError, match="nobody is to move"):
        Infoset.at(KuhnPoker(), KuhnPoker().start())
    for bad in ({}, {0: 2.0}, {0: -0.5, 1: 1.5}, {0: 0.5, 1: 0.5, 2: 0.1}, {0: float("nan"), 1: 1.0}):
        with pytest.raises(ValueError, match="give the legal moves"):
            exploitability(KuhnPoker(), lambda infoset, bad=bad: bad)


def test_infosets_show_what_the_seat_sees() -> None:
    for infoset in Tree(KuhnPoker()).infosets:
        assert infoset.text.startswith(f"You are player {infoset.seat + 1}. Your card is ")
        assert infoset.moves == ("pass", "bet")
        assert infoset.observation.shape == KuhnPoker().shape
        assert "_state" not in repr(infoset)


def test_a_game_longer_than_functions_may_call_themselves() -> None:
    """500 counters, one or two taken in turn: the first to move wins unless three divide the heap."""
    rules = Subtraction(500, (1, 2))
    assert sys.getrecursionlimit() < 2 * rules.max_moves + 200
    assert sum(values(rules, uniform)) == pytest.approx(0)
    best, response = best_response(rules, uniform, 0)
    assert best == pytest.approx(1, abs=1e-6)
    assert values(rules, [response, uniform])[0] == pytest.approx(best)
    with pytest.raises(UnsolvableError, match="more than"):
        _Walk(rules, uniform, None, 100).value(rules.start())
