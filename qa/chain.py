"""The chain from a question to an answer, as LangChain runnables: read, find evidence, answer and verify."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import BoundedSemaphore
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from ingest import NoticeCode, Store, count_processors, open_store
from qa.composition import compose_answer
from qa.corpus import CorpusKeeper, keep_corpus
from qa.drafting.drafter import Drafter, DraftTask
from qa.extraction import extract_quotations
from qa.finding import Asked, Found, find_in
from qa.follow_up.standalone import read_follow_up
from qa.greeting import is_greeting, name_reply
from qa.intent import read_intent
from qa.language import detect_language, replace_half_characters
from qa.place_notice import tell_places
from qa.prompt_files import Frames, load_frames
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
from qa.refusal import refuse
from qa.settings import QaSettings
from qa.verification import keep_verified
from qa.year_notices import tell_years

EXTRACTIVE = "extractive"
# Below this confidence an answer is told to be uncertain: on 33 policies that nothing is learned from 7 % of the right ones
# are, and 36 % of those to questions that nothing answers.
_UNSURE = 0.5
# As many search at once, of all chains, as there are processors: more of them only hinder each other.
_TURNS = BoundedSemaphore(count_processors())


def build_chain(store: Store | None = None, settings: QaSettings | None = None) -> Runnable[Question | str, Answer]:
    """The chain over a store (by default the one that the environment names).

    Takes a `Question`, or its text. Loads models at the first question. Invoking raises StoreError when the
    store is missing or was built otherwise, and BrokenResource when a prompt or weights file cannot be used.
    Without `settings` the environment may name a language model that writes answers; then `stream` yields an answer
    as it grows, each in place of the one before.
    """
    steps = _Steps(keep_corpus(store or open_store()), settings or QaSettings.from_environment())
    chain = RunnableLambda(steps.read) | RunnableLambda(steps.find) | _AnswerStep(steps)
    return chain.with_config(run_name="policy_answer")


class _Steps:
    def __init__(self, keeper: CorpusKeeper, settings: QaSettings) -> None:
        self._keeper = keeper
        self._settings = settings
        self._drafter = Drafter(settings.model, weights=settings.support_weights) if settings.model else None

    def read(self, asked: Question | str) -> Asked:
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
        return Asked(
            question=question,
            text=text,
            readings=readings,
            language=question.language or detect_language(text, history),
            began=began,
            spent=spent,
        )

    def find(self, asked: Asked) -> Found:
        """Evidence for the question as it was asked, or as a language model translates it where that is surer."""
        found = self._search(asked)
        if self._drafter is None or asked.spent is None or not found.evidence:
            return found
        translated = self._drafter.translate(found.asked.standalone, found.corpus, asked.spent)
        if not translated:
            return found
        other = self._search(replace(found.asked, readings=(translated,)))
        surer = other.sufficient and (not found.sufficient or other.confidence > found.confidence)
        return replace(other, asked=found.asked) if surer else found

    def _search(self, asked: Asked) -> Found:
        with _TURNS:
            return self._keeper.search(lambda corpus: find_in(corpus, asked, self._settings))

    def answers(self, found: Found) -> Iterator[Answer]:
        """The answer as it grows, each in place of the one before; the last one is whole."""
        started = time.perf_counter()
        frames = load_frames(found.asked.language)
        if is_greeting(found.asked.text):
            greeting = Draft((Sentence(frames["greeting"][name_reply(found.asked.text)]),))
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
        found: Found,
        outcome: Outcome,
        draft: Draft,
        started: float,
        *,
        answerer: str = EXTRACTIVE,
        drafting: Drafting | None = None,
    ) -> Answer:
        asked = found.asked
        best: dict[str, float] = {}
        for passage in (one for evidence in found.evidence for one in evidence.passages):
            anchor = passage.paragraph.anchor
            best[anchor] = max(passage.score, best.get(anchor, passage.score))
        consulted = sorted(best.items(), key=lambda one: -one[1])[: self._settings.max_consulted]
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
            consulted=tuple(Consulted(anchor, score) for anchor, score in consulted),
            confidence=found.confidence,
            answerer=answerer,
            timings_ms=Timings(found.embed_ms, found.retrieve_ms, (now - started) * 1000, (now - asked.began) * 1000),
            drafting=drafting,
        )


class _AnswerStep(Runnable[Found, Answer]):
    """Of what was found the whole answer, or in a stream the answer as it grows."""

    def __init__(self, steps: _Steps) -> None:
        self._steps = steps

    def invoke(self, input: Found, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        *_, last = self._steps.answers(input)
        return last

    def stream(self, input: Found, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        yield from self._steps.answers(input)


def render_text(sentences: Sequence[Sentence], language: Language) -> str:
    """The sentences in order, each followed by its markers: "…[1][2]".

    >>> render_text((Sentence("甲。", (1,)), Sentence("乙。")), Language.ZH)
    '甲。[1]乙。'
    """
    marked = [one.text + "".join(f"[{number}]" for number in one.citations) for one in sentences]
    return (" " if language is Language.EN else "").join(marked)


def _tell(found: Found, draft: Draft, frames: Frames) -> Draft:
    """With what must be told of the answer as a whole: how sure it is, of which year, and what of the question it leaves open."""
    told = tell_years(draft, found.scope, found.corpus, frames, fell_back=found.fell_back)
    told = tell_places(told, found.scope, found.corpus, frames)
    open_ones = [frames["notice"]["part_unanswered"].format(question=one) for one in found.unanswered]
    notices = (AnswerNotice(NoticeCode.PART_UNANSWERED, one) for one in open_ones)
    unsure = (AnswerNotice(NoticeCode.UNSURE, frames["notice"]["unsure"]),) if found.confidence < _UNSURE else ()
    return replace(told, notices=(*unsure, *told.notices, *notices))


def _compose(found: Found, frames: Frames) -> Draft:
    quotations: list[Quotation] = []
    for evidence in found.evidence:
        before = tuple(quotations)
        for one in extract_quotations(evidence, found.corpus):
            if not one.stands_in(before) and not one.repeats(quotations):
                quotations.append(one)
    intent = read_intent(found.asked.standalone)
    return compose_answer(quotations, intent, found.corpus.documents, frames)
