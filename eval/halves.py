"""Public sets in halves: what is learned from one is reported on the other only."""

from __future__ import annotations

import hashlib


def half_of(title: str) -> str:
    """`dev` or `test` for all questions on the passages of a title: by the first byte of its SHA-256, even ones dev.

    >>> half_of("Oxygen"), half_of("Warsaw")
    ('dev', 'test')
    """
    return "test" if hashlib.sha256(title.encode()).digest()[0] % 2 else "dev"
