"""Judges the headings of a PDF: whether parsers know their words, and see that they are headings."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from resume.document.lines import body_size
from resume.document.values import Line
from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, at, listed, quoted
from resume.inspect.known import Known
from resume.inspect.spacing import SPACED
from resume.inspect.tokens import tokens
from resume.parser import headings

MAIN: Final = ("work", "education", "skills", "projects")
"""Sections that parsers want most, and whose words stand in no label."""


def check(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Find headings that parsers may pass over."""
    lines = [line for line in chain.from_iterable(evidence.lines) if line.letters]
    if not lines:
        return
    size = body_size(lines)
    if known is None:
        shown = [*_headings(lines, size)]
        yield from _hidden(lines, shown, size)
    else:
        titles = [str(section.title) for section in (*known.view.sections, *known.view.aside)]
        shown = [line for title in titles if (line := _line_of(title, lines))]
        yield from _run_in(titles, lines)
        yield from _plain(shown)
    yield from _unknown(shown)


def _headings(lines: list[Line], size: float) -> Iterator[Line]:
    """Give the lines that are set as those headings are whose words are known."""
    looks = {_look(line) for line in lines if headings.kind(line.text) and headings.is_set_apart(line, size)}
    yield from (line for line in lines if _look(line) in looks and len({word.style for word in line.words}) == 1)


def _look(line: Line) -> tuple[str, float, bool]:
    return line.words[0].style.font, line.size, line.is_upper


def _unknown(shown: list[Line]) -> Iterator[Found]:
    unknown = [line for line in shown if not headings.is_standard(line.text)]
    if unknown:
        named = listed([quoted(line.text) for line in unknown])
        hint = "the usual words are Experience, Education, Skills, Projects, Summary …"
        message = f"parsers may not know the heading{'s' * (len(unknown) > 1)} {named}"
        yield Found("heading-words", message, "warning", *at(unknown[0]), hint=hint)


def _hidden(lines: list[Line], shown: list[Line], size: float) -> Iterator[Found]:
    """Find headings that do not look like one: plain lines, and bold words before a text."""
    kinds = {headings.kind(line.text) for line in shown}
    for line in lines:
        bold = [word.text for word in line.words if word.style.is_bold]
        starts = bold and line.words[0].style.is_bold and len(bold) < len(line.words)
        text = " ".join(bold) if starts else line.text
        kind = headings.kind(text) if headings.is_standard(text) else None
        if kind not in MAIN or kind in kinds or SPACED.search(text):
            continue
        if starts:
            yield _said(text, "has text behind it on its line", line)
        elif not headings.is_set_apart(line, size):
            yield _said(text, "looks like the text below it", line)
        kinds.add(kind)


def _run_in(titles: list[str], lines: list[Line]) -> Iterator[Found]:
    for title in titles:
        if _line_of(title, lines) is None:
            wanted = tokens(title.casefold())
            line = next((line for line in lines if tokens(line.text.casefold())[: len(wanted)] == wanted), None)
            if line:
                yield _said(title, "has text behind it on its line", line)


def _plain(shown: list[Line]) -> Iterator[Found]:
    for line in shown:
        if not line.is_bold and not line.is_upper:
            yield _said(line.text, "is neither bold nor in capitals", line)
            return


def _said(text: str, what: str, line: Line) -> Found:
    message = f"the heading {quoted(text)} {what}: parsers do not see that it is one"
    return Found("heading-line", message, "warning", *at(line), hint="let it stand alone on its line, in bold")


def _line_of(title: str, lines: list[Line]) -> Line | None:
    """Find the line that a heading stands on alone; marks before it do not count."""
    wanted = tokens(title.casefold())
    return next(
        (line for line in lines if tokens(line.text.casefold())[-len(wanted) :] == wanted and _is_alone(line, wanted)),
        None,
    )


def _is_alone(line: Line, wanted: list[str]) -> bool:
    return not any(map(str.isalnum, "".join(tokens(line.text)[: -len(wanted)])))
