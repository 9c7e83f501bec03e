"""Rooms in which boxes are pushed: how far they are from the goals, what can be reached, and a way to solve them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from heapq import heappop, heappush
from itertools import count
from operator import or_
from typing import Any

import numpy as np

LIMIT = 20_000  # positions that a search looks at
SHOWN = 40  # positions told in an explanation
SIGNS = " .$*@+"  # floor; 1 more for a goal, 2 for a box, 4 for the player
Room = tuple[int, int, int, int, int]
"""The width, and as sets of bits, one for each square: floor, goals, boxes, player."""
Push = tuple[int, int]  # the box, as a bit, and the move
Look = tuple[int, int, int, int]  # the boxes, the pushes made, those to come at least, and how many pushes lead on
TABLES = [str.maketrans("# .$*@+", digits) for digits in ("0111111", "0010101", "0001100", "0000011")]


def shift(mask: int, step: int) -> int:
    """Return the squares a step further."""
    return mask << step if step > 0 else mask >> -step


def squares_of(mask: int) -> Iterator[int]:
    """Yield the squares of a set, each as a bit."""
    while mask:
        yield mask & -mask
        mask &= mask - 1


def write_room(room: Room, height: int) -> str:
    """Return the room in the usual signs."""
    w, floor, goals, boxes, player = room
    kinds = [(goals >> i & 1) + 2 * (boxes >> i & 1) + 4 * (player >> i & 1) for i in range(w * height)]
    text = "".join(SIGNS[kind] if floor >> i & 1 else "#" for i, kind in enumerate(kinds))
    return "\n".join(text[i : i + w] for i in range(0, w * height, w))


def square_name(square: int, w: int) -> str:
    """Return a square as row and column, r2c3."""
    row, column = divmod(square.bit_length() - 1, w)
    return f"r{row + 1}c{column + 1}"


def step_from(area: int, free: int, w: int) -> int:
    """Return an area and the free squares next to it."""
    return (area | area << 1 | area >> 1 | area << w | area >> w) & free


def reachable(area: int, free: int, w: int) -> int:
    """Return the squares that can be walked to from an area."""
    while (more := step_from(area, free, w)) != area:
        area = more
    return area


def distances(room: Room) -> dict[int, int]:
    """Return how many pushes bring a box from a square to the nearest goal; squares without any are left out."""
    w, floor, layer, *_ = room
    far: dict[int, int] = {}
    for pushes in count():
        far.update(dict.fromkeys(squares_of(layer), pushes))
        before = (shift(layer, -step) & floor & shift(floor, step) for step in (-w, w, -1, 1))
        layer = reduce(or_, before) & ~sum(far)
        if not layer:
            break
    return far


def least_pushes(room: Room) -> int:
    """Return a number of pushes that no solution can do without."""
    far = distances(room)
    return sum(far[box] for box in squares_of(room[3]))


def search(room: Room, limit: int) -> tuple[list[Push], list[Look]]:
    """Search best first; return the pushes that solve a room, none if it is not solved, and what was looked at."""
    w, floor, _, boxes, player = room
    far = distances(room)
    alive, looked = sum(far), list[Look]()
    closed: dict[int, list[int]] = {}  # for boxes where they stand, the parts of the room where the player has been
    rest = sum(far.get(box, LIMIT) for box in squares_of(boxes))
    queue: list[tuple[Any, ...]] = [(2 * rest, rest, 0, 0, boxes, player, None)]
    number = 0
    while queue and rest < LIMIT and len(looked) < limit:
        _, rest, _, made, boxes, player, last = heappop(queue)
        parts = closed.setdefault(boxes, [])
        if any(player & part for part in parts):
            continue
        if not rest:
            pushes: list[Push] = []
            while last:
                last, *push = last
                pushes.insert(0, (push[0], push[1]))
            return pushes, looked
        reach, before = reachable(player, floor & ~boxes, w), number
        parts.append(reach)
        for move, step in enumerate((-w, w, -1, 1)):
            for box in squares_of(boxes & shift(reach, step) & shift(alive & ~boxes, -step)):
                to, number = shift(box, step), number + 1
                left = rest - far[box] + far[to]
                heappush(
                    queue, (made + 1 + 2 * left, left, number, made + 1, boxes ^ box ^ to, box, (last, box, move))
                )
        looked.append((boxes, made, rest, number - before))
    return [], looked


def legs(room: Room, pushes: Sequence[Push]) -> Iterator[tuple[list[int], int, int]]:
    """Yield each push with a shortest walk to it: the walk's moves, the box, the push's move."""
    w, floor, _, boxes, player = room
    steps = (-w, w, -1, 1)
    for box, move in pushes:
        to, walk = shift(box, -steps[move]), list[int]()
        layers = [to]
        while not player & layers[-1]:
            layers.append(step_from(layers[-1], floor & ~boxes, w))
        for layer in layers[-2::-1]:
            walk.append(next(i for i, step in enumerate(steps) if shift(player, step) & layer))
            player = shift(player, steps[walk[-1]])
        yield walk, box, move
        boxes, player = boxes ^ box ^ shift(box, steps[move]), box


def moves_of(room: Room, pushes: Sequence[Push]) -> list[int]:
    """Return all moves, walks and pushes."""
    return [step for walk, _, move in legs(room, pushes) for step in (*walk, move)]


def hall(height: int, width: int, boxes: int) -> Room:
    """Return a room with no inner walls, boxes left in the second row, goals right in the last."""
    w, down = width, height - 2
    floor = sum(1 << r * w + c for r in range(1, down + 1) for c in range(1, w - 1))
    crates = sum(1 << 2 * w + 2 + i for i in range(boxes))
    goals = sum(1 << (down + 1) * w - 2 - i for i in range(boxes))
    return w, floor, goals, crates, 1 << w + 1


def draw_room(rng: np.random.Generator, height: int, width: int, boxes: int, pushes: int) -> Room:
    """Draw walls and goals, then pull boxes off the goals, by preference farther away."""
    w, k = width, boxes
    inner = [r * w + c for r in range(1, height - 1) for c in range(1, w - 1)]
    cells = [1 << cell for cell, chance in zip(inner, rng.random(len(inner)), strict=True) if chance > 0.15]
    floor = reachable(cells[len(cells) // 2], sum(cells), w)
    squares = list(squares_of(floor))
    if len(squares) < max(k + 1, len(inner) // 2):  # cut in two by walls: draw anew
        return w, floor, 0, 0, 0
    order = rng.permutation(len(squares)).tolist()
    goals, player = sum(squares[i] for i in order[:k]), squares[order[k]]
    far, boxes, seen = distances((w, floor, goals, 0, 0)), goals, {goals}
    while sum(far[box] for box in squares_of(boxes)) < pushes:
        free, pulls = floor & ~boxes, []
        reach = reachable(player, free, w)
        for step in (-w, w, -1, 1):
            for box in squares_of(boxes & shift(reach, step) & shift(free, 2 * step)):
                to = shift(box, -step)
                if boxes ^ box ^ to not in seen:
                    pulls.append((far[to] - far[box] + 1.5 * rng.random(), boxes ^ box ^ to, shift(to, -step)))
        if not pulls:
            break
        _, boxes, player = max(pulls)
        seen.add(boxes)
    starts = list(squares_of(reachable(player, floor & ~boxes, w)))
    return w, floor, goals, boxes, starts[int(rng.integers(len(starts)))]


def tell(room: Room, moves: Sequence[str], style: str) -> list[str]:
    """Return the walks and pushes one by one; with style="search" first the positions looked at."""
    w, boxes = room[0], room[3]
    (pushes, looked), far = search(room, LIMIT), distances(room)
    ways = ", ".join(f"{square_name(box, w)} ({far.get(box, 'no')})" for box in squares_of(boxes))
    told = [f"r2c3 is row 2, column 3, outer walls included. Boxes, and the pushes to the next goal: {ways}."]
    if style == "search":
        for i, (stand, made, rest, n) in enumerate(looked[:SHOWN]):
            back = "Back: " if made and made != looked[i - 1][1] + 1 else ""
            at = ", ".join(square_name(box, w) for box in squares_of(stand))
            on = f"pushes that lead on: {n}" if n else "dead end"
            told.append(f"{back}boxes at {at}, pushes made: {made}, to come at least: {rest}, {on}.")
        told += [f"{len(looked) - SHOWN} more positions are looked at."] if len(looked) > SHOWN else []
    for walk, box, move in legs(room, pushes):
        walked = f"Walk {', '.join(moves[i] for i in walk)}. " if walk else ""
        to = square_name(shift(box, (-w, w, -1, 1)[move]), w)
        told.append(f"{walked}Push the box at {square_name(box, w)} {moves[move]}, to {to}.")
    return told


def solved_by(rows: Sequence[str], moves: Sequence[str]) -> bool:
    """Return whether moves solve a room, played on its text: a second opinion that shares nothing with the bits."""
    signs = {(r, c): sign for r, row in enumerate(rows) for c, sign in enumerate(row)}
    walls, goals, boxes, keeper = (
        {at for at, sign in signs.items() if sign in some} for some in ("#", ".*+", "$*", "@+")
    )
    (r, c) = next(iter(keeper))
    for move in moves:
        down, right = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}[move]
        to, beyond = (r + down, c + right), (r + 2 * down, c + 2 * right)
        if boxes <= goals or to in walls or (to in boxes and beyond in walls | boxes):
            return False
        boxes = boxes - {to} | {beyond} if to in boxes else boxes
        r, c = to
    return boxes <= goals
