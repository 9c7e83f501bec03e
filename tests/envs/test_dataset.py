"""Reading a contest file: JSON lines, Parquet, and errors that say where."""

import hashlib
import itertools
import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import gymnasium as gym
import numpy as np
import pyarrow.parquet
import pytest

import palaestra  # noqa: F401
from palaestra.agents import OracleAgent, rebuild, rollout
from palaestra.envs import DatasetError, KnobError, MissingExtraError, public_sets
from palaestra.envs.dataset import read_rows
from palaestra.envs.math.aime import AIME
from palaestra.envs.testing import check_task

ROOT = Path(__file__).parents[2]

ROWS = [{"problem": f"What is {a} + {a * a}?", "answer": str(a + a * a)} for a in range(30)]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "contest.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n", encoding="utf-8")
    return path


def make(path, **kwargs):
    return gym.make("Math-AIME-v0", dataset=str(path), **kwargs)


def test_thirty_seeds_are_the_thirty_rows(file):
    env = make(file)
    prompts = [env.reset(seed=seed)[0].split("\n")[0] for seed in range(30)]
    assert sorted(prompts) == sorted(row["problem"] for row in ROWS)
    assert prompts != [row["problem"] for row in ROWS], "a permutation, not the file's order"
    assert env.reset(seed=30)[0] == env.reset(seed=0)[0]


def test_splits_part_the_file(file):
    seen = {}
    for split in ("train", "test"):
        env = make(file, split=split)
        seen[split] = {env.reset(seed=seed)[0] for seed in range(60)}
    assert len(seen["train"]) + len(seen["test"]) == 30
    assert not seen["train"] & seen["test"]


@pytest.mark.parametrize("form", ["204", "\\boxed{204}", "$m+n = 204$", "0204"])
def test_the_usual_written_forms_score(tmp_path, form):
    path = tmp_path / "one.jsonl"
    path.write_text('{"Problem": "What is m+n?", "Answer": 204, "year": 2024}')
    env = make(path, format="auto")
    env.reset(seed=0)
    assert env.step(form)[1] == 1.0
    env.reset(seed=0)
    assert env.step(form.replace("204", "205"))[1] == 0.0


def test_the_answer_stays_out_of_prompt_and_info(file):
    prompt, info = make(file).reset(seed=3)
    assert "answer" not in json.dumps(info).replace(str(file), "")
    assert "answer" not in prompt.split("\n\n")[0]


def test_names_rebuild_rows_and_notice_a_changed_file(file):
    episodes = rollout(make(file), OracleAgent(), range(5))
    assert all(e.status == "correct" for e in episodes)
    rebuild(episodes[0].name)
    file.write_text(file.read_text().replace("What is", "What was"))
    with pytest.raises(DatasetError, match="has changed"):
        rebuild(episodes[0].name)


def test_parquet_reads_the_same(file, tmp_path):
    path = tmp_path / "contest.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    assert read_rows(str(path)) == read_rows(str(file)) == ROWS
    asked, told = make(path), make(file)
    assert [asked.reset(seed=k)[0] for k in range(30)] == [told.reset(seed=k)[0] for k in range(30)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"problem": "1+1?"}', "row 1: no answer: expected .* columns: problem"),
        ('{"problem": "1+1?", "answer": "2"}\n{"problem": "pi?", "answer": "3.14"}', "row 2: answer"),
        ('{"answer": "2"}', "row 1: no problem"),
        ('{"problem": "1+1?", "answer"', "line 1: not JSON"),
        ("[1, 2]", "line 1: an object is expected"),
        ("", "empty"),
    ],
)
def test_errors_say_where(tmp_path, text, says):
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(DatasetError, match=says):
        make(path).reset(seed=0)


def test_a_file_that_is_not_there():
    with pytest.raises(DatasetError, match="no file"):
        make("nowhere.jsonl")


def test_the_example_runs():
    script = ROOT / "examples" / "aime_dataset.py"
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.count("reward 1.0") == 4
    assert done.stdout.count("reward 0.0") == 1


def test_the_example_contest_has_true_answers():
    """Each answer a second way: enumeration, long division, exact fractions."""
    distinct = sum(len(set(dice)) == 4 for dice in itertools.product(range(6), repeat=4))
    fractions = [Fraction(4513 - 4, 999), Fraction(distinct, 6**4), Fraction(13 * 14 * 15, 4 * 84)]  # area 84 by Heron
    repeating, dice, radius = (f.numerator + f.denominator for f in fractions)
    sparse = sum(not subset & subset << 1 for subset in range(1 << 12))
    cubes = round(sum(root**3 for root in np.roots([1, -6, 3, -5])).real)
    want = [repeating, dice, 7**2024 % 1000, radius, sparse, cubes]
    env = make(ROOT / "examples" / "contest.jsonl")
    rows = [problem.data["answer"] for problem in env.unwrapped.task.problems()]
    assert rows == want


def test_the_sha256_pins_the_file(file):
    task = AIME(dataset=str(file))
    assert task.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert type(task)(**task.knobs()) == task
    assert make(file).unwrapped.task == task
    with pytest.raises(DatasetError, match="has changed"):
        AIME(dataset=str(file), sha256="0" * 64)
    with pytest.raises(DatasetError, match="has changed"):
        make(file, sha256="0" * 64)
    with pytest.raises(KnobError, match="sha256"):
        AIME(sha256="0" * 64)


def test_a_file_that_changes_after_make_is_noticed(file):
    env = make(file)
    file.write_text('{"problem": "1+1?", "answer": 2}')
    with pytest.raises(DatasetError, match="has changed"):
        env.reset(seed=0)


def test_the_key_is_that_of_the_problem_not_of_its_spelling(tmp_path):
    rows = [
        {"problem": "What  is\n1 + 1?", "answer": 2},
        {"question": " what is 1 + 1? ", "answer": "$2$"},
        {"PROMPT": "What is 1 + 1?", "ANSWER": 2.0, "solution": None},
        {"problem": None, "question": "What is 1 + 1?", "answer": "x = 2"},
        {"problem": "What is 1 + 1?", "answer": 3},
    ]
    path = tmp_path / "twins.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(map(json.dumps, rows)).encode())
    task = AIME(dataset=str(path))
    identities = [json.dumps(task.identity(problem)) for problem in task.problems()]
    assert len(set(identities[:4])) == 1
    assert identities[4] != identities[0]


@pytest.mark.parametrize("answer", ["3.5", 3.5, True, [2], {"a": 2}, "2 or 3", "", "x", "NaN", "9" * 500, "two", 1e30])
def test_answers_that_are_no_integer_are_refused(tmp_path, answer):
    path = tmp_path / "bad.jsonl"
    path.write_text(
        json.dumps({"problem": "1+1?", "answer": 2}) + "\n" + json.dumps({"problem": "?", "answer": answer})
    )
    with pytest.raises(DatasetError, match=r"bad\.jsonl, row 2: answer .* is no integer"):
        make(path).reset(seed=0)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[" * 10**5, b"PAR1 and then nothing", b'{"a": ' + b"9" * 5000 + b"}"])
def test_broken_files_are_told(tmp_path, data):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(data)
    with pytest.raises(DatasetError, match=r"bad\.jsonl"):
        read_rows(str(path))


def test_the_nearest_file_is_named(file):
    with pytest.raises(DatasetError, match=r"did you mean '.*contest\.jsonl'"):
        make(file.with_name("contst.jsonl"))


@pytest.mark.parametrize("source", ["a\x00b.jsonl", "two words", "", "~nobody-here/x.jsonl", "no-slash"])
def test_what_is_no_path_is_told(source):
    with pytest.raises(DatasetError):
        read_rows(source)


@pytest.mark.parametrize("knobs", [{"level": 2}, {"tier": 3}, {"family": "algebra"}])
def test_a_data_set_has_no_tiers(file, knobs):
    with pytest.raises(KnobError, match="neither tiers nor families"):
        make(file, **knobs)


def test_level_zero_of_a_data_set_is_the_data_set(file):
    env = make(file)
    assert env.reset(seed=4, options={"level": 0})[0] == env.reset(seed=4)[0]


def hub(monkeypatch, splits):
    """Put a `datasets` in place that knows one data set, and return the calls it gets."""
    calls = []

    def load(name, config=None, **kwargs):
        calls.append((name, kwargs) if config is None else (name, config, kwargs))
        if kwargs["split"] not in splits:
            raise ValueError("no such split")
        return ROWS[:3]

    fake = SimpleNamespace(load_dataset=load, get_dataset_split_names=lambda name, config: splits)
    monkeypatch.setitem(sys.modules, "datasets", fake)
    return calls


def test_a_hub_id_is_loaded_when_asked_and_never_runs_code(monkeypatch):
    calls = hub(monkeypatch, ["train", "test"])
    env = make("someone/contest:train")
    assert not calls, "making an environment fetches nothing"
    env.reset(seed=0)
    assert calls == [("someone/contest", {"split": "train"})]
    assert read_rows("someone/contest") == ROWS[:3]
    assert calls[-1][1] == {"split": "test"}
    assert not any(kwargs.get("trust_remote_code") for _, kwargs in calls)


def test_errors_of_the_hub_are_told(monkeypatch):
    hub(monkeypatch, ["a", "b"])
    with pytest.raises(DatasetError, match="someone/contest:a"):
        read_rows("someone/contest")
    with pytest.raises(DatasetError, match="no such split"):
        read_rows("someone/contest:c")
    with pytest.raises(KnobError, match="Hugging Face"):
        AIME(dataset="someone/contest", sha256="0" * 64)


def test_a_public_set_has_its_columns_and_its_configuration(monkeypatch, tmp_path):
    monkeypatch.setenv("PALAESTRA_CACHE", str(tmp_path))
    calls = hub(monkeypatch, ["test", "train"])
    assert [row["answer"] for row in read_rows("aime-2025")] == [row["answer"] for row in ROWS[:3]]
    assert calls[-1] == ("math-ai/aime25", {"split": "test"})
    read_rows("olymmath-zh-hard")
    assert calls[-1] == ("RUC-AIBOX/OlymMATH", "zh-hard", {"split": "test"})


def test_a_public_set_lies_in_the_cache_folder_too(monkeypatch, tmp_path):
    monkeypatch.setenv("PALAESTRA_CACHE", str(tmp_path))
    (tmp_path / "datasets").mkdir()
    written = {"question": "How many?", "answer": "Three and four make seven.\n#### 7"}
    (tmp_path / "datasets" / "gsm8k.jsonl").write_text(json.dumps(written))
    env = make("gsm8k", format="plain")
    prompt, info = env.reset(seed=0)
    assert prompt.startswith("How many?")
    assert env.step("7")[1] == 1.0
    assert json.loads(info["name"])["knobs"]["sha256"] == env.unwrapped.task.sha256 != ""


def test_without_network_a_public_set_names_the_file_and_where_it_goes(monkeypatch, tmp_path):
    monkeypatch.setenv("PALAESTRA_CACHE", str(tmp_path))
    hub(monkeypatch, [])
    for name, known in public_sets().items():
        with pytest.raises(DatasetError) as error:
            read_rows(name)
        told = str(error.value)
        assert str(tmp_path / "datasets" / f"{name}.jsonl") in told
        assert known.problem in told
        assert known.answer in told
        assert "/".join(known.hub.partition(":")[0].split("/")[:2]) in told
    with pytest.raises(DatasetError, match="did you mean 'aime-2025'"):
        make("aime-2205")


@pytest.mark.parametrize(("library", "source"), [("datasets", "someone/contest"), ("pyarrow", "x.parquet")])
def test_a_missing_library_says_what_to_install(monkeypatch, tmp_path, library, source):
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.parquet").write_bytes(b"PAR1")
    with pytest.raises(MissingExtraError, match=r"pip install 'palaestra\[train\]'"):
        read_rows(source)


def test_a_data_set_keeps_the_laws_it_owes(tmp_path):
    path = tmp_path / "many.jsonl"
    rows = ({"problem": f"What is {a} - 7{a}? 中", "answer": a - int(f"7{a}")} for a in range(200))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    check_task(AIME(dataset=str(path)), id="Math-AIME-v0", laws=(3, 5, 8)).require()
