"""Texts that break verifiers, and a way to see whether any of them was run as code."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

import numpy as np

CANARY = "palaestra_canary"
MEGABYTE = 1_000_000

JUNK = (
    "",
    " ",
    "\n",
    "???",
    "lorem ipsum",
    "None",
    "NaN",
    "inf",
    "-inf",
    "\x00",
    "\\boxed{}",
    "{}",
    "[]",
    "()",
    "the",
)
"""Answers that are right nowhere."""

CODE = (
    f"__import__('os').system('{CANARY}')",
    f"{CANARY}",
    f"({CANARY}+1)",
    f"[x for x in {CANARY}]",
    f"lambda {CANARY}: 1",
    f"exec('{CANARY}')",
    f"{{{{{CANARY}}}}}",
)
"""Texts that show whether they are run."""

SMALL = (
    *CODE,  # first: whoever runs these would hang on what follows
    *JUNK,
    *(f"9**9**{n}" for n in (4, 5, 6, 7, 8, 9)),  # in rising order: the kit stops at the first that takes too long
    *(f"9^9^{n}" for n in (4, 5, 6, 7, 8, 9)),
    "99!!",
    "9" * 5000,
    "1e999999999",
    "10^(10^(10^10))",
    "1/0",
    "0/0",
    "((((",
    "))))",
    "\\frac{1}{",
    "\\frac" * 50,
    "{" * 200,
    "}" * 200,
    "$$$",
    "**",
    "\ud800",
    "\udfff\ud800",
    "a\ud800b",
    "\u202e\u200b\ufeff",
    "²³¹",
    "٣٤",
    "１２",
    "½",
    "∀x∃y 中",
    "é" * 100 + "́" * 100,
    "\r\n\t\v\f\u2028\u2029\x85",
    "'; DROP TABLE x; --",
    "%s%n{0}{x!r}",
    "<think>",
    "</think>",
    "<answer></answer>",
    "\\boxed{\\boxed{1}}",
)
"""Short texts that a careless parser runs, loops over or raises on."""


def large(size: int = MEGABYTE) -> Iterator[str]:
    """Yield texts of a hundredth of `size`, a tenth and at last `size` characters."""
    for length in (size // 100, size // 10, size):
        yield from _long(length)


def _long(size: int) -> Iterator[str]:
    deep = size // 10
    yield "(" * deep
    yield "(" * deep + "1" + ")" * deep
    yield "[" * deep + "]" * deep
    yield "{" * deep + "}" * deep
    yield "-" * deep + "1"
    yield "1" + "+1" * (size // 2 - 1)
    yield "2" + "**2" * (size // 3 - 1)
    yield "9" * size
    yield "0." + "3" * (size - 2)
    yield " " * size
    yield "\n" * size
    yield "a" * size
    yield "\\frac{1}{" * (size // 9)
    yield "\\boxed{" * (size // 7)
    yield "<think>" * (size // 7)
    yield "<answer>" * (size // 8)
    yield "1, " * (size // 3)
    yield "1 or " * (size // 5)
    yield "\x00" * size
    yield "\ud800" * size
    yield "∀中é" * (size // 3)
    yield "not " * (size // 4) + "x"


def scribble(rng: np.random.Generator, alphabet: str, size: int) -> str:
    """Return a random text over `alphabet` and a few troublesome signs."""
    letters = list(dict.fromkeys(alphabet + "(){}[]$*\\,;:=+-/^_ \n0123456789∀é\x00"))
    return "".join(letters[int(i)] for i in rng.integers(0, len(letters), size))


class _Ear:
    """Hears, through Python's audit hooks, whether text that holds the canary is run, or leaves Python."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.thread: int | None = None
        self.hooked = False

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.thread != threading.get_ident():
            return
        if event in ("os.system", "subprocess.Popen", "os.exec", "socket.connect"):
            self.heard.append(event)
        elif event == "exec" and args and isinstance(args[0], CodeType):
            code = args[0]
            words = (*code.co_names, *code.co_varnames, *(c for c in code.co_consts if isinstance(c, str)))
            if any(CANARY in word for word in words):
                self.heard.append("the text was run as Python code")


_ear = _Ear()


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what this thread does that no verifier may: running text as code, starting programs, opening sockets."""
    if not _ear.hooked:
        sys.addaudithook(_ear)
        _ear.hooked = True
    _ear.heard, _ear.thread = [], threading.get_ident()
    try:
        yield _ear.heard
    finally:
        _ear.thread = None
