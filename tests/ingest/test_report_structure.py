"""Sixteen provincial work reports, headings typed as text: structure against labels made by hand from the documents."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from ingest.parsing import parse_document
from ingest.reading import read_file
from ingest.records import ParsedDocument
from tests.ingest.documents import REPORTS

LABELLED = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "reports_structure.jsonl").read_text(encoding="utf-8").splitlines()
]
REGIONS = {
    "2025年内蒙古自治区政府工作报告": "内蒙古自治区",
    "2025年广西政府工作报告": "广西壮族自治区",
    "2025年西藏政府工作报告": "西藏自治区",
}
pytestmark = pytest.mark.skipif(not REPORTS.exists(), reason=f"the work reports are not at {REPORTS}")


@cache
def parse_report(name: str) -> ParsedDocument:
    return parse_document(read_file(REPORTS / f"{name}.docx"), doc_id="d", fallback_title="文件")


@pytest.mark.parametrize("case", LABELLED, ids=lambda case: case["document"][5:8] + case["starts"])
def test_a_paragraph_has_its_label_and_heading_path(case: dict[str, object]) -> None:
    found = [p for p in parse_report(str(case["document"])).paragraphs if p.text.startswith(str(case["starts"]))]
    assert len(found) == 1
    assert found[0].label == case["label"]
    assert list(found[0].heading_path) == case["heading_path"]


@pytest.mark.parametrize("name", sorted({str(case["document"]) for case in LABELLED}))
def test_title_year_and_region_are_read_and_nothing_is_cleaned_away(name: str) -> None:
    document = parse_report(name)
    assert (document.title, document.year) == (name, 2025)
    assert document.region == REGIONS.get(name, name.removeprefix("2025年").removesuffix("政府工作报告"))
    assert document.notices == ()
    assert [notice for paragraph in document.paragraphs for notice in paragraph.notices] == []
    source = "".join(block.text for block in read_file(REPORTS / f"{name}.docx").blocks)
    assert "".join("".join(p.text for p in document.paragraphs).split()) == "".join(source.split())


def test_all_sixteen_reports_are_labelled() -> None:
    assert len({str(case["document"]) for case in LABELLED}) == 16
    assert len(LABELLED) >= 60
