import pytest

from qa import Corpus
from qa.spelling import mend_typos
from tests.fakes import make_corpus, make_paragraph


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(
        [
            make_paragraph("d/1", "义务教育学校要规范招生，不得组织考试。严格落实职普比要求。"),
            make_paragraph("d/2", "质权人应当妥善保管质物，困难学生可以申请资助，集钱。", position=1),
        ]
    )


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("义务叫育学校怎么招生", "义务教育学校怎么招生"),
        ("小学可以组织考事吗？", "小学可以组织考试吗？"),
        ("2022年义务教育招声，组知考试吗", "2022年义务教育招生，组织考试吗"),
        ("怎么身请资助", "怎么申请资助"),
        ("职谱比是多少", "职普比是多少"),  # in no dictionary, but between these neighbours in the documents
    ],
)
def test_a_homophone_in_a_word_of_the_documents_is_mended(asked: str, read: str, corpus: Corpus) -> None:
    assert mend_typos(asked, corpus) == read


@pytest.mark.parametrize(
    "asked",
    [
        "义务教育学校怎么招生",
        "质权人有什么义务",  # 职权 is more usual, but the documents say 质权
        "一个月要收几钱",  # asks; 集钱 stands in the documents
        "幼儿圆有多少",  # 幼儿园 is in no document here
        "義務叫育學校",  # traditional characters
        "How many schools?",
        "",
    ],
)
def test_all_else_is_left_as_it_was_asked(asked: str, corpus: Corpus) -> None:
    assert mend_typos(asked, corpus) == asked


def test_a_typo_within_a_long_run_is_mended_as_in_a_short_one(corpus: Corpus) -> None:
    run = "义务教育学校要规范招生不得组织考试" * 20
    assert mend_typos(f"{run}怎么身请资助{run}", corpus) == f"{run}怎么申请资助{run}"


@pytest.mark.timeout(20)
def test_a_run_of_a_thousand_characters_is_read_at_once(corpus: Corpus) -> None:
    mend_typos("幼儿圆义务叫育怎么身请" * 90, corpus)


def test_documents_without_a_word_mend_nothing() -> None:
    assert mend_typos("义务叫育", make_corpus([])) == "义务叫育"
