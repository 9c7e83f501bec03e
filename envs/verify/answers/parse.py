r"""Tokens to a tree: operator precedence with explicit stacks, no recursion.

Every open bracket is a frame with its own operands and operators. Commands that gather their arguments (`\frac`,
`\sqrt`, a function with its base and power) wait on the operator stack until they have them. Numbers side by side are
an error, letters side by side multiply, `2\frac{1}{3}` is a mixed number and `1/2x` is read from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .build import RELATIONS, Frame, Gather, called, closed, gathered, joined, number, signed, with_unit
from .cursor import Cursor
from .quantities import fuse
from .tokens import Token, tokenize
from .tree import DOTS, IMAG, MAX_DEPTH, MAX_NODES, E, Expr, ReadError, call, measure, num, sym
from .units import DEGREE, Unit
from .vocabulary import BIG

_RANK = {
    "or": 10, "and": 12, "mod": 20, "=": 30, "<": 30, ">": 30, "<=": 30, ">=": 30, "!=": 30, "~": 30, "->": 30,
    "in": 30, "cup": 40, "cap": 42, "minus": 40, ":": 45, "choose": 47, "+": 50, "-": 50, "pm": 50, "mp": 50,
    "sign": 55, "big": 57, "*": 60, "/": 60, "beside": 60, "func": 65, "inner": 70, "sign*": 72, "mixed": 85, "^": 90,
    "sign^": 95,
}  # fmt: skip
_OPEN = ("func", "big")  # commands whose argument ends where an operator ends it
_MODIFIED = ("func", "big", "sqrt")
_INVERSE = [("op", "^"), ("open", "{"), ("op", "-"), ("num", "1"), ("close", "}"), ("open", "(")]


class _Parser(Cursor):
    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self.frames = [Frame("top")]
        self.nodes = 0

    # -- the walk ----------------------------------------------------------------------------------------------------

    def run(self) -> Expr:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            self.nodes += 1
            if self.nodes > 2 * MAX_NODES or len(self.frames) > MAX_DEPTH:
                raise ReadError("it is too large or nested too deeply")
            if self.frames[-1].due:
                self.operand(token)
            else:
                self.operator(token)
        if len(self.frames) > 1:
            raise ReadError("a bracket is never closed")
        frame = self.frames[0]
        self.item(frame)
        if len(frame.items) == 1:
            return frame.items[0]
        return Expr("seq", tuple(frame.items), frame.mark)

    def open(self, kind: str, then: str = "") -> None:
        self.frames.append(Frame(kind, then))

    # -- where an operand is due --------------------------------------------------------------------------------------

    def operand(self, token: Token) -> None:
        frame = self.frames[-1]
        kind, value = token.kind, token.value
        top = frame.ops[-1] if frame.ops else ("", None)
        gather: Gather | None = top[1] if top[0] == "gather" else None
        if gather is not None and gather.name in _MODIFIED and not gather.want and self.modifier(gather, token):
            return
        closed = gather is not None and (gather.name not in _OPEN or bool(gather.want))
        if closed and (kind in ("func", "prefix", "op") or value in BIG):
            raise ReadError("a command takes its arguments in braces")
        if kind == "num":
            if gather is not None and len(value) > 1 and value.isdecimal():
                value = self.digit(gather, value)
            self.deliver(self.based(value) if self.peek() == ("op", "_") else number(value), literal=value.isdecimal())
        elif kind == "expr":
            self.deliver(value)
        elif kind == "name":
            self.name(value)
        elif kind == "word":
            self.words(value)
        elif kind == "func":
            frame.ops.append(("gather", Gather("func")))
            frame.ops[-1][1].args = [sym(value)]
        elif kind == "take":
            name = "big" if value in BIG else value
            frame.ops.append(("gather", Gather(name, 2 if value in ("frac", "binom") else 1)))
            if name == "big":
                frame.ops[-1][1].args = [sym(value)]
        elif kind == "prefix":
            frame.ops.append(("prefix", value))
        elif kind == "open":
            self.open(value)
        elif kind == "close":
            self.close(value, empty=True)
        elif token[:2] == ("op", "|"):
            self.open("|")
        elif kind == "op" and value in ("+", "-", "pm", "mp"):
            if top[0].startswith("sign"):
                raise ReadError("two signs side by side")
            rank = "sign^" if top[0] == "^" else "sign*" if top[0] in ("*", "/", "beside", "gather") else "sign"
            frame.ops.append((rank, value))
        elif token[:2] == ("op", "dots"):
            self.deliver(DOTS)
        elif kind == "op" and value in ("and", "or") and frame.items and not frame.ops and not frame.values:
            pass  # 1, 2, and 3
        elif token[:2] == ("op", "~") and not frame.values and not frame.items and frame.kind == "top":
            pass  # ≈ 3.14
        else:
            raise ReadError(f"{value!r} stands where a value is due")

    def modifier(self, gather: Gather, token: Token) -> bool:
        """Take the base or the power of a function, or the degree of a root; return whether there was one."""
        if gather.name == "sqrt":
            if token[:2] == ("open", "[") and gather.index is None:
                gather.want = "index"
                self.open("[", "index")
                return True
            return False
        if token.kind == "op" and token.value in ("^", "_"):
            gather.want = "power" if token.value == "^" else "index"
            return True
        if gather.name == "big":
            return False
        if token[:2] == ("open", "(") or token[:2] == ("open", "{") or token[:2] == ("open", "["):
            self.open(token.value, "call")
            return True
        if token[:2] == ("op", "|"):
            self.open("|", "call")
            return True
        return False

    def digit(self, gather: Gather, digits: str) -> str:
        r"""Return the first of several digits where a command takes one, as in `\frac12`, and give back the others."""
        more = self.peek()
        if gather.name == "func":  # log_28 is log_2 8; log_10 x and log_10(x) are what they look like
            one = gather.want == "index" and (not more[0] or more[0] == "close" or more[0] == "op")
        else:
            one = gather.name in ("frac", "binom")
        if one:
            self.at -= 1
            self.tokens[self.at] = Token("num", digits[1:])
            return digits[0]
        return digits

    def name(self, name: str) -> None:
        """Deliver a variable with its subscript and primes, a constant, or open the bracket of a function."""
        name += self.subscript()
        while self.peek() == ("op", "'"):
            self.at += 1
            name += "'"
        if name in ("f", "g", "h") and [self.peek(k) for k in range(6)] == _INVERSE:
            self.at += 6
            self.open("(", f"call {name}^-1")
        elif self.peek() == ("open", "(") and self.is_called(name):
            self.at += 1
            self.open("(", f"call {name}")
        elif name == "e":
            self.deliver(E)
        elif name == "i":
            self.deliver(IMAG)
        else:
            self.deliver(self.chosen(name) or sym(name))

    def words(self, word: str) -> None:
        """Deliver words that stand before something, such as a label, as one text."""
        words = [word]
        while self.peek()[0] in ("word", "name") and len(words) < 12:
            words.append(self.tokens[self.at].value)
            self.at += 1
        self.deliver(Expr("text", (), " ".join(words)))

    # -- where an operator is due -------------------------------------------------------------------------------------

    def operator(self, token: Token) -> None:
        frame = self.frames[-1]
        kind, value = token.kind, token.value
        literal, self.literal = self.literal, False
        if kind == "close":
            self.close(value)
        elif kind == "unit":
            self.unit(value)
        elif kind == "count":
            self.reduce(frame, _RANK["*"])
            self.build(frame, 1, lambda a: Expr("mul", (a, num(value))))
        elif kind in ("num", "word", "prefix"):
            self.side_by_side(kind, frame)
        elif kind in ("expr", "name", "func", "take", "open") or (token[:2] == ("op", "|") and not self.in_bars()):
            if value == "[" and frame.kind in ("[", "]") and len(frame.items) == 1 and self._ends_interval():
                return self.close("[")
            if (kind, value) == ("open", "{"):
                self.refuse_unseen_braces()
            if literal and frame.values[-1] == num(0) and (not frame.ops or frame.ops[-1][0] != "^"):
                raise ReadError("something stands behind a 0")  # "= 0 5" in another dress, not a product
            self.beside(frame, mixed=literal and (kind, value) == ("take", "frac"), function=kind == "func")
            self.at -= 1  # and now as an operand
            self.nodes -= 1
        elif kind != "op":
            raise ReadError(f"{value!r} stands where an operator is due")
        elif value == "|":
            self.bar(frame)
        elif value in (",", ";"):
            self.item(frame, value)
        elif value in ("&", "row"):
            self.cell(frame, value)
        elif value in ("!", "%", "deg", "'"):
            self.postfix(value)
        elif value == "_":
            self.at -= 1
            self.base_of_bracket(frame)
        elif value == ":" and frame.kind == "set" and frame.such is None and not frame.items:
            self.bar(frame)
        elif value in _RANK:
            if value == "cup" and any(op in RELATIONS for op, _ in frame.ops):
                value = "or"  # 1 < x < 2 ∪ 3 < x < 4
            self.reduce(frame, _RANK[value] + (value == "^"))
            frame.ops.append((value, None))
            frame.due = True
        else:
            raise ReadError(f"{value!r} stands where an operator is due")

    literal = False  # whether the operand just delivered was a whole number in digits

    def side_by_side(self, kind: str, frame: Frame) -> None:
        """Read `2 hours 30 minutes` as a sum and refuse every other number behind a value."""
        if kind == "num" and frame.values and frame.values[-1].op == "unit" and self._quantity_follows():
            self.reduce(frame, _RANK["+"])
            frame.ops.append(("+", None))
            frame.due = True
            self.at -= 1
            return
        if kind == "num" and frame.values and frame.values[-1].op in ("fact", "fact2"):  # 3! 5!
            self.beside(frame, mixed=False, function=False)
            self.at -= 1
            return
        raise ReadError("a number or a word stands side by side with a value")

    def _quantity_follows(self) -> bool:
        return self.peek()[0] == "unit" or self.peek() == ("op", "deg")

    def beside(self, frame: Frame, *, mixed: bool, function: bool) -> None:
        """Multiply values side by side. In the argument of a function without brackets they bind tighter."""
        name = "mixed" if mixed else "beside"
        if not mixed and not function:
            for op, value in reversed(frame.ops):
                if op == "gather" and value.name in _OPEN:
                    name = "inner"
                if op in ("gather", "+", "-") or _RANK.get(op, 0) < _RANK["+"]:
                    break
        self.reduce(frame, _RANK[name])
        frame.ops.append((name, None))
        frame.due = True

    def _ends_interval(self) -> bool:
        kind, value = self.peek()
        return not kind or kind == "close" or (kind == "op" and value in ("cup", "cap", ",", ";", "or", "minus"))

    def in_bars(self) -> bool:
        return self.frames[-1].kind in ("|", "set")

    def bar(self, frame: Frame) -> None:
        if frame.kind == "|":
            return self.close("|")
        if frame.kind != "set" or frame.such is not None or frame.items:
            raise ReadError("a bar is not read")
        self.reduce(frame)
        frame.such = frame.values.pop()
        frame.due = True

    def postfix(self, sign: str) -> None:
        frame = self.frames[-1]
        if sign == "!" and self.peek() == ("op", "!"):
            self.at += 1
            sign = "!!"
        if sign in ("%", "deg"):  # of 12 1/2 as a whole; a percent also of 1/2
            self.reduce(frame, _RANK["mixed" if sign == "deg" else "*"])
        if sign == "'":
            raise ReadError("a prime is not read here")
        made = {"!": "fact", "!!": "fact2", "%": "percent", "deg": "unit"}[sign]
        self.build(frame, 1, lambda a: Expr(made, (a,), DEGREE if sign == "deg" else None))

    def unit(self, unit: Unit) -> None:
        """Give a unit to the sum before it, or to the last term if an earlier one has its own."""
        frame = self.frames[-1]
        own = any(value.op == "unit" for value in frame.values)
        self.reduce(frame, _RANK["*"] if own else _RANK["+"])
        self.build(frame, 1, lambda a: with_unit(a, unit))

    def base_of_bracket(self, frame: Frame) -> None:
        value = frame.values[-1]
        if value.op != "num" or value.value.denominator != 1 or value.value < 0:
            raise ReadError("a subscript is not read here")
        frame.values[-1] = self.based(str(value.value.numerator))

    def cell(self, frame: Frame, mark: str) -> None:
        if frame.kind != "matrix":
            raise ReadError("a row ends outside a matrix")
        self.item(frame, "&")
        if mark == "row":
            frame.rows.append(frame.items)
            frame.items = []
            if self.peek() == ("close", "matrix"):
                frame.due = False

    # -- building -----------------------------------------------------------------------------------------------------

    def item(self, frame: Frame, mark: str = "") -> None:
        """Close the part before a separator, or the last one."""
        if mark and frame.mark not in ("", mark):
            raise ReadError("commas and semicolons are mixed")
        frame.mark = frame.mark or mark
        if frame.due:
            raise ReadError("something is missing")
        self.reduce(frame)
        frame.items.append(frame.values.pop())
        frame.due = bool(mark)

    def close(self, name: str, empty: bool = False) -> None:
        """Close the innermost bracket and deliver what it holds."""
        frame = self.frames[-1]
        kind = frame.kind
        if kind == "top" or (empty and not (kind in ("set", "{") and not frame.items and not frame.ops)):
            if name in ("]", "[") and empty and self.open_backwards(name):
                return
            raise ReadError("a bracket closes nothing")
        if kind == "matrix" and name == "matrix" and not frame.due and frame.rows and not frame.values:
            pass  # the last row ended with a mark
        elif not empty:
            self.item(frame)
        self.frames.pop()
        made = closed(frame, name)
        self.finish(made, frame.then)

    def open_backwards(self, name: str) -> bool:
        """Open an interval that is written `]a, b[`."""
        if name == "]" and self.frames[-1].due:
            self.open("]")
            return True
        return False

    def finish(self, made: Expr, then: str) -> None:
        if then == "index":
            gather = self.frames[-1].ops[-1][1]
            gather.index, gather.want = made, ""
        elif then == "call":
            frame = self.frames[-1]
            gather = frame.ops.pop()[1]
            self.deliver(called(gather, made.args if made.op == "tuple" else (made,)))
        elif then.startswith("call "):
            name = then.removeprefix("call ")
            args = made.args if made.op == "tuple" else (made,)
            self.deliver(call("binom", *args) if name == "C" and len(args) == 2 else call(f"{name}()", *args))
        else:
            self.deliver(made)

    def deliver(self, value: Expr, literal: bool = False) -> None:
        """Hand over an operand: to the command that waits for it, or to the operand stack."""
        frame = self.frames[-1]
        while frame.ops and frame.ops[-1][0] == "gather":
            gather: Gather = frame.ops[-1][1]
            if gather.want == "power":
                gather.power, gather.want = value, ""
                return
            if gather.want == "index":
                gather.index, gather.want = value, ""
                return
            if gather.name in _OPEN:
                break  # the argument goes on; it is closed like a sign
            gather.args.append(value)
            if len(gather.args) < gather.need:
                return
            frame.ops.pop()
            value, literal = gathered(gather), False
        frame.values.append(value)
        frame.due = False
        self.literal = literal

    def build(self, frame: Frame, count: int, make: Any) -> None:
        args = frame.values[-count:]
        del frame.values[-count:]
        frame.values.append(make(*args))

    def reduce(self, frame: Frame, rank: int = 0) -> None:
        """Apply the operators on the stack that bind at least as tightly as `rank`."""
        if frame.due:
            raise ReadError("something is missing")
        while frame.ops:
            op, value = frame.ops[-1]
            mine = _RANK[value.name] if op == "gather" else 48 if op == "prefix" else _RANK[op]
            if mine < rank:
                break
            frame.ops.pop()
            if op == "gather":
                self.build(frame, 1, lambda a, g=value: called(g, (a,)))
            elif op == "prefix":
                self.build(frame, 1, lambda a, u=value: with_unit(a, u))
            elif op.startswith("sign"):
                self.build(frame, 1, lambda a, s=value: signed(s, a))
            else:
                self.build(frame, 2, lambda a, b, o=op: joined(o, a, b))


def parse(text: str, *, split: bool = False, sums: bool = False, letters: str = "auto") -> Expr:
    """Return the tree of a text in ASCII and LaTeX, or raise ReadError; the options are those of tokens and units."""
    tokens = fuse(tokenize(text, split=split, sums=sums), letters)
    if not tokens:
        raise ReadError("there is nothing")
    expr = _Parser(tokens).run()
    measure(expr)
    return expr
