"""A retriever that learns: words have vectors, and a premise fits a goal as their mean vectors do, on top of BM25.

Trained by softmax over all premises at once. Before any training it ranks as BM25 does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from .retrieval import BM25


class DenseRetriever:
    """Premises ranked by BM25 and a learned likeness.

    Attributes:
        vectors: Of words, (2, V, d): for goals and for premises.
    """

    def __init__(self, documents: Mapping[str, str], *, size: int = 32, scale: float = 0.3, seed: int = 0) -> None:
        """Index documents by name; `size` is that of the vectors, `scale` what BM25 counts."""
        self.index, self.scale = BM25(documents), scale
        bags = [set(self.index.words(text)) for text in documents.values()]
        kept = sorted({word for bag in bags for word in bag})
        self._place = {word: i for i, word in enumerate(kept)}
        self._row = {name: i for i, name in enumerate(self.index.names)}
        rng = np.random.default_rng(seed)
        self.vectors = rng.normal(0.0, 0.1, (2, len(kept), size)).astype(np.float32)
        self.vectors[0] = 0.0  # so that the learned part is nothing at first
        self._documents = self._bags(documents.values())
        self._moments = np.zeros((2, *self.vectors.shape), dtype=np.float32)
        self._steps = 0

    def _bags(self, texts: Iterable[str]) -> np.ndarray:
        """Return the words of N texts as rows of unit length, (N, V)."""
        rows = []
        for text in texts:
            row = np.zeros(len(self._place), dtype=np.float32)
            places = [self._place[word] for word in set(self.index.words(text)) if word in self._place]
            row[places] = 1 / np.sqrt(max(len(places), 1))
            rows.append(row)
        return np.stack(rows)

    def scores(self, query: str) -> np.ndarray:
        """Return the score of each document, (N,) in the order of `index.names`."""
        learned = (self._bags([query]) @ self.vectors[0]) @ (self._documents @ self.vectors[1]).T
        out: np.ndarray = self.scale * self.index.scores(query) + learned[0]
        return out

    def search(self, query: str, k: int, among: Iterable[str] | None = None) -> list[str]:
        """Return the k best documents for a query, the best first; of those in `among` if it is given."""
        order = np.argsort(-self.scores(query), kind="stable").tolist()
        allowed = None if among is None else set(among)
        names = self.index.names
        return [names[i] for i in order if allowed is None or names[i] in allowed][:k]

    def learn(
        self, pairs: Sequence[tuple[str, str]], *, steps: int = 60, rate: float = 0.02, decay: float = 1e-3
    ) -> float:
        """Learn from pairs of a query and the name of a premise that its proof uses; returns the last loss.

        Full-batch Adam on the cross-entropy of the premise among all documents.
        """
        if not pairs:
            return float("nan")
        queries = self._bags([query for query, _ in pairs])
        words = self.scale * np.stack([self.index.scores(query) for query, _ in pairs])
        gold = np.array([self._row[name] for _, name in pairs])
        rows = np.arange(len(pairs))
        loss = 0.0
        for _ in range(steps):
            q, d = queries @ self.vectors[0], self._documents @ self.vectors[1]
            logits = words + q @ d.T
            logits -= logits.max(1, keepdims=True)
            p = np.exp(logits)
            p /= p.sum(1, keepdims=True)
            loss = float(-np.log(p[rows, gold] + 1e-12).mean())
            p[rows, gold] -= 1.0
            p = (p / len(pairs)).astype(np.float32)
            gradient = np.stack([queries.T @ (p @ d), self._documents.T @ (p.T @ q)]) + decay * self.vectors
            self._steps += 1
            self._moments[0] += 0.1 * (gradient - self._moments[0])
            self._moments[1] += 0.001 * (gradient**2 - self._moments[1])
            first = self._moments[0] / (1 - 0.9**self._steps)
            second = self._moments[1] / (1 - 0.999**self._steps)
            self.vectors -= rate * first / (np.sqrt(second) + 1e-8)
        return loss

    def state(self) -> dict[str, np.ndarray]:
        """Return what training has changed, as arrays."""
        return {"vectors": self.vectors, "moments": self._moments, "steps": np.array(self._steps)}

    def load(self, state: Mapping[str, np.ndarray]) -> None:
        """Put back what `state` returned."""
        self.vectors, self._moments = state["vectors"].copy(), state["moments"].copy()
        self._steps = int(state["steps"])


__all__ = ["DenseRetriever"]
