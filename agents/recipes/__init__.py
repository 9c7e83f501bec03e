"""Recipes: one file, one way to train, readable from top to bottom."""

from .grpo import GRPO, NANO_SORT, PRESETS, SMOLLM2_ARITHMETIC, starting_model, train

__all__ = ["GRPO", "NANO_SORT", "PRESETS", "SMOLLM2_ARITHMETIC", "starting_model", "train"]
