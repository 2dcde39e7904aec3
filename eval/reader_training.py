"""Learn the small reader: which sentence answers, of those that are read for a question.

Learned in torch, read in numpy (`qa/reader.py`); a test holds the two to the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from eval.training_sets import SEED
from ingest import Vectors
from qa import READER_SHAPE, Asked, Page, Reader

if TYPE_CHECKING:
    import torch

_WIDTH, _HIDDEN, _DROPOUT = 96, 64, 0.2
_EPOCHS, _BATCH, _RATE, _DECAY = 5, 16, 1e-3, 0.02
_RIGHT, _HARD, _OTHERS = (
    3,
    5,
    2,
)  # sentences shown of a question: of the right ones, of the likeliest wrong, of the rest
_LIKELIEST = 8  # wrong sentences among which the hard ones are drawn
_PAGE_TOKENS = 400  # of a longer paragraph the rest is not learned from
_SUREST = 0.7  # what it counts whether the surest sentence should be sure, beside each sentence by itself


@dataclass(frozen=True, slots=True)
class ReadingExample:
    """A question with the pages read for it; `right[i]` says of each sentence of page i whether it answers,
    `likely[i]` how likely it looked before (higher is likelier)."""

    asked: Asked
    pages: Sequence[Page]
    right: Sequence[npt.NDArray[np.bool_]]
    likely: Sequence[Vectors]
    group: str


def learn_reader(examples: Sequence[ReadingExample], encoder: str, may_learn: Callable[[str], bool]) -> Reader | None:
    """Minutes of work. Seeded: the same examples give the same reader on the same machine.

    None where there is too little to learn from, as beside an encoder that tells no token vectors.
    """
    learned = [one for one in examples if may_learn(one.group)]
    if len(learned) < _BATCH:
        return None
    return Reader({name: tensor[None] for name, tensor in _train(learned).items()}, encoder)


def _train(examples: Sequence[ReadingExample]) -> dict[str, Vectors]:
    import torch

    torch.set_num_threads(1)  # the steps are small: two are no faster
    torch.manual_seed(SEED)
    chance = np.random.default_rng(SEED)
    tensors = _begin(examples[0].asked.tokens.shape[1])
    optimizer = torch.optim.AdamW(tensors.values(), lr=_RATE, weight_decay=_DECAY)
    batches = len(examples) // _BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, _RATE, total_steps=_EPOCHS * max(batches, 3), pct_start=0.1
    )
    for _ in range(_EPOCHS):
        order = chance.permutation(len(examples))
        for batch in range(batches):
            losses = [_loss(tensors, examples[one], chance) for one in order[batch * _BATCH : (batch + 1) * _BATCH]]
            optimizer.zero_grad()
            torch.autograd.backward(torch.stack(losses).mean())
            torch.nn.utils.clip_grad_norm_(tensors.values(), 1.0)
            optimizer.step()
            schedule.step()
    return {name: tensor.detach().numpy().astype(np.float32) for name, tensor in tensors.items()}


def _begin(dimensions: int) -> dict[str, torch.Tensor]:
    """Attention begins as the cosine of a random projection, so that it finds like words from the start."""
    import torch

    def projection() -> torch.Tensor:
        return torch.nn.init.orthogonal_(torch.empty(dimensions, _WIDTH))

    def layer(rows: int, columns: int) -> tuple[torch.Tensor, torch.Tensor]:
        linear = torch.nn.Linear(rows, columns)
        return linear.weight.detach().T.clone(), linear.bias.detach().clone()

    tensors = {"compared": projection() * 2, "heat": torch.full((READER_SHAPE.heads,), 3.0)}
    for head in range(READER_SHAPE.heads):
        tensors[f"attending.question.{head}"] = projection()
        tensors[f"attending.page.{head}"] = tensors[f"attending.question.{head}"].clone()
    comparisons = _WIDTH * (1 + 4 * READER_SHAPE.heads) + 4 + READER_SHAPE.weights + READER_SHAPE.exact
    for name, shape in (
        ("first", (comparisons, _HIDDEN)),
        ("second", (_HIDDEN, _HIDDEN)),
        ("judged", (3 * _HIDDEN, 1)),
    ):
        tensors[name], tensors[f"{name}.bias"] = layer(*shape)
    tensors["noted"], _ = layer(_HIDDEN, 1)
    return {name: tensor.requires_grad_() for name, tensor in tensors.items()}


def _loss(tensors: dict[str, torch.Tensor], example: ReadingExample, chance: np.random.Generator) -> torch.Tensor:
    """Right and wrong sentences weigh the same; where there is a right one, it should also stand above the others. The
    surest of all should be sure only where one is right: by it questions that nothing answers are told."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

    pages, right = _draw(example, chance)
    answers = torch.from_numpy(right)
    scores = read(tensors, example.asked, pages, dropout=_DROPOUT)
    each = cross_entropy(scores, answers.float(), reduction="none")
    parts = [each[answers].mean()] if answers.any() else []
    parts += [each[~answers].mean()] if not answers.all() else []
    if len(parts) == 2:
        parts.append(scores.logsumexp(0) - scores[answers].logsumexp(0))
    parts.append(_SUREST * cross_entropy(scores.max(), answers.any().float()))
    return torch.stack(parts).sum()


def _draw(example: ReadingExample, chance: np.random.Generator) -> tuple[list[Page], npt.NDArray[np.bool_]]:
    """Some of the sentences, those that look likely above all; pages without any of them are left out."""
    places = [(page, row) for page, right in enumerate(example.right) for row in range(len(right))]
    good = [place for place in places if example.right[place[0]][place[1]]][:_RIGHT]
    wrong = [place for place in places if not example.right[place[0]][place[1]]]
    wrong.sort(key=lambda place: -example.likely[place[0]][place[1]])
    hard, rest = wrong[:_LIKELIEST], wrong[_LIKELIEST:]
    drawn = [hard[int(i)] for i in chance.permutation(len(hard))[:_HARD]]
    drawn += [rest[int(i)] for i in chance.permutation(len(rest))[:_OTHERS]]
    chosen = sorted([*good, *drawn])
    pages, right = [], []
    for number, page in enumerate(example.pages):
        rows = [row for of_page, row in chosen if of_page == number]
        if rows:
            pages.append(page.only(rows, _PAGE_TOKENS))
            right.append(example.right[number][rows])
    return pages, np.concatenate(right)


def read(
    tensors: Mapping[str, torch.Tensor], asked: Asked, pages: Sequence[Page], *, dropout: float = 0.0
) -> torch.Tensor:
    """What `Reader.score` computes, so that it can be learned."""
    import torch
    from torch.nn.functional import dropout as drop
    from torch.nn.functional import relu

    question, weights = torch.from_numpy(asked.tokens.astype(np.float32)), torch.from_numpy(asked.weights)
    length = len(question)
    own = question @ tensors["compared"] * READER_SHAPE.scale
    parts = []
    for page in pages:
        tokens, inside = (
            torch.from_numpy(page.tokens.vectors.astype(np.float32)),
            torch.from_numpy(page.inside)[:, None, :],
        )
        count = len(inside)
        content = tokens @ tensors["compared"] * READER_SHAPE.scale
        columns = [own.expand(count, *own.shape)]
        for head in range(READER_SHAPE.heads):
            query = question @ tensors[f"attending.question.{head}"]
            heat = tensors["heat"][head].exp() * (query @ (tokens @ tensors[f"attending.page.{head}"]).T)
            here = torch.softmax(heat + ~inside * -1e4, dim=-1) @ content
            all_over = (torch.softmax(heat, dim=-1) @ content).expand(here.shape)
            columns += [here * own, (here - own).abs(), all_over * own, here - all_over]
        cosines = question @ tokens.T
        met = torch.where(inside, cosines, torch.tensor(-1.0)).amax(-1)
        anywhere = cosines.amax(-1).expand(met.shape)
        plain = [
            (met - READER_SHAPE.cosine_centre) * READER_SHAPE.cosine_scale,
            (anywhere - READER_SHAPE.cosine_centre) * READER_SHAPE.cosine_scale,
        ]
        plain.append((anywhere - met) * READER_SHAPE.cosine_scale)
        plain += [weights[:, column].expand(count, length) for column in range(weights.shape[1])]
        plain.append(torch.full((count, length), math.log(length) / 3))
        exact = torch.from_numpy(page.exact).float()
        parts.append(torch.cat([*columns, torch.stack(plain, dim=-1), exact], dim=-1))
    compared = drop(torch.cat(parts), dropout)
    hidden = drop(relu(compared @ tensors["first"] + tensors["first.bias"]), dropout)
    hidden = relu(hidden @ tensors["second"] + tensors["second.bias"]) + hidden
    noted = torch.softmax(hidden @ tensors["noted"], dim=1)
    whole = torch.cat([(noted * hidden).sum(1), hidden.mean(1), hidden.amax(1)], dim=-1)
    return (drop(whole, dropout) @ tensors["judged"] + tensors["judged.bias"])[:, 0]
