"""Fifty people who ask at once, through the page's own way and through the one for programs."""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from ingest import Store
from qa import Suggester, build_chain
from ui.chat import build_chat_page
from ui.web import build_web_app

pytestmark = pytest.mark.integration

PEOPLE = 50
# One for all: making one costs as much as asking.
CLIENT = httpx.Client(timeout=60, limits=httpx.Limits(max_connections=2 * PEOPLE))
MOST_SECONDS = 3.0
QUESTIONS = (
    "高中阶段的职普比是多少？",
    "孩子上小学要考试吗？",
    "学校食堂一餐多少钱？",
    "特殊教育方面有哪些安排？",
    "What are the rules for admission to compulsory education?",
)


@pytest.fixture(scope="module")
def address(real_store: Store, serve_for_all: Callable[..., str]) -> str:
    chain = build_chain(real_store)
    chain.invoke("政策")
    page = build_chat_page(chain, store=real_store, suggester=Suggester(real_store, chain), thumbs=True)
    return serve_for_all(build_web_app(page, lambda: None, store=real_store))


def ask_as_program(address: str, question: str) -> str:
    answer = CLIENT.post(f"{address}/gradio_api/run/ask", json={"data": [question, None]})
    answer.raise_for_status()
    return str(answer.json()["data"][0]["outcome"])


def ask_as_page(address: str, question: str, function: int) -> str:
    """What a browser sends when someone presses Enter, until the answer is whole; gives the kind of its reply."""
    session = uuid.uuid4().hex
    body = {"data": [question, None, None], "fn_index": function, "session_hash": session}
    CLIENT.post(f"{address}/gradio_api/queue/join", json=body).raise_for_status()
    kind = ""
    with CLIENT.stream("GET", f"{address}/gradio_api/queue/data?session_hash={session}") as events:
        for line in events.iter_lines():
            event = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
            for name in ("answered", "not_in_documents", "refused"):
                if f'class=\\"reply {name}\\"' in line:
                    kind = name
            if event.get("msg") == "process_completed":
                assert event["success"]
                return kind
    return kind


def find_function(address: str) -> int:
    """The number of the event that the box to ask in sends."""
    config = CLIENT.get(f"{address}/config").json()
    box = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "question")
    return next(int(one["id"]) for one in config["dependencies"] if [box, "submit"] in one["targets"])


@pytest.mark.parametrize("way", ["page", "program"])
def test_fifty_who_ask_at_once_are_answered_within_three_seconds(address: str, way: str) -> None:
    function = find_function(address)

    def ask(number: int) -> float:
        started = time.perf_counter()
        question = QUESTIONS[number % len(QUESTIONS)]
        kind = ask_as_page(address, question, function) if way == "page" else ask_as_program(address, question)
        assert kind in ({"refused", "not_in_documents"} if number % len(QUESTIONS) == 2 else {"answered"})
        return time.perf_counter() - started

    if way == "page":
        for number in range(len(QUESTIONS)):
            ask(number)
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    used = time.process_time()
    with ThreadPoolExecutor(PEOPLE) as people:
        seconds = sorted(people.map(ask, range(PEOPLE)))
    used = time.process_time() - used
    # Two processors have six seconds to give in three. Of a machine that works for others too, only this can be told.
    print(f"{way}: processors {used:.2f} s, p95 {seconds[int(0.95 * PEOPLE) - 1]:.2f} s")
    assert used <= 2 * MOST_SECONDS
    assert busy or seconds[int(0.95 * PEOPLE) - 1] <= MOST_SECONDS, seconds
