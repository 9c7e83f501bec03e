"""Self-play in TRL: masks and gradients against a game written out by hand, seats, budgets, pools, win rates."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("trl")
import torch
from datasets import Dataset
from transformers import GenerationConfig
from trl import GRPOConfig

from palaestra.agents.llm import nano, transformers_backend
from palaestra.agents.recipes.grpo import trl_config
from palaestra.agents.recipes.spiral import NANO
from palaestra.agents.table import table
from palaestra.agents.training import SeamedGRPOTrainer, Seams, WarmUp
from palaestra.agents.training.finetune import demonstration_loss
from palaestra.agents.training.opponents import OpponentPool, past_step
from palaestra.agents.training.roles import GameCurriculum, RoleAdvantage
from palaestra.agents.training.selfplay import SelfPlay, win_rates
from palaestra.envs import KnobError
from palaestra.envs.games import UnsolvableError

TOKENIZER = nano.make_tokenizer()
EOS = TOKENIZER.eos_token_id
THREE = functools.partial(table, "Game-Nim-v0", format="plain", piles=(1, 1, 1))
KUHN = functools.partial(table, "Game-KuhnPoker-v0", format="plain")
LONG = functools.partial(table, "Game-Nim-v0", format="plain", piles=(9,), most=2)


ALONE: dict[str, Any] = {"process_index": 0, "wait_for_everyone": lambda: None}


def tokens(text: str) -> list[int]:
    return [int(i) for i in TOKENIZER(text)["input_ids"]]


def arena(tmp_path: Path, make: Any = THREE, shares: dict[str, float] | None = None, **how: Any) -> SelfPlay:
    pool = OpponentPool(
        shares or {"self": 1.0}, tmp_path / "opponents", every=2, size=2, format="plain", turn_tokens=6
    )
    return SelfPlay(make, TOKENIZER, pool=pool, **how)


def small() -> Any:
    return nano.make_model(TOKENIZER, hidden=32, layers=1)


def stand_in(budget: int = 1000, step: int = 0, model: Any = None) -> Any:
    """What `rollout` needs of a trainer."""
    return SimpleNamespace(
        accelerator=SimpleNamespace(unwrap_model=lambda m: m, device=torch.device("cpu"), **ALONE),
        model=model or small(),
        state=SimpleNamespace(global_step=step),
        max_completion_length=budget,
        generation_config=GenerationConfig(do_sample=True, eos_token_id=EOS, pad_token_id=0),
    )


def says(monkeypatch: pytest.MonkeyPatch, *texts: str) -> list[list[list[int]]]:
    """Let the model write these texts in turn, each with its end; return what it read before each call."""
    script, read = list(texts), []  # type: ignore[var-annotated]

    def complete(model: Any, tokenizer: Any, prompts: Sequence[Sequence[int]], **how: Any) -> list[list[int]]:
        read.append([list(prompt) for prompt in prompts])
        return [[*tokens(script.pop(0)), EOS][: how["max_new_tokens"]] for _ in prompts]

    monkeypatch.setattr(transformers_backend, "complete", complete)
    return read


def rows_of(bridge: SelfPlay, games: int, seats: int = 2) -> list[dict[str, Any]]:
    return [dict(bridge.row(name)) for name in bridge.names(games, 0) for _ in range(seats)]


def roll(bridge: SelfPlay, rows: list[dict[str, Any]], trainer: Any) -> dict[str, Any]:
    bridge.stash(rows)
    return bridge.rollout([row["prompt"] for row in rows], trainer)


RULES = (
    "Nim with 3 piles of 1, 1, 1 counters. Two players take one counter or more from one pile in turn. Whoever takes "
    "the last counter of all wins. A move is written like 'take 1 from pile 1'. An illegal move loses at once. "
    "You move "
)
SEEN = [
    RULES + "first.\n\nCounters left: pile 1: 1, pile 2: 1, pile 3: 1. It is your turn.\n"
    "Your move, one of take 1 from pile 1, take 1 from pile 2, take 1 from pile 3.\n\nReply with the answer only.\n",
    RULES + "second.\n\nYour opponent played take 1 from pile 1.\n"
    "Counters left: pile 1: 0, pile 2: 1, pile 3: 1. It is your turn.\n"
    "Your move, one of take 1 from pile 2, take 1 from pile 3.\n\nReply with the answer only.\n",
    "\nYour opponent played take 1 from pile 2.\nCounters left: pile 1: 0, pile 2: 0, pile 3: 1. It is your turn.\n"
    "Your move, one of take 1 from pile 3.\n\nReply with the answer only.\n",
]
MOVES = [f"take 1 from pile {i}" for i in (1, 2, 3)]


def test_a_game_written_out_by_hand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read = says(monkeypatch, *MOVES)
    bridge = arena(tmp_path)
    out = roll(bridge, rows_of(bridge, 1), stand_in())
    first, second, third = ([*tokens(move), EOS] for move in MOVES)
    heard = tokens(SEEN[2])
    assert out["prompt_ids"] == [tokens(SEEN[0]), tokens(SEEN[1])]
    assert out["completion_ids"] == [first + heard + third, second]
    assert out["env_mask"] == [[1] * len(first) + [0] * len(heard) + [1] * len(third), [1] * len(second)]
    assert read == [[tokens(SEEN[0])], [tokens(SEEN[1])], [tokens(SEEN[0]) + first + heard]]
    ends = out["episode"]
    assert [end["reward"] for end in ends] == [1.0, -1.0], "who takes the last counter wins"
    assert [(end["role"], end["status"], end["turns"]) for end in ends] == [(0, "win", 3), (1, "loss", 3)]
    assert [end["length"] for end in ends] == [len(first) + len(third), len(second)]


def test_only_the_policys_own_tokens_of_its_own_seat_get_gradients(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    says(monkeypatch, *MOVES)
    model, budget = small(), 1000
    trainer = make_trainer(arena(tmp_path), model, tmp_path, prompts=1, max_new_tokens=budget)
    trainer.current_gradient_accumulation_steps = 1
    model.train()
    out = trainer._generate_and_score_completions([dict(row) for row in trainer.train_dataset.select([0, 0])])
    assert out["advantages"].tolist() == [1.0, -1.0], "the first advantages are the rewards: baselines begin at 0"
    trainer._compute_loss(model, out).backward()
    got = {name: p.grad.clone() for name, p in model.named_parameters() if p.grad is not None}
    model.zero_grad()

    first, second, third = ([*tokens(move), EOS] for move in MOVES)
    rows = [
        (1.0, [(tokens(SEEN[0]), 0), (first, 1), (tokens(SEEN[2]), 0), (third, 1)]),
        (-1.0, [(tokens(SEEN[1]), 0), (second, 1)]),
    ]
    loss = torch.zeros(())
    for advantage, parts in rows:
        ids = torch.tensor([[token for part, _ in parts for token in part]])
        own = [mine for part, mine in parts for _ in part]
        logps = model(input_ids=ids).logits[0].log_softmax(-1)
        for at in range(1, ids.shape[1]):
            if own[at]:
                loss = loss - advantage * logps[at - 1, ids[0, at]]
    (loss / (len(rows) * budget)).backward()  # Dr. GRPO divides by rows and budget
    expected = {name: p.grad for name, p in model.named_parameters() if p.grad is not None}
    assert got.keys() == expected.keys()
    for name in got:
        assert torch.allclose(got[name], expected[name], rtol=1e-3, atol=1e-7), name


def make_trainer(bridge: SelfPlay, model: Any, folder: Path, **how: Any) -> SeamedGRPOTrainer:
    base = {"steps": 2, "prompts": 4, "max_new_tokens": 1000, "warm_up": WarmUp(), "turn_tokens": 24, "trl": {}}
    settings = NANO.from_json(NANO.to_json() | base | {"beta": 0.0} | how)  # no KL: this model is in no folder
    return SeamedGRPOTrainer(
        bridge,
        Seams(advantage=RoleAdvantage(bridge.games), curriculum=GameCurriculum([0] * len(bridge.games))),
        model=model,
        args=GRPOConfig(**trl_config(settings, folder) | {"save_strategy": "no"}),
        train_dataset=Dataset.from_list([bridge.row(name) for name in bridge.names(64, 0)]),
        processing_class=TOKENIZER,
    )


def test_an_illegal_move_loses_and_who_never_moved_trains_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    says(monkeypatch, "take 2 from pile 1")
    bridge = arena(tmp_path)
    out = roll(bridge, rows_of(bridge, 1), stand_in())
    assert [end["reward"] for end in out["episode"]] == [-1.0, 1.0]
    assert [end["well_formed"] for end in out["episode"]] == [False, True]
    assert out["env_mask"][1] == [0]
    assert out["completion_ids"][1] == [EOS]
    assert out["episode"][1]["length"] == 0


def test_a_seat_without_room_for_an_answer_loses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    says(monkeypatch, *["take 1 from pile 1"] * 9)
    bridge = arena(tmp_path, LONG)
    budget = 2 * len(tokens("take 1 from pile 1")) + 20
    out = roll(bridge, rows_of(bridge, 1), stand_in(budget))
    assert all(len(ids) <= budget for ids in out["completion_ids"])
    assert [end["reward"] for end in out["episode"]] == [-1.0, 1.0]
    assert [end["out_of_room"] for end in out["episode"]] == [True, False]
    assert all(mask[-1] == 1 for mask in out["env_mask"]), "nothing is heard that is not answered"


def test_a_game_over_its_turns_pays_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    says(monkeypatch, *["take 1 from pile 1"] * 9)
    bridge = arena(tmp_path, LONG, max_turns=4)
    out = roll(bridge, rows_of(bridge, 1), stand_in())
    assert [(end["reward"], end["status"], end["turns"]) for end in out["episode"]] == [(0.0, "cut", 4)] * 2


def test_against_an_opponent_the_policy_sits_in_every_seat_and_only_its_own_words_are_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    says(monkeypatch, *["pass"] * 20)
    bridge = arena(tmp_path, KUHN, {"random": 1.0})
    out = roll(bridge, rows_of(bridge, 3), stand_in())
    assert [end["role"] for end in out["episode"]] == [0, 1] * 3
    assert {end["opponent"] for end in out["episode"]} == {"random"}
    said = [*tokens("pass"), EOS]
    for ids, mask in zip(out["completion_ids"], out["env_mask"], strict=True):
        own = [token for token, mine in zip(ids, mask, strict=True) if mine]
        assert own == said * (len(own) // len(said))
    assert "You are player 1" in TOKENIZER.decode(out["prompt_ids"][0])
    assert "You are player 2" in TOKENIZER.decode(out["prompt_ids"][1])


def test_three_seats_make_three_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    says(monkeypatch, *["pass"] * 20)
    bridge = arena(tmp_path, functools.partial(KUHN, level=1))
    out = roll(bridge, rows_of(bridge, 2, 3), stand_in())
    assert [end["role"] for end in out["episode"]] == [0, 1, 2] * 2
    for game in (out["episode"][:3], out["episode"][3:]):
        assert sum(end["reward"] for end in game) == pytest.approx(0)
    with pytest.raises(KnobError, match="3 seats"):
        roll(bridge, rows_of(bridge, 2, 2), stand_in())


def test_past_selves_play_with_the_weights_they_had(tmp_path: Path) -> None:
    bridge = arena(tmp_path, KUHN, {"self": 1.0, "past": 3.0}, turn_tokens=6)
    pool, model = bridge.pool, small()
    begun = {name: p.detach().clone() for name, p in model.named_parameters()}
    torch.manual_seed(0)
    roll(bridge, rows_of(bridge, 4), stand_in(model=model))
    assert pool.snapshots == [0]
    with torch.no_grad():
        for p in model.parameters():
            p.add_(0.25)
    now = {name: p.detach().clone() for name, p in model.named_parameters()}
    out = roll(bridge, rows_of(bridge, 8), stand_in(step=2, model=model))
    assert pool.snapshots == [0, 2]
    assert {end["opponent"] for end in out["episode"]} == {"self", "past"}
    assert all(torch.equal(p, now[name]) for name, p in model.named_parameters()), "the policy has its weights back"
    with pool.worn("past-0", model):
        assert all(torch.equal(p, begun[name]) for name, p in model.named_parameters())
    with pool.worn("self", model):
        assert all(torch.equal(p, now[name]) for name, p in model.named_parameters())
    assert all(torch.equal(p, now[name]) for name, p in model.named_parameters())


def test_the_pool_keeps_the_newest_and_removes_what_no_checkpoint_needs(tmp_path: Path) -> None:
    pool = OpponentPool({"past": 1.0}, tmp_path, every=2, size=2)
    assert pool.draw(0) == "self", "there is no past yet"
    model = small()
    for step in range(7):
        pool.keep(step, model)
    assert pool.snapshots == [4, 6]
    assert {pool.draw(place) for place in range(50)} == {"past-4", "past-6"}
    pool.tidy(4)  # of 0 and 2, 0 left the pool at step 4: a checkpoint at 4 still has it
    assert pool.file(0).exists()
    pool.tidy(5)
    assert not pool.file(0).exists()
    assert pool.file(2).exists()
    other = OpponentPool({"past": 1.0}, tmp_path, every=2, size=2)
    other.load_state_dict(pool.state_dict())
    assert [other.draw(i) for i in range(30)] == [pool.draw(i) for i in range(30)]
    other.tidy(9)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["step-4.safetensors", "step-6.safetensors"]


def test_shares_are_kept_and_every_batch_draws_anew(tmp_path: Path) -> None:
    pool = OpponentPool({"self": 2.0, "random": 1.0, "oracle": 1.0}, tmp_path)
    drawn = [pool.draw(place) for place in range(2000)]
    assert drawn.count("self") / 2000 == pytest.approx(0.5, abs=0.05)
    assert drawn.count("oracle") / 2000 == pytest.approx(0.25, abs=0.05)
    assert [pool.draw(place) for place in range(2000)] == drawn
    pool.batches += 1
    assert [pool.draw(place) for place in range(2000)] != drawn
    assert past_step("past-12") == 12
    assert past_step("runs/past-12") is None


@pytest.mark.parametrize("shares", [{}, {"self": -1.0}, {"self": 0.0}, {"self": float("nan")}])
def test_shares_that_are_none(shares: dict[str, float], tmp_path: Path) -> None:
    with pytest.raises(KnobError, match="give each a share"):
        OpponentPool(shares, tmp_path)


def test_win_rates_are_counted_by_game_role_and_opponent() -> None:
    def end(role: int, status: str, legal: bool = True, opponent: str = "self") -> dict[str, Any]:
        common = {"game": "Nim", "role": role, "opponent": opponent, "turns": 4, "out_of_room": not legal}
        return common | {"status": status, "well_formed": legal}

    ends = [end(0, "win"), end(1, "loss"), end(0, "draw"), end(1, "draw"), end(0, "loss", False), end(1, "win")]
    ends += [end(0, "win"), end(1, "cut"), end(1, "win", opponent="random")]
    rates = win_rates(ends)
    assert rates["win/Nim/0/self"] == 0.5
    assert rates["draw/Nim/0/self"] == 0.25
    assert rates["illegal/Nim/0/self"] == 0.25
    assert rates["win/Nim/1/self"] == 0.25
    assert rates["cut/Nim/1/self"] == 0.25
    assert rates["win/Nim/1/random"] == 1.0
    assert rates["turns/Nim/0/self"] == 4
    assert rates["room/Nim/0/self"] == 0.25
    assert "room/Nim/1/self" not in rates
    assert "cut/Nim/0/self" not in rates


def test_trl_trains_on_several_games_against_several_opponents(tmp_path: Path) -> None:
    shares = {"self": 1.0, "past": 1.0, "random": 1.0, "oracle": 1.0}
    bridge = arena(tmp_path, THREE, shares, more=[KUHN], turn_tokens=24)
    model = small()
    trainer = make_trainer(bridge, model, tmp_path, prompts=8, steps=3, trl={"logging_steps": 1})
    trainer.train()
    lines = [line for line in trainer.state.log_history if "reward" in line]
    assert len(lines) == 3
    keys = {key for line in lines for key in line}
    assert {"palaestra/baseline/Game-Nim-v0/0", "palaestra/baseline/Game-KuhnPoker-v0/1"} <= keys
    opponents = {key.split("/")[-1] for key in keys if key.startswith("palaestra/win/")}
    assert opponents >= {"self", "random"}
    assert bridge.pool.batches == 3
    assert bridge.pool.snapshots == [0, 2]
    assert all(set(sample) >= {"game", "role", "opponent", "completion", "reward"} for sample in bridge.samples)
    batch = trainer.batch
    assert batch is not None
    assert batch.roles.tolist() == [0, 1] * 8
    assert {level for _, level in batch.names} == {0, 1}


def test_a_step_in_parts_is_the_step_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    trained = []
    for at_once in (0, 3):
        says(monkeypatch, *["pass"] * 200)
        bridge = arena(tmp_path / str(at_once), KUHN, {"random": 1.0}, turn_tokens=24, at_once=at_once)
        model = small()
        how: dict[str, Any] = {"prompts": 9, "steps": 2, "at_once": at_once, "learning_rate": 20.0, "warmup_steps": 0}
        trainer = make_trainer(bridge, model, tmp_path, trl={"optim": "sgd"}, **how)
        assert trainer.args.gradient_accumulation_steps == (6 if at_once else 1)
        trainer.train()
        assert trainer.state.global_step == 2
        trained.append({name: p.detach().clone() for name, p in model.named_parameters()})
    begun = dict(small().named_parameters())
    moved = max(float((begun[name] - p).abs().max()) for name, p in trained[0].items())
    apart = max(float((trained[1][name] - p).abs().max()) for name, p in trained[0].items())
    assert moved > 0.01
    assert apart < 0.001 * moved


def test_demonstrations_are_legal_and_the_share_is_kept(tmp_path: Path) -> None:
    bridge = arena(tmp_path, LONG, more=[KUHN])
    shown = bridge.demonstrations(WarmUp(steps=1, good=0.25, count=300), 0)
    assert len(shown) == 300
    assert sum(one.right for one in shown) / 300 == pytest.approx(0.25, abs=0.08)
    assert shown == bridge.demonstrations(WarmUp(steps=1, good=0.25, count=300), 0)
    for one in shown:
        said = TOKENIZER.decode([t for t, own in zip(one.ids, one.mask, strict=True) if own])
        assert said.endswith(one.text + "<eos>")
        assert set(said.split("<eos>")) <= {"", "pass", "bet", "take 1 from pile 1", "take 2 from pile 1"}


def test_a_warm_up_learns_as_the_masks_weigh(tmp_path: Path) -> None:
    model = small()
    prompt, answer = tokens("ab"), tokens("cdefg")
    logps = model(input_ids=torch.tensor([prompt + answer])).logits[0].log_softmax(-1)
    every = [float(-logps[len(prompt) - 1 + i, token]) for i, token in enumerate(answer)]
    some = [1, 0, 0, 1, 1]
    with torch.no_grad():
        assert float(demonstration_loss(model, [(prompt, answer, [1] * 5)], 0)) == pytest.approx(
            np.mean(every), rel=1e-4
        )
        for weights in (some, [1, 0.1, 0.1, 1, 0.5]):
            expected = np.average(every, weights=weights)
            assert float(demonstration_loss(model, [(prompt, answer, weights)], 0)) == pytest.approx(
                expected, rel=1e-4
            )


def test_a_seat_is_shown_to_choose_by_playouts_against_random_others() -> None:
    def ends(make: Any, playouts: int, steady: float = 1.0) -> list[str]:
        bridge = SelfPlay(make, TOKENIZER, pool=OpponentPool({"self": 1.0}, Path()))
        how = WarmUp(count=100, good=0.0, playouts=playouts, steady=steady, read=1.0)
        shown = bridge.demonstrations(how, 0)
        return [TOKENIZER.decode(list(one.ids)).splitlines()[-1] for one in shown]

    tictactoe = functools.partial(table, "Game-TicTacToe-v0", format="plain")
    careful, random = (ends(tictactoe, playouts).count("you win") for playouts in (100, 0))
    assert careful >= 80
    assert random <= 65
    assert random < ends(tictactoe, 100, steady=0.5).count("you win") < careful
    with pytest.raises(UnsolvableError, match="does not say how to draw what a seat cannot see"):
        ends(KUHN, 10)


def test_a_fixed_model_from_a_folder_sits_opposite(tmp_path: Path) -> None:
    folder = tmp_path / "fixed"
    small().save_pretrained(folder)
    TOKENIZER.save_pretrained(folder)
    bridge = arena(tmp_path, KUHN, {str(folder): 1.0}, turn_tokens=4)
    torch.manual_seed(1)
    first = roll(bridge, rows_of(bridge, 2), stand_in())
    assert {end["opponent"] for end in first["episode"]} == {str(folder)}
    assert [end["role"] for end in first["episode"]] == [0, 1] * 2
    agents = [bridge.pool.agents({str(folder)})[str(folder)] for _ in range(2)]
    for agent in agents:
        agent.reset([0])
    one, two = (agent.act(["hello"], [{}], [0]) for agent in agents)
    assert one == two, "what a fixed model draws depends on the batch alone"
    bridge.pool.batches += 1
    again = bridge.pool.agents({str(folder)})[str(folder)]
    assert again.act(["hello"], [{}], [0]) != one


def test_each_seat_is_shown_the_best_for_it_of_several_games_on_a_seed() -> None:
    bridge = SelfPlay(
        lambda: table("Game-KuhnPoker-v0", format="plain"),
        nano.make_tokenizer(),
        pool=OpponentPool({"self": 1.0}, Path()),
    )

    def bets(best: int, card: str) -> float:
        """The share of bets among answers to a bet, by those who hold a card."""
        shown = bridge.demonstrations(WarmUp(count=300, good=0.0, best=best), 0)
        said = [
            one.text
            for one in shown
            if f"Your card is {card}. Bets: player 1 bets." in bridge.tokenizer.decode(one.prompt)
        ]
        assert len(said) > 5
        return sum(text == "bet" for text in said) / len(said)

    assert bets(8, "K") == 1.0, "a king that answers a bet by a bet wins"
    assert bets(8, "J") < 0.3, "a jack that does loses twice as much"
    assert 0.2 < bets(1, "J") < 0.8
    read = bridge.demonstrations(WarmUp(count=40, good=0.0, read=0.25), 0)
    assert all(set(one.mask) <= {1, 0.25} and one.mask[-1] == 0.25 for one in read)
    assert all("\nyou " in bridge.tokenizer.decode(list(one.ids)) for one in read), "and how it ended"


def test_random_openings_are_the_seeds_and_nobodys_to_learn(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    says(monkeypatch, *["no move"] * 400)
    make = functools.partial(table, "Game-TicTacToe-v0", format="plain")
    bridge = arena(tmp_path, make, {"random": 1.0}, openings=20)
    out = roll(bridge, rows_of(bridge, 40), stand_in(4000))
    said = [*tokens("no move"), EOS]
    turns = [end["turns"] for end in out["episode"]]
    assert set(turns) >= {1, 2, 3, 4, 5, 6}, "from no opening to games that are nearly full"
    forced = 0
    for ids, mask in zip(out["completion_ids"], out["env_mask"], strict=True):
        own = [token for token, mine in zip(ids, mask, strict=True) if mine]
        assert own in ([], said), "an opening's moves carry no loss"
        forced += sum(token == EOS and not mine for token, mine in zip(ids, mask, strict=True))
    assert forced > 20, "a seat finds its own moves of the opening in what it wrote"
    again = arena(tmp_path / "again", make, {"random": 1.0}, openings=20)
    says(monkeypatch, *["no move"] * 400)
    assert roll(again, rows_of(again, 40), stand_in(4000)) == out


def test_both_seatings_of_a_seed_begin_with_the_same_opening(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read = says(monkeypatch, *["no move"] * 400)
    bridge = arena(tmp_path, functools.partial(table, "Game-TicTacToe-v0", format="plain"), openings=6)
    roll(bridge, [row for row in rows_of(bridge, 1) for _ in range(4)], stand_in(4000))
    assert len({tuple(context) for batch in read for context in batch}) == 1, "four games on a seed, one position"
