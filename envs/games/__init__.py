"""Games: pure rules, one file each; `view` makes Gymnasium environments of them and `aec` PettingZoo ones."""

from .rules import CHANCE, Rules
from .solve import Solver, UnsolvableError, best_moves, oracle_move, value
from .view import GameEnv, opponent_names, register_opponent

__all__ = [
    "CHANCE", "GameEnv", "Rules", "Solver", "UnsolvableError", "best_moves", "opponent_names", "oracle_move",
    "register_opponent", "value",
]  # fmt: skip
