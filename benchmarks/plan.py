"""What a study of a training run does: a plan, all of it JSON, and the controls that each recipe has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from palaestra.agents.settings import Settings, plain
from palaestra.envs import KnobError

CONTROLS: Mapping[str, tuple[str, ...]] = {
    "grpo": ("more-fine-tuning", "shuffled-rewards"),
    "spiral": ("more-fine-tuning", "shuffled-rewards", "no-role-baseline"),
    "expert-iteration": ("more-fine-tuning", "uniform-policy"),
    "stp": ("more-fine-tuning", "uniform-policy", "no-conjectures"),
}
"""By recipe the runs that it can be compared with; each begins where training began and has equal compute."""

S = TypeVar("S", bound=Settings)
"""A recipe's settings."""


@dataclass(frozen=True, kw_only=True)
class Plan(Generic[S]):
    """A study, all of it JSON.

    Attributes:
        id: The environment.
        env: Its arguments (level, knobs, format); the split is the study's business.
        recipe: Which of `agents.recipes` trains.
        settings: The recipe's settings.
        problems: Held-out problems to measure on, at most.
        controls: Of the recipe's `CONTROLS`.
        command: What to type to do it again.
        notes: What a reader of the report must know.

    Raises:
        KnobError: For a control that the recipe does not have.
    """

    id: str
    env: Mapping[str, Any]
    recipe: str = "grpo"
    settings: S
    problems: int = 64
    controls: Sequence[str] = ()
    command: str = ""
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Check the controls, before anything is loaded or trained."""
        known = CONTROLS[self.recipe]
        for control in self.controls:
            if control not in known:
                others = " or ".join(recipe for recipe, has in CONTROLS.items() if control in has) or "none"
                raise KnobError(f"--controls {control} is for --recipe {others}; {self.recipe} has {', '.join(known)}")

    def to_json(self) -> dict[str, Any]:
        """Return the plan as `study.json` has it."""
        return plain(self)


__all__ = ["CONTROLS", "Plan"]
