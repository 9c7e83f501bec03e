"""The page on methods: its code runs and its commands exist."""

import re
import shlex
from pathlib import Path

import pytest

from palaestra.cli import parser

PAGE = (Path(__file__).parents[3] / "docs" / "proofs_methods.md").read_text(encoding="utf-8")
BLOCKS = [block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "lifelong.run" not in block]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0])
def test_code_runs_and_prints_what_it_says(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block, "proofs_methods.md", "exec"), {"__name__": "page"})
    out = capsys.readouterr().out
    assert out.strip()
    assert "None" not in out
    if "synthesize" in block:
        assert out.strip() in PAGE


def test_commands_parse() -> None:
    commands = re.findall(r"^palaestra ((?:.+\\\n)*.+)$", PAGE, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        assert parser().parse_args(shlex.split(command.replace("\\\n", " "))).recipe in ("expert-iteration", "stp")
