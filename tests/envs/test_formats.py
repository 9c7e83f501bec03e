"""Formats: what they write they read, any text gets a response in linear time, and thinking never answers."""

import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import nasty_texts, plain_answers

from palaestra.envs import Format, KnobError, Response, Status, clean, format_names, get_format, register_format
from palaestra.envs import formats as module
from palaestra.envs.testing.nasty import large

ALL = ("auto", "boxed", "plain", "tags", "think-boxed")
BOXED = ("boxed", "think-boxed", "auto")


def parse(name: str, text: str) -> Response:
    return get_format(name).parse(text)


def test_the_five() -> None:
    assert set(ALL) <= set(format_names())
    assert get_format("auto").instruction == ""
    assert all(get_format(name).instruction for name in ALL if name != "auto")


@pytest.mark.parametrize("name", ALL)
@given(thinking=plain_answers(), answer=plain_answers())
def test_what_is_written_is_read(name: str, thinking: str, answer: str) -> None:
    form = get_format(name)
    for thought in ("", thinking):
        response = form.parse(form.write(thought, answer))
        assert (response.answer, response.status) == (answer, Status.CORRECT)
        assert response.well_formed
        assert response.problems == ()


@pytest.mark.parametrize("name", ["tags", "think-boxed"])
@given(thinking=plain_answers(), answer=plain_answers())
def test_thinking_is_kept(name: str, thinking: str, answer: str) -> None:
    form = get_format(name)
    assert form.parse(form.write(thinking, answer)).thinking == thinking


@pytest.mark.parametrize("name", ALL)
@given(text=nasty_texts())
def test_any_text_gets_a_response(name: str, text: str) -> None:
    response = parse(name, text)
    assert response == parse(name, text)
    assert (response.answer is None) == (response.status in (Status.NO_ANSWER, Status.MALFORMED))
    assert response.answer is None or response.answer in text
    if not response.well_formed:
        assert response.problems


@pytest.mark.parametrize("name", ALL)
@given(text=nasty_texts())
def test_answers_inside_the_thinking_never_count(name: str, text: str) -> None:
    thought = text.replace("</think>", "").replace("<think>", "")
    assert parse(name, f"<think>{thought}").answer is None
    assert parse(name, f"<think>{thought}</think>").answer is None
    assert parse(name, f"{thought}</think>").answer is None
    lone = parse(name, f"{thought}</think>{get_format(name).write('', '7').replace('<think></think>', '')}")
    assert lone.answer == "7"


@pytest.mark.parametrize("name", ALL)
def test_a_thought_that_begins_again_has_no_end(name: str) -> None:
    text = "<think>a</think><think>\\boxed{3}<answer>3</answer>"
    assert parse(name, text).status is Status.NO_ANSWER


@pytest.mark.parametrize("name", ALL)
def test_what_counts_stands_after_the_last_thought(name: str) -> None:
    four, five = (get_format(name).write("", n).replace("<think></think>", "") for n in "45")
    assert parse(name, f"<think>a</think>{four}</think>{five}").answer == "5"
    assert parse(name, f"<think>a</think>{four}<think>b</think>{five}").answer == "5"


@pytest.mark.parametrize("name", ALL)
def test_a_megabyte_is_read_in_linear_time(name: str) -> None:
    for text in large(1_000_000):
        begin = time.thread_time()
        parse(name, text)
        parse(name, "<think>" + text)
        parse(name, text + "</think>" + text[:1000])
        assert time.thread_time() - begin < 5, text[:30]  # what is quadratic takes minutes


@pytest.mark.parametrize("name", ["boxed", "think-boxed"])
@pytest.mark.parametrize(
    ("text", "answer", "status"),
    [
        ("\\boxed{5}", "5", Status.CORRECT),
        ("\\boxed {5} and again \\fbox{5}", "5", Status.CORRECT),
        ("\\boxed{5} or \\boxed{6}", None, Status.MALFORMED),
        ("\\boxed{5}. \n\n Wait: \\boxed{6}", None, Status.MALFORMED),
        ("\\boxed{ **5** } \\boxed{$5$}", "$5$", Status.CORRECT),  # the same answer, in other clothes
        ("\\boxed{\\frac{1}{2}}", "\\frac{1}{2}", Status.CORRECT),
        ("\\boxed{\\{1, 2\\}}", "\\{1, 2\\}", Status.CORRECT),
        ("\\boxed{\\boxed{1}}", "\\boxed{1}", Status.CORRECT),
        ("\\boxed{5", None, Status.MALFORMED),
        ("\\boxed{5} \\boxed{", None, Status.MALFORMED),
        ("the answer is 5", None, Status.NO_ANSWER),
        ("\\boxed5", None, Status.NO_ANSWER),
        ("", None, Status.NO_ANSWER),
    ],
)
def test_boxes(name: str, text: str, answer: str | None, status: Status) -> None:
    response = parse(name, f"<think>so</think>{text}")
    assert (response.answer, response.status) == (answer, status)


def test_think_boxed_wants_the_thinking_in_front() -> None:
    assert parse("think-boxed", "<think>a</think>\\boxed{5}").well_formed
    for text in ("\\boxed{5}", "a</think>\\boxed{5}", "So <think>a</think>\\boxed{5}"):
        response = parse("think-boxed", text)
        assert (response.answer, response.well_formed) == ("5", False)
        assert response.problems


@pytest.mark.parametrize(
    ("text", "answer", "status", "well_formed"),
    [
        ("<think>a</think><answer>5</answer>", "5", Status.CORRECT, True),
        ("<think>a</think>\n<answer> 5 </answer>\n", " 5 ", Status.CORRECT, True),
        ("<answer>5</answer>", "5", Status.CORRECT, False),
        ("<think>a</think>So <answer>5</answer>", "5", Status.CORRECT, False),
        ("<think>a</think><answer>5</answer><answer>5</answer>", "5", Status.CORRECT, False),
        ("<think>a</think><answer>5</answer><answer>6</answer>", None, Status.MALFORMED, False),
        ("<think>a</think><answer>5", None, Status.MALFORMED, False),
        ("<think>a</think>5</answer>", None, Status.MALFORMED, False),
        ("<think>a</think><answer>5</answer></answer>", None, Status.MALFORMED, False),
        ("<think>a</think><answer><answer>5</answer>", None, Status.MALFORMED, False),
        ("<think>a</think>\\boxed{5}", None, Status.NO_ANSWER, False),
        ("<think><answer>5</answer></think>", None, Status.NO_ANSWER, False),
    ],
)
def test_tags(text: str, answer: str | None, status: Status, well_formed: bool) -> None:
    response = parse("tags", text)
    assert (response.answer, response.status, response.well_formed) == (answer, status, well_formed)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5", "5"),
        ("<think>4?</think>5", "5"),
        ("", None),
        (" \n", None),
        ("<think>5</think>", None),
        ("<think>5", None),
    ],
)
def test_plain(text: str, answer: str | None) -> None:
    assert parse("plain", text).answer == answer


@pytest.mark.parametrize(
    ("text", "answer", "status"),
    [
        # the last top-level box wins over boxes in earlier sentences or lines
        ("First \\boxed{4}. But no, it is \\boxed{5}", "5", Status.CORRECT),
        ("\\boxed{4}\n\\boxed{5}", "5", Status.CORRECT),
        # different boxes in its own sentence are malformed, equal ones are not
        ("Either \\boxed{4} or \\boxed{5}", None, Status.MALFORMED),
        ("No. Either \\boxed{4} or \\boxed{5}.", None, Status.MALFORMED),
        ("It is \\boxed{5}, that is \\boxed{5}.", "5", Status.CORRECT),
        # a box wins over everything else, and one that never closes is no answer
        ("The answer is 4. <answer>4</answer> #### 4\n\\boxed{5}", "5", Status.CORRECT),
        ("\\boxed{5} and \\boxed{6", None, Status.NO_ANSWER),
        # then the last <answer>, then ####, then a final-answer phrase
        ("<answer>4</answer> no <answer>5</answer>", "5", Status.CORRECT),
        ("<answer>5", None, Status.NO_ANSWER),
        ("3 + 4 = 7\n#### 5", "5", Status.CORRECT),
        ("####", None, Status.NO_ANSWER),
        ("We add. The final answer is 5.", "5", Status.CORRECT),
        ("Answer: **5**", "5", Status.CORRECT),
        ("**Answer:** 5", "5", Status.CORRECT),
        ("**The final answer is: 5.**", "5", Status.CORRECT),
        ("The answer is **.5**.", ".5", Status.CORRECT),
        ("The answer is 3 * 4.", "3 * 4", Status.CORRECT),
        ("We add. The answer is 5. I am sure.\nYes.", "5", Status.CORRECT),
        ("The answer is 4.\nNo, the answer is 5.", "5", Status.CORRECT),
        ("The answer is 4 or 5.", None, Status.MALFORMED),
        # then a short text alone
        ("5", "5", Status.CORRECT),
        ("x = 5.", "x = 5", Status.CORRECT),
        ("We add three.\nThen we add four.", None, Status.NO_ANSWER),
        ("word " * 100, None, Status.NO_ANSWER),
        ("", None, Status.NO_ANSWER),
        # and never what was only thought
        ("<think>\\boxed{4}</think>The answer is 5", "5", Status.CORRECT),
        ("\\boxed{4}</think>5", "5", Status.CORRECT),
        ("<think>\\boxed{4}", None, Status.NO_ANSWER),
    ],
)
def test_auto(text: str, answer: str | None, status: Status) -> None:
    response = parse("auto", text)
    assert (response.answer, response.status) == (answer, status)


@pytest.mark.parametrize(
    "wrap", [" {} ", "{}\n", "**{}**", "${}$", "$${}$$", "\\({}\\)", "\\[{}\\]", "`{}`", " **$ {} $** "]
)
@given(answer=st.text("abc123+-=/ ", min_size=1).map(str.strip).filter(bool))
def test_clean_takes_off_markup(wrap: str, answer: str) -> None:
    assert clean(wrap.replace("{}", answer)) == answer


@given(nasty_texts())
def test_clean_is_total_and_only_takes_off(text: str) -> None:
    assert clean(text) in text
    assert clean(text) == clean(text).strip()


@pytest.mark.parametrize("text", ["$1$ or $2$", "a*b*c", "**a** and **b**", "*", "**", "$", "2**3"])
def test_clean_leaves_what_is_no_wrapping(text: str) -> None:
    assert clean(text) == text


def test_unknown_formats_name_the_nearest() -> None:
    with pytest.raises(KnobError, match="did you mean 'boxed'"):
        get_format("boxd")


def test_a_format_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FORMATS", dict(module._FORMATS))
    last_line = Format(
        "last-line", "End with the answer.", lambda t: Response("", t.split("\n")[-1], True), str.__add__
    )
    assert register_format(last_line) is get_format("last-line")
    assert get_format("last-line").parse("a\n5").answer == "5"
    with pytest.raises(KnobError, match="exists already"):
        register_format(last_line)


@pytest.mark.parametrize("name", ALL)
def test_formats_pickle(name: str) -> None:
    assert pickle.loads(pickle.dumps(get_format(name))) is get_format(name)
