"""Documents that come and go by the staff page; whatever fails leaves all as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import IngestError, IngestStatus, Store, StoreError, ingest_paths, tell_in_chinese
from tests.fakes import open_letter_store, written
from ui.staff.document_folder import DocumentFolder, make_file_name

FIRST, SECOND = "2024年办法\n一、收费\n1.每餐不超过12元。\n", "2024年办法\n一、收费\n1.每餐不超过15元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> DocumentFolder:
    (tmp_path / "data").mkdir()
    return DocumentFolder(open_letter_store(tmp_path / "store"), tmp_path / "data", tmp_path / "removed")


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def texts(store: Store) -> str:
    return "".join(paragraph.text for paragraph in store.snapshot().paragraphs.values())


def test_a_file_comes_in_and_one_of_its_name_takes_its_place(folder: DocumentFolder, tmp_path: Path) -> None:
    assert folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST)).result.status is IngestStatus.ADDED
    assert folder.take_in(write(tmp_path / "up" / "办法.txt", SECOND)).result.status is IngestStatus.UPDATED
    assert ("15元" in texts(folder.store), "12元" in texts(folder.store)) == (True, False)
    assert [path.name for path in folder.folder.iterdir()] == ["办法.txt"]
    assert [path.read_text("utf-8") for path in folder.removed.iterdir()] == [FIRST], "nothing is ever lost"


def test_the_same_file_once_more_leaves_nothing_among_the_removed_ones(folder: DocumentFolder, tmp_path: Path) -> None:
    for _ in range(2):
        taken = folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST))
    assert (taken.result.status, taken.kept) == (IngestStatus.UNCHANGED, None)
    assert not folder.removed.exists()


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"%PDF-1.7 ...", b"PK\x03\x04 broken"])
def test_a_file_that_cannot_be_read_changes_nothing_and_is_told_by_its_name(
    folder: DocumentFolder, tmp_path: Path, content: bytes
) -> None:
    folder.take_in(write(tmp_path / "up" / "办法.docx.txt", FIRST))
    before = folder.store.generation()
    bad = tmp_path / "up" / "坏.docx"
    bad.write_bytes(content)
    result = folder.take_in(bad).result
    assert result.status is IngestStatus.FAILED
    assert result.error is not None
    for sentence in (str(result.error), tell_in_chinese(result.error)):
        assert "坏.docx" in sentence
        assert str(tmp_path) not in sentence
    assert folder.store.generation() == before
    assert len(list(folder.folder.iterdir())) == 1


def test_a_file_that_cannot_be_stored_leaves_the_old_one(
    folder: DocumentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST))

    def fail(*_: object) -> int:
        raise StoreError(written("The disk is full."))

    monkeypatch.setattr(folder.store, "put", fail)
    for name in ("办法.txt", "新.txt"):
        with pytest.raises(StoreError):
            folder.take_in(write(tmp_path / "up" / name, SECOND))
    assert [(path.name, path.read_text("utf-8")) for path in folder.folder.iterdir()] == [("办法.txt", FIRST)]
    assert list(folder.removed.iterdir()) == []


class Killed(BaseException):
    """Nothing of the program runs after it."""


def test_an_upload_that_is_killed_while_it_is_copied_loses_no_document(
    folder: DocumentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST))

    def copy_half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:10])
        raise Killed

    monkeypatch.setattr("shutil.copyfile", copy_half)
    with pytest.raises(Killed):
        folder.take_in(write(tmp_path / "up" / "办法.txt", SECOND))
    assert (folder.folder / "办法.txt").read_text("utf-8") == FIRST


def test_a_folder_that_takes_no_more_keeps_what_it_has(
    folder: DocumentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST))

    def fail(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", fail)
    with pytest.raises(IngestError, match="No space left"):
        folder.take_in(write(tmp_path / "up" / "办法.txt", SECOND))
    assert [(path.name, path.read_text("utf-8")) for path in folder.folder.iterdir()] == [("办法.txt", FIRST)]


def test_what_is_removed_can_be_found_and_does_not_come_back(folder: DocumentFolder, tmp_path: Path) -> None:
    folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST))
    folder.remove("办法")
    assert folder.store.stored_documents() == ()
    assert ingest_paths([folder.folder], folder.store) == ()
    assert [path.read_text("utf-8") for path in folder.removed.iterdir()] == [FIRST]
    with pytest.raises(IngestError, match="holds no document 办法"):
        folder.remove("办法")


def test_a_document_from_elsewhere_is_removed_without_touching_its_file(folder: DocumentFolder, tmp_path: Path) -> None:
    outside = write(tmp_path / "elsewhere" / "办法.txt", FIRST)
    ingest_paths([outside], folder.store)
    folder.remove("办法")
    assert (outside.exists(), folder.removed.exists()) == (True, False)


def test_a_decision_that_cannot_take_effect_is_not_kept(folder: DocumentFolder, tmp_path: Path) -> None:
    folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST))
    (folder.folder / "办法.txt").unlink()
    with pytest.raises(IngestError, match="Cannot read"):
        folder.set_undone("办法", "c1", undone=True)
    assert folder.store.undone_cleanings("办法") == frozenset()
    assert "12元" in texts(folder.store)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("2022年 要点.docx", "2022年 要点.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\a.txt", "a.txt"),
        (".hidden.txt", "hidden.txt"),
        ("~$lock.docx", "lock.docx"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("..", "document"),
        ("长" * 300 + ".docx", "长" * 145 + ".docx"),
    ],
)
def test_a_file_s_name_stays_within_the_folder(name: str, safe: str) -> None:
    assert make_file_name(name) == safe


def test_a_document_is_removed_with_its_copies_and_under_its_new_name(folder: DocumentFolder, tmp_path: Path) -> None:
    folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST))
    folder.take_in(write(tmp_path / "up" / "副本.txt", FIRST))
    (folder.folder / "办法.txt").rename(folder.folder / "新名.txt")
    folder.remove("办法")
    assert list(folder.folder.iterdir()) == []
    assert ingest_paths([folder.folder], folder.store) == ()
    assert len(list(folder.removed.iterdir())) == 2


def test_a_renamed_document_is_read_again_from_its_new_place(folder: DocumentFolder, tmp_path: Path) -> None:
    folder.take_in(write(tmp_path / "up" / "办法.txt", FIRST))
    (folder.folder / "办法.txt").rename(folder.folder / "新名.txt")
    ingest_paths([folder.folder], folder.store)
    assert folder.read_again("办法").status is IngestStatus.UPDATED
