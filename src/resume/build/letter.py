"""Walks the road for a letter: with the head and the values of a résumé, and in a look that the letter may choose."""

from dataclasses import replace

from resume.build import road
from resume.build.request import Outcome, Request
from resume.diagnostics import Diagnostics, did_you_mean
from resume.letter.read import AT, Written, read
from resume.model.values import Date
from resume.tailor.tailor import File, Source
from resume.themes.shelf import Chosen


def build(request: Request, file: File, today: Date, *, encloses: bool) -> Outcome:
    """Build a letter, or with `encloses` the letter and the résumé in one; either all files are written, or none is.

    `request` says of which source and how; `today` is what a date may be. Raises `files.FileError` and
    `engine.MissingLibraryError`.
    """
    outcome = Outcome()
    letter = read(file, today, outcome.diagnostics, encloses=encloses)
    source = road.read(request, outcome.diagnostics)
    asked = _asked(request, letter, source, outcome.diagnostics) if letter and source else None
    if asked and source:
        road.make_of(source, asked, outcome)
    return road.written(outcome)


def _asked(request: Request, letter: Written, source: Source, diagnostics: Diagnostics) -> Request | None:
    """Complete a request with what the letter chooses and it does not."""
    front, variants = letter.front, request.variants
    if front.variant and not variants:
        known = [*source.whole.resume.variants]
        if front.variant not in known:
            hint = did_you_mean(front.variant, known, f"there are {', '.join(known) or 'none'}")
            span = letter.places.span((AT, "variant"))
            diagnostics.error("unknown-variant", f"there is no variant `{front.variant}`", span, hint=hint)
            return None
        variants = (front.variant,)
    own = (Chosen(front.theme, letter.places.span((AT, "theme"))),) if front.theme else ()
    languages = request.languages or ((front.language,) if front.language else ())
    return replace(request, letter=letter, themes=request.themes or own, variants=variants, languages=languages)
