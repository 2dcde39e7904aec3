"""The run from files to the store: small text files, a real Chroma, encoders that count."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest import (
    IngestError,
    IngestResult,
    IngestStatus,
    NoticeCode,
    Store,
    ingest_paths,
    is_up_to_date,
    reingest_document,
)
from ingest.build import find_files
from tests.fakes import LetterEncoder, is_one_sentence, open_letter_store
from tests.ingest.word_builder import build_docx, paragraph

FIRST = "2022年全市教育工作要点\n一、学前教育\n1.扩大幼儿园。公办园占比达到一半。\n2.办好学校。\n"
DAMAGED = "2022年全市教育工作要点\n一、职业教育\n1.扩大规模,2022年中职招生(微信:abc12345)人左右。\n2.办好学校。\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_letter_store(tmp_path / "store")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents"


def write(folder: Path, name: str, text: str = FIRST) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ingest_one(path: Path, store: Store) -> IngestResult:
    (result,) = ingest_paths([path], store)
    return result


def embedded(store: Store) -> int:
    return sum(encoder.documents for encoder in store.encoders if isinstance(encoder, LetterEncoder))


def test_a_new_file_is_added_and_told(folder: Path, store: Store) -> None:
    result = ingest_one(write(folder, "要点.txt"), store)
    assert (result.status, result.doc_id, result.title, result.year) == (
        IngestStatus.ADDED, "要点", "2022年全市教育工作要点", 2022,
    )  # fmt: skip
    snapshot = store.snapshot()
    assert result.paragraphs == len(snapshot.paragraphs) == 4
    assert result.chunks == len(snapshot.chunks)
    assert snapshot.paragraphs["要点/一/1"].text == "1.扩大幼儿园。公办园占比达到一半。"


def test_an_unchanged_file_is_not_embedded_again(folder: Path, store: Store) -> None:
    added = ingest_one(write(folder, "要点.txt"), store)
    before, generation = embedded(store), store.generation()
    result = ingest_one(folder / "要点.txt", store)
    assert result.status is IngestStatus.UNCHANGED
    assert (result.paragraphs, result.chunks, result.notices) == (added.paragraphs, added.chunks, added.notices)
    assert embedded(store) == before
    assert store.generation() == generation, "nothing is written either"


def test_an_unchanged_file_stays_so_for_the_next_process(folder: Path, store: Store) -> None:
    ingest_one(write(folder, "要点.txt"), store)
    again = open_letter_store(store.settings.store)
    assert ingest_one(folder / "要点.txt", again).status is IngestStatus.UNCHANGED
    assert embedded(again) == 0


def test_an_edit_embeds_only_the_changed_paragraph_and_moves_no_anchor(folder: Path, store: Store) -> None:
    ingest_one(write(folder, "要点.txt"), store)
    before, paragraphs = embedded(store), store.snapshot().paragraphs
    result = ingest_one(write(folder, "要点.txt", FIRST.replace("办好学校", "办好高中")), store)
    assert result.status is IngestStatus.UPDATED
    assert embedded(store) - before == 2 * 2, "a window and a sentence for each encoder"
    after = store.snapshot().paragraphs
    assert list(after) == list(paragraphs)
    changed = [anchor for anchor in after if after[anchor].text_hash != paragraphs[anchor].text_hash]
    assert changed == ["要点/一/2"]


def test_two_documents_of_one_title_and_name_stay_apart(folder: Path, store: Store) -> None:
    write(folder, "a/要点.txt")
    write(folder, "b/要点.txt", FIRST.replace("一半", "七成"))
    first, second = ingest_paths([folder], store)
    assert (first.doc_id, second.doc_id) == ("要点", "要点-2")
    assert first.title == second.title
    paragraphs = store.snapshot().paragraphs
    assert "一半" in paragraphs["要点/一/1"].text
    assert "七成" in paragraphs["要点-2/一/1"].text
    assert [r.status for r in ingest_paths([folder], store)] == [IngestStatus.UNCHANGED] * 2


def test_the_same_content_under_another_name_is_the_same_document(folder: Path, store: Store) -> None:
    ingest_one(write(folder, "要点.txt"), store)
    before = embedded(store)
    result = ingest_one(Path(shutil.copy(folder / "要点.txt", folder / "副本.txt")), store)
    assert (result.status, result.doc_id) == (IngestStatus.UNCHANGED, "要点")
    assert embedded(store) == before
    assert set(store.snapshot().documents) == {"要点"}


def test_a_copy_is_a_document_of_its_own_once_the_other_was_edited(folder: Path, store: Store) -> None:
    write(folder, "旧版.txt")
    write(folder, "要点.txt")
    ingest_paths([folder], store)
    write(folder, "旧版.txt", FIRST.replace("一半", "七成"))
    assert not is_up_to_date([folder], store)
    assert [r.status for r in ingest_paths([folder], store)] == [IngestStatus.UPDATED, IngestStatus.ADDED]
    paragraphs = store.snapshot().paragraphs
    assert ("七成" in paragraphs["旧版/一/1"].text, "一半" in paragraphs["要点/一/1"].text) == (True, True)
    assert is_up_to_date([folder], store)


def test_a_file_that_fails_does_not_stop_the_others(folder: Path, store: Store) -> None:
    good, absent, broken = write(folder, "好.txt"), folder / "无.docx", write(folder, "坏.docx", "not a package")
    results = ingest_paths([absent, broken, good], store)
    assert [r.status for r in results] == [IngestStatus.FAILED, IngestStatus.FAILED, IngestStatus.ADDED]
    assert [str(path) in str(r.error) for r, path in zip(results, (absent, broken, good), strict=True)] == [
        True, True, False,
    ]  # fmt: skip
    assert set(store.snapshot().documents) == {"好"}


def test_a_file_that_became_unreadable_keeps_its_old_content(folder: Path, store: Store) -> None:
    path = build_docx(folder / "要点.docx", paragraph("学校招生。"))
    ingest_one(path, store)
    path.write_bytes(b"cut off")
    assert ingest_one(path, store).status is IngestStatus.FAILED
    assert [p.text for p in store.snapshot().paragraphs_of("要点")] == ["学校招生。"]


def test_progress_is_told_before_each_file(folder: Path, store: Store) -> None:
    paths = [write(folder, "a.txt", "甲学校。"), write(folder, "b.txt", "乙学校。")]
    seen: list[tuple[int, int, Path]] = []
    ingest_paths(paths, store, on_file=lambda done, total, path: seen.append((done, total, path)))
    assert seen == [(0, 2, paths[0]), (1, 2, paths[1])]


@pytest.mark.parametrize(("cores", "readers"), [(64, 4), (2, 2)])
def test_no_more_files_are_read_at_once_than_there_are_or_than_there_are_cores(
    cores: int, readers: int, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    class Threads(ThreadPoolExecutor):
        def __init__(self, max_workers: int, mp_context: object) -> None:
            started.append(max_workers)
            super().__init__(max_workers)

    monkeypatch.setattr("ingest.build.ProcessPoolExecutor", Threads)
    monkeypatch.setattr("joblib.cpu_count", lambda: cores)
    for number in range(4):
        write(folder, f"{number}.txt", f"{FIRST}{number}。\n")
    assert [result.error for result in ingest_paths([folder], store)] == [None] * 4
    assert started == [readers]


def test_an_undone_cleaning_brings_the_words_back_and_survives_reingestion(folder: Path, store: Store) -> None:
    path = write(folder, "要点.txt", DAMAGED)
    ingest_one(path, store)
    paragraph = store.snapshot().paragraphs["要点/一/1"]
    assert "abc12345" not in paragraph.text
    (notice,) = [n for n in paragraph.notices if n.code is NoticeCode.DAMAGED_TEXT]
    assert "abc12345" in notice.original
    store.set_cleaning_undone("要点", notice.cleaning_id, undone=True)
    assert not is_up_to_date([path], store)
    assert ingest_one(path, store).status is IngestStatus.UPDATED
    assert "abc12345" in store.snapshot().paragraphs["要点/一/1"].text
    assert ingest_one(path, store).status is IngestStatus.UNCHANGED
    write(folder, "要点.txt", DAMAGED.replace("办好学校", "办好高中"))
    ingest_one(path, store)
    assert "abc12345" in store.snapshot().paragraphs["要点/一/1"].text, "the words around it are the same"
    store.set_cleaning_undone("要点", notice.cleaning_id, undone=False)
    ingest_one(path, store)
    assert "abc12345" not in store.snapshot().paragraphs["要点/一/1"].text


def test_reading_a_document_again_is_possible_without_a_change(folder: Path, store: Store) -> None:
    ingest_one(write(folder, "要点.txt"), store)
    before = embedded(store)
    assert reingest_document("要点", store).status is IngestStatus.UPDATED
    assert embedded(store) == before
    with pytest.raises(IngestError, match="holds no document 无"):
        reingest_document("无", store)


def test_reading_again_a_file_that_is_gone_fails_and_keeps_the_document(folder: Path, store: Store) -> None:
    ingest_one(write(folder, "要点.txt"), store)
    (folder / "要点.txt").unlink()
    assert reingest_document("要点", store).status is IngestStatus.FAILED
    assert set(store.snapshot().documents) == {"要点"}


def test_a_file_is_the_same_document_from_whatever_folder_it_is_named(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same name in another folder is another document."""
    write(folder, "a/要点.txt")
    write(folder, "b/要点.txt", FIRST.replace("一半", "七成"))
    for name, doc_id in (("a", "要点"), ("b", "要点-2")):
        monkeypatch.chdir(folder / name)
        assert ingest_one(Path("要点.txt"), store).path == "要点.txt"
        assert store.snapshot().documents[doc_id].path == str(folder / name / "要点.txt")
    write(folder, "a/要点.txt", FIRST.replace("一半", "三成"))
    result = ingest_one(folder / "a" / "要点.txt", store)
    assert (result.doc_id, result.status) == ("要点", IngestStatus.UPDATED)


def test_up_to_date_means_that_ingesting_would_change_nothing(folder: Path, store: Store) -> None:
    path = write(folder, "要点.txt")
    assert not is_up_to_date([folder], store)
    ingest_one(path, store)
    assert is_up_to_date([folder], store)
    write(folder, "要点.txt", FIRST + "3.添一条。\n")
    assert not is_up_to_date([folder], store)


def test_folders_are_searched_for_what_can_be_read(folder: Path) -> None:
    wanted = [write(folder, name) for name in ("a.txt", "b/c.DOCX", "b/d.docm", "b/e.doc")]
    for name in ("~$a.docx", ".hidden.txt", "e.css", "f.json"):
        write(folder, name)
    assert find_files([folder]) == tuple(wanted)
    assert find_files([folder, wanted[0]]) == tuple(wanted), "each once"
    assert find_files([folder / "e.css"]) == (folder / "e.css",), "what is named is tried"


@pytest.mark.parametrize("content", ["", "\n\n", "。。。\n"])
def test_a_file_without_words_is_a_document_without_words(content: str, folder: Path, store: Store) -> None:
    result = ingest_one(write(folder, "空.txt", content), store)
    assert result.status in {IngestStatus.ADDED, IngestStatus.FAILED}
    assert result.status is IngestStatus.FAILED or "空" in store.snapshot().documents


def test_a_pipe_a_folder_and_a_broken_link_named_like_documents_stop_nothing(folder: Path, store: Store) -> None:
    os.mkfifo(folder / "管道.docx")
    (folder / "夹.docx").mkdir()
    write(folder, "夹.docx/里.txt")
    (folder / "断.docx").symlink_to(folder / "无.docx")
    told = {Path(result.path).name: result for result in ingest_paths([folder], store)}
    assert {name: result.status for name, result in told.items()} == {
        "管道.docx": IngestStatus.FAILED, "断.docx": IngestStatus.FAILED, "里.txt": IngestStatus.ADDED,
    }  # fmt: skip
    assert "it is no ordinary file" in str(told["管道.docx"].error)
    assert is_one_sentence(str(told["断.docx"].error))


def test_a_name_that_is_no_utf8_is_read_as_chinese_archives_write_it(folder: Path, store: Store) -> None:
    (folder / os.fsdecode("教师手册.txt".encode("gb18030"))).write_text("各校要办好学校。", encoding="utf-8")
    for status in (IngestStatus.ADDED, IngestStatus.UNCHANGED):
        (result,) = ingest_paths([folder], store)
        assert (result.status, result.doc_id, result.title) == (status, "教师手册", "教师手册")
        assert result.path == str(folder / "教师手册.txt")


def test_a_name_with_a_line_break_stays_out_of_ids_and_titles(folder: Path, store: Store) -> None:
    result = ingest_one(write(folder, "2024年\n\x1b[31m要点.txt", "各校要办好学校。"), store)
    assert (result.doc_id, result.title) == ("2024年-[31m要点", "2024年 [31m要点")
    assert ingest_one(Path(result.path), store).status is IngestStatus.UNCHANGED


def test_a_folder_that_is_only_linked_is_named_as_not_read(folder: Path, store: Store) -> None:
    write(folder, "a.txt")
    write(folder.parent, "elsewhere/b.txt")
    (folder / "linked").symlink_to(folder.parent / "elsewhere")
    told = {Path(one.path).name: one for one in ingest_paths([folder], store)}
    assert {name: one.status for name, one in told.items()} == {
        "a.txt": IngestStatus.ADDED, "linked": IngestStatus.FAILED,
    }  # fmt: skip
    assert "it is a folder" in str(told["linked"].error)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("要点.pdf", b"%PDF-1.7 ...", "PDF"),
        ("表.xlsm", b"PK\x03\x04 ...", ".xlsm"),
        ("公文.ofd", b"PK\x03\x04 ...", ".ofd"),
        ("页.gif", b"GIF89a ...", "picture"),
        ("扫描件.JPG", b"\xff\xd8\xff\xe0 ...", "picture"),
        ("附件.rar", b"Rar!\x1a\x07\x01\x00 ...", "archive"),
        ("计划.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", ".xls"),
    ],
)
def test_what_is_no_word_or_text_file_in_a_folder_is_named_as_not_read(
    name: str, content: bytes, told: str, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_bytes(content)
    (result,) = ingest_paths([tmp_path / "data"], open_letter_store(tmp_path / "store"))
    assert result.status is IngestStatus.FAILED
    assert name in str(result.error)
    assert told in str(result.error)
