"""English follow-ups: whether one names a subject, what it points to, and what an earlier question is about."""

from __future__ import annotations

import re

from ingest import fold
from qa.dictionary import find_content_words
from qa.follow_up.kinds import NO_YEAR, OF_YEAR, is_of_people, names_people, without_people
from qa.follow_up.places import is_of_places

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
# "Is it true that …": of what follows.
IT_IS_SAID = re.compile(r"\bit (?:true|right|correct|said) that\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"^(?P<before>how (?:many|much) )(?P<topic>[^?.!]{2,60}?)(?P<after> (?:will|are|is|do|does|did|should|must|can|were|was|have|has)\b[^?.!]*)",
    re.IGNORECASE,
)
BEHIND_PREPOSITION = re.compile(
    rf"^(?P<before>[^?.!]*\b(?:for|about|on|of) (?:the )?){NO_YEAR}(?P<topic>[^?.!]{{2,60}}?)(?P<after>{OF_YEAR})[?.!\s]*$",
    re.IGNORECASE,
)
# "How much is the lunch care?", "How long does a regular exchange last?"
BEHIND_BE = re.compile(
    r"^(?P<before>(?:how (?:much|long|far|old)|what|when|where|who|why|how) (?:is|are|was|were) (?:the |an? )?)(?P<topic>[^?.!]{2,60}?)"
    rf"(?P<after>(?: (?:open|available|due|free|over|required|needed|allowed|closed|held|paid|issued|published|released))?{OF_YEAR})[?.!\s]*$",
    re.IGNORECASE,
)
# "Is after-school care free?"
_WHETHER_SO = re.compile(
    r"^(?P<before>(?:is|are|was|were) (?!(?:there|it|they|that|this)\b)(?:the |an? )?)(?P<topic>[^?.!]{2,60}?)"
    r"(?P<after> (?:open|available|due|free|over|required|needed|allowed|closed|held|paid|compulsory|mandatory))[?.!\s]*$",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(
    r"^(?P<before>[^?.!]*?\b(?:does|do|did|will|can|must|should|may) (?:the |an? )?)(?!(?:i|we|you|he|she|they)\b)(?P<topic>[^?.!]{2,50}?)"
    r"(?P<after> (?:last|take|cost|start|begin|end|open|close|happen|apply|work|run|need|pay|get|receive|have|enter|register"
    r"|say|cover|contain|include|require)\b[^?.!]*)",
    re.IGNORECASE,
)
# "When can I register for a school?": what is done there, not the school, is what a follow-up means.
DONE = re.compile(
    r"^(?:when|how|where) (?:can|do|should|must|may|could) (?:i|we|you|parents) (?P<what>[^?.!]{3,80}?)[?.!\s]*$",
    re.IGNORECASE,
)
_LAST_ARTICLE = re.compile(r"\s(?:an?|the)\s$", re.IGNORECASE)
_LAST_YEAR = re.compile(rf"{OF_YEAR[:-1]}$", re.IGNORECASE)
_PATTERNS = (COUNTED, BEHIND_PREPOSITION, BEHIND_BE, _WHETHER_SO, _BEFORE_VERB)
# "this year's target", "last year": the same of another year.
RELATIVE_YEAR = re.compile(r"\b(?:this|last|next|the previous|the coming) year\b(?:['’]s)?", re.IGNORECASE)
_YEAR = re.compile(r"\s*(?:\b(?:in|for|of|by|during)\s+)?(?:the year\s+)?\b(?:19|20)\d{2}\b", re.IGNORECASE)
# Words that ask about something told before: "What papers do we need?"
_GENERIC = frozenset(
    "papers paper documents document materials material conditions condition requirements requirement deadline fee fees cost costs form forms steps step"
    " time place number amount rules exceptions need needed required require apply pay paid long often we i you get start begin end when year target"
    " the then also".split()
)
# "has to", "I'm", "don't": they name nothing.
_AUXILIARY = re.compile(
    r"\b(?:ha(?:s|ve|d) to|am|are|was|were|been|being)\b|(?:n['’]t|['’](?:m|re|ve|ll|d|s))\b", re.IGNORECASE
)
# What leads on to a question, or to what it counts: "and", "within how many minutes".
_LEADS = frozenset("and but within after".split())
_FOR_WHAT = re.compile(r"\bfor (?=(?:how (?:long|many|much|often)|what|which|whom)\b)", re.IGNORECASE)
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
# "by when?", "to whom?"
_ASKS_BEHIND = re.compile(r"(?:by|until|since|to|from|for|with) (?:when|whom?|what|which)\b", re.IGNORECASE)
_LEADS_ON = re.compile(r"^(?:(?:and|but|so)\b|,|\s)+", re.IGNORECASE)
_BE = re.compile(r"^(?:is|are|was|were) ", re.IGNORECASE)
_IS_THERE = re.compile(r"(?:is|are|was|were) there\b", re.IGNORECASE)
# "My son is two. Is that enough?": for what, the question before tells.
_OF_WHAT_IS_SAID = re.compile(r"\b(?:is|are|was|does|do|will|would|can|could) (?:this|that)\b", re.IGNORECASE)
_ASKS_YES = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|must|should|may)\b", re.IGNORECASE
)
# Where a clause ends that may name what a pronoun behind it stands for.
CLAUSE_ENDS = re.compile(
    r"[.!?;]\s+|,? (?:and|but|so) (?=(?:how|what|when|where|who|why|which|is|are|does|do|can|will|must|should)\b)",
    re.IGNORECASE,
)
_NAMED_THING = re.compile(
    r"(?<!\bin )(?<!\bat )(?<!\bfrom )(?<!\bnear )\b(?:an?|the|my|our|his|her|some|no) [a-z0-9]", re.IGNORECASE
)
_BEGINS_TO_ASK = re.compile(rf"(?:{_LEADS_ON.pattern})?(?:{ASKING.pattern}|{_ASKS_YES.pattern})", re.IGNORECASE)
_SENTENCES = re.compile(r"(?P<told>.*\.\s++)(?P<asked>[^.!?]++[.!?\s]*+)", re.DOTALL)
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


def asks(subject: str) -> bool:
    """Whether what seems a subject begins a question: "And is it free?"."""
    return bool(ASKING.match(subject) or _ASKS_WHETHER.match(subject) or _ASKS_BEHIND.match(subject))


def split_told(question: str) -> tuple[str, str]:
    """What is told in sentences before the last one, which asks, and that; nothing told where the last one does not ask.

    >>> split_told("My son is six. When is registration?"), split_told("When is lunch? We come at noon.")
    (('My son is six. ', 'When is registration?'), ('', 'When is lunch? We come at noon.'))
    """
    sentences = _SENTENCES.fullmatch(question)
    if sentences is None or not _BEGINS_TO_ASK.match(sentences["asked"]):
        return "", question
    return sentences["told"], sentences["asked"]


def asks_whether(question: str) -> bool:
    """Whether yes or no is asked.

    >>> asks_whether("Are vocational schools free?"), asks_whether("How much is lunch?")
    (True, False)
    """
    return _ASKS_YES.match(question) is not None


def find_topic(before: str) -> str:
    """What the earlier question is about: what it counts, or what stands behind its last preposition."""
    match = match_topic(before)
    return match["topic"].strip() if match else ""


def match_topic(before: str) -> re.Match[str] | None:
    """The earlier question cut into the `topic` and what stands `before` and `after` it, a year with it; None where it
    has no such form. A place behind a preposition is where, and not what, it is about."""
    matches = (pattern.match(before) for pattern in _PATTERNS)
    return next(
        (one for one in matches if one and not (one.re is BEHIND_PREPOSITION and is_of_places(one["topic"]))), None
    )


def name_topic(before: str) -> str:
    """What the earlier question is about, as another question names it: of its year, and one that has an article by "the".

    >>> name_topic("When does a regular plan take effect?"), name_topic("What is Hubei's target for 2025?")
    ('the regular plan', "Hubei's target for 2025")
    """
    match = match_topic(before)
    if match is None:
        return ""
    article = "the " if _LAST_ARTICLE.search(match["before"]) else ""
    year = _LAST_YEAR.search(match["after"])
    return f"{article}{match['topic'].strip()}{year.group() if year else ''}"


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
    done = DONE.match(before)
    if done and word == "it":
        return f"{question.rstrip(' ?.!')}, to {done['what']}?"
    if word.startswith("the") and not topic.endswith("s"):  # they, them, their: some who have to do with it
        return f"{question.rstrip(' ?.!')} for {topic}?"
    named = topic if topic != find_topic(before) else name_topic(before)
    if without_years(question) != question or word in {"its", "their"}:
        named = without_years(named)
    said = f"{named}'s" if word in {"its", "their"} else named
    return f"{question[: pronoun.start()]}{said}{question[pronoun.end() :]}"


def without_years(text: str) -> str:
    """Without years in figures, and what leads up to them.

    >>> without_years("What is the target for 2022?"), without_years("How many schools?")
    ('What is the target?', 'How many schools?')
    """
    return _YEAR.sub("", text)


def _points_to_itself(question: str) -> bool:
    """Whether clauses before its pronouns name what these stand for: people for "they", or else a thing; not where all
    that was said is what "that" asks about.

    >>> [_points_to_itself(text) for text in ("My son is deaf. Who helps them?", "My son is deaf. Can he join it?")]
    [True, False]
    >>> _points_to_itself("Can she get the subsidy and how does she apply for it?")
    True
    """
    first: dict[
        bool, int
    ] = {}  # where the first of both sorts stands: what is told before it is before the others, too
    for pronoun in _POINTS_BACK.finditer(question):
        first.setdefault(pronoun.group().lower() in {"they", "them", "their"}, pronoun.start())
    if not first or _OF_WHAT_IS_SAID.search(question):
        return False
    return all(_is_told(question[:start], of_people) for of_people, start in first.items())


def _is_told(before: str, of_people: bool) -> bool:
    *clauses, _ = CLAUSE_ENDS.split(before)
    if not of_people and any(ASKING.match(one) and names_thing(find_topic(one)) for one in clauses):
        return True
    told = "".join(clauses)
    if of_people and names_people(told):
        return True
    of_things = without_people(told)
    return _NAMED_THING.search(of_things) is not None and names_thing(ASKING.sub(" ", of_things))


def names_thing(words: str) -> bool:
    """Whether words hold more than what may be asked of anything: the lunch, not the fee."""
    return not _GENERIC.issuperset(find_content_words(fold(words)))


def leans_on_earlier(question: str) -> bool:
    """Whether it names no subject of its own.

    >>> [leans_on_earlier(text) for text in ("And what is the target for 2022?", "How much a month?", "How is bullying handled?")]
    [True, True, False]
    """
    if _BARE_MEASURE.match(question):
        return True
    if _points_to_itself(question):
        return False
    said = _FOR_WHAT.sub("", without_years(RELATIVE_YEAR.sub(" ", question)))
    question = IT_IS_SAID.sub("", question)
    own = _AUXILIARY.sub("", _POINTS_BACK.sub(" ", ASKING.sub(" ", said)))
    words = [word.lower() for word in re.findall(r"[A-Za-z0-9']+", own) if len(word) > 2]
    words = [word for word in words if word not in _LEADS]
    if not find_content_words(fold(own)) or all(word in _GENERIC for word in words):
        return True
    return bool(_POINTS_BACK.search(question)) or len(words) < _SHORT_SUBJECT - 1
