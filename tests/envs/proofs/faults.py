"""Faults for provers: proof terms with one node changed, texts with one word changed; and random statements."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import numpy as np
from arithmetic import random_formula, unknowns

from palaestra.envs.proofs.check import deep_terms
from palaestra.envs.proofs.kernel import Kernel, KernelError, OutOfFuel
from palaestra.envs.proofs.terms import (
    App,
    BVar,
    Cert,
    Const,
    Lam,
    Lit,
    Pi,
    Sort,
    Term,
    TermTooDeep,
    app,
    bvar,
    const,
    lam,
    lit,
    pi,
    sort,
    subterms,
)
from palaestra.envs.proofs.theorems import proofs, theorems

# --- proof terms -----------------------------------------------------------------------------------------------------


def mutants(term: Term, rng: np.random.Generator, count: int) -> list[Term]:
    """The term with one node changed, somewhere."""
    nodes = [n for n in subterms(term) if type(n) in (App, BVar, Const, Lit, Lam, Pi, Sort)]
    names = [n.name for n in nodes if type(n) is Const]
    found = []
    for _ in range(count):
        old = nodes[rng.integers(len(nodes))]
        new = changed(old, names, rng)
        if new is not old:
            found.append(put(term, old, new))
    return found


def changed(t: Term, names: list[str], rng: np.random.Generator) -> Term:
    if type(t) is BVar:
        return bvar(t.index + 1 if rng.integers(2) or not t.index else t.index - 1)
    if type(t) is Lit:
        return lit(t.value + 1)
    if type(t) is Sort:
        return sort(1 if t.level == 0 else 0)
    if type(t) is Const:
        return const(names[rng.integers(len(names))], t.levels)
    if type(t) is App:
        return [t.fn, t.arg, app(t.arg, t.fn)][rng.integers(3)]
    return (pi if type(t) is Lam else lam)(t.name, t.dom, t.body, t.info)


def put(t: Term, old: Term, new: Term) -> Term:
    """Replace every occurrence of one node, loose indices as they are."""
    if t is old:
        return new
    if type(t) is App:
        return app(put(t.fn, old, new), put(t.arg, old, new))
    if type(t) in (Lam, Pi):
        return (lam if type(t) is Lam else pi)(t.name, put(t.dom, old, new), put(t.body, old, new), t.info)
    return t


def ours(term: Term, type_: Term, env) -> bool:
    try:
        with deep_terms():
            Kernel(env).check(term, type_)
    except (KernelError, OutOfFuel, TermTooDeep, AssertionError):
        return False
    return True


def planted(layer, count: int, every: int) -> list[tuple[str, Term, Term]]:
    rng = np.random.default_rng(20)
    found = []
    for t in theorems()[::every]:
        term, type_ = proofs()[t.name]
        if not any(type(s) is Cert for s in subterms(term)) and sum(1 for _ in subterms(term)) < 400:
            found += [(t.name, m, type_) for m in mutants(term, rng, count) if m.loose == 0]
    return found


# --- texts -----------------------------------------------------------------------------------------------------------

WORDS = re.compile(r"[A-Za-z_α-ω][\w'.α-ω₀-₉]*|\d+|:=|<;>|\s+|.", re.DOTALL)
GROUPS: tuple[tuple[str, ...], ...] = (
    ("∧", "∨", "→", "↔"),
    ("=", "≠", "<", "≤", ">", "≥", "∣"),
    ("+", "-", "*", "^", "/", "%"),
    ("∀", "∃"),
    ("Nat", "Int"),
    ("True", "False"),
    ("left", "right", "constructor"),
    (".1", ".2"),
    ("Or.inl", "Or.inr", "And.left", "And.right"),
    ("simp", "omega", "ring", "norm_num", "decide", "rfl", "trivial", "assumption", "contradiction"),
    ("&&", "||"),
)
OTHERS = {word: [w for w in group if w != word] for group in GROUPS for word in group}
NAME = re.compile(r"[a-zα-ωP-S][₀-₉'\w]{0,2}")


def fault(text: str, rng: random.Random) -> str:
    """The text with one word changed for its like, one name for another of its names, or one negation more or less."""
    words = WORDS.findall(text)
    names = sorted({w for w in words if NAME.fullmatch(w)} - {"at", "by", "fun"})
    for _ in range(20):
        i = rng.randrange(len(words))
        new = _changed(words[i], names, rng)
        if new != words[i]:
            return "".join([*words[:i], new, *words[i + 1 :]])
    return text


def _changed(word: str, names: Sequence[str], rng: random.Random) -> str:
    if word in OTHERS:
        return rng.choice(OTHERS[word])
    if word.isdigit():
        return str(max(0, int(word) + rng.choice((-1, 1, 2))))
    if word in names:
        return rng.choice(names)
    if word == "¬":
        return ""
    return "(¬" if word == "(" and rng.random() < 0.2 else word


def random_proposition(rng: random.Random, depth: int) -> str:
    """A formula in p, q, r."""
    if depth == 0 or rng.random() < 0.15:
        return rng.choice(["p", "q", "r", "False", "True"]) if rng.random() < 0.2 else rng.choice("pqr")
    if rng.random() < 0.15:
        return f"¬{random_proposition(rng, 0)}"
    return f"({random_proposition(rng, depth - 1)} {rng.choice('∧∨→→↔')} {random_proposition(rng, depth - 1)})"


def lean(tree, kind=None):
    """A formula or expression of `arithmetic` in Lean's syntax."""
    if isinstance(tree, int):
        return f"({tree} : {kind})"
    op, *parts = tree
    if op in ("nat", "int"):
        return f"({op[0]}{parts[0]} : {kind})"
    if op in ("true", "false"):
        return op.capitalize()
    if op == "not":
        return f"¬({lean(parts[0])})"
    sign = {"and": "∧", "or": "∨", "imp": "→", "iff": "↔", "dvd": "∣", "<=": "≤", "monus": "-"}.get(op, op)
    if op in ("=", "<=", "<", "dvd"):
        kind = "Int" if any(name[0] == "int" for name in unknowns(tree)) or negative(tree) else "Nat"
    a, b = (lean(part, kind) for part in parts)
    return f"({op} {a} {b})" if op in ("min", "max") else f"({a} {sign} {b})"


def negative(tree):
    return tree < 0 if isinstance(tree, int) else tree[0] == "-" or any(negative(part) for part in tree[1:])


def has_monus(tree):
    return isinstance(tree, tuple) and (tree[0] == "monus" or any(has_monus(part) for part in tree[1:]))


def random_statement(rng: random.Random) -> str:
    """A statement of propositional logic or of arithmetic; most are false."""
    if rng.random() < 0.4:
        return f"theorem t (p q r : Prop) : {random_proposition(rng, 3)}"
    while True:
        formula = random_formula(rng, rng.choice((1, 2, 2)), powers=rng.random() < 0.2)
        names = unknowns(formula)
        mixed = has_monus(formula) and (negative(formula) or any(n[0] == "int" for n in names))
        if ("prop", 0) not in names and not mixed:
            binders = "".join(f"({k[0]}{n} : {k.capitalize()}) " for k, n in names)
            return f"theorem t {binders}: {lean(formula)}"
