"""Games of cards and dice, and games of numbers, against their rules told by hand and figures from the literature."""

import functools
import itertools
import re
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, Task, Verdict, problem_at
from palaestra.envs.games import CHANCE, Rules, best_moves, value
from palaestra.envs.games.battleship import Battleship
from palaestra.envs.games.blotto import Blotto
from palaestra.envs.games.debate import Claim, Debate
from palaestra.envs.games.goofspiel import Goofspiel
from palaestra.envs.games.hex import Hex
from palaestra.envs.games.impartial import Impartial, mex
from palaestra.envs.games.kayles import Kayles
from palaestra.envs.games.kuhn import KuhnPoker
from palaestra.envs.games.leduc import LeducPoker
from palaestra.envs.games.liars_dice import LiarsDice
from palaestra.envs.games.mastermind import Mastermind
from palaestra.envs.games.matrix import MatrixGame, RockPaperScissors
from palaestra.envs.games.negotiation import Negotiation
from palaestra.envs.games.nim import Nim
from palaestra.envs.games.pig import Pig, State
from palaestra.envs.games.subtraction import Subtraction


def end(rules: Rules, state: Any, *moves: str | int) -> Any:
    """The state after moves, given as text, and draws, given as numbers."""
    for each in moves:
        move = rules.parse(each) if isinstance(each, str) else each
        allowed = [m for m, _ in rules.chance(state)] if isinstance(each, int) else rules.legal(state)
        assert move in allowed, each
        state = rules.apply(state, move)
    return state


@functools.cache
def wins(rules: Rules, state: Any) -> bool:
    """Whether who is to move wins, by plain recursion."""
    seat = rules.current(state)
    if seat is None:
        return max(rules.returns(state)) == 0  # never: there are no draws
    after = [rules.apply(state, move) for move in rules.legal(state)]
    return any(rules.returns(s)[seat] == 1 if rules.over(s) else not wins(rules, s) for s in after)


# Poker: every bet reaches the pot


@pytest.mark.parametrize(
    ("bets", "won"),
    [
        (["pass", "pass"], -1),
        (["bet", "pass"], 1),
        (["bet", "bet"], -2),
        (["pass", "bet", "pass"], -1),
        (["pass", "bet", "bet"], -2),
    ],
)
def test_kuhn_poker_pays_what_was_bet(bets: list[str], won: int) -> None:
    rules = KuhnPoker()
    low = end(rules, rules.start(), 0, 2, *bets)
    assert rules.returns(low) == (won, -won)
    high = end(rules, rules.start(), 2, 0, *bets)
    assert rules.returns(high)[0] == (won if bets in (["bet", "pass"], ["pass", "bet", "pass"]) else -won)


def test_kuhn_poker_for_three() -> None:
    rules = KuhnPoker(3)
    deal = end(rules, rules.start(), 1, 3, 0)
    assert rules.returns(end(rules, deal, "pass", "pass", "pass")) == (-1, 2, -1)
    assert rules.returns(end(rules, deal, "pass", "bet", "bet", "pass")) == (-1, 3, -2)
    assert rules.returns(end(rules, deal, "pass", "bet", "bet", "bet")) == (-2, 4, -2)
    assert rules.returns(end(rules, deal, "bet", "pass", "pass")) == (2, -1, -1)
    assert rules.stake == 4


@pytest.mark.parametrize(
    ("deal", "bets", "won"),
    [
        ((2, 1), ["call", "call", 0, "call", "call"], 1),
        ((0, 1), ["call", "call", 0, "call", "call"], 1),  # a pair beats a higher card
        ((1, 1), ["raise", "call", 0, "raise", "call"], 0),
        ((2, 0), ["raise", "raise", "call", 1, "raise", "raise", "call"], 13),
        ((2, 0), ["raise", "raise", "fold"], -3),
        ((2, 0), ["call", "raise", "call", 1, "call", "raise", "fold"], -3),
    ],
)
def test_leduc_poker_pays_what_was_bet(deal: tuple[int, int], bets: list[str | int], won: int) -> None:
    rules = LeducPoker()
    over = end(rules, rules.start(), *deal, *bets)
    assert rules.over(over)
    assert rules.returns(over) == (won, -won)


def test_leduc_poker_allows_two_raises_and_no_idle_fold() -> None:
    rules = LeducPoker()
    state = end(rules, rules.start(), 0, 0)
    assert [rules.write(m) for m in rules.legal(state)] == ["call", "raise"]
    state = end(rules, state, "raise")
    assert [rules.write(m) for m in rules.legal(state)] == ["fold", "call", "raise"]
    state = end(rules, state, "raise")
    assert [rules.write(m) for m in rules.legal(state)] == ["fold", "call"]
    state = end(rules, state, "call")
    assert dict(rules.chance(state)) == pytest.approx({1: 0.5, 2: 0.5})  # both jacks are dealt


# Dice


def test_liars_dice() -> None:
    rules = LiarsDice(2, 2, 6)
    hands = rules._hands.index((0, 5)), rules._hands.index((2, 5))
    assert rules.returns(end(rules, (hands, ()), "3 dice of 3", "liar")) == (1, -1)  # one three and two wild sixes
    assert rules.returns(end(rules, (hands, ()), "4 dice of 3", "liar")) == (-1, 1)
    assert rules.returns(end(rules, (hands, ()), "1 dice of 2", "2 dice of 6", "liar")) == (-1, 1)
    assert rules.legal((hands, (7,)))[:2] == (8, 9)
    assert sum(p for _, p in rules.chance(rules.start())) == pytest.approx(1)
    three = LiarsDice(3, 1, 6)
    state = end(three, three.start(), 0, 1, 2, "1 dice of 4", "liar")
    assert three.returns(state) == (-1, 1, 0)


def test_pig() -> None:
    rules = Pig(20)
    state = end(rules, rules.start(), "roll", 6, "roll", 6, "hold")
    assert state == State((12, 0), 0, 1, 1)
    assert end(rules, state, "roll", 5, "roll", 1) == State((12, 0), 0, 0, 2)
    late = end(rules, State((12, 0), 0, 0, 2), "roll", 6, "roll", 3)
    assert rules.legal(late) == (1,)
    assert rules.returns(end(rules, late, "hold")) == (1, -1)
    assert rules.returns(State((12, 0), 0, 0, 40)) == (0, 0)
    assert rules.over(State((12, 0), 0, 0, 40))


@functools.cache
def pig_by_recursion(rules: Pig, state: State) -> float:
    mover = rules.current(state)
    if mover is None:
        return rules.returns(state)[0]
    if mover == CHANCE:
        return sum(p * pig_by_recursion(rules, rules.apply(state, face)) for face, p in rules.chance(state))
    values = [pig_by_recursion(rules, rules.apply(state, move)) for move in rules.legal(state)]
    return max(values) if mover == 0 else min(values)


def test_pig_by_backward_induction_agrees_with_recursion() -> None:
    rules = Pig(8, 4, 7)
    assert value(rules, rules.start()) == pytest.approx(pig_by_recursion(rules, rules.start()))
    state = State((3, 5), 2, 1, 3)
    assert value(rules, state) == pytest.approx(pig_by_recursion(rules, state))
    rolling = State((3, 5), 2, 1, 3, True)
    assert value(rules, rolling) == pytest.approx(pig_by_recursion(rules, rolling))


class PlainPig(Pig):
    """Pig whose value nobody tells the solver."""

    def bounds(self, state: State) -> tuple[float, float]:
        return -1.0, 1.0


def test_minimax_takes_means_at_chance() -> None:
    rules = PlainPig(8, 4, 5)
    state = rules.start()
    assert value(rules, state) == pytest.approx(value(Pig(8, 4, 5), state))
    for points in range(2, 8):
        at = State((3, 5), points, 1, 2)
        assert value(rules, at) == pytest.approx(value(Pig(8, 4, 5), at))
        assert best_moves(rules, at) == best_moves(Pig(8, 4, 5), at)


def test_pig_to_a_hundred() -> None:
    """Neller and Presser 2004: the first player wins 53.06 % of games, and holds at 21 in its first turn."""
    rules = Pig(100, 6, 120)
    assert (1 + value(rules, rules.start())) / 2 == pytest.approx(0.5306, abs=1e-4)
    holds = [points for points in range(2, 40) if best_moves(rules, State((0, 0), points)) == (1,)]
    assert holds[0] == 21


# Nim and its kin


@pytest.mark.parametrize(("misere", "most"), list(itertools.product((False, True), (0, 1, 2))))
def test_nim_against_recursion(misere: bool, most: int) -> None:
    rules = Nim((3, 2, 3), most=most, misere=misere)
    for piles in itertools.product(range(4), range(3), range(4)):
        if any(piles):
            state = (piles, 0)
            assert (value(rules, state) == 1) == wins(rules, state)
            for move in best_moves(rules, state) if wins(rules, state) else ():
                after = rules.apply(state, move)
                assert rules.returns(after) == (1, -1) if rules.over(after) else not wins(rules, after)


@given(st.sets(st.integers(0, 20)))
def test_mex(numbers: set[int]) -> None:
    assert mex(numbers) == min(set(range(22)) - numbers)


@pytest.mark.parametrize(
    "rules",
    [Subtraction(12, (1, 2, 3)), Subtraction(15, (2, 5)), Kayles(7), Kayles(7, "0.137"), Kayles(6, "0.7351")],
    ids=repr,
)
def test_nimbers_tell_who_wins(rules: Impartial) -> None:
    todo, seen = [rules.start()], set()
    while todo:
        state = todo.pop()
        if state not in seen:
            seen.add(state)
            assert (rules.nimber(state[0]) != 0) == wins(rules, state)
            todo += [rules.apply(state, move) for move in rules.legal(state)]


def test_sequences_of_nimbers() -> None:
    """OEIS A002186 (Kayles) and A002187 (Dawson's chess)."""
    assert Kayles(20).nimbers == [0, 1, 2, 3, 1, 4, 3, 2, 1, 4, 2, 6, 4, 1, 2, 7, 1, 4, 3, 2, 1]
    assert Kayles(20, "0.137").nimbers == [0, 1, 1, 2, 0, 3, 1, 1, 0, 3, 3, 2, 2, 4, 0, 5, 2, 2, 3, 3, 0]
    assert [n for n in range(30) if Subtraction(30, (1, 2, 3)).nimber(n) == 0] == list(range(0, 30, 4))


def test_kayles_is_won_in_the_middle() -> None:
    rules = Kayles(8)
    assert {rules.write(move) for move in best_moves(rules, rules.start())} == {"hit 4 to 5"}
    assert rules.tell(end(rules, rules.start(), "hit 4 to 5"), 1) == "Pins: 1 2 3 - - 6 7 8. It is your turn."


# At once


def test_signs_and_tables() -> None:
    five = RockPaperScissors(5)
    beats = {(a, b) for a in range(5) for b in range(5) if five.pay((a, b)) == (1, -1)}
    assert len(beats) == 10
    names = [(five.choices[a], five.choices[b]) for a, b in beats]
    assert {("paper", "rock"), ("scissors", "paper"), ("rock", "scissors"), ("spock", "scissors"),
            ("spock", "rock"), ("lizard", "spock"), ("lizard", "paper"), ("rock", "lizard"),
            ("scissors", "lizard"), ("paper", "spock")} == set(names)  # fmt: skip
    rules = RockPaperScissors(3, 3)
    assert rules.returns(end(rules, (), "rock", "scissors", "rock", "rock", "paper", "rock")) == (2, -2)
    dilemma = MatrixGame("prisoners-dilemma", 2)
    assert dilemma.returns(end(dilemma, (), "defect", "cooperate", "defect", "defect")) == (6, 1)
    assert dilemma.stake == 10
    wide = MatrixGame("1 2 3; 4 5 6")
    assert [wide.legal(()), wide.legal((0,))] == [(0, 1), (0, 1, 2)]


def test_blotto() -> None:
    rules = Blotto(10, 3)
    assert rules.n_moves == 66
    assert rules.returns(end(rules, (), "4 3 3", "3 3 4")) == (0, 0)
    assert rules.returns(end(rules, (), "5 5 0", "4 4 2")) == (1, -1)
    assert rules.parse("5 5 1") is None


def test_goofspiel() -> None:
    rules = Goofspiel(3)
    state = end(rules, rules.start(), 2, "bid 1", "bid 3", 0, "bid 3", "bid 2")
    assert rules.points(state) == (1, 3)
    state = end(rules, state, 1, "bid 2", "bid 1")
    assert rules.returns(state) == (0, 0)
    tie = end(rules, rules.start(), 2, "bid 3", "bid 3")
    assert rules.points(tie) == (0, 0)
    down = Goofspiel(3, "descending")
    assert "prize 3" in down.tell(down.start(), 0)
    assert "prize 2" not in down.tell(down.start(), 0)


# Searching and bargaining


def test_mastermind_answers() -> None:
    rules = Mastermind(4, 6, 7)
    for code, guess, told in (("1122", "1212", (2, 2)), ("1234", "4321", (0, 4)), ("1111", "1222", (1, 0))):
        first, second = rules.parse(code), rules.parse(guess)
        assert first is not None
        assert second is not None
        assert rules.answer(first, second) == rules.answer(second, first) == told
    state = end(rules, (), "1122", "1212", "1122")
    assert rules.returns(state) == pytest.approx((-5 / 7, 5 / 7))
    assert rules.returns(end(rules, (), "1111", *["2222"] * 7)) == (1, -1)


def test_battleship() -> None:
    rules = Battleship(3, 3, (2, 1), 4)
    state = end(rules, rules.start(), "place a1 across", "place c1 down", "place c3 across", "place a3 across")
    state = end(rules, state, "shoot c1", "shoot a2", "shoot c2", "shoot c3", "shoot a3")
    assert rules.results(state.ships[1], state.shots[0]) == (1, 2, 2)
    assert rules.results(state.ships[0], state.shots[1]) == (0, 2)
    assert rules.returns(state) == (1, -1)
    assert "Your shots: c1 hit, c2 sunk, a3 sunk; 1 left." in rules.tell(state, 0)
    tight = Battleship(2, 3, (2, 2), 2)
    state = end(tight, tight.start(), "place b1 down", "place a1 across")
    assert {tight.write(m) for m in tight.legal(state)} == {"place a1 down", "place c1 down"}


def test_negotiation() -> None:
    rules = Negotiation(2, 2, 1, 3, 4)
    profile = {worth: i for i, worth in enumerate(rules._profiles)}
    deal = end(rules, rules.start(), profile[1, 3], profile[2, 1])
    done = end(rules, deal, "offer 1 wheat for 1 wood", "accept", "pass", "pass")
    assert rules.gains(done) == (2, 1)
    assert rules.returns(done) == (1, -1)
    assert rules.returns(end(rules, deal, "pass", "pass")) == (0, 0)
    back = end(rules, deal, "offer 1 wheat for 1 wood", "offer 1 wheat for 1 wood", "accept", "pass")
    assert rules.gains(back) == (-2, -1)
    assert rules.returns(back) == (-1, 1)
    poor = end(rules, deal, "offer 1 wheat for 1 wood", "accept", "offer 1 wood for 1 wheat", "pass")
    assert rules.over(poor)
    for text in (
        "offer -1 wheat for 1 wood",
        "offer 1 wheat for -1 wood",
        "offer 0 wheat for 1 wood",
        "Accept pass",
        "offer 1 wheat for 1 wheat",
        "offer 2 wheat for 1 wood",
        "offer 1 wheat for 1 wood, accept",
    ):
        assert rules.parse(text) is None
    empty = Negotiation(2, 1, 1, 3, 6)
    state = end(empty, empty.start(), 0, 0, "offer 1 wheat for 1 wood", "accept", "pass")
    assert [empty.write(move) for move in empty.legal(state)] == ["pass", "offer 1 wheat for 1 wood"]


def test_debate() -> None:
    rules = Debate(claims=200)
    right = next(i for i in range(200) if rules.claim(i)[2])
    wrong = next(i for i in range(200) if not rules.claim(i)[2])
    task = rules.made
    for number in range(50):
        problem, answer, accepted = rules.claim(number)
        assert problem
        assert answer
        assert rules.claim(number) == (problem, answer, accepted)
    assert sum(rules.claim(i).right for i in range(200)) == 100
    assert task is not None
    for claim, sign in ((right, 1), (wrong, -1)):
        assert rules.returns(end(rules, rules.start(), claim, "stand", "stand")) == (sign, -sign)
        assert rules.returns(end(rules, rules.start(), claim, "raise", "raise", "stand")) == (4 * sign, -4 * sign)
    assert rules.returns(end(rules, rules.start(), wrong, "raise", "yield")) == (1, -1)  # the raise is declined
    assert rules.returns(end(rules, rules.start(), right, "yield")) == (-1, 1)
    assert [rules.write(m) for m in best_moves(rules, (rules.claim(right), ()))] == ["stand", "raise"]
    assert [rules.write(m) for m in best_moves(rules, (rules.claim(wrong), ()))] == ["yield", "stand"]
    assert value(rules, (rules.claim(wrong), (2,))) == -2
    assert value(rules, (rules.claim(right), (2,))) == 1


def surfaces(claim: Claim) -> dict[str, float]:
    """What can be seen of a claim without solving the problem."""
    problem, answer, _ = claim
    names = [set(re.findall(r"\b[A-Z][a-z]+\b", text)) for text in (answer, problem)]
    digits = re.findall(r"\d", answer)
    return {
        "length": len(answer),
        "words": len(answer.split()),
        "names of its own": len(names[0] - names[1]),
        "names": len(names[0]),
        "magnitude": float(answer) if re.fullmatch(r"-?\d+", answer) else 0.0,
        "first digit": float(digits[0]) if digits else 0.0,
        "last digit": float(digits[-1]) if digits else 0.0,
        "sum of digits": sum(map(float, digits)),
        "different signs": len(set(answer)),
        "knaves": answer.count("knave"),
    }


@pytest.mark.parametrize("level", [0, 1, 2])
def test_false_claims_look_like_right_ones(level: int) -> None:
    """No threshold on what meets the eye, the best of one half of the claims, tells right from wrong in the other."""
    rules = Debate.levels[level]
    claims = [rules.claim(i) for i in range(1000)]
    right = np.array([claim.right for claim in claims])
    assert right.sum() == 500
    order = np.random.default_rng(0).permutation(len(claims))
    learn, test = order[:500], order[500:]
    for name in surfaces(claims[0]):
        seen = np.array([surfaces(claim)[name] for claim in claims])
        said = [sign * seen >= sign * at for sign in (1, -1) for at in np.unique(seen)]
        best = max(said, key=lambda hit: int((hit[learn] == right[learn]).sum()))
        share = np.mean(best[test] == right[test])
        assert share < 0.6, f"{name} tells {share:.2f}"


@pytest.mark.parametrize("task", ["Math-Counting-v0", "Puzzle-Sort-v0", "Puzzle-Zebra-v0", "Puzzle-Countdown-v0"])
def test_false_claims_of_other_tasks_are_wrong(task: str) -> None:
    rules = Debate(task, claims=60)
    for number in range(60):
        problem, answer, right = rules.claim(number)
        found = problem_at(task, rules.made, "train", number // 2)
        assert problem == found.prompt
        assert rules.made.verify(found, answer).is_correct == right == (number % 2 == 0)
        assert abs(len(answer) - len(rules.claim(number - number % 2).answer)) <= 2 + len(answer) / 10


class Agreeable(Task):
    """A task in which every answer is right."""

    def generate(self, rng: np.random.Generator) -> Problem:
        return Problem("Say anything.", {"draw": int(rng.integers(100))})

    def verify(self, problem: Problem, answer: str) -> Verdict:
        return Verdict.correct()

    def solve(self, problem: Problem) -> str:
        return "yes"


def test_a_task_that_cannot_be_wrong_has_right_claims_alone() -> None:
    class Kind(Debate):
        @property
        def made(self) -> Any:  # type: ignore[override]
            return Agreeable()

    rules = Kind(claims=4)
    assert [rules.claim(i) for i in range(2)] == [("Say anything.", "yes", True)] * 2


def test_claims_are_told_without_a_number_and_alike_in_both_ways() -> None:
    rules = Debate(claims=200)
    shown: dict[str, bytes] = {}
    for number in range(200):
        state = rules.apply(rules.start(), number)
        text, seen = rules.tell(state, 0), rules.observe(state, 0).tobytes()
        assert text.startswith("Problem: What is")
        assert shown.setdefault(text, seen) == seen
    assert len(set(shown.values())) == len(shown)
    assert not rules.observe(rules.start(), 0).any()


def test_held_out_claims_are_about_held_out_problems() -> None:
    def keys(problems: str) -> set[str]:
        rules = Debate(task_level=2, claims=200, problems=problems)
        texts = {rules.claim(i).problem for i in range(200)}
        assert all(rules.claim(i).problem in texts for i in range(200))
        return texts

    assert not keys("train") & keys("test")
    env: Any = gym.make("Game-Debate-v0", problems="test", seat=0)
    text, info = env.reset(seed=0)
    assert env.unwrapped.state[0].text in text
    assert '"problems":"test"' in info["name"]


def test_prompts_say_what_is_so() -> None:
    told = RockPaperScissors(3, 3).prompt(0)
    assert told.startswith("Rock paper scissors, 3 rounds: two players")
    assert "at the same time. Rock beats scissors; paper beats rock;" in told
    assert "A move is the name of a sign. An illegal move" in told
    rules = Negotiation()
    alike = sum(one == two for one in rules._profiles for two in rules._profiles)
    assert alike
    assert "it may differ from what it is worth to the other" in rules.prompt(0)
    assert "no swap rule" in Hex().prompt(0)


@given(st.lists(st.integers(0, 2), max_size=6), st.integers(0, 39))
def test_debate_is_solved_by_its_bounds(picks: list[int], claim: int) -> None:
    rules = Debate(claims=40, raises=3)

    def plain(state: Any) -> float:
        if rules.over(state):
            return rules.returns(state)[0]
        values = [plain(rules.apply(state, move)) for move in rules.legal(state)]
        return max(values) if rules.current(state) == 0 else min(values)

    state = rules.apply(rules.start(), claim)
    for pick in picks:
        if rules.legal(state):
            state = rules.apply(state, rules.legal(state)[pick % len(rules.legal(state))])
    assert rules.bounds(state) == (plain(state),) * 2


@pytest.mark.parametrize(
    ("cls", "knobs", "message"),
    [
        (KuhnPoker, {"players": 4}, "use 2 or 3"),
        (LeducPoker, {"ranks": 13}, "use 2 to 12"),
        (LiarsDice, {"sides": 1}, "use 2 to 9"),
        (Nim, {"piles": "0,3"}, "1 to 99 counters"),
        (Subtraction, {"takes": "3,1"}, "rising numbers"),
        (Kayles, {"code": "0.9"}, "write it like"),
        (Kayles, {"code": "0.4", "pins": 2}, "no move"),
        (MatrixGame, {"game": "chickn"}, "did you mean 'chicken'"),
        (MatrixGame, {"game": "1 2; 3"}, "two tables of one size"),
        (MatrixGame, {"game": "1 x; 3 4"}, "could not convert"),
        (MatrixGame, {"game": "0 0; 0 0"}, "not 0"),
        (MatrixGame, {"game": "inf 0; 0 0"}, "finite"),
        (MatrixGame, {"game": "nan 0; 0 0"}, "finite"),
        (MatrixGame, {"game": "1 nan; 0 1"}, "finite"),
        (MatrixGame, {"game": "1 0; 0 1 | 1 0; 0 -inf"}, "finite"),
        (RockPaperScissors, {"signs": 4}, "use 3, 5, 7 or 9"),
        (Blotto, {"troops": 30, "fields": 6}, "2,000 at most"),
        (Goofspiel, {"order": "up"}, "use 'random'"),
        (Pig, {"goal": 1}, "use 2 to 100"),
        (Battleship, {"ships": "9"}, "1 to 3 squares"),
        (Battleship, {"ships": "2,2,2"}, "two thirds"),
        (Mastermind, {"pegs": 6, "colors": 9}, "10,000 at most"),
        (Negotiation, {"goods": 1}, "use 2 to 5"),
        (Debate, {"raises": 9}, "use 0 to 6"),
        (Debate, {"problems": "tests"}, "did you mean 'test'"),
    ],
)
def test_bad_knobs_are_refused(cls: type[Rules], knobs: dict[str, Any], message: str) -> None:
    with pytest.raises(KnobError, match=message):
        cls.resolve(**knobs)


def test_a_debate_needs_a_task() -> None:
    with pytest.raises(ValueError, match="has no problems"):
        _ = Debate("Game-Nim-v0").made
