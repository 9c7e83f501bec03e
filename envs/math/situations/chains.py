"""Chains: one story, or several of which each begins with what the one before it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .catalogue import SITUATIONS
from .programs import Dice, Situation, Values

SHAPES = ((1, 1), (1, 2), (2, 2), (2, 3), (3, 3))
"""For each tier how many stories, and the size of their numbers."""
TRIES = 12  # at chains whose stories lie close together
NEAR = 80  # how far another number is looked for


@dataclass(frozen=True)
class Chain:
    """Stories with their numbers. From the second on, `links` names the quantity that follows from the answer before.

    Attributes:
        names: The situations.
        known: Their known quantities.
        links: For each story but the first, the linked quantity: the answer before plus `shifts`.
        shifts: What is added.
    """

    names: tuple[str, ...]
    known: tuple[Values, ...]
    links: tuple[str, ...] = ()
    shifts: tuple[int, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Chain:
        """Return the chain that a problem's data holds."""
        return cls(tuple(data["names"]), tuple(map(dict, data["known"])), tuple(data["links"]), tuple(data["shifts"]))

    def to_json(self) -> dict[str, Any]:
        """Return the chain as JSON."""
        return {
            "names": list(self.names),
            "known": list(self.known),
            "links": list(self.links),
            "shifts": list(self.shifts),
        }

    @property
    def situations(self) -> list[Situation]:
        """The situations themselves."""
        return [SITUATIONS[name] for name in self.names]

    def link(self, story: int) -> str:
        """Return the linked quantity of a story, or nothing."""
        return self.links[story - 1] if story else ""

    def told(self) -> Iterator[tuple[int, str]]:
        """Yield each quantity whose number is told, as (story, quantity)."""
        for i, situation in enumerate(self.situations):
            for quantity in situation.known:
                if quantity != self.link(i):
                    yield i, quantity

    def solve(self) -> list[Values]:
        """Return all quantities of all stories."""
        found = [situation.solve(known) for situation, known in zip(self.situations, self.known, strict=True)]
        return [values for values in found if values is not None]

    def answer(self) -> int:
        """Return what the last story asks for."""
        return self.solve()[-1][self.situations[-1].target]

    def answer_if(self, story: int, quantity: str, value: int) -> int | None:
        """Return the answer if one told quantity had another number; None where that makes no sense."""
        changed = {quantity: value}
        for i in range(story, len(self.names)):
            situation = SITUATIONS[self.names[i]]
            values = situation.solve(self.known[i] | changed)
            if values is None:
                return None
            value = values[situation.target]
            if i < len(self.links):
                changed = {self.links[i]: value + self.shifts[i]}
                if changed[self.links[i]] < 1:
                    return None
        return value

    def otherwise(self, story: int, quantity: str) -> tuple[int, int] | None:
        """Return another number that a told quantity could have, with the other answer that follows from it."""
        true, right = self.known[story][quantity], self.answer()
        near = (true + sign * step for step in range(1, NEAR) for sign in (1, -1))
        for value in (*near, *(true * factor for factor in range(2, 41))):
            if value >= 2:
                other = self.answer_if(story, quantity, value)
                if other is not None and other != right:
                    return value, other
        return None


def draw_chain(rng: np.random.Generator, tier: int, last: str = "any") -> Chain:
    """Draw a chain for a tier; of several tries the one whose linked numbers lie closest together."""
    stories, size = SHAPES[tier - 1]
    names = list(SITUATIONS)
    chosen = [names[int(i)] for i in rng.permutation(len(names))[:stories]]
    if last != "any":
        chosen = [*[name for name in chosen if name != last][: stories - 1], last]
    dice = Dice(rng, size)
    best, least = None, float("inf")
    for _ in range(TRIES if stories > 1 else 1):
        chain, far = _draw(dice, chosen)
        if best is None or far < least:
            best, least = chain, far
    assert best is not None
    return best


def _draw(dice: Dice, names: Sequence[str]) -> tuple[Chain, float]:
    """Return a chain, and how far its linked numbers are apart in proportion to their size."""
    known: list[Values] = []
    links: list[str] = []
    shifts: list[int] = []
    before, far = 0, 0.0
    for i, name in enumerate(names):
        situation = SITUATIONS[name]
        numbers = situation.draw(dice)
        values = situation.solve(numbers)
        assert values is not None, f"{name} drew {numbers}"
        known.append(numbers)
        if i:
            kept = situation.unlinked | (set(situation.inverses) if len(situation.inverses) == 1 else set())
            free = [q for q in situation.known if q not in kept]  # an inverse question needs one that is told
            link = min(free, key=lambda q: abs(numbers[q] - before) / numbers[q])
            links.append(link)
            shifts.append(numbers[link] - before)
            far = max(far, abs(shifts[-1]) / numbers[link])
        before = values[situation.target]
    return Chain(tuple(names), tuple(known), tuple(links), tuple(shifts)), far
