"""One description of a picture, drawn as text, for a colour terminal, as SVG and as an RGB array.

A `Board` is a grid of cells with text, a colour name, and heavy lines between blocks; with links between its cells it
is a graph. Tasks describe, this draws.
"""

from __future__ import annotations

import cmath
import math
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import numpy as np

from .errors import KnobError, did_you_mean

MODES = ("human", "ansi", "rgb_array")
"""What `render_mode` may be."""
RGB = tuple[int, int, int]
INK: dict[str, RGB] = {
    "given": (33, 37, 41),
    "answer": (25, 98, 190),
    "fault": (200, 30, 45),
    "good": (32, 130, 70),
    "mute": (108, 117, 125),
}
_ANSI = {"given": "1", "answer": "34", "fault": "1;31", "good": "32", "mute": "2"}
_FRAME: RGB = (52, 58, 64)
CELL = 40  # pixels of a cell's height, and of its width unless its text needs more
LINE = 22  # pixels of a line of text
WIDTH = 96  # characters of a line that lists links


def check_mode(mode: str | None) -> None:
    """Raise KnobError for a `render_mode` that there is not."""
    if mode is not None and mode not in MODES:
        raise KnobError(f"render_mode={mode!r}{did_you_mean(mode, MODES)}")


def _printable(text: str) -> str:
    """Return text that XML can hold."""
    return escape("".join(ch if ch.isprintable() else "\ufffd" for ch in text))


def _one_line(text: str) -> str:
    """Return text that Pillow can draw."""
    return text[:500].encode("utf-8", "replace").decode().replace("\n", " ")


def _curve(a: complex, b: complex, middle: complex | None) -> list[complex]:
    """Return points of a line from a to b; on a circle it bends to the middle, around the nodes that stand between."""
    if middle is None:
        return [a, b]
    inward = middle - (a + b) / 2
    bend = (a + b) / 2 + inward * min(0.8, 0.4 * abs(b - a) / max(1, abs(inward)))
    return [(1 - t) ** 2 * a + 2 * t * (1 - t) * bend + t * t * b for t in (k / 12 for k in range(13))]


class _Sketch(NamedTuple):
    """A picture in pixels; its points are complex numbers."""

    size: complex
    paths: list[tuple[list[complex], RGB, int]]  # with their width; filled if that is 0
    disks: list[tuple[complex, int, RGB]]  # with their radius
    texts: list[tuple[complex, str, int, RGB, bool]]  # the middle or the left end, size, and whether it is the middle


def check_ink(ink: str) -> None:
    """Raise KnobError unless there is such an ink."""
    if ink not in INK:
        raise KnobError(f"no ink {ink!r}{did_you_mean(ink, INK)}")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one square shows: its text and the name of its ink (`given`, `answer`, `fault`, `good`, `mute`)."""

    text: str = ""
    ink: str = "given"

    def __post_init__(self) -> None:
        check_ink(self.ink)


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two cells, each as (row, column), with an arrow head at the second one if asked for."""

    start: tuple[int, int]
    end: tuple[int, int]
    ink: str = "mute"
    arrow: bool = False

    def __post_init__(self) -> None:
        check_ink(self.ink)


@dataclass(frozen=True, slots=True)
class Board:
    """A picture: rows of cells, and notes below them.

    Attributes:
        rows: The cells; rows may have different lengths.
        block: (height, width) of the blocks that heavy lines surround; (0, 0) for none.
        grid: Whether cells are squares with borders (a board) or the rows are lines of text.
        notes: Lines printed under the grid.
        links: Lines between cells: then cells with text are circles without borders, those of a single row stand on
            a circle, and `text` lists the links instead.
    """

    rows: tuple[tuple[Cell, ...], ...]
    block: tuple[int, int] = (0, 0)
    grid: bool = True
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

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

    def shown(self, mode: str) -> Any:
        """Return the picture as a `render_mode` has it; "human" prints it and returns nothing."""
        if mode == "rgb_array":
            return self.rgb()
        if mode == "ansi":
            return self.text()
        print(self.text(color=sys.stdout.isatty()))
        return None

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
        if self.links:
            return "\n".join([*(ink(line, name) for name, line in self._listed()), *self.notes])
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

    def _listed(self) -> list[tuple[str, str]]:
        """Return the links of each ink as lines of text, such as A-B, A-C; those that stand out after their ink."""
        found: dict[str, list[str]] = {}
        for link in self.links:
            start, end = (self.rows[r][c].text for r, c in (link.start, link.end))
            found.setdefault(link.ink, []).append(f"{start}{'->' if link.arrow else '-'}{end}")
        texts = {name: ("" if name == "mute" else f"{name}: ") + ", ".join(some) for name, some in found.items()}
        return [(n, line) for n, text in texts.items() for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False)]

    def _places(self, wide: int, reach: int) -> tuple[complex, complex | None, dict[tuple[int, int], complex]]:
        """Return the picture's size, the middle if the cells stand on a circle, and the middle of each cell."""
        columns = max((len(row) for row in self.rows), default=1)
        if self.links and len(self.rows) == 1:
            radius = 60 + columns * (reach + 7) / math.pi
            middle = (radius + reach + 8) * (1 + 1j)
            around = (middle + cmath.rect(radius, math.tau * (c / columns - 0.25)) for c in range(columns))
            return 2 * middle, middle, {(0, c): place for c, place in enumerate(around)}
        places = {
            (r, c): (c + 0.5) * wide + 8 + ((r + 0.5) * CELL + 8) * 1j
            for r, row in enumerate(self.rows)
            for c in range(len(row))
        }
        return columns * wide + 16 + (len(self.rows) * CELL + 16) * 1j, None, places

    def _lines(self, wide: int) -> list[tuple[list[complex], RGB, int]]:
        """Return the borders of the cells, thick ones around blocks."""
        rows, columns = len(self.rows), max((len(row) for row in self.rows), default=0)
        right, down, (high, across) = columns * wide, rows * CELL * 1j, self.block
        out = []
        for r in range(rows + 1) if rows else ():
            start = 8 + (r * CELL + 8) * 1j
            out.append(([start, start + right], _FRAME, 3 if high and (r % high == 0 or r == rows) else 1))
        for c in range(columns + 1) if rows else ():
            start = c * wide + 8 + 8j
            out.append(([start, start + down], _FRAME, 3 if across and (c % across == 0 or c == columns) else 1))
        return out

    def _sketch(self) -> _Sketch:
        """Return where everything goes."""
        cells = {(r, c): cell for r, row in enumerate(self.rows) for c, cell in enumerate(row)}
        if not self.grid:
            longest = max((sum(len(cell.text) for cell in row) for row in self.rows), default=1)
            texts = [(8 + (r * LINE + 18) * 1j, cell.text, 14, INK[cell.ink], False) for (r, _), cell in cells.items()]
            return _Sketch(longest * 9 + 24 + (len(self.rows) * LINE + 16) * 1j, [], [], texts)
        longest = max((len(cell.text) for cell in cells.values()), default=1)
        wide, reach = max(CELL, 9 * longest + 14), min(9 + 4 * longest, CELL)
        size, middle, places = self._places(wide, reach)
        paths, disks = [] if self.links else self._lines(wide), []
        for link in self.links:
            if link.start == link.end:
                continue
            *way, end = _curve(places[link.start], places[link.end], middle)
            paths.append(([*way, end], INK[link.ink], 1 if link.ink == "mute" else 3))
            if link.arrow:
                step = (end - way[-1]) / abs(end - way[-1])
                tip = end - reach * step
                paths.append(([tip, tip - (10 + 4j) * step, tip - (10 - 4j) * step], INK[link.ink], 0))
        if self.links:
            disks = [(places[at], reach, INK[cell.ink]) for at, cell in cells.items() if cell.text.strip()]
        font = 20 if longest < 3 and not self.links else 14
        texts = [(places[at], cell.text, font, INK[cell.ink], True) for at, cell in cells.items()]
        texts += [
            (8 + (size.imag + 8 + LINE * i) * 1j, note, 14, INK["mute"], False) for i, note in enumerate(self.notes)
        ]
        notes = max(map(len, self.notes), default=0) * 9 + 16
        return _Sketch(max(size.real, notes) + (size.imag + LINE * len(self.notes)) * 1j, paths, disks, texts)

    def svg(self) -> str:
        """Return the board as a self-contained SVG document."""
        size, paths, disks, texts = self._sketch()
        width, height = round(size.real), round(size.imag)

        def at(point: complex) -> str:
            return f"{round(point.real, 1):g} {round(point.imag, 1):g}"

        def name(colour: RGB) -> str:
            return "#{:02x}{:02x}{:02x}".format(*colour)

        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="DejaVu Sans Mono, monospace">',
            f'<rect width="{width}" height="{height}" fill="white"/>',
        ]
        for points, colour, thick in paths:
            paint = (
                f'fill="none" stroke="{name(colour)}" stroke-width="{thick}"' if thick else f'fill="{name(colour)}"'
            )
            out.append(f'<path d="M{"L".join(map(at, points))}" {paint}/>')
        for place, radius, colour in disks:
            x, y = at(place).split()
            out.append(
                f'<circle cx="{x}" cy="{y}" r="{radius}" fill="white" stroke="{name(colour)}" stroke-width="2"/>'
            )
        for place, text, font, colour, centred in texts:
            if text.strip():
                x, y = at(place + font // 3 * 1j).split()
                rest = 'text-anchor="middle"' if centred else 'xml:space="preserve"'
                out.append(
                    f'<text x="{x}" y="{y}" font-size="{font}" fill="{name(colour)}" {rest}>{_printable(text)}</text>'
                )
        return "\n".join([*out, "</svg>"])

    def rgb(self) -> np.ndarray:
        """Return the board as a uint8 array of shape (height, width, 3)."""
        from PIL import Image, ImageDraw, ImageFont

        size, paths, disks, texts = self._sketch()
        image = Image.new("RGB", (min(round(size.real), 4000), min(round(size.imag), 4000)), "white")
        draw, fonts = ImageDraw.Draw(image), {font: ImageFont.load_default(font) for font in (14, 20)}
        for points, colour, thick in paths:
            corners = [(point.real, point.imag) for point in points]
            if thick:
                draw.line(corners, fill=colour, width=thick)
            else:
                draw.polygon(corners, fill=colour)
        for place, radius, colour in disks:
            draw.circle((place.real, place.imag), radius, fill="white", outline=colour, width=2)
        for place, text, font, colour, centred in texts:
            anchor = "mm" if centred else "lm"
            draw.text((place.real, place.imag), _one_line(text), fill=colour, font=fonts[font], anchor=anchor)
        return np.asarray(image, dtype=np.uint8).copy()
