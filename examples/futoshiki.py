"""A grid puzzle by the recipe of docs/new_puzzle.md: `palaestra check futoshiki:Futoshiki` in this folder."""

from dataclasses import dataclass

from palaestra import Problem, knob
from palaestra.envs.mechanisms import AllDifferent, Grid, Network, Related, write_rows


@dataclass(frozen=True)
class Futoshiki(Grid):
    """Complete a Latin square in which some cells are less than their neighbours.

    Description: every row and column holds each number once, and the inequalities hold; exactly one completion exists.
    Observation: the grid, a dot for an empty cell, and the inequalities. Action: the rows; a move is like r1c2=3.
    Reward: 1 for the completion, else 0. Episode end: after one answer, or when the grid is full.
    Arguments: the `side`, and how many inequalities are shown (`signs`).
    Oracle: rules, then depth first. Floors: random numbers are right in fewer than 1 of 1,000 cases.
    Version history: v0, the first.
    """

    side: int = knob(4, "rows and columns")
    signs: int = knob(6, "inequalities shown")

    @property
    def size(self):
        return self.side, self.side

    @property
    def symbols(self):
        return "123456789"[: self.side]

    def generate(self, rng):
        n = self.side
        solution = self.rules(Problem("", {"grid": [0] * n * n, "less": []})).draw(rng)
        pairs = [(c, c + 1) for c in range(n * n) if (c + 1) % n] + [(c, c + n) for c in range(n * n - n)]
        chosen = [pairs[i] for i in rng.permutation(len(pairs))[: self.signs]]
        less = [sorted(pair, key=lambda cell: solution[cell]) for pair in chosen]
        clues = self.rules(Problem("", {"grid": [0] * n * n, "less": less})).dig(solution, rng)
        grid = [0 if clue is None else clue + 1 for clue in clues]
        names = self.cell_names()
        rows = write_rows([f".{self.symbols}"[v] for v in grid], n)
        signs = ", ".join(f"{names[a]} < {names[b]}" for a, b in less)
        prompt = (
            f"Fill this grid so that every row and every column holds each of 1 to {n} once; a dot is an empty cell, "
            f"r1c2 is row 1, column 2.\n\n{rows}\n\nThese hold: {signs}.\n\nAnswer with the {n} rows, one on a line."
        )
        return Problem(prompt, {"grid": grid, "less": less})

    def rules(self, problem):
        names, below = self.cell_names(), [(1 << self.side) - (2 << v) for v in range(self.side)]
        rules = [AllDifferent(cells, f"{name} holds each number once") for name, cells in self.lines()]
        rules += [Related(a, b, below, f"{names[a]} < {names[b]}") for a, b in problem.data["less"]]
        masks = [1 << (v - 1) if v else (1 << self.side) - 1 for v in problem.data["grid"]]
        return Network(masks, rules, names, self.symbols)


Futoshiki.levels = (Futoshiki(4, 6), Futoshiki(5, 8), Futoshiki(6, 12))
