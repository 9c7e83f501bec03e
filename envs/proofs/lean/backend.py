"""Judging by a full Lean 4, with or without Mathlib: the same question as `check_proof`, another prover.

A verdict never comes from tactic mode, nor from what a submission can print. In order:

1. `source` reads the submission: an allow-list of characters, commands and tactics, without comments.
2. A fresh Lean compiles it, in a namespace of its own.
3. A second file of ours, compiled after it, states the theorem again: ``theorem check : ∀ …, … := @Submission.t``.
4. A program of ours that imports neither grammar nor options of the submission reads the axioms of ``check`` from the
   compiled file; they must be among `AXIOMS`.

Every run of Lean has its own process group, deadline, memory cap and an environment without secrets (`process`).
"""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ...core import Status, Verdict
from ...errors import MissingExtraError
from .process import Finished, Limits, pooled, run
from .source import DECLARATIONS, Refused, clean, is_file

AXIOMS: Final = frozenset(("propext", "Classical.choice", "Quot.sound"))
"""What a proof may rest on; anything else (sorryAx, ofReduceBool, one's own) is refused."""
EXECUTABLE_VARIABLE: Final = "PALAESTRA_LEAN"
PROJECT_VARIABLE: Final = "PALAESTRA_LEAN_PROJECT"
_SUBMISSION: Final = "PalaestraSubmission"
_CHECK: Final = "PalaestraCheck"
_AUDIT: Final = "PalaestraAudit"
AUDIT_SOURCE: Final = """import Lean
open Lean

partial def axiomsBelow (env : Environment) : List Name → NameSet → List Name → List Name
  | [], _, found => found
  | name :: rest, seen, found =>
    if seen.contains name then axiomsBelow env rest seen found
    else match env.find? name with
      | none => axiomsBelow env rest (seen.insert name) (name :: found)
      | some info =>
        let inside := match info with
          | .defnInfo v => v.value.getUsedConstants.toList
          | .thmInfo v => v.value.getUsedConstants.toList
          | .opaqueInfo v => v.value.getUsedConstants.toList
          | .inductInfo v => v.ctors
          | _ => []
        let found := match info with
          | .axiomInfo _ => name :: found
          | _ => found
        axiomsBelow env (info.type.getUsedConstants.toList ++ inside ++ rest) (seen.insert name) found

def main (args : List String) : IO UInt32 := do
  let [file, constant] := args | return 2
  initSearchPath (← findSysroot)
  let env ← importModules #[{ module := file.toName }] {}
  let some (.thmInfo _) := env.find? constant.toName | return 3
  let axioms := axiomsBelow env [constant.toName] {} []
  IO.println (Json.mkObj [("axioms", toJson (axioms.map toString))]).compress
  return 0
"""


@dataclass(frozen=True, slots=True)
class LeanBackend:
    """A Lean 4 to judge with.

    Attributes:
        executable: The ``lean`` program.
        project: A Lake project, built, whose libraries (Mathlib, say) submissions may import; None for Lean alone.
        limits: What each of the three runs of one judgement may take.
        workers: How many judgements `judge_all` makes at a time.
        axioms: What proofs may rest on.
    """

    executable: str = "lean"
    project: Path | None = None
    limits: Limits = field(default_factory=lambda: Limits(120.0, 8_192))
    workers: int = 2
    axioms: frozenset[str] = AXIOMS

    @classmethod
    def find(cls, *, limits: Limits | None = None, workers: int = 2) -> LeanBackend:
        """The Lean that `PALAESTRA_LEAN` names, or that is on the path; with the project of `PALAESTRA_LEAN_PROJECT`.

        Raises:
            MissingExtraError: There is none.
        """
        named = os.environ.get(EXECUTABLE_VARIABLE)
        found = named or shutil.which("lean") or shutil.which(str(Path.home() / ".elan" / "bin" / "lean"))
        if not found:
            raise MissingExtraError(
                "there is no Lean here; install it (https://lean-lang.org/install), or set "
                f"{EXECUTABLE_VARIABLE} to the lean program and {PROJECT_VARIABLE} to a Lake project; or type: "
                "pip install 'palaestra[lean]' and use LeanBackend.with_mathlib()"
            )
        project = os.environ.get(PROJECT_VARIABLE)
        return cls(found, Path(project) if project else None, limits or Limits(120.0, 8_192), workers)

    @classmethod
    def with_mathlib(
        cls, lean_version: str = "v4.29.0", *, limits: Limits | None = None, workers: int = 2
    ) -> LeanBackend:
        """A project with Mathlib that the library lean-interact sets up; the first time it downloads gigabytes.

        Raises:
            MissingExtraError: lean-interact is not installed.
        """
        try:
            from lean_interact import TempRequireProject  # type: ignore[import-not-found]
        except ImportError:
            raise MissingExtraError("lean-interact is not installed; type: pip install 'palaestra[lean]'") from None
        project = TempRequireProject(lean_version=lean_version, require="mathlib")
        return cls("lean", Path(project.get_directory()), limits or Limits(300.0, 16_384), workers)

    def judge(self, statement: str, proof: str, *, header: str = "") -> Verdict:
        """Judge a proof.

        Args:
            statement: ``theorem name (binders) : proposition``, or a proposition; trusted.
            proof: A term, ``by …``, or ``theorem``, ``lemma`` and ``def`` that prove `name` in the end; not trusted.
            header: Lines before the statement, trusted: imports, ``open …``, ``set_option …``.

        Raises:
            ValueError: The statement has no colon where one is needed.
            MissingExtraError: Lean cannot be started.
        """
        name, levels, closed = close(statement)
        try:
            text = clean(proof)
        except Refused as reason:
            return Verdict.wrong(f"refused before Lean saw it: {reason}")
        imports, rest = split_header(header)
        if not is_file(text):
            text = f"{_stated(statement, name)} :=\n{text}"
        submission = f"{imports}{rest}\nnamespace Submission\n\n{text}\n\nend Submission\n"
        check = f"{imports}import {_SUBMISSION}\n{rest}\ntheorem check{levels} : {closed} := @Submission.{name}\n"
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            for module, source, what in (
                (_SUBMISSION, submission, ""),
                (_CHECK, check, "it does not prove the statement: "),
            ):
                (work / f"{module}.lean").write_text(source, encoding="utf-8")
                done = self._lean(["--json", "-o", f"{module}.olean", f"{module}.lean"], work)
                trouble = self._trouble(done, work / f"{module}.olean", what)
                if trouble is not None:
                    return trouble
            return self._audit(work)

    def judge_all(self, items: Iterable[tuple[str, str, str]]) -> list[Verdict]:
        """Judge several ``(statement, proof, header)``, at most `workers` at a time; verdicts in order."""
        return pooled(lambda x: self.judge(x[0], x[1], header=x[2]), items, self.workers)

    def _audit(self, work: Path) -> Verdict:
        (work / f"{_AUDIT}.lean").write_text(AUDIT_SOURCE, encoding="utf-8")
        done = self._lean(["--run", f"{_AUDIT}.lean", _CHECK, "check"], work)
        if done.stopped:
            return Verdict(0.0, f"Lean was stopped: out of {done.stopped}", Status.TIMEOUT)
        try:
            axioms = json.loads(done.output)["axioms"] if done.code == 0 else None
        except (ValueError, TypeError, KeyError):
            axioms = None
        if not isinstance(axioms, list) or not all(isinstance(a, str) for a in axioms):
            return Verdict.wrong(f"the axioms could not be read (code {done.code}): {_last(done)}")
        strange = sorted(set(axioms) - self.axioms)
        if strange:
            return Verdict.wrong(f"the proof rests on {', '.join(strange)}")
        return Verdict.correct("Lean accepts the proof")

    def _trouble(self, done: Finished, compiled: Path, what: str) -> Verdict | None:
        if done.stopped:
            return Verdict(0.0, f"Lean was stopped: out of {done.stopped}", Status.TIMEOUT)
        errors = [m for m in messages(done.output) if m[0] == "error"]
        if errors:
            return Verdict.wrong(f"{what}{errors[0][1]}"[:2_000])
        if done.code or not compiled.is_file():
            return Verdict.wrong(f"{what}Lean ended with code {done.code}: {_last(done)}")
        return None

    def _lean(self, arguments: list[str], work: Path) -> Finished:
        program, path = self.executable, str(work)
        if self.project is not None:
            program, more = _toolchain(self.project, self.executable)
            path = f"{work}{os.pathsep}{more}"
        try:
            return run([program, *arguments], self.limits, folder=work, environ={"LEAN_PATH": path})
        except FileNotFoundError as error:
            raise MissingExtraError(f"{error}; set {EXECUTABLE_VARIABLE} to the lean program") from None


@functools.cache
def _toolchain(project: Path, executable: str) -> tuple[str, str]:
    """The lean program of a project and the search path of its libraries, from ``lake env``.

    Raises:
        MissingExtraError: Lake cannot say.
    """
    beside = Path(executable).with_name("lake")
    lake = str(beside) if beside.is_file() else "lake"
    script = 'command -v "$0"; printf "%s" "$LEAN_PATH"'
    try:
        done = run([lake, "env", "sh", "-c", script, executable], Limits(120.0), folder=project)
    except FileNotFoundError as error:
        raise MissingExtraError(f"{error}; Lake comes with Lean") from None
    program, _, path = done.output.partition("\n")
    if done.code or done.stopped or not program:
        raise MissingExtraError(f"'lake env' fails in {project}: {_last(done)}; is it a Lake project, and built?")
    return program, path.strip()


def messages(output: str) -> list[tuple[str, str]]:
    """``(severity, text)`` of the messages that ``lean --json`` printed; lines that are none are passed over."""
    found = []
    for line in output.splitlines():
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(message, dict) and isinstance(message.get("severity"), str):
            found.append((message["severity"], str(message.get("data", ""))))
    return found


def _last(done: Finished) -> str:
    return (done.errors.strip() or done.output.strip())[-300:]


# --- texts of statements ---------------------------------------------------------------------------------------------

_DECLARED: Final = re.compile(
    rf"\s*(?:{'|'.join(DECLARATIONS)})\s+([^\s:({{\[⦃.]+(?:\.[^\s:({{\[⦃.]+)*)(\.\{{[^}}]*\}})?"
)


def close(statement: str) -> tuple[str, str, str]:
    """Name, universe binders and closed proposition: ``theorem t (n : Nat) : p`` gives ``t``, "", ``∀ (n : Nat), p``.

    Raises:
        ValueError: It begins as a theorem, but there is no colon outside brackets.
    """
    m = _DECLARED.match(statement)
    if m is None:
        return "goal", "", statement.strip()
    rest = statement[m.end() :]
    depth = 0
    for i, c in enumerate(rest):
        depth += (c in "([{⦃⟨") - (c in ")]}⦄⟩")
        if c == ":" and depth == 0:
            binders, stated = rest[:i].strip(), rest[i + 1 :].strip()
            return m[1], m[2] or "", f"∀ {binders}, {stated}" if binders else stated
    raise ValueError(f"the statement has no colon outside brackets: {statement[:200]!r}")


def _stated(statement: str, name: str) -> str:
    text = statement.strip()
    return text if _DECLARED.match(text) else f"theorem {name} : {text}"


def split_header(header: str) -> tuple[str, str]:
    """The imports of a header, and its other lines."""
    lines = header.splitlines()
    imports = "".join(f"{x.strip()}\n" for x in lines if x.strip().startswith("import "))
    return imports, "\n".join(x for x in lines if not x.strip().startswith("import "))


@functools.cache
def _default() -> LeanBackend:
    return LeanBackend.find()


def judge(statement: str, proof: str, *, header: str = "") -> Verdict:
    """Judge a proof by the Lean that is installed; see `LeanBackend.judge` and `LeanBackend.find`.

    Raises:
        MissingExtraError: There is no Lean.
    """
    return _default().judge(statement, proof, header=header)


__all__ = ["AUDIT_SOURCE", "AXIOMS", "LeanBackend", "close", "judge", "messages", "split_header"]
