"""The labelled pairs are what they say they are, and the bench survives every verifier."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from palaestra.benchmarks.verifiers import __main__ as bench
from palaestra.benchmarks.verifiers import adapters, make_pairs, scoring
from palaestra.benchmarks.verifiers.pairs import PAIRS, Pair, load_pairs, spread, text_of
from palaestra.benchmarks.verifiers.worker import Mark, Worker, ask
from palaestra.envs import MissingExtraError, PalaestraError

FORMS = [
    "integer", "fraction", "decimal", "percent", "unit", "money", "scientific", "mixed_number", "interval", "set",
    "tuple", "matrix", "equation", "inequality", "radical", "logarithm", "trigonometry", "complex", "plus_minus",
    "algebra", "combinatorics", "choice", "text", "thousands", "unicode", "base_ratio_time", "latex_noise",
    "boxes", "answer_is", "missing",
]  # fmt: skip
PATTERNS = [
    "hedging", "thinking", "prompt_injection", "code_injection", "bomb", "nesting", "unbalanced", "invisible",
    "homoglyph", "long", "chain", "negation", "near_equal", "base_subscript", "sequence", "latex", "gibberish",
]  # fmt: skip
LINES = PAIRS.read_text(encoding="utf-8").splitlines()

TOY = """
import os, subprocess, sys, time

def toy(gold, response):
    if response == "hang":
        time.sleep(600)
    if response == "child":
        subprocess.run([sys.executable, "-c", "import time; time.sleep(600)"])
    if response == "crash":
        os._exit(3)
    if response == "raise":
        raise ValueError("no")
    if response == "skip":
        return None
    if response == "once" and not os.path.exists("been"):
        open("been", "w").close()
        os._exit(3)
    print("what it prints does no harm")
    return gold == response
"""


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return load_pairs()


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "toy_verifiers.py").write_text(TOY, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    return "toy_verifiers:toy"


# --- the file


def test_every_line_is_a_pair(pairs: list[Pair]) -> None:
    assert len(pairs) == len(LINES)
    for line, pair in zip(LINES, pairs, strict=True):
        row = json.loads(line)
        assert list(row)[:6] == ["id", "form", "gold", "response", "correct", "source"]
        assert set(row) <= {"id", "form", "gold", "response", "correct", "source", "note"}
        assert type(pair.correct) is bool
        assert pair.gold.strip() == pair.gold != ""
        assert pair.source
        assert len(line) < 1_000  # what is long is a recipe


def test_names_are_unique_and_no_pair_stands_twice_in_a_form(pairs: list[Pair]) -> None:
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert len({(pair.form, pair.gold, pair.response) for pair in pairs}) == len(pairs)


def test_no_pair_has_both_labels(pairs: list[Pair]) -> None:
    labels = defaultdict(set)
    for pair in pairs:
        labels[pair.gold, pair.response].add(pair.correct)
    assert [pair for pair, both in labels.items() if len(both) > 1] == []


def test_there_are_enough_of_each(pairs: list[Pair]) -> None:
    ordinary = [pair for pair in pairs if not pair.adversarial]
    attacks = [pair for pair in pairs if pair.adversarial]
    assert len(ordinary) >= 1_100
    assert len(attacks) >= 300
    assert sum(not pair.correct for pair in attacks) >= 200
    assert 0.1 <= sum(pair.correct for pair in attacks) / len(attacks) <= 0.25
    assert 0.4 <= sum(pair.correct for pair in ordinary) / len(ordinary) <= 0.6
    forms = Counter(pair.form for pair in ordinary)
    assert set(forms) == set(FORMS)
    assert min(forms.values()) >= 25
    assert {pair.form for pair in attacks} == {f"adversarial/{pattern}" for pattern in PATTERNS}


def test_every_form_and_pattern_has_both_labels(pairs: list[Pair]) -> None:
    labels = defaultdict(set)
    for pair in pairs:
        labels[pair.form].add(pair.correct)
    assert [form for form, both in labels.items() if len(both) < 2] == []


def test_a_third_is_from_public_threads_and_measured_errors(pairs: list[Pair]) -> None:
    sourced = [pair for pair in pairs if pair.source.startswith(("Math-Verify#", "survey"))]
    assert len(sourced) / len(pairs) >= 0.3


def test_the_file_is_what_the_script_writes() -> None:
    assert make_pairs.written() == PAIRS.read_text(encoding="utf-8")


def test_a_line_that_is_no_row_is_refused() -> None:
    with pytest.raises(ValueError, match="not a row"):
        list(make_pairs.read_rows("@ integer | ours\n= 4\n* 4"))
    [row] = make_pairs.read_rows("@ integer | ours\n= 4\n-! a⏎⟨200B⟩ ;; why")
    assert row == make_pairs.Row("integer", "ours", "4", "a\n\u200b", False, True, "why")


def test_drawn_labels_are_what_exact_numbers_say() -> None:
    rows = list(make_pairs.drawn())
    assert {row.correct for row in rows} == {True, False}
    assert make_pairs.value(r"3\frac{1}{2}") == make_pairs.value("3 1/2") == make_pairs.value("3.5")
    with pytest.raises(ValueError, match="literal"):
        make_pairs.value("four")


def test_recipes_are_joined_and_bad_lines_are_named(tmp_path: Path) -> None:
    assert text_of([r"\boxed{", {"repeat": ["(", 3]}, "}"]) == r"\boxed{(((}"
    (tmp_path / "bad.jsonl").write_text(LINES[0] + '\n{"id": "x"}\n')
    with pytest.raises(PalaestraError, match="line 2"):
        load_pairs(tmp_path / "bad.jsonl")


def test_a_limit_takes_evenly(pairs: list[Pair]) -> None:
    assert spread(pairs, 0) == pairs == spread(pairs, 10**6)
    few = spread(pairs, 100)
    assert len(few) == 100
    assert len({pair.form for pair in few}) > 30


# --- the bench


def test_a_worker_outlives_what_it_runs(toy: str) -> None:
    with Worker(toy, deadline=1.0) as worker:
        assert worker.started > 0
        ends = [worker.ask("a", text) for text in ("a", "b", "hang", "a", "crash", "child", "raise", "skip", "a")]
    assert [mark.outcome for mark in ends] == [
        "verdict", "verdict", "late", "verdict", "crashed", "late", "error", "skipped", "verdict",
    ]  # fmt: skip
    assert [mark.score for mark in ends] == [1.0, 0.0, None, 1.0, None, None, None, None, 1.0]
    assert ends[6].message == "ValueError: no"
    assert 1.0 <= ends[2].seconds < 5.0


def test_a_run_prints_every_verifier_and_what_it_could_not_do(
    toy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(adapters.ADAPTERS, "ours", lambda: lambda gold, response: gold == response)
    rows = [
        {"id": "1", "form": "integer", "gold": "5", "response": "5", "correct": True, "source": "ours"},
        {"id": "2", "form": "integer", "gold": "5", "response": "hang", "correct": False, "source": "ours"},
        {"id": "3", "form": "adversarial/long", "gold": "5", "response": ["5"], "correct": False, "source": "ours"},
        {"id": "4", "form": "adversarial/long", "gold": "5", "response": "crash", "correct": True, "source": "ours"},
    ]
    rows.append({"id": "5", "form": "integer", "gold": "once", "response": "once", "correct": True, "source": "ours"})
    (tmp_path / "some.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.chdir(tmp_path)
    argv = ["--pairs", str(tmp_path / "some.jsonl"), "--against", f"{toy},no-such", "--deadline", "0.5", "--mistakes"]
    assert bench.main([*argv, "--json", str(tmp_path / "out.json")]) == 2
    text = capsys.readouterr().out
    assert "not run: no verifier 'no-such'" in text
    assert "8 threads at once" in text
    assert "the same verdicts" in text
    assert f"{toy}  2  wrong, late" in text
    found = json.loads((tmp_path / "out.json").read_text())["verifiers"]
    assert found["ours"]["tallies"]["ordinary"] == {
        "pairs": 3, "right": 2, "agree": 3, "rejected": 0, "accepted": 0, "none": 0,
    }  # fmt: skip
    assert found["ours"]["tallies"]["adversarial/long"]["accepted"] == 1
    assert found["ours"]["tallies"]["adversarial/long"]["rejected"] == 1
    assert found[toy]["tallies"]["ordinary"]["none"] == 1
    assert [mark["outcome"] for mark in found[toy]["marks"].values()] == [
        "verdict", "late", "verdict", "crashed", "verdict",
    ]  # fmt: skip
    assert "1 calls were late or crashed once" in text


def test_threads_that_disagree_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(100))
    monkeypatch.setitem(adapters.ADAPTERS, "ours", lambda: lambda gold, response: next(calls) < 3)
    few = [Pair(str(n), "integer", "5", "5", True) for n in range(2)]
    [note] = bench.run_here("ours", few).notes
    assert "other verdicts on 0, 1 (2)" in note


def test_all_pairs_are_marked_by_a_toy(pairs: list[Pair], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(adapters.ADAPTERS, "ours", lambda: lambda gold, response: f"boxed{{{gold}}}" in response)
    sheet = bench.run_here("ours", pairs)
    counts = scoring.tallies(pairs, sheet)
    assert counts["ordinary"].none == counts["adversarial"].none == 0
    assert counts["ordinary"].rejected > 0 < counts["adversarial"].accepted
    assert sum(one.pairs for form, one in counts.items() if form in FORMS) == counts["ordinary"].pairs
    text = scoring.report(pairs, [sheet])
    assert all(f"\n{name} " in text for name in FORMS + PATTERNS)


def test_what_is_not_there_is_an_error_at_the_start() -> None:
    for name in ("nothing", "judge:", "json:nothing"):
        with pytest.raises(PalaestraError):
            adapters.adapter(name)
    with pytest.raises(MissingExtraError):
        adapters.adapter("no_such_module_anywhere:verify")
    with pytest.raises(MissingExtraError, match="no_such_module"):
        Worker("no_such_module_anywhere:verify")


def test_a_raising_verifier_gives_no_verdict() -> None:
    mark = ask(lambda gold, response: 1 / 0 > 0, "1", "1")
    assert (mark.score, mark.outcome) == (None, "error")
    assert ask(lambda gold, response: 0.5, "1", "1").score == 0.5
    assert not scoring.accepts(Mark(0.5, "verdict", 0.0))


@pytest.mark.skipif(importlib.util.find_spec("math_verify") is None, reason="pip install 'palaestra[bench]'")
def test_math_verify_knows_a_fraction() -> None:
    verify = adapters.adapter("math-verify")
    assert verify(r"\frac{1}{2}", r"\boxed{0.5}") is True
    assert verify(r"\frac{1}{2}", r"\boxed{0.4}") is False
