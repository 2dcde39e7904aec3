"""The pages. `app.py` uses what is named here; records and answers come from `qa` and `ingest`."""

from ui.chat import build_chat_page
from ui.errors import AddressInUse, BadExamples, BadSetting, PageError
from ui.evaluation import add_evaluation_page
from ui.examples import read_examples
from ui.health import check_store
from ui.limits import QuestionLimit
from ui.settings import PageSettings, read_page_settings
from ui.staff.page import add_staff_page
from ui.staff.passwords import hash_password
from ui.staff.settings import StaffSettings, read_staff_settings
from ui.staff.sign_in import SignIn
from ui.web import PageServer, build_web_app

__all__ = [
    "AddressInUse",
    "BadExamples",
    "BadSetting",
    "PageError",
    "PageServer",
    "PageSettings",
    "QuestionLimit",
    "SignIn",
    "StaffSettings",
    "add_evaluation_page",
    "add_staff_page",
    "build_chat_page",
    "build_web_app",
    "check_store",
    "hash_password",
    "read_examples",
    "read_page_settings",
    "read_staff_settings",
]
