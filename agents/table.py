"""A game with all its seats open: whoever is to move is asked, and many games run side by side.

What leagues, self-play training and two people at one keyboard have in common. A seat reads what it would read in
`gym.make(id)`, so a model that was trained here meets the same words there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from palaestra.envs import Format, KnobError, PalaestraError, Status, described, get_format
from palaestra.envs.games import CHANCE, GameEnv, Rules, oracle
from palaestra.envs.games.rules import draw, pick

from .agent import Agent


class Table(GameEnv):
    """A game in which each step plays for the seat to move; nobody sits opposite.

    Observation and action: those of the seat to move, as in the chat interface; `seat` says whose turn it is. After
    an illegal move the game is over and the mover has lost.

    Reward: that of the seat that moved last, as for every game. What training and leagues use is what each seat has
    won: `paid`, from -1 to 1 and of sum zero where the game's returns are; the terminal `info["returns"]` holds the
    same in the game's own units.

    Attributes:
        paid: What each seat has won in units of the stake; None before the end.
        illegal: The seat that ended the game by an illegal move, or None.
        turns: Moves asked for so far.
    """

    def __init__(self, rules: Rules, **kwargs: Any) -> None:
        super().__init__(rules, interface="chat", **kwargs)
        self.paid: tuple[float, ...] | None = None
        self.illegal: int | None = None
        self.turns = 0
        self._heard: Format | None = None

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin a new game; the first seat to move reads the rules."""
        self.paid, self.illegal, self.turns = None, None, 0
        return super().reset(seed=seed, options=options)

    def step(self, action: Any, format: Format | str | None = None) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Play for the seat to move: a text in a format, by default the table's, or the number of a move."""
        mover = self.seat
        self.turns += 1
        self._heard = None if format is None else get_format(format)
        if not isinstance(action, str):  # a numeric agent
            move, self._heard = int(action), None
            action = self.format.write("", self.rules.write(move)) if 0 <= move < self.rules.n_moves else ""
        seen, reward, terminated, truncated, info = super().step(action)
        if terminated:
            over = self.rules.over(self.state)
            self.illegal = None if over else mover
            returns = self.rules.returns(self.state) if over else self.rules.forfeit(mover)
            self.paid = tuple(won / self.rules.stake for won in returns)
            info |= {"returns": returns}
        return seen, reward, terminated, truncated, info

    def look(self, interface: str = "chat", format: Format | str | None = None) -> tuple[Any, dict[str, Any]]:
        """Return the observation and the info of the seat to move, in an interface and a format of its choice."""
        asked = None if format is None else get_format(format)
        return self._seen(self.seat, interface, asked), self._told(self.seat, interface)

    def ending(self, seat: int) -> str:
        """Return what a seat reads when the game is over."""
        if self.paid is None:
            raise PalaestraError("the game is not over yet")
        news = [] if self.illegal is not None else self._news(seat)
        returns = [won * self.rules.stake for won in self.paid]
        return self._judge(returns, news[-1] if news else "", seat).reason

    def oracle_move(self) -> int:
        """Draw the oracle's move for the seat to move; the game's seed decides where it mixes."""
        return pick(tuple(oracle(self.rules, self.state).items()), float(self._whim.random()))

    def random_move(self) -> int:
        """Draw a legal move for the seat to move; the game's seed decides."""
        legal = self.rules.legal(self.state)
        return legal[int(self._whim.integers(len(legal)))]

    def _read(self, action: Any, format: Format | None = None) -> tuple[int | None, str, tuple[Status, str]]:
        return super()._read(action, format or self._heard)

    def _advance(self) -> Any:
        """Let chance draw, then turn to the seat to move; return the verdict if the game is over."""
        while (mover := self.rules.current(self._state)) == CHANCE:
            self._state = self.rules.apply(self._state, draw(self.rules, self._state, self._luck))
        if mover is None:
            return self._judge(self.rules.returns(self._state), "")
        self.seat = mover
        return None


def table(game: str, /, *, level: int | None = None, format: str = "boxed", **knobs: Any) -> Table:
    """Return a table for a game.

    Args:
        game: An id such as `"Game-Nim-v0"`.
        level: One of its levels.
        format: Where the answer stands in a response.
        **knobs: The game's own knobs, by name.

    Raises:
        KnobError: If the id is no game's, or for an unknown knob or level.
    """
    rules, name = described(game, level, **knobs)
    if not isinstance(rules, Rules):
        raise KnobError(f"{game} is no game: self-play and leagues need an id that begins with Game-")
    return Table(rules, task_id=name, format=format, overrides=knobs)


@dataclass(frozen=True)
class Played:
    """A game that was played to its end.

    Attributes:
        seed: What it was reset with.
        paid: What each seat won, in units of the stake.
        turns: Moves asked for.
        illegal: The seat that lost by an illegal move, or None.
        cut: Whether it was stopped by the turn budget; then nobody has won anything.
    """

    seed: int
    paid: tuple[float, ...]
    turns: int
    illegal: int | None = None
    cut: bool = False


def play(
    make: Callable[[], Table],
    games: Sequence[tuple[int, Sequence[Agent]]],
    *,
    tables: int = 64,
    max_turns: int = 0,
    on_game: Callable[[Played], None] | None = None,
) -> list[Played]:
    """Play games between agents, as many at a time as there are tables; each agent is asked for all its seats at once.

    An agent is asked in the interface that its attribute `interface` names and in the format that its attribute
    `format` names, and its texts are read in that; by default in chat and in the table's format.

    Args:
        make: Returns a table.
        games: Of each game the seed and who sits in which seat.
        tables: How many games run side by side.
        max_turns: Moves after which a game is cut; 0 for none.
        on_game: Called with each game when it ends.

    Returns:
        The games in the order they were given.
    """
    if not games:
        return []
    at = [make() for _ in range(min(tables, len(games)))]
    players = at[0].rules.players
    if any(len(seats) != players for _, seats in games):
        raise KnobError(f"this game has {players} seats; name an agent for each")
    everyone = {id(agent): agent for _, seats in games for agent in seats}
    for agent in everyone.values():
        if hasattr(agent, "watch"):
            agent.watch([t for t in at for _ in range(players)])
    waiting = list(enumerate(games))[::-1]
    running: dict[int, tuple[int, Sequence[Agent]]] = {}
    done: dict[int, Played] = {}
    while waiting or running:
        for i, t in enumerate(at):
            if i not in running and waiting:
                index, (seed, seats) = waiting.pop()
                running[i] = index, seats
                t.reset(seed=seed)
                for seat, agent in enumerate(seats):
                    agent.reset([i * players + seat])
        asked: dict[int, list[int]] = {}
        for i, (_, seats) in running.items():
            asked.setdefault(id(seats[at[i].seat]), []).append(i)
        for who, places in asked.items():
            agent = everyone[who]
            format = getattr(agent, "format", None)
            looks = [at[i].look(getattr(agent, "interface", "chat"), format) for i in places]
            slots = [i * players + at[i].seat for i in places]
            actions = agent.act([seen for seen, _ in looks], [info for _, info in looks], slots)
            for i, action in zip(places, actions, strict=True):
                t = at[i]
                t.step(action, format)
                cut = t.paid is None and 0 < max_turns <= t.turns
                if t.paid is not None or cut:
                    index, _ = running.pop(i)
                    paid = t.paid or (0.0,) * players
                    done[index] = Played(games[index][0], paid, t.turns, t.illegal, cut)
                    if on_game:
                        on_game(done[index])
    for t in at:
        t.close()
    return [done[i] for i in range(len(games))]
