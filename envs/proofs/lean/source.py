"""What a submitted Lean text may say: an allow-list of characters, commands and tactics, applied before Lean sees it.

Lean lets a file change its own grammar, options and environment, and run programs while it is read; so judging by
Lean alone is judging by the suspect. Here a text is a list of ``theorem``, ``lemma`` and ``def``, or one proof.
Comments are taken out, and what is handed on holds no comment sign at all: Lean cannot see code where this reader saw
a comment. Passing says nothing about truth; that is for the trusted file, the axioms and the kernel (`backend`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MAX_SOURCE: Final = 100_000
MAX_TOKENS: Final = 40_000
MAX_NESTING: Final = 200

_GREEK: Final = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
_LETTERS: Final = _GREEK + "ℕℤℚℝℂ𝓝"
_SCRIPTS: Final = "₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ"
_SIGNS: Final = "∀∃λ→←↔∧∨¬≠≤≥∣∤×∈∉▸∘⟨⟩⦃⦄·↑↓⇑↦⊢‹›∅⁻¹²³∑∏∪∩⊆⊂⊇⊃∖⊔⊓⊤⊥√∞‖⌊⌋⌈⌉∫∂≡⁺ᵀ•≃≅≪≫•∃!∧"
_ASCII: Final = "\n !%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}"
ALLOWED: Final = frozenset(_ASCII + _LETTERS + _SCRIPTS + _SIGNS)
"""Every code point that may occur outside comments: no quotes, no ``#``, ``$``, ``~`` or backtick, no look-alikes."""

DECLARATIONS: Final = ("theorem", "lemma", "def")
_UNSOUND: Final = """
sorry admit stop sorryAx native_decide native ofReduceBool ofReduceNat reduceBool reduceNat trustCompiler
skipKernelTC lcProof lcUnreachable lcAny unsafeCast unsafeIO unsafeBaseIO unsafeEIO implemented_by extern csimp
debug_assert dbg_trace bv_decide bv_check evalTerm evalExpr evalDecl addDecl modifyEnv setEnv withOptions _root_
"""
UNSOUND: Final = frozenset(_UNSOUND.split())
"""Words that end it even as a part of a dotted name."""
_COMMANDS: Final = """
axiom constant axioms prelude import module public meta export open namespace section end universe universes
variable variables include omit mutual instance structure class inductive coinductive abbrev opaque example
deriving attribute local scoped private protected noncomputable unsafe partial nonrec set_option syntax macro
macro_rules elab elab_rules notation notation3 infix infixl infixr prefix postfix initialize builtin_initialize
declare_syntax_cat declare_simp_like_tactic register_simp_attr register_option register_label_attr add_decl_doc
alias simproc dsimproc simproc_decl builtin_simproc irreducible_def compile_inductive compile_def recall
proof_wanted library_note initialize_simps_projections suppress_compilation unsuppress_compilation binder_predicate
unif_hint grind_pattern grind_propagator seal unseal gen_injective_theorems deprecated tactic_extension
recommended_spelling assert_not_exists assert_exists mk_iff to_additive where finally
run_tac run_cmd run_elab run_meta run_conv eval by_elab elab_term exec include_str unquote quote stop_at decl_name
type_of no_index show_term says observe extract_goal hint polyrith trace sleep fail_if_success guard_hyp guard_target
guard_expr decreasing_with
"""
COMMANDS: Final = frozenset(_COMMANDS.split())
"""Words that end it where they stand alone: commands, modifiers, and programs inside a proof."""
_BANNED_FIRST: Final = frozenset(
    ["Lean", "Elab", "Meta", "IO", "System", "Qq", "Mathlib.Tactic", "Batteries.Tactic", "Aesop", "Std.Tactic"]
)
_BANNED_START: Final = re.compile(
    r"(?:run_|eval[A-Z%]|unsafe|elab|macro|syntax|builtin_|register_|declare_|native|sorry)"
)

_TACTICS: Final = """
intro intros rintro exact apply refine constructor left right cases rcases obtain induction rw rewrite rwa simp
simp_all simpa simp_arith dsimp rfl exists use have haveI let letI suffices show by_cases by_contra exfalso
contradiction assumption decide omega ring ring_nf norm_num norm_cast push_cast calc trivial absurd linarith
nlinarith positivity field_simp gcongr bound interval_cases fin_cases aesop tauto push_neg contrapose specialize
generalize revert clear rename rename_i subst subst_vars symm trans change unfold delta split split_ifs injection
injections ext funext congr convert convert_to nth_rewrite nth_rw conv conv_lhs conv_rhs ac_rfl choose lift zify
qify rify abel abel_nf group module noncomm_ring linear_combination mono monotonicity set obviously wlog swap
rotate_left rotate_right pick_goal exacts inhabit nontriviality nofun nomatch first try repeat all_goals any_goals
case next focus skip done iterate match on_goal classical infer_instance and_intros substs cases' rcases'
induction' rintro' by_contra' fun_induction fun_cases norm_num1 eq_refl existsi replace grind simp_rw slice_lhs
slice_rhs decreasing_tactic compute_degree continuity measurability bitwise nlinarith! peel filter_upwards refine'
apply_fun apply_assumption solve_by_elim rel case' unhygienic
"""
TACTICS: Final = frozenset(_TACTICS.split()) - COMMANDS - UNSOUND
"""Words that may begin a step of a tactic proof."""
_NESTING: Final = frozenset(["try", "repeat", "repeat'", "all_goals", "any_goals", "focus"])

_WORD: Final = rf"[A-Za-z_{_LETTERS}][A-Za-z0-9_'!?{_LETTERS}{_SCRIPTS}]*"
_TOKEN: Final = re.compile(rf"(?P<space>[ \n]+)|(?P<word>{_WORD}(?:\.{_WORD})*)|(?P<num>[0-9]+)|(?P<sign>.)", re.S)
_COMMENT: Final = re.compile(r"/-|-/")
_OPEN, _CLOSE = "([{⟨⦃‹⌊⌈", ")]}⟩⦄›⌋⌉"


class Refused(ValueError):
    """The text may not be given to Lean; the message says why."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    word: bool
    column: int
    first: bool  # on its line
    depth: int  # of brackets around it


def clean(source: str) -> str:
    """The text without comments, if it is one that Lean may be given.

    Raises:
        Refused: It is not.
    """
    if len(source) > MAX_SOURCE:
        raise Refused(f"the text is longer than {MAX_SOURCE} characters")
    text = _without_comments(source.replace("\r\n", "\n"))
    for i, c in enumerate(text):
        if c not in ALLOWED:
            raise Refused(f"character {c!a} (U+{ord(c):04X}) at offset {i} is not allowed")
    if re.search(r"--|/-|-/", text):
        raise Refused("comment signs must stand after a space and be balanced")
    tokens = _tokens(text)
    if not tokens:
        raise Refused("the text is empty")
    _check_words(tokens)
    _check_commands(tokens)
    _check_steps(tokens)
    return text


def refusal(source: str) -> str:
    """Why a text may not be given to Lean; "" when it may."""
    try:
        clean(source)
    except Refused as reason:
        return str(reason)
    return ""


def is_file(text: str) -> bool:
    """Whether a cleaned text is a list of declarations, not a proof alone."""
    return text.lstrip().startswith(tuple(f"{word} " for word in DECLARATIONS))


def _without_comments(source: str) -> str:
    parts, at, n = [], 0, len(source)
    for m in re.finditer(r"--|/-", source):
        start = m.start()
        if start < at:
            continue
        if start and source[start - 1] not in " \n":
            raise Refused("a comment must stand after a space")
        if m.group() == "--":
            end = source.find("\n", start)
            end = n if end < 0 else end
        else:
            end = _end_of_comment(source, start)
        parts += [source[at:start], re.sub(r"[^\n]", " ", source[start:end])]
        at = end
    return "".join([*parts, source[at:]])


def _end_of_comment(source: str, start: int) -> int:
    depth, i = 1, start + 2
    while depth:
        m = _COMMENT.search(source, i)
        if m is None:
            raise Refused("unterminated comment")
        depth += 1 if m.group() == "/-" else -1
        i = m.end()
    return i


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    start, first, depth = 0, True, 0
    for m in _TOKEN.finditer(text):
        if m.lastgroup == "space":
            line = m.group().rfind("\n")
            if line >= 0:
                start, first = m.start() + line + 1, True
            continue
        piece = m.group()
        if piece == "'":
            raise Refused("character literals are not allowed")
        depth -= piece in _CLOSE
        found.append(_Token(piece, m.lastgroup == "word", m.start() - start, first, depth))
        depth += piece in _OPEN
        first = False
        if len(found) > MAX_TOKENS or not 0 <= depth <= MAX_NESTING:
            raise Refused("too many tokens, or brackets that do not match or nest too deeply")
    if depth:
        raise Refused("brackets do not match")
    return found


def _check_words(tokens: list[_Token]) -> None:
    for before, t in zip([None, *tokens], tokens, strict=False):
        if t.text == "[" and before is not None and before.text == "@":
            raise Refused("attributes are not allowed")
        if not t.word:
            continue
        parts = t.text.split(".")
        for part in parts:
            bare = part.rstrip("!?'")
            if part in UNSOUND or bare in UNSOUND or _BANNED_START.match(part):
                raise Refused(f"'{part}' is not allowed")
        if t.text.rstrip("!?'") in COMMANDS:
            raise Refused(f"'{t.text}' is not allowed")
        if parts[0] in _BANNED_FIRST or ".".join(parts[:2]) in _BANNED_FIRST:
            raise Refused(f"the namespace of '{t.text}' is not allowed")


def _check_commands(tokens: list[_Token]) -> None:
    """Declarations begin their lines, at the margin, and nothing else stands there but a proof's own start."""
    file = tokens[0].text in DECLARATIONS
    for i, t in enumerate(tokens):
        if t.text in DECLARATIONS:
            if t.column or not t.first or not file:
                raise Refused(f"'{t.text}' must begin a line at the margin, in a text of declarations")
            if i + 1 == len(tokens) or not tokens[i + 1].word or "." in tokens[i + 1].text:
                raise Refused(f"'{t.text}' needs a plain name")
        elif file and t.column == 0 and t.first and t.text not in ("|", ":="):
            raise Refused(f"only theorem, lemma and def may stand at the margin, not '{t.text}'")


def _check_steps(tokens: list[_Token]) -> None:
    """The first word of each step of a tactic block is a known tactic."""
    blocks: list[tuple[int, int]] = []  # column and bracket depth of the open blocks
    expect = False
    for before, t in zip([None, *tokens], tokens, strict=False):
        blocks = [b for b in blocks if t.depth >= b[1]]
        if t.first:
            blocks = [b for b in blocks if t.column >= b[0]]
        starts = expect or (t.first and any(b[0] == t.column for b in blocks))
        if expect:
            blocks.append((t.column, t.depth))
        if starts and t.word and t.text not in TACTICS and t.text.rstrip("!'") not in TACTICS:
            raise Refused(f"unknown tactic '{t.text}'")
        bullet = t.text == "·" and (t.first or (before is not None and before.text in ("by", "·")))
        expect = t.text == "by" or bullet or (starts and t.text in _NESTING)
        if before is not None and before.text == "<" and t.text == ";":
            expect = False
        if t.text == ">" and before is not None and before.text == ";":
            expect = True


__all__ = ["ALLOWED", "COMMANDS", "TACTICS", "UNSOUND", "Refused", "clean", "is_file", "refusal"]
