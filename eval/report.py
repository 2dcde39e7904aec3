"""Write an evaluation to disk and read it back: report.json for figures, answers.jsonl for what was said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.errors import ReportFileError
from eval.records import (
    CaseResult,
    Comparison,
    ConfigurationResult,
    Estimate,
    JudgeAgreement,
    PairedDifference,
    QuestionRow,
    Report,
)

FORMAT = 1
REPORT_FILE = "report.json"
PAGE_FILE = "report.html"
ANSWERS_FILE = "answers.jsonl"


def write_report(report: Report, path: Path) -> None:
    """Write report.json: the records field for field.

    Numbers stand in full: rounded ones would differ from those of an equal run, each a little in the same
    direction, which a paired test takes for a difference.
    """
    fields = {"format": FORMAT, **asdict(report)}
    path.write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load_report(path: Path) -> Report:
    """Read a report.json, or the one in a folder. Raises ReportFileError when it is none."""
    file = path / REPORT_FILE if path.is_dir() else path
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReportFileError(f"There is no report {file}.") from None
    except (OSError, ValueError) as problem:
        raise ReportFileError(f"{file} cannot be read as a report: {problem}.") from problem
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise ReportFileError(f"{file} is not a report of format {FORMAT}; run the evaluation again to make one.")
    try:
        return Report(
            cases_file=fields["cases_file"],
            cases_hash=fields["cases_hash"],
            created_at=fields["created_at"],
            configurations=tuple(_parse_configuration(item) for item in fields["configurations"]),
            comparisons=tuple(_parse_comparison(item) for item in fields["comparisons"]),
            warnings=tuple(fields["warnings"]),
            judge=JudgeAgreement(**fields["judge"]) if fields["judge"] else None,
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise ReportFileError(f"{file} is a damaged report ({problem}); run the evaluation again.") from problem


def write_answers(results: Mapping[str, Sequence[CaseResult]], path: Path) -> None:
    """Write one line per configuration and question: `configuration`, `error`, `measures`, then the answer's fields.

    A question that failed has `id` and `question` and no more of an answer.
    """
    with path.open("w", encoding="utf-8") as file:
        for configuration, of_configuration in results.items():
            for result in of_configuration:
                answer = (
                    result.answer.to_json()
                    if result.answer
                    else {"id": result.case.id, "question": result.case.question}
                )
                line = {
                    "configuration": configuration,
                    "error": result.error or None,
                    "measures": result.measures,
                    **answer,
                    "id": result.case.id,
                }
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _parse_configuration(fields: Mapping[str, Any]) -> ConfigurationResult:
    def figures(values: Mapping[str, Any]) -> dict[str, Estimate]:
        return {name: Estimate(**value) for name, value in values.items()}

    return ConfigurationResult(
        name=fields["name"],
        figures=figures(fields["figures"]),
        by_category={name: figures(values) for name, values in fields["by_category"].items()},
        by_language={name: figures(values) for name, values in fields["by_language"].items()},
        by_further={
            field: {name: figures(values) for name, values in slices.items()}
            for field, slices in fields["by_further"].items()
        },
        questions=tuple(QuestionRow(**row) for row in fields["questions"]),
        model=fields.get("model", ""),
    )


def _parse_comparison(fields: Mapping[str, Any]) -> Comparison:
    return Comparison(
        left=fields["left"],
        right=fields["right"],
        differences=tuple(PairedDifference(**difference) for difference in fields["differences"]),
        left_only_right=tuple(fields["left_only_right"]),
        right_only_right=tuple(fields["right_only_right"]),
        only_in_one=tuple(fields["only_in_one"]),
    )
