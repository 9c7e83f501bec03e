"""Proof states: immutable goals, and the machine that runs tactics on them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .elaborate import Elaborator
from .kernel import KernelError
from .lexer import SourceError
from .syntax import Syn
from .tactics.goals import TacticError, locals_of, target
from .terms import MVAR, MVar, Term, epoch
from .unify import Meta

TACTIC_FUEL = 50_000
MAX_GOALS = 500
SHORT = 200  # characters of a text that is remembered when it has been read


class Runner:
    """Runs tactics on a list of goals; failures raise SourceError and are undone where they are caught."""

    def __init__(self, meta: Meta, goals: list[MVar], level_names: tuple[str, ...] = ()) -> None:
        self.meta = meta
        self.goals = goals
        self.level_names = level_names
        self.last = True  # whether the tactic at hand ends its block

    # --- goals ---

    def main(self) -> MVar:
        """The goal at hand."""
        while self.goals and self.goals[0] in self.meta.values:
            self.goals.pop(0)
        if not self.goals:
            raise TacticError("no goals to be proved")
        return self.goals[0]

    def done(self, new: list[MVar]) -> None:
        """Put new goals in the place of the main one."""
        self.goals[0:1] = new
        if len(self.goals) > MAX_GOALS:
            raise TacticError(f"more than {MAX_GOALS} goals")

    def prune(self) -> None:
        """Drop goals that were solved in passing."""
        self.goals = [g for g in self.goals if g not in self.meta.values and g not in self.meta.delayed]

    def show_goals(self) -> str:
        """All goals as Lean prints them."""
        from .printer import show_goal

        shown = self.goals[:20]
        texts = [
            show_goal(self.meta, locals_of(self.meta, g), target(self.meta, g), self.meta.holes[g].name) for g in shown
        ]
        return "\n\n".join(texts)

    # --- elaboration in a goal ---

    def elaborator(self, g: MVar) -> Elaborator:
        """An elaborator in the goal's context."""
        return Elaborator(self.meta, locals_of(self.meta, g), level_names=self.level_names)

    def term(self, g: MVar, stx: Syn, expected: Term | None = None) -> Term:
        """A complete term."""
        return self.elaborator(g).term(stx, expected)

    def open_term(self, g: MVar, stx: Syn, expected: Term | None) -> tuple[Term, list[MVar]]:
        """A term that may contain ``?_``: the term, and the new goals in order."""
        elab = self.elaborator(g)
        elab.allow_goals = True
        e = elab.open_term(stx, expected)
        elab.finish(e, stx.pos)
        return e, [x for x in elab.goals if x not in self.meta.values]

    # --- running ---

    def run_all(self, tactics: tuple[Syn, ...]) -> None:
        """A sequence of tactics."""
        for i, stx in enumerate(tactics):
            self.last = i == len(tactics) - 1
            self.run(stx)

    def run(self, stx: Syn) -> None:
        """One tactic."""
        from .tactics.registry import TACTICS

        action = TACTICS.get(stx.kind)
        if action is None:
            raise TacticError(f"tactic '{stx.kind}' has not been implemented", stx.pos)
        self.meta.burn(20)
        try:
            action(self, stx)
        except KernelError as e:
            raise TacticError(str(e), stx.pos) from None
        except SourceError as e:
            if not e.pos:
                e.pos = stx.pos
            raise
        self.prune()

    def on_goal(self, g: MVar, action: Callable[[Runner], None]) -> list[MVar]:
        """Run something on one goal alone; returns what is left of it."""
        inner = Runner(self.meta, [g], self.level_names)
        action(inner)
        inner.prune()
        return inner.goals

    def save(self) -> Any:
        """A point to go back to."""
        return self.meta.mark(), list(self.goals)

    def restore(self, saved: Any) -> None:
        """Go back."""
        self.meta.undo(saved[0])
        self.goals = list(saved[1])

    def attempt(self, action: Callable[[], None]) -> SourceError | None:
        """Run; on failure go back and return the error."""
        saved = self.save()
        try:
            action()
        except SourceError as e:
            self.restore(saved)
            return e
        return None


def run_block(meta: Meta, m: MVar, stx: Syn, level_names: tuple[str, ...]) -> None:
    """Prove the hole `m` by the tactic block `stx`."""
    runner = Runner(meta, [m], level_names)
    runner.run_all(stx.args[0])
    runner.prune()
    if runner.goals:
        raise TacticError(f"unsolved goals\n{runner.show_goals()}", stx.pos)


@dataclass(frozen=True, slots=True)
class Error:
    """A tactic was refused: the kind ("parse", "elab", "tactic", "timeout"), the message, the offset in the text."""

    kind: str
    message: str
    position: int


@dataclass(frozen=True, slots=True)
class Done:
    """No goals are left, and the kernel has accepted the term."""

    term: Term


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """An immutable proof state."""

    goals: tuple[MVar, ...]
    meta: Meta
    root: MVar
    statement: Term
    levels: tuple[str, ...]
    origin: tuple[str, Any]  # the statement's text and the library it was read with
    history: tuple[str, ...] = ()
    epoch: int = field(default_factory=epoch)

    def __str__(self) -> str:
        """The goals as Lean prints them; "No goals" when there are none."""
        if not self.goals:
            return "No goals"
        return Runner(self.meta, list(self.goals)).show_goals()

    def apply(self, tactic: str) -> State | Error | Done:
        """Run the text of one or more tactics on the main goal."""
        from .check import guarded, tidy

        tidy()
        return guarded(lambda: self._renewed()._apply(tactic), lambda kind, message, pos: Error(kind, message, pos))

    def _renewed(self) -> State:
        """The same state in terms of today, made by the same tactics if the table of terms has been emptied since."""
        if self.epoch == epoch():
            return self
        from .check import Statement, initial

        state = initial(Statement(*self.origin))
        for tactic in self.history:
            after = state._apply(tactic)
            assert isinstance(after, State)
            state = after
        return state

    def _apply(self, tactic: str) -> State | Error | Done:
        tactics = (_read if len(tactic) <= SHORT else _read.__wrapped__)(tactic)
        meta = self.meta.fork()
        meta.fuel = TACTIC_FUEL
        runner = Runner(meta, list(self.goals), self.levels)
        runner.run_all(tactics)
        runner.prune()
        if runner.goals:
            done = (*self.history, tactic)
            return State(tuple(runner.goals), meta, self.root, self.statement, self.levels, self.origin, done)
        term = finished(meta, self.root)
        if term is None:
            return Error("tactic", "don't know how to synthesize placeholder", 0)
        from .check import confirm

        confirm(meta.env, term, self.statement)  # type: ignore[arg-type]
        return Done(term)


@functools.lru_cache(maxsize=1024)
def _read(text: str) -> tuple[Syn, ...]:
    """The tactics that a text says; a search tries the same few on many goals."""
    from .scripts import block
    from .syntax import Parser

    parser = Parser(text)
    tactics = block(parser)
    parser.end()
    return tactics


def finished(meta: Meta, root: MVar) -> Term | None:
    """The proof term, when it has no holes left."""
    from .library import default_levels

    term = default_levels(meta, meta.inst(root))
    return None if term.flags & MVAR else term


__all__ = ["Done", "Error", "Runner", "State", "run_block"]
