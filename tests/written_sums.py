"""Arithmetic as it is written in prompts, evaluated by a reader of its own, for tests that recompute what it says."""

import math
import re
from fractions import Fraction


def evaluate(text, **names):
    """The value of arithmetic as it is written: `7/5 ÷ 7/2` divides fractions, 2x is a product, C(5, 2) is 10."""
    tokens = re.findall(r"\d+/\d+|\d+\.\d+|\d+|C\(|[a-z]|\S", text)

    def take(*wanted):
        return tokens.pop(0) if tokens and tokens[0] in wanted else None

    def total():
        value = -product() if take("-") else product()
        while sign := take("+", "-"):
            value += product() if sign == "+" else -product()
        return value

    def product():
        value = power()
        while tokens and tokens[0] not in ("+", "-", ")", ","):
            if take("÷", "/"):
                value /= power()
            else:
                take("×", "*", "·")
                value *= power()
        return value

    def power():
        value = atom()
        return value ** int(atom()) if take("^") else value

    def atom():
        token = tokens.pop(0)
        if token == "(":
            value = total()
        elif token == "C(":
            n = total()
            assert take(",")
            value = Fraction(math.comb(int(n), int(total())))
        else:
            return -atom() if token == "-" else names[token] if token in names else Fraction(token)
        assert take(")")
        return value

    value = total()
    assert not tokens, (text, tokens)
    return value
