"""From a Word file to its cited paragraphs in one step, against golden files that were read by eye."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ingest.golden_documents import CASES, FOLDER, parse_case, render


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_word_file_gives_the_paragraphs_that_a_reader_sees(case: Callable[[Path], Path], tmp_path: Path) -> None:
    golden = (FOLDER / f"{case.__name__}.txt").read_text(encoding="utf-8")
    assert render(parse_case(case, tmp_path)) == golden


def test_every_golden_file_has_its_case() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {case.__name__ for case in CASES}
