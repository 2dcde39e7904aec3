from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.reading import read_file
from ingest.records import BlockKind, NoticeCode
from tests.ingest.word_builder import texts

TEXT = "2022年全市教育工作要点\r\n\r\n一、招生　1200人。\n二、師資與經費"
LINES = ["2022年全市教育工作要点", "一、招生 1200人。", "二、師資與經費"]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r").encode("utf-8"),
    ],
)
def test_lines_come_as_blocks_whatever_the_encoding(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    read = read_file(path)
    assert texts(read) == LINES
    assert {b.kind for b in read.blocks} == {BlockKind.PARAGRAPH}
    assert [b.notices for b in read.blocks] == [(), (), ()]


def test_a_file_cut_in_the_middle_of_a_character_stays_utf8_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("教育工作要点".encode()[:-1])
    (block,) = read_file(path).blocks
    assert block.text == "教育工作要\ufffd"
    assert [n.code for n in block.notices] == [NoticeCode.DAMAGED_TEXT]


def test_a_stray_byte_does_not_turn_the_file_into_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("全市教育工作".encode() * 20 + b"\xff" + "要点。".encode())
    assert read_file(path).blocks[0].text == "全市教育工作" * 20 + "\ufffd要点。"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 50, b"text\x00" * 9 + b"\x07\x00"])
def test_binary_data_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=r"a\.txt: it is no text in UTF-8, UTF-16 or GB18030\. Save it as"):
        read_file(path)


def test_a_web_page_named_txt_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<html>\n招生", encoding="utf-8")
    assert texts(read_file(path)) == ["<html>", "招生"]


@given(
    st.text(alphabet="教育招生。abc123　 \n", max_size=80), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"])
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_character_is_lost_or_added(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    if path.stat().st_size == 0:
        return
    assert "".join("".join(texts(read_file(path))).split()) == "".join(text.split())
