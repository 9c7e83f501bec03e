"""Knights, who say only true things, and knaves, who say only false ones."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import JSON, Problem, Task, Verdict, canonical, knob
from ..verify.claims import Claim, consistent, english, fits, knights, reasons

NAMES = (
    "Ann", "Bob", "Cara", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivan", "Jana", "Karl", "Lena", "Milo", "Nora", "Otto",
    "Pia", "Quinn", "Rosa", "Sven", "Tara", "Ugo", "Vera", "Wim", "Xena", "Yara", "Zeno",
)  # fmt: skip
ATTEMPTS = 100
MAX_LENGTH = 2_000
_ROLES = {"knight": True, "knights": True, "knave": False, "knaves": False}
_TOKEN = re.compile(
    r"(?P<word>[A-Za-z]+)|\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit)(?=\s*\{)|\\[\\,;: ]"
    r"|[\s,;:.=>|{}\[\]()\"'*_&–—→-]+"
)
RULES = (
    "On an island everyone is a knight or a knave. What a knight says is true; what a knave says is false. "
    '"Or" allows that both parts are true; "if A, then B" is false only if A is true and B is false.'
)


@dataclass(frozen=True)
class KnightsAndKnaves(Task):
    """Find out who is a knight and who is a knave.

    Description: everyone is a knight, whose statements are all true, or a knave, whose statements are all false.
    Each person makes one statement about the others or themselves. Exactly one assignment of roles is consistent.

    Observation: the rules and the statements. Action: every name with its role, such as "Ann is a knight, Bob is a
    knave"; also "Ann: knight", "Ann and Bob are knights" and JSON, in any order. Each name stands exactly once and
    before its role; a word that is no name, no role and none of "is", "are", "a", "and" makes the answer wrong.

    Reward: 1 if all roles are right, else 0.

    Episode end: after one answer.

    Arguments: `people`, and the `depth` of their statements: 0 for plain ones (a role, or how many of some people
    are knights), one more for each layer of not, and, or, if, if and only if. No statement fits every assignment, or
    only one. The roles are drawn first, all assignments alike, then statements until no other assignment fits them.
    If 100 draws do not get there, a chain of statements does.

    Oracle: enumerates the assignments. Floors: a random guess is right in 1 of 2**`people` cases, 1 of 8 at level 0
    because three people have no more assignments; "all are knaves" likewise. Puzzles of up to four people that differ
    only in names and order are one problem; by that count level 0 has LEVEL0 problems, level 1 more than 100,000.

    Version history: v0, the first.
    """

    people: int = knob(4, "how many people")
    depth: int = knob(1, "layers of not, and, or, if, if and only if in a statement")

    levels: ClassVar[Sequence[KnightsAndKnaves]]

    def __post_init__(self) -> None:
        if not 3 <= self.people <= 10:
            raise ValueError(f"people={self.people}: use 3 to 10")
        if not 0 <= self.depth <= 4:
            raise ValueError(f"depth={self.depth}: use 0 to 4")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw the roles, then statements that these roles allow, until no other roles do."""
        n = self.people
        names = [NAMES[i] for i in rng.permutation(len(NAMES))[:n]]
        roles = int(rng.integers(1 << n))
        sure = _chain(roles, n)
        for _ in range(ATTEMPTS):
            claims = [self._claim(rng, speaker, roles) or sure[speaker] for speaker in range(n)]
            if len(consistent(claims)) == 1:
                break
        else:
            claims = sure
        said = (english(claim, names, i) for i, claim in enumerate(claims))
        lines = [f'{name} says: "{text[0].upper()}{text[1:]}."' for name, text in zip(names, said, strict=True)]
        question = "Who is what? Answer with every name and its role, like this: NAME is a knight, NAME is a knave."
        return Problem("\n".join([RULES, "", *lines, "", question]), {"names": names, "claims": claims})

    def _claim(self, rng: np.random.Generator, speaker: int, roles: int) -> Claim:
        """Return a claim that tells something and that the speaker may make, or None after some tries."""
        n = self.people
        for _ in range(30):
            claim = _draw(rng, n, self.depth)
            allowed = fits(speaker, claim, n)
            if allowed >> roles & 1 and 1 < allowed.bit_count() < 1 << n:
                return claim
        return None

    def identity(self, problem: Problem) -> JSON:
        """Return the statements without names; of up to four people, in the first of all orders."""
        claims, n = problem.data["claims"], len(problem.data["claims"])
        orders = itertools.permutations(range(n)) if n <= 4 else [tuple(range(n))]
        return min(([_renamed(claims[i], order) for i in order] for order in orders), key=canonical)

    def solve(self, problem: Problem) -> str:
        """Enumerate the assignments and return the consistent one."""
        roles = consistent(problem.data["claims"])[:1]
        return _say(problem.data["names"], roles[0]) if roles else ""

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Read each name's role and compare with the statements."""
        names, claims = problem.data["names"], problem.data["claims"]
        roles = _read(answer, names)
        if isinstance(roles, str):
            return Verdict.wrong(roles)
        for speaker, claim in enumerate(claims):
            if not fits(speaker, claim, len(names)) >> roles & 1:
                return Verdict.wrong(f"then {names[speaker]} would not say what {names[speaker]} says")
        return Verdict.correct()

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return random roles."""
        names = problem.data["names"]
        return _say(names, int(rng.integers(1 << len(names))))

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
            lines.append(f"{_say(names, roles)}: " + (f"{names[bad[0]]} would not say that." if bad else "all fits."))
            if not bad:
                break
        return "\n".join(lines)


def _draw(rng: np.random.Generator, n: int, depth: int) -> Claim:
    """Return a random claim with at most `depth` layers."""
    if depth == 0:
        if rng.random() < 0.5:
            return ["is", int(rng.integers(n)), bool(rng.integers(2))]
        people = sorted(rng.permutation(n)[: int(rng.integers(2, n + 1))].tolist())
        return ["count", int(rng.integers(len(people) + 1)), people]
    kind = ("not", "and", "or", "if", "iff")[int(rng.integers(5))]
    parts = [_draw(rng, n, depth - 1)]
    if kind != "not":
        parts.append(_draw(rng, n, int(rng.integers(depth))))
        if rng.random() < 0.5:
            parts.reverse()
    return [kind, *parts]


def _chain(roles: int, n: int) -> list[Claim]:
    """Return claims that only these roles fit: the first fixes two people, each of the others the next."""
    first, second = bool(roles & 1), bool(roles >> 1 & 1)
    start = ["or" if first else "and", ["is", 0, False], ["is", 1, second == first]]
    return [start, *(["is", (i + 1) % n, (roles >> (i + 1) % n & 1) == (roles >> i & 1)] for i in range(1, n))]


def _renamed(claim: Claim, order: Sequence[int]) -> Claim:
    """Return a claim in which person order[i] is called i, with exchangeable parts in one order."""
    if claim[0] == "is":
        return ["is", order.index(claim[1]), claim[2]]
    if claim[0] == "count":
        return ["count", claim[1], sorted(order.index(i) for i in claim[2])]
    parts = [_renamed(part, order) for part in claim[1:]]
    return [claim[0], *(parts if claim[0] == "if" else sorted(parts, key=canonical))]


def _say(names: Sequence[str], roles: int) -> str:
    return ", ".join(f"{name} is a {'knight' if roles >> i & 1 else 'knave'}" for i, name in enumerate(names))


def _read(answer: str, names: Sequence[str]) -> int | str:
    """Return the roles that an answer gives, as bits, or what is wrong with it."""
    if len(answer) > MAX_LENGTH:
        return f"the answer has {len(answer)} characters; at most {MAX_LENGTH} are read"
    index = {name.lower(): i for i, name in enumerate(names)}
    roles: dict[int, bool] = {}
    waiting: list[int] = []  # named, without a role yet
    at = 0
    while at < len(answer):
        match = _TOKEN.match(answer, at)
        if match is None:
            return f"{answer[at]!r} is not read; write NAME is a knight, NAME is a knave"
        at, word = match.end(), (match["word"] or "").lower()
        if word in index:
            if index[word] in roles or index[word] in waiting:
                return f"{names[index[word]]} is named twice"
            waiting.append(index[word])
        elif word in _ROLES:
            if not waiting:
                return f"{word!r} stands behind no name"
            roles |= dict.fromkeys(waiting, _ROLES[word])
            waiting = []
        elif word not in ("", "is", "are", "a", "and"):
            return f"{word[:20]!r} is no name, no role and none of is, are, a, and"
    missing = [name for i, name in enumerate(names) if i not in roles]
    return f"{missing[0]} has no role" if missing else sum(1 << i for i, knight in roles.items() if knight)


KnightsAndKnaves.levels = (
    KnightsAndKnaves(3, 0),
    KnightsAndKnaves(3, 1),
    KnightsAndKnaves(4, 1),
    KnightsAndKnaves(5, 1),
    KnightsAndKnaves(5, 2),
    KnightsAndKnaves(6, 2),
    KnightsAndKnaves(8, 3),
)
