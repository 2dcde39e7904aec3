"""The sign-in before the pages of staff: a form, and a gate that lets nothing of a page through without it.

The gate stands in front of whole paths, so that whatever is mounted there (a page, its queue, its uploads, its
files, its socket) is closed in one place and nothing can be forgotten.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import FastAPI
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.staff.passwords import check_password, hash_password
from ui.staff.sessions import Session, Sessions
from ui.staff.settings import StaffSettings
from ui.staff.sign_in_page import SignInTrouble, render_off_page, render_sign_in_page
from ui.staff.throttle import Throttle
from ui.staff.words import choose_staff_words
from ui.visit_language import read_language

COOKIE = "staff_session"
SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
_FORM_BYTES = 4096
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
_CHECKS_AT_ONCE = 2  # each takes a processor and 32 MB
_TRIES_IN_HAND = 20  # checked or waiting for it; who comes then is told to come again
_BUSY_SECONDS = 2
# Said with %r: both are what a request claims.
_ELSEWHERE = (
    "A sign-in was refused: the browser sent it from a page of %r, but it arrived with the host %r. If both are this site, "
    "let the proxy pass the host on: proxy_set_header Host $http_host (nginx), ProxyPreserveHost On (Apache)."
)

_log = logging.getLogger(__name__)


class SignIn:
    """Guards paths of an application. `guard` closes them; `name_of` says who asks.

    Without users in the settings the guarded paths are off: every request is told how to turn them on.
    """

    def __init__(self, settings: StaffSettings, *, root_path: str = "") -> None:
        self._users = settings.users
        self._root_path = root_path
        self._sessions = Sessions(settings.users, hours=settings.session_hours, secret=settings.secret)
        self._throttle = Throttle()
        self._checks = asyncio.Semaphore(_CHECKS_AT_ONCE)
        self._in_hand = 0
        # What an unknown name's password is compared with, so that it takes as long as a known one's.
        self._nobody = hash_password("x" * 20) if settings.users else ""
        self._guarded: tuple[str, ...] = ()

    @property
    def is_on(self) -> bool:
        return bool(self._users)

    def guard(self, app: FastAPI, *paths: str) -> None:
        """Close these paths of the application, and all below them, and add the sign-in form to it."""
        self._guarded = (*self._guarded, *(path.rstrip("/") for path in paths))
        app.add_api_route(SIGN_IN, self._show_form, methods=["GET"], response_class=HTMLResponse)
        app.add_api_route(SIGN_IN, self._sign_in, methods=["POST"], response_class=HTMLResponse)
        app.add_api_route(SIGN_OUT, self._sign_out, methods=["POST"], response_class=RedirectResponse)
        app.add_middleware(Gate, sign_in=self)

    def session_of(self, request: HTTPConnection) -> Session | None:
        cookie = request.cookies.get(COOKIE, "")
        return self._sessions.read(cookie) if cookie else None

    def name_of(self, request: HTTPConnection) -> str | None:
        """Who is signed in; None: nobody. Fits Gradio's `auth_dependency`, which makes it `gr.Request.username`."""
        session = self.session_of(request)
        return session.name if session else None

    def refuse(self, request: HTTPConnection) -> Response | None:
        """What a request gets instead of a guarded page; None when it may pass."""
        path = str(request.scope["path"])
        if not any(path == guarded or path.startswith(f"{guarded}/") for guarded in self._guarded):
            return None
        if not self.is_on:
            return HTMLResponse(render_off_page(self._words(request)), 503, _FRESH)
        if self.session_of(request) is None:
            wants_page = request.scope.get("method") == "GET" and "text/html" in request.headers.get("accept", "")
            if wants_page:
                target = quote(path + (f"?{request.url.query}" if request.url.query else ""), safe="/")
                return RedirectResponse(f"{self._root_path}{SIGN_IN}?next={target}", 303, _FRESH)
            return JSONResponse({"error": "Not signed in."}, 401, _FRESH)
        if request.scope.get("method", "GET") not in _SAFE_METHODS and comes_from_elsewhere(request):
            return JSONResponse({"error": "This request comes from another site."}, 403, _FRESH)
        if path in self._guarded and request.scope.get("method") in {"GET", "HEAD"}:
            # A mounted page begins at its slash; without it the page at "/" would be asked.
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{self._root_path}{path}/{query}", 307, _FRESH)
        return None

    async def _show_form(self, request: Request) -> Response:
        if not self.is_on:
            return HTMLResponse(render_off_page(self._words(request)), 503, _FRESH)
        return self._form(request, _safe_target(request.query_params.get("next", "")))

    async def _sign_in(self, request: Request) -> Response:
        if not self.is_on:
            return HTMLResponse(render_off_page(self._words(request)), 503, _FRESH)
        fields = await _read_form(request)
        name, password = fields.get("name", "").strip()[:200], fields.get("password", "")
        target = _safe_target(fields.get("next", ""))
        if comes_from_elsewhere(request):
            _log.warning(_ELSEWHERE, request.headers.get("origin", ""), request.headers.get("host", ""))
            return self._form(request, target, name, SignInTrouble.ELSEWHERE, status=403)
        who = (name, request.client.host if request.client else "")
        trouble = await self._try(who, password)
        if trouble is SignInTrouble.WRONG:
            _log.warning("Someone failed to sign in.")
            return self._form(request, target, name, trouble, status=401)
        if trouble is not None:
            wait = _BUSY_SECONDS if trouble is SignInTrouble.BUSY else int(self._throttle.wait_for_one(who)) + 1
            return self._form(request, target, name, trouble, status=429, wait_seconds=wait)
        response = RedirectResponse(f"{self._root_path}{target}", 303, _FRESH)
        secure = "https" in {request.url.scheme, request.headers.get("x-forwarded-proto", "")}
        response.set_cookie(
            COOKIE,
            self._sessions.start(name),
            max_age=self._sessions.seconds,
            path=self._root_path or "/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )
        return response

    async def _sign_out(self, request: Request) -> Response:
        session = self.session_of(request)
        response = RedirectResponse(f"{self._root_path}{SIGN_IN}", 303, _FRESH)
        if session and not comes_from_elsewhere(request):
            self._sessions.end(session)
            response.delete_cookie(COOKIE, path=self._root_path or "/")
        return response

    async def _try(self, who: tuple[str, str], password: str) -> SignInTrouble | None:
        """What keeps this try from signing in; None: nothing does."""
        if self._throttle.wait_for_one(who) > 0:
            return SignInTrouble.WAIT
        await asyncio.sleep(self._throttle.wait_for_all())
        if self._in_hand >= _TRIES_IN_HAND:
            return SignInTrouble.BUSY
        self._in_hand += 1
        try:
            async with self._checks:
                # Once more: others may have failed while this one waited.
                if self._throttle.wait_for_one(who) > 0:
                    return SignInTrouble.WAIT
                right = await self._is_right(who[0], password)
                if right:
                    self._throttle.succeed(who)
                else:
                    self._throttle.fail(who)
                return None if right else SignInTrouble.WRONG
        finally:
            self._in_hand -= 1

    async def _is_right(self, name: str, password: str) -> bool:
        right = await asyncio.to_thread(check_password, password, self._users.get(name, self._nobody))
        return right and name in self._users

    def _form(
        self,
        request: Request,
        target: str,
        name: str = "",
        trouble: SignInTrouble | None = None,
        *,
        status: int = 200,
        wait_seconds: int = 0,
    ) -> Response:
        page = render_sign_in_page(
            self._words(request),
            action=f"{self._root_path}{SIGN_IN}",
            home=f"{self._root_path}/",
            target=target,
            name=name,
            trouble=trouble,
            wait_seconds=wait_seconds,
        )
        headers = _FRESH | ({"retry-after": str(wait_seconds)} if wait_seconds else {})
        return HTMLResponse(page, status, headers)

    def _words(self, request: HTTPConnection) -> Any:
        return choose_staff_words(read_language(request.query_params, request.cookies, request.headers))


_FRESH = {"cache-control": "no-store"}


class Gate:
    """Middleware that asks `SignIn` about every request and every socket before anything else sees it."""

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        self.app = app
        self._sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            refusal = self._sign_in.refuse(HTTPConnection(scope))
            if refusal is not None:
                if scope["type"] == "websocket":
                    await send({"type": "websocket.close", "code": 1008})
                else:
                    await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)


def comes_from_elsewhere(request: HTTPConnection) -> bool:
    """Whether another site's page made this request, by what the browser itself says of it.

    Programs that are no browsers say nothing, and no page of another site can make them ask. Nor can it make a browser
    send X-Forwarded-Host, by which a proxy tells the host that it rewrote.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    told = (request.headers.get("host", ""), *request.headers.get("x-forwarded-host", "").split(","))
    # An origin of no host, such as "null", is nobody's.
    return origin is not None and urlsplit(origin).netloc not in {host.strip() for host in told if host.strip()}


async def _read_form(request: Request) -> dict[str, str]:
    """The fields of a small form; nothing when it is too large or none."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _FORM_BYTES:
            return {}
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=10)
    return {name: values[0] for name, values in fields.items()}


def _safe_target(target: str) -> str:
    """Where to go after signing in: a path of this site and nothing else.

    >>> _safe_target("/evaluation?run=1"), _safe_target("//example.org"), _safe_target("")
    ('/evaluation?run=1', '/staff', '/staff')
    """
    plain = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if plain and "\\" not in target else "/staff"
