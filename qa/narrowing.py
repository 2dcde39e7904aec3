"""The smallest run of clauses of a sentence that answers, with what it would be misread without."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from ingest import (
    NoticeCode,
    Paragraph,
    ParagraphKind,
    Span,
    fold,
    split_clauses,
    split_sentences,
    tokenize_words,
    trim_stops,
)
from qa.answer_kind import AnswerKind
from qa.clauses import MOST_READ, clause_features
from qa.corpus import Corpus
from qa.evidence import Evidence, FoundSentence
from qa.figures import find_figures
from qa.intent import ASKING_WORDS
from qa.lists import find_head
from qa.query import Floats
from qa.quotation import Quotation
from qa.ranking import score_clauses

LONG_SENTENCE = 100  # characters; a longer one is narrowed to the clauses that answer
_LONGER = {AnswerKind.RULE: 120}  # the same; half a rule misleads
_LONGEST_ENUMERATION = 150  # the same behind a head ("主要预期目标是：…"), where most of it may answer
_WITHOUT_FIGURE = (NoticeCode.MASKED_FIGURE, NoticeCode.DAMAGED_TEXT)
LONGEST_RUN = 120  # characters that a run may have
_LONGEST_BOUND = 130  # … with the clauses bound to it
_NEARLY_AS_LIKELY = 0.5  # of the likeliest clause: these may answer as well
_LEAST_LIKELY = 0.2  # of the likeliest clause: at the ends of a run those less likely than this are left out

# A clause that opens so says under which terms, or of what, the one before it holds.
_LEANS_BACK = re.compile(
    r"(?:但|除|其中|且|并(?!购)|也|还|或者?|以及|而|否则|不含|含|应当|应(?!急|用|届|试)|须|必须|方可|不得|不予|不再|可以|可(?!持续)|视|均|均须|同时)"
)
# A sentence behind a semicolon that opens so adds to the one before it: what else will happen, another case, a share of its sum.
_ADDS_TO = re.compile(
    r"(?:情节|后果|性质|影响)[^，,]{0,8}的|(?:构成|涉嫌)[^，,]{0,6}的|造成[^，,]{1,14}的|(?:拒不|逾期|仍[不未]|屡)[^，,]{1,14}的|有违法所得的"
    r"|[^，,。;；]{1,16}?(?:减半|加倍|翻倍|免[收交缴费]|[上下]浮|参照|照此)"
    r"|(?:超过|不[满足到]|未(?:在|按|能)?|没有?|其[他余]|[低高少多]于)[^，,。;；:：]{1,16}的(?=[，,])"
)
# … or so, behind a rule that is no case of its own: else they are items of one list, each with its sum.
_ANOTHER_CASE = re.compile(r"[^，,。;；:：]{2,20}的(?=[，,]|不[需予得再用必]|无[需须]|可以|须|应当)")
# A sentence that opens so lifts what the one before it forbids.
_FORBIDS = re.compile(r"不得|禁止|严禁|不予|不能|不[代办接受收允准许可]|原则上不")
_LIFTS = re.compile(
    r"(?:经[^，,。]{1,16}?(?:同意|批准|许可)|(?:因[^，,。]{1,14}?)?确[有需][^，,。]{1,14}|有?特殊情况[^，,。]{0,8})的?[，,]"
)
# A clause that closes so is the condition of the one behind it.
_LEANS_ON = re.compile(r"(?:的|者|时|后|前|外|起|之日起|基础上|情况下|期间|为由|如下|下列)$")


def quote(sentence: FoundSentence, evidence: Evidence, corpus: Corpus) -> Quotation:
    """A sentence whole when it is short, else the run of clauses that most likely holds the answer."""
    paragraph = sentence.paragraph
    whole = trim_stops(paragraph.text, _with_consequences(paragraph, sentence.chunk.span))
    clauses = split_clauses(paragraph.text, whole.start, whole.end)
    length = whole.end - whole.start
    is_short = length <= _LONGER.get(evidence.intent.kind, LONG_SENTENCE) or paragraph.kind is ParagraphKind.TABLE_ROW
    if len(clauses) < 2 or (is_short and not paragraph.notices):
        return Quotation(paragraph, whole)
    reader = evidence.weights.reader_for(corpus)
    features = clause_features(paragraph, clauses, evidence.query, evidence.intent, corpus, reader)
    scores = score_clauses(features, evidence.weights, read=reader is not None and len(clauses) <= MOST_READ)
    likely = np.exp(scores - scores.max())
    near = [clause for clause, one in zip(clauses, likely, strict=True) if one >= _NEARLY_AS_LIKELY]
    answering = _named_by(evidence, paragraph, clauses) or Span(near[0].start, near[-1].end)
    if is_short:
        return Quotation(paragraph, whole, answering=answering)
    first, last = _bind(paragraph.text, clauses, *_likeliest_run(clauses, likely))
    many = clauses[last].end - clauses[first].start > length / 2
    if many and length <= _LONGEST_ENUMERATION and find_head(paragraph, clauses[-1]) is not None:
        return Quotation(paragraph, whole, answering=answering)
    return Quotation(
        paragraph, trim_stops(paragraph.text, Span(clauses[first].start, clauses[last].end)), answering=answering
    )


def _named_by(evidence: Evidence, paragraph: Paragraph, clauses: Sequence[Span]) -> Span | None:
    """The clause that says more words of the question than any other does, through the next that tells a figure or should,
    where some figure of the paragraph is hidden or lost: that clause holds none, so the learned order would pass it by.
    Of a table's row the head of a cell says which it is, and the first is of all."""
    if not any(notice.code in _WITHOUT_FIGURE for notice in paragraph.notices):
        return None
    if evidence.other_script:
        words = list(evidence.query.terms.values())
    else:
        words = [frozenset((one,)) for one in tokenize_words(evidence.query.text) if one not in ASKING_WORDS]
    cells = clauses[1:] if paragraph.kind is ParagraphKind.TABLE_ROW else clauses
    told = [fold(paragraph.text[clause.start : clause.end]) for clause in cells]
    if cells is not clauses:
        told = [text.partition(":")[0] for text in told]
    said = [sum(any(one in text for one in word) for word in words) for text in told]
    most = max(said, default=0)
    if said.count(most) != 1:
        return None
    first = last = said.index(most)
    hidden = [notice.span for notice in paragraph.notices if notice.code in _WITHOUT_FIGURE and notice.span is not None]
    while (
        cells is clauses
        and last + 1 < len(cells)
        and not (find_figures(told[last]) or any(_meets(cells[last], one) for one in hidden))
    ):
        last += 1
    return Span(cells[first].start, cells[last].end)


def _meets(clause: Span, span: Span) -> bool:
    return span.start < clause.end and clause.start < span.end


def _with_consequences(paragraph: Paragraph, span: Span) -> Span:
    """With the sentences before it that it goes on from, and those behind it that go on, while they stay readable: "…的，予以警告；
    情节严重的，吊销许可证"; "不得装修。经同意的，可以简单装修"."""
    text = paragraph.text

    def adds(before: Span, start: int) -> bool:
        if text[:start].rstrip().endswith(("；", ";")):
            another = _ANOTHER_CASE.match(text, start) and not _ANOTHER_CASE.search(text, before.start, before.end)
            return bool(_ADDS_TO.match(text, start) or another)
        return _LIFTS.match(text, start) is not None and _FORBIDS.search(text, before.start, before.end) is not None

    for one in reversed(split_sentences(text, paragraph.label_end, span.start)):
        if not adds(one, span.start) or span.end - one.start > _LONGEST_BOUND:
            break
        span = Span(one.start, span.end)
    for one in split_sentences(text, span.end, len(text)):
        if not adds(span, one.start) or one.end - span.start > _LONGEST_BOUND:
            break
        span = Span(span.start, one.end)
    return span


def _likeliest_run(clauses: Sequence[Span], likely: Floats) -> tuple[int, int]:
    """First and last of the neighbours that together most likely hold the answer, without those at the ends that hardly do."""
    ends = [clause.end for clause in clauses]
    longest = [
        (first, max(first, bisect_right(ends, clause.start + LONGEST_RUN) - 1)) for first, clause in enumerate(clauses)
    ]
    first, last = max(longest, key=lambda run: likely[run[0] : run[1] + 1].sum())
    kept = np.flatnonzero(likely[first : last + 1] >= _LEAST_LIKELY * likely[first : last + 1].max())
    return first + int(kept[0]), first + int(kept[-1])


def _bind(text: str, clauses: Sequence[Span], first: int, last: int) -> tuple[int, int]:
    """The run with the clauses that say when it holds, as far as it stays readable: "…的，" before it, "但…" behind it."""
    words = [text[clause.start : clause.end].strip("，,；;。、：: \n") for clause in clauses]

    def fits(start: int, end: int) -> bool:
        return clauses[end].end - clauses[start].start <= _LONGEST_BOUND

    while (
        first > 0 and (_LEANS_ON.search(words[first - 1]) or _LEANS_BACK.match(words[first])) and fits(first - 1, last)
    ):
        first -= 1
    while (
        last + 1 < len(clauses)
        and (_LEANS_ON.search(words[last]) or _LEANS_BACK.match(words[last + 1]))
        and fits(first, last + 1)
    ):
        last += 1
    return first, last
