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


@functools.lru_cache(maxsize=1 << 17)
def full(size: int, length: int, marks: int) -> bool:
    """Return whether a set of squares holds a row of `length`.

    >>> full(3, 3, 0b111_000_000), full(3, 3, 0b110_000_001)
    (True, False)
    """
    return any(marks & line == line for line in lines(size, length))


@functools.lru_cache(maxsize=1 << 17)
def empty(squares: int, taken: int) -> tuple[int, ...]:
    """Return the squares that are not taken, in rising order.

    >>> empty(4, 0b0101)
    (1, 3)
    """
    return tuple(i for i in range(squares) if not taken >> i & 1)


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


def bits(marks: int) -> tuple[int, ...]:
    """Return the places of the ones in rising order.

    >>> bits(0b1010)
    (1, 3)
    """
    out = []
    while marks:
        low = marks & -marks
        out.append(low.bit_length() - 1)
        marks ^= low
    return tuple(out)


def square(size: int, move: int) -> str:
    """Return the name of a square: column letter and row number.

    >>> square(3, 0), square(3, 5)
    ('a1', 'c2')
    """
    return f"{'abcdefghijklmnopqrstuvwxyz'[move % size]}{move // size + 1}"


@functools.lru_cache(maxsize=1 << 14)  # every position of 3 by 3
def grid_text(size: int, xs: int, os: int) -> str:
    """Return a board with the letters of its columns and the numbers of its rows.

    >>> print(grid_text(2, 0b0001, 0b1000))
      a b
    1 X .
    2 . O
    """
    wide, marks = len(str(size)), drawn(size * size, xs, os)
    rows = [f"{r + 1:{wide}} {' '.join(marks[r * size : (r + 1) * size])}" for r in range(size)]
    return "\n".join([" " * (wide + 1) + " ".join("abcdefghijklmnopqrstuvwxyz"[:size]), *rows])


def planes(size: int, *marks: int) -> np.ndarray:
    """Return sets of squares as planes of 0 and 1."""
    return np.array([flags(size * size, each) for each in marks], np.float32).reshape(len(marks), size, size)


def flags(squares: int, marks: int) -> np.ndarray:
    """Return a set of squares as zeros and ones.

    >>> flags(5, 0b00110).tolist()
    [0, 1, 1, 0, 0]
    """
    packed = (marks & (1 << squares) - 1).to_bytes((squares + 7) // 8, "little")
    return np.unpackbits(np.frombuffer(packed, np.uint8), count=squares, bitorder="little")


def drawn(squares: int, xs: int, os: int) -> str:
    """Return a mark for every square.

    >>> drawn(5, 0b00010, 0b01000)
    '.X.O.'
    """
    digits = int(f"{xs:b}") + 2 * int(f"{os:b}")  # in decimal no digit carries: 0 is empty, 1 is X, 2 is O
    return f"{digits:0{squares}d}".translate(_MARKS)[::-1]


_MARKS = str.maketrans("012", ".XO")
