"""What every mathematical template owes, for the test files of tasks that are made of templates."""

import ast
import json
import math
import re
from fractions import Fraction
from itertools import pairwise
from statistics import mean

import numpy as np
import pytest

TIERS = (1, 2, 3, 4, 5)
JUNK = (
    "",
    " ",
    "x",
    "none",
    "\x00",
    "\ud800",
    "9" * 5000,
    "9^9^9^9",
    "((((",
    "1/0",
    "{" * 300,
    "\\frac" * 50,
    "= 3 =",
)


def problems(template, tier, n=40, hard=False, salt=0):
    """Return problems of a template, the same ones in every run."""
    rng = np.random.default_rng([tier, salt, sum(map(ord, template.name)), int(hard)])
    return [template.draw_hard(rng, tier) if hard else template.draw(rng, tier) for _ in range(n)]


def has_hard(template):
    return template.draw_hard(np.random.default_rng(0), 1) is not None


def both(templates):
    """Return parameters for every template with tiers, and with the number of draws: fast, and slow with more."""
    slow = pytest.mark.slow
    return [
        pytest.param(template, tier, n, id=f"{template.name}-{tier}-{n}", marks=slow if n > 40 else ())
        for template in templates
        for tier in TIERS
        for n in (40, 200)
    ]


def check_text(template):
    """Numbers are JSON and vary; questions are finished, worded in several ways, and rarely show the answer."""
    assert len(template.phrasings) >= 2
    for tier in TIERS:
        drawn = problems(template, tier, 60, salt=1)
        assert all(json.loads(json.dumps(p)) == p for p in drawn)
        assert len({json.dumps(template.identity(p)) for p in drawn}) >= 35, (template.name, tier)
        assert len({template.answer(p) for p in drawn}) >= 20, (template.name, tier)
        shown = 0
        for p in drawn:
            texts = [template.ask(p, i) for i in range(len(template.phrasings))]
            assert len(set(texts)) == len(texts)
            for text in texts:
                assert not re.search(r"\{[^0-9]|[^0-9]\}|\+ -|--|  |\bNone\b", text), text
                assert text[-1] in ".?", text
            shown += template.answer(p) in re.findall(r"\d+", texts[0])
        assert shown <= 9, (template.name, tier, shown)


def check_open(template):
    """The number that may be left open stands as a place in every phrasing and nowhere else."""
    if not template.opens:
        return
    assert all("{" + template.opens + "}" in text for text in template.phrasings)
    for tier in TIERS:
        for p in problems(template, tier, 20, salt=2):
            assert isinstance(p[template.opens], int)
            for i in range(len(template.phrasings)):
                text = template.ask(p, i, **{template.opens: "N"})
                assert re.search(r"\bN\b|_N|N!", text), text
                if abs(p[template.opens]) > 1000:
                    assert str(abs(p[template.opens])) not in re.findall(r"\d+", text), text
                assert not re.search(r"\bk\b", text), f"k is the other problem's answer: {text}"


def check_usual(template, n=15):
    """The usual method is right on ordinary numbers and fails on hard ones."""
    if not has_hard(template):
        assert all(template.usual(p) is None for p in problems(template, 3, 5))
        return
    for tier in TIERS:
        for p in problems(template, tier, n, salt=3):
            assert template.verify(p, template.usual(p) or "").is_correct, (template.name, p, template.usual(p))
        for p in problems(template, tier, n, hard=True, salt=3):
            found = template.usual(p)
            assert found is None or not template.verify(p, found).is_correct, (template.name, p)
            assert template.verify(p, template.answer(p)).is_correct
            assert json.loads(json.dumps(p)) == p


def check_verify(template):
    """The answer is right in the forms that people use; other problems' answers, neighbours and junk are wrong."""
    for tier in TIERS:
        drawn = problems(template, tier, 8, salt=4)
        for p, other in pairwise(drawn):
            right = template.answer(p)
            for text in (right, f" {right}\n", f"${right}$", f"**{right}**"):
                assert template.verify(p, text).is_correct, (p, text)
            assert template.answer(other) == right or not template.verify(p, template.answer(other)).is_correct
            hedge = f"{right} or {7 if right != '7' else 8}"
            for text in (*JUNK, f"{right}1", hedge, f"not {right}", f"{right}, {right}7"):
                assert not template.verify(p, text).is_correct, (p, text)


def check_floors(template, most=0.1):
    """Another problem's answer, a constant, and the numbers in the question are rarely right."""
    for tier in TIERS:
        drawn = problems(template, tier, 300, salt=5)
        answers = [template.answer(p) for p in drawn]
        guess = mean(a == b for a, b in zip(answers, answers[1:] + answers[:1], strict=True))
        constant = max(answers.count(a) for a in set(answers)) / len(answers)
        numbers = [re.findall(r"\d+", template.ask(p)) for p in drawn]
        last = mean(a == n[-1] for a, n in zip(answers, numbers, strict=True))
        largest = mean(a == max(n, key=int) for a, n in zip(answers, numbers, strict=True))
        floors = {"guess": guess, "constant": constant, "last": last, "largest": largest}
        assert max(floors.values()) < most, (template.name, tier, floors)


def check_growth(template):
    """Questions with their solutions do not get shorter from the first tier to the last."""
    sizes = []
    for tier in TIERS:
        drawn = problems(template, tier, 40, salt=6)
        sizes.append(mean(len(template.ask(p)) + len("\n".join(template.steps(p))) for p in drawn))
    assert sizes[0] < sizes[-1], (template.name, sizes)
    assert all(b > 0.93 * a for a, b in pairwise(sizes)), (template.name, sizes)


def check_solution(template, least=0, n=12):
    """Solutions end with the answer, and every equation and congruence between plain numbers in them is true."""
    checked = 0
    for tier in TIERS:
        drawn = problems(template, tier, n, salt=7)
        if has_hard(template):
            drawn += problems(template, tier, n, hard=True, salt=7)
        for p in drawn:
            lines = template.steps(p)
            assert len(lines) >= 2, (template.name, lines)
            assert all(lines), lines
            answer, end = template.answer(p).strip("$").split("_")[0], " ".join(lines[-2:])
            assert answer in end or answer in end.replace(", ", ""), (template.name, answer, lines[-2:])
            for line in lines:
                assert not re.search(r"\+ -|--|  |\{[^0-9-]|\bNone\b", line), line
                checked += check_line(line)
    assert checked >= least, (template.name, checked)


PLAIN = re.compile(r"[-+×·/()\d^! ]*\d[-+×·/()\d^! ]*")


def check_line(line):
    """Return how many equations or congruences of a line were found true; fail if one is false."""
    line = re.sub(r"C\((\d+), (\d+)\)", lambda m: f"({math.comb(int(m[1]), int(m[2]))})", line)
    mod = re.search(r"\(?modulo (\d+)\)?|\(mod (\d+)\)", line)
    found = 0
    for clause in re.split(r", | and |: |; | so | or |(?<!\.)\. | is | are | = (?=[a-zA-Z])", line):
        clause = re.sub(r" ?\(mod \d+\)", "", clause).strip().rstrip(".,:;")
        sides = [s.strip() for s in re.split(r" = | ≡ ", clause)]
        values = [v for s in sides if PLAIN.fullmatch(s) and (v := compute(s)) is not None]
        if "≡" in clause:
            if mod is None:
                continue
            m = int(mod[1] or mod[2])
            values = [v.numerator * pow(v.denominator, -1, m) % m for v in values if math.gcd(v.denominator, m) == 1]
        if len(values) > 1:
            assert len(set(values)) == 1, (clause, line, values)
            found += 1
    return found


def compute(text):
    """Return the value of a plain expression, or None if it is none or too large."""
    text = re.sub(r"(\d+)!", lambda m: str(math.factorial(int(m[1]))) if int(m[1]) < 400 else "x", text)
    text = re.sub(r"[×·]", "*", text).replace("^", "**")
    text = re.sub(r"\b0+(?=\d)", "", text)
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError):
        return None


def _value(node):
    if isinstance(node, ast.Constant):
        return Fraction(node.value)
    if isinstance(node, ast.UnaryOp):
        value = _value(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    if not isinstance(node, ast.BinOp):
        raise ValueError(node)
    left, right = _value(node.left), _value(node.right)
    if isinstance(node.op, ast.Pow):
        if right.denominator != 1 or abs(right) > 3000:
            raise ValueError("too large")
        return left ** int(right)
    if isinstance(node.op, ast.Div):
        return left / right if right else None
    return {ast.Add: left + right, ast.Sub: left - right, ast.Mult: left * right}[type(node.op)]


CHECKS = (check_text, check_open, check_usual, check_verify, check_floors, check_growth, check_solution)
"""All of these; a test file runs each on each of its task's templates."""


def numbers(text):
    """Return the whole numbers of a text."""
    return [int(n) for n in re.findall(r"-?\d+", text)]
