"""Short programs over numbered quantities: a closed list of operations, and an interpreter with fifty digits.

A program is a list of steps; each step is the name of an operation and its arguments. Nothing is run as code. The
length of a program, the size of numbers and the work of every operation are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, localcontext
from functools import cache

DIGITS = 50
SAME = Decimal("1e-28")  # relative; what differs less is the same value, computed another way
MAX_TEXT = 2_000
MAX_STEPS = 30
MAX_LITERAL = 360
LARGEST = Decimal("1e40")


class ProgramError(ValueError):
    """A text that is no program, or a program without a value; the message says why."""


# -- functions of an angle in degrees ---------------------------------------------------------------------------------


@cache
def pi() -> Decimal:
    """Return pi, by Machin's formula."""
    with localcontext(_context(10)):
        return 4 * (4 * _arc_series(Decimal(1) / 5) - _arc_series(Decimal(1) / 239))


def _context(more: int = 0) -> Context:
    return Context(prec=DIGITS + more, Emax=10**6, Emin=-(10**6))


def _arc_series(x: Decimal) -> Decimal:
    """Return the arctangent of a number below 1/2, in radians."""
    total = power = x
    n, small = 1, Decimal(10) ** (-DIGITS - 12)
    while abs(power) > small:
        power *= -x * x
        n += 2
        total += power / n
    return total


def arctan(x: Decimal) -> Decimal:
    """Return the angle in degrees."""
    with localcontext(_context(10)):
        for _ in range(3):  # three halvings bring any angle below 12 degrees
            x = x / (1 + (1 + x * x).sqrt())
        return _arc_series(x) * 8 * 180 / pi()


def arcsin(x: Decimal) -> Decimal:
    """Return the angle in degrees."""
    if abs(x) > 1:
        raise ProgramError("arcsin and arccos take numbers from -1 to 1")
    if abs(x) == 1:
        return 90 * x
    with localcontext(_context(10)):
        return arctan(x / (1 - x * x).sqrt())


def sine(angle: Decimal) -> Decimal:
    """Return the sine of an angle in degrees."""
    with localcontext(_context(10)):
        angle %= 360
        turned = angle - 360 if angle > 180 else angle
        if turned % 180 == 0:
            return Decimal(0)
        x = (180 - turned if turned > 90 else -180 - turned if turned < -90 else turned) * pi() / 180
        total = power = x
        n, small = 1, Decimal(10) ** (-DIGITS - 12)
        while abs(power) > small:
            power *= -x * x / ((n + 1) * (n + 2))
            n += 2
            total += power
        return total


def cosine(angle: Decimal) -> Decimal:
    """Return the cosine of an angle in degrees."""
    return sine(90 - angle)


def tangent(angle: Decimal) -> Decimal:
    """Return the tangent of an angle in degrees."""
    below = cosine(angle)
    if not below:
        raise ProgramError("this angle has no tangent")
    return sine(angle) / below


def root(x: Decimal) -> Decimal:
    """Return the square root."""
    if x < 0:
        raise ProgramError("a negative number has no root")
    return x.sqrt()


def divide(a: Decimal, b: Decimal) -> Decimal:
    """Return a quotient."""
    if not b:
        raise ProgramError("it divides by 0")
    return a / b


# -- operations -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Operation:
    """What an operation is called, what it takes and does."""

    name: str
    takes: str
    means: str
    run: Callable[..., Decimal]


OPERATIONS = (
    Operation("add", "a b", "a + b", lambda a, b: a + b),
    Operation("sub", "a b", "a - b", lambda a, b: a - b),
    Operation("mul", "a b", "a * b", lambda a, b: a * b),
    Operation("div", "a b", "a / b", divide),
    Operation("half", "a", "a / 2", lambda a: a / 2),
    Operation("double", "a", "2 * a", lambda a: 2 * a),
    Operation("square", "a", "a^2", lambda a: a * a),
    Operation("root", "a", "the square root of a", root),
    Operation("hyp", "a b", "the square root of a^2 + b^2", lambda a, b: root(a * a + b * b)),
    Operation("leg", "a b", "the square root of a^2 - b^2", lambda a, b: root(a * a - b * b)),
    Operation("fourth", "a b c", "b * c / a, the x with a : b = c : x", lambda a, b, c: divide(b * c, a)),
    Operation("comp", "a", "90 - a", lambda a: 90 - a),
    Operation("supp", "a", "180 - a", lambda a: 180 - a),
    Operation("third", "a b", "180 - a - b", lambda a, b: 180 - a - b),
    Operation("sin", "a", "the sine of a degrees", sine),
    Operation("cos", "a", "the cosine of a degrees", cosine),
    Operation("tan", "a", "the tangent of a degrees", tangent),
    Operation("arcsin", "a", "the angle from -90 to 90 degrees with the sine a", arcsin),
    Operation("arccos", "a", "the angle from 0 to 180 degrees with the cosine a", lambda a: 90 - arcsin(a)),
    Operation("arctan", "a", "the angle between -90 and 90 degrees with the tangent a", arctan),
    Operation("rim", "a", "2 * pi * a, the circumference of a circle with radius a", lambda a: 2 * pi() * a),
    Operation("disc", "a", "pi * a^2, the area of a circle with radius a", lambda a: pi() * a * a),
)
BY_NAME = {operation.name: operation for operation in OPERATIONS}

RULES = (
    "A program is a list of steps, separated by semicolons; a step is the name of an operation followed by its "
    "arguments. The results of the steps are V0, V1, V2, ... in order. An argument is a quantity (N0, N1, ...), the "
    "result of an earlier step, pi, or a whole number from 1 to 360. The result of the last step is the answer; every "
    "other result has to be used in a later step. For example, `sub N0 3; square V0` computes the square of N0 - 3. "
    "The program has to be right for all values of the quantities, not only for those given here: use their names. "
    f"At most {MAX_STEPS} steps are read. The operations are:\n"
    + "\n".join(f"{op.name} {op.takes}: {op.means}" for op in OPERATIONS)
)
"""What a prompt says about programs."""


# -- programs ---------------------------------------------------------------------------------------------------------


Step = tuple[str, tuple[str, ...]]
"""The name of an operation, and its arguments: N or V with a number, pi, or a whole number."""

_STEP = re.compile(r"(?:V(\d{1,3})\s*:?=\s*)?([a-z]+)\s*(?:\(([^()]*)\)|([^()]*))", re.IGNORECASE)
_ARGUMENT = re.compile(r"[NV]\d{1,3}|pi|[1-9]\d{0,2}", re.IGNORECASE)


def read_program(text: str) -> list[Step]:
    """Return the steps of a program.

    Raises:
        ProgramError: If it is none; also if a result is never used, so that nothing stands beside the answer.
    """
    if len(text) > MAX_TEXT:
        raise ProgramError(f"a program has at most {MAX_TEXT} characters")
    parts = [part.strip() for part in re.split(r"[;\n]", text.strip().removesuffix(";"))]
    if len(parts) > MAX_STEPS:
        raise ProgramError(f"a program has at most {MAX_STEPS} steps")
    steps, used = [], set()
    for i, part in enumerate(parts):
        match = _STEP.fullmatch(part)
        if match is None:
            raise ProgramError(f"step {i} is no operation with arguments: {part[:40]!r}")
        operation = BY_NAME.get(match[2].lower())
        if operation is None:
            raise ProgramError(f"there is no operation {match[2][:20]!r}")
        if match[1] is not None and int(match[1]) != i:
            raise ProgramError(f"the result of step {i} is called V{i}")
        inside = match[3] if match[3] is not None else match[4]
        arguments = tuple(inside.replace(",", " ").split())
        if len(arguments) != len(operation.takes.split()):
            raise ProgramError(f"{operation.name} takes {operation.takes}")
        for argument in arguments:
            if not _ARGUMENT.fullmatch(argument) or (argument.isdecimal() and int(argument) > MAX_LITERAL):
                raise ProgramError(f"{argument[:20]!r} is no argument")
        arguments = tuple("pi" if a.lower() == "pi" else a.upper() for a in arguments)
        for argument in arguments:
            if argument[0] == "V":
                if int(argument[1:]) >= i:
                    raise ProgramError(f"{argument} is not known in step {i}")
                used.add(int(argument[1:]))
        steps.append((operation.name, arguments))
    unused = [i for i in range(len(steps) - 1) if i not in used]
    if unused:
        raise ProgramError(f"V{unused[0]} is never used")
    return steps


def write_program(steps: Sequence[Step]) -> str:
    """Return the text of a program."""
    return "; ".join(" ".join((name, *arguments)) for name, arguments in steps)


def run_program(steps: Sequence[Step], quantities: Sequence[Decimal]) -> list[Decimal]:
    """Return the results of all steps.

    Raises:
        ProgramError: If a step has no value, or one that is too large.
    """
    results: list[Decimal] = []

    def value(argument: str) -> Decimal:
        if argument == "pi":
            return pi()
        if argument.isdecimal():
            return Decimal(argument)
        some, i = quantities if argument[0] == "N" else results, int(argument[1:])
        if i >= len(some):
            raise ProgramError(f"there is no {argument}")
        return some[i]

    with localcontext(_context()):
        for name, arguments in steps:
            try:
                result = BY_NAME[name].run(*map(value, arguments))
            except DecimalException as error:
                raise ProgramError(f"{name} has no value here") from error
            if abs(result) > LARGEST:
                raise ProgramError("a value is too large")
            results.append(result)
    return results


def same(a: Decimal, b: Decimal) -> bool:
    """Return whether two values agree but for rounding."""
    with localcontext(_context()):
        return abs(a - b) <= SAME * max(abs(a), abs(b))
