"""The command line: list, show, play, eval, hard, train, league, verify, check, report, demo, docs, gallery.

Every error is one helpful line; `PALAESTRA_DEBUG=1` shows the traceback instead.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gymnasium as gym

import palaestra
from palaestra.benchmarks.plan import CONTROLS
from palaestra.envs import (
    SPLITS,
    ChatEnv,
    KnobError,
    Knobs,
    PalaestraError,
    Playable,
    RegistrationError,
    Task,
    clean,
    did_you_mean,
    entry_of,
    format_names,
    ids,
    load,
)

from .arguments import console, env_kwargs, environment
from .evaluation import evaluate_command, hard_command

EPILOG = """examples:
  palaestra list sudoku
  palaestra show Puzzle-Sudoku-v0 --level 2 --answer
  palaestra eval Math-AIME-v0 --agent random --n 200
  palaestra eval Math-Arithmetic-v0 --model smollm2 --n 50
  palaestra train Puzzle-Sort-v0 --model nano --run runs/sort
Knobs follow the id by name: palaestra show Puzzle-Sudoku-v0 holes=50"""
LISTED = 64
"""The most legal moves that are listed for a person who mistyped one."""


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
    console().print(table)


def interfaces(cls: type[Knobs]) -> list[str]:
    """Return the interfaces that a task or game can be used by."""
    from palaestra.envs import Playable

    if not issubclass(cls, Task):
        return ["chat", "moves"]
    return ["answer", "chat", "moves"] if issubclass(cls, Playable) else ["answer"]


def _show(args: argparse.Namespace) -> None:
    out, kwargs = console(), env_kwargs(args)
    env: Any = gym.make(args.id, **kwargs) if entry_of(args.id) else None
    seed = args.seed if args.seed is not None else 0
    prompt, info = env.reset(seed=seed)
    base = env.unwrapped
    if args.lean:
        if not hasattr(base.task, "lean"):
            raise PalaestraError(f"{args.id} has no Lean file; the ids that begin with Proof- have")
        print(base.task.lean(base.problem))
        return
    out.print(f"[bold]{args.id}[/bold]  level {info['level']}  seed {seed}  split {info['split'] or 'all'}")
    out.print(f"name {info['name']}\n", markup=False)
    out.print(prompt, markup=False)
    out.print()
    if not isinstance(base.task, Task):
        base.task.board(base.state).shown("human")
        if args.answer:
            from palaestra.envs.games import oracle

            chances = {base.task.write(move): p for move, p in oracle(base.task, base.state).items()}
            print("oracle: " + ", ".join(f"{move} {p:.0%}" for move, p in chances.items()))
        return
    answer = base.task.solve(base.problem) if args.answer else None
    board = base.task.board(base.problem, answer)
    if type(base.task).board is not Task.board:  # the default picture is the prompt again
        board.shown("human")
    if args.answer:
        explanation = base.task.explain(base.problem)
        out.print(f"\n{explanation}\n" if explanation else "", markup=False)
        out.print(f"answer: {answer}", markup=False)
    if args.svg:
        Path(args.svg).write_text(board.svg(), encoding="utf-8")
        out.print(f"picture: {args.svg}")


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
            env.unwrapped.task.board(env.unwrapped.problem, None).shown("human")
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
        if not isinstance(env.unwrapped.task, Task):  # how a game ended, and what was hidden in it
            print()
            env.unwrapped.task.board(env.unwrapped.state).shown("human")
        if args.once:
            return
        seed = None
        print("\nnext one (q to quit)")


def _refused(env: Any, text: str) -> str:
    """Return why a text is no legal move of a puzzle or game that is played move by move, or nothing."""
    if not isinstance(env.task, Task):
        return _refused_at_a_game(env, text)
    if not isinstance(env, ChatEnv):
        return ""
    if env.task.open_moves:
        return "" if text.strip() else f"There was nothing to read; q quits. {env.task.move_help}"
    move = env.task.parse(env.problem, text)
    if move is None:
        return f"{text[:40]!r} is no move. {env.task.move_help}"
    return "" if env.action_masks()[move] else f"{env.task.write(env.problem, move)} is not possible here."


def _refused_at_a_game(env: Any, text: str) -> str:
    rules, state = env.rules, env.state
    if rules.current(state) != env.seat:  # over before the first move of this seat: anything goes on
        return ""
    legal, response = rules.legal(state), env.format.parse(text)
    answer = clean(response.answer or "")
    move = rules.parse(answer) if 0 < len(answer) <= Playable.longest else None
    if move in legal:
        return ""
    why = f"{text[:40]!r} is no move"
    if not text.strip():
        why = "There was nothing to read; q quits"
    elif move is not None:
        why = f"{rules.write(move)} is not possible here"
    elif response.answer is None and response.problems:
        why += f": {response.problems[0]}"
    return f"{why}. Your move, one of {', '.join(map(rules.write, legal))}." if len(legal) <= LISTED else f"{why}."


def _train(args: argparse.Namespace) -> None:
    from palaestra.benchmarks.study import train_command

    train_command(args, env_kwargs(args))


def _league(args: argparse.Namespace) -> None:
    from palaestra.benchmarks.league import league_command

    league_command(args, env_kwargs(args))


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

    id = environment(args.task)
    cls = load(entry_of(id))
    if issubclass(cls, Task):
        report = check_task(id, seeds=args.seeds)
    else:
        report = check_game(id, seeds=args.seeds)
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


def _task_arguments(parser: argparse.ArgumentParser, refused: Sequence[str] = ()) -> None:
    """Add what names a problem; what a command refuses is still read, for an error that helps, but not offered."""

    def option(name: str, **how: Any) -> None:
        parser.add_argument(f"--{name}", **how | ({"help": argparse.SUPPRESS} if name in refused else {}))

    parser.add_argument("id", help="an environment, as 'palaestra list' shows them, or module:Class")
    parser.add_argument("knobs", nargs="*", help="knobs by name, for example holes=50")
    option("level", type=int, help="0 is the easiest")
    option("difficulty", type=float, help="0 to 1, in place of a level")
    splits = "train, test, all, or exploratory/train, exploratory/test and so on"
    option("split", choices=["all", *filter(None, SPLITS)], metavar="SPLIT", help=splits)
    option("format", help=f"where the answer stands: {', '.join(format_names())}")
    option("interface", choices=["answer", "chat", "moves"])
    option("opponent", help="games: who sits opposite (random, oracle)")
    option("seat", help="games: 0, 1, … or random (default random)")
    option("seed", type=int)


def _who_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what names an agent or a model, and how many problems it is asked."""
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--agent", default="random", help="random or oracle")
    who.add_argument("--model", help="smollm2, nano, a Hugging Face id, a folder, a GGUF file or a run folder")
    parser.add_argument("--n", type=int, default=100, help="problems (default 100)")
    parser.add_argument("--temperature", type=float, default=1.0, help="0 is greedy (default 1)")
    parser.add_argument("--max-new-tokens", type=int, default=256)


def _league_arguments(parser: argparse.ArgumentParser) -> None:
    names = "two or more: random, oracle, a run folder, a checkpoint folder, smollm2, a Hugging Face id"
    parser.add_argument("--agents", nargs="+", required=True, metavar="AGENT", help=names)
    parser.add_argument("--matches", type=int, default=50, help="seeds a pair plays in all seats (default 50)")
    parser.add_argument("--temperature", type=float, default=1.0, help="of models; 0 is greedy (default 1)")
    parser.add_argument("--max-new-tokens", type=int, default=64, help="of models, a move (default 64)")
    parser.add_argument("--max-turns", type=int, default=0, help="moves after which a game is a draw (default none)")
    parser.add_argument("--out", metavar="FOLDER", help="write league.json, league.md and league.png")


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
    sub.add_argument("--lean", action="store_true", help="of a theorem: a Lean 4 file with its proof, no more")

    sub = command("play", _play, "play at the terminal")
    _task_arguments(sub)
    sub.add_argument("--once", action="store_true", help="one episode")

    sub = command("eval", evaluate_command, "accuracy of an agent or a model, its score at games, with 95 % intervals")
    _task_arguments(sub)
    _who_arguments(sub)
    sub.add_argument("--samples", type=int, default=1, help="answers to each problem (default 1)")
    sub.add_argument("--out", metavar="FILE", help="write the result and every episode as JSON lines")
    sub.add_argument("--names", metavar="FILE", help="the problems to ask, as 'palaestra hard' writes them")
    sub.add_argument("--wrap", nargs="*", default=[], metavar="WRAPPER", help="such as MultiProblem:count=4")
    languages_help = "evaluate once in each, such as en,zh: sets the knob 'language', prints one table"
    sub.add_argument("--languages", metavar="CODES", help=languages_help)

    sub = command("hard", hard_command, "the problems that an agent or a model does not solve in k tries")
    _task_arguments(sub)
    _who_arguments(sub)
    sub.add_argument("--k", type=int, default=16, help="tries for each problem (default 16)")
    sub.add_argument("--out", metavar="FILE", default="hard.jsonl", help="names, one a line (default hard.jsonl)")

    sub = command("train", _train, "train a model by GRPO, or by self-play at games, and report before and after")
    _task_arguments(sub)
    sub.add_argument(
        "--model",
        default="smollm2",
        help="smollm2, nano, nano-64x2 and so on, a Hugging Face id, a folder or a run folder",
    )
    recipe_help = "grpo (the default); spiral: self-play at a game; expert-iteration or stp: provers, on a Proof-… id"
    sub.add_argument("--recipe", default="grpo", choices=list(CONTROLS), help=recipe_help)
    run_help = "run folder (default runs/ID); under torchrun, which has a --run-path of its own, write --run-dir"
    sub.add_argument("--run", "--run-dir", default="", metavar="FOLDER", help=run_help)
    sub.add_argument("--resume", action="store_true", help="go on from the newest complete checkpoint")
    sub.add_argument("--dry-run", action="store_true", help="print the resolved configuration and stop")
    sub.add_argument("--steps", type=int, help="training steps")
    wrap_help = (
        "reward wrappers, innermost first, such as FormatReward LengthPenalty:max_length=64,cache=16 KimiLength"
    )
    sub.add_argument("--wrap", nargs="*", default=[], metavar="WRAPPER", help=wrap_help)
    sub.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="any setting of the recipe")
    sub.add_argument("--trl", nargs="*", default=[], metavar="NAME=VALUE", help="any field of TRL's GRPOConfig")
    also_help = "other environments to measure on before and after, as ID or ID:LEVEL"
    sub.add_argument("--also", nargs="*", default=[], metavar="ID", help=also_help)
    has = "; ".join(f"{recipe}: {', '.join(controls)}" for recipe, controls in CONTROLS.items())
    sub.add_argument("--controls", nargs="*", default=[], metavar="CONTROL",
                     choices=[*dict.fromkeys(control for controls in CONTROLS.values() for control in controls)],
                     help=f"runs to compare with, at equal compute; {has}")  # fmt: skip
    sub.add_argument("--report-to", default="none", choices=["none", "tensorboard", "wandb", "trackio"])
    sub.add_argument("--eval-problems", type=int, default=64)
    sub.add_argument("--eval-samples", type=int, default=4)

    sub = command("league", _league, "everybody plays everybody at a game: Elo with 95 % intervals")
    _task_arguments(sub, refused=("difficulty", "split", "interface", "opponent", "seat"))
    _league_arguments(sub)

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


def parsed(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the arguments of a command line; knobs may stand after its options, too."""
    top = parser()
    args, left = top.parse_known_args(argv)
    if left and (not hasattr(args, "knobs") or any(word.startswith("-") for word in left)):
        top.error(f"unrecognized arguments: {' '.join(left)}")
    if left:
        args.knobs = [*args.knobs, *left]
    if hasattr(args, "id"):
        args.id = environment(args.id)
    return args


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    try:
        args = parsed(argv)
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
