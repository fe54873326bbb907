"""Keeps what a JSON Resume file says and a résumé does not, so that JSON of the résumé says it again."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from resume.importers.json_resume import FORMER
from resume.importers.taken import KEPT, Report, is_empty, leaves
from resume.interchange import FOREIGN, MODELS
from resume.source.nodes import Mapping, Node, Scalar, Sequence

RENAMED: Final = {key for _, key in FORMER}


def kept(resume: Mapping, original: Mapping, report: Report) -> Mapping:
    """Give a résumé that also holds what it has no key for, or refuses, of the file that it was made of.

    That stands under `FOREIGN`, and no longer under `x-…`. Empty values are no part of it, and keys of former
    versions are not either: they have a new name.
    """
    done = _kept(resume, original)
    places = {scalar.span for value in _held(done) for _, scalar in leaves("", value)}
    said = f"kept under `{FOREIGN}`, which is not shown"
    report.notes = [
        replace(note, said=said) if note.kind == "kept" and note.place in places else note for note in report.notes
    ]
    return done


def _kept(resume: Mapping, original: Mapping) -> Mapping:
    held: list[tuple[Scalar, Node]] = []
    for key, value in original.entries:
        mine = resume.get(key.text)
        if key.text in MODELS and mine is not None:
            resume = resume.holding(key, _within(mine, value))
        elif mine is None and key.text not in RENAMED and not is_empty(value):
            held.append((key, value))
    theirs = {key.text for key, _ in original.entries}
    resume = resume.without(*({KEPT + key.text for key, _ in held} - theirs))
    if not held:
        return resume
    return resume.holding(Scalar(FOREIGN, original.span), Mapping(tuple(held), original.span))


def _within(mine: Node, value: Node) -> Node:
    """Keep it of a mapping, or of each in a list whose items are all in the résumé."""
    match mine, value:
        case Mapping(), Mapping():
            return _kept(mine, value)
        case Sequence(items, span), Sequence(others):
            full = [item for item in others if not is_empty(item)]
            if len(items) == len(full):
                return Sequence(tuple(_within(*pair) for pair in zip(items, full, strict=True)), span)
            return mine
        case _:
            return mine


def _held(node: Node) -> Iterator[Node]:
    """Give all that stands under `FOREIGN`."""
    match node:
        case Mapping(entries):
            for key, value in entries:
                yield from (value,) if key.text == FOREIGN else _held(value)
        case Sequence(items):
            for item in items:
                yield from _held(item)
        case _:
            pass
