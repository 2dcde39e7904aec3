"""The README's table of settings names each that the code reads, and none besides."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
READERS = ("ingest", "qa", "qa/drafting", "qa/log", "ui", "ui/staff")
NAME = re.compile(r"(?:\.get\(|_is_on\(|_read_number\((?:values, )?|^ {4})\"([A-Z][A-Z_]+)\"", re.MULTILINE)


def test_every_setting_stands_in_the_table_and_none_besides() -> None:
    read = {name for folder in READERS for name in NAME.findall((ROOT / folder / "settings.py").read_text("utf-8"))}
    told = {
        name
        for line in (ROOT / "README.md")
        .read_text("utf-8")
        .partition("\n## Settings\n")[2]
        .partition("\n## ")[0]
        .splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([A-Z][A-Z_]+)`", line.split("|")[1])
    }
    assert told == read
