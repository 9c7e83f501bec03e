"""Premise retrieval (ReProver, arXiv:2306.15626): which theorems a proof of a goal may need.

`BM25` ranks premises by the words that they share with a goal. `premise_split` keeps theorems for testing each of
which needs a premise that no training proof uses, so that a retriever cannot get by with what it remembers.
`Retrieving` lets any policy use what is found.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from palaestra.envs.proofs.lemmas import texts
from palaestra.envs.proofs.tasks.naming import tokens
from palaestra.envs.proofs.theorems import Theorem, theorems

from .policy import Suggestion, TacticPolicy, first_goal

_LEMMA = re.compile(r"^(?:@\[simp\] )?theorem\s+(\S+)(.*?):=", re.DOTALL | re.MULTILINE)
TEMPLATES = ("exact {}", "apply {}", "rw [{}]", "simp [{}]")


@functools.cache
def premises() -> Mapping[str, str]:
    """Return all premises by name: the lemmas of the built-in library, then the theorems, as statements in order."""
    found = {m[1]: " ".join(m[2].split()) for text in texts() for m in _LEMMA.finditer(text)}
    return {**found, **{t.name: t.statement.partition(" ")[2].partition(" ")[2] for t in theorems()}}


def uses(theorem: Theorem) -> set[str]:
    """Return the premises that the proof of a theorem rests on directly."""
    return {name for name in (*theorem.depends, *theorem.lemmas) if name in premises()}


def accessible(name: str) -> list[str]:
    """Return the premises that the proof of a theorem of the library may use: all that stand before it.

    Raises:
        ValueError: The name is unknown.
    """
    names = list(premises())
    return names[: names.index(name)]


class BM25:
    """Premises ranked by words shared with a query (Robertson and Zaragoza 2009, "The Probabilistic Relevance
    Framework"): each word counts by how rare it is, and less each time it comes again.
    """  # noqa: D205

    def __init__(self, documents: Mapping[str, str], *, k1: float = 1.2, b: float = 0.75, grams: int = 2) -> None:
        """Index documents by name; words are tokens of Lean and runs of up to `grams` of them, names left out."""
        self.names = list(documents)
        self.grams = grams
        bags = [Counter(self.words(text)) for text in documents.values()]
        mean = sum(bag.total() for bag in bags) / max(len(bags), 1) or 1.0
        holds = Counter(word for bag in bags for word in bag)
        posted: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, bag in enumerate(bags):
            norm = k1 * (1 - b + b * bag.total() / mean)
            for word, count in bag.items():
                idf = math.log(1 + (len(bags) - holds[word] + 0.5) / (holds[word] + 0.5))
                posted[word].append((i, idf * count * (k1 + 1) / (count + norm)))
        self._posted = {w: (np.array([i for i, _ in p]), np.array([v for _, v in p])) for w, p in posted.items()}

    def words(self, text: str) -> list[str]:
        """Return the words of a text: each variable is the same one, so that names do not count.

        >>> BM25({}).words("⊢ a + b ≤ b")
        ['⊢', '_', '+', '_', '≤', '_', '⊢ _', '_ +', '+ _', '_ ≤', '≤ _']
        """
        plain = ["_" if _variable(token) else token for token in tokens(text)]
        runs = [" ".join(plain[i : i + n]) for n in range(1, self.grams + 1) for i in range(len(plain) - n + 1)]
        return runs

    def scores(self, query: str) -> np.ndarray:
        """Return the score of each document for a query, (N,) in the order of `names`."""
        out = np.zeros(len(self.names))
        for word in set(self.words(query)):
            if word in self._posted:
                places, weights = self._posted[word]
                out[places] += weights
        return out

    def search(self, query: str, k: int, among: Iterable[str] | None = None) -> list[str]:
        """Return the k best documents for a query, the best first; of those in `among` if it is given."""
        scores = self.scores(query)
        allowed = None if among is None else set(among)
        order = np.argsort(-scores, kind="stable").tolist()
        return [self.names[i] for i in order if allowed is None or self.names[i] in allowed][:k]


def _variable(token: str) -> bool:
    return (len(token.rstrip("'₁₂₃")) == 1 and token.isidentifier()) or bool(re.fullmatch(r"h[a-z]?\d*|ih", token))


@dataclass(frozen=True)
class Split:
    """A split of theorems, by name: every test theorem rests on a premise that no training theorem rests on."""

    train: tuple[str, ...]
    test: tuple[str, ...]

    def novel(self, by_name: Mapping[str, set[str]]) -> dict[str, set[str]]:
        """Return for each test theorem the premises that it uses and no training theorem does."""
        known = set().union(*(by_name[name] for name in self.train))
        return {name: by_name[name] - known for name in self.test}


def premise_split(used: Mapping[str, set[str]], *, share: float = 0.2, seed: int = 0) -> Split:
    """Split theorems so that every test theorem needs a novel premise (LeanDojo's `novel_premises` split).

    Premises are drawn one by one; all theorems that use one go to the test, until it has its share of those theorems
    that use any. A premise that would take it far over is passed by.

    Args:
        used: The premises that each theorem uses, by name.
        share: Of the theorems that use any premise, how many are to be tested on.
        seed: Decides the draw.
    """
    users: defaultdict[str, list[str]] = defaultdict(list)
    for name, found in used.items():
        for premise in found:
            users[premise].append(name)
    wanted = share * sum(bool(found) for found in used.values())
    test: set[str] = set()
    order = sorted(users)
    for i in np.random.default_rng(seed).permutation(len(order)).tolist():
        more = set(users[order[i]]) - test
        if len(test) + len(more) <= 1.1 * wanted:
            test |= more
        if len(test) >= wanted:
            break
    return Split(tuple(n for n in used if n not in test), tuple(n for n in used if n in test))


class Index(Protocol):
    """Whatever ranks premises by name for a query."""

    def search(self, query: str, k: int, among: Iterable[str] | None = None) -> list[str]:
        """Return the k best, the best first; of those in `among` if it is given."""
        ...


Ranker = Callable[[Theorem, Sequence[str]], Sequence[str]]


def recall_at(k: int, names: Iterable[str], rank: Ranker) -> float:
    """Return the mean share of a theorem's premises that stand among the first k ranked (recall@k).

    Args:
        k: How many premises count.
        names: Theorems of the library; those that use no premise are left out.
        rank: Given a theorem and the premises that it may use, returns them ranked.
    """
    chosen = set(names)
    shares = []
    for theorem in theorems():
        if theorem.name in chosen and (gold := uses(theorem)):
            shares.append(len(gold & set(rank(theorem, accessible(theorem.name))[:k])) / len(gold))
    return float(np.mean(shares)) if shares else 0.0


def by_words(index: Index) -> Ranker:
    """Return a ranker that asks an index with the theorem's statement."""
    return lambda theorem, allowed: index.search(theorem.statement.partition(" ")[2], len(allowed), allowed)


def by_chance(seed: int = 0) -> Ranker:
    """Return a ranker that shuffles: what recall is to be compared with."""
    rng = np.random.default_rng(seed)
    return lambda theorem, allowed: [allowed[i] for i in rng.permutation(len(allowed))]


class Retrieving:
    """A policy that first suggests what its own policy does, and then tactics with retrieved premises."""

    def __init__(
        self,
        policy: TacticPolicy | None,
        index: Index,
        *,
        k: int = 8,
        weight: float = 0.5,
        templates: Sequence[str] = TEMPLATES,
        among: Iterable[str] | None = None,
    ) -> None:
        """Give the `k` premises retrieved for a goal `weight` of the probability; `among` are those allowed."""
        self.policy, self.index, self.k, self.templates = policy, index, k, list(templates)
        self.weight = weight if policy is not None else 1.0
        self.among = None if among is None else set(among)

    def suggest(self, goals: Sequence[str]) -> list[list[Suggestion]]:
        """Return the suggestions of both, the likeliest first; earlier premises are twice as likely as later ones."""
        own = self.policy.suggest(goals) if self.policy is not None else [[] for _ in goals]
        out = []
        for text, known in zip(goals, own, strict=True):
            found = self.index.search(first_goal(text), self.k, self.among)
            ranks = np.array([1 / (1 + i) for i in range(len(found)) for _ in self.templates])
            tactics = [template.format(name) for name in found for template in self.templates]
            more = zip(tactics, np.log(self.weight * ranks / ranks.sum()).tolist() if tactics else [], strict=True)
            kept = [Suggestion(tactic, logp + math.log(1 - self.weight)) for tactic, logp in known]
            out.append(sorted([*kept, *(Suggestion(t, v) for t, v in more)], key=lambda s: -s.logp))
        return out


__all__ = [
    "BM25", "Index", "Ranker", "Retrieving", "Split", "accessible", "by_chance", "by_words", "premise_split",
    "premises", "recall_at", "uses",
]  # fmt: skip
