"""Fills a theme's template with a résumé."""

import re
import traceback
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from resume import files
from resume.diagnostics import Diagnostics, Span
from resume.render.pictures import Pictures
from resume.sandbox import Sandbox, UnknownNameError, Unreadable, sandbox
from resume.source.text import LINE_BREAK
from resume.themes.load import LETTER, TEMPLATE, Theme, describe
from resume.themes.manifest import MANIFEST
from resume.view.page import View
from resume.view.words import Words

QUOTED = re.compile("'([^']+)'")
SEEN: Final = ("resume", "theme", "t", "photo", "code")
"""What a template sees."""


def templates(theme: Theme, diagnostics: Diagnostics) -> Sandbox:
    """Give what reads the templates of a theme, each once.

    Templates run in Jinja's immutable sandbox, and can load those of the themes that theirs extends, as
    `NAME/resume.html.j2`.
    """
    return sandbox(lambda name: _template(name, theme, diagnostics), autoescape=True)


def page(
    templates: Sandbox,
    view: View,
    theme: Theme,
    words: Words,
    pictures: Pictures,
    diagnostics: Diagnostics,
) -> str | None:
    """Render a theme's template, which sees the values of `SEEN`; one that fails is reported with its line.

    The template of a letter sees `resume` with the letter's head, the `letter`, the name of the `template` that it
    extends, and as `enclosed` the résumé that comes with it, if one does.
    """
    seen = dict(zip(SEEN, (view, describe(theme), words, pictures.photo, pictures.code), strict=True))
    name = _named(TEMPLATE, theme, diagnostics)
    if name and view.letter:
        seen |= {"resume": replace(view, head=view.letter.head), "letter": view.letter, "template": name}
        seen |= {"enclosed": view if view.letter.encloses else None}
        name = _named(LETTER, theme, diagnostics)
    if name is None:
        return None
    try:
        return templates.get_template(name).render(seen).lstrip()
    except Unreadable as error:
        span = _span(error.filename, error.lineno, QUOTED.findall(error.message or ""), diagnostics)
        diagnostics.error("theme-template", f"the template cannot be read: {error.message}", span)
    except (files.FileError, MemoryError):
        raise
    except UnknownNameError as error:
        span = _raised(error, [error.name], diagnostics)
        diagnostics.error("theme-template", error.said, span, hint=error.hint(seen))
    except Exception as error:  # noqa: BLE001 - a template is data that can raise anything
        message = f"the template fails: {error or type(error).__name__}"
        diagnostics.error("theme-template", message, _raised(error, [], diagnostics))
    return None


def _named(file: str, theme: Theme, diagnostics: Diagnostics) -> str | None:
    """Name the template of that file which is the nearest in a theme's family; where there is none, it is reported."""
    own = next((folder for folder in theme.folders if files.is_file(folder / file)), None)
    if own is None:
        message = f"the theme {theme.name} has no {file}, and extends none that has one"
        diagnostics.error("theme-template", message, Span(str(theme.folders[0] / MANIFEST), 1, 1, 1, 2))
        return None
    return f"{own.name}/{file}"


def _raised(error: Exception, words: Iterable[str], diagnostics: Diagnostics) -> Span | None:
    """Find the line of a template that an error was raised in."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith((TEMPLATE, LETTER))
    ]
    return _span(frames[-1].filename, frames[-1].lineno, words, diagnostics) if frames else None


def _span(file: str | None, line: int | None, words: Iterable[str], diagnostics: Diagnostics) -> Span | None:
    """Give the span of the first of some words that stands in a line of a template, or else of the line."""
    if not (file and line):
        return None
    lines = LINE_BREAK.split(diagnostics.texts.get(file, ""))
    text = lines[line - 1] if line <= len(lines) else ""
    matches = (re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)
    found = next(filter(None, matches), None)
    start, end = found.span() if found else (len(text) - len(text.lstrip()), len(text.rstrip()))
    return Span(file, line, start + 1, line, max(end, start + 1) + 1)


def _template(name: str, theme: Theme, diagnostics: Diagnostics) -> tuple[str, str, None] | None:
    folder_name, _, file = name.partition("/")
    folder = next((folder for folder in theme.folders if folder.name == folder_name), None)
    content = files.read_inside(folder, file) if folder and "/" not in file else None
    if folder is None or content is None:
        return None
    path = str(folder / file)
    diagnostics.texts[path] = content.decode(errors="replace")
    return diagnostics.texts[path], path, None
