"""Writes `pairs.jsonl`: the rows by hand of `rows.py`, and numbers drawn by a fixed seed whose labels are proved here.

    python -m palaestra.benchmarks.verifiers.make_pairs

A drawn row is written as text first; its label is what exact arithmetic says when both texts are read back.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import comb, factorial
from pathlib import Path
from typing import Any, NamedTuple

from . import rows

PAIRS = Path(__file__).with_name("pairs.jsonl")
HAND = (rows.NUMBERS, rows.STRUCTURES, rows.EXPRESSIONS, rows.WORDS, rows.FRAMES, rows.HACKS)


class Row(NamedTuple):
    """One pair before its frame: `whole` says that the answer is the whole response already."""

    form: str
    source: str
    gold: str
    answer: str
    correct: bool
    whole: bool = False
    note: str = ""


# --- rows by hand

_LINE = re.compile(r"([+-])(!?)(?: (.*))?", re.DOTALL)
_SIGN = re.compile("⟨([0-9A-F]+)⟩")
_TIMES = re.compile("⟦(.*?)×([0-9]+)⟧", re.DOTALL)


def read_rows(text: str) -> Iterator[Row]:
    """Read the notation that the head of `rows.py` explains.

    Raises:
        ValueError: If a line is none of its kinds.
    """
    form = source = ""
    gold: str | None = None
    for line in text.strip().splitlines():
        line, _, note = line.partition(" ;; ")
        if line.startswith("@ "):
            (form, source), gold = line[2:].split(" | "), None
        elif line.startswith("= "):
            gold = line[2:]
        elif (match := _LINE.fullmatch(line)) and gold is not None:
            sign, whole, answer = match[1], bool(match[2]), (match[3] or "").replace("⏎", "\n")
            answer = _SIGN.sub(lambda found: chr(int(found[1], 16)), answer)
            yield Row(form, source, gold, answer, sign == "+", whole, note)
        elif line.strip():
            raise ValueError(f"not a row: {line}")


def parts(text: str) -> str | list[Any]:
    """Return a text as it is, or as a list of texts and repetitions if it has any.

    >>> parts("a⟦b×3⟧")
    ['a', {'repeat': ['b', 3]}]
    """
    pieces: list[Any] = []
    end = 0
    for match in _TIMES.finditer(text):
        pieces += [text[end : match.start()], {"repeat": [match[1], int(match[2])]}]
        end = match.end()
    if not pieces:
        return text
    return [piece for piece in [*pieces, text[end:]] if piece != ""]


# --- frames: what a model writes around an answer

BOXES = (
    r"\boxed{%s}",
    r"\boxed{%s}",
    r"$\boxed{%s}$",
    r"The answer is $\boxed{%s}$.",
    r"Therefore, the final answer is \boxed{%s}.",
    "So we get\n\\[\n\\boxed{%s}\n\\]",
    "Putting these together gives the result.\n\n**Final Answer**\n\\boxed{%s}",
    "Step 1: there are 12 cases.\nStep 2: 9 of them fail.\n\nStep 3: the rest gives $$\\boxed{%s}$$",
    "<think>Let me see. First I tried 11, which fails; then the other way.</think>\n\nThe answer is $\\boxed{%s}$.",
    "Let $k$ be as above, so that $k = 19$. Inserting it, the final answer is $\\boxed{%s}$",
)
OTHERS = ("The final answer is $%s$.", "Thus we are done.\n\nAnswer: $%s$")
SHARE = 0.12  # of the frames that are no box; tags and bare answers are a form of their own, "answer_is"


def framed(row: Row) -> str:
    """Return what a model writes to give this answer; the same row always gets the same frame."""
    if row.whole:
        return row.answer
    rng = random.Random(f"{row.form} {row.gold} {row.answer}")
    boxed = rng.random() >= SHARE
    return rng.choice(BOXES if boxed else OTHERS).replace("%s", row.answer, 1)


# --- drawn rows: what the texts say, read back exactly

_NUMBER = r"-?[0-9]*\.?[0-9]+"


def value(text: str) -> Fraction:
    r"""Read one exact number in the notations that are drawn below, and nothing else.

    >>> value(r"-2\frac{1}{4}"), value("1{,}250"), value(r"5\times 10^{-2}"), value(r"8\%")
    (Fraction(-9, 4), Fraction(1250, 1), Fraction(1, 20), Fraction(2, 25))

    Raises:
        ValueError: If the text is in none of them.
    """
    text = text.replace(r"\,", "").replace("{,}", "").replace(",", "").replace(r"\dfrac", r"\frac").strip()
    if text.endswith(("\\%", "%")):
        return value(text.rstrip("\\%")) / 100
    if match := re.fullmatch(rf"({_NUMBER})(?:\\times 10\^\{{(-?[0-9]+)\}}|e(-?[0-9]+))", text):
        return Fraction(match[1]) * Fraction(10) ** int(match[2] or match[3])
    if match := re.fullmatch(r"(-?)([0-9]*)\s*(?:\\frac\{([0-9]+)\}\{([0-9]+)\}|(?<= )([0-9]+)/([0-9]+))", text):
        size = Fraction(match[2] or 0) + Fraction(int(match[3] or match[5]), int(match[4] or match[6]))
        return -size if match[1] else size
    if match := re.fullmatch(rf"({_NUMBER})/([0-9]+)", text):
        return Fraction(match[1]) / int(match[2])
    if match := re.fullmatch(r"([0-9]+)!", text):
        return Fraction(factorial(int(match[1])))
    if match := re.fullmatch(r"\\binom\{([0-9]+)\}\{([0-9]+)\}", text):
        return Fraction(comb(int(match[1]), int(match[2])))
    if match := re.fullmatch(r"([0-9]+)\^\{?([0-9]+)\}?", text):
        return Fraction(int(match[1]) ** int(match[2]))
    if match := re.fullmatch(r"\\log_\{([0-9]+)\} ([0-9]+)", text):
        power = next(n for n in range(99) if int(match[1]) ** n >= int(match[2]))
        if int(match[1]) ** power == int(match[2]):
            return Fraction(power)
    return Fraction(text)


def values(text: str) -> list[Fraction]:
    """Read the numbers of a tuple, a set or a matrix in their order."""
    text = re.sub(r"\\(begin|end)\{[a-z]+\}|\\left|\\right|\\[{}]|[()]", "", text)
    return [value(item) for item in re.split(r"\\\\|&|,", text)]


def squared(text: str) -> Fraction:
    r"""Read the square of `a\sqrt{b}`, of `\sqrt{b}` and of `\frac{a}{\sqrt{b}}`, all of them positive."""
    if match := re.fullmatch(r"\\frac\{([0-9]+)\}\{\\sqrt\{([0-9]+)\}\}", text):
        return Fraction(int(match[1]) ** 2, int(match[2]))
    match = re.fullmatch(r"([0-9]*)\\sqrt\{([0-9]+)\}", text)
    assert match
    return Fraction(int(match[1] or 1) ** 2 * int(match[2]))


def gauss(text: str) -> tuple[int, int]:
    """Read `a+bi` or a product `(a+bi)(c+di)` of such, as real and imaginary part."""
    real, imaginary = 1, 0
    for match in re.finditer(r"(-?[0-9]+)([+-][0-9]+)i", text):
        a, b = int(match[1]), int(match[2])
        real, imaginary = real * a - imaginary * b, real * b + imaginary * a
    return real, imaginary


def line(text: str) -> tuple[Fraction, ...]:
    """Read `ax+by=c` as its coefficients, divided by the first."""
    match = re.fullmatch(r"(-?[0-9]+)x([+-][0-9]+)y=(-?[0-9]+)", text)
    assert match
    a, *rest = map(Fraction, match.groups())
    return tuple(number / a for number in rest)


def polynomial(text: str) -> tuple[int, ...]:
    """Read `x^2+bx+c` or a product `(x+a)(x+b)`, as the coefficients from the top."""
    if found := re.findall(r"\(x([+-][0-9]+)\)", text):
        a, b = map(int, found)
        return 1, a + b, a * b
    match = re.fullmatch(r"x\^2([+-][0-9]+)x([+-][0-9]+)", text)
    assert match
    return 1, int(match[1]), int(match[2])


def _spaced(number: int, by: str) -> str:
    return f"{number:,}".replace(",", by)


def _fractions(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(4):
        q = rng.choice([7, 9, 11, 12, 13, 16, 18])
        p, k = rng.randrange(2, q), rng.randrange(2, 9)
        gold = rf"\frac{{{p}}}{{{q}}}"
        yield gold, rf"\frac{{{p * k}}}{{{q * k}}}"
        yield gold, f"{p * k}/{q * k}"
        yield gold, rf"\dfrac{{{q}}}{{{p}}}"
        yield gold, rf"\frac{{{p * k + 1}}}{{{q * k}}}"


def _decimals(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(4):
        n = rng.randrange(1001, 9999, 2)
        gold = f"{n // 1000}.{n % 1000:03}"
        yield gold, f"{gold}0"
        yield gold, f"{n}/1000"
        yield gold, f"{n // 100}.{n % 100:02}"
        yield gold, gold[:-1]


def _percents(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(3):
        n = rng.randrange(11, 99)
        yield rf"{n}\%", f"0.{n}"
        yield rf"{n}\%", f"{n}/100"
        yield rf"{n}\%", f"0.0{n}"
        yield rf"{n}\%", rf"{n + 1}\%"


def _scientific(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(3):
        n, k = rng.randrange(101, 999), rng.randrange(3, 12)
        gold = rf"{n // 100}.{n % 100:02}\times 10^{{{k}}}"
        yield gold, rf"{n}\times 10^{{{k - 2}}}"
        yield gold, str(n * 10 ** (k - 2))
        yield gold, rf"{n // 100}.{n % 100:02}\times 10^{{{k + 1}}}"
        yield gold, f"{n // 100}.{n % 100:02}e-{k}"


def _mixed(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(3):
        w, q = rng.randrange(2, 15), rng.choice([3, 5, 7, 8])
        p = rng.randrange(1, q)
        gold = rf"{w}\frac{{{p}}}{{{q}}}"
        yield gold, rf"\frac{{{w * q + p}}}{{{q}}}"
        yield gold, f"{w} {p}/{q}"
        yield gold, rf"\frac{{{w * p}}}{{{q}}}"
        yield gold, f"{w}{p}/{q}"


def _thousands(rng: random.Random) -> Iterator[tuple[str, str]]:
    for separator in ("{,}", r"\,", ","):
        n = rng.randrange(10**6, 10**9)
        yield str(n), _spaced(n, separator)
        yield _spaced(n, separator), str(n)
        yield str(n), _spaced(n + 1000, separator)
        yield _spaced(n, separator), str(n // 1000)


def _combinatorics(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(3):
        n = rng.randrange(9, 16)
        k = rng.randrange(2, n // 2)
        yield str(comb(n, k)), rf"\binom{{{n}}}{{{n - k}}}"
        yield rf"\binom{{{n}}}{{{k}}}", str(comb(n, k))
        yield str(comb(n, k)), rf"\binom{{{n}}}{{{k + 1}}}"
        yield f"{n}!", str(factorial(n - 1))


def _logarithms(rng: random.Random) -> Iterator[tuple[str, str]]:
    for b in (2, 3, 5, 6):
        n = rng.randrange(3, 7)
        yield str(n), rf"\log_{{{b}}} {b**n}"
        yield str(n), rf"\log_{{{b}}} {b ** (n + 1)}"


def _lists(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(4):
        a, b, c = rng.sample(range(-12, 13), 3)
        gold = f"({a},{b},{c})"
        yield gold, rf"\left({a}, {2 * b}/2, {c}.0\right)"
        yield gold, f"({b},{a},{c})"
        yield gold, f"({a},{b},{c + 1})"


def _sets(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(4):
        a, b, c = rng.sample(range(-12, 13), 3)
        gold = rf"\{{{a},{b},{c}\}}"
        yield gold, rf"\left\{{{c}, {a}, {b}\right\}}"
        yield gold, rf"\{{{a},{b}\}}"
        yield gold, rf"\{{{a},{b},{c + 25}\}}"


def _matrices(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(4):
        a, b, c, d = rng.sample(range(-9, 10), 4)
        gold = rf"\begin{{pmatrix}}{a}&{b}\\{c}&{d}\end{{pmatrix}}"
        yield gold, rf"\begin{{bmatrix}} {a} & {b} \\ {c} & {d} \end{{bmatrix}}"
        yield gold, rf"\begin{{pmatrix}}{a}&{c}\\{b}&{d}\end{{pmatrix}}"
        yield gold, rf"\begin{{pmatrix}}{a}&{b}\\{c}&{d + 1}\end{{pmatrix}}"


def _radicals(rng: random.Random) -> Iterator[tuple[str, str]]:
    for b in (2, 3, 5, 7):
        a = rng.randrange(2, 12)
        gold = rf"{a}\sqrt{{{b}}}"
        yield gold, rf"\sqrt{{{a * a * b}}}"
        yield gold, rf"\frac{{{a * b}}}{{\sqrt{{{b}}}}}"
        yield gold, rf"{b}\sqrt{{{a}}}"
        yield gold, rf"\sqrt{{{a * b}}}"


def _complex(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(4):
        a, b, c, d = (rng.randrange(1, 9) for _ in range(4))
        real, imaginary = a * c - b * d, a * d + b * c
        yield f"{real}{imaginary:+}i", f"({a}+{b}i)({c}+{d}i)"
        yield f"{real}{imaginary:+}i", f"{real}{-imaginary:+}i"
        yield f"({a}+{b}i)({c}-{d}i)", f"{a * c + b * d}{b * c - a * d - 1:+}i"


def _lines(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(4):
        a, b, c, k = (rng.randrange(2, 9) for _ in range(4))
        gold = f"{a}x+{b}y={c}"
        yield gold, f"{-k * a}x{-k * b}y={-k * c}"
        yield gold, f"{k * a}x+{k * b}y={c}"
        yield gold, f"{a}x-{b}y={c}"


def _polynomials(rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(4):
        a = rng.randrange(2, 10)
        b = rng.choice([-14, -13, -12, 3, 5, 11])
        gold = f"x^2{a + b:+}x{a * b:+}"
        yield gold, f"(x{b:+})(x{a:+})"
        yield gold, f"(x{-a:+})(x{-b:+})"
        yield gold, f"x^2{a + b:+}x{a * b + 1:+}"


Draw = Callable[[random.Random], Iterator[tuple[str, str]]]
DRAWN: Sequence[tuple[str, Draw, Callable[[str], Any]]] = (
    ("fraction", _fractions, value),
    ("decimal", _decimals, value),
    ("percent", _percents, value),
    ("scientific", _scientific, value),
    ("mixed_number", _mixed, value),
    ("thousands", _thousands, value),
    ("combinatorics", _combinatorics, value),
    ("logarithm", _logarithms, value),
    ("tuple", _lists, values),
    ("set", _sets, lambda text: sorted(values(text))),
    ("matrix", _matrices, values),
    ("radical", _radicals, squared),
    ("complex", _complex, gauss),
    ("equation", _lines, line),
    ("algebra", _polynomials, polynomial),
)


def drawn() -> Iterator[Row]:
    """Yield the rows of `DRAWN`; their labels are what reading both texts back says."""
    for form, draw, read in DRAWN:
        for gold, answer in dict.fromkeys(draw(random.Random(f"pairs {form}"))):
            yield Row(form, "ours, drawn", gold, answer, read(gold) == read(answer))


# --- the file


def all_rows() -> list[Row]:
    """Return every row: the ordinary forms, then the adversarial ones.

    Raises:
        ValueError: If two rows are the same.
    """
    hand = [row for text in HAND for row in read_rows(text)]
    found = sorted([*hand, *drawn()], key=lambda row: row.form.startswith("adversarial/"))
    forms = list(dict.fromkeys(row.form for row in found))
    found.sort(key=lambda row: forms.index(row.form))
    twice = [key for key, n in Counter((row.form, row.gold, row.answer) for row in found).items() if n > 1]
    if twice:
        raise ValueError(f"rows that stand twice: {twice}")
    return found


def written() -> str:
    """Return the text of `pairs.jsonl`."""
    lines, count = [], Counter[str]()
    for row in all_rows():
        count[row.form] += 1
        pair: dict[str, Any] = {"id": f"{row.form}-{count[row.form]:03}", "form": row.form, "gold": parts(row.gold)}
        pair |= {"response": parts(framed(row)), "correct": row.correct, "source": row.source}
        lines.append(json.dumps(pair | ({"note": row.note} if row.note else {}), ensure_ascii=True))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAIRS.write_text(written(), encoding="utf-8")
    print(f"{PAIRS}: {len(all_rows())} pairs", file=sys.stderr)
