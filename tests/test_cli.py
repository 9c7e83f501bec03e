"""The command line as a person meets it: what it prints, and one helpful line for every mistake."""

import json
import re
import subprocess
import sys
import types

import pytest

from palaestra.cli import main


def run(capsys, *argv):
    status = main(list(argv))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_list_finds_by_word_and_family(capsys):
    status, out, _ = run(capsys, "list", "sudoku")
    assert status == 0
    assert "Puzzle-Sudoku-v0" in out
    assert "Math-AIME-v0" not in out
    _, out, _ = run(capsys, "list", "--family", "math")
    assert "Math-AIME-v0" in out
    assert "Puzzle-Sudoku-v0" not in out


def test_show_hides_the_answer_until_asked(capsys, tmp_path):
    argv = ["show", "Puzzle-Sort-v0", "--level", "2", "--seed", "3"]
    _, out, _ = run(capsys, *argv)
    assert "answer:" not in out
    svg = tmp_path / "board.svg"
    _, shown, _ = run(capsys, *argv, "--answer", "--svg", str(svg))
    assert "answer:" in shown
    assert svg.read_text().startswith("<svg")


def test_knobs_by_name(capsys):
    _, out, _ = run(capsys, "show", "Puzzle-Sort-v0", "length=7")
    assert '"length":7' in out
    assert "level -1" in out


def test_knobs_may_follow_an_option(capsys):
    _, out, _ = run(capsys, "show", "Puzzle-Sort-v0", "--seed", "1", "length=7")
    assert '"length":7' in out
    _, out, _ = run(capsys, "show", "Puzzle-Sudoku-v0", "box_rows=2", "--seed", "1", "box_cols=2", "holes=3")
    assert '"holes":3' in out
    assert '"box_rows":2' in out


def test_a_league_offers_only_what_it_takes(capsys):
    def offered(command):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        return capsys.readouterr().out

    for option in ("--opponent", "--seat", "--split", "--interface", "--difficulty"):
        assert option in offered("play")
        assert option not in offered("league")
        value = {"--split": "test", "--interface": "chat"}.get(option, "1")
        _, _, err = run(capsys, "league", "Game-Nim-v0", "--agents", "random", "oracle", option, value)
        assert f"a league takes no {option}" in err
    for option in ("--level", "--format", "--seed", "--agents"):
        assert option in offered("league")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["show", "Puzzle-Srt-v0"], "did you mean 'Puzzle-Sort-v0'"),
        (["show", "Puzzle-Sort-v0", "lenght=7"], "did you mean 'length'"),
        (["show", "Puzzle-Sort-v0", "length=many"], "expected int"),
        (["show", "Puzzle-Sort-v0", "length"], "name=value"),
        (["show", "Puzzle-Sort-v0", "--seed", "1", "length"], "name=value"),
        (["show", "Puzzle-Sort-v0", "--sed", "1", "length=7"], "unrecognized arguments: --sed"),
        (["report", "no-such-run", "length=7"], "unrecognized arguments: length=7"),
        (["league", "Game-Nim-v0", "--agents", "random", "oracle", "piles=2,3"], "after the id, as in Game-Nim-v0 pi"),
        (["show", "Puzzle-Sort-v0", "--level", "99"], "has levels 0 to"),
        (["show", "Puzzle-Sort-v0", "--format", "boxd"], "did you mean 'boxed'"),
        (["show", "Puzzle-Sort-v0", "--interface", "moves"], "cannot be played move by move"),
        (["eval", "Puzzle-Sort-v0", "--agent", "orcle"], "did you mean 'oracle'"),
        (["list", "nothing-like-this"], "nothing matches"),
        (["check", "no.such.module:Task"], "names no class"),
        (["report", "no-such-run"], "is no run folder"),
        (["fly"], "invalid choice"),
    ],
)
def test_mistakes_are_one_helpful_line(capsys, argv, says):
    status, _, err = run(capsys, *argv)
    assert status == 2
    assert says in err
    assert err.count("\n") == 1
    assert err.startswith("palaestra: ")


def test_eval_measures_oracle_and_random(capsys, tmp_path):
    file = tmp_path / "eval.jsonl"
    status, out, _ = run(capsys, "eval", "Puzzle-Sudoku-v0", "--agent", "oracle", "--n", "20", "--out", str(file))
    assert status == 0
    assert "100.0 % correct" in out
    result, *episodes = [json.loads(line) for line in file.read_text().splitlines()]
    assert result["accuracy"] == 1.0
    assert len(episodes) == 20
    assert all(json.loads(episode["name"])["split"] == "test" for episode in episodes)
    _, out, _ = run(capsys, "eval", "Puzzle-Sudoku-v0", "--agent", "random", "--n", "20", "--level", "2")
    assert "0.0 % correct" in out


@pytest.mark.parametrize("interface", ["chat", "moves"])
def test_oracle_and_random_play_move_by_move(capsys, interface):
    argv = ["eval", "Puzzle-Sudoku-v0", "--n", "5", "--interface", interface]
    _, out, _ = run(capsys, *argv, "--agent", "oracle")
    assert "100.0 % correct" in out
    status, out, _ = run(capsys, *argv, "--agent", "random")
    assert status == 0


@pytest.mark.parametrize("interface", ["chat", "moves"])
def test_games_evaluate(capsys, interface):
    argv = ["eval", "Game-TicTacToe-v0", "--n", "10", "--interface", interface]
    status, out, _ = run(capsys, *argv, "--agent", "oracle")
    assert status == 0
    assert "wrong" not in out
    assert re.search(r"oracle: \d+ won, \d+ drawn, 0 lost; score \d", out)
    assert "% correct" not in out
    status, out, _ = run(capsys, *argv, "--agent", "random")
    assert status == 0
    assert " lost; score " in out


def test_play_reads_answers(capsys, monkeypatch):
    answers = iter(["wrong", "q"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    status, out, _ = run(capsys, "play", "Puzzle-Sort-v0", "--seed", "1")
    assert status == 0
    assert "reward 0" in out


def test_a_mistyped_move_is_asked_again(capsys, monkeypatch):
    answers = iter(["r1c9=1", "r1c2=1", "q"])  # no cell; a clue
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    status, out, _ = run(capsys, "play", "Puzzle-Sudoku-v0", "--level", "0", "--seed", "3")
    assert status == 0
    assert "'r1c9=1' is no move" in out
    assert "r1c2=1 is not possible here" in out
    assert "reward" not in out


def play(capsys, monkeypatch, lines, *argv):
    answers = iter(lines)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    status, out, err = run(capsys, "play", *argv)
    assert next(answers, None) is None, "all were read"
    return status, out, err


def test_a_mistyped_move_of_a_game_is_asked_again(capsys, monkeypatch):
    lines = ["zz", "", "take 9 from pile 1", "x" * 300, "take 3 from pile 1", "q"]
    status, out, _ = play(capsys, monkeypatch, lines, "Game-Nim-v0", "--seat", "0", "--seed", "1")
    assert status == 0
    assert "'zz' is no move. Your move, one of take 1 from pile 1, " in out
    assert "There was nothing to read; q quits. Your move" in out
    assert "'take 9 from pile 1' is no move" in out
    assert "Your opponent played" in out, "the game went on"
    assert "you lose" not in out
    assert "reward" not in out


def test_a_move_that_is_taken_is_asked_again_in_the_format(capsys, monkeypatch):
    lines = ["<answer>b2</answer>", "b2", "<answer>b2</answer>", "q"]
    argv = ("Game-TicTacToe-v0", "--seat", "0", "--seed", "1", "--format", "tags")
    status, out, _ = play(capsys, monkeypatch, lines, *argv)
    assert status == 0
    assert "'b2' is no move: " in out
    assert "b2 is not possible here. Your move, one of " in out
    assert "reward" not in out


@pytest.mark.parametrize(
    ("id", "move", "shows"),
    [("Game-RockPaperScissors-v0", "rock", "the other "), ("Game-KuhnPoker-v0", "bet", "card is")],
)
def test_the_end_of_a_game_shows_what_was_hidden(capsys, monkeypatch, id, move, shows):
    argv = (id, "--seat", "0", "--seed", "3", "--once")
    status, out, _ = play(capsys, monkeypatch, [move], *argv)
    assert status == 0
    ended = out.partition("reward ")[2]
    assert "Player 1" in ended
    assert "Player 2" in ended
    assert ended.count(shows) == 2


def test_a_game_that_is_over_at_once_takes_anything(capsys, monkeypatch):
    argv = ("Game-Nim-v0", "--seat", "1", "--seed", "1", "--opponent", "test_cli_opponent:never", "--once")
    module = types.ModuleType("test_cli_opponent")
    module.never = lambda rules, format: lambda seen, mask, rng: -1
    monkeypatch.setitem(sys.modules, "test_cli_opponent", module)
    status, out, _ = play(capsys, monkeypatch, ["well"], *argv)
    assert status == 0
    assert "you win" in out


def test_an_empty_line_in_a_proof_is_asked_again(capsys, monkeypatch):
    status, out, _ = play(capsys, monkeypatch, ["  ", "q"], "Proof-Propositional-v0", "--level", "0", "--seed", "1")
    assert status == 0
    assert "nothing to read" in out
    assert "reward" not in out


def test_a_reporter_that_is_not_installed(capsys, monkeypatch):
    import importlib.util

    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "wandb" else found(name))
    status, _, err = run(capsys, "train", "Puzzle-Sort-v0", "--model", "nano", "--report-to", "wandb")
    assert status == 2
    assert "pip install wandb" in err


def test_debug_shows_the_traceback(monkeypatch):
    from palaestra import PalaestraError

    monkeypatch.setenv("PALAESTRA_DEBUG", "1")
    with pytest.raises(PalaestraError):
        main(["show", "Puzzle-Srt-v0"])


def test_the_module_runs():
    done = subprocess.run([sys.executable, "-m", "palaestra", "--version"], capture_output=True, text=True)
    assert done.stdout.strip() == "0.1.0"


def test_a_study_measures_elsewhere_too(capsys):
    argv = ("train", "Puzzle-Sort-v0", "--model", "nano", "--dry-run", "--also", "Math-AIME-v0:1")
    status, out, _ = run(capsys, *argv)
    assert status == 0
    assert "Math-AIME-v0:1" in out
    for wrong, why in (
        ("Math-AIME-v0:99", "levels 0 to"),
        ("Math-AIM-v0", "Math-AIME-v0"),
        ("Math-AIME-v0:x", "ID:LEVEL"),
    ):
        status, _, err = run(capsys, *argv[:-1], wrong)
        assert status == 2
        assert why in err


@pytest.fixture
def words_id():
    """An id of a task that is told in several languages, registered for this test alone."""
    from gymnasium import registry

    from palaestra import register

    id = "test-languages/Words-v0"
    register(id, "palaestra.envs.math.word_problem:WordProblem")
    yield id
    del registry[id]


def test_eval_compares_languages_in_one_table(capsys, tmp_path, words_id):
    file = tmp_path / "eval.jsonl"
    argv = ("eval", words_id, "variant=plain", "--agent", "oracle", "--n", "4", "--languages", "en,bn,zh")
    status, out, _ = run(capsys, *argv, "--out", str(file))
    assert status == 0
    rows = [line.split() for line in out.splitlines() if line.split()[:1] in (["en"], ["bn"], ["zh"])]
    assert [row[:2] for row in rows] == [["en", "100.0"], ["bn", "100.0"], ["zh", "100.0"]]
    results = [line for line in map(json.loads, file.read_text().splitlines()) if "accuracy" in line]
    assert [result["settings"]["language"] for result in results] == ["en", "bn", "zh"]


def test_eval_by_language_wants_a_task_with_languages(capsys, words_id):
    for argv, says in (
        (("Puzzle-Sort-v0", "--languages", "en,zh"), "has no knob 'language'"),
        ((words_id, "--languages", "en,xx"), "no language 'xx'"),
        ((words_id, "language=zh", "--languages", "en"), "leave out language="),
    ):
        status, _, err = run(capsys, "eval", *argv)
        assert status == 2
        assert says in err
        assert err.count("\n") == 1


def test_verify_judges_one_response(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "\\frac{1}{2}", "So the answer is \\boxed{0.5}."]) == 0
    assert capsys.readouterr().out.startswith("correct")
    for response in ("\\boxed{0.51}", "The answer is not 0.5", "0.5 or 0.6", "<think>0.5"):
        with pytest.raises(SystemExit, match="1"):
            main(["verify", "\\frac{1}{2}", response])
    assert main(["verify", "\\frac{1}{", "0.5"]) == 2, "a right answer that cannot be read is an error"
