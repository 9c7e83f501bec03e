"""The README's code blocks run, in order, in one namespace; its commands exist."""

import re
from pathlib import Path

import pytest

from palaestra.cli import parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_code_blocks_run(capsys):
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(blocks) >= 5
    namespace: dict = {"__name__": "readme"}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), namespace)
    out = capsys.readouterr().out
    assert "Reverse the word" in out
    assert "8.0 of 8" in out


def test_what_the_page_on_games_shows_runs(capsys, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    page = (ROOT / "docs" / "new_game.md").read_text(encoding="utf-8")
    namespace: dict = {"__name__": "new_game"}
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(block, "new_game.md", "exec"), namespace)
    out = capsys.readouterr().out
    assert "Your card is K" in out
    assert out.split()[-1].startswith("0.458333"), "the uniform policy's exploitability"


@pytest.mark.parametrize("line", re.findall(r"^palaestra (.+)$", README, re.MULTILINE))
def test_commands_parse(line):
    assert parser().parse_args(line.split("#")[0].split()).command


def test_make_targets_exist():
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"make ([\w-]+)", README)) <= targets


def test_links_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_every_environment_is_in_the_table():
    import palaestra

    missing = [id for id in palaestra.envs.registry.BUILTIN if f"`{id}`" not in README]
    assert not missing
