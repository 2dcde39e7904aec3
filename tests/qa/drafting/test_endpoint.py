"""An endpoint that misbehaves in every way, over real HTTP: told apart, tried again where that helps, never waited for."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator

import pytest
from langchain_core.messages import AIMessageChunk, HumanMessage

from qa import DraftingResult
from qa.drafting.circuit_breaker import CircuitBreaker
from qa.drafting.endpoint import Endpoint, ModelTrouble, Spent
from tests import scripted_model as scripted
from tests.scripted_model import KEY, Behave, Handler, ScriptedModel, fail, say, serve

pytestmark = pytest.mark.integration

ASKED = [HumanMessage("职普比?")]
ONCE, TWICE = 1, 2

TROUBLES: dict[str, tuple[Behave, DraftingResult, int]] = {
    "hanging": (scripted.hang, DraftingResult.TIMEOUT, ONCE),
    "dripping": (scripted.drip, DraftingResult.TIMEOUT, ONCE),
    "hanging in the middle": (scripted.hang_in_the_middle, DraftingResult.TIMEOUT, ONCE),
    "wrong key": (fail(401), DraftingResult.UNAUTHORISED, ONCE),
    "forbidden": (fail(403), DraftingResult.UNAUTHORISED, ONCE),
    "no such model": (fail(404), DraftingResult.REQUEST_REFUSED, ONCE),
    "too many requests": (fail(429), DraftingResult.RATE_LIMITED, TWICE),
    "too many, come back in an hour": (fail(429, Retry_After="3600"), DraftingResult.RATE_LIMITED, TWICE),
    "server error": (fail(500), DraftingResult.SERVER_ERROR, TWICE),
    "gateway": (fail(502), DraftingResult.SERVER_ERROR, TWICE),
    "broken stream": (scripted.break_off, DraftingResult.BROKEN_STREAM, ONCE),
    "web page": (scripted.send_web_page, DraftingResult.NOT_A_MODEL, ONCE),
    "other JSON": (scripted.send_other_json, DraftingResult.NOT_A_MODEL, ONCE),
    "nothing said": (scripted.send_nothing, DraftingResult.EMPTY, TWICE),
    "no bytes": (scripted.send_no_bytes, DraftingResult.NOT_A_MODEL, ONCE),
    "spaces": (say("   \n  "), DraftingResult.EMPTY, TWICE),
}


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with serve(say("职普比不低于4:6。[1]")) as served:
        yield served


def test_a_reply_comes_in_pieces_with_its_tokens(model: ScriptedModel) -> None:
    endpoint = Endpoint(model.settings(temperature=0.3, max_tokens=77))
    spent = endpoint.begin()
    pieces = list(endpoint.stream(ASKED, spent))
    assert ("".join(pieces), len(pieces) > 1) == ("职普比不低于4:6。[1]", True)
    assert (spent.input_tokens, spent.output_tokens) == (120, 30)
    (request,) = model.asked
    assert (request["model"], request["temperature"]) == ("scripted", 0.3)
    assert 77 in (request.get("max_tokens"), request.get("max_completion_tokens"))
    assert model.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("name", TROUBLES)
def test_each_trouble_is_told_apart_within_the_budget_and_without_the_key(
    name: str, model: ScriptedModel, caplog: pytest.LogCaptureFixture
) -> None:
    model.behave, result, attempts = TROUBLES[name]
    endpoint = Endpoint(model.settings(timeout_seconds=1.5))
    endpoint._chat_model()  # importing it is no part of the budget that is measured here
    began = time.monotonic()
    with caplog.at_level(logging.WARNING), pytest.raises(ModelTrouble) as trouble:
        endpoint.read(ASKED, endpoint.begin())
    assert trouble.value.result is result
    assert time.monotonic() - began < 2.5
    assert len(model.asked) == attempts
    assert "scripted" in caplog.text
    assert KEY not in caplog.text + str(trouble.value) + repr(trouble.value.__cause__)


def test_what_is_not_there_is_unreachable(model: ScriptedModel) -> None:
    endpoint = Endpoint(model.settings(base_url="http://127.0.0.1:9/v1"))
    with pytest.raises(ModelTrouble) as trouble:
        endpoint.read(ASKED, endpoint.begin())
    assert trouble.value.result is DraftingResult.UNREACHABLE


class BrokenCount(Spent):
    def add(self, chunk: AIMessageChunk) -> None:
        raise TypeError("a mistake of ours")


def test_a_mistake_of_the_program_is_not_put_down_to_the_model(model: ScriptedModel) -> None:
    endpoint = Endpoint(model.settings())
    with pytest.raises(TypeError, match="of ours"):
        endpoint._attempt(ASKED, BrokenCount(endpoint.begin().deadline), queue.Queue(), threading.Event())


def test_a_second_try_may_succeed(model: ScriptedModel) -> None:
    def behave(handler: Handler) -> None:
        (fail(500) if len(model.asked) == 1 else say("好。[1]"))(handler)

    model.behave = behave
    endpoint = Endpoint(model.settings())
    assert endpoint.read(ASKED, endpoint.begin()) == "好。[1]"
    assert len(model.asked) == 2


def test_an_endless_reply_is_cut_and_let_go(model: ScriptedModel) -> None:
    model.behave = scripted.never_end
    endpoint = Endpoint(model.settings(max_tokens=20))
    assert 160 < len(endpoint.read(ASKED, endpoint.begin())) < 400
    assert model.gone.wait(5), "the connection was closed"


def test_the_budget_is_one_for_all_that_is_asked(model: ScriptedModel) -> None:
    endpoint = Endpoint(model.settings(timeout_seconds=0.5))
    endpoint.load()
    spent = endpoint.begin()
    time.sleep(0.6)
    with pytest.raises(ModelTrouble) as trouble:
        endpoint.read(ASKED, spent)
    assert trouble.value.result is DraftingResult.TIMEOUT
    time.sleep(0.3)
    assert model.asked == [], "nothing is sent once it is spent"


def test_what_came_before_the_budget_was_spent_is_not_passed_on_after_it(model: ScriptedModel) -> None:
    model.behave = scripted.never_end
    endpoint = Endpoint(model.settings(timeout_seconds=1.0, max_tokens=10_000_000))
    endpoint.load()
    spent = endpoint.begin()
    pieces = endpoint.stream(ASKED, spent)
    assert next(pieces)
    time.sleep(max(0.0, spent.remaining_seconds))  # others wait to be taken meanwhile
    with pytest.raises(ModelTrouble) as trouble:
        next(pieces)
    assert trouble.value.result is DraftingResult.TIMEOUT


def test_after_failures_in_a_row_it_is_left_alone_then_tried_once(model: ScriptedModel) -> None:
    now = [0.0]
    endpoint = Endpoint(model.settings(), breaker=CircuitBreaker(failures=2, rest_seconds=30, clock=lambda: now[0]))
    model.behave = fail(401)

    def ask() -> DraftingResult | str:
        try:
            return endpoint.read(ASKED, endpoint.begin())
        except ModelTrouble as trouble:
            return trouble.result

    assert [ask() for _ in range(4)] == [DraftingResult.UNAUTHORISED] * 2 + [DraftingResult.RESTING] * 2
    assert len(model.asked) == 2
    now[0] = 31
    assert [ask(), ask()] == [DraftingResult.UNAUTHORISED, DraftingResult.RESTING]
    now[0] = 62
    model.behave = say("好。")
    assert [ask(), ask()] == ["好。", "好。"]


def test_more_questions_than_it_may_have_at_once_do_not_wait(model: ScriptedModel) -> None:
    release = threading.Event()

    def behave(handler: Handler) -> None:
        release.wait(5)
        say("好。")(handler)

    model.behave = behave
    endpoint = Endpoint(model.settings())
    endpoint._chat_model()
    waiting = [threading.Thread(target=endpoint.read, args=(ASKED, endpoint.begin())) for _ in range(8)]
    for thread in waiting:
        thread.start()
    deadline = time.monotonic() + 5
    while len(model.asked) < 8 and time.monotonic() < deadline:
        time.sleep(0.02)
    with pytest.raises(ModelTrouble) as trouble:
        endpoint.read(ASKED, endpoint.begin())
    release.set()
    for thread in waiting:
        thread.join()
    assert trouble.value.result is DraftingResult.BUSY
