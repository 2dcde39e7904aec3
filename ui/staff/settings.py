"""Who may sign in and how, read from the environment in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ui.errors import BadSetting
from ui.staff.passwords import is_hash

_HOURS = 24 * 31
_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class StaffSettings:
    # STAFF_USERS: name:hash, separated by commas or blanks; nobody: the staff pages are off
    users: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    session_hours: float = 10  # STAFF_SESSION_HOURS: a working day; then one signs in again
    # STAFF_SECRET: what sessions are signed with; empty: a new one at each start, which ends all sessions.
    # Several processes behind one address need the same.
    secret: str = ""
    cases: Path = Path("var/cases.jsonl")  # REVIEW_CASES: where reviews that become evaluation cases go
    max_upload_mb: float = 50  # UPLOAD_MEGABYTES: the largest document that can be uploaded


def read_staff_settings(environ: Mapping[str, str]) -> StaffSettings:
    """Raises BadSetting, whose text names the variable and what is allowed, and repeats no secret."""
    default = StaffSettings()
    secret = environ.get("STAFF_SECRET", "").strip()
    if secret and len(secret) < _SHORTEST_SECRET:
        raise BadSetting(f"STAFF_SECRET is too short; set it to {_SHORTEST_SECRET} random characters or more.")
    return StaffSettings(
        users=_read_users(environ.get("STAFF_USERS", "")),
        session_hours=_read_number("STAFF_SESSION_HOURS", environ, default.session_hours, _HOURS),
        secret=secret,
        cases=Path(environ.get("REVIEW_CASES", "").strip() or default.cases),
        max_upload_mb=_read_number("UPLOAD_MEGABYTES", environ, default.max_upload_mb, 2000),
    )


def _read_users(value: str) -> Mapping[str, str]:
    users: dict[str, str] = {}
    for number, entry in enumerate(re.split(r"[\s,]+", value.strip()) if value.strip() else (), start=1):
        name, separator, stored = entry.partition(":")
        if not separator or not name or not is_hash(stored):
            raise BadSetting(
                f"STAFF_USERS, entry {number}, is not NAME:HASH; make a hash: python app.py --hash-password"
            )
        if name in users:
            raise BadSetting(f"STAFF_USERS names {name!r} twice; leave one of the two out.")
        users[name] = stored
    return MappingProxyType(users)


def _read_number(name: str, environ: Mapping[str, str], default: float, highest: int) -> float:
    value = environ.get(name, "").strip()
    if not value:
        return default
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4})?", value, re.ASCII) or not 0 < float(value) <= highest:
        raise BadSetting(f"{name} is {value!r}; set it to a number above 0 and up to {highest}.")
    return float(value)
