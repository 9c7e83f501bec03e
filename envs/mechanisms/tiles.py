"""Sliding tiles: how far a board is from the goal, a shortest way there, and the way a person would go."""

from __future__ import annotations

import functools
from bisect import bisect_left

NODES = 100_000  # positions that a search for a shortest solution looks at
Tiles = tuple[int, ...]
"""The tile on each square, row by row; 0 is the gap."""


@functools.cache
def steps_of(rows: int, columns: int) -> list[dict[int, int]]:
    """Return for each square of the gap the moves that can be made, with the square that the tile comes from."""
    ways = ((1, 0), (-1, 0), (0, 1), (0, -1))  # up, down, left, right; a move's opposite is move ^ 1
    squares = [(r, c) for r in range(rows) for c in range(columns)]
    return [
        {move: squares.index((r + i, c + j)) for move, (i, j) in enumerate(ways) if (r + i, c + j) in squares}
        for r, c in squares
    ]


def slid(tiles: Tiles, square: int) -> Tiles:
    """Return the board after the tile on a square has gone into the gap."""
    out = list(tiles)
    gap = out.index(0)
    out[gap], out[square] = out[square], 0
    return tuple(out)


@functools.lru_cache(maxsize=1 << 16)
def _line(line: Tiles, at: int, columns: int, across: bool) -> int:
    """Return the moves that a row's tiles need at least to get into their rows, or a column's into their columns.

    Of the tiles that belong there, all that are not in one rising sequence have to leave and come back: two moves.
    """
    homes = [divmod(tile - 1, columns)[:: 1 if across else -1] for tile in line if tile]
    own, rising = [place for home, place in homes if home == at], list[int]()
    for place in own:
        i = bisect_left(rising, place)
        rising[i : i + 1] = [place]
    return sum(abs(home - at) for home, _ in homes) + 2 * (len(own) - len(rising))


def distance(rows: int, columns: int, tiles: Tiles) -> int:
    """Return a lower bound on the moves to the goal: Manhattan distance and linear conflicts."""
    across = sum(_line(tiles[r * columns : (r + 1) * columns], r, columns, True) for r in range(rows))
    return across + sum(_line(tiles[c::columns], c, columns, False) for c in range(columns))


@functools.lru_cache(maxsize=4096)
def solution(rows: int, columns: int, tiles: Tiles) -> Tiles:
    """Return the moves of a shortest solution, of any solution if NODES do not suffice, or none."""
    found = search(rows, columns, tiles)
    return by_hand(rows, columns, tiles) if found is None else found


def search(rows: int, columns: int, tiles: Tiles, nodes: int = NODES) -> Tiles | None:
    """Return the moves of a shortest solution by A*, or None if there is none within so many positions.

    The bound changes by one with every move, so a move either keeps moves made plus bound, or adds two: two stacks
    are all the order that A* needs.
    """
    came: dict[Tiles, int] = {}
    now, later = [(tiles, tiles.index(0), -1, distance(rows, columns, tiles))], list[tuple[Tiles, int, int, int]]()
    while now or later:
        if not now:
            now, later = later, now
        tiles, gap, move, least = now.pop()
        if tiles in came:
            continue
        came[tiles] = move
        if not least or len(came) > nodes:
            break
        for other, square in steps_of(rows, columns)[gap].items():
            if other == move ^ 1 or (after := slid(tiles, square)) in came:
                continue
            bound = least
            for line in {square // columns, gap // columns} if other < 2 else {square % columns, gap % columns}:
                part = slice(line * columns, (line + 1) * columns) if other < 2 else slice(line, None, columns)
                bound += _line(after[part], line, columns, other < 2) - _line(tiles[part], line, columns, other < 2)
            (now if bound < least else later).append((after, square, other, bound))
    if least:
        return None
    out = []
    while (move := came[tiles]) >= 0:
        out.append(move)
        tiles = slid(tiles, steps_of(rows, columns)[tiles.index(0)][move ^ 1])
    return tuple(out[::-1])


def by_hand(rows: int, columns: int, tiles: Tiles) -> Tiles:
    """Return the moves of a solution as people find it: line after line, the last two tiles of a line together."""
    top = left = 0
    parts: list[list[int]] = []
    while rows - top > 2 or columns - left > 2:
        if rows - top >= columns - left:
            line, top = [top * columns + c for c in range(left, columns)], top + 1
        else:
            line, left = [r * columns + left for r in range(top, rows)], left + 1
        parts += [*([square] for square in line[:-2]), line[-2:]]
    done: set[int] = set()
    out: list[int] = []
    for part in [*parts, [square for square in range(rows * columns - 1) if square not in set().union(*parts)]]:
        start = (tiles.index(0), *(tiles.index(square + 1) for square in part))
        came: dict[Tiles, tuple[int, Tiles]] = {start: (-1, start)}
        queue = [start]
        for places in queue:  # breadth first, over the gap and the tiles of this part alone
            if list(places[1:]) == part:
                break
            for move, square in steps_of(rows, columns)[places[0]].items():
                after = (square, *(places[0] if place == square else place for place in places[1:]))
                if square not in done and after not in came:
                    came[after] = move, places
                    queue.append(after)
        else:
            return ()
        way = []
        while places != start:
            move, places = came[places]
            way.append(move)
        for move in reversed(way):
            tiles = slid(tiles, steps_of(rows, columns)[tiles.index(0)][move])
        out, done = [*out, *reversed(way)], done | {*part}
    return tuple(out)
