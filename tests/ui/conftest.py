"""A small real chain whose answers can be worked out by head, and a server that shows the page over it."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlparse

import pytest
import uvicorn
from langchain_core.runnables import Runnable, RunnableConfig

from ingest import IngestError, Notice, NoticeCode, Paragraph, ParagraphKind, Span, Store
from qa import (
    Answer,
    AnswerLog,
    AnswerNotice,
    Citation,
    Consulted,
    Language,
    LogSettings,
    Outcome,
    Question,
    Sentence,
    Suggester,
    Timings,
    open_answer_log,
    record_answers,
)
from tests.fakes import make_document, make_paragraph, open_letter_store, written
from tests.ui.browsing import ARGUMENTS, CHROMIUM, PATIENCE, WIDE

TITLE = "2022年全市教育工作要点"
SECTION = "二、协调发展各类教育,聚力建设教育强市"
VOCATIONAL = (
    "8加快发展现代职业教育。筹备召开全市职业教育工作会议严格落实高中阶段职普比不低于4:6要求,合理制定高中阶段学校招生计划,"
    "完善普通高中和中职学校统一招生平台,规范职业教育招生秩序,扩大职业教育招生规模,2022年中职招生〔原文此处数字缺失〕人左右。"
    "开展“双达标”评估验收,推动XX、XX、XX、XX等县市职教中心改扩建工程建设,改善职业教育办学条件,打造一批市级精品专业、"
    "示范专业和特色专业。深入推进校企合作办学,建设产教融合实训基地,突出职业教育类型特色。开展职业技能比赛和教学质量检测,"
    "提高XX职业教育质量。开展成人教育、发展社区教育,充分发挥XX开放大学在成人学历教育、社区教育、继续教育、老年教育等方面"
    "教育功能,服务全民终身学习。"
)
PRESCHOOL = (
    "5提升学前教育普及普惠水平。扩大普惠性学前教育资源,普惠性园覆盖率达到XX%以上,公办园和公办园在园幼儿占比分别达到XX%以上。"
    "2022年规划建设公办园XX所,新增学位XXXX个。"
)
SPECIAL = (
    "9提升特殊教育水平。落实“十四五”特殊教育发展提升行动计划,不断探索融合教育发展新模式。加大师资配备、医教结合、资源教室、"
    "无障碍设施建设等方面力度,提升随班就读质量。持续加强市级特殊教育指导中心和县级特殊教育资源中心建设力度。"
)
HOSTILE = '<img src=x onerror="window.broken=1">附件<script>window.broken=1</script>&amp;${1+1}{{value}}见[1]。'

TOLD = {
    NoticeCode.DAMAGED_TEXT: "引文中标出的地方，原文的数字缺失，这里不作推测。",
    NoticeCode.MASKED_FIGURE: "引文中的“XX”是原文隐去的数字，没有公布具体是多少。",
}
Part = tuple[str, str, str, str, tuple[NoticeCode, ...]]
# word in the question -> (paragraph, label, quotation, heading, notices); several words, several citations.
KNOWN: dict[str, Part] = {
    "职普比": (VOCATIONAL, "二、8", "严格落实高中阶段职普比不低于4:6要求", "8加快发展现代职业教育", ()),
    "中职": (
        VOCATIONAL,
        "二、8",
        "2022年中职招生〔原文此处数字缺失〕人左右",
        "8加快发展现代职业教育",
        (NoticeCode.DAMAGED_TEXT,),
    ),
    "学位": (
        PRESCHOOL,
        "二、5",
        "2022年规划建设公办园XX所,新增学位XXXX个",
        "5提升学前教育普及普惠水平",
        (NoticeCode.MASKED_FIGURE,),
    ),
    "特殊": (SPECIAL, "二、9", "提升随班就读质量", "9提升特殊教育水平", ()),
    "标签": (HOSTILE, "<b>附</b>", HOSTILE, "<i>附则</i>", ()),
}


def known_paragraphs() -> tuple[Paragraph, ...]:
    """The paragraphs above under the anchors that the citations bear, between headings of their section."""
    parts = dict.fromkeys((text, label, heading) for text, label, _, heading, _ in KNOWN.values())
    return (
        make_paragraph(
            f"{TITLE}/二", SECTION, label="二、", number="二、", heading_path=(SECTION,), kind=ParagraphKind.HEADING
        ),
        *(
            make_paragraph(
                anchor_of(label),
                text,
                position=position,
                label=label,
                heading_path=(SECTION, heading),
                title_end=len(heading) if text.startswith(heading) else 0,
                notices=mask_notices_of(text, anchor_of(label)),
            )
            for position, (text, label, heading) in enumerate(sorted(parts, key=lambda part: part[1]), start=1)
        ),
    )


def mask_notices_of(text: str, anchor: str) -> tuple[Notice, ...]:
    """What ingestion would tell of the lost and hidden figures above; `original` is for staff only."""
    codes = {"〔原文此处数字缺失〕": NoticeCode.DAMAGED_TEXT, "XX%": NoticeCode.MASKED_FIGURE}
    return tuple(
        Notice(code, written(""), anchor, "微信:secret", Span(text.index(mark), text.index(mark) + len(mark)))
        for mark, code in codes.items()
        if mark in text
    )


def anchor_of(label: str) -> str:
    return f"{TITLE}/{label.replace('、', '/')}"


def build_answer(question: Question, **changes: Any) -> Answer:
    """The answer to a question that nothing is known about; `changes` make it another."""
    fields: dict[str, Any] = {
        "id": hashlib.sha256("|".join((*question.history, question.text)).encode()).hexdigest()[:32],
        "question": question.text,
        "standalone_question": " ".join((*question.history, question.text)),
        "language": Language.ZH,
        "outcome": Outcome.NOT_IN_DOCUMENTS,
        "text": "已收录的文件中没有关于这个问题的内容。",
        "sentences": (),
        "citations": (),
        "notices": (),
        "consulted": (Consulted(f"{TITLE}/二/8", 0.41), Consulted(f"{TITLE}/二/5", 0.2)),
        "confidence": 0.1,
        "answerer": "extractive",
        "timings_ms": Timings(embed=1.0, retrieve=2.0, answer=3.0, total=6.0),
    }
    return Answer(**(fields | changes))


def build_citation(number: int, part: Part) -> Citation:
    paragraph, label, quote, heading, _ = part
    start = paragraph.index(quote)
    return Citation(
        number=number,
        anchor=anchor_of(label),
        doc_id=TITLE,
        doc_title=TITLE,
        label=label,
        heading_path=(SECTION, heading),
        quote=quote,
        start=start,
        end=start + len(quote),
        paragraph=paragraph,
        verified=True,
    )


class HandMadeChain(Runnable[Question | str, Answer]):
    """Quotes the paragraphs whose word stands in the question, or, after "呢", in the question before it.

    "你好" is greeted, "坏" raises, "历史" tells the earlier questions, "慢慢" answers word by word, "好久" after six seconds.
    """

    def invoke(self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        question = input if isinstance(input, Question) else Question(input)
        if "坏" in question.text:
            raise IngestError(written("The store var/store is missing; run: python -m ingest data"))
        if "虫" in question.text:
            raise ZeroDivisionError("a mistake nobody planned for")
        if "你好" in question.text:
            return build_answer(
                question, outcome=Outcome.GREETING, text="您好!我可以回答教育政策方面的问题。", consulted=()
            )
        if "历史" in question.text:
            return build_answer(question, outcome=Outcome.GREETING, text="|".join(question.history), consulted=())
        parts = [part for word, part in KNOWN.items() if word in question.text]
        if not parts and question.history and "呢" in question.text:
            parts = [part for word, part in KNOWN.items() if word in question.history[-1]]
        return self.quote(question, parts) if parts else build_answer(question)

    def quote(self, question: Question, parts: list[Part]) -> Answer:
        citations = tuple(build_citation(number, part) for number, part in enumerate(parts, start=1))
        sentences = tuple(Sentence(f"文件规定:{c.quote}。", (c.number,)) for c in citations)
        return build_answer(
            question,
            outcome=Outcome.ANSWERED,
            text="\n".join(f"{s.text}[{s.citations[0]}]" for s in sentences),
            sentences=sentences,
            citations=citations,
            notices=tuple(
                AnswerNotice(code, TOLD[code], number) for number, part in enumerate(parts, start=1) for code in part[4]
            ),
            confidence=0.93,
        )

    def stream(self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        question = input if isinstance(input, Question) else Question(input)
        if "好久" in question.text:
            time.sleep(6)
        if "慢慢" in question.text:
            for length in range(1, 21):
                time.sleep(0.05)
                yield build_answer(question, outcome=Outcome.GREETING, text="一" * length, answerer="model")
        else:
            yield self.invoke(question)


@pytest.fixture(scope="session")
def make_answer() -> Callable[..., Answer]:
    return build_answer


@pytest.fixture(scope="session")
def chain() -> HandMadeChain:
    return HandMadeChain()


class Servers:
    """Serves ASGI applications, each on a free port of this machine, until `stop`."""

    def __init__(self) -> None:
        self._running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(self, app: Any, **options: Any) -> str:
        """Gives the address."""
        listener = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", **options))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        self._running.append((server, thread))
        while not server.started:
            time.sleep(0.02)
            assert thread.is_alive(), "the server ended while starting"
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    def stop(self) -> None:
        for server, _ in self._running:
            server.should_exit = server.force_exit = True  # open pages hold streams that nobody ends
        for _, thread in self._running:
            thread.join(timeout=10)


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Serve an application while the test runs. An idle one takes 1 % of a processor: a hundred, one whole."""
    servers = Servers()
    yield servers.start
    servers.stop()


@pytest.fixture(scope="session")
def serve_for_all() -> Iterator[Callable[..., str]]:
    """Serve an application until the tests end."""
    servers = Servers()
    yield servers.start
    servers.stop()


# Of a module: while it is open, its event loop runs in this thread and no other can.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; set CHROMIUM to one")
    playwright.expect.set_options(timeout=PATIENCE)
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any, page_address: str) -> Iterator[Callable[..., Any]]:
    """Open the page as a new visitor. Afterwards nothing may have gone to another host or ended in an error."""
    contexts: list[Any] = []
    faults: list[str] = []

    def open_page(
        path: str = "/",
        *,
        size: dict[str, int] = WIDE,
        locale: str = "zh-CN",
        address: str = page_address,
        context: Any = None,
        until: str = ".welcome",
        **options: Any,
    ) -> Any:
        here = urlparse(address).netloc
        if context is None:
            context = browser.new_context(viewport=size, locale=locale, reduced_motion="reduce", **options)
            contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on(
            "request", lambda r: r.url.startswith("http") and urlparse(r.url).netloc != here and faults.append(r.url)
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        with page.expect_response("**/gradio_api/run/**"):  # the visitor's language is known
            page.goto(address + path)
        page.wait_for_selector(until)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


EXAMPLES = {
    Language.ZH: ("高中阶段的职普比有什么要求?", "今年新增多少个学前学位?", "特殊教育方面有哪些安排?"),
    Language.EN: ("What is the ratio 职普比?", "What is planned for 特殊 education?"),
}


@pytest.fixture(scope="session")
def known_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the paragraphs that the chain quotes, in a document of their own."""
    store = open_letter_store(tmp_path_factory.mktemp("known") / "store")
    store.put(make_document(TITLE, title=TITLE, year=2022), known_paragraphs())
    return store


@pytest.fixture(scope="session")
def answer_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerLog]:
    log = open_answer_log(LogSettings(url=f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.db'}"))
    yield log
    log.close()


@pytest.fixture(scope="session")
def page_address(
    chain: HandMadeChain, serve_for_all: Callable[..., str], known_store: Store, answer_log: AnswerLog
) -> str:
    from ui.chat import build_chat_page
    from ui.web import build_web_app

    page = build_chat_page(
        record_answers(chain, answer_log),
        examples=EXAMPLES,
        store=known_store,
        suggester=Suggester(known_store, chain),
        thumbs=True,
    )
    return serve_for_all(build_web_app(page, lambda: None, store=known_store, log=answer_log))
