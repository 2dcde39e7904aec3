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

_WITHOUT_KIND = (
    0.15  # a figure is asked and none stands there: 2 % of the answerable own dev questions, 15 % of the others
)
# The best sentence is about another level of schools, and nothing around it names the one asked about: on 40 policies of 127
# questions that nothing answers 42 had been answered and are 31, of 58 that the document answers 55 still. Or it names none
# of those asked for (哪几所): of 1,154 questions 5 that nothing answers had been answered, none that the document does.
_OF_ANOTHER = 0.15
_NO_REASON = 0.15  # a reason is asked, and what is found only says that it is so
_SAYS_AGAIN = 0.4  # share of the question's words, weighted, from which it does: below, the words are of something else


@dataclass(frozen=True, slots=True)
class AbstentionModel:
    """`confidence = 1 / (1 + exp(-(bias + relu(x @ hidden + hidden_bias) @ output)))`, where x are the features less
    `mean`, divided by `scale` and kept within ±FARTHEST; below `threshold` there is no answer.

    `mean` and `scale` have shape (features,), `hidden` (features, units), `hidden_bias` and `output` (units,).
    """

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    bias: float
    threshold: float

    def confidence(self, features: Floats) -> float:
        """The probability for features of shape (features,)."""
        near = np.clip((features - self.mean) / self.scale, -FARTHEST, FARTHEST)
        score = self.bias + float(np.maximum(near @ self.hidden + self.hidden_bias, 0) @ self.output)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


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
    confidence = model.confidence(features)
    if evidence.asked is not None:  # the answer need not say again what the document's own question says
        confidence = max(confidence, model.confidence(abstention_features(evidence.asked, corpus)))
    if features[ABSTENTION_FEATURES.index("kind_missing")]:
        confidence *= _WITHOUT_KIND
    best = evidence.sentences[0]
    if features[ABSTENTION_FEATURES.index("coverage_words")] >= _SAYS_AGAIN and says_no_reason(
        fold(evidence.query.text), fold(best.chunk.text)
    ):
        confidence *= _NO_REASON
    lacking = not best.paragraph.lead and lacks_members(fold(evidence.query.text), fold(best.chunk.text))
    if lacking or is_of_another(evidence, corpus):
        confidence *= _OF_ANOTHER
    return confidence, confidence >= model.threshold


def log_odds(probability: float) -> float:
    """How far a probability is from an even chance; 0 and 1 count as one in a billion from there.

    >>> log_odds(0.5), round(log_odds(0.9), 1)
    (0.0, 2.2)
    """
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(inside / (1 - inside))


def _model(stored: Mapping[str, object]) -> AbstentionModel:
    units, features = stored["units"], stored["features"]
    if not isinstance(units, dict) or not isinstance(features, dict):
        raise ValueError("units or features are not an object")  # noqa: TRY004 — a malformed file, told as one
    of_each = [features[name] for name in ABSTENTION_FEATURES]
    return AbstentionModel(
        mean=_vector([one["mean"] for one in of_each]),
        scale=_vector([one["scale"] for one in of_each]),
        hidden=_vector([one["weights"] for one in of_each]),
        hidden_bias=_vector(units["bias"]),
        output=_vector(units["output"]),
        bias=float(str(stored["bias"])),
        threshold=float(str(stored["threshold"])),
    )


def _vector(values: object) -> Floats:
    return np.array(values, dtype=np.float32)
