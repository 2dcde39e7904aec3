"""The addresses beside the page, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest import Store
from qa import AnswerLog, LogSettings, open_answer_log
from tests.fakes import make_document, make_paragraph, open_letter_store
from ui.chat import build_chat_page
from ui.web import build_web_app

ANCHOR = "2022年全市教育工作要点/二/8"


def get(address: str, **query: Any) -> httpx.Response:
    return httpx.get(f"{address}/document", params=query)


def test_a_document_is_a_page_of_its_own_or_the_part_for_the_panel(page_address: str) -> None:
    whole, part = get(page_address, anchor=ANCHOR), get(page_address, anchor=ANCHOR, part=True)
    assert (whole.status_code, part.status_code) == (200, 200)
    assert whole.text.startswith("<!doctype html>")
    assert part.text.startswith('<article class="document"')
    assert part.text in whole.text
    assert whole.headers["content-security-policy"].startswith("default-src 'self';")


def test_the_page_speaks_the_language_asked_for_or_chosen_before_or_the_browser_s(page_address: str) -> None:
    assert '<html lang="en">' in get(page_address, anchor=ANCHOR, lang="en").text
    for headers in ({"accept-language": "en"}, {"accept-language": "zh", "cookie": "lang=en"}):
        answer = httpx.get(f"{page_address}/document", params={"anchor": ANCHOR}, headers=headers)
        assert '<html lang="en">' in answer.text


def test_an_anchor_that_is_gone_is_404_with_a_plain_sentence(page_address: str) -> None:
    answer = get(page_address, anchor="<b>no</b>/such")
    assert answer.status_code == 404
    assert "已经不在收录的文件里了" in answer.text
    assert "<b>no" not in answer.text


@pytest.mark.parametrize("query", [{"start": -1}, {"start": "x"}, {"anchor": "长" * 2000}, {"hash": "x" * 65}])
def test_values_that_cannot_be_meant_are_refused(page_address: str, query: dict[str, Any]) -> None:
    assert get(page_address, **({"anchor": ANCHOR} | query)).status_code == 422


def test_a_paragraph_that_changed_since_it_was_quoted_says_so(page_address: str) -> None:
    changed = get(page_address, anchor=ANCHOR, start=1, end=5, hash="0" * 16).text
    assert "更新过，与回答时引用的不同" in changed
    assert "<mark>" not in changed


def test_a_store_that_cannot_be_read_is_503(chain: Any, serve: Callable[..., str], tmp_path: Path) -> None:
    store: Store = open_letter_store(tmp_path / "empty")
    address = serve(build_web_app(build_chat_page(chain), lambda: None, store=store))
    answer = get(address, anchor=ANCHOR)
    assert answer.status_code == 503
    assert "现在打不开这份文件" in answer.text
    store.put(make_document("d"), (make_paragraph("d/p1", "在了。"),))
    assert get(address, anchor="d/p1").status_code == 200


@pytest.fixture
def own_log(tmp_path: Path) -> Any:
    log = open_answer_log(LogSettings(url=f"sqlite:///{tmp_path / 'own.db'}"))
    yield log
    log.close()


def judge(address: str, **judgement: Any) -> int:
    return httpx.post(f"{address}/feedback", json=judgement).status_code


def test_a_judgement_is_taken_and_what_is_none_is_refused(page_address: str) -> None:
    assert judge(page_address, answer="a", thumb="up") == 204
    assert judge(page_address, answer="a", thumb="down", reason="缺日期") == 204
    assert judge(page_address, answer="a", thumb="sideways") == 422
    assert judge(page_address, answer="", thumb="up") == 422
    assert judge(page_address, answer="a", thumb="up", reason="长" * 501) == 422
    assert judge(page_address) == 422


def test_one_address_cannot_fill_the_log(chain: Any, serve: Callable[..., str], own_log: AnswerLog) -> None:
    address = serve(build_web_app(build_chat_page(chain), lambda: None, log=own_log, feedback_per_minute=2))
    assert [judge(address, answer="a", thumb="up") for _ in range(3)] == [204, 204, 429]


def test_without_a_log_no_judgement_is_taken(chain: Any, serve: Callable[..., str]) -> None:
    assert judge(serve(build_web_app(build_chat_page(chain), lambda: None)), answer="a", thumb="up") in {404, 405}


@pytest.mark.parametrize("name", ["x-frame-options", "content-security-policy"])
def test_no_other_site_may_frame_the_pages_unless_it_is_allowed(
    page_address: str, chain: Any, serve: Callable[..., str], name: str
) -> None:
    app = build_web_app(build_chat_page(chain), lambda: None, frame_ancestors=("https://school.example",))
    closed, opened = httpx.get(page_address).headers, httpx.get(serve(app)).headers
    if name == "x-frame-options":
        assert (closed.get(name), opened.get(name)) == ("SAMEORIGIN", None)
    else:
        assert closed[name].endswith("frame-ancestors 'self'")
        assert opened[name].endswith("frame-ancestors 'self' https://school.example")
