"""Equations with blanks: formulas as small trees, how parts of them are masked, and how filled blanks are judged."""

from __future__ import annotations

import cmath
import re
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import isfinite, log
from typing import Any, ClassVar

import numpy as np

from ...core import Verdict
from ...verify.answers import evaluate, free_symbols, read_math
from ..notation import between
from ..template import TIERS, Params, Template

Node = Any
"""A symbol's key, a whole number, or [operation, part, …]: add, sub, mul, div, pow, sqrt, exp, ln, log2, …, blank."""

SHARES = {2: 0.25, 3: 0.5, 4: 0.75}
"""The share of symbols that is masked at each tier; tier 1 is multiple choice, tier 5 masks all."""
OPTIONS = 5
MAX_LENGTH = 2_000  # characters of an answer
_RANK = {"add": 1, "sub": 1, "mul": 2, "div": 2, "neg": 2, "pow": 3}
_CALLS = {"log2": "log_2", "log10": "log_10"}


def write(node: Node, names: Mapping[str, str]) -> str:
    """Write a tree with as few brackets as it needs."""
    if isinstance(node, int):
        return str(node)
    if isinstance(node, str):
        return names.get(node, node)
    op, *parts = node
    if op == "blank":
        return f"[{parts[0]}]"
    if op in ("add", "mul") and len(parts) == 1:
        return write(parts[0], names)
    if op not in _RANK:
        return f"{_CALLS.get(op, op)}({write(parts[0], names)})"

    def inner(part: Node, least: int) -> str:
        text = write(part, names)
        return f"({text})" if _rank(part) < least else text

    if op == "add":
        return " + ".join(inner(part, 1) for part in parts)
    if op == "sub":
        return f"{inner(parts[0], 1)} - {inner(parts[1], 2)}"
    if op == "mul":
        return "*".join(inner(part, 2) for part in parts)
    if op == "div":
        return f"{inner(parts[0], 2)}/{inner(parts[1], 3)}"
    if op == "neg":
        return f"-{inner(parts[0], 2)}"
    return f"{inner(parts[0], 4)}^{inner(parts[1], 4)}"


def _rank(node: Node) -> int:
    if not isinstance(node, list):
        return 0 if isinstance(node, int) and node < 0 else 9
    return _rank(node[1]) if node[0] in ("add", "mul") and len(node) == 2 else _RANK.get(node[0], 9)


def symbols(node: Node) -> list[str]:
    """Return the keys of the symbols of a tree, each as often as it stands there."""
    if isinstance(node, str):
        return [node] if node != "pi" else []
    return [key for part in node[1:] for key in symbols(part)] if isinstance(node, list) else []


def compute(node: Node, at: Mapping[str, complex], blanks: Sequence[complex] = ()) -> complex:
    """Return the value of a tree; `blanks` are the values of what fills the blanks."""
    if isinstance(node, int):
        return node
    if isinstance(node, str):
        return cmath.pi if node == "pi" else at[node]
    op, *parts = node
    if op == "blank":
        return blanks[int(parts[0]) - 1]
    values = [compute(part, at, blanks) for part in parts]
    first: complex = values[0]
    if op == "add":
        return sum(values)
    if op == "mul":
        for value in values[1:]:
            first *= value
        return first
    if op == "sub":
        return first - values[1]
    if op == "div":
        return first / values[1]
    if op == "pow":
        return first ** values[1]
    if op == "neg":
        return -first
    if op in ("log2", "log10"):
        return cmath.log(first) / cmath.log(int(op[3:]))
    functions = {"ln": cmath.log, "exp": cmath.exp, "sqrt": cmath.sqrt, "sin": cmath.sin, "cos": cmath.cos}
    return complex(functions[op](first))


def parts_of(node: Node, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Node]]:
    """Yield every part that has a symbol, with its place."""
    if symbols(node):
        yield path, node
    if isinstance(node, list):
        for i, part in enumerate(node[1:], start=1):
            yield from parts_of(part, (*path, i))


def replaced(node: Node, path: Sequence[int], new: Node) -> Node:
    """Return the tree with another part at a place."""
    if not path:
        return new
    copy = list(node)
    copy[path[0]] = replaced(node[path[0]], path[1:], new)
    return copy


def at_path(node: Node, path: Sequence[int]) -> Node:
    """Return the part at a place."""
    for i in path:
        node = node[i]
    return node


def _within(part: Node, node: Node) -> bool:
    return bool(node == part) or (isinstance(node, list) and any(_within(part, inner) for inner in node[1:]))


def points(keys: Sequence[str]) -> list[dict[str, complex]]:
    """Return a few positive values for each symbol, always the same ones."""
    rng = np.random.default_rng(len(keys))
    return [dict(zip(keys, map(complex, rng.uniform(0.3, 2.7, len(keys))), strict=True)) for _ in range(4)]


def close(a: complex, b: complex) -> bool:
    """Return whether two values are equal up to rounding."""
    finite = all(isfinite(x) for x in (a.real, a.imag, b.real, b.imag))
    return finite and abs(a - b) <= 1e-9 * max(abs(a), abs(b))


class Equation(Template):
    """A kind of equation. A subclass draws what it is about; masks and answers are made here."""

    phrasings = (
        "{story}\nThe symbols are {legend}.\n{ask}",
        "Consider the following model. {story}\nNotation: {legend}.\n{ask}",
    )
    alternatives: ClassVar[Mapping[str, str]]
    """For each quantity the symbols it may have, separated by spaces."""
    above: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of quantities of which the first is the larger one."""

    @abstractmethod
    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw what the model has in it."""

    @abstractmethod
    def formula(self, p: Params) -> Node:
        """Return the right side of the equation."""

    @abstractmethod
    def story(self, p: Params) -> str:
        """Say in words what determines the equation; `{key}` stands for a symbol."""

    @abstractmethod
    def meanings(self, p: Params) -> dict[str, str]:
        """Return what each symbol of the equation means, with its unit; the first is the left side."""

    @abstractmethod
    def derive(self, p: Params) -> list[str]:
        """Derive the equation, down to its right side; `{key}` stands for a symbol."""

    def must(self, p: Params) -> Node:
        """Return a part that is always inside a blank, or None."""
        return None

    # -- drawing ------------------------------------------------------------------------------------------------------

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a model, its symbols and its blanks."""
        return self.masked(rng, tier, self.options(rng, tier))

    def masked(self, rng: np.random.Generator, tier: int, p: Params) -> Params:
        """Choose symbols and blanks for a model."""
        names: dict[str, str] = {}
        for key in self.meanings(p):
            free = [name for name in self.alternatives[key].split() if name not in names.values()]
            names[key] = free[between(rng, 0, len(free) - 1)]
        p = {**p, "names": names, "tier": tier}
        formula = self.formula(p)
        p["blanks"] = [list(path) for path in self._places(rng, tier, formula, self.must(p))]
        if tier == 1:
            p["choices"] = self._choices(rng, p)
        return p

    def _places(self, rng: np.random.Generator, tier: int, formula: Node, must: Node) -> list[tuple[int, ...]]:
        if tier == TIERS:
            return [()]
        total = len(symbols(formula))
        share = SHARES.get(tier, 0.25) * total
        inside = [(path, part, len(symbols(part))) for path, part in parts_of(formula) if path]
        small = [found for found in inside if found[2] <= max(1, total // 2)]
        if tier == 2 and total > 4:  # one blank of about a quarter of the symbols, which is not a symbol alone
            small = [found for found in small if 1 < found[2] <= max(2, round(share) + 1)] or small
        order = [small[i] for i in rng.permutation(len(small)).tolist()]
        if tier < TIERS and rng.random() < 0.7:
            order.sort(key=lambda found: found[2] == 1)  # parts with more than one symbol first
        if must is not None:
            order.insert(0, next(found for found in reversed(inside) if _within(must, found[1])))
        chosen: list[tuple[int, ...]] = []
        have = 0
        for path, _, size in order:
            if not any(path[: len(other)] == other or other[: len(path)] == path for other in chosen):
                chosen.append(path)
                have += size
                if tier == 2 or (tier == 1 and len(chosen) == 2) or (tier > 2 and have >= share and len(chosen) > 1):
                    break
        return sorted(chosen)

    def _choices(self, rng: np.random.Generator, p: Params) -> list[list[str]]:
        """Return five expressions for each blank; one way of choosing makes the equation right."""
        formula, shown, names = self.formula(p), self._shown(p), p["names"]
        keys = list(self.meanings(p))[1:]
        at = self._points(p)[0]
        whole = compute(formula, at)
        rights = [compute(at_path(formula, path), at) for path in p["blanks"]]
        taken: list[list[complex]] = []  # the values of the options of the blanks before

        def also_right(value: complex) -> bool:
            rest = rights[len(taken) + 1 :]
            return any(_gives(shown, at, [*before, value, *rest], whole) for before in product(*taken))

        out = []
        for path, found in zip(p["blanks"], rights, strict=True):
            right = at_path(formula, path)
            seen, wrong = [found], []
            most = max(Counter(symbols(right)).values())
            near = [v for v in _variants(right, keys) if max(Counter(symbols(v)).values(), default=0) <= most]
            far = list(_changes(right, keys))
            order = [*(near[i] for i in rng.permutation(len(near))), *(far[i] for i in rng.permutation(len(far)))]
            for node in order:
                try:
                    value = compute(node, at)
                except (ArithmeticError, ValueError):
                    continue
                if not any(close(value, other) for other in seen) and not also_right(value):
                    seen.append(value)
                    wrong.append(write(node, names))
                if len(wrong) == OPTIONS - 1:
                    break
            taken.append(seen)
            options = [write(right, names), *wrong]
            out.append([options[i] for i in rng.permutation(len(options)).tolist()])
        return out

    def _points(self, p: Params) -> list[dict[str, complex]]:
        """Return values of the symbols at which the equation is tried."""
        found = points(list(self.meanings(p))[1:])
        for at in found:
            for high, low in self.above:
                if high in at and low in at:
                    at[high] += at[low]
        return found

    # -- asking -------------------------------------------------------------------------------------------------------

    def _shown(self, p: Params) -> Node:
        node = self.formula(p)
        for number, path in enumerate(p["blanks"], start=1):
            node = replaced(node, path, ["blank", number])
        return node

    def words(self, p: Params) -> Params:
        """Write story, symbols and question."""
        names, meanings = p["names"], self.meanings(p)
        left = names[next(iter(meanings))]
        legend = "; ".join(f"{names[key]}: {text}" for key, text in meanings.items())
        uses = ", ".join(names[key] for key in list(meanings)[1:])
        if not p["blanks"][0]:
            ask = f"Give the right side of the equation {left} = ..., as an expression in {uses}."
        else:
            n = len(p["blanks"])
            ask = f"Some parts of the equation are masked:\n{left} = {write(self._shown(p), names)}\n"
            if "choices" in p:
                for number, options in enumerate(p["choices"], start=1):
                    listed = ", ".join(f"({'ABCDE'[i]}) {text}" for i, text in enumerate(options))
                    ask += f"[{number}]: {listed}\n"
                ask += f"Answer with {n} letters, one for each blank, in order."
            else:
                blanks = ", ".join(f"[{number}]" for number in range(1, n + 1))
                what = (
                    f"the expressions for {blanks} in this order, separated by semicolons"
                    if n > 1
                    else ("the expression for [1]")
                )
                ask += f"Give {what}, using only numbers and the symbols {uses}."
        return {"story": self.story(p).format_map(names), "legend": legend, "ask": ask}

    def answer(self, p: Params) -> str:
        """Return what was masked, or its letters."""
        formula, names = self.formula(p), p["names"]
        gold = [write(at_path(formula, path), names) for path in p["blanks"]]
        if "choices" in p:
            return "".join("ABCDE"[options.index(text)] for options, text in zip(p["choices"], gold, strict=True))
        return "; ".join(gold)

    def steps(self, p: Params) -> list[str]:
        """Derive the equation."""
        names = p["names"]
        left = names[next(iter(self.meanings(p)))]
        lines = [line.format_map(names) for line in self.derive(p)]
        lines.append(f"Together: {left} = {write(self.formula(p), names)}.")
        if p["blanks"][0]:
            lines.append(f"Compare this with {left} = {write(self._shown(p), names)}.")
        return lines

    def effort(self, p: Params) -> float:
        """Return the logarithm of the number of ways to fill the blanks."""
        if "choices" in p:
            return len(p["blanks"]) * log(OPTIONS)
        formula = self.formula(p)
        masked = sum(len(symbols(at_path(formula, path))) for path in p["blanks"])
        return masked * log(len(self.meanings(p)))

    # -- judging ------------------------------------------------------------------------------------------------------

    def verify(self, p: Params, answer: str) -> Verdict:
        """Fill the blanks in and compare the whole right side with the true one, at several points."""
        names, formula = p["names"], self.formula(p)
        left = names[next(iter(self.meanings(p)))]
        texts = self._texts(p, answer) if len(answer) <= MAX_LENGTH else None
        if texts is None:
            return Verdict.wrong(f"expected {len(p['blanks'])} {'letters' if 'choices' in p else 'expressions'}")
        keys = list(self.meanings(p))[1:]
        allowed = {names[key] for key in keys}
        parsed = []
        for text in texts:
            try:
                expr = read_math(text)
                if expr.op == "rel" and expr.value == ("=",) and expr.args[0].op == "sym" and len(texts) == 1:
                    expr = expr.args[1] if expr.args[0].value == left else expr
                others = free_symbols(expr) - allowed
            except ValueError as error:
                return Verdict.wrong(f"{text[:40]!r} cannot be read: {error}")
            if others:
                return Verdict.wrong(f"{sorted(others)[0]} is not among the symbols to use")
            parsed.append(expr)
        shown = self._shown(p)
        for at in self._points(p):
            by_name = {names[key]: value.real for key, value in at.items()}
            values = [evaluate(expr, by_name) for expr in parsed]
            found = [complex(value) for value in values if value is not None]
            if len(found) < len(values) or not _gives(shown, at, found, compute(formula, at)):
                return Verdict.wrong("the equation is another one with this filled in")
        return Verdict.correct()

    def _texts(self, p: Params, answer: str) -> list[str] | None:
        """Return what fills each blank."""
        n = len(p["blanks"])
        if "choices" in p:
            letters = re.sub(r"\\(?:text|mathrm|textbf)(?![a-zA-Z])|[\s,;:.()\[\]{}]", "", answer[:200]).upper()
            if len(answer) > 200 or len(letters) != n or not set(letters) <= set("ABCDE"):
                return None
            return [options["ABCDE".index(c)] for options, c in zip(p["choices"], letters, strict=True)]
        texts = [re.sub(r"^\s*\[[0-9]\]\s*[=:]?", "", text).strip() for text in answer.replace("\\;", " ").split(";")]
        return texts if len(texts) == n and all(texts) else None


def _gives(shown: Node, at: Mapping[str, complex], blanks: Sequence[complex], value: complex) -> bool:
    """Return whether a tree has this value with its blanks filled in."""
    try:
        return close(compute(shown, at, blanks), value)
    except (ArithmeticError, ValueError):  # cmath.log(0) is a ValueError
        return False


def _changes(node: Node, keys: Sequence[str]) -> Iterator[Node]:
    """Yield expressions with one more factor or another power."""
    yield ["mul", 2, node]
    yield ["div", node, 2]
    yield ["pow", node, 2]
    yield ["sqrt", node]
    for key in keys:
        yield ["mul", node, key]
        yield ["div", node, key]


def _variants(node: Node, keys: Sequence[str]) -> Iterator[Node]:
    """Yield expressions of the same shape: another symbol, a quotient turned round, a sign changed."""
    for path, part in parts_of(node):
        if isinstance(part, str):
            yield from (replaced(node, path, key) for key in keys)
        elif part[0] == "div":
            yield replaced(node, path, ["div", part[2], part[1]])
        elif part[0] in ("add", "sub") and len(part) == 3:
            yield replaced(node, path, ["sub" if part[0] == "add" else "add", part[1], part[2]])
        elif part[0] == "pow":
            yield replaced(node, path, part[1])
        elif part[0] == "mul" and len(part) == 3:
            yield replaced(node, path, ["div", part[1], part[2]])
