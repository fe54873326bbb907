"""Walks the road from a source file to the files it becomes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pydantic_core import PydanticCustomError

from resume import files
from resume.build.page import own_theme
from resume.build.request import Outcome, Request
from resume.build.typeset import in_theme
from resume.diagnostics import Diagnostics
from resume.model import settings
from resume.model.load import Loaded, load
from resume.model.values import check_language
from resume.source import compose, text
from resume.view import words
from resume.view.words import Words


def build(request: Request) -> Outcome:
    """Build what is asked for; either all files are written, or there are errors and none is.

    Raises `files.FileError` and `engine.MissingLibraryError`.
    """
    outcome = make(request)
    files.write_all(outcome.made)
    outcome.paths.extend(outcome.made)
    return outcome


def make(request: Request) -> Outcome:
    """Make what is asked for without writing it."""
    outcome = Outcome()
    loaded = read(request, outcome.diagnostics)
    if loaded is None:
        return outcome
    made: dict[Path, bytes] = {}
    for chosen in request.themes or (own_theme(loaded),):
        for spoken in _languages(request, loaded, outcome.diagnostics):
            for path, content in in_theme(chosen, spoken, request, loaded, outcome):
                if path in made:
                    message = f"two themes would write {path}; give one of them another `name`"
                    outcome.diagnostics.error("theme-name", message, chosen.span)
                made[path] = content
    if not outcome.diagnostics.has_errors(strict=request.strict):
        outcome.made = made
    return outcome


def read(request: Request, diagnostics: Diagnostics) -> Loaded | None:
    """Read and validate the source."""
    decoded = text.decode(request.source, request.file, diagnostics)
    root = compose.parse(decoded, request.file, diagnostics) if decoded is not None else None
    return load(settings.apply(root, request.settings, diagnostics), diagnostics) if root else None


def _languages(request: Request, loaded: Loaded, diagnostics: Diagnostics) -> Iterator[Words]:
    """Give the words of each language wanted; of one that there is none of, those of English."""
    tags: list[str] = []
    for wanted in request.languages:
        try:
            tags.append(check_language(wanted))
        except PydanticCustomError as error:
            diagnostics.error("language-tag", f"--lang: {error.message()}")
    if not request.languages:
        tags.append(loaded.resume.language or words.ENGLISH)
    for tag in dict.fromkeys(tags):
        span = None if request.languages else loaded.places.span(("language",))
        found = words.find(tag)
        if found is None:
            message = f"there are no words for `{tag}`; headings and dates are in English"
            note = f"there are words for {', '.join(words.names())}"
            diagnostics.warning("unknown-language", message, span, notes=(note,))
            found = replace(words.english(), language=tag)
        yield found
