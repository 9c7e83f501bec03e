"""The driver of a real Lean, with a stand-in program: what it is given, and that no other ending counts as a yes."""

import json
import os
import stat
import sys
import textwrap
import time
import types
from pathlib import Path

import pytest

from palaestra.envs.core import Status
from palaestra.envs.errors import DatasetError, MissingExtraError
from palaestra.envs.proofs.lean.backend import LeanBackend, close, messages, split_header
from palaestra.envs.proofs.lean.formal import formal_problems
from palaestra.envs.proofs.lean.interactive import Session
from palaestra.envs.proofs.lean.process import Limits, pooled, run

LEAN = """
    import json, os, pathlib, sys, time
    args = sys.argv[1:]
    source = pathlib.Path([a for a in args if a.endswith(".lean")][0]).read_text(encoding="utf-8")
    log = pathlib.Path(__file__).with_name(f"log-{time.time_ns()}-{os.getpid()}.json")
    run = {"args": args, "source": source, "path": os.environ.get("LEAN_PATH"), "home": sorted(os.environ)}
    log.write_text(json.dumps(run), encoding="utf-8")
    def say(severity, text):
        print(json.dumps({"severity": severity, "pos": {"line": 1, "column": 0}, "data": text}))
    if "--run" in args:
        print(os.environ.get("PALAESTRA_TEST_AUDIT") or pathlib.Path(__file__).with_name("audit").read_text())
        sys.exit(0)
    print("not json")
    for word in source.split():
        if word == "hang": time.sleep(60)
        if word == "crash": os.abort()
        if word == "grow": keep = bytearray(700_000_000); time.sleep(60)
        if word == "quiet_failure": sys.exit(1)
        if word == "flood": sys.stdout.write("x" * 3_000_000)
        if word == "wrong": say("error", "unsolved goals"); sys.exit(1)
        if word == "noise": say("warning", "unused variable")
        if word == "nothing": sys.exit(0)
        if word == "check" and "other" in pathlib.Path("PalaestraSubmission.lean").read_text(encoding="utf-8"):
            say("error", "type mismatch"); sys.exit(1)
    pathlib.Path(args[args.index("-o") + 1]).write_bytes(b"olean")
"""


@pytest.fixture
def backend(tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "lean"
    program.write_text(f"#!{sys.executable}\n{textwrap.dedent(LEAN)}", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    (folder / "audit").write_text('{"axioms": ["propext", "Quot.sound"]}')
    return LeanBackend(str(program), limits=Limits(60.0, 4_000))


def log(backend):
    return [json.loads(f.read_text()) for f in sorted(Path(backend.executable).parent.glob("log-*.json"))]


T = "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p"


def test_three_runs_the_trusted_statement_after_the_submission_and_an_audit(backend, monkeypatch):
    monkeypatch.setenv("MY_SECRET_TOKEN", "x")
    verdict = backend.judge(T, "by\n  exact noise -- sorry", header="import Mathlib\nopen Nat")
    assert verdict.is_correct
    submission, check, audit = log(backend)
    assert submission["source"] == (
        f"import Mathlib\nopen Nat\nnamespace Submission\n\n{T} :=\nby\n  exact noise         \n\nend Submission\n"
    )
    assert check["source"] == (
        "import Mathlib\nimport PalaestraSubmission\nopen Nat\n"
        "theorem check : ∀ (p q : Prop) (h : p ∧ q), q ∧ p := @Submission.t\n"
    )
    assert audit["args"][-2:] == ["PalaestraCheck", "check"]
    assert "getUsedConstants" in audit["source"]
    assert "Submission" not in audit["source"]
    assert "MY_SECRET_TOKEN" not in submission["home"]


@pytest.mark.parametrize(
    ("proof", "status", "words"),
    [
        ("by exact wrong", Status.WRONG, "unsolved goals"),
        ("by exact other", Status.WRONG, "does not prove the statement: type mismatch"),
        ("by exact crash", Status.WRONG, "ended with code"),
        ("by exact nothing", Status.WRONG, "ended with code 0"),
        ("by exact quiet_failure", Status.WRONG, "ended with code 1"),
        ("by sorry", Status.WRONG, "refused before Lean saw it: 'sorry'"),
        ("theorem t : True := trivial\naxiom a : False", Status.WRONG, "refused before Lean saw it"),
    ],
)
def test_every_other_ending_is_no_proof(backend, proof, status, words):
    verdict = backend.judge(T, proof)
    assert (verdict.status, verdict.score) == (status, 0.0)
    assert words in verdict.reason


@pytest.mark.parametrize(
    "audit",
    [
        '{"axioms": ["propext", "sorryAx"]}',
        '{"axioms": ["t._native.native_decide.ax_1"]}',
        "",
        "[]",
        '{"axioms": "propext"}',
        "null",
    ],
)
def test_strange_axioms_and_strange_audits_are_no_proof(backend, audit):
    Path(backend.executable).with_name("audit").write_text(audit)
    assert not backend.judge(T, "by exact h").is_correct


def test_a_deadline_kills_the_whole_group(backend):
    slow = LeanBackend(backend.executable, limits=Limits(0.5))
    began = time.monotonic()
    verdict = slow.judge(T, "by exact hang")
    assert verdict.status is Status.TIMEOUT
    assert time.monotonic() - began < 10


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is watched through /proc")
def test_memory_above_the_cap_kills(backend):
    small = LeanBackend(backend.executable, limits=Limits(30.0, 200))
    verdict = small.judge(T, "by exact grow")
    assert "memory" in verdict.reason
    assert verdict.status is Status.TIMEOUT


def test_floods_of_output_are_cut(backend):
    tight = LeanBackend(backend.executable, limits=Limits(20.0, 4_000, 1))
    assert not tight.judge(T, "by exact flood").is_correct


def test_children_do_not_outlive_the_call(tmp_path):
    mark = tmp_path / "mark"
    run(["sh", "-c", f"(sleep 1; touch {mark}) & exit 0"], Limits(5.0))
    time.sleep(1.3)
    assert not mark.exists()


def test_a_file_of_declarations_is_taken_as_it_is(backend):
    assert backend.judge(
        T, "lemma a : True := trivial\ntheorem t (p q : Prop) (h : p ∧ q) : q ∧ p := h.symm"
    ).is_correct
    assert "namespace Submission\n\nlemma a" in log(backend)[0]["source"]


def test_a_project_is_asked_for_its_lean_and_its_libraries(backend, tmp_path):
    folder = Path(backend.executable).parent
    lake = folder / "lake"
    lake.write_text('#!/bin/sh\nshift\nLEAN_PATH=/libs/mathlib exec "$@"\n')
    lake.chmod(0o755)
    project = tmp_path / "project"
    project.mkdir()
    assert LeanBackend(backend.executable, project).judge(T, "by exact h").is_correct
    assert log(backend)[0]["path"].endswith(f"{os.pathsep}/libs/mathlib")


def test_several_at_a_time_in_order(backend):
    items = [(T, "by exact h", ""), (T, "by exact wrong", ""), (T, "by exact h", "")]
    assert [v.is_correct for v in backend.judge_all(items)] == [True, False, True]
    assert pooled(lambda x: x * x, range(5), 3) == [0, 1, 4, 9, 16]


def test_where_lean_is_missing_the_error_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.delenv("PALAESTRA_LEAN", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(MissingExtraError, match="install it"):
        LeanBackend.find()
    monkeypatch.setenv("PALAESTRA_LEAN", "/no/such/lean")
    monkeypatch.undo()
    with pytest.raises(MissingExtraError, match="PALAESTRA_LEAN"):
        LeanBackend("/no/such/lean").judge(T, "by exact h")


@pytest.mark.parametrize(
    ("statement", "parts"),
    [
        ("theorem t : 1 = 1", ("t", "", "1 = 1")),
        (
            "theorem a.b.{u} {α : Type u} [DecidableEq α] (x : α) : x = x",
            ("a.b", ".{u}", "∀ {α : Type u} [DecidableEq α] (x : α), x = x"),
        ),
        ("lemma t(n : ℕ) (h : ∃ k : ℕ, n = 2 * k) : Even n", ("t", "", "∀ (n : ℕ) (h : ∃ k : ℕ, n = 2 * k), Even n")),
        ("∀ n : Nat, n = n", ("goal", "", "∀ n : Nat, n = n")),
    ],
)
def test_statements_are_closed(statement, parts):
    assert close(statement) == parts


def test_messages_are_read_line_by_line():
    out = (
        'noise\n{"severity":"error","data":"a"}\n[1]\n{"severity":3}\n{"severity":"warning","data":"b"}\n'
        + "[" * 5_000
    )
    assert messages(out) == [("error", "a"), ("warning", "b")]
    assert split_header("import A\nopen B\nimport C") == ("import A\nimport C\n", "open B")


# --- data sets -------------------------------------------------------------------------------------------------------

ROW = {
    "name": "mathd_1",
    "split": "test",
    "informal_prefix": "/-- Show it. -/",
    "header": "import Mathlib\nopen Nat",
    "formal_statement": "theorem mathd_1 (n : ℕ) (h : n % 2 = 1) :\n    n * n % 2 = 1 := by\n",
}


def test_rows_in_the_form_of_minif2f(tmp_path):
    other = {"problem_id": "p2", "lean4_code": "import Mathlib\n\n/-- Words. -/\ntheorem p2 : 1 + 1 = 2 := by sorry"}
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n" + json.dumps(other) + "\n", encoding="utf-8")
    first, second = formal_problems(path)
    assert first.statement == "theorem mathd_1 (n : ℕ) (h : n % 2 = 1) :\n    n * n % 2 = 1"
    assert (first.name, first.header, first.split) == ("mathd_1", "import Mathlib\nopen Nat", "test")
    assert (second.name, second.statement) == ("p2", "theorem p2 : 1 + 1 = 2")
    assert (second.header, second.informal) == ("import Mathlib", "Words.")


def test_a_lean_file_of_theorems(tmp_path):
    path = tmp_path / "set.lean"
    path.write_text(
        "import Mathlib\n\ntheorem a (x : ℤ) : x = x := by\n  sorry\n\n-- next\ntheorem b : True := sorry\n",
        encoding="utf-8",
    )
    found = formal_problems(path)
    assert [(p.name, p.statement, p.header) for p in found] == [
        ("a", "theorem a (x : ℤ) : x = x", "import Mathlib"),
        ("b", "theorem b : True", "import Mathlib"),
    ]
    assert [p.name for p in formal_problems(tmp_path)] == ["a", "b"]


def test_names_without_a_copy_say_where_to_get_one(monkeypatch, tmp_path):
    monkeypatch.setenv("PALAESTRA_CACHE", str(tmp_path))
    with pytest.raises(DatasetError, match=r"download .*minif2f.* and put it at .*minif2f\.jsonl"):
        formal_problems("minif2f")
    with pytest.raises(DatasetError, match="did you mean 'minif2f'"):
        formal_problems("minif2")
    (tmp_path / "formal").mkdir()
    (tmp_path / "formal" / "minif2f.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    assert formal_problems("minif2f")[0].name == "mathd_1"


@pytest.mark.parametrize("text", ["{", '{"name": "x"}', "3", ""])
def test_broken_sets_are_named(tmp_path, text):
    path = tmp_path / "x.jsonl"
    path.write_text(text)
    with pytest.raises(DatasetError):
        formal_problems(path)


# --- tactic by tactic ------------------------------------------------------------------------------------------------


@pytest.fixture
def interact(monkeypatch):
    """A stand-in for lean-interact whose tactic mode says yes to everything."""
    module, asked = types.ModuleType("lean_interact"), []
    module.interface = types.SimpleNamespace(ProofStep=lambda **k: types.SimpleNamespace(**k))
    module.Command = lambda **k: types.SimpleNamespace(**k)
    module.LocalProject = module.LeanREPLConfig = lambda **k: types.SimpleNamespace(**k)

    class Server:
        def __init__(self, config):
            self.config = config

        def run(self, query, timeout):
            asked.append(query)
            if hasattr(query, "cmd"):
                return types.SimpleNamespace(sorries=[types.SimpleNamespace(proof_state=0, goal="⊢ q ∧ p")])
            if query.tactic == "slow":
                raise TimeoutError("slow")
            return types.SimpleNamespace(goals=[], proof_state=1, proof_status="Completed")

        def kill(self):
            asked.append("killed")

    module.AutoLeanServer = Server
    monkeypatch.setitem(sys.modules, "lean_interact", module)
    return asked


def test_tactic_mode_shows_goals_but_the_verdict_is_a_fresh_leans(backend, interact):
    session = Session(backend, T)
    assert session.goals == ("⊢ q ∧ p",)
    assert "sorry" in session.apply("sorry").error
    assert session.apply("exact wrong").goals == ()
    assert session.script == ["exact wrong"]
    assert not session.verdict().is_correct
    session.close()
    assert interact[-1] == "killed"
    assert [q.tactic for q in interact if hasattr(q, "tactic")] == ["exact wrong"]


def test_a_timeout_in_tactic_mode_changes_nothing(backend, interact):
    session = Session(backend, T)
    session.apply("intro x")
    assert "unknown tactic" in session.apply("slow").error
    assert session.script == ["intro x"]


def test_without_lean_interact_the_error_says_what_to_type(monkeypatch, backend):
    monkeypatch.setitem(sys.modules, "lean_interact", None)
    with pytest.raises(MissingExtraError, match="pip install"):
        Session(backend, T)
    with pytest.raises(MissingExtraError, match="pip install"):
        LeanBackend.with_mathlib()
