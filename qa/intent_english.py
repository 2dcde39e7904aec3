"""What kind of answer an English question wants, as `qa/intent.py` reads it from a Chinese one."""

from __future__ import annotations

import re

from qa.answer_kind import AnswerKind

_LATIN_WORD = re.compile(r"\b[a-z]{2,}")
_AUXILIARY = (
    r"(?:is|are|am|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|cannot"
    r"|(?:is|are|was|were|do|does|did|has|have|ca|could|wo|would|should)n't)"
)
_LED_IN = r"\W*(?:(?:and|or|so|but|then|also|please|if not|if so|say|ok|hi|hello)\W+)*"
_ASKS_WHAT = r"(?:what|which|who|whom|whose|when|where|why|how)"
_WORDS = r"(?:[a-z0-9'&/-]+ ){0,5}?"
_WHAT_IS = r"what (?:is|are|was|were|will be|would be|should be|must|has|does|do|will|should)\b"
_SUM = (
    r"(?:fees?|tuition|fines?|salary|salaries|wages?|pay|allowances?|subsid(?:y|ies)|stipends?|grants?|bonus(?:es)?"
    r"|prize money|reward|price|costs?|rent|investment|budget|funding|funds|deposit|income|revenue|compensation|charge"
    r"|pension|contribution|payment|money|sum|amount|expenditure|spending)"
)
# "the tuition waiver", "the subsidy policy" name no sum.
_NO_SUM = (
    r"(?! (?:scheme|polic|program|system|application|process|procedure|deadline|date|waiver|reduction|exemption"
    r"|certificate|item|standard of|points)|[a-z]* ?(?:comes?|paid) from)"
)
_MEASURE = (
    r"(?:rates?|ratios?|coverage|quotas?|targets?|percentages?|share|proportion|number|size|limit|cap|ceiling|threshold"
    r"|output|production|population|yield|sales|maximum|minimum|max|min|total|scores?|marks?|length|duration|distance|age|temperature|growth|headcount|weight"
    r"|enrolment|enrollment|capacity|weighting|area|gap|rank|speed)(?=\W*$|[,;?]| (?:of|for|in|per|to|on|at|by|an?|the|that|which|should"
    r"|must|will|is|are|does|do|has|have|each|they|we|i|you|this|last|set|requirement|target|limit|cap|allowed|needed|required|and|as|from"
    r"|between|after|when|this|next|over|with|among|nationwide|citywide)\b)"
)
_MOST = r"\bthe (?:most|least|fewest|longest|shortest|highest|lowest|largest|smallest|fastest|closest|oldest|youngest) "
_MOST_OF = r"(?!important|common|recent|suitable|serious|basic|needy|outstanding|likely|urgent|part\b)"
_BODY = (
    r"(?:departments?|agency|agencies|body|bodies|bureaus?|office|person|authority|authorities|company|firm|contractor"
    r"|organi[sz]ation|unit|section|division|leader|official|hospital|institution|ministry|committee|team|bank|supplier"
    r"|publisher|lab|level of (?:government|authority)|school (?:runs|leads|heads|hosts|takes|is in charge|is responsible))"
)
HEAD = (
    r"(?:principal|head(?: ?teacher)?|director|secretary|chairman|leader|chief|dean|president|manager|mayor|governor|magistrate"
    r"|minister)"
)
_PLACE = (
    r"(?:city|country|place|county|district|street|building|room|counter|window|village|township|town|location|venue"
    r"|address|floor|zone|province)"
)
# What is asked of that grows or shrinks is a rate or a number: "how much will the economy grow".
_CHANGES = r"[^?]{0,80}\b(?:grow|grew|growth|increase|rise|rose|fall|fell|drop|decrease|decline|shrink|cut|reduce|expand|improve)[a-z]*\b"
_NOT_MONEY = r"(?:time|longer|sleep|exercise|homework|physical|sport|activity|space|land|area|water|food|work|training|progress|of)\b"
_PLURAL = r"(?!(?:is|was|does|has|this|process|class|pass|bus|access)\b)(?:[a-z]{2,}s|children|people)"

# In order of precedence: the first that matches the part that asks gives the kind.
_QUESTIONS: tuple[tuple[AnswerKind, str], ...] = (
    (
        AnswerKind.REASON,
        rf"^{_LED_IN}(?:why|how come|on what grounds|for what reason|what is the (?:reason|point|thinking))\b",
    ),
    (
        AnswerKind.CONTACT,
        r"(?:^|\b(?:what|which|whose|give|tell|get|need|find|know)\b[^.?!]{0,60}\b)(?:(?:tele)?phone|contact|hotline) numbers?\b"
        r"|\b(?:which|what|is there an?) (?:is the )?(?:[a-z]+ ){0,2}?(?:hotline|number to|website|phone|e-?mail|qq|wechat)\b"
        r"|\bwhat (?:is the )?address\b|\bcontact (?:details|information)\b|\be-?mail\b|\burl\b"
        r"|\bhow (?:can|do|should) (?:i|we|you|parents|they) (?:contact|reach)\b"
        r"|\b(?:which|what) numbers? (?:do|can|should|to) |^[a-z' ]*(?:phone|hotline|website|address)\W*$",
    ),
    (AnswerKind.YES_NO, rf"^{_LED_IN}{_AUXILIARY}\b(?!.*\b{_ASKS_WHAT}\b)"),
    (AnswerKind.MANNER, r"\bwhat (?:happens|will happen|would happen|if|becomes of)\b"),
    (AnswerKind.TIME, r"\bhow (?:often|frequently|regularly)\b|\bwhat frequency\b"),
    (
        AnswerKind.MONEY,
        rf"\bhow much (?!{_CHANGES})(?!{_NOT_MONEY})(?:does|do|did|is|are|am|was|were|will|would|money|per|can|could|must"
        r"|should|for|to|an?|each|extra|more|has|have|in)\b"
        rf"|\bhow much (?!{_CHANGES})(?:[a-z'-]+ ){{0,3}}?{_SUM}\b|\bhow many (?:[a-z]+ ){{0,2}}?yuan\b|\bwhat sum\b"
        rf"|\bin yuan\b|\bhow much\W*$|\bhow (?:high|large|big) (?:is|are|was|were) the {_WORDS}{_SUM}\b"
        rf"|\b{_WHAT_IS} (?:the |my |our |their |an? |this |that |her |his |i |we )?(?:be |get )?{_WORDS}{_SUM}\b{_NO_SUM}"
        rf"|\b{_SUM} (?:rate|cap|limit|ceiling|amount|threshold|level|standard)s?\b"
        rf"|\b(?:cap|limit|ceiling|rate|level) (?:on|for|of) (?:the |an? )?{_WORDS}{_SUM}\b{_NO_SUM}"
        rf"|{_MOST}[^?]{{0,80}}\b(?:charged?|pay|paid|pays|costs?|earn|borrow|spend|reimbursed?|fined?|award)\b"
        rf"|^(?!.*\b{_ASKS_WHAT}\b){_WORDS}{_SUM}(?: (?:per|for|at|to|each|a|in)\b|\W*$)",
    ),
    (
        AnswerKind.FIGURE,
        r"\bhow (?:many|much|long|large|big|high|old|far|heavy|tall|wide|fast|small|young|short|low|soon)\b|\bratio\b"
        rf"|\b(?:what|which) (?:[a-z-]+ ){{0,2}}?{_MEASURE}\b|\b(?:what|which) (?:percent|per cent|fraction|portion)\b"
        rf"|\b{_WHAT_IS} (?:the |an? |our |their )?{_WORDS}{_MEASURE}\b|{_MOST}{_MOST_OF}"
        r"|\b(?:passing|minimum|maximum|cut-?off|admission|pass) (?:score|mark)s?\b|\b(?:maximum|minimum|max|min)\b"
        r"|\b(?:age|time|daily|upper|lower|price|weight|homework|class size) limit\b|\b(?:cap|limit|ceiling) (?:on|in|for)\b"
        rf"|^(?!.*\b{_ASKS_WHAT}\b){_WORDS}(?:{_MEASURE}|bonus points)\b",
    ),
    (
        AnswerKind.TIME,
        r"(?:^|[,;:.?-]\s*|\b(?:and|or|by|until|till|since|from|about|on|know|tell me|say|exactly) )when\b"
        r"(?![^,?]{0,120},\s*(?:who|what|how|which|is|are|can|do|does|must|may|should|will)\b)"
        r"|\bwhen (?:do|does|did|is|are|was|were|will|can|could|may|must|should|shall|exactly)\b"
        r"|\b(?:what|which) (?:exact )?(?:time|dates?|days?|year|month|week|term|hours?)\b|\bdead-?line\b"
        r"|\bcut-?off (?:date|day|time)\b|\b(?:last|first|exact|start|closing|end) (?:day|date)\b"
        r"|\bthe (?:latest|earliest)(?! (?:polic|rule|version|news|development|edition|document|figure|plan))"
        r"|\b(?:from|at|by|until) what (?:point|stage)\b|\bhow (?:late|early)\b|\b(?:opening|office|visiting) hours\b"
        r"|\btimetable\b",
    ),
    (
        AnswerKind.WHO,
        r"(?:^|[,;:.?-]\s*|\b(?:and|or|by|to|of|from|for|about|with|know|tell me|say|decide|decides|exactly) )who(?:m|se)?\b"
        rf"|\b(?:which|what) (?:[a-z-]+ ){{0,2}}?{_BODY}\b|\b(?:anyone|anybody|somebody|someone) (?:i|we) (?:can|could)\b"
        rf"|\b{HEAD}(?:'s|s') name\b|\bname of the (?:[a-z]+ ){{0,2}}?{HEAD}\b|\b(?:is|are) (?:called|named)\b|\bcalled\W*$",
    ),
    (AnswerKind.PLACE, rf"\bwhere\b|\b(?:what|which) (?:[a-z-]+ ){{0,1}}?{_PLACE}\b"),
    (AnswerKind.REASON, r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat made\b"),
    (
        AnswerKind.OVERVIEW,
        r"\boverview\b|\bsummar|\bsays? about\b|\bsaid about\b|\bmain (?:points|content|topics)\b|\boverall\b"
        r"|\bwhat .{1,80} about\?*$",
    ),
    (AnswerKind.RULE, r"\brules?\b|\bpolic(?:y|ies)\b|\brequirements?\b|\bregulations?\b|\bprovisions?\b"),
    (
        AnswerKind.MANNER,
        r"\bhow\b(?! (?:many|much))|\bwhat then\b|\bnext step\b|\bprocedure\b|\b(?:what|which) process\b|\bwhat does it take\b"
        r"|\bwhat (?:do|can|should|must|would) (?:i|we|you|they|parents) (?:have to |need to )?do\b(?! for| about)",
    ),
    (
        AnswerKind.LIST,
        r"\bwhat are\b|\bwhich (?:ones|of|two|three|four|five|six|\d+)\b|\blist\b|\bmeasures\b|\bsteps\b|\bpaperwork\b"
        rf"|\b(?:what|which) (?:[a-z'-]+ ){{0,3}}?{_PLURAL}\b"
        r"|\bwhat (?:[a-z-]+ ){0,3}?(?:support|aid|assistance|help|work|content|action|proof|provision|training|treatment)\b"
        r"|\bwhat (?:exactly |else )?(?:do|does|should|must|can) (?:[a-z'-]+ ){1,3}?"
        r"(?:need|have|bring|hand in|submit|prepare|provide|show|include|cover|consist|contain|get)\b"
        r"|\bwhat (?:will|does|do|did|is|are|has|have|must|should|can|could) .{1,80} (?:do|doing|done|change)\b"
        r"|\bwhat is (?:being )?(?:planned|done|provided|offered|included)\b|\bwhat (?:exactly|goes into|kinds?|types?|sorts?|else)\b",
    ),
    (
        AnswerKind.YES_NO,
        rf"(?:^|[,;:.?!-]){_LED_IN}{_AUXILIARY}\b|\bwhether\b|\bany chance\b|,\s*(?:right|correct|yes|true)\W*$|\bor not\W*$",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _QUESTIONS)
_SENTENCE = re.compile(r"[^.?!;]+(?:[.](?=\d)[^.?!;]*)*[.?!;]*")
_ASKS = re.compile(
    rf"\b(?:{_ASKS_WHAT}|whether)\b|^{_LED_IN}{_AUXILIARY}\b|\?$"
    rf"|[,-]\s*{_AUXILIARY} (?:i|we|you|he|she|it|they|the|my|our|his|her|their|there|that|this|[a-z]+s)\b"
)
# "If a child breaks an arm, …": what is supposed, not asked.
_SUPPOSED = re.compile(
    rf"^\W*(?:and |but |so )?(?:if|when(?! {_AUXILIARY}\b)|once|after|before|since|because|suppose|as|for|in|at|under|during|by|with|on)\b"
    r"(?! (?:what|which|whom|whose|when)\b)[^,?]*,\s*(?=[^,]*\S)"
)
_SHORT = (
    (re.compile(r"[’‘`]"), "'"),
    (re.compile(r"\b(what|which|who|where|when|how|that|there|it)'s\b"), r"\1 is"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
)


def may_be_english(folded: str) -> bool:
    """Whether a folded question holds a word in Latin letters."""
    return _LATIN_WORD.search(folded) is not None


def find_asking_part(folded: str) -> str:
    """The sentences of a folded English question that ask, contractions written out, without what they suppose; all of
    it when none asks.

    >>> find_asking_part("my kid is four. if we move, what’s the fee?")
    'what is the fee?'
    """
    for short, long in _SHORT:
        folded = short.sub(long, folded)
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(folded)]
    asking = [_SUPPOSED.sub("", sentence) for sentence in sentences if _ASKS.search(sentence)]
    return " ".join(asking) or folded


def read_kind(folded: str) -> AnswerKind:
    """
    >>> [str(read_kind(q)) for q in ("what's the most a set can cost?", "my son is six. can he start?", "which documents?")]
    ['money', 'yes_no', 'list']
    """
    asked = find_asking_part(folded)
    return next((kind for kind, pattern in _COMPILED if pattern.search(asked)), AnswerKind.OPEN)
