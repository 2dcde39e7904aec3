"""A counter's value written in Word's number formats (ECMA-376 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.text.numerals import BRANCHES, STEMS

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FULL_STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_BRACKETED_IDEOGRAPHS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"

# Word takes the words of the text's language; lists of official Chinese documents hold none, so English ones serve.
_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Word writes no Roman numeral and no letter series beyond these values.
_LARGEST_ROMAN = 32767
_LARGEST_LETTER = 780

_Writer = Callable[[int], str]


def format_number(value: int, number_format: str) -> str:
    """`value` as Word draws it in `number_format`; a decimal where the format has no sign for it or is unknown.

    "none" and "bullet" draw no number.

    >>> format_number(21, "chineseCounting"), format_number(110, "chineseCountingThousand")
    ('二十一', '一百一十')
    """
    if number_format in ("none", "bullet"):
        return ""
    writer = _WRITERS.get(number_format)
    if writer is None or value < 0:
        return str(value)
    return writer(value)


def format_custom(value: int, pattern: str) -> str | None:
    """`value` in a custom format, which Word writes by example: "001, 002, 003, ..." means three digits.

    None when the example is no padded number.
    """
    first = pattern.partition(",")[0].strip()
    return str(value).zfill(len(first)) if first.isdigit() and first.isascii() else None


def count_in_hundreds(value: int, digits: str, units: str, *, leading_one: bool = True, zero: bool = True) -> str:
    """`value` below 10**8 in the Chinese way of counting: digits, each with the unit of its place.

    `digits` holds ten signs from zero, `units` those for ten, hundred, thousand and ten thousand.
    `leading_one` False leaves out the one before ten, hundred and thousand everywhere (Japanese); else
    only 10 to 19 begin with the bare ten. `zero` writes one zero sign for skipped places.

    >>> count_in_hundreds(10015, "零一二三四五六七八九", "十百千万")
    '一万零一十五'
    """
    if value == 0:
        return digits[0]
    if value >= 10**8:
        return str(value)
    high, low = divmod(value, 10_000)
    text = ""
    if high:
        text = count_in_hundreds(high, digits, units, leading_one=leading_one, zero=zero) + units[3]
        if zero and low and low < 1000:
            text += digits[0]
    if low:
        text += _write_thousands(low, digits, units, leading_one=leading_one, zero=zero, bare_ten=not high)
    return text


def _write_thousands(value: int, digits: str, units: str, *, leading_one: bool, zero: bool, bare_ten: bool) -> str:
    text, skipped = "", False
    for place, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = value // place % 10
        if digit == 0:
            skipped = bool(text)
            continue
        if skipped and zero:
            text += digits[0]
        skipped = False
        one_unsaid = digit == 1 and unit and (not leading_one or (bare_ten and place == 10 and not text))
        text += ("" if one_unsaid else digits[digit]) + unit
    return text


def _positional(digits: str) -> _Writer:
    return lambda value: "".join(digits[int(digit)] for digit in str(value))


def _tens_then_digits(digits: str) -> _Writer:
    """Ten is a word up to 99, from 100 on the digits stand side by side (chineseCounting, taiwaneseCounting)."""

    def write(value: int) -> str:
        if value < 100:
            return count_in_hundreds(value, digits, "十百千万")
        return "".join(digits[int(digit)] for digit in str(value))

    return write


def _counting(digits: str, units: str, *, leading_one: bool = True, zero: bool = True) -> _Writer:
    return lambda value: count_in_hundreds(value, digits, units, leading_one=leading_one, zero=zero)


def _legal(digits: str, units: str) -> _Writer:
    """Formal numerals: one is always written, 壹拾."""

    def write(value: int) -> str:
        text = count_in_hundreds(value, digits, units)
        return digits[1] + text if 10 <= value < 20 else text

    return write


def _from_set(signs: str) -> _Writer:
    return lambda value: signs[value - 1] if 1 <= value <= len(signs) else str(value)


def _repeated(signs: str) -> _Writer:
    """Signs in turn, doubled in the second round, trebled in the third: a … z, aa, bb."""

    def write(value: int) -> str:
        if not 1 <= value <= min(_LARGEST_LETTER, 30 * len(signs)):
            return str(value)
        rounds, place = divmod(value - 1, len(signs))
        return signs[place] * (rounds + 1)

    return write


def _roman(value: int) -> str:
    if not 1 <= value <= _LARGEST_ROMAN:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        text += sign * times
    return text


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest < len(_ONES):
        words += [_ONES[rest]] if rest else []
    else:
        words.append(_TENS[tens] + (f"-{_ONES[ones]}" if ones else ""))
    return " ".join(words)


def _cardinal_words(value: int) -> str:
    """One, Twenty-one, One hundred one: without "and", the first letter large."""
    thousands, rest = divmod(value, 1000)
    if not 0 < value < 10**6:
        return "Zero" if value == 0 else str(value)
    words = [f"{_below_thousand(thousands)} thousand"] if thousands else []
    return " ".join([*words, _below_thousand(rest)] if rest else words).capitalize()


def _ordinal_words(value: int) -> str:
    words = _cardinal_words(value)
    last = re.search(r"[A-Za-z]+$", words)
    if last is None:
        return _ordinal(value)
    word = last[0].lower()
    ordinal = _IRREGULAR.get(word) or (f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th")
    return (words[: last.start()] + ordinal).capitalize()


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _sexagenary(value: int) -> str:
    if not 1 <= value <= 60:
        return str(value)
    return STEMS[(value - 1) % 10] + BRANCHES[(value - 1) % 12]


_WRITERS: dict[str, _Writer] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _positional("０１２３４５６７８９"),
    "decimalFullWidth2": _positional("０１２３４５６７８９"),
    "decimalEnclosedCircle": _from_set(_CIRCLED),
    "decimalEnclosedCircleChinese": _from_set(_CIRCLED),
    "decimalEnclosedFullstop": _from_set(_FULL_STOPPED),
    "decimalEnclosedParen": _from_set(_BRACKETED),
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "ordinal": _ordinal,
    "cardinalText": _cardinal_words,
    "ordinalText": _ordinal_words,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _repeated(_LATIN)(value).upper(),
    "lowerLetter": _repeated(_LATIN),
    "russianLower": _repeated(_RUSSIAN),
    "russianUpper": lambda value: _repeated(_RUSSIAN)(value).upper(),
    "chineseCounting": _tens_then_digits("〇一二三四五六七八九"),
    "taiwaneseCounting": _tens_then_digits("○一二三四五六七八九"),
    "chineseCountingThousand": _counting("零一二三四五六七八九", "十百千万"),
    "taiwaneseCountingThousand": _counting("零一二三四五六七八九", "十百千萬"),
    "japaneseCounting": _counting("〇一二三四五六七八九", "十百千万", leading_one=False, zero=False),
    "koreanCounting": _counting("영일이삼사오육칠팔구", "십백천만", leading_one=False, zero=False),
    "chineseLegalSimplified": _legal("零壹贰叁肆伍陆柒捌玖", "拾佰仟万"),
    "ideographLegalTraditional": _legal("零壹貳參肆伍陸柒捌玖", "拾佰仟萬"),
    "japaneseLegal": _legal("零壱弐参四伍六七八九", "拾百阡萬"),
    "ideographDigital": _positional("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _positional("〇一二三四五六七八九"),
    "taiwaneseDigital": _positional("○一二三四五六七八九"),
    "koreanDigital": _positional("영일이삼사오육칠팔구"),
    "koreanDigital2": _positional("零一二三四五六七八九"),
    "ideographTraditional": _from_set(STEMS),
    "ideographZodiac": _from_set(BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _from_set(_BRACKETED_IDEOGRAPHS),  # in brackets, whatever the name says
    "aiueoFullWidth": _repeated(_AIUEO),
    "aiueo": _repeated(_AIUEO),
    "irohaFullWidth": _repeated(_IROHA),
    "iroha": _repeated(_IROHA),
    "ganada": _repeated(_GANADA),
    "chosung": _repeated(_CHOSUNG),
    "thaiNumbers": _positional("๐๑๒๓๔๕๖๗๘๙"),
    "hindiNumbers": _positional("०१२३४५६७८९"),
}
