from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.runnables import Runnable, RunnableLambda

from ingest import Store
from qa import Answer, Consulted, Language, Outcome, Question, Suggester, Timings, build_chain
from tests.fakes import make_citation, make_document, make_paragraph, open_letter_store

PARTS = ("总体要求", "学前教育", "职业教育", "教师队伍")
PARAGRAPHS = tuple(
    make_paragraph(f"d/{i}", f"{i}{part}。做好{part}。", position=i, heading_path=("一、工作任务", f"{i}{part}"))
    for i, part in enumerate(PARTS, start=1)
)


def make_answer(cited: Sequence[int] = (), looked_at: Sequence[int] = (), language: Language = Language.ZH) -> Answer:
    return Answer(
        id="a",
        question="问",
        standalone_question="问",
        language=language,
        outcome=Outcome.ANSWERED if cited else Outcome.NOT_IN_DOCUMENTS,
        text="",
        sentences=(),
        citations=tuple(make_citation(PARAGRAPHS[i - 1], f"做好{PARTS[i - 1]}", number=i) for i in cited),
        notices=(),
        consulted=tuple(Consulted(f"d/{i}", 1.0) for i in looked_at),
        confidence=0.5,
        answerer="extractive",
        timings_ms=Timings(0, 0, 0, 0),
    )


class CitesByHeading:
    """Cites the paragraphs whose heading stands in the question, save those it does not know; counts the questions."""

    def __init__(self, unknown: str = "") -> None:
        self.asked: list[str] = []
        self.unknown = unknown

    def runnable(self) -> Runnable[Question | str, Answer]:
        return RunnableLambda(self._answer)

    def _answer(self, question: Question | str) -> Answer:
        assert isinstance(question, Question)
        self.asked.append(question.text)
        return make_answer([i for i, p in enumerate(PARTS, start=1) if p in question.text and p != self.unknown])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_letter_store(tmp_path / "store")
    store.put(make_document("d", title="要点"), PARAGRAPHS)
    return store


def test_after_an_answer_the_headings_beside_it_are_suggested_the_following_first(store: Store) -> None:
    suggester = Suggester(store, CitesByHeading().runnable())
    assert [one.topic for one in suggester.suggest(make_answer(cited=[2]))] == ["职业教育", "总体要求", "教师队伍"]


def test_a_heading_whose_question_is_not_answered_from_it_is_not_suggested(store: Store) -> None:
    suggester = Suggester(store, CitesByHeading(unknown="职业教育").runnable())
    assert [one.topic for one in suggester.suggest(make_answer(cited=[2]))] == ["总体要求", "教师队伍"]


def test_after_a_refusal_what_was_looked_at_comes_first(store: Store) -> None:
    suggester = Suggester(store, CitesByHeading().runnable())
    suggested = suggester.suggest(make_answer(looked_at=[4, 3]), count=3)
    assert [one.topic for one in suggested] == ["教师队伍", "职业教育", "总体要求"]
    assert suggested[0].question == "文件对教师队伍有哪些要求？"


def test_what_was_asked_already_is_not_suggested_again(store: Store) -> None:
    suggester = Suggester(store, CitesByHeading().runnable())
    suggested = suggester.suggest(make_answer(looked_at=[4, 3]), asked=["文件对教师队伍有哪些要求？"], count=1)
    assert [one.topic for one in suggested] == ["职业教育"]


def test_each_question_is_tried_once_while_the_documents_stay_the_same(store: Store) -> None:
    chain = CitesByHeading()
    suggester = Suggester(store, chain.runnable())
    assert suggester.recall(make_answer(cited=[2])) is None
    first = suggester.suggest(make_answer(cited=[2]))
    assert suggester.recall(make_answer(cited=[2])) == first
    assert suggester.suggest(make_answer(cited=[2])) == first
    assert len(chain.asked) == 3
    store.put(make_document("d", title="要点"), PARAGRAPHS[:3])
    assert [one.topic for one in suggester.suggest(make_answer(cited=[2]))] == ["职业教育", "总体要求"]
    assert len(chain.asked) == 5


def test_a_question_that_many_need_at_once_is_tried_once(store: Store) -> None:
    chain = CitesByHeading()
    slow = RunnableLambda(lambda question: time.sleep(0.02) or question) | chain.runnable()
    suggester = Suggester(store, slow)
    with ThreadPoolExecutor(8) as people:
        found = list(people.map(suggester.suggest, [make_answer(cited=[2])] * 8))
    assert len(chain.asked) == 3
    assert {tuple(one.topic for one in suggested) for suggested in found} == {("职业教育", "总体要求", "教师队伍")}


def test_a_citation_that_left_the_documents_suggests_nothing(store: Store) -> None:
    store.put(make_document("d", title="要点"), PARAGRAPHS[:1])
    assert Suggester(store, CitesByHeading().runnable()).suggest(make_answer(cited=[2])) == ()


def test_a_greeting_suggests_nothing(store: Store) -> None:
    greeting = replace(make_answer(), outcome=Outcome.GREETING)
    assert Suggester(store, CitesByHeading().runnable()).suggest(greeting) == ()


def test_headings_with_figures_are_not_suggested_as_no_figure_may_stand_without_a_citation(tmp_path: Path) -> None:
    store = open_letter_store(tmp_path / "figures")
    store.put(make_document("d"), (make_paragraph("d/1", "正文。", heading_path=("一、2022年招收300人",)),))
    assert Suggester(store, CitesByHeading().runnable()).suggest(make_answer(looked_at=[1])) == ()


def test_a_heading_that_asks_is_suggested_as_it_asks(tmp_path: Path) -> None:
    store = open_letter_store(tmp_path / "questions")
    store.put(make_document("d"), (make_paragraph("d/1", "正文。", heading_path=("问2：什么时候报名，怎么报",)),))
    chain = CitesByHeading()
    Suggester(store, chain.runnable()).suggest(make_answer(looked_at=[1]))
    assert chain.asked == ["什么时候报名，怎么报？"]


@pytest.mark.integration
@pytest.mark.parametrize("language", Language)
def test_what_is_suggested_is_answered_by_the_real_chain(real_store: Store, language: Language) -> None:
    chain = build_chain(real_store)
    suggester = Suggester(real_store, chain)
    for question in ("学校食堂一餐多少钱?", "孩子上小学要考试吗?"):
        answer = replace(chain.invoke(question), language=language)
        suggested = suggester.suggest(answer)
        assert len(suggested) == 3
        for one in suggested:
            found = chain.invoke(one.question)
            assert found.outcome is Outcome.ANSWERED
            assert any(one.topic in heading for cited in found.citations for heading in cited.heading_path)
