"""Parsing terms and declarations of the Lean subset: a Pratt parser with Lean's precedences.

A syntax node is `Syn(kind, pos, args)`. Nothing is looked up here; `elaborate` gives meaning.
"""

from __future__ import annotations

import functools
from typing import Any, Final, NamedTuple

from .lexer import SourceError, Token, tokenize

MAX_NESTING: Final = 150


class Syn(NamedTuple):
    """A node: its kind, the offset it begins at, and its parts."""

    kind: str
    pos: int
    args: tuple[Any, ...] = ()


class Binder(NamedTuple):
    """One bound name with its type (None: to be found); `info` as in `terms`."""

    name: str
    type: Syn | None
    info: str
    pos: int


# operator -> (left binding power, right minimal power); non-associative ones take both sides one higher
INFIX: Final[dict[str, tuple[int, int]]] = {
    "<|": (10, 9), "$": (10, 9), "|>": (10, 11), "↔": (20, 21), "→": (25, 25), "∨": (30, 30), "||": (30, 31),
    "∧": (35, 35), "&&": (35, 36), "×": (35, 35), "=": (50, 51), "≠": (50, 51), "<": (50, 51), "≤": (50, 51),
    ">": (50, 51), "≥": (50, 51), "==": (50, 51), "!=": (50, 51), "∈": (50, 51), "∉": (50, 51), "∣": (50, 51),
    "++": (65, 66), "+": (65, 66), "-": (65, 66), "::": (67, 67), "*": (70, 71), "/": (70, 71), "%": (70, 71),
    "^": (75, 75), "▸": (75, 75), "∘": (90, 90),
}  # fmt: skip
_NONASSOC: Final = {"↔", "=", "≠", "<", "≤", ">", "≥", "==", "!=", "∈", "∉", "∣"}
_SOFT: Final = frozenset({"let", "have", "show", "suffices", "match", "if", "calc"})
_ARG_START: Final = frozenset({"(", "⟨", "[", "_", "fun", "@", "Prop", "Type", "Sort", "‹", "↑", "¬", "!"})
_PREDICATES: Final = {"<", "≤", ">", "≥", "∈", "≠", "∣", "∉"}


class Parser:
    """A cursor over the tokens of one text."""

    def __init__(self, source: str) -> None:
        self.tokens = tokenize(source)
        self.i = 0
        self.column = -1  # application arguments and tactics must stand to the right of this column
        self.depth = 0

    # --- the cursor ---

    @property
    def tok(self) -> Token:
        """The token at the cursor."""
        return self.tokens[self.i]

    def peek(self, ahead: int = 1) -> Token:
        """A token further on."""
        return self.tokens[min(self.i + ahead, len(self.tokens) - 1)]

    def at(self, *texts: str) -> bool:
        """Whether the cursor stands at one of these symbols or words."""
        t = self.tokens[self.i]
        return t.kind in ("sym", "id") and t.text in texts

    def next(self) -> Token:
        """Take one token."""
        t = self.tokens[self.i]
        if t.kind != "eof":
            self.i += 1
        return t

    def accept(self, text: str) -> bool:
        """Take a symbol if it is there."""
        if self.at(text):
            self.i += 1
            return True
        return False

    def expect(self, text: str) -> Token:
        """Take a symbol that must be there."""
        if not self.at(text):
            self.fail(f"'{text}'")
        return self.next()

    def fail(self, expected: str = "") -> Any:
        """Raise Lean's message about the token at the cursor."""
        t = self.tok
        found = "unexpected end of input" if t.kind == "eof" else f"unexpected token '{t.text}'"
        raise SourceError(f"{found}; expected {expected}" if expected else found, t.pos)

    def name(self, what: str = "identifier") -> Token:
        """Take an identifier."""
        if self.tok.kind != "id":
            self.fail(what)
        return self.next()

    def binder_name(self) -> Token:
        """Take an undotted identifier or ``_``."""
        if self.at("_"):
            return self.next()
        t = self.name()
        if "." in t.text:
            raise SourceError(f"invalid binder name '{t.text}', it must be atomic", t.pos)
        return t

    # --- terms ---

    def term(self, power: int = 0) -> Syn:
        """A term whose operators bind tighter than `power`."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise SourceError("maximum recursion depth has been reached", self.tok.pos)
        left = self._prefix(power)
        count = 0
        last_nonassoc = -1  # the power of the operator before, if it does not associate
        while True:
            t = self.tokens[self.i]
            if t.kind != "sym":
                if t.kind == "proj" and t.text[1:] and self.tokens[self.i - 1].text == "|>":
                    self.fail()
                break
            powers = INFIX.get(t.text)
            if t.text == "|>.":
                if power > 10:
                    break
                self.next()
                f = self.name()
                left = self._args(Syn("proj", f.pos, (left, f.text)))
                continue
            if powers is None or powers[0] < power or (t.text in ("<|", "$", "|>") and power > 10):
                break
            if last_nonassoc == powers[0]:
                break
            self.next()
            right = self.term(powers[1])
            last_nonassoc = powers[0] if t.text in _NONASSOC else -1
            count += 1
            if count > 400:
                raise SourceError("maximum recursion depth has been reached", t.pos)
            if t.text == "→":
                left = Syn("arrow", left.pos, (left, right))
            elif t.text in ("<|", "$"):
                left = Syn("app", left.pos, (left, (("", right),)))
            elif t.text == "|>":
                left = Syn("app", left.pos, (right, (("", left),)))
            elif t.text == "▸":
                left = Syn("subst", left.pos, (left, right))
            else:
                left = Syn("binop", t.pos, (t.text, left, right))
        self.depth -= 1
        return left

    def _prefix(self, power: int) -> Syn:
        t = self.tok
        if t.kind == "sym":
            if t.text in ("¬", "!"):
                self.next()
                return Syn("unop", t.pos, (t.text, self.term(40)))
            if t.text == "-":
                self.next()
                return Syn("unop", t.pos, ("-", self.term(75)))
            if t.text == "fun":
                return self.lambda_()
            if t.text in ("∀", "∃"):
                return self._quantifier()
            if t.text == "nomatch":
                self.next()
                return Syn("nomatch", t.pos, (self.term(),))
            if t.text == "by":
                return self.by()
            if t.text in ("(", "{", "⦃", "[") and not (t.text == "{" and self._named_argument()):
                arrow = self._dependent_arrow()
                if arrow is not None:
                    return arrow
        elif t.kind == "id" and t.text in _SOFT:
            special = self._soft(t)
            if special is not None:
                return special
        return self._args(self._atom())

    def _soft(self, t: Token) -> Syn | None:
        """Forms that begin with a word: let, have, show, suffices, match, if, calc."""
        after = self.peek()
        if t.text == "match":
            return self._match()
        if t.text == "calc" and after.kind != "eof" and after.text not in (")", ","):
            self.next()
            return Syn("calc", t.pos, (self.calc_steps(),))
        if t.text == "if":
            self.next()
            name = ""
            if self.tok.kind == "id" and self.peek().text == ":":
                name = self.next().text
                self.next()
            cond = self.term()
            self.expect("then")
            yes = self.term()
            self.expect("else")
            return Syn("ite", t.pos, (name, cond, yes, self.term()))
        if t.text == "show":
            self.next()
            goal = self.term()
            if self.accept("from"):
                return Syn("show", t.pos, (goal, self.term()))
            if self.at("by"):
                return Syn("show", t.pos, (goal, self.by()))
            self.expect("from")
        if t.text in ("have", "let"):
            self.next()
            saved, self.column = self.column, max(self.column, t.col)
            name, binders, type_, pattern = self.have_head()
            self.expect(":=")
            value = self.term()
            self.column = saved
            self._newline_or(";")
            return Syn("have", t.pos, (t.text, name, binders, type_, pattern, value, self.term()))
        if t.text == "suffices":
            self.next()
            saved, self.column = self.column, max(self.column, t.col)
            name = ""
            if self.tok.kind == "id" and self.peek().text == ":":
                name = self.next().text
                self.next()
            type_ = self.term()
            if self.accept("from"):
                how = self.term()
            else:
                how = self.by()
            self.column = saved
            self._newline_or(";")
            return Syn("suffices", t.pos, (name, type_, how, self.term()))
        return None

    def have_head(self) -> tuple[str, tuple[Binder, ...], Syn | None, Any]:
        """``h (x : A) : T`` or a pattern, up to ``:=``."""
        name, pattern = "", None
        binders: tuple[Binder, ...] = ()
        if self.at("⟨"):
            from .scripts import pattern as rcases_pattern

            pattern = rcases_pattern(self)
        elif self.tok.kind == "id" or self.at("_"):
            name = self.binder_name().text
            binders = tuple(self.binders(optional=True))
        type_ = self.term() if self.accept(":") else None
        return name, binders, type_, pattern

    def _newline_or(self, text: str) -> None:
        if not self.accept(text) and self.tok.line == self.tokens[self.i - 1].line:
            self.fail(f"'{text}' or line break")

    def lambda_(self) -> Syn:
        """``fun x (y : A) ⟨a, b⟩ => e`` or ``fun | p => e | …``."""
        t = self.next()
        if self.at("|"):
            return Syn("funmatch", t.pos, (self.alternatives(),))
        binders: list[Any] = []
        while not self.at("=>"):
            if self.at("⟨"):
                binders.append(self._atom())
                continue
            found = self.binders(simple=True)
            binders += found
            if self.at(":"):
                self.next()
                type_ = self.term()
                binders = [b._replace(type=type_) if isinstance(b, Binder) and b.type is None else b for b in binders]
                break
            if not found:
                self.fail("'=>'")
        if not binders:
            self.fail("binder")
        self.expect("=>")
        return Syn("lam", t.pos, (tuple(binders), self.term()))

    def alternatives(self) -> tuple[Any, ...]:
        """``| p, q => e | …``: pairs of patterns (several by ``|`` allowed) and result."""
        alts: list[Any] = []
        start = self.tok.col
        while self.at("|") and self.tok.col >= start:
            pos = self.next().pos
            rows = [tuple(self._comma_terms())]
            while self.accept("|"):
                rows.append(tuple(self._comma_terms()))
            self.expect("=>")
            result = self.term()
            alts += [(row, result, pos) for row in rows]
        return tuple(alts)

    def _comma_terms(self) -> list[Syn]:
        items = [self.term()]
        while self.accept(","):
            items.append(self.term())
        return items

    def _match(self) -> Syn:
        t = self.next()
        discriminants = []
        while True:
            name = ""
            if self.tok.kind == "id" and self.peek().text == ":" and "." not in self.tok.text:
                name = self.next().text
                self.next()
            discriminants.append((name, self.term()))
            if not self.accept(","):
                break
        self.expect("with")
        return Syn("match", t.pos, (tuple(discriminants), self.alternatives()))

    def calc_steps(self) -> tuple[tuple[Syn, Syn | None], ...]:
        """The steps of a ``calc``: relations, each with its proof."""
        first = self.tok
        own_line = first.line != self.tokens[self.i - 1].line
        steps: list[tuple[Syn, Syn | None]] = []
        saved = self.column
        column = first.col if own_line else -1
        while True:
            self.column = max(saved, column if own_line or steps else first.col)
            relation = self.term()
            proof = None
            if self.accept(":="):
                proof = self.term()
            elif steps:
                self.fail("':='")
            steps.append((relation, proof))
            t = self.tok
            if t.kind == "eof" or t.line == self.tokens[self.i - 1].line or t.col <= saved:
                break
            if column < 0 and t.text == "_":
                column = t.col
            if t.col != column:
                break
        self.column = saved
        return tuple(steps)

    def _quantifier(self) -> Syn:
        t = self.next()
        binders: list[Binder] = []
        predicate: Any = None
        while not self.at(","):
            found = self.binders(simple=True)
            if not found:
                self.fail("','")
            binders += found
            if self.at(":"):
                self.next()
                type_ = self.term()
                binders = [b if b.type is not None else b._replace(type=type_) for b in binders]
                break
            if self.tok.text in _PREDICATES and self.tok.kind == "sym":
                op = self.next()
                predicate = (op.text, self.term(51), op.pos)
                break
        self.expect(",")
        return Syn("forall" if t.text == "∀" else "exists", t.pos, (tuple(binders), predicate, self.term()))

    def _dependent_arrow(self) -> Syn | None:
        """``(x : A) → B``: binder groups followed by an arrow; None when it is something else."""
        saved = self.i
        closing = {"(": ")", "{": "}", "[": "]", "⦃": "⦄"}[self.tok.text]
        if self.tok.text in ("(", "["):
            # cheap look-ahead: names, then a colon
            j = self.i + 1
            while self.tokens[j].kind == "id" or self.tokens[j].text == "_":
                j += 1
            if self.tok.text == "(" and (j == self.i + 1 or self.tokens[j].text != ":"):
                return None
            level = 0
            while self.tokens[j].kind != "eof":
                text = self.tokens[j].text if self.tokens[j].kind == "sym" else ""
                if text in ("(", "[", "{", "⟨", "⦃"):
                    level += 1
                elif text in (")", "]", "}", "⟩", "⦄"):
                    if level == 0:
                        break
                    level -= 1
                j += 1
            after = self.tokens[min(j + 1, len(self.tokens) - 1)]
            if self.tokens[j].text != closing or after.text != "→":
                return None
        pos = self.tok.pos
        binders = self.binders(one=True)
        if not binders or not self.at("→"):
            self.i = saved
            return None if closing in (")", "]") else self.fail()
        self.next()
        return Syn("forall", pos, (tuple(binders), None, self.term(25)))

    def binders(self, *, simple: bool = False, optional: bool = False, one: bool = False) -> list[Binder]:
        """Binder groups. `simple` also takes bare names; `one` stops after a group."""
        found: list[Binder] = []
        while True:
            t = self.tok
            if t.kind == "sym" and t.text in ("(", "{", "⦃", "["):
                self.next()
                close, info = {"(": (")", "d"), "{": ("}", "i"), "⦃": ("⦄", "s"), "[": ("]", "c")}[t.text]
                names: list[Token] = []
                if info == "c":
                    if self.tok.kind == "id" and self.peek().text == ":":
                        names = [self.binder_name()]
                        self.next()
                        type_: Syn | None = self.term()
                    else:
                        names = [t._replace(text="inst")]
                        type_ = self.term()
                else:
                    while self.tok.kind == "id" or self.at("_"):
                        names.append(self.binder_name())
                    if not names:
                        self.fail("identifier")
                    type_ = self.term() if self.accept(":") else None
                self.expect(close)
                found += [Binder(n.text, type_, info, n.pos) for n in names]
                if one:
                    return found
            elif (simple or optional) and (t.kind == "id" or self.at("_")) and (t.col > self.column):
                n = self.binder_name()
                found.append(Binder(n.text, None, "d", n.pos))
            else:
                return found

    def _args(self, fn: Syn) -> Syn:
        """Arguments and projections behind a head."""
        args: list[tuple[str, Syn]] = []
        pos = fn.pos
        while True:
            t = self.tokens[self.i]
            if t.kind == "eof" or t.col <= self.column:
                break
            if t.kind == "id" and t.text in _SOFT and t.text not in ("let", "match", "if", "have", "show"):
                if t.text == "calc":
                    break
                args.append(("", self._postfix(self._atom())))
            elif t.kind == "id" and t.text in ("let", "match", "if", "have", "show"):
                break
            elif t.kind == "sym" and t.text == "(" and self._named_argument():
                self.next()
                name = self.next().text
                self.next()
                args.append((name, self.term()))
                self.expect(")")
            elif t.kind in ("id", "num", "dot") or (t.kind == "sym" and (t.text in _ARG_START)) or t.text[:1] == "?":
                if t.text in ("¬", "!"):
                    break
                if t.text == "fun":
                    args.append(("", self.lambda_()))
                elif t.text in ("Type", "Sort"):  # an argument takes no level: `f Type u` has two of them
                    args.append(("", self._sort(bare=True)))
                else:
                    args.append(("", self._postfix(self._atom())))
            elif t.text == "·" and t.line == self.tokens[self.i - 1].line:  # `(f ·)`, not a bullet
                args.append(("", self._postfix(self._atom())))
            elif t.text == ".." and t.kind == "sym":  # `f ..`: holes for all explicit arguments that are left
                self.next()
                args.append(("..", Syn("hole", t.pos)))
            else:
                break
        return Syn("app", pos, (fn, tuple(args))) if args else fn

    def _named_argument(self) -> bool:
        return self.peek().kind == "id" and self.peek(2).text == ":="

    def _postfix(self, e: Syn) -> Syn:
        while self.tok.kind == "proj":
            t = self.next()
            for part in t.text[1:].split("."):
                e = Syn("proj", t.pos, (e, int(part) if part.isdigit() else part))
        return e

    def _atom(self) -> Syn:
        t = self.tok
        if t.kind == "id":
            self.next()
            if t.text == "nofun":
                return Syn("by", t.pos, ((Syn("nofun", t.pos),),))
            return self._postfix(Syn("ident", t.pos, (t.text, self._levels())))
        if t.kind == "num":
            self.next()
            return self._postfix(Syn("num", t.pos, (int(t.text),)))
        if t.kind == "hole":
            self.next()
            return Syn("goal", t.pos, (t.text[1:],))
        if t.kind == "dot":
            self.next()
            return Syn("dot", t.pos, (t.text[1:],))
        if t.kind != "sym":
            self.fail("term")
        if t.text == "(":
            return self._postfix(self._paren())
        if t.text == "⟨":
            self.next()
            items = [] if self.at("⟩") else self._comma_terms()
            self.expect("⟩")
            return self._postfix(Syn("anon", t.pos, (tuple(items),)))
        if t.text == "{" and self._named_argument():
            return self._structure()
        if t.text == "[":
            self.next()
            items = [] if self.at("]") else self._comma_terms()
            self.expect("]")
            return self._postfix(Syn("list", t.pos, (tuple(items),)))
        if t.text == "_":
            self.next()
            return Syn("hole", t.pos)
        if t.text == "@":
            self.next()
            if self.at("("):
                return Syn("explicit", t.pos, (self._atom(),))
            n = self.name()
            return Syn("explicit", t.pos, (Syn("ident", n.pos, (n.text, self._levels())),))
        if t.text in ("Prop", "Type", "Sort"):
            return self._sort()
        if t.text == "‹":
            self.next()
            p = self.term()
            self.expect("›")
            return self._postfix(Syn("assumption", t.pos, (p,)))
        if t.text == "↑":
            self.next()
            return Syn("coe", t.pos, (self._postfix(self._atom()),))
        if t.text in ("fun", "∀", "∃", "by", "nomatch", "¬", "!", "-"):
            return self._prefix(0)
        if t.text == "·":
            self.next()
            return self._postfix(Syn("cdot", t.pos))
        return self.fail("term")  # type: ignore[no-any-return]

    def _structure(self) -> Syn:
        """``{ left := a, right := b }``: the names of the fields and their values."""
        pos = self.next().pos
        fields: list[tuple[str, Syn]] = []
        saved = self.column
        while not self.at("}"):
            field = self.name()
            self.column = max(saved, field.col)
            self.expect(":=")
            fields.append((field.text, self.term()))
            self.column = saved
            if not self.accept(",") and self.tok.line == self.tokens[self.i - 1].line:
                break
        self.expect("}")
        return Syn("struct", pos, (tuple(fields),))

    def _paren(self) -> Syn:
        t = self.next()
        if self.accept(")"):
            return Syn("ident", t.pos, ("Unit.unit", None))
        if self.tok.text in INFIX and self.tok.kind == "sym" and self.peek().text == ")":
            self.fail("term")
        e = self.term()
        if self.accept(":"):
            e = Syn("typed", t.pos, (e, self.term()))
        elif self.at(","):
            items = [e]
            while self.accept(","):
                items.append(self.term())
            e = items[-1]
            for x in reversed(items[:-1]):
                e = Syn("app", t.pos, (Syn("ident", t.pos, ("Prod.mk", None)), (("", x), ("", e))))
        self.expect(")")
        return Syn("paren", t.pos, (e,))

    def _levels(self) -> tuple[Any, ...] | None:
        if self.tok.kind == "sym" and self.tok.text == "." and self.peek().text == "{":
            before = self.tokens[self.i - 1]
            if before.end != self.tok.pos:
                return None
            self.next()
            self.next()
            levels = [self.level()]
            while self.accept(","):
                levels.append(self.level())
            self.expect("}")
            return tuple(levels)
        return None

    def level_names(self) -> tuple[str, ...]:
        """The universe parameters ``.{u, v}`` behind the name that is declared."""
        pos = self.tok.pos
        levels = self._levels() or ()
        if not all([isinstance(x, tuple) and x[0] == "p" for x in levels]):
            raise SourceError("unexpected token; expected identifier", pos)
        return tuple([x[1] for x in levels])

    def _sort(self, bare: bool = False) -> Syn:
        t = self.next()
        if t.text == "Prop" or bare:
            return Syn("sort", t.pos, (1 if t.text == "Type" else 0,))
        level: Any = 0
        after = self.tok
        if after.col > self.column and (after.kind in ("num", "id") or (after.text == "(" and self._level_paren())):
            level = self.level_atom()
        elif (after.text == "_" and after.col > self.column) or self._type_star(t):
            self.next()
            level = None
        if t.text == "Type" and level is not None:
            from .levels import lsucc

            level = lsucc(level)
        return Syn("sort", t.pos, (level,))

    def _type_star(self, t: Token) -> bool:
        """Whether ``Type*`` stands here: a star glued to the word, before a closing bracket."""
        return self.tok.text == "*" and self.tok.pos == t.end and self.peek().text in (")", "}", "]", "⦄")

    def _level_paren(self) -> bool:
        return (
            self.peek().kind in ("id", "num") and self.peek(2).text in ("+", ")", "max", "imax")
        ) or self.peek().text in (
            "max",
            "imax",
        )

    def level(self) -> Any:
        """A universe level."""
        from .levels import limax, lmax, lsucc

        if self.at("max", "imax"):
            join = lmax if self.next().text == "max" else limax
            parts = [self.level_atom()]
            while self.tok.kind in ("id", "num") or self.at("("):
                parts.append(self.level_atom())
            level = functools.reduce(lambda right, left: join(left, right), reversed(parts))
        else:
            level = self.level_atom()
        while self.accept("+"):
            if self.tok.kind != "num" or len(self.tok.text) > 2:
                self.fail("numeral")
            for _ in range(int(self.next().text)):
                level = lsucc(level)
        return level

    def level_atom(self) -> Any:
        """A numeral, a name, or a level in parentheses."""
        t = self.next()
        if t.kind == "num":
            if len(t.text) > 2:
                raise SourceError("maximum universe level offset threshold exceeded", t.pos)
            return int(t.text)
        if t.kind == "id":
            return ("p", t.text)
        if t.text == "(":
            level = self.level()
            self.expect(")")
            return level
        self.i -= 1
        return self.fail("universe level")

    def by(self) -> Syn:
        """``by`` and its tactic block."""
        from .scripts import block

        t = self.next()
        return Syn("by", t.pos, (block(self),))

    # --- declarations ---

    def signature(self) -> tuple[tuple[Binder, ...], Syn]:
        """``(x : A) {y : B} : T``, up to ``:=`` or the end."""
        binders = tuple(self.binders(optional=True))
        self.expect(":")
        return binders, self.term()

    def end(self) -> None:
        """Nothing may follow."""
        if self.tok.kind != "eof":
            self.fail("end of input")


__all__ = ["INFIX", "Binder", "Parser", "Syn"]
