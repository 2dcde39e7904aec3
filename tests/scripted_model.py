"""An endpoint that answers as it is told to: over real HTTP, well or in every wrong way that was seen."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from qa import ModelSettings

KEY = "sk-very-secret-key"
Behave = Callable[["Handler"], None]


@dataclass
class ScriptedModel:
    """`behave` is what it does with a request; `asked` are the requests so far, as they came."""

    behave: Behave
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    port: int = 0
    gone: threading.Event = field(default_factory=threading.Event)

    def settings(self, **changes: Any) -> ModelSettings:
        from pydantic import SecretStr

        values: dict[str, Any] = {
            "base_url": f"http://127.0.0.1:{self.port}/v1",
            "model": "scripted",
            "api_key": SecretStr(KEY),
            "timeout_seconds": 10.0,
        }
        return ModelSettings(**(values | changes))

    def questions(self) -> list[str]:
        """What the user's messages said, one a request."""
        return [str(request["messages"][-1]["content"]) for request in self.asked]


class Handler(BaseHTTPRequestHandler):
    model: ScriptedModel

    def do_POST(self) -> None:
        self.model.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.model.keys.append(str(self.headers["Authorization"]))
        try:
            self.model.behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.model.gone.set()

    def send(self, status: int, body: str, kind: str = "application/json", **headers: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def send_piece(self, text: str) -> None:
        self._event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": text}}]})

    def end_stream(self, *, input_tokens: int = 120, output_tokens: int = 30) -> None:
        self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        usage = {
            "prompt_tokens": input_tokens,
            "completion_tokens": output_tokens,
            "total_tokens": input_tokens + output_tokens,
        }
        self._event({"choices": [], "usage": usage})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, fields: dict[str, Any]) -> None:
        whole = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted"} | fields
        self.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def serve(behave: Behave) -> Iterator[ScriptedModel]:
    model = ScriptedModel(behave)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"model": model}))
    server.daemon_threads = True
    model.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def say(text: str, *, size: int = 7) -> Behave:
    """Streams the text in pieces of that many characters."""

    def behave(handler: Handler) -> None:
        handler.begin_stream()
        for start in range(0, len(text), size):
            handler.send_piece(text[start : start + size])
        handler.end_stream()

    return behave


def fail(status: int, **headers: str) -> Behave:
    body = json.dumps({"error": {"message": f"no; the key was {KEY}", "type": "x", "code": status}})
    return lambda handler: handler.send(status, body, **headers)


def hang(handler: Handler) -> None:
    time.sleep(3)
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """A character now and then: each comes in time, the whole never does."""
    handler.begin_stream()
    for character in "职普比不低于4:6" * 20:
        handler.send_piece(character)
        time.sleep(0.2)


def hang_in_the_middle(handler: Handler) -> None:
    handler.begin_stream()
    handler.send_piece("职普比")
    time.sleep(3)


def break_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.send_piece("职普比不低")
    handler.close_connection = True


def never_end(handler: Handler) -> None:
    handler.begin_stream()
    while True:
        handler.send_piece("好的" * 50)


def send_web_page(handler: Handler) -> None:
    handler.send(200, "<html><body>Sign in</body></html>", "text/html")


def send_other_json(handler: Handler) -> None:
    handler.begin_stream()
    handler.wfile.write(b'data: {"choices": null, "hello": [1]}\n\ndata: not json\n\n')
    handler.wfile.write(b"data: [DONE]\n\n")


def send_nothing(handler: Handler) -> None:
    handler.begin_stream()
    handler.end_stream()


def send_no_bytes(handler: Handler) -> None:
    handler.begin_stream()
