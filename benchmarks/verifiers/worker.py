"""A verifier in a process of its own, which can be killed: texts go in and verdicts come out, a JSON line each.

    python -m palaestra.benchmarks.verifiers.worker math-verify

Verifiers of other packages hang in code that no signal and no thread reaches; only the end of the process ends them.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any, Literal

from palaestra.envs import MissingExtraError, PalaestraError

from .adapters import Verifier, adapter

Outcome = Literal["verdict", "skipped", "late", "crashed", "error"]
WARM_UP = ("1", r"The answer is $\boxed{1}$.")
STARTUP = 600.0  # seconds until a worker must be ready: a judge loads a model
LONGEST = 200  # characters kept of a message


@dataclass(frozen=True, slots=True)
class Mark:
    """What a verifier made of one pair.

    Attributes:
        score: What it returned; None unless `outcome` is "verdict".
        outcome: "skipped" is a returned None, "late" a killed call, "crashed" the end of the process, "error" an
            exception.
        seconds: How long it took, without the way there and back.
        message: Of the exception.
    """

    score: float | None
    outcome: Outcome
    seconds: float
    message: str = ""


def ask(verify: Verifier, gold: str, response: str) -> Mark:
    """Call a verifier in this process."""
    start = time.perf_counter()
    try:
        score = verify(gold, response)
    except Exception as error:
        message = f"{type(error).__name__}: {error}"[:LONGEST]
        return Mark(None, "error", time.perf_counter() - start, message)
    seconds = time.perf_counter() - start
    return Mark(None, "skipped", seconds) if score is None else Mark(float(score), "verdict", seconds)


def serve(name: str) -> int:
    """Answer lines of standard input until it ends; what the verifier prints goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    try:
        verify = adapter(name)
    except PalaestraError as error:
        print(json.dumps({"failed": str(error), "missing": isinstance(error, MissingExtraError)}), file=out)
        return 2
    ask(verify, *WARM_UP)
    print(json.dumps({"ready": True}), file=out)
    for line in sys.stdin:
        mark = ask(verify, *json.loads(line))
        print(json.dumps([mark.score, mark.outcome, mark.seconds, mark.message]), file=out)
    return 0


class Worker:
    """The other end: starts the process, asks it, kills it when it is late and starts it again."""

    def __init__(self, name: str, *, deadline: float = 10.0) -> None:
        """Start the process.

        Args:
            name: As `adapter` takes it.
            deadline: Seconds that a call may take.

        Raises:
            MissingExtraError: If a package is not installed.
            PalaestraError: If the verifier does not start.
        """
        self.name, self.deadline = name, deadline
        self.started = self._start()

    def _start(self) -> float:
        """Start the process and return after how many seconds it was ready."""
        start = time.perf_counter()
        command = [sys.executable, "-m", "palaestra.benchmarks.verifiers.worker", self.name]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",  # so that what it starts is killed with it
        )
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        reader = threading.Thread(target=_read, args=(self._process.stdout, self._lines), daemon=True)
        reader.start()
        try:
            first = self._receive(STARTUP)
        except queue.Empty:
            first = {"failed": f"{self.name}: not ready after {STARTUP:.0f} s", "missing": False}
        if first is None or "failed" in first:
            self.close()
            reason = first["failed"] if first else f"{self.name}: its process ended before it was ready"
            raise (MissingExtraError if first and first["missing"] else PalaestraError)(reason)
        return time.perf_counter() - start

    def _receive(self, seconds: float) -> Any:
        """Return the next line, or None if there will be none.

        Raises:
            queue.Empty: If there is none yet.
        """
        line = self._lines.get(timeout=seconds)
        return json.loads(line) if line else None

    def ask(self, gold: str, response: str) -> Mark:
        """Return the verifier's mark, after the deadline at the latest."""
        start = time.perf_counter()
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps([gold, response]).encode() + b"\n")
            self._process.stdin.flush()
            answer = self._receive(self.deadline)
        except queue.Empty:
            return self._again("late", start)
        except OSError:
            answer = None
        return self._again("crashed", start) if answer is None else Mark(*answer)

    def _again(self, outcome: Outcome, start: float) -> Mark:
        seconds = time.perf_counter() - start
        self.close()
        self._start()
        return Mark(None, outcome, seconds)

    def close(self) -> None:
        """End the process and whatever it started."""
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _read(pipe: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """Hand on every line, and an empty one at the end."""
    with pipe:
        for line in pipe:
            lines.put(line)
    lines.put(b"")


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the verifier named by the only argument."""
    [name] = sys.argv[1:] if argv is None else argv
    return serve(name)


if __name__ == "__main__":
    sys.exit(main())
