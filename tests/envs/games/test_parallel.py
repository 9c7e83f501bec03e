"""Games in which all choose at once, as PettingZoo parallel environments."""

import pickle
import warnings
from typing import Any

import numpy as np
import pytest
from pettingzoo.test import parallel_api_test, parallel_seed_test

from palaestra.envs import KnobError, entry_of, load
from palaestra.envs.games.aec import aec, games, parallel
from palaestra.envs.games.goofspiel import Goofspiel
from palaestra.envs.games.matrix import RockPaperScissors
from palaestra.envs.games.nim import Nim
from palaestra.envs.games.parallel import GameParallel

EVERY = [
    (id, level)
    for id in games()
    for level, rules in enumerate(load(entry_of(id)).ladder())
    if rules.simultaneous  # type: ignore[attr-defined]
]


def test_there_are_some() -> None:
    assert {id for id, _ in EVERY} == {
        "Game-Blotto-v0", "Game-Goofspiel-v0", "Game-Matrix-v0", "Game-RockPaperScissors-v0"
    }  # fmt: skip


@pytest.mark.parametrize(("id", "level"), EVERY)
@pytest.mark.parametrize("mask", ["obs", "info"])
def test_api_and_seeds(id: str, level: int, mask: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parallel_api_test(parallel(id, level=level, mask=mask), num_cycles=50)
    parallel_seed_test(lambda: parallel(id, level=level, mask=mask), num_cycles=20)


@pytest.mark.parametrize(("id", "level"), EVERY)
def test_rounds_are_those_of_the_turn_based_game(id: str, level: int) -> None:
    """Both play the same choices with the same seed: the same prizes, texts, numbers, masks and rewards."""
    both, turns, rng = parallel(id, level=level), aec(id, level=level), np.random.default_rng(level)
    for seed in range(5):
        seen, infos = both.reset(seed=seed)
        turns.reset(seed=seed)
        paid: dict[str, float] = {}
        while both.agents:
            chosen = {}
            for agent in both.possible_agents:
                assert turns.agent_selection == agent
                shown = turns.observe(agent)
                assert np.array_equal(shown["observation"], seen[agent]["observation"])
                assert np.array_equal(shown["action_mask"], seen[agent]["action_mask"])
                assert turns.infos[agent]["text"] == infos[agent]["text"]
                chosen[agent] = int(rng.choice(np.flatnonzero(shown["action_mask"])))
                turns.step(chosen[agent])
            seen, paid, over, cut, infos = both.step(chosen)
            assert not any(cut.values())
        assert paid == turns.rewards
        assert all(over.values()) == all(turns.terminations.values()) is True
        assert not any(view["action_mask"].any() for view in seen.values())


@pytest.mark.parametrize(("moves", "paid"), [((7, 0), (-2, 2)), ((0, -1), (2, -2)), ((9, 9), (0, 0))])
def test_illegal_choices(moves: tuple[int, int], paid: tuple[float, float]) -> None:
    env = GameParallel(RockPaperScissors(3, 2))
    env.reset(seed=0)
    _, rewards, over, _, _ = env.step(dict(zip(env.agents, moves, strict=True)))
    assert tuple(rewards.values()) == paid
    assert all(over.values())
    assert env.agents == []
    assert env.step({}) == ({}, {}, {}, {}, {})


def test_truncation_and_render(capsys: pytest.CaptureFixture[str]) -> None:
    env: Any = parallel("Game-Goofspiel-v0", "ansi", max_cycles=2)
    env.reset(seed=0)
    for turn in range(2):
        _, rewards, over, cut, _ = env.step({"player_0": turn, "player_1": 2 - turn})
        assert all(cut.values()) == (turn == 1)
        assert not any(over.values())
        assert not any(rewards.values())
    assert "Round 1" in env.render()
    shown = parallel("Game-Goofspiel-v0", "human")
    shown.reset(seed=0)
    shown.step({"player_0": 0, "player_1": 1})
    assert "you bid 1" in capsys.readouterr().out
    assert parallel("Game-Goofspiel-v0", "rgb_array").metadata["name"] == "Game-Goofspiel-v0"


def test_pickle_and_prizes_by_the_seed() -> None:
    env = GameParallel(Goofspiel(8))
    firsts = set()
    for seed in range(40):
        env.reset(seed=seed)
        firsts.add(env.position[0])
    assert len(firsts) == 8
    copy = pickle.loads(pickle.dumps(env))
    assert copy.position == env.position


def test_errors_say_what_to_type() -> None:
    with pytest.raises(KnobError, match="players move in turn"):
        GameParallel(Nim())
    env = GameParallel(RockPaperScissors())
    env.reset()
    with pytest.raises(KnobError, match="no move of player_1"):
        env.step({"player_0": 1})
    for bad in ({"mask": "no"}, {"render_mode": "ansy"}, {"max_cycles": 0}):
        with pytest.raises(KnobError):
            GameParallel(RockPaperScissors(), **bad)  # type: ignore[arg-type]
