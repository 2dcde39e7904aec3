from pathlib import Path

import pytest

from qa import BrokenResource, expand
from qa.glossary import load_glossary


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("职高招生多少人?", "中职"),
        ("幼升小要考试吗", "义务教育"),
        ("vocational enrolment", "招生"),
        ("Kindergartens in 2022", "幼儿园"),
        ("補習班還開嗎", "校外培训"),
        ("How many points is PE worth in the senior high entrance exam?", "中考"),
        ("How many points is PE worth?", "体育"),
        ("Homework of Year 4 pupils", "四年级"),
        ("Will first graders have written tests?", "纸笔考试"),
        ("How much is after-school care?", "课后服务"),
    ],
)
def test_official_words_stand_behind_the_question(question: str, added: str) -> None:
    expanded = expand(question)
    assert expanded.startswith(f"{question} ")
    assert added in expanded.removeprefix(question).split()


@pytest.mark.parametrize("question", ["天气", "participants", "ratios", "the year 2022", "peace", ""])
def test_a_question_without_everyday_words_stays_as_it_is(question: str) -> None:
    assert expand(question) == question


@pytest.mark.parametrize(
    ("question", "official"),
    [
        ("民办学校哪天摇号", "派位"),
        ("不住校的补多少", "非寄宿生"),
        ("What do day students get?", "非寄宿生"),
        ("kindergarden fees", "幼儿园"),
    ],
)
def test_what_people_say_of_a_draw_and_of_day_pupils_is_read_as_documents_write_it(
    question: str, official: str
) -> None:
    assert official in expand(question)


def test_the_file_is_read_in_order_with_remarks_left_out(tmp_path: Path) -> None:
    path = tmp_path / "glossary.txt"
    path.write_text("# remark\n\n职高, 中专 = 中职  # why\nＡＢ = 甲 乙\n", encoding="utf-8")
    assert load_glossary(path) == (("职高", "中职"), ("中专", "中职"), ("ab", "甲 乙"))


@pytest.mark.parametrize("line", ["职高 中职", "= 中职", "职高 ="])
def test_another_line_is_told_with_its_number(line: str, tmp_path: Path) -> None:
    path = tmp_path / "glossary.txt"
    path.write_text(f"a = b\n{line}\n", encoding="utf-8")
    with pytest.raises(BrokenResource, match=r"glossary.txt line 2 is not"):
        load_glossary(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenResource):
        load_glossary(tmp_path / "absent.txt")
