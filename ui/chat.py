"""The chat page: what is on it, and what happens when someone asks."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from ingest import IngestError
from qa import Answer, Language, QaError, Question
from ui.rate import limit_rate
from ui.transcript import (
    Chat,
    Examples,
    render_current,
    render_disclaimer,
    render_header,
    render_hint,
    render_past,
)
from ui.words import CHINESE, choose_language, choose_words

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    AnswerChain = Runnable[Question | str, Answer]

# Characters. The longest question anyone asked in the labelled sets has 120; beyond this it is a pasted text.
QUESTION_LIMIT = 500
# Questions worked on at once; Gradio's own default of 1 would let everybody wait for the slowest.
CONCURRENT_QUESTIONS = 16

_log = logging.getLogger(__name__)
_script = Path(__file__).with_name("chat.js").read_text(encoding="utf-8")


def build_chat_page(chain: AnswerChain, *, examples: Examples | None = None) -> gr.Blocks:
    """The chat page over `chain`, with the endpoint /ask. `examples` are questions to offer, by page language.

    The page keeps no conversation outside the visit it belongs to. `chain.stream` may yield several
    answers for one question; each replaces the one before.
    """
    offered: Examples = examples or {}
    page = gr.Blocks(title=CHINESE.page_title, analytics_enabled=False, fill_width=True)
    with page:
        chat_state = gr.State(Chat())
        language_state = gr.State(Language.ZH)
        with gr.Column(elem_id="chat"):
            header = gr.HTML(render_header(CHINESE), js_on_load=_script, apply_default_css=False, elem_id="masthead")
            with gr.Column(elem_id="conversation"):
                past = gr.HTML(
                    render_past(Chat(), CHINESE, offered), js_on_load=_script, apply_default_css=False, elem_id="past"
                )
                current = gr.HTML("", js_on_load=_script, apply_default_css=False, elem_id="current")
            with gr.Column(elem_id="composer"):
                hint = gr.HTML("", apply_default_css=False, elem_id="hint")
                with gr.Row(elem_id="composer-row"):
                    box = gr.Textbox(
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
                    button = gr.Button(CHINESE.ask_button, variant="primary", scale=0, elem_id="ask")
                disclaimer = gr.HTML(render_disclaimer(CHINESE), apply_default_css=False, elem_id="disclaimer")

        def send_question(question: str, chat: Chat, language: Language) -> Iterator[dict[Any, Any]]:
            words = choose_words(language)
            asked = question.strip()
            if not asked:
                yield {hint: ""}
                return
            if len(asked) > QUESTION_LIMIT:
                yield {hint: render_hint(words.too_long.format(count=len(asked), limit=QUESTION_LIMIT))}
                return
            yield {box: "", hint: "", past: render_past(chat.ask(asked), words, offered)}
            for update in limit_rate(follow_answer(chain, chat, asked)):
                yield {chat_state: update, current: render_current(update, words, offered)}

        def send_example(event: gr.EventData, chat: Chat, language: Language) -> Iterator[dict[Any, Any]]:
            yield from send_question(str(event.question), chat, language)

        def show_trouble(chat: Chat, language: Language) -> dict[Any, Any]:
            failed = chat.fail() if chat.turns else chat
            return {chat_state: failed, current: render_current(failed, choose_words(language), offered)}

        def show_in(language: Language, chat: Chat) -> dict[Any, Any]:
            words = choose_words(language)
            return {
                language_state: language,
                header: render_header(words),
                past: render_past(chat, words, offered),
                current: render_current(chat, words, offered),
                hint: "",
                box: gr.update(label=words.question_label, placeholder=words.question_placeholder),
                button: gr.update(value=words.ask_button),
                disclaimer: render_disclaimer(words),
            }

        def open_page(chat: Chat, request: gr.Request) -> dict[Any, Any]:
            visit = (dict(request.query_params), dict(request.cookies), dict(request.headers))
            language = read_language(*visit)
            # The page is drawn in Chinese already; leaving it alone cannot undo a question asked meanwhile.
            return show_in(language, chat) if language is not Language.ZH else {language_state: language}

        def switch_language(event: gr.EventData, chat: Chat) -> dict[Any, Any]:
            return show_in(choose_language(str(event.language), ""), chat)

        def answer_question(question: str, history: list[str] | None = None) -> dict[str, Any]:
            """Answer a question from the documents; `history` holds the earlier questions, oldest first."""
            return answer_as_json(chain, question, history)

        changed = [chat_state, box, hint, past, current]
        texts = [language_state, header, past, current, hint, box, button, disclaimer]
        asking: dict[str, Any] = {
            "outputs": changed,
            "show_progress": "hidden",
            "concurrency_limit": CONCURRENT_QUESTIONS,
            "concurrency_id": "questions",
            "trigger_mode": "once",
            "api_visibility": "private",
        }
        quick: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}
        for asked in (
            gr.on([box.submit, button.click], send_question, [box, chat_state, language_state], **asking),
            past.example(send_example, [chat_state, language_state], **asking),
            current.example(send_example, [chat_state, language_state], **asking),
        ):
            # What is not one of our own errors ends up here: the person is told, the log has the details.
            asked.failure(show_trouble, [chat_state, language_state], [chat_state, current], **quick)
        page.load(open_page, [chat_state], texts, **quick)
        header.switch(switch_language, [chat_state], texts, **quick)
        api(
            answer_question,
            api_name="ask",
            concurrency_limit=CONCURRENT_QUESTIONS,
            concurrency_id="questions",
        )
    page.queue(default_concurrency_limit=CONCURRENT_QUESTIONS)
    return page


def follow_answer(chain: AnswerChain, chat: Chat, question: str) -> Iterator[Chat]:
    """The chat as it becomes: with the question, then with each answer the chain gives, or with the trouble it met."""
    asked = chat.ask(question)
    yield asked
    try:
        for answer in chain.stream(Question(text=question, history=chat.history())):
            yield asked.answer(answer)
    except (IngestError, QaError) as error:
        _log.error("A question could not be answered: %s", error)
        yield asked.fail()


def answer_as_json(chain: AnswerChain, question: object, history: object) -> dict[str, Any]:
    """The answer contract over HTTP. A question that cannot be asked is an error with one plain sentence."""
    if not isinstance(question, str) or not 0 < len(question.strip()) <= QUESTION_LIMIT:
        raise gr.Error(f"The question must be a text of 1 to {QUESTION_LIMIT} characters.", print_exception=False)
    if history is not None and not (isinstance(history, list) and all(isinstance(q, str) for q in history)):
        raise gr.Error("The history must be a list of the earlier questions, oldest first.", print_exception=False)
    try:
        return chain.invoke(Question(text=question.strip(), history=tuple(history or ()))).to_json()
    except (IngestError, QaError) as error:
        _log.error("A question could not be answered: %s", error)
        raise gr.Error(
            "Questions cannot be answered at the moment; please try again later.", print_exception=False
        ) from error


def read_language(query: Mapping[str, str], cookies: Mapping[str, str], headers: Mapping[str, str]) -> Language:
    """The language of a visit: `?lang=` of the address, else the choice kept in a cookie, else the browser's."""
    chosen = query.get("lang") or cookies.get("lang") or ""
    return choose_language(chosen, headers.get("accept-language", ""))
