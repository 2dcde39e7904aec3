"""The sentences that a configuration found on its way to an answer, overheard from its steps.

An `Answer` tells paragraphs and quotations. How sentences were ranked stands in what one step of the chain hands to
the next, and LangChain tells every step's output to a callback: nothing is computed twice, and no chain need tell more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler

from eval.records import TextSpan
from qa import Evidence

MOST_SENTENCES = 10


class SentenceListener(BaseCallbackHandler):
    """Given along with one question as a callback, it knows afterwards what was found; what is told last counts.

    A step tells by handing on `evidence` (as the product's chain does) or something that can `rank_sentences` when
    asked (as the baselines do; asked after the clock has stopped).
    """

    raise_error = True

    def __init__(self) -> None:
        self._rank: Callable[[], Sequence[TextSpan]] | None = None

    def on_chain_end(self, outputs: Any, **_: Any) -> None:
        rank = getattr(outputs, "rank_sentences", None)
        if callable(rank):
            self._rank = rank
        evidence = getattr(outputs, "evidence", None)
        if isinstance(evidence, tuple) and all(isinstance(one, Evidence) for one in evidence):
            self._rank = lambda: _spans_of(evidence)

    def sentences(self) -> tuple[TextSpan, ...] | None:
        """Best first, at most MOST_SENTENCES; None when no step told of sentences."""
        return None if self._rank is None else tuple(self._rank()[:MOST_SENTENCES])


def _spans_of(evidence: Sequence[Evidence]) -> list[TextSpan]:
    found = sorted((one for part in evidence for one in part.sentences), key=lambda one: -one.score)
    return [TextSpan(one.paragraph.anchor, one.chunk.span.start, one.chunk.span.end) for one in found]
