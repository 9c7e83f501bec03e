"""Knights, who say only true things, and knaves, who say only false ones."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import JSON, Problem, canonical, knob
from ..mechanisms import Filling, Network, Truths
from ..verify.claims import chain, dice_of, draw_fitting, english, fits, reasons, renamed
from ..verify.roles import read_roles, say_roles

NAMES = (
    "Ann", "Bob", "Cara", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivan", "Jana", "Karl", "Lena", "Milo", "Nora", "Otto",
    "Pia", "Quinn", "Rosa", "Sven", "Tara", "Ugo", "Vera", "Wim", "Xena", "Yara", "Zeno",
)  # fmt: skip
ATTEMPTS = 500
RULES = (
    "On an island everyone is a knight or a knave. What a knight says is true; what a knave says is false. "
    '"Or" allows that both parts are true; "if A, then B" is false only if A is true and B is false.'
)


@dataclass(frozen=True)
class KnightsAndKnaves(Filling):
    """Find out who is a knight and who is a knave.

    Description: everyone is a knight, whose statements are all true, or a knave, whose statements are all false.
    Each person makes one statement about the others or themselves. Exactly one assignment of roles is consistent.

    Observation: the rules and the statements. Action: every name with its role, such as "Ann is a knight, Bob is a
    knave"; also "Ann: knight", "Ann and Bob are knights" and JSON, in any order. Each name stands exactly once and
    before its role; a word that is no name, no role and none of "is", "are", "a", "and" makes the answer wrong.
    As moves: person * 2, plus 1 for a knight; in chat Ann=knight. What is seen then: roles given, and roles that no
    single statement rules out yet, as a (people, 2, 2) array.

    Reward: 1 if all roles are right, else 0.

    Episode end: after one answer; as moves when all have a role, no move is legal or a move is illegal.

    Arguments: `people`, and the `depth` of their statements: how many layers of not, and, or, if, if and only if
    may stand over plain ones (a role, or how many of some people are knights). No statement fits every assignment,
    or only one, or says what a part of it says alone. The roles are drawn first, all assignments alike, then
    statements, one after the other anew until no other assignment fits them. If 500 draws do not get there, a chain
    of statements does.

    Oracle: statements applied until nothing changes, then depth first. Floors: a random guess is right in 1 of
    2**`people` cases, 1 of 8 at level 0 because three people have no more assignments; "all are knaves" likewise.
    Puzzles of three people that differ only in names and order are one problem; every level has more than 100,000
    problems.

    Version history: v0, the first.
    """

    people: int = knob(4, "how many people")
    depth: int = knob(1, "layers of not, and, or, if, if and only if in a statement")

    levels: ClassVar[Sequence[KnightsAndKnaves]]

    def __post_init__(self) -> None:
        if not 3 <= self.people <= 10:
            raise ValueError(f"people={self.people}: use 3 to 10")
        if not 1 <= self.depth <= 4:
            raise ValueError(f"depth={self.depth}: use 1 to 4")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw the roles, then statements that these roles allow, until no other roles do."""
        n = self.people
        names = [NAMES[i] for i in rng.permutation(len(NAMES))[:n]]
        roles = int(rng.integers(1 << n))
        dice = dice_of(rng)
        drawn = [draw_fitting(dice, speaker, roles, n, self.depth) for speaker in range(n)]
        for turn in range(ATTEMPTS):
            if functools.reduce(operator.and_, (fit for _, fit in drawn)) == 1 << roles:
                claims = [claim for claim, _ in drawn]
                break
            drawn[turn % n] = draw_fitting(dice, turn % n, roles, n, self.depth)
        else:
            claims = chain(roles, n)
        said = (english(claim, names, i) for i, claim in enumerate(claims))
        lines = [f'{name} says: "{text[0].upper()}{text[1:]}."' for name, text in zip(names, said, strict=True)]
        question = "Who is what? Answer with every name and its role, like this: NAME is a knight, NAME is a knave."
        return Problem("\n".join([RULES, "", *lines, "", question]), {"names": names, "claims": claims})

    def identity(self, problem: Problem) -> JSON:
        """Return the statements without names; of three people, in the first of all orders."""
        claims, n = problem.data["claims"], len(problem.data["claims"])
        orders = itertools.permutations(range(n)) if n == 3 else [tuple(range(n))]
        return min(([renamed(claims[i], order) for i in order] for order in orders), key=canonical)

    @property
    def board_size(self) -> tuple[int, int]:
        """People and roles."""
        return self.people, 2

    @property
    def move_help(self) -> str:
        """How a move is written."""
        return "Write a move as NAME=knight or NAME=knave. Roles once given stay."

    def rules(self, problem: Problem) -> Network:
        """Return that everyone may say what they say."""
        names, claims = problem.data["names"], problem.data["claims"]
        n = len(names)
        rules = [Truths(range(n), fits(i, claim, n), f"{names[i]} would say that") for i, claim in enumerate(claims)]
        return Network([3] * n, rules, names, ("knave", "knight"))

    def write_answer(self, problem: Problem, values: Sequence[int]) -> str:
        """Return every name with its role, or that it is open."""
        roles = ("is open", "is a knave", "is a knight")
        return ", ".join(f"{name} {roles[v]}" for name, v in zip(problem.data["names"], values, strict=True))

    def read_answer(self, problem: Problem, answer: str) -> list[int] | str:
        """Read each name's role."""
        roles = read_roles(answer, problem.data["names"])
        return roles if isinstance(roles, str) else [1 + (roles >> i & 1) for i in range(len(problem.data["names"]))]

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Conclude from one statement at a time, and suppose a role where nothing follows.

        With style="search" goes through the assignments and says which statement each contradicts.
        """
        names, claims = problem.data["names"], problem.data["claims"]
        if style != "search":
            return "\n".join(reasons(claims, names))
        lines = []
        for roles in range(1 << len(names)):
            bad = [i for i, claim in enumerate(claims) if not fits(i, claim, len(names)) >> roles & 1]
            lines.append(
                f"{say_roles(names, roles)}: " + (f"{names[bad[0]]} would not say that." if bad else "all fits.")
            )
            if not bad:
                break
        return "\n".join(lines)


KnightsAndKnaves.levels = tuple(
    KnightsAndKnaves(*knobs) for knobs in ((3, 1), (4, 1), (5, 1), (5, 2), (6, 2), (7, 3), (8, 3))
)
