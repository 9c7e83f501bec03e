"""Score answer verifiers on labelled pairs: errors by form of the answer and pattern of the attack, and latency.

    python -m palaestra.benchmarks.verifiers --against math-verify,trl

Ours runs in this process, also from eight threads at once; every other one in a process that is killed when late.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from palaestra.envs import PalaestraError

from .adapters import adapter
from .pairs import PAIRS, Pair, load_pairs, spread
from .scoring import Sheet, mistakes, report, to_json
from .worker import WARM_UP, Mark, Worker, ask

THREADS = 8
EVERY = 5.0  # seconds between two words on progress


def _mark(sheet: Sheet, pairs: Sequence[Pair], one: Callable[[str, str], Mark]) -> Sheet:
    """Fill a sheet, with words on progress on standard error."""
    said = time.monotonic()
    for pair in pairs:
        sheet.marks.append(one(pair.gold, pair.response))
        if time.monotonic() - said > EVERY:
            said = time.monotonic()
            print(f"{sheet.name}: {len(sheet.marks)}/{len(pairs)}, late {sheet.count('late')}", file=sys.stderr)
    return sheet


def run_here(name: str, pairs: Sequence[Pair], threads: int = THREADS) -> Sheet:
    """Mark all pairs in this process, one after the other; then in threads, whose verdicts must be the same.

    Raises:
        PalaestraError: If there is no such verifier.
    """
    start = time.perf_counter()
    verify = adapter(name)
    ask(verify, *WARM_UP)
    sheet = _mark(Sheet(name, time.perf_counter() - start), pairs, lambda gold, text: ask(verify, gold, text))
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        again = list(pool.map(lambda pair: ask(verify, pair.gold, pair.response), pairs))
    took = time.perf_counter() - start
    both = zip(pairs, sheet.marks, again, strict=True)
    other = [pair.id for pair, a, b in both if (a.score, a.outcome) != (b.score, b.outcome)]
    same = f"other verdicts on {', '.join(other[:9])} ({len(other)})" if other else "the same verdicts"
    sheet.notes.append(f"{threads} threads at once, {took:.1f} s: {same}")
    return sheet


def run_apart(name: str, pairs: Sequence[Pair], deadline: float) -> Sheet:
    """Mark all pairs in a process that can be killed; one that ends it is asked again, lest a busy machine is blamed.

    Raises:
        PalaestraError: If the verifier does not start.
    """
    once = 0

    def twice(gold: str, response: str) -> Mark:
        nonlocal once
        first = worker.ask(gold, response)
        if first.outcome not in ("late", "crashed"):
            return first
        second = worker.ask(gold, response)
        once += second.outcome not in ("late", "crashed")
        return second

    with Worker(name, deadline=deadline) as worker:
        sheet = _mark(Sheet(name, worker.started), pairs, twice)
    if once:
        sheet.notes.append(f"{once} calls were late or crashed once, and not when asked again")
    return sheet


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables; the exit status is 2 if a verifier does not start."""
    parser = argparse.ArgumentParser(
        prog="python -m palaestra.benchmarks.verifiers", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--against", default="", help="by comma: math-verify, trl, judge:MODEL, module:function")
    parser.add_argument("--without-ours", action="store_true", help="only the others")
    parser.add_argument("--pairs", type=Path, default=PAIRS, metavar="FILE", help="other pairs")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="at most N pairs, taken evenly")
    parser.add_argument(
        "--deadline", type=float, default=10.0, metavar="S", help="seconds that a call may take (default %(default)s)"
    )
    parser.add_argument("--mistakes", action="store_true", help="also list every disagreement")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything to a file, too")
    args = parser.parse_args(argv)
    pairs = spread(load_pairs(args.pairs), args.limit)
    sheets, missing = [], []
    for name in [*([] if args.without_ours else ["ours"]), *filter(None, args.against.split(","))]:
        try:
            sheets.append(run_here(name, pairs) if name == "ours" else run_apart(name, pairs, args.deadline))
        except PalaestraError as error:
            missing.append(f"not run: {error}")
    print(report(pairs, sheets, missing))
    if args.mistakes:
        print("\n" + "\n".join(mistakes(pairs, sheets)))
    if args.json:
        args.json.write_text(json.dumps(to_json(pairs, sheets), indent=1) + "\n", encoding="utf-8")
    return 2 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
