"""How good is it: evaluation with intervals, the before-and-after study of a training run, reports."""

from .evaluate import Evaluation, distinct_seeds, evaluate, summarise
from .stats import bootstrap, wilson

__all__ = ["Evaluation", "bootstrap", "distinct_seeds", "evaluate", "summarise", "wilson"]
