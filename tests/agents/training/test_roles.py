"""Role-conditioned advantages by hand and by the formula; which game comes when."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palaestra.agents.training.roles import GameCurriculum, RoleAdvantage
from palaestra.agents.training.seams import Batch
from palaestra.envs import KnobError

WON = st.floats(-1, 1, allow_nan=False)


class Row(list[float]):
    """What `compute` asks of TRL's tensor."""

    def new_tensor(self, values: list[float]) -> list[float]:
        return values


def batch(rewards: list[float], levels: list[int], roles: list[int], local: slice = slice(None)) -> Batch:
    n = len(rewards)
    names = [(i, level) for i, level in enumerate(levels)]
    return Batch(
        np.array(rewards),
        np.zeros(n),
        np.zeros(n),
        np.arange(n) // 2,
        names,
        local,
        np.array(roles),
        np.arange(n) // 2 % 2,
    )


def test_a_sequence_computed_by_hand() -> None:
    rae = RoleAdvantage(["g"])
    assert rae.credit([1, -1, 1], ["g/0"] * 3) == pytest.approx([1.0, -1.05, 1.0025])
    assert rae.baselines == {"g/0": pytest.approx(0.047625)}


def test_roles_and_games_do_not_meet() -> None:
    rae = RoleAdvantage(["Nim", "Kuhn"], decay=0.5)
    given = batch([1, -1, 0.5, -0.5, 1, -1, -0.5, 0.5], [0, 0, 1, 1, 0, 0, 1, 1], [0, 1] * 4)
    #   first of each (game, role): A = R, then b = R / 2; second: A = R - b
    assert rae.compute(Row(), given, {}) == pytest.approx([1, -1, 0.5, -0.5, 0.5, -0.5, -0.75, 0.75])
    assert rae.baselines == pytest.approx({"Nim/0": 0.75, "Nim/1": -0.75, "Kuhn/0": -0.125, "Kuhn/1": 0.125})
    assert rae.metrics() == {f"baseline/{key}": value for key, value in rae.baselines.items()}


@given(st.lists(st.tuples(WON, st.integers(0, 2), st.integers(0, 1)), max_size=40), st.sampled_from([0.0, 0.5, 0.95]))
def test_it_is_the_papers_moving_average(games: list[tuple[float, int, int]], decay: float) -> None:
    rae = RoleAdvantage(["a", "b", "c"], decay=decay)
    credited = rae.compute(Row(), batch([g[0] for g in games], [g[1] for g in games], [g[2] for g in games]), {})
    for i, (won, game, role) in enumerate(games):
        before = [w for w, g, r in games[:i] if (g, r) == (game, role)]
        # the average written out: b = (1 - decay) sum of decay^(age) R, no term for the row itself
        b = (1 - decay) * sum(decay ** (len(before) - 1 - k) * w for k, w in enumerate(before))
        assert credited[i] == pytest.approx(won - b, abs=1e-12)


def test_where_one_seat_always_wins_only_roles_take_the_seat_out_of_the_credit() -> None:
    rows = batch([1.0, -1.0] * 200, [0] * 400, [0, 1] * 200)
    last = {b: RoleAdvantage(["g"], baseline=b).compute(Row(), rows, {})[-2:] for b in ("role", "shared", "none")}
    assert np.abs(last["role"]).max() < 1e-4
    assert np.abs(last["shared"]).min() > 0.9
    assert last["none"] == [1.0, -1.0]


def test_each_opponent_may_have_baselines_of_its_own() -> None:
    won = [1.0, 0.5, -1.0, -0.5] * 200  # the first opponent always loses, the second always wins
    rows = batch(won, [0] * 800, [0, 1] * 400)
    told, untold = RoleAdvantage(["g"], baseline="opponent"), RoleAdvantage(["g"])
    assert np.abs(told.compute(Row(), rows, {})[-4:]).max() < 1e-4
    assert np.abs(untold.compute(Row(), rows, {})[-4:]).min() > 0.4
    assert told.baselines == pytest.approx({"g/0/0": 1.0, "g/1/0": 0.5, "g/0/1": -1.0, "g/1/1": -0.5}, abs=1e-4)


def test_a_process_gets_its_rows_and_counts_all() -> None:
    whole, part = RoleAdvantage(["g"]), RoleAdvantage(["g"])
    everything = whole.compute(Row(), batch([1, -1, 0, 1], [0] * 4, [0, 1, 0, 1]), {})
    assert part.compute(Row(), batch([1, -1, 0, 1], [0] * 4, [0, 1, 0, 1], slice(2, 4)), {}) == everything[2:]
    assert part.state_dict() == whole.state_dict()


def test_memory_goes_on_to_the_last_digit() -> None:
    import json

    one, other = RoleAdvantage(["g"]), RoleAdvantage(["g"])
    one.credit([0.1, -0.7, 0.3], ["g/0", "g/1", "g/0"])
    other.load_state_dict(json.loads(json.dumps(one.state_dict())))
    assert one.credit([1 / 3] * 4, ["g/0", "g/1"] * 2) == other.credit([1 / 3] * 4, ["g/0", "g/1"] * 2)
    assert one.baselines == other.baselines


@pytest.mark.parametrize(
    ("how", "says"), [({"baseline": "roles"}, "did you mean 'role'"), ({"decay": 1.0}, "decay=1")]
)
def test_settings_that_are_wrong(how: dict[str, Any], says: str) -> None:
    with pytest.raises(KnobError, match=says):
        RoleAdvantage(["g"], **how)


def test_games_come_in_turn_and_join_when_they_should() -> None:
    curriculum = GameCurriculum([0, 2, 0])
    names = [(seed, 0) for seed in range(3)]
    dealt = []
    for _ in range(4):
        chosen = curriculum.choose(names)
        assert [seed for seed, _ in chosen] == [0, 1, 2]
        dealt.append([level for _, level in chosen])
        groups = np.repeat(np.arange(3), 2)
        curriculum.record(
            Batch(np.zeros(6), np.zeros(6), np.zeros(6), groups, [], slice(None), np.zeros(6), np.zeros(6))
        )
    assert dealt == [[0, 2, 0], [2, 0, 2], [0, 1, 2], [0, 1, 2]]
    other = GameCurriculum([0, 2, 0])
    other.load_state_dict(curriculum.state_dict())
    assert other.choose(names) == curriculum.choose(names)
    with pytest.raises(KnobError, match="join at 0"):
        GameCurriculum([1, 2])
