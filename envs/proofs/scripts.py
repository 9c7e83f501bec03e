"""Parsing tactic blocks: which words are tactics, and what may follow each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .lexer import SourceError, Token
from .syntax import Parser, Syn

Rule = Callable[[Parser, Token], Syn]


def block(p: Parser) -> tuple[Syn, ...]:
    """A block of tactics: all in one column, or separated by semicolons; perhaps in braces."""
    first = p.tok
    if p.accept("{"):
        saved, p.column = p.column, -1
        tactics = () if p.at("}") else block(p)
        p.column = saved
        p.expect("}")
        return tactics
    newline = first.line != p.tokens[p.i - 1].line
    if first.kind == "eof" or first.col < p.column or (newline and first.col == p.column and p.column >= 0):
        if first.kind == "eof":
            raise SourceError("unexpected end of input; expected '{' or tactic", first.pos)
        p.fail("'{' or indented tactic sequence")
    saved, p.column = p.column, first.col
    found = [_chain(p)]
    while True:
        if p.accept(";"):
            if not _starts(p):
                break
            found.append(_chain(p))
            continue
        t = p.tok
        if t.kind == "eof" or t.col != p.column or t.line == p.tokens[p.i - 1].line or not _starts(p):
            break
        found.append(_chain(p))
    p.column = saved
    return tuple(found)


def _starts(p: Parser) -> bool:
    t = p.tok
    return t.kind == "id" or (t.kind == "sym" and (t.text in ("·", "(", ".", "{") or t.text in _RULES))


def _chain(p: Parser) -> Syn:
    """Tactics joined by ``<;>``."""
    p.depth += 1
    if p.depth > 150:
        raise SourceError("maximum recursion depth has been reached", p.tok.pos)
    left = _tactic(p)
    while p.at("<;>"):
        p.next()
        right = _tactic(p)
        left = Syn("then", left.pos, (left, right))
    p.depth -= 1
    return left


def _tactic(p: Parser) -> Syn:
    t = p.tok
    if t.kind == "sym" and t.text in ("·", "."):
        p.next()
        return Syn("focus", t.pos, (block(p),))
    if t.kind == "sym" and t.text == "{":
        return Syn("focus", t.pos, (block(p),))
    if t.kind == "sym" and t.text == "(":
        p.next()
        saved, p.column = p.column, -1
        body = block(p)
        p.column = saved
        p.expect(")")
        return Syn("seq", t.pos, (body,))
    rule = _RULES.get(t.text) if t.kind in ("id", "sym") else None
    if rule is None:
        p.fail("tactic")
    p.next()
    return rule(p, t)  # type: ignore[misc]


def _inline(p: Parser) -> tuple[Syn, ...]:
    """A tactic sequence after ``=>``."""
    return block(p)


# --- patterns ------------------------------------------------------------------------------------------------------


def pattern(p: Parser) -> Syn:
    """An rcases pattern without alternatives at the top: a name, ``_``, ``-``, ``rfl``, ``⟨…⟩`` or ``(…)``."""
    t = p.tok
    p.depth += 1
    if p.depth > 150:
        raise SourceError("maximum recursion depth has been reached", t.pos)
    try:
        if p.accept("_"):
            return Syn("pname", t.pos, ("_",))
        if p.accept("-"):
            return Syn("pclear", t.pos)
        if p.accept("@"):
            return pattern(p)
        if t.kind == "id":
            p.next()
            if "." in t.text:
                raise SourceError(f"unexpected identifier '{t.text}'; expected rcases pattern", t.pos)
            return Syn("prfl", t.pos) if t.text == "rfl" else Syn("pname", t.pos, (t.text,))
        if p.accept("⟨"):
            items = []
            while not p.at("⟩"):
                items.append(alternation(p))
                if not p.accept(","):
                    break
            p.expect("⟩")
            return Syn("ptuple", t.pos, (tuple(items),))
        if p.accept("("):
            inner = alternation(p)
            p.expect(")")
            return inner
        return p.fail("rcases pattern")  # type: ignore[no-any-return]
    finally:
        p.depth -= 1


def alternation(p: Parser) -> Syn:
    """Patterns joined by ``|``, perhaps with a type."""
    pos = p.tok.pos
    items = [pattern(p)]
    while p.accept("|"):
        items.append(pattern(p))
    result = items[0] if len(items) == 1 else Syn("palt", pos, (tuple(items),))
    if p.accept(":"):
        result = Syn("ptyped", pos, (result, p.term()))
    return result


# --- one rule per tactic -------------------------------------------------------------------------------------------


def _here(p: Parser) -> bool:
    """Whether the token belongs to the tactic at hand (it stands to the right of the block's column)."""
    return p.tok.kind != "eof" and p.tok.col > p.column


def _bare(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos)


def _terms(p: Parser) -> list[Syn]:
    found = [p.term()]
    while p.accept(","):
        found.append(p.term())
    return found


def _one_term(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (p.term(),))


def _comma_terms(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (tuple(_terms(p)),))


def _names(p: Parser) -> tuple[tuple[str, int], ...]:
    found = []
    while _here(p) and (p.tok.kind == "id" or p.at("_")):
        n = p.binder_name()
        found.append((n.text, n.pos))
    return tuple(found)


def _name_list(p: Parser, t: Token) -> Syn:
    names = _names(p)
    if not names and t.text != "intros":
        p.fail("identifier")
    return Syn(t.text, t.pos, (names,))


def _intro(p: Parser, t: Token) -> Syn:
    patterns: list[Syn] = []
    while _here(p) and (p.tok.kind == "id" or (p.tok.kind == "sym" and p.tok.text in ("_", "⟨", "(", "-", "@"))):
        if t.text == "intro" and p.at("-", "@"):
            break
        patterns.append(pattern(p))
    if t.text == "rintro" and not patterns:
        p.fail("rintro pattern")
    if t.text == "intro" and not patterns and p.at("|"):
        rows = _rows(p)
        return Syn("exact", t.pos, (Syn("funmatch", t.pos, (rows,)),))
    return Syn(t.text, t.pos, (tuple(patterns),))


def location(p: Parser) -> tuple[tuple[tuple[str, int], ...], bool] | None:
    """``at h₁ h₂ ⊢`` or ``at *`` (names, whether the goal too); None when absent."""
    if not p.at("at"):
        return None
    p.next()
    if p.accept("*"):
        return (("*", p.tok.pos),), True
    names = list(_names(p))
    goal = False
    while p.accept("⊢"):
        goal = True
        names += _names(p)
    if not names and not goal:
        p.fail("identifier")
    return tuple(names), goal


def _rules(p: Parser) -> tuple[tuple[str, Syn], ...]:
    """``[h, ← h, -h, *]``: pairs of a mark ("", "←", "-", "*") and a term."""
    found: list[tuple[str, Syn]] = []
    p.expect("[")
    while not p.at("]"):
        pos = p.tok.pos
        mark = ""
        if p.accept("←"):
            mark = "←"
        elif p.accept("-"):
            mark = "-"
        elif p.at("*"):
            p.next()
            found.append(("*", Syn("hole", pos)))
            if not p.accept(","):
                break
            continue
        while p.accept("↓"):
            pass
        found.append((mark, p.term()))
        if not p.accept(","):
            break
    p.expect("]")
    return tuple(found)


def _rewrite(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (_rules(p), location(p)))


def _simp(p: Parser, t: Token) -> Syn:
    only = False
    if p.tok.text == "only" and p.tok.kind == "id":
        p.next()
        only = True
    rules = _rules(p) if p.at("[") and _here(p) else ()
    using = None
    if t.text == "simpa" and p.accept("using"):
        using = p.term()
        return Syn(t.text, t.pos, (only, rules, None, using))
    return Syn(t.text, t.pos, (only, rules, location(p), using))


def _have(p: Parser, t: Token) -> Syn:
    name, binders, type_, pat = p.have_head()
    if p.accept(":="):
        return Syn(t.text, t.pos, (name, binders, type_, pat, p.term()))
    if type_ is None or pat is not None:
        p.fail("':='")
    return p.fail("':='")  # type: ignore[no-any-return]


def _suffices(p: Parser, t: Token) -> Syn:
    name = ""
    if p.tok.kind == "id" and p.peek().text == ":":
        name = p.next().text
        p.next()
    type_ = p.term()
    if p.accept("from"):
        return Syn("suffices", t.pos, (name, type_, p.term()))
    if p.at("by"):
        return Syn("suffices", t.pos, (name, type_, p.by()))
    return Syn("suffices", t.pos, (name, type_, None))


def _show(p: Parser, t: Token) -> Syn:
    goal = p.term()
    if p.accept("from"):
        return Syn("exact", t.pos, (Syn("show", t.pos, (goal, p.term())),))
    if p.at("by"):
        return Syn("exact", t.pos, (Syn("show", t.pos, (goal, p.by())),))
    return Syn("show", t.pos, (goal,))


def _alternatives(p: Parser) -> tuple[Any, ...]:
    """``| zero => … | succ n ih => …``: (names of constructors, argument names, tactics or None, position)."""
    found = []
    start = p.tok.col
    while p.at("|") and p.tok.col >= start:
        t = p.next()
        heads = []
        while True:
            explicit = p.accept("@")
            if p.accept("_"):
                ctor = "_"
            elif p.tok.kind == "dot":
                ctor = p.next().text[1:]
            else:
                ctor = p.name().text.rsplit(".", 1)[-1]
            heads.append((ctor, _alt_names(p, start), explicit))
            if not p.accept("|"):
                break
        given = p.accept("=>")
        if not given and not p.at("|") and p.tok.kind != "eof" and p.tok.line == p.tokens[p.i - 1].line:
            p.fail("'=>'")
        saved, p.column = p.column, max(-1, min(p.column, t.col))
        if not given or p.tok.kind == "goal" or p.at("_"):  # without `=>` the goal stays open, as with `=> ?_`
            if given:
                p.next()
            body: tuple[Syn, ...] | None = None
        else:
            body = _inline(p)
        p.column = saved
        for ctor, names, explicit in heads:
            found.append((ctor, names, body, t.pos, explicit))
    return tuple(found)


def _alt_names(p: Parser, column: int) -> tuple[str, ...]:
    names = []
    while (p.tok.kind == "id" or p.at("_")) and p.tok.col > column:
        names.append(p.binder_name().text)
    return tuple(names)


def _target(p: Parser) -> tuple[str, Syn]:
    name = ""
    if p.tok.kind == "id" and p.peek().text == ":":
        name = p.next().text
        p.next()
    return name, p.term()


def _cases(p: Parser, t: Token) -> Syn:
    targets = [_target(p)]
    while p.accept(","):
        targets.append(_target(p))
    generalizing: tuple[tuple[str, int], ...] = ()
    if t.text == "induction":
        if p.accept("using"):
            return _by_principle(p, t, targets)
        if p.accept("generalizing"):
            generalizing = _names(p)
    alts: tuple[Any, ...] | None = None
    pre: tuple[Syn, ...] | None = None
    if p.accept("with"):
        if not p.at("|"):
            pre = (_chain(p),)
        alts = _alternatives(p)
        if not alts:
            p.fail("'|'")
    return Syn(t.text, t.pos, (tuple(targets), generalizing, alts, pre))


_STRONG: Final = ("Nat.strongRecOn", "Nat.strongInductionOn", "Nat.strong_induction_on")


def _by_principle(p: Parser, t: Token, targets: list[tuple[str, Syn]]) -> Syn:
    """``induction n using Nat.strongRecOn with | ind n ih => …``, the one principle that is not a recursor."""
    principle = p.name()
    if principle.text not in _STRONG or len(targets) != 1:
        raise SourceError(f"unknown induction principle '{principle.text}'", principle.pos)
    generalizing = _names(p) if p.accept("generalizing") else ()
    if not p.accept("with"):
        return Syn("strong_induction", t.pos, (targets[0][1], generalizing, ()))
    alternatives = _alternatives(p)
    if len(alternatives) != 1 or alternatives[0][2] is None:
        raise SourceError("one alternative is expected", principle.pos)
    _, names, body, _, _ = alternatives[0]
    start = Syn("strong_induction", t.pos, (targets[0][1], generalizing, names))
    return Syn("focus", t.pos, ((start, *body),))


def _rcases(p: Parser, t: Token) -> Syn:
    targets = [_target(p)]
    while p.accept(","):
        targets.append(_target(p))
    pats = []
    if p.accept("with"):
        pats.append(alternation(p))
        while p.accept(","):
            pats.append(alternation(p))
    return Syn("rcases", t.pos, (tuple(targets), tuple(pats)))


def _obtain(p: Parser, t: Token) -> Syn:
    pat = alternation(p) if not p.at(":=", ":") else Syn("pname", t.pos, ("this",))
    type_ = None
    if pat.kind == "ptyped":
        pat, type_ = pat.args
    elif p.accept(":"):
        type_ = p.term()
    if not p.at(":="):
        if type_ is None:
            p.fail("':='")
        return Syn("obtain", t.pos, (pat, type_, None))
    p.next()
    return Syn("obtain", t.pos, (pat, type_, p.term()))


def _match(p: Parser, t: Token) -> Syn:
    discriminants = [_target(p)]
    while p.accept(","):
        discriminants.append(_target(p))
    p.expect("with")
    return Syn("exact", t.pos, (Syn("match", t.pos, (tuple(discriminants), _rows(p))),))


def _rows(p: Parser) -> tuple[Any, ...]:
    """``| pattern, … => tactics``, one row for each alternative."""
    alts = []
    start = p.tok.col
    while p.at("|") and p.tok.col >= start:
        pos = p.next().pos
        rows = [tuple(_terms(p))]
        while p.accept("|"):
            rows.append(tuple(_terms(p)))
        p.expect("=>")
        body = Syn("by", p.tok.pos, (block(p),))
        alts += [(row, body, pos) for row in rows]
    return tuple(alts)


def _by_cases(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, _target(p))


def _by_contra(p: Parser, t: Token) -> Syn:
    if _here(p) and (p.tok.kind == "id" or p.at("_", "⟨")):
        pat = pattern(p)
        return Syn(t.text, t.pos, (pat, p.term() if p.accept(":") else None))
    return Syn(t.text, t.pos, (None, None))


def _case(p: Parser, t: Token) -> Syn:
    tag = ""
    if t.text == "case":
        tag = "_" if p.accept("_") else p.name("case tag").text
    names = _names(p)
    p.expect("=>")
    return Syn("case", t.pos, (tag, names, block(p)))


def _change(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (p.term(), location(p)))


def _at_only(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (location(p),))


def _unfold(p: Parser, t: Token) -> Syn:
    names = []
    while _here(p) and p.tok.kind == "id":
        n = p.next()
        names.append((n.text, n.pos))
    if not names:
        p.fail("identifier")
    return Syn(t.text, t.pos, (tuple(names), location(p)))


def _trans(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (p.term() if _here(p) and not p.at("<;>", ";", ")") else None,))


def _injection(p: Parser, t: Token) -> Syn:
    term = p.term()
    return Syn(t.text, t.pos, (term, _names(p) if p.accept("with") else ()))


def _calc(p: Parser, t: Token) -> Syn:
    return Syn("exact_calc", t.pos, (Syn("calc", t.pos, (p.calc_steps(),)),))


def _if(p: Parser, t: Token) -> Syn:
    """``if h : c then tactics else tactics``, for a decidable `c`."""
    name, condition = _target(p)
    p.expect("then")
    yes = Syn("by", p.tok.pos, (block(p),))
    p.expect("else")
    no = Syn("by", p.tok.pos, (block(p),))
    return Syn("exact", t.pos, (Syn("ite", t.pos, (name or "_", condition, yes, no)),))


def _sub_block(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (block(p),))


def _first(p: Parser, t: Token) -> Syn:
    options = []
    while p.accept("|"):
        options.append(block(p))
    if not options:
        p.fail("'|'")
    return Syn("first", t.pos, (tuple(options),))


def _iterate(p: Parser, t: Token) -> Syn:
    count = int(p.next().text) if p.tok.kind == "num" and len(p.tok.text) < 4 else None
    return Syn(t.text, t.pos, (count, block(p)))


def _rename(p: Parser, t: Token) -> Syn:
    old = p.name()
    p.expect("=>")
    return Syn("rename", t.pos, ((old.text, old.pos), p.binder_name().text))


def _generalize(p: Parser, t: Token) -> Syn:
    name, body = _target(p)
    if body.kind != "binop" or body.args[0] != "=" or body.args[2].kind != "ident":
        raise SourceError("unexpected token; expected '='", body.pos)
    return Syn("generalize", t.pos, (name, body.args[1], body.args[2].args[0]))


def _exists(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (tuple(_terms(p)),))


def _norm_num(p: Parser, t: Token) -> Syn:
    if t.text == "ring_nf":
        return Syn("ring_nf", t.pos, (location(p),))
    rules = _rules(p) if p.at("[") and _here(p) else ()
    return Syn(t.text, t.pos, (rules, location(p)))


def _omega(p: Parser, t: Token) -> Syn:
    return Syn("omega", t.pos)


def _funext(p: Parser, t: Token) -> Syn:
    return Syn(t.text, t.pos, (_names(p),))


_RULES: Final[dict[str, Rule]] = {
    **dict.fromkeys(
        ["assumption", "constructor", "left", "right", "rfl", "exfalso", "contradiction", "trivial", "decide", "skip",
         "done", "ring", "nofun", "and_intros", "eq_refl", "infer_instance", "congr"], _bare),
    "omega": _omega,
    **dict.fromkeys(["exact", "refine", "apply", "specialize", "nomatch"], _one_term),
    **dict.fromkeys(["clear", "revert", "intros", "rename_i"], _name_list),
    "subst": lambda p, t: Syn(t.text, t.pos, (tuple(_subst_terms(p)),)),
    **dict.fromkeys(["intro", "rintro"], _intro),
    **dict.fromkeys(["rw", "rwa", "rewrite"], _rewrite),
    **dict.fromkeys(["simp", "simpa", "simp_all", "dsimp"], _simp),
    **dict.fromkeys(["have", "let", "replace"], _have),
    **dict.fromkeys(["cases", "induction"], _cases),
    **dict.fromkeys(["by_cases"], _by_cases),
    **dict.fromkeys(["case", "next"], _case),
    **dict.fromkeys(["exists", "use"], _exists),
    **dict.fromkeys(["repeat", "try", "all_goals", "any_goals", "focus"], _sub_block),
    **dict.fromkeys(["norm_num", "ring_nf"], _norm_num),
    **dict.fromkeys(["funext", "ext"], _funext),
    "suffices": _suffices, "show": _show, "rcases": _rcases, "obtain": _obtain, "match": _match,
    "by_contra": _by_contra, "change": _change, "symm": _at_only, "unfold": _unfold, "trans": _trans,
    "injection": _injection, "calc": _calc, "first": _first, "iterate": _iterate, "rename": _rename,
    "generalize": _generalize, "if": _if,
}  # fmt: skip


def _subst_terms(p: Parser) -> list[Syn]:
    found = []
    while _here(p) and (p.tok.kind == "id" or p.at("(", "‹")):
        t = p.next() if p.tok.kind == "id" else None
        found.append(Syn("ident", t.pos, (t.text, None)) if t is not None else p.term(1_000))
    if not found:
        p.fail("term")
    return found


TACTICS: Final = frozenset(_RULES)

__all__ = ["TACTICS", "alternation", "block", "pattern"]
