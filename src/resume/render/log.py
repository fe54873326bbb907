"""Turns WeasyPrint's log into diagnostics."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Final

from resume.diagnostics import Diagnostics, Span
from resume.render.mention import mention

IGNORED: Final = ("Ignored `%s:%s` at %d:%d, %s.", "Ignored `%s: %s` at %d:%d, %s.")
NOTDEF: Final = ".notdef glyph rendered"
UNLOADED: Final = "Failed to load"
"""The beginnings of WeasyPrint's log templates that are told apart."""

PLACEHOLDER: Final = re.compile("%[rsd]|%04X")


@contextmanager
def listening(file: str, diagnostics: Diagnostics) -> Iterator[None]:
    """Report what WeasyPrint says meanwhile; `file` is the sheet that it reads, if it reads one."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener(file, diagnostics)
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)


class _Listener(logging.Handler):
    """Turns WeasyPrint's log into diagnostics; a record's template decides, never its text."""

    def __init__(self, file: str, diagnostics: Diagnostics) -> None:
        super().__init__(logging.WARNING)
        self.file = file
        self.diagnostics = diagnostics

    def emit(self, record: logging.LogRecord) -> None:
        template, args = str(record.msg), record.args if isinstance(record.args, tuple) else ()
        span = self.span(template, args)
        if template.startswith(NOTDEF):
            character, code = args
            message = f"no font of the theme has a glyph for {character} (U+{code:04X}), which the theme shows"
            self.diagnostics.error("missing-glyph", message, span)
        elif template.startswith(IGNORED):
            name, value, *_, why = args
            self.diagnostics.warning("theme-css", f"`{name}: {str(value).strip()}` was ignored: {why}", span)
        elif template.startswith(UNLOADED):
            self.diagnostics.warning(
                "theme-resource", record.getMessage(), span or mention(str(args[0]), self.diagnostics.texts)
            )
        else:
            self.diagnostics.warning("theme-css", record.getMessage(), span)

    def span(self, template: str, args: tuple[object, ...]) -> Span | None:
        """Find the place in the sheet that a record names."""
        if not self.file:
            return None
        kinds = PLACEHOLDER.findall(template)
        at = next((i for i, pair in enumerate(pairwise(kinds)) if pair == ("%d", "%d")), None)
        if at is None:
            return Span(self.file, 1, 1, 1, 2)
        line, column = (int(str(value)) for value in args[at : at + 2])
        return Span(self.file, line, column, line, column + 1)
