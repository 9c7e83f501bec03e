"""The speed of games: whole games on every side, packages that are missing are named, numbers are written down."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from palaestra.benchmarks import game_speed, speed
from palaestra.envs import KnobError, entry_of, load

TICTACTOE = game_speed.GAMES[0]


@pytest.mark.parametrize("match", game_speed.GAMES, ids=lambda match: match.id)
def test_our_sides_play_whole_games(match: game_speed.Match, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = load(entry_of(match.id))
    ended = []
    returns = rules.returns
    monkeypatch.setattr(rules, "returns", lambda self, state: ended.append(self.over(state)) or returns(self, state))
    for make in (game_speed.our_rules, game_speed.our_aec):
        play = make(match)
        ended.clear()
        for _ in range(5):
            play()
        assert ended == [True] * 5


@pytest.mark.parametrize("match", game_speed.GAMES, ids=lambda match: match.id)
def test_openspiel_plays_a_game_of_the_same_length(match: game_speed.Match) -> None:
    spiel = pytest.importorskip("pyspiel")
    game_speed.openspiel(match)()
    rules: Any = load(entry_of(match.id)).resolve(**match.knobs)
    assert spiel.load_game(match.openspiel).max_game_length() == rules.max_moves


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "textarena" else find(name))
    there, missing = game_speed.packages("textarena, openspiel")
    assert "textarena" not in there
    assert "textarena: not installed; pip install textarena" in missing
    with pytest.raises(KnobError, match="did you mean 'openspiel'"):
        game_speed.packages("openspeel")


def test_the_flag_prints_a_table_and_writes_numbers(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "games.json"
    assert speed.main(["--games", "--only", "tic-tac", "--seconds", "0.03", "--json", str(file)]) == 0
    out = capsys.readouterr().out
    assert "| tic-tac-toe |" in out
    assert "connect four" not in out
    [line] = json.loads(file.read_text())
    assert set(line["games_per_cpu_second"]) == {"rules", "aec"}
    assert min(line["games_per_cpu_second"].values()) > 0
    assert speed.main(["--games", "--against", "nobody"]) == 2


def test_ratios_are_of_the_columns_they_name() -> None:
    line = game_speed.Line(TICTACTOE, {"rules": 500.0, "aec": 90.0, "textarena raw": 100.0, "textarena": 45.0})
    text = game_speed.report([line], ["x: not installed; y"])
    assert "- ours: rules / TextArena, raw: tic-tac-toe 5" in text
    assert "- ours: AEC, text / TextArena, LLM wrapper: tic-tac-toe 2" in text
    assert "OpenSpiel" not in text
    assert "- x: not installed; y" in text
