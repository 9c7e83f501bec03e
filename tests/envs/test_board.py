"""Boards: one description, four pictures."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs import Board, Cell
from palaestra.envs.board import INK

GRID = Board.from_grid([[1, ".", Cell("3", "answer")], [".", Cell("5", "fault"), 6]], block=(1, 3), notes=["two rows"])


def test_text() -> None:
    assert GRID.text() == "\n".join(
        [
            "+---------+",
            "| 1  .  3 |",
            "+---------+",
            "| .  5  6 |",
            "+---------+",
            "two rows",
        ]
    )
    assert Board.from_text(["a", "b c"]).text() == "a\nb c"


def test_heavy_lines_stand_around_blocks() -> None:
    board = Board.from_grid([[1, 2, 3, 4]] * 4, block=(2, 2))
    assert [line[0] for line in board.text().splitlines()] == list("+||+||+")
    assert board.text().splitlines()[1] == "| 1  2 | 3  4 |"
    heavy, thin = (board.svg().count(f'stroke-width="{width}"') for width in (3, 1))
    assert (heavy, thin) == (6, 4)  # lines 0, 2 and 4 of five, both ways


def test_colours_are_ink_around_the_same_text() -> None:
    coloured = GRID.text(color=True)
    assert "\x1b[34m3\x1b[0m" in coloured
    assert "\x1b[1;31m5\x1b[0m" in coloured
    for code in ("34", "1;31", "1", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == GRID.text()


def test_svg_holds_every_cell_in_its_ink() -> None:
    root = ElementTree.fromstring(GRID.svg())
    texts = {node.text: node.get("fill") for node in root if node.tag.endswith("text")}
    assert set(texts) == {"1", ".", "3", "5", "6", "two rows"}
    assert texts["5"] == "#{:02x}{:02x}{:02x}".format(*INK["fault"])
    assert "href" not in GRID.svg()  # self-contained


def test_rgb_has_ink_in_it() -> None:
    picture = GRID.rgb()
    assert picture.dtype == np.uint8
    assert picture.ndim == 3
    assert picture.shape[2] == 3
    assert (picture == INK["fault"]).all(axis=2).any()
    assert not (Board.from_grid([[""]]).rgb() == INK["fault"]).all(axis=2).any()
    assert picture.flags.writeable


@given(st.lists(st.lists(nasty_texts(4), max_size=3), max_size=3), st.lists(nasty_texts(4), max_size=2))
def test_any_text_draws(rows: list[list[str]], notes: list[str]) -> None:
    for board in (Board.from_grid(rows, block=(2, 2), notes=notes), Board.from_text(["".join(row) for row in rows])):
        assert isinstance(board.text(), str)
        assert isinstance(board.text(color=True), str)
        ElementTree.fromstring(board.svg())
        assert board.rgb().shape[2] == 3


@pytest.mark.parametrize("board", [Board(()), Board.from_text([]), Board.from_grid([])])
def test_nothing_draws_too(board: Board) -> None:
    assert board.text() == ""
    assert board.rgb().size
    ElementTree.fromstring(board.svg())


def test_a_huge_answer_gives_a_bounded_picture() -> None:
    assert max(Board.from_text(["9" * 1_000_000]).rgb().shape) <= 4000
