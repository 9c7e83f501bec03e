"""Attacks on the embedded prover, counted: `python tests/envs/proofs/campaign.py --tries 100000`.

Each try is a statement that is probably false, beside something that might pass for its proof. Whatever the prover
accepts goes to the second checker (`models`): if that finds a counterexample, the prover is unsound.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from faults import fault, random_statement
from models import judge

from palaestra.envs.proofs import check_proof
from palaestra.envs.proofs.theorems import theorems

AUTOMATION = (
    "by omega",
    "by simp",
    "by decide",
    "by norm_num",
    "by ring",
    "by intros; omega",
    "by intros; simp_all",
    "by intro h; simp at h",
    "by intro h; omega",
    "by constructor <;> intro h <;> simp_all",
    "by constructor <;> omega",
    "by by_contra h; simp at h; omega",
    "by rcases Classical.em p with hp | hp <;> simp [hp]",
    "by by_cases hp : p <;> by_cases hq : q <;> by_cases hr : r <;> simp [hp, hq, hr]",
    "by intros; constructor <;> intros <;> assumption",
    "by left; omega",
    "by right; omega",
)
Try = tuple[str, str, str]
PATIENCE = 5.0  # CPU seconds that one proof may take
MEMORY = 4 << 30


def pairs() -> list[tuple[str, str]]:
    """Statements with proofs that hold: our list and the library's."""
    rows = json.loads((Path(__file__).parent / "accepted.json").read_text(encoding="utf-8"))
    return [(r["statement"], r["proof"]) for r in rows] + [(t.statement, t.proof) for t in theorems() if not t.depends]


def tries(rng: random.Random, shares: tuple[float, float, float] = (0.4, 0.3, 0.3)) -> Iterator[Try]:
    """`(kind, statement, proof)` for ever: faults in statements, in statements and scripts, random statements."""
    known = pairs()
    while True:
        kind = rng.choices(("statement", "statement and script", "random"), shares)[0]
        if kind == "random":
            yield kind, random_statement(rng), rng.choice(AUTOMATION)
            continue
        statement, proof = rng.choice(known)
        for _ in range(rng.choice((1, 1, 2))):
            statement = fault(statement, rng)
        if kind != "statement":
            proof = fault(proof, rng) if rng.random() < 0.7 else rng.choice(AUTOMATION)
        yield kind, statement, proof


@dataclass
class Outcome:
    """Counts by kind of try and by verdict; `unsound`, `suspect` and `heavy` are texts to look at."""

    tried: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    unsound: list[str] = field(default_factory=list)
    suspect: list[str] = field(default_factory=list)
    heavy: list[str] = field(default_factory=list)


def attack(count: int, seed: int = 0, *, every: int = 0) -> Outcome:
    """Make `count` tries. The statements of the accepted ones are judged, and every `every`-th of the others."""
    rng = random.Random(seed)
    found = Outcome()
    for i, (kind, statement, proof) in zip(range(count), tries(rng), strict=False):
        found.tried[kind] += 1
        began = time.process_time()
        try:
            verdict = check_proof(statement, proof)
        except (Exception, MemoryError) as error:
            found.heavy.append(f"{type(error).__name__}: {statement} := {proof}")
            continue
        if time.process_time() - began > PATIENCE:
            found.heavy.append(f"{time.process_time() - began:.1f} s: {statement} := {proof}")
        if verdict.is_correct:
            found.accepted[kind] += 1
            opinion = judge(statement)
            found.judged[f"accepted, {opinion.verdict}"] += 1
            if opinion.verdict in ("false", "suspect"):
                rows = found.unsound if opinion.verdict == "false" else found.suspect
                rows.append(f"{statement} := {proof}\n    {opinion.witness}")
        elif every and i % every == 0:
            found.judged[f"refused, {judge(statement, tries=400).verdict}"] += 1
    return found


def main() -> int:
    """Print the counts; the exit status is the number of false acceptances and of proofs that took too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=10, help="of the refused, judge every n-th statement, too")
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    began = time.perf_counter()
    block = 1_000
    total = Outcome()
    for i in range(0, args.tries, block):
        part = attack(min(block, args.tries - i), args.seed * 1_000_003 + i, every=args.every)
        for name in ("tried", "accepted", "judged"):
            getattr(total, name).update(getattr(part, name))
        total.unsound += part.unsound
        total.suspect += part.suspect
        total.heavy += part.heavy
        if sys.stderr.isatty():
            print(f"\r{i + block:,} tries, {total.accepted.total():,} accepted", end="", file=sys.stderr)
    print(f"{total.tried.total():,} tries in {time.perf_counter() - began:.0f} s")
    for kind, count in sorted(total.tried.items()):
        print(f"  {kind}: {count:,} tried, {total.accepted[kind]:,} accepted")
    for kind, count in sorted(total.judged.items()):
        print(f"  {kind} by the second checker: {count:,}")
    for row in total.suspect:
        print(f"to look at (hypotheses hold only as far as tried): {row}")
    for row in total.heavy:
        print(f"HEAVY: {row}")
    for row in total.unsound:
        print(f"UNSOUND: {row}")
    return len(total.unsound) + len(total.heavy)


if __name__ == "__main__":
    sys.exit(min(main(), 100))
