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

from ingest import Store
from qa import AnswerLog
from ui.limits import QuestionLimit
from ui.programs import write_results_as_json
from ui.reading import add_document_address, add_feedback_address

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
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors "
)
# Styles and scripts of the chat page, in its own head: no further request, and none that a proxy could misplace.
CHAT_FILES = ("storage.js", "chat.css", "reader.css", "reader.js", "actions.js")

Health = Callable[[], str | None]
Guard = Callable[[Request], str | None]


def build_web_app(
    chat_page: gr.Blocks,
    health: Health,
    *,
    log_problem: Health | None = None,
    root_path: str = "",
    store: Store | None = None,
    log: AnswerLog | None = None,
    frame_ancestors: Sequence[str] = (),
    feedback_per_minute: int = 60,
    add_pages: Callable[[FastAPI], None] | None = None,
) -> FastAPI:
    """The application to serve. `health` returns None when questions can be answered, else why not, in a sentence.

    `log_problem` tells the same of the log; an answer does not need it, so trouble with it is told beside the status.
    `root_path` is the prefix that a proxy in front strips. `store` holds the documents that a citation opens, `log`
    takes thumbs; without them neither is offered. `frame_ancestors` are the sites that may frame the pages.
    `add_pages` mounts further pages before the chat, whose place "/" takes every address that nothing else took.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    if root_path:
        app.add_middleware(UnderRootPath, root_path=root_path)  # the first added is the innermost

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        problem = health()
        log = {"log": log_problem() or "ok"} if log_problem else {}
        if problem is None:
            return JSONResponse({"status": "ok"} | log)
        return JSONResponse({"status": "unavailable", "reason": problem} | log, status_code=503)

    if store is not None:
        add_document_address(app, store)
    if log is not None:
        add_feedback_address(app, log, QuestionLimit(feedback_per_minute))
    if add_pages is not None:
        add_pages(app)

    # Uploads of all mounted pages lie in one folder of Gradio's, and any page would hand them out. The chat has no files.
    @app.api_route("/gradio_api/file{rest:path}", methods=["GET", "HEAD"])
    def file(rest: str) -> JSONResponse:
        return JSONResponse({"error": "There are no files here."}, 404)

    mount_page(app, chat_page, "/", root_path=root_path, files=CHAT_FILES, mcp=True)
    app.add_middleware(OwnHostOnly, frame_ancestors=frame_ancestors)
    return app


def mount_page(
    app: FastAPI,
    page: gr.Blocks,
    path: str,
    *,
    root_path: str,
    files: Sequence[str],
    guard: Guard | None = None,
    mcp: bool = False,
    max_upload: int = 1,
) -> None:
    """Mount a Gradio page without footer, telemetry, kept runs, or uploads that nobody asked for.

    `files` are the page's own styles and scripts, by name. `guard` returns who is signed in, or None, which closes the
    page and its endpoints. `mcp` offers the page's public endpoints as MCP tools. `max_upload` counts in bytes.
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
        # The footer itself is hidden; naming it opens Gradio's page about the endpoints, ?view=api.
        footer_links=["api"] if mcp else [],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=max_upload,
        ssr_mode=False,
        pwa=False,
        mcp_server=mcp,
    )
    if mcp:
        write_results_as_json(page)


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


class UnderRootPath:
    """Middleware that puts the prefix a proxy stripped back before the path, where ASGI wants it: a page that is mounted
    below "/" is not found otherwise. Innermost, so that the gate before the staff pages sees the path as it came.
    """

    def __init__(self, app: ASGIApp, *, root_path: str) -> None:
        self.app = app
        self.root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            scope = {**scope, "root_path": self.root_path, "path": self.root_path + scope["path"]}
        await self.app(scope, receive, send)


class OwnHostOnly:
    """Middleware that adds the security headers to every response, streams included, without touching bodies."""

    def __init__(self, app: ASGIApp, *, frame_ancestors: Sequence[str] = ()) -> None:
        self.app = app
        # The pages may frame each other; who else may is a setting.
        self.policy = CONTENT_SECURITY_POLICY + " ".join(("'self'", *frame_ancestors))
        self.may_be_framed = bool(frame_ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = self.policy
                if not self.may_be_framed:
                    headers["x-frame-options"] = "SAMEORIGIN"
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
