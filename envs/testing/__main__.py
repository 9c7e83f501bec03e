"""`python -m palaestra.envs.testing golden FOLDER [ID …]`: write golden keys, after a deliberate change only."""

from __future__ import annotations

import argparse
from pathlib import Path

import palaestra  # noqa: F401  # registers the ids

from .golden import write_golden

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m palaestra.envs.testing")
    golden = parser.add_subparsers(required=True).add_parser("golden", help="write golden keys")
    golden.add_argument("folder", type=Path, help="where to write, such as tests/golden")
    golden.add_argument("ids", nargs="*", metavar="ID", help="which ids; all if left out")
    args = parser.parse_args()
    for path in write_golden(args.folder, args.ids or None):
        print(path)
