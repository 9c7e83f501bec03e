"""A second opinion on statements in Lean's syntax: a finite-model finder and a referee of numbers.

`judge` looks for a counterexample: propositions by truth tables, types by domains of 0 to 3 elements, numbers and
lists by values near zero and some beyond. Truth has three values, since a quantifier over numbers is only tried on a
box. It shares no code with the prover.
"""

from __future__ import annotations

import itertools
import math
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lean_syntax import Tree, Unsupported
from statements import BOOL, INT, NAT, PROP, Statement, Type, find, read

Env = dict[str, Any]
Compiled = Callable[[Env], Any]
MAX_BITS, MAX_TABLES = 2_000, 64


class Unknown(Exception):
    """A value that the box does not decide, or that is too large."""


class Spent(Exception):
    """The budget is used up."""


@dataclass(frozen=True)
class Judgement:
    """`verdict` is "true" (all cases were tried), "false", "suspect" (false if hypotheses hold beyond the box),
    "unknown" or "unsupported"; `witness` is the counterexample or the reason.
    """

    verdict: str
    witness: str = ""


class Function:
    """A function by its table, or by a rule where the domain is infinite."""

    def __init__(self, rule: Callable[[Any], Any], name: str) -> None:
        self.rule = rule
        self.name = name

    def __call__(self, argument: Any) -> Any:
        if argument is None:
            raise Unknown
        return self.rule(argument)

    def __repr__(self) -> str:
        return self.name


class World:
    """The domains: sizes of the types that are variables."""

    def __init__(self, sizes: dict[str, int], rng: random.Random, numbers: Iterable[int] = ()) -> None:
        self.sizes = sizes
        self.numbers = [*range(6, 13), 25, 100, *(near for n in numbers for near in (n, n + 1, max(n - 1, 0)))]
        self.rng = rng
        self.domains: dict[str, tuple[list[Any], bool]] = {}

    def domain(self, kind: Type) -> tuple[list[Any], bool]:
        """Values of a type, and whether they are all."""
        kind = find(kind)
        key = repr(kind)
        if key not in self.domains:
            self.domains[key] = self._domain(kind)
        return self.domains[key]

    def _domain(self, kind: Type) -> tuple[list[Any], bool]:
        if not isinstance(kind, tuple | list) and kind not in (PROP, BOOL, NAT, INT):
            raise Unsupported("a type that nothing determines")
        if kind in (PROP, BOOL):
            return [False, True], True
        if kind == NAT:
            return list(range(6)), False
        if kind == INT:
            return [0, 1, -1, 2, -2, 3, -3], False
        if kind[0] == "type":
            return list(range(self.sizes[kind[1]])), True
        if kind[0] == "List":
            items, exact = self.domain(kind[1])
            lists = [(), *((a,) for a in items[:3]), *itertools.product(items[:3], repeat=2)]
            return [*lists, *itertools.product(items[:2], repeat=3)], exact and not items
        if kind[0] == "→":
            return self._functions(*kind[1:])
        raise Unsupported("a type that is not known")

    def _functions(self, source: Type, target: Type) -> tuple[list[Any], bool]:
        inputs, all_inputs = self.domain(source)
        outputs, all_outputs = self.domain(target)
        if not outputs and (inputs or not all_inputs):
            return [], all_outputs
        simple = find(source) in (PROP, BOOL) or find(source)[0] == "type"
        if all_inputs and simple:
            exact = all_outputs and len(outputs) ** len(inputs) <= MAX_TABLES
            tables = list(itertools.product(outputs, repeat=len(inputs))) if exact else [
                *((value,) * len(inputs) for value in outputs[:4]),
                *(tuple(self.rng.choices(outputs, k=len(inputs))) for _ in range(24)),
            ]  # fmt: skip
            return [self._table(inputs, table) for table in tables], exact
        functions = [Function(lambda x, v=value: v, f"const {value}") for value in outputs[:3]]
        if find(source) in (NAT, INT) or find(source)[0] == "List":
            if find(source) == find(target):
                functions.append(Function(lambda x: x, "id"))
            if find(source) in (NAT, INT) and find(target) in (NAT, INT) and find(source) != INT:
                functions += [Function(lambda x: x + 1, "succ"), Function(lambda x: 2 * x, "double")]
            for _ in range(12):
                values = self.rng.choices(outputs, k=self.rng.randint(1, 5))
                functions.append(Function(lambda x, v=values: v[code(x) % len(v)], f"cycle {values}"))
        return functions, False

    def _table(self, inputs: list[Any], outputs: tuple[Any, ...]) -> Function:
        table = dict(zip(inputs, outputs, strict=True))
        return Function(table.__getitem__, repr(table))

    def equal(self, kind: Type, a: Any, b: Any) -> bool | None:
        """Whether two values are equal."""
        kind = find(kind)
        if a is b and a is not None:
            return True
        if kind == PROP:
            return None if a is None or b is None else a == b
        if isinstance(kind, tuple) and kind[0] == "→":
            inputs, exact = self.domain(kind[1])
            results = [self.equal(kind[2], a(x), b(x)) for x in inputs]
            return False if False in results else True if exact and None not in results else None
        if isinstance(kind, tuple) and kind[0] == "List":
            if len(a) != len(b):
                return False
            return conjunction(self.equal(kind[1], x, y) for x, y in zip(a, b, strict=True))
        return bool(a == b)

    def compile(self, tree: Tree) -> Compiled:
        """The value of a typed tree as a function of the variables' values."""
        match tree:
            case ("num", number):
                return lambda env: number
            case ("var", name):
                return lambda env: env[name]
            case ("const", name):
                value = CONSTANTS[name]
                return lambda env: value
            case ("app", function, argument):
                f, x = self.compile(function), self.compile(argument)
                return lambda env: f(env)(x(env))
            case ("fun", name, _, body):
                inside = self.compile(body)
                return lambda env: Function(lambda x: inside({**env, name: x}), "fun")
            case ("∀" | "∃" as binder, name, kind, body):
                return self._quantifier(binder == "∀", name, kind, self.compile(body))
            case ("not", inner):
                p = self.compile(inner)
                return lambda env: negation(p(env))
            case ("istrue", inner):
                return self.compile(inner)
            case ("if", condition, first, second):
                c, a, b = self.compile(condition), self.compile(first), self.compile(second)
                return lambda env: (a if certain(c(env)) else b)(env)
            case ("list", items):
                parts = [self.compile(item) for item in items]
                return lambda env: tuple(part(env) for part in parts)
            case ("neg", inner):
                n = self.compile(inner)
                return lambda env: -n(env)
            case ("bin", op, kind, left, right):
                a, b = self.compile(left), self.compile(right)
                return self._binary(op, find(kind), a, b)
        raise Unsupported("an expression")

    def _quantifier(self, universal: bool, name: str, kind: Type, body: Compiled) -> Compiled:
        values, exact = self.domain(kind)

        def quantifier(env: Env) -> bool | None:
            known = exact
            for value in values:
                try:
                    result = body({**env, name: value})
                except Unknown:
                    result = None
                if result is None:
                    known = False
                elif result is not universal:
                    return not universal
            return universal if known else None

        return quantifier

    def _binary(self, op: str, kind: Type, a: Compiled, b: Compiled) -> Compiled:
        equal = self.equal
        match op:
            case "∧":
                return lambda env: conjunction(p(env) for p in (a, b))
            case "∨":
                return lambda env: negation(conjunction(negation(p(env)) for p in (a, b)))
            case "→":
                return lambda env: negation(conjunction(p(env) if p is a else negation(p(env)) for p in (a, b)))
            case "↔":
                return lambda env: equal(PROP, a(env), b(env))
            case "=" | "==":
                return lambda env: equal(kind, a(env), b(env))
            case "≠" | "!=":
                return lambda env: negation(equal(kind, a(env), b(env)))
            case "∈":
                return lambda env: negation(conjunction(negation(equal(kind, a(env), x)) for x in b(env)))
            case "∉":
                return lambda env: conjunction(negation(equal(kind, a(env), x)) for x in b(env))
            case "::":
                return lambda env: (a(env), *b(env))
            case "∘":
                return lambda env: Function(lambda x: a(env)(b(env)(x)), "∘")
        operation = NATURAL.get(op, OPERATIONS[op]) if kind == NAT else OPERATIONS[op]
        return lambda env: operation(a(env), b(env))


def code(value: Any) -> int:
    """A number for a number or list."""
    return value if isinstance(value, int) else len(value) + sum(code(item) for item in value)


def certain(value: bool | None) -> bool:
    """The truth value; raises `Unknown` when there is none."""
    if value is None:
        raise Unknown
    return value


def negation(value: bool | None) -> bool | None:
    """Not, in three values."""
    return None if value is None else not value


def conjunction(values: Iterator[bool | None]) -> bool | None:
    """And, in three values."""
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _divide(a: int, b: int) -> int:
    return 0 if b == 0 else (a - _remainder(a, b)) // b


def _remainder(a: int, b: int) -> int:
    return a if b == 0 else a % abs(b)


def _power(a: int, b: int) -> int:
    if b > MAX_BITS or a.bit_length() * b > MAX_BITS:
        raise Unknown
    return int(a**b)


def _product(a: int, b: int) -> int:
    if a.bit_length() + b.bit_length() > MAX_BITS:
        raise Unknown
    return a * b


def _fold(right: bool) -> Function:
    def fold(f: Any, start: Any, items: Any) -> Any:
        for item in reversed(items) if right else items:
            start = f(item)(start) if right else f(start)(item)
        return start

    return curried(fold, 3)


def curried(function: Callable[..., Any], arguments: int) -> Function:
    """The function of one argument after the other."""
    if arguments == 1:
        return Function(function, "constant")
    return Function(lambda x: curried(lambda *rest: function(x, *rest), arguments - 1), "constant")


OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": _product, "/": _divide, "%": _remainder, "^": _power,
    "<": lambda a, b: a < b, "≤": lambda a, b: a <= b, ">": lambda a, b: a > b, "≥": lambda a, b: a >= b,
    "∣": lambda a, b: _remainder(b, a) == 0, "++": lambda a, b: a + b, "&&": lambda a, b: a and b,
    "||": lambda a, b: a or b,
}  # fmt: skip
NATURAL = {"-": lambda a, b: max(a - b, 0)}
CONSTANTS: dict[str, Any] = {
    "True": True, "False": False, "true": True, "false": False, "Bool.true": True, "Bool.false": False,
    "Nat.zero": 0, "List.nil": (), "id": Function(lambda x: x, "id"),
    **{name: Function(lambda b: not b, "not") for name in ("not", "Bool.not")}, "Not": Function(negation, "Not"),
    "Nat.succ": Function(lambda n: n + 1, "succ"), "Nat.pred": Function(lambda n: max(n - 1, 0), "pred"),
    "Int.natAbs": Function(abs, "natAbs"), "Int.toNat": Function(lambda n: max(n, 0), "toNat"),
    "Int.ofNat": Function(lambda n: n, "ofNat"), "Int.neg": Function(lambda n: -n, "neg"),
    "List.length": Function(len, "length"), "List.reverse": Function(lambda xs: xs[::-1], "reverse"),
    "List.sum": Function(sum, "sum"), "List.tail": Function(lambda xs: xs[1:], "tail"),
    "List.range": Function(lambda n: tuple(range(n)), "range"),
    "List.foldr": _fold(True), "List.foldl": _fold(False),
    **{name: curried(function, 2) for names, function in {
        ("and", "Bool.and"): lambda a, b: a and b, ("or", "Bool.or"): lambda a, b: a or b,
        ("xor", "Bool.xor"): lambda a, b: a != b, ("And",): lambda a, b: conjunction(iter((a, b))),
        ("Or",): lambda a, b: negation(conjunction(iter((negation(a), negation(b))))), ("Iff",): lambda a, b: a == b,
        ("Nat.gcd",): math.gcd, ("Nat.lcm",): math.lcm, ("min", "Nat.min", "Int.min"): min,
        ("max", "Nat.max", "Int.max"): max, ("Nat.sub",): NATURAL["-"], ("Int.sub",): OPERATIONS["-"],
        **{(f"Nat.{word}", f"Int.{word}"): OPERATIONS[op] for word, op in {
            "add": "+", "mul": "*", "div": "/", "mod": "%", "pow": "^", "le": "≤", "lt": "<"}.items()},
        ("List.cons",): lambda x, xs: (x, *xs), ("List.append",): lambda xs, ys: xs + ys,
        ("List.map",): lambda f, xs: tuple(f(x) for x in xs),
        ("List.filter",): lambda f, xs: tuple(x for x in xs if certain(f(x))),
        ("List.replicate",): lambda n, x: (x,) * n, ("List.take",): lambda n, xs: xs[:n],
        ("List.drop",): lambda n, xs: xs[n:], ("List.all",): lambda xs, f: all(certain(f(x)) for x in xs),
        ("List.any",): lambda xs, f: any(certain(f(x)) for x in xs),
    }.items() for name in names},
}  # fmt: skip


class Hunt:
    """The search for a counterexample in one world."""

    def __init__(self, statement: Statement, world: World, budget: int) -> None:
        self.world = world
        self.budget = budget
        self.steps = [(name, kind, world.compile(tree) if tree else None) for name, kind, tree in statement.variables]
        self.conclusion = world.compile(statement.conclusion)
        self.complete = True  # everything was tried, and known
        self.suspect: Env | None = None

    def run(self, at: int, env: Env, sure: bool, width: int | None) -> Env | None:
        """A counterexample that extends these values; at most `width` values of each variable are tried."""
        self.budget -= 1
        if self.budget < 0:
            raise Spent
        if at == len(self.steps):
            result = self._truth(self.conclusion, env)
            self.complete = self.complete and result is not None
            if result is False and not sure:
                self.suspect = self.suspect or env
            return env if result is False and sure else None
        name, kind, hypothesis = self.steps[at]
        if hypothesis is not None:
            result = self._truth(hypothesis, env)
            self.complete = self.complete and result is not None
            return None if result is False else self.run(at + 1, env, sure and result is True, width)
        if isinstance(kind, list):
            return self.run(at + 1, env, sure, width)
        values, exact = self.world.domain(kind)
        self.complete = self.complete and exact and width is None
        if width is not None:
            values = self.world.rng.sample(values, min(width, len(values)))
            if find(kind) in (NAT, INT) and self.world.rng.random() < 0.3:
                number = self.world.rng.choice(self.world.numbers)
                values = [*values, -number if find(kind) == INT and self.world.rng.random() < 0.5 else number]
        for value in values:
            found = self.run(at + 1, {**env, name: value}, sure, width)
            if found is not None:
                return found
        return None

    def _truth(self, compiled: Compiled, env: Env) -> bool | None:
        try:
            result: bool | None = compiled(env)
        except Unknown:
            return None
        return result


def judge(text: str, tries: int = 4_000, seed: int = 0) -> Judgement:
    """Whether the statement in a text is true, as far as `tries` cases tell. Never raises."""
    try:
        statement = read(text)
        types = [name for name, kind, _ in statement.variables if isinstance(kind, list)]
        if len(types) > 4:
            raise Unsupported("too many types")
        complete, suspect = not types, None
        worlds = sorted(itertools.product(range(4), repeat=len(types)), key=sum)
        for number, sizes in enumerate(worlds):
            rng = random.Random(seed * 1_000 + number)
            world = World(dict(zip(types, sizes, strict=True)), rng, map(int, re.findall(r"\b\d{1,9}\b", text)))
            hunt = Hunt(statement, world, max(200, tries // 2 // len(worlds)))
            found = _hunt(hunt, None)
            complete = complete and hunt.complete
            if found is None and not hunt.complete:
                hunt.budget = max(200, tries // 2 // len(worlds))
                found = _hunt(hunt, 2)
            if found is not None:
                shown = {name.split("#")[0]: value for name, value in found.items()}
                return Judgement("false", f"{shown} with sizes {sizes}" if sizes else f"{shown}")
            suspect = suspect or hunt.suspect
        if complete:
            return Judgement("true")
        return Judgement("suspect", repr(suspect)) if suspect else Judgement("unknown")
    except Unsupported as reason:
        return Judgement("unsupported", str(reason))
    except RecursionError:
        return Judgement("unsupported", "too deep")


def _hunt(hunt: Hunt, width: int | None) -> Env | None:
    try:
        while True:
            found = hunt.run(0, {}, True, width)
            if found is not None or width is None or hunt.complete:
                return found
    except Spent:
        hunt.complete = False
        return None
