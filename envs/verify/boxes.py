"""Grids in which every row, column and box holds each symbol once: an exact solver and a generator on bit boards.

A bit board is an int with one bit for each cell, row by row. For each symbol one board holds the cells where it may
still stand, so that a few operations on whole boards find every cell and every unit with one choice left.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import numpy as np


class Budget(Exception):
    """The search took more branches than it was allowed."""


class Boxes:
    """The geometry of a grid with boxes of `box_rows` x `box_cols` cells, and its solver.

    Grids are flat lists of symbols 1 to `size`, 0 for an empty cell. Use `boxes(box_rows, box_cols)`, which caches.
    """

    def __init__(self, box_rows: int, box_cols: int) -> None:
        n = self.size = box_rows * box_cols
        self.box = (box_rows, box_cols)
        self.cells = n * n
        self.full = (1 << self.cells) - 1
        rows = [[r * n + c for c in range(n)] for r in range(n)]
        columns = [[r * n + c for r in range(n)] for c in range(n)]
        blocks: list[list[int]] = [[] for _ in range(n)]
        for i in range(self.cells):
            blocks[i // n // box_rows * box_rows + i % n // box_cols].append(i)
        units = [("row", rows), ("column", columns), ("box", blocks)]
        self.units = [
            (f"{kind} {k + 1}", sum(1 << i for i in unit)) for kind, all_ in units for k, unit in enumerate(all_)
        ]
        self.around = [[mask for _, mask in self.units if mask >> i & 1] for i in range(self.cells)]
        self.peers = [(a | b | c) & ~(1 << i) for i, (a, b, c) in enumerate(self.around)]

    def candidates(self, grid: Sequence[int]) -> tuple[list[int], int]:
        """Return each symbol's board, and the board of empty cells. Clashing clues leave a cell without a symbol."""
        may, empty = [self.full] * self.size, 0
        for i, symbol in enumerate(grid):
            if symbol:
                may[symbol - 1] &= ~self.peers[i]
            else:
                empty |= 1 << i
        for i, symbol in enumerate(grid):
            if symbol:
                bit = 1 << i
                own = may[symbol - 1] & bit
                may = [board & ~bit for board in may]
                may[symbol - 1] |= own
        return may, empty

    def settle(self, may: list[int], empty: int) -> int:
        """Place, in `may`, what is forced; return the cells left empty, or -1 if a cell or unit has no choice."""
        peers, full = self.peers, self.full
        while True:
            once = twice = 0
            for board in may:
                twice |= once & board
                once |= board
            if once != full:
                return -1
            single = empty & ~twice
            if single:
                for s, board in enumerate(may):
                    here = board & single
                    while here:
                        bit = here & -here
                        here ^= bit
                        board &= ~peers[bit.bit_length() - 1]
                    may[s] = board
                empty &= twice
            elif not empty:
                return 0
            else:
                before = empty
                for _, unit in self.units:
                    if not unit & empty:
                        continue
                    for s, board in enumerate(may):
                        here = board & unit
                        if not here & (here - 1):
                            if not here:
                                return -1
                            if here & empty:
                                for other in range(self.size):
                                    may[other] &= ~here
                                may[s] = (board | here) & ~peers[here.bit_length() - 1]
                                empty &= ~here
                if empty == before:
                    return empty

    def branch(self, may: list[int], empty: int) -> int:
        """Return the empty cell with the fewest choices."""
        once = twice = thrice = 0
        for board in may:
            thrice |= twice & board
            twice |= once & board
            once |= board
        pairs = empty & ~thrice
        if pairs:
            return (pairs & -pairs).bit_length() - 1
        cells = (i for i in range(self.cells) if empty >> i & 1)
        return min(cells, key=lambda i: sum(board >> i & 1 for board in may))

    def search(
        self, may: list[int], empty: int, rng: np.random.Generator | None = None, budget: int = 100_000
    ) -> Iterator[list[int]]:
        """Yield every solution, by depth-first search; in random order if `rng` is given.

        Raises:
            Budget: After `budget` branches.
        """
        stack = [(list(may), empty)]
        while stack:
            may, empty = stack.pop()
            empty = self.settle(may, empty)
            if empty == 0:
                yield self.read(may)
            if empty <= 0:
                continue
            cell = self.branch(may, empty)
            budget -= 1
            if budget < 0:
                raise Budget
            choices = [s for s, board in enumerate(may) if board >> cell & 1]
            if rng is not None:
                choices = [choices[k] for k in rng.permutation(len(choices))]
            for s in reversed(choices):
                stack.append((self.place(may, cell, s), empty & ~(1 << cell)))

    def place(self, may: Sequence[int], cell: int, s: int) -> list[int]:
        """Return the boards after symbol s + 1 is placed."""
        out = [board & ~(1 << cell) for board in may]
        out[s] = may[s] & ~self.peers[cell]
        return out

    def read(self, may: Sequence[int]) -> list[int]:
        """Return the grid of a settled search."""
        grid = [0] * self.cells
        for s, board in enumerate(may):
            while board:
                bit = board & -board
                board ^= bit
                grid[bit.bit_length() - 1] = s + 1
        return grid

    def solutions(self, grid: Sequence[int], most: int = 2) -> list[list[int]]:
        """Return up to `most` solutions of a grid."""
        out: list[list[int]] = []
        for found in self.search(*self.candidates(grid)):
            out.append(found)
            if len(out) == most:
                break
        return out

    def fill(self, rng: np.random.Generator) -> list[int]:
        """Return a random full grid: a shuffled pattern, then a walk that exchanges two symbols along closed chains.

        A chain holds, with a cell, every cell of the two symbols in its row, column and box, so exchanging keeps the
        grid valid. Each step is as likely as the step back, so the walk tends to the uniform distribution over the
        grids it reaches.
        """
        n, (high, wide) = self.size, self.box
        row_order = [int(a) * high + int(b) for a in rng.permutation(wide) for b in rng.permutation(high)]
        column_order = [int(a) * wide + int(b) for a in rng.permutation(high) for b in rng.permutation(wide)]
        boards, names = [0] * n, rng.permutation(n)
        for r, row in enumerate(row_order):
            for c, column in enumerate(column_order):
                boards[names[(wide * (row % high) + row // high + column) % n]] |= 1 << (r * n + c)
        for a, b, r in rng.integers(0, n, (6 * n, 3)).tolist():
            both = boards[a] | boards[b]
            row = both & (((1 << n) - 1) << (r * n))
            chain = edge = row & -row
            while edge:
                bit = edge & -edge
                grown = self.peers[bit.bit_length() - 1] & both & ~chain
                chain, edge = chain | grown, (edge ^ bit) | grown
            if a != b:
                boards[a], boards[b] = boards[a] ^ (both & chain), boards[b] ^ (both & chain)
        return self.read(boards)

    def dig(self, grid: Sequence[int], holes: int, rng: np.random.Generator, budget: int = 50) -> list[int]:
        """Return the grid with up to `holes` cells emptied, such that it is still the only solution.

        A clue goes if its cell or one of its units leaves no other place for it, or else if a search with at most
        `budget` branches proves that no other symbol fits. Clues that fail stay, so there may be fewer holes.
        """
        clues, peers = [0] * self.size, self.peers
        for i, symbol in enumerate(grid):
            clues[symbol - 1] |= 1 << i
        empty = 0
        for i in rng.permutation(self.cells).tolist():
            s, bit = grid[i] - 1, 1 << i
            clues[s] ^= bit
            if not (
                all(board & peers[i] for other, board in enumerate(clues) if other != s)
                or self._only_place(i, clues[s], empty)
                or self._no_other(i, s, clues, empty | bit, budget)
            ):
                clues[s] ^= bit
                continue
            empty |= bit
            if empty.bit_count() == holes:
                break
        return self.read(clues)

    def _seen(self, board: int) -> int:
        """Return the cells that share a unit with a cell of the board."""
        seen = 0
        while board:
            bit = board & -board
            board ^= bit
            seen |= self.peers[bit.bit_length() - 1]
        return seen

    def _only_place(self, cell: int, board: int, empty: int) -> bool:
        open_ = empty & ~self._seen(board)
        return any(not unit & open_ for unit in self.around[cell])

    def _no_other(self, cell: int, s: int, clues: Sequence[int], empty: int, budget: int) -> bool:
        may = [board | (empty & ~self._seen(board)) for board in clues]
        may[s] &= ~(1 << cell)
        try:
            return next(self.search(may, empty, budget=budget), None) is None
        except Budget:
            return False


@functools.cache
def boxes(box_rows: int, box_cols: int) -> Boxes:
    """Return the geometry for this size of box."""
    return Boxes(box_rows, box_cols)
