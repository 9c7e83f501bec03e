"""Elaboration of one application: explicit, implicit, named and instance arguments, in the order that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .redexes import beta_reduce
from .substitution import instantiate
from .syntax import Syn
from .terms import FVAR, PROP, App, FVar, MVar, Pi, Term, apps, fvar, head, lam, pi, spine, subterms
from .unify import Meta

if TYPE_CHECKING:
    from .elaborate import Elaborator

_LATER = frozenset({"lam", "anon", "funmatch", "dot", "by", "match", "subst", "nomatch", "cdot"})


class Application:
    """A head of known type and the arguments still to be put in."""

    def __init__(
        self, elab: Elaborator, fn: Term, ftype: Term, args: tuple[tuple[str, Syn], ...], stx: Syn, explicit: bool
    ) -> None:
        self.elab = elab
        self.meta: Meta = elab.meta
        self.fn = fn
        self.ftype = ftype
        self.stx = stx
        self.explicit = explicit
        self.positional = [a for n, a in args if not n]
        self.named = {n: a for n, a in args if n and n != ".."}
        if len(self.named) + len(self.positional) < len([n for n, _ in args if n != ".."]):
            elab.fail("an argument was already set", stx.pos)
        self.ellipsis = any([n == ".." for n, _ in args])
        self.slots: list[Term] = []
        self.todo: list[tuple[int, Syn, Term]] = []  # slot, syntax, expected type
        self.instances: list[tuple[Term, Term]] = []
        self.missing: list[tuple[int, str, Term]] = []

    def run(self, expected: Term | None) -> tuple[Term, Term]:
        """The application and its type."""
        result = self._open_slots(expected is not None)
        result = self.meta.inst(result)
        fn = head(result)
        if (
            type(fn) is MVar
            and expected is not None
            and type(result) is App
            and fn in self.slots
            and not self.explicit
        ):
            result = self._eliminate(result, fn, expected)
        elif expected is not None and (type(fn) is not MVar or fn is result) and not self.missing:
            if not self._depends(result):
                self.meta.unify(result, expected)
            else:
                self.todo, late = self._sorted()
                self._arguments()
                self.todo = late
                self.meta.unify(self.meta.inst(result), expected)
        self._arguments()
        for m, type_ in self.instances:
            if m not in self.meta.values:
                found = self.elab.instance(self.meta.inst(type_), self.stx.pos)
                self.meta.assign(m, found)  # type: ignore[arg-type]
        e = apps(self.fn, *self.slots)
        result = beta_reduce(self.meta.inst(result))
        if self.missing:
            return self._abstract_missing(e, result)
        return e, self.meta.inst(result)

    def _depends(self, result: Term) -> bool:
        """Whether the type of the whole depends on explicit arguments that are still to be elaborated."""
        waiting = {self.slots[place] for place, _, _ in self.todo}
        return bool(result.flags & 2) and not waiting.isdisjoint(_holes(result))

    def _sorted(self) -> tuple[list[tuple[int, Syn, Term]], list[tuple[int, Syn, Term]]]:
        """The arguments that can be elaborated now, and those that had better wait for their type."""
        now: list[tuple[int, Syn, Term]] = []
        late: list[tuple[int, Syn, Term]] = []
        for item in self.todo:
            kind = item[1].args[0].kind if item[1].kind == "paren" else item[1].kind
            open_numeral = kind == "num" and type(head(self.meta.inst(item[2]))) is MVar
            (late if kind in _LATER or open_numeral else now).append(item)
        return now, late

    def _open_slots(self, has_expected: bool) -> Term:
        """Make a hole for every argument; returns the type of the whole."""
        meta, elab = self.meta, self.elab
        t = self.ftype
        position = done = 0
        slots = self.slots
        while True:
            if type(t) is not Pi:
                if position >= len(self.positional) and not self.named:
                    break
                t = meta.inst(instantiate(t, slots[done:]))
                done = len(slots)
                new = meta.as_pi(t)
                if new is None and self.todo:
                    self._arguments()
                    elab.settle_all()
                    new = meta.as_pi(t)
                if new is None:
                    if position >= len(self.positional):
                        name = next(iter(self.named))
                        elab.fail(f"invalid argument name '{name}' for function\n  {elab.show(self.fn)}", self.stx.pos)
                    self._not_a_function(t, position)
                t = new  # type: ignore[assignment]
            assert type(t) is Pi
            dom_open = t.dom
            dependent = t.body.loose > 0
            stx = self.named.pop(t.name, None) if self.named and t.name in self.named else None
            info = "d" if self.explicit else t.info
            if stx is None:
                if info != "d":
                    if position >= len(self.positional) and not self.named and self._stop(t, info):
                        break
                    dom = instantiate(dom_open, slots[done:])
                    m = meta.hole(elab.locals, dom, True, t.name)
                    if info == "c":
                        self.instances.append((m, dom))
                    slots.append(m)
                    t = t.body
                    continue
                if position < len(self.positional):
                    stx = self.positional[position]
                    position += 1
                elif self.ellipsis:
                    slots.append(meta.hole(elab.locals, instantiate(dom_open, slots[done:]), True, t.name))
                    t = t.body
                    continue
                elif self.named:
                    dom = instantiate(dom_open, slots[done:])
                    m = meta.hole(elab.locals, dom, True, t.name)
                    if not self._found_by_name(t):
                        self.missing.append((len(slots), t.name, dom))
                    slots.append(m)
                    t = t.body
                    continue
                else:
                    break
            dom = instantiate(dom_open, slots[done:])
            if stx.kind == "embed" and not dependent:
                slot: Term = self._embed(stx, dom, len(slots))
            elif stx.kind == "embed":
                slot = self._embed(stx, dom, len(slots))
            else:
                slot = meta.hole(elab.locals, beta_reduce(dom), stx.kind != "by")
                if stx.kind == "hole":
                    pass
                elif stx.kind == "by":
                    elab.blocks.append((slot, stx))
                else:
                    self.todo.append((len(slots), stx, beta_reduce(dom)))
            slots.append(slot)
            t = t.body
        return instantiate(t, slots[done:])

    def _found_by_name(self, t: Pi) -> bool:
        """Whether the type of an argument given by name, further on, depends on this argument."""
        x = fvar(t.name, PROP)
        later = instantiate(t.body, (x,))
        while type(later) is Pi:
            if later.name in self.named and x in subterms(later.dom, FVAR):
                return True
            later = later.body
        return False

    def _stop(self, t: Pi, info: str) -> bool:
        """Whether implicit arguments behind the last explicit one stay open: strict ones do."""
        return info == "s"

    def _embed(self, stx: Syn, dom: Term, place: int) -> Term:
        e: Term = stx.args[0]
        ty = self.meta.type_of(e)
        return self.elab.coerce(e, ty, self.meta.inst(dom), stx)

    def _not_a_function(self, t: Term, position: int) -> None:
        elab = self.elab
        extra = self.positional[position]
        shown = elab.show(apps(self.fn, *self.slots))
        elab.fail(f"function expected\n  {shown}\nterm has type\n  {elab.show(t)}", extra.pos)

    def _arguments(self) -> None:
        """Elaborate the explicit arguments: first those that do not need their type, then the others."""
        meta = self.meta
        late: list[tuple[int, Syn, Term]] = []
        for place, stx, dom in self.todo:
            kind = stx.kind
            if kind == "paren":
                kind = stx.args[0].kind
            if (
                (kind in _LATER and type(head(self._want(dom))) is MVar)
                or (kind == "lam" and self.meta.inst(dom).flags & 2 and len(self.todo) > 1)
                or (kind == "num" and type(head(self._want(dom))) is MVar)
            ):
                late.append((place, stx, dom))
            else:
                self._fill(place, stx, dom)
        for place, stx, dom in late:
            self._fill(place, stx, dom)
        self.todo = []
        del meta

    def _want(self, dom: Term) -> Term:
        return self.meta.inst(dom)

    def _fill(self, place: int, stx: Syn, dom: Term) -> None:
        elab, meta = self.elab, self.meta
        dom = beta_reduce(meta.inst(dom))
        slot = self.slots[place]
        e, ty = elab.elab(stx, dom)
        if ty is not dom and not meta.unify(ty, dom):
            made = elab.coercion(e, ty, dom)
            if made is None:
                self._mismatch(place, e, ty, dom, stx)
            else:
                e = made
        if type(slot) is MVar and slot not in meta.values:
            if slot is e:
                return
            value = meta.inst(e)
            if value.flags & 2 and slot in _holes(value):
                elab.fail("failed to elaborate: cyclic argument", stx.pos)
            meta.assign(slot, value)
        elif not meta.unify(slot, e):
            elab.mismatch(e, ty, dom, stx)

    def _mismatch(self, place: int, e: Term, ty: Term, dom: Term, stx: Syn) -> None:
        elab = self.elab
        whole = elab.show(apps(self.fn, *self.slots[:place], e))
        have, want = elab.with_type(self.meta.inst(ty)), elab.with_type(self.meta.inst(dom))
        elab.fail(
            f"application type mismatch\n  {whole}\nargument\n  {elab.show(e)}\nhas "
            f"type\n  {have}\nbut is expected to have type\n  {want}",
            stx.pos,
        )

    def _eliminate(self, result: Term, motive: MVar, expected: Term) -> Term:
        """The result is ``motive a …``: find the motive by abstracting the arguments in the expected type."""
        from .rewriting import abstract_occurrences

        meta, elab = self.meta, self.elab
        if motive in meta.values or not meta.holes[motive].natural:
            return result
        early: list[tuple[int, Syn, Term]] = []
        rest: list[tuple[int, Syn, Term]] = []
        for item in self.todo:
            (rest if _mentions(meta.inst(item[2]), motive) else early).append(item)
        self.todo = early
        self._arguments()
        self.todo = rest
        if elab.pending:
            elab.settle_all()
        result = meta.inst(result)
        fn, args = spine(result)
        if fn is not motive:
            meta.unify(result, expected)
            return result
        expected = meta.inst(expected)
        args = [meta.inst(a) for a in args]
        plain = [a for a in args if type(a) is FVar]
        if len(plain) == len(args) and len(set(plain)) == len(args) and meta.unify(result, expected):
            return meta.inst(result)
        if any([type(head(a)) is MVar for a in args]):
            meta.unify(result, expected)
            return meta.inst(result)
        body = expected
        xs = []
        from .terms import fvar

        mtype = meta.inst(meta.holes[motive].type)
        for _ in args:
            mtype_pi = meta.as_pi(mtype)
            if mtype_pi is None:
                elab.fail("failed to elaborate eliminator, the motive is not a function", self.stx.pos)
            x = fvar("x✝", mtype_pi.dom)  # type: ignore[union-attr]
            xs.append(x)
            mtype = instantiate(mtype_pi.body, (x,))  # type: ignore[union-attr]
        for a, x in reversed(list(zip(args, xs, strict=True))):
            body = abstract_occurrences(meta, body, a, x)
        value = meta.bind(xs, meta.inst(body))
        try:
            found = meta.type_of(value)
            fits = meta.unify(found, meta.holes[motive].type)
        except Exception as error:  # the abstracted motive may be ill typed
            if error.__class__.__name__ == "OutOfFuel":
                raise
            fits = False
        if not fits:
            elab.fail("failed to elaborate eliminator, motive is not type correct", self.stx.pos)
        meta.assign(motive, value)
        return expected

    def _abstract_missing(self, e: Term, result: Term) -> tuple[Term, Term]:
        """Arguments skipped because a later one was named become a function."""
        from .terms import fvar

        meta = self.meta
        xs = []
        for place, name, dom in self.missing:
            slot = self.slots[place]
            x = fvar(name, meta.inst(dom))
            self.elab.locals = self.elab.locals.push(x)
            xs.append(x)
            meta.assign(slot, x)  # type: ignore[arg-type]
        e, result = meta.inst(e), meta.inst(result)
        return meta.close(xs, e, lam), meta.close(xs, result, pi)


def _holes(t: Term) -> set[Term]:
    from .terms import MVAR, subterms

    return {m for m in subterms(t, MVAR) if type(m) is MVar}


def _mentions(t: Term, m: MVar) -> bool:
    return bool(t.flags & 2) and m in _holes(t)


__all__ = ["Application"]
