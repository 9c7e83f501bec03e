"""Tactics that run tactics: focusing, sequencing, choice, repetition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..lexer import SourceError
from ..syntax import Syn
from ..terms import MVar
from .contexts import rename_inaccessible
from .goals import TacticError

if TYPE_CHECKING:
    from ..state import Runner

MAX_REPEAT: Final = 1_000


def _solve(run: Runner, g: MVar, tactics: tuple[Syn, ...], pos: int) -> None:
    from ..state import Runner as Machine

    left = run.on_goal(g, lambda r: r.run_all(tactics))
    if left:
        raise TacticError(f"unsolved goals\n{Machine(run.meta, left).show_goals()}", pos)


def focus(run: Runner, stx: Syn) -> None:
    """``· tac``: prove the first goal completely."""
    g = run.main()
    _solve(run, g, stx.args[0], stx.pos)
    run.done([])


def case(run: Runner, stx: Syn) -> None:
    """``case tag x y => tac`` and ``next x y => tac``."""
    tag, names, tactics = stx.args
    run.main()
    meta = run.meta
    place = 0
    if tag not in ("", "_"):
        names_now = [meta.holes[g].name for g in run.goals]
        found = [i for i, n in enumerate(names_now) if n == tag]
        found += [i for i, n in enumerate(names_now) if n.endswith(f".{tag}")]
        found += [i for i, n in enumerate(names_now) if f".{tag}." in f".{n}"]
        if found:
            place = found[0]
        else:
            raise TacticError(f"tag not found: '{tag}'")
    g = run.goals.pop(place)
    h = rename_inaccessible(meta, g, [n for n, _ in names], stx.pos)
    _solve(run, h, tactics, stx.pos)


def seq(run: Runner, stx: Syn) -> None:
    """``(tac; tac)``."""
    run.run_all(stx.args[0])


def then(run: Runner, stx: Syn) -> None:
    """``t <;> s``: `s` on every goal that `t` leaves."""
    g = run.main()
    rest = run.goals[1:]
    made = run.on_goal(g, lambda r: r.run(stx.args[0]))
    left: list[MVar] = []
    for h in made:
        if h not in run.meta.values:
            left += run.on_goal(h, lambda r: r.run(stx.args[1]))
    run.goals = left + rest


def try_(run: Runner, stx: Syn) -> None:
    """``try tac``."""
    run.attempt(lambda: run.run_all(stx.args[0]))


def first(run: Runner, stx: Syn) -> None:
    """``first | a | b``."""
    error: SourceError | None = None
    for option in stx.args[0]:
        error = run.attempt(lambda option=option: run.run_all(option))  # type: ignore[misc]
        if error is None:
            return
    assert error is not None
    raise error


def repeat(run: Runner, stx: Syn) -> None:
    """``repeat tac``: on the main goal and what it becomes, until it fails."""
    if not run.goals:
        return
    g = run.main()
    rest = run.goals[1:]
    run.goals = [g]
    _repeat(run, stx.args[0], [MAX_REPEAT])
    run.goals = run.goals + rest


def _repeat(run: Runner, tactics: tuple[Syn, ...], budget: list[int]) -> None:
    work = list(run.goals)
    result: list[MVar] = []
    while work:
        g = work.pop(0)
        budget[0] -= 1
        if budget[0] < 0:
            raise TacticError("maximum recursion depth has been reached")
        run.goals = [g]
        before = run.save()
        error = run.attempt(lambda: run.run_all(tactics))
        if error is not None or run.goals == before[1]:
            result.append(g)
        else:
            work = [*run.goals, *work]
    run.goals = result


def iterate(run: Runner, stx: Syn) -> None:
    """``iterate n tac``."""
    count, tactics = stx.args
    for _ in range(count if count is not None else MAX_REPEAT):
        if count is None:
            if run.attempt(lambda: run.run_all(tactics)) is not None:
                return
        else:
            run.run_all(tactics)


def all_goals(run: Runner, stx: Syn) -> None:
    """``all_goals tac`` (every one must succeed) and ``any_goals tac`` (at least one)."""
    left: list[MVar] = []
    succeeded = False
    error: SourceError | None = None
    for g in list(run.goals):
        if g in run.meta.values:
            continue
        if stx.kind == "all_goals":
            left += run.on_goal(g, lambda r: r.run_all(stx.args[0]))
            continue
        mark = run.meta.mark()
        try:
            left += run.on_goal(g, lambda r: r.run_all(stx.args[0]))
            succeeded = True
        except SourceError as e:
            error = e
            run.meta.undo(mark)
            left.append(g)
    if stx.kind == "any_goals" and not succeeded and error is not None:
        raise error
    run.goals = left


def skip(run: Runner, stx: Syn) -> None:
    """``skip``."""


def done(run: Runner, stx: Syn) -> None:
    """``done``."""
    run.prune()
    if run.goals:
        raise TacticError(f"unsolved goals\n{run.show_goals()}")


TACTICS: Final = {
    "focus": focus, "case": case, "next": case, "seq": seq, "then": then, "try": try_,
    "first": first, "repeat": repeat,
    "iterate": iterate, "all_goals": all_goals, "any_goals": all_goals, "skip": skip, "done": done,
}  # fmt: skip

__all__ = ["TACTICS"]
