from __future__ import annotations

import json
import logging
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qa import AnswerLog, LogSettings, Thumb, WrongSetting, open_answer_log
from qa.log.schema import answers, citations, feedback
from tests.postgres import PostgresServer
from tests.qa.log.conftest import QUOTE, Clock, build_answer, build_refusal
from tests.qa.log.rows import read_rows


def wait_until(condition: Callable[[], bool], seconds: float = 15) -> None:
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it did not become so in time"
        time.sleep(0.02)


def test_an_answer_is_kept_whole_with_its_time(log: AnswerLog, url: str, clock: Clock) -> None:
    answer = build_answer()
    log.record(answer)
    assert log.flush()
    (row,) = read_rows(url, answers)
    assert json.loads(row["record"]) == answer.to_json()
    assert (row["answer_id"], row["outcome"], row["asked_at"]) == ("a1", "answered", clock.now)
    (citation,) = read_rows(url, citations)
    assert (citation["doc_id"], citation["anchor"]) == ("要点", "要点/二/5")
    assert QUOTE in row["text"]


def test_a_thumb_is_kept_with_its_reason(log: AnswerLog, url: str) -> None:
    log.record_feedback("a1", Thumb.DOWN, "  没有回答我的问题 ")
    assert log.flush()
    (row,) = read_rows(url, feedback)
    assert (row["answer_id"], row["thumb"], row["reason"]) == ("a1", "down", "没有回答我的问题")


def test_what_is_closed_and_opened_again_is_still_there(open_log: Callable[..., AnswerLog], url: str) -> None:
    first = open_log()
    first.record(build_answer())
    first.close()
    second = open_log()
    second.record(build_refusal())
    second.close()
    assert [row["answer_id"] for row in read_rows(url, answers)] == ["a1", "r1"]


def test_signs_that_no_database_takes_do_not_lose_the_answer(log: AnswerLog, url: str) -> None:
    log.record(build_answer(question="为\0什么\ud800?"))
    log.record(build_answer("x" * 300))
    assert log.flush()
    first, second = read_rows(url, answers)
    assert first["question"] == "为�什么�?"
    assert json.loads(first["record"])["question"] == "为\0什么\ud800?"
    assert second["answer_id"] == "x" * 200
    assert log.problem() is None


def test_old_answers_and_thumbs_are_deleted_when_a_time_is_set(
    open_log: Callable[..., AnswerLog], url: str, clock: Clock
) -> None:
    log = open_log(retention_days=30)
    log.record(build_answer("old"))
    log.record_feedback("old", Thumb.UP, "")
    assert log.flush()
    clock.forward(days=29)
    log.record(build_answer("new"))
    assert log.flush()
    assert [row["answer_id"] for row in read_rows(url, answers)] == ["old", "new"]
    clock.forward(days=2)
    log.record_feedback("new", Thumb.UP, "")
    assert log.flush()
    assert [row["answer_id"] for row in read_rows(url, answers)] == ["new"]
    assert [row["answer_id"] for row in read_rows(url, citations) if "answer_id" in row] == []
    assert len(read_rows(url, citations)) == 1
    assert [row["answer_id"] for row in read_rows(url, feedback)] == ["new"]


def test_answers_that_may_not_be_deleted_stop_nothing(
    open_log: Callable[..., AnswerLog], tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    own = f"sqlite:///{tmp_path / 'kept.db'}"
    log = open_log(own, retention_days=30)
    log.record(build_answer("old"))
    assert log.flush()
    with closing(sqlite3.connect(tmp_path / "kept.db")) as connection, connection:
        connection.execute("CREATE TRIGGER keep BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'kept'); END")
    clock.forward(days=31)
    for name in ("new", "newer"):
        log.record(build_answer(name))
        assert log.flush()
    assert [row["answer_id"] for row in read_rows(own, answers)] == ["old", "new", "newer"]
    assert "kept" in caplog.text


def test_without_a_time_set_nothing_is_deleted(log: AnswerLog, url: str, clock: Clock) -> None:
    log.record(build_answer())
    clock.forward(days=36_500)
    log.record(build_answer())
    assert log.flush()
    assert len(read_rows(url, answers)) == 2


def test_recording_takes_no_time_while_the_database_is_locked(tmp_path: Path, clock: Clock) -> None:
    url = f"sqlite:///{tmp_path / 'log.db'}"
    log = open_answer_log(LogSettings(url=url))
    from qa.log.database import Database

    other = Database(url)
    with other.writing():
        began = time.perf_counter()
        for number in range(100):
            log.record(build_answer(str(number)))
        seconds = time.perf_counter() - began
    assert seconds < 0.5
    assert log.flush(30)
    assert len(read_rows(url, answers)) == 100
    log.close()


def test_a_log_that_cannot_be_opened_is_told_and_answers_wait_for_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, open_log: Callable[..., AnswerLog], url: str
) -> None:
    blocked = tmp_path / "folder"
    blocked.write_text("a file stands where the log's folder should be", encoding="utf-8")
    own = f"sqlite:///{blocked / 'log.db'}"
    log = open_log(own)
    log.record(build_answer())
    problem = log.problem()
    assert problem is not None
    assert str(blocked / "log.db") in problem
    assert "1 entries are waiting" in problem
    assert [record.levelno for record in caplog.records if record.name.startswith("qa.log")] == [logging.ERROR]
    blocked.unlink()
    assert log.flush(15)
    assert log.problem() is None
    assert [row["answer_id"] for row in read_rows(own, answers)] == ["a1"]


def test_a_log_that_is_taken_away_is_made_anew(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "var"
    log = open_answer_log(LogSettings(url=f"sqlite:///{folder / 'log.db'}"))
    log.record(build_answer("before"))
    assert log.flush()
    shutil.rmtree(folder)
    log.record(build_answer("after"))
    assert log.flush(15)
    assert [row["answer_id"] for row in read_rows(f"sqlite:///{folder / 'log.db'}", answers)] == ["after"]
    log.close()


def test_when_there_is_no_room_left_entries_are_lost_and_counted(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("", encoding="utf-8")
    log = open_answer_log(LogSettings(url=f"sqlite:///{tmp_path / 'folder' / 'log.db'}", max_waiting=3))
    for number in range(200):
        log.record(build_answer(str(number)))
    problem = log.problem()
    assert problem is not None
    assert "are lost" in problem
    log._writer.close(0.1)


@pytest.mark.integration
def test_a_database_server_that_dies_in_the_middle_loses_no_answer(postgres: PostgresServer) -> None:
    log = open_answer_log(LogSettings(url=postgres.url))
    known = len(read_rows(postgres.url, answers))
    log.record(build_answer("before"))
    assert log.flush()
    postgres.kill()
    began = time.perf_counter()
    for number in range(20):
        log.record(build_answer(f"without-{number}"))
    assert time.perf_counter() - began < 0.5
    wait_until(lambda: log.problem() is not None)
    assert "tester" in str(log.problem())
    postgres.start()
    assert log.flush(30)
    kept = [row["answer_id"] for row in read_rows(postgres.url, answers)][known:]
    assert kept == ["before", *(f"without-{number}" for number in range(20))]
    wait_until(lambda: log.problem() is None)
    log.close()


@pytest.mark.parametrize("url", ["mysql://a/b", "log.db", "sqlite:", "sqlite:///", "postgresql://"])
def test_an_address_of_no_database_is_told_without_repeating_it(url: str) -> None:
    with pytest.raises(WrongSetting, match=r"^DATABASE_URL is no address .* such as sqlite:///var/log.db"):
        LogSettings.from_environment({"DATABASE_URL": url})


def test_an_address_that_cannot_be_read_is_told_without_its_password() -> None:
    with pytest.raises(WrongSetting) as caught:
        open_answer_log(LogSettings(url="postgresql+psycopg://reader:secret@host:port/x"))
    assert "secret" not in str(caught.value)


def test_a_password_stands_in_no_problem(caplog: pytest.LogCaptureFixture) -> None:
    log = open_answer_log(LogSettings(url="postgresql+psycopg://reader:secret@127.0.0.1:1/x"))
    assert "reader:***@127.0.0.1" in str(log.problem())
    assert "secret" not in str(log.problem()) + caplog.text
    log.close()


@pytest.mark.parametrize("days", ["-1", "ten", "1.5", "３０", "36501", "9999999999"])
def test_days_that_are_no_number_are_told(days: str) -> None:
    with pytest.raises(WrongSetting, match=r"^LOG_RETENTION_DAYS is "):
        LogSettings.from_environment({"LOG_RETENTION_DAYS": days})


def test_settings_are_read_from_the_environment() -> None:
    assert LogSettings.from_environment({}) == LogSettings("sqlite:///var/log.db", 0)
    given = {"DATABASE_URL": "postgresql://reader:secret@db/log", "LOG_RETENTION_DAYS": "90"}
    assert LogSettings.from_environment(given) == LogSettings("postgresql+psycopg://reader:secret@db/log", 90)
