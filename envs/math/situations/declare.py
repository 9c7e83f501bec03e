"""How a situation is declared."""

from __future__ import annotations

from collections.abc import Callable

from .programs import Dice, Inverse, Situation, Values, read_steps, undo

SITUATIONS: dict[str, Situation] = {}
Draw = Callable[[Dice], Values]


def situation(
    name: str,
    known: str,
    steps: str,
    *,
    ask: str = "",
    after: str = "",
    special: tuple[str, str, str] | None = None,
    where: str = "",
    unlinked: str = "",
) -> Callable[[Draw], Draw]:
    """Add a situation.

    Args:
        name: Its name.
        known: What is told.
        steps: How the rest follows.
        ask: Known quantities that an inverse question may ask for, found by undoing the steps.
        after: Steps to what only `special` tells.
        special: An inverse that cannot be found by undoing: the unknown, what is told, and the steps.
        where: Pairs such as "a<b" that sense demands.
        unlinked: Known quantities that never follow from another story.
    """
    forward = read_steps(steps)
    inverses = {unknown: undo(known.split(), forward, unknown) for unknown in ask.split()}
    if special:
        unknown, states, back = special
        inverses[unknown] = Inverse(unknown, tuple(states.split()), read_steps(back))
    pairs = tuple((pair.split("<")[0], pair.split("<")[1]) for pair in where.split())

    def add(draw: Draw) -> Draw:
        SITUATIONS[name] = Situation(
            name, tuple(known.split()), forward, draw, inverses, read_steps(after), pairs, frozenset(unlinked.split())
        )
        return draw

    return add
