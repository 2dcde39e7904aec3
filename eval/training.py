"""Learn the order of candidates and when to abstain: `python -m eval.training`. Writes
`qa/weights/*.json` and `*.safetensors`.

Learned on halves of public question sets and on the dev splits of the project's own; the other halves, the test
splits and the documents held back are only reported. Everything is seeded: the same data give the same weights.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from eval.abstention_training import (
    OTHER_SCRIPT_DECAY,
    SAME_SCRIPT_DECAY,
    FittedAbstention,
    collect_abstention_examples,
    fit_abstention,
)
from eval.ranking_training import learn_ranking
from eval.training_sets import SEED, load_own_set, load_training_set
from ingest import IngestSettings, Vectors, build_encoders, prepare_process
from qa import (
    ABSTENTION_FEATURES,
    CLAUSE_FEATURES,
    OBJECTIONS,
    PARAGRAPH_FEATURES,
    READ_FEATURES,
    SENTENCE_FEATURES,
    RankingWeights,
    save_query_adapter,
    save_reader,
)

_QUESTIONS = Path("eval/questions")
OWN_SETS = (
    (_QUESTIONS / "2022-education.jsonl", Path("data/2022年全市教育工作要点.docx")),
    (_QUESTIONS / "three-years.jsonl", Path("tests/data/three_years/云泽市2023年教育工作要点.txt")),
    *((_QUESTIONS / "policies.jsonl", path) for path in sorted((_QUESTIONS / "policies").rglob("*.txt"))),
)
_READER, _QUERIES = "reader.safetensors", "queries.safetensors"
_NUMBERS = re.compile(r"\[\s+-?\d[^\[\]{}\"]*\]")  # a list of numbers, which is kept on one line
PUBLIC_SETS = ("xquad_zh", "cmrc2018_dev", "drcd_dev", "stard_statutes")


def write_ranking(folder: Path, ranking: RankingWeights, provenance: Mapping[str, object]) -> None:
    """`ranking.json` with the files of the reader and the query adapter that it names."""
    if ranking.reader:
        save_reader(folder / _READER, ranking.reader, provenance)
    if ranking.adapter:
        save_query_adapter(folder / _QUERIES, ranking.adapter, provenance)
    written = {
        "provenance": provenance,
        "reader": _READER if ranking.reader else None,
        "queries": _QUERIES if ranking.adapter else None,
        "paragraph": _named(PARAGRAPH_FEATURES, ranking.paragraph),
        "paragraph_other_script": _named(PARAGRAPH_FEATURES, ranking.paragraph_other_script),
        "read": _named(READ_FEATURES, ranking.read),
        "read_other_script": _named(READ_FEATURES, ranking.read_other_script),
        "sentence": _named(SENTENCE_FEATURES, ranking.sentence),
        "sentence_other_script": _named(SENTENCE_FEATURES, ranking.sentence_other_script),
        "clause": _named(CLAUSE_FEATURES, ranking.clause),
        "clause_unread": _named(CLAUSE_FEATURES, ranking.clause_unread),
    }
    _write(folder / "ranking.json", written)


def write_abstention(
    folder: Path, same: FittedAbstention, other: FittedAbstention, provenance: Mapping[str, object]
) -> None:
    """`abstention.json`."""
    fitted = {name: _net(one) for name, one in (("same_script", same), ("other_script", other))}
    _write(folder / "abstention.json", {"provenance": provenance, **fitted})


def _net(fitted: FittedAbstention) -> dict[str, object]:
    model = fitted.model
    return {
        "features": {
            name: {"mean": _short(mean), "scale": _short(scale), "weights": [*map(_short, weights)]}
            for name, mean, scale, weights in zip(
                ABSTENTION_FEATURES, model.mean, model.scale, model.hidden, strict=True
            )
        },
        "units": {"bias": [*map(_short, model.hidden_bias)], "output": [*map(_short, model.output)]},
        "bias": _short(model.bias),
        "against": {name: _short(weight) for name, weight in zip(OBJECTIONS, model.against, strict=True)},
        "threshold": round(model.threshold, 4),
        "held_back": fitted.held_back,
    }


def _short(value: float) -> float:
    """Four significant digits."""
    return float(f"{float(value):.4g}")


def _write(path: Path, value: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    indented = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(_NUMBERS.sub(lambda row: " ".join(row.group().split()), indented) + "\n", encoding="utf-8")


def _named(names: Iterable[str], values: Vectors) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(names, values, strict=True)}


def _find_reports(sets: Path) -> list[Path]:
    """The reports that `reports-2025.jsonl` asks about; they are kept beside the public sets, not here."""
    cases = (_QUESTIONS / "reports-2025.jsonl").read_text(encoding="utf-8").splitlines()
    names = sorted({str(json.loads(case)["document"]) for case in cases})
    paths = [sets.parent / "reports_2025" / f"{name}.docx" for name in names]
    return [path for path in paths if path.is_file()]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.training", description=__doc__)
    parser.add_argument("sets", type=Path, help="folder that holds the public sets, one folder each")
    parser.add_argument("--cache", type=Path, default=Path("var/training"))
    parser.add_argument("--output", type=Path, default=Path("qa/weights"))
    options = parser.parse_args(arguments)
    missing = [name for name in PUBLIC_SETS if not (options.sets / name / "cases.jsonl").is_file()]
    if missing:
        print(f"{options.sets} lacks {', '.join(missing)}. Name the folder that holds the sets.", file=sys.stderr)
        return 2
    encoders = build_encoders(IngestSettings.from_environment())
    sets = [load_training_set(options.sets / name, encoders, options.cache) for name in PUBLIC_SETS]
    reports = [(_QUESTIONS / "reports-2025.jsonl", path) for path in _find_reports(options.sets)]
    own = [load_own_set(*pair, encoders, options.cache) for pair in (*OWN_SETS, *reports)]
    ranking = learn_ranking([*sets, *own])
    examples = collect_abstention_examples(sets, own, ranking)
    same = fit_abstention([one for one in examples if not one.other_script], SAME_SCRIPT_DECAY)
    other = fit_abstention([one for one in examples if one.other_script], OTHER_SCRIPT_DECAY)
    provenance: dict[str, object] = {
        "made_by": "python -m eval.training",
        "made_on": datetime.now(UTC).date().isoformat(),
        "encoders": [encoder.name for encoder in encoders],
        "sets": [*PUBLIC_SETS, *sorted({f"{cases.stem} (dev split)" for cases, _ in (*OWN_SETS, *reports)})],
        "split": "articles by the first byte of the SHA-256 of their title: even learned, odd held back",
        "seed": SEED,
    }
    write_ranking(options.output, ranking.weights, provenance)
    write_abstention(options.output, same, other, provenance)
    print(json.dumps({"same_script": same.held_back, "other_script": other.held_back}, indent=2))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    prepare_process()
    sys.exit(main())
