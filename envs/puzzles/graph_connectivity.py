"""Graph connectivity: a path between two nodes, or a set of nodes that proves there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import JSON, Problem, Task, Verdict, knob
from ..verify.graphs import breadth_first, deepening, draw_graph, neighbours, read_witness


@dataclass(frozen=True)
class GraphConnectivity(Task):
    """Say whether one node can be reached from another, and prove it.

    Description: a graph and two of its nodes. Either there is a path between them, or the set of nodes that can be
    reached from the first proves that there is none; about half of the problems have a path. All graphs are drawn
    alike: two parts, each with two nodes `distance` edges apart; the two asked about come from one part or from both.

    Observation: the edges, as A-B or, with a direction, as A->B. Action: the nodes of a path such as A-B-C (or with
    arrows, commas or spaces; nodes may repeat), or "no:" and the nodes reached, such as no: A, C, F.

    Reward: 1 for any path along the edges, or for any set that holds the first node, not the second, and that no
    edge leaves; else 0. A "no" without its set earns nothing.

    Episode end: after one answer.

    Arguments: `nodes` and `edges`, the `distance` of the two nodes if they are connected, and whether edges are
    `directed`; then some lead from the second node's part to the first's, and none back.

    Oracle: breadth-first search. Floors: random nodes are next to never a path or a closed set.

    Version history: v0, the first.
    """

    nodes: int = knob(18, "nodes, at most; up to 26 are named by letters, more by numbers")
    edges: int = knob(22, "edges, fewer where no more fit")
    distance: int = knob(4, "edges of the shortest path, if there is a path")
    directed: bool = knob(False, "whether edges have a direction")

    levels: ClassVar[Sequence[GraphConnectivity]]

    def __post_init__(self) -> None:
        if not 2 <= self.distance <= self.nodes // 2 - 1 <= 39:
            raise ValueError(f"nodes={self.nodes}, distance={self.distance}: use 2 * distance + 2 to 80 nodes")
        if not self.nodes <= self.edges <= 4 * self.nodes:
            raise ValueError(f"edges={self.edges}: use {self.nodes} to {4 * self.nodes} with this many nodes")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw two parts, every node in a layer and no edge over more than one, and where the two nodes lie."""
        n, far, back = self.nodes, self.distance, self.edges // 8 if self.directed else 0
        size = int(rng.integers(max(far + 1, n // 3), min(n - far - 1, n - n // 3) + 1))
        parts, (here, there) = (range(size), range(size, n)), rng.integers(2, size=2).tolist()
        edges: list[tuple[int, int]] = []
        more: list[tuple[int, int]] = []
        for part in parts:
            layers = [*range(far + 1), *rng.integers(far + 1, size=len(part)).tolist()]
            edges += pairwise(part[: far + 1])
            pairs = permutations(range(len(part)), 2) if self.directed else combinations(range(len(part)), 2)
            steps = range(-far if self.directed else -1, 2)
            more += [(part[a], part[b]) for a, b in pairs if layers[b] - layers[a] in steps]
        edges += [more[i] for i in rng.permutation(len(more))]
        edges = list(dict.fromkeys(edges))[: max(2 * far, self.edges - back)]
        cross = [(int(rng.choice(parts[1 - here])), int(rng.choice(parts[here]))) for _ in range(back)]
        edges += dict.fromkeys(cross)  # false hopes: they lead only into the part of the first node
        names = [chr(65 + i) for i in rng.permutation(26)] if n <= 26 else [str(10 + i) for i in rng.permutation(90)]
        turns = [1 if self.directed or turn else -1 for turn in rng.integers(2, size=len(edges))]
        named = [[names[node] for node in edges[i][:: turns[i]]] for i in rng.permutation(len(edges))]
        first, last = names[parts[here][0]], names[parts[there][far]]
        kind, arrow, along = ("A directed", "->", " along the arrows") if self.directed else ("An undirected", "-", "")
        prompt = (
            f"{kind} graph has these edges:\n{', '.join(map(arrow.join, named))}\n\n"
            f"Is there a path from {first} to {last}{along}? If so, answer with the nodes of such a path in order, "
            "hyphens between them, like X-Y-Z. If not, answer with no: and all nodes that can be reached from "
            f"{first}, itself included, like no: X, Y, Z."
        )
        return Problem(prompt, {"edges": named, "from": first, "to": last, "directed": self.directed})

    def identity(self, problem: Problem) -> JSON:
        """Return the graph and the two nodes in one order; without directions both ways are one problem."""
        edges, ends = problem.data["edges"], [problem.data["from"], problem.data["to"]]
        return [sorted(edges), ends] if problem.data["directed"] else [sorted(map(sorted, edges)), sorted(ends)]

    def solve(self, problem: Problem) -> str:
        """Search breadth first; return the shortest path, or the nodes reached."""
        before, way = breadth_first(problem)[0], [problem.data["to"]]
        while before.get(way[0]):
            way.insert(0, before[way[0]])
        return "-".join(way) if way[0] in before else f"no: {', '.join(sorted(before))}"

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Tell the search breadth first; with style="search" depth first, at most 1, 2, 3, … edges deep."""
        answer, told = self.solve(problem), deepening(problem) if style == "search" else breadth_first(problem)[1]
        if style != "search" and "-" in answer:
            told.append(f"Back from there: {', '.join(answer.split('-')[::-1])}.")
        return "\n".join([*told, f"So the answer is {answer}."])

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Walk along the path, or look for an edge that leaves the set."""
        first, last, near, (path, nodes) = (
            problem.data["from"],
            problem.data["to"],
            neighbours(problem),
            read_witness(answer),
        )
        inside = dict.fromkeys(nodes)
        if unknown := inside.keys() - near.keys():
            return Verdict.wrong(f"{min(unknown)[:20]!r} is no node; answer with a path, or with no: and a set")
        if path:
            gaps = [f"no edge leads from {a} to {b}" for a, b in pairwise(nodes) if b not in near[a]]
            fits = nodes[0] == first and nodes[-1] == last
        else:
            gaps = [f"{b} can be reached from {a}" for a in inside for b in near[a] if b not in inside]
            fits = first in nodes and last not in nodes
        if not fits:
            gaps = [f"this is no {f'path to {last}' if path else f'set without {last}'} that begins at {first}"]
        return Verdict.wrong(gaps[0]) if gaps else Verdict.correct()

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw the nodes on a circle; in an answer, a step along no edge or an edge that leaves the set is a fault."""
        return draw_graph(problem, answer, "" if answer is None else self.verify(problem, answer).reason)

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return the first node, some others, and the second node for a path."""
        first, last = problem.data["from"], problem.data["to"]
        names = [name for name in neighbours(problem) if name not in (first, last)]
        some = [names[i] for i in rng.permutation(len(names))[: rng.integers(1, len(names) + 1)]]
        return "-".join([first, *some, last]) if rng.integers(2) else f"no: {', '.join([first, *some])}"


GraphConnectivity.levels = (
    GraphConnectivity(8, 9, 2), GraphConnectivity(12, 14, 3), GraphConnectivity(18, 22, 4),
    GraphConnectivity(26, 34, 5), GraphConnectivity(30, 66, 5, True), GraphConnectivity(40, 92, 7, True),
    GraphConnectivity(60, 140, 9, True),
)  # fmt: skip
