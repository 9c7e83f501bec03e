"""The before-and-after study of self-play: `palaestra train Game-… --recipe spiral`.

The model plays the random player and the oracle on held-out seeds, in every seat, before training, at every checkpoint
and after; then the controls do. Training seeds are drawn from all 2⁶³, these are counted up from `SEEDS`.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palaestra.agents.files import append_lines, read_lines
from palaestra.agents.llm.nano import size_of
from palaestra.agents.llm.prompts import default_format
from palaestra.agents.llm.runtime import quiet, require, require_reporter
from palaestra.agents.named import agent_named
from palaestra.agents.recipes import spiral
from palaestra.agents.recipes.grpo import GRPO
from palaestra.agents.recipes.spiral import NANO, NANO_OPEN, PAPER, Spiral
from palaestra.agents.table import Played, Table, play, table
from palaestra.agents.training.runs import complete_checkpoints, is_main
from palaestra.envs import KnobError, Task, entry_of, get_format, load
from palaestra.envs.games import Rules, Tree, UnsolvableError, average, exploitability, uniform

from .evaluate import PAID
from .league import count, seatings, won
from .stats import bootstrap, wilson
from .study import Study, TextPlan, command_line, commanded, elsewhere, finish

if TYPE_CHECKING:
    from palaestra.agents.llm.policy import ModelPolicy

SEEDS = 1_000_000
STATES = 1000
"""States of the largest game in which a model is asked at every information set: Kuhn poker for two or three."""
MEASURE = f"score against the random player ({PAID})"


class GameStudy(Study):
    """A study of self-play under way in a run folder."""

    label = "SPIRAL"

    def __init__(self, plan: TextPlan, run: Path) -> None:
        super().__init__(dataclasses.replace(plan, wrap=()), run)
        self.make_table = functools.partial(table, plan.id, **plan.env)

    @property
    def settings(self) -> Spiral:
        """The recipe's settings."""
        assert isinstance(self.plan.settings, Spiral)
        return self.plan.settings

    def sets(self) -> list[tuple[str, str, Mapping[str, Any], str]]:
        """Return the tasks that are measured on as well: what self-play may carry over to."""
        return [(text, *elsewhere(text, self.plan.env), "test") for text in self.plan.also]

    def train(self, settings: GRPO, folder: Path, *, resume: bool, about: str, shapers: Sequence[Any] = ()) -> None:
        """Train by self-play into a folder."""
        assert isinstance(settings, Spiral)
        spiral.train(self.make_table, settings, folder, resume=resume, about=about)

    def measure(self, phase: str, label: str, model: str) -> None:
        """Play held-out games and ask the tasks elsewhere; what is on disk already is not done again."""
        if phase != "before":
            self._checkpoints(label, Path(model).parent)
        elif is_main():
            self._random()
        self._games(phase, label, model, self._meetings())
        if self.plan.also:
            super().measure(phase, label, model)

    def _random(self) -> None:
        """Let the random player play the held-out games in the model's place: what no skill at all earns."""
        if any(row["phase"] == "random" for row in read_lines(self.file)):
            return
        one, other = (agent_named("random", format=self.make_table().format.name, seed=seed) for seed in (1, 0))
        row = {"phase": "random", "label": "random", "set": "held out", "decoding": "sampled", "measure": MEASURE}
        row |= against(self.make_table, one, other, seeds=self.plan.problems, max_turns=self.settings.max_turns)
        append_lines(self.file, [row])

    def _checkpoints(self, label: str, run: Path) -> None:
        """Play every checkpoint of a run against the random player; with exploitabilities in small hidden games."""
        policies: list[ModelPolicy] = []
        for checkpoint in complete_checkpoints(run / "checkpoints"):
            step = int(checkpoint.name.rpartition("-")[2])
            meeting = "held out", self.make_table, "random"
            self._games("during", label, str(checkpoint), [meeting], step=step, policies=policies)

    def _meetings(self) -> list[tuple[str, Callable[[], Table], str]]:
        """Return what is played: (name of the set, the game, the opponent)."""
        makes: list[Callable[[], Table]] = [self.make_table, *spiral.further(self.make_table, self.settings)]
        meetings = [(f"{make().id} against {who}", make, who) for make in makes for who in ("random", "oracle")]
        return [("held out", *meetings[0][1:]), *meetings[1:]]

    def _games(
        self,
        phase: str,
        label: str,
        model: str,
        meetings: Sequence[tuple[str, Any, str]],
        *,
        step: int | None = None,
        policies: list[ModelPolicy] | None = None,
    ) -> None:
        """Play what is not on disk yet; `policies` are those of earlier checkpoints, this one's is added to them."""
        decodings = ("sampled", "greedy") if step is None else ("sampled",)
        done = {(r["phase"], r["label"], r["set"], r["decoding"], r.get("step")) for r in read_lines(self.file)}
        todo = [(*m, d) for m in meetings for d in decodings if (phase, label, m[0], d, step) not in done]
        if not is_main() or not (todo or policies is not None):
            return
        loaded, tokenizer = self._load(model)
        tokens = self.settings.turn_tokens or self.settings.max_new_tokens
        if policies is not None:
            policies += asked(self.make_table, loaded, tokenizer, self.settings.system)
        for name, make, opponent, decoding in todo:
            agent = self._agent(loaded, tokenizer, decoding, tokens)
            begun = time.monotonic()
            other = agent_named(opponent, format=make().format.name, seed=self.settings.seed)
            row: dict[str, Any] = {"phase": phase, "label": label, "set": name, "decoding": decoding}
            row |= against(make, agent, other, seeds=self.plan.problems, max_turns=self.settings.max_turns)
            if opponent == "random" and decoding == "sampled":
                row |= exploited(make, policies or asked(make, loaded, tokenizer, self.settings.system))
            row |= {"measure": MEASURE, "model": model, "seconds": round(time.monotonic() - begun, 1)}
            if step is not None:
                row["step"] = step
            append_lines(self.file, [row])
            what = f"{phase}{'' if step is None else f' step {step}'}, {name}, {decoding}"
            said = f"score {100 * row['accuracy']:.1f} % [{100 * row['low']:.1f}, {100 * row['high']:.1f}]"
            print(f"{what}: {said}, {row['statuses']}", flush=True)

    def _control(self, name: str, start: str) -> GRPO:
        if name == "no-role-baseline":
            plain = dataclasses.replace(self.settings, model=start, baseline="none")
            return dataclasses.replace(plain, warm_up=dataclasses.replace(plain.warm_up, steps=0))
        return super()._control(name, start)


def against(
    make: Callable[[], Table], agent: Any, other: Any, *, seeds: int, start: int = SEEDS, max_turns: int = 0
) -> dict[str, Any]:
    """Play an agent against another on seeds from `start`, in every seat, and return a row of `evaluations.jsonl`.

    `accuracy` is what it was paid a game, from 0 for the stake lost to 1 for the stake won: what training is rewarded
    with, and in poker no count of hands. It has a 95 % bootstrap interval over seeds. `statuses` counts wins, draws,
    losses and, among the losses, one's own illegal moves; `seats` is the score in each seat.
    """
    players = make().rules.players
    order = seatings(players)[:players]
    seated = [(seed, seating) for seed in range(start, start + seeds) for seating in order]
    played = play(make, [(seed, [agent if own else other for own in s]) for seed, s in seated], max_turns=max_turns)
    score = count(played, [seating for _, seating in seated])
    shares = [min(1.0, max(0.0, (game.paid[i % players] + 1) / 2)) for i, game in enumerate(played)]
    groups = [shares[at : at + players] for at in range(0, len(played), players)]
    accuracy = sum(shares) / len(shares)
    if len({round(sum(group), 9) for group in groups}) == 1:  # a bootstrap would claim certainty
        (low, high), method = wilson(accuracy * seeds, seeds), "Wilson over seeds"
    else:
        (low, high), method = bootstrap(groups), "bootstrap over seeds"
    return {
        "problems": seeds,
        "answers": len(played),
        "accuracy": accuracy,
        "low": low,
        "high": high,
        "method": method,
        "reward": score.paid,
        "score": (score.paid + 1) / 2,
        "length": sum(game.turns for game in played) / len(played),
        "statuses": {**_outcomes(played, order), "illegal": score.illegal},
        "seats": [sum(shares[seat::players]) / seeds for seat in range(players)],
    }


def asked(make: Callable[[], Table], model: Any, tokenizer: Any, system: str | None = None) -> list[ModelPolicy]:
    """Return the model's policy, asked for at every information set, if the game hides something and is small."""
    from palaestra.agents.llm.policy import ModelPolicy

    rules = make().rules
    if rules.perfect_information:
        return []
    try:
        Tree(rules, STATES)
    except UnsolvableError:
        return []
    return [ModelPolicy(model, tokenizer, make, system=system)]


def exploited(make: Callable[[], Table], policies: Sequence[ModelPolicy]) -> dict[str, float]:
    """Return how exploitable the last of some policies is (NashConv over seats), and the average of all; uniform play.

    `legal` is the share of the model's answers that are legal moves, averaged over information sets; the policy that
    is judged is what it plays when it plays legally.
    """
    if not policies:
        return {}
    rules, last = make().rules, policies[-1]
    return {
        "exploitability": exploitability(rules, last),
        "average_exploitability": exploitability(rules, average(rules, policies)),
        "uniform_exploitability": exploitability(rules, uniform),
        "legal": sum(last.legal.values()) / len(last.legal),
    }


def _outcomes(played: Sequence[Played], order: Sequence[Sequence[bool]]) -> dict[str, int]:
    outcomes = [won(game, order[i % len(order)]) for i, game in enumerate(played)]
    return {"win": outcomes.count(1.0), "draw": outcomes.count(0.5), "loss": outcomes.count(0.0)}


# -- the command ------------------------------------------------------------------------------------------------------


def default_spiral(model: str, id: str, rules: Rules) -> Spiral:
    """Return settings for a model at a game: the paper's; nano's with room for the longest games, see `with_room`."""
    if size_of(model) is None:
        return dataclasses.replace(PAPER, games=PAPER.games if id == "Game-TicTacToe-v0" else ())
    preset = NANO_OPEN if rules.perfect_information else NANO
    return dataclasses.replace(preset, turn_tokens=0, max_new_tokens=0, rollouts=rules.players)


def with_room(settings: Spiral, make: Callable[[], Table]) -> Spiral:
    """Return the settings with budgets of tokens for all their games, where none are given."""
    if settings.max_new_tokens:
        return settings
    turn, whole = spiral.room([make, *spiral.further(make, settings)], phrases=settings.phrases)
    return dataclasses.replace(settings, turn_tokens=settings.turn_tokens or turn, max_new_tokens=whole)


def selfplay_command(args: Any, env: dict[str, Any]) -> None:
    """Run `palaestra train --recipe spiral`."""
    require()
    require_reporter("none" if args.dry_run else args.report_to)
    quiet()
    for name in ("split", "interface", "opponent", "seat", "difficulty"):
        if env.pop(name, None) is not None:
            why = (
                'set opponents by --set \'opponents={"self": 0.5, "past": 0.5}\''
                if name == "opponent"
                else "leave it out"
            )
            raise KnobError(f"self-play takes no --{name}: {why}")
    if args.wrap:
        raise KnobError("self-play takes no --wrap: what a game pays is the reward")
    env.setdefault("format", default_format(args.model))
    get_format(env["format"])
    make = functools.partial(table, args.id, **env)
    settings = default_spiral(args.model, args.id, make().rules)
    settings = with_room(commanded(settings, args), make)
    run = Path(args.run or Path("runs") / f"{args.id.replace('/', '-')}-spiral")
    plan = TextPlan(
        id=args.id,
        env=env,
        settings=settings,
        problems=args.eval_problems,
        samples=args.eval_samples,
        also=tuple(args.also),
        controls=tuple(args.controls),
        recipe="spiral",
        command=command_line(),
        notes=notes(settings, args.controls),
    )
    for text in plan.also:
        if not issubclass(load(entry_of(elsewhere(text, env)[0])), Task):
            raise KnobError(f"--also {text}: name tasks; further games go into --set 'games=[\"{text}\"]'")
    if args.dry_run:
        print(json.dumps(plan.to_json() | {"run": str(run)}, indent=2))
        spiral.train(make, settings, run, dry_run=True)
        return
    finish(GameStudy(plan, run).go(resume=args.resume), run)


def notes(settings: Spiral, controls: Sequence[str] = ()) -> list[str]:
    """Return what a reader of the report must know."""
    shares = ", ".join(f"{name} {share:g}" for name, share in settings.opponents.items())
    out = [
        f"Held out: seeds from {SEEDS} on, in every seat, against the random player; a draw counts half.",
        f"Trained against: {shares}. Nobody else's moves, and no exact play unless named here, were seen in training.",
        f"Advantages: baseline {settings.baseline}, decay {settings.decay:g}.",
    ]
    if settings.openings:
        out.append(f"In training a game began with up to {settings.openings} random moves, in nobody's loss.")
    if controls:
        out.append("Controls begin where self-play began and cost no less; shuffled rewards must not gain.")
    return out


__all__ = ["GameStudy", "against", "default_spiral", "notes", "selfplay_command"]
