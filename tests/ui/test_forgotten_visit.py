"""A visit whose state the server has forgotten, as it does an hour after the connection broke: nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.ui.events import trigger
from ui.stored_chat import chat_to_json
from ui.transcript import Chat


@pytest.fixture
def visitor(page_address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=page_address, headers={"accept-language": "en-GB"}, timeout=30) as client:
        yield client


@pytest.fixture
def kept(chain: Any) -> dict[str, Any]:
    return chat_to_json(Chat().ask("特殊教育").answer(chain.invoke("特殊教育")).finish())


def test_the_next_question_goes_on_with_the_conversation_that_the_browser_kept(
    visitor: httpx.Client, kept: dict[str, Any]
) -> None:
    drawn = trigger(visitor, "send_question", "历史", None, None, kept)
    assert 'id=\\"t2\\"' in drawn
    assert '"question": "特殊教育"' in drawn, "the browser keeps the earlier turn too"
    assert "Looking it up in the documents" in drawn


def test_an_example_and_another_language_leave_it_too(visitor: httpx.Client, kept: dict[str, Any]) -> None:
    assert 'id=\\"t2\\"' in trigger(visitor, "send_example", None, None, kept, question="职普比")
    assert "提升随班就读质量" in trigger(visitor, "switch_language", None, kept, language="en")


def test_a_shared_question_is_no_follow_up_to_it(visitor: httpx.Client, kept: dict[str, Any]) -> None:
    drawn = trigger(visitor, "send_link", None, None, kept, query="q=历史")
    assert 'id=\\"t1\\"' in drawn
    assert "特殊教育" not in drawn
