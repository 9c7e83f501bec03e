"""Situations of parts and wholes, ages and days, sequences, shapes and heads."""

from __future__ import annotations

import math

from .declare import situation
from .programs import Dice, Values

# -- parts and wholes -------------------------------------------------------------------------------------------------


@situation("sharing", "boxes per kids", "total = boxes * per; each = total / kids", ask="boxes kids")
def _sharing(d: Dice) -> Values:
    a, b, c, e = (
        d((2, 4), (2, 6), (4, 9)),
        d((2, 4), (2, 6), (4, 9)),
        d((2, 4), (3, 6), (4, 12)),
        d((2, 9), (5, 20), (11, 40)),
    )
    return {"boxes": a * b, "per": c * e, "kids": a * c}


@situation(
    "leftover", "n k", "left = n mod k", after="packed = n - left; bags = packed / k",
    special=("n", "left bags", "packed = bags * k; n = packed + left"), where="left<k",
)  # fmt: skip
def _leftover(d: Dice) -> Values:
    k = d((9, 20), (16, 45), (35, 150))
    return {"n": k * d((2, 6), (4, 15), (9, 40)) + d.between(2, k - 1), "k": k}


@situation(
    "vans", "kids adults seats", "people = kids + adults; vans = people up seats",
    after="places = vans * seats; empty = places - people",
    special=("kids", "vans empty", "places = vans * seats; people = places - empty; kids = people - adults"),
)  # fmt: skip
def _vans(d: Dice) -> Values:
    seats, adults = d((6, 12), (8, 20), (16, 60)), d((2, 6), (3, 12), (8, 30))
    people = seats * d((4, 14), (7, 25), (11, 45)) - d.between(2, seats - 1)
    return {"kids": people - adults, "adults": adults, "seats": seats}


@situation("ratio", "amount a b", "parts = a + b; part = amount / parts; share = part * a", ask="amount", unlinked="b")
def _ratio(d: Dice) -> Values:
    a, b = d.between(2, 9), d.between(2, 8)
    b += b >= a  # not the same part
    return {"amount": (a + b) * d((2, 12), (6, 40), (25, 150)), "a": a, "b": b}


@situation("compare", "a k d", "b = a * k; c = b - d; ab = a + b; total = ab + c", ask="d", where="d<b", unlinked="k")
def _compare(d: Dice) -> Values:
    a, k = d((4, 12), (8, 40), (25, 120)), d((2, 4), (2, 6), (3, 9))
    return {"a": a, "k": k, "d": d.between(2, a * k - 2)}


@situation("recipe", "p g q", "each = g / p; need = each * q", ask="g q")
def _recipe(d: Dice) -> Values:
    p, q, each = d((2, 6), (3, 12), (6, 25)), d((2, 8), (5, 20), (12, 60)), d((5, 30), (15, 90), (40, 240))
    return {"p": p, "g": p * each, "q": q + (q >= p)}


@situation(
    "mixture", "n p m q", "a = n * p; b = m * q; sum = a + b; kilos = n + m; price = sum / kilos", ask="q",
)  # fmt: skip
def _mixture(d: Dice) -> Values:
    n, m, e = d((2, 4), (2, 7), (4, 14)), d((2, 4), (2, 7), (4, 14)), d((1, 2), (1, 3), (1, 4))
    low = 2 + d((1, 10), (4, 30), (10, 80))  # the price of the cheaper sort
    return {"n": n, "p": low + (n + m) * e, "m": m, "q": low}


@situation(
    "harvest",
    "t k q c",
    "crop = t * k; rest = 100 - q; good = crop % rest; crates = good / c",
    ask="t",
    unlinked="q",
)
def _harvest(d: Dice) -> Values:
    u, w, i = d((2, 5), (3, 9), (6, 20)), d((2, 5), (3, 9), (6, 20)), d.between(10, 19)
    c = d.pick([size for size in range(4, 61) if u * w * i % size == 0 and u * w * i > size] or [i])
    return {"t": 10 * u, "k": 2 * w, "q": 100 - 5 * i, "c": c}


# -- ages, days and sequences -----------------------------------------------------------------------------------------


@situation("ages_sum", "b d y", "a = b + d; later_a = a + y; later_b = b + y; sum = later_a + later_b", ask="d")
def _ages_sum(d: Dice) -> Values:
    return {"b": d((3, 12), (6, 25), (12, 40)), "d": d((2, 12), (4, 25), (6, 35)), "y": d((2, 10), (4, 20), (8, 30))}


@situation(
    "ages_times", "m c k", "kc = k * c; diff = m - kc; drop = k - 1; years = diff / drop", ask="m", where="c<m",
    unlinked="k",
)  # fmt: skip
def _ages_times(d: Dice) -> Values:
    k, c, years = d((2, 4), (2, 6), (3, 9)), d((3, 9), (6, 20), (10, 45)), d((3, 15), (6, 35), (10, 70))
    return {"m": k * (c + years) - years, "c": c, "k": k}


@situation("watering", "day k m", "gaps = m - 1; later = k * gaps; date = day + later", ask="k")
def _watering(d: Dice) -> Values:
    return {"day": d((2, 25), (5, 40), (10, 60)), "k": d((2, 6), (3, 9), (5, 12)), "m": d((4, 9), (6, 16), (12, 25))}


@situation("rows", "a d m", "gaps = m - 1; add = d * gaps; seats = a + add", ask="d")
def _rows(d: Dice) -> Values:
    return {"a": d((5, 20), (12, 40), (25, 90)), "d": d((2, 4), (2, 7), (3, 12)), "m": d((4, 12), (8, 25), (18, 60))}


@situation("pile", "a low m", "pair = a + low; twice = pair * m; total = twice / 2", ask="low", where="a<low")
def _pile(d: Dice) -> Values:
    a, m = d((2, 9), (3, 20), (8, 60)), d((3, 8), (6, 16), (12, 40))
    return {"a": a, "low": a + d((1, 3), (1, 5), (2, 9)) * (m - 1), "m": m}


@situation(
    "lessons", "k m rest", "teach = k * m; gaps = k - 1; breaks = gaps * rest; total = teach + breaks", ask="rest"
)
def _lessons(d: Dice) -> Values:
    return {
        "k": d((3, 6), (4, 9), (6, 18)),
        "m": d((20, 45), (25, 75), (37, 120)),
        "rest": d((3, 10), (4, 18), (7, 35)),
    }


@situation("doubling", "a h time", "times = time / h; factor = 2 ^ times; count = a * factor", ask="a")
def _doubling(d: Dice) -> Values:
    h = d((2, 6), (2, 9), (3, 12))
    return {"a": d((3, 20), (5, 45), (11, 90)), "h": h, "time": h * d((2, 4), (3, 6), (5, 9))}


@situation("lamps", "a b time", "both = a lcm b; times = time / both", ask="time")
def _lamps(d: Dice) -> Values:
    g, u = d((2, 4), (2, 8), (3, 12)), d((2, 4), (2, 7), (3, 12))
    v = d.pick([v for v in range(2, 14) if v != u and math.gcd(u, v) == 1][: 3 + 2 * d.size])
    return {"a": g * u, "b": g * v, "time": g * u * v * d((3, 20), (5, 40), (12, 90))}


# -- shapes, counts and heads -----------------------------------------------------------------------------------------


@situation("logs", "n k m", "each = k - 1; cuts = n * each; time = cuts * m", ask="n m")
def _logs(d: Dice) -> Values:
    return {"n": d((2, 9), (5, 25), (12, 60)), "k": d((3, 6), (4, 12), (6, 25)), "m": d((2, 6), (3, 12), (5, 25))}


@situation("fence", "l w p", "half = l + w; round = 2 * half; cost = round * p", ask="w p")
def _fence(d: Dice) -> Values:
    return {
        "l": d((6, 15), (15, 60), (45, 250)),
        "w": d((3, 12), (9, 50), (30, 200)),
        "p": d((2, 6), (3, 18), (7, 45)),
    }


@situation("garden", "l w s", "field = l * w; pond = s * s; rest = field - pond", ask="l", where="s<l s<w")
def _garden(d: Dice) -> Values:
    l, w = d((5, 12), (11, 40), (35, 140)), d((4, 9), (9, 30), (24, 90))  # noqa: E741
    return {"l": l, "w": w, "s": d.between(2, min(l, w) - 1)}


@situation("trees", "road g p", "gaps = road / g; trees = gaps + 1; cost = trees * p", ask="road")
def _trees(d: Dice) -> Values:
    g = d((2, 9), (3, 15), (4, 25))
    return {"road": g * d((4, 12), (9, 40), (25, 120)), "g": g, "p": d((2, 6), (3, 15), (8, 45))}


@situation("queue", "f b r", "sum = f + b; row = sum - 1; people = row * r", ask="b")
def _queue(d: Dice) -> Values:
    return {"f": d((2, 9), (5, 25), (12, 60)), "b": d((2, 9), (5, 25), (12, 60)), "r": d((2, 5), (3, 9), (6, 25))}


@situation(
    "clubs", "all a b c", "ab = a + b; either = ab - c; neither = all - either", ask="c",
    where="c<a c<b either<all",
)  # fmt: skip
def _clubs(d: Dice) -> Values:
    c = d((2, 8), (4, 25), (12, 90))
    a, b = c + d((2, 15), (5, 45), (25, 150)), c + d((2, 15), (5, 45), (25, 150))
    return {"all": a + b - c + d((2, 15), (5, 45), (20, 200)), "a": a, "b": b, "c": c}


@situation(
    "tickets", "n p q takings", "base = n * q; extra = takings - base; diff = p - q; adults = extra / diff",
    ask="takings", where="q<p adults<n",
)  # fmt: skip
def _tickets(d: Dice) -> Values:
    q, adults = d((2, 6), (3, 15), (7, 40)), d((3, 15), (8, 45), (25, 200))
    p, n = q + d((2, 5), (2, 12), (4, 35)), adults + d((2, 15), (5, 45), (20, 200))
    return {"n": n, "p": p, "q": q, "takings": n * q + adults * (p - q)}


@situation(
    "rabbits", "heads legs", "two = 2 * heads; extra = legs - two; rabbits = extra / 2", ask="legs",
    where="rabbits<heads",
)  # fmt: skip
def _rabbits(d: Dice) -> Values:
    rabbits, hens = d((3, 16), (9, 50), (30, 300)), d((2, 16), (6, 50), (20, 300))
    return {"heads": rabbits + hens, "legs": 4 * rabbits + 2 * hens}


@situation(
    "gift_bags", "a b", "bags = a gcd b", after="per = a / bags", special=("a", "bags per", "a = bags * per"),
)  # fmt: skip
def _gift_bags(d: Dice) -> Values:
    g, u = d((3, 16), (6, 40), (14, 120)), d((2, 5), (2, 8), (3, 12))
    return {"a": g * u, "b": g * d.pick([v for v in range(2, 14) if v != u and math.gcd(u, v) == 1])}


@situation("tournament", "n m", "others = n - 1; twice = n * others; games = twice / 2; total = games * m", ask="m")
def _tournament(d: Dice) -> Values:
    return {"n": d((4, 8), (6, 15), (12, 36)), "m": d((3, 20), (8, 45), (15, 95))}


@situation("average", "a b c", "ab = a + b; sum = ab + c; mean = sum / 3", ask="c")
def _average(d: Dice) -> Values:
    a, b, c = (d((10, 40), (50, 250), (400, 6000)) for _ in range(3))
    return {"a": a, "b": b, "c": c + (-(a + b + c)) % 3}


@situation(
    "next_game", "n m goal", "have = n * m; games = n + 1; want = games * goal; score = want - have", ask="m",
    where="m<goal",
)  # fmt: skip
def _next_game(d: Dice) -> Values:
    m = d((6, 20), (15, 50), (40, 180))
    return {"n": d((2, 6), (4, 12), (8, 30)), "m": m, "goal": m + d((1, 3), (1, 6), (2, 15))}
