"""What puzzles share: rules that narrow values, boards that are filled in, and sequences of moves."""

from .constraints import Budget, Network, Rule, bits
from .filling import Filling, Grid, write_rows
from .journeys import Journey
from .rules import AllDifferent, Line, NotAllEqual, Related, Sum, Truths, Unlike

__all__ = [
    "AllDifferent",
    "Budget",
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
