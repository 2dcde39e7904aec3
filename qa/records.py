"""What retrieval finds and what an answer is made of. `Answer.to_json` is the contract other programs read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ingest import NoticeCode, Paragraph


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Outcome(StrEnum):
    ANSWERED = "answered"
    NOT_IN_DOCUMENTS = "not_in_documents"
    GREETING = "greeting"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. `history` holds the earlier questions of the conversation, oldest first.

    `language` None means: by the script of the question. `documents` names the only documents to answer from; none
    means all.
    """

    text: str
    history: tuple[str, ...] = ()
    language: Language | None = None
    id: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved paragraph. `rank` counts from 1; `score` and `scores` are higher-is-better."""

    rank: int
    paragraph: Paragraph
    score: float
    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quotation: `paragraph[start:end] == quote` whenever `verified`.

    `number` is the marker in the answer, from 1. `paragraph` is the whole text of the paragraph.
    """

    number: int
    anchor: str
    doc_id: str
    doc_title: str
    label: str
    heading_path: tuple[str, ...]
    quote: str
    start: int
    end: int
    paragraph: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer, without markers, and the numbers of the citations it stands on."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerNotice:
    """Something a person must know beside the answer. `citation` is a citation's number, None for the whole."""

    code: NoticeCode
    message: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer's sentences with their citations and notices, before or after verification."""

    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[AnswerNotice, ...] = ()


@dataclass(frozen=True, slots=True)
class Consulted:
    """A paragraph that was looked at. On a refusal these are not citations."""

    anchor: str
    score: float


class DraftingResult(StrEnum):
    """What became of a language model's draft: used, or why the documents' own words stand instead."""

    USED = "used"
    TOO_LITTLE_LEFT = "too_little_left"  # of what the documents hold, after sentence by sentence was checked
    ONLY_SEARCHED = (
        "only_searched"  # it rewrote the question, and was not asked to answer: the documents do not, or drafts are off
    )
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    UNAUTHORISED = "unauthorised"  # 401, 403
    RATE_LIMITED = "rate_limited"  # 429
    REQUEST_REFUSED = "request_refused"  # another 4xx: no such model, no such address
    SERVER_ERROR = "server_error"  # 5xx
    BROKEN_STREAM = "broken_stream"
    NOT_A_MODEL = "not_a_model"  # what came is no chat completion: a web page, say
    EMPTY = "empty"
    RESTING = "resting"  # it failed several times just before, and was not asked
    BUSY = "busy"  # with as many other questions as are allowed at once


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a language model did for an answer. `withheld` names, for each sentence that left, what was wrong with it.

    `prompt_hash` tells the words it was asked with; tokens are None where the endpoint does not count them;
    `milliseconds` are all that was spent on it, also in vain.
    """

    model: str
    result: DraftingResult
    prompt_hash: str
    kept: int = 0
    withheld: tuple[str, ...] = ()
    input_tokens: int | None = None
    output_tokens: int | None = None
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds."""

    embed: float
    retrieve: float
    answer: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer contract. `text` is the answer as the page shows it, with [1] markers.

    A `not_in_documents` answer and a greeting have no citations. `confidence` is the calibrated
    probability, 0 to 1, that the documents answer the question. `answerer` is "extractive" or the
    name of the language model that wrote the text. `drafting` is None when no model was asked.
    """

    id: str
    question: str
    standalone_question: str
    language: Language
    outcome: Outcome
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    notices: tuple[AnswerNotice, ...]
    consulted: tuple[Consulted, ...]
    confidence: float
    answerer: str
    timings_ms: Timings
    drafting: Drafting | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON values, field for field as documented for `python -m qa --json`.

        `drafting` is a field only where a language model was asked.
        """
        values: dict[str, Any] = {
            "id": self.id,
            "question": self.question,
            "standalone_question": self.standalone_question,
            "language": self.language.value,
            "outcome": self.outcome.value,
            "answer": self.text,
            "sentences": [{"text": s.text, "citations": list(s.citations)} for s in self.sentences],
            "citations": [
                {
                    "number": c.number,
                    "anchor": c.anchor,
                    "doc_id": c.doc_id,
                    "doc_title": c.doc_title,
                    "label": c.label,
                    "heading_path": list(c.heading_path),
                    "quote": c.quote,
                    "start": c.start,
                    "end": c.end,
                    "paragraph": c.paragraph,
                    "verified": c.verified,
                }
                for c in self.citations
            ],
            "notices": [{"code": n.code.value, "message": n.message, "citation": n.citation} for n in self.notices],
            "consulted": [{"anchor": c.anchor, "score": round(c.score, 6)} for c in self.consulted],
            "confidence": round(self.confidence, 4),
            "answerer": self.answerer,
            "timings_ms": {
                "embed": round(self.timings_ms.embed, 2),
                "retrieve": round(self.timings_ms.retrieve, 2),
                "answer": round(self.timings_ms.answer, 2),
                "total": round(self.timings_ms.total, 2),
            },
        }
        if self.drafting is not None:
            values["drafting"] = {
                "model": self.drafting.model,
                "result": self.drafting.result.value,
                "prompt_hash": self.drafting.prompt_hash,
                "kept": self.drafting.kept,
                "withheld": list(self.drafting.withheld),
                "input_tokens": self.drafting.input_tokens,
                "output_tokens": self.drafting.output_tokens,
                "milliseconds": round(self.drafting.milliseconds, 2),
            }
        return values
