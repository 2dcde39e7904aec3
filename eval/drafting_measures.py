"""What a language model contributed to an answer, and what it cost."""

from __future__ import annotations

from qa import Answer, DraftingResult, Outcome

DRAFTING_MEASURES = ("drafted", "sentences_withheld", "input_tokens", "output_tokens", "model_milliseconds")


def measure_drafting(answer: Answer | None) -> dict[str, float | None]:
    """Return whether its draft stands, the share of its sentences that was withheld, tokens and milliseconds.

    None where no model was asked; the first two also on a refusal, for which it wrote nothing, tokens where the
    endpoint counts none.
    """
    measured: dict[str, float | None] = dict.fromkeys(DRAFTING_MEASURES)
    drafting = answer.drafting if answer else None
    if answer is None or drafting is None:
        return measured
    measured["input_tokens"] = drafting.input_tokens
    measured["output_tokens"] = drafting.output_tokens
    measured["model_milliseconds"] = drafting.milliseconds
    if answer.outcome is Outcome.ANSWERED:
        measured["drafted"] = float(drafting.result is DraftingResult.USED)
        written = drafting.kept + len(drafting.withheld)
        measured["sentences_withheld"] = len(drafting.withheld) / written if written else None
    return measured
