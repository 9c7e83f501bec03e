"""Expert iteration for provers (Polu et al. 2022, arXiv:2202.01344): search, keep the proofs, learn from them, again.

A model is shown the proofs of a few theorems. Then in each round it searches for proofs of theorems that nobody has
proved to it; each proof that the kernel accepts is added to the ledger, tactic by tactic, and the model is fine-tuned
on all of it. Theorems once proved are not searched again.

Left out of the paper: a learned value of states (`mcts` counts open goals), sampling of new theorems in every round,
and training anew from the first weights (each round goes on from the last).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palaestra.envs.proofs.tasks.base import ProofTask

from ..proofs.rounds import OnRound, Proving, Rounds, lessons
from ..proofs.search import Outcome, prove


@dataclass(frozen=True)
class ExpertIteration(Proving):
    """What a run does: see `Proving`."""


def row(step: int, outcome: Outcome) -> dict[str, Any]:
    """Return a found proof as a row of the ledger."""
    return {"step": step, "statement": outcome.statement, "script": [tactic for _, tactic in outcome.steps]}


def train(
    task: ProofTask,
    id: str,
    settings: ExpertIteration,
    run_dir: str | Path,
    *,
    resume: bool = False,
    on_round: OnRound | None = None,
    progress: bool = True,
) -> Path:
    """Train and return the folder of the trained model.

    Args:
        task: The family of theorems, at a level.
        id: The family's id, of which the train split is used alone.
        settings: What to do.
        run_dir: Where to leave config.json, metrics.jsonl, ledger.jsonl, start/, checkpoints/ and model/.
        resume: Go on from the newest complete checkpoint, or from the start if there is none.
        on_round: As for `Rounds.go`.
        progress: Whether to print a line a round.

    Raises:
        PalaestraError: If the folder holds another run, or the settings do not fit together.
    """
    method = settings.method()
    run = Rounds(task, id, settings, run_dir, recipe="expert-iteration")

    def one(step: int) -> dict[str, Any]:
        proved = {found["statement"] for found in run.ledger}
        outcomes = prove([s for s in run.pool if s not in proved and settings.prove], run.policy, method)
        new = [row(step, outcome) for outcome in outcomes if outcome.proved]
        run.ledger += new
        loss = run.teach(lessons([*run.shown, *run.ledger]), step)
        size = max(len(run.pool), 1)
        mean = sum(len(found["script"]) for found in new) / len(new) if new else None
        return {"proved": len(run.ledger) / size, "new": len(new), "length": mean, "loss": loss}

    return run.go(one, resume=resume, warm_up=lambda: (lessons(run.shown), None), on_round=on_round, progress=progress)


__all__ = ["ExpertIteration", "row", "train"]
