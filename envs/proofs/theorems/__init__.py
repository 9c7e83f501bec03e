"""A library of named theorems with proofs, in dependency order: for premise selection, curricula and examples.

One file of Lean text for each area. A proof may use the theorems before it by name, and the lemmas of the built-in
library. What each proof rests on is read off its kernel-checked term (`dependencies`) and kept in
``dependencies.json``, so that the graph is at hand without running all proofs; a test compares the two.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from ..check import deep_terms
from ..kernel import Declaration, Kernel, KernelError, OutOfFuel
from ..lexer import SourceError
from ..library import UNIVERSES, Library, elaborate_type, elaborate_value, library
from ..syntax import Parser
from ..terms import Const, Term, subterms

AREAS: Final = ("logic", "firstorder", "bool", "nat", "int", "divisibility", "inequality", "lists")
"""The files, in order: a theorem may use those above it in its own file, and those of the files before."""
FUEL: Final = 3_000_000
MATHLIB: Final = re.compile(r"\b(?:ring|norm_num|by_contra|use|linarith|nlinarith)\b")
"""Tactics that plain Lean knows only with Mathlib."""


@dataclass(frozen=True, slots=True)
class Theorem:
    """One theorem of the library.

    Attributes:
        name: Its name, unique in the library.
        statement: ``theorem name (binders) : proposition``.
        proof: A proof that the embedded prover accepts: a term, or ``by …``.
        depends: The theorems of this library that the proof rests on directly, sorted; all stand before it.
        lemmas: The lemmas and axioms of the built-in library that it rests on directly, sorted.
        area: The file it stands in.
    """

    name: str
    statement: str
    proof: str
    depends: tuple[str, ...]
    lemmas: tuple[str, ...]
    area: str

    @property
    def text(self) -> str:
        """The whole declaration, as Lean text."""
        return f"{self.statement} := {self.proof}"

    @property
    def needs_mathlib(self) -> bool:
        """Whether the proof as it is written needs Mathlib in plain Lean."""
        return MATHLIB.search(self.proof) is not None


@functools.cache
def theorems() -> tuple[Theorem, ...]:
    """All theorems, each after those it depends on."""
    text = files(__package__).joinpath("dependencies.json").read_text(encoding="utf-8")
    known: dict[str, list[list[str]]] = json.loads(text)
    return tuple(
        Theorem(name, statement, proof, tuple(known[name][0]), tuple(known[name][1]), area)
        for area in AREAS
        for name, statement, proof in read(area)
    )


@functools.cache
def by_name() -> Mapping[str, Theorem]:
    """All theorems by name."""
    return {t.name: t for t in theorems()}


def read(area: str) -> list[tuple[str, str, str]]:
    """Name, statement and proof of the theorems of one file."""
    found = []
    for block in files(__package__).joinpath(f"{area}.lean").read_text(encoding="utf-8").split("\n\n"):
        if block.startswith("theorem "):
            statement, _, proof = block.strip().partition(" :=")
            found.append((statement.split()[1], statement, proof.strip()))
    return found


def closure(names: Iterable[str]) -> list[Theorem]:
    """Some theorems and all that they rest on, in order.

    Raises:
        KeyError: A name is unknown.
    """
    wanted: set[str] = set()
    stack = list(names)
    while stack:
        name = stack.pop()
        if name not in wanted:
            wanted.add(name)
            stack.extend(by_name()[name].depends)
    return [t for t in theorems() if t.name in wanted]


def lean_source(names: Iterable[str]) -> str:
    """Some theorems and all that they rest on, as a file for plain Lean 4, with Mathlib where a proof needs it."""
    chosen = closure(names)
    first = ["import Mathlib", ""] if any(t.needs_mathlib for t in chosen) else []
    return "\n".join([*first, "namespace Palaestra", "", *[t.text + "\n" for t in chosen], "end Palaestra", ""])


def lean_file(name: str) -> str:
    """One theorem as a self-contained file that Lean's kernel checks from nothing: see `lean.export.to_lean`.

    Raises:
        KeyError: The name is unknown.
        ValueError: A proof of the library is refused.
    """
    from ..lean.export import Exporter, write_file

    below = closure([name])
    known = {f"{t.name}'user": proofs()[t.name][0] for t in below}
    return write_file(Exporter(environment(below), proofs=known), name, *proofs()[name], by_name()[name].text)


def environment(known: Iterable[Theorem]) -> Library:
    """The built-in library with some theorems on top, believed by their statements."""
    env = Library(library())
    for t in known:
        declare(env, t.statement)
    return env


def declare(env: Library, statement: str) -> Declaration:
    """Add a theorem to a layer over the built-in library, believed by its statement.

    Raises:
        SourceError: The statement is not well formed.
    """
    parser = Parser(statement)
    parser.next()
    name = parser.name().text
    binders, stated = parser.signature()
    with deep_terms():
        type_, levels = elaborate_type(env, binders, stated, UNIVERSES)
        kernel = Kernel(env)
        if kernel.sort_of(type_, kernel.root) != 0:
            raise SourceError(f"{name} does not state a proposition", 0, "elab")
    decl = Declaration(f"{name}'user", levels, type_, "theorem")
    env.own[name] = decl.name
    env.add(decl)
    return decl


def check(env: Library, text: str) -> tuple[Term, Term]:
    """Check one declaration over a layer that holds what it uses; returns its proof term and its type.

    Raises:
        SourceError: The proof is refused.
        KernelError: The kernel refuses the term.
        OutOfFuel: It takes too long.
    """
    parser = Parser(text)
    parser.next()
    parser.name()
    binders, stated = parser.signature()
    parser.expect(":=")
    body = parser.term()
    parser.end()
    with deep_terms():
        type_, _ = elaborate_type(env, binders, stated, UNIVERSES, FUEL)
        term = elaborate_value(env, binders, stated, body, UNIVERSES, FUEL)
        Kernel(env, FUEL).check(term, type_)
    return term, type_


@functools.cache
def proofs() -> Mapping[str, tuple[Term, Term]]:
    """Check every theorem over those before it: proof term and type, by name.

    Raises:
        ValueError: A proof is refused.
    """
    env, found = Library(library()), {}
    for area in AREAS:
        for name, statement, proof in read(area):
            try:
                found[name] = check(env, f"{statement} := {proof}")
                declare(env, statement)
            except (SourceError, KernelError, OutOfFuel) as error:
                raise ValueError(f"{name}: {getattr(error, 'message', error)}") from error
    return found


def dependencies() -> dict[str, tuple[list[str], list[str]]]:
    """What every proof rests on, from its term: theorems of this library; lemmas and axioms of the built-in one."""
    found = {}
    for name, (term, _) in proofs().items():
        used = sorted({t.name for t in subterms(term) if type(t) is Const})
        kinds = {n: decl.kind for n in used if (decl := library().get(n)) is not None}
        own = [n.removesuffix("'user") for n in used if n.endswith("'user")]
        found[name] = (own, [n for n in used if kinds.get(n) in ("theorem", "axiom")])
    return found


__all__ = [
    "AREAS",
    "Theorem",
    "by_name",
    "closure",
    "dependencies",
    "environment",
    "lean_file",
    "lean_source",
    "proofs",
    "theorems",
]
