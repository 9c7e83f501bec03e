"""Word problems of which half lack a fact that is needed: solve the whole ones, say what the others lack."""

from __future__ import annotations

import re
import textwrap
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..board import Board
from ..core import JSON, Problem, Task, Verdict, canonical, knob
from ..errors import KnobError, did_you_mean
from ..formats import clean
from .situations.chains import SHAPES, Chain, draw_chain
from .situations.telling import (
    EXTRA,
    LANGUAGES,
    add_extra,
    draw_style,
    explain,
    name,
    number,
    others,
    read_number,
    situations,
    tell,
    words,
)
from .word_problem import MOST_SEEDS, group_of

SINGLE, LINKED = 7, 8  # candidates beside one story, and beside several
TRIES = 20  # at a chain of which a fact can be left out
MAX_TEXT = 400
_WRAPPED = re.compile(r"\\(?:text|textbf|mathrm|mbox) *\{([^{}]*)\}")
_LABEL = re.compile(r"[(（]?(?P<label>[^\W_])[)）]?(?:[.:,、 ]+(?P<rest>.*))?")


@dataclass(frozen=True)
class MissingPremise(Task):
    """Solve a word problem, or say which fact it lacks.

    Description: A word problem of `Math-WordProblem-v0`. In half of the cases one fact that is needed is left out:
    with other numbers for it, other answers follow. Below the story stand seven or eight quantities with letters; of
    an incomplete problem exactly one of them is needed and not told, of a complete one none is. The other quantities
    are told, or have nothing to do with the question. After "Missing Premise" (arXiv:2504.06514).

    Observation: The story, its question and the list. Action: the number, or "missing: C" with the letter of what is
    missing (in Chinese "缺少：③", in Spanish "falta: C", in Bengali "নেই: গ"; the English word is read in all).

    Reward: 1 for the number of a complete problem and for the right letter of an incomplete one, else 0.

    Episode end: After one answer.

    Arguments: `tier` is the difficulty from 1 to 5, as in `Math-WordProblem-v0`; `language` is "en", "zh", "es" or
    "bn"; `situation` is a name or "any"; `premise` is "complete", "missing" or "any".

    Twins: `problem.data["complete"]` says which kind a problem is, for a report of accuracy and of response length by
    kind. The two twins share `problem.data["group"]` and stand in one split; `twin` returns the other one.

    Oracle: Runs the program, or names the fact that was left out. Its worked solution of an incomplete problem shows
    two values of that fact with their two answers.

    Floors: Always "missing" with a random letter, or always with the same one, is right in fewer than 1 of 12 cases,
    with the letter of the longest candidate in 1 of 11; a number from another problem in fewer than 1 of 20, the last
    or the largest number of the prompt in fewer than 1 of 100.

    Space: Two draws at level 0 are the same problem as often as if it had 5,000 problems, at level 1 20,000 problems;
    higher levels have many more.

    Version history: v0, the first.
    """

    tier: int = knob(1, "difficulty, from 1 to 5")
    language: str = knob("en", "en, zh, es or bn")
    situation: str = knob("any", "the kind of story, or any")
    premise: str = knob("any", "complete, missing or any")

    manner: ClassVar[frozenset[str]] = frozenset({"language", "premise"})
    levels: ClassVar[Sequence[MissingPremise]]

    def __post_init__(self) -> None:
        if self.tier not in range(1, len(SHAPES) + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {len(SHAPES)}")
        known = {
            "language": LANGUAGES,
            "situation": ("any", *situations()),
            "premise": ("any", "complete", "missing"),
        }
        for knob_name, values in known.items():
            if getattr(self, knob_name) not in values:
                value = getattr(self, knob_name)
                raise KnobError(f"no {knob_name} {value!r}{did_you_mean(value, values)}")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw the numbers and the manner of telling, each by a seed, so that neither depends on the other."""
        numbers, manner = (int(rng.integers(MOST_SEEDS)) for _ in range(2))
        chain = _draw(np.random.default_rng(numbers), self.tier, self.situation)
        complete = {"complete": True, "missing": False}.get(self.premise, bool(manner % 2))
        return _told(chain, manner, self.language, complete)

    def twin(self, problem: Problem, language: str = "") -> Problem:
        """Return the other twin: the same story with the fact left out, or put back; or the same in a language."""
        data = problem.data
        complete = data["complete"] if language else not data["complete"]
        return _told(Chain.of(data), data["manner"], language or data["language"], complete)

    def identity(self, problem: Problem) -> JSON:
        """Return what both twins tell: everything but the number of the fact that one of them lacks."""
        return _identity(Chain.of(problem.data), tuple(problem.data["fact"]))

    def solve(self, problem: Problem) -> str:
        """Run the program, or name what is missing."""
        data = problem.data
        if data["complete"]:
            return str(Chain.of(data).answer())
        text = words(data["language"])["missing"]
        return f"{text['word']}: {text['labels'][data['options'].index(data['fact'])]}"

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare the number, or the letter."""
        data = problem.data
        label = _claim(answer, data)
        if data["complete"]:
            if label is not None:
                return Verdict.wrong("nothing needed is missing")
            right = read_number(answer, data["language"]) == Chain.of(data).answer()
            return Verdict.correct() if right else Verdict.wrong("not the right number")
        if label is None:
            return Verdict.wrong("a fact that is needed is missing")
        right = data["options"][label] == data["fact"]
        return Verdict.correct() if right else Verdict.wrong("something else is missing")

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return the number of another problem, or a random letter."""
        data = problem.data
        if rng.random() < 0.5:
            return str(draw_chain(rng, self.tier, data["names"][-1]).answer())
        text = words(data["language"])["missing"]
        return f"{text['word']}: {text['labels'][int(rng.integers(len(data['options'])))]}"

    def effort(self, problem: Problem) -> float:
        """Return the digits of all that the story tells and asks, which is what there is to search through."""
        found = Chain.of(problem.data).solve()
        return float(sum(len(str(value)) + 2 for values in found for value in values.values()))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Work the steps out; where a fact is missing, show that the answer depends on it."""
        data, chain = problem.data, Chain.of(problem.data)
        language, text = data["language"], words(data["language"])["missing"]
        if data["complete"]:
            return "\n".join([text["none"], *explain(chain, data["style"], language)])
        story, fact = data["fact"]
        other = chain.otherwise(story, fact)
        assert other is not None
        pairs = {"v": chain.known[story][fact], "a": chain.answer(), "w": other[0], "b": other[1]}
        lacks = text["lacks"].format(name=name(chain, data["style"], story, fact, language))
        return f"{lacks}\n{text['depends'].format(**{k: number(int(v or 0), language) for k, v in pairs.items()})}"

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Show the problem in lines of readable length, and the answer below it."""
        width = 40 if problem.data["language"] == "zh" else 80
        lines = [part for line in problem.prompt.splitlines() for part in textwrap.wrap(line, width) or [""]]
        return Board.from_text([*lines, *([f"answer: {answer[:200]}"] if answer is not None else [])])


def needed(chain: Chain) -> tuple[int, str] | None:
    """Return the fact that the incomplete twin lacks: chosen by the numbers, so that both twins have one key."""
    told = sorted(chain.told())
    start = zlib.crc32(canonical(chain.to_json()).encode()) % len(told)
    for story, fact in (*told[start:], *told[:start]):
        if chain.otherwise(story, fact) is not None:
            return story, fact
    return None


def _draw(rng: np.random.Generator, tier: int, situation: str) -> Chain:
    """Draw a chain of which a fact can be left out: another number of it makes sense, and another answer follows."""
    for _ in range(TRIES):
        chain = draw_chain(rng, tier, situation)
        if needed(chain) is not None:
            return chain
    return draw_chain(rng, 1, situation)  # a single story always has one


def _identity(chain: Chain, fact: tuple[int, str]) -> JSON:
    told = [[story, q, chain.known[story][q]] for story, q in chain.told() if (story, q) != fact]
    return [chain.names, chain.links, chain.shifts, fact, told]


def _told(chain: Chain, manner: int, language: str, complete: bool) -> Problem:
    """Tell a chain with or without the fact; the manner is that of both twins."""
    rng = np.random.default_rng(manner)
    fact = needed(chain)
    assert fact is not None
    style = draw_style(rng, chain)
    if rng.random() < 0.5:
        add_extra(rng, style)
    if not complete:
        style["facts"][fact[0]].remove(fact[1])
    options = _options(rng, chain, fact)
    data: dict[str, Any] = {**chain.to_json(), "style": style, "manner": manner, "language": language}
    data |= {"complete": complete, "fact": fact, "options": options, "group": group_of(_identity(chain, fact))}
    text = words(language)["missing"]
    named = [_named(chain, style, option, language) for option in options]
    lines = [text["option"].format(label=label, name=told) for label, told in zip(text["labels"], named, strict=False)]
    return Problem("\n".join([tell(chain, style, language), "", text["ask"], *lines]), data)


def _options(rng: np.random.Generator, chain: Chain, fact: tuple[int, str]) -> list[tuple[int, str]]:
    """Return the candidates in random order: the fact, others that are told, and some that do not matter."""
    told = [pair for pair in chain.told() if pair != fact]
    idle = [(i, f"{EXTRA}{k}") for i in range(len(chain.names)) for k in range(3)]
    general = [(-1, str(k)) for k in range(3)]
    size = LINKED if chain.links else SINGLE
    pool = [told[int(i)] for i in rng.permutation(len(told))][: size - 3]
    rest = [idle[int(i)] for i in rng.permutation(len(idle))] + [general[int(i)] for i in rng.permutation(3)]
    options = [fact, *pool, *rest[: size - 1 - len(pool)]]
    return [options[int(i)] for i in rng.permutation(len(options))]


def _named(chain: Chain, style: dict[str, Any], option: tuple[int, str], language: str) -> str:
    """Return what a candidate is called."""
    story, quantity = option
    if story < 0:
        return str(words(language)["generic"][int(quantity)])
    if quantity.startswith(EXTRA):
        return others(chain, style, story, int(quantity[1:]), language)
    return name(chain, style, story, quantity, language)


def _claim(answer: str, data: Any) -> int | None:
    """Return the index of the candidate that an answer says is missing, or None if it says no such thing."""
    if len(answer) > MAX_TEXT:
        return None
    text = re.sub(r"\s+", " ", _WRAPPED.sub(r"\1", clean(answer).replace("\\ ", " "))).strip(" .。।\"'“”«»").casefold()
    told = words(data["language"])["missing"]
    for word in ("missing", told["word"]):
        if text.startswith(word):
            break
    else:
        return None
    found = _LABEL.fullmatch(text[len(word) :].lstrip(" :："))
    if found is None:
        return None
    for labels in (told["labels"], "ABCDEFGH", "12345678" if data["language"] == "zh" else ""):
        if found["label"].upper() in labels:
            index = list(labels).index(found["label"].upper())
            break
    else:
        return None
    if index >= len(data["options"]):
        return None
    named = _named(Chain.of(data), data["style"], tuple(data["options"][index]), data["language"])
    return index if found["rest"] in (None, named.casefold()) else None


MissingPremise.levels = tuple(MissingPremise(tier) for tier in range(1, len(SHAPES) + 1))
