"""The referee: Lean 4's own kernel checks the terms that ours has accepted.

The built-in library is exported once (`export`), compiled by Lean with every proof in it, and kept in the cache
folder. A term is then one ``theorem`` in a file that imports it. Steps by certificate are hypotheses there, so what
Lean confirms of such a proof is all but those facts; the ruling names them.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ...core import Verdict
from ...dataset import cache_dir
from .. import prelude
from ..check import deep_terms, parse_statement, prove
from ..kernel import KernelError, OutOfFuel
from ..lexer import SourceError
from ..library import library
from ..terms import Term, TermTooDeep
from . import export as exporting
from . import wheel
from .export import HEADER, OPTIONS, Exported, Exporter, export
from .process import Finished, Limits, pooled

MODULE: Final = "PalaestraPrelude"
AXIOMS: Final = frozenset(("propext", "funext", "Classical.em", "Classical.choice"))
BATCH: Final = 50
_IMPORTING: Final = f"prelude\nimport {MODULE}\n{OPTIONS}"


class RefereeError(RuntimeError):
    """Lean's kernel cannot be asked: it did not start, or it refused the exported library."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What Lean's kernel says about one term.

    Attributes:
        accepted: It is a proof of the statement, given the certificates.
        message: Lean's words when it is not; which limit was met when it could not be checked.
        certificates: The facts of arithmetic that stand in the exported theorem as hypotheses.
        axioms: What it rests on beyond them, among them certificates inside lemmas of the library (``….cert_1``).
    """

    accepted: bool
    message: str = ""
    certificates: tuple[str, ...] = ()
    axioms: tuple[str, ...] = ()


class Referee:
    """Lean's kernel over our prelude. Building one compiles the prelude, once for each version of it.

    Args:
        limits: What one run of Lean, over at most `BATCH` terms, may take.
        workers: How many runs at a time.

    Raises:
        MissingExtraError: The wheel is not installed.
        RefereeError: Lean refuses the library.
    """

    def __init__(self, limits: Limits | None = None, *, workers: int = 2) -> None:
        self.limits = limits or Limits(120.0)
        self.workers = workers
        self.folder = prepare()
        index = json.loads((self.folder / "names.json").read_text(encoding="utf-8"))
        self.names = frozenset(index["names"])
        self.left_out: dict[str, str] = index["left_out"]

    def rule(self, terms: Iterable[tuple[Term, Term]], exporter: Exporter | None = None) -> list[Ruling]:
        """Check closed terms against their types.

        Args:
            terms: Pairs of a term and the type it should have.
            exporter: For terms over more than the built-in library; it should take `names` as done.
        """
        files: list[list[Exported | Ruling]] = []
        for i, (term, type_) in enumerate(terms):
            if i % BATCH == 0:
                files.append([])
            own = exporter or Exporter(done=self.names)
            before = set(own.done)
            try:
                files[-1].append(export(own, f"Check.t{i % BATCH}", term, type_))
            except (ValueError, SourceError, KernelError, OutOfFuel, TermTooDeep, RecursionError) as error:
                files[-1].append(Ruling(False, f"not exported: {error}"))
            own.done = before  # every file stands on its own
        return [ruling for file in pooled(self._rule_file, files, self.workers) for ruling in file]

    def _rule_file(self, items: Sequence[Exported | Ruling]) -> list[Ruling]:
        text, lines = _IMPORTING, []
        seen: set[str] = set()
        for i, item in enumerate(items):
            first = text.count("\n") + 1
            if not isinstance(item, Ruling):
                new = [b for b in item.below if b not in seen]
                seen.update(new)
                text += "\n".join([*new, item.text, f"#print axioms Check.t{i}\n"])
            lines.append((first, text.count("\n") + 1))
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "Check.lean").write_text(text, encoding="utf-8")
            done = wheel.lean(["--json", "Check.lean"], self.limits, folder=Path(folder), search=self.folder)
        if done.stopped or done.code not in (0, 1):
            if len(items) > 1:  # one of them does it: ask one by one
                return [r for item in items for r in self._rule_file([_alone(item)])]
            return [items[0] if isinstance(items[0], Ruling) else Ruling(False, _trouble(done), items[0].certificates)]
        messages = _messages(done.output)
        return [
            item if isinstance(item, Ruling) else _ruling(item, [m for m in messages if a <= m["pos"]["line"] < b])
            for item, (a, b) in zip(items, lines, strict=True)
        ]


def _alone(item: Exported | Ruling) -> Exported | Ruling:
    if isinstance(item, Ruling):
        return item
    head, _, rest = item.text.partition(".t")
    number = len(rest) - len(rest.lstrip("0123456789"))
    return Exported(item.below, f"{head}.t0{rest[number:]}", item.certificates)


def _messages(output: str) -> list[dict[str, Any]]:
    found = []
    for line in output.splitlines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if isinstance(message, dict) and isinstance(message.get("pos"), dict):
            found.append(message)
    return found


def _trouble(done: Finished) -> str:
    if done.stopped:
        return f"Lean was stopped: out of {done.stopped} after {done.seconds:.0f} s"
    return f"Lean ended with code {done.code}: {done.errors.strip()[-300:]}"


def _ruling(item: Exported, messages: list[dict[str, Any]]) -> Ruling:
    """Accepted: no error in its lines, and Lean names its axioms, all of them known."""
    errors = [str(m["data"]) for m in messages if m.get("severity") == "error"]
    if errors:
        return Ruling(False, errors[0], item.certificates)
    said = [str(m["data"]) for m in messages if "axioms" in str(m["data"])]
    if len(said) != 1 or len(messages) != 1:
        return Ruling(False, "Lean did not confirm the theorem", item.certificates)
    axioms: tuple[str, ...] = ()
    if "depends on axioms: [" in said[0]:
        axioms = tuple(said[0].split("[", 1)[1].rstrip("]\n ").replace("\n", " ").replace(" ", "").split(","))
    strange = [a for a in axioms if a not in AXIOMS and ".cert_" not in a]
    if strange:
        return Ruling(False, f"it rests on {', '.join(strange)}", item.certificates, axioms)
    return Ruling(True, "", item.certificates, axioms)


# --- the prelude -----------------------------------------------------------------------------------------------------


def prelude_text() -> tuple[str, list[str], dict[str, str]]:
    """The built-in library as one Lean file, the names in it, and what could not be exported, with reasons."""
    env, exporter = library(), Exporter()
    parts, names, left_out = [HEADER], sorted(exporter.done), {}
    with deep_terms():
        for name in env.sources:
            try:
                for owner, text in exporter.texts([name]):
                    parts.append(text)
                    names.append(owner)
            except (ValueError, SourceError, KernelError, OutOfFuel, TermTooDeep, RecursionError) as error:
                left_out[name] = str(getattr(error, "message", error))[:300]
    return "\n".join(parts), names, left_out


def prepare(limits: Limits | None = None) -> Path:
    """The folder of the compiled prelude, made when it is not in the cache yet.

    Raises:
        MissingExtraError: The wheel is not installed.
        RefereeError: Lean refuses it.
    """
    sources = [*prelude.texts(), Path(exporting.__file__).read_text(encoding="utf-8"), wheel.version()]
    key = hashlib.sha256("\0".join(sources).encode()).hexdigest()[:20]
    folder = cache_dir() / "lean" / key
    if (folder / f"{MODULE}.olean").is_file():
        return folder
    text, names, left_out = prelude_text()
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        (work / f"{MODULE}.lean").write_text(text, encoding="utf-8")
        (work / "names.json").write_text(json.dumps({"names": names, "left_out": left_out}), encoding="utf-8")
        arguments = ["--json", "-o", f"{MODULE}.olean", f"{MODULE}.lean"]
        done = wheel.lean(arguments, limits or Limits(600.0, 4_096, 256), folder=work)
        errors = [m["data"] for m in _messages(done.output) if m.get("severity") == "error"]
        if done.stopped or done.code or errors or not (work / f"{MODULE}.olean").is_file():
            raise RefereeError(f"Lean refuses the exported library: {errors[0] if errors else _trouble(done)}")
        try:
            os.replace(work, folder)
        except OSError:
            if not (folder / f"{MODULE}.olean").is_file():  # else another process was quicker
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder


# --- the switch ------------------------------------------------------------------------------------------------------


@functools.cache
def default_referee() -> Referee:
    """The referee that `double_check` asks.

    Raises:
        MissingExtraError: The wheel is not installed.
        RefereeError: Lean refuses the library.
    """
    return Referee()


def double_check(statement: str, proof: str) -> Verdict:
    """Judge a proof by the embedded prover, and then by Lean's kernel; correct only when both accept it.

    Raises:
        ValueError: The statement is not well formed.
        MissingExtraError: The wheel is not installed.
    """
    from ..check import check_proof

    verdict = check_proof(statement, proof)
    if not verdict.is_correct:
        return verdict
    stated = parse_statement(statement)
    with deep_terms():
        term = prove(stated, proof)
    (ruling,) = default_referee().rule([(term, stated.type)])
    if not ruling.accepted:
        return Verdict.wrong(f"Lean's kernel does not confirm the proof: {ruling.message}")
    taken = f", given {len(ruling.certificates)} certificates of arithmetic" if ruling.certificates else ""
    return Verdict.correct(f"both kernels accept the proof{taken}")


__all__ = ["AXIOMS", "Referee", "RefereeError", "Ruling", "default_referee", "double_check", "prelude_text", "prepare"]
