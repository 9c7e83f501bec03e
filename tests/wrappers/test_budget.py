import gymnasium as gym
import pytest
from hypothesis import given
from hypothesis import strategies as st

import palaestra  # noqa: F401  registers the ids
from palaestra.envs import Completion, KnobError, get_format, length_of, split_thinking
from palaestra.wrappers import FormatReward, LengthPenalty, ThinkingBudget
from palaestra.wrappers.budget import cut_text, cut_thinking

pieces = st.lists(
    st.sampled_from(
        ["<think>", "</think>", r"\boxed{7}", r"\boxed{8}", "<answer>", "</answer>", " ", "\n", "wo", "∀"]
    ),
    max_size=30,
).map("".join)
texts = pieces | st.text(max_size=60)
counts = st.sampled_from(["words", "chars", len, lambda text: (len(text) + 3) // 4])


class Spy(gym.Wrapper):
    """Keeps the actions that reach the environment."""

    def reset(self, **kwargs):
        self.seen = []
        return self.env.reset(**kwargs)

    def step(self, action):
        self.seen.append(action)
        return self.env.step(action)


def build(budget=3, form="think-boxed", **knobs):
    return ThinkingBudget(Spy(gym.make("Puzzle-Sort-v0", format=form)), budget, **knobs)


def play(env, text):
    env.reset(seed=0)
    return env.step(text)


def right(env):
    env.reset(seed=0)
    return env.unwrapped.task.solve(env.unwrapped.problem)


def test_the_budget_stands_in_the_prompt():
    prompt, info = build(7).reset(seed=0)
    plain, _ = gym.make("Puzzle-Sort-v0", format="think-boxed").reset(seed=0)
    assert prompt == f"{plain}\n\nThinking budget: at most 7 words in each reply."
    assert info["budget"] == 7
    assert "9 characters" in build(9, count="chars").reset(seed=0)[0]
    assert "9 tokens" in build(9, count=len).reset(seed=0)[0]


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("form", ["think-boxed", "tags", "boxed", "auto"])
def test_a_kept_budget_is_paid_and_a_broken_one_is_not(form, marked):
    env = build(form=form, weight=0.5)
    answer = right(env)
    tail = env.unwrapped.format.write("", answer).removeprefix("<think></think>").strip()
    for words, bonus in ((3, 0.5), (4, 0.0)):
        thinking = " ".join("w" * words)
        _, reward, _, _, info = play(env, f"<think>{thinking}</think>{tail}" if marked else f"{thinking} {tail}")
        assert (reward, info["thinking"]) == (1.0 + bonus, words)


def test_thinking_past_the_budget_is_cut_and_the_answer_behind_it_counts():
    env = build()
    answer = right(env)
    _, reward, _, _, info = play(env, f"<think>a b c d e</think>\n\\boxed{{{answer}}}")
    assert env.env.seen == [f"<think>a b c</think>\n\\boxed{{{answer}}}"]
    assert reward == info["verdict"].score == 1.0
    assert info["length"] == 6  # what was written, not what was let through


def test_thinking_that_never_ends_has_no_answer():
    env = build()
    _, reward, _, _, info = play(env, f"<think>a b c d \\boxed{{{right(env)}}}")
    assert env.env.seen == ["<think>a b c</think>"]
    assert (reward, str(info["verdict"].status)) == (0.0, "no_answer")


def test_thinking_outside_the_marks_counts():
    env = build()
    answer = right(env)
    _, reward, _, _, info = play(env, f"<think>a</think> now b c d \\boxed{{{answer}}}")
    assert (reward, info["thinking"]) == (1.0, 5)


@pytest.mark.parametrize("text", ["", "<think></think>", "<think>a</think>", r"\boxed{}"])
def test_silence_is_not_paid(text):
    assert play(build(), text)[1] == 0.0


def test_a_cut_completion_keeps_its_token_ids():
    env = ThinkingBudget(LengthPenalty(gym.make("Puzzle-Sort-v0"), 10, 5, weight=0.5), 2)
    _, _, _, _, info = play(env, Completion("<think>a b c d</think>\\boxed{1}", range(9)))
    assert info["length"] == 9
    assert info["reward_components"]["length"] == pytest.approx(-0.4)


def test_a_drawn_budget_depends_on_the_seed_alone():
    one, two = build((2, 40)), build((2, 40))
    budgets = [one.reset(seed=s)[1]["budget"] for s in range(60)]
    assert budgets == [two.reset(seed=s)[1]["budget"] for s in range(60)]
    assert all(2 <= b <= 40 for b in budgets)
    assert len(set(budgets)) > 15
    prompt, info = one.reset(seed=5)
    assert f"at most {info['budget']} words" in prompt
    one.reset(seed=1)
    following = [one.reset()[1] for _ in range(5)]  # an unseeded episode is replayed by the seed it names
    assert [two.reset(seed=info["seed"])[1] for info in following] == following


@pytest.mark.parametrize("budget", [-1, (5, 2), (1, 2, 3), (1.5, 2.5), "9", None])
def test_bad_budgets_are_refused(budget):
    with pytest.raises((KnobError, TypeError)):
        build(budget)


@given(texts, st.integers(0, 12), counts)
def test_a_cut_is_the_longest_beginning_that_fits(text, budget, count):
    cut = cut_text(text, budget, count)
    assert text.startswith(cut)
    assert length_of(cut, count) <= budget
    if cut != text:  # one character and what spaces stand before it are too much
        rest = text[len(cut) :]
        more = len(rest) - len(rest.lstrip()) if count == "words" else 0
        assert length_of(text[: len(cut) + more + 1], count) > budget


@given(texts, st.integers(0, 12), counts)
def test_a_cut_response_keeps_the_budget_and_the_answer(text, budget, count):
    cut = cut_thinking(text, budget, count)
    thinking, visible = split_thinking(cut)
    before = split_thinking(text)
    if cut == text:
        assert length_of(before[0], count) <= budget
        return
    assert length_of(thinking, count) <= budget
    assert visible == (before[1] or "")
    for form in ("boxed", "tags", "think-boxed", "plain", "auto"):
        parse = get_format(form).parse
        assert parse(cut).answer == (None if before[1] is None else parse(text).answer)


@given(texts, st.integers(0, 6), counts)
def test_any_text_is_judged_and_the_bonus_is_bounded(text, budget, count):
    env = ThinkingBudget(FormatReward(gym.make("Puzzle-Sort-v0")), budget, count=count, weight=0.3)
    _, reward, terminated, _, info = play(env, text)
    assert terminated
    assert info["reward_components"]["budget"] in (0.0, 0.3)
    assert reward == pytest.approx(sum(info["reward_components"].values()), abs=1e-9)
