"""One description of a picture, drawn as text, for a colour terminal, as SVG and as an RGB array.

A `Board` is a grid of cells with text, a colour name, and heavy lines between blocks. Tasks describe, this draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

INK: dict[str, tuple[int, int, int]] = {
    "given": (33, 37, 41),
    "answer": (25, 98, 190),
    "fault": (200, 30, 45),
    "good": (32, 130, 70),
    "mute": (130, 136, 142),
}
_ANSI = {"given": "1", "answer": "34", "fault": "1;31", "good": "32", "mute": "2"}
CELL = 40  # pixels


def _printable(text: str) -> str:
    """Return text that XML can hold."""
    return escape("".join(ch if ch.isprintable() else "\ufffd" for ch in text))


def _one_line(text: str) -> str:
    """Return text that Pillow can draw."""
    return text.encode("utf-8", "replace").decode().replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one square shows: its text and the name of its ink (`given`, `answer`, `fault`, `good`, `mute`)."""

    text: str = ""
    ink: str = "given"


@dataclass(frozen=True, slots=True)
class Board:
    """A picture: rows of cells, and notes below them.

    Attributes:
        rows: The cells; rows may have different lengths.
        block: (height, width) of the blocks that heavy lines surround; (0, 0) for none.
        grid: Whether cells are squares with borders (a board) or the rows are lines of text.
        notes: Lines printed under the grid.
    """

    rows: tuple[tuple[Cell, ...], ...]
    block: tuple[int, int] = (0, 0)
    grid: bool = True
    notes: tuple[str, ...] = ()

    @classmethod
    def from_text(cls, lines: Iterable[str], ink: str = "given") -> Board:
        """Return a picture of lines of text, without squares."""
        return cls(tuple((Cell(line, ink),) for line in lines), grid=False)

    @classmethod
    def from_grid(
        cls, rows: Sequence[Sequence[Any]], *, block: tuple[int, int] = (0, 0), notes: Iterable[str] = ()
    ) -> Board:
        """Return a picture of a grid whose entries are cells or things to print."""
        cells = tuple(tuple(c if isinstance(c, Cell) else Cell(str(c)) for c in row) for row in rows)
        return cls(cells, block=block, notes=tuple(notes))

    def text(self, *, color: bool = False) -> str:
        """Return the board as lines of text, with terminal colours if asked for.

        >>> print(Board.from_grid([[1, "."], [".", 2]], block=(1, 1)).text())
        +---+---+
        | 1 | . |
        +---+---+
        | . | 2 |
        +---+---+
        """

        def ink(text: str, name: str) -> str:
            return f"\x1b[{_ANSI[name]}m{text}\x1b[0m" if color and text.strip() else text

        if not self.grid:
            return "\n".join("".join(ink(cell.text, cell.ink) for cell in row) for row in self.rows)
        width = max((len(cell.text) for row in self.rows for cell in row), default=1)
        columns = max((len(row) for row in self.rows), default=0)
        high, wide = self.block

        def bar(i: int) -> bool:
            return bool(wide) and i % wide == 0

        rule = "".join(("+" if bar(i) else "") + "-" * (width + 2) for i in range(columns)) + ("+" if wide else "")
        out = []
        for r, row in enumerate(self.rows):
            if high and r % high == 0:
                out.append(rule)
            line = "".join(
                ("|" if bar(i) else "") + f" {ink(c.text.center(width), c.ink)} " for i, c in enumerate(row)
            )
            out.append(line + ("|" if wide else ""))
        if high:
            out.append(rule)
        return "\n".join([line.rstrip() for line in out] + list(self.notes))

    def _shapes(self) -> tuple[int, int, list[tuple[int, int, Cell]]]:
        """Return width and height in pixels and the (x, y) of each cell's left upper corner."""
        if self.grid:
            columns = max((len(row) for row in self.rows), default=1)
            notes = max((len(n) for n in self.notes), default=0) * 9
            placed = [
                (c * CELL + 8, r * CELL + 8, cell) for r, row in enumerate(self.rows) for c, cell in enumerate(row)
            ]
            return max(columns * CELL, notes) + 16, len(self.rows) * CELL + 16 + 22 * len(self.notes), placed
        longest = max((sum(len(c.text) for c in row) for row in self.rows), default=1)
        placed = [(8, r * 22 + 8, cell) for r, row in enumerate(self.rows) for cell in row]
        return longest * 9 + 24, len(self.rows) * 22 + 16, placed

    def _lines(self) -> list[tuple[int, int, int, int, int]]:
        """Return the grid's lines as (x0, y0, x1, y1, width in pixels)."""
        if not self.grid or not self.rows:
            return []
        columns, (high, wide) = max(len(row) for row in self.rows), self.block
        w, h = columns * CELL + 8, len(self.rows) * CELL + 8
        out = [
            (8, r * CELL + 8, w, r * CELL + 8, 3 if high and r % high == 0 else 1) for r in range(len(self.rows) + 1)
        ]
        return out + [
            (c * CELL + 8, 8, c * CELL + 8, h, 3 if wide and c % wide == 0 else 1) for c in range(columns + 1)
        ]

    def svg(self) -> str:
        """Return the board as a self-contained SVG document."""
        width, height, placed = self._shapes()
        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="DejaVu Sans Mono, monospace">',
            f'<rect width="{width}" height="{height}" fill="white"/>',
        ]
        for x0, y0, x1, y1, thick in self._lines():
            out.append(f'<path d="M{x0} {y0}L{x1} {y1}" stroke="#343a40" stroke-width="{thick}"/>')
        for x, y, cell in placed:
            if not cell.text.strip():
                continue
            fill = "#{:02x}{:02x}{:02x}".format(*INK[cell.ink])
            text = _printable(cell.text)
            if self.grid:
                size = 20 if len(cell.text) < 3 else 12
                out.append(
                    f'<text x="{x + CELL // 2}" y="{y + CELL // 2 + size // 3}" font-size="{size}" '
                    f'text-anchor="middle" fill="{fill}">{text}</text>'
                )
            else:
                out.append(
                    f'<text x="{x}" y="{y + 15}" font-size="14" fill="{fill}" xml:space="preserve">{text}</text>'
                )
        for i, note in enumerate(self.notes):
            out.append(
                f'<text x="8" y="{len(self.rows) * CELL + 26 + 22 * i}" font-size="14" '
                f'fill="#868e96">{_printable(note)}</text>'
            )
        return "\n".join([*out, "</svg>"])

    def rgb(self) -> np.ndarray:
        """Return the board as a uint8 array of shape (height, width, 3)."""
        from PIL import Image, ImageDraw, ImageFont

        width, height, placed = self._shapes()
        image = Image.new("RGB", (min(width, 4000), min(height, 4000)), "white")
        draw = ImageDraw.Draw(image)
        for x0, y0, x1, y1, thick in self._lines():
            draw.line((x0, y0, x1, y1), fill=(52, 58, 64), width=thick)
        for x, y, cell in placed:
            text = _one_line(cell.text)
            if self.grid:
                font = ImageFont.load_default(20 if len(text) < 3 else 12)
                draw.text((x + CELL / 2, y + CELL / 2), text, fill=INK[cell.ink], font=font, anchor="mm")
            else:
                draw.text((x, y), text[:500], fill=INK[cell.ink], font=ImageFont.load_default(14))
        for i, note in enumerate(self.notes):
            draw.text(
                (8, len(self.rows) * CELL + 12 + 22 * i),
                _one_line(note),
                fill=INK["mute"],
                font=ImageFont.load_default(14),
            )
        return np.asarray(image, dtype=np.uint8).copy()
