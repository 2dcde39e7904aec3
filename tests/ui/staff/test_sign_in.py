"""Nothing of a guarded page without signing in; and how one signs in, is slowed down, and signs out."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, WebSocket
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.ui.staff.conftest import NAME, PASSWORD
from ui.staff.passwords import hash_password
from ui.staff.settings import StaffSettings
from ui.staff.sign_in import COOKIE, SignIn, _safe_target
from ui.staff.throttle import FREE_TRIES, LONGEST_WAIT_SECONDS, Throttle

PAGE = {"accept": "text/html,application/xhtml+xml"}


class Site:
    """An application with a guarded page, its endpoint and its socket, and an open page."""

    def __init__(self, users: dict[str, str], root_path: str = "", **settings: Any) -> None:
        self.app = FastAPI()
        self.sign_in = SignIn(StaffSettings(users=users, **settings), root_path=root_path)
        self.sign_in.guard(self.app, "/staff", "/evaluation")
        self.asked: list[str] = []
        self.app.add_api_route("/staff/{rest:path}", self.answer, methods=["GET", "POST", "HEAD"])
        self.app.add_api_route("/evaluation/{rest:path}", self.answer, methods=["GET", "POST"])
        self.app.add_api_route("/staffroom", lambda: "open", methods=["GET"])
        self.app.add_api_websocket_route("/staff-not/x", self.socket)
        self.app.add_api_websocket_route("/staff/socket", self.socket)

    async def answer(self, rest: str) -> str:
        self.asked.append(rest)
        return "secret"

    async def socket(self, socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("secret")
        await socket.close()

    def client(self, **options: Any) -> TestClient:
        return TestClient(self.app, follow_redirects=False, **options)

    def signed_in(self, **headers: str) -> TestClient:
        client = self.client()
        answer = client.post("/sign-in", data={"name": NAME, "password": PASSWORD}, headers=headers)
        assert answer.status_code == 303
        return client


@pytest.fixture
def site(password_hash: str) -> Site:
    return Site({NAME: password_hash})


def test_a_page_leads_to_the_form_and_from_there_back(site: Site) -> None:
    client = site.client()
    refused = client.get("/staff/?answer=3", headers=PAGE)
    assert (refused.status_code, refused.headers["location"]) == (303, "/sign-in?next=/staff/%3Fanswer%3D3")
    form = client.get(refused.headers["location"], headers=PAGE)
    assert form.status_code == 200
    assert 'name="next" value="/staff/?answer=3"' in form.text
    fields = {"name": NAME, "password": PASSWORD, "next": "/staff/?answer=3"}
    passed = client.post("/sign-in", data=fields)
    assert (passed.status_code, passed.headers["location"]) == (303, "/staff/?answer=3")
    assert client.get("/staff/?answer=3", headers=PAGE).text == '"secret"'


@pytest.mark.parametrize(
    "path", ["/staff", "/staff/", "/staff/gradio_api/queue/join", "/evaluation/config", "/staff/a/../b"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT", "OPTIONS"])
def test_whatever_is_asked_of_a_guarded_path_is_refused(site: Site, path: str, method: str) -> None:
    answer = site.client().request(method, path)
    assert answer.status_code == 401
    assert "secret" not in answer.text
    assert site.asked == []


def test_a_socket_of_a_guarded_path_is_refused(site: Site) -> None:
    with pytest.raises(WebSocketDisconnect), site.client().websocket_connect("/staff/socket"):
        pass
    with site.signed_in().websocket_connect("/staff/socket") as socket:
        assert socket.receive_text() == "secret"


def test_other_paths_stay_open(site: Site) -> None:
    assert site.client().get("/staffroom").text == '"open"'


def test_the_cookie_is_for_this_site_and_no_script(site: Site) -> None:
    cookie = site.client().post("/sign-in", data={"name": NAME, "password": PASSWORD}).headers["set-cookie"]
    assert re.search(r"HttpOnly", cookie)
    assert re.search(r"SameSite=lax", cookie)
    assert "Max-Age=36000" in cookie
    assert "Secure" not in cookie
    headers = {"x-forwarded-proto": "https"}
    behind_https = site.client().post("/sign-in", data={"name": NAME, "password": PASSWORD}, headers=headers)
    assert "Secure" in behind_https.headers["set-cookie"]


@pytest.mark.parametrize(("name", "password"), [(NAME, "wrong password"), ("nobody", PASSWORD), ("", ""), (NAME, "")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(site: Site, name: str, password: str) -> None:
    answer = site.client().post("/sign-in", data={"name": name, "password": password})
    assert answer.status_code == 401
    assert "用户名或密码不正确" in answer.text
    assert "set-cookie" not in answer.headers


def test_signing_out_ends_the_session_also_for_who_copied_its_cookie(site: Site) -> None:
    client = site.signed_in()
    copied = client.cookies[COOKIE]
    assert client.post("/sign-out").headers["location"] == "/sign-in"
    assert client.get("/staff/").status_code == 401
    other = site.client(cookies={COOKIE: copied})
    assert other.get("/staff/").status_code == 401


def test_a_session_ends_by_itself(password_hash: str) -> None:
    site = Site({NAME: password_hash}, session_hours=1)
    client = site.signed_in()
    assert client.get("/staff/").status_code == 200
    now = site.sign_in._sessions._clock()
    site.sign_in._sessions._clock = lambda: now + 3601
    assert client.get("/staff/").status_code == 401


def test_a_changed_password_and_a_name_taken_out_end_their_sessions(password_hash: str) -> None:
    secret = "s" * 32
    cookie = Site({NAME: password_hash}, secret=secret).signed_in().cookies[COOKIE]
    same = Site({NAME: password_hash}, secret=secret).client(cookies={COOKIE: cookie})
    assert same.get("/staff/").status_code == 200
    for users in ({NAME: hash_password("another password")}, {"other": password_hash}):
        assert Site(users, secret=secret).client(cookies={COOKIE: cookie}).get("/staff/").status_code == 401


def test_a_cookie_of_another_secret_or_changed_by_hand_is_none(site: Site, password_hash: str) -> None:
    cookie = site.signed_in().cookies[COOKIE]
    foreign = Site({NAME: password_hash}).signed_in().cookies[COOKIE]
    # Not its last sign: of that only some bits count.
    changed = cookie[:-9] + ("A" if cookie[-9] != "A" else "B") + cookie[-8:]
    for value in (foreign, changed, "x", "W10.x", ""):
        assert site.client(cookies={COOKIE: value}).get("/staff/").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_what_another_site_s_page_sends_is_refused(site: Site, headers: dict[str, str]) -> None:
    client = site.signed_in()
    assert client.post("/staff/gradio_api/queue/join", headers=headers).status_code == 403
    client.post("/sign-out", headers=headers)
    assert client.get("/staff/").status_code == 200
    answer = site.client().post("/sign-in", data={"name": NAME, "password": PASSWORD}, headers=headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert site.asked == [""]


def test_a_proxy_that_rewrites_the_host_is_told_in_the_log_with_what_to_change(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    fields, headers = (
        {"name": NAME, "password": PASSWORD},
        {"origin": "http://school.example", "host": "127.0.0.1:7860"},
    )
    answer = site.client().post("/sign-in", data=fields, headers=headers)
    assert answer.status_code == 403
    assert "程序日志里写明了要改什么" in answer.text
    for told in ("'http://school.example'", "'127.0.0.1:7860'", "proxy_set_header Host $http_host"):
        assert told in caplog.text
    passed = site.client().post("/sign-in", data=fields, headers=headers | {"x-forwarded-host": "school.example"})
    assert passed.status_code == 303


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}])
def test_what_the_page_itself_sends_passes(site: Site, headers: dict[str, str]) -> None:
    assert site.signed_in().post("/staff/x", headers=headers).status_code == 200


def test_failed_tries_of_a_name_slow_down_and_others_are_not_kept_waiting(site: Site, password_hash: str) -> None:
    client = site.client()
    wrong = {"name": NAME, "password": "wrong password"}
    assert [client.post("/sign-in", data=wrong).status_code for _ in range(FREE_TRIES + 1)] == [401] * FREE_TRIES + [
        429
    ]
    slowed = client.post("/sign-in", data={"name": NAME, "password": PASSWORD})
    assert slowed.status_code == 429
    assert 1 <= int(slowed.headers["retry-after"]) <= 2
    assert "请等" in slowed.text
    assert client.post("/sign-in", data={"name": "other", "password": "wrong"}).status_code == 401


def post_at_once(site: Site, tries: list[dict[str, str]]) -> list[httpx.Response]:
    async def post_all() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=site.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            return await asyncio.gather(*(client.post("/sign-in", data=fields) for fields in tries))

    return asyncio.run(post_all())


def test_tries_that_come_at_once_count_one_by_one(site: Site) -> None:
    wrong = {"name": NAME, "password": "wrong password"}
    answers = post_at_once(site, [wrong] * 15 + [{"name": NAME, "password": PASSWORD}])
    # Two are checked at once, so that one more than the free tries may be looked at.
    assert [one.status_code for one in answers].count(401) in {FREE_TRIES, FREE_TRIES + 1}
    assert answers[-1].status_code == 429
    assert "请等" in answers[-1].text


def test_more_tries_than_can_be_checked_soon_are_told_to_come_again(site: Site) -> None:
    tries = [{"name": f"name {number}", "password": "wrong password"} for number in range(39)]
    answers = post_at_once(site, [*tries, {"name": NAME, "password": PASSWORD}])
    assert [one.status_code for one in answers] == [401] * 20 + [429] * 20
    assert "现在登录的人较多，请等 2 秒再试" in answers[-1].text
    assert answers[-1].headers["retry-after"] == "2"
    assert site.sign_in._in_hand == 0


def test_a_form_of_any_size_or_kind_is_only_a_failed_try(site: Site) -> None:
    assert site.client().post("/sign-in", content=b"name=" + b"x" * 100_000).status_code == 401
    assert site.client().post("/sign-in", content=b"\xff\xfe").status_code == 401


def test_without_users_everything_is_off_and_says_how_to_turn_it_on() -> None:
    client = Site({}).client()
    for path in ("/staff", "/staff/gradio_api/upload", "/evaluation", "/sign-in"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "python app.py --hash-password" in answer.text
        assert "STAFF_USERS" in answer.text
    assert client.post("/staff/gradio_api/upload").status_code == 503
    assert client.post("/sign-in", data={"name": "a", "password": "b"}).status_code == 503
    assert "python app.py" in client.get("/staff", headers={"accept-language": "en"}).text


def test_behind_a_proxy_every_way_leads_under_its_path(password_hash: str) -> None:
    client = Site({NAME: password_hash}, root_path="/policy").client()
    assert client.get("/staff", headers=PAGE).headers["location"] == "/policy/sign-in?next=/staff"
    passed = client.post("/sign-in", data={"name": NAME, "password": PASSWORD})
    assert passed.headers["location"] == "/policy/staff"
    assert "Path=/policy" in passed.headers["set-cookie"]
    assert 'action="/policy/sign-in"' in client.get("/sign-in").text


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "/a\\b", ""]
)
def test_after_signing_in_one_stays_on_this_site(target: str) -> None:
    assert _safe_target(target) == "/staff"


def test_what_someone_typed_is_only_text_on_the_form(site: Site) -> None:
    answer = site.client().post(
        "/sign-in", data={"name": '"><script>x</script>', "password": "wrong", "next": '/"><b>'}
    )
    assert "<script>x" not in answer.text
    assert '/"><b>' not in answer.text


OWN = ("a", "192.0.2.1")


class TestThrottle:
    def test_guesses_from_another_address_keep_nobody_waiting(self) -> None:
        throttle = Throttle(lambda: 0.0)
        for _ in range(20):
            throttle.fail(("a", "192.0.2.66"))
        assert throttle.wait_for_one(("a", "192.0.2.66")) == LONGEST_WAIT_SECONDS
        assert throttle.wait_for_one(OWN) == 0.0

    def test_waits_double_up_to_a_bound_and_end_with_success(self) -> None:
        now = [0.0]
        throttle = Throttle(lambda: now[0])
        waits = []
        for _ in range(FREE_TRIES + 8):
            throttle.fail(OWN)
            waits.append(throttle.wait_for_one(OWN))
        assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60]
        now[0] = 59.0
        assert throttle.wait_for_one(OWN) == 1.0
        now[0] = LONGEST_WAIT_SECONDS
        assert throttle.wait_for_one(OWN) == 0.0
        throttle.succeed(OWN)
        throttle.fail(OWN)
        assert throttle.wait_for_one(OWN) == 0.0

    def test_failures_are_forgotten_after_an_hour(self) -> None:
        now = [0.0]
        throttle = Throttle(lambda: now[0])
        for _ in range(5):
            throttle.fail(OWN)
        now[0] = 4000.0
        throttle.fail(OWN)
        assert throttle.wait_for_one(OWN) == 0.0

    def test_many_failures_of_any_names_slow_everyone_for_a_minute(self) -> None:
        now = [0.0]
        throttle = Throttle(lambda: now[0])
        for number in range(14):
            throttle.fail((f"name {number}", "::1"))
        assert throttle.wait_for_all() == 1.0
        for number in range(5000):
            throttle.fail((f"further {number}", "::1"))
        assert throttle.wait_for_all() == 5.0
        assert len(throttle._failures) == 1000
        now[0] = 61.0
        assert throttle.wait_for_all() == 0.0
