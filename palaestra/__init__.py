"""Verifiable reasoning tasks as Gymnasium and PettingZoo environments, and agents trained on them.

>>> import gymnasium as gym, palaestra
>>> env = gym.make("Puzzle-Sort-v0")
>>> prompt, info = env.reset(seed=0)

PettingZoo is imported only where it is used: `palaestra.aec("Game-TicTacToe-v0")` is the game as an AEC environment,
`palaestra.parallel("Game-Blotto-v0")` one in which all move at once, and `pettingzoo.make` knows our ids if PettingZoo
was imported before us, or after `palaestra.register_pettingzoo()`.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from palaestra.envs import PalaestraError, Problem, Task, Verdict, ids, knob, make, register
from palaestra.envs.registry import register_builtin

if TYPE_CHECKING:
    from palaestra.envs.games.aec import aec, parallel, register_pettingzoo
    from palaestra.envs.proofs import check_proof, check_term
    from palaestra.envs.verify import verify_answer

__version__ = "0.1.0"
__all__ = [
    "PalaestraError", "Problem", "Task", "Verdict", "__version__", "aec", "check_proof", "check_term", "ids",
    "knob", "make", "parallel", "register", "register_pettingzoo", "verify_answer",
]  # fmt: skip

register_builtin()


_LAZY = {
    "aec": "palaestra.envs.games.aec", "parallel": "palaestra.envs.games.aec",
    "register_pettingzoo": "palaestra.envs.games.aec",
    "check_proof": "palaestra.envs.proofs", "check_term": "palaestra.envs.proofs",
    "verify_answer": "palaestra.envs.verify",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'palaestra' has no attribute {name!r}")


if "pettingzoo" in sys.modules:
    __getattr__("register_pettingzoo")()
