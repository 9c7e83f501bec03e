"""Self-play on TRL: many games at once, one policy in every seat, each seat a row of the batch.

A row is what one seat read and wrote in one game: its prompt, then its own tokens and those it heard, which the loss
leaves out (`env_mask` 0). P rows side by side make a unit, P the seats of the game, the s-th row always in seat s. In
a unit against "self" they are the seats of one game. Against any other opponent they are P games on the same seed,
the policy in another seat of each, so that every role is played as often as the others; the opponent's tokens are in
no row.

Shapes, for N rows of a batch in all processes, B of them here, T tokens of a completion:

    prompt_ids       B lists       the rules as told to the seat, and the first position it meets
    completion_ids   B lists <= T  its messages, and what it heard between them
    env_mask         B lists <= T  1 on its own tokens
    reward           (B,)          what the table paid the seat, in stakes: -1 to 1
    role             (B,)          the seat
    advantages       (B,)          from `RoleAdvantage`, the same for all tokens of a row
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from palaestra.envs import Completion, KnobError
from palaestra.envs.games.oracle import sampled
from palaestra.wrappers import Shaper

from ..llm.prompts import Stream
from ..table import Table
from .bridge import Bridge
from .opponents import SELF, OpponentPool, kind_of, past_step
from .seams import Name
from .warmup import Demonstration, WarmUp

Tables = Sequence[Callable[[], Table]]

Shown = list[tuple[float, Demonstration]]
"""By seat what it was paid in a game, and what it read and wrote."""

TEXTS = 4096
"""Texts from which a nano model takes its words; long games have enough in a few."""


@dataclass
class Place:
    """A game under way in a batch.

    Attributes:
        table: The game.
        level: Which of the games it is.
        rows: By seat the row of the batch that it fills, for the policy's own seats.
        opponent: Who sits in all other seats.
        streams: By seat what it reads and writes, for seats that the model plays, past selves among them.
    """

    table: Table
    level: int
    rows: dict[int, int]
    opponent: str
    streams: dict[int, Stream]
    observation: str = ""
    out_of_room: bool = False

    def player(self, seat: int) -> str:
        """Return who plays a seat."""
        return SELF if seat in self.rows else self.opponent


class SelfPlay(Bridge):
    """Games as TRL's data set, reward function and rollout function; what a table pays a seat is its row's reward.

    Attributes:
        games: The games' names, by level.
        players: Their numbers of seats, by level.
        pool: Who sits opposite.
    """

    def __init__(
        self,
        make: Callable[[], Table],
        tokenizer: Any,
        *,
        pool: OpponentPool,
        more: Tables = (),
        system: str | None = None,
        shapers: Sequence[Shaper] = (),
        turn_tokens: int | None = None,
        max_turns: int = 0,
        openings: int = 0,
        at_once: int = 0,
        keep_samples: int = 4,
    ) -> None:
        """Take the games and the opponents.

        Args:
            make: Returns a table of the first game.
            tokenizer: The model's tokenizer.
            pool: Who sits opposite, and how often.
            more: The same as `make` for further games.
            system: A system message in front of every prompt.
            shapers: As for `Bridge`.
            turn_tokens: The most tokens of one message; the default is the seat's whole budget.
            max_turns: Moves after which a game is cut and pays nobody anything; 0 for none.
            openings: A game begins with up to so many random moves; no seat is credited with them.
            at_once: The most seats that the model writes for at once; 0 for all whose turn it is.
            keep_samples: As for `Bridge`.

        Raises:
            KnobError: If what `make` returns is no table.
        """
        how: dict[str, Any] = {"system": system, "shapers": shapers, "turn_tokens": turn_tokens}
        super().__init__(make, tokenizer, keep_samples=keep_samples, **how)
        self.tables: Tables = [make, *more]
        self._spare: list[list[Table]] = [[table()] for table in self.tables]
        if not all(isinstance(spare[0], Table) for spare in self._spare):
            raise KnobError("self-play needs tables: agents.table.table(id, level=…, format=…)")
        self.games = game_names([spare[0] for spare in self._spare])
        self.players = [spare[0].rules.players for spare in self._spare]
        self.multi_turn, self.pool, self.max_turns, self.openings = True, pool, max_turns, openings
        self.at_once = at_once

    # -- rows ---------------------------------------------------------------------------------------------------------

    def names(self, n: int, seed: int, levels: Sequence[int] = ()) -> list[Name]:
        """Return `n` names drawn from `seed`, the games in turn."""
        return super().names(n, seed, range(len(self.games)))

    def row(self, name: Name) -> dict[str, Any]:
        """Return the training row of a name: its prompt is what the first seat to move reads."""
        level = max(0, name[1])
        observation = str(self._spare[level][0].reset(seed=name[0])[0])
        return {"prompt": self.asked(observation), "seed": name[0], "level": level}

    def parts(self) -> dict[str, Any]:
        """Return what remembers anything: the shapers and the pool."""
        return super().parts() | {"opponents": self.pool}

    def texts(self, names: Sequence[Name]) -> list[str]:
        """Return what is heard and said in random games, so that a nano model knows all words of them."""
        out: list[str] = []
        for seed, level in names:
            if len(out) >= TEXTS:
                break
            table = self._spare[max(0, level)][0]
            out.append(str(table.reset(seed=seed)[0]))
            while table.paid is None:
                move = table.format.write("", table.rules.write(table.random_move()))
                out += [move, str(table.step(move)[0])]
        return out

    def demonstrations(self, how: WarmUp, seed: int, levels: Sequence[int] = ()) -> list[Demonstration]:
        """Return seats' games to show before training; a share `how.good` of seats play as the oracle, others random.

        All moves are legal, so with `good=0` they teach how a move is written, and nothing of how to play. With
        `how.best` each seat is shown the best for it of several games on the same seed, so the model has to read what
        the game depends on; with `how.playouts` each seat plays what random games tell it, a share `how.steady` of its
        moves, and the others play at random. With `how.read` it also learns to foresee what it hears.
        """
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, zlib.crc32(b"demonstrations")))))
        out: list[Demonstration] = []
        for name in self.names(how.count, seed):
            for seat, tries in enumerate(self._tries(name, how, rng)):
                _, shown = max((one[seat] for one in tries), key=lambda pair: pair[0])
                if shown.ids:
                    out.append(shown)
            if len(out) >= how.count:
                break
        return out[: how.count]

    def rest(self, how: WarmUp) -> str:
        """Return what is to be said of demonstrations that are not the oracle's."""
        moves = "random legal moves"
        if how.playouts:
            moves = f"a seat that chooses {100 * how.steady:.0f} % of its moves by {how.playouts} random games each"
            moves += " and plays at random otherwise, as the others do"
        return f"show {f'each seat the best for it of {how.best} games on a seed, of ' * (how.best > 1)}{moves}"

    def _tries(self, name: Name, how: WarmUp, rng: np.random.Generator) -> list[list[Shown]]:
        """Return by seat the games on a seed of which it is shown the best for it."""
        seats = range(self.players[name[1]])
        if how.playouts:
            return [[self._shown(name, how, rng, careful=seat) for _ in range(how.best)] for seat in seats]
        return [[self._shown(name, how, rng) for _ in range(how.best)]] * len(seats)

    def _shown(self, name: Name, how: WarmUp, rng: np.random.Generator, careful: int | None = None) -> Shown:
        """Play a game for show; return by seat what it was paid and what it read and wrote."""
        table = self._spare[name[1]][0]
        heard = str(table.reset(seed=name[0])[0])
        streams = [Stream(self.tokenizer, system=self.system) for _ in range(table.rules.players)]
        right = [bool(rng.random() < how.good) for _ in streams]
        last = [""] * len(streams)
        while table.paid is None:
            seat = table.seat
            legal = table.rules.legal(table.state)
            if right[seat]:
                move = table.oracle_move()
            elif seat == careful and (how.steady >= 1 or rng.random() < how.steady):
                move = sampled(table.rules, table.state, seat, how.playouts)
            else:
                move = legal[int(rng.integers(len(legal)))]
            last[seat] = table.format.write("", table.rules.write(move))
            streams[seat].hear(heard)
            streams[seat].say(self._message(last[seat]))
            heard = str(table.step(last[seat])[0])
        if how.read:
            for seat, stream in enumerate(streams):
                stream.hear(table.ending(seat))
        masks = [[own or how.read for own in stream.mask] for stream in streams]
        shown = [
            Demonstration(stream.prompt, text, good, stream.ids, mask)
            for stream, text, good, mask in zip(streams, last, right, masks, strict=True)
        ]
        return list(zip(table.paid, shown, strict=True))

    # -- play ---------------------------------------------------------------------------------------------------------

    def rollout(self, prompts: Sequence[Any], trainer: Any) -> dict[str, Any]:
        """Play the stashed rows' games to their ends (TRL's `rollout_func`)."""
        from ..llm.transformers_backend import complete, end_tokens

        model = trainer.accelerator.unwrap_model(trainer.model)
        ends, budget = end_tokens(model, self.tokenizer), int(trainer.max_completion_length)
        if self.pool.keep(int(trainer.state.global_step), model):
            trainer.accelerator.wait_for_everyone()  # one process writes, all will read
        rows = self._rows[: len(prompts)]
        places = self._seat(rows, first=trainer.accelerator.process_index * len(rows), ends=ends)
        fixed = self.pool.agents({place.opponent for place in places})
        for agent in fixed.values():
            if hasattr(agent, "watch"):
                agent.watch([place.table for place in places for _ in range(max(self.players))])
            agent.reset([self._slot(i, s) for i in range(len(places)) for s in range(max(self.players))])
        self.pool.batches += 1
        training = model.training
        model.eval()
        try:
            live = dict(enumerate(places))
            while live:
                asked: dict[str, list[int]] = {}
                for i, place in live.items():
                    asked.setdefault(place.player(place.table.seat), []).append(i)
                for who, at in asked.items():
                    if who in fixed:
                        self._ask(fixed[who], {i: live[i] for i in at})
                    else:
                        how = {"generation_config": trainer.generation_config, "device": trainer.accelerator.device}
                        with self.pool.worn(who, model):
                            size = self.at_once or len(at)
                            for first in range(0, len(at), size):
                                some = [live[i] for i in at[first : first + size]]
                                self._write(model, some, budget, complete, how)
                live = {i: place for i, place in live.items() if not self._over(place)}
        finally:
            model.train(training)
        return self._collected(rows, places)

    def _slot(self, place: int, seat: int) -> int:
        return place * max(self.players) + seat

    def _seat(self, rows: Sequence[dict[str, Any]], *, first: int, ends: set[int]) -> list[Place]:
        """Return the games of a batch, seated and begun; `first` is the number of our first row among all rows."""
        places: list[Place] = []
        used = [0] * len(self.tables)
        at = 0
        while at < len(rows):
            seed, level = int(rows[at]["seed"]), max(0, int(rows[at]["level"]))
            players = self.players[level]
            unit = range(at, at + players)
            same = [(int(row["seed"]), max(0, int(row["level"]))) == (seed, level) for row in rows[at : at + players]]
            if len(same) < players or not all(same):
                raise KnobError(
                    f"rollouts must be a multiple of the {players} seats of {self.games[level]}, and a process must "
                    "hold whole groups"
                )
            opponent = self.pool.draw(first + at)
            seatings = [dict(enumerate(unit))] if opponent == SELF else [{s: i} for s, i in enumerate(unit)]
            for seating in seatings:
                if used[level] == len(self._spare[level]):
                    self._spare[level].append(self.tables[level]())
                table = self._spare[level][used[level]]
                used[level] += 1
                written = range(players) if past_step(opponent) is not None else seating
                streams = {seat: Stream(self.tokenizer, ends, self.system) for seat in written}
                places.append(Place(table, level, seating, opponent, streams, self._open(table, seed, streams)))
            at += players
        return places

    def _open(self, table: Table, seed: int, streams: dict[int, Stream]) -> str:
        """Begin a game with up to `openings` random moves, fewer where it would be over; return what is heard then.

        The seed decides, so all games on a seed begin alike. Seats that write find these moves as their own, without
        a share in the loss.
        """
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, zlib.crc32(b"openings")))))
        moves = int(rng.integers(self.openings + 1))
        while True:
            heard = str(table.reset(seed=seed)[0])
            said: list[tuple[int, str, str]] = []
            while table.paid is None and table.turns < moves:
                seat, message = table.seat, table.format.write("", table.rules.write(table.random_move()))
                said.append((seat, heard, message))
                heard = str(table.step(message)[0])
            if table.paid is None:
                break
            moves = table.turns - 1
        for seat, before, message in said:
            if seat in streams:
                streams[seat].hear(before)
                streams[seat].say(self._message(message), own=False)
        return heard

    def _message(self, text: str) -> list[int]:
        """Return a message as the model would write it."""
        return [*self.tokenizer(text, add_special_tokens=False)["input_ids"], self.tokenizer.eos_token_id]

    def _ask(self, agent: Any, places: dict[int, Place]) -> None:
        """Let a fixed agent move in all places where it is its turn, asked and read in its own format."""
        format = getattr(agent, "format", None)
        looks = [place.table.look(getattr(agent, "interface", "chat"), format) for place in places.values()]
        slots = [self._slot(i, place.table.seat) for i, place in places.items()]
        actions = agent.act([seen for seen, _ in looks], [info for _, info in looks], slots)
        for place, action in zip(places.values(), actions, strict=True):
            place.observation = str(place.table.step(action, format)[0])

    def _write(self, model: Any, places: Sequence[Place], budget: int, complete: Any, how: dict[str, Any]) -> None:
        """Let the model write in all places; a seat whose budget has no room for an answer says nothing and loses."""
        import torch

        ready = []
        for place in places:
            if place.streams[place.table.seat].hear(place.observation, budget):
                ready.append(place)
            else:
                place.out_of_room = True
                place.observation = str(place.table.step("")[0])
        if not ready:
            return
        streams = [place.streams[place.table.seat] for place in ready]
        room = max(budget - len(stream.ids) for stream in streams)
        with torch.no_grad():
            most = min(self.turn_tokens or budget, room)
            said = complete(model, self.tokenizer, [s.context for s in streams], max_new_tokens=most, **how)
        for place, stream, ids in zip(ready, streams, said, strict=True):
            own = ids[: budget - len(stream.ids)]
            stream.say(own)
            text = self.tokenizer.decode(own, skip_special_tokens=True)
            place.observation = str(place.table.step(Completion(text, own))[0])

    def _over(self, place: Place) -> bool:
        return place.table.paid is not None or 0 < self.max_turns <= place.table.turns

    def _collected(self, rows: Sequence[dict[str, Any]], places: Sequence[Place]) -> dict[str, Any]:
        """Return the batch's columns, B lists each."""
        columns: dict[str, list[Any]] = {
            key: [None] * len(rows) for key in ("prompt_ids", "completion_ids", "env_mask", "episode")
        }
        for place in places:
            for seat, row in place.rows.items():
                stream = place.streams[seat]
                if stream.ids:
                    kept = stream.prompt, stream.ids, stream.mask
                else:  # the game was over before its turn: a row of no tokens must not be, so one that trains nothing
                    eos = int(self.tokenizer.eos_token_id)
                    kept = stream.prompt or [eos], [eos], [0]
                columns["prompt_ids"][row], columns["completion_ids"][row], columns["env_mask"][row] = kept
                columns["episode"][row] = self._ended(place, seat)
        return columns | {"logprobs": None}

    def _ended(self, place: Place, seat: int) -> dict[str, Any]:
        """Return how a game ended for a seat; what the table paid is the reward."""
        table = place.table
        paid = table.paid[seat] if table.paid is not None else 0.0
        return {
            "reward": paid,
            "score": (paid + 1) / 2,
            "length": place.streams[seat].own,
            "status": "cut" if table.paid is None else "win" if paid > 0 else "loss" if paid < 0 else "draw",
            "answer": "",
            "well_formed": table.illegal != seat,
            "role": seat,
            "game": self.games[place.level],
            "opponent": kind_of(place.opponent),
            "rival": self.pool.number(place.opponent),
            "turns": table.turns,
            "out_of_room": place.out_of_room and table.illegal == seat,
        }

    # -- metrics ------------------------------------------------------------------------------------------------------

    def log(self, ends: Sequence[dict[str, Any]], log_metric: Callable[[str, float], None]) -> None:
        """Log wins, draws and illegal moves, over all and by game, role and opponent."""
        log_metric("accuracy", float(np.mean([end["status"] == "win" for end in ends])))
        log_metric("length", float(np.mean([end["length"] for end in ends])))
        log_metric("well_formed", float(np.mean([end["well_formed"] for end in ends])))
        for key, value in win_rates(ends).items():
            log_metric(f"palaestra/{key}", value)


def game_names(tables: Sequence[Table]) -> list[str]:
    """Return the ids of games; with the level where one id is there several times."""
    ids = [str(table.id) for table in tables]
    return [f"{id}:{t.rules.level}" if ids.count(id) > 1 else id for id, t in zip(ids, tables, strict=True)]


def win_rates(ends: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the shares of games won, by "win/GAME/ROLE/OPPONENT"; likewise draws, illegal moves and turns.

    Where there are such games also "cut", and "room": lost because the budget of tokens had no room for an answer.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for end in ends:
        groups.setdefault(f"{end['game']}/{end['role']}/{end['opponent']}", []).append(end)
    out: dict[str, float] = {}
    for key, group in sorted(groups.items()):
        out[f"win/{key}"] = float(np.mean([end["status"] == "win" for end in group]))
        out[f"draw/{key}"] = float(np.mean([end["status"] == "draw" for end in group]))
        out[f"illegal/{key}"] = float(np.mean([not end["well_formed"] for end in group]))
        out[f"turns/{key}"] = float(np.mean([end["turns"] for end in group]))
        rare = {"cut": [end["status"] == "cut" for end in group], "room": [end["out_of_room"] for end in group]}
        out |= {f"{what}/{key}": float(np.mean(which)) for what, which in rare.items() if any(which)}
    return out


__all__ = ["Place", "SelfPlay", "game_names", "win_rates"]
