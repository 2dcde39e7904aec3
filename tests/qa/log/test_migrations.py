"""The tables come to be by migrations alone, from nothing and from every earlier state."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import insert, text

from qa import LogUnavailable
from qa.log import database as database_module
from qa.log.database import Database
from qa.log.entries import write_entry
from qa.log.records import GivenAnswer
from qa.log.schema import answers, metadata
from tests.qa.log.conftest import Clock, build_answer
from tests.qa.log.rows import read_rows


def migrate(database: Database, move: Any, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database_module.__file__).with_name("migrations")))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        move(config, revision)


def test_from_nothing_they_lead_to_the_tables_that_the_program_uses(url: str) -> None:
    database = Database(url)
    database.prepare()
    assert database.table_names() == tuple(sorted([*metadata.tables, "alembic_version"]))
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_an_older_log_keeps_its_answers(url: str, clock: Clock) -> None:
    database = Database(url)
    migrate(database, command.upgrade, "0001")
    assert "reviews" not in database.table_names()
    with database.writing() as connection:
        write_entry(connection, GivenAnswer(build_answer(), clock.now))
    database.prepare()
    assert "reviews" in database.table_names()
    (row,) = read_rows(url, answers)
    assert json.loads(row["record"]) == build_answer().to_json()
    database.close()


def test_each_step_can_be_taken_back(url: str) -> None:
    database = Database(url)
    database.prepare()
    migrate(database, command.downgrade, "base")
    assert database.table_names() == ("alembic_version",)
    database.prepare()
    database.close()


def test_many_that_open_a_new_log_at_once_all_find_its_tables(url: str) -> None:
    def open_one(_: int) -> tuple[str, ...]:
        database = Database(url)
        database.prepare()
        names = database.table_names()
        database.close()
        return names

    with ThreadPoolExecutor(6) as people:
        assert len(set(people.map(open_one, range(6)))) == 1


def test_a_log_of_a_newer_program_is_left_alone_and_told(url: str) -> None:
    database = Database(url)
    database.prepare()
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LogUnavailable, match="made by another version of this program"):
        database.prepare()
    database.close()


def test_half_a_transaction_is_not_kept(url: str, clock: Clock) -> None:
    database = Database(url)
    database.prepare()

    def write_half() -> None:
        with database.writing() as connection:
            write_entry(connection, GivenAnswer(build_answer(), clock.now))
            connection.execute(insert(answers).values(number=1))

    with pytest.raises(Exception, match=r"^The log .* cannot be used"):
        write_half()
    assert read_rows(url, answers) == []
    database.close()
