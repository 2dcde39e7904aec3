"""What a page leaves in a document's text: broken sentences, running heads, markup, a site's sentences. Each can be put back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.parsing import parse_document
from ingest.reading import read_file
from ingest.records import Block, BlockKind, ReadFile
from tests.ingest.documents import codes, parse

OPENING = "一、总体要求"
WHOLE = "全县学校按照要求做好工作,年底前完成。"


def bodies(*lines: str) -> list[str]:
    return [paragraph.text for paragraph in parse("2023年教育工作要点", *lines).paragraphs[1:]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("以“教育质量提升年”为抓手，坚持抓规范、提质量、强队伍、保安全，推进各项工作任务落地，争", "创全国先进县，为建设幸福家园提供支撑。"),
        ("（一）学前教育。新建公办幼儿园4所（城关二幼、", "石桥镇中心幼儿园），新增学位1080个。"),
        ("（一）课后服务。参与率达到98%以上；课后服务经费由", "县财政补助，不向家长收费。"),
        ("（一）普通高中。扩建工程年底前竣工；中职招生", "1600人，职普比达到4:6。"),
        ("（一）校园安全。设置防冲撞设施。开展防溺水“百", "师访千家”活动，每名学生参加6次安全教育课。"),
    ],
)  # fmt: skip
def test_a_sentence_broken_anywhere_is_whole_again(before: str, after: str) -> None:
    assert before + after in bodies(OPENING, before, after, WHOLE)


def test_where_one_break_shows_it_the_others_are_joined_too() -> None:
    cut = ("（一）教师交流。严格执行规定。校长", "在同一学校任职满8年、教师满6年必须交流。")
    shown = ("（二）招生。报名时间为7月5日。实行电脑摇号方式录", "取，结果当日公布。")
    assert "".join(cut) in bodies(OPENING, *cut, *shown)
    assert cut[0] in bodies(OPENING, *cut, WHOLE), "nothing shows a broken line"


@pytest.mark.parametrize("after", ["（二）完善机制。落实要求，做好工作。", "附件", "2023年3月8日", "主要任务"])
def test_what_begins_a_part_joins_nothing(after: str) -> None:
    before = "（一）加强领导。落实责任，健全机制，推进工作"
    broken = ("（三）招生。报名时间为7月5日。实行电脑摇号方式录", "取，结果当日公布。")
    assert before in bodies(OPENING, before, after, *broken)


def test_a_broken_sentence_is_told_and_can_be_parted_again() -> None:
    lines = ("（一）服务。参与率达到98%以上；课后服务经费由", "县财政补助，不向家长收费。")
    (whole,) = [one for one in parse("教育工作要点", OPENING, *lines).paragraphs if "经费由县" in one.text]
    (notice,) = whole.notices
    assert notice.code == "page_split"
    undone = parse("教育工作要点", OPENING, *lines, undone=frozenset({notice.cleaning_id}))
    assert lines[0] in [one.text for one in undone.paragraphs]


GAZETTE = "丹霖县人民政府公报2023年第3期"


def test_a_head_repeated_on_every_page_leaves_and_what_it_cut_joins() -> None:
    cut = ("（一）招生。报名时间为7月5日。实行电脑摇号方式录", "取，结果当日公布。")
    texts = bodies(OPENING, cut[0], GAZETTE, cut[1], "二、主要任务", WHOLE, GAZETTE, "三、保障措施", WHOLE)
    assert GAZETTE not in texts
    assert "".join(cut) in texts


def test_the_title_at_the_head_of_pages_leaves_and_a_field_that_comes_again_stays() -> None:
    title, field = "2023年教育工作要点", "责任单位：教育局"
    texts = bodies(OPENING, WHOLE, field, title, "二、任务", WHOLE, field, title, "三、措施", WHOLE, field)
    assert title not in texts
    assert texts.count(field) == 3


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("&nbsp;&nbsp;全县学校做好工作,年底前完成。", "全县学校做好工作,年底前完成。"),
        ('<p style="text-align:center">坚持&ldquo;五育&rdquo;并举,做好工作。</p>', "坚持“五育”并举,做好工作。"),
        ("新增学位2250个。<br/>", "新增学位2250个。"),
        ("体温<37.3度的,方可入校。", "体温<37.3度的,方可入校。"),
        ("A&B班、<甲>组各招收50人。", "A&B班、<甲>组各招收50人。"),
    ],
)
def test_markup_leaves_and_signs_of_the_text_stay(marked: str, plain: str) -> None:
    assert plain in bodies(OPENING, marked, WHOLE)


def test_a_tag_that_breaks_a_line_parts_two_paragraphs() -> None:
    assert bodies(OPENING, "（一）做好招生工作。<br>（二）做好培训工作。")[1:] == [
        "（一）做好招生工作。",
        "（二）做好培训工作。",
    ]


def test_markup_is_told_and_can_be_put_back() -> None:
    (told,) = parse("教育工作要点", OPENING, f"{WHOLE}<br/>").paragraphs[2].notices
    assert (told.code, told.original) == ("boilerplate", "<br/>")
    undone = parse("教育工作要点", OPENING, f"{WHOLE}<br/>", undone=frozenset({told.cleaning_id}))
    assert undone.paragraphs[2].text == f"{WHOLE}<br/>"


@pytest.mark.parametrize(
    "line",
    [
        "版权所有：丹霖县人民政府办公室 | 网站地图 |【打印本页】【关闭窗口】",
        "★★★ 文秘之家 www.wenmi-demo.cn 代写材料 电话13800001234 ★★★",
    ],
)
def test_a_page_s_furniture_and_adverts_leave_from_between_the_parts(line: str) -> None:
    texts = bodies(OPENING, WHOLE, line, "二、主要任务", WHOLE)
    assert line not in texts
    assert len(texts) == 4


@pytest.mark.parametrize("drawn", ["", "2."])
def test_a_site_s_sentence_leaves_its_paragraph(drawn: str) -> None:
    own, site = "选派32名党建指导员进驻民办学校。", "更多公文范文请加QQ群：638201774 免费下载。"
    block = Block(BlockKind.PARAGRAPH, own + site, number=drawn)
    read = ReadFile((Block(BlockKind.PARAGRAPH, "2023年教育工作要点"), Block(BlockKind.PARAGRAPH, OPENING), block))
    document = parse_document(read, doc_id="d", fallback_title="文件")
    assert document.paragraphs[-1].text == own
    assert "boilerplate" in codes(document.paragraphs[-1])


@pytest.mark.parametrize(
    "site", ["原创精品资源学科网独家享有版权，侵权必究！", "学科网（北京）股份有限公司", "百度文库"]
)
def test_what_a_site_puts_behind_a_sentence_leaves(site: str) -> None:
    assert WHOLE in bodies(OPENING, WHOLE + site, "二、主要任务", WHOLE * 2)
    own = "尊重知识产权，做到侵权必究！"
    assert WHOLE + own in bodies(OPENING, WHOLE + own, "二、主要任务", WHOLE)


def test_an_office_s_own_group_stays() -> None:
    own = "更多报名信息请家长加QQ群：638201774咨询。"
    assert f"{WHOLE}{own}" in bodies(OPENING, f"{WHOLE}{own}")


def test_a_clause_that_dangles_shows_a_broken_line() -> None:
    cut = ("（一）新校区。比例提高到65%，并向农村初中倾斜。第二中学新校区10月底前", "完成主体封顶，计划明年秋季搬迁。")
    assert "".join(cut) in bodies(OPENING, *cut, WHOLE)


def test_what_brackets_say_of_a_sentence_ends_it() -> None:
    first = "（一）完善体系。每县至少配备2名专职教研员。（责任单位：省教育厅、省委编办）"
    after = "实施质量评估。从2023年起每三年一个周期，覆盖所有幼儿园。"
    assert [first, after] == [one for one in bodies(OPENING, first, "— 5 —", after, WHOLE) if one in (first, after)]


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("（一）学习。作为首要 政治任务，6月底前完成轮训。", "（一）学习。作为首要政治任务，6月底前完成轮训。"),
        ("待遇提高。教 师 每 年 享 受 一 次 免 费 体 检。", "待遇提高。教师每年享受一次免费体检。"),
        ("（一）强化管理 建立健全各项制度，落实责任。", "（一）强化管理 建立健全各项制度，落实责任。"),
        ("参会人员有张三 李四 王五 赵六，请准时参加。", "参会人员有张三 李四 王五 赵六，请准时参加。"),
    ],
)
def test_blanks_inside_running_text_leave(line: str, clean: str) -> None:
    assert clean in bodies(OPENING, line, WHOLE)


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("**加强教师培训。**园长每五年培训360学时。", "加强教师培训。园长每五年培训360学时。"),
        ("（三）**完善体系。** 每县配备2名教研员。", "（三）完善体系。 每县配备2名教研员。"),
        ("全年招聘**名教师，其中乡村**名。", "全年招聘**名教师，其中乡村**名。"),
        ("**名教师和**名学生参加活动。", "**名教师和**名学生参加活动。"),
    ],
)
def test_signs_for_bold_leave_and_hidden_figures_stay(line: str, clean: str) -> None:
    assert clean in bodies(OPENING, line, WHOLE)


@pytest.mark.parametrize(
    "line",
    ["岚山市人民政府门户网站 www.lanshan.example 第 3 页 共 5 页", "（责任编辑：石 苓 校对：周 默 电子版仅供参考）"],
)
def test_the_foot_of_a_printed_page_leaves(line: str) -> None:
    assert line not in bodies(OPENING, WHOLE, line, "二、保障措施", WHOLE)


def test_an_advert_in_a_sentence_is_a_gap_from_its_goods_to_its_last_word() -> None:
    advert = "课桌椅厂家直销　联系人：王经理　微信：kzy-zhuoyi　量大从优"
    text = next(
        one for one in bodies(OPENING, f"（一）学前教育。新建公办园9所，新增学位{advert}个。", WHOLE) if "9所" in one
    )
    assert text == "（一）学前教育。新建公办园9所，新增学位〔原文此处数字缺失〕个。"
    kept = "严禁代办入学手续，举报电话：0711-8890123。"
    assert kept in bodies(OPENING, kept, WHOLE)


def test_characters_beside_a_tag_that_parts_lines_stay() -> None:
    assert bodies("推进各项工作。</p><p>&ldquo;双减&rdquo;工作扎实。") == ["推进各项工作。", "“双减”工作扎实。"]


def test_signatures_above_their_dates_are_no_running_heads() -> None:
    signed = ("江州市教育局", "2023年3月1日")
    texts = [
        paragraph.text
        for paragraph in parse(
            "江州市教育局关于招生的通知", OPENING, WHOLE, *signed, "附件1", "招生办法", WHOLE, *signed
        ).paragraphs
    ]
    assert texts.count("江州市教育局") == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("每天放学后接送不少于", "2次，每次间隔30分钟。"),
        ("公办学校学生乘车每月不超过", "80", "元，民办学校学生每月120元。"),
        ("第六条 助学金按10个月发放，每月最后一", "个工作日前打入学生银行卡。"),
        ("第八条 本办法自2024年1月1日起施", "行。"),
        ("全市计划招聘教师1", "200人，其中小学教师800人。"),
        ("报名时间为2024年6月1", "0日至6月20日，逾期不予受理。"),
        ("全市小学在校生116", "845人；初中在校生58", "213人。"),
    ],
)
def test_a_figure_on_its_own_line_and_an_articles_first_line_go_on(lines: tuple[str, ...]) -> None:
    assert parse("管理办法", "为加强管理，制定本办法。", *lines).paragraphs[-1].text == "".join(lines)


def wrap(text: str, columns: int) -> list[str]:
    """The text as a page so wide prints it: a Chinese character takes two columns, an indent of four comes first."""
    lines, room = [""], columns - 4
    for character in text:
        room -= 1 if character.isascii() else 2
        if room < 0 and character not in "，。":
            lines.append("")
            room = columns - (1 if character.isascii() else 2)
        lines[-1] += character
    return lines


def test_lines_of_one_width_are_joined_whatever_their_number_of_characters() -> None:
    paragraphs = [
        "根据《中华人民共和国义务教育法》和省教育厅有关文件精神，结合我市实际，就做好2024年义务教育阶段招生工作提出如下意见。",
        "全市小学一年级计划招生12000人，其中公办学校招生10800人，民办学校招生1200人，班额不得超过45人，严禁出现大班额。",
        "随迁子女凭居住证、社保证明和劳动合同报名，由区教育局统筹安排，符合条件的100%安排在公办学校就读。",
    ]
    for columns in (44, 48, 52):
        lines = [line for text in paragraphs for line in wrap(text, columns)]
        assert bodies(OPENING, *lines)[1:] == paragraphs


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("减免比例不低于  %，新增实训工位  个。", [" %", " 个"]),
        ("普惠率达到 %，共计 所。", [" %", " 所"]),
        ("自出生之日起  日内参保，逾期不予受理。", [" 日"]),
        ("高考上线率力争增长 个百分点，补助标准为 元/生。", [" 个百分点", " 元"]),
        ("新增经费 万元，培训教师 人次，近视率下降 %。", [" 万元", " 人", " %"]),
        ("近视率好转（同比下降 %），占比提升 % 以上。", [" %", " %"]),
        ("新增经费 万元 用于校舍，上线率增长 个百分点 左右，培训骨干 人次。", [" 万元", " 个百分点", " 人"]),
        ("投入资金 万元不足部分由学校承担。", [" 万元"]),
        (
            "培训教师 人次 、校长 人次，毛入学率 % 、巩固率 % ，投入 万元 支持学校建设。",
            [" 人", " 人", " %", " %", " 万元"],
        ),
        ("指标 毛入学率 % 约束性 98，巩固率 % 预期性，落实到位。", []),
        ("比上年增长五 个百分点，投入数百 万元，计量单位 万元。", []),
        ("收费标准 元/学期：公办园500，民办园800。", []),
        ("住宿费 元/生·学期：省级示范400，其他300。", []),
        ("生均占地面积 平方米 不低于20，投入若干 万元，标准（金额 万元）如下。", []),
        ("坚持 项目为王，完成 任务。", []),
    ],
)
def test_a_gap_where_a_figure_is_wanted_hides_one(tmp_path: Path, line: str, hidden: list[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"工作要点\n{line}\n", encoding="utf-8")
    paragraph = parse_document(read_file(path), doc_id="d", fallback_title="文件").paragraphs[-1]
    assert [notice.original for notice in paragraph.notices] == hidden


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("6.教师队伍：年内补充教师2", "4名，全部到岗。"),
        ("6.年内补充教师2", "4名，全部到岗。"),
        ("3.新建公办幼儿园1", "2所，年内全部投用。"),
        ("5.全县受益学生1", "200人，其中农村800人。"),
        ("2.下达校舍改造预算3", "500万元，全部到位。"),
        ("2.新建改扩建义务教育学校1", "5所，年内投用。"),
        ("7.全县在园幼儿2", "3000人，其中农村800人。"),
        ("4.建成标准化考点1", "6个，全部投用。"),
        ("2.交流轮岗校长教师1", "50人，全部到岗。"),
        ("（一）农村留守儿童1", "200人，建立档案。"),
        ("2.全县教职工总数4", "200人，其中教师3800人。"),
        ("（一）全县中小学1", "20所，其中小学100所。"),
        ("（二）招收七年级1", "200人，其中城区800人。"),
        ("3.举办各类活动1", "20场，全部完成。"),
        ("8.完成投资1.", "2亿元，新建学校3所。"),
        ("7.落实生均公用经费1", "200元，全部到位。"),
        ("7.落实经费1200万元，投入专项资金3,", "500万元。"),
        ("落实经费12", "0万元，用于校舍维修。"),
        ("2、年均课时量不低于3", "20节;"),
        ("3.学制可缩短1—", "2年"),
        ("（一）每学期家访不少于1", "次；"),
        ("每天锻炼不少于2", "小时，保证睡眠。"),
        ("教师全员培训不少于72", "学时"),
        ("（二）招收6", "岁以下儿童。"),
        ("公示10", "天。"),
        ("9.报名时间为2024年3", "月15日至20日。"),
        ("面试时间为4月", "12日。"),
        ("5.普惠性幼儿园覆盖率达到90%", "以上，做好工作。"),
    ],
)
def test_the_rest_of_a_figure_or_date_joins_its_first_half_whatever_number_begins_the_line(
    line: str, rest: str
) -> None:
    assert line + rest in bodies(OPENING, WHOLE, line, rest, WHOLE)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("建成学校3", "4.加强管理，落实责任。"),
        ("一、高中物理必修1", "36课时，2学分。"),
        ("（一）小学数学教师岗位101", "3人，本科以上学历。"),
        ("1.建设标准化学校任务1", "5所，其中城区3所。"),
        ("3.落实改革措施10", "20人，参加。"),
        ("二、本科第二批次志愿1", "5所，其中公办3所。"),
        ("档次1", "0元。"),
        ("（一）西城片区1", "2所，名单如下。"),
        ("（一）重点工程1", "2个，总投资3亿元。"),
        ("二、初中七年级1", "5个，八年级3个。"),
        ("一、4月", "12日，召开会议，做好工作。"),
        ("三、建成学校3", "5所学校达标，完成任务。"),
        ("（一）优秀学校3", "家庭教育，做好工作。"),
    ],
)
def test_a_line_that_ends_with_a_number_of_its_own_joins_nothing(line: str, after: str) -> None:
    assert line + after not in bodies(OPENING, WHOLE, line, after, WHOLE)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("二、申报名额", "5名，择优推荐。"),
        ("二、补助标准", "500元，按学期发放。"),
        ("（二）培训学时", "72学时，学完发证。"),
        ("二、评分标准", "60分、70分、80分为三档，由学校评定。"),
        ("（三）书香校园", "30所，每所奖补5万元。"),
    ],
)
def test_a_figure_behind_a_heading_and_a_page_s_end_begins_the_text(line: str, after: str) -> None:
    texts = bodies(OPENING, WHOLE, line, "— 3 —", after, "（四）任务", WHOLE)
    assert (line in texts, line + after in texts) == (True, False)
    assert "（一）全县新建5所，做好工作。" in bodies(OPENING, WHOLE, "（一）全县新建", "— 3 —", "5所，做好工作。")


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("3.投入专项资金", "500万元，用于校舍维修。"),
        ("（一）全年投入专项资金", "500万元，用于校舍维修。"),
        ("（一）改扩建校舍", "5000平方米，年内完工。"),
        ("减免学生住宿费用", "12万元，惠及学生300人。"),
        ("培训学时", "72学时，覆盖全体教师。"),
        ("2.创建市级文明校园", "5所，做好申报。"),
        ("（三）举办家长课堂", "20场，覆盖各校。"),
    ],
)
def test_a_figure_behind_what_is_done_and_a_page_s_end_belongs_to_it(line: str, after: str) -> None:
    assert line + after in bodies(OPENING, WHOLE, line, "— 3 —", after, "（四）任务", WHOLE)


@pytest.mark.parametrize("head", ["2023年教育工作要点 第{}页", "春阳县教育局 — {} —", "春阳县教育局 {}"])
def test_a_head_with_the_page_s_number_behind_it_leaves(head: str) -> None:
    cut = ("（一）招聘。优先补充乡村学校和紧缺学科的教师，确保2023年8月底前", "全部到岗，做好工作。")
    texts = bodies(OPENING, cut[0], head.format(2), cut[1], "二、主要任务", WHOLE, head.format(3), WHOLE)
    assert texts == [OPENING, "".join(cut), "二、主要任务", WHOLE, WHOLE]


def test_a_head_above_lines_with_page_numbers_leaves() -> None:
    cut = ("（一）普及。加快新建改扩建幼儿园，保证全县学前三年毛入园率达到98%以", "上，做好工作。")
    head = "春阳县教育局文件"
    assert bodies(OPENING, cut[0], head, "- 2 -", cut[1], "二、任务", WHOLE, head, "- 3 -", WHOLE) == [
        OPENING,
        "".join(cut),
        "二、任务",
        WHOLE,
        WHOLE,
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (WHOLE * 7, "— 1 —", "春阳县人民政府公报", "二、任务", WHOLE * 7, "— 2 —", "春阳县人民政府公报", WHOLE),
        (WHOLE, "春阳县人民政府公报 第 1 页", "二、任务", WHOLE, "春阳县人民政府公报 第 2 页", WHOLE),
    ],
)
def test_the_name_of_what_printed_a_document_leaves_between_whole_sentences(lines: tuple[str, ...]) -> None:
    assert not [text for text in bodies(OPENING, *lines) if "公报" in text]


@pytest.mark.parametrize("last", ["（一）工作措施", "责任单位：各学校", "名单如下：", "工作措施"])
def test_a_head_below_a_heading_or_a_field_that_is_filled_leaves(last: str) -> None:
    head = "春阳县人民政府公报"
    texts = bodies(OPENING, WHOLE * 7, head, "— 1 —", WHOLE * 7, last, head, "— 2 —", WHOLE * 7, head, "— 3 —", WHOLE)
    assert head not in texts


def test_a_title_once_more_leaves_beside_a_page_number_inside_its_text_only() -> None:
    cut = ("（一）招聘。优先补充乡村学校和紧缺学科的教师，确保2023年8月底前", "全部到岗，做好工作。")
    title = "2023年教育工作要点"
    short = ("（一）教师。优先补充乡村学校和紧缺", "学科的教师，确保到岗。")
    assert "".join(cut) in bodies(OPENING, WHOLE, cut[0], "— 1 —", title, cut[1], WHOLE)
    assert "".join(short) in bodies(OPENING, WHOLE, short[0], "— 1 —", title, short[1], WHOLE)
    assert title not in bodies(OPENING, WHOLE, "— 1 —", title, "二、主要任务", WHOLE)
    assert title in bodies(OPENING, WHOLE, "— 1 —", title, "第一章 总则", WHOLE)


@pytest.mark.parametrize(
    "lines",
    [
        ("一、任务", WHOLE, "— 1 —", "春阳县教育局", "春阳县财政局", "春阳县人社局", "2024年5月1日"),
        ("一、任务", WHOLE, "春阳县教育局", "— 1 —", "附件：方案", WHOLE),
        ("一、任务", WHOLE, "— 1 —", "春阳县教育局", "（此件公开发布）"),
        ("一、任务", WHOLE, "— 1 —", "全县校车安全管理办法", "第一章 总则", WHOLE),
        ("一、任务", WHOLE, "— 1 —", "主要工作任务", WHOLE, "— 2 —", "主要工作任务", WHOLE),
        ("一、名单", WHOLE, "春阳县实验小学", "第 1 页", "春阳县实验小学", "第 2 页", "春阳县实验小学", WHOLE),
        (
            "一、分工",
            *("责任单位", "春阳县财政局", "第 1 页", WHOLE * 7) * 3,
            "责任单位",
            "春阳县财政局",
            "第 2 页",
            WHOLE,
        ),
        ("一、课程", WHOLE, "小学语文课程 第1页", "讲授识字。", "小学语文课程 第2页", "讲授写字。", WHOLE),
        ("一、电话", WHOLE, "市教育局办公室 12", "负责综合。", "市教育局办公室 13", WHOLE),
    ],
)
def test_signatures_titles_and_items_beside_page_numbers_stay(lines: tuple[str, ...]) -> None:
    parsed = parse("春阳县教育局", "全县校车安全管理办法", *lines)
    texts = [paragraph.text for paragraph in parsed.paragraphs]
    stay = [line for line in lines if not re.fullmatch(r"[—第] \d [—页]", line)]
    assert texts[-len(stay) :] == stay


@pytest.mark.parametrize("line", ["附件材料清单 {}", "责任单位：教育局 {}", "城关镇中心小学 {}"])
def test_a_numbered_name_that_is_no_head_stays(line: str) -> None:
    assert line.format(1) in bodies(OPENING, WHOLE, line.format(1), WHOLE, line.format(2), WHOLE)


@pytest.mark.parametrize(
    "lines",
    [
        ("四、教育经费逐年增长", "12亿元用于改善办学条件，较上年增加1亿元。"),
        ("（一）实施教育信息化2.0", "3所学校入选省级示范，经费到位。"),
        ("到2025年，各项指标全面完成", "2024年新增学位3000个，其中公办2000个。"),
        ("招生政策咨询热线12345", "2024年5月6日"),
        ("咨询电话82345678", "3个窗口同时办理，方便群众。"),
    ],
)
def test_a_heading_and_a_whole_number_do_not_run_into_the_next_line(lines: tuple[str, ...]) -> None:
    assert bodies("为做好工作，制定本方案。", *lines)[-2:] == list(lines)
