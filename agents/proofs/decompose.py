"""Subgoal decomposition: a skeleton with `sorry` is split into theorems, which are proved apart and put back.

After DeepSeek-Prover-V2 (arXiv:2504.21801). The kernel accepts no `sorry`: here it only marks places. What comes out
is a proof without it that `check_proof` accepts whole, or nothing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from palaestra.envs import PalaestraError
from palaestra.envs.proofs import State, check_proof, start
from palaestra.envs.proofs.tasks.naming import tokens

from .policy import TacticPolicy, first_goal
from .search import Method, Outcome, best_first, prove

_SORRY = re.compile(r"(?<![\w'.])sorry(?![\w'.])")
_COMMENT = re.compile(r"/-.*?-/|--[^\n]*", re.DOTALL)
_HAVE = re.compile(r"(have\b.*?:=)\s*(by\b)?(.*)\Z", re.DOTALL)


class SkeletonError(PalaestraError):
    """A skeleton does not hang together: a line is refused, or goals are left where a block ends."""


@dataclass(frozen=True)
class Decomposed:
    """What became of a skeleton.

    Attributes:
        skeleton: The skeleton.
        parts: The outcome of each of its holes, in the order of the text.
        proof: The whole proof, accepted by `check_proof`; None if a part is missing.
    """

    skeleton: str
    parts: tuple[Outcome, ...]
    proof: str | None

    @property
    def solved(self) -> int:
        """How many parts are proved."""
        return sum(part.proved for part in self.parts)


def holes(statement: str, skeleton: str) -> list[str]:
    """Return the theorem that each `sorry` of a skeleton stands for, in the order of the text.

    A `sorry` may stand as a tactic, as `have … := by sorry` (or `:= sorry`), in a block after `· ` or after
    `have … := by`, and as a part of the term after `exact`.

    Raises:
        SkeletonError: The skeleton is no block of tactics, a line of it is refused, goals are left, or a hole has
            names that nobody can write.
        SourceError: The statement is not well formed.
    """
    text = _COMMENT.sub("", skeleton).strip()
    head, _, rest = text.removeprefix(":=").strip().partition("\n")
    if head.strip() != "by":
        if not head.startswith("by "):
            raise SkeletonError("a skeleton is by and tactics below it, a line each")
        rest = f"  {head[3:]}\n{rest}"
    state, put_off = _walk(start(statement), rest.split("\n"), 0)
    if len(state.goals) > put_off:
        raise SkeletonError(f"unsolved goals\n{dataclasses.replace(state, goals=state.goals[: -put_off or None])}")
    return [theorem(str(dataclasses.replace(state, goals=(goal,)))) for goal in state.goals]


def theorem(goals: str, name: str = "part") -> str:
    r"""Return the theorem that the first of some goals as printed asks for.

    >>> theorem("p q : Prop\nh : p\n⊢ p ∨ q")
    'theorem part (p q : Prop) (h : p) : p ∨ q'

    Raises:
        SkeletonError: A name in it is one that nobody can write, or a local definition.
    """
    shown = re.sub(r"\n\s+", " ", first_goal(goals))
    if "✝" in shown or " := " in shown:
        raise SkeletonError(f"no theorem can be made of\n{goals}")
    *given, target = shown.split("\n")
    return f"theorem {name} {''.join(f'({line}) ' for line in given)}: {target.removeprefix('⊢ ')}"


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Yield the tactics of a block, each with the deeper lines that belong to it."""
    item: list[str] = []
    column = -1
    for line in lines:
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if column < 0:
            column = indent
        if indent <= column and item:
            yield "\n".join(item)
            item = []
        item.append(line[column:])
    if item:
        yield "\n".join(item)


def _walk(state: State, lines: Sequence[str], put_off: int) -> tuple[State, int]:
    """Run a block; holes go to the end of the goals, where `put_off` says how many there are."""
    for item in _items(lines):
        if len(state.goals) <= put_off:
            raise SkeletonError(f"no goals to be proved: {item}")
        have = _HAVE.match(item)
        if not _SORRY.search(item):
            state = _run(state, item)
        elif item == "sorry":
            state, put_off = _put_off(state, 1), put_off + 1
        elif item.startswith("· "):
            state, put_off = _block(state, f"  {item[2:]}", put_off)
        elif have and have[1].count("sorry") == 0:
            after = _run(state, f"{have[1]} ?_")
            state, put_off = _block(after, have[3] if have[3].startswith("\n") else f"  {have[3].strip()}", put_off)
        elif item.startswith("exact "):
            after = _run(state, _SORRY.sub("?_", f"refine {item[6:]}"))
            count = len(_SORRY.findall(item))
            state, put_off = _put_off(after, count), put_off + count
        else:
            raise SkeletonError(f"sorry cannot stand here: {item}")
    return state, put_off


def _block(state: State, text: str, put_off: int) -> tuple[State, int]:
    """Run a block that must close the first goal."""
    left = len(state.goals) - put_off - 1
    state, put_off = _walk(state, text.split("\n"), put_off)
    if len(state.goals) - put_off != left:
        raise SkeletonError(f"the block does not close its goal, or more than that:\n{text}")
    return state, put_off


def _put_off(state: State, count: int) -> State:
    return dataclasses.replace(state, goals=state.goals[count:] + state.goals[:count])


def _run(state: State, tactic: str) -> State:
    after = state.apply(tactic)
    if not isinstance(after, State):
        raise SkeletonError(f"{tactic}: {getattr(after, 'message', 'there is nothing left to prove')}")
    return after


def splice(skeleton: str, scripts: Sequence[Sequence[str]]) -> str:
    r"""Return the skeleton with each `sorry` replaced by tactics, in the order of the text.

    >>> print(splice("by\n  have h : p := by sorry\n  exact h", [["left", "exact i"]]))
    by
      have h : p := by
        left
        exact i
      exact h
    """
    waiting = iter(scripts)
    out = []
    for line in _COMMENT.sub("", skeleton).split("\n"):
        indent = len(line) - len(line.lstrip())
        indent += 2 if line.lstrip().startswith("· ") else 0
        body = line.strip().removeprefix("· ")
        if body == "sorry":
            inner = "\n".join(_indented(next(waiting), indent))
            out.append(line[:indent] + inner[indent:])
        elif match := re.search(r":=\s*(by\s+)?sorry\Z", body):
            out.append(f"{line[:indent]}{body[: match.start()]}:= by")
            out += _indented(next(waiting), indent + 2)
        else:
            out.append(_SORRY.sub(lambda _: f"(by {'; '.join(next(waiting))})", line))
    return "\n".join(out).rstrip()


def _indented(script: Sequence[str], indent: int) -> list[str]:
    space = " " * indent
    return [space + tactic.replace("\n", f"\n{space}") for tactic in script]


def decompose(
    statement: str, skeletons: Iterable[str], policy: TacticPolicy, method: Method = best_first
) -> Decomposed | None:
    """Try skeletons in turn until one is solved; returns it, or else the one with the most parts proved.

    Skeletons that do not hang together are passed over; None if none does.

    Raises:
        SourceError: The statement is not well formed.
    """
    best: Decomposed | None = None
    for skeleton in skeletons:
        try:
            parts = holes(statement, skeleton)
        except SkeletonError:
            continue
        outcomes = tuple(prove(parts, policy, method))
        proof = None
        if all(outcome.proved for outcome in outcomes):
            whole = splice(skeleton, [[tactic for _, tactic in outcome.steps] for outcome in outcomes])
            proof = whole if check_proof(statement, whole).is_correct else None
        found = Decomposed(skeleton, outcomes, proof)
        if proof is not None:
            return found
        if best is None or found.solved > best.solved:
            best = found
    return best


def cuts(statement: str, names: Sequence[str] = ("c1", "c2", "c3", "c4", "c5", "c6")) -> Iterator[str]:
    """Yield skeletons that prove one more fact first: each proposition that is a part of what the goal says.

    What the goal assumes is introduced before. A stand-in for a model that writes skeletons.

    Raises:
        SourceError: The statement is not well formed.
    """
    state = start(statement)
    opened: list[str] = []
    for name in names[:-1]:
        after = state.apply(f"intro {name}")
        if not isinstance(after, State):
            break
        state, opened = after, [*opened, f"intro {name}"]
    *given, goal = first_goal(str(state)).split("\n")
    said = [line.partition(" : ")[2] for line in given] + [goal.removeprefix("⊢ ")]
    known = set(said)
    for part in dict.fromkeys(part for text in said for part in subformulas(text)):
        ready = state.apply(f"have {names[-1]} : {part} := ?_")
        if part not in known and isinstance(ready, State):
            yield "\n  ".join(["by", *opened, f"have {names[-1]} : {part} := by sorry", "sorry"])


def subformulas(text: str) -> Iterator[str]:
    """Yield the parts of a proposition that stand between its connectives, itself first.

    >>> list(subformulas("(p → q) ∧ ¬r"))
    ['(p → q) ∧ ¬r', 'p → q', 'p', 'q', '¬r', 'r']
    """
    text = text.strip()
    while text.startswith("(") and _closing(text) == len(text) - 1:
        text = text[1:-1].strip()
    yield text
    for sign in ("↔", "→", "∨", "∧"):
        depth = 0
        for i, char in enumerate(text):
            depth += (char in "([{⟨") - (char in ")]}⟩")
            if depth == 0 and char == sign:
                yield from subformulas(text[:i])
                yield from subformulas(text[i + 1 :])
                return
    if text.startswith("¬"):
        yield from subformulas(text[1:])


def _closing(text: str) -> int:
    depth = 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return i
    return -1


def consistency(skeleton: str, proof: str) -> float:
    """Return the share of a skeleton's `have` facts that a proof states as well; 1 where there are none.

    DeepSeek-Prover-V2 rewards proofs that keep to the decomposition they were given.
    """

    def facts(text: str) -> set[tuple[str, ...]]:
        found = re.findall(r"\bhave\b\s*[\w']*\s*:(?!=)(.*?):=", _COMMENT.sub("", text), re.DOTALL)
        return {tuple(tokens(fact)) for fact in found}

    wanted = facts(skeleton)
    return len(wanted & facts(proof)) / len(wanted) if wanted else 1.0


__all__ = [
    "Decomposed", "SkeletonError", "consistency", "cuts", "decompose", "holes", "splice", "subformulas", "theorem",
]  # fmt: skip
