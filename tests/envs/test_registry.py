"""Ids: strings that name classes, refused when they are malformed or taken, never loaded before they are made."""

import importlib.metadata
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import gymnasium as gym
import pytest
from gymnasium.envs.registration import EnvSpec

import palaestra
from palaestra.agents.table import table
from palaestra.envs import (
    KnobError,
    MissingExtraError,
    RegistrationError,
    described,
    entry_of,
    ids,
    load,
    register,
    registry,
)
from palaestra.envs.games.tictactoe import TicTacToe

SORT = "palaestra.envs.puzzles.sort:Sort"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    before = set(gym.registry)
    yield
    for id in set(gym.registry) - before:
        del gym.registry[id]


def test_ours() -> None:
    assert set(registry.BUILTIN) - set(registry.NEEDS) <= set(ids())
    assert ids() == sorted(ids())
    assert "CartPole-v1" not in ids()
    assert entry_of("Puzzle-Sort-v0") == SORT


def test_a_game_without_its_package_is_left_out_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from palaestra.envs.games import chess

    assert ("Game-Chess-v0" in ids()) == (importlib.util.find_spec("chess") is not None)
    monkeypatch.setitem(sys.modules, "chess", None)
    monkeypatch.setitem(registry.NEEDS, "Game-Chess-v0", "no_such_package")
    chess.library.cache_clear()
    assert "Game-Chess-v0" not in ids()
    env = gym.make("Game-Chess-v0")
    with pytest.raises(MissingExtraError, match=r"pip install 'palaestra\[games\]'"):
        env.reset(seed=0)


@pytest.mark.parametrize("id", ["Sort", "Sort-v", "Sort-0", "a/b/Sort-v0", "Sort v0", "", "sört-v0/", "Sort-v0\n"])
def test_malformed_ids_are_refused(id: str) -> None:
    with pytest.raises(RegistrationError, match="write it like 'acme/ReverseWord-v0'"):
        register(id, SORT)
    assert id not in gym.registry


def test_an_entry_is_module_and_class() -> None:
    with pytest.raises(RegistrationError, match=r"package\.module:Class"):
        register("acme/Sort-v0", "palaestra.envs.puzzles.sort.Sort")


def test_a_taken_id_is_refused() -> None:
    register("acme/Sort-v0", SORT)
    for taken in ("acme/Sort-v0", "Puzzle-Sort-v0", "CartPole-v1"):
        with pytest.raises(RegistrationError, match="is taken"):
            register(taken, SORT)


def test_an_id_can_fix_knobs_that_make_overrides() -> None:
    register("acme/LongSort-v0", SORT, length=9, level=2)
    assert gym.make("acme/LongSort-v0").unwrapped.task.length == 9  # type: ignore[attr-defined]
    assert gym.make("acme/LongSort-v0", length=3).unwrapped.task.length == 3  # type: ignore[attr-defined]
    assert json.loads(gym.make("acme/LongSort-v0").reset(seed=1)[1]["name"])["id"] == "acme/LongSort-v0"


def test_unknown_ids_name_the_nearest() -> None:
    with pytest.raises(RegistrationError, match="did you mean 'Puzzle-Sort-v0'"):
        entry_of("Puzzle-Sorts-v0")
    with pytest.raises(RegistrationError, match="no environment 'CartPole-v1'"):
        entry_of("CartPole-v1")


@pytest.mark.parametrize(
    "entry", ["no.such.module:X", f"{SORT}t", "palaestra:nothing", "json:loads", "json:JSONDecoder", ":", "a:"]
)
def test_entries_that_name_no_task(entry: str) -> None:
    with pytest.raises(RegistrationError, match=r"entry .* (names no class|is not a palaestra Task or Rules class)"):
        load(entry)


def test_entry_points_are_registered_and_never_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        importlib.metadata.EntryPoint("acme/Plug-v0", SORT, registry.GROUP),
        importlib.metadata.EntryPoint("acme/Broken-v0", "acme_not_installed:Puzzle", registry.GROUP),
        importlib.metadata.EntryPoint("Puzzle-Sort-v0", "acme_not_installed:Thief", registry.GROUP),
        importlib.metadata.EntryPoint("no id", SORT, registry.GROUP),
    ]
    real = importlib.metadata.entry_points
    monkeypatch.setattr(
        importlib.metadata, "entry_points", lambda **by: points if by == {"group": registry.GROUP} else real(**by)
    )
    for _ in range(2):  # twice does no harm
        with pytest.warns(UserWarning, match="is left out") as told:
            registry.register_builtin()
        assert "acme_not_installed:Thief, offered under 'palaestra.tasks', is left out: id 'Puzzle" in str(
            told[0].message
        )
        assert "id 'no id': write it like" in str(told[1].message)
        assert len(told) == 2
    assert {"acme/Plug-v0", "acme/Broken-v0"} <= set(ids())
    assert entry_of("Puzzle-Sort-v0") == SORT  # ours stay ours
    assert gym.make("acme/Plug-v0").reset(seed=0)[0]
    with pytest.raises(RegistrationError, match="acme_not_installed"):
        gym.make("acme/Broken-v0")


@pytest.mark.parametrize("id", palaestra.ids())
def test_specs_go_through_json(id: str) -> None:
    env = gym.make(id, difficulty=0.5)
    assert env.spec is not None
    again = gym.make(EnvSpec.from_json(env.spec.to_json()))
    assert again.unwrapped.task == env.unwrapped.task  # type: ignore[attr-defined]


def test_whoever_resolves_an_id_gets_what_gym_makes() -> None:
    id, entry = "acme/FourInARow-v0", "palaestra.envs.games.tictactoe:TicTacToe"
    register(id, entry, size=5, line=4)
    made: Any = gym.make(id)
    for game in (made.unwrapped, palaestra.aec(id).unwrapped, table(id)):
        assert (game.rules.size, game.rules.line, game.id) == (5, 4, id)
    assert palaestra.aec(id, line=3).unwrapped.rules.line == 3
    assert described(id, level=1)[0] == gym.make(id, level=1).unwrapped.task  # type: ignore[attr-defined]
    assert described(entry, size=4) == (TicTacToe(4), entry)
    assert palaestra.aec(entry).unwrapped.id == palaestra.make(entry).unwrapped.id == entry  # type: ignore[attr-defined]


def test_classes_in_the_wrong_place() -> None:
    with pytest.raises(RegistrationError, match=r"write 'package\.module:Class'"):
        register("acme/Class-v0", TicTacToe)  # type: ignore[arg-type]
    with pytest.raises(KnobError, match=r"TicTacToe is a class: write TicTacToe\(\)"):
        palaestra.make(TicTacToe)  # type: ignore[arg-type]
    with pytest.raises(KnobError, match="a class is called"):
        palaestra.aec(TicTacToe)  # type: ignore[arg-type]
    with pytest.raises(RegistrationError, match="lacks apply, current, legal"):
        load("palaestra.envs.games:Rules")


def test_no_import_is_needed() -> None:
    code = "import gymnasium as gym; print(gym.make('palaestra:Puzzle-Sort-v0').reset(seed=0)[0])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == gym.make("Puzzle-Sort-v0").reset(seed=0)[0].strip()


def test_unknown_knobs_name_the_nearest() -> None:
    with pytest.raises(KnobError, match="did you mean 'length'"):
        gym.make("Puzzle-Sort-v0", lenght=3)
