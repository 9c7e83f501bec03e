"""The import package and the repository rooms stay one and the same."""

import doctest
import importlib
import pkgutil
import tomllib
from pathlib import Path

import pytest

import palaestra

ROOT = Path(__file__).parent.parent
MODULES = [m.name for m in pkgutil.walk_packages(palaestra.__path__, "palaestra.")]
IMPORTED = [name for name in MODULES if not name.endswith("__main__")]  # importing those runs a program


def test_every_package_ships() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    found = {m.name for m in pkgutil.walk_packages(palaestra.__path__, "palaestra.") if m.ispkg} | {"palaestra"}
    assert set(declared) == found


@pytest.mark.parametrize("name", IMPORTED)
def test_doctests(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
