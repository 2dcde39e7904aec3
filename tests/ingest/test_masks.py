"""Signs that hide figures and names, and signs that hide nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.cleaning.counted_columns import find_counted_columns
from ingest.cleaning.masks import find_masks
from ingest.cleaning.missing_figures import find_missing_figures
from ingest.parsing import parse_document
from ingest.reading import read_file
from ingest.records import Block, BlockKind
from tests.ingest.word_builder import build_docx, row, table


def shown(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], "figure" if m.figure else "name") for m in find_masks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("占比达到（空白）%", [("（空白）", "figure")]),
        ("覆盖率达到XX%以上", [("XX", "figure")]),
        ("新建学校××所，投入____万元", [("××", "figure"), ("____", "figure")]),
        ("改造**个操场，培训[ ]人次", [("**", "figure"), ("[ ]", "figure")]),
        ("新增学位ＸＸＸ万个", [("ＸＸＸ", "figure")]),
        ("推动XX、XX、XX等县市", [("XX", "name")] * 3),
        ("分别获得XX、XX万元", [("XX", "figure")] * 2),
        ("力促XX、XX通过验收", [("XX", "name")] * 2),
        ("XX县○○乡□□村", [("XX", "name"), ("○○", "name"), ("□□", "name")]),
        ("发挥XX开放大学作用，培养XX人才", [("XX", "name"), ("XX", "name")]),
        ("XX年XX月XX日", [("XX", "figure")] * 3),
        ("比上年增长xx，", [("xx", "figure")]),
        ("《XX办法》和X教〔2022〕5号", [("XX", "name"), ("X", "name")]),
        ("增长X个百分点，投资×亿元", [("X", "figure"), ("×", "figure")]),
        ("某某中学的××同志", [("某某", "name"), ("××", "name")]),
        ("到**乡和**乡调研", [("**", "name"), ("**", "name")]),
        ("到202X年建成X所学校", [("X", "figure"), ("X", "figure")]),
        ("20××年完成率百分之XX。", [("××", "figure"), ("XX", "figure")]),
        ("x教〔20xx〕x号", [("x", "name"), ("xx", "figure"), ("x", "figure")]),
        ("X政办发〔2021〕XX号", [("X", "name"), ("XX", "figure")]),
        ("增长XX.X%，比例为X:X，不超过XX-XX人", [("XX.X", "figure"), ("X:X", "figure"), ("XX-XX", "figure")]),
        ("改造***所学校，培训XX名校长", [("***", "figure"), ("XX", "figure")]),
        ("覆盖（  ）所学校，完成【】项", [("（  ）", "figure"), ("【】", "figure")]),
        ("招收◆◆人，投入▁▁万元", [("◆◆", "figure"), ("▁▁", "figure")]),
        ("联系电话：XXXXXXXX", [("XXXXXXXX", "figure")]),
        ("增长……%", [("……", "figure")]),
        ("收费不超过…元", [("…", "figure")]),
        ("自营比例达到9█%，达到6?%，共1XX所", [("9█", "figure"), ("6?", "figure"), ("1XX", "figure")]),
        ("新建小学◇所、初中☆所，大班额降到N%以下", [("◇", "figure"), ("☆", "figure"), ("N", "figure")]),
        ("总投资○.○亿元", [("○.○", "figure")]),
        ("力争◇◇、◇◇两所县中通过", [("◇◇", "name"), ("◇◇", "name")]),
        ("区县：甲区；投入（万元）：××", [("××", "figure")]),
        ("区县：XX；招生数/小学：XX；学校名称：XX", [("XX", "name"), ("XX", "figure"), ("XX", "name")]),
        ("电话：0739-XXXXXXX", [("XXXXXXX", "figure")]),
        ("电话：0851—8412XXXX 手机：139****5678", [("XXXX", "figure"), ("****", "figure")]),
        ("联系电话88XX1234，传真0851-84xxxxxx。", [("XX", "figure"), ("xxxxxx", "figure")]),
        ("场馆：博物馆；年服务人次:**", [("**", "figure")]),
        ("项目：二等奖学金；金额（元/人）：XXXX；对象：XX", [("XXXX", "figure"), ("XX", "name")]),
        ("学费（元/学期）：××；补助标准（元/人·月）：XX", [("××", "figure"), ("XX", "figure")]),
        ("学费（每学期）：××；收费标准：XX；执行标准：XX", [("××", "figure"), ("XX", "figure"), ("XX", "name")]),
        ("工资：XXXX；录取分数线：XXX；评价：XX", [("XXXX", "figure"), ("XXX", "figure"), ("XX", "name")]),
        ("监督举报电话：0379-6688****。", [("****", "figure")]),
        ("拨打0571-6532****，或138********（王老师）。", [("****", "figure"), ("********", "figure")]),
        ("年服务人次：××；负责人：××", [("××", "figure"), ("××", "name")]),
        ("新建学校*所，招聘教师＊名（其中研究生*人）", [("*", "figure"), ("＊", "figure"), ("*", "figure")]),
        ("达到9X.X%，招生2×0人，投入1XX0万元", [("9X.X", "figure"), ("2×0", "figure"), ("1XX0", "figure")]),
        ("师生比控制在1:X，职普比X:4，男女比1∶XX", [("1:X", "figure"), ("X:4", "figure"), ("1∶XX", "figure")]),
        (
            "投入（略）万元，补助（待定）元，占【数字】%",
            [("（略）", "figure"), ("（待定）", "figure"), ("【数字】", "figure")],
        ),
        ("新建（数量略）所，招聘【X】名，", [("（数量略）", "figure"), ("【X】", "figure")]),
        ("撤并…所，评选—名，达到--%", [("…", "figure"), ("—", "figure"), ("--", "figure")]),
        ("招聘*名教师，改建*所小学，占（数字）%", [("*", "figure"), ("*", "figure"), ("（数字）", "figure")]),
        ("招聘*名特岗教师，聘请*位名师，新建*所普通高中", [("*", "figure")] * 3),
        ("建设*所乡镇寄宿制学校，新增*个学位，少于*名骨干教师", [("*", "figure")] * 3),
        ("2023—2024学年新增—人，2024—2026年新建—所，", [("—", "figure")] * 2),
        ("新建小学、高中…所，引进语文、数学教师……名，", [("…", "figure"), ("……", "figure")]),
        ("中等职业学校招生……人，高等院校毕业生……名，", [("……", "figure")] * 2),
        ("占比（原文数据）%，新增（省略数字）台设备", [("（原文数据）", "figure"), ("（省略数字）", "figure")]),
        ("面积（数字）平方米，完成（数字）项任务", [("（数字）", "figure")] * 2),
        ("办理积案XX件，评选课例XX节，查处XX起，印发XX本", [("XX", "figure")] * 4),
        ("刊发XX篇，组织XX堂，抢救XX例，新建XX幢，收治XX宗", [("XX", "figure")] * 5),
        ("录制**节，评选**篇", [("**", "figure")] * 2),
        ("科技节、XX节等活动，XX节活动", [("XX", "name")] * 2),
        ("利用××节、××节等节日，在XX节期间开课", [("××", "name")] * 2 + [("XX", "name")]),
        ("录制微课XX节、课例XX堂，查处XX起交通事故，", [("XX", "figure")] * 3),
        ("为期*天的培训，开展*天集训，覆盖小学、初中……所，", [("*", "figure")] * 2 + [("……", "figure")]),
        ("查处XX起案件，赠送XX本图书，图书（略）本，", [("XX", "figure")] * 2 + [("（略）", "figure")]),
        ("培训*天，购置*台电脑，新增*万个学位", [("*", "figure")] * 3),
        ("引进语文、数学教师……人，培训校长、教师……人，", [("……", "figure")] * 2),
        ("组建X节公开课，查办X起案件", [("X", "figure")] * 2),
        (
            "7月*日派位，*月*日开学，不少于＊次，造林*亩，新建*栋",
            [("*", "figure")] * 3 + [("＊", "figure")] + [("*", "figure")] * 2,
        ),
        (
            "每周_次，增加*个乡镇，完成*项，开课*课时，达到□人",
            [("_", "figure"), *[("*", "figure")] * 3, ("□", "figure")],
        ),
        ("参与…人以上，参加……次，", [("…", "figure"), ("……", "figure")]),
        ("拨打8728xxxx，教办〔2022〕*号", [("xxxx", "figure"), ("*", "figure")]),
        ("XX本科院校举办XX节日，XX宗教，XX起草，XX例会", [("XX", "name")] * 5),
        ("近X成，第X季度完成", [("X", "figure"), ("X", "figure")]),
        ("全县现有小学、初中在校生……人，覆盖幼儿园、小学共……人，录播室、教室……个，", [("……", "figure")] * 3),
        ("每周安排X节劳动教育，每天安排*节晚自习，", [("X", "figure"), ("*", "figure")]),
        ("每周体育X节、艺术X节、劳动X节", [("X", "figure")] * 3),
        ("排查X起安全隐患，征集X例经验，发放宣传册X本给家长，", [("X", "figure")] * 3),
        (
            "XX节以上，录制××节微视频，XX例优秀案例，XX宗违法案件，",
            [("XX", "figure"), ("××", "figure")] + [("XX", "figure")] * 2,
        ),
        ("读书节、XX节、体育节，安排XX节活动，XX本校教师，XX宗教案件，", [("XX", "name")] * 4),
        ("受益学生*万人，新增学位*万个，配送*台电脑，提前*天公布，", [("*", "figure")] * 4),
        ("开设*节校本课程，开设*堂思政课，发放生活补助*人次，", [("*", "figure")] * 3),
        ("投入（隐去数字）万元，新建（未公布数据）所，", [("（隐去数字）", "figure"), ("（未公布数据）", "figure")]),
        ("覆盖率：**；面积（平方米）：[ ]；负责人：××", [("**", "figure"), ("[ ]", "figure"), ("××", "name")]),
    ],
)
def test_masks_are_found_and_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "做X光检查和XX染色体筛查",
        "按照GB/T XXXX—2020和DB41/T XX执行",
        "XXL号校服和XXI系列",
        "坚持**立德树人**，突出**重点工作**",
        "□是 □否",
        "- [ ] 已完成",
        "姓名：____　性别：______",
        "面积为2×3米，4*5=20",
        "二〇〇八年建校，二○○九年扩建",
        "见http://a.gov.cn/xxgk/XX/1.html和xx.edu.cn",
        "****",
        "________________",
        "2022年招生〔原文此处数字缺失〕人",
        "第一章　总则（  ）",
        "支持Wi-Fi 6X和XXX2型设备",
        "仁王（）日本时代人物",
        "推进“1+X”证书试点，长×宽×高，2×3.5米",
        "要持之以恒……完善制度",
        "4×100米接力，1+N个中心，□个人 □单位",
        "型号2020-XX、A-XX和3-XX型设备，批号12XX34",
        "补助金额=生均标准×人数，每节2元×节数×天数，按500元×月数计发",
        "安全帽3×个数，单价×件数",
        "每天7×24小时服务，2×50元，每班2×0.5米，5*8个小时",
        "学生李*位列第一，教师王*所带班级获奖，王*名列前茅，陈*名片",
        "软件技术（大数据）班，电子商务（数字）班，信息（数据）处，",
        "张三、李四……人，师—生—人。",
        "补助金额=生均标准*人数，单价*个数，每人*名额",
        "带*名称、带*项为必填，标*处和*个人信息，推进*名师工程*",
        "时间为8:30，比1:10，第一名—名校，持之以恒……个个争先",
        "建成3#栋和5#幢，自**今日**起，",
        "凡*项必填，课时费按单价*课时，金额=单价*天，教师*所有人员，（ ）本科",
        "附件_名单，登记表_个人，汇总表_所属单位，家庭成员_人，□次日",
        "第一章（略）条例，（略）人才，（战略）项目，答案（×）人民",
        "流程图（略）本细则自发布之日起施行，（略）本手册，（略）起草，1□本系统 2□外系统",
        "教师（核定数量）以上报为准，（含附设班数据）以上报数为准，数据资源（政务数据）条目",
        "录取名单：王*天、高*天、任*台、方*亿、段*万，教师高*万同志，教师易*天，",
        "学校名称*天成中学，项目名称*万里小学，重点项目*台州湾新区，人员信息*个税申报，体育*天天练",
        "课时津贴*课时，日补贴*天，",
        "在X节期间展演，举办X节展演，发放X本校教材，X起草，X例外情况，",
        "校长、教师、学生……人，都要参加。",
    ],
)
def test_what_hides_nothing_is_no_mask(text: str) -> None:
    assert shown(text) == []


def hidden_in_file(folder: Path, text: str, kind: str) -> list[str]:
    """The figures that are told as hidden in one line of a file."""
    if kind == "docx":
        path = build_docx(folder / "a.docx", f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>')
    else:
        path = folder / "a.txt"
        path.write_text(f"2024年要点\n{text}\n", encoding="utf-8")
    document = parse_document(read_file(path), doc_id="d", fallback_title="文件")
    told = [n for n in document.paragraphs[-1].notices if n.code == "masked_figure"]
    assert all(n.span and document.paragraphs[-1].text[n.span.start : n.span.end] == n.original for n in told)
    return [n.original for n in told]


@pytest.mark.parametrize("kind", ["docx", "txt"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开工改造老旧小区    个，惠及居民1.2万户。", [" 个"]),
        ("人均经费标准为    元，其中县级配套　　万元。", [" 元", " 万元"]),
        ("新增学位\u00a0\u00a0\u00a0个，普惠率达到   %以上。", [" 个", " %"]),
        ("惠及      余人，完成投资约　　亿元，培训教师    人次。", [" 余人", " 亿元", " 人"]),
        ("床位达到    张，有效期为    年。", [" 张", " 年"]),
    ],
)
def test_a_wide_gap_before_a_measure_word_hides_a_figure(
    tmp_path: Path, text: str, expected: list[str], kind: str
) -> None:
    assert hidden_in_file(tmp_path, text, kind) == expected


@pytest.mark.parametrize("kind", ["docx", "txt"])
@pytest.mark.parametrize(
    "text",
    [
        "改造老旧小区 个，惠及居民1.2万户。",
        "满意度达到 百分之九十以上，约 十所，超过 千万元，达到 百余人。",
        "姓名：    　联系人：    ，家庭人口    人，共    户。",
        "经办人（签字），联系人    年  月  日",
        "申请人声明以上属实，特此申请    年    月    日",
        "姓　　名：张三，项　　目：道路，总　　户：略。",
        "第一章 总则    1",
        "新增学位    个",
        "组长：王五，副组长    张三、万里，成员    余敏。",
        "序号，姓名    份数    名单    个人",
        "推进改革    加强领导，完善制度    人民满意。",
        "新增学位\t个，惠及居民1.2万户。",
        "毛入园率 % 预期性 92，教育经费 万元 约束性 3000，校舍面积 平方米 预期性 12。",
        "毛入园率 % 由88 提高到92，收费标准 元/生·学期 备注，按规定执行。",
    ],
)
def test_gaps_of_forms_names_and_columns_hide_nothing(tmp_path: Path, text: str, kind: str) -> None:
    assert hidden_in_file(tmp_path, text, kind) == []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("2.XX县职教中心承担实训基地建设任务。", [("XX", "name")]),
        ("1.XX所中职学校完成达标改造。", [("XX", "figure")]),
        ("3.××%的学校完成。", [("××", "figure")]),
        ("补助（）元，住宿费每生每学期□元，上线率达到*%。", [("（）", "figure"), ("□", "figure"), ("*", "figure")]),
        ("家长签字______ 学生姓名______", []),
        ("____年____月____日", []),
        ("新增____个学位，投资___万元。", [("____", "figure"), ("___", "figure")]),
    ],
)
def test_a_mask_behind_an_items_number_a_single_sign_and_a_form(text: str, hidden: list[tuple[str, str]]) -> None:
    assert shown(text) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("1.新建公办幼儿园____所", [("____", "figure")]),
        ("2.公办园占比达到____%以上", [("____", "figure")]),
        ("学校放假吗？元旦期间照常上课。", []),
        ("带*元素的为必填项目", []),
    ],
)
def test_a_blank_before_a_unit_hides_a_figure_and_a_question_mark_none(
    text: str, hidden: list[tuple[str, str]]
) -> None:
    assert shown(text) == hidden


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高中阶段毛入学率达到%以上，近视率下降个百分点，投入亿元。", ["%", "个百分点", "亿元"]),
        ("毛入学率达到%以上", ["%"]),
        ("录取率达到以上，控制在以内；至少个工作日办结。", ["以上", "以内", "个工作日"]),
        ("新增学位个，新建学校所、幼儿园所，培训不少于人次。", ["个", "所", "所", "人次"]),
        ("学费不超过元/学期，人均不低于平方米。", ["元", "平方米"]),
        ("人数达到人，参加者不少于人，受益达到户以上，普惠率%以上。", ["人", "人", "户", "%"]),
        ("安排资金万元，总投资万元，投资亿元，比上年减少个。", ["万元", "万元", "亿元", "个"]),
        ("学前三年毛入园率%，公办园占比%，普及水平提高。", ["%", "%"]),
        ("累计投入万元，完成投资万元。", ["万元", "万元"]),
        ("专任教师达到人，在校生稳定在人，班额控制在人，藏书达到册，企业达到家。", ["人", "人", "人", "册", "家"]),
        ("学费不超过元/学期（2024年标准），保教费提高到元/月2024年9月执行。", ["元", "元"]),
    ],
)
def test_a_figure_that_is_gone_without_a_blank_is_told(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert lost_in_file(tmp_path, text) == expected


def lost_in_file(folder: Path, text: str) -> list[str]:
    path = folder / "a.txt"
    path.write_text(f"2024年要点\n{text}\n", encoding="utf-8")
    paragraph = parse_document(read_file(path), doc_id="d", fallback_title="文件").paragraphs[-1]
    return [paragraph.text[n.span.start : n.span.end] for n in paragraph.notices if n.code == "damaged_text" and n.span]


@pytest.mark.parametrize(
    "text",
    [
        "提高两个百分点，若干个百分点，每个百分点奖1分，百分之百落实，以%计，单位为%。",
        "投资亿元以上项目，达到百人，超过千万元，奖励万元，产值达到万亿级。",
        "认识提高到位，须达到以下条件：不低于以上标准，超过名额的，不低于年初预期。",
        "这个、几个、多个、各个、整个，个个，一个个，按个、十来个，场所，住所，派出所。",
        "满意度%：95，增长%（同比）。",
        "普惠率%",
        "缺编教师多少个，究竟下降了多少个百分点，计量单位为个，单位用个、套，以个、件计，高个、矮个，计量单位%。",
        "政策传达到户，疫情期间保持在家，指标下达到人。",
        "资金直达到户、直达到人，服务提升到家，帮扶力度提高到户，人心稳定在家，保持在册，师德高于人、高于一切。",
        "标准提高到月/人500元，提高到年/生1500元，补助提高到元/月800。",
        "得分按优秀率%×40+合格率%×30计算，指标包括毛入园率%、普惠率%，均按年度统计。",
        "每户一次性投入万元，由乡镇落实。",
    ],
)
def test_units_that_stand_alone_rightly_have_lost_no_figure(tmp_path: Path, text: str) -> None:
    assert lost_in_file(tmp_path, text) == []


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<w:del w:id="1" w:author="a"><w:r><w:delText>95</w:delText></w:r></w:del>', ["%"]),
        ("<w:r><w:t>95</w:t></w:r>", []),
    ],
)
def test_a_figure_that_was_struck_out_is_told_as_gone(tmp_path: Path, inside: str, expected: list[str]) -> None:
    body = f"<w:p><w:r><w:t>巩固率达到</w:t></w:r>{inside}<w:r><w:t>%以上。</w:t></w:r></w:p>"
    document = parse_document(read_file(build_docx(tmp_path / "a.docx", body)), doc_id="d", fallback_title="文件")
    (paragraph,) = document.paragraphs
    told = [n.span for n in paragraph.notices if n.code == "damaged_text"]
    assert [paragraph.text[span.start : span.end] for span in told if span] == expected


def test_in_a_table_only_a_figure_that_is_certain_is_told_as_gone() -> None:
    rows = (
        "指标；同比增长%；占比",
        "指标：总量；同比增长%：5",
        "指标：满意度%；目标：XX",
        "任务：家访；目标：资金直达到户，服务提升到家",
        "指标：近视率；目标：下降个百分点",
    )
    told = [[row[a:b] for a, b in find_missing_figures(row, row=True)] for row in rows]
    assert told == [[], [], [], [], ["个百分点"]]


@pytest.mark.parametrize(
    ("table_text", "expected"),
    [
        ("类别\t排查\t已整改\n校舍\t12\t**\n食堂\t8\t5\n", [("**", "masked_figure")]),
        (
            "指标\t一小\t实验小学\n招生人数\t120\tXXX\n班级数\t3\t4\n校长\t李明\tXX\n",
            [("XXX", "masked_figure"), ("XX", "masked_name")],
        ),
        ("学校\t人数\t牵头部门\n一小\t120\tXX\n二小\t90\t教育局\n", [("XX", "masked_name")]),
    ],
)
def test_a_column_of_figures_hides_one(tmp_path: Path, table_text: str, expected: list[tuple[str, str]]) -> None:
    rows = (row(*line.split("\t")) for line in table_text.splitlines())
    path = build_docx(tmp_path / "a.docx", table(*rows))
    document = parse_document(read_file(path), doc_id="d", fallback_title="文件")
    assert [(n.original, n.code.value) for p in document.paragraphs for n in p.notices] == expected


def test_a_row_with_a_unit_counts_beside_one_whose_first_cell_says_so() -> None:
    rows = [
        Block(BlockKind.TABLE_ROW, f"指标：{name}；单位：{unit}；2024年：{now}；2025年：{then}", place=f"t1/r{at}")
        for at, (name, unit, now, then) in enumerate(
            [("上线人数", "人", 1523, 1600), ("新增学位", "个", 3600, "XX"), ("巩固率", "%", "99.1", "99.3")]
        )
    ]
    assert find_counted_columns(rows, 1) == {"2024年", "2025年"}


@pytest.mark.parametrize(
    "text",
    [
        "各校报送入学率%及巩固率%，由县教育局汇总。", "填报就业率%，巩固率%，升学率%。", "优秀率%占40分，及格率%占30分。",
        "入园率%满分10分。", "优秀率%达90以上得5分，及格率%按比例折算。",
    ],
)  # fmt: skip
def test_indicators_named_with_their_sign_have_lost_no_figure(text: str) -> None:
    assert find_missing_figures(text, row=False) == []


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("小学一年级计划招生人左右，七年级计划招生2.8万人左右。", ["人"]),
        ("乡镇工作补贴按每人每月200至元发放。", ["元"]),
        ("培育产教融合型企业家以上，新增学位个左右。", ["家", "个"]),
        ("招聘教师名左右，其中名额为人。", ["名", "人"]),
        ("每生每年补助元，投入资金约万元。", ["元", "万元"]),
        ("方案于月日前报送，5月日前公布。", ["月日", "日"]),
        ("用时三个月左右，面积200平方米左右，花费100美元左右，近万元左右，10来个左右。", []),
        ("年产值亿元以上，专家以上称号，姓名以上内容，5月日常工作，计量单位为元，左右为难的个人左右为难。", []),
        ("市级学科带头人以上称号，派出所以上机关，电视台以上媒体，奖项以上荣誉，农户以上，负责人以上。", []),
        ("培训人以上，招聘教师人以上。", ["人", "人"]),
        ("管养人员人次以上，新增年吞吐能力万吨，改建农村公路公里。", ["人次", "万吨", "公里"]),
        ("培训骨干教师人次。全员培训每期天，每人元。", ["人次", "天", "元"]),
        ("发放补贴万元，惠及群众；每户发放补贴万元。", ["万元"]),
        ("按每人次补助，统计接待人次、收入，每年元旦放假，每次天气变化。", []),
        ("五名以上教师，两兆元以上的产值，每月20日前，节约元件。", []),
    ],
)
def test_a_count_with_about_or_more_behind_it_or_said_to_be_so_many_has_lost_its_figure(
    text: str, lost: list[str]
) -> None:
    assert [text[start:end] for start, end in find_missing_figures(text, row=False)] == lost


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("毛入园率达到%为全省最高，比上年有所提高。", ["%"]),
        ("毛入园率%为全省最高，比上年有所提高。", ["%"]),
        ("毛入园率提高个百分点达到%，居全省前列。", ["个百分点", "%"]),
        ("近视率比上年下降个百分点为%，居全省前列。", ["个百分点", "%"]),
        ("城镇登记失业率控制在%，居民收入增长%达到预期目标。", ["%", "%"]),
        ("地区生产总值增长%为近五年最好水平，全市向好。", ["%"]),
        ("据统计，全市学前三年毛入园率%，义务教育巩固率%，居全省前列。", ["%", "%"]),
        ("强化督导考核，义务教育大班额比例%，超大班额全部消除。", ["%"]),
        ("主要指标持续向好，毛入园率%，巩固率%，均高于全省平均。", ["%", "%"]),
        ("毛入园率%和九年义务教育巩固率%，均高于全省。", ["%", "%"]),
        ("据各校上报，毛入园率%，巩固率%，居全省前列。", ["%", "%"]),
    ],
)
def test_a_rate_told_of_has_lost_its_figure_whatever_else_its_sentence_speaks_of(text: str, lost: list[str]) -> None:
    assert [text[start:end] for start, end in find_missing_figures(text, row=False)] == lost


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("领导干部每月至少下基层调研□次。", 1),
        ("每学期至少家访□次，做好记录。", 1),
        ("每学期 □一次 □两次", 0),
        ("每周锻炼：□次数 □不锻炼。", 0),
    ],
)
def test_a_box_tells_how_often_where_it_ends_what_is_done(text: str, hidden: int) -> None:
    assert len(find_masks(text)) == hidden
