"""Grids with boxes as people write them: reading, writing, checking, and the reasons for each symbol."""

from __future__ import annotations

from collections.abc import Sequence

from .boxes import Boxes

SYMBOLS = "123456789ABCDEFGHIJKLMNOP"
_IGNORED = str.maketrans(dict.fromkeys("|-+,;[](){}'\"_", " "))


def cell_name(cell: int, n: int) -> str:
    """Return a cell as row and column.

    >>> cell_name(10, 9)
    'r2c2'
    """
    return f"r{cell // n + 1}c{cell % n + 1}"


def write_grid(grid: Sequence[int], n: int) -> str:
    """Return the rows as lines of symbols with spaces between them, a dot for an empty cell."""
    text = [SYMBOLS[symbol - 1] if symbol else "." for symbol in grid]
    return "\n".join(" ".join(text[r : r + n]) for r in range(0, n * n, n))


def read_grid(text: str, geometry: Boxes) -> list[int] | None:
    """Return the symbols of a text as numbers, 0 for a dot, or None unless there is one for each cell.

    White space, commas, semicolons, brackets, quotes and the lines of a drawn grid are ignored.
    """
    if len(text) > 12 * geometry.cells + 1_000:
        return None
    text = "".join(text.translate(_IGNORED).split()).upper()
    known = "." + SYMBOLS[: geometry.size]
    if len(text) != geometry.cells or not set(text) <= set(known):
        return None
    return [known.index(char) for char in text]


def fault_of(grid: Sequence[int], clues: Sequence[int], geometry: Boxes) -> str:
    """Return why a grid does not complete the clues, such as "row 3 repeats 7", or nothing if it does."""
    for i, (symbol, clue) in enumerate(zip(grid, clues, strict=True)):
        if not symbol:
            return f"{cell_name(i, geometry.size)} is empty"
        if clue and symbol != clue:
            return f"{cell_name(i, geometry.size)} was given as {SYMBOLS[clue - 1]}"
    for name, mask in geometry.units:
        seen: set[int] = set()
        for symbol in (grid[i] for i in range(geometry.cells) if mask >> i & 1):
            if symbol in seen:
                return f"{name} repeats {SYMBOLS[symbol - 1]}"
            seen.add(symbol)
    return ""


def reasons(geometry: Boxes, clues: Sequence[int], *, units: bool) -> list[str]:
    """Return a line for each symbol of the completion, with the reason why it stands there.

    Forced are the last symbol left for a cell and, with `units`, the last cell left for a symbol. Where nothing is
    forced, a symbol is supposed and refuted by what it forces; only if no symbol falls that way is the right one
    supposed at once, so the text stays short.
    """
    solution = geometry.solutions(clues, 1)
    if not solution:
        return []
    may, empty = geometry.candidates(clues)
    lines: list[str] = []
    while True:
        found, empty = _forced(geometry, may, empty, units)
        lines += found
        if empty <= 0:
            return lines
        for cell, s in _suspects(geometry, may, empty, solution[0]):
            trial = geometry.place(may, cell, s)
            found, left = _forced(geometry, trial, empty & ~(1 << cell), units)
            what = f"{cell_name(cell, geometry.size)}={SYMBOLS[s]}"
            if left < 0:
                lines += [f"Suppose {what}.", *found, f"So {what} is wrong."]
                may[s] &= ~(1 << cell)
                break
        else:
            cell = geometry.branch(may, empty)
            s = solution[0][cell] - 1
            lines.append(f"Suppose {cell_name(cell, geometry.size)}={SYMBOLS[s]}.")
            may, empty = geometry.place(may, cell, s), empty & ~(1 << cell)


def _suspects(geometry: Boxes, may: Sequence[int], empty: int, solution: Sequence[int]) -> list[tuple[int, int]]:
    """Return the wrong symbols still left, (cell, symbol - 1), those of cells with few choices first."""
    cells = [i for i in range(geometry.cells) if empty >> i & 1]
    left = {i: [s for s, board in enumerate(may) if board >> i & 1] for i in cells}
    return [(i, s) for i in sorted(cells, key=lambda i: len(left[i])) for s in left[i] if s != solution[i] - 1]


def _forced(geometry: Boxes, may: list[int], empty: int, units: bool) -> tuple[list[str], int]:
    """Place what is forced in `may`; return the reasons and the cells left empty, or -1 after a dead end."""
    n = geometry.size
    lines: list[str] = []
    while empty:
        found = None
        for cell in (i for i in range(geometry.cells) if empty >> i & 1):
            choices = [s for s, board in enumerate(may) if board >> cell & 1]
            if not choices:
                return [*lines, f"No symbol is left for {cell_name(cell, n)}: a dead end."], -1
            if len(choices) == 1:
                found = found or (cell, choices[0], f"the only symbol left for {cell_name(cell, n)}")
        for name, mask in geometry.units if units else ():
            for s, board in enumerate(may):
                here = board & mask
                if not here:
                    return [*lines, f"No place for {SYMBOLS[s]} is left in {name}: a dead end."], -1
                if not here & (here - 1) and here & empty:
                    found = found or (here.bit_length() - 1, s, f"the only place for it in {name}")
        if found is None:
            break
        cell, s, why = found
        lines.append(f"{cell_name(cell, n)}={SYMBOLS[s]}: {why}.")
        may[:] = geometry.place(may, cell, s)
        empty &= ~(1 << cell)
    return lines, empty
