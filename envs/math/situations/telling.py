"""How chains are told, asked about and worked out in each language; the words stand in one JSON file a language."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np

from ...errors import KnobError, did_you_mean
from ...formats import clean
from ...verify.integers import parse_integer
from .catalogue import SITUATIONS
from .chains import Chain
from .programs import Inverse, Step, Values, amount, run

LANGUAGES = ("en", "zh", "es", "bn")
PHRASINGS = 3
EXTRA = "z"  # the quantity that a story does not need
PEOPLE = 8  # names of women and of men in every language

Style = dict[str, Any]
"""How a chain is told, as JSON: `phrasing` and `people` of each story, the `facts` of each in order, `z`, `ask`."""


@functools.cache
def words(language: str) -> Any:
    """Return the words of a language.

    Raises:
        KnobError: If there is no such language.
    """
    if language not in LANGUAGES:
        raise KnobError(f"no language {language!r}{did_you_mean(language, LANGUAGES)}")
    return json.loads(files(__package__).joinpath(f"{language}.json").read_text(encoding="utf-8"))


@functools.cache
def _digits(language: str) -> dict[int, str]:
    return {ord("0") + i: digit for i, digit in enumerate(words(language)["digits"])}


def number(value: int, language: str) -> str:
    """Write a number in the digits of a language."""
    return str(value).translate(_digits(language))


# -- drawing a style --------------------------------------------------------------------------------------------------


def draw_style(rng: np.random.Generator, chain: Chain, phrasings: Sequence[int] = range(PHRASINGS)) -> Style:
    """Draw phrasings and people for a chain, with all that is known told in order and the usual question."""
    n = len(chain.names)
    women, men = rng.permutation(PEOPLE).tolist(), rng.permutation(PEOPLE).tolist()
    return {
        "phrasing": [phrasings[int(rng.integers(len(phrasings)))] for _ in range(n)],
        "people": [[women[2 * i], men[i], women[2 * i + 1]] for i in range(n)],
        "facts": [list(situation.known) for situation in chain.situations],
        "ask": chain.situations[-1].target,
        "z": 0,
    }


def add_extra(rng: np.random.Generator, style: Style) -> None:
    """Add a fact that is not needed to one of the stories."""
    style["z"] = int(rng.integers(8, 41))
    facts = style["facts"][int(rng.integers(len(style["facts"])))]
    facts.insert(int(rng.integers(len(facts) + 1)), EXTRA)


def swap(rng: np.random.Generator, style: Style) -> None:
    """Change the order of the facts in every story."""
    for facts in style["facts"]:
        told = list(facts)
        while facts == told:
            facts[:] = [told[int(i)] for i in rng.permutation(len(told))]


def invert(style: Style, inverse: Inverse) -> None:
    """Ask for a known quantity of the last story, and tell what was asked for in its place."""
    facts = style["facts"][-1]
    facts[:] = [*(q for q in facts if q != inverse.unknown), *inverse.states]
    style["ask"] = inverse.unknown


# -- telling ----------------------------------------------------------------------------------------------------------


def _people(style: Style, story: int, language: str) -> dict[str, str]:
    woman, man, other = style["people"][story]
    text = words(language)
    return {"A": text["women"][woman], "B": text["men"][man], "C": text["women"][other]}


def _form(forms: Sequence[str], phrasing: int) -> str:
    return forms[phrasing % len(forms)]


def _linked(chain: Chain, story: int, language: str) -> str:
    """Write the linked number of a story by the letter of the answer before it."""
    text, shift = words(language), chain.shifts[story - 1]
    letter = text["letters"][story - 1]
    if not shift:
        return str(letter)
    pattern: str = text["plus" if shift > 0 else "minus"]
    return pattern.format(letter=letter, n=number(abs(shift), language))


def tell(chain: Chain, style: Style, language: str) -> str:
    """Return the problem: the stories and the question."""
    text = words(language)
    paragraphs = []
    for i, situation in enumerate(chain.situations):
        told, phrasing = text["situations"][situation.name], style["phrasing"][i]
        values = situation.solve(chain.known[i])
        assert values is not None
        places = {q: number(value, language) for q, value in values.items()}
        places |= _people(style, i, language) | {EXTRA: number(style["z"], language)}
        if i:
            places[chain.link(i)] = _linked(chain, i, language)
        sentences = [_form(told["intro"], phrasing)]
        for quantity in style["facts"][i]:
            sentences.append(told["extra"]["fact"] if quantity == EXTRA else _form(told["facts"][quantity], phrasing))
        if i == len(chain.names) - 1:
            sentences.append(_form(told["ask"][style["ask"]], phrasing))
        else:
            told_name = name(chain, style, i, situation.target, language)
            let = text["frames"]["let"].format(letter=text["letters"][i], name=told_name)
            sentences.append(let.replace("{", "{{").replace("}", "}}"))
        paragraphs.append(text["join"].join(sentence.format(**places) for sentence in sentences))
    return "\n".join(paragraphs)


def name(chain: Chain, style: Style, story: int, quantity: str, language: str) -> str:
    """Return what a quantity of a story is called."""
    told = words(language)["situations"][chain.names[story]]
    pattern: str = told["extra"]["name"] if quantity == EXTRA else told["names"][quantity]
    return pattern.format(**_people(style, story, language))


def others(chain: Chain, style: Style, story: int, which: int, language: str) -> str:
    """Return what a quantity is called that a story does not need; number 0 is the one that may be told."""
    extra = words(language)["situations"][chain.names[story]]["extra"]
    pattern: str = extra["others"][which - 1] if which else extra["name"]
    return pattern.format(**_people(style, story, language))


# -- working out ------------------------------------------------------------------------------------------------------


def solution(chain: Chain, style: Style) -> list[tuple[int, Step, Values]]:
    """Return the steps to the answer, each with its story and the values that it works with."""
    found = []
    for i, situation in enumerate(chain.situations):
        steps, known = situation.steps, chain.known[i]
        if i == len(chain.names) - 1 and style["ask"] != situation.target:
            steps = situation.inverses[style["ask"]].steps
            known = {q: value for q, value in (situation.solve(known) or {}).items() if q in style["facts"][i]}
        values = run(steps, known | ({chain.link(i): chain.known[i][chain.link(i)]} if i else {}))
        assert values is not None, f"{situation.name} cannot be worked out"
        found += [(i, step, values) for step in steps]
    return found


def explain(chain: Chain, style: Style, language: str) -> list[str]:
    """Return the worked solution line by line."""
    text, lines, story = words(language), [], 0
    frames = text["frames"]
    for i, facts in enumerate(style["facts"]):
        if EXTRA in facts:
            extra = name(chain, style, i, EXTRA, language)
            lines.append(_first(frames["spare"].format(name=extra, n=number(style["z"], language))))
    for i, step, values in solution(chain, style):
        if i > story:
            lines += _bridge(chain, style, i, language)
            story = i
        work = _work(step, values, language)
        lines.append(_first(frames["line"].format(name=name(chain, style, i, step.result, language), work=work)))
    return lines


def _bridge(chain: Chain, style: Style, story: int, language: str) -> list[str]:
    """Return the lines that carry the answer of one story into the next."""
    text = words(language)
    link = chain.link(story)
    value, shift = chain.known[story][link], chain.shifts[story - 1]
    letter, before = text["letters"][story - 1], number(value - shift, language)
    lines = [text["frames"]["equal"].format(letter=letter, n=before)]
    if shift:
        size, total = number(abs(shift), language), number(value, language)
        work = f"{before} {'+' if shift > 0 else '-'} {size} = {total}"
    else:
        work = before
    called = name(chain, style, story, link, language)
    return [*lines, _first(text["frames"]["line"].format(name=called, work=work))]


def _first(line: str) -> str:
    return line[:1].upper() + line[1:]


_SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}


def _work(step: Step, values: Values, language: str) -> str:
    """Write one step with its numbers."""
    m, n = amount(step.a, values), amount(step.b, values)
    a, b, v = (number(value, language) for value in (m, n, values[step.result]))
    if step.op in _SIGNS or (step.op == "up" and m % n == 0):
        return f"{a} {_SIGNS.get(step.op, '÷')} {b} = {v}"
    hundred = number(100, language)
    if step.op == "%":
        return f"{a} × {b} ÷ {hundred} = {v}"
    if step.op == "of":
        return f"{a} × {hundred} ÷ {b} = {v}"
    if step.op == "^":
        return f"{' × '.join([a] * n)} = {v}"
    q, r = number(m // n, language), number(m % n, language)
    pattern: str = words(language)["frames"][step.op]
    return pattern.format(a=a, b=b, v=v, q=q, r=r)


# -- reading answers --------------------------------------------------------------------------------------------------

_NATIVE = {0x09E6 + i: str(i) for i in range(10)}
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")  # 12.500 in Spanish
_LAKHS = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}")  # 1,25,000 in Bengali
_SIGN = re.compile(r"\\?[$€¥৳]\s*([0-9].*)", re.DOTALL)
MAX_TEXT = 200


def read_number(text: str, language: str) -> int | None:
    """Return the whole number that an answer is, in any digits, with or without a unit of the language behind it."""
    if len(text) > MAX_TEXT:
        return None
    text = clean(clean(text.translate(_NATIVE)).rstrip("。।"))
    if found := _SIGN.fullmatch(text):
        text = found[1]
    for unit in _units(language):
        if text.casefold().endswith(unit):
            bare = text[: -len(unit)].strip()
            if bare[-1:].isdecimal():
                text = bare
            break
    if language == "es" and _POINTS.fullmatch(text):
        text = text.replace(".", "")
    if language == "bn" and _LAKHS.fullmatch(text):
        text = text.replace(",", "")
    return parse_integer(text)


@functools.cache
def _units(language: str) -> tuple[str, ...]:
    """Return the units of a language, longer ones first."""
    return tuple(sorted((unit.casefold() for unit in words(language)["units"]), key=len, reverse=True))


def situations() -> tuple[str, ...]:
    """Return the names of all situations."""
    return tuple(SITUATIONS)
