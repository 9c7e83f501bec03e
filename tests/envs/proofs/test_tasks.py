"""Families of theorems: true, not trivial, with proofs that the kernel accepts, and no way around a proof."""

import functools
import itertools
import random

import gymnasium as gym
import numpy as np
import pytest
from intuitionistic import intuitionistic
from models import judge as second_opinion

import palaestra
from palaestra.benchmarks import proofs
from palaestra.envs import Problem, entry_of, judge, load
from palaestra.envs.formats import get_format
from palaestra.envs.proofs import check_proof, start
from palaestra.envs.proofs.scripts import TACTICS as TACTICS_OF_LEAN
from palaestra.envs.proofs.state import State
from palaestra.envs.proofs.tasks.base import AUTOMATION, Attempt, ProofTask, _through, goals_after, structured
from palaestra.envs.proofs.tasks.encoding import SHAPE, encode
from palaestra.envs.proofs.tasks.formulas import FALSE, Scribe, holds_in, provable, read, table, write
from palaestra.envs.proofs.tasks.naming import nameless, parts, tokens
from palaestra.envs.proofs.tasks.propositional import HYPOTHESES, Propositional

IDS = [id for id in palaestra.ids() if id.startswith("Proof-")]
LADDER = [(id, level) for id in IDS for level in range(len(load(entry_of(id)).ladder()))]
FORMATS = ("boxed", "tags", "think-boxed", "plain", "auto")


def task_at(id: str, level: int) -> ProofTask:
    task = load(entry_of(id)).ladder()[level]
    assert isinstance(task, ProofTask)
    return task


@functools.cache
def drawn(task: ProofTask, seed: int) -> Problem:
    return task.generate(np.random.default_rng(seed))


def look_at(task: ProofTask, problem: Problem) -> None:
    """Hold one theorem to all that a family promises."""
    statement = problem.data["statement"]
    told, flat = task.solve(problem), task.show(problem, Attempt(tuple(problem.data["plan"])))
    assert task.verify(problem, told).is_correct, (statement, told, task.verify(problem, told).reason)
    assert task.verify(problem, flat).is_correct, (statement, flat)
    assert not task.verify(problem, flat.rpartition("\n")[0]).is_correct, "the last step is needed"
    for tactic in AUTOMATION:
        for proof in (f"by {tactic}", f"by intros; {tactic}"):
            assert not check_proof(statement, proof).is_correct, (statement, proof)
    assert second_opinion(statement, tries=300).verdict not in ("false", "suspect"), statement
    assert len(task.plan(problem)) <= task.horizon
    assert problem.data["difficulty"] > 0


@pytest.mark.parametrize(("id", "level"), LADDER)
def test_theorems_are_true_and_not_trivial(id: str, level: int) -> None:
    look_at(task_at(id, level), drawn(task_at(id, level), 0))


@pytest.mark.slow
@pytest.mark.parametrize("id", IDS)
def test_many_theorems(id: str) -> None:
    """Ten thousand a family are drawn and checked by `python -m palaestra.benchmarks.proofs`."""
    ladder = load(entry_of(id)).ladder()
    for seed in range(120):
        task = task_at(id, seed % len(ladder))
        look_at(task, task.generate(np.random.default_rng([1, seed])))


@pytest.mark.parametrize("id", IDS)
def test_the_prompt_shows_a_proof_that_holds_and_tactics_that_there_are(id: str) -> None:
    task = task_at(id, 0)
    statement, proof = task.example
    assert check_proof(statement, proof).is_correct
    assert set(task.tactics) <= TACTICS_OF_LEAN
    prompt = drawn(task, 0).prompt
    assert statement in prompt
    assert proof in prompt
    assert all(f"{tactic}," in prompt or f"{tactic}." in prompt for tactic in task.tactics)


@pytest.mark.parametrize("id", IDS)
def test_certificates_are_rare_outside_arithmetic(id: str) -> None:
    rows = proofs.drawn(id, range(12))
    assert not any(row.refusal for row in rows)
    assert id in proofs.ARITHMETIC or sum(row.certificates for row in rows) <= 0.3 * len(rows)


@pytest.mark.parametrize("id", IDS)
def test_a_random_policy_proves_little(id: str) -> None:
    """Tactics at random among those that go through, on the hardest level, until the budget ends."""
    proved = 0
    for seed in range(3):
        task, rng = load(entry_of(id)).ladder()[-1], np.random.default_rng(seed)
        assert isinstance(task, ProofTask)
        problem = drawn(task, seed)
        state = task.start(problem)
        for _ in range(task.horizon):
            moves = np.flatnonzero(task.legal(problem, state))
            if task.over(problem, state) or not len(moves):
                break
            state = task.apply(problem, state, int(rng.choice(moves)))
        proved += task.over(problem, state)
    assert proved <= 1


@pytest.mark.parametrize("id", IDS)
def test_levels_are_harder(id: str) -> None:
    ladder = load(entry_of(id)).ladder()
    assert len(ladder) >= 5
    means = [
        np.mean([task_at(id, i).effort(drawn(task_at(id, i), seed)) for seed in range(8)]) for i in range(len(ladder))
    ]
    assert all(easy < hard for easy, hard in itertools.pairwise(means)), means


# -- propositional logic ----------------------------------------------------------------------------------------------


def formula(dice: random.Random, size: int, atoms: str = "pqr"):  # type: ignore[no-untyped-def]
    if size == 0:
        return dice.choice([*atoms, FALSE])
    op = dice.choice("¬∧∨→↔")
    if op == "¬":
        return op, formula(dice, size - 1, atoms)
    left = dice.randrange(size)
    return op, formula(dice, left, atoms), formula(dice, size - 1 - left, atoms)


def test_two_intuitionistic_provers_agree() -> None:
    dice, yes = random.Random(1), 0
    for _ in range(1_500):
        goal = formula(dice, dice.randrange(2, 7))
        mine = provable([], goal)
        assert intuitionistic(write(goal)) in (mine, None), write(goal)
        rows, every = table("pqr")
        assert holds_in(goal, rows, every) == every or not mine
        yes += mine
    assert 100 < yes < 1_400


def test_glivenko() -> None:
    """What holds classically has an intuitionistic double negation (Glivenko 1929)."""
    dice = random.Random(2)
    rows, every = table("pqr")
    for _ in range(500):
        goal = formula(dice, dice.randrange(1, 7))
        assert provable([], ("¬", ("¬", goal))) is (holds_in(goal, rows, every) == every)


@pytest.mark.parametrize("text", ["p", ("∨", "p", ("¬", "p")), ("→", ("→", ("→", "p", "q"), "p"), "p")])
def test_what_is_not_intuitionistic_has_no_script(text) -> None:  # type: ignore[no-untyped-def]
    assert not provable([], text)
    assert Scribe([f"h{i}" for i in range(9)]).script([], text, 30) is None


def test_classical_levels_need_excluded_middle_and_others_do_not() -> None:
    for task in Propositional.levels:
        for seed in range(5):
            statement = drawn(task, seed).data["statement"]
            groups, _ = parts(statement)
            whole = statement.split(" : ", 2)[-1] if len(groups) == 1 else ""
            if whole:
                assert intuitionistic(whole) is not task.classical, statement


def test_every_hypothesis_is_needed() -> None:
    task = Propositional.levels[3]
    for seed in range(6):
        statement = drawn(task, seed).data["statement"]
        groups, goal = parts(statement)
        texts = [f"({' '.join(names)} : {' '.join(kind)})" for names, kind in groups]
        for fact in texts[1:]:
            others = " ".join(text for text in texts if text != fact)
            assert second_opinion(f"theorem t {others} : {' '.join(goal)}").verdict == "false", (statement, fact)


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("id", "level"), LADDER[::3])
def test_names_and_order_of_hypotheses_do_not_matter(id: str, level: int) -> None:
    task = task_at(id, level)
    problem = drawn(task, level)
    statement = problem.data["statement"]
    groups, goal = parts(statement)
    facts = [(names, kind) for names, kind in groups if names[0].startswith("h") and names[0][1:].isdigit()]
    others = [group for group in groups if group not in facts]
    binders = [f"({' '.join(names)} : {' '.join(kind)})" for names, kind in [*others, *facts[::-1]]]
    turned = f"theorem other {' '.join(binders)} : {' '.join(goal)}"
    renamed = " ".join({"p": "q", "q": "p", "a": "b", "b": "a", "x": "w", "n": "o"}.get(t, t) for t in tokens(turned))
    assert nameless(turned) == nameless(renamed) == nameless(statement) == task.identity(problem)


def test_other_theorems_have_other_identities() -> None:
    one = "theorem t (p q : Prop) (h : p → q) : q → p"
    for other in (one.replace("q → p", "p → q"), one.replace("q → p", "q → q"), one.replace("Prop", "Nat")):
        assert nameless(one) != nameless(other)


# -- plays ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", IDS)
def test_a_chat_shows_goals_and_errors_and_ends_in_a_proof(id: str) -> None:
    env = gym.make(id, interface="chat", level=1)
    text, info = env.reset(seed=3)
    task, problem = env.unwrapped.task, env.unwrapped.problem  # type: ignore[attr-defined]
    goals = str(start(problem.data["statement"]))
    assert goals in text
    assert info["name"]
    text, reward, ended, _, _ = env.step("\\boxed{exact nonsense}")
    assert text == f"error: unknown identifier 'nonsense'\n\n{goals}"
    assert (reward, ended) == (0.0, False)
    for line in problem.data["plan"]:
        assert not ended
        text, reward, ended, _, info = env.step(f"\\boxed{{{line}}}")
        assert ended or "error:" not in text
    assert (reward, ended) == (1.0, True)
    assert info["verdict"].is_correct
    assert task.verify(problem, info["answer"]).is_correct


def test_refused_tactics_cost_a_move() -> None:
    env = gym.make("Proof-Propositional-v0", interface="chat", budget=3)
    env.reset(seed=1)
    for turn in range(3):
        text, reward, ended, _, info = env.step("\\boxed{sorry}")
        assert (reward, ended) == (0.0, turn == 2)
    assert text == "unsolved after 3 moves"
    assert not info["verdict"].is_correct


def test_one_tactic_of_a_chat_may_have_several_lines() -> None:
    env = gym.make("Proof-Propositional-v0", interface="chat", format="plain")
    env.reset(seed=2)
    whole = "\n".join(env.unwrapped.task.solve(env.unwrapped.problem).split("\n")[1:])  # type: ignore[attr-defined]
    _, reward, ended, _, _ = env.step("\n".join(line[2:] for line in whole.split("\n")))
    assert (reward, ended) == (1.0, True)


@pytest.mark.parametrize("id", IDS)
def test_moves_by_number(id: str) -> None:
    env = gym.make(id, interface="moves", level=0)
    seen, info = env.reset(seed=5)
    task, problem = env.unwrapped.task, env.unwrapped.problem  # type: ignore[attr-defined]
    assert seen.shape == SHAPE
    reward = 0.0
    for move in task.plan(problem):
        assert info["action_mask"][move]
        seen, reward, ended, _, info = env.step(move)
    assert (reward, ended) == (1.0, True)


@pytest.mark.parametrize("level", range(len(Propositional.levels)))
def test_a_mask_told_by_formulas_is_what_lean_lets_through(level: int) -> None:
    """But for new names other than the first free one, and for cases of what is known, which are left out."""
    task, rng = Propositional.levels[level], np.random.default_rng(level)
    problem = drawn(task, 1)
    state, seen = task.start(problem), 0
    while not task.over(problem, state) and seen < 8:
        goals = goals_after(problem.data["statement"], state.script)
        assert isinstance(goals, State)
        mask = task.legal(problem, state)
        through = {tactic for tactic in task.alphabet(problem) if _through(goals, tactic)}
        legal = {tactic for tactic, fine in zip(task.alphabet(problem), mask, strict=True) if fine}
        assert legal <= through
        left_out = {t for t in through - legal if t.split()[0] not in ("intro", "have", "by_contra", "by_cases")}
        known = {x.name for x in goals.meta.holes[goals.goals[0]].locals.order}
        new = next(name for name in HYPOTHESES if name not in known)
        assert not {t for t in left_out if not t.startswith("rcases") or new in t} - {"constructor"}
        state, seen = task.apply(problem, state, int(rng.choice(np.flatnonzero(mask)))), seen + 1
    assert seen


@pytest.mark.parametrize("id", IDS)
def test_a_mask_holds_the_next_step(id: str) -> None:
    task = task_at(id, 1)
    problem = drawn(task, 2)
    state = task.start(problem)
    for move in task.plan(problem):
        assert task.legal(problem, state)[move]
        state = task.apply(problem, state, move)
    assert task.over(problem, state)
    assert not task.legal(problem, state).any()


@pytest.mark.parametrize("text", ["p ∧ ¬q → p → q", "¬(p ∨ q) ↔ ¬p ∧ ¬q", "(p → q) → ¬¬(q ∨ False)", "(p ↔ q) ↔ r"])
def test_formulas_are_read_as_they_are_written(text: str) -> None:
    assert write(read(text)) == text


def test_goals_as_numbers_do_not_depend_on_names() -> None:
    one = "p q : Prop\nh1 : p → q\n⊢ q ∧ p"
    other = "a b : Prop\nx : a → b\n⊢ b ∧ a"
    assert (encode(one) == encode(other)).all()
    assert not (encode(one) == encode(one.replace("∧", "∨"))).all()
    assert not encode("No goals").any()


def test_a_dot_stands_before_each_of_several_goals() -> None:
    statement = "theorem t (p q : Prop) (h : p) (i : q) : (p ∧ q) ∧ p"
    plan = ("constructor", "constructor", "exact h", "exact i", "exact h")
    assert structured(statement, plan) == [
        "  constructor",
        "  · constructor",
        "    · exact h",
        "    · exact i",
        "  · exact h",
    ]


def test_explanations_show_the_goals_between() -> None:
    task = Propositional.levels[0]
    problem = drawn(task, 4)
    told = task.explain(problem)
    assert told.count("⊢") >= len(problem.data["plan"])
    assert told.endswith("No goals")


def test_the_command_line_proves_a_theorem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from palaestra import cli

    env = gym.make("Proof-Propositional-v0", interface="chat", level=0)
    env.reset(seed=7)
    lines = iter(["exact nonsense", *env.unwrapped.problem.data["plan"]])  # type: ignore[attr-defined]
    monkeypatch.setattr("builtins.input", lambda _: next(lines))
    cli.main(["play", "Proof-Propositional-v0", "--level", "0", "--seed", "7", "--once"])
    shown = capsys.readouterr().out
    assert "error: unknown identifier 'nonsense'" in shown
    assert "reward 1" in shown


# -- cheating ---------------------------------------------------------------------------------------------------------

CHEATS = (
    "sorry",
    "by sorry",
    "by\n  sorry",
    "by admit",
    "by native_decide",
    "by exact sorry",
    "by exact?",
    "by apply?",
    "by simp?",
    "by decide!",
    "by trivial; sorry",
    "by first | sorry | rfl",
    "by try sorry",
    "by repeat sorry",
    "by all_goals sorry",
    "by exact lcProof",
    "by exact sorryAx _",
    "by exact sorryAx _ false",
    "by exact @sorryAx _ true",
    "sorryAx _",
    "by exact target",
    "target",
    "by exact target _ _",
    "by apply target",
    "by simp [target]",
    "by rw [target]",
    "by exact (target)",
    "by have h := target; exact h",
    "by exact @target",
    "by assumption\naxiom cheat : False",
    "by exact cheat.elim\naxiom cheat : False",
    "axiom cheat : False",
    "by exact False.elim cheat",
    "by\n  exact x\ntheorem more : True := trivial",
    "by rfl\n#eval 1",
    "#print axioms target",
    "by rfl\nend",
    "by rfl\nopen Classical",
    "set_option maxRecDepth 0 in by sorry",
    "by set_option autoImplicit true in sorry",
    "by open Classical in sorry",
    'macro "win" : tactic => `(tactic| sorry)\nby win',
    "by win where macro win := sorry",
    'notation "⊢" => True',
    "local notation False => True",
    "by exact ‹False›.elim",
    "by exact (by sorry)",
    "by exact (fun h => h) sorry",
    "by exact Classical.choice sorry",
    "by exact propext sorry",
    "by unsafe exact unsafeCast 0",
    "by exact unsafeCast ()",
    "by run_tac pure ()",
    "by exact (show False from sorry).elim",
    "def target := True",
    "True",
    "by exact trivial",
    "True.intro",
    "fun x => x x",
    "let rec f := f; f",
    "by let rec f : False := f; exact f.elim",
    "by exact (let rec f : False := f; f).elim",
    "by /- exact h1 -/ rfl",
    "by -- all done",
    "by /- /- -/ sorry -/",
    "/- by rfl",
    "by rfl -/",
    "by ѕоrry",
    "by ｓorry",
    "by so\u200brry",
    "by sоrry",
    "by \u202esorry",
    "by simp\x00",
    "by skip",
    "by done",
    "by intros",
    "by exact _",
    "by exact ?_",
    "by refine ?_",
    "by refine ?x",
    "by refine _",
    "by constructor",
    "_",
    "?_",
    "by",
    "",
    ":= by sorry",
    "by by sorry",
    "by (sorry)",
    "by {sorry}",
    "by case _ => sorry",
    "by stop",
    "by iterate sorry",
    "·",
    "by ·",
    "by exact absurd rfl sorry",
    "by exact inferInstance",
    "by exact default",
    "by infer_instance",
    "by exact Nat.rec",
    "by exact False.rec _ _",
    "by nofun",
    "by exact nomatch sorry",
    "by nomatch sorry",
    "by fail_if_success rfl; sorry",
    "instance : Inhabited False := ⟨sorry⟩",
    "by decide (config := {kernel := true})",
    "by with_reducible sorry",
)


@pytest.mark.parametrize("id", IDS)
def test_cheats_earn_nothing(id: str) -> None:
    task = task_at(id, 1)
    problem = drawn(task, 11)
    right = task.solve(problem)
    for cheat in (*CHEATS, f"{right}\n\ntheorem more : 1 = 1 := rfl", f"{right}\nby sorry", f"{right}\n#check 1"):
        assert task.verify(problem, cheat).score == 0.0, cheat
        for name in FORMATS:
            text = get_format(name).write("", cheat)
            assert judge(task, problem, text, name)[0].score == 0.0, (name, cheat)


@pytest.mark.parametrize("cheat", [c for c in CHEATS if c.startswith("by ")][:40])
def test_cheats_do_not_go_through_in_a_chat(cheat: str) -> None:
    task = Propositional.levels[1]
    problem = drawn(task, 12)
    after = task.hear(problem, Attempt(), cheat.removeprefix("by "))
    assert not task.over(problem, after)


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "by " * 50_000, "by\n" + "  · " * 20_000, "∀ x, " * 30_000, "\ud800" * 9, "⟨" * 5_999]
)
def test_any_text_has_a_verdict(text: str) -> None:
    task = Propositional.levels[0]
    problem = drawn(task, 0)
    assert not task.verify(problem, text).is_correct
    assert task.hear(problem, Attempt(), text).error
