"""The font families that come with the package, and which characters they have."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

from resume import cache, files


@dataclass(frozen=True, slots=True)
class Face:
    """One style of a family; `style` and `weight` are those of CSS Fonts 4."""

    family: str
    weight: str
    style: str
    path: Path


FAMILIES: Final = {
    "Amiri": ("fontpkg_amiri", "files/Amiri-*.ttf"),
    "EB Garamond": ("rendercv_fonts", "EB Garamond/EBGaramond-*.ttf"),
    "Fontin": ("rendercv_fonts", "Fontin/Fontin-*.otf"),
    "Gentium Book Plus": ("rendercv_fonts", "Gentium Book Plus/GentiumBookPlus-*.ttf"),
    "IBM Plex Mono": ("fontpkg_ibm_plex_mono", "files/IBMPlexMono-*.ttf"),
    "Lato": ("rendercv_fonts", "Lato/Lato-*.ttf"),
    "Mukta": ("rendercv_fonts", "Mukta/Mukta-*.ttf"),
    "Noto Sans": ("rendercv_fonts", "Noto Sans/NotoSans-*.ttf"),
    "Open Sans": ("rendercv_fonts", "Open Sans/OpenSans-*.ttf"),
    "Open Sauce Sans": ("rendercv_fonts", "Open Sauce Sans/OpenSauceSans-*.ttf"),
    "Poppins": ("rendercv_fonts", "Poppins/Poppins-*.ttf"),
    "Raleway": ("rendercv_fonts", "Raleway/Raleway-*.ttf"),
    "Roboto": ("rendercv_fonts", "Roboto/Roboto-*.ttf"),
    "Source Sans 3": ("rendercv_fonts", "Source Sans 3/SourceSans3-*.ttf"),
    "Ubuntu": ("rendercv_fonts", "Ubuntu/Ubuntu-*.ttf"),
    "XCharter": ("rendercv_fonts", "XCharter/XCharter-*.otf"),
}
"""The families that a theme may name: package, and files with `*` for the style."""

FALLBACKS: Final = {
    "Noto Sans": FAMILIES["Noto Sans"],
    "Noto Emoji": ("manimgx_fonts", "NotoEmoji[[]wght].ttf"),
    "Noto Sans Symbols": ("manimgx_fonts", "NotoSansSymbols[[]wght].ttf"),
    "Noto Sans SC": ("rendercv_fonts", "Noto Sans/NotoSansSC-*.ttf"),
    "Noto Sans JP": ("rendercv_fonts", "Noto Sans/NotoSansJP-*.ttf"),
    "Noto Sans KR": ("rendercv_fonts", "Noto Sans/NotoSansKR-*.ttf"),
    "Amiri": FAMILIES["Amiri"],
    **{
        f"Noto Sans {script}": ("manimgx_fonts", f"NotoSans{script}[[]wght].ttf")
        for script in (
            "Arabic",
            "Armenian",
            "Bengali",
            "Devanagari",
            "Ethiopic",
            "Georgian",
            "Gujarati",
            "Gurmukhi",
            "Hebrew",
            "Kannada",
            "Khmer",
            "Lao",
            "Malayalam",
            "Myanmar",
            "Oriya",
            "Sinhala",
            "Tamil",
            "Telugu",
            "Thai",
        )
    },
}
"""What stands in, in this order, for a character that a theme's families lack.

Of Arabic, Amiri comes first: the letters of others are read back as other ones (measured).
"""

HAN: Final = {"ja": "Noto Sans JP", "ko": "Noto Sans KR", "zh": "Noto Sans SC"}
"""The family in which a language writes the characters that it shares with others, by its code."""

KANA, HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\u1100-\u11ff\uac00-\ud7af]")

STYLES: Final = {
    "Regular": ("400", "normal"),
    "Italic": ("400", "italic"),
    "Bold": ("700", "normal"),
    "BoldItalic": ("700", "italic"),
}

VARIABLE: Final = re.compile(r"\[\w+(,\w+)*\]\.ttf\Z")
"""How the files of variable fonts are named: with their axes in brackets."""

VARIATIONS: Final = {"fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT"}

COVERAGE, STATIC = "characters", "fonts"
"""Kinds of what is kept of fonts: the characters that they have, and their default instances."""

INVISIBLE: Final = {*"\t\n\r \N{NO-BREAK SPACE}", *map(chr, (0x200D, 0xFE0E, 0xFE0F))}
"""White space, and what joins or chooses emoji: it needs no glyph, or comes with one."""


def faces(family: str) -> Iterator[Face]:
    """Give the faces of a family, in the order of `STYLES`; a variable font is one face."""
    package, pattern = (FALLBACKS | FAMILIES)[family]
    folder = package_folder(package)
    if "*" not in pattern:
        yield Face(family, "400", "normal", folder / pattern.replace("[[]", "["))
        return
    for name, (weight, style) in STYLES.items():
        path = folder / pattern.replace("*", name)
        if files.is_file(path):
            yield Face(family, weight, style, path)


def package_folders() -> list[Path]:
    """Find the folders of all font packages."""
    return [package_folder(package) for package in {package for package, _ in (FALLBACKS | FAMILIES).values()}]


@functools.cache
def package_folder(package: str) -> Path:
    """Find the folder of a font package without running it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {package} is not installed", name=package)
    return Path(spec.origin).parent


def content(path: Path) -> bytes:
    """Read a font file; of a variable font, its default instance.

    Without its variations a font is what its `glyf` table draws (OpenType 1.9.1, "OpenType Font
    Variations Overview"): regular, for all that come with the package. WeasyPrint would make the same
    instance of the subset by way of fontTools' instancer (measured: 9 % of a build more). It is kept from one run to
    the next, which saves 3 %.
    """
    if not VARIABLE.search(path.name):
        return files.read(path)
    key = f"{files.lent(path)} {files.version(path)}"
    kept = cache.load(STATIC, key)
    if kept is None:
        kept = _static(files.read(path))
        cache.save(STATIC, key, kept)
    return kept


def _static(data: bytes) -> bytes:
    from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

    whole, static = SFNTReader(BytesIO(data)), BytesIO()
    kept = [tag for tag in whole.keys() if tag not in VARIATIONS]  # noqa: SIM118 - it is no mapping
    written = SFNTWriter(static, len(kept), whole.sfntVersion)
    for tag in kept:
        written[tag] = whole[tag]
    written.close()
    return static.getvalue()


def fallbacks(characters: Iterable[str], families: Iterable[str], language: str) -> tuple[list[str], set[str]]:
    """Find families for the characters that `families` lack.

    Gives the further families, in order, and the characters that no font has. ASCII is not looked
    up: each family has it. Characters that China, Japan and Korea write differently are written as
    `language` does, or else the one whose own letters stand beside them.
    """
    wanted = {c for c in characters if not c.isascii()} - INVISIBLE
    for family in families:
        if wanted:
            wanted -= coverage(family)
    further = []
    for family in _by_language(language, wanted):
        if wanted and not wanted.isdisjoint(coverage(family)):
            further.append(family)
            wanted -= coverage(family)
    return further, wanted


def _by_language(language: str, characters: set[str]) -> Iterable[str]:
    """Give the families that stand in, the one first that has a language's own shapes."""
    text = "".join(characters)
    code = "ja" if KANA.search(text) else "ko" if HANGUL.search(text) else "zh"
    first = HAN.get(language.partition("-")[0].lower(), HAN[code])
    return sorted(FALLBACKS, key=lambda family: family in HAN.values() and family != first)


@functools.cache
def coverage(family: str) -> frozenset[str]:
    """Give the characters that a family's regular face has, by its `cmap` table (OpenType 1.9.1).

    They are kept from one run to the next (measured: 3 % of a build).
    """
    path = files.lent(next(faces(family)).path)
    key = f"{path} {files.version(path)}"
    kept = cache.load(COVERAGE, key)
    if kept is None:
        from fontTools.ttLib import TTFont

        with TTFont(path, lazy=True) as font:
            kept = "".join(map(chr, font.getBestCmap())).encode(errors="surrogatepass")
        cache.save(COVERAGE, key, kept)
    return frozenset(kept.decode(errors="surrogatepass"))
