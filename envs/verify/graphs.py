"""Graphs: searches told as they go, a path or a closed set as people write it, and the picture of one."""

from __future__ import annotations

import textwrap
from itertools import pairwise

from ..board import WIDTH, Board, Cell, Link
from ..core import Problem

MAX_LENGTH = 2_000
_ARROWS = ("\\rightarrow", "\\to", "-->", "->", "=>", "→", "⇒", "–", "—", "−")
_IGNORED = str.maketrans("", "", "\\()[]{}\"'`*$")


def neighbours(problem: Problem) -> dict[str, list[str]]:
    """Return each node with those that an edge leads to, in the order listed."""
    near: dict[str, list[str]] = {node: [] for edge in problem.data["edges"] for node in edge}
    for a, b in problem.data["edges"]:
        near[a].append(b)
        if not problem.data["directed"]:
            near[b].append(a)
    return near


def breadth_first(problem: Problem) -> tuple[dict[str, str], list[str]]:
    """Search breadth first; return each node reached with the one before it ("" for the first), and the tale."""
    near, last, queue = neighbours(problem), problem.data["to"], [problem.data["from"]]
    before, told = {queue[0]: ""}, []
    for node in queue:
        fresh = [other for other in near[node] if other not in before]
        told.append(f"From {node}: {', '.join(fresh) or 'nothing new'}.")
        before.update((other, node) for other in fresh)
        queue += fresh
        if last in before:
            return before, told
    return before, [*told, f"Nothing is left to look at, and {last} is not reached."]


def deepening(problem: Problem) -> list[str]:
    """Tell a search depth first, its bound raised until the path is found or nothing lies beyond."""
    near, last, told = neighbours(problem), problem.data["to"], list[str]()
    for bound in range(1, len(near) + 1):
        left: dict[str, int] = {}  # edges left where a node was tried: with as few or fewer there is nothing to find
        lines, ways, beyond = [f"Within {bound} steps:"], [[problem.data["from"]]], False
        while ways and last not in left:
            way = ways.pop()
            node, spare = way[-1], bound + 1 - len(way)
            if left.get(node, -1) >= spare:
                continue
            left[node] = spare
            steps = [other for other in near[node] if left.get(other, -1) < spare - 1]
            if node == last or not steps:
                lines.append(f"{'-'.join(way)}: {'there' if node == last else 'back'}.")
            beyond |= not spare and any(other not in left for other in near[node])
            ways += [[*way, other] for other in reversed(steps)]
        if last in left or not beyond:
            return told + lines
        told.append(f"Within {bound} steps {last} is not reached.")
    return told


def read_witness(answer: str) -> tuple[bool, list[str]]:
    """Return whether a path is claimed, and the nodes listed."""
    if len(answer) > MAX_LENGTH:
        return True, [answer[:20]]
    for sign in _ARROWS:
        answer = answer.replace(sign, "-")
    text = answer.replace("\\text", "").translate(_IGNORED).strip().upper()
    word = next((word for word in ("NO", "YES") if text.startswith(word)), "")
    rest, path = text.removeprefix(word), word != "NO"
    if word and rest[:1].isalnum():
        return True, [text]
    rest = rest.strip(" \n:.,;-")
    rest = rest if path else rest.replace(" AND ", ",").replace(";", ",")
    glue = "-" if path and "-" in rest else "," if "," in rest else None
    return path, [part.strip() for part in rest.split(glue)] or [""]


def draw_graph(problem: Problem, answer: str | None, verdict: str) -> Board:
    """Draw the nodes on a circle, in the order of their names, with an answer's path or set over the edges."""
    data, near = problem.data, neighbours(problem)
    path, said = (True, []) if answer is None else read_witness(answer)
    first, last, listed = data["from"], data["to"], dict.fromkeys(node for node in said if node in near)
    leaving = ((a, b) for a in listed for b in near[a] if b not in listed)
    steps = {(a, b): b in near[a] for a, b in (pairwise(said) if path else leaving) if a in near and b in near}
    edges = [(a, b) for a, b in data["edges"] if not {(a, b), (a, b) if data["directed"] else (b, a)} & steps.keys()]
    inks = dict.fromkeys(edges, "mute") | {
        step: "answer" if path and real else "fault" for step, real in steps.items()
    }
    nodes = sorted(near)
    colours = dict.fromkeys(nodes, "given") | dict.fromkeys(listed, "answer") | {first: "good", last: "good"}
    colours |= {} if path or last not in listed else {last: "fault"}
    links = [Link((0, nodes.index(a)), (0, nodes.index(b)), ink, data["directed"]) for (a, b), ink in inks.items()]
    notes = [f"from {first} to {last}", *([] if path else textwrap.wrap(f"no: {', '.join(listed)}", WIDTH))]
    cells = tuple(Cell(node, colours[node]) for node in nodes)
    return Board((cells,), notes=(*notes, *filter(None, [verdict])), links=tuple(links))
