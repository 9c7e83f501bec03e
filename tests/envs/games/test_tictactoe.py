"""The rules of tic-tac-toe against known counts and a second, plain way of playing."""

import functools
import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palaestra.envs import KnobError
from palaestra.envs.games.tictactoe import TicTacToe

SIZES = [(3, 3), (4, 4), (5, 4), (4, 3)]


def lines_of(size: int, line: int) -> list[list[int]]:
    """Every winning row as a list of squares, by walking from each square in each direction."""
    out = []
    for r, c in itertools.product(range(size), repeat=2):
        for dr, dc in ((0, 1), (1, 0), (1, 1), (-1, 1)):
            end_r, end_c = r + dr * (line - 1), c + dc * (line - 1)
            if 0 <= end_r < size and 0 <= end_c < size:
                out.append([(r + dr * i) * size + c + dc * i for i in range(line)])
    return out


def play(rules: TicTacToe, picks: list[int]) -> tuple[tuple[int, int], list[str]]:
    """Play the pick-th legal move until the picks or the game end; return the state and a plain list of marks."""
    state, marks = rules.start(), ["."] * rules.n_moves
    for turn, pick in enumerate(picks):
        legal = rules.legal(state)
        if not legal:
            break
        move = legal[pick % len(legal)]
        marks[move] = "XO"[turn % 2]
        state = rules.apply(state, move)
    return state, marks


@pytest.mark.parametrize(("size", "line", "count"), [(3, 3, 8), (4, 4, 10), (5, 4, 28), (5, 5, 12)])
def test_number_of_lines(size: int, line: int, count: int) -> None:
    rules = TicTacToe(size, line)
    won = [squares for squares in lines_of(size, line) if rules.returns((sum(1 << s for s in squares), 0)) == (1, -1)]
    assert len(won) == len({tuple(sorted(squares)) for squares in won}) == count


def test_known_counts_of_the_three_by_three_game() -> None:
    rules = TicTacToe()
    games: Counter[tuple[int, tuple[float, float]]] = Counter()
    seen = set()

    def walk(state: tuple[int, int], depth: int) -> None:
        seen.add(state)
        if rules.over(state):
            games[depth, rules.returns(state)] += 1
            return
        for move in rules.legal(state):
            walk(rules.apply(state, move), depth + 1)

    walk(rules.start(), 0)
    assert len(seen) == 5478
    ends = [state for state in seen if rules.over(state)]
    assert Counter(rules.returns(state) for state in ends) == {(1, -1): 626, (-1, 1): 316, (0, 0): 16}
    x, o, draw = (1.0, -1.0), (-1.0, 1.0), (0.0, 0.0)
    assert games == {(5, x): 1440, (6, o): 5328, (7, x): 47952, (8, o): 72576, (9, x): 81792, (9, draw): 46080}
    assert sum(games.values()) == 255168


def test_floors_of_random_play() -> None:
    rules = TicTacToe()

    @functools.cache
    def chances(state: tuple[int, int]) -> tuple[float, float]:
        """How often X and O win if both play at random."""
        if rules.over(state):
            return float(rules.returns(state)[0] == 1), float(rules.returns(state)[1] == 1)
        after = [chances(rules.apply(state, move)) for move in rules.legal(state)]
        return sum(x for x, _ in after) / len(after), sum(o for _, o in after) / len(after)

    x, o = chances(rules.start())
    assert (round(x, 3), round(o, 3)) == (0.585, 0.288)
    assert (round(x + (1 - x - o) / 2, 2), round(o + (1 - x - o) / 2, 2)) == (0.65, 0.35)


@given(st.sampled_from(SIZES), st.lists(st.integers(0, 24), max_size=25))
def test_state_agrees_with_a_plain_board(sizes: tuple[int, int], picks: list[int]) -> None:
    rules = TicTacToe(*sizes)
    state, marks = play(rules, picks)
    assert state == tuple(sum(1 << i for i, mark in enumerate(marks) if mark == who) for who in "XO")
    winners = [who for who in "XO" if any(all(marks[i] == who for i in row) for row in lines_of(*sizes))]
    assert rules.returns(state) == {"": (0, 0), "X": (1, -1), "O": (-1, 1)}["".join(winners)]
    assert rules.over(state) == (bool(winners) or "." not in marks)
    free = () if rules.over(state) else tuple(i for i, mark in enumerate(marks) if mark == ".")
    assert rules.legal(state) == free


@given(st.sampled_from(SIZES), st.lists(st.integers(0, 24), max_size=25), st.integers(0, 1))
def test_text_and_numbers_show_the_same_board(sizes: tuple[int, int], picks: list[int], player: int) -> None:
    rules = TicTacToe(*sizes)
    state, marks = play(rules, picks)
    planes = rules.observe(state, player).reshape(3, -1)
    assert planes.dtype == np.float32
    assert (planes.sum(axis=0) == 1).all()
    mine, theirs = "XO"[player], "OX"[player]
    assert [(mine, theirs, ".")[int(np.argmax(planes[:, i]))] for i in range(rules.n_moves)] == marks
    told = rules.tell(state, player).splitlines()
    assert [mark for row in told[1:-1] for mark in row.split()[1:]] == marks
    assert told[-1] == f"You play {mine}."
    drawn = [cell.text for row in rules.board(state).rows for cell in row]
    assert drawn == marks


@pytest.mark.parametrize("sizes", [*SIZES, (9, 5)])
def test_moves_are_written_and_read(sizes: tuple[int, int]) -> None:
    rules = TicTacToe(*sizes)
    names = [rules.write(move) for move in range(rules.n_moves)]
    assert len(set(names)) == rules.n_moves
    assert names[:2] == ["a1", "b1"]
    assert names[sizes[0]] == "a2"
    for move, name in enumerate(names):
        assert rules.parse(name) == rules.parse(name.upper()) == rules.parse(f" {name}\n") == move


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "1",
        "a1 b2",
        "a1b2",
        "a1 or b2",
        "a1, a1",
        "a1.",
        "not a1",
        "1a",
        "a0",
        "d1",
        "a4",
        "a11",
        "a 1",
        "5",
        "a¹",
        "a١",
        "а1",
        "a1\x00",
        "(a1)",
        "a-1",
        "a" * 10**6,
        " " * 10**6 + "a1",
        "a1" + " " * 10**6,
    ],
)
def test_anything_but_one_square_is_refused(text: str) -> None:
    assert TicTacToe().parse(text) is None


@given(st.text())
def test_parse_is_total_and_inverts_write(text: str) -> None:
    move = TicTacToe().parse(text)
    assert move is None or TicTacToe().write(move) == text.strip().lower()


def test_squares_stand_where_the_prompt_says() -> None:
    rules = TicTacToe()
    state = rules.apply(rules.apply(rules.start(), rules.parse("c1")), rules.parse("a3"))  # type: ignore[arg-type]
    assert rules.tell(state, 1) == "  a b c\n1 . . X\n2 . . .\n3 O . .\nYou play O."


def test_winning_row_is_drawn_green() -> None:
    rules = TicTacToe()
    rows = rules.board((0b000000111, 0b000110000)).rows
    assert [[cell.ink == "good" for cell in row] for row in rows] == [[True] * 3, [False] * 3, [False] * 3]


@pytest.mark.parametrize("knobs", [{"size": 1}, {"size": 10}, {"line": 4}, {"size": 4, "line": 1}, {"side": 3}])
def test_bad_knobs_are_refused(knobs: dict[str, int]) -> None:
    with pytest.raises(KnobError):
        TicTacToe.resolve(**knobs)


def test_levels_grow() -> None:
    sizes = [(rules.n_moves, rules.line) for rules in TicTacToe.ladder()]
    assert sizes == [(9, 3), (16, 4), (25, 4)]
    assert [rules.level for rules in TicTacToe.ladder()] == [0, 1, 2]
