"""Laws 3, 8 and 9 for games: rules are pure and fair, and PettingZoo's and Gymnasium's own tests pass."""

from __future__ import annotations

import copy
import time
import warnings
from collections.abc import Callable, Hashable
from typing import Any

import gymnasium as gym
import numpy as np
import pettingzoo.test

from ..env import make
from ..games.aec import GameAEC, aec, parallel
from ..games.rules import CHANCE, Rules, State, draw
from .nasty import SMALL, large, listening, scribble
from .report import Report, Seen, short
from .subject import check_page, knobs_for, resolve, spec_of
from .views import check_vectors, check_view, equal, strict

CPU_LIMIT = 2.0
WORLDS = 20  # games in which what is hidden is drawn anew in every state, which takes longest


def check_game(rules: Any, *, seeds: int = 20, id: str | None = None) -> Report:
    """Check a game against the laws that games owe: 3 (total), 8 (the APIs) and 9 (fair play).

    Args:
        rules: An id, `"module:Class"`, a class (all its levels) or an instance (only that).
        seeds: Random games at each level.
        id: The id to make names with; by default the one given.

    Returns:
        The report; `report.ok` says whether all laws hold, `report.require()` raises if not.
    """
    id, ladder = resolve(rules, id, Rules)  # type: ignore[type-abstract]
    report = Report(id, len(ladder), seeds)
    for level, game in enumerate(ladder):
        check = _Game(report, level, game)
        report.figures.append({"level": level, "moves": game.n_moves})
        for what, law, run in (
            ("a random game", 9, lambda check=check: check.plays(seeds)),
            ("parse or write", 3, check.texts),
            ("the AEC environment", 8, check.petting_zoo),
            ("the same seed twice", 9, lambda check=check, id=id: check.forgets(id)),
        ):
            with report.guard(law, level, None, what, "see the message; rules are pure functions of a state"):
                run()
        for interface in ("chat", "moves"):
            check_view(report, id, game, level, interface)
        check.page()
    spec = spec_of(id, ladder[0])
    for interface in ("chat", "moves"):
        check_vectors(report, spec, knobs_for(ladder[0], spec) | {"interface": interface})
    return report


class _Game:
    def __init__(self, report: Report, level: int, rules: Rules) -> None:
        self.report, self.level, self.rules = report, level, rules
        self.known: dict[tuple[str, int, Hashable], Any] = {}

    def expect(self, ok: bool, seed: int | None, seen: Seen, do: str, law: int = 9) -> bool:
        return self.report.expect(ok, law, self.level, seed, seen, do)

    def plays(self, seeds: int) -> None:
        """Play whole games at random and look at every state."""
        longest = 0
        for seed in range(seeds):
            rng, state, moves = np.random.default_rng(seed), self.rules.start(), 0
            while (mover := self.rules.current(state)) is not None and moves <= self.rules.max_moves:
                self._state(seed, state, mover)
                if mover == CHANCE:
                    move = self._chance(seed, state, rng)
                else:
                    legal = self.rules.legal(state)
                    if not legal:
                        break
                    move, moves = legal[int(rng.integers(len(legal)))], moves + 1
                if self.rules.simultaneous and mover != CHANCE:
                    self._hides(seed, state, mover, move)
                state = self._next(seed, state, move)
            longest = max(longest, moves)
            seen = f"a game is not over after {moves} moves; max_moves is {self.rules.max_moves}"
            if self.expect(moves <= self.rules.max_moves and self.rules.over(state), seed, seen, "every game ends"):
                self._end(seed, state)
        self.report.figures[self.level]["longest game seen"] = longest

    def _chance(self, seed: int, state: State, rng: np.random.Generator) -> int:
        total = sum(p for _, p in self.rules.chance(state))
        fine = abs(total - 1) < 1e-9 and all(p > 0 for _, p in self.rules.chance(state))
        self.expect(fine, seed, f"the chances sum to {total}", "probabilities are positive and sum to 1")
        return draw(self.rules, state, rng)

    def _state(self, seed: int, state: State, mover: int | None) -> None:
        rules = self.rules
        hash(state)
        legal = rules.legal(state)
        ordered = list(legal) == sorted(set(legal)) and all(0 <= move < rules.n_moves for move in legal)
        self.expect(ordered, seed, lambda: f"legal moves {short(legal)}", f"rising numbers below {rules.n_moves}")
        turn = mover is not None and mover != CHANCE
        fine = bool(legal) == turn
        self.expect(
            fine, seed, f"{len(legal)} legal moves while current is {mover}", "moves belong to the seat to move"
        )
        if turn:
            self.expect(mover in range(rules.players), seed, f"current is {mover}", "seats are numbers from 0")
        if mover is not None:
            early = rules.returns(state)
            self.expect(not any(early), seed, f"returns {early} before the end", "zeros until the game is over")
        for seat in range(rules.players):
            self._knows(seed, state, seat, mover)
        if rules.perfect_information and rules.players == 2 and rules.zero_sum:
            (low, high), guess = rules.bounds(state), rules.estimate(state)
            fine = low == high or low - 1e-9 <= guess <= high + 1e-9  # where bounds meet nobody asks
            self.expect(fine, seed, f"estimate is {guess}", f"within bounds, {low:g} to {high:g}")
        if mover is not None and turn and seed < WORLDS and type(rules).world is not Rules.world:
            other = rules.world(state, mover, np.random.default_rng(seed))
            fine = rules.tell(other, mover) == rules.tell(state, mover) and rules.current(other) == mover
            self.expect(
                fine, seed, f"world({mover}) tells seat {mover} something else", "draw what it cannot tell apart"
            )
        rules.board(state).text()

    def _hides(self, seed: int, state: State, mover: int, move: int) -> None:
        """Of a choice in a round nobody else learns anything before the round is over."""
        rules = self.rules
        legal = rules.legal(state)
        one, two = rules.apply(state, move), rules.apply(state, legal[0] if move != legal[0] else legal[-1])
        if not all(rules.current(after) in range(mover + 1, rules.players) for after in (one, two)):
            return
        for seat in set(range(rules.players)) - {mover}:
            same = rules.tell(one, seat) == rules.tell(two, seat)
            same = same and np.array_equal(rules.observe(one, seat), rules.observe(two, seat))
            seen = f"seat {seat} can tell what seat {mover} chose before the round is over"
            self.expect(same, seed, seen, "tell and observe show choices once all have chosen")

    def _knows(self, seed: int, state: State, seat: int, mover: int | None) -> None:
        """Text and numbers tell a seat the same; with perfect information they tell the whole state."""
        told, seen = self.rules.tell(state, seat), self.rules.observe(state, seat)
        fine = isinstance(seen, np.ndarray) and seen.shape == self.rules.shape and seen.dtype == np.float32
        fine = fine and bool(np.all((seen >= 0) & (seen <= 1)))
        do = f"a float32 array of shape {self.rules.shape} in [0, 1]"
        self.expect(fine, seed, lambda: f"observe for seat {seat} is {short(seen)}", do)
        do = "observe and tell show the seat's information set: the same, no more and no less"
        number = seen.tobytes()
        same = self.known.setdefault(("text", seat, told), number) == number
        self.expect(same, seed, lambda: f"seat {seat}: one text, two observations: {short(told)}", do)
        same = self.known.setdefault(("numbers", seat, number), told) == told
        self.expect(same, seed, lambda: f"seat {seat}: one observation, two texts: {short(told)}", do)
        key = self.rules.known(state, seat)
        same = self.known.setdefault(("key", seat, key), told) == told
        same = same and self.known.setdefault(("told", seat, told), key) == key
        what = "known and tell divide the states differently"
        self.expect(same, seed, lambda: f"seat {seat}: {what}: {short(told)}", do)
        if mover == seat:
            legal = self.rules.legal(state)
            same = self.known.setdefault(("legal", seat, told), legal) == legal
            what = "is told the same and may move differently"
            self.expect(same, seed, lambda: f"seat {seat} {what}: {short(told)}", do)
        if self.rules.perfect_information:
            same = self.known.setdefault(("state", seat, told), state) == state
            do = "tell all, or declare perfect_information = False"
            self.expect(same, seed, lambda: f"seat {seat} cannot tell two states apart: {short(told)}", do)

    def _next(self, seed: int, state: State, move: int) -> State:
        before = copy.deepcopy(state)
        after, again = self.rules.apply(state, move), self.rules.apply(state, move)
        self.expect(equal(before, state), seed, f"apply({move}) changed the state", "return a new state")
        self.expect(equal(after, again), seed, f"apply({move}) gives two states", "chance draws, apply does not")
        return after

    def _end(self, seed: int, state: State) -> None:
        rules = self.rules
        returns = rules.returns(state)
        self.expect(
            len(returns) == rules.players, seed, f"returns {returns}", f"one for each of {rules.players} seats"
        )
        self.expect(
            max(map(abs, returns)) <= rules.stake, seed, f"returns {returns}", f"at most the stake, {rules.stake}"
        )
        if rules.zero_sum:
            fair = abs(sum(returns)) < 1e-9
            self.expect(fair, seed, f"returns {returns} sum to {sum(returns)}", "or declare zero_sum = False")
        self.expect(not rules.legal(state), seed, "legal moves after the end", "none when the game is over")
        rules.board(state).svg()

    def texts(self) -> None:
        """Moves are written and read; two moves, junk and code are not moves (law 3)."""
        rules, do = self.rules, "parse is total: one move, or None"
        moves = range(rules.n_moves)
        for move in moves:
            text, read = rules.write(move), rules.parse(rules.write(move))
            self.expect(read == move, None, f"move {move} is written {text!r} and read as {read}", do, 3)
        for a in moves[:10]:
            for b in moves[-10:]:
                for glue in (" ", " or ", ", ", "\n", ""):
                    text = rules.write(a) + glue + rules.write(b)
                    read = rules.parse(text)
                    self.expect(a == b or read is None, None, f"{text!r} is two moves and is read as {read}", do, 3)
        rng = np.random.default_rng(0)
        signs = "".join(map(rules.write, moves))[:500]
        for text in (*SMALL, *large(), *(scribble(rng, signs, int(rng.integers(1, 12))) for _ in range(200))):
            with self.report.guard(3, self.level, None, f"parse({short(text)})", do), listening() as heard:
                begin = time.thread_time()
                read = rules.parse(text)
                cost = time.thread_time() - begin
                fine = read is None or (isinstance(read, int) and read in moves)
                self.expect(fine and read == rules.parse(text), None, f"parse({short(text)}) is {read}", do, 3)
                self.expect(cost < CPU_LIMIT, None, f"parse({short(text)}) took {cost:.1f} s", "bound the length", 3)
                self.expect(not heard, None, f"parse({short(text)}): {heard}", "parse text, never run it", 3)
                if heard or cost >= CPU_LIMIT:
                    break  # worse texts would take hours

    def petting_zoo(self) -> None:
        """PettingZoo's own tests (law 8). Its warnings are hints: every Dict observation gets one."""
        for name, test in _ZOO.items():
            with self.report.guard(8, self.level, None, f"pettingzoo's {name}", "see PettingZoo's message"), strict():
                warnings.simplefilter("ignore", UserWarning)
                self.report.checked[8] += 1
                test(self.rules)
        env = GameAEC(self.rules)
        env.reset(seed=0)
        mover = env.agent_selection
        illegal = np.flatnonzero(env.observe(mover)["action_mask"] == 0)
        if len(illegal):
            env.step(int(illegal[0]))
            paid = env.rewards
            fine = paid[mover] < 0 and all(env.terminations.values())
            self.expect(fine, None, f"an illegal move pays {paid}", "it is forfeited: the mover pays the stake")
            if self.rules.zero_sum:
                self.expect(abs(sum(paid.values())) < 1e-9, None, f"a forfeit pays {paid}", "forfeits sum to zero too")

    def forgets(self, id: str) -> None:
        """A seed gives one game, whatever was played before it, and ambiguous texts lose."""
        for seed in range(5):
            new, used = (make(self.rules, task_id=id) for _ in range(2))
            _transcript(used, seed + 100)
            one, two = _transcript(new, seed), _transcript(used, seed)
            do = "keep nothing from one episode to the next"
            self.expect(one == two, seed, "the game differs after an earlier one in the same environment", do)
            env: Any = make(self.rules, task_id=id)
            env.reset(seed=seed)
            if self.rules.over(env.unwrapped.state):
                continue  # the others have ended the game before this seat's first move: any answer collects it
            _, reward, ended, _, info = env.step(f"\\boxed{{{self.rules.write(0)} or {self.rules.write(1)}}}")
            fine = ended and float(reward) == 0.0 and not info["verdict"].is_correct
            self.expect(
                fine, seed, f"a text with two moves: reward {reward}, ended={ended}", "it is refused and forfeited"
            )

    def page(self) -> None:
        """The docstring and the knobs (law 0)."""
        check_page(self.report, type(self.rules))


def _transcript(env: gym.Env[Any, Any], seed: int) -> list[Any]:
    """Play the first legal move at every turn and return all that was shown and paid."""
    view: Any = env.unwrapped
    seen, info = env.reset(seed=seed)
    out: list[Any] = [seen, info["name"]]
    ended = False
    while not ended:
        move = int(np.flatnonzero(view.action_masks())[0])
        seen, reward, ended, _, _ = env.step(f"\\boxed{{{view.rules.write(move)}}}")
        out += [seen, reward]
    return out


_ZOO: dict[str, Callable[[Rules], Any]] = {
    "api_test": lambda rules: pettingzoo.test.api_test(aec(rules), num_cycles=50),
    "api_test, mask in infos": lambda rules: pettingzoo.test.api_test(aec(rules, mask="info"), num_cycles=50),
    "seed_test": lambda rules: pettingzoo.test.seed_test(lambda: aec(rules), num_cycles=20),
    "parallel_api_test": lambda rules: pettingzoo.test.parallel_api_test(parallel(rules), num_cycles=50),
}
