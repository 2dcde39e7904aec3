"""Which members of a zip package make up the Word document, with Strict names turned into the usual ones.

ECMA-376 part 2 (packages: relationships name the parts) and part 4 (the namespaces of the two variants).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from ingest import limits
from ingest.errors import UnreadableFile
from ingest.said import Said
from ingest.unreadable import unreadable
from ingest.word.xml_names import RELATIONSHIPS, w
from ingest.word.zip_parts import ZipParts

_MAIN_PART = f"{RELATIONSHIPS}/officeDocument"
_CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_PROPERTIES_ROOT = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
_EMBEDDED = f"{RELATIONSHIPS}/aFChunk"
_USUAL_MAIN_PART = "word/document.xml"
_CONTENT_TYPES = "[Content_Types].xml"

# Strict files name http://purl.oclc.org/ooxml/<family>/<rest> what the others name
# http://schemas.openxmlformats.org/<family>/2006/<rest>. Only attribute values are touched, never text.
_STRICT = re.compile(rb"(=\s*[\"'])http://purl\.oclc\.org/ooxml/([A-Za-z]+)/")


@dataclass(frozen=True, slots=True)
class WordParts:
    """The XML of the parts that hold words or say how they show; None where a document has no such part.

    `damaged` counts side parts that are named but missing or cannot be parsed. `embedded` holds the documents that
    are imported into the text (w:altChunk) by relationship id, those within the bounds of `limits`.
    """

    main: bytes
    styles: bytes | None
    numbering: bytes | None
    footnotes: bytes | None
    endnotes: bytes | None
    core_properties: bytes | None
    damaged: int
    embedded: Mapping[str, bytes]


def load_word_parts(path: Path, packed: bytes | None = None) -> WordParts:
    """Unpack the parts of the Word document at `path`. Raises UnreadableFile when it is none, or is damaged.

    `packed`: the document itself, where it is a part of the file at `path`; what is embedded in it is left out.
    """
    with ZipParts(path, packed) as members:
        package = _relationships(members, "")
        main_name = _find_main_part(path, members, package)
        main = _usual_names(members.read(main_name))
        check_markup(path, main)
        own = _relationships(members, main_name)
        side = {
            kind: _load_side_part(members, own.get(f"{RELATIONSHIPS}/{kind}"), w(kind))
            for kind in ("styles", "numbering", "footnotes", "endnotes")
        }
        embedded = _load_embedded(members, main_name) if packed is None and b"altChunk" in main else {}
        side["core_properties"] = _load_side_part(members, package.get(_CORE_PROPERTIES), _CORE_PROPERTIES_ROOT)
    damaged = sum(1 for part in side.values() if part == b"")
    found = {kind: part or None for kind, part in side.items()}
    return WordParts(main=main, damaged=damaged, embedded=embedded, **found)


def parse_xml(data: bytes) -> etree._Element | None:
    """The root element, None for XML that is not well formed.

    No entity is resolved, no DTD loaded, nothing fetched; depth and text size stay at libxml2's own bounds.
    """
    parser: etree.XMLParser[etree._Element] = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def check_markup(path: Path, data: bytes) -> None:
    """Refuse XML whose tree would not fit into memory: its size is known by its tags and attributes."""
    if data.count(b"<") + data.count(b"=") > limits.MAX_MARKUP:
        raise unreadable(path, Said.TOO_MUCH_MARKUP, Said.SPLIT)


def _usual_names(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        data = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text).encode("utf-8")
    return _STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/", data)


def _relationships(members: ZipParts, source: str) -> dict[str, str]:
    """Relationship type to target member of the part `source` ("" for the package); the first of a type counts."""
    targets: dict[str, str] = {}
    for kind, target, _ in _iterate_relationships(members, source):
        targets.setdefault(kind, target)
    return targets


def _iterate_relationships(members: ZipParts, source: str) -> Iterator[tuple[str, str, str]]:
    """Type, target member and id of the relationships of the part `source` that stay inside the package."""
    folder, name = posixpath.split(source)
    root = _parse_member(members, posixpath.join(folder, "_rels", f"{name}.rels"))
    for relationship in root if root is not None else ():
        kind, target = relationship.get("Type"), relationship.get("Target")
        if kind and target and relationship.get("TargetMode") != "External":
            inside = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            yield kind, inside, relationship.get("Id") or ""


def _load_embedded(members: ZipParts, main_name: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for kind, name, relation in _iterate_relationships(members, main_name):
        if kind == _EMBEDDED and name in members and members.size(name) <= limits.MAX_EMBEDDED_BYTES:
            if len(found) == limits.MAX_EMBEDDED:
                break
            found[relation] = members.read(name)
    return found


def _parse_member(members: ZipParts, name: str) -> etree._Element | None:
    if name not in members:
        return None
    data = _usual_names(members.read(name))
    return None if data.count(b"<") > limits.MAX_MARKUP // 10 else parse_xml(data)


def _find_main_part(path: Path, members: ZipParts, package: dict[str, str]) -> str:
    name = package.get(_MAIN_PART)
    if name is None or name not in members:
        name = _main_part_by_content_type(members) or _USUAL_MAIN_PART
    top = name.partition("/")[0]
    if top in ("xl", "ppt"):
        raise unreadable(path, Said.EXCEL if top == "xl" else Said.POWERPOINT, Said.SAVE_WHAT_IS_NEEDED)
    if name in members:
        return name
    raise _explain_no_main_part(path, members)


def _main_part_by_content_type(members: ZipParts) -> str | None:
    root = _parse_member(members, _CONTENT_TYPES)
    for entry in root if root is not None else ():
        kind, name = entry.get("ContentType") or "", (entry.get("PartName") or "").lstrip("/")
        if kind.endswith(".main+xml") and name in members:
            return name
    return None


def _explain_no_main_part(path: Path, members: ZipParts) -> UnreadableFile:
    if "mimetype" in members and b"opendocument" in members.read("mimetype")[:200]:
        return unreadable(path, Said.OPEN_DOCUMENT, Said.SAVE_AS_DOCX)
    if _CONTENT_TYPES in members:
        return unreadable(path, Said.TEXT_PART_MISSING, Said.REPAIR_IN_WORD)
    return unreadable(path, Said.ZIP_ARCHIVE, Said.UNPACK)


def _load_side_part(members: ZipParts, name: str | None, root_name: str) -> bytes | None:
    """The part's XML; None when the document has none; empty when it is named but of no use."""
    if name is None:
        return None
    if name not in members:
        return b""
    data = _usual_names(members.read(name))
    if data.count(b"<") + data.count(b"=") > limits.MAX_MARKUP:
        return b""
    root = parse_xml(data)
    return data if root is not None and root.tag == root_name else b""
