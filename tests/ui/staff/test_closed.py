"""The mounted staff page is closed as a whole: the page, and each address that Gradio gives it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import gradio as gr
import httpx
from gradio_client import Client
from starlette.routing import Mount

from tests.ui.staff.conftest import NAME, PASSWORD, StaffSite, fill_log
from ui import SignIn, StaffSettings, add_staff_page, build_chat_page, build_web_app

FILE = {"files": ("a.txt", b"secret", "text/plain")}


def list_routes(site: StaffSite, chain: Any, password_hash: str) -> list[tuple[str, str]]:
    """Method and path of every route below /staff, path parameters filled in."""
    settings = StaffSettings(users={NAME: password_hash})

    def add_pages(app: Any) -> None:
        add_staff_page(app, site.store, site.log, settings, SignIn(settings), data=site.folder)

    app = build_web_app(build_chat_page(chain), lambda: None, add_pages=add_pages)
    (mounted,) = [route.app for route in app.routes if isinstance(route, Mount) and route.path == "/staff"]
    assert isinstance(mounted, gr.routes.App)
    routes = [
        one for route in mounted.routes for one in getattr(getattr(route, "original_router", None), "routes", [route])
    ]
    return [
        (method, "/staff" + re.sub(r"\{[^}]*\}", "x", path))
        for route in routes
        for path in [getattr(route, "path", "")]
        for method in getattr(route, "methods", None) or ()
    ]


def test_every_address_of_the_page_is_refused_without_signing_in(
    site: StaffSite, chain: Any, password_hash: str
) -> None:
    routes = list_routes(site, chain, password_hash)
    with httpx.Client(base_url=site.address, timeout=30) as client:
        answers = {(method, path): client.request(method, path).status_code for method, path in routes}
    assert {key for key, code in answers.items() if code != 401} == set()
    assert {path for _, path in routes} >= {
        "/staff/gradio_api/upload",
        "/staff/gradio_api/queue/join",
        "/staff/gradio_api/file=x",
        "/staff/config",
        "/staff/",
    }


def test_uploads_the_queue_and_downloads_are_closed_and_open_after_signing_in(site: StaffSite) -> None:
    fill_log(site)
    stranger = httpx.Client(base_url=site.address, timeout=30)
    join = {"data": [], "fn_index": 0, "session_hash": "abc"}
    assert stranger.post("/staff/gradio_api/upload", files=FILE).status_code == 401
    assert stranger.post("/staff/gradio_api/queue/join", json=join).status_code == 401
    assert stranger.get("/staff/export/csv").status_code == 401
    assert stranger.get("/staff/config").status_code == 401
    page = stranger.get("/staff", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/sign-in?next=/staff")
    assert stranger.get("/healthz").json() == {"status": "ok", "log": "ok"}
    person = site.sign_in()
    assert person.post("/staff/gradio_api/upload", files=FILE).status_code == 200
    assert person.get("/staff/config").status_code == 200
    table = person.get("/staff/export/csv")
    assert table.headers["content-disposition"] == 'attachment; filename="answers.csv"'
    assert "一个班最多多少人?" in table.text
    assert table.headers["content-security-policy"].startswith("default-src 'self'")


def test_exports_hold_what_the_filter_finds(site: StaffSite) -> None:
    fill_log(site)
    person = site.sign_in()
    refused = person.get("/staff/export/csv", params={"shown": "refused"}).text
    assert ("学区怎么划分?" in refused, "一个班最多多少人?" in refused) == (True, False)
    assert person.get("/staff/export/xlsx", params={"text": "报名"}).content.startswith(b"PK")
    assert person.get("/staff/export/pdf").status_code == 404
    nonsense = {"since": "yesterday", "shown": "x", "until": "9999-12-31"}
    assert "一个班最多多少人?" in person.get("/staff/export/csv", params=nonsense).text


def test_a_program_offers_no_endpoint_of_the_staff_page(site: StaffSite) -> None:
    cookies = dict(site.sign_in().cookies)
    client = Client(
        f"{site.address}/staff/", verbose=False, headers={"cookie": f"staff_session={cookies['staff_session']}"}
    )
    assert client.view_api(return_format="dict")["named_endpoints"] == {}


def test_staff_pages_are_off_without_users(build_site: Callable[..., StaffSite]) -> None:
    site = build_site(users={})
    answer = httpx.get(f"{site.address}/staff/gradio_api/upload")
    assert answer.status_code == 503
    assert "STAFF_USERS" in answer.text
    assert httpx.get(f"{site.address}/healthz").status_code == 200


def test_the_form_is_reached_and_works_on_the_served_site(site: StaffSite) -> None:
    with httpx.Client(base_url=site.address, follow_redirects=True, timeout=60) as client:
        assert "<form" in client.get("/staff", headers={"accept": "text/html"}).text
        page = client.post("/sign-in", data={"name": NAME, "password": PASSWORD, "next": "/staff"})
        assert page.status_code == 200
        assert page.url.path == "/staff/"


def test_behind_a_proxy_that_strips_its_path_the_page_opens_and_stays_closed_to_others(
    build_site: Callable[..., StaffSite],
) -> None:
    site = build_site(root_path="/policy")
    signed_in = httpx.post(f"{site.address}/sign-in", data={"name": NAME, "password": PASSWORD})
    assert signed_in.headers["location"] == "/policy/staff"
    cookie = {"cookie": signed_in.headers["set-cookie"].partition(";")[0]}
    for path in ("/staff/", "/staff/config", "/staff/export/csv"):
        assert httpx.get(site.address + path, headers=cookie).status_code == 200
        assert httpx.get(site.address + path).status_code == 401
        assert httpx.get(f"{site.address}/policy{path}").status_code == 404, "the proxy strips the path once"
    root = httpx.get(f"{site.address}/staff/config", headers=cookie | {"host": "school.example"}).json()["root"]
    assert root == "http://school.example/policy/staff"
    site.log.close()
