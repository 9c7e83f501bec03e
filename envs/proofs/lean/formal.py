"""Formal problem sets in miniF2F's Lean 4 form, by name or path.

JSON lines with a header and a ``formal_statement`` (miniF2F, ProofNet, PutnamBench and their kin as published), or
``.lean`` files of theorems that end in ``sorry``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ...dataset import cache_dir
from ...errors import DatasetError, did_you_mean

KNOWN: Final[Mapping[str, str]] = {
    "minif2f": "https://huggingface.co/datasets/AI-MO/minif2f_test",
    "proofnet": "https://huggingface.co/datasets/UDACA/proofnet-v2-lean4",
    "putnambench": "https://huggingface.co/datasets/amitayusht/PutnamBench",
}
"""Public sets by name, and where they are published; a copy goes into the cache folder as ``formal/<name>.jsonl``."""
_NAME: Final = ("name", "problem_name", "theorem_name", "problem_id", "id")
_STATEMENT: Final = ("formal_statement", "lean4_statement", "lean4_code", "lean4_formalization", "statement")
_HEADER: Final = ("header", "lean4_header", "srcHeader", "lean4_src_header")
_INFORMAL: Final = ("informal_stmt", "informal_statement", "informal_prefix", "nl_statement", "problem")
_START: Final = re.compile(r"^(?:theorem|lemma)\s+(\S+?)(?=[\s:({\[⦃]|$)", re.M)
_END: Final = re.compile(r"\s*:=\s*(?:by)?\s*(?:sorry)?\s*$")
_DOC: Final = re.compile(r"/-.*?-/", re.S)


@dataclass(frozen=True, slots=True)
class FormalProblem:
    """One problem: ``theorem name … : …`` without a proof, what must stand before it, and words for people."""

    name: str
    statement: str
    header: str = ""
    informal: str = ""
    split: str = ""


def formal_problems(source: str | Path) -> list[FormalProblem]:
    """Load a set by name, or by the path of a ``.jsonl``, ``.json`` or ``.lean`` file or a folder of ``.lean`` files.

    Raises:
        DatasetError: There is no such file or name, or a row has no statement.
    """
    path = Path(source)
    if not path.exists():
        path = _cached(str(source))
    if path.is_dir():
        found = [p for file in sorted(path.rglob("*.lean")) for p in _from_lean(_read(file))]
    elif path.suffix == ".lean":
        found = _from_lean(_read(path))
    else:
        found = [_from_row(row, i, path) for i, row in enumerate(_rows(path), 1)]
    if not found:
        raise DatasetError(f"{path} holds no theorem")
    return found


def _cached(name: str) -> Path:
    folder = cache_dir() / "formal"
    for suffix in (".jsonl", ".json", ".lean"):
        if (folder / f"{name}{suffix}").is_file():
            return folder / f"{name}{suffix}"
    if name in KNOWN:
        raise DatasetError(
            f"{name} is not on this machine; download it as JSON lines from {KNOWN[name]} and put it at "
            f"{folder / name}.jsonl, or give the path of your copy"
        )
    raise DatasetError(f"no file and no formal data set {name!r}{did_you_mean(name, KNOWN)}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"cannot read {path}: {error}") from None


def _rows(path: Path) -> list[Any]:
    text = _read(path)
    try:
        if path.suffix == ".json":
            whole = json.loads(text)
            return whole if isinstance(whole, list) else [whole]
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise DatasetError(f"{path} is not JSON lines: {error}") from None


def _from_row(row: Any, number: int, path: Path) -> FormalProblem:
    def first(keys: tuple[str, ...]) -> str:
        values = (row.get(k) for k in keys) if isinstance(row, dict) else ()
        return next((v for v in values if isinstance(v, str) and v.strip()), "")

    text = first(_STATEMENT)
    inside = _from_lean(text)
    if not inside:
        raise DatasetError(f"row {number} of {path} has no theorem in {', '.join(_STATEMENT[:2])}, …")
    last = inside[-1]
    return FormalProblem(
        first(_NAME) or last.name,
        last.statement,
        "\n".join(h for h in (first(_HEADER).strip(), last.header) if h),
        first(_INFORMAL).strip() or last.informal,
        str(row.get("split", "")),
    )


def _from_lean(text: str) -> list[FormalProblem]:
    """The theorems of a Lean text; what stands before the first one is the header of all."""
    starts = list(_START.finditer(text))
    if not starts:
        return []
    header = _DOC.sub("", text[: starts[0].start()]).strip()
    found = []
    for i, m in enumerate(starts):
        end = starts[i + 1].start() if i + 1 < len(starts) else len(text)
        body = _DOC.sub("", text[m.start() : end])
        body = re.sub(r"--[^\n]*", "", body).strip()
        cut = re.search(r":=\s*(?:by)?\s*sorry", body)
        body = body[: cut.start()] if cut else _END.sub("", body)
        before = text[starts[i - 1].end() if i else 0 : m.start()]
        docs = re.findall(r"/--(.*?)-/", before, re.S)
        found.append(FormalProblem(m[1], body.rstrip(), header, docs[-1].strip() if docs else ""))
    return found


__all__ = ["KNOWN", "FormalProblem", "formal_problems"]
