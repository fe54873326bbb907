"""Holds two versions of a résumé against each other."""

from dataclasses import dataclass

from resume.build import road
from resume.build.request import Request
from resume.compare.change import Change
from resume.compare.compare import compare
from resume.diagnostics import Diagnostics
from resume.tailor.tailor import SERVED, Tailored
from resume.view.words import Words


@dataclass(frozen=True, slots=True)
class Version:
    """A version by its name, tailored as a request asks; `others` are languages that its source has besides."""

    name: str
    request: Request
    tailored: Tailored
    words: Words
    others: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Say whether this is a source as it is."""
        return not (self.request.variants or self.request.languages)


def version(name: str, request: Request, diagnostics: Diagnostics) -> Version | None:
    """Read a version, of one variant and language at most; where that fails, errors are reported."""
    source = road.read(request, diagnostics)
    found = [*road.selected(request, source, diagnostics)] if source else []
    if source is None or not found:
        return None
    tailored, words = found[0]
    others = tuple(tag for tag in source.languages if tag != words.language)
    return Version(name, request, tailored, words, others)


def changes(before: Version, after: Version) -> tuple[Change, ...]:
    """Give what differs; which variants a source has is no matter of what one of them says."""
    without = () if before.is_whole and after.is_whole else SERVED
    return compare(before.tailored.loaded, after.tailored.loaded, without)
