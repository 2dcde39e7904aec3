"""Lines that a document-sharing site put around a document: telling them from the document's own.

No line is known by heart. A line's words are counted in several groups (sharing, files, rights, advertising
…); one group says nothing, since a real notice may speak of 下载 or 文库, several at a document's very end do.
Around such a line its short neighbours (labels, keyword lists, uploader, price) belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text.number_styles import fold, read_head
from ingest.text.sentences import has_stop

# Each group counts once, however many of its words occur.
_GROUPS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"会员|文库|VIP|积分|充值|豆丁|道客|docin|本站|站内|网友|用户上传|上传者|上传人|分享者|提供者|发布者|收益归|文档贡献|网络收集|网络整理|来源于网络|来自网络|来源网络|互联网收集",
        r"下载|上传|在线阅读|预览|浏览|阅读全文|继续阅读|试读|收藏|打印|双击|点击|打开|转码|转换|还剩|未读",
        r"文档|PPT|word|课件|讲稿|图标|压缩包|源文件|附件为|资源|\.(?:docx?|pdf|pptx?|wps|xlsx?|txt|rar|zip)\b",
        r"版权|著作权|侵权|侵犯|举报|商用|原作者|知识产权|联系作者|作者删除|归.{0,8}所有|法律责任|删除处理|盗版",
        r"珍藏版|更多.{0,6}(?:资料|资源|文档|精彩|内容请)|精品|更多相关|相关搜索|猜你喜欢|猜您喜欢|最新文档|免费|优惠|限时|搜索|资料大全|范文|模板|推荐",
        r"(?:共|\()\d+页|页数|字数|文件大小|\d+(?:\.\d+)?\s?[KM]B|大小[::]|格式[::]|编号[::]|ID[::]|价格|[¥¥]\s?\d|金币|人气|下载券",
        r"作品|设计者|效果|示例|展示|仅供|参考|学习交流|个人学习|不代表|观点|自行|鉴别|如有|温馨提示|客服|声明|说明书",
    )
)
_LABELS = re.compile(
    r"关键词|配套|特殊限制|资源描述|文档描述|文档简介|内容简介|下载说明|下载声明|温馨提示|版权|声明|上传|下载|浏览|收藏|阅读"
    r"|积分|价格|格式|大小|页数|字数|文档|资源|编号|标签|分类|举报|推荐|提示|作者|人气|评分|相关|ID"
)
# Words with which a document speaks of its own business; they speak against a site's line.
_OFFICIAL = re.compile(
    r"教育局|教育厅|人民政府|委员会|办公室|各县|各市|各区|各学校|各单位|各有关|全市|全省|全区|学生|教师|家长|考生"
    r"|报名|报送|填报|申报|招生|考试|咨询|联系人|附件|通知|办法|规定|应当|实施|推进|加强|建设|贯彻|落实|监督电话|举报电话"
)
_CONTACT = re.compile(r"(?:QQ|VX|微信|V信|公众号|加群|群号)[::]?\s?[A-Za-z0-9_-]{5,}", re.IGNORECASE)
_BULLET = re.compile(r"^[-—–·•*●■◆>\s]+")
_BREADCRUMB = re.compile(r"^(?:首页|主页|当前位置)|\S\s?[>»]\s?\S.*[>»]")
_STRONG = 3
_ZONE = 40
_SHORT = 30


def cue_score(text: str) -> int:
    """How many groups of site words the line holds; words of official business weigh against it.

    >>> cue_score("本文档由会员上传分享，版权归原作者所有，请下载后编辑"), cue_score("报名表可在市教育局网站下载")
    (4, 0)
    """
    folded = fold(text)
    score = sum(bool(group.search(folded)) for group in _GROUPS)
    if _CONTACT.search(folded):
        score += 2
    return max(score - len(set(_OFFICIAL.findall(_without_titles(folded)))), 0)


def is_label(text: str) -> bool:
    """Whether the line is a short site label, alone or with its value: `- 关 键 词:`, `上传人：…`, `文档格式：DOCX`."""
    folded = fold(_BULLET.sub("", text))
    head, colon, value = folded.partition(":")
    name = re.sub(r"\s+", "", head)
    return (
        bool(colon) and len(name) <= 8 and len(value) <= _SHORT and bool(_LABELS.search(name)) and not has_stop(value)
    )


def find_site_lines(texts: Sequence[str], running: Sequence[bool]) -> set[int]:
    """The indices of a site's lines before and after the document. `running` is false for table rows and notes."""
    scores = [cue_score(text) if run else 0 for text, run in zip(texts, running, strict=True)]
    count = len(texts)
    head = _zone(texts, scores, range(min(_ZONE, count)))
    tail = _zone(texts, scores, range(count - 1, max(count - 1 - _ZONE, -1), -1))
    return head | tail


def _zone(texts: Sequence[str], scores: Sequence[int], order: range) -> set[int]:
    """The site's lines from one end of the document inwards: as far as its lines go without a real text between."""
    found: set[int] = set()
    waiting: list[int] = []
    for index in order:
        text = texts[index]
        # Beside a site's line, or under its label, two groups are enough.
        introduced = bool(found) or (index > 0 and is_label(texts[index - 1]))
        if scores[index] >= _STRONG - introduced:
            found.add(index)
            found.update(i for i in waiting if _belongs(texts, scores, i, order.step))
            waiting = []
        elif _is_real(text, scores[index]):
            break
        else:
            waiting.append(index)
    if not found:
        return found
    # Labels on the inner side (`- 配套讲稿:` above its text) belong to the line they introduce.
    for index in waiting:
        if not (is_label(text := texts[index]) or (scores[index] and len(text) <= _SHORT and not has_stop(text))):
            break
        if read_head(text, weak=False) is None:
            found.add(index)
    if order.step > 0:
        found.discard(_title_line(texts, order))
    return found


def _belongs(texts: Sequence[str], scores: Sequence[int], index: int, inward: int) -> bool:
    """Whether a line beside a site's line is the site's too. `inward` is -1 at the document's end."""
    text = texts[index]
    if FILE_EXTENSION.search(text) and index and not has_stop(text[:-5]):
        return inward < 0
    if _BREADCRUMB.search(fold(text)):
        return True
    if is_label(text) or scores[index]:
        return not _is_title(text)
    # The value of a label stands on the line after it: a keyword list, a name, a date.
    after_label = index > 0 and is_label(texts[index - 1]) and fold(texts[index - 1]).rstrip().endswith(":")
    return after_label and not has_stop(text)


def _is_real(text: str, score: int) -> bool:
    """Whether the line is the document's own running text, where a site's zone ends."""
    return not score and not is_label(text) and (len(text) > 60 or (has_stop(text) and len(text) > _SHORT))


def _is_title(text: str) -> bool:
    """Whether it is a title, perhaps as a file's name."""
    if _BREADCRUMB.search(fold(text)):
        return False
    return (
        not has_stop(re.sub(r"\.\w{2,4}$", "", text))
        and ":" not in fold(text)
        and len(text) <= 60
        and bool(
            re.search(
                r"(?:要点|通知|意见|方案|办法|规定|报告|规划|计划|细则|条例|纲要|公告|决定|总结|制度|章程)(?:[((].{1,12}[))])?(?:\.\w{2,4})?$",
                text,
            )
        )
    )


def _title_line(texts: Sequence[str], order: range) -> int:
    return next((index for index in order if _is_title(texts[index])), -1)


def _without_titles(folded: str) -> str:
    """Without titles of documents in 《》, which say what is shared, not who speaks."""
    return re.sub(r"《[^》]{0,80}》", "", folded)


FILE_EXTENSION = re.compile(r"\.(?:docx?|pdf|wps|txt|rtf|pptx?)$", re.IGNORECASE)
