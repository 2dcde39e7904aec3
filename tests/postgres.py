"""A PostgreSQL server of one's own, on loopback, in a folder of its own, for as long as a test needs it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

WHY_NOT = "no PostgreSQL on this machine (apt-get install postgresql)"


def find_postgres() -> Path | None:
    """The folder of its programs; Debian keeps them off the path."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class PostgresServer:
    """Started by `start`, ended at once by `kill` (what was committed stays), ended and taken away by `remove`."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="policy-postgres-"))
        # PostgreSQL refuses to run as root.
        self._as: dict[str, Any] = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if not os.getuid() else {}
        if self._as:
            shutil.chown(self._folder, "nobody")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", str(self._folder / "data"), "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://tester@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        command = [
            str(self._programs / "postgres"),
            *("-D", str(self._folder / "data"), "-p", str(self.port), "-h", "127.0.0.1"),
            *("-k", str(self._folder), "-c", "fsync=off"),
        ]
        self._process = subprocess.Popen(
            command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._as
        )
        began = time.monotonic()
        while not self._is_ready():
            assert time.monotonic() - began < 60, "PostgreSQL does not start"
            time.sleep(0.05)

    def kill(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=30)
            self._process = None

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def _is_ready(self) -> bool:
        import psycopg

        try:
            psycopg.connect(f"host=127.0.0.1 port={self.port} user=tester dbname=postgres connect_timeout=2").close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments],
            check=True,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            **self._as,
        )
