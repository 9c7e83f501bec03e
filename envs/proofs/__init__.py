"""Theorem proving: an embedded prover for a subset of Lean 4, with a small kernel that alone says yes."""

from .check import check_proof, check_term, start
from .state import Done, Error, State

__all__ = ["Done", "Error", "State", "check_proof", "check_term", "start"]
