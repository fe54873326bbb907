"""Pictures: the photo as it is printed, the QR code as it is scanned, icons as they are read out."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validator
import pymupdf
import pypdf
import pypdfium2
import pytest
import segno
from PIL import Image, ImageChops
from tests import command

from resume.build.request import Outcome, Request
from resume.build.road import make
from resume.themes.shelf import builtin_names

pytestmark = pytest.mark.wide

MILLIMETRE = 72 / 25.4
RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
RED_ENOUGH = [0] * 128 + [255] * 128
CORNERS = [RED, LIME, BLUE, WHITE]
"""The colours of the picture at the left and right of its top, then of its bottom."""

STORED = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.ROTATE_90, Image.Transpose.FLIP_TOP_BOTTOM),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.ROTATE_90, Image.Transpose.FLIP_LEFT_RIGHT),
    8: (Image.Transpose.ROTATE_270,),
}
"""How a camera that was held otherwise stores a picture, by the orientation that it notes (Exif 3.0 §4.6.5.1.6)."""


def quarters(width: int, height: int) -> Image.Image:
    """Draw a picture of four colours."""
    picture = Image.new("RGB", (width, height), WHITE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste(LIME, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    return picture


def photograph(path: Path, orientation: int = 1) -> None:
    """Save the picture as a camera does: as its sensor lay, with what it knows of the place and itself."""
    picture = quarters(900, 700)
    for turn in STORED[orientation]:
        picture = picture.transpose(turn)
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "Planted Cameras"
    notes.get_ifd(0x8825).update({1: "N", 2: (59.0, 54.0, 30.0), 3: "E", 4: (10.0, 45.0, 8.0)})
    picture.save(path, exif=notes, quality=95)


def source(image: str, *options: str, theme: str = "classic", rest: str = "") -> str:
    chosen = "".join(f"  {option}\n" for option in options)
    return f"basics:\n  name: Ada Example\n  image: {image}\n{rest}theme:\n  name: {theme}\n{chosen}"


def built(folder: Path, text: str) -> Outcome:
    return make(Request(text.encode(), "resume.yaml", folder, (), ("pdf", "html"), folder / "out"))


def pdf(outcome: Outcome) -> bytes:
    assert outcome.diagnostics.items == []
    return next(content for path, content in outcome.made.items() if path.suffix == ".pdf")


def embedded(content: bytes) -> list[Image.Image]:
    """Give the pictures in a PDF, as they are stored there."""
    reader = pypdf.PdfReader(BytesIO(content))
    return [Image.open(BytesIO(image.data)) for page in reader.pages for image in page.images]


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """Give the colours near the corners, each of its parts full or nothing."""
    right, bottom = picture.width - 6, picture.height - 6
    pixels: list[Any] = [
        picture.convert("RGB").getpixel(at) for at in ((5, 5), (right, 5), (5, bottom), (right, bottom))
    ]
    return [tuple(255 * (part > 127) for part in pixel) for pixel in pixels]


def alternatives(content: bytes) -> list[str]:
    """Give the texts that stand in the structure tree for those who do not see a figure (ISO 32000-2 §14.9.3)."""

    def within(node: Any) -> Iterator[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict):
            if "/Alt" in node:
                assert node["/S"] == "/Figure"
                yield str(node["/Alt"])
            yield from within(node.get("/K"))
        elif isinstance(node, list):
            for inner in node:
                yield from within(inner)

    return [*within(pypdf.PdfReader(BytesIO(content)).root_object["/StructTreeRoot"])]


def conforms(content: bytes) -> bool:
    return bool(validator.validate_pdf_bytes(content, profile=validator.ValidationProfile.PDF_UA_1).is_compliant)


def seen(content: bytes, dpi: int = 144) -> Image.Image:
    """Render the first page."""
    picture: Image.Image = pypdfium2.PdfDocument(content)[0].render(scale=dpi / 72).to_pil()
    return picture.convert("RGB")


def said(outcome: Outcome) -> list[tuple[str, str]]:
    """Give what is said of a build, each with the line of the source that it points at."""
    lines = outcome.diagnostics.texts["resume.yaml"].splitlines()
    places = [item.span for item in outcome.diagnostics.items]
    return [
        (item.code, lines[span.line - 1][span.column - 1 : span.end_column - 1] if span else "")
        for item, span in zip(outcome.diagnostics.items, places, strict=True)
    ]


# The photo.


@pytest.mark.parametrize(
    ("shape", "size", "pixels"),
    [
        ("square", "30mm", (354, 354)),
        ("square", "2cm", (236, 236)),
        ("round", "1in", (300, 300)),
        ("portrait", "35mm", (413, 531)),
        ("portrait", "72pt", (300, 386)),
    ],
)
def test_a_photo_is_embedded_in_the_resolution_of_print_and_stands_in_its_size(
    tmp_path: Path, shape: str, size: str, pixels: tuple[int, int]
) -> None:
    photograph(tmp_path / "me.jpg")
    content = pdf(built(tmp_path, source("me.jpg", f"photo: {shape}", f"photo-size: {size}")))
    [picture] = embedded(content)
    assert picture.size == pixels
    assert picture.format == "JPEG"
    with pymupdf.open(stream=content) as document:
        [place] = [pymupdf.Rect(image["bbox"]) for image in document[0].get_image_info()]
    assert (place.width, place.height) == pytest.approx([side / 300 * 72 for side in pixels], abs=0.3)


@pytest.mark.parametrize("orientation", STORED)
def test_a_photo_is_upright_however_the_camera_was_held(tmp_path: Path, orientation: int) -> None:
    photograph(tmp_path / "me.jpg", orientation)
    [picture] = embedded(pdf(built(tmp_path, source("me.jpg", "photo: square"))))
    assert corners(picture) == CORNERS


def test_a_photo_that_is_not_turned_would_be_noticed(tmp_path: Path) -> None:
    photograph(tmp_path / "me.jpg", 6)
    assert corners(Image.open(tmp_path / "me.jpg")) != CORNERS


def test_a_photo_says_nothing_of_where_and_with_what_it_was_taken(tmp_path: Path) -> None:
    photograph(tmp_path / "me.jpg", 6)
    kept = (tmp_path / "me.jpg").read_bytes()
    assert b"Exif" in kept
    assert b"Planted Cameras" in kept
    outcome = built(tmp_path, source("me.jpg", "photo: square"))
    [picture] = embedded(pdf(outcome))
    assert dict(picture.getexif()) == {}
    for content in outcome.made.values():
        assert b"Exif" not in content
        assert b"Planted Cameras" not in content
    assert b"Exif" not in stored_in(pdf(outcome))


def stored_in(content: bytes) -> bytes:
    """Give the picture's data as the file has it."""
    reader: Any = pypdf.PdfReader(BytesIO(content))
    [stream] = [inner.get_object() for inner in reader.pages[0]["/Resources"]["/XObject"].values()]
    data: bytes = stream._data  # noqa: SLF001 - what is read by its public name has been decoded
    assert data.startswith(b"\xff\xd8")
    return data


@pytest.mark.parametrize("ending", ["png", "webp", "gif", "tiff"])
def test_a_picture_in_another_format_is_shown_too(tmp_path: Path, ending: str) -> None:
    quarters(600, 600).save(tmp_path / f"me.{ending}")
    [picture] = embedded(pdf(built(tmp_path, source(f"me.{ending}", "photo: square"))))
    assert corners(picture) == CORNERS


@pytest.mark.parametrize("ending", ["png", "webp"])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_is_white(tmp_path: Path, mode: str, ending: str) -> None:
    black = Image.new(mode, (400, 400), (0, 0, 0, 0)[-len(mode) :])
    black.paste((0, 0, 0, 255)[-len(mode) :], (0, 0, 200, 200))
    black.save(tmp_path / f"me.{ending}", lossless=True)
    [picture] = embedded(pdf(built(tmp_path, source(f"me.{ending}", "photo: square"))))
    assert picture.mode == "RGB"
    assert corners(picture) == [(0, 0, 0), WHITE, WHITE, WHITE]


def test_a_palette_with_a_transparent_colour_is_white_there(tmp_path: Path) -> None:
    picture = Image.new("P", (400, 400), 1)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.paste(0, (0, 0, 200, 200))
    picture.save(tmp_path / "me.png", transparency=0)
    [shown] = embedded(pdf(built(tmp_path, source("me.png", "photo: square"))))
    assert corners(shown) == [WHITE, BLUE, BLUE, BLUE]


def test_a_grey_of_sixteen_bits_stays_grey(tmp_path: Path) -> None:
    Image.new("I;16", (400, 400), 0x8000).save(tmp_path / "me.png")
    [picture] = embedded(pdf(built(tmp_path, source("me.png", "photo: square"))))
    assert picture.convert("L").getpixel((9, 9)) == pytest.approx(0x80, abs=3)


@pytest.mark.parametrize("shape", ["square", "portrait", "round"])
def test_a_photo_has_its_shape_on_the_page(tmp_path: Path, shape: str) -> None:
    """Of a round one the corners are the page's; the picture is red all over."""
    Image.new("RGB", (800, 1000), RED).save(tmp_path / "me.png")
    page = seen(pdf(built(tmp_path, source("me.png", f"photo: {shape}", "photo-size: 30mm"))))
    parts = page.split()
    left, top, right, bottom = ImageChops.subtract(parts[0], parts[1]).point(RED_ENOUGH).getbbox() or (0, 0, 0, 0)
    assert (right - left) / 144 * 25.4 == pytest.approx(30, abs=0.4)
    assert (bottom - top) / 144 * 25.4 == pytest.approx(30 * (45 / 35 if shape == "portrait" else 1), abs=0.4)
    assert page.getpixel(((left + right) // 2, top + 1)) == pytest.approx((254, 0, 0), abs=3)
    assert page.getpixel((left + 2, top + 2)) == (WHITE if shape == "round" else pytest.approx((254, 0, 0), abs=3))


@pytest.mark.parametrize("options", [("photo: none",), ()])
def test_a_photo_that_the_theme_does_not_show_is_not_looked_at(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert embedded(pdf(built(tmp_path, source("nowhere.jpg", *options)))) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Photo of Ada Example"), ("de", "Foto von Ada Example"), ("ja", "Ada Exampleの写真")],
)
def test_a_photo_has_its_alternative_text_in_the_language(tmp_path: Path, language: str, text: str) -> None:
    photograph(tmp_path / "me.jpg")
    outcome = built(tmp_path, f"language: {language}\n" + source("me.jpg", "photo: square"))
    assert alternatives(pdf(outcome)) == [text]
    page = next(content for path, content in outcome.made.items() if path.suffix == ".html").decode()
    assert f'alt="{text}"' in page


def test_a_name_of_marks_stands_in_the_alternative_text_as_it_is(tmp_path: Path) -> None:
    photograph(tmp_path / "me.jpg")
    text = source("me.jpg", "photo: square").replace("Ada Example", "'Ada \"{name}\" <b> & Co'")
    assert alternatives(pdf(built(tmp_path, text))) == ['Photo of Ada "{name}" <b> & Co']


REST = """\
  label: Engineer of what is large, and of a label that is long enough to go over the end of a line
  email: ada@example.org
  phone: +1 555 0100
  location: {city: Oslo}
  summary: A summary, and then another sentence of it, so that there is text below the head of the page.
"""


@pytest.mark.parametrize("shape", ["square", "round", "portrait"])
@pytest.mark.parametrize("theme", builtin_names())
def test_every_theme_shows_a_photo_beside_its_text(tmp_path: Path, theme: str, shape: str) -> None:
    photograph(tmp_path / "me.jpg", 6)
    content = pdf(built(tmp_path, source("me.jpg", f"photo: {shape}", theme=theme, rest=REST)))
    assert conforms(content)
    assert alternatives(content)[0] == "Photo of Ada Example"
    assert [corners(picture) for picture in embedded(content)] == [CORNERS]
    with pymupdf.open(stream=content) as document:
        page = document[0]
        [place] = [pymupdf.Rect(image["bbox"]) for image in page.get_image_info()]
        assert page.rect.contains(place)
        assert [word[4] for word in page.get_text("words") if place.intersects(pymupdf.Rect(word[:4]))] == []


def test_a_photo_makes_the_same_bytes_twice(tmp_path: Path) -> None:
    photograph(tmp_path / "me.jpg", 6)
    text = source("me.jpg", "photo: round", "code: true", "icons: true", rest="  url: https://example.org\n")
    first, second = built(tmp_path, text), built(tmp_path, text)
    assert first.made == second.made
    assert first.made


# What is wrong with a photo.


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Give a résumé's folder with pictures that cannot be shown, and one beside it."""
    folder = tmp_path / "home"
    folder.mkdir()
    quarters(500, 500).save(tmp_path / "outside.png")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "text.jpg").write_text("no picture")
    (folder / "empty.png").write_bytes(b"")
    (folder / "vector.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (folder / "folder.png").mkdir()
    quarters(60, 500).save(folder / "narrow.png")
    quarters(500, 160).save(folder / "low.png")
    quarters(500, 500).save(folder / "sharp.png")
    Image.new("1", (10_000, 6_000)).save(folder / "bomb.png")
    assert (folder / "bomb.png").stat().st_size < 100_000
    return folder


@pytest.mark.parametrize(
    ("image", "why"),
    [
        ("nowhere.jpg", "is not there"),
        ("folder.png", "is not there"),
        ("text.jpg", "no picture"),
        ("empty.png", "no picture"),
        ("vector.svg", "no picture"),
        ("../outside.png", "outside the résumé's folder"),
        ("link.png", "outside the résumé's folder"),
        ("bomb.png", "10000 by 6000 pixels"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_an_error_at_its_name(album: Path, image: str, why: str) -> None:
    outcome = built(album, source(image, "photo: square"))
    assert said(outcome) == [("image-file", image)]
    [item] = outcome.diagnostics.items
    assert item.severity == "error"
    assert image in item.message
    assert why in item.message
    assert outcome.made == {}


def test_an_absolute_path_out_of_the_folder_is_an_error(album: Path) -> None:
    outside = str(album.parent / "outside.png")
    assert said(built(album, source(outside, "photo: square"))) == [("image-file", outside)]


def test_a_picture_within_the_folder_is_found_however_its_path_is_spelt(album: Path) -> None:
    (album / "same.png").symlink_to(album / "sharp.png")
    for image in ("sharp.png", "./sharp.png", "../home/sharp.png", "same.png", str(album / "sharp.png")):
        assert len(embedded(pdf(built(album, source(image, "photo: square"))))) == 1


def test_what_is_said_of_a_picture_is_for_people(album: Path) -> None:
    [item] = built(album, source("text.jpg", "photo: square")).diagnostics.items
    assert re.search(r"object at 0x|BytesIO", item.message) is None


def test_a_path_that_is_too_long_is_an_error_at_its_place(album: Path) -> None:
    image = "a" * 300 + ".jpg"
    assert said(built(album, source(image, "photo: square"))) == [("image-file", image)]


def test_a_picture_that_is_cut_off_is_an_error_whichever_theme_comes_first(tmp_path: Path) -> None:
    Image.effect_noise((500, 500), 90).save(tmp_path / "whole.jpg", quality=95)
    whole = (tmp_path / "whole.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "resume.yaml").write_text(source("cut.jpg", theme="modern"))
    for themes in (("modern",), ("modern", "classic"), ("classic", "modern")):
        assert command.run(tmp_path, "build", *(f"--theme={theme}" for theme in themes)).returncode == 1


@pytest.mark.parametrize("image", ["https://example.org/me.png", "http://localhost/me.png", "data:image/png;base64,AA"])
def test_an_address_is_not_loaded_and_is_a_warning(album: Path, image: str) -> None:
    outcome = built(album, source(f"'{image}'", "photo: square"))
    assert said(outcome) == [("image-address", f"'{image}'")]
    assert outcome.diagnostics.items[0].severity == "warning"
    [content] = [content for path, content in outcome.made.items() if path.suffix == ".pdf"]
    assert embedded(content) == []
    assert alternatives(content) == []


@pytest.mark.parametrize(
    ("image", "shape", "size", "least"),
    [
        ("narrow.png", "square", "20mm", "118 by 118"),
        ("low.png", "portrait", "25mm", "148 by 190"),
        ("sharp.png", "square", "90mm", "532 by 532"),
    ],
)
def test_too_few_pixels_are_a_warning_that_says_how_many_it_takes(
    album: Path, image: str, shape: str, size: str, least: str
) -> None:
    outcome = built(album, source(image, f"photo: {shape}", f"photo-size: {size}"))
    assert said(outcome) == [("image-resolution", image)]
    [item] = outcome.diagnostics.items
    assert item.severity == "warning"
    assert size in item.message
    assert least in item.hint
    assert outcome.made


def test_pixels_enough_are_no_warning(album: Path) -> None:
    """Those of 150 to the inch; a low picture is enough for a square of its height."""
    for image, size in (("low.png", "27mm"), ("narrow.png", "10mm"), ("sharp.png", "84mm")):
        assert embedded(pdf(built(album, source(image, "photo: square", f"photo-size: {size}"))))


def test_a_photo_of_no_width_is_said_to_be_one(album: Path) -> None:
    outcome = built(album, source("sharp.png", "photo: square", "photo-size: 0mm"))
    assert outcome.made or said(outcome)


def test_a_photo_that_is_wider_than_its_page_is_said_to_be_one(album: Path) -> None:
    quarters(1800, 1800).save(album / "large.png")
    outcome = built(album, source("large.png", "photo: square", "photo-size: 260mm"))
    assert [code for code, _ in said(outcome) if code != "page-fill"]


# The QR code.

ADDRESS = "https://ada.example/cv?a=1&b=<2>"


def coded(folder: Path, theme: str, address: str = ADDRESS, language: str = "en") -> Outcome:
    text = f"language: {language}\nbasics:\n  name: Ada\n  email: ada@e.org\n  url: '{address}'\n  summary: S.\n"
    return built(folder, f"{text}theme:\n  name: {theme}\n  code: true\n")


def modules(content: bytes, count: int) -> tuple[list[list[int]], int]:
    """Measure how light each module of the code on the page is, and the darkest place in the zone around it."""
    with pymupdf.open(stream=content) as document:
        page = document[0]
        drawing = max(page.get_drawings(), key=lambda drawing: len(drawing["items"]))
    side = drawing["rect"].width / count  # its rows are lines as high as a module, which begin in its middle
    left, top = drawing["rect"].x0, drawing["rect"].y0 - side / 2
    dpi = 600
    shown = seen(content, dpi).convert("L")

    def light(column: float, row: float) -> int:
        at = (round((left + column * side) * dpi / 72), round((top + row * side) * dpi / 72))
        pixel: Any = shown.getpixel(at)
        return int(pixel)

    found = [[light(column + 0.5, row + 0.5) for column in range(count)] for row in range(count)]
    around = [light(-distance, row + 0.5) for distance in (0.5, 1.5, 2.5, 3.5) for row in range(count)]
    return found, min(around)


@pytest.mark.parametrize("theme", builtin_names())
def test_a_qr_code_leads_to_the_address_in_every_theme(tmp_path: Path, theme: str) -> None:
    """Dark and light modules are as far apart as scanners want them (ISO/IEC 15415: 40 % is good), with a rim."""
    content = pdf(coded(tmp_path, theme))
    wanted = [[bool(module) for module in row] for row in segno.make_qr(ADDRESS, error="m").matrix]
    found, around = modules(content, len(wanted))
    dark = max(found[y][x] for y, row in enumerate(wanted) for x, module in enumerate(row) if module)
    light = min(found[y][x] for y, row in enumerate(wanted) for x, module in enumerate(row) if not module)
    assert light - dark > 0.4 * 255
    assert around - dark > 0.4 * 255


def test_the_code_of_another_address_is_another(tmp_path: Path) -> None:
    """The comparison above tells codes apart."""
    content = pdf(coded(tmp_path, "classic", ADDRESS.replace("2", "3")))
    wanted = [[bool(module) for module in row] for row in segno.make_qr(ADDRESS, error="m").matrix]
    found, _ = modules(content, len(wanted))
    assert [[light < 128 for light in row] for row in found] != wanted


@pytest.mark.parametrize("theme", builtin_names())
def test_a_qr_code_is_drawn_and_has_its_alternative_text(tmp_path: Path, theme: str) -> None:
    content = pdf(coded(tmp_path, theme))
    assert embedded(content) == []
    assert f"QR code of {ADDRESS}" in alternatives(content)
    assert conforms(content)


@pytest.mark.parametrize(("language", "text"), [("de", "QR-Code von"), ("ja", ADDRESS)])
def test_the_text_of_a_qr_code_is_in_the_language(tmp_path: Path, language: str, text: str) -> None:
    [found] = alternatives(pdf(coded(tmp_path, "classic", language=language)))
    assert found.startswith(text)
    assert ADDRESS in found


def test_an_address_without_a_scheme_is_coded_with_one(tmp_path: Path) -> None:
    """A scanner takes `ada.example` for a text."""
    assert alternatives(pdf(coded(tmp_path, "classic", "ada.example/me"))) == ["QR code of https://ada.example/me"]


@pytest.mark.parametrize("address", ['https://e.org/"></svg><script>alert(1)</script>', "https://e.org/]]>&amp;"])
def test_an_address_cannot_break_out_of_its_drawing(tmp_path: Path, address: str) -> None:
    outcome = coded(tmp_path, "classic", address)
    assert alternatives(pdf(outcome)) == [f"QR code of {address}"]
    page = next(content for path, content in outcome.made.items() if path.suffix == ".html").decode()
    assert page.count("<script") == 1
    assert "<script>" not in page


def test_a_code_without_an_address_is_a_warning_at_the_option(tmp_path: Path) -> None:
    outcome = built(tmp_path, "basics:\n  name: Ada\ntheme:\n  name: classic\n  code: true\n")
    [item] = outcome.diagnostics.items
    assert (item.severity, item.code) == ("warning", "code-url")
    assert item.span is not None
    assert (item.span.line, item.span.column) == (5, 9)
    assert "basics.url" in item.message
    assert outcome.made


def test_there_is_no_code_unless_it_is_asked_for(tmp_path: Path) -> None:
    text = f"basics:\n  name: Ada\n  url: '{ADDRESS}'\ntheme:\n  name: classic\n"
    for option in ("", "  code: false\n"):
        assert alternatives(pdf(built(tmp_path, text + option))) == []


# Icons.

CONTACTS = {
    "Email": "ada@example.org",
    "Phone": "+1 555 0100",
    "Website": "ada.example",
    "Address": "Oslo, NO",
    "GitHub": "github.com/ada",
}
CONTACT = """\
basics:
  name: Ada
  email: ada@example.org
  phone: +1 555 0100
  url: https://ada.example
  location: {city: Oslo, countryCode: "NO"}
  profiles: [{network: GitHub, username: ada, url: https://github.com/ada}]
"""


def with_icons(folder: Path, theme: str, icons: str) -> Outcome:
    return built(folder, f"{CONTACT}theme:\n  name: {theme}\n  icons: {icons}\n")


@pytest.mark.parametrize("theme", builtin_names())
def test_an_icon_is_a_drawing_that_says_what_stands_behind_it(tmp_path: Path, theme: str) -> None:
    outcome = with_icons(tmp_path, theme, "true")
    content = pdf(outcome)
    page = next(content for path, content in outcome.made.items() if path.suffix == ".html").decode()
    assert re.findall(r'<svg class="icon".*?><title>(.*?)</title>', page) == [*CONTACTS]
    assert alternatives(content) == [*CONTACTS]
    assert conforms(content)


@pytest.mark.parametrize("theme", builtin_names())
def test_icons_leave_the_text_of_contacts_as_it_is(tmp_path: Path, theme: str) -> None:
    for icons in ("true", "false"):
        content = pdf(with_icons(tmp_path, theme, icons))
        text = str(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range())
        words = re.sub(r"\s+", " ", text)
        at = [words.index(contact) for contact in CONTACTS.values()]
        assert at == sorted(at)
        assert [words.count(contact) for contact in CONTACTS.values()] == [1] * len(CONTACTS)


@pytest.mark.parametrize("theme", [theme for theme in builtin_names() if theme not in {"europass", "sidebar"}])
def test_without_icons_nothing_is_drawn_before_contacts(tmp_path: Path, theme: str) -> None:
    assert alternatives(pdf(with_icons(tmp_path, theme, "false"))) == []


@pytest.mark.parametrize("theme", [theme for theme in builtin_names() if theme != "europass"])
def test_an_icon_is_seen_on_its_ground(tmp_path: Path, theme: str) -> None:
    content = pdf(with_icons(tmp_path, theme, "true"))
    with pymupdf.open(stream=content) as document:
        page = document[0]
        [word] = [word for word in page.get_text("words") if word[4] == CONTACTS["Email"]]
    left, top, _, bottom = word[:4]
    side, scale = bottom - top, 4
    shown = seen(content, 72 * scale).convert("L")
    before = (left - 1.4 * side, top, left - 0.1 * side, bottom)
    icon = shown.resize((40, 40), box=tuple(scale * edge for edge in before))
    extremes: Any = icon.getextrema()
    assert extremes[1] - extremes[0] > 100
