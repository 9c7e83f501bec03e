"""Numbers that are combined two by two until one of them is the target: the moves, the oracle and the picture."""

from __future__ import annotations

import functools
import math
import re
from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from textwrap import shorten

import numpy as np

from ..board import WIDTH, Board, Cell
from ..core import Problem
from ..errors import KnobError
from ..play import Playable
from ..verify.expressions import Expression, ExpressionError, read_expression
from ..verify.reach import Tree, Value, find_tree, operate, write_tree

State = tuple[tuple[Value, Tree] | None, ...]
"""For each slot the number that stands there and the expression it comes from, or None once it is used up."""

LARGE = 10**6  # sizes from here on look alike in `observe`
_SLOTS = "abcdefghijklmnopqrstuvwxyz"
_SIGNS = {"×": "*", "·": "*", "x": "*", "\\times": "*", "\\cdot": "*", "÷": "/", "\\div": "/", "−": "-", "–": "-"}
_SIGN = "|".join(map(re.escape, ("+", "-", "*", "/", *_SIGNS)))
_MOVE = re.compile(rf"([a-z])\s*({_SIGN})\s*([a-z])\.?|\\[dt]?frac\{{([a-z])\}}\{{([a-z])\}}")


@dataclass(frozen=True)
class Combining(Playable):
    """A puzzle in which numbers are combined by + - * / into a target.

    `problem.data` holds the `numbers`, the `target` and whether all must be used (`use_all`). A subclass says how many
    numbers there are, draws them and judges expressions; this derives the oracle, the reader, the picture and the
    moves. A move combines the numbers of two slots: the result, an exact fraction, takes the slot named first, and
    the other is used up. Slots i < j have six moves in a row: i + j, i * j, i - j, j - i, i / j, j / i.
    """

    @property
    @abstractmethod
    def slots(self) -> int:
        """Numbers, at most; fixed by the knobs."""

    def tree(self, problem: Problem) -> Tree:
        """Return an expression for the target, or None if a given problem has none."""
        return find_tree(problem.data["numbers"], problem.data["target"], problem.data["use_all"])

    def solve(self, problem: Problem) -> str:
        """Search for an expression; empty if a given problem has none."""
        tree = self.tree(problem)
        return "" if tree is None else write_tree(tree)

    def read_answer(self, problem: Problem, answer: str) -> Expression | str:
        """Read one expression, "= target" before or behind it."""
        target = str(problem.data["target"])
        sides = [side.strip() for side in answer.removesuffix(".").split("=", 2)]
        if len(sides) == 2 and target in sides:
            sides.remove(target)
        if len(sides) != 1:
            return f"one expression expected, with nothing but '= {target}' behind it"
        try:
            return read_expression(sides[0])
        except ExpressionError as error:
            return f"no expression: {error}"

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw the numbers as tiles, coloured if an answer uses them; numbers that it has not got are faults."""
        numbers, notes = problem.data["numbers"], [f"target {problem.data['target']}"]
        used = Counter[int]()
        if answer is not None:
            verdict, parts = self.verify(problem, answer), self._parts(problem, answer)
            for part in parts:
                used.update(part.numbers if len(parts) == 1 or len(part.numbers) > 1 else ())
            values = ", ".join(str(part.value) for part in parts)
            said = f"now {values}" if parts[1:] else answer if "=" in answer else f"{answer} = {values}"
            notes += [shorten(said, WIDTH, placeholder=" …")] if parts else []
            notes += [verdict.reason] if not verdict.is_correct and not parts[1:] else []
        tiles = []
        for number in numbers:
            tiles.append(Cell(str(number), "answer" if used[number] > 0 else "given"))
            used[number] -= 1
        return Board.from_grid(
            [[*tiles, *(Cell(str(number), "fault") for number in +used)]], block=(1, 1), notes=notes
        )

    def _parts(self, problem: Problem, answer: str) -> list[Expression]:
        """Return the expression of an answer, or those that `show` lists while a play goes on, or nothing."""
        numbers = problem.data["numbers"]
        read = [self.read_answer(problem, part) for part in answer.split(", ", len(numbers))]
        parts = [part for part in read if isinstance(part, Expression)]
        whole = sorted(number for part in parts for number in part.numbers) == sorted(numbers)
        return parts if len(parts) == len(read) and (len(parts) == 1 or whole) else []

    # -- moves --------------------------------------------------------------------------------------------------------

    @property
    def n_moves(self) -> int:
        """Six for each pair of slots."""
        return len(_moves(self.slots))

    @property
    def shape(self) -> tuple[int, ...]:
        """(slots + 1, 5): the number of each slot, and the target."""
        return self.slots + 1, 5

    @property
    def horizon(self) -> int:
        """One move less than there are numbers."""
        return self.slots - 1

    @property
    def move_help(self) -> str:
        """How a move is written."""
        return (
            "The numbers are called a, b, c and so on, in this order. Write a move as two of them and a sign, like "
            "a - b: the result takes the place of the first, and the second is used up."
        )

    def start(self, problem: Problem) -> State:
        """Return the numbers in order."""
        numbers = problem.data["numbers"]
        if len(numbers) > self.slots:
            raise KnobError(f"the problem has {len(numbers)} numbers; make an environment for that many instead")
        return (*((number, number) for number in numbers), *[None] * (self.slots - len(numbers)))

    def legal(self, problem: Problem, state: State) -> np.ndarray:
        """Return which moves have both their numbers and do not divide by zero."""
        there, zero = [slot is not None for slot in state], [slot is not None and slot[0] == 0 for slot in state]
        moves = _moves(self.slots)
        return np.array([there[a] and there[b] and not (sign == "/" and zero[b]) for a, sign, b in moves], bool)

    def apply(self, problem: Problem, state: State, move: int) -> State:
        """Combine two numbers."""
        a, sign, b = _moves(self.slots)[move]
        (left, before), (right, after) = (state[slot] or (0, 0) for slot in (a, b))
        result = operate(left, sign, right), (sign, before, after)
        return tuple(result if slot == a else None if slot == b else old for slot, old in enumerate(state))

    def over(self, problem: Problem, state: State) -> bool:
        """Return whether one number is left, or the target is there and the others need not be used."""
        return sum(slot is not None for slot in state) == 1 or bool(self._reached(problem, state))

    def _reached(self, problem: Problem, state: State) -> list[Tree]:
        """Return the expressions that have the target's value, where the others need not be used."""
        target, use_all = problem.data["target"], problem.data["use_all"]
        return [] if use_all else [slot[1] for slot in state if slot is not None and slot[0] == target]

    def observe(self, problem: Problem, state: State) -> np.ndarray:
        """Return for each slot, and for the target, five numbers; all zero for a slot whose number is used up.

        They are: 1; the number's size over twice the target's, at most 1; the logarithm of its size; whether it is
        below zero; whether it is whole.
        """
        target, out = problem.data["target"], np.zeros(self.shape, np.float32)
        scale = 2 * max(1, abs(target))
        for row, slot in enumerate([*state, (target, target)]):
            if slot is not None:
                size = abs(slot[0])
                near, log = float(Fraction(min(size, scale), scale)), math.log1p(min(size, LARGE)) / math.log1p(LARGE)
                out[row] = 1, near, log, slot[0] < 0, slot[0].denominator == 1
        return out

    def show(self, problem: Problem, state: State) -> str:
        """Return the expression for the target, or those of all numbers left; no answer while they are several."""
        trees = self._reached(problem, state)[:1] or [slot[1] for slot in state if slot is not None]
        return ", ".join(map(write_tree, trees))

    def tell(self, problem: Problem, state: State) -> str:
        """Return the numbers left by their slots, which is what chat shows."""
        left = [f"{name} = {slot[0]}" for name, slot in zip(_SLOTS, state, strict=False) if slot is not None]
        return f"{', '.join(left)} (target {problem.data['target']})"

    def parse(self, problem: Problem, text: str) -> int | None:
        """Read a move such as a - b; a sum or a product may have its slots in either order."""
        match = _MOVE.fullmatch(text.strip().lower())
        if match is None:
            return None
        a, b = (_SLOTS.index(name) for name in (match[1] or match[4], match[3] or match[5]))
        sign = _SIGNS.get(match[2] or "/", match[2] or "/")
        move = (b, sign, a) if sign in "+*" and b < a else (a, sign, b)
        moves = _moves(self.slots)
        return moves.index(move) if move in moves else None

    def write(self, problem: Problem, move: int) -> str:
        """Write a move as a - b."""
        a, sign, b = _moves(self.slots)[move]
        return f"{_SLOTS[a]} {sign} {_SLOTS[b]}"

    def plan(self, problem: Problem) -> list[int]:
        """Return the operations of the oracle's expression, inner ones first; none if there is no expression."""
        free, moves, out = list(problem.data["numbers"]), _moves(self.slots), list[int]()

        def place(tree: Tree) -> int:
            """Return the slot in which an expression's value stands, after the moves that bring it there."""
            if not isinstance(tree, tuple):
                slot = free.index(tree)
                free[slot] = None
                return int(slot)
            sign, a, b = tree[0], place(tree[1]), place(tree[2])
            out.append(moves.index((b, sign, a) if sign in "+*" and b < a else (a, sign, b)))
            return moves[out[-1]][0]

        tree = self.tree(problem)
        if tree is not None:
            place(tree)
        return out


@functools.cache
def _moves(slots: int) -> Sequence[tuple[int, str, int]]:
    """Return the moves as (slot, sign, slot)."""
    signs = (("+", False), ("*", False), ("-", False), ("-", True), ("/", False), ("/", True))
    pairs = combinations(range(slots), 2)
    return [(j, sign, i) if swapped else (i, sign, j) for i, j in pairs for sign, swapped in signs]
