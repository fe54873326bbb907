"""Parses a page that is well-formed XML, and says the same as HTML and as XML, by expat.

An HTML parser written in Python takes 4 % of an edit and its import 1 % of a build (measured); expat takes a tenth of
that. What it may read in another way than the HTML standard demands (§13.2, "Parsing HTML documents"), or not at all,
is left to the HTML parser.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, XMLParser

OPTIONS: Final = {"namespace_html_elements": False}
"""Those with which WeasyPrint has a text parsed."""

DOCTYPE: Final = "<!DOCTYPE html>"

VOID: Final = frozenset({"base", "br", "hr", "img", "link", "meta", "wbr"})
"""Elements that have no end tag (§13.1.2)."""

UNCLOSED: Final = re.compile(rf'<({"|".join(sorted(VOID))})((?:\s+[a-z][a-z0-9-]*="[^"<]*")*)\s*/?>')

OTHERWISE: Final = re.compile(
    r"""<[!?]|&(?!(?:amp|lt|gt|quot|\#34|\#39);)|=\s*(?:"[^"<]*[\t\r\n]|'[^'<]*[\t\r\n])|xmlns"""
    rf"|</(?:{'|'.join(sorted(VOID))})\b"
)
"""What XML reads in another way: declarations, references, white space in attributes, names with a meaning."""

SPACE: Final = " \t\n"

INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark"}
    | {"q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements that end no other one when they begin."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BLOCKS: Final = HEADINGS | frozenset(
    {"address", "article", "aside", "blockquote", "div", "dl", "figcaption", "figure", "footer", "header", "hr", "main"}
    | {"nav", "ol", "p", "section", "ul"}
)
"""Elements that end a paragraph when they begin."""

PARENTS: Final = {"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}}
"""Elements that end others of theirs, unless they stand in these."""

IN_HEAD: Final = frozenset({"base", "link", "meta", "title"})


@contextmanager
def by_expat() -> Iterator[None]:
    """Let WeasyPrint have pages parsed so meanwhile; where it has another parser, that goes on."""
    weasyprint: Any = import_module("weasyprint")
    own = vars(weasyprint).get("tinyhtml5")
    weasyprint.tinyhtml5 = SimpleNamespace(parse=_parse)
    try:
        yield
    finally:
        weasyprint.tinyhtml5 = own


def _parse(document: Any, **options: Any) -> Any:
    """Give the root element of a document, as `tinyhtml5.parse` does: of a text, or of a file that is read."""
    text = document.read() if hasattr(document, "read") else document
    root = parsed(text) if isinstance(text, str) and options == OPTIONS else None
    return import_module("tinyhtml5").parse(text, **options) if root is None else root


def parsed(text: str) -> Element | None:
    """Give the root element of a page, the one that the HTML parser would give, or nothing where that is not sure."""
    if not text.startswith(DOCTYPE) or OTHERWISE.search(text, len(DOCTYPE)):
        return None
    parser = XMLParser()  # noqa: S314 - there is no declaration in it, and so no entity
    try:
        parser.feed(UNCLOSED.sub(r"<\1\2/>", text))
        root: Element = parser.close()
    except (ParseError, ValueError):  # the latter of half a surrogate pair
        return None
    if root.tag != "html" or [child.tag for child in root] != ["head", "body"]:
        return None
    head, body = root
    around = (root.text, head.text, head.tail, body.tail, text[text.rindex("<") :].partition(">")[2])
    if any(part and part.strip(SPACE) for part in (*around, *(child.tail for child in head))):
        return None
    if not all(child.tag in IN_HEAD and len(child) == 0 for child in head) or not _is_flow(body):
        return None
    elements = [*root.iter()]
    if sum(element.tag not in VOID for element in elements) != text.count("</"):  # one has ended itself: `<p/>`
        return None
    if not all(name.islower() for element in elements for name in element.attrib):
        return None
    root.text = None
    _append(body, f"{body.tail or ''}{around[-1]}")
    body.tail = None
    return root


def _is_flow(body: Element) -> bool:
    """Say whether each element stands where one that begins ends none that is open."""
    open_: list[tuple[Element, bool, bool]] = [(body, False, False)]
    while open_:
        parent, in_paragraph, in_link = open_.pop()
        for child in parent:
            tag = child.tag
            if tag in INLINE:
                if tag == "a" and in_link:
                    return False
            elif tag in BLOCKS:
                if in_paragraph or (tag in HEADINGS and parent.tag in HEADINGS):
                    return False
            elif in_paragraph or parent.tag not in PARENTS.get(tag, ()):
                return False
            if len(child):
                open_.append((child, in_paragraph or tag == "p", in_link or tag == "a"))
    return True


def _append(element: Element, text: str) -> None:
    """Put a text at the end of an element, where HTML has what follows the end of the body."""
    if not text:
        return
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"
