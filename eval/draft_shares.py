"""How much of a quotation a draft holds that says it: `python -m eval.draft_shares`.

What `qa/drafting/drafter.py` takes its two shares from: a draft that holds less of the quotations than the one is about
something else, and a quotation of a clause of which it holds less than the other follows it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.alterations import reword
from eval.draft_pairs import SEED, Pair, build_pairs, read_lines
from ingest import split_clauses
from qa import least_share_of_a_clause, pairs_of, share_of

_POLICIES = Path("eval/questions/policies")
_WRITTEN = Path("eval/drafts/sentences.jsonl")
_SHARES = (0.2, 0.25, 0.3, 1 / 3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
_FEWEST = 3  # pairs of a clause that says something


def shares_of_written(written: Sequence[dict[str, str]], chance: random.Random) -> tuple[list[float], list[float]]:
    """Of each quotation what the sentence written from it holds, and what another sentence on the same document."""
    same, other = [], []
    for one in written:
        beside = [each for each in written if each["document"] == one["document"] and each is not one]
        same.append(_share(one["quote"], one["sentence"]))
        other += [_share(one["quote"], chance.choice(beside)["sentence"])] if beside else []
    return same, other


def shares_of_reworded(pairs: Iterable[Pair], chance: random.Random) -> tuple[list[float], list[float]]:
    """Of each sentence what its rewording holds of the clause it holds least of, whole and with one clause left out."""
    whole, less = [], []
    for pair in pairs:
        text, draft = pair.sentence, reword(pair.sentence, chance)
        whole.append(least_share_of_a_clause(text, frozenset(pairs_of(draft))))
        clauses = [text[span.start : span.end] for span in split_clauses(text)]
        clauses = [clause for clause in clauses if len(pairs_of(clause)) >= _FEWEST and clause in draft]
        if len(clauses) > 1:
            short = draft.replace(chance.choice(clauses), "")
            less.append(least_share_of_a_clause(text, frozenset(pairs_of(short))))
    return whole, less


def _share(quote: str, draft: str) -> float:
    return share_of(pairs_of(quote), frozenset(pairs_of(draft)))


def main() -> int:
    chance = random.Random(SEED)
    written = [one for one in read_lines(_WRITTEN) if one["language"] == "zh"]
    pairs = build_pairs([], sorted(_POLICIES.rglob("*.txt")), _WRITTEN)
    for title, (same, other) in {
        "written from the quotation, and on something else": shares_of_written(written, chance),
        "reworded whole, and without one clause": shares_of_reworded(
            (one for one in pairs if one.kind == "reworded"), chance
        ),
    }.items():
        print(f"{title}: {len(same)}, {len(other)}")
        for least in _SHARES:
            held = (sum(share >= least for share in shares) / len(shares) for shares in (same, other))
            print(f"  at {least:.2f}  " + "  ".join(f"{share:.1%}" for share in held))
    return 0


if __name__ == "__main__":
    sys.exit(main())
