"""Writes a résumé as GitHub-flavoured Markdown (GFM 0.29)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from resume.view.article import Facts, Heading, Lines, Piece, article
from resume.view.markdown import Block, List, Paragraph, Run, Runs
from resume.view.page import View
from resume.view.words import Words

MARKS: Final = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)")
"""What means something anywhere in a line."""

FIRST: Final = re.compile(r"(\d{1,9}(?=[.)](?:\s|\Z)))?(?=[-+#=.)])")
"""Where a line that begins like a list, a heading or its underline is to be told from one."""

IN_ADDRESS: Final = re.compile(r"[\\<>]|&(?=#?\w+;)")
"""What means something in an address."""

CLOSING: Final = re.compile(r"(?<![^ ])(?=#+ *\Z)")
"""Where what ends a heading is to be told from what closes it."""

BARE: Final = re.compile(r"[^\s()<>]+\Z")
"""An address that needs no angle brackets."""


def text(view: View, words: Words) -> str:
    """Write a résumé as Markdown that reads back as it was written."""
    return "\n\n".join(_piece(piece) for piece in article(view, words)) + "\n"


def _piece(piece: Piece) -> str:
    match piece:
        case Heading(runs, level):
            return CLOSING.sub(r"\\", f"{'#' * level} {_inline(runs)}")
        case Lines(lines):
            return "\n".join(f"- {_line(line)}" for line in lines)
        case Facts(lines):
            return "\\\n".join(map(_line, lines))
        case _:
            return "\n".join(_block(piece, ""))


def _block(block: Block, indent: str) -> Iterator[str]:
    match block:
        case Paragraph(runs):
            yield indent + _line(runs)
        case List(items, ordered, start):
            for number, item in enumerate(items, start=start):
                yield from _item(item, f"{number}. " if ordered else "- ", indent)


def _item(item: tuple[Block, ...], mark: str, indent: str) -> Iterator[str]:
    inner = indent + " " * len(mark)
    for number, block in enumerate(item):
        lines = [*_block(block, inner)]
        if number == 0:
            lines[:1] = [f"{indent}{mark}{lines[0].removeprefix(inner)}"]
        elif isinstance(block, Paragraph):
            yield ""
        yield from lines


def _line(runs: Runs) -> str:
    """Write runs that stand first in a line."""
    written = _inline(runs)
    first = FIRST.match(written)
    return f"{first[0]}\\{written[first.end() :]}" if first else written


def _inline(runs: Sequence[Run]) -> str:
    """Write runs: of the styles that one has, the one that lasts longest is the outermost."""
    written = ""
    while runs:
        lasting = {name: _lasting(runs, name) for name in STYLES if getattr(runs[0], name)}
        style = max(lasting, key=lambda name: lasting[name], default="")
        part, runs = runs[: lasting.get(style, 1)], runs[lasting.get(style, 1) :]
        if style == "href" and written.endswith("!"):
            written = f"{written[:-1]}\\!"  # with it, the link would be a picture
        if style:
            bare = [replace(run, **{style: type(getattr(run, style))()}) for run in part]
            written += STYLES[style](_inline(bare), part[0])
        else:
            written += _code(part[0].text) if part[0].code else MARKS.sub(r"\\\g<0>", part[0].text)
    return written


def _lasting(runs: Sequence[Run], style: str) -> int:
    """Count the runs that share the first one's style."""
    return sum(1 for _ in takewhile(lambda run: getattr(run, style) == getattr(runs[0], style), runs))


def _link(inner: str, run: Run) -> str:
    address = IN_ADDRESS.sub(r"\\\g<0>", run.href)
    return f"[{inner}]({address if BARE.match(run.href) else f'<{address}>'})"


STYLES: Final[dict[str, Callable[[str, Run], str]]] = {
    "href": _link,
    "strong": lambda inner, _: f"**{inner}**",
    "emphasis": lambda inner, _: f"*{inner}*",
}
"""How what has a style is written, by the field of a run that gives it."""


def _code(text: str) -> str:
    """Write code between more backticks than it has in a row."""
    marks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") or text.strip() != text else ""
    return f"{marks}{space}{text}{space}{marks}"
