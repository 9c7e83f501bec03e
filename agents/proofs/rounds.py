"""Training a prover in rounds, in a run folder that survives kill -9: what expert iteration and STP have in common.

All that a round leaves is the model and the rows of `ledger.jsonl`, so a run goes on from its newest checkpoint as if
nothing had happened: a round's random numbers depend on the seed and its number alone.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palaestra.envs import PalaestraError, Problem, did_you_mean, problem_at
from palaestra.envs.proofs import State
from palaestra.envs.proofs.tasks.base import ProofTask, goals_after

from ..files import append_lines, read_lines, truncate
from ..llm import nano
from ..llm.runtime import require
from ..settings import Settings
from ..training.runs import complete, finished, open_run, save_model
from .lm import LMPolicy, Pair, fit, reads, tokenizer_for
from .mcts import mcts
from .search import Method, best_first

SEARCHES: Mapping[str, Callable[..., Any]] = {"mcts": mcts, "best-first": best_first}
POOL = 1_000_000  # where the seeds of the theorems to be proved begin; those of demonstrations begin at 0
OnRound = Callable[[int, LMPolicy], None]


@dataclass(frozen=True)
class Proving(Settings):
    """What runs of a prover have in common; all of it JSON, and written into the run's config.json."""

    model: str = "nano-64x3"
    """"nano" or "nano-64x2" (by hidden size and layers), or a folder with a model."""
    rounds: int = 5
    """Rounds of proving and learning."""
    demonstrations: int = 16
    """Theorems whose proofs are shown before the first round."""
    warm_up: int = 100
    """Steps of fine-tuning on them."""
    theorems: int = 384
    """Theorems of the train split that are to be proved; no proof of them is ever shown."""
    prove: bool = True
    """Whether there is proving at all; if not, each round fine-tunes on the demonstrations alone, as a control."""
    steps: int = 200
    """Steps of fine-tuning in a round."""
    batch: int = 32
    """Pairs of goals and tactics in a step."""
    learning_rate: float = 2e-3
    """Of AdamW; it falls in every round."""
    search: str = "mcts"
    """How proofs are searched for: mcts or best-first."""
    expansions: int = 16
    """States that a search may ask the model about."""
    width: int = 8
    """Tactics that are tried on each."""
    length: int = 30
    """Tactics of a proof, at most."""
    seed: int = 0
    """Decides the model's first weights, the theorems and the order of everything."""
    keep_checkpoints: int = 2
    """Complete checkpoints to keep."""

    def method(self) -> Method:
        """Return the search."""
        if self.search not in SEARCHES:
            raise PalaestraError(
                f"search={self.search!r}{did_you_mean(self.search, SEARCHES)}: use mcts or best-first"
            )
        kind = SEARCHES[self.search]
        return lambda statement: kind(statement, expansions=self.expansions, width=self.width, length=self.length)


def draw(
    task: ProofTask, id: str, split: str, first: int, count: int, without: set[str] | None = None
) -> list[Problem]:
    """Return different problems of a split, by seeds counted up from `first`; none whose key is in `without`."""
    found: dict[str, Problem] = {}
    seed = first
    while len(found) < count and seed < first + 20 * count:  # a small level may not have so many
        problem = problem_at(id, task, split, seed)
        if not without or problem.key not in without:
            found.setdefault(problem.key, problem)
        seed += 1
    return list(found.values())


def steps_of(statement: str, script: Sequence[str]) -> list[tuple[str, str]]:
    """Return the tactics of a proof with the goals that each is run on, as (goals, tactic)."""
    before = [goals_after(statement, tuple(script[:i])) for i in range(len(script))]
    return [(str(goals), line) for goals, line in zip(before, script, strict=True) if isinstance(goals, State)]


def lessons(rows: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """Return what the prover learns from proofs: what it reads of the goals, and the tactic; each pair once."""
    pairs = [(reads(goals), tactic) for row in rows for goals, tactic in steps_of(row["statement"], row["script"])]
    return list(dict.fromkeys(pairs))


class Rounds:
    """A run in its folder.

    Attributes:
        policy: The model as it stands.
        shown: The demonstrations, as rows of the ledger of step 0.
        ledger: What the rounds so far have found, as rows with "step", "statement" and "script".
    """

    def __init__(self, task: ProofTask, id: str, settings: Proving, run_dir: str | Path, *, recipe: str) -> None:
        self.task, self.id, self.settings, self.recipe = task, id, settings, recipe
        self.run = Path(run_dir)
        self.ledger: list[dict[str, Any]] = []
        given = draw(task, id, "train", 0, settings.demonstrations)
        self.shown = [{"step": 0, "statement": p.data["statement"], "script": list(p.data["plan"])} for p in given]
        keys = {p.key for p in given}
        self.pool = [p.data["statement"] for p in draw(task, id, "train", POOL, settings.theorems, keys)]
        self.policy: LMPolicy

    def go(
        self,
        one: Callable[[int], dict[str, Any]],
        *,
        resume: bool,
        warm_up: Callable[[], tuple[Sequence[Pair], Sequence[float] | None]],
        on_round: OnRound | None = None,
        progress: bool = True,
        card: str = "",
    ) -> Path:
        """Warm up, then call `one(step)` for every round that is left; returns the folder of the trained model.

        Args:
            one: Runs a round: proves, adds to the ledger, teaches the model; returns the line of `metrics.jsonl`.
            resume: Whether to go on with a run that is there.
            warm_up: Returns what is shown first, and how often in comparison.
            on_round: Is told the number of each round that has ended, 0 for the warm-up, and the policy.
            progress: Whether to print a line a round.
            card: The model card.

        Raises:
            PalaestraError: If the folder holds another run.
        """
        require()
        settings, run = self.settings, self.run
        checkpoint = open_run(run, settings.to_json(), resume=resume, recipe=self.recipe)
        done = int(checkpoint.name.rpartition("-")[2]) if checkpoint else 0
        for name in ("metrics.jsonl", "ledger.jsonl"):
            truncate(run / name, done)
        if not checkpoint:
            (run / "ledger.jsonl").unlink(missing_ok=True)
        self.ledger = read_lines(run / "ledger.jsonl")
        self.policy = self._load(run / "model" if finished(run) else checkpoint)
        if finished(run):
            return run / "model"
        if not checkpoint and not (run / "start" / "config.json").exists():
            pairs, weights = warm_up()
            self.teach(pairs, 0, weights, steps=settings.warm_up)
            save_model(self.policy.model, self.policy.tokenizer, run / "start")
        if not checkpoint and on_round is not None:
            on_round(0, self.policy)
        for step in range(done + 1, settings.rounds + 1):
            begun, before = time.monotonic(), len(self.ledger)
            line = {"step": step} | one(step)
            line["seconds"] = round(time.monotonic() - begun, 1)
            append_lines(run / "ledger.jsonl", self.ledger[before:])
            append_lines(run / "metrics.jsonl", [line])
            folder = run / "checkpoints" / f"checkpoint-{step}"
            save_model(self.policy.model, self.policy.tokenizer, folder)
            complete(folder, step, settings.keep_checkpoints)
            if progress:
                said = ", ".join(f"{k} {v:.3g}" for k, v in line.items() if k != "step" and v is not None)
                print(f"round {step} of {settings.rounds}: {said}", flush=True)
            if on_round is not None:
                on_round(step, self.policy)
        save_model(self.policy.model, self.policy.tokenizer, run / "model", card=card or _card(self))
        return run / "model"

    def teach(
        self, pairs: Sequence[Pair], step: int, weights: Sequence[float] | None = None, steps: int | None = None
    ) -> float:
        """Fine-tune the model for a round; returns its loss."""
        s = self.settings
        return fit(
            self.policy,
            pairs,
            steps=s.steps if steps is None else steps,
            batch=s.batch,
            learning_rate=s.learning_rate,
            seed=s.seed + 1000 * step,
            weights=weights,
        )

    def _load(self, folder: Path | None) -> LMPolicy:
        start, name = self.run / "start", self.settings.model
        if folder is None and (start / "config.json").exists():
            folder = start
        if folder is None and (size := nano.size_of(name)) is not None:
            read = lessons(self.shown) + [(text, "") for text in self.pool]
            menu = [tactic for tactic in self.task.alphabet(None) if tactic] if not self.task.common else []  # type: ignore[arg-type]
            tokenizer = tokenizer_for([text for pair in read for text in pair] + menu)
            model = nano.make_model(tokenizer, hidden=size[0], layers=size[1], seed=self.settings.seed)
            return self.as_policy(model, tokenizer)
        from ..llm.transformers_backend import load_model

        return self.as_policy(*load_model(folder or name, dtype="float32", device="cpu"))

    def as_policy(self, model: Any, tokenizer: Any) -> LMPolicy:
        """Return a model as a policy with the run's width."""
        return LMPolicy(model, tokenizer, width=self.settings.width)


def _card(rounds: Rounds) -> str:
    s = rounds.settings
    return (
        "---\nlibrary_name: transformers\npipeline_tag: text-generation\n"
        f"tags: [palaestra, {rounds.recipe}]\n---\n# A prover trained by Palaestra\n\n"
        f"Trained on {rounds.id} by {rounds.recipe} for {s.rounds} rounds. It reads a goal and writes a tactic. "
        f"A model for study.\n\n```json\n{json.dumps(s.to_json(), indent=2)}\n```\n"
    )


__all__ = ["POOL", "OnRound", "Proving", "Rounds", "draw", "lessons", "steps_of"]
