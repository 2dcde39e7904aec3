"""A process that replaces document "d" in the store argv[1] and kills itself at the step argv[2]."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest import IngestSettings, Store, Vectors
from tests.fakes import LetterEncoder, make_document, make_paragraph, two_encoders

STEPS = ("embedding", "before the record", "after the record", "before the end")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class KilledEncoder(LetterEncoder):
    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        if sys.argv[2] == "embedding":
            die()
        return super().encode_documents(texts)


class KilledStore(Store):
    def _write_record(self, *arguments: Any) -> None:
        if sys.argv[2] == "before the record":
            die()
        super()._write_record(*arguments)
        if sys.argv[2] == "after the record":
            die()


def main() -> None:
    first, second = two_encoders()
    store = KilledStore(
        IngestSettings(store=Path(sys.argv[1])), (first, KilledEncoder(second.letters, name=second.name))
    )
    with store.writing():
        store.put(
            make_document("d"), (make_paragraph("d/1", "新中职。"), make_paragraph("d/2", "新高中。", position=1))
        )
        die()


if __name__ == "__main__":
    main()
