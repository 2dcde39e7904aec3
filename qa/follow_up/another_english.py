"""The earlier English question with another subject, attribute or year in place of its own."""

from __future__ import annotations

import re

from qa.follow_up import english, kinds
from qa.follow_up.english import (
    ASKING,
    BEHIND_BE,
    BEHIND_PREPOSITION,
    DONE,
    RELATIVE_YEAR,
    find_topic,
    match_topic,
    words_of_topic,
)

# Words that ask something of what was asked about before, and name nothing: "and the deadline?". How each is asked for.
_ASKED_OF = (
    (r"deadline|(?:start(?:ing)? |end |closing |due )?(?:dates?|time)|(?:opening )?hours", "when is the {} for"),
    (r"fees?|prices?|costs?|amount", "how much is the {} for"),
    (r"address|place|location|venue", "where is the {} of"),
    (r"(?:(?:tele)?phone|contact|fax)(?: numbers?)?|hotline|e-?mail(?: address)?|website", "what is the {} of"),
    (r"(?:required )?(?:materials|documents|papers|conditions|requirements|steps)", "what are the {} for"),
    (r"procedure|process|reason|quota|age(?: limit)?|ratio|percentage", "what is the {} for"),
)
_ATTRIBUTES = tuple((re.compile(attribute, re.IGNORECASE), asks) for attribute, asks in _ASKED_OF)
_ATTRIBUTE = "|".join(attribute for attribute, _ in _ASKED_OF)
_ATTRIBUTE_BEHIND = re.compile(rf"(?<=\w) (?:{_ATTRIBUTE})$", re.IGNORECASE)
# "deadline to sign up", "documents I need for the loan": what they are for, and by which word.
_ATTRIBUTE_OF = re.compile(
    rf"^(?:[\w-]+ )?(?:{_ATTRIBUTE})(?: (?:i|we|you|they|parents|students) (?:must )?(?:need|have|bring|provide|submit))?"
    r" (?P<link>for|of|to) (?=\w)",
    re.IGNORECASE,
)
_IS_ATTRIBUTE = re.compile(rf"(?:(?:application|registration|enrolment|payment) )?(?:{_ATTRIBUTE})", re.IGNORECASE)
# These are no things to count: "and the delivery fee?" after "How many".
_NAMED_ATTRIBUTES = tuple(
    (re.compile(rf"(?:^|\w )(?:{attribute})$", re.IGNORECASE), asks)
    for attribute, asks in (
        *_ASKED_OF,
        (r"rate|coverage", "what is the {} of"),
        (r"subsidy|allowance|salary|wages?", "how much is the {} for"),
    )
)
# "What is the GDP growth target of Hubei?" asks for the target of another thing, too.
_AIMED = re.compile(r"(?<=\w )(?:target|goal)s?(?= (?:of|for|in)\b|$)", re.IGNORECASE)
_COUNTS = re.compile(r"how many\b", re.IGNORECASE)
_WHEN_OR_WHERE = re.compile(
    r"^(?:when|where|(?:at )?what time)(?= (?:can|do|does|must|should|may|will)\b)", re.IGNORECASE
)
_LAST_ARTICLE = re.compile(r"\s(?:an?|the)\s$", re.IGNORECASE)
# "Do I have to buy the uniform?", "Can students bring a phone into class?": another thing is what they buy or bring.
_THEY_DO = re.compile(
    r"^(?P<before>(?:do|does|did|must|can|could|may|should|shall|will|would) "
    rf"(?P<who>i|we|you|they|he|she|(?:[\w'-]+ ){{0,3}}?(?:{kinds.PERSON}|schools?|kindergartens?)(?! {kinds.PERSON}\b)) "
    r"(?:(?:still|also|always|really) )?(?:(?:have|has|need) to )?(?P<verb>\w+) (?:(?:up|out|in|for|to|on|about|off|at|from|with) ){0,2}(?:the )?)"
    r"(?P<object>[^?.!]{1,60}?)(?P<after>(?: (?:into|in|at|for|to|on|from|during|before|after|by|when|if)\b[^?.!]{1,80})?)[?.!\s]*$",
    re.IGNORECASE,
)
# Behind "for" stands the purpose then, and another thing is needed for it, too: "Do I need photos for the application?"
_FOR_A_PURPOSE = re.compile(r"needs?|bring|submit|show", re.IGNORECASE)
_ALLOWED = re.compile(r"approval|permission", re.IGNORECASE)  # but these are needed for each thing anew
_BEHIND_FOR = re.compile(r"\b(?:(?P<purpose>for)|of|about) (?:the )?$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an?|the|my|our|any)\s", re.IGNORECASE)
# What asks of a thing by its name alone.
_ASKS_OF_THING = re.compile(
    r"when|where|how (?:many|much)|(?:what|how \w+) (?:is|are|was|were)|(?:is|are) there"
    r"|(?:\w+ )?(?:what|which) (?:grade|age|time|year|month|date)",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def ask_for(subject: str, before: str) -> str:
    """Another attribute of what the earlier question is about; empty where the subject is none.

    >>> ask_for("deadline", "What documents do I need for the scholarship?"), ask_for("boarding fee", "How much is lunch?")
    ('when is the deadline for scholarship?', '')
    >>> ask_for("time", "How much is the after-school service fee?"), ask_for("place", "When can parents visit boarders?")
    ('when is the time for after-school service?', 'Where can parents visit boarders?')
    >>> ask_for("fee", "How do I renew my licence?")
    'how much is the fee to renew my licence?'
    """
    asks = next((asks for attribute, asks in _ATTRIBUTES if attribute.fullmatch(subject)), "")
    if not asks:
        return ""
    lead = asks.split()[0]
    told = _WHEN_OR_WHERE.match(before)
    if told and lead in {"when", "where"} and subject.lower() != "deadline":
        return f"{lead.capitalize()}{before[told.end() :]}"
    topic = find_topic(before)
    done = DONE.match(before)
    if done and not topic:
        return f"{asks.format(subject).removesuffix(' for').removesuffix(' of')} to {done['what']}?"
    if not topic or kinds.is_of_people(topic) or RELATIVE_YEAR.fullmatch(topic):  # what is for them, or then
        topic = words_of_topic(before)
    attribute_of = _ATTRIBUTE_OF.match(topic)
    if attribute_of:
        lead = asks.format(subject).removesuffix(" for").removesuffix(" of")
        return f"{lead} {attribute_of['link']} {topic[attribute_of.end() :]}?"
    told_of = _ATTRIBUTE_BEHIND.sub("", topic).removeprefix("the ")
    if any(attribute.fullmatch(told_of) for attribute, _ in _ATTRIBUTES):
        return f"{asks.format(subject).removesuffix(' for').removesuffix(' of')}?"
    return f"{asks.format(subject)} {told_of}?"


def ask_about(subject: str, before: str, year: str) -> str:
    """The earlier question with the subject in place of its own: behind its last preposition, or what is counted.

    >>> ask_about("kindergartens", "What are the plans for vocational schools?", "")
    'What are the plans for kindergartens?'
    >>> ask_about("primary schools", "How many public kindergartens will be built?", "")
    'How many primary schools will be built?'
    >>> ask_about("shadowing", "How long does a regular exchange last?", "")
    'How long does shadowing last?'
    >>> ask_about("grants", "When is the application deadline?", "")
    'When is the application deadline for grants?'
    >>> ask_about("delivery fee", "How many meal points will be built in 2024?", "2024")
    'how much is the delivery fee in 2024?'
    >>> ask_about("tablet", "Can my kid bring a phone into the classroom?", "")
    'Can my kid bring tablet into the classroom?'
    """
    in_year = f" in {year}" if year else ""
    behind = (asks for attribute, asks in _NAMED_ATTRIBUTES if attribute.search(subject))
    asks = next(behind, "") if _COUNTS.match(before) else ""
    if asks:
        return f"{asks.removesuffix(' for').removesuffix(' of').format(subject)}{in_year}?"
    match = match_topic(before)
    done = _THEY_DO.match(before)
    other_people = done and kinds.is_of_any_people(subject) and kinds.names_people(done["who"])
    if done and (kinds.is_own_person(subject) or (other_people and not kinds.is_of_any_people(done["object"]))):
        return f"{before[: done.start('who')]}{subject}{before[done.end('who') :]}"
    if done and not _is_behind_for(subject, done, match):
        lead = _LAST_ARTICLE.sub(" ", done["before"]) if _ARTICLE.match(subject) else done["before"]
        return f"{lead}{subject}{done['after']}?"
    if match and kinds.is_own_person(subject) and not kinds.names_people(match["topic"]):
        return f"{before.rstrip(' ?.!')} for {subject}?"
    if match:
        if _IS_ATTRIBUTE.fullmatch(match["topic"]) and not _ATTRIBUTE_BEHIND.search(subject):
            return f"{before.rstrip(' ?.!')} for {subject}?"
        lead = match["before"] if match.re is BEHIND_PREPOSITION else _LAST_ARTICLE.sub(" ", match["before"])
        aimed = _AIMED.search(match["topic"]) if match.re is BEHIND_BE else None
        target = f" {aimed.group()}" if aimed and aimed.group() not in subject else ""
        return f"{lead}{subject}{target}{match['after']}".strip(" .?!") + "?"
    asking = ASKING.search(before)
    asks = asking.group() if asking and _ASKS_OF_THING.fullmatch(asking.group()) else "what about"
    return f"{asks} {subject}{in_year}?"


def _is_behind_for(subject: str, done: re.Match[str], topic: re.Match[str] | None) -> bool:
    """Whether a subject takes the place of what stands behind for or of, where somebody does something with another thing:
    "Do schools charge fees for meals?", and uniforms."""
    if topic is None or re.match(r"an? ", subject, re.IGNORECASE):
        return False
    lead = _BEHIND_FOR.search(topic["before"])
    purpose = (
        lead and lead["purpose"] and _FOR_A_PURPOSE.fullmatch(done["verb"]) and not _ALLOWED.search(done["object"])
    )
    return lead is not None and not purpose


def ask_of(asked: str, before: str) -> str:
    """What another word asks of the earlier question; that question where it asks by this word.

    >>> ask_of("when", "When is registration?"), ask_of("how much", "Do boarders get a subsidy?")
    ('When is registration?', 'boarders get a subsidy how much?')
    """
    if before.lower().startswith(f"{asked.lower()} "):
        return before
    return f"{words_of_topic(before)} {asked}?"


def asks_otherwise(asked: str, before: str) -> bool:
    """Whether a word asks for something else than the earlier question does, which is not one of yes or no.

    >>> asks_otherwise("how much", "When is registration?"), asks_otherwise("how much", "Do boarders get a subsidy?")
    (True, False)
    """
    return not (english.asks_whether(before) or before.lower().startswith(f"{asked.lower()} "))


def ask_of_year(subject: str, before: str) -> str:
    """The earlier question of another year, told by a relative name; empty when the subject names none.

    >>> ask_of_year("this year", "How many schools were renovated last year?")
    'How many schools were renovated this year?'
    >>> ask_of_year("this year's target", "What was the unemployment rate last year?")
    "What was the unemployment rate, this year's target?"
    """
    named = RELATIVE_YEAR.search(subject)
    if named is None:
        return ""
    rest = RELATIVE_YEAR.sub("", before).strip(" .?!")
    if named.group() == subject:
        told = RELATIVE_YEAR.search(before)
        return before.replace(told.group(), subject, 1) if told else f"{rest} {subject}?"
    return f"{rest}, {subject}?"


def ask_in_year(year: str, before: str) -> str:
    """The earlier question of another year, by its number.

    >>> ask_in_year("2023", "How many kindergartens were built in 2022?"), ask_in_year("2023", "How many teachers last year?")
    ('How many kindergartens were built in 2023?', 'How many teachers in 2023?')
    """
    if _A_YEAR.search(before):
        return _A_YEAR.sub(year, before, count=1)
    rest = RELATIVE_YEAR.sub("", before).strip(" .?!")
    return f"{rest} in {year}?"
