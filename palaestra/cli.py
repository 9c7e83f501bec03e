"""The command line: list, show, play, eval, hard, train, verify, check, report, demo, docs, gallery.

Every error is one helpful line; `PALAESTRA_DEBUG=1` shows the traceback instead.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gymnasium as gym

import palaestra
from palaestra.envs import (
    SPLITS,
    ChatEnv,
    KnobError,
    Knobs,
    PalaestraError,
    RegistrationError,
    Task,
    did_you_mean,
    entry_of,
    format_names,
    ids,
    load,
)

EPILOG = """examples:
  palaestra list sudoku
  palaestra show Puzzle-Sudoku-v0 --level 2 --answer
  palaestra eval Math-AIME-v0 --agent random --n 200
  palaestra eval Math-Arithmetic-v0 --model smollm2 --n 50
  palaestra train Puzzle-Sort-v0 --model nano --run runs/sort
Knobs follow the id by name: palaestra show Puzzle-Sudoku-v0 holes=50"""


def _console() -> Any:
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 120, highlight=False, soft_wrap=True)


def _knobs(words: Sequence[str]) -> dict[str, str]:
    knobs = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise KnobError(f"{word!r}: write knobs as name=value, for example holes=50")
        knobs[name] = value
    return knobs


def env_kwargs(args: argparse.Namespace) -> dict[str, Any]:
    """Return what the command line says about the environment, for `gym.make`."""
    kwargs: dict[str, Any] = dict(_knobs(args.knobs))
    for name in ("level", "difficulty", "split", "format", "interface", "opponent", "seat"):
        value = getattr(args, name, None)
        if value is not None:
            kwargs[name] = None if value == "all" else value
    return kwargs


def task_of(id: str, kwargs: dict[str, Any]) -> Knobs:
    """Return the task or rules that an id, a level and knobs describe."""
    knobs = {k: v for k, v in kwargs.items() if k not in ("split", "format", "interface", "opponent", "seat")}
    fixed = {k: v for k, v in gym.spec(id).kwargs.items() if k not in ("task", "task_id")}
    return load(entry_of(id)).resolve(**(fixed | knobs))


def maker(id: str, kwargs: dict[str, Any], **more: Any) -> Callable[[], gym.Env[Any, Any]]:
    """Return a function that makes the environment; an id nobody registered is an error here, not later."""
    entry_of(id)
    return lambda: gym.make(id, **(kwargs | more))


# -- commands ---------------------------------------------------------------------------------------------------------


def _list(args: argparse.Namespace) -> None:
    from rich.table import Table

    table = Table("id", "levels", "interfaces", "what it asks", box=None)
    shown = 0
    for id in ids():
        try:
            cls = load(entry_of(id))
        except RegistrationError as error:  # a broken plug-in must not hide everybody else's tasks
            table.add_row(id, "-", "-", f"[red]broken:[/red] {error}")
            continue
        summary = (cls.__doc__ or "").strip().splitlines()[0]
        family = id.split("/")[-1].split("-")[0]
        if args.family and family.lower() != args.family.lower():
            continue
        if args.query and args.query.lower() not in f"{id} {summary} {cls.__doc__ or ''}".lower():
            continue
        shown += 1
        table.add_row(id, str(len(cls.ladder())), ", ".join(interfaces(cls)), summary)
    if not shown:
        families = sorted({id.split("/")[-1].split("-")[0] for id in ids()})
        what = args.query or args.family
        raise PalaestraError(f"nothing matches {what!r}{did_you_mean(what, ids())}; families: {', '.join(families)}")
    _console().print(table)


def interfaces(cls: type[Knobs]) -> list[str]:
    """Return the interfaces that a task or game can be used by."""
    from palaestra.envs import Playable

    if not issubclass(cls, Task):
        return ["chat", "moves"]
    return ["answer", "chat", "moves"] if issubclass(cls, Playable) else ["answer"]


def _show(args: argparse.Namespace) -> None:
    console, kwargs = _console(), env_kwargs(args)
    env: Any = gym.make(args.id, **kwargs) if entry_of(args.id) else None
    seed = args.seed if args.seed is not None else 0
    prompt, info = env.reset(seed=seed)
    base = env.unwrapped
    console.print(f"[bold]{args.id}[/bold]  level {info['level']}  seed {seed}  split {info['split'] or 'all'}")
    console.print(f"name {info['name']}\n", markup=False)
    console.print(prompt, markup=False)
    console.print()
    if not isinstance(base.task, Task):
        print(base.task.board(base.state).text(color=sys.stdout.isatty()))
        return
    answer = base.task.solve(base.problem) if args.answer else None
    board = base.task.board(base.problem, answer)
    if type(base.task).board is not Task.board:  # the default picture is the prompt again
        print(board.text(color=sys.stdout.isatty()))
    if args.answer:
        explanation = base.task.explain(base.problem)
        console.print(f"\n{explanation}\n" if explanation else "", markup=False)
        console.print(f"answer: {answer}", markup=False)
    if args.svg:
        Path(args.svg).write_text(board.svg(), encoding="utf-8")
        console.print(f"picture: {args.svg}")


def _play(args: argparse.Namespace) -> None:
    kwargs = env_kwargs(args)
    cls = load(entry_of(args.id))
    if kwargs.get("interface") == "moves":
        raise KnobError("interface='moves' is for numeric agents; a person plays 'answer' or 'chat'")
    kwargs.setdefault("format", "plain")
    if not args.interface and "chat" in interfaces(cls):
        kwargs["interface"] = "chat"
    env: Any = gym.make(args.id, **kwargs)
    seed = args.seed
    while True:
        observation, _ = env.reset(seed=seed)
        print(f"\n{observation}\n")
        if isinstance(env.unwrapped.task, Task) and type(env.unwrapped.task).board is not Task.board:
            print(env.unwrapped.task.board(env.unwrapped.problem, None).text(color=sys.stdout.isatty()))
        done = False
        while not done:
            try:
                answer = input("> ")
            except (EOFError, KeyboardInterrupt):
                print()
                return
            if answer.strip() in ("quit", "exit", "q"):
                return
            if refused := _refused(env.unwrapped, answer):
                print(refused)  # a person may mistype; a model's illegal move ends its play
                continue
            observation, reward, terminated, truncated, _ = env.step(answer)
            done = terminated or truncated
            print(f"\n{observation}" + (f"\nreward {reward:g}" if done else ""))
        if args.once:
            return
        seed = None
        print("\nnext one (q to quit)")


def _refused(env: Any, text: str) -> str:
    """Return why a text is no legal move of a puzzle that is played move by move, or nothing."""
    if not isinstance(env, ChatEnv):
        return ""
    move = env.task.parse(env.problem, text)
    if move is None:
        return f"{text[:40]!r} is no move. {env.task.move_help}"
    return "" if env.action_masks()[move] else f"{env.task.write(env.problem, move)} is not possible here."


def _agent(args: argparse.Namespace, format: str) -> tuple[Any, str]:
    from palaestra.agents import OracleAgent, RandomAgent

    if args.model:
        from palaestra.agents.llm import TransformersAgent, load_model
        from palaestra.agents.llm.runtime import quiet

        quiet()
        model, tokenizer = load_model(args.model)
        return (
            TransformersAgent(
                model, tokenizer, max_new_tokens=args.max_new_tokens, temperature=args.temperature, seed=args.seed or 0
            ),
            str(args.model),
        )
    agents: dict[str, Callable[[], Any]] = {
        "random": lambda: RandomAgent(seed=args.seed or 0, format=format),
        "oracle": lambda: OracleAgent(format=format),
    }
    if args.agent not in agents:
        raise KnobError(f"no agent {args.agent!r}{did_you_mean(args.agent, agents)}")
    return agents[args.agent](), args.agent


def _eval(args: argparse.Namespace) -> None:
    from rich.progress import Progress

    from palaestra.benchmarks import evaluate

    kwargs = env_kwargs(args)
    cls = load(entry_of(args.id))
    if issubclass(cls, Task):
        kwargs.setdefault("split", "test")
    if args.model:
        from palaestra.benchmarks.study import default_format

        kwargs.setdefault("format", default_format(args.model))
    if args.languages:
        _eval_languages(args, kwargs)
        return
    make = _wrapped(args, kwargs)
    seeds = None
    if args.names:
        from palaestra.benchmarks.hard import read_names, seeds_of

        seeds = seeds_of(read_names(args.names), make)
        args.n = len(seeds)
    agent, label = _agent(args, kwargs.get("format", "boxed"))
    console = _console()
    with Progress(console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
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
    console.print(f"{args.id}  split {kwargs.get('split') or 'all'}  knobs {json.dumps(knobs)}", markup=False)
    console.print(str(result), markup=False)
    statuses = ", ".join(f"{n} {status}" for status, n in result.statuses.items())
    console.print(f"mean reward {result.reward:.3f}, mean length {result.length:.1f}; {statuses}", markup=False)
    if args.model and 2 * sum(result.statuses.get(s, 0) for s in ("no_answer", "malformed")) > result.answers:
        console.print(f"most texts held no answer in format {kwargs['format']!r}; try --format plain or auto")
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            file.write(json.dumps(result.to_json()) + "\n")
            file.writelines(json.dumps(episode.to_json()) + "\n" for episode in episodes)
        console.print(f"episodes: {args.out}", markup=False)


def _wrapped(args: argparse.Namespace, kwargs: dict[str, Any]) -> Callable[[], gym.Env[Any, Any]]:
    """Return a function that makes the environment in its wrappers; a wrong knob is an error here, not later."""
    make = maker(args.id, kwargs)
    if args.wrap:
        from palaestra.wrappers.stack import stack

        make = stack(make, args.wrap, rollouts=args.samples)[0]
    make().close()
    return make


def _eval_languages(args: argparse.Namespace, kwargs: dict[str, Any]) -> None:
    """Evaluate once in each language, always with the same agent, and print one table."""
    from rich.table import Table

    from palaestra.benchmarks import evaluate

    if "language" not in load(entry_of(args.id)).documented():
        raise KnobError(f"{args.id} has no knob 'language': leave out --languages")
    if args.names or "language" in kwargs:
        raise KnobError("--languages sets the knob 'language' itself: leave out language=… and --names")
    languages = list(dict.fromkeys(word.strip() for word in args.languages.split(",")))
    makes = {language: _wrapped(args, kwargs | {"language": language}) for language in languages}
    agent, label = _agent(args, kwargs.get("format", "boxed"))
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
    console = _console()
    console.print(f"{args.id}  split {kwargs.get('split') or 'all'}  {label}", markup=False)
    console.print(table)
    if args.out:
        Path(args.out).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        console.print(f"episodes: {args.out}", markup=False)


def _hard(args: argparse.Namespace) -> None:
    from rich.progress import Progress

    from palaestra.benchmarks.hard import hard_subset, write_names

    kwargs = env_kwargs(args)
    kwargs.setdefault("split", "train")
    make = maker(args.id, kwargs)
    make().close()
    agent, label = _agent(args, kwargs.get("format", "boxed"))
    with Progress(console=_console(), transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task(label, total=args.n * args.k)
        names = hard_subset(make, agent, args.k, n=args.n, on_episode=lambda episode: progress.advance(bar))
    write_names(names, args.out)
    print(f"{len(names)} of {args.n} problems unsolved by {label} in {args.k} tries: {args.out}")


def _train(args: argparse.Namespace) -> None:
    from palaestra.benchmarks.study import train_command

    train_command(args, env_kwargs(args))


def _demo(args: argparse.Namespace) -> None:
    from palaestra.benchmarks.study import demo_command

    demo_command(args)


def _verify(args: argparse.Namespace) -> None:
    from palaestra.envs.verify import verify_answer

    response = sys.stdin.read() if args.response == "-" else args.response
    verdict = verify_answer(args.gold, response, format=args.format)
    print(f"{verdict.status}: {verdict.reason}" if verdict.reason != verdict.status else verdict.status)
    if not verdict.is_correct:
        sys.exit(1)


def _check(args: argparse.Namespace) -> None:
    from palaestra.envs.testing import check_game, check_task

    sys.path.insert(0, os.getcwd())
    cls = load(entry_of(args.task) if ":" not in args.task else args.task)
    if issubclass(cls, Task):
        report = check_task(args.task, seeds=args.seeds)
    else:
        report = check_game(args.task, seeds=args.seeds)
    print(report)
    if not report.ok:
        raise SystemExit(1)


def _report(args: argparse.Namespace) -> None:
    from palaestra.benchmarks.report import write_report

    for path in write_report(Path(args.run)):
        print(path)


def _docs(args: argparse.Namespace) -> None:
    from palaestra.pages import stale_pages, write_pages

    if args.check:
        stale = stale_pages(Path(args.folder))
        if stale:
            raise PalaestraError(f"stale task pages: {', '.join(stale)}; run 'palaestra docs {args.folder}'")
        return
    print(f"{len(write_pages(Path(args.folder)))} pages in {args.folder}")


def _gallery(args: argparse.Namespace) -> None:
    from palaestra.gallery import contact_sheet
    from palaestra.pages import stale_pages, write_pages

    if args.check:
        stale = stale_pages(Path(args.folder), contact_sheet())
        if stale:
            raise PalaestraError(f"stale pictures: {', '.join(stale)}; run 'palaestra gallery {args.folder}'")
        return
    print(f"{len(write_pages(Path(args.folder), contact_sheet()))} files in {args.folder}")


# -- the parser -------------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise PalaestraError(f"{message.splitlines()[0]}; see 'palaestra --help'")


def _task_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="an environment, as 'palaestra list' shows them")
    parser.add_argument("knobs", nargs="*", help="knobs by name, for example holes=50")
    parser.add_argument("--level", type=int, help="0 is the easiest")
    parser.add_argument("--difficulty", type=float, help="0 to 1, in place of a level")
    splits = "train, test, all, or exploratory/train, exploratory/test and so on"
    parser.add_argument("--split", choices=["all", *filter(None, SPLITS)], metavar="SPLIT", help=splits)
    parser.add_argument("--format", help=f"where the answer stands: {', '.join(format_names())}")
    parser.add_argument("--interface", choices=["answer", "chat", "moves"])
    parser.add_argument("--opponent", help="games: who sits opposite (random, oracle)")
    parser.add_argument("--seat", help="games: 0, 1, … or random (default random)")
    parser.add_argument("--seed", type=int)


def parser() -> argparse.ArgumentParser:
    """Return the command line's parser."""
    top = _Parser("palaestra", description=palaestra.__doc__.splitlines()[0] if palaestra.__doc__ else "")
    top.epilog, top.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    top.add_argument("--version", action="version", version=palaestra.__version__)
    commands = top.add_subparsers(dest="command", metavar="command", required=True, parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], None], help: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help.replace("%", "%%"), description=help)
        sub.set_defaults(command_function=run)
        return sub

    sub = command("list", _list, "all environments; search by a word")
    sub.add_argument("query", nargs="?", default="")
    sub.add_argument("--family", help="Math, Puzzle, Proof, Game")

    sub = command("show", _show, "one problem, its picture, and on request its answer")
    _task_arguments(sub)
    sub.add_argument("--answer", action="store_true", help="show the oracle's answer and explanation")
    sub.add_argument("--svg", metavar="FILE", help="write the picture")

    sub = command("play", _play, "play at the terminal")
    _task_arguments(sub)
    sub.add_argument("--once", action="store_true", help="one episode")

    sub = command("eval", _eval, "accuracy of an agent or a model, with 95 % intervals")
    _task_arguments(sub)
    who = sub.add_mutually_exclusive_group()
    who.add_argument("--agent", default="random", help="random or oracle")
    who.add_argument("--model", help="smollm2, nano, a Hugging Face id, a folder, a GGUF file or a run folder")
    sub.add_argument("--n", type=int, default=100, help="problems (default 100)")
    sub.add_argument("--samples", type=int, default=1, help="answers to each problem (default 1)")
    sub.add_argument("--temperature", type=float, default=1.0, help="0 is greedy (default 1)")
    sub.add_argument("--max-new-tokens", type=int, default=256)
    sub.add_argument("--out", metavar="FILE", help="write the result and every episode as JSON lines")
    sub.add_argument("--names", metavar="FILE", help="the problems to ask, as 'palaestra hard' writes them")
    sub.add_argument("--wrap", nargs="*", default=[], metavar="WRAPPER", help="such as MultiProblem:count=4")
    languages_help = "evaluate once in each, such as en,zh: sets the knob 'language', prints one table"
    sub.add_argument("--languages", metavar="CODES", help=languages_help)

    sub = command("hard", _hard, "the problems that an agent or a model does not solve in k tries")
    _task_arguments(sub)
    who = sub.add_mutually_exclusive_group()
    who.add_argument("--agent", default="random", help="random or oracle")
    who.add_argument("--model", help="smollm2, nano, a Hugging Face id, a folder, a GGUF file or a run folder")
    sub.add_argument("--k", type=int, default=16, help="tries for each problem (default 16)")
    sub.add_argument("--n", type=int, default=100, help="problems (default 100)")
    sub.add_argument("--temperature", type=float, default=1.0)
    sub.add_argument("--max-new-tokens", type=int, default=256)
    sub.add_argument("--out", metavar="FILE", default="hard.jsonl", help="names, one a line (default hard.jsonl)")

    sub = command("train", _train, "train a model by GRPO and report before and after")
    _task_arguments(sub)
    sub.add_argument("--model", default="smollm2", help="smollm2, nano, a Hugging Face id, a folder or a run folder")
    run_help = "run folder (default runs/ID); under torchrun, which has a --run-path of its own, write --run-dir"
    sub.add_argument("--run", "--run-dir", default="", metavar="FOLDER", help=run_help)
    sub.add_argument("--resume", action="store_true", help="go on from the newest complete checkpoint")
    sub.add_argument("--dry-run", action="store_true", help="print the resolved configuration and stop")
    sub.add_argument("--steps", type=int, help="GRPO steps")
    wrap_help = (
        "reward wrappers, innermost first, such as FormatReward LengthPenalty:max_length=64,cache=16 KimiLength"
    )
    sub.add_argument("--wrap", nargs="*", default=[], metavar="WRAPPER", help=wrap_help)
    sub.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="any setting of the recipe")
    sub.add_argument("--trl", nargs="*", default=[], metavar="NAME=VALUE", help="any field of TRL's GRPOConfig")
    also_help = "other environments to measure on before and after, as ID or ID:LEVEL"
    sub.add_argument("--also", nargs="*", default=[], metavar="ID", help=also_help)
    sub.add_argument(
        "--controls", nargs="*", default=[], metavar="CONTROL",
        choices=["more-fine-tuning", "shuffled-rewards"],
        help="runs to compare with, at equal compute: more-fine-tuning, shuffled-rewards",
    )  # fmt: skip
    sub.add_argument("--report-to", default="none", choices=["none", "tensorboard", "wandb", "trackio"])
    sub.add_argument("--eval-problems", type=int, default=64)
    sub.add_argument("--eval-samples", type=int, default=4)

    sub = command("demo", _demo, "the main job: a model that measurably learns")
    sub.add_argument("--nano", action="store_true", help="the nano model on Puzzle-Sort-v0, with controls")
    sub.add_argument("--seed", type=int, default=0)
    sub.add_argument("--run", default="", metavar="FOLDER")

    sub = command("verify", _verify, "whether a response holds the right answer; the exit status is 0 or 1")
    sub.add_argument("gold", metavar="ANSWER", help="the right answer, in LaTeX or plain: '\\frac{1}{2}', 'x<3'")
    sub.add_argument("response", metavar="RESPONSE", help="what a model wrote; - reads it from the standard input")
    sub.add_argument("--format", default="auto", help=f"where the answer stands: {', '.join(format_names())}")

    sub = command("check", _check, "the conformance kit, on any task")
    sub.add_argument("task", metavar="MODULE:TASK", help="a class, or an id")
    sub.add_argument("--seeds", type=int, default=20)

    sub = command("report", _report, "write a run's report again")
    sub.add_argument("run", metavar="RUN", help="a run folder")

    sub = command("docs", _docs, "write the task pages")
    sub.add_argument("folder", metavar="FOLDER")
    sub.add_argument("--check", action="store_true", help="fail if they are stale")

    sub = command("gallery", _gallery, "draw every puzzle and its solution")
    sub.add_argument("folder", metavar="FOLDER")
    sub.add_argument("--check", action="store_true", help="fail if the pictures are stale")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    try:
        args = parser().parse_args(argv)
        args.command_function(args)
    except (PalaestraError, gym.error.Error) as error:
        if os.environ.get("PALAESTRA_DEBUG"):
            raise
        print(f"palaestra: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("palaestra: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0
    return 0
