"""The before-and-after study of provers: `palaestra train Proof-… --recipe expert-iteration` or `stp`.

The model searches for proofs of held-out theorems after its warm-up, after every round and at the end; then the
controls do, with the same search. A theorem counts as proved when `check_proof` accepts the whole proof.
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gymnasium as gym

from palaestra.agents.files import append_lines, read_lines
from palaestra.agents.llm.runtime import quiet, require
from palaestra.agents.proofs import TacticPolicy, Uniform, prove
from palaestra.agents.proofs.rounds import Proving, draw
from palaestra.agents.recipes import expert_iteration, stp
from palaestra.agents.recipes.expert_iteration import ExpertIteration
from palaestra.agents.recipes.stp import STP
from palaestra.agents.training.runs import world_size
from palaestra.envs import KnobError
from palaestra.envs.proofs.tasks.base import ProofTask

from .plan import Plan
from .report import write_report
from .stats import wilson
from .study import command_line, finish, open_study, overridden

RECIPES: dict[str, tuple[type[Proving], Callable[..., Path]]] = {
    "expert-iteration": (ExpertIteration, expert_iteration.train),
    "stp": (STP, stp.train),
}
MEASURE = "share of theorems proved"


def family(plan: Plan[Proving]) -> ProofTask:
    """Return the family of theorems at its level.

    Raises:
        KnobError: The id is no family of theorems.
    """
    task = getattr(gym.make(plan.id, **plan.env).unwrapped, "task", None)
    if not isinstance(task, ProofTask):
        raise KnobError(f"--recipe {plan.recipe} trains provers: use a Proof-… id, not {plan.id}")
    return task


class ProverStudy:
    """A study under way in a run folder."""

    def __init__(self, plan: Plan[Proving], run: Path) -> None:
        self.plan, self.run, self.file = plan, run, run / "evaluations.jsonl"
        self.task = family(plan)
        self.held_out = [p.data["statement"] for p in draw(self.task, plan.id, "test", 0, plan.problems)]

    def go(self, *, resume: bool) -> list[Path]:
        """Do what is left of the study and return the paths of its report."""
        plan, run = self.plan, self.run
        open_study(plan, run, ("id", "env", "recipe", "settings", "problems"), resume=resume)

        def on_round(step: int, policy: TacticPolicy) -> None:
            last = step == plan.settings.rounds
            self.measure("before" if step == 0 else "after" if last else "during", "model", policy, step)

        self._train(plan.settings, run, on_round)
        for control in plan.controls:
            self._control(control)
        return write_report(run)

    def _train(self, settings: Proving, folder: Path, on_round: Callable[..., None] | None = None) -> None:
        _, train = RECIPES[self.plan.recipe]
        train(self.task, self.plan.id, settings, folder, resume=(folder / "config.json").exists(), on_round=on_round)

    def _control(self, name: str) -> None:
        settings = self.plan.settings
        if name == "uniform-policy":
            self.measure("control", name, Uniform.of(self.task))
            return
        change: dict[str, Any] = {"prove": False} if name == "more-fine-tuning" else {"conjectures": 0}
        changed = dataclasses.replace(settings, **change)

        def on_round(step: int, policy: TacticPolicy) -> None:
            if step == settings.rounds:
                self.measure("control", name, policy, step)

        self._train(changed, self.run / "controls" / name, on_round)

    def measure(self, phase: str, label: str, policy: TacticPolicy, step: int | None = None) -> None:
        """Search for proofs of the held-out theorems; what is on disk already is not done again."""
        if any((r["phase"], r["label"], r.get("step")) == (phase, label, step) for r in read_lines(self.file)):
            return
        begun = time.monotonic()
        outcomes = prove(self.held_out, policy, self.plan.settings.method())
        found = [o for o in outcomes if o.proved]
        low, high = wilson(len(found), len(outcomes))
        statuses = Counter({"correct": len(found), "wrong": len(outcomes) - len(found)})
        row: dict[str, Any] = {
            "phase": phase,
            "label": label,
            "set": "held out",
            "decoding": self.plan.settings.search,
        }
        row |= {"step": step} if step is not None else {}
        row |= {"accuracy": len(found) / max(len(outcomes), 1), "low": low, "high": high, "statuses": statuses}
        row |= {"answers": len(outcomes), "problems": len(outcomes), "measure": MEASURE}
        row |= {"length": sum(len(o.steps) for o in found) / max(len(found), 1)}
        row |= {"expansions": sum(o.expansions for o in outcomes) / max(len(outcomes), 1)}
        row |= {"seconds": round(time.monotonic() - begun, 1)}
        append_lines(self.file, [row])
        name = label if phase == "control" else phase if step is None else f"{phase}, round {step}"
        print(f"{name}: proved {len(found)} of {len(outcomes)} held-out theorems "
              f"({100 * row['accuracy']:.1f} % [{100 * low:.1f}, {100 * high:.1f}])", flush=True)  # fmt: skip


def notes(settings: Proving, controls: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a reader of the report must know."""
    out = [
        "Held out: theorems of the test split, by content; training saw the train split only, conjectures included.",
        f"Search: {settings.search}, at most {settings.expansions} states and {settings.width} tactics on each; a "
        "theorem counts as proved when the kernel accepts the whole proof as one text.",
    ]
    if "more-fine-tuning" in controls:
        out.append("more-fine-tuning: as many steps from the same start, on what the warm-up showed alone.")
    if "uniform-policy" in controls:
        out.append("uniform-policy: the same search, with tactics drawn from the family's menu.")
    if "no-conjectures" in controls:
        out.append("no-conjectures: the same attempts at the given theorems, and as many steps.")
    return tuple(out)


def prover_command(args: Any, env: dict[str, Any]) -> None:
    """Run `palaestra train --recipe expert-iteration`, or `stp`."""
    require()
    quiet()
    for name in ("split", "interface", "opponent", "seat", "format"):
        if env.pop(name, None) is not None:
            raise KnobError(f"--recipe {args.recipe} takes no --{name}: leave it out")
    if args.wrap or args.also or args.trl:
        raise KnobError(f"--recipe {args.recipe} takes no --wrap, --also or --trl: the kernel's word is all there is")
    if world_size() > 1:
        raise KnobError(f"--recipe {args.recipe} runs in one process: leave torchrun out")
    kind, _ = RECIPES[args.recipe]
    settings = kind(seed=args.seed or 0, **({"rounds": args.steps} if args.steps is not None else {}))
    settings = overridden_prover(settings, args.model, args.set)
    run = Path(args.run or Path("runs") / f"{args.id.replace('/', '-')}-{args.recipe}")
    controls = tuple(args.controls)
    plan = Plan(
        id=args.id,
        env=env,
        recipe=args.recipe,
        settings=settings,
        problems=args.eval_problems,
        controls=controls,
        command=command_line(),
        notes=notes(settings, controls),
    )
    _ = family(plan), settings.method()  # a wrong name is an error before anything is loaded
    if args.dry_run:
        print(json.dumps(plan.to_json() | {"run": str(run)}, indent=2))
        return
    finish(ProverStudy(plan, run).go(resume=args.resume), run)


def overridden_prover(settings: Proving, model: str, words: list[str]) -> Proving:
    """Return settings with the model and `name=value` words; "nano" is the size that the recipe has found good."""
    changed = settings if model == "nano" else dataclasses.replace(settings, model=model)
    return overridden(changed, words, ())


__all__ = ["RECIPES", "ProverStudy", "family", "notes", "prover_command"]
