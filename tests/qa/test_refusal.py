"""What is said where the documents hold no answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest import Document
from qa import Language, gather_evidence, prepare_query, read_intent
from qa.candidates import Among
from qa.prompt_files import load_frames
from qa.ranking import load_ranking_weights
from qa.refusal import refuse
from qa.scope import Scope
from tests.fakes import make_corpus, make_paragraph, write_weights


def test_what_the_documents_cover_is_told_by_headings_that_tell_something(tmp_path: Path) -> None:
    headings = ("第一章 总则", "第二章 学校食堂", "第三章 2022年安排", "附　则", "问3：什么时候报名？")
    corpus = make_corpus(
        [make_paragraph(f"d/{n}", "学校照办。", position=n, heading_path=(one,)) for n, one in enumerate(headings)]
    )
    ranking = load_ranking_weights(write_weights(tmp_path).ranking_weights)
    evidence = gather_evidence(prepare_query("学校", corpus), read_intent("学校"), corpus, ranking)
    _, told = refuse(Scope(), [evidence], corpus, load_frames(Language.ZH))
    assert told.text == "这些文件写到的内容有：学校食堂；什么时候报名。"
    assert told.citations == ()


def test_of_a_place_whose_document_is_of_another_year_only_its_own_years_are_told() -> None:
    corpus = replace(
        make_corpus([make_paragraph("a/1", "学校照办。"), make_paragraph("b/1", "学校照办。")]),
        documents={
            "a": Document("a", "要点", 2021, "a", "", "", region="云泽市"),
            "b": Document("b", "要点", 2023, "b", "", "", region="丹霖县"),
        },
    )
    scope = Scope(missing_years=(2023,), within=frozenset("a"))
    (there,) = refuse(scope, (), corpus, load_frames(Language.ZH))
    assert there.text == "现有文件中没有云泽市2023年的内容，云泽市的文件是2021年的。"
    (anywhere,) = refuse(Scope(missing_years=(2020,)), (), corpus, load_frames(Language.ZH))
    assert anywhere.text == "现有文件中没有2020年的内容，现有的是2021、2023年的文件。"
    (mentioned,) = refuse(Scope(Among(of_years=frozenset({2022})), (2022,)), (), corpus, load_frames(Language.ZH))
    assert mentioned.text == "现有的是2021、2023年的文件，只顺带提到2022年，没有这个问题的答案。"
