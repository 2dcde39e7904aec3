"""Why a question counts as not right, in words for the page: what to look at first."""

from __future__ import annotations

from eval.answer_measures import forbidden_found, notices_recall
from eval.citation_measures import without_markers
from eval.corpus import Corpus
from eval.records import CaseResult
from eval.retrieval_measures import ranking_of
from eval.text_matching import holds_fact

Words = tuple[str, str]


def explain_failure(result: CaseResult, corpus: Corpus) -> tuple[Words, ...]:
    """Return what went wrong as (Chinese, English) sentences; none for a question that was not answered wrongly."""
    case, answer = result.case, result.answer
    if answer is None:
        return ((f"运行失败：{result.error}", f"Asking failed: {result.error}"),)
    if result.measures.get("accuracy") != 0:
        return ()
    reasons: list[Words] = []
    if result.declined and case.answerable:
        reasons.append(("文件有答案，却拒答", "Declined, though the documents answer it"))
    if not result.declined and not case.answerable:
        reasons.append(("文件没有答案，却作答", "Answered, though the documents do not answer it"))
    if result.declined and answer.citations:
        reasons.append(("拒答却带有引用", "Declined, yet cites"))
    missing = missing_facts(result)
    if missing and not result.declined:
        listed = "；".join(" / ".join(group) for group in missing)
        reasons.append((f"缺少要点：{listed}", f"Facts missing: {listed}"))
    if forbidden_found(case, answer) == 1:
        reasons.append(("出现禁用内容", "Says something forbidden"))
    if notices_recall(case, answer) not in (None, 1):
        codes = "、".join(sorted(set(case.notices) - {notice.code.value for notice in answer.notices}))
        reasons.append((f"缺少提示：{codes}", f"Notices missing: {codes}"))
    if result.measures.get("figure_accuracy") not in (None, 1):
        reasons.append(("有数字不在所引段落中", "A figure does not stand in what is cited"))
    if result.measures.get("verbatim_rate") not in (None, 1):
        reasons.append(("有引文与原文不一致", "A quote is not verbatim"))
    if case.gold and case.answerable:
        relevant = corpus.relevant_anchors(case)
        if not relevant:
            reasons.append(("标准出处不在文件库中", "The gold is nowhere in the documents"))
        elif not relevant & set(ranking_of(answer)):
            reasons.append(("没有检索到标准段落", "No gold paragraph was retrieved"))
        elif not result.declined and result.measures.get("any_citation_right") == 0:
            reasons.append(("检索到标准段落，但未引用", "A gold paragraph was retrieved but not cited"))
    return tuple(reasons)


def missing_facts(result: CaseResult) -> tuple[tuple[str, ...], ...]:
    """Return the fact groups of which no string stands in the answer's text."""
    text = without_markers(result.answer) if result.answer else ""
    return tuple(group for group in result.case.facts if not any(holds_fact(text, fact) for fact in group))
