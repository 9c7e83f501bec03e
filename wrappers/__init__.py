"""The reward function as a stack of wrappers: per episode inside, per group of rollouts outside.

`FormatReward`, `LengthPenalty` and `ThinkingBudget` wrap one text environment, and `MultiProblem` asks several of its
problems at once; `GroupVectorEnv` runs groups of
rollouts, and `KimiLength` compares them. What the outermost layer returns is what training optimises.
"""

from .base import TextWrapper, format_of
from .budget import ThinkingBudget
from .format import FormatReward
from .group import GroupVectorEnv, GroupWrapper, KimiLength, Shaper, shape_rows, shape_through, shapers
from .length import LengthPenalty
from .multi import MultiProblem, write_answers

__all__ = [
    "FormatReward", "GroupVectorEnv", "GroupWrapper", "KimiLength", "LengthPenalty", "MultiProblem", "Shaper",
    "TextWrapper", "ThinkingBudget", "format_of", "shape_rows", "shape_through", "shapers", "write_answers",
]  # fmt: skip
