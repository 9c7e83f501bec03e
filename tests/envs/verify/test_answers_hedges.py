"""Two things side by side are not a product, and a denial is not an answer."""

from __future__ import annotations

import pytest

from palaestra.envs.verify import equivalent


@pytest.mark.parametrize(
    ("gold", "answer"),
    [
        ("43", "43 {1}"), ("6", "2{3}"), ("6", "2{{3}}"), ("-6", "2{-3}"), ("xy+x", "x{y+1}"),
        ("y=-7", "not y = -7"), ("y=-7", "never y = -7"), ("y = 2x", "anything but y=2x"), ("x<3", "not x<3"),
        ("y=0", "y = 0 sqrt(5)"), ("x^2-y=0", "x^2 - y = 0 sqrt(1554)/6"), ("0", "0 \\sqrt{2}"),
        ("\\sqrt{7}", "1\nsqrt(7)"), ("2\\sqrt{3}", "2\n\\sqrt{3}"), ("5", "5\n6"),
    ],
)  # fmt: skip
def test_two_things_are_not_one(gold: str, answer: str) -> None:
    assert not equivalent(gold, answer).is_correct


@pytest.mark.parametrize(
    ("gold", "answer"),
    [
        ("2x", "2{x}"), ("2\\sqrt{3}", "2{\\sqrt{3}}"), ("2x^2", "2{x}^{2}"), ("6", "2(3)"), ("y", "x^0 y"),
        ("y=-7", "the line y = -7"), ("0.5x", "0.5x"), ("0 m", "0 m"), ("x^2+3", "x^2 +\n 3"), ("x^2+3", "x^2\n+ 3"),
        ("\\sqrt{7}", "\nsqrt(7)\n"), ("1,2", "1\n2"), ("x\\le 3", "x\n\\le 3"), ("x=1,y=2", "x=1\ny=2"),
    ],
)  # fmt: skip
def test_and_one_thing_is(gold: str, answer: str) -> None:
    assert equivalent(gold, answer).is_correct
