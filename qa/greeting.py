"""Whether someone only says hello, thanks or goodbye, or asks what this is."""

from __future__ import annotations

import re

from ingest import fold

# Possessive (++): a question that is no greeting is given up at once, however often it greets.
_GREETING = re.compile(
    r"(?:(?:你|您|大家)?好+[啊呀吗]?|嗨|哈喽|哈啰|在吗|在么|有人吗|早上好|上午好|中午好|下午好|晚上好|早安|晚安|早|谢谢[你您]?(?:了|啦)?|多谢|感谢|辛苦了"
    r"|再见|拜拜|(?:请问)?[你您]是谁|[你您]是什么|[你您](?:能|会|可以)(?:做|干|帮我?做?)(?:些)?什么|怎么(?:使?用|提问)|(?:这个)?(?:系统|网站)?怎么用"
    r"|hi+|hello+|hey|good (?:morning|afternoon|evening|day)|thanks?(?: you)?(?: very much| a lot| so much)?|bye|goodbye|see you"
    r"|who are you|what are you|what can you do|how do i use (?:this|it)|how does this work|how are you"
    r"|there|everyone|小助手|老师|机器人|助手|请问|[\s,.!?~、。,!?;:…·-]|呀|啊|哦|哈|的|了|吗|呢)++"
)

_THANKS = re.compile(r"谢|多谢|辛苦|^好的|^好+[啊吧]?$|再见|拜拜|thank|bye|see you")


def is_greeting(question: str) -> bool:
    """True only when nothing else is said.

    >>> [is_greeting(text) for text in ("你好！", "Hello there", "你好，公办园建几所？", "谢谢老师")]
    [True, True, False, True]
    """
    folded = fold(question).strip()
    return bool(folded) and _GREETING.fullmatch(folded) is not None


def closes(question: str) -> bool:
    """Whether a greeting is one at the end: thanks, or goodbye.

    >>> [closes(text) for text in ("谢谢老师", "好的", "Thanks!", "你好")]
    [True, True, True, False]
    """
    return _THANKS.search(fold(question).strip()) is not None
