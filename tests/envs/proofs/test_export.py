"""Terms as Lean text: explicit, hygienic, certificates named and closed. The referee runs such texts."""

import re

import pytest

from palaestra.envs.proofs.check import parse_statement, prove
from palaestra.envs.proofs.lean.export import (
    HEADER,
    Exporter,
    ExportError,
    export,
    name_certificates,
    term_text,
    to_lean,
)
from palaestra.envs.proofs.terms import Cert, app, bvar, const, lam, lit, mvar, pi, sort, subterms


def proved(statement, proof):
    stated = parse_statement(statement)
    return prove(stated, proof), stated.type


def test_terms_are_written_out_in_full():
    nat = const("Nat")
    assert term_text(lam("h", nat, lam("h", nat, app(app(const("Nat.add"), bvar(0)), bvar(1))))) == (
        "fun (h0 : @Nat) => fun (h1 : @Nat) => @Nat.add h1 h0"
    )
    assert term_text(const("Eq", (1,))) == "@Eq.{1}"
    assert term_text(sort(("s", ("max", ("p", "u"), 1)))) == "Sort ((max u 1) + 1)"
    assert term_text(app(const("Nat.succ"), lit(41))) == "@Nat.succ (41 : Nat)"
    assert term_text(pi("✝", sort(0), bvar(0))) == "(x0 : Prop) → x0"


def test_holes_are_refused():
    with pytest.raises(ExportError, match="hole"):
        term_text(mvar(7))


def test_shared_terms_that_are_huge_as_trees_are_refused_quickly():
    t = const("Nat.zero")
    for _ in range(60):
        t = app(app(const("Nat.add"), t), t)
    with pytest.raises(ExportError, match="nodes"):
        term_text(t)


def test_certificates_become_closed_hypotheses_over_what_they_speak_of():
    term, type_ = proved("theorem t (p : Prop) (a b : Nat) (hp : p) (h : a < b) : a + 1 ≤ b ∧ p", "⟨by omega, hp⟩")
    body, certificates = name_certificates(term)
    assert [name for name, _ in certificates] == ["cert_1"]
    assert not certificates[0][1].loose
    assert not any(type(s) is Cert for s in subterms(body))
    text = export(Exporter(), "t", term, type_).text
    assert re.search(r"\(cert_1 : \(x0 : @Nat\) → \(x1 : @Nat\) → ", text)
    assert "cert_1 a1 b2" in text


def test_the_same_certificate_is_named_once():
    term, _ = proved("theorem t (a b : Nat) (h : a < b) : a + 1 ≤ b ∧ a + 1 ≤ b", "by\n  constructor <;> omega")
    assert len(name_certificates(term)[1]) == 1


def test_a_file_stands_on_its_own_and_shows_its_source_as_comments():
    text = to_lean("theorem back (p q : Prop) : p ∧ q → q ∧ p", "by\n  intro h\n  exact ⟨h.right, h.left⟩")
    assert text.startswith("-- theorem back (p q : Prop)")
    assert "\n--   exact ⟨h.right, h.left⟩\n" in text
    assert HEADER in text
    assert "theorem Palaestra.back : " in text
    assert "cert_" not in text
    assert "Nat.mul" not in text  # only what the proof rests on


def test_comments_cannot_break_out():
    text = to_lean("theorem t : True", "trivial -- -/ axiom cheat : False")
    before = text[: text.index("prelude")]
    assert all(line.startswith("--") for line in before.strip().splitlines())


@pytest.mark.parametrize(
    ("statement", "proof"), [("theorem t : False", "trivial"), ("theorem t (n : Naat) : True", "trivial"), ("", "")]
)
def test_only_accepted_proofs_are_exported(statement, proof):
    with pytest.raises(ValueError, match="only accepted proofs"):
        to_lean(statement, proof)


def test_everything_below_comes_first_and_once():
    texts = dict(Exporter().texts(["Nat.add_comm", "Nat.add_comm"]))
    names = list(texts)
    assert names[-1] == "Nat.add_comm"
    assert len(names) == len(set(names))
    assert names.index("Eq") < names.index("congrArg") if "congrArg" in names else "Eq" in names


def test_names_that_a_namespace_would_capture_are_rooted():
    (text,) = [t for n, t in Exporter().texts(["Bool.and_self"]) if n == "Bool.and_self"]
    assert "@Bool.and_self" not in text.split(":", 1)[1]
    hidden = term_text(app(const("and_self"), const("True")), "", {"and_self"})
    assert hidden == "@_root_.and_self @True"
