"""The page as a person meets it, in Chromium, on a wide screen and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from ingest import Store
from tests.ui.browsing import PATIENCE, PHONE, WIDE, ask
from ui.chat import build_chat_page
from ui.web import build_web_app

pytestmark = pytest.mark.integration
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_someone_asks_and_reads_the_cited_paragraph(visit: Callable[..., Any], size: dict[str, int]) -> None:
    page = visit(size=size)
    turn = ask(page, "高中阶段的职普比是多少?", "answered")
    assert turn.locator(".answer p").first.inner_text() == "文件规定:严格落实高中阶段职普比不低于4:6要求。[1]"
    card = turn.locator(".citation")
    assert card.locator("mark").inner_text() == "严格落实高中阶段职普比不低于4:6要求"
    assert "服务全民终身学习" not in card.inner_text()
    card.get_by_role("button", name="展开整段").click()
    assert "服务全民终身学习" in card.inner_text()
    card.get_by_role("button", name="收起").click()
    assert "服务全民终身学习" not in card.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_citations_stand_beside_the_answer_on_a_wide_screen_and_below_it_on_a_phone(visit: Callable[..., Any]) -> None:
    for size in (WIDE, {"width": 900, "height": 800}, PHONE):
        turn = ask(visit(size=size), "特殊教育", "answered")
        answer, citations = turn.locator(".answer").bounding_box(), turn.locator(".citations").bounding_box()
        if size is PHONE:
            assert citations["y"] >= answer["y"] + answer["height"]
            assert citations["x"] == answer["x"]
        else:
            assert citations["x"] >= answer["x"] + answer["width"]
            assert abs(citations["y"] - answer["y"]) < 10


def test_a_paragraph_someone_unfolded_stays_unfolded_when_they_ask_on(visit: Callable[..., Any]) -> None:
    page = visit()
    first = ask(page, "职普比", "answered")
    ask(page, "特殊", "answered")
    first.get_by_role("button", name="展开整段").click()
    ask(page, "学位", "answered")
    assert "服务全民终身学习" in first.locator(".citation").inner_text()


def test_masked_and_damaged_figures_are_explained_where_they_are_cited(visit: Callable[..., Any]) -> None:
    turn = ask(visit(), "中职和学位", "answered")
    assert "原文的数字缺失" in turn.locator("#t1-c1 .notice").inner_text()
    assert "隐去的数字" in turn.locator("#t1-c2 .notice").inner_text()


def test_a_refusal_looks_different_and_has_no_citation(visit: Callable[..., Any]) -> None:
    page = visit(size=PHONE)
    turn = ask(page, "明天下雨吗?", "refused")
    assert turn.locator(".citation, .marker, mark").count() == 0
    assert turn.locator("h3").first.inner_text() == "文件中没有找到答案"
    assert turn.locator(".answer").evaluate("e => getComputedStyle(e).borderStyle") == "dashed"
    assert not turn.locator(".consulted li").first.is_visible()
    turn.get_by_text("查阅过、但没有采用的段落").click()
    assert turn.locator(".consulted li").first.is_visible()


def test_an_example_can_be_asked_with_one_click(visit: Callable[..., Any]) -> None:
    page = visit()
    page.get_by_role("button", name="高中阶段的职普比有什么要求?").click()
    page.wait_for_selector("#t1 .answered")
    assert page.locator(".welcome").count() == 0


def test_an_example_under_a_refusal_can_be_asked_too(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "明天下雨吗?", "refused").get_by_role("button", name="特殊教育").click()
    page.wait_for_selector("#t2 .answered")


def test_a_follow_up_carries_the_earlier_questions(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "特殊教育", "answered")
    ask(page, "那呢?", "answered")
    assert ask(page, "历史", "greeting").locator(".answer").inner_text() == "特殊教育|那呢?"


def test_two_people_never_see_each_others_chat(visit: Callable[..., Any]) -> None:
    one, other = visit(), visit()
    ask(one, "特殊教育", "answered")
    ask(other, "新增学位", "answered")
    assert ask(one, "历史", "greeting").locator(".answer").inner_text() == "特殊教育"
    assert ask(other, "历史", "greeting").locator(".answer").inner_text() == "新增学位"
    assert "学位" not in one.locator("#conversation").inner_text()


def test_an_answer_grows_on_the_page_at_most_five_times_a_second(visit: Callable[..., Any]) -> None:
    page = visit()
    page.evaluate(
        """() => { window.seen = []; const part = document.querySelector('#current');
        new MutationObserver(() => {
            const text = part.querySelector('.answer')?.innerText;
            if (text && text !== window.seen.at(-1)) window.seen.push(text);
        }).observe(part, {subtree: true, childList: true, characterData: true}); }"""
    )
    ask(page, "慢慢说", "greeting")
    playwright.expect(page.locator("#t1 .answer")).to_have_text("一" * 20)
    seen = page.evaluate("window.seen")
    # Twenty answers in a second or a little more: those in between are left out, the last one is not.
    assert 2 <= len(seen) <= 10
    assert sorted(seen, key=len) == seen


@pytest.mark.parametrize(
    ("path", "locale", "title"),
    [
        ("/", "zh-CN", "教育政策问答"),
        ("/", "en-GB", "Education Policy Answers"),
        ("/", "fr-FR", "教育政策问答"),
        ("/?lang=en", "zh-CN", "Education Policy Answers"),
    ],
)
def test_the_page_speaks_the_language_of_its_visitor(
    visit: Callable[..., Any], path: str, locale: str, title: str
) -> None:
    page = visit(path, locale=locale)
    playwright.expect(page.locator("h1")).to_have_text(title)
    playwright.expect(page).to_have_title(title)


def test_the_language_can_be_switched_within_a_chat_and_is_remembered(visit: Callable[..., Any]) -> None:
    page = visit()
    turn = ask(page, "新增学位", "answered")
    page.get_by_role("button", name="English").click()
    playwright.expect(turn.locator(".citations h3")).to_have_text("Original text")
    assert turn.locator(".fold, .back").last.inner_text().endswith("Back to the answer")
    assert page.get_by_role("textbox").get_attribute("placeholder") == "Type your question"
    assert page.evaluate("document.documentElement.lang") == "en"
    page.reload()
    playwright.expect(page.locator("h1")).to_have_text("Education Policy Answers")


def test_html_in_a_question_or_a_document_is_only_text(visit: Callable[..., Any]) -> None:
    page = visit()
    turn = ask(page, "标签<img src=x onerror='window.broken=1'>${window.broken=1}{{value}}", "answered")
    assert "<img src=x onerror='window.broken=1'>${window.broken=1}{{value}}" in turn.locator(".question").inner_text()
    assert turn.locator("mark").inner_text().startswith('<img src=x onerror="window.broken=1">附件<script>')
    assert page.locator("#chat img, #chat script").count() == 0
    assert page.evaluate("window.broken") is None


@pytest.mark.parametrize("question", ["app.py", "/etc/passwd", "data/2022年全市教育工作要点.docx"])
def test_a_question_that_is_a_file_name_is_only_text(visit: Callable[..., Any], question: str) -> None:
    page = visit()
    ask(page, question, "refused")
    assert page.locator("#chat a[href*=file], #chat [download]").count() == 0


def test_too_long_a_question_is_told_and_kept(visit: Callable[..., Any]) -> None:
    page = visit(size=PHONE)
    page.get_by_role("textbox").fill("长" * 501)
    page.get_by_role("button", name="提问").click()
    playwright.expect(page.locator(".hint").filter(visible=True)).to_have_text(
        "问题太长了：现在是 501 个字，最多 500 个字。请删短一些再提问。"
    )
    assert page.get_by_role("textbox").input_value() == "长" * 501
    ask(page, "特殊", "answered")
    assert page.locator(".hint").filter(visible=True).count() == 0


def test_an_empty_question_does_nothing(visit: Callable[..., Any]) -> None:
    page = visit()
    page.get_by_role("textbox").fill("   ")
    page.get_by_role("textbox").press("Enter")
    page.wait_for_timeout(500)
    assert page.locator(".turn").count() == 0
    assert page.locator(".welcome").is_visible()


@pytest.mark.parametrize("question", ["坏", "虫"])
def test_trouble_is_told_in_a_plain_sentence_and_the_next_question_works(
    visit: Callable[..., Any], question: str
) -> None:
    page = visit()
    reply = ask(page, question, "trouble").locator(".reply").inner_text()
    assert reply.startswith("抱歉，现在暂时无法回答")
    assert "Error" not in page.locator("body").inner_text()
    ask(page, "特殊", "answered")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_told_from_the_ground_they_stand_on(visit: Callable[..., Any], scheme: str) -> None:
    page = visit(color_scheme=scheme)
    ask(page, "中职和学位", "answered")
    for selector in (
        ".question",
        ".answer p",
        ".answerer",
        ".marker",
        "cite",
        ".label",
        ".path",
        "blockquote",
        "mark",
        ".notice",
        "#disclaimer p",
        "#ask",
        ".masthead p",
        ".fold",
    ):
        ratio = page.evaluate(CONTRAST, selector)
        assert ratio >= 4.5, f"{selector} has a contrast of {ratio:.2f} in {scheme}"


@pytest.fixture
def proxied_address(chain: Any, serve: Callable[..., str], known_store: Store) -> str:
    """The page behind a proxy that serves it under /policy and strips that prefix."""
    page = build_chat_page(chain, store=known_store)
    inner = serve(build_web_app(page, lambda: None, root_path="/policy", store=known_store))

    async def forward(request: Request) -> StreamingResponse:
        client = httpx.AsyncClient(base_url=inner, timeout=30)
        url = httpx.URL(path=request.url.path.removeprefix("/policy"), query=request.url.query.encode())
        headers = [(name, value) for name, value in request.headers.raw if name != b"host"]
        sent = client.build_request(request.method, url, headers=headers, content=await request.body())
        response = await client.send(sent, stream=True)
        return StreamingResponse(
            response.aiter_raw(), response.status_code, dict(response.headers), background=BackgroundTask(client.aclose)
        )

    route = Route("/policy/{path:path}", forward, methods=["GET", "POST", "HEAD"])
    return serve(Starlette(routes=[route])) + "/policy/"


def test_the_page_works_under_a_path_behind_a_proxy(browser: Any, proxied_address: str) -> None:
    context = browser.new_context(viewport=WIDE, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    outside: list[str] = []
    page.on("request", lambda r: r.url.startswith("http") and "/policy/" not in r.url and outside.append(r.url))
    page.goto(proxied_address)
    page.wait_for_selector(".welcome")
    turn = ask(page, "特殊教育", "answered")
    assert turn.locator("mark").inner_text() == "提升随班就读质量"
    turn.locator(".marker").click()
    playwright.expect(page.locator("#reader mark")).to_have_text("提升随班就读质量")
    context.close()
    # The address of the web manifest is absolute in Gradio's page; nothing depends on it.
    assert [url for url in outside if not url.endswith("/manifest.json")] == []


# WCAG 2.2, 1.4.3: relative luminance of the text against the nearest opaque ground behind it.
CONTRAST = """selector => {
    const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    let element = document.querySelector(selector);
    const text = luminance(numbers(getComputedStyle(element).color));
    while (element) {
        const ground = numbers(getComputedStyle(element).backgroundColor);
        if (ground.length < 4 || ground[3] === 1) {
            const behind = luminance(ground);
            return (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
        }
        element = element.parentElement;
    }
    return 0;
}"""
