"""Options of the suite: `--slow` runs what takes minutes, `--laws-seeds N` (or LAWS_SEEDS) the seeds of the laws."""

import os
import sys
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault; speed is for benchmarks
hypothesis.settings.load_profile("untimed")
sys.path.insert(0, str(Path(__file__).parent))  # for `strategies`


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests marked slow too")
    seeds = int(os.environ.get("LAWS_SEEDS", "20"))
    parser.addoption("--laws-seeds", type=int, default=seeds, help="problems per level that the laws are tried on")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


@pytest.fixture(scope="session")
def laws_seeds(request: pytest.FixtureRequest) -> int:
    """The number of problems per level that the laws are tried on."""
    return int(request.config.getoption("--laws-seeds"))
