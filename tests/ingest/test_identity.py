"""Title, year, region, issuing body and document number."""

from __future__ import annotations

import pytest

from ingest.outline.head_lines import find_year
from ingest.outline.identity import find_document_number
from ingest.outline.regions import find_region
from ingest.parsing import parse_document
from ingest.records import Block, BlockKind, ReadFile
from tests.ingest.documents import parse

BODY = "为做好有关工作，根据豫教基〔2020〕8号文件精神，结合实际，现将有关事项通知如下，请认真贯彻执行。"


def test_a_notice_with_a_red_head() -> None:
    document = parse(
        "豫东市教育局文件", "豫东教基〔2023〕15号", "豫东市教育局", "关于做好2023年秋季招生工作的通知", "各县教育局：", BODY,
        "豫东市教育局", "2023年6月1日",
    )  # fmt: skip
    assert document.title == "豫东市教育局关于做好2023年秋季招生工作的通知"
    assert (document.year, document.region) == (2023, "豫东市")
    assert (document.issuing_body, document.document_number) == ("豫东市教育局", "豫东教基〔2023〕15号")
    title = next(p for p in document.paragraphs if p.anchor == "d/title")
    assert title.text == document.title
    assert [span.block for span in title.sources] == [2, 3]


def test_a_document_without_red_head_is_named_by_title_and_signature() -> None:
    document = parse(
        "国务院办公厅关于加强学校体育工作的意见",
        "国办发(2021)12号",
        "各省人民政府：",
        BODY,
        "国务院办公厅",
        "二〇二一年四月二十一日",
    )
    assert (document.year, document.issuing_body, document.document_number) == (
        2021,
        "国务院办公厅",
        "国办发(2021)12号",
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["青禾市中小学校食堂和校外供餐", "管理办法"], "青禾市中小学校食堂和校外供餐管理办法"),
        (["临江区2024年义务教育阶段学校", "招生入学工作实施方案"], "临江区2024年义务教育阶段学校招生入学工作实施方案"),
        (["豫东市教育局", "2024年工作要点"], "2024年工作要点"),
        (["石门县", "2024年工作要点"], "石门县2024年工作要点"),
        (["豫东市教育局", "学生资助管理办法"], "学生资助管理办法"),
        (["豫东市学校食堂管理办法", "豫东市校车管理办法"], "豫东市学校食堂管理办法"),
    ],
)
def test_a_title_broken_after_its_place_is_one(lines: list[str], title: str) -> None:
    assert parse(*lines, "各县教育局：", BODY).title == title


@pytest.mark.parametrize(
    "lines",
    [
        ["石门县教育局关于印发学前教育发展提升行动计划", "（2024—2026年）的通知"],
        ["石门县教育局关于印发《三年行动", "计划（2024—2026年）》的通知"],
        ["石门县教育局关于印发《中小学教师考核方案", "（试行）》的通知"],
        ["石门县教育局关于进一步规范课后服务工作方案", "的通知"],
        ["石门县教育局", "关于做好", "2024年教师招聘", "工作的通知"],
        ["石门县教育局", "关于转发省教育厅", "《关于做好招生工作的意见》的通知"],
        ["石门县教育局关于转发", "省教育厅关于做好2024年招生工作的通知"],
        ["石门县教育局关于转发", "省教育厅关于做好2024年招生工作的通知", "的通知"],
        ["石门县教育局关于转发", "省教育厅", "关于做好2024年招生工作的通知"],
        ["石门县教育局关于转发省教育厅", "关于做好2024年招生工作的通知"],
        ["石门县教育局关于批转省教育厅", "石门县2024年招生工作方案", "的通知"],
        ["石门县教育局", "关于转发", "江南省教育厅关于做好招生工作的通知", "的通知"],
        ["石门县教育局关于印发《石门县教育发展规划", "和招生工作", "实施方案》的通知"],
        ["石门县教育局关于印发《石门县教育规划", "纲要及其配套", "政策措施》的通知"],
        ["石门县教育局印发《石门县教育发展规划", "和招生工作", "实施方案》的通知"],
        ["石门县教育局关于公布", "2024年中小学招生范围", "和招生计划"],
        ["石门县教育局", "关于公布", "石门县2024年中小学招生计划"],
        ["石门县教育局", "关于做好", "石门县2024年", "中小学招生工作通知"],
        ["石门县教育局", "关于做好", "石门县第一中学", "招生工作的通知"],
        ["石门县教育局", "关于推进", "义务教育", "优质均衡发展", "实施方案"],
    ],
)
def test_a_title_broken_before_a_bracket_or_inside_its_matter_is_one(lines: list[str]) -> None:
    document = parse(*lines, "各县教育局：", BODY)
    assert (document.title, document.issuing_body) == ("".join(lines), "石门县教育局")


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (["丰水县教育局", "2024年教育工作要点"], "丰水县教育局"),
        (["丰水县人民政府办公室", "学前教育三年行动计划（2024—2026年）"], "丰水县人民政府办公室"),
        (["丰水县第一中学", "2024年秋季招生简章"], "丰水县第一中学"),
        (["丰水县教育局　丰水县财政局", "2024年教育工作要点"], "丰水县教育局 丰水县财政局"),
        (["丰 水 县 教 育 局", "2024年教育工作要点"], "丰水县教育局"),
        (["丰水县教育局", "丰教发〔2024〕5号", "2024年教育工作要点"], "丰水县教育局"),
        (["首页", "新闻中心", "2024年教育工作要点"], ""),
    ],
)
def test_a_body_on_the_lines_above_a_title_with_a_year_issues_the_document(lines: list[str], body: str) -> None:
    document = parse(*lines, BODY, "一、扩大学位。新建学校2所。")
    assert (document.title, document.issuing_body) == (lines[-1], body)
    assert (document.region, document.year) == ("丰水县" if body else "", 2024)


@pytest.mark.parametrize(
    "lines",
    [
        ["关于进一步做好", "石门县2024年高考", "综合保障工作方案"],
        ["关于深化", "石门县教育评价", "改革实施方案"],
        ["关于在全县", "开展石门县教育督导", "工作方案"],
        ["关于公布", "石门县2024年中小学招生计划"],
        ["关于印发", "石门县三年行动计划", "的通知"],
        ["关于我县", "义务教育均衡发展情况的报告"],
        ["关于石门县", "2023年国民经济和社会发展计划执行情况", "与2024年国民经济和社会发展计划草案的报告"],
        ["石门县教育局关于", "2023年度法治政府建设工作报告"],
        ["石门县教育局关于举办", "2024年中小学生艺术展演活动方案"],
        ["石门县教育局关于2024年", "石门县公办幼儿园招生方案"],
        ["石门县人民政府关于", "石门县教育提质三年行动计划"],
        ["石门县教育局关于切实做好", "全县2024年中考工作方案"],
    ],
)
def test_a_title_begins_where_its_matter_does(lines: list[str]) -> None:
    assert parse(*lines, BODY).title == "".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["石门县教育局关于印发《教育工作方案的通知", "各县区教育局", "石门县教育工作方案"],
        ["石门县教育局关于开展“双减工作的通知", "石门县教育工作总体方案"],
        ["石门县教育局关于印发招生办法（试行的通知", "政策解读"],
        ["石门县2024年教育工作要点", "石门县2024年招生工作要点"],
    ],
)
def test_a_bracket_that_the_next_line_does_not_close_breaks_no_title(lines: list[str]) -> None:
    assert parse(*lines, BODY).title == lines[0]


@pytest.mark.parametrize(
    "menu",
    [
        ("关于我们", "首页", "政策文件"),
        ("首页", "政策文件", "关于我们"),
        ("网站首页 | 关于我们 | 政策文件",),
        ("首页", "关于本站", "联系我们"),
        ("首页 > 政务公开 > 通知公告",),
        ("首页", "通知公告"),
        ("首页 政府信息公开指南",),
        ("首页 政民互动平台 政府工作报告",),
        ("关于我局", "石门县教育局"),
        ("石门县教育局门户网站 首页 机构职能 2024年要闻 通知公告",),
        ("首页 - 2024年招生 - 招生简章 - 公告",),
        ("首页 | 新闻中心 | 关于2024年放假的通知 | 办事指南",),
    ],
)
@pytest.mark.parametrize(
    "title", ["石门县2024年教育工作要点", "2024年教育工作要点", "关于招生工作的通知", "石门县教育局关于印发规划的通知"]
)
def test_a_web_page_s_menu_is_no_part_of_the_title_below_it(menu: tuple[str, ...], title: str) -> None:
    above = menu[-1] if menu[-1] == "石门县教育局" and title.startswith("关于") else ""
    assert parse(*menu, title, BODY).title == above + title


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["深入学习贯彻习近平总书记关于教育的重要论述"], "临江市2022年教育工作要点"),
        (["深入学习贯彻习近平总书记关于教育的重要论述"], "2022年全市教育工作要点"),
        (["深入学习贯彻习近平总书记关于教育的重要论述"], "关于做好2023年秋季招生工作的通知"),
        (["关于教育的重要论述"], "临江市教育局关于做好2023年秋季招生工作的通知"),
        (["关于公布权责清单专栏", "信息公开"], "临江市2023年义务教育招生实施方案"),
        (["关于教育的重要论述", "临江市教育局"], "义务教育招生实施方案"),
        (["关于教育的论述"], "临江市2022年教育工作要点"),
        (["浏览（123次"], "临江市教育局关于做好2023年秋季招生工作的通知"),
        (["浏览（123次"], "临江市中小学招生办法（试行）"),
    ],
)
def test_a_slogan_or_link_that_speaks_of_a_matter_is_no_part_of_the_title_below_it(
    above: list[str], title: str
) -> None:
    assert parse(*above, title, BODY).title == title


@pytest.mark.parametrize(
    "lines",
    [
        ["临江市教育局关于做好2024年", "义务教育阶段学校", "招生入学工作实施方案"],
        ["临江市教育局等四部门关于组织参加", "2024年河南省优质课评选的通知"],
        ["临江市教育局关于公布2024年", "临江市中小学招生范围的通知"],
    ],
)
def test_a_title_that_breaks_behind_its_first_matter_is_one(lines: list[str]) -> None:
    assert parse(*lines, BODY).title == "".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("关于我局《2023年部门预算》的说明",),
        ("关于我局“双减”工作情况的报告",),
        ("关于我局 2023年工作情况的报告",),
        ("关于我们“阳光阅读”行动的方案",),
        ("临江市教育局", "关于我局“十四五”规划实施情况的报告"),
    ],
)
def test_a_title_on_one_s_own_body_is_no_entry_of_a_menu(lines: tuple[str, ...]) -> None:
    assert parse(*lines, BODY).title == "".join(lines)


@pytest.mark.parametrize("title", ["招生简章", "工作要点", "通知"])
def test_a_short_title_under_a_menu_is_the_title_where_no_other_is(title: str) -> None:
    assert parse("首页", "通知公告", title, BODY).title == title


@pytest.mark.parametrize("lines", [("通知公告",), ("政策解读",), ("通知公告", "石门县2024年招生开始啦！")])
def test_a_column_of_a_site_is_no_title(lines: tuple[str, ...]) -> None:
    assert parse("首页", *lines, BODY).title == "文件"


@pytest.mark.parametrize("place", ["", "临江市"])
def test_who_reports_issues_a_report_not_the_congress_that_hears_it(place: str) -> None:
    report = f"现在，我代表{place}人民政府，向大会报告工作，请予审议。"
    document = parse("临江市第十六届人民代表大会", "政府工作报告", "各位代表：", report)
    assert (document.title, document.issuing_body, document.region) == ("政府工作报告", f"{place}人民政府", "临江市")
    assert parse("临江市第十六届人民代表大会", "政府工作报告", BODY).issuing_body == ""


def test_the_bodies_of_a_web_page_over_a_title_do_not_issue_it() -> None:
    document = parse("临江市人民政府", "主办单位临江市大数据局", "2023年临江市教育工作要点", BODY)
    assert (document.title, document.issuing_body) == ("2023年临江市教育工作要点", "")


def test_bodies_over_a_title_issue_it_together() -> None:
    document = parse("石门县教育局", "石门县财政局", "石门县人社局", "关于做好", "教师招聘", "工作的通知", BODY)
    assert document.title == "石门县教育局石门县财政局石门县人社局关于做好教师招聘工作的通知"
    assert document.issuing_body == "石门县教育局 石门县财政局 石门县人社局"


@pytest.mark.parametrize(
    "lines",
    [
        ("一、政策依据", "1.《教育法》", "2.省教育厅《招生工作通知》（鲁教基〔2023〕5号）"),
        ("政策依据：", "省教育厅《招生工作通知》（鲁教基〔2023〕5号）"),
        ("政策依据：", "山东省教育厅关于做好义务教育招生入学工作的通知（鲁教基〔2023〕5号）"),
    ],
)
def test_the_number_of_a_document_that_is_named_is_not_its_own(lines: tuple[str, ...]) -> None:
    document = parse("石门县招生政策问答", *lines, BODY)
    assert (document.document_number, document.year) == ("", None)


@pytest.mark.parametrize(
    "lines",
    [
        ("石门县教育局关于印发《教育方案》的通知 （石教发〔2024〕5号）",),
        ("《石门县教育局关于做好招生工作的通知》（石教发〔2024〕5号）",),
        ("一、基本信息", "发文字号：石教发〔2024〕5号", "二、正文"),
        ("（一）", "石门县教育局文件", "石教发〔2024〕5号", "关于做好招生工作的通知"),
        ("一、基本信息", "石教发〔2024〕5号", "石门县教育局", "二、正文", "招生工作"),
        ("（一）", "石教发〔2024〕5号", "二、正文"),
    ],
)
def test_the_number_behind_a_title_or_in_a_head_behind_a_first_number_is_its_own(lines: tuple[str, ...]) -> None:
    document = parse(*lines, BODY)
    assert (document.document_number, document.year) == ("石教发〔2024〕5号", 2024)
    assert document.issuing_body == ("石门县教育局" if len(lines) in (1, 4) and lines[0][0] != "《" else "")


@pytest.mark.parametrize(
    "lines",
    [
        ("1.省教育厅《招生工作通知》（鲁教基〔2023〕5号）",),
        ("鲁教基〔2023〕5号",),
        ("鲁教基〔2023〕5号", "鲁教基〔2024〕6号"),
    ],
)
def test_a_number_in_a_list_without_a_title_is_not_the_document_s(lines: tuple[str, ...]) -> None:
    document = parse("一、政策依据", *lines, BODY)
    assert (document.document_number, document.year) == ("", None)


def test_a_number_in_a_table_below_the_title_is_not_the_document_s() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "石门县中小学建设项目公示"),
        Block(BlockKind.TABLE_ROW, "项目；批准文号", place="t1/r1"),
        Block(BlockKind.TABLE_ROW, "教学楼；海发改〔2023〕12号", place="t1/r2"),
    ]
    document = parse_document(ReadFile(tuple(blocks)), doc_id="d", fallback_title="文件")
    assert (document.document_number, document.year) == ("", None)


def test_a_regulation_is_named_by_the_note_under_its_title() -> None:
    document = parse(
        "江南省校车安全管理办法",
        "（2021年3月15日省人民政府第68次常务会议通过 2021年4月1日省人民政府令第256号公布 自2021年6月1日起施行）",
        "第一条　为了加强校车安全管理，制定本办法。",
    )
    assert (document.year, document.region) == (2021, "江南省")
    assert (document.issuing_body, document.document_number) == ("省人民政府", "省人民政府令第256号")


def test_an_order_s_number_may_stand_on_a_line_of_its_own() -> None:
    document = parse(
        "江南省人民政府令", "第256号", "《江南省校车安全管理办法》已经通过，现予公布。", "省长　李建国", "2021年4月1日"
    )
    assert (document.year, document.issuing_body) == (2021, "江南省人民政府")
    assert document.document_number == "江南省人民政府令 第256号"


def test_who_forwards_a_document_issues_it() -> None:
    document = parse(
        "海州市人民政府办公室转发市教育局关于发展学前教育的意见的通知", "各区人民政府：", BODY, "海州市人民政府办公室"
    )
    assert document.issuing_body == "海州市人民政府办公室"
    assert parse("石门县教育局转发省教育厅关于做好招生工作的通知", "各校：", BODY).issuing_body == "石门县教育局"


def test_a_reply_takes_its_title_from_what_it_is_about_not_from_its_sender() -> None:
    document = parse(
        "临江市教育局", "关于对市政协第118号提案的答复", "王丽委员：", BODY, "临江市教育局", "2023年6月28日"
    )
    assert document.title == "临江市教育局关于对市政协第118号提案的答复"
    assert parse("临江市教育局", "基本情况", BODY).title == "临江市教育局"


def test_a_report_s_region_is_that_of_the_congress_that_hears_it() -> None:
    document = parse(
        "政府工作报告", "——2024年1月10日在临江市第十六届人民代表大会第三次会议上", "市长　李建国", "各位代表：", BODY
    )
    assert (document.year, document.region) == (2024, "临江市")


def test_a_meeting_named_on_a_line_of_its_own_shows_the_region_and_one_in_a_sentence_does_not() -> None:
    heard = "江北市第十六届人大三次会议文件（一）"
    assert [parse(*lines, BODY).region for lines in ((heard, "政府工作报告"), ("政府工作报告", heard))] == [
        "江北市"
    ] * 2
    for line in ("经石门县第十七届人民代表大会常务委员会第三次会议审议通过", "根据江苏省第十四届人民代表大会精神，"):
        assert parse("教育促进条例", line, BODY).region == ""


def test_a_text_without_a_title_takes_the_file_name() -> None:
    document = parse(BODY, BODY)
    assert (document.title, document.year, document.region, document.document_number) == ("文件", None, "", "")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2022年全市教育工作要点", 2022), ("关于做好2023年秋季招生工作的通知", 2023), ("二〇二二年工作要点", 2022),
        ("2022—2023学年度工作计划", 2022), ("二○二四年总结", 2024), ("五年行动计划", None), ("第2022号公告", None),
    ],
)  # fmt: skip
def test_the_year_a_title_names(title: str, year: int | None) -> None:
    assert find_year(title) == year


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("2025年上海市政府工作报告", "上海市"), ("2025年广西政府工作报告", "广西壮族自治区"), ("郑州市教育局关于招生的通知", "郑州市"),
        ("河南省郑州市金水区招生方案", "河南省郑州市金水区"), ("关于印发登封市2023年招生方案的通知", "登封市"), ("2022年全市教育工作要点", ""),
        ("关于各县市城市建设的意见", ""), ("教育强市建设规划", ""), ("XX市工作要点", ""), ("凉山彝族自治州教育规划", "凉山彝族自治州"),
        ("成都市2022年教育工作要点", "成都市"), ("厦门市教育局关于招生的通知", "厦门市"), ("呼和浩特市工作要点", "呼和浩特市"),
        ("和县2023年工作要点", "和县"), ("深圳市南山区招生办法", "深圳市南山区"), ("北京市东城区工作要点", "北京市东城区"),
        ("四川省成都市武侯区招生通知", "四川省成都市武侯区"), ("无为市工作要点", "无为市"), ("无锡市主城区学校规划", "无锡市"),
        ("关于加强山区教育的意见", ""), ("创建文明城市方案", ""), ("校外超市管理办法", ""), ("建设大城市的规划", ""), ("主城区学校规划", ""),
        ("宁波市教育局转发浙江省教育厅关于招生的通知", "宁波市"), ("杭州市西湖区教育局关于参加浙江省艺术节的通知", "杭州市西湖区"),
        ("临江市对口支援西藏工作方案", "临江市"), ("青岛市北京路小学招生简章", "青岛市"), ("吉林市2022年工作要点", "吉林市"),
        ("乌海市海南区工作要点", "乌海市海南区"), ("廣西壯族自治區2024年政府工作報告", "广西壮族自治区"), ("廣東省教育廳通知", "广东省"),
        ("中共江西省委关于教育的决定", "江西省"), ("中共石门县委 石门县人民政府意见", "石门县"), ("中共杭州市委", "杭州市"),
        ("共青团石门县委", "石门县"), ("中国共产主义青年团石门县委员会", "石门县"), ("国家税务总局石门县税务局", "石门县"), ("致石门县家长的一封信", "石门县"),
        ("关于对石门县第3号提案的答复", "石门县"), ("关于对口帮扶贫困县的意见", ""), ("【公告】石门县招生", "石门县"),
        ("（征求意见稿）石门县招生办法", "石门县"), ("附件：石门县招生计划", "石门县"), ("关于对政协第十届县委员会提案的答复", ""),
        ("致远市教育局", "致远市"), ("浙江省杭州市致和区教育局", "浙江省杭州市致和区"), ("致和县家长的一封信", "和县"),
        ("致四区家长的一封信", "四区"), ("致郊区家长的一封信", "郊区"),
        ("中共丰水县委办公室丰水县人民政府办公室关于教育强县的意见", "丰水县"), ("中共江苏省委江苏省人民政府关于教育现代化的意见", "江苏省"),
        ("中共南昌市委南昌市人民政府关于教育的意见", "南昌市"), ("中共北京市委办公厅北京市人民政府办公厅关于双减的措施", "北京市"),
        ("中共云泽省委云泽省人民政府关于教育现代化的意见", "云泽省"), ("中共江南省委关于教育的决定", "江南省"),
        ("丰水县财政局丰水县教育局关于资助的通知", "丰水县"), ("丰水县总工会丰水县教育局关于评选的通知", "丰水县"),
        ("丰水县财政局支持东部新区建设的意见", "丰水县"), ("江苏省委南京市人民政府关于教育的意见", "江苏省"),
        ("关于贯彻落实省委决定的通知", ""), ("关于贯彻落实市委决定的通知", ""),
        ("中共十五届市委关于教育的决定", ""), ("致公党石门县委员会", "石门县"),
    ],
)  # fmt: skip
def test_the_region_a_title_names(name: str, region: str) -> None:
    assert find_region(name) == region


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("X教〔2022〕5号", "X教〔2022〕5号"), ("国办发〔2021〕12号", "国办发〔2021〕12号"), ("豫教办[2023] 7号", "豫教办[2023] 7号"),
        ("关于印发方案的通知（豫教〔2022〕5号）", "豫教〔2022〕5号"), ("根据国办发〔2021〕12号文件精神，现通知如下。", ""),
        ("2022年5号", ""), ("X教发2022年5号", "X教发2022年5号"), ("X教字2022 5号", "X教字2022 5号"), ("江教办2022-5号", "江教办2022-5号"),
        ("教育部公告 2022年第12号", "教育部公告 2022年第12号"), ("江教发20225号", ""), ("按照江教发2022年5号执行", ""),
        ("地址：人民路2022 5号", ""),
    ],
)  # fmt: skip
def test_the_document_number_is_the_documents_own(line: str, number: str) -> None:
    assert find_document_number(["标题", line])[0] == number


@pytest.mark.parametrize(
    "number",
    [
        "临教发﹝2023﹞3号",
        "临教字[二〇二三]3号",
        "临教办〈2023〉3号",
        "发文字号：临教〔2023〕3号",
        "临教〔2023〕3号　　　签发人：张三",
        "临江市教育局文件　临教〔2023〕3号",
        "临江市人民政府令第3号",
        "临教发2023年3号",
        "临教字2023 3号",
    ],
)
def test_a_line_with_the_number_is_no_part_of_the_title(number: str) -> None:
    document = parse(number, "关于印发《教育工作要点》的通知", "各县（市、区）：", BODY)
    assert document.title == "关于印发《教育工作要点》的通知"
    assert document.document_number in number
    assert document.document_number.endswith("3号")
    if "人民政府" not in number:
        assert document.year == 2023


def test_a_title_set_apart_by_blanks_or_broken_before_its_kind_is_whole() -> None:
    assert parse("临江市教育局关于开展安全大检查的", "通　　知", "各校：", BODY).title == (
        "临江市教育局关于开展安全大检查的通知"
    )
    assert parse("教 师 管 理 办 法", "第一条　为规范管理，制定本办法。", BODY).title == "教师管理办法"


def test_fields_and_annex_lines_above_the_title_are_none() -> None:
    assert parse("索引号：0141-2022", "信息分类：通知", "关于公布名单的通知", BODY).title == "关于公布名单的通知"
    assert parse("附件1", "教师招聘报名表", "姓名", BODY).title == "教师招聘报名表"


def test_all_bodies_of_a_joint_red_head_issue_the_document() -> None:
    document = parse("临江市教育局", "临江市财政局　文件", "临教联〔2022〕5号", "关于做好教师招聘工作的通知", BODY)
    assert (document.title, document.issuing_body) == ("关于做好教师招聘工作的通知", "临江市教育局 临江市财政局")


def test_a_school_that_its_plan_begins_with_issues_it() -> None:
    assert parse("临江市第一中学2023—2024学年工作计划", BODY).issuing_body == "临江市第一中学"


def test_rows_notes_and_drawn_items_bear_no_title_but_a_table_s_own_caption_does() -> None:
    row, plain = BlockKind.TABLE_ROW, BlockKind.PARAGRAPH
    rows = [Block(row, "区县：东区；招生计划表：见下", place="t1/r1"), Block(row, "东区；1200", place="t1/r2")]
    caption = Block(row, "2024年招生计划表", place="t1/r1")
    item = Block(plain, "提高认识", number="1.", list_level=0)
    named = [
        parse_document(ReadFile(tuple(blocks)), doc_id="d", fallback_title="文件").title
        for blocks in (rows, [caption, *rows], [item, Block(plain, "各校工作方案")])
    ]
    assert named == ["文件", "2024年招生计划表", "文件"]


def test_a_red_head_laid_out_as_a_table_is_read() -> None:
    rows = [
        Block(BlockKind.TABLE_ROW, "临江市教育局文件", place="t1/r1"),
        Block(BlockKind.TABLE_ROW, "临教〔2022〕5号；签发人：王五", place="t1/r2"),
    ]
    texts = [Block(BlockKind.PARAGRAPH, text) for text in ("关于做好秋季招生工作的通知", "各校：", BODY)]
    document = parse_document(ReadFile((*rows, *texts)), doc_id="d", fallback_title="文件")
    assert (document.title, document.issuing_body, document.document_number, document.year) == (
        "关于做好秋季招生工作的通知", "临江市教育局", "临教〔2022〕5号", 2022,
    )  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ["致全市学生家长的一封信", "告全县学生家长书", "致我市高三学生的公开信", "关于对全市学校食堂检查的通知", "非本市户籍子女入学办法", "跨区就读办法",
     "示范区招生方案"],
)  # fmt: skip
def test_words_that_end_like_a_place_name_none(title: str) -> None:
    assert find_region(title) == ""


def test_several_bodies_that_sign_issue_the_document_and_stand_under_no_item() -> None:
    bodies = ("江北市教育局", "江北市财政局", "江北市人力资源和社会保障局（盖章）")
    document = parse("江北市学生资助办法", "一、对象。本市学生。", "附件：1.办法", "2.申请表", *bodies, "2024.3.5")
    assert (document.year, document.issuing_body) == (2024, "江北市教育局 江北市财政局 江北市人力资源和社会保障局")
    assert [p.heading_path for p in document.paragraphs if p.text in bodies] == [()] * 3


def test_a_body_and_its_date_on_one_line_sign() -> None:
    document = parse("学生资助办法", "一、对象。本市学生。", BODY, "江北市教育局 2023年12月29日")
    assert (document.year, document.region, document.issuing_body) == (2023, "江北市", "江北市教育局")


def test_fields_of_a_page_over_the_title_are_not_the_title() -> None:
    title = "关于做好2024年中小学招生工作的通知"
    assert parse(f"标题 {title}", "发文机关 江北市教育局", title, BODY).title == title


def test_bodies_beside_each_other_issue_a_document_together() -> None:
    both = "松江市教育局 松江市财政局"
    signed = parse("关于做好学生资助工作的通知", BODY, "松江市教育局　　　　松江市财政局", "2023年6月1日")
    assert signed.issuing_body == both
    assert parse("关于做好学生资助工作的通知", BODY, "松 江 市 教 育 局", "2023年6月1日").issuing_body == "松江市教育局"
    titled = parse(f"{both}关于印发《学生资助管理办法》的通知", BODY, BODY)
    assert titled.issuing_body == both


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("松江市第12中学", "2024年3月1日"), "松江市第12中学"),
        (("ABC国际学校", "2024年3月1日"), "ABC国际学校"),
        (
            ("松江市教育局　松江市财政局", "松江市民政局　松江市残疾人联合会", "2024年3月1日"),
            "松江市教育局 松江市财政局 松江市民政局 松江市残疾人联合会",
        ),
    ],
)
def test_schools_with_numbers_and_bodies_on_several_lines_sign(lines: tuple[str, ...], body: str) -> None:
    assert parse("招生办法", BODY, *lines).issuing_body == body
