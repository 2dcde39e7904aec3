"""What other programs may call, over HTTP and MCP: `ask` and `show_paragraph`. Their docstrings are what they read."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from ingest import IngestError, Notice, Paragraph, Place, Store, find_place
from qa import Answer, QaError, Question
from ui.limits import QUESTION_LIMIT, QuestionLimit
from ui.words import CHINESE

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    AnswerChain = Runnable[Question | str, Answer]

# Neighbours on either side that go with a paragraph: what "this" and "the above" in it mean.
_NEIGHBOURS = 2
_UNAVAILABLE = "Questions cannot be answered at the moment; please try again later."

_log = logging.getLogger(__name__)


class PageForPrograms(gr.Blocks):
    """A page whose endpoints can be called with fewer values than they take: None stands for what is left out."""

    def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
        inputs += [None] * (len(block_fn.inputs) - len(inputs))


def offer_to_programs(chain: AnswerChain, store: Store | None, limit: QuestionLimit) -> None:
    """Add the endpoints to the page being built. Called in the request itself, not through the page's queue."""

    def ask(question: str, request: gr.Request, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question about the official policy documents held here, only from these documents.

        The answer quotes them word for word; each sentence carries markers such as [1] that lead to its citations.
        When "outcome" is "not_in_documents" the documents do not say: do not answer from elsewhere in their name.
        Figures that a document hides ("XX%") or has lost are named in "notices" and must not be guessed.

        The result is a JSON object with id, question, standalone_question, language (zh or en), outcome (answered,
        not_in_documents or greeting), answer, sentences, citations (number, anchor, doc_title, label, heading_path,
        quote and paragraph, where paragraph[start:end] == quote), notices, consulted, confidence, answerer, timings_ms.

        Args:
            question: The question, in Chinese or English, 1 to 500 characters.
            history: The earlier questions of the same conversation, oldest first; leave it out for the first question.
        """
        return answer_as_json(chain, question, history, wait=limit.take(address_of(request)))

    endpoint: dict[str, Any] = {"queue": False, "api_visibility": "public"}
    api(ask, api_name="ask", **endpoint)
    if store is not None:
        show = build_show_paragraph(store)
        api(show, api_name="show_paragraph", **endpoint)


def build_show_paragraph(store: Store) -> Callable[[str], dict[str, Any]]:
    def show_paragraph(anchor: str) -> dict[str, Any]:
        """Show a paragraph of the documents in its place: its words, label, headings, neighbours, and what to know of it.

        The result is a JSON object with anchor, doc_id, doc_title, label (as printed, such as 二、8), heading_path, kind,
        text, notices (code, message and the words it is about: hidden or lost figures, where the text breaks off), and
        before and after: the neighbouring paragraphs in reading order, each with anchor, label and text.

        Args:
            anchor: The paragraph's stable name, as a citation or "consulted" gives it, such as 2022年全市教育工作要点/二/8.
        """
        return paragraph_as_json(store, anchor)

    return show_paragraph


def write_results_as_json(page: gr.Blocks) -> None:
    """Let the MCP tools of a mounted page answer in JSON; Gradio writes values as Python prints them."""
    from mcp.types import TextContent

    def write(data: list[Any], _root_url: str) -> list[TextContent]:
        return [TextContent(type="text", text=json.dumps(value, ensure_ascii=False)) for value in data]

    setattr(page.mcp_server_obj, "postprocess_output_data", write)  # noqa: B010 - a method, of this one object


def answer_as_json(chain: AnswerChain, question: object, history: object, *, wait: int = 0) -> dict[str, Any]:
    """The answer contract. A question that cannot be asked is an error with one plain sentence.

    `wait` is how many seconds the caller must wait before asking, 0 for not at all.
    """
    if not isinstance(question, str) or not 0 < len(question.strip()) <= QUESTION_LIMIT:
        raise gr.Error(f"The question must be a text of 1 to {QUESTION_LIMIT} characters.", print_exception=False)
    if history is not None and not (isinstance(history, list) and all(isinstance(q, str) for q in history)):
        raise gr.Error("The history must be a list of the earlier questions, oldest first.", print_exception=False)
    if any(len(earlier.strip()) > QUESTION_LIMIT for earlier in history or ()):
        raise gr.Error(
            f"The questions of the history must be texts of at most {QUESTION_LIMIT} characters.", print_exception=False
        )
    if wait:
        raise gr.Error(f"Too many questions from this address; ask again in {wait} seconds.", print_exception=False)
    try:
        return chain.invoke(Question(text=question.strip(), history=tuple(history or ()))).to_json()
    except (IngestError, QaError) as error:
        _log.error("A question could not be answered: %s", error)
        raise gr.Error(_UNAVAILABLE, print_exception=False) from error


def paragraph_as_json(store: Store, anchor: object) -> dict[str, Any]:
    """A paragraph in its place. An anchor that no paragraph bears is an error with one plain sentence."""
    try:
        place = find_place(store.public_snapshot(), anchor, neighbours=_NEIGHBOURS) if isinstance(anchor, str) else None
    except IngestError as error:
        _log.error("A paragraph could not be shown: %s", error)
        raise gr.Error(
            "The documents cannot be read at the moment; please try again later.", print_exception=False
        ) from error
    if place is None:
        raise gr.Error("No paragraph has this anchor; take one from an answer's citations.", print_exception=False)
    return _place_to_json(place)


def address_of(request: gr.Request | None) -> str:
    """Where a request came from, for counting; "" where the server cannot tell."""
    client = getattr(request, "client", None)
    return str(getattr(client, "host", "") or "")


def _place_to_json(place: Place) -> dict[str, Any]:
    paragraph = place.paragraph
    return {
        "anchor": paragraph.anchor,
        "doc_id": paragraph.doc_id,
        "doc_title": place.document.title,
        "label": paragraph.label,
        "heading_path": list(paragraph.heading_path),
        "kind": paragraph.kind.value,
        "text": paragraph.text,
        "notices": [_notice_to_json(one, paragraph) for one in paragraph.notices if CHINESE.explain(one.code)],
        "before": [_neighbour_to_json(one) for one in place.before],
        "after": [_neighbour_to_json(one) for one in place.after],
    }


def _notice_to_json(notice: Notice, paragraph: Paragraph) -> dict[str, Any]:
    """Without `original`, which may hold what a cleaning removed."""
    about = paragraph.text[notice.span.start : notice.span.end] if notice.span else ""
    return {"code": notice.code.value, "message": CHINESE.explain(notice.code), "about": about}


def _neighbour_to_json(paragraph: Paragraph) -> dict[str, Any]:
    return {"anchor": paragraph.anchor, "label": paragraph.label, "text": paragraph.text}
