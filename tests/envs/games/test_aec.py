"""Games in PettingZoo: its own conformance tests, the laws of reward, masks and truncation."""

import pickle
import subprocess
import sys
import warnings

import gymnasium as gym
import numpy as np
import pettingzoo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pettingzoo.test import api_test, parallel_api_test, parallel_seed_test, render_test, seed_test

from palaestra.envs import KnobError, RegistrationError, entry_of, load
from palaestra.envs.games.aec import aec, games, parallel, register_pettingzoo
from palaestra.envs.games.tictactoe import TicTacToe

ID = "Game-TicTacToe-v0"
EVERY = [(id, level) for id in games() for level in range(len(load(entry_of(id)).ladder()))]

# PettingZoo warns of Dict observations unless a game's name stands in a list of its own (api_test.py, env_obs_space)
DICT_WARNINGS = {
    "Observation is not a NumPy array",
    "Observation space for each agent probably should be gymnasium.spaces.box or gymnasium.spaces.discrete",
}


@pytest.mark.parametrize(("id", "level"), EVERY)
def test_api_without_a_warning(id: str, level: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        api_test(aec(id, level=level, mask="info"), num_cycles=100)
        parallel_api_test(parallel(id, level=level), num_cycles=100)
        parallel_api_test(parallel(id, level=level, mask="info"), num_cycles=100)


@pytest.mark.parametrize(("id", "level"), EVERY)
def test_api_with_dict_observations(id: str, level: int) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        api_test(aec(id, level=level), num_cycles=100)
    assert {str(warning.message) for warning in caught} <= DICT_WARNINGS


@pytest.mark.parametrize(("id", "level"), EVERY)
@pytest.mark.parametrize("mask", ["obs", "info"])
def test_seeds(id: str, level: int, mask: str) -> None:
    seed_test(lambda: aec(id, level=level, mask=mask), num_cycles=50)
    parallel_seed_test(lambda: parallel(id, level=level, mask=mask), num_cycles=50)


def test_render_modes(capsys: pytest.CaptureFixture[str]) -> None:
    render_test(lambda render_mode: aec(ID, render_mode))
    assert "+---+---+---+" in capsys.readouterr().out
    env = aec(ID, "ansi")
    env.reset()
    env.step(4)
    assert env.render().count("X") == 1
    with pytest.raises(KnobError, match="did you mean 'ansi'"):
        aec(ID, "ansy")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 15), min_size=16, max_size=16), st.sampled_from(["obs", "info"]))
def test_rewards_sum_to_zero_and_masks_are_legal(picks: list[int], mask: str) -> None:
    env = aec(ID, mask=mask)
    env.reset(seed=0)
    total = dict.fromkeys(env.possible_agents, 0.0)
    for agent, pick in zip(env.agent_iter(), picks, strict=False):
        seen, _, over, _, info = env.last()
        masks = seen["action_mask"] if mask == "obs" else info["action_mask"]
        if over:
            assert not masks.any()
            break
        raw = env.unwrapped
        assert np.flatnonzero(masks).tolist() == list(raw.rules.legal(raw.position))
        assert info["text"] == raw.tell(agent) == raw.rules.tell(raw.position, env.possible_agents.index(agent))
        for other in set(env.agents) - {agent}:
            shown = raw.observe(other)["action_mask"] if mask == "obs" else raw.infos[other]["action_mask"]
            assert not shown.any()
        legal = np.flatnonzero(masks)
        env.step(int(legal[pick % len(legal)]))
        for name, reward in env.rewards.items():
            total[name] += reward
    assert sum(total.values()) == 0
    assert set(total.values()) in ({1.0, -1.0}, {0.0})
    assert list(total.values()) == list(env.unwrapped.rules.returns(env.unwrapped.position))


@pytest.mark.parametrize("illegal", [4, 9, -1, 10**6])
def test_an_illegal_move_loses(illegal: int) -> None:
    env = aec(ID)
    env.reset()
    env.step(4)
    assert env.agent_selection == "player_1"
    env.step(illegal)
    assert env.rewards == {"player_0": 1.0, "player_1": -1.0}
    assert all(env.terminations.values())
    assert not any(env.truncations.values())
    final = {}
    for agent in env.agent_iter():
        final[agent] = env.last()[1]
        env.step(None)
    assert final == {"player_0": 1.0, "player_1": -1.0}
    assert env.agents == []


def test_a_living_agent_must_move() -> None:
    env = aec(ID)
    env.reset()
    with pytest.raises(KnobError, match="player_0 is to move"):
        env.step(None)
    with pytest.raises(AttributeError, match="cannot be accessed before reset"):
        _ = aec(ID).agent_selection


@pytest.mark.parametrize("cycles", [1, 2])
def test_max_cycles(cycles: int) -> None:
    env = aec(ID, max_cycles=cycles)
    env.reset(seed=1)
    turns: dict[str, int] = dict.fromkeys(env.possible_agents, 0)
    for agent in env.agent_iter():
        seen, reward, over, cut, _ = env.last()
        turns[agent] += 1
        assert not over
        assert reward == 0
        env.step(None if cut else int(np.flatnonzero(seen["action_mask"])[0]))
    assert set(turns.values()) == {cycles + 1}  # the last call of each only says that it has ended


def test_max_cycles_never_cuts_an_ended_game() -> None:
    env = aec(ID, max_cycles=3)  # six moves; the game below ends with the fifth, another with the sixth
    for moves in ([0, 3, 1, 4, 2], [0, 3, 1, 4, 8, 5]):
        env.reset()
        for move in moves:
            env.step(move)
        assert all(env.terminations.values())
        assert not any(env.truncations.values())
        assert sorted(env.rewards.values()) == [-1.0, 1.0]
    with pytest.raises(KnobError, match="max_cycles=0"):
        aec(ID, max_cycles=0)


def test_registered_with_pettingzoo() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ID in register_pettingzoo()
        assert register_pettingzoo() == games()
    env = pettingzoo.make("aec", ID, level=1, render_mode="ansi")
    env.reset(seed=0)
    assert str(env) == ID
    assert env.action_space("player_0").n == 16
    both = pettingzoo.make("parallel", ID, max_cycles=2)
    seen, _ = both.reset(seed=0)
    assert set(seen) == {"player_0", "player_1"}


def test_pickle_and_rules_as_argument() -> None:
    env = aec(TicTacToe(4, 3))
    env.reset(seed=3)
    env.step(5)
    copy = pickle.loads(pickle.dumps(env))
    copy.step(6)
    assert copy.unwrapped.position == (1 << 5, 1 << 6)
    assert env.unwrapped.position == (1 << 5, 0)


def test_errors_say_what_to_type() -> None:
    with pytest.raises(RegistrationError, match="did you mean 'Game-TicTacToe-v0'"):
        aec("Game-TicTacTow-v0")
    with pytest.raises(KnobError, match="is no game"):
        aec("Puzzle-Sort-v0")
    with pytest.raises(KnobError, match="no knob 'sizes'"):
        aec(ID, sizes=4)
    with pytest.raises(KnobError, match="have their knobs already"):
        aec(TicTacToe(), level=1)
    with pytest.raises(KnobError, match="use 'obs' or 'info'"):
        aec(ID, mask="yes")


def test_the_gym_view_does_not_import_pettingzoo() -> None:
    code = (
        f"import sys, gymnasium, palaestra; gymnasium.make({ID!r}).reset(seed=0); print('pettingzoo' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def test_infos_are_made_when_they_are_asked_for() -> None:
    class Counting(TicTacToe):
        told = 0

        def tell(self, state: tuple[int, int], player: int) -> str:
            type(self).told += 1
            return super().tell(state, player)

    env = aec(Counting())
    env.reset()
    for move in (4, 0, 8):
        env.step(move)
    assert Counting.told == 0
    old = env.infos
    assert old["player_0"]["text"].count("X") == 3  # two marks, and "You play X."
    assert Counting.told == 1
    env.step(2)
    assert set(old) == {"player_0", "player_1"} == set(env.infos.keys())
    assert old["player_1"]["text"].count("O") == 2  # the text of that state, though the game has gone on
    assert env.infos["player_1"]["text"].count("O") == 3
    for plain in (dict(old), {**old}, dict(**old), old.copy(), dict(old.items()), pickle.loads(pickle.dumps(old))):
        assert plain == old
        assert set(plain["player_1"]) == {"text"}
    assert old == old.copy()
    assert old != env.infos
    assert [info["text"] for info in env.infos.values()] == [env.infos[agent]["text"] for agent in env.agents]
    assert env.infos.get("player_7", 5) == 5
    assert env.infos.pop("player_1")["text"].count("O") == 3
    assert list(env.infos) == ["player_0"]
    assert "You play X" in repr(env.infos)
    with pytest.raises(KeyError):
        _ = env.infos["player_1"]
    with pytest.raises(KeyError):
        env.infos.pop("player_1")


def test_three_agents() -> None:
    env = aec("Game-KuhnPoker-v0", level=1)
    env.reset(seed=0)
    for move in (0, 1, 1, 0):
        env.step(move)
    assert sum(env.rewards.values()) == 0
    assert env.possible_agents == ["player_0", "player_1", "player_2"]
    env.reset(seed=0)
    env.step(5)
    assert env.rewards == {"player_0": -4.0, "player_1": 2.0, "player_2": 2.0}


@pytest.mark.parametrize("id", [ID, "Game-KuhnPoker-v0", "Game-RockPaperScissors-v0"])  # without chance and with it
def test_seeds_and_options_that_cannot_be(id: str) -> None:
    for env in (aec(id), parallel(id)):
        for seed in (-3, 2**63):
            with pytest.raises(KnobError, match=f"seed={seed}: use 0 to"):
                env.reset(seed=seed)
        for options in ({"level": 1}, {"difficulty": 0.5}):
            with pytest.raises(KnobError, match=f"give {next(iter(options))} when the environment is made"):
                env.reset(seed=0, options=options)
        env.reset(seed=2**63 - 1, options={"of others": 1})
    with pytest.raises(KnobError, match="seed=-3: use 0 to"):
        gym.make(id).reset(seed=-3)
