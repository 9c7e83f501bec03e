"""What all tasks made of templates share: chains, and the three splits of generalisation."""

from __future__ import annotations

import numpy as np
import pytest

from palaestra.envs import SplitError, Task, load, problem_at, split_of
from palaestra.envs.math.template import STEPS, TIERS, Template, TemplateTask
from palaestra.envs.registry import BUILTIN

TASKS = {id: load(entry) for id, entry in BUILTIN.items() if issubclass(load(entry), TemplateTask)}
by_id = pytest.mark.parametrize("id", sorted(TASKS))


def drawn(id: str, split: str, n: int = 30, **knobs: object) -> list:
    task = TASKS[id](**knobs)
    return [problem_at(id, task, split, seed) for seed in range(n)]


def templates(id: str) -> dict[str, Template]:
    return {template.name: template for template in TASKS[id].templates}


@by_id
def test_eight_kinds_of_problems_and_five_tiers(id: str) -> None:
    assert len(templates(id)) == len(TASKS[id].templates) >= 8
    assert len(TASKS[id].ladder()) == TIERS
    assert all(len(template.phrasings) >= 2 for template in TASKS[id].templates)


@by_id
@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_parts_are_apart_and_the_oracle_is_right(id: str, axis: str) -> None:
    task, keys = TASKS[id](), {}
    for part in ("train", "test"):
        try:
            problems = drawn(id, f"{axis}/{part}", 15)
        except SplitError:
            assert axis != "exploratory"
            pytest.skip(f"{id} has no {axis} split")
        assert all(task.verify(problem, task.solve(problem)).is_correct for problem in problems)
        assert {split_of(problem.key) for problem in problems} == {part}
        keys[part] = {problem.key for problem in problems}
        assert len(keys[part]) > 10
    assert not keys["train"] & keys["test"]


@by_id
def test_a_composite_is_only_asked_in_the_test_and_needs_both_answers(id: str) -> None:
    if not any(template.opens for template in TASKS[id].templates):
        pytest.skip("no template can follow another")
    known = templates(id)
    assert all("chain" not in problem.data for problem in drawn(id, "compositional/train"))
    for problem in drawn(id, "compositional/test"):
        first, second = (known[name] for name in problem.data["chain"])
        p, q = problem.data["params"]
        opened = str(q[second.opens])
        now = problem.prompt.rpartition("Now let N = ")[2]
        definition, _, question = now.partition(", and answer this question: ")
        sign, _, shift = definition.removeprefix("k").strip().partition(" ")
        k = int(first.answer(p))
        assert k + (int(f"{sign}{shift}") if shift else 0) == int(opened), "N follows from the first answer"
        assert "N" in question
        assert problem.prompt.startswith("Let k be the answer to this question: ")


@by_id
def test_the_usual_method_fails_on_the_transformative_test_only(id: str) -> None:
    known = templates(id)
    if all(type(template).draw_hard is Template.draw_hard for template in known.values()):
        pytest.skip("no template with a second method")
    for part, manages in (("train", True), ("test", False)):
        for problem in drawn(id, f"transformative/{part}", 20):
            template, p = known[problem.data["template"]], problem.data["params"]
            found = template.usual(p, STEPS)
            assert (found is not None and template.verify(p, found).is_correct) is manages


def test_a_task_without_whole_answers_has_no_chains() -> None:
    class Halves(Template):
        name, opens, phrasings = "halves", "n", ("What is half of {n}?", "Halve {n}.")

        def draw(self, rng: np.random.Generator, tier: int) -> dict:
            return {"n": int(rng.integers(100)) * 2 + 1}

        def answer(self, p: dict) -> str:
            return f"{p['n']}/2"

        def steps(self, p: dict) -> list[str]:
            return []

    class Other(Halves):
        name = "other"

    class Halving(TemplateTask):
        templates = (Halves(), Other())

    with pytest.raises(SplitError, match="whole number"):
        Halving().generate_for("compositional", "test", np.random.default_rng(0))
    assert issubclass(Halving, Task)
