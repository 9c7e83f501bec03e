import ast
import json
import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import palaestra.envs.proofs as proofs
from palaestra.envs.core import Status
from palaestra.envs.proofs import check_proof, check_term
from palaestra.envs.proofs.declarations import Declaration
from palaestra.envs.proofs.library import Library, library
from palaestra.envs.proofs.terms import app, const

HERE = pathlib.Path(__file__).parent
ACCEPTED = json.loads((HERE / "accepted.json").read_text())
REFUSED = json.loads((HERE / "refused.json").read_text())
TERMS = json.loads((HERE / "terms.json").read_text())
STATEMENT = "theorem t (p q : Prop) (hp : p) : q"


def test_proofs_as_lean_users_write_them_are_accepted():
    refused = [(row, check_proof(**row).reason) for row in ACCEPTED if not check_proof(**row).is_correct]
    assert len(ACCEPTED) >= 300
    assert refused == []


def test_cheats_and_wrong_proofs_are_refused():
    assert len(REFUSED) >= 200
    assert [row for row in REFUSED if check_proof(**row).is_correct] == []


def test_declarations_in_term_mode():
    assert [(text, check_term(text).reason) for text in TERMS["accepted"] if not check_term(text).is_correct] == []
    assert [text for text in TERMS["refused"] if check_term(text).is_correct] == []


@pytest.mark.parametrize(
    ("proof", "message"),
    [
        ("by exact x", "unknown identifier 'x'"),
        ("hp", "type mismatch\n  hp\nhas type\n  p : Prop\nbut is expected to have type\n  q : Prop"),
        ("by skip", "unsolved goals\np q : Prop\nhp : p\n⊢ q"),
        ("by omega", "omega could not prove the goal"),
        ("by assumption", "tactic 'assumption' failed\np q : Prop\nhp : p\n⊢ q"),
        ("by sorry", "unexpected token 'sorry'; expected tactic"),
        ("by exact (", "unexpected end of input; expected term"),
        ("by exact h\u200bp", "unexpected character"),
        ("/- never closed", "unterminated comment"),
    ],
)
def test_refusals_are_told_in_leans_words(proof, message):
    verdict = check_proof(STATEMENT, proof)
    assert verdict.status is Status.WRONG
    assert message in verdict.reason


HOSTILE = [
    "x" * 1_000_000, "(" * 20_000, "⟨" * 20_000, "by " * 5_000, "fun " * 5_000, "\x00" * 99, "\ud800", "/-" * 20_000,
    "by exact " + "(" * 9_000 + "hp" + ")" * 9_000, "by\n" + "  skip\n" * 5_000, "by repeat have h := hp",
    "by iterate 999 (have h := hp)", "by have h : 9^9^9^9 = 0 := by decide\n   exact h",
    "(fun x => x x) (fun x => x x)", "by exact " + "fun x => " * 140 + "hp",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_verdict(text):
    assert not check_proof(STATEMENT, text).is_correct
    assert not check_term(text).is_correct


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="()⟨⟩by exact hpqfun=>.12∧∨¬,·\n |←[]:;_?", max_size=60))
def test_noise_never_proves_what_does_not_follow(text):
    assert not check_proof(STATEMENT, text).is_correct


@pytest.mark.parametrize(
    "statement",
    ["", "theorem t : 3", "theorem t : Naat = 1", "∀ x, x", "theorem t : True := by trivial", "(" * 9_000, "\x00"],
)
def test_a_bad_statement_is_malformed(statement):
    assert check_proof(statement, "trivial").status is Status.MALFORMED


def test_statements_may_end_as_lean_writes_them():
    assert check_proof("theorem t : True :=", "trivial").is_correct
    assert check_proof("theorem t : True := by", "by trivial").is_correct
    with pytest.raises(ValueError, match="backend"):
        check_proof("True", "trivial", backend="oracle")


def test_a_layer_of_lemmas_is_believed():
    layer = Library(library())
    p = app(const("Not"), const("False"))
    layer.add(Declaration("given'user", (), p, "theorem"))
    layer.own["given"] = "given'user"
    assert check_proof("theorem t : ¬False", "given", lemmas=layer).is_correct
    assert not check_proof("theorem t : ¬False", "given").is_correct
    with pytest.raises(ValueError, match="leave out lemmas"):
        check_proof("theorem t : ¬False", "given", lemmas=layer, double_check=True)


def test_the_trusted_part_is_small_and_runs_no_text():
    folder = pathlib.Path(proofs.__file__).parent
    assert len((folder / "kernel.py").read_text().splitlines()) <= 600
    allowed = {"terms", "levels", "substitution", "declarations", "certificates", "reify", "kernel"}
    for name in allowed:
        tree = ast.parse((folder / f"{name}.py").read_text())
        local = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level}
        assert local <= allowed
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), path
