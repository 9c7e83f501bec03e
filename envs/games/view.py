"""A game as a Gymnasium environment: one seat for the learner, opponents in the others."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from typing import Any

import gymnasium as gym
import numpy as np
from gymnasium import spaces

from ..board import Board
from ..core import Verdict, name_of
from ..env import View, numbers_space, with_instruction
from ..errors import KnobError, did_you_mean
from ..formats import Format, Status, clean, finals, get_format
from ..play import MOST
from ..text import Prose, length_of
from .opponents import is_made, seated
from .oracle import oracle
from .rules import CHANCE, Rules, State, draw, mask, pick, streams

INTERFACES = ("chat", "moves")
MANY = 64  # with more legal moves than this, messages do not list them

_slots = itertools.count()  # numbers the seats of all environments, whatever the game: no two of them meet


@functools.lru_cache(maxsize=64)
def _written(rules: Rules) -> tuple[str, ...]:
    """Return all moves of a game as texts."""
    return tuple(map(rules.write, range(rules.n_moves)))


class GameEnv(View[Any, Any]):
    r"""One seat of a game; the environment plays the others.

    Observation: with `interface="chat"` the newest message: what the opponents did, the board, the legal moves and
    how to answer, the rules in front at first, the verdict's reason at the end. With `interface="moves"` the seat's
    float32 array, or a Dict with the action mask for `mask="obs"`.

    Action: in chat a text whose answer, in the format, names one move; in moves a number. An illegal move, or a text
    that names none or two, ends the game and loses it. So it is with `format="auto"`, where a task reads the last of
    several final answers: in a game all must name the same move.

    Reward: `verdict.score`, 0 until the end: the seat's return brought to [0, 1], so 1 for a win, 0.5 for a draw, 0
    for a loss. That is the scale of every environment here, and what wrappers that multiply rewards need. The return
    itself, in the game's own units (1, 0 or -1 where nothing else is at stake), is `info["return"]` at the end; it is
    also what the PettingZoo environment pays.

    Episode end: the end of the game, an illegal move, or an opponent's illegal move, which wins.

    `info` holds `name`, `level`, `seed`, `split` (always `""`: games have no splits), `seat`, `action_mask`, and in
    chat `moves` (the text of each move); at the end `verdict`, `answer` (the last move as text), `length`,
    `reward_components` and `return`.

    An opponent is `"random"`, `"oracle"`, a registered name, `"module:function"`, the folder of a model, an agent with
    `act(observations, infos, slots)` (its `reset(slots)` is called at every start; one agent may sit in many
    environments, its slots never meet), or a function of (observation, action mask, generator). It sees what this
    interface shows its own seat, or what its attribute `interface` names, and answers with a number or a text in the
    format, or in the one that its attribute `format` names. Its randomness, the draws of chance and a random seat
    come from the reset seed alone.

    An agent that runs code can rebuild the whole deal, hidden cards included, from `info["name"]` or `info["seed"]`:
    names are meant to be enough to play a game again. What must not be known is not to be shown: pass a policy that
    could make use of it its observations and nothing else, as the language models here are.
    """

    task: Rules

    def __init__(
        self,
        rules: Rules,
        *,
        interface: str = "chat",
        opponent: Any = None,
        seat: int | str | None = None,
        mask: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(rules, **kwargs)
        if interface not in INTERFACES:
            raise KnobError(f"interface={interface!r}{did_you_mean(interface, INTERFACES)}")
        if mask not in (None, "obs") or (mask and interface == "chat"):
            raise KnobError(f"mask={mask!r}: use 'obs' with interface='moves', or None")
        seats = {"random": None, None: None} | {s: s for s in range(rules.players)}
        seats |= {str(s): s for s in range(rules.players)}
        if isinstance(seat, bool) or seat not in seats:
            raise KnobError(f"seat={seat!r}: use 0 to {rules.players - 1}, or 'random'")
        self.interface = interface
        self.seat = seats[seat] or 0
        self._fixed_seat = seats[seat]
        self._asked = "random" if opponent is None else opponent
        self._opponent, self._opponent_rules = seated(self._asked, rules, self.format.name), rules
        self._spaces = rules.n_moves, rules.shape
        self._mask_in_obs = mask == "obs"
        most = max(level.players for level in (rules, *rules.ladder()))
        self._slots = [next(_slots) for _ in range(most)]
        self._state: State = None
        self._info: dict[str, Any] | None = None
        if interface == "chat":
            self.observation_space, self.action_space = Prose(1 << 16), Prose(1 << 21)
            return
        self.action_space = spaces.Discrete(rules.n_moves)
        self.observation_space = numbers_space(rules.shape, rules.n_moves, masked=self._mask_in_obs)

    @property
    def rules(self) -> Rules:
        """The rules in play; the same as `task`."""
        return self.task

    @property
    def state(self) -> State:
        """The whole state, hidden things included."""
        if self._state is None:
            raise gym.error.ResetNeeded("call env.reset() before the first step")
        return self._state

    def action_masks(self) -> np.ndarray:
        """Return the legal moves as a bool array of shape (n_moves,); none once the episode is over."""
        if self._info is None:
            return np.zeros(self.task.n_moves, bool)
        if self._settled is not None:  # won before the first move: any move collects it
            return np.ones(self.task.n_moves, bool)
        return mask(self.task, self._state).astype(bool)

    def oracle_move(self) -> int:
        """Return the oracle's move for the learner's seat; see `oracle`.

        Where it mixes, the episode's seed and the number of moves draw, so that asking twice changes nothing. In a
        game that the others have ended before this seat's first move it is any move, which collects what was won.
        """
        state = self.state
        if self._info is not None and self._settled is not None:
            return int(np.argmax(self.action_masks()))
        chances = oracle(self.task, state)
        if self.task.perfect_information or self._info is None:
            return min(chances)
        return pick(tuple(chances.items()), float(np.random.default_rng([self._info["seed"], self._length]).random()))

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin a new game, forgetting all earlier ones; options are `level` and `difficulty`."""
        seed, _ = self._seeded(seed, options)
        rules, self._info = self.task, None
        if self.interface == "moves" and (rules.n_moves, rules.shape) != self._spaces:
            raise KnobError("this level has other spaces; make an environment at that level instead")
        if self._fixed_seat is not None and self._fixed_seat >= rules.players:
            raise KnobError(f"seat={self._fixed_seat}: this level has seats 0 to {rules.players - 1} alone")
        if rules != self._opponent_rules and is_made(self._asked):
            self._opponent = seated(self._asked, rules, self.format.name)
            self._opponent_rules = rules
        seating, self._luck, self._whim = streams(self.id, rules, seed, 3)
        drawn = int(seating.integers(rules.players))  # drawn in any case, so that fixing the seat changes nothing else
        self.seat = drawn if self._fixed_seat is None else self._fixed_seat
        self._state = rules.start()
        self._played: list[tuple[int, int]] = []
        self._length, self._settled = 0, None
        name = name_of(self.id, rules, None, seed)
        self._info = {"name": name, "level": rules.level, "seed": seed, "split": ""}
        if hasattr(self._opponent, "reset"):
            self._opponent.reset([self._slots[s] for s in range(rules.players) if s != self.seat])
        self._settled = self._advance()
        return self._seen(self.seat, self.interface), self._told(self.seat, self.interface)

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Play one move, then let the others play until it is this seat's turn again or the game is over."""
        if self._info is None:
            raise gym.error.ResetNeeded("this episode is over: call env.reset() for the next game")
        if self.interface == "chat" and not isinstance(action, str):
            raise TypeError(f"the action is the response as a string, not {type(action).__name__}")
        self._length += length_of(action) if isinstance(action, str) else 1
        move, answer, fault = self._read(action)
        verdict = self._settled
        if verdict is None:
            if move is None:
                verdict = Verdict(0.0, f"{fault[1]}: you lose", fault[0])
            else:
                self._play(move)
                verdict = self._advance()
        if verdict is None:
            return self._seen(self.seat, self.interface), 0.0, False, False, self._told(self.seat, self.interface)
        info = self._told(self.seat, self.interface) | {"action_mask": np.zeros(self.task.n_moves, np.int8)}
        info |= {"return": (2.0 * verdict.score - 1.0) * self.task.stake}
        self._info = None
        seen = verdict.reason if self.interface == "chat" else self._seen(self.seat, self.interface)
        return seen, verdict.score, True, False, self._end(info, verdict, answer, self._length)

    def _read(self, action: Any, format: Format | None = None) -> tuple[int | None, str, tuple[Status, str]]:
        """Return the legal move that an action names, its text, and what is wrong if it names none."""
        if not isinstance(action, str):
            move: int | None = int(action)
            if move != action:
                raise TypeError(f"the action is the number of a move, not {action!r}")
            answer = self.task.write(int(action)) if 0 <= int(action) < self.task.n_moves else str(action)
        else:
            form = format or self.format
            response = form.parse(action)
            if response.answer is None:
                return None, "", (response.status, response.problems[0] if response.problems else "no answer")
            answer = clean(response.answer)
            move = self._named(answer)
            answer = answer[:MOST]
            others = {self._named(clean(said)) for said in finals(action)} if form.name == "auto" else set()
            if move is not None and others - {move, None}:
                return None, answer, (Status.MALFORMED, "the final answers are different moves")
            if move is None:
                return None, answer, (Status.WRONG, f"{answer[:40]!r} is not one move")
        if move not in self.task.legal(self._state):
            return None, answer, (Status.WRONG, f"{answer[:40]} is no legal move here")
        return move, answer, (Status.WRONG, "")

    def _named(self, answer: str) -> int | None:
        return self.task.parse(answer) if len(answer) <= MOST else None

    def _play(self, move: int) -> None:
        mover = self.task.current(self._state)
        assert mover is not None
        self._state = self.task.apply(self._state, move)
        self._played.append((mover, move))

    def _advance(self) -> Verdict | None:
        """Play on until it is the learner's turn; return the verdict if the game ends before that."""
        while (mover := self.task.current(self._state)) is not None:
            if mover == self.seat:
                return None
            if mover == CHANCE:
                self._state = self.task.apply(self._state, draw(self.task, self._state, self._luck))
                continue
            move, fault = self._reply(mover)
            if move is None:
                return self._judge(self.task.forfeit(mover), f"{self._call(mover)} made an illegal move: {fault}")
            self._play(move)
        last = self._news(self.seat)
        return self._judge(self.task.returns(self._state), last[-1] if last else "")

    def _judge(self, returns: Sequence[float], why: str, seat: int | None = None) -> Verdict:
        won, stake = returns[self.seat if seat is None else seat], self.task.stake
        score = min(1.0, max(0.0, (won + stake) / (2 * stake)))
        reason = "you win" if won > 0 else "you lose" if won < 0 else "a draw"
        reason = (reason if abs(won) in (0, stake) else f"{reason} {abs(won):g}") + (f"; {why}" if why else "")
        status = Status.CORRECT if score == 1 else Status.PARTIAL if score > 0 else Status.WRONG
        return Verdict(score, reason, status)

    def _reply(self, seat: int) -> tuple[int | None, str]:
        """Return the opponent's move at a seat, or None and why it is illegal."""
        opponent = self._opponent
        if isinstance(opponent, str):
            if opponent == "random":
                moves: Sequence[int] = self.task.legal(self._state)
            else:
                chances = oracle(self.task, self._state)
                moves = tuple(chances)
                if len(set(chances.values())) > 1:
                    return pick(tuple(chances.items()), float(self._whim.random())), ""
            return moves[int(self._whim.integers(len(moves)))], ""
        interface = getattr(opponent, "interface", self.interface)
        format = get_format(getattr(opponent, "format", self.format))
        seen, told = self._seen(seat, interface, format), self._told(seat, interface)
        if hasattr(opponent, "act"):
            actions = opponent.act([seen], [told], [self._slots[seat]])
            if isinstance(actions, str) or len(actions) != 1:
                raise KnobError(
                    f"the opponent's act returned {actions!r}: it is to return a list of one action a slot"
                )
            [action] = actions
        else:
            action = opponent(seen, told["action_mask"], self._whim)
        if not isinstance(action, str):
            try:
                action = int(action)
            except (TypeError, ValueError) as error:
                raise KnobError(
                    f"the opponent at seat {seat} answered {action!r}: it is to return the number of a move, or a text"
                ) from error
        if interface == "moves" and isinstance(action, str) and (move := self._named(clean(action))) is not None:
            action = move  # who sees numbers was told no format
        move, _, (_, fault) = self._read(action, format)
        return move, fault

    def _told(self, seat: int, interface: str) -> dict[str, Any]:
        """Return the `info` of a seat."""
        assert self._info is not None
        rules = self.task
        masks = mask(rules, self._state) if self._settled is None else np.ones(rules.n_moves, np.int8)
        told = self._info | {"seat": seat, "action_mask": masks}
        return told | ({"moves": _written(rules)} if interface == "chat" else {})

    def _seen(self, seat: int, interface: str, format: Format | None = None) -> Any:
        """Return the observation of a seat, which answers in a format."""
        if interface == "chat":
            return self._message(seat, format or self.format)
        seen = self.task.observe(self._state, seat)
        if not self._mask_in_obs:
            return seen
        legal = mask(self.task, self._state) * (self._info is not None and self._settled is None)
        return {"observation": seen, "action_mask": legal}

    def _message(self, seat: int, format: Format) -> str:
        rules, legal = self.task, self.task.legal(self._state)
        opening = all(mover != seat for mover, _ in self._played)
        call = f"Your move, one of {', '.join(map(rules.write, legal))}." if len(legal) <= MANY else "Your move."
        if self._settled is not None:
            call = f"The game is over: {self._settled.reason}. Answer anything to end it."
        news = [f"{line[0].upper()}{line[1:]}." for line in self._news(seat)]
        parts = ([rules.prompt(seat), ""] if opening else []) + [*news, rules.tell(self._state, seat), call]
        return with_instruction("\n".join(parts), format.instruction)

    def _news(self, seat: int) -> list[str]:
        """Return what others did since a seat's last move; where moves may be hidden, `tell` says what is known."""
        if not self.task.perfect_information:
            return []
        last = max((i for i, (mover, _) in enumerate(self._played) if mover == seat), default=-1)
        since = self._played[last + 1 :]
        return [f"{self._call(mover)} played {self.task.write(move)}" for mover, move in since]

    def _call(self, seat: int) -> str:
        return "your opponent" if self.task.players == 2 else f"player {seat + 1}"

    def _board(self) -> Board:
        return self.task.board(self.state)
