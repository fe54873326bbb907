"""Proves that each faulty PDF has its fault, that the clean page has not, and that clean pages are clean.

What is proven is read with other means than those of the project: pypdf, pdfminer, MuPDF, Poppler, and pixels.
"""

# ruff: noqa: RUF001 - dates have en dashes, and some faults are characters that look like others

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import page as validator
import pymupdf
import pypdf
import pytest
from pdfminer.high_level import extract_text
from PIL import ImageChops
from tests.inspect.faults import makers as m
from tests.inspect.faults.faults import FAULTS, Fault
from tests.inspect.faults.variants import CLEAN, Variant

pytestmark = pytest.mark.wide

Readers = Mapping[str, Callable[[bytes], str]]

EMAIL: Final = re.compile(r"[\w.-]+@[\w.-]+\.\w+")
PHONE: Final = "+44 20 7946 0182"
MILLIMETRE: Final = 72 / 25.4
HEADINGS: Final = ("Summary", "Experience", "Education", "Skills", "Projects")
MONTH: Final = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"


class Seen:
    """A PDF as several programs see it."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf

    @cached_property
    def file(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(BytesIO(self.pdf))

    @cached_property
    def root(self) -> Any:
        return self.file.root_object

    @cached_property
    def text(self) -> str:
        """Its text in the order of painting."""
        return "\n".join(sheet.extract_text() for sheet in self.file.pages)

    @cached_property
    def squeezed(self) -> str:
        return re.sub(r"[\s.]", "", self.text)

    @cached_property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    @cached_property
    def words(self) -> list[list[tuple[float, float, float, float, str]]]:
        """The words of each page with their places, by MuPDF; those out of the page too."""
        with pymupdf.open(stream=self.pdf) as document:
            return [
                [word[:5] for word in sheet.get_text("words", flags=0, clip=pymupdf.INFINITE_RECT())]
                for sheet in document
            ]

    @cached_property
    def spans(self) -> list[dict[str, Any]]:
        """The pieces of text of the first page, each set in one way, by MuPDF."""
        with pymupdf.open(stream=self.pdf) as document:
            found = document[0].get_text("dict", flags=0)
        return [span for block in found["blocks"] for line in block["lines"] for span in line["spans"]]

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        return [(float(sheet.mediabox.width), float(sheet.mediabox.height)) for sheet in self.file.pages]

    @cached_property
    def looks(self) -> Any:
        return m.rasterised(self.pdf, scale=1.0)

    @cached_property
    def fonts(self) -> list[Any]:
        resources: Any = self.file.pages[0]["/Resources"]
        return [font.get_object() for font in resources.get("/Font", {}).get_object().values()]

    @cached_property
    def tags(self) -> list[str]:
        return [str(element["/S"]) for element in _elements(self.root.get("/StructTreeRoot")) if "/S" in element]

    @cached_property
    def uris(self) -> list[str]:
        links = [annotation.get_object() for annotation in self.file.pages[0].get("/Annots", [])]
        return [str(link["/A"]["/URI"]) for link in links if "/A" in link]

    @cached_property
    def pictures(self) -> list[dict[str, Any]]:
        with pymupdf.open(stream=self.pdf) as document:
            return [found for sheet in document for found in sheet.get_image_info()]

    def info(self, name: str) -> str:
        return str((self.file.metadata or pypdf.generic.DictionaryObject()).get(f"/{name}", ""))

    def at(self, text: str, start: int = 0) -> int:
        """Say where a text begins in the order of painting; behind all where it is not there."""
        return (self.squeezed + text).index(re.sub(r"[\s.]", "", text), start)

    def in_order(self, *texts: str) -> bool:
        """Say whether texts are painted in that order."""
        return all(self.at(first) < self.at(second) for first, second in pairwise(texts))


def _elements(element: Any) -> Iterator[Any]:
    element = element.get_object() if element is not None else None
    if isinstance(element, pypdf.generic.DictionaryObject):
        yield element
        kids = element.get("/K", pypdf.generic.ArrayObject()).get_object()
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from _elements(kid)


Proof = Callable[[Seen], bool]


def contains(*texts: str) -> Proof:
    """What its text contains, spaces and full stops left out."""
    return lambda seen: all(re.sub(r"[\s.]", "", text) in seen.squeezed for text in texts)


def lacks(*texts: str) -> Proof:
    return lambda seen: not any(re.sub(r"[\s.]", "", text) in seen.squeezed for text in texts)


def before(*texts: str) -> Proof:
    """What is painted in this order, which is not that of the page."""
    return lambda seen: all(text in seen.squeezed for text in map(_squeeze, texts)) and seen.in_order(*texts)


def _squeeze(text: str) -> str:
    return re.sub(r"[\s.]", "", text)


def torn(first: str, second: str) -> Proof:
    """What stands together on the page, and is not painted together."""
    return lambda seen: contains(first, second)(seen) and _squeeze(first + second) not in seen.squeezed


def has_character(character: str) -> Proof:
    return lambda seen: character in seen.text


def looks_like(twin: m.Make) -> Proof:
    """Say whether keywords are there, but the page looks as it does without."""

    def proof(seen: Seen) -> bool:
        difference = ImageChops.difference(seen.looks, Seen(twin()).looks)
        strongest: Any = difference.getextrema()[1]
        return "Kubernetes" in seen.text and bool(strongest <= 16)

    return proof


def alone(text: str, *, first: bool = False) -> Proof:
    """Say whether a line is on the page, as a whole line."""
    return lambda seen: seen.lines[0] == text if first else text in seen.lines


def levels(seen: Seen) -> list[int]:
    return [int(tag[2]) for tag in seen.tags if re.fullmatch(r"/H[1-6]", tag)]


def entry(*names: str) -> Callable[[Seen], Any]:
    """Look an entry of the catalog up, or of what stands in it."""

    def look(seen: Seen) -> Any:
        found = seen.root
        for name in names:
            found = found.get(f"/{name}", pypdf.generic.DictionaryObject()).get_object()
        return found

    return look


def beside(seen: Seen) -> float:
    """Give the share of the page's height over which words stand on both sides of the free space between columns."""
    words = [word for word in seen.words[0] if word[1] > 50 * MILLIMETRE]
    best = 0.0
    for x in range(200, 400, 2):
        if any(left < x and right > x - 8 for left, _, right, _, _ in words):
            continue
        sides = [[word for word in words if (word[0] >= x) == is_right] for is_right in (False, True)]
        if all(len(side) > 40 for side in sides):
            top = max(min(word[1] for word in side) for side in sides)
            best = max(best, min(max(word[3] for word in side) for side in sides) - top)
    return best / seen.sizes[0][1]


def outside(seen: Seen) -> bool:
    """Say whether a word lies out of the visible part of its page."""
    box = seen.file.pages[0].cropbox
    left, right, low, high = (float(edge) for edge in (box.left, box.right, box.bottom, box.top))
    places: list[tuple[float, float]] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: Any) -> None:
        if text.strip():
            a, b, c, d, e, f = matrix
            x, y = text_matrix[4], text_matrix[5]
            width = len(text) * 3.4
            places.extend((a * at + c * y + e, b * at + d * y + f) for at in (x, x + width / 0.75))

    seen.file.pages[0].extract_text(visitor_text=visit)
    return any(not (left <= x <= right and low <= y <= high) for x, y in places)


def last_of_first_page(*texts: str) -> Proof:
    def proof(seen: Seen) -> bool:
        words = sorted(seen.words[0], key=lambda word: word[3])
        return len(seen.words) > 1 and words[-1][4] in texts

    return proof


def fonts_where(test: Callable[[Any], bool]) -> Proof:
    return lambda seen: any(map(test, seen.fonts))


def file_of(font: Any) -> bool:
    """Say whether a font has its file, or is drawn by the page itself."""
    if font["/Subtype"] == "/Type3":
        return True
    whole = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return any(name.startswith("/FontFile") for name in whole.get("/FontDescriptor", pypdf.generic.DictionaryObject()))


def leak(seen: Seen) -> bool:
    metadata = seen.root["/Metadata"].get_object().get_data().decode() if "/Metadata" in seen.root else ""
    texts = [*map(str, (seen.file.metadata or {}).values()), metadata, *seen.uris]
    return any(re.search(r"/home/anna|[/\\]Users[/\\]anna", text) for text in texts)


def linked(start: str) -> Proof:
    return lambda seen: any(uri.startswith(start) for uri in seen.uris)


def wrapped(first: str, second: str) -> Proof:
    """Say whether one line ends, and the next one begins, with parts of a word."""
    return lambda seen: any(one.endswith(first) and two.startswith(second) for one, two in pairwise(seen.lines))


def places_of_links(seen: Seen) -> list[str]:
    """Give the text in the rectangle of each link."""
    with pymupdf.open(stream=seen.pdf) as document:
        sheet = document[0]
        return [sheet.get_textbox(link["from"]).strip() for link in sheet.get_links()]


def titled(*titles: str) -> Proof:
    return lambda seen: seen.info("Title") in titles


@cache
def _tagged_text(pdf: bytes) -> str:
    """Give the text of the structure tree, in its order."""
    file = pypdf.PdfReader(BytesIO(pdf))
    numbers: list[int] = []
    for element in _elements(file.root_object.get("/StructTreeRoot")):
        kids = element.get("/K")
        kids = kids if isinstance(kids, list) else [kids]
        numbers += [int(kid) for kid in kids if isinstance(kid, int)]
        numbers += [int(kid["/MCID"]) for kid in kids if isinstance(kid, dict) and "/MCID" in kid]
    return " ".join(map(str, numbers))


def in_tag_order(seen: Seen) -> bool:
    numbers = [*map(int, _tagged_text(seen.pdf).split())]
    return numbers == sorted(numbers)


_PANEL: Final = '<p class="odd">&nbsp;</p>'
_TWINS: Final[Mapping[str, m.Make]] = {
    "white-on-white": m.page,
    "almost-white-on-white": m.page,
    "grey-on-a-grey-panel": m.at_the_end(_PANEL, ".odd { background: #ccc; padding: 3pt }"),
    "black-on-black": m.at_the_end(_PANEL, ".odd { background: #000 }"),
    "covered-by-a-panel": m.page,
    "covered-by-a-photo": m.at_the_end(
        f'{_PANEL}<img class="cover" alt="x" src="{m.portrait(260, 340)}">',
        ".odd { height: 60pt; margin-top: 5pt } "
        ".cover { position: relative; width: 20mm; height: 26mm; margin-top: -62pt; display: block }",
    ),
    "opacity-0": m.page,
    "nearly-transparent": m.page,
    "clipped-away": m.page,
    "render-mode-3": m.page,
    "on-a-layer-switched-off": m.page,
}

PROOFS: Final[Mapping[str, Proof]] = {
    # Text.
    "a-scan": lambda seen: not seen.text.strip() and len(seen.pictures) == 1,
    "letters-drawn-as-paths": lambda seen: not seen.text.strip() and not seen.pictures and drawings(seen) > 2000,
    "a-scan-as-second-page": lambda seen: len(seen.words) == 2 and not seen.words[1] and bool(seen.pictures),
    "an-encoding-of-its-own-for-a-missing-glyph": fonts_where(lambda font: font["/Encoding"] != "/Identity-H"),
    "letters-without-to-unicode": lacks("estimating the yield"),
    "a-font-without-to-unicode": fonts_where(lambda font: "/ToUnicode" not in font),
    "a-bitmap-font-of-tex": fonts_where(lambda font: font["/Subtype"] == "/Type3" and "/ToUnicode" not in font),
    "a-character-without-a-glyph": has_character("\u16a0"),
    "the-first-glyph-shown": lambda seen: b"<0000>" in painted(seen),
    "a-standard-font": fonts_where(lambda font: font["/BaseFont"] == "/Helvetica" and not file_of(font)),
    "a-font-without-its-file": fonts_where(lambda font: not file_of(font)),
    "glyph-numbers-as-characters": lambda seen: (
        lacks("estimating")(seen) and bool(re.search(r"[\x10-\x19\x1c-\x1f]", seen.text))
    ),
    "replacement-characters": has_character("\ufffd"),
    "control-characters": has_character("\x03"),
    "a-noncharacter": has_character("\ufdd0"),
    "mojibake-of-windows": contains("membersâ€™", "â€“214"),
    "mojibake-of-accents": contains("CafÃ©"),
    "mojibake-of-mac-roman": contains("2√ó", "‚Äô"),
    "glyph-numbers-in-brackets": contains("(cid:13)"),
    "ligature-characters": contains("ﬁgure", "Airﬂow"),
    "full-width-letters": contains("Ｐｙｔｈｏｎ"),
    "mathematical-bold-letters": has_character("\U0001d412"),
    "mathematical-sans-serif-letters": has_character("\U0001d5e6"),
    "a-ligature-character-in-to-unicode": contains("ﬁrom"),
    "an-icon-font": has_character("\uf0e0"),
    "bullets-of-a-symbol-font": lambda seen: seen.text.count("\uf0b7") == 12,
    "private-use-in-to-unicode": has_character("\ue123"),
    "zero-width-spaces-in-words": contains("est\u200bimat\u200bing"),
    "soft-hyphens-in-words": contains("or\xadchar\xadds"),
    "byte-order-marks-in-words": contains("\ufefforchards"),
    "right-to-left-override": contains("the\u202eyield"),
    "tag-characters": has_character("\U000e0068"),
    # Order.
    "floated-dates": torn("London", "Mar 2021 – Present"),
    "absolute-dates": before("Designed the event platform", "Mar 2021 – Present"),
    "absolute-dates-of-the-page": torn("London", "Mar 2021 – Present"),
    "relative-dates": torn("London", "Mar 2021 – Present"),
    "outside-markers": torn("•", "Designed"),
    "relative-bullets": before("Northgate", "Designed the event platform"),
    "relative-titles": before("Designed the event platform", "Harbourlight"),
    "absolute-heading": torn("board decides", "Experience"),
    "relative-headings": torn("Experience", "Senior Data Engineer"),
    "a-section-painted-last": before("Tidewatch", "nine years"),
    "a-transparent-section": before("Tidewatch", "Harbourlight"),
    "a-clipped-section": before("Tidewatch", "Durham"),
    "a-turned-line": before("Tidewatch", "Harbourlight"),
    "a-floated-section": before("Snowflake", "Harbourlight"),
    "a-sidebar-at-the-right-painted-first": before("Tidewatch", "Harbourlight"),
    "a-sidebar-floated-to-the-right": lambda seen: not seen.in_order("Clara Whitmore", "nine years", "Tidewatch"),
    "a-head-painted-last": before("Tidewatch", "Clara Whitmore"),
    "tags-in-the-opposite-order": lambda seen: not in_tag_order(seen),
    "the-head-tagged-last": lambda seen: not in_tag_order(seen),
    "two-columns-by-flex": lambda seen: beside(seen) > 0.4,
    "two-columns-by-a-table": lambda seen: beside(seen) > 0.4,
    "two-columns-as-of-a-newspaper": lambda seen: beside(seen) > 0.4,
    "sections-in-a-table": lambda seen: seen.tags.count("/TD") == 10,
    "jobs-in-a-ruled-table": lambda seen: seen.tags.count("/TD") == 6,
    # Head.
    "a-slogan-before-the-name": alone("Turning data into decisions", first=True),
    "the-kind-of-document-before-the-name": alone("Curriculum Vitae", first=True),
    "an-address-before-the-name": alone("14 Marlow Street, London N1 4QX", first=True),
    "the-label-beside-the-name": alone("Clara Whitmore – Senior Data Engineer", first=True),
    "the-date-beside-the-name": alone("Clara Whitmore, 3 May 2026", first=True),
    "no-email": lambda seen: not EMAIL.search(seen.text) and PHONE in seen.text,
    "no-email-and-no-phone": lambda seen: not EMAIL.search(seen.text) and PHONE not in seen.text,
    "an-email-in-words": lambda seen: not EMAIL.search(seen.text) and "(at) example (dot) org" in seen.text,
    "an-email-only-behind-a-link": lambda seen: not EMAIL.search(seen.text) and linked("mailto:")(seen),
    "contacts-at-the-foot": lambda seen: all(top > 279 * MILLIMETRE for top in email_tops(seen)),
    "contacts-at-the-top": lambda seen: all(top < 18 * MILLIMETRE for top in email_tops(seen)),
    "an-email-wrapped-after-its-at": wrapped("clara.whitmore@", "example.org"),
    "an-email-wrapped-after-a-hyphen": wrapped("clara-whitmore@mail-", "example.org"),
    "an-email-wrapped-after-a-full-stop": wrapped("clara.", "whitmore@example.org"),
    "a-wrapped-phone-number": lambda seen: PHONE not in seen.text and PHONE in " ".join(seen.lines),
    "an-email-with-spaces": lambda seen: "clara.whitmore @ example.org" in seen.text,
    "a-url-wrapped-after-a-slash": wrapped("linkedin.com/in/", "clara-whitmore"),
    "a-url-wrapped-after-a-hyphen": wrapped("clara-", "whitmore"),
    # Headings and dates.
    "headings-of-a-poet": lambda seen: {"Where I’ve Been", "My Journey"} <= {*seen.lines},
    "headings-of-a-start-up": lambda seen: {"My Story", "Superpowers", "Stuff I Love"} <= {*seen.lines},
    "a-heading-that-is-a-sentence": alone("What I have done in the last ten years"),
    "a-heading-run-in-with-its-text": lambda seen: any(line.startswith("Skills: Python") for line in seen.lines),
    "plain-headings": lambda seen: all(set_as(seen, word.lower()) == set_as(seen, "Tables") for word in HEADINGS),
    "letter-spaced-headings": lambda seen: "E x p e r i e n c e" in extract_text(BytesIO(seen.pdf)),
    "a-letter-spaced-name": lambda seen: seen.lines[0].startswith("C l a r a"),
    "headings-with-spaces-typed": alone("E X P E R I E N C E"),
    "three-styles-of-dates": contains("Mar 2021", "2018-08 – 2021-02", "09/2015 – 07/2018"),
    "months-in-words-and-in-numbers": contains("Aug 2018 – Feb 2021", "03/2021 – Present"),
    "years-of-two-digits": lambda seen: not re.search(MONTH, seen.text) and "’21 – Present" in seen.text,
    "straight-apostrophes-before-years": lambda seen: not re.search(MONTH, seen.text) and "'21 – Present" in seen.text,
    "seasons": contains("Spring ’21 – Present", "Summer ’18 – Winter ’21"),
    "american-dates-of-days": lambda seen: not re.search(MONTH, seen.text) and "8/6/18 – 2/26/21" in seen.text,
    # Hidden.
    **{name: looks_like(twin) for name, twin in _TWINS.items()},
    "one-point": lambda seen: any(span["size"] < 1.1 and "Kubernetes" in span["text"] for span in seen.spans),
    "scaled-to-nothing": lambda seen: any(span["size"] < 1.1 and "Kubernetes" in span["text"] for span in seen.spans),
    "left-of-the-page": lambda seen: outside(seen) and "Kubernetes" in seen.text,
    "below-the-page": lambda seen: outside(seen) and "Kubernetes" in seen.text,
    "beyond-the-right-edge": lambda seen: outside(seen) and "Kubernetes" in seen.text,
    "cut-by-the-crop-box": outside,
    "name-cut-by-the-crop-box": outside,
    "skills-as-a-picture": lambda seen: "Snowflake" not in seen.text and share_of_pictures(seen) > 0.05,
    "one-line-five-times": lambda seen: seen.lines.count("SQL, Python, Kafka, data warehouse, analytics") == 5,
    "one-word-forty-times": lambda seen: seen.text.count("Kubernetes") == 40,
    # Pages.
    "three-megabytes": lambda seen: len(seen.pdf) > 2_500_000,
    "one-megabyte-and-a-half": lambda seen: 1_048_576 < len(seen.pdf) < 2_500_000,
    "a-photo-of-a-megabyte": lambda seen: 1_048_576 < len(seen.pdf) < 2_500_000 and resolution(seen) < 305,
    "a-photo-of-twelve-hundred-pixels-an-inch": lambda seen: resolution(seen) > 1100,
    "two-lines-on-a-second-page": lambda seen: (
        len(seen.words) == 2 and len({round(word[3]) for word in seen.words[1]}) == 2
    ),
    "four-pages": lambda seen: len(seen.sizes) == 4,
    "a-heading-last-on-its-page": last_of_first_page("Volunteering"),
    "a-title-last-on-its-page": last_of_first_page(
        "Lewes", "2009", "2011", "Aug", "–", "Mar", "Trust,", "Library", "Database"
    ),
    "a4-and-letter": lambda seen: len({(round(width), round(height)) for width, height in seen.sizes}) == 2,
    "a-page-of-no-paper": lambda seen: seen.sizes == [(500, 900)],
    "text-at-the-edge": lambda seen: min(word[0] for word in seen.words[0]) < 4 * MILLIMETRE,
    # Records.
    "no-title": titled(""),
    "untitled": titled("untitled"),
    "the-title-that-word-gives": titled("Microsoft Word - Document1"),
    "a-file-name-as-title": titled("cv_final_v3.docx"),
    "no-author": lambda seen: seen.info("Author") == "",
    "the-author-of-the-template": lambda seen: seen.info("Author") == "Administrator",
    "a-window-without-the-title": lambda seen: not entry("ViewerPreferences", "DisplayDocTitle")(seen),
    "a-path-in-the-information": leak,
    "a-path-of-a-mac": leak,
    "a-path-of-windows-in-xmp": leak,
    "a-path-as-title": leak,
    "a-link-to-a-file": lambda seen: leak(seen) and linked("file:")(seen),
    "no-tags": lambda seen: not seen.tags,
    "tags-taken-away": lambda seen: not seen.tags,
    "tags-not-marked": lambda seen: bool(seen.tags) and not entry("MarkInfo", "Marked")(seen),
    "a-skipped-level": lambda seen: {*levels(seen)} == {1, 3, 4},
    "two-first-levels": lambda seen: levels(seen).count(1) == 2,
    "no-headings-at-all": lambda seen: bool(seen.tags) and not levels(seen),
    "a-photo-without-text": lambda seen: (
        ["/Alt" in element for element in _elements(seen.root["/StructTreeRoot"]) if element.get("/S") == "/Figure"]
        == [False]
    ),
    "no-language": lambda seen: "/Lang" not in seen.root,
    "a-link-that-is-a-script": linked("javascript:"),
    "a-link-by-ftp": linked("ftp:"),
    "a-link-without-a-scheme": linked("github.com"),
    "a-link-on-here": lambda seen: "here" in places_of_links(seen),
    "a-link-on-portfolio": lambda seen: "Portfolio" in places_of_links(seen),
    "links-beside-their-text": lambda seen: not any(places_of_links(seen)),
    "a-script-on-opening": lambda seen: entry("OpenAction")(seen).get("/S") == "/JavaScript",
    "a-program-on-opening": lambda seen: entry("OpenAction")(seen).get("/S") == "/Launch",
    "a-script-of-the-document": lambda seen: bool(entry("Names", "JavaScript")(seen)),
    "a-script-of-the-page": lambda seen: "/AA" in seen.file.pages[0],
    "a-script-on-closing": lambda seen: bool(entry("AA", "WC")(seen)),
    "an-attached-file": lambda seen: "notes.txt" in seen.file.attachments,
    "a-form": lambda seen: "/XFA" in entry("AcroForm")(seen),
    "encrypted": lambda seen: seen.file.is_encrypted and "Whitmore" in seen.text,
}


def painted(seen: Seen) -> bytes:
    contents: Any = seen.file.pages[0]["/Contents"]
    return bytes(contents.get_object().get_data())


def drawings(seen: Seen) -> int:
    with pymupdf.open(stream=seen.pdf) as document:
        return len(document[0].get_drawings())


def email_tops(seen: Seen) -> list[float]:
    """Give how far from the top the e-mail stands."""
    found = [word[1] for word in seen.words[0] if "@" in word[4]]
    assert found
    return found


def set_as(seen: Seen, text: str) -> set[tuple[str, float]]:
    """Give the fonts and sizes of a text; of `Tables`, those of running text."""
    wanted = "tables on which" if text == "Tables" else text
    return {
        (span["font"], round(span["size"], 1))
        for span in seen.spans
        if span["text"].strip() == wanted or (text == "Tables" and wanted in span["text"])
    }


def share_of_pictures(seen: Seen) -> float:
    boxes = [picture["bbox"] for picture in seen.pictures]
    width, height = seen.sizes[0]
    return float(sum((right - left) * (low - top) for left, top, right, low in boxes) / (width * height))


def resolution(seen: Seen) -> float:
    """Give the pixels an inch of the only picture; nothing where there is none."""
    return max(
        (picture["width"] / (picture["bbox"][2] - picture["bbox"][0]) * 72 for picture in seen.pictures), default=0
    )


@pytest.fixture(scope="session")
def seen_base(base: bytes) -> Seen:
    return Seen(base)


def test_each_fault_is_proven() -> None:
    assert {*PROOFS} == {*FAULTS}
    assert len(FAULTS) >= 50


def test_each_fault_says_what_it_is() -> None:
    assert [fault.name for fault in FAULTS.values() if not fault.codes or {*fault.codes} & {*fault.also}] == []


def test_a_fault_is_there_and_not_in_the_clean_page(fault: Fault, seen_base: Seen) -> None:
    proof = PROOFS[fault.name]
    assert proof(Seen(fault.pdf))
    if fault.name not in _TWINS:
        assert not proof(seen_base)


@pytest.mark.parametrize("name", _TWINS)
def test_keywords_in_plain_sight_are_not_hidden(name: str) -> None:
    assert not PROOFS[name](Seen(m.at_the_end("<p>Kubernetes, in letters that one can see</p>")()))


@pytest.mark.parametrize("name", {fault.codes: fault.name for fault in FAULTS.values()}.values())
def test_a_fault_is_made_the_same_way_each_time(name: str) -> None:
    first = FAULTS[name].pdf
    m.page.cache_clear()
    assert FAULTS[name].make() == first


def test_a_fault_leaves_the_rest_of_the_page_alone(fault: Fault) -> None:
    pages = {"a-scan-as-second-page": 2, "two-lines-on-a-second-page": 2, "a4-and-letter": 2, "four-pages": 4}
    pages |= {"a-heading-last-on-its-page": 2, "a-title-last-on-its-page": 2}
    assert len(Seen(fault.pdf).sizes) == pages.get(fault.name, 1)


def test_no_swap_goes_without_effect() -> None:
    with pytest.raises(AssertionError, match="nowhere"):
        m.page("", ("nowhere", "anywhere"))


def name_of(variant: Variant) -> str:
    return "Zoë Ångström Núñez" if variant.name == "accents-in-the-name" else "Clara Whitmore"


def test_every_reader_gives_a_clean_page_whole_and_the_name_first(variant: Variant, readers: Readers) -> None:
    wanted = {"Harbourlight", "Snowflake,", "clara.whitmore@example.org", "Humber.", "distinction"}
    for name, read in readers.items():
        text = unicodedata.normalize("NFC", read(variant.pdf))
        first = next(line.strip() for line in text.splitlines() if line.strip())
        assert first.casefold() == name_of(variant).casefold(), name
        assert wanted <= {*text.split()}, name


def test_a_clean_page_is_pdf_ua(variant: Variant, tmp_path: Path) -> None:
    path = tmp_path / "clean.pdf"
    path.write_bytes(variant.pdf)
    compliant = validator.validate_pdf(path, profile=validator.ValidationProfile.PDF_UA_1).is_compliant
    assert compliant == ("untagged" not in variant.may)


def test_a_clean_page_is_in_order(variant: Variant) -> None:
    seen = Seen(variant.pdf)
    assert seen.in_order("clara.whitmore@example.org", "nine years", "Harbourlight", "Designed", "Northgate", "Durham")
    assert seen.in_order("Durham", "Snowflake", "Tidewatch", "Humber")


def test_a_clean_variant_is_another_page(variant: Variant, base: bytes) -> None:
    assert (variant.pdf == base) == (variant.name == "the-clean-page")


def test_a_clean_page_is_well_filled(variant: Variant) -> None:
    last = Seen(variant.pdf).words[-1]
    assert max(word[3] for word in last) - 18 * MILLIMETRE > 0.25 * 261 * MILLIMETRE


def test_variants_are_called_by_their_names(clean: Mapping[str, Variant], faults: Mapping[str, Fault]) -> None:
    assert [*clean] == [variant.name for variant in CLEAN.values()]
    assert [*faults] == [fault.name for fault in FAULTS.values()]
    assert not {*clean} & {*faults}
