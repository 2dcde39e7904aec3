"""The web application: the pages, the health check, and the headers that keep a page to its own host."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import MutableHeaders
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# System fonts only: a page that asked another host for a font would tell it who reads what.
SANS = (
    "PingFang SC",
    "HarmonyOS Sans SC",
    "MiSans",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "system-ui",
    "sans-serif",
)
MONO = ("ui-monospace", "Consolas", "monospace")

# Gradio compiles templates in the browser, hence 'unsafe-eval'; nothing from another host, not even by accident.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)

Health = Callable[[], str | None]
Guard = Callable[[Request], str | None]


def build_web_app(
    chat_page: gr.Blocks,
    health: Health,
    *,
    log_problem: Health | None = None,
    root_path: str = "",
    add_pages: Callable[[FastAPI], None] | None = None,
) -> FastAPI:
    """The application to serve. `health` returns None when questions can be answered, else why not, in a sentence.

    `log_problem` tells the same of the log; an answer does not need it, so trouble with it is told beside the status.
    `root_path` is the prefix that a proxy in front strips. `add_pages` mounts further pages before the
    chat, whose place "/" takes every address that nothing else took.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        problem = health()
        log = {"log": log_problem() or "ok"} if log_problem else {}
        if problem is None:
            return JSONResponse({"status": "ok"} | log)
        return JSONResponse({"status": "unavailable", "reason": problem} | log, status_code=503)

    if add_pages is not None:
        add_pages(app)
    mount_page(app, chat_page, "/", root_path=root_path, files=("chat.css",))
    app.add_middleware(OwnHostOnly)
    return app


def mount_page(
    app: FastAPI,
    page: gr.Blocks,
    path: str,
    *,
    root_path: str,
    files: Sequence[str],
    guard: Guard | None = None,
    max_upload: int = 1,
) -> None:
    """Mount a Gradio page without footer, telemetry, kept runs, or uploads that nobody asked for.

    `files` are the page's own styles and scripts, by name. `guard` returns who is signed in, or None, which closes the
    page and its endpoints. `max_upload` counts in bytes.
    """
    gr.mount_gradio_app(
        app,
        page,
        path=path,
        root_path=f"{root_path}{path}".rstrip("/") if root_path else None,
        auth_dependency=guard,
        theme=gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=SANS, font_mono=MONO),
        # Not css_paths: Gradio rewrites the selectors there and cuts :is(a, b) at its comma.
        head="".join(map(_embed, files)),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=max_upload,
        ssr_mode=False,
        pwa=False,
    )


def _embed(name: str) -> str:
    tag = "script" if name.endswith(".js") else "style"
    return f"<{tag}>{Path(__file__).with_name(name).read_text(encoding='utf-8')}</{tag}>"


class PageServer(uvicorn.Server):
    """uvicorn, but stopping at once: each open page holds a stream that Gradio ends only when it is told to."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        for route in getattr(self.config.app, "routes", ()):
            if isinstance(route, Mount) and isinstance(route.app, gr.routes.App):
                route.app.stop_event.set()


class OwnHostOnly:
    """Middleware that adds the security headers to every response, streams included, without touching bodies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = CONTENT_SECURITY_POLICY
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
