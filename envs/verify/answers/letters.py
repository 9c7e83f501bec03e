r"""One alphabet: Unicode's many ways to write the same mathematics become ASCII and LaTeX.

Digits of every script are digits, superscripts are powers (`x²` is `x^{2}`, never `x2`), invisible characters go. What
merely looks like a Latin letter (Cyrillic, Greek) stays what it is, so that none is ever taken for a variable.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = {
    "−": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "﹣": "-", "－": "-", "＋": "+", "﹢": "+", "×": r"\times ",
    "✕": r"\times ", "⨯": r"\times ", "·": r"\cdot ", "⋅": r"\cdot ", "∙": r"\cdot ", "•": r"\cdot ", "∗": "*",
    "＊": "*", "÷": r"\div ", "∕": "/", "⁄": "/", "／": "/", "√": r"\sqrt ", "∛": r"\sqrt[3]", "∜": r"\sqrt[4]",
    "π": r"\pi ", "∞": r"\infty ", "≤": r"\le ", "≦": r"\le ", "⩽": r"\le ", "≥": r"\ge ", "≧": r"\ge ", "⩾": r"\ge ",
    "≠": r"\ne ", "≈": r"\approx ", "≃": r"\approx ", "≅": r"\cong ", "≡": r"\equiv ", "∪": r"\cup ", "∩": r"\cap ",
    "∈": r"\in ", "∉": r"\notin ", "∅": r"\emptyset ", "⌀": r"\emptyset ", "∖": r"\setminus ", "°": r"^\circ ",
    "º": r"^\circ ", "±": r"\pm ", "∓": r"\mp ", "…": r"\ldots ", "⋯": r"\cdots ", "⟨": r"\langle ", "⟩": r"\rangle ",
    "〈": r"\langle ", "〉": r"\rangle ", "⌊": r"\lfloor ", "⌋": r"\rfloor ", "⌈": r"\lceil ", "⌉": r"\rceil ",
    "ℝ": r"\mathbb{R}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}", "ℕ": r"\mathbb{N}", "ℂ": r"\mathbb{C}", "→": r"\to ",
    "∣": r"\mid ", "｜": "|", "‖": r"\| ", "％": r"\% ", "﹪": r"\% ", "€": " EUR ", "£": " GBP ", "¥": " JPY ",
    "￥": " JPY ", "₹": " INR ", "₽": " RUB ", "₩": " KRW ", "＄": r"\$", "﹩": r"\$", "℃": r"^\circ C",
    "℉": r"^\circ F",
    "’": "'", "‘": "'", "′": "'", "ʹ": "'", "″": "''", "“": '"', "”": '"', "，": ",", "、": ",", "﹐": ",", "；": ";",
    "：": ":", "∶": ":", "。": ".", "．": ".", "！": "!", "？": "?", "（": "(", "）": ")", "［": "[", "］": "]",
    "｛": "{", "｝": "}", "＝": "=", "＜": "<", "＞": ">", "∨": r"\lor ", "∧": r"\land ", "⊂": r"\subset ", "ℯ": "e",
    "ⅇ": "e", "ⅈ": "i", "ⅆ": "d", "∑": r"\sum ", "∫": r"\int ", "∏": r"\prod ", "∂": r"\partial ", "△": r"\triangle ",
    "∠": r"\angle ", "µ": r"\mu ", "Ω": r"\Omega ", "ℓ": "l", "\u2005": " ", "⟶": r"\to ", "⇒": r"\Rightarrow ",
    "✓": r"\checkmark ", "¢": " cents ", "≔": "=", "٫": ".", "٬": ",", "½": r"\frac{1}{2}", "‰": r"\permil ",
}  # fmt: skip
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ξ": "xi", "ρ": "rho",
    "σ": "sigma", "ς": "sigma", "τ": "tau", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
GREEK = frozenset(_GREEK.values()) | {"pi", "nu", "upsilon", "Upsilon", "omicron"}

_TABLE = {ord(char): text for char, text in _SIGNS.items()}
_TABLE |= {ord(char): f"\\{name} " for char, name in _GREEK.items()}
_FILLERS = frozenset((0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))  # letters and marks without a look
_LATIN = ((0x1D400, 0x1D7FF), (0xFF01, 0xFF5E), (0x2100, 0x214F))  # mathematical, full-width and letter-like ones

_SUPER = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸᵃᵇᵐᵏ", "0123456789+-()nixyabmk", strict=True))
_SUB = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₙᵢₓₐₘₖ", "0123456789+-()nixamk", strict=True))
_RAISED_ROOT = re.compile("([²³⁴⁵⁶⁷⁸⁹])√")
_SPLIT_FRACTION = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,12})[⁄∕/]([₀₁₂₃₄₅₆₇₈₉]{1,12})")
_RAISED = re.compile(f"[{''.join(_SUPER)}]+")
_LOWERED = re.compile(f"[{''.join(_SUB)}]+")


class _Alphabet(dict[int, str]):
    """What each character becomes; answers are computed, not stored, so that the table does not grow."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if code < 128:
            return char
        if category == "Cf" or code in _FILLERS or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
            return ""
        if category == "Nd":
            return str(unicodedata.decimal(char))
        if category == "Zs":
            return " "
        if any(first <= code <= last for first, last in _LATIN):
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1 and plain != char:
                return plain if plain.isascii() else self[ord(plain)]
        if 0x3371 <= code <= 0x33DF:  # ㎝ and ㎡
            return " " + "".join(f"^{c}" if c.isdecimal() else c for c in unicodedata.normalize("NFKC", char))
        if category == "No":
            top, slash, bottom = unicodedata.normalize("NFKC", char).partition("⁄")
            if slash and bottom:
                return f"\\frac{{{top}}}{{{bottom}}}"
        return char


_ALPHABET = _Alphabet(_TABLE)


def _raised(found: re.Match[str]) -> str:
    return "^{" + "".join(_SUPER[c] for c in found[0]) + "}"


def _lowered(found: re.Match[str]) -> str:
    return "_{" + "".join(_SUB[c] for c in found[0]) + "}"


def to_plain(text: str) -> str:
    r"""Return a text in ASCII and LaTeX, as far as its characters mean mathematics.

    >>> to_plain("x² ≤ ½·√３")
    'x^{2} \\le  \\frac{1}{2}\\cdot \\sqrt 3'
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    text = _RAISED_ROOT.sub(lambda m: f"\\sqrt[{_SUPER[m[1]]}]", text)
    text = _SPLIT_FRACTION.sub(
        lambda m: f"\\frac{{{''.join(_SUPER[c] for c in m[1])}}}{{{''.join(_SUB[c] for c in m[2])}}}", text
    )
    return _LOWERED.sub(_lowered, _RAISED.sub(_raised, text)).translate(_ALPHABET)


def visible(text: str) -> str:
    """Return a text without its invisible characters, composed; for texts that are compared as words."""
    if text.isascii():
        return text
    kept = (
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf" and ord(c) not in _FILLERS
    )
    return "".join(kept)
