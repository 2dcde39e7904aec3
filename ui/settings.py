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
    # Sites that may show the pages in a frame of theirs, as CSP names them ("https://school.example"); none by default.
    frame_ancestors: tuple[str, ...] = ()
    # Questions that one address may ask in a minute, 0 for no limit. A school's people often share one address.
    questions_per_minute: int = 240
    # Where the evaluation page keeps its runs.
    runs: Path = Path("var/eval/runs")


def read_page_settings(environ: Mapping[str, str]) -> PageSettings:
    """Read HOST, PORT, ROOT_PATH, POLICY_DATA, FRAME_ANCESTORS, QUESTIONS_PER_MINUTE and EVALUATION_RUNS; an empty value counts as not set.

    Raises BadSetting, whose text names the variable, its value and what is allowed.

    >>> settings = read_page_settings({"PORT": "8080", "ROOT_PATH": "policy/"})
    >>> settings.host, settings.port, settings.root_path
    ('127.0.0.1', 8080, '/policy')
    """
    default = PageSettings()
    return PageSettings(
        host=_read_host(environ.get("HOST", "").strip() or default.host),
        port=_read_port(environ.get("PORT", "").strip() or str(default.port)),
        root_path=_read_root_path(environ.get("ROOT_PATH", "").strip()),
        data=Path(environ.get("POLICY_DATA", "").strip() or default.data),
        frame_ancestors=_read_frame_ancestors(environ.get("FRAME_ANCESTORS", "")),
        questions_per_minute=_read_questions(environ.get("QUESTIONS_PER_MINUTE", "").strip(), default),
        runs=Path(environ.get("EVALUATION_RUNS", "").strip() or default.runs),
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


def _read_frame_ancestors(value: str) -> tuple[str, ...]:
    """Origins divided by spaces or commas; "*" lets every site."""
    origins = tuple(value.replace(",", " ").split())
    for origin in origins:
        # CSP 3, 2.3.1: a scheme and a host, perhaps with a wildcard in front and a port; nothing that ends a directive.
        if origin != "*" and not re.fullmatch(r"https?://(\*\.)?[0-9A-Za-z.-]+(:(\d{1,5}|\*))?", origin):
            raise BadSetting(
                f"FRAME_ANCESTORS holds {origin!r}; list the sites that may frame the pages, such as https://school.example."
            )
    return origins


def _read_questions(value: str, default: PageSettings) -> int:
    if not value:
        return default.questions_per_minute
    if not (value.isascii() and value.isdigit()):
        raise BadSetting(f"QUESTIONS_PER_MINUTE is {value!r}; set it to a whole number such as 240, or 0 for no limit.")
    return int(value)
