"""The task pages under docs/tasks, written from the classes themselves by `palaestra docs`."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import gymnasium as gym

from palaestra.envs import Knobs, Task, entry_of, load
from palaestra.envs.core import HEADINGS
from palaestra.envs.registry import BUILTIN

from .gallery import banner


def _sections(doc: str) -> str:
    """Turn the headings of a task's docstring into bold run-in headings."""
    text = inspect.cleandoc(doc)
    for heading in HEADINGS:
        text = re.sub(rf"(^|(?<=[.!] )){heading}:", rf"**{heading}.**", text, flags=re.MULTILINE)
    return text


def _knob_table(cls: type[Knobs]) -> list[str]:
    rows = ["| knob | default | what it is |", "|---|---|---|"]
    rows += [f"| `{name}` | `{default!r}` | {doc} |" for name, (_, default, doc) in cls.documented().items()]
    return rows if len(rows) > 2 else ["This task has no knobs."]


def _level_table(cls: type[Knobs]) -> list[str]:
    names = list(cls.documented())
    rows = ["| level | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for i, level in enumerate(cls.ladder()):
        rows.append(f"| {i} | " + " | ".join(f"`{getattr(level, name)!r}`" for name in names) + " |")
    return rows


def page(id: str) -> str:
    """Return the page of one id as Markdown: what it asks, knobs, levels, and one worked problem."""
    cls = load(entry_of(id))
    lines = [f"# {id}", "", _sections(cls.__doc__ or ""), "", "## Knobs", "", *_knob_table(cls)]
    lines += ["", "## Levels", "", *_level_table(cls), "", "## One problem", ""]
    lines += ["```python", "import gymnasium as gym", "import palaestra", ""]
    lines += [f'env = gym.make("{id}")', "prompt, info = env.reset(seed=0)", "```", ""]
    env: Any = gym.make(id)
    prompt, _ = env.reset(seed=0)
    base = env.unwrapped
    lines += ["```text", prompt, "```", ""]
    if isinstance(base.task, Task):
        answer = base.task.solve(base.problem)
        explanation = base.task.explain(base.problem)
        lines += ["```text", base.task.board(base.problem, answer).text(), "```", ""]
        if explanation:
            lines += ["The oracle explains:", "", "```text", explanation, "```", ""]
        lines += ["and answers:", "", "```text", answer, "```"]
    source = entry_of(id).split(":")[0].removeprefix("palaestra.").replace(".", "/")
    return "\n".join([*lines, "", f"Source: [`{source}.py`](../../{source}.py)", ""])


def pages() -> dict[str, str]:
    """Return every page by file name, the index first."""
    index = ["# Environments", "", "Written by `make docs`; the text is each task's own docstring.", ""]
    index += ["| id | what it asks | levels |", "|---|---|---|"]
    out = {}
    for id in sorted(BUILTIN):
        cls = load(entry_of(id))
        summary = (cls.__doc__ or "").strip().splitlines()[0]
        index.append(f"| [`{id}`]({id}.md) | {summary} | {len(cls.ladder())} |")
        out[f"{id}.md"] = page(id)
    return {"README.md": "\n".join([*index, ""]), **out, "gallery.svg": banner()}


def write_pages(folder: Path, files: dict[str, str] | None = None) -> list[Path]:
    """Write files (all task pages by default) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in (pages() if files is None else files).items():
        (folder / name).write_text(text, encoding="utf-8")
        paths.append(folder / name)
    return paths


def stale_pages(folder: Path, files: dict[str, str] | None = None) -> list[str]:
    """Return the names of files that differ from what `write_pages` would write, or are missing or left over."""
    fresh = pages() if files is None else files
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    stale = [n for n, text in fresh.items() if n not in found or (folder / n).read_text(encoding="utf-8") != text]
    return sorted(stale + [name for name in found if name not in fresh])
