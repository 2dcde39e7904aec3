"""Names of the XML elements and attributes that Word files are made of (ECMA-376 part 1)."""

from __future__ import annotations

from functools import cache

from lxml import etree

Element = etree._Element  # lxml has no public name for the type of a parsed element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_EX = "http://schemas.microsoft.com/office/drawing/2014/chartex"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
WORD_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"


@cache
def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{WORD}}}{name}"


@cache
def m(name: str) -> str:
    """The qualified name of an element or attribute of an equation."""
    return f"{{{MATH}}}{name}"


VAL = w("val")
_OFF = frozenset({"0", "false", "off", "none"})


def child_value(parent: Element | None, *path: str) -> str | None:
    """The w:val of the element at `path` below `parent`, None where any of it is absent."""
    node = parent
    for name in path:
        if node is None:
            return None
        node = node.find(w(name))
    return None if node is None else node.get(VAL)


def child_number(parent: Element | None, *path: str) -> int | None:
    """As `child_value`, for whole numbers; None for anything else."""
    return parse_number(child_value(parent, *path))


def parse_number(value: str | None) -> int | None:
    """A whole number of at most nine digits (as Word's), else None."""
    if value is None:
        return None
    digits = value.strip().removeprefix("+")
    if not (digits.removeprefix("-").isascii() and digits.removeprefix("-").isdigit()) or len(digits) > 10:
        return None
    return int(digits)


def switch(parent: Element | None, name: str) -> bool | None:
    """An on/off property: None when it is not stated, on when it stands without a value (ECMA-376 17.17.4)."""
    if parent is None:
        return None
    node = parent.find(w(name))
    if node is None:
        return None
    return (node.get(VAL) or "1").lower() not in _OFF


def any_switch(parent: Element | None, names: tuple[str, ...]) -> bool | None:
    """Whether one of several on/off properties is on; None when none of them is stated."""
    stated = [on for name in names if (on := switch(parent, name)) is not None]
    return any(stated) if stated else None


def own_text(element: Element) -> str:
    """The text of an element without its children's, but with what stands after them.

    An entity reference that was not resolved is such a child; nothing stands in its place.
    """
    if len(element) == 0:
        return element.text or ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def choose_branch(alternatives: Element) -> Element | None:
    """The one branch of mc:AlternateContent to read: the first that shows words, else the first.

    The branches hold the same content for newer and older programs; reading two would double it.
    """
    branches = [b for b in alternatives if b.tag in (f"{{{COMPATIBILITY}}}Choice", f"{{{COMPATIBILITY}}}Fallback")]
    for branch in branches:
        if next(branch.iter(w("t"), m("t"), f"{{{DRAWING}}}t"), None) is not None:
            return branch
    return branches[0] if branches else None
