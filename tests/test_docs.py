"""Task pages are what the classes say; a change without `make docs` fails here."""

from pathlib import Path

import pytest

from palaestra.envs.registry import BUILTIN
from palaestra.gallery import contact_sheet
from palaestra.pages import stale_pages, write_pages

PAGES = Path(__file__).parent.parent / "docs" / "tasks"
GALLERY = PAGES.parent / "gallery"


def test_pages_are_fresh():
    pytest.importorskip("chess")  # its page shows a game's first position
    assert stale_pages(PAGES) == []


def test_a_changed_page_is_stale(tmp_path):
    pytest.importorskip("chess")
    paths = write_pages(tmp_path)
    assert stale_pages(tmp_path) == []
    paths[1].write_text("old", encoding="utf-8")
    (tmp_path / "Puzzle-Gone-v0.md").write_text("left over", encoding="utf-8")
    assert stale_pages(tmp_path) == sorted([paths[1].name, "Puzzle-Gone-v0.md"])


def test_pictures_are_fresh_and_show_every_puzzle():
    sheet = contact_sheet()
    assert stale_pages(GALLERY, sheet) == []
    assert {f"{id}.svg" for id in BUILTIN if id.startswith("Puzzle-")} < set(sheet)
