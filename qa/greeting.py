"""Whether someone only says hello, thanks or goodbye, agrees, finds fault with an answer, or asks what this is."""

from __future__ import annotations

import re

from ingest import fold

_HELLO = (
    r"(?:你|您|大家)?好+[啊呀吗]?|嗨|哈喽|哈啰|在吗|在么|有人吗|早上好|上午好|中午好|下午好|晚上好|早安|早|(?:请问)?[你您]是谁|[你您]是什么"
    r"|[你您](?:能|会|可以)(?:做|干|帮我?做?)(?:些)?什么|怎么(?:使?用|提问)|(?:这个)?(?:系统|网站)?怎么用"
    r"|(?<![a-z])(?:hi+|hello+|hey|good (?:morning|afternoon|evening|day)|who are you|what are you|what can you do"
    r"|how do i use (?:this|it)|how does this work|how are you|there|everyone)(?![a-z])"
)
# Thanks, goodbyes and that it was understood: nothing of these is asked.
_CLOSING = (
    r"(?:非常|十分|太|真)?(?:谢谢|感谢)[你您]?(?:了|啦)?|多谢|辛苦了|麻烦[你您]?了|再见|拜拜|晚安|(?:[这那][个些]?|我们?|已经?|都|也|就)*+(?:知道|明白|清楚|了解|懂|收到|理解|看[到过完]?)了|明白|收到|嗯+|[太很真挺]好了?"
    r"|是的|没错|(?:原来)?(?:如此|是?这样(?=[啊呀哦,.]|$))|(?:不用|不必|可以|就这些|就这样|行|对|算)了?(?![吗么不呢])|没有?(?:什么)?(?:别的|其[他它]的?)?(?:问题|疑问|事|要问的)?了(?![吗么?])"
    r"|(?<![a-z])(?:(?:many )?thank(?:s|[ -]you)(?: very much| a lot| so much)?|th(?:an)?x|ty|cheers|bye|goodbye|see you"
    r"|o\.?k|okay|y(?:es|eah|ep)|nope|sure|fine|al(?:l |l)?right|no problem|great|perfect|cool|nice|good(?: to know)?|excellent|i understand"
    r"|understood|(?:i )?got it|i see|makes sense|that helps|that's (?:all|it|great|fine|good|clear|helpful)(?: (?:for now|to know))?"
    r"|sounds (?:good|great)|never ?mind|forget (?:it|that)"
    r"|(?:no,? )?nothing else|no more questions|no)(?![a-z]| (?:more|other))"
)
# Not content with the answer, without a word on what was meant.
_COMPLAINT = (
    r"(?:[你您]|这个?|的|回答|答案)*(?:答|说|回答|讲|回复)?得?(?:不对|不准确|错了)|答非所问|(?:这)?不是我(?:要|想)?问的|[你您]?没有?(?:回答|答)到?我的问题"
    r"|(?<![a-z])(?:that(?: is|'s)(?: not|n't) (?:what i (?:asked|meant|wanted)(?: for| about)?|right|correct|it|true|the answer|my question)"
    r"|(?:that(?: is|'s) )?(?:the )?wrong(?: answer)?|you (?:did not|didn't) answer (?:me|my question|the question))(?![a-z])"
)
# Possessive (++): a question that is no greeting is given up at once, however often it greets.
_GREETING = re.compile(
    rf"(?:{_COMPLAINT}|{_HELLO}|{_CLOSING}|小助手|老师(?!呢)|机器人|助手|请问|[\s,.!?~、。,!?;:…·-]|[呀啊哦哈吧的了吗呢])++"
)
_ASKS = re.compile(r"[吗么][?!。.\s]*$|[a-z]\s*\?$")  # 可以了 agrees, 可以了吗 asks
_CLAUSE_ENDS = re.compile(r"[.!?。！？,，;；…~～\n][.!?。！？,，;；…~～\s]*")
_THANKS = re.compile(r"谢|辛苦|麻烦|th(?:an)?[kx]|(?<![a-z])(?:ty|cheers)(?![a-z])")
_CLOSES, _COMPLAINS = re.compile(rf"{_CLOSING}|^好的|^好+[啊吧]?$"), re.compile(_COMPLAINT)


def is_greeting(question: str) -> bool:
    """True only when nothing else is said.

    >>> [is_greeting(text) for text in ("你好！", "Hello there", "你好，公办园建几所？", "谢谢老师", "好的，没有别的了", "可以的吗？", "sure?")]
    [True, True, False, True, True, False, False]
    """
    folded = fold(question).strip()
    if not folded or _GREETING.fullmatch(folded) is None:
        return False
    return _ASKS.search(folded) is None or not (_CLOSES.search(folded) or _COMPLAINS.search(folded))


def strip_acknowledgement(question: str) -> str:
    """Without the greeting or thanks that are its first clause, where more follows.

    >>> strip_acknowledgement("Got it. And primary schools?"), strip_acknowledgement("好的，谢谢。浙江呢？")
    ('And primary schools?', '谢谢。浙江呢？')
    """
    ends = _CLAUSE_ENDS.search(question)
    if ends is None or ends.end() == len(question) or not is_greeting(question[: ends.start()]):
        return question
    return question[ends.end() :]


def name_reply(greeting: str) -> str:
    """By which words of the frames a greeting is answered.

    >>> [name_reply(text) for text in ("谢谢老师", "好的", "OK thx!", "答非所问", "你好")]
    ['thanks', 'agreed', 'thanks', 'complaint', 'text']
    """
    folded = fold(greeting).strip()
    if _COMPLAINS.search(folded):
        return "complaint"
    if _THANKS.search(folded):
        return "thanks"
    return "agreed" if _CLOSES.search(folded) else "text"
