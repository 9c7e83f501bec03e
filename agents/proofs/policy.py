"""Policies over tactics: what to try on a goal, and how likely each is to help."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from palaestra.envs.proofs.tasks.base import ProofTask


class Suggestion(NamedTuple):
    """A tactic to try, and the logarithm of its probability."""

    tactic: str
    logp: float


class TacticPolicy(Protocol):
    """Anything that looks at goals and suggests tactics."""

    def suggest(self, goals: Sequence[str]) -> list[list[Suggestion]]:
        """Return for each text of goals, as `str(State)` prints them, some tactics, the likeliest first.

        Nobody promises that a tactic goes through. Search asks of many states at once, so that a model can batch.
        """
        ...


Filter = Callable[[Sequence[str], str], Sequence[bool]]


class Uniform:
    """All tactics of a finite menu alike: the floor that a learned policy is compared with."""

    def __init__(self, menu: Sequence[str], likely: Filter | None = None, seed: int = 0) -> None:
        """Take the menu; `likely(menu, goals)` may rule out what cannot go through, `seed` decides the order."""
        self.menu, self.likely, self.seed = list(menu), likely, seed

    @classmethod
    def of(cls, task: ProofTask, seed: int = 0) -> Uniform:
        """Return the uniform policy over the tactics that all problems of a task have, such as Propositional's."""
        alphabet = getattr(task, "common", ()) or task.alphabet(None)  # type: ignore[arg-type]
        return cls(alphabet, task.likely, seed)

    def suggest(self, goals: Sequence[str]) -> list[list[Suggestion]]:
        """Return all tactics that may go through, in an order that the seed and the goals decide."""
        return [self._one(text) for text in goals]

    def _one(self, goals: str) -> list[Suggestion]:
        import numpy as np

        keep = self.likely(self.menu, goals) if self.likely else [True] * len(self.menu)
        chosen = [tactic for tactic, may in zip(self.menu, keep, strict=True) if may and tactic]
        rng = np.random.default_rng([self.seed, *goals.encode()])
        return [Suggestion(chosen[i], -math.log(len(chosen))) for i in rng.permutation(len(chosen)).tolist()]


class BigramPolicy:
    """Naive Bayes over pairs of neighbouring tokens of a goal: the smallest policy that learns, in no time.

    P(tactic | goal) ∝ P(tactic) Π P(pair | tactic), with add-one smoothing over the pairs seen.
    """

    def __init__(self, width: int = 8) -> None:
        """Suggest at most `width` tactics."""
        self.width = width
        self.count: Counter[str] = Counter()
        self.pairs: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.known: set[tuple[str, str]] = set()

    def learn(self, steps: Iterable[tuple[str, str]]) -> None:
        """Learn from pairs of goals and the tactic that worked on them."""
        for goals, tactic in steps:
            self.count[tactic] += 1
            pairs = _pairs(goals)
            self.pairs[tactic].update(pairs)
            self.known |= pairs

    def suggest(self, goals: Sequence[str]) -> list[list[Suggestion]]:
        """Return the likeliest tactics seen so far; none before anything is learned."""
        return [self._one(_pairs(text)) for text in goals]

    def _one(self, pairs: set[tuple[str, str]]) -> list[Suggestion]:
        total = sum(self.count.values())
        scores = {}
        for tactic, count in self.count.items():
            seen = self.pairs[tactic]
            given = sum(math.log((seen[pair] + 0.5) / (count + 1.0)) for pair in pairs if pair in self.known)
            scores[tactic] = math.log(count / total) + given
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[: self.width]
        if not best:
            return []
        log_sum = best[0][1] + math.log(sum(math.exp(score - best[0][1]) for score in scores.values()))
        return [Suggestion(tactic, score - log_sum) for tactic, score in best]


def _pairs(goals: str) -> set[tuple[str, str]]:
    words = (
        first_goal(goals).replace("(", " ( ").replace(")", " ) ").replace("¬", " ¬ ").replace("\n", " \n ").split(" ")
    )
    words = [word for word in words if word]
    return set(itertools.pairwise(words))


def first_goal(goals: str) -> str:
    r"""Return the first of several goals, which the next tactic works on, without its case name.

    >>> first_goal("case left\np : Prop\n⊢ p\n\np : Prop\n⊢ True")
    'p : Prop\n⊢ p'
    """
    lines = goals.split("\n\n")[0].split("\n")
    return "\n".join(lines[1:] if lines[0].startswith("case ") else lines)


__all__ = ["BigramPolicy", "Filter", "Suggestion", "TacticPolicy", "Uniform", "first_goal"]
