"""Knights and knaves: one assignment fits, by a logic engine's judgement; answers are read by names."""

import json
import re
from collections import Counter
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import And, Equivalent, Implies, Not, Or, Symbol
from sympy.logic.inference import satisfiable

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.puzzles.knights_and_knaves import NAMES, KnightsAndKnaves
from palaestra.envs.verify.claims import chain, consistent, english, fits, reasons, truths

ID = "Puzzle-KnightsAndKnaves-v0"
LEVELS = range(len(KnightsAndKnaves.levels))
TASK = KnightsAndKnaves.levels[0]


def holds(claim, roles):
    """Truth of a claim under a list of booleans, by recursion over its syntax."""
    kind, *parts = claim
    if kind == "is":
        return roles[parts[0]] == parts[1]
    if kind == "count":
        return sum(roles[i] for i in parts[1]) == parts[0]
    values = [holds(part, roles) for part in parts]
    return {
        "not": lambda a: not a,
        "and": lambda a, b: a and b,
        "or": lambda a, b: a or b,
        "if": lambda a, b: b if a else True,
        "iff": lambda a, b: a is b,
    }[kind](*values)


def formula(claim, symbols):
    kind, *parts = claim
    if kind == "is":
        return symbols[parts[0]] if parts[1] else Not(symbols[parts[0]])
    if kind == "count":
        choices = product([True, False], repeat=len(parts[1]))
        return Or(*(And(*(symbols[i] if yes else Not(symbols[i]) for i, yes in zip(parts[1], choice, strict=True)))
                    for choice in choices if sum(choice) == parts[0]))  # fmt: skip
    join = {"not": Not, "and": And, "or": Or, "if": Implies, "iff": Equivalent}[kind]
    return join(*(formula(part, symbols) for part in parts))


def bits(roles):
    return sum(1 << i for i, knight in enumerate(roles) if knight)


@settings(deadline=None)
@given(st.sampled_from(LEVELS), st.integers(0, 10**6))
def test_exactly_the_oracles_roles_fit_by_evaluating_the_statements(level, seed):
    task = KnightsAndKnaves.levels[level]
    problem = problem_at(ID, task, None, seed)
    claims, names = problem.data["claims"], problem.data["names"]
    fitting = [
        roles
        for roles in product([False, True], repeat=task.people)
        if all(holds(claim, roles) == roles[i] for i, claim in enumerate(claims))
    ]
    assert len(fitting) == 1
    said = ", ".join(f"{name} is a {'knight' if k else 'knave'}" for name, k in zip(names, fitting[0], strict=True))
    assert task.solve(problem) == said


@settings(deadline=None, max_examples=10)
@given(st.sampled_from(LEVELS[:4]), st.integers(0, 10**6))
def test_a_satisfiability_solver_agrees(level, seed):
    task = KnightsAndKnaves.levels[level]
    problem = problem_at(ID, task, None, seed)
    symbols = [Symbol(name) for name in problem.data["names"]]
    said = And(*(Equivalent(symbols[i], formula(c, symbols)) for i, c in enumerate(problem.data["claims"])))
    models = list(satisfiable(said, all_models=True))
    assert len(models) == 1
    roles = [bool(models[0][symbol]) for symbol in symbols]
    assert [bits(roles)] == consistent(problem.data["claims"])


@pytest.mark.parametrize("level", [0, 1, 3])
def test_no_statement_gives_everything_or_nothing_away(level):
    for seed in range(300):
        problem = problem_at(ID, KnightsAndKnaves.levels[level], None, seed)
        n = len(problem.data["names"])
        for speaker, claim in enumerate(problem.data["claims"]):
            number = sum(holds(claim, r) == r[speaker] for r in product([False, True], repeat=n))
            assert 1 < number < 2**n


@given(st.integers(3, 10), st.integers(0, 1023))
def test_the_chain_of_last_resort_fits_one_assignment(n, roles):
    assert consistent(chain(roles % 2**n, n)) == [roles % 2**n]


@settings(deadline=None)
@given(st.integers(0, 1000), st.sampled_from(LEVELS))
def test_truth_sets_agree_with_evaluation(seed, level):
    problem = problem_at(ID, KnightsAndKnaves.levels[level], None, seed)
    n = len(problem.data["names"])
    for claim in problem.data["claims"]:
        want = sum(1 << bits(roles) for roles in product([False, True], repeat=n) if holds(claim, roles))
        assert truths(claim, n) == want


def test_all_assignments_are_equally_likely():
    found = Counter(consistent(problem_at(ID, TASK, None, seed).data["claims"])[0] for seed in range(1600))
    assert set(found) == set(range(8))
    assert sum((count - 200) ** 2 / 200 for count in found.values()) < 29.9  # chi-square, 7 degrees, p = 0.0001


def test_statements_in_english():
    names = ["Ann", "Bob", "Cara"]
    assert english(["is", 0, False], names, 0) == "I am a knave"
    assert english(["count", 1, [0, 1, 2]], names, 1) == "exactly 1 of Ann, Cara and me is a knight"
    nested = ["if", ["and", ["is", 0, True], ["is", 1, False]], ["not", ["count", 2, [0, 1]]]]
    assert english(nested, names, 2) == (
        "if (Ann is a knight and Bob is a knave), then it is not true that exactly 2 of Ann and Bob are knights"
    )


@settings(deadline=None)
@given(st.integers(0, 10**4), st.permutations(range(3)), st.permutations(NAMES[:3]))
def test_renamed_and_reordered_puzzles_are_one_problem(seed, order, names):
    problem = problem_at(ID, TASK, None, seed)

    def moved(claim):
        if claim[0] == "is":
            return ["is", order.index(claim[1]), claim[2]]
        if claim[0] == "count":
            return ["count", claim[1], sorted(order.index(i) for i in claim[2])]
        parts = [moved(part) for part in claim[1:]]
        return [claim[0], *(parts[::-1] if claim[0] in ("and", "or", "iff") else parts)]

    twin = Problem("", {"names": names, "claims": [moved(problem.data["claims"][i]) for i in order]})
    assert TASK.identity(twin) == TASK.identity(problem)


def puzzle():
    """Ann says: Bob is a knave. Bob says: exactly 2 of us are knights. Cara says: Ann or Bob is a knave."""
    claims = [["is", 1, False], ["count", 2, [0, 1, 2]], ["or", ["is", 0, False], ["is", 1, False]]]
    problem = Problem("", {"names": ["Ann", "Bob", "Cara"], "claims": claims})
    assert TASK.solve(problem) == "Ann is a knave, Bob is a knight, Cara is a knight"
    return problem


@pytest.mark.parametrize(
    "text",
    [
        "Ann is a knave, Bob is a knight, Cara is a knight",
        "ANN: KNAVE; bob: knight; cara: knight",
        "Cara=knight, Ann=knave, Bob=knight",
        "Ann is a knave. Bob and Cara are knights.",
        '{"Ann": "knave", "Bob": "knight", "Cara": "knight"}',
        "Ann - knave\nBob - knight\nCara - knight",
        "| Ann | knave |\n| Bob | knight |\n| Cara | knight |",
        "\\text{Ann is a knave, Bob is a knight, and Cara is a knight}",
        "**Ann**: knave, **Bob**: knight, **Cara**: knight",
        "Ann → knave, Bob → knight, Cara → knight",
    ],
)
def test_written_forms(text):
    assert TASK.verify(puzzle(), text).is_correct


@pytest.mark.parametrize(
    "text",
    [
        "Ann is a knave, Bob is a knight",
        "Ann is a knave, Bob is a knight, Cara is a knight or a knave",
        "Ann is a knave, Bob is a knight, Cara is a knight, Cara is a knave",
        "Ann is not a knight, Bob is a knight, Cara is a knight",
        "Ann is a knave, Bob is a knight, Cara is a knight, Ann is a knave",
        "maybe Ann is a knave, Bob is a knight, Cara is a knight",
        "knave, knight, knight",
        "Ann, Bob, Cara",
        "Ann is a non-knight, Bob is a knight, Cara is a knight",
        "Ann knave Bob knight Cara knight Dan knight",
        "knaves: Ann; knights: Bob, Cara",
        "Ann is a knight/knave, Bob is a knight, Cara is a knight",
        "Ann is a knave, Bob is a knight, Cara is a",
        "Ann is a knave? Bob is a knight, Cara is a knight",
        "Ann is a knave, Bob ≠ knight, Cara is a knight",
        "",
        "\x00",
        "\ud800",
        "Ann is a knave, " * 60_000,
        "__import__('os').system('x')",
        "(" * 10**5,
        "9**9**9",
    ],
)
def test_hedges_gaps_and_junk_are_wrong(text):
    assert not TASK.verify(puzzle(), text).is_correct


@given(
    st.permutations([("Ann", "knave"), ("Bob", "knight"), ("Cara", "knight")]),
    st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_exactly_the_right_roles_are_correct_in_any_order(pairs, flips):
    other = {"knight": "knave", "knave": "knight"}
    said = {name: other[role] if flip else role for (name, role), flip in zip(pairs, flips, strict=True)}
    assert TASK.verify(puzzle(), json.dumps(said)).is_correct == (not any(flips))


@settings(deadline=None)
@given(st.sampled_from(LEVELS), st.integers(0, 10**5))
def test_every_conclusion_of_an_explanation_follows(level, seed):
    """Replay each line: what it concludes holds in every assignment that its suppositions and that statement allow."""
    task = KnightsAndKnaves.levels[level]
    problem = problem_at(ID, task, None, seed)
    names, claims = problem.data["names"], problem.data["claims"]
    every = list(product([False, True], repeat=len(names)))
    right = [bool(consistent(claims)[0] >> i & 1) for i in range(len(names))]
    known, stack = {}, []

    def allowed(speaker):
        fit = [r for r in every if all(r[i] == k for i, k in known.items())]
        return fit if speaker is None else [r for r in fit if holds(claims[speaker], r) == r[speaker]]

    lines = task.explain(problem).split("\n")
    contradicted = False
    for line in lines[:-1]:
        words = re.findall(r"\w+", line)
        if line.startswith("Suppose"):
            stack.append((dict(known), names.index(words[1])))
            known[names.index(words[1])] = True
        elif "contradiction" in line:
            assert allowed(names.index(words[1])) == []
            contradicted = True
        elif line.startswith("So "):
            assert contradicted
            known, person = stack.pop()
            assert words[1] == names[person]
            assert words[-1] == "knave"
            known[person] = False
            contradicted = False
        else:
            speaker = names.index(words[1] if words[0] == "What" else words[0])
            if words[0] != "What":
                assert known[speaker] == (words[3] == "knight")
            person, knight = names.index(words[-4]), words[-1] == "knight"
            assert all(roles[person] == knight for roles in allowed(speaker))
            known[person] = knight
    assert lines[-1] == "All statements fit."
    assert [known[i] for i in range(len(names))] == right


def test_the_search_style_names_a_statement_that_each_assignment_breaks():
    problem = puzzle()
    *failed, last = TASK.explain(problem, "search").split("\n")
    assert last == f"{TASK.solve(problem)}: all fits."
    for line in failed:
        roles = [role == "knight" for role in re.findall(r"is a (\w+)", line)]
        speaker = problem.data["names"].index(re.search(r": (\w+) would", line)[1])
        assert holds(problem.data["claims"][speaker], roles) != roles[speaker]


def test_a_puzzle_without_solution_has_no_proof_and_no_answer():
    claims = [["is", 0, False], ["is", 0, True], ["is", 0, True]]
    problem = Problem("", {"names": ["Ann", "Bob", "Cara"], "claims": claims})
    assert TASK.solve(problem) == ""
    assert "contradiction" in reasons(claims, ["Ann", "Bob", "Cara"])[-1]
    assert fits(0, claims[0], 3) == 0


def test_names_differ_and_are_no_words_of_the_answer():
    assert len({name.lower() for name in NAMES}) == len(NAMES) == 26
    assert not {name.lower() for name in NAMES} & {"is", "are", "a", "and", "knight", "knave", "knights", "knaves"}
    assert all(re.fullmatch("[A-Z][a-z]+", name) for name in NAMES)
    assert not any(a != b and a.lower() == b.lower() for a, b in permutations(NAMES, 2))


def test_impossible_knobs_say_what_is_allowed():
    for knobs in ({"people": 2}, {"people": 11}, {"depth": 0}, {"depth": 5}):
        with pytest.raises(KnobError, match="use"):
            KnightsAndKnaves.resolve(**knobs)


def test_guesses_are_right_one_time_in_eight():
    rng = np.random.default_rng(0)
    problems = [problem_at(ID, TASK, None, seed) for seed in range(800)]
    right = sum(TASK.verify(p, TASK.guess(p, rng)).is_correct for p in problems)
    assert 60 < right < 145  # 100 expected, standard deviation 9.4
