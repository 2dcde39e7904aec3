"""What a question asks about a thing beyond its kind of answer, and whether a text says it: a reason, a procedure, a
consequence, a meaning, one of two choices. The nearest passage often names the thing and says nothing of that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import tokenize_words
from qa.holding import SURNAME
from qa.intent import ASKING_WORDS, say_what
from qa.intent_english import HEAD, find_asking_part, may_be_english
from qa.mismatch import differs_in_figures, find_denied_figures

# What asks for it, in Chinese and in English, and what tells it, in folded text.
_ASPECTS: dict[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = {
    name: (re.compile(asks), re.compile(asks_in_english), re.compile(tells))
    for name, asks, asks_in_english, tells in (
        (
            "reason",
            r"为什么|为何|为啥|原因|理由|出于|凭什么(?![证材条上入报申领])|怎么会",
            r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat (?:made|gives)\b|\bon what grounds\b",
            r"因|由于|为了?(?![期止主首业])|鉴于|旨在|以便|以免|防止|避免|出于|考虑|适应|应对|解决|目的|针对",
        ),
        (
            "procedure",
            r"(?:怎么|如何|怎样|咋|怎么个|去哪|在哪|到哪|找谁|向谁|上哪)(?:去|才能|样)?(?:办|申请|申报|报名|登记|查询|查|领|交|投诉|举报|反映|预约|参加|转学|提交|请假|复核)"
            r"|(?:申请|报名|办理|申报|登记|投诉|领取)(?:的?流程|的?程序|的?步骤|的?渠道|的?办法|途径)|什么(?:流程|程序|手续)|程序是|流程是",
            r"\b(?:how (?:do|does|can|could|should|may|must|to)|where (?:do|can|should)|who (?:do|can|should))"
            r" .{0,40}?\b(?:appl(?:y|ies)|register|sign .{0,12}up|enrol|complain|report|claim|appeal|book"
            r"|check|look up|renew|transfer|withdraw|cancel|go about|turn to|take it)|\bprocedure\b|\bwhat is the (?:process|next step)\b",
            r"(?:提出|可以?|应当?|须|需|自愿|[由向凭在到经][^,，。;；]{1,14}?)申请|申请(?:书|表|材料)|提出|提交|登录|登陆|凭|持|携带|填[写报]|受理|窗口|网上|平台|线上|现场|上报|向.{1,14}(?:报|申|提|反映|举报)|审[核批]|公示|备案|摇号|派位"
            r"|经.{1,16}(?:同意|批准|认定|评议)|拨打|扫码",
        ),
        (
            "consequence",
            r"会怎么?样|怎么(?:处理|处罚|办他|罚|追究|问责)|如何(?:处理|处罚|追责|追究|问责|惩)|咋(?:处理|处罚|罚)|什么(?:后果|处罚|处分|责任)|要不要(?:罚|处分)|担.{0,3}责"
            r"|[赔陪]不[赔陪]|要[赔陪]|后果|罚多少|受.{0,3}处[罚分]",
            r"\bwhat (?:happens|will happen|would happen)\b|\bpunish|\bpenalt|\bconsequence|\bsanction|\bdisciplinary\b"
            r"|\bliab(?:le|ility)\b|\bfined?\b|\bdealt with\b|\b(?:get|gets) caught\b|\bin trouble\b",
            r"处分|处理|处罚|取消|扣[减除]?|罚|责令|追究|约谈|通报|撤销|停[止发办]|不得(?:评|参|晋|申|推)|整改|降[低级]|问责|退[还回出]|吊销|追回|移送|否决|不予|解聘|清退|曝光|黑名单|核减|失去|不再|免职|赔偿|承担",
        ),
        (
            "meaning",
            r"指的?是?(?:什么|哪|啥)|什么是|是什么意思|什么意思|啥意思|含义|具体指|什么叫|怎么理解|定义",
            r"(?<!by )(?<!any )\bmean(?:s|t)?\b|\bdefin(?:e|ition)|\bstands? for\b|\bwhat (?:exactly )?counts? as\b",
            r"是指|指的是|[,，(（]即|即[“\"]?|包括|包含|[:：]|\(|（|等|统称|简称|以下称",
        ),
        (
            "condition",
            r"什么(?:条件|资格|标准才|情况下|情形)|哪些(?:条件|资格|情况|情形)|啥条件|条件是|怎样才能|怎么才能|如何才能|咋才能|满足|够条件",
            r"\bconditions?\b|\bqualif|\beligib|\bwho (?:can|gets|counts)\b|\b(?:what|which) circumstances\b|\bwhat does it take\b",
            r"须|应当?|具备|满|以上|以下|符合|条件|凭|持有?|方可|才能|的,|的，|低于|不得|限于|其中|属于",
        ),
        (
            "standard",
            r"(?:什么|啥|哪些|怎样的|什么样的)标准|依据什么|按什么|按啥|依据是|标准是",
            r"\bcriteri|\bstandards?\b|\bon what basis\b|\bwhat (?:decides|determines)\b|\bhow (?:is|are) .{1,30}? (?:ranked|decided|chosen|selected)\b",
            r"标准|按|依据|根据|以.{1,12}为|不[低高]于|不[得少超]|达到|要求",
        ),
        (
            "payment",
            r"(?:要不要|用不用|要|给不给|是否|需不需要|还要|收不收|另外?|交不交)[^,，。]{0,5}(?:钱|费(?!时|心|用由))|免费[吗不么]|自费|掏钱|自己出|谁出钱",
            r"\bfree\b(?! time)|\bpay for\b|(?<!in )\bcharge[ds]?\b(?! of)|\bcosts? (?:anything|extra|money)\b"
            r"|^(?:do|does|will|is|are|can|must|should) .{0,60}?\b(?:pay|reimburse|fees?)\b",
            r"元|费|免|补助|补贴|经费|资金|缴|收取|承担|成本|价",
        ),
        (
            "member",
            r"名单|叫什么|名称|哪几[所家个位名座条项门种类]|哪[两二三四五六七八九十百\d]+[所家个位名座条项门种类]|分别(?:是|有|为|指)|都有(?:谁|哪)|有哪几|具体(?:包括|有|是)哪|成员",
            r"\bwhich (?:ones|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
            r"|\b(?:which|what) (?:[a-z-]+ ){0,2}?(?:schools|kindergartens|preschools|universities|colleges|villages|townships"
            r"|counties|districts|streets|centres|centers|companies|hospitals|projects|majors|groups|members|titles)\b"
            r"|\blist of\b|\bis there a list\b|\bwhat are the names\b|\bconsists? of\b|\bwho are the\b",
            r"、|[:：]|分别|包括|“[^”]+”[和与]|和|及",
        ),
        (
            "where to get it",
            r"(?:在|从|去|到|上)?(?:哪里?|哪儿|哪个(?:网站|平台|app)|什么地方|何处)(?:能|可以|才能|去|可)?(?:下载|领取?|取|拿|买|打印|下)|(?:怎么|如何|咋)下载|下载(?:地址|链接|方式|渠道)",
            r"\bdownload\b|\bwhere can .{1,30}?\b(?:get|obtain|find|collect|pick up|buy)\b",
            r"下载|领取|网址|网站|网上|平台|窗口|公众号|登[录陆]|索取|发放|到.{1,12}(?:处|局|校|中心)",
        ),
        (
            "place",
            r"(?<![从归])哪里|[在去到上往]哪(?![些几年天月])|哪儿|何处|什么地方|地点|哪个(?:城市|地区|省|县|区|镇|乡)",
            r"\bwhere\b"
            r"|\b(?:what|which) (?:[a-z]+ )?(?:city|county|district|street|building|room|counter|window|village|township|town|location|venue|zone)\b",
            r"位于|设在|设于|坐落|地点|地址|选址|现场|网上|平台|公众号|承办|承担|托管|用于|来源于|回.{1,8}任教|报.{1,14}(?:备案|局)"
            r"|在[^,，。;；]{1,14}?(?:校|中心|园|局|厅|馆|室|窗口|处|点|院|站|所|县|市|区|镇|乡|村|省|地|网|班|位置)"
            r"|(?:到|向|赴|往|由|入|通过|登[录陆])[^,，。;；]{1,16}?(?:校|中心|园|局|厅|馆|室|窗口|处|点|院|站|所|网|系统|状态|政府|办事处)"
            r"|(?:[x×]{2,}|[\u4e00-\u9fff]{2,4})(?:镇|乡|小区|街道|县)(?<![全各本我]县)|[路街巷镇乡村][^,，。]{0,6}(?:号|侧|旁)|县第|市第",
        ),
        (
            "subjects",
            r"(?:考|测|学|上|开设?|选|包括|有)(?:哪|几|什么)(?:些|几)?[科门](?:课|目)?|(?:考|测)(?:哪些|什么)(?:科目|内容|项目)?[?？。\s]*$|哪[几些]?[科门](?!学)|什么科目|哪些科目",
            r"\b(?:which|what) (?:subjects|events|exams)\b|\btested (?:on|in)\b",
            r"语文|数学|外语|英语|物理|化学|生物|历史|地理|道德与法治|体育|音乐|美术|科目|学科|[一二三四五六七八九十\d]门|科学|信息科技|劳动",
        ),
        (
            "benefit",
            r"有(?:没有|无|什么)?[^,，。?？]{0,6}(?:津贴|补贴|补助|奖金|奖励|加分|优惠|优待|津补贴|照顾)(?:[吗么没?？。\s]|$)|(?:给|发|享受|拿)(?:不给|不发)?[^,，。?？]{0,6}(?:津贴|补贴|补助|奖金|优惠)[吗么没?？]",
            r"\b(?:any|an?|what) (?:[a-z-]+ ){0,2}?(?:allowances?|subsid(?:y|ies)|bonus|discounts?|grants?|rewards?|preference"
            r"|preferential treatment|financial aid|aid)\b",
            r"津贴|补贴|补助|奖|加分|优惠|优待|优先|减免|免[费收除]|元|待遇|资助|照顾",
        ),
        (
            "documents",
            r"(?:交|带|准备|提供|提交|出示|拿|要|凭)(?:些|一些)?(?:什么|哪些|啥)样?的?(?:证明|材料|证件|手续|资料|东西|文件|证)|(?:什么|哪些|啥)(?:证明|材料|证件|手续|资料)"
            r"|带(?:些|上|好|齐)?(?:什么|哪些|啥)(?:东西)?(?:去|来|过去)?[?？呢呀啊\s]*$",
            r"\b(?:what|which) (?:[a-z-]+ ){0,2}?(?:documents?|papers?|paperwork|proofs?|certificates?|materials?|licen[cs]es?|formalities|id)\b"
            r"|\bwhat .{1,30}?\b(?:bring|hand in|submit)\b",
            r"(?<![查保论例印佐求见])证(?![券实人])|材料|簿|表|合同|书面|证明|凭|复印|档案|资料|报告|手续",
        ),
        (
            "limit",
            r"最[多少高低长短迟晚早]|至[多少]|上限|下限|封顶|限额",
            r"\bat (?:most|least)\b|\bmax(?:imum)?\b|\bmin(?:imum)?\b|\b(?:cap|limit|ceiling)s?\b"
            r"|\bthe (?:most|least|fewest|latest|earliest|longest|shortest|highest|lowest)\b|\bhow (?:late|early)\b|\bup to how\b",
            r"不(?:得|能|应)?(?:超过|高于|低于|少于|多于|晚于|早于|大于|小于|足|满|迟于)|以[内上下外前]|之[内前]|最[多少高低长短迟晚]|至[多少]|上限|下限|控制在|限",
        ),
        (
            "score",
            r"分数线|录取线|投档线|多少分|几分(?![之钟])",
            r"\bscores?\b|\bcut-?off\b(?! (?:date|day|time))|\b(?:how many|bonus|extra) (?:[a-z]+ )?(?:points|marks)\b|\bpass mark\b",
            r"\d分(?![之钟])|[一二三四五六七八九十百]分(?![之钟别])|分值|满分|分数|折算|计分|赋分|等级",
        ),
        (
            "change",
            r"比(?:去年|上年|往年|以前|之前|原来|上一年)|较(?:去年|上年)|涨了|降了|多了几|多了多少|少了多少|增加了多少|提高了多少|上调|下调|变化",
            r"\bthan (?:last|before|in)\b|\bincrease[ds]? by\b|\bchanged?\b|\bcompared (?:with|to)\b",
            r"比|较|增[加长]|提高|下降|减少|降低|上升|提升|再|由.{1,12}(?:到|至|为)|从.{1,12}(?:到|至|为)|调整|翻",
        ),
    )
}
_LIST = r"名单(?=(?:都|还|能|可以)?(?:有没有|有吗|有|是|在|去|到|上)?(?:谁|哪里?|哪儿|网上)?(?:能?查)?[呢吗么啊呀没了?？。\s]*$|(?:是|有)哪|有没有|里)"
_SOME = r"(?:几|[两二三四五六七八九十]+|\d{1,3})"
_MANY = r"[\d两二三四五六七八九十百]"
_GROUP = r"[所家个位名座条项门种类]"
_COUNTS = re.compile(
    rf"{_MANY}(?:[所家位名座条项门种类]|个(?!工作日|自然日|月|小时|学[时期年]|百分))|“[二三四五六七八九十]"
)
_OFFICE, _BODY = r"(?:[校园局院会所厅市县区省镇部]长|主任|书记)", r"[局院校园学县市区省镇乡厅部委办会组处科所站社班]"
_PERSON = rf"(?:^|[、，,。;；:：(（和\s]){SURNAME}[\u4e00-\u9fff]{{1,2}}(?<!{_BODY})"
_NUMBER_IN_ENGLISH = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\d+)"


@dataclass(frozen=True, slots=True)
class _Members:
    """Which ones are asked for (哪几所, 名单, 是哪六进, 局长是谁): what asks, what tells only their number or body, what names some."""

    asks: re.Pattern[str]
    counts: re.Pattern[str]
    names: re.Pattern[str]


_MEMBERS = (
    # Institutions or places are named by what ends in such a word: other names beside their number say nothing of them.
    _Members(
        re.compile(
            rf"哪(?:些|{_SOME})(?:[所家]|个?(?:学校|院校|高校|高中|[中小大]学|幼儿园|机构|企业|单位|公司|医院|社区|乡镇|[县区镇乡村]|地方|城市|(?:[高中]职|[职技]校|县中)(?!专业|[学考]?生|[教老]师|[班课招])))"
            rf"|{_MANY}[所家][^,，。?？]{{0,8}}?(?:都|分别|各)?(?:[是有]哪|叫)|{_LIST}"
            rf"|\b(?:which|what) (?:{_NUMBER_IN_ENGLISH} )?(?:[a-z-]+ ){{0,2}}?(?:schools|kindergartens|preschools|universities|colleges|villages|townships"
            rf"|counties|districts|centres|centers|companies|hospitals)\b"
        ),
        re.compile(
            rf"{_MANY}余?(?:[所家]|个(?=[^,，。;；、]{{0,8}}?(?:[校园学院县区镇乡村]|机构|企业|单位|城市)))|[校园院县区镇乡村]\d+余?个"
        ),
        re.compile(
            r"(?:[校园学中院馆司局社店站心厂县区市镇乡村道]|[\d一二三四五六七八九十][中小])(?:\([^()]{1,12}\)|[（][^（）]{1,12}[）])?(?:、|和|及|与)(?![\d两二三四五六七八九十]+[所家个])"
            r"|(?:、|和)[\u4e00-\u9fff]{1,8}?等?[\d两二三四五六七八九十]+个|[:：](?!\d)|分别[为是]|包括|其中(?![^,，。;；、]{0,6}\d)"
        ),
    ),
    # Kinds are named by their numbers too: 水库5座、塘坝20座.
    _Members(re.compile(rf"哪{_SOME}[项条种门类]"), _COUNTS, _ASPECTS["member"][2]),
    # Who is at the head of a body is named by a person's name, or by the office of who takes the post.
    _Members(
        re.compile(
            rf"(?<!班){_OFFICE}是(?:谁|哪位)(?![来任决选])|谁是[^,，。?？]{{0,10}}?(?<!班){_OFFICE}[呢啊?？。\s]*$"
            rf"|\bwho(?: is|['’]s) (?:the )?(?:[a-z'’-]+ ){{0,3}}?{HEAD}\b(?! (?:[a-z]+ed|chosen|accountable|responsible to)\b)"
            rf"|\bname of the (?:[a-z]+ ){{0,3}}?{HEAD}\b"
        ),
        re.compile(r"[局厅委办处科校院]|政府|部门|单位|街道|机构|小组|领导"),
        re.compile(
            r"(?:[长任]|书记)(?:\([^()]{1,12}\):|[:：]?)\s?(?![负办会应要对的和及或])[\u4e00-\u9fffx×*]{2}|[担兼聘]任|同志|先生|女士|·|[\u4e00-\u9fff][x×*]{2}(?![省市县区镇乡])"
            rf"|姓名:|{_PERSON}[,(;\s](?:职务:)?(?!由)[\u4e00-\u9fff]{{0,14}}{_OFFICE}(?=[)、，,。;；\s]|$)|{SURNAME}[\u4e00-\u9fff]?(?!{_BODY})[\u4e00-\u9fff]{_OFFICE}"
        ),
    ),
    # Names stand side by side; numbers that do (小学4所、初中3所) name none, nor do the signs of a time (8:00).
    _Members(
        re.compile(
            rf"{_LIST}|哪{_SOME}{_GROUP}|\d{_GROUP}[^,，。?？]{{0,8}}?(?:都|分别)?[是有]哪些|(?<!哪){_GROUP}(?:都|分别)[是有]哪些|是哪[两二三四五六七八九十][\u4e00-\u9fff][呢啊呀?？。\s]*$"
            rf"|\bwhich (?:ones|{_NUMBER_IN_ENGLISH})\b|\bwhat are the names\b|\bis there a list\b"
        ),
        _COUNTS,
        re.compile(
            rf"(?<!{_MANY}{_GROUP})(?<![千万亿]{_GROUP})(?<!\d[人元])(?:、|和|及)(?!\d)|[:：](?!\d)|分别|包括|“[^”]+”[和与]|”“"
        ),
    ),
)
_SO_MANY_ASKED = re.compile(rf"(?<!\d)(\d{{1,4}}){_GROUP}")
_SO_MANY_NAMED = re.compile(rf"等(\d+){_GROUP}")
_CLAUSE = re.compile(r"[,，。;；]")
_TELLS_REASON = re.compile(
    r"因(?!地制|材施|校制|园制|人施|人制|时制)|随着|由于|为了|(?:^|[,，。;；])为(?![期止主首])|鉴于|旨在|以便|以免|防止|避免|出于|考虑|适应|应对|解决|目的|针对"
    r"|(?:^|[,，。;；])故(?![意事障])|致使|导致|造成|容易|源于|起因|用于|作为[^,，。;；]{1,24}手段|实际[,，]|把[^,，。;；]{1,12}还给|有利于|有助于|从而|所以|基于|迫使"
)
_AGENT = re.compile(r"由([\u4e00-\u9fff]{2,3})")
_NOT = r"不(?![低少高多大小]于|超过|得?[低少高多]于|断)"  # 不低于 sets a bound and denies nothing
_DENIES = re.compile(rf"{_NOT}|严禁|禁止|无需|免(?!疫)|取消|停|未|只|拒|除外|仅")
_DENIES_IN_QUESTION = re.compile(
    rf"{_NOT}|没|禁|免(?!疫)|取消|停|无|拒|只|未|\bnot?\b|n't\b|\b(?:never|without|free|only|cannot|unable|exclud|exclu|ban|forbid|refus|stop|end|abolish"
    r"|cancel|prohibit|den[yi]|ruled? out)"
)
_CHOICE = re.compile(r"([^,，。?？:：;；]{1,14}?)还是([^,，。?？:：;；]{1,14})")

ASPECTS = (
    "aspect_asked",  # 1 when the question asks for one of these by its words
    "aspect_missing",  # … and nothing in the sentence tells it
    "aspect_missing_paragraph",
    "choice_missing",  # 1 when it offers a choice and the paragraph holds the last word of neither
)


def lacks_members(question: str, sentence: str) -> bool:
    """Whether a question asks which ones of several there are and a sentence names none but their number. Both folded.

    >>> told = ("年内选定12所学校开展试点", "试点学校:一中、二中")
    >>> [lacks_members("试点学校是哪几所?", one) for one in told], lacks_members("“六进”是哪六进?", "以“六进”为抓手")
    ([True, False], True)
    """
    for one in _MEMBERS:
        if one.asks.search(question) and one.counts.search(sentence):
            return one.names.search(_without_others(question, sentence)) is None
    return False


def _without_others(question: str, sentence: str) -> str:
    """A sentence without the clauses that name some of so many (甲、乙等4个集团), where a question is about another number.

    >>> _without_others("薄弱学校是哪11所", "组建甲、乙等4个集团,覆盖薄弱学校11所")
    '覆盖薄弱学校11所'
    """
    asked = {*_SO_MANY_ASKED.findall(question)}
    clauses = _CLAUSE.split(sentence) if asked else [sentence]
    return ",".join(clause for clause in clauses if not asked or {*_SO_MANY_NAMED.findall(clause)} <= asked)


def says_no_reason(question: str, sentence: str) -> bool:
    """Whether a reason is asked for and a sentence tells none, but that it is so. One that denies what the question
    supposes, or states what it denies, does tell something. Both folded.

    >>> told = ("中职学校由19所整合为14所", "中职学校由19所整合为14所,以适应生源变化", "不得减少中职学校")
    >>> [says_no_reason("为什么中职学校要从19所减到14所?", one) for one in told]
    [True, False, False]
    """
    asks, asks_in_english, _ = _ASPECTS["reason"]
    question = say_what(question)
    asked = asks.search(question) or asks_in_english.search(question)
    if not asked or _TELLS_REASON.search(sentence) or differs_in_figures(question, sentence):
        return False
    agent = _AGENT.search(question)
    if agent and agent[1] not in sentence:
        return False  # why somebody does what the sentence gives another to do
    denies = _DENIES.search(sentence) is not None
    return denies == (_DENIES_IN_QUESTION.search(asks.sub("", question)) is not None)


def find_aspects(question: str, sentence: str, paragraph: str) -> dict[str, float]:
    """ASPECTS. All texts folded.

    >>> find_aspects("为什么每周只上一次课?", "送教上门每周一次。", "")["aspect_missing"]
    1.0
    """
    question = say_what(question)
    in_english = find_asking_part(question) if may_be_english(question) else ""
    asked = {
        name: tells
        for name, (asks, asks_in_english, tells) in _ASPECTS.items()
        if asks.search(question) or asks_in_english.search(in_english)
    }
    if asked and find_denied_figures(question, sentence):  # "为什么不低于5:5?" is answered with the figure that it is
        asked = {}
    lacking = {name for name, tells in asked.items() if not tells.search(sentence)}
    return {
        "aspect_asked": float(bool(asked)),
        "aspect_missing": float(bool(lacking)),
        "aspect_missing_paragraph": float(any(not tells.search(paragraph) for tells in asked.values())),
        "choice_missing": float(_misses_choice(question, paragraph)),
    }


def _misses_choice(question: str, text: str) -> bool:
    choice = _CHOICE.search(question)
    if choice is None:
        return False
    told = [[word for word in tokenize_words(side) if word not in ASKING_WORDS] for side in choice.groups()]
    return all(told) and not any(words[-1] in text for words in told)
