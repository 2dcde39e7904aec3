"""Whether what an answer says stands in what it cites, and whether it cites the right places.

The stored text counts, not the text an answer carries: a citation of an anchor that is not stored
supports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from eval.corpus import Corpus, document_goes_by
from eval.figures import figures_in
from eval.records import Case
from eval.support import cited_by, figures_of, is_supported
from eval.text_matching import bare, holds_fact
from qa import Answer, Citation, Sentence

CITATION_MEASURES = (
    "citation_precision",
    "citation_recall",
    "verbatim_rate",
    "figure_accuracy",
    "gold_citation_precision",
    "gold_citation_recall",
    "first_citation_right",
    "any_citation_right",
    "first_document_right",
    "all_documents_right",
    "exact_span",
    "sentence_hit@1",
    "sentence_hit",
    "quote_length",
    "quoted_length",
)
_SENTENCE_END = re.compile(r"[。！？；!?;\n]+")
_LIST_MARKER = re.compile(r"^\s*\d+[.、．)）]\s*", re.MULTILINE)


def citation_recall(answer: Answer, corpus: Corpus) -> float:
    """Return the mean over the sentences of φ(sentence, all it cites); a sentence without citation scores 0.

    Gao et al., ALCE, EMNLP 2023, section 3. A number that no citation bears makes the sentence score 0. No
    sentences score 0.
    """
    scores = [_sentence_is_supported(sentence, answer, corpus) for sentence in answer.sentences]
    return sum(scores) / len(scores) if scores else 0.0


def citation_precision(answer: Answer, corpus: Corpus) -> float:
    """Return the share of the sentences' citations that are needed.

    A citation counts when its sentence is supported and either it alone supports the sentence or the
    sentence's other citations do not (ALCE, section 3). No citations score 0.
    """
    scores: list[bool] = []
    for sentence in answer.sentences:
        cited = cited_by(sentence, answer)
        supported = _sentence_is_supported(sentence, answer, corpus)
        for citation in cited:
            others = [other for other in cited if other is not citation]
            needed = is_supported(sentence.text, [citation], answer, corpus) or not is_supported(
                sentence.text, others, answer, corpus
            )
            scores.append(supported and needed)
        scores += [False] * (len(sentence.citations) - len(cited))
    return sum(scores) / len(scores) if scores else 0.0


def verbatim_rate(answer: Answer, corpus: Corpus) -> float | None:
    """Return the share of citations with `paragraph[start:end] == quote` whose quote stands, character for
    character, in the stored paragraph of their anchor. None without citations. Empty quotes fail.
    """
    scores = [
        bool(c.quote) and c.paragraph[c.start : c.end] == c.quote and c.quote in corpus.text_of(c.anchor)
        for c in answer.citations
    ]
    return sum(scores) / len(scores) if scores else None


def figure_accuracy(answer: Answer, corpus: Corpus) -> float | None:
    """Return the share of figures, in the answer's own words and in its quotes, that stand in what they cite.

    A sentence's figures must stand in the paragraphs that it cites, in their labels, headings or
    document titles; a quote's in its stored paragraph; figures of the text outside the sentences in
    any cited one. Equal values in one sentence count once. None without figures.
    """
    scores: list[bool] = []
    for sentence in answer.sentences:
        scores += _stand(figures_in(sentence.text), figures_of(cited_by(sentence, answer), corpus))
    for citation in answer.citations:
        scores += _stand(figures_in(citation.quote), set(figures_in(corpus.text_of(citation.anchor))))
    in_sentences = {figure for sentence in answer.sentences for figure in figures_in(sentence.text)}
    beside = set(figures_in(_LIST_MARKER.sub("", without_markers(answer)))) - in_sentences
    scores += _stand(beside, figures_of(answer.citations, corpus))
    return sum(scores) / len(scores) if scores else None


def without_markers(answer: Answer) -> str:
    """Return the answer's text without its [n] markers; brackets with other numbers stay (〔2022〕, [2022])."""
    numbers = "|".join(str(citation.number) for citation in answer.citations)
    return re.sub(rf"\[(?:{numbers})\]", "", answer.text) if numbers else answer.text


def measure_citations(case: Case, answer: Answer, corpus: Corpus) -> dict[str, float | None]:
    """Return the citation measures of one answer.

    Support is measured on whatever was answered, right or wrong question; None on refusals. The
    measures against gold are for answerable questions with gold, where a refusal scores 0.

    gold_citation_precision  citations of a relevant paragraph ÷ citations, |C ∩ gold| ÷ |C|
    gold_citation_recall     gold items one of whose paragraphs is cited ÷ gold items (as all_gold@5 groups them)
    first_citation_right, any_citation_right   0/1 of the same
    first_document_right, all_documents_right   0/1: the first citation, all citations, are of the document that the
                             further field `expected_document` names; None for cases that name none
    exact_span               1 when a quote holds any fact: SQuAD's exact match, of a part of the quote
    sentence_hit, sentence_hit@1   1 when the source sentences that a quote (the first quote) touches, in a relevant
                             paragraph, hold a fact; without facts, the gold quote or a part of it; None without both
    quote_length, quoted_length   characters per quote, the mean; and of all quotes together
    """
    measured: dict[str, float | None] = dict.fromkeys(CITATION_MEASURES)
    if answer.outcome == "answered":
        measured |= {
            "citation_precision": citation_precision(answer, corpus),
            "citation_recall": citation_recall(answer, corpus),
            "verbatim_rate": verbatim_rate(answer, corpus),
            "figure_accuracy": figure_accuracy(answer, corpus),
            "quote_length": _mean(len(citation.quote) for citation in answer.citations),
            "quoted_length": float(sum(len(citation.quote) for citation in answer.citations)),
        }
    if not case.answerable:
        return measured
    facts = [fact for group in case.facts for fact in group]
    if facts:
        measured["exact_span"] = float(any(holds_fact(c.quote, fact) for c in answer.citations for fact in facts))
    expected = case.further.get("expected_document")
    if isinstance(expected, str):
        right = [document_goes_by(corpus.documents.get(citation.doc_id), expected) for citation in answer.citations]
        measured |= {
            "first_document_right": float(any(right[:1])),
            "all_documents_right": float(bool(right) and all(right)),
        }
    if case.gold:
        relevant = corpus.relevant_anchors(case)
        cited = [citation.anchor for citation in answer.citations]
        right = [anchor in relevant for anchor in cited]
        hits = [_hits_sentence(citation, case, corpus) for citation in answer.citations if citation.anchor in relevant]
        first = bool(right) and right[0]
        measured |= {
            "gold_citation_precision": sum(right) / len(right) if right else 0.0,
            "gold_citation_recall": _mean(bool(corpus.anchors_of(gold) & set(cited)) for gold in case.gold),
            "first_citation_right": float(first),
            "any_citation_right": float(any(right)),
        }
        if names_sentence(case):
            measured |= {"sentence_hit@1": float(first and hits[0]), "sentence_hit": float(any(hits))}
    return measured


def names_sentence(case: Case) -> bool:
    """Say whether a case tells which sentence answers it: by a fact, or by a quote rather than a passage."""
    return bool(case.facts) or any(gold.quote for gold in case.gold)


def _hits_sentence(citation: Citation, case: Case, corpus: Corpus) -> bool:
    text = corpus.text_of(citation.anchor)
    start = text.find(citation.quote)
    if start < 0 or not citation.quote:
        return False
    # The quote's end without its last stop, or the sentence after it would count as touched.
    end = start + len(citation.quote.rstrip("。！？；!?;\n"))
    begin = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = _SENTENCE_END.search(text, end)
    sentences = text[begin : stop.start() if stop else len(text)]
    facts = [fact for group in case.facts for fact in group]
    if facts:
        return any(holds_fact(sentences, fact) for fact in facts)
    golds = [bare(gold.quote) for gold in case.gold if gold.quote]
    return any(gold in bare(sentences) or bare(citation.quote) in gold for gold in golds)


def _sentence_is_supported(sentence: Sentence, answer: Answer, corpus: Corpus) -> bool:
    cited = cited_by(sentence, answer)
    every_number_known = len(cited) == len(sentence.citations) > 0
    return every_number_known and is_supported(sentence.text, cited, answer, corpus)


def _stand(figures: Iterable[Decimal], known: set[Decimal]) -> list[bool]:
    return [figure in known for figure in dict.fromkeys(figures)]


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return sum(kept) / len(kept) if kept else None
