"""SPIRAL (Liu et al. 2025, arXiv:2506.24119): one policy plays itself at zero-sum games, and nobody teaches it.

Parts: `SelfPlay` plays many games at once with the policy in every seat; `RoleAdvantage` credits each role against
its own moving average; `GameCurriculum` deals the games; `OpponentPool` may put past selves, fixed agents or exact
play into some of the games, which the paper does not. The loss is Dr. GRPO's, on the policy's own tokens alone. What
a seat is paid is what the table pays it: its return over the stake, -1 to 1; an illegal move loses the stake.

Different from the authors' code: a row is a seat's whole conversation, so a move is written in sight of the seat's
earlier messages, where theirs makes every turn a sample of its own; a batch is counted in conversations, not in turns;
trajectories of advantage 0 stay in the batch, where they add nothing; an illegal move costs 1 and not 1.5.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from palaestra.envs import KnobError, PalaestraError
from palaestra.wrappers import Shaper

from ..llm import nano
from ..table import Table, table
from ..training.opponents import OpponentPool
from ..training.roles import DECAY, GameCurriculum, RoleAdvantage
from ..training.runs import world_size
from ..training.seams import Seams
from ..training.selfplay import SelfPlay, game_names
from ..training.warmup import WarmUp
from . import grpo
from .grpo import GRPO


@dataclass(frozen=True)
class Spiral(GRPO):
    """What a run does; what `GRPO` says holds, but `prompts` counts games and `rollouts` seats. All of it is JSON.

    `max_new_tokens` is the budget of a seat for a whole game, what it hears included.
    """

    prompts: int = 64
    """Seeds in a step."""
    rollouts: int = 2
    """Rows of each seed: a multiple of the seats of every game. Against itself a game fills a row for each seat."""
    games: tuple[str, ...] = ()
    """Further games, as ID or ID:LEVEL, played in turn with the first."""
    joins: tuple[int, ...] = ()
    """The batch from which each of `games` is played; none for all from the start."""
    opponents: Mapping[str, float] = field(default_factory=lambda: {"self": 1.0})
    """Shares of the opponents: self, past, random, oracle, or a model's name."""
    past_every: int = 20
    """Steps between past selves."""
    past_size: int = 4
    """How many past selves are in the pool."""
    baseline: str = "role"
    """What advantages are measured from: one baseline for each role of a game ("role"), for each role and opponent
    ("opponent"), for each game ("shared"), or "none"."""
    decay: float = DECAY
    """Of the baselines' moving averages."""
    turn_tokens: int = 0
    """The most tokens of one message; 0 for the seat's whole budget."""
    max_turns: int = 50
    """Moves after which a game is cut and pays nobody; 0 for none."""
    openings: int = 0
    """A game begins with up to so many random moves, in nobody's loss: their number and they are the seed's. A policy
    that has settled on one line still learns what to do elsewhere."""
    names: int = 8192
    """How many seeds the training set has."""


PAPER = Spiral(
    model="Qwen/Qwen3-4B-Base",
    steps=400,
    prompts=64,
    rollouts=2,
    games=("Game-KuhnPoker-v0", "Game-Negotiation-v0"),  # with Game-TicTacToe-v0 as the first
    max_new_tokens=16_384,
    turn_tokens=4096,
    max_turns=50,
    learning_rate=1e-6,
    schedule="constant",
    warmup_steps=0,
    temperature=1.0,
    loss="dr_grpo",
    scale_rewards="none",
    epsilon_high=0.2,
    beta=0.0,
    bf16=True,
    checkpoint_every=32,
    names=32_768,
    trl={"num_iterations": 2, "gradient_checkpointing": True},
)
"""The authors' settings, as their run script has them: 128 samples a step, 400 steps, two epochs on each, no KL."""

NANO = Spiral(
    model="nano-64x2",
    steps=50,
    prompts=48,
    rollouts=2,
    at_once=64,
    max_new_tokens=512,
    turn_tokens=10,
    phrases=True,
    opponents={"self": 0.5, "past": 0.5},
    past_every=10,
    past_size=4,
    learning_rate=6e-4,
    scale_rewards="none",
    beta=0.03,
    warm_up=WarmUp(steps=400, good=0.0, count=2048, batch=32, best=6),
    checkpoint_every=10,
    keep_checkpoints=100,
)
"""A nano model that begins from random play and learns the game from itself alone.

The warm-up does what pretraining does for the paper's models: it teaches to read and to write moves. It shows each
seat the best for it of six random games on the same seed; where the model sees random moves alone it never looks at
its card, and self-play has nothing to work with. Half of the games are against past selves, and a little KL holds the
policy to where it began: without either so small a model soon plays one line only, and never learns what to do
elsewhere. (An entropy bonus does not help: it is on all tokens, and makes moves illegal before it makes play mixed.)
"""

NANO_OPEN = replace(
    NANO,
    steps=60,
    prompts=256,
    openings=2,
    opponents={"self": 0.5, "random": 0.5},
    baseline="opponent",
    learning_rate=6e-4,
    schedule="linear",
    beta=0.01,
    warm_up=WarmUp(
        steps=2500,
        good=0.0,
        count=12_288,
        batch=32,
        learning_rate=3e-3,
        decay=0.5,
        playouts=200,
        steady=0.85,
        read=0.1,
    ),
    checkpoint_every=20,
    names=16_384,
)
"""The same for games that hide nothing, where a position decides what to do and there are thousands of them.

Random games show hardly more than what is legal: a model warmed up on them does not read the board. So the warm-up
shows moves chosen by random games from where it is, no exact play, and a share of them left to chance, for self-play
needs something to try. A step has 512 rows, because a win says little about any one move; at a quarter of that the
policy forgets what it read. Half of the games are against the random player, which leads where two copies of one
policy do not come; it needs baselines of its own, or who sat opposite would drown what was played. Without random
openings the games against itself all become one line, which X wins.
"""

PRESETS = {"paper": PAPER, "nano": NANO, "nano-open": NANO_OPEN}


def train(
    make: Callable[[], Table],
    settings: Spiral,
    run_dir: str | Path,
    *,
    resume: bool = False,
    dry_run: bool = False,
    shapers: Sequence[Shaper] = (),
    progress: bool = True,
    about: str = "",
) -> Path:
    """Train by self-play and return the folder of the trained model; arguments as for `grpo.train`.

    Args:
        make: Returns a table of the first game.
        settings: What to do.
        run_dir: Where to leave everything; past selves go into `opponents/`.
        resume: As for `grpo.train`; baselines, opponents and curriculum go on as well.
        dry_run: As for `grpo.train`.
        shapers: As for `grpo.train`.
        progress: As for `grpo.train`.
        about: As for `grpo.train`.

    Raises:
        PalaestraError: If the settings do not fit together, and as for `grpo.train`.
    """
    more = further(make, settings)
    tables = [one() for one in (make, *more)]
    _check(settings, tables)
    pool = OpponentPool(
        settings.opponents,
        Path(run_dir) / "opponents",
        every=settings.past_every,
        size=settings.past_size,
        seed=settings.seed,
        format=tables[0].format.name,
        turn_tokens=settings.turn_tokens or settings.max_new_tokens,
        temperature=settings.temperature,
    )
    seams = Seams(
        advantage=RoleAdvantage(game_names(tables), decay=settings.decay, baseline=settings.baseline),
        curriculum=GameCurriculum((0, *(settings.joins or (0,) * len(more)))),
    )
    turns: dict[str, Any] = {
        "turn_tokens": settings.turn_tokens or None,
        "max_turns": settings.max_turns,
        "openings": settings.openings,
        "at_once": settings.at_once,
    }
    build = functools.partial(SelfPlay, pool=pool, more=more, **turns)
    how: dict[str, Any] = {"resume": resume, "dry_run": dry_run, "progress": progress, "about": about}
    return grpo.train(make, settings, run_dir, seams=seams, shapers=shapers, build=build, **how)


def further(make: Callable[[], Table], settings: Spiral) -> list[Callable[[], Table]]:
    """Return what makes tables of the further games, in the format of the first."""
    format = make().format.name
    out: list[Callable[[], Table]] = []
    for word in settings.games:
        id, _, level = word.partition(":")
        if level and not level.isdigit():
            raise KnobError(f"{word!r}: write ID or ID:LEVEL, for example Game-KuhnPoker-v0:1")
        out.append(functools.partial(table, id, level=int(level) if level else None, format=format))
    return out


def room(makes: Sequence[Callable[[], Table]], *, phrases: bool = False, games: int = 256) -> tuple[int, int]:
    """Return the tokens a nano model needs for the longest move and for a seat's longest game, some to spare.

    Both are taken from random games of all that is played.
    """
    pool, first, more = OpponentPool({"self": 1.0}, Path()), makes[0], makes[1:]
    reader = SelfPlay(first, nano.make_tokenizer(), pool=pool, more=more)
    tokenizer = nano.make_tokenizer(nano.vocabulary(reader.texts(reader.names(games, 0)), phrases=phrases))
    how = WarmUp(count=games * len(makes), good=0.0)
    shown = SelfPlay(first, tokenizer, pool=pool, more=more).demonstrations(how, 0)
    move = max(len(tokenizer(one.text)["input_ids"]) for one in shown) + 1
    return move + 2, int(1.25 * max(len(one.ids) for one in shown)) + move + 2


def _check(settings: Spiral, tables: Sequence[Table]) -> None:
    """Raise PalaestraError for settings that do not fit together."""
    for one in tables:
        if settings.rollouts % one.rules.players:
            raise PalaestraError(
                f"rollouts={settings.rollouts}: {one.id} has {one.rules.players} seats; use a multiple"
            )
    if settings.joins and len(settings.joins) != len(settings.games):
        raise PalaestraError(f"joins={settings.joins}: give one number for each of games={settings.games}")
    if settings.prompts % world_size():
        raise PalaestraError(f"prompts={settings.prompts} do not divide over {world_size()} processes")
    rounds = int(settings.trl.get("num_iterations", 1))
    if settings.checkpoint_every % rounds:
        raise PalaestraError(
            f"checkpoint_every={settings.checkpoint_every}: use a multiple of num_iterations={rounds}"
        )
