"""Makes one self-contained web page of a filled-in template: its styles, fonts and pictures are in it."""

import base64
import mimetypes
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from resume import files, fonts
from resume.diagnostics import Diagnostics
from resume.fonts import Face
from resume.render.css import Sheet, font_face
from resume.render.mention import mention
from resume.themes.load import Theme

HEAD_END: Final = re.compile("</head", re.IGNORECASE)
START: Final = re.compile(
    r"\s*<!DOCTYPE html>\s*<html(?: [a-z-]+=\"[^\"<>]*\")*>\s*<head>|\s*<!DOCTYPE[^>]*>|", re.IGNORECASE
)
"""Where the first thing stands that a browser could load anything by, or run."""

POLICY: Final = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; form-action 'none'; base-uri 'none'\">"
)
"""A page runs nothing and loads nothing, whatever its theme says (W3C Content Security Policy Level 3)."""

VIEWPORT: Final = '<meta name="viewport" content="width=device-width, initial-scale=1">'

LINK: Final = re.compile(
    r'<a class="unbroken" href="(?P<href>(?P<scheme>[a-z]+):[^"]*)">[^<]*</a>'
    r'(?:<wbr><a class="unbroken" href="(?P=href)">[^<]*</a>)*'
)
"""A link. PDF/UA wants one that may be broken as several elements (ISO 14289-1 §7.18.5); to a browser it is one."""

PART: Final = re.compile(r">([^<]+)<")
MICROFORMATS: Final = {"mailto": "u-email", "tel": "u-tel", "http": "u-url", "https": "u-url"}
"""What a link is to readers of microformats (h-card), by its scheme."""

IN_STYLE: Final = re.compile(r"""\burl\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)""", re.IGNORECASE)
IN_PAGE: Final = re.compile(r"""(<img\b[^>]*?\bsrc=)"(?!data:)([^"]+)\"""", re.IGNORECASE)

FEATURES: Final = ["lnum", "tnum", "smcp"]
"""OpenType features that themes ask for, beside those that HarfBuzz keeps by itself."""

TAG: Final = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
GENERATED: Final = re.compile(r"""["']([^"'\n]*)["']""")
"""Strings of a style sheet: what `content` puts on a page is among them."""


def page(
    markup: str,
    settings: Sheet,
    sheets: Sequence[Sheet],
    theme: Theme,
    families: Iterable[str],
    description: str,
    beside: Path,
    diagnostics: Diagnostics,
) -> str:
    """Make the page: what the template made, with `sheets` of the theme for print and screens.

    `families` are those of its fonts, of which it holds the characters that it shows. `description` is an
    element that tells machines what it is about. A picture that a page or sheet refers to must lie in the
    folder of the source, `beside`, or of the theme; one that does not is reported, and not shown.
    """
    markup = LINK.sub(_link, markup)
    shown = "".join(
        [unescape(TAG.sub(" ", markup)), *(text for sheet in sheets for text in GENERATED.findall(sheet.text))]
    )
    texts = ["\n".join(_faces(families, {*shown, *shown.upper()})), settings.text]
    texts += [_with_pictures(sheet, diagnostics) for sheet in sheets]
    elements = "".join("<style>\n{}\n</style>\n".format(text.replace("</", "<\\/")) for text in texts)
    markup = IN_PAGE.sub(
        lambda found: f'{found[1]}"{_picture(found[2], [beside, *theme.folders], diagnostics)}"', markup
    )
    start, end = START.match(markup), HEAD_END.search(markup)
    first = start.end() if start else 0
    at = max(end.start() if end else 0, first)
    return "\n".join(
        [markup[:first], POLICY, VIEWPORT, markup[first:at].strip(), description, elements + markup[at:]]
    ).lstrip()


def check_harmless(markup: str, diagnostics: Diagnostics) -> None:
    """Report what a policy does not keep a browser from: to be sent to another page."""
    for element in import_module("tinyhtml5").parse(markup, namespace_html_elements=False).iter("meta"):
        if "http-equiv" in element.attrib:
            message = f"a template may not give orders to browsers: `http-equiv={element.attrib['http-equiv']}`"
            diagnostics.error("theme-template", message, mention("http-equiv", diagnostics.texts))


def _link(found: re.Match[str]) -> str:
    parts = "<wbr>".join(f'<span class="unbroken">{part}</span>' for part in PART.findall(found[0]))
    return f'<a class="{MICROFORMATS.get(found["scheme"], "")}" href="{found["href"]}">{parts}</a>'


def _faces(families: Iterable[str], characters: set[str]) -> Iterator[str]:
    """Declare the fonts, each holding no more than some characters."""
    for family in families:
        for face in fonts.faces(family):
            subset = _subset(face, characters)
            if subset:
                yield font_face(face, f"data:font/woff;base64,{base64.b64encode(subset).decode()}")


def _subset(face: Face, characters: set[str]) -> bytes:
    """Give what a font needs for some characters as WOFF (W3C); nothing where it has none of them.

    HarfBuzz does it: fontTools' own subsetter takes a hundred times as long (measured: 200 ms a face). A page would be
    a sixth smaller with WOFF2, and take three times as long to make.
    """
    harfbuzz = import_module("uharfbuzz")
    whole = harfbuzz.Face(fonts.content(face.path))
    wanted = {*map(ord, characters)} & {*whole.unicodes}
    if not wanted:
        return b""
    choice = harfbuzz.SubsetInput()
    choice.sets(harfbuzz.SubsetInputSets.UNICODE).update(wanted)
    choice.sets(harfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).update(
        int.from_bytes(feature.encode()) for feature in FEATURES
    )
    from fontTools.ttLib import TTFont

    made = BytesIO()
    with TTFont(BytesIO(harfbuzz.subset(whole, choice).blob.data), recalcTimestamp=False) as font:
        font.flavor = "woff"
        font.save(made)
    return made.getvalue()


def _with_pictures(sheet: Sheet, diagnostics: Diagnostics) -> str:
    return IN_STYLE.sub(lambda found: f'url("{_picture(found[2], [sheet.folder], diagnostics)}")', sheet.text)


def _picture(url: str, folders: Iterable[Path], diagnostics: Diagnostics) -> str:
    """Give the `data:` URL of a file in one of some folders; of what cannot be read, none, which is reported."""
    why = "it is no file of the theme's or the source's folder"
    try:
        parts = urlsplit(unescape(url))
        name = unquote(parts.path)
        for folder in folders if not (parts.scheme or parts.netloc) else ():
            if files.is_inside(folder / name, [folder]) and files.is_file(folder / name):
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                return f"data:{kind};base64,{base64.b64encode(files.read(folder / name)).decode()}"
        if parts.netloc:
            why = "a page loads nothing from a network"
    except (files.FileError, OSError, ValueError) as error:
        why = str(error)
    diagnostics.warning("theme-resource", f"Failed to load {url}: {why}", mention(url, diagnostics.texts))
    return ""
