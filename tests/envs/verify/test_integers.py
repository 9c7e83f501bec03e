"""Integers in the usual notations, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs.verify.integers import parse_integer, verify_integer

WRITTEN = {
    204: [
        "204", "0204", "204.", "204.0", "+204", " 204 ", "**204**", "$204$", r"\(204\)", r"\boxed{204}", r"\text{204}",
        r"\boxed{\text{204}}", "$m+n = 204$", "m + n = 204", "x=204", "N = 204.", "100m + n = 204", "m_1+m_2=204",
        r"m_{1} + n = 204", "\uff12\uff10\uff14", "204=204", "answer = 204",
        "$204$.", "**204.**", "m+n = 17 + 187 = 204", "17 + 187 = 204", r"2 \times 102 = 204", "$m+n$ = $204$",
        "f(3) = 204",
        r"\boxed{m+n} = \boxed{204}", r"\boxed{\textbf{\text{204}}}", "a^2 + b^2 = 204",
        "\U0001d7d0\U0001d7ce\U0001d7d2",
        "m + n = 204.0", "x \uff1d 204",
    ],
    1204: ["1204", "1,204", r"1\,204", "1{,}204", "1~204", r"1,\!204", "1\u202f204", "1,204.00", "N = 1,204."],
    1204567: ["1,204,567", r"1\,204\,567"],
    -5: ["-5", "\u22125", "- 5", "$-5$"],
    0: ["0", "000", "-0", "0."],
}  # fmt: skip

NOT = [
    "", " ", "=", "=5", "5=", "18=17", "204 or 205", "204, 205", "200+4", "2*102", "408/2", "204 cm", "204 apples",
    "x^2 = 204", "2x = 204", "x\u00b2", "\u00b2", "\u0662\u0660\u0664", "204.5", "12,04", "1,2,3", "1e3", "0x10",
    "\u2164", "two", "(204", "204)", "{204}", "not 204", "204?", "204!", "\\frac{408}{2}", "--5", "+-5", "5-",
    "\x00204\x00", "\ud800", "2 04", "204\n205", "204 205", "\u0441 = 204 =", "__import__('os').system('x')",
    "9**9**9",
    "204..", "17 + 188 = 204", "205 = 204", "205 or m = 204", "205, x = 204", "x == 204", "x != 204",
    "x \u2260 204", "0,204",
    r"1,204\,567", "1,204567", r"\boxed{204} or \boxed{205}", r"\boxed{204", "204}", "204^2 = 204",
    "m/n = 17/187", "1/0 = 204",
    "m + n = 204 = 205", "\u2460", "2\u00b2", "204 = m + n", "204%", "204^\\circ", "$204", "9" * 401,
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), [(v, t) for v, texts in WRITTEN.items() for t in texts])
def test_usual_notations(value, text):
    assert parse_integer(text) == value


@pytest.mark.parametrize("text", NOT)
def test_anything_else_is_none(text):
    assert parse_integer(text) is None


@given(st.integers(-(10**30), 10**30))
def test_every_integer_is_read_in_plain_and_grouped_digits(n):
    assert parse_integer(str(n)) == parse_integer(f"{n:,}") == parse_integer(f"${n}$") == n


def test_a_long_chain_is_read_and_a_longer_text_is_not():
    assert parse_integer("1=" * 999 + "1") == 1
    assert parse_integer("1=" * 1000 + "1") is None
    assert parse_integer("9" * 400) == 10**400 - 1


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_two_different_numbers_are_never_one(a, b):
    for text in (
        f"{a}={b}",
        f"{a} or {b}",
        f"{a}, {b}",
        f"{a}; {b}",
        f"{a}\n{b}",
        f"x={a}={b}",
        f"{a}/{b}",
        f"{a}*{b}",
    ):
        assert parse_integer(text) == (a if a == b and "=" in text else None)


@given(nasty_texts())
def test_total_on_nasty_texts(text):
    assert verify_integer(7, text) == verify_integer(7, text)


@given(st.text())
def test_total(text):
    value = parse_integer(text)
    assert value is None or isinstance(value, int)
    assert verify_integer(7, text).is_correct == (value == 7)


@pytest.mark.parametrize(
    "text", ["9" * 10**6, "(" * 10**5, "{" * 10**5, "=" * 10**5, "x=" * 10**5 + "5", "\\boxed{" * 10**5, "-" * 10**6]
)
def test_bombs_are_refused(text):
    assert parse_integer(text) is None


def test_a_wrong_integer_does_not_tell_the_right_one():
    verdict = verify_integer(204, "205")
    assert not verdict.is_correct
    assert "204" not in verdict.reason
