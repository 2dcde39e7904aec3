"""Who is signed in: a signed cookie, good for some hours, until one signs out."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

_SALT = "staff session"


@dataclass(frozen=True, slots=True)
class Session:
    """`ends` in seconds since 1970."""

    id: str
    name: str
    ends: float


class Sessions:
    """Signs and reads session cookies. A changed password, or a name taken out of the settings, ends its sessions."""

    def __init__(
        self, users: Mapping[str, str], *, hours: float, secret: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        self._users = users
        self._seconds = hours * 3600
        self._clock = clock
        self._serializer = URLSafeSerializer(
            secret or secrets.token_urlsafe(32), salt=_SALT, signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._signed_out: dict[str, float] = {}
        self._lock = threading.Lock()

    def start(self, name: str) -> str:
        """A cookie for someone whose password was right."""
        ends = self._clock() + self._seconds
        return str(self._serializer.dumps([secrets.token_urlsafe(16), name, self._fingerprint(name), ends]))

    def read(self, cookie: str) -> Session | None:
        """The session of a cookie; None when it is not ours, over, or signed out of."""
        try:
            id_, name, fingerprint, ends = self._serializer.loads(cookie)
        except (BadSignature, ValueError, TypeError):
            return None
        with self._lock:
            signed_out = id_ in self._signed_out
        if signed_out or name not in self._users or fingerprint != self._fingerprint(name) or ends <= self._clock():
            return None
        return Session(id_, name, ends)

    def end(self, session: Session) -> None:
        with self._lock:
            now = self._clock()
            self._signed_out = {id_: ends for id_, ends in self._signed_out.items() if ends > now}
            self._signed_out[session.id] = session.ends

    @property
    def seconds(self) -> int:
        return int(self._seconds)

    def _fingerprint(self, name: str) -> str:
        return hashlib.sha256(self._users[name].encode()).hexdigest()[:16]
