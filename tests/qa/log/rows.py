"""What stands in a log's tables, read past the log itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select

from qa.log.database import Database


def read_rows(url: str, table: Table) -> list[dict[str, Any]]:
    database = Database(url)
    try:
        with database.reading() as connection:
            return [dict(row) for row in connection.execute(select(table)).mappings()]
    finally:
        database.close()
