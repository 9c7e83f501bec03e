"""Lemmas of the library, as Lean text with proofs; every proof is checked by the tests."""

from __future__ import annotations


def texts() -> list[str]:
    """The lemma texts, in order."""
    from . import data, integers, logic, nat

    return [logic.TEXT, nat.TEXT, data.TEXT, integers.TEXT]


__all__ = ["texts"]
