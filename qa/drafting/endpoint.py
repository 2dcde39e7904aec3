"""The language model's endpoint: LangChain's chat model under bounded retries, one time budget and a circuit breaker."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage

from qa.drafting.circuit_breaker import CircuitBreaker
from qa.drafting.settings import ModelSettings
from qa.errors import QaError
from qa.records import DraftingResult

if TYPE_CHECKING:
    from tenacity import RetryCallState

_ATTEMPTS = 2
_AT_ONCE = 8  # questions; further ones are answered without waiting
_CHARACTERS_PER_TOKEN = 8  # more than any tokenizer's mean: what is longer ignores the limit it was given
_WORTH_ANOTHER_TRY = frozenset(
    {
        DraftingResult.UNREACHABLE,
        DraftingResult.RATE_LIMITED,
        DraftingResult.SERVER_ERROR,
        DraftingResult.BROKEN_STREAM,
        DraftingResult.EMPTY,
    }
)

_log = logging.getLogger(__name__)


class ModelTrouble(QaError):
    """The model gave nothing, or not all. `result` says why; the text is for the program's log."""

    def __init__(self, result: DraftingResult, detail: str = "") -> None:
        super().__init__(detail or result.value)
        self.result = result


def build_chat_model(settings: ModelSettings) -> BaseChatModel:
    """LangChain's chat model for the endpoint. It does not retry: whoever asks decides how long that may take."""
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=settings.model,
        base_url=settings.base_url,
        api_key=settings.api_key,
        temperature=settings.temperature,
        max_completion_tokens=settings.max_tokens,
        timeout=settings.timeout_seconds,
        max_retries=0,
        stream_usage=True,
    )


@dataclass
class Spent:
    """What a question has cost so far. Tokens are None until the endpoint tells some.

    `prompt_hash` tells the words that the model was last asked with, "" when it was not asked.
    """

    deadline: float
    prompt_hash: str = ""
    began: float = field(default_factory=time.monotonic)
    input_tokens: int | None = None
    output_tokens: int | None = None

    @property
    def asked(self) -> bool:
        return bool(self.prompt_hash)

    @property
    def remaining_seconds(self) -> float:
        return self.deadline - time.monotonic()

    def add(self, chunk: AIMessageChunk) -> None:
        if chunk.usage_metadata:
            self.input_tokens = (self.input_tokens or 0) + chunk.usage_metadata["input_tokens"]
            self.output_tokens = (self.output_tokens or 0) + chunk.usage_metadata["output_tokens"]


_END = object()


class Endpoint:
    """Safe under threads. `breaker` is shared by all questions."""

    def __init__(self, settings: ModelSettings, *, breaker: CircuitBreaker | None = None) -> None:
        self.settings = settings
        self._breaker = breaker or CircuitBreaker()
        self._slots = threading.BoundedSemaphore(_AT_ONCE)
        self._model: BaseChatModel | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Import what asking needs. Nothing is sent."""
        self._chat_model()

    def begin(self) -> Spent:
        """The time budget of one question, which starts now."""
        return Spent(time.monotonic() + self.settings.timeout_seconds)

    def read(self, messages: Sequence[BaseMessage], spent: Spent) -> str:
        """The whole reply. Raises ModelTrouble."""
        return "".join(self.stream(messages, spent))

    def stream(self, messages: Sequence[BaseMessage], spent: Spent) -> Iterator[str]:
        """The reply as it comes, at most as long as the settings allow. Raises ModelTrouble, at the latest when the
        budget is spent; a reply of nothing but spaces is trouble too. Once it is spent nothing is sent."""
        _require_time(spent)
        if not self._breaker.allows():
            raise ModelTrouble(DraftingResult.RESTING)
        if not self._slots.acquire(blocking=False):
            raise ModelTrouble(DraftingResult.BUSY)
        pieces: queue.Queue[object] = queue.Queue()
        stopped = threading.Event()
        # A thread of its own: no setting of an HTTP client bounds the whole of an answer that drips.
        threading.Thread(
            target=self._pump, args=(messages, spent, pieces, stopped), name="language-model", daemon=True
        ).start()
        length, succeeded = 0, True
        try:
            while length <= self.settings.max_tokens * _CHARACTERS_PER_TOKEN:
                piece = _take(pieces, spent)
                if piece is _END:
                    break
                if isinstance(piece, ModelTrouble):
                    raise piece
                length += len(str(piece))
                yield str(piece)
        except ModelTrouble as trouble:
            succeeded = False
            _log.warning(
                "The language model %s at %s gave no answer (%s).", self.settings.model, self.settings.host, trouble
            )
            raise
        finally:  # also when whoever reads has enough
            stopped.set()
            self._breaker.note(succeeded=succeeded)

    def _pump(
        self, messages: Sequence[BaseMessage], spent: Spent, pieces: queue.Queue[object], stopped: threading.Event
    ) -> None:
        from tenacity import (
            Retrying,
            retry_if_exception,
            sleep_using_event,
            stop_after_attempt,
            wait_random_exponential,
        )

        def give_up(state: RetryCallState) -> bool:
            return stop_after_attempt(_ATTEMPTS)(state) or stopped.is_set() or spent.remaining_seconds <= 0

        try:
            for attempt in Retrying(
                stop=give_up,
                wait=wait_random_exponential(multiplier=0.2, max=1),  # seconds
                retry=retry_if_exception(lambda e: isinstance(e, ModelTrouble) and e.result in _WORTH_ANOTHER_TRY),
                sleep=sleep_using_event(stopped),
                reraise=True,
            ):
                with attempt:
                    self._attempt(messages, spent, pieces, stopped)
            pieces.put(_END)
        except ModelTrouble as trouble:
            pieces.put(trouble)
        finally:
            self._slots.release()
            # Behind _END or trouble nobody reads it; before them it tells that this thread broke.
            pieces.put(ModelTrouble(DraftingResult.BROKEN_STREAM))

    def _attempt(
        self, messages: Sequence[BaseMessage], spent: Spent, pieces: queue.Queue[object], stopped: threading.Event
    ) -> None:
        """Pass on what comes. Raises ModelTrouble, of a kind that may be tried again only before anything was passed on."""
        seen = False
        chunks = self._chat_model().stream(list(messages))
        while True:
            try:
                chunk = next(chunks, None)
                text = "" if chunk is None else str(chunk.text)
            except _troubles() as error:
                trouble = _read_trouble(error)
                if seen and trouble.result in _WORTH_ANOTHER_TRY:
                    pieces.put(ModelTrouble(DraftingResult.BROKEN_STREAM, "the reply broke off"))
                    return
                raise trouble from None  # the error's own text may hold what was sent
            if chunk is None:
                break
            if stopped.is_set():
                return
            if isinstance(chunk, AIMessageChunk):
                spent.add(chunk)
            if text:
                pieces.put(text)
            seen = seen or bool(text.strip())
        if not seen:
            raise ModelTrouble(DraftingResult.EMPTY, "an empty reply")

    def _chat_model(self) -> BaseChatModel:
        with self._lock:  # importing it takes seconds, once
            if self._model is None:
                self._model = build_chat_model(self.settings)
            return self._model


def _require_time(spent: Spent) -> None:
    if spent.remaining_seconds <= 0:
        raise ModelTrouble(DraftingResult.TIMEOUT, "no time is left")


def _take(pieces: queue.Queue[object], spent: Spent) -> object:
    try:
        piece = pieces.get(timeout=max(0.0, spent.remaining_seconds))
    except queue.Empty:
        raise ModelTrouble(DraftingResult.TIMEOUT, "no time is left") from None
    if piece is not _END:
        _require_time(spent)  # pieces that come fast enough would else never let it end
    return piece


def _troubles() -> tuple[type[Exception], ...]:
    import httpx2
    import openai

    # The last four: what a reply of another shape makes of LangChain's reading of it, the only thing done where they are caught.
    return (openai.OpenAIError, httpx2.HTTPError, ValueError, TypeError, AttributeError, LookupError)


def _read_trouble(error: Exception) -> ModelTrouble:
    import httpx2
    import openai

    if isinstance(error, openai.APIStatusError):
        kind = {401: DraftingResult.UNAUTHORISED, 403: DraftingResult.UNAUTHORISED, 429: DraftingResult.RATE_LIMITED}
        default = DraftingResult.SERVER_ERROR if error.status_code >= 500 else DraftingResult.REQUEST_REFUSED
        return ModelTrouble(kind.get(error.status_code, default), f"HTTP {error.status_code}")
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
        return ModelTrouble(DraftingResult.TIMEOUT, "it took too long")
    if isinstance(error, openai.APIConnectionError | httpx2.ConnectError):
        return ModelTrouble(DraftingResult.UNREACHABLE, "it cannot be reached")
    if isinstance(error, openai.APIError | httpx2.HTTPError):
        return ModelTrouble(DraftingResult.BROKEN_STREAM, "the reply broke off")
    return ModelTrouble(DraftingResult.NOT_A_MODEL, "the reply is no chat completion")
