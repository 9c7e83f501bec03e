"""Houses in a row: words and kinds of clues, the riddle as a text, solutions as people write them and as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..board import Board, Cell

ATTRIBUTES = {  # what a clue calls a person, and the values; no word stands twice
    "name": ("{}", "Ann Bob Cara Dan Eva Finn Gus Hana"),
    "colour": ("the person in the {} house", "red blue green white black pink grey brown"),
    "drink": ("the {} drinker", "tea milk water juice cocoa beer wine soda"),
    "pet": ("the {} owner", "cat dog fish bird horse mouse snake goat"),
    "game": ("the {} player", "chess golf polo darts poker bingo rugby whist"),
    "job": ("the {}", "baker nurse pilot judge cook clerk miner guard"),
    "flower": ("the {} grower", "rose tulip lily daisy iris poppy aster lilac"),
}
CLUES = {  # as a phrase, and how far right of the first value the second is; a house's number may be the second
    "same": ("{} is {}", {0}),
    "next": ("{} lives next to {}", {-1, 1}),
    "directly left": ("{} lives directly left of {}", {1}),
    "left": ("{} lives somewhere left of {}", {*range(1, 7)}),
    "one between": ("there is exactly one house between {} and {}", {-2, 2}),
    "two between": ("there are exactly two houses between {} and {}", {-3, 3}),
    "house": ("{} lives in house {}", {0}),
    "not house": ("{} does not live in house {}", {*range(-6, 7)} - {0}),
}
ENOUGH = {"directly left", "left", "house", "not house"}  # all true clues of one of these kinds fix the solution
HARD = tuple(kind for kind in CLUES if kind != "house")
STRAY = re.compile(r"[^\s#] {0,9}#{1,9} {0,9}(?![\d# ])")  # nothing that belongs to a list or a table
WORD = re.compile(  # what is read over, then words, numbers and signs
    rf"(?:houses?|h|position|{'|'.join(kind + 's?' for kind in ATTRIBUTES)}|person|colors?|header|rows|solution|is|in"
    r"|has|lives|and|the|st|nd|rd|th)(?![^\W\d_])|[\s,;:.=>|{}\[\]()\"'`*_&#+•–—→-]+|([^\W\d_]+|[0-9]+|.)"
)
Clue = Sequence[Any]  # its kind, a cell, and another cell or a house, from 0


def phrases(data: Mapping[str, Any], clues: Sequence[Clue]) -> list[str]:
    """Return the clues as phrases."""
    kinds = zip(data["attributes"], data["values"], strict=True)
    who = [ATTRIBUTES[kind][0].format(word) for kind, words in kinds for word in words]
    return [CLUES[k][0].format(who[a], b + 1 if k.endswith("house") else who[b]) for k, a, b in clues]


def sentences(data: Mapping[str, Any]) -> list[str]:
    """Return the clues as numbered sentences."""
    return [f"{i}. {text[0].upper()}{text[1:]}." for i, text in enumerate(phrases(data, data["clues"]), 1)]


def riddle(data: Mapping[str, Any]) -> str:
    """Return the whole riddle as a text."""
    kinds, n = data["attributes"], len(data["values"][0])
    lists = [f"{kind}: {', '.join(some)}" for kind, some in zip(kinds, data["values"], strict=True)]
    intro = (
        f"{n} houses stand in a row, with numbers 1 to {n} from left to right. One person "
        "lives in each. Each value below belongs to one house, and each house has one value of each line."
    )
    ask = "Exactly one solution fits. Answer with the values of all houses, like this: house 1: "
    ask += f"{', '.join(kinds).upper()}; house 2: and so on."
    return "\n".join([intro, "", *lists, "", *sentences(data), "", ask])


def holds(clue: Clue, at: Sequence[int]) -> bool:
    """Return whether a clue is true of houses, from 0, one for each value."""
    kind, a, b = clue
    return (b if kind.endswith("house") else at[b]) - at[a] in CLUES[kind][1]


def read_houses(answer: str, lists: Sequence[Sequence[str]]) -> list[int] | str:
    """Return each value's house, or what is wrong; houses stand before, behind or above their values."""
    if len(answer) > 10_000:
        return f"the answer has {len(answer)} characters; at most 10000 are read"
    if STRAY.search(answer):
        return "a # stands neither before a heading nor before a number"
    n, words = len(lists[0]), [word for some in lists for word in some]
    cells = len(words)
    known = {word.lower(): i for i, word in enumerate(words)} | {str(h + 1): ~h for h in range(n)}
    said = []  # cells, and below 0 houses
    for word in filter(None, WORD.findall(answer.lower())):
        if word not in known:
            return f"{word[:20]!r} is no value and no house"
        said.append(known[word])
    values, houses = [x for x in said if x >= 0], [x for x in said if x < 0]
    if sorted(values) != list(range(cells)):
        return "each value stands once in an answer"
    if not houses:  # in order: attribute by attribute, or house by house
        houses = [~h for h in range(n)]
        by_house = [x for h in range(n) for x in (~h, *values[h * cells // n : (h + 1) * cells // n])]
        said = houses + values if values[0] // n == values[1] // n else by_house
    if houses == said[:n]:  # above: attribute by attribute
        return [-house for _, house in sorted(zip(values, houses * (cells // n), strict=True))]
    size = len(said) // len(houses)
    rows = [said[i : i + size] for i in range(0, len(said), size)]
    if len({tuple(x < 0 for x in row) for row in rows}) > 1 or sum(x < 0 for x in rows[0]) != 1:
        return f"it is not clear what is where; write house 1: {', '.join(words[::n])}; house 2: and so on"
    return [-min(row) for _, row in sorted((x, row) for row in rows for x in row if x >= 0)]


def _begun(answer: str, lists: Sequence[Sequence[str]]) -> list[int]:
    """Return each value's house, 0 for none, from the text of a play that goes on: dots stand for what is missing."""
    at = dict.fromkeys((word for some in lists for word in some), 0)
    rows = [row.partition(": ")[2].split(", ") for row in answer.split("; ")]
    if [len(row) for row in rows] == [len(lists)] * len(lists[0]) and {w for row in rows for w in row} <= {".", *at}:
        at |= {word: house for house, row in enumerate(rows, 1) for word in row if word != "."}
    return list(at.values())


def draw_houses(data: Mapping[str, Any], answer: str, right: Sequence[int], note: str) -> Board:
    """Draw a table of the houses and the clues; values of the answer whose house is not the right one are faults."""
    n, read = len(data["values"][0]), read_houses(answer, data["values"])
    at = _begun(answer, data["values"]) if isinstance(read, str) else read
    notes = [*sentences(data), *([note] if note and (at == read or not any(at)) else [])]
    rows = [["", *(Cell(str(house), "mute") for house in range(1, n + 1))]]
    for i, (kind, words) in enumerate(zip(data["attributes"], data["values"], strict=True)):
        rows.append([Cell(kind, "mute")])
        for house in range(1, n + 1):
            here = [c for c in range(i * n, i * n + n) if at[c] == house]
            fault = any(right and right[c] != house for c in here)
            rows[-1].append(Cell(" ".join(words[c - i * n] for c in here), "fault" if fault else "answer"))
    return Board.from_grid(rows, block=(len(rows), 1), notes=notes)
