"""Counting paths in a grid, and ways to cut a polygon into triangles."""

from __future__ import annotations

from itertools import pairwise
from math import comb, prod

import numpy as np

from ..notation import between, join
from ..template import STEPS, Params, Template


class Ballot(Template):
    """Lattice paths that stay on one side of a line, maybe through a point."""

    name = "ballot"
    opens = "m"
    phrasings = (
        "A path goes from (0, 0) to ({m}, {n}) by steps of length 1 to the right or up. How many such paths "
        "{through}have no point above the line {line}?",
        "In an election candidate A got {m} votes and candidate B {n}. The votes are counted one by one. In how many "
        "orders of A's and B's votes is B never {ahead} of A{after}?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, m: int, n: int) -> Params:
        while True:
            c = between(rng, 0, 3)
            p: Params = {"m": m, "n": n, "c": c, "via": []}
            if tier > 2:
                x, y = between(rng, 1, min(m - 1, n)), between(rng, 1, max(1, n - 2))
                p["via"] = [x, y]
                if y > x + c:
                    continue
            if c < n <= m + c and any(up > gap for _, up, gap in self._legs(p)):
                return p
            n = between(rng, c + 1, max(c + 1, min(n, m + c)))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger grid; from tier 3 on a point to pass."""
        m = between(rng, 4 + tier, 16 + 4 * tier)
        return self._draw(rng, tier, m, between(rng, 3 + tier // 2, m + 1))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a grid too wide for a table."""
        return self._draw(rng, tier, between(rng, 10**4, 10 ** (4 + tier)), between(rng, 4, 4 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Fill a table of the paths to every point."""
        if (p["m"] + 1) * (p["n"] + 1) > steps:
            return None
        x, y = p["via"] or (0, 0)
        row = [0] * (p["n"] + 1)
        for i in range(p["m"] + 1):
            for j in range(p["n"] + 1):
                left = row[j] if i else int(j == 0)
                row[j] = left + (row[j - 1] if j and (i or j) else 0)
                if j > i + p["c"] or not ((i <= x and j <= y) or (i >= x and j >= y)):
                    row[j] = 0
        return str(row[p["n"]])

    def _legs(self, p: Params) -> list[tuple[int, int, int]]:
        """Return the steps right and up, and the distance of the line above the start, for each leg."""
        points = [[0, 0], *([p["via"]] if p["via"] else []), [p["m"], p["n"]]]
        return [(u - x, v - y, p["c"] + x - y) for (x, y), (u, v) in pairwise(points)]

    def _leg(self, m: int, n: int, c: int) -> tuple[int, int]:
        """Return all paths of a leg and those that go too high."""
        return comb(m + n, n), comb(m + n, n - c - 1) if n > c else 0

    def answer(self, p: Params) -> str:
        """Reflect the paths that go too high."""
        return str(prod(whole - bad for whole, bad in (self._leg(*leg) for leg in self._legs(p))))

    def words(self, p: Params) -> Params:
        """Write the point."""
        c, (x, y) = p["c"], p["via"] or (0, 0)
        return {
            "through": f"pass through ({x}, {y}) and " if p["via"] else "",
            "after": f", while at some moment A has {x} votes and B {y}" if p["via"] else "",
            "line": f"y = x + {c}" if c else "y = x",
            "ahead": f"more than {c} vote{'s' if c > 1 else ''} ahead" if c else "ahead",
        }

    def steps(self, p: Params) -> list[str]:
        """Use the reflection principle on each leg."""
        lines = [
            f"A path goes too high when it meets the line y = x + {p['c'] + 1}. Reflect the part before the first "
            f"meeting in that line: (x, y) becomes (y - {p['c'] + 1}, x + {p['c'] + 1}).",
            "This turns the paths that go too high into all paths from the reflected start to the same end.",
        ]
        start, found = [0, 0], []
        for m, n, c in self._legs(p):
            x, y = start
            end = [x + m, y + n]
            whole, bad = self._leg(m, n, c)
            lines.append(f"From ({x}, {y}) to ({end[0]}, {end[1]}) there are C({m + n}, {n}) = {whole} paths in all.")
            u, v = y - p["c"] - 1, x + p["c"] + 1
            if n > c:
                lines.append(
                    f"From ({u}, {v}) it is {m + c + 1} steps right and {n - c - 1} up, so C({m + n}, {n - c - 1}) = "
                    f"{bad} go too high, and {whole} - {bad} = {whole - bad} do not."
                )
            else:
                lines.append("There are not enough steps up to go too high.")
            found.append(whole - bad)
            start = end
        if len(found) > 1:
            lines.append(f"Together {' × '.join(map(str, found))} = {prod(found)}.")
        return lines


class ClosedPoints(Template):
    """Paths with three kinds of steps around closed points."""

    name = "closed_points"
    phrasings = (
        "A piece moves on the points with integer coordinates from (0, 0) to ({m}, {n}). Each step adds {moves} to "
        "its position. It must not stop at any of the points {closed}. How many different routes are there?",
        "How many routes lead from (0, 0) to ({m}, {n}) if every step adds {moves} to the position and none of the "
        "points {closed} is used?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger grid with more closed points; diagonal steps from tier 3 on."""
        m, n = (between(rng, 3 + tier // 2, 4 + (tier + 1) // 2) for _ in range(2))
        moves = [[1, 0], [0, 1], *([[1, 1]] if tier > 2 else []), *([[2, 1]] if tier > 4 else [])]
        while True:
            spots = [divmod(int(i), n + 1) for i in rng.permutation((m + 1) * (n + 1))[: 1 + tier]]
            closed = sorted([x, y] for x, y in spots if 0 < x + y < m + n)
            p: Params = {"m": m, "n": n, "moves": moves, "closed": closed}
            if len(closed) > 1 and self._table(p)[-1][-1] > 5:
                return p

    def _table(self, p: Params) -> list[list[int]]:
        """Return the routes to (x, y) as row y, column x."""
        rows = [[0] * (p["m"] + 1) for _ in range(p["n"] + 1)]
        for y in range(p["n"] + 1):
            for x in range(p["m"] + 1):
                if [x, y] not in p["closed"]:
                    before = ((x - u, y - v) for u, v in p["moves"])
                    rows[y][x] = sum(rows[j][i] for i, j in before if i >= 0 <= j) if x or y else 1
        return rows

    def answer(self, p: Params) -> str:
        """Read the last corner of the table."""
        return str(self._table(p)[-1][-1])

    def words(self, p: Params) -> Params:
        """Write steps and closed points."""
        moves = [f"({u}, {v})" for u, v in p["moves"]]
        closed = [f"({x}, {y})" for x, y in p["closed"]]
        return {"moves": ", ".join(moves[:-1]) + " or " + moves[-1], "closed": join(closed)}

    def steps(self, p: Params) -> list[str]:
        """Show the table."""
        moves = join([f"(x - {u}, y - {v})".replace("x - 0", "x").replace("y - 0", "y") for u, v in p["moves"]])
        lines = [
            f"The number of routes to (x, y) is the sum of those to {moves}, as far as these lie in the grid; it is "
            "0 at closed points and 1 at (0, 0).",
            f"For x = 0 to {p['m']} this gives",
        ]
        lines += [f"y = {y}: {', '.join(map(str, row))}" for y, row in enumerate(self._table(p))]
        return [*lines, f"The last entry, for ({p['m']}, {p['n']}), is {self.answer(p)}."]


class Triangulations(Template):
    """Ways to cut a polygon into triangles by diagonals, some of which are given."""

    name = "triangulations"
    opens = "n"
    phrasings = (
        "The vertices of a convex polygon are numbered 1 to {n} in order. In how many ways can it be cut into "
        "triangles by diagonals that do not cross, if {given} to be among the diagonals?",
        "A convex polygon has {n} vertices, numbered in order around it. Count its triangulations, that is, the ways "
        "to cut it into triangles by diagonals without crossings, in which {other} used.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger polygon with more given diagonals."""
        n = between(rng, 7 + tier, 10 + 3 * tier)
        while True:
            found: list[list[int]] = []
            for _ in range(8 * tier):
                a, b = sorted((between(rng, 1, n), between(rng, 1, n)))
                fits = 1 < b - a < n - 1 and [a, b] not in found
                if fits and not any(self._cross([a, b], old) for old in found):
                    found.append([a, b])
                if len(found) == 1 + tier // 2:
                    return {"n": n, "given": sorted(found)}

    def _cross(self, one: list[int], two: list[int]) -> bool:
        (a, b), (c, d) = one, two
        return a < c < b < d or c < a < d < b

    def _pieces(self, p: Params) -> list[list[int]]:
        """Cut along the diagonals."""
        pieces = [list(range(1, p["n"] + 1))]
        for a, b in p["given"]:
            piece = next(q for q in pieces if a in q and b in q)
            pieces.remove(piece)
            i, j = sorted((piece.index(a), piece.index(b)))
            pieces += [piece[i : j + 1], piece[j:] + piece[: i + 1]]
        return pieces

    def _catalan(self, k: int) -> int:
        return comb(2 * k, k) // (k + 1)

    def answer(self, p: Params) -> str:
        """Multiply Catalan numbers."""
        return str(prod(self._catalan(len(piece) - 2) for piece in self._pieces(p)))

    def words(self, p: Params) -> Params:
        """Write the diagonals."""
        text = join([f"{a}-{b}" for a, b in p["given"]])
        many = len(p["given"]) > 1
        start = "the diagonals" if many else "the diagonal"
        return {
            "given": f"{start} {text} {'have' if many else 'has'}",
            "other": f"{start} {text} {'are' if many else 'is'}",
        }

    def steps(self, p: Params) -> list[str]:
        """List the pieces."""
        lines = [
            "The given diagonals cut the polygon into pieces that are cut further one by one. A polygon with s "
            "vertices",
            "has C(2s - 4, s - 2)/(s - 1) triangulations.",
        ]
        values = []
        for piece in self._pieces(p):
            s = len(piece)
            values.append(self._catalan(s - 2))
            made = f"C({2 * s - 4}, {s - 2})/{s - 1} = {values[-1]}"
            lines.append(f"Piece {'-'.join(map(str, sorted(piece)))}, {s} vertices: {made}")
        return [*lines, f"Together {' × '.join(map(str, values))} = {prod(values)}."]
