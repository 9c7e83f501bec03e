"""Counting colourings: of graphs, neighbours apart, and of solids up to rotation."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

import numpy as np

from ...core import JSON
from ..notation import between
from ..template import STEPS, Params, Template

Turns = list[tuple[int, int, str]]  # how many rotations have how many cycles, and what they are


class GraphColourings(Template):
    """Proper colourings of a graph made of cycles and single edges."""

    name = "graph_colourings"
    opens = "q"
    phrasings = (
        "A graph has the vertices {names} and the edges {edges}. In how many ways can its vertices be coloured with "
        "{q} colours so that the ends of each edge have different colours and the colour of A is one of {r} given "
        "ones? Not all colours need to be used.",
        "The towns {names} are joined by the roads {edges}. Each town hoists one of {q} flags, and towns joined by a "
        "road must hoist different ones. Town A has only {r} of these flags to choose from, the others have all. How "
        "many ways are there?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        first = between(rng, 3, 4 + (tier + 1) // 3)
        parts: list[tuple[str, list[int]]] = [("start", list(range(first)))]
        size = first
        for _ in range(1 + max(tier, 2) // 2):
            kind = ("leaf", "vertex", "edge")[between(rng, 0, 2)]
            if kind == "leaf":
                parts.append(("leaf", [between(rng, 0, size - 1), size]))
                size += 1
            else:
                old = parts[between(rng, 0, len(parts) - 1)][1]
                i, more = between(rng, 0, len(old) - 2), between(rng, 3, 4) - (1 if kind == "vertex" else 2)
                shared = old[i : i + 2] if kind == "edge" else [old[i]]
                parts.append((kind, [*shared[::-1], *range(size, size + more)]))
                size += more
        q = between(rng, low, high)
        return {"parts": [list(part) for part in parts], "n": size, "q": q, "r": between(rng, 1, q - 1)}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger graph."""
        q = between(rng, 3, (6, 6, 6, 5, 5)[tier - 1])
        while True:
            p = self._draw(rng, tier, q, q)
            n = p["n"]  # every vertex has a neighbour before it, so trial takes at most so many steps:
            if q * q * (q - 1) ** (n - 1) // (q - 2) <= STEPS and n >= 4 + tier // 2 and int(self.answer(p)) > 9:
                return p

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw too many colours to try them all."""
        return self._draw(rng, tier, 40, 10 ** (2 + (tier + 1) // 2))

    def _edges(self, p: Params) -> list[tuple[int, int]]:
        """Return the edges; a cycle glued to an edge shares it."""
        found = set()
        for kind, some in p["parts"]:
            ring = list(zip(some, [*some[1:], some[0]], strict=True)) if kind != "leaf" else [(some[0], some[1])]
            found |= {(min(a, b), max(a, b)) for a, b in ring}
        return sorted(found)

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Colour vertex by vertex, and try all colours at each."""
        edges, rows = self._edges(p), list[list[int]]([[]])
        for i in range(p["n"]):
            steps -= len(rows) * p["q"]
            if steps < 0:
                return None
            near = [a for a, b in edges if b == i]
            some = range(p["q"] if i else p["r"])
            rows = [[*row, c] for row in rows for c in some if all(row[a] != c for a in near)]
        return str(len(rows))

    def _cycle(self, size: int, q: int) -> int:
        return int((q - 1) ** size + (-1) ** size * (q - 1))

    def _factors(self, p: Params) -> list[Fraction]:
        """Return what each part multiplies the number of colourings by."""
        q = p["q"]
        shared = {"start": 1, "vertex": q, "edge": q * (q - 1)}
        return [
            Fraction(q - 1) if kind == "leaf" else Fraction(self._cycle(len(some), q), shared[kind])
            for kind, some in p["parts"]
        ]

    def answer(self, p: Params) -> str:
        """Multiply part by part."""
        total = Fraction(p["r"], p["q"])
        for factor in self._factors(p):
            total *= factor
        return str(total)

    def identity(self, p: Params) -> JSON:
        """Return the edges and the number of colours, not how the graph was built."""
        return {"edges": [list(edge) for edge in self._edges(p)], "q": p["q"], "r": p["r"]}

    def words(self, p: Params) -> Params:
        """Write the graph."""
        names = "ABCDEFGHIJKLMNOPQRST"[: p["n"]]
        edges = [f"{names[a]}{names[b]}" for a, b in self._edges(p)]
        return {"names": ", ".join(names), "edges": ", ".join(edges)}

    def steps(self, p: Params) -> list[str]:
        """Build the graph up."""
        q, names, total = p["q"], "ABCDEFGHIJKLMNOPQRST", Fraction(1)
        lines = [f"A cycle of s vertices has (q - 1)^s + (-1)^s·(q - 1) colourings with q colours; here q = {q}."]
        for (kind, some), factor in zip(p["parts"], self._factors(p), strict=True):
            text, size = "".join(names[i] for i in some), len(some)
            whole = self._cycle(size, q)
            sign = "+" if size % 2 == 0 else "-"
            cycle = f"({q} - 1)^{size} {sign} ({q} - 1) = {whole}"
            if kind == "start":
                lines.append(f"The cycle {text}: {cycle}.")
            elif kind == "leaf":
                lines.append(
                    f"{text[1]} has the only neighbour {text[0]} so far: it has {q - 1} colours to choose from."
                )
            elif kind == "vertex":
                lines.append(f"The cycle {text} shares only {text[0]} with what there is: of its {cycle} colourings,")
                lines.append(f"one of {q} has the colour that {text[0]} has already, {whole}/{q} = {factor}.")
            else:
                lines.append(
                    f"The cycle {text} shares only the edge {text[:2]} with what there is: of its colourings,"
                )
                lines.append(
                    f"{cycle}, one of {q} × {q - 1} fits the colours there, {whole}/({q} × {q - 1}) = {factor}."
                )
            if kind != "start":
                lines.append(f"So there are {total} × {factor} = {total * factor} colourings now.")
            total *= factor
        lines.append(f"All {q} colours occur equally often at A, and {p['r']} of them are allowed there:")
        return [*lines, f"{total} × {p['r']}/{q} = {total * p['r'] / q}."]


def _divided(n: int, extra: int, what: str) -> Turns:
    """Return the rotations of n things in a ring, with further fixed ones."""
    found = []
    for d in range(1, n + 1):
        if n % d == 0:
            count = sum(gcd(i, n) == n // d for i in range(1, n + 1))
            name = "no turn" if d == 1 else f"turns of order {d} about the {what}"
            found.append((count, n // d + extra, name))
    return found


def _prism(n: int) -> Turns:
    """Return the rotations of a prism with their cycles of faces."""
    turns = _divided(n, 2, "axis through both bases")
    if n % 2:
        return [*turns, (n, (n + 1) // 2 + 1, "half turns that swap the bases")]
    return [
        *turns,
        (n // 2, n // 2 + 2, "half turns about an axis through two side faces"),
        (n // 2, n // 2 + 1, "half turns about an axis through two side edges"),
    ]


def _board(n: int) -> Turns:
    """Return the rotations of a square board with their cycles of cells."""
    odd = n % 2
    return [
        (1, n * n, "no turn"),
        (2, (n * n - odd) // 4 + odd, "quarter turns"),
        (1, (n * n - odd) // 2 + odd, "half turn"),
    ]


def _pyramid(n: int) -> Turns:
    return _divided(n, 1, "axis through apex and base")


_QUARTER, _HALF, _EDGE, _THIRD = (
    "quarter turns about axes through opposite faces",
    "half turns about axes through opposite faces",
    "half turns about axes through opposite edges",
    "turns of order 3 about axes through opposite vertices",
)
_TETRA = ("turns of order 3 about axes through a vertex", "half turns about axes through opposite edges")
SOLIDS: dict[str, tuple[str, Turns]] = {
    "tetrahedron": ("the 4 faces of a regular tetrahedron", [(1, 4, "no turn"), (8, 2, _TETRA[0]), (3, 2, _TETRA[1])]),
    "tetrahedron edges": (
        "the 6 edges of a regular tetrahedron",
        [(1, 6, "no turn"), (8, 2, _TETRA[0]), (3, 4, _TETRA[1])],
    ),
    "cube": (
        "the 6 faces of a cube",
        [(1, 6, "no turn"), (6, 3, _QUARTER), (3, 4, _HALF), (6, 3, _EDGE), (8, 2, _THIRD)],
    ),
    "cube vertices": (
        "the 8 vertices of a cube",
        [(1, 8, "no turn"), (6, 2, _QUARTER), (3, 4, _HALF), (6, 4, _EDGE), (8, 4, _THIRD)],
    ),
    "cube edges": (
        "the 12 edges of a cube",
        [(1, 12, "no turn"), (6, 3, _QUARTER), (3, 6, _HALF), (6, 7, _EDGE), (8, 4, _THIRD)],
    ),
    **{
        f"pyramid {n}": (f"the {n + 1} faces of a right pyramid over a regular polygon with {n} sides", _pyramid(n))
        for n in (4, 5, 6, 7, 8, 9, 10)
    },
    **{
        f"prism {n}": (f"the {n + 2} faces of a right prism over a regular polygon with {n} sides", _prism(n))
        for n in (3, 5, 6, 7, 8, 9)
    },
    **{f"board {n}": (f"the {n * n} cells of a {n} × {n} board that lies on a table", _board(n)) for n in (2, 3, 4)},
}
"""What is coloured, with its rotations; no face of a prism or pyramid is like another one except by its rotations."""


class Solids(Template):
    """Colourings of a solid that no rotation turns into each other."""

    name = "solids"
    opens = "q"
    phrasings = (
        "Each of {what} gets one of {q} colours. How many colourings are there, if two colourings count as the same "
        "when a rotation turns one into the other?",
        "Paint {what}, each in one of {q} colours; not all colours have to occur. How many different results are "
        "there up to rotation?",
    )
    kinds = (
        ("tetrahedron", "pyramid 4", "pyramid 5", "board 2", "prism 3"),
        ("tetrahedron edges", "pyramid 6", "pyramid 4", "pyramid 5", "pyramid 7", "prism 3", "board 3"),
        ("cube", "pyramid 6", "pyramid 8", "prism 5", "tetrahedron edges", "board 3"),
        ("cube", "cube vertices", "pyramid 8", "pyramid 9", "prism 6", "prism 7", "board 4"),
        ("cube edges", "cube vertices", "pyramid 10", "prism 6", "prism 8", "prism 9"),
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a richer solid."""
        pool = self.kinds[tier - 1]
        return {"kind": pool[between(rng, 0, len(pool) - 1)], "q": between(rng, 3, 90 + 10 * tier)}

    def _turns(self, p: Params) -> Turns:
        return SOLIDS[p["kind"]][1]

    def answer(self, p: Params) -> str:
        """Average the fixed colourings."""
        turns = self._turns(p)
        return str(sum(k * p["q"] ** c for k, c, _ in turns) // sum(k for k, _, _ in turns))

    def words(self, p: Params) -> Params:
        """Name what is coloured."""
        return {"what": SOLIDS[p["kind"]][0]}

    def steps(self, p: Params) -> list[str]:
        """Use Burnside's lemma."""
        q, turns = p["q"], self._turns(p)
        size = sum(k for k, _, _ in turns)
        lines = [
            "By Burnside's lemma the number is the mean, over all rotations, of the colourings that do not change."
        ]
        lines.append("A colouring does not change if every cycle of the rotation has one colour.")
        for k, c, name in turns:
            number = f"{k} {name}" if k > 1 or name != "no turn" else "No turn"
            lines.append(f"{number}: {c} cycle{'s' if c > 1 else ''}, {k} × {q}^{c} = {k * q**c}")
        values = [k * q**c for k, c, _ in turns]
        return [
            *lines,
            f"The {size} rotations together: {' + '.join(map(str, values))} = {sum(values)}.",
            f"{sum(values)}/{size} = {sum(values) // size}.",
        ]
