"""Provers: policies over tactics, search with any of them, decomposition, premise retrieval, conjectures.

Nothing here says that a theorem is proved; `palaestra.envs.proofs.check_proof` does, of the whole proof as a text.
Importing this room imports no torch; `LMPolicy` does, behind the extra `palaestra[train]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .decompose import Decomposed, consistency, cuts, decompose, holes, splice
from .mcts import mcts
from .policy import BigramPolicy, Suggestion, TacticPolicy, Uniform
from .retrieval import BM25, Retrieving, premise_split, recall_at
from .search import Outcome, attempt, best_first, drive, prove

if TYPE_CHECKING:
    from .lm import LMPolicy

__all__ = [
    "BM25", "BigramPolicy", "Decomposed", "LMPolicy", "Outcome", "Retrieving", "Suggestion", "TacticPolicy", "Uniform",
    "attempt", "best_first", "consistency", "cuts", "decompose", "drive", "holes", "mcts", "premise_split", "prove",
    "recall_at", "splice",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "LMPolicy":
        from .lm import LMPolicy

        return LMPolicy
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
