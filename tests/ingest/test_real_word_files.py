"""Real Word files against an independent measure: the visible characters, taken from the raw XML by XPath."""

import os
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from lxml import etree

from ingest.errors import UnreadableFile
from ingest.reading import read_file
from ingest.records import BlockKind, ReadFile

DATA = Path(os.environ.get("POLICY_SHARED_DATA") or Path(__file__).parents[2].parent / "shared" / "data")
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared test data is not here")

DOCX = sorted((DATA / "docx").glob("*.do*")) if DATA.is_dir() else []
REPORTS = sorted((DATA / "reports_2025").glob("*.docx")) if DATA.is_dir() else []
UNREADABLE = {
    "67_": "protected by a password",
    "71_": "its zip directory is damaged",
    "73_": "it breaks off: the zip directory at its end is missing",
    "75_": r"an old Word file \(\.doc\)",
}
READABLE = [path for path in DOCX if path.name[:3] not in UNREADABLE]

# Neither deleted text, nor the second copy of a text box, nor the reading over a word, nor hidden runs.
NOT_SHOWN = (
    "ancestor::*[local-name()='del' or local-name()='moveFrom' or local-name()='Fallback' or local-name()='rt'] or "
    "ancestor::*[local-name()='r']/*[local-name()='rPr']/*[local-name()='vanish']"
)
# Word shows nothing of what the lower cells of a vertical merge hold.
COVERED = (
    "ancestor::*[local-name()='tc'][*[local-name()='tcPr']/*[local-name()='vMerge']"
    "[not(@*[local-name()='val']) or @*[local-name()='val']='continue']]"
)
VISIBLE = f"//*[local-name()='body']//*[local-name()='t'][not({NOT_SHOWN})][not({COVERED})]"


def main_part(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(
            package.read("word/document.xml"), etree.XMLParser(resolve_entities=False, huge_tree=True)
        )


def visible_pieces(path: Path, *, in_tables: bool | None = None) -> list[str]:
    """The texts of the main part in the order they are read in; in tables, outside of them, or (None) both.

    What a text box holds comes behind the paragraph that it hangs on, and words in a drawing behind that.
    """
    root = main_part(path)
    nodes = root.xpath(VISIBLE)
    order = {node: number for number, node in enumerate(root.iter())}
    in_table = etree.XPath("boolean(ancestor::*[local-name()='tbl'])")
    nodes = sorted(nodes, key=lambda node: reading_place(node, order))
    return ["".join(node.xpath("text()")) for node in nodes if in_tables in {None, in_table(node)}]


def visible_paragraphs(path: Path) -> list[str]:
    """The visible characters of each paragraph of the main part, those of its text boxes apart."""
    found: dict[etree._Element, str] = defaultdict(str)
    for node in main_part(path).xpath(VISIBLE):
        found[next(node.iterancestors("{*}p"))] += "".join(node.xpath("text()"))
    return [characters(text) for text in found.values()]


def reading_place(node: etree._Element, order: dict[etree._Element, int]) -> tuple[int, ...]:
    """Sorts as the text is read: by paragraph, its own words first, then its boxes', then its drawings'."""
    place: list[int] = []
    boxed = 0
    for ancestor in reversed(list(node.iterancestors())):
        name = etree.QName(ancestor)
        if name.localname == "txbxContent":
            boxed = 1
        elif name.localname == "p" and "drawingml" in name.namespace:
            boxed = 2
        elif name.localname == "p":
            place += [boxed, order[ancestor]] if place else [order[ancestor]]
            boxed = 0
    return (*place, boxed, order[node])


def characters(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def read_characters(read: ReadFile, *kinds: BlockKind) -> str:
    return characters("".join(block.text for block in read.blocks if block.kind in kinds))


@pytest.mark.parametrize("path", READABLE + REPORTS, ids=lambda path: path.name)
def test_every_visible_character_arrives(path: Path) -> None:
    read = read_file(path)
    expected = Counter(
        characters("".join(visible_pieces(path, in_tables=False) + visible_pieces(path, in_tables=True)))
    )
    arrived = Counter(read_characters(read, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW))
    lost = sum((expected - arrived).values())
    assert lost <= 0.01 * sum(expected.values()), expected - arrived


@pytest.mark.parametrize("path", READABLE + REPORTS, ids=lambda path: path.name)
def test_everything_arrives_in_the_order_it_is_read_in(path: Path) -> None:
    blocks = read_file(path).blocks
    arrived = characters("".join(block.text for block in blocks if block.kind is not BlockKind.FOOTNOTE))
    expected = characters("".join(visible_pieces(path)))
    if not any(block.kind is BlockKind.TABLE_ROW for block in blocks):
        assert arrived == expected
        return
    # Rows repeat what stands over them and in merged cells; all else comes once, in order.
    remaining = iter(arrived)
    assert all(character in remaining for character in expected)


@pytest.mark.parametrize("path", READABLE + REPORTS, ids=lambda path: path.name)
def test_no_paragraph_and_no_row_comes_twice(path: Path) -> None:
    read = read_file(path)
    places = [block.place for block in read.blocks if block.kind is BlockKind.TABLE_ROW]
    with zipfile.ZipFile(path) as package:
        rows_in_file = len(re.findall(rb"<w:tr[ >]", package.read("word/document.xml")))
    assert len(set(places)) == len(places) <= rows_in_file
    arrived = Counter(read_characters(ReadFile((block,)), BlockKind.PARAGRAPH) for block in read.blocks)
    in_file = Counter(visible_paragraphs(path))
    assert {text: count for text, count in arrived.items() if text and 0 < in_file[text] < count} == {}


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_every_cell_stands_in_a_row(path: Path) -> None:
    read = read_file(path)
    shown = characters("".join(f"{block.number}{block.text}" for block in read.blocks))
    for piece in visible_pieces(path, in_tables=True):
        assert characters(piece) in shown


@pytest.mark.parametrize("prefix", UNREADABLE)
def test_unreadable_files_are_named_with_the_right_reason(prefix: str) -> None:
    (path,) = (p for p in DOCX if p.name.startswith(prefix))
    with pytest.raises(UnreadableFile, match=UNREADABLE[prefix]):
        read_file(path)


def test_deleted_text_does_not_appear() -> None:
    path = next(p for p in DOCX if p.name.startswith("37_"))
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    deleted = [node.text for node in root.iter("{*}delText") if len((node.text or "").strip()) > 3]
    shown = " ".join(block.text for block in read_file(path).blocks)
    assert deleted
    assert [text for text in deleted if text.strip() in shown] == []


def test_numbers_are_drawn_as_word_draws_them() -> None:
    path = next(p for p in DOCX if p.name.startswith("01_"))
    numbered = [f"{block.number} {block.text}" for block in read_file(path).blocks if block.number]
    assert numbered == [
        "1. Entry #1", "2. Entry #2, with children", "a. 2-a", "b. 2-b", "c. 2-c", "3. Entry #3", "4. Entry #4",
        "1. Restarted to 1 from 5", "2. Restarted @ 2", "3. Restarted @ 3", "10. Jump to new list at 10", "11. Now 11",
        "12. Carrying on @ 12", "13. Carrying on @ 13",
    ]  # fmt: skip


def test_the_work_points_arrive_whole() -> None:
    path = DATA / "2022年全市教育工作要点.docx"
    read = read_file(path)
    assert read_characters(read, BlockKind.PARAGRAPH) == characters("".join(visible_pieces(path, in_tables=False)))
    assert read.title == "2022年全市教育工作要点"
    assert [block.text[:2] for block in read.blocks if re.match(r"\d、", block.text)] == [f"{n}、" for n in range(1, 9)]
