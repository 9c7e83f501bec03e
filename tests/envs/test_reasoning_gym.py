"""The bridge to reasoning-gym: cheap and honest without the package; total, bounded and reproducible with it."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import re
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

import palaestra
from palaestra.envs import KnobError, MissingExtraError, PalaestraError, Status, clean, entry_of, ids, problem_at
from palaestra.envs.bridges import ENTRY_POINT, bridged_ids, reasoning_gym, reasoning_gym_names
from palaestra.envs.bridges.formulas import FormulaError, is_antiderivative, read_formula, read_polynomial

ROOT = Path(__file__).parent.parent.parent
INSTALLED = importlib.util.find_spec("reasoning_gym") is not None
FIXED_HASHES = not sys.flags.hash_randomization
NAMES = reasoning_gym_names()
USABLE = [name for name in NAMES if FIXED_HASHES or name not in reasoning_gym.HASHED]
SAMPLE = (
    "chain_sum", "coin_flip", "countdown", "game_of_life_halting", "gsm_symbolic", "needle_haystack", "pool_matrix",
    "propositional_logic", "rush_hour", "simple_integration",
)  # fmt: skip

needs_package = pytest.mark.skipif(not INSTALLED, reason="pip install reasoning-gym")

NO_FULL_SCORE = {
    "boxnet": "stores no answer, and its score counts the boxes that a plan delivers",
    "rush_hour": "stores no answer, only how many moves the shortest solution has",
}
"""Data sets whose oracle earns nothing, and why; all others score 1."""


def env_of(name: str, **kwargs: Any) -> Any:
    return gym.make(f"ReasoningGym/{name}-v0", **kwargs)


def python(code: str, **env: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=os.environ | env, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# -- without the package ---------------------------------------------------------------------------------------------


def test_ids_stand_in_a_table_of_their_own() -> None:
    assert bridged_ids() == [f"ReasoningGym/{name}-v0" for name in sorted(NAMES)]
    assert len(NAMES) > 100
    assert not set(bridged_ids()) & set(palaestra.ids())
    assert set(bridged_ids()) < set(ids(bridged=True))
    assert gym.spec("ReasoningGym/chain_sum-v0").entry_point == ENTRY_POINT
    assert entry_of("ReasoningGym/chain_sum-v0") == "palaestra.envs.bridges.reasoning_gym:Bridged"


def test_importing_does_not_import_the_package_and_registering_is_cheap() -> None:
    code = """
import sys, time, gymnasium as gym, palaestra
from palaestra.envs.bridges import register_bridges, bridged_ids
assert "reasoning_gym" not in sys.modules
assert "palaestra.envs.bridges.reasoning_gym" not in sys.modules
took = []
for _ in range(5):
    for id in bridged_ids():
        del gym.registry[id]
    start = time.process_time()
    register_bridges()
    took.append(time.process_time() - start)
print(min(took))
"""
    assert float(python(code)) < 0.005


def test_without_the_package_one_line_says_what_to_type() -> None:
    code = """
import sys
sys.modules["reasoning_gym"] = None
import gymnasium as gym, palaestra
try:
    gym.make("ReasoningGym/chain_sum-v0")
except palaestra.PalaestraError as error:
    assert isinstance(error, ImportError)
    print(error)
"""
    text = python(code).strip()
    assert "pip install reasoning-gym" in text
    assert "\n" not in text


@pytest.mark.skipif(INSTALLED, reason="the package is installed")
def test_the_error_is_one_of_ours() -> None:
    with pytest.raises(MissingExtraError, match="pip install reasoning-gym"):
        env_of("chain_sum")


@pytest.mark.parametrize(
    ("answer", "integrand", "right"),
    [
        ("x**3/3 + C", "x**2", True),
        ("x^3/3 - 7", "x**2", True),
        ("x**3", "x**2", False),
        ("x**3/3 + x/1000000", "x**2", False),
        ("x*asin(3*x) + sqrt(1 - 9*x**2)/3 + C", "asin(3*x)", True),
        ("log(x)", "1/x", True),
        ("log(Abs(x)) + C", "1/x", True),
        ("exp(x)*sin(x) + exp(x)*cos(x)", "2*exp(x)*cos(x)", True),
        ("E**(2*x)/2", "exp(2*x)", True),
        ("-2*(5*x - 3)**(3/2)/3 + C", "-5*sqrt(5*x - 3)", True),
        ("2**-1*x", "1/2", True),
        ("-x**2", "-2*x", True),
        ("9**9**9**9**9", "0", False),
        ("exp(exp(exp(exp(x))))", "1", False),
        ("1/0*x", "1", False),
    ],
)
def test_antiderivatives_are_told_by_their_slope(answer: str, integrand: str, right: bool) -> None:
    assert is_antiderivative(answer, integrand, "x") is right


@pytest.mark.parametrize(
    "text",
    [
        *("", "(", ")", "x)", "(x", "x x", "2x", "sin", "sin x", "y", "x.real", "__import__('os')", "Integral(x, x)"),
        *("1e9", "x" * 3_000, "(" * 900 + "x" + ")" * 900, "-" * 900 + "x", "x\0", "٣", "lambda: 1", "sin()", "()"),
        *("x +", "*x"),
    ],
)
def test_other_texts_are_no_formulas(text: str) -> None:
    with pytest.raises(FormulaError):
        read_formula(text, "x")


def test_polynomials_are_read_only_when_written_out() -> None:
    assert read_polynomial("x*y - 2*x^2 + 3 - 3") == read_polynomial("-2*x**2+y*x")
    assert read_polynomial("x + 1") != read_polynomial("x - 1")
    for text in ("(x + 1)*(x - 1)", "", "x +", "+", "x--1", "1 2", "x**-1", "x**y", "2x", "x**99999", "x.y", "*x"):
        with pytest.raises(FormulaError):
            read_polynomial(text)


# -- with it ---------------------------------------------------------------------------------------------------------


def check_one(name: str) -> None:
    """Check what a bridge owes: Gymnasium's checker, an oracle, names, and answers that run nothing."""
    env = env_of(name)
    view = env.unwrapped
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(view, skip_render_check=True)
    states = random.getstate(), np.random.get_state()[1].tobytes()  # type: ignore[index]
    for seed in range(3):
        env.reset(seed=seed)
        task, problem = view.task, view.problem
        answer = task.solve(problem)
        again = problem_at.__wrapped__(view.id, task, None, seed)
        assert (again.prompt, again.data) == (problem.prompt, problem.data)
        if name in NO_FULL_SCORE:
            assert answer == ""
        else:
            for text in (answer, f"  {answer}\n", f"${answer}$" if answer == clean(answer) else answer):
                assert task.verify(problem, text).is_correct, text
            assert env.step(f"\\boxed{{{answer}}}")[1] == 1.0
    assert states == (random.getstate(), np.random.get_state()[1].tobytes())  # type: ignore[index]


MARK = "palaestra-was-here"
HOSTILE = {
    "call": f"__import__('os').system('touch {MARK}')",
    "call in a list": f"[__import__('os').system('touch {MARK}')]",
    "call as float": f"float(__import__('os').system('touch {MARK}'))",
    "power": "9**9**9**9",
    "factorial": "factorial(factorial(factorial(12)))",
    "exponent": "1e999999999",
    "fraction": "1/1e-999999999",
    "underscores": "1e9_9_9_9_9_9_9_9",
    "repeat": "F999999999 A+999999999 A-999999999",
    "many names": "∨".join(chr(97 + i % 26) + str(i) for i in range(200)),
    "letters": "∨".join("PQRS") * 100,
    "nots": "¬" * 900 + "P",
    "nul": "\0" * 200,
    "surrogate": "\ud800",
    "digits": "9" * 1_000,
    "moves": "RLUD" * 250,
    "turns": "F9 " * 333,
    "commas": "," * 1_000,
    "json": '{"a": ' * 150 + "1" + "}" * 150,
    "list": "[" * 490 + "]" * 490,
    "nan": "nan",
    "infinite": "-inf",
    "words": "Yes No True False knight knave 1 2 3",
    "smuggled": "len('aaaa') + ord('a') # 1 2 3 4",
    "brackets": "(" * 100_000,
    "deep list": "[" * 100_000,
    "long": "1 + " * 25_000 + "1",
    "arabic": "٣",
}


def check_hostile(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check that no answer runs, raises, takes two seconds or is taken for right."""
    monkeypatch.chdir(tmp_path)
    view = env_of(name).unwrapped
    view.reset(seed=0)
    task, problem = view.task, view.problem
    right = clean(task.solve(problem))
    for what, text in HOSTILE.items():
        start = time.process_time()
        verdict = task.verify(problem, text)
        took = time.process_time() - start
        assert took < 2, f"{what}: {took:.1f} s"
        assert 0 <= verdict.score <= 1
        follows = name == "propositional_logic" and what in ("letters", "nots")  # true, if that follows
        assert not verdict.is_correct or text == right or follows, what
    assert not list(tmp_path.iterdir())


@needs_package
@pytest.mark.parametrize("name", SAMPLE)
def test_some_data_sets(name: str) -> None:
    check_one(name)


@needs_package
@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in USABLE if name not in SAMPLE])
def test_every_data_set(name: str) -> None:
    check_one(name)


@needs_package
@pytest.mark.parametrize("name", SAMPLE)
def test_hostile_answers_to_some(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_hostile(name, tmp_path, monkeypatch)


@needs_package
@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in USABLE if name not in SAMPLE])
def test_hostile_answers(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_hostile(name, tmp_path, monkeypatch)


@needs_package
@pytest.mark.slow
@pytest.mark.skipif(FIXED_HASHES, reason="all data sets are in the tests above")
def test_data_sets_that_need_fixed_hashes() -> None:
    file = str(Path(__file__).relative_to(ROOT))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--slow", file, "-k", " or ".join(sorted(reasoning_gym.HASHED))],
        capture_output=True, text=True, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "0"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert f"{2 * len(reasoning_gym.HASHED)} passed" in done.stdout


@needs_package
@pytest.mark.skipif(FIXED_HASHES, reason="Python's hashes are fixed")
@pytest.mark.parametrize("name", sorted(reasoning_gym.HASHED))
def test_data_sets_that_differ_between_processes_say_so(name: str) -> None:
    with pytest.raises(PalaestraError, match="PYTHONHASHSEED=0"):
        env_of(name)


PRINT_KEYS = """
import json, sys, gymnasium as gym, palaestra
found = {}
for name in json.loads(sys.argv[1]):
    env = gym.make(f"ReasoningGym/{name}-v0")
    found[name] = []
    for seed in range(4):
        env.reset(seed=seed)
        problem = env.unwrapped.problem
        found[name].append([problem.key, problem.data["answer"]])
print(json.dumps(found, sort_keys=True))
"""


@needs_package
@pytest.mark.slow
def test_names_are_the_same_problems_in_every_process() -> None:
    names = json.dumps([name for name in NAMES if name not in reasoning_gym.HASHED])
    code = f"import sys; sys.argv[1:] = [{names!r}]\n{PRINT_KEYS}"
    first, second = (json.loads(python(code, PYTHONHASHSEED=seed)) for seed in ("1", "2"))
    assert [name for name in first if first[name] != second[name]] == []


@needs_package
def test_the_list_is_what_was_read() -> None:
    from reasoning_gym.factory import DATASETS

    listed = json.loads((ROOT / "envs/bridges/reasoning_gym.json").read_text(encoding="utf-8"))
    if reasoning_gym._release() != listed["release"]:
        pytest.skip(f"reasoning-gym {listed['release']} is the one that was read")
    assert set(DATASETS) - {"composite"} == set(NAMES)


@needs_package
def test_every_scorer_that_could_run_text_is_replaced() -> None:
    """A walk over the installed source: what runs text is ours now, or was read and runs no answer."""
    import inspect

    from reasoning_gym.factory import DATASETS

    found = set()
    for name in NAMES:
        module = inspect.getmodule(DATASETS[name][0])
        assert module is not None
        if re.search(r"\b(eval|exec|parse_expr|sympify|system|popen)\(|subprocess", inspect.getsource(module)):
            found.add(name)
    assert found <= set(reasoning_gym.OWN) | reasoning_gym.READ
    assert found >= reasoning_gym.READ


@needs_package
def test_a_release_that_was_not_read_runs_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(reasoning_gym.OWN, "countdown")
    reasoning_gym._check.cache_clear()
    with pytest.raises(PalaestraError, match="may run answers as code"):
        env_of("countdown")
    reasoning_gym._check.cache_clear()


@needs_package
@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("{", "is no JSON"),
        ("[]", "write a JSON object"),
        ('{"seed": 1}', "without seed and size"),
        ('{"terms": 1}', "chain_sum does not take it"),
        ('{"min_terms": 9, "max_terms": 2}', "chain_sum does not take it"),
    ],
)
def test_a_config_is_checked(config: str, message: str) -> None:
    with pytest.raises(KnobError, match=message):
        env_of("chain_sum", config=config)


@needs_package
def test_a_config_is_part_of_the_name() -> None:
    easy, hard = env_of("chain_sum"), env_of("chain_sum", config='{"max_terms": 9, "min_terms": 9}')
    assert easy.reset(seed=0)[1]["level"] == 0
    prompt, info = hard.reset(seed=0)
    assert len(re.findall(r"[+-] \d", prompt)) == 8
    assert info["level"] == -1
    assert json.loads(info["name"])["knobs"] == {"config": '{"max_terms":9,"min_terms":9}', "dataset": "chain_sum"}


@needs_package
def test_neighbouring_seeds_share_nothing() -> None:
    env = env_of("chain_sum", config='{"min_digits": 4, "max_digits": 4, "min_terms": 4}')
    assert len({env.reset(seed=seed)[0] for seed in range(200)}) == 200
    train, test = (
        {env_of("spell_backward", split=split).reset(seed=seed)[0] for seed in range(50)}
        for split in ("train", "test")
    )
    assert not train & test


@needs_package
def test_what_any_text_satisfied_is_mended() -> None:
    for name, text in (("game_of_life_halting", "banana"), ("complex_arithmetic", "nan"), ("puzzle24", "4*6*1*1")):
        env = env_of(name)
        for seed in range(5):
            env.reset(seed=seed)
            task, problem = env.unwrapped.task, env.unwrapped.problem
            assert task.verify(problem, text).score == 0 or "4, 6" in problem.prompt


@needs_package
def test_countdown_takes_every_way_to_write_it() -> None:
    env = env_of("countdown")
    env.reset(seed=3)
    task, problem = env.unwrapped.task, env.unwrapped.problem
    answer = task.solve(problem)
    assert task.verify(problem, f"({answer})").is_correct
    assert task.verify(problem, answer.replace("*", " × ")).is_correct
    assert not task.verify(problem, f"{answer} + 0").is_correct
    assert not task.verify(problem, str(sum(map(int, re.findall(r"\d+", answer))))).is_correct


@needs_package
def test_a_problem_of_another_release_is_refused_in_words() -> None:
    env = env_of("chain_sum")
    for data in ({}, {"seed": "x", "answer": "1"}, {"seed": 5, "answer": "1"}):
        env.reset(options={"problem": {"prompt": "1 + 1 = ?", "data": data}})
        verdict = env.step("\\boxed{1}")[4]["verdict"]
        assert verdict.status is Status.WRONG
        assert "does not make this problem" in verdict.reason
