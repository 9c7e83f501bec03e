"""Ids: the table of ours as strings, `register` for everyone's, and the entry-point group of other distributions."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import warnings
from typing import Any

import gymnasium as gym

from .bridges import ENTRY_POINT as BRIDGE
from .bridges import bridged_ids, register_bridges
from .core import Knobs
from .env import load
from .errors import RegistrationError, did_you_mean

GROUP = "palaestra.tasks"
ENTRY_POINT = "palaestra.envs:make"

BUILTIN: dict[str, str] = {
    "Math-AIME-v0": "palaestra.envs.math.aime:AIME",
    "Math-Arithmetic-v0": "palaestra.envs.math.arithmetic:Arithmetic",
    "Math-Bases-v0": "palaestra.envs.math.bases:Bases",
    "Math-ComplexNumbers-v0": "palaestra.envs.math.complex_numbers:ComplexNumbers",
    "Math-Construction-v0": "palaestra.envs.math.construction:Construction",
    "Math-CoordinateGeometry-v0": "palaestra.envs.math.coordinate_geometry:CoordinateGeometry",
    "Math-Counting-v0": "palaestra.envs.math.counting:Counting",
    "Math-Derivatives-v0": "palaestra.envs.math.derivatives:Derivatives",
    "Math-Geometry-v0": "palaestra.envs.math.synthetic_geometry:SyntheticGeometry",
    "Math-GeometryProgram-v0": "palaestra.envs.math.geometry_program:GeometryProgram",
    "Math-GradeProof-v0": "palaestra.envs.judging.grade_proof:GradeProof",
    "Math-GradeShortAnswer-v0": "palaestra.envs.judging.grade_short_answer:GradeShortAnswer",
    "Math-InequalityBounds-v0": "palaestra.envs.math.inequality_bounds:InequalityBounds",
    "Math-InequalityRelations-v0": "palaestra.envs.math.inequality_relations:InequalityRelations",
    "Math-Integrals-v0": "palaestra.envs.math.integrals:Integrals",
    "Math-JudgeSolution-v0": "palaestra.envs.judging.judge_solution:JudgeSolution",
    "Math-Limits-v0": "palaestra.envs.math.limits:Limits",
    "Math-LinearAlgebra-v0": "palaestra.envs.math.linear_algebra:LinearAlgebra",
    "Math-LinearEquations-v0": "palaestra.envs.math.linear_equations:LinearEquations",
    "Math-Logarithms-v0": "palaestra.envs.math.logarithms:Logarithms",
    "Math-MaskedEquation-v0": "palaestra.envs.math.masked_equation:MaskedEquation",
    "Math-MissingPremise-v0": "palaestra.envs.math.missing_premise:MissingPremise",
    "Math-Mixed-v0": "palaestra.envs.math.mixed:Mixed",
    "Math-Modular-v0": "palaestra.envs.math.modular:Modular",
    "Math-NumberTheory-v0": "palaestra.envs.math.number_theory:NumberTheory",
    "Math-Polynomials-v0": "palaestra.envs.math.polynomials:Polynomials",
    "Math-Probability-v0": "palaestra.envs.math.probability:Probability",
    "Math-Radicals-v0": "palaestra.envs.math.radicals:Radicals",
    "Math-Sequences-v0": "palaestra.envs.math.sequences:Sequences",
    "Math-SymbolicRegression-v0": "palaestra.envs.math.symbolic_regression:SymbolicRegression",
    "Math-Trigonometry-v0": "palaestra.envs.math.trigonometry:Trigonometry",
    "Math-WellPosed-v0": "palaestra.envs.judging.well_posed:WellPosed",
    "Math-WordProblem-v0": "palaestra.envs.math.word_problem:WordProblem",
    "Proof-Divisibility-v0": "palaestra.envs.proofs.tasks.divisibility:Divisibility",
    "Proof-Equational-v0": "palaestra.envs.proofs.tasks.equational:Equational",
    "Proof-FirstOrder-v0": "palaestra.envs.proofs.tasks.first_order:FirstOrder",
    "Proof-Induction-v0": "palaestra.envs.proofs.tasks.induction:Induction",
    "Proof-Inequality-v0": "palaestra.envs.proofs.tasks.inequality:Inequality",
    "Proof-Lists-v0": "palaestra.envs.proofs.tasks.lists:Lists",
    "Proof-Propositional-v0": "palaestra.envs.proofs.tasks.propositional:Propositional",
    "Puzzle-Binairo-v0": "palaestra.envs.puzzles.binairo:Binairo",
    "Puzzle-Countdown-v0": "palaestra.envs.puzzles.countdown:Countdown",
    "Puzzle-Cryptarithm-v0": "palaestra.envs.puzzles.cryptarithm:Cryptarithm",
    "Puzzle-EightPuzzle-v0": "palaestra.envs.puzzles.eight_puzzle:EightPuzzle",
    "Puzzle-FifteenPuzzle-v0": "palaestra.envs.puzzles.fifteen_puzzle:FifteenPuzzle",
    "Puzzle-GraphConnectivity-v0": "palaestra.envs.puzzles.graph_connectivity:GraphConnectivity",
    "Puzzle-KnightsAndKnaves-v0": "palaestra.envs.puzzles.knights_and_knaves:KnightsAndKnaves",
    "Puzzle-LightsOut-v0": "palaestra.envs.puzzles.lights_out:LightsOut",
    "Puzzle-MagicSquare-v0": "palaestra.envs.puzzles.magic_square:MagicSquare",
    "Puzzle-Nonogram-v0": "palaestra.envs.puzzles.nonogram:Nonogram",
    "Puzzle-Sokoban-v0": "palaestra.envs.puzzles.sokoban:Sokoban",
    "Puzzle-Sort-v0": "palaestra.envs.puzzles.sort:Sort",
    "Puzzle-Sudoku-v0": "palaestra.envs.puzzles.sudoku:Sudoku",
    "Puzzle-Zebra-v0": "palaestra.envs.puzzles.zebra:Zebra",
    "Mixture-v0": "palaestra.envs.mixture:Mixture",
    "Game-Battleship-v0": "palaestra.envs.games.battleship:Battleship",
    "Game-Blotto-v0": "palaestra.envs.games.blotto:Blotto",
    "Game-Breakthrough-v0": "palaestra.envs.games.breakthrough:Breakthrough",
    "Game-Chess-v0": "palaestra.envs.games.chess:Chess",
    "Game-ConnectFour-v0": "palaestra.envs.games.connect_four:ConnectFour",
    "Game-Debate-v0": "palaestra.envs.games.debate:Debate",
    "Game-Goofspiel-v0": "palaestra.envs.games.goofspiel:Goofspiel",
    "Game-Hex-v0": "palaestra.envs.games.hex:Hex",
    "Game-Kayles-v0": "palaestra.envs.games.kayles:Kayles",
    "Game-KuhnPoker-v0": "palaestra.envs.games.kuhn:KuhnPoker",
    "Game-LeducPoker-v0": "palaestra.envs.games.leduc:LeducPoker",
    "Game-LiarsDice-v0": "palaestra.envs.games.liars_dice:LiarsDice",
    "Game-Mastermind-v0": "palaestra.envs.games.mastermind:Mastermind",
    "Game-Matrix-v0": "palaestra.envs.games.matrix:MatrixGame",
    "Game-Negotiation-v0": "palaestra.envs.games.negotiation:Negotiation",
    "Game-Nim-v0": "palaestra.envs.games.nim:Nim",
    "Game-Othello-v0": "palaestra.envs.games.othello:Othello",
    "Game-Pig-v0": "palaestra.envs.games.pig:Pig",
    "Game-RockPaperScissors-v0": "palaestra.envs.games.matrix:RockPaperScissors",
    "Game-Subtraction-v0": "palaestra.envs.games.subtraction:Subtraction",
    "Game-TicTacToe-v0": "palaestra.envs.games.tictactoe:TicTacToe",
}

NEEDS = {"Game-Chess-v0": "chess"}
"""Packages of extras without which an id of ours can be made and not played; `ids` leaves it out then."""

_ID = re.compile(r"(?:[\w-]+/)?[\w.-]+-v\d+")


def register(id: str, entry: str, **knobs: Any) -> None:
    """Register a task under an id, for `gym.make(id)`.

    Args:
        id: `Name-v0`, or `namespace/Name-v0` for other distributions.
        entry: `"package.module:Class"`; imported at the first `make`, never here.
        **knobs: Knobs or `level=` that this id fixes; `gym.make` can still override them.

    Raises:
        RegistrationError: If the id is malformed or taken.
    """
    if not _ID.fullmatch(id):
        raise RegistrationError(f"id {id!r}: write it like 'acme/ReverseWord-v0'")
    if not isinstance(entry, str) or ":" not in entry:
        raise RegistrationError(f"entry {entry!r}: write 'package.module:Class'")
    if id in gym.registry:
        raise RegistrationError(f"id {id!r} is taken; choose another name or raise its version")
    gym.register(id, entry_point=ENTRY_POINT, kwargs={"_entry": entry, "task_id": id, **knobs})


def register_builtin() -> None:
    """Register our own ids, those of bridges and those that installed distributions offer; imports no task."""
    for id, entry in BUILTIN.items():
        if id not in gym.registry:
            register(id, entry)
    register_bridges()
    for point in importlib.metadata.entry_points(group=GROUP):
        if point.name in gym.registry and gym.registry[point.name].kwargs.get("_entry") == point.value:
            continue
        try:
            register(point.name, point.value)
        except RegistrationError as error:  # one distribution's mistake is not to keep all others from importing us
            warnings.warn(f"{point.value}, offered under {GROUP!r}, is left out: {error}", stacklevel=2)


def ids(*, bridged: bool = False) -> list[str]:
    """Return all registered palaestra ids that can be played; with `bridged` also those of other packages' tasks."""
    missing = {id for id, package in NEEDS.items() if importlib.util.find_spec(package) is None}
    found = [id for id, spec in gym.registry.items() if spec.entry_point == ENTRY_POINT and id not in missing]
    return sorted(found + (bridged_ids() if bridged else []))


def entry_of(id: str) -> str:
    """Return `"module:Class"` of an id, or raise RegistrationError with the nearest one."""
    if id not in gym.registry or gym.registry[id].entry_point not in (ENTRY_POINT, BRIDGE):
        known = ids(bridged=True)
        hint = did_you_mean(id, known, otherwise="; 'palaestra list' shows all")
        raise RegistrationError(f"no environment {id!r}{hint}")
    return str(gym.registry[id].kwargs["_entry"])


def described(id: str, level: int | None = None, difficulty: float | None = None, **knobs: Any) -> tuple[Knobs, str]:
    """Return what `gym.make` with the same arguments would play, and the name that its problems go by.

    Args:
        id: A registered id, whose own knobs count where none are given, or `"module:Class"`.
        level: A level.
        difficulty: A number from 0 to 1 in place of a level.
        **knobs: Knobs by name.

    Raises:
        RegistrationError: If there is no such id or class.
        KnobError: As `Knobs.resolve`.
    """
    if ":" in id:
        return load(id).resolve(level, difficulty, **knobs), id
    entry, own = entry_of(id), dict(gym.registry[id].kwargs)
    own.pop("_entry")
    name = str(own.pop("task_id"))
    if level is not None or difficulty is not None:
        own.pop("level", None)
        own |= {"level": level, "difficulty": difficulty}
    return load(entry).resolve(**(own | knobs)), name
