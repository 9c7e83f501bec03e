"""Laws 1 to 4: the oracle is right, wrong answers stay wrong, any text gets a verdict, nothing is free."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from ..core import Problem, Task, Verdict, canonical, judge, name_of
from ..env import with_instruction
from ..formats import clean, get_format
from ..play import Playable
from .nasty import JUNK, SMALL, large, listening, scribble
from .report import short
from .subject import Named, Subject

CPU_LIMIT = 2.0  # seconds for one verdict on one text, whatever the text
ORDINARY_LIMIT = 0.05
FLOOR = 0.1
CONSTANTS = ("0", "1", "2", "3", "10", "100", "yes", "no", "true", "false", "A", "a", "none")
FORMATS = ("boxed", "tags", "think-boxed", "plain", "auto")


def law_1(subject: Subject) -> None:
    """The oracle's answer is correct, bare, in every format and after the worked solution."""
    expect, guard = subject.report.expect, subject.report.guard
    for level, task, problems in subject.walk():
        for seed, problem in problems.items():
            with guard(
                1, level, seed, "solve or verify", "solve must answer, and verify judge, every problem generated"
            ):
                answer = task.solve(problem)
                verdict = task.verify(problem, answer)
                seen = f"the oracle's {short(answer)} is {verdict.status}: {verdict.reason}"
                if not expect(verdict.is_correct, 1, level, seed, seen, "make solve and verify agree"):
                    continue
                worked = task.explain(problem)
                for name in FORMATS:
                    form = get_format(name)
                    for thinking in ("", worked):
                        got, response = judge(task, problem, form.write(thinking, answer), form)
                        seen = f"{name} with {'a worked solution' if thinking else 'no thinking'}: {got.reason}"
                        do = "keep braces that do not pair, tags and boxes out of solve and explain"
                        expect(got.is_correct and response.answer is not None, 1, level, seed, seen, do)


def law_2(subject: Subject) -> None:
    """Junk, the prompt, other problems' answers, hedges and answers inside the thinking are not correct."""
    for level, task, problems in subject.walk():
        seeds = list(problems)
        for i, seed in enumerate(seeds):
            with subject.report.guard(2, level, seed, "verify", "verify must never raise; see law 3"):
                others = [task.solve(problems[s]) for s in (seeds[i - 1], seeds[i - len(seeds) // 2])]
                _wrong(subject, level, seed, task, problems[seed], others)


def _wrong(subject: Subject, level: int, seed: int, task: Task, problem: Problem, others: Sequence[str]) -> None:
    def never(answer: str, what: str, do: str) -> None:
        fine = not task.verify(problem, answer).is_correct
        subject.report.expect(fine, 2, level, seed, lambda: f"{what} {short(answer)} is correct", do)

    right, strict = task.solve(problem), "verify must accept whole answers only"
    for text in JUNK:
        never(text, "the junk", strict)
    never(problem.prompt, "the prompt", strict)
    never(problem.prompt + right, "the prompt with the answer behind it", strict)
    second: Callable[[Problem, str], bool] | None = getattr(task, "accepts", None)
    wrong = None
    for other in others:
        if clean(other).casefold() == clean(right).casefold():
            continue
        fine = not task.verify(problem, other).is_correct
        wrong = other if fine else wrong
        do = "refuse it; if it is a valid answer here too, define accepts(problem, answer), an independent check"
        seen = f"another problem's answer {short(other)} is correct here, where the oracle says {short(right)}"
        subject.report.expect(fine or (second is not None and second(problem, other)), 2, level, seed, seen, do)
    do = "refuse an answer that names two things"
    for hedge in () if wrong is None else (f"{right} or {wrong}", f"{wrong} or {right}", f"{right}, {wrong}"):
        never(hedge, "the hedge", do)
    for hedge in () if wrong is None else (f"{wrong}\n{right}", f"{right}; {wrong}", f"{right} {wrong}"):
        never(hedge, "the hedge", do)
    never(f"not {right}", "the denial", do)
    for name in FORMATS:
        for text, what in _unearned(name, problem, right, wrong):
            verdict, _ = judge(task, problem, text, name)
            seen = f"{what} is correct in format {name!r}"
            do = "an answer counts once, outside the thinking, in its place"
            subject.report.expect(not verdict.is_correct, 2, level, seed, seen, do)


def _unearned(name: str, problem: Problem, right: str, wrong: str | None) -> Iterator[tuple[str, str]]:
    form = get_format(name)
    yield with_instruction(problem.prompt, form.instruction), "the prompt with its instruction"
    box = {"tags": "<answer>%s</answer>", "plain": "%s"}.get(name, "\\boxed{%s}")
    yield f"<think>{box % right}</think>", "the answer inside the thinking"
    yield f"<think>{box % right}", "the answer in a thinking that never ends"
    if wrong is not None:
        yield f"<think>{box % right}</think>{box % wrong}", "the right thought before a wrong answer"
        for first, last in ((right, wrong), (wrong, right)):
            yield f"{box % first} or {box % last}", "one of two differing final answers"


def law_3(subject: Subject) -> None:
    """Any text gets a verdict in bounded time, always the same one, and markup around an answer changes nothing."""
    for level, task, problems in subject.walk():
        if not problems:
            continue
        sample = list(problems.items())[: min(5, max(1 if subject.seeds < 20 else 2, subject.seeds // 10))]
        for seed, problem in sample:
            with subject.report.guard(3, level, seed, "the oracle", "see law 1"):
                _total(subject, level, seed, task, problem, SMALL)
                _ordinary(subject, level, seed, task, problem)
                _markup(subject, level, seed, task, problem)
        seed, problem = sample[0]
        _total(subject, level, seed, task, problem, large())
        _total(subject, level, seed, task, problem, (task.solve(problem) + text for text in large(20_000)))


def _total(
    subject: Subject, level: int, seed: int, task: Task, problem: Problem, texts: Iterator[str] | Sequence[str]
) -> None:
    expect, before = subject.report.expect, canonical(problem.data)
    for text in texts:
        size = f"{short(text)} ({len(text)} characters)"
        do = "verify is total: bound the length first, parse without recursion, catch what conversions raise"
        with subject.report.guard(3, level, seed, f"verify on {size}", do), listening() as heard:
            begin = time.thread_time()
            verdict = task.verify(problem, text)
            cost = time.thread_time() - begin
            good = isinstance(verdict, Verdict)
            expect(good, 3, level, seed, f"verify on {size} returned {short(verdict)}, no Verdict", do)
            seen = f"verify on {size} took {cost:.1f} s of CPU"
            expect(not heard, 3, level, seed, f"verify on {size}: {', '.join(heard)}", "parse text, never run it")
            bounded = "bound the work by a count: length, depth, size of numbers"
            if not expect(cost < CPU_LIMIT, 3, level, seed, seen, bounded) or heard:
                break
            if len(text) <= 20_000:
                again = task.verify(problem, text)
                seen = f"verify on {size} said {verdict} and then {again}"
                expect(verdict == again, 3, level, seed, seen, "verify must be pure: no state, no clock, no chance")
                judge(task, problem, text, "auto")
                judge(task, problem, f"\\boxed{{{text}}}", "boxed")
    changed = canonical(problem.data) != before
    expect(not changed, 3, level, seed, "verify changed problem.data", "copy what you change")


def _ordinary(subject: Subject, level: int, seed: int, task: Task, problem: Problem) -> None:
    rng = np.random.default_rng(seed)
    right = task.solve(problem)
    texts = [right, task.guess(problem, rng), *(scribble(rng, right[:200], 1 + len(right[:200])) for _ in range(6))]
    _total(subject, level, seed, task, problem, texts)
    for text in texts[:2]:
        costs = []
        for _ in range(5):
            begin = time.thread_time()
            task.verify(problem, text)
            costs.append(time.thread_time() - begin)
        seen = f"an ordinary answer took {1000 * min(costs):.0f} ms of CPU"
        do = "verify checks, it does not search: 50 ms at most"
        subject.report.expect(min(costs) < ORDINARY_LIMIT, 3, level, seed, seen, do)


def _markup(subject: Subject, level: int, seed: int, task: Task, problem: Problem) -> None:
    if not task.strip_markup:
        return
    for answer in (task.solve(problem), task.guess(problem, np.random.default_rng(seed)), "7", "not an answer"):
        plain = judge(task, problem, f"\\boxed{{{answer}}}")[0]
        for form in (" {} ", "{}\n", "\n\n{}", "**{}**", "${}$", " $ {} $ ", "**${}$**\n"):
            got = judge(task, problem, f"\\boxed{{{form.replace('{}', answer)}}}")[0]
            seen = f"{short(form.replace('{}', answer))} is {got.status}, without the markup {plain.status}"
            same = (got.status, got.score) == (plain.status, plain.score)
            do = "let no spaces, bold or dollar signs around an answer matter; strip_markup = False opts out"
            subject.report.expect(same, 3, level, seed, seen, do)


def law_4(subject: Subject) -> None:
    """What needs no reasoning earns at most 0.1, or the docstring says why."""
    for level, task in enumerate(subject.ladder):
        named = subject.pool(level)[:400]
        if len(named) < 2:
            continue
        with subject.report.guard(4, level, None, "guess, show or verify", "see laws 1 and 3"):
            floors = _floors(task, named, [name_of(subject.id, task, split, seed) for split, seed, _ in named])
            for policy, (score, n) in floors.items():
                reason = _reason(type(task).__doc__ or "", policy)
                seen = f"{policy}: mean score {score:.2f} over {n} problems, and no reason for it in the docstring"
                do = f"make the problems harder to hit, or say under 'Floors:' why {WORDS[policy][0]!r} pays so much"
                subject.report.expect(_surely(score, n) <= FLOOR or reason, 4, level, None, seen, do)
            subject.report.figures[level] |= {f"floor {policy}": score for policy, (score, _) in floors.items()}


WORDS: Mapping[str, Sequence[str]] = {
    "guess": ("guess", "random"),
    "constant": ("constant", "always", "most common", "same answer"),
    "prompt": ("copy", "prompt"),
    "number": ("number",),
    "info": ("info", "seed", "level"),
    "start": ("start", "empty", "given"),
}


def _reason(doc: str, policy: str) -> bool:
    """Return whether the docstring's part on floors speaks of this policy."""
    _, found, floors = doc.partition("Floors:")
    floors = floors.split("\n\n", 1)[0].lower()
    return bool(found) and any(word in floors for word in WORDS[policy])


def _surely(score: float, n: int) -> float:
    """Return Wilson's lower limit, three standard errors down: what the floor is at least."""
    z = 3.0
    middle = score + z * z / (2 * n)
    spread = z * math.sqrt(max(0.0, score * (1 - score)) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n)


def _floors(task: Task, named: Sequence[Named], names: Sequence[str]) -> dict[str, tuple[float, int]]:
    """Return each policy's mean score and the number of problems behind it."""
    pool = [problem for _, _, problem in named]
    rng = np.random.default_rng(0)

    def mean(answers: Callable[[int, Problem], str], problems: Sequence[Problem]) -> float:
        return sum(task.verify(p, answers(i, p)).score for i, p in enumerate(problems)) / len(problems)

    half = len(pool) // 2
    known = list(dict.fromkeys([*CONSTANTS, *(task.solve(p) for p in pool[:half][:12])]))
    out = {"guess": (mean(lambda _, p: task.guess(p, rng), pool), len(pool))}
    out["constant"] = max(mean(lambda _, p, c=c: c, pool[half:]) for c in known), len(pool) - half  # type: ignore[misc]
    copies = [lambda _, p: p.prompt, lambda _, p: p.prompt.split("\n")[-1], lambda _, p: p.prompt.split("\n")[0]]
    out["prompt"] = max(mean(copy, pool) for copy in copies), len(pool)
    picks: Sequence[Callable[[list[str]], str]] = (
        lambda found: found[-1],
        lambda found: found[0],
        lambda found: max(found, key=lambda digits: (len(digits.lstrip("0")), digits)),
    )
    numbers = [re.findall("[0-9]+", problem.prompt) or ["0"] for problem in pool]
    out["number"] = max(mean(lambda i, p, pick=pick: pick(numbers[i]), pool) for pick in picks), len(pool)  # type: ignore[misc]
    fields = (
        names,
        [str(seed) for _, seed, _ in named],
        [split or "" for split, _, _ in named],
        [str(task.level)] * len(pool),
    )
    out["info"] = max(mean(lambda i, _, column=column: column[i], pool) for column in fields), len(pool)  # type: ignore[misc]
    if isinstance(task, Playable):
        out["start"] = mean(lambda _, p: task.show(p, task.start(p)), pool), len(pool)
    return out
