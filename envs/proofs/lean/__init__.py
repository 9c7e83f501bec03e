"""Real Lean 4, always in another process: a referee of our kernel's terms, and a backend that judges Lean proofs.

`referee` needs the wheel of the extra ``palaestra[lean-kernel]``: Lean's own kernel over a prelude of ours. `backend`
needs a full Lean: the ``lean`` executable, a project, or the library lean-interact. Nothing is loaded before it is
asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backend import LeanBackend, judge
    from .export import to_lean
    from .formal import FormalProblem, formal_problems
    from .process import Limits
    from .referee import Referee, Ruling, double_check
    from .source import refusal

_WHERE = {
    "LeanBackend": "backend", "judge": "backend", "FormalProblem": "formal", "formal_problems": "formal",
    "Limits": "process", "Referee": "referee", "Ruling": "referee", "double_check": "referee", "refusal": "source",
    "to_lean": "export",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(f".{_WHERE[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "FormalProblem",
    "LeanBackend",
    "Limits",
    "Referee",
    "Ruling",
    "double_check",
    "formal_problems",
    "judge",
    "refusal",
    "to_lean",
]
