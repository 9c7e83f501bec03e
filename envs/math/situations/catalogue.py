"""All situations: what is told, how the rest follows, and how numbers are drawn that come out whole."""

from __future__ import annotations

from . import trade, wholes  # noqa: F401  # they declare the situations
from .declare import SITUATIONS

__all__ = ["SITUATIONS"]
