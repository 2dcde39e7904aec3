"""Documents of several places: which answers, that others are there, and places set side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest import IngestSettings, NoticeCode, Span, ingest_paths, open_store
from qa import Answer, Language, Outcome, build_chain
from qa.candidates import Among
from qa.composition import cite
from qa.place_names import find_place, split_place
from qa.place_notice import tell_places
from qa.places_compared import ask_of_each, in_order
from qa.prompt_files import load_frames
from qa.quotation import Quotation
from qa.records import Draft
from qa.scope import Scope, decide_scope
from tests.fakes import make_corpus, make_document, make_paragraph

_REPORT = """2025年{place}政府工作报告
一、2024年工作回顾
2024年，全省地区生产总值增长{growth}%，粮食产量{grain}亿斤。{beside}
二、2025年重点工作
今年新建公办幼儿园{kindergartens}所，新增养老床位{beds}张。
"""
_PLACES = (
    {"place": "浙江省", "growth": "5.5", "grain": "129", "kindergartens": "310", "beds": "4100", "beside": "对口支援四川省木里县，建成学校2所。"},
    {"place": "江苏省", "growth": "5.8", "grain": "762", "kindergartens": "260", "beds": "3000", "beside": "与四川、重庆签署合作协议。"},
    {"place": "西藏自治区", "growth": "6.3", "grain": "22", "kindergartens": "80", "beds": "900", "beside": "全年降水偏少。"},
)  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    folder = tmp_path_factory.mktemp("places")
    for told in _PLACES:
        (folder / f"2025年{told['place']}政府工作报告.txt").write_text(_REPORT.format(**told), encoding="utf-8")
    store = open_store(IngestSettings(store=folder / "store"))
    ingest_paths(sorted(folder.glob("*.txt")), store)
    return build_chain(store).invoke


def cited(answer: Answer) -> list[str]:
    return [told["place"] for one in answer.citations for told in _PLACES if told["place"] in one.doc_title]


@pytest.mark.integration
@pytest.mark.parametrize(
    ("question", "places", "figures"),
    [
        ("浙江和江苏2024年GDP增长谁高？", ["浙江省", "江苏省"], ["5.5%", "5.8%"]),
        ("江苏、西藏今年新建多少公办幼儿园？", ["江苏省", "西藏自治区"], ["260所", "80所"]),
        ("Compare the grain output of Zhejiang and Jiangsu in 2024.", ["浙江省", "江苏省"], ["129亿斤", "762亿斤"]),
    ],
)
def test_places_set_side_by_side_are_each_answered_from_their_own_document(
    ask: Callable[[str], Answer], question: str, places: list[str], figures: list[str]
) -> None:
    answer = ask(question)
    assert list(dict.fromkeys(cited(answer))) == places
    assert all(figure in answer.text for figure in figures)
    assert all(f"《2025年{place}政府工作报告》" in answer.text for place in places)


@pytest.mark.integration
def test_a_place_without_a_document_is_told_beside_the_one_that_has_one(ask: Callable[[str], Answer]) -> None:
    answer = ask("浙江和四川今年新增养老床位哪个多？")
    assert cited(answer) == ["浙江省"]
    told = [one.message for one in answer.notices if one.code is NoticeCode.PART_UNANSWERED]
    assert len(told) == 1
    assert told[0].startswith("您还问到“四川”")


@pytest.mark.integration
@pytest.mark.parametrize(
    "question", ["四川2024年粮食产量多少？", "What was Sichuan's grain output in 2024?", "广东今年建多少幼儿园？"]
)
def test_another_places_figure_is_never_given_for_one_that_is_only_mentioned(
    ask: Callable[[str], Answer], question: str
) -> None:
    answer = ask(question)
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert ("四川" if "四川" in question or "Sichuan" in question else "广东") in answer.text


@pytest.mark.integration
@pytest.mark.parametrize(
    "question",
    ["How many kindergartens will Tibet build?", "西藏今年建多少幼儿园？", "Xizang: how many new kindergartens?"],
)
def test_a_place_is_known_by_its_english_names(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert set(cited(answer)) == {"西藏自治区"}
    assert "80所" in answer.text
    assert NoticeCode.OTHER_PLACES not in [one.code for one in answer.notices]


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (Scope(), ["浙江省"]),
        (Scope(Among(frozenset({"zj"}))), []),
        (Scope(places=("浙江省", "江苏省")), []),
        (Scope(Among(naming=frozenset({"四川"}))), []),
    ],
    ids=["no place is named", "one is", "two are", "one without a document is"],
)
def test_where_no_place_is_named_it_is_told_that_there_are_others(scope: Scope, told: list[str]) -> None:
    paragraph = make_paragraph("zj/1", "粮食产量129亿斤。")
    documents = [make_document("zj", region="浙江省"), make_document("js", region="江苏省")]
    corpus = make_corpus([paragraph, make_paragraph("js/1", "粮食产量762亿斤。")], documents)
    draft = Draft(citations=(cite(1, Quotation(paragraph, Span(0, 8)), documents[0]),))
    noticed = tell_places(draft, scope, corpus, load_frames(Language.ZH)).notices
    assert [one.code for one in noticed] == [NoticeCode.OTHER_PLACES] * len(told)
    assert all(place in one.message for place, one in zip(told, noticed, strict=True))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("浙江省跟江苏的粮食产量差多少", "粮食产量是多少"),
        ("江苏浙江今年招生计划哪个多", "今年招生计划是多少"),
        ("浙江和江苏的疫苗政策有啥不一样", "疫苗政策"),
        ("How many schools were built in Zhejiang and in Jiangsu?", "How many schools were built"),
    ],
)
def test_what_is_asked_of_each_place_names_none(question: str, asked: str) -> None:
    assert ask_of_each(question, ("浙江省", "江苏省")) == asked


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("要本县户口吗", ""),
        ("需要本市户口吗", ""),
        ("在我县报名吗", ""),
        ("要对全市公布吗", ""),
        ("需要云杉县户口吗", ""),
        ("非云杉县户籍可以吗", ""),
        ("云杉县要本县户口吗", "云杉县"),
        ("万全区要户口吗", "万全区"),
        ("道外区要户口吗", "道外区"),
    ],
)
def test_what_points_at_a_place_or_requires_it_begins_no_name(question: str, place: str) -> None:
    assert split_place(question)[0] == place


def test_a_place_that_is_required_is_found_behind_what_requires_it() -> None:
    assert find_place("需要云杉县户口吗") == (2, 5)
    assert find_place("要本县户口吗") is None


@pytest.mark.parametrize("question", ["有几个区", "要几个市", "需要哪个区的户口", "有哪些县"])
def test_what_asks_for_places_names_none(question: str) -> None:
    assert find_place(question) is None


def test_places_keep_the_order_of_the_question() -> None:
    assert in_order(["江苏省", "浙江省"], "浙江和江苏") == ("浙江省", "江苏省")


def test_sentences_of_a_place_that_no_document_is_about_must_name_it() -> None:
    paragraphs = [make_paragraph("zj/1", "对口支援四川省木里县。"), make_paragraph("zj/2", "粮食产量129亿斤。")]
    corpus = make_corpus(paragraphs, [make_document("zj", title="2025年浙江省政府工作报告", region="浙江省")])
    scope = decide_scope("四川粮食产量多少", corpus)
    assert scope.among == Among(None, frozenset({"zj/1"}), frozenset({"四川"}))
    assert decide_scope("爸妈在四川打工的孩子怎么上学", corpus).among.naming == frozenset()
    assert decide_scope("广东粮食产量多少", corpus).missing_place == "广东"


def test_where_somebody_comes_from_is_no_place_asked_about() -> None:
    documents = [make_document("zj", region="浙江省"), make_document("js", region="江苏省")]
    corpus = make_corpus([make_paragraph("zj/1", "转学。"), make_paragraph("js/1", "转学。")], documents)
    scope = decide_scope("从江苏转学到浙江要什么材料", corpus)
    assert (scope.among.documents, scope.places) == ({"zj"}, ())
    assert decide_scope("浙江和江苏的转学材料", corpus).places == ("浙江省", "江苏省")


@pytest.mark.parametrize("question", ["西藏有什么", "What is told of Tibet?"])
def test_a_place_told_of_in_traditional_characters_is_there(question: str) -> None:
    corpus = make_corpus([make_paragraph("d/1", "遊客從澳門經西藏到臺灣。")])
    assert not decide_scope(question, corpus).is_empty
    assert decide_scope("What is told of Sichuan?", corpus).missing_place == "四川"
    assert not decide_scope("What is told of Suzhou?", corpus).is_empty  # 苏州 or 宿州


def test_of_documents_that_say_no_place_any_sentence_may_answer() -> None:
    corpus = make_corpus([make_paragraph("d/1", "四川是大省。")], [make_document("d", title="概况")])
    assert decide_scope("四川有多少人", corpus).among.naming == frozenset()
