"""Every registered id keeps every law, at every level; a new task needs no new test to be tested."""

import pytest

import palaestra
from palaestra.envs import Task, entry_of, load
from palaestra.envs.testing import check_game, check_task


@pytest.mark.parametrize("id", palaestra.ids())
def test_laws(id: str, laws_seeds: int) -> None:
    check = check_task if issubclass(load(entry_of(id)), Task) else check_game
    report = check(id, seeds=laws_seeds)
    print(report)
    report.require()
