"""Every figure of the table in RESULTS.md: which `python -m eval` makes it, and the table's cells from the reports.

`python -m eval.experiments SETS` runs them one after the other and prints each command before it runs; SETS is the
folder that holds the public sets. `--update eval/RESULTS.md` writes what was measured into the table's cells, and leaves
those of configurations that were not run.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.__main__ import main as evaluate
from eval.comparison import OVERALL, compare_measure
from eval.errors import EvalError
from eval.intervals import has_width
from eval.measures import MEASURE_BY_NAME
from eval.page import format_figure, format_interval
from eval.records import ConfigurationResult, Estimate, Report
from eval.report import load_report

_BASELINES = ("bm25", "dense", "naive")
_LOST = "ndcg@10"

# (set, figure) → configuration → cell
Cells = Mapping[tuple[str, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Experiment:
    """`arguments` are those of `python -m eval`; in them, {sets} is the folder of the public sets.

    `title` and the English words of `measures` name the table's rows. `typos` adds a row for each number of typos
    with what they cost. Experiments on the same documents name the same `store`.
    """

    name: str
    title: str
    store: str
    arguments: tuple[str, ...]
    measures: tuple[str, ...]
    typos: tuple[int, ...] = ()

    def command(self, sets: Path, output: Path, compare: Sequence[str]) -> list[str]:
        command = [part.format(sets=sets) for part in self.arguments]
        command += ["--keep-store", str(output / "stores" / self.store), "--output", str(output / self.name)]
        command += ["--compare", *compare] if compare else []
        return [*command, "--typos", *map(str, self.typos)] if self.typos else command


def _public(folder: str, *more: str) -> tuple[str, ...]:
    files = (f"{{sets}}/{folder}/cases.jsonl", "--passages", f"{{sets}}/{folder}/passages.jsonl")
    return (*files, "--split", "test", *more)


_HELD_BACK = Path("eval/questions/policies/held_back")  # documents that nothing is learned from
_ASKED_IN_DEPTH = tuple(  # of them; each question names the one that it is asked of
    str(_HELD_BACK / f"{title}.txt")
    for title in (
        "临澍市2023年教育工作要点",
        "栗垣县2024年教育工作要点",
        "棠溪区中小学校集中用餐和食品安全管理规定",
        "泓州市2025年教育工作要点",
        "葭浦县学前教育普及普惠和特殊教育提升实施方案（2024—2026年）",
        "霜河市2024年教育工作要点",
    )
)
_RANKED = ("success@1", "ndcg@10", "answer_sentence@1")
_REJECTED = ("rejected_at_95_kept",)
_ZH, _EN = ("--language", "zh"), ("--language", "en")

EXPERIMENTS = (
    Experiment(
        "own",
        "own set",
        "own",
        ("eval/questions/2022-education.jsonl", "--docs", "data", "--split", "test"),
        (
            "accuracy",
            "first_citation_right",
            "any_citation_right",
            "gold_citation_precision",
            "citation_precision",
            "fact_recall",
            "refusal_recall",
            "false_refusal_rate",
            "rejected_at_96_kept",
            "verbatim_rate",
            "figure_accuracy",
            "contact_found",
            "ndcg@10",
            "quoted_length",
            "latency_p50",
            "latency_p95",
        ),
    ),
    Experiment(
        "three-years",
        "three years",
        "three-years",
        ("eval/questions/three-years.jsonl", "--docs", "tests/data/three_years", "--split", "test"),
        ("first_document_right", "all_documents_right", "fact_recall", "refusal_recall", "false_refusal_rate"),
    ),
    *(
        Experiment(
            f"policies-{language}",
            f"policies held back, {language}",
            "all-held-back",
            ("eval/questions/policies.jsonl", "--docs", str(_HELD_BACK), "--split", "test", "--language", language),
            (
                "first_citation_right",
                "any_citation_right",
                "gold_citation_precision",
                "fact_recall",
                "refusal_recall",
                "false_refusal_rate",
                "rejected_at_96_kept",
            ),
        )
        for language in ("zh", "en")
    ),
    Experiment(
        "wholes",
        "overviews, several places",
        "held-back",
        ("eval/questions/wholes.jsonl", "--docs", *_ASKED_IN_DEPTH, "--split", "test"),
        ("accuracy", "fact_recall", "gold_citation_precision", "quoted_length"),
    ),
    Experiment(
        "conversations",
        "follow-ups",
        "held-back",
        ("eval/questions/conversations.jsonl", "--docs", *_ASKED_IN_DEPTH, "--split", "test"),
        ("accuracy", "fact_recall", "refusal_recall", "false_refusal_rate"),
    ),
    Experiment(
        "xquad-zh",
        "XQuAD zh→zh",
        "xquad",
        _public("xquad_zh", *_ZH),
        (*_RANKED, "answer_sentence@3", "exact_span", "quote_length"),
        typos=(1, 2),
    ),
    Experiment("xquad-en", "XQuAD en→zh", "xquad", _public("xquad_zh", *_EN), _RANKED),
    Experiment(
        "xquad-passages",
        "XQuAD, passage left out",
        "xquad-passages",
        _public("xquad_zh", *_ZH, "--leave-out", "passages"),
        _REJECTED,
    ),
    Experiment(
        "xquad-titles",
        "XQuAD, article left out",
        "xquad-titles",
        _public("xquad_zh", *_ZH, "--leave-out", "titles"),
        _REJECTED,
    ),
    Experiment("stard", "STARD", "stard", _public("stard_statutes"), ("success@1", "success@5", "ndcg@10")),
    Experiment("cmrc", "CMRC 2018", "cmrc", _public("cmrc2018_dev"), (*_RANKED, "exact_span")),
    # The first 400 of 1,952 questions: the passages alone take six minutes to embed.
    Experiment("drcd", "DRCD, 400 questions", "drcd", _public("drcd_dev", "--limit", "400"), (*_RANKED, "exact_span")),
)


def main(arguments: list[str] | None = None) -> int:
    """Return 0, 1 when an evaluation told of a failure, 2 for wrong input."""
    parser = argparse.ArgumentParser(prog="python -m eval.experiments", description=__doc__)
    parser.add_argument("sets", type=Path, help="folder that holds the public sets, one folder each")
    parser.add_argument("--only", nargs="+", choices=[one.name for one in EXPERIMENTS], metavar="NAME")
    parser.add_argument("--alone", action="store_true", help="without the baselines")
    parser.add_argument("--output", type=Path, default=Path("var/eval/experiments"), metavar="DIR")
    parser.add_argument("--update", type=Path, metavar="FILE", help="write the figures into this file's table")
    parser.add_argument("--list", action="store_true", help="print the commands and run none")
    options = parser.parse_args(arguments)
    status = 0
    for experiment in EXPERIMENTS:
        if options.only and experiment.name not in options.only:
            continue
        command = experiment.command(options.sets, options.output, () if options.alone else _BASELINES)
        print(f"python -m eval {shlex.join(command)}", flush=True)
        if options.list:
            continue
        started = time.perf_counter()
        code = evaluate(command)
        if code == 2:
            return 2
        status = max(status, code)
        try:
            cells = make_cells(experiment, load_report(options.output / experiment.name))
            if options.update:
                update_table(options.update, cells)
        except EvalError as error:
            print(error, file=sys.stderr)
            return 2
        print(f"\n{experiment.name}: {time.perf_counter() - started:.0f} s\n", *render_rows(cells), "", sep="\n")
    return status


def make_cells(experiment: Experiment, report: Report) -> Cells:
    """The table's cells of an experiment, a column for each configuration of its report without typos."""
    by_name = {configuration.name: configuration for configuration in report.configurations}
    plain = [name for name in by_name if " +" not in name]
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for name in experiment.measures:
        figures = {column: by_name[column].figures.get(name) for column in plain}
        cells[experiment.title, MEASURE_BY_NAME[name].en] = {
            column: _cell(estimate, name) if estimate else "–" for column, estimate in figures.items()
        }
    for count in experiment.typos:
        row = f"{MEASURE_BY_NAME[_LOST].en} lost by {count} typo{'s' if count > 1 else ''}"
        cells[experiment.title, row] = {
            column: _lost(by_name[column], typed)
            for column in plain
            for name, typed in by_name.items()
            if name.startswith(f"{column} +{count} ")
        }
    return cells


def render_rows(cells: Cells) -> list[str]:
    return [f"| {' | '.join((*key, *columns.values()))} |" for key, columns in cells.items()]


def update_table(path: Path, cells: Cells) -> None:
    """Write cells into the Markdown table whose first two columns are `set` and `figure`, by its header's names.

    Raises EvalError when the file cannot be read or the table lacks a row; rows and columns without cells stay.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as problem:
        raise EvalError(f"{path} cannot be read: {problem.strerror}.") from problem
    columns: list[str] = []
    found: set[tuple[str, str]] = set()
    for number, line in enumerate(lines):
        parts = [part.strip() for part in line.strip("|").split("|")] if line.startswith("|") else []
        if parts[:2] == ["set", "figure"]:
            columns = parts
        key = (parts[0], parts[1]) if len(parts) > 1 and len(parts) == len(columns) else ("", "")
        if key in cells:
            found.add(key)
            values = (cells[key].get(column, old) for column, old in zip(columns, parts, strict=True))
            lines[number] = f"| {' | '.join(values)} |"
    missing = [" · ".join(key) for key in cells if key not in found]
    if missing:
        raise EvalError(f"The table of {path} has no row for {missing[0]}.")
    path.write_text("\n".join(lines), encoding="utf-8")


def _cell(estimate: Estimate, name: str) -> str:
    measure = MEASURE_BY_NAME[name]
    interval = format_interval(estimate, measure).replace(" … ", "–")
    value = format_figure(estimate.value, measure).replace(" %", "")
    return f"{value} [{interval}]" if interval != "–" else value


def _lost(clean: ConfigurationResult, typed: ConfigurationResult) -> str:
    pairs = list(zip(clean.questions, typed.questions, strict=True))
    lost = compare_measure(_LOST, OVERALL, pairs)
    if lost is None:
        return "–"
    interval = f" [{lost.low * 100:.2f}–{lost.high * 100:.2f}]" if has_width(lost.low, lost.high) else ""
    return f"{lost.difference * 100:.2f}{interval}"


if __name__ == "__main__":
    sys.exit(main())
