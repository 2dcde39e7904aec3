"""What a model did is kept with the answer, found again, exported and shown to staff."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from qa import AnswerFilter, Drafting, DraftingResult, Shown
from qa.log.answer_log import open_answer_log
from qa.log.database import Database
from qa.log.export import COLUMNS, make_row
from qa.log.schema import draftings
from qa.log.settings import LogSettings
from tests.qa.log.conftest import build_answer

RESULTS = (DraftingResult.USED, DraftingResult.TIMEOUT, DraftingResult.ONLY_SEARCHED)


def test_drafts_that_did_not_stand_are_found_with_their_reason_and_cost(url: str) -> None:
    log = open_answer_log(LogSettings(url=url))
    log.record(build_answer())
    for result in RESULTS:
        log.record(replace(build_answer(), drafting=Drafting("gpt\0", result, "abc", 1, ("figure",), 120, None, 5.0)))
    assert log.flush()
    (found,) = log.find(AnswerFilter(shown=Shown.MODEL_NOT_USED)).answers
    assert found.answer.drafting is not None
    assert (found.answer.drafting.result, found.answer.drafting.withheld) == (DraftingResult.TIMEOUT, ("figure",))
    row = dict(zip(COLUMNS, make_row(found), strict=True))
    assert (row["drafting"], row["input_tokens"], row["output_tokens"]) == ("timeout", 120, "")
    log.close()
    database = Database(url)
    with database.reading() as connection:
        rows = connection.execute(select(draftings).order_by(draftings.c.answer_number)).all()
    database.close()
    assert [(row.result, row.input_tokens, row.milliseconds) for row in rows] == [
        (result.value, 120, 5.0) for result in RESULTS
    ]


@pytest.mark.parametrize("result", DraftingResult)
def test_a_result_fits_its_column(result: DraftingResult) -> None:
    assert len(result.value) <= 40
