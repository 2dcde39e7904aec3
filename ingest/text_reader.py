"""Plain text files: their encoding found, a block for each line, the lines of a table read as its rows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path

from ingest.limits import MAX_BLOCKS, MAX_TEXT_FILE_BYTES
from ingest.messages import say
from ingest.records import Block, BlockKind, Notice, NoticeCode, ReadFile
from ingest.said import Said
from ingest.text.plain_text import find_wide_blanks, make_plain
from ingest.text_tables import MAX_TABS, read_rows
from ingest.unreadable import unreadable

# Control characters that no text file holds; tab, line breaks, form feed and Ctrl-Z (an old end mark) may stand.
_BINARY = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
# Private use, unassigned in practice, or Big5 and Shift-JIS read as GB18030: characters that Chinese text hardly holds.
_IMPLAUSIBLE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def read_text(path: Path) -> ReadFile:
    """Read UTF-8, UTF-16 (with or without byte order mark) or GB18030; each line that shows something is a block.

    A few bytes that fit no character stay as U+FFFD with a `damaged_text` notice. Raises UnreadableFile
    for binary data, an encoding that cannot be told, or a file beyond the bounds of `limits`.
    """
    if path.stat().st_size > MAX_TEXT_FILE_BYTES:
        raise unreadable(path, say(Said.TEXT_FILE_TOO_LARGE, megabytes=MAX_TEXT_FILE_BYTES // 1024**2), Said.SPLIT)
    text = decode_text(path.read_bytes())
    if text is None:
        raise unreadable(path, Said.UNKNOWN_ENCODING, Said.SAVE_AS_DOCX_OR_UTF8)
    blocks = read_lines(text, tables=True)
    if len(blocks) > MAX_BLOCKS:
        raise unreadable(path, say(Said.TOO_MANY_LINES, lines=MAX_BLOCKS), Said.SPLIT)
    return ReadFile(blocks=blocks)


def read_lines(text: str, *, tables: bool = False) -> tuple[Block, ...]:
    """A block for each line that shows something, at most one more than a file may yield.

    `tables`: neighbouring lines that are a table's, their cells parted by tabs, come as its rows.
    """
    shown = islice((line for line in _LINE_END.split(text) if make_plain(line)), MAX_BLOCKS + 1)
    if not tables or text.count("\t") > MAX_TABS:
        return tuple(map(_read_line, shown))
    blocks: list[Block] = []
    number = 1
    for _, run in groupby(shown, key=_count_tabs):
        lines = tuple(run)
        rows = read_rows(lines, number)
        number += 1 if rows else 0
        blocks.extend(replace(row, notices=_damage_of(row.text)) for row in rows)
        blocks.extend(() if rows else map(_read_line, lines))
    return tuple(blocks)


def _count_tabs(line: str) -> int:
    """The tabs of a line that part cells: none where one cell alone is filled, behind an indent or as a table's title."""
    return line.count("\t") if "\t" in line.strip() else 0


def _read_line(line: str) -> Block:
    plain = make_plain(line)
    return Block(kind=BlockKind.PARAGRAPH, text=plain, notices=_damage_of(plain), wide_blanks=find_wide_blanks(line))


def _damage_of(line: str) -> tuple[Notice, ...]:
    if "\ufffd" not in line:
        return ()
    return (Notice(NoticeCode.DAMAGED_TEXT, say(Said.BYTES_LOST), original=line),)


def decode_text(data: bytes) -> str | None:
    """The text, or None when no encoding fits. Line breaks as they stand."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _plausible(data[len(mark) :].decode(encoding, "replace"))
    if b"\x00" in data:
        return _decode_unmarked_utf16(data)
    utf8 = data.decode("utf-8", "replace")
    beyond_ascii = sum(1 for byte in data if byte >= 0xC0)
    # Text of another encoding that is UTF-8 by chance does not exist at length; single broken characters
    # do (a file cut at a byte, a stray byte), and must not turn the whole file into GB18030 nonsense.
    if utf8.count("\ufffd") <= beyond_ascii // 50 + (1 if _cut_at_the_end(data) else 0):
        return _plausible(utf8)
    return _plausible(data.decode("gb18030", "replace"))


def _cut_at_the_end(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3 and error.start > 0
    return False


def _decode_unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the zero bytes of its line breaks, spaces and Latin letters stand on one side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if even == odd:
        return None
    return _plausible(data.decode("utf-16-le" if odd > even else "utf-16-be", "replace"))


def _plausible(text: str) -> str | None:
    """`text` unless it looks like something else decoded: control characters, or over 2 % impossible characters."""
    if _BINARY.search(text) or len(_IMPLAUSIBLE.findall(text)) > len(text) // 50 + 1:
        return None
    return text
