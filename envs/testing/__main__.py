"""`python -m palaestra.envs.testing golden FOLDER [ID …]`: write golden keys, after a deliberate change only."""

from __future__ import annotations

import sys
from pathlib import Path

import palaestra  # noqa: F401  # registers the ids

from .golden import write_golden

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] != "golden":
        raise SystemExit("usage: python -m palaestra.envs.testing golden FOLDER [ID …]")
    for path in write_golden(Path(sys.argv[2]), sys.argv[3:] or None):
        print(path)
