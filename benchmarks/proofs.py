"""Generated theorems, ten thousand a family, whose proofs the kernel accepts; and how fast proofs are checked.

    python -m palaestra.benchmarks.proofs --theorems 10000 --processes 2
    python -m palaestra.benchmarks.proofs --speed

The first prints for each family how many theorems were drawn, how many differ, how many have their proof accepted,
and the share of proofs with certificate steps (omega, ring and their like). The second prints, for one core, tactic
steps and whole proofs per second of CPU: over all of them, and their distribution.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from palaestra.envs import canonical, entry_of, ids, load
from palaestra.envs.proofs.check import guarded, parse_statement, prove
from palaestra.envs.proofs.state import State
from palaestra.envs.proofs.tasks.base import ProofTask
from palaestra.envs.proofs.terms import Cert, Term, subterms
from palaestra.envs.proofs.theorems import theorems

CHUNK = 100  # theorems that a process draws before it reports
SPEED = 150  # theorems of each family that are timed
SHORT = 10  # tactic steps that a short proof has at most
ARITHMETIC = frozenset({"Proof-Divisibility-v0", "Proof-Induction-v0", "Proof-Inequality-v0"})
"""Families in which certificates are the point; elsewhere at most 30 % of proofs should have any."""


def families() -> list[str]:
    """Return the ids of all families."""
    return [id for id in ids() if id.startswith("Proof-") and issubclass(load(entry_of(id)), ProofTask)]


class Drawn(NamedTuple):
    """One theorem: its level, identity and statement, what the kernel said, and its proof.

    `refusal` is empty for an accepted proof.
    """

    level: int
    identity: str
    statement: str
    refusal: str
    certificates: bool
    steps: int


def levels(id: str) -> list[ProofTask]:
    """Return the levels of a family."""
    return [task for task in load(entry_of(id)).ladder() if isinstance(task, ProofTask)]


def drawn(id: str, numbers: range) -> list[Drawn]:
    """Draw theorems, level after level, and let the kernel check the proof of each."""
    ladder = levels(id)
    out = []
    for number in numbers:
        level = number % len(ladder)
        problem = ladder[level].generate(np.random.default_rng([2, number]))
        statement, proof = problem.data["statement"], ladder[level].solve(problem)
        term = guarded(lambda s=statement, p=proof: prove(parse_statement(s), p), lambda kind, said, pos: said)  # type: ignore[misc]
        accepted = isinstance(term, Term)
        steps = isinstance(term, Term) and any(type(node) is Cert for node in subterms(term))
        identity = canonical(ladder[level].identity(problem))
        refusal = "" if accepted else str(term)
        out.append(Drawn(level, identity, statement, refusal, steps, len(problem.data["plan"])))
    return out


@dataclass
class Census:
    """What was seen of a family."""

    id: str
    count: int = 0
    accepted: int = 0
    certificates: int = 0
    steps: int = 0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        """Begin with nothing seen."""
        self.seen: set[str] = set()
        self.refused: list[Drawn] = []

    def add(self, rows: Iterable[Drawn]) -> None:
        """Count some theorems."""
        for row in rows:
            self.count += 1
            self.seen.add(row.identity)
            self.accepted += not row.refusal
            self.certificates += row.certificates
            self.steps += row.steps
            if row.refusal:
                self.refused.append(row)

    def line(self) -> str:
        """Return the family's line of the table."""
        n = max(self.count, 1)
        where = " (arithmetic)" if self.id in ARITHMETIC else ""
        return (
            f"{self.id:<24}{self.count:>9}{len(self.seen):>10}{self.accepted:>10}"
            f"{100 * self.certificates / n:>9.1f} %{self.steps / n:>8.1f}{self.count / self.seconds:>10.1f}{where}"
        )


HEADER = f"{'family':<24}{'theorems':>9}{'distinct':>10}{'accepted':>10}{'certified':>11}{'steps':>8}{'per s':>10}"


def take(id: str, theorems: int, processes: int) -> Census:
    """Draw theorems of one family, on several processes, and tell how far it is."""
    census, begin = Census(id), time.perf_counter()
    parts = [range(at, min(at + CHUNK, theorems)) for at in range(0, theorems, CHUNK)]
    for rows in _each(id, parts, processes):
        census.add(rows)
        census.seconds = time.perf_counter() - begin
        print(f"\r{id}: {census.count} of {theorems}, {census.accepted} accepted", end="", file=sys.stderr, flush=True)
    print("\r" + " " * 70 + "\r", end="", file=sys.stderr, flush=True)
    return census


def _each(id: str, parts: Sequence[range], processes: int) -> Iterator[list[Drawn]]:
    if processes < 2:
        yield from (drawn(id, part) for part in parts)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(drawn, [id] * len(parts), parts)


def census(only: Sequence[str], theorems: int, processes: int) -> int:
    """Print the table; return how many proofs were refused."""
    print(HEADER)
    refused: list[tuple[str, Drawn]] = []
    for id in only:
        found = take(id, theorems, processes)
        print(found.line(), flush=True)
        refused += [(id, row) for row in found.refused]
    for id, row in refused[:10]:
        print(f"\n{id}, level {row.level}: {row.refusal}\n  {row.statement}")
    return len(refused)


def speed(only: Sequence[str], theorems: int = SPEED) -> None:
    """Print how many tactic steps and whole proofs are checked per second of CPU, with their distribution."""
    steps: dict[str, list[float]] = {id: [] for id in only}
    whole: dict[str, list[float]] = {id: [] for id in only}
    short: list[float] = []
    kinds: Counter[str] = Counter()
    for id in only:
        ladder = levels(id)
        for number in range(theorems + 5):
            task = ladder[number % len(ladder)]
            problem = task.generate(np.random.default_rng([3, number]))
            statement, plan = problem.data["statement"], problem.data["plan"]
            proof = task.solve(problem)
            begin = time.process_time()
            prove_once(statement, proof)
            took = time.process_time() - begin
            if number < 5:
                _settle()
                continue  # the first ones fill the library's caches
            whole[id].append(took)
            if len(plan) <= SHORT:
                short.append(took)
            for line, cost in timed(statement, plan):
                kinds[line.split()[0]] += 1
                steps[id].append(cost)
    print(f"{'':<32}{'count':>7}{'per s':>10}{'median':>10}{'slow 5 %':>10}{'fast 5 %':>10}   (rates per CPU second)")
    for name, costs in (*((f"steps, {id}", steps[id]) for id in only), *((f"proofs, {id}", whole[id]) for id in only)):
        print(_rates(name, costs))
    print()
    print(_rates("all tactic steps", [cost for costs in steps.values() for cost in costs]))
    print(_rates("all whole proofs", [cost for costs in whole.values() for cost in costs]))
    print(_rates(f"of up to {SHORT} steps", short))
    print(_rates("the library's whole proofs", list(library_costs())))
    gc.unfreeze()
    print("\nsteps by tactic:", ", ".join(f"{tactic} {count}" for tactic, count in kinds.most_common()))


def _settle() -> None:
    """Let the collector forget what is there: else it walks the library and all packages in somebody's time."""
    gc.collect()
    gc.freeze()


def library_costs() -> Iterator[float]:
    """Yield the seconds of CPU of each proof of the library that uses no other: proofs as people write them."""
    rows = [theorem for theorem in theorems() if not theorem.depends]
    for warm in (False, True):
        _settle()
        for theorem in rows:
            begin = time.process_time()
            prove_once(theorem.statement, theorem.proof)
            if warm:
                yield time.process_time() - begin


def prove_once(statement: str, proof: str) -> None:
    """Check a proof, its statement parsed anew.

    Raises:
        ValueError: It is refused.
    """
    parsed = guarded(lambda: parse_statement(statement), lambda kind, said, pos: said)
    term = said = parsed if isinstance(parsed, str) else guarded(lambda: prove(parsed, proof), lambda k, said, p: said)
    if isinstance(term, str):
        raise ValueError(f"{statement}: {said}")


def timed(statement: str, plan: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Run a plan, line by line; yield each line with the seconds of CPU that it took."""
    from palaestra.envs.proofs import start

    goals = start(statement)
    for line in plan:
        begin = time.process_time()
        after = goals.apply(line)
        yield line, time.process_time() - begin
        if not isinstance(after, State):
            return
        goals = after


def _rates(name: str, costs: Sequence[float]) -> str:
    if not costs:
        return f"{name:<32}{0:>7}"
    middle, slow, fast = np.percentile(costs, [50, 95, 5])
    cells = [len(costs) / sum(costs), *(1 / max(cost, 1e-9) for cost in (middle, slow, fast))]
    return f"{name:<32}{len(costs):>7}" + "".join(f"{cell:>10,.0f}" for cell in cells)


def main(argv: Sequence[str] | None = None) -> int:
    """Draw and check, or measure."""
    parser = argparse.ArgumentParser(prog="python -m palaestra.benchmarks.proofs", description=__doc__.splitlines()[0])
    parser.add_argument("--theorems", type=int, default=10_000, help="theorems of each family (default %(default)s)")
    parser.add_argument("--families", nargs="+", metavar="ID", default=[], help="ids or names (default: all)")
    parser.add_argument("--processes", type=int, default=1, help="processes at once (default %(default)s)")
    parser.add_argument("--speed", action="store_true", help="measure steps and proofs per second instead")
    args = parser.parse_args(argv)
    known = families()
    only = [name if name in known else f"Proof-{name}-v0" for name in args.families] or known
    if unknown := [id for id in only if id not in known]:
        parser.error(f"{unknown[0]!r} is no family; there are {', '.join(known)}")
    if args.theorems < 1 or args.processes < 1:
        parser.error("--theorems and --processes begin at 1")
    if args.speed:
        speed(only)
        return 0
    return 1 if census(only, args.theorems, args.processes) else 0


if __name__ == "__main__":
    sys.exit(main())
