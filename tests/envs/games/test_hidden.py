"""Chance, hidden cards and stakes above 1, shown with Kuhn poker on both environments: a seat sees its card only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from palaestra.envs import Board
from palaestra.envs.games import CHANCE, GameEnv, Rules, UnsolvableError, best_moves
from palaestra.envs.games.aec import aec

DEALS = [(a, b) for a in range(3) for b in range(3) if a != b]
PASS, BET = 0, 1
State = tuple[int | None, str]
WIN_AT = {"pp": 1, "bb": 2, "pbb": 2}  # showdowns and what is at stake


@dataclass(frozen=True)
class Kuhn(Rules):
    """Kuhn poker: three cards, one each, one bet."""

    perfect_information = False
    n_moves = 2
    shape = (7,)
    max_moves = 3
    stake = 2.0

    def start(self) -> State:
        return None, ""

    def current(self, state: State) -> int | None:
        if state[0] is None:
            return CHANCE
        return None if state[1] in (*WIN_AT, "bp", "pbp") else len(state[1]) % 2

    def legal(self, state: State) -> tuple[int, ...]:
        return (PASS, BET) if self.current(state) in (0, 1) else ()

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        return [(deal, 1 / 6) for deal in range(6)] if state[0] is None else ()

    def apply(self, state: State, move: int) -> State:
        return (move, "") if state[0] is None else (state[0], state[1] + "pb"[move])

    def returns(self, state: State) -> tuple[float, ...]:
        deal, bets = state
        if deal is None or not self.over(state):
            return 0.0, 0.0
        won = 1.0 if bets == "bp" else -1.0 if bets == "pbp" else 0.0
        if bets in WIN_AT:
            won = float(WIN_AT[bets]) if DEALS[deal][0] > DEALS[deal][1] else -float(WIN_AT[bets])
        return won, -won

    def observe(self, state: State, player: int) -> np.ndarray:
        seen = np.zeros(self.shape, np.float32)
        if state[0] is not None:
            seen[DEALS[state[0]][player]] = 1
        for i, bet in enumerate(state[1]):
            seen[3 + i] = 1.0 if bet == "b" else 0.5
        return seen

    def tell(self, state: State, player: int) -> str:
        return (
            f"You hold {'no card' if state[0] is None else 'JQK'[DEALS[state[0]][player]]}. Bets: {state[1] or '-'}."
        )

    def write(self, move: int) -> str:
        return ("pass", "bet")[move]

    def parse(self, text: str) -> int | None:
        return {"pass": PASS, "bet": BET}.get(text.strip().lower())

    def board(self, state: State) -> Board:
        return Board.from_text([self.tell(state, 0), self.tell(state, 1)])

    def prompt(self, player: int) -> str:
        return f"Kuhn poker. You are player {player + 1}."


def never_bets(observation: Any, mask: np.ndarray, rng: np.random.Generator) -> int:
    return PASS


def test_every_deal_comes_and_the_seat_sees_its_own_card_only() -> None:
    env = GameEnv(Kuhn(), opponent=never_bets, seat=0)
    deals = []
    for seed in range(300):
        text, info = env.reset(seed=seed)
        deal = env.state[0]
        deals.append(deal)
        mine, theirs = ("JQK"[card] for card in DEALS[deal])
        assert re.findall(r"\b[JQK]\b", text) == [mine]
        assert theirs != mine
        assert info["action_mask"].tolist() == [1, 1]
    assert set(deals) == set(range(6))
    assert max(map(deals.count, range(6))) < 85


def test_the_deal_is_the_seeds_whatever_the_players_do() -> None:
    one, two = GameEnv(Kuhn(), opponent="random", seat=0), GameEnv(Kuhn(), opponent=never_bets, seat=0)
    for seed in range(20):
        one.reset(seed=seed)
        two.reset(seed=seed)
        assert one.state == two.state


@pytest.mark.parametrize(("move", "reply", "scores"), [("bet", PASS, {0.75}), ("bet", BET, {0.0, 1.0})])
def test_scores_are_returns_brought_to_zero_and_one(move: str, reply: int, scores: set[float]) -> None:
    env = GameEnv(Kuhn(), opponent=lambda *_: reply, seat=0)
    found = set()
    for seed in range(40):
        env.reset(seed=seed)
        _, reward, over, _, info = env.step(f"\\boxed{{{move}}}")
        assert over
        assert reward == info["verdict"].score == (info["return"] + 2) / 4
        assert info["return"] == Kuhn().returns(env.state)[0]
        found.add(reward)
    assert found == scores


def test_forfeits_cost_the_whole_stake() -> None:
    env = GameEnv(Kuhn(), opponent=never_bets, seat=0)
    env.reset(seed=0)
    _, reward, over, _, info = env.step("\\boxed{raise}")
    assert over
    assert reward == 0
    assert info["return"] == -2
    raw = aec(Kuhn())
    raw.reset(seed=0)
    raw.step(7)
    assert raw.rewards == {"player_0": -2.0, "player_1": 2.0}


def test_pettingzoo_deals_by_the_seed_and_shows_each_agent_its_card() -> None:
    env, seen = aec(Kuhn()), set()
    for seed in range(60):
        env.reset(seed=seed)
        deal = env.unwrapped.position[0]
        for seat, agent in enumerate(env.agents):
            shown = env.observe(agent)["observation"]
            assert np.flatnonzero(shown).tolist() == [DEALS[deal][seat]]
            assert f"hold {'JQK'[DEALS[deal][seat]]}" in env.infos[agent]["text"]
        env.reset(seed=seed)
        assert env.unwrapped.position[0] == deal
        seen.add(deal)
        env.step(BET)
        env.step(BET)
        assert sum(env.rewards.values()) == 0
        assert abs(env.rewards["player_0"]) == 2
    assert seen == set(range(6))


def test_minimax_does_not_fit_and_the_oracle_plays_the_equilibrium() -> None:
    with pytest.raises(UnsolvableError, match="nothing hidden"):
        best_moves(Kuhn(), (0, ""))
    env = GameEnv(Kuhn(), opponent="oracle", seat=0)
    bluffs = []
    for seed in range(400):
        env.reset(seed=seed)
        _, theirs = DEALS[env.state[0]]
        _, _, over, _, _ = env.step("\\boxed{bet}")
        assert over
        if theirs != 1:
            assert env.state[1] == ("bp", "bb")[theirs // 2]  # folds the jack, calls with the king
        else:
            bluffs.append(env.state[1] == "bb")
    assert 0.2 < np.mean(bluffs) < 0.46  # a queen calls a bet with probability 1/3 (Kuhn 1950)
