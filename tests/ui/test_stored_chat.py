from __future__ import annotations

import json
from typing import Any

import pytest

from qa import Suggestion
from ui.stored_chat import TURNS_KEPT, chat_from_json, chat_to_json
from ui.transcript import Chat


def answered(chain: Any, *questions: str) -> Chat:
    chat = Chat()
    for question in questions:
        chat = chat.ask(question).answer(chain.invoke(question)).finish((Suggestion("特殊教育", "特殊教育?"),))
    return chat


def test_a_conversation_comes_back_as_it_was(chain: Any) -> None:
    chat = answered(chain, "职普比和学位", "明天下雨吗", "你好")
    assert chat_from_json(json.loads(json.dumps(chat_to_json(chat)))) == chat


def test_what_has_no_whole_answer_is_not_kept(chain: Any) -> None:
    chat = answered(chain, "职普比")
    growing = chat.ask("特殊").answer(chain.invoke("特殊"))
    for unfinished in (chat.ask("特殊"), chat.ask("特殊").fail(), growing):
        assert chat_from_json(chat_to_json(unfinished)) == chat


def test_only_the_latest_turns_are_kept(chain: Any) -> None:
    chat = answered(chain, *(f"问题{number}" for number in range(TURNS_KEPT + 5)))
    kept = chat_from_json(chat_to_json(chat))
    assert [turn.question for turn in kept.turns] == [f"问题{number}" for number in range(5, TURNS_KEPT + 5)]


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        [],
        {},
        {"form": 99, "turns": []},
        {"form": 1, "turns": {}},
        {"form": 1, "turns": ["x"]},
        {"form": 1, "turns": [{"question": "q", "answer": None, "suggestions": []}]},
        {"form": 1, "turns": [{"question": "q", "answer": {"id": 1}, "suggestions": []}]},
    ],
)
def test_what_is_no_conversation_begins_a_new_one(value: Any) -> None:
    assert chat_from_json(value) == Chat()
