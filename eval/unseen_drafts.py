"""The check on sentences written after it was finished: `python -m eval.unseen_drafts`.

`eval/drafts/unseen.jsonl` holds English sentences, each with what it stands on and with false ones beside it, all by
hand. No rule and no weight was made with them in view.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eval.draft_pairs import read_document, read_lines
from eval.intervals import estimate_mean
from ingest import IngestSettings, build_encoders, prepare_process
from qa import DraftSentence, Language, Source, SupportJudge, check_sentence, load_support_models

_POLICIES = Path("eval/questions/policies")
_UNSEEN = Path("eval/drafts/unseen.jsonl")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.unseen_drafts", description=__doc__)
    parser.add_argument("--each", action="store_true", help="print each sentence that was misjudged, and why")
    options = parser.parse_args(arguments)
    judge = SupportJudge(build_encoders(IngestSettings.from_environment()), load_support_models(fitted=True))
    passed: dict[bool, list[tuple[float, str]]] = {True: [], False: []}
    for one in read_lines(_UNSEEN):
        document, paragraphs = read_document(_POLICIES / f"{one['document']}.txt")
        paragraph = next(paragraph for paragraph in paragraphs if one["quote"] in paragraph.text)
        sources = [Source(paragraph, document)]
        for text in (one["sentence"], *one["false"]):
            is_true = text == one["sentence"]
            checked = check_sentence(DraftSentence(text, (1,)), sources, Language(one["language"]), judge)
            passed[is_true].append((float(not checked.problem), one["sentence"]))
            if options.each and is_true is bool(checked.problem):
                print(f"{'withheld, true' if is_true else 'passed, false'}: {text} ({checked.problem})")
    for is_true, name in ((True, "true"), (False, "false")):
        found = estimate_mean([value for value, _ in passed[is_true]], [group for _, group in passed[is_true]])
        if found is not None:
            print(f"{name}: {found.value:.1%} [{found.low:.1%}-{found.high:.1%}] of {found.count} pass")
    return 0


if __name__ == "__main__":
    prepare_process()
    sys.exit(main())
