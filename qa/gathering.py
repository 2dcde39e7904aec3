"""Evidence for a question within its scope, and how sure it is that it answers: of each year that the question compares,
and of each thing that it asks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.abstention import estimate_confidence, load_abstention_models
from qa.comparison import find_parallel
from qa.corpus import Corpus
from qa.evidence import Evidence, gather_evidence
from qa.intent import Intent, read_intent
from qa.parts import split_asked, split_question
from qa.query import Query, prepare_query
from qa.ranking import load_ranking_weights
from qa.scope import Scope, narrow_to_year
from qa.settings import QaSettings
from qa.tense import narrow_to_tense

# Confidence from which one of two questions is answered without the other, where both together are not: on the dev split
# of policies 5 of 9 such questions are as sure, of those labelled as not answered 9 of 52.
_SURE_ALONE = 0.85


@dataclass(frozen=True, slots=True)
class Gathered:
    """Evidence for each part of the answer, in the order to show it; `sufficient` when any of it answers. `unanswered` are
    the questions, of several in one, that nothing surely answers."""

    evidence: tuple[Evidence, ...]
    confidence: float
    sufficient: bool
    unanswered: tuple[str, ...] = ()


def gather(query: Query, intent: Intent, corpus: Corpus, scope: Scope, settings: QaSettings) -> Gathered:
    """Evidence per year that is compared, else one; with the confidence of the surest.

    Of the other years, what says the same of them as the surest part; what says nothing is left out.
    """
    weights = load_ranking_weights(settings.ranking_weights)
    models = load_abstention_models(settings.abstention_weights)
    parts = [narrow_to_year(scope, year, corpus) for year in scope.years] if scope.compares else [scope.among]
    gathered = [gather_evidence(query, intent, corpus, weights, among) for among in parts]
    judged = [(*estimate_confidence(evidence, corpus, models), evidence) for evidence in gathered]
    confidence, any_suffices, surest = max(judged, key=lambda one: one[0])
    if not any_suffices:
        return Gathered(tuple(gathered), confidence, False)
    told = (evidence if suffices else find_parallel(evidence, surest) for _, suffices, evidence in judged)
    return Gathered(tuple(evidence for evidence in told if evidence is not None), confidence, True)


def gather_each(whole: Gathered, question: str, corpus: Corpus, scope: Scope, settings: QaSettings) -> Gathered:
    """With what answers the question of each of the things that it asks of, or each of the questions that it holds, behind
    what answers it as a whole.

    Where nothing does that, each of the things must be answered, or one of the questions; the least sure tells how sure
    it is.
    """
    if scope.compares:
        return whole
    things = split_question(question)
    questions = () if things else split_asked(question)
    alone = things or [standalone for _, standalone in questions]
    each = [
        gather(prepare_query(one, corpus), read_intent(one), corpus, _narrow(scope, one, corpus), settings)
        for one in alone
    ]
    answered = [one for one in each if one.sufficient]
    unanswered = [typed for (typed, _), one in zip(questions, each, strict=False) if answered and not one.sufficient]
    evidence = tuple(found for one in answered for found in one.evidence)
    if whole.sufficient:
        further = evidence if things else _only_best(evidence, whole.evidence)
        return Gathered((*whole.evidence, *further), whole.confidence, True)
    surest = max((one.confidence for one in answered), default=0.0)
    if surest >= _SURE_ALONE if questions else answered and len(answered) == len(each):
        return Gathered(evidence, min(one.confidence for one in answered), True, tuple(unanswered))
    return whole


def _narrow(scope: Scope, part: str, corpus: Corpus) -> Scope:
    return replace(scope, among=narrow_to_tense(part, corpus, scope.among))


def _only_best(further: Sequence[Evidence], told: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Of what answers one of two questions its best sentence, where that is not the best for both already."""
    known = {one.sentences[0].chunk.chunk_id for one in told if one.sentences}
    return tuple(
        replace(one, sentences=one.sentences[:1])
        for one in further
        if one.sentences and one.sentences[0].chunk.chunk_id not in known
    )
