"""A model in the other seat: found by its folder, asked in its own format, the same game for the same seed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gymnasium as gym
import pytest

pytest.importorskip("torch")

from palaestra.agents import RandomAgent
from palaestra.agents.llm import nano
from palaestra.agents.llm.opponent import ModelOpponent
from palaestra.agents.table import table
from palaestra.agents.training import WarmUp, warm_up
from palaestra.agents.training.opponents import OpponentPool
from palaestra.agents.training.runs import save_model
from palaestra.agents.training.selfplay import SelfPlay
from palaestra.envs import PalaestraError

GAME = "Game-KuhnPoker-v0"


@pytest.fixture(scope="module")
def run(tmp_path_factory: Any) -> Path:
    """A run folder with a model that knows how a move is written in the plain format."""
    run: Path = tmp_path_factory.mktemp("runs") / "kuhn"

    def make() -> Any:
        return table(GAME, format="plain")

    pool = OpponentPool({"self": 1.0}, run)
    reader = SelfPlay(make, nano.make_tokenizer(), pool=pool)
    tokenizer = nano.make_tokenizer(nano.common_words(reader.texts(reader.names(64, 0))))
    model = nano.make_model(tokenizer, hidden=64, layers=1)
    warm_up(model, SelfPlay(make, tokenizer, pool=pool), WarmUp(steps=50, good=0.0, count=128, batch=16), 0)
    save_model(model, tokenizer, run / "model")
    (run / "study.json").write_text(json.dumps({"env": {"format": "plain"}}))
    return run


def games(opponent: Any, n: int = 12, **kwargs: Any) -> list[tuple[float, str]]:
    env = gym.make(GAME, opponent=opponent, seat=1, **kwargs)
    me, out = RandomAgent(), []
    for seed in range(n):
        observation, info = env.reset(seed=seed)
        me.reset([0])
        over = False
        while not over:
            observation, reward, over, _, info = env.step(me.act([observation], [info], [0])[0])
        out.append((float(reward), str(observation)))
    return out


def test_a_run_folder_is_an_opponent(run: Path) -> None:
    played = games(str(run))
    assert sum("illegal" not in said for _, said in played) >= 6, "it moves, in the format it was trained in"
    assert len({reward for reward, _ in played}) > 2, "it wins some and loses some"


def test_a_seed_is_a_game(run: Path) -> None:
    assert games(str(run)) == games(run), "a path is as good as a text"
    env: Any = gym.make(GAME, opponent=str(run), interface="moves")
    assert gym.make(gym.envs.registration.EnvSpec.from_json(env.spec.to_json())).reset(seed=3)[0].tolist() == (
        env.reset(seed=3)[0].tolist()
    )


def test_environments_share_the_model(run: Path) -> None:
    one, other = ModelOpponent(run), ModelOpponent(run, temperature=0.0)
    assert one.model is other.model
    assert one.format == "plain"


@pytest.mark.parametrize(("folder", "says"), [("empty", "holds no model"), ("no/where", "no such folder")])
def test_what_is_no_model_is_said(tmp_path: Path, folder: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PalaestraError, match=says):
        gym.make(GAME, opponent=str(tmp_path / folder))


def test_a_broken_model_is_said(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(PalaestraError, match="no model"):
        gym.make(GAME, opponent=str(tmp_path))
