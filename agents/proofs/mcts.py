"""Monte Carlo tree search over tactics, with a policy as the prior (PUCT: Silver et al. 2017, arXiv:1712.01815).

A node is a proof state, an edge a tactic that goes through; tactics that are refused or that lead back to goals seen
before are no edges. One simulation walks down by prior and visits, asks the policy once about a new state, values it
and backs the value up. A state without live edges is dead, and so is its parent once all its children are.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from palaestra.envs.proofs import Done, State, start
from palaestra.envs.proofs.library import Library

from .search import Outcome, Search, claim

Value = Callable[[str], float]


def fewer_goals(goals: str) -> float:
    """Return a value for goals as printed, in (0, 1): a half for each goal that is open."""
    return 0.5 ** (goals.count("⊢"))


@dataclass(eq=False)
class _Node:
    state: State
    goals: str
    parent: _Node | None
    tactic: str
    prior: float
    visits: int = 0
    total: float = 0.0
    children: list[_Node] | None = None

    def line(self) -> list[_Node]:
        """Return the nodes from the root's child down to this one."""
        nodes = []
        node: _Node = self
        while node.parent is not None:
            nodes.append(node)
            node = node.parent
        return nodes[::-1]


def mcts(
    statement: str,
    *,
    expansions: int = 32,
    width: int = 8,
    length: int = 40,
    c: float = 1.5,
    value: Value = fewer_goals,
    lemmas: Library | None = None,
) -> Search:
    """Search by Monte Carlo tree search.

    Args:
        statement: The theorem.
        expansions: States to ask the policy about, at most.
        width: Tactics to try on each.
        length: Tactics of a proof, at most.
        c: How much the prior counts against the mean value.
        value: Of a new state's goals, 0 to 1.
        lemmas: Further lemmas that a proof may use, as `check_proof` takes them.

    Raises:
        SourceError: The statement is not well formed.
    """
    state = start(statement, lemmas)
    root = _Node(state, str(state), None, "", 1.0)
    seen = {root.goals}
    tried = expanded = 0
    while expanded < expansions and root.children != []:
        node = root
        while node.children:
            node = _select(node, c)
        line = node.line()
        expanded += 1
        suggested = (yield node.goals)[:width]
        node.children = []
        for tactic, logp in suggested:
            tried += 1
            after = node.state.apply(tactic)
            if isinstance(after, Done):
                path = [above.goals for above in (root, *line)]
                found = claim(statement, [*(n.tactic for n in line), tactic], path, expanded, tried, lemmas)
                if found is not None:
                    return found
            elif isinstance(after, State) and len(line) + 1 < length and (text := str(after)) not in seen:
                seen.add(text)
                node.children.append(_Node(after, text, node, tactic, math.exp(logp)))
        _back_up(node, value(node.goals))
    return Outcome(statement, None, expansions=expanded, tried=tried)


def _select(node: _Node, c: float) -> _Node:
    assert node.children
    root = math.sqrt(node.visits)
    mean = node.total / max(node.visits, 1)  # of a child not yet visited

    def score(child: _Node) -> float:
        q = child.total / child.visits if child.visits else mean
        return q + c * child.prior * root / (1 + child.visits)

    return max(node.children, key=score)


def _back_up(node: _Node, value: float) -> None:
    """Add a value on the way to the root; take what is dead out of its parent."""
    up: _Node | None = node
    while up is not None:
        up.visits += 1
        up.total += value
        if up.children == [] and up.parent is not None and up.parent.children is not None:
            up.parent.children.remove(up)
        up = up.parent


__all__ = ["Value", "fewer_goals", "mcts"]
