"""The words with which document-sharing sites speak, and the shapes of their lines.

No line is known by heart. A line's words are counted in several groups (sharing, files, rights, advertising …).
"""

from __future__ import annotations

import re

from ingest.clauses import split_clauses, split_sentences
from ingest.cleaning.adverts import WARES, may_advertise
from ingest.cleaning.contacts import MESSENGER, OFFICIAL_SITE, URL
from ingest.cleaning.gaps import find_contact_gaps
from ingest.cleaning.seams import FIGURE_WITH_UNIT
from ingest.records import Span
from ingest.text.folding import fold_in_place
from ingest.text.sentences import has_stop

# Each group counts once, however many of its words occur.
_GROUPS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"会员|文库|VIP|积分|充值|豆丁|道客|docin|本站|站内|网友|用户上传|上传者|上传人|分享者|提供者|发布者|收益归|文档贡献|AI(?:整理|生成|写作|智能)|人工智能生成|网络收集|网络整理|来源于网络|来自网络|来源网络|互联网收集",
        r"下载|上传|在线阅读|预览|浏览|阅读全文|继续阅读|试读|收藏|打印|双击|点击|打开|转码|转换|点赞|转发",
        r"文档|PPT|word|可编辑|课件|讲稿|图标|压缩包|源文件|附件为|资源|\.(?:docx?|pdf|pptx?|wps|xlsx?|txt|rar|zip)\b",
        r"版权|著作权|侵权|侵犯|举报|商用|原作者|知识产权|联系作者|作者删除|归.{0,8}所有|法律责任|删除处理|盗版",
        r"珍藏版|更多.{0,6}(?:资料|资源|文档|公文|试卷|精彩|内容请)|精品|精选|更多相关|相关搜索|猜你喜欢|猜您喜欢|最新文档|免费|优惠|限时|搜索|资料大全|范文|模板|推荐",
        r"(?:共|\()\d+页|还剩.{0,5}页|未读|页数|字数|文件大小|\d\s?[KM]B|大小[::]|格式[::]|编号[::]|ID[::]|价格|[¥¥]\s?\d|金币|人气|下载券",
        r"作品|设计者|效果|示例|展示|仅供|参考|学习交流|个人学习|不代表|观点|自行|鉴别|如有|温馨提示|客服|声明|说明书",
    )
)
# What nobody but a site says to its readers, whatever else stands in the line.
_SITE_SPEECH = re.compile(
    r"小编.{0,8}(?:整理|收集|分享|带来|推荐|准备)|转载请(?:注明|保留)|本文(?:地址|网址|链接)\s?[::]|^[【\[]?[上下]一篇\s?[::]"
    r"|点击(?:查看|阅读)(?:更多|全文|原文)|打赏.{0,4}(?:作者|支持)"
    r"|(?:本文|本站|以上|文中|部分).{0,2}(?:内容|资料|文章|素材|图片).{0,4}(?:来自|来源于?|[收搜]集[于自])(?:互联网|网络)"
    r"|本\s?(?:word)?文档可编辑|下载后可.{0,4}编辑|欢迎下载.{0,4}(?:word|文档)|仅供.{0,8}(?:学习|参考|交流).{0,30}(?:侵权|联系.{0,8}删除)"
    r"|回复.{0,3}[“\"].{1,12}[”\"].{0,4}(?:领取|下载|获取).{0,4}(?:完整|全文|资料|范文|模板|原文|电子版)"
    r"|(?:文档|资料|范文|公文|课件|文库|论文).{0,4}(?:分享|共享|下载|交易)(?:平台|网站|社区|中心|网)"
    r"|(?:享有版权|版权所有)[,\s]?侵权必究"
    r"|代[写笔].{0,20}(?:电话|热线|Q\s?Q|微\s?信|\d{11})"
    r"|^(?:推荐|相关|延伸)(?:阅读|推荐)\s?:[^《,。;]*(?:汇总|大全|技巧|范文|模板|真题|入口)|>>\s?点击"
    r"|更多[^,。;]{0,4}(?:资料|真题|课件),?[^,。;]{0,4}(?:扫码关注|关注[^,。;局厅委院府校]{0,6}(?:公众号|微信))"
    r"|关注[^,。;]{0,4}公众号[^,。;]{0,14}(?:获取|领取)(?:更多|海量|历年)[^,。;]{0,4}(?:资料|真题|课件|试卷|范文|模板)"
    r"|(?<![^\s,。;!?])(?:关注|添加|扫码)[^,。;]{0,8}(?:公众号|微信|群|客服|老师)[^,。;]{0,4},?(?:免费(?:获取|领取|下载)|(?:获取|领取|下载)(?:更多|海量|历年))[^,。;]{0,4}(?:资料|真题|课件|试卷|范文|模板)"
    r"|希望.{0,8}对(?:您|你|大家).{0,6}帮助.{0,20}(?:关注|收藏|下载|本站)",
    re.IGNORECASE,
)
# What stands around a document on a web page, an office's too.
_FURNITURE = re.compile(
    r"网站地图|打印(?:本页|此页|页面)|关闭(?:窗口|本页|页面)|字[体号]\s?[::]\s?[【\[(]?\s?大|分享到|无障碍(?:浏览|阅读)|ICP备|公网安备|网站标识码|版权所有|返回(?:顶部|首页)|扫一扫"
)
_EDITED_BY = re.compile(r"^[(\[【]?\s?责任编辑\s?:[^。;；]{1,60}$")
_PRINTED_FOOT = re.compile(
    r"^[^,，。;；]{0,30}(?:网站?|门户|www\.|https?://)[^,，。;；]{0,60}第\s?\d{1,4}\s?页(?:[\s,/、]*共\s?\d{1,4}\s?页)?$"
)
_SITE_NAME = re.compile(
    r"(?:文库|范文|资料|文档|课件|论文|作文|公文|文秘|教案|题库|试卷)(?:[\u4e00-\u9fff]{0,3}网|之家|大全|家园|[屋吧汇堂])"
)
# A site's name alone: nothing but a few characters stands before the words for what it keeps.
_ONLY_SITE_NAME = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}?(?:文库|(?:范文|资料|文档|课件|论文|作文|公文|文秘|教案|题库|试卷)[\u4e00-\u9fff]{0,3}网)网?|豆丁网?|道客巴巴"
    r"|学科网(?:\(北京\)股份有限公司)?)(?:\s?[(-]?\s?(?:https?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,4}/?\)?)?"
)
_SUFFIX = re.compile(r"(?P<sign>\s?[-_|‐−─—–]{1,2}\s?)(?P<name>[^-_|‐−─—–\s]{2,16})$")
# Behind a dash 文库 may be what the title is about (…方案—校园文库), but for these names.
_SURE_SIGN = re.compile(r"\s?[_|]\s?|\s-\s")
_WELL_KNOWN = re.compile(r"(?:百度|人人|爱问|原创力|金锄头|第一)文库")
_DOMAIN = re.compile(
    r"(?:www\.|https?://|(?<![A-Za-z0-9])[A-Za-z0-9-]+\.)[A-Za-z0-9-]+\.(?:com|cn|net|cc|top|vip|org)(?!\.(?:gov|edu))",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"(?:浏览|点击|阅读|访问|人气)(?:次数|量|数)?\s?:\s?\d+")
_PAGE_FIELD = re.compile(r"(?:时间|日期|作者|来源|编辑|发布|字号|字体)\s?:")
_LABELS = re.compile(
    r"关键词|配套|特殊限制|资源描述|文档描述|文档简介|内容简介|下载说明|下载声明|温馨提示|版权|声明|上传|下载|浏览|收藏|阅读"
    r"|积分|价格|格式|大小|页数|字数|文档|资源|编号|标签|分类|举报|推荐|提示|作者|人气|评分|相关|ID"
)
_OWN_LABEL = re.compile(
    r"(?:举报|监督|投诉|咨询|服务)(?:电话|热线|邮箱|信箱|方式|平台|地址)|推荐(?:材料|单位|表|意见)|作者单位"
)
# Words with which a document speaks of its own business; they speak against a site's line.
_OFFICIAL = re.compile(
    r"教育局|教育厅|人民政府|委员会|办公室|各县|各市|各区|各学校|各单位|各有关|全市|全省|全区|学生|教师|家长|考生"
    r"|报名|报送|填报|申报|招生|考试|咨询|联系人|附件|通知|办法|规定|应当|实施|推进|加强|建设|搭建|打造|健全|依托|贯彻|落实|监督电话|举报电话|主办|参赛|参评|征集|投稿|评选|获奖|须"
)
_CONTACT = re.compile(r"(?:QQ群?|VX|微信|V信|公众号|加群|群号)[::]?\s?[A-Za-z0-9_-]{5,}", re.IGNORECASE)
# A cut mark inside the document's own text.
_PAGE_MARK = re.compile(r"第\s?\d{1,4}\s?页\s?[,/、]?\s?\(?共\s?\d{1,4}\s?页\)?")
_BULLET = re.compile(r"^[-—–·•*●■◆★☆>\s]+")
_INVITATION = re.compile(r"(?:更多|海量|精彩).{0,12}(?:关注|搜索|添加|加).{0,8}(?:公众号|微信|QQ|小程序)")
# What a seller of courses promises for it.
_LURE = re.compile(r"(?:领取?|获取)[^,，。;；]{0,12}?(?:网课|真题|题库|押题|(?:备考|招聘|考试)[^,，。;；]{0,4}资料)")
# A seller's own clause up to its contact: 更多公文下载请登录 www.…. An account with a Chinese name may be an office's, and an
# address of courses or papers may be a school's, unless the address names what is sold (www.kejian.net).
_BEGINS = r"(?<![\w“「『《(【〔])"
_MORE = rf"{_BEGINS}(?:获取|领取)?(?:海量|更多|精品)[\u4e00-\u9fff]{{0,4}}?"
_REACHED_BY = r"[^的]{0,14}(?:关注|搜索?|添?加|登[录陆]|访问|联系).{0,6}?"
_ACCOUNT = rf"{MESSENGER}\s?:?\s?(?=[A-Za-z0-9_-]{{5}})"
_SELLER_URL = r"(?=[A-Za-z0-9:/.-]{0,24}(?:ziliao|wenku|fanwen|gongwen|kejian|shijuan|zhenti|tiku|moban))"
_SOLICITS = re.compile(
    rf"{_MORE}{WARES}{_REACHED_BY}(?:{_ACCOUNT}|{_SELLER_URL}(?:{URL}))"
    rf"|(?:{_MORE}|{_BEGINS}(?:获取|领取)[\u4e00-\u9fff]{{0,4}}?)(?:公文|范文){_REACHED_BY}(?:{_ACCOUNT}|{URL})",
    re.IGNORECASE,
)
# What a seller says of himself, his price and his stock.
_PRAISES = re.compile(
    rf"[仅只][需要售]|[原现特售]价|年老店|搞定|^\s?(?:全套(?:共|\s?\d|[\u4e00-\u9fff]{{0,4}}?{WARES})|本(?:群(?!众)|店|套?(?:资料|试卷|题库)))"
    rf"|^\s?(?:[已现]有)?[近超]?\d[\d.]*[万千]?[余多+]?(?:[套篇份个]{WARES}|人[已都在]{{0,2}}(?:加入|关注|下载)$)"
)
# Fields that only a page which offers a file has.
_SITE_FIELDS = re.compile(
    r"(?:资源|文档)(?:描述|简介|格式|大小|页数|标签|分类|评分)|文件(?:格式|大小|页数)|上传(?:人|者|时间|日期)|(?:下载|所需)(?:积分|次数|金币|权限|说明|声明|须知)"
    r"|(?:浏览|阅读|收藏|下载)(?:次数|数|量)|配套讲稿|特殊限制|本文(?:标题|链接|地址)|链接地址"
)
# … with what a page fills in: a document's own form says 照片大小：20KB至200KB, 上传时间：5月1日至10日.
_PAGE_VALUE = re.compile(
    r"\s*(?:\.?[A-Za-z]{2,4}|[\d.,]+\s?(?:[KM]B|[页頁次字人元]|积分|金币)?|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[\sT]\d{1,2}:\d\d(?::\d\d)?)?|[^\d]*)\s*"
)
# What such a page puts over its lists of other files.
_SHELVES = re.compile(
    r"(?:相关|热门|最新|推荐|精品|更多|其他|同类).{0,4}(?:搜索|文档|文章|推荐|范文|下载|资源)|(?:猜|你可能|您可能).{0,3}喜欢|关于本文|(?:版权|侵权)(?:申诉|投诉|举报).{0,5}"
)
_COUNTS = re.compile(
    r"¥?\s?\d+(?:\.\d+)?\s?(?:元|金币|积分|下载券|次|页|人|[KM]B?)?(?:已?(?:下载|浏览|收藏|阅读|评价))?"
)
SHORT = 30
_LONGEST_SENTENCE = 80


def cue_score(text: str) -> int:
    """How many groups of site words the line holds; words of official business weigh against it.

    >>> cue_score("本文档由会员上传分享，版权归原作者所有，请下载后编辑"), cue_score("报名表可在市教育局网站下载")
    (4, 0)
    """
    text = _without_gaps(text)
    folded = _PAGE_MARK.sub("", fold_in_place(text))
    score = len(groups_in(folded))
    if _CONTACT.search(folded) or _INVITATION.search(folded) or _names_site(folded):
        score += 2
    if _is_furniture(folded):
        return len(_GROUPS)
    if _SITE_SPEECH.search(folded) or (_COUNTER.search(folded) and _PAGE_FIELD.search(folded) and not has_stop(text)):
        score += 3
    return max(score - len(set(_OFFICIAL.findall(_without_titles(folded)))), 0)


def _without_gaps(text: str, *, figures_only: bool = False) -> str:
    """Without contacts that stand for a figure or words of the document's own."""
    for gap in reversed(list(find_contact_gaps(text))):
        if gap.figure or not figures_only:
            text = text[: gap.start] + text[gap.end :]
    return text


def groups_in(folded: str) -> set[int]:
    return {number for number, group in enumerate(_GROUPS) if group.search(folded)}


def is_label(text: str) -> bool:
    """Whether the line is a short site label, alone or with its value: `- 关 键 词:`, `上传人：…`, `文档格式：DOCX`."""
    folded = fold_in_place(_BULLET.sub("", text))
    head, colon, value = folded.partition(":")
    name = re.sub(r"\s+", "", head)
    if _OWN_LABEL.search(name):
        return False
    return bool(colon) and len(name) <= 8 and len(value) <= SHORT and bool(_LABELS.search(name)) and not has_stop(value)


def is_site_field(text: str) -> bool:
    """Whether the line is a field that only a page which offers a file has: `资源描述：`, `上传时间：2023-05-06`."""
    head, _, value = fold_in_place(_BULLET.sub("", text)).partition(":")
    name = re.sub(r"\s+", "", head)
    return is_label(text) and _SITE_FIELDS.fullmatch(name) is not None and _PAGE_VALUE.fullmatch(value) is not None


def is_keyword_field(text: str) -> bool:
    return is_label(text) and re.sub(r"\s+", "", fold_in_place(_BULLET.sub("", text))).startswith("关键词:")


def is_shelf(text: str) -> bool:
    """Whether it is what a page that offers files puts over its lists of others: 相关文档, 猜你喜欢."""
    return _SHELVES.fullmatch(fold_in_place(_BULLET.sub("", text)).strip(": ")) is not None


def find_site_sentences(text: str) -> list[Span]:
    """The sentences of a paragraph in which a site invites to its own, 更多范文请加QQ群：638201774免费下载。, and such clauses
    in sentences of the document.

    >>> text = "新建3所，更多公文请加QQ群638201774，新增900个。百度文库"
    >>> [text[span.start : span.end] for span in find_site_sentences(text)]
    ['，更多公文请加QQ群638201774', '百度文库']
    """
    folded = fold_in_place(text)
    if not any(shape.search(folded) for shape in (_CONTACT, _SITE_SPEECH, _INVITATION, _SOLICITS, _ONLY_SITE_NAME)):
        return []
    sites: list[Span] = []
    clauses: list[Span] = []
    own = ""
    for span in split_sentences(text):
        sentence = folded[span.start : span.end]
        says = _SITE_SPEECH.search(sentence) or (_INVITATION.search(sentence) and _CONTACT.search(sentence))
        business = _OFFICIAL.search(sentence) or _states_figure(sentence)
        if (says and len(sentence) <= _LONGEST_SENTENCE and not business) or is_site_name(sentence):
            sites.append(span)
            continue
        at = span.start
        for clause in _find_site_clauses(text, span):
            clauses.append(clause)
            own += folded[at : clause.start]
            at = clause.end
        own += folded[at : span.end]
    return sorted([*clauses, *(sites if own and not cue_score(own) else ())], key=lambda span: span.start)


def _find_site_clauses(text: str, sentence: Span) -> list[Span]:
    """A seller's clauses in a sentence that has others, each with one of the commas around it."""
    found = []
    clauses = split_clauses(text, sentence.start, sentence.end)
    for clause in clauses if len(clauses) > 1 else ():
        whole = text[clause.start : clause.end].rstrip("，,；;。！!？? ")
        invites = _SOLICITS.search(fold_in_place(whole))
        if invites is None or OFFICIAL_SITE.search(whole) or _OFFICIAL.search(fold_in_place(whole)):
            continue
        if FIGURE_WITH_UNIT.search(fold_in_place(whole), invites.end()) or any(find_contact_gaps(whole)):
            continue  # words of the document's own behind it, or a figure in its place
        start, end = clause.start + invites.start(), clause.start + len(whole)
        if start > sentence.start and text[start - 1] in "，,；;":
            found.append(Span(start - 1, end))
        elif text[end : end + 1] in ("，", ",", "；", ";"):
            found.append(Span(start, end + 1))
    return found


def _states_figure(folded: str) -> bool:
    """Whether a clause without a site's words has a figure: the document speaks there.

    >>> _states_figure("新建学校3所,更多公文请加QQ群638201774"), _states_figure("本群2000人,更多公文请加QQ群638201774")
    (True, False)
    """
    return any(
        FIGURE_WITH_UNIT.search(clause)
        and not (groups_in(clause) or may_advertise(clause))
        and not any(shape.search(clause) for shape in (_CONTACT, _INVITATION, _LURE, _SITE_SPEECH, _PRAISES))
        for clause in re.split("[,，。;!?]", folded)
    )


def is_site_name(text: str) -> bool:
    """Whether the line is a document-sharing site's name and nothing else.

    >>> is_site_name("百度文库"), is_site_name("— 第一范文网 www.fanwen1.com —"), is_site_name("建设学生文库")
    (True, True, False)
    """
    folded = fold_in_place(_BULLET.sub("", text)).rstrip("-—–=*· ")
    return _ONLY_SITE_NAME.fullmatch(folded) is not None and _OFFICIAL.search(folded) is None


def find_site_suffix(text: str) -> int:
    """Where a site's name behind a title begins, with the sign before it; the text's length if there is none.

    >>> find_site_suffix("工作要点_百度文库"), find_site_suffix("工作要点 - 豆丁网"), find_site_suffix("工作要点—校园文库")
    (4, 4, 9)
    """
    match = _SUFFIX.search(fold_in_place(text))
    if match is None or not match.start() or not is_site_name(match["name"]):
        return len(text)
    name = match["name"]
    sure = not name.endswith("文库") or _SURE_SIGN.fullmatch(match["sign"]) or _WELL_KNOWN.fullmatch(name)
    return match.start() if sure else len(text)


def is_site_speech(text: str) -> bool:
    """Whether only a site speaks so, wherever the line stands.

    >>> is_site_speech("本文由总结之家整理，转载请注明出处"), is_site_speech("教师可免费下载，优秀作品推荐至文库")
    (True, False)
    """
    folded = fold_in_place(_without_gaps(text, figures_only=True))
    contact = _CONTACT.search(folded)
    said = _SITE_SPEECH.search(folded) or _names_site(folded) or (contact and _INVITATION.search(folded))
    sold = (contact or "扫码关注" in folded) and _LURE.search(folded)
    speaks = sold or (said and _OFFICIAL.search(folded) is None)
    return is_site_name(text) or _is_furniture(folded) or bool(speaks and not _states_figure(folded))


def _is_furniture(folded: str) -> bool:
    """Whether a line names several things that only a web page has around its text, is the foot of its print, or names
    who put it there.

    >>> _is_furniture("岚山市人民政府网站 www.lanshan.example 第 3 页 共 5 页"), _is_furniture("登录网站后查看第3页。")
    (True, False)
    """
    return len(set(_FURNITURE.findall(folded))) > 1 or any(
        shape.search(folded) for shape in (_PRINTED_FOOT, _EDITED_BY)
    )


def _names_site(folded: str) -> bool:
    return _SITE_NAME.search(folded) is not None and _DOMAIN.search(folded) is not None


def is_count(text: str) -> bool:
    """Whether the line is a price or a count and nothing else: `9.9 元`, `0人已下载`."""
    return _COUNTS.fullmatch(fold_in_place(text).strip()) is not None


def _without_titles(folded: str) -> str:
    """Without titles of documents in 《》, which say what is shared, not who speaks."""
    return re.sub(r"《[^》]{0,80}》", "", folded)
