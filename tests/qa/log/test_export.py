from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from qa import (
    AnswerVerdict,
    CitationVerdict,
    Feedback,
    LoggedAnswer,
    Review,
    Thumb,
    render_csv,
    render_xlsx,
)
from qa.log.export import COLUMNS, make_harmless
from tests.qa.log.conftest import QUOTE, build_answer

MOMENT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
HOSTILE = '=HYPERLINK("http://example.org","点我")'


def make_logged(number: int = 1, question: str = "普惠园?") -> LoggedAnswer:
    return LoggedAnswer(
        number,
        MOMENT,
        build_answer(question=question),
        Feedback("a1", Thumb.DOWN, "@太长", MOMENT),
        Review(AnswerVerdict.RIGHT, "王", MOMENT, '好,\n"很好"', {1: CitationVerdict.SUPPORTS}),
    )


def read_csv(*answers: LoggedAnswer) -> list[dict[str, str]]:
    text = "".join(render_csv(answers))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_table_holds_each_answer_with_what_was_said_of_it() -> None:
    (row,) = read_csv(make_logged())
    assert tuple(row) == COLUMNS
    assert row["asked_at"] == "2024-05-06T07:08:09+00:00"
    assert row["citations"] == f"[1] 要点/二/5: {QUOTE}"
    assert (row["verdict"], row["citation_verdicts"]) == ("right", "[1] supports")
    assert (row["comment"], row["reviewer"], row["thumb"]) == ('好,\n"很好"', "王", "down")
    assert row["confidence"] == "0.75"


def test_an_answer_that_nobody_judged_has_empty_cells() -> None:
    (row,) = read_csv(LoggedAnswer(1, MOMENT, build_answer()))
    assert {row[name] for name in COLUMNS[COLUMNS.index("thumb") :]} == {""}


@pytest.mark.parametrize("text", [HOSTILE, "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_no_text_becomes_a_formula_in_csv(text: str) -> None:
    (row,) = read_csv(make_logged(question=text))
    assert row["question"] == f"'{text}"
    assert read_csv(make_logged())[0]["thumb_reason"] == "'@太长"


@pytest.mark.parametrize("text", ["普通=话", "1-2", "", "a@b", "—从"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert make_harmless(text) == text


def test_an_excel_file_holds_the_same_and_texts_as_texts() -> None:
    book = load_workbook(io.BytesIO(render_xlsx([make_logged(2, HOSTILE), make_logged(1, "长" * 40_000)])))
    sheet = book.active
    assert sheet is not None
    header, first, second = sheet.iter_rows()
    assert tuple(cell.value for cell in header) == COLUMNS
    question = first[COLUMNS.index("question")]
    assert (question.value, question.data_type, question.hyperlink) == (HOSTILE, "s", None)
    assert first[0].value == 2
    assert len(str(second[COLUMNS.index("question")].value)) == 32_767
