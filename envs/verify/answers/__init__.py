r"""Whether an answer in LaTeX or plain text is the right one: a door of four functions.

`verify_answer` takes a model's whole text, `equivalent` an answer taken out already, `check_gold` tells what kind of
answer a right one is, and `read_math`, `evaluate` and `free_symbols` read formulas for tasks of their own. A text
passes through these modules: `letters` (one alphabet), `tokens` and `quantities` (tokens, units), `parse` (a tree),
`read` (what is around a formula), `judge` (kinds of answers), `compare` and `quantity` (typed comparison), `regions`
(sets of real numbers), and `same` with `exact`, `numeric`, `balls` and `functions` (equality of scalars).

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
