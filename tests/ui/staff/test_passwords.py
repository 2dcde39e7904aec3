from __future__ import annotations

import subprocess
import sys

import pytest

from tests.fakes import ROOT
from ui.errors import BadSetting
from ui.staff.passwords import check_password, hash_password, is_hash
from ui.staff.settings import StaffSettings, read_staff_settings


def test_a_hash_knows_its_password_and_no_other(password_hash: str) -> None:
    assert check_password("春风化雨 润物无声 2024", password_hash)
    assert not check_password("春风化雨 润物无聲 2024", password_hash)
    assert not check_password("", password_hash)


def test_two_hashes_of_one_password_differ_and_hold_no_sign_that_a_shell_reads(password_hash: str) -> None:
    other = hash_password("春风化雨 润物无声 2024")
    assert other != password_hash
    assert is_hash(other)
    assert set(other) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_of_another_length_is_refused(password: str) -> None:
    with pytest.raises(ValueError, match="A password has 10 to 200 characters"):
        hash_password(password)


@pytest.mark.parametrize(
    "text", ["", "scrypt", "scrypt.99.8.3.", "plain password", "$2b$12$abc", "scrypt.20.8.3.{}.{}"]
)
def test_what_is_no_hash_is_seen(text: str) -> None:
    assert not is_hash(text.format("a" * 22, "b" * 43))


def test_users_are_read_from_the_environment(password_hash: str) -> None:
    settings = read_staff_settings(
        {
            "STAFF_USERS": f"王老师:{password_hash}, li:{password_hash}",
            "STAFF_SESSION_HOURS": "0.5",
            "REVIEW_CASES": "a.jsonl",
        }
    )
    assert dict(settings.users) == {"王老师": password_hash, "li": password_hash}
    assert (settings.session_hours, str(settings.cases)) == (0.5, "a.jsonl")
    assert read_staff_settings({}) == StaffSettings()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("STAFF_USERS", "wang", "entry 1, is not NAME:HASH; make a hash: python app.py --hash-password"),
        ("STAFF_USERS", "wang:my secret", "entry 1, is not NAME:HASH"),
        ("STAFF_SESSION_HOURS", "0", "a number above 0 and up to 744"),
        ("STAFF_SESSION_HOURS", "soon", "STAFF_SESSION_HOURS is 'soon'"),
        ("STAFF_SECRET", "short", "set it to 32 random characters"),
        ("UPLOAD_MEGABYTES", "-5", "UPLOAD_MEGABYTES is '-5'"),
    ],
)
def test_a_bad_setting_is_told_without_its_secret(name: str, value: str, told: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_staff_settings({name: value})
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_name_twice_is_told(password_hash: str) -> None:
    with pytest.raises(BadSetting, match="names 'li' twice"):
        read_staff_settings({"STAFF_USERS": f"li:{password_hash} li:{password_hash}"})


def hash_by_command(password: str, end: str = "\n") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "app.py", "--hash-password"]
    typed = (password + end).encode()
    made = subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, timeout=120, check=False)
    return subprocess.CompletedProcess(made.args, made.returncode, made.stdout.decode(), made.stderr.decode())


@pytest.mark.parametrize("end", ["\n", "\r\n", ""], ids=["Unix", "Windows", "none"])
def test_the_command_makes_a_hash_that_works_whatever_ends_the_line(end: str) -> None:
    made = hash_by_command("correct horse battery", end)
    assert (made.returncode, made.stderr) == (0, "")
    users = read_staff_settings({"STAFF_USERS": f"li:{made.stdout.strip()}"}).users
    assert check_password("correct horse battery", users["li"])


def test_the_command_refuses_a_short_password_in_one_sentence() -> None:
    made = hash_by_command("short")
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr == "A password has 10 to 200 characters; this one has 5.\n"
