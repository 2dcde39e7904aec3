from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from ingest import Store, StoreError
from qa import Question, Suggester
from tests.fakes import written
from ui.chat import build_chat_page, follow_answer
from ui.health import check_store
from ui.limits import QUESTION_LIMIT
from ui.transcript import Chat
from ui.visit_language import read_language
from ui.web import build_web_app


@pytest.fixture(scope="module")
def client(page_address: str) -> Client:
    return Client(page_address, verbose=False)


def fetch(address: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(address) as response:
            return response.status, response.read().decode(), dict(response.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def test_ask_gives_the_answer_contract(client: Client, chain: Any) -> None:
    answer = client.predict("高中阶段的职普比?", None, api_name="/ask")
    assert answer == chain.invoke("高中阶段的职普比?").to_json()
    assert answer["citations"][0]["quote"] == "严格落实高中阶段职普比不低于4:6要求"


def test_ask_takes_its_parameters_by_name_and_history_may_be_left_out(client: Client) -> None:
    assert client.predict(question="你好", api_name="/ask")["outcome"] == "greeting"


def test_ask_hands_on_the_history_oldest_first(client: Client) -> None:
    answer = client.predict(question="说说历史", history=["一", "二"], api_name="/ask")
    assert answer["answer"] == "一|二"


def run(address: str, endpoint: str, *values: object) -> tuple[int, Any]:
    """As a program does that has no client of Gradio's."""
    answer = httpx.post(f"{address}/gradio_api/run/{endpoint}", json={"data": values}, timeout=30)
    return answer.status_code, answer.json()


def test_without_a_client_history_may_be_left_out_too(page_address: str) -> None:
    status, answer = run(page_address, "ask", "你好")
    assert (status, answer["data"][0]["outcome"]) == (200, "greeting")


def test_a_call_without_what_it_needs_is_told_plainly(page_address: str) -> None:
    status, answer = run(page_address, "ask")
    assert (status, answer["error"]) == (500, "The question must be a text of 1 to 500 characters.")
    assert "No paragraph has this anchor" in run(page_address, "show_paragraph")[1]["error"]


@pytest.mark.parametrize("question", ["", "  \n", "长" * (QUESTION_LIMIT + 1)])
def test_a_question_that_cannot_be_asked_is_told_plainly(client: Client, question: str) -> None:
    with pytest.raises(AppError, match="text of 1 to 500 characters"):
        client.predict(question, None, api_name="/ask")


@pytest.mark.parametrize(("question", "history"), [(7, None), ({"a": 1}, None), ("职普比", "特殊"), ("职普比", [1])])
def test_values_of_another_type_are_told_plainly(client: Client, question: Any, history: Any) -> None:
    with pytest.raises(AppError, match="must be a"):
        client.predict(question, history, api_name="/ask")


def test_an_earlier_question_that_could_not_be_asked_is_told_plainly(client: Client) -> None:
    with pytest.raises(AppError, match="history must be texts of at most 500 characters"):
        client.predict("职普比", ["特殊", "长" * (QUESTION_LIMIT + 1)], api_name="/ask")


def test_an_error_of_ours_reaches_the_caller_without_details(client: Client) -> None:
    with pytest.raises(AppError) as caught:
        client.predict("坏", None, api_name="/ask")
    assert str(caught.value) == "Questions cannot be answered at the moment; please try again later."


def test_many_who_ask_at_once_each_get_their_own_answer(client: Client) -> None:
    def ask(number: int) -> str:
        return str(client.predict("历史", [f"第{number}人的问题"], api_name="/ask")["answer"])

    with ThreadPoolExecutor(16) as people:
        assert list(people.map(ask, range(32))) == [f"第{number}人的问题" for number in range(32)]


def test_only_ask_and_show_paragraph_are_open_to_other_programs(client: Client) -> None:
    assert list(client.view_api(return_format="dict")["named_endpoints"]) == ["/ask", "/show_paragraph"]


def test_show_paragraph_gives_the_paragraph_in_its_place(client: Client) -> None:
    shown = client.predict(anchor="2022年全市教育工作要点/二/8", api_name="/show_paragraph")
    assert (shown["label"], shown["doc_title"]) == ("二、8", "2022年全市教育工作要点")
    assert shown["heading_path"] == ["二、协调发展各类教育,聚力建设教育强市", "8加快发展现代职业教育"]
    assert shown["text"].startswith("8加快发展现代职业教育。筹备召开")
    assert [(one["code"], one["about"]) for one in shown["notices"]] == [("damaged_text", "〔原文此处数字缺失〕")]
    assert [one["label"] for one in shown["before"]] == ["<b>附</b>", "二、5"]
    assert [one["label"] for one in shown["after"]] == ["二、9"]
    assert "secret" not in json.dumps(shown)


@pytest.mark.parametrize("anchor", ["", "no/such", 7, None, ["x"]])
def test_an_anchor_that_no_paragraph_bears_is_told_plainly(client: Client, anchor: Any) -> None:
    with pytest.raises(AppError, match="No paragraph has this anchor; take one from an answer's citations"):
        client.predict(anchor, api_name="/show_paragraph")


def test_health_is_200_when_questions_can_be_answered(page_address: str) -> None:
    status, body, _ = fetch(f"{page_address}/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})


def test_health_is_503_with_the_reason_when_they_cannot(chain: Any, serve: Callable[..., str]) -> None:
    address = serve(build_web_app(build_chat_page(chain), lambda: "The store is gone."))
    status, body, _ = fetch(f"{address}/healthz")
    assert (status, json.loads(body)) == (503, {"status": "unavailable", "reason": "The store is gone."})


def test_health_tells_trouble_of_the_log_and_stays_200(chain: Any, serve: Callable[..., str]) -> None:
    told = [None, "The log is gone."]
    address = serve(build_web_app(build_chat_page(chain), lambda: None, log_problem=lambda: told.pop(0)))
    assert json.loads(fetch(f"{address}/healthz")[1]) == {"status": "ok", "log": "ok"}
    status, body, _ = fetch(f"{address}/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok", "log": "The log is gone."})


def test_every_response_keeps_the_page_to_its_own_host(page_address: str) -> None:
    for path in ("/", "/healthz", "/config"):
        headers = fetch(page_address + path)[2]
        assert headers["content-security-policy"].startswith("default-src 'self';")
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["app.py", "pyproject.toml", "data/2022年全市教育工作要点.docx", "/etc/hostname"])
def test_no_file_of_the_machine_is_served(page_address: str, name: str) -> None:
    path = str(Path(name).resolve())
    status, body, _ = fetch(f"{page_address}/gradio_api/file={urllib.request.pathname2url(path)}")
    assert status in {403, 404}
    assert "import" not in body


def test_nothing_can_be_uploaded(page_address: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n'
    request = urllib.request.Request(
        f"{page_address}/gradio_api/upload", body, {"Content-Type": "multipart/form-data; boundary=x"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 413


def test_the_language_is_asked_of_the_address_then_the_cookie_then_the_browser() -> None:
    english = {"accept-language": "en-US"}
    assert read_language({"lang": "zh"}, {"lang": "en"}, english) == "zh"
    assert read_language({}, {"lang": "zh"}, english) == "zh"
    assert read_language({}, {}, english) == "en"
    assert read_language({}, {}, {}) == "zh"


def test_a_chat_goes_from_waiting_to_answered(chain: Any) -> None:
    waiting, finished = follow_answer(chain, Chat(), "职普比")
    assert waiting.turns[0].answer is None
    assert finished.turns[0].answer == chain.invoke("职普比")
    assert (waiting.waits, finished.waits) == (True, False)


def test_an_answer_does_not_wait_for_what_to_ask_next(chain: Any, known_store: Store) -> None:
    suggester = Suggester(known_store, chain)
    _, answered, finished = follow_answer(chain, Chat(), "职普比", suggester)
    assert answered.turns[0].answer is not None
    assert (answered.waits, answered.turns[0].suggestions) == (True, ())
    assert [one.topic for one in finished.turns[0].suggestions] == ["提升特殊教育水平"]
    # The second time it is known.
    assert len(list(follow_answer(chain, Chat(), "职普比", suggester))) == 2


def test_an_answer_stays_where_what_to_ask_next_cannot_be_found(
    chain: Any, known_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggester = Suggester(known_store, chain)

    def fail(*_: object, **__: object) -> None:
        raise StoreError(written("The store is gone."))

    monkeypatch.setattr(suggester, "suggest", fail)
    *_, finished = follow_answer(chain, Chat(), "职普比", suggester)
    assert finished.turns[0].answer == chain.invoke("职普比")
    assert (finished.turns[0].trouble, finished.waits) == (False, False)


def test_the_reason_for_bad_health_does_not_tell_where_the_store_is(
    tmp_path: Path, known_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    missing = Store(replace(known_store.settings, store=tmp_path / "nowhere"), known_store.encoders)
    assert check_store(missing) == "The documents cannot be read; the program's log says why."
    assert str(tmp_path) in caplog.text


def test_an_answer_that_a_model_writes_is_shown_as_it_grows(chain: Any) -> None:
    *growing, finished = follow_answer(chain, Chat(), "慢慢说")
    lengths = [len(one.turns[0].answer.text) for one in growing if one.turns[0].answer]
    assert lengths == list(range(1, 21))
    assert (growing[-1].waits, finished.waits) == (True, False)


def test_a_chat_tells_the_chain_the_earlier_questions_and_not_the_present_one(chain: Any) -> None:
    *_, answered = follow_answer(chain, Chat().ask("一").ask("二"), "历史")
    assert answered.turns[-1].answer == chain.invoke(Question("历史", ("一", "二")))


def test_trouble_that_the_chain_meets_becomes_part_of_the_chat(chain: Any) -> None:
    *_, failed = follow_answer(chain, Chat(), "坏")
    assert failed.turns[0].trouble


def test_what_nobody_planned_for_is_not_hidden(chain: Any) -> None:
    with pytest.raises(ZeroDivisionError):
        list(follow_answer(chain, Chat(), "虫"))
