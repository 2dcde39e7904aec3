"""What the documents hold of an answer: evidence for the likeliest reading of a question, and how sure it is."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from qa.abstention import log_odds
from qa.candidates import Among
from qa.corpus import Corpus
from qa.document_facts import find_document_facts
from qa.drafting.endpoint import Spent
from qa.evidence import Evidence
from qa.gathering import Gathered, gather, gather_each, gather_places
from qa.glossary import write_out
from qa.greeting import is_greeting
from qa.intent import read_intent
from qa.query import prepare_query
from qa.readings import choose_reading
from qa.records import Language, Question
from qa.references import find_reference
from qa.scope import Scope, decide_scope
from qa.settings import QaSettings
from qa.spelling import mend_typos
from qa.tense import narrow_to_tense

# An older document answers where the newest is not this sure and the older one surer by these log-odds: on questions
# about three years' documents 1.8 and more where only an older one answers, 0.8 at most where the newest does.
_SURE, _OLDER_IS_SURER = 0.6, 1.5
_NAMED = 0.99  # confidence where a part is asked for by its number and is there: nothing is left to estimate


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what of it is read, all that this may mean after the earlier ones, and its language.

    `began` in perf_counter seconds; `spent` is what the language model has taken of its time, None without one.
    """

    question: Question
    text: str
    readings: tuple[str, ...]
    language: Language
    began: float
    spent: Spent | None = None

    @property
    def standalone(self) -> str:
        return self.readings[0]


@dataclass(frozen=True, slots=True)
class Found:
    """Evidence for each part of the answer (one, or one a year), best first. Times in milliseconds."""

    asked: Asked
    corpus: Corpus
    scope: Scope
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    sufficient: bool = False
    unanswered: tuple[str, ...] = ()
    fell_back: bool = False
    embed_ms: float = 0.0
    retrieve_ms: float = 0.0


def find_in(corpus: Corpus, asked: Asked, settings: QaSettings) -> Found:
    """Evidence for the likeliest reading that the documents answer, or one that they answer much more surely; for the
    likeliest of all when none is."""
    if is_greeting(asked.text) or not asked.standalone:
        return Found(asked, corpus, Scope())
    found = [_find_mended(replace(asked, readings=(reading,)), corpus, settings) for reading in asked.readings]
    return choose_reading(found, asked.text, corpus)


def _find_mended(asked: Asked, corpus: Corpus, settings: QaSettings) -> Found:
    """With its typos mended; as it was typed where that is not answered and this is."""
    mended = mend_typos(asked.standalone, corpus)
    found = _find_reading(replace(asked, readings=(mended,)), corpus, settings)
    if found.sufficient or mended == asked.standalone:
        return found
    typed = _find_reading(asked, corpus, settings)
    return typed if typed.sufficient else found


def _find_reading(asked: Asked, corpus: Corpus, settings: QaSettings) -> Found:
    scope = decide_scope(asked.standalone, corpus, asked.question.documents)
    if scope.is_empty:
        return Found(asked, corpus, scope)
    started = time.perf_counter()
    scope = replace(scope, among=narrow_to_tense(asked.standalone, corpus, scope.among))
    wanted = write_out(scope.leave_out_names(asked.standalone, corpus))
    reference = find_reference(wanted, corpus, scope.among)
    if reference is not None:
        scope = replace(scope, among=reference.among)
    query = prepare_query(wanted, corpus)
    embedded = time.perf_counter()
    intent = read_intent(wanted)
    gathered = gather(query, intent, corpus, scope, settings)
    if reference is not None and reference.parts and gathered.evidence:
        named = tuple(replace(gathered.evidence[0], part=one) for one in reference.parts)
        gathered = Gathered(named, _NAMED, True)
    facts, untold = find_document_facts(scope.leave_out_names(asked.standalone, corpus), corpus, scope.among)
    if facts and gathered.evidence:
        gathered = Gathered((replace(gathered.evidence[0], whole=facts),), _NAMED, True, unanswered=untold)
    elif untold:  # asked of the document itself, which does not tell it
        gathered = Gathered((), 0.0, False)
    elif scope.places:
        gathered = gather_places(asked.standalone, corpus, scope, settings) or gathered
    if not (facts or untold):
        gathered = gather_each(gathered, wanted, corpus, scope, settings)
    fell_back = False
    scope = replace(scope, untold_years=(*scope.untold_years, *gathered.untold))
    nowhere = bool(untold) or scope.among.anchors == frozenset()
    told = scope.compares and gathered.sufficient
    if scope.newest and gathered.confidence < _SURE and not (nowhere or told):
        anywhere = Scope(Among(scope.within, naming=scope.among.naming), within=scope.within)
        older = gather(query, intent, corpus, anywhere, settings)
        surer = log_odds(older.confidence) - log_odds(gathered.confidence) >= _OLDER_IS_SURER
        fell_back = not gathered.sufficient or surer
        if fell_back:
            scope, gathered = anywhere, older
    return Found(
        asked=asked,
        corpus=corpus,
        scope=scope,
        evidence=gathered.evidence,
        confidence=gathered.confidence,
        sufficient=gathered.sufficient,
        unanswered=gathered.unanswered,
        fell_back=fell_back,
        embed_ms=(embedded - started) * 1000,
        retrieve_ms=(time.perf_counter() - embedded) * 1000,
    )
