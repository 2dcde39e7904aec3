"""A small reader: does this sentence answer this question, by the token vectors of both and of its paragraph.

What late interaction sees as cosines it sees whole: each token of the question attends to the sentence, and to the
paragraph with its headings; what it finds there is compared with it, with whether the very words stand there, and all comparisons together are judged (attend,
compare, aggregate: Parikh et al. 2016, doi:10.18653/v1/D16-1244). Learned by `python -m eval.training` on questions
with the sentences that answer them and others that only look so. Weights: `qa/weights/reader.safetensors`, of the
bundled encoder; beside another encoder there is no reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest import fold, tokenize_words
from qa.corpus import Corpus
from qa.intent import ASKING_WORDS
from qa.query import Floats, Query
from qa.terms import with_terms
from qa.weights_file import load_tensors, save_tensors


@dataclass(frozen=True, slots=True)
class ReaderShape:
    """What learning and reading agree on: heads of attention; how large the compared vectors are made, which are
    projections of unit vectors; what a cosine is counted from and by (those of e5's tokens lie between 0.7 and 1).

    `weights` of a token: its word's rarity, whether that asks and is known, whether the question is in another
    language than the documents. `exact`, of a token in a sentence: whether its word stands there, and anywhere in the
    page; the same of its own characters.
    """

    heads: int = 2
    scale: float = 4.0
    cosine_centre: float = 0.8
    cosine_scale: float = 5.0
    weights: int = 4
    exact: int = 4


READER_SHAPE = ReaderShape()
KEPT_PAGES = 128  # of the paragraphs read last
KEPT_TOKENS = 1_000  # of a longer paragraph nothing is kept: with what four readers make of it a thousand take 8 MB


@dataclass(frozen=True, slots=True, eq=False)
class PageTokens:
    """The tokens of a paragraph, shape (tokens, dimensions). The same object stands for the same tokens: what a reader
    makes of them whatever is asked is kept."""

    vectors: Floats


@dataclass(frozen=True, slots=True)
class Page:
    """A paragraph and some sentences of it: its `tokens`; `inside` of shape (sentences, tokens); `exact` (sentences,
    tokens of the question, READER_SHAPE.exact)."""

    tokens: PageTokens
    inside: npt.NDArray[np.bool_]
    exact: npt.NDArray[np.bool_]

    def only(self, sentences: Sequence[int], most_tokens: int) -> Page:
        """With these sentences, and of its tokens the first."""
        return Page(
            PageTokens(self.tokens.vectors[:most_tokens]), self.inside[sentences, :most_tokens], self.exact[sentences]
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's tokens of shape (tokens, dimensions) and, of each, its `weights` (tokens, READER_SHAPE.weights).

    `words` are its own words, folded, each as the documents may say it, with the tokens it is made of; `pieces` the
    characters of each token.
    """

    tokens: Floats
    weights: Floats
    words: Sequence[tuple[frozenset[str], npt.NDArray[np.bool_]]] = ()
    pieces: Sequence[str] = ()

    def find_in(self, texts: Sequence[str]) -> npt.NDArray[np.bool_]:
        """What of it stands word by word in the sentences of a page, shape (sentences, tokens, READER_SHAPE.exact)."""
        found = np.zeros((len(texts), len(self.tokens), READER_SHAPE.exact), dtype=bool)
        folded = [fold(text) for text in texts]
        page = "".join(folded)
        for said_by, tokens in self.words:
            here = [word for word in said_by if word in page]
            found[:, tokens, 1] |= bool(here)
            for sentence, text in enumerate(folded if here else ()):
                found[sentence, tokens, 0] |= any(word in text for word in here)
        for token, piece in enumerate(self.pieces):
            if piece and piece in page:
                found[:, token, 3] = True
                found[:, token, 2] = [piece in text for text in folded]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Several readers at once, whose mean counts: they err on different questions. `tensors` by name, each with one row
    for each of them before the shape told: attending.question.H, attending.page.H and compared (dimensions, width);
    heat (heads,); first, second and judged (in, out), each with its bias; noted (hidden, 1)."""

    tensors: Mapping[str, Floats]
    encoder: str

    def score(self, asked: Asked, pages: Sequence[Page]) -> Floats:
        """The log-odds that each sentence answers, page by page, shape (sentences,)."""
        count = sum(len(page.inside) for page in pages)
        if not count or not len(asked.tokens):
            return np.zeros(count, dtype=np.float32)
        of = {name: tensor[:, None] if name.endswith("bias") else tensor for name, tensor in self.tensors.items()}
        own = asked.tokens @ of["compared"] * READER_SHAPE.scale
        queries = [
            asked.tokens @ of[f"attending.question.{head}"] * np.exp(of["heat"][:, head, None, None])
            for head in range(READER_SHAPE.heads)
        ]
        first = np.concatenate([self._compare(asked, own, queries, page) for page in pages if len(page.inside)], axis=1)
        readers, _, length, width = first.shape
        hidden = np.maximum(first.reshape(readers, -1, width) + of["first.bias"], 0)
        hidden = np.maximum(hidden @ of["second"] + of["second.bias"], 0) + hidden
        noted = _softmax((hidden @ of["noted"]).reshape(readers, count, length, 1), axis=2)
        hidden = hidden.reshape(readers, count, length, -1)
        whole = np.concatenate([(noted * hidden).sum(axis=2), hidden.mean(axis=2), hidden.max(axis=2)], axis=2)
        judged = whole @ of["judged"] + of["judged.bias"]
        return np.asarray(judged[:, :, 0].mean(axis=0), dtype=np.float32)

    def _compare(self, asked: Asked, own: Floats, queries: Sequence[Floats], page: Page) -> Floats:
        """What the first layer makes of all comparisons, without its bias; shape (readers, sentences, tokens of the
        question, hidden). `own` are the question's tokens as they are compared, `queries` as each head attends with them.

        What is compared side by side in learning (`eval/reader_training.py`) is here multiplied part by part: most of it is the
        same for all sentences of a page, and nothing need be copied together.
        """
        of, shape = self.tensors, READER_SHAPE
        readers, length, width = own.shape
        count = len(page.inside)
        project = _project_once if len(page.tokens.vectors) <= KEPT_TOKENS else _project
        content, *keys = project(self, page.tokens)
        rows = [of["first"][:, start : start + width] for start in range(0, width * (1 + 4 * shape.heads), width)]
        tokens_of = [np.flatnonzero(inside) for inside in page.inside]
        of_page = own @ rows[0]
        of_sentences = self._plain(asked, page) @ of["first"][:, width * (1 + 4 * shape.heads) :]
        for head in range(shape.heads):
            multiplied, distance, multiplied_all, less_all = rows[1 + 4 * head : 5 + 4 * head]
            heat = queries[head] @ keys[head].transpose(0, 2, 1)
            all_over = _softmax(heat) @ content
            of_page = of_page + (all_over * own) @ multiplied_all - all_over @ less_all
            here = np.stack(
                [
                    _softmax(heat[:, :, tokens]) @ content[:, tokens] if len(tokens) else all_over
                    for tokens in tokens_of
                ],
                axis=1,
            )
            for part, weights in (
                (here * own[:, None], multiplied),
                (np.abs(here - own[:, None]), distance),
                (here, less_all),
            ):
                of_sentences += part.reshape(readers, count * length, width) @ weights
        return np.asarray(of_sentences.reshape(readers, count, length, -1) + of_page[:, None])

    @staticmethod
    def _plain(asked: Asked, page: Page) -> Floats:
        """What is compared without learned projections, shape (sentences × tokens of the question, comparisons)."""
        shape, count, length = READER_SHAPE, len(page.inside), len(asked.tokens)
        cosines = asked.tokens @ page.tokens.vectors.T
        met = np.where(page.inside[:, None, :], cosines, -1).max(axis=2)
        anywhere = np.broadcast_to(cosines.max(axis=1), met.shape)
        plain = np.stack(
            [
                (met - shape.cosine_centre) * shape.cosine_scale,
                (anywhere - shape.cosine_centre) * shape.cosine_scale,
                (anywhere - met) * shape.cosine_scale,
                *np.broadcast_to(asked.weights.T[:, None, :], (asked.weights.shape[1], count, length)),
                np.full((count, length), np.log(length) / 3),
            ],
            axis=2,
        )
        return np.concatenate([plain, page.exact], axis=2).astype(np.float32).reshape(count * length, -1)


def join_readers(readers: Sequence[Reader]) -> Reader:
    """One of them all, of the same encoder.

    >>> tensors = {"heat": np.ones((1, 2), dtype=np.float32)}
    >>> join_readers([Reader(tensors, "e"), Reader(tensors, "e")]).tensors["heat"].shape
    (2, 2)
    """
    names = readers[0].tensors
    joined = {name: np.concatenate([reader.tensors[name] for reader in readers]) for name in names}
    return Reader(joined, readers[0].encoder)


def _project(reader: Reader, tokens: PageTokens) -> tuple[Floats, ...]:
    """What is compared of a page, and what each head attends to, each of shape (readers, tokens, width): four fifths of
    the work of reading it."""
    of, shape = reader.tensors, READER_SHAPE
    content = np.asarray(tokens.vectors @ of["compared"] * shape.scale)
    return content, *(np.asarray(tokens.vectors @ of[f"attending.page.{head}"]) for head in range(shape.heads))


_project_once = lru_cache(maxsize=KEPT_PAGES)(_project)


@lru_cache(maxsize=4)
def load_reader(path: Path) -> Reader:
    """Raises BrokenResource when the file is missing or is none."""
    tensors, provenance = load_tensors(path)
    return Reader(tensors, str(provenance.get("encoder")))


def save_reader(path: Path, reader: Reader, provenance: Mapping[str, object]) -> None:
    """With where it comes from; replaces the file."""
    save_tensors(path, reader.tensors, {**provenance, "encoder": reader.encoder})


def read_question(query: Query, corpus: Corpus) -> Asked:
    """The question's tokens with what its words weigh in these documents. Without token vectors it has none."""
    tokens = query.token_vectors
    if tokens is None:
        return Asked(np.zeros((0, 0), dtype=np.float32), np.zeros((0, READER_SHAPE.weights), dtype=np.float32))
    query = with_terms(query, corpus)
    index, text = corpus.paragraph_index, fold(query.text)
    highest = index.inverse_document_frequency("")
    weights = np.zeros((len(tokens.starts), READER_SHAPE.weights), dtype=np.float32)
    weights[:, 3] = corpus.is_other_script(query.text)
    words = []
    for word in sorted(set(tokenize_words(text))):
        said_by = query.terms.get(word, frozenset((word,)))
        weight = (index.rarity(said_by) / highest, word in ASKING_WORDS, any(map(index.knows, said_by)))
        start = text.find(word)
        while start >= 0:
            within = (tokens.starts < start + len(word)) & (tokens.ends > start)
            weights[within, :3] = np.maximum(weights[within, :3], np.array(weight, dtype=np.float32))
            if word not in ASKING_WORDS:
                words.append((said_by, within))
            start = text.find(word, start + 1)
    pieces = [text[max(0, start) : end].strip() for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    return Asked(tokens.vectors.astype(np.float32), weights, words, pieces)


def _softmax(values: Floats, axis: int = -1) -> Floats:
    powers = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True), dtype=np.float32)
