"""Runs on disk: a folder each, with report.json, report.html and answers.jsonl; found, listed and compared."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.comparison import compare_configurations
from eval.corpus import Corpus
from eval.errors import EvalError, ReportFileError
from eval.page import render_page
from eval.records import CaseResult, Comparison, Report
from eval.report import ANSWERS_FILE, PAGE_FILE, REPORT_FILE, load_report, write_answers, write_report

QUESTIONS_FOLDER = Path(__file__).parent / "questions"
_NAME = re.compile(r"[\w.-]{1,120}", re.ASCII)


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A finished run. `name` is its folder's."""

    name: str
    folder: Path
    report: Report

    @property
    def page(self) -> Path:
        return self.folder / PAGE_FILE


def make_run_folder(folder: Path) -> None:
    """Make the folder that a run is to be written into. Raises EvalError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise EvalError(f"The folder {folder} cannot be made or written: {error.strerror}. Name another.") from error
    for name in (ANSWERS_FILE, PAGE_FILE, REPORT_FILE):
        if (folder / name).is_dir():
            raise EvalError(f"{folder / name} is a folder, and a file is to be written there. Move it away.")


def write_run(report: Report, results: Mapping[str, Sequence[CaseResult]], corpus: Corpus, folder: Path) -> None:
    """Write all of a run into a folder that exists. The report comes last: with it, the run is there.

    Raises EvalError where a file cannot be written.
    """
    try:
        write_answers(results, folder / ANSWERS_FILE)
        (folder / PAGE_FILE).write_text(render_page(report, results, corpus), encoding="utf-8")
        write_report(report, folder / REPORT_FILE)
    except OSError as error:
        raise EvalError(f"The run cannot be written into {folder}: {error.strerror}.") from error


def list_runs(folder: Path) -> tuple[SavedRun, ...]:
    """The runs in a folder, newest first; what is no run, or not whole, is left out."""
    if not folder.is_dir():
        return ()
    found = (find_run(folder, path.name) for path in folder.iterdir() if path.is_dir())
    return tuple(sorted((run for run in found if run), key=lambda run: (run.report.created_at, run.name), reverse=True))


def find_run(folder: Path, name: str) -> SavedRun | None:
    """The run of this name; None for a name that is none, or a folder without a whole report."""
    path = folder / name
    if not _NAME.fullmatch(name) or name.strip(".") == "" or not (path / REPORT_FILE).is_file():
        return None
    try:
        return SavedRun(name, path, load_report(path))
    except ReportFileError:
        return None


def compare_runs(left: SavedRun, right: SavedRun) -> Comparison:
    """The first configurations of two runs on the questions that both asked, each under its run's name."""
    first, second = (
        replace(run.report.configurations[0], name=f"{run.report.configurations[0].name} ({run.name})")
        for run in (left, right)
    )
    return compare_configurations(first, second)


def list_question_sets() -> tuple[Path, ...]:
    """The project's own question sets, by name."""
    return tuple(sorted(QUESTIONS_FOLDER.glob("*.jsonl")))
