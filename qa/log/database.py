"""The connection to the log's database, SQLite or PostgreSQL, and the changes of its tables over time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, SQLAlchemyError, StatementError
from sqlalchemy.pool import NullPool

from qa.errors import EntryRefused, LogUnavailable, WrongSetting

_MIGRATIONS = Path(__file__).with_name("migrations")
_BUSY_SECONDS = 5  # how long a writer waits for another process's transaction
_CONNECT_SECONDS = 3  # how long an unreachable server is waited for
_STATEMENT_SECONDS = 30
_ASK_AGAIN_SECONDS = 0.02
_MIGRATION_LOCK = 5_047_221  # any number, the same in every process


class Database:
    """One database. Safe under threads. Its errors are LogUnavailable and EntryRefused and never hold a password."""

    def __init__(self, url: str) -> None:
        """Connects to nothing yet. Raises WrongSetting when the address cannot be read."""
        try:
            parsed = make_url(url)
        except (ArgumentError, ValueError) as error:
            raise WrongSetting(
                "DATABASE_URL cannot be read; set it to one such as sqlite:///var/log.db "
                "or postgresql://USER:PASSWORD@HOST/NAME."
            ) from error
        self._is_sqlite = parsed.get_backend_name() == "sqlite"
        self.description = (parsed.database or "") if self._is_sqlite else parsed.render_as_string(hide_password=True)
        self._file = Path(parsed.database or "") if self._is_sqlite else None
        if self._is_sqlite:
            # A connection each time: one that is kept would go on writing into a file that was taken away.
            self._engine = create_engine(parsed, poolclass=NullPool, connect_args={"timeout": _BUSY_SECONDS})
            event.listen(self._engine, "connect", _set_up_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        else:
            options = f"-c statement_timeout={_STATEMENT_SECONDS * 1000}"
            self._engine = create_engine(
                parsed,
                pool_pre_ping=True,
                connect_args={"connect_timeout": _CONNECT_SECONDS, "options": options},
            )

    def prepare(self) -> None:
        """Make the tables, or bring older ones up to date; of several processes one does it. Raises LogUnavailable."""
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        try:
            if self._file is not None:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            with self.writing() as connection:
                if not self._is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except OSError as error:
            raise LogUnavailable(f"The log {self.description} cannot be used: {error.strerror}.") from error
        except CommandError as error:
            raise LogUnavailable(
                f"The log {self.description} was made by another version of this program: {error}. Use that version, "
                "or name another database with DATABASE_URL."
            ) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or none."""
        with self._connected() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._connected() as connection, connection.begin():
            yield connection

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except (DataError, IntegrityError) as error:
            raise EntryRefused(self._describe(error)) from error
        except DBAPIError as error:
            raise LogUnavailable(self._describe(error)) from error
        except StatementError as error:  # a value that the driver cannot even send
            raise EntryRefused(self._describe(error)) from error
        except SQLAlchemyError as error:
            raise LogUnavailable(self._describe(error)) from error

    def table_names(self) -> tuple[str, ...]:
        with self.reading() as connection:
            return tuple(sorted(inspect(connection).get_table_names()))

    def close(self) -> None:
        self._engine.dispose()

    def _describe(self, error: SQLAlchemyError) -> str:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()
        return (
            f"The log {self.description} cannot be used: {reason[0].rstrip('.') if reason else type(error).__name__}."
        )


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own transactions would leave out what changes tables
    _write_ahead(connection)
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers never wait for the writer then; a power cut may cost the last entries but never the file.

    The first connection to a new file changes it for that, and for this SQLite lets no other wait: they ask again.
    """
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_ASK_AGAIN_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: one that first reads and then writes cannot wait for another, only fail.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
