"""Settings of a run: frozen dataclasses that go into its config.json and come back from there."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from palaestra.envs import PalaestraError, did_you_mean


def plain(data: Any) -> dict[str, Any]:
    """Return a dataclass as JSON has it."""
    out: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(data)))
    return out


@dataclass(frozen=True)
class Settings:
    """What a run does; all of it JSON."""

    def to_json(self) -> dict[str, Any]:
        """Return the settings as JSON; `from_json` reads them back."""
        return plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the settings that `to_json` wrote; an unknown name raises PalaestraError."""
        known = {f.name: f.default_factory for f in dataclasses.fields(cls)}
        given: dict[str, Any] = {}
        for name, value in data.items():
            if name not in known:
                raise PalaestraError(f"{cls.__name__} has no setting {name!r}{did_you_mean(name, known)}")
            kind = known[name]
            if dataclasses.is_dataclass(kind) and not isinstance(value, kind):
                value = kind(**value)
            given[name] = tuple(value) if isinstance(value, list) else value
        return cls(**given)
