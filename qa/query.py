"""A question made ready for searching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ingest import TokenEncoder, TokenVectors, Vectors, tokenize, tokenize_sounds
from qa.corpus import Corpus
from qa.glossary import expand

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for searching: its tokens, its syllables in pairs, and a unit vector per encoder.

    `token_vectors` are the main encoder's, for late interaction; None when it cannot tell them. `learned` are the
    vectors as learned from questions and their answers; where nothing was learned, the same again. `terms` are its words
    with the tokens that say them in the documents (`qa/terms.py`), none before the documents are known.
    """

    text: str
    tokens: tuple[str, ...]
    sounds: tuple[str, ...]
    vectors: tuple[Vectors, ...]
    token_vectors: TokenVectors | None = None
    learned: tuple[Vectors, ...] = ()
    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)


def prepare_query(text: str, corpus: Corpus) -> Query:
    """Encode and tokenize a stand-alone question, both with the official words for the everyday ones in it."""
    widened = expand(text)
    main, *others = corpus.vectors.encoders
    token_vectors = None
    if isinstance(main, TokenEncoder):
        ((vector, token_vectors),) = main.encode_query_tokens([widened])
    else:
        vector = main.encode_queries([widened])[0]
    vectors = (vector, *(encoder.encode_queries([widened])[0] for encoder in others))
    return build_query(text, vectors, token_vectors)


def build_query(text: str, vectors: tuple[Vectors, ...], token_vectors: TokenVectors | None = None) -> Query:
    """With vectors made elsewhere, one per encoder."""
    tokens, sounds = tokenize(expand(text)), tokenize_sounds(text)
    return Query(text, tuple(dict.fromkeys(tokens)), tuple(dict.fromkeys(sounds)), vectors, token_vectors)
