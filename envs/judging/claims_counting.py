"""Claims that are proved by counting: boxes and handshakes."""

from __future__ import annotations

import numpy as np

from ..math.notation import between
from .claims import MISSING, Claim, Criterion, Flaw, Params


class Pigeonhole(Claim):
    """Among many numbers some leave the same remainder."""

    name = "pigeonhole"
    letters = (("",),)

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the number of boxes and what they hold."""
        return {"d": between(rng, 3, 8 + 8 * tier), "k": between(rng, 2, 4 + 4 * tier)}

    def statement(self, p: Params) -> str:
        """State it."""
        d, k = p["d"], p["k"]
        return (
            f"Among any {k * d + 1} whole numbers there are {k + 1} such that the difference of any two of these is "
            f"divisible by {d}."
        )

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Sort by remainders and count."""
        d, k = p["d"], p["k"]
        n = k * d + 1
        return (
            Criterion(
                "Boxes",
                2,
                f"2 if the numbers are sorted by their remainder on division by {d} and the number of remainders is "
                "right; 1 if that number is wrong; 0 if the numbers are not sorted by remainders",
                (
                    f"Sort the numbers into boxes by their remainder on division by {d}. There are {d} boxes, for "
                    f"the remainders from 0 to {d - 1}.",
                    f"On division by {d} there are {d} possible remainders, 0 to {d - 1}. Make a box for each, and "
                    "put every number into the box of its remainder.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(
                        1,
                        f"Sort the numbers into boxes by their remainder on division by {d}. There are {d - 1} "
                        f"boxes, for the remainders from 1 to {d - 1}.",
                        "the remainder 0 is forgotten",
                        2,
                    ),
                    Flaw(0, "Sort the numbers into boxes by their last digit.", "the last digit says nothing", 2),
                ),
            ),
            Criterion(
                "Counting",
                3,
                f"3 if it is shown that a box holds at least {k + 1} numbers; 2 if that is done with one slip in a "
                "calculation; 1 if it is only asserted; 0 if it is missing or circular",
                (
                    f"If every box held at most {k} numbers, there would be at most ${d} · {k} = {d * k}$ numbers, "
                    f"and there are {n}. So some box holds at least {k + 1} of them.",
                    f"Because of ${n} = {d} · {k} + 1$, the boxes cannot all hold {k} numbers or fewer. So one of "
                    f"them holds {k + 1} or more.",
                ),
                (
                    Flaw(1, f"So some box holds at least {k + 1} of them.", "it is not shown"),
                    Flaw(0, "", MISSING),
                    Flaw(
                        2,
                        f"If every box held at most {k} numbers, there would be at most ${d} · {k} = {d * k - d}$ "
                        f"numbers, and there are {n}. So some box holds at least {k + 1} of them.",
                        "the product is wrong",
                        2,
                    ),
                    Flaw(
                        0,
                        f"Take {k + 1} of the numbers with the same remainder. They lie in one box, so this box "
                        f"holds at least {k + 1}.",
                        "it is circular",
                        3,
                    ),
                ),
            ),
            Criterion(
                "Same remainder",
                1,
                f"1 if it is said that numbers with the same remainder have a difference divisible by {d}; 0 if not",
                (
                    f"Two numbers in one box have the same remainder, so {d} divides their difference.",
                    f"The difference of numbers with equal remainders is a multiple of {d}, and in a box they are "
                    "equal.",
                ),
                (
                    Flaw(0, "", MISSING),
                    Flaw(0, "Numbers in one box are close to each other.", "nothing is said about the difference", 2),
                ),
            ),
            Criterion(
                "Conclusion",
                1,
                f"1 if {k + 1} numbers of one box are named as those of the claim; 0 if not",
                (
                    f"So {k + 1} numbers of that box are as the claim says.",
                    f"Any {k + 1} numbers from this box do what is claimed.",
                ),
                (
                    Flaw(0, "", "nothing is concluded"),
                    Flaw(0, "So two numbers of that box are as the claim says.", "two are not enough", 2),
                ),
            ),
        )


class Handshakes(Claim):
    """A group in which everybody knows so many others cannot be."""

    name = "handshakes"
    letters = (("",),)

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw group sizes and degrees with an odd sum."""
        size = 6 + 6 * tier
        r, s = 2 * between(rng, tier + 3, size + 2) + 1, between(rng, 6, 2 * size)
        j, k = 2 * between(rng, 1, 2 + tier) + 1, 2 * between(rng, 1, 3 + tier)
        return {"groups": [[r, j], [s, k]] if rng.random() < 0.5 else [[s, k], [r, j]]}

    def statement(self, p: Params) -> str:
        """State it."""
        (r, j), (s, k) = p["groups"]
        return (
            f"There is no group of {r + s} people in which {r} people know exactly {j} others each and the other {s} "
            f"people know exactly {k} others each. (If one person knows another, that one knows the first, too.)"
        )

    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Count the acquaintances twice."""
        (r, j), (s, k) = p["groups"]
        total = r * j + s * k
        added = f"${r} · {j} + {s} · {k} = {total}$"
        return (
            Criterion(
                "Sum",
                2,
                "2 if the numbers of acquaintances are added up over all people; 1 if that is done with one slip in "
                "the calculation; 0 if it is missing",
                (
                    "Suppose there is such a group. Added over all people, the numbers of acquaintances give "
                    f"{added}.",
                    "In such a group, let everyone say how many others they know. The sum of these numbers is "
                    f"{added}.",
                ),
                (
                    Flaw(0, "Suppose there is such a group.", "nothing is added up"),
                    Flaw(
                        1,
                        "Suppose there is such a group. Added over all people, the numbers of acquaintances give "
                        f"${r} · {j} + {s} · {k} = {total + 2 * max(j, k)}$.",
                        "the sum is wrong",
                        2,
                    ),
                    Flaw(0, "", MISSING, 2),
                ),
            ),
            Criterion(
                "Counting twice",
                3,
                "3 if it is shown that the sum is even because every acquaintance is counted twice; 2 if that is "
                "said and it is not said that the sum is therefore even; 1 if the sum is only said to be even; 0 if "
                "it is missing or circular",
                (
                    "In this sum every pair of people who know each other is counted twice, once for each of the "
                    "two. So the sum is twice the number of such pairs, and even.",
                    "Each acquaintance joins two people and adds 1 for both of them. Therefore the sum is even.",
                ),
                (
                    Flaw(1, "This sum must be even.", "no reason is given"),
                    Flaw(0, "", MISSING),
                    Flaw(
                        2,
                        "In this sum every pair of people who know each other is counted twice, once for each of "
                        "the two.",
                        "that the sum is even is not said",
                        2,
                    ),
                    Flaw(
                        0,
                        "There is no such group with an odd sum, because in an odd sum the numbers could not be "
                        "right. So the sum is even.",
                        "it is circular",
                        3,
                    ),
                ),
            ),
            Criterion(
                "Parity",
                1,
                "1 if it is said that the sum from the claim's numbers is odd; 0 if not",
                ("But the sum of the numbers in the claim is odd.", "The numbers of the claim have an odd sum."),
                (Flaw(0, "", MISSING), Flaw(0, "But the numbers do not fit.", "the parity is not named", 2)),
            ),
            Criterion(
                "Conclusion",
                1,
                "1 if the contradiction is stated and the claim concluded; 0 if not",
                (
                    "This is a contradiction, so there is no such group.",
                    "Even and odd contradict each other. Hence such a group does not exist.",
                ),
                (
                    Flaw(0, "", "nothing is concluded"),
                    Flaw(0, "So such a group is unlikely.", "nothing is proved by that", 2),
                ),
            ),
        )
