"""What a stranger gets: the wheel in an empty environment, and a third-party puzzle in one of its own."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


def run(*argv, cwd, ok=True, **env):
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | env
    done = subprocess.run([str(a) for a in argv], cwd=cwd, env=clean, capture_output=True, text=True, timeout=900)
    assert (done.returncode == 0) == ok, f"{argv}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout + done.stderr


EVERY = """
import sys
import gymnasium as gym
import palaestra
from palaestra.cli import main

for id in palaestra.ids():
    print("===", id)
    env = gym.make(id)
    env.reset(seed=0)
    env.close()
    agent = "random" if id.startswith("Game-") else "oracle"  # which thinks for seconds at a move
    assert main(["show", id, "--answer"]) == main(["eval", id, "--agent", agent, "--n", "5"]) == 0
assert "torch" not in sys.modules
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, ROOT, cwd=out)  # sdist, then the wheel from the sdist
    assert len(list(out.glob("*.tar.gz"))) == 1
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory, wheel):
    folder = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    bin = folder / "venv" / "bin"
    run(bin / "python", "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    return bin


def test_the_wheel_needs_no_extra(empty, tmp_path):
    shown = run(empty / "python", "-c", EVERY, cwd=tmp_path).split("=== ")[1:]
    assert len(shown) >= 70
    listed = run(empty / "palaestra", "list", cwd=tmp_path)
    for text in shown:
        id = text.split()[0]
        assert id in listed
        assert "100.0 % correct" in text or id.startswith("Game-")


def test_training_without_the_extra_says_what_to_install(empty, tmp_path):
    said = run(empty / "palaestra", "train", "Puzzle-Sort-v0", "--model", "nano", cwd=tmp_path, ok=False)
    assert "pip install 'palaestra[train]'" in said
    assert "Traceback" not in said


def test_make_without_an_import(empty, tmp_path):
    code = "import gymnasium as gym; e = gym.make('palaestra:Math-AIME-v0'); print(e.reset(seed=0))"
    assert "Math-AIME-v0" in run(empty / "python", "-c", code, cwd=tmp_path)


def test_the_third_party_puzzle(tmp_path):
    """Installed apart, then listed, shown, evaluated, checked and trained for two steps by the command line."""
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    bin = tmp_path / "venv" / "bin"
    site = Path(
        run(bin / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip()
    )
    # everything else comes from the environment that runs the tests: this is about the plug-in
    site.joinpath("parent.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    source = tmp_path / "third_party"
    run("cp", "-r", ROOT / "examples" / "third_party", source, cwd=tmp_path)
    run(bin / "python", "-m", "pip", "install", "-q", "--no-deps", source, cwd=tmp_path)
    cli = [bin / "python", "-m", "palaestra"]
    assert "acme/ReverseWord-v0" in run(*cli, "list", "reverse", cwd=tmp_path)
    assert "answer:" in run(*cli, "show", "acme/ReverseWord-v0", "--answer", cwd=tmp_path)
    assert "100.0 % correct" in run(*cli, "eval", "acme/ReverseWord-v0", "--agent", "oracle", cwd=tmp_path)
    run(*cli, "check", "acme_puzzles:ReverseWord", "--seeds", "5", cwd=tmp_path)
    run(
        *cli, "train", "acme/ReverseWord-v0", "--model", "nano", "--steps", "2", "--run", "run",
        "--eval-problems", "4", "--eval-samples", "2", cwd=tmp_path,
    )  # fmt: skip
    steps = [json.loads(line)["step"] for line in (tmp_path / "run" / "metrics.jsonl").read_text().splitlines()]
    assert steps == [1, 2]


def test_the_third_party_puzzle_is_short():
    import ast

    source = (ROOT / "examples" / "third_party" / "acme_puzzles" / "__init__.py").read_text()
    tree = ast.parse(source)
    docs = [n.body[0] for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and ast.get_docstring(n)]
    inside = {line for doc in docs for line in range(doc.lineno, doc.end_lineno + 1)}
    code = [line for i, line in enumerate(source.splitlines(), 1) if line.strip() and i not in inside]
    assert len(code) <= 15
