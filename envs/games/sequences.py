"""Information sets, policies, and the sequence form of a game, in which equilibria are found.

A `Tree` is the sequence form of a game (von Stengel 1996; Koller, Megiddo and von Stengel 1996): for each seat its
sequences of own moves, for each end the seats' last sequences, the probability of its draws of chance and what it
pays. All that CFR+ and best responses need are sums over ends and passes over sequences, so NumPy does the work.

A policy is any function of an `Infoset` that returns the probabilities of its legal moves, a language model's too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from .rules import CHANCE, Rules, State
from .solve import UnsolvableError

LIMIT = 1_500_000
"""States that a tree may have: about a minute to write out."""

Plans = list[np.ndarray]
"""For each seat the probabilities of its moves at its information sets, sequence by sequence."""


@dataclass(frozen=True)
class Infoset:
    """What a seat knows when it is to move.

    Attributes:
        rules: The game.
        seat: Who is to move.
        key: `rules.known`, by which it is told from others.
        legal: The legal moves.
    """

    rules: Rules
    seat: int
    key: Hashable
    legal: tuple[int, ...]
    _state: State = field(repr=False, compare=False)

    @classmethod
    def at(cls, rules: Rules, state: State) -> Infoset:
        """Return what the seat to move knows at a state."""
        seat = rules.current(state)
        if seat is None or seat == CHANCE:
            raise UnsolvableError("nobody is to move here")
        return cls(rules, seat, rules.known(state, seat), rules.legal(state), state)

    @property
    def text(self) -> str:
        """What the seat knows, as text."""
        return self.rules.tell(self._state, self.seat)

    @property
    def observation(self) -> np.ndarray:
        """What the seat knows, as numbers."""
        return self.rules.observe(self._state, self.seat)

    @property
    def moves(self) -> tuple[str, ...]:
        """The legal moves as text."""
        return tuple(map(self.rules.write, self.legal))


Policy = Callable[[Infoset], Mapping[int, float]]
"""The probabilities of the legal moves at an information set; moves left out have none."""


def uniform(infoset: Infoset) -> dict[int, float]:
    """Play every legal move alike."""
    return dict.fromkeys(infoset.legal, 1 / len(infoset.legal))


def checked(infoset: Infoset, chances: Mapping[int, float]) -> list[float]:
    """Return the probabilities of the legal moves in order; raises ValueError unless they are such."""
    out = [float(chances.get(move, 0.0)) for move in infoset.legal]
    total = sum(out)
    if not (min(out) >= 0 and abs(total - 1) < 1e-6) or set(chances) - set(infoset.legal):
        raise ValueError(
            f"a policy returned {dict(chances)!r} at {infoset.text!r}: give the legal moves {infoset.legal} "
            "probabilities that sum to 1"
        )
    return [chance / total for chance in out]


class _Seat:
    """A seat's information sets, from the first to the last of a game, and its sequences; sequence 0 is no move."""

    def __init__(self, found: list[tuple[int, int, Infoset]], old: list[int]) -> None:
        # found: (own moves made before, sequence before, the infoset); old: number of a set's first sequence
        order = sorted(range(len(found)), key=lambda i: found[i][0])
        self.infosets = [found[i][2] for i in order]
        sizes = np.array([len(infoset.legal) for infoset in self.infosets], np.intp)
        self.first = 1 + np.cumsum(sizes) - sizes
        self.size = 1 + int(sizes.sum())
        self.owner = np.repeat(np.arange(len(order)), sizes)  # of each sequence but sequence 0
        self.renumbered = np.zeros(self.size, np.intp)
        for place, i in enumerate(order):
            n = len(found[i][2].legal)
            self.renumbered[old[i] : old[i] + n] = self.first[place] + np.arange(n)
        self.parent = self.renumbered[[found[i][1] for i in order]] if order else np.zeros(0, np.intp)
        depths = [found[i][0] for i in order]
        edges = [place for place in range(len(depths)) if place == 0 or depths[place] != depths[place - 1]]
        self.levels = list(zip(edges, [*edges[1:], len(order)], strict=True))

    def spans(self, low: int, high: int) -> tuple[int, int]:
        """Return the sequences of some information sets in a row, as a range."""
        return int(self.first[low]), int(self.first[high]) if high < len(self.first) else self.size

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the sums over each information set's sequences."""
        return np.add.reduceat(values[1:], self.first - 1) if len(self.first) else np.zeros(0)

    def reach(self, plan: np.ndarray) -> np.ndarray:
        """Return the probability with which the seat plays each sequence, all others and chance permitting."""
        out = plan.copy()
        out[0] = 1.0
        for low, high in self.levels:
            start, stop = self.spans(low, high)
            out[start:stop] *= out[self.parent[self.owner[start - 1 : stop - 1]]]
        return out

    def climb(self, values: np.ndarray, plan: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Add to each sequence what its later information sets are worth; without a plan, each takes its best move.

        Returns:
            What each sequence and each information set is worth.
        """
        values, worth = values.copy(), np.zeros(len(self.first))
        for low, high in reversed(self.levels):
            start, stop = self.spans(low, high)
            inside, edges = values[start:stop], self.first[low:high] - start
            if plan is None:
                worth[low:high] = np.maximum.reduceat(inside, edges)
            else:
                worth[low:high] = np.add.reduceat(inside * plan[start:stop], edges)
            values += np.bincount(self.parent[low:high], worth[low:high], self.size)
        return values, worth

    def normal(self, weights: np.ndarray) -> np.ndarray:
        """Return weights as probabilities at each information set; all alike where all are 0."""
        totals = self.sums(weights)[self.owner]
        counts = np.bincount(self.owner, minlength=len(self.first))[self.owner]
        out = np.ones(self.size)
        safe = np.where(totals > 0, totals, 1.0)
        out[1:] = np.where(totals > 0, weights[1:] / safe, 1.0 / counts)
        return out


class Tree:
    """A game written out in sequence form.

    Args:
        rules: Any game with perfect recall whose states can all be visited.
        limit: States after which it is given up.

    Raises:
        UnsolvableError: If there are more states, or a seat forgets what it once knew or did.
    """

    def __init__(self, rules: Rules, limit: int = LIMIT) -> None:
        self.rules, self.states = rules, 0
        found: list[list[tuple[int, int, Infoset]]] = [[] for _ in range(rules.players)]
        first: list[list[int]] = [[] for _ in range(rules.players)]
        numbers: list[dict[Hashable, int]] = [{} for _ in range(rules.players)]
        sizes = [1] * rules.players
        ends: list[tuple[int, ...]] = []
        chances: list[float] = []
        paid: list[tuple[float, ...]] = []
        nothing = (0,) * rules.players
        todo: list[tuple[State, tuple[int, ...], tuple[int, ...], float]] = [(rules.start(), nothing, nothing, 1.0)]
        while todo:
            state, last, made, chance = todo.pop()
            self.states += 1
            if self.states > limit:
                raise UnsolvableError(
                    f"{type(rules).__name__} with {rules.knobs()} is too large to write out: more than {limit:,} "
                    "states. Use smaller knobs"
                )
            seat = rules.current(state)
            if seat is None:
                ends.append(last)
                chances.append(chance)
                paid.append(rules.returns(state))
                continue
            if seat == CHANCE:
                todo += [(rules.apply(state, move), last, made, chance * p) for move, p in rules.chance(state)]
                continue
            legal, key = rules.legal(state), rules.known(state, seat)
            place = numbers[seat].setdefault(key, len(found[seat]))
            if place == len(found[seat]):
                found[seat].append((made[seat], last[seat], Infoset(rules, seat, key, legal, state)))
                first[seat].append(sizes[seat])
                sizes[seat] += len(legal)
            elif found[seat][place][1] != last[seat] or found[seat][place][2].legal != legal:
                raise UnsolvableError(
                    f"{type(rules).__name__}: seat {seat} forgets what it did or may do: {rules.tell(state, seat)!r}"
                )
            begin = first[seat][place]
            for i, move in enumerate(legal):
                after = (*last[:seat], begin + i, *last[seat + 1 :])
                deeper = (*made[:seat], made[seat] + 1, *made[seat + 1 :])
                todo.append((rules.apply(state, move), after, deeper, chance))
        self.seats = [_Seat(*pair) for pair in zip(found, first, strict=True)]
        raw = np.array(ends, np.intp).reshape(-1, rules.players)
        self.ends = [seat.renumbered[raw[:, i]] for i, seat in enumerate(self.seats)]
        self.chances = np.array(chances)
        self.paid = np.array(paid).T * self.chances  # (players, ends), weighted by chance

    @property
    def infosets(self) -> list[Infoset]:
        """Every information set, seat by seat, from the first to the last of a game."""
        return [infoset for seat in self.seats for infoset in seat.infosets]

    def plans(self, policy: Policy | Sequence[Policy]) -> Plans:
        """Ask a policy, or one for each seat, at every information set."""
        each = policy if isinstance(policy, Sequence) else [policy] * len(self.seats)
        out = []
        for seat, chosen in zip(self.seats, each, strict=True):
            plan = np.ones(seat.size)
            for infoset, begin in zip(seat.infosets, seat.first, strict=True):
                plan[begin : begin + len(infoset.legal)] = checked(infoset, chosen(infoset))
            out.append(plan)
        return out

    def worth(self, reach: Sequence[np.ndarray], player: int) -> np.ndarray:
        """Return what the ends behind each sequence of a seat pay it, given how often the others play theirs."""
        weights = self.paid[player]
        for other, ends in enumerate(self.ends):
            if other != player:
                weights = weights * reach[other][ends]
        return np.bincount(self.ends[player], weights, self.seats[player].size)

    def values(self, plans: Plans) -> tuple[float, ...]:
        """Return what each seat wins on average."""
        weights = np.ones(len(self.chances))
        for seat, plan, ends in zip(self.seats, plans, self.ends, strict=True):
            weights = weights * seat.reach(plan)[ends]
        return tuple(map(float, self.paid @ weights))

    def best(self, plans: Plans, player: int) -> tuple[float, np.ndarray]:
        """Return what a seat wins by its best response to the others' plans, and that response's plan."""
        reach = [seat.reach(plan) for seat, plan in zip(self.seats, plans, strict=True)]
        seat = self.seats[player]
        values, worth = seat.climb(self.worth(reach, player), None)
        top = np.zeros(seat.size)
        top[1:] = values[1:] >= worth[seat.owner] - 1e-12
        return float(values[0]), seat.normal(top)

    def policy(self, plans: Plans) -> Policy:
        """Return plans as a policy."""
        table = {
            (i, infoset.key): dict(zip(infoset.legal, plan[begin : begin + len(infoset.legal)].tolist(), strict=True))
            for i, (seat, plan) in enumerate(zip(self.seats, plans, strict=True))
            for infoset, begin in zip(seat.infosets, seat.first, strict=True)
        }
        return lambda infoset: table[infoset.seat, infoset.key]
