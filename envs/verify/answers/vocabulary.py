"""The words and commands that tokens are made of."""

from __future__ import annotations

from .letters import GREEK
from .tree import listed

_PLAIN = listed(
    "sin cos tan cot sec csc sinh cosh tanh coth sech csch arcsin arccos arctan arccot arcsec arccsc "
    "arcsinh arccosh arctanh ln log exp abs max min gcd lcm floor ceil sgn sqrt cbrt cis"
)
FUNCTIONS = {name: name for name in _PLAIN} | {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "acot": "arccot", "asinh": "arcsinh", "acosh": "arccosh",
    "atanh": "arctanh", "arsinh": "arcsinh", "arcosh": "arccosh", "artanh": "arctanh", "cosec": "csc", "lg": "log",
    "tg": "tan", "ctg": "cot", "arctg": "arctan", "sign": "sgn", "ceiling": "ceil", "factorial": "factorial",
}  # fmt: skip
CONSTANTS = {"pi": "pi", "infty": "inf", "infinity": "inf", "oo": "inf", "inf": "inf"}
WORD_OPS = {
    "or": "or", "and": "and", "percent": "%", "degree": "deg", "degrees": "deg", "deg": "deg", "mod": "mod",
    "union": "cup", "to": ":",
}  # fmt: skip
IGNORED = listed(
    "left right middle big Big bigg Bigg bigl bigr bigm Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle "
    "scriptstyle limits nolimits mathstrut strut hfill bf rm it normalsize large Large huge angle triangle "
    "noindent quad qquad thinspace medspace thickspace enspace negthinspace ensuremath relax nonumber notag"
)
FONTS = listed(
    "mathbf boldsymbol bm mathit mathsf mathtt mathcal mathscr mathfrak pmb symbf bold mathord mathopen mathclose"
)
TEXTS = listed("text textbf textit textrm textsf texttt textnormal emph mathrm mbox hbox operatorname mathop")
TAKES = {
    "frac": "frac", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "sqrt": "sqrt", "binom": "binom",
    "dbinom": "binom", "tbinom": "binom", "overline": "over", "bar": "over", "vec": "vec", "overrightarrow": "vec",
    "hat": "hat", "widehat": "hat",
}  # fmt: skip
BIG = frozenset(("sum", "prod", "int", "lim", "iint", "oint"))
COMMAND_OPS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "pm": "pm", "mp": "mp", "le": "<=", "leq": "<=",
    "leqslant": "<=", "leqq": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "geqq": ">=", "ne": "!=", "neq": "!=",
    "lt": "<", "gt": ">", "approx": "~", "simeq": "~", "equiv": "=", "in": "in", "cup": "cup", "cap": "cap",
    "setminus": "minus", "backslash": "minus", "smallsetminus": "minus", "mid": "|", "vert": "|", "ldots": "dots",
    "dots": "dots", "cdots": "dots", "dotsc": "dots", "dotsb": "dots", "colon": ":", "or": "or", "lor": "or",
    "vee": "or", "and": "and", "land": "and", "wedge": "and", "choose": "choose", "bmod": "mod", "pmod": "mod",
    "mod": "mod", "degree": "deg", "prime": "'", "circ": "circ", "to": "->", "rightarrow": "->",
    "mapsto": "->", "bigcup": "cup", "percent": "%",
}  # fmt: skip
BRACKETS = {
    "(": ("open", "("), ")": ("close", ")"), "[": ("open", "["), "]": ("close", "]"), "\\{": ("open", "set"),
    "\\}": ("close", "set"), "lbrace": ("open", "set"), "rbrace": ("close", "set"), "lfloor": ("open", "floor"),
    "rfloor": ("close", "floor"), "lceil": ("open", "ceil"), "rceil": ("close", "ceil"), "lvert": ("open", "abs"),
    "rvert": ("close", "abs"), "langle": ("open", "<"), "rangle": ("close", "<"), "lbrack": ("open", "["),
    "rbrack": ("close", "]"), "lVert": ("open", "norm"), "rVert": ("close", "norm"), "lparen": ("open", "("),
    "rparen": ("close", ")"),
}  # fmt: skip
HIDDEN = frozenset(("phantom", "hphantom", "vphantom", "hspace", "vspace", "label", "tag"))
LAYOUTS = listed("equation align aligned alignat gather gathered split cases displaymath math center")
MATRICES = listed("matrix pmatrix bmatrix Bmatrix smallmatrix psmallmatrix array")
SYMBOLS = GREEK | {"ell", "varphi", "vartheta", "varepsilon", "hbar", "nabla", "imath", "jmath"}
SAME = {"imath": "i", "varphi": "phi", "vartheta": "theta", "varepsilon": "epsilon", "ell": "l"}

SHORT = listed(
    "the and are you not yes all any sum day one two six ten man men box cat dog car way its for was has who how "
    "why but bus can old new red per out off top odd row win age end no if is or of on at by be we he an it so as "
    "do up my none rs sq cu usd eur gbp jpy inr rub krw cny east dne nan nor inf cost sine cosine sing tank lens "
    "logs spin exps"
)
JOINED = frozenset(name for name in FUNCTIONS if name not in ("max", "min", "abs", "tg", "lg")) | {"pi"}


def is_word(run: str) -> bool:
    """Return whether letters are a word rather than a product: a capital and small letters, or three with a vowel.

    >>> [is_word(run) for run in ("Bob", "cat", "xyz", "abc", "AB", "xy", "kxy")]
    [True, True, False, False, False, False, False]
    """
    vowel = any(letter in "aeiou" for letter in run.lower())
    if run[:1].isupper() and run[1:].islower() and len(run) > 1:
        return vowel
    return len(run) > 3 or (vowel and len(run) == 3 and run.islower() and run[:2] != "ab" and not set(run) & set("xz"))
