"""Checks a résumé: its source, and the PDF that is made of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from resume import build, files
from resume.build import Request
from resume.diagnostics import Diagnostic, Diagnostics, did_you_mean
from resume.explain import meanings
from resume.lint import rules
from resume.mend import mended
from resume.model.load import Loaded
from resume.model.ours import CheckSettings
from resume.selection import Selection, chosen

SPELLING: Final = "spelling"
WORD_LISTS: Final = (Path("/usr/share/dict/words"),)
"""Where systems keep a list of English words, one a line."""


@dataclass(slots=True)
class Checked:
    """What is to be said of a résumé; with fixes, its new text and what they answered."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    text: str | None = None
    mended: list[Diagnostic] = field(default_factory=list)


def check(request: Request, selection: Selection, *, fix: bool = False) -> Checked:
    """Check a source and, where it can be built, the PDF; with `fix`, mend what is sure and check what is left.

    The source's own `check` settings hold where the selection says nothing else. Spelling is checked
    where it is selected. Raises `files.FileError` and `engine.MissingLibraryError`.
    """
    found = Diagnostics()
    loaded = build.read(request, found)
    if loaded is None:
        return Checked(chosen(found, selection))
    selection = _with_settings(selection, loaded, found)
    rules.check(loaded, _word_list() if SPELLING in selection.select else frozenset(), found)
    if fix:
        text, done = mended(found.texts[request.file], request.file, chosen(found, selection).items)
        if done:
            again = Request(text.encode(), request.file, request.folder, request.themes, settings=request.settings)
            left = check(again, selection)
            return Checked(left.diagnostics, text, done)
    if request.formats:
        outcome = build.make(request)
        found.items += outcome.diagnostics.items
        found.texts |= outcome.diagnostics.texts
    return Checked(chosen(found, selection))


def _with_settings(selection: Selection, loaded: Loaded, diagnostics: Diagnostics) -> Selection:
    """Add what the source says about codes; one that there is not is an error."""
    settings: CheckSettings = loaded.resume.check
    named: list[tuple[str, tuple[str | int, ...]]] = [
        *((code, ("check", "ignore", index)) for index, code in enumerate(settings.ignore)),
        *((code, ("check", "severity", code)) for code in settings.severity),
    ]
    for code, path in named:
        if code not in meanings():
            span = loaded.places.key(path)
            hint = did_you_mean(code, meanings())
            diagnostics.error("unknown-code", f"there is no diagnostic `{code}`", span, hint=hint)
    severities = {**settings.severity, **selection.severities}
    return Selection(selection.select, selection.ignore | frozenset(settings.ignore), severities)


def _word_list() -> frozenset[str]:
    """Read the system's list of words; empty where it has none."""
    path = next((path for path in WORD_LISTS if path.is_file()), None)
    return frozenset(files.read(path).decode(errors="replace").casefold().split()) if path else frozenset()
