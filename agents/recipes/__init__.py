"""Recipes: one file, one way to train, readable from top to bottom."""

from . import expert_iteration, grpo, lifelong, spiral, stp
from .expert_iteration import ExpertIteration
from .grpo import GRPO, NANO_SORT, PRESETS, SMOLLM2_ARITHMETIC, starting_model, train
from .lifelong import Lifelong
from .spiral import Spiral
from .stp import STP

__all__ = [
    "ExpertIteration", "GRPO", "Lifelong", "NANO_SORT", "PRESETS", "SMOLLM2_ARITHMETIC", "STP", "Spiral",
    "expert_iteration", "grpo", "lifelong", "spiral", "starting_model", "stp", "train",
]  # fmt: skip
