"""The pages. `app.py` uses what is named here; records and answers come from `qa` and `ingest`."""

from ui.chat import build_chat_page
from ui.errors import AddressInUse, BadSetting, PageError
from ui.settings import PageSettings, read_page_settings
from ui.web import build_web_app

__all__ = [
    "AddressInUse",
    "BadSetting",
    "PageError",
    "PageSettings",
    "build_chat_page",
    "build_web_app",
    "read_page_settings",
]
