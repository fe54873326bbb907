"""Builds all that a source lists under `builds`: variants in languages and themes, each by itself."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Final
from urllib.parse import quote

from resume import exhibition, files
from resume.build import road
from resume.build.request import Outcome, Request
from resume.build.typeset import OUTPUT
from resume.diagnostics import Diagnostics, Span, did_you_mean
from resume.exhibition import Exhibit
from resume.model.variants import ALL, NONE, Build
from resume.naming import FORMATS
from resume.tailor.tailor import Source
from resume.themes.shelf import Chosen

INDEX: Final = "index.html"
KILOBYTE: Final = 1000


@dataclass(frozen=True, slots=True)
class Job:
    """One build: a variant in a language and theme; empty is the source's own. `request` asks for it."""

    variant: str
    language: str
    theme: str
    request: Request

    @property
    def name(self) -> str:
        """What it is called in a line."""
        return " · ".join(filter(None, (self.variant or "as it is", self.language, self.theme)))


@dataclass(slots=True)
class Built:
    """What came of a job, and how many seconds it took."""

    job: Job
    outcome: Outcome
    seconds: float
    exhibit: Exhibit = field(init=False)

    @property
    def is_done(self) -> bool:
        """Say whether it was made."""
        return bool(self.outcome.paths)


def jobs(request: Request, source: Source, diagnostics: Diagnostics) -> list[Job]:
    """List the builds of a source, each once in all its formats; without `builds`, all variants in all languages.

    Formats or themes that the request names take the place of those listed.
    """
    own = Build(variants=(NONE, ALL), languages=(ALL,) if len(source.languages) > 1 else ())
    found: dict[tuple[str, str, str], Job] = {}
    for number, build in enumerate(source.whole.resume.builds or (own,)):
        spans = _spans(number, build, source)
        formats = request.formats or _formats(number, build, source, diagnostics)
        themes: list[Chosen | None] = [*request.themes] or [
            Chosen(name, span) for name, span in zip(build.themes, spans, strict=True)
        ]
        variants = _expanded(build.variants, [*source.whole.resume.variants]) or [""]
        languages = _expanded(build.languages, source.languages) or [""]
        for variant, language, theme in product(variants, languages, themes or [None]):
            asked = replace(
                request,
                variants=(variant,) if variant else (),
                languages=(language,) if language else (),
                themes=(theme,) if theme else (),
                formats=formats,
                apart=True,
            )
            key = (variant, language, theme.name if theme else "")
            if before := found.get(key):
                asked = replace(asked, formats=tuple(dict.fromkeys((*before.request.formats, *formats))))
            found[key] = Job(*key, asked)
    return [*found.values()]


def run(jobs: Sequence[Job], clock: Callable[[], float]) -> Iterator[Built]:
    """Build one after the other; what goes wrong with one stops no other. `clock` gives seconds.

    Raises `engine.MissingLibraryError`; a file that cannot be written is an error of its job.
    """
    taken: dict[Path, Job] = {}
    for job in jobs:
        started = clock()
        outcome = road.make(job.request)
        for path in [path for path in outcome.made if path in taken]:
            message = f"{path} was already written by {taken[path].name}; give one of the themes another `name`"
            outcome.diagnostics.error("theme-name", message)
            outcome.made = {}
        taken |= dict.fromkeys(outcome.made, job)
        try:
            road.written(outcome)
        except files.FileError as error:
            outcome.diagnostics.error("unwritten-file", str(error))
        built = Built(job, outcome, clock() - started)
        built.exhibit = _exhibit(built)
        yield built


def index(person: str, built: Sequence[Built]) -> bytes:
    """Make the page that shows all builds, with links to their files."""
    failed = sum(not one.is_done for one in built)
    about = f"{len(built)} builds" + (f", {failed} of them failed" if failed else "")
    return exhibition.page(f"Résumés of {person}", f"{about}.", [one.exhibit for one in built])


def _exhibit(built: Built) -> Exhibit:
    job, outcome = built.job, built.outcome
    exhibit = Exhibit(job.name, f"The first page of {job.name}", errors=exhibition.errors(outcome.diagnostics))
    folder = job.request.output or OUTPUT
    links = []
    for path in outcome.paths:
        size = path.suffix[1:].upper() + f", {len(outcome.made[path]) / KILOBYTE:.0f} kB"
        links.append((size, quote(os.path.relpath(path, folder).replace(os.sep, "/"))))
    facts: tuple[str, ...] = ()
    for path in outcome.paths:
        if path in outcome.printed:
            exhibit, count = exhibition.drawn(exhibit, outcome.made[path])
            facts = (exhibition.pages(count),)
    return replace(exhibit, facts=facts, links=tuple(links))


def _expanded(names: Sequence[str], known: Sequence[str]) -> list[str]:
    """Write out `all`, and turn `none` into the source as it is; each once."""
    found: list[str] = []
    for name in names:
        found += known if name == ALL else [""] if name == NONE else [name]
    return [*dict.fromkeys(found)]


def _spans(number: int, build: Build, source: Source) -> list[Span]:
    return [source.whole.places.span(("builds", number, "themes", index)) for index in range(len(build.themes))]


def _formats(number: int, build: Build, source: Source, diagnostics: Diagnostics) -> tuple[str, ...]:
    for index, name in enumerate(build.formats):
        if name not in FORMATS:
            span = source.whole.places.span(("builds", number, "formats", index))
            hint = did_you_mean(name, FORMATS, f"there are {', '.join(FORMATS)}")
            diagnostics.error("unknown-format", f"there is no format `{name}`", span, hint=hint)
    return build.formats or ("pdf",)
