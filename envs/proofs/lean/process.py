"""Run a program that may not end by itself: a deadline that kills, caps on memory and output, a bounded pool."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

KEPT: Final = ("PATH", "HOME", "LANG", "TMPDIR", "ELAN_HOME", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What a program sees of our environment; tokens and keys stay here."""
_LOOK: Final = 0.05
_SHELL: Final = 'ulimit -c 0; ulimit -t "$1"; ulimit -f "$2"; shift 2; exec "$@"'
A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may take.

    Attributes:
        seconds: Wall-clock time; then the whole process group is killed.
        memory_mb: Resident memory of the program and its children; above it the group is killed.
        output_mb: Size of each file it writes, its output included.
    """

    seconds: float = 60.0
    memory_mb: int = 2_048
    output_mb: int = 64

    def __post_init__(self) -> None:
        if not 0 < self.seconds < 86_400 or self.memory_mb < 1 or self.output_mb < 1:
            raise ValueError(f"limits must be positive (and seconds below a day): {self}")


@dataclass(frozen=True, slots=True)
class Finished:
    """How a run ended. `stopped` is "" or the limit that ended it: "time" or "memory"; then `code` means nothing."""

    code: int
    output: str
    errors: str
    stopped: str
    seconds: float


def run(
    command: Sequence[str], limits: Limits, *, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> Finished:
    """Run a command in its own process group, without standard input.

    Raises:
        FileNotFoundError: There is no such program.
    """
    began = time.monotonic()
    variables = {k: v for k, v in os.environ.items() if k in KEPT} | dict(environ or {})
    shell = ["sh", "-c", _SHELL, "sh", str(int(limits.seconds) * 4 + 4), str(limits.output_mb * 2_048), *command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(
            shell, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=folder, env=variables, start_new_session=True
        )
        try:
            stopped = _watch(child, limits, began)
        finally:
            _kill(child)
        if child.returncode == 127 and not stopped:
            raise FileNotFoundError(f"cannot run {command[0]!r}: {_read(err, 1).strip()[-200:]}")
        return Finished(
            child.returncode, _read(out, limits.output_mb), _read(err, 1), stopped, time.monotonic() - began
        )


def _watch(child: subprocess.Popen[bytes], limits: Limits, began: float) -> str:
    while True:
        left = began + limits.seconds - time.monotonic()
        if left <= 0:
            return "time"
        try:
            child.wait(min(_LOOK, left))
        except subprocess.TimeoutExpired:
            if _resident(child.pid) > limits.memory_mb * 1_048_576:
                return "memory"
        else:
            return ""


def _resident(pid: int) -> int:
    """Bytes of resident memory of a process and all below it; 0 where the system does not tell."""
    total, stack = 0, [pid]
    while stack:
        here = Path("/proc") / str(stack.pop())
        try:
            total += int((here / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            for task in (here / "task").iterdir():
                stack += [int(p) for p in (task / "children").read_text().split()]
        except (OSError, ValueError, IndexError):
            continue
    return total


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the whole group: what the program has started must not outlive the call."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _read(file: object, limit_mb: int) -> str:
    file.seek(0)  # type: ignore[attr-defined]
    return file.read(limit_mb * 1_048_576).decode("utf-8", "replace")  # type: ignore[attr-defined, no-any-return]


def pooled(work: Callable[[A], B], items: Iterable[A], workers: int) -> list[B]:
    """Apply `work`, which waits for programs, to all items; at most `workers` at a time; results in order."""
    given = list(items)
    if workers <= 1 or len(given) <= 1:
        return [work(x) for x in given]
    with ThreadPoolExecutor(max_workers=min(workers, len(given))) as pool:
        return list(pool.map(work, given))


__all__ = ["Finished", "Limits", "pooled", "run"]
