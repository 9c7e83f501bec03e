r"""What a whole answer is: a formula, a choice, a time, a word. Markup, phrases and labels around it are taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from ...formats import clean
from .letters import to_plain, visible
from .numerals import NUMBER_WORDS
from .parse import parse
from .tree import MAX_TEXT, Expr, ReadError

_WRAPPED = re.compile(
    r"\\(?:boxed|fbox|text|textbf|textit|textrm|textsf|textnormal|emph|mathrm|mathbf|mathsf|boldsymbol|bm|mbox|hbox"
    r"|underline|ensuremath|displaystyle|(?:text)?color *\{[A-Za-z]{1,20}\}) *\{(.*)\}",
    re.DOTALL,
)
_HEAD = re.compile(r"(?:\s|~|\\[ ,;:!]|\\displaystyle(?![A-Za-z])|[,:;=]|\\quad|\\qquad)+")
_TAIL = re.compile(r"(?:\s|~|\\[ ,;:!]|\\\\|(?<!\.)\.|(?<=\s)\.|[,;:]|\\quad|\\qquad)+\Z")
_DOLLAR = re.compile(r"(?<!\\)\$(?=\s*\.?\d)")
_BASE = re.compile(r"\s{0,5}\(?\s{0,5}\b(?:in )?base[ -](\w{1,8})\s*\)?\s*\Z")
_ASIDE = re.compile(r"(?<=[\d}\s])(?:\\text\{)?\s*\((?:\\text\{)?([A-Za-z ]{2,30})\}?\)\}?\Z")
_REASON = re.compile(
    r"\s*(?:\\text\w{0,2}\s*\{)?\s*\((?:\\text\w{0,2}\s*\{)?\s*(?:since|because|rounded)\b(?:(?!\bor\b|\bnot\b).){0,150}\)\}?\Z"
)
_EXCEPT = re.compile(
    r"(?:all|any|every) real (?:numbers?|values?)?(?: of)? ?\$?(?:[a-z](?![a-z]))?\$?,? ?(?:except|but|other than)"
    r"(?: for)? (.{1,80})"
)
_CHOSEN = re.compile(r"(?:\{\})?[_^]?\{?(\d{1,4})\}?\s?C\s?_?\{?(\d{1,4})\}?")
_LINES = re.compile(
    r"(?<=[\w)}\]!%])[ \t]*\n\s*(?=[\w(\\{\[])"
    r"(?!\\(?:le|ge|lt|gt|ne|in|cdot|times|pm|mp|to|cup|cap|and|or|div)\b|\\[,;:! \])}])"
)
"""A line's end between two values: what follows is another value, not a factor."""
_SIGNED_LINES = re.compile(r"^((?:[^A-Za-z\n]|\\[a-z]+|\bpi\b|\bsqrt\b)*[\w)}\]!%])[ \t]*\n\s*(?=[+-])")
"""A first line that is a number by itself, and a second one with a sign: two values, not a sum."""
_ANGLED = re.compile(r"<([^<>=]*,[^<>=]*)>")
_MODULO = re.compile(r"\(\s*\\?(?:mod|bmod|pmod|text\{ ?mod ?\})\s*([^()]{1,40})\)")
_PHRASE = re.compile(
    r"(?:\\text\w{0,4}\s*\{\s*)?[A-Za-z$\\][A-Za-z$\\ ,'()_{}]{0,80}?\b(?:is|are|equals|be|was|were)\b\s*:?\s*\}?\s*"
    r"(?:equal to|given by|exactly|simply|just)?\s*"
)
_LABEL = re.compile(
    r"(?:(?:so|thus|hence|therefore),?\s+)?(?:\\text\w{0,4}\s*\{)?\s*(?:the )?(?:final |correct )?"
    r"(?:answer|result|solution|ans)\b\s*[:=]?\s*\}?\s*[:=]?\s*",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|cannot|can't|isn't|neither|nor|wrong|incorrect|except|unless|if|unlikely|hardly|false"
    r"|minus|negative|opposite|inverse|reciprocal|half|twice|double|triple)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"(?:approximately|approx\.?|about|roughly|exactly|precisely|only|just|simply|therefore|thus|then|hence|so|clearly"
    r"|indeed|obviously|namely)(?:,\s*|\s+)",
    re.IGNORECASE,
)
_OPERATOR = re.compile(
    r"(?:\\displaystyle\s*)?\\(?:#|(?:det|dim|Pr)(?![A-Za-z])"
    r"|(?:operatorname\*?|mathrm|text) *\{(?:tr|Tr|rank|rk|dim|det|Var|Cov|[Aa]rea|[Vv]ol|E|Pr?)\}"
    r"|mathbb *\{[EP]\}"
    r"|(?:lim|i{0,2}int|oint|sup|inf)(?![A-Za-z])|(?:max|min)(?=_| *[A-Za-z]))"
    r"[^=<>;\n]{0,120}(?:=\s*\d{1,9}\s*\)\s*)?=(?!=)"
)
"""An operation that is not carried out here and names the value that follows: `\\det A = 3`."""
_MINUS = re.compile(r"(?:minus|negative)\s+(?=[\d\\$(]|\w+\Z)", re.IGNORECASE)


@lru_cache(maxsize=256)
def tidy(text: str) -> str:
    r"""Return a text in ASCII and LaTeX without markup, wrappers and punctuation around it.

    >>> tidy(r" **$\boxed{\text{ 5. }}$**, ")
    '5'
    """
    text = to_plain(text)
    for _ in range(8):
        before = text
        head = _HEAD.match(text)
        text = clean(text[head.end() :] if head else text)
        tail = _TAIL.search(text[-40:])
        if tail and not text.endswith("..."):
            text = text[: len(text) - (len(text[-40:]) - tail.start())]
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = text[1:-1]
        wrapped = _WRAPPED.fullmatch(text)
        if wrapped and _paired(wrapped[1]):
            text = wrapped[1]
        if text == before:
            break
    return text


def _paired(text: str) -> bool:
    depth = 0
    for brace in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth < 0:
            return False
    return depth == 0


def read(text: str, *, split: bool = False, sums: bool = False, letters: str = "auto") -> Expr:
    """Return the tree of an answer, with a phrase such as "the answer is" taken off where it stands in the way."""
    if len(text) > MAX_TEXT:
        raise ReadError(f"it has more than {MAX_TEXT} characters")
    if len(text) > _SHORT:
        return _read(text, split, sums, letters)
    found = _read_or_why(text, split, sums, letters)
    if isinstance(found, str):
        raise ReadError(found)
    return found


_SHORT = 200  # characters of a text that is remembered: right answers and the usual ones are asked for again and again


@lru_cache(maxsize=4096)
def _read_or_why(text: str, split: bool, sums: bool, letters: str) -> Expr | str:
    """Return the tree, or why there is none."""
    try:
        return _read(text, split, sums, letters)
    except ReadError as error:
        return str(error)


def _read(text: str, split: bool, sums: bool, letters: str) -> Expr:
    plain = tidy(text)
    if plain[:1].isalpha() and len(plain) < 30 and (value := NUMBER_WORDS.get(plain.lower().replace("-", " "))):
        return value
    first: ReadError | None = None
    for _ in range(3):
        try:
            return parse(_prepared(plain), split=split, sums=sums, letters=letters)
        except ReadError as error:
            first = first or error
        rest = shorter(plain)
        if rest is None:
            break
        plain = tidy(rest)
    value = NUMBER_WORDS.get(words(plain))
    if value is not None:
        return value
    raise first or ReadError("there is nothing")


def _prepared(plain: str) -> str:
    """Return a text with dollars told apart from delimiters, bases and moduli in LaTeX, and no `(units)`."""
    reason = _REASON.search(plain[-250:])
    plain = plain[: len(plain) - len(reason[0])] if reason else plain
    if "\n" in plain and "\\begin" not in plain:
        plain = _LINES.sub(", ", _SIGNED_LINES.sub(r"\1, ", plain))
    aside = _ASIDE.search(plain[-60:])
    if aside and not _NEGATIVE.search(aside[1]) and aside[0].count("{") == aside[0].count("}"):
        plain = plain[: len(plain) - len(aside[0])] + f" \\text{{{aside[1]}}}"
    if plain.startswith("\\") and (named := _OPERATOR.match(plain)) and _paired(named[0]):
        plain = plain[named.end() :]
    if len(re.findall(r"(?<!\\)\$", plain)) % 2:
        plain = _DOLLAR.sub(r"\\$", plain)
    if "per cent" in plain:
        plain = re.sub(r"\bper cent\b", "percent", plain)
    if (found := _CHOSEN.fullmatch(plain)) is not None:
        plain = f"\\binom{{{found[1]}}}{{{found[2]}}}"
    if "base" in plain:
        plain = _BASE.sub(r"_{\1}", plain)
    if "mod" in plain:
        plain = _MODULO.sub(r" \\bmod {\1}", plain)
    if "real" in plain and (found := _EXCEPT.fullmatch(words(plain) if "\\text" in plain else plain.lower())):
        plain = f"\\mathbb{{R}}\\setminus\\{{{re.sub('[a-z] *=', '', found[1]).replace(' and ', ',')}\\}}"
    if plain.startswith("<") and (found := _ANGLED.fullmatch(plain)):
        plain = f"\\langle {found[1]}\\rangle"
    return plain


def shorter(plain: str) -> str | None:
    """Return a text without the phrase it begins with, or None."""
    for pattern in (_PHRASE, _LABEL, _ADVERB):
        found = pattern.match(plain)
        if found and found.end() < len(plain) and not _NEGATIVE.search(found[0]):
            return plain[found.end() :]
    minus = _MINUS.match(plain)
    return "-" + plain[minus.end() :] if minus else None


# -- words ------------------------------------------------------------------------------------------------------------

_MARKUP = re.compile(r"\\(?:text\w{0,6}|mathrm|mathbf|mbox|hbox|boxed|fbox|emph|left|right|[ ,;:!])|[{}$*`~\\]")
_POINTS = re.compile(r"[\s.,;:!?\"'()\[\]_\u2018\u2019\u201c\u201d\u2013\u2014-]+")
_ARTICLES = frozenset(("a", "an", "the"))


def words(text: str) -> str:
    r"""Return a text as plain words: no case, markup, punctuation and articles.

    >>> words(r"\text{The  Eiffel-Tower.}")
    'eiffel tower'
    """
    plain = _POINTS.sub(" ", _MARKUP.sub(" ", visible(text)).casefold())
    kept = [word for word in plain.split() if word not in _ARTICLES]
    return " ".join(kept) if kept else " ".join(plain.split())


_NOTHING = re.compile(
    r"(?:there (?:is|are|exist|exists) )?(?:no|zero) (?:real |integer |such |valid |possible )*"
    r"(?:solution|solutions|root|roots|value|values|real numbers?|integers?)(?: [a-z])?(?: exists?)?|empty set|empty"
    r"|none|(?:it |equation |system )?has no (?:real )?solutions?|no such [a-z]+(?: exists?)?"
)
_SAYINGS = {
    "yes": "true", "true": "true", "no": "false", "false": "false",
    "dne": "undefined", "does not exist": "undefined", "doesn t exist": "undefined", "undefined": "undefined",
    "limit does not exist": "undefined", "not defined": "undefined",
    "all real numbers": "reals", "all reals": "reals", "all real x": "reals", "every real number": "reals",
    "any real number": "reals", "all real values": "reals", "all x": "reals", "all real values of x": "reals",
    "real numbers": "reals", "set of all real numbers": "reals", "set of real numbers": "reals",
    "infinitely many": "endless", "infinitely many solutions": "endless", "infinite solutions": "endless",
    "infinite number of solutions": "endless", "there are infinitely many solutions": "endless",
}  # fmt: skip


def saying(text: str) -> str | None:
    """Return what a fixed phrase says: true, false, empty, undefined, reals or endless; None for all else.

    >>> saying("No real solutions."), saying("Yes"), saying("5")
    ('empty', 'true', None)
    """
    if len(text) > 80:
        return None
    said = words(text)
    return _SAYINGS.get(said) or ("empty" if _NOTHING.fullmatch(said) else None)


# -- choices and times ------------------------------------------------------------------------------------------------

_CHOICE = re.compile(
    r"(?:option |choice |answer )?[(\[{]?([A-J])[)\]}]?"
    r"(?:\.? is (?:the )?(?:correct|right)(?: answer| option| choice)?)?",
    re.IGNORECASE,
)
_CHOICE_WITH = re.compile(r"(?:option |choice |answer )?(?:\(([A-J])\)|([A-J])\s*[).:])\s*(\S.*)", re.DOTALL)
_IN_TEXT = re.compile(r"\\(?:text\w{0,6}|mathrm|mathbf|mbox|boxed) *\{([^{}]*)\}")
_SPACING = re.compile(r"(?:\s|~|\\[ ,;:!]|\\quad|\\qquad)+")
_OTHER = re.compile(
    r"\b(?:or|and|not|nor|either|maybe|but|wrong|incorrect)\b|\([A-J]\)|(?<![A-Za-z\\])[A-J][).:]|</?\w|\b[B-J]\b"
)
_TIME = re.compile(
    r"(\d{1,2})(?:\s*:\s*(\d\d))?(?::(\d\d))?\s*(?:\\text\w{0,4}\s*\{\s*)?(?:\\ )?([ap])\.?\s*m\.?\}?"
    r"|(\d{1,2}):(\d\d)(?::(\d\d))?",
    re.IGNORECASE,
)


def choice(text: str) -> str | None:
    """Return the letter that an answer chooses, alone or with its content (`C) 5`), or None.

    >>> [choice(t) for t in ("(C)", "**C.**", "C) 5", "C or D", "C) 5 or D) 6", "Cat")]
    ['C', 'C', 'C', None, None, None]
    """
    if len(text) > 2000:
        return None
    plain = tidy(text)
    for _ in range(2):
        plain = _SPACING.sub(" ", _IN_TEXT.sub(r"\1", plain)).strip()
        found = _CHOICE.fullmatch(plain)
        if found:
            return found[1].upper()
        labelled = _CHOICE_WITH.fullmatch(plain)
        if labelled and len(plain) < 300 and not _OTHER.search(labelled[3]):
            return str(labelled[1] or labelled[2]).upper()
        rest = shorter(plain)
        if rest is None:
            return None
        plain = tidy(rest)
    return None


def clock(text: str) -> tuple[int, int, int, str] | None:
    """Return an hour, minute, second and `am`, `pm` or nothing, or None.

    >>> clock("3:30 p.m."), clock("15:30"), clock("3:75")
    ((3, 30, 0, 'pm'), (15, 30, 0, ''), None)
    """
    found = _TIME.fullmatch(tidy(text)) if len(text) < 60 else None
    if found is None:
        return None
    hour, minute, second = (int(found[k] or found[k + 4] or 0) for k in (1, 2, 3))
    half = f"{found[4].lower()}m" if found[4] else ""
    fits = hour < 24 and minute < 60 and second < 60 and not (half and not 1 <= hour <= 12)
    return (hour, minute, second, half) if fits else None


@lru_cache(maxsize=1024)
def read_math(text: str) -> Expr:
    r"""Return a formula, collection, equation, … as a tree, or raise ReadError (a ValueError).

    LaTeX and plain text are read alike. `log` without a base is the decimal logarithm, `ln` the natural one; `e`, `i`
    and `pi` are constants.

    >>> read_math(r"\frac{1}{2}x").op
    'mul'
    """
    return read(text)
