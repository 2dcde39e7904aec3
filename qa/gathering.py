"""Evidence for a question within its scope, and how sure it is that it answers: of each year that the question compares,
and of each thing that it asks of."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ingest import fold
from qa.abstention import estimate_confidence, load_abstention_models
from qa.answer_kind import AnswerKind
from qa.comparison import find_parallel
from qa.corpus import Corpus
from qa.demotions import is_outside
from qa.evidence import Evidence, gather_evidence
from qa.glossary import write_out
from qa.holding import HOLDS
from qa.intent import Intent, read_intent
from qa.mismatch import AMOUNTS
from qa.named_parts import asks_for_named_part
from qa.parts import asks_whether_alike, split_asked, split_question
from qa.places_compared import ask_of_each
from qa.query import Query, prepare_query
from qa.ranking import load_ranking_weights
from qa.readings import choose_reading
from qa.reranking import load_reranker
from qa.scope import Scope, narrow_to_year
from qa.settings import QaSettings
from qa.tense import narrow_to_tense
from qa.years import read_told_years

# Confidence from which one of two questions is answered without the other, where both together are not: on the dev split
# of policies 5 of 9 such questions are as sure, of those labelled as not answered 9 of 52.
_SURE_ALONE = 0.85
_SURE_IN_PASSING = 0.75
_SURE_BY_HEADING = 0.9
_SINCE_THEN = re.compile(r"20\d\d年[^,，。;；]{0,10}(?:起|开始|以来)")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Evidence for each part of the answer, in the order to show it; `sufficient` when any of it answers. `unanswered` are
    the questions, of several in one, that nothing surely answers; `untold` the years, of several compared, of which no
    document tells what is asked."""

    evidence: tuple[Evidence, ...]
    confidence: float
    sufficient: bool
    unanswered: tuple[str, ...] = ()
    untold: tuple[int, ...] = ()


def gather(query: Query, intent: Intent, corpus: Corpus, scope: Scope, settings: QaSettings) -> Gathered:
    """Evidence per year that is compared, else one; with the confidence of the surest.

    Of the other years, what says the same of them as the surest part; what says nothing is left out.
    """
    weights = load_ranking_weights(settings.ranking_weights)
    models = load_abstention_models(settings.abstention_weights)
    parts = [narrow_to_year(scope, year, corpus) for year in scope.years] if scope.compares else [scope.among]
    reranker = load_reranker(settings.reranker)
    gathered = [gather_evidence(query, intent, corpus, weights, among, reranker) for among in parts]
    judged = [
        (*_judge(evidence, estimate_confidence(evidence, corpus, models), scope, corpus), evidence)
        for evidence in gathered
    ]
    confidence, any_suffices, surest = max(judged, key=lambda one: one[0])
    if not any_suffices:
        return Gathered(tuple(gathered), confidence, False)
    told = [evidence if suffices else find_parallel(evidence, surest) for _, suffices, evidence in judged]
    years = scope.years if scope.compares else ()
    untold = tuple(year for year, evidence in zip(years, told, strict=False) if evidence is None)
    return Gathered(tuple(evidence for evidence in told if evidence is not None), confidence, True, untold=untold)


def gather_places(question: str, corpus: Corpus, scope: Scope, settings: QaSettings) -> Gathered | None:
    """Evidence for each of the places that a question sets side by side, from the documents that are of it; None where
    that answers for none of them. What is not answered is told by the place's name."""
    asked = write_out(ask_of_each(question, scope.places))
    query, intent = prepare_query(asked, corpus), read_intent(asked)
    answered: list[Gathered] = []
    unanswered: list[str] = []
    for place in scope.places:
        of_place = frozenset(doc_id for doc_id, document in corpus.documents.items() if document.region == place)
        within = of_place if scope.among.documents is None else of_place & scope.among.documents
        among = narrow_to_tense(question, corpus, replace(scope.among, documents=within))
        found = gather(query, intent, corpus, replace(scope, among=among), settings) if within else None
        if found is not None and found.sufficient:
            answered.append(found)
        else:
            unanswered.append(place)
    if not answered:
        return None
    one_sentence = intent.kind in {AnswerKind.FIGURE, AnswerKind.MONEY, AnswerKind.TIME}
    evidence = (one for found in answered for one in found.evidence)
    shown = tuple(replace(one, sentences=one.sentences[:1]) if one_sentence else one for one in evidence)
    return Gathered(shown, min(one.confidence for one in answered), True, tuple(unanswered))


def _judge(evidence: Evidence, estimated: tuple[float, bool], scope: Scope, corpus: Corpus) -> tuple[float, bool]:
    """How sure the evidence is and whether that suffices. What is asked for by its heading is there. Of a place that no document is about, only a sentence that
    names it and holds the kind of answer asked, and only surely: most name it in passing. Of a year that documents of
    other years mention, only what tells of it. Of a rule in force, no figure of other years."""
    if not evidence.sentences:
        return estimated
    best, (confidence, suffices) = evidence.sentences[0], estimated
    if scope.in_force and evidence.intent.kind in AMOUNTS and _is_of_other_years(best.chunk.text, scope.years):
        return confidence, False
    if is_outside(scope.among, best.chunk, best.paragraph, corpus):
        return 0.0, False
    if not scope.among.naming:
        named = confidence < _SURE_BY_HEADING and asks_for_named_part(evidence, corpus)
        return (_SURE_BY_HEADING, True) if named else estimated
    return confidence, suffices and confidence >= _SURE_IN_PASSING and best.holds >= HOLDS


def _is_of_other_years(text: str, asked: Collection[int]) -> bool:
    """Whether a sentence of a rule that holds for several years states its figure for others than those asked about.

    >>> _is_of_other_years("到2028年占比达到22%", {2026}), _is_of_other_years("自2024年起每生每年500元", {2026})
    (True, False)
    """
    folded = fold(text)
    told = read_told_years(folded)
    return bool(told) and not set(told) & set(asked) and _SINCE_THEN.search(folded) is None


def gather_each(whole: Gathered, question: str, corpus: Corpus, scope: Scope, settings: QaSettings) -> Gathered:
    """With what answers the question of each of the things that it asks of, or each of the questions that it holds, behind
    what answers it as a whole; alone where it asks whether the things are alike.

    Where nothing does that, each of the things must be answered, or one of the questions; the least sure tells how sure
    it is.
    """
    if scope.compares or scope.places:
        return whole
    things = split_question(question)
    questions = () if things else split_asked(question)
    readings = [(one, (one,)) for one in things] or questions
    each = [
        choose_reading([_gather_part(one, corpus, scope, settings) for one in meant], asked, corpus)
        for asked, meant in readings
    ]
    answered = [one for one in each if one.sufficient]
    unanswered = [typed for (typed, _), one in zip(questions, each, strict=False) if answered and not one.sufficient]
    evidence = tuple(found for one in answered for found in one.evidence)
    if things and len(answered) == len(each) and asks_whether_alike(question):
        return Gathered(evidence, min(one.confidence for one in answered), True)
    if whole.sufficient:
        further = evidence if things else _only_best(evidence)
        best = {one.sentences[0].chunk.chunk_id for one in whole.evidence if one.sentences}
        of_a_part = any(one.sentences[0].chunk.chunk_id in best for one in evidence if one.sentences)
        return Gathered((*whole.evidence, *further), whole.confidence, True, tuple(unanswered) if of_a_part else ())
    surest = max((one.confidence for one in answered), default=0.0)
    if surest >= _SURE_ALONE if questions else answered and len(answered) == len(each):
        return Gathered(evidence, min(one.confidence for one in answered), True, tuple(unanswered))
    return whole


def _gather_part(part: str, corpus: Corpus, scope: Scope, settings: QaSettings) -> Gathered:
    narrowed = replace(scope, among=narrow_to_tense(part, corpus, scope.among))
    return gather(prepare_query(part, corpus), read_intent(part), corpus, narrowed, settings)


def _only_best(further: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Of what answers one of two questions its best sentence: another clause of it may be the answer to the other."""
    return tuple(replace(one, sentences=one.sentences[:1]) for one in further if one.sentences)
