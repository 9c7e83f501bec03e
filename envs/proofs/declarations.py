"""What the kernel knows of a name: its type, its value, how it computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .terms import Term


@dataclass(frozen=True, slots=True)
class Recursor:
    """How a recursor computes: its argument layout, and per constructor its fields and which of them are recursive."""

    inductive: str
    params: int
    minors: int
    indices: int
    rules: tuple[tuple[str, int, tuple[bool, ...]], ...]
    k: bool

    @property
    def major(self) -> int:
        """Position of the argument that is taken apart."""
        return self.params + 1 + self.minors + self.indices


@dataclass(frozen=True, slots=True)
class Declaration:
    """A constant: its universe parameters, type, value (of definitions), and what kind of thing it is.

    `kind` is one of def, theorem, axiom, inductive, constructor, recursor. `fields` counts a constructor's arguments
    after its `params`; a `structure` is an inductive with one constructor and no indices.
    """

    name: str
    levels: tuple[str, ...]
    type: Term
    kind: str
    value: Term | None = None
    height: int = 0
    reducible: bool = False
    inductive: str = ""
    params: int = 0
    indices: int = 0
    fields: int = 0
    constructors: tuple[str, ...] = ()
    recursor: Recursor | None = None


class Environment(Protocol):
    """Where the kernel looks names up."""

    def get(self, name: str) -> Declaration | None:
        """The declaration of that name, if there is one."""
        ...


__all__ = ["Declaration", "Environment", "Recursor"]
