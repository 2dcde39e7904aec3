"""Equations written on one line, so that 1/2 does not read 12 (ECMA-376 22.1)."""

from __future__ import annotations

from ingest.word.xml_names import MATH, Element, m, own_text

_VAL = m("val")
# What stands between the parts of a structure that shows no text of its own there.
_BETWEEN = {m("f"): "/", m("sSup"): "^", m("sSub"): "_", m("limLow"): "_", m("limUpp"): "^", m("func"): " "}
_PARTS = frozenset(m(name) for name in ("num", "den", "e", "sup", "sub", "deg", "lim", "fName"))


def write_equation(equation: Element) -> str:
    """The characters of an m:oMath or m:oMathPara, in order, with "/", "^", "_" and brackets where they are drawn."""
    pieces: list[str] = []
    _write(equation, pieces)
    return "".join(pieces)


def _write(node: Element, pieces: list[str]) -> None:
    # Depth is bounded by the parser (256 elements).
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or not tag.startswith(f"{{{MATH}}}"):
            if isinstance(tag, str) and tag.endswith("}t"):
                pieces.append(own_text(child))
            elif isinstance(tag, str) and not tag.endswith("Pr") and not tag.endswith("}del"):
                _write(child, pieces)
        elif tag == m("t"):
            pieces.append(own_text(child))
        elif tag == m("d"):
            _write_delimited(child, pieces)
        elif tag == m("rad"):
            degree, radicand = (_named_part(child, name) for name in ("deg", "e"))
            pieces.append(f"{degree}√({radicand})")
        elif tag == m("nary"):
            pieces.append(_property(child, "naryPr", "chr", "∫"))
            _write_joined(child, pieces, " ")
        elif tag == m("sSubSup"):
            _write_scripts(child, pieces)
        elif tag in (m("m"), m("eqArr"), m("mr")):
            _write_joined(child, pieces, " ")
        elif tag in _BETWEEN:
            _write_joined(child, pieces, _BETWEEN[tag])
        elif not tag.endswith("Pr"):
            _write(child, pieces)


def _write_part(part: Element) -> str:
    pieces: list[str] = []
    _write(part, pieces)
    return "".join(pieces)


def _named_part(node: Element, name: str) -> str:
    part = node.find(m(name))
    return "" if part is None else _write_part(part)


def _write_joined(node: Element, pieces: list[str], between: str) -> None:
    parts = [_write_part(child) for child in node if child.tag in _PARTS or child.tag == m("mr")]
    shown = [part for part in parts if part]
    if between == "/":
        shown = [f"({part})" if len(part) > 1 and not part.isalnum() else part for part in shown]
    pieces.append(between.join(shown))


def _write_scripts(node: Element, pieces: list[str]) -> None:
    base, sub, sup = (_named_part(node, name) for name in ("e", "sub", "sup"))
    pieces.append(base + (f"_{sub}" if sub else "") + (f"^{sup}" if sup else ""))


def _write_delimited(node: Element, pieces: list[str]) -> None:
    pieces.append(_property(node, "dPr", "begChr", "("))
    _write_joined(node, pieces, _property(node, "dPr", "sepChr", "|"))
    pieces.append(_property(node, "dPr", "endChr", ")"))


def _property(node: Element, group: str, name: str, default: str) -> str:
    stated = node.find(f"{m(group)}/{m(name)}")
    return default if stated is None else stated.get(_VAL) or ""
