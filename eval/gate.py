"""Hold a run against a committed baseline: what got worse than chance explains."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from eval.errors import ReportFileError
from eval.measures import MEASURE_BY_NAME
from eval.records import Better, ConfigurationResult, Estimate

_FORMAT = 1
# Below the last place that a baseline keeps.
_ROUNDING = 1e-6


def write_baseline(configuration: ConfigurationResult, cases_hash: str, path: Path) -> None:
    """Write the figures that the gate holds: value and interval of each, overall only.

    Raises ReportFileError when the file cannot be written.
    """
    figures = {
        name: {"value": round(e.value, 6), "low": round(e.low, 6), "high": round(e.high, 6), "count": e.count}
        for name, e in configuration.figures.items()
        if _is_gated(name)
    }
    fields = {"format": _FORMAT, "cases_hash": cases_hash, "configuration": configuration.name, "figures": figures}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as problem:
        raise ReportFileError(f"The baseline {path} cannot be written: {problem.strerror}.") from problem


def load_baseline(path: Path, *, cases_hash: str) -> dict[str, Estimate]:
    """Read a baseline. Raises ReportFileError when it is none, or was made with other questions."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        figures = {
            name: Estimate(float(v["value"]), float(v["low"]), float(v["high"]), int(v["count"]), "baseline")
            for name, v in fields["figures"].items()
        }
        known_hash, known_format = fields["cases_hash"], fields["format"]
    except FileNotFoundError:
        raise ReportFileError(f"There is no baseline {path}; write one with --write-baseline.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise ReportFileError(f"{path} cannot be read as a baseline: {problem!r}.") from problem
    if known_format != _FORMAT:
        raise ReportFileError(f"{path} is not a baseline of format {_FORMAT}; write a new one with --write-baseline.")
    if known_hash != cases_hash:
        raise ReportFileError(f"{path} was made with other questions; write a new one with --write-baseline.")
    return figures


def find_regressions(figures: Mapping[str, Estimate], baseline: Mapping[str, Estimate]) -> tuple[str, ...]:
    """Return one sentence for each figure that is worse than the baseline by more than the baseline's interval.

    What the product promises (verbatim quotes, figures that stand, nothing forbidden) may not get worse at
    all. A figure that the baseline has and the run has not is a regression.
    """
    sentences: list[str] = []
    for name, expected in baseline.items():
        measure = MEASURE_BY_NAME.get(name)
        if measure is None or not _is_gated(name):
            continue
        found = figures.get(name)
        if found is None:
            sentences.append(f"{name} is missing; the baseline has {expected.value:.4f}.")
            continue
        if measure.better is Better.HIGHER:
            limit = expected.value if measure.is_promise else expected.low
            is_worse = found.value < limit - _ROUNDING
        else:
            limit = expected.value if measure.is_promise else expected.high
            is_worse = found.value > limit + _ROUNDING
        if is_worse:
            sentences.append(f"{name} is {found.value:.4f}, worse than {limit:.4f} (baseline {expected.value:.4f}).")
    return tuple(sentences)


def _is_gated(name: str) -> bool:
    measure = MEASURE_BY_NAME.get(name)
    return measure is not None and measure.is_gated and measure.better is not Better.NEITHER
