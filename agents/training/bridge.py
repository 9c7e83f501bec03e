"""The bridge from an environment to a trainer: rows are names, rewards are what `env.step` returned.

A row is `{"prompt": …, "seed": s, "level": l}` and holds no answer. For a one-shot environment the reward function
replays the name: reset, step with the completion, and return the reward as the wrapper stack gave it. A multi-turn
environment is played inside TRL's `rollout_func`, its own words masked out of the loss.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import gymnasium as gym
import numpy as np

from palaestra.envs import MAX_SEED, ChatEnv, Completion, Status
from palaestra.wrappers import Shaper, format_of

from ..llm.prompts import Stream, is_chat, opening
from .seams import Name

if TYPE_CHECKING:
    from .warmup import Demonstration, WarmUp

Make = Callable[[], gym.Env[Any, Any]]


class Bridge:
    """An environment as TRL's data set, reward function and, for conversations, rollout function.

    Attributes:
        shapers: Group wrappers' `shape`, applied in order to the rewards of a whole batch.
        last: Of the batch last rewarded, for this process's rows, as float64: rewards, scores, lengths, roles, rivals.
        samples: A few of its completions, for people.
    """

    def __init__(
        self,
        make: Make,
        tokenizer: Any,
        *,
        system: str | None = None,
        shapers: Sequence[Shaper] = (),
        turn_tokens: int | None = None,
        keep_samples: int = 4,
    ) -> None:
        """Take the environment and the tokenizer that reads it.

        Args:
            make: Returns the environment, wrapped as you like; called once, or once a rollout for conversations.
            tokenizer: The model's tokenizer.
            system: A system message in front of every prompt.
            shapers: What compares the rollouts of one problem.
            turn_tokens: The most tokens of one message in a conversation; the default is the whole budget.
            keep_samples: How many completions of a batch to keep for people.
        """
        self.make, self.tokenizer, self.system = make, tokenizer, system
        self.shapers, self.turn_tokens, self.keep_samples = list(shapers), turn_tokens, keep_samples
        self.env = make()
        inner: Any = self.env.unwrapped
        self.multi_turn = isinstance(inner, ChatEnv) or getattr(inner, "interface", "") == "chat"
        self.last: dict[str, np.ndarray] = {}
        self.samples: list[dict[str, Any]] = []
        self._pool: list[gym.Env[Any, Any]] = []
        self._rows: Sequence[dict[str, Any]] = ()

    def row(self, name: Name) -> dict[str, Any]:
        """Return the training row of a name."""
        return {"prompt": self.asked(reset(self.env, name)), "seed": name[0], "level": name[1]}

    def asked(self, observation: str) -> Any:
        """Return a first observation as TRL's data sets hold prompts: messages, or a text without a chat template."""
        messages = opening(observation, self.system)
        if is_chat(self.tokenizer):
            return messages
        return "".join(f"{message['content']}\n" for message in messages)

    def names(self, n: int, seed: int, levels: Sequence[int] = ()) -> list[Name]:
        """Return `n` names drawn from `seed`, over the given levels in turn."""
        entropy = np.random.SeedSequence((seed, zlib.crc32(b"training rows")))
        seeds = np.random.Generator(np.random.PCG64(entropy)).integers(0, MAX_SEED, n)
        return [(int(s), levels[i % len(levels)] if levels else -1) for i, s in enumerate(seeds)]

    def reward(
        self,
        prompts: Sequence[Any],
        completions: Sequence[Any],
        completion_ids: Sequence[Sequence[int]],
        seed: Sequence[int],
        level: Sequence[int],
        log_metric: Callable[[str, float], None] | None = None,
        **columns: Any,
    ) -> list[float]:
        """Return what the environment's wrappers paid for each completion; TRL's reward function."""
        texts = [c if isinstance(c, str) else c[-1]["content"] for c in completions]
        if self.multi_turn:
            ends = [dict(end) for end in columns["episode"]]
        else:
            ends = [
                self._replay((s, lv), Completion(text, ids))
                for s, lv, text, ids in zip(seed, level, texts, completion_ids, strict=True)
            ]
        self.last = {
            key: np.array([end.get(key, 0) for end in ends], dtype=np.float64)
            for key in ("reward", "score", "length", "role", "rival")
        }
        self.samples = self._telling(list(zip(prompts, zip(seed, level, strict=True), texts, ends, strict=True)))
        if log_metric is not None:
            self.log(ends, log_metric)
        return [float(end["reward"]) for end in ends]

    def log(self, ends: Sequence[dict[str, Any]], log_metric: Callable[[str, float], None]) -> None:
        """Log what is to be known of a batch, given how its episodes ended."""
        log_metric("accuracy", float(np.mean([end["score"] == 1.0 for end in ends])))
        log_metric("length", float(np.mean([end["length"] for end in ends])))
        log_metric("well_formed", float(np.mean([end["well_formed"] for end in ends])))

    def parts(self) -> dict[str, Any]:
        """Return what remembers anything from batch to batch, by name; it is saved with every checkpoint."""
        return {f"shaper{i}": shaper for i, shaper in enumerate(self.shapers)}

    def texts(self, names: Sequence[Name]) -> list[str]:
        """Return texts such as the model will read, from which a nano model takes its words."""
        return [self.row(name)["prompt"] for name in names]

    def rest(self, how: WarmUp) -> str:
        """Return what is to be said of those demonstrations that are not right."""
        return "end in a wrong answer"

    def demonstrations(self, how: WarmUp, seed: int, levels: Sequence[int] = ()) -> list[Demonstration]:
        """Return what a warm-up shows; see `warmup.demonstrations`."""
        from .warmup import demonstrations

        return demonstrations(self, how, seed, levels)

    def _telling(self, rows: Sequence[tuple[Any, Name, str, dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return a few rows for people: of each problem one that earned full marks and one that did not."""
        picked: dict[tuple[Name, bool], dict[str, Any]] = {}
        for prompt, name, text, end in rows:
            asked = prompt if isinstance(prompt, str) else prompt[-1]["content"]
            sample = {"seed": name[0], "prompt": asked, "completion": text, **end}
            picked.setdefault((name, end["score"] == 1.0), sample | ({"level": name[1]} if name[1] >= 0 else {}))
        return list(picked.values())[: self.keep_samples]

    def _replay(self, name: Name, completion: Completion) -> dict[str, Any]:
        reset(self.env, name)
        _, reward, _, _, info = self.env.step(completion)
        form = format_of(self.env).parse(str(completion))
        return _end(float(reward), info, len(completion.token_ids), well_formed=form.well_formed)

    def stash(self, rows: Sequence[dict[str, Any]]) -> None:
        """Remember the rows of the next rollout: TRL hands its rollout function the prompts only."""
        self._rows = rows

    def rollout(self, prompts: Sequence[Any], trainer: Any) -> dict[str, Any]:
        """Play the stashed rows to their ends (TRL's `rollout_func`); `env_mask` is 0 on the environment's words."""
        import torch

        from ..llm.transformers_backend import complete, end_tokens

        model = trainer.accelerator.unwrap_model(trainer.model)
        ends = end_tokens(model, self.tokenizer)
        training, budget = model.training, int(trainer.max_completion_length)
        while len(self._pool) < len(prompts):
            self._pool.append(self.make())
        rows = self._rows[: len(prompts)]
        plays = []
        for env, row in zip(self._pool, rows, strict=False):
            observation = reset(env, (row["seed"], row["level"]))
            plays.append(_Play(env, Stream(self.tokenizer, ends, self.system)))
            plays[-1].stream.hear(observation)
        model.eval()
        try:
            while live := [play for play in plays if play.end is None]:
                most = min(self.turn_tokens or budget, max(budget - len(play.stream.ids) for play in live))
                with torch.no_grad():
                    contexts = [play.stream.context for play in live]
                    how = {"generation_config": trainer.generation_config, "max_new_tokens": most}
                    said = complete(model, self.tokenizer, contexts, device=trainer.accelerator.device, **how)
                for play, ids in zip(live, said, strict=True):
                    play.answer(ids, budget)
        finally:
            model.train(training)
        return {
            "prompt_ids": [play.stream.prompt for play in plays],
            "completion_ids": [play.stream.ids for play in plays],
            "logprobs": None,
            "env_mask": [play.stream.mask for play in plays],
            "episode": [play.end for play in plays],
        }


class _Play:
    """One conversation under way, and how it ended."""

    def __init__(self, env: gym.Env[Any, Any], stream: Stream) -> None:
        self.env, self.stream = env, stream
        self.paid = 0.0
        self.end: dict[str, Any] | None = None

    def answer(self, ids: list[int], budget: int) -> None:
        """Say `ids`, at most to the budget, and hear what the environment says to that."""
        ids = ids[: budget - len(self.stream.ids)]
        self.stream.say(ids)
        text = self.stream.tokenizer.decode(ids, skip_special_tokens=True)
        observation, reward, terminated, truncated, info = self.env.step(Completion(text, ids))
        self.paid += float(reward)
        if terminated or truncated or not self.stream.hear(str(observation), budget):
            self.end = _end(self.paid, info, self.stream.own)  # without room for an answer the episode is over


def reset(env: gym.Env[Any, Any], name: Name) -> str:
    """Reset to a name and return the observation."""
    seed, level = int(name[0]), int(name[1])
    return str(env.reset(seed=seed, options={"level": level} if level >= 0 else None)[0])


def _end(reward: float, info: dict[str, Any], length: int, *, well_formed: bool | None = None) -> dict[str, Any]:
    """Return how an episode ended; one that was cut off has no verdict and scores 0."""
    verdict = info.get("verdict")
    status = verdict.status if verdict else Status.NO_ANSWER
    if well_formed is None:
        well_formed = status not in (Status.NO_ANSWER, Status.MALFORMED)
    return {
        "reward": reward,
        "score": verdict.score if verdict else 0.0,
        "length": length,
        "status": str(status),
        "answer": str(info.get("answer", "")),
        "well_formed": well_formed,
    }
