"""python -m ingest: bring documents into the store, list, show and remove them."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.command_line import run_printing
from ingest.errors import IngestError
from ingest.file_names import decode_path, is_there, print_name
from ingest.messages import say
from ingest.said import Said
from ingest.settings import IngestSettings, prepare_process

if TYPE_CHECKING:
    from ingest.records import IngestResult
    from ingest.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Returns 0 when all went well, 1 when a file failed, 2 for wrong usage or a broken environment."""
    options = _parse_arguments(arguments)
    prepare_process()
    from ingest import open_store

    try:
        settings = IngestSettings.from_environment()
        if options.store:
            settings = replace(settings, store=options.store)
        if is_there(settings.store) and settings.store.is_file():
            print(
                f"{settings.store} is a file, and a store is a folder. Check --store or POLICY_STORE.", file=sys.stderr
            )
            return 2
        store = open_store(settings)
        if options.list:
            return _list(store, as_json=options.json)
        if options.show:
            return _show(store, options.show, as_json=options.json)
        if options.remove:
            with store.writing() if store.exists() else nullcontext():
                store.remove(options.remove)
            removed = json.dumps({"removed": options.remove}, ensure_ascii=False)
            print(removed if options.json else f"Removed {options.remove}.")
            return 0
        return _ingest(store, options.paths, as_json=options.json)
    except IngestError as error:
        print(error, file=sys.stderr)
        return 2


def _parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m ingest", description="Bring .docx and .txt documents into the store, or look at what is there."
    )
    parser.add_argument("paths", nargs="*", type=_read_path, metavar="PATH", help="files, or folders to search through")
    parser.add_argument("--store", type=_read_path, help="folder of the store (default: POLICY_STORE or var/store)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--list", action="store_true", help="list the documents")
    action.add_argument("--show", metavar="DOC_ID", help="the paragraphs of a document, with anchors and notices")
    action.add_argument("--remove", metavar="DOC_ID", help="take a document out of the store")
    options = parser.parse_args(arguments)
    if bool(options.paths) == bool(options.list or options.show or options.remove):
        parser.error("name files or folders to ingest, or one of --list, --show DOC_ID and --remove DOC_ID")
    return options


def _read_path(value: str) -> Path:
    """Raises ArgumentTypeError for an empty one, which would be the current folder."""
    if not value.strip():
        raise argparse.ArgumentTypeError("an empty path names nothing; for the current folder write .")
    return Path(value)


def _ingest(store: Store, paths: list[Path], *, as_json: bool) -> int:
    from tqdm import tqdm

    from ingest import IngestStatus, ingest_paths
    from ingest.records_json import result_to_json

    missing = [path for path in paths if _is_missing(path)]
    if len(missing) == len(paths):
        print(f"There is no {print_name(decode_path(missing[0]))}. Check the path.", file=sys.stderr)
        return 2
    start = time.perf_counter()
    with tqdm(unit="file", disable=not sys.stderr.isatty(), leave=False) as bar:

        def show_progress(done: int, total: int, path: Path) -> None:
            bar.total, bar.n = total, done
            bar.set_postfix_str(print_name(Path(decode_path(path)).name))

        results = ingest_paths(paths, store, on_file=show_progress)
    seconds = round(time.perf_counter() - start, 3)
    if sys.stderr.isatty():
        counts = Counter(result.status for result in results)
        print(", ".join(f"{counts[status]} {status.value}" for status in IngestStatus), file=sys.stderr)
    if as_json:
        print(json.dumps({"documents": [result_to_json(r) for r in results], "seconds": seconds}, ensure_ascii=False))
    else:
        for result in results:
            print(_describe(result))
    if not results:
        print("No .docx or .txt file was found there.", file=sys.stderr)
    for result in results:
        if result.error:
            print(result.error, file=sys.stderr)
    return 1 if any(result.error for result in results) or not results else 0


def _is_missing(path: Path) -> bool:
    try:
        return not path.exists()
    except PermissionError:
        return False  # whether it is there nobody may see: the run says so


def _describe(result: IngestResult) -> str:
    if result.error:
        return f"{result.status.value:<9} {print_name(result.path)}"
    return (
        f"{result.status.value:<9} {result.doc_id}  《{result.title}》 {result.paragraphs} paragraphs, "
        f"{result.chunks} chunks, {len(result.notices)} notices"
    )


def _list(store: Store, *, as_json: bool) -> int:
    from ingest.records_json import document_to_json

    documents = [stored.document for stored in store.stored_documents()]
    if as_json:
        print(json.dumps({"documents": [document_to_json(document) for document in documents]}, ensure_ascii=False))
    for document in () if as_json else documents:
        print(
            f"{document.doc_id}  《{document.title}》 {document.year or ''} {print_name(document.path)} {document.ingested_at}"
        )
    return 0


def _show(store: Store, doc_id: str, *, as_json: bool) -> int:
    from ingest.records_json import paragraph_to_json

    snapshot = store.snapshot()
    if doc_id not in snapshot.documents:
        print(say(Said.NO_SUCH_DOCUMENT, store=store.description, document=doc_id), file=sys.stderr)
        return 2
    document, paragraphs = snapshot.documents[doc_id], snapshot.paragraphs_of(doc_id)
    if as_json:
        shown = {
            "doc_id": doc_id,
            "title": document.title,
            "year": document.year,
            "paragraphs": [paragraph_to_json(paragraph) for paragraph in paragraphs],
        }
        print(json.dumps(shown, ensure_ascii=False))
        return 0
    print(f"《{document.title}》 {doc_id}")
    for notice in document.notices:
        if not notice.anchor:
            print(f"  ! {notice.code.value}: {notice.message}")
    for paragraph in paragraphs:
        print(f"\n{paragraph.anchor}  [{paragraph.kind.value}] {paragraph.label}  {' › '.join(paragraph.heading_path)}")
        print(f"  {paragraph.text}")
        if paragraph.original != paragraph.text:
            print(f"  originally: {paragraph.original}")
        for notice in paragraph.notices:
            print(f"  ! {notice.code.value}: {notice.message} {notice.original!r}")
    return 0


if __name__ == "__main__":
    sys.exit(run_printing(main))
