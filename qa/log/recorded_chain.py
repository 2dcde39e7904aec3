"""A chain whose answers are kept, whoever asks and by whatever way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from qa.log.answer_log import AnswerLog
from qa.records import Answer, Question


class RecordedChain(Runnable[Question | str, Answer]):
    """Answers as the chain does, and records each answer; of a stream the last, which the others led to."""

    def __init__(self, chain: Runnable[Question | str, Answer], log: AnswerLog) -> None:
        self._chain = chain
        self._log = log

    def invoke(self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        answer = self._chain.invoke(input, config, **kwargs)
        self._log.record(answer)
        return answer

    def stream(self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        last: Answer | None = None
        try:
            for answer in self._chain.stream(input, config, **kwargs):
                last = answer
                yield answer
        finally:  # also when whoever asked went away: they saw it
            if last is not None:
                self._log.record(last)


def record_answers(chain: Runnable[Question | str, Answer], log: AnswerLog) -> RecordedChain:
    return RecordedChain(chain, log)
