"""Walks the road from a source file to the files it becomes."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic_core import PydanticCustomError

from resume import files
from resume.build.formats import delete_outdated
from resume.build.page import own_theme
from resume.build.request import Outcome, Request
from resume.build.typeset import in_theme
from resume.diagnostics import Diagnostics
from resume.frames import roomy
from resume.model.load import Loaded
from resume.model.values import check_language
from resume.model.variants import ALL
from resume.tailor import tailor
from resume.tailor.tailor import File, Source, Tailored
from resume.view import words
from resume.view.words import Words


def build(request: Request) -> Outcome:
    """Build what is asked for; either all files are written, or there are errors and none is.

    Raises `files.FileError` and `engine.MissingLibraryError`.
    """
    return written(make(request))


def written(outcome: Outcome) -> Outcome:
    """Write what was made, and delete pictures of pages that are no more.

    Raises `files.FileError`, also where something would take the place of what it was made of.
    """
    guard(outcome.made, outcome.sources)
    files.write_all(outcome.made)
    for path in outcome.pictured if outcome.made else ():
        delete_outdated(path, (*outcome.made, *outcome.sources))
    outcome.paths.extend(outcome.made)
    return outcome


def guard(made: Iterable[Path], sources: Collection[Path]) -> None:
    """Raise `files.FileError` where something would take the place of what it was made of."""
    for path in made:
        if any(files.is_same(path, source) for source in sources):
            raise files.FileError(f"{path} is a source")


@roomy
def make(request: Request) -> Outcome:
    """Make what is asked for without writing it."""
    outcome = Outcome()
    source = read(request, outcome.diagnostics)
    if source is not None:
        make_of(source, request, outcome)
    return outcome


def make_of(source: Source, request: Request, outcome: Outcome) -> None:
    """Make what is asked for of a source that is read."""
    made: dict[Path, bytes] = {}
    wanted = [*selected(request, source, outcome.diagnostics)]
    outcome.sources = (*_sources(request, [source.whole, *(tailored.loaded for tailored, _ in wanted)]),)
    in_own = [(own_theme(tailored.loaded), tailored, spoken) for tailored, spoken in wanted]
    for chosen, tailored, spoken in [(chosen, *each) for chosen in request.themes for each in wanted] or in_own:
        for path, content in in_theme(chosen, spoken, request, tailored, outcome):
            if path in made:
                message = f"two themes would write {path}; give one of them another `name`"
                outcome.diagnostics.error("theme-name", message, chosen.span)
            made[path] = content
    if not outcome.diagnostics.has_errors(strict=request.strict):
        outcome.made = made


def _sources(request: Request, loaded: Iterable[Loaded]) -> Iterator[Path]:
    """Give the files that a request names, and the pictures of the person."""
    yield from (Path(name) for name in (request.file, *(over.name for over in request.overlays)))
    if request.letter:
        yield Path(request.letter.file)
    images = {each.resume.basics.image for each in loaded}
    yield from (request.folder / image for image in sorted(filter(None, images)))


def read(request: Request, diagnostics: Diagnostics) -> Source | None:
    """Read and validate the source with what is laid over it."""
    return tailor.read(File(request.file, request.source), request.overlays, request.settings, diagnostics)


def selected(request: Request, source: Source, diagnostics: Diagnostics) -> Iterator[tuple[Tailored, Words]]:
    """Give what is wanted of a source, in each variant and language, with the words of that."""
    variants = [*source.whole.resume.variants] if ALL in request.variants else [*request.variants]
    languages = [*_languages(request, source, diagnostics)]
    for variant in variants or [""]:
        for language in languages:
            choice = replace(request.choice, variant=variant, language=language)
            tailored = tailor.tailor(source, choice, diagnostics)
            if tailored and request.letter:
                tailored = replace(tailored, loaded=request.letter.beside(tailored.loaded))
            if tailored and tailored.is_redacted and request.embed:
                message = "a résumé from which something was redacted is not put into its PDF as a file"
                diagnostics.error("embedded-redaction", message, hint="build it without `--embed`")
            elif tailored:
                yield tailored, _words(language, tailored, diagnostics)


def _languages(request: Request, source: Source, diagnostics: Diagnostics) -> Iterator[str]:
    """Give the tags of the languages wanted, each once; without any, that of the source goes without saying."""
    wanted = source.languages if ALL in request.languages else request.languages
    tags: list[str] = []
    for tag in wanted:
        try:
            tags.append(check_language(tag))
        except PydanticCustomError as error:
            diagnostics.error("language-tag", f"--lang: {error.message()}")
    yield from dict.fromkeys(tags) if wanted else ("",)


def _words(language: str, tailored: Tailored, diagnostics: Diagnostics) -> Words:
    """Give the words of a language, or of the résumé's own; of one that there is none of, those of English."""
    tag = language or tailored.loaded.resume.language or words.ENGLISH
    found = words.find(tag)
    if found is None:
        span = None if language else tailored.loaded.places.span(("language",))
        message = f"there are no words for `{tag}`; headings and dates are in English"
        note = f"there are words for {', '.join(words.names())}"
        diagnostics.warning("unknown-language", message, span, notes=(note,))
        found = replace(words.english(), language=tag)
    return found
