"""The worlds: tasks, games and the Gymnasium environments made of them.

Light on purpose: importing this room imports no task, and neither sympy nor torch.
"""

from .board import Board, Cell, Link
from .core import SPLITS, Knobs, Problem, Task, Verdict, canonical, judge, knob, name_of, problem_at, split_of
from .dataset import PublicSet, cache_dir, public_sets
from .env import MAX_SEED, ReasoningEnv, TaskEnv, check_seed, load, make
from .errors import (
    DatasetError,
    KnobError,
    MissingExtraError,
    PalaestraError,
    RegistrationError,
    SplitError,
    did_you_mean,
)
from .formats import Format, Response, Status, clean, format_names, get_format, register_format, split_thinking
from .play import ChatEnv, MovesEnv, Playable
from .registry import described, entry_of, ids, register
from .suites import suite, suites
from .text import Completion, Count, Prose, length_of

__all__ = [
    "SPLITS", "Board", "Cell", "ChatEnv", "Completion", "Count", "DatasetError",
    "Format", "KnobError", "Knobs", "Link", "MAX_SEED",
    "MissingExtraError", "MovesEnv", "PalaestraError", "Playable", "Problem", "Prose", "PublicSet", "ReasoningEnv",
    "RegistrationError", "Response", "SplitError", "Status", "Task", "TaskEnv", "Verdict", "cache_dir",
    "canonical", "check_seed", "clean",
    "described", "did_you_mean", "entry_of", "format_names", "get_format", "ids", "judge", "knob", "length_of", "load",
    "make", "name_of", "problem_at", "public_sets", "register", "register_format", "split_of", "split_thinking",
    "suite", "suites",
]  # fmt: skip
