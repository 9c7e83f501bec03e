"""Attacks by the thousand: faults in statements and scripts, automation let loose on random statements."""

import os
import random
from itertools import islice

import campaign
import pytest
from faults import WORDS, fault

from palaestra.envs.proofs import check_proof


@pytest.mark.parametrize(("count", "seed"), [(1_500, 1), pytest.param(12_000, 2, marks=pytest.mark.slow)])
def test_no_false_statement_is_accepted(count, seed):
    found = campaign.attack(int(os.environ.get("PALAESTRA_ATTACKS", count)), seed)
    assert found.unsound == []
    assert found.heavy == []
    assert found.accepted.total() > found.tried.total() / 50
    assert found.judged["accepted, true"] > found.accepted.total() / 20


def test_the_attacks_are_mostly_false():
    verdicts = [campaign.judge(s, tries=400).verdict for _, s, _ in islice(campaign.tries(random.Random(3)), 300)]
    assert verdicts.count("false") > 60
    assert verdicts.count("unsupported") < 150


def test_a_false_acceptance_would_be_seen(monkeypatch):
    monkeypatch.setattr(campaign, "check_proof", lambda *_: check_proof("theorem t : True", "trivial"))
    assert len(campaign.attack(100).unsound) > 20


def test_a_fault_changes_one_word():
    text = "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p"
    changed = {fault(text, random.Random(i)) for i in range(200)}
    assert "theorem t (p q : Prop) (h : p ∨ q) : q ∧ p" in changed
    assert all(abs(len(WORDS.findall(c)) - len(WORDS.findall(text))) <= 1 for c in changed)


@pytest.mark.parametrize(
    ("statement", "proof"),
    [
        ("theorem t (p q : Prop) : p ∧ ¬p ∧ q", "fun ⟨hp, hnp⟩ => absurd hp hnp"),
        ("∀ (p q : Prop), p ∧ q → q ↔ p", "fun p q ⟨hp, hq⟩ => ⟨hq, hp⟩"),
    ],
)
def test_a_pattern_where_no_function_is_expected(statement, proof):
    """These once waited for a type that they knew: the second filled the memory."""
    assert "a function\nis expected to have type" in check_proof(statement, proof).reason
