"""What a run leaves behind as it goes: metrics, samples, complete checkpoints, the seams' memory, a progress bar."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import torch
from transformers import TrainerCallback
from transformers.trainer_callback import ExportableState

from ..files import append_lines, truncate
from .runs import complete, complete_checkpoints
from .seams import load_states, states_of

LOGGED = {
    "loss": "loss",
    "grad_norm": "grad_norm",
    "learning_rate": "lr",
    "reward": "reward",
    "reward_std": "reward_std",
    "frac_reward_zero_std": "zero_std_share",
    "accuracy": "accuracy",
    "length": "length",
    "well_formed": "well_formed",
    "completions/clipped_ratio": "clipped_share",
    "entropy": "entropy",
    "kl": "kl",
}


class SeamState(TrainerCallback, ExportableState):  # type: ignore[misc]
    """Keeps the seams' memory in the checkpoint: attributes of a trainer do not survive a resume."""

    def __init__(self, parts: dict[str, Any] | None = None) -> None:
        self.parts = parts or {}

    def state(self) -> dict[str, Any]:
        """Return what Transformers writes into `trainer_state.json`."""
        return {"args": {}, "attributes": {"memory": states_of(self.parts)}}

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Put back what the checkpoint held; on a fresh start, what is there already."""
        saved = state.stateful_callbacks.get(type(self).__name__) or {}
        load_states(self.parts, saved.get("attributes", {}).get("memory", {}))


class RunFiles(TrainerCallback):  # type: ignore[misc]
    """Writes `metrics.jsonl` and `samples.jsonl`, and marks checkpoints as complete once all of one is on disk."""

    def __init__(self, run: Path, bridge: Any, *, keep: int = 2, samples_every: int = 10) -> None:
        self.run, self.bridge, self.keep, self.samples_every = run, bridge, keep, samples_every
        self._since = time.perf_counter()

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Drop what was written after the checkpoint that training goes on from."""
        if state.is_world_process_zero:
            for name in ("metrics.jsonl", "samples.jsonl"):
                truncate(self.run / name, state.global_step)
        self._since = time.perf_counter()

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Append a line a step."""
        if not state.is_world_process_zero or not logs or "reward" not in logs:
            return
        now = time.perf_counter()
        line = {"step": state.global_step} | {new: logs[old] for old, new in LOGGED.items() if old in logs}
        line |= {key: value for key, value in logs.items() if key.startswith("palaestra/")}
        append_lines(self.run / "metrics.jsonl", [line | {"seconds": round(now - self._since, 3)}])
        self._since = now
        if state.global_step == 1 or state.global_step % self.samples_every == 0:
            append_lines(self.run / "samples.jsonl", [{"step": state.global_step} | s for s in self.bridge.samples])

    def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Mark the checkpoint, once every process has written its part; then drop the oldest."""
        if torch.distributed.is_available() and torch.distributed.is_initialized():
            torch.distributed.barrier()
        if not state.is_world_process_zero:
            return
        folder = Path(args.output_dir)
        complete(folder / f"checkpoint-{state.global_step}", state.global_step, self.keep)
        oldest = int(complete_checkpoints(folder)[0].name.rpartition("-")[2])
        for part in self.bridge.parts().values():
            if hasattr(part, "tidy"):
                part.tidy(oldest)


class Progress(TrainerCallback):  # type: ignore[misc]
    """A bar on the terminal: reward, accuracy, length and the time left."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Show the bar."""
        if not state.is_world_process_zero:
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        numbers = "reward {task.fields[reward]}  accuracy {task.fields[accuracy]}  length {task.fields[length]}"
        left = (TextColumn("left"), TimeRemainingColumn())
        self._bar = Bar(
            TextColumn("train"), BarColumn(30), MofNCompleteColumn(), TextColumn(numbers), *left,
            console=Console(stderr=True),
        )  # fmt: skip
        self._bar.start()
        start = {"reward": "-", "accuracy": "-", "length": "-"}
        self._task = self._bar.add_task("train", total=state.max_steps, completed=state.global_step, **start)

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Move the bar."""
        if self._bar is None or not logs or "reward" not in logs:
            return
        shown = {key: f"{logs[key]:.2f}" for key in ("reward", "accuracy") if logs.get(key) is not None}
        if logs.get("length") is not None:
            shown["length"] = f"{logs['length']:.1f}"
        self._bar.update(self._task, completed=state.global_step, **shown)

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.stop()
