"""The paragraphs and tables of a story in order, the wrappers around them opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.word.xml_names import COMPATIBILITY, Element, child_value, choose_branch, own_text, switch, w

WRAPPERS = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_PASSED_OVER = frozenset(
    w(name) for name in ("del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "tcPr", "customXmlPr", "tblPr")
)
# A program that fills a form in may leave the mark of the prompt on what it wrote: 志愿填写. A prompt bids one do something
# at its place, 单击此处输入文字, 请选择学校, 选择一项.
_PROMPT = re.compile(
    r"[\[(（【]?(?:请?(?:在?此处?)?[单点轻][击按触](?:或[单点轻][击按触])?(?:此处|这里|[以可]?(?:[输键]入|选择|填写|添加))\D{0,40}"
    r"|(?:请(?:在?此处?)?|在?此处?)(?:[输键]入|选择|填写)[^\d,，;；]{0,20}"
    r"|(?:[输键]入|选择|填写)(?:一项|一个(?:项目?|选项|日期)|选项|日期|时间|文[字本]|内容|构建基块)[。.]?"
    r"|(?:please )?(?:click|tap|choose|select|enter|type)\b\D{0,60})[\])）】]?",
    re.IGNORECASE,
)
# Within a line it may be shorter, 输入金额, but for words of the text that begin so.
_SHORT_PROMPT = re.compile(r"(?:待|点此|手动)?(?:[输键]入|填写|选择)(?![性权题法人])[\u4e00-\u9fff]{0,6}")
_CONTENTS_GALLERY = "Table of Contents"


def iterate_block_nodes(container: Element) -> Iterator[tuple[Element, bool]]:
    """Paragraphs, tables and what else shows, in order, wrappers opened; True within a table of contents."""
    waiting: list[tuple[Iterator[Element], bool]] = [(iter(container), False)]
    while waiting:
        children, in_contents = waiting[-1]
        node = next(children, None)
        if node is None:
            waiting.pop()
        elif not isinstance(node.tag, str) or node.tag in _PASSED_OVER or shows_prompt(node):
            continue
        elif node.tag == f"{{{COMPATIBILITY}}}AlternateContent":
            branch = choose_branch(node)
            waiting.append((iter(branch if branch is not None else ()), in_contents))
        elif node.tag in WRAPPERS and _holds_blocks(node):
            gallery = child_value(node.find(w("sdtPr")), "docPartObj", "docPartGallery")
            waiting.append((iter(node), in_contents or (gallery or "").startswith(_CONTENTS_GALLERY)))
        else:
            yield node, in_contents


def shows_prompt(node: Element) -> bool:
    """Whether a node is a form's field that nobody filled in: it shows what to do, 单击或点击此处输入文字 (17.5.2.39)."""
    if node.tag != w("sdt") or switch(node.find(w("sdtPr")), "showingPlcHdr") is not True:
        return False
    shown = "".join(own_text(text) for text in node.iter(w("t"))).strip()
    short = _SHORT_PROMPT.fullmatch(shown) is not None and not _holds_blocks(node)
    return short or _PROMPT.fullmatch(shown) is not None


def _holds_blocks(wrapper: Element) -> bool:
    """Whether a wrapper holds paragraphs or tables rather than runs."""
    return next(wrapper.iter(w("p"), w("tbl")), None) is not None
