"""What the browser tests share: sizes of screens, patience, and how a person asks."""

from __future__ import annotations

import os
import shutil
from typing import Any

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
PATIENCE = 30_000  # milliseconds; a busy machine is no fault of the page


def ask(page: Any, question: str, kind: str) -> Any:
    """Type a question, press Enter, and give the turn once its reply is of that kind and whole."""
    turns = page.locator(".turn").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    turn = page.locator(f"#t{turns + 1}[data-busy=false]:has(.reply.{kind})")
    turn.wait_for()
    return turn
