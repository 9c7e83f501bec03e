"""Data sets of reasoning-gym as tasks: `gym.make("ReasoningGym/chain_sum-v0")`, if that package is installed.

Problems, prompts and scores are that package's. Three things are ours, because a bridge owes them:

- A problem is one entry of a data set of size 1 under a wide seed. Entries of that package are seeded by seed + index,
  so that neighbouring seeds share nearly all of them.
- No scorer runs an answer as code. Those that do are replaced (`OWN`), as are those that take wrong answers for right;
  texts that make a scorer count to a billion are refused (`REFUSED`).
- Every verdict is total and bounded, and a problem is only asked if its stored answer scores 1.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.metadata
import inspect
import io
import json
import math
import random
import re
import sys
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..core import JSON, Problem, Task, Verdict, canonical, knob
from ..errors import KnobError, MissingExtraError, PalaestraError, did_you_mean
from ..formats import clean
from ..verify.expressions import ExpressionError, read_expression
from .formulas import is_antiderivative, read_polynomial

INSTALL = "this task belongs to another package: pip install reasoning-gym"
ATTEMPTS = 50  # entries drawn until one has a stored answer that scores 1
Entry = Mapping[str, Any]

_lock = threading.RLock()  # what is held: the global random state, warnings and standard output


# -- what is installed -----------------------------------------------------------------------------------------------


@functools.cache
def _datasets() -> dict[str, Any]:
    """Return reasoning-gym's table of data sets by name, or raise MissingExtraError."""
    try:
        found: dict[str, Any] = importlib.import_module("reasoning_gym.factory").DATASETS
    except ImportError as error:
        raise MissingExtraError(INSTALL) from error
    return found


@functools.cache
def _release() -> str:
    return importlib.metadata.version("reasoning-gym")


READ = frozenset({"basic_arithmetic", "codeio", "propositional_logic"})
"""Data sets whose files hold such a call, which runs on what the package itself wrote and never on an answer."""

_RUNS = re.compile(r"\b(?:eval|exec|parse_expr|sympify|literal_eval|system|popen)\(|\bsubprocess\b")

HASHED = frozenset({"isomorphic_strings", "knight_swap", "polynomial_multiplication", "ransom_note", "word_ladder"})
"""Data sets that walk sets of strings: other problems in every process, unless Python's string hashes are fixed."""

SHARED = frozenset(
    {"arc_agi", "base_conversion", "caesar_cipher", "codeio", "emoji_mystery", "figlet_font", "group_anagrams"}
    | {"letter_counting", "letter_jumble", "n_queens", "rearc", "rush_hour", "sentence_reordering", "spell_backward"}
    | {"word_ladder", "word_sequence_reversal", "word_sorting"}
)
"""Data sets that are dear to build and read their seed only when an entry is made; one is kept for each config."""


@functools.cache
def _check(name: str) -> None:
    """Raise unless a data set is installed and its scorer is one that can be called on any text."""
    table = _datasets()
    if name not in table or name == "composite":  # a mixture of others, whose config is no JSON
        raise KnobError(f"no data set {name!r}{did_you_mean(name, set(table) - {'composite'})}")
    module = inspect.getmodule(table[name][0])
    if name not in OWN and name not in READ and (module is None or _RUNS.search(inspect.getsource(module))):
        raise PalaestraError(
            f"{name}: this release of reasoning-gym may run answers as code; use the one that is read"
        )
    if name in HASHED and sys.flags.hash_randomization:
        raise PalaestraError(f"{name} differs from process to process: set PYTHONHASHSEED=0 before Python starts")


@contextlib.contextmanager
def _alone(seed: int) -> Iterator[None]:
    """Seed the global random state, which some data sets draw from, hide what they print, and put all back."""
    with _lock, warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        kept, kept_numpy = random.getstate(), np.random.get_state()
        random.seed(seed)
        np.random.seed(seed % 2**32)
        try:
            yield
        finally:
            random.setstate(kept)
            np.random.set_state(kept_numpy)


@functools.lru_cache(maxsize=32)
def _shared(name: str, config: str) -> Any:
    return _built(name, config, 0)


def _built(name: str, config: str, seed: int) -> Any:
    cls, config_cls = _datasets()[name]
    return cls(config=config_cls(**json.loads(config), seed=seed, size=1))


@functools.lru_cache(maxsize=512)
def _made(name: str, config: str, seed: int) -> tuple[Any, Entry]:
    """Return the data set and its one entry at a seed."""
    with _alone(seed):
        if name in SHARED:
            dataset = _shared(name, config)
            dataset.seed = seed
        else:
            dataset = _built(name, config, seed)
        return dataset, dataset[0]


# -- answers ---------------------------------------------------------------------------------------------------------

STORED: dict[str, Callable[[Entry], str]] = {
    "graph_color": lambda entry: json.dumps(entry["metadata"]["possible_answer"]),
    "propositional_logic": lambda entry: str(entry["metadata"]["example_answer"]),
    "rubiks_cube": lambda entry: str(entry["metadata"]["example_correct_answer"]),
}
"""Where the answer stands in data sets that leave the field for it empty."""

UNSOLVED = frozenset({"boxnet", "rush_hour"})
"""Data sets without any stored answer."""

REFUSED: dict[str, re.Pattern[str]] = {
    "coin_flip": re.compile(r"[eE][^/]{3}|_"),  # 1e999999999 as an exact fraction fills the memory
    "complex_arithmetic": re.compile(r"[nN][aA][nN]"),  # at no distance from the answer, by the rules of floats
    "propositional_logic": re.compile(r"[^A-Z\s()∧∨→↔¬]"),  # a truth table over names that the answer brings along
    "rubiks_cube": re.compile(r"\d\d"),  # a move repeated a billion times
    "rush_hour": re.compile(r"\d\d"),
}
"""What an answer must not hold, because the data set's own scorer would take for ever or be fooled."""


def _expression(entry: Entry, answer: str, use_all: bool, target: int) -> float:
    # A sign in front of a number is read as 0 - number; that 0 is then no number of the answer's.
    text, signs = re.subn(r"(^|\()\s*-", r"\g<1>0-", answer.replace("**", "^"))
    try:
        found = read_expression(text)
    except ExpressionError:
        return 0.0
    used, given = Counter(found.numbers), Counter(entry["metadata"]["numbers"])
    used = used - Counter({0: signs})
    fits = used == given if use_all else not used - given
    return float(fits and found.value == target)


def _polynomial(entry: Entry, answer: str) -> float:
    return float(read_polynomial(answer) == read_polynomial(entry["answer"]))


def _integral(entry: Entry, answer: str) -> float:
    about = entry["metadata"]
    return float(is_antiderivative(answer, about["integrand"], about["variable"]))


def _squeezed(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _written(entry: Entry, answer: str, share: float, rows: str, cells: str) -> float:
    """Return 1 for the text, and for a list that says the same the share that the data set pays for one."""
    accepted = {_squeezed(text) for text in entry["metadata"].get("valid_answers") or [entry["answer"]]}
    if _squeezed(answer) in accepted:
        return 1.0
    listed = json.loads(answer.replace("'", '"'))
    text = rows.join(row if isinstance(row, str) else cells.join(map(str, row)) for row in listed) if rows else None
    return share * (_squeezed(text if text is not None else cells.join(map(str, listed))) in accepted)


def _same_numbers(entry: Entry, answer: str) -> float:
    found, wanted = (json.loads(text.replace("'", '"')) for text in (answer, entry["answer"]))
    return float(isinstance(found, list) and [float(n) for n in found] == [float(n) for n in wanted])


OWN: dict[str, Callable[[Entry, str], float]] = {
    "binary_matrix": lambda entry, answer: _written(entry, answer, 0.1, "\n", " "),
    "bitwise_arithmetic": lambda entry, answer: float(int(answer, 0) == int(entry["answer"], 16)),
    "countdown": lambda entry, answer: _expression(entry, answer, False, entry["metadata"]["target"]),
    "game_of_life_halting": lambda entry, answer: float(answer.strip().lower() == str(entry["answer"]).lower()),
    "intermediate_integration": _integral,
    "n_queens": lambda entry, answer: _written(entry, answer, 0.5, "\n", " "),
    "number_sorting": _same_numbers,
    "polynomial_multiplication": _polynomial,
    "puzzle24": lambda entry, answer: _expression(entry, answer, True, 24),
    "simple_integration": _integral,
    "spiral_matrix": lambda entry, answer: _written(entry, answer, 0.1, "", " "),
    "string_insertion": lambda entry, answer: _written(entry, answer, 0.1, "", ""),
}
"""Scorers of ours. game_of_life_halting's is there because any text satisfies the data set's own, number_sorting's
because its own takes numbers that are off by 1, the others because theirs run texts as code."""


def _answer_of(name: str, entry: Entry) -> str:
    if name in UNSOLVED:
        return ""
    return STORED[name](entry) if name in STORED else str(entry["answer"] if entry["answer"] is not None else "")


def _score(name: str, dataset: Any, entry: Entry, answer: str) -> float:
    """Return the score of one text in [0, 1]; whatever goes wrong on the way is 0."""
    if name in REFUSED and REFUSED[name].search(answer):
        return 0.0
    try:
        if name in OWN:
            score = OWN[name](entry, answer)
        else:
            copy = {**entry, "metadata": dict(entry["metadata"])}  # some scorers write into it
            score = float(dataset.score_answer(answer, copy))
    except Exception:  # the scorers raise whatever a text makes them raise
        return 0.0
    return min(1.0, max(0.0, score)) if math.isfinite(score) else 0.0


@dataclass(frozen=True)
class Bridged(Task):
    """Problems of a data set of reasoning-gym, an optional package.

    Description: what the data set asks; see that package. Needs `pip install reasoning-gym`.

    Observation: the data set's question, unchanged. Action: the answer as the question wants it.

    Reward: the data set's own score, which may pay parts of the credit for parts of the answer, clipped to [0, 1].
    Scorers that run answers as code, or that any text satisfies, are replaced by stricter ones.

    Episode end: after one answer.

    Arguments: the data set's name, fixed by the id, and its own settings as JSON:
    `gym.make("ReasoningGym/chain_sum-v0", config='{"max_terms": 4}')`.

    Oracle: the stored answer; boxnet and rush_hour store none. Problems whose stored answer does not score 1 are
    passed over.

    A name is the same problem for one release of reasoning-gym only; verify refuses problems of another release that
    this one does not make alike.

    Version history: v0, the first.
    """

    dataset: str = knob("chain_sum", "the data set's name")
    config: str = knob("{}", "the data set's settings as a JSON object, without seed and size")

    strip_markup: ClassVar[bool] = False  # some answers are pictures made of * and spaces; verify tries both readings

    def __post_init__(self) -> None:
        _check(self.dataset)
        try:
            given = json.loads(self.config)
        except ValueError as error:
            raise KnobError(
                f"config={self.config[:80]!r} is no JSON ({error}); write '{{\"max_terms\": 4}}'"
            ) from error
        if not isinstance(given, dict) or {"seed", "size"} & set(given):
            raise KnobError(f"config={self.config[:80]!r}: write a JSON object without seed and size")
        try:
            config = _datasets()[self.dataset][1](**given)
            if hasattr(config, "validate"):
                config.validate()
        except (AssertionError, AttributeError, TypeError, ValueError) as error:
            raise KnobError(f"config={self.config[:80]!r}: {self.dataset} does not take it: {error}") from error
        object.__setattr__(self, "config", canonical(given))

    @property
    def level(self) -> int:
        """The data set's own settings are level 0, all others are custom."""
        return 0 if self.config == "{}" else -1

    def generate(self, rng: np.random.Generator) -> Problem:
        """Make one entry from a wide seed; one that raises or whose stored answer does not score 1 is passed over."""
        width = 2**32 if self.dataset == "pool_matrix" else 2**62  # that one seeds NumPy's old generator
        last: Exception | None = None
        for _ in range(ATTEMPTS):
            seed = int(rng.integers(width))
            try:
                dataset, entry = _made(self.dataset, self.config, seed)
            except Exception as error:  # some generators give up now and then
                last = error
                continue
            answer = _answer_of(self.dataset, entry)
            if self.dataset in UNSOLVED or self._best(dataset, entry, answer) == 1.0:
                return Problem(str(entry["question"]), {"seed": seed, "answer": answer, "release": _release()})
        raise KnobError(f"{self.dataset} with config={self.config} makes no sound problem: {last or 'wrong answers'}")

    def identity(self, problem: Problem) -> JSON:
        """Return the question: two seeds may ask the same."""
        return problem.prompt

    def solve(self, problem: Problem) -> str:
        """Return the stored answer; empty where there is none."""
        return str(problem.data["answer"])

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Make the entry again from its seed and score the answer, as it is and without outer markup."""
        seed = problem.data.get("seed")
        try:
            dataset, entry = _made(self.dataset, self.config, seed)
            same = str(entry["question"]) == problem.prompt
        except Exception:
            same = False
        if not same:
            return Verdict.wrong(f"reasoning-gym {_release()} does not make this problem from its seed")
        longest = min(self.max_answer, 1_000 + 4 * len(_answer_of(self.dataset, entry)))
        if len(answer) > longest:
            return Verdict.wrong(f"the answer has {len(answer)} characters; at most {longest} are read here")
        score = self._best(dataset, entry, answer)
        if score == 1.0:
            return Verdict.correct()
        return Verdict.partial(score, "correct in part") if score > 0 else Verdict.wrong("not correct")

    def _best(self, dataset: Any, entry: Entry, answer: str) -> float:
        """Return the better score of an answer as it stands and of the same without outer markup."""
        stored, bare = _answer_of(self.dataset, entry), clean(answer)
        if bare and bare == clean(stored) and self.dataset not in OWN:
            answer = stored  # outer spaces and markup never decide
        with _alone(0):
            scores = [_score(self.dataset, dataset, entry, text) for text in dict.fromkeys((answer, bare))]
        return max(scores)
