"""Score written answers to the problems of a contest file."""

from pathlib import Path

import gymnasium as gym

import palaestra  # noqa: F401

CONTEST = str(Path(__file__).with_name("contest.jsonl"))

for format, texts in {"boxed": ["\\boxed{204}"], "auto": ["204", "$m+n = 204$", "0204", "The answer is 203."]}.items():
    env = gym.make("Math-AIME-v0", dataset=CONTEST, format=format)
    for text in texts:
        env.reset(seed=0)  # 4.513513... as a fraction m/n: m + n = 204
        print(f"{format:5}  {text:20}  reward {env.step(text)[1]}")
