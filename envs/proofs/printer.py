"""Terms and goals as Lean prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .heads import STRUCTURES
from .substitution import instantiate
from .terms import FVAR, BVar, Cert, Const, FVar, Lam, Let, Lit, MVar, Pi, Sort, Term, fvar, has_loose, spine, subterms

if TYPE_CHECKING:
    from .holes import Locals
    from .unify import Meta

MAX_CHARS: Final = 6_000
_BINARY: Final = {
    "And": ("∧", 35, 36, 35), "Or": ("∨", 30, 31, 30), "Iff": ("↔", 20, 21, 21), "Prod": ("×", 35, 36, 35),
    "Nat.add": ("+", 65, 65, 66), "Nat.sub": ("-", 65, 65, 66), "Nat.mul": ("*", 70, 70, 71),
    "Nat.div": ("/", 70, 70, 71),
    "Nat.mod": ("%", 70, 70, 71), "Nat.pow": ("^", 75, 76, 75), "Int.add": ("+", 65, 65, 66),
    "Int.sub": ("-", 65, 65, 66),
    "Int.mul": ("*", 70, 70, 71), "Int.div": ("/", 70, 70, 71), "Int.emod": ("%", 70, 70, 71),
    "Int.pow": ("^", 75, 76, 75),
    "Nat.lt": ("<", 50, 51, 51), "Nat.le": ("≤", 50, 51, 51), "Nat.gt": (">", 50, 51, 51), "Nat.ge": ("≥", 50, 51, 51),
    "Int.lt": ("<", 50, 51, 51), "Int.le": ("≤", 50, 51, 51), "Int.gt": (">", 50, 51, 51), "Int.ge": ("≥", 50, 51, 51),
    "Nat.dvd": ("∣", 50, 51, 51), "Int.dvd": ("∣", 50, 51, 51), "Bool.and": ("&&", 35, 35, 36),
    "Bool.or": ("||", 30, 30, 31),
    "Nat.beq": ("==", 50, 51, 51),
}  # fmt: skip
_TYPED: Final = {
    "Eq": ("=", 50, 51, 51), "Ne": ("≠", 50, 51, 51), "List.append": ("++", 65, 65, 66),
    "List.cons": ("::", 67, 68, 67),
}  # fmt: skip
_EXPLICIT_HEAD: Final = 1024


class _Printer:
    def __init__(self, locals_: Locals | None, env: object | None = None) -> None:
        self.names: dict[FVar, str] = {}
        self.length = 0
        self.env = env
        if locals_ is not None:
            for x, name in shown_names(locals_):
                self.names[x] = name

    def fresh(self, name: str, body: Term) -> str:
        """A bound variable's name: its own, unless a free variable of the body is shown under that name."""
        base = name.removesuffix("✝") if not name.startswith("x✝") else "x"
        if not body.flags & FVAR:
            return base
        used = {self.names.get(x, x.name) for x in subterms(body, FVAR) if type(x) is FVar}
        candidate, n = base, 0
        while candidate in used:
            n += 1
            candidate = f"{base}_{n}"
        return candidate

    def wrap(self, text: str, own: int, needed: int) -> str:
        self.length += len(text)
        return f"({text})" if own < needed else text

    def show(self, t: Term, power: int = 0) -> str:
        if self.length > 40 * MAX_CHARS:
            return "⋯"
        kind = type(t)
        if type(t) is FVar:
            return self.names.get(t, t.name)
        if kind is Lit:
            return str(t.value)  # type: ignore[attr-defined]
        if kind is Sort:
            return self.sort(t, power)  # type: ignore[arg-type]
        if kind is MVar:
            return f"?m.{t.uid}"  # type: ignore[attr-defined]
        if kind is BVar:
            return f"#{t.index}"  # type: ignore[attr-defined]
        if kind is Pi:
            return self.pi(t, power)  # type: ignore[arg-type]
        if kind is Lam:
            return self.lam(t, power)  # type: ignore[arg-type]
        if kind is Let:
            name = self.fresh(t.name, t.body)  # type: ignore[attr-defined]
            x = fvar(name, t.dom)  # type: ignore[attr-defined]
            body = self.under(x, name, t.body)  # type: ignore[attr-defined]
            return self.wrap(f"let {name} := {self.show(t.value)}; {body}", 0, power)  # type: ignore[attr-defined]
        if kind is Cert:
            return f"(certificate : {self.show(t.goal)})"  # type: ignore[attr-defined]
        return self.app(t, power)

    def under(self, x: FVar, name: str, body: Term, power: int = 0) -> str:
        self.names[x] = name
        text = self.show(instantiate(body, (x,)), power)
        return text

    def sort(self, t: Sort, power: int) -> str:
        level = t.level
        if level == 0:
            return "Prop"
        if level == 1:
            return "Type"
        if isinstance(level, int):
            return self.wrap(f"Type {level - 1}", _EXPLICIT_HEAD - 1, power)
        if level[0] == "s":
            return self.wrap(f"Type {show_level(level[1], True)}", _EXPLICIT_HEAD - 1, power)
        return self.wrap(f"Sort {show_level(level, True)}", _EXPLICIT_HEAD - 1, power)

    def pi(self, t: Pi, power: int) -> str:
        if (not t.body.loose and t.info == "d") or (t.info == "d" and not has_loose(t.body)):
            x = fvar(t.name, t.dom)
            dom = self.show(t.dom, 26)
            inner = instantiate(t.body, (x,))
            open_end = (
                type(inner) is Lam
                or _is(inner, "Exists")
                or (type(inner) is Pi and (inner.info != "d" or has_loose(inner.body)))
            )
            return self.wrap(f"{dom} → {self.show(inner, 0 if open_end else 25)}", 25, power)
        groups: list[str] = []
        names: list[str] = []
        last: tuple[Term, str] | None = None
        body: Term = t
        while type(body) is Pi and (body.info != "d" or has_loose(body.body)):
            key = (body.dom, body.info)
            if last is not None and key != last:
                groups.append(self.group(names, last))
                names = []
            last = key
            name = self.fresh(body.name, body.body)
            x = fvar(name, body.dom)
            self.names[x] = name
            names.append(name)
            body = instantiate(body.body, (x,))
        assert last is not None
        groups.append(self.group(names, last))
        text = f"∀ {' '.join(groups)}, {self.show(body)}"
        return self.wrap(text, 0, power)

    def group(self, names: list[str], key: tuple[Term, str]) -> str:
        dom, info = key
        brackets = {"d": "()", "i": "{}", "s": "⦃⦄", "c": "[]"}[info]
        return f"{brackets[0]}{' '.join(names)} : {self.show(dom)}{brackets[1]}"

    def lam(self, t: Lam, power: int) -> str:
        names: list[str] = []
        body: Term = t
        while type(body) is Lam:
            loose = has_loose(body.body)
            name = self.fresh(body.name, body.body) if loose else "x"
            x = fvar(name, body.dom)
            self.names[x] = name
            names.append(name if body.info == "d" else f"{{{name}}}")
            body = instantiate(body.body, (x,))
        text = f"fun {' '.join(names)} => {self.show(body)}"
        return self.wrap(text, 0, power)

    def exists(self, predicate: Lam, power: int) -> str:
        names: list[str] = []
        body: Term = predicate
        while True:
            assert type(body) is Lam
            name = self.fresh(body.name, body.body)
            x = fvar(name, body.dom)
            self.names[x] = name
            names.append(name)
            body = instantiate(body.body, (x,))
            fn, args = spine(body)
            if type(fn) is Const and fn.name == "Exists" and len(args) == 2 and type(args[1]) is Lam:
                body = args[1]
                continue
            break
        text = f"∃ {' '.join(names)}, {self.show(body)}"
        return self.wrap(text, 0, power)

    def infix(self, form: tuple[str, int, int, int], a: Term, b: Term, power: int) -> str:
        sign, own, left, right = form
        return self.wrap(f"{self.show(a, left)} {sign} {self.show(b, right)}", own, power)

    def app(self, t: Term, power: int) -> str:
        fn, args = spine(t)
        name = fn.name if type(fn) is Const else ""
        n = len(args)
        if n == 2 and name in _BINARY:
            return self.infix(_BINARY[name], args[0], args[1], power)
        if n == 3 and name in _TYPED:
            if name == "List.cons":
                items = self.items(t)
                if items is not None:
                    return f"[{', '.join(items)}]"
            return self.infix(_TYPED[name], args[1], args[2], power)
        if name == "List.Mem" and n == 3:
            return self.infix(("∈", 50, 51, 51), args[1], args[2], power)
        if name == "Function.comp" and n == 5:
            return self.infix(("∘", 90, 91, 90), args[3], args[4], power)
        if name == "Not" and n == 1:
            inner, iargs = spine(args[0])
            if type(inner) is Const and inner.name == "List.Mem" and len(iargs) == 3:
                return self.infix(("∉", 50, 51, 51), iargs[1], iargs[2], power)
            return self.wrap(f"¬{self.show(args[0], 40)}", _EXPLICIT_HEAD, power)
        if name == "Bool.not" and n == 1:
            return self.wrap(f"!{self.show(args[0], 40)}", _EXPLICIT_HEAD, power)
        if name == "Exists" and n == 2 and type(args[1]) is Lam:
            return self.exists(args[1], power)
        if name == "Int.neg" and n == 1:
            return self.wrap(f"-{self.show(args[0], 75)}", 75, power)
        if name == "Int.ofNat" and n == 1:
            return str(args[0].value) if type(args[0]) is Lit else f"↑{self.show(args[0], _EXPLICIT_HEAD)}"
        if name == "List.nil" and n == 1:
            return "[]"
        if name == "Nat.zero":
            return "Nat.zero"
        if name in ("Bool.true", "Bool.false"):
            return name[5:]
        if name == "Unit.unit":
            return "()"
        if name == "ite" and n == 5:
            return self.wrap(f"if {self.show(args[1])} then {self.show(args[3])} else {self.show(args[4])}", 0, power)
        if name == "Decidable.decide" and n == 2:
            return self.wrap(f"decide {self.show(args[0], _EXPLICIT_HEAD)}", _EXPLICIT_HEAD - 1, power)
        if name == "Prod.mk" and n == 4:
            text = self.show(args[3])
            return (
                f"({self.show(args[2])}, {text[1:-1] if text.startswith('(') and _is(args[3], 'Prod.mk') else text})"
            )
        infos = self.infos(fn, n)
        shown = [self.show(a, _EXPLICIT_HEAD) for a, i in zip(args, infos, strict=True) if i == "d"]
        if type(fn) is Const:
            head, _, last = name.rpartition(".")
            if head in STRUCTURES and last in STRUCTURES[head] and shown:
                first = f"{shown[0]}.{last}"
                return self.wrap(" ".join([first, *shown[1:]]), _EXPLICIT_HEAD - (len(shown) > 1), power)
            if head in ("List", "Option", "Nat", "Int") and shown and last in _METHODS and infos[-1] == "d":
                place = _METHODS[last]
                if place < len(shown):
                    me = shown.pop(place)
                    return self.wrap(" ".join([f"{me}.{last}", *shown]), _EXPLICIT_HEAD - (len(shown) > 0), power)
            text = user_name(name)
        else:
            text = self.show(fn, _EXPLICIT_HEAD)
        if not shown:
            return text
        return self.wrap(" ".join([text, *shown]), _EXPLICIT_HEAD - 1, power)

    def items(self, t: Term) -> list[str] | None:
        found: list[str] = []
        while True:
            fn, args = spine(t)
            name = fn.name if type(fn) is Const else ""
            if name == "List.nil":
                return found
            if name != "List.cons" or len(args) != 3:
                return None
            found.append(self.show(args[1]))
            t = args[2]

    def infos(self, fn: Term, n: int) -> list[str]:
        t: Term | None = None
        if type(fn) is FVar:
            t = fn.type
        elif type(fn) is Const:
            from .library import library

            env = self.env if self.env is not None else library()
            decl = env.get(fn.name)  # type: ignore[attr-defined]
            t = decl.type if decl is not None else None
        infos = []
        for _ in range(n):
            if type(t) is Pi:
                infos.append(t.info)
                t = t.body
            else:
                infos.append("d")
        return infos


_METHODS: Final = {
    "length": 0, "reverse": 0, "map": 1, "filter": 1, "succ": 0, "pred": 0, "natAbs": 0,
    "toNat": 0, "foldr": 2, "foldl": 2,
    "sum": 0, "isEmpty": 0, "tail": 0, "head?": 0, "all": 0, "any": 0, "getD": 0, "isSome": 0, "factorial": 0,
}  # fmt: skip


def user_name(name: str) -> str:
    """A declaration's name as its user wrote it."""
    return name.removesuffix("'user")


def _is(t: Term, name: str) -> bool:
    fn = spine(t)[0]
    return type(fn) is Const and fn.name == name


def show_level(level: object, inner: bool = False) -> str:
    """A universe level in Lean's words."""
    if isinstance(level, int):
        return str(level)
    assert isinstance(level, tuple)
    tag = level[0]
    if tag == "p":
        return str(level[1])
    if tag == "m":
        return f"?u.{level[1]}"
    if tag == "s":
        n, base = 0, level
        while isinstance(base, tuple) and base[0] == "s":
            n, base = n + 1, base[1]
        text = f"{show_level(base, True)}+{n}"
    else:
        text = f"{tag} {show_level(level[1], True)} {show_level(level[2], True)}"
    return f"({text})" if inner else text


def shown_names(locals_: Locals) -> list[tuple[FVar, str]]:
    """The variables with the names to show: inaccessible and shadowed ones end in ✝."""
    seen: set[str] = set()
    found: list[tuple[FVar, str]] = []
    for x in reversed(locals_.order):
        name = x.name
        if name in seen and not name.endswith("✝"):
            name = f"{name}✝"
        if name.endswith("✝") or "✝" in name:
            base = name.split("✝")[0] + "✝"
            count = len([n for _, n in found if n.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹") == base])
            name = base + (str(count).translate(_SUPER) if count else "")
        seen.add(x.name)
        found.append((x, name))
    found.reverse()
    return found


_SUPER: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def show(t: Term, locals_: Locals | None = None, env: object | None = None) -> str:
    """One term as text, cut off when very long."""
    text = _Printer(locals_, env).show(t)
    return text if len(text) <= MAX_CHARS else text[:MAX_CHARS] + " ⋯"


def show_goal(meta: Meta, locals_: Locals, target: Term, tag: str = "") -> str:
    """One goal: its case name, the hypotheses (neighbours of one type on one line), and the target."""
    lines = [f"case {tag}"] if tag else []
    names = dict(shown_names(locals_))
    group: list[str] = []
    last: Term | None = None
    printer = _Printer(locals_, meta.env)

    def flush() -> None:
        if group and last is not None:
            lines.append(f"{' '.join(group)} : {printer.show(last)}"[:MAX_CHARS])

    for x in locals_.order:
        type_ = meta.inst(x.type)
        if x.value is not None:
            flush()
            group, last = [], None
            lines.append(f"{names[x]} : {printer.show(type_)} := {printer.show(meta.inst(x.value))}")
            continue
        if type_ is last:
            group.append(names[x])
        else:
            flush()
            group, last = [names[x]], type_
    flush()
    lines.append(f"⊢ {printer.show(meta.inst(target))}"[:MAX_CHARS])
    return "\n".join(lines)


__all__ = ["show", "show_goal", "shown_names"]
