"""The staff pages over a real store of small documents, with a log of answers that quote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import httpx
import pytest

from ingest import Paragraph, Store, ingest_paths
from qa import AnswerLog, LogSettings, Thumb
from qa.log.database import Database
from tests.fakes import make_citation, open_letter_store
from tests.qa.log.conftest import build_answer, build_refusal
from tests.ui.browsing import PATIENCE, WIDE
from ui.staff.passwords import hash_password
from ui.staff.settings import StaffSettings

NAME, PASSWORD = "王老师", "春风化雨 润物无声 2024"
RULES = "2024年城区小学入学办法"
SCHOOLS = (
    f"{RULES}\n一、招生范围\n1.公办小学免试就近入学，每班不超过45人。\n"
    "2.民办小学电脑派位，2024年招生(微信:abc12345)人左右，新建学校3所，投入资金450万元，确保学位充足。\n"
    "二、办事时间\n1.网上报名从8月1日开始，到8月15日结束。\n"
)
MEALS = "2024年学校食堂管理办法\n一、收费\n1.每餐收费不超过12元，每学期公布账目。\n"


@dataclass(frozen=True)
class StaffSite:
    """A served application. `folder` holds the documents, `cases` is where cases go."""

    address: str
    store: Store
    log: AnswerLog
    folder: Path
    cases: Path

    def paragraph(self, words: str) -> Paragraph:
        return next(one for one in self.store.snapshot().paragraphs.values() if words in one.text)

    def sign_in(self, name: str = NAME) -> httpx.Client:
        client = httpx.Client(base_url=self.address, timeout=30)
        answer = client.post("/sign-in", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 303
        return client


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def build_site(tmp_path: Path, password_hash: str, chain: Any, serve: Callable[..., str]) -> Callable[..., StaffSite]:
    """Serve everything anew: two documents, and answers as `fill_log` gives them."""
    from ui import SignIn, add_staff_page, build_chat_page, build_web_app

    def build(root_path: str = "", **settings: Any) -> StaffSite:
        folder = tmp_path / "data"
        folder.mkdir()
        (folder / f"{RULES}.txt").write_text(SCHOOLS, encoding="utf-8")
        (folder / "食堂.txt").write_text(MEALS, encoding="utf-8")
        store = open_letter_store(tmp_path / "var" / "store")
        assert [result.error for result in ingest_paths([folder], store)] == [None, None]
        log_settings = LogSettings(url=f"sqlite:///{tmp_path / 'var' / 'log.db'}")
        log = AnswerLog(Database(log_settings.url), log_settings)
        cases = tmp_path / "var" / "cases.jsonl"
        staff = replace(StaffSettings(users={NAME: password_hash}, cases=cases), **settings)
        sign_in = SignIn(staff, root_path=root_path)

        def add_pages(app: Any) -> None:
            sign_in.guard(app, "/staff")
            add_staff_page(app, store, log, staff, sign_in, data=folder, root_path=root_path)

        page = build_chat_page(chain)
        app = build_web_app(page, lambda: None, log_problem=log.problem, root_path=root_path, add_pages=add_pages)
        return StaffSite(serve(app), store, log, folder, cases)

    return build


@pytest.fixture
def site(build_site: Callable[..., StaffSite]) -> Iterator[StaffSite]:
    site = build_site()
    yield site
    site.log.close()


def fill_log(site: StaffSite) -> None:
    """1 quotes the class size, thumbs down; 2 is a refusal; 3 quotes the dates."""
    started = datetime.now(UTC) - timedelta(hours=3)
    clock = iter(started + timedelta(hours=number) for number in range(3))
    record = site.log
    record._clock = lambda: next(clock, datetime.now(UTC))
    for id_, question, words, quote in (
        ("a1", "一个班最多多少人?", "就近入学", "每班不超过45人"),
        ("a2", "学区怎么划分?", "", ""),
        ("a3", "什么时候网上报名?", "网上报名", "从8月1日开始"),
    ):
        if words:
            citation = make_citation(site.paragraph(words), quote, title=RULES, verified=True)
            text = f"文件写道：“{quote}”。"
            record.record(build_answer(id_, question, citations=(citation,), text=f"{text}[1]", sentences=()))
        else:
            record.record(build_refusal(id_, question))
    record._clock = lambda: datetime.now(UTC)
    record.record_feedback("a1", Thumb.DOWN, "我问的是幼儿园")
    assert record.flush()


@pytest.fixture
def filled_site(site: StaffSite) -> StaffSite:
    fill_log(site)
    return site


@pytest.fixture
def broken_file(tmp_path: Path) -> Path:
    """A file that Word cannot have written, under the name of a document that is there."""
    path = tmp_path / "食堂.txt"
    path.write_bytes(b"\x00" * 500)
    return path


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    path = tmp_path / "upload" / "2024年幼儿园收费办法.txt"
    path.parent.mkdir()
    path.write_text("2024年幼儿园收费办法\n一、标准\n1.公办幼儿园每月保教费600元。\n", encoding="utf-8")
    return path


@pytest.fixture
def enter(browser: Any, filled_site: StaffSite) -> Iterator[Callable[..., Any]]:
    """Sign in as someone does. Afterwards nothing may have gone to another host or ended in an error."""
    contexts: list[Any] = []
    faults: list[str] = []
    here = urlparse(filled_site.address).netloc

    def open_page(path: str = "/staff", *, size: dict[str, int] = WIDE, **options: Any) -> Any:
        context = browser.new_context(viewport=size, reduced_motion="reduce", **({"locale": "zh-CN"} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on(
            "request", lambda r: r.url.startswith("http") and urlparse(r.url).netloc != here and faults.append(r.url)
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(filled_site.address + path)
        page.fill("#name", NAME)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(".answers li")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def open_tab(page: Any, name: str) -> None:
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("tab", name=name).click()
