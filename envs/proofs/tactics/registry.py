"""All tactics by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from . import arithmetic, basic, contexts, control, equality, simplify, split, steps

if TYPE_CHECKING:
    from ..state import Runner
    from ..syntax import Syn

Tactic = Callable[["Runner", "Syn"], None]

TACTICS: Final[dict[str, Tactic]] = {
    **basic.TACTICS,
    **steps.TACTICS,
    **contexts.TACTICS,
    **control.TACTICS,
    **equality.TACTICS,
    **split.TACTICS,
    **arithmetic.TACTICS,
    **simplify.TACTICS,
}

__all__ = ["TACTICS"]
