"""Documents that a Word file imports into its text (w:altChunk, ECMA-376 17.17.2.1): web pages and plain text.

Only their words are taken: nothing is fetched or run, and how they would look is left aside.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.html import HTMLParser

from ingest.file_kind import FileKind, name_file_kind
from ingest.records import Block, BlockKind
from ingest.text.plain_text import make_plain
from ingest.text_reader import decode_text, read_lines

_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "textarea"))
_PARTS_TEXT = frozenset(
    (
        "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "tr",
        "blockquote", "pre", "section", "article", "header", "footer", "body", "hr", "br", "figure", "main", "address",
    )
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_embedded_text(data: bytes) -> tuple[Block, ...] | None:
    """The paragraphs of an embedded web page or text; None for what is neither."""
    kind = name_file_kind(data[:4096])
    if kind is FileKind.EMPTY:
        return ()
    if kind not in {FileKind.HTML, FileKind.XML, FileKind.OTHER}:
        return None
    text = decode_text(data)
    if text is None:
        return None
    return read_lines(text) if kind is FileKind.OTHER else tuple(_read_html(text))


def _read_html(text: str) -> Iterator[Block]:
    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(text.encode("utf-8"), parser)
    if root is None:
        return
    line: list[str] = []
    level: int | None = None
    skipped = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _UNSEEN or _is_hidden(node):
            skipped += 1 if event == "start" else -1
        elif tag in _PARTS_TEXT:
            if shown := make_plain("".join(line)):
                yield Block(BlockKind.PARAGRAPH, shown, heading_level=level)
            line, level = [], _HEADINGS.get(tag) if event == "start" else None
        elif tag in {"td", "th"} and event == "start" and "".join(line).strip():
            line.append("；")
        said = node.text if event == "start" else node.tail
        # What stands behind an unseen element is seen again.
        if said and not skipped and (event == "end" or tag not in _UNSEEN):
            line.append(said.replace("\n", " "))
    if shown := make_plain("".join(line)):
        yield Block(BlockKind.PARAGRAPH, shown)


def _is_hidden(node: etree._Element) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or node.get("hidden") is not None
