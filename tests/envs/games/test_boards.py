"""Board games against known counts of positions, known values and plain second ways of playing."""

import functools
import itertools
import sys
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import KnobError, MissingExtraError
from palaestra.envs.games import Rules, best_moves, oracle, value
from palaestra.envs.games.breakthrough import Breakthrough
from palaestra.envs.games.chess import QUEEN, Chess, library, moves_on_board
from palaestra.envs.games.connect_four import ConnectFour
from palaestra.envs.games.hex import Hex
from palaestra.envs.games.othello import Othello


def perft(rules: Rules, depth: int, state: Any = None) -> int:
    """The number of games of so many moves."""
    state = rules.start() if state is None else state
    if depth == 0:
        return 1
    return sum(perft(rules, depth - 1, rules.apply(state, move)) for move in rules.legal(state))


def play(rules: Rules, *moves: str) -> Any:
    state = rules.start()
    for text in moves:
        move = rules.parse(text)
        assert move in rules.legal(state), text
        state = rules.apply(state, move)
    return state


@functools.cache
def plain(rules: Rules, state: Any) -> float:
    """Minimax without windows, symmetry, proofs or order."""
    if rules.over(state):
        return rules.returns(state)[0]
    values = [plain(rules, rules.apply(state, move)) for move in rules.legal(state)]
    return max(values) if rules.current(state) == 0 else min(values)


# Connect Four


def test_positions_of_connect_four() -> None:
    """OEIS A212693: positions after n marks on 6 by 7."""
    rules, layer = ConnectFour(), {ConnectFour().start()}
    for count in (1, 7, 49, 238, 1120, 4263):
        assert len(layer) == count
        layer = {rules.apply(state, move) for state in layer for move in rules.legal(state)}


@given(
    st.sampled_from([(6, 7, 4), (4, 5, 3), (5, 4, 4), (3, 6, 5), (7, 3, 2)]),
    st.lists(st.integers(0, 99), max_size=42),
)
def test_connect_four_agrees_with_a_plain_board(sizes: tuple[int, int, int], picks: list[int]) -> None:
    rules = ConnectFour(*sizes)
    state, grid, winner = rules.start(), np.full(sizes[:2], "."), ""
    for turn, pick in enumerate(picks):
        open_columns = [c for c in range(sizes[1]) if grid[0, c] == "."]
        assert rules.legal(state) == (() if winner else tuple(open_columns))
        if winner or not open_columns:
            break
        column = open_columns[pick % len(open_columns)]
        state = rules.apply(state, column)
        row = max(r for r in range(sizes[0]) if grid[r, column] == ".")
        mark = grid[row, column] = "XO"[turn % 2]
        for (r, c), (dr, dc) in itertools.product(np.ndindex(*sizes[:2]), ((0, 1), (1, 0), (1, 1), (1, -1))):
            cells = [(r + dr * i, c + dc * i) for i in range(sizes[2])]
            if all(0 <= a < sizes[0] and 0 <= b < sizes[1] and grid[a, b] == mark for a, b in cells):
                winner = mark
    assert rules.over(state) == (bool(winner) or "." not in grid)
    assert rules.returns(state) == {"": (0, 0), "X": (1, -1), "O": (-1, 1)}[winner]
    told = rules.tell(state, 0).splitlines()
    assert [row.split() for row in told[1:-1]] == grid.tolist()
    for seat, own in enumerate("XO"):
        planes = rules.observe(state, seat)
        assert np.array_equal(planes[0], grid == own)
        assert np.array_equal(planes[2], grid == ".")
    assert [[cell.text for cell in row] for row in rules.board(state).rows] == grid.tolist()


@pytest.mark.parametrize(("sizes", "known"), [((4, 4, 4), 0), ((4, 5, 3), 1), ((3, 4, 3), 1), ((2, 3, 3), 0)])
def test_values_of_connect_four(sizes: tuple[int, int, int], known: float) -> None:
    rules = ConnectFour(*sizes)
    assert value(rules, rules.start()) == known
    if sizes[0] * sizes[1] <= 12:
        assert plain(rules, rules.start()) == known


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 99), min_size=14, max_size=20))
def test_solving_connect_four_agrees_with_minimax(picks: list[int]) -> None:
    rules = ConnectFour(4, 5, 4)
    state = rules.start()
    for pick in picks:
        legal = rules.legal(state)
        if legal and 20 - sum(state[:2]).bit_count() > 8:
            state = rules.apply(state, legal[pick % len(legal)])
    if not rules.over(state):
        assert value(rules, state) == plain(rules, state)
        assert all(plain(rules, rules.apply(state, m)) == plain(rules, state) for m in best_moves(rules, state))


# Othello


def test_games_of_othello() -> None:
    assert [perft(Othello(8), depth) for depth in range(6)] == [1, 4, 12, 56, 244, 1396]


def test_othello_on_four_by_four() -> None:
    """The second player wins."""
    rules = Othello(4)
    assert value(rules, rules.start()) == -1
    assert set(best_moves(rules, rules.start())) == set(rules.legal(rules.start()))


def test_othello_turns_and_passes() -> None:
    rules = Othello(8)
    state = play(rules, "d3", "c3", "c4")
    assert rules.tell(state, 1).splitlines()[3:5] == ["3 . . O X . . . .", "4 . . X X X . . ."]
    assert rules.tell(state, 1).endswith("X has 5, O 2. You play O. O is to move.")
    blocked = (0b0110, 0b0001 | 1 << 63, 0)  # X at b1 c1, O at a1: X cannot enclose anything
    assert rules.legal(blocked) == (64,)
    assert rules.write(64) == "pass"
    assert rules.current(rules.apply(blocked, 64)) == 1
    assert rules.legal(rules.apply(blocked, 64)) == (3,)


@given(st.lists(st.integers(0, 99), max_size=60), st.sampled_from([4, 6, 8]))
def test_othello_agrees_with_a_plain_board(picks: list[int], size: int) -> None:
    rules = Othello(size)
    state, board = rules.start(), {}
    mid = size // 2
    board = {(mid - 1, mid): "X", (mid, mid - 1): "X", (mid - 1, mid - 1): "O", (mid, mid): "O"}

    def turned(r: int, c: int, mark: str) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        for dr, dc in set(itertools.product((-1, 0, 1), repeat=2)) - {(0, 0)}:
            line, a, b = [], r + dr, c + dc
            while board.get((a, b), mark) != mark:
                line.append((a, b))
                a, b = a + dr, b + dc
            if (a, b) in board:
                out += line
        return out

    def squares(mark: str) -> tuple[int, ...]:
        free = [cell for cell in itertools.product(range(size), repeat=2) if cell not in board]
        return tuple(r * size + c for r, c in free if turned(r, c, mark))

    for pick in picks:
        mover = rules.current(state)
        if mover is None:
            assert not squares("X")
            assert not squares("O")
            break
        legal = squares("XO"[mover]) or (size * size,)
        assert rules.legal(state) == legal
        move = legal[pick % len(legal)]
        if move < size * size:
            cell = divmod(move, size)
            for other in [*turned(*cell, "XO"[mover]), cell]:
                board[other] = "XO"[mover]
        state = rules.apply(state, move)
    for mark, bits in zip("XO", state[:2], strict=True):
        assert bits == sum(1 << r * size + c for (r, c), who in board.items() if who == mark)


# Hex


@given(st.integers(2, 6), st.randoms())
def test_a_full_board_of_hex_has_one_winner(size: int, random: Any) -> None:
    rules, cells = Hex(size), list(range(size * size))
    random.shuffle(cells)
    state = rules.start()
    for cell in cells:
        if rules.over(state):
            break
        state = rules.apply(state, cell)
    assert sorted(rules.returns(state)) == [-1, 1]
    winner = rules.returns(state).index(1)
    stones = {divmod(i, size) for i in range(size * size) if state[winner] >> i & 1}
    group, todo = set(), [cell for cell in stones if cell[winner] == 0]
    while todo:
        r, c = todo.pop()
        if (r, c) not in group:
            group.add((r, c))
            near = {(r, c - 1), (r, c + 1), (r - 1, c), (r + 1, c), (r - 1, c + 1), (r + 1, c - 1)}
            todo += near & stones
    assert any(cell[winner] == size - 1 for cell in group)
    assert rules.needs(state, winner) == 0
    assert rules.needs(state, 1 - winner) == size * size


@pytest.mark.parametrize(("size", "opening"), [(2, {"a2", "b1"}), (3, None)])
def test_the_first_player_wins_hex(size: int, opening: set[str] | None) -> None:
    rules = Hex(size)
    assert value(rules, rules.start()) == 1
    names = {rules.write(move) for move in best_moves(rules, rules.start())}
    assert opening is None or names == opening
    if size == 3:
        assert "b2" in names
        assert "a1" not in names


def test_hex_counts_what_is_needed() -> None:
    rules = Hex(5)
    state = play(rules, "c3", "a1", "c4", "e5")
    assert rules.needs(state, 0) == 3
    assert rules.needs(state, 1) == 4
    assert rules.tell(state, 1).splitlines()[:3] == ["  a b c d e", "1 O . . . .", " 2 . . . . ."]


# Breakthrough


def test_games_of_breakthrough() -> None:
    assert [perft(Breakthrough(8, 8), depth) for depth in range(4)] == [1, 22, 484, 11132]


def test_breakthrough_ends_on_the_far_row_or_without_pawns() -> None:
    rules = Breakthrough(4, 2)
    state = play(rules, "a2b3")
    assert state == (0b00100111 ^ 0b100, 0b11010000, 1) or rules.current(state) == 1
    near = (1 << 5, 1 << 7, 0)  # X on b3, O on b4: straight ahead is blocked, a4 is free
    assert [rules.write(move) for move in rules.legal(near)] == ["b3a4"]
    won = rules.apply(near, rules.legal(near)[0])
    assert rules.returns(won) == (1, -1)
    last = (1 << 4, 1 << 3, 1)  # O on b2 may take nothing, X's last pawn stands on a3
    assert rules.returns(rules.apply((1 << 2, 1 << 5, 1), rules.parse("b3a2") or 0)) == (-1, 1)
    assert rules.bounds(last) == (-1, -1)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 99), min_size=6, max_size=20))
def test_solving_breakthrough_agrees_with_minimax(picks: list[int]) -> None:
    rules = Breakthrough(5, 2)
    state = rules.start()
    for pick in picks:
        if rules.over(state):
            return
        legal = rules.legal(state)
        state = rules.apply(state, legal[pick % len(legal)])
    if not rules.over(state):
        assert value(rules, state) == plain(rules, state)


# Chess


def test_games_of_chess() -> None:
    pytest.importorskip("chess")
    assert [perft(Chess(), depth) for depth in range(4)] == [1, 20, 400, 8902]


def test_ends_of_chess() -> None:
    pytest.importorskip("chess")
    fool = play(Chess(), "f2f3", "e7e5", "g2g4", "d8h4")
    assert Chess().returns(fool) == (-1, 1)
    assert Chess(QUEEN, 3).over(play(Chess(QUEEN, 3), "d1d2", "e8e7", "e1e2"))
    stale = "7k/5Q2/6K1/8/8/8/8/8 b - - 0 1"
    assert Chess(stale).over(stale)
    assert Chess(stale).returns(stale) == (0, 0)
    quiet = "4k3/8/8/8/8/8/8/3QK3 w - - 100 80"
    assert Chess(quiet).over(quiet)


@pytest.mark.parametrize("fen", ["4k3/8/8/8/8/8/8/3QK3 w KQ - 0 1", "R3k3/8/8/8/8/8/8/3QK3 w - - 0 1"])
def test_positions_that_cannot_be_are_refused_when_the_library_is_there(fen: str) -> None:
    pytest.importorskip("chess")
    with pytest.raises(KnobError, match="no position that can be played"):
        gym.make("Game-Chess-v0", fen=fen)


def test_the_oracle_of_chess_looks_at_few_positions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds differ from machine to machine; what takes them are the positions that python-chess sets up."""
    pytest.importorskip("chess")
    looked = 0

    def apply(self: Chess, state: str, move: int) -> str:
        nonlocal looked
        looked += 1
        return plain(self, state, move)

    plain = Chess.apply
    monkeypatch.setattr(Chess, "apply", apply)
    for rules in Chess.levels:
        looked = 0
        assert set(oracle(rules, rules.start())) <= set(rules.legal(rules.start()))
        assert looked < 6_000  # with the same budget as other games they were five times as many


def test_moves_of_chess_are_written_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Chess()
    assert rules.n_moves == len(set(moves_on_board())) == 1968
    assert rules.parse("E7E8Q") == moves_on_board().index("e7e8q")
    assert rules.parse("e2e4 d7d5") is None
    library.cache_clear()
    monkeypatch.setitem(sys.modules, "chess", None)
    with pytest.raises(MissingExtraError, match=r"pip install .palaestra\[games\]"):
        rules.start()
    library.cache_clear()


@pytest.mark.parametrize(
    ("cls", "knobs"),
    [
        (ConnectFour, {"rows": 1}),
        (ConnectFour, {"line": 8}),
        (Othello, {"size": 5}),
        (Hex, {"size": 1}),
        (Breakthrough, {"rows": 3}),
        (Chess, {"fen": "nonsense"}),
        (Chess, {"plies": 0}),
        (Chess, {"fen": "a b w c d e"}),
        (Chess, {"fen": "4k3/8/8/8/8/8/8/3QK3 w - - 0 0"}),
        (Chess, {"fen": "4k3/8/8/8/8/8/8/3QK3 w - - 0"}),
        (Chess, {"fen": "4k3/8/8/8/8/8/8/3QK3 w - - x 1"}),
        (Chess, {"fen": "4k3/8/8/8/8/8/8/3QK3 w - e5 0 1"}),
        (Chess, {"fen": "4k3/8/8/8/8/8/8/3QK3 w qK - 0 1"}),
        (Chess, {"fen": "4k3/8/8/8/8/8/8/4QK3 w - - 0 1"}),
        (Chess, {"fen": "4k3/8/8/8/8/8/3QK3 w - - 0 1"}),
        (Chess, {"fen": "8/8/8/8/8/8/8/8 w - - 0 1"}),
        (Chess, {"fen": "3kk3/8/8/8/8/8/8/3QK3 w - - 0 1"}),
    ],
)
def test_bad_knobs_are_refused(cls: type[Rules], knobs: dict[str, Any]) -> None:
    with pytest.raises(KnobError):
        cls.resolve(**knobs)
