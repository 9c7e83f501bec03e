r"""Rules that find what is wrong with a question, from its text alone.

Each rule is a generator of details: what it has seen, for people; nothing where it has seen nothing. A rule that is
not sure says nothing. All patterns have bounded gaps, so that time is linear in a text of bounded length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .rules_numbers import contradiction, impossible
from .rules_text import (
    VALUE,
    context,
    figure,
    garbled,
    latex,
    letters_of,
    no_goal,
    no_options,
    proof,
    several,
    truncated,
    unpaired,
)

Rule = Callable[[str, Any], Iterator[str]]
I = re.IGNORECASE  # noqa: E741 - as in `re.I`


_WANTED = re.compile(
    r"\b(?:find|determine|compute|calculate|solve for|what is|evaluate)(?: the)?(?: (?:exact )?value of)? "
    r"\$?([b-hj-zB-HJ-Z])\$?[.?]?$",
    I,
)
_TOLD = re.compile(
    r"\\boxed|(?:^|[\s(\[])(?:final )?(?:answer|ans|solution)(?: is| ?[:=]){1,3}\s{0,5}(?P<what>[^\n]{1,80})", I
)
_RESULT = re.compile(r"[\d)x] ?= ?\$?([-\d./]{1,40}?)\$?[.?]?$")
NOTHING = frozenset(
    ("", "n/a", "na", "none", "null", "nan", "unknown", "?", "-", "see solution", "answers may vary", "answers vary")
)


def unknown_goal(text: str, options: Any) -> Iterator[str]:
    """Find a variable that is asked for and was never mentioned."""
    found = _WANTED.search(text)
    if found:
        before = text[: found.start(1)]
        if not re.search(rf"(?<![A-Za-z\\]){found[1]}(?![A-Za-z])", before):
            yield f"{found[1]} is not mentioned before"


def answer_faults(text: str, answer: str, options: Any) -> Iterator[tuple[str, str]]:
    """Find an answer that is none, that is not to be read, that the question tells, or that is no option."""
    if answer.casefold().strip(". ") in NOTHING:
        yield "no answer", f"{answer!r} is no answer"
        return
    bare = final(answer)
    words = re.findall(r"[A-Za-z]{3,}", re.sub(r"\\[A-Za-z]+", " ", bare))
    if len(words) > 8 or len(bare) > 300:
        yield "unreadable answer", f"{len(words)} words, {len(bare)} characters"
    elif unpaired(re.sub(r"\\[{}]", "", bare), "{", "}"):
        yield "unreadable answer", "its braces do not pair up"
    told, end = _TOLD.search(text), _RESULT.search(text)
    if told and (not told["what"] or _begins(told["what"], bare)):
        yield "answer in question", repr(told[0].strip()[:40])
    elif end and end[1] == bare and not VALUE.search(text, max(0, end.start() - 200)):
        yield "answer in question", repr(end[0])
    letters = letters_of(text, options)
    letter = re.fullmatch(r"\(?([A-Z])\)?\.?", bare)
    if letter and len(letters) > 1 and letter[1] not in letters:
        yield "answer not an option", f"{letter[1]} is none of {', '.join(sorted(letters))}"


def final(answer: str) -> str:
    r"""Return the answer at the end of a worked one: behind `####`, in the last `\boxed{…}`; without outer markup.

    >>> final("6 × 7 = 42\n#### 42"), final(r"so it is $\boxed{\frac{1}{2}}$."), final("$3$")
    ('42', '\\frac{1}{2}', '3')
    """
    text = answer.rpartition("####")[2].strip().strip("$. ")
    at = text.rfind("\\boxed{")
    if at >= 0:
        depth = 0
        for end in range(at + 6, len(text)):
            depth += (text[end] == "{") - (text[end] == "}")
            if depth == 0:
                return text[at + 7 : end]
    return text


def _begins(said: str, answer: str) -> bool:
    """Return whether what a question says of its answer begins with it."""
    said = said.strip(" $*")
    return bool(answer) and said.startswith(answer) and not said[len(answer) : len(answer) + 1].isalnum()


RULES: tuple[tuple[tuple[str, Rule], ...], ...] = (
    (("garbled", garbled), ("truncated", truncated), ("latex", latex)),
    (
        ("no goal", no_goal),
        ("several questions", several),
        ("proof", proof),
        ("figure", figure),
        ("context", context),
        ("no options", no_options),
    ),
    (("impossible", impossible),),
    (("contradiction", contradiction),),
    (("unknown goal", unknown_goal),),
)
"""The rules of the five stages, by the reason that they give."""
