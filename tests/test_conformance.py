"""Every registered id keeps every law, at every level; a new task needs no new test to be tested."""

from typing import Any

import gymnasium as gym
import pettingzoo
import pytest

import palaestra
from palaestra.agents.table import table
from palaestra.arguments import task_of
from palaestra.envs import Task, entry_of, load
from palaestra.envs.games.aec import aec, games, parallel, register_pettingzoo
from palaestra.envs.testing import LAWS, check_game, check_task


@pytest.mark.parametrize("id", palaestra.ids())
def test_laws(id: str, laws_seeds: int) -> None:
    check = check_task if issubclass(load(entry_of(id)), Task) else check_game
    chosen = {}
    if id.startswith("Proof-"):  # milliseconds for a verdict, not microseconds; benchmarks.proofs draws thousands
        chosen = {} if laws_seeds >= 100 else {"laws": [law for law in LAWS if law != 4]}  # floors: make test-all
        laws_seeds = max(8, laws_seeds // 8)
    report = check(id, seeds=laws_seeds, **chosen)
    print(report)
    report.require()


@pytest.mark.parametrize("id", palaestra.ids())
def test_what_a_bare_id_makes_is_a_level(id: str) -> None:
    """Otherwise `palaestra train ID` knows no harder level, and the task's page says nothing of what was played."""
    assert load(entry_of(id))().level >= 0


@pytest.mark.parametrize("id", palaestra.ids())
def test_every_knob_reaches_the_task_by_its_name(id: str) -> None:
    for made in load(entry_of(id)).ladder():
        knobs = made.knobs()
        env: Any = gym.make(id, **knobs)
        assert env.unwrapped.task == made
        env = palaestra.make(id, **knobs)
        assert env.unwrapped.task == made
        assert task_of(id, knobs) == made


@pytest.mark.parametrize("id", games())
def test_every_knob_reaches_the_rules_by_its_name(id: str) -> None:
    register_pettingzoo()
    for made in load(entry_of(id)).ladder():
        knobs = made.knobs()
        assert aec(id, **knobs).unwrapped.rules == made
        assert pettingzoo.make("aec", id, **knobs).unwrapped.rules == made
        for both in (parallel(id, **knobs), pettingzoo.make("parallel", id, **knobs)):
            assert (both if hasattr(both, "rules") else both.aec_env.unwrapped).rules == made
        assert table(id, **knobs).rules == made
