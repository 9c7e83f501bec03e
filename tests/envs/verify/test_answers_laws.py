"""Equality of answers as laws: the same under rewriting, broken by any planted change, the same in every thread."""

import functools
import threading
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs import Status
from palaestra.envs.verify import equivalent, verify_answer
from palaestra.envs.verify.answers import ReadError, check_gold, evaluate, free_symbols, read_math

x, y = sympy.symbols("x y")
GOLDS = (
    "5", "\\frac{1}{2}", "x^2+1", "y=2x+1", "x<3", "(1,2)", "\\{1,2\\}", "1, 2, 3", "(-\\infty,3]", "5\\text{ cm}",
    "C", "Paris", "\\pm 3", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "3:2", "3:30 PM", "yes", "no solution",
    "\\infty", "50\\%",
)  # fmt: skip


def right(gold: str, answer: str) -> bool:
    return equivalent(gold, answer).is_correct


# -- formulas, with sympy as the referee ------------------------------------------------------------------------------


def latex(expr: sympy.Expr) -> str:
    return str(sympy.latex(expr, ln_notation=True))


numbers = st.one_of(
    st.integers(-20, 20).map(sympy.Integer),
    st.builds(sympy.Rational, st.integers(-9, 9), st.integers(1, 9)),
)


def formulas(leaves: st.SearchStrategy[sympy.Expr], functions: bool = True) -> st.SearchStrategy[sympy.Expr]:
    """Expressions that are real wherever they are defined, so that sympy and people agree on their equalities."""

    def grow(inner: st.SearchStrategy[sympy.Expr]) -> st.SearchStrategy[sympy.Expr]:
        ways = [
            st.builds(sympy.Add, inner, inner),
            st.builds(sympy.Mul, inner, inner),
            st.builds(lambda a, b: a - b, inner, inner),
            st.builds(lambda a, n: a**n, inner, st.integers(0, 3)),
            st.builds(lambda a, b: a / (b**2 + 1), inner, inner),
        ]
        if functions:
            ways += [st.builds(f, inner) for f in (sympy.sin, sympy.cos, sympy.atan, lambda a: sympy.sqrt(a**2 + 2))]
        return st.one_of(*ways)

    return st.recursive(leaves, grow, max_leaves=6)


polynomials = formulas(st.one_of(numbers, st.sampled_from((x, y))), functions=False)
expressions = formulas(st.one_of(numbers, st.sampled_from((x, y, sympy.pi))))
constants = formulas(st.one_of(numbers, st.sampled_from((sympy.sqrt(2), sympy.sqrt(3), sympy.pi))))
REWRITINGS = (sympy.expand, sympy.factor, sympy.together, functools.partial(sympy.collect, syms=x), sympy.cancel)


@pytest.mark.parametrize("rewrite", REWRITINGS[:3])
@given(expr=polynomials)
def test_rewriting_a_rational_function_changes_nothing(rewrite, expr):
    assert right(latex(expr), latex(rewrite(expr)))
    assert right(latex(rewrite(expr)), latex(expr))


@pytest.mark.parametrize("rewrite", [sympy.expand, sympy.together, sympy.expand_trig])
@given(expr=expressions)
@settings(deadline=None)
def test_rewriting_a_formula_changes_nothing(rewrite, expr):
    gold, answer = latex(expr), latex(rewrite(expr))
    assume(len(answer) < 1000)
    verdict = equivalent(gold, answer)
    assert verdict.is_correct or verdict.status is Status.TIMEOUT


@given(expr=expressions)
def test_a_formula_is_itself_in_any_clothes(expr):
    text = latex(expr)
    plain = str(expr).replace("atan", "arctan")
    for other in (
        text,
        f"${text}$",
        f"\\boxed{{{text}}}",
        f"  {text} .",
        f"\\left({text}\\right)",
        plain,
        f"k = {text}",
    ):
        assert right(text, other), other


@given(a=expressions, b=expressions)
@settings(deadline=None)
def test_equality_is_symmetric(a, b):
    assert right(latex(a), latex(b)) == right(latex(b), latex(a))


@given(expr=expressions, change=numbers.filter(bool), small=st.integers(0, 30))
@settings(deadline=None)
def test_a_planted_change_is_seen(expr, change, small):
    assume(expr.is_finite is not False)
    other = expr + change * sympy.Rational(1, 10**small)
    assert not right(latex(expr), latex(other))
    assert not right(latex(expr), f"{latex(expr)} + \\frac{{{change.p}}}{{{change.q * 10**small}}}")


@given(expr=constants, change=numbers.filter(bool), small=st.integers(0, 200))
@settings(deadline=None)
def test_a_constant_is_not_its_neighbour(expr, change, small):
    text = latex(expr)
    assert right(text, latex(sympy.expand(expr)))
    assert not right(text, f"{text} + ({change}) \\cdot 10^{{-{small}}}")


@given(expr=expressions, value=st.fractions(-3, 3, max_denominator=50), other=st.fractions(-3, 3, max_denominator=50))
@settings(deadline=None)
def test_values_are_those_of_sympy(expr, value, other):
    found = evaluate(read_math(latex(expr)), {"x": value, "y": other})
    points = {
        x: sympy.Rational(value.numerator, value.denominator),
        y: sympy.Rational(other.numerator, other.denominator),
    }
    expected = complex(expr.subs(points).evalf(30))
    assert found is not None
    assert abs(complex(found) - expected) <= 1e-12 * max(1, abs(expected))


@given(expressions)
def test_variables_are_those_written(expr):
    assert free_symbols(read_math(latex(expr))) == {s.name for s in expr.free_symbols}


# -- numbers ---------------------------------------------------------------------------------------------------------


@given(st.fractions(max_denominator=10**6), st.fractions(max_denominator=10**6))
def test_fractions_are_exact(a, b):
    for text in (f"{b}", f"\\frac{{{b.numerator}}}{{{b.denominator}}}", f"x = {b.numerator * 3}/{b.denominator * 3}"):
        assert right(str(a), text) == (a == b)
        assert right(str(b), text)


@given(st.integers(-(10**40), 10**40), st.integers(0, 30))
def test_decimals_are_exact(n, places):
    text = f"{n / abs(n) if n else 1:+.0f}"[0].replace("+", "") + str(abs(n)).rjust(places + 1, "0")
    text = f"{text[: len(text) - places]}.{text[len(text) - places :]}" if places else text
    exact = Fraction(n, 10**places)
    assert right(str(exact), text)
    assert right(text, f"{text}00" if places else text)
    assert not right(str(exact), f"{text}{'' if places else '.'}1")


@given(st.integers(1, 10**15))
def test_thousands_may_be_grouped(n):
    for mark in (",", "\\,", "{,}", " ", "~", ",\\!", "\u2009", "\u202f"):
        assert right(str(n), f"{n:,}".replace(",", mark))


@given(st.integers(0, 10**6), st.integers(2, 16), st.integers(2, 16))
def test_bases(n, base, other):
    digits, m = "", n
    while m or not digits:
        digits, m = "0123456789ABCDEF"[m % base] + digits, m // base
    assume(digits.isdecimal())
    text = f"{digits}_{{{base}}}"
    assert right(text, f"{digits}_{base}" if base < 10 else text)
    if int(max(digits)) < other:
        assert right(text, f"{digits}_{{{other}}}") == (int(digits, other) == n)


# -- collections -----------------------------------------------------------------------------------------------------

rows = st.lists(st.fractions(-9, 9, max_denominator=9), min_size=1, max_size=6)


@given(rows, st.randoms())
def test_sets_have_no_order_and_tuples_have(values, rng):
    shuffled = list(values)
    rng.shuffle(shuffled)
    names = [", ".join(map(str, part)) for part in (values, shuffled)]
    assert right(f"\\{{{names[0]}\\}}", f"\\{{{names[1]}\\}}")
    if len(values) > 1:
        assert right(f"({names[0]})", f"({names[1]})") == (values == shuffled)
        assert right(names[0], names[1])
        assert not right(f"\\{{{names[0]}\\}}", f"\\{{{names[0]}, 99\\}}")
        assert not right(f"({names[0]})", f"({names[0]}, 99)")
        assert not right(f"({names[0]})", names[0].split(", ")[0])


@given(st.fractions(-9, 9, max_denominator=9), st.fractions(1, 9, max_denominator=9), st.booleans(), st.booleans())
def test_intervals_and_inequalities(low, width, left, right_):
    high = low + width
    opens, closes = "[("[not left], "])"[not right_]
    signs = ["\\le" if left else "<", "\\le" if right_ else "<"]
    interval = f"{opens}{low}, {high}{closes}"
    chain = f"{low} {signs[0]} x {signs[1]} {high}"
    for gold in (chain, f"x \\in {interval}"):
        for answer in (
            interval,
            chain,
            f"x \\in {interval}",
            f"x {signs[1]} {high} \\text{{ and }} {low} {signs[0]} x",
        ):
            assert right(gold, answer), (gold, answer)
        wrong = f"{'[('[left]}{low}, {high}{closes}"
        assert not right(gold, wrong)
        assert not right(gold, f"{opens}{high}, {low}{closes}")


# -- totality and determinism ----------------------------------------------------------------------------------------


@given(st.sampled_from(GOLDS), nasty_texts())
@settings(deadline=None)
def test_any_answer_gets_a_verdict(gold, text):
    assert equivalent(gold, text) == equivalent(gold, text)
    assert verify_answer(gold, text) == verify_answer(gold, text)


WRITTEN = (
    "5 12 0.5 .5 1,000 x y e i \\pi \\frac{ } { \\sqrt \\sqrt[3]{ ( ) [ ] \\{ \\} | + - * / ^ _ = < > \\le , ; "
    ": ! % ^\\circ \\cdot \\pm \\infty \\cup \\in \\setminus \\sin \\ln \\log_ \\text{ \\left( \\right) "
    "\\lfloor \\binom & \\\\ \\begin{pmatrix} \\end{pmatrix} \\ldots ... cm m/s dollars \\$ $ or and to ° ½ ² "
    "₁ √ π ∞ × − 五 \u0441 apples C) (1,2) 9^9^9^9 (10^10)! 1e999999 \\overline{ . \\boxed{ \\lim \\sum max( "
    "\\frac{2}{3} 10^{10^{10}} the answer is "
)
PIECES = tuple(WRITTEN.split())
soups = st.lists(st.sampled_from(PIECES), max_size=20).flatmap(lambda p: st.sampled_from(("".join(p), " ".join(p))))


@given(st.sampled_from(GOLDS), soups)
@settings(deadline=None)
def test_any_mathematics_gets_a_verdict_and_is_itself(gold, text):
    assert equivalent(gold, text) == equivalent(gold, text)
    try:
        check_gold(text)
    except ValueError:
        return
    assert right(text, text)
    equivalent(text, gold)


@given(soups)
def test_mathematics_is_read_or_refused(text):
    try:
        expr = read_math(text)
    except ReadError:
        return
    assert hash(expr) == hash(read_math(text))
    evaluate(expr, dict.fromkeys(free_symbols(expr), 0.5))


@pytest.mark.slow
@given(st.sampled_from(GOLDS), st.text(st.characters(), max_size=60))
@settings(max_examples=10_000, deadline=None)
def test_ten_thousand_texts_never_raise(gold, text):
    assert equivalent(gold, text).status in (Status.CORRECT, Status.WRONG, Status.TIMEOUT)


PAIRS = (
    ("\\sin 2x", "2\\sin x\\cos x"), ("\\sqrt{3+2\\sqrt2}", "1+\\sqrt2"), ("10", "\\binom52"), ("e^{i\\pi}", "-1"),
    ("\\frac{n!}{(n-2)!}", "n^2-n"), ("x<3", "(-\\infty,3)"), ("\\arctan x", "\\arcsin x"),
    ("\\ln 6", "\\ln 2+\\ln 3"),
    ("\\cos\\frac{\\pi}{7}", "0.9009688679"), ("x+y=5", "2x+2y=10"), ("1,2,3", "3,1,2"), ("5", "5+e^{-1000}"),
)  # fmt: skip


def test_eight_threads_agree():
    expected = [equivalent(g, a) for g, a in PAIRS]
    found: dict[int, list] = {}

    def work(k: int) -> None:
        order = [*range(k, len(PAIRS)), *range(k)]
        for _ in range(5):
            found[k] = [None] * len(PAIRS)
            for at in order:
                found[k][at] = equivalent(*PAIRS[at])

    threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[k] == expected for k in range(8))
