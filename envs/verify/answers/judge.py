"""The verdict: what the right answer is, and whether a given answer is it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ...core import Verdict
from ...errors import PalaestraError
from ...formats import Format, Status, clean, get_format, last_boxes, split_thinking
from .balls import Costly
from .compare import Matcher
from .members import members
from .quantity import Mismatch
from .read import choice, clock, read, saying, tidy, words
from .read import shorter as shortened
from .same import infinity
from .tree import MAX_TEXT, E, Expr, ReadError, free_symbols, has, is_constant, is_scalar, walk

KINDS = (
    "number", "expression", "quantity", "equation", "inequality", "system", "interval", "set", "list", "tuple",
    "matrix", "ratio", "time", "choice", "choices", "text", "truth", "empty", "undefined", "other",
)  # fmt: skip
"""What a right answer may be. `truth` is yes or no, `empty` no solution, `undefined` a value that does not exist."""

_LETTER = re.compile(r"\(?[A-J]\)?")
_LETTERS = re.compile(r"[A-E]{2,5}")
_JOINTS = re.compile(r"\\text\w*|[\s,;&(){}.]|and")
_NOTATION = re.compile(r"\d[eE][+-]?\d")
_DECIMAL_COMMA = re.compile(r"([+-]?\d+),(\d{1,2}|\d{4,})")
_PLAIN_WORDS = re.compile(r"[^\\^_{}=<>|]*[^\W\d_]{2}[^\\^_{}=<>|]*")
_REPLY = re.compile(r"(yes|no|true|false)\s*[,.;:!-]\s*(.*)", re.IGNORECASE | re.DOTALL)
_TURN = re.compile(r"\b(?:yes|no|true|false|maybe|but|however|or|wrong|incorrect|unless|if)\b", re.IGNORECASE)
_SHORT_TRUTH = {"t": "true", "y": "true", "f": "false", "n": "false"}


class GoldError(PalaestraError, ValueError):
    """A right answer that cannot be read, so that nothing could be compared with it."""


class Gold(NamedTuple):
    """A right answer as read: its kind, its text without markup, and its tree or what it says."""

    kind: str
    text: str
    expr: Expr | None = None
    says: object = None


@lru_cache(maxsize=4096)
def read_gold(gold: str, kind: str | None = None) -> Gold:
    """Return a right answer as read, or raise GoldError."""
    if kind is not None and kind not in KINDS:
        raise GoldError(f"no kind {kind!r}; there are {', '.join(KINDS)}")
    if len(gold) > MAX_TEXT:
        raise GoldError(f"the right answer has more than {MAX_TEXT} characters")
    plain = tidy(gold)
    if not plain and not gold.strip():
        raise GoldError("the right answer is empty")
    found = _in_words(gold, plain, kind) or _in_signs(gold, plain, kind)
    if kind is not None and found.kind != kind:
        raise GoldError(f"{gold[:60]!r} is not read as {kind} but as {found.kind}")
    return found


def _in_words(gold: str, plain: str, kind: str | None) -> Gold | None:
    """Read a choice, a time, a fixed phrase or, if asked for, a text."""
    said, letter, time = saying(gold), choice(gold), clock(gold)
    if kind == "text":
        return Gold("text", plain, says=words(gold))
    if kind in (None, "choice") and letter and (kind or _LETTER.fullmatch(plain) or plain.startswith(f"({letter})")):
        return Gold("choice", plain, says=letter)
    if kind in (None, "choices") and _LETTERS.fullmatch(plain) and list(plain) == sorted(set(plain)):
        return Gold("choices", plain, says=plain)
    if kind in (None, "time") and time:
        return Gold("time", plain, says=time)
    if said == "reals":
        return Gold("interval", plain, Expr("numbers", (), "R"))
    if said in ("true", "false"):
        return Gold("truth", plain, says=said)
    if said in ("empty", "undefined"):
        return Gold(said, plain, says=said)
    return None


def _in_signs(gold: str, plain: str, kind: str | None) -> Gold:
    try:
        expr = read(gold)
    except ReadError as error:
        if kind is None and _PLAIN_WORDS.fullmatch(plain):
            return Gold("text", plain, says=words(gold))
        raise GoldError(f"the right answer {gold[:60]!r} cannot be read: {error}") from None
    expr = _forced(expr, kind)
    found = kind_of(expr)
    if found == "text":
        return Gold("text", plain, says=words(gold))
    if kind == "expression" and found in ("number", "quantity"):
        found = kind
    return Gold(found, plain, expr)


def _forced(expr: Expr, kind: str | None) -> Expr:
    """Return a collection as the kind that is asked for."""
    if kind == "set" and expr.op in ("seq", "and", "or"):
        return Expr("set", expr.args)
    if kind == "tuple" and expr.op == "seq":
        return Expr("tuple", expr.args, "()")
    if kind == "interval" and expr.op == "tuple" and len(expr.args) == 2:
        return Expr("interval", expr.args, expr.value)
    if kind == "list" and expr.op == "tuple":
        return Expr("seq", expr.args, ",")
    return expr


def kind_of(expr: Expr) -> str:
    """Return what kind of answer a tree is."""
    op = expr.op
    if is_scalar(expr):
        if has(expr, "pm", "mp"):
            return "set"
        if op == "unit":
            return "quantity"
        return "number" if is_constant(expr) else "expression"
    if op == "rel":
        return "equation" if all(sign in ("=", "~") for sign in expr.value) else "inequality"
    if op == "in":
        return kind_of(expr.args[1])
    if op == "set":
        return "set" if expr.args else "empty"
    if op in ("seq", "and", "or"):
        inner = {kind_of(arg) for arg in expr.args}
        if "inequality" in inner or (op != "seq" and "interval" in inner):
            return "inequality"
        if members(expr) is None:
            return "system"
        return "list" if op == "seq" else "set"
    if op in ("interval", "union", "inter", "minus", "such", "numbers"):
        return "interval"
    if op == "tuple" and any(infinity(arg) for arg in expr.args):
        return "interval"
    return op if op in KINDS else "other"


# -- comparing --------------------------------------------------------------------------------------------------------


def compare(gold: Gold, answer: str, ordered: bool | None = None) -> None:
    """Raise Mismatch unless an answer is the right one."""
    if len(answer) > MAX_TEXT:
        raise Mismatch(f"it has {len(answer)} characters; at most {MAX_TEXT} are read")
    plain = tidy(answer)
    if not plain and not words(answer):
        raise Mismatch("the answer is empty")
    if plain == gold.text and plain:
        return
    if gold.kind == "choice":
        _expect(choice(answer) == gold.says, "the letter is not the right one, or there is not one letter")
    elif gold.kind == "choices" and _JOINTS.sub("", plain) and sorted(_JOINTS.sub("", plain)) == list(gold.text):
        pass
    elif gold.kind == "time":
        _expect(_same_time(gold.says, clock(answer)), "the time is not the right one")
    elif gold.kind == "truth":
        _expect(_truth(answer, plain) == gold.says, "it does not say so")
    elif gold.kind == "undefined":
        _expect(_said(answer, plain) == gold.says, "it does not say so")
    elif gold.kind == "empty":
        _expect(_said(answer, plain) == "empty" or _is_empty(answer), "it is not empty")
    elif gold.kind == "text":
        _expect(_same_words(str(gold.says), answer, plain), "the words differ")
    else:
        assert gold.kind == "choices" or gold.expr is not None
        _formulas(gold, gold.expr or read(gold.text), answer, ordered)


def _expect(holds: bool, reason: str) -> None:
    if not holds:
        raise Mismatch(reason)


def _said(answer: str, plain: str) -> str | None:
    rest = shortened(plain)
    return saying(answer) or (saying(rest) if rest else None)


def _truth(answer: str, plain: str) -> str | None:
    reply = _REPLY.fullmatch(plain) if len(plain) < 500 else None
    if reply and not _TURN.search(reply[2]):
        return saying(reply[1])
    return _said(answer, plain) or _SHORT_TRUTH.get(words(plain))


def _same_words(gold: str, answer: str, plain: str) -> bool:
    rest = shortened(plain)
    return bool(gold) and (words(answer) == gold or words(plain) == gold or (rest is not None and words(rest) == gold))


def _is_empty(answer: str) -> bool:
    try:
        expr = read(answer)
    except ReadError:
        return False
    return expr == Expr("set") or (expr.op in ("in", "rel") and expr.args[-1] == Expr("set") and len(expr.args) == 2)


def _same_time(gold: object, answer: tuple[int, int, int, str] | None) -> bool:
    assert isinstance(gold, tuple)
    if answer is None or gold[3] == "" or answer[3] == "":  # without am or pm only the face of the clock counts
        plain = answer is not None and gold[:3] == answer[:3]
        late = [t for t in (gold, answer or gold) if t[3]]
        return plain or (answer is not None and len(late) == 1 and _day(gold) == _day(answer))
    return _day(gold) == _day(answer)


def _day(time: tuple[int, int, int, str]) -> tuple[int, int, int]:
    hour = time[0] % 12 + 12 * (time[3] == "pm") if time[3] else time[0]
    return hour, time[1], time[2]


def _formulas(gold: Gold, wanted: Expr, answer: str, ordered: bool | None) -> None:
    matcher = Matcher(gold.text, tidy(answer))
    matcher.ordered = ordered
    said = saying(answer)
    if said == "reals":
        return matcher.match(wanted, Expr("numbers", (), "R"))
    failed: Exception | None = None
    for expr in _readings(gold, wanted, answer):
        if isinstance(expr, ReadError):
            failed = failed or expr
            continue
        try:
            return matcher.match(wanted, expr)
        except Mismatch as error:
            failed = error if failed is None or isinstance(failed, ReadError) else failed
    if isinstance(failed, ReadError):
        raise Mismatch(f"it cannot be read: {failed}")
    raise failed or Mismatch("it is not the right one")


def _readings(gold: Gold, wanted: Expr, answer: str) -> Iterator[Expr | ReadError]:
    """Yield the answer as it may be read, the usual way first; what the right one is settles what is ambiguous."""
    ways: list[dict[str, object]] = [{}]
    unit = any(node.op == "unit" for node in walk(wanted))
    if "," in answer and not is_scalar(wanted):
        ways.append({"split": True})
    if _NOTATION.search(answer) and any(node == E for node in walk(wanted)):
        ways.append({"sums": True})
    if unit:
        ways.append({"letters": "unit"})
    elif free_symbols(wanted):
        ways.append({"letters": "var"})
    seen: list[Expr] = []
    for way in ways:
        try:
            expr = read(answer, **way)  # type: ignore[arg-type]
        except ReadError as error:
            yield error
            continue
        if expr not in seen:
            seen.append(expr)
            yield expr
    comma = _DECIMAL_COMMA.fullmatch(tidy(answer))
    if comma and wanted.op == "num" and wanted.value.denominator > 1:
        yield read(f"{comma[1]}.{comma[2]}")


def check_gold(gold: str, kind: str | None = None) -> str:
    """Return the kind of a right answer; raise GoldError (a ValueError) for one that cannot be read.

    >>> [check_gold(g) for g in ("5", "x<3", "(1, 2)", "$12", "Paris", "(C)", "no solution")]
    ['number', 'inequality', 'tuple', 'quantity', 'text', 'choice', 'empty']
    """
    return read_gold(gold, kind).kind


def equivalent(gold: str, answer: str, *, kind: str | None = None, ordered: bool | None = None) -> Verdict:
    r"""Return whether an answer, already taken out of its text, is the right one.

    `kind` forces the reading of the right answer (one of `KINDS`), `ordered` whether the order of a list matters (by
    default in tuples only). Any answer gets a verdict; a right answer that cannot be read raises GoldError.

    >>> equivalent("\\frac{1}{2}", "0.50").is_correct, equivalent("x<3", "(-\\infty, 3)").is_correct
    (True, True)
    >>> equivalent("1/3", "0.333333333").reason
    'the value is not the right one'
    """
    wanted = read_gold(gold, kind)
    try:
        compare(wanted, answer, ordered)
    except Mismatch as error:
        return Verdict.wrong(str(error))
    except Costly as error:
        return Verdict(0.0, str(error), Status.TIMEOUT)
    return Verdict.correct()


def verify_answer(gold: str, response: str, *, format: str | Format = "auto") -> Verdict:
    r"""Return the verdict on a model's whole text; `format` says where its answer stands.

    >>> verify_answer("204", "<think>205?</think>So $m+n = \\boxed{204}$.").is_correct
    True
    >>> verify_answer("5", "It is \\boxed{4} or \\boxed{5}").status.value
    'malformed'
    """
    wanted = read_gold(gold)
    parsed = get_format(format).parse(response)
    if parsed.status is Status.MALFORMED and wanted.kind in ("set", "list") and format == "auto":
        boxes, _ = last_boxes(split_thinking(response)[1] or "")
        if boxes:  # the values of x are \\boxed{1} and \\boxed{2}
            return equivalent(gold, ", ".join(box[2] for box in boxes))
    if parsed.answer is None:
        return Verdict(0.0, parsed.problems[0] if parsed.problems else "no answer", parsed.status)
    answer = clean(parsed.answer)
    if not answer:
        return Verdict(0.0, "the answer is empty", Status.NO_ANSWER)
    return equivalent(gold, answer)
