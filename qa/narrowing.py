"""The smallest run of clauses of a sentence that answers, with what it would be misread without."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import Paragraph, Span, split_clauses, tokenize, trim_stops
from qa.corpus import Corpus
from qa.evidence import Evidence, FoundSentence
from qa.holding import holds_answer
from qa.intent import AnswerKind, Intent
from qa.late_interaction import score_spans
from qa.terms import weigh_terms

LONG_SENTENCE = 100  # characters; a longer one is narrowed to the clauses that answer
_LONGER = {AnswerKind.RULE: 120}  # the same; half a rule misleads
LONGEST_RUN = 100  # characters that a run may have
_LONGEST_BOUND = 130  # … with the clauses bound to it
_SHORT_RUN = 24  # characters; a shorter run takes its better neighbour along, it seldom makes sense alone
_LATE_FLOOR, _LATE_SLOPE = 0.75, 4.0  # late interaction of clauses lies between 0.75 and 0.95: brings it to 0 to 0.8
_NEAR_BEST_CLAUSE = 0.72  # share of the best clause's score at which its neighbour joins the run
_HOLDS = 0.8  # what holding the kind of answer wanted adds to a clause: 0.4 finds fewer (dev fact recall 0.571, 0.582)

# A clause that opens so says under which terms, or of what, the one before it holds.
_LEANS_BACK = re.compile(
    r"(?:但|除|其中|且|并(?!购)|也|还|或者?|以及|而|否则|不含|含|应当|应(?!急|用|届|试)|须|必须|方可|不得|不予|不再|可以|可(?!持续)|视|均|均须|同时)"
)
# A clause that closes so is the condition of the one behind it.
_LEANS_ON = re.compile(r"(?:的|者|时|后|前|外|起|之日起|基础上|情况下|期间|为由|如下|下列)$")


def narrow(sentence: FoundSentence, evidence: Evidence, corpus: Corpus) -> Span:
    """Where to quote a sentence: whole when it is short, else the clauses that answer best."""
    paragraph = sentence.paragraph
    whole = trim_stops(paragraph.text, sentence.chunk.span)
    clauses = split_clauses(paragraph.text, whole.start, whole.end)
    longest = _LONGER.get(evidence.intent.kind, LONG_SENTENCE)
    if whole.end - whole.start <= longest or len(clauses) < 2:
        return whole
    scores = _score_clauses(paragraph, clauses, evidence, corpus)
    best = max(range(len(clauses)), key=lambda index: (scores[index], -index))
    first = last = best
    while True:
        length = clauses[last].end - clauses[first].start
        left = scores[first - 1] if first > 0 else 0.0
        right = scores[last + 1] if last + 1 < len(clauses) else 0.0
        widened = _widen(clauses, first, last, take_left=left > right)
        if max(left, right) == 0.0 or clauses[widened[1]].end - clauses[widened[0]].start > LONGEST_RUN:
            break
        if max(left, right) < _NEAR_BEST_CLAUSE * scores[best] and length >= _SHORT_RUN:
            break
        first, last = widened
    first, last = _bind(paragraph.text, clauses, first, last)
    return trim_stops(paragraph.text, Span(clauses[first].start, clauses[last].end))


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


def _widen(clauses: Sequence[Span], first: int, last: int, *, take_left: bool) -> tuple[int, int]:
    take_left = first > 0 and (take_left or last + 1 == len(clauses))
    return (first - 1, last) if take_left else (first, min(last + 1, len(clauses) - 1))


def _score_clauses(paragraph: Paragraph, clauses: Sequence[Span], evidence: Evidence, corpus: Corpus) -> list[float]:
    """Share of the question's words, nearness to it, and whether the kind of answer wanted is there; 0 and more."""
    index = corpus.paragraph_index
    asked = weigh_terms((term for term in evidence.query.terms.values() if any(map(index.knows, term))), index)
    texts = [paragraph.text[clause.start : clause.end] for clause in clauses]
    late = score_spans(evidence.query, paragraph.anchor, clauses, corpus)
    near = _cosines(texts, evidence, corpus) if late is None else [_LATE_SLOPE * (one - _LATE_FLOOR) for one in late]
    scores = []
    for text, nearness in zip(texts, near, strict=True):
        scores.append(max(0.0, asked.share_in(set(tokenize(text))) + nearness + _bonus(evidence.intent, text)))
    return scores


def _cosines(texts: Sequence[str], evidence: Evidence, corpus: Corpus) -> list[float]:
    encoder = len(corpus.vectors.encoders) - 1
    cosines = corpus.vectors.encoders[encoder].encode_documents(list(texts)) @ evidence.query.vectors[encoder]
    return [float(cosine) for cosine in cosines]


def _bonus(intent: Intent, text: str) -> float:
    return _HOLDS * (holds_answer(intent, text) - 0.5)
