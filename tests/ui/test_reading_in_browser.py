"""From an answer to its place in the document, by mouse, finger and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.ui.browsing import PHONE, WIDE, ask

pytestmark = pytest.mark.integration
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])


@SIZES
def test_a_marker_opens_its_paragraph_in_the_document(visit: Callable[..., Any], size: dict[str, int]) -> None:
    page = visit(size=size)
    turn = ask(page, "新增多少学位?", "answered")
    turn.locator(".marker").click()
    reader = page.get_by_role("dialog")
    mark = reader.locator("mark")
    expect(mark).to_have_text("2022年规划建设公办园XX所,新增学位XXXX个")
    expect(mark).to_be_in_viewport(ratio=0.9)
    assert reader.locator("h2").inner_text() == "《2022年全市教育工作要点》"
    assert reader.locator(".where .label").inner_text() == "二、5"
    assert "5提升学前教育普及普惠水平" in reader.locator(".where").inner_text()
    assert reader.locator(".cited strong").inner_text() == "5提升学前教育普及普惠水平"
    assert "8加快发展现代职业教育" in reader.locator(".pages").inner_text()
    assert "隐去了" in reader.locator(".cited .notice").inner_text()
    assert "secret" not in reader.inner_html()
    panel, answer = reader.bounding_box(), turn.locator(".answer").bounding_box()
    if size is WIDE:
        assert panel["x"] >= answer["x"] + answer["width"]
        assert (panel["y"], panel["height"]) == (0, WIDE["height"])
        expect(page.locator("#ask")).to_be_in_viewport(ratio=1)
        assert page.locator("#ask").bounding_box()["x"] < panel["x"]
    else:
        assert (panel["x"], panel["width"]) == (0, PHONE["width"])
        assert page.evaluate("document.querySelector('#reader').matches(':modal')")
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_nothing_moves_when_the_document_opens_beside(visit: Callable[..., Any]) -> None:
    page = visit()
    turn = ask(page, "职普比和学位", "answered")
    before = turn.locator(".answer").bounding_box()
    turn.locator(".marker").first.click()
    page.wait_for_selector("#reader mark")
    assert turn.locator(".answer").bounding_box() == before


@SIZES
def test_the_keyboard_reaches_the_document_and_comes_back(visit: Callable[..., Any], size: dict[str, int]) -> None:
    page = visit(size=size)
    turn = ask(page, "职普比、中职和学位", "answered")
    marker = turn.get_by_role("link", name="查看出处 3")
    marker.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader mark")
    assert page.evaluate("document.activeElement.dataset.anchor") == "2022年全市教育工作要点/二/5"
    assert "引文开始：2022年规划" in page.locator("#reader .cited").text_content()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).not_to_be_visible()
    assert page.evaluate("document.activeElement.id") == "t1-m3"


def test_the_citations_of_an_answer_are_paged_through(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "职普比、中职和学位", "answered").locator("#t1-m1").click()
    reader = page.locator("#reader")
    expect(reader.locator(".count")).to_have_text("出处 1 / 3")
    expect(reader.get_by_role("button", name="上一处引文")).to_be_disabled()
    reader.get_by_role("button", name="下一处引文").click()
    expect(reader.locator("mark")).to_have_text("2022年中职招生〔原文此处数字缺失〕人左右")
    reader.get_by_role("button", name="下一处引文").click()
    expect(reader.locator(".count")).to_have_text("出处 3 / 3")
    expect(reader.locator(".where .label")).to_have_text("二、5")
    assert page.locator("#t1-m3").get_attribute("aria-expanded") == "true"
    assert page.locator("#t1-m1").get_attribute("aria-expanded") is None


@SIZES
def test_the_outline_leads_to_other_parts(visit: Callable[..., Any], size: dict[str, int]) -> None:
    page = visit(size=size)
    ask(page, "新增多少学位?", "answered").locator(".marker").click()
    outline = page.get_by_role("navigation", name="目录")
    page.wait_for_selector("#reader mark")
    if size is PHONE:
        outline.get_by_text("目录").click()
    assert outline.locator("[aria-current]").inner_text() == "5提升学前教育普及普惠水平"
    outline.get_by_role("link", name="9提升特殊教育水平").click()
    expect(page.locator("#reader .paragraph").filter(has_text="随班就读")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.dataset.anchor") == "2022年全市教育工作要点/二/9"


def test_an_earlier_answer_still_leads_to_its_own_paragraph(visit: Callable[..., Any]) -> None:
    page = visit()
    first = ask(page, "职普比", "answered")
    ask(page, "特殊", "answered")
    first.locator(".marker").click()
    expect(page.locator("#reader mark")).to_have_text("严格落实高中阶段职普比不低于4:6要求")


def test_a_card_opens_the_document_too_and_what_was_only_looked_at_opens_without_a_mark(
    visit: Callable[..., Any],
) -> None:
    page = visit()
    ask(page, "特殊", "answered").get_by_role("link", name="在文件中查看").click()
    expect(page.locator("#reader mark")).to_have_text("提升随班就读质量")
    page.locator("#reader .close").click()
    turn = ask(page, "明天下雨吗?", "refused")
    turn.get_by_text("查阅过、但没有采用的段落").click()
    turn.get_by_role("link", name="2022年全市教育工作要点 › 二 › 5").click()
    expect(page.locator("#reader .cited strong")).to_have_text("5提升学前教育普及普惠水平")
    assert page.locator("#reader mark").count() == 0


def test_hovering_and_focusing_a_marker_show_the_quotation(visit: Callable[..., Any]) -> None:
    page = visit()
    turn = ask(page, "职普比和学位", "answered")
    turn.locator("#t1-m1").hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_have_text("《2022年全市教育工作要点》 二、8严格落实高中阶段职普比不低于4:6要求")
    tip.hover()
    page.wait_for_timeout(400)
    expect(tip).to_be_visible()
    page.mouse.move(5, 5)
    expect(tip).not_to_be_visible()
    page.keyboard.press("Tab")
    turn.locator("#t1-m2").focus()
    expect(tip).to_contain_text("2022年规划建设公办园XX所")
    assert turn.locator("#t1-m2").get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    expect(tip).not_to_be_visible()


def test_a_window_made_narrow_turns_the_panel_into_a_sheet(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "特殊", "answered").locator(".marker").click()
    page.wait_for_selector("#reader mark")
    page.set_viewport_size(PHONE)
    expect(page.locator("#reader")).to_have_js_property("open", True)
    page.wait_for_function("document.querySelector('#reader').matches(':modal')")
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).not_to_be_visible()


def test_the_document_opens_in_a_window_of_its_own_without_scripts(visit: Callable[..., Any], browser: Any) -> None:
    page = visit()
    ask(page, "特殊", "answered").locator(".marker").click()
    address = page.locator("#reader .window").evaluate("link => link.href")
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    alone = context.new_page()
    alone.goto(address)
    assert alone.locator("mark").inner_text() == "提升随班就读质量"
    assert alone.evaluate("scrollY") > 0
    assert alone.evaluate("document.querySelector('.cited').getBoundingClientRect().bottom") <= PHONE["height"]
    assert alone.title() == "《2022年全市教育工作要点》"
    alone.get_by_role("link", name="8加快发展现代职业教育").click()
    assert alone.locator(".cited strong").inner_text() == "8加快发展现代职业教育"
    context.close()


def test_html_in_a_document_is_only_text_where_it_is_read(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page, "标签", "answered").locator(".marker").click()
    mark = page.locator("#reader mark")
    expect(mark).to_contain_text('<img src=x onerror="window.broken=1">附件<script>')
    assert page.locator("#reader .content :is(img, script, i, b)").count() == 0
    assert page.evaluate("window.broken") is None


def test_a_lost_connection_is_told_where_the_document_would_be(visit: Callable[..., Any]) -> None:
    page = visit()
    turn = ask(page, "特殊", "answered")
    page.route("**/document?**", lambda route: route.abort())
    turn.locator(".marker").click()
    expect(page.locator("#reader .content")).to_have_text("现在打不开这份文件，请检查网络后再试。")


def test_from_a_cold_page_to_a_read_citation_it_takes_two_clicks(visit: Callable[..., Any]) -> None:
    page = visit(size=PHONE)
    page.get_by_role("button", name="高中阶段的职普比有什么要求?").click()  # one
    page.locator("#t1 .marker").click()  # two
    expect(page.locator("#reader mark")).to_have_text("严格落实高中阶段职普比不低于4:6要求")
    expect(page.locator("#reader mark")).to_be_in_viewport(ratio=0.9)


def test_the_reader_speaks_the_language_of_the_page(visit: Callable[..., Any]) -> None:
    page = visit(locale="en-GB")
    ask(page, "学位", "answered").locator(".marker").click()
    reader = page.locator("#reader")
    expect(reader.locator(".cited .notice")).to_contain_text("hides this figure")
    assert reader.get_by_role("navigation").get_attribute("aria-label") == "Contents"
    assert parse_qs(urlsplit(reader.locator(".window").get_attribute("href")).query)["lang"] == ["en"]
