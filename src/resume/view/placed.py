"""Lets the texts of a view say in the markup of a page where they stand in the résumé."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from resume.diagnostics import Path
from resume.view.markdown import Block, Paragraph, Runs
from resume.view.page import Prose, Text, View


def placed(view: View) -> View:
    """Give the view with the path of each text in its runs; what is put between parts of a text has none."""
    made: View = _placed(view)
    return made


def _placed(value: Any) -> Any:
    match value:
        case Text():
            return _text(value)
        case Prose(blocks, path):
            return replace(value, blocks=tuple(_blocks(blocks, path)))
        case tuple():
            return tuple(map(_placed, value))
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{part.name: _placed(getattr(value, part.name)) for part in fields(value)})
        case _:
            return value


def _text(text: Text) -> Text:
    if not text.parts:
        return replace(text, runs=_runs(text.runs, text.path))
    parts = tuple(map(_text, text.parts))
    runs: Runs = ()
    for part in parts:
        runs += (*text.runs[len(runs) : len(runs) + bool(runs)], *part.runs)  # as `texts.joined` puts one run between
    return replace(text, runs=runs, parts=parts)


def _runs(runs: Runs, path: Path) -> Runs:
    return tuple(replace(run, path=path) for run in runs)


def _blocks(blocks: Iterable[Block], path: Path) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Paragraph(_runs(block.runs, path))
        else:
            yield replace(block, items=tuple(tuple(_blocks(item, path)) for item in block.items))
