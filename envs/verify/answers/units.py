"""Units of measure as exact scales over named dimensions: SI with prefixes, everyday, imperial, money, and nouns."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit: how many of the base units it is, and the power of each base."""

    scale: Fraction = Fraction(1)
    dims: tuple[tuple[str, int], ...] = ()

    def times(self, other: Unit, power: int = 1) -> Unit:
        """Return this unit multiplied by a power of another."""
        dims = dict(self.dims)
        for name, exponent in other.dims:
            dims[name] = dims.get(name, 0) + exponent * power
        return Unit(self.scale * other.scale**power, tuple(sorted((n, e) for n, e in dims.items() if e)))


def noun(word: str) -> Unit:
    """Return what is counted as a unit of its own; the plural's s does not matter.

    >>> noun("apples") == noun("apple"), noun("boxes") == noun("box")
    (True, True)
    """
    word = word.lower()
    for plural, single in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if word.endswith(plural) and len(word) > len(plural) + 1 and not word.endswith("ss"):
            word = word.removesuffix(plural) + single
            break
    return Unit(dims=((f"of {word}", 1),))


def _unit(scale: str | int | Fraction, **dims: int) -> Unit:
    return Unit(Fraction(scale), tuple(sorted(dims.items())))


_PREFIXES = {
    "k": ("kilo", 3), "h": ("hecto", 2), "d": ("deci", -1), "c": ("centi", -2), "m": ("milli", -3), "u": ("micro", -6),
    "n": ("nano", -9), "p": ("pico", -12), "M": ("mega", 6), "G": ("giga", 9), "T": ("tera", 12),
}  # fmt: skip
# symbol: names, unit in kilograms, metres, seconds…, and the prefixes that its symbol is met with
_METRIC = {
    "m": ("meter metre meters metres", _unit(1, m=1), "kdcmunp"),
    "g": ("gram grams gramme grammes", _unit("1/1000", kg=1), "kcmun"),
    "s": ("second seconds sec secs", _unit(1, s=1), "munp"),
    "L": ("liter litre liters litres", _unit("1/1000", m=3), "dcmuh"),
    "l": ("", _unit("1/1000", m=3), "dcm"),
    "N": ("newton newtons", _unit(1, kg=1, m=1, s=-2), "kmM"),
    "J": ("joule joules", _unit(1, kg=1, m=2, s=-2), "kmMG"),
    "W": ("watt watts", _unit(1, kg=1, m=2, s=-3), "kmMG"),
    "Pa": ("pascal pascals", _unit(1, kg=1, m=-1, s=-2), "khMG"),
    "Hz": ("hertz", _unit(1, s=-1), "kMGT"),
    "A": ("ampere amperes amp amps", _unit(1, A=1), "mun"),
    "C": ("coulomb coulombs", _unit(1, A=1, s=1), "mun"),
    "V": ("volt volts", _unit(1, kg=1, m=2, s=-3, A=-1), "kmuM"),
    "F": ("farad farads", _unit(1, A=2, s=4, kg=-1, m=-2), "munp"),
    "T": ("tesla teslas", _unit(1, kg=1, s=-2, A=-1), "m"),
    "ohm": ("ohms", _unit(1, kg=1, m=2, s=-3, A=-2), "kM"),
    "mol": ("mole moles", _unit(1, mol=1), "kmu"),
    "K": ("kelvin kelvins", _unit(1, K=1), ""),
    "cal": ("calorie calories", _unit("4.184", kg=1, m=2, s=-2), "k"),
    "eV": ("", _unit("1.602176634e-19", kg=1, m=2, s=-2), "kMGm"),
    "B": ("byte bytes", _unit(8, bit=1), "kMGT"),
    "bit": ("bits", _unit(1, bit=1), ""),
}
_OTHERS = {
    "min mins minute minutes": _unit(60, s=1),
    "h hr hrs hour hours": _unit(3600, s=1),
    "d day days": _unit(86400, s=1),
    "week weeks wk wks": _unit(604800, s=1),
    "month months": _unit(1, month=1),
    "year years yr yrs": _unit(12, month=1),
    "decade decades": _unit(120, month=1),
    "century centuries": _unit(1200, month=1),
    "inch inches in": _unit("0.0254", m=1),
    "foot feet ft": _unit("0.3048", m=1),
    "yard yards yd yds": _unit("0.9144", m=1),
    "mile miles mi": _unit("1609.344", m=1),
    "ha hectare hectares": _unit(10000, m=2),
    "acre acres": _unit("4046.8564224", m=2),
    "t tonne tonnes": _unit(1000, kg=1),
    "ton tons": _unit(1, ton=1),
    "lb lbs pound pounds": _unit("0.45359237", kg=1),
    "oz ounce ounces": _unit("0.028349523125", kg=1),
    "gal gallon gallons": _unit("0.003785411784", m=3),
    "quart quarts qt": _unit("0.000946352946", m=3),
    "pint pints": _unit("0.000473176473", m=3),
    "cup cups": _unit("0.0002365882365", m=3),
    "kWh": _unit(3_600_000, kg=1, m=2, s=-2),
    "Wh": _unit(3600, kg=1, m=2, s=-2),
    "rpm": Unit(Fraction(1, 60), (("of revolution", 1), ("s", -1))),
    "cc": _unit("1/1000000", m=3),
    "mph": _unit("0.44704", m=1, s=-1),
    "kph kmh kmph kmhr": _unit("5/18", m=1, s=-1),
    "knot knots": _unit("463/900", m=1, s=-1),
    "atm": _unit(101325, kg=1, m=-1, s=-2),
    "bar bars": _unit(100000, kg=1, m=-1, s=-2),
    "deg degree degrees": _unit(1, deg=1),
    "arcmin arcminute arcminutes": _unit("1/60", deg=1),
    "rad rads radian radians": _unit(1, rad=1),
    "USD dollar dollars buck bucks": _unit(1, USD=1),
    "cent cents": _unit("1/100", USD=1),
    "EUR euro euros": _unit(1, EUR=1),
    "GBP": _unit(1, GBP=1),
    "JPY yen": _unit(1, JPY=1),
    "CNY RMB yuan": _unit(1, CNY=1),
    "INR rupee rupees Rs": _unit(1, INR=1),
    "RUB ruble rubles rouble roubles": _unit(1, RUB=1),
    "KRW won": _unit(1, KRW=1),
    "unit units": Unit(),
}
DEGREE, DOLLAR = _unit(1, deg=1), _unit(1, USD=1)
CELSIUS, FAHRENHEIT = _unit(1, degC=1), _unit(1, degF=1)
_COUNTS = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12,
}  # fmt: skip


def _build() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for symbol, (names, unit, prefixes) in _METRIC.items():
        for name in (symbol, *names.split()):
            table[name] = unit
        for short, (long, power) in _PREFIXES.items():
            scaled = Unit(unit.scale * Fraction(10) ** power, unit.dims)
            if short in prefixes:
                table[short + symbol] = scaled
            for name in names.split():
                if len(name) > 3:
                    table[long + name] = scaled
    for names, unit in {**_OTHERS, "celsius Celsius centigrade": CELSIUS, "fahrenheit Fahrenheit": FAHRENHEIT}.items():
        table |= dict.fromkeys(names.split(), unit)
    return table


_UNITS = _build()


def find_unit(word: str) -> Unit | None:
    """Return the unit that a word names; long names in any case, symbols only as they are written.

    >>> find_unit("km").scale, find_unit("Meters").scale, find_unit("KM")
    (Fraction(1000, 1), Fraction(1, 1), None)
    """
    found = _UNITS.get(word)
    return found if found is not None or len(word) < 4 else _UNITS.get(word.lower())


def find_count(word: str) -> int | None:
    """Return how many a word such as `million` or `dozen` counts."""
    return _COUNTS.get(word.lower())
