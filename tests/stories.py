"""What word problems ask for, written down a second time: a formula for each, and a search for inverse questions."""

from math import ceil, gcd, lcm

FORMULAS = {
    "change": lambda n, price, paid: paid - n * price,
    "two_kinds": lambda n, p, m, q: n * p + m * q,
    "discount": lambda n, p, q: n * (p - p * q / 100),
    "interest": lambda capital, rate, years: capital * (1 + rate * years / 100),
    "exchange": lambda n, r, fee: n * r - fee,
    "savings": lambda s, w, goal: (goal - s) / w,
    "electricity": lambda old, new, p, fee: (new - old) * p + fee,
    "taxi": lambda base, free, p, km: base + max(0, km - free) * p,
    "journey": lambda speed, hours, road: road - speed * hours,
    "meeting": lambda v, w, gap: gap / (v + w),
    "catch_up": lambda slow, fast, lead: lead / (fast - slow),
    "together": lambda x, y: 1 / (1 / x + 1 / y),
    "tank": lambda cap, level, inn, out: (cap - level) / (inn - out),
    "chart": lambda k, m, v: k * m / v,
    "oven": lambda t, k, m, fall: t + k * m - fall,
    "snail": lambda deep, up, slip: climb(deep, up, slip),
    "sharing": lambda boxes, per, kids: boxes * per / kids,
    "leftover": lambda n, k: n - n // k * k,
    "vans": lambda kids, adults, seats: ceil((kids + adults) / seats),
    "ratio": lambda amount, a, b: amount * a / (a + b),
    "compare": lambda a, k, d: a + k * a + (k * a - d),
    "recipe": lambda p, g, q: g * q / p,
    "mixture": lambda n, p, m, q: (n * p + m * q) / (n + m),
    "harvest": lambda t, k, q, c: t * k * (1 - q / 100) / c,
    "ages_sum": lambda b, d, y: (b + y) + (b + d + y),
    "ages_times": lambda m, c, k: (m - k * c) / (k - 1),
    "watering": lambda day, k, m: list(range(day, day + k * m, k))[m - 1],
    "rows": lambda a, d, m: a + d * (m - 1),
    "pile": lambda a, low, m: sum(a + (low - a) * i / (m - 1) for i in range(m)),
    "lessons": lambda k, m, rest: k * (m + rest) - rest,
    "doubling": lambda a, h, time: a * 2 ** (time / h),
    "lamps": lambda a, b, time: sum(t % b == 0 for t in range(a, time + 1, a)) if time % lcm(a, b) == 0 else -1,
    "logs": lambda n, k, m: n * (k - 1) * m,
    "fence": lambda l, w, p: (l + w + l + w) * p,  # noqa: E741
    "garden": lambda l, w, s: l * w - s**2,  # noqa: E741
    "trees": lambda road, g, p: len(range(0, road + 1, g)) * p if road % g == 0 else -1,
    "queue": lambda f, b, r: (f - 1 + 1 + b - 1) * r,
    "clubs": lambda all, a, b, c: all - (a - c) - (b - c) - c,
    "tickets": lambda n, p, q, takings: next((x for x in range(n + 1) if x * p + (n - x) * q == takings), -1),
    "rabbits": lambda heads, legs: next((x for x in range(heads + 1) if 4 * x + 2 * (heads - x) == legs), -1),
    "gift_bags": lambda a, b: max(d for d in range(1, min(a, b) + 1) if a % d == b % d == 0),
    "tournament": lambda n, m: sum(range(n)) * m,
    "average": lambda a, b, c: (a + b + c) / 3,
    "next_game": lambda n, m, goal: goal * (n + 1) - m * n,
}
"""The answer from what is told. -1 and fractions are numbers that no story tells."""

BESIDES = {
    "leftover": {"bags": lambda n, k: n // k},
    "vans": {"empty": lambda kids, adults, seats: -(kids + adults) % seats},
    "gift_bags": {"per": lambda a, b: a // gcd(a, b)},
}
"""What inverse questions tell besides the answer."""


def climb(deep, up, slip):
    """Let the snail climb, day by day."""
    height, days = 0, 0
    while days < 10_000:
        days += 1
        height += up
        if height >= deep:
            return days if height == deep else -1
        height -= slip
    return -1


def close(x, y):
    """Return whether two numbers are the same but for rounding."""
    return abs(x - y) < 1e-6


def search(name, told, unknown, most):
    """Return all values of a known quantity with which the story tells what it does."""
    formula, besides = FORMULAS[name], BESIDES.get(name, {})
    known = {q: v for q, v in told.items() if q in formula.__code__.co_varnames}
    (answer,) = (v for q, v in told.items() if q not in known and q not in besides)
    found = []
    for value in range(1, most + 1):
        numbers = known | {unknown: value}
        try:
            fits = close(formula(**numbers), answer)
        except (ZeroDivisionError, ValueError, IndexError):
            continue
        if fits and all(q not in told or f(**numbers) == told[q] for q, f in besides.items()):
            found.append(value)
    return found
