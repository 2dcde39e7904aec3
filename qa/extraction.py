"""From ranked sentences to quotations: the smallest run of clauses that answers, or all of a rule, list or overview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import Paragraph, ParagraphKind, Span, fold, tokenize_words, trim_stops
from qa.answer_kind import AnswerKind
from qa.corpus import Corpus, searchable_text
from qa.evidence import Evidence, FoundSentence
from qa.holding import HOLDS
from qa.intent import ASKING_WORDS, asks, read_focus
from qa.lists import (
    announces,
    find_head,
    find_inline_list_around,
    find_introduction,
    is_short_row,
    last_sentence,
    list_items,
    quote_inline_list,
)
from qa.mentions import find_mentions
from qa.named_parts import find_named_part
from qa.narrowing import quote
from qa.parts import asks_for_mentions, asks_separately
from qa.quotation import Quotation, Role
from qa.sections import (
    body_sentences,
    is_title,
    quote_announced,
    quote_arrangements,
    quote_introduced,
    quote_section,
    quote_whole,
)
from qa.subject_words import WANTS_ALL, names_most_of, telling_words
from qa.table_cells import is_header

# A list of which all is required, whatever of it the question names: 应当提交下列材料, 同时符合以下条件.
_WANTS_EACH = re.compile(r"(?:提交|提供|携带|备齐|出示|符合|具备|满足)[^,，。;；]{0,6}(?:下列|以下|如下)|同时")
# How far below the best a second sentence may score to be quoted as well: one of the same paragraph, or another's.
_SAME_MARGIN, _OTHER_MARGIN = 2.5, 2.0
_JUDGED_MARGIN = 4.0  # … and how far below the best the reader may judge it, in log-odds
_SEVERAL_MARGIN = 2.5  # the same where a rule or a list is asked for
_MOST_QUOTES = {False: 3, True: 5}
# How far below the best one that states what is asked for may score: of 22 further below, on the dev splits, none answered.
_STATED_MARGIN = 1.5
_STATED = {AnswerKind.FIGURE, AnswerKind.MONEY, AnswerKind.TIME, AnswerKind.CONTACT}


def extract_quotations(evidence: Evidence, corpus: Corpus) -> tuple[Quotation, ...]:
    """What to quote, in the order to show it; nothing without a sentence to quote from."""
    if evidence.whole:
        return tuple(Quotation(one, trim_stops(one.text, Span(0, len(one.text)))) for one in evidence.whole)
    if evidence.part is not None:
        return quote_section(evidence.part, corpus)
    bodies = [
        one
        for one in evidence.sentences
        if not is_title(one.paragraph, one.chunk.span) and not is_header(one.paragraph, corpus)
    ]
    if not bodies:
        return ()
    everywhere = asks_for_mentions(evidence.query.text) and not evidence.other_script
    mentions = find_mentions(evidence, corpus) if everywhere else ()
    if len(mentions) > 1:
        return mentions
    bodies = _with_stated_first(evidence, bodies)
    whole = _quote_named_part(evidence, corpus) or _quote_list(evidence, bodies[0], corpus)
    if whole:
        return whole
    if evidence.intent.broad and _is_about(bodies[0].paragraph, evidence, corpus):
        return _with_introductions(quote_whole(bodies[0].paragraph), corpus)
    chosen = _choose_sentences(evidence, bodies, corpus)
    announced = next((one.paragraph for one in chosen if _announces_items(one, corpus)), None)
    if announced is not None and evidence.intent.wants_several:
        return quote_introduced(announced, corpus)
    quotations = [_quote_list_around(one, evidence) or quote(one, evidence, corpus) for one in chosen]
    if evidence.intent.wants_several:
        items = {one.paragraph.anchor: one.paragraph for one in quotations}
        above = [find_introduction(item, corpus) for item in items.values()]
        first = above[0]
        if first is not None and above.count(first) > 1:  # several of a list's items: all of them are wanted
            return quote_introduced(first, corpus)
        joint = next((one for one in above if one is not None and _wants_each(one, evidence)), None)
        if joint is not None:
            beside = [one for one in quotations if find_introduction(one.paragraph, corpus) is not joint]
            told = _with_introductions(_join_neighbours(beside, "，,；;。、 "), corpus)
            listed = quote_introduced(joint, corpus)
            return (*listed, *told) if first is joint else (*told, *listed)
        return _with_introductions(_join_neighbours(quotations, "，,；;。、 "), corpus)
    return _with_introductions(_join_neighbours(quotations, "；;"), corpus)


def _with_stated_first(evidence: Evidence, bodies: list[FoundSentence]) -> list[FoundSentence]:
    """Where a figure, a sum or a time is asked for and the best sentence states none, or one of something else (a share
    where schools are counted), one of its paragraph that does and is nearly as good."""
    best = bodies[0]
    if evidence.intent.kind not in _STATED or best.holds >= HOLDS:
        return bodies
    near = (
        one
        for one in bodies
        if one.paragraph.anchor == best.paragraph.anchor and best.score - one.score < _STATED_MARGIN
    )
    other = next((one for one in near if one.holds == 1), best)
    return [other, *(one for one in bodies if one is not other)]


def _quote_named_part(evidence: Evidence, corpus: Corpus) -> tuple[Quotation, ...]:
    """All of what the question names, when it wants all of it, or is nothing but its name."""
    kind = evidence.intent.kind
    only_names = kind is AnswerKind.OPEN and not asks(evidence.query.text)
    if not evidence.intent.wants_several and kind is not AnswerKind.MANNER and not only_names:
        return ()
    part = find_named_part(evidence, corpus)
    if only_names and part is not None and part.kind is not ParagraphKind.HEADING:
        return ()
    if (
        kind is AnswerKind.MANNER
        and not evidence.intent.broad
        and part is not None
        and part.kind is ParagraphKind.HEADING
    ):
        return ()  # how a thing is done is told in one place of a chapter on it
    if kind is AnswerKind.OVERVIEW:
        best = evidence.passages[0].paragraph if evidence.passages else None
        part = best if part is None and best is not None and best.kind is ParagraphKind.HEADING else part
        return quote_section(part, corpus) if part is not None else ()
    return quote_arrangements(part, corpus) if part is not None else ()


def _is_about(paragraph: Paragraph, evidence: Evidence, corpus: Corpus) -> bool:
    """Whether the paragraph as a whole is about what the question is: each of its words stands in the headings above it, in
    its first sentence or in several, not in one detail of it."""
    sentences = [fold(paragraph.text[span.start : span.end]) for span in body_sentences(paragraph)]
    opening = fold(searchable_text(paragraph).removesuffix(paragraph.text) + paragraph.text[: paragraph.title_end])

    def is_its_subject(said_by: frozenset[str]) -> bool:
        saying = [number for number, one in enumerate(sentences) if any(word in one for word in said_by)]
        return any(word in opening for word in said_by) or len(saying) > 1 or saying == [0]

    return all(map(is_its_subject, telling_words(evidence, corpus)))


def _quote_list(evidence: Evidence, best: FoundSentence, corpus: Corpus) -> tuple[Quotation, ...]:
    """What introduces a list, and its items, when the best sentence introduces it or the question is about all of it."""
    wants_whole = _wants_whole(evidence)
    inline = None if is_short_row(best.paragraph) else find_inline_list_around(best.paragraph, best.chunk.span)
    if inline is not None and (wants_whole or best.chunk.span.start <= inline.introduction.start):
        leads = best.chunk.span.start < inline.items[0].start
        return quote_inline_list(best.paragraph, inline, by_item=leads and evidence.intent.wants_several)
    introduction = find_introduction(best.paragraph, corpus)
    if introduction is None:
        closes = best.chunk.span.start >= last_sentence(best.paragraph).start
        return quote_announced(best.paragraph, corpus) if closes else ()
    lead = last_sentence(introduction)
    leads = introduction.anchor == best.paragraph.anchor and best.chunk.span.start >= lead.start
    words = introduction.text[lead.start : lead.end]
    named = wants_whole and (
        names_most_of(words, evidence, corpus) or _lists_what_is_asked(introduction, words, evidence, corpus)
    )
    return quote_introduced(introduction, corpus) if leads or named else ()


def _announces_items(sentence: FoundSentence, corpus: Corpus) -> bool:
    """Whether it announces items that stand below it: by itself it tells none of them."""
    paragraph = sentence.paragraph
    lead = last_sentence(paragraph)
    introduces = find_introduction(paragraph, corpus) is paragraph and sentence.chunk.span.start >= lead.start
    return introduces and announces(paragraph.text[lead.start : lead.end])


def _wants_whole(evidence: Evidence) -> bool:
    return evidence.intent.wants_several or evidence.intent.kind is AnswerKind.MANNER


def _quote_list_around(sentence: FoundSentence, evidence: Evidence) -> Quotation | None:
    """The whole list that a sentence introduces with its first item, where it is short: one ground is not all of them; of
    a table's row also where a list is wanted of which it tells some."""
    paragraph, span = sentence.paragraph, sentence.chunk.span
    inline = find_inline_list_around(paragraph, span)
    if inline is None:
        return None
    opens = span.start <= inline.introduction.start < span.end
    if not opens and not (paragraph.kind is ParagraphKind.TABLE_ROW and _wants_whole(evidence)):
        return None
    return next(iter(quote_inline_list(paragraph, inline, by_item=False)), None)


def _lists_what_is_asked(introduction: Paragraph, words: str, evidence: Evidence, corpus: Corpus) -> bool:
    """Whether they announce a list of just what a question for a list asks for, "应当提交下列材料" for 哪些材料; and not of
    more than it asks about: 老人有哪些实事 is about that item of a list of 实事 that names them."""
    if evidence.intent.kind is not AnswerKind.LIST or not announces(words) or not _names_focus(words, evidence):
        return False
    if _WANTS_EACH.search(words):
        return True
    above = fold(searchable_text(introduction))
    items = [fold(item.text) for item in list_items(introduction, corpus)]

    def is_of_some(said_by: frozenset[str]) -> bool:
        return any(word in item for item in items for word in said_by) and not any(word in above for word in said_by)

    return not any(map(is_of_some, telling_words(evidence, corpus)))


def _wants_each(introduction: Paragraph, evidence: Evidence) -> bool:
    """Whether a list is asked for that this one is by its name, and all of it is required together."""
    lead = last_sentence(introduction)
    words = introduction.text[lead.start : lead.end]
    required = evidence.intent.kind is AnswerKind.LIST and _WANTS_EACH.search(words) is not None
    return required and _names_focus(words, evidence)


def _names_focus(words: str, evidence: Evidence) -> bool:
    """Whether words of a document hold what the question asks for next to the word that asks: 材料 of 哪些材料."""
    focus = set(read_focus(evidence.query.text)) - WANTS_ALL
    return any(one in fold(words) for one in focus)


def _with_introductions(quotations: Sequence[Quotation], corpus: Corpus) -> tuple[Quotation, ...]:
    """With what says of a list's items whether they are required or forbidden, behind the last of them."""
    groups: dict[object, list[Quotation]] = {}
    for quotation in quotations:
        introductions = _find_introductions_of(quotation, corpus)
        own = (quotation.paragraph.anchor, quotation.span)
        places = tuple((one.paragraph.anchor, one.span) for one in introductions) or (own,)
        items = [one for one in groups.get(places, []) if (one.paragraph.anchor, one.span) not in places]
        groups[places] = [*items, quotation, *introductions]
    return tuple(dict.fromkeys(one for group in groups.values() for one in group))


def _find_introductions_of(quotation: Quotation, corpus: Corpus) -> tuple[Quotation, ...]:
    """What introduces the list that is quoted from, where that stands before it, and what names the row of a table; or the
    head of an enumeration ("主要预期目标是：") that only some clauses are quoted of."""
    paragraph = quotation.paragraph
    head = find_head(paragraph, quotation.span)
    named = (Quotation(paragraph, head, Role.INTRODUCTION),) if head is not None else ()
    if named and paragraph.kind is not ParagraphKind.TABLE_ROW:
        return named
    inline = find_inline_list_around(paragraph, quotation.span)
    if inline is not None and quotation.span.start >= inline.items[0].start:
        introduction = Quotation(paragraph, trim_stops(paragraph.text, inline.introduction), Role.INTRODUCTION)
        return (introduction, *named) if announces(introduction.text) else named
    above = find_introduction(paragraph, corpus) if announces(paragraph.lead) and not named else None
    if above is None or above.anchor == paragraph.anchor:
        return named
    return (Quotation(above, trim_stops(above.text, last_sentence(above)), Role.INTRODUCTION),)


def _choose_sentences(evidence: Evidence, bodies: Sequence[FoundSentence], corpus: Corpus) -> list[FoundSentence]:
    several = evidence.intent.wants_several
    separately = asks_separately(evidence.query.text)
    best = bodies[0]
    words = _asked_words(evidence, corpus) if several else set()

    def is_near(one: FoundSentence) -> bool:
        below = best.score - one.score
        stated = evidence.intent.kind in _STATED and one.holds == 1
        if not (several or separately or stated) and best.judged - one.judged > _JUDGED_MARGIN:
            return False
        if one.paragraph.anchor == best.paragraph.anchor:
            return below <= (_SEVERAL_MARGIN if several else _SAME_MARGIN)
        named = bool(words) and below <= _SEVERAL_MARGIN and words <= set(tokenize_words(one.chunk.text))
        return named or below <= _OTHER_MARGIN

    chosen = [one for one in bodies if is_near(one)][: _MOST_QUOTES[several or separately]]
    first = [sentence for sentence in chosen if sentence.paragraph.anchor == best.paragraph.anchor]
    others = [sentence for sentence in chosen if sentence.paragraph.anchor != best.paragraph.anchor]
    return first + others


def _asked_words(evidence: Evidence, corpus: Corpus) -> set[str]:
    words = {word for word in tokenize_words(evidence.query.text) if word not in ASKING_WORDS}
    return {word for word in words if corpus.paragraph_index.knows(word)}


def _join_neighbours(quotations: Sequence[Quotation], marks: str) -> tuple[Quotation, ...]:
    """Quotations that overlap in one paragraph, or between which only these marks stand, become one: a rule with its
    exception behind the semicolon."""
    joined: list[Quotation] = []
    for quotation in quotations:
        before = joined[-1] if joined else None
        if before is not None and before.paragraph.anchor == quotation.paragraph.anchor:
            low, high = sorted((before.span, quotation.span), key=lambda span: span.start)
            gap = before.paragraph.text[low.end : high.start]
            if high.start <= low.end or not gap.strip(marks):
                whole = Span(low.start, max(low.end, high.end))
                joined[-1] = replace(before, span=whole, answering=before.answering or quotation.answering)
                continue
        joined.append(quotation)
    return tuple(joined)
