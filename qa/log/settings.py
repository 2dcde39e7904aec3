"""Settings of the log, read from the environment in this one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from qa.errors import WrongSetting

_MOST_DAYS = 36_500  # a hundred years: far more is no time that can be counted back
_KINDS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


@dataclass(frozen=True, slots=True)
class LogSettings:
    # DATABASE_URL: sqlite:///FILE (three slashes: from here; four: from the root) or postgresql://USER:PASSWORD@HOST/NAME
    url: str = "sqlite:///var/log.db"
    retention_days: int = 0  # LOG_RETENTION_DAYS: entries older than this many days are deleted; 0 keeps all of them
    max_waiting: int = 2000  # entries held in memory while the database is away; about 10 KB each

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> LogSettings:
        """Raises WrongSetting, whose text names the variable and what is allowed.

        >>> LogSettings.from_environment({"DATABASE_URL": "postgres://reader@db/log"}).url
        'postgresql+psycopg://reader@db/log'
        """
        values = os.environ if environment is None else environment
        return cls(
            url=_read_url(values.get("DATABASE_URL", "").strip() or cls().url),
            retention_days=_read_days(values.get("LOG_RETENTION_DAYS", "").strip() or "0"),
        )


def _read_url(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    driver = _KINDS.get(scheme.lower().removesuffix("+psycopg"))
    if not separator or not rest.strip("/") or driver is None:
        # The value itself may hold a password and is not repeated.
        raise WrongSetting(
            "DATABASE_URL is no address of a log database; set it to one such as sqlite:///var/log.db "
            "or postgresql://USER:PASSWORD@HOST/NAME."
        )
    return f"{driver}://{rest}"


def _read_days(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(_MOST_DAYS)) and int(value) <= _MOST_DAYS):
        raise WrongSetting(
            f"LOG_RETENTION_DAYS is {value!r}; set it to a whole number of days, such as 365, at most {_MOST_DAYS}, or 0 to keep everything."
        )
    return int(value)
