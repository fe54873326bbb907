"""Makes PDFs: of the clean résumé in base.html, of variants of it, and of what other programs do to a PDF.

A change that changes nothing is an error.
"""

import base64
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pypdfium2
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from resume.fonts import faces, package_folder
from resume.render.engine import weasyprint

HERE = Path(__file__).parent
FAMILY = "Source Sans 3"
VARIANT = "pdf/ua-1"

HTML = (HERE / "base.html").read_text(encoding="utf-8")
CSS = (HERE / "base.css").read_text(encoding="utf-8")
JOBS = re.findall(r'<div class="entry">.*?</ul>\n</div>\n', (HERE / "more.html").read_text(encoding="utf-8"), re.DOTALL)
"""Further jobs, for more than one page."""

END_OF_JOBS = '</section>\n<section class="education">'
END = "</section>\n</main>"
SKILLS = re.findall(r'<section class="skills">\n<h2>Skills</h2>\n(.*?)</section>', HTML, re.DOTALL)[0]

Make = Callable[[], bytes]
Change = Callable[[PdfWriter], None]
Swap = tuple[str, str]
"""What stands in base.html, and what is to stand there."""


# Pages laid out by WeasyPrint.


@cache
def fonts() -> Any:
    """Give the font configuration that all pages share, for a sheet's fonts are loaded once."""
    weasyprint()
    return import_module("weasyprint.text.fonts").FontConfiguration()


@cache
def sheet(css: str) -> Any:
    return weasyprint().CSS(string=css, font_config=fonts())


@cache
def base_sheet() -> Any:
    rules = (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f"src: url({face.path.as_uri()}) }}"
        for face in faces(FAMILY)
    )
    return sheet("\n".join((*rules, CSS)))


def mended(_document: Any, pdf: Any) -> None:
    """Keep a font's plain encoding where one of its glyphs is missing, as the project does."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Type0":
            item["Encoding"] = "/Identity-H"


@cache
def page(css: str = "", *swaps: Swap, html: str = HTML, variant: str | None = VARIANT, mend: bool = True) -> bytes:
    """Lay a page out: the clean one, with rules added and parts of its HTML swapped."""
    for old, new in swaps:
        assert old in html, old
        html = html.replace(old, new)
    sheets = [base_sheet(), *([sheet(css)] if css else [])]
    document = weasyprint().HTML(string=html)
    finisher = mended if mend else None
    made = document.write_pdf(stylesheets=sheets, font_config=fonts(), pdf_variant=variant, finisher=finisher)
    return bytes(made)


def styled(css: str | Callable[[], str], *swaps: Swap, **options: Any) -> Make:
    """Make a page with further rules, which may be made with it: to make a font takes as long as a page."""
    return lambda: page(css if isinstance(css, str) else css(), *swaps, **options)


def swapped(*swaps: Swap, **options: Any) -> Make:
    return lambda: page("", *swaps, **options)


def at_the_end(html: str, css: str = "") -> Make:
    """Add something after the last section, where it comes last both in order and on the page."""
    return styled(css, (END, f"</section>\n{html}\n</main>"))


def long(css: str = "", *swaps: Swap, jobs: int = 3) -> Make:
    """Make two pages, by so many further jobs."""
    return styled(css, (END_OF_JOBS, "".join(JOBS[:jobs]) + END_OF_JOBS), *swaps)


def rearranged(arrange: Callable[[str], str], css: str = "") -> Make:
    def make() -> bytes:
        html = arrange(HTML)
        assert html != HTML
        return page(css, html=html)

    return make


def in_two(html: str) -> str:
    """Put the sections into two parts: summary and experience, and the others."""
    html = html.replace("<main>", '<main>\n<div class="first">')
    html = html.replace(END_OF_JOBS, '</section>\n</div>\n<div class="second">\n<section class="education">')
    return html.replace(END, "</section>\n</div>\n</main>")


def second_first(html: str) -> str:
    """Put the part with the shorter sections first in the document."""
    head, first, second, end = re.split(r'(?=<div class="(?:first|second)">|</main>)', in_two(html))
    return head + second + first + end


def in_a_table(html: str) -> str:
    """Set each section as a row of a table: its heading in one cell, its text in the other."""
    html = re.sub(r'<section class="\w+">\n(<h2>.*?</h2>)', r"<tr><td>\1</td><td>", html)
    html = html.replace("</section>", "</td></tr>")
    return html.replace("<main>", "<main><table>").replace("</main>", "</table></main>")


def jobs_in_a_table(html: str) -> str:
    """Set each job as a row of a table with ruled lines: its dates in one cell, its text in the other."""
    found = re.search(r"<h2>Experience</h2>\n(.*?)</section>", html, re.DOTALL)
    assert found
    entry = r'<div class="entry">\n<div class="line">(.*?) <span class="date">(.*?)</span></div>\n(.*?)</div>\n'
    row = r'<tr><td class="when">\2</td><td><p class="line">\1</p>\n\3</td></tr>'
    rows = re.sub(entry, row, found[1], flags=re.DOTALL)
    return html.replace(found[1], f"<table>{rows}</table>")


def dates_before_titles(html: str) -> str:
    """Put each date first in its line, and the rest of the line beside it."""
    line = r'<div class="line">(.*?) <span class="date">(.*?)</span></div>'
    return re.sub(line, r'<div class="line dated"><span class="date">\2</span><div>\1</div></div>', html)


# Pictures and fonts, as data URLs.


def url(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def saved(picture: Image.Image, kind: str, **options: Any) -> str:
    made = BytesIO()
    picture.save(made, kind, **options)
    return url(made.getvalue(), f"image/{kind.lower()}")


@cache
def portrait(width: int, height: int) -> str:
    """Draw somebody before a wall."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((width * 0.05, height * 0.7, width * 0.95, height * 1.5), fill="#35506b")
    draw.ellipse((width * 0.27, height * 0.2, width * 0.73, height * 0.75), fill="#d9b08c")
    return saved(picture, "JPEG", quality=85)


@cache
def noise(width: int, height: int) -> str:
    """Make a picture that cannot be compressed, the same one each time."""
    state, data = 1, bytearray()
    while len(data) < width * height * 3:
        state = pow(state * 48271 + 11, 3, 2**521 - 1)
        data += state.to_bytes(66, "little")[:64]
    return saved(Image.frombytes("RGB", (width, height), bytes(data[: width * height * 3])), "PNG", compress_level=1)


def photo(source: str) -> Swap:
    return ("<h1>", f'<img class="photo" alt="Portrait of Clara Whitmore" src="{source}">\n<h1>')


PHOTO = "header { display: flow-root } .photo { width: 26mm; height: 33mm } .entry + .entry { margin-top: 5pt }"


def with_photo(width: int = 307, height: int = 390, css: str = PHOTO) -> bytes:
    """Make the page with a picture of 26 by 33 millimetres: at first of 300 pixels an inch."""
    return page(css, photo(portrait(width, height)))


def rasterised(pdf: bytes, number: int = 0, scale: float = 2.0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[number].render(scale=scale, grayscale=True).to_pil()
    document.close()
    return picture


def scanned() -> bytes:
    """Make a page that is nothing but a picture of the clean one."""
    source = saved(rasterised(page()), "JPEG", quality=60)
    whole = f'<img class="scan" alt="Résumé of Clara Whitmore" src="{source}">'
    html = re.sub(r"<body>.*</body>", lambda _: f"<body>{whole}</body>", HTML, flags=re.DOTALL)
    return page("@page { margin: 0 } .scan { display: block; width: 210mm; height: 296.9mm }", html=html)


def with_a_scan() -> bytes:
    """Make a second page that is a picture, as of a certificate."""
    source = saved(rasterised(page("h2 { border: 0 }")), "JPEG", quality=60)
    css = (
        "@page scan { margin: 0 } .scan { page: scan; break-before: page; display: block; width: 210mm; height: 296mm }"
    )
    return at_the_end(f'<img class="scan" alt="Certificate" src="{source}">', css)()


def skills_as_picture() -> bytes:
    """Make a picture of the skills, in large letters."""
    drawn = page("html { font-size: 13pt } .skills p { margin-bottom: 7pt }", html=_only("skills"))
    picture = rasterised(drawn, scale=4)
    left, top, right, bottom = (round(18 * 72 / 25.4 * 4), 0, round(192 * 72 / 25.4 * 4), picture.height)
    picture = picture.crop((left, top, right, bottom))
    inked = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert inked
    picture = picture.crop((0, inked[1] - 12, picture.width, inked[3] + 12))
    image = f'<img class="skilled" alt="Python, SQL, Scala and further skills" src="{saved(picture, "PNG")}">\n'
    return page(".skilled { width: 174mm; display: block }", (SKILLS, image))


def _only(section: str) -> str:
    """Give the page with the text of one section only."""
    text = re.findall(rf'<section class="{section}">\n<h2>.*?</h2>\n(.*?)</section>', HTML, re.DOTALL)[0]
    body = f'<body><section class="{section}">{text}</section></body>'
    return re.sub(r"<body>.*</body>", lambda _: body, HTML, flags=re.DOTALL)


def outlined() -> bytes:
    """Draw the letters of the clean page as paths: it has no text any more."""
    with pymupdf.open(stream=page()) as document:
        drawing = document[0].get_svg_image(text_as_path=True)
    with pymupdf.open(stream=drawing.encode(), filetype="svg") as document:
        drawn = document.convert_to_pdf()
    return edited(_described, lambda: drawn)()


def _described(writer: PdfWriter) -> None:
    writer.metadata = {"/Title": "Clara Whitmore - Résumé", "/Author": "Clara Whitmore"}
    writer.root_object[NameObject("/Lang")] = pdf_text("en")
    for made in ("/CreationDate", "/ModDate"):
        writer._info.pop(made, None)  # type: ignore[union-attr] # noqa: SLF001 - there is no other way to it


@cache
def lookalikes(characters: tuple[tuple[str, str], ...], style: str = "Bold") -> str:
    """Give a `@font-face` named Odd, whose characters look like other ones: pairs of the new one and the old one."""
    font = TTFont(_face(style), recalcTimestamp=False)
    glyphs = font.getBestCmap()
    mapped = {ord(new): glyphs[ord(old)] for new, old in characters}
    options = Options(glyph_names=True, layout_features=[])
    subsetter = Subsetter(options)
    subsetter.populate(glyphs={*mapped.values()})
    subsetter.subset(font)
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, mapped
    font["cmap"].tables = [table]
    made = BytesIO()
    font.save(made)
    face = f"@font-face {{ font-family: Odd; src: url({url(made.getvalue(), 'font/ttf')}) }}"
    return f'{face} .odd {{ font-family: Odd, "{FAMILY}" }}'


def _face(style: str) -> Path:
    return next(face.path for face in faces(FAMILY) if face.path.stem.endswith(f"-{style}"))


def icon_font() -> str:
    """Give a `@font-face` for Font Awesome, whose letter is an envelope at U+F0E0."""
    path = package_folder("rendercv_fonts") / "Font Awesome 7/Font Awesome 7 Free-Solid-900.otf"
    return f"@font-face {{ font-family: Icons; src: url({path.as_uri()}) }} .icon {{ font-family: Icons }}"


def shifted(text: str, start: int, small: int) -> str:
    """Write a text with letters of another alphabet: capitals from `start` on, small ones from `small` on."""
    return "".join(
        chr(ord(c) - ord("A") + start) if c.isupper() else chr(ord(c) - ord("a") + small) if c.islower() else c
        for c in text
    )


def in_letters(shown: str, start: int, small: int) -> str:
    """Give a `@font-face` for a text as `shifted` writes it."""
    pairs = {(new, old) for new, old in zip(shifted(shown, start, small), shown, strict=True) if new != old}
    return lookalikes(tuple(sorted(pairs)))


# What other programs do to a PDF.


def edited(change: Change, make: Make = page) -> Make:
    """Change the objects of a PDF."""

    def made() -> bytes:
        writer = PdfWriter(clone_from=BytesIO(make()))
        change(writer)
        whole = BytesIO()
        writer.write(whole)
        return whole.getvalue()

    return made


def pdf_text(text: str) -> Any:
    return import_module("pypdf.generic").create_string_object(text)


def action(kind: str, **entries: Any) -> DictionaryObject:
    return named(S=NameObject(f"/{kind}"), **entries)


def named(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def script() -> DictionaryObject:
    return action("JavaScript", JS=pdf_text("app.alert('Hello');"))


def in_catalog(**entries: Any) -> Change:
    """Set entries of the catalog; what is set to nothing is removed."""

    def change(writer: PdfWriter) -> None:
        for name, value in entries.items():
            if value is None:
                del writer.root_object[NameObject(f"/{name}")]
            else:
                writer.root_object[NameObject(f"/{name}")] = value

    return change


def font_of(writer: PdfWriter, style: str = "Italic") -> DictionaryObject:
    """Find a font of the first page; the italic one is used in one line only."""
    found = writer.pages[0]["/Resources"]["/Font"].get_object()  # type: ignore[index]
    fonts_found = [font.get_object() for font in found.values()]
    [font] = [font for font in fonts_found if str(font["/BaseFont"]).endswith(style)]
    assert isinstance(font, DictionaryObject)
    return font


def misread(old: str, new: str) -> Change:
    """Let the glyph of a letter, in the one italic line, be read as something else."""

    def change(writer: PdfWriter) -> None:
        replaced = new.encode("utf-16-be").hex()
        _map(writer, lambda text: re.sub(rf"(?m)(?<=^<....> )<{ord(old):04x}>$", f"<{replaced}>", text))

    return change


def unmapped(letters: str) -> Change:
    """Take some letters out of the one italic line's ToUnicode map."""

    def drop(text: str) -> str:
        for letter in letters:
            text = re.sub(rf"(?m)^<....> <{ord(letter):04x}>\n", "", text)
        count = len(re.findall(r"(?m)^<....> <[0-9a-f]+>$", text)) - 1
        return re.sub(r"\d+(?= beginbfchar)", str(count), text)

    return lambda writer: _map(writer, drop)


def identity(writer: PdfWriter) -> None:
    """Let the glyphs of the one italic line be read as the characters of their numbers, as careless programs do."""
    _map(writer, lambda text: re.sub(r"(?m)^<(....)> <(?!ffff)[0-9a-f]+>$", r"<\1> <\1>", text))


def _map(writer: PdfWriter, change: Callable[[str], str]) -> None:
    stream: Any = font_of(writer)["/ToUnicode"].get_object()
    text = stream.get_data().decode()
    changed = change(text)
    assert changed != text
    stream.set_data(changed.encode())


def with_missing_glyph() -> bytes:
    """Show a rune, which the font lacks: WeasyPrint takes the number of a glyph that is not in the font."""
    return page('.thesis::after { content: " \\16A0" }')


def notdef(writer: PdfWriter) -> None:
    """Show glyph 0 for the rune, as most programs do."""
    [number] = [code for code, text in re.findall(r"<(....)> <(....)>", _mapping(writer)) if text == "16a0"]
    _map(writer, lambda text: text.replace(f"<{number}> <16a0>", "<0000> <16a0>"))
    content_changed(lambda data: data.replace(f"<{number}>".encode(), b"<0000>"))(writer)


def _mapping(writer: PdfWriter) -> str:
    stream: Any = font_of(writer)["/ToUnicode"].get_object()
    return str(stream.get_data().decode())


def without_to_unicode(writer: PdfWriter) -> None:
    del font_of(writer)["/ToUnicode"]


def without_font_file(writer: PdfWriter) -> None:
    descendants: Any = font_of(writer)["/DescendantFonts"]
    del descendants[0].get_object()["/FontDescriptor"].get_object()["/FontFile2"]


def content_changed(change: Callable[[bytes], bytes]) -> Change:
    """Change what the first page paints."""

    def changed(writer: PdfWriter) -> None:
        stream: Any = writer.pages[0]["/Contents"].get_object()
        before = stream.get_data()
        after = change(before)
        assert after != before
        stream.set_data(after)

    return changed


def around_last_text(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    """Put operators around what shows the last text of a page."""

    def change(data: bytes) -> bytes:
        start, _, last = data.rpartition(b"BT\n")
        text, _, end = last.partition(b"ET\n")
        return start + before + b"BT\n" + text + b"ET\n" + after + end

    return change


def written(line: bytes, font: DictionaryObject) -> Change:
    """Write a line of a font below everything."""

    def change(writer: PdfWriter) -> None:
        resources: Any = writer.pages[0]["/Resources"]
        resources["/Font"].get_object()[NameObject("/Foreign")] = font
        show = b"\nq 1 0 0 -1 0 841.889764 cm BT /Foreign 10 Tf 51 58 Td " + line + b" Tj ET Q\n"
        content_changed(lambda data: data + show)(writer)

    return change


def standard_font() -> DictionaryObject:
    """Give one of the 14 fonts that need not be embedded before PDF 2.0."""
    entries = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in entries.items()})


def bitmap_font(writer: PdfWriter) -> None:
    """Write a line of a Type 3 font whose glyphs are called a0, a1 …, as old TeX drivers do."""
    box = DecodedStreamObject()
    box.set_data(b"600 0 0 0 500 700 d1 0 0 500 700 re 100 100 300 500 re f*")
    glyph = writer._add_object(box)  # noqa: SLF001 - streams are indirect objects
    names = [NameObject(f"/a{number}") for number in range(26)]
    numbers = {
        key: ArrayObject(map(NumberObject, values)) for key, values in {"w": [600] * 26, "b": [0, 0, 500, 700]}.items()
    }
    encoding = {"/Type": NameObject("/Encoding"), "/Differences": ArrayObject([NumberObject(97), *names])}
    font = {
        "/Type": NameObject("/Font"),
        "/Subtype": NameObject("/Type3"),
        "/FontBBox": numbers["b"],
        "/FontMatrix": ArrayObject([import_module("pypdf.generic").FloatObject(v) for v in (0.001, 0, 0, 0.001, 0, 0)]),
        "/CharProcs": DictionaryObject(dict.fromkeys(names, glyph)),
        "/Encoding": DictionaryObject({NameObject(key): value for key, value in encoding.items()}),
        "/FirstChar": NumberObject(97),
        "/LastChar": NumberObject(122),
        "/Widths": numbers["w"],
        "/Resources": DictionaryObject(),
    }
    whole = DictionaryObject({NameObject(key): value for key, value in font.items()})
    written(b"(referencesonrequest)", whole)(writer)


def hidden_layer(writer: PdfWriter) -> None:
    """Put the last text of the page on a layer that is switched off (ISO 32000-2 §8.11)."""
    entries = {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): pdf_text("Keywords")}
    layer = writer._add_object(DictionaryObject(entries))  # noqa: SLF001 - layers are indirect objects
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer]), NameObject("/Order"): ArrayObject([layer])})
    layers = {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off}
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(layers)
    resources: Any = writer.pages[0]["/Resources"]
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/Hidden"): layer})
    content_changed(around_last_text(b"/OC /Hidden BDC\n", b"EMC\n"))(writer)


def private_data(size: int) -> Change:
    """Keep an editor's own data with the page, as Illustrator does (ISO 32000-2 §14.5)."""

    def change(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(b"%!PS-Adobe-3.0 private data\n" * (size // 28))
        private = DictionaryObject({NameObject("/AIPrivateData1"): writer._add_object(stream)})  # noqa: SLF001
        entries = {NameObject("/LastModified"): pdf_text("D:20260102120000Z"), NameObject("/Private"): private}
        info = DictionaryObject({NameObject("/Illustrator"): DictionaryObject(entries)})
        writer.pages[0][NameObject("/PieceInfo")] = info

    return change


def cropped(left: float, bottom: float, right: float, top: float) -> Change:
    def change(writer: PdfWriter) -> None:
        writer.pages[0].cropbox = import_module("pypdf.generic").RectangleObject((left, bottom, right, top))

    return change


def described(**entries: str) -> Change:
    """Set entries of the information dictionary."""
    return lambda writer: writer.add_metadata({f"/{name}": text for name, text in entries.items()})


def in_xmp(element: str) -> Change:
    """Add a description to the XMP metadata."""

    def change(writer: PdfWriter) -> None:
        stream: Any = writer.root_object["/Metadata"].get_object()
        text = stream.get_data().decode()
        changed = text.replace("</rdf:RDF>", f'<rdf:Description rdf:about="">{element}</rdf:Description></rdf:RDF>')
        assert changed != text
        stream.set_data(changed.encode())

    return change


def elements(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Give the elements of the structure tree, each before those in it."""

    def walk(element: Any) -> Iterator[DictionaryObject]:
        element = element.get_object()
        if isinstance(element, DictionaryObject):
            yield element
            kids = element.get("/K", ArrayObject()).get_object()
            for kid in kids if isinstance(kids, ArrayObject) else [kids]:
                yield from walk(kid)

    return walk(writer.root_object["/StructTreeRoot"])


def tagged(kind: str, change: Callable[[DictionaryObject], None]) -> Change:
    """Change the first structure element of a kind."""
    return lambda writer: change(next(element for element in elements(writer) if element.get("/S") == f"/{kind}"))


def turned(element: DictionaryObject) -> None:
    """Turn the order of what an element holds."""
    kids: Any = element["/K"]
    element[NameObject("/K")] = ArrayObject(reversed(kids))


def without_alt(element: DictionaryObject) -> None:
    del element["/Alt"]


def as_paragraphs(writer: PdfWriter) -> None:
    """Tag headings as text."""
    for element in elements(writer):
        if element.get("/S") in {"/H1", "/H2", "/H3"}:
            element[NameObject("/S")] = NameObject("/P")


def untagged(writer: PdfWriter) -> None:
    del writer.root_object["/StructTreeRoot"], writer.root_object["/MarkInfo"]


def unmarked(writer: PdfWriter) -> None:
    del writer.root_object["/MarkInfo"]


def links(writer: PdfWriter) -> list[DictionaryObject]:
    annotations: Any = writer.pages[0]["/Annots"]
    return [annotation.get_object() for annotation in annotations]


def led(start: str, uri: str) -> Change:
    """Let the link that leads to something with that start lead elsewhere."""

    def change(writer: PdfWriter) -> None:
        actions: list[Any] = [link["/A"].get_object() for link in links(writer)]
        [found] = [item for item in actions if str(item["/URI"]).startswith(start)]
        found[NameObject("/URI")] = pdf_text(uri)

    return change


def misplaced(writer: PdfWriter) -> None:
    """Let the rectangles of links lie where there is no text."""
    for number, link in enumerate(links(writer)):
        place = (300 + 40 * number, 10, 330 + 40 * number, 20)
        link[NameObject("/Rect")] = ArrayObject(map(NumberObject, place))


def attached(writer: PdfWriter) -> None:
    writer.add_attachment("notes.txt", b"What I did not want to say.")


def form(writer: PdfWriter) -> None:
    """Add a form of the XML Forms Architecture."""
    stream = DecodedStreamObject()
    stream.set_data(b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"></xdp:xdp>')
    entries = {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): writer._add_object(stream)}  # noqa: SLF001
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(entries)


def in_name_tree(writer: PdfWriter) -> None:
    """Add a script to the name tree of the document, which is run on opening (ISO 32000-2 §12.6.4.17)."""
    names = DictionaryObject({NameObject("/Names"): ArrayObject([pdf_text("hello"), script()])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): names})


def on_opening_the_page(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/AA")] = named(O=script())


def encrypted(writer: PdfWriter) -> None:
    """Forbid copying, with a password that one need not know to open the file."""
    generic, constants = import_module("pypdf.generic"), import_module("pypdf.constants")
    writer._ID = ArrayObject([generic.ByteStringObject(b"0123456789abcdef")] * 2)  # noqa: SLF001 - else it is random
    same = writer._ID  # noqa: SLF001
    printing = constants.UserAccessPermissions.PRINT
    writer.encrypt("", "owner", algorithm="RC4-128", permissions_flag=printing)
    writer._ID = same  # noqa: SLF001
