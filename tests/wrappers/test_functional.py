import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palaestra.wrappers.functional import kimi_length, soft_overlong

rollouts = st.lists(st.tuples(st.booleans(), st.integers(0, 10_000), st.integers(0, 3)), max_size=24)


def test_soft_overlong_published_numbers():
    np.testing.assert_allclose(soft_overlong([10, 15, 17, 20, 21], 20, 5), [0, 0, -0.4, -1, -1], atol=1e-12)
    # DAPO's own setting: 20480 tokens, of which the last 4096 are the ramp
    np.testing.assert_allclose(soft_overlong([16384, 18432, 20480, 30000], 20480, 4096), [0, -0.5, -1, -1])


@given(st.lists(st.integers(0, 200), min_size=1), st.integers(1, 100), st.data())
def test_soft_overlong_is_the_piecewise_definition(lengths, limit, data):
    cache = data.draw(st.integers(0, limit))

    def by_hand(n):
        if n <= limit - cache:
            return 0.0
        return (limit - cache - n) / cache if n <= limit else -1.0

    np.testing.assert_allclose(soft_overlong(lengths, limit, cache), [by_hand(n) for n in lengths], atol=1e-12)
    assert (np.diff(soft_overlong(sorted(lengths), limit, cache)) <= 0).all()


def test_kimi_published_numbers():
    np.testing.assert_allclose(kimi_length([1, 1, 0, 0], [100, 300, 200, 500], [0] * 4), [0.5, 0, 0, -0.5])
    assert kimi_length([1, 0], [5, 5], [0, 0]).tolist() == [0, 0]  # max = min


def test_kimi_takes_minimum_and_maximum_over_wrong_rollouts_too():
    # over the correct ones alone the two would get 0.5 and -0.5
    np.testing.assert_allclose(kimi_length([1, 1, 0, 0], [200, 300, 100, 500], [0] * 4)[:2], [0.25, 0.0])


@given(rollouts)
def test_kimi_is_the_definition_group_by_group(rows):
    correct, lengths, groups = ([row[i] for row in rows] for i in range(3))
    expected = []
    for ok, length, group in rows:
        mates = [row[1] for row in rows if row[2] == group]
        low, high = min(mates), max(mates)
        share = 0.5 - (length - low) / (high - low) if high > low else 0.0
        expected.append(share if ok else min(0.0, share))
    got = kimi_length(correct, lengths, groups)
    np.testing.assert_allclose(got, expected, atol=1e-12)
    assert (np.abs(got) <= 0.5).all()


@given(rollouts, st.randoms(use_true_random=False))
def test_kimi_does_not_depend_on_the_order_of_rows(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    columns = [np.array([row[i] for row in rows], dtype=float) for i in range(3)]
    np.testing.assert_array_equal(kimi_length(*columns)[order], kimi_length(*(c[order] for c in columns)))


@pytest.mark.parametrize("function", [lambda: soft_overlong([], 10, 5), lambda: kimi_length([], [], [])])
def test_no_rollouts(function):
    assert function().shape == (0,)
