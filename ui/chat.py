"""The chat page: what is on it, and what happens when someone asks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from ingest import IngestError, Store
from qa import EXTRACTIVE, Answer, Language, QaError, Question, Suggester, Suggestion
from ui.limits import QUESTION_LIMIT, QuestionLimit
from ui.programs import PageForPrograms, address_of, offer_to_programs
from ui.rate import limit_rate
from ui.stored_chat import chat_from_json, chat_to_json
from ui.transcript import (
    Chat,
    Examples,
    render_current,
    render_disclaimer,
    render_header,
    render_hint,
    render_past,
)
from ui.visit import language_of, read_shared_question
from ui.visit_language import choose_language
from ui.words import CHINESE, Words, choose_words

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    AnswerChain = Runnable[Question | str, Answer]

# Parts of the page and their new values.
Changes = dict[Any, Any]
# Questions worked on at once; Gradio's own default of 1 would let everybody wait for the slowest.
CONCURRENT_QUESTIONS = 16
# Questions waiting for one of these; who comes later is told at once instead of waiting for minutes.
WAITING_QUESTIONS = 200
# Where a browser keeps its last conversation. Gradio encrypts it; the page's own script could read the key, so it
# protects nothing, and a fixed one lets a conversation outlive a restart of the server.
STORAGE_KEY = "policy-answers-chat"

_log = logging.getLogger(__name__)
_script = Path(__file__).with_name("chat.js").read_text(encoding="utf-8")


def build_chat_page(
    chain: AnswerChain,
    *,
    examples: Examples | None = None,
    store: Store | None = None,
    suggester: Suggester | None = None,
    thumbs: bool = False,
    limit: QuestionLimit | None = None,
) -> gr.Blocks:
    """The chat page over `chain`, with the endpoints /ask and, where there is a `store`, /show_paragraph.

    `examples` are questions to offer, by page language; `suggester` finds what to ask next; `thumbs`: whether a
    judgement can be kept. The page keeps no conversation outside the visit it belongs to. `chain.stream` may yield
    several answers for one question; each replaces the one before.
    """
    page = PageForPrograms(title=CHINESE.page_title, analytics_enabled=False, fill_width=True)
    counted = limit or QuestionLimit(0)
    with page:
        _ChatPage(chain, examples or {}, suggester, counted, thumbs=thumbs).wire(page)
        offer_to_programs(chain, store, counted)
    page.queue(default_concurrency_limit=CONCURRENT_QUESTIONS, max_size=WAITING_QUESTIONS)
    return page


class _ChatPage:
    """The parts of the page, and what each event changes of them."""

    def __init__(
        self,
        chain: AnswerChain,
        examples: Examples,
        suggester: Suggester | None,
        limit: QuestionLimit,
        *,
        thumbs: bool,
    ) -> None:
        self._chain, self._examples, self._suggester, self._limit = chain, examples, suggester, limit
        self._thumbs = thumbs
        self._under_way: dict[object, str | None] = {}  # questions, each with the session that waits for its answer
        self.chat = gr.State(Chat())
        self.language = gr.State(None)  # what the request says, as long as nothing else was chosen
        self.kept = gr.BrowserState(None, storage_key=STORAGE_KEY, secret=STORAGE_KEY)
        scripted: dict[str, Any] = {"js_on_load": _script, "apply_default_css": False}
        with gr.Column(elem_id="chat"):
            self.header = gr.HTML(render_header(CHINESE), elem_id="masthead", **scripted)
            with gr.Column(elem_id="conversation"):
                self.past = gr.HTML(render_past(Chat(), CHINESE, examples), elem_id="past", **scripted)
                self.current = gr.HTML("", elem_id="current", **scripted)
            with gr.Column(elem_id="composer"):
                self.hint = gr.HTML("", apply_default_css=False, elem_id="hint")
                with gr.Row(elem_id="composer-row"):
                    self.box = gr.Textbox(
                        label=CHINESE.question_label,
                        placeholder=CHINESE.question_placeholder,
                        lines=1,
                        max_lines=5,
                        show_label=False,
                        container=False,
                        autofocus=True,
                        scale=1,
                        elem_id="question",
                    )
                    self.button = gr.Button(CHINESE.ask_button, variant="primary", scale=0, elem_id="ask")
                self.disclaimer = gr.HTML(render_disclaimer(CHINESE), apply_default_css=False, elem_id="disclaimer")

    def wire(self, page: gr.Blocks) -> None:
        conversation = [self.chat, self.language, self.kept]
        texts = [
            self.language,
            self.chat,
            self.header,
            self.past,
            self.current,
            self.hint,
            self.box,
            self.button,
            self.disclaimer,
        ]
        asking: dict[str, Any] = {
            "outputs": [self.chat, self.box, self.hint, self.past, self.current, self.kept],
            "show_progress": "hidden",
            "concurrency_limit": CONCURRENT_QUESTIONS,
            "concurrency_id": "questions",
            "trigger_mode": "once",
            "api_visibility": "private",
        }
        # Enter while an answer is still growing asks what then stands in the box once it is whole; it is not lost.
        typing = asking | {"trigger_mode": "always_last"}
        quick: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}
        opened = page.load(self.open_page, [self.chat, self.kept], texts, **quick)
        questions = (
            gr.on([self.box.submit, self.button.click], self.send_question, [self.box, *conversation], **typing),
            self.past.example(self.send_example, conversation, **asking),
            self.current.example(self.send_example, conversation, **asking),
            opened.then(self.send_link, conversation, **asking),
        )
        for asked in questions:
            # What is not one of our own errors ends up here: the person is told, the log has the details.
            asked.failure(self.show_trouble, conversation[:2], [self.chat, self.current, self.hint], **quick)
        self.header.switch(self.switch_language, [self.chat, self.kept], texts, **quick)
        self.header.anew(self.start_anew, [self.language], [*texts, self.kept], cancels=[*questions], **quick)

    def send_question(
        self, question: str, chat: Chat, language: Language | None, kept: object, request: gr.Request
    ) -> Iterator[Changes]:
        yield from self._ask(question, chat, language, kept, request, emptied={self.box: ""})

    def _ask(
        self,
        question: str,
        chat: Chat,
        language: Language | None,
        kept: object,
        request: gr.Request,
        *,
        emptied: Changes | None = None,
    ) -> Iterator[Changes]:
        """Draw the question and its answer as it grows. What stands in the box stays, unless it is `emptied`."""
        words, chat = choose_words(language or language_of(request)), _resume(chat, kept, request)
        asked = question.strip()
        if not asked:
            yield {self.hint: ""}
            return
        if len(asked) > QUESTION_LIMIT:
            told = words.too_long.format(count=len(asked), limit=QUESTION_LIMIT)
            yield {self.hint: render_hint(told, kind="too-long")}
            return
        wait = self._limit.take(address_of(request))
        if wait:
            yield {self.hint: render_hint(words.too_many.format(seconds=wait))}
            return
        # Few updates with much in each: an update costs the server as much as a third of an answer.
        accepted: Changes = {
            **(emptied or {}),
            self.hint: "",
            self.past: render_past(chat.ask(asked), words, self._examples, thumbs=self._thumbs),
        }
        asking = object()
        self._under_way[asking] = request.session_hash
        try:
            for update in limit_rate(follow_answer(self._chain, chat, asked, self._suggester)):
                if asking not in self._under_way:
                    yield {self.hint: ""}  # Gradio sends what was last drawn once more at the end
                    return
                remembered = {} if update.waits else {self.kept: chat_to_json(update)}
                yield {**accepted, **remembered, self.chat: update, self.current: self._render_current(update, words)}
                accepted = {}
        finally:
            self._under_way.pop(asking, None)

    def send_example(
        self, event: gr.EventData, chat: Chat, language: Language | None, kept: object, request: gr.Request
    ) -> Iterator[Changes]:
        yield from self._ask(str(event.question), chat, language, kept, request)

    def send_link(self, chat: Chat, language: Language | None, kept: object, request: gr.Request) -> Iterator[Changes]:
        yield from self._ask(read_shared_question(request), chat, language, kept, request)

    def show_trouble(self, chat: Chat, language: Language | None, request: gr.Request) -> Changes:
        words = choose_words(language or language_of(request))
        if not chat.waits:  # it never came to be asked: Gradio takes no more
            return {self.hint: render_hint(words.too_busy)}
        failed = chat.fail()
        return {self.chat: failed, self.current: self._render_current(failed, words)}

    def open_page(self, chat: Chat, kept: object, request: gr.Request) -> Changes:
        language, restored = language_of(request), _resume(chat, kept, request)
        # The page is drawn in Chinese already; leaving it alone cannot undo a question asked meanwhile.
        if language is Language.ZH and restored == chat:
            return {self.language: language}
        return self._show(restored, language)

    def switch_language(self, event: gr.EventData, chat: Chat, kept: object, request: gr.Request) -> Changes:
        return self._show(_resume(chat, kept, request), choose_language(str(event.language), ""))

    def start_anew(self, language: Language | None, request: gr.Request) -> Changes:
        for asking, session in list(self._under_way.items()):
            if session == request.session_hash:
                self._under_way.pop(asking, None)
        return {**self._show(Chat(), language or language_of(request)), self.kept: chat_to_json(Chat())}

    def _show(self, chat: Chat, language: Language) -> Changes:
        words = choose_words(language)
        return {
            self.language: language,
            self.chat: chat,
            self.header: render_header(words),
            self.past: render_past(chat, words, self._examples, thumbs=self._thumbs),
            self.current: self._render_current(chat, words),
            self.hint: "",
            self.box: gr.update(label=words.question_label, placeholder=words.question_placeholder),
            self.button: gr.update(value=words.ask_button),
            self.disclaimer: render_disclaimer(words),
        }

    def _render_current(self, chat: Chat, words: Words) -> str:
        return render_current(chat, words, self._examples, thumbs=self._thumbs)


def follow_answer(chain: AnswerChain, chat: Chat, question: str, suggester: Suggester | None = None) -> Iterator[Chat]:
    """The chat as it becomes: with the question, with each answer the chain gives, finished, or with the trouble it met."""
    answered = asked = chat.ask(question)
    yield asked
    try:
        for answer in chain.stream(Question(text=question, history=chat.history())):
            answered = asked.answer(answer)
            if answer.answerer != EXTRACTIVE:  # whose answer comes whole, and so is shown finished
                yield answered
        yield from _finish(answered, suggester)
    except (IngestError, QaError) as error:
        _log.error("A question could not be answered: %s", error)
        yield asked.fail()


def _finish(chat: Chat, suggester: Suggester | None) -> Iterator[Chat]:
    """The chat with what to ask next; where that has to be tried first, the answer does not wait for it, nor does it suffer
    when that goes wrong."""
    answer = chat.turns[-1].answer
    if suggester is None or answer is None:
        yield chat.finish()
        return
    asked = [turn.question for turn in chat.turns]
    suggestions: tuple[Suggestion, ...] | None = ()
    try:
        suggestions = suggester.recall(answer, asked=asked)
        if suggestions is None:
            yield chat
            suggestions = suggester.suggest(answer, asked=asked)
    except (IngestError, QaError) as error:
        _log.error("What to ask next could not be found: %s", error)
    yield chat.finish(suggestions or ())


def _resume(chat: Chat, kept: object, request: gr.Request) -> Chat:
    """The conversation of a visit, from the browser where the server has forgotten it: after an hour without a connection.

    A shared question begins a conversation of its own: it is no follow-up to what was asked here before.
    """
    return chat if chat.turns or read_shared_question(request) else chat_from_json(kept)
