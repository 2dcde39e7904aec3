"""Parts of documents as a whole: their titles and sentences, and what to quote of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest import Paragraph, ParagraphKind, Span, fold, split_sentences, trim_stops
from qa.corpus import Corpus
from qa.lists import announces, last_sentence, list_items
from qa.quotation import Quotation, Role
from qa.table_cells import is_header

MOST_OF_A_WHOLE = 16
_FEW_HEADINGS, _MOST_HEADINGS = 4, 24  # of a document with few parts those inside them are told as well
_SHORT_TITLE = 16  # characters; a numbered paragraph that opens with so short a sentence, and goes on, has a title
_DATED = re.compile(r"(?:19|20)\d{2}\s*年(?![春秋])")
# What a run-in heading that prescribes or tells something holds, and a name of what is treated does not.
_PRESCRIBES = re.compile(
    r"\d|不(?!断|忘|懈|渝|移)|严禁|禁止|应当|必须|须|方可|[的地]，|，由|由.{2,10}(?:负责|审核|统筹|组织|登记)|“[^”]+”[^，,]*[，,].{2,}。?$"
)
_STATES = re.compile(r"\d|[，,；;：:]|不|应当|必须|须|可以|禁止|实行|负责|[是为由]")
# The words in which a document itself sums up.
_SUMS_UP = re.compile(r"总(?:体|的)(?:工作)?(?:要求|思路|目标|部署)|指导思想")


def is_title(paragraph: Paragraph, span: Span) -> bool:
    """Whether these characters only name what is treated. A run-in heading that states a figure, or prescribes, is none."""
    words = paragraph.text[max(span.start, paragraph.label_end) : span.end]
    if paragraph.kind is ParagraphKind.HEADING:
        return True
    if span.end <= paragraph.title_end + 1:
        return _PRESCRIBES.search(_DATED.sub("", words)) is None
    opens = bool(paragraph.number) and not paragraph.lead and span.start <= paragraph.label_end + 1
    goes_on = len(paragraph.text) - span.end > len(words)
    return opens and goes_on and len(words.strip()) <= _SHORT_TITLE and _STATES.search(words.strip("。 ")) is None


def body_sentences(paragraph: Paragraph) -> tuple[Span, ...]:
    """The sentences behind a paragraph's title, without their stops; with it when there is nothing else. A table's row is one."""
    if paragraph.kind is ParagraphKind.TABLE_ROW:
        return (trim_stops(paragraph.text, Span(0, len(paragraph.text))),)
    sentences = split_sentences(paragraph.text, paragraph.label_end, len(paragraph.text))
    bodies = [sentence for sentence in sentences if not is_title(paragraph, sentence)] or list(sentences)
    spans = [trim_stops(paragraph.text, sentence) for sentence in bodies]
    return tuple(span for span in spans if span.start < span.end)


def find_summing_up(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """Where a document says its overall aims: the paragraph that sums up, or else the last before its first heading."""
    bodies = [one for one in paragraphs if one.kind is not ParagraphKind.HEADING]
    summing_up = next((one for one in bodies if _SUMS_UP.search(fold(one.text))), None)
    return summing_up or next((one for one in reversed(bodies) if not one.heading_path), None)


def quote_section(part: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """A part as it is: the headings inside it, else its list, else its sentences in order."""
    headings = headings_inside(part, corpus)
    if len(headings) == 1 and is_document_title(part):  # a notice that carries the document
        return quote_section(headings[0].paragraph, corpus)
    if len(headings) > 1 and is_document_title(part) and len(headings) < _FEW_HEADINGS:
        deeper = [(one, *headings_inside(one.paragraph, corpus)) for one in headings]
        return tuple(quotation for group in deeper for quotation in group)[:_MOST_HEADINGS]
    if len(headings) > 1:
        return headings
    if part.kind is not ParagraphKind.HEADING:
        return _quote_article(part, corpus)
    if list_items(part, corpus):
        return quote_introduced(part, corpus)
    return _quote_bodies(bodies_under(part, corpus)[:MOST_OF_A_WHOLE], corpus)


def _quote_article(part: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """All its paragraphs, each with its list: the numbered one, and those under it, as the later ones of an article."""
    under = (one for one in corpus.paragraphs if one.anchor.startswith(f"{part.anchor}/") and not one.lead)
    bodies = (one for one in under if one.kind is not ParagraphKind.HEADING and not is_header(one, corpus))
    told = [quotation for one in (part, *bodies) for quotation in _quote_with_list(one, corpus)]
    return tuple(told[: max(MOST_OF_A_WHOLE, len(_quote_with_list(part, corpus)))])


def _quote_with_list(paragraph: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    items = list_items(paragraph, corpus)
    if not items or items[0].lead == paragraph.lead:  # no list, or the rest of one that it is of
        return quote_whole(paragraph)
    introducing = last_sentence(paragraph)
    before = (one for one in quote_whole(paragraph) if one.span.end <= introducing.start)
    return (*before, *quote_introduced(paragraph, corpus))


def quote_arrangements(part: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """What a part arranges: all the sentences of a paragraph, or of what stands under a heading.

    A heading with more paragraphs under it than can be read is told by the headings inside it.
    """
    if part.kind is not ParagraphKind.HEADING:
        return quote_whole(part)
    bodies = bodies_under(part, corpus)
    if len(bodies) > MOST_OF_A_WHOLE:
        return quote_section(part, corpus)
    return _quote_bodies(bodies, corpus)


def _quote_bodies(bodies: Sequence[Paragraph], corpus: Corpus) -> tuple[Quotation, ...]:
    """All their sentences, or where these are too many the first of each; where one announces a list, its items."""
    announcing = {one.anchor for one in bodies if list_items(one, corpus) and announces(one.text)}
    if announcing:
        told = [
            (*(Quotation(one, span) for span in body_sentences(one)[:-1]), *quote_introduced(one, corpus))
            if one.anchor in announcing
            else tuple(Quotation(one, span) for span in body_sentences(one))
            for one in bodies
        ]
        return tuple(quotation for quotations in told for quotation in quotations)[:_MOST_HEADINGS]
    sentences = [Quotation(one, span) for one in bodies for span in body_sentences(one)]
    if len(bodies) == 1 or len(sentences) <= MOST_OF_A_WHOLE:
        return tuple(sentences[:MOST_OF_A_WHOLE])
    return tuple(Quotation(one, body_sentences(one)[0]) for one in bodies if body_sentences(one))


def quote_whole(paragraph: Paragraph) -> tuple[Quotation, ...]:
    """All the sentences behind its title."""
    return tuple(Quotation(paragraph, span) for span in body_sentences(paragraph))[:MOST_OF_A_WHOLE]


def quote_introduced(introduction: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """What introduces a list, and its items."""
    items = list_items(introduction, corpus)
    lead = trim_stops(introduction.text, last_sentence(introduction))
    return (Quotation(introduction, lead), *(Quotation(item, _first_words(item), Role.ITEM) for item in items))


def quote_announced(paragraph: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """A last sentence that announces what follows, and the headings that do: "重点做好以下9项工作"; nothing where none do."""
    depth, lead = len(paragraph.heading_path), last_sentence(paragraph)
    next_one = corpus.paragraphs[corpus.paragraph_positions[paragraph.anchor] + 1 :][:1]
    follows = any(one.doc_id == paragraph.doc_id and len(one.heading_path) == depth + 1 for one in next_one)
    if not follows or not announces(paragraph.text[lead.start : lead.end]):
        return ()
    parents = (
        one
        for one in corpus.paragraphs
        if one.doc_id == paragraph.doc_id
        and one.heading_path == paragraph.heading_path
        and one.kind is ParagraphKind.HEADING
    )
    headings = [quotation for parent in parents for quotation in headings_inside(parent, corpus)]
    return (Quotation(paragraph, trim_stops(paragraph.text, lead)), *headings) if len(headings) > 1 else ()


def headings_inside(section: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """The headings one level below a heading, in order, without their numbers; of a title all the outermost."""
    if section.kind is not ParagraphKind.HEADING:
        return ()
    depth = _depth(section)
    inside: Mapping[tuple[str, ...], Paragraph] = {
        paragraph.heading_path: paragraph
        for paragraph in reversed(corpus.paragraphs)
        if paragraph.doc_id == section.doc_id
        and paragraph.anchor != section.anchor
        and len(paragraph.heading_path) == depth + 1
        and paragraph.heading_path[:depth] == section.heading_path[:depth]
        and (paragraph.kind is ParagraphKind.HEADING or paragraph.title_end)
    }
    parts = sorted(inside.values(), key=lambda paragraph: paragraph.position)
    return tuple(
        Quotation(part, trim_stops(part.text, Span(part.label_end, part.title_end or len(part.text))), Role.HEADING)
        for part in parts
    )


def is_document_title(paragraph: Paragraph) -> bool:
    return paragraph.anchor == f"{paragraph.doc_id}/title"


def _depth(heading: Paragraph) -> int:
    """How many headings govern what stands under it; a title governs nothing by its path."""
    return 0 if is_document_title(heading) else len(heading.heading_path)


def bodies_under(part: Paragraph, corpus: Corpus) -> list[Paragraph]:
    depth = _depth(part)
    return [
        one
        for one in corpus.paragraphs
        if one.doc_id == part.doc_id
        and one.anchor != part.anchor
        and one.heading_path[:depth] == part.heading_path[:depth]
        and one.kind is not ParagraphKind.HEADING
        and not one.lead
        and not is_header(one, corpus)
    ]


def _first_words(item: Paragraph) -> Span:
    """An item's first sentence, with its title before it where it has one."""
    sentences = split_sentences(item.text, item.label_end, len(item.text))
    end = next((one.end for one in sentences if not is_title(item, one)), sentences[-1].end)
    return trim_stops(item.text, Span(sentences[0].start, end))
