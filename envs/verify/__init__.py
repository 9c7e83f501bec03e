"""Pure, total checkers of answers: bounded in time and memory, never running text as code."""
