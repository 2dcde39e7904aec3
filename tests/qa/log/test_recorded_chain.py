from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from qa import Answer, AnswerLog, Question, record_answers
from qa.log.schema import answers
from tests.qa.log.conftest import build_answer
from tests.qa.log.rows import read_rows


class GrowingChain(Runnable[Question | str, Answer]):
    """Answers "一", then "一一", then "一一一"."""

    def invoke(self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        return [*self.stream(input)][-1]

    def stream(self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        for length in range(1, 4):
            yield build_answer(str(input), text="一" * length)


def texts(log: AnswerLog, url: str) -> list[tuple[str, str]]:
    assert log.flush()
    return [(row["answer_id"], row["text"]) for row in read_rows(url, answers)]


def test_every_way_of_asking_is_recorded_once(log: AnswerLog, url: str) -> None:
    chain = record_answers(GrowingChain(), log)
    assert chain.invoke("问").text == "一一一"
    assert [answer.text for answer in chain.stream("流")] == ["一", "一一", "一一一"]
    assert [answer.text for answer in chain.batch(["甲", "乙"], {"max_concurrency": 1})] == ["一一一", "一一一"]
    assert asyncio.run(chain.ainvoke("等")).text == "一一一"
    assert texts(log, url) == [(id_, "一一一") for id_ in "问流甲乙等"]


def test_someone_who_leaves_before_the_end_has_seen_what_is_recorded(log: AnswerLog, url: str) -> None:
    stream = record_answers(GrowingChain(), log).stream("流")
    next(stream)
    next(stream)
    stream.close()
    assert texts(log, url) == [("流", "一一")]
