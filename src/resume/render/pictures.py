"""Makes the pictures of a page: the person's photo as it is printed, a QR code as lines."""

import base64
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from resume import files
from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.model.resume import Basics
from resume.model.values import URL, millimetres
from resume.themes.load import Theme
from resume.view.words import Words

AT: Final = ("basics", "image")

SHAPES: Final = {"square": 1.0, "round": 1.0, "portrait": 45 / 35}
"""Height by width of what a theme's `photo` may be; a portrait is that of passports (ICAO 9303-3 §8)."""

DPI: Final = 300
"""What printers show; more only makes the file larger."""

LEAST_DPI: Final = 150
MOST_PIXELS: Final = 50_000_000
MILLIMETRES_PER_INCH: Final = 25.4
QUALITY: Final = 88


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a template sees as `photo`, the URL of a picture, and as `code`, an SVG; empty where there is none."""

    photo: str
    code: Markup


def pictures(
    basics: Basics, words: Words, theme: Theme, folder: Path, places: Places, diagnostics: Diagnostics
) -> Pictures:
    """Make the pictures that a theme shows of a résumé whose files lie in `folder`."""
    shape, image, url = theme.options.get("photo", "none"), basics.image, basics.url
    photo = code = ""
    if image and shape in SHAPES:
        photo = _photo(image, SHAPES[shape], theme.options.get("photo-size", "30mm"), folder, places, diagnostics)
    if theme.options.get("code") == "true":
        if url:
            code = _code(url, words.labels["code"].format(url=url))
        else:
            message = "`code` is for the address in `basics.url`, but there is none"
            diagnostics.warning("code-url", message, places.span(("theme", "code")))
    return Pictures(photo, Markup(code))  # noqa: S704 - segno's own SVG


def _photo(image: str, ratio: float, size: str, folder: Path, places: Places, diagnostics: Diagnostics) -> str:
    """Crop a picture to a shape, and give it in the resolution of print, without what else the file says."""
    span = places.span(AT)
    if URL.match(image):
        message = "a picture is a file beside the résumé; this address is not loaded, and no picture shown"
        diagnostics.warning("image-address", message, span)
        return ""
    from PIL import UnidentifiedImageError  # WeasyPrint imports it anyway

    width = round((millimetres(size) or 0) / MILLIMETRES_PER_INCH * DPI)
    try:
        picture = _opened(_content(image, folder))
    except UnidentifiedImageError:
        diagnostics.error("image-file", f"{image} is no picture in a format that is known", span)
        return ""
    except (OSError, ValueError, SyntaxError, EOFError, files.FileError) as error:
        diagnostics.error("image-file", f"the picture {image} cannot be read: {error}", span)
        return ""
    least = round(width * LEAST_DPI / DPI)
    if min(picture.width, picture.height / ratio) < least:
        found = f"{picture.width} by {picture.height}"
        message = f"{image} has {found} pixels, too few to look sharp {size} wide"
        hint = f"take one of {least} by {round(least * ratio)} or more"
        diagnostics.warning("image-resolution", message, span, hint=hint)
    from PIL import ImageOps  # WeasyPrint imports it anyway

    fitted = ImageOps.fit(picture, (width, round(width * ratio)), centering=(0.5, 0.4))
    made = BytesIO()
    fitted.save(made, "JPEG", quality=QUALITY, dpi=(DPI, DPI))
    return f"data:image/jpeg;base64,{base64.b64encode(made.getvalue()).decode()}"


def _content(image: str, folder: Path) -> bytes:
    """Read a picture's file, which must lie in the folder; raises what the system does, or `ValueError`."""
    path = folder / image
    if not files.is_file(path):
        raise ValueError("it is not there")
    if not files.is_inside(path, [folder]):
        raise ValueError("it lies outside the résumé's folder")
    return files.read(path)


def _opened(content: bytes) -> Any:
    """Open a picture upright, in opaque colours; raises what Pillow does, or `ValueError` where it is too large."""
    from PIL import Image, ImageFile, ImageOps

    cut_off, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint takes such
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF", "TIFF"))
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError(f"it has {picture.width} by {picture.height} pixels")
            upright = ImageOps.exif_transpose(picture)
            upright.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = cut_off
    if upright.mode.startswith("I"):  # sixteen bits to a grey, of which Pillow would take the lower eight
        upright = upright.point(lambda value: value / 256).convert("L")
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return upright.convert("RGB")


def _code(url: str, title: str) -> str:
    """Write the QR code (ISO/IEC 18004) of a URL as SVG, with a title for those who do not see it."""
    import segno

    made = BytesIO()
    symbol = segno.make_qr(url, error="m")
    symbol.save(made, kind="svg", border=0, xmldecl=False, svgns=True, title=title, svgclass="code", omitsize=True)
    return made.getvalue().decode().strip()
