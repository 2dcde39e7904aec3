"""Fifty people who ask at once, through the page's own way and through the one for programs."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx
import psutil
import pytest
from langchain_core.runnables import Runnable

from ingest import Store
from qa import Answer, Question, Suggester, build_chain
from ui.chat import build_chat_page
from ui.web import build_web_app

pytestmark = pytest.mark.integration

PEOPLE = 50
ROUNDS = 5
# One for all: making one costs as much as asking. The server closes what is idle for five seconds.
CLIENT = httpx.Client(timeout=60, limits=httpx.Limits(max_connections=2 * PEOPLE, keepalive_expiry=2))
MOST_SECONDS = 3.0  # on two processors that have nothing else to do and count to ten million in so long:
SECONDS_TO_COUNT = 0.17
UNDISTURBED = 0.2  # of one processor, of the time it takes to count
MOST_OF_THE_CHAIN = 2.2  # times the processor time that the same questions take without a page
QUESTIONS = (
    "高中阶段的职普比是多少？",
    "孩子上小学要考试吗？",
    "学校食堂一餐多少钱？",
    "特殊教育方面有哪些安排？",
    "What are the rules for admission to compulsory education?",
)


@pytest.fixture(scope="module")
def chain(real_store: Store) -> Runnable[Question | str, Answer]:
    return build_chain(real_store)


@pytest.fixture(scope="module")
def address(real_store: Store, chain: Runnable[Question | str, Answer], serve_for_all: Callable[..., str]) -> str:
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


@dataclass(frozen=True)
class Round:
    """What fifty questions took: seconds of processors, the p95 of seconds until answered, and how many processors
    others used meanwhile."""

    processors: float
    p95: float
    others: float


def measure(ask: Callable[[int], float]) -> Round:
    used, began, busy = time.process_time(), time.perf_counter(), count_busy_seconds()
    with ThreadPoolExecutor(PEOPLE) as people:
        seconds = sorted(people.map(ask, range(PEOPLE)))
    used, took, busy = time.process_time() - used, time.perf_counter() - began, count_busy_seconds() - busy
    return Round(used, seconds[int(0.95 * PEOPLE) - 1], (busy - used) / took)


def count_busy_seconds() -> float:
    """Of all processors, for all that runs on them; time taken by other virtual machines too."""
    times = psutil.cpu_times()
    return float(sum(times[:8]) - times.idle - getattr(times, "iowait", 0.0))


def measure_slowness() -> float:
    """How many times as long simple work takes here now: beside other work of the host it may well be twice."""
    began = time.process_time()
    for _ in range(10_000_000):
        pass
    return (time.process_time() - began) / SECONDS_TO_COUNT


@pytest.mark.parametrize("way", ["page", "program"])
def test_fifty_who_ask_at_once_are_answered_within_three_seconds(
    address: str, chain: Runnable[Question | str, Answer], way: str
) -> None:
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

    def ask_chain(number: int) -> float:
        started = time.perf_counter()
        chain.invoke(QUESTIONS[number % len(QUESTIONS)])
        return time.perf_counter() - started

    rounds, shares, slowness = [], [], [measure_slowness()]
    for _ in range(ROUNDS):
        rounds.append(measure(ask))
        shares.append(rounds[-1].processors / measure(ask_chain).processors)
        slowness.append(measure_slowness())
    print(f"{way}: {rounds}, times the chain's {shares}, slowness {slowness}")
    assert min(shares) <= MOST_OF_THE_CHAIN
    # Two processors have six seconds to give in three, more of them where they are slow.
    assert min(one.processors for one in rounds) <= 2 * MOST_SECONDS * max(1.0, *slowness)
    # How long people wait means something only where no other work, of this machine or of its host's, took the time.
    alone = [one for one in rounds if one.others < UNDISTURBED] if max(slowness) < 1 + UNDISTURBED else []
    assert not alone or min(one.p95 for one in alone) <= MOST_SECONDS
