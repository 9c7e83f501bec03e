"""Marks to numbers and tables: who is wrong how often, on which forms, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from ..stats import wilson
from .pairs import ATTACK, Pair
from .worker import Mark


@dataclass(frozen=True)
class Tally:
    """How a verifier did on some pairs.

    Attributes:
        pairs: How many there are.
        right: How many of them are labelled right.
        agree: How often the verdict is the label; no verdict never is.
        rejected: False negatives: labelled right, and refused.
        accepted: False positives: labelled wrong, and given the full score.
        none: How often there was no verdict.
    """

    pairs: int
    right: int
    agree: int
    rejected: int
    accepted: int
    none: int

    @property
    def rate(self) -> float:
        """The share of agreement."""
        return self.agree / self.pairs if self.pairs else float("nan")


@dataclass
class Sheet:
    """All marks of one verifier.

    Attributes:
        name: Whose they are.
        started: Seconds until it was ready.
        marks: One for each pair, in their order.
        notes: What else is to be said.
    """

    name: str
    started: float
    marks: list[Mark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, outcome: str) -> int:
        """Return how many marks ended that way."""
        return sum(mark.outcome == outcome for mark in self.marks)


def accepts(mark: Mark) -> bool:
    """Whether the verifier gave the full score."""
    return mark.score == 1.0


def tally(marked: Iterable[tuple[Pair, Mark]]) -> Tally:
    """Count agreement and both errors."""
    rows = list(marked)
    given = [(pair.correct, accepts(mark)) for pair, mark in rows if mark.score is not None]
    return Tally(
        pairs=len(rows),
        right=sum(pair.correct for pair, _ in rows),
        agree=sum(label == verdict for label, verdict in given),
        rejected=sum(label and not verdict for label, verdict in given),
        accepted=sum(verdict and not label for label, verdict in given),
        none=len(rows) - len(given),
    )


def tallies(pairs: Sequence[Pair], sheet: Sheet) -> dict[str, Tally]:
    """Return the tally of "ordinary", of "adversarial" and of every form."""
    marked = list(zip(pairs, sheet.marks, strict=True))
    out = {
        "ordinary": tally(row for row in marked if not row[0].adversarial),
        "adversarial": tally(row for row in marked if row[0].adversarial),
    }
    for form in dict.fromkeys(pair.form for pair in pairs):
        out[form] = tally(row for row in marked if row[0].form == form)
    return out


def latency(pairs: Sequence[Pair], sheet: Sheet) -> tuple[float, float, float]:
    """Return the median and the 99th percentile of ordinary pairs and the longest of all, in milliseconds."""
    ordinary = [mark.seconds for pair, mark in zip(pairs, sheet.marks, strict=True) if not pair.adversarial]
    times = np.array(ordinary or [mark.seconds for mark in sheet.marks]) * 1000
    worst = max(mark.seconds for mark in sheet.marks) * 1000
    return float(np.median(times)), float(np.quantile(times, 0.99)), worst


def to_json(pairs: Sequence[Pair], sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Return everything as a JSON object."""
    out: dict[str, Any] = {"pairs": len(pairs), "verifiers": {}}
    for sheet in sheets:
        p50, p99, worst = latency(pairs, sheet)
        out["verifiers"][sheet.name] = {
            "started_s": sheet.started,
            "p50_ms": p50,
            "p99_ms": p99,
            "max_ms": worst,
            "tallies": {name: asdict(one) for name, one in tallies(pairs, sheet).items()},
            "notes": sheet.notes,
            "marks": {pair.id: asdict(mark) for pair, mark in zip(pairs, sheet.marks, strict=True)},
        }
    return out


# --- tables


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of cells as aligned text, the first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(w) if i else cell.ljust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _ms(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def _overall(pairs: Sequence[Pair], sheets: Sequence[Sheet]) -> str:
    rows = [["verifier", "ordinary agree", "FN", "FP", "none", "adversarial agree", "FN", "FP", "none"]]
    rows[0] += ["p50 ms", "p99 ms", "max ms", "late", "crashed", "errors", "start s"]
    for sheet in sheets:
        row = [sheet.name]
        counts = tallies(pairs, sheet)
        for one in (counts["ordinary"], counts["adversarial"]):
            low, high = wilson(one.agree, one.pairs)
            row += [f"{one.rate:.3f} [{low:.3f}, {high:.3f}]", str(one.rejected), str(one.accepted), str(one.none)]
        row += map(_ms, latency(pairs, sheet))
        rows.append([*row, *(str(sheet.count(end)) for end in ("late", "crashed", "error")), f"{sheet.started:.1f}"])
    return table(rows)


def _by_form(pairs: Sequence[Pair], sheets: Sequence[Sheet]) -> str:
    counts = [tallies(pairs, sheet) for sheet in sheets]
    rows = [["form", "right", "wrong"]]
    for sheet in sheets:
        rows[0] += [sheet.name, "FN", "FP", "none"]
    for form in dict.fromkeys(pair.form for pair in pairs if not pair.adversarial):
        first = counts[0][form]
        row = [form, str(first.right), str(first.pairs - first.right)]
        for count in counts:
            one = count[form]
            row += [f"{one.rate:.2f}", *(str(n or "") for n in (one.rejected, one.accepted, one.none))]
        rows.append(row)
    return table(rows)


def _by_attack(pairs: Sequence[Pair], sheets: Sequence[Sheet]) -> str:
    counts = [tallies(pairs, sheet) for sheet in sheets]
    rows = [["pattern", "wrong", "harmless"]]
    for sheet in sheets:
        rows[0] += [f"{sheet.name} FP", "FN", "none"]
    for form in dict.fromkeys(pair.form for pair in pairs if pair.adversarial):
        first = counts[0][form]
        row = [form.removeprefix(ATTACK), str(first.pairs - first.right), str(first.right)]
        for count in counts:
            row += [str(n or "") for n in (count[form].accepted, count[form].rejected, count[form].none)]
        rows.append(row)
    return table(rows)


EXPLAINED = """FN: labelled right and refused. FP: labelled wrong and given the full score. none: no verdict, which
never agrees (late: killed at the deadline; crashed; error; skipped). p50, p99: ordinary pairs. [95 %, Wilson]"""


def report(pairs: Sequence[Pair], sheets: Sequence[Sheet], missing: Sequence[str] = ()) -> str:
    """Return all tables as text."""
    out = [f"{len(pairs)} pairs, {sum(pair.adversarial for pair in pairs)} of them adversarial"]
    if sheets:
        out += ["", _overall(pairs, sheets), "", EXPLAINED]
        if any(not pair.adversarial for pair in pairs):
            out += ["", "Agreement by form", _by_form(pairs, sheets)]
        if any(pair.adversarial for pair in pairs):
            out += ["", "Accepted attacks by pattern, and refused harmless twins", _by_attack(pairs, sheets)]
    notes = [f"{sheet.name}: {note}" for sheet in sheets for note in sheet.notes]
    return "\n".join([*out, *([""] if notes or missing else []), *notes, *missing])


def mistakes(pairs: Sequence[Pair], sheets: Sequence[Sheet]) -> list[str]:
    """Return every disagreement as a line of text."""
    out = []
    for sheet in sheets:
        for pair, mark in zip(pairs, sheet.marks, strict=True):
            if mark.score is None or accepts(mark) != pair.correct:
                label = "right" if pair.correct else "wrong"
                said = f"{mark.score:g}" if mark.score is not None else f"{mark.outcome} {mark.message}".strip()
                out.append(f"{sheet.name}  {pair.id}  {label}, {said}: {pair.gold[:80]!r} | {pair.response[-120:]!r}")
    return out
