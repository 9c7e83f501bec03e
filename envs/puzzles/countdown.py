"""Reach a target number with the given numbers and + - * /."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import JSON, Problem, Verdict, knob
from ..mechanisms import Combining
from ..verify.reach import Tree, Value, results, steps, write_tree
from ..verify.tries import dead_ends, join, rule_of_thumb


@dataclass(frozen=True)
class Countdown(Combining):
    r"""Reach the target with the given numbers.

    Description: some whole numbers and a target. Combine the numbers with + - * / and brackets so that the value is
    exactly the target; each number is used at most once, or exactly once.

    Observation: the numbers and the target. As moves: for each number and for the target, in a (count + 1, 5) array,
    whether it is there, its size next to the target's and on a logarithmic scale, whether it is below zero, and whole.

    Action: one expression, such as (7 - 3) * 6; also with × ÷ −, with LaTeX's \times, \cdot, \div, \frac, with
    "= target" behind it, and with fractions on the way. No powers, no signs in front of a number, no digits put
    together. As moves: two numbers are combined, called a, b, c and so on in the order given; the result takes the
    place of the first, the second is used up. Pair by pair there are six moves: a + b, a * b, a - b, b - a, a / b,
    b / a. One is legal if both numbers are there and it does not divide by zero. In chat it is written like a - b.

    Reward: 1 if the expression obeys the rules and has the target's value, else 0.

    Episode end: after one answer; as moves when one number is left, when a number is the target and not all must be
    used, or when a move is illegal.

    Arguments: `count` numbers from 1 to `largest`, a target from 10 to `target`, and whether all numbers must be
    used (`use_all`). The target is no given number and, from three numbers on, neither their sum nor one operation on
    two of them; with three and four, + and - alone do not reach it. If 200 draws find none, it is the numbers' sum.

    Oracle: an exact search. Every problem has a solution in whole numbers above zero; fractions are searched too,
    for problems that are given. Floors: a random expression is right in fewer than 1 of 20 cases, a random play in
    1 of 50; a number of the prompt or the sum of all never is. The best fixed shape, such as
    (largest - smallest) * middle, is right in 1 of 7 cases with three numbers, which leave few shapes, and in 1 of 15
    with four. Level 0 has 936 problems, level 1 has 7,211 problems, level 2 has 57,882 problems, the others have more
    than 100,000.

    Version history: v0, the first.
    """

    count: int = knob(4, "numbers given")
    largest: int = knob(13, "the largest number given")
    target: int = knob(100, "the largest target")
    use_all: bool = knob(True, "every number must be used, not only at most once")

    levels: ClassVar[Sequence[Countdown]]

    def __post_init__(self) -> None:
        if not 2 <= self.count <= 6:
            raise ValueError(f"count={self.count}: use 2 to 6 numbers")
        if not 5 <= self.largest <= 1_000 or not 20 <= self.target <= 100_000:
            raise ValueError(f"largest={self.largest}, target={self.target}: use 5 to 1000, and 20 to 100000")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw numbers and combine them at random until the result is a fair target."""
        for _ in range(200):
            numbers = [int(n) for n in rng.integers(1, self.largest + 1, self.count)]
            target = self._combine(numbers, rng)
            fair = 10 <= target <= self.target and target not in numbers
            if fair and not rule_of_thumb(numbers, target, self.use_all):
                break
        else:
            target = sum(numbers)
        rule = "Use every number exactly once." if self.use_all else "Use each number at most once."
        prompt = (
            f"Combine the numbers {', '.join(map(str, numbers))} with +, -, * and / to reach {target}. {rule} "
            "Answer with one expression of the numbers, such as (a + b) * c."
        )
        return Problem(prompt, {"numbers": numbers, "target": target, "use_all": self.use_all})

    def _combine(self, numbers: Sequence[int], rng: np.random.Generator) -> int:
        """Return the value of a random expression of whole numbers above zero, without * 1 and / 1."""
        pool: list[int] = list(numbers)
        used = self.count if self.use_all else int(rng.integers(min(3, self.count), self.count + 1))
        for _ in range(used - 1):
            i, j = (int(k) for k in rng.permutation(len(pool))[:2])
            a, b = pool[i], pool[j]
            options = [int(v) for sign, _, v in results(a, b, True) if sign in "+-" or 1 not in (a, b)]
            pool = [n for k, n in enumerate(pool) if k not in (i, j)] + [options[int(rng.integers(len(options)))]]
        return pool[-1]

    def identity(self, problem: Problem) -> JSON:
        """Return the numbers in one order, and the target."""
        return [sorted(problem.data["numbers"]), problem.data["target"]]

    @property
    def slots(self) -> int:
        """As many as numbers."""
        return self.count

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Read the expression, compare its numbers with those given and its value with the target."""
        found, target = self.read_answer(problem, answer), problem.data["target"]
        if isinstance(found, str):
            return Verdict.wrong(found)
        given, used = Counter[int](problem.data["numbers"]), Counter(found.numbers)
        if used - given:
            return Verdict.wrong(f"{next(iter(used - given))} is not given, or not that often")
        if problem.data["use_all"] and used != given:
            return Verdict.wrong(f"{next(iter(given - used))} is not used")
        if found.value != target:
            return Verdict.wrong(f"the value is {found.value}, not {target}")
        return Verdict.correct()

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return a random expression that uses every number once."""
        pool: list[Tree] = [problem.data["numbers"][i] for i in rng.permutation(len(problem.data["numbers"]))]
        while len(pool) > 1:
            i = int(rng.integers(len(pool) - 1))
            pool[i : i + 2] = [("+-*/"[int(rng.integers(4))], pool[i], pool[i + 1])]
        return write_tree(pool[0])

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Show the solution's steps; with style="search" also tries that fail, and the way back from them."""
        target, tree = problem.data["target"], self.tree(problem)
        if tree is None:
            return ""
        pool: list[Value] = list(problem.data["numbers"])
        lines = [f"The numbers are {join(pool)}; the target is {target}."]
        for a, sign, b, value in steps(tree)[1]:
            if style == "search":
                lines += dead_ends(pool, target, problem.data["use_all"])
            pool.remove(a)
            pool.remove(b)
            pool.append(value)
            lines.append(f"{a} {sign} {b} = {value}" + (f"; now {join(pool)}." if len(pool) > 1 else "."))
        return "\n".join([*lines, f"That is the target: {write_tree(tree)} = {target}."])


Countdown.levels = (
    Countdown(3, 10, 50, True), Countdown(3, 20, 100, True), Countdown(4, 13, 100, True),
    Countdown(4, 50, 200, True), Countdown(5, 50, 500, False), Countdown(6, 100, 999, False),
)  # fmt: skip
