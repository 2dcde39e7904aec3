"""`python app.py` as it is started: what it says, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from gradio_client import Client

from qa.log.schema import answers
from tests.qa.log.rows import read_rows
from ui import hash_password

ROOT = Path(__file__).parents[2]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start app.py with a store of its own; the environment given comes on top of the present one."""

    def run(**environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=os.environ
            | {"POLICY_STORE": str(tmp_path / "store"), "DATABASE_URL": f"sqlite:///{tmp_path}/log.db", "PORT": "0"}
            | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return run


def test_a_bad_port_ends_with_one_sentence(start: Start) -> None:
    process = start(PORT="http")
    output, errors = process.communicate(timeout=120)
    assert (process.returncode, output) == (2, "")
    assert errors == "PORT is 'http'; set it to a whole number from 0 to 65535, such as 7860.\n"


def test_a_port_in_use_ends_with_one_sentence(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(PORT=str(port))
        output, errors = process.communicate(timeout=120)
    assert (process.returncode, output) == (2, "")
    assert errors == (
        f"The pages cannot be served at 127.0.0.1 port {port}: Address already in use. Set HOST and PORT to others.\n"
    )


def test_an_address_of_another_machine_ends_with_one_sentence(start: Start) -> None:
    process = start(HOST="192.0.2.1")  # RFC 5737: an address for documentation, of no machine
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 2
    assert errors.startswith("The pages cannot be served at 192.0.2.1 port 0: ")
    assert errors.count("\n") == 1


def test_nothing_to_answer_from_ends_with_one_sentence(start: Start, tmp_path: Path) -> None:
    process = start(POLICY_DATA=str(tmp_path / "nowhere"))
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 2
    assert errors == (
        f"There are no documents to answer from. Put some into {tmp_path / 'nowhere'}, or set POLICY_DATA to a folder.\n"
    )


@pytest.mark.integration
def test_it_reads_the_documents_once_answers_and_stops_when_told(start: Start, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    for lines in (2, 1):  # the second time the documents are read already
        process = start(POLICY_DATA=str(data), STAFF_USERS=f"wang:{hash_password('correct horse battery')}")
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(lines)]
        assert told[0].startswith("Reading the documents" if lines == 2 else "Ask at http://127.0.0.1:")
        address = told[-1].split()[2]
        with urllib.request.urlopen(f"{address}healthz") as response:
            assert json.load(response) == {"status": "ok", "log": "ok"}
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{address}staff/config")
        answer = Client(address, verbose=False).predict("高中阶段的职普比是多少？", None, api_name="/ask")
        assert answer["outcome"] == "answered"
        assert "4:6" in answer["answer"]
        for citation in answer["citations"]:
            assert citation["paragraph"][citation["start"] : citation["end"]] == citation["quote"]
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert (process.returncode, errors) == (0, "")
    asked = [row["question"] for row in read_rows(f"sqlite:///{tmp_path}/log.db", answers)]
    assert asked == ["高中阶段的职普比是多少？"] * 2  # and not what the program asks itself at the start
