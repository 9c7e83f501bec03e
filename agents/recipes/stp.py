"""STP (Dong and Ma 2025, arXiv:2502.00212): one model makes up theorems and learns to prove them.

A round: the model makes up a theorem near each of some that it has proved; conjectures and the given theorems that
are still open are each tried several times; a conjecture that is proved, but seldom, earns 1 - p (`barely_provable`),
and the model is taught to make up such ones with that weight. It is taught all proofs of given theorems, and those of
conjectures that at most half of the attempts proved.

Kept of the paper's filters: conjectures must be new and not trivial, and of those that earn something the least
elegant fifth (short proof for a long statement) is dropped. Left out: the re-weighting towards the given theorems by
optimal transport, and the last retraining from the first weights. Ours alone: a conjecture of the test split is never
tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from palaestra.envs.proofs.tasks.base import ProofTask

from ..proofs.conjecture import (
    BARELY,
    admissible,
    barely_provable,
    body,
    conjectures,
    elegance,
    key_of,
    neighbours,
    prompt,
)
from ..proofs.lm import Pair, compact
from ..proofs.rounds import OnRound, Proving, Rounds, lessons
from ..proofs.search import Outcome, pass_rates, shortest
from .expert_iteration import row


@dataclass(frozen=True)
class STP(Proving):
    """What a run does: what `Proving` says holds, with attempts in the place of search while it trains."""

    theorems: int = 128
    """Theorems of the train split whose statements are given."""
    conjectures: int = 256
    """Theorems that are made up in a round; 0 for none, which is expert iteration by attempts."""
    attempts: int = 16
    """Attempts at each theorem in a round."""
    tries: int = 4
    """Tactics that an attempt may draw for one state: a refused one alone does not end it."""
    temperature: float = 1.0
    """Of attempts."""
    most: float = BARELY
    """The highest pass rate that a conjecture is paid for."""
    inelegant: float = 0.2
    """The share of paid conjectures that is dropped, those with the shortest proofs for their length."""
    conjecture_tokens: int = 80
    """The most tokens of a conjecture."""
    share: float = 0.3
    """The share of fine-tuning that teaches conjecturing; the rest teaches proving."""
    warm_up: int = 250
    """Steps of fine-tuning on demonstrations and on given statements, the latter for conjecturing."""


def train(
    task: ProofTask,
    id: str,
    settings: STP,
    run_dir: str | Path,
    *,
    resume: bool = False,
    on_round: OnRound | None = None,
    progress: bool = True,
) -> Path:
    """Train and return the folder of the trained model; arguments as for `expert_iteration.train`.

    Raises:
        PalaestraError: If the folder holds another run.
    """
    run = Rounds(task, id, settings, run_dir, recipe="stp")
    near = neighbours([*(shown["statement"] for shown in run.shown), *run.pool])

    def one(step: int) -> dict[str, Any]:
        made = _made_up(run, settings, step)
        given = {found["statement"] for found in run.ledger if not found.get("near")}
        open_ = [statement for statement in run.pool if statement not in given and settings.prove]
        tries = pass_rates(
            [*open_, *made],
            run.policy,
            settings.attempts,
            seed=settings.seed + 1000 * step,
            length=settings.length,
            temperature=settings.temperature,
            tries=settings.tries,
        )
        new = [row(step, best) for outcomes in tries[: len(open_)] if (best := shortest(outcomes))]
        paid = _paid(made, tries[len(open_) :], settings, step)
        run.ledger += [*new, *paid]
        pairs = lessons([*run.shown, *run.ledger])
        asks = [(pair, 0.25) for pair in near]
        asks += [
            ((prompt(r["near"]), compact(body(r["statement"]))), r["reward"]) for r in run.ledger if r.get("near")
        ]
        both, weights = _mixed(pairs, asks, settings.share)
        loss = run.teach(both, step, weights)
        rates = [sum(o.proved for o in outcomes) / settings.attempts for outcomes in tries[len(open_) :]]
        return {
            "proved": len({r["statement"] for r in run.ledger if not r.get("near")}) / max(len(run.pool), 1),
            "new": len(new),
            "conjectures": len(made),
            "barely": sum(0 < p <= settings.most for p in rates),
            "pass_rate": float(np.mean(rates)) if rates else None,
            "reward": float(np.mean([barely_provable(p, settings.most) for p in rates])) if rates else None,
            "loss": loss,
        }

    def warm_up() -> tuple[list[Pair], list[float]]:
        return _mixed(lessons(run.shown), [(pair, 1.0) for pair in near], settings.share)

    return run.go(one, resume=resume, warm_up=warm_up, on_round=on_round, progress=progress)


def _mixed(pairs: Sequence[Pair], asks: Sequence[tuple[Pair, float]], share: float) -> tuple[list[Pair], list[float]]:
    """Return what is taught, lessons in proving and in conjecturing, with the weights that give each its share."""
    asks = [(pair, weight) for pair, weight in asks if weight > 0]
    total = sum(weight for _, weight in asks)
    share = share if asks else 0.0
    weights = [(1 - share) / len(pairs)] * len(pairs) + [share * weight / total for _, weight in asks]
    return [*pairs, *(pair for pair, _ in asks)], weights


def _made_up(run: Rounds, settings: STP, step: int) -> dict[str, str]:
    """Return conjectures that may be tried, each with the theorem near which it was made up."""
    if not (settings.conjectures and settings.prove):
        return {}
    proved = [shown["statement"] for shown in [*run.shown, *run.ledger]]
    rng = np.random.default_rng([settings.seed, step])
    seeds = [proved[i] for i in rng.integers(0, len(proved), settings.conjectures)]
    known = {key_of(run.task, run.id, statement) for statement in [*proved, *run.pool]}
    made: dict[str, str] = {}
    said = conjectures(run.policy, seeds, seed=settings.seed + 1000 * step, max_tokens=settings.conjecture_tokens)
    for seed, statement in zip(seeds, said, strict=True):
        if key := admissible(run.task, run.id, statement, known):
            known.add(key)
            made[statement] = seed
    return made


def _paid(made: dict[str, str], tries: list[list[Outcome]], settings: STP, step: int) -> list[dict[str, Any]]:
    """Return the conjectures that something is learned from, as rows of the ledger with what each earned."""
    rows = []
    for (statement, seed), outcomes in zip(made.items(), tries, strict=True):
        best = shortest(outcomes)
        rate = sum(outcome.proved for outcome in outcomes) / len(outcomes)
        if best is not None and best.proof and rate <= 0.5:
            reward = barely_provable(rate, settings.most)
            found = {"near": seed, "rate": rate, "reward": reward, "elegance": elegance(statement, best.proof)}
            rows.append(row(step, best) | found)
    paid = sorted((r for r in rows if r["reward"]), key=lambda r: float(r["elegance"]))
    for r in paid[: int(settings.inelegant * len(paid))]:
        r["reward"] = 0.0
    return rows


__all__ = ["STP", "train"]
