"""Who is a knight and who is a knave, as people write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_LENGTH = 2_000
_ROLES = {"knight": True, "knights": True, "knave": False, "knaves": False}
_TOKEN = re.compile(
    r"(?P<word>[A-Za-z]+)|\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit)(?=\s*\{)|\\[\\,;: ]"
    r"|[\s,;:.=>|{}\[\]()\"'*_&–—→-]+"
)


def say_roles(names: Sequence[str], roles: int) -> str:
    """Return the roles (a bit for each name, 1 for a knight) as a sentence."""
    return ", ".join(f"{name} is a {'knight' if roles >> i & 1 else 'knave'}" for i, name in enumerate(names))


def read_roles(answer: str, names: Sequence[str]) -> int | str:
    """Return the roles that an answer gives, as bits, or what is wrong with it."""
    if len(answer) > MAX_LENGTH:
        return f"the answer has {len(answer)} characters; at most {MAX_LENGTH} are read"
    index = {name.lower(): i for i, name in enumerate(names)}
    roles: dict[int, bool] = {}
    waiting: list[int] = []  # named, without a role yet
    at = 0
    while at < len(answer):
        match = _TOKEN.match(answer, at)
        if match is None:
            return f"{answer[at]!r} is not read; write NAME is a knight, NAME is a knave"
        at, word = match.end(), (match["word"] or "").lower()
        if word in index:
            if index[word] in roles or index[word] in waiting:
                return f"{names[index[word]]} is named twice"
            waiting.append(index[word])
        elif word in _ROLES:
            if not waiting:
                return f"{word!r} stands behind no name"
            roles |= dict.fromkeys(waiting, _ROLES[word])
            waiting = []
        elif word not in ("", "is", "are", "a", "and"):
            return f"{word[:20]!r} is no name, no role and none of is, are, a, and"
    missing = [name for i, name in enumerate(names) if i not in roles]
    return f"{missing[0]} has no role" if missing else sum(1 << i for i, knight in roles.items() if knight)
