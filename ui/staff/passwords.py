"""Passwords: kept only as salted scrypt hashes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets

# The second of the settings that OWASP's password storage cheat sheet calls equal: 32 MB and some 0.2 s a check.
_N, _R, _P = 2**15, 8, 3
_BYTES = 32
_SALT_BYTES = 16
SHORTEST = 10  # characters
LONGEST = 200
_FORM = re.compile(r"scrypt\.(\d{1,2})\.(\d{1,2})\.(\d{1,2})\.([\w-]{22})\.([\w-]{43})", re.ASCII)
# Costs that a mistyped hash may ask for at most: 128 MB and 16 rounds.
_HIGHEST = (17, 8, 16)


def hash_password(password: str) -> str:
    """A new salted hash, without any sign that a shell or a settings file reads in its own way.

    Raises ValueError with a sentence when the password is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise ValueError(f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}.")
    salt = secrets.token_bytes(_SALT_BYTES)
    costs = f"{_N.bit_length() - 1}.{_R}.{_P}"
    return f"scrypt.{costs}.{_encode(salt)}.{_encode(_derive(password, salt, _N, _R, _P))}"


def is_hash(text: str) -> bool:
    match = _FORM.fullmatch(text)
    return match is not None and all(
        1 <= int(cost) <= highest for cost, highest in zip(match.groups()[:3], _HIGHEST, strict=True)
    )


def check_password(password: str, stored: str) -> bool:
    """Whether it is the password of that hash; takes as long either way. Raises ValueError for what is no hash."""
    match = _FORM.fullmatch(stored)
    if match is None:
        raise ValueError("This is no password hash; make one: python app.py --hash-password")
    n, r, p = (int(cost) for cost in match.groups()[:3])
    salt, wanted = (_decode(part) for part in match.groups()[3:])
    return hmac.compare_digest(_derive(password[: LONGEST + 1], salt, 2**n, r, p), wanted)


def _derive(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    secret = password.encode("utf-8", errors="surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=n, r=r, p=p, maxmem=256 * n * r * p, dklen=_BYTES)


def _encode(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("This is no password hash; make one: python app.py --hash-password") from error
