"""A league: everybody plays everybody at one game, in all seats, on the same seeds; Elo with intervals.

    palaestra league Game-TicTacToe-v0 --agents random oracle runs/x runs/x/checkpoints/checkpoint-40

An agent is "random", "oracle" (exact play where the game affords it, else a search that says so) or a model: a run
folder, a checkpoint, "smollm2", any name that `load_model` knows. A match is one seed with both at every seat; in a
game for more than two, one of the pair has one seat and the other all the rest, then the other way round.

What is rated is what the table pays, not how many games are won: in poker a player may win most hands and lose money.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from palaestra.agents import Agent
from palaestra.agents.files import write_json
from palaestra.agents.named import agent_named
from palaestra.agents.table import Played, Table, play, table
from palaestra.envs import KnobError, MissingExtraError, get_format
from palaestra.envs.games import is_exact

from .elo import Rating, expected, ratings

START = 10_000
"""The first seed of a match: far from those that evaluations use."""


@dataclass(frozen=True)
class Score:
    """What one player did against another, or over all.

    Attributes:
        games: Games played.
        wins: Games with more than the others won on average.
        draws: Games with as much.
        score: Mean of `scored`: from 0, the whole stake lost in every game, to 1, the whole stake won.
        paid: Mean winnings in units of the stake.
        illegal: Games lost by an illegal move of one's own.
        seats: In each seat, (games, sum of `scored`).
    """

    games: int = 0
    wins: int = 0
    draws: int = 0
    score: float = 0.0
    paid: float = 0.0
    illegal: int = 0
    seats: Mapping[int, tuple[int, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """A league's outcome; all of it JSON but the property.

    Attributes:
        game: The id.
        names: The players, as they were named.
        ratings: Strongest first.
        scores: Of each (player, opponent) by name.
        settings: What decides all of it: level and knobs, formats, matches, first seed.
        exact: Whether the oracle's first move is exact play.
        zero_sum: Whether what one wins in this game is what others lose.
    """

    game: str
    names: Sequence[str]
    ratings: Sequence[Rating]
    scores: Mapping[tuple[str, str], Score]
    settings: Mapping[str, Any]
    exact: bool
    zero_sum: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as a JSON object."""
        scores = [
            {"player": one, "opponent": other, **dataclasses.asdict(score)}
            for (one, other), score in self.scores.items()
        ]
        rows = [dataclasses.asdict(rating) for rating in self.ratings]
        out = {"game": self.game, "ratings": rows, "scores": scores, "exact": self.exact, "zero_sum": self.zero_sum}
        out |= self.settings
        return json.loads(json.dumps(out))  # type: ignore[no-any-return]

    def total(self, name: str) -> Score:
        """Return what a player did against all others."""
        rows = [score for (one, _), score in self.scores.items() if one == name]
        games = sum(row.games for row in rows)
        seats: dict[int, tuple[int, float]] = {}
        for row in rows:
            for seat, (n, won) in row.seats.items():
                before = seats.get(seat, (0, 0.0))
                seats[seat] = before[0] + n, before[1] + won
        return Score(
            games,
            sum(row.wins for row in rows),
            sum(row.draws for row in rows),
            sum(row.score * row.games for row in rows) / games if games else 0.0,
            sum(row.paid * row.games for row in rows) / games if games else 0.0,
            sum(row.illegal for row in rows),
            seats,
        )


def league(
    make: Callable[[], Table],
    agents: Mapping[str, Agent],
    *,
    matches: int = 50,
    start: int = START,
    prior: float = 1.0,
    draws: int = 1000,
    tables: int = 64,
    max_turns: int = 0,
    settings: Mapping[str, Any] | None = None,
    on_game: Callable[[Played], None] | None = None,
) -> Standing:
    """Play a round robin and return the standing.

    Args:
        make: Returns a table of the game.
        agents: The players by name; a player is one object, whatever it plays. Each is asked and read in the format
            that its attribute `format` names, and in the table's if it has none.
        matches: Seeds that each pair plays; a match has a game for every seat.
        start: The first seed; all pairs play the same seeds.
        prior: Virtual draws between any two; see `elo.bradley_terry`.
        draws: Bootstrap resamples of the intervals.
        tables: Games side by side.
        max_turns: Moves after which a game is stopped and pays nobody; 0 for none.
        settings: Stored with the outcome.
        on_game: For progress bars.

    Raises:
        KnobError: If there are fewer than two players.
    """
    names = list(agents)
    if len(names) < 2:
        raise KnobError("a league needs two players or more, such as --agents random oracle")
    probe = make()
    probe.reset(seed=start)
    seats = probe.rules.players
    scores: dict[tuple[str, str], Score] = {}
    rows: dict[tuple[int, int], list[tuple[float, int]]] = {}
    for (i, one), (j, other) in itertools.combinations(enumerate(names), 2):
        order = seatings(seats)
        games = [
            (seed, [agents[one if mine else other] for mine in seating])
            for seed in range(start, start + matches)
            for seating in order
        ]
        played = play(make, games, tables=tables, max_turns=max_turns, on_game=on_game)
        groups = [played[at : at + len(order)] for at in range(0, len(played), len(order))]
        scores[one, other] = count(played, order * matches)
        scores[other, one] = count(played, [tuple(not mine for mine in seating) for seating in order] * matches)
        rows[i, j] = [(sum(map(scored, group, order)), len(group)) for group in groups]
    how = {"matches": matches, "start": start, "prior": prior, "max_turns": max_turns, **(settings or {})}
    exact, rated = is_exact(probe.rules, probe.state), ratings(names, rows, prior=prior, draws=draws)
    return Standing(probe.id, names, rated, scores, how, exact, probe.rules.zero_sum)


def seatings(seats: int) -> list[tuple[bool, ...]]:
    """Return who sits where in the games of a match: True for the first of the pair.

    >>> seatings(2)
    [(True, False), (False, True)]
    """
    alone = [tuple(seat == mine for seat in range(seats)) for mine in range(seats)]
    return alone if seats == 2 else alone + [tuple(not mine for mine in seating) for seating in alone]


def won(game: Played, seating: Sequence[bool]) -> float:
    """Return 1 if the first of the pair won more in its seats, on average, than the other; ½ if as much, else 0."""
    ahead = _ahead(game, seating)
    return 0.5 if abs(ahead) < 1e-9 else float(ahead > 0)


def scored(game: Played, seating: Sequence[bool]) -> float:
    """Return what a game counts for the first of the pair, from 0 to 1; what is missing of 1 is the other's.

    Between two who play for each other's stakes it is (paid + 1) / 2: 1 for the stake won, ½ for nothing, 0 for the
    stake lost. With more seats this holds for the one who sits alone. Where what one wins the other need not lose, it
    is how far one is ahead of the other, on the same scale.

    >>> scored(Played(0, (0.5, -0.5), 3), (True, False)), scored(Played(0, (0.5, -0.5), 3), (False, True))
    (0.75, 0.25)
    >>> scored(Played(0, (-1.0, 0.5, 0.5), 3), (True, False, False))
    0.0
    """
    ahead = _ahead(game, seating) * (len(seating) - 1) / len(seating)  # of a sum of zero: what the lone seat was paid
    return min(1.0, max(0.0, (ahead + 1) / 2))


def _ahead(game: Played, seating: Sequence[bool]) -> float:
    """Return how much more the first of the pair won in its seats, on average, than the other in its own."""
    mine = [paid for paid, own in zip(game.paid, seating, strict=True) if own]
    theirs = [paid for paid, own in zip(game.paid, seating, strict=True) if not own]
    return sum(mine) / len(mine) - sum(theirs) / len(theirs)


def count(games: Sequence[Played], seats: Sequence[Sequence[bool]]) -> Score:
    """Return a player's score over games, given its seats in each."""
    outcomes = [won(game, seating) for game, seating in zip(games, seats, strict=True)]
    scores = [scored(game, seating) for game, seating in zip(games, seats, strict=True)]
    by_seat: dict[int, tuple[int, float]] = {}
    paid, illegal = 0.0, 0
    for game, seating, score in zip(games, seats, scores, strict=True):
        mine = [seat for seat, own in enumerate(seating) if own]
        paid += sum(game.paid[seat] for seat in mine) / len(mine)
        illegal += game.illegal in mine
        for seat in mine:
            n, sum_ = by_seat.get(seat, (0, 0.0))
            by_seat[seat] = n + 1, sum_ + score
    wins, draws, n = outcomes.count(1.0), outcomes.count(0.5), max(1, len(games))
    return Score(len(games), wins, draws, sum(scores) / n, paid / n, illegal, dict(sorted(by_seat.items())))


# -- what people see --------------------------------------------------------------------------------------------------


def cells(standing: Standing) -> tuple[list[str], list[list[str]]]:
    """Return the standing as a table: head and body."""
    head = ["player", "Elo [95 %]", "games", "wins", "draws", "score %", "by seat %", "mean stake won", "illegal"]
    body = []
    for rating in standing.ratings:
        total = standing.total(rating.name)
        by_seat = " / ".join(f"{100 * sum_ / n:.1f}" for n, sum_ in total.seats.values())
        body.append(
            [
                rating.name,
                f"{rating.elo:.0f} [{rating.low:.0f}, {rating.high:.0f}]",
                str(total.games),
                str(total.wins),
                str(total.draws),
                f"{100 * total.score:.1f}",
                by_seat,
                f"{total.paid:+.3f}",
                str(total.illegal),
            ]
        )
    return head, body


def notes(standing: Standing) -> list[str]:
    """Return what a reader of the table must know."""
    out = ["Score: what the table paid; 0 % is the whole stake lost in every game, 50 % is even, 100 % the stake won."]
    if any(seat > 1 for score in standing.scores.values() for seat in score.seats):
        out = [out[0][:-1] + "; of each pair the score of the one who sat alone, the rest of 100 % being the other's."]
    if not standing.zero_sum:
        out = [
            "In this game what one wins the other need not lose. Score and Elo compare what the two were paid: "
            "0 % is two stakes less than the other, 50 % as much, 100 % two stakes more. "
            "What a player earns is its mean stake won."
        ]
    if "oracle" in standing.names:
        out.append(f"The oracle plays {'exactly' if standing.exact else 'by search, not exactly'} here.")
    return out


def markdown(standing: Standing) -> str:
    """Return the standing and the scores of all pairs as Markdown."""
    head, body = cells(standing)
    lines = [f"# {standing.game}: league", ""]
    lines += ["| " + " | ".join(head) + " |", "|---" * len(head) + "|", *("| " + " | ".join(r) + " |" for r in body)]
    names = [rating.name for rating in standing.ratings]
    lines += ["", "Score in percent of the row's player against the column's:", ""]
    lines += ["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for one in names:
        row = [f"{100 * standing.scores[one, o].score:.1f}" if o != one else "" for o in names]
        lines.append(f"| {one} | " + " | ".join(row) + " |")
    prior = standing.settings["prior"]
    lines += ["", f"- {json.dumps(dict(standing.settings), ensure_ascii=False)}"]
    lines.append(
        f"- Bradley–Terry ratings of these scores with mean 1500; {prior:g} virtual draws between any two. "
        "Intervals: Bayesian bootstrap over matches, with one half won and one half lost between any two."
    )
    lines += [f"- {note}" for note in notes(standing)]
    return "\n".join(lines) + "\n"


def plot(standing: Standing) -> bytes:
    """Return the ratings with their intervals as a PNG, beside the scores of all pairs."""
    try:
        import matplotlib
    except ImportError as error:
        raise MissingExtraError("the league's plot needs matplotlib: pip install 'palaestra[train]'") from error
    matplotlib.use("agg")
    from matplotlib.figure import Figure

    rows = list(standing.ratings)
    names = [_short(rating.name) for rating in rows]
    figure = Figure(figsize=(11, 1.6 + 0.5 * len(rows)), layout="constrained")
    left, right = figure.subplots(1, 2)
    places = list(range(len(rows)))[::-1]
    bars = [[max(0.0, r.elo - r.low) for r in rows], [max(0.0, r.high - r.elo) for r in rows]]
    left.errorbar([r.elo for r in rows], places, xerr=bars, fmt="o", color="black", capsize=3)
    left.set_yticks(places, names)
    left.set(title=f"{standing.game}: Elo, 95 %", ylim=(-0.6, len(rows) - 0.4))
    left.grid(alpha=0.3)
    grid = [[standing.scores[a.name, b.name].score if a.name != b.name else float("nan") for b in rows] for a in rows]
    right.imshow(grid, vmin=0, vmax=1, cmap="RdYlGn", aspect="auto")
    right.set_xticks(range(len(rows)), names, rotation=20, ha="right")
    right.set_yticks(range(len(rows)), names)
    right.set(title="score of the row against the column")
    for y, line in enumerate(grid):
        for x, score in enumerate(line):
            if x != y:
                right.text(x, y, f"{100 * score:.0f}", ha="center", va="center", fontsize=9)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110)
    return buffer.getvalue()


def _short(name: str) -> str:
    return name if len(name) <= 28 else "…" + name[-27:]


# -- the command ------------------------------------------------------------------------------------------------------


def league_command(args: Any, env: dict[str, Any]) -> None:
    """Run `palaestra league`: play, print the table, and write the files if a folder is given.

    Args:
        args: `id`, `seed`, `agents`, `matches`, `temperature`, `max_new_tokens`, `max_turns` and `out`.
        env: Level and knobs, as for `gym.make`, and a format if all are to be asked in that one.
    """
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table as Grid

    names = [name for word in args.agents for name in word.split(",") if name]
    if stray := [name for name in names if "=" in name and not Path(name).exists()]:
        raise KnobError(f"{stray[0]!r} stands among the agents: write knobs after the id, as in {args.id} {stray[0]}")
    if len(set(names)) < len(names):
        raise KnobError("name each agent once; two checkpoints have two folders")
    for name in ("split", "interface", "opponent", "seat", "difficulty"):
        if env.pop(name, None) is not None:
            raise KnobError(f"a league takes no --{name}: every agent plays every seat against every other")
    if args.matches < 1:
        raise KnobError(f"--matches {args.matches}: use 1 or more")
    probe = table(args.id, **env)  # a wrong knob is an error before any model is loaded
    seed, limits = args.seed or 0, {"temperature": args.temperature, "max_new_tokens": args.max_new_tokens}
    agents = {name: agent_named(name, format=env.get("format", ""), seed=seed, **limits) for name in names}
    formats = {name: get_format(getattr(agent, "format", probe.format)).name for name, agent in agents.items()}
    total = args.matches * len(seatings(probe.rules.players)) * len(names) * (len(names) - 1) // 2
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(args.id, total=total)
        standing = league(
            lambda: table(args.id, **env),
            agents,
            matches=args.matches,
            start=START + seed * args.matches,
            max_turns=args.max_turns,
            settings={"env": env, "formats": formats, **limits, "seed": seed},
            on_game=lambda game: progress.advance(bar),
        )
    head, body = cells(standing)
    grid = Grid(*head, box=None)
    for row in body:
        grid.add_row(*row)
    width = None if sys.stdout.isatty() else 160
    console = Console(width=width, highlight=False, soft_wrap=True)
    console.print(grid)
    for note in notes(standing):
        console.print(note, markup=False)
    if args.out:
        folder = Path(args.out)
        folder.mkdir(parents=True, exist_ok=True)
        write_json(folder / "league.json", standing.to_json())
        (folder / "league.png").write_bytes(plot(standing))
        text = markdown(standing).replace("\n\n", "\n\n![ratings](league.png)\n\n", 1)
        (folder / "league.md").write_text(text, encoding="utf-8")
        print(f"league: {folder / 'league.md'}")


__all__ = [
    "Score", "Standing", "cells", "count", "expected", "league", "league_command",
    "markdown", "notes", "plot", "scored", "seatings", "won",
]  # fmt: skip
