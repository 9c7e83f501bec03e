"""Rules that puzzles are made of. Each is tested against an enumeration of all ways to fill its cells."""

from __future__ import annotations

import operator
from collections.abc import Sequence

from .constraints import Rule, bits


class AllDifferent(Rule):
    """No value twice. Where there are as many cells as values, every value has a cell."""

    __slots__ = ()

    def narrow(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Take decided values from the others; decide a cell that alone has a value that must stand somewhere."""
        decided = union = 0
        for cell in self.cells:
            mask = masks[cell]
            union |= mask
            if not mask & (mask - 1):
                if mask & decided:
                    return [(cell, 0)]
                decided |= mask
        if union.bit_count() < len(self.cells):
            return [(self.cells[0], 0)]
        out = {}
        for cell in self.cells:
            mask = masks[cell]
            if mask & (mask - 1) and mask & decided:
                out[cell] = mask & ~decided
        if union.bit_count() == len(self.cells):
            once = twice = 0
            for cell in self.cells:
                twice |= once & masks[cell]
                once |= masks[cell]
            single = once & ~twice & ~decided
            if single:
                for cell in self.cells:
                    here = masks[cell] & single
                    if here:
                        out[cell] = here if not here & (here - 1) else 0
        return list(out.items())


class Sum(Rule):
    """The values' weights, times a factor for each cell, sum to a total.

    Args:
        cells: The cells.
        total: What they sum to.
        why: The rule as a phrase.
        weights: What each value counts; the default is its index.
        factors: By what each cell is multiplied; the default is 1.

    Keeps a value exactly if the other cells can bring the rest, each by one of its own values.
    """

    __slots__ = ("factors", "total", "weights")

    def __init__(
        self,
        cells: Sequence[int],
        total: int,
        why: str,
        *,
        weights: Sequence[int] | None = None,
        factors: Sequence[int] | None = None,
    ) -> None:
        super().__init__(cells, why)
        self.total, self.weights = total, weights
        self.factors = tuple(factors) if factors is not None else (1,) * len(self.cells)

    def narrow(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Walk the reachable partial sums forwards, then backwards from the total; sums are bits of an int."""
        if all(masks[cell] and not masks[cell] & (masks[cell] - 1) for cell in self.cells):  # as in an answer
            values = [masks[cell].bit_length() - 1 for cell in self.cells]
            counted = values if self.weights is None else [self.weights[value] for value in values]
            fits = sum(map(operator.mul, counted, self.factors)) == self.total
            return [] if fits else [(self.cells[0], 0)]
        counts = [
            [(value, factor * (value if self.weights is None else self.weights[value])) for value in bits(masks[cell])]
            for cell, factor in zip(self.cells, self.factors, strict=True)
        ]
        if not all(counts):
            return [(cell, 0) for cell, has in zip(self.cells, counts, strict=True) if not has]
        low = sum(min(0, min(w for _, w in has)) for has in counts)  # no partial sum is below this
        target = self.total - low
        if target < 0:
            return [(self.cells[0], 0)]
        reach = [1 << -low]
        for has in counts:
            before, after = reach[-1], 0
            for _, w in has:
                after |= before << w if w >= 0 else before >> -w
            reach.append(after)
        if not reach[-1] >> target & 1:
            return [(self.cells[0], 0)]
        out, wanted = [], 1 << target
        for i in range(len(self.cells) - 1, -1, -1):
            kept = needed = 0
            for value, w in counts[i]:
                here = (wanted >> w if w >= 0 else wanted << -w) & reach[i]
                if here:
                    kept |= 1 << value
                    needed |= here
            if kept != masks[self.cells[i]]:
                out.append((self.cells[i], kept))
            wanted = needed
        return out


class Related(Rule):
    """Two cells stand in a relation: `allowed[v]` is the mask of the second cell's values where the first has v."""

    __slots__ = ("allowed",)

    def __init__(self, first: int, second: int, allowed: Sequence[int], why: str) -> None:
        super().__init__((first, second), why)
        self.allowed = tuple(allowed)

    def narrow(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Keep what has a partner."""
        first, second = self.cells
        kept = partners = 0
        for value in bits(masks[first]):
            both = self.allowed[value] & masks[second]
            if both:
                kept |= 1 << value
                partners |= both
        return [(c, m) for c, m in ((first, kept), (second, partners)) if m != masks[c]]


class NotAllEqual(Rule):
    """The cells do not all have the same value."""

    __slots__ = ()

    def narrow(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Take the common value of all the others from the last open cell."""
        if not masks[self.cells[0]] & masks[self.cells[1]]:
            return []
        open_ = [cell for cell in self.cells if masks[cell] & (masks[cell] - 1)]
        decided = {masks[cell] for cell in self.cells if not masks[cell] & (masks[cell] - 1)}
        if len(decided) > 1 or len(open_) > 1 or not decided:
            return []
        common = decided.pop()
        if not open_:
            return [(self.cells[0], 0)]
        return [(open_[0], masks[open_[0]] & ~common)] if masks[open_[0]] & common else []


class Unlike(Rule):
    """Two lines of cells, as long as each other, differ somewhere."""

    __slots__ = ("half",)

    def __init__(self, first: Sequence[int], second: Sequence[int], why: str) -> None:
        super().__init__((*first, *second), why)
        self.half = len(first)

    def narrow(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Where all pairs but one are decided and equal, the last pair must differ."""
        open_ = None
        for a, b in zip(self.cells[: self.half], self.cells[self.half :], strict=True):
            if not masks[a] & masks[b]:
                return []
            if masks[a] == masks[b] and not masks[a] & (masks[a] - 1):
                continue
            if open_ is not None:
                return []
            open_ = (a, b)
        if open_ is None:
            return [(self.cells[0], 0)]
        out = []
        for here, there in (open_, open_[::-1]):
            if not masks[there] & (masks[there] - 1) and masks[here] & masks[there]:
                out.append((here, masks[here] & ~masks[there]))
        return out


class Line(Rule):
    """Blocks of filled cells (value 1) of the given lengths, in order, with a gap (value 0) between any two."""

    __slots__ = ("blocks",)

    def __init__(self, cells: Sequence[int], blocks: Sequence[int], why: str) -> None:
        super().__init__(cells, why)
        self.blocks = tuple(blocks)

    def narrow(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Keep for each cell the values that it has in some placing of all blocks; places are bits of an int."""
        n, blocks = len(self.cells), self.blocks
        fillable, blank = 0, 1 << n  # one blank beyond the end, so that every block is followed by one
        for i, cell in enumerate(self.cells):
            blank |= (masks[cell] & 1) << i
            fillable |= (masks[cell] >> 1 & 1) << i
        at: list[int] = []  # where each block may begin: first with all before it placed, then with all behind it too
        reach = _right(1, blank, n)
        for length in blocks:
            run = fillable
            for k in range(1, length):
                run &= fillable >> k
            at.append(reach & run & blank >> length)
            reach = _right(at[-1] << (length + 1), blank, n)
        if not reach >> (n + 1) & 1:
            return [(self.cells[0], 0)]
        goals = 1 << (n + 1)
        gap = fill = 0
        for b in range(len(blocks), -1, -1):
            if b < len(blocks):
                at[b] &= goals >> (blocks[b] + 1)
                for k in range(blocks[b]):
                    fill |= at[b] << k
                goals = at[b]
            goals = _left(goals, blank, n)
        for b in range(len(blocks) + 1):  # the blanks before block b, or behind the last one
            left = at[b - 1] << blocks[b - 1] if b else 1
            right = at[b] if b < len(blocks) else 1 << (n + 1)
            gap |= _right(left, blank, n) & blank & _left(right, blank, n) >> 1
        out = []
        for i, cell in enumerate(self.cells):
            mask = masks[cell] & ((gap >> i & 1) | (fill >> i & 1) << 1)
            if mask != masks[cell]:
                out.append((cell, mask))
        return out


def _right(reach: int, blank: int, n: int) -> int:
    """Return the positions reached by walking right over blanks; a step over cell i leads to i + 1."""
    for _ in range(n + 1):
        more = reach | (reach & blank) << 1
        if more == reach:
            break
        reach = more
    return reach


def _left(goals: int, blank: int, n: int) -> int:
    """Return the positions from which walking right over blanks leads to a goal."""
    for _ in range(n + 1):
        more = goals | (goals >> 1 & blank)
        if more == goals:
            break
        goals = more
    return goals


class Truths(Rule):
    """Cells of two values, taken together as the bits of a number, are one of the numbers in a set.

    Args:
        cells: The cells; the first is the lowest bit.
        allowed: The set, with bit k for number k.
        why: The rule as a phrase.
    """

    __slots__ = ("allowed", "ones")

    def __init__(self, cells: Sequence[int], allowed: int, why: str) -> None:
        super().__init__(cells, why)
        size = 1 << len(self.cells)
        self.allowed, full = allowed, (1 << size) - 1
        self.ones = [full // ((1 << (1 << i)) + 1) << (1 << i) for i in range(len(self.cells))]  # numbers with bit i

    def narrow(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Keep what stands in some number that is left."""
        left = self.allowed
        for cell, ones in zip(self.cells, self.ones, strict=True):
            if masks[cell] != 3:
                left &= ones if masks[cell] == 2 else ~ones
        out = []
        for cell, ones in zip(self.cells, self.ones, strict=True):
            mask = masks[cell] & (bool(left & ~ones) | bool(left & ones) << 1)
            if mask != masks[cell]:
                out.append((cell, mask))
        return out
