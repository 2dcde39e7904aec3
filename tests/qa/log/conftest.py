"""Answers to keep, and a fresh log in SQLite and, where it is installed, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qa import Answer, AnswerLog, Citation, Language, LogSettings, Outcome, Sentence, Timings
from qa.log.database import Database
from tests.fakes import make_citation, make_paragraph
from tests.postgres import WHY_NOT, PostgresServer, find_postgres

QUOTE = "普惠性幼儿园覆盖率达到85%"
PARAGRAPH = make_paragraph("要点/二/5", f"5提升学前教育水平。{QUOTE},新建公办园3所。", label="二、5", number="5")


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def build_answer(id_: str = "a1", question: str = "普惠园覆盖率是多少?", **changes: Any) -> Answer:
    citation = make_citation(PARAGRAPH, QUOTE, title="要点", verified=True)
    fields: dict[str, Any] = {
        "id": id_,
        "question": question,
        "standalone_question": question,
        "language": Language.ZH,
        "outcome": Outcome.ANSWERED,
        "text": f"文件写道：“{QUOTE}”。[1]",
        "sentences": (Sentence(f"文件写道：“{QUOTE}”。", (1,)),),
        "citations": (citation,),
        "notices": (),
        "consulted": (),
        "confidence": 0.75,
        "answerer": "extractive",
        "timings_ms": Timings(1.0, 2.0, 3.0, 6.0),
    }
    return Answer(**(fields | changes))


def build_refusal(id_: str = "r1", question: str = "明天下雨吗?", **changes: Any) -> Answer:
    nothing: dict[str, Any] = {"sentences": (), "citations": (), "confidence": 0.1}
    return build_answer(
        id_, question, **({"outcome": Outcome.NOT_IN_DOCUMENTS, "text": "文件中没有。"} | nothing | changes)
    )


def cite(doc_id: str) -> Citation:
    paragraph = make_paragraph(f"{doc_id}/一", QUOTE)
    return make_citation(paragraph, QUOTE, title=doc_id, verified=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    programs = find_postgres()
    if programs is None:
        pytest.skip(WHY_NOT)
    server = PostgresServer(programs)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    database = Database(server.url)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    database.close()
    return server.url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_log(url: str, clock: Clock) -> Iterator[Callable[..., AnswerLog]]:
    """Open the log of `url`, or another one; each is closed at the end."""
    opened: list[AnswerLog] = []

    def open_one(address: str = url, **settings: Any) -> AnswerLog:
        chosen = LogSettings(url=address, **settings)
        opened.append(AnswerLog(Database(chosen.url), chosen, clock=clock))
        return opened[-1]

    yield open_one
    for log in opened:
        log.close()


@pytest.fixture
def log(open_log: Callable[..., AnswerLog]) -> AnswerLog:
    return open_log()
