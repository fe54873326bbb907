"""Proves that what was to be redacted is nowhere in a file: not on its pages, and not behind them."""

import html
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from resume.diagnostics import Diagnostics, Span
from resume.document import content, word
from resume.document.content import UnreadableError
from resume.tailor.redaction import Secrets

PDF = b"%PDF-"


def check(secrets: Secrets, name: str, made: bytes, diagnostics: Diagnostics) -> None:
    """Report each secret that a file of any format still has; `name` is what diagnostics call the file."""
    found = {secret: where for where, text in _texts(name, made) for secret in secrets.within(_plain(text))}
    for secret, where in found.items():
        message = f"{secret} was to be redacted, and is still {where}"
        diagnostics.error("redacted-text", message, Span(name, 1, 1, 1, 2), hint="write the text without it")


def _plain(text: str) -> str:
    """Undo what formats do to a text: entities, percent signs, compatibility characters, breaks of lines."""
    return " ".join(unicodedata.normalize("NFKC", unquote(html.unescape(text))).split())


def _texts(name: str, made: bytes) -> Iterator[tuple[str, str]]:
    """Give all texts of a file, each with where it stands."""
    yield "in the file's name", name.rpartition("/")[2].replace("-", " ")
    if made.startswith(word.SIGNATURE):
        yield "in its text", word.text(made)
        yield from ((f"in its part {part}", said) for part, said in word.parts(made))
        return
    if not made.startswith(PDF):
        yield "in it", made.decode(errors="replace")
        return
    from resume.document.residue import residue

    try:
        for number, page in enumerate(content.pages(made), start=1):
            yield f"on page {number}", page.text
            yield f"on page {number}", page.text.replace("\n", "")
        for text in residue(made):
            yield "in what the PDF says about itself", text
    except UnreadableError as error:
        yield "not to be looked for", str(error)
