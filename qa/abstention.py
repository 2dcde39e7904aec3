"""Whether the documents answer the question: a calibrated probability, and the threshold below which to say no.

A small net over the features of `qa/abstention_features.py`: one layer of units, so that it sees which go together (no
year in the sentence matters where a time is asked). Learned on questions with and without their paragraph in the
corpus, by `python -m eval.training`, for each script. Weights: `qa/weights/abstention.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from ingest import fold
from qa.abstention_features import ABSTENTION_FEATURES, abstention_features
from qa.aspects import lacks_members, says_no_reason
from qa.corpus import Corpus
from qa.errors import BrokenResource
from qa.evidence import Evidence
from qa.mismatch import is_of_another
from qa.query import Floats

WEIGHTS_FILE = Path(__file__).parent / "weights" / "abstention.json"

OBJECTIONS = (
    "kind_missing",  # a particular kind of answer is asked, a figure say, and no sentence of the paragraph holds one
    "members_missing",  # the best sentence names none of those asked for (哪几所)
    "reason_missing",  # a reason is asked, and it only says that it is so
)
# The best sentence is about another level of schools, and nothing around it names the one asked about: of 245 such Chinese
# examples from the own dev questions 5 had their answer there, of 17 from the public sets 1. No match makes up for that.
_OF_ANOTHER = 0.15
_SAYS_AGAIN = 0.4  # share of the question's words, weighted, from which it does: below, the words are of something else


@dataclass(frozen=True, slots=True)
class AbstentionModel:
    """`confidence = 1 / (1 + exp(-(bias + relu(x @ hidden + hidden_bias) @ output + objections @ against)))`, where x are
    the features less `mean`, divided by `scale` and kept within ±FARTHEST; below `threshold` there is no answer.

    `mean` and `scale` have shape (features,), `hidden` (features, units), `hidden_bias` and `output` (units,), `against`
    (objections,).
    """

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    bias: float
    against: Floats
    threshold: float

    def score(self, features: Floats) -> float:
        """The log-odds for features of shape (features,), if nothing is objected."""
        near = np.clip((features - self.mean) / self.scale, -FARTHEST, FARTHEST)
        return self.bias + float(np.maximum(near @ self.hidden + self.hidden_bias, 0) @ self.output)

    def confidence(self, score: float, objections: Floats) -> float:
        """The probability for log-odds and objections of shape (objections,), 1 for those raised."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score + float(objections @ self.against)))))


FARTHEST = 4.0  # standard deviations: what is farther from all that was learned from counts as this


@dataclass(frozen=True, slots=True)
class AbstentionModels:
    same_script: AbstentionModel
    other_script: AbstentionModel


@lru_cache(maxsize=4)
def load_abstention_models(path: Path = WEIGHTS_FILE) -> AbstentionModels:
    """Raises BrokenResource when the file is missing or lacks a feature."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return AbstentionModels(_model(stored["same_script"]), _model(stored["other_script"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenResource(
            f"The weights {path} cannot be used ({error}). Make them: python -m eval.training"
        ) from error


def estimate_confidence(evidence: Evidence, corpus: Corpus, models: AbstentionModels) -> tuple[float, bool]:
    """The probability that the documents answer the question, and whether it suffices for an answer."""
    if not evidence.sentences:
        return 0.0, False
    model = models.other_script if evidence.other_script else models.same_script
    features = abstention_features(evidence, corpus)
    score = model.score(features)
    if evidence.asked is not None:  # the answer need not say again what the document's own question says
        score = max(score, model.score(abstention_features(evidence.asked, corpus)))
    confidence = model.confidence(score, find_objections(evidence, features))
    if is_of_another(evidence, corpus):
        confidence *= _OF_ANOTHER
    return confidence, confidence >= model.threshold


def find_objections(evidence: Evidence, features: Floats) -> Floats:
    """Shape (len(OBJECTIONS),): 1 for each that is raised. `features` are those of `abstention_features`."""
    told = dict(zip(ABSTENTION_FEATURES, features, strict=True))
    best, question = evidence.sentences[0], fold(evidence.query.text)
    sentence = fold(best.chunk.text)
    raised = {
        "kind_missing": bool(told["kind_missing"]),
        "members_missing": not best.paragraph.lead and lacks_members(question, sentence),
        "reason_missing": told["coverage_words"] >= _SAYS_AGAIN and says_no_reason(question, sentence),
    }
    return np.array([raised[name] for name in OBJECTIONS], dtype=np.float32)


def log_odds(probability: float) -> float:
    """How far a probability is from an even chance; 0 and 1 count as one in a billion from there.

    >>> log_odds(0.5), round(log_odds(0.9), 1)
    (0.0, 2.2)
    """
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(inside / (1 - inside))


def _model(stored: Mapping[str, object]) -> AbstentionModel:
    units, features, against = stored["units"], stored["features"], stored["against"]
    if not isinstance(units, dict) or not isinstance(features, dict) or not isinstance(against, dict):
        raise ValueError("units, features or against are no object")  # noqa: TRY004 — a malformed file, told as one
    of_each = [features[name] for name in ABSTENTION_FEATURES]
    return AbstentionModel(
        mean=_vector([one["mean"] for one in of_each]),
        scale=_vector([one["scale"] for one in of_each]),
        hidden=_vector([one["weights"] for one in of_each]),
        hidden_bias=_vector(units["bias"]),
        output=_vector(units["output"]),
        bias=float(str(stored["bias"])),
        against=_vector([against[name] for name in OBJECTIONS]),
        threshold=float(str(stored["threshold"])),
    )


def _vector(values: object) -> Floats:
    return np.array(values, dtype=np.float32)
