r"""Whether an answer in LaTeX or plain text is the right one: a door of four functions.

`verify_answer` takes a model's whole text, `equivalent` an answer taken out already, `check_gold` tells what kind of
answer a right one is, and `read_math`, `evaluate` and `free_symbols` read formulas for tasks of their own.

From text to tree: `letters` (one alphabet), `tokens` with its `vocabulary`, `quantities` and `units`, `parse` with
`cursor` and `build`, `tree`. From tree to verdict: `read` (what stands around a formula), `judge` (kinds of answers),
`compare`, `statements`, `quantity`, `members` and `regions` (each kind's equality). Equality of scalars: `same`, which
asks `exact` (polynomials), then `numeric` with `balls` and `functions` (numbers with bounds on their errors).

Nothing is run as code, no process is started, and every step is bounded: in time, in memory and in what it decides,
so that what stays undecided is wrong.
"""

from .judge import KINDS, GoldError, check_gold, equivalent, verify_answer
from .numeric import evaluate
from .read import read_math
from .tree import Expr, ReadError, free_symbols

__all__ = [
    "KINDS", "Expr", "GoldError", "ReadError", "check_gold", "equivalent", "evaluate", "free_symbols", "read_math",
    "verify_answer",
]  # fmt: skip
