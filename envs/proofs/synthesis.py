"""Theorems with proofs and their statements in English, made from concepts (MUSTARD, arXiv:2402.08957).

Two concepts are drawn: a field of mathematics and an operation. A theorem of that field is taken at an instance in
which the operation occurs, or two theorems of the field at once. The formal statement is the prover's own words for
that instance, the formal proof is checked, and the English is read off the statement. MUSTARD lets a language model
write all three and keeps what Lean accepts; here they are made to agree, and checked all the same.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import PalaestraError
from .check import check_proof, start
from .informal import UnsayableError, informal
from .library import Library
from .state import State
from .syntax import Parser, Syn
from .theorems import Theorem, by_name, environment, theorems

FIELDS = {
    "logic": "propositional logic", "bool": "truth values", "nat": "natural numbers", "int": "integers",
    "divisibility": "divisibility", "inequality": "inequalities",
}  # fmt: skip
OPERATIONS: Mapping[str, Mapping[str, str]] = {
    "Prop": {"conjunction": "{} ∧ {}", "disjunction": "{} ∨ {}", "implication": "{} → {}", "negation": "¬{}"},
    "Bool": {"conjunction": "{} && {}", "disjunction": "{} || {}", "negation": "!{}"},
    "Nat": {"sum": "{} + {}", "product": "{} * {}", "square": "{} ^ 2", "successor": "{} + 1"},
    "Int": {"sum": "{} + {}", "product": "{} * {}", "square": "{} ^ 2", "difference": "{} - {}"},
}
NAMES = {"Prop": "pqrstuv", "Bool": "abcdefg", "Nat": "mnkabcd", "Int": "xyzwabc"}
TRIES = 200


@dataclass(frozen=True)
class Synthetic:
    """A theorem made from concepts; all of it JSON.

    Attributes:
        concepts: The field and the operation.
        statement: The theorem, formal.
        proof: A proof that `check_proof(statement, proof, lemmas=lemmas_of(uses))` accepts.
        informal_statement: The theorem in English.
        informal_proof: The proof in English.
        uses: Theorems of the library that the proof rests on.
    """

    concepts: tuple[str, str]
    statement: str
    proof: str
    informal_statement: str
    informal_proof: str
    uses: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON."""
        return {**dataclasses.asdict(self), "concepts": list(self.concepts), "uses": list(self.uses)}


def concepts() -> list[tuple[str, str]]:
    """Return the pairs of concepts that can be drawn: a field, and an operation on what it is about."""
    return [(field, operation) for field in FIELDS for operation in sorted(_operations(field))]


def synthesize(rng: np.random.Generator, pair: tuple[str, str] | None = None) -> Synthetic:
    """Return a theorem from a pair of concepts, by default a pair drawn from `concepts()`.

    Raises:
        PalaestraError: There is no such pair, or nothing was found for it in `TRIES` tries.
    """
    known = concepts()
    if pair is not None and pair not in known:
        raise PalaestraError(f"no concepts {pair}; see concepts()")
    field, operation = pair or known[int(rng.integers(len(known)))]
    usable = [t for t in theorems() if t.area == field and operation in _operations_of(t)]
    for _ in range(TRIES):
        chosen = [usable[int(i)] for i in rng.permutation(len(usable))[: 1 + int(rng.random() < 0.3)]]
        found = _compose((field, operation), chosen, rng)
        if found is not None:
            return found
    raise PalaestraError(f"no theorem found for {field} and {operation}")


def lemmas_of(uses: Sequence[str]) -> Library:
    """Return what a proof may rest on: the theorems named, believed by their statements.

    Raises:
        KeyError: A name is unknown.
    """
    return environment([by_name()[name] for name in uses])


@functools.cache
def _variables(name: str) -> tuple[tuple[str, str], ...]:
    """Return the variables that a theorem begins with, as name and type; none if it has others, or does so twice."""
    parser = Parser(by_name()[name].statement)
    parser.next()
    parser.name()
    binders, _ = parser.signature()
    out = []
    for binder in binders:
        kind = _kind(binder.type)
        if binder.info != "d" or kind is None:
            break
        out.append((binder.name, kind))
    return tuple(out)


def _kind(stx: Syn | None) -> str | None:
    if stx is not None and stx.kind == "sort" and stx.args[0] == 0:
        return "Prop"
    return stx.args[0] if stx is not None and stx.kind == "ident" and stx.args[0] in OPERATIONS else None


def _operations_of(theorem: Theorem) -> set[str]:
    return {operation for _, kind in _variables(theorem.name) for operation in OPERATIONS[kind]}


@functools.cache
def _operations(field: str) -> frozenset[str]:
    return frozenset(o for t in theorems() if t.area == field for o in _operations_of(t))


def _compose(pair: tuple[str, str], chosen: Sequence[Theorem], rng: np.random.Generator) -> Synthetic | None:
    """Return the theorem that says what the chosen ones do, the operation in the first; None if there are no words."""
    field, operation = pair
    pools: dict[str, list[str]] = {}
    applied, told = [], []
    for i, theorem in enumerate(chosen):
        free = {kind: iter(names) for kind, names in NAMES.items()}
        variables = _variables(theorem.name)
        places = [j for j, (_, kind) in enumerate(variables) if operation in OPERATIONS[kind]]
        if len(variables) > 4 or (i == 0 and not places):
            return None
        at = places[int(rng.integers(len(places)))] if i == 0 else -1
        values = []
        for j, (_, kind) in enumerate(variables):
            shape = OPERATIONS[kind][operation] if j == at else "{}"
            names = [next(free[kind]) for _ in range(shape.count("{}"))]
            pools.setdefault(kind, [])
            pools[kind] += [name for name in names if name not in pools[kind]]
            values.append(shape.format(*names))
        term = " ".join(
            [theorem.name, *(f"({value})" if " " in value or len(value) > 1 else value for value in values)]
        )
        applied.append(term)
        taken = [f"{name} as {value}" for (name, _), value in zip(variables, values, strict=True) if name != value]
        told.append(f"{informal_law(theorem)}{f' Take {_listed(taken)}.' if taken else ''}")
    if len({name for names in pools.values() for name in names}) < sum(map(len, pools.values())):
        return None  # one name for things of two kinds
    uses = tuple(dict.fromkeys(t.name for t in chosen))
    lemmas = lemmas_of(uses)
    given = " ".join(f"({' '.join(names)} : {kind})" for kind, names in pools.items())
    says = [_type_of(term, given, lemmas) for term in applied]
    if not all(says) or len(set(says)) < len(says):
        return None
    statement = f"theorem made {given} : {' ∧ '.join(f'({s})' for s in says) if len(says) > 1 else says[0]}"
    proof = applied[0] if len(applied) == 1 else f"⟨{', '.join(applied)}⟩"
    try:
        english = informal(statement)
    except UnsayableError:
        return None
    if not all(told) or not check_proof(statement, proof, lemmas=lemmas).is_correct:
        return None
    return Synthetic(
        (field, operation), statement, proof, english, " ".join([*told, "This is what was to be shown."]), uses
    )


def informal_law(theorem: Theorem) -> str:
    """Return a theorem of the library as a known fact in English; "" if there are no words for it."""
    try:
        return f'By the theorem "{theorem.name.replace("_", " ")}": {informal(theorem.statement)}'
    except UnsayableError:
        return ""


def _type_of(term: str, given: str, lemmas: Library) -> str:
    """Return what a term proves, as the prover prints it; "" if it proves nothing."""
    after = start(f"theorem t {given} : True", lemmas).apply(f"have fact := {term}")
    if not isinstance(after, State):
        return ""
    lines = str(after).replace("\n    ", " ").split("\n")
    return next((line.removeprefix("fact : ") for line in lines if line.startswith("fact : ")), "")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


__all__ = ["Synthetic", "concepts", "informal_law", "lemmas_of", "synthesize"]
