"""Which of the two languages a visit is in."""

from __future__ import annotations

from collections.abc import Mapping

from qa import Language


def read_language(query: Mapping[str, str], cookies: Mapping[str, str], headers: Mapping[str, str]) -> Language:
    """The language of a visit: `?lang=` of the address, else the choice kept in a cookie, else the browser's."""
    chosen = query.get("lang") or cookies.get("lang") or ""
    return choose_language(chosen, headers.get("accept-language", ""))


def choose_language(chosen: str, accept_language: str) -> Language:
    """The page's language: what the person chose ("zh", "en", "" for nothing), else what their browser prefers.

    `accept_language` is the HTTP header (RFC 9110, 12.5.4). Of several, the highest weight wins, the
    first among equals; weight 0 means "not this one". Chinese when it names neither language.

    >>> choose_language("", "fr;q=0.9, en-GB;q=0.8, zh;q=0.5").value
    'en'
    """
    if chosen in {Language.ZH.value, Language.EN.value}:
        return Language(chosen)
    preferred, best_weight = Language.ZH, 0.0
    for entry in accept_language.split(","):
        tag, _, parameter = entry.partition(";")
        code = tag.strip().lower().partition("-")[0]
        weight = _parse_weight(parameter)
        if code in {Language.ZH.value, Language.EN.value} and weight > best_weight:
            preferred, best_weight = Language(code), weight
    return preferred


def _parse_weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
