"""Three years' work points with the real models: the right years are cited, and it is told which."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import IngestSettings, NoticeCode, ingest_paths, open_store
from qa import Answer, build_chain

pytestmark = pytest.mark.integration
DOCUMENTS = Path(__file__).parents[1] / "data" / "three_years"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    store = open_store(IngestSettings(store=tmp_path_factory.mktemp("years") / "store"))
    ingest_paths([DOCUMENTS], store)
    return build_chain(store).invoke


def cited_years(answer: Answer) -> list[int]:
    return [next(year for year in (2021, 2022, 2023) if str(year) in one.doc_id) for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "years", "figures"),
    [
        ("2021年到2023年，普惠园覆盖率目标逐年是多少？", [2021, 2022, 2023], ["82%", "86%", "90%"]),
        ("2022年的中职招生比上一年多还是少？", [2022, 2021], ["6300", "5800"]),
        ("营养膳食补助2021年以后调整过没有？", [2021, 2022], ["4元", "5元"]),
        ("这三年督导县区的频次有什么变化？", [2021, 2022, 2023], ["每年", "每半年", "每季度"]),
    ],
)
def test_each_year_that_is_compared_is_cited_with_its_figure(
    ask: Callable[[str], Answer], question: str, years: list[int], figures: list[str]
) -> None:
    answer = ask(question)
    assert list(dict.fromkeys(cited_years(answer)))[: len(years)] == years
    assert all(figure in answer.text for figure in figures)


def test_the_newest_answers_when_no_year_is_named(ask: Callable[[str], Answer]) -> None:
    answer = ask("普通高中计划招多少人？")
    assert set(cited_years(answer)) == {2023}
    assert NoticeCode.NEWEST_YEAR in [notice.code for notice in answer.notices]


def test_an_older_document_answers_what_the_newest_only_touches(ask: Callable[[str], Answer]) -> None:
    answer = ask("学生心理热线是哪家医院开通的？")
    assert "市第三人民医院" in answer.text
    assert set(cited_years(answer)) == {2022}
    assert [notice.code for notice in answer.notices] == [NoticeCode.OTHER_YEAR]
