from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.records import NoticeCode
from tests.ingest.word_builder import field, paragraph, read_body, run, style, texts

TEXT_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
    "<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="校徽"/><a:graphic><a:graphicData><pic:pic/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def text_of(folder: Path, *content: str, **parts: object) -> str:
    return "|".join(texts(read_body(folder, paragraph(*content), **parts)))


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<w:r><w:t>招生</w:t><w:tab/><w:t>1200</w:t></w:r>", "招生 1200"),
        ("<w:r><w:t>12</w:t><w:br/><w:t>34</w:t></w:r>", "12 34"),
        ("<w:r><w:t>12</w:t><w:cr/><w:t>34</w:t></w:r>", "12 34"),
        ("<w:r><w:t>2020</w:t><w:noBreakHyphen/><w:t>2022</w:t></w:r>", "2020-2022"),
        ("<w:r><w:t>教</w:t><w:softHyphen/><w:t>育</w:t></w:r>", "教育"),
        ("<w:r><w:t>12</w:t><w:softHyphen/><w:t>34</w:t></w:r>", "12 34"),
        (run("　　全市\u00a0教育\u200b工作　 要点　"), "全市 教育工作 要点"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>60分</w:t></w:r>', "≥60分"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        ("<w:smartTag><w:r><w:t>北京</w:t></w:r></w:smartTag><w:customXml><w:r><w:t>市</w:t></w:r></w:customXml>",
         "北京市"),
        ("<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt>",
         "甲"),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>",
            "汉",
        ),
        ("<w:dir><w:bdo><w:r><w:t>双向</w:t></w:r></w:bdo></w:dir>", "双向"),
        ("<w:commentRangeStart w:id='1'/><w:r><w:t>批</w:t></w:r><w:r><w:commentReference w:id='1'/></w:r>", "批"),
        ("<w:r><w:t>页</w:t><w:pgNum/><w:lastRenderedPageBreak/><w:t>码</w:t></w:r>", "页码"),
        ("<w:r><w:t>前<!-- 注 -->后</w:t></w:r>", "前后"),
        ("<w:r><w:t>招生。\n  一、人数</w:t></w:r>", "招生。 一、人数"),
        ("<w:r><w:t>12</w:t><w:footnoteReference w:id='5'/><w:t>34</w:t></w:r>", "12 34"),
        ("<w:r><w:t>甲</w:t><w:footnoteReference w:id='5'/><w:t>34</w:t></w:r>", "甲34"),
    ],
)  # fmt: skip
def test_a_run_shows_what_word_shows(tmp_path: Path, inner: str, shown: str) -> None:
    assert text_of(tmp_path, inner) == shown


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("单击或点击此处输入文字。", "新建学校____所"),
        ("选择一项。", "新建学校____所"),
        ("Click or tap here to enter text.", "新建学校____所"),
        ("请选择数目", "新建学校____所"),
        ("输入数字", "新建学校____所"),
        ("待填写", "新建学校____所"),
        ("点此输入", "新建学校____所"),
        ("点击添加文字", "新建学校____所"),
        ("选择性", "新建学校选择性所"),
        ("12", "新建学校12所"),  # filled in by a program that left the mark
        ("（填写志愿）", "新建学校（填写志愿）所"),
        ("自愿选择的", "新建学校自愿选择的所"),
    ],
)
def test_a_form_s_field_that_nobody_filled_in_is_a_line_to_write_on(tmp_path: Path, prompt: str, shown: str) -> None:
    field = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(prompt)}</w:sdtContent></w:sdt>"
    assert text_of(tmp_path, run("新建学校") + field + run("所")) == shown


def test_a_prompt_alone_in_its_paragraph_leaves(tmp_path: Path) -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    block = prompt.format(paragraph(run("单击此处输入文字。")))
    inline = f"<w:p>{prompt.format(run('单击此处输入文字。'))}</w:p>"
    body = paragraph(run("一")) + block + inline + paragraph(run("二"))
    assert texts(read_body(tmp_path, body)) == ["一", "二"]
    told = ["二、志愿填写", "考生应在规定时间内填写志愿", "选择性考试", "点击学校官网报名"]
    body = "".join(prompt.format(paragraph(run(text))) for text in told)
    assert texts(read_body(tmp_path, body)) == told


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "1/2",
        ),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
            "</m:oMath>",
            "10^2",
        ),
        (
            "<m:oMath><m:sSubSup><m:e><m:r><m:t>a</m:t></m:r></m:e><m:sub><m:r><m:t>1</m:t></m:r></m:sub>"
            "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSubSup></m:oMath>",
            "a_1^2",
        ),
        ("<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad></m:oMath>", "√(2)"),
        ("<m:oMath><m:d><m:e><m:r><m:t>n</m:t></m:r></m:e></m:d></m:oMath>", "(n)"),
    ],
)  # fmt: skip
def test_an_equation_is_written_on_one_line_without_joining_figures(tmp_path: Path, inner: str, shown: str) -> None:
    assert text_of(tmp_path, inner) == shown


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (run("见") + field(" REF _a ", run("第三条")) + run("。"), "见第三条。"),
        ('<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>教育局</w:t></w:r></w:fldSimple>', "教育局"),
        (field("IF " , run("外") + field("PAGE", run("7")) + run("层")), "外7层"),
        (field("eq \\o\\ac(○,3)"), "③"),
        (field('EQ \\* jc2 \\* "Font:宋体" \\o\\ad(\\s\\up 9(hàn),汉)'), "汉"),
        (field("EQ \\f(1,2)"), "1/2"),
        (field("XE 索引") + run("词"), "词"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/>'
            '</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "☒",
        ),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("没有结束的域之后"), "没有结束的域之后"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("没有开始的域之后"), "没有开始的域之后"),
    ],
)  # fmt: skip
def test_a_field_shows_its_result_and_not_its_code(tmp_path: Path, inner: str, shown: str) -> None:
    assert text_of(tmp_path, inner) == shown


def test_a_field_may_run_over_several_paragraphs(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r>'
    body = (
        paragraph(begin)
        + paragraph('<w:r><w:instrText>more code</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>' + run("一"))
        + paragraph(run("二") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("三"))
    )
    assert texts(read_body(tmp_path, body)) == ["一", "二三"]


def test_insertions_are_shown_and_deletions_are_not_and_both_are_told(tmp_path: Path) -> None:
    body = paragraph(
        run("招生")
        + "<w:del><w:r><w:delText>900</w:delText></w:r></w:del><w:ins><w:r><w:t>1200</w:t></w:r></w:ins>"
        + "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>人</w:t></w:r></w:moveTo>"
        + "<w:ins><w:del><w:r><w:delText>插了又删</w:delText></w:r></w:del></w:ins>"
    ) + paragraph("未改")
    first, second = read_body(tmp_path, body).blocks
    assert first.text == "招生1200人"
    assert [(n.code, n.original) for n in first.notices] == [(NoticeCode.TRACKED_CHANGE, "")]
    assert (second.text, second.notices) == ("未改", ())


def test_a_paragraph_whose_mark_was_deleted_joins_the_next_one(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        paragraph("前半句", properties=gone)
        + paragraph("<w:del><w:r><w:delText>全删</w:delText></w:r></w:del>", properties=gone)
        + paragraph("后半句。")
        + paragraph("末段", properties=gone)
    )
    assert texts(read_body(tmp_path, body)) == ["前半句后半句。", "末段"]


def test_hidden_text_is_not_shown_whoever_hides_it(tmp_path: Path) -> None:
    styles = (
        style("Secret", "Secret", run_properties="<w:vanish/>")
        + style("Quiet", "Quiet", run_properties="<w:vanish/>", kind="character")
        + style("SubQuiet", "Sub Quiet", based_on="Quiet", kind="character")
    )
    body = (
        paragraph(run("看得见"), run("隐", "<w:vanish/>"), run("也见", '<w:vanish w:val="0"/>'))
        + paragraph("整段隐藏", style="Secret")
        + paragraph(run("段隐字显", '<w:vanish w:val="false"/>'), style="Secret")
        + paragraph(run("藏", '<w:rStyle w:val="SubQuiet"/>'), run("露"))
    )
    assert texts(read_body(tmp_path, body, styles=styles)) == ["看得见也见", "段隐字显", "露"]


@pytest.mark.parametrize("line", ["strike", "dstrike"])
def test_what_is_struck_out_is_deleted_and_told_so(line: str, tmp_path: Path) -> None:
    body = paragraph(
        run("应当在"), run("48小时", f"<w:{line}/>"), run("24小时内修复。"), run("照办。", f'<w:{line} w:val="0"/>')
    )
    read = read_body(tmp_path, body)
    assert texts(read) == ["应当在24小时内修复。照办。"]
    assert [one.code for one in read.blocks[0].notices] == [NoticeCode.TRACKED_CHANGE]


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on(tmp_path: Path) -> None:
    box = TEXT_BOX.format(content=paragraph("框内一") + paragraph("框内二"))
    assert texts(read_body(tmp_path, paragraph(run("正文"), box, run("接着")) + paragraph("后文"))) == [
        "正文接着", "框内一", "框内二", "后文",
    ]  # fmt: skip


def test_the_fallback_is_read_where_the_choice_shows_no_words(tmp_path: Path) -> None:
    inner = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="new"><w:drawing/></mc:Choice>'
        "<mc:Fallback><w:t>后备</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(tmp_path, inner) == "后备"


def test_words_in_drawings_are_read(tmp_path: Path) -> None:
    shape = "<w:r><w:drawing><a:p><a:r><a:t>图中</a:t></a:r><a:r><a:t>文字</a:t></a:r></a:p></w:drawing></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    assert text_of(tmp_path, shape + art) == "图中文字|艺术字"


def test_content_controls_around_paragraphs_are_opened(tmp_path: Path) -> None:
    body = (
        "<w:sdt><w:sdtContent>" + paragraph("一") + "<w:customXml>" + paragraph("二") + "</w:customXml>"
        "</w:sdtContent></w:sdt><mc:AlternateContent><mc:Choice Requires='x'>" + paragraph("三") + "</mc:Choice>"
        "<mc:Fallback>" + paragraph("三") + "</mc:Fallback></mc:AlternateContent>" + run("无段之字")
    )
    assert texts(read_body(tmp_path, body)) == ["一", "二", "三", "无段之字"]


def test_a_picture_beside_text_is_told_on_the_block_and_one_alone_on_the_document(tmp_path: Path) -> None:
    read = read_body(tmp_path, paragraph(run("说明"), PICTURE) + paragraph(PICTURE) + '<w:altChunk r:id="x"/>')
    assert [(n.code, str(n.message), n.original) for n in read.blocks[0].notices] == [
        (NoticeCode.UNSUPPORTED_OBJECT, "Not read here: picture.", "校徽")
    ]
    assert [str(n.message) for n in read.notices] == [
        "Not read after “说明”: picture.",
        "Not read after “说明”: embedded document.",
    ]


def test_a_table_of_contents_is_no_body_text(tmp_path: Path) -> None:
    styles = style("TOC1", "toc 1") + style("TOCHeading", "TOC Heading") + style("1", "heading 1")
    link = "<w:hyperlink>" + run("一、总则") + run("\t1") + "</w:hyperlink>"
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    body = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        "<w:sdtContent>"
        + paragraph("目录", style="TOCHeading")
        + paragraph("零、序1")
        + "</w:sdtContent></w:sdt>"
        + paragraph(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + link)
        + paragraph("二、目标2")
        + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("正文开始"))
        + paragraph("附则9", style="TOC1")
        + paragraph("总则", style="1")
    )
    read = read_body(tmp_path, body, styles=styles)
    assert texts(read) == ["正文开始", "总则"]
    (told,) = read.notices
    assert (told.code, told.original.split("\n")) == (
        NoticeCode.BOILERPLATE, ["目录", "零、序1", "一、总则 1", "二、目标2", "附则9"],
    )  # fmt: skip


def test_headings_come_from_styles_names_ancestors_and_outline_levels(tmp_path: Path) -> None:
    styles = (
        style("1", "heading 1")
        + style("a2", "标题 2")
        + style("Mine", "Mine", based_on="1")
        + style("Out", "Out", properties='<w:outlineLvl w:val="3"/>')
        + style("Plain", "Plain", based_on="1", properties='<w:outlineLvl w:val="9"/>')
    )
    body = (
        "".join(paragraph(s, style=s) for s in ("1", "a2", "Mine", "Out", "Plain", "Heading3", "Unknown"))
        + paragraph("direct", properties='<w:outlineLvl w:val="1"/>')
        + paragraph("body", style="1", properties='<w:outlineLvl w:val="9"/>')
    )
    read = read_body(tmp_path, body, styles=styles)
    assert [b.heading_level for b in read.blocks] == [1, 2, 1, 4, None, 3, None, 2, None]


def test_many_paragraphs_in_one_are_told_apart_at_their_breaks(tmp_path: Path) -> None:
    lines = ["关于印发", "工作要点的通知", "", "各区县：", "一、招生", "全市招生1200人。", "　　另有", "300人。"]
    inner = "<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"
    assert texts(read_body(tmp_path, paragraph(inner))) == [
        "关于印发工作要点的通知", "各区县：", "一、招生", "全市招生1200人。", "另有 300人。",
    ]  # fmt: skip


def test_a_break_inside_a_ratio_parts_nothing_and_a_label_begins_anew(tmp_path: Path) -> None:
    lines = ["第三条　师生比不低于1:", "15。", "招生人数：", "1200人", "报名地点：", "政务中心"]
    inner = "<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"
    assert texts(read_body(tmp_path, paragraph(inner))) == [
        "第三条 师生比不低于1:15。", "招生人数：", "1200人", "报名地点：", "政务中心",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["认定对象：本区户籍或持有居住证的人员", "认定时间：4月10日至4月20日", "认定地点：区政务服务中心3楼"],
        ["省级示范幼儿园保教费每生每月480元", "市级示范幼儿园保教费每生每月420元", "其他公办幼儿园保教费每生每月300元"],
        ["全市省示范性普通高中招生1200人", "第二批次：", "一般普通高中招生800人"],
        ["省级示范园保教费每生每月480元", "其他园保教费每生每月300元", "以上标准自2024年9月1日起执行。"],
        ["省级示范园每月480元", "其他园每月300元", "等额分配到各校。"],
        ["小学生（走读，寄宿）每生每年1000元", "初中生（走读，寄宿）每生每年1250元"],
        ["城区公办幼儿园（省级示范园）保教费每生每月不超过480元", "农村公办幼儿园保教费每生每月不超过420元"],
        ["普通高中招生500人，中职300人", "技工学校招生200人，其他100人"],
        ["自2024年起，省级示范园每月480元", "其他园每月300元", "二、缴费办法"],
        ["和平小学招生120人", "光明小学招生100人"],
        ["省级示范园，每月480元", "市级示范园，每月420元", "其他园，每月300元"],
        ["一等奖，3名，奖金500元", "二等奖，5名，奖金300元", "用于奖励的资金由县财政承担。"],
        ["城区公办园，保教费每月480元", "农村公办园，保教费每月300元", "以上标准自2024年9月1日起执行。"],
        ["省级示范园每月480元", "其他园每月300元", "低于三级标准的幼儿园，不得收费。"],
        ["省级示范园每月480元", "其他园每月300元", "超过规定标准的，由学校退还。"],
        ["省级示范园每月480元", "其他园每月300元", "高于上述标准的部分，由学校退还。"],
        ["发明专利授权每件奖励1万元", "有效发明专利每件奖励5000元", "实用新型专利每件奖励1000元"],
        ["分布式光伏每千瓦补贴200元", "并网分布式光伏每千瓦补贴300元", "户用光伏每千瓦补贴400元"],
        ["普通高中招生500人", "并轨招生的学校招生300人", "中职招生200人"],
        ["户籍证明每件工本费5元", "有效身份证件每件工本费10元", "居住证每件工本费20元"],
    ],
)
def test_soft_broken_lines_of_fields_and_of_amounts_stay_apart(tmp_path: Path, lines: list[str]) -> None:
    inner = "<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"
    assert texts(read_body(tmp_path, paragraph(inner))) == lines


def test_a_soft_break_behind_a_figure_inside_a_sentence_parts_nothing(tmp_path: Path) -> None:
    lines = ["全年统筹安排学前教育专项资金480万元", "用于新建公办幼儿园，共计3所。"]
    inner = "<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"
    assert texts(read_body(tmp_path, paragraph(inner))) == ["".join(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        ["寄宿生按小学生每生每年1000元", "初中生每生每年1250元", "的标准给予生活补助，按学期发放。"],
        ["到2025年建成幼儿园30所", "小学50所", "中学20所", "以上的目标如期实现。"],
        ["按照规定，寄宿生按小学生每生每年1000元", "初中生每生每年1250元", "发放补助，按学期结算。"],
        ["共有学校1200所，在校生58万", "人，教职工4.2万名，其中专任教师3.6万", "人。"],
        ["全年培训校长200人次", "培训教师3000人", "次、选派骨干教师50人", "次到外地跟岗学习。"],
        ["小学招生58万", "初中招生30万", "人，比上年增加。"],
        ["经费按照教师工资总额的1.5%", "足额安排，中小学按公用经费的10%", "安排教师培训，不得挤占挪用。"],
        ["教育经费占比达到4.2%", "一般公共预算教育支出增长5.6%", "高于财政经常性收入增幅，做好保障。"],
        ["安排小学50万元", "初中30万元", "用于购置设备。"],
        ["小学每生每年650元", "初中每生每年850元", "用于保障学校的日常运转，不得挪作他用。"],
        ["小学每生每年650元", "初中每生每年850元", "列入同级政府的财政预算，足额拨付到校。"],
        ["小学每生每年650元", "初中每生每年850元", "专项用于学校公用支出。"],
        ["小学每生每年650元", "初中每生每年850元", "并于每年8月底前拨付到校。"],
        ["小学每生每年650元", "初中每生每年850元", "并对家庭困难的学生按规定增发。"],
        ["小学每生每年650元", "初中每生每年850元", "高于全省的平均水平。"],
        ["安排小学50万元", "初中30万元", "用于改善薄弱学校的办学条件。"],
        ["按照规定，小学生每生每年1000元", "初中生每生每年1250元", "高中生每生每年2000元", "发放补助，按学期结算。"],
    ],
)
def test_soft_broken_amounts_inside_a_sentence_stay_together(tmp_path: Path, lines: list[str]) -> None:
    inner = "<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"
    assert len(texts(read_body(tmp_path, paragraph(inner)))) == 1


def test_the_title_is_the_stated_one_and_none_is_made_up(tmp_path: Path) -> None:
    assert read_body(tmp_path, paragraph("x"), title="工作　要点").title == "工作 要点"
    assert read_body(tmp_path, paragraph("x")).title == ""


# Each wrapper, and whether what it wraps is seen.
WRAPPERS = [
    ("{}", True),
    ("<w:ins>{}</w:ins>", True),
    ("<w:hyperlink>{}</w:hyperlink>", True),
    ("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", True),
    ("<w:del>{}</w:del>", False),
    ("<w:moveFrom>{}</w:moveFrom>", False),
    (field("REF x", "{}"), True),
    ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>', False),
]


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="教育招生市县。，0123456789ab(）", min_size=1, max_size=8),
            st.lists(st.sampled_from(WRAPPERS), max_size=3),
            st.booleans(),
        ),
        max_size=12,
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_characters_read_are_the_visible_ones_in_order(
    tmp_path: Path, pieces: list[tuple[str, list[tuple[str, bool]], bool]]
) -> None:
    inner, visible = "", ""
    for text, wrappers, hidden in pieces:
        xml, seen = run(text, "<w:vanish/>" if hidden else ""), not hidden
        for wrapper, shows in wrappers:
            xml, seen = wrapper.replace("{}", xml), seen and shows
        inner += xml
        visible += text if seen else ""
    assert "".join(texts(read_body(tmp_path, paragraph(inner or run(""))))) == visible


def test_words_set_in_capitals_read_as_they_show_whoever_says_so(tmp_path: Path) -> None:
    styles = (
        style("Loud", "Loud", run_properties="<w:caps/>")
        + style("Small", "Small", run_properties="<w:smallCaps/>", kind="character")
        + style("SubSmall", "Sub Small", based_on="Small", kind="character")
    )
    body = (
        paragraph(run("教师 "), run("stem", "<w:caps/>"), run(" 和 "), run("who", "<w:smallCaps/>"))
        + paragraph(run("steam 课程"), style="Loud")
        + paragraph(run("pisa", '<w:rStyle w:val="SubSmall"/>'), run(" q", '<w:caps w:val="0"/>'))
    )
    assert texts(read_body(tmp_path, body, styles=styles)) == ["教师 STEM 和 WHO", "STEAM 课程", "PISA q"]


UNDERLINED = '<w:u w:val="single"/>'


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ((run("招收"), run("      ", UNDERLINED), run("名学生。")), "招收____名学生。"),
        ((run("校长："), f"<w:r><w:rPr>{UNDERLINED}</w:rPr><w:tab/></w:r>"), "校长：____"),
        ((run("姓名："), run("  ", UNDERLINED), run("张三", UNDERLINED), run("  ", UNDERLINED)), "姓名： 张三"),
        ((run("甲"), run("   ", '<w:u w:val="none"/>'), run("乙")), "甲 乙"),
        ((run("Hello"), run(" ", UNDERLINED), run("world")), "Hello world"),
        ((run("            ", UNDERLINED),), ""),
    ],
)
def test_underlined_blanks_show_as_the_line_they_draw(tmp_path: Path, inner: tuple[str, ...], shown: str) -> None:
    assert text_of(tmp_path, *inner) == shown


RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


def test_raised_and_lowered_digits_do_not_become_part_of_a_figure(tmp_path: Path) -> None:
    styles = style("Mark", "Mark", run_properties=RAISED, kind="character") + style(
        "MyMark", "My Mark", based_on="Mark", kind="character"
    )
    body = (
        paragraph(run("面积500m"), run("2", RAISED), run("，新增学位3000"), run("1", RAISED), run("个"))
        + paragraph(run("在校生12×10"), run("4", RAISED), run("人，CO"), run("2", LOWERED), run("达标"))
        + paragraph(run("教师260"), run("12", '<w:rStyle w:val="MyMark"/>'), run("名"))
        + paragraph(run("教师260"), run("12", '<w:rStyle w:val="MyMark"/><w:vertAlign w:val="baseline"/>'), run("名"))
    )
    assert texts(read_body(tmp_path, body, styles=styles)) == [
        "面积500m²，新增学位3000¹个", "在校生12×10⁴人，CO₂达标", "教师260¹²名", "教师26012名",
    ]  # fmt: skip
