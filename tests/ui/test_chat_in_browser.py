"""What a person can do with an answer, and what the page says when something does not go smoothly."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

import ui.chat
from qa import AnswerLog
from tests.ui.browsing import PHONE, WIDE, ask
from ui.chat import build_chat_page
from ui.limits import QuestionLimit
from ui.web import build_web_app

pytestmark = pytest.mark.integration
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])


@pytest.mark.parametrize("secure", [True, False], ids=["https", "plain http"])
def test_an_answer_is_copied_with_its_citations(visit: Callable[..., Any], secure: bool) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, "特殊教育", "answered")
    if not secure:
        page.evaluate("Object.defineProperty(window, 'isSecureContext', {value: false})")
    turn.get_by_role("button", name="复制回答和出处").click()
    expect(turn.locator(".copy").first).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "问：特殊教育\n答：文件规定:提升随班就读质量。[1]\n\n原文出处\n"
        "[1] 《2022年全市教育工作要点》 二、9 › 二、协调发展各类教育,聚力建设教育强市 › 9提升特殊教育水平\n    提升随班就读质量"
    )


@SIZES
def test_a_shared_link_asks_its_question_once(visit: Callable[..., Any], size: dict[str, int]) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"], size=size)
    ask(page, "特殊教育 & 职普比?", "answered").get_by_role("button", name="复制提问链接").click()
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(link[link.index("/?") :], until="#t1 .answered", size=size)
    assert other.locator("#t1 .citation").count() == 2
    assert other.locator(".question").inner_text().endswith("特殊教育 & 职普比?")
    assert "?" not in other.url
    other.reload()
    other.wait_for_selector("#t1 .answered")
    assert other.locator(".turn").count() == 1


def test_a_shared_link_begins_a_conversation_of_its_own(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "特殊教育", "answered")
    other = visit("/?q=历史", context=page.context, until="#t1 .greeting")
    assert other.locator("#t1 .answer").inner_text() == ""  # nothing was asked before


@pytest.mark.parametrize("question", ["<img src=x onerror=window.broken=1>标签", "${window.broken=1}标签{{1}}"])
def test_html_in_a_shared_link_is_only_text(visit: Callable[..., Any], question: str) -> None:
    page = visit(f"/?q={question}", until="#t1 .answered")
    assert question in page.locator(".question").inner_text()
    assert page.locator("#chat img").count() == 0
    assert page.evaluate("window.broken") is None


def test_too_long_a_shared_question_is_told(visit: Callable[..., Any]) -> None:
    page = visit("/?q=" + "长" * 501, until="#hint .hint")
    assert page.locator("#hint").inner_text().startswith("问题太长了：现在是 501 个字")
    assert page.locator(".turn").count() == 0


def test_that_a_question_is_too_long_is_told_while_it_is_and_no_longer(visit: Callable[..., Any]) -> None:
    page = visit()
    box, told = page.locator("#question textarea"), page.get_by_text("问题太长了")
    box.fill("长" * 500)
    expect(told).to_have_count(0)
    box.press("End")
    box.press_sequentially("长")
    expect(told).to_have_text("问题太长了：现在是 501 个字，最多 500 个字。请删短一些再提问。")
    box.press("Enter")
    expect(page.locator("#hint .too-long")).to_have_count(1)  # the server agrees, and it is told once
    expect(told.filter(visible=True)).to_have_count(1)
    box.press("Backspace")
    expect(told.filter(visible=True)).to_have_count(0)
    box.fill("  " + "长" * 500 + "  ")
    expect(told.filter(visible=True)).to_have_count(0)
    box.fill("\U00020000" * 501)
    expect(told.filter(visible=True)).to_have_count(1)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("This question is too long: 501 characters; the limit is 500.")).to_be_visible()


def test_what_was_told_of_a_shared_question_goes_with_the_first_words_typed(visit: Callable[..., Any]) -> None:
    page = visit("/?q=" + "长" * 501, until="#hint .hint")
    page.locator("#question textarea").press_sequentially("特")
    expect(page.locator("#hint .hint")).to_be_hidden()


@SIZES
def test_a_thumb_and_its_reason_are_kept(
    visit: Callable[..., Any], answer_log: AnswerLog, size: dict[str, int]
) -> None:
    page = visit(size=size)
    turn = ask(page, f"新增学位, {size['width']}", "answered")
    expect(turn.locator(".reason")).not_to_be_visible()
    turn.get_by_role("button", name="没帮助").click()
    expect(turn.get_by_role("status")).to_have_text("谢谢，已记下。")
    assert turn.get_by_role("button", name="没帮助").get_attribute("aria-pressed") == "true"
    turn.get_by_label("哪里不对或缺了什么").fill("没有说是哪些县")
    turn.get_by_label("哪里不对或缺了什么").press("Enter")
    expect(turn.get_by_role("status")).to_have_text("谢谢，您的说明已记下。")
    expect(turn.locator(".reason")).not_to_be_visible()
    answer_log.flush()
    kept = sqlite3.connect(answer_log.description.removeprefix("sqlite:///"))
    rows = kept.execute("select thumb, reason from feedback where reason <> '' order by 1").fetchall()
    assert ("down", "没有说是哪些县") in rows
    kept.close()


def test_a_thumb_that_cannot_be_kept_is_not_thanked_for(visit: Callable[..., Any]) -> None:
    page = visit()
    turn = ask(page, "特殊", "answered")
    page.route("**/feedback", lambda route: route.abort())
    turn.get_by_role("button", name="有帮助", exact=True).click()
    expect(turn.get_by_role("status")).to_have_text("没能记下，请稍后再试。")
    assert turn.get_by_role("button", name="有帮助", exact=True).get_attribute("aria-pressed") == "false"


@SIZES
def test_a_refusal_offers_what_the_documents_cover_and_that_is_answered(
    visit: Callable[..., Any], size: dict[str, int]
) -> None:
    page = visit(size=size)
    refused = ask(page, "明天下雨吗?", "refused")
    assert "文件里写到了这些" in refused.locator(".further").inner_text()
    refused.get_by_role("button", name="提升特殊教育水平").click()
    page.wait_for_selector("#t2 .answered")
    assert page.locator("#t2 mark").inner_text() == "提升随班就读质量"


def test_an_answer_is_followed_by_related_questions_that_are_answered(visit: Callable[..., Any]) -> None:
    page = visit()
    answered = ask(page, "职普比", "answered")
    related = answered.locator(".further button")
    assert related.all_inner_texts() == ["提升特殊教育水平"]
    related.click()
    page.wait_for_selector("#t2 .answered")
    assert page.locator("#t1 .further").count() == 0


def test_the_last_conversation_comes_back_in_the_same_browser_and_nowhere_else(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "特殊教育", "answered")
    ask(page, "职普比", "answered")
    page.reload()
    page.wait_for_selector("#t2 .answered")
    assert page.locator("#t1 mark").inner_text() == "提升随班就读质量"
    assert ask(page, "历史", "greeting").locator(".answer").inner_text() == "特殊教育|职普比"
    assert visit().locator(".turn").count() == 0


def test_a_new_chat_begins_from_nothing_and_stays_so(visit: Callable[..., Any]) -> None:
    page = visit()
    expect(page.get_by_role("button", name="新对话")).not_to_be_visible()
    ask(page, "特殊教育", "answered")
    page.get_by_role("button", name="新对话").click()
    page.wait_for_selector(".welcome")
    assert ask(page, "历史", "greeting").locator(".answer").inner_text() == ""
    page.get_by_role("button", name="新对话").click()
    page.wait_for_selector(".welcome")
    page.reload()
    page.wait_for_selector(".welcome")
    assert page.locator(".turn").count() == 0


def test_what_a_browser_kept_in_another_form_is_left_alone(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "特殊教育", "answered")
    page.evaluate("for (const key of Object.keys(localStorage)) localStorage.setItem(key, 'not of this program')")
    page.reload()
    page.wait_for_selector(".welcome")
    ask(page, "特殊教育", "answered")


def test_a_question_that_takes_long_is_said_to(visit: Callable[..., Any]) -> None:
    page = visit()
    page.locator("#question textarea").fill("好久以后的特殊教育")
    page.locator("#question textarea").press("Enter")
    slow = page.locator("#t1 .slow")
    slow.wait_for(state="attached")
    assert not slow.is_visible()
    expect(slow).to_be_visible(timeout=7000)
    expect(slow).to_contain_text("比平时慢一些")
    page.wait_for_selector("#t1 .answered")


def test_a_question_sent_while_another_is_answered_follows_it_once(visit: Callable[..., Any]) -> None:
    page = visit()
    box = page.locator("#question textarea")
    box.fill("好久以后的特殊教育")
    box.press("Enter")
    page.wait_for_selector("#t1 .pending")
    box.fill("职普比")
    box.press("Enter")
    box.press("Enter")
    page.wait_for_selector("#t2[data-busy=false] .answered")
    page.wait_for_timeout(1000)
    assert page.locator(".question").all_inner_texts() == ["您的问题:\n好久以后的特殊教育", "您的问题:\n职普比"]
    assert box.input_value() == ""


def test_a_question_whose_answer_was_lost_on_its_way_is_in_the_box_again(visit: Callable[..., Any]) -> None:
    page = visit()
    box = page.locator("#question textarea")
    ask(page, "特殊教育", "answered")
    box.fill("好久以后的职普比")
    box.press("Enter")
    page.wait_for_selector("#t2 .pending")
    page.reload()
    expect(box).to_have_value("好久以后的职普比")
    page.wait_for_selector("#t1 .answered")
    box.press("Enter")
    page.wait_for_selector("#t2 .pending")
    box.fill("中职")  # what is typed meanwhile stays when the answer is there
    page.wait_for_selector("#t2[data-busy=false] .answered")
    page.reload()
    expect(box).to_have_value("中职")
    page.wait_for_selector("#t2 .answered")
    assert ask(page, "中职", "answered").get_attribute("id") == "t3"
    page.reload()
    page.wait_for_selector("#t3 .answered")
    page.wait_for_timeout(1000)
    assert box.input_value() == ""


def test_a_new_chat_stays_empty_though_an_answer_was_on_its_way(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "特殊教育", "answered")
    for slow in ("慢慢来", "好久以后的职普比"):
        page.locator("#question textarea").fill(slow)
        page.locator("#question textarea").press("Enter")
        page.wait_for_selector(".turn[data-busy=true]")
        page.get_by_role("button", name="新对话").click()
        page.wait_for_selector(".welcome")
        page.wait_for_timeout(7000)  # longer than the answer takes
        assert page.locator(".turn").count() == 0
        assert ask(page, "历史", "greeting").locator(".answer").inner_text() == ""
        page.get_by_role("button", name="新对话").click()
        page.wait_for_selector(".welcome")
        page.reload()
        page.wait_for_selector(".welcome")
        page.wait_for_timeout(500)
        assert page.locator(".turn").count() == 0
        assert page.locator("#question textarea").input_value() == ""
        ask(page, "特殊教育", "answered")


def test_what_is_half_typed_stays_when_an_example_is_asked(visit: Callable[..., Any]) -> None:
    page = visit()
    box = page.locator("#question textarea")
    box.fill("还没写完")
    page.locator(".welcome .example").first.click()
    page.wait_for_selector("#t1[data-busy=false] .answered")
    expect(box).to_have_value("还没写完")


def test_a_language_that_is_chosen_counts_more_than_the_address(visit: Callable[..., Any]) -> None:
    page = visit("/?lang=en")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("#ask")).to_have_text("提问")
    page.reload()
    page.wait_for_selector(".welcome")
    page.wait_for_timeout(500)
    expect(page.locator("#ask")).to_have_text("提问")


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_the_box_says_what_it_is_for_in_one_line_on_the_narrowest_phone(visit: Callable[..., Any], locale: str) -> None:
    box = visit(size={"width": 320, "height": 640}, locale=locale).locator("#question textarea")
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight")
    spare = """box => {
        const own = getComputedStyle(box), pen = document.createElement("canvas").getContext("2d");
        pen.font = `${getComputedStyle(box, "::placeholder").fontSize} ${own.fontFamily}`;
        const room = box.clientWidth - parseFloat(own.paddingLeft) - parseFloat(own.paddingRight);
        return room - pen.measureText(box.placeholder).width;
    }"""
    assert box.evaluate(spare) >= 0


def test_who_asks_an_example_by_keyboard_goes_on_from_its_question(visit: Callable[..., Any]) -> None:
    page = visit()
    page.locator(".welcome .example").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#t1[data-busy=false] .answered")
    expect(page.locator("#t1 .question")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#t1 .marker").first).to_be_focused()


def test_being_offline_is_told_and_so_is_being_back(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "特殊教育", "answered")
    page.context.set_offline(True)
    expect(page.locator("#connection")).to_have_text("网络断开了。接通以后可以继续提问，已有的回答还在。")
    page.context.set_offline(False)
    expect(page.locator("#connection")).not_to_be_visible()
    ask(page, "职普比", "answered")


def test_a_server_that_cannot_be_reached_is_told_and_nothing_is_lost(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "特殊教育", "answered")
    page.route("**/*", lambda route: route.abort())
    page.locator("#question textarea").fill("职普比")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#connection")).to_contain_text("暂时连不上服务器", timeout=15_000)
    assert page.locator("#question textarea").input_value() == "职普比"
    expect(page.locator(".toast-wrap")).not_to_be_visible()
    page.unroute_all()
    # Gradio loads the page anew once it reaches the server; what was asked and typed is there again.
    expect(page.locator("#connection")).not_to_be_visible(timeout=15_000)
    page.wait_for_timeout(3000)
    page.wait_for_selector("#t1 .answered")
    expect(page.locator("#question textarea")).to_have_value("职普比")
    page.locator("#question textarea").press("Enter")
    page.wait_for_selector("#t2 .answered")


def test_too_many_questions_from_one_place_are_told_with_the_time_to_wait(
    visit: Callable[..., Any], chain: Any, serve: Callable[..., str]
) -> None:
    page = visit(address=serve(build_web_app(build_chat_page(chain, limit=QuestionLimit(1)), lambda: None)))
    ask(page, "特殊教育", "answered")
    page.locator("#question textarea").fill("职普比")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#hint")).to_contain_text("提问太频繁了，请")
    assert page.locator("#question textarea").input_value() == "职普比"
    assert page.locator(".turn").count() == 1


def test_a_full_queue_is_told_and_the_question_is_kept(
    visit: Callable[..., Any], chain: Any, serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.chat, "WAITING_QUESTIONS", 0)
    page = visit(address=serve(build_web_app(build_chat_page(chain), lambda: None)))
    page.locator("#question textarea").fill("特殊教育")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#hint")).to_contain_text("现在提问的人太多")
    assert page.locator("#question textarea").input_value() == "特殊教育"
    expect(page.get_by_text("queue is full")).to_have_count(0)


def test_the_page_for_programs_names_the_endpoints(visit: Callable[..., Any]) -> None:
    page = visit(locale="en-GB")
    page.get_by_role("button", name="For programs").click()
    docs = page.locator(".api-docs")
    docs.get_by_text("show_paragraph").first.wait_for()
    assert "Answer a question about the official policy documents held here" in docs.inner_text()


def test_the_first_page_weighs_little_beyond_gradio_s_own_files(browser: Any, page_address: str) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    ours: dict[str, int] = {}

    def weigh(response: Any) -> None:
        path = response.url.removeprefix(page_address)
        if not path.startswith(("/assets/", "/static/", "/gradio_api/queue/data", "/gradio_api/heartbeat")):
            ours[path] = len(response.body())

    page.on("response", weigh)
    page.goto(page_address)
    page.wait_for_selector(".welcome")
    page.wait_for_timeout(500)
    context.close()
    assert "/" in ours
    assert sum(ours.values()) < 1_500_000, ours


def framing_page(serve: Callable[..., str], inner: str) -> str:
    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    frame = f'<iframe src="{inner}/?lang=zh" width="900" height="700"></iframe>'
    return serve(Starlette(routes=[Route("/", lambda _: HTMLResponse(frame))]))


def test_another_site_shows_the_page_in_a_frame_only_when_it_is_allowed(
    browser: Any, chain: Any, serve: Callable[..., str], page_address: str
) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(10_000)
    # "localhost" and "127.0.0.1" are two sites to a browser.
    page.goto(framing_page(serve, page_address).replace("127.0.0.1", "localhost"))
    page.wait_for_timeout(1000)
    assert page.frames[1].locator(".welcome").count() == 0
    allowed = build_web_app(build_chat_page(chain), lambda: None, frame_ancestors=("http://localhost:*",))
    page.goto(framing_page(serve, serve(allowed)).replace("127.0.0.1", "localhost"))
    frame = page.frame_locator("iframe")
    frame.locator(".welcome").wait_for()
    frame.locator("#question textarea").fill("特殊教育")
    frame.locator("#question textarea").press("Enter")
    frame.locator("#t1 .answered mark").wait_for()
    context.close()
