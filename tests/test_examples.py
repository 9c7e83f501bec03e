"""The example puzzle and the example game keep every law, and stay as short as their pages say."""

import sys
from pathlib import Path

import pytest

from palaestra.cli import main
from palaestra.envs.games import value
from palaestra.envs.testing import check_game, check_task

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_the_grid_puzzle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    check_task("futoshiki:Futoshiki", seeds=5).require()
    assert Path(sys.modules["futoshiki"].__file__ or "") == EXAMPLES / "futoshiki.py"


def test_it_is_at_most_sixty_lines() -> None:
    assert len((EXAMPLES / "futoshiki.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_the_game(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    check_game("chomp:Chomp", seeds=5).require()
    chomp = sys.modules["chomp"].Chomp
    for rows in range(1, 5):
        for columns in range(1, 5):
            rules = chomp(rows, columns)
            wins = (rows, columns) != (1, 1)  # whoever begins could steal any second player's strategy
            assert value(rules, rules.start()) == (1.0 if wins else -1.0)


def test_it_is_at_most_seventy_lines() -> None:
    assert len((EXAMPLES / "chomp.py").read_text(encoding="utf-8").splitlines()) <= 70


@pytest.mark.parametrize("word", ["futoshiki:Futoshiki", "chomp:Chomp"])
def test_commands_take_a_class_that_nobody_registered(
    word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(EXAMPLES)
    monkeypatch.setattr(sys, "path", list(sys.path))
    module, _, name = word.partition(":")
    for _ in range(2):
        assert main(["eval", word, "--agent", "oracle", "--n", "4"]) == 0
        assert f"{module}/{name}-v0" in capsys.readouterr().out
    assert main(["show", f"{word}s"]) == 2
    assert f"'{word}s' names no class" in capsys.readouterr().err
