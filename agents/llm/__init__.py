"""Language models as agents: a Transformers backend, the models we ship, and how text becomes tokens.

Importing this room imports no torch. What needs it is loaded on first use, behind the extra `palaestra[train]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .runtime import require

if TYPE_CHECKING:
    from .transformers_backend import TransformersAgent, load_model

__all__ = ["TransformersAgent", "load_model", "require"]


def __getattr__(name: str) -> Any:
    if name in ("TransformersAgent", "load_model"):
        require()
        from . import transformers_backend

        return getattr(transformers_backend, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
