"""English follow-ups: the earlier question with another subject, and what an earlier question is about."""

from __future__ import annotations

import re

from ingest import fold
from qa.dictionary import find_content_words
from qa.follow_up_kinds import is_of_people

ASKING = re.compile(
    r"\b(?:(?:(?:at|in|from|by|on) )?(?:what|which) (?:grade|age|time|year|month|date)"
    r"|what (?:is|are|does|do|will|was|were)|what|which|how (?:long|old|far|much) (?:is|are|was|were)"
    r"|how (?:long|often|old|far|many|much|does|do|will|is|are)|how|when|where|who|why|is there|are there|"
    r"does|do|will|can|should|must|tell me about|say about)\b|\bthe document(?:s)? say\b",
    re.IGNORECASE,
)
# Not "these rules": the documents themselves; nor "is there", "the same".
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|one|ones|(?<!is )(?<!are )(?<!will )there"
    r"|(?:that|this|those|these)(?!\s+(?:rules?|measures?|regulations?|documents?|plans?|polic|notices?|year|month|week)))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?P<before>how (?:many|much) )(?P<topic>[^?.!]{2,60}?)(?P<after> (?:will|are|is|do|does|did|should|must|can|were|was|have|has)\b[^?.!]*)",
    re.IGNORECASE,
)
_BEHIND_PREPOSITION = re.compile(
    r"^(?P<before>[^?.!]*\b(?:for|about|on|of) (?:the )?)(?P<topic>[^?.!]{2,60}?)(?P<after>(?: in (?:19|20)\d{2})?)[?.!\s]*$",
    re.IGNORECASE,
)
# "How much is the lunch care?", "How long does a regular exchange last?"
_BEHIND_BE = re.compile(
    r"^(?P<before>(?:how (?:much|long|far|old)|what|when|where|who|why|how) (?:is|are|was|were) (?:the |an? )?)(?P<topic>[^?.!]{2,60}?)"
    r"(?P<after>(?: (?:open|available|due|free|over|required|needed|allowed|closed|held|paid))?)[?.!\s]*$",
    re.IGNORECASE,
)
# "Is after-school care free?"
_WHETHER_SO = re.compile(
    r"^(?P<before>(?:is|are|was|were) (?!(?:there|it|they|that|this)\b)(?:the |an? )?)(?P<topic>[^?.!]{2,60}?)"
    r"(?P<after> (?:open|available|due|free|over|required|needed|allowed|closed|held|paid|compulsory|mandatory))[?.!\s]*$",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(
    r"^(?P<before>[^?.!]*?\b(?:does|do|did|will|can|must|should|may) (?:the |an? )?)(?P<topic>[^?.!]{2,50}?)"
    r"(?P<after> (?:last|take|cost|start|begin|end|open|close|happen|apply|work|run|need|pay|get|receive|have|enter|register"
    r"|say|cover|contain|include|require)\b[^?.!]*)",
    re.IGNORECASE,
)
# "When can I register for a school?": what is done there, not the school, is what a follow-up means.
_DONE = re.compile(
    r"^(?:when|how|where) (?:can|do|should|must|may|could) (?:i|we|you|parents) (?P<what>[^?.!]{3,80}?)[?.!\s]*$",
    re.IGNORECASE,
)
_PATTERNS = (_COUNTED, _BEHIND_PREPOSITION, _BEHIND_BE, _WHETHER_SO, _BEFORE_VERB)
_LAST_ARTICLE = re.compile(r"\s(?:an?|the)\s$", re.IGNORECASE)
# "this year's target", "last year": the same of another year.
_RELATIVE_YEAR = re.compile(r"\b(?:this|last|next|the previous|the coming) year\b(?:['’]s)?", re.IGNORECASE)
_YEAR = re.compile(r"\s*(?:\b(?:in|for|of|by|during)\s+)?(?:the year\s+)?\b(?:19|20)\d{2}\b", re.IGNORECASE)
_A_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# Words that ask about something told before: "What papers do we need?"
_GENERIC = frozenset(
    "papers paper documents document materials material conditions condition requirements requirement deadline fee fees cost costs form forms steps step"
    " time place number amount rules exceptions need needed required require apply pay paid long often we i you get start begin end when year target"
    " the then also".split()
)
# What leads on to a question, or to what it counts: "and", "within how many minutes".
_LEADS = frozenset("and but within after".split())
_FOR_HOW = re.compile(r"\bfor (?=how (?:long|many|much|often)\b)", re.IGNORECASE)
# Words that ask something of what was asked about before, and name nothing: "and the deadline?". How each is asked for.
_ASKED_OF = (
    (r"deadline|(?:start(?:ing)? |end |closing |due )?(?:date|time)|(?:opening )?hours", "when is the {} for"),
    (r"fees?|price|costs?|amount", "how much is the {} for"),
    (r"address|place|location|venue", "where is the {} of"),
    (r"(?:(?:tele)?phone|contact)(?: numbers?)?|hotline", "what is the {} of"),
    (r"(?:required )?(?:materials|documents|papers|conditions|requirements|steps)", "what are the {} for"),
    (r"procedure|process|reason|quota|age(?: limit)?|ratio|percentage", "what is the {} for"),
)
_ATTRIBUTES = tuple((re.compile(attribute, re.IGNORECASE), asks) for attribute, asks in _ASKED_OF)
_ATTRIBUTE = "|".join(attribute for attribute, _ in _ASKED_OF)
_ATTRIBUTE_BEHIND = re.compile(rf"(?<=\w) (?:{_ATTRIBUTE})$", re.IGNORECASE)
_IS_ATTRIBUTE = re.compile(rf"(?:(?:application|registration|enrolment|payment) )?(?:{_ATTRIBUTE})", re.IGNORECASE)
_WHEN_OR_WHERE = re.compile(
    r"^(?:when|where|(?:at )?what time)(?= (?:can|do|does|must|should|may|will)\b)", re.IGNORECASE
)
_SHORT = re.compile(r"\b(what|when|where|who|how)['’]s\b", re.IGNORECASE)
# "How many hours a year?", "How much per month?": of what, the question before tells.
_BARE_MEASURE = re.compile(
    r"^(?:and|but|so|,|\s)*(?:(?:within|for|in|by|after) )?how (?:many|much|long|often)"
    r"(?: (?:more )?(?:yuan|points?|times?|minutes?|hours?|days?|weeks?|months?|lessons?|class(?:es)?"
    r"|periods?|sessions?|percent))?(?: (?:in total|at least|at most|(?:an?|per|each|every|in an?|for each) (?:day|week|month|term|semester|(?:school )?year"
    r"|person|head|student|pupil|child|class|lesson|time|hour)))+[?.!\s]*$",
    re.IGNORECASE,
)
_ASKS_WHETHER = re.compile(r"(?:is|are|was|were|did|has|have|could|would|may)\b", re.IGNORECASE)
_LEADS_ON = re.compile(r"^(?:(?:and|but|so)\b|,|\s)+", re.IGNORECASE)
_BE = re.compile(r"^(?:is|are|was|were) ", re.IGNORECASE)
_IS_THERE = re.compile(r"(?:is|are|was|were) there\b", re.IGNORECASE)
_ASKS_YES = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|must|should|may)\b", re.IGNORECASE
)
_SHORT_SUBJECT = 3  # words of its own that a question needs to stand alone


def is_latin(text: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", text) is None


def strip_lead(question: str) -> str:
    return _LEADS_ON.sub("", question)


def write_out(question: str) -> str:
    """
    >>> write_out("What's the deadline?")
    'What is the deadline?'
    """
    return _SHORT.sub(r"\1 is", question)


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
    done = _DONE.match(before)
    if done and not topic:
        return f"{asks.format(subject).removesuffix(' for').removesuffix(' of')} to {done['what']}?"
    if not topic or is_of_people(topic) or _RELATIVE_YEAR.fullmatch(topic):  # what is for them, or then
        topic = words_of_topic(before)
    return f"{asks.format(subject)} {_ATTRIBUTE_BEHIND.sub('', topic).removeprefix('the ')}?"


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
    """
    for pattern in _PATTERNS:
        match = pattern.match(before)
        if match:
            if _IS_ATTRIBUTE.fullmatch(match["topic"]) and not _ATTRIBUTE_BEHIND.search(subject):
                return f"{before.rstrip(' ?.!')} for {subject}?"
            lead = _LAST_ARTICLE.sub(" ", match["before"]) if pattern is not _BEHIND_PREPOSITION else match["before"]
            return f"{lead}{subject}{match['after']}".strip(" .?!") + "?"
    asking = ASKING.search(before)
    return " ".join(part for part in (asking.group() if asking else "what about", year, subject) if part).strip() + "?"


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
    return not (asks_whether(before) or before.lower().startswith(f"{asked.lower()} "))


def ask_of_year(subject: str, before: str) -> str:
    """The earlier question of another year, told by a relative name; empty when the subject names none.

    >>> ask_of_year("this year", "How many schools were renovated last year?")
    'How many schools were renovated this year?'
    >>> ask_of_year("this year's target", "What was the unemployment rate last year?")
    "What was the unemployment rate, this year's target?"
    """
    named = _RELATIVE_YEAR.search(subject)
    if named is None:
        return ""
    rest = _RELATIVE_YEAR.sub("", before).strip(" .?!")
    if named.group() == subject:
        told = _RELATIVE_YEAR.search(before)
        return before.replace(told.group(), subject, 1) if told else f"{rest} {subject}?"
    return f"{rest}, {subject}?"


def ask_in_year(year: str, before: str) -> str:
    """The earlier question of another year, by its number.

    >>> ask_in_year("2023", "How many kindergartens were built in 2022?"), ask_in_year("2023", "How many teachers last year?")
    ('How many kindergartens were built in 2023?', 'How many teachers in 2023?')
    """
    if _A_YEAR.search(before):
        return _A_YEAR.sub(year, before, count=1)
    rest = _RELATIVE_YEAR.sub("", before).strip(" .?!")
    return f"{rest} in {year}?"


def asks(subject: str) -> bool:
    """Whether what seems a subject begins a question: "And is it free?"."""
    return bool(ASKING.match(subject) or _ASKS_WHETHER.match(subject))


def asks_whether(question: str) -> bool:
    """Whether yes or no is asked.

    >>> asks_whether("Are vocational schools free?"), asks_whether("How much is lunch?")
    (True, False)
    """
    return _ASKS_YES.match(question) is not None


def find_topic(before: str) -> str:
    """What the earlier question is about: what it counts, or what stands behind its last preposition."""
    matches = (pattern.match(before) for pattern in _PATTERNS)
    return next((match["topic"].strip() for match in matches if match), "")


def words_of_topic(before: str) -> str:
    """What stands around the words that ask.

    >>> words_of_topic("When is parents' day?")
    "parents' day"
    """
    told = " ".join(part.strip(" ,.!?;:") for part in ASKING.split(before) if part and part.strip(" ,.!?;:"))
    return _BE.sub("", told)


def point_to(before: str, question: str) -> str:
    """A question with what its pronoun stands for in the one before, so that it reads as one question; empty where it
    has none.

    >>> point_to("What about special education?", "Who is responsible for it?")
    'Who is responsible for special education?'
    >>> point_to("What are the rules for the student loan?", "How much can they borrow?")
    'How much can they borrow for student loan?'
    >>> point_to("Is there a school for autistic children?", "When will it open?")
    'When will a school for autistic children open?'
    >>> point_to("Is there a test for primary school?", "And is it by catchment area?")
    'Is there a test for primary school, is it by catchment area?'
    >>> point_to("When can I register for a school?", "What if I miss it?")
    'What if I miss it, to register for a school?'
    """
    pronoun = _PRONOUN.search(question)
    topic = find_topic(before)
    if not topic or pronoun is None:
        return ""
    word = pronoun.group().lower()
    whether = _LEADS_ON.sub("", question)
    if word == "it" and _ASKS_WHETHER.match(whether) and _ASKS_YES.match(before):  # of all that is asked about
        return f"{before.rstrip(' ?.!')}, {whether}"
    if word in {"it", "its"} and (is_of_people(topic) or _IS_THERE.match(before)):  # what is for them
        told = words_of_topic(before)
        topic = topic if _PRONOUN.search(told) else told
    done = _DONE.match(before)
    if done and word == "it":
        return f"{question.rstrip(' ?.!')}, to {done['what']}?"
    if word.startswith("the") and not topic.endswith("s"):  # they, them, their: some who have to do with it
        return f"{question.rstrip(' ?.!')} for {topic}?"
    said = f"{topic}'s" if word in {"its", "their"} else topic
    return f"{question[: pronoun.start()]}{said}{question[pronoun.end() :]}"


def without_years(text: str) -> str:
    """Without years in figures, and what leads up to them.

    >>> without_years("What is the target for 2022?"), without_years("How many schools?")
    ('What is the target?', 'How many schools?')
    """
    return _YEAR.sub("", text)


def leans_on_earlier(question: str) -> bool:
    """Whether it names no subject of its own.

    >>> [leans_on_earlier(text) for text in ("And what is the target for 2022?", "How much a month?", "How is bullying handled?")]
    [True, True, False]
    """
    if _BARE_MEASURE.match(question):
        return True
    said = _FOR_HOW.sub("", without_years(_RELATIVE_YEAR.sub(" ", question)))
    own = _POINTS_BACK.sub(" ", ASKING.sub(" ", said))
    words = [word.lower() for word in re.findall(r"[A-Za-z0-9']+", own) if len(word) > 2]
    words = [word for word in words if word not in _LEADS]
    if not find_content_words(fold(own)) or all(word in _GENERIC for word in words):
        return True
    return bool(_POINTS_BACK.search(question)) or len(words) < _SHORT_SUBJECT - 1
