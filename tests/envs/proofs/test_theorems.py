"""The library of named theorems: every proof holds over what stands before it; the graph is what the proofs say."""

import json
from collections import Counter
from importlib.resources import files

import pytest

from palaestra.envs.proofs import check_proof
from palaestra.envs.proofs.library import library
from palaestra.envs.proofs.theorems import (
    AREAS,
    by_name,
    closure,
    dependencies,
    environment,
    lean_file,
    lean_source,
    proofs,
    theorems,
)


def test_there_are_more_than_300_of_every_kind_with_unique_names():
    areas = Counter(t.area for t in theorems())
    assert len(theorems()) >= 400
    assert len(by_name()) == len(theorems())
    assert set(areas) == set(AREAS)
    assert min(areas.values()) >= 25


def test_all_proofs_are_accepted_and_the_stored_graph_is_the_computed_one():
    assert len(proofs()) == len(theorems())
    computed = dependencies()
    for t in theorems():
        assert (list(t.depends), list(t.lemmas)) == tuple(computed[t.name]), t.name


def test_a_theorem_rests_only_on_earlier_ones_and_on_lemmas_that_exist():
    seen = set()
    for t in theorems():
        assert seen.issuperset(t.depends), t.name
        assert all(library().get(lemma) is not None for lemma in t.lemmas)
        seen.add(t.name)


def test_many_are_used_again_and_chains_are_deep():
    depth = {}
    for t in theorems():
        depth[t.name] = 1 + max((depth[d] for d in t.depends), default=0)
    used = {d for t in theorems() for d in t.depends}
    assert len(used) >= 90
    assert max(depth.values()) >= 6


@pytest.mark.parametrize("area", AREAS)
def test_those_that_use_no_other_are_accepted_by_the_public_door(area):
    alone = [t for t in theorems() if t.area == area and not t.depends]
    for t in alone:
        verdict = check_proof(t.statement, t.proof)
        assert verdict.is_correct, (t.name, verdict.reason)
        assert not check_proof("theorem anything (p : Prop) : p", t.proof).is_correct


def test_closure_holds_all_that_is_needed_in_order():
    names = [t.name for t in closure(["chebyshev_two"])]
    assert names[-1] == "chebyshev_two"
    assert {"rearrangement", "le_as_sum"} < set(names)
    env = environment(closure(["rearrangement"]))
    assert env.resolve("le_as_sum") is not None
    assert env.resolve("chebyshev_two") is None
    with pytest.raises(KeyError):
        closure(["no_such_theorem"])


def test_a_file_for_plain_lean_names_mathlib_only_where_a_proof_needs_it():
    assert lean_source(["peirce"]).startswith("namespace Palaestra\n\ntheorem peirce")
    assert lean_source(["int_square_nonneg"]).startswith("import Mathlib\n")
    assert "theorem le_as_sum" in lean_source(["rearrangement"])
    assert by_name()["int_divides_self"].needs_mathlib  # ⟨1, by ring⟩
    assert not by_name()["onto_compose"].needs_mathlib


def test_a_self_contained_file_holds_the_theorems_below():
    text = lean_file("triple_not_iff")
    assert text.startswith("-- theorem triple_not_iff")
    assert text.index("theorem double_not_intro : ") < text.index("theorem Palaestra.triple_not_iff : ")
    assert "theorem peirce" not in text


def test_the_data_file_is_sorted_json():
    text = files("palaestra.envs.proofs.theorems").joinpath("dependencies.json").read_text(encoding="utf-8")
    assert list(json.loads(text)) == [t.name for t in theorems()]
