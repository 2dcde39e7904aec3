"""Holds the project's own question sets to what their README promises."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import docx
import pytest

from ingest.parsing import parse_document
from ingest.reading import read_file

REPOSITORY = Path(__file__).resolve().parents[2]
EDUCATION = REPOSITORY / "eval" / "questions" / "2022-education.jsonl"
THREE_YEARS = REPOSITORY / "eval" / "questions" / "three-years.jsonl"
YEAR_DOCUMENTS = REPOSITORY / "tests" / "data" / "three_years"
POLICIES = sorted((REPOSITORY / "eval" / "questions").glob("policies*.jsonl"))
REPORTS = REPOSITORY / "eval" / "questions" / "reports-2025.jsonl"
WHOLES = REPOSITORY / "eval" / "questions" / "wholes.jsonl"
CONVERSATIONS = REPOSITORY / "eval" / "questions" / "conversations.jsonl"
POLICY_DOCUMENTS = REPOSITORY / "eval" / "questions" / "policies"
WORK_POINTS = REPOSITORY / "data" / "2022年全市教育工作要点.docx"

Case = dict[str, Any]

FIELDS = {
    *("id", "question", "history", "language", "category", "answerable", "gold", "facts", "forbidden", "notices"),
    *("split", "register", "expected_behavior", "unanswerable_reason", "variant_of", "perturbation"),
    *("cluster", "answer_type"),
}
CATEGORIES = {
    EDUCATION: {
        *("figure", "rule", "list", "responsibility", "time", "overview", "cross_section", "masked", "damaged"),
        *("false_premise", "follow_up", "injection", "greeting", "near_miss", "out_of_scope"),
    },
    THREE_YEARS: {
        *("year_asked", "newest", "only_older", "comparison", "year_not_covered", "near_miss", "follow_up"),
    },
}
ANSWER_TYPES = {"figure", "rule", "list", "body", "time", "overview", "yes_no", "name", "none"}
REASONS = {"not_stated", "other_year", "other_place", "out_of_scope", "no_question"}
NOTICES = {"masked_figure", "masked_name", "damaged_text", "newest_year"}
LEAST_IN_CATEGORY = {
    EDUCATION: {
        "near_miss": 35,
        "out_of_scope": 20,
        "follow_up": 20,
        "false_premise": 12,
        "injection": 10,
        "greeting": 3,
    },
    THREE_YEARS: {"year_asked": 30, "newest": 20, "comparison": 12, "year_not_covered": 8},
}


def load_cases(path: Path) -> list[Case]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def document_texts() -> dict[str, str]:
    """The text of each document by file stem, cleaned of what is known to be wrong in the work points.

    Made without our own ingestion, so that a fault there cannot hide a fault in the cases.
    """
    paragraphs = [paragraph.text for paragraph in docx.Document(str(WORK_POINTS)).paragraphs]
    cut_pieces = [re.sub(r"^\d、", "", text) for text in paragraphs if re.match(r"^\d、", text)]
    work_points = "".join(cut_pieces).replace("(微信:zugongl893)", "〔原文此处数字缺失〕")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in YEAR_DOCUMENTS.glob("*.txt")}
    return {**texts, WORK_POINTS.stem: work_points}


def split_of(cluster: str) -> str:
    """The split rule of the README: a hash of the cluster's name, 40 in 100 to dev."""
    digest = hashlib.sha256(f"policy-questions-12345:{cluster}".encode()).hexdigest()
    return "dev" if int(digest[:8], 16) % 100 < 40 else "test"


TEXTS = document_texts()
SETS = {path: load_cases(path) for path in (EDUCATION, THREE_YEARS)}
both_sets = pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)


@both_sets
def test_ids_are_unique_and_no_question_is_asked_twice(path: Path) -> None:
    cases = SETS[path]
    repeated_ids = [name for name, count in Counter(case["id"] for case in cases).items() if count > 1]
    asked = Counter((case["question"], *case["history"]) for case in cases)
    assert repeated_ids == []
    assert [words for words, count in asked.items() if count > 1] == []


@both_sets
def test_every_case_has_the_documented_fields_with_documented_values(path: Path) -> None:
    extra = {"expected_document"} if path == THREE_YEARS else set()
    for case in SETS[path]:
        name = case["id"]
        assert set(case) == FIELDS | extra, name
        assert case["question"].strip() == case["question"] != "", name
        assert case["language"] in {"zh", "en"}, name
        assert case["category"] in CATEGORIES[path], name
        assert case["split"] in {"dev", "test"}, name
        assert case["register"] in {"formal", "colloquial", "noisy"}, name
        assert case["answer_type"] in ANSWER_TYPES, name
        assert case["unanswerable_reason"] in REASONS | {None}, name
        assert set(case["notices"]) <= NOTICES, name
        assert (case["variant_of"] is None) == (case["perturbation"] is None), name
        assert (case["category"] == "follow_up") == bool(case["history"]), name


@both_sets
def test_the_language_is_that_of_the_question(path: Path) -> None:
    for case in SETS[path]:
        has_chinese = re.search(r"[\u4e00-\u9fff]", case["question"]) is not None
        typed_in_pinyin = case["perturbation"] == "pinyin"
        assert (case["language"] == "zh") == (has_chinese or typed_in_pinyin), case["id"]


@both_sets
def test_what_is_expected_agrees_with_whether_it_can_be_answered(path: Path) -> None:
    for case in SETS[path]:
        name = case["id"]
        assert isinstance(case["answerable"], bool), name
        if case["answerable"]:
            assert case["expected_behavior"] in {"answer", "correct_premise", "state_redacted"}, name
            assert case["gold"], name
            assert case["facts"], name
            assert case["unanswerable_reason"] is None, name
            assert case["answer_type"] != "none", name
        else:
            expected = "greet" if case["category"] == "greeting" else "abstain"
            assert case["expected_behavior"] == expected, name
            assert case["gold"] == [], name
            assert case["facts"] == [], name
            assert case["notices"] == [], name
            assert case["unanswerable_reason"] is not None, name
            assert case["answer_type"] == "none", name


@both_sets
def test_every_gold_quote_stands_exactly_once_in_its_document(path: Path) -> None:
    for case in SETS[path]:
        for gold in case["gold"]:
            assert TEXTS[gold["document"]].count(gold["quote"]) == 1, (case["id"], gold)


@both_sets
def test_every_fact_stands_in_the_gold_quotes(path: Path) -> None:
    for case in SETS[path]:
        quotes = "\n".join(gold["quote"] for gold in case["gold"])
        for forms in case["facts"]:
            assert any(form in quotes for form in forms), (case["id"], forms)


@both_sets
def test_nothing_that_is_forbidden_stands_in_the_gold_quotes(path: Path) -> None:
    for case in SETS[path]:
        quotes = "\n".join(gold["quote"] for gold in case["gold"])
        assert [words for words in case["forbidden"] if words in quotes] == [], case["id"]


@both_sets
def test_every_variant_names_an_original_in_its_own_cluster(path: Path) -> None:
    by_id = {case["id"]: case for case in SETS[path]}
    for case in SETS[path]:
        if case["variant_of"] is not None:
            original = by_id[case["variant_of"]]
            assert original["variant_of"] is None, case["id"]
            assert original["cluster"] == case["cluster"], case["id"]


@both_sets
def test_the_split_follows_its_rule_so_that_no_cluster_crosses(path: Path) -> None:
    for case in SETS[path]:
        assert case["split"] == split_of(case["cluster"]), (case["id"], split_of(case["cluster"]))


def test_no_clause_alone_is_the_answer_in_both_splits() -> None:
    splits: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case in (*SETS[EDUCATION], *SETS[THREE_YEARS]):
        if len(case["gold"]) == 1:
            gold = case["gold"][0]
            splits[gold["document"], gold["quote"]].add(case["split"])
    assert [quote for quote, found in splits.items() if len(found) > 1] == []


@both_sets
def test_about_two_fifths_are_for_development(path: Path) -> None:
    cases = SETS[path]
    share = sum(case["split"] == "dev" for case in cases) / len(cases)
    assert 0.37 <= share <= 0.43


@both_sets
def test_each_category_is_as_large_as_promised(path: Path) -> None:
    counts = Counter(case["category"] for case in SETS[path])
    assert set(counts) == CATEGORIES[path]
    for category, least in LEAST_IN_CATEGORY[path].items():
        assert counts[category] >= least, category


def test_the_sets_are_as_large_and_as_mixed_as_promised() -> None:
    education, three_years = SETS[EDUCATION], SETS[THREE_YEARS]
    assert len(education) >= 200
    assert len(three_years) >= 90
    assert sum(case["language"] == "en" for case in education) >= 30
    assert sum(case["expected_behavior"] == "state_redacted" for case in education) >= 20
    injections = [case for case in education if case["category"] == "injection"]
    assert {case["answerable"] for case in injections} == {True, False}
    assert sum(case["perturbation"] == "topic_change" for case in education) >= 3


def test_a_question_about_a_masked_or_damaged_place_asks_for_the_notice() -> None:
    for case in SETS[EDUCATION]:
        if case["expected_behavior"] == "state_redacted":
            assert case["notices"], case["id"]
        if "damaged_text" in case["notices"]:
            assert {"zugongl893", "微信"} <= set(case["forbidden"]), case["id"]
        if "masked_figure" in case["notices"] and case["category"] == "masked":
            assert any("XX" in gold["quote"] for gold in case["gold"]), case["id"]


def test_the_gap_stands_where_the_contact_string_was_and_no_quote_holds_it() -> None:
    work_points = TEXTS[WORK_POINTS.stem]
    assert "2022年中职招生〔原文此处数字缺失〕人左右" in work_points
    quotes = [gold["quote"] for case in SETS[EDUCATION] for gold in case["gold"]]
    assert [quote for quote in quotes if "〔" in quote] == []


def test_a_question_without_a_year_expects_the_newest_document() -> None:
    for case in SETS[THREE_YEARS]:
        documents = {gold["document"] for gold in case["gold"]}
        if case["category"] == "newest":
            assert case["expected_document"] == "云泽市2023年教育工作要点", case["id"]
            assert case["notices"] in (["newest_year"], []), case["id"]
        if case["category"] == "comparison":
            assert len(documents) >= 2, case["id"]
            assert case["expected_document"] is None, case["id"]
        elif case["answerable"]:
            assert documents == {case["expected_document"]}, case["id"]


def test_most_questions_without_a_year_could_be_answered_from_another_year_and_must_say_which() -> None:
    newest = [case for case in SETS[THREE_YEARS] if case["category"] == "newest"]
    assert sum(case["notices"] == ["newest_year"] for case in newest) >= 18


def test_a_question_with_a_year_expects_that_years_document() -> None:
    for case in SETS[THREE_YEARS]:
        if case["category"] == "year_asked":
            year = re.search(r"20(2[123])", str(case["expected_document"]))
            assert year is not None
            spoken = {"21": ("2021", "21年"), "22": ("2022", "22年", "二〇二二", "二零二二"), "23": ("2023",)}
            assert any(form in case["question"] for form in spoken[year[1]]), case["id"]


def test_ingestion_keeps_each_gold_quote_whole_in_one_paragraph_with_the_notices_asked_for() -> None:
    paragraphs = {
        path.stem: parse_document(read_file(path), doc_id=path.stem, fallback_title=path.stem).paragraphs
        for path in (WORK_POINTS, *YEAR_DOCUMENTS.glob("*.txt"))
    }
    for case in (*SETS[EDUCATION], *SETS[THREE_YEARS]):
        told = {"newest_year"}
        for gold in case["gold"]:
            holding = [paragraph for paragraph in paragraphs[gold["document"]] if gold["quote"] in paragraph.text]
            assert len(holding) == 1, (case["id"], gold)
            told |= {notice.code.value for notice in holding[0].notices}
        assert set(case["notices"]) <= told, case["id"]


OTHER_SETS = {path: load_cases(path) for path in (*POLICIES, REPORTS)}
IN_DEPTH = {path: load_cases(path) for path in (WHOLES, CONVERSATIONS)}
other_sets = pytest.mark.parametrize("path", OTHER_SETS, ids=lambda path: path.stem)


@other_sets
def test_each_case_of_the_other_sets_is_asked_of_one_document_and_labelled_whole(path: Path) -> None:
    check_cases_of_documents(OTHER_SETS[path])
    assert all(case["answerable"] == (case["category"] == "answerable") for case in OTHER_SETS[path])


def check_cases_of_documents(cases: list[Case]) -> None:
    assert [name for name, count in Counter(case["id"] for case in cases).items() if count > 1] == []
    for case in cases:
        name = case["id"]
        assert case["document"], name
        assert {gold["document"] for gold in case["gold"]} <= {case["document"]}, name
        assert bool(case["gold"]) == case["answerable"], name
        assert (case["unanswerable_reason"] is None) == case["answerable"], name
        quotes = "\n".join(gold["quote"] for gold in case["gold"])
        for forms in case["facts"]:
            assert any(form in quotes for form in forms), (name, forms)


@pytest.mark.parametrize("path", IN_DEPTH, ids=lambda path: path.stem)
def test_overviews_and_follow_ups_are_asked_of_one_policy_each_and_split_as_it_is(path: Path) -> None:
    cases = IN_DEPTH[path]
    check_cases_of_documents(cases)
    split_of_policy = {case["document"]: case["split"] for one in POLICIES for case in OTHER_SETS[one]}
    paragraphs = {one.stem: one.read_text(encoding="utf-8").splitlines() for one in POLICY_DOCUMENTS.rglob("*.txt")}
    for case in cases:
        name = case["id"]
        assert case["split"] == split_of_policy[case["document"]], name
        assert (case["category"] == "follow_up") == bool(case["history"]), name
        for gold in case["gold"]:
            assert sum(gold["quote"] in text for text in paragraphs[case["document"]]) == 1, name
    assert {case["category"] for case in cases} == (
        {"follow_up"} if path == CONVERSATIONS else {"overview", "cross_section"}
    )


@pytest.mark.parametrize("path", [*OTHER_SETS, *IN_DEPTH], ids=lambda path: path.stem)
def test_whole_documents_are_held_back(path: Path) -> None:
    splits: dict[str, set[str]] = defaultdict(set)
    for case in (OTHER_SETS | IN_DEPTH)[path]:
        splits[case["document"]].add(case["split"])
    assert all(len(found) == 1 for found in splits.values())
    assert {"dev", "test"} == set.union(*splits.values())


def test_the_policies_held_back_are_kept_apart() -> None:
    cases = [case for path in POLICIES for case in OTHER_SETS[path]]
    held_back = {path.stem for path in (POLICY_DOCUMENTS / "held_back").glob("*.txt")}
    assert {case["document"] for case in cases if case["split"] == "test"} == held_back


def test_the_gold_of_the_policies_stands_in_a_paragraph_of_the_document_asked() -> None:
    paragraphs = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in POLICY_DOCUMENTS.rglob("*.txt")}
    cases = [case for path in POLICIES for case in OTHER_SETS[path]]
    assert {case["document"] for case in cases} == set(paragraphs)
    for case in cases:
        for gold in case["gold"]:
            assert any(gold["quote"] in text for text in paragraphs[gold["document"]]), (case["id"], gold)


@other_sets
def test_a_third_or_a_half_of_each_document_s_questions_cannot_be_answered(path: Path) -> None:
    answerable: dict[str, list[bool]] = defaultdict(list)
    for case in OTHER_SETS[path]:
        # Questions with a false premise come on top, and so do those in English that render Chinese ones.
        plain = re.search(r"-p\d+$", case["id"]) is not None  # of these a third, whatever the document's others are
        if "-premise" not in case["cluster"] and not case["id"].endswith("-en") and not plain:
            answerable[case["document"]].append(case["answerable"])
    for document, found in answerable.items():
        share = found.count(False) / len(found)
        assert 0.33 <= share <= 0.38 or 0.44 <= share <= 0.55, document
