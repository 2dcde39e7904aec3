"""Files of any name come in over HTTP as the page sends them; nothing is written but in the folder of documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.ingest.word_builder import build_docx, paragraph
from tests.ui.staff.conftest import StaffSite

# What a name may try, and what the document is called then.
NAMES = {
    "../../x.docx": "x.docx",
    "..\\..\\y.docx": "y.docx",
    "/etc/z.docx": "z.docx",
    "C:\\Windows\\w.docx": "w.docx",
    "%2e%2e%2f%2e%2e%2fv.docx": None,
    "..docx": None,
    ".hidden.docx": None,
    "~$lock.docx": None,
    "$(touch u).docx": None,
    "<img src=x>.docx": None,
    "附件：“要点”?*|.docx": None,
    "换\n行\t.docx": None,
    "长" * 200 + ".docx": None,
}


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Gradio puts what is sent, before anyone looks at it."""
    folder = tmp_path / "uploads"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder))
    return folder


def upload_event(person: httpx.Client) -> int:
    config = person.get("/staff/config").json()
    box = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "upload")
    return next(one["id"] for one in config["dependencies"] if [box, "upload"] in one["targets"])


def take_in(person: httpx.Client, files: list[dict[str, Any]]) -> str:
    """What the page shows once it took the files in, "" when it refused to."""
    call = {"data": [files], "fn_index": upload_event(person), "session_hash": "abc"}
    person.post("/staff/gradio_api/queue/join", json=call).raise_for_status()
    shown = ""
    for message in read_messages(person):
        if message["msg"] == "process_completed":
            return json.dumps(message["output"], ensure_ascii=False) if message["success"] else ""
    return shown


def read_messages(person: httpx.Client) -> Iterator[dict[str, Any]]:
    with person.stream("GET", "/staff/gradio_api/queue/data", params={"session_hash": "abc"}) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


def send(person: httpx.Client, name: str, content: bytes) -> dict[str, Any]:
    answer = person.post("/staff/gradio_api/upload", files={"files": (name, content)})
    answer.raise_for_status()
    (path,) = answer.json()
    return {"path": path, "orig_name": name, "size": len(content), "meta": {"_type": "gradio.FileData"}}


def files_below(folder: Path, *but: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if not any(path.is_relative_to(one) for one in but)}


@pytest.mark.parametrize(("name", "called"), NAMES.items(), ids=list(map(ascii, NAMES)))
def test_a_file_of_any_name_is_written_into_the_folder_of_documents_alone(
    uploads: Path, site: StaffSite, tmp_path: Path, name: str, called: str | None
) -> None:
    content = build_docx(tmp_path / "source.docx", paragraph("2024年课后服务办法") + paragraph("每天服务两小时。"))
    var = site.store.settings.store.parent
    outside, inside = files_below(tmp_path, site.folder, var, uploads), set(site.folder.iterdir())
    person = site.sign_in()
    shown = take_in(person, [send(person, name, content.read_bytes())])
    assert "已收录" in shown
    assert files_below(tmp_path, site.folder, var, uploads) == outside
    (new,) = set(site.folder.rglob("*")) - inside
    assert new.parent == site.folder
    assert new.read_bytes() == content.read_bytes()
    assert not new.name.startswith((".", "~"))
    assert new.suffix == ".docx"
    assert called in {None, new.name}
    assert "两小时" in site.paragraph("每天服务").text
    assert not any(Path(place, new.name).exists() for place in ("/", "/etc", "/tmp", Path.cwd(), Path.cwd().parent))


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../etc/hostname", "README.md", "var/log.db"])
def test_a_file_of_the_server_is_never_taken_for_an_upload(uploads: Path, site: StaffSite, path: str) -> None:
    before = set(site.folder.rglob("*"))
    person = site.sign_in()
    assert take_in(person, [{"path": path, "orig_name": "a.txt", "meta": {"_type": "gradio.FileData"}}]) == ""
    assert set(site.folder.rglob("*")) == before


def test_gradio_s_copy_of_an_upload_is_gone_once_it_was_taken_in_and_never_open_to_others(
    uploads: Path, site: StaffSite
) -> None:
    person = site.sign_in()
    good, bad = send(person, "新.txt", "2024年办法\n一、收费\n1.免费。\n".encode()), send(person, "坏.docx", b"%PDF")
    for path in (good["path"], bad["path"]):
        assert Path(path).is_relative_to(uploads)
        for address in (f"/gradio_api/file={path}", f"/gradio_api/file/{path}"):
            assert httpx.get(site.address + address).status_code == 404
        assert httpx.get(f"{site.address}/staff/gradio_api/file={path}").status_code == 401
    shown = take_in(person, [good, bad])
    assert "已收录" in shown
    assert "没有收录" in shown
    assert not any(path.is_file() for path in uploads.rglob("*") if path.suffix)


def test_a_file_whose_place_an_upload_takes_is_kept_and_told(uploads: Path, site: StaffSite) -> None:
    before = (site.folder / "食堂.txt").read_bytes()
    person = site.sign_in()
    shown = take_in(person, [send(person, "食堂.txt", "2024年食堂办法\n一、收费\n1.每餐15元。\n".encode())])
    (kept,) = (site.store.settings.store.parent / "removed").iterdir()
    assert kept.read_bytes() == before
    assert f"原来的同名文件保存在 {kept}" in shown
