"""Learn the query adapter: of all sentences and windows of a document those that answer shall be nearest.

Softmax over everything in the question's document (in a set of passages, over all of it), the encoders' cosines added
up, so that each learns what the other does not see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eval.training_sets import SEED, TrainingSet, in_training_half, normalize
from ingest import Vectors
from qa import QueryAdapter

if TYPE_CHECKING:
    import torch

_EPOCHS, _BATCH = 6, 48


@dataclass(frozen=True, slots=True)
class _Learning:
    """Of an encoder: step size, weight decay, and the temperature that its cosines are divided by. e5's cosines crowd
    together, USE's do not."""

    rate: float
    decay: float
    temperature: float


_MAIN, _SECOND = _Learning(1e-4, 0.1, 0.03), _Learning(5e-4, 0.01, 0.1)


@dataclass(frozen=True, slots=True)
class _Task:
    """A set's questions and texts: per encoder `questions` (questions, dimensions) and `texts` (chunks, dimensions);
    `answers` (questions, chunks)."""

    groups: Sequence[str]
    questions: Sequence[torch.Tensor]
    texts: Sequence[torch.Tensor]
    answers: torch.Tensor


def learn_adapter(sets: Sequence[TrainingSet], may_learn: Callable[[str], bool]) -> QueryAdapter:
    """From the questions of the training halves whose group may be learned from. Seeded."""
    import torch

    torch.manual_seed(SEED)
    chance = np.random.default_rng(SEED)
    names = [encoder.name for encoder in sets[0].encoders]
    tasks = [task for task in (_task(one, may_learn) for one in sets) if task is not None]
    learning = [_MAIN, *[_SECOND] * (len(names) - 1)]
    sizes = [texts.shape[1] for texts in tasks[0].texts]
    matrices = [torch.zeros(size, size, requires_grad=True) for size in sizes]
    shifts = [torch.zeros(size, requires_grad=True) for size in sizes]
    optimizer = torch.optim.Adam(
        [{"params": pair, "lr": of.rate} for *pair, of in zip(matrices, shifts, learning, strict=True)]
    )
    for epoch in range(_EPOCHS):
        for group, of in zip(optimizer.param_groups, learning, strict=True):
            group["lr"] = of.rate * (1 - epoch / _EPOCHS)
        for place in chance.permutation(len(tasks)):
            task = tasks[place]
            order = chance.permutation(len(task.groups))
            for start in range(0, len(order), _BATCH):
                rows = torch.from_numpy(order[start : start + _BATCH])
                loss = _loss(task, rows, matrices, shifts, learning)
                optimizer.zero_grad()
                torch.autograd.backward(loss)
                optimizer.step()
    learned = [[tensor.detach().numpy().astype(np.float32) for tensor in of] for of in (matrices, shifts)]
    return QueryAdapter(*(dict(zip(names, of, strict=True)) for of in learned))


def _loss(
    task: _Task,
    rows: torch.Tensor,
    matrices: Sequence[torch.Tensor],
    shifts: Sequence[torch.Tensor],
    learning: Sequence[_Learning],
) -> torch.Tensor:
    import torch

    scores = torch.zeros(())
    decay = torch.zeros(())
    for questions, texts, matrix, shift, of in zip(task.questions, task.texts, matrices, shifts, learning, strict=True):
        asked = questions[rows]
        moved = torch.nn.functional.normalize(asked + asked @ matrix + shift, dim=1)
        scores = scores + moved @ texts.T / of.temperature
        decay = decay + of.decay * (matrix**2).sum()
    right = scores.masked_fill(~task.answers[rows], -1e9)
    return (scores.logsumexp(1) - right.logsumexp(1)).mean() + decay


def _task(training_set: TrainingSet, may_learn: Callable[[str], bool]) -> _Task | None:
    import torch

    asked = [one for one in training_set.questions if one.gold and in_training_half(one.group) and may_learn(one.group)]
    if not asked:
        return None
    chunks = [chunk for group in training_set.chunks_of for chunk in group]
    owners = np.repeat(np.arange(len(training_set.chunks_of)), [len(group) for group in training_set.chunks_of])
    texts = [normalize(chunk.text) for chunk in chunks]
    answers = []
    for question in asked:
        right = np.isin(owners, list(question.gold))
        facts = [fact for fact in map(normalize, question.facts) if fact]
        holding = right & np.array([any(fact in text or text in fact for fact in facts) for text in texts])
        answers.append(holding if holding.any() else right)

    def stacked(vectors: Sequence[Vectors]) -> torch.Tensor:
        return torch.from_numpy(np.stack(vectors).astype(np.float32))

    encoders = range(len(training_set.encoders))
    return _Task(
        [one.group for one in asked],
        [stacked([one.vectors[encoder] for one in asked]) for encoder in encoders],
        [stacked([training_set.vectors[encoder][chunk.chunk_id] for chunk in chunks]) for encoder in encoders],
        torch.from_numpy(np.stack(answers)),
    )
