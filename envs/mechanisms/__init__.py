"""What puzzles share: rules that narrow values, boards to fill in, sequences of moves, and numbers to combine."""

from .combining import Combining
from .constraints import Budget, Network, Rule, bits
from .filling import Filling, Grid, write_rows
from .journeys import Journey
from .rules import AllDifferent, Line, NotAllEqual, Related, Sum, Truths, Unlike

__all__ = [
    "AllDifferent",
    "Budget",
    "Combining",
    "Filling",
    "Grid",
    "Journey",
    "Line",
    "Network",
    "NotAllEqual",
    "Related",
    "Rule",
    "Sum",
    "Truths",
    "Unlike",
    "bits",
    "write_rows",
]
