"""The faults that a PDF can have, each in a PDF that is clean otherwise; and clean PDFs that look as if they had one.

Every PDF is made when it is first asked for, and once in a process.
"""

# ruff: noqa: RUF001 - dates have en dashes, and some faults are characters that look like others

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from tests.inspect.faults import makers as m

Severity = Literal["error", "warning"]

EMAIL: Final = (
    '<span class="contact"><a href="mailto:clara.whitmore@example.org">clara.whitmore@example.org</a></span> · '
)
PHONE: Final = '<span class="contact"><a href="tel:+442079460182">+44 20 7946 0182</a></span> · '
LINKEDIN: Final = "https://www.linkedin.com/in/clara-whitmore"
GITHUB: Final = "https://github.com/cwhitmore"
PRESENT, SECOND, THIRD = "Mar 2021 – Present", "Aug 2018 – Feb 2021", "Sep 2015 – Jul 2018"
MASTER, BACHELOR = "Sep 2014 – Aug 2015", "Oct 2011 – Jun 2014"

KEYWORDS: Final = "Kubernetes, Hadoop, Looker, Redshift, machine learning, team leadership, strategy"
ODD: Final = f'<p class="odd">{KEYWORDS}</p>'
"""Keywords at the end of the page, for people who are machines."""

VOLUNTEERING: Final = '\n<section class="earlier">\n<h2>Volunteering</h2>\n'
PLAIN_DATES: Final = ".date::before { content: none }"
INLINE_DATES: Final = ".date::before { content: '· ' }"
FLEX: Final = "main { display: flex; justify-content: space-between }"
SIDE: Final = f"{FLEX} .first {{ width: 106mm }} .second {{ width: 58mm }} html {{ font-size: 9.6pt }} {INLINE_DATES}"
RAISED: Final = "position: relative"
"""What stands where it stood, but is painted after all else."""


@dataclass(frozen=True)
class Made:
    """A PDF by its name, and warnings that it cannot but give too."""

    name: str
    make: m.Make
    also: tuple[str, ...] = ()

    @cached_property
    def pdf(self) -> bytes:
        return self.make()


@dataclass(frozen=True)
class Fault(Made):
    """A PDF with one fault: one of `codes` must be found in it, and nothing else but what is in `also`."""

    codes: tuple[str, ...] = ()
    severity: Severity = "error"


def _of(codes: str, severity: Severity, makes: Mapping[str, m.Make], also: str = "") -> Iterable[Fault]:
    """Give faults that have their codes in common."""
    return (Fault(name, make, (*also.split(),), (*codes.split(),), severity) for name, make in makes.items())


def _dates(*texts: str) -> m.Make:
    """Write the dates in another way, from the latest to the oldest."""
    known = (PRESENT, SECOND, THIRD, MASTER, BACHELOR)
    return m.swapped(*((old, new) for old, new in zip(known, texts, strict=True) if old != new))


def _before_name(text: str) -> m.Make:
    return m.swapped(("<h1>", f"<p>{text}</p>\n<h1>"))


def _headings(**words: str) -> m.Make:
    return m.swapped(*((f"<h2>{old.title()}<", f"<h2>{new}<") for old, new in words.items()))


def _letters(shown: str, start: int, small: int) -> m.Make:
    """Write a text with letters that only look like letters, as generators of "fonts" for LinkedIn do."""
    written = f'<span class="odd">{m.shifted(shown, start, small)}</span>'
    return m.styled(lambda: m.in_letters(shown, start, small), (f">{shown}", f">{written}"))


def _misread(old: str, new: str) -> m.Make:
    return m.edited(m.misread(old, new))


TEXT = (
    *_of(
        "no-text",
        "error",
        {"a-scan": m.scanned, "letters-drawn-as-paths": m.outlined},
        also="untagged page-fill metadata",
    ),
    *_of("no-text text-picture", "error", {"a-scan-as-second-page": m.with_a_scan}),
    *_of(
        "font-mapping missing-glyph readers-differ",
        "error",
        {
            "an-encoding-of-its-own-for-a-missing-glyph": m.styled(
                'h2.odd::before, .thesis::after { content: "\\16A0" }', mend=False
            )
        },
    ),
    *_of("font-mapping readers-differ", "error", {"letters-without-to-unicode": m.edited(m.unmapped("eti"))}),
    *_of(
        "font-mapping",
        "error",
        {"a-font-without-to-unicode": m.edited(m.without_to_unicode), "a-bitmap-font-of-tex": m.edited(m.bitmap_font)},
    ),
    *_of(
        "missing-glyph",
        "error",
        {
            "a-character-without-a-glyph": m.with_missing_glyph,
            "the-first-glyph-shown": m.edited(m.notdef, m.with_missing_glyph),
        },
    ),
    *_of(
        "font-embedding",
        "error",
        {
            "a-standard-font": m.edited(m.written(b"(References on request)", m.standard_font())),
            "a-font-without-its-file": m.edited(m.without_font_file),
        },
    ),
    *_of("garbled-text font-mapping", "error", {"glyph-numbers-as-characters": m.edited(m.identity)}),
    *_of(
        "garbled-text",
        "error",
        {
            "replacement-characters": _misread("y", "\ufffd"),
            "control-characters": _misread("y", "\x03"),
            "a-noncharacter": _misread("y", "\ufdd0"),
            "glyph-numbers-in-brackets": m.swapped(("Terraform, Docker", "Terra(cid:13)orm, Docker")),
        },
    ),
    *_of(
        "mojibake",
        "error",
        {
            "mojibake-of-windows": m.swapped(("members’", "membersâ€™"), ("Replaced 214", "Replaced â€“ 214")),
            "mojibake-of-accents": m.swapped(("Fenwick Seeds Cooperative", "CafÃ© Fenwick CoopÃ©rative")),
            "mojibake-of-mac-roman": m.swapped(
                ("Moved two companies", "Moved 2√ó companies"), ("members’", "members‚Äô")
            ),
        },
    ),
    *_of(
        "presentation-form",
        "error",
        {
            "ligature-characters": m.swapped(("figure", "ﬁgure"), ("Airflow", "Airﬂow")),
            "full-width-letters": _letters("Python", 0xFF21, 0xFF41),
            "mathematical-bold-letters": _letters("Senior Data Engineer", 0x1D400, 0x1D41A),
            "mathematical-sans-serif-letters": _letters("Senior Data Engineer", 0x1D5D4, 0x1D5EE),
            "a-ligature-character-in-to-unicode": _misread("f", "ﬁ"),
        },
    ),
    *_of(
        "private-use",
        "error",
        {
            "an-icon-font": m.styled(m.icon_font(), (EMAIL, f'<span class="icon">&#xF0E0;</span> {EMAIL}')),
            "bullets-of-a-symbol-font": m.styled(
                lambda: (
                    m.lookalikes((("\uf0b7", "•"),), "Regular") + ' li::before { content: "\\F0B7"; font-family: Odd }'
                )
            ),
            "private-use-in-to-unicode": _misread("y", "\ue123"),
        },
    ),
    *_of(
        "invisible-character",
        "warning",
        {
            "zero-width-spaces-in-words": _misread("t", "t\u200b"),
            "soft-hyphens-in-words": _misread("r", "r\xad"),
            "byte-order-marks-in-words": _misread("o", "\ufeffo"),
        },
    ),
    *_of(
        "invisible-character",
        "error",
        {
            "right-to-left-override": _misread("y", "\u202ey"),
            "tag-characters": _misread("y", "y" + "".join(chr(0xE0000 + ord(c)) for c in "hire me")),
        },
    ),
)

ORDER = (
    *_of(
        "moved-text",
        "error",
        {
            "floated-dates": m.styled(f".date {{ float: right }} {PLAIN_DATES}"),
            "absolute-dates": m.styled(f".line {{ {RAISED} }} .date {{ position: absolute; right: 0 }} {PLAIN_DATES}"),
            "absolute-dates-of-the-page": m.styled(f".date {{ position: absolute; right: 0 }} {PLAIN_DATES}"),
            "relative-dates": m.styled(f".date {{ {RAISED}; top: -.5pt }}"),
            "outside-markers": m.styled(
                "ul { list-style: disc outside; padding-left: 1em } li { padding: 0; text-indent: 0 } "
                "li::before { content: none }"
            ),
            "relative-bullets": m.styled(f"li {{ {RAISED} }}"),
            "relative-titles": m.styled(f".line {{ {RAISED} }}"),
            "absolute-heading": m.styled(
                f".experience {{ {RAISED}; padding-top: 26pt }} "
                ".experience h2 { position: absolute; top: 0; left: 0; right: 0 }"
            ),
            "relative-headings": m.styled(f"h2 {{ {RAISED} }}"),
            "a-section-painted-last": m.styled(f".summary {{ {RAISED} }}"),
            "a-transparent-section": m.styled(".experience { opacity: .99 }"),
            "a-clipped-section": m.styled(".education { overflow: hidden }"),
            "a-turned-line": m.styled(".experience .line { transform: rotate(0deg) }"),
            "a-floated-section": m.styled(".skills { float: left; width: 174mm } .projects { clear: both }"),
        },
    ),
    *_of(
        "moved-text",
        "error",
        {
            "a-sidebar-at-the-right-painted-first": m.rearranged(
                m.second_first, SIDE + " main { display: block } .second { float: right }"
            ),
            "a-sidebar-floated-to-the-right": m.rearranged(
                m.in_two, SIDE + " main { display: block } .first { float: left } .second { float: right }"
            ),
        },
        also="columns",
    ),
    *_of("moved-text name-first", "error", {"a-head-painted-last": m.styled(f"header {{ {RAISED} }}")}),
    *_of(
        "reading-order",
        "warning",
        {
            "tags-in-the-opposite-order": m.edited(m.tagged("Part", m.turned)),
            "the-head-tagged-last": m.edited(m.tagged("Document", m.turned)),
        },
    ),
    *_of(
        "columns",
        "warning",
        {
            "two-columns-by-flex": m.rearranged(m.in_two, SIDE),
            "two-columns-by-a-table": m.rearranged(
                m.in_two,
                f"{SIDE} main {{ display: table; width: 100% }} .first, .second {{ display: table-cell }} "
                ".second { padding-left: 10mm }",
            ),
            "two-columns-as-of-a-newspaper": m.styled(f"main {{ columns: 2; column-gap: 10mm }} {INLINE_DATES}"),
        },
    ),
    *_of(
        "layout-table",
        "warning",
        {
            "sections-in-a-table": m.rearranged(
                m.in_a_table,
                "html { font-size: 9.4pt } td { vertical-align: top; padding: 4pt 8pt 4pt 0 } "
                "td h2 { border: 0; margin: 0 }",
            ),
            "jobs-in-a-ruled-table": m.rearranged(
                m.jobs_in_a_table,
                "html { font-size: 9.2pt } table { border-collapse: collapse } .when { width: 28mm } "
                "td { vertical-align: top; border: .6pt solid #888; padding: 3pt 5pt }",
            ),
        },
        also="columns",
    ),
)

HEAD = (
    *_of(
        "name-first",
        "error",
        {
            "a-slogan-before-the-name": _before_name("Turning data into decisions"),
            "the-kind-of-document-before-the-name": _before_name("Curriculum Vitae"),
            "an-address-before-the-name": _before_name("14 Marlow Street, London N1 4QX"),
            "the-label-beside-the-name": m.swapped(
                ("<h1>Clara Whitmore<", "<h1>Clara Whitmore – Senior Data Engineer<")
            ),
            "the-date-beside-the-name": m.swapped(("<h1>Clara Whitmore<", "<h1>Clara Whitmore, 3 May 2026<")),
        },
    ),
    *_of(
        "no-contact",
        "error",
        {
            "no-email": m.swapped((EMAIL, "")),
            "no-email-and-no-phone": m.swapped((EMAIL, ""), (PHONE, "")),
        },
    ),
    *_of(
        "no-contact",
        "error",
        {
            "an-email-only-behind-a-link": m.swapped((">clara.whitmore@example.org<", ">E-mail<")),
            "an-email-in-words": m.swapped((">clara.whitmore@example.org<", ">clara.whitmore (at) example (dot) org<")),
        },
        also="link-text",
    ),
    *_of(
        "contact-in-margin",
        "error",
        {
            "contacts-at-the-foot": m.styled(
                '@page { @bottom-left { content: "clara.whitmore@example.org · +44 20 7946 0182" } }',
                (EMAIL, ""),
                (PHONE, ""),
            ),
        },
    ),
    *_of(
        "contact-in-margin",
        "error",
        {
            "contacts-at-the-top": m.styled(
                '@page { @top-center { content: "clara.whitmore@example.org · +44 20 7946 0182" } }',
                (EMAIL, ""),
                (PHONE, ""),
            ),
        },
        also="name-first",
    ),
    *_of(
        "broken-contact",
        "error",
        {
            "an-email-wrapped-after-its-at": m.styled(
                ".contact:first-child { white-space: pre }",
                (">clara.whitmore@example.org<", ">clara.whitmore@\nexample.org<"),
            ),
            "an-email-wrapped-after-a-hyphen": m.styled(
                ".contact:first-child { display: block; white-space: normal; width: 34mm }",
                (">clara.whitmore@example.org<", ">clara-whitmore@mail-example.org<"),
            ),
            "an-email-wrapped-after-a-full-stop": m.styled(
                ".contact:first-child { white-space: pre }",
                (">clara.whitmore@example.org<", ">clara.\nwhitmore@example.org<"),
            ),
            "a-wrapped-phone-number": m.styled(
                ".contact:nth-child(2) { display: block; white-space: normal; width: 20mm }"
            ),
        },
    ),
    *_of(
        "broken-contact no-contact",
        "error",
        {"an-email-with-spaces": m.swapped((">clara.whitmore@example.org<", ">clara.whitmore @ example.org<"))},
    ),
    *_of(
        "broken-url",
        "warning",
        {
            "a-url-wrapped-after-a-slash": m.styled(
                ".contact:nth-child(4) { white-space: pre }",
                (">linkedin.com/in/clara-whitmore<", ">linkedin.com/in/\nclara-whitmore<"),
            ),
            "a-url-wrapped-after-a-hyphen": m.styled(
                ".contact:nth-child(4) { display: block; white-space: normal; width: 48mm }",
                (">linkedin.com/in/clara-whitmore<", ">www.linkedin.com/in/clara-whitmore<"),
            ),
        },
        also="link-text",
    ),
)

HEADINGS_AND_DATES = (
    *_of(
        "heading-words",
        "warning",
        {
            "headings-of-a-poet": _headings(experience="Where I’ve Been", skills="My Journey"),
            "headings-of-a-start-up": _headings(experience="My Story", skills="Superpowers", projects="Stuff I Love"),
            "a-heading-that-is-a-sentence": _headings(experience="What I have done in the last ten years"),
        },
    ),
    *_of(
        "heading-line",
        "warning",
        {
            "a-heading-run-in-with-its-text": m.styled(
                ".skills { margin-top: 11pt } .skills h2, .skills p { display: inline; border: 0 } "
                ".skills h2::after { content: ': ' }"
            ),
            "plain-headings": m.styled(
                "h2 { font-size: 10.2pt; font-weight: 400; color: inherit; border: 0; text-transform: lowercase }"
            ),
        },
    ),
    *_of(
        "letter-spacing",
        "error",
        {"letter-spaced-headings": m.styled("h2 { letter-spacing: .3em }")},
        also="heading-words",
    ),
    *_of(
        "letter-spacing",
        "error",
        {"a-letter-spaced-name": m.styled("h1 { letter-spacing: .5em }")},
        also="name-first metadata",
    ),
    *_of(
        "letter-spacing",
        "error",
        {
            "headings-with-spaces-typed": _headings(
                experience="E X P E R I E N C E", education="E D U C A T I O N", skills="S K I L L S"
            )
        },
        also="heading-words",
    ),
    *_of(
        "date-style",
        "warning",
        {
            "three-styles-of-dates": _dates(PRESENT, "2018-08 – 2021-02", "09/2015 – 07/2018", MASTER, BACHELOR),
            "months-in-words-and-in-numbers": _dates("03/2021 – Present", SECOND, THIRD, "09/2014 – 08/2015", BACHELOR),
        },
    ),
    *_of(
        "unreadable-date",
        "error",
        {
            "years-of-two-digits": _dates("’21 – Present", "’18 – ’21", "’15 – ’18", "’14 – ’15", "’11 – ’14"),
            "straight-apostrophes-before-years": _dates(
                "'21 – Present", "'18 – '21", "'15 – '18", "'14 – '15", "'11 – '14"
            ),
            "seasons": _dates(
                "Spring ’21 – Present",
                "Summer ’18 – Winter ’21",
                "Autumn ’15 – Summer ’18",
                "Autumn ’14 – Summer ’15",
                BACHELOR,
            ),
            "american-dates-of-days": _dates(
                "3/2/21 – Present", "8/6/18 – 2/26/21", "9/7/15 – 7/27/18", "9/15/14 – 8/28/15", "10/3/11 – 6/20/14"
            ),
        },
        also="date-style",
    ),
)

HIDDEN = (
    *_of(
        "hidden-text",
        "error",
        {
            "white-on-white": m.at_the_end(ODD, ".odd { color: #fff }"),
            "almost-white-on-white": m.at_the_end(ODD, ".odd { color: #f2f2f2 }"),
            "grey-on-a-grey-panel": m.at_the_end(ODD, ".odd { background: #ccc; color: #ccc; padding: 3pt }"),
            "black-on-black": m.at_the_end(ODD, ".odd { background: #000; color: #000 }"),
            "covered-by-a-panel": m.at_the_end(
                f'{ODD}<div class="cover"></div>',
                f".cover {{ {RAISED}; height: 15pt; margin-top: -14pt; background: #fff }}",
            ),
            "covered-by-a-photo": m.at_the_end(
                f'{ODD}<img class="cover" alt="Portrait of Clara Whitmore" src="{m.portrait(260, 340)}">',
                f".odd {{ font-size: 5pt; line-height: 1.1; width: 18mm; height: 60pt; margin-top: 5pt }} "
                f".cover {{ {RAISED}; width: 20mm; height: 26mm; margin-top: -62pt; display: block }}",
            ),
            "opacity-0": m.at_the_end(ODD, ".odd { opacity: 0 }"),
            "nearly-transparent": m.at_the_end(ODD, ".odd { color: rgba(0, 0, 0, .04) }"),
            "clipped-away": m.at_the_end(ODD, ".odd { height: 0; overflow: hidden }"),
            "render-mode-3": m.edited(m.content_changed(m.around_last_text(b"3 Tr\n", b"0 Tr\n")), m.at_the_end(ODD)),
            "on-a-layer-switched-off": m.edited(m.hidden_layer, m.at_the_end(ODD)),
        },
    ),
    *_of(
        "tiny-text",
        "error",
        {
            "one-point": m.at_the_end(ODD, ".odd { font-size: 1pt }"),
            "scaled-to-nothing": m.at_the_end(ODD, ".odd { transform: scale(.1); transform-origin: 0 0 }"),
        },
    ),
    *_of(
        "off-page",
        "error",
        {
            "left-of-the-page": m.at_the_end(ODD, ".odd { position: absolute; left: -600px }"),
            "below-the-page": m.at_the_end(ODD, ".odd { position: absolute; top: 300mm }"),
            "beyond-the-right-edge": m.at_the_end(
                f'<p class="odd">{KEYWORDS}, {KEYWORDS.lower()}</p>', ".odd { white-space: nowrap }"
            ),
        },
        also="page-box",
    ),
    *_of(
        "off-page",
        "error",
        {
            "cut-by-the-crop-box": m.edited(m.cropped(0, 0, 480, 841.89)),
            "name-cut-by-the-crop-box": m.edited(m.cropped(90, 0, 595.28, 841.89)),
        },
        also="page-box name-first no-contact broken-contact",
    ),
    *_of("text-picture", "error", {"skills-as-a-picture": m.skills_as_picture}),
    *_of(
        "keyword-stuffing",
        "warning",
        {
            "one-line-five-times": m.at_the_end("<p>SQL, Python, Kafka, data warehouse, analytics</p>\n" * 5),
            "one-word-forty-times": m.at_the_end(f"<p>{', '.join(['Kubernetes'] * 40)}</p>"),
        },
    ),
)

PAGES = (
    *_of("file-size", "error", {"three-megabytes": m.edited(m.private_data(3_000_000))}),
    *_of(
        "file-size",
        "warning",
        {
            "one-megabyte-and-a-half": m.edited(m.private_data(1_500_000)),
            "a-photo-of-a-megabyte": m.styled(
                m.PHOTO + "html { font-size: 9pt } header { display: block } .photo { width: 52mm; height: 65mm }",
                m.photo(m.noise(610, 762)),
            ),
        },
    ),
    *_of("image-resolution", "warning", {"a-photo-of-twelve-hundred-pixels-an-inch": lambda: m.with_photo(1228, 1560)}),
    *_of(
        "page-fill",
        "warning",
        {
            "two-lines-on-a-second-page": m.at_the_end(
                '<section class="references"><h2>References</h2>'
                "<p>Names of two former managers are sent on request.</p></section>",
                ".references { break-before: page }",
            )
        },
    ),
    *_of("page-count", "warning", {"four-pages": m.long("html { font-size: 12.5pt; line-height: 1.9 }", jobs=6)}),
    *_of(
        "stranded-heading",
        "warning",
        {
            "a-heading-last-on-its-page": m.styled(
                "html { line-height: 1.55 } h2 { break-after: auto } .earlier h2 + .entry { break-before: page }",
                (
                    m.END_OF_JOBS,
                    "".join(("</section>", VOLUNTEERING, *m.JOBS[:2], m.END_OF_JOBS)),
                ),
            ),
            "a-title-last-on-its-page": m.long(
                ".line { break-after: auto } .entry:nth-of-type(4) ul { break-before: page }"
            ),
        },
    ),
    *_of(
        "page-box",
        "warning",
        {
            "a4-and-letter": m.long("@page { size: Letter } @page :first { size: A4 }", jobs=4),
            "a-page-of-no-paper": m.styled("@page { size: 500pt 900pt; margin: 14mm } html { font-size: 9.6pt }"),
            "text-at-the-edge": m.styled("@page { margin: 18mm 3mm }"),
        },
    ),
)

RECORDS = (
    *_of(
        "metadata",
        "warning",
        {
            "no-title": m.swapped(("<title>Clara Whitmore - Résumé</title>", "")),
            "untitled": m.swapped(("<title>Clara Whitmore - Résumé<", "<title>untitled<")),
            "the-title-that-word-gives": m.swapped(
                ("<title>Clara Whitmore - Résumé<", "<title>Microsoft Word - Document1<")
            ),
            "a-file-name-as-title": m.swapped(("<title>Clara Whitmore - Résumé<", "<title>cv_final_v3.docx<")),
            "no-author": m.swapped(('<meta name="author" content="Clara Whitmore">', "")),
            "the-author-of-the-template": m.swapped(
                ('name="author" content="Clara Whitmore"', 'name="author" content="Administrator"')
            ),
            "a-window-without-the-title": m.edited(m.in_catalog(ViewerPreferences=None)),
        },
    ),
    *_of(
        "leaked-path",
        "error",
        {
            "a-path-in-the-information": m.edited(m.described(Subject="/home/anna/cv/resume.tex")),
            "a-path-of-a-mac": m.edited(m.described(Keywords="/Users/anna/Desktop/cv.pages")),
            "a-path-of-windows-in-xmp": m.edited(
                m.in_xmp(
                    '<xmpMM:DerivedFrom xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
                    'xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" '
                    'rdf:parseType="Resource"><stRef:filePath>C:\\Users\\anna\\Documents\\cv.indd</stRef:filePath></xmpMM:DerivedFrom>'
                )
            ),
        },
    ),
    *_of(
        "leaked-path metadata",
        "error",
        {"a-path-as-title": m.swapped(("<title>Clara Whitmore - Résumé<", "<title>file:///C:/Users/anna/cv.html<"))},
    ),
    *_of(
        "leaked-path url-scheme",
        "error",
        {"a-link-to-a-file": m.edited(m.led(GITHUB, "file:///home/anna/projects/index.html"))},
        also="link-text",
    ),
    *_of(
        "untagged",
        "warning",
        {
            "tags-taken-away": m.edited(m.untagged),
            "tags-not-marked": m.edited(m.unmarked),
        },
    ),
    *_of("untagged", "warning", {"no-tags": m.styled("", variant=None)}, also="metadata"),
    *_of(
        "heading-level",
        "warning",
        {
            "a-skipped-level": m.styled(
                ".experience h4, .education h4, .projects h4 { font-size: 10.2pt; display: inline; margin: 0 } "
                "section > h3 { font-size: 12.5pt; display: block; border-bottom: .6pt solid; margin: 11pt 0 5pt }",
                ("<h3>", "<h4>"),
                ("</h3>", "</h4>"),
                ("<h2>", "<h3>"),
                ("</h2>", "</h3>"),
            ),
            "two-first-levels": m.styled(
                ".summary h1 { font-size: 12.5pt; color: #1b4965; border-bottom: .6pt solid; margin: 11pt 0 5pt }",
                ("<h2>Summary</h2>", "<h1>Summary</h1>"),
            ),
            "no-headings-at-all": m.edited(m.as_paragraphs),
        },
    ),
    *_of("alt-text", "warning", {"a-photo-without-text": m.edited(m.tagged("Figure", m.without_alt), m.with_photo)}),
    *_of("no-language", "warning", {"no-language": m.edited(m.in_catalog(Lang=None))}),
    *_of(
        "url-scheme",
        "error",
        {
            "a-link-that-is-a-script": m.edited(m.led(GITHUB, "javascript:alert(1)")),
            "a-link-by-ftp": m.edited(m.led(GITHUB, "ftp://github.com/cwhitmore")),
            "a-link-without-a-scheme": m.edited(m.led(GITHUB, "github.com/cwhitmore")),
        },
        also="link-text",
    ),
    *_of(
        "link-text",
        "warning",
        {
            "a-link-on-here": m.swapped((">github.com/cwhitmore<", ">here<")),
            "a-link-on-portfolio": m.swapped((">github.com/cwhitmore<", ">Portfolio<")),
            "links-beside-their-text": m.edited(m.misplaced),
        },
    ),
    *_of(
        "active-content",
        "error",
        {
            "a-script-on-opening": m.edited(m.in_catalog(OpenAction=m.script())),
            "a-program-on-opening": m.edited(m.in_catalog(OpenAction=m.action("Launch", F=m.pdf_text("calc.exe")))),
            "a-script-of-the-document": m.edited(m.in_name_tree),
            "a-script-of-the-page": m.edited(m.on_opening_the_page),
            "a-script-on-closing": m.edited(m.in_catalog(AA=m.named(WC=m.script()))),
            "an-attached-file": m.edited(m.attached),
            "a-form": m.edited(m.form),
            "encrypted": m.edited(m.encrypted),
        },
    ),
)


FAULTS: Final[Mapping[str, Fault]] = {
    fault.name: fault for fault in (*TEXT, *ORDER, *HEAD, *HEADINGS_AND_DATES, *HIDDEN, *PAGES, *RECORDS)
}
