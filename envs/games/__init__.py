"""Games: pure rules, one file each; `view` makes Gymnasium environments of them and `aec` PettingZoo ones.

`solve` plays perfectly where nothing is hidden, `exact` where something is, and `oracle` picks what a game affords.
"""

from .exact import (
    Infoset,
    Policy,
    Solution,
    Tree,
    average,
    best_response,
    cfr,
    exploitability,
    nash_conv,
    uniform,
    values,
)
from .opponents import opponent_names, register_opponent
from .oracle import is_exact, oracle
from .rules import CHANCE, Rules
from .solve import Solver, UnsolvableError, best_moves, oracle_move, value
from .view import GameEnv

__all__ = [
    "CHANCE", "GameEnv", "Infoset", "Policy", "Rules", "Solution", "Solver", "Tree", "UnsolvableError", "average",
    "best_moves", "best_response", "cfr", "exploitability", "is_exact", "nash_conv", "opponent_names", "oracle",
    "oracle_move", "register_opponent", "uniform", "value", "values",
]  # fmt: skip
