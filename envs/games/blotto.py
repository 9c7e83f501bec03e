"""Colonel Blotto: divide your troops over the fields at the same time as the other."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import knob
from .rounds import Rounds


@dataclass(frozen=True)
class Blotto(Rounds):
    """Two colonels divide their troops over the fields at once; who has more on a field wins it (Borel 1921).

    Description: every troop must be placed. A field with as many of both is nobody's. Who wins more fields wins.

    Observation: text, or the same as zeros and ones; before the end there is nothing to see but the own choice.

    Action: the troops on each field, such as "5 3 2"; as a number, the place in the list of all divisions.

    Reward: 1 for a win, 0.5 for a draw, 0 for a loss or an illegal move. In PettingZoo 1, 0 and -1.

    Episode end: both have chosen, or an illegal move.

    Arguments: `troops` of each side and `fields`.

    Oracle: the equilibrium, by CFR+; it wins nothing on average, nor loses. Floors: random play is even.

    Version history: v0, the first.
    """

    troops: int = knob(5, "troops of each side")
    fields: int = knob(3, "fields")

    levels: ClassVar[Sequence[Blotto]]

    def __post_init__(self) -> None:
        if not 1 <= self.troops <= 30 or not 2 <= self.fields <= 6:
            raise ValueError(f"troops={self.troops}, fields={self.fields}: use 1 to 30 troops and 2 to 6 fields")
        if (n := math.comb(self.troops + self.fields - 1, self.fields - 1)) > 2_000:
            raise ValueError(f"troops={self.troops}, fields={self.fields}: {n:,} divisions, 2,000 at most")

    @functools.cached_property
    def divisions(self) -> tuple[tuple[int, ...], ...]:
        """Every way to divide the troops."""

        def divide(troops: int, fields: int) -> list[tuple[int, ...]]:
            if fields == 1:
                return [(troops,)]
            return [(n, *rest) for n in range(troops + 1) for rest in divide(troops - n, fields - 1)]

        return tuple(divide(self.troops, self.fields))

    @functools.cached_property
    def choices(self) -> tuple[str, ...]:
        """The divisions as text."""
        return tuple(" ".join(map(str, division)) for division in self.divisions)

    def pay(self, chosen: Sequence[int]) -> tuple[float, float]:
        """Return 1 for who wins more fields."""
        one, two = (self.divisions[choice] for choice in chosen)
        ahead = sum((a > b) - (a < b) for a, b in zip(one, two, strict=True))
        return (1.0, -1.0) if ahead > 0 else (-1.0, 1.0) if ahead < 0 else (0.0, 0.0)

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            f"Colonel Blotto. Two players divide {self.troops} troops over {self.fields} fields at the same time. Who "
            "has more troops on a field wins it; who wins more fields wins. A move is the number of troops on each "
            f"field, such as '{self.choices[len(self.choices) // 2]}'; they must sum to {self.troops}. An illegal "
            "move loses at once."
        )


Blotto.levels = (Blotto(5, 3), Blotto(10, 3), Blotto(10, 4))
