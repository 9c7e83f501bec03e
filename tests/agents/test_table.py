"""A table pays what PettingZoo pays and says what Gymnasium says; `play` keeps games, seats and agents apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from palaestra import aec
from palaestra.agents import OracleAgent, RandomAgent
from palaestra.agents.table import Table, play, table
from palaestra.envs import KnobError, PalaestraError
from palaestra.envs.games import CHANCE, GameEnv

GAMES = ["Game-TicTacToe-v0", "Game-Nim-v0", "Game-KuhnPoker-v0", "Game-Negotiation-v0"]


class Scripted:
    """Says what it is told to, and writes down what it was asked."""

    def __init__(self, *texts: str) -> None:
        self.texts, self.asked, self.begun = list(texts), [], []  # type: ignore[var-annotated]

    def reset(self, slots: Sequence[int]) -> None:
        self.begun += slots

    def act(self, observations: Sequence[Any], infos: Sequence[dict[str, Any]], slots: Sequence[int]) -> list[Any]:
        self.asked += zip(slots, observations, [info["seat"] for info in infos], strict=True)
        return [self.texts.pop(0) if self.texts else "pass" for _ in slots]


def make(game: str = "Game-Nim-v0", **knobs: Any) -> Table:
    return table(game, format="plain", **knobs)


@pytest.mark.parametrize("game", ["Game-TicTacToe-v0", "Game-Nim-v0"])
@pytest.mark.parametrize("mistake", [None, 0, 3])
def test_a_table_pays_what_the_pettingzoo_environment_pays(game: str, mistake: int | None) -> None:
    rng = np.random.default_rng(3)
    for seed in range(10):
        env, at = aec(game), make(game)
        env.reset(seed=seed)
        at.reset(seed=seed)
        turn = 0
        while at.paid is None:
            legal = at.rules.legal(at.state)
            move = int(rng.choice(legal))
            if turn == mistake:
                illegal = [m for m in range(at.rules.n_moves) if m not in legal]
                move = illegal[0] if illegal else at.rules.n_moves
            text = at.rules.write(move) if move < at.rules.n_moves else "nonsense"
            assert env.agent_selection == f"player_{at.seat}"
            at.step(text)
            env.step(move)
            turn += 1
        assert at.paid == tuple(env.rewards[agent] / at.rules.stake for agent in env.possible_agents)
        assert sum(at.paid) == 0
        assert (at.illegal is not None) == (mistake is not None and mistake < turn)


@pytest.mark.parametrize("game", GAMES)
def test_a_seat_reads_what_it_would_read_opposite_an_opponent(game: str) -> None:
    for seed in range(6):
        at = make(game)
        seen, first = at.reset(seed=seed)
        heard: dict[int, list[str]] = {}
        moves: list[tuple[int, str]] = []
        while at.paid is None:
            heard.setdefault(at.seat, []).append(str(seen))
            moves.append((at.seat, at.rules.write(at.random_move())))
            seen = at.step(moves[-1][1])[0]
        for me in heard:
            others = Scripted(*[text for seat, text in moves if seat != me])
            env = GameEnv(at.rules, task_id=game, format="plain", seat=me, opponent=others)
            observation, info = env.reset(seed=seed)
            assert info["name"] == first["name"]
            said = [text for seat, text in moves if seat == me]
            read = []
            for text in said:
                read.append(str(observation))
                observation, reward, ended, _, info = env.step(text)
            assert read == heard[me]
            assert ended
            assert 2 * reward - 1 == pytest.approx(at.paid[me])


@pytest.mark.parametrize("game", GAMES)
def test_numbers_and_texts_are_the_same_moves(game: str) -> None:
    one, other = make(game), make(game)
    one.reset(seed=5)
    other.reset(seed=5)
    while one.paid is None:
        move = one.rules.legal(one.state)[-1]
        one.step(move)
        other.step(one.rules.write(move))
        assert one.state == other.state
    assert one.paid == other.paid


def test_a_number_that_is_no_move_loses() -> None:
    at = make()
    at.reset(seed=0)
    at.step(10_000)
    assert at.paid == (-1.0, 1.0)
    assert at.illegal == 0


def test_games_keep_their_order_their_seats_and_their_slots() -> None:
    one, two = Scripted(), Scripted()
    games = [(seed, (one, two) if seed % 2 else (two, one)) for seed in range(7)]
    played = play(lambda: make("Game-KuhnPoker-v0"), games, tables=3)
    assert [game.seed for game in played] == list(range(7))
    assert all(game.turns == 2 and abs(game.paid[0]) == 0.5 and sum(game.paid) == 0 for game in played)
    assert sorted(one.begun) == sorted([0, 1, 2, 3, 4, 5, *one.begun[6:]]) or len(one.begun) == 7
    assert all(slot % 2 == seat for slot, _, seat in one.asked + two.asked)
    assert len(one.asked) == len(two.asked) == 7


def test_an_illegal_move_loses_for_who_made_it() -> None:
    [game] = play(lambda: make(), [(0, (Scripted("take 1 from pile 1"), Scripted("take 9 from pile 9")))])
    assert (game.paid, game.illegal, game.turns, game.cut) == ((1.0, -1.0), 1, 2, False)


def test_a_game_over_its_turns_pays_nobody() -> None:
    agent = RandomAgent(format="plain")
    [game] = play(lambda: make("Game-TicTacToe-v0"), [(0, (agent, agent))], max_turns=3)
    assert (game.paid, game.cut, game.turns) == ((0.0, 0.0), True, 3)


def test_exact_play_never_loses_what_it_should_win() -> None:
    oracle, random = OracleAgent(format="plain"), RandomAgent(format="plain")
    played = play(lambda: make(), [(seed, (oracle, random)) for seed in range(20)])
    assert all(game.paid == (1.0, -1.0) for game in played), "the nim sum of 3, 4, 5 is not 0"


def test_the_oracle_mixes_where_the_equilibrium_does() -> None:
    moves = set()
    for seed in range(60):
        at = make("Game-KuhnPoker-v0")
        at.reset(seed=seed)
        assert at.rules.current(at.state) != CHANCE
        if "card is J" in at.look()[0]:
            moves.add(at.oracle_move())
    assert moves == {0, 1}, "the first seat bluffs with the lowest card now and then"


@pytest.mark.parametrize(("game", "says"), [("Puzzle-Sort-v0", "no game"), ("Game-Nimm-v0", "Game-Nim-v0")])
def test_what_is_no_game_is_an_error_that_helps(game: str, says: str) -> None:
    with pytest.raises(PalaestraError, match=says):
        table(game)


def test_every_seat_needs_an_agent() -> None:
    with pytest.raises(KnobError, match="2 seats"):
        play(make, [(0, (RandomAgent(),))])


def test_each_agent_is_asked_and_read_in_its_own_format() -> None:
    class In(Scripted):
        def __init__(self, format: str, *texts: str) -> None:
            super().__init__(*texts)
            self.format = format

    boxed, plain = In("boxed", "I think\n\\boxed{take 3 from pile 1}"), In("plain", "take 4 from pile 2")
    neither = Scripted("<answer>take 5 from pile 3</answer>")
    tags = lambda: table("Game-Nim-v0", format="tags", piles=(3, 4, 5))  # noqa: E731
    [game] = play(tags, [(0, (boxed, plain))])
    assert (game.turns, game.illegal) == (3, 0), "it has nothing more to say that is a move"
    assert "\\boxed{" in boxed.asked[0][1]
    assert "\\boxed{" not in plain.asked[0][1]
    assert "<answer>" not in plain.asked[0][1]
    [game] = play(tags, [(0, (neither, plain))])
    assert "<answer>" in neither.asked[0][1], "who has no format is asked in the table's"
    assert game.illegal == 1, "pass is no move"


def test_a_table_goes_on_in_its_own_format_after_another() -> None:
    at = table("Game-Nim-v0", format="tags")
    at.reset(seed=0)
    seen = at.step("\\boxed{take 1 from pile 1}", "boxed")[0]
    assert at.illegal is None
    assert "<answer>" in seen
    assert "\\boxed" in at.look(format="boxed")[0]
    at.step("\\boxed{take 1 from pile 1}")
    assert at.illegal == 1, "a box is no tag"
