"""Where the pages are served, read from the environment in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ui.errors import BadSetting

HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class PageSettings:
    """`port` 0 takes any free port. `root_path` is the prefix a proxy strips, "" or "/policy" (no final slash)."""

    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    # The documents to answer from; read at the start when the store is missing or behind.
    data: Path = Path("data")


def read_page_settings(environ: Mapping[str, str]) -> PageSettings:
    """Read HOST, PORT, ROOT_PATH and POLICY_DATA; an empty value counts as not set.

    Raises BadSetting, whose text names the variable, its value and what is allowed.

    >>> read_page_settings({"PORT": "8080", "ROOT_PATH": "policy/"})
    PageSettings(host='127.0.0.1', port=8080, root_path='/policy', data=PosixPath('data'))
    """
    default = PageSettings()
    return PageSettings(
        host=_read_host(environ.get("HOST", "").strip() or default.host),
        port=_read_port(environ.get("PORT", "").strip() or str(default.port)),
        root_path=_read_root_path(environ.get("ROOT_PATH", "").strip()),
        data=Path(environ.get("POLICY_DATA", "").strip() or default.data),
    )


def _read_host(value: str) -> str:
    host = value.removeprefix("[").removesuffix("]")  # an IPv6 address as it stands in a URL
    if not re.fullmatch(r"[0-9A-Za-z.:%_-]+", host):
        raise BadSetting(f"HOST is {value!r}, which is no host name or address; set it to one such as 127.0.0.1.")
    return host


def _read_port(value: str) -> int:
    # isascii: int() would also take digits of other scripts, and "7_860".
    if not (value.isascii() and value.isdigit() and int(value) <= HIGHEST_PORT):
        raise BadSetting(f"PORT is {value!r}; set it to a whole number from 0 to {HIGHEST_PORT}, such as 7860.")
    return int(value)


def _read_root_path(value: str) -> str:
    path = value.strip("/")
    if path and not re.fullmatch(r"[\w.~-]+(/[\w.~-]+)*", path, re.ASCII):
        raise BadSetting(f"ROOT_PATH is {value!r}; set it to the path in front of the proxy, such as /policy.")
    return f"/{path}" if path else ""
