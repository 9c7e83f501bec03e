"""Goals of a real Lean, tactic by tactic, through the library lean-interact; the verdict is another, fresh Lean's.

A REPL in tactic mode has said "no goals" of wrong proofs (leanprover-community/repl issue 44), so what a session shows
is for the eyes of an agent only: `Session.verdict` writes the script down and hands it to `LeanBackend.judge`.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from ...core import Verdict
from ...errors import MissingExtraError
from .backend import LeanBackend, split_header
from .source import refusal


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one tactic: the goals that are left, or why Lean refused it."""

    goals: tuple[str, ...] = ()
    error: str = ""


class Session:
    """One proof in progress.

    Args:
        backend: The Lean to use; its limits hold for every step.
        statement: ``theorem name (binders) : proposition``.
        header: Imports and the like, trusted.

    Raises:
        MissingExtraError: lean-interact is not installed.
        ValueError: Lean refuses the statement.
    """

    def __init__(self, backend: LeanBackend, statement: str, *, header: str = "") -> None:
        try:
            import lean_interact  # type: ignore[import-not-found]
        except ImportError:
            raise MissingExtraError("lean-interact is not installed; type: pip install 'palaestra[lean]'") from None
        self.backend, self.statement, self.header = backend, statement, header
        self.script: list[str] = []
        self._lean = lean_interact
        project = lean_interact.LocalProject(directory=str(backend.project)) if backend.project else None
        config = lean_interact.LeanREPLConfig(project=project, memory_hard_limit_mb=backend.limits.memory_mb)
        self._server = lean_interact.AutoLeanServer(config)
        imports, rest = split_header(header)
        answer = self._ask(lean_interact.Command(cmd=f"{imports}{rest}\n{statement} := by sorry"))
        holes = getattr(answer, "sorries", None)
        if not holes:
            raise ValueError(f"Lean refuses the statement: {_words(answer)}")
        self._states: list[int] = [holes[0].proof_state]
        self.goals: tuple[str, ...] = (str(holes[0].goal),)

    def apply(self, tactic: str) -> Step:
        """Run one tactic on the goals; a refused one changes nothing."""
        reason = refusal(f"by\n{textwrap.indent(tactic, '  ')}")
        if reason:
            return Step(self.goals, reason)
        answer = self._ask(self._lean.interface.ProofStep(proof_state=self._states[-1], tactic=tactic))
        if not hasattr(answer, "goals") or "Error" in str(getattr(answer, "proof_status", "")):
            return Step(self.goals, _words(answer))
        self._states.append(answer.proof_state)
        self.script.append(tactic)
        self.goals = tuple(map(str, answer.goals))
        return Step(self.goals)

    def verdict(self) -> Verdict:
        """Judge the script so far as a whole proof, by a fresh Lean."""
        steps = textwrap.indent("\n".join(self.script) or "skip", "  ")
        return self.backend.judge(self.statement, f"by\n{steps}", header=self.header)

    def close(self) -> None:
        """End the REPL."""
        self._server.kill()

    def _ask(self, query: Any) -> Any:
        try:
            return self._server.run(query, timeout=self.backend.limits.seconds)
        except (TimeoutError, ConnectionError, ValueError) as error:
            return error


def _words(answer: Any) -> str:
    if isinstance(answer, Exception):
        return f"{type(answer).__name__}: {answer}"
    said = [str(m.data) for m in getattr(answer, "messages", ()) if getattr(m, "severity", "") == "error"]
    return "; ".join(said) or str(getattr(answer, "message", "")) or "no answer"


__all__ = ["Session", "Step"]
