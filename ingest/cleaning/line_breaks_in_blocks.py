"""Line breaks inside a block: where they part paragraphs, and where they only break a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.cleaning.seams import runs_on
from ingest.cleaning.trail import Line
from ingest.records import BlockKind
from ingest.text.sentences import has_stop
from ingest.text.traced_text import join_texts


def split_at_breaks(lines: Sequence[Line]) -> list[Line]:
    """Line breaks inside a block part paragraphs, except where they cut a sentence."""
    result: list[Line] = []
    for line in lines:
        if "\n" not in line.text or line.kind is not BlockKind.PARAGRAPH:
            result.append(line)
            continue
        at = 0
        pieces: list[Line] = []
        for segment in line.text.split("\n"):
            body = line.body.part(at, at + len(segment)).stripped()
            at += len(segment) + 1
            if not body.text:
                continue
            if pieces and (
                line.heading_level is not None
                or _breaks_title(pieces[-1].text, body.text)
                or runs_on(pieces[-1].text, body.text)
            ):
                pieces[-1] = pieces[-1].with_body(join_texts((pieces[-1].body, body)))
            elif pieces:
                pieces.append(replace(line, body=body, number="", heading_level=None, notices=()))
            else:
                pieces.append(line.with_body(body))
        result.extend(pieces or [line.with_body(line.body.stripped())])
    return result


def _breaks_title(before: str, after: str) -> bool:
    """Whether a break stands inside a title: 关于做好2023年 / 招生工作的通知."""
    inside = before.startswith("关于") and not re.search(r"(?:通知|意见|方案|报告|决定|函)$", before)
    return not has_stop(before + after) and (inside or after.startswith(("关于", "印发")))
