"""An answer as HTML: its text with markers, and beside it the cards that show each quotation in its paragraph.

Pure functions from records to strings. Whatever comes from a person, a document or a model passes through `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise

from ingest import Span, hash_text
from qa import Answer, AnswerNotice, Citation, Language, Outcome
from ui.answer_tools import render_actions
from ui.document_view import link_to_place
from ui.words import Words, quote_title

# A paragraph is shown whole up to this many characters: about eight lines of a card, one glance.
WHOLE_UP_TO = 220
# Of a longer one, this much is shown on either side of the quotation.
CONTEXT = 60
# Less than this is not worth a click.
FOLD_AT_LEAST = 30
CONSULTED_SHOWN = 3

_MARKER = re.compile(r"\[(\d{1,3})\]")
# A comma between digits ("1,200") is no stop.
_STOP = re.compile(r"[。；！？，;!?\n]|,(?!\d)")


def render_reply(answer: Answer, turn_id: str, words: Words, *, thumbs: bool = False) -> str:
    """The whole reply: answer and citations side by side, a refusal, or a greeting.

    `turn_id` starts every element id, so that the markers of one answer lead to its own citations. `thumbs`: whether
    a judgement can be kept.
    """
    if answer.outcome is Outcome.ANSWERED:
        return (
            f'<div class="reply answered">{_open_answer(answer, words)}'
            f"{render_answer_text(answer, turn_id, words)}"
            f"{render_notices(_notices_without_citation(answer))}"
            f'<p class="answerer">{escape(_name_answerer(answer, words))}</p>'
            f"{render_actions(answer, turn_id, words, thumbs=thumbs)}</section>"
            f"{render_citations(answer, turn_id, words)}</div>"
        )
    if answer.outcome is Outcome.GREETING:
        return (
            f'<div class="reply greeting">{_open_answer(answer, words)}'
            f"{_render_lines(escape(answer.text))}</section></div>"
        )
    return (
        f'<div class="reply refused">{_open_answer(answer, words)}'
        f'<h3 class="refusal">{escape(words.refusal_title)}</h3>{_render_lines(escape(answer.text))}'
        f"{render_notices(answer.notices)}{render_consulted(answer, words)}"
        f"{render_actions(answer, turn_id, words, thumbs=thumbs)}</section></div>"
    )


def render_answer_text(answer: Answer, turn_id: str, words: Words) -> str:
    """The answer's text, one <p> a line; each marker a link to its place in the document, on the line of the sign before it."""
    html = ""
    linked: set[int] = set()
    links = {citation.number: _link_to(citation, words) for citation in answer.citations}
    pieces = split_at_markers(answer)
    for piece, following in zip(pieces, (*pieces[1:], ""), strict=True):
        if isinstance(piece, int):
            # Only a number's first marker carries the id that "back to the answer" leads to: ids are unique.
            element_id = "" if piece in linked else f' id="{turn_id}-m{piece}"'
            linked.add(piece)
            html += (
                f'<a class="marker"{element_id} href="{escape(links[piece])}" data-read data-card="{turn_id}-c{piece}" '
                f'aria-label="{escape(words.marker_label.format(number=piece))}">'
                f'<span class="bracket">[</span>{piece}<span class="bracket">]</span></a>'
            )
            if not isinstance(following, int):
                html += "</span>"
        elif isinstance(following, int) and piece and not piece[-1].isspace():
            html += f'{escape(piece[:-1])}<span class="unbroken">{escape(piece[-1])}'
        else:
            html += escape(piece) + ('<span class="unbroken">' if isinstance(following, int) else "")
    return _render_lines(html)


def split_at_markers(answer: Answer) -> tuple[str | int, ...]:
    """Cut the answer's text at its markers: text and citation numbers, in order, beginning with text.

    A bracketed number inside a quoted sentence ("[1]" of a document's own footnote) is text, and so is
    one that no citation bears. Where the text runs on in one line, a sentence with other citations than
    the one before it begins a new line.
    """
    numbers = {citation.number for citation in answer.citations}
    sentences = _locate_sentences(answer)
    breaks = {
        start
        for (_, _, before), (start, _, citations) in pairwise(sentences)
        if citations != before and "\n" not in answer.text
    }
    markers = [
        match
        for match in _MARKER.finditer(answer.text)
        if int(match[1]) in numbers
        and not any(start <= match.start() and match.end() <= end for start, end, _ in sentences)
    ]
    pieces: list[str | int] = []
    position = 0
    for match in markers:
        between = _break_lines(answer.text, position, match.start(), breaks)
        if between or not pieces:
            pieces.append(between)
        pieces.append(int(match[1]))
        position = match.end()
    return (*pieces, _break_lines(answer.text, position, len(answer.text), breaks))


def _holds(citation: Citation) -> bool:
    start, end = citation.start, citation.end
    return citation.verified and 0 <= start < end and citation.paragraph[start:end] == citation.quote


def _link_to(citation: Citation, words: Words) -> str:
    span = Span(citation.start, citation.end) if _holds(citation) else None
    return link_to_place(citation.anchor, words, span=span, text_hash=hash_text(citation.paragraph))


def _open_answer(answer: Answer, words: Words) -> str:
    language = "en" if answer.language is Language.EN else "zh-CN"
    return f'<section class="answer" lang="{language}" aria-label="{escape(words.answer_label)}">'


def _locate_sentences(answer: Answer) -> list[tuple[int, int, tuple[int, ...]]]:
    """Where each sentence stands in the answer's text, with its citations; one that is not found there is left out."""
    located = []
    position = 0
    for sentence in answer.sentences:
        start = answer.text.find(sentence.text, position)
        if start >= 0:
            position = start + len(sentence.text)
            located.append((start, position, sentence.citations))
    return located


def _break_lines(text: str, start: int, end: int, breaks: set[int]) -> str:
    edges = [start, *sorted(one for one in breaks if start <= one < end), end]
    return "\n".join(text[first:last] for first, last in pairwise(edges))


def render_citations(answer: Answer, turn_id: str, words: Words) -> str:
    if not answer.citations:
        return ""
    cards = "".join(
        render_citation(citation, [n for n in answer.notices if n.citation == citation.number], turn_id, words)
        for citation in answer.citations
    )
    label = escape(words.citations_label)
    return f'<aside class="citations" aria-label="{label}"><h3>{label}</h3>{cards}</aside>'


def render_citation(citation: Citation, notices: list[AnswerNotice], turn_id: str, words: Words) -> str:
    """One card: where it stands (document, label, headings), the paragraph with the quotation marked, what to know.

    When the offsets do not hold the quotation nothing is marked and the card says so.
    """
    start, end = citation.start, citation.end
    holds = _holds(citation)
    path = ' <span class="step">›</span> '.join(escape(heading) for heading in citation.heading_path)
    element_id = f"{turn_id}-c{citation.number}"
    marker_id = f"{turn_id}-m{citation.number}"
    return (
        f'<article class="citation" id="{element_id}" tabindex="-1" '
        f'aria-label="{escape(words.citation_name.format(number=citation.number))}">'
        f'<header><span class="number">{citation.number}</span>'
        f"<cite>{escape(quote_title(citation.doc_title, words))}</cite>"
        + (f'<span class="label">{escape(citation.label)}</span></header>' if citation.label else "</header>")
        + (f'<p class="path" lang="zh-CN">{path}</p>' if path else "")
        + render_paragraph(citation.paragraph, *((start, end) if holds else (0, 0)))
        + ("" if holds else f'<p class="notice">{escape(words.not_verified)}</p>')
        + f'{render_notices(notices)}<div class="actions"><a class="open" href="{escape(_link_to(citation, words))}" '
        f'data-read data-number="{citation.number}">{escape(words.open_in_document)}</a>{_render_fold_button(citation, words)}'
        f'<a class="back" href="#{marker_id}" data-goto="{marker_id}">'
        f'<span aria-hidden="true">↑</span> {escape(words.back_to_answer)}</a></div></article>'
    )


def render_paragraph(text: str, start: int, end: int) -> str:
    """The paragraph with [start, end) in <mark> (nothing marked when empty); parts far from it are folded away."""
    first, last = choose_excerpt(text, start, end)
    marked = f"<mark>{escape(text[start:end])}</mark>" if end > start else ""
    return (
        f'<blockquote lang="zh-CN">{_fold(text[:first])}{escape(text[first:start])}{marked}'
        f"{escape(text[end:last])}{_fold(text[last:])}</blockquote>"
    )


def choose_excerpt(text: str, start: int, end: int) -> tuple[int, int]:
    """Which characters of a paragraph are shown at first: a half-open range around the quotation [start, end).

    A paragraph of up to WHOLE_UP_TO characters is shown whole. Cuts fall after a stop where one is near.

    >>> choose_excerpt("很短的一段。", 0, 2)
    (0, 6)
    """
    if len(text) <= WHOLE_UP_TO:
        return 0, len(text)
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    stops = [stop.end() for stop in _STOP.finditer(text)]
    stops_before = [stop for stop in stops if first < stop <= start]
    stops_after = [stop for stop in stops if end < stop <= last]
    first = stops_before[0] if stops_before else first
    last = stops_after[-1] if stops_after else last
    return (first if first >= FOLD_AT_LEAST else 0), (last if len(text) - last >= FOLD_AT_LEAST else len(text))


def render_notices(notices: Iterable[AnswerNotice]) -> str:
    """What a reader must know, in the words and the language of the answer, each sentence once."""
    sentences = dict.fromkeys(notice.message for notice in notices)
    return "".join(f'<p class="notice">{escape(sentence)}</p>' for sentence in sentences if sentence)


def render_consulted(answer: Answer, words: Words) -> str:
    """The first paragraphs that were looked at, by the places their anchors name; "" when there were none."""
    if not answer.consulted:
        return ""
    places = "".join(
        f'<li><a href="{escape(link_to_place(passage.anchor, words))}" data-read>'
        f"{escape(' › '.join(passage.anchor.split('/')))}</a></li>"
        for passage in answer.consulted[:CONSULTED_SHOWN]
    )
    return f'<details class="consulted"><summary>{escape(words.consulted_title)}</summary><ul>{places}</ul></details>'


def _render_fold_button(citation: Citation, words: Words) -> str:
    if choose_excerpt(citation.paragraph, citation.start, citation.end) == (0, len(citation.paragraph)):
        return ""
    return (
        f'<button type="button" class="fold" aria-expanded="false" data-less="{escape(words.show_less)}" '
        f'data-more="{escape(words.show_whole_paragraph)}">{escape(words.show_whole_paragraph)}</button>'
    )


def _fold(text: str) -> str:
    """Text that is shown only on demand, with the dots that stand for it until then."""
    return f'<span class="dots">…</span><span class="far">{escape(text)}</span>' if text else ""


def _render_lines(html: str) -> str:
    return "".join(f"<p>{line}</p>" for line in html.split("\n") if line.strip())


def _notices_without_citation(answer: Answer) -> list[AnswerNotice]:
    numbers = {citation.number for citation in answer.citations}
    return [notice for notice in answer.notices if notice.citation not in numbers]


def _name_answerer(answer: Answer, words: Words) -> str:
    if answer.answerer == "extractive":
        return words.by_extraction
    return words.by_model.format(name=answer.answerer)
