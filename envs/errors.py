"""Everything Palaestra raises on purpose: one family, each message says what to type instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class PalaestraError(Exception):
    """Base of every error that Palaestra raises about how it was used."""


class KnobError(PalaestraError, ValueError):
    """A knob, level, format or interface that the task does not have, or a value it does not take."""


class RegistrationError(PalaestraError, ValueError):
    """An id that is malformed, taken or unknown, or an entry that names no task."""


class SplitError(PalaestraError, ValueError):
    """A problem asked for under a split that it does not belong to, or a split that is empty."""


class DatasetError(PalaestraError, ValueError):
    """A data set that cannot be read, or a row without a usable problem and answer."""


class MissingExtraError(PalaestraError, ImportError):
    """An optional dependency is not installed; the message holds the command that installs it."""


SHOWN = 24
"""How many allowed words a message lists."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return `; did you mean 'x'?` for the nearest known word, or the list of what is allowed (or what to say for it).

    >>> did_you_mean("hole", ["holes", "box"])
    "; did you mean 'holes'?"
    >>> did_you_mean("zzz", ["holes", "box"])
    '; allowed: box, holes'
    """
    known = sorted(known)
    near = difflib.get_close_matches(str(word), known, n=1, cutoff=0.5)
    if near:
        return f"; did you mean {near[0]!r}?"
    if otherwise:
        return otherwise
    more = [f"{len(known) - SHOWN} more"] if len(known) > SHOWN else []
    return f"; allowed: {', '.join([*known[:SHOWN], *more])}" if known else "; there are none"
