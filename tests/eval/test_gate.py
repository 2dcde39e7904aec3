from pathlib import Path

import pytest

from eval.errors import ReportFileError
from eval.gate import find_regressions, load_baseline, write_baseline
from eval.records import ConfigurationResult, Estimate


def estimate(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, 40, "bootstrap")


FIGURES = {
    "accuracy": estimate(0.9, 0.82, 0.95),
    "false_refusal_rate": estimate(0.05, 0.02, 0.1),
    "verbatim_rate": estimate(1.0, 0.9, 1.0),
    "forbidden_found": estimate(0.0, 0.0, 0.1),
    "quote_length": estimate(40, 35, 45),
    "latency_p95": estimate(120, 110, 130),
}


@pytest.fixture
def baseline(tmp_path: Path) -> dict[str, Estimate]:
    path = tmp_path / "folder" / "baseline.json"
    write_baseline(ConfigurationResult("current", FIGURES, {}, {}, {}, ()), "abc", path)
    return load_baseline(path, cases_hash="abc")


def test_the_same_figures_pass(baseline: dict[str, Estimate]) -> None:
    assert find_regressions(FIGURES, baseline) == ()


def test_a_fall_within_the_interval_passes_and_one_beyond_it_fails(baseline: dict[str, Estimate]) -> None:
    assert find_regressions(FIGURES | {"accuracy": estimate(0.83, 0, 1)}, baseline) == ()
    (sentence,) = find_regressions(FIGURES | {"accuracy": estimate(0.81, 0, 1)}, baseline)
    assert sentence == "accuracy is 0.8100, worse than 0.8200 (baseline 0.9000)."


def test_where_low_is_good_a_rise_fails(baseline: dict[str, Estimate]) -> None:
    assert find_regressions(FIGURES | {"false_refusal_rate": estimate(0, 0, 0)}, baseline) == ()
    (sentence,) = find_regressions(FIGURES | {"false_refusal_rate": estimate(0.11, 0, 1)}, baseline)
    assert sentence.startswith("false_refusal_rate is 0.1100")


def test_what_is_promised_may_not_fall_at_all(baseline: dict[str, Estimate]) -> None:
    assert len(find_regressions(FIGURES | {"verbatim_rate": estimate(0.999, 0.99, 1)}, baseline)) == 1
    assert len(find_regressions(FIGURES | {"forbidden_found": estimate(0.01, 0, 0.1)}, baseline)) == 1


def test_a_figure_that_is_gone_fails(baseline: dict[str, Estimate]) -> None:
    (sentence,) = find_regressions({k: v for k, v in FIGURES.items() if k != "accuracy"}, baseline)
    assert sentence.startswith("accuracy is missing")


def test_figures_of_the_machine_or_without_a_better_side_are_not_held(baseline: dict[str, Estimate]) -> None:
    assert set(baseline) == {"accuracy", "false_refusal_rate", "verbatim_rate", "forbidden_found"}


def test_a_baseline_of_other_questions_is_refused(tmp_path: Path) -> None:
    write_baseline(ConfigurationResult("current", FIGURES, {}, {}, {}, ()), "abc", tmp_path / "b.json")
    with pytest.raises(ReportFileError, match="other questions"):
        load_baseline(tmp_path / "b.json", cases_hash="abd")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"figures": {"accuracy": {}}, "cases_hash": "abc", "format": 1}'])
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(ReportFileError, match=r"b\.json"):
        load_baseline(tmp_path / "b.json", cases_hash="abc")
    with pytest.raises(ReportFileError, match="--write-baseline"):
        load_baseline(tmp_path / "absent.json", cases_hash="abc")
