"""Names of provinces, cities and counties: which one a title or an issuing body names."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.text.simplified import simplify

# The 34 provincial-level divisions: short name, full name.
PROVINCES = {
    "北京": "北京市", "天津": "天津市", "上海": "上海市", "重庆": "重庆市",
    "河北": "河北省", "山西": "山西省", "辽宁": "辽宁省", "吉林": "吉林省", "黑龙江": "黑龙江省",
    "江苏": "江苏省", "浙江": "浙江省", "安徽": "安徽省", "福建": "福建省", "江西": "江西省", "山东": "山东省",
    "河南": "河南省", "湖北": "湖北省", "湖南": "湖南省", "广东": "广东省", "海南": "海南省",
    "四川": "四川省", "贵州": "贵州省", "云南": "云南省", "陕西": "陕西省", "甘肃": "甘肃省", "青海": "青海省",
    "台湾": "台湾省", "内蒙古": "内蒙古自治区", "广西": "广西壮族自治区", "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区", "新疆": "新疆维吾尔自治区", "香港": "香港特别行政区", "澳门": "澳门特别行政区",
}  # fmt: skip


@lru_cache(maxsize=1)
def load_cities() -> frozenset[str]:
    """Cities that jieba's dictionary knows as places: 杭州市 and 杭州. Counties would bring common words: 新建, 资源."""
    import jieba

    with jieba.Tokenizer().get_dict_file() as lines:
        entries = (line.decode("utf-8").split() for line in lines)
        places = {word for word, _, kind in entries if kind == "ns"}
    cities = {place for place in places if len(place) > 2 and place.endswith("市")}
    return frozenset(cities | ({place[:-1] for place in cities} & places))


_PROVINCE = re.compile("|".join(f"(?:{full}|{short})" for short, full in PROVINCES.items()))
_BELOW = re.compile(
    r"(?P<name>(?:(?![委局厅])[\u4e00-\u9fff]){1,8}?(?:自治州|自治县|自治旗|地区|林区|特区|新区|州(?![市县区])|省(?![级域内外属直会份委长])|[市盟县区旗]))"
)
# Words that end like a place and are none: 全市, 城市, 强市, 校区 …
_NO_PLACE = re.compile(
    r"(?:^某|^(?:中共|中国共产党|共青团|政协|国家|对|致(?!.[市区]$))|^(?:印发|转发|做好|开展|推进|加强|公布|调整|贯彻|落实|传达|进一步|全面|深入)|^[全各本我该外两省县市区]{1,3}[省市县区州]$|^[\u4e00-\u9fff]{1,4}(?:[全各本我该]|(?<!道)外)[省市县区]$|^非本[省市县区州]$|[城都超上股门楼强省大中小]市$|[强大各]县$"
    r"|[校小社园地辖片景库灾战牧学跨]区$|(?:示范|试验|开放|保护|实验)区$|学区$|^(?:[主老新县市]|中心|中心主)?城区$|^(?:[边偏]远|贫困|深)?山区$|老区$"
    r"|教育|工作|建设|学校|义务|普通|高中|招生|关于|发展|实施|推进|年度|学年|中小学|县市|市县|市区$|政府|委员|(?<!无)为|[与的在]|[\u4e00-\u9fff]{2}和[\u4e00-\u9fff]{2}|[市县省]域)"
)
_BIG_CITIES = frozenset({"大城市", "大都市"})
_LEADS = re.compile(
    r"(?:^|关于)(?:对(?!口)|致(?!公党|[^城郊山矿新一二三四五六七八九十两][市区]))?|年度?|印发|转发|做好|开展|推进|加强|公布|调整|[\s，,《】\])）：:]"
    r"|(?:中共|中国共产党|政协)(?!第|[一二三四五六七八九十]{1,4}届)|致公党|共青团|共产主义青年团|总局"
)
_PARTY_OF_PROVINCE = re.compile(r"(?<=中共)([\u4e00-\u9fff]{2}省)(?=委)")  # no verb stands before it: 落实省委决定
_BELONGS_TO_NAME = re.compile(r"[市州县区路街镇]")  # behind a province's short name: 吉林市, 海南区, 北京路


def find_region(text: str) -> str:
    """The place a title or a body's name begins with, or speaks of first, as far down as it goes; "" when it names none.

    A province in short form is given its full name; cities and counties stay as printed; traditional characters become
    their simplified ones.

    >>> find_region("2025年广西政府工作报告"), find_region("河南省郑州市教育局"), find_region("2022年全市教育工作要点")
    ('广西壮族自治区', '河南省郑州市', '')
    """
    text = _PARTY_OF_PROVINCE.sub(r"\1 ", simplify(text))
    led = (_read_place(text[lead.end() :]) for lead in _LEADS.finditer(text))
    anywhere = (_read_place(text[match.start() :]) for match in _PROVINCE.finditer(text))
    return next((place for places in (led, anywhere) for place in places if place), "")


def _read_place(text: str) -> str:
    """The place that a text begins with: a province, what is in it, or both."""
    match = _PROVINCE.match(text)
    if match is None:
        return _read_below(text)
    short = next(short for short in PROVINCES if match[0].startswith(short))
    full = PROVINCES[short]
    if text.startswith(full):
        return full + _read_below(text[len(full) :])
    return _read_below(text) if _BELONGS_TO_NAME.match(text, match.end()) else full + _read_below(text[match.end() :])


def _read_below(text: str) -> str:
    """City, then county, where the text goes on with them, not with another body of the same place."""
    name = last = ""
    while (match := _BELOW.match(text)) and len(match["name"]) >= 2 and _is_place(match["name"]):
        if last and last in match["name"]:
            break
        last = match["name"]
        name += last
        text = text[match.end() :]
        if len(name) > 16:
            break
    return name


def _is_place(name: str) -> bool:
    known = name.endswith("市") and name[:-1] in load_cities() and name not in _BIG_CITIES
    return known or _NO_PLACE.search(name) is None
