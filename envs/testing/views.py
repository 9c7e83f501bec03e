"""Laws 8 and 10: every environment keeps Gymnasium's API, can be written down and sent, and pays what it says."""

from __future__ import annotations

import contextlib
import io
import pickle
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import gymnasium as gym
import numpy as np
from gymnasium.envs.registration import EnvSpec
from gymnasium.utils.env_checker import check_env
from gymnasium.vector import AutoresetMode

from ..core import Knobs, Problem, Task, Verdict
from ..env import View, make, with_instruction
from ..play import Playable
from .report import Report, short
from .subject import Subject, entry, fresh, knobs_for, spec_of

STRANGE = "∀x∃y 中é ½\n\ud800\x00"
OPENING: dict[str, type] = {"name": str, "level": int, "seed": int, "split": str}
CLOSING: dict[str, type] = OPENING | {"verdict": Verdict, "answer": str, "length": int, "reward_components": dict}
MODES = (AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP, AutoresetMode.DISABLED)


@contextlib.contextmanager
def strict() -> Iterator[None]:
    """Make warnings errors and swallow what `render_mode="human"` prints."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("error")
        yield


def law_8(subject: Subject) -> None:
    """All interfaces of a task at all levels."""
    first = subject.ladder[0]
    interfaces = ("answer", "moves", "chat") if isinstance(first, Playable) else ("answer",)
    for level, task in enumerate(subject.ladder):
        for interface in interfaces:
            check_view(subject.report, subject.id, task, level, interface)
    spec = spec_of(subject.id, first)
    for interface in interfaces:
        check_vectors(subject.report, spec, knobs_for(first, spec) | {"interface": interface})
    _strange_prompts(subject, spec)
    _vector_names(subject, spec)
    _given_and_options(subject)


def law_10(subject: Subject) -> None:
    """A reward is the verdict's score, its parts sum to it, and `info` keeps its types and its secrets."""
    for level, task, problems in subject.walk():
        for seed in list(problems)[:5]:
            with subject.report.guard(10, level, seed, "reset or step", "see laws 1 and 3"):
                _pays(subject, level, seed, task)


def check_view(report: Report, id: str, task: Knobs, level: int, interface: str) -> None:
    """Check one interface at one level: check_env, JSON, pickle, equal seeds."""
    spec = spec_of(id, task)
    kwargs = knobs_for(task, spec) | {"interface": interface}
    do = "leave reset and step to the environments of palaestra.envs; see the message"
    report.checked[8] += 1
    with report.guard(8, level, None, f"check_env, interface={interface!r}", do), strict():
        check_env(gym.make(spec, **kwargs).unwrapped)
    with report.guard(8, level, None, f"building from JSON, interface={interface!r}", do), strict():
        env = gym.make(spec, **kwargs)
        seen = "the class cannot be imported by another process as module:Class"
        report.expect(entry(type(task)) is not None, 8, level, None, seen, "define it at the top of a module")
        if isinstance(spec.kwargs["_entry"], str):
            assert env.spec is not None
            text = env.spec.to_json()
            again = EnvSpec.from_json(text)
            report.expect(again == env.spec, 8, level, None, f"spec.to_json loses something: {text}", "knobs are JSON")
            same = equal(gym.make(again).reset(seed=5), env.reset(seed=5))
            report.expect(same, 8, level, None, "the environment of the JSON spec asks something else", "see law 5")
    with report.guard(8, level, None, f"pickling, interface={interface!r}", do), strict():
        env = gym.make(spec, **kwargs)
        env.reset(seed=6)
        twin = pickle.loads(pickle.dumps(env))
        action = ending(env)
        same = equal(_without_wrappers(env).step(action), _without_wrappers(twin).step(action))
        report.expect(
            same, 8, level, None, "a pickled environment plays on differently", "keep state in plain attributes"
        )
        same = equal(env.reset(seed=7), twin.reset(seed=7))
        report.expect(
            same, 8, level, None, "a pickled environment resets differently", "keep state in plain attributes"
        )


def ending(env: gym.Env[Any, Any]) -> Any:
    """Return an action for the first step: one that ends the episode where there is one."""
    if not isinstance(env.action_space, gym.spaces.Discrete):
        return f"\\boxed{{{STRANGE}}}"
    view: Any = env.unwrapped
    illegal = np.flatnonzero(~view.action_masks())
    return int(illegal[0]) if len(illegal) else 0


def check_vectors(report: Report, spec: EnvSpec, kwargs: dict[str, Any]) -> None:
    """The terminal info survives every autoreset mode, in one process and in several."""
    for kind in ("sync", "async"):
        for mode in MODES:
            where = f"make_vec {kind}, {mode.name}, interface={kwargs.get('interface')!r}"
            do = "return from step only what pickles; leave info to the environments of palaestra.envs"
            with report.guard(8, -1, None, where, do), contextlib.redirect_stdout(io.StringIO()):
                envs = gym.make_vec(spec, 2, kind, vector_kwargs={"autoreset_mode": mode}, **kwargs)
                try:
                    verdict = _last_verdict(envs, mode)
                finally:
                    envs.close()
                seen = f"{where}: the verdict in the terminal info is {short(verdict)}"
                report.expect(isinstance(verdict, Verdict), 8, -1, None, seen, do)


def _last_verdict(envs: Any, mode: AutoresetMode) -> Any:
    """Play until a slot ends and return the verdict that its terminal info holds."""
    envs.reset(seed=[11, 12])
    discrete = isinstance(envs.single_action_space, gym.spaces.Discrete)
    rng = np.random.default_rng(0)
    for _ in range(10_000):
        draw = rng.integers(0, envs.single_action_space.n, 2) if discrete else None
        _, _, ended, cut, infos = envs.step(draw if draw is not None else (f"\\boxed{{{STRANGE}}}", "中"))
        if (ended | cut).any():
            slot = int(np.argmax(ended | cut))
            final = infos["final_info"] if mode is AutoresetMode.SAME_STEP else infos
            return final["verdict"][slot] if final["_verdict"][slot] else None
    return None


def _strange_prompts(subject: Subject, spec: EnvSpec) -> None:
    """Prompts in any script reach the observation whole, through shared memory too."""
    if not subject.drawn or not subject.drawn[0][None]:
        return
    real = next(iter(subject.drawn[0][None].values()))
    problem = Problem(STRANGE + real.prompt, real.data)
    do = "keep the observation space Prose: no alphabet, no length that a prompt passes"
    for kind in ("sync", "async"):
        with subject.report.guard(8, 0, None, f"make_vec {kind} with a prompt in other scripts", do):
            envs = gym.make_vec(spec, 2, kind, **knobs_for(subject.ladder[0], spec))
            try:
                seen, _ = envs.reset(seed=1, options={"problem": problem})
                texts = [str(text) for text in seen]
            finally:
                envs.close()
            right = all(text.startswith(problem.prompt) for text in texts)
            subject.report.expect(right, 8, 0, None, f"make_vec {kind} garbles prompts: {short(texts[0])}", do)


def _vector_names(subject: Subject, spec: EnvSpec) -> None:
    """A name is the same problem in every slot of a vector environment (law 5)."""
    with subject.report.guard(5, 0, None, "make_vec", "see law 8"):
        kwargs = knobs_for(subject.ladder[0], spec)
        seeds = [2, 0, 1]
        envs: Any = gym.make_vec(spec, len(seeds), "sync", **kwargs)
        texts, _ = envs.reset(seed=seeds)
        for text, seed in zip(texts, seeds, strict=True):
            want, _ = gym.make(spec, **kwargs).reset(seed=seed)
            do = "see what law 5 says of names drawn again"
            subject.report.expect(text == want, 5, 0, seed, "a slot of a vector environment asks something else", do)


def _given_and_options(subject: Subject) -> None:
    """`reset(options={"level": …})` asks what an environment made at that level asks."""
    cls = type(subject.ladder[0])
    if len(subject.ladder) < 2 or list(cls.ladder()) != list(subject.ladder):
        return
    env = make(cls(), task_id=subject.id)
    for level, task in enumerate(subject.ladder):
        with subject.report.guard(8, level, 3, "reset(options={'level': …})", "levels are instances of the class"):
            text, info = env.reset(seed=3, options={"level": level})
            want, _ = make(task, task_id=subject.id).reset(seed=3)
            fine = text == want and info["level"] == level
            subject.report.expect(
                fine, 8, level, 3, "the option level asks another problem", "levels differ in knobs only"
            )


def _pays(subject: Subject, level: int, seed: int, task: Task) -> None:
    expect = subject.report.expect
    problem = fresh(subject.id, task, None, seed)
    answers = (task.solve(problem), task.guess(problem, np.random.default_rng(seed)), "", "nonsense", STRANGE)
    for answer in answers:
        env = make(task, task_id=subject.id)
        text, info = env.reset(seed=seed)
        fine = text == with_instruction(problem.prompt, env.unwrapped.format.instruction)  # type: ignore[attr-defined]
        expect(
            fine,
            10,
            level,
            seed,
            "reset asks something other than the prompt",
            "do not change problems after generate",
        )
        _typed(subject, level, seed, info, OPENING, "reset")
        secrets = sorted({"verdict", "answer", "solution"} & set(info))
        expect(not secrets, 10, level, seed, f"info tells {secrets} before the end", "info never holds the answer")
        _, reward, ended, cut, info = env.step(f"\\boxed{{{answer}}}")
        _typed(subject, level, seed, info, CLOSING, "the last step")
        reward = float(reward)
        expect(0.0 <= reward <= 1.0, 10, level, seed, f"a reward of {reward}", "scores are in [0, 1]")
        total = sum(info["reward_components"].values())
        expect(
            abs(total - reward) < 1e-9,
            10,
            level,
            seed,
            f"parts sum to {total}, the reward is {reward}",
            "fix the parts",
        )
        fine = (reward == 1.0) == info["verdict"].is_correct and ended and not cut
        expect(
            fine, 10, level, seed, f"reward {reward} for {info['verdict']}", "1.0 is for correct answers and no others"
        )


def _typed(subject: Subject, level: int, seed: int, info: dict[str, Any], types: dict[str, type], when: str) -> None:
    wrong = {k: type(info.get(k)).__name__ for k, kind in types.items() if type(info.get(k)) is not kind}
    seen = f"info after {when} has {wrong}"
    subject.report.expect(not wrong, 10, level, seed, seen, "one type per key for ever: " + ", ".join(types))


def _without_wrappers(env: gym.Env[Any, Any]) -> View[Any, Any]:
    view = env.unwrapped
    assert isinstance(view, View)
    return view


def equal(one: Any, two: Any) -> bool:
    """Compare observations, infos and tuples of them, arrays included."""
    if isinstance(one, np.ndarray) or isinstance(two, np.ndarray):
        return bool(np.array_equal(one, two))
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(equal(one[key], two[key]) for key in one)
    if isinstance(one, Sequence) and not isinstance(one, str) and isinstance(two, Sequence):
        return len(one) == len(two) and all(map(equal, one, two))
    return bool(one == two)
