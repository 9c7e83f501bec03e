"""Search: what is claimed is what the kernel accepts."""

import functools
import re
from collections.abc import Sequence

import numpy as np
import pytest

from palaestra.agents.proofs import BigramPolicy, Outcome, Suggestion, Uniform, attempt, best_first, drive, mcts, prove
from palaestra.agents.proofs.rounds import draw, steps_of
from palaestra.agents.proofs.search import pass_rates
from palaestra.envs.proofs import check_proof
from palaestra.envs.proofs.tasks.propositional import Propositional

TASK, ID = Propositional.levels[0], "Proof-Propositional-v0"
METHODS = {"best-first": best_first, "mcts": mcts}


class Fixed:
    """Always the same suggestions, with their probabilities; counts how often it is asked of each goal."""

    def __init__(self, **chances: float) -> None:
        self.said = [Suggestion(k.replace("_", " "), float(np.log(v))) for k, v in chances.items()]
        self.asked: list[str] = []

    def suggest(self, goals: Sequence[str]) -> list[list[Suggestion]]:
        self.asked += goals
        return [self.said for _ in goals]


@functools.cache
def taught() -> tuple[BigramPolicy, list[str]]:
    policy = BigramPolicy(width=12)
    shown = draw(TASK, ID, "train", 0, 80)
    policy.learn(step for p in shown for step in steps_of(p.data["statement"], p.data["plan"]))
    return policy, [p.data["statement"] for p in draw(TASK, ID, "test", 0, 16)]


@pytest.mark.parametrize("name", METHODS)
def test_every_proof_claimed_is_accepted_and_some_are_found(name: str) -> None:
    policy, held_out = taught()
    outcomes = prove(held_out, policy, functools.partial(METHODS[name], expansions=24, width=12))
    assert [o.statement for o in outcomes] == held_out
    for outcome in outcomes:
        assert outcome.expansions <= 24
        assert outcome.tried <= 24 * 12
        if outcome.proof is not None:
            assert check_proof(outcome.statement, outcome.proof).is_correct
            assert steps_of(outcome.statement, [t for _, t in outcome.steps]) == list(outcome.steps)
    floor = prove(held_out, Uniform.of(TASK), functools.partial(METHODS[name], expansions=24, width=12))
    assert sum(o.proved for o in outcomes) > sum(o.proved for o in floor)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize(
    "says", ["(p q : Prop) : p → q", "(p q : Prop) (h1 : p ∨ q) : p", "(p : Prop) : False → p ∧ p"]
)
def test_what_is_false_is_never_claimed(name: str, says: str) -> None:
    text = f"theorem t {says}"
    menu = [line for line in TASK.alphabet(None) if not re.search(r"h([3-9]|1\d)|by_cases", line)]  # type: ignore[arg-type]
    policy = Uniform([*menu, "sorry", "admit", "exact sorry"])
    (outcome,) = prove([text], policy, functools.partial(METHODS[name], expansions=60, width=99))
    assert outcome.proved is (text.endswith("p ∧ p"))


@pytest.mark.parametrize("name", METHODS)
def test_a_line_of_tactics_is_walked_to_its_end(name: str) -> None:
    policy = Fixed(intro_h1=0.4, constructor=0.3, exact_h1=0.2, assumption=0.1)
    statement = "theorem t (p q : Prop) : p → q → p"
    (outcome,) = prove([statement], Fixed(intro_h1=0.5, exact_h1=0.3, intro_h2=0.2), METHODS[name])
    assert outcome.proof == "by\n  intro h1\n  intro h2\n  exact h1"
    (outcome,) = prove(["theorem t (p : Prop) : p → p ∧ p ∧ p"], policy, METHODS[name])
    assert [tactic for _, tactic in outcome.steps][:2] == ["intro h1", "constructor"]


def test_best_first_expands_the_likeliest_line_first() -> None:
    # left 0.6, right 0.4, then left·left 0.36, left·right and right·left 0.24, right·right 0.16
    policy = Fixed(left=0.6, right=0.4)
    prove(["theorem t (p q r s : Prop) : (p ∨ q) ∨ (r ∨ s)"], policy, best_first)
    targets = [goals.split("⊢ ")[1] for goals in policy.asked]
    assert targets == ["(p ∨ q) ∨ r ∨ s", "p ∨ q", "r ∨ s", "p", "q", "r", "s"]


def test_mcts_gives_up_on_dead_states_and_ends_when_nothing_is_left() -> None:
    policy = Fixed(left=0.9, right=0.1)
    statement = "theorem t (p q r s : Prop) : (p ∨ q) ∨ (r ∨ s)"
    (outcome,) = prove([statement], policy, functools.partial(mcts, expansions=1000))
    assert outcome == Outcome(statement, None, expansions=7, tried=14)
    assert len(set(policy.asked)) == 7


def test_mcts_finds_behind_a_misleading_prior_what_best_first_finds_late() -> None:
    # nine in ten say constructor, which opens goals that cannot be closed; the way is intro and assumption
    policy = Fixed(constructor=0.9, intro_h1=0.06, assumption=0.04)
    statement = "theorem t (p q : Prop) (h : (p ∧ p) ∧ (p ∧ p) → q) : (p → p) ∧ ((p ∧ p) → p ∧ p)"
    for method in METHODS.values():
        (outcome,) = prove([statement], policy, functools.partial(method, expansions=60))
        assert outcome.proved


def test_attempts_count_and_end_at_the_first_refusal() -> None:
    policy = Fixed(intro_h1=0.5, exact_h2=0.5)
    statement = "theorem t (p : Prop) : p → p"
    (tries,) = pass_rates([statement], Fixed(intro_h1=0.5, exact_h1=0.5), 400, seed=1)
    rate = sum(o.proved for o in tries) / 400
    assert 0.19 < rate < 0.31  # intro, then exact: a quarter
    assert not any(o.proved for o in drive([attempt(statement, rng=np.random.default_rng(0))], policy))


def test_a_state_is_asked_about_once_for_all_searches() -> None:
    policy = Fixed(intro_h1=1.0)
    prove(["theorem a (p : Prop) : p → p"] * 5, policy)
    assert len(policy.asked) == len(set(policy.asked))
