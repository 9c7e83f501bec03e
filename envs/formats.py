r"""Where thinking and answer stand in a model's text.

A format has an `instruction`, which ends the prompt, and `parse`, which is total and linear in the text. Answers
inside the thinking never count: an unclosed `<think>` is no answer, a lone `</think>` closes an implied one. The
training formats (`boxed`, `tags`, `think-boxed`, `plain`) are strict: final answers that differ are MALFORMED.
`auto` reads texts from elsewhere and gives no instruction.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .errors import KnobError, did_you_mean


class Status(StrEnum):
    """How an answer fared. NO_ANSWER and MALFORMED come from the format, TIMEOUT from a checker's own limit."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    NO_ANSWER = "no_answer"
    MALFORMED = "malformed"
    TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class Response:
    """A text taken apart.

    Attributes:
        thinking: What stands before the last `</think>`.
        answer: The final answer as written, or None.
        well_formed: Whether the text has the form that the instruction asks for.
        problems: What is wrong with the form, one line each.
        status: NO_ANSWER or MALFORMED where `answer` is None, else CORRECT (of the form, not of the answer).
    """

    thinking: str
    answer: str | None
    well_formed: bool
    problems: tuple[str, ...] = ()
    status: Status = Status.CORRECT


@dataclass(frozen=True, slots=True)
class Format:
    """A named form of response: what the prompt asks for, how it is read, and how an oracle writes it.

    Attributes:
        name: What users write: `gym.make(id, format="boxed")`.
        instruction: The last paragraph of the prompt; may be empty.
        parse: Text to `Response`; total, linear in the text.
        write: (thinking, answer) to a text that parses back to the answer.
    """

    name: str
    instruction: str
    parse: Callable[[str], Response] = field(repr=False)
    write: Callable[[str, str], str] = field(repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        if _FORMATS.get(self.name) is self:  # by name: the functions of our own are lambdas, which do not pickle
            return get_format, (self.name,)
        return Format, (self.name, self.instruction, self.parse, self.write)


OPEN, CLOSE = "<think>", "</think>"
_MARKS = (("**", "**"), ("__", "__"), ("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("`", "`"), ("*", "*"))


def clean(answer: str) -> str:
    r"""Strip spaces and outer markup: bold, dollar signs, LaTeX delimiters, code ticks.

    >>> clean(" **$204$** "), clean("a*b"), clean("$1$ or $2$")
    ('204', 'a*b', '$1$ or $2$')
    """
    text = answer.strip()
    for _ in range(6):
        for left, right in _MARKS:
            inner = text[len(left) : -len(right)]
            around = len(text) > len(left) + len(right) and text.startswith(left) and text.endswith(right)
            if around and left not in inner and right not in inner:
                text = inner.strip()
                break
        else:
            break
    return text


def split_thinking(text: str) -> tuple[str, str | None]:
    """Return (thinking, visible text); visible is None if the thinking never ends.

    >>> split_thinking("<think>a</think>b"), split_thinking("a</think>b"), split_thinking("<think>a")
    (('a', 'b'), ('a', 'b'), ('a', None))
    """
    end = text.rfind(CLOSE)
    tail = text[end + len(CLOSE) :] if end >= 0 else text
    if OPEN in tail:
        return text.replace(OPEN, "", 1).strip() if end < 0 else text, None
    if end < 0:
        return "", text
    return text[:end].strip().removeprefix(OPEN), tail


_BOX = re.compile(r"\\(?:boxed|fbox) *\{")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def _boxes(text: str) -> tuple[list[tuple[int, int, str]], bool]:
    r"""Return the top-level `\boxed{…}` as (start, end, content), and whether one is left open; linear."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while opening := _BOX.search(text, at):
        depth = 1
        for brace in _BRACE.finditer(text, opening.end()):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if depth == 0:
                found.append((opening.start(), brace.end(), text[opening.end() : brace.start()]))
                at = brace.end()
                break
        else:
            return found, True
    return found, False


def _fault(thinking: str, status: Status, *problems: str) -> Response:
    return Response(thinking, None, False, problems, status)


_UNCLOSED = "the thinking never ends: <think> without </think>"


def _one(thinking: str, answers: list[str], faults: list[str], what: str) -> Response:
    """Return the answer that all of `answers` agree on."""
    if len({clean(a) for a in answers}) > 1:
        return _fault(thinking, Status.MALFORMED, f"final answers differ: {len(answers)} {what}")
    return Response(thinking, answers[-1], not faults, tuple(faults))


def _parse_boxed(text: str, *, think: bool = False) -> Response:
    thinking, visible = split_thinking(text)
    if visible is None:
        return _fault(thinking, Status.NO_ANSWER, _UNCLOSED)
    boxes, dangling = _boxes(visible)
    if dangling:
        return _fault(thinking, Status.MALFORMED, "a \\boxed{ is never closed")
    if not boxes:
        return _fault(thinking, Status.NO_ANSWER, "no \\boxed{…} after the thinking" if thinking else "no \\boxed{…}")
    faults = []
    if think and not (text.lstrip().startswith(OPEN) and text.count(OPEN) == text.count(CLOSE) == 1):
        faults.append("not one <think>…</think> in front")
    return _one(thinking, [box[2] for box in boxes], faults, "boxes")


def _parse_tags(text: str) -> Response:
    thinking, visible = split_thinking(text)
    if visible is None:
        return _fault(thinking, Status.NO_ANSWER, _UNCLOSED)
    pieces = visible.split("<answer>")
    if len(pieces) == 1:
        if "</answer>" in visible:
            return _fault(thinking, Status.MALFORMED, "</answer> without <answer>")
        return _fault(thinking, Status.NO_ANSWER, "no <answer>…</answer> after the thinking")
    answers, outside = [], [pieces[0]]
    for piece in pieces[1:]:
        inner, closed, rest = piece.partition("</answer>")
        if not closed or "</answer>" in rest:
            return _fault(thinking, Status.MALFORMED, "<answer> and </answer> do not pair up")
        answers.append(inner)
        outside.append(rest)
    faults = []
    if not (text.lstrip().startswith(OPEN) and text.count(OPEN) == text.count(CLOSE) == 1):
        faults.append("not one <think>…</think> in front")
    if len(answers) > 1 or "".join(outside).strip():
        faults.append("text around the one <answer>…</answer>")
    return _one(thinking, answers, faults, "<answer> blocks")


def _parse_plain(text: str) -> Response:
    thinking, visible = split_thinking(text)
    if visible is None:
        return _fault(thinking, Status.NO_ANSWER, _UNCLOSED)
    if not visible.strip():
        return _fault(thinking, Status.NO_ANSWER, "the answer is empty")
    return Response(thinking, visible, True)


_SENTENCE = re.compile(r"[.!?](?=\s)|[\n。।！？]")
_LEADS = (  # what a final answer is announced by, and the sign or verb that must follow
    r"(?:\b(?:answer|ans)|final result)(?: (?:to|for|of) [^\n.:=]{1,50}?)?(?:[ *]{0,4}(?: (?:is|are|equals|becomes"
    r"|must be|should be|would be|will be)\b|=|:|：)|[ *:]{0,4}\n)",
    r"respuesta(?: final| correcta)?(?: es|:)|r[ée]ponse(?: finale)?(?: est| :|:)|risposta(?: finale)?(?: è|:)",
    r"(?:antwort|lösung)(?: ist| lautet|:)|resposta(?: final)?(?: é|:)|antwoord(?: is|:)|odpowiedź(?: to|:)",
    r"ответ(?: —| -|:)|答案(?:是|为|為|:|：)|答え(?:は|:|：)|(?:정답|답)(?:은|:)|উত্তর(?: হলো| হল| হচ্ছে|:|：|ঃ)",
    r"उत्तर(?: है|:|ः)|(?:الجواب|الإجابة)(?: هو| هي|:)|đáp án(?: là|:)|jawaban(?:nya)?(?: adalah|:)|cevap:|故选[:：]?",
)
_GOES_ON = r"(?:[\s*:：]|\$\$|\\\[){0,12}(?=(?P<rest>[^\n]{1,400}))"
_PHRASES = (  # the second only where the first does not occur
    re.compile(rf"(?:{'|'.join(_LEADS)}){_GOES_ON}", re.IGNORECASE),
    re.compile(rf"\b(?:result|solution|option|choice)(?: is\b| =|:){_GOES_ON}", re.IGNORECASE),
)
_DENIED = re.compile(r"(?:not|never|neither|none of|no longer)\b|n't|不是|no es\b", re.IGNORECASE)
_DOUBTED = re.compile(
    r"(?:(?:n't|not|never) (?:think|believe|say|mean|claim|sure|certain|true|correct|the case)|doubt)"
    r"(?: that| whether)?(?: the| my)?(?: final| correct)? $",
    re.IGNORECASE,
)
_DENIED_BOX = re.compile(r"(?:\bnot|n't|≠|!=|\\neq?)(?: equal to| be)?[\s$:]*(?:\\[(\[]\s*)?$", re.IGNORECASE)
_CLAUSE = re.compile(r",? (?:because|since|which|where|so that|as shown|not|instead of|rather than)\b", re.IGNORECASE)
_AND = re.compile(r"[\s,;]*(?:\b(?:and|or|but|then|the|my|so)\b[\s,;]*)*$", re.IGNORECASE)
_SHORT = 200
_TAIL = 20_000


def _said(rest: str) -> str:
    """Return the answer that a final-answer phrase goes on with: to the end of its sentence, reasons left out."""
    sentence = _SENTENCE.split(rest.strip() + " ", maxsplit=1)[0]
    return _CLAUSE.split(sentence, maxsplit=1)[0].strip("* ").rstrip(".* ")


def _phrase(text: str) -> Response | None:
    """Return what the last final-answer phrase of a text says, or None if there is none."""
    phrases = list(_PHRASES[0].finditer(text)) or list(_PHRASES[1].finditer(text))
    if not phrases:
        return None
    last = phrases[-1]
    answer = _said(last["rest"])
    if _DENIED.match(answer) or _DOUBTED.search(text, max(0, last.start() - 60), last.start()):
        return _fault("", Status.NO_ANSWER, "the final-answer phrase says what the answer is not")
    if len(phrases) > 1:  # "the answer is 5 and the answer is 6" is one sentence with two answers
        between = text[phrases[-2].end() : last.start()]
        number = re.match(r"[$\\(*]{0,4}-?\d+(?:\.\d+)?", between)
        if number and not _SENTENCE.search(between) and not answer.startswith(number[0]):
            return _fault("", Status.MALFORMED, "one sentence gives two final answers")
    if answer and not _is_hedge(answer):
        return Response("", answer, True)
    return _fault("", Status.MALFORMED, "the final-answer phrase names more than one answer, or none")


def _is_hedge(answer: str) -> bool:
    """Return whether several answers are offered, as in `4 or 5`; `x < 1 or x > 2` is one statement."""
    parts = re.split(r"\bor\b", answer)
    return len({clean(part) for part in parts}) > 1 and not all(re.search(r"[=<>≤≥]|\\[lg]e", part) for part in parts)


def last_boxes(text: str) -> tuple[list[tuple[int, int, str]], bool]:
    """Return the boxes of the last sentence that has some, empty ones left out, and whether one is never closed."""
    boxes, dangling = _boxes(text)
    boxes = [box for box in boxes if box[2].strip()]  # prose about \\boxed{} is no answer
    first = len(boxes) - 1
    while first > 0 and not _SENTENCE.search(text, boxes[first - 1][1], boxes[first][0]):
        first -= 1
    return boxes[max(first, 0) :], dangling


def finals(text: str) -> list[str]:
    r"""Return every final answer of the kind that `auto` reads in a text: boxes, else `<answer>` blocks, else phrases.

    For readers who do not take the last one for the others' correction.

    >>> finals("answer: b2 and answer: a1"), finals("\\boxed{a1}. No, \\boxed{b2}"), finals("b2")
    (['b2', 'a1'], ['a1', 'b2'], [])
    """
    visible = split_thinking(text)[1] or ""
    boxes = _boxes(visible)[0]
    if boxes:
        return [box[2] for box in boxes]
    if "<answer>" in visible:
        return [piece.partition("</answer>")[0] for piece in visible.split("<answer>")[1:]]
    visible = visible[-_TAIL:]
    phrases = list(_PHRASES[0].finditer(visible)) or list(_PHRASES[1].finditer(visible))
    ends = [*(phrase.start() for phrase in phrases), len(visible)][1:]
    said = [
        _said(visible[phrase.end() : min(end, phrase.end() + 400)]) for phrase, end in zip(phrases, ends, strict=True)
    ]
    return [_AND.sub("", " ".join(answer.split())) for answer in said]


def _parse_auto(text: str) -> Response:
    thinking, visible = split_thinking(text)
    if visible is None:
        return _fault(thinking, Status.NO_ANSWER, _UNCLOSED)
    boxes, dangling = last_boxes(visible)
    if dangling:
        return _fault(thinking, Status.NO_ANSWER, "the last \\boxed{ is never closed")
    if boxes:
        last = boxes[-1]
        if _DENIED_BOX.search(visible, max(0, last[0] - 40), last[0]):
            return _fault(thinking, Status.NO_ANSWER, "the last box holds what the answer is not")
        return _one(thinking, [box[2] for box in boxes], [], "boxes in one sentence")
    if "<answer>" in visible:
        start = visible.rfind("<answer>") + len("<answer>")
        end = visible.find("</answer>", start)
        if end < 0:
            return _fault(thinking, Status.NO_ANSWER, "the last <answer> is never closed")
        return Response(thinking, visible[start:end], True)
    _, mark, after = visible.rpartition("####")
    answer, _, below = after.partition("\n")
    said = _phrase(visible[-_TAIL:]) if not mark or below.strip() else None
    if said is not None:  # else #### was a heading
        return replace(said, thinking=thinking)
    if mark:
        answer = answer.strip()
        return Response(thinking, answer, True) if answer else _fault(thinking, Status.NO_ANSWER, "nothing after ####")
    short = visible.strip()
    if short and len(short) <= _SHORT and "\n" not in short:
        return Response(thinking, short.rstrip("."), True)
    return _fault(thinking, Status.NO_ANSWER, "no box, <answer>, #### or final-answer phrase")


def _think(thinking: str) -> str:
    return f"<think>{thinking}</think>"


_FORMATS: dict[str, Format] = {}


def register_format(format: Format) -> Format:
    """Make a format available by its name; a name that is taken raises KnobError."""
    if format.name in _FORMATS:
        raise KnobError(f"format {format.name!r} exists already")
    _FORMATS[format.name] = format
    return format


def get_format(format: Format | str) -> Format:
    """Return a format by name, or the format itself; raises KnobError for an unknown name."""
    if isinstance(format, Format):
        return format
    if format not in _FORMATS:
        raise KnobError(f"no format {format!r}{did_you_mean(format, _FORMATS)}")
    return _FORMATS[format]


def format_names() -> list[str]:
    """Return the names of all formats."""
    return sorted(_FORMATS)


register_format(
    Format(
        "boxed",
        "Put your final answer in \\boxed{}.",
        _parse_boxed,
        lambda thinking, answer: f"{thinking}\n\\boxed{{{answer}}}".lstrip("\n"),
    )
)
register_format(
    Format(
        "tags",
        "Think inside <think></think>, then put your final answer inside <answer></answer>.",
        _parse_tags,
        lambda thinking, answer: f"{_think(thinking)}<answer>{answer}</answer>",
    )
)
register_format(
    Format(
        "think-boxed",
        "Think inside <think></think>, then put your final answer in \\boxed{}.",
        lambda text: _parse_boxed(text, think=True),
        lambda thinking, answer: f"{_think(thinking)}\n\\boxed{{{answer}}}",
    )
)
register_format(
    Format(
        "plain",
        "Reply with the answer only.",
        _parse_plain,
        lambda thinking, answer: f"{_think(thinking)}{answer}" if thinking else answer,
    )
)
register_format(
    Format("auto", "", _parse_auto, lambda thinking, answer: f"{thinking}\n\\boxed{{{answer}}}".lstrip("\n"))
)
