"""Boards: one description, four pictures."""

import itertools
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs import Board, Cell, KnobError
from palaestra.envs.board import CELL, INK, WIDTH, Link

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


def test_an_ink_that_there_is_not() -> None:
    with pytest.raises(KnobError, match="no ink '#00f'; allowed: answer, fault, given, good, mute"):
        Cell("A", "#00f")
    with pytest.raises(KnobError, match="did you mean 'mute'"):
        Link((0, 0), (0, 1), "mtue")


def test_rgb_has_ink_in_it() -> None:
    picture = GRID.rgb()
    assert picture.dtype == np.uint8
    assert picture.ndim == 3
    assert picture.shape[2] == 3
    assert (picture == INK["fault"]).all(axis=2).any()
    assert not (Board.from_grid([[""]]).rgb() == INK["fault"]).all(axis=2).any()
    assert picture.flags.writeable


def named(board: Board, tag: str) -> list[ElementTree.Element]:
    return [node for node in ElementTree.fromstring(board.svg()) if node.tag.endswith(tag)]


def path_of(node: ElementTree.Element) -> list[complex]:
    points = (map(float, point.split()) for point in node.attrib["d"].removeprefix("M").split("L"))
    return [complex(x, y) for x, y in points]


def ring(names: Sequence[str], links: Iterable[Link], notes: tuple[str, ...] = ()) -> Board:
    return Board((tuple(Cell(name) for name in names),), notes=notes, links=tuple(links))


def test_cells_are_square_until_their_text_needs_more() -> None:
    for word, square in (
        ("1", True),
        ("12", True),
        ("123", False),
        ("orange", False),
        ("a cell of many words", False),
    ):
        board = Board.from_grid([[word, "7"], ["", ""]], notes=[""])
        ends = [path_of(line) for line in named(board, "path")]
        (wide,), (high,) = ({round(abs(end - start)) for start, end in some} for some in (ends[:3], ends[3:]))
        assert high == 2 * CELL
        assert wide == 2 * CELL or not square
        size = float(next(node for node in named(board, "text") if node.text == word).attrib["font-size"])
        assert wide / 2 > 0.62 * size * len(word)  # what a character of DejaVu Sans Mono takes
        assert board.rgb().shape[:2] == (high + 16 + 22, wide + 16)


def test_links_are_listed_as_text_those_that_stand_out_by_themselves() -> None:
    board = ring("ABC", [Link((0, 0), (0, 1)), Link((0, 1), (0, 2), "answer"), Link((0, 0), (0, 2))], notes=("note",))
    assert board.text() == "A-B, A-C\nanswer: B-C\nnote"
    assert "\x1b[34manswer: B-C\x1b[0m" in board.text(color=True)
    assert ring("AB", [Link((0, 1), (0, 0), arrow=True)]).text() == "B->A"
    many = ring("A" * 60, [Link((0, i), (0, j), arrow=True) for i, j in itertools.combinations(range(60), 2)])
    lines = many.text().splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert " ".join(lines) == ", ".join(["A->A"] * 1770)  # no link is torn apart


def test_linked_cells_are_circles_and_their_links_have_inks_and_heads() -> None:
    board = ring("ABCDE", [Link((0, 0), (0, 2)), Link((0, 4), (0, 1), "fault", arrow=True), Link((0, 3), (0, 3))])
    assert len(named(board, "circle")) == 5
    thin, thick, head = named(board, "path")  # no borders of cells, and nothing for a node linked to itself
    assert [node.get("fill") for node in (thin, thick)] == ["none", "none"]
    assert thick.get("stroke") == head.get("fill") == "#{:02x}{:02x}{:02x}".format(*INK["fault"])
    places = [complex(float(n.attrib["cx"]), float(n.attrib["cy"])) for n in named(board, "circle")]
    for line, (a, b) in ((thin, (0, 2)), (thick, (4, 1))):
        assert abs(path_of(line)[0] - places[a]) < 1
        assert abs(path_of(line)[-1] - places[b]) < 1
    assert abs(abs(path_of(head)[0] - places[1]) - float(named(board, "circle")[1].attrib["r"])) < 1
    assert (board.rgb() == INK["fault"]).all(axis=2).any()


@pytest.mark.parametrize("count", [3, 8, 26, 60])
def test_links_on_a_circle_touch_only_their_own_nodes(count: int) -> None:
    pairs = list(itertools.combinations(range(count), 2))[::7]
    board = ring(["A" if count <= 26 else "42"] * count, [Link((0, a), (0, b)) for a, b in pairs])
    places = np.array([complex(float(n.attrib["cx"]), float(n.attrib["cy"])) for n in named(board, "circle")])
    reach = float(named(board, "circle")[0].attrib["r"])
    near = abs(places[:, None] - places[None]) + 1e9 * np.eye(count)
    assert near.min() > 2 * reach
    for line, (a, b) in zip(named(board, "path"), pairs, strict=True):
        way = np.array(path_of(line))
        fine = np.concatenate([way[:-1] + (way[1:] - way[:-1]) * t for t in np.linspace(0, 1, 10)])
        others = np.delete(places, [a, b])
        assert abs(fine[:, None] - others[None]).min() > reach, (a, b)


def test_links_between_rows_are_straight() -> None:
    board = Board(((Cell("A"), Cell()), (Cell("B"), Cell("C"))), links=(Link((0, 0), (1, 1)), Link((1, 0), (0, 0))))
    assert [len(path_of(node)) for node in named(board, "path")] == [2, 2]
    assert len(named(board, "circle")) == 3
    assert board.text() == "A-C, B-A"


@given(st.lists(st.lists(nasty_texts(4), max_size=3), max_size=3), st.lists(nasty_texts(4), max_size=2))
def test_any_text_draws(rows: list[list[str]], notes: list[str]) -> None:
    grid, lines = Board.from_grid(rows, block=(2, 2), notes=notes), Board.from_text(["".join(row) for row in rows])
    places = [(r, c) for r, row in enumerate(rows) for c in range(len(row))]
    links = tuple(Link(*pair, "good", arrow=True) for pair in itertools.pairwise([*places, *places[-1:]]))
    row = tuple(link for link in links if link.start[0] == link.end[0] == 0)
    for board in (grid, lines, Board(grid.rows, notes=grid.notes, links=links), Board(grid.rows[:1], links=row)):
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
