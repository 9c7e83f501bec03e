"""A lifelong curriculum over the library of theorems (LeanAgent, arXiv:2410.06209).

The areas of the library stand for the paper's repositories. They are learned one after another, those with the most
easy theorems first, where a theorem of S steps has difficulty e^S and the easiest third of the library is easy. After
each area the retriever has learned which premises its proofs use; a search with the premises that it retrieves tries
the theorems of the area whose proofs are withheld, and what it proves joins the database as a premise that has a
proof. Then the retriever is tested on every area: the table behind `continual.summary`.

Left out of the paper: repositories from GitHub, and a language model that writes tactics; a fixed menu and four
templates around premises stand in for it.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from palaestra.envs import PalaestraError
from palaestra.envs.proofs.theorems import AREAS, Theorem, environment, theorems

from ..files import write_json
from ..proofs import Retrieving, Uniform, best_first, drive
from ..proofs.continual import summary
from ..proofs.dense import DenseRetriever
from ..proofs.retrieval import accessible, by_words, premises, recall_at, uses
from ..settings import Settings

MENU = (
    "intro h", "intro x", "intro y", "constructor", "left", "right", "rfl", "assumption", "contradiction", "simp",
    "omega", "ring", "simp_all", "funext x", "cases x", "cases b", "cases h",
)  # fmt: skip
K = 10


@dataclass(frozen=True)
class Lifelong(Settings):
    """What a run does; all of it JSON."""

    order: str = "curriculum"
    """The order of the areas: curriculum, or "reverse" of it, which the figures can be compared with."""
    merge: bool = False
    """Whether an area is learned with all before it (the paper's Merge All), or alone."""
    test: int = 4
    """One in so many theorems of an area that use a premise is kept for testing."""
    withhold: int = 3
    """One in so many theorems of an area has its proof withheld, to be proved: the paper's `sorry` theorems."""
    steps: int = 15
    """Steps of learning in an area."""
    expansions: int = 6
    """States that a search may open; 0 for no proving."""
    seed: int = 0
    """Decides the first vectors."""


@dataclass(frozen=True)
class Entry:
    """A theorem in the database: `status` is "proved" (it came so), "open", or "found" with the proof found here."""

    name: str
    area: str
    difficulty: float
    status: str
    proof: str = ""


def steps_in(theorem: Theorem) -> int:
    """Return how many steps the library's proof has: its tactics, one a line or bullet; 1 for a term.

    >>> from palaestra.envs.proofs.theorems import by_name
    >>> steps_in(by_name()["identity"]), steps_in(by_name()["both_regroup"])
    (1, 2)
    """
    if not theorem.proof.startswith("by"):
        return 1
    lines = [line for part in theorem.proof[2:].split("\n") for line in part.split(";") if line.strip(" ·")]
    return max(sum("=>" not in line or bool(line.split("=>")[1].strip()) for line in lines), 1)


def difficulty(theorem: Theorem) -> float:
    """Return e^S for a proof of S steps, as LeanAgent has it."""
    return math.exp(steps_in(theorem))


def curriculum(found: tuple[Theorem, ...] | None = None) -> list[str]:
    """Return the areas, those with the most easy theorems first; easy is the easiest third of all."""
    every = theorems() if found is None else found
    bound = float(np.percentile([difficulty(t) for t in every], 33))
    easy = {area: sum(t.area == area and difficulty(t) <= bound for t in every) for area in AREAS}
    return sorted(AREAS, key=lambda area: (-easy[area], AREAS.index(area)))


class Database:
    """All theorems seen so far, with what is known of their proofs; it only grows."""

    def __init__(self, entries: Mapping[str, Entry] | None = None) -> None:
        self.entries: dict[str, Entry] = dict(entries or {})

    def add(self, area: str, withhold: int) -> None:
        """Add an area; every so many theorems come without their proofs."""
        for i, theorem in enumerate(t for t in theorems() if t.area == area):
            status = "open" if i % withhold == withhold - 1 else "proved"
            self.entries.setdefault(theorem.name, Entry(theorem.name, area, difficulty(theorem), status))

    def found(self, name: str, proof: str) -> None:
        """Note a proof."""
        self.entries[name] = dataclasses.replace(self.entries[name], status="found", proof=proof)

    def names(self, *statuses: str) -> list[str]:
        """Return the theorems with one of the statuses, in the order in which they came."""
        return [name for name, entry in self.entries.items() if entry.status in statuses]

    def to_json(self) -> list[dict[str, Any]]:
        """Return all entries as JSON."""
        return [dataclasses.asdict(entry) for entry in self.entries.values()]

    @classmethod
    def from_json(cls, rows: list[dict[str, Any]]) -> Database:
        """Return the database that `to_json` wrote."""
        return cls({row["name"]: Entry(**row) for row in rows})


def prove_open(database: Database, area: str, retriever: DenseRetriever, expansions: int) -> int:
    """Search for proofs of the open theorems of an area, each from what stands before it; returns how many fell.

    A proof may use the built-in lemmas and theorems that came with proofs or were proved here.
    """
    by = {t.name: t for t in theorems()}
    won = 0
    for name in (name for name in database.names("open") if database.entries[name].area == area):
        theorem, allowed = by[name], accessible(name)
        usable = [n for n in allowed if n not in by or database.entries.get(n, Entry(n, "", 0, "")).status in
                  ("proved", "found")]  # fmt: skip
        layer = environment([by[n] for n in usable if n in by])
        policy = Retrieving(Uniform(MENU), retriever, k=K, among=usable)
        width = len(MENU) + len(policy.templates) * K
        (outcome,) = drive([best_first(theorem.statement, expansions=expansions, width=width, lemmas=layer)], policy)
        if outcome.proof is not None:
            database.found(name, outcome.proof)
            won += 1
    return won


def run(settings: Lifelong, run_dir: str | Path, *, resume: bool = False, progress: bool = True) -> dict[str, Any]:
    """Learn all areas and return the figures, which `results.json` in the folder holds as well.

    A stage is one area; with `resume` a run goes on after the last stage that is on disk.

    Raises:
        PalaestraError: If the folder holds another run, or the order is unknown.
    """
    folder = Path(run_dir)
    config, results, weights = folder / "config.json", folder / "results.json", folder / "retriever.npz"
    if settings.order not in ("curriculum", "reverse"):
        raise PalaestraError(f"order={settings.order!r}: use curriculum or reverse")
    same = config.exists() and json.loads(config.read_text(encoding="utf-8")) == settings.to_json()
    if config.exists() and not (resume and same):
        raise PalaestraError(f"{folder} holds another run, or this one: add resume=True, or name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    write_json(config, settings.to_json())

    areas = curriculum() if settings.order == "curriculum" else curriculum()[::-1]
    tests, lessons = _split(areas, settings.test)
    retriever = DenseRetriever(premises(), seed=settings.seed)
    out: dict[str, Any] = {"areas": areas, "table": [], "proved": [], "open": []}
    database = Database()
    if results.exists() and weights.exists():
        out = json.loads(results.read_text(encoding="utf-8"))
        database = Database.from_json(out["database"])
        with np.load(weights) as held:
            retriever.load(held)
    out.setdefault("before", [recall_at(K, tests[area], by_words(retriever)) for area in areas])
    for i in range(len(out["table"]), len(areas)):
        database.add(areas[i], settings.withhold)
        chosen = areas[: i + 1] if settings.merge else [areas[i]]
        retriever.learn([pair for area in chosen for pair in lessons[area]], steps=settings.steps)
        won = prove_open(database, areas[i], retriever, settings.expansions) if settings.expansions else 0
        out["table"].append([recall_at(K, tests[area], by_words(retriever)) for area in areas])
        out["proved"].append(won)
        out["open"].append(len(database.names("open")))
        out["database"] = database.to_json()
        with weights.with_suffix(".new").open("wb") as file:
            np.savez(file, **dict(retriever.state()))  # type: ignore[arg-type]
        weights.with_suffix(".new").replace(weights)
        write_json(results, out)
        if progress:
            mean = np.mean(out["table"][-1][: i + 1])
            print(f"{areas[i]}: R@{K} so far {mean:.2f}, proved {won}, open {out['open'][-1]}", flush=True)
    return out | {"summary": summary(out["table"])}


def _split(areas: list[str], each: int) -> tuple[dict[str, list[str]], dict[str, list[tuple[str, str]]]]:
    """Return by area the theorems to test on, and the pairs of statement and premise to learn from."""
    tests: dict[str, list[str]] = {}
    lessons: dict[str, list[tuple[str, str]]] = {}
    for area in areas:
        some = [t for t in theorems() if t.area == area and uses(t)]
        tests[area] = [t.name for t in some[::each]]
        kept = [t for t in some if t.name not in tests[area]]
        lessons[area] = [(t.statement.partition(" ")[2], name) for t in kept for name in sorted(uses(t))]
    return tests, lessons


__all__ = ["Database", "Entry", "Lifelong", "curriculum", "difficulty", "prove_open", "run", "steps_in"]
