"""Sentences rewritten so that they still say the same, and altered so that they no longer do."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from ingest import load_tagger

_FRAMES = ("根据文件，", "按照规定，", "文件要求", "文件提出，", "其中，", "")
# Words that a model exchanges without changing what is said.
_SAME = (
    ("应当", "应"), ("不得", "不准"), ("严禁", "禁止"), ("不低于", "不少于"), ("不超过", "最多"), ("以上", "及以上"), ("以内", "之内"),
    ("开展", "组织开展"), ("实施", "推行"), ("建立", "设立"), ("加强", "强化"), ("提升", "提高"), ("促进", "推动"), ("完善", "健全"), ("做好", "抓好"),
    ("全面", ""), ("进一步", ""), ("切实", ""), ("大力", ""), ("积极", ""), ("认真", ""), ("或者", "或"), ("申报", "申请"), ("以及", "和"), ("按照", "依照"),
)  # fmt: skip
# Words, as patterns, whose exchange turns a rule into another one.
_MODALITY = (
    ("不低于", "不高于"), ("不少于", "不超过"), ("不超过", "不少于"), ("不高于", "不低于"), ("以上", "以下"), ("以内", "以上"), ("以下", "以上"),
    (r"(?<!不)应当", "可以"), ("必须", "可以"), (r"(?<!不)可以", "必须"), ("不得", "可以"), ("严禁", "鼓励"), ("禁止", "允许"), ("鼓励", "要求"),
    ("原则上", ""), ("增加", "减少"), ("提高", "降低"), ("扩大", "缩小"), ("减轻", "加重"), ("新增", "减少"),
    ("之前", "之后"), ("日前", "日后"), ("至少", "最多"),
)  # fmt: skip
_ENGLISH_MODALITY = (
    ("at least", "at most"), ("no less than", "no more than"), ("must not", "may"), (r"must(?! not)", "may"), (r"shall(?! not)", "may"),
    ("not exceed", "exceed"),
    ("no more than", "at least"), ("is encouraged", "is required"), ("are encouraged", "are required"), ("may apply", "must apply"), ("or more", "or less"),
    ("within", "after"), ("no later than", "no earlier than"), ("only once", "more than once"),
)  # fmt: skip
_ENGLISH_VERBS = r"\b(is|are|was|must|shall|may|can|will|do|has|have|had)\b(?! not)"
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?")
# A figure with one of these before or behind it is a bound: what implies it is no false statement, so that a least figure
# is only raised and a most one only lowered.
_LEAST = re.compile(
    r"(?:不得?[低少]于|不得?早于|至少|最低|(?<!不)(?<!不得)超过|at least|not? (?:less|fewer|earlier) than|(?<!no )(?<!not )more than|over"
    r"|minimum of)[^\d，,。;；]{0,12}$|^[^\d，,。;；]{0,8}?(?:以上|or (?:more|above|older))",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:不得?(?:超过|[高多]于|[晚迟]于)|至多|最[多高长]|at most|not? (?:more|higher|later) than|not exceed|up to|within|maximum of|before|by)"
    r"[^\d，,。;；]{0,12}$|^[^\d，,。;；]{0,8}?(?:以[内下]|之[内前]|日?前|or (?:less|below|younger))",
    re.IGNORECASE,
)
_NEAR = 40  # characters
_NEGATION = re.compile(r"不(?![断仅但少同久论管良等足])|未(?![来成])|无(?=[需须])")
_RUN = re.compile(r"[\u4e00-\u9fff]")
_ASKING = re.compile(
    r"什么时候|什么时间|何时|哪一?年(?:代)?|哪[一几]?[天日月]|多少|几(?=[个名所人次年月天岁级种位条部届])|谁|什么人|哪里|哪儿|何处|什么地方|哪[个家座位支](?:[国城公学球][家市司校队])?|什么名字|什么"
)


def reword(sentence: str, chance: random.Random) -> str:
    """As a model might: words exchanged for others of the same meaning, a lead, shares written out."""
    for word, other in _SAME:
        if word in sentence and chance.random() < 0.5 and (word, other) != ("以上", "及以上"):
            sentence = sentence.replace(word, other, 1)
    if chance.random() < 0.3:
        sentence = re.sub(r"(\d+(?:\.\d+)?)%", r"百分之\1", sentence)
    return chance.choice(_FRAMES) + sentence


def alter_figure(sentence: str, source: str, chance: random.Random) -> str:
    """With one figure replaced by one that the source does not hold; "" without any.

    A bound is only made narrower: whoever must have at least 2 must have at least 1 as well.

    >>> alter_figure("共12,000人。", "共1.2万人", random.Random(1))
    '共24,010人。'
    """
    figures = list(_FIGURE.finditer(sentence))
    if not figures:
        return ""
    chosen = chance.choice(figures)
    value = _value(chosen.group())
    for _ in range(20):
        other = (
            _written(value + chance.choice((1, 2, 5, 10, -1, -2, -5, 50)))
            if value < 1000
            else _written(value * chance.choice((2, 0.5)) + 10)
        )
        if other not in source and float(other) > 0 and _is_false(sentence, chosen, float(other)):
            written = f"{int(other):,}" if "," in chosen.group() and other.isdigit() else other
            return sentence[: chosen.start()] + written + sentence[chosen.end() :]
    return ""


def _written(value: float) -> str:
    """Whole numbers in all their digits: not 2.46914e+06."""
    return f"{value:.0f}" if value == int(value) else f"{value:g}"


def swap_figure(sentence: str, source: str, chance: random.Random) -> str:
    """With one figure replaced by another one of the same source; "" where there is no other. Bounds as above."""
    figures = list(_FIGURE.finditer(sentence))
    if not figures:
        return ""
    chosen = chance.choice(figures)
    others = sorted(
        {
            one
            for one in _FIGURE.findall(source)
            if one not in sentence and len(one) <= len(chosen.group()) + 1 and _is_false(sentence, chosen, _value(one))
        }
    )
    if not others:
        return ""
    return sentence[: chosen.start()] + str(chance.choice(others)) + sentence[chosen.end() :]


def _value(figure: str) -> float:
    return float(figure.replace(",", ""))


def _is_false(sentence: str, figure: re.Match[str], other: float) -> bool:
    """Whether the sentence no longer follows from what it said once its figure is another."""
    before, behind = sentence[: figure.start()][-_NEAR:], sentence[figure.end() :][:_NEAR]
    value = _value(figure.group())
    is_least, is_most = (any(map(pattern.search, (before, behind))) for pattern in (_LEAST, _MOST))
    return other != value and not (is_least and other < value) and not (is_most and other > value)


def negate(sentence: str, chance: random.Random) -> str:
    """With a negation taken away, or put before a verb where there is none; "" where neither can be."""
    if re.search(r"不得|严禁|禁止|不准|不能|不再|不予", sentence):
        return re.sub(r"不得|严禁|禁止|不准|不能|不再|不予", "", sentence, count=1)
    if match := _NEGATION.search(sentence):
        return sentence[: match.start()] + sentence[match.end() :]
    verbs = [word.word for word in load_tagger().cut(sentence) if word.flag == "v" and len(word.word) > 1]
    if not verbs:
        return ""
    verb = str(chance.choice(verbs[:3]))
    return sentence.replace(verb, f"不{verb}", 1)


def negate_english(sentence: str) -> str:
    if " not " in sentence:
        return sentence.replace(" not ", " ", 1)
    return re.sub(_ENGLISH_VERBS, r"\1 not", sentence, count=1)


def change_modality(sentence: str, chance: random.Random, *, english: bool = False) -> str:
    """With a bound, a duty, a permission or a direction turned; "" without any."""
    words = _ENGLISH_MODALITY if english else _MODALITY
    there = [(word, other) for word, other in words if re.search(word, sentence)]
    if not there:
        return ""
    word, other = chance.choice(there)
    return re.sub(word, other, sentence, count=1)


def swap_name(sentence: str, names: Sequence[str], source: str, chance: random.Random) -> str:
    """With one of `names` replaced by one that the source does not hold; "" where it names none."""
    there = sorted((name for name in names if name in sentence), key=len, reverse=True)
    others = [name for name in names if name not in source]
    if not there or not others:
        return ""
    return sentence.replace(there[0], chance.choice(others), 1)


def state(question: str, answer: str) -> str:
    """A question with its answer in the place of what asks: a statement in the words of whoever asked; "" where that fails.

    >>> state("学校是什么时候建成的？", "1963年")
    '学校是1963年建成的。'
    """
    matches = list(_ASKING.finditer(question))
    if len(matches) != 1 or not answer or len(answer) > 20:
        return ""
    before, behind = question[: matches[0].start()], question[matches[0].end() :].rstrip("？?。呢吗 ")
    for length in range(min(4, len(behind), len(answer)), 0, -1):  # 多少分 with 308分 counts the unit once
        if answer.endswith(behind[:length]):
            behind = behind[length:]
            break
    return f"{before}{answer}{behind}。" if _RUN.search(before + behind) else ""
