"""Small Word files made from snippets of XML, for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ingest.reading import read_file
from ingest.records import Block, BlockKind, ReadFile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def build_docx(
    path: Path,
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    title: str = "",
    doctype: str = "",
    main_type: str = MAIN_TYPE,
    strict: bool = False,
    further: Mapping[str, bytes | str] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """Write a package whose main part holds `body`; the other parts only where their content is given."""
    parts: dict[str, bytes | str] = {
        "word/document.xml": f"{doctype}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    }
    relations = []
    for name, element, content in (
        ("styles", "styles", styles),
        ("numbering", "numbering", numbering),
        ("footnotes", "footnotes", footnotes),
        ("endnotes", "endnotes", endnotes),
    ):
        if content:
            parts[f"word/{name}.xml"] = f"<w:{element} {NAMESPACES}>{content}</w:{element}>"
            relations.append(f'<Relationship Id="{name}" Type="{_RELATIONSHIPS}/{name}" Target="{name}.xml"/>')
    package = [f'<Relationship Id="r1" Type="{_RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>']
    if title:
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
        )
        package.append(
            f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/>'
        )
    parts["_rels/.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(package)}</Relationships>'
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )
    parts.update(further or {})
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            if strict and isinstance(content, str):
                content = _strict(content)  # noqa: PLW2901
            archive.writestr(name, content)
    return path


def _strict(xml: str) -> str:
    for family in ("wordprocessingml", "officeDocument", "drawingml"):
        xml = xml.replace(f"http://schemas.openxmlformats.org/{family}/2006/", f"http://purl.oclc.org/ooxml/{family}/")
    return xml


def read_body(folder: Path, body: str, **parts: object) -> ReadFile:
    """What the reader makes of a document with this body."""
    return read_file(build_docx(folder / "document.docx", body, **parts))  # type: ignore[arg-type]


def texts(read: ReadFile, kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in read.blocks if kind is None or block.kind is kind]


def numbered_texts(read: ReadFile) -> list[str]:
    return [f"{block.number}|{block.text}" for block in read.blocks]


def placed_texts(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.place, block.text) for block in blocks]


def run(text: str, properties: str = "") -> str:
    stated = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{stated}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, style: str = "", numbered: tuple[int, int] | None = None, properties: str = "") -> str:
    """A paragraph of runs (given as XML) or of one text. `numbered`: list id and level from 0."""
    inner = "".join(part if part.startswith("<") else run(part) for part in content)
    stated = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if numbered is not None:
        stated += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{stated}{properties}</w:pPr>{inner}</w:p>"


def cell(*content: str, span: int = 1, merge: str = "", properties: str = "") -> str:
    """A cell of paragraphs (given as XML) or texts. `merge`: "restart" or "continue"."""
    stated = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    inner = "".join(part if part.startswith("<") else paragraph(part) for part in content) or paragraph()
    return f"<w:tc><w:tcPr>{stated}{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def level(index: int, number_format: str, text: str, *, start: int = 1, further: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{further}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def definition(definition_id: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{definition_id}">{"".join(levels)}</w:abstractNum>'


def list_of(list_id: int, definition_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{definition_id}"/>{overrides}</w:num>'


def start_override(index: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def style(
    style_id: str,
    name: str,
    *,
    based_on: str = "",
    properties: str = "",
    run_properties: str = "",
    kind: str = "paragraph",
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def field(code: str, *result: str) -> str:
    """A complex field with its result runs; without any, a field that stores no result."""
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(result)}' if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>{separate}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def note(kind: str, note_id: int, *paragraphs: str) -> str:
    return f'<w:{kind} w:id="{note_id}">{"".join(paragraphs)}</w:{kind}>'


def note_reference(kind: str, note_id: int, *, own_mark: str = "") -> str:
    if own_mark:
        return f'<w:r><w:{kind}Reference w:customMarkFollows="1" w:id="{note_id}"/><w:t>{own_mark}</w:t></w:r>'
    return f'<w:r><w:{kind}Reference w:id="{note_id}"/></w:r>'
