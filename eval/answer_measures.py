"""Whether an answer says what it must, leaves out what it must not say, and is right as a whole."""

from __future__ import annotations

from eval.citation_measures import CITATION_MEASURES, measure_citations, names_sentence, without_markers
from eval.corpus import Corpus
from eval.records import Case, CaseResult
from eval.text_matching import bare, holds_fact
from qa import Answer

CONTENT_MEASURES = (
    "accuracy",
    "fact_recall",
    "all_facts",
    "forbidden_found",
    "contact_found",
    "notices_recall",
    "crag_score",
)
ANSWER_MEASURES = (*CONTENT_MEASURES, *CITATION_MEASURES, "failure")


def fact_recall(case: Case, answer: Answer | None) -> float | None:
    """Return the share of fact groups of which some string stands in the answer's text (strict nugget recall).

    TREC 2024 RAG's strict vital recall with string matching for the assessor. None without facts and
    for unanswerable questions; a failed question scores 0.
    """
    if not case.facts or not case.answerable:
        return None
    text = without_markers(answer) if answer else ""
    return sum(any(holds_fact(text, fact) for fact in group) for group in case.facts) / len(case.facts)


def forbidden_found(case: Case, answer: Answer | None) -> float | None:
    """Return 1 when a forbidden string stands in the answer's text, quotes or notices, else 0.

    None when nothing is forbidden. A failed question showed nothing: 0.
    """
    if not case.forbidden:
        return None
    shown = (
        [without_markers(answer), *(c.quote for c in answer.citations), *(n.message for n in answer.notices)]
        if answer
        else []
    )
    return float(any(holds_fact(text, string) for text in shown for string in case.forbidden))


def contact_found(answer: Answer | None, corpus: Corpus) -> float | None:
    """Return 1 when a contact string that cleaning took out of the documents is shown again, else 0.

    Shown are the answer's text, notices and citations, with their paragraphs and what names their places. None when
    nothing was taken out. A failed question showed nothing: 0.
    """
    if not corpus.contacts:
        return None
    if answer is None:
        return 0.0
    shown = [answer.text, *(notice.message for notice in answer.notices)]
    for citation in answer.citations:
        shown += [citation.doc_title, citation.label, *citation.heading_path, citation.quote, citation.paragraph]
    return float(any(contact in bare(text).lower() for text in shown for contact in corpus.contacts))


def notices_recall(case: Case, answer: Answer | None) -> float | None:
    """Return expected notice codes among the answer's ÷ expected codes; None when none is expected."""
    if not case.notices:
        return None
    codes = {notice.code.value for notice in answer.notices} if answer else set()
    return sum(code in codes for code in case.notices) / len(case.notices)


def is_right(case: Case, answer: Answer | None, corpus: Corpus) -> bool | None:
    """Say whether an answer is right as a whole; None for an answerable question without facts and gold.

    For an answerable question: it answers, every fact group stands, nothing forbidden does, every
    expected notice is there; where the case names no facts, a gold paragraph must be cited instead.
    For an unanswerable one: it declines, cites nothing, and says nothing forbidden.
    """
    if answer is None or forbidden_found(case, answer) == 1 or notices_recall(case, answer) not in (None, 1):
        return False
    if not case.answerable:
        return answer.outcome != "answered" and not answer.citations
    if not case.facts and not case.gold:
        return None
    if answer.outcome != "answered":
        return False
    if case.facts:
        return fact_recall(case, answer) == 1
    relevant = corpus.relevant_anchors(case)
    return any(citation.anchor in relevant for citation in answer.citations)


def crag_score(case: Case, answer: Answer | None, corpus: Corpus) -> float | None:
    """Return 1 for a right answer, 0 for none, -1 for a wrong one (Yang et al., CRAG, 2024, without its half point).

    None where `is_right` is.
    """
    right = is_right(case, answer, corpus)
    if right is not False:
        return None if right is None else 1.0
    return 0.0 if answer is None or answer.outcome != "answered" else -1.0


def measure_answer(result: CaseResult, corpus: Corpus) -> dict[str, float | None]:
    """Return all measures of one answer; those that need an answer's citations score 0 on a failed question."""
    case, answer = result.case, result.answer
    facts, right = fact_recall(case, answer), is_right(case, answer, corpus)
    content: dict[str, float | None] = {
        "accuracy": None if right is None else float(right),
        "fact_recall": facts,
        "all_facts": None if facts is None else float(facts == 1),
        "forbidden_found": forbidden_found(case, answer),
        "contact_found": contact_found(answer, corpus),
        "notices_recall": notices_recall(case, answer),
        "crag_score": crag_score(case, answer, corpus),
        "failure": float(answer is None),
    }
    return content | (measure_citations(case, answer, corpus) if answer else _failed_citations(case))


def _failed_citations(case: Case) -> dict[str, float | None]:
    measured: dict[str, float | None] = dict.fromkeys(CITATION_MEASURES)
    if case.answerable:
        measured |= {"citation_precision": 0.0, "citation_recall": 0.0}
        if case.facts:
            measured["exact_span"] = 0.0
        if isinstance(case.further.get("expected_document"), str):
            measured |= {"first_document_right": 0.0, "all_documents_right": 0.0}
        if case.gold:
            against_gold = (
                "gold_citation_precision",
                "gold_citation_recall",
                "first_citation_right",
                "any_citation_right",
                *(("sentence_hit@1", "sentence_hit") if names_sentence(case) else ()),
            )
            measured |= dict.fromkeys(against_gold, 0.0)
    return measured
