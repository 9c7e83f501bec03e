"""Lists of judgements as people and models write them.

`A: right, B: step 2`, one entry a line, a Markdown list or table, and JSON all say the same. Words that are not
known, entries that are missing and entries that are there twice are refused: a judgement is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

MAX_LENGTH = 2_000
_TOKEN = re.compile(
    r"(?P<word>[A-Za-z]+[0-9]{0,2}(?![A-Za-z0-9])|[0-9]{1,3}(?!\.?[0-9])(?![A-Za-z]))"
    r"|\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit)(?=\s*\{)|\\q?quad(?![A-Za-z])|\\[\\,;:! ]"
    r"|-(?!\s*[0-9])|[\s,;:.=>|{}\[\]()\"'*_`&#$–—→•·]+"
)


def read_entries(answer: str, labels: Sequence[str], fillers: Collection[str] = ()) -> dict[str, list[str]] | str:
    """Return what an answer says about each label, as words in lower case, or what is wrong with it.

    Args:
        answer: Any text.
        labels: What an entry may begin with, such as "A", "1" or "A2"; upper and lower case are the same.
        fillers: Words in lower case that say nothing and are left out wherever they stand.

    >>> read_entries("A: right; B: step 2", "AB")
    {'A': ['right'], 'B': ['step', '2']}
    >>> read_entries("A: right, A: step 2", "AB")
    'A is judged twice'
    """
    if len(answer) > MAX_LENGTH:
        return f"the answer has {len(answer)} characters; at most {MAX_LENGTH} are read"
    by_word = {label.lower(): label for label in labels}
    found: dict[str, list[str]] = {}
    entry: list[str] | None = None
    at = 0
    while at < len(answer):
        match = _TOKEN.match(answer, at)
        if match is None:
            return f"{answer[at : at + 10]!r} is not read"
        at, word = match.end(), (match["word"] or "").lower()
        if word in by_word:
            if by_word[word] in found:
                return f"{by_word[word]} is judged twice"
            entry = found[by_word[word]] = []
        elif word and word not in fillers:
            if entry is None:
                return f"{word[:20]!r} stands before the first of {', '.join(labels)}"
            entry.append(word)
    missing = [label for label in labels if label not in found]
    return f"{missing[0]} is not judged" if missing else found
