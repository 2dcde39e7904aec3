"""The table of results: what fills it, that it holds a row for every figure, and that the README tells the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import experiments
from eval.experiments import EXPERIMENTS, Experiment, main, make_cells, render_rows, update_table
from eval.records import ConfigurationResult, Estimate, QuestionRow, Report
from eval.report import write_report

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "eval" / "RESULTS.md"
TABLE = """# Words

| set | figure | current | bm25 |
|---|---|---|---|
| XQuAD | success@1 | 1 | 2 |
| XQuAD | nDCG@10 lost by 1 typo | 3 | 4 |
| other | success@1 | 5 | 6 |

| success@1 | x |
"""
XQUAD = Experiment("x", "XQuAD", "x", ("{sets}/c.jsonl", "--split", "test"), ("success@1",), typos=(1,))


def configuration(name: str, values: tuple[float, float]) -> ConfigurationResult:
    rows = tuple(
        QuestionRow(str(i), "？", "public", "zh", str(i), True, "answered", 0.9, 1.0, "", {"ndcg@10": value})
        for i, value in enumerate(values)
    )
    mean = Estimate(sum(values) / 2, 0.5, 1.0, 2, "bootstrap")
    return ConfigurationResult(name, {"success@1": mean}, {}, {}, {}, rows)


def report(*configurations: ConfigurationResult) -> Report:
    return Report("c.jsonl", "0", "2026-01-01", configurations, (), ())


WITH_TYPOS = report(
    configuration("current", (1.0, 1.0)),
    configuration("bm25", (0.5, 0.5)),
    configuration("current +1 typo", (0.9, 0.9)),
    configuration("bm25 +1 typo", (0.5, 0.0)),
)


def test_cells_hold_figures_with_intervals_and_what_typos_cost() -> None:
    cells = make_cells(XQUAD, WITH_TYPOS)
    assert cells["XQuAD", "success@1"] == {"current": "100.0 [50.0–100.0]", "bm25": "50.0 [50.0–100.0]"}
    lost = cells["XQuAD", "nDCG@10 lost by 1 typo"]
    assert lost == {"current": "10.00", "bm25": "25.00 [0.00–50.00]"}
    assert render_rows(cells)[0] == "| XQuAD | success@1 | 100.0 [50.0–100.0] | 50.0 [50.0–100.0] |"


def test_a_figure_that_was_not_measured_is_a_dash() -> None:
    without = ConfigurationResult("current", {}, {}, {}, {}, ())
    assert make_cells(XQUAD, report(without))["XQuAD", "success@1"] == {"current": "–"}


def test_the_table_gets_the_cells_of_what_was_run_and_keeps_all_else(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text(TABLE, encoding="utf-8")
    alone = report(configuration("current", (1.0, 1.0)), configuration("current +1 typo", (0.9, 0.9)))
    update_table(path, make_cells(XQUAD, alone))
    expected = TABLE.replace("| 1 |", "| 100.0 [50.0–100.0] |").replace("| 3 |", "| 10.00 |")
    assert path.read_text(encoding="utf-8") == expected


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run; each leaves a report where it was told to."""
    commands: list[list[str]] = []

    def evaluate(command: list[str]) -> int:
        commands.append(command)
        output = Path(command[command.index("--output") + 1])
        output.mkdir(parents=True)
        write_report(WITH_TYPOS, output / "report.json")
        return 1 if "drcd" in str(output) else 0

    monkeypatch.setattr(experiments, "evaluate", evaluate)
    monkeypatch.setattr(experiments, "EXPERIMENTS", (XQUAD,))
    return commands


def test_a_run_asks_what_it_prints_and_fills_the_table(
    asked: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.md"
    table.write_text(TABLE, encoding="utf-8")
    assert main(["sets", "--alone", "--output", str(tmp_path), "--update", str(table)]) == 0
    (command,) = asked
    assert command[:3] == ["sets/c.jsonl", "--split", "test"]
    assert command[-2:] == ["--typos", "1"]
    assert "--compare" not in command
    printed = capsys.readouterr().out
    assert f"python -m eval {' '.join(command)}\n" in printed
    assert "| XQuAD | success@1 | 100.0 [50.0–100.0] | 50.0 [50.0–100.0] |" in table.read_text(encoding="utf-8")


def test_a_table_without_the_row_is_one_plain_sentence(
    asked: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.md"
    table.write_text("# None\n", encoding="utf-8")
    assert main(["sets", "--output", str(tmp_path), "--update", str(table)]) == 2
    assert capsys.readouterr().err == f"The table of {table} has no row for XQuAD · success@1.\n"
    assert "--compare" in asked[0]


def test_listing_runs_nothing(asked: list[list[str]], tmp_path: Path) -> None:
    assert main(["sets", "--list", "--output", str(tmp_path)]) == 0
    assert asked == []


def test_the_results_have_a_row_for_every_figure_and_their_table_can_be_refreshed(tmp_path: Path) -> None:
    copy = tmp_path / "RESULTS.md"
    copy.write_text(RESULTS.read_text(encoding="utf-8"), encoding="utf-8")
    for experiment in EXPERIMENTS:
        configurations = [ConfigurationResult("current", {}, {}, {}, {}, ())]
        configurations += [
            ConfigurationResult(f"current +{n} typo{'s' * (n > 1)}", {}, {}, {}, {}, ()) for n in experiment.typos
        ]
        update_table(copy, make_cells(experiment, report(*configurations)))
    rows = _rows(copy)
    filled = [line for line in rows if line.split("|")[3] == " – "]
    assert len(filled) == len(rows) - 2 == sum(len(one.measures) + len(one.typos) for one in EXPERIMENTS)


def test_the_readme_tells_figures_of_the_results() -> None:
    told = _rows(ROOT / "README.md")
    assert len(told) > 10
    assert set(told) <= set(_rows(RESULTS))


def _rows(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.count("|") == 7]
