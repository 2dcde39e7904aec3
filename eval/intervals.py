"""95 % intervals: Wilson for counts of independent questions, the clustered bootstrap for everything else.

Questions about the same fact are not independent; an interval that treats them so is too narrow by up
to three times (Miller, "Adding Error Bars to Evals", 2024). So whole clusters are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from eval.records import Estimate

RESAMPLES = 2000
SEED = 20220101
_LEVEL = 0.95
_NOISE = 1e-9  # of float arithmetic; an interval this narrow has no width


def wilson_interval(successes: int, count: int) -> tuple[float, float]:
    """Return the 95 % score interval of a proportion (Wilson, 1927), by scipy. `count` must be at least 1.

    >>> [round(bound, 4) for bound in wilson_interval(9, 10)]
    [0.5958, 0.9821]
    """
    from scipy.stats import binomtest

    interval = binomtest(successes, count).proportion_ci(confidence_level=_LEVEL, method="wilson")
    return float(interval.low), float(interval.high)


def estimate_mean(values: Sequence[float], clusters: Sequence[str]) -> Estimate | None:
    """Return the mean with its interval; None for no values.

    Values that are all 0 or 1 get Wilson's interval over clusters when no two share one, or when all are equal
    (where resampling sees no spread: 0 failures among n clusters still bound the rate at about 3/n). All else gets
    the percentile bootstrap over clusters. Where that sees no spread (one cluster, values all alike) there is no
    interval: low = high = the mean.
    """
    if not values:
        return None
    data = np.asarray(values, dtype=np.float64)
    mean = float(data.mean())
    is_count = bool(np.isin(data, (0.0, 1.0)).all())
    count = len(set(clusters))
    if is_count and (count == data.size or data.min() == data.max()):
        return Estimate(mean, *wilson_interval(round(mean * count), count), data.size, "wilson")
    return estimate_with(bootstrap_interval_of_mean(data, clusters) if count > 1 else None, mean, data.size)


def estimate_with(interval: tuple[float, float] | None, value: float, count: int) -> Estimate:
    """Return a figure with a resampled interval; without one where resampling saw no spread, which is no certainty."""
    if interval is None or not has_width(*interval):
        return Estimate(value, value, value, count, "none")
    return Estimate(value, *interval, count, "bootstrap")


def has_width(low: float, high: float) -> bool:
    return high - low > _NOISE


def bootstrap_interval_of_mean(values: NDArray[np.float64], clusters: Sequence[str]) -> tuple[float, float]:
    """Return the 2.5 and 97.5 percentiles of the mean over RESAMPLES draws of clusters with replacement.

    A cluster weighs by its size. The same input gives the same interval, always.
    """
    index = _number_clusters(clusters)
    sums, sizes = np.bincount(index, weights=values), np.bincount(index)
    draws = _cluster_draws(sums.size)
    means = (draws @ sums) / (draws @ sizes)
    return _percentiles(means)


def bootstrap_interval(
    statistic: Callable[[NDArray[np.int64]], float | None], clusters: Sequence[str]
) -> tuple[float, float] | None:
    """Return the percentile interval of any statistic of the questions at the given indices, clusters drawn.

    Draws for which the statistic is None (a draw without unanswerable questions, …) are left out; None
    when more than half are. Same input, same interval.
    """
    values = [value for drawn in _question_draws(tuple(clusters)) if (value := statistic(drawn)) is not None]
    return _percentiles(np.asarray(values)) if len(values) > RESAMPLES // 2 else None


def cluster_sums(values: NDArray[np.float64], clusters: Sequence[str]) -> NDArray[np.float64]:
    """Return the sum per cluster, clusters in the order of their first question."""
    sums: NDArray[np.float64] = np.bincount(_number_clusters(clusters), weights=values).astype(np.float64)
    return sums


def _number_clusters(clusters: Sequence[str]) -> NDArray[np.int64]:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(clusters))}
    return np.array([numbers[name] for name in clusters], dtype=np.int64)


@lru_cache(maxsize=4)  # 50 MB each at 3,000 clusters
def _cluster_draws(clusters: int) -> NDArray[np.float64]:
    """How often each cluster is drawn: shape (RESAMPLES, clusters), each row sums to `clusters`."""
    generator = np.random.default_rng(SEED)
    share = np.full(clusters, 1.0 / clusters)
    return generator.multinomial(clusters, share, size=RESAMPLES).astype(np.float64)


@lru_cache(maxsize=4)  # the statistics of one set of questions follow each other
def _question_draws(clusters: tuple[str, ...]) -> list[NDArray[np.int64]]:
    """RESAMPLES times the indices of the questions of as many clusters as there are, drawn with replacement."""
    index = _number_clusters(clusters)
    members = np.split(np.argsort(index, kind="stable"), np.cumsum(np.bincount(index))[:-1])
    generator = np.random.default_rng(SEED)
    draws = generator.integers(0, len(members), (RESAMPLES, len(members)))
    return [np.concatenate([members[i] for i in drawn]) for drawn in draws]


def _percentiles(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(values, [100 * (1 - _LEVEL) / 2, 100 * (1 + _LEVEL) / 2])
    return float(low), float(high)
