"""Figures told in words, with quantities that programs compute with, and chains of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import log10
from typing import Any

import numpy as np

from ...core import JSON, canonical
from ..notation import between
from .programs import BY_NAME, Step, run_program

LETTERS = "ABCDEFGHJKLMPQRSTUWXYZ"  # of points; without those that mean something else
LENGTH, AREA, VOLUME, ANGLE, COUNT, NUMBER = "length", "area", "volume", "angle", "count", "number"
EXTRAS = (
    "The point {E} lies on the extension of {A}{B} beyond {B}, and {B}{E} = {v}.",
    "A circle with the centre {A} and the radius {v} is drawn, too.",
    "A line is drawn parallel to {A}{B}, at the distance {v} from it.",
)
"""What is true but not needed."""

Values = dict[str, str]
"""The quantities of a figure by the names of its inputs, as decimal numbers."""


@dataclass(frozen=True)
class Figure:
    """A figure, what is given of it, and what follows.

    `texts` tell it in several ways; `{A}` is a point, `{a}` a given quantity. `inputs` says of what kind each quantity
    is. `ratios` draws the quantities: lengths up to a common factor, everything else as it is. `derived` names values
    that follow, in order, each with its operation and with what it is; `goals` says which of them are asked for, of
    what kind they are, and how one asks. `side` is a segment of the figure.
    """

    name: str
    texts: tuple[str, ...]
    inputs: Mapping[str, str]
    ratios: Callable[[np.random.Generator], Sequence[float]]
    derived: Mapping[str, tuple[str, str]]
    goals: Mapping[str, tuple[str, str]]
    side: str = "AB"
    points: str = field(default="", init=False)

    def __post_init__(self) -> None:
        found = re.findall(r"\{([A-Z])\}", " ".join((*self.texts, *(text for _, text in self.goals.values()))))
        object.__setattr__(self, "points", "".join(dict.fromkeys(found)))
        known = set(self.inputs) | {"pi"}
        for name, (step, _) in self.derived.items():
            operation, *arguments = step.split()
            assert len(arguments) == len(BY_NAME[operation].takes.split()), (self.name, name)
            assert all(a in known or a.isdecimal() for a in arguments), (self.name, name)
            known.add(name)
        assert set(self.goals) <= set(self.derived), self.name

    def needed(self, goal: str) -> list[str]:
        """Return the names of the derived values that lead to a goal, in order."""
        found, stack = set(), [goal]
        while stack:
            name = stack.pop()
            if name in self.derived and name not in found:
                found.add(name)
                stack += self.derived[name][0].split()[1:]
        return [name for name in self.derived if name in found]

    def lengths(self, goal: str) -> list[str]:
        """Return the inputs that are lengths and that a goal depends on."""
        used = {a for name in self.needed(goal) for a in self.derived[name][0].split()[1:]}
        return [name for name, kind in self.inputs.items() if kind == LENGTH and name in used]


def rounded(x: float) -> str:
    """Return a number with about two digits, or more before the point.

    >>> rounded(123.4), rounded(5.678), rounded(0.123)
    ('123', '5.7', '0.123')
    """
    digits = 0 if x >= 10 else 1 if x >= 3 else 2 if x >= 0.3 else 2 - int(log10(x) - 1)
    text = f"{x:.{digits}f}"
    return text.rstrip("0").rstrip(".") if digits else text


def uniform(rng: np.random.Generator, low: float, high: float) -> float:
    """Return a number between two."""
    return float(rng.uniform(low, high))


def draw_values(figure: Figure, rng: np.random.Generator, size: float, fed: str = "") -> Values:
    """Draw the quantities of a figure; `size` is that of the input `fed`, or of the largest one."""
    kinds = list(figure.inputs.values())
    ratios = dict(zip(figure.inputs, figure.ratios(rng), strict=True))
    unit = ratios[fed] if fed else max([r for r, k in zip(ratios.values(), kinds, strict=True) if k == LENGTH] or [1])
    return {
        name: rounded(ratio * size / unit) if figure.inputs[name] == LENGTH else str(round(ratio))
        for name, ratio in ratios.items()
        if name != fed
    }


def _lettered(text: str, points: Mapping[str, str]) -> str:
    """Return a text about a figure with the letters that its points have in a problem."""
    return re.sub(r"\b[A-Z]+\b", lambda m: "".join(points[c] for c in m[0]), text)


class Chain:
    """Figures in a row: what is found in one of them is a length in the next, called x, then y."""

    def __init__(self, data: Mapping[str, JSON], figures: Mapping[str, Figure]) -> None:
        self.data, self.known = data, figures
        self.figures = [figures[link["figure"]] for link in data["links"]]

    def identity(self) -> JSON:
        """Return figures and numbers, without the wording."""
        links = [[link[key] for key in ("figure", "goal", "fed", "values")] for link in self.data["links"]]
        return [links, self.data["extras"]]

    @cached_property
    def names(self) -> list[dict[str, str]]:
        """The letters of each figure's points, and last that of the point that a needless fact adds, all different."""
        out: list[dict[str, str]] = []
        taken: set[str] = set()
        for figure in self.figures:
            names = {c: c for c in figure.points if c not in taken}
            free = iter([c for c in LETTERS if c not in taken and c not in figure.points])
            names |= {c: next(free) for c in figure.points if c in taken}
            names["extra"] = next(free)
            taken |= set(names.values())
            out.append(names)
        return out

    @cached_property
    def told(self) -> tuple[str, list[tuple[int, str]]]:
        """The text, and the quantities in the order of their numbers: the link, and the input's name."""
        parts: list[str] = []
        order: list[tuple[int, str]] = []
        for i, (link, figure, names) in enumerate(zip(self.data["links"], self.figures, self.names, strict=True)):
            given = {name: f"<{i} {name}>" for name in figure.inputs}
            if link["fed"]:
                given[link["fed"]] = "xy"[i - 1]
            parts.append(figure.texts[link["text"] % len(figure.texts)].format(**names, **given))
            for j, extra in enumerate(self.data["extras"]):
                if extra["link"] == i:
                    where = {
                        "A": names[figure.side[0]],
                        "B": names[figure.side[1]],
                        "E": names["extra"],
                        "v": f"<{j} extra>",
                    }
                    parts.append(EXTRAS[extra["kind"]].format(**where))
            asked = figure.goals[link["goal"]][1].format(**names)
            parts.append(f"Let {'xy'[i]} be {asked}." if i < len(self.figures) - 1 else f"Find {asked}.")

        def number(match: re.Match[str]) -> str:
            place = (int(match[1]), match[2])
            order.append(place)
            unit = " degrees" if place[1] != "extra" and self.figures[place[0]].inputs[place[1]] == ANGLE else ""
            return f"{self._value(*place)}{unit} (N{len(order) - 1})"

        return re.sub(r"<(\d+) (\w+)>", number, " ".join(parts)), order

    def _value(self, link: int, name: str) -> str:
        return str(self.data["extras"][link]["value"] if name == "extra" else self.data["links"][link]["values"][name])

    @property
    def text(self) -> str:
        """What is told and asked."""
        return self.told[0]

    def quantities(self) -> list[Decimal]:
        """Return the values of N0, N1, ..."""
        return [Decimal(self._value(*place)) for place in self.told[1]]

    @cached_property
    def solution(self) -> list[tuple[Step, str]]:
        """The steps of a program, each with what it computes."""
        numbers = {place: f"N{i}" for i, place in enumerate(self.told[1])}
        out: list[tuple[Step, str]] = []
        for i, (link, figure, points) in enumerate(zip(self.data["links"], self.figures, self.names, strict=True)):
            names = {name: numbers[i, name] for name in figure.inputs if name != link["fed"]}
            if link["fed"]:
                names[link["fed"]] = f"V{len(out) - 1}"
            for name in figure.needed(link["goal"]):
                step, what = figure.derived[name]
                operation, *arguments = step.split()
                out.append(((operation, tuple(names.get(a, a) for a in arguments)), _lettered(what, points)))
                names[name] = f"V{len(out) - 1}"
        return out

    def steps(self) -> list[Step]:
        """Return the program alone."""
        return [step for step, _ in self.solution]

    def values(self) -> list[Decimal]:
        """Return what the steps compute."""
        return run_program(self.steps(), self.quantities())

    def redrawn(self, turn: int) -> Chain:
        """Return the same figures with other numbers, the same ones for the same problem and turn."""
        seed = hashlib.sha256(canonical([turn, self.identity()]).encode()).digest()
        plan = [(link["figure"], link["goal"], link["fed"], link["text"]) for link in self.data["links"]]
        extras = [(extra["link"], extra["kind"]) for extra in self.data["extras"]]
        return draw_chain(np.random.default_rng(int.from_bytes(seed[:8], "big")), self.known, plan, extras, (20, 90))


def draw_chain(
    rng: np.random.Generator,
    figures: Mapping[str, Figure],
    plan: Sequence[tuple[str, str, str, int]],
    extras: Sequence[tuple[int, int]],
    sizes: tuple[int, int],
) -> Chain:
    """Draw the numbers of a chain whose figures, goals, fed inputs, wordings and needless facts are settled."""
    data: dict[str, Any] = {"links": [], "extras": []}
    size = float(between(rng, *sizes))
    for i, (name, goal, fed, text) in enumerate(plan):
        if i:
            size = float(Chain(data, figures).values()[-1])
        values = draw_values(figures[name], rng, size, fed)
        data["links"].append({"figure": name, "goal": goal, "fed": fed, "text": text, "values": values})
        for link, kind in extras:
            if link == i:
                value = rounded(size * uniform(rng, 0.2, 0.9))
                data["extras"].append({"link": link, "kind": kind, "value": value})
    return Chain(data, figures)
