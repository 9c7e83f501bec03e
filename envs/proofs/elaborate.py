"""From syntax to terms: names, implicit arguments, notations, coercions; what cannot be decided yet waits.

Untrusted: the kernel checks what comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from .kernel import KernelError
from .lexer import SourceError
from .syntax import Binder, Syn
from .terms import (
    INT,
    MVAR,
    NAT,
    PROP,
    Const,
    FVar,
    MVar,
    Pi,
    Sort,
    Term,
    app,
    apps,
    const,
    fvar,
    head,
    instantiate,
    lit,
    pi,
    sort,
    spine,
    subterms,
)
from .unify import Locals, Meta

if TYPE_CHECKING:
    from .library import Library

STRUCTURES: Final = {
    "And": ("left", "right"),
    "Iff": ("mp", "mpr"),
    "Prod": ("fst", "snd"),
    "Subtype": ("val", "property"),
}
ARITHMETIC: Final = {
    "max": "max",
    "min": "min",
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "%": "mod",
    "^": "pow",
}
COMPARISONS: Final = {"<": "lt", "≤": "le", ">": "gt", "≥": "ge", "∣": "dvd"}
_PLAIN: Final = {"∧": "And", "∨": "Or", "↔": "Iff", "&&": "Bool.and", "||": "Bool.or"}
_DELAYED_KINDS: Final = frozenset({"lam", "anon", "funmatch", "dot", "by", "match", "num", "subst", "nomatch", "list"})
MAX_PENDING: Final = 2_000


def operation(kind: str, op: str) -> Const:
    """The constant of an arithmetic sign on Nat or Int."""
    name = ARITHMETIC.get(op) or COMPARISONS[op]
    return const(f"{kind}.emod" if kind == "Int" and op == "%" else f"{kind}.{name}")


class Elaborator:
    """Elaborates one term (with everything inside it) in a local context."""

    def __init__(self, meta: Meta, locals_: Locals, *, level_names: tuple[str, ...] = ()) -> None:
        self.meta = meta
        self.env: Library = meta.env  # type: ignore[assignment]
        self.locals = locals_
        self.level_names = level_names
        self.pending: list[tuple[MVar, Syn, Locals]] = []
        self.blocks: list[tuple[MVar, Syn]] = []
        self.goals: list[MVar] = []  # from ?x, in order
        self.allow_goals = False
        self.forced = False
        self.start = meta.counter  # holes up to this one belong to others

    # --- doors ---

    def term(self, stx: Syn, expected: Term | None = None) -> Term:
        """Elaborate completely; holes that stay are an error, unless they are goals the caller asked for.

        Raises:
            SourceError: The term does not make sense, in Lean's words.
        """
        e = self.open_term(stx, expected)
        return self.finish(e, stx.pos)

    def open_term(self, stx: Syn, expected: Term | None = None) -> Term:
        """Elaborate, deciding all that can be decided; natural holes may remain."""
        if expected is None:
            e, _ = self.elab(stx, None)
        else:
            e = self.check(stx, expected)
        self.synthesize()
        return self.meta.inst(e)

    def finish(self, e: Term, pos: int) -> Term:
        """Raise if `e` still has natural holes."""
        if e.flags & MVAR:
            for m in subterms(e, MVAR):
                if type(m) is MVar and m.uid > self.start and self.meta.holes[m].natural and m not in self.meta.values:
                    type_ = self.show(self.meta.inst(self.meta.holes[m].type))
                    raise SourceError(f"don't know how to synthesize placeholder\ncontext:\n⊢ {type_}", pos, "elab")
        return e

    def type(self, stx: Syn) -> Term:
        """Elaborate a type."""
        e, ty = self.elab(stx, None)
        return self.as_type(e, ty, stx)

    def as_type(self, e: Term, ty: Term, stx: Syn) -> Term:
        """Make sure that `e` is a type."""
        s = self.meta.inst(ty)
        if type(s) is not Sort:
            s = self.meta.whnf(s, self.meta.root)
        if type(s) is Sort:
            return e
        if type(s) is Const and s.name == "Bool":
            return apps(const("Eq", (1,)), s, e, const("Bool.true"))
        if type(head(s)) is MVar and self.meta.unify(s, sort(self.meta.level_hole())):
            return e
        raise SourceError(f"type expected, got\n  ({self.show(e)} : {self.show(ty)})", stx.pos, "elab")

    def show(self, t: Term) -> str:
        """For messages."""
        from .printer import show

        return show(self.meta.inst(t), self.locals)

    def fail(self, message: str, pos: int) -> Any:
        """Raise an elaboration error."""
        raise SourceError(message, pos, "elab")

    # --- the main loop ---

    def elab(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        """A term and its type; `expected` is a hint only."""
        self.meta.burn()
        method: Callable[[Syn, Term | None], tuple[Term, Term]] | None = getattr(self, f"_e_{stx.kind}", None)
        if method is None:
            return self.fail(f"elaboration function for '{stx.kind}' has not been implemented", stx.pos)  # type: ignore[no-any-return]
        if expected is not None and stx.kind not in ("hole", "goal", "explicit", "embed"):
            expected = self.meta.inst(expected)
            if type(expected) is Pi and expected.info in ("i", "c") and not self._binds_implicit(stx):
                return self._implicit_lambda(stx, expected)
        try:
            return method(stx, expected)
        except KernelError as e:
            raise SourceError(str(e), stx.pos, "elab") from None

    def _binds_implicit(self, stx: Syn) -> bool:
        return stx.kind == "lam" and isinstance(stx.args[0][0], Binder) and stx.args[0][0].info in ("i", "c")

    def _implicit_lambda(self, stx: Syn, expected: Pi) -> tuple[Term, Term]:
        name = expected.name if expected.info == "c" else f"{expected.name}✝"
        x = fvar(name, expected.dom, None, expected.info)
        saved, self.locals = self.locals, self.locals.push(x)
        try:
            e = self.check(stx, instantiate(expected.body, (x,)))
        finally:
            self.locals = saved
        return self.meta.close([x], e), expected

    def check(self, stx: Syn, expected: Term) -> Term:
        """A term of the type `expected`, with coercions."""
        e, ty = self.elab(stx, expected)
        return self.coerce(e, ty, expected, stx)

    def coerce(self, e: Term, ty: Term, expected: Term, stx: Syn) -> Term:
        """`e` as an `expected`."""
        if ty is expected or self.meta.unify(ty, expected):
            return e
        made = self._coercion(e, ty, expected)
        if made is not None:
            return made
        return self.mismatch(e, ty, expected, stx)  # type: ignore[no-any-return]

    def _coercion(self, e: Term, ty: Term, expected: Term) -> Term | None:
        want = self.meta.whnf(self.meta.inst(expected), self.meta.root)
        have = self.meta.whnf(self.meta.inst(ty), self.meta.root)
        if type(have) is not Const:
            if type(want) is Const and want.name == "Bool" and type(have) is Sort and have.level == 0:
                return self._decide(e)
            return None
        if type(want) is Const and have.name == "Nat" and want.name == "Int":
            return app(const("Int.ofNat"), e)
        if have.name == "Bool" and type(want) is Sort and want.level == 0:
            return apps(const("Eq", (1,)), have, e, const("Bool.true"))
        return None

    def _decide(self, p: Term) -> Term:
        instance = self.instance(app(const("Decidable"), p), 0)
        return apps(const("Decidable.decide"), p, instance)

    def mismatch(self, e: Term, ty: Term, expected: Term, stx: Syn) -> Any:
        """Raise "type mismatch"."""
        have, want = self.meta.inst(ty), self.meta.inst(expected)
        self.fail(
            f"type mismatch\n  {self.show(e)}\nhas type\n  {self._typed(have)}\n"
            f"but is expected to have type\n  {self._typed(want)}",
            stx.pos,
        )

    def _typed(self, t: Term) -> str:
        try:
            return f"{self.show(t)} : {self.show(self.meta.type_of(t))}"
        except KernelError:
            return self.show(t)

    # --- what waits ---

    def wait(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        """Put a term off until its type is known."""
        if self.forced:
            return self.fail("failed to elaborate, the expected type is not known", stx.pos)  # type: ignore[no-any-return]
        if expected is None:
            expected = self.type_hole()
        m = self.meta.hole(self.locals, expected, natural=False)
        self.pending.append((m, stx, self.locals))
        if len(self.pending) > MAX_PENDING:
            self.fail("too many postponed terms", stx.pos)
        return m, expected

    def type_hole(self) -> MVar:
        """A hole for a type."""
        return self.meta.hole(self.locals, sort(self.meta.level_hole()))

    def synthesize(self) -> None:
        """Elaborate what waits, then run the tactic blocks."""
        saved = self.locals
        try:
            while self.pending:
                if self._round(False):
                    continue
                if self._round(True):
                    continue
                break
            if not self.meta.retry():
                self.fail("type mismatch: the constraints on the implicit arguments cannot be met", 0)
            while self.blocks:
                from .state import run_block

                blocks, self.blocks = self.blocks, []
                for m, stx in blocks:
                    run_block(self.meta, m, stx, self.level_names)
                if not self.meta.retry():
                    self.fail("type mismatch: the constraints on the implicit arguments cannot be met", 0)
        finally:
            self.locals = saved

    def _round(self, force: bool) -> bool:
        self.meta.burn(10 + len(self.pending))
        progress = False
        waiting, self.pending = self.pending, []
        for i, (m, stx, locals_) in enumerate(waiting):
            type_ = self.meta.inst(self.meta.holes[m].type)
            self.locals = locals_
            ready = type(head(type_)) is not MVar
            if not ready and stx.kind == "num" and force:
                self.meta.unify(type_, NAT)
                ready = True
            if ready or force:
                self.forced = force and not ready
                before = len(self.pending)
                try:
                    e = self.check(stx, self.meta.inst(type_))
                finally:
                    self.forced = False
                self.meta.assign(m, e)
                if any(again is stx for _, again, _ in self.pending[before:]):  # it waits again: no step was made
                    if force:
                        self.fail("failed to elaborate, the expected type is not known", stx.pos)
                    continue
                progress = True
                if force:
                    self.pending += waiting[i + 1 :]
                    return True
            else:
                self.pending.append((m, stx, locals_))
        return progress

    def known(self, expected: Term | None) -> Term | None:
        """The expected type in head normal form, or None while it is open."""
        if expected is None:
            return None
        t = self.meta.inst(expected)
        if type(head(t)) is MVar:
            t = self.meta.whnf(t, self.meta.root)
            return None if type(head(t)) is MVar else t
        return t

    # --- atoms ---

    def _e_paren(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        inner = stx.args[0]
        dots: list[str] = []
        replaced = _fill_dots(inner, dots)
        if dots:
            binders = tuple([Binder(n, None, "d", stx.pos) for n in dots])
            inner = Syn("lam", stx.pos, (binders, replaced))
        return self.elab(inner, expected)

    def _e_embed(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        e: Term = stx.args[0]
        return e, self.meta.type_of(e)

    def _e_ident(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        return self.application(stx, (), expected, stx)

    def _e_app(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        return self.application(stx.args[0], stx.args[1], expected, stx)

    def _e_proj(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        return self.application(stx, (), expected, stx)

    def _e_dot(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        return self.application(stx, (), expected, stx)

    def _e_explicit(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        return self.application(stx, (), expected, stx)

    def _e_typed(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        type_ = self.type(stx.args[1])
        return self.check(stx.args[0], type_), type_

    def _e_hole(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        type_ = expected if expected is not None else self.type_hole()
        return self.meta.hole(self.locals, type_), type_

    def _e_goal(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        if not self.allow_goals:
            self.fail("don't know how to synthesize placeholder", stx.pos)
        name = stx.args[0]
        if name != "_":
            for g in self.goals:
                if self.meta.holes[g].name == name:
                    return g, self.meta.holes[g].type
        type_ = expected if expected is not None else self.type_hole()
        g = self.meta.hole(self.locals, type_, False, "" if name == "_" else name)
        self.goals.append(g)
        return g, type_

    def _e_by(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        type_ = expected if expected is not None else self.type_hole()
        m = self.meta.hole(self.locals, type_, False)
        self.blocks.append((m, stx))
        return m, type_

    def _e_sort(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        level = stx.args[0]
        if level is None:
            level = self.meta.level_hole()
        for name in _level_params(level):
            if name not in self.level_names:
                self.fail(f"unknown universe level '{name}'", stx.pos)
        s = sort(level)
        return s, self.meta.type_of(s)

    def _e_num(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        t = self.known(expected)
        value = lit(stx.args[0])
        if t is None:
            return self.wait(stx, expected) if not self.forced else (value, NAT)
        t = self.meta.whnf_reducible(t)
        if type(t) is Const and t.name == "Int":
            return app(const("Int.ofNat"), value), INT
        if type(t) is Const and t.name == "Nat":
            return value, NAT
        return self.fail(  # type: ignore[no-any-return]
            f"failed to synthesize\n  OfNat {self.show(t)} {stx.args[0]}\n"
            f"numerals are polymorphic in Lean, but the numeral "
            f"`{stx.args[0]}` cannot be used in a context where the expected "
            f"type is\n  {self.show(t)}\ndue to the absence of the "
            "instance above",
            stx.pos,
        )

    def _e_cdot(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        return self.fail("invalid occurrence of `·` notation, it must be surrounded by parentheses", stx.pos)  # type: ignore[no-any-return]

    def _e_assumption(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        p = self.type(stx.args[0])
        for x in reversed(self.locals.order):
            if self.meta.unify(self.meta.inst(x.type), p):
                return x, p
        return self.fail(f"failed to find a hypothesis of type\n  {self.show(p)}", stx.pos)  # type: ignore[no-any-return]

    def _e_coe(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        e, ty = self.elab(stx.args[0], None)
        if self.meta.unify(ty, NAT):
            return app(const("Int.ofNat"), e), INT
        return e, ty

    # --- binders ---

    def bind(self, b: Binder, dom: Term | None = None) -> FVar:
        """Introduce the variable of a binder."""
        if b.type is not None:
            found = self.type(b.type)
            if dom is not None and not self.meta.unify(found, dom):
                self.fail(
                    f"type mismatch: the binder '{b.name}' has type\n  {self.show(found)}\n"
                    f"but is expected to have type\n  {self.show(dom)}",
                    b.pos,
                )
            dom = found
        elif dom is None:
            dom = self.type_hole()
        name = "x✝" if b.name == "_" else b.name
        x = fvar(name, dom, None, b.info)
        self.locals = self.locals.push(x)
        return x

    def _e_lam(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        binders, body = stx.args
        saved = self.locals
        xs: list[FVar] = []
        goal = expected
        try:
            for i, b in enumerate(binders):
                want = self.meta.as_pi(goal) if goal is not None and self.known(goal) is not None else None
                if isinstance(b, Syn):
                    if want is None and goal is not None and self.known(goal) is not None:
                        self.fail(f"type mismatch\n  a function\nis expected to have type\n  {self.show(goal)}", b.pos)
                    if want is None:
                        if goal is not None and self.known(goal) is not None:
                            self._no_function(goal, b.pos)
                        self.locals = saved
                        return self.wait(stx, expected)
                    name = f"x✝{i}"
                    rest = Syn("lam", stx.pos, (tuple(binders[i + 1 :]), body)) if binders[i + 1 :] else body
                    alternative = ((b,), rest, b.pos)
                    target = Syn("ident", b.pos, (name, None))
                    body = Syn("match", b.pos, ((("", target),), (alternative,)))
                    b = Binder(name, None, "d", b.pos)
                    xs.append(self.bind(b, want.dom))
                    goal = instantiate(want.body, (xs[-1],))
                    break
                if goal is not None and want is None and self.known(goal) is not None:
                    self._no_function(goal, b.pos)
                if want is not None and want.info in ("i", "c") and b.info == "d":
                    x = fvar(f"{want.name}✝", want.dom, None, want.info)
                    self.locals = self.locals.push(x)
                    xs.append(x)
                    goal = instantiate(want.body, (x,))
                    want = self.meta.as_pi(goal)
                x = self.bind(b, want.dom if want is not None else None)
                if want is not None and b.info == "d" and want.info != "d":
                    pass
                xs.append(x)
                goal = instantiate(want.body, (x,)) if want is not None else None
            if goal is not None:
                e = self.check(body, goal)
                return self.meta.close(xs, e), expected  # type: ignore[return-value]
            e, ty = self.elab(body, None)
            return self.meta.close(xs, e), self.meta.close(xs, ty, pi)
        finally:
            self.locals = saved

    def _no_function(self, goal: Term, pos: int) -> None:
        self.fail(f"type mismatch\n  a function\nis expected to have type\n  {self.show(goal)}", pos)

    def _e_forall(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        binders, predicate, body = stx.args
        saved = self.locals
        try:
            xs = []
            for b in binders:
                x = self.bind(b)
                if b.type is None and predicate is not None:
                    pass
                xs.append(x)
            conditions: list[FVar] = []
            if predicate is not None:
                for b in binders:
                    p = self.type(_predicate(b, predicate))
                    conditions.append(fvar("h✝", p))
                self.locals = self.locals.push(*conditions)
            e = self.type(body)
            self._settle(xs)
            made = self.meta.close([*xs, *conditions], e, pi)
            return made, self.meta.type_of(made)
        finally:
            self.locals = saved

    def _settle(self, xs: list[FVar]) -> None:
        """Decide what still waits about the types of `xs` (numerals default to Nat)."""
        if any([self.meta.inst(x.type).flags & MVAR for x in xs]) and self.pending:
            saved = self.locals
            while self.pending and (self._round(False)):
                pass
            numerals = [p for p in self.pending if p[1].kind == "num"]
            if numerals:
                others = [p for p in self.pending if p[1].kind != "num"]
                self.pending = numerals
                while self.pending and self._round(True):
                    pass
                self.pending += others
            self.locals = saved

    def _e_exists(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        binders, predicate, body = stx.args
        saved = self.locals
        try:
            xs = [self.bind(b) for b in binders]
            conditions = [self.type(_predicate(b, predicate)) for b in binders] if predicate is not None else []
            e = self.type(body)
            self._settle(xs)
            for c in reversed(conditions):
                e = apps(const("And"), c, e)
            for x in reversed(xs):
                type_ = self.meta.inst(x.type)
                level = self.sort_level(type_, stx.pos)
                e = apps(const("Exists", (level,)), type_, self.meta.close([x], e))
            return e, PROP
        finally:
            self.locals = saved

    def sort_level(self, type_: Term, pos: int) -> Any:
        """The universe level of a type."""
        s = self.meta.inst(self.meta.type_of(type_))
        if type(s) is not Sort:
            s = self.meta.whnf(s, self.meta.root)
        if type(s) is not Sort:
            level = self.meta.level_hole()
            if not self.meta.unify(s, sort(level)):
                self.fail("type expected", pos)
            return level
        return self.meta.inst_level(s.level)

    def _e_arrow(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        a, b = self.type(stx.args[0]), self.type(stx.args[1])
        made = pi("a✝", a, b)
        return made, self.meta.type_of(made)

    # --- notations ---

    def _e_unop(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        op, inner = stx.args
        if op == "¬":
            return app(const("Not"), self.check(inner, PROP)), PROP
        if op == "!":
            boolean = const("Bool")
            return app(const("Bool.not"), self.check(inner, boolean)), boolean
        return self._e_binop(stx, expected)

    def _e_binop(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        from .operators import elaborate_operator

        return elaborate_operator(self, stx, expected)

    def _e_list(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        t = self.known(expected)
        if t is not None:
            t = self.meta.whnf(t, self.meta.root)
        fn, args = spine(t) if t is not None else (None, [])
        if type(fn) is Const and fn.name == "List":
            level, item = fn.levels[0], args[0]
        else:
            level = self.meta.level_hole()
            item = self.meta.hole(self.locals, sort(("s", level)))
        made: Term = app(const("List.nil", (level,)), item)
        items = [self.check(s, item) for s in stx.args[0]]
        for x in reversed(items):
            made = apps(const("List.cons", (level,)), item, x, made)
        return made, app(const("List", (level,)), item)

    def _e_ite(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        name, cond, yes, no = stx.args
        if name:
            goal = self.known(expected)
            if goal is not None and self.sort_level(goal, stx.pos) == 0:
                not_cond = Syn("unop", cond.pos, ("¬", cond))
                parts = ((cond, yes), (not_cond, no))
                branches = [Syn("lam", e.pos, ((Binder(name, c, "d", c.pos),), e)) for c, e in parts]
                call = Syn(
                    "app",
                    stx.pos,
                    (Syn("ident", stx.pos, ("Decidable.byCases", None)), tuple([("", b) for b in branches])),
                )
                return self.elab(call, goal)
            self.fail("dependent if-then-else is not in this subset; use `by_cases` or `if c then a else b`", stx.pos)
        p = self.check(cond, PROP)
        instance = self.instance(app(const("Decidable"), p), stx.pos)
        type_ = self.known(expected)
        if type_ is None:
            a, type_ = self.elab(yes, None)
        else:
            a = self.check(yes, type_)
        b = self.check(no, type_)
        level = self.sort_level(type_, stx.pos)
        return apps(const("ite", (level,)), type_, p, instance, a, b), type_

    def _e_have(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        kind, name, binders, type_stx, pattern, value, body = stx.args
        if pattern is not None:
            target = Syn("typed", value.pos, (value, type_stx)) if type_stx is not None else value
            return self._e_match(
                Syn("match", stx.pos, ((("", target),), (((_as_term(pattern),), body, stx.pos),))), expected
            )
        v, ty = self.local_value(binders, type_stx, value)
        x = fvar(name or "this", ty, v if kind == "let" else None)
        saved, self.locals = self.locals, self.locals.push(x)
        try:
            if expected is None:
                e, out = self.elab(body, None)
            else:
                e, out = self.check(body, expected), expected
        finally:
            self.locals = saved
        if kind == "let":
            from .terms import abstract, let

            e = self.meta.inst(e)
            self.meta.close([x], e)
            return let(x.name, ty, v, abstract(self.meta.inst(e), [x])), out
        return app(self.meta.close([x], e), v), out

    def local_value(self, binders: tuple[Binder, ...], type_stx: Syn | None, value: Syn) -> tuple[Term, Term]:
        """The value and type of ``have x (binders) : T := value``."""
        saved = self.locals
        try:
            xs = [self.bind(b) for b in binders]
            if type_stx is not None:
                ty = self.type(type_stx)
                self._settle_all()
                ty = self.meta.inst(ty)
                v = self.check(value, ty)
            else:
                v, ty = self.elab(value, None)
            if xs:
                return self.meta.close(xs, v), self.meta.close(xs, ty, pi)
            return v, ty
        finally:
            self.locals = saved

    def _settle_all(self) -> None:
        """Decide all that waits without a tactic."""
        saved = self.locals
        while self.pending and (self._round(False) or self._round(True)):
            pass
        self.locals = saved

    def _e_suffices(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        name, type_stx, how, body = stx.args
        if expected is None:
            return self.wait(stx, expected)
        ty = self.type(type_stx)
        x = fvar(name or "this", ty)
        saved, self.locals = self.locals, self.locals.push(x)
        try:
            e = self.check(how, expected)
        finally:
            self.locals = saved
        return app(self.meta.close([x], e), self.check(body, ty)), expected

    def _e_show(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        ty = self.type(stx.args[0])
        if expected is not None:
            self.meta.unify(ty, expected)
        self._settle_all()
        return self.check(stx.args[1], self.meta.inst(ty)), ty

    def _e_struct(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        """``{ left := a, right := b }``: as ``⟨a, b⟩``, with the fields' names."""
        t = self.known(expected)
        if t is None and not self.forced:
            return self.wait(stx, expected)
        fn = head(self.meta.whnf(t, self.meta.root)) if t is not None else None
        fields = dict(stx.args[0])
        names = STRUCTURES.get(fn.name, ()) if type(fn) is Const else ()
        if not names or len(fields) < len(stx.args[0]) or fields.keys() != set(names):
            self.fail("invalid {...} notation, the fields are not those of the structure", stx.pos)
        return self._e_anon(Syn("anon", stx.pos, (tuple([fields[n] for n in names]),)), expected)

    def _e_anon(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        t = self.known(expected)
        if t is None:
            if self.forced:
                self.fail("invalid constructor ⟨...⟩, expected type must be known", stx.pos)
            return self.wait(stx, expected)
        fn = head(self.meta.whnf(t, self.meta.root))
        decl = self.env.get(fn.name) if type(fn) is Const else None
        if decl is None or decl.kind != "inductive" or len(decl.constructors) != 1:
            return self.fail(  # type: ignore[no-any-return]
                f"invalid constructor ⟨...⟩, expected type must be an inductive "
                f"type with only one constructor\n  {self.show(t)}",
                stx.pos,
            )
        ctor = decl.constructors[0]
        items = list(stx.args[0])
        explicit = self.env.explicit_fields(ctor)
        if len(items) < explicit:
            self.fail(
                f"invalid constructor ⟨...⟩, insufficient number of arguments, "
                f"constructor '{ctor}' has {explicit} explicit "
                f"argument{'s' if explicit != 1 else ''}, but only {len(items)} "
                f"{'was' if len(items) == 1 else 'were'} provided",
                stx.pos,
            )
        if len(items) > explicit:
            if explicit == 0:
                self.fail(f"invalid constructor ⟨...⟩, '{ctor}' has no explicit arguments", stx.pos)
            items = [*items[: explicit - 1], Syn("anon", items[explicit - 1].pos, (tuple(items[explicit - 1 :]),))]
        target = Syn("ident", stx.pos, (ctor, None))
        goal = self.meta.whnf(t, self.meta.root)
        e, ty = self.application(target, tuple([("", i) for i in items]), goal, stx)
        return e, ty

    def _e_subst(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        from .rewriting import elaborate_triangle

        return elaborate_triangle(self, stx, expected)

    def _e_calc(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        from .calculations import elaborate_calc

        return elaborate_calc(self, stx, expected)

    def _e_match(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        from .matching import elaborate_match

        return elaborate_match(self, stx, expected)

    def _e_funmatch(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        from .matching import elaborate_function

        return elaborate_function(self, stx, expected)

    def _e_nomatch(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        return self._e_match(Syn("match", stx.pos, ((("", stx.args[0]),), ())), expected)

    # --- applications ---

    def constant(self, name: str, levels: tuple[Any, ...] | None, pos: int) -> tuple[Term, Term] | None:
        """A declared name at fresh levels, with its type."""
        found = self.env.resolve(name)
        if found is None:
            return None
        decl = self.env.get(found)
        if decl is None:
            return None
        if levels is None:
            levels = tuple([self.meta.level_hole() for _ in decl.levels])
        elif len(levels) != len(decl.levels):
            self.fail(f"too many explicit universe levels for '{name}'", pos)
        else:
            for level in levels:
                for p in _level_params(level):
                    if p not in self.level_names:
                        self.fail(f"unknown universe level '{p}'", pos)
        c = const(found, levels)
        return c, self.meta.const_type(c)

    def is_builtin(self, name: str) -> bool:
        """Whether neither a local variable nor a declaration of the user has the name."""
        return self.locals.find(name) is None and name not in self.env.own

    def resolve(self, name: str, levels: tuple[Any, ...] | None, pos: int) -> tuple[Term, Term, list[str]]:
        """A (dotted) identifier: its head, the head's type, and the fields that follow."""
        x = self.locals.find(name)
        if x is not None:
            return x, self.meta.inst(x.type), []
        if "." in name:
            parts = name.split(".")
            x = self.locals.find(parts[0])
            if x is not None:
                return x, self.meta.inst(x.type), parts[1:]
            for n in range(len(parts), 0, -1):
                found = self.constant(".".join(parts[:n]), levels if n == len(parts) else None, pos)
                if found is not None:
                    return *found, parts[n:]
        else:
            found = self.constant(name, levels, pos)
            if found is not None:
                return *found, []
        if "." in name:
            self.fail(f"unknown constant '{name}'", pos)
        return self.fail(f"unknown identifier '{name}'", pos)  # type: ignore[no-any-return]

    def application(
        self, fn: Syn, args: tuple[tuple[str, Syn], ...], expected: Term | None, stx: Syn
    ) -> tuple[Term, Term]:
        """A head with arguments, implicit ones filled in."""
        explicit = False
        while fn.kind == "paren" and args and not _has_dot(fn.args[0]):
            fn = fn.args[0]
        if fn.kind == "explicit":
            explicit, fn = True, fn.args[0]
        if fn.kind == "app":
            return self.application(fn.args[0], (*fn.args[1], *args), expected, stx)
        if fn.kind == "ident":
            if fn.args[0] in ("max", "min") and len(args) == 2 and self.is_builtin(fn.args[0]):
                return self._e_binop(Syn("binop", fn.pos, (fn.args[0], args[0][1], args[1][1])), expected)
            e, ty, fields = self.resolve(fn.args[0], fn.args[1], fn.pos)
            if fields and type(head(self.meta.whnf(ty, self.meta.root))) is MVar:
                return self.wait(stx, expected)
            for i, field in enumerate(fields):
                last = i == len(fields) - 1
                e, ty, args2 = self.projection(e, ty, field, args if last else (), fn.pos)
                if (not last or args2 is not None) and args2 is not None:
                    if last:
                        return self.apply_to(e, ty, args2, expected, stx, explicit)
                    e, ty = self.apply_to(e, ty, args2, None, stx, explicit)
            return self.apply_to(e, ty, args, expected, stx, explicit)
        if fn.kind == "proj":
            inner, field = fn.args
            e, ty = self.elab(inner, None)
            if type(head(self.meta.inst(ty))) is MVar:
                self._settle_all()
                if type(head(self.meta.whnf(self.meta.inst(ty), self.meta.root))) is MVar:
                    if args or self.forced:
                        self.fail(f"invalid field notation, type is not of the form (C ...)\n  {self.show(e)}", fn.pos)
                    return self.wait(stx, expected)
            e, ty, args2 = self.projection(e, self.meta.inst(ty), field, args, fn.pos)
            return self.apply_to(e, ty, args if args2 is None else args2, expected, stx, explicit)
        if fn.kind == "dot":
            t = self.known(expected)
            if t is None:
                if self.forced:
                    self.fail("invalid dotted identifier notation, expected type must be known", fn.pos)
                return self.wait(stx, expected)
            while type(t) is Pi:
                t = t.body
            name = head(t)
            if type(name) is not Const:
                t = self.meta.whnf(t, self.meta.root)
                name = head(t)
            found = None
            for _ in range(8):
                if type(name) is Const:
                    found = self.constant(name.name.removesuffix("'user") + f".{fn.args[0]}", None, fn.pos)
                if found is not None or type(name) is not Const:
                    break
                unfolded = None if t.loose else self.meta.unfold(t)
                if unfolded is None:
                    break
                t = unfolded
                name = head(t)
            if found is None:
                shown = name.name if type(name) is Const else "?"
                self.fail(f"unknown identifier '{shown}.{fn.args[0]}' from dotted identifier '.{fn.args[0]}'", fn.pos)
            assert found is not None
            return self.apply_to(found[0], found[1], args, expected, stx, explicit)
        if not args:
            return self.elab(fn, expected)
        if fn.kind in ("lam", "funmatch"):
            return self._beta(fn, args, expected, stx)
        e, ty = self.elab(fn, None)
        return self.apply_to(e, ty, args, expected, stx, explicit)

    def _beta(self, fn: Syn, args: tuple[tuple[str, Syn], ...], expected: Term | None, stx: Syn) -> tuple[Term, Term]:
        """``(fun x => e) a``: the arguments tell the types of the variables."""
        items = [self.elab(a, None) for _, a in args]
        type_: Term = expected if expected is not None else self.type_hole()
        for _, ty in reversed(items):
            type_ = pi("x", self.meta.inst(ty), type_)
        e, ty = self.elab(fn, type_)
        return self.apply_to(e, ty, tuple([("", Syn("embed", stx.pos, (x,))) for x, _ in items]), expected, stx, False)

    def projection(
        self, e: Term, ty: Term, field: str | int, args: Any, pos: int
    ) -> tuple[Term, Term, tuple[tuple[str, Syn], ...] | None]:
        """``e.field``: the constant and the arguments with `e` put among them."""
        t = self.meta.inst(ty)
        for _ in range(12):
            while type(t) is Pi and t.info in ("i", "c", "s"):
                m = self.meta.hole(self.locals, t.dom)
                e, t = app(e, m), instantiate(t.body, (m,))
            fn = head(t)
            if type(fn) is MVar:
                t = self.meta.whnf(t, self.meta.root)
                fn = head(t)
            if type(fn) is Const:
                name = fn.name
                if isinstance(field, int):
                    names = STRUCTURES.get(name)
                    if names is not None:
                        if not 1 <= field <= len(names):
                            self.fail(f"invalid projection, structure '{name}' has {len(names)} fields", pos)
                        found = self.constant(f"{name}.{names[field - 1]}", None, pos)
                        return *found, (("", Syn("embed", pos, (e,))), *args)  # type: ignore[misc]
                else:
                    found = self.constant(name.removesuffix("'user") + f".{field}", None, pos)
                    if found is not None:
                        return *found, self._with_self(found[1], name, e, args, pos)
            elif type(t) is Pi and isinstance(field, str):
                found = self.constant(f"Function.{field}", None, pos)
                if found is not None:
                    return *found, (("", Syn("embed", pos, (e,))), *args)
            unfolded = self.meta.whnf_core(t, self.meta.root)
            if unfolded is t:
                nxt = self.meta.unfold(t)
                if nxt is None:
                    break
                unfolded = nxt
            t = unfolded
        shown = self.show(ty)
        if isinstance(field, int):
            return self.fail(f"invalid projection, structure expected\n  {self.show(e)}\nhas type\n  {shown}", pos)  # type: ignore[no-any-return]
        return self.fail(  # type: ignore[no-any-return]
            f"invalid field '{field}', the environment does not contain "
            f"'{_head_name(t)}.{field}'\n  {self.show(e)}\nhas type\n  {shown}",
            pos,
        )

    def _with_self(self, ftype: Term, name: str, e: Term, args: Any, pos: int) -> tuple[tuple[str, Syn], ...]:
        """Put `e` as the first explicit argument whose type is headed by `name`."""
        place = 0
        t = ftype
        while type(t) is Pi:
            if t.info == "d":
                fn = head(t.dom)
                if type(fn) is Const and fn.name == name:
                    break
                place += 1
            t = t.body
        else:
            place = 0
        positional = [a for a in args if not a[0]]
        named = [a for a in args if a[0]]
        if type(ftype) is Pi and ftype.name == "motive":  # `h.rec` with `h : False`: Lean finds the motive
            positional = [("", Syn("hole", pos)), *positional]
        if place > len(positional) and type(t) is Pi and t.name not in dict(named):
            return (*args, (t.name, Syn("embed", pos, (e,))))
        place = min(place, len(positional))
        return (*named, *positional[:place], ("", Syn("embed", pos, (e,))), *positional[place:])

    def apply_to(
        self, fn: Term, ftype: Term, args: tuple[tuple[str, Syn], ...], expected: Term | None, stx: Syn, explicit: bool
    ) -> tuple[Term, Term]:
        """Apply an elaborated head to arguments."""
        if not args and type(ftype) is not Pi:
            return fn, ftype
        from .application import Application

        return Application(self, fn, ftype, args, stx, explicit).run(expected)

    def instance(self, type_: Term, pos: int) -> Term:
        """An instance of `Decidable p` (the only class there is, with a few trivial ones)."""
        from .instances import find_instance

        found = find_instance(self.meta, self.locals, self.meta.inst(type_))
        if found is None:
            self.fail(f"failed to synthesize\n  {self.show(type_)}", pos)
        return found  # type: ignore[return-value]


def _head_name(t: Term) -> str:
    fn = head(t)
    return fn.name if type(fn) is Const else "?"


def _predicate(b: Binder, predicate: tuple[str, Syn, int]) -> Syn:
    op, bound, pos = predicate
    return Syn("binop", pos, (op, Syn("ident", b.pos, (b.name, None)), bound))


def _level_params(level: Any) -> list[str]:
    if isinstance(level, int):
        return []
    if level[0] == "p":
        return [level[1]]
    if level[0] == "m":
        return []
    return [p for x in level[1:] for p in _level_params(x)]


def _has_dot(stx: Any) -> bool:
    return isinstance(stx, Syn) and (
        stx.kind == "cdot" or (stx.kind != "paren" and any([_has_dot(a) for a in _parts(stx)]))
    )


def _parts(stx: Syn) -> list[Any]:
    found: list[Any] = []
    for a in stx.args:
        if isinstance(a, Syn):
            found.append(a)
        elif isinstance(a, tuple) and stx.kind in ("app", "anon", "list"):
            found += [x[1] if isinstance(x, tuple) and not isinstance(x, Syn) else x for x in a]
    return found


def _fill_dots(stx: Any, names: list[str]) -> Any:
    """Replace each ``·`` (not inside further parentheses) by a variable; their names are put into `names`."""
    if not _has_dot(stx):
        return stx
    if stx.kind == "cdot":
        names.append(f"x{len(names) + 1}✝")
        return Syn("ident", stx.pos, (names[-1], None))
    new: list[Any] = []
    for a in stx.args:
        if isinstance(a, Syn):
            new.append(_fill_dots(a, names))
        elif isinstance(a, tuple) and stx.kind == "app":
            new.append(tuple([(n, _fill_dots(x, names)) for n, x in a]))
        elif isinstance(a, tuple) and stx.kind in ("anon", "list"):
            new.append(tuple([_fill_dots(x, names) for x in a]))
        else:
            new.append(a)
    return Syn(stx.kind, stx.pos, tuple(new))


def _as_term(pattern: Syn) -> Syn:
    """An rcases pattern as a term pattern."""
    if pattern.kind == "ptuple":
        return Syn("anon", pattern.pos, (tuple([_as_term(p) for p in pattern.args[0]]),))
    if pattern.kind == "pname":
        return (
            Syn("hole", pattern.pos) if pattern.args[0] == "_" else Syn("ident", pattern.pos, (pattern.args[0], None))
        )
    if pattern.kind == "prfl":
        return Syn("ident", pattern.pos, ("rfl", None))
    if pattern.kind == "ptyped":
        return _as_term(pattern.args[0])
    raise SourceError("this pattern is not allowed here", pattern.pos, "elab")


__all__ = ["Elaborator", "operation"]
