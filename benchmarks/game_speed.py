"""How many random games are played in a second of CPU, beside other packages in the same run.

    python -m palaestra.benchmarks.speed --games --against textarena,pettingzoo,openspiel

Every column plays whole games of the same size with legal moves drawn at random. Environments are asked for what an
agent would read at each turn; rules alone are not. A package that is not installed is named with what to type.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import json
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from palaestra.envs import KnobError, did_you_mean, entry_of, load
from palaestra.envs.games import Rules

PACKAGES = {
    "textarena": ("textarena", "pip install textarena"),
    "pettingzoo": ("pygame", "pip install 'pettingzoo[classic]'"),
    "openspiel": ("pyspiel", "pip install open_spiel"),
}
"""By package the module that tells whether it can be used, and what to type if not."""

REPEATS = 3

Play = Callable[[], None]
"""Plays one game to its end."""


@dataclass(frozen=True)
class Match:
    """One game, and what it is called elsewhere; empty where a package does not have it.

    Attributes:
        game: What the line is called.
        id: Our id.
        knobs: Our knobs, for the size that the others have.
        textarena: Its id.
        textarena_knobs: Its arguments, for a game of the same length.
        pettingzoo: Its module in `pettingzoo.classic`.
        openspiel: Its short name.
    """

    game: str
    id: str
    knobs: Mapping[str, Any] = field(default_factory=dict)
    textarena: str = ""
    textarena_knobs: Mapping[str, Any] = field(default_factory=dict)
    pettingzoo: str = ""
    openspiel: str = ""


GAMES = (
    Match("tic-tac-toe", "Game-TicTacToe-v0", {}, "TicTacToe-v0", {}, "tictactoe_v3", "tic_tac_toe"),
    Match("Kuhn poker, one hand", "Game-KuhnPoker-v0", {}, "KuhnPoker-v0", {"max_rounds": 1}, "", "kuhn_poker"),
    Match("connect four", "Game-ConnectFour-v0", {"rows": 6, "columns": 7}, "ConnectFour-v0", {}, "connect_four_v3",
          "connect_four"),
    Match("Leduc poker", "Game-LeducPoker-v0", {}, "", {}, "leduc_holdem_v4", "leduc_poker"),
)  # fmt: skip

COLUMNS = {
    "rules": "ours: rules",
    "aec": "ours: AEC, text",
    "textarena raw": "TextArena, raw",
    "textarena": "TextArena, LLM wrapper",
    "pettingzoo": "PettingZoo classic",
    "openspiel": "OpenSpiel",
}


@dataclass(frozen=True)
class Line:
    """Games a second of CPU by column; a column that a package has no game for is missing."""

    match: Match
    rates: Mapping[str, float]

    def to_json(self) -> dict[str, Any]:
        """Return the line as JSON."""
        return asdict(self.match) | {"games_per_cpu_second": dict(self.rates)}


# -- players ----------------------------------------------------------------------------------------------------------


def pick(moves: Sequence[Any], rng: random.Random) -> Any:
    """Return one of the moves; `rng.choice` would take longer than some games."""
    return moves[int(rng.random() * len(moves))]


def our_rules(match: Match) -> Play:
    """Return what plays our rules at random."""
    rules = load(entry_of(match.id)).resolve(**match.knobs)
    assert isinstance(rules, Rules)
    rng = np.random.default_rng(0)

    def game() -> None:
        rules.playout(rng)

    return game


def our_aec(match: Match) -> Play:
    """Return what plays our PettingZoo environment, reading the text of every turn."""
    from palaestra.envs.games.aec import aec

    env, rng = aec(match.id, mask="info", **match.knobs), random.Random(0)
    env.reset(seed=0)

    def game() -> None:
        env.reset()
        while True:
            _, _, over, _, info = env.last(observe=False)
            if over:
                break
            assert info["text"]
            env.step(pick(info["action_mask"].nonzero()[0].tolist(), rng))

    return game


def pettingzoo(match: Match) -> Play:
    """Return what plays PettingZoo's own environment."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        env = importlib.import_module(f"pettingzoo.classic.{match.pettingzoo}").env()
    rng = random.Random(0)
    env.reset(seed=0)

    def game() -> None:
        env.reset()
        while True:
            seen, _, over, cut, _ = env.last()
            if over or cut:
                break
            env.step(pick(seen["action_mask"].nonzero()[0].tolist(), rng))

    return game


def openspiel(match: Match) -> Play:
    """Return what plays OpenSpiel's game, which is written in C++."""
    game, rng = importlib.import_module("pyspiel").load_game(match.openspiel), random.Random(0)

    def play() -> None:
        state = game.new_initial_state()
        while not state.is_terminal():
            if state.is_chance_node():
                moves, weights = zip(*state.chance_outcomes(), strict=True)
                state.apply_action(rng.choices(moves, weights)[0])
            else:
                state.apply_action(pick(state.legal_actions(), rng))

    return play


def textarena(match: Match, *, wrapped: bool) -> Play:
    """Return what plays TextArena's environment, raw, or through the wrapper for language models.

    The wrapped one is made anew for each game: reset, it shows earlier games in its prompts.
    """
    package, rng = importlib.import_module("textarena"), random.Random(0)
    moves = _textarena_moves(match.textarena)
    kept = None if wrapped else package.make(f"{match.textarena}-raw", **match.textarena_knobs)

    def play() -> None:
        env = kept or package.make(match.textarena, **match.textarena_knobs)
        env.reset(num_players=2)
        legal = moves(env, rng)
        over = False
        while not over:
            env.get_observation()
            over, _ = env.step(next(legal))

    return play


def _textarena_moves(id: str) -> Callable[[Any, random.Random], Iterator[str]]:
    """Return what writes random legal moves of a game of TextArena's, without asking it where that would cost time."""

    def squares(env: Any, rng: random.Random) -> Iterator[str]:
        return iter([f"[{square}]" for square in rng.sample(range(9), 9)])

    def columns(env: Any, rng: random.Random) -> Iterator[str]:
        room = [6] * 7
        while True:
            column = pick([c for c in range(7) if room[c]], rng)
            room[column] -= 1
            yield f"[col {column}]"

    def bets(env: Any, rng: random.Random) -> Iterator[str]:
        while True:
            yield f"[{pick(list(env.state.game_state['current_legal_action_tree']), rng)}]"

    return {"TicTacToe-v0": squares, "ConnectFour-v0": columns, "KuhnPoker-v0": bets}[id]


# -- the table --------------------------------------------------------------------------------------------------------


def rate(play: Play, seconds: float) -> float:
    """Return the games played in a second of CPU: the median of `REPEATS` runs."""
    play()
    rates = []
    gc.collect()
    gc.freeze()  # else whoever's turn it is pays for walking over what all imported packages hold
    for _ in range(REPEATS):
        count, start = 0, time.process_time()
        while (spent := time.process_time() - start) < seconds / REPEATS:
            play()
            count += 1
        rates.append(count / spent)
    gc.unfreeze()
    return float(np.median(rates))


def measure(match: Match, against: Sequence[str], seconds: float) -> Line:
    """Return one line; columns of packages that are not asked for, or do not have the game, are left out."""
    players: dict[str, Callable[[], Play]] = {"rules": lambda: our_rules(match), "aec": lambda: our_aec(match)}
    if "textarena" in against and match.textarena:
        players["textarena raw"] = lambda: textarena(match, wrapped=False)
        players["textarena"] = lambda: textarena(match, wrapped=True)
    if "pettingzoo" in against and match.pettingzoo:
        players["pettingzoo"] = lambda: pettingzoo(match)
    if "openspiel" in against and match.openspiel:
        players["openspiel"] = lambda: openspiel(match)
    return Line(match, {column: rate(make(), seconds) for column, make in players.items()})


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def report(lines: Sequence[Line], missing: Sequence[str] = ()) -> str:
    """Return the table and the ratios as Markdown."""
    shown = [column for column in COLUMNS if any(column in line.rates for line in lines)]
    rows = [["game", *(COLUMNS[column] for column in shown)]]
    for line in lines:
        rows.append([line.match.game, *(_short(line.rates[c]) if c in line.rates else "" for c in shown)])
    text = ["Random games a second of CPU:", "", "| " + " | ".join(rows[0]) + " |", "|---" * len(rows[0]) + "|"]
    text += ["| " + " | ".join(row) + " |" for row in rows[1:]] + [""]
    for ours, theirs in (
        ("rules", "textarena raw"),
        ("aec", "textarena"),
        ("aec", "pettingzoo"),
        ("rules", "openspiel"),
    ):
        ratios = [
            f"{line.match.game} {line.rates[ours] / line.rates[theirs]:.2g}"
            for line in lines
            if ours in line.rates and theirs in line.rates
        ]
        if ratios:
            text.append(f"- {COLUMNS[ours]} / {COLUMNS[theirs]}: {', '.join(ratios)}")
    text += [f"- {line}" for line in missing]
    return "\n".join(text)


def packages(text: str) -> tuple[list[str], list[str]]:
    """Return the packages of a list with commas that are installed, and a line for each that is not.

    Raises:
        KnobError: If there is no such package.
    """
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    for name in wanted:
        if name not in PACKAGES:
            raise KnobError(f"--games --against {name}{did_you_mean(name, PACKAGES)}")
    missing = [name for name in wanted if importlib.util.find_spec(PACKAGES[name][0]) is None]
    said = [f"{name}: not installed; {PACKAGES[name][1]}" for name in missing]
    return [name for name in wanted if name not in missing], said


def run(against: str = "", *, seconds: float = 1.0, only: str = "", json_file: Path | None = None) -> int:
    """Print the table; return the exit status."""
    try:
        there, missing = packages(against)
    except KnobError as error:
        print(error, file=sys.stderr)
        return 2
    wanted = [match for match in GAMES if only.lower() in f"{match.game} {match.id}".lower()]
    lines = [measure(match, there, seconds) for match in wanted]
    print(report(lines, missing))
    if json_file:
        json_file.write_text(json.dumps([line.to_json() for line in lines], indent=1) + "\n", encoding="utf-8")
    return 0


__all__ = ["GAMES", "PACKAGES", "Line", "Match", "measure", "packages", "rate", "report", "run"]
