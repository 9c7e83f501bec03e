"""A league plays what it says, counts what was played, and tells it."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palaestra.agents import OracleAgent, RandomAgent
from palaestra.agents.llm.prompts import default_format
from palaestra.agents.named import agent_named
from palaestra.agents.table import Played, Table, table
from palaestra.benchmarks.league import (
    Score,
    cells,
    count,
    league,
    markdown,
    plot,
    scored,
    seatings,
    won,
)
from palaestra.cli import main
from palaestra.envs import KnobError
from palaestra.envs.games.matrix import MatrixGame


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
    assert first == Score(4, 2, 1, 0.625, 0.25, 1, {0: (2, 1.5), 1: (2, 1.0)})
    second = count(games, [tuple(not own for own in seat) for seat in seats])
    assert second == Score(4, 1, 1, 0.375, -0.25, 1, {0: (2, 1.0), 1: (2, 0.5)})


def test_of_three_seats_one_of_a_pair_has_one_and_the_other_two() -> None:
    assert len(seatings(3)) == 6
    assert {sum(seating) for seating in seatings(3)} == {1, 2}
    assert won(Played(0, (1.0, -0.5, -0.5), 3), (True, False, False)) == 1.0
    assert won(Played(0, (1.0, -0.5, -0.5), 3), (False, True, True)) == 0.0
    assert won(Played(0, (0.0, 0.5, -0.5), 3), (True, False, False)) == 0.5


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=2), st.integers(2, 4))
def test_what_is_scored_is_what_was_paid(paid: list[float], seats: int) -> None:
    """Of a sum of zero it is (paid + 1) / 2 of the lone seat; in any case the two of a pair share 1."""
    for alone in range(seats):
        game = Played(0, tuple(paid[0] if s == alone else -paid[0] / (seats - 1) for s in range(seats)), 1)
        mine = tuple(s == alone for s in range(seats))
        assert scored(game, mine) == pytest.approx((paid[0] + 1) / 2)
        assert scored(game, tuple(not own for own in mine)) == pytest.approx((1 - paid[0]) / 2)
    any_sum = Played(0, tuple(paid), 1)
    assert 0 <= scored(any_sum, (True, False)) <= 1
    assert scored(any_sum, (True, False)) + scored(any_sum, (False, True)) == pytest.approx(1)


def test_hands_won_are_not_chips_won() -> None:
    hands = [Played(0, (0.25, -0.25), 2)] * 3 + [Played(0, (-1.0, 1.0), 2)]
    first = count(hands, [(True, False)] * 4)
    assert (first.wins, first.games) == (3, 4)
    assert first.paid == -0.0625
    assert first.score == pytest.approx((1 - 0.0625) / 2)


def test_in_poker_the_oracle_leads_though_it_wins_fewer_hands() -> None:
    kuhn = functools.partial(table, "Game-KuhnPoker-v0", format="plain")
    agents = {"random": RandomAgent(format="plain"), "oracle": OracleAgent(format="plain")}
    standing = league(kuhn, agents, matches=300, draws=200)
    oracle, random = standing.total("oracle"), standing.total("random")
    assert standing.ratings[0].name == "oracle"
    assert oracle.paid > 0
    assert oracle.score == pytest.approx((oracle.paid + 1) / 2)
    assert oracle.wins < random.wins
    assert standing.ratings[0].score == pytest.approx(oracle.score)
    for seat, (games, sum_) in oracle.seats.items():
        assert sum_ / games == pytest.approx(1 - random.seats[1 - seat][1] / games)


def test_where_both_may_win_the_table_says_what_is_rated() -> None:
    class Always:
        def __init__(self, word: str) -> None:
            self.word = word

        def reset(self, slots: Any) -> None:
            pass

        def act(self, observations: Any, infos: Any, slots: Any) -> list[str]:
            return [self.word for _ in slots]

    dilemma = MatrixGame("prisoners-dilemma", 1)
    agents = {name: Always(name) for name in ("cooperate", "defect")}
    standing = league(lambda: Table(dilemma, format="plain"), agents, matches=5, draws=50)
    [first, last] = [standing.total(name) for name in ("defect", "cooperate")]
    assert (first.paid, last.paid) == (1.0, 0.0), "5 and 0 of a stake of 5"
    assert (first.score, last.score) == (0.75, 0.25), "ahead by one stake of two"
    assert not standing.zero_sum
    assert "need not lose" in markdown(standing)
    assert standing.to_json()["zero_sum"] is False


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
    assert "the whole stake lost" in text
    assert plot(standing).startswith(b"\x89PNG")


def test_a_league_of_one_and_an_agent_nobody_knows() -> None:
    with pytest.raises(KnobError, match="two players"):
        league(nim, {"random": RandomAgent()})
    with pytest.raises(KnobError, match="did you mean 'oracle'"):
        agent_named("oracel", format="plain")


def test_a_knob_may_be_called_game(capsys: Any) -> None:
    words = ["league", "Game-Matrix-v0", "game=prisoners-dilemma", "--agents", "random", "oracle", "--matches", "2"]
    assert main(words) == 0
    assert "what one wins the other need not lose" in capsys.readouterr().out


def test_the_command_prints_the_table_and_writes_the_files(capsys: Any, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    words = [
        "league",
        "Game-Nim-v0",
        "--agents",
        "random,oracle",
        "--matches",
        "4",
        "piles=2,3",
        "--out",
        str(tmp_path),
    ]
    assert main(words) == 0
    assert "oracle" in capsys.readouterr().out
    row = json.loads((tmp_path / "league.json").read_text())
    assert row["env"] == {"piles": "2,3"}
    assert row["formats"] == {"random": "plain", "oracle": "plain"}
    assert row["ratings"][0]["name"] == "oracle"
    assert "![ratings](league.png)" in (tmp_path / "league.md").read_text()
    assert main(["league", "Game-Nim-v0", "--agents", "random", "random"]) == 2
    assert "once" in capsys.readouterr().err
    assert main(["league", "Game-Nim-v0", "--agents", "random", "oracle", "--seat", "1"]) == 2
    assert "takes no --seat" in capsys.readouterr().err
    assert main(["league", "Puzzle-Sort-v0", "--agents", "random", "oracle"]) == 2
    assert "is no game" in capsys.readouterr().err


@pytest.mark.parametrize(
    "folder", [".", "model", "checkpoints/checkpoint-40", "controls/c/model", "controls/c/checkpoints/checkpoint-40"]
)
def test_a_model_is_asked_in_the_format_it_was_trained_in(folder: str, tmp_path: Path) -> None:
    (tmp_path / "study.json").write_text(json.dumps({"env": {"format": "tags"}}))
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    assert default_format(str(tmp_path / folder)) == "tags"
    assert default_format("somebody/model") == "boxed"


@pytest.mark.parametrize("own", ["plain", "boxed", "tags"])
def test_every_agent_of_a_league_is_asked_and_read_in_its_own_format(own: str) -> None:
    agents = {name: OracleAgent(format=name) for name in ("boxed", "tags", "plain")}
    standing = league(lambda: table("Game-Nim-v0", format=own), agents, matches=3, draws=20)
    assert [standing.total(name).illegal for name in agents] == [0, 0, 0]
    assert {rating.score for rating in standing.ratings} == {0.5}


def test_a_model_brings_the_format_it_was_trained_in(capsys: Any, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from palaestra.agents.llm import nano
    from palaestra.agents.training.runs import save_model

    tokenizer = nano.make_tokenizer()
    for name in ("plain", "boxed"):
        save_model(nano.make_model(tokenizer, hidden=32, layers=1), tokenizer, tmp_path / name / "model")
        (tmp_path / name / "study.json").write_text(json.dumps({"env": {"format": name}}))
    names = [str(tmp_path / "plain"), str(tmp_path / "boxed")]
    assert [agent_named(name).format for name in names] == ["plain", "boxed"]  # type: ignore[attr-defined]
    assert agent_named(names[0], format="tags").format == "tags"  # type: ignore[attr-defined]
    words = ["--matches", "1", "--max-new-tokens", "4", "--out", str(tmp_path / "out")]
    pytest.importorskip("matplotlib")
    assert main(["league", "Game-Nim-v0", "--agents", *names, "oracle", *words]) == 0
    row = json.loads((tmp_path / "out" / "league.json").read_text())
    assert row["formats"] == {names[0]: "plain", names[1]: "boxed", "oracle": "plain"}
    assert main(["league", "Game-Nim-v0", "--agents", *names, *words, "--format", "tags"]) == 0
    row = json.loads((tmp_path / "out" / "league.json").read_text())
    assert set(row["formats"].values()) == {"tags"}
