"""The fingerprint of a paragraph's words: equal words, equal fingerprint."""

from __future__ import annotations

import hashlib


def hash_text(text: str) -> str:
    """SHA-256 of a text, first 16 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
