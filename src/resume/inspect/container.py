"""Judges a PDF as a file: its size, its name, what it says of its maker, what it does by itself."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from resume.inspect.evidence import Evidence
from resume.inspect.found import Found, listed, quoted

MEGABYTE: Final = 1_000_000
LIMIT, LARGE = 2.5, 1.0
"""Megabytes that Greenhouse accepts at most, and from which on others complain."""

PLACEHOLDER: Final = re.compile(
    r"untitled|(?:document|dokument|unbenannt|resume|résumé|cv|lebenslauf)?\s*\d*|(?:microsoft )?word\s*-.*"
    r"|.*\.(?:docx?|odt|pages|tex|html?|md|pdf)|(?:/|file:|[A-Za-z]:\\).*",
    re.IGNORECASE,
)
"""Titles that nobody chose."""

PATH: Final = re.compile(
    r"(?<![\w:/.-])(?:/home/|/Users/|/root/|/tmp/|/var/(?:folders|tmp)/|/private/|/mnt/|/media/)[^\s<>\"]+"
    r"|(?<![\w])[A-Za-z]:[\\/](?![/])[^\s<>\"]+|\\\\[\w.-]+\\[^\s<>\"]+|file:/[^\s<>\"]*",
)
"""Paths of somebody's machine, with which their name goes along."""

NAME: Final = re.compile(r"[A-Za-z0-9._-]+\.pdf", re.IGNORECASE)
LONGEST: Final = 60
DRAFT: Final = re.compile(r"(?<![a-z])(?:final|v\d+|untitled|draft|copy|new|document)(?![a-z])", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Found]:
    """Find what is odd about the file."""
    objects = evidence.objects
    if objects is None:
        return
    if not objects.title or PLACEHOLDER.fullmatch(objects.title):
        said = f"is {quoted(objects.title)}" if objects.title else "is not set"
        message = f"its title {said}: viewers show it on the window, and readers say it first"
        yield Found("metadata", message, "warning", hint="write `Name - Resume`")
    elif not objects.shows_title:
        yield Found("metadata", "viewers show its file's name instead of its title", "warning")
    if not objects.author:
        yield Found("metadata", "it does not name its author", "warning")
    elif not _is_on_page(objects.author, evidence):
        message = f"its author is {quoted(objects.author)}, whose name does not stand on the first page"
        yield Found("metadata", message, "warning")
    if leaks := list(dict.fromkeys(match[0] for text in objects.strings for match in PATH.finditer(text))):
        shown = listed([quoted(leak) for leak in leaks])
        yield Found("leaked-path", f"it tells of its maker's machine: {shown}", hint="export it anew")
    if objects.active:
        yield Found("active-content", f"it holds {listed([*objects.active])}: upload forms and mail filters refuse it")
    if objects.is_encrypted:
        yield Found("active-content", "it is encrypted: many that fill in forms cannot read it")


def _is_on_page(author: str, evidence: Evidence) -> bool:
    first = "".join(evidence.pages[0].text.split()).casefold() if evidence.pages else ""
    return any(len(word) > 1 and word.casefold() in first for word in re.findall(r"\w+", author))


def size(evidence: Evidence) -> Iterator[Found]:
    """Find a file that is too large to be sent."""
    megabytes = len(evidence.pdf) / MEGABYTE
    if megabytes > LIMIT:
        yield Found("file-size", f"it has {megabytes:.1f} MB; Greenhouse accepts {LIMIT} MB")
    elif megabytes > LARGE:
        yield Found("file-size", f"it has {megabytes:.1f} MB; some forms accept no more than {LARGE:g} MB", "warning")


def name(evidence: Evidence, family: str) -> Iterator[Found]:
    """Find a file name that upload forms mangle, or that does not say whose it is; `<stdin>` is none."""
    file = PurePath(evidence.name).name
    if file.startswith("<"):
        return
    if not NAME.fullmatch(file):
        message = f"{quoted(file)} has characters that forms change; use letters, digits, `-`"
        yield Found("file-name", message, "warning")
    if family and family.casefold() not in file.casefold():
        yield Found("file-name", f"{quoted(file)} does not say whose it is: {quoted(family)} is not in it", "warning")
    if len(file) > LONGEST:
        message = f"its name has {len(file)} characters; forms cut off what is above {LONGEST}"
        yield Found("file-name", message, "warning")
    if found := DRAFT.search(file):
        yield Found("file-name", f"{quoted(found[0])} in its name tells that there are others", "warning")
