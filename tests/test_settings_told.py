"""The README's table of settings names each that the code reads, and none besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ingest import IngestSettings
from qa import LogSettings, QaSettings
from ui.settings import read_page_settings
from ui.staff.settings import read_staff_settings

ROOT = Path(__file__).parents[1]


class Recorder(Mapping[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, **values: str) -> None:
        self._values = values
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def test_every_setting_stands_in_the_table_and_none_besides() -> None:
    environment = Recorder(LLM_BASE_URL="http://127.0.0.1:1/v1", LLM_MODEL="m")
    for read in (IngestSettings.from_environment, QaSettings.from_environment, LogSettings.from_environment):
        read(environment)
    read_page_settings(environment)
    read_staff_settings(environment)
    table = (ROOT / "README.md").read_text("utf-8").partition("\n## Settings\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", row)} == environment.asked
