"""What other programs reach over MCP, with a client of theirs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

from ui.chat import build_chat_page
from ui.limits import QuestionLimit
from ui.web import build_web_app


def over_mcp(address: str, use: Callable[[ClientSession], Any]) -> Any:
    async def talk() -> Any:
        async with (
            streamablehttp_client(f"{address}/gradio_api/mcp/") as (reading, writing, _),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            return await use(session)

    return asyncio.run(talk())


def call(address: str, tool: str, **arguments: Any) -> tuple[bool, str]:
    result = over_mcp(address, lambda session: session.call_tool(tool, arguments))
    return result.isError, result.content[0].text


def test_the_tools_are_ask_and_show_paragraph_and_nothing_else(page_address: str) -> None:
    tools = {one.name: one for one in over_mcp(page_address, lambda session: session.list_tools()).tools}
    assert set(tools) == {"ask", "show_paragraph"}
    assert tools["ask"].inputSchema["required"] == ["question"]
    assert set(tools["ask"].inputSchema["properties"]) == {"question", "history"}
    assert "only from these documents" in (tools["ask"].description or "")
    assert over_mcp(page_address, lambda session: session.list_resources()).resources == []
    assert over_mcp(page_address, lambda session: session.list_prompts()).prompts == []


def test_ask_answers_in_the_same_json_as_elsewhere(page_address: str, chain: Any) -> None:
    failed, text = call(page_address, "ask", question="高中阶段的职普比?")
    assert (failed, json.loads(text)) == (False, chain.invoke("高中阶段的职普比?").to_json())


def test_ask_takes_the_earlier_questions(page_address: str) -> None:
    failed, text = call(page_address, "ask", question="说说历史", history=["一", "二"])
    assert (failed, json.loads(text)["answer"]) == (False, "一|二")


def test_a_citation_s_paragraph_can_be_shown(page_address: str) -> None:
    _, text = call(page_address, "ask", question="职普比")
    citation = json.loads(text)["citations"][0]
    failed, shown = call(page_address, "show_paragraph", anchor=citation["anchor"])
    assert not failed
    assert json.loads(shown)["text"] == citation["paragraph"]


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {"question": " "}, "text of 1 to 500 characters"),
        ("ask", {"question": "坏"}, "cannot be answered at the moment"),
        ("show_paragraph", {"anchor": "no/such"}, "No paragraph has this anchor"),
        ("send_question", {"question": "职普比"}, "Unknown tool"),
        ("start_anew", {}, "Unknown tool"),
    ],
)
def test_what_cannot_be_done_is_an_error_in_a_plain_sentence(
    page_address: str, tool: str, arguments: dict[str, str], told: str
) -> None:
    failed, text = call(page_address, tool, **arguments)
    assert failed
    assert told in text
    assert "Traceback" not in text


def test_too_many_questions_are_told_with_the_time_to_wait(chain: Any, serve: Callable[..., str]) -> None:
    address = serve(build_web_app(build_chat_page(chain, limit=QuestionLimit(1)), lambda: None))
    assert call(address, "ask", question="职普比")[0] is False
    failed, text = call(address, "ask", question="职普比")
    assert failed
    assert "ask again in" in text
