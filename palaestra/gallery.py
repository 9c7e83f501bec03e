"""Pictures for the documentation: a banner of a few environments, and a contact sheet of every puzzle, solved."""

from __future__ import annotations

import re
from typing import Any

import gymnasium as gym

from palaestra.envs import Board, Task, entry_of, load
from palaestra.envs.registry import BUILTIN

BANNER = (("Puzzle-Sudoku-v0", 4), ("Puzzle-Countdown-v0", 2), ("Game-TicTacToe-v0", 0), ("Math-AIME-v0", 2))


def boards(id: str, level: int | None = None) -> list[Board]:
    """Return the pictures of an environment's first problem: as asked, and with the oracle's answer."""
    env: Any = gym.make(id, level=level)
    env.reset(seed=0)
    base = env.unwrapped
    if not isinstance(base.task, Task):
        return [base.task.board(base.state)]
    return [base.task.board(base.problem), base.task.board(base.problem, base.task.solve(base.problem))]


def side_by_side(pictures: list[tuple[str, Board]]) -> str:
    """Return boards next to each other under their titles, as one SVG document."""
    tiles, x, height = [], 0, 0
    for title, board in pictures:
        svg = board.svg()
        wide, high = (int(v) for v in re.findall(r'(?:width|height)="(\d+)"', svg)[:2])
        tiles.append(f'<text x="{x + 8}" y="16" font-size="14" font-weight="bold">{title}</text>')
        tiles.append(svg.replace("<svg ", f'<svg x="{x}" y="24" ', 1))
        x, height = x + max(wide, 9 * len(title)) + 24, max(height, high + 32)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{x}" height="{height}" viewBox="0 0 {x} {height}" '
        f'font-family="DejaVu Sans, sans-serif"><rect width="{x}" height="{height}" fill="white"/>'
        + "\n".join(tiles)
        + "</svg>\n"
    )


def banner() -> str:
    """Return one picture of several environments, each solved by its oracle."""
    return side_by_side([(id, boards(id, level)[-1]) for id, level in BANNER])


def contact_sheet() -> dict[str, str]:
    """Return every puzzle's picture, problem and solution, by file name, and the page that shows them all."""
    page = ["# Gallery", "", "Every puzzle and its solution, written by `palaestra gallery docs/gallery`.", ""]
    out = {}
    for id in sorted(id for id in BUILTIN if id.startswith("Puzzle-")):
        asked, solved = boards(id)
        out[f"{id}.svg"] = side_by_side([(id, asked), ("solved", solved)])
        summary = (load(entry_of(id)).__doc__ or "").strip().splitlines()[0]
        page += [f"## [{id}](../tasks/{id}.md)", "", summary, "", f"![{id} and its solution]({id}.svg)", ""]
    return {"README.md": "\n".join(page), **out}
