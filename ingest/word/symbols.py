"""w:sym: characters named by their place in a symbol font (ECMA-376 17.3.3.30)."""

from __future__ import annotations

# The Greek letters of Adobe's Symbol encoding, from A to Z and from a to z.
_GREEK_CAPITALS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_GREEK_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{ord("A") + i: sign for i, sign in enumerate(_GREEK_CAPITALS)},
    **{ord("a") + i: sign for i, sign in enumerate(_GREEK_SMALL)},
    0x22: "∀", 0x24: "∃", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD0: "∠", 0xD6: "√",
    0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫", 0xA2: "′",
}  # fmt: skip
_WINGDINGS = {
    **{0x81 + i: sign for i, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8C + i: sign for i, sign in enumerate("❶❷❸❹❺❻❼❽❾❿")},
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    **{0x6A + i: sign for i, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
    0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x98: "•",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}

# Symbol fonts are addressed in the private use area, F000 added to the place in the font.
_PRIVATE = range(0xF000, 0xF100)


def read_symbol(font: str | None, code: str | None) -> str | None:
    """The character of w:sym with this font and hexadecimal code; None when it has no Unicode equivalent known here.

    >>> read_symbol("Wingdings", "F0FE"), read_symbol("宋体", "25CF"), read_symbol("Webdings", "F041")
    ('☑', '●', None)
    """
    if code is None or not 1 <= len(code) <= 6 or not all(digit in "0123456789abcdefABCDEF" for digit in code):
        return None
    value = int(code, 16)
    signs = _FONTS.get((font or "").strip().lower())
    if signs is not None:
        place = value - 0xF000 if value in _PRIVATE else value
        return signs.get(place)
    if value in range(0xE000, 0xF900) or value in range(0xD800, 0xE000) or not 0x20 <= value <= 0x10FFFF:
        return None
    return chr(value)
