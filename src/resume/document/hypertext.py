"""Reads the text of HTML and Markdown as those do who show it."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

UNSEEN: Final = {"head", "script", "style", "template", "svg"}
PHRASING: Final = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong"),
    *("sub", "sup", "time", "u", "var", "wbr"),
}
"""Elements that stand within a line (HTML §3.2.5.2.5); before and after any other, a word ends."""


def of_html(page: str) -> str:
    """Give the text of a page that is shown, as the parser of WeasyPrint reads it (WHATWG HTML §13.2)."""
    root = import_module("tinyhtml5").parse(page, namespace_html_elements=False)
    return "".join(_texts(root))


def of_markdown(text: str) -> str:
    """Give the text of Markdown with the tables and strikethrough of GitHub, as markdown-it reads it."""
    from markdown_it import MarkdownIt

    return of_html(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def _texts(element: Any) -> Iterator[str]:
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "script"
    edge = "" if name in PHRASING else "\n"
    yield edge
    if name not in UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
    yield edge
