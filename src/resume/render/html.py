"""Fills a theme's template with a résumé."""

import re
import traceback
from collections.abc import Iterable

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from resume import files
from resume.diagnostics import Diagnostics, Span
from resume.render.css import Sheet
from resume.themes import MANIFEST, TEMPLATE, Theme, describe
from resume.view.page import View
from resume.view.words import Words

HEAD_END = re.compile("</head", re.IGNORECASE)


def page(view: View, theme: Theme, words: Words, diagnostics: Diagnostics) -> str | None:
    """Render a theme's template; a template that fails is reported with its line.

    Templates run in Jinja's immutable sandbox, see three values, and can load the templates of the
    themes that theirs extends, as `NAME/resume.html.j2`.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(lambda name: _template(name, theme)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    context = {"resume": view, "theme": describe(theme), "t": words}
    own = next((folder for folder in theme.folders if (folder / TEMPLATE).is_file()), None)
    if own is None:
        message = f"the theme {theme.name} has no {TEMPLATE}, and extends none that has one"
        diagnostics.error("theme-template", message, _span(str(theme.folders[0] / MANIFEST), 1))
        return None
    try:
        return environment.get_template(f"{own.name}/{TEMPLATE}").render(context).lstrip()
    except jinja2.TemplateSyntaxError as error:
        message = f"the template cannot be read: {error.message}"
        diagnostics.error("theme-template", message, _span(error.filename, error.lineno))
    except files.FileError:
        raise
    except Exception as error:  # noqa: BLE001 - a template is data that can raise anything
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(TEMPLATE)]
        span = _span(frames[-1].filename, frames[-1].lineno) if frames else None
        message = f"the template fails: {error or type(error).__name__}"
        diagnostics.error("theme-template", message, span)
    return None


def _span(file: str | None, line: int | None) -> Span | None:
    return Span(file, line, 1, line, 2) if file and line else None


def with_styles(html: str, sheets: Iterable[Sheet]) -> str:
    """Put the style sheets into the page, for a reader that is given one file."""
    texts = (sheet.text.replace("</", "<\\/") for sheet in sheets)
    elements = "".join(f"<style>\n{text}\n</style>\n" for text in texts)
    end = HEAD_END.search(html)
    at = end.start() if end else 0
    return html[:at] + elements + html[at:]


def _template(name: str, theme: Theme) -> tuple[str, str, None] | None:
    folder_name, _, file = name.partition("/")
    folder = next((folder for folder in theme.folders if folder.name == folder_name), None)
    content = files.read_inside(folder, file) if folder and "/" not in file else None
    if folder is None or content is None:
        return None
    return content.decode(errors="replace"), str(folder / file), None
