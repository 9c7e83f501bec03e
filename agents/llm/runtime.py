"""What must be settled before torch is imported: is it there, and how it waits for its threads."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from palaestra.envs import MissingExtraError

NEEDED = ("torch", "transformers")
FOR_TRAINING = ("torch", "transformers", "trl", "datasets", "accelerate", "peft", "rich")

_DEFAULTS = {
    "OMP_WAIT_POLICY": "PASSIVE",  # spinning threads make a 31 ms step take 500 ms beside a busy neighbour
    "TOKENIZERS_PARALLELISM": "false",  # its threads and forked data loaders do not mix
    "TRL_EXPERIMENTAL_SILENCE": "1",  # rollout_func is marked experimental; we pin the versions we use it with
    "HF_HUB_DISABLE_TELEMETRY": "1",
}


def require(*modules: str) -> None:
    """Set the environment that torch reads at import; raise MissingExtraError if a module is not installed.

    Variables that are set already stay as they are.
    """
    missing = [name for name in modules or NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingExtraError(f"{', '.join(missing)} not installed: pip install 'palaestra[train]'")
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)


def names_model(name: str) -> bool:
    """Return whether a word may name a model: a preset, a file or folder that is there, or an id with a slash."""
    from .nano import size_of

    return name == "smollm2" or size_of(name) is not None or any(mark in name for mark in "/.") or Path(name).exists()


def require_reporter(name: str) -> None:
    """Raise MissingExtraError if `report_to=name` needs a package that is not installed."""
    packages = {"tensorboard": ("tensorboard", "tensorboardX")}.get(name, (name,))
    if name not in ("none", "all") and not any(importlib.util.find_spec(package) for package in packages):
        raise MissingExtraError(f"report_to={name!r} needs a package of that name: pip install {packages[0]}")


def quiet() -> None:
    """Silence Transformers' own bars and deprecation notes: for commands, which show progress themselves."""
    import warnings

    from transformers.utils import logging

    logging.disable_progress_bar()
    warnings.filterwarnings("ignore", category=FutureWarning, module="transformers")
