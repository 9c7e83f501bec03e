"""Recipes: one file, one way to train, readable from top to bottom."""

from . import grpo, spiral
from .grpo import GRPO, NANO_SORT, PRESETS, SMOLLM2_ARITHMETIC, starting_model, train
from .spiral import Spiral

__all__ = [
    "GRPO", "NANO_SORT", "PRESETS", "SMOLLM2_ARITHMETIC", "Spiral", "grpo", "spiral", "starting_model", "train",
]  # fmt: skip
