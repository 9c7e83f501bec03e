"""Hypothesis strategies: texts that break parsers."""

from hypothesis import strategies as st

SIGNS = (
    "<think>",
    "</think>",
    "<answer>",
    "</answer>",
    "\\boxed{",
    "\\boxed",
    "{",
    "}",
    "\\",
    "####",
    "**",
    "$",
    "$$",
)
WORDS = (
    "the answer is",
    "Final answer:",
    " or ",
    "\n",
    ". ",
    "1",
    "-2",
    "x^2",
    "\\frac{1}{2}",
    "∀",
    "中",
    "\x00",
    "\ud800",
)


def nasty_texts(max_pieces: int = 30) -> st.SearchStrategy[str]:
    """Texts of any characters, lone surrogates included, mixed with the marks that formats look for."""
    anything = st.text(st.characters(), max_size=8)
    pieces = st.one_of(st.sampled_from(SIGNS), st.sampled_from(WORDS), anything)
    return st.lists(pieces, max_size=max_pieces).map("".join)


def plain_answers() -> st.SearchStrategy[str]:
    """Answers that any format can carry: no braces, backslashes, tags or dots, and no spaces around them."""
    letters = st.characters(blacklist_characters="{}\\<>#.!?", blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs"))
    return st.text(letters, min_size=1, max_size=40)
