"""Importing is light, silent and offline, and no file of the worlds can run a text as code."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("torch", "sympy", "transformers", "trl", "datasets", "matplotlib", "PIL", "rich", "pettingzoo", "pandas")
SHARE = 0.4  # of Gymnasium's CPU time: 50 ms where that takes 125; a ratio, since a busy machine slows both


def run(code: str, *flags: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # compile once only
    command = [sys.executable, *flags, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, check=False)
    assert done.returncode == 0, done.stderr
    return done


def own_share() -> float:
    """Return the CPU time of `import palaestra`, after `import gymnasium`, as a share of Gymnasium's."""
    code = (
        "from time import process_time as now; a = now(); import gymnasium; b = now(); import palaestra; c = now(); "
    )
    return float(run(code + "print((c - b) / (b - a))").stdout)


def test_importing_adds_little_to_gymnasium() -> None:
    shares = []
    for _ in range(10):  # the least of several runs: what the machine does besides is not ours
        shares.append(own_share())
        if min(shares) <= SHARE:
            break
    assert min(shares) <= SHARE, f"import palaestra takes {min(shares):.0%} of what import gymnasium takes"


def test_importing_brings_nothing_heavy_and_no_task() -> None:
    code = "import sys, json, gymnasium; a = set(sys.modules); import palaestra; "
    code += "print(json.dumps(sorted(set(sys.modules) - a)))"
    new = json.loads(run(code).stdout)
    assert "palaestra.envs.core" in new
    assert not {name.split(".")[0] for name in new} & set(HEAVY)
    rooms = ("math", "puzzles", "games", "proofs", "verify", "testing")
    assert not [name for name in new if name.startswith(tuple(f"palaestra.envs.{room}" for room in rooms))]
    assert not any(name.startswith(("palaestra.agents", "palaestra.wrappers", "palaestra.benchmarks")) for name in new)


OFFLINE = """
import socket, os, subprocess
def refuse(*args, **kwargs):
    raise AssertionError("the network was asked for: " + repr(args))
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
try:
    socket.create_connection(("example.org", 80))
except AssertionError:
    pass
else:
    raise SystemExit("the block does not block")
import gymnasium as gym, palaestra
from palaestra.envs import Task
for id in palaestra.ids():
    env = gym.make(id)
    env.reset(seed=0)
    view = env.unwrapped
    if isinstance(view.task, Task):
        reward = env.step("\\\\boxed{" + view.task.solve(view.problem) + "}")[1]
        assert reward == 1.0, (id, reward)
    else:
        env.step("\\\\boxed{" + view.task.write(0) + "}")
print(len(palaestra.ids()))
"""


def test_import_make_and_step_need_no_network() -> None:
    assert int(run(OFFLINE).stdout) >= 7


# -- nothing runs text -----------------------------------------------------------------------------------------------

FILES = sorted((ROOT / "envs").rglob("*.py"))
NAMES = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "parse_expr",
    "sympify",
    "literal_eval",
    "getoutput",
    "system",
    "popen",
}
MODULES = {"pickle", "cloudpickle", "marshal", "shelve", "dill", "code", "codeop", "subprocess", "ctypes"}
ALLOWED = {
    "envs/text.py": {"ctypes"},  # the C types of shared memory
    "envs/testing/views.py": {"pickle"},  # shows that environments pickle; what it loads it dumped the line before
    "envs/proofs/lean/process.py": {"subprocess"},  # runs Lean, with limits, only where a caller asks for Lean
    "envs/testing/names.py": {"subprocess"},  # asks a fresh process for the same problems
}


def dangers(source: str) -> set[str]:
    """Return the names and modules in a source that can run text or start programs."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in NAMES:
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and node.attr in NAMES:
            regular = isinstance(node.value, ast.Name) and node.value.id == "re" and node.attr == "compile"
            found |= set() if regular else {node.attr}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").split(".")[0]} & MODULES if not node.level else set()
            found |= {alias.name for alias in node.names} & NAMES
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_worlds_run_no_text(path: Path) -> None:
    assert dangers(path.read_text(encoding="utf-8")) <= ALLOWED.get(str(path.relative_to(ROOT)), set())


def test_every_exception_is_needed() -> None:
    for name, allowed in ALLOWED.items():
        assert dangers((ROOT / name).read_text(encoding="utf-8")) == allowed


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("eval(x)", {"eval"}),
        ("run = exec", {"exec"}),
        ("builtins.eval(x)", {"eval"}),
        ("re.compile(x)", set()),
        ("compile(x, '', 'exec')", {"compile"}),
        ("from sympy.parsing.sympy_parser import parse_expr as p", {"parse_expr"}),
        ("import sympy; sympy.sympify(x)", {"sympify"}),
        ("from pickle import loads", {"pickle"}),
        ("import os; os.system(x)", {"system"}),
        ("text = 'eval(1)'", set()),
    ],
)
def test_the_walk_finds_them(source: str, found: set[str]) -> None:
    assert dangers(source) == found


def test_the_verifier_is_at_the_front_door() -> None:
    import palaestra
    from palaestra.envs.verify import verify_answer

    assert palaestra.verify_answer is verify_answer
