"""A budget for thinking: stated in the prompt, enforced on the response, rewarded when kept."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import gymnasium as gym
import numpy as np
from gymnasium.utils import RecordConstructorArgs

from palaestra.envs import Completion, Count, KnobError, Prose, clean, length_of, split_thinking

from .base import TextWrapper, format_of

OPEN, CLOSE = "<think>", "</think>"
UNITS = {"words": "words", "chars": "characters"}


def cut_text(text: str, budget: int, count: Count) -> str:
    """Return the longest beginning of `text` whose length is at most `budget`.

    >>> cut_text("one  two three", 2, "words"), cut_text("abcd", 3, "chars"), cut_text("a b", 5, "words")
    ('one  two', 'abc', 'a b')
    """
    if count == "chars":
        return text[:budget]
    if count == "words":
        pieces = text.split(None, budget)
        return text[: len(text) - len(pieces[-1])].rstrip() if len(pieces) > budget else text
    fits, over = 0, len(text) + 1
    while over - fits > 1:  # a tokenizer's count grows with the text, up to a token at the seam
        middle = (fits + over) // 2
        fits, over = (middle, over) if length_of(text[:middle], count) <= budget else (fits, middle)
    return text[:fits]


def cut_thinking(text: str, budget: int, count: Count) -> str:
    """Return a response with its marked thinking cut to the budget and closed; what follows it stays.

    Thinking that never ends is closed at the cut with nothing after it: no answer.

    >>> cut_thinking("<think>a b c</think>7", 2, "words"), cut_thinking("<think>a b c", 2, "words")
    ('<think>a b</think>7', '<think>a b</think>')
    """
    thinking, visible = split_thinking(text)
    if length_of(thinking, count) <= budget:
        return text
    opening = OPEN if text.lstrip().startswith(OPEN) else ""
    cut = cut_text(thinking.strip().removeprefix(OPEN), budget, count)
    cut = f"{opening}{cut}{CLOSE}{visible or ''}"
    return Completion(cut, text.token_ids) if isinstance(text, Completion) else cut


class ThinkingBudget(TextWrapper):
    """States a thinking budget in the prompt, cuts the thinking past it and pays `weight` for keeping it.

    Every response has the same budget. Marked thinking (`<think>…</think>`) past it is cut and closed before the
    environment sees the response; an answer after it still counts, thinking that never ends has none. The bonus
    needs an answer and every response within the budget, where all text beyond the shortest way to write the answer
    counts as thinking: nothing is won by thinking outside the marks.

    `info["budget"]` is the episode's budget, and the terminal `info["thinking"]` the most that one response used.
    `info["length"]` stays the length of what the policy wrote, a cut `Completion` keeps all its token ids: put
    wrappers that count length anywhere for tokens, outside this one for words.

    Args:
        env: A text environment.
        budget: The budget, or `(low, high)` to draw one per episode, ends included. The draw depends on the
            episode's seed alone, so all rollouts of a problem share it.
        count: "words", "chars" or a function of the text such as a tokenizer's count, called "tokens" in the prompt.
            Token ids of a `Completion` do not say which of them are thinking, so they are not used here.
        weight: What keeping the budget pays, from 0 to 1.
    """

    part = "budget"

    def __init__(
        self,
        env: gym.Env[str, str],
        budget: int | Sequence[int],
        count: Count = "words",
        weight: float = 0.1,
    ) -> None:
        RecordConstructorArgs.__init__(self, budget=budget, count=count, weight=weight)
        super().__init__(env, weight)
        limits = [budget, budget] if isinstance(budget, int) else list(budget)
        if len(limits) != 2 or not all(isinstance(b, int) for b in limits) or not 0 <= limits[0] <= limits[1]:
            raise KnobError(f"budget={budget!r}: use a whole number from 0 upwards, or (low, high)")
        length_of("", count)  # an unknown count is an error now, not in the first step
        self.low, self.high = limits
        self.count, self.weight = count, weight
        self.budget = self.high
        self._format = format_of(env)
        assert isinstance(env.observation_space, Prose)
        self.observation_space = Prose(env.observation_space.max_length + len(self._sentence(self.high)))
        self._length = self._most = 0

    def _sentence(self, budget: int) -> str:
        return f"\n\nThinking budget: at most {budget} {UNITS.get(str(self.count), 'tokens')} in each reply."

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
        """Begin a new episode; the prompt ends with the budget."""
        prompt, info = self.env.reset(seed=seed, options=options)
        if self.low < self.high:
            entropy = (int(info["seed"]), zlib.crc32(b"ThinkingBudget"))
            rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))
            self.budget = int(rng.integers(self.low, self.high + 1))
        self._length = self._most = 0
        return prompt + self._sentence(self.budget), info | {"budget": self.budget}

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Step with the thinking cut to the budget, and pay for a kept budget if the episode ends."""
        if not isinstance(action, str):
            raise TypeError(f"the action is the response as a string, not {type(action).__name__}")
        cut = cut_thinking(action, self.budget, self.count)
        observation, reward, terminated, truncated, info = self.env.step(cut)
        self._length += length_of(action)
        answer = self._format.parse(action).answer
        self._most = max(self._most, self._spent(action, answer))
        info = info | {"budget": self.budget}
        if not (terminated or truncated):
            return observation, float(reward), terminated, truncated, info
        kept = self._most <= self.budget and bool(clean(answer or ""))
        reward, info = self._pay(reward, info, self.weight * kept)
        return observation, reward, terminated, truncated, info | {"length": self._length, "thinking": self._most}

    def _spent(self, text: str, answer: str | None) -> int:
        """Return the length of a response beyond the shortest way to write its answer."""
        thinking, visible = split_thinking(text)
        bare = "" if answer is None else split_thinking(self._format.write("", answer))[1] or ""
        beyond = length_of(visible or "", self.count) - length_of(bare, self.count)
        return length_of(thinking, self.count) + max(0, beyond)
