"""The example puzzle keeps every law, and stays as short as its page says."""

import sys
from pathlib import Path

import pytest

from palaestra.envs.testing import check_task

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_the_grid_puzzle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    check_task("futoshiki:Futoshiki", seeds=5).require()
    assert Path(sys.modules["futoshiki"].__file__ or "") == EXAMPLES / "futoshiki.py"


def test_it_is_at_most_sixty_lines() -> None:
    assert len((EXAMPLES / "futoshiki.py").read_text(encoding="utf-8").splitlines()) <= 60
