"""The door to python-docx: a Word file opened, its XML handed on.

python-docx cannot open Strict files, macro-enabled files and templates, and stumbles over parts that do
not concern the text (a relationship to nothing, a header of zero length). So it is given a package made
in memory of just the parts that hold words, under their usual names and types.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart
from lxml import etree

from ingest.messages import say
from ingest.records import Notice, NoticeCode
from ingest.said import Said
from ingest.text.plain_text import make_plain
from ingest.unreadable import unreadable
from ingest.word.document_parts import WordParts, load_word_parts, parse_xml
from ingest.word.xml_names import Element, w

# Name in the package, content type and relationship of each side part of the main part.
_SIDE_PARTS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "endnotes": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
}


@dataclass(frozen=True, slots=True)
class WordFile:
    """The XML of a Word document by part. `title` is the one its properties state, made plain; `size` the bytes of
    its text part."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    title: str
    notices: tuple[Notice, ...]
    embedded: Mapping[str, bytes]
    size: int


def open_word(path: Path, packed: bytes | None = None) -> WordFile:
    """Open a .docx, .docm, .dotx or .dotm, Strict or not. Raises UnreadableFile when that is impossible.

    `packed`: the document itself, where it is a part of the file at `path`.
    """
    parts = load_word_parts(path, packed)
    try:
        document = docx.Document(_build_package(parts))
    except etree.XMLSyntaxError as error:
        raise unreadable(path, _explain_syntax(error), Said.REPAIR_IN_WORD) from error
    except (ValueError, KeyError) as error:  # a main part of another kind than python-docx takes
        raise unreadable(path, Said.NOT_BUILT_AS_WORD, Said.REPAIR_IN_WORD) from error
    root = document.part.element
    body = root.find(w("body")) if root.tag == w("document") else None
    if body is None:
        raise unreadable(path, Said.TEXT_PART_EMPTY, Said.REPAIR_IN_WORD)
    part = document.part
    return WordFile(
        body=body,
        styles=_side_root(part, RELATIONSHIP_TYPE.STYLES),
        numbering=_side_root(part, RELATIONSHIP_TYPE.NUMBERING),
        footnotes=_side_root(part, RELATIONSHIP_TYPE.FOOTNOTES),
        endnotes=_side_root(part, RELATIONSHIP_TYPE.ENDNOTES),
        # Without stored properties python-docx invents the title "Word Document".
        title=make_plain(document.core_properties.title) if parts.core_properties else "",
        notices=_notices(parts, root),
        embedded=parts.embedded,
        size=len(parts.main),
    )


def _build_package(parts: WordParts) -> io.BytesIO:
    types = [f'<Override PartName="/word/document.xml" ContentType="{CONTENT_TYPE.WML_DOCUMENT_MAIN}"/>']
    package_relations = [
        f'<Relationship Id="rId1" Type="{RELATIONSHIP_TYPE.OFFICE_DOCUMENT}" Target="word/document.xml"/>'
    ]
    relations = []
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        package.writestr("word/document.xml", parts.main)
        for name, (content_type, relation) in _SIDE_PARTS.items():
            data: bytes | None = getattr(parts, name)
            if data is None:
                continue
            package.writestr(f"word/{name}.xml", data)
            types.append(f'<Override PartName="/word/{name}.xml" ContentType="{content_type}"/>')
            relations.append(f'<Relationship Id="{name}" Type="{relation}" Target="{name}.xml"/>')
        if parts.core_properties is not None:
            package.writestr("docProps/core.xml", parts.core_properties)
            types.append(f'<Override PartName="/docProps/core.xml" ContentType="{CONTENT_TYPE.OPC_CORE_PROPERTIES}"/>')
            package_relations.append(
                f'<Relationship Id="rId2" Type="{RELATIONSHIP_TYPE.CORE_PROPERTIES}" Target="docProps/core.xml"/>'
            )
        package.writestr("[Content_Types].xml", _wrap("Types", "content-types", types))
        package.writestr("_rels/.rels", _wrap("Relationships", "relationships", package_relations))
        package.writestr("word/_rels/document.xml.rels", _wrap("Relationships", "relationships", relations))
    stream.seek(0)
    return stream


def _wrap(element: str, namespace: str, entries: list[str]) -> str:
    defaults = '<Default Extension="rels" ContentType="application/xml"/>' if element == "Types" else ""
    name = f"http://schemas.openxmlformats.org/package/2006/{namespace}"
    return f'<{element} xmlns="{name}">{defaults}{"".join(entries)}</{element}>'


def _side_root(main: DocumentPart, relation: str) -> Element | None:
    try:
        part = main.part_related_by(relation)
    except KeyError:
        return None
    # python-docx has no class for notes and keeps them as bytes.
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _explain_syntax(error: etree.XMLSyntaxError) -> Said:
    message = (error.msg or "").lower()
    if "depth" in message:
        return Said.NESTED_TOO_DEEP
    if "entity" in message or "amplification" in message:
        return Said.XML_ENTITIES
    if "huge" in message or "too long" in message or "too large" in message:
        return Said.ONE_TEXT_TOO_LONG
    return Said.NOT_WELL_FORMED


def _notices(parts: WordParts, root: Element) -> tuple[Notice, ...]:
    found: list[Notice] = []
    if parts.damaged:
        found.append(Notice(NoticeCode.UNSUPPORTED_OBJECT, say(Said.SIDE_PART_DAMAGED)))
    if root.getroottree().docinfo.internalDTD is not None:
        found.append(Notice(NoticeCode.UNSUPPORTED_OBJECT, say(Said.ENTITIES_LEFT_OUT)))
    return tuple(found)
