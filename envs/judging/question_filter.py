r"""A filter for data sets of mathematics questions, in the five stages of MathQ-Verify (arXiv:2505.13903).

    python -m palaestra.envs.judging.question_filter FILE.jsonl --out KEPT.jsonl

Rules alone, no model: whether the text is whole, whether it asks one question that can be answered from it, whether a
condition goes against its own definition, whether conditions contradict each other as far as numbers show it, and
whether goal and answer fit. What rules cannot see, such as a condition that is missing, passes. A rule that is not
sure says nothing: sound questions should not be lost.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..dataset import Row, read_rows
from ..errors import DatasetError
from .question_rules import RULES, answer_faults

REASONS: dict[str, tuple[int, str]] = {
    "empty": (1, "no question, or fewer than two words"),
    "too long": (1, "longer than is read"),
    "garbled": (1, "unreadable characters, broken encoding, markup, words in disorder"),
    "truncated": (1, "the text breaks off"),
    "latex": (1, "brackets, dollar signs or environments of the formulas do not pair up"),
    "no goal": (2, "nothing is asked for"),
    "several questions": (2, "more than one thing is asked for"),
    "proof": (2, "a proof is asked for, and no answer"),
    "figure": (2, "a figure or table is meant that is not there"),
    "context": (2, "an earlier part or exercise is meant that is not there"),
    "no options": (2, "a choice is asked for, without options"),
    "impossible": (3, "a condition goes against its own definition"),
    "contradiction": (4, "conditions contradict each other"),
    "unknown goal": (5, "the goal is a variable that no condition mentions"),
    "no answer": (5, "the row has no answer"),
    "unreadable answer": (5, "the answer is no number, expression, choice or short text"),
    "answer in question": (5, "the question tells the answer"),
    "answer not an option": (5, "the answer is a letter that no option has"),
    "duplicate": (5, "the question was there before"),
    "conflict": (5, "the same question is there with another answer"),
}
"""Every reason with its stage and what it means."""

STAGES = ("", "format and language", "one question", "definitions", "contradictions", "goal and answer")
QUESTIONS = ("question", "problem", "prompt", "query", "input")
ANSWERS = ("answer", "final_answer", "expected_answer", "gold", "target", "output")
OPTIONS = ("options", "choices")
MAX_LENGTH = 20_000


class Fault(NamedTuple):
    """What is wrong with a question.

    Attributes:
        reason: A key of `REASONS`.
        detail: What was seen, for people.
    """

    reason: str
    detail: str


class Dropped(NamedTuple):
    """A row that did not pass, with all that is wrong with it."""

    row: Row
    faults: list[Fault]


def filter_rows(rows: Iterable[Row], *, need_answer: bool = True) -> tuple[list[Row], list[Dropped]]:
    """Return the rows that pass, in their order, and those that do not, with the reasons.

    A row has a column question, problem or prompt; an answer stands in a column answer, final_answer or the like, and
    options in options or choices. Of rows with the same question the first one is kept, and none if answers differ.

    Args:
        rows: Dictionaries, as `palaestra.envs.dataset.read_rows` gives them.
        need_answer: Whether a row without an answer is dropped.
    """
    rows = list(rows)
    given = [_column(row, ANSWERS) for row in rows]
    keys = [_plain(str(_column(row, QUESTIONS) or "")) for row in rows]
    answers: dict[str, set[str]] = {}
    for key, answer in zip(keys, given, strict=True):
        answers.setdefault(key, set()).add(_plain(str(answer)))
    kept: list[Row] = []
    dropped: list[Dropped] = []
    seen: set[str] = set()
    for row, key, answer in zip(rows, keys, given, strict=True):
        absent = answer is None or (isinstance(answer, str) and not answer.strip())
        faults = question_faults(_column(row, QUESTIONS), None if absent else answer, options=_column(row, OPTIONS))
        if absent and need_answer:
            faults.append(Fault("no answer", "there is no answer"))
        if key and len(answers[key]) > 1:
            faults.append(Fault("conflict", f"{len(answers[key])} different answers"))
        elif key in seen and key:
            faults.append(Fault("duplicate", "the question was there before"))
        seen.add(key)
        if faults:
            dropped.append(Dropped(row, faults))
        else:
            kept.append(row)
    return kept, dropped


def question_faults(question: Any, answer: Any = None, *, options: Any = None) -> list[Fault]:
    """Return what is wrong with a question, stage by stage; an empty list if nothing is found.

    A text that fails in the first stage is not looked at in the others, which read it as it stands.

    Args:
        question: Its text.
        answer: Its answer as a text or a number; None if it is not known, which is no fault here.
        options: Its options as a list or a mapping, where they stand beside the text.

    >>> question_faults("How many primes are less than 20?", 8)
    []
    >>> question_faults("Let p be the prime number 51. Find 2p + 1.")
    [Fault(reason='impossible', detail='51 is not prime')]
    """
    if not isinstance(question, str) or len(question.split()) < 2:
        return [Fault("empty", "there is no question")]
    if len(question) > MAX_LENGTH:
        return [Fault("too long", f"{len(question)} characters; at most {MAX_LENGTH} are read")]
    text = question.strip()
    faults: list[Fault] = []
    for stage, rules in enumerate(RULES, start=1):
        for reason, rule in rules:
            details = list(rule(text, options))
            faults += [Fault(reason, "; ".join(details))] if details else []
        if stage == 1 and faults:
            return faults
    if answer is not None:
        faults += [Fault(reason, detail) for reason, detail in answer_faults(text, str(answer).strip(), options)]
    return faults


def _column(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    by_name = {str(name).strip().lower(): value for name, value in row.items()}
    return next((by_name[name] for name in names if by_name.get(name) is not None), None)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w+*/=<>^.-]+", " ", text.casefold()).split())


# -- the command ------------------------------------------------------------------------------------------------------


def summary(total: int, dropped: Sequence[Dropped]) -> str:
    """Return how many rows were kept, and how many were dropped for each reason, stage by stage."""
    counts = Counter(fault.reason for _, faults in dropped for fault in faults)
    lines = [f"{total} rows: {total - len(dropped)} kept, {len(dropped)} dropped"]
    width = max(map(len, REASONS))
    for stage, title in enumerate(STAGES):
        found = [reason for reason, (its, _) in REASONS.items() if its == stage and counts[reason]]
        lines += [f"stage {stage}, {title}"] if found else []
        lines += [f"  {reason:<{width}}  {counts[reason]:>6}  {REASONS[reason][1]}" for reason in found]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Filter a file and print the counts."""
    parser = argparse.ArgumentParser(prog="python -m palaestra.envs.judging.question_filter", description=_DESCRIPTION)
    parser.add_argument("file", help="JSONL or Parquet file, or a Hugging Face id")
    parser.add_argument("--out", help="write the rows that pass to this JSONL file")
    parser.add_argument("--dropped", help="write the other rows to this JSONL file, with their faults")
    parser.add_argument("--no-answers", action="store_true", help="keep rows without an answer")
    given = parser.parse_args(arguments)
    try:
        rows = read_rows(given.file)
    except (DatasetError, ImportError) as error:
        print(error, file=sys.stderr)
        return 2
    kept, dropped = filter_rows(rows, need_answer=not given.no_answers)
    print(summary(len(rows), dropped))
    if given.out:
        _write(given.out, kept)
    if given.dropped:
        _write(given.dropped, [{**row, "faults": [list(fault) for fault in faults]} for row, faults in dropped])
    return 0


_DESCRIPTION = (
    "Drop the questions of a data set that are damaged, impossible, contradictory or without a usable answer."
)


def _write(path: str, rows: Iterable[Row]) -> None:
    Path(path).write_text("".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
