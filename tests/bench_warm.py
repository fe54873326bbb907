"""Times a build in a process that has built before, against WeasyPrint's own best, and says where its time goes.

Started by hand: `python -m tests.bench_warm`. In each round a word of the résumé is edited. Ours is all of a build but
the writing of its file: YAML, rules, template, layout, PDF, and with the check the proof of its text. WeasyPrint's best
is given the finished HTML of the same edit, and keeps its fonts, and each sheet as it has parsed it.

Ours collects garbage between builds, as `build --watch` and the preview do; WeasyPrint's best is timed as Python has
it, during a build, and as ours.
"""

import argparse
import gc
import inspect
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.batch.plain import fonts, sheet
from tests.bench import WORD
from tests.figures import ROOT, Goal, Run, Table, Timed, measure, ratio
from tests.pages import VARIANT, Page, page

from resume.build.request import Request
from resume.build.road import make
from resume.render.engine import weasyprint

SOURCE = ROOT / "resume.yaml"
CHECKED, UNCHECKED, THEIRS = "ours", "ours with `--no-check`", "WeasyPrint's best"
QUIET = f"{THEIRS}, garbage collected between builds"
WARM = 3
"""Rounds that are not counted: what is loaded when it is first needed is loaded in them."""


def edited(number: int) -> bytes:
    """Give the résumé with one more word, another one each time."""
    text = SOURCE.read_text(encoding="utf-8")
    assert WORD in text
    return text.replace(WORD, f"{WORD} {number}x").encode()


def ours(content: bytes, *, check: bool) -> bytes:
    [made] = make(Request(content, str(SOURCE), SOURCE.parent, check=check)).made.values()
    return made


def theirs(given: Page) -> bytes:
    document = weasyprint().HTML(string=given.markup, base_url=f"{given.folder}/")
    sheets = [sheet(*each) for each in given.sheets]
    made: bytes = document.write_pdf(font_config=fonts(), stylesheets=sheets, pdf_variant=VARIANT)
    return made


def timed(work: Callable[[], bytes], *, collects: bool) -> Timed:
    gc.collect()
    if not collects:
        gc.disable()
    begun = time.perf_counter(), time.process_time()
    work()
    took = Timed(time.perf_counter() - begun[0], time.process_time() - begun[1])
    gc.enable()
    return took


def rounds(count: int, place: Path) -> dict[str, list[Timed]]:
    """Do an edit by each in turn, the one that was first the last time last.

    Each has an edit of its own: what a build keeps of its pages would help the next one with the same.
    """
    runs: dict[str, list[Timed]] = {CHECKED: [], UNCHECKED: [], THEIRS: [], QUIET: []}
    for number in range(WARM + count):
        checked, unchecked, given, quiet = (edited(4 * number + each) for each in range(4))
        works: dict[str, Callable[[], bytes]] = {
            CHECKED: partial(ours, checked, check=True),
            UNCHECKED: partial(ours, unchecked, check=False),
            THEIRS: partial(theirs, page(given, SOURCE, place)),
            QUIET: partial(theirs, page(quiet, SOURCE, place)),
        }
        names = [*works]
        at = number % len(names)
        for name in (*names[at:], *names[:at]):
            took = timed(works[name], collects=name == THEIRS)
            if number >= WARM:
                runs[name].append(took)
    return runs


def measured(count: int) -> Table:
    with TemporaryDirectory() as place:
        runs = rounds(count, Path(place))
    seconds = {name: [run.seconds for run in of] for name, of in runs.items()}
    rows = [
        (
            name,
            f"{median(seconds[name]) * 1000:.1f} ms",
            f"{min(seconds[name]) * 1000:.1f} ms",
            f"{min(run.processor for run in of) * 1000:.1f} ms",
            f"{ratio(seconds[name], seconds[THEIRS]):.2f}",
        )
        for name, of in runs.items()
    ]
    about = (
        f"`python -m tests.bench_warm`: a word is edited, and the PDF made anew in a process that has made it before; "
        f"{count} rounds in turn. WeasyPrint's best is given finished HTML, and keeps fonts and parsed sheets."
    )
    head = ("", "median", "least", "least processor time", "of WeasyPrint's best")
    goals = [
        Goal(f"an edit in a warm process, {name}, of {THEIRS}", ratio(seconds[name], seconds[THEIRS]), 1.05)
        for name in (CHECKED, UNCHECKED)
    ]
    return Table("An edit", about, head, rows, goals)


# Where the time goes.

PHASES: Mapping[str, tuple[str, ...]] = {
    "reading YAML": ("resume.source.text:decode", "resume.source.compose:parse"),
    "validating": ("resume.model.load:load",),
    "choosing what is in it": ("resume.tailor.tailor:tailor",),
    "the theme and its options": ("resume.themes.load:load",),
    "the view: dates, headings, Markdown": ("resume.view.build:build",),
    "whether fonts have all glyphs": ("resume.render.glyphs:fallbacks",),
    "pictures": ("resume.render.pictures:pictures",),
    "the template": ("resume.render.html:templates", "resume.render.html:page"),
    "writing and parsing sheets": (
        "resume.render.css:sheets",
        "resume.render.css:faces",
        "resume.render.css:settings",
        "weasyprint:CSS.__init__",
    ),
    "parsing HTML": ("weasyprint:HTML.__init__",),
    "the cascade": ("weasyprint.css:get_all_computed_styles",),
    "boxes": ("weasyprint.formatting_structure.build:build_formatting_structure",),
    "layout": ("weasyprint.layout:layout_document",),
    "painting": ("weasyprint.document:Page.paint",),
    "subsetting fonts": ("weasyprint.pdf.fonts:build_fonts_dictionary",),
    "tags, links, metadata": ("weasyprint.pdf:generate_pdf",),
    "writing the PDF": ("pydyf:PDF.write",),
    "measuring what was laid out": ("resume.render.geometry:last_page", "resume.render.geometry:beyond"),
    "the check": ("resume.inspect.rules:check",),
}
"""What a build does, and the functions that do it; of one that calls another, the other's time is not its own."""

REST = "all else"


class Clock:
    """Counts for each phase the seconds in which it was the innermost one."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._stack = [REST]
        self._since = time.perf_counter()

    def begin(self) -> None:
        """Count from now on."""
        self.spent.clear()
        self._since = time.perf_counter()

    def turn(self, phase: str | None) -> None:
        """Begin a phase, or end the one that began last."""
        now = time.perf_counter()
        self.spent[self._stack[-1]] += now - self._since
        self._since = now
        if phase is None:
            self._stack.pop()
        else:
            self._stack.append(phase)

    def around(self, function: Any, phase: str) -> Any:
        """Wrap a function so that its time counts for a phase; what a generator gives is made at once."""

        @wraps(function)
        def timing(*args: Any, **options: Any) -> Any:
            self.turn(phase)
            try:
                made = function(*args, **options)
                return iter([*made]) if inspect.isgenerator(made) else made
            finally:
                self.turn(None)

        return timing


@contextmanager
def watched(clock: Clock) -> Iterator[None]:
    """Wrap the functions of all phases, by whatever name a module has imported them."""
    changed: list[tuple[Any, str, Any]] = []
    for phase, functions in PHASES.items():
        for called in functions:
            module, _, path = called.partition(":")
            *outer, name = path.split(".")
            owner: Any = import_module(module)
            for each in outer:
                owner = getattr(owner, each)
            function = getattr(owner, name)
            wrapped = clock.around(function, phase)
            owners = [owner] if outer else [held for held in [*sys.modules.values()] if held]
            for place in owners:
                for held in [key for key, value in [*vars(place).items()] if value is function]:
                    changed.append((place, held, function))
                    setattr(place, held, wrapped)
    try:
        yield
    finally:
        for place, held, function in reversed(changed):
            setattr(place, held, function)


def phases(count: int) -> Table:
    """Time the phases of a checked build after an edit; give of each the least of all rounds."""
    spent: dict[str, list[float]] = {phase: [] for phase in (*PHASES, REST)}
    for number in range(WARM):
        ours(edited(number), check=True)
    for number in range(count):
        content = edited(WARM + number)
        gc.collect()
        gc.disable()
        clock = Clock()
        with watched(clock):
            clock.begin()
            ours(content, check=True)
            clock.turn(None)
        gc.enable()
        for phase, of in spent.items():
            of.append(clock.spent[phase])
    whole = sum(map(min, spent.values()))
    rows = [(phase, f"{min(of) * 1000:.1f} ms", f"{min(of) / whole:.0%}") for phase, of in spent.items()]
    rows.append(("together", f"{whole * 1000:.1f} ms", ""))
    about = (
        f"`python -m tests.bench_warm`: the phases of a checked build after an edit, each without those inside it; "
        f"of each the least in {count} builds, in one process that had built before."
    )
    return Table("Where each millisecond of an edit goes", about, ("", "least", "of all"), rows)


LOADED = {
    "Python itself": "pass",
    "the command": "import resume.cli.main, resume.cli.build",
    "what reads, validates and sets a résumé": "import resume.cli.build, resume.build.road",
    "WeasyPrint": "import resume.build.road; from resume.render.engine import weasyprint; weasyprint()",
    "what proves the text": (
        "import resume.build.road, resume.inspect.rules; from resume.render.engine import weasyprint; weasyprint()"
    ),
}
"""What a process loads, one after the other: each line loads what those before it do, too."""


def loading(count: int) -> Table:
    """Time what a process loads before it builds."""
    runs: dict[str, list[Run]] = {name: [] for name in LOADED}
    for number in range(count + 1):
        for name, code in LOADED.items():
            run = measure([sys.executable, "-c", code], ROOT)
            if number:
                runs[name].append(run)
    rows = []
    before = 0.0
    for name, of in runs.items():
        so_far = min(run.seconds for run in of)
        rows.append((name, f"{max(so_far - before, 0) * 1000:.0f} ms", f"{so_far * 1000:.0f} ms"))
        before = so_far
    about = f"`python -m tests.bench_warm`: the least of {count} processes each, in turn."
    return Table("What a process loads first", about, ("", "least", "with what is above it"), rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=31)
    count = parser.parse_args().rounds
    sys.stdout.write("\n".join(each(count).markdown() for each in (measured, phases, loading)))


if __name__ == "__main__":
    main()
