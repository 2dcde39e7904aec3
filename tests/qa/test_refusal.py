"""What is said where the documents hold no answer."""

from __future__ import annotations

from pathlib import Path

from qa import Language, gather_evidence, prepare_query, read_intent
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
