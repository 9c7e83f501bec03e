"""Verifiable reasoning tasks as Gymnasium and PettingZoo environments, and agents trained on them.

>>> import gymnasium as gym, palaestra
>>> env = gym.make("Puzzle-Sort-v0")
>>> prompt, info = env.reset(seed=0)
"""

from palaestra.envs import PalaestraError, Problem, Task, Verdict, ids, knob, make, register
from palaestra.envs.registry import register_builtin

__version__ = "0.1.0"
__all__ = ["PalaestraError", "Problem", "Task", "Verdict", "__version__", "ids", "knob", "make", "register"]

register_builtin()
