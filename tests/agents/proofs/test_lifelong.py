"""Lifelong learning: the figures by hand, a curriculum from easy to hard, and a database that grows and resumes."""

import json
from pathlib import Path

import numpy as np
import pytest

from palaestra.agents.proofs.continual import (
    average_scores,
    backward_transfer,
    forgetting,
    incremental_plasticity,
    resilience,
    summary,
    windowed_forgetting,
    windowed_plasticity,
)
from palaestra.agents.proofs.dense import DenseRetriever
from palaestra.agents.proofs.retrieval import premises
from palaestra.agents.recipes import lifelong
from palaestra.agents.recipes.lifelong import Database, Lifelong, curriculum, prove_open, steps_in
from palaestra.envs import PalaestraError
from palaestra.envs.proofs import check_proof
from palaestra.envs.proofs.theorems import AREAS, by_name, environment, theorems

# after task 0: 0.5 on it; after task 1 it has fallen to 0.3; after task 2 it stands at 0.4
TABLE = [[0.5, 0.1, 0.0], [0.3, 0.6, 0.2], [0.4, 0.7, 0.8]]


def test_figures_by_hand() -> None:
    assert average_scores(TABLE) == pytest.approx([0.5, 0.45, 0.6333], abs=1e-4)
    assert forgetting(TABLE) == pytest.approx((0.5 - 0.4 + 0.6 - 0.7) / 2)
    assert windowed_forgetting(TABLE) == pytest.approx((0.2 + 0.0 + 0.0) / 3)
    assert backward_transfer(TABLE) == pytest.approx((-0.2 - 0.1 + 0.1) / 3)
    assert resilience(TABLE) == pytest.approx(0.45 / 0.63333, abs=1e-4)
    assert windowed_plasticity(TABLE) == pytest.approx(0.63333 - 0.45, abs=1e-4)
    assert incremental_plasticity([0.5, 0.6, 0.8]) == pytest.approx(0.15)
    assert summary(TABLE)["IP"] == pytest.approx(0.15)


def test_a_window_sees_no_further() -> None:
    falling = np.tile(np.array([[0.9], [0.8], [0.6], [0.5]]), (1, 4))
    assert windowed_forgetting(falling, 1) == pytest.approx((0.2 + 0.2 + 0.1 + 0) / 4)
    assert windowed_forgetting(falling, 3) == pytest.approx((0.4 + 0.3 + 0.1 + 0) / 4)
    assert windowed_plasticity(falling[::-1], 1) < windowed_plasticity(falling[::-1], 3)


def test_what_never_changes_neither_falls_nor_gains() -> None:
    still = {"WF5": 0.0, "FM": 0.0, "CFR": 1.0, "EBWT": 0.0, "WP5": 0.0, "IP": 0.0}
    assert summary(np.full((4, 4), 0.7)) == pytest.approx(still)
    with pytest.raises(ValueError, match="square"):
        summary([[1.0, 0.5]])


def test_the_curriculum_puts_easy_areas_first() -> None:
    areas = curriculum()
    assert sorted(areas) == sorted(AREAS)
    bound = np.percentile([steps_in(t) for t in theorems()], 33)
    easy = [sum(t.area == area and steps_in(t) <= bound for t in theorems()) for area in areas]
    assert easy == sorted(easy, reverse=True)


def test_the_database_grows_and_what_it_finds_is_proved() -> None:
    database = Database()
    database.add("logic", 12)
    before = database.names("open")
    won = prove_open(database, "logic", DenseRetriever(premises()), 4)
    assert 0 < won <= len(before)
    for name in database.names("found"):
        theorem, proof = by_name()[name], database.entries[name].proof
        earlier = theorems()[: theorems().index(theorem)]
        assert check_proof(theorem.statement, proof, lemmas=environment(earlier)).is_correct
        assert name not in proof.split()
    database.add("bool", 12)
    assert set(before) <= set(database.entries)
    again = Database.from_json(json.loads(json.dumps(database.to_json())))
    assert again.entries == database.entries


def test_a_retriever_learns_on_top_of_words() -> None:
    documents = {"zero": "n + 0 = n", "swap": "n + m = m + n", "odd": "p ∧ q"}
    retriever = DenseRetriever(documents)
    assert retriever.scores("a + 0 = a") == pytest.approx(0.3 * retriever.index.scores("a + 0 = a"))
    assert retriever.search("a + 0 = a", 1) == ["zero"]
    retriever.learn([("a + 0 = a", "odd")], steps=60)
    assert retriever.search("a + 0 = a", 1) == ["odd"]


def test_a_resumed_run_equals_one_that_never_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifelong, "curriculum", lambda: ["bool", "lists"])
    settings = Lifelong(steps=2, expansions=0)
    whole = lifelong.run(settings, tmp_path / "whole", progress=False)
    assert len(whole["table"]) == 2

    learn, calls = DenseRetriever.learn, []

    def dies(*args: object, **kwargs: object) -> float:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return learn(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(DenseRetriever, "learn", dies)
    with pytest.raises(KeyboardInterrupt):
        lifelong.run(settings, tmp_path / "cut", progress=False)
    monkeypatch.setattr(DenseRetriever, "learn", learn)
    with pytest.raises(PalaestraError, match="resume"):
        lifelong.run(settings, tmp_path / "cut", progress=False)
    assert lifelong.run(settings, tmp_path / "cut", resume=True, progress=False) == whole
