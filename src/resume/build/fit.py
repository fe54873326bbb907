"""Fits a page to as many sheets as the source wants: by spacing and size, then by what may be left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from math import inf
from pathlib import Path
from textwrap import shorten
from typing import Final

from resume.build import search
from resume.build.page import Typeset, changed
from resume.build.page import limit as most
from resume.diagnostics import Diagnostics
from resume.model.load import Loaded
from resume.model.places import Places
from resume.render import geometry, pdf
from resume.render.geometry import Block
from resume.themes.fit import IDEAL, OWN, TIGHTEST, at
from resume.view.page import Text
from resume.view.reading import streams
from resume.view.trim import Part, parts, priority, without

LEAST_OVER: Final = 10.0
"""CSS pixels, less than a line, that a text is too long by at least where it takes a page too many."""

SHOWN: Final = 60
"""Characters by which a text is called."""

LISTED: Final = 12
"""Texts that are listed; of more, the number is said."""

TELLING: Final = 15
"""Characters of a text that stands hardly twice on a page."""

WHOLE: Final = 0.9
"""The share of a block's characters from which on a text is all of it, but for a bullet or an icon."""


@dataclass(frozen=True, slots=True)
class _Trial:
    page: Typeset
    layout: pdf.Layout


@dataclass(slots=True)
class _Trials:
    """The layouts of a page that were tried, each once."""

    page: Typeset
    press: pdf.Press
    margin_is_wished: bool
    diagnostics: Diagnostics
    made: dict[tuple[str, frozenset[tuple[str | int, ...]]], _Trial | None] = field(default_factory=dict)

    def at(self, tightness: float, gone: Sequence[Part] = ()) -> _Trial | None:
        """Lay the page out without some parts; nothing where that fails, which is reported."""
        paths = frozenset(part.path for part in gone)
        theme, margin = at(self.page.theme, self.page.margin, tightness, margin_is_wished=self.margin_is_wished)
        view = without(self.page.view, paths) if paths else self.page.view
        page = changed(self.page, view, theme, margin, self.diagnostics)
        if page is None:
            return None
        key = page.settings.text, paths
        if key not in self.made:
            layout = self.press.layout(page.marked, page.settings)
            self.made[key] = _Trial(page, layout) if layout else None
        return self.made[key]

    def fill(self, tightness: float, gone: Sequence[Part] = ()) -> float:
        """Give how many pages are taken; without end where the page cannot be laid out."""
        trial = self.at(tightness, gone)
        return trial.layout.fill if trial else inf

    def over(self, limit: int, gone: Sequence[Part]) -> float:
        """Give by how many CSS pixels the tightest page is too long without some parts; below 0 what it has free."""
        trial = self.at(TIGHTEST, gone)
        return inf if trial is None else _over(trial, limit)


def fitted(
    page: Typeset,
    loaded: Loaded,
    folder: Path,
    fonts: Iterable[Path],
    diagnostics: Diagnostics,
    inside: bytes = b"",
    *,
    trim: bool,
) -> tuple[Typeset, pdf.Rendered] | None:
    """Lay a page out so that it takes as many sheets as it may, as loose as it can be, and say what came of it.

    Where no setting does and it may be trimmed, the least important texts are left out; where it may not, it
    is an error that names them. The PDF holds the file `inside`, where there is one. Nothing is given where
    the page cannot be laid out at all.
    """
    limit = most(page.view, loaded.resume) or 1
    ideal = OWN if page.view.letter and not page.view.letter.encloses else IDEAL  # a letter need not fill its page
    press = pdf.press(page.lasting, [*page.theme.folders, *fonts], folder, diagnostics, inside)
    if press is None:
        return None
    trials = _Trials(page, press, loaded.resume.page.margin is not None, diagnostics)
    trial = trials.at(search.loosest(trials.fill, limit, ideal, OWN, TIGHTEST))
    if trial and trial.layout.pages > limit:
        going = _going(trials, trial, limit, loaded)
        if trim and going:
            trial = trials.at(_loosened(trials, trial, limit, going), going)
            _report_trimmed(page, trial, going, limit, loaded.places, diagnostics)
        else:
            _report_over(trial, going, limit, loaded.places, diagnostics)
    rendered = press.write(trial.layout) if trial else None
    return (trial.page, rendered) if trial and rendered else None


def _going(trials: _Trials, trial: _Trial, limit: int, loaded: Loaded) -> list[Part]:
    """Give the parts without which the tightest page fits, as few as there need be; none where that is not enough."""
    candidates = parts(trial.page.view, partial(priority, loaded.resume))
    blocks = geometry.blocks(trial.layout.document)
    over = _too_long(trial, blocks, limit)
    candidates = [part for part in candidates if part.in_aside in over]
    heights = _heights(candidates, blocks)
    budget = search.LAYOUTS - trials.press.layouts
    count = search.fewest(lambda number: trials.over(limit, candidates[:number]), heights, _over(trial, limit), budget)
    return candidates[: count or 0]


def _over(trial: _Trial, limit: int) -> float:
    _, height = geometry.over(trial.layout.document, limit)
    return max(height, LEAST_OVER) if trial.layout.pages > limit else min(height, 0)


def _too_long(trial: _Trial, blocks: Sequence[Block], limit: int) -> set[bool]:
    """Say which columns go over the limit, the sidebar being true, the other one false; both, where none can be told.

    Short texts do not count, since they may stand in either.
    """
    over = set()
    for in_aside, stream in enumerate(streams(trial.page.view)):
        said = (text for text in chain.from_iterable(stream) if len(geometry.plain(str(text))) >= TELLING)
        around = filter(None, (_around(text, blocks) for text in said))
        if any(max(block.pages) > limit for block in around):
            over.add(bool(in_aside))
    return over or {False, True}


def _heights(parts: Iterable[Part], blocks: Sequence[Block]) -> list[float]:
    """Give about how high each part is; what is in two of them counts for the first one."""
    counted: set[tuple[str | int, ...]] = set()
    heights = []
    for part in parts:
        heights.append(sum(_height(text, blocks) for text in part.texts if text.path not in counted))
        counted |= {text.path for text in part.texts}
    return heights


def _height(text: Text, blocks: Sequence[Block]) -> float:
    """Give the height of a text: that of the block that it is in, or its share of that."""
    around = _around(text, blocks)
    if around is None:
        return 0.0
    share = len(geometry.plain(str(text))) / len(around.text)
    return around.height * (share if share < WHOLE else 1)


def _around(text: Text, blocks: Sequence[Block]) -> Block | None:
    """Find the least block that a text is in."""
    said = geometry.plain(str(text))
    return min((block for block in blocks if said in block.text), key=lambda block: len(block.text), default=None)


def _loosened(trials: _Trials, tightest: _Trial, limit: int, gone: Sequence[Part]) -> float:
    """Give the tightness at which a trimmed page fits, with what layouts are left."""
    fill = trials.fill(TIGHTEST, gone)
    own = trials.fill(OWN) - tightest.layout.fill + fill
    budget = search.LAYOUTS - trials.press.layouts
    return search.between(lambda tightness: trials.fill(tightness, gone), limit, (OWN, own), (TIGHTEST, fill), budget)


def _report_trimmed(
    before: Typeset, after: _Trial | None, gone: Sequence[Part], limit: int, places: Places, diagnostics: Diagnostics
) -> None:
    """Say of each text that it was left out, and of each heading that went with the last text below it."""
    pages = "1 page" if limit == 1 else f"{limit} pages"
    view = after.page.view if after else before.view
    stay = {section.id for section in (*view.sections, *view.aside)}
    sections = (*before.view.sections, *before.view.aside)
    headings = [(section.title.path, f"the heading {section.title}") for section in sections if section.id not in stay]
    for path, text in (*((part.path, _called(part)) for part in gone), *headings):
        diagnostics.warning("trimmed", f"left out to fit {pages}: {text}", places.span(path))


def _report_over(trial: _Trial, going: Sequence[Part], limit: int, places: Places, diagnostics: Diagnostics) -> None:
    lines, _ = geometry.over(trial.layout.document, limit)
    number = "1 line is" if lines == 1 else f"{lines} lines are"
    letter = trial.page.view.letter
    what = "the résumé" if letter is None else "the letter with the résumé" if letter.encloses else "the letter"
    may = f"`limit` is {limit - 1}, and the letter may have 1" if letter and letter.encloses else f"`limit` is {limit}"
    message = f"{what} has {trial.layout.pages} pages, but {may}: {number} over"
    notes = ["it is set as close as its theme allows" + ("" if going else "; what may be left out is not enough")]
    for part in going[:LISTED]:
        span = places.span(part.path)
        notes.append(f"would have to go: {_called(part)} ({span.file}:{span.line})")
    if len(going) > LISTED:
        notes.append(f"and {len(going) - LISTED} more")
    hint = "leave these out with `--trim`, shorten the text, or let it have a page more" if going else ""
    diagnostics.error(
        "page-limit",
        message,
        places.span(("page", "limit")),
        notes=tuple(notes),
        hint=hint or "shorten the text, or let it have a page more",
    )


def _called(part: Part) -> str:
    return shorten(str(part), SHOWN, placeholder=" …")
