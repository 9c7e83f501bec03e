"""What is private stays private: what a seat is told never depends on what it cannot see."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import entry_of, load
from palaestra.envs.games import CHANCE, Rules, Tree
from palaestra.envs.games.aec import aec, games
from palaestra.envs.games.battleship import Battleship
from palaestra.envs.games.blotto import Blotto
from palaestra.envs.games.goofspiel import Goofspiel
from palaestra.envs.games.kuhn import KuhnPoker
from palaestra.envs.games.leduc import LeducPoker
from palaestra.envs.games.liars_dice import LiarsDice
from palaestra.envs.games.mastermind import Mastermind
from palaestra.envs.games.matrix import RockPaperScissors
from palaestra.envs.games.negotiation import Negotiation
from palaestra.envs.games.rules import draw
from palaestra.envs.testing import check_game

LEVELS = [rules for id in games() for rules in load(entry_of(id)).ladder()]
HIDDEN = [rules for rules in LEVELS if isinstance(rules, Rules) and not rules.perfect_information]
SMALL: list[Rules] = [
    KuhnPoker(),
    KuhnPoker(3),
    LeducPoker(3),
    LiarsDice(2, 1, 3),
    LiarsDice(2, 2, 2),
    Negotiation(2, 1, 1, 2, 3),
    Goofspiel(3),
    Goofspiel(3, "descending"),
    RockPaperScissors(3, 2),
    Mastermind(2, 2, 2),
    Battleship(1, 3, (1,), 2),
    Battleship(1, 3, (1, 1), 2),
    Blotto(3, 2),
]


def every_state(rules: Rules) -> list[Any]:
    seen, todo = set(), [rules.start()]
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        moves = [m for m, _ in rules.chance(state)] if rules.current(state) == CHANCE else rules.legal(state)
        todo += [rules.apply(state, move) for move in moves]
    return list(seen)


@pytest.mark.parametrize("rules", SMALL, ids=repr)
def test_text_numbers_and_keys_divide_all_states_alike(rules: Rules) -> None:
    """All states of a game: one partition, and within a set of the mover one list of legal moves."""
    states, shared = every_state(rules), 0
    for seat in range(rules.players):
        sets: dict[Hashable, set[Any]] = defaultdict(set)
        texts, numbers = {}, {}
        for state in states:
            key = rules.known(state, seat)
            sets[key].add(state)
            assert texts.setdefault(key, rules.tell(state, seat)) == rules.tell(state, seat)
            assert (
                numbers.setdefault(key, rules.observe(state, seat).tobytes()) == rules.observe(state, seat).tobytes()
            )
        assert len(set(texts.values())) == len(set(numbers.values())) == len(texts)
        for members in sets.values():
            moving = [state for state in members if rules.current(state) == seat]
            assert len({rules.legal(state) for state in moving}) <= 1
        shared += sum(len(members) > 1 for members in sets.values())
    assert shared, "nothing is hidden"
    Tree(rules)  # raises unless every seat remembers all that it knew and did


@pytest.mark.parametrize("rules", HIDDEN, ids=lambda rules: f"{type(rules).__name__}-{rules.level}")
@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_other_worlds_look_the_same(rules: Rules, seed: int) -> None:
    """Draw anew what a seat cannot see at every state of a random game: it is told the same, and the rest is new."""
    rng, state, changed = np.random.default_rng(seed), rules.start(), 0
    while (mover := rules.current(state)) is not None:
        if mover == CHANCE:
            state = rules.apply(state, draw(rules, state, rng))
            continue
        if type(rules).world is not Rules.world:
            other = rules.world(state, mover, rng)
            assert rules.current(other) == mover
            assert rules.tell(other, mover) == rules.tell(state, mover)
            assert np.array_equal(rules.observe(other, mover), rules.observe(state, mover))
            assert rules.known(other, mover) == rules.known(state, mover)
            assert rules.legal(other) == rules.legal(state)
            changed += other != state
        state = rules.apply(state, int(rng.choice(rules.legal(state))))
    assert rules.over(state)


@pytest.mark.parametrize("rules", [rules for rules in HIDDEN if rules.simultaneous], ids=repr)
def test_the_later_mover_learns_nothing_of_the_round(rules: Rules) -> None:
    env = aec(rules)
    for seed in range(5):
        rng = np.random.default_rng(seed)
        env.reset(seed=seed)
        while not all(env.terminations.values()):
            assert env.agent_selection == "player_0"
            raw, shown = env.unwrapped, set()
            legal = raw.rules.legal(raw.position)
            for move in legal:
                after = raw.rules.apply(raw.position, move)
                if raw.rules.current(after) == 1:
                    shown.add(
                        (raw.rules.tell(after, 1), raw.rules.observe(after, 1).tobytes(), raw.rules.legal(after))
                    )
            assert len(shown) == 1
            env.step(int(rng.choice(legal)))
            env.step(int(rng.choice(raw.rules.legal(raw.position))))


def test_what_each_seat_reads() -> None:
    """The texts of one state of each game, as people check them."""
    leduc, state = LeducPoker(), ((0, 2, 1), "rc", "c")
    assert leduc.tell(state, 0) == (
        "You are player 1. Your card is J. The table's card is Q. First round: player 1 raises, player 2 calls. "
        "Second round: player 1 calls. Chips paid: you 3, the other 3."
    )
    assert "card is K" in leduc.tell(state, 1)
    dice = LiarsDice(2, 2, 6)
    throw = (dice._hands.index((0, 5)), dice._hands.index((2, 2)))
    assert dice.tell((throw, (6,)), 0) == "You are player 1. Your dice: 1 6. Bids: player 1: 2 dice of 1."
    assert "Your dice: 3 3." in dice.tell((throw, (6,)), 1)
    trade = Negotiation(2, 2, 1, 3, 4)
    one, two = trade._profiles.index((1, 3)), trade._profiles.index((2, 2))
    move = trade.parse("offer 1 wheat for 1 wood")
    assert move is not None
    told = trade.tell(trade.apply(((one, two), (2, 2), ()), move), 1)
    assert told == (
        "You are player 2. What one of each is worth to you: wheat 2, wood 2.\n"
        "You have 2 wheat, 2 wood; the other has 2 wheat, 2 wood.\n"
        "Moves so far (1 of 4): the other: offer 1 wheat for 1 wood."
    )


@dataclass(frozen=True)
class Leaky(KuhnPoker):
    """Description: tells by its key what the other holds."""

    def known(self, state: Any, player: int) -> Hashable:
        return state


def test_the_kit_finds_a_key_that_knows_more_than_the_text() -> None:
    report = check_game(Leaky(), seeds=10)
    assert any("divide the states differently" in violation.seen for violation in report.violations), str(report)
