"""The labelled pairs, read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palaestra.envs import PalaestraError

PAIRS = Path(__file__).with_name("pairs.jsonl")
ATTACK = "adversarial/"


@dataclass(frozen=True, slots=True)
class Pair:
    """One reference answer, one response, one label.

    Attributes:
        id: Its name.
        form: The form of the answer, or "adversarial/" and the pattern of the attack.
        gold: The reference.
        response: What a model wrote.
        correct: Whether a fair teacher calls it right.
        source: Where it is from.
        note: Why, where it is not plain.
    """

    id: str
    form: str
    gold: str
    response: str
    correct: bool
    source: str = ""
    note: str = ""

    @property
    def adversarial(self) -> bool:
        """Whether the response tries to deceive, or is the harmless twin of one that does."""
        return self.form.startswith(ATTACK)


def text_of(value: str | Sequence[Any]) -> str:
    """Return a text, which may be given by parts and how often they are repeated.

    >>> text_of(["a", {"repeat": ["b", 3]}])
    'abbb'
    """
    if isinstance(value, str):
        return value
    return "".join(part if isinstance(part, str) else part["repeat"][0] * part["repeat"][1] for part in value)


def load_pairs(path: Path = PAIRS) -> list[Pair]:
    """Read a file of pairs, one JSON object a line.

    Raises:
        PalaestraError: If a line is no pair.
    """
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            row |= {"gold": text_of(row["gold"]), "response": text_of(row["response"])}
            pairs.append(Pair(**row))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise PalaestraError(f"{path}, line {number}: {error}") from error
    return pairs


def spread(pairs: Sequence[Pair], limit: int) -> list[Pair]:
    """Return at most so many pairs, taken evenly from the whole; 0 is all."""
    if not 0 < limit < len(pairs):
        return list(pairs)
    return [pairs[i * len(pairs) // limit] for i in range(limit)]
