"""Graphs, matrices and labellings to find."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from ..notation import between, join
from ..template import Params, Template
from .witnesses import MAX_LENGTH, Witness, integers, plain


class DegreeGraph(Witness):
    """A connected graph with given degrees."""

    name = "degrees"
    phrasings = (
        "Find a connected simple graph on the vertices 1 to {n} whose degrees are, in this order, {degrees}. Give its "
        "edges "
        "as pairs such as 1-2, 1-3.",
        "A simple graph has the vertices 1, 2, ..., {n}; vertex number i has the i-th of these degrees: {degrees}. "
        "Give the "
        "edges of one such graph that is connected, each as a pair such as 1-2.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a connected graph and keep its degrees."""
        n = between(rng, *((6, 8), (7, 10), (9, 12), (11, 15), (15, 20))[tier - 1])
        edges = {(between(rng, 0, i - 1), i) for i in range(1, n)}
        for _ in range(between(rng, 1, n)):
            a, b = sorted(rng.permutation(n)[:2].tolist())
            edges.add((a, b))
        degrees = [0] * n
        for a, b in edges:
            degrees[a] += 1
            degrees[b] += 1
        return {"degrees": [degrees[i] for i in rng.permutation(n).tolist()]}

    def words(self, p: Params) -> Params:
        """Write the degrees."""
        return {"degrees": ", ".join(map(str, p["degrees"])), "n": str(len(p["degrees"]))}

    def _rounds(self, p: Params) -> list[tuple[int, list[int]]]:
        """Join the vertex of least open degree to those of the largest ones; this keeps the graph connected."""
        left = dict(enumerate(p["degrees"], start=1))
        out = []
        while left:
            v = min(left, key=lambda u: (left[u], u))
            need = left.pop(v)
            near = sorted(left, key=lambda u: (-left[u], u))[:need]
            for u in near:
                left[u] -= 1
            if need:
                out.append((v, near))
        return out

    def answer(self, p: Params) -> str:
        """List the edges."""
        return ", ".join(f"{min(v, u)}-{max(v, u)}" for v, near in self._rounds(p) for u in near)

    def fault(self, p: Params, answer: str) -> str:
        """Count degrees and walk through the graph."""
        n, found = len(p["degrees"]), integers(answer, edges=True)
        if found is None or len(found) % 2 or len(found) != sum(p["degrees"]):
            return f"expected {sum(p['degrees']) // 2} edges as pairs of vertices"
        if any(not 1 <= v <= n for v in found):
            return f"a vertex is not from 1 to {n}"
        edges = {(min(pair), max(pair)) for pair in zip(found[::2], found[1::2], strict=True)}
        if len(edges) != len(found) // 2 or any(a == b for a, b in edges):
            return "an edge occurs twice or joins a vertex to itself"
        for v in range(1, n + 1):
            if found.count(v) != p["degrees"][v - 1]:
                return f"vertex {v} has the degree {found.count(v)}"
        reached, stack = {1}, [1]
        while stack:
            v = stack.pop()
            for a, b in edges:
                if v in (a, b) and (u := a + b - v) not in reached:
                    reached.add(u)
                    stack.append(u)
        return "" if len(reached) == n else "the graph is not connected"

    def steps(self, p: Params) -> list[str]:
        """Show the rounds."""
        lines = [
            "Again and again take a vertex with the least number of edges still open, and join it to those with the "
            "most "
            "(Havel and Hakimi); beginning with the least keeps the graph connected."
        ]
        left = dict(enumerate(p["degrees"], start=1))
        for v, near in self._rounds(p):
            lines.append(f"Vertex {v} has {left[v]} open: join it to {join(list(map(str, near)))}.")
            del left[v]
            for u in near:
                left[u] -= 1
        return lines


class Margins(Witness):
    """A matrix of zeros and ones with given sums."""

    name = "margins"
    phrasings = (
        "Find a matrix of zeros and ones with {r} rows and {c} columns whose row sums are {rows} (from top to bottom) "
        "and "
        "whose column sums are {columns} (from left to right). Write the rows one after the other, separated by "
        "semicolons.",
        "Fill a table of {r} rows and {c} columns with 0 and 1 such that the rows contain {rows} ones and the columns "
        "{columns} ones, in this order. Give it row by row, with a semicolon after each row.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a matrix and keep its sums; not too full and not too empty."""
        r, c = (between(rng, *((3, 5), (4, 6), (5, 8), (6, 10), (9, 12))[tier - 1]) for _ in range(2))
        matrix = rng.random((r, c)) < 0.3 + 0.4 * rng.random((r, 1))
        return {"rows": matrix.sum(axis=1).tolist(), "columns": matrix.sum(axis=0).tolist()}

    def words(self, p: Params) -> Params:
        """Write the sums."""
        rows, columns = (", ".join(map(str, p[key])) for key in ("rows", "columns"))
        return {"rows": rows, "columns": columns, "r": str(len(p["rows"])), "c": str(len(p["columns"]))}

    def _fill(self, p: Params) -> list[list[int]]:
        """Fill the rows, largest first, into the columns that lack the most (Gale and Ryser)."""
        left = list(p["columns"])
        matrix = [[0] * len(left) for _ in p["rows"]]
        for i in sorted(range(len(p["rows"])), key=lambda i: -p["rows"][i]):
            for j in sorted(range(len(left)), key=lambda j: (-left[j], j))[: p["rows"][i]]:
                matrix[i][j] = 1
                left[j] -= 1
        return matrix

    def answer(self, p: Params) -> str:
        """Write the rows."""
        return "; ".join(" ".join(map(str, row)) for row in self._fill(p))

    def fault(self, p: Params, answer: str) -> str:
        """Add up rows and columns."""
        r, c = len(p["rows"]), len(p["columns"])
        digits = re.sub(r"[\s,;:{}\[\]()|]", "", plain(answer)) if len(answer) <= MAX_LENGTH else ""
        if len(digits) != r * c or set(digits) - {"0", "1"}:
            return f"expected {r} rows of {c} zeros and ones"
        matrix = [[int(x) for x in digits[i * c : i * c + c]] for i in range(r)]
        for i, row in enumerate(matrix):
            if sum(row) != p["rows"][i]:
                return f"row {i + 1} has the sum {sum(row)}"
        for j in range(c):
            if sum(row[j] for row in matrix) != p["columns"][j]:
                return f"column {j + 1} has the sum {sum(row[j] for row in matrix)}"
        return ""

    def steps(self, p: Params) -> list[str]:
        """Show each row."""
        lines = [
            "Fill the rows, the fullest first, each time into the columns that lack the most ones (Gale and Ryser)."
        ]
        matrix, left = self._fill(p), list(p["columns"])
        for i in sorted(range(len(p["rows"])), key=lambda i: -p["rows"][i]):
            for j, x in enumerate(matrix[i]):
                left[j] -= x
            lines.append(
                f"Row {i + 1} needs {p['rows'][i]}: {' '.join(map(str, matrix[i]))}; the columns then lack "
                f"{', '.join(map(str, left))}."
            )
        return [*lines, "Put the rows back into their order."]


class Graceful(Witness):
    """Labels of a tree whose differences along edges are all different."""

    name = "graceful"
    phrasings = (
        "A tree has the vertices 1 to {n} and the edges {edges}. Give its vertices different labels from 0 to {m} "
        "such that "
        "the differences of the labels along the edges are all different. List the labels of vertices 1, 2, ..., {n} "
        "in "
        "this order.",
        "Put the numbers 0 to {m} on the vertices 1, ..., {n} of the tree with edges {edges} so that each of 1, ..., "
        "{m} "
        "occurs as the difference of two joined vertices. Give the numbers in the order of the vertices.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a caterpillar: a path with leaves, under shuffled names."""
        legs = [between(rng, 0, 2 + tier // 3) for _ in range((3, 4, 6, 8, 11)[tier - 1])]
        legs[0], legs[-1] = max(legs[0], 1), max(legs[-1], 1)
        return {"legs": legs, "order": rng.permutation(len(legs) + sum(legs)).tolist()}

    def _tree(self, p: Params) -> tuple[list[list[int]], list[tuple[int, int]], list[int]]:
        """Return spine vertices with their leaves, the edges as they are shown, and the label of each vertex."""
        names = [i + 1 for i in p["order"]]
        spine, at = [], 0
        for count in p["legs"]:
            spine.append(names[at : at + 1 + count])
            at += 1 + count
        edges = [(part[0], leaf) for part in spine for leaf in part[1:]]
        edges += [(a[0], b[0]) for a, b in pairwise(spine)]
        labels = [0] * at
        low, high = 0, at - 1
        up = False  # whether the next spine vertex gets a high label; its leaves get those of the other end
        for part in spine:
            v, leaves = part[0], part[1:]
            if up:
                labels[v - 1], high = high, high - 1
                for leaf in leaves:
                    labels[leaf - 1], low = low, low + 1
            else:
                labels[v - 1], low = low, low + 1
                for leaf in leaves:
                    labels[leaf - 1], high = high, high - 1
            up = not up
        return spine, sorted((min(e), max(e)) for e in edges), labels

    def words(self, p: Params) -> Params:
        """Write the edges, sorted."""
        edges = self._tree(p)[1]
        return {"edges": ", ".join(f"{a}-{b}" for a, b in edges), "n": str(len(edges) + 1), "m": str(len(edges))}

    def identity(self, p: Params) -> list[list[int]]:
        """Where the spine begins is not told."""
        return [list(edge) for edge in self._tree(p)[1]]

    def answer(self, p: Params) -> str:
        """List the labels."""
        return ", ".join(map(str, self._tree(p)[2]))

    def fault(self, p: Params, answer: str) -> str:
        """Collect labels and differences."""
        edges, found = self._tree(p)[1], integers(answer)
        n = len(edges) + 1
        if found is None or sorted(found) != list(range(n)):
            return f"expected each of the labels 0 to {n - 1} once"
        seen: dict[int, tuple[int, int]] = {}
        for a, b in edges:
            gap = abs(found[a - 1] - found[b - 1])
            if gap in seen:
                return f"edges {seen[gap][0]}-{seen[gap][1]} and {a}-{b} both have the difference {gap}"
            seen[gap] = (a, b)
        return ""

    def steps(self, p: Params) -> list[str]:
        """Zigzag between the ends of the range."""
        spine, edges, labels = self._tree(p)
        shown = " - ".join(str(part[0]) for part in spine)
        lines = [
            f"Without its leaves the tree is the path {shown} (or a part of it).",
            f"Go along it and take labels from both ends of 0, ..., {len(edges)}: a vertex of the path gets the next "
            f"label "
            "from one end, its leaves and the next vertex of the path from the other end, then the ends change "
            "places.",
            "Each new edge then has the next smaller difference.",
        ]
        for part in spine:
            v, leaves = part[0], part[1:]
            more = join([f"{leaf} gets {labels[leaf - 1]}" for leaf in leaves]) if leaves else "it has no leaves"
            lines.append(f"Vertex {v} gets {labels[v - 1]}; {more}.")
        gaps = sorted((abs(labels[a - 1] - labels[b - 1]) for a, b in edges), reverse=True)
        return [*lines, f"The differences are {', '.join(map(str, gaps))}."]


SHAPES: tuple[Template, ...] = (DegreeGraph(), Margins(), Graceful())
"""Graphs, matrices and labellings."""
