"""Whether a stretch of text holds an answer of the kind asked."""

from __future__ import annotations

import pytest

from qa.holding import holds_answer
from qa.intent import read_intent


@pytest.mark.parametrize("question", ["谁负责", "校长叫什么名字"])
@pytest.mark.parametrize(("text", "wanted"), [("黄莉", 1), ("张华", 1), ("任务", 0), ("方案", 0)])
def test_who_somebody_is_and_what_somebody_is_called_know_the_same_surnames(
    question: str, text: str, wanted: float
) -> None:
    assert holds_answer(read_intent(question), text) == wanted
