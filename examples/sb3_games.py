"""Stable-Baselines3, unchanged, on a game: `pip install sb3-contrib matplotlib`, then run this file.

MaskablePPO sits in a random seat of TicTacToe against `opponent="random"` for at most `--seconds` of CPU time. Shown
are wins and draws as it learns, over both seats, beside random legal moves in its place; and what the oracle makes of
the agent at the end.
"""

import argparse
import json
import time
from pathlib import Path

import gymnasium as gym
import numpy as np
import torch
from sb3_contrib import MaskablePPO
from sb3_contrib.common.maskable.utils import get_action_masks
from stable_baselines3.common.callbacks import BaseCallback
from stable_baselines3.common.env_util import make_vec_env

import palaestra  # noqa: F401

HELD_OUT = 1_000_000  # seeds from here on are for measuring


def make(id, opponent="random", seat=None):
    return gym.make(id, interface="moves", opponent=opponent, seat=seat)


def measure(id, choose, games=400, opponent="random"):
    """Play held-out seeds, half of them in each seat; return the shares of wins and of draws."""
    outcomes = []
    for seat in (0, 1):
        env = make(id, opponent, seat)
        for seed in range(HELD_OUT, HELD_OUT + games // 2):
            observation, _ = env.reset(seed=seed)
            over = False
            while not over:
                observation, _, over, _, info = env.step(choose(observation, env))
            outcomes.append(info["return"])
    return float(np.mean(np.array(outcomes) > 0)), float(np.mean(np.array(outcomes) == 0))


class Curve(BaseCallback):
    """Measures as it goes, and stops when the CPU time is used up."""

    def __init__(self, id, seconds, every):
        super().__init__()
        self.id, self.seconds, self.every, self.points = id, seconds, every, []
        self.spent = self.measured = 0.0

    def _on_training_start(self):
        self.since = time.process_time()

    def _on_step(self):
        return self.spent + time.process_time() - self.since < self.seconds

    def _on_rollout_start(self):
        self.spent += time.process_time() - self.since
        if self.spent - self.measured >= self.every or not self.points:
            self.measured = self.spent
            self.points.append((round(self.spent, 1), *measure(self.id, player(self.model), 200)))
        self.since = time.process_time()  # measuring is not training


def player(model):
    def choose(observation, env):
        return int(model.predict(observation, action_masks=get_action_masks(env), deterministic=True)[0])

    return choose


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--id", default="Game-TicTacToe-v0")
    parser.add_argument("--seconds", type=float, default=60, help="of CPU time")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("runs/sb3"))
    args = parser.parse_args()
    torch.set_num_threads(1)  # seconds of CPU are counted, of all threads
    rng = np.random.default_rng(args.seed)
    random = measure(args.id, lambda _, env: int(rng.choice(np.flatnonzero(get_action_masks(env)))))
    envs = make_vec_env(lambda: make(args.id), n_envs=16, seed=args.seed)
    model = MaskablePPO(
        "MlpPolicy", envs, n_steps=64, batch_size=256, n_epochs=4, gamma=1.0, ent_coef=0.01, learning_rate=1e-3,
        policy_kwargs={"net_arch": [128, 128]}, seed=args.seed, device="cpu",
    )  # fmt: skip
    curve = Curve(args.id, args.seconds, every=args.seconds / 12)
    model.learn(10**9, callback=curve)
    agent, oracle = measure(args.id, player(model)), measure(args.id, player(model), 100, "oracle")
    found = {"id": args.id, "random": random, "agent": agent, "agent_against_oracle": oracle, "curve": curve.points}
    for name, (wins, draws) in (
        ("random", random),
        ("MaskablePPO", agent),
        ("MaskablePPO against the oracle", oracle),
    ):
        print(f"{args.id}, {name}: wins {100 * wins:.1f} %, draws {100 * draws:.1f} %", flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "games.json").write_text(json.dumps(found, indent=1) + "\n")

    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 3.4), layout="constrained")
    axis = figure.subplots()
    seconds, wins, draws = map(np.array, zip(*curve.points, strict=True))
    axis.plot(seconds, wins + draws, label="MaskablePPO: wins and draws")
    axis.plot(seconds, wins, label="wins")
    axis.axhline(sum(random), color="grey", linestyle="--", label="random legal moves: wins and draws")
    axis.set(
        title=f"{args.id} against random", xlabel="CPU seconds", ylabel="share of games, both seats", ylim=(0, 1.02)
    )
    axis.legend(fontsize=8)
    figure.savefig(args.out / "games.png", dpi=110)


if __name__ == "__main__":
    main()
