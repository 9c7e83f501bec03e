"""Situations of money, rates and ways."""

from __future__ import annotations

from .declare import situation
from .programs import Dice, Values

# -- money ------------------------------------------------------------------------------------------------------------


@situation("change", "n price paid", "total = n * price; change = paid - total", ask="n price")
def _change(d: Dice) -> Values:
    n, price = d((2, 6), (4, 15), (12, 40)), d((2, 9), (6, 40), (25, 120))
    return {"n": n, "price": price, "paid": n * price + d((2, 30), (5, 90), (20, 400))}


@situation("two_kinds", "n p m q", "a = n * p; b = m * q; total = a + b", ask="q")
def _two_kinds(d: Dice) -> Values:
    n, m = d((2, 6), (5, 16), (14, 45)), d((2, 6), (5, 16), (14, 45))
    return {"n": n, "p": d((2, 8), (3, 20), (11, 60)), "m": m, "q": d((2, 8), (3, 20), (11, 60))}


@situation("discount", "n p q", "rest = 100 - q; pay = p % rest; total = n * pay", ask="p", unlinked="q")
def _discount(d: Dice) -> Values:
    n = d((2, 6), (4, 12), (9, 30))
    return {"n": n, "p": 20 * d((1, 5), (2, 12), (8, 40)), "q": 5 * d((1, 10), (1, 14), (1, 17))}


@situation(
    "interest", "capital rate years", "yearly = capital % rate; gain = yearly * years; balance = capital + gain",
    ask="years", unlinked="rate",
)  # fmt: skip
def _interest(d: Dice) -> Values:
    years = d((2, 5), (2, 8), (4, 12))
    return {"capital": 100 * d((2, 10), (6, 40), (25, 95)), "rate": d((2, 6), (2, 9), (3, 12)), "years": years}


@situation("exchange", "n r fee", "local = n * r; left = local - fee", ask="n", where="fee<local")
def _exchange(d: Dice) -> Values:
    n, r = d((3, 10), (12, 45), (40, 250)), d((11, 20), (16, 45), (23, 95))
    return {"n": n, "r": r, "fee": d((2, 25), (10, 90), (50, 400))}


@situation("savings", "s w goal", "missing = goal - s; weeks = missing / w", ask="w goal")
def _savings(d: Dice) -> Values:
    s, w, weeks = d((2, 20), (10, 80), (60, 400)), d((2, 9), (6, 25), (15, 60)), d((3, 15), (6, 40), (15, 80))
    return {"s": s, "w": w, "goal": s + w * weeks}


@situation(
    "electricity", "old new p fee", "used = new - old; cost = used * p; bill = cost + fee", ask="new", where="old<new"
)
def _electricity(d: Dice) -> Values:
    old, p = d((20, 90), (100, 600), (900, 6000)), d((2, 5), (2, 9), (3, 14))
    return {"old": old, "new": old + d((5, 30), (20, 90), (80, 400)), "p": p, "fee": d((3, 20), (10, 60), (30, 150))}


@situation(
    "taxi", "base free p km", "extra = km - free; add = extra * p; fare = base + add", ask="km", where="free<km"
)
def _taxi(d: Dice) -> Values:
    free = d((2, 5), (2, 6), (3, 9))
    km = free + d((3, 12), (7, 30), (20, 90))
    return {"base": d((4, 15), (8, 30), (12, 60)), "free": free, "p": d((2, 5), (2, 9), (4, 15)), "km": km}


# -- rates and ways ---------------------------------------------------------------------------------------------------


@situation("journey", "speed hours road", "gone = speed * hours; left = road - gone", ask="speed road")
def _journey(d: Dice) -> Values:
    speed, hours = d((20, 60), (35, 110), (52, 190)), d((2, 4), (3, 8), (4, 16))
    return {"speed": speed, "hours": hours, "road": speed * hours + d((5, 80), (15, 250), (50, 900))}


@situation("meeting", "v w gap", "both = v + w; time = gap / both", ask="v gap")
def _meeting(d: Dice) -> Values:
    v, w = d((40, 70), (45, 95), (52, 180)), d((40, 70), (45, 95), (52, 180))
    return {"v": v, "w": w, "gap": (v + w) * d((3, 18), (6, 40), (15, 90))}


@situation("catch_up", "slow fast lead", "diff = fast - slow; time = lead / diff", ask="fast lead")
def _catch_up(d: Dice) -> Values:
    slow, diff = d((50, 90), (90, 200), (150, 400)), d((5, 25), (12, 60), (25, 150))
    return {"slow": slow, "fast": slow + diff, "lead": diff * d((3, 18), (6, 40), (15, 90))}


@situation(
    "together", "x y", "span = x * y; times = x + y; time = span / times",
    special=("y", "time", "span = x * time; others = x - time; y = span / others"),
)  # fmt: skip
def _together(d: Dice) -> Values:
    a, k = d.between(1, 5), d((2, 5), (4, 12), (9, 30))
    b = a + d.between(1, 3)
    x, y = k * a * (a + b), k * b * (a + b)
    return {"x": x, "y": y} if d.between(0, 1) else {"x": y, "y": x}


@situation(
    "tank", "cap level inn out", "need = cap - level; net = inn - out; minutes = need / net", ask="cap inn",
    where="level<cap out<inn",
)  # fmt: skip
def _tank(d: Dice) -> Values:
    net, out, level = d((3, 9), (6, 25), (15, 70)), d((2, 9), (5, 30), (12, 80)), d((5, 60), (30, 300), (150, 2000))
    return {"cap": level + net * d((4, 20), (8, 50), (20, 120)), "level": level, "inn": net + out, "out": out}


@situation("chart", "k m v", "way = k * m; hours = way / v", ask="m")
def _chart(d: Dice) -> Values:
    a, b, c, e = (
        d((2, 5), (3, 9), (5, 12)),
        d((2, 5), (3, 7), (5, 12)),
        d((2, 5), (3, 6), (4, 9)),
        d((2, 9), (3, 15), (6, 25)),
    )
    return {"k": a * b, "m": c * e, "v": a * c}


@situation("oven", "t k m fall", "rise = k * m; top = t + rise; end = top - fall", ask="t")
def _oven(d: Dice) -> Values:
    t, k, m = d((15, 25), (15, 40), (20, 90)), d((3, 9), (4, 14), (6, 24)), d((4, 9), (6, 15), (12, 40))
    return {"t": t, "k": k, "m": m, "fall": d.between(2, k * m)}


@situation(
    "snail", "deep up slip", "net = up - slip; before = deep - up; nights = before / net; days = nights + 1",
    ask="deep", where="slip<up up<deep",
)  # fmt: skip
def _snail(d: Dice) -> Values:
    net, slip = d((2, 9), (4, 15), (8, 30)), d((2, 9), (5, 25), (10, 60))
    return {"deep": slip + net + net * d((2, 15), (5, 35), (15, 80)), "up": slip + net, "slip": slip}
