"""Zebra puzzles, also known as Einstein's riddle: who lives in which house, with what?"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..board import Board
from ..core import Problem, Verdict, knob
from ..mechanisms import AllDifferent, Budget, Filling, Network, Related, Rule
from ..mechanisms.houses import ATTRIBUTES, CLUES, ENOUGH, HARD, Clue, draw_houses, holds, phrases, read_houses, riddle

BUDGET = 200  # branches of a search; a draw that needs more is drawn anew


@dataclass(frozen=True)
class Zebra(Filling):
    """Find out from clues who lives in which house of a row, and with what colour, drink, pet and so on.

    Description: each attribute has one value for each house. Clues say which values share a house, are neighbours,
    stand left of others, and where one is or is not. Exactly one solution fits the clues, and more than one if any
    of them is left out; generation proves both.

    Observation: the values and the clues. As moves: what stands where, one-hot, and which houses each value may
    take, as a (values, houses, 2) array. Action: the values of each house as a list, table or JSON, by house, by
    attribute or by value. As moves: value * houses + house. In chat a move is written like tea=2.
    Reward: 1 for the solution, else 0. Episode end: after one answer; as moves when all values have a house, no move
    is legal or a move is illegal.

    Arguments: `houses`, `attributes` (the first is the name) and the `kinds` of clues. Oracle: rules applied until
    nothing changes, then depth first. Floors: a random guess is right in 1 of 216 cases at level 0, and in fewer than
    1 of 10,000 above. Version history: v0, the first.
    """

    houses: int = knob(4, "houses in the row")
    attributes: int = knob(4, "attributes, the name among them")
    kinds: tuple[str, ...] = knob(tuple(CLUES), f"kinds of clues, out of: {', '.join(CLUES)}")

    levels: ClassVar[Sequence[Zebra]]

    def __post_init__(self) -> None:
        if not (3 <= self.houses <= 7 and 2 <= self.attributes <= 7):
            raise ValueError(f"houses={self.houses}, attributes={self.attributes}: use 3 to 7 and 2 to 7")
        if not set(self.kinds) <= set(CLUES) or not ENOUGH & set(self.kinds):
            raise ValueError(f"kinds={self.kinds}: use some of {tuple(CLUES)}, and one of {sorted(ENOUGH)}")

    @property
    def board_size(self) -> tuple[int, int]:
        """Values and houses."""
        return self.houses * self.attributes, self.houses

    @property
    def move_help(self) -> str:
        """How a move is written."""
        return "Write a move as value=house, with the number of the house. Values once placed stay."

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a solution and clues."""
        kinds = ["name", *rng.permutation(list(ATTRIBUTES)[1:])[: self.attributes - 1].tolist()]
        values = [rng.permutation(ATTRIBUTES[kind][1].split())[: self.houses].tolist() for kind in kinds]
        data: dict[str, Any] = {"attributes": kinds, "values": values, "clues": []}
        for budget in (*[BUDGET] * 30, 1 << 60):  # the first draw nearly always does
            try:
                data["clues"] = self._clues(Problem("", data), rng, budget)
                break
            except Budget:
                continue
        return Problem(riddle(data), data)

    def _clues(self, problem: Problem, rng: np.random.Generator, budget: int) -> list[Clue]:
        """Return clues to a random solution; each of them rules out a wrong filling that no other one does."""
        n, cells = self.houses, range(self.board_size[0])
        right = [house for _ in range(self.attributes) for house in rng.permutation(n).tolist()]
        pools = []  # true clues of each kind
        for kind in self.kinds:
            ends = range(n) if kind.endswith("house") else right
            true = [(kind, a, b) for a in cells for b, h in enumerate(ends) if h - right[a] in CLUES[kind][1]]
            pools.append([true[k] for k in rng.permutation(len(true)).tolist()])
        pool = [clue for turn in itertools.zip_longest(*pools) for clue in turn if clue]
        swaps = [{x: y, y: x} for x, y in itertools.combinations(cells, 2) if x // n == y // n]
        wrong: list[list[int]] = []
        clues: list[Clue] = []

        def other() -> list[int] | None:
            """Return a wrong filling that the clues allow."""
            return next((f for f in self.rules(problem, clues).search(budget=budget) if f != right), None)

        close = ([right[swaps[k].get(c, c)] for c in cells] for k in rng.permutation(len(swaps)).tolist())
        for filling in itertools.chain(close, iter(other, None)):
            wrong.append(filling)
            if all(holds(clue, filling) for clue in clues):
                clues.append(next(clue for clue in pool if not holds(clue, filling)))
        for clue in [clues[k] for k in rng.permutation(len(clues)).tolist()]:
            rest = [c for c in clues if c is not clue]
            if not any(all(holds(c, w) is (c is not clue) for c in clues) for w in wrong):
                if found := next(self.rules(problem, rest, clue).search(budget=budget), None):
                    wrong.append(found)
                else:
                    clues = rest
        return clues

    def rules(self, problem: Problem, clues: Sequence[Clue] | None = None, broken: Clue | None = None) -> Network:
        """Return different houses for an attribute's values, the clues (or other ones), and that one is broken."""
        n, data = self.houses, problem.data
        clues = [*(data["clues"] if clues is None else clues), *([] if broken is None else [broken])]
        masks, rules = [(1 << n) - 1] * self.board_size[0], list[Rule]()
        for i, kind in enumerate(data["attributes"]):
            rules.append(AllDifferent(range(i * n, i * n + n), f"each {kind} has its own house"))
        for clue, why in zip(clues, phrases(data, clues), strict=True):
            kind, a, b = clue
            apart, true = CLUES[kind][1], clue is not broken
            if kind.endswith("house"):
                masks[a] &= sum(1 << h for h in range(n) if (b - h in apart) is true)
            else:
                allowed = [sum(1 << y for y in range(n) if (y - x in apart) is true) for x in range(n)]
                rules.append(Related(a, b, allowed, why))
        cells, given = [word for words in data["values"] for word in words], [c for c in clues if "house" in c[0]]
        return Network(masks, rules, cells, [str(h + 1) for h in range(n)], phrases(data, given))

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return each attribute's values in random order."""
        orders = [rng.permutation(self.houses) + 1 for _ in range(self.attributes)]
        return self.write_answer(problem, np.concatenate(orders).tolist())

    def write_answer(self, problem: Problem, values: Sequence[int]) -> str:
        """Return the houses in order, a dot for what is missing."""
        out = [["."] * self.attributes for _ in range(self.houses)]
        for cell, house in enumerate(values):
            if house:
                i, k = divmod(cell, self.houses)
                out[house - 1][i] = problem.data["values"][i][k]
        return "; ".join(f"house {h}: {', '.join(words)}" for h, words in enumerate(out, 1))

    def read_answer(self, problem: Problem, answer: str) -> list[int] | str:
        """Read each value once, and the houses before, behind or above their values."""
        return read_houses(answer, problem.data["values"])

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw a table of the houses over the clues; in an answer, what contradicts the solution is a fault."""
        verdict = Verdict.correct("") if answer is None else self.verify(problem, answer)
        right = [] if verdict.is_correct else self.solution(problem)
        return draw_houses(problem.data, answer or "", right, verdict.reason)


Zebra.levels = (Zebra(3, 3), Zebra(4, 3), Zebra(4, 4), Zebra(5, 4), Zebra(5, 5), Zebra(6, 5, HARD), Zebra(6, 6, HARD))
