"""Answers with what was said of them as a table, for a spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from qa.log.records import LoggedAnswer

COLUMNS = (
    "number",
    "asked_at",
    "question",
    "standalone_question",
    "language",
    "outcome",
    "answer",
    "confidence",
    "answerer",
    "milliseconds",
    "drafting",
    "model",
    "input_tokens",
    "output_tokens",
    "citations",
    "thumb",
    "thumb_reason",
    "verdict",
    "citation_verdicts",
    "comment",
    "reviewer",
    "reviewed_at",
)
# What spreadsheet programs take for the beginning of a formula; OWASP, "CSV Injection". Full-width signs count too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What may stand before it unseen; a tab or a break of line is a sign itself.
_LED = re.compile(r"^[^\S\t\r\n\v\f]*(?:[\ufeff\u200b\u2060][^\S\t\r\n\v\f]*)*")
_CELL_LENGTH = 32_767  # characters, Excel's limit

Cell = str | float | int


def render_csv(answers: Iterable[LoggedAnswer]) -> Iterator[str]:
    """CSV in pieces, one an answer, the header first. The byte order mark tells Excel that it is UTF-8."""
    yield "\ufeff" + _csv_line(COLUMNS)
    for answer in answers:
        yield _csv_line(make_row(answer))


def render_xlsx(answers: Iterable[LoggedAnswer]) -> bytes:
    """An Excel file with one sheet. Texts are written as texts; none of them is a formula or a link."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet("answers")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 3)
    sheet.set_column(0, len(COLUMNS) - 1, 18, wrapped)
    for name in ("question", "answer", "citations"):
        sheet.set_column(COLUMNS.index(name), COLUMNS.index(name), 50, wrapped)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
    for line, answer in enumerate(answers, start=1):
        for column, cell in enumerate(make_row(answer)):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell[:_CELL_LENGTH])
            else:
                sheet.write_number(line, column, cell)
    book.close()
    return file.getvalue()


def make_row(logged: LoggedAnswer) -> tuple[Cell, ...]:
    """One answer's cells, in the order of COLUMNS. Times are ISO 8601 in UTC."""
    answer, review, thumb = logged.answer, logged.review, logged.feedback
    drafting = answer.drafting
    return (
        logged.number,
        logged.asked_at.isoformat(timespec="seconds"),
        answer.question,
        answer.standalone_question,
        answer.language.value,
        answer.outcome.value,
        answer.text,
        round(answer.confidence, 4),
        answer.answerer,
        round(answer.timings_ms.total, 1),
        drafting.result.value if drafting else "",
        drafting.model if drafting else "",
        drafting.input_tokens or "" if drafting else "",
        drafting.output_tokens or "" if drafting else "",
        "\n".join(f"[{one.number}] {one.anchor}: {one.quote}" for one in answer.citations),
        thumb.thumb.value if thumb else "",
        thumb.reason if thumb else "",
        review.verdict.value if review else "",
        "\n".join(f"[{number}] {verdict.value}" for number, verdict in review.citations.items()) if review else "",
        review.comment if review else "",
        review.reviewer if review else "",
        review.reviewed_at.isoformat(timespec="seconds") if review else "",
    )


def make_harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet program would take for a formula, led by an apostrophe, which makes it text.

    >>> make_harmless("=HYPERLINK(1)"), make_harmless("普通"), make_harmless(-1)
    ("'=HYPERLINK(1)", '普通', -1)
    """
    if isinstance(cell, str) and _LED.sub("", cell).startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _csv_line(cells: Iterable[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([make_harmless(cell) for cell in cells])
    return line.getvalue()
