"""A document as one reads it, opened at a paragraph: outline, neighbours, the quotation marked, oddities explained.

Pure functions from records to HTML. What a document holds passes through `escape`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

from ingest import Document, OutlineEntry, Paragraph, ParagraphKind, Place, Span
from qa import Citation
from ui.words import Words, quote_title

# Paragraphs shown on either side; a whole short document, some ten screens of a long one.
NEIGHBOURS = 80
_DEEPEST_HEADING = 6
_OUTLINE_DEPTHS = 3
_FOLDER = Path(__file__).parent


def link_to_place(anchor: str, words: Words, *, span: Span | None = None, text_hash: str = "") -> str:
    """The address, relative to the page, of a paragraph in its document, with the quoted characters marked.

    `text_hash` is the fingerprint of the paragraph as it was quoted: the document says so when it has changed. The
    fragment brings a browser there where no script does.
    """
    marked = {"start": span.start, "end": span.end} if span else {}
    known = {"hash": text_hash} if text_hash else {}
    return "document?" + urlencode({"anchor": anchor, **marked, **known, "lang": words.language.value}) + "#cited"


def render_document(place: Place, words: Words, *, span: Span | None = None, changed: bool = False) -> str:
    """The document around a paragraph. `span` is marked, unless the paragraph `changed` since it was quoted."""
    document, current = place.document, place.paragraph
    shown = (*place.before, current, *place.after)
    marked = None if changed or not _holds(span, current) else span
    paragraphs = "".join(
        _render_paragraph(one, words, marked=marked, note=_changed(document, words) if changed else "", cited=True)
        if one is current
        else _render_paragraph(one, words)
        for one in shown
    )
    earlier = "" if place.is_first else _render_part(shown[0], words.earlier_part, words)
    later = "" if place.is_last else _render_part(shown[-1], words.later_part, words)
    return (
        f'<article class="document" lang="zh-CN"><header class="document-head"><h2 id="reader-title" tabindex="-1">'
        f"{escape(quote_title(document.title, words))}</h2>{_render_where(current)}</header>"
        f'<div class="document-body">{_render_outline(place.outline, current, words)}'
        f'<div class="pages" role="region" tabindex="0" lang="zh-CN" aria-label="{escape(words.document_text)}">'
        f"{earlier}{paragraphs}{later}</div></div></article>"
    )


def render_missing(words: Words) -> str:
    """What stands in place of a paragraph that is no longer there."""
    return (
        f'<article class="document missing"><p class="notice" role="alert">{escape(words.place_missing)}</p></article>'
    )


def render_page(inside: str, title: str, words: Words) -> str:
    """A page of its own around what the functions above give: for a link opened in a window, and without scripts."""
    style = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("chat.css", "reader.css"))
    dark = 'if(matchMedia("(prefers-color-scheme: dark)").matches)document.documentElement.classList.add("dark")'
    return (
        f'<!doctype html><html lang="{words.html_language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f'<style>{style}</style><script>{dark}</script></head><body class="document-page"><main>'
        f'<p class="to-chat"><a href="./?lang={words.language.value}">{escape(words.back_to_asking)}</a></p>'
        f"{inside}</main></body></html>"
    )


def describe_place(citation: Citation, words: Words) -> str:
    """Where a citation stands, as text: 《文件》 二、8 › 标题."""
    label = f" {citation.label}" if citation.label else ""
    return quote_title(citation.doc_title, words) + label + "".join(f" › {one}" for one in citation.heading_path)


def _holds(span: Span | None, paragraph: Paragraph) -> bool:
    return span is not None and 0 <= span.start < span.end <= len(paragraph.text)


def _changed(document: Document, words: Words) -> str:
    return words.place_changed.format(date=document.ingested_at[:10])


def _render_where(paragraph: Paragraph) -> str:
    named = paragraph.kind is ParagraphKind.HEADING and paragraph.text.startswith(paragraph.label)
    label = "" if named or not paragraph.label else f'<span class="label">{escape(paragraph.label)}</span> '
    path = ' <span class="step">›</span> '.join(escape(heading) for heading in paragraph.heading_path)
    return f'<p class="where">{label}{path}</p>' if label or path else ""


def _render_outline(outline: Sequence[OutlineEntry], current: Paragraph, words: Words) -> str:
    if not outline:
        return ""
    entries = "".join(
        f'<li class="depth-{min(entry.depth, _OUTLINE_DEPTHS)}"><a href="{escape(link_to_place(entry.anchor, words))}" '
        f'data-anchor="{escape(entry.anchor)}"{_current(entry, current)}>{escape(entry.heading)}</a></li>'
        for entry in outline
    )
    title = escape(words.outline_title)
    return f'<nav class="outline" aria-label="{title}"><details open><summary>{title}</summary><ol>{entries}</ol></details></nav>'


def _current(entry: OutlineEntry, paragraph: Paragraph) -> str:
    return ' aria-current="location"' if entry.path == paragraph.heading_path else ""


def _render_part(edge: Paragraph, title: str, words: Words) -> str:
    return f'<p class="part"><a href="{escape(link_to_place(edge.anchor, words))}" data-read>{escape(title)}</a></p>'


def _render_paragraph(
    paragraph: Paragraph, words: Words, *, marked: Span | None = None, note: str = "", cited: bool = False
) -> str:
    drawn = "" if paragraph.text.startswith(paragraph.number) else paragraph.number
    number = f'<span class="drawn">{escape(drawn)}</span>' if drawn else ""
    tag = "p"
    if paragraph.kind is ParagraphKind.HEADING:
        tag = f"h{min(len(paragraph.heading_path) + 2, _DEEPEST_HEADING)}"
    notes = dict.fromkeys(filter(None, (note, *(words.explain(one.code) for one in paragraph.notices))))
    explained = "".join(f'<p class="notice" lang="{words.html_language}">{escape(one)}</p>' for one in notes)
    attributes = ' id="cited" tabindex="-1" aria-current="true"' if cited else ""
    return (
        f'<section class="paragraph {paragraph.kind.value}{" cited" if cited else ""}" '
        f'data-anchor="{escape(paragraph.anchor)}"{attributes}>'
        f"<{tag}>{number}{_render_text(paragraph, marked, words)}</{tag}>{explained}</section>"
    )


def _render_text(paragraph: Paragraph, marked: Span | None, words: Words) -> str:
    """The words with the quotation in <mark>, a run-in heading in <strong>, and what is hidden or lost underlined."""
    start, end = (marked.start, marked.end) if marked else (0, 0)
    before = _render_range(paragraph, 0, start, words)
    after = _render_range(paragraph, end, len(paragraph.text), words)
    if not marked:
        return after
    language = f' lang="{words.html_language}"'
    return (
        f'{before}<span class="unseen"{language}>{escape(words.quote_begins)}</span>'
        f"<mark>{_render_range(paragraph, start, end, words)}</mark>"
        f'<span class="unseen"{language}>{escape(words.quote_ends)}</span>{after}'
    )


def _render_range(paragraph: Paragraph, start: int, end: int, words: Words) -> str:
    flaws = [
        (one.span.start, one.span.end, words.explain(one.code))
        for one in paragraph.notices
        if one.span and words.explain(one.code) and one.span.start < one.span.end
    ]
    edges = {start, end, paragraph.title_end, *(edge for first, last, _ in flaws for edge in (first, last))}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    html = ""
    for first, last in pairwise(cuts):
        piece = escape(paragraph.text[first:last])
        flaw = next((told for begin, stop, told in flaws if begin <= first and last <= stop), "")
        if flaw:
            piece = f'<span class="flaw" title="{escape(flaw)}">{piece}</span>'
        html += f"<strong>{piece}</strong>" if last <= paragraph.title_end else piece
    return html
