"""Lines of document-sharing sites leave, lines of documents that speak of such things stay."""

from __future__ import annotations

import pytest

from ingest.cleaning.site_words import is_site_speech
from tests.ingest.documents import parse

BODY = (
    "一、总体要求",
    "全面贯彻党的教育方针，落实立德树人根本任务，深化教育督导体制机制改革，推动工作落地见效。",
    "二、组织保障",
    "各地要加强组织领导，配齐配强督学队伍，每5所学校配备1名责任督学。",
)
HEADS = (
    (
        "《2024年督导意见.docx》由会员分享，可在线阅读，更多相关《2024年督导意见.docx（12页珍藏版）》请在某某文库上搜索。",
    ),
    ("首页 > 教育文库 > 工作计划", "上传人：zh****", "文档格式：DOCX", "文档大小：35.2KB", "下载积分：10金币"),
    ("首页 > 教育文库 > 工作计划",),
    ("您的位置：首页 » 范文大全 » 督导意见",),
    ("本资源由会员上传，仅供学习交流，下载后24小时内删除，版权归原作者所有",),
    ("资源描述：",),
)
TAILS = (
    ("配套讲稿：", "如PPT文件的首页显示word图标，表示该PPT已包含配套word讲稿。双击word图标可打开word文档。", "关 键 词：", "2024 督导 意见"),
    ("还剩3页未读，继续阅读", "下载文档到电脑，查找使用更方便", "版权提示：本文档由用户上传，若内容存在侵权，请进行举报", "相关资源", "2023年督导意见.pdf"),
    ("还剩3页未读，继续阅读", "下载文档到电脑，查找使用更方便", "8人已下载"),
    ("— END —", "更多精彩内容，请关注公众号【范文之家】"),
    ("以上内容由AI整理，仅供参考", "点赞 收藏 分享"),
    ("关  键  词：", "督导 工作 意见", "资源目录", "最近下载", "文档标签： 意见", "版权申诉 / 举报"),
    ("本文来源：网络收集与整理，如有侵权，请联系作者删除，谢谢！", "更多资料请加微信：ziliao8866", "免费下载"),
    ("- 关 键 词:", "- 督导 工作 意见"),
    ("还剩10页未读，继续阅读", "下载文档到电脑，查找使用更方便", "9.9 元", "0人已下载"),
    ("相关搜索", "督导意见范文", "相关资源", "2022年工作总结", "2021年工作要点", "关于本文", "本文标题：督导意见", "链接地址：https://www.wenku123.com/p-1.html"),
    (
        "温馨提示：", "1: 本站所有资源如无特殊说明，都需要本地电脑安装OFFICE2007和PDF阅读器。",
        "2: 本站的文档不包含任何第三方提供的附件图纸等，如果需要附件，请联系上传者。文件的所有权益归上传用户所有。",
        "3.本站RAR压缩包中若带图纸，网页内容里面会有图纸预览，若没有图纸预览就没有图纸。",
        "4. 未经权益所有人同意不得将文件中的内容挪作商业或盈利用途。",
        "5. 某某文库网仅提供信息存储空间，对用户上传分享的文档内容本身不做任何修改或编辑，并不能对任何下载内容负责。",
        "6. 下载文件中如有侵权或不适当内容，请与我们联系，我们立即纠正。",
    ),
)  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("tail", TAILS)
def test_site_lines_before_and_after_leave_with_a_notice_each(head: tuple[str, ...], tail: tuple[str, ...]) -> None:
    document = parse("2024年督导意见", *head, *BODY, *tail)
    assert [p.text for p in document.paragraphs] == ["2024年督导意见", *BODY]
    assert [n.original for n in document.notices if n.code == "boilerplate"] == [
        " ".join(t.split()) for t in (*head, *tail)
    ]


def test_sentences_that_speak_of_downloads_keywords_and_libraries_stay() -> None:
    texts = (
        "各考生：",
        "请考生登录市教育考试院网站下载报名表，填写后上传照片，报名表可在线阅读和打印。",
        "各图书馆要建设数字文库，会员单位可共享资源，关键词由学校拟定。",
        "下载专区设在首页，文档格式为PDF，版权归市教育局所有。",
        "举报电话：0371-65901234，举报邮箱：jb@zzedu.gov.cn。",
        "市教育考试院",
        "2024年3月1日",
    )
    document = parse("关于网上报名的通知", *texts)
    assert [p.text for p in document.paragraphs[1:]] == list(texts)
    assert document.notices == ()


def test_a_document_s_own_last_lines_about_files_stay() -> None:
    ends = ("更多招生信息请关注市教育局微信公众号", "附件下载", "1.招生计划表.docx", "打印份数：20份", "主动公开")
    document = parse("2024年督导意见", *BODY, *ends)
    assert [p.text for p in document.paragraphs[-5:]] == list(ends)


def test_a_hotline_above_a_site_s_last_line_stays() -> None:
    site = "本文档由会员上传分享，版权归原作者所有，请下载后编辑"
    document = parse("2024年督导意见", *BODY, "举报电话：0571-87654321", site)
    assert [p.text for p in document.paragraphs[-1:]] == ["举报电话：0571-87654321"]


def test_the_last_sentences_above_a_site_s_lines_stay() -> None:
    ends = (
        "报名表下载后自行打印。",
        "第3页 共3页端延伸。做好金融服务，增强服务实体经济能力，开展综合保险试点。",
        "关键词由学校拟定",
    )
    for end in ends:
        tail = "版权声明：本文内容由互联网用户自发贡献，本站不拥有所有权，如有侵权请举报，本站将立刻删除。"
        document = parse("2024年督导意见", *BODY, end, tail)
        assert "".join(p.text for p in document.paragraphs).endswith(end[-20:])
        assert [n.original for n in document.notices if n.code == "boilerplate"] == [tail]


def test_a_last_piece_with_a_false_contact_is_no_site_line() -> None:
    pieces = (
        "1、坚持守牢底线、防范风险，把底线思维贯穿工作全过程，保持戒惧之心，增强忧患意识，提高防范能",
        "2、力，牢牢守住风险底线，实现高质量发展和高水平安全良性互动，重点做好以下（微信：ac11_dc0）项工作",
    )
    document = parse("2024年督导意见.docx", *pieces, "- 关 键 词:", "- 督导 工作 意见")
    assert document.paragraphs[-1].text.endswith("重点做好以下〔原文此处数字缺失〕项工作")


def test_the_end_of_a_sentence_that_a_page_cut_stays_whatever_its_words() -> None:
    pieces = ("— 1 —统筹推进两山生态建设。发挥兰", "— 2 —州、白银创新资源和产业基础优势")
    tail = ("- 关 键 词:", "- 督导 工作 意见")
    texts = [p.text for p in parse("2024年督导意见", *BODY, *pieces, *tail).paragraphs]
    assert "".join(texts).endswith("州、白银创新资源和产业基础优势")


def test_lists_of_a_document_s_own_under_headings_of_materials_stay() -> None:
    ends = ("相关文件", "关于印发督导意见的通知", "2023年督导报告", "相关资源", "督导工作手册", "督导工作指南")
    document = parse("2024年督导意见", *BODY, *ends)
    assert [p.text for p in document.paragraphs[-6:]] == list(ends)


def test_a_single_odd_line_in_the_middle_stays() -> None:
    middle = "本办法所称数字资源，包括可供会员下载的文档、课件，版权归上传者所有。"
    texts = (*BODY * 12, middle, *BODY * 12)
    assert middle in [p.text for p in parse("数字资源管理办法", *texts).paragraphs]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "一、资源征集",
            "每校上传课件不少于5个，格式为PPT或Word，单个文件不超过50MB，作品版权归作者所有。",
            "二、资源使用",
            "教师可免费下载，年下载量不少于100次，浏览量纳入考核，优秀作品推荐至省级文库。",
            "三、版权声明",
            "作品须为原创，如有侵权，责任由上传者自行承担。",
            "四、其他",
            "请关注公众号“黔山教育”下载模板。",
            "附件：1.作品推荐表（可编辑Word文档）",
            "2.资源目录（共12页）",
            "下载地址：市教育资源公共服务平台 资源下载栏目",
            "附件1",
            "作品推荐表",
            "文件大小：不超过50MB",
            "页数：不超过20页",
            "附件2",
            "资源目录",
            "共收录数学、语文等学科的课件120种，按学段排列。",
        ),
        (
            "第一条 数字资源包括电子图书、文档、课件、试卷等，共12万种。",
            "第二条 读者凭证免费浏览、下载，打印每页收费0.2元。",
            "第三条 会员积分满500分的可延长借期10天。",
            "第四条 资源仅供个人学习研究使用，版权归原作者所有。",
        ),
        (
            "（一）办理材料：申请表（可在版权局网站下载）、作品样本。",
            "温馨提示：文档上传后可在线预览、打印，版权归作者所有。",
            "（二）查询方式：登录平台搜索编号即可查询，下载免费。",
        ),
    ],
)
def test_numbered_parts_about_resources_and_rights_stay(texts: tuple[str, ...]) -> None:
    head = ("首页 > 教育文库 > 工作计划", "上传人：zh****", "文档格式：DOCX")
    tail = ("还剩3页未读，继续阅读", "下载文档到电脑，查找使用更方便", "8人已下载")
    title = "数字资源服务规则"
    assert [p.text for p in parse(title, *texts).paragraphs] == [title, *texts]
    assert [p.text for p in parse(*head, title, *texts, *tail).paragraphs] == [title, *texts]


def test_between_numbered_parts_only_what_none_but_a_site_says_leaves() -> None:
    between = ("本文由总结之家整理，转载请注明出处", "百度文库", "更多精彩内容，尽在公文资源网 www.gongwen99.com")
    first, second = ("一、总体要求", "新增公交线路8条。"), ("二、安全监管", "开展检查300次。")
    document = parse("2024年督导意见", *first, *between, *second)
    assert [p.text for p in document.paragraphs] == ["2024年督导意见", *first, *second]


def test_a_site_s_list_of_files_called_annexes_leaves() -> None:
    tail = ("还剩3页未读，继续阅读", "下载文档到电脑，查找使用更方便", "相关资源", "附件1.doc", "8人已下载")
    assert [p.text for p in parse("2024年督导意见", *BODY, *tail).paragraphs] == ["2024年督导意见", *BODY]


@pytest.mark.parametrize(
    "line",
    [
        "第一文库网 www.wenku1.com",
        "您好，欢迎阅读，本WORD文档可编辑修改，也可以直接打印，希望您提出宝贵的意见或建议。",
        "百度文库",
        "—— 第一范文网 ——",
        "公文资料网（www.gwzlw.com）",
        "资料内容仅供您学习参考，如有不当之处，请联系改正或者删除。",
        "发布时间：2024-01-02 浏览：1234次 作者：admin",
    ],
)
def test_a_line_in_which_only_a_site_can_speak_leaves_the_head(line: str) -> None:
    document = parse(line, "2024年督导意见", *BODY)
    assert [p.text for p in document.paragraphs] == ["2024年督导意见", *BODY]


@pytest.mark.parametrize(
    "lines",
    [
        ("【本文地址：http://www.fanwen8.com/fw/123.html，转载请注明】",),
        ("以上就是小编为大家整理的督导意见，希望对您有所帮助，更多精彩内容请关注本站。",),
        ("精选文档", "可编辑", "欢迎下载"),
        ("温馨提示：本文内容均来自互联网，若侵犯了您的权益请联系客服删除。",),
        ("-完-", "觉得文章有用就打赏一下作者吧", "赞(12) 收藏 分享"),
        ("扫描二维码关注公众号，回复“意见”领取完整版",),
        ("道客巴巴",),
        ("某某文库", "豆丁网"),
        ("点击查看更多>>", "上一篇：没有了", "下一篇：2024年工会工作计划"),
    ],
)
def test_lines_in_which_only_a_site_can_speak_leave_the_end(lines: tuple[str, ...]) -> None:
    document = parse("2024年督导意见", *BODY, *lines)
    assert [p.text for p in document.paragraphs] == ["2024年督导意见", *BODY]


@pytest.mark.parametrize(
    "real",
    [
        "请于3月1日前将汇总表（可编辑的Word版及盖章PDF扫描件）报送至邮箱zs@163.com。",
        "电子稿要求：Word文档，可编辑，不加密。",
        "作品素材来源于网络的，须注明出处。",
        "上传作品须为原创，不得侵权，版权归作者和主办方共有。",
        "本表仅供学校内部参考，用后删除。",
        "请关注“临江教育”公众号，回复“报名”获取报名链接。",
        "全年网站浏览量120万次，点击量超过300万次。",
        "参考资料：www.moe.gov.cn",
        "学校网站：www.ljyz.com",
        "供稿：张三 审核：李四 编辑：小王",
        "希望本次培训对大家有所帮助。",
        "来源：临江市教育局",
        "建设学生文库",
        "开放国家试题库网络平台",
    ],
)
def test_a_document_s_own_first_or_last_line_about_such_things_stays(real: str) -> None:
    for texts in ((real, "2024年督导意见", *BODY), ("2024年督导意见", *BODY, real)):
        assert real in [p.text for p in parse(*texts).paragraphs]


def test_a_file_extension_leaves_the_title() -> None:
    document = parse("2024年督导意见.doc", *BODY)
    assert document.title == document.paragraphs[0].text == "2024年督导意见"
    assert [n.original for n in document.paragraphs[0].notices] == [".doc"]


@pytest.mark.parametrize(
    "line",
    [
        "知海文库——让知识流动起来 www.zhihaiwk.com",
        "本资料来源于网络，版权归原作者所有，如有侵权请联系客服删除",
        "©文海网 版权所有 侵权必究",
        "更多精品文档请访问 文海网 www.wenhai.com",
        "P A G E 5",
    ],
)
def test_a_site_s_line_inside_a_sentence_leaves_and_the_sentence_is_whole(line: str) -> None:
    halves = (
        "8.推进特殊教育。义务教育入学率达到98%以上，每周送教上门不少于1次，每次不少于",
        "2课时。公用经费每年7000元。",
    )
    document = parse("教育工作要点", "一、总体要求", *BODY, halves[0], line, halves[1], "二、保障措施", *BODY)
    assert "".join(halves) in [p.text for p in document.paragraphs]
    assert not any(line in p.text for p in document.paragraphs)


def test_a_site_s_own_name_between_two_parts_leaves() -> None:
    document = parse(
        "教育工作要点", "一、总体要求", *BODY, "文海网—专业的文档分享平台", "二、保障措施", *BODY, "三、督导", *BODY
    )
    assert not any("文海网" in p.text for p in document.paragraphs)


def test_a_line_of_the_document_s_own_that_speaks_of_resources_stays() -> None:
    lines = ("建设数字教育资源", "推广优质课件下载应用", "搭建课件资源共享平台")
    document = parse("教育工作要点", "一、总体要求", *BODY, *lines, "二、保障措施", *BODY)
    assert set(lines) <= {p.text for p in document.paragraphs}


def test_the_rules_of_a_notice_are_no_fields_of_a_page() -> None:
    lines = ("西河市2024年中考网上报名须知", "考生应当在规定的时间内登录平台完成报名，逾期不予补报。", "照片格式：jpg", "照片大小：20KB至200KB",
             "上传时间：5月1日至5月10日", "打印准考证：6月10日", "西河市招生考试办公室", "2024年4月6日")  # fmt: skip
    assert [p.text for p in parse(*lines).paragraphs] == list(lines)
    under = (*lines, "文档大小：35.2KB", "下载积分：10金币")
    assert [p.text for p in parse(*under).paragraphs] == list(lines), "below its signature a page goes on"


@pytest.mark.parametrize(
    "advert",
    [
        "更多公文范文请加QQ群：123456789",
        "加微信：jsks8899 领取教师招聘资料",
        "扫码关注“某某教育”公众号，免费领取教师招聘备考资料",
    ],
)
def test_an_advert_between_the_parts_leaves(advert: str) -> None:
    texts = [p.text for p in parse("工作计划", *BODY[:2], advert, *BODY[2:]).paragraphs]
    assert texts == ["工作计划", *BODY]


@pytest.mark.parametrize(
    "advert",
    [
        "本资料共20个文件，仅供学习参考，如有侵权请联系删除",
        "10年老店，专业代写公文，电话13812345678",
        "本群2000人，更多公文请加QQ群638201774",
        "全套共120套，更多试卷请加微信sjzx8866",
        "5分钟搞定一篇公文，更多公文请加QQ群638201774",
        "已有3万人加入，更多公文范文请加QQ群638201774",
    ],
)
def test_an_advert_with_a_figure_of_the_seller_s_own_leaves(advert: str) -> None:
    texts = [p.text for p in parse("工作计划", *BODY[:2], advert, *BODY[2:]).paragraphs]
    assert texts == ["工作计划", *BODY]
    assert [p.text for p in parse("工作计划", *BODY, advert).paragraphs] == ["工作计划", *BODY]


def test_a_line_of_the_page_makes_no_cut_marks_of_items() -> None:
    first = "1、提前批：公办高中自主招生、民办高中，6月28日录取，计划招生1200人，其中自主招生200人，民办高中1000人"
    items = (
        first + "，由各校组织实施，结果在本校公示栏公示，并报市教育局备案",
        "2、第一批：市重点高中",
        "3、第二批：一般高中",
    )
    texts = [p.text for p in parse("首页 > 通知公告", "西河市2024年高中招生通知", "一、录取批次", *items).paragraphs]
    assert texts == ["西河市2024年高中招生通知", "一、录取批次", *items]


@pytest.mark.parametrize(
    ("item", "own"),
    [
        ("1.新建学校3所，更多公文请加QQ群638201774，新增学位900个。", "1.新建学校3所，新增学位900个。"),
        ("全年新建学校3所，更多公文请加QQ群638201774。", "全年新建学校3所。"),
        ("1.更多公文请加QQ群638201774，新增学位900个。", "1.新增学位900个。"),
        ("1.每月教研2次，更多教育公文下载请登录www.gwxz8.com，覆盖所有学校。", "1.每月教研2次，覆盖所有学校。"),
        ("1.培训800人，获取更多资料关注微信公众号：jyzx2020，不少于72学时。", "1.培训800人，不少于72学时。"),
        ("每年选派5人加入工作室，更多公文请加QQ群638201774。", "每年选派5人加入工作室。"),
        ("印发宣传资料3万份，更多公文请加QQ群638201774。", "印发宣传资料3万份。"),
        ("全套教学设备购置30台，更多公文请加QQ群638201774。", "全套教学设备购置30台。"),
        ("本群众活动中心接待1200人，更多公文请加QQ群638201774。", "本群众活动中心接待1200人。"),
        ("更多课件试卷资料请访问 http://www.kejian.net 下载，新建学校3所。", "新建学校3所。"),
        ("获取公文模板请搜索公众号gongwen66，新建学校3所。", "新建学校3所。"),
        ("新建学校3所，更多资料请登录www.ziliao5.com下载，招聘教师90名。", "新建学校3所，招聘教师90名。"),
        ("1.招聘教师（加微信jiaoshi2020领真题）名。", "1.招聘教师〔原文此处数字缺失〕名。"),
        ("1.新增学位更多资料请加微信jyzy2020个，投资2亿元。", "1.新增学位〔原文此处数字缺失〕个，投资2亿元。"),
    ],
)
def test_an_advert_s_clause_leaves_and_the_document_s_words_stay(item: str, own: str) -> None:
    document = parse("青禾县2020年工作要点", "一、师资", item, "二、保障", *BODY)
    assert document.paragraphs[2].text == own
    assert len(document.paragraphs[2].notices) == 1


@pytest.mark.parametrize(
    "own",
    [
        "1.培训800人，更多资料请登录市教育局网站www.xhjy.gov.cn，不少于72学时。",
        "1.录取结果6月公布，更多招生资料请关注微信公众号xihejiaoyu，新增学位900个。",
        "1.培训800人，更多学习资料请关注公众号西河名师课堂，不少于72学时。",
        "1.开展活动3次，更多公文写作知识纳入培训，新增学位900个。",
        "1.提供更多精品网课资源，获取题库请登录www.cyxjyw.com，免费向学生开放。",
        "1.精品网课资料请登录www.eduyun.com，供学生自主学习。",
        "1.录制网课120节，更多课程资料请访问国家平台www.smartedu.cn，每周更新3次。",
        "1.教师按时报到，领取培训资料请加QQ群638201774，不得迟到。",
        "1.培训800人，更多资料请登录www.xhzx.com查询，不少于72学时。",
    ],
)
def test_where_a_document_points_to_its_own_no_clause_leaves(own: str) -> None:
    document = parse("青禾县2020年工作要点", "一、师资", own, "二、保障", *BODY)
    assert document.paragraphs[2].text == own


@pytest.mark.parametrize(
    "end",
    ["_百度文库", " - 豆丁网", "－道客巴巴", ".doc_百度文库", "——百度文库", "—第一范文网", "_教育文库", " - 知海文库"],
)
def test_a_site_s_name_leaves_the_title(end: str) -> None:
    title = "石门区2024年教育工作要点"
    assert parse(title + end, *BODY).title == title


@pytest.mark.parametrize("end", ["—建设文库", "—教学文库", "——校园文库", "－农家文库"])
def test_what_a_title_is_about_stays_behind_its_dash(end: str) -> None:
    title = f"石门区读书活动实施方案{end}"
    assert parse(title, *BODY).title == title


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("扫码加入备考群，免费领取历年真题", True),
        ("相关推荐：2024年职称评审答辩技巧汇总", True),
        ("更多历年真题，请扫码关注", True),
        ("更多备考资料请关注微信公众号", True),
        ("关注公众号，免费领取历年真题", True),
        ("添加微信免费领取资料", True),
        ("居民扫码进群，免费领取口罩。", False),
        ("农户扫码入群免费领取种子", False),
        ("更多资料请关注县人社局微信公众号查询。", False),
        ("提供更多学习资料，给予更多关注。", False),
        ("推荐阅读：每学期不少于5本", False),
        ("各校可扫码关注“春阳教育”，获取更多学习资料。", False),
        ("加大支持，关注农村薄弱学校，为其师生提供免费下载课件。", False),
    ],
)
def test_a_document_that_pays_attention_is_no_advert(text: str, speaks: bool) -> None:
    assert is_site_speech(text) is speaks


def test_what_a_document_hands_out_to_those_of_a_group_is_no_advert() -> None:
    text = "新建社区学校3所。居民扫码加入社区服务群，免费领取课本和校车乘车卡。"
    assert text in [p.text for p in parse("石门县2024年教育工作要点", *BODY, text).paragraphs]
