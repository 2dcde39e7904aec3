"""Serve the pages: python app.py. Settings come from the environment; the README lists them."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import is_there, prepare_process, run_printing

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ingest import Store
    from qa import AnswerLog
    from ui import PageSettings, StaffSettings

# Seconds that answers under way get to finish when the server is stopped.
GRACE_SECONDS = 5
WARM_UP = ("政策", "How many schools?")  # the second loads the dictionary too
LOG_PROBLEM = "The log of answers cannot be written now; the log of the program says why. Answers do not need it."


def main() -> int:
    """Serve until stopped. Returns 0 then, 2 when the settings or the surroundings do not allow it."""
    parser = argparse.ArgumentParser(prog="python app.py", description=__doc__)
    parser.add_argument(
        "--hash-password", action="store_true", help="ask for a password and print what STAFF_USERS needs of it"
    )
    if parser.parse_args().hash_password:
        return print_hash()
    prepare_process()  # before any library loads, hence the imports below

    from ingest import IngestError, open_store
    from qa import QaError, open_answer_log
    from ui import PageError, read_page_settings, read_staff_settings

    try:
        settings, staff = read_page_settings(os.environ), read_staff_settings(os.environ)
        listener = open_listener(settings)
        store = open_store()
        log = open_answer_log()
        try:
            bring_up_to_date(store, settings.data)
            serve(settings, staff, listener, store, log)
        finally:
            log.close()
    except (PageError, IngestError, QaError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def print_hash() -> int:
    """Ask for a password, twice where someone types it, and print its hash. Returns 0, or 2 when it cannot be used."""
    from getpass import getpass

    from ui import hash_password

    if sys.stdin.isatty():
        password = getpass("Password: ")
        if getpass("Once more: ") != password:
            print("The two passwords differ; nothing was made.", file=sys.stderr)
            return 2
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        print(hash_password(password))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def open_listener(settings: PageSettings) -> socket.socket:
    """The socket to serve on; taken first, so that a port in use is told at once and not after the models have loaded.

    Raises AddressInUse.
    """
    from ui import AddressInUse

    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        # gaierror numbers are negative and its text is its own; create_server adds the address to the system's text.
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        where = f"{settings.host} port {settings.port}"
        raise AddressInUse(f"The pages cannot be served at {where}: {reason}. Set HOST and PORT to others.") from error


def bring_up_to_date(store: Store, data: Path) -> None:
    """Ingest what is new or changed in `data`; a file that cannot be read is told and does not stop the others.

    Raises PageError when there is nothing to answer from.
    """
    from ingest import ingest_paths, is_up_to_date
    from ui import PageError

    if is_there(data) and not is_up_to_date([data], store):
        print(f"Reading the documents in {data} …", flush=True)
        for result in ingest_paths([data], store):
            if result.error:
                print(result.error, file=sys.stderr)
    if not store.stored_documents():
        raise PageError(f"There are no documents to answer from. Put some into {data}, or set POLICY_DATA to a folder.")
    if not is_there(data):
        print(f"There is no folder {data}; what was read earlier is answered from. Check POLICY_DATA.", file=sys.stderr)


def serve(settings: PageSettings, staff: StaffSettings, listener: socket.socket, store: Store, log: AnswerLog) -> None:
    """Build the chain, mount the pages, and serve until stopped."""
    import uvicorn

    from qa import QaSettings, Suggester, build_chain, record_answers
    from ui import (
        PageServer,
        QuestionLimit,
        SignIn,
        add_evaluation_page,
        add_staff_page,
        build_chat_page,
        build_web_app,
        check_store,
        read_examples,
    )

    chain = build_chain(store)
    chain.batch([*WARM_UP])  # loads the models: what is broken shows now, and the first visitor does not wait
    page = build_chat_page(
        record_answers(chain, log),
        examples=read_examples(settings.data),
        store=store,
        # With settings of its own: what may be suggested is tried by the built-in answerer, whoever else may write.
        suggester=Suggester(store, build_chain(store, QaSettings())),
        thumbs=True,
        limit=QuestionLimit(settings.questions_per_minute),
    )
    sign_in = SignIn(staff, root_path=settings.root_path)

    def add_pages(app: FastAPI) -> None:
        sign_in.guard(app, "/staff", "/evaluation")
        add_staff_page(app, store, log, staff, sign_in, data=settings.data, root_path=settings.root_path)
        if sign_in.is_on:
            root_path = settings.root_path
            add_evaluation_page(app, store, runs=settings.runs, root_path=root_path, guard=sign_in.name_of)

    app = build_web_app(
        page,
        lambda: check_store(store),
        # To everybody only that there is trouble; where the database is stands in the log of the program.
        log_problem=lambda: LOG_PROBLEM if log.problem() else None,
        root_path=settings.root_path,
        store=store,
        log=log,
        frame_ancestors=settings.frame_ancestors,
        add_pages=add_pages,
    )
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"Ask at http://{host}:{port}{settings.root_path}/ (stop with Ctrl+C)", flush=True)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS)
    try:
        PageServer(config).run(sockets=[listener])
    except KeyboardInterrupt:
        print("Stopped.")


if __name__ == "__main__":
    sys.exit(run_printing(main))
