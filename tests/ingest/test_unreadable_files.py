import io
import os
import re
import socket
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingest
from ingest import limits
from ingest.errors import UnreadableFile
from ingest.reading import read_file
from tests.ingest.word_builder import (
    MAIN_TYPE,
    build_docx,
    cell,
    definition,
    level,
    list_of,
    paragraph,
    read_body,
    row,
    style,
    table,
    texts,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole_entry(name: str) -> bytes:
    return OLE + name.encode("utf-16-le").ljust(128, b"\x00")


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (bytes(5000), "it holds only zeros"),
        (ole_entry("EncryptedPackage"), "it is protected by a password"),
        (ole_entry("WordDocument"), r"it is an old Word file \(\.doc\).*save it as \.docx"),
        (ole_entry("Workbook"), "it is an Excel workbook"),
        (ole_entry("PowerPoint Document"), "it is a PowerPoint presentation"),
        (OLE, "it is an old Office file or a damaged one"),
        (b"{\\rtf1\\ansi text}", r"it is an RTF file.*save it as \.docx"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><html>", "it is a web page"),
        ("<html>公文".encode("utf-16"), "it is a web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "it is a saved web page"),
        (b'<?xml version="1.0"?><pkg:package/>', "it is a single XML file"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"Rar!\x1a\x07\x00", "it is a packed archive"),
        ("只是文字".encode(), "it is not a Word document.*name it \\.txt"),
        (b"PK\x03\x04" + bytes(100), "it breaks off: the zip directory at its end is missing"),
        (zipped(a="x"), "it is a zip archive, not a Word document"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "it is an OpenDocument file"),
        (zipped(**{"[Content_Types].xml": "<Types/>"}), "the part that holds its text is missing"),
        (zipped(word__document=""), "it is a zip archive"),
        (b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 9, 9, 2**31, 0, 0), "its zip directory is far larger"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_word_document_is_named_with_the_reason(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "文件.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=said) as caught:
        read_file(path)
    assert "文件.docx: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_file(tmp_path / "missing.docx")
    with pytest.raises(UnreadableFile, match="it is a folder"):
        read_file(tmp_path)
    os.mkfifo(tmp_path / "pipe.docx")
    with pytest.raises(UnreadableFile, match="no ordinary file"):
        read_file(tmp_path / "pipe.docx")


def test_a_workbook_named_docx_is_told(tmp_path: Path) -> None:
    workbook = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = f'<Relationships><Relationship Type="{workbook}" Target="xl/workbook.xml"/></Relationships>'
    path = build_docx(tmp_path / "a.docx", "", further={"_rels/.rels": rels, "xl/workbook.xml": "<workbook/>"})
    with pytest.raises(UnreadableFile, match="it is an Excel workbook"):
        read_file(path)


@pytest.mark.parametrize(
    ("main", "said"),
    [
        ("<w:document", "no well-formed XML"),
        ("", "no well-formed XML"),
        ("<html/>", "holds none"),
        ('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>', "holds none"),
        (b"\xff\xfe\x00", "no well-formed XML"),
    ],
)
def test_a_broken_main_part_is_named(tmp_path: Path, main: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_file(build_docx(tmp_path / "a.docx", "", further={"word/document.xml": main}))


def test_an_encrypted_or_oddly_packed_member_is_named(tmp_path: Path) -> None:
    for change, said in (((6, 0x1), "contents are encrypted"), ((8, 0x63), "packed in a way")):
        path = build_docx(tmp_path / "a.docx", paragraph("x"), compression=zipfile.ZIP_STORED)
        data = bytearray(path.read_bytes())
        for signature, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
            at = data.find(signature)
            while at >= 0:
                data[at + change[0] + shift] |= change[1]
                at = data.find(signature, at + 4)
        path.write_bytes(bytes(data))
        with pytest.raises(UnreadableFile, match=said):
            read_file(path)


def test_a_zip_bomb_is_refused_by_what_it_claims_and_by_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blanks = b" " * (limits.MAX_PART_BYTES + 1)
    path = build_docx(tmp_path / "a.docx", "", further={"word/document.xml": blanks})
    with pytest.raises(UnreadableFile, match="unpacks to far more than a document holds"):
        read_file(path)
    monkeypatch.setattr(limits, "BOMB_BYTES", 1024 * 1024)
    path = build_docx(tmp_path / "b.docx", paragraph("x"), further={"word/media/bomb.bin": bytes(20 * 1024 * 1024)})
    with pytest.raises(UnreadableFile, match="unpacks to far more than a document holds"):
        read_file(path)


def test_markup_that_would_fill_memory_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = build_docx(tmp_path / "a.docx", "<w:p/>" * (limits.MAX_MARKUP + 1))
    with pytest.raises(UnreadableFile, match="more markup than the largest documents"):
        read_file(path)


def test_text_beyond_the_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BLOCKS", 10)
    with pytest.raises(UnreadableFile, match="holds more than 10 paragraphs"):
        read_body(tmp_path, paragraph("x") * 11)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("target", ["http://127.0.0.1:9/x", "file:///etc/passwd", "{secret}"])
def test_external_entities_are_not_resolved(tmp_path: Path, target: str) -> None:
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    doctype = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{target.format(secret=tmp_path / "secret")}">]>'
    read = read_body(tmp_path, "<w:p><w:r><w:t>前&e;后</w:t></w:r></w:p>", doctype=doctype)
    assert texts(read) == ["前后"]
    assert "XML entities" in str(read.notices[0].message)


@pytest.mark.usefixtures("no_network")
def test_an_external_dtd_is_not_loaded(tmp_path: Path) -> None:
    read = read_body(tmp_path, paragraph("x"), doctype='<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">')
    assert texts(read) == ["x"]


def test_entities_that_multiply_do_not(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<!DOCTYPE d [<!ENTITY l0 "哈">{laughs}]>'
    for body in ("<w:p><w:r><w:t>x&l11;y</w:t></w:r></w:p>", '<w:p w:rsidR="&l11;"><w:r><w:t>x</w:t></w:r></w:p>'):
        with pytest.raises(UnreadableFile, match="it defines XML entities"):
            read_body(tmp_path, body, doctype=doctype)


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("底") + "</w:tc></w:tr></w:tbl>" * depth


def test_tables_nested_as_deep_as_xml_may_be_are_read(tmp_path: Path) -> None:
    assert texts(read_body(tmp_path, nested(80))) == ["底"]


@pytest.mark.parametrize("body", [nested(3000), "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000])
def test_deeper_nesting_is_refused_with_a_sentence(tmp_path: Path, body: str) -> None:
    with pytest.raises(UnreadableFile, match="more than 250 deep"):
        read_body(tmp_path, body)


def test_runs_nested_deeply_are_read(tmp_path: Path) -> None:
    assert texts(read_body(tmp_path, paragraph("<w:ins>" * 200 + "<w:r><w:t>底</w:t></w:r>" + "</w:ins>" * 200))) == [
        "底"
    ]


def test_a_long_document_is_read_in_seconds(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "chineseCountingThousand", "第%1条")) + list_of(1, 0)
    body = paragraph("推进义务教育优质均衡发展，新增学位1200个。", numbered=(1, 0)) * 20_000
    path = build_docx(tmp_path / "a.docx", body, numbering=numbering)
    began = time.process_time()
    read = read_file(path)
    # About one second of processor time; a walk that is not linear takes minutes.
    assert time.process_time() - began < 20
    assert (len(read.blocks), read.blocks[-1].number) == (20_000, "第二万条")


def test_one_module_alone_opens_word_files() -> None:
    folder = Path(ingest.__file__).parent
    importers = [
        p.name for p in folder.rglob("*.py") if re.search(r"^\s*(?:import|from) docx\b", p.read_text("utf-8"), re.M)
    ]
    assert importers == ["package.py"]


def test_strict_macro_and_template_files_are_read(tmp_path: Path) -> None:
    styles = style("1", "heading 1")
    numbering = definition(0, level(0, "decimal", "%1.")) + list_of(1, 0)
    body = paragraph("标题", style="1") + paragraph("项", numbered=(1, 0))
    for name, main_type, strict in (
        ("a.docx", MAIN_TYPE, True),
        ("a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml", False),
        ("a.dotx", MAIN_TYPE.replace("document.main", "template.main"), False),
        ("a.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml", False),
    ):
        path = build_docx(
            tmp_path / name, body, styles=styles, numbering=numbering, title="题", main_type=main_type, strict=strict
        )
        read = read_file(path)
        assert [(b.text, b.number, b.heading_level) for b in read.blocks] == [("标题", "", 1), ("项", "1.", None)]
        assert (read.title, read.notices) == ("题", ())


def test_a_main_part_in_utf16_is_read(tmp_path: Path) -> None:
    path = build_docx(tmp_path / "a.docx", paragraph("公文"), strict=True)
    with zipfile.ZipFile(path) as package:
        main = package.read("word/document.xml").decode()
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + main).encode("utf-16")
    assert texts(read_file(build_docx(path, "", further={"word/document.xml": wide}))) == ["公文"]


def test_a_web_page_is_no_text_file(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html>公文</html>", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="it is a web page"):
        read_file(path)


def test_damaged_side_parts_cost_only_what_they_hold(tmp_path: Path) -> None:
    further = {"word/numbering.xml": "", "word/styles.xml": "<broken", "docProps/core.xml": "<other/>"}
    path = build_docx(
        tmp_path / "a.docx", paragraph("项", numbered=(1, 0)), styles="x", numbering="x", title="x", further=further
    )
    read = read_file(path)
    assert [(b.text, b.number) for b in read.blocks] == [("项", "")]
    assert len(read.notices) == 1
    assert read.title == ""


def test_dangling_and_endless_relationships_do_no_harm(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "".join(
        f'<Relationship Id="r{i}" Type="{kind}/{name}" Target="{target}"/>'
        for i, (name, target) in enumerate(
            (("image", "NULL"), ("styles", "../../../../etc/passwd"), ("header", "document.xml"))
        )
    )
    further = {"word/_rels/document.xml.rels": f"<Relationships>{rels}</Relationships>", "../../evil.txt": "x"}
    read = read_file(build_docx(tmp_path / "a.docx", paragraph("x"), further=further))
    assert texts(read) == ["x"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def outcome_of(path: Path) -> str:
    """The kinds of blocks or the sentence; anything else that is raised fails the test."""
    try:
        return "blocks" + "".join(block.kind for block in read_file(path).blocks)
    except UnreadableFile as error:
        return str(error)


def sample(folder: Path) -> bytes:
    body = paragraph("正文", numbered=(1, 0)) + table(row("区县", "人数"), row("甲", cell("1200")))
    numbering = definition(0, level(0, "chineseCounting", "%1、")) + list_of(1, 0)
    return build_docx(folder / "s.docx", body, numbering=numbering, compression=zipfile.ZIP_STORED).read_bytes()


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_yields_blocks_or_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(sample(tmp_path))
    if data.draw(st.booleans(), "truncate"):
        del whole[data.draw(st.integers(0, len(whole)), "length") :]
    for _ in range(data.draw(st.integers(0, 8), "flips")):
        if whole:
            whole[data.draw(st.integers(0, len(whole) - 1), "place")] = data.draw(st.integers(0, 255), "byte")
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(whole))
    assert outcome_of(path).startswith(("blocks", f"Cannot read {path}: "))


@given(st.text(alphabet='<>/="wptrcbl&; 教1', max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_body_yields_blocks_or_a_sentence(tmp_path: Path, body: str) -> None:
    path = build_docx(tmp_path / "a.docx", body)
    assert outcome_of(path).startswith(("blocks", f"Cannot read {path}: "))
