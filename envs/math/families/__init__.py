"""The problem families of `Math-AIME-v0`, by name and by topic."""

from __future__ import annotations

from . import algebra, combinatorics, geometry, number_theory, probability
from .family import Family, Params

TOPICS: dict[str, tuple[Family, ...]] = {
    "algebra": algebra.FAMILIES,
    "number_theory": number_theory.FAMILIES,
    "combinatorics": combinatorics.FAMILIES,
    "geometry": geometry.FAMILIES,
    "probability": probability.FAMILIES,
}
"""Each topic's families."""

FAMILIES: dict[str, Family] = {family.name: family for families in TOPICS.values() for family in families}
"""Each family under its name."""

__all__ = ["FAMILIES", "TOPICS", "Family", "Params"]
