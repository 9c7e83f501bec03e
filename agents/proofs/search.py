"""Proof search over tactics with any policy: best-first search, single attempts, and many of them side by side.

A search is a coroutine: it yields the goals that it wants suggestions for, and returns an `Outcome`. `drive` runs
many, so that a model answers for a whole batch of states at once.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from palaestra.envs.proofs import Done, State, check_proof, start
from palaestra.envs.proofs.library import Library

from .policy import Suggestion, TacticPolicy

Search = Generator[str, list[Suggestion], "Outcome"]
Method = Callable[[str], Search]
Node = tuple[State, tuple[str, ...], tuple[str, ...]]
"""A state, the tactics that led to it, and the goals that each of them was run on."""


@dataclass(frozen=True)
class Outcome:
    """What a search came to.

    Attributes:
        statement: The theorem.
        proof: A whole proof, which `check_proof` has accepted; None if none was found.
        steps: Its tactics with the goals that each was run on, as (goals, tactic).
        expansions: States that the policy was asked about.
        tried: Tactics that were run.
    """

    statement: str
    proof: str | None
    steps: tuple[tuple[str, str], ...] = ()
    expansions: int = 0
    tried: int = 0

    @property
    def proved(self) -> bool:
        """Whether there is a proof."""
        return self.proof is not None


def written(tactics: Sequence[str]) -> str:
    r"""Return tactics, each run on the first goal, as a proof.

    >>> written(["intro h1", "exact h1"])
    'by\n  intro h1\n  exact h1'
    """
    return "\n  ".join(["by", *(tactic.replace("\n", "\n  ") for tactic in tactics)])


def best_first(
    statement: str, *, expansions: int = 32, width: int = 8, length: int = 40, lemmas: Library | None = None
) -> Search:
    """Search best-first: always expand the state whose tactics so far are the likeliest (GPT-f, arXiv:2009.03393).

    Args:
        statement: The theorem.
        expansions: States to ask the policy about, at most.
        width: Tactics to try on each.
        length: Tactics of a proof, at most.
        lemmas: Further lemmas that a proof may use, as `check_proof` takes them.

    Raises:
        SourceError: The statement is not well formed.
    """
    first = start(statement, lemmas)
    tie = itertools.count()
    heap: list[tuple[float, int, Node]] = [(0.0, next(tie), (first, (), ()))]
    seen = {str(first)}
    tried = expanded = 0
    while heap and expanded < expansions:
        cost, _, (state, script, path) = heapq.heappop(heap)
        goals = str(state)
        expanded += 1
        for tactic, logp in (yield goals)[:width]:
            tried += 1
            after = state.apply(tactic)
            if isinstance(after, Done):
                found = claim(statement, (*script, tactic), (*path, goals), expanded, tried, lemmas)
                if found is not None:
                    return found
            elif isinstance(after, State) and len(script) + 1 < length and (text := str(after)) not in seen:
                seen.add(text)
                heapq.heappush(heap, (cost - logp, next(tie), (after, (*script, tactic), (*path, goals))))
    return Outcome(statement, None, expansions=expanded, tried=tried)


def attempt(
    statement: str, *, rng: np.random.Generator, length: int = 40, temperature: float = 1.0, tries: int = 1
) -> Search:
    """Try once, without search: draw a tactic for each state from the policy, and never go back.

    A tactic that is refused, or that leads back to goals seen before, ends the attempt after `tries` draws for one
    state, without replacement. The share of attempts that succeed is the pass rate of a theorem.

    Raises:
        SourceError: The statement is not well formed.
    """
    state: State | None = start(statement)
    script: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    seen: set[str] = set()
    tried = 0
    while state is not None and len(script) < length:
        goals = str(state)
        seen.add(goals)
        suggested = yield goals
        if not suggested:
            break
        noise = rng.gumbel(size=len(suggested))  # adding it and sorting draws without replacement
        order = np.argsort(-(np.array([s.logp for s in suggested]) / temperature + noise))
        before, state = state, None
        for tactic in (suggested[i].tactic for i in order[:tries].tolist()):
            tried += 1
            after = before.apply(tactic)
            if isinstance(after, Done):
                found = claim(statement, (*script, tactic), (*path, goals), len(seen), tried)
                return found or Outcome(statement, None, expansions=len(seen), tried=tried)
            if isinstance(after, State) and str(after) not in seen:
                state, script, path = after, (*script, tactic), (*path, goals)
                break
    return Outcome(statement, None, expansions=len(seen), tried=tried)


def claim(
    statement: str,
    script: Sequence[str],
    path: Sequence[str],
    expansions: int,
    tried: int,
    lemmas: Library | None = None,
) -> Outcome | None:
    """Return the outcome of tactics that left no goal, if `check_proof` accepts them as one text; else None."""
    proof = written(script)
    if not check_proof(statement, proof, lemmas=lemmas).is_correct:
        return None
    return Outcome(statement, proof, tuple(zip(path, script, strict=True)), expansions, tried)


def drive(
    searches: Iterable[Search],
    policy: TacticPolicy,
    *,
    slots: int = 64,
    on_done: Callable[[Outcome], None] | None = None,
) -> list[Outcome]:
    """Run searches side by side and return their outcomes in order.

    Args:
        searches: What to run; taken as there is room.
        policy: Is asked once a round for all states that searches wait on, each text once.
        slots: Searches under way at once.
        on_done: Is told of every outcome as it comes.
    """
    waiting = enumerate(searches)
    under_way: dict[int, tuple[Search, str]] = {}
    outcomes: dict[int, Outcome] = {}
    known: dict[str, list[Suggestion]] = {}

    def advance(i: int, search: Search, answer: list[Suggestion] | None) -> None:
        try:
            under_way[i] = search, next(search) if answer is None else search.send(answer)
        except StopIteration as end:
            under_way.pop(i, None)
            outcomes[i] = end.value
            if on_done is not None:
                on_done(end.value)

    while True:
        for i, search in itertools.islice(waiting, max(slots - len(under_way), 0)):
            advance(i, search, None)
        if not under_way:
            break
        asked = [text for text in dict.fromkeys(goals for _, goals in under_way.values()) if text not in known]
        known.update(zip(asked, policy.suggest(asked) if asked else [], strict=True))
        for i, (search, goals) in list(under_way.items()):
            advance(i, search, known[goals])
    return [outcomes[i] for i in range(len(outcomes))]


def prove(
    statements: Sequence[str],
    policy: TacticPolicy,
    method: Method = best_first,
    *,
    slots: int = 64,
    on_done: Callable[[Outcome], None] | None = None,
) -> list[Outcome]:
    """Search for proofs of theorems by one method, such as `functools.partial(best_first, expansions=100)`."""
    return drive((method(statement) for statement in statements), policy, slots=slots, on_done=on_done)


def pass_rates(
    statements: Sequence[str],
    policy: TacticPolicy,
    attempts: int,
    *,
    seed: int,
    length: int = 40,
    temperature: float = 1.0,
    tries: int = 1,
) -> list[list[Outcome]]:
    """Try each theorem several times without search, see `attempt`; returns the outcomes by theorem."""
    searches = [
        attempt(
            statement, rng=np.random.default_rng([seed, i, k]), length=length, temperature=temperature, tries=tries
        )
        for i, statement in enumerate(statements)
        for k in range(attempts)
    ]
    outcomes = drive(searches, policy, slots=256)
    return [outcomes[i * attempts : (i + 1) * attempts] for i in range(len(statements))]


def shortest(outcomes: Iterable[Outcome]) -> Outcome | None:
    """Return the proved outcome with the fewest tactics, the first of several; None if nothing is proved."""
    return min((o for o in outcomes if o.proved), key=lambda o: len(o.steps), default=None)


__all__ = [
    "Method", "Outcome", "Search", "attempt", "best_first", "claim", "drive", "pass_rates", "prove", "shortest",
    "written",
]  # fmt: skip
