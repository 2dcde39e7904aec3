"""The folder of documents as staff change it: a file comes in, is read again, or leaves; nothing is ever lost."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ingest import (
    Document,
    IngestError,
    IngestResult,
    IngestStatus,
    Said,
    Store,
    UnreadableFile,
    find_files,
    ingest_paths,
    read_file,
    reingest_document,
    say,
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of an uploaded file. `kept` is where the file now lies whose name and place it took, None for none."""

    result: IngestResult
    kept: Path | None = None


class DocumentFolder:
    """`folder` is where the documents lie that the program reads at its start; `removed` takes those that leave."""

    def __init__(self, store: Store, folder: Path, removed: Path) -> None:
        self.store = store
        self.folder = folder if folder.is_dir() or not folder.exists() else folder.parent
        self.removed = removed

    def take_in(self, uploaded: Path) -> TakenIn:
        """Bring an uploaded file into the folder and the store; one that cannot be read changes nothing.

        A file of the same name and other content goes to the removed ones, and comes back when the new one cannot be
        stored after all.
        """
        name = make_file_name(uploaded.name)
        try:
            read_file(uploaded)
        except UnreadableFile as error:
            reason = error.message.with_value("file", name)
            return TakenIn(IngestResult(name, "", "", None, IngestStatus.FAILED, 0, 0, error=reason))
        place = self.folder / name
        coming, was_there = place.with_name(f".{name}.coming"), place.exists()
        kept = self._name_removed(place) if was_there and _sha256_of(place) != _sha256_of(uploaded) else None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # At every moment a whole file bears the name: whatever ends the program here loses no document.
            if kept:
                self.removed.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(place, kept)
            shutil.copyfile(uploaded, coming)
            coming.replace(place)
        except OSError as error:
            for unfinished in (coming, kept) if kept else (coming,):
                unfinished.unlink(missing_ok=True)
            raise IngestError(say(Said.NOT_WRITABLE, path=str(place), **_explain(error))) from error
        stored = False
        try:
            (result,) = ingest_paths([place], self.store)
            stored = not result.error
        finally:
            if kept and not stored:
                shutil.move(kept, place)
            elif not (was_there or stored):
                place.unlink(missing_ok=True)
        return TakenIn(replace(result, path=name), kept if stored else None)

    def read_again(self, doc_id: str) -> IngestResult:
        """Raises IngestError when the document's file cannot be read now; what was read before then stays."""
        result = reingest_document(doc_id, self.store)
        if result.error:
            raise IngestError(result.error)
        return result

    def set_undone(self, doc_id: str, cleaning_id: str, *, undone: bool) -> IngestResult:
        """Take a cleaning back, or make it again, and read the document anew. Raises IngestError as `read_again`."""
        self.store.set_cleaning_undone(doc_id, cleaning_id, undone=undone)
        try:
            return self.read_again(doc_id)
        except IngestError:
            self.store.set_cleaning_undone(doc_id, cleaning_id, undone=not undone)
            raise

    def remove(self, doc_id: str) -> None:
        """Take a document out of the store, and its file and any copy of it, where they lie in the folder, to the removed ones.

        Otherwise the next start would read it in again. Raises IngestError when one of the two cannot be done.
        """
        stored = {one.document.doc_id: one.document for one in self.store.stored_documents()}
        if doc_id not in stored:
            raise IngestError(say(Said.NO_SUCH_DOCUMENT, store=self.store.description, document=doc_id))
        moved: dict[Path, Path] = {}
        done = False
        try:
            for path in self._files_of(stored[doc_id]):
                moved[path] = self._move_out(path)
            with self.store.writing():
                self.store.remove(doc_id)
            done = True
        finally:
            for path, place in moved.items() if not done else ():
                shutil.move(place, path)

    def _files_of(self, document: Document) -> list[Path]:
        """Those in the folder that hold the document: the one that it was read from, and any of the same content."""
        own = Path(document.path).resolve()
        files = find_files([self.folder]) if self.folder.is_dir() else ()
        return [
            path for path in files if path.is_file() and (path.resolve() == own or _sha256_of(path) == document.sha256)
        ]

    def _name_removed(self, path: Path) -> Path:
        return self.removed / f"{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}-{path.name}"

    def _move_out(self, path: Path) -> Path:
        place = self._name_removed(path)
        try:
            self.removed.mkdir(parents=True, exist_ok=True)
            shutil.move(path, place)
        except OSError as error:
            where = {"path": str(path), "folder": str(self.removed)}
            raise IngestError(say(Said.NOT_MOVABLE, **where, **_explain(error))) from error
        return place


def make_file_name(name: str) -> str:
    """A file's name as the folder takes it: no path, no sign that some system refuses, no hidden file.

    >>> make_file_name("../2022年 要点?.docx"), make_file_name("~$a.docx")
    ('2022年 要点_.docx', 'a.docx')
    >>> make_file_name("..docx"), make_file_name("..")
    ('document.docx', 'document')
    """
    last = re.split(r"[/\\\\]", name)[-1]
    plain = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "_", last).rstrip(". ")
    stem, dot, ending = plain.rpartition(".") if "." in plain else (plain, "", "")
    room = max(1, 150 - len(dot + ending))
    return (stem.lstrip(".~$ ")[-room:] or "document") + dot + ending


def _explain(error: OSError) -> dict[str, int | str]:
    return {"number": error.errno or 0, "detail": error.strerror or ""}


def _sha256_of(path: Path) -> str:
    """ "" for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
