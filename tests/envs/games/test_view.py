"""Games in Gymnasium: both interfaces, every kind of opponent, seeds, and nothing kept between games."""

import json
import os
import pickle
import subprocess
import sys
import warnings
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env, data_equivalence
from hypothesis import given, settings
from hypothesis import strategies as st

import palaestra
from palaestra.agents import OracleAgent, rollout
from palaestra.benchmarks import evaluate
from palaestra.envs import KnobError, Status
from palaestra.envs.games import opponent_names, register_opponent
from palaestra.envs.games.tictactoe import TicTacToe

ID = "Game-TicTacToe-v0"


def game(**kwargs: Any) -> Any:
    return gym.make(ID, **kwargs)


def first(observation: Any, mask: np.ndarray, rng: np.random.Generator) -> int:
    """An opponent that plays the first legal move."""
    return int(np.flatnonzero(mask)[0])


def moving(env: Any, seed: int, rng: np.random.Generator | None = None) -> tuple[list[Any], float, dict[str, Any]]:
    """Play one game in moves, randomly or by the oracle; return observations, the reward and the last info."""
    seen, info = env.reset(seed=seed)
    shown, total = [seen], 0.0
    while True:
        legal = np.flatnonzero(info["action_mask"])
        move = env.unwrapped.oracle_move() if rng is None else legal[int(rng.integers(len(legal)))]
        seen, reward, over, cut, info = env.step(move)
        shown.append(seen)
        total += reward
        assert not cut
        if over:
            return shown, total, info


def boxed(env: Any, move: int) -> str:
    return f"I think so. \\boxed{{{env.unwrapped.task.write(move)}}}"


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("kwargs", [{}, {"interface": "moves"}, {"interface": "moves", "mask": "obs"}])
def test_check_env_without_a_warning(level: int, kwargs: dict[str, str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(game(level=level, **kwargs).unwrapped)
        check_env(game(level=level, render_mode="rgb_array", **kwargs).unwrapped)


@pytest.mark.parametrize("kwargs", [{}, {"interface": "moves"}, {"interface": "moves", "mask": "obs", "seat": 1}])
def test_spec_and_pickle(kwargs: dict[str, Any]) -> None:
    env = game(opponent="oracle", level=1, **kwargs)
    again = gym.make(gym.envs.registration.EnvSpec.from_json(env.spec.to_json()))
    copy = pickle.loads(pickle.dumps(env))
    for other in (again, copy):
        assert data_equivalence(env.reset(seed=8), other.reset(seed=8))


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("autoreset", list(gym.vector.AutoresetMode))
def test_vectors(mode: str, autoreset: gym.vector.AutoresetMode) -> None:
    for interface in ("chat", "moves"):
        envs: Any = gym.make_vec(
            ID, 3, vectorization_mode=mode, interface=interface, vector_kwargs={"autoreset_mode": autoreset}
        )
        seen, info = envs.reset(seed=[5, 6, 7])
        alone, masks = game(interface=interface), info["action_mask"]
        for i, seed in enumerate((5, 6, 7)):
            one, told = alone.reset(seed=seed)
            assert np.array_equal(seen[i], one)
            assert info["name"][i] == told["name"]
        refused = ["\\boxed{z9}"] * 3 if interface == "chat" else np.argmin(info["action_mask"], axis=1)
        _, rewards, over, _, info = envs.step(refused)
        assert over.tolist() == [interface == "chat" or bool(mask.min() == 0) for mask in masks]
        assert not rewards[over].any()
        last = info["final_info"] if autoreset is gym.vector.AutoresetMode.SAME_STEP else info
        assert all(last["verdict"][i].status is Status.WRONG for i in np.flatnonzero(over))
        assert all(last["return"][over] == -1)
        envs.close()


def test_the_first_message_tells_the_rules_and_later_ones_the_news() -> None:
    env = game(opponent=first, seat=1)
    text, info = env.reset(seed=0)
    assert text == (
        env.unwrapped.task.prompt(1)
        + "\n\nYour opponent played a1.\n  a b c\n1 X . .\n2 . . .\n3 . . .\nYou play O.\n"
        + "Your move, one of b1, c1, a2, b2, c2, a3, b3, c3.\n\nPut your final answer in \\boxed{}."
    )
    text, reward, over, _, _ = env.step("\\boxed{B2}")
    assert (reward, over) == (0, False)
    assert text == (
        "Your opponent played b1.\n  a b c\n1 X X .\n2 . O .\n3 . . .\nYou play O.\n"
        "Your move, one of c1, a2, c2, a3, b3, c3.\n\nPut your final answer in \\boxed{}."
    )
    text, reward, over, _, info = env.step("\\boxed{a2}")
    assert (text, reward, over) == ("you lose; your opponent played c1", 0, True)
    assert info["verdict"].reason == text
    assert info["return"] == -1
    assert (info["answer"], info["length"], info["seat"]) == ("a2", 2, 1)
    with pytest.raises(gym.error.ResetNeeded):
        env.step("\\boxed{a3}")


def test_names_hold_no_split_and_info_keeps_its_types() -> None:
    env = game(level=1)
    _, info = env.reset(seed=4)
    assert json.loads(info["name"]) == {"id": ID, "knobs": {"size": 4, "line": 4}, "split": None, "seed": 4}
    assert (info["level"], info["seed"], info["split"]) == (1, 4, "")
    assert info["moves"][5] == "b2"
    assert info["action_mask"].dtype == np.int8
    _, info = env.reset(options={"level": 2})
    assert info["level"] == 2
    assert len(info["moves"]) == len(info["action_mask"]) == 25
    assert 0 <= info["seed"] < 2**63
    _, info = env.reset(options={"difficulty": 0})
    assert info["level"] == 0


@pytest.mark.parametrize(
    ("action", "status", "reason"),
    [
        ("\\boxed{b2}", Status.WRONG, "b2 is no legal move here: you lose"),
        ("\\boxed{a1 or c3}", Status.WRONG, "'a1 or c3' is not one move: you lose"),
        ("\\boxed{d4}", Status.WRONG, "'d4' is not one move: you lose"),
        ("\\boxed{}", Status.WRONG, "'' is not one move: you lose"),
        ("a1", Status.NO_ANSWER, None),
        ("", Status.NO_ANSWER, None),
        ("<think>\\boxed{a1}", Status.NO_ANSWER, None),
        ("<think>\\boxed{a1}</think>a1", Status.NO_ANSWER, None),
        ("\\boxed{a1} \\boxed{c3}", Status.MALFORMED, None),
        ("\\boxed{a1", Status.MALFORMED, None),
    ],
)
def test_illegal_and_malformed_texts_lose(action: str, status: Status, reason: str | None) -> None:
    env = game(opponent=lambda *_: 4, seat=1)
    env.reset(seed=0)
    text, reward, over, cut, info = env.step(action)
    assert (reward, over, cut, info["return"]) == (0, True, False, -1)
    assert info["verdict"].status is status
    assert info["verdict"].score == 0
    assert text.endswith(": you lose")
    assert reason is None or text == reason
    assert not info["action_mask"].any()
    assert info["reward_components"] == {"correct": 0.0}


@settings(deadline=None, max_examples=50)
@given(st.text() | st.text(alphabet="abc123 \\boxed{}<think>/", max_size=60))
def test_any_text_is_a_move_or_a_loss(text: str) -> None:
    env = game(seat=0).unwrapped
    env.reset(seed=0)
    _, reward, over, _, info = env.step(text)
    assert reward == 0
    if over:
        assert info["verdict"].score == 0
        assert env.state == (0, 0)
    else:
        assert env.state[0].bit_count() == 1


@pytest.mark.parametrize("action", [4, 9, -1, 10**9])
def test_illegal_numbers_lose(action: int) -> None:
    env = game(interface="moves", opponent=lambda *_: 4, seat=1).unwrapped
    env.reset(seed=0)
    _, reward, over, _, info = env.step(action)
    assert (reward, over, info["verdict"].status) == (0, True, Status.WRONG)
    assert not env.action_masks().any()
    assert not info["action_mask"].any()


@pytest.mark.parametrize("mask", [None, "obs"])
@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 2**63 - 1))
def test_masks_are_the_legal_moves_and_components_sum_to_the_reward(mask: str | None, seed: int) -> None:
    env = game(interface="moves", mask=mask)
    raw, rng = env.unwrapped, np.random.default_rng(seed)
    seen, info = env.reset(seed=seed)
    over = False
    while not over:
        legal = list(raw.task.legal(raw.state))
        assert np.flatnonzero(raw.action_masks()).tolist() == np.flatnonzero(info["action_mask"]).tolist() == legal
        assert raw.action_masks().dtype == bool
        assert raw.task.current(raw.state) == info["seat"] == raw.seat
        if mask:
            assert np.array_equal(seen["action_mask"], info["action_mask"])
            seen = seen["observation"]
        assert np.array_equal(seen, raw.task.observe(raw.state, raw.seat))
        seen, reward, over, _, info = env.step(int(rng.choice(legal)))
    returns = raw.task.returns(raw.state)
    assert info["return"] == returns[raw.seat]
    assert reward == (info["return"] + 1) / 2 == info["verdict"].score
    assert sum(info["reward_components"].values()) == reward
    assert info["verdict"].status is {1.0: Status.CORRECT, 0.5: Status.PARTIAL, 0.0: Status.WRONG}[reward]


@pytest.mark.parametrize("seat", [0, 1])
def test_perfect_play_never_loses_to_random_and_draws_with_itself(seat: int) -> None:
    env = game(interface="moves", seat=seat)
    rewards = [moving(env, seed)[1] for seed in range(500)]
    assert min(rewards) >= 0.5
    assert np.mean(rewards) > 0.85
    env = game(interface="moves", seat=seat, opponent="oracle")
    assert {moving(env, seed)[1] for seed in range(50)} == {0.5}


def test_both_interfaces_play_the_same_game() -> None:
    numbers, words = game(interface="moves"), game()
    for seed in range(20):
        _, a = numbers.reset(seed=seed)
        text, b = words.reset(seed=seed)
        over = False
        while not over:
            assert a["seat"] == b["seat"]
            assert np.array_equal(a["action_mask"], b["action_mask"])
            move = int(np.flatnonzero(a["action_mask"])[-1])
            _, reward, over, _, a = numbers.step(move)
            text, score, over_too, _, b = words.step(boxed(words, move))
            assert (reward, over) == (score, over_too)
        assert a["verdict"] == b["verdict"]
        assert text == b["verdict"].reason


def test_the_seed_alone_decides() -> None:
    code = f"""
import gymnasium as gym, hashlib, numpy as np, palaestra
env, out = gym.make("{ID}", interface="moves", opponent="OPPONENT"), []
for seed in (0, 1, 2, 3, 2**62):
    _, info = env.reset(seed=seed)
    over = False
    while not over:
        seen, _, over, _, info = env.step(int(np.flatnonzero(info["action_mask"])[0]))
        out.append(seen.tobytes())
print(hashlib.sha256(b"".join(out)).hexdigest())
"""
    for opponent in ("random", "oracle"):
        text = code.replace("OPPONENT", opponent)
        runs = [
            subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True, env=environment)
            for environment in ({**os.environ, "PYTHONHASHSEED": "1"}, {**os.environ, "PYTHONHASHSEED": "2"})
        ]
        assert runs[0].stdout == runs[1].stdout
        assert len(runs[0].stdout.strip()) == 64


def test_seats_are_drawn_by_the_seed() -> None:
    env = game(interface="moves")
    seats = [env.reset(seed=seed)[1]["seat"] for seed in range(200)]
    assert seats == [env.reset(seed=seed)[1]["seat"] for seed in range(200)]
    assert 70 < sum(seats) < 130
    for seat in (0, 1, "0", "1"):
        fixed = game(seat=seat)
        assert {fixed.reset(seed=seed)[1]["seat"] for seed in range(9)} == {int(seat)}


@pytest.mark.parametrize("interface", ["chat", "moves"])
def test_an_episode_does_not_depend_on_what_came_before(interface: str) -> None:
    fresh, used = game(interface=interface), game(interface=interface)

    def play(env: Any, seed: int) -> list[Any]:
        shown, over = [env.reset(seed=seed)], False
        while not over:
            move = int(np.flatnonzero(shown[-1][-1]["action_mask"])[-1])
            shown.append(env.step(move if interface == "moves" else boxed(env, move)))
            over = shown[-1][2]
        return shown

    for seed in range(30):
        used.reset(seed=1000 + seed)
        used.step(seed % 9 if interface == "moves" else boxed(used, seed % 9))  # left unfinished, or lost
        assert data_equivalence(play(fresh, seed), play(used, seed))


class Watcher:
    """An agent that answers in text and keeps what it was shown."""

    def __init__(self) -> None:
        self.resets: list[list[int]] = []
        self.shown: list[tuple[str, dict[str, Any], int]] = []

    def reset(self, slots: list[int]) -> None:
        self.resets.append(list(slots))
        self.shown.clear()

    def act(self, observations: list[str], infos: list[dict[str, Any]], slots: list[int]) -> list[Any]:
        self.shown += zip(observations, infos, slots, strict=True)
        return [f"\\boxed{{{info['moves'][int(np.flatnonzero(info['action_mask'])[0])]}}}" for info in infos]


def test_an_agent_sits_opposite_and_sees_only_this_game() -> None:
    agent = Watcher()
    env, second = game(opponent=agent, seat=0), game(opponent=agent, seat=0)
    env.reset(seed=0)
    env.step("\\boxed{b2}")
    env.step("\\boxed{c3}")
    (opening, info, slot), (later, _, _) = agent.shown
    assert "You play O" in opening
    assert "Your opponent played b2" in opening
    assert opening.startswith("Tic-tac-toe")
    assert later.startswith("Your opponent played c3.")
    assert "b2." not in later
    assert info["seat"] == 1
    assert "verdict" not in info
    env.reset(seed=1)
    second.reset(seed=1)
    assert agent.resets[0] == agent.resets[1] == [slot]
    assert agent.resets[2] != [slot]
    assert not agent.shown


def test_an_opponent_may_use_the_other_interface() -> None:
    class Numbers(Watcher):
        interface = "moves"

        def act(self, observations: list[Any], infos: list[dict[str, Any]], slots: list[int]) -> list[int]:
            assert observations[0].shape == (3, 3, 3)
            assert "moves" not in infos[0]
            return [first(None, infos[0]["action_mask"], np.random.default_rng())]

    env = game(opponent=Numbers(), seat=0)
    env.reset(seed=0)
    assert "Your opponent played a1" in env.step("\\boxed{c3}")[0]
    watcher = Watcher()
    watcher.interface = "chat"  # type: ignore[attr-defined]
    env = game(interface="moves", opponent=watcher, seat=0)
    env.reset(seed=0)
    assert env.step(8)[0][1, 0, 0] == 1


def nobody(rules: Any, format: str) -> None:
    """What makes no opponent."""


@pytest.mark.parametrize("reply", [None, [], b"b", float("nan")])
def test_an_opponent_that_answers_nothing_is_a_mistake_and_no_move(reply: Any) -> None:
    env = game(opponent=lambda *_: reply, seat=1)
    with pytest.raises(KnobError, match=r"the opponent at seat 0 answered .* the number of a move, or a text"):
        env.reset(seed=0)


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (99, "99 is no legal move here"),
        (4, "b2 is no legal move here"),
        ("b2", "no \\boxed{…}"),
        ("\\boxed{a1} \\boxed{a2}", "final answers differ: 2 boxes"),
        ("\\boxed{a1 a2}", "'a1 a2' is not one move"),
    ],
)
def test_an_opponents_illegal_move_loses_for_it(reply: Any, why: str) -> None:
    env = game(opponent=lambda *_: reply, seat=0)
    env.reset(seed=0)
    text, reward, over, _, info = env.step("\\boxed{b2}")
    assert (text, reward, over) == (f"you win; your opponent made an illegal move: {why}", 1, True)
    assert info["return"] == 1
    assert info["verdict"].is_correct


@pytest.mark.parametrize("reply", ["a2", " A2 ", "\\boxed{a2}"])
def test_an_opponent_that_sees_numbers_may_answer_in_words(reply: str) -> None:
    env = game(opponent=lambda *_: reply, seat=0, interface="moves")
    env.reset(seed=0)
    assert env.step(4)[2] is False
    assert env.unwrapped.state == (1 << 4, 1 << 3)
    assert env.step(0)[1] == 1, "its a2 is taken now"


def test_half_a_move_is_a_mistake() -> None:
    env = game(interface="moves")
    env.reset(seed=0)
    with pytest.raises(TypeError, match=r"the number of a move, not 1\.5"):
        env.step(1.5)


class Listless:
    def reset(self, slots: Any) -> None: ...

    def act(self, observations: Any, infos: Any, slots: Any) -> Any:
        return "\\boxed{a1}"


@pytest.mark.parametrize("opponent", [lambda observation: 0, Listless, int])
def test_an_opponent_that_cannot_be_called_is_refused(opponent: Any) -> None:
    with pytest.raises(
        KnobError, match=r"act\(observations, infos, slots\), a function of \(observation, mask, rng\)"
    ):
        game(opponent=opponent)


def test_an_agent_that_returns_no_list_is_told_so() -> None:
    with pytest.raises(KnobError, match="a list of one action a slot"):
        game(opponent=Listless(), seat=1).reset(seed=0)


def test_a_rollout_shows_the_oracle_its_games() -> None:
    envs = [gym.make("Game-Nim-v0", piles=(1, 2, 2), seat=0) for _ in range(2)]
    assert [episode.score for episode in rollout(envs, OracleAgent(), range(4))] == [1.0] * 4


def test_an_opponent_that_forfeits_before_the_first_move() -> None:
    env = game(opponent=lambda *_: 99, seat=1)
    text, info = env.reset(seed=0)
    assert "The game is over: you win" in text
    assert info["action_mask"].all()
    assert env.step("anything")[1:3] == (1.0, True)


@pytest.mark.parametrize("interface", ["chat", "moves"])
def test_the_oracle_collects_a_game_that_was_over_before_its_first_move(interface: str) -> None:
    env = game(opponent=lambda *_: 99, seat=1, interface=interface)
    env.reset(seed=0)
    move = env.unwrapped.oracle_move()
    assert env.unwrapped.action_masks()[move]
    assert env.step(move if interface == "moves" else boxed(env, move))[1:3] == (1.0, True)
    debate: Any = gym.make("Game-Debate-v0", seat=1, interface=interface, opponent=lambda *_: 0)  # it yields at once
    debate.reset(seed=0)
    move = debate.unwrapped.oracle_move()
    assert debate.step(move if interface == "moves" else boxed(debate, move))[2]
    result, episodes = evaluate(lambda: gym.make("Game-Debate-v0"), OracleAgent(), n=40)
    assert result.reward >= 0.5
    assert len(episodes) == 40


def test_an_agent_never_has_one_slot_in_two_environments() -> None:
    agent, seen = Watcher(), []
    for id in ("Game-KuhnPoker-v0", ID, "Game-KuhnPoker-v0", "Game-Nim-v0", ID):
        env = gym.make(id, opponent=agent, seat=0)
        env.reset(seed=0)
        seen += agent.resets.pop()
    env = gym.make("Game-KuhnPoker-v0", level=1, opponent=agent, seat=0)
    env.reset(seed=0)
    seen += agent.resets.pop()
    assert len(seen) == len(set(seen)) == 7


def test_opponents_draw_from_the_seed() -> None:
    def drawing(observation: Any, mask: np.ndarray, rng: np.random.Generator) -> int:
        return int(rng.choice(np.flatnonzero(mask)))

    env = game(interface="moves", opponent=drawing, seat=1)
    opened = [env.reset(seed=seed)[0][1].tobytes() for seed in range(40)]
    assert opened == [env.reset(seed=seed)[0][1].tobytes() for seed in range(40)]
    assert len(set(opened)) == 9


def test_an_opponent_may_answer_in_a_format_of_its_own() -> None:
    heard = []

    class Tagged:
        format = "tags"

        def act(self, observations: Any, infos: Any, slots: Any) -> list[str]:
            heard.extend(observations)
            return ["<think>hm</think><answer>b2</answer>" for _ in slots]

    env = game(opponent=Tagged(), seat=1, format="plain")
    assert "Your opponent played b2" in env.reset(seed=0)[0]
    assert "<answer>" in heard[0]
    assert env.step("a1")[2], "b2 is taken: it loses by its second move"


def test_registered_opponents() -> None:
    register_opponent("test-first", lambda rules, format: first)
    register_opponent("test-lazy", "no.such.module:thing")
    assert {"random", "oracle", "test-first", "test-lazy"} <= set(opponent_names())
    env = game(opponent="test-first", seat=1)
    assert "played a1" in env.reset(seed=0)[0]
    for name in ("random", "test-first", "a:b", "a/b"):
        with pytest.raises(KnobError, match="taken or holds a colon"):
            register_opponent(name, "m:f")
    for name, message in (
        ("test-lazy", "names no function"),
        ("m:", "names no function"),
        ("orakle", "folder of a model"),
    ):
        with pytest.raises(KnobError, match=message):
            game(opponent=name)


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"seat": 2}, "seat=2: use 0 to 1, or 'random'"),
        ({"seat": True}, "seat=True"),
        ({"interface": "answer"}, "allowed: chat, moves"),
        ({"mask": "obs"}, "interface='moves'"),
        ({"interface": "moves", "mask": "yes"}, "mask='yes'"),
        ({"opponent": 7}, "give 'random', 'oracle'"),
        ({"opponent": "os:getcwd"}, r"'os:getcwd': .*called with \(rules, format\) and returns an opponent"),
        ({"opponent": "copy:copy"}, r"'copy:copy': .*called with \(rules, format\)"),
        ({"opponent": f"{__name__}:nobody"}, "returned None"),
        ({"split": "train"}, "games have no splits"),
        ({"split": "test"}, "games have no splits"),
        ({"sise": 4}, "did you mean 'size'"),
        ({"level": 3}, "levels 0 to 2"),
        ({"render_mode": "rgb"}, "did you mean 'rgb_array'"),
    ],
)
def test_errors_say_what_is_allowed(kwargs: dict[str, Any], message: str) -> None:
    with pytest.raises(KnobError, match=message):
        game(**kwargs)


def test_a_level_with_other_spaces_needs_its_own_environment() -> None:
    env = game(interface="moves")
    with pytest.raises(KnobError, match="other spaces"):
        env.reset(options={"level": 1})
    with pytest.raises(gym.error.ResetNeeded):
        env.unwrapped.step(0)
    with pytest.raises(KnobError, match="no option 'problem'"):
        env.reset(options={"problem": {}})
    with pytest.raises(KnobError, match="takes no opponent and no seat"):
        gym.make("Puzzle-Sort-v0", seat=0)


def test_rules_can_be_given_and_drawn() -> None:
    env: Any = palaestra.make(TicTacToe(4, 3), interface="moves", render_mode="ansi", seat=0)
    env.reset(seed=0)
    env.step(15)
    assert env.render().count("X") == 1
    assert env.render().count("O") == 1


def test_a_second_move_far_behind_the_first_is_seen() -> None:
    env = game(interface="chat", format="plain", seat=0)
    env.reset(seed=0)
    _, reward, terminated, _, info = env.step("a1" + " " * 300 + "b2")
    assert terminated
    assert reward < 1
    assert "not one move" in info["verdict"].reason


def test_levels_with_more_seats() -> None:
    env: Any = gym.make("Game-KuhnPoker-v0", opponent=first, interface="chat")
    _, info = env.reset(seed=0)
    for seed in range(10):
        text, info = env.reset(seed=seed, options={"level": 1})
        assert "3 players" in text
        assert info["seat"] in (0, 1, 2)
        _, reward, over, _, info = env.step("\\boxed{bet}")
        assert over == (info["seat"] == 0 or over)
        assert 0 <= reward <= 1
    with pytest.raises(KnobError, match="other spaces"):
        gym.make("Game-KuhnPoker-v0", interface="moves").reset(options={"level": 1})


@pytest.mark.parametrize("interface", ["chat", "moves"])
def test_a_seat_that_a_level_does_not_have(interface: str) -> None:
    env: Any = gym.make("Game-KuhnPoker-v0", level=1, seat=2, interface=interface)
    env.reset(seed=0)
    with pytest.raises(KnobError, match="seat=2: this level has seats 0 to 1" if interface == "chat" else "spaces"):
        env.reset(options={"level": 0})
    with pytest.raises(gym.error.ResetNeeded):
        env.unwrapped.step("x" if interface == "chat" else 0)
    assert env.reset(seed=0)[1]["seat"] == 2


@pytest.mark.parametrize(
    ("text", "played"),
    [
        ("answer: b2 and answer: a1", None),
        ("Answer: a1. Wait, answer: b2", None),
        ("The answer is b2, so the answer is B2.", "b2"),
        ("<answer>b2</answer><answer>a1</answer>", None),
        ("<answer>b2</answer> or <answer> B2 </answer>", "b2"),
        ("<answer>b2</answer>\n\nNo, better:\n<answer>a1</answer>", None),
        ("\\boxed{b2}. No: \\boxed{a1}", None),
        ("\\boxed{b2}. Yes: \\boxed{$b2$}", "b2"),
        ("I looked at the rules in \\boxed{this}. \\boxed{b2}", "b2"),
        ("<think>\\boxed{a1}</think>\\boxed{b2}", "b2"),
        ("The answer: a1 is taken?\n\\boxed{b2}", "b2"),
        ("b2", "b2"),
        ("#### b2", "b2"),
    ],
)
def test_with_auto_too_two_moves_lose(text: str, played: str | None) -> None:
    env = game(format="auto", seat=0)
    env.reset(seed=0)
    seen, reward, over, _, info = env.step(text)
    assert over == (played is None)
    assert reward == 0
    if played is None:
        assert info["verdict"].status is Status.MALFORMED
        assert seen.endswith(": you lose")
    else:
        assert env.unwrapped.state[0] == 1 << 4
    replying = game(format="auto", opponent=lambda *_: text, seat=1)
    opening = replying.reset(seed=0)[0]
    assert ("your opponent made an illegal move" in opening) == (played is None)
    assert ("Your opponent played b2" in opening) == (played == "b2")


def test_an_opponent_that_is_made_for_its_rules_is_made_again_for_a_level_of_its_own() -> None:
    made: list[int] = []

    def factory(rules: Any, format: str) -> Any:
        made.append(rules.level)
        return lambda seen, mask, rng: int(np.flatnonzero(mask)[0])

    register_opponent("test-made", factory)
    env = gym.make("Game-Nim-v0", opponent="test-made", interface="chat")
    env.reset(seed=0)
    env.reset(seed=1, options={"level": 2})
    env.reset(seed=2)
    env.reset(seed=3, options={"level": 0})
    assert made == [0, 2, 0]
