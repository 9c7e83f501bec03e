"""Suites: named mixtures, as data in suites.json."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from importlib.resources import files

from .errors import KnobError, did_you_mean


@functools.cache
def suites() -> dict[str, dict[str, Sequence[str]]]:
    """Return the suites: for each name its difficulties, and for each of those its parts."""
    found: dict[str, dict[str, Sequence[str]]] = json.loads(files(__package__).joinpath("suites.json").read_text())
    return found


def suite(name: str, difficulty: str = "easy") -> tuple[str, ...]:
    """Return the parts of a suite, for `gym.make("Mixture-v0", parts=suite("seven-puzzles", "hard"))`.

    Raises:
        KnobError: If there is no such suite or difficulty.
    """
    if name not in suites():
        raise KnobError(f"no suite {name!r}{did_you_mean(name, suites())}")
    if difficulty not in suites()[name]:
        raise KnobError(f"{name} has no difficulty {difficulty!r}; use {', '.join(suites()[name])}")
    return tuple(suites()[name][difficulty])
