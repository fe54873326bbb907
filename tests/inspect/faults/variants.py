"""Clean PDFs: of the same résumé in other dress, and with what looks like a fault but is none.

None may give an error; `may` are the warnings that are fine.
"""

# ruff: noqa: RUF001 - dates have en dashes, and some faults are characters that look like others

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pymupdf
from tests.inspect.faults import makers as m
from tests.inspect.faults.faults import INLINE_DATES

GERMAN: Final = (
    ('lang="en"', 'lang="de"'),
    ("Clara Whitmore - Résumé", "Clara Whitmore - Lebenslauf"),
    ("<h2>Summary<", "<h2>Profil<"),
    ("<h2>Experience<", "<h2>Berufserfahrung<"),
    ("<h2>Education<", "<h2>Ausbildung<"),
    ("<h2>Skills<", "<h2>Kenntnisse<"),
    ("<h2>Projects<", "<h2>Projekte<"),
    ("Mar 2021 – Present", "Mär. 2021 – heute"),
    ("Aug 2018 – Feb 2021", "Aug. 2018 – Feb. 2021"),
    ("Sep 2015 – Jul 2018", "Sep. 2015 – Jul. 2018"),
    ("Sep 2014 – Aug 2015", "Sep. 2014 – Aug. 2015"),
    ("Oct 2011 – Jun 2014", "Okt. 2011 – Jun. 2014"),
)

NUMBERS: Final = {
    "Jan": "01", "Feb": "02", "Mar": "03", "Apr": "04", "May": "05", "Jun": "06",
    "Jul": "07", "Aug": "08", "Sep": "09", "Oct": "10", "Nov": "11", "Dec": "12",
}  # fmt: skip

LANGUAGES: Final = (
    '<section class="languages"><h2>Languages</h2><table><tr><th scope="row">English</th><td>native</td></tr>'
    '<tr><th scope="row">Norwegian</th><td>fluent</td></tr>'
    '<tr><th scope="row">German</th><td>basic</td></tr></table></section>'
)

ENVELOPE: Final = (
    '<svg width="9" height="9" viewBox="0 0 16 16" fill="none" stroke="#1b4965"><title>E-mail</title>'
    '<path d="M1 3.2h14v9.6H1z M1.4 3.6 8 9l6.6-5.4"/></svg> '
)


@dataclass(frozen=True)
class Variant:
    """A clean PDF by its name, and the warnings that it may give."""

    name: str
    make: m.Make
    may: tuple[str, ...] = ()

    @cached_property
    def pdf(self) -> bytes:
        return self.make()


def _numbered(html: str) -> str:
    """Write months as numbers."""
    return re.sub(rf"\b({'|'.join(NUMBERS)}) (\d{{4}})\b", lambda found: f"{NUMBERS[found[1]]}/{found[2]}", html)


def _compressed() -> bytes:
    """Write objects into streams, as most programs do since PDF 1.5."""
    with pymupdf.open(stream=m.page()) as document:
        return bytes(document.tobytes(garbage=4, deflate=True, use_objstms=1, no_new_id=True))


_VARIANTS: Final = (
    Variant("the-clean-page", m.page),
    Variant("letter", m.styled("@page { size: Letter; margin: 14mm 18mm }")),
    Variant("with-a-photo", m.with_photo),
    Variant(
        "dates-in-a-column-at-the-left",
        m.rearranged(
            m.dates_before_titles,
            "html { font-size: 9.6pt } .experience .entry, .education .entry { margin-left: 34mm } "
            ".dated { display: flex; margin-left: -34mm } .dated .date { flex: none; width: 34mm } "
            ".date::before { content: none }",
        ),
    ),
    Variant("dates-in-the-line", m.styled(INLINE_DATES)),
    Variant("dates-in-numbers", m.rearranged(_numbered)),
    Variant(
        "dates-of-years", m.rearranged(lambda html: re.sub(rf"\b(?:{'|'.join(NUMBERS)}) (\d{{4}})\b", r"\1", html))
    ),
    Variant("german", m.swapped(*GERMAN)),
    Variant("two-pages", m.long(jobs=6)),
    Variant(
        "two-pages-with-a-running-foot",
        m.long(
            "h1 { string-set: name content() } "
            '@page { @bottom-center { content: string(name) " · " counter(page); font-size: 8pt } }',
            jobs=6,
        ),
    ),
    Variant("justified", m.styled("p, li { text-align: justify }")),
    Variant("headings-in-capitals", m.styled("h2 { text-transform: uppercase; letter-spacing: .04em }")),
    Variant("name-in-capitals", m.styled("h1 { text-transform: uppercase }")),
    Variant("headings-centred", m.styled("header, h2 { text-align: center }")),
    Variant(
        "white-on-a-dark-band",
        m.styled("header { background: #1b4965; color: #fff; padding: 4mm; margin: 0 -2mm }", (" · <span", " <span")),
    ),
    Variant("white-headings-on-dark-bars", m.styled("h2 { background: #1b4965; color: #fff; padding: 1pt 4pt }")),
    Variant("grey-dates", m.styled(".date { color: #767676 }")),
    Variant(
        "small-print",
        m.at_the_end('<p class="small">References on request.</p>', ".small { font-size: 6.5pt; color: #555 }"),
    ),
    Variant(
        "icons-as-drawings",
        m.swapped(('<span class="contact"><a href="mailto', f'<span class="contact">{ENVELOPE}<a href="mailto')),
    ),
    Variant("a-table-of-languages", m.at_the_end(LANGUAGES, "th { text-align: left; padding-right: 8mm }")),
    Variant(
        "contacts-with-labels",
        m.swapped(
            (">clara.whitmore@example.org<", ">clara.whitmore@example.org<"),
            ('<a href="tel', 'Phone: <a href="tel'),
            ('<a href="mailto', 'E-mail: <a href="mailto'),
        ),
    ),
    Variant(
        "contacts-at-the-foot-as-well", m.styled('@page { @bottom-left { content: "clara.whitmore@example.org" } }')
    ),
    Variant("accents-in-the-name", m.swapped(("Clara Whitmore", "Zoë Ångström Núñez"))),
    Variant("unlinked-contacts", m.rearranged(lambda html: re.sub(r"</?a\b[^>]*>", "", html))),
    Variant("saved-again", m.edited(lambda _: None)),
    Variant("objects-in-streams", _compressed),
    Variant("not-tagged-but-plain", m.styled("", variant=None), ("untagged", "metadata")),
)

CLEAN: Final[Mapping[str, Variant]] = {variant.name: variant for variant in _VARIANTS}
