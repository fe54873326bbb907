"""Judges whether a PDF says at once whose it is, and how to reach them."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise
from typing import Final
from urllib.parse import unquote, urlsplit

from resume.diagnostics import Severity
from resume.document.lines import painted
from resume.document.values import Line, Link, Page
from resume.inspect.evidence import GEOMETRIC, LAYOUT, STREAM, Evidence
from resume.inspect.found import Found, at, listed, quoted
from resume.inspect.known import Known
from resume.parser.titles import TITLES

FIRST: Final = 15
"""Lines of a column in which parsers look for a name and contacts."""

MOST: Final = 3
"""Lines that a long name stands on."""

LARGE: Final = 0.9
"""The share of its line's largest size from which on a word belongs to a name."""

EMAIL: Final = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+\w{2,}")
PHONE: Final = re.compile(r"(?<![\w.])\+?\(?\d(?:[ \N{NO-BREAK SPACE}().\N{EN DASH}/-]{0,3}\d){7,14}(?!\w)")
YEARS: Final = re.compile(r"(?:19|20)\d\d\W+(?:19|20)\d\d")

SHARED: Final = re.compile(
    r"\s[-\N{EN DASH}\N{EM DASH}|\N{BULLET}\N{MIDDLE DOT}]\s|,(?!(?:\s+[A-Z][A-Za-z.]{0,4}\b)+\Z)|\s*\d"
)
"""What parts a name from something else on its line; degrees behind a comma belong to it."""


def name(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Hold that the name is the first thing read, and alone on its line, in every reader."""
    wanted = known.name if known else _largest(evidence)
    if not wanted:
        return
    alone = SHARED.split(wanted)[0].strip()
    if wanted.casefold().strip(":") in TITLES:
        yield Found("name-first", f"what stands out as its name is {quoted(wanted)}", hint="begin with your name")
        return
    if known is None and alone != wanted:
        message = f"the name shares its line: {quoted(wanted)}"
        yield Found("name-first", message, hint="let the name stand alone on its line")
        return
    other: dict[str, list[str]] = {}
    for reader in evidence.readers:
        further = _first_lines(evidence, reader)
        lines = [*islice(further, MOST)]
        is_whole = any(_bare("".join(lines[:count])) == _bare(wanted) for count in range(1, MOST + 1))
        if (reader == LAYOUT or (known and reader == GEOMETRIC)) and not is_whole:
            is_whole = _bare(wanted) in map(_bare, chain(lines, further))  # they put columns in an order of their own
        if lines and not is_whole:
            other.setdefault(lines[0], []).append(reader)
    for first, readers in other.items():
        message = f"the first line that {listed(readers)} read{'s' * (len(readers) == 1)} is {quoted(first)}"
        hint = "let the name stand first, and alone on its line"
        yield Found("name-first", f"{message}, not the name {quoted(wanted)}", hint=hint)


def _largest(evidence: Evidence) -> str:
    """Give the words in the largest letters at the top, which are the name."""
    lines = [line for line in (evidence.lines[0][:FIRST] if evidence.lines else ()) if line.letters]
    if not lines:
        return ""
    size = max(word.style.size for line in lines for word in line.words)
    line = next(line for line in lines if any(word.style.size == size for word in line.words))
    return " ".join(word.text for word in line.words if word.style.size >= LARGE * size)


def _first_lines(evidence: Evidence, reader: str) -> Iterator[str]:
    """Give the parts of the lines of the first page as a reader finds them."""
    if reader == STREAM:
        yield from (part.text for line in painted(evidence.pages[0]) for part in line)
    elif reader == GEOMETRIC:
        parts = chain.from_iterable(evidence.regions[0])
        yield from (part.text for part in parts if part.box.left >= 0)
    else:
        yield from _lines(evidence.readers[reader][:1])


def _lines(pages: Iterable[str]) -> Iterator[str]:
    """Give the lines of pages that are not empty; a long name may stand on several."""
    return (line.strip() for page in pages for line in page.splitlines() if line.strip())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def reachable(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Hold that an e-mail address is there, at the top of a column, and in the body of the page."""
    found = [line for line in chain.from_iterable(evidence.lines) if EMAIL.search(line.text)]
    if known and not known.email:
        yield Found("no-contact", "it has no e-mail address", "warning", hint="say in `basics` how to reach you")
    elif not found and not known and not any(_whole(evidence, known)):
        hint = "write an e-mail address at the top"
        yield Found("no-contact", "it has no e-mail address that can be read: nobody can answer", hint=hint)
    elif found and all(map(evidence.is_furniture, found)):
        message = f"{quoted(found[0].text)} stands in the margin only, which parsers leave out"
        yield Found("contact-in-margin", message, "error", *at(found[0]), hint="write it below the name")
    elif found and not any(_is_early(line, evidence) for line in found):
        message = f"the e-mail address comes after {FIRST} lines, where parsers no longer look for it"
        yield Found("contact-place", message, "error", *at(found[0]), hint="write it below the name")


def _is_early(line: Line, evidence: Evidence) -> bool:
    """Say whether a line is among the first ones of a column on the first page."""
    if line.page != 1:
        return False
    column = [
        other for other in evidence.lines[0] if other.box.left < line.box.right and line.box.left < other.box.right
    ]
    above = sum(other.baseline < line.baseline for other in column)
    return above < FIRST or evidence.lines[0].index(line) < FIRST


def whole(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    """Hold that addresses and numbers are not broken over lines.

    In a PDF of ours it is a warning: themes break an address only where their column has no room for it, and `prove`
    finds all of it.
    """
    yield from _whole(evidence, known)
    yield from _urls(evidence)


def _whole(evidence: Evidence, known: Known | None) -> Iterator[Found]:
    told = [item for item in ((known.email, known.phone) if known else ()) if item]
    addresses = told or list(dict.fromkeys(_linked(evidence.pages)))
    broken: dict[str, list[str]] = {}
    for address in addresses:
        plain = _digits if address.startswith("+") else _bare
        bare = plain(address)
        for reader, pages in evidence.readers.items():
            if not any(bare in plain(line) for line in _lines(pages)) and bare in "".join(map(plain, _lines(pages))):
                broken.setdefault(address, []).append(reader)
    for address, names in broken.items():
        how = f", as {listed(names)} read{'s' * (len(names) == 1)} it"
        yield _broken(address, how, severity="warning" if known else "error")
    for pattern in (EMAIL, PHONE):
        for line, text in _over_lines(evidence.lines, pattern):
            if not any(_bare(text) in _bare(address) or _bare(address) in _bare(text) for address in broken):
                yield _broken(text, "", line)


def _broken(address: str, how: str, line: Line | None = None, severity: Severity = "error") -> Found:
    where = at(line) if line else (0, ())
    message = f"{quoted(address)} goes over two lines{how}: it is read in two pieces"
    hint = "keep it on one line (`white-space: nowrap`), in a wider column or a smaller size"
    return Found("broken-contact", message, severity, *where, hint=hint)


def _linked(pages: Iterable[Page]) -> Iterator[str]:
    for link in chain.from_iterable(page.links for page in pages):
        parts = urlsplit(link.uri)
        if parts.scheme == "mailto":
            yield unquote(parts.path)
        elif parts.scheme == "tel" and parts.path.startswith("+"):
            yield parts.path


def _over_lines(pages: tuple[tuple[Line, ...], ...], pattern: re.Pattern[str]) -> Iterator[tuple[Line, str]]:
    """Find what only is an address or a number when two lines near the top are joined."""
    for line, following in pairwise(pages[0][:FIRST] if pages else ()):
        head, tail = line.text, following.text
        for match in pattern.finditer(head + tail):
            crosses = match.start() < len(head) < match.end()
            alone = pattern.search(head[match.start() :]) or (pattern is EMAIL and pattern.match(tail))
            if crosses and not alone and not YEARS.search(match[0]) and _ends_open(head, pattern):
                yield line, f"{head[match.start() :]} {tail[: match.end() - len(head)]}"


def _ends_open(head: str, pattern: re.Pattern[str]) -> bool:
    """Say whether a line ends within an address, or within a number that begins as those of telephones do."""
    if pattern is EMAIL:
        return bool(re.search(r"[\w.+%-]*(?:@[\w.-]*|[.+_-])$", head))
    return bool(re.search(r"[+(][\d ().-]*\d[ -]?$", head))


def _urls(evidence: Evidence) -> Iterator[Found]:
    """Find links of the web that are written over two lines."""
    for number, page in enumerate(evidence.pages, start=1):
        for link, other in pairwise(page.links):
            if link.uri == other.uri and urlsplit(link.uri).scheme in {"http", "https"} and _is_below(link, other):
                words = tuple(word for word in page.words if word.box.is_on(link.box))
                text = " ".join(word.text for word in words)
                if "." in text or "/" in text:
                    message = f"the address {quoted(text + '…')} goes over two lines: what is read of it leads nowhere"
                    yield Found("broken-url", message, "warning", number, words)


def _is_below(link: Link, other: Link) -> bool:
    return 0 < other.box.top - link.box.top < 3 * link.box.height
