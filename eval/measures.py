"""Every measure there is: its name in reports, which way is better, and its words on the page.

What each means and where it is from stands with the function that computes it: retrieval_measures,
sentence_measures, citation_measures, answer_measures, refusal_measures, confidence_measures, summary (latency), judge.
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.records import Better


@dataclass(frozen=True, slots=True)
class Measure:
    """`is_promise`: the product promises this figure, so the gate allows no fall at all.

    `is_gated`: False for figures of the machine, or of a model as judge, rather than of the answers.
    """

    name: str
    group: str
    zh: str
    en: str
    better: Better = Better.HIGHER
    is_share: bool = True
    is_promise: bool = False
    is_gated: bool = True


_LOWER, _NEITHER = Better.LOWER, Better.NEITHER

MEASURES: tuple[Measure, ...] = (
    Measure("accuracy", "answer", "整体正确", "Right as a whole"),
    Measure("fact_recall", "answer", "要点召回", "Fact recall"),
    Measure("all_facts", "answer", "要点齐全", "All facts"),
    Measure("crag_score", "answer", "CRAG 得分", "CRAG score", is_share=False),
    Measure("forbidden_found", "answer", "出现禁用内容", "Forbidden strings found", better=_LOWER, is_promise=True),
    Measure("contact_found", "answer", "出现联系方式", "Contact strings found", better=_LOWER, is_promise=True),
    Measure("notices_recall", "answer", "提示召回", "Notices recall"),
    Measure("failure", "answer", "运行失败", "Failed", better=_LOWER),
    Measure("verbatim_rate", "citation", "逐字引用", "Verbatim quotes", is_promise=True),
    Measure("figure_accuracy", "citation", "数字有据", "Figures that stand", is_promise=True),
    Measure("citation_recall", "citation", "引用召回", "Citation recall"),
    Measure("citation_precision", "citation", "引用精确", "Citation precision"),
    Measure("gold_citation_recall", "citation", "标准引用召回", "Gold citation recall"),
    Measure("gold_citation_precision", "citation", "标准引用精确", "Gold citation precision"),
    Measure("first_citation_right", "citation", "首个引用正确", "First citation right"),
    Measure("any_citation_right", "citation", "任一引用正确", "Any citation right"),
    Measure("first_document_right", "citation", "首个引用的文件正确", "First citation's document right"),
    Measure("all_documents_right", "citation", "所引文件全部正确", "All cited documents right"),
    Measure("exact_span", "citation", "引文含答案", "Answer inside a quote"),
    Measure("sentence_hit@1", "citation", "首个引文命中句", "Sentence hit, first quote"),
    Measure("sentence_hit", "citation", "引文命中句", "Sentence hit"),
    Measure("quote_length", "citation", "引文字数", "Characters per quote", better=_NEITHER, is_share=False),
    Measure("quoted_length", "citation", "引文总字数", "Characters quoted in all", better=_NEITHER, is_share=False),
    Measure("refusal_precision", "refusal", "拒答精确", "Refusal precision"),
    Measure("refusal_recall", "refusal", "拒答召回", "Refusal recall"),
    Measure("refusal_f1", "refusal", "拒答 F1", "Refusal F1"),
    Measure("false_refusal_rate", "refusal", "误拒率", "False refusal rate", better=_LOWER),
    Measure("auroc", "confidence", "置信 AUROC", "AUROC of confidence"),
    Measure("aurc", "confidence", "风险–覆盖面积", "Area under risk–coverage", better=_LOWER),
    Measure("rejected_at_95_kept", "confidence", "保留95%时拒绝率", "Rejected at 95 % kept"),
    Measure("rejected_at_96_kept", "confidence", "保留96%时拒绝率", "Rejected at 96 % kept"),
    Measure("ece", "confidence", "校准误差 ECE", "Expected calibration error", better=_LOWER),
    Measure("brier", "confidence", "Brier 分", "Brier score", better=_LOWER),
    Measure("success@1", "retrieval", "首位命中", "success@1"),
    Measure("success@3", "retrieval", "前3命中", "success@3"),
    Measure("success@5", "retrieval", "前5命中", "success@5"),
    Measure("success@10", "retrieval", "前10命中", "success@10"),
    Measure("recall@5", "retrieval", "前5召回", "recall@5"),
    Measure("recall@10", "retrieval", "前10召回", "recall@10"),
    Measure("mrr@10", "retrieval", "MRR@10", "MRR@10"),
    Measure("ndcg@10", "retrieval", "nDCG@10", "nDCG@10"),
    Measure("all_gold@5", "retrieval", "前5齐全", "All gold in first 5"),
    Measure("answer_sentence@1", "retrieval", "答案句居首", "Sentence with the answer first"),
    Measure("answer_sentence@3", "retrieval", "答案句在前3", "Sentence with the answer in first 3"),
    Measure("judged_support", "judge", "模型评审：有据", "Judged as supported", is_gated=False),
    Measure("judge_unparsable", "judge", "模型评审：无法读取", "Judge unparsable", better=_LOWER, is_gated=False),
    Measure("drafted", "model", "模型作答", "Written by the model", better=_NEITHER, is_gated=False),
    Measure("sentences_withheld", "model", "去掉的句子", "Sentences withheld", better=_LOWER, is_gated=False),
    Measure("input_tokens", "model", "输入词元", "Tokens in", better=_LOWER, is_share=False, is_gated=False),
    Measure("output_tokens", "model", "输出词元", "Tokens out", better=_LOWER, is_share=False, is_gated=False),
    Measure("model_milliseconds", "model", "模型耗时", "Model, ms", better=_LOWER, is_share=False, is_gated=False),
    Measure("latency_p50", "latency", "耗时中位数", "Latency p50, ms", better=_LOWER, is_share=False, is_gated=False),
    Measure("latency_p95", "latency", "耗时 p95", "Latency p95, ms", better=_LOWER, is_share=False, is_gated=False),
)
MEASURE_BY_NAME = {measure.name: measure for measure in MEASURES}

GROUPS: dict[str, tuple[str, str]] = {
    "answer": ("回答", "Answers"),
    "citation": ("引用", "Citations"),
    "refusal": ("拒答", "Refusals"),
    "confidence": ("置信度", "Confidence"),
    "retrieval": ("检索", "Retrieval"),
    "judge": ("模型评审", "Model as judge"),
    "model": ("语言模型（每题）", "Language model (a question)"),
    "latency": ("耗时（毫秒）", "Latency (ms)"),
}
