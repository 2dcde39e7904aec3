"""Files and folders that this program may not read, tried without the rights of root."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest
from ingest import IngestSettings, Store
from ingest.__main__ import main
from ingest.build import find_files
from ingest.errors import UnreadableFile
from ingest.reading import read_file
from tests.fakes import two_encoders

_NOBODY = 65534
SAID = "this program may not read it. Change its permissions."


@pytest.fixture
def imported(tmp_path: Path) -> None:
    """What ingestion imports as it goes may lie where only root may read."""
    (tmp_path / "d.txt").write_text("一、要求\n", encoding="utf-8")
    store = Store(IngestSettings(store=tmp_path / "store"), two_encoders())
    assert ingest.ingest_paths([tmp_path / "d.txt"], store)[0].error is None


@pytest.fixture
def folder(imported: None) -> Iterator[Path]:
    """A folder with a file to read, one that nobody may read, and a folder that nobody may look into."""
    rights = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if rights == 0:
            os.chown(folder, _NOBODY, -1)
            os.seteuid(_NOBODY)
        try:
            for path in (folder / "a.txt", folder / "b.txt", folder / "locked" / "c.txt"):
                path.parent.mkdir(exist_ok=True)
                path.write_text("一、要求\n各校要加强领导。\n", encoding="utf-8")
            (folder / "b.txt").chmod(0)
            (folder / "locked").chmod(0)
            yield folder
            (folder / "locked").chmod(0o700)
        finally:
            os.seteuid(rights)


def test_what_may_not_be_read_is_named_with_the_reason(folder: Path) -> None:
    for path in (folder / "b.txt", folder / "locked" / "c.txt"):
        with pytest.raises(UnreadableFile, match=SAID):
            read_file(path)


def test_a_folder_that_may_not_be_looked_into_is_found(folder: Path) -> None:
    assert find_files([folder]) == (folder / "a.txt", folder / "b.txt", folder / "locked")
    assert find_files([folder / "locked"]) == (folder / "locked",)
    assert find_files([folder / "locked" / "c.txt"]) == (folder / "locked" / "c.txt",)


def test_the_command_names_each_and_does_the_rest(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "open_store", lambda settings: Store(settings, two_encoders()))
    for paths, refused in (([folder], ["b.txt", "locked"]), ([folder / "locked" / "c.txt"], ["locked/c.txt"])):
        assert main([*map(str, paths), "--store", str(folder / "store")]) == 1
        printed = capsys.readouterr()
        assert printed.err.splitlines() == [f"Cannot read {folder / name}: {SAID}" for name in refused]
        assert ("added" in printed.out) == (paths == [folder])
