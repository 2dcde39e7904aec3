from dataclasses import replace

import pytest

from ingest import Document, fold
from qa import Corpus
from qa.candidates import Among
from qa.places import find_named_places
from qa.scope import Scope, decide_scope, narrow_to_year
from qa.years import read_compared_years, read_years, years_told_of
from tests.fakes import make_corpus, make_document, make_paragraph


def corpus_of(*documents: Document, text: str = "学校招生。") -> Corpus:
    return make_corpus([make_paragraph(f"{document.doc_id}/1", text) for document in documents], documents)


def among(*doc_ids: str) -> Among:
    return Among(frozenset(doc_ids))


SERIES = corpus_of(
    make_document("a21", title="云泽市2021年教育工作要点", year=2021, region="云泽市"),
    make_document("a22", title="云泽市2022年教育工作要点", year=2022, region="云泽市"),
    make_document("b", title="学校管理办法"),
)
ONE = corpus_of(make_document("a22", title="2022年教育工作要点", year=2022))


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2021年招生", (2021,)),
        ("2022年和2021年", (2022, 2021)),
        ("二〇二二年", (2022,)),
        ("二零二一年", (2021,)),
        ("21年招生", (2021,)),
        ("我市22年计划招生多少", (2022,)),
        ("19年招生", ()),
        ("2019公办园占比", (2019,)),
        ("2019人才引进和2020家长会", (2019, 2020)),
        ("去年呢", ()),
        ("今年和明年", ()),
        ("2022-2023学年", (2022, 2023)),
        ("3年级", ()),
        ("一年级", ()),
        ("新增2000个学位", ()),
        ("九年义务教育", ()),
        ("4:6", ()),
        ("20220101", ()),
        ("2022年的2022年", (2022,)),
        ("2015年出生的孩子2022年怎么报名", (2022,)),
    ],
)
def test_years_are_read_as_named(question: str, years: tuple[int, ...]) -> None:
    assert read_years(question, {2021, 2022}) == years


@pytest.mark.parametrize(
    "question",
    [
        "教龄满30年的教师有什么政策",
        "任教25年有补贴吗",
        "什么是15年免费教育",
        "操场有2000平方米吗",
        "建国70年校庆",
        "从教22年的老师",
        "22年以上教龄",
        "22年一贯制",
        "第22年",
        "占地2022 亩",
        "需要2000公里吗",
        "每年2000元",
        "2015年9月2日出生的孩子今年能上小学吗",
        "孩子是2015年8月生的",
        "2021年买的房能入学吗",
        "my daughter was born in September 2015, can she start school",
    ],
)
def test_a_length_of_time_or_an_area_is_no_year(question: str) -> None:
    assert read_years(question, {2015, 2021, 2022, 2025, 2030}) == ()


def test_of_next_year_the_newest_documents_answer_and_it_is_told() -> None:
    assert decide_scope("明年招生有什么规定", ONE) == Scope(years=(2023,))
    assert decide_scope("明年招生有什么规定", SERIES) == Scope(among("a22", "b"), (2023,))


def test_figures_of_next_year_are_only_those_told_of_it() -> None:
    assert decide_scope("明年招生多少人", ONE) == Scope(missing_years=(2023,))
    assert decide_scope("How many places will there be next year?", SERIES) == Scope(missing_years=(2023,))
    document = make_document("r", title="2022年工作报告", year=2022)
    planned = make_paragraph("r/2", "明年招生6000人。", position=1)
    corpus = make_corpus([make_paragraph("r/1", "招生5000人。"), planned], [document])
    assert decide_scope("明年招生多少人", corpus) == Scope(Among(frozenset({"r"}), frozenset({"r/2"})), (2023,))


def test_last_year_is_the_one_before_the_newest_where_a_document_covers_it() -> None:
    assert decide_scope("去年招生多少人", SERIES) == Scope(among("a21", "b"), (2021,))
    assert decide_scope("去年招生多少人", ONE) == Scope(missing_years=(2021,))
    assert decide_scope("孩子去年没考上，今年能报名吗", ONE) == Scope()
    assert decide_scope("和去年相比招生有什么变化", ONE) == Scope(missing_years=(2021,))


def test_of_last_year_the_newest_document_answers_with_what_it_tells_of_it() -> None:
    document = make_document("r", title="2022年工作报告", year=2022)
    looking_back = make_paragraph("r/1", "招生5000人。", heading_path=("一、过去一年工作回顾",))
    saying = make_paragraph("r/3", "上年结转资金三亿元。", position=2, heading_path=("二、今年工作",))
    comparing = make_paragraph("r/4", "近视率较上一年下降。", position=3, heading_path=("二、今年工作",))
    planned = make_paragraph("r/2", "招生6000人。", position=1, heading_path=("二、今年工作",))
    corpus = make_corpus([looking_back, planned, saying, comparing], [document])
    told = Among(frozenset({"r"}), frozenset({"r/1", "r/3"}))
    assert decide_scope("去年招生多少人", corpus) == Scope(told, (2021,))
    assert decide_scope("今年招生多少人", corpus) == Scope()


REPORT = make_corpus(
    [
        make_paragraph("r/1", "新增床位5000张。", heading_path=("一、2021年工作回顾",)),
        make_paragraph("r/2", "新增床位6000张。", position=1, heading_path=("二、今年工作",)),
        make_paragraph("r/3", "招生300人，比上年增加20人。", position=2, heading_path=("二、今年工作",)),
    ],
    [make_document("r", title="2022年工作报告", year=2022)],
)


@pytest.mark.parametrize("question", ["床位今年比去年多还是少", "今年和去年床位分别多少", "床位跟去年比多了几张"])
def test_this_year_beside_last_year_is_told_by_all_of_a_report_that_looks_back(question: str) -> None:
    assert decide_scope(question, REPORT) == Scope()


def test_a_change_that_is_told_answers_only_what_it_is_told_of() -> None:
    telling = Scope(Among(frozenset({"r"}), frozenset({"r/3"})), (2022,), newest=False)
    scope = decide_scope("招生比去年多了多少人", REPORT)
    assert scope.among == telling.among
    assert decide_scope("2022年招生比去年多了多少人", REPORT) == telling
    assert decide_scope("2022年床位比去年多了多少", REPORT) == Scope(years=(2022,))


def test_years_of_unlike_documents_of_several_places_are_not_compared() -> None:
    documents = [
        make_document("p", title="东市2023年工作要点", year=2023, region="东市"),
        make_document("q", title="西市2024年招生意见", year=2024, region="西市"),
        make_document("r", title="北省2025年工作报告", year=2025, region="北省"),
    ]
    told = make_paragraph("p/1", "普通高中招生300人，比上年增加20人。")
    others = [make_paragraph("q/1", "小学报名。", position=1), make_paragraph("r/1", "高中入学率77%。", position=2)]
    corpus = make_corpus([told, *others], documents)
    assert decide_scope("高中招生比去年增加多少", corpus).among.anchors == {"p/1"}
    assert not decide_scope("高中招生有什么变化", corpus).compares
    one_place = [replace(document, region="东市") for document in documents]
    assert decide_scope("高中入学率有什么变化", make_corpus([told, *others], one_place)).compares


def test_years_of_unlike_documents_of_one_place_are_compared_beside_another_place() -> None:
    plans = [
        make_document("p", title="东市2022年工作要点", year=2022, region="东市"),
        make_document("q", title="东市2023年事业发展计划", year=2023, region="东市"),
    ]
    told = [
        make_paragraph("p/1", "招生5200人，比上年增加300人。"),
        make_paragraph("q/1", "招生5600人。", position=1),
        make_paragraph("o/1", "食堂公开采购价格。", position=2),
    ]
    other = make_document("o", title="西市食堂管理办法", year=2023, region="西市")
    for documents in (plans, [*plans, other]):
        corpus = make_corpus(told[: len(documents)], documents)
        for question in ("招生比去年多多少", "2023年招生比去年增加多少", "这几年招生有什么变化"):
            scope = decide_scope(question, corpus)
            assert (set(scope.years), scope.compares) == ({2022, 2023}, True)


def test_the_change_since_last_year_is_not_taken_from_an_older_document() -> None:
    documents = [
        make_document("p", title="东市2022年工作要点", year=2022, region="东市"),
        make_document("q", title="东市2024年事业发展计划", year=2024, region="东市"),
    ]
    told = make_paragraph("p/1", "招生5200人，比上年增加300人。")
    corpus = make_corpus([told, make_paragraph("q/1", "招生5600人。", position=1)], documents)
    assert decide_scope("招生比去年增加多少", corpus).compares


def test_the_change_of_last_year_itself_is_not_that_since_last_year() -> None:
    assert decide_scope("招生比去年增加多少", REPORT).among.anchors == {"r/3"}
    for question in ("去年招生同比增加多少", "去年招生比前一年增加多少"):
        scope = decide_scope(question, REPORT)
        assert (scope.among.anchors, scope.years) == ({"r/1"}, (2021,))


def test_a_change_in_other_words_than_the_question_is_still_looked_for() -> None:
    told = make_paragraph("r/1", "毛入园率达到88%，比上年提高3个百分点。")
    other = make_paragraph("r/2", "幼儿园招聘教师。", position=1)
    corpus = make_corpus([told, other], [make_document("r", title="2022年工作要点", year=2022)])
    assert decide_scope("念幼儿园的比去年多了没有", corpus).among.anchors == {"r/1"}


def test_a_named_year_takes_its_documents_and_those_without_a_year() -> None:
    scope = decide_scope("2021年招生", SERIES)
    assert scope == Scope(among("a21", "b"), (2021,))


def test_without_a_year_the_newest_of_each_series_answers_and_it_is_told() -> None:
    scope = decide_scope("招生有什么规定", SERIES)
    assert scope == Scope(among("a22", "b"), (2022,), newest=True)


def test_one_document_alone_is_not_told_as_the_newest() -> None:
    assert decide_scope("招生有什么规定", ONE) == Scope()
    assert not decide_scope("2022年招生", ONE).newest


def test_a_year_that_no_document_covers_is_missing() -> None:
    assert decide_scope("2019年招生", ONE) == Scope(missing_years=(2019,))
    assert decide_scope("2019年招生", ONE).is_empty


def test_a_year_that_a_document_only_mentions_is_answered_from_what_mentions_it() -> None:
    corpus = make_corpus(
        [make_paragraph("d/1", "督促2021年开工的学校。"), make_paragraph("d/2", "招生。", position=1)],
        [make_document("d", year=2022)],
    )
    mentioning = Among(frozenset({"d"}), frozenset({"d/1"}), of_years=frozenset({2021}))
    assert decide_scope("2021年开工的学校", corpus) == Scope(mentioning, (2021,))


def test_a_comparison_is_answered_year_by_year() -> None:
    scope = decide_scope("和去年相比招生有什么变化", SERIES)
    assert (set(scope.years), scope.compares) == ({2022, 2021}, True)
    assert narrow_to_year(scope, 2021, SERIES) == among("a21")
    assert narrow_to_year(scope, 2022, SERIES) == among("a22")


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2021年到2023年，普惠园覆盖率目标逐年是多少？", (2021, 2022, 2023)),
        ("从二〇二一年至二〇二三年招生怎么变的", (2021, 2022, 2023)),
        ("2021年和2023年差多少", (2021, 2023)),
        ("2022年的中职招生比上一年多还是少？", (2022, 2021)),
        ("跟去年比，2023年要建的公办园是多了还是少了？", (2023, 2022)),
        ("今年的普高招生跟去年差多少人？", (2023, 2022)),
        ("补助2021年以后调整过没有？", (2021, 2022, 2023)),
        ("这三年督导的频次有什么变化？", (2023, 2022, 2021)),
        ("近两年招生计划", (2023, 2022)),
        ("新增学位哪一年最多？", (2023, 2022, 2021)),
        ("How did enrolment change compared with the previous year?", (2023, 2022)),
        ("公办和民办有什么区别", ()),
        ("招生和去年一样吗", (2023, 2022)),
        ("2022年的招生计划", ()),
        ("哪一年开始实行", ()),
        ("三年级作业多久", ()),
        ("高中三年学费多少", ()),
    ],
)
def test_years_are_compared_as_the_question_says(question: str, years: tuple[int, ...]) -> None:
    assert read_compared_years(fold(question), {2021, 2022, 2023}) == years


def test_a_comparison_without_an_earlier_document_is_no_comparison() -> None:
    assert not decide_scope("招生有什么变化", ONE).compares


def test_a_place_that_is_named_takes_its_documents() -> None:
    corpus = corpus_of(
        make_document("gx", title="广西报告", region="广西壮族自治区"),
        make_document("hn", title="河南报告", region="河南省"),
    )
    assert decide_scope("河南的招生", corpus).among == among("hn")
    assert decide_scope("广西的招生", corpus).among == among("gx")
    assert decide_scope("四川的招生", corpus) == Scope(missing_place="四川")


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("河南的招生有什么规定", "招生有什么规定"),
        ("河南今年招多少人", "今年招多少人"),
        ("What does Henan's plan say?", "What does plan say?"),
        ("河南大学招多少人", "河南大学招多少人"),  # a name that begins so
        ("户口在河南的孩子怎么办", "户口在河南的孩子怎么办"),
        ("招多少人", "招多少人"),
    ],
)
def test_the_place_of_all_documents_asked_is_not_looked_for_in_them(question: str, left: str) -> None:
    two = [make_document(name, title=f"{name}报告", region="河南省") for name in ("a", "b")]
    corpus = corpus_of(*two)
    assert decide_scope(question, corpus).leave_out_names(question, corpus) == left


def test_a_place_that_some_of_the_documents_asked_are_of_is_looked_for() -> None:
    corpus = corpus_of(
        make_document("gx", title="广西报告", region="广西壮族自治区"), make_document("x", title="报告", region="")
    )
    everywhere = Scope()
    assert everywhere.leave_out_names("广西的招生", corpus) == "广西的招生"


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("2021年招生多少?", "招生多少?"),
        ("2021年和2022年的招生各是多少?", "招生各是多少?"),
        ("到2025年招生多少?", "到2025年招生多少?"),
        ("2022年", "2022年"),
        ("How many in 2021?", "How many?"),
        ("招生和去年一样吗?", "招生一样吗?"),
        ("Is enrolment the same as last year?", "Is enrolment the same?"),
        ("去年招生多少?", "去年招生多少?"),
    ],
)
def test_years_of_documents_are_not_looked_for_in_them(question: str, left: str) -> None:
    assert decide_scope(question, SERIES).leave_out_names(question, SERIES) == left


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("杭州市的中职招生有什么规定?", "杭州市"),
        ("2022年郑州中考什么时候?", "郑州"),
        ("请问临桥县2022年招生多少?", "临桥县"),
        ("临桥县的中职招生有什么规定?", "临桥县"),
        ("全市2022年招生多少?", ""),
        ("各县的招生计划?", ""),
        ("未经县教育局批准可以招生吗?", ""),
        ("在宁波上小学要考试吗?", "宁波"),
        ("户口在河南的孩子能上学吗?", ""),
        ("从宁波转学过来要什么材料?", ""),
        ("能不能像杭州那样摇号?", ""),
        ("河南户口的考生怎么报名?", ""),
        ("全市新建几所学校?", ""),
        ("超市能卖零食吗?", ""),
        ("县城的学校招生吗?", ""),
    ],
)
def test_a_city_that_no_document_is_about_is_missing_but_not_where_somebody_comes_from(
    question: str, missing: str
) -> None:
    assert decide_scope(question, corpus_of(make_document("d"), text="学校招生。")).missing_place == missing


def test_a_place_that_a_document_mentions_is_not_missing() -> None:
    corpus = corpus_of(make_document("hn", region="河南省"), text="对口支援新疆。")
    assert not decide_scope("支援新疆吗", corpus).is_empty


def test_an_empty_corpus_has_no_scope_but_everything() -> None:
    assert decide_scope("招生", make_corpus([])) == Scope()


def test_a_title_in_title_marks_leaves_the_documents_that_have_it() -> None:
    corpus = make_corpus(
        [make_paragraph("a/1", "招生。"), make_paragraph("b/1", "招生。")],
        [
            make_document("a", title="东市课后服务工作指南", year=2022),
            make_document("b", title="东市招生办法", year=2023),
        ],
    )
    assert decide_scope("《课后服务工作指南》里招生怎么说", corpus).among.documents == {"a"}
    assert decide_scope("《义务教育法》里招生怎么说", corpus) == decide_scope("招生怎么说", corpus)


def test_the_documents_that_are_named_are_the_only_ones_to_answer() -> None:
    corpus = make_corpus(
        [make_paragraph("a/1", "招生。"), make_paragraph("b/1", "招生。")],
        [
            make_document("a", title="东市2022年工作要点", year=2022),
            make_document("b", title="东市2023年工作要点", year=2023),
        ],
    )
    assert decide_scope("招生怎么说", corpus).among.documents == {"b"}
    assert decide_scope("招生怎么说", corpus, ("a",)).among.documents == {"a"}
    assert decide_scope("2023年招生怎么说", corpus, ("a",)).is_empty


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("西湖区今年招多少人", ("xh",)),
        ("How many places has Xihu this year?", ("xh",)),
        ("郑州市今年招多少人", ("zz",)),
        ("朝阳区今年招多少人", ("bj", "cc")),
        ("长春朝阳区今年招多少人", ("cc",)),
    ],
)
def test_a_place_that_its_documents_name_with_the_one_around_it_is_known_by_its_own_name(
    question: str, named: tuple[str, ...]
) -> None:
    regions = {"xh": "杭州市西湖区", "zz": "河南省郑州市", "bj": "北京市朝阳区", "cc": "长春市朝阳区"}
    corpus = corpus_of(*(make_document(doc_id, region=region) for doc_id, region in regions.items()))
    scope = decide_scope(question, corpus)
    assert scope.among.documents == frozenset(named)
    assert not scope.missing_place


def test_a_year_is_answered_by_whatever_tells_of_it_beside_its_own_documents() -> None:
    plan = make_document("p", title="云泽市2022年教育工作要点", year=2022)
    rule, report = make_document("r", title="校车安全管理办法"), make_document("q", title="2024年度报告", year=2024)
    told = make_paragraph("p/1", "到2025年，义务教育巩固率达到99%以上。")
    paragraphs = [
        told,
        make_paragraph("p/2", "招生。", position=1),
        make_paragraph("r/1", "校车应当检验。", position=2),
    ]
    scope = decide_scope("2025年义务教育巩固率要达到多少", make_corpus(paragraphs, [plan, rule]))
    assert (scope.among.documents, scope.among.anchors) == ({"p", "r"}, {"p/1", "r/1"})
    assert (scope.among.of_years, scope.among.own, scope.years) == ({2025}, {"r"}, (2025,))
    other = make_document("o", title="2025年招生意见", year=2025)
    paragraphs += [
        make_paragraph("o/1", "招生1800人。", position=3),
        make_paragraph("q/1", "2025年新建4所。", position=4),
    ]
    scope = decide_scope("2025年新建几所", make_corpus(paragraphs, [plan, rule, other, report]))
    assert scope.among.anchors == {"p/1", "q/1", "o/1", "r/1"}, "the other series tells of the year too"
    series = [plan, make_document("s", title="云泽市2025年教育工作要点", year=2025)]
    paragraphs = [told, make_paragraph("s/1", "招生。", position=1)]
    assert decide_scope("2025年巩固率", make_corpus(paragraphs, series)).among == among("s"), "its own year's plan does"


def test_years_of_documents_that_are_alike_are_compared() -> None:
    alike = [make_document(f"r{year}", title=f"{year}年度报告", year=year) for year in (2022, 2023)]
    others = [
        make_document("n", title="2024年招生通知", year=2024),
        make_document("m", title="2025年实事方案", year=2025),
    ]
    scope = decide_scope("覆盖率提高了多少", corpus_of(*alike, *others))
    assert (scope.years, scope.compares) == ((2023, 2022), True)


def test_the_year_that_a_change_is_reckoned_from_is_not_told_of() -> None:
    assert years_told_of("2023年招生。", "覆盖率达到91.2%，比2022年提高2.3个百分点。", 2023) == {2023}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("青山市初中什么时候报名？", "青山市"),
        ("青山区几号报名", "青山区"),
        ("青山县几号报名", ""),
        ("青山几号报名", ""),
        ("青山镇小学几号报名", ""),
        ("青山市场几点开门", ""),
        ("青山县城有几所小学", ""),
        ("户口在青山市的孩子能报名吗", ""),
        ("青山区第一中学几号报名", "青山区"),
        ("青山区示范园几号报名", "青山区"),
        ("青山区优秀教师奖励多少", "青山区"),
    ],
)
def test_a_place_of_the_same_name_and_another_kind_is_another_place(question: str, missing: str) -> None:
    here = corpus_of(make_document("d", title="青山县招生通告", region="青山县"), text="青山县小学报名。")
    assert decide_scope(question, here).missing_place == missing


@pytest.mark.parametrize(
    ("question", "region", "missing"),
    [("青山县第一中学招多少人", "青山市", "青山县"), ("朝阳市优质学校几号报名", "朝阳区", "朝阳市"), ("吉林市第一中学招多少人", "吉林省", "吉林市")],
)  # fmt: skip
def test_the_rank_of_a_school_is_not_taken_from_a_lower_or_known_place(
    question: str, region: str, missing: str
) -> None:
    here = corpus_of(make_document("d", title=f"{region}招生通告", region=region), text="小学报名。")
    assert decide_scope(question, here).missing_place == missing


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("青山市示范园新增几所", "青山市"),
        ("青山县示范园新增几所", "青山县"),
        ("青山市、青山县新增几所", "青山市青山县"),
    ],
)
def test_of_places_of_one_stem_that_which_is_named_in_full_is_meant(question: str, chosen: str) -> None:
    documents = {one: make_document(one, title=f"{one}要点", region=one) for one in ("青山市", "青山县")}
    assert find_named_places(question, documents) == {one for one in documents if one in chosen}


def test_a_place_of_the_same_name_and_another_kind_is_missing_though_the_name_they_share_is_said() -> None:
    here = corpus_of(make_document("d", title="青山县招生通告", region="青山县"), text="青山小学报名。")
    assert decide_scope("青山市小学几号报名", here).missing_place == "青山市"


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("广西省高中助学金多少钱", "广西壮族自治区"),
        ("内蒙古省小学几号报名", "内蒙古自治区"),
        ("新疆省小学几号报名", "新疆维吾尔自治区"),
        ("北京省小学几号报名", "北京市"),
        ("青山市示范校几号报名", "青山县"),
        ("青山市第一中学几号报名", "青山县"),
        ("青山市优质学校几号报名", "青山区"),
        ("青山省重点高中几号报名", "青山市"),
    ],
)
def test_another_kind_is_the_same_place_where_there_is_no_such_place(question: str, region: str) -> None:
    here = corpus_of(make_document("d", title=f"{region}招生通告", region=region), text="小学报名。")
    assert not decide_scope(question, here).missing_place


def test_a_place_of_the_same_name_and_another_kind_is_told_of_where_it_is_named() -> None:
    county = make_document("d", title="青山县招生通告", region="青山县")
    city = make_document("e", title="临江市工作要点", region="临江市")
    texts = [make_paragraph("d/1", "青山县小学报名。"), make_paragraph("e/1", "青山区创建优质均衡。")]
    scope = decide_scope("青山区什么时候创建优质均衡？", make_corpus(texts, [county, city]))
    assert scope.among.anchors == {"e/1"}
