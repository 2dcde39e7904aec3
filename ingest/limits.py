"""Bounds that keep any file, hostile ones too, below about 60 seconds and 1 GB. Real documents stay far below."""

from __future__ import annotations

# A picture-laden report may have 100 MB; only the parts that hold words are ever unpacked.
MAX_FILE_BYTES = 512 * 1024**2

# The zip directory is read whole; 46 bytes and a name for each member. Real documents have some hundred members.
MAX_ZIP_DIRECTORY_BYTES = 4 * 1024**2

# One part, unpacked. A handbook of 872 pages has a main part of 5 MB.
MAX_PART_BYTES = 128 * 1024**2

# All parts that are read, unpacked.
MAX_TOTAL_BYTES = 192 * 1024**2

# Documents imported into a document: how many are read, how large each may be as it lies there, and what one, or
# all of them together, may unpack to.
MAX_EMBEDDED = 50
MAX_EMBEDDED_BYTES = 8 * 1024**2
MAX_EMBEDDED_TOTAL_BYTES = 24 * 1024**2

# A document that claims to unpack to more than this, and to more than the ratio below, is a zip bomb.
BOMB_BYTES = 256 * 1024**2
BOMB_RATIO = 100

# Tags plus attributes of one part: the parsed tree takes some 150 bytes for each. The handbook has 0.34 million.
MAX_MARKUP = 3_000_000

# A text file of 32 MB has about 11 million Chinese characters.
MAX_TEXT_FILE_BYTES = 32 * 1024**2

# What a file may yield. The handbook yields 8,000 blocks and 0.8 million characters; 5 million take some 15 seconds.
MAX_BLOCKS = 300_000
MAX_CHARACTERS = 15_000_000

# Word allows 63 columns; other programs more.
MAX_COLUMNS = 256

# A merged cell's value stands in each row it covers, a header in each row below it: beyond this length only
# in the first, so that a page of text merged over thousands of rows does not become thousands of pages.
MAX_REPEATED_CHARACTERS = 500
