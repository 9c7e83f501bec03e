"""``match`` and functions by patterns: a matrix of patterns, split column by column with `casesOn`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from .lexer import SourceError
from .syntax import Syn
from .tactics.elimination import eliminate, family_of
from .tactics.goals import TacticError, intro, locals_of, new_goal, swap, target
from .terms import FVar, Lit, MVar, Pi, Term, fvar, lit
from .unify import Meta

if TYPE_CHECKING:
    from .elaborate import Elaborator, Form


class _Row:
    """One alternative: its remaining patterns, what its variables stand for, and its result."""

    __slots__ = ("bound", "patterns", "pos", "result")

    def __init__(self, patterns: list[Syn], bound: list[tuple[str, Term]], result: Syn, pos: int) -> None:
        self.patterns, self.bound, self.result, self.pos = patterns, bound, result, pos


def elaborate_match(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``match e, … with | p, … => r``."""
    meta = elab.meta
    discriminants, alternatives = stx.args
    if expected is None or elab.known(expected) is None:
        if not elab.forced:
            return elab.wait(stx, expected)
        if expected is None:
            expected = elab.type_hole()
    g = new_goal(meta, elab.locals, meta.inst(expected))
    root = g
    columns: list[Term] = []
    terms = []
    for label, body in discriminants:
        e, ty = elab.elab(body, None)
        elab.settle_all()
        terms.append((label, meta.inst(e), meta.inst(ty)))
    for label, e, ty in terms:
        if type(e) is FVar and not label:
            columns.append(e)
            continue
        if label:
            from .state import Runner
            from .tactics.split import remember

            x, g = remember(Runner(meta, [g]), g, label, e)
        elif meta.try_prop(ty):
            from .tactics.goals import assert_hypothesis

            x, g = assert_hypothesis(meta, g, "x✝", ty, e)
        else:
            from .tactics.elimination import generalize_major

            x, g = generalize_major(meta, g, e)
        columns.append(x)
    _run(elab, g, columns, alternatives, stx)
    return root, expected


def elaborate_function(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``fun | p, … => r``."""
    meta = elab.meta
    if expected is None or elab.known(expected) is None:
        return elab.wait(stx, expected)
    alternatives = stx.args[0]
    g = new_goal(meta, elab.locals, meta.inst(expected))
    root = g
    columns: list[Term] = []
    count = len(alternatives[0][0]) if alternatives else 1
    while len(columns) < count:
        t = meta.as_pi(target(meta, g))
        if t is None:
            elab.fail("type mismatch: too many patterns for a function of this type", stx.pos)
        assert t is not None
        x, g = intro(meta, g, None)
        if t.info == "d":
            columns.append(x)
    _run(elab, g, columns, alternatives, stx)
    return root, expected


def _nomatch(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``nomatch e``."""
    return elaborate_match(elab, Syn("match", stx.pos, ((("", stx.args[0]),), ())), expected)


def _run(elab: Elaborator, g: MVar, columns: list[Term], alternatives: Any, stx: Syn) -> None:
    rows = []
    for patterns, result, pos in alternatives:
        if len(patterns) != len(columns):
            elab.fail(f"incorrect number of patterns, {len(columns)} expected", pos)
        rows.append(_Row([_strip(p) for p in patterns], [], result, pos))
    used: set[int] = set()
    _match(elab, g, columns, rows, used, stx, 0)
    for row in rows:
        if row.pos not in used:
            elab.fail("redundant alternative", row.pos)


def _strip(p: Syn) -> Syn:
    while p.kind in ("paren", "typed"):
        p = p.args[0]
    return p


def _match(
    elab: Elaborator, g: MVar, columns: list[Term], rows: list[_Row], used: set[int], stx: Syn, depth: int
) -> None:
    meta = elab.meta
    meta.burn(10)
    if depth > 60:
        elab.fail("maximum recursion depth has been reached", stx.pos)
    if not rows:
        _impossible(elab, g, columns, stx)
        return
    row = rows[0]
    for i, p in enumerate(row.patterns):
        if _variable(elab, p) is None and not _is_value(elab, p, columns[i]):
            _split(elab, g, columns, rows, used, stx, i, depth)
            return
    used.add(row.pos)
    bound = list(row.bound)
    for p, x in zip(row.patterns, columns, strict=True):
        name = _variable(elab, p)
        if name and name != "_":
            bound.append((name, x))
    _result(elab, g, bound, row.result)


def _is_value(elab: Elaborator, p: Syn, x: Term) -> bool:
    return type(x) is Lit and p.kind == "num" and x.value == p.args[0]


def _result(elab: Elaborator, g: MVar, bound: list[tuple[str, Term]], result: Syn) -> None:
    from .elaborate import Elaborator as Inner

    meta = elab.meta
    locals_ = locals_of(meta, g)
    aliases: list[FVar] = []
    values: list[Term] = []
    for name, value in bound:
        if locals_.find(name) is value:  # the split has given it this name already
            continue
        x = fvar(name, meta.inst(meta.type_of(value)), value)
        aliases.append(x)
        values.append(value)
    inner = Inner(meta, locals_.push(*aliases), level_names=elab.level_names)
    inner.allow_goals = elab.allow_goals and not aliases
    goal = target(meta, g)
    e = inner.open_term(result, goal)
    elab.goals += inner.goals
    if aliases:
        for i in range(len(values) - 1, -1, -1):
            e = swap(meta.inst(e), [aliases[i]], [values[i]])
    meta.assign(g, e)


def _variable(elab: Elaborator, p: Syn) -> str | None:
    """The name a pattern binds ("_": none), or None when it is a constructor or a numeral."""
    if p.kind == "hole":
        return "_"
    if p.kind == "ident" and "." not in p.args[0]:
        name = p.args[0]
        if name == "rfl":
            return None
        found = elab.env.resolve(name)
        decl = elab.env.get(found) if found is not None else None
        if name in ("true", "false") or (decl is not None and decl.kind == "constructor"):
            return None
        return str(name)
    return None


def _constructor(elab: Elaborator, p: Syn, decl: Any) -> tuple[str, list[Syn]]:
    """A pattern as a constructor of the family and the patterns of its (explicit) fields."""
    args: list[Syn] = []
    if p.kind == "app":
        args = [_strip(a) for n, a in p.args[1] if not n]
        p = _strip(p.args[0])
    if p.kind == "explicit":
        p = p.args[0]
    if p.kind == "num" and decl.name == "Nat":
        n = p.args[0]
        return ("zero", []) if n == 0 else ("succ", [Syn("num", p.pos, (n - 1,))])
    if p.kind == "num" and decl.name == "Int":
        return "ofNat", [p]
    if p.kind == "binop" and p.args[0] == "+" and decl.name == "Nat":
        right = _strip(p.args[2])
        if right.kind == "num" and right.args[0] > 0:
            left = _strip(p.args[1])
            rest = (
                left
                if right.args[0] == 1
                else Syn("binop", p.pos, ("+", left, Syn("num", right.pos, (right.args[0] - 1,))))
            )
            return "succ", [rest]
    if p.kind == "binop" and p.args[0] == "::" and decl.name == "List":
        return "cons", [_strip(p.args[1]), _strip(p.args[2])]
    if p.kind == "list" and decl.name == "List":
        items = p.args[0]
        return ("nil", []) if not items else ("cons", [_strip(items[0]), Syn("list", p.pos, (items[1:],))])
    if p.kind == "anon" and len(decl.constructors) == 1:
        ctor = decl.constructors[0].rsplit(".", 1)[-1]
        items = list(p.args[0])
        n = elab.env.explicit_fields(decl.constructors[0])
        if len(items) > n > 0:
            items = [*items[: n - 1], Syn("anon", p.pos, (tuple(items[n - 1 :]),))]
        return ctor, [_strip(i) for i in items]
    if p.kind == "ident":
        name = p.args[0]
        if name == "rfl" and decl.name == "Eq":
            return "refl", []
        name = {"true": "Bool.true", "false": "Bool.false"}.get(name, name)
        found = elab.env.resolve(name)
        c = elab.env.get(found) if found is not None else None
        if c is not None and c.kind == "constructor" and c.inductive == decl.name:
            return c.name.rsplit(".", 1)[-1], args
        elab.fail(f"invalid pattern, constructor or constant marked with '[match_pattern]' expected: '{name}'", p.pos)
    if p.kind == "dot":
        if f"{decl.name}.{p.args[0]}" in decl.constructors:
            return p.args[0], args
        elab.fail(f"unknown constructor '{decl.name}.{p.args[0]}'", p.pos)
    return elab.fail("invalid pattern", p.pos)  # type: ignore[no-any-return]


def _split(
    elab: Elaborator, g: MVar, columns: list[Term], rows: list[_Row], used: set[int], stx: Syn, i: int, depth: int
) -> None:
    meta = elab.meta
    x = columns[i]
    if type(x) is Lit:
        x2 = fvar("x✝", meta.type_of(x))
        del x2
        x = lit(x.value)
    found = family_of(meta, meta.type_of(x))
    if found is None:
        elab.fail("invalid pattern: the discriminant is not of an inductive type", rows[0].pos)
    assert found is not None
    decl = found[0]
    shapes: list[tuple[str, list[Syn]] | None] = []
    for row in rows:
        p = row.patterns[i]
        shapes.append(None if _variable(elab, p) is not None else _constructor(elab, p, decl))
    names: dict[str, Sequence[str | None]] = {}
    explicit: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    for ctor in decl.constructors:
        short = ctor.rsplit(".", 1)[-1]
        c = elab.env.get(ctor)
        assert c is not None
        counts[short] = c.fields
        explicit[short] = _explicit_fields(c)
        chosen: list[str | None] = [None] * c.fields
        for shape in shapes:
            if shape is not None and shape[0] == short:
                for place, sub in zip(explicit[short], shape[1], strict=False):
                    name = _variable(elab, sub)
                    if name and name != "_" and chosen[place] is None:
                        chosen[place] = name
                if len(shape[1]) > len(explicit[short]):
                    elab.fail(f"invalid pattern, too many arguments for '{ctor}'", rows[0].pos)
                break
        names[short] = chosen
    order = locals_of(meta, g).order
    try:
        branches = eliminate(meta, g, x, names, induction=False)
    except TacticError as e:
        e.pos = rows[0].pos
        raise
    for b in branches:
        after = locals_of(meta, b.goal).order
        moved = _moved(order, after, b.fields)
        value = _value_of(meta, decl, b, x)
        rest: list[_Row] = []
        for row, shape in zip(rows, shapes, strict=True):
            others = row.patterns[:i] + row.patterns[i + 1 :]
            bound = [(n, swap(v, list(moved), list(moved.values()))) for n, v in row.bound]
            if shape is None:
                name = _variable(elab, row.patterns[i])
                if name and name != "_" and value is not None:
                    bound.append((name, value))
                subs = [Syn("hole", row.pos)] * counts[b.ctor]
            elif shape[0] == b.ctor:
                subs = [Syn("hole", row.pos)] * counts[b.ctor]
                if len(shape[1]) < len(explicit[b.ctor]) and shape[0] != "refl":
                    elab.fail(f"invalid pattern, not enough arguments for '{decl.name}.{b.ctor}'", row.pos)
                for place, sub in zip(explicit[b.ctor], shape[1], strict=False):
                    subs[place] = sub
            else:
                continue
            rest.append(_Row([*others[:i], *subs, *others[i:]], bound, row.result, row.pos))
        old = columns[:i] + columns[i + 1 :]
        new_columns = [swap(c, list(moved), list(moved.values())) for c in old]
        new_columns[i:i] = b.fields
        _match(elab, b.goal, new_columns, rest, used, stx, depth + 1)


def _explicit_fields(c: Any) -> list[int]:
    found, n, t = [], 0, c.type
    while type(t) is Pi:
        if n >= c.params and t.info == "d":
            found.append(n - c.params)
        n += 1
        t = t.body
    return found


def _moved(before: tuple[FVar, ...], after: tuple[FVar, ...], fields: list[FVar]) -> dict[FVar, Term]:
    """Variables that were reverted and introduced again, by name."""
    kept, old = set(after), set(before)
    fresh = {y.name: y for y in after if y not in old and y not in fields}
    return {x: fresh[x.name] for x in before if x not in kept and x.name in fresh}


def _value_of(meta: Meta, decl: Any, b: Any, x: Term) -> Term | None:
    """What the split variable is in this branch."""
    from .tactics.elimination import tidy
    from .terms import apps, const

    found = family_of(meta, meta.type_of(x))
    if found is None:
        return None
    _, family, args = found
    made = apps(const(f"{decl.name}.{b.ctor}", family.levels), *args[: decl.params], *b.fields)
    return tidy(made) if decl.name == "Nat" else made


def _impossible(elab: Elaborator, g: MVar, columns: list[Term], stx: Syn) -> None:
    """No alternative is left: some column must have no constructor that fits."""
    meta = elab.meta
    for x in columns:
        mark = meta.mark()
        try:
            if not eliminate(meta, g, x, None, induction=False):
                return
        except SourceError:
            pass
        meta.undo(mark)
    from .tactics.contexts import find_contradiction

    value = find_contradiction(meta, g, columns)  # Lean looks at what is matched on, not at the context
    if value is not None:
        meta.assign(g, value)
        return
    elab.fail("missing cases", stx.pos)


FORMS: Final[dict[str, Form]] = {"match": elaborate_match, "funmatch": elaborate_function, "nomatch": _nomatch}

__all__ = ["FORMS", "elaborate_match"]
