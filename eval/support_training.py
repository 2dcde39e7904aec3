"""Learn when a drafted sentence is supported: `python -m eval.support_training FOLDER`. Writes `qa/weights/support.json`.

Half of the pairs is learned from; on the other half the whole check is reported, rules and model together. Everything
is seeded: the same data give the same weights.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.draft_pairs import ALTERED, SEED, SUPPORTED, Pair, build_pairs, read_lines
from eval.halves import half_of
from eval.intervals import estimate_mean
from ingest import Encoder, IngestSettings, PooledTokenEncoder, Vectors, build_encoders, prepare_process
from qa import (
    MEANING_FEATURES,
    NOTHING_PASSES,
    OTHER_LANGUAGE_FEATURES,
    WORD_FEATURES,
    DraftSentence,
    Language,
    Source,
    SupportJudge,
    SupportModel,
    SupportModels,
    check_sentence,
    support_features,
)

PUBLIC_SETS = ("xquad_zh", "cmrc2018_dev", "drcd_dev")
_QUESTIONS = Path("eval/questions")
_WRITTEN = Path("eval/drafts/sentences.jsonl")
# Of what passes, on the half that is learned from; as much as passes at it is let through. More in another language,
# where the half held back falls short of it by more.
_PRECISION, _PRECISION_TRANSLATED = 0.98, 0.99
_PRECISION_PUBLIC = 0.9  # of statements on encyclopedias, whose names are swapped as no policy's are
# Supported policy sentences that a threshold needs: on 41 English ones it was found at 98 % and held at 63 % elsewhere.
_FEWEST = 100
# Another language stays off: of English sentences written after the rules, 48 true and 57 false, 33 and 7 passed, so that
# 82 % of what passed was supported, where 97 % is wanted (python -m eval.unseen_drafts).
_IS_TRANSLATED_SHOWN = False
_STRENGTH = 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, what the rules alone say of it ("" passes), and its features by name."""

    pair: Pair
    problem: str
    features: Mapping[str, float]

    @property
    def same_language(self) -> bool:
        return self.pair.language is Language.ZH


class _Remembering:
    """An encoder that encodes each text once. Texts told at once are encoded in batches: twenty times as fast as one by
    one."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self.encode_queries = encoder.encode_queries

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        if new := sorted(set(texts) - set(self._vectors)):
            self._vectors.update(zip(new, self._encoder.encode_documents(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


class _RememberingTokens(_Remembering):
    def __init__(self, encoder: Encoder, token_encoder: PooledTokenEncoder) -> None:
        super().__init__(encoder)
        self._token_encoder = token_encoder
        self._tokens: dict[str, Vectors] = {}

    def encode_pooled_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        if new := sorted(set(texts) - set(self._tokens)):
            self._tokens.update(zip(new, self._token_encoder.encode_pooled_tokens(new), strict=True))
        return [self._tokens[text] for text in texts]


def remember(encoders: Sequence[Encoder]) -> tuple[Encoder, ...]:
    return tuple(
        _RememberingTokens(one, one) if isinstance(one, PooledTokenEncoder) else _Remembering(one) for one in encoders
    )


def judge_pairs(pairs: Sequence[Pair], encoders: Sequence[Encoder]) -> list[Judged]:
    """Each pair through the check with a model that lets everything pass."""
    everything = _passing(tuple(encoder.name for encoder in encoders))
    checked = []
    # Where words are compared the rules need no encoder; elsewhere the same paragraphs are asked for again and again.
    known = remember(encoders)
    by_words, by_meaning = SupportJudge((), everything), SupportJudge(known, everything)
    for pair in pairs:
        judge = by_words if pair.language is Language.ZH else by_meaning
        source = Source(pair.paragraph, pair.document)
        checked.append(check_sentence(DraftSentence(pair.sentence, (1,)), [source], pair.language, judge))
    passed = [one for one in checked if not one.problem]
    quotes = ["，".join(quotation.text for quotation in one.quotations) for one in passed]
    for encoder in known:
        texts = [*quotes, *(one.sentence.text for one in passed)]
        encoder.encode_documents(texts)
        if isinstance(encoder, PooledTokenEncoder):
            encoder.encode_pooled_tokens(texts)
    judged = []
    for pair, one in zip(pairs, checked, strict=True):
        quote = "，".join(quotation.text for quotation in one.quotations)
        features = {} if one.problem else support_features(pair.sentence, quote, [pair.paragraph], known)
        judged.append(Judged(pair, one.problem, features))
    return judged


def fit(judged: Sequence[Judged], names: tuple[str, ...]) -> SupportModel:
    """Logistic regression on what the rules let pass. The threshold is the lowest that reaches the wanted precisions on
    the pairs of policy documents and on the public ones."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    passed = [one for one in judged if not one.problem]
    features = np.array([[one.features[name] for name in names] for one in passed])
    supported = np.array([one.pair.supported for one in passed])
    scaler = StandardScaler().fit(features)
    learned = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000).fit(
        scaler.transform(features), supported
    )
    weights = learned.coef_[0] / scaler.scale_
    bias = float(learned.intercept_[0] - weights @ scaler.mean_)
    model = SupportModel(names, weights.astype(np.float32), bias, 0.0)
    wanted = _PRECISION if passed[0].same_language else _PRECISION_TRANSLATED
    threshold = max(
        _find_threshold(model, [one for one in passed if one.pair.is_policy], wanted),
        _find_threshold(model, [one for one in passed if not one.pair.is_policy], _PRECISION_PUBLIC),
    )
    return SupportModel(names, model.weights, bias, threshold)


def fit_translation(folder: Path, encoder: Encoder) -> dict[str, object]:
    """The cosine that a question must have with its translation: at it one in a hundred other questions on the same
    passage is taken for one. From the parallel questions of XQuAD, articles in halves as everywhere."""
    titles = {one["id"]: one["title"] for one in read_lines(folder / "passages.jsonl")}
    asked: dict[str, dict[str, tuple[str, str]]] = {}
    for case in read_lines(folder / "cases.jsonl"):
        parallel = asked.setdefault(case["id"].rsplit("-", 1)[0], {})
        parallel[case["language"]] = (case["question"], case["gold"][0]["passage"])
    pairs = [(one["en"][0], one["zh"][0], one["zh"][1]) for one in asked.values() if len(one) == 2]
    english, chinese = (encoder.encode_queries([pair[side] for pair in pairs]) for side in (0, 1))
    cosines = english @ chinese.T
    same: dict[str, list[float]] = {"dev": [], "test": []}
    other: dict[str, list[float]] = {"dev": [], "test": []}
    for row, (_, _, passage) in enumerate(pairs):
        half = half_of(titles[passage])
        for column, (_, _, of) in enumerate(pairs):
            if of == passage:
                (same if row == column else other)[half].append(float(cosines[row, column]))
    threshold = round(float(np.quantile(other["dev"], 0.99)), 4)
    right, wrong = np.array(same["test"]), np.array(other["test"])
    return {
        "threshold": threshold,
        "held_back": {
            "translations": len(right),
            "recognised": round(float((right >= threshold).mean()), 4),
            "others": len(wrong),
            "taken_for_one": round(float((wrong >= threshold).mean()), 4),
        },
    }


def _find_threshold(model: SupportModel, judged: Sequence[Judged], wanted: float) -> float:
    """0 where there are no pairs of the kind."""
    if not judged:
        return 0.0
    scores = np.array([model.support(one.features) for one in judged])
    supported = np.array([one.pair.supported for one in judged])
    order = np.argsort(-scores, kind="stable")
    precision = np.cumsum(supported[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision >= wanted)
    if not len(enough) or supported.sum() < _FEWEST:
        return NOTHING_PASSES
    return round(float(scores[order[enough[-1]]]), 4)


def report(judged: Sequence[Judged], model: SupportModel) -> dict[str, object]:
    """Precision and recall of the whole check, and by kind the share that passes, each with its 95 % interval."""
    passes = {id(one): not one.problem and model.support(one.features) >= model.threshold for one in judged}
    passed = [one for one in judged if passes[id(one)]]
    supported = [one for one in judged if one.pair.supported]
    figures: dict[str, object] = {
        "precision": _share([one.pair.supported for one in passed], passed),
        "recall": _share([passes[id(one)] for one in supported], supported),
    }
    if not judged:
        return {}
    for kind in (*SUPPORTED, *ALTERED):
        of_kind = [one for one in judged if one.pair.kind == kind]
        if of_kind:
            figures[f"passed: {kind}"] = _share([passes[id(one)] for one in of_kind], of_kind)
    return figures


def _share(values: Sequence[bool], judged: Sequence[Judged]) -> dict[str, float]:
    found = estimate_mean([float(value) for value in values], [one.pair.group for one in judged])
    if found is None:
        return {}
    return {
        "value": round(found.value, 4),
        "low": round(found.low, 4),
        "high": round(found.high, 4),
        "count": found.count,
    }


def _passing(encoders: tuple[str, ...]) -> SupportModels:
    def model(names: tuple[str, ...]) -> SupportModel:
        return SupportModel(names, np.zeros(len(names), dtype=np.float32), 0.0, 0.0)

    return SupportModels(
        encoders, model((*WORD_FEATURES, *MEANING_FEATURES)), model(WORD_FEATURES), model(OTHER_LANGUAGE_FEATURES), 0.0
    )


def _to_json(model: SupportModel, held_back: Mapping[str, object], *, is_shown: bool) -> dict[str, object]:
    """`threshold` is what is used, `fitted_threshold` what the figures are of."""
    weights = {name: round(float(w), 5) for name, w in zip(model.features, model.weights, strict=True)}
    return {
        "weights": weights,
        "bias": round(model.bias, 5),
        "threshold": model.threshold if is_shown else NOTHING_PASSES,
        "fitted_threshold": model.threshold,
        "held_back": held_back,
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.support_training", description=__doc__)
    parser.add_argument("sets", type=Path, help="folder that holds the public sets, one folder each")
    parser.add_argument("--output", type=Path, default=Path("qa/weights/support.json"))
    options = parser.parse_args(arguments)
    missing = [name for name in PUBLIC_SETS if not (options.sets / name / "cases.jsonl").is_file()]
    if missing:
        print(f"{options.sets} lacks {', '.join(missing)}. Name the folder that holds the sets.", file=sys.stderr)
        return 2
    encoders = build_encoders(IngestSettings.from_environment())
    documents = sorted((_QUESTIONS / "policies").rglob("*.txt"))
    pairs = build_pairs([options.sets / name for name in PUBLIC_SETS], documents, _WRITTEN)
    judged = judge_pairs(pairs, encoders)
    learned = [one for one in judged if one.pair.half == "dev"]
    held_back = [one for one in judged if one.pair.half == "test"]
    stored: dict[str, object] = {
        "provenance": {
            "made_by": "python -m eval.support_training",
            "made_on": datetime.now(UTC).date().isoformat(),
            "encoders": [encoder.name for encoder in encoders],
            "sets": [*PUBLIC_SETS, "policies", str(_WRITTEN)],
            "pairs": {
                "learned": len(learned),
                "held_back": len(held_back),
                "altered": sum(not one.pair.supported for one in judged),
            },
            "split": "by paragraph, the first byte of the SHA-256 of its name: even learned, odd held back",
            "threshold": f"the lowest at which {_PRECISION:.0%} of what passes is supported ({_PRECISION_TRANSLATED:.0%} in another language), on the "
            f"policy pairs learned from, and {_PRECISION_PUBLIC:.0%} on the public ones",
            "seed": SEED,
        }
    }
    for name, features, same_language in (
        ("by_meaning", (*WORD_FEATURES, *MEANING_FEATURES), True),
        ("by_words", WORD_FEATURES, True),
        ("other_language", OTHER_LANGUAGE_FEATURES, False),
    ):
        model = fit([one for one in learned if one.same_language is same_language], features)
        reported = [one for one in held_back if one.same_language is same_language]
        held_back_figures = {
            "policies": report([one for one in reported if one.pair.is_policy], model),
            "public": report([one for one in reported if not one.pair.is_policy], model),
        }
        stored[name] = _to_json(model, held_back_figures, is_shown=same_language or _IS_TRANSLATED_SHOWN)
    stored["translation"] = fit_translation(options.sets / "xquad_zh", encoders[-1])
    options.output.write_text(json.dumps(stored, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({name: value for name, value in stored.items() if name != "provenance"}, indent=2))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    prepare_process()
    sys.exit(main())
