"""Paragraphs behind the last item of a list that do not belong to it: what closes the list's part, or the document.

No number says where an item ends. What tells is the shape of the list: where every earlier item is one paragraph
with its own words and nothing under it, or ends in a semicolon where the last one ends in a full stop, a paragraph
behind the last one stands under what the list stands under.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.outline.numbered_pieces import Piece
from ingest.outline.parts import OpenedPart
from ingest.records import BlockKind
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import NumberStyle
from ingest.text.sentences import ends_sentence
from ingest.text.signatures import begins_signature

_KINDS = "通知|办法|意见|方案|规定|细则|要点|规划|计划|条例|制度|公告|通告|规则|措施|章程|标准|预案|纲要"
# Whom to ask: the document's end where nothing is laid down behind it.
_CONTACT = re.compile(r"(?:联系|咨询|经办)(?:人|电话|方式|单位|地址)[^。]{0,4}:")
# Ends of official documents: 特此通知, 本办法自……起施行, 附件：…, 联系人：…
_ENDING = re.compile(
    rf"特此|专此|此致|感谢(?:您|你|贵)|(?:出席|列席|参会|缺席|请假|记录|主持)(?:人员?|单位)?:|以上(?:{_KINDS}|请示|报告)|本(?:{_KINDS})(?:自|由|从|未尽)|此(?:件|文)|附件?\s?\d?\s?:|抄[送报]|主送"
    rf"|{_CONTACT.pattern}|\((?:此|联系|本)"
)
# 各地各部门要……: said to all who the document is for.
_TO_ALL = re.compile(r"(?:请|望|希)?各[\u4e00-\u9fff、,()]{1,30}?(?:要|应|须|必须|务必|请|可|结合|认真|按照|根据)")
# What may stand with a contact line at the end: other endings, and lines of the contact (地址：…).
_CLOSES = re.compile(
    rf"{_ENDING.pattern}|{_TO_ALL.pattern}|[\u4e00-\u9fff]{{2,8}}:|请(?!求|假)|逾期|未尽|其[他它余](?:未尽)?(?:事[项宜]|问题)|欢迎|(?:材料|资料)请"
    rf"|(?:本(?:{_KINDS})的?)?(?:最终)?解释权"
)
# Said to all who listen to a report.
_ADDRESS = re.compile(r"各位(?:代表|委员|同志|来宾)[!,:]")
_FEW = 3  # items from which on a list shows its shape
_SHORTEST_ITEM = 30


def find_closings(pieces: Sequence[Piece], parts: Sequence[OpenedPart]) -> dict[int, int]:
    """Piece → the part (−1: none) under which it and the paragraphs after it stand, for those that end an item."""
    if not parts:
        return {}
    followers = [
        range(part.piece + 1, after.piece if after else len(pieces))
        for part, after in zip(parts, [*parts[1:], None], strict=True)
    ]
    parents = {part.parent for part in parts}
    series: dict[tuple[int, NumberStyle], list[int]] = defaultdict(list)
    for number, part in enumerate(parts):
        if part.head is not None:
            series[part.parent, part.head.style].append(number)
    ends = [[len(parts) - 1]] if parts[-1].head is None else []
    found: dict[int, int] = {}
    for members in (*series.values(), *ends):
        *earlier, last = members
        if last in parents or not followers[last]:
            continue
        ends_text = last + 1 == len(parts) or _is_annex(parts[last + 1])
        alone = all(not followers[number] and number not in parents for number in earlier)
        whole = _is_whole_item(pieces[parts[last].piece])
        stopped = _ends_in_full_stop([pieces[parts[number].piece] for number in members])
        for index in followers[last]:
            piece = pieces[index]
            if piece.line.kind is not BlockKind.PARAGRAPH or piece.line.number:
                break
            words = fold_in_place(piece.line.text)
            first = index == followers[last][0]
            says = not first or ends_sentence(pieces[parts[last].piece].line.text)  # 八、附则 waits for its words
            if ends_text and says and _ENDING.match(words) and not _goes_on(pieces, index, followers[last].stop):
                found[index] = -1
                break
            if ends_text and whole and earlier and alone and _TO_ALL.match(words):
                found[index] = -1
                break
            if _ADDRESS.match(words):
                found[index] = -1 if ends_text else _beside(parts, last)
                break
            if first and parts[last].parent >= 0 and (stopped or (whole and alone and len(members) >= _FEW)):
                found[index] = parts[last].parent
    return found


def _goes_on(pieces: Sequence[Piece], index: int, end: int) -> bool:
    """Whether the text goes on behind a contact line: sentences up to the signature or `end` that close nothing."""
    if not _CONTACT.match(fold_in_place(pieces[index].line.text)):
        return False
    texts = [piece.line.text for piece in pieces[index + 1 : end]]
    signed = next((at for at in range(len(texts)) if begins_signature(texts, at)), len(texts))
    return any(ends_sentence(text) and not _CLOSES.match(fold_in_place(text)) for text in texts[:signed])


def _beside(parts: Sequence[OpenedPart], number: int) -> int:
    """The part around `number`, or itself, that stands beside the next part of the text."""
    after = parts[number + 1].parent
    around = number
    while around >= 0 and parts[around].parent != after:
        around = parts[around].parent
    return around if around >= 0 else number


def _ends_in_full_stop(items: Sequence[Piece]) -> bool:
    """Whether a list's last item alone ends in a full stop, all before it in semicolons."""
    *earlier, last = (fold_in_place(item.line.text).rstrip() for item in items)
    return bool(earlier) and ends_sentence(last) and all(text.endswith(";") for text in earlier)


def _is_whole_item(piece: Piece) -> bool:
    """Whether an item says all it has to say in its own paragraph; a heading or `如下：` waits for more."""
    text = piece.line.text
    return piece.line.heading_level is None and len(text) >= _SHORTEST_ITEM and ends_sentence(text)


def _is_annex(part: OpenedPart) -> bool:
    return part.head is not None and part.head.style is NumberStyle.ANNEX
