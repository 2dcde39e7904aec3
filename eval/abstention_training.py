"""Learn when to abstain: small nets on questions with and without the paragraph that answers."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from eval.cross_fitting import document_of
from eval.forking import make_forked
from eval.ranking_training import LearnedRanking
from eval.training_sets import OWN_GROUP, SEED, TrainingQuestion, TrainingSet, in_training_half, normalize
from ingest import ChunkKind, Vectors
from qa import (
    FARTHEST,
    OBJECTIONS,
    AbstentionModel,
    Corpus,
    Evidence,
    abstention_features,
    find_objections,
    gather_evidence,
    narrow_to_tense,
    read_intent,
)

_REDUNDANT_SETS = frozenset({"stard_statutes"})  # statutes say a thing more than once: without one, others answer
_QUESTIONS_PER_PASSAGE = 4  # of a language
_PASSES = 2  # over every set, each with its passages in corpora of other sizes
_ALIKE = 0.5  # cosine of the second encoder from which two sentences may say the same thing
_ANSWERABLE = 0.7  # share of questions that documents answer: of the project's own, and what a probability is of
_NETS, _UNITS, _RATE = 12, 12, 0.003
SAME_SCRIPT_DECAY, OTHER_SCRIPT_DECAY = 0.5, 2.0  # there is less to learn from of the other
_REFUSED = 0.025  # share of the answerable questions, of documents left out in cross-validation; on others 5.0 % (zh), 2.8 % (en)
_CORPUS_SIZES = (8, 16, 32, 64, 160)  # passages; the first document has 16 paragraphs


@dataclass(frozen=True, slots=True)
class _Example:
    """`features` of a question against a corpus and the `objections` to what is found; `answerable` whether its passage
    is in it."""

    features: Vectors
    objections: Vectors
    answerable: bool
    other_script: bool
    group: str


def collect_abstention_examples(
    sets: Sequence[TrainingSet], own: Sequence[TrainingSet], ranking: LearnedRanking
) -> list[_Example]:
    """Each question against a small corpus with its passage and against the same one without it.

    Corpora are cut from consecutive passages, so that most hold the siblings of the passage that is missing:
    near misses. The own sets bring their own unanswerable questions as well, and ask theirs of one another's documents.
    """
    makers = [
        *(partial(_ask_parts, one, ranking) for one in sets if one.name not in _REDUNDANT_SETS),
        *(partial(_ask_own, one, ranking) for one in own),
        partial(_ask_elsewhere, own, ranking),
    ]
    return [example for examples in make_forked(makers) for example in examples]


def _ask_parts(training_set: TrainingSet, ranking: LearnedRanking) -> list[_Example]:
    chance = random.Random(SEED)
    examples: list[_Example] = []
    per_passage: dict[int, dict[str, list[TrainingQuestion]]] = {}
    for question in training_set.questions:
        if len(question.gold) == 1:
            of_passage = per_passage.setdefault(min(question.gold), {})
            of_passage.setdefault(question.language, []).append(question)
    for block in (block for turn in range(_PASSES) for block in _blocks(len(training_set.paragraphs), turn)):
        with_all = training_set.corpus(block)
        for passage in (index for index in block if index in per_passage):
            without = training_set.corpus([index for index in block if index != passage])
            asked = [
                question
                for questions in per_passage[passage].values()
                for question in chance.sample(questions, min(len(questions), _QUESTIONS_PER_PASSAGE))
            ]
            for question in asked:
                examples += _example(question, with_all, ranking, answerable=True)
                examples += _example(question, without, ranking, answerable=False)
    return examples


def _ask_own(training_set: TrainingSet, ranking: LearnedRanking) -> list[_Example]:
    everything = range(len(training_set.paragraphs))
    whole = training_set.corpus(everything)
    without_gold = {
        gold: training_set.corpus(index for index in everything if index not in gold)
        for gold in {question.gold for question in training_set.questions if question.gold}
    }
    examples: list[_Example] = []
    for question in training_set.questions:
        examples += _example(question, whole, ranking, answerable=bool(question.gold))
        if question.gold:
            examples += _example(question, without_gold[question.gold], ranking, answerable=False)
    return examples


def _ask_elsewhere(own: Sequence[TrainingSet], ranking: LearnedRanking) -> list[_Example]:
    return [
        example
        for question, corpus in _asked_elsewhere(own, random.Random(SEED))
        for example in _example(question, corpus, ranking, answerable=False)
    ]


def _asked_elsewhere(own: Sequence[TrainingSet], chance: random.Random) -> Iterator[tuple[TrainingQuestion, Corpus]]:
    """Questions with an answer, each with another document that holds nothing like what answers it.

    Documents that are learned from and those held back keep apart.
    """
    corpora = {training_set.name: training_set.corpus(range(len(training_set.paragraphs))) for training_set in own}
    sentences = {
        training_set.name: np.stack(
            [training_set.vectors[-1][one.chunk_id] for one in corpora[training_set.name].sentences]
        )
        for training_set in own
    }
    for training_set in own:
        for question in training_set.questions:
            others = [
                one.name
                for one in own
                if one is not training_set and _is_learned_from(one) == in_training_half(question.group)
            ]
            answering = _answering_sentences(training_set, question)
            if not question.gold or not others or not answering:
                continue
            other = chance.choice(others)
            gold = np.stack([training_set.vectors[-1][chunk_id] for chunk_id in answering])
            if float((sentences[other] @ gold.T).max()) < _ALIKE:
                yield question, corpora[other]


def _is_learned_from(training_set: TrainingSet) -> bool:
    return any(in_training_half(question.group) for question in training_set.questions)


def _answering_sentences(training_set: TrainingSet, question: TrainingQuestion) -> list[str]:
    """The ids of the sentences that hold what answers, all of the paragraph's where none does alone."""
    facts = [normalize(fact) for fact in question.facts]
    chunks = [
        chunk for index in question.gold for chunk in training_set.chunks_of[index] if chunk.kind is ChunkKind.SENTENCE
    ]
    holding = [
        one for one in chunks if any(fact in normalize(one.text) or normalize(one.text) in fact for fact in facts)
    ]
    return [one.chunk_id for one in holding or chunks]


def _blocks(count: int, turn: int) -> list[range]:
    """Runs of consecutive passages of every corpus size, one pass over the set shared by all sizes."""
    blocks = []
    start = 0
    while start < count:
        size = _CORPUS_SIZES[turn % len(_CORPUS_SIZES)]
        blocks.append(range(start, min(start + size, count)))
        start, turn = start + size, turn + 1
    return [block for block in blocks if len(block) > 3]


def _example(
    question: TrainingQuestion, corpus: Corpus, ranking: LearnedRanking, *, answerable: bool
) -> list[_Example]:
    """None where nothing is found."""
    weights = ranking.unseen_by(question.group)
    among = narrow_to_tense(question.text, corpus)
    evidence: Evidence = gather_evidence(question.query(), read_intent(question.text), corpus, weights, among)
    if not evidence.sentences:
        return []
    features = abstention_features(evidence, corpus)
    objections = find_objections(evidence, features)
    return [_Example(features, objections, answerable, evidence.other_script, question.group)]


@dataclass(frozen=True, slots=True)
class FittedAbstention:
    model: AbstentionModel
    held_back: dict[str, float]


def fit_abstention(examples: Sequence[_Example], decay: float) -> FittedAbstention:
    """Nets on what is learned from. The own questions' cross-validated log-odds, whole documents left out, are made probabilities,
    with the objections raised, and give the threshold that refuses _REFUSED of the answerable ones: those
    are about policies. Figures from what is held back. `decay` is the nets' L2 penalty."""
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold

    learned = [one for one in examples if in_training_half(one.group)]
    held = [one for one in examples if not in_training_half(one.group)]
    features = np.array([one.features for one in learned], dtype=np.float32)
    labels = np.array([one.answerable for one in learned])
    counts = np.where(labels, _ANSWERABLE / labels.sum(), (1 - _ANSWERABLE) / (~labels).sum()) * len(labels)
    unseen = np.zeros(len(learned), dtype=np.float32)
    for others, part in GroupKFold(5).split(features, groups=[document_of(one.group) for one in learned]):
        net = _fit_nets(features[others], labels[others], counts[others], decay)
        unseen[part] = [net.score(one) for one in features[part]]
    objections = np.array([one.objections for one in learned], dtype=np.float32)
    own = np.array([one.group.startswith(OWN_GROUP) for one in learned])
    told = own if own.any() else ~own
    slope, shift, against = _calibrate(unseen[told], objections[told], labels[told], counts[told])
    predicted = np.asarray(1 / (1 + np.exp(-(slope * unseen + shift + objections @ against))), dtype=np.float32)
    threshold = float(np.quantile(predicted[told & labels], _REFUSED))
    net = _fit_nets(features, labels, counts, decay)
    model = replace(net, output=net.output * slope, bias=net.bias * slope + shift, against=against, threshold=threshold)
    held_scores = np.array([model.confidence(model.score(one.features), one.objections) for one in held])
    answerable = np.array([one.answerable for one in held])
    return FittedAbstention(
        model,
        {
            "questions": len(held),
            "auroc": round(float(roc_auc_score(answerable, held_scores)), 4),
            "refused_when_unanswerable": round(float((held_scores[~answerable] < threshold).mean()), 4),
            "refused_when_answerable": round(float((held_scores[answerable] < threshold).mean()), 4),
            **_own_figures(learned, predicted, threshold),
        },
    )


def _calibrate(
    scores: Vectors, objections: Vectors, labels: npt.NDArray[np.bool_], counts: npt.NDArray[np.float64]
) -> tuple[float, float, Vectors]:
    """Platt's slope and shift of the scores, with what each objection takes off: nothing where it would add."""
    from sklearn.linear_model import LogisticRegression

    heard = list(range(objections.shape[1]))
    while True:
        model = LogisticRegression(C=10).fit(
            np.column_stack([scores, objections[:, heard]]), labels, sample_weight=counts
        )
        slope, *weights = model.coef_[0].tolist()
        if all(weight <= 0 for weight in weights):
            break
        heard = [one for one, weight in zip(heard, weights, strict=True) if weight <= 0]
    against = np.zeros(objections.shape[1], dtype=np.float32)
    against[heard] = weights
    return slope, float(model.intercept_[0]), against


def _fit_nets(
    features: Vectors, labels: npt.NDArray[np.bool_], counts: npt.NDArray[np.float64], decay: float
) -> AbstentionModel:
    """Several nets of one layer, each begun otherwise; their mean log-odds are one wider net's."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    mean, scale = features.mean(axis=0), features.std(axis=0) + np.float32(1e-6)
    near = np.clip((features - mean) / scale, -FARTHEST, FARTHEST)
    nets = [
        MLPClassifier((_UNITS,), alpha=decay, learning_rate_init=_RATE, random_state=SEED + number)
        for number in range(_NETS)
    ]
    with warnings.catch_warnings():  # the decay holds them back, not convergence
        warnings.simplefilter("ignore", ConvergenceWarning)
        for net in nets:
            net.fit(near, labels, sample_weight=counts)
    return AbstentionModel(
        mean=mean,
        scale=scale,
        hidden=np.concatenate([net.coefs_[0] for net in nets], axis=1).astype(np.float32),
        hidden_bias=np.concatenate([net.intercepts_[0] for net in nets]).astype(np.float32),
        output=np.concatenate([net.coefs_[1][:, 0] / _NETS for net in nets]).astype(np.float32),
        bias=float(np.mean([net.intercepts_[1][0] for net in nets])),
        against=np.zeros(len(OBJECTIONS), dtype=np.float32),
        threshold=0.5,
    )


def _own_figures(learned: Sequence[_Example], predicted: Vectors, threshold: float) -> dict[str, float]:
    """The same for the own dev questions, from cross-validated predictions."""
    own = np.array([one.group.startswith(OWN_GROUP) for one in learned])
    answerable = np.array([one.answerable for one in learned])
    refused = predicted < threshold
    return {
        "own_dev_refused_when_unanswerable": round(float(refused[own & ~answerable].mean()), 4),
        "own_dev_refused_when_answerable": round(float(refused[own & answerable].mean()), 4),
    }
