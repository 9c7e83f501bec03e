"""Who sits opposite in `gym.make(id, opponent=…)`: names, functions, agents and folders of models."""

from __future__ import annotations

import importlib
import inspect
import os
from collections.abc import Callable
from typing import Any

from ..errors import KnobError, did_you_mean
from .rules import Rules

BUILT_IN = ("random", "oracle")

Factory = Callable[[Rules, str], Any]
"""What makes an opponent: (the rules, the name of the text format) to an opponent."""

MODELS = "palaestra.agents.llm.opponent:ModelOpponent"
"""What makes an opponent of a folder: a name, as in the table of ids, because rooms import only downwards."""

_factories: dict[str, Factory | str] = {}


def register_opponent(name: str, factory: Factory | str) -> None:
    """Make an opponent available by name: `gym.make(id, opponent=name)`.

    Args:
        name: A word without a colon, a slash or a backslash.
        factory: A function of the rules and of the name of the text format that returns an opponent, or
            `"module:function"`, imported at the first use.

    Raises:
        KnobError: If the name is taken, or no such word.
    """
    if name in opponent_names() or set(name) & set(":/\\"):
        raise KnobError(f"opponent {name!r}: the name is taken or holds a colon or a slash; choose another")
    _factories[name] = factory


def opponent_names() -> list[str]:
    """Return the names that `opponent=` knows."""
    return sorted([*BUILT_IN, *_factories])


def seated(opponent: Any, rules: Rules, format: str) -> Any:
    """Return the opponent that a name or a folder stands for, or the opponent itself if it is one.

    Raises:
        KnobError: If it stands for none.
        PalaestraError: If the folder holds no model, or what runs models is not installed.
    """
    if isinstance(opponent, os.PathLike):
        return _imported(MODELS)(opponent)
    if not isinstance(opponent, str):
        if not callable(getattr(opponent, "act", opponent)) or inspect.isclass(opponent) or not _takes_three(opponent):
            raise KnobError(
                f"opponent={opponent!r}: give 'random', 'oracle', a registered name, an agent with "
                "act(observations, infos, slots), a function of (observation, mask, rng), or the folder of a model"
            )
        return opponent
    if opponent in BUILT_IN:
        return opponent
    if is_made(opponent):
        factory = _factories.get(opponent, opponent)
        make = _imported(factory) if isinstance(factory, str) else factory
        _check_factory(opponent, make)
        made = make(rules, format)
        if made is None:
            raise KnobError(f"opponent {opponent!r} returned None: its function is to return an opponent")
        return seated(made, rules, format)
    if set(opponent) & set("/\\") or os.path.isdir(opponent):
        return _imported(MODELS)(opponent)
    raise KnobError(
        f"no opponent {opponent!r}{did_you_mean(opponent, opponent_names())}; or 'module:function', "
        "or the folder of a model"
    )


def _takes_three(opponent: Any) -> bool:
    """Return whether an opponent can be called as it will be; what has no signature is given its chance."""
    try:
        inspect.signature(getattr(opponent, "act", opponent)).bind(None, None, None)
    except TypeError:
        return False
    except ValueError:
        return True
    return True


def is_made(opponent: Any) -> bool:
    """Return whether an opponent is made for its rules, by a registered name's function or by "module:function"."""
    return isinstance(opponent, str) and (opponent in _factories or _names_function(opponent))


def _check_factory(name: str, make: Any) -> None:
    """Raise KnobError unless this can be called with rules and a format; what has no signature is given its chance."""
    try:
        inspect.signature(make).bind(None, "")
    except TypeError as error:
        raise KnobError(
            f"opponent {name!r}: {error}; the function is called with (rules, format) and returns an opponent, "
            "such as a function of (observation, mask, rng)"
        ) from error
    except ValueError:
        return


def _names_function(text: str) -> bool:
    """Return whether a text looks like "module:function"; a path on a drive, such as C:/models, does not."""
    return ":" in text and not set(text) & set("/\\") and not os.path.isdir(text)


def _imported(text: str) -> Any:
    """Return what "module:name" names."""
    module, _, name = text.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise KnobError(f"opponent {text!r} names no function ({error})") from error
