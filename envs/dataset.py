"""Data sets as rows of plain Python: JSONL and Parquet files, Hugging Face ids, and public sets by name."""

from __future__ import annotations

import difflib
import functools
import hashlib
import io
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from .errors import DatasetError, MissingExtraError, PalaestraError, did_you_mean

Row = dict[str, Any]
SUFFIXES = (".jsonl", ".ndjson", ".json", ".parquet")
_HUB_ID = re.compile(r"(?P<id>[A-Za-z0-9][\w.-]*/[\w.-]+)(?:/(?P<config>[\w.-]+))?(?::(?P<split>[\w.-]+))?", re.ASCII)
_INSTALL = "pip install 'palaestra[train]'"
QUESTION_COLUMNS = ("problem", "question", "prompt")
ANSWER_COLUMNS = ("answer",)


@dataclass(frozen=True)
class PublicSet:
    """A public data set that can be asked for by name.

    Attributes:
        name: What users write: `gym.make("Math-AIME-v0", dataset="aime-2025")`.
        hub: Where it lies on the Hugging Face hub: user/name, /configuration if it has several, and :split.
        problem: Its column of questions.
        answer: Its column of answers.
        kind: "integer" if all answers are integers, else "any".
        rows: How many it has.
        licence: What its card says, as far as that was read.
        what: What it is, and the paper.
    """

    name: str
    hub: str
    problem: str
    answer: str
    kind: str
    rows: int
    licence: str
    what: str


@functools.cache
def public_sets() -> Mapping[str, PublicSet]:
    """Return the public data sets by name; the facts stand in datasets.json."""
    found = json.loads(files(__package__).joinpath("datasets.json").read_text(encoding="utf-8"))
    return {name: PublicSet(name, **facts) for name, facts in found.items()}


def cache_dir() -> Path:
    """Return the cache folder: `PALAESTRA_CACHE`, or `palaestra` in the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("PALAESTRA_CACHE") or Path(base) / "palaestra").expanduser()


def place(source: str) -> str:
    """Return where a source lies: for a public set its file in the cache folder, if it is there, or its hub id."""
    known = public_sets().get(source)
    if known is None:
        return source
    paths = (cache_dir() / "datasets" / f"{source}{suffix}" for suffix in SUFFIXES)
    return next((str(path) for path in paths if path.is_file()), known.hub)


def is_file(source: str) -> bool:
    """Return whether a source names a file, there or missing, and not a data set of the Hugging Face hub."""
    source = place(source)
    path = Path(os.path.expanduser(source))
    return path.suffix.lower() in SUFFIXES or path.is_file() or _HUB_ID.fullmatch(source) is None


def file_sha256(source: str) -> str:
    """Return the sha256 of a data file, in hexadecimal.

    Raises:
        DatasetError: If the file cannot be read.
    """
    return hashlib.sha256(_bytes(place(source))).hexdigest()


def read_rows(source: str, sha256: str = "") -> list[Row]:
    """Return the rows of a data set as dictionaries, in their order.

    Args:
        source: The path of a JSONL file (one JSON object a line) or a Parquet file, or a Hugging Face id: "user/name",
            "user/name:split" or "user/name/configuration:split". A hub data set without a split named has its "test"
            split read, or its only one. Code that a data set brings along is never run. Or the name of a public set:
            its file in the cache folder, or what the hub has; its rows have the columns problem and answer.
        sha256: What the file's sha256 must be; empty for any.

    Raises:
        DatasetError: If there is no such data set, it is malformed, it has no rows, or the file has changed.
        MissingExtraError: If the library that reads it is not installed.
    """
    known = public_sets().get(source)
    if known is not None:
        return _public(known, sha256)
    if is_file(source):
        data = _bytes(source)
        check_sha256(source, hashlib.sha256(data).hexdigest(), sha256)
        rows = _parquet(source, data) if data.startswith(b"PAR1") else _json_lines(source, data)
    else:
        rows = _hub(source)
    if not rows:
        raise DatasetError(f"{source}: the data set is empty; expected at least one row")
    return rows


def _public(known: PublicSet, sha256: str) -> list[Row]:
    """Return the rows of a public set with its question and answer under the names problem and answer."""
    at = place(known.name)
    try:
        rows = read_rows(at, sha256)
    except PalaestraError as error:
        if at != known.hub:
            raise
        columns = f"{known.problem!r} and {known.answer!r}"
        raise DatasetError(
            f"{known.name} cannot be had from the hub ({str(error).splitlines()[0][:200]}). Without network, put its "
            f"{known.rows} rows with the columns {columns} into "
            f"{cache_dir() / 'datasets' / (known.name + '.jsonl')} (or .parquet); they are those of "
            f"https://huggingface.co/datasets/{'/'.join(known.hub.partition(':')[0].split('/')[:2])}"
        ) from error
    out = []
    for number, row in enumerate(rows, start=1):
        where = f"{known.name}, row {number}"
        answer = column(row, (known.answer, *ANSWER_COLUMNS), where)
        if isinstance(answer, list):
            answer = answer[0] if len(answer) == 1 else ", ".join(map(str, answer))
        if isinstance(answer, str) and "####" in answer:  # a worked solution, as GSM8K has them
            answer = answer.rpartition("####")[2].strip()
        out.append({**row, "problem": column(row, (known.problem, *QUESTION_COLUMNS), where), "answer": answer})
    return out


def check_sha256(source: str, found: str, wanted: str) -> None:
    """Raise DatasetError if a file is not the one that was meant."""
    if wanted and found != wanted.lower():
        raise DatasetError(
            f"{source}: the file has changed: its sha256 is {found}, not {wanted}; leave sha256 out to take it so"
        )


def column(row: Row, names: Sequence[str], where: str) -> Any:
    """Return the value of the first of these columns that a row has, whatever the case of its letters.

    Raises:
        DatasetError: If the row has none of them; `where` names file and row.
    """
    by_name = {str(name).strip().lower(): value for name, value in reversed(row.items())}
    for name in names:
        if by_name.get(name) is not None:
            return by_name[name]
    have = ", ".join(map(str, row))[:200] or "none"
    raise DatasetError(f"{where}: no {names[0]}: expected a value in a column {' or '.join(names)}; columns: {have}")


def _bytes(source: str) -> bytes:
    path = Path(os.path.expanduser(source))
    try:
        return path.read_bytes()
    except FileNotFoundError:
        beside = [p.name for p in path.parent.glob("*") if p.suffix in SUFFIXES] if path.parent.is_dir() else []
        near = difflib.get_close_matches(path.name, beside, n=1, cutoff=0.5)
        hint = f"; did you mean {str(path.parent / near[0])!r}?" if near else ""
        if not near and not path.suffix and path.name == source:
            hint = did_you_mean(source, public_sets())
        what = "give the path of a JSONL or Parquet file, or a Hugging Face id such as 'user/name:split'"
        raise DatasetError(f"no file {source!r}{hint or f'; {what}'}") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise DatasetError(f"{source!r} cannot be read: {error}") from error


def _json_lines(source: str, data: bytes) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise DatasetError(
                f"{source}, line {number}: not JSON ({error}); write one object a line, such as "
                '{"problem": "What is 100 + 104?", "answer": 204}'
            ) from error
        if not isinstance(row, dict):
            kind = type(row).__name__
            raise DatasetError(f"{source}, line {number}: an object is expected, such as {{...}}; found a {kind}")
        rows.append(row)
    return rows


def _parquet(source: str, data: bytes) -> list[Row]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError(f"{source}: reading Parquet needs pyarrow: {_INSTALL}") from error
    try:
        rows: list[Row] = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise DatasetError(f"{source} cannot be read as Parquet: {error}") from error
    return rows


def _hub(source: str) -> list[Row]:
    try:
        import datasets
    except ImportError as error:
        raise MissingExtraError(f"{source}: data sets of the Hugging Face hub need: {_INSTALL}") from error
    path, _, split = source.partition(":")
    user, base, *rest = path.split("/")
    name, config = f"{user}/{base}", rest[0] if rest else None
    try:
        if not split:
            splits = datasets.get_dataset_split_names(name, config)
            if "test" not in splits and len(splits) > 1:
                raise DatasetError(
                    f"{source}: say which split, as in '{path}:{splits[0]}'; splits: {', '.join(splits)}"
                )
            split = "test" if "test" in splits else splits[0]
        return [dict(row) for row in datasets.load_dataset(name, config, split=split)]
    except DatasetError:
        raise
    except Exception as error:  # the library raises whatever its own libraries raise: network, parsers, missing splits
        raise DatasetError(
            f"the Hugging Face data set {source!r} cannot be loaded: {type(error).__name__}: {error}"
        ) from error
