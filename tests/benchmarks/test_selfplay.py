"""The study of self-play: what is measured, what the command refuses, and a small run from end to end."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from palaestra.agents import OracleAgent, RandomAgent
from palaestra.agents.table import Table, table
from palaestra.envs.games.matrix import MatrixGame

pytest.importorskip("trl")

from palaestra.benchmarks.report import write_report
from palaestra.benchmarks.selfplay import MEASURE, SEEDS, against, asked, exploited
from palaestra.cli import main

NIM = functools.partial(table, "Game-Nim-v0", format="plain", piles=(2, 1))


class Silent:
    """Never says a move."""

    def reset(self, slots: Any) -> None:
        pass

    def act(self, observations: Any, infos: Any, slots: Any) -> list[str]:
        return ["?" for _ in slots]


def test_an_agent_is_measured_in_every_seat() -> None:
    row = against(NIM, OracleAgent(format="plain"), RandomAgent(format="plain"), seeds=30)
    assert row["answers"] == 60
    assert row["statuses"]["win"] + row["statuses"]["draw"] + row["statuses"]["loss"] == 60
    assert row["statuses"]["illegal"] == row["statuses"]["draw"] == 0
    assert row["seats"][0] == 1.0, "the first seat wins Nim with 2 and 1"
    assert row["accuracy"] == pytest.approx(sum(row["seats"]) / 2)
    assert row["low"] < row["accuracy"] < row["high"]
    assert row["reward"] == pytest.approx(2 * row["accuracy"] - 1)
    assert row == against(NIM, OracleAgent(format="plain"), RandomAgent(format="plain"), seeds=30)
    other = against(NIM, OracleAgent(format="plain"), RandomAgent(format="plain"), seeds=30, start=SEEDS + 30)
    assert other["statuses"] != row["statuses"] or other["length"] != row["length"]


def test_a_score_is_what_was_paid_and_no_count_of_hands() -> None:
    kuhn = functools.partial(table, "Game-KuhnPoker-v0", format="plain")
    row = against(kuhn, OracleAgent(format="plain"), RandomAgent(format="plain"), seeds=200)
    wins, draws, games = row["statuses"]["win"], row["statuses"]["draw"], row["answers"]
    assert row["accuracy"] == pytest.approx((row["reward"] + 1) / 2)
    assert row["accuracy"] == pytest.approx(sum(row["seats"]) / 2)
    assert row["accuracy"] > 0.5 > (wins + draws / 2) / games, "it wins less often, and more"
    assert row["low"] < row["accuracy"] < row["high"]


def test_where_both_may_win_a_score_is_what_one_was_paid_itself() -> None:
    dilemma = functools.partial(Table, MatrixGame("prisoners-dilemma", 1), format="plain")
    row = against(dilemma, OracleAgent(format="plain"), OracleAgent(format="plain"), seeds=4)
    assert row["statuses"] == {"win": 0, "draw": 8, "loss": 0, "illegal": 0}, "both defect"
    assert row["reward"] == pytest.approx(0.2), "1 of a stake of 5"
    assert (row["accuracy"], row["method"]) == (pytest.approx(0.6), "Wilson over seeds")
    assert row["low"] < row["accuracy"] < row["high"]


def test_who_loses_everything_by_illegal_moves_has_an_interval_still() -> None:
    row = against(NIM, Silent(), RandomAgent(format="plain"), seeds=10)
    assert row["statuses"] == {"win": 0, "draw": 0, "loss": 20, "illegal": 20}
    assert (row["accuracy"], row["low"]) == (0.0, 0.0)
    assert 0.2 < row["high"] < 0.4


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--seat", "1"], "takes no --seat"),
        (["--opponent", "oracle"], "set opponents"),
        (["--wrap", "FormatReward"], "takes no --wrap"),
        (["--controls", "uniform-policy"], "is for --recipe expert-iteration or stp; spiral has"),
        (["--also", "Game-KuhnPoker-v0"], "name tasks"),
        (["--set", "decy=1"], "did you mean 'decay'"),
        (["--set", 'opponents={"self": -1}'], "give each a share"),
        (["colour=3"], "colour"),
    ],
)
def test_mistakes_are_one_helpful_line(words: list[str], says: str, capsys: Any, tmp_path: Path) -> None:
    base = ["train", "Game-Nim-v0", *[w for w in words if "=" in w and not w.startswith("opp") and w[0] == "c"]]
    more = [w for w in words if w not in base]
    run = ["--recipe", "spiral", "--model", "nano-64x2", "--run", str(tmp_path / "run"), "--dry-run"]
    assert main([*base, *run, *more]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_the_other_recipe_refuses_what_is_for_this_one(capsys: Any) -> None:
    assert main(["train", "Puzzle-Sort-v0", "--model", "nano", "--controls", "no-role-baseline", "--dry-run"]) == 2
    assert "for --recipe spiral" in capsys.readouterr().err
    assert main(["train", "Puzzle-Sort-v0", "--model", "nano", "--recipe", "spiral", "--dry-run"]) == 2
    assert "is no game" in capsys.readouterr().err


def test_a_dry_run_tells_all_settings(capsys: Any) -> None:
    assert (
        main(["train", "Game-KuhnPoker-v0", "--level", "1", "--recipe", "spiral", "--model", "nano", "--dry-run"]) == 0
    )
    plan, _ = json.JSONDecoder().raw_decode(capsys.readouterr().out)
    assert plan["recipe"] == "spiral"
    assert plan["settings"]["rollouts"] == 3, "three seats, three rows"
    assert plan["settings"]["baseline"] == "role"


def test_a_nano_model_has_room_for_the_longest_of_its_games(capsys: Any) -> None:
    def planned(id: str, *words: str) -> dict[str, Any]:
        assert main(["train", id, "--recipe", "spiral", "--model", "nano-64x2", "--dry-run", *words]) == 0
        plan, _ = json.JSONDecoder().raw_decode(capsys.readouterr().out)
        return dict(plan["settings"])

    short, long = planned("Game-KuhnPoker-v0"), planned("Game-TicTacToe-v0")
    both = planned("Game-KuhnPoker-v0", "--set", 'games=["Game-TicTacToe-v0"]')
    assert short["max_new_tokens"] < long["max_new_tokens"]
    assert both["max_new_tokens"] >= long["max_new_tokens"]
    assert planned("Game-KuhnPoker-v0", "--set", "max_new_tokens=99", "turn_tokens=9")["max_new_tokens"] == 99
    words = planned("Game-TicTacToe-v0", "--set", "phrases=false")
    assert words["max_new_tokens"] > 2 * long["max_new_tokens"]


@pytest.mark.slow
def test_a_small_study_from_end_to_end(capsys: Any, tmp_path: Path) -> None:
    run = tmp_path / "run"
    small = ["prompts=4", "warm_up.steps=3", "warm_up.count=32", "checkpoint_every=1"]
    words = ["train", "Game-Nim-v0", "piles=2,1", "--recipe", "spiral", "--model", "nano-64x2", "--run", str(run)]
    words += ["--steps", "2", "--eval-problems", "4", "--controls", "shuffled-rewards", "no-role-baseline"]
    words += ["--also", "Puzzle-Sort-v0:0", "--set", *small]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "Held-out score against the random player" in said
    text = (run / "report.md").read_text()
    for part in (
        "control: shuffled-rewards",
        "control: no-role-baseline",
        "Game-Nim-v0 against oracle",
        "Puzzle-Sort",
    ):
        assert part in text
    rows = [json.loads(line) for line in (run / "evaluations.jsonl").read_text().splitlines()]
    assert {row["step"] for row in rows if row["phase"] == "during"} == {1, 2}
    assert [row["answers"] for row in rows if row["phase"] == "random"] == [8], "the random player, once"
    before = len(rows)
    assert main([*words, "--resume"]) == 0, "a finished study is not done again"
    assert len((run / "evaluations.jsonl").read_text().splitlines()) == before
    controls = {p.name: json.loads((p / "config.json").read_text())["settings"] for p in (run / "controls").iterdir()}
    assert controls["no-role-baseline"]["baseline"] == "none"
    assert controls["shuffled-rewards"]["shuffle_rewards"]
    assert all(settings["model"].endswith("start") for settings in controls.values())


def test_a_report_of_games_speaks_of_scores_and_seats(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plan = {"id": "Game-Nim-v0", "settings": {"model": "nano-64x2"}, "recipe": "spiral", "command": "palaestra train"}
    (tmp_path / "study.json").write_text(json.dumps(plan))
    row = {"label": "SPIRAL", "set": "held out", "decoding": "sampled", "problems": 10, "answers": 20, "length": 3.5}
    row |= {"measure": MEASURE, "statuses": {"win": 8, "draw": 0, "loss": 12, "illegal": 5}, "seats": [0.25, 0.55]}
    uniform = {"uniform_exploitability": 11 / 24}
    rows = [
        {**row, "phase": "before", "accuracy": 0.4, "low": 0.3, "high": 0.5, **uniform, "exploitability": 0.5},
        {
            **row,
            "phase": "during",
            "accuracy": 0.6,
            "low": 0.5,
            "high": 0.7,
            **uniform,
            "exploitability": 0.4,
            "step": 7,
        },
        {
            **row,
            "phase": "after",
            "accuracy": 0.9,
            "low": 0.8,
            "high": 0.95,
            "statuses": {"win": 17, "draw": 1, "loss": 2},
        },
        {
            **row,
            "phase": "random",
            "accuracy": 0.5,
            "low": 0.4,
            "high": 0.6,
            "statuses": {"win": 9, "draw": 2, "loss": 9},
        },
        {**row, "phase": "control", "label": "shuffled-rewards", "accuracy": 0.4, "low": 0.3, "high": 0.5},
    ]
    (tmp_path / "evaluations.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    metrics = [{"step": i, "well_formed": 0.9, "length": 5, "zero_std_share": 1.0, "seconds": 1.0} for i in range(9)]
    (tmp_path / "metrics.jsonl").write_text("".join(json.dumps(m) + "\n" for m in metrics))
    text = write_report(tmp_path)[0].read_text()
    assert f"Held-out {MEASURE} (sampled) went from 40.0" in text
    assert "shuffled-rewards reached 40.0 [30.0, 50.0] %" in text
    assert "It won or drew 40.0 % of its games before and 90.0 % after; the random player 55.0 %." in text
    assert "| 25.0 / 55.0 | 90.0 |" in text
    assert "during" not in text.split("## Settings")[0].replace("curves", "")
    assert "SPIRAL took 9 s for 9 steps" in text
    assert "of uniform play: 0.458." in text
    assert "Before training: 0.500." in text
    assert "SPIRAL, by step, last policy / average of the checkpoints so far: 7: 0.400 / 0.400." in text
    assert "nothing to learn from" not in text, "in a game of zero sum groups that earn the same are no sign of that"


def test_small_games_that_hide_something_tell_how_exploitable_a_model_is() -> None:
    from palaestra.agents.llm import nano

    tokenizer = nano.make_tokenizer()
    model = nano.make_model(tokenizer, hidden=32, layers=1)
    kuhn = functools.partial(table, "Game-KuhnPoker-v0", format="plain")
    policies = asked(kuhn, model, tokenizer)
    row = exploited(kuhn, policies)
    assert row["uniform_exploitability"] == pytest.approx(11 / 24)
    assert 0 < row["exploitability"] < 2
    assert row["average_exploitability"] == pytest.approx(row["exploitability"]), "an average of one"
    assert 0 < row["legal"] < 1e-3, "it has not learned to write a move"
    assert asked(NIM, model, tokenizer) == []
    assert asked(functools.partial(table, "Game-LeducPoker-v0", format="plain"), model, tokenizer) == []
    assert exploited(NIM, []) == {}
