"""The before-and-after study of a training run: what `palaestra train` and `palaestra demo` do.

Measure held out, train, measure again, run the controls, write the report. Every finished stage is on disk, so a study
that was stopped anywhere goes on where it was.
"""

from __future__ import annotations

import dataclasses
import json
import shlex
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import gymnasium as gym

from palaestra.agents import Agent
from palaestra.agents.files import append_lines, read_lines, write_json
from palaestra.agents.llm import nano
from palaestra.agents.llm.prompts import default_format
from palaestra.agents.llm.runtime import quiet, require, require_reporter
from palaestra.agents.recipes.grpo import GRPO, NANO_SORT, SMOLLM2_ARITHMETIC, starting_model, train
from palaestra.agents.training import WarmUp
from palaestra.agents.training.runs import is_main, machine
from palaestra.envs import KnobError, PalaestraError, Task, entry_of, get_format, load
from palaestra.wrappers.stack import stack

from .evaluate import PAID, evaluate
from .plan import CONTROLS, Plan, S
from .report import write_report

G = TypeVar("G", bound=GRPO)


@dataclass(frozen=True, kw_only=True)
class TextPlan(Plan[GRPO]):
    """A study of a model that answers in texts.

    Attributes:
        samples: Sampled answers to each problem; greedy decoding takes one.
        axis: A generalisation split to train and test on, such as "exploratory"; none for the plain ones.
        harder: Arguments of a harder level to measure on as well, or None.
        also: Other environments to measure on as well, as "ID" or "ID:LEVEL".
        wrap: The wrapper stack as words, innermost first; see `palaestra.wrappers.stack`.
    """

    samples: int = 4
    axis: str = ""
    harder: Mapping[str, Any] | None = None
    also: Sequence[str] = ()
    wrap: Sequence[str] = ()


class Study:
    """A plan under way in a run folder."""

    label = "GRPO"

    def __init__(self, plan: TextPlan, run: Path) -> None:
        self.plan, self.run = plan, run
        self.file = run / "evaluations.jsonl"
        self.shapers = stack(self._bare(self._part("train"), plan.env), plan.wrap, plan.settings.rollouts)[1]

    def _part(self, part: str) -> str:
        """Return the split that the environment itself is trained or tested on."""
        return f"{self.plan.axis}/{part}" if self.plan.axis else part

    def _bare(self, split: str, env: Mapping[str, Any], id: str = "") -> Callable[[], gym.Env[Any, Any]]:
        """Return what makes the environment; games have no splits."""
        id = id or self.plan.id
        kwargs = dict(env) | ({"split": split} if issubclass(load(entry_of(id)), Task) else {})
        return lambda: gym.make(id, disable_env_checker=True, **kwargs)

    def make(self, split: str, env: Mapping[str, Any] | None = None, id: str = "") -> Callable[[], gym.Env[Any, Any]]:
        """Return what makes the environment in a split, wrapped as in training."""
        bare = self._bare(split, self.plan.env if env is None else env, id)
        return stack(bare, self.plan.wrap, self.plan.settings.rollouts)[0]

    def sets(self) -> list[tuple[str, str, Mapping[str, Any], str]]:
        """Return what a model is measured on: (name, id, arguments, split)."""
        plan = self.plan
        sets: list[tuple[str, str, Mapping[str, Any], str]] = [("held out", plan.id, plan.env, self._part("test"))]
        sets += [("without the axis", plan.id, plan.env, "test")] if plan.axis else []
        sets += [("harder level", plan.id, plan.harder, "test")] if plan.harder else []
        return sets + [(text, *elsewhere(text, plan.env), "test") for text in plan.also]

    def measure(self, phase: str, label: str, model: str) -> None:
        """Evaluate a model on the held-out problems, sampled and greedy; what is on disk already is not done again."""
        plan = self.plan
        done = {(r["phase"], r["label"], r["set"], r["decoding"]) for r in read_lines(self.file)}
        todo = [
            (name, id, env, split, decoding)
            for name, id, env, split in self.sets()
            for decoding in ("sampled", "greedy")
            if (phase, label, name, decoding) not in done
        ]
        if not todo or not is_main():
            return
        loaded, tokenizer = self._load(model)
        settings = plan.settings
        for name, id, env, split, decoding in todo:
            agent = self._agent(loaded, tokenizer, decoding, settings.max_new_tokens)
            begun = time.monotonic()
            result, _ = evaluate(
                self.make(split, env, id),
                agent,
                n=plan.problems,
                samples=plan.samples if decoding == "sampled" else 1,
                slots=64,
                label=label,
                settings={"id": id, "split": split, **env},
            )
            row = {"phase": phase, "set": name, "decoding": decoding, **result.to_json()}
            row |= {"model": model, "seconds": round(time.monotonic() - begun, 1)}
            if result.outcomes:
                row["measure"] = f"score ({PAID})"
            append_lines(self.file, [row])
            print(f"{phase}, {name}, {decoding}: {result}", flush=True)

    def _agent(self, model: Any, tokenizer: Any, decoding: str, max_new_tokens: int) -> Agent:
        from palaestra.agents.llm import TransformersAgent

        settings = self.plan.settings
        return TransformersAgent(
            model,
            tokenizer,
            max_new_tokens=max_new_tokens,
            temperature=settings.temperature if decoding == "sampled" else 0.0,
            batch_size=64,
            system=settings.system,
            seed=settings.seed,
        )

    def _load(self, model: str) -> tuple[Any, Any]:
        from palaestra.agents.llm import load_model

        if nano.size_of(model) is not None:  # random weights, the ones that training would begin with
            tokenizer = nano.make_tokenizer()
            return nano.named(model, tokenizer, seed=self.plan.settings.seed), tokenizer
        return load_model(model)

    def train(self, settings: GRPO, folder: Path, *, resume: bool, about: str, shapers: Sequence[Any] = ()) -> None:
        """Train into a folder."""
        make = self.make(self._part("train"))
        train(make, settings, folder, resume=resume, shapers=shapers, about=about)

    def go(self, *, resume: bool) -> list[Path]:
        """Do what is left of the study and return the paths of its report."""
        plan, settings, run = self.plan, self.plan.settings, self.run
        open_study(plan, run, ("id", "env", "axis", "wrap", "recipe", "settings"), resume=resume)
        about = f"{plan.id} {json.dumps(dict(plan.env))}"
        if not settings.warm_up.steps:
            self.measure("before", "start", settings.model)
        begun = (run / "config.json").exists()
        self.train(settings, run, resume=begun, shapers=self.shapers, about=about)
        start = starting_model(settings, run)
        self.measure("before", "start", start)
        self.measure("after", self.label, str(run / "model"))
        for control in plan.controls:
            folder = run / "controls" / control
            self.train(self._control(control, start), folder, resume=True, about=f"{about} ({control})")
            self.measure("control", control, str(folder / "model"))
        return write_report(run) if is_main() else []

    def _control(self, name: str, start: str) -> GRPO:
        """Return the settings of a control that begins where training began and costs no less."""
        settings = dataclasses.replace(self.plan.settings, model=start)
        if name == "shuffled-rewards":
            return dataclasses.replace(settings, warm_up=WarmUp(), shuffle_rewards=True)
        if name == "more-fine-tuning":
            # a GRPO step samples a batch and learns from it; the control learns from as many rows, three times
            warm = self.plan.settings.warm_up
            rows = 3 * settings.steps * settings.prompts * settings.rollouts
            return dataclasses.replace(
                settings, steps=0, warm_up=dataclasses.replace(warm, steps=-(-rows // warm.batch))
            )
        raise KnobError(f"no control {name!r}")


def open_study(plan: Plan[Any], run: Path, same: Sequence[str], *, resume: bool) -> None:
    """Write a plan into its run folder as `study.json`.

    Raises:
        PalaestraError: If the folder holds another study, that is one with other values at the keys in `same`; or this
            one and `resume` is false; or anything else.
    """
    path, told = run / "study.json", plan.to_json()
    if not is_main():
        return  # one process looks and writes; the others may come when it has written already
    if path.exists():
        was = {"recipe": "grpo"} | json.loads(path.read_text(encoding="utf-8"))
        if not resume:
            raise PalaestraError(f"{run} holds a run already: add --resume to go on, or name another folder")
        for key in same:
            if was.get(key, "") != told[key]:
                raise PalaestraError(f"{run} was begun with another {key}; name another folder")
    elif run.exists() and any(run.iterdir()):
        raise PalaestraError(f"{run} is not empty and holds no run; name another folder")
    run.mkdir(parents=True, exist_ok=True)
    write_json(path, told | {"machine": machine()})


# -- commands ---------------------------------------------------------------------------------------------------------


def default_settings(model: str, id: str, env: Mapping[str, Any]) -> GRPO:
    """Return settings for a model on an environment: the nearest preset, with room for the oracle's answer twice."""
    room = _room(model, id, env)
    if nano.size_of(model) is not None:
        if id == "Puzzle-Sort-v0" and not {k: v for k, v in env.items() if k != "format"}:
            return NANO_SORT
        return dataclasses.replace(NANO_SORT, max_new_tokens=room)
    if model == "smollm2":
        if id == "Math-Arithmetic-v0":
            return SMOLLM2_ARITHMETIC
        return dataclasses.replace(SMOLLM2_ARITHMETIC, system=None, max_new_tokens=room)
    return GRPO(model=model, learning_rate=1e-6, prompts=8, max_new_tokens=max(256, room), schedule="constant")


def _room(model: str, id: str, env: Mapping[str, Any]) -> int:
    """Return room for the oracle's longest answer in the format: twice its characters for nano, else in tokens."""
    probe: Any = gym.make(id, **env).unwrapped
    if not isinstance(probe.task, Task):
        return 64
    longest = 0
    for seed in range(16):
        probe.reset(seed=seed)
        longest = max(longest, len(probe.format.write("", probe.task.solve(probe.problem))))
    return longest + 8 if nano.size_of(model) is None else 2 * longest + 2


def commanded(settings: G, args: Any) -> G:
    """Return settings with all that the command line says about them."""
    settings = dataclasses.replace(settings, model=args.model, seed=args.seed or 0, report_to=args.report_to)
    if args.steps is not None:
        settings = dataclasses.replace(settings, steps=args.steps)
    return overridden(settings, args.set, args.trl)


def overridden(settings: S, words: Sequence[str], trl: Sequence[str]) -> S:
    """Return settings with `name=value` words applied; values are JSON or plain strings."""

    def value(text: str) -> Any:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text

    def pairs(words: Sequence[str]) -> dict[str, Any]:
        for word in words:
            if "=" not in word:
                raise KnobError(f"{word!r}: write settings as name=value, for example learning_rate=1e-4")
        return {word.partition("=")[0]: value(word.partition("=")[2]) for word in words}

    data = settings.to_json()
    for name, given in pairs(words).items():
        outer, dot, inner = name.partition(".")
        if dot and isinstance(data.get(outer), dict):
            data[outer][inner] = given
        else:
            data[name] = given
    if "trl" in data:
        data["trl"] = {**data["trl"], **pairs(trl)}
    try:
        return type(settings).from_json(data)
    except TypeError as error:
        raise KnobError(f"settings: {error}") from error


def elsewhere(text: str, env: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the id and arguments of "ID" or "ID:LEVEL", asked in the format that `env` asks in.

    Raises:
        PalaestraError: If there is no such environment or level.
    """
    id, _, level = text.partition(":")
    if level and not level.isdigit():
        raise KnobError(f"{text!r}: write ID or ID:LEVEL, for example Math-AIME-v0:1")
    kwargs = {key: env[key] for key in ("format",) if key in env} | ({"level": int(level)} if level else {})
    load(entry_of(id)).resolve(level=kwargs.get("level"))
    return id, kwargs


def next_level(id: str, env: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the arguments of the next harder level, or None if there is none."""
    cls = load(entry_of(id))
    knobs = {k: v for k, v in env.items() if k not in ("format", "interface", "opponent")}
    level = cls.resolve(**knobs).level
    if not 0 <= level < len(cls.ladder()) - 1 or not issubclass(cls, Task):
        return None
    kept = {k: v for k, v in env.items() if k in ("format", "interface")}
    return kept | {"level": level + 1}


def train_command(args: Any, env: dict[str, Any]) -> None:
    """Run `palaestra train`."""
    if args.recipe == "spiral":
        from .selfplay import selfplay_command

        selfplay_command(args, env)
        return
    if args.recipe != "grpo":
        from .provers import prover_command

        prover_command(args, env)
        return
    require()
    require_reporter("none" if args.dry_run else args.report_to)
    quiet()
    axis = (env.pop("split", None) or "").rpartition("/")[0]
    env.setdefault("format", default_format(args.model))
    get_format(env["format"])
    gym.make(args.id, **env).close()  # a wrong knob is an error before anything is loaded
    if axis:
        gym.make(args.id, **env, split=f"{axis}/test").reset(seed=0)
    settings = default_settings(args.model, args.id, env)
    settings = commanded(settings, args)
    run = Path(args.run or Path("runs") / args.id.replace("/", "-"))
    plan = TextPlan(
        id=args.id,
        env=env,
        settings=settings,
        problems=args.eval_problems,
        samples=args.eval_samples,
        axis=axis,
        harder=next_level(args.id, env),
        also=tuple(args.also),
        wrap=tuple(args.wrap),
        controls=tuple(args.controls),
        command=command_line(),
        notes=notes(settings, args.controls),
    )
    for text in plan.also:
        elsewhere(text, env)
    stack(lambda: gym.make(args.id, **env), plan.wrap, settings.rollouts)  # its mistakes are errors now
    if args.dry_run:
        print(json.dumps(plan.to_json() | {"run": str(run)}, indent=2))
        train(lambda: gym.make(args.id, **env), settings, run, dry_run=True)
        return
    finish(Study(plan, run).go(resume=args.resume), run)


def demo_command(args: Any) -> None:
    """Run `palaestra demo`: the main job on a real model, or the nano model with its controls."""
    require()
    quiet()
    env: dict[str, Any]
    if args.nano:
        settings, id, env = NANO_SORT, "Puzzle-Sort-v0", {"format": "plain"}
        controls: tuple[str, ...] = CONTROLS["grpo"]
    else:
        settings, id, env, controls = SMOLLM2_ARITHMETIC, "Math-Arithmetic-v0", {"level": 0, "format": "plain"}, ()
    settings = dataclasses.replace(settings, seed=args.seed)
    run = Path(args.run or f"runs/demo{'-nano' if args.nano else ''}-seed{args.seed}")
    plan = TextPlan(
        id=id,
        env=env,
        settings=settings,
        problems=128 if args.nano else 64,
        samples=4 if args.nano else 5,  # the easiest sums have 45 held-out problems: 225 answers
        harder=None if args.nano else next_level(id, env),  # nano has no room for longer answers
        controls=controls,
        command=command_line(),
        notes=notes(settings, controls),
    )
    finish(Study(plan, run).go(resume=True), run)


def notes(settings: GRPO, controls: Sequence[str] = ()) -> list[str]:
    """Return what a reader of the report must know."""
    out = [
        "Held out: problems of the test split, by content; training saw the train split only.",
        f"Sampled at temperature {settings.temperature:g} throughout; greedy takes the likeliest token.",
    ]
    if controls:
        out.append("Controls begin where GRPO began and cost no less than it did; shuffled rewards must not gain.")
    if settings.model == "smollm2":
        out.append(
            "Much of the sampled gain is learning to answer at all; the greedy figure stands beside it. An answer "
            'may stand alone ("21") or end the question\'s own equation ("11 + 10 = 21").'
        )
    return out


def command_line() -> str:
    """Return what was typed, as a shell reads it."""
    return shlex.join(["palaestra", *sys.argv[1:]])


def finish(paths: Sequence[Path], run: Path) -> None:
    """Say what came out and where it lies."""
    if not paths:
        return
    from .report import conclusion

    print(f"\n{conclusion(read_lines(run / 'evaluations.jsonl'))}")
    print(f"report: {paths[0]}\n        {paths[1]}")
