"""Rules of the filter about numbers: conditions against their definitions, and against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import isqrt
from typing import Any

I = re.IGNORECASE  # noqa: E741 - as in `re.I`


# -- stage 3: each condition against its definition -------------------------------------------------------------------

_PEOPLE = "students|pupils|people|persons|children|men|women|boys|girls|workers|players|guests|members|voters"
_OBJECTS = "balls|marbles|coins|apples|oranges|books|pencils|cars|dogs|cats|stamps|cards|candies|tickets|chairs"
_N = r"(\d{1,9}(?:\.\d{1,6})?)"
_CHANCE = re.compile(
    r"\bprobability\b[^.?!;]{0,120}?\b(?:is|of|equals) \$?(?:\\d?frac\{(?P<top>\d{1,9})\}\{(?P<low>\d{1,9})\}|"
    r"(?P<a>\d{1,9})/(?P<b>\d{1,9})|(?P<dec>\d{1,9}\.\d{1,9}|\d{1,9}(?=\s?\\?%))\s?(?P<per>\\?%)?)(?=[\s,;?!$]|\.(?!\d)|$)",
    I,
)
_UNITS = "cm|mm|km|kg|grams?|litres?|liters?|years old|hours?|minutes?|days|sides|numbers"
_NEGATIVE = re.compile(
    rf"(?<![\w)}}$.])(?<![\d)}}$.] )[-−]\d+(?:\.\d+)? (?:{_UNITS}|{_PEOPLE}|{_OBJECTS})\b"
    r"|\b(?:length|width|height|radius|diameter|perimeter|volume|mass|weight|age|side)s? (?:is|of|are|equals|=) "
    r"\$?[-−]\s?\d+",
    I,
)
_NAMED = re.compile(
    r"\b(prime|even|odd|square|cube) (?:number|integer) \$?(\d{1,9})\b(?![.,]\d)(?! (?:or|and) (?:less|more))", I
)
_PERFECT = re.compile(r"\bperfect (square|cube) \$?(\d{1,9})\b(?![.,]\d)", I)
_OFF = re.compile(
    rf"\b(?:discount of|reduced by|discounted by|marked down by|price (?:is|was) lowered by) {_N} ?\\?%", I
)
_REST = (
    re.compile(
        r"\bdivided by \$?(?P<m>\d{1,9})\$?,? (?:it |and )?(?:leaves|gives|has|with|leaving)?(?: a| the)? ?remainder "
        r"(?:of |is )?\$?(?P<r>\d{1,9})",
        I,
    ),
    re.compile(
        r"\bremainder (?:of )?\$?(?P<r>\d{1,9})\$? (?:when|on|if|upon)[^.?!;]{0,40}?\b(?:divided|division) by "
        r"\$?(?P<m>\d{1,9})",
        I,
    ),
)
_ANGLE = re.compile(r"\bangle (?:at )?\$?\\?(?:angle )?([A-Z]{1,3})\$? (?:is|=|of|measures) \$?(\d{1,9})", I)
_POLYGON = re.compile(r"\bpolygon (?:has|with) (?:exactly )?([0-2]|\d{1,9}\.\d{1,9}) sides?\b", I)
_WIDE = re.compile(r"\bangles of (?:a|the) right triangle (?:is|measures) (\d{1,9})", I)
_UNWHOLE = re.compile(
    rf"\b(\d{{1,9}}\.\d{{1,9}}) (?:of (?:them|the \w{{1,20}}) \w|{_PEOPLE}|{_OBJECTS}|sing\b|play\b)", I
)
_TERMS = re.compile(
    r"\b(arithmetic|geometric) (?:sequence|progression)\b[^.?!]{0,30}\b(?:begins|starts|with)\b[^.?!\d-]{0,25}"
    r"(-?\d{1,9}), (-?\d{1,9}),? (?:and )?(-?\d{1,9})",
    I,
)


def is_prime(n: int) -> bool:
    """Return whether a number below 10^9 is prime."""
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


def _is_power(n: int, k: int) -> bool:
    return any((round(n ** (1 / k)) + shift) ** k == n for shift in (-1, 0, 1))


_PROPERTY: dict[str, Callable[[int], bool]] = {
    "prime": is_prime,
    "even": lambda n: n % 2 == 0,
    "odd": lambda n: n % 2 == 1,
    "square": lambda n: _is_power(n, 2),
    "cube": lambda n: _is_power(n, 3),
}


def impossible(text: str, options: Any) -> Iterator[str]:
    """Find a condition that goes against its own definition."""
    for match in [*_NAMED.finditer(text), *_PERFECT.finditer(text)][:20]:
        what, n = match[1].lower(), int(match[2])
        if not _PROPERTY[what](n):
            yield f"{n} is not {what if what in ('prime', 'even', 'odd') else f'a {what}'}"
    negative = _NEGATIVE.search(text)
    if negative:
        yield f"{negative[0].strip()!r} is negative"
    for match in _CHANCE.finditer(text):
        value = _ratio(match)
        if value is not None and value > 1:
            yield f"{match[0].rsplit(' ', 1)[1]} is no probability"
    for match in _OFF.finditer(text):
        if Fraction(match[1]) > 100:
            yield f"{match[0]!r} is more than all"
    for match in (match for pattern in _REST for match in pattern.finditer(text)):
        if 0 < int(match["m"]) <= int(match["r"]):
            yield f"{match['r']} is no remainder on division by {match['m']}"
    if re.search(r"\btriangle\b", text, I):
        yield from (f"{m[2]} degrees are no angle of a triangle" for m in _ANGLE.finditer(text) if int(m[2]) >= 180)
    sides, parts, wide, terms = (p.search(text) for p in (_POLYGON, _UNWHOLE, _WIDE, _TERMS))
    if sides:
        yield f"a polygon with {sides[1]} sides"
    if parts and not re.search(r"\b(?:average|mean)\b", text, I):
        yield f"{parts[0]!r} is no whole number"
    if wide and int(wide[1]) > 90:
        yield f"an angle of {wide[1]} degrees in a right triangle"
    if terms:
        a, b, c = (int(terms[i]) for i in (2, 3, 4))
        if (b - a != c - b) if terms[1].lower() == "arithmetic" else (b * b != a * c):
            yield f"{a}, {b}, {c} is no {terms[1].lower()} sequence"


def _ratio(match: re.Match[str]) -> Fraction | None:
    if match["dec"]:
        return Fraction(match["dec"]) / (100 if match["per"] else 1)
    top, low = (match["top"], match["low"]) if match["top"] else (match["a"], match["b"])
    return Fraction(int(top), int(low)) if int(low) else None


# -- stage 4: contradictions that numbers show ------------------------------------------------------------------------

_SIDES = re.compile(
    rf"\btriangle\b[^.?!]{{0,50}}?\b(?:sides?|side lengths)\b[^.?!\d]{{0,25}}{_N}(?: ?[cm]?m)?, {_N}(?: ?[cm]?m)?,? "
    rf"(?:and )?{_N}",
    I,
)
_BETWEEN = re.compile(
    r"\b(?:greater|more|larger) than \$?(?P<low>-?\d{1,9})\$? (?:and|but) (?:it is )?(?:less|smaller|fewer) than "
    r"\$?(?P<high>-?\d{1,9})",
    I,
)
_SPAN = re.compile(r"(?<![\w\\])([a-z]) ?(?:>|\\gt) ?(?P<low>-?\d{1,9})\$? and \$?\1 ?(?:<|\\lt) ?(?P<high>-?\d{1,9})")
_AROUND = re.compile(rf"\b(?:perimeter of|perimeter is|all sides together have a length of) \$?{_N}", I)
_SIDE = re.compile(
    rf"\b(?:one (?:of its sides|side(?: of [a-z ]{{1,20}})?)|its (?:length|width)) is \$?{_N} ?(?:cm|m|mm|km)\b", I
)
_LONGEST = re.compile(rf"\bhypotenuse\b[^.?!\d]{{0,30}}{_N}", I)
_LEG = re.compile(rf"\blegs?\b[^.?!\d]{{0,20}}{_N}", I)
_PART_OF = re.compile(
    rf"\bof (?:the |these )?(\d{{1,9}}) (?:{_PEOPLE})\b[^.?!\d]{{0,30}}, (\d{{1,9}})(?![\d%.,/])"
    "(?! (?:times|years|%))",
    I,
)
_BOTH = re.compile(
    rf"(\d{{1,9}})(?: of (?:them|the \w{{1,20}})| (?:{_PEOPLE}))? [a-z ]{{1,30}}?,? (?:and|while) (\d{{1,9}})"
    rf"(?: (?:{_PEOPLE}))? [a-z ]{{1,30}}\. (\d{{1,9}}) (?:of them |(?:{_PEOPLE}) )?"
    "(?:do|like|play|take|have|study) both",
    I,
)
_BAG = re.compile(r"\b(?:bag|urn|box|jar) (?:holds|contains|has) (\d{1,9}) (?:balls|marbles)\b", I)
_ONE_DRAWN = re.compile(r"\b(?:a|one) (?:ball|marble) (?:is )?(?:drawn|chosen|picked|taken) at random\b", I)
_FIRST = re.compile(r"\bfirst term\b[^.?!,\d-]{0,30}(-?\d{1,9})", I)
_STEP = re.compile(r"\bcommon difference\b[^.?!,\d-]{0,40}(-?\d{1,9})", I)
_ORDINAL = re.compile(
    r"\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) term (?:is |equals |= ?)\$?(-?\d{1,9})", I
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_REGULAR = re.compile(r"\bregular polygon (?:has|with) (\d{1,4}) sides\b", I)
_CORNER = re.compile(r"\b(?:each|every|one) of its (?:interior )?angles (?:has|is|measures) (\d{1,4}) degrees", I)


def contradiction(text: str, options: Any) -> Iterator[str]:
    """Find conditions that cannot hold together."""
    yield from _shapes(text)
    for match in [*_BETWEEN.finditer(text), *_SPAN.finditer(text)]:
        low, high = int(match["low"]), int(match["high"])
        if low >= high:
            yield f"greater than {low} and less than {high}"
        elif high - low < 100 and "prime number" in text and not any(map(is_prime, range(low + 1, high))):
            yield f"no prime is greater than {low} and less than {high}"
    part, both, bag, chance = (p.search(text) for p in (_PART_OF, _BOTH, _BAG, _CHANCE))
    if part and int(part[2]) > int(part[1]):
        yield f"{part[2]} of {part[1]}"
    if both and int(both[3]) > min(int(both[1]), int(both[2])):
        yield f"{both[3]} do both, of {both[1]} and {both[2]}"
    if bag and chance and _ONE_DRAWN.search(text):
        value = _ratio(chance)
        if value is not None and value <= 1 and (value * int(bag[1])).denominator > 1:
            yield f"a share of {value} in {bag[1]} balls"
    first, step, later = (p.search(text) for p in (_FIRST, _STEP, _ORDINAL))
    if first and step and later and "arithmetic" in text:
        due = int(first[1]) + _ORDINALS.index(later[1].lower()) * int(step[1])
        if due != int(later[2]):
            yield f"the {later[1]} term would be {due}, and not {later[2]}"


def _shapes(text: str) -> Iterator[str]:
    """Find lengths and angles that do not fit."""
    sides, around, side = (p.search(text) for p in (_SIDES, _AROUND, _SIDE))
    if sides:
        a, b, c = sorted(Fraction(sides[i]) for i in (1, 2, 3))
        if a + b <= c:
            yield f"no triangle has the sides {a}, {b} and {c}"
    if re.search(r"\btriangle\b", text, I):
        angles = {match[1]: int(match[2]) for match in _ANGLE.finditer(text)}
        total = sum(angles.values())
        if len(angles) in (2, 3) and max(angles.values()) < 180 <= total and (len(angles), total) != (3, 180):
            yield f"angles of {' and '.join(map(str, angles.values()))} degrees in a triangle"
    if around and side and "rectangle" in text.lower() and 2 * Fraction(side[1]) >= Fraction(around[1]):
        yield f"a side of {side[1]} in a rectangle of perimeter {around[1]}"
    longest, leg = _LONGEST.search(text), _LEG.search(text)
    if longest and leg and Fraction(leg[1]) >= Fraction(longest[1]):
        yield f"a leg of {leg[1]} with a hypotenuse of {longest[1]}"
    regular, corner = _REGULAR.search(text), _CORNER.search(text)
    if regular and corner and int(regular[1]) > 2 and int(corner[1]) != 180 - Fraction(360, int(regular[1])):
        yield f"angles of {corner[1]} degrees in a regular polygon with {regular[1]} sides"
