"""Fills a theme's template with a résumé."""

import re
import traceback
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from resume import files
from resume.diagnostics import Diagnostics, Span, did_you_mean
from resume.render.css import Sheet
from resume.render.pictures import Pictures
from resume.source.text import LINE_BREAK
from resume.themes.load import TEMPLATE, Theme, describe
from resume.themes.manifest import MANIFEST
from resume.view.page import View
from resume.view.words import Words

HEAD_END = re.compile("</head", re.IGNORECASE)
QUOTED = re.compile("'([^']+)'")
SEEN: Final = ("resume", "theme", "t", "photo", "code")
"""What a template sees."""


class _UnknownNameError(jinja2.UndefinedError):
    """A name that is not there was used; `holder` is what it was looked for in, if it was in something."""

    def __init__(self, holder: object, name: object, message: str) -> None:
        super().__init__(message)
        self.holder = holder
        self.name = str(name)

    def known(self) -> list[str]:
        """List the names that there are."""
        if self.holder is jinja2.utils.missing:
            return [*SEEN]
        names = self.holder if isinstance(self.holder, Mapping) else dir(self.holder)
        return [str(name) for name in names if not str(name).startswith("_")]


class _Undefined(jinja2.StrictUndefined):
    def __init__(
        self, hint: str | None = None, obj: Any = jinja2.utils.missing, name: str | None = None, exc: Any = None
    ) -> None:
        is_name = exc in {None, jinja2.UndefinedError} and name is not None
        super().__init__(hint, obj, name, partial(_UnknownNameError, obj, name) if is_name else exc)  # type: ignore[arg-type]


def templates(theme: Theme, diagnostics: Diagnostics) -> jinja2.Environment:
    """Give what reads the templates of a theme, each once.

    Templates run in Jinja's immutable sandbox, and can load those of the themes that theirs extends, as
    `NAME/resume.html.j2`.
    """
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(lambda name: _template(name, theme, diagnostics)),
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def page(
    templates: jinja2.Environment,
    view: View,
    theme: Theme,
    words: Words,
    pictures: Pictures,
    diagnostics: Diagnostics,
) -> str | None:
    """Render a theme's template, which sees the values of `SEEN`; one that fails is reported with its line."""
    values = (view, describe(theme), words, pictures.photo, pictures.code)
    own = next((folder for folder in theme.folders if (folder / TEMPLATE).is_file()), None)
    if own is None:
        message = f"the theme {theme.name} has no {TEMPLATE}, and extends none that has one"
        diagnostics.error("theme-template", message, Span(str(theme.folders[0] / MANIFEST), 1, 1, 1, 2))
        return None
    try:
        template = templates.get_template(f"{own.name}/{TEMPLATE}")
        return template.render(dict(zip(SEEN, values, strict=True))).lstrip()
    except jinja2.TemplateSyntaxError as error:
        span = _span(error.filename, error.lineno, QUOTED.findall(error.message or ""), diagnostics)
        diagnostics.error("theme-template", f"the template cannot be read: {error.message}", span)
    except files.FileError:
        raise
    except _UnknownNameError as error:
        message = f"{_named(error.holder)} `{error.name}`"
        hint = did_you_mean(error.name, error.known(), f"there are {', '.join(error.known())}")
        diagnostics.error("theme-template", message, _raised(error, [error.name], diagnostics), hint=hint)
    except Exception as error:  # noqa: BLE001 - a template is data that can raise anything
        message = f"the template fails: {error or type(error).__name__}"
        diagnostics.error("theme-template", message, _raised(error, [], diagnostics))
    return None


def _named(value: object) -> str:
    """Begin a sentence about what a name was looked for in."""
    if value is jinja2.utils.missing:
        return "there is no"
    return "there is no key" if isinstance(value, Mapping) else f"a {type(value).__name__} has no"


def _raised(error: Exception, words: Iterable[str], diagnostics: Diagnostics) -> Span | None:
    """Find the line of a template that an error was raised in."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(TEMPLATE)]
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


def with_styles(html: str, sheets: Iterable[Sheet]) -> str:
    """Put the style sheets into the page, for a reader that is given one file."""
    texts = (sheet.text.replace("</", "<\\/") for sheet in sheets)
    elements = "".join(f"<style>\n{text}\n</style>\n" for text in texts)
    end = HEAD_END.search(html)
    at = end.start() if end else 0
    return html[:at] + elements + html[at:]


def _template(name: str, theme: Theme, diagnostics: Diagnostics) -> tuple[str, str, None] | None:
    folder_name, _, file = name.partition("/")
    folder = next((folder for folder in theme.folders if folder.name == folder_name), None)
    content = files.read_inside(folder, file) if folder and "/" not in file else None
    if folder is None or content is None:
        return None
    path = str(folder / file)
    diagnostics.texts[path] = content.decode(errors="replace")
    return diagnostics.texts[path], path, None
