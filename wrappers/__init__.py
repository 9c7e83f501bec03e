"""The reward function as a stack of wrappers: per episode inside, per group of rollouts outside.

`FormatReward`, `LengthPenalty` and `ThinkingBudget` wrap one text environment; `GroupVectorEnv` runs groups of
rollouts, and `KimiLength` compares them. What the outermost layer returns is what training optimises.
"""

from .base import TextWrapper
from .budget import ThinkingBudget
from .format import FormatReward
from .group import GroupVectorEnv, GroupWrapper, KimiLength, shape_rows, shapers
from .length import LengthPenalty

__all__ = [
    "FormatReward", "GroupVectorEnv", "GroupWrapper", "KimiLength", "LengthPenalty", "TextWrapper", "ThinkingBudget",
    "shape_rows", "shapers",
]  # fmt: skip
