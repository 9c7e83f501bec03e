"""Intervals against published numbers and their own coverage."""

import numpy as np
import pytest

from palaestra.benchmarks import bootstrap, wilson


def test_wilson_against_published_values():
    # Brown, Cai and DasGupta 2001; Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29, method 3
    expected = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (k, n), interval in expected.items():
        assert wilson(k, n) == pytest.approx(interval, abs=5e-5)


def test_bootstrap_is_wider_when_answers_hang_together():
    rng = np.random.default_rng(0)
    independent = rng.integers(0, 2, (50, 4)).tolist()
    clustered = [[x] * 4 for x in rng.integers(0, 2, 50).tolist()]
    narrow, wide = bootstrap(independent), bootstrap(clustered)
    assert wide[1] - wide[0] > 1.5 * (narrow[1] - narrow[0])


def test_bootstrap_covers():
    rng = np.random.default_rng(1)
    hits = 0
    for i in range(200):
        low, high = bootstrap(rng.binomial(1, 0.6, (60, 4)).tolist(), draws=500, seed=i)
        hits += low <= 0.6 <= high
    assert hits / 200 > 0.88


def test_bootstrap_is_reproducible():
    groups = [[0, 1], [1, 1], [0, 0]]
    assert bootstrap(groups) == bootstrap(groups)
