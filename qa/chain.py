"""The chain from a question to an answer, as LangChain runnables: read, find evidence, answer and verify."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from ingest import NoticeCode, Store, open_store
from qa.abstention import log_odds
from qa.candidates import Among
from qa.composition import compose_answer
from qa.corpus import Corpus, CorpusKeeper
from qa.drafting.drafter import Drafter, DraftTask
from qa.drafting.endpoint import Spent
from qa.evidence import Evidence
from qa.extraction import extract_quotations
from qa.follow_up import read_follow_up
from qa.gathering import Gathered, gather, gather_each, gather_places
from qa.glossary import write_out
from qa.greeting import closes, is_greeting
from qa.intent import read_intent
from qa.language import detect_language, replace_half_characters
from qa.place_notice import tell_places
from qa.prompt_files import Frames, load_frames
from qa.query import prepare_query
from qa.quotation import Quotation
from qa.records import (
    Answer,
    AnswerNotice,
    Consulted,
    Draft,
    Drafting,
    DraftingResult,
    Language,
    Outcome,
    Question,
    Sentence,
    Timings,
)
from qa.references import find_reference
from qa.refusal import refuse
from qa.scope import Scope, decide_scope
from qa.sections import share_said
from qa.settings import QaSettings
from qa.spelling import mend_typos
from qa.tense import narrow_to_tense
from qa.verification import keep_verified
from qa.year_notices import tell_years

EXTRACTIVE = "extractive"
# An older document answers where the newest is not this sure and the older one surer by these log-odds: on questions
# about three years' documents 1.8 and more where only an older one answers, 0.8 at most where the newest does.
_SURE, _OLDER_IS_SURER = 0.6, 1.5
# A follow-up that could stand alone is meant with the earlier subject where that answers surer by these log-odds: on
# follow-ups of the own dev halves 0.8 and 2.5 where it was meant so, 0.0 and less where the subject had changed.
_MEANT_WITH_SUBJECT = 0.5
# Where only an earlier subject brings an answer: the share of the follow-up's own words that must be said there, or how
# sure it must be of a follow-up so short that it says little (车票怎么算). Of questions asked after others (own dev split,
# four further documents) 10 of 13 so answered though not told are refused by it, of follow-ups rightly so answered none.
_SAID, _SURE_WITH_SUBJECT = 0.2, 0.8
_SAYS_LITTLE = 8  # characters
# Below this confidence an answer is told to be uncertain: on 22 policies, most of them learned from, 3 % of the right ones
# are and 34 % of those to questions that nothing answers; on four documents that nothing is learned from 3 and 38 %.
_UNSURE = 0.5
_NAMED = 0.99  # confidence where a part is asked for by its number and is there: nothing is left to estimate


@dataclass(frozen=True, slots=True)
class _Asked:
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
class _Found:
    """Evidence for each part of the answer (one, or one a year), best first. Times in milliseconds."""

    asked: _Asked
    corpus: Corpus
    scope: Scope
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    sufficient: bool = False
    unanswered: tuple[str, ...] = ()
    fell_back: bool = False
    embed_ms: float = 0.0
    retrieve_ms: float = 0.0


def build_chain(store: Store | None = None, settings: QaSettings | None = None) -> Runnable[Question | str, Answer]:
    """The chain over a store (by default the one that the environment names).

    Takes a `Question`, or its text. Loads models at the first question. Invoking raises StoreError when the
    store is missing or was built otherwise, and BrokenResource when a prompt or weights file cannot be used.
    Without `settings` the environment may name a language model that writes answers; then `stream` yields an answer
    as it grows, each in place of the one before.
    """
    steps = _Steps(CorpusKeeper(store or open_store()), settings or QaSettings.from_environment())
    chain = RunnableLambda(steps.read) | RunnableLambda(steps.find) | _AnswerStep(steps)
    return chain.with_config(run_name="policy_answer")


class _Steps:
    def __init__(self, keeper: CorpusKeeper, settings: QaSettings) -> None:
        self._keeper = keeper
        self._settings = settings
        self._drafter = Drafter(settings.model, weights=settings.support_weights) if settings.model else None

    def read(self, asked: Question | str) -> _Asked:
        question = asked if isinstance(asked, Question) else Question(asked)
        question = replace(question, text=replace_half_characters(question.text))
        text, *history = (
            replace_half_characters(one).strip()[: self._settings.max_question]
            for one in (question.text, *question.history[-self._settings.max_history :])
        )
        began = time.perf_counter()
        spent = self._drafter.begin() if self._drafter else None
        readings = read_follow_up(text, history)
        if self._drafter and spent and history and text and not is_greeting(text):
            completed = self._drafter.make_standalone(text, history, spent)
            readings = tuple(dict.fromkeys((completed, *readings))) if completed else readings
        return _Asked(
            question=question,
            text=text,
            readings=readings,
            language=question.language or detect_language(text),
            began=began,
            spent=spent,
        )

    def find(self, asked: _Asked) -> _Found:
        """Evidence for the likeliest reading that the documents answer, or one that they answer much more surely; for
        the likeliest of all when none is."""
        found = self._keeper.search(lambda corpus: self._find_in(corpus, asked))
        if self._drafter is None or asked.spent is None or not found.evidence:
            return found
        translated = self._drafter.translate(found.asked.standalone, found.corpus, asked.spent)
        if not translated:
            return found
        query = replace(found.asked, readings=(translated,))
        other = self._keeper.search(lambda corpus: self._find_in(corpus, query))
        surer = other.sufficient and (not found.sufficient or other.confidence > found.confidence)
        return replace(other, asked=found.asked) if surer else found

    def _find_in(self, corpus: Corpus, asked: _Asked) -> _Found:
        if is_greeting(asked.text) or not asked.standalone:
            return _Found(asked, corpus, Scope())
        first, *others = (self._find_mended(replace(asked, readings=(reading,)), corpus) for reading in asked.readings)
        found = [first, *(one for one in others if first.sufficient or _speaks_of(one, asked.text))]
        best = next((one for one in found if one.sufficient), first)
        for other in found:
            if other.sufficient and log_odds(other.confidence) - log_odds(best.confidence) >= _MEANT_WITH_SUBJECT:
                best = other
        return best

    def _find_mended(self, asked: _Asked, corpus: Corpus) -> _Found:
        """With its typos mended; as it was typed where that is not answered and this is."""
        mended = mend_typos(asked.standalone, corpus)
        found = self._find_reading(replace(asked, readings=(mended,)), corpus)
        if found.sufficient or mended == asked.standalone:
            return found
        typed = self._find_reading(asked, corpus)
        return typed if typed.sufficient else found

    def _find_reading(self, asked: _Asked, corpus: Corpus) -> _Found:
        scope = decide_scope(asked.standalone, corpus, asked.question.documents)
        if scope.is_empty:
            return _Found(asked, corpus, scope)
        started = time.perf_counter()
        scope = replace(scope, among=narrow_to_tense(asked.standalone, corpus, scope.among))
        wanted = write_out(scope.leave_out_names(asked.standalone, corpus))
        reference = find_reference(wanted, corpus, scope.among)
        if reference is not None:
            scope = replace(scope, among=reference.among)
        query = prepare_query(wanted, corpus)
        embedded = time.perf_counter()
        intent = read_intent(wanted)
        gathered = gather(query, intent, corpus, scope, self._settings)
        if reference is not None and reference.part is not None:
            gathered = Gathered(tuple(replace(one, part=reference.part) for one in gathered.evidence[:1]), _NAMED, True)
        if scope.places:
            gathered = gather_places(asked.standalone, corpus, scope, self._settings) or gathered
        gathered = gather_each(gathered, wanted, corpus, scope, self._settings)
        fell_back = False
        if scope.newest and not scope.compares and gathered.confidence < _SURE:
            anywhere = Scope(Among(scope.within, naming=scope.among.naming), within=scope.within)
            older = gather(query, intent, corpus, anywhere, self._settings)
            surer = log_odds(older.confidence) - log_odds(gathered.confidence) >= _OLDER_IS_SURER
            fell_back = not gathered.sufficient or surer
            if fell_back:
                scope, gathered = anywhere, older
        return _Found(
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

    def answers(self, found: _Found) -> Iterator[Answer]:
        """The answer as it grows, each in place of the one before; the last one is whole."""
        started = time.perf_counter()
        frames = load_frames(found.asked.language)
        if is_greeting(found.asked.text):
            greeting = Draft((Sentence(frames["greeting"]["thanks" if closes(found.asked.text) else "text"]),))
            yield self._finish(found, Outcome.GREETING, greeting, started)
            return
        paragraphs = {one.anchor: one for one in found.corpus.paragraphs} if found.sufficient else {}
        draft = keep_verified(_compose(found, frames), paragraphs) if found.sufficient else Draft()
        asked, drafter, spent = found.asked, self._drafter, found.asked.spent
        searched = drafter.tell(DraftingResult.ONLY_SEARCHED, spent) if drafter and spent and spent.asked else None
        if not draft.citations:
            refusal = Draft(refuse(found.scope, found.evidence, found.corpus, frames))
            yield self._finish(found, Outcome.NOT_IN_DOCUMENTS, refusal, started, drafting=searched)
            return
        if drafter is None or spent is None or not drafter.writes(asked.language, found.corpus):
            told = _tell(found, draft, frames)
            yield self._finish(found, Outcome.ANSWERED, told, started, drafting=searched)
            return
        intent = read_intent(asked.standalone)
        task = DraftTask(asked.standalone, asked.language, intent, found.evidence, found.corpus, draft, frames)
        for written in drafter.write(task, spent):
            told = _tell(found, written.draft or draft, frames)
            answerer = drafter.model if written.draft else EXTRACTIVE
            yield self._finish(found, Outcome.ANSWERED, told, started, answerer=answerer, drafting=written.drafting)

    def _finish(
        self,
        found: _Found,
        outcome: Outcome,
        draft: Draft,
        started: float,
        *,
        answerer: str = EXTRACTIVE,
        drafting: Drafting | None = None,
    ) -> Answer:
        asked = found.asked
        passages = sorted((p for evidence in found.evidence for p in evidence.passages), key=lambda p: p.rank)
        now = time.perf_counter()
        return Answer(
            id=asked.question.id or uuid.uuid4().hex,
            question=asked.question.text,
            standalone_question=asked.standalone,
            language=asked.language,
            outcome=outcome,
            text=render_text(draft.sentences, asked.language),
            sentences=draft.sentences,
            citations=draft.citations,
            notices=draft.notices,
            consulted=tuple(Consulted(p.paragraph.anchor, p.score) for p in passages[: self._settings.max_consulted]),
            confidence=found.confidence,
            answerer=answerer,
            timings_ms=Timings(found.embed_ms, found.retrieve_ms, (now - started) * 1000, (now - asked.began) * 1000),
            drafting=drafting,
        )


class _AnswerStep(Runnable[_Found, Answer]):
    """Of what was found the whole answer, or in a stream the answer as it grows."""

    def __init__(self, steps: _Steps) -> None:
        self._steps = steps

    def invoke(self, input: _Found, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        *_, last = self._steps.answers(input)
        return last

    def stream(self, input: _Found, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        yield from self._steps.answers(input)


def _speaks_of(found: _Found, question: str) -> bool:
    """Whether what is found with the subject of an earlier question is about this one too, not about that subject alone."""
    if not found.sufficient:
        return False
    leans = len(question) <= _SAYS_LITTLE and found.confidence >= _SURE_WITH_SUBJECT
    return leans or share_said(found.evidence[0], question, found.corpus) >= _SAID


def render_text(sentences: Sequence[Sentence], language: Language) -> str:
    """The sentences in order, each followed by its markers: "…[1][2]".

    >>> render_text((Sentence("甲。", (1,)), Sentence("乙。")), Language.ZH)
    '甲。[1]乙。'
    """
    marked = [one.text + "".join(f"[{number}]" for number in one.citations) for one in sentences]
    return (" " if language is Language.EN else "").join(marked)


def _tell(found: _Found, draft: Draft, frames: Frames) -> Draft:
    """With what must be told of the answer as a whole: how sure it is, of which year, and what of the question it leaves open."""
    told = tell_years(draft, found.scope, found.corpus, frames, fell_back=found.fell_back)
    told = tell_places(told, found.scope, found.corpus, frames)
    open_ones = [frames["notice"]["part_unanswered"].format(question=one) for one in found.unanswered]
    notices = (AnswerNotice(NoticeCode.PART_UNANSWERED, one) for one in open_ones)
    unsure = (AnswerNotice(NoticeCode.UNSURE, frames["notice"]["unsure"]),) if found.confidence < _UNSURE else ()
    return replace(told, notices=(*unsure, *told.notices, *notices))


def _compose(found: _Found, frames: Frames) -> Draft:
    quotations: list[Quotation] = []
    for evidence in found.evidence:
        quotations += [one for one in extract_quotations(evidence, found.corpus) if not one.stands_in(quotations)]
    intent = read_intent(found.asked.standalone)
    return compose_answer(quotations, intent, found.corpus.documents, frames)
