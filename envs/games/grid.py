"""Square boards as bits: square 0 is the upper left corner, square 1 stands to its right."""

from __future__ import annotations

import functools
import itertools

import numpy as np


@functools.cache
def lines(size: int, length: int) -> tuple[int, ...]:
    """Return every row of `length` squares, across, down and diagonal, on `size` by `size` squares.

    >>> [f"{line:04b}" for line in lines(2, 2)]
    ['0011', '0101', '1001', '1010', '0110', '1100']
    """
    rows = [
        [(r + i * down, c + i * right) for i in range(length)]
        for r, c in itertools.product(range(size), repeat=2)
        for down, right in ((0, 1), (1, 0), (1, 1), (1, -1))
    ]
    fits = [row for row in rows if all(r in range(size) and c in range(size) for r, c in row)]
    return tuple(sum(1 << (r * size + c) for r, c in row) for row in fits)


@functools.cache
def _turns(size: int) -> tuple[tuple[int, ...], ...]:
    """Return the square that each square comes from, for the board's eight turns and reflections."""
    grid = np.arange(size * size).reshape(size, size)
    turns = [np.rot90(face, k) for face in (grid, grid.T) for k in range(4)]
    return tuple(tuple(int(square) for square in turn.ravel()) for turn in turns)


@functools.lru_cache(maxsize=1 << 17)
def images(size: int, marks: int) -> tuple[int, ...]:
    """Return a set of squares on the board turned and reflected in all eight ways, always in the same order.

    >>> sorted(set(images(3, 0b000_000_001)))
    [1, 4, 64, 256]
    """
    return tuple(sum(1 << i for i, square in enumerate(turn) if marks >> square & 1) for turn in _turns(size))
