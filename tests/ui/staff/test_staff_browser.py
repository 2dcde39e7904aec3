"""A day's work on the staff pages as a person does it, in Chromium, on a wide screen and on a phone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from eval import Gold, load_cases
from ingest import ingest_paths
from qa import AnswerFilter, AnswerLog, AnswerPage, AnswerVerdict, CitationVerdict
from tests.ui.browsing import PHONE, WIDE
from tests.ui.staff.conftest import NAME, PASSWORD, RULES, SCHOOLS, StaffSite, open_tab
from tests.ui.test_accessibility import serious

pytestmark = pytest.mark.integration
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BOTH = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])


def text_of(page: Any, selector: str) -> str:
    return str(page.locator(selector).inner_text())


@BOTH
def test_someone_reviews_answer_after_answer(
    enter: Callable[..., Any], filled_site: StaffSite, size: dict[str, int]
) -> None:
    page = enter(size=size)
    questions = page.locator(".answers .question").all_inner_texts()
    assert questions == ["什么时候网上报名?", "学区怎么划分?", "一个班最多多少人?"]
    page.get_by_role("button", name="下一条未审阅").click()
    playwright.expect(page.locator(".detail h2")).to_have_text("什么时候网上报名?")
    assert text_of(page, ".source mark") == "从8月1日开始"
    assert "网上报名从8月1日开始，到8月15日结束" in text_of(page, ".source blockquote")
    assert "与现在的文件一致" in text_of(page, ".state")
    claim, source = page.locator(".claim").bounding_box(), page.locator(".source").bounding_box()
    assert (source["x"] > claim["x"] + claim["width"]) == (size is WIDE)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.locator(".cited").get_by_text("部分支持").click()
    page.locator(".verdict .radios").get_by_text("不完整").click()
    page.get_by_label("备注").fill("少了截止日期")
    page.get_by_role("button", name="保存并看下一条").click()
    playwright.expect(page.locator(".detail h2")).to_have_text("学区怎么划分?")
    assert text_of(page, ".told") == "已保存。"
    logged = filled_site.log.read(3)
    assert logged is not None
    assert logged.review is not None
    assert (logged.review.verdict, logged.review.reviewer, logged.review.comment) == (
        AnswerVerdict.INCOMPLETE,
        NAME,
        "少了截止日期",
    )
    assert dict(logged.review.citations) == {1: CitationVerdict.PARTLY}


def test_keys_are_enough_to_review(enter: Callable[..., Any], filled_site: StaffSite) -> None:
    page = enter()
    heading = page.locator(".detail h2")
    for question, verdict in (("什么时候网上报名?", "1"), ("学区怎么划分?", "5"), ("一个班最多多少人?", "3")):
        if question.startswith("什么"):
            page.keyboard.press("n")
        playwright.expect(heading).to_have_text(question)
        page.keyboard.press(verdict)
        page.keyboard.press("Control+Enter")
    # What the answers before told looks the same: the last is saved once the page names who judged it.
    page.locator(".detail .reviewed-by").wait_for()
    playwright.expect(page.locator(".told")).to_have_text("已保存。")
    reviews = [logged.review for logged in filled_site.log.find(AnswerFilter()).answers]
    assert [review.verdict if review else None for review in reviews] == ["right", "should_have_answered", "wrong"]
    page.keyboard.press("n")
    playwright.expect(page.locator(".told")).to_have_text("没有更多未审阅的回答了。")
    page.get_by_label("备注").fill("n1")  # letters in a text are no keys
    assert page.get_by_label("备注").input_value() == "n1"


def test_filters_find_what_they_name_and_exports_follow_them(enter: Callable[..., Any]) -> None:
    page = enter()
    shown = page.locator(".answers .question")
    page.get_by_text("差评", exact=True).first.click()
    playwright.expect(shown).to_have_text(["一个班最多多少人?"])
    page.get_by_text("未答", exact=True).first.click()
    playwright.expect(shown).to_have_text(["学区怎么划分?"])
    page.get_by_text("全部", exact=True).click()
    page.get_by_text("按字词、文件、日期筛选").click()
    page.get_by_label("问题或回答中的字词").fill("8月1日")
    page.keyboard.press("Enter")
    playwright.expect(shown).to_have_text(["什么时候网上报名?"])
    with page.expect_download() as started:
        page.get_by_role("link", name="导出 CSV").click()
    table = Path(started.value.path()).read_text("utf-8-sig")
    assert ("什么时候网上报名?" in table, "一个班最多多少人?" in table) == (True, False)
    page.get_by_label("问题或回答中的字词").fill("没有这样的字")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#review-answers .nothing")).to_have_text("没有符合条件的回答。")
    page.get_by_role("button", name="清除").click()
    playwright.expect(shown).to_have_count(3)


def test_a_review_becomes_an_evaluation_case_with_one_click(enter: Callable[..., Any], filled_site: StaffSite) -> None:
    page = enter("/staff?answer=3")
    playwright.expect(page.locator(".detail h2")).to_have_text("什么时候网上报名?")
    page.get_by_role("button", name="转为评测题").click()
    page.get_by_text("请先选择对整条回答的判断。").wait_for()
    page.locator(".verdict .radios").get_by_text("正确").click()
    page.get_by_role("button", name="转为评测题").click()
    page.get_by_text("题号 review-3").wait_for()
    (case,) = load_cases(filled_site.cases)
    assert (case.question, case.gold) == ("什么时候网上报名?", (Gold("从8月1日开始", RULES),))
    page.get_by_role("button", name="学区怎么划分").click()
    playwright.expect(page.locator(".detail h2")).to_have_text("学区怎么划分?")
    page.locator(".verdict .radios").get_by_text("本该回答").click()
    page.get_by_role("button", name="转为评测题").click()
    playwright.expect(page.locator(".told.bad")).to_contain_text("还不知道哪段原文回答了这个问题")
    page.get_by_text("评测题", exact=True).click()
    page.get_by_label("正确的原文").fill("公办小学免试就近入学")
    page.get_by_role("button", name="转为评测题").click()
    page.get_by_text("题号 review-2").wait_for()
    assert [case.id for case in load_cases(filled_site.cases)] == ["review-3", "review-2"]


def test_a_citation_into_text_that_changed_since_says_so_with_its_date(
    enter: Callable[..., Any], filled_site: StaffSite
) -> None:
    page = enter()
    path = filled_site.folder / f"{RULES}.txt"
    path.write_text(SCHOOLS.replace("8月1日", "7月20日"), encoding="utf-8")
    assert [result.status.value for result in ingest_paths([path], filled_site.store)] == ["updated"]
    page.get_by_role("button", name="什么时候网上报名").click()
    told = page.locator(".state.changed")
    playwright.expect(told).to_contain_text("这一段在回答之后改过")
    assert f"{datetime.now(UTC).astimezone():%Y-%m-%d}" in told.inner_text()
    assert page.locator(".then mark").inner_text() == "从8月1日开始"
    assert "网上报名从7月20日开始" in page.locator(".source > blockquote").inner_text()
    page.get_by_role("button", name="一个班最多多少人").click()
    playwright.expect(page.locator(".state.unchanged")).to_be_visible()


@BOTH
def test_someone_uploads_a_document_and_sees_what_was_read(
    enter: Callable[..., Any], filled_site: StaffSite, size: dict[str, int], new_file: Path, broken_file: Path
) -> None:
    page = enter(size=size)
    open_tab(page, "文件")
    playwright.expect(page.locator(".documents li")).to_have_count(2)
    before = (filled_site.folder / "食堂.txt").read_bytes()
    page.set_input_files("#upload input[type=file]", [str(new_file), str(broken_file)])
    results = page.locator(".results li")
    playwright.expect(results).to_have_count(2)
    assert "已收录" in results.nth(0).inner_text()
    told = results.nth(1).inner_text()
    assert told.startswith("食堂.txt · 没有收录")
    assert str(broken_file.parent) not in told
    assert "读不了“食堂.txt”：它不是 UTF-8、UTF-16 或 GB18030 编码的文本。" in told
    assert "Cannot" not in told
    assert serious(page) == []
    page.get_by_role("button", name="English").click()
    playwright.expect(page.locator("#upload label")).to_contain_text("Upload: drop documents here, or click to choose")
    playwright.expect(results.nth(1)).to_contain_text("not added · Cannot read 食堂.txt: it is no text in UTF-8")
    page.get_by_role("button", name="中文").click()
    playwright.expect(results.nth(1)).to_contain_text("没有收录")
    assert (filled_site.folder / "食堂.txt").read_bytes() == before
    assert "每餐收费不超过12元" in filled_site.paragraph("每餐").text
    assert (filled_site.folder / new_file.name).read_bytes() == new_file.read_bytes()
    playwright.expect(page.locator(".document h2")).to_have_text("2024年幼儿园收费办法")
    page.locator(".outline > summary").click()
    assert "公办幼儿园每月保教费600元" in text_of(page, ".outline")
    assert "收录" in text_of(page, ".document .part:last-child")
    assert NAME in text_of(page, ".document .part:last-child")
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


@BOTH
def test_someone_undoes_a_cleaning_restores_it_reads_again_and_removes(
    enter: Callable[..., Any], filled_site: StaffSite, size: dict[str, int]
) -> None:
    page = enter(size=size)
    open_tab(page, "文件")
    page.locator(".documents").get_by_role("button", name=RULES).click()
    cleaning = page.locator(".cleanings li")
    playwright.expect(cleaning).to_have_count(1)
    assert cleaning.locator("del").inner_text() == "(微信:abc12345)"
    assert "招生〔原文此处数字缺失〕人左右" in cleaning.locator("dd").nth(1).inner_text()
    cleaning.locator("summary").click()
    assert "“(微信:abc12345)”会回到正文" in cleaning.inner_text()
    assert "abc12345" not in filled_site.paragraph("民办").text, "nothing happens before the answer"
    page.get_by_role("button", name="确定撤销").click()
    playwright.expect(page.locator(".told").first).to_have_text("已撤销这处清理，文件已重新读取。")
    assert "招生(微信:abc12345)人左右" in filled_site.paragraph("民办").text
    shown = filled_site.store.public_snapshot().paragraphs[filled_site.paragraph("民办").anchor].text
    assert "招生〔原文此处数字缺失〕人左右" in shown
    assert "(微信:abc12345)" in text_of(page, ".cleanings:last-of-type, .cleanings >> nth=1")
    page.get_by_role("button", name="恢复这处清理").click()
    playwright.expect(page.locator(".told").first).to_have_text("已恢复这处清理，文件已重新读取。")
    assert "abc12345" not in filled_site.paragraph("民办").text
    page.get_by_role("button", name="重新读取").click()
    playwright.expect(page.locator(".told").first).to_contain_text("已重新读取：")
    page.locator(".removal summary").click()
    page.get_by_role("button", name="取消").click()
    playwright.expect(page.get_by_role("button", name="确定移除")).to_be_hidden()
    page.locator(".removal summary").click()
    page.get_by_role("button", name="确定移除").click()
    playwright.expect(page.locator(".told").first).to_have_text(f"已移除《{RULES}》。")
    assert [one.document.doc_id for one in filled_site.store.stored_documents()] == ["食堂"]
    assert not (filled_site.folder / f"{RULES}.txt").exists()
    removed = filled_site.store.settings.store.parent / "removed"
    assert [path.read_text("utf-8") for path in removed.iterdir()] == [SCHOOLS]
    kinds = [event.kind.value for event in filled_site.log.events(RULES)]
    assert kinds[0] == "removed"
    assert {"cleaning_undone", "cleaning_restored", "changed", "added"} <= set(kinds)
    undone = next(event for event in filled_site.log.events(RULES) if event.kind.value == "cleaning_undone")
    assert (undone.person, json.loads(undone.detail)["original"]) == (NAME, "(微信:abc12345)")


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_health_shows_figures_plots_and_what_found_no_answer(
    enter: Callable[..., Any], size: dict[str, int], scheme: str
) -> None:
    page = enter(size=size, color_scheme=scheme)
    open_tab(page, "运行情况")
    playwright.expect(page.locator(".figures dd").first).to_have_text("3")
    assert "1 · 33%" in text_of(page, ".figures")
    assert "学区怎么划分?" in text_of(page, "#unanswered")
    assert "什么时候网上报名?" in text_of(page, "#most-asked")
    for plot in ("#plot-questions", "#plot-latency"):
        box = page.locator(f"{plot} canvas, {plot} svg.marks").first.bounding_box()
        assert box["height"] > 100
    page.get_by_label("最近 7 天").click()
    playwright.expect(page.get_by_label("最近 7 天")).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_the_staff_page_speaks_english_when_asked_and_keeps_what_is_open(enter: Callable[..., Any]) -> None:
    page = enter()
    page.get_by_role("button", name="一个班最多多少人").click()
    page.wait_for_selector(".detail h2")
    page.get_by_role("button", name="English").click()
    playwright.expect(page.get_by_role("tab", name="Documents")).to_be_visible()
    playwright.expect(page.locator(".answer-text")).to_be_visible()
    assert "Reviewed" in text_of(page, ".filters")
    assert page.get_by_role("button", name="Save, then the next").is_visible()
    comment, verdict = page.get_by_label("Comment").bounding_box(), page.locator(".verdict").bounding_box()
    assert comment["x"] + comment["width"] <= verdict["x"] + verdict["width"]
    assert page.evaluate("document.documentElement.lang") == "en"
    open_tab(page, "Documents")
    playwright.expect(page.locator("#document-list h2")).to_have_text("Documents")


def test_a_review_that_was_not_saved_is_there_again_after_the_session_ended(
    enter: Callable[..., Any], filled_site: StaffSite
) -> None:
    page = enter()
    page.get_by_role("button", name="什么时候网上报名").click()
    playwright.expect(page.locator(".detail h2")).to_have_text("什么时候网上报名?")
    page.get_by_label("备注").fill("少了截止")
    page.locator(".verdict .radios").get_by_text("不完整").click()
    page.get_by_label("备注").press_sequentially("日期")
    page.context.clear_cookies()
    page.get_by_role("button", name="保存", exact=True).click()  # nobody is signed in any more: the form appears
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".detail h2")).to_have_text("什么时候网上报名?")
    playwright.expect(page.get_by_label("备注")).to_have_value("少了截止日期")
    playwright.expect(page.get_by_text("已恢复上次没有保存的审阅")).to_be_visible()
    assert page.locator("input[name=verdict]:checked").input_value() == "incomplete"
    page.get_by_role("button", name="English").click()
    playwright.expect(page.get_by_label("Comment")).to_have_value("少了截止日期")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".detail .reviewed-by").wait_for()
    logged = filled_site.log.read(3)
    assert logged is not None
    assert logged.review is not None
    assert logged.review.comment == "少了截止日期"
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('policy-review'))") == []
    assert page.locator(".restored").is_hidden()


def test_another_s_review_meanwhile_is_told_and_what_was_typed_stays_to_be_saved_once_more(
    enter: Callable[..., Any], filled_site: StaffSite
) -> None:
    page = enter("/staff?answer=3&lang=en")
    page.get_by_role("button", name="中文").click()  # from then on, in spite of the address
    page.get_by_label("备注").fill("少了截止日期")
    page.locator(".verdict .radios").get_by_text("不完整").click()
    filled_site.log.review(3, AnswerVerdict.RIGHT, "李老师", comment="日期在第二条")
    page.get_by_role("button", name="保存", exact=True).click()
    told = "李老师已审阅过这条回答：正确（备注：“日期在第二条”）。"
    playwright.expect(page.locator(".told.bad")).to_contain_text(told)
    playwright.expect(page.get_by_label("备注")).to_have_value("少了截止日期")
    assert page.locator("input[name=verdict]:checked").input_value() == "incomplete"
    page.get_by_role("button", name="保存", exact=True).click()
    playwright.expect(page.locator(".told")).to_have_text("已保存。")
    logged = filled_site.log.read(3)
    assert logged is not None
    assert logged.review is not None
    assert (logged.review.reviewer, logged.review.comment) == (NAME, "少了截止日期")


def test_an_opened_answer_stays_open_though_the_list_is_drawn_late(
    enter: Callable[..., Any], filled_site: StaffSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As the page opens, the browser also says that the tab is chosen: what that draws may be done after all else.
    find, calls = AnswerLog.find, count()

    def find_late(log: AnswerLog, wanted: AnswerFilter, page: int = 0) -> AnswerPage:
        if next(calls) == 1:
            time.sleep(1.5)
        return find(log, wanted, page)

    monkeypatch.setattr(AnswerLog, "find", find_late)
    page = enter("/staff?answer=3")
    playwright.expect(page.locator(".detail h2")).to_have_text("什么时候网上报名?")
    page.wait_for_timeout(2000)
    page.get_by_role("button", name="English").click()
    playwright.expect(page.get_by_label("Comment")).to_be_visible()


def test_a_review_that_was_not_saved_is_not_shown_to_someone_else(enter: Callable[..., Any]) -> None:
    page = enter("/staff?answer=3")
    page.get_by_label("备注").fill("只给自己看")
    name = page.locator("#staff .account .name")
    page.evaluate(
        "key => localStorage.setItem(key.replace('王老师', '李老师'), localStorage.getItem(key))",
        f"policy-review:{NAME}:3",
    )
    page.evaluate("localStorage.removeItem('policy-review:王老师:3')")
    page.reload()
    playwright.expect(name).to_have_text(NAME)
    playwright.expect(page.get_by_label("备注")).to_have_value("")


def test_signing_out_leads_to_the_form_and_nothing_works_after_it(enter: Callable[..., Any]) -> None:
    page = enter()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_selector("#password")
    page.goto(page.url.replace("/sign-in", "/staff"))
    page.wait_for_selector("#password")
    assert page.locator(".answers").count() == 0


def test_a_lost_log_is_told_in_a_sentence_and_documents_can_still_be_seen(
    enter: Callable[..., Any], filled_site: StaffSite
) -> None:
    page = enter()
    folder = filled_site.store.settings.store.parent
    for path in folder.glob("log.db*"):
        path.unlink()
    (folder / "log.db").mkdir()
    page.get_by_role("button", name="一个班最多多少人").click()
    page.get_by_text("回答记录的数据库暂时连不上").wait_for()
    open_tab(page, "文件")
    page.locator(".documents").get_by_role("button", name=RULES).click()
    playwright.expect(page.locator(".document h2")).to_have_text(RULES)
    page.reload()
    page.get_by_text("回答记录的数据库暂时连不上").wait_for()
    playwright.expect(page.locator(".account")).to_contain_text(NAME)
    open_tab(page, "文件")
    playwright.expect(page.locator(".documents").get_by_role("button", name=RULES)).to_be_visible()
    (folder / "log.db").rmdir()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_told_from_the_ground_they_stand_on(enter: Callable[..., Any], scheme: str) -> None:
    page = enter("/staff?answer=1", color_scheme=scheme)
    page.wait_for_selector(".detail h2")
    page.locator(".verdict .radios").get_by_text("错误").click()
    for selector in (
        ".account a",
        ".chip input:checked + span",
        ".answers .facts",
        ".tag.answered",
        ".tag.not_in_documents",
        ".tag.thumb-down",
        ".detail .facts",
        ".feedback",
        ".answer-text p",
        ".source blockquote",
        ".source mark",
        ".path",
        ".state",
        ".radios input:checked + span",
        ".primary",
        ".secondary",
        ".keys",
    ):
        for element in page.locator(f"#staff {selector}").all()[:1]:
            ratio = element.evaluate(CONTRAST)
            assert ratio >= 4.5, f"{selector} has a contrast of {ratio:.2f} in {scheme}"


# WCAG 2.2, 1.4.3: relative luminance of the text against the nearest opaque ground behind it.
CONTRAST = """start => {
    const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const text = luminance(numbers(getComputedStyle(start).color));
    for (let element = start; element; element = element.parentElement) {
        const ground = numbers(getComputedStyle(element).backgroundColor);
        if (ground.length < 4 || ground[3] === 1) {
            const behind = luminance(ground);
            return (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
        }
    }
    return 0;
}"""
