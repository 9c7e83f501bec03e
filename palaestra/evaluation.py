"""The commands that evaluate: eval, eval --languages and hard."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gymnasium as gym

from palaestra.envs import KnobError, Task, entry_of, load

from .arguments import agent_of, console, env_kwargs, maker, task_of


def evaluate_command(args: argparse.Namespace) -> None:
    """Print the accuracy of an agent or a model, with its interval."""
    from rich.progress import Progress

    from palaestra.benchmarks import evaluate

    kwargs, cls = _asked(args, "test"), load(entry_of(args.id))
    if args.languages:
        _languages(args, kwargs)
        return
    make = _wrapped(args, kwargs)
    seeds = None
    if args.names:
        from palaestra.benchmarks.hard import read_names, seeds_of

        seeds = seeds_of(read_names(args.names), make)
        args.n = len(seeds)
    agent, label = agent_of(args, kwargs.get("format", "boxed"))
    out = console()
    with Progress(console=out, transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task(label, total=args.n * args.samples)
        result, episodes = evaluate(
            make,
            agent,
            n=args.n,
            samples=args.samples,
            seeds=seeds,
            label=label,
            settings={"id": args.id, **kwargs},
            on_episode=lambda episode: progress.advance(bar),
        )
    knobs = task_of(args.id, kwargs).knobs()
    split = f"split {kwargs.get('split') or 'all'}  " if issubclass(cls, Task) else ""
    out.print(f"{args.id}  {split}knobs {json.dumps(knobs)}", markup=False)
    out.print(str(result), markup=False)
    statuses = ", ".join(f"{n} {status}" for status, n in result.statuses.items())
    out.print(f"mean reward {result.reward:.3f}, mean length {result.length:.1f}; {statuses}", markup=False)
    if args.model and 2 * sum(result.statuses.get(s, 0) for s in ("no_answer", "malformed")) > result.answers:
        out.print(f"most texts held no answer in format {kwargs['format']!r}; try --format plain or auto")
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            file.write(json.dumps(result.to_json()) + "\n")
            file.writelines(json.dumps(episode.to_json()) + "\n" for episode in episodes)
        out.print(f"episodes: {args.out}", markup=False)


def _asked(args: argparse.Namespace, split: str) -> dict[str, Any]:
    """Return what the command line says about the environment; a task has a split, a model the format it knows."""
    kwargs = env_kwargs(args)
    if issubclass(load(entry_of(args.id)), Task):  # games have no splits
        kwargs.setdefault("split", split)
    if args.model:
        from palaestra.agents.llm.prompts import default_format

        kwargs.setdefault("format", default_format(args.model))
    return kwargs


def _wrapped(args: argparse.Namespace, kwargs: dict[str, Any]) -> Callable[[], gym.Env[Any, Any]]:
    """Return a function that makes the environment in its wrappers; a wrong knob is an error here, not later."""
    make = maker(args.id, kwargs)
    if args.wrap:
        from palaestra.wrappers.stack import stack

        make = stack(make, args.wrap, rollouts=args.samples)[0]
    make().close()
    return make


def _languages(args: argparse.Namespace, kwargs: dict[str, Any]) -> None:
    """Evaluate once in each language, always with the same agent, and print one table."""
    from rich.table import Table

    from palaestra.benchmarks import evaluate

    if "language" not in load(entry_of(args.id)).documented():
        raise KnobError(f"{args.id} has no knob 'language': leave out --languages")
    if args.names or "language" in kwargs:
        raise KnobError("--languages sets the knob 'language' itself: leave out language=… and --names")
    languages = list(dict.fromkeys(word.strip() for word in args.languages.split(",")))
    makes = {language: _wrapped(args, kwargs | {"language": language}) for language in languages}
    agent, label = agent_of(args, kwargs.get("format", "boxed"))
    table = Table("language", "correct %", "95 % interval", "answers", "without an answer", "mean length", box=None)
    lines = []
    for language, make in makes.items():
        settings = {"id": args.id, **kwargs, "language": language}
        result, episodes = evaluate(make, agent, n=args.n, samples=args.samples, label=label, settings=settings)
        interval = f"{100 * result.low:.1f} to {100 * result.high:.1f}"
        formless = sum(result.statuses.get(status, 0) for status in ("no_answer", "malformed"))
        cells = (interval, str(result.answers), str(formless), f"{result.length:.1f}")
        table.add_row(language, f"{100 * result.accuracy:.1f}", *cells)
        lines += [result.to_json(), *(episode.to_json() for episode in episodes)]
    out = console()
    out.print(f"{args.id}  split {kwargs.get('split') or 'all'}  {label}", markup=False)
    out.print(table)
    if args.out:
        Path(args.out).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        out.print(f"episodes: {args.out}", markup=False)


def hard_command(args: argparse.Namespace) -> None:
    """Write the names of the problems that an agent or a model does not solve in k tries."""
    from rich.progress import Progress

    from palaestra.benchmarks.hard import hard_subset, write_names

    kwargs = _asked(args, "train")
    make = maker(args.id, kwargs)
    make().close()
    agent, label = agent_of(args, kwargs.get("format", "boxed"))
    with Progress(console=console(), transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task(label, total=args.n * args.k)
        names = hard_subset(make, agent, args.k, n=args.n, on_episode=lambda episode: progress.advance(bar))
    write_names(names, args.out)
    print(f"{len(names)} of {args.n} problems unsolved by {label} in {args.k} tries: {args.out}")
