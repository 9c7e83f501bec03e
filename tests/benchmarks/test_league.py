"""A league plays what it says, counts what was played, and tells it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from palaestra.agents import OracleAgent, RandomAgent
from palaestra.agents.llm.prompts import default_format
from palaestra.agents.table import Played, table
from palaestra.benchmarks.league import Score, agent_named, cells, count, league, markdown, plot, seatings, won
from palaestra.cli import main
from palaestra.envs import KnobError


def nim() -> Any:
    return table("Game-Nim-v0", format="plain")


def test_wins_draws_and_illegal_moves_are_counted_for_the_right_seats() -> None:
    games = [
        Played(0, (1.0, -1.0), 5),
        Played(0, (1.0, -1.0), 5, illegal=1),
        Played(1, (0.0, 0.0), 9),
        Played(1, (-1.0, 1.0), 2, illegal=0),
    ]
    seats = [(True, False), (False, True), (True, False), (False, True)]
    assert [won(game, seat) for game, seat in zip(games, seats, strict=True)] == [1.0, 0.0, 0.5, 1.0]
    first = count(games, seats)
    assert first == Score(4, 2, 1, 0.25, 1, {0: (2, 1.5), 1: (2, 1.0)})
    assert first.score == 0.625
    second = count(games, [tuple(not own for own in seat) for seat in seats])
    assert second == Score(4, 1, 1, -0.25, 1, {0: (2, 1.0), 1: (2, 0.5)})


def test_of_three_seats_one_of_a_pair_has_one_and_the_other_two() -> None:
    assert len(seatings(3)) == 6
    assert {sum(seating) for seating in seatings(3)} == {1, 2}
    assert won(Played(0, (1.0, -0.5, -0.5), 3), (True, False, False)) == 1.0
    assert won(Played(0, (1.0, -0.5, -0.5), 3), (False, True, True)) == 0.0
    assert won(Played(0, (0.0, 0.5, -0.5), 3), (True, False, False)) == 0.5


def test_the_oracle_leads_the_league_and_equals_share_it() -> None:
    agents = {"a": RandomAgent(1, format="plain"), "oracle": OracleAgent(format="plain")}
    standing = league(nim, agents | {"b": RandomAgent(2, format="plain")}, matches=20, draws=200)
    assert standing.ratings[0].name == "oracle"
    assert standing.exact
    elo = {rating.name: rating for rating in standing.ratings}
    assert elo["oracle"].low > max(elo["a"].high, elo["b"].high)
    assert elo["a"].low < elo["b"].high
    assert elo["b"].low < elo["a"].high
    for one, other in (("a", "b"), ("a", "oracle"), ("b", "oracle")):
        assert standing.scores[one, other].wins == 40 - standing.scores[other, one].wins
    assert standing.total("a").games == 80
    again = league(
        nim,
        {
            "a": RandomAgent(1, format="plain"),
            "oracle": OracleAgent(format="plain"),
            "b": RandomAgent(2, format="plain"),
        },
        matches=20,
        draws=200,
    )
    assert standing == again, "seeds are fixed"
    assert json.loads(json.dumps(standing.to_json())) == standing.to_json()


def test_tables_and_plots_tell_the_standing() -> None:
    pytest.importorskip("matplotlib")
    agents = {"random": RandomAgent(format="plain"), "oracle": OracleAgent(format="plain")}
    standing = league(nim, agents, matches=5, draws=50)
    head, body = cells(standing)
    assert len(head) == len(body[0])
    text = markdown(standing)
    assert "exactly" in text
    assert text.count("\n| oracle |") == 2
    assert plot(standing).startswith(b"\x89PNG")


def test_a_league_of_one_and_an_agent_nobody_knows() -> None:
    with pytest.raises(KnobError, match="two players"):
        league(nim, {"random": RandomAgent()})
    with pytest.raises(KnobError, match="did you mean 'oracle'"):
        agent_named("oracel", format="plain")


def test_the_command_prints_the_table_and_writes_the_files(capsys: Any, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    words = [
        "league",
        "Game-Nim-v0",
        "piles=2,3",
        "--agents",
        "random,oracle",
        "--matches",
        "4",
        "--out",
        str(tmp_path),
    ]
    assert main(words) == 0
    assert "oracle" in capsys.readouterr().out
    row = json.loads((tmp_path / "league.json").read_text())
    assert row["env"] == {"format": "plain", "piles": "2,3"}
    assert row["ratings"][0]["name"] == "oracle"
    assert "![ratings](league.png)" in (tmp_path / "league.md").read_text()
    assert main(["league", "Game-Nim-v0", "--agents", "random", "random"]) == 2
    assert "once" in capsys.readouterr().err
    assert main(["league", "Game-Nim-v0", "--agents", "random", "oracle", "--seat", "1"]) == 2
    assert "takes no --seat" in capsys.readouterr().err
    assert main(["league", "Puzzle-Sort-v0", "--agents", "random", "oracle"]) == 2
    assert "is no game" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [".", "model", "checkpoints/checkpoint-40"])
def test_a_model_is_asked_in_the_format_it_was_trained_in(folder: str, tmp_path: Path) -> None:
    (tmp_path / "study.json").write_text(json.dumps({"env": {"format": "tags"}}))
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    assert default_format(str(tmp_path / folder)) == "tags"
    assert default_format("somebody/model") == "boxed"
