"""The run folder: what may be in it when a run begins, where training goes on, and how a model is put into it."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
from pathlib import Path
from typing import Any

from palaestra.envs import PalaestraError

from ..files import write_json

CARD = "README.md"
COMPLETE = "complete.json"
STUDY = ("study.json", "evaluations.jsonl")  # what a before-and-after study leaves here before training begins


def world_size() -> int:
    """Return the number of processes that torchrun or accelerate started."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def is_main() -> bool:
    """Return whether this process writes the files."""
    return int(os.environ.get("RANK", "0")) == 0


def finished(run: Path) -> bool:
    """Return whether the run has its trained model; the card goes in with it, by one rename."""
    return (run / "model" / CARD).exists()


def open_run(run: Path, settings: dict[str, Any], *, resume: bool, recipe: str = "grpo") -> Path | None:
    """Return the checkpoint to go on from, or None to begin; writes config.json.

    Raises:
        PalaestraError: If the folder holds a run and `resume` is false, or a run with other settings.
    """
    config = run / "config.json"
    if not is_main():
        pass  # one process looks and writes; the others may come when it has written already
    elif config.exists():
        if not resume:
            raise PalaestraError(f"{run} holds a run already: add --resume to go on with it, or name another folder")
        was = json.loads(config.read_text(encoding="utf-8")).get("settings", {})
        other = [key for key in settings if was.get(key) != settings[key]]
        if other:
            key = other[0]
            raise PalaestraError(f"{run} was begun with {key}={was.get(key)!r}, not {settings[key]!r}")
    elif run.exists() and any(p.name not in STUDY for p in run.iterdir()):
        raise PalaestraError(f"{run} is not empty and holds no run of ours; name another folder")
    if is_main():
        (run / "checkpoints").mkdir(parents=True, exist_ok=True)
        if not config.exists():
            write_json(config, {"recipe": recipe, "settings": settings, "versions": versions()})
        drop_incomplete(run / "checkpoints")
    whole = complete_checkpoints(run / "checkpoints")
    if not whole and is_main():
        for name in ("metrics.jsonl", "samples.jsonl"):  # of steps that no checkpoint holds
            (run / name).unlink(missing_ok=True)
    return whole[-1] if whole else None


def complete_checkpoints(folder: Path) -> list[Path]:
    """Return the checkpoints that were written to the end, oldest first."""
    found = [path.parent for path in folder.glob(f"checkpoint-*/{COMPLETE}")]
    return sorted(found, key=lambda path: int(path.name.rpartition("-")[2]))


def complete(folder: Path, step: int, keep: int) -> None:
    """Mark a checkpoint as written to the end, then drop the oldest beside it until `keep` are left."""
    write_json(folder / COMPLETE, {"step": step})
    for old in complete_checkpoints(folder.parent)[:-keep]:
        (old / COMPLETE).unlink()  # first, so that a folder half gone never looks whole
        shutil.rmtree(old)


def drop_incomplete(folder: Path) -> None:
    """Remove checkpoints that were being written, or removed, when the process died."""
    whole = set(complete_checkpoints(folder))
    for path in folder.glob("checkpoint-*"):
        if path not in whole:
            shutil.rmtree(path)


def versions() -> dict[str, str]:
    """Return the versions that a result depends on."""
    names = ("palaestra", "torch", "transformers", "trl", "peft", "gymnasium", "numpy")
    found = {}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def machine() -> dict[str, Any]:
    """Return what the figures of a report depend on beside the versions."""
    import torch

    gpu = torch.cuda.get_device_name() if torch.cuda.is_available() else None
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "gpu": gpu or "not run on a GPU",
    }


def save_model(model: Any, tokenizer: Any, folder: Path, card: str | None = None) -> None:
    """Save a model that `AutoModelForCausalLM.from_pretrained` loads; the folder appears whole or not at all."""
    if not is_main():
        return
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    model.save_pretrained(fresh)
    tokenizer.save_pretrained(fresh)
    if card is not None:
        (fresh / CARD).write_text(card, encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.replace(folder)
