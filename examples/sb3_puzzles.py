"""Stable-Baselines3, unchanged, on three puzzles: `pip install sb3-contrib matplotlib`, then run this file.

MaskablePPO learns 4x4 Sudoku, Lights Out and the 8-puzzle by moves, each for at most `--seconds` of CPU time, on the
train split; accuracy is measured on problems of the test split, for the agent and for random legal moves.
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

TASKS = {"Puzzle-Sudoku-v0": 1, "Puzzle-LightsOut-v0": 1, "Puzzle-EightPuzzle-v0": 0}  # id: level


def make(id, split):
    return gym.make(id, level=TASKS[id], interface="moves", split=split)


def accuracy(id, choose, episodes=400):
    """Play test problems by seed; return the share that ends solved."""
    env, solved = make(id, "test"), 0.0
    for seed in range(episodes):
        observation, _ = env.reset(seed=seed)
        done = False
        while not done:
            observation, reward, terminated, truncated, _ = env.step(choose(observation, env))
            done = terminated or truncated
        solved += reward
    return solved / episodes


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
            self.points.append((round(self.spent, 1), accuracy(self.id, player(self.model), 200)))
        self.since = time.process_time()  # measuring is not training


def player(model):
    def choose(observation, env):
        return int(model.predict(observation, action_masks=get_action_masks(env), deterministic=True)[0])

    return choose


def learn(id, seconds, seed):
    """Train and return the learning curve with the accuracies before and after."""
    rng = np.random.default_rng(seed)
    random = accuracy(id, lambda _, env: int(rng.choice(np.flatnonzero(get_action_masks(env)))))
    envs = make_vec_env(lambda: make(id, "train"), n_envs=16, seed=seed)
    model = MaskablePPO(
        "MlpPolicy", envs, n_steps=128, batch_size=512, n_epochs=4, gamma=0.97, ent_coef=0.01, learning_rate=1e-3,
        policy_kwargs={"net_arch": [256, 256]}, seed=seed, device="cpu",
    )  # fmt: skip
    curve = Curve(id, seconds, every=seconds / 20)
    model.learn(10**9, callback=curve)
    agent = accuracy(id, player(model))
    print(f"{id} level {TASKS[id]}: random {100 * random:.1f} %, MaskablePPO {100 * agent:.1f} % held out", flush=True)
    return {"random": random, "agent": agent, "cpu_seconds": round(curve.spent, 1), "curve": curve.points}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=290, help="of CPU time for each puzzle")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("runs/sb3"))
    parser.add_argument("ids", nargs="*", default=list(TASKS))
    args = parser.parse_args()
    torch.set_num_threads(1)  # seconds of CPU are counted, of all threads
    found = {id: learn(id, args.seconds, args.seed) for id in args.ids}
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "sb3.json").write_text(json.dumps(found, indent=1) + "\n")

    from matplotlib.figure import Figure

    figure = Figure(figsize=(4 * len(found), 3.2), layout="constrained")
    for axis, (id, result) in zip(figure.subplots(1, len(found), squeeze=False)[0], found.items(), strict=True):
        axis.plot(*zip(*result["curve"], strict=True), label="MaskablePPO")
        axis.axhline(result["random"], color="grey", linestyle="--", label="random legal moves")
        axis.set(title=f"{id}, level {TASKS[id]}", xlabel="CPU seconds", ylabel="held-out accuracy", ylim=(0, 1))
        axis.legend(fontsize=8)
    figure.savefig(args.out / "sb3.png", dpi=110)


if __name__ == "__main__":
    main()
