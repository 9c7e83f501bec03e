"""From syntax to terms: the loop, its coercions, and what cannot be decided yet and waits.

Each kind of term is elaborated by a function of its own; `FORMS` tells which. Untrusted: the kernel checks what comes
out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from . import atoms, binders, heads, matching, operators, structures
from .calculations import elaborate_calc
from .holes import Locals
from .instances import find_instance
from .kernel import KernelError
from .lexer import SourceError
from .printer import show
from .rewriting import elaborate_triangle
from .substitution import instantiate
from .syntax import Binder, Syn
from .terms import MVAR, NAT, Const, FVar, MVar, Pi, Sort, Term, app, apps, const, fvar, head, sort, subterms
from .unify import Meta

if TYPE_CHECKING:
    from .library import Library

Form = Callable[["Elaborator", Syn, Term | None], tuple[Term, Term]]

FORMS: Final[dict[str, Form]] = {
    **atoms.FORMS,
    **binders.FORMS,
    **heads.FORMS,
    **matching.FORMS,
    **operators.FORMS,
    **structures.FORMS,
    "calc": elaborate_calc,
    "subst": elaborate_triangle,
}
MAX_PENDING: Final = 2_000


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
        return show(self.meta.inst(t), self.locals)

    def fail(self, message: str, pos: int) -> Any:
        """Raise an elaboration error."""
        raise SourceError(message, pos, "elab")

    # --- the main loop ---

    def elab(self, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
        """A term and its type; `expected` is a hint only."""
        self.meta.burn()
        form = FORMS.get(stx.kind)
        if form is None:
            return self.fail(f"elaboration function for '{stx.kind}' has not been implemented", stx.pos)  # type: ignore[no-any-return]
        if expected is not None and stx.kind not in ("hole", "goal", "explicit", "embed"):
            expected = self.meta.inst(expected)
            if type(expected) is Pi and expected.info in ("i", "c") and not self._binds_implicit(stx):
                return self._implicit_lambda(stx, expected)
        try:
            return form(self, stx, expected)
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

    # --- coercions ---

    def coerce(self, e: Term, ty: Term, expected: Term, stx: Syn) -> Term:
        """`e` as an `expected`."""
        if ty is expected or self.meta.unify(ty, expected):
            return e
        made = self.coercion(e, ty, expected)
        if made is not None:
            return made
        return self.mismatch(e, ty, expected, stx)  # type: ignore[no-any-return]

    def coercion(self, e: Term, ty: Term, expected: Term) -> Term | None:
        """`e` cast from `ty` to `expected`: Nat to Int, Bool to Prop and back. None where there is no cast."""
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

    def instance(self, type_: Term, pos: int) -> Term:
        """An instance of `Decidable p` (the only class there is, with a few trivial ones)."""
        found = find_instance(self.meta, self.locals, self.meta.inst(type_))
        if found is None:
            self.fail(f"failed to synthesize\n  {self.show(type_)}", pos)
        return found  # type: ignore[return-value]

    def mismatch(self, e: Term, ty: Term, expected: Term, stx: Syn) -> Any:
        """Raise "type mismatch"."""
        have, want = self.meta.inst(ty), self.meta.inst(expected)
        self.fail(
            f"type mismatch\n  {self.show(e)}\nhas type\n  {self.with_type(have)}\n"
            f"but is expected to have type\n  {self.with_type(want)}",
            stx.pos,
        )

    def with_type(self, t: Term) -> str:
        """For messages: a term and its type."""
        try:
            return f"{self.show(t)} : {self.show(self.meta.type_of(t))}"
        except KernelError:
            return self.show(t)

    # --- what types are ---

    def known(self, expected: Term | None) -> Term | None:
        """The expected type in head normal form, or None while it is open."""
        if expected is None:
            return None
        t = self.meta.inst(expected)
        if type(head(t)) is MVar:
            t = self.meta.whnf(t, self.meta.root)
            return None if type(head(t)) is MVar else t
        return t

    def type_hole(self) -> MVar:
        """A hole for a type."""
        return self.meta.hole(self.locals, sort(self.meta.level_hole()))

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

    def settle(self, xs: list[FVar]) -> None:
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

    def settle_all(self) -> None:
        """Decide all that waits without a tactic."""
        saved = self.locals
        while self.pending and (self._round(False) or self._round(True)):
            pass
        self.locals = saved


__all__ = ["Elaborator", "Form"]
