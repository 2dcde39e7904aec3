"""What contact strings look like in folded text, what follows a figure, and the gap that one leaves in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIGURE_GAP = "〔原文此处数字缺失〕"
TEXT_GAP = "〔原文此处文字缺失〕"

_SEPARATOR = r"[\s::=为是@+❤♥❥♡]{0,3}"
MESSENGER = (
    r"(?:(?:(?:添加|关注|扫|搜|(?:(?<![增更参追施附强叠添累])|(?<=[实措设]施))加)\s?)?(?:Q\s?Q|Q(?=\s?群)|扣扣|V\s?X|W\s?X|V信|v信|微\s?信|威信|薇信|(?:wei|[微威薇])\s?(?:信|xin)|(?<![A-Za-z])(?:weixin|gzh)|(?<![A-Za-z])we\s?chat"
    r"|加群(?=\s?[::]?\s?\d{6})|公众号|钉钉|飞书|微博|抖音|快手|小红书|知乎|旺旺|淘宝|企鹅|TG|telegram)"
    r"\s?(?:公众号|群|同?号|号码|账号|店|搜索?)?|(?:加\s?|\+)[V微薇](?![A-Za-z\u4e00-\u9fff])|(?<![增更参追施附强叠添累])加[微薇](?=[A-Za-z])|(?<![A-Za-z0-9])[V微薇](?=[::❤♥❥♡]))"
)
_PHONE_LABEL = r"(?:联系电话|电话|手机同号|手机|热线|TEL|tel|Tel|客服)(?:号|号码)?"
PHONE_NAMED = r"(?:联系电话|电话|手机)号码?"
_MAIL_LABEL = r"(?:邮箱|电子邮箱|E-?mail|e-?mail|网址|URL|url|官网|网站)"
_MAIL = r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,30}){1,4}"
URL = r"(?:https?://|www\.)[A-Za-z0-9./?=&_%:#~+-]{3,200}|(?<![A-Za-z0-9@.])(?:[A-Za-z0-9-]{1,40}\.){1,3}(?:com|cn|net|org|cc|top|vip|xyz|info|me|io|tv|ltd|club|shop|site)(?![A-Za-z])(?:/[A-Za-z0-9./?=&_%#-]{0,100})?"
_DIGIT = r"[\dXx*×]"  # of a number that is hidden in part
_PHONE = (
    rf"(?<!\d)1[3-9]{_DIGIT}(?:[- ]?{_DIGIT}{{4}}){{2}}(?!\d)|(?<!\d)0\d{{2,3}}-\d{{3,4}}{_DIGIT}{{4}}(?!\d)"
    r"|(?<!\d)400-?\d{3,4}-?\d{3,4}(?!\d)"
)
# An account: with a letter, or longer than a count of people is (微信群3000个 counts groups).
_NAME = r"(?:(?=[\w-]{0,40}[A-Za-z_])[A-Za-z0-9][A-Za-z0-9_-]{3,40}|\d{6,12}|(?<=[::])\s?\d{5}|\d(?:\s\d){5,11})"
# A service desk whose number holds letters.
DESK = r"(?:联系|咨询)?客服\s?[::]?\s?(?=[\w-]{0,20}[A-Za-z])[A-Za-z0-9][A-Za-z0-9_-]{3,20}"
BARE_CONTACT = (
    rf"{MESSENGER}{_SEPARATOR}{_NAME}|{_PHONE_LABEL}\s?[::]?\s?(?:{_PHONE})|{_MAIL_LABEL}\s?[::]\s?(?:{_MAIL}|{URL})"
    rf"|{DESK}|{_MAIL}|{URL}|{_PHONE}"
)
# What follows a figure; a word that merely begins with such a character follows none.
MEASURE = (
    r"(?:[%‰]|个百分点|万|亿|千|百|余|多(?=[个所名人万])|人(?![才民员工大口们格类物事际文士均力居身防选本生性道心])|个(?!性|人|体|别)"
    r"|所(?!有|以(?![上下])|在|需|属|得|谓|学(?!校)|长|致|能|作|做)|名(?!校(?!长|医)|师(?!范)|额|称|单|义|录|下)|位(?!于|置)|家(?!长|庭|园|乡|属|校)|项(?!目)|元(?!旦|素)"
    r"|年(?!级|龄|轻|底)|月|日(?!常|报|益|程|趋)|天(?!然|津|地|气|空|文|赋|下|府)|期(?!间|末|中|刊|望|待|满)|次(?!数|要|序)|批(?!准|评|示|复|改|阅|判|发)|门(?!户|类)"
    r"|座(?!谈|位)|套(?!用|路|餐)|台(?!账|阶|风|湾)|册|辆|份(?!额)|件|条(?!件|例)|户(?!籍|口|外|型)|亩|支(?!持|撑|部|付|出|配|援|教)|张(?!贴|扬|榜|家)|场(?!所|地|景|馆|面)"
    r"|处(?!理|置|罚|于|分|室|长)|栋|株|棵|块(?!状)|间(?!接|隔|断)|艘|架(?!构|设)|枚|床(?!位)|班(?!级|子|主|长|额)|公斤|公顷|立方米|小时|分钟|学时|课时|公里|千米|平方|米|吨|倍"
    r"|分(?![局校类别析管工为享布配级期阶步层解支散批区段担时年园院])|岁|届|左右|以上|以下|以内|不等)"
)
MEASURE_NEXT = re.compile(rf"\s?{MEASURE}")
OFFICIAL_SITE = re.compile(r"\.(?:gov|edu|org|mil)(?:\.cn)?(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class ContactGap:
    """Characters [start, end) hold a contact where the document's own words should be. `figure`: a number is missing."""

    start: int
    end: int
    figure: bool
