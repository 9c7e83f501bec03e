"""An id's version is a promise: the same name is the same problem and the same prompt, for ever.

After a deliberate change that raises a version: python -m palaestra.envs.testing golden tests/golden
"""

import json
from pathlib import Path

import pytest

import palaestra
from palaestra.envs.registry import BUILTIN
from palaestra.envs.testing import golden

FOLDER = Path(__file__).parent / "golden"
OURS = [id for id in palaestra.ids() if "/" not in id]


@pytest.mark.parametrize("id", OURS)
def test_names_are_what_they_were(id: str) -> None:
    assert json.loads((FOLDER / f"{id}.json").read_text(encoding="utf-8")) == golden(id)


@pytest.mark.parametrize("id", OURS)
def test_twenty_lines_a_level(id: str) -> None:
    kept = json.loads((FOLDER / f"{id}.json").read_text(encoding="utf-8"))
    assert all(len(lines) == 20 for lines in kept.values())


def test_no_file_is_left_over() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(BUILTIN)
