"""Rules of the filter about the text of a question: whether it is whole, and one question that stands for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

I = re.IGNORECASE  # noqa: E741 - as in `re.I`


# -- stage 1: format and language -------------------------------------------------------------------------------------

_BROKEN = re.compile(r"\ufffd|[\x00-\x08\x0b\x0c\x0e-\x1f]|Ã[\x80-\xbf©¨¤¶¼±³¡]|â€[™œ\x9d“”˜]|Â[\xa0°²³·]")
_MARKUP = re.compile(
    r"</?(?:div|span|br|p|img|table|td|tr|sup|sub|font|strong|em)\b[^>]{0,200}>|&(?:nbsp|amp|lt|gt|quot|#\d+);"
)
_BLOTS = re.compile(r"(?<![\w\\{}$])[A-Za-z]{0,20}(?:[#@~?%][A-Za-z]{1,20}){2,9}|[A-Za-z][#~@][A-Za-z]")
_DISORDER = re.compile(
    r"\b[a-z]+\? [a-z][^?]{0,200}\b(?:What|How|Find|Which|By)$"
    r"|(?<=[.!?] )[a-z][^.?!]{0,200} (?:What|How|Find|Which|By)\b"
)
_FORMULA = re.compile(r"\$[^$]*\$|\\[A-Za-z]+|\S{0,100}(?:https?:|@\w{1,50}\.)\S*")
_CUT = re.compile(
    r"(?:[,(\[{+×÷<>/*-]|\\(?:frac|sqrt|times|cdot|left|begin)|\b(?:the|of|and|or|an?|to|with|by|for|from|in|on|if|"
    r"that|than|between|whose|which|every|such|its|their|per|as))$"
)
_ASKING = re.compile(r"(?:^|[.!?] )(?:What|How|Which|Who|When|Where|By how)\b[^.?!]{0,200} ([a-z]{1,12})$")
# Words that a question without a question mark may end with.
_ENDINGS = frozenset(
    """
    a about ago all alone altogether answer apart apples area away back be before books boys cents children circle
    class coins cost cube day days degrees did difference digits dimes do does dollars done each earn else end
    equal euros even ever exist feet finish first fraction friday gallons game games get girls given gone grams
    group have high hold hour hours in inches interest is it km kg last left length less long longer made make many
    marbles men meters metres miles minutes money month months more need needed night now number numbers odd old
    one out over pages paid part pay people percent perimeter person place points possible pounds price probability
    problem product profit quarters radius rate ratio rectangle remain remainder remaining result root roots saved
    school seconds segment sequence series set side sides solution solutions speed spend spent square squares start
    students sum surface take tall term terms there this time times today together total travel triangle true two
    used value values volume way ways week weeks weight wide width win won work yards year years zero cm mm ml m g
    l s
    """.split()  # noqa: SIM905 - a list of words reads better so
)


def garbled(text: str, options: Any) -> Iterator[str]:
    """Find broken encoding, markup, blots in words, and words in disorder."""
    plain = _FORMULA.sub(" ", text)
    found = _BROKEN.search(text) or _MARKUP.search(text) or _BLOTS.search(plain) or _DISORDER.search(text)
    if found:
        yield f"{found[0][:20]!r} is not readable text"
    letters = sum(ch.isalnum() or ch.isspace() for ch in text)
    formulas = "$" in text or "\\" in text or re.search(r"\d ?[-+*/=×÷^(]", text)
    if not formulas and letters < 0.6 * len(text) and sum(ch.isdecimal() for ch in text) < 0.2 * len(text):
        yield "most characters are neither letters nor digits"


def truncated(text: str, options: Any) -> Iterator[str]:
    """Find a text that breaks off, in a phrase or in a word."""
    cut, asking = _CUT.search(text), _ASKING.search(text)
    if cut:
        yield f"the text ends with {cut[0]!r}"
    elif asking:
        word = asking[1]
        before = text[: asking.start(1)]
        known = word in _ENDINGS or re.search(rf"\b{word}(?:s|es|ed|ing)?\b", before)
        if not known or (len(word) == 1 and re.search(r"\b(?:is|are|the|of) $", before) and f" {word} " not in before):
            yield f"the text ends with {word!r}"


def latex(text: str, options: Any) -> Iterator[str]:
    """Find brackets, dollar signs and environments that do not pair up."""
    bare = re.sub(r"\\\\|\\[{}$]", "", text)
    if unpaired(bare, "{", "}"):
        yield "braces do not pair up"
    if bare.count("$") % 2 and not re.search(r"\$\d[\d,]*(?:\.\d+)?(?=[\s.,;:?!)]|$)", bare):  # no price either
        yield "dollar signs do not pair up"
    if len(re.findall(r"\\left\b", text)) != len(re.findall(r"\\right\b", text)):
        yield "\\left and \\right do not pair up"
    if sorted(re.findall(r"\\begin\{(\w+\*?)\}", text)) != sorted(re.findall(r"\\end\{(\w+\*?)\}", text)):
        yield "\\begin and \\end do not pair up"
    plain = text.replace("\\\\", "")
    if plain.count("\\(") != plain.count("\\)") or plain.count("\\[") != plain.count("\\]"):
        yield "\\( or \\[ does not pair up"


def unpaired(text: str, left: str, right: str) -> bool:
    """Return whether brackets do not pair up."""
    depth = 0
    for ch in text:
        depth += (ch == left) - (ch == right)
        if depth < 0:
            return True
    return depth != 0


# -- stage 2: one question that stands for itself ---------------------------------------------------------------------

_STRONG = "find|determine|compute|calculate|evaluate|solve|simplify|factori[sz]e|factor|expand|integrate|differentiate"
_VERB = (
    f"{_STRONG}|write|give|list|convert|round|estimate|complete|choose|select|name|derive|maximi[sz]e|minimi[sz]e|add|"
    "subtract|multiply|divide|rewrite|reduce|arrange|sort|predict"
)
_GOAL = re.compile(
    rf"\?|\b(?:{_VERB}|express|count|state|tell|check|decide|answer|what|how|which|who|whose|when|where|prove|show|"
    r"verify|is equal to|equals|remainder|value)\b|_{2,}|=\s{0,3}\$?$|\b(?:is|are)\s{0,3}[:(]?\s{0,3}\$?$",
    I,
)
_MARK = re.compile(r"[\w)$}\]'\"”]\?")  # and not the one of "3 + 4 = ?"
_ORDER = re.compile(
    rf"(?:^|[.!?;]\s{{1,5}}|\n\s{{0,5}})(?:please |also |then )?(?:{_STRONG}|prove)\b"
    "(?! (?:this|the following|these) )",
    I,
)
_PART = re.compile(r"(?:^|[\s.?])\(?(?:[a-e]|i{1,3}|iv|[1-5])\) ")
_ASKS = re.compile(rf"\?|\b(?:{_VERB}|what|how|prove|show)\b", I)
_PROOF = re.compile(
    r"\b(?:prove|show|verify|demonstrate|disprove|justify)\b(?: or disprove)?(?: that| the| \$|:|,|\s)", I
)
VALUE = re.compile(rf"\?|\b(?:{_VERB}|how many|what)\b", I)
_FIGURE = re.compile(
    r"\bshown (?:in|on|below|above|at (?:the )?(?:left|right)|here)\b"
    r"|\b(?:in|from|on|see|to|of|the|this) (?:the )?(?:\w{1,20} )?"
    r"(?:figure|diagram|picture|drawing|illustration|chart)(?: (?:above|below|shown|at|on|given|provided))?\b"
    "(?! (?:skat|out))"
    r"|\bfollowing (?:figure|diagram|graph|table|chart|picture|map|image)\b"
    r"|\b(?:table|graph|map|grid|image) (?:above|below|shown|shows)\b|!\[[^\]]{0,100}\]\(|\bFig\. ?\d",
    I,
)
_DRAWN = re.compile(
    r"\[asy\]|\\begin\{(?:tabular|array|tikzpicture|[a-zA-Z]?matrix)\}|\|\s{0,5}:?-{2,}|^\|.{1,500}\|$", re.MULTILINE
)
_CONTEXT = re.compile(
    r"\b(?:previous|preceding|earlier) (?:problem|exercise|question|part|example|theorem|lemma)\b"
    r"|\b(?:problem|exercise|theorem|lemma|example|question|result|part) above\b"
    r"|\b(?:in|from|using|of|see|by) (?:problem|exercise|theorem|lemma|example|question) \d+(?:\.\d+)*\b"
    r"|\b(?:in|from|using|of) part \(?[a-z]\)?(?= |[,.?])|\bsame (?:conditions )?as (?:above|before)\b",
    I,
)
_CHOICE = re.compile(
    r"\bwhich (?:one )?of (?:the following|these|the (?:statements|options|choices))\b"
    r"|\bwhich (?:option|choice|answer)\b|\b(?:select|choose) (?:the|all) (?:correct|best|right)\b",
    I,
)
_OPTION = re.compile(r"(?:^|[\s$({])(?:\\(?:text|textbf|mathrm)\{)?\(?([A-E])\s?[).:]")


def no_goal(text: str, options: Any) -> Iterator[str]:
    """Find a text that asks for nothing."""
    if not _GOAL.search(text):
        yield "no question mark, and no word that asks"


def several(text: str, options: Any) -> Iterator[str]:
    """Find more than one question, order or part."""
    marks, orders = len(_MARK.findall(text)), len(_ORDER.findall(text))
    at = [match.end() for match in _PART.finditer(text)]
    parts = [text[i:j] for i, j in zip(at, [*at[1:], len(text)], strict=False)]
    asking = sum(bool(_ASKS.search(part)) for part in parts)
    if marks > 1:
        yield f"{marks} question marks"
    elif orders > 1:
        yield f"{orders} things to do"
    elif asking > 1:
        yield f"{asking} parts that ask something"


def proof(text: str, options: Any) -> Iterator[str]:
    """Find a text that asks for a proof only."""
    found = _PROOF.search(text)
    if found and not VALUE.search(text):
        yield f"{found[0].strip()!r}, and nothing to find"


def figure(text: str, options: Any) -> Iterator[str]:
    """Find a reference to a figure or a table that is not in the text."""
    found = _FIGURE.search(text)
    if found and not _DRAWN.search(text):
        yield f"{found[0].strip()!r} is not there"


def context(text: str, options: Any) -> Iterator[str]:
    """Find a reference to another exercise or part."""
    found = _CONTEXT.search(text)
    if found:
        yield f"{found[0]!r} is not there"


def no_options(text: str, options: Any) -> Iterator[str]:
    """Find a choice without anything to choose from."""
    found = _CHOICE.search(text)
    if not found or options or len(set(_OPTION.findall(text))) > 1:
        return
    rest = text[found.end() :]
    if rest.count("\n") > 1 or re.search(r":[^?.]{0,500},|\bI\b.{0,500}\bII\b|1[).].{0,500}2[).]", rest, re.DOTALL):
        return  # a list stands there
    yield f"{found[0]!r} without options"


def letters_of(text: str, options: Any) -> set[str]:
    """Return the letters of the options, in the text or beside it."""
    if isinstance(options, Mapping):
        return {str(key).strip("(). ").upper() for key in options}
    if isinstance(options, Sequence) and not isinstance(options, str):
        return set("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(options)])
    return set(_OPTION.findall(text))
