"""Questions rewritten by the model: to stand alone, and in the documents' language for searching. Held to what was asked.

A rewritten question only searches; what it may not do is ask something else. So it may bring no figure and no word that
nobody said, or must mean the same where it is in another language.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest import Encoder, fold, tokenize_words
from qa.drafting.endpoint import Endpoint, ModelTrouble, Spent
from qa.drafting.support import SupportModels
from qa.figures import find_figures
from qa.intent import ASKING_WORDS
from qa.language import detect_language
from qa.prompt_files import PromptName, load_prompt
from qa.records import Language

_LONGEST = 300  # characters
# Words that point back: what they stand for takes their place.
_POINTING = frozenset("that those this these they them their there it its one ones same and what about how".split())


def make_standalone(question: str, history: Sequence[str], endpoint: Endpoint, spent: Spent) -> str:
    """The question as the model completes it from the earlier ones; "" when it fails or says what nobody said."""
    prompt = load_prompt(PromptName.STANDALONE, detect_language(question))
    spent.prompt_hash = prompt.hash
    try:
        reply = endpoint.read(prompt.fill(history="\n".join(map(_on_one_line, history)), question=question), spent)
    except ModelTrouble:
        return ""
    written = _read_line(reply)
    return written if is_completion(written, question, history) else ""


def is_completion(written: str, question: str, history: Sequence[str]) -> bool:
    """Whether a question holds all that `question` says, and nothing that was not said in it or before.

    >>> is_completion("2022年普通高中招生有什么规定?", "那普通高中呢?", ["2022年中职招生有什么规定?"])
    True
    >>> is_completion("2022年普通高中学费是多少?", "那普通高中呢?", ["2022年中职招生有什么规定?"])
    False
    """
    if not written or detect_language(written) is not detect_language(question):
        return False
    said = fold("\n".join((question, *history)))
    new = [word for word in tokenize_words(written) if word not in said and word not in ASKING_WORDS]
    own = [word for word in tokenize_words(question) if word not in ASKING_WORDS | _POINTING]
    kept = fold(written)
    return not new and all(word in kept for word in own) and set(find_figures(written)) <= set(find_figures(said))


def translate(
    question: str,
    language: Language,
    endpoint: Endpoint,
    spent: Spent,
    encoders: Sequence[Encoder],
    models: SupportModels,
) -> str:
    """The question in the documents' language, as the model writes it; "" when it fails or does not mean the same."""
    prompt = load_prompt(PromptName.SEARCH_QUERY, detect_language(question))
    spent.prompt_hash = prompt.hash
    try:
        written = _read_line(endpoint.read(prompt.fill(question=question), spent))
    except ModelTrouble:
        return ""
    if not written or detect_language(written) is not language:
        return ""
    if not set(find_figures(written)) <= set(find_figures(question)):
        return ""
    if tuple(encoder.name for encoder in encoders) != models.encoders:
        return ""
    vectors = encoders[-1].encode_queries([question, written])
    return written if float(vectors[0] @ vectors[1]) >= models.translation_threshold else ""


def _read_line(reply: str) -> str:
    """The only line of a reply, without quotation marks around it; "" when there are more, or it is too long."""
    lines = [line.strip() for line in reply.strip().splitlines() if line.strip()]
    written = lines[0].strip('“”"「」 ') if len(lines) == 1 else ""
    return written if len(written) <= _LONGEST else ""


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
