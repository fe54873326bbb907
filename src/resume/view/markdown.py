"""Reads the Markdown of a résumé's texts into runs and blocks that any format can be made from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from resume.diagnostics import Path

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MARKS = re.compile(r"[*_`\[\]<>\\\n\r]")
"""Without one of these, inline Markdown is plain text."""

BLOCK_MARKS = re.compile(rf"{MARKS.pattern}|^\s*([-+]|\d+[.)])\s", re.MULTILINE)

READ: Final = 4096
"""How many texts are known when they come again, as most do after an edit (measured: 1.5 % of a further build)."""

LEFT_OUT = (
    "image",
    "entity",
    "html_inline",
    "html_block",
    "heading",
    "lheading",
    "hr",
    "code",
    "fence",
    "blockquote",
    "reference",
)
"""The rules of CommonMark that a résumé's text does not use: what they would take is text."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; `href` is the address it links to.

    With a `path`, the markup of a page is to say that it stands there.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    path: Path = ()


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True)
class List:
    """A list; an item holds blocks. One in order is numbered from `start`."""

    items: "tuple[tuple[Block, ...], ...]"
    ordered: bool = False
    start: int = 1


Block: TypeAlias = Paragraph | List


@lru_cache(READ)
def inline(text: str) -> Runs:
    """Read inline Markdown: bold, italic, code, links. HTML is text, and so is a line break."""
    if not MARKS.search(text):
        return (Run(text),)
    [token] = _parser().parseInline(text)
    return tuple(_runs(token.children or []))


@lru_cache(READ)
def blocks(text: str) -> tuple[Block, ...]:
    """Read Markdown with paragraphs and lists."""
    if not BLOCK_MARKS.search(text):
        return (Paragraph((Run(text.strip()),)),)
    return tuple(_blocks(iter(_parser().parse(text))))


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Give the paragraphs and lists of Markdown by their first line, from 0, and that after the last."""
    for token in _parser().parse(text):
        if token.level == 0 and token.nesting > 0 and token.map:
            yield token.map[0], token.map[1]


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # 20 ms that plain text does not need

    parser = MarkdownIt("commonmark").disable(list(LEFT_OUT))
    parser.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005  # a link that may not be is reported, not hidden
    return parser


def _runs(tokens: "list[Token]") -> Iterator[Run]:
    run = Run("")
    pending: Run | None = None
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                run = replace(run, strong=token.nesting > 0)
            case "em_open" | "em_close":
                run = replace(run, emphasis=token.nesting > 0)
            case "link_open":
                run = replace(run, href=str(token.attrGet("href") or "#"))
            case "link_close":
                run = replace(run, href="")
            case kind:
                text = token.content if kind in {"text", "code_inline", "text_special"} else " "
                new = replace(run, text=text, code=kind == "code_inline")
                if pending and replace(pending, text="") == replace(new, text=""):
                    pending = replace(pending, text=pending.text + text)
                    continue
                if pending and pending.text:
                    yield pending
                pending = new
    if pending and pending.text:
        yield pending


def _blocks(tokens: "Iterator[Token]") -> Iterator[Block]:
    """Read blocks up to the end of the one they stand in."""
    for token in tokens:
        if token.nesting < 0 and token.type in {"list_item_close", "bullet_list_close", "ordered_list_close"}:
            return
        if token.type == "inline":
            yield Paragraph(tuple(_runs(token.children or [])))
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            start = int(token.attrs.get("start", 1))
            yield List(tuple(_items(tokens)), ordered=token.type.startswith("ordered"), start=start)


def _items(tokens: "Iterator[Token]") -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type != "list_item_open":
            return
        yield tuple(_blocks(tokens))
