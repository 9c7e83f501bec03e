"""Premise retrieval: the split is novel, and ranking by words beats chance."""

import functools

import pytest

from palaestra.agents.proofs import BM25, Retrieving, Uniform, premise_split, prove, recall_at
from palaestra.agents.proofs.retrieval import accessible, by_chance, by_words, premises, uses
from palaestra.agents.proofs.search import best_first
from palaestra.envs.proofs.theorems import by_name, theorems

USED = {t.name: uses(t) for t in theorems()}


@pytest.mark.parametrize("seed", range(5))
def test_every_test_theorem_needs_a_premise_that_no_training_proof_uses(seed: int) -> None:
    split = premise_split(USED, seed=seed)
    assert sorted((*split.train, *split.test)) == sorted(USED)
    known = set().union(*(USED[name] for name in split.train))
    assert all(USED[name] - known for name in split.test)
    assert split.novel(USED) == {name: USED[name] - known for name in split.test}
    some = sum(bool(found) for found in USED.values())
    assert 0.2 * some <= len(split.test) <= 0.23 * some


def test_a_random_split_is_not_novel() -> None:
    # what the split is for: of a random fifth most theorems need nothing new
    names = [name for name in USED if USED[name]]
    known = set().union(*(USED[name] for i, name in enumerate(names) if i % 5))
    assert sum(bool(USED[name] - known) for name in names[::5]) < len(names[::5]) * 0.8


def test_premises_may_be_used_where_they_stand_before() -> None:
    assert len(premises()) > 1000
    for theorem in theorems():
        assert USED[theorem.name] <= set(accessible(theorem.name))


def test_ranking_by_words_recalls_ten_times_what_chance_does() -> None:
    split = premise_split(USED)
    index = BM25(premises())
    found = {k: recall_at(k, split.test, by_words(index)) for k in (1, 10, 50)}
    chance = {k: recall_at(k, split.test, by_chance()) for k in (1, 10, 50)}
    assert found[1] < found[10] < found[50]
    assert found[10] > 0.15
    assert all(found[k] > 3 * chance[k] for k in (10, 50))


def test_scores_by_hand() -> None:
    # two documents of one word each and k1 = 1.2: idf of a word in one of two is log(1 + 1.5 / 1.5)
    index = BM25({"a": "zero", "b": "succ"}, grams=1)
    assert index.scores("zero") == pytest.approx([0.6931, 0.0], abs=1e-4)
    assert index.search("succ", 1) == ["b"]
    assert index.search("succ", 2, among=["a"]) == ["a"]


def test_retrieved_premises_prove_what_the_policy_alone_does_not() -> None:
    menu = ["intro h", "constructor", "rfl", "assumption"]
    statements = ["theorem t (n m : Nat) : n + m = m + n", "theorem t (a b c : Nat) (h : a ≤ b) : a + c ≤ b + c"]
    index = BM25({n: text for n, text in premises().items() if n not in by_name()})
    method = functools.partial(best_first, expansions=4, width=80)
    assert not any(o.proved for o in prove(statements, Uniform(menu), method))
    assert all(o.proved for o in prove(statements, Retrieving(Uniform(menu), index, k=16), method))
