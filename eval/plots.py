"""Small line plots as SVG text: nothing to load, sharp at any size, coloured by the page's own style."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup, escape

from eval.confidence_measures import collect_outcomes, risk_coverage_curve
from eval.records import CaseResult

_WIDTH, _HEIGHT = 340, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 12, 12, 44
_MOST_POINTS = 200
_CALIBRATION_BINS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """Points in data units. `style` is the number of its colour, -1 for the grey line of reference."""

    points: tuple[tuple[float, float], ...]
    style: int
    has_dots: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn plot and its words."""

    title_zh: str
    title_en: str
    note_zh: str
    note_en: str
    svg: Markup


def build_plots(results: Sequence[Sequence[CaseResult]]) -> tuple[Plot, ...]:
    """Draw risk–coverage, calibration and latency, one line a configuration, in the order given."""
    risk = [Line(_thinned(_risk_points(part)), style) for style, part in enumerate(results)]
    calibration = [Line(((0, 0), (1, 1)), -1)]
    calibration += [Line(_calibration_points(part), style, has_dots=True) for style, part in enumerate(results)]
    latency = [Line(_thinned(_latency_points(part)), style) for style, part in enumerate(results)]
    slowest = max((x for line in latency for x, _ in line.points), default=1.0)
    return (
        Plot(
            "风险–覆盖",
            "Risk–coverage",
            "按置信度从高到低取题：横轴为所取比例，纵轴为其中未答对的比例。越低越好。",
            "Questions by falling confidence: share taken against share of those not answered rightly. Low is good.",
            render_lines(risk, 1.0, 1.0, ("覆盖", "coverage"), ("风险", "risk")),
        ),
        Plot(
            "校准",
            "Calibration",
            "横轴为所报置信度（十等分的均值），纵轴为其中文件确能回答的比例。贴近对角线为好。",
            "Stated confidence (mean per tenth) against the share that the documents do answer. The diagonal is best.",
            render_lines(calibration, 1.0, 1.0, ("置信度", "confidence"), ("可答比例", "share answerable")),
        ),
        Plot(
            "耗时",
            "Latency",
            "不超过横轴毫秒数的问题所占比例。",
            "Share of questions answered within so many milliseconds.",
            render_lines(latency, round_up(slowest), 1.0, ("毫秒", "ms"), ("比例", "share")),
        ),
    )


def render_lines(
    lines: Sequence[Line], x_max: float, y_max: float, x_words: tuple[str, str], y_words: tuple[str, str]
) -> Markup:
    """Return one SVG with axes from 0, five ticks each. `x_max` and `y_max` must be above 0."""

    def x_at(value: float) -> float:
        return _LEFT + min(value / x_max, 1.0) * (_WIDTH - _LEFT - _RIGHT)

    def y_at(value: float) -> float:
        return _HEIGHT - _BOTTOM - min(value / y_max, 1.0) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">']
    for step in range(6):
        x, y = x_at(x_max * step / 5), y_at(y_max * step / 5)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{y_max * step / 5:g}</text>'
        )
        anchor = "end" if step == 5 else "middle"
        parts.append(
            f'<text class="tick" x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 16}" text-anchor="{anchor}">'
            f"{x_max * step / 5:g}</text>"
        )
    middle, left = (_WIDTH + _LEFT - _RIGHT) / 2, (_HEIGHT - _BOTTOM + _TOP) / 2
    for language, x_word, y_word in zip(("zh", "en"), x_words, y_words, strict=True):
        parts.append(
            f'<text class="axis {language}" x="{middle}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(x_word)}</text>'
            f'<text class="axis {language}" transform="translate(12 {left}) rotate(-90)" text-anchor="middle">'
            f"{escape(y_word)}</text>"
        )
    for line in lines:
        style = "reference" if line.style < 0 else f"series s{line.style % 5}"
        points = " ".join(f"{x_at(x):.1f},{y_at(y):.1f}" for x, y in line.points)
        parts.append(f'<polyline class="{style}" points="{points}"/>')
        if line.has_dots:
            parts += [f'<circle class="{style}" cx="{x_at(x):.1f}" cy="{y_at(y):.1f}" r="3"/>' for x, y in line.points]
    # Every value that is not a number was escaped above.
    return Markup("".join([*parts, "</svg>"]))


def round_up(value: float) -> float:
    """Return the next 1, 2 or 5 times a power of ten, at least 1.

    >>> round_up(137), round_up(0)
    (200.0, 1.0)
    """
    if value <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)


def _risk_points(results: Sequence[CaseResult]) -> list[tuple[float, float]]:
    coverages, risks = risk_coverage_curve(collect_outcomes(results))
    return [(float(x), float(y)) for x, y in zip(coverages, risks, strict=True)]


def _calibration_points(results: Sequence[CaseResult]) -> tuple[tuple[float, float], ...]:
    from sklearn.calibration import calibration_curve

    outcomes = collect_outcomes(results)
    if not outcomes.confidence.size:
        return ()
    shares, means = calibration_curve(outcomes.answerable, outcomes.confidence, n_bins=_CALIBRATION_BINS)
    return tuple((float(x), float(y)) for x, y in zip(means, shares, strict=True))


def _latency_points(results: Sequence[CaseResult]) -> list[tuple[float, float]]:
    milliseconds = np.sort([result.seconds * 1000 for result in results])
    return [(float(ms), (i + 1) / milliseconds.size) for i, ms in enumerate(milliseconds)]


def _thinned(points: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Keep at most _MOST_POINTS of them, the last always."""
    step = max(1, math.ceil(len(points) / _MOST_POINTS))
    return tuple(points[::step]) + ((points[-1],) if points and (len(points) - 1) % step else ())
