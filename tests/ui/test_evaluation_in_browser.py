"""An evaluator's journey: run a set, watch it, cancel it, read the failures, compare two runs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request

from tests.fakes import ROOT, LetterEncoder, SpellingEncoder, make_document, make_paragraph, open_letter_store
from tests.ui.browsing import PATIENCE, PHONE, WIDE
from tests.ui.test_accessibility import serious
from ui.chat import build_chat_page
from ui.evaluation import add_evaluation_page
from ui.web import Guard, build_web_app

pytestmark = pytest.mark.integration
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
Serve = Callable[..., str]


def write_cases(path: Path, count: int, quote: str = "做好学校招生") -> Path:
    lines = [
        {"id": f"q{i}", "question": f"学校招生怎么做{i}？", "language": "zh", "answerable": True, "category": "rule"}
        | {"gold": [{"quote": quote}], "history": [], "facts": [[quote]], "forbidden": [], "notices": []}
        for i in range(count)
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def serve_evaluation(chain: Any, serve: Serve, tmp_path: Path) -> Callable[..., str]:
    def start(guard: Guard | None = None, *, title: str = "要点") -> str:
        store = open_letter_store(tmp_path / "store", (SpellingEncoder(), LetterEncoder(name="second")))
        store.put(make_document("d", title=title), (make_paragraph("d/1", "做好学校招生工作。"),))

        def add_pages(app: FastAPI) -> None:
            add_evaluation_page(app, store, runs=tmp_path / "runs", guard=guard)

        return serve(build_web_app(build_chat_page(chain), lambda: None, add_pages=add_pages))

    return start


def open_page(visit: Callable[..., Any], address: str, **options: Any) -> Any:
    return visit("/evaluation", address=address, until="#runs :is(table, .empty)", **options)


def run_upload(page: Any, cases: Path) -> None:
    chosen = page.get_by_text(cases.name).first
    for _ in range(6):  # a file given before the page listens is lost; nobody can choose one so early
        with suppress(playwright.TimeoutError):
            if not chosen.is_visible():  # one that came late took the field's place
                page.locator("input[type=file]").first.set_input_files(str(cases), timeout=5_000)
            chosen.wait_for(timeout=10_000)
            break
    page.locator("#start").click()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_an_uploaded_set_is_run_its_failures_are_read_and_two_runs_compared(
    visit: Callable[..., Any], serve_evaluation: Callable[..., str], tmp_path: Path, size: dict[str, int]
) -> None:
    page = open_page(visit, serve_evaluation(), size=size)
    assert "还没有评测结果" in page.locator("#runs").inner_text()
    assert serious(page) == []
    run_upload(page, write_cases(tmp_path / "right.jsonl", 3))
    page.wait_for_selector("#progress .done")
    report = page.frame_locator("#viewer iframe")
    report.get_by_role("heading", name="未答对的问题 (0)").wait_for()
    page.get_by_label("移除").or_(page.get_by_label("Clear")).or_(page.get_by_label("清除")).first.click()
    page.get_by_text("点击上传").wait_for()
    run_upload(page, write_cases(tmp_path / "wrong.jsonl", 3, quote="没有这句话"))
    expect(page.locator("#runs tbody tr")).to_have_count(2)
    expect(page.locator("#viewer h2")).to_contain_text("wrong")
    heading = page.frame_locator("#viewer iframe").get_by_role("heading", name="未答对的问题 (3)")
    expect(heading).to_be_in_viewport()
    page.locator("#runs button.read").last.click()
    expect(page.locator("#viewer h2")).to_contain_text("right")
    page.locator("button.compare").click()
    expect(page.locator("#runs .told")).to_have_text("请恰好勾选两次评测。")
    for box in page.locator("#runs input").all():
        box.check()
    page.locator("button.compare").click()
    expect(page.locator("#viewer h3").first).to_contain_text("-right 答对的问题 (3)")
    expect(page.locator("#viewer h3").last).to_contain_text("-wrong 答对的问题 (0)")
    accuracy = page.locator("#viewer tbody tr").first
    assert accuracy.locator("td").all_inner_texts()[:2] == ["100.0 %", "0.0 %"]
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert serious(page) == []


def test_a_run_shows_how_far_it_is_to_everybody_and_can_be_cancelled(
    visit: Callable[..., Any], serve_evaluation: Callable[..., str], tmp_path: Path
) -> None:
    address = serve_evaluation()
    page = open_page(visit, address, locale="en-GB")
    run_upload(page, write_cases(tmp_path / "long.jsonl", 3000))
    page.wait_for_function("/ [1-9]\\d* of 3000/.test(document.querySelector('#progress').innerText)")
    other = open_page(visit, address)
    expect(other.locator("#progress")).to_contain_text("正在评测 long.jsonl：current")
    assert other.locator("#start").is_disabled()
    other.locator("#cancel").click()
    expect(other.locator("#progress")).to_have_text("评测已取消，没有保存结果。")
    expect(page.locator("#progress")).to_have_text("Cancelled; no result was kept.")
    expect(page.locator("#start")).to_be_enabled()
    assert list((tmp_path / "runs").iterdir()) == []


def test_the_project_s_own_set_is_run_by_its_name(
    visit: Callable[..., Any], serve_evaluation: Callable[..., str]
) -> None:
    page = open_page(visit, serve_evaluation(title="2022年全市教育工作要点"))
    page.get_by_label("最多提问数").fill("4")
    page.locator("#start").click()
    page.wait_for_selector("#progress .done")
    assert page.locator("#runs tbody td").nth(1).inner_text() == "2022-education.jsonl"
    assert page.locator("#runs tbody td").nth(2).inner_text() == "4"
    # The document's text is another than the set's, and the report says so.
    warned = page.frame_locator("#viewer iframe").locator(".warnings")
    assert "in the documents" in warned.inner_text()


def test_a_set_on_documents_that_are_not_here_is_not_run(
    visit: Callable[..., Any], serve_evaluation: Callable[..., str]
) -> None:
    page = open_page(visit, serve_evaluation())
    page.locator("#start").click()
    told = page.locator("#progress .failed")
    expect(told).to_contain_text("评测失败：问题集所依据的文件一份也没有收录：2022年全市教育工作要点。请先收录")
    expect(page.locator("#start")).to_be_enabled()


def test_a_file_that_is_no_question_set_is_told_in_a_sentence_without_the_server_s_folders(
    visit: Callable[..., Any], serve_evaluation: Callable[..., str], tmp_path: Path
) -> None:
    page = open_page(visit, serve_evaluation())
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": 1}\n', encoding="utf-8")
    run_upload(page, broken)
    told = page.get_by_role("alert").filter(has_text="评测失败")
    expect(told).to_contain_text("broken.jsonl, line 1")
    assert "/" not in told.inner_text()


def test_without_a_sign_in_neither_page_nor_endpoint_nor_report_opens(
    serve_evaluation: Callable[..., str], tmp_path: Path
) -> None:
    def guard(request: Request) -> str | None:
        return request.headers.get("x-name")

    address = serve_evaluation(guard)
    saved = tmp_path / "runs" / "one"
    saved.mkdir(parents=True)
    shutil.copy(ROOT / "eval" / "baseline.json", saved / "report.html")
    event = {"data": [], "fn_index": 1, "session_hash": "x"}
    for name, expected in (("", 401), ("eva", 200)):
        headers = {"x-name": name} if name else {}
        got = httpx.get(f"{address}/evaluation/config", headers=headers)
        assert got.status_code == expected
        joined = httpx.post(f"{address}/evaluation/gradio_api/queue/join", json=event, headers=headers)
        assert (joined.status_code == 401) is (expected == 401)
        report = httpx.get(f"{address}/evaluation/reports/one", headers=headers)
        assert report.status_code == (401 if expected == 401 else 404)  # without report.json it is no run
        uploaded = httpx.post(
            f"{address}/evaluation/gradio_api/upload", files={"files": ("a.jsonl", b"{}")}, headers=headers
        )
        assert uploaded.status_code == expected


def test_no_name_leads_out_of_the_folder_of_runs(serve_evaluation: Callable[..., str]) -> None:
    address = serve_evaluation()
    for name in ("%2e%2e%2fruns", "..%2f..%2fetc", "none"):
        assert httpx.get(f"{address}/evaluation/reports/{name}").status_code in {404, 400}


def test_the_page_speaks_english_too(visit: Callable[..., Any], serve_evaluation: Callable[..., str]) -> None:
    page = open_page(visit, serve_evaluation(), locale="en-GB")
    expect(page.locator("h1")).to_have_text("Evaluation")
    expect(page.locator("#start")).to_have_text("Start")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("h1")).to_have_text("问答评测")
    page.set_default_timeout(PATIENCE)
    page.goto(page.url.split("?")[0])
    expect(page.locator("h1")).to_have_text("问答评测")  # remembered
