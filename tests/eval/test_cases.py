import json
import os
from pathlib import Path
from typing import Any

import pytest

from eval.cases import PassageText, hash_cases, load_cases, load_passages
from eval.errors import CaseFileError, PassagesFileError
from eval.records import Gold
from qa import Language


def write_lines(path: Path, *lines: dict[str, Any] | str) -> Path:
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines))
    return path


def test_a_case_has_the_fields_of_its_line_and_keeps_the_rest(tmp_path: Path) -> None:
    line = {
        "id": "q1",
        "question": "普职比是多少？",
        "history": ["你好"],
        "language": "zh",
        "category": "figure",
        "answerable": True,
        "gold": [{"quote": "普职比达到4:6", "document": "要点.docx"}],
        "facts": [["4:6", "4∶6"]],
        "forbidden": ["5:5"],
        "notices": ["masked_figure"],
        "split": "dev",
        "cluster": "ratio",
        "register": "formal",
    }
    (case,) = load_cases(write_lines(tmp_path / "c.jsonl", line))
    assert (case.id, case.language, case.history) == ("q1", Language.ZH, ("你好",))
    assert case.gold == (Gold(quote="普职比达到4:6", document="要点.docx"),)
    assert case.facts == (("4:6", "4∶6"),)
    assert (case.forbidden, case.notices, case.split, case.cluster) == (("5:5",), ("masked_figure",), "dev", "ratio")
    assert dict(case.further) == {"register": "formal"}


def test_without_a_cluster_questions_of_one_gold_place_share_one(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "question": "？", "gold": [{"passage": "p1"}]},
        {"id": "b", "question": "？", "gold": [{"passage": "p1"}, {"passage": "p2"}]},
        {"id": "c", "question": "？", "gold": [{"quote": "甲 乙。", "document": "d"}]},
        {"id": "d", "question": "？", "gold": [{"quote": "甲乙", "document": "d"}]},
        {"id": "e", "question": "？", "answerable": False},
    ]
    clusters = [case.cluster for case in load_cases(write_lines(tmp_path / "c.jsonl", *lines))]
    assert clusters[0] == clusters[1]
    assert clusters[2] == clusters[3]
    assert len(set(clusters)) == 3
    assert clusters[4] == "e"


def test_split_and_limit_keep_the_first_of_that_split(tmp_path: Path) -> None:
    lines = [{"id": str(i), "question": "？", "split": "dev" if i % 2 else "test"} for i in range(6)]
    path = write_lines(tmp_path / "c.jsonl", *lines)
    assert [case.id for case in load_cases(path, split="dev", limit=2)] == ["1", "3"]


def test_questions_on_passages_are_split_by_the_passage_s_title(tmp_path: Path) -> None:
    passages = [PassageText("o1", "Oxygen", "…"), PassageText("w1", "Warsaw", "…"), PassageText("w2", "Warsaw", "…")]
    lines = [{"id": gold, "question": "？", "gold": [{"passage": gold}]} for gold in ("w1", "o1", "w2")]
    path = write_lines(tmp_path / "c.jsonl", *lines, {"id": "own", "question": "？", "split": "dev"})
    assert [case.id for case in load_cases(path, split="test", passages=passages)] == ["w1", "w2"]
    assert [case.id for case in load_cases(path, split="dev", passages=passages)] == ["o1", "own"]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{", "line 1 is not JSON"),
        ("[]", "line 1 is not a JSON object"),
        ({"question": "？"}, '"id"'),
        ({"id": "a", "question": " "}, '"question"'),
        ({"id": "a", "question": "？", "language": "fr"}, '"language"'),
        ({"id": "a", "question": "？", "answerable": "yes"}, '"answerable"'),
        ({"id": "a", "question": "？", "gold": [{"quote": ""}]}, '"gold"'),
        ({"id": "a", "question": "？", "gold": [{"quote": "甲", "passage": "p"}]}, '"gold"'),
        ({"id": "a", "question": "？", "gold": [{"quote": 3}]}, '"gold"'),
        ({"id": "a", "question": "？", "facts": ["4:6"]}, '"facts"'),
        ({"id": "a", "question": "？", "facts": [["。"]]}, '"facts"'),
        ({"id": "a", "question": "？", "facts": [[]]}, '"facts"'),
        ({"id": "a", "question": "？", "facts": [["4:6", None]]}, '"facts"'),
        ({"id": "a", "question": "？", "facts": [[True]]}, '"facts"'),
        ({"id": "a", "question": "？", "facts": "4:6"}, '"facts" must be a list'),
        ({"id": "a", "question": "？", "forbidden": [""]}, '"forbidden"'),
        ({"id": "a", "question": "？", "forbidden": ["5:5", "%"]}, '"forbidden" must hold a letter or digit'),
        ({"id": "a", "question": "？", "notices": ["masked_figures"]}, "'masked_figures'; there are masked_figure, "),
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path: Path, line: dict[str, Any] | str, part: str) -> None:
    with pytest.raises(CaseFileError, match="line 1") as raised:
        load_cases(write_lines(tmp_path / "c.jsonl", line))
    assert part in str(raised.value)
    assert "\n" not in str(raised.value)


def test_numbers_among_facts_are_their_digits_and_strings_without_any_are_left_out(tmp_path: Path) -> None:
    line = {"id": "a", "question": "？", "facts": [["2008年", 39764.0, "——"], [3, 2.5]]}
    (case,) = load_cases(write_lines(tmp_path / "c.jsonl", line))
    assert case.facts == (("2008年", "39764"), ("3", "2.5"))


@pytest.mark.parametrize("name", ["xquad_zh", "cmrc2018_dev", "drcd_dev", "stard_statutes"])
def test_public_sets_can_be_read_and_all_their_gold_stands_in_their_passages(name: str) -> None:
    shared = Path(os.environ.get("POLICY_SHARED_DATA") or Path(__file__).parents[2].parent / "shared" / "data")
    folder = shared / "qa" / name
    if not folder.is_dir():
        pytest.skip(f"the public question set {name} is not beside the repository")
    passages = {passage.id for passage in load_passages(folder / "passages.jsonl")}
    cases = load_cases(folder / "cases.jsonl")
    assert len(cases) >= 500
    assert all(gold.passage in passages for case in cases for gold in case.gold)


def test_ids_may_be_numbers(tmp_path: Path) -> None:
    (case,) = load_cases(write_lines(tmp_path / "c.jsonl", {"id": 1, "question": "？", "gold": [{"passage": 7}]}))
    assert (case.id, case.gold) == ("1", (Gold(passage="7"),))


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"line 2: the id 'a' already stands in line 1"):
        load_cases(write_lines(tmp_path / "c.jsonl", {"id": "a", "question": "？"}, {"id": "a", "question": "！"}))


@pytest.mark.parametrize("name", ["absent.jsonl", "empty.jsonl", "folder", "latin.jsonl"])
def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.jsonl").write_text("\n\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.jsonl").write_bytes(b"\xe9\xff")
    with pytest.raises(CaseFileError, match=name):
        load_cases(tmp_path / name)


def test_line_separators_inside_a_string_do_not_end_the_line(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "a", "question": "一\u2028二"}\r\n{"id": "b", "question": "三"}\n', encoding="utf-8-sig")
    assert [case.question for case in load_cases(path)] == ["一\u2028二", "三"]


def test_the_hash_changes_with_an_expectation_but_not_with_further_fields(tmp_path: Path) -> None:
    def hash_of(**fields: Any) -> str:
        return hash_cases(load_cases(write_lines(tmp_path / "c.jsonl", {"id": "a", "question": "？", **fields})))

    assert hash_of() == hash_of(register="formal")
    assert len({hash_of(), hash_of(facts=[["1"]]), hash_of(answerable=False), hash_of(forbidden=["x"])}) == 4


def test_passages_are_read_in_order_and_must_be_whole(tmp_path: Path) -> None:
    good = write_lines(tmp_path / "p.jsonl", {"id": "p1", "title": "甲", "text": "文"})
    assert [(p.id, p.title, p.text) for p in load_passages(good)] == [("p1", "甲", "文")]
    untitled = write_lines(tmp_path / "p.jsonl", {"id": 7, "title": "", "text": "文"}, {"id": "p2", "text": "文"})
    assert [(p.id, p.title) for p in load_passages(untitled)] == [("7", ""), ("p2", "")]
    with pytest.raises(PassagesFileError, match='line 1: "text"'):
        load_passages(write_lines(tmp_path / "p.jsonl", {"id": "p1", "title": "甲"}))
    with pytest.raises(PassagesFileError, match="stands twice"):
        load_passages(write_lines(tmp_path / "p.jsonl", *[{"id": "p1", "title": "甲", "text": "文"}] * 2))


def test_the_hash_changes_with_what_is_asked_of_and_with_how_questions_belong_together(tmp_path: Path) -> None:
    def hash_of(**fields: Any) -> str:
        return hash_cases(load_cases(write_lines(tmp_path / "c.jsonl", {"id": "a", "question": "？", **fields})))

    changes: list[dict[str, str]] = [
        {},
        {"document": "d"},
        {"expected_document": "d"},
        {"cluster": "c"},
        {"split": "dev"},
    ]
    assert len({hash_of(**change) for change in changes}) == len(changes)


@pytest.mark.parametrize("line", ["[" * 100_000, '{"id": ' + "1" * 5000 + ', "question": "？"}'])
def test_what_is_too_deep_or_too_long_to_read_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(CaseFileError, match="line 1 cannot be read: a number is too long, or brackets are too deep"):
        load_cases(write_lines(tmp_path / "c.jsonl", line))


def test_half_a_character_becomes_the_mark_of_a_lost_one_and_a_whole_one_stays(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "c.jsonl", r'{"id": "a", "question": "\ud83d职普比\ud83c\udf93", "history": ["\udc00"]}'
    )
    (case,) = load_cases(path)
    assert (case.question, case.history) == ("\ufffd职普比🎓", ("\ufffd",))
