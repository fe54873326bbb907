"""Imports WeasyPrint: without the system's fonts, and without what a build does not use."""

import importlib
import logging
import os
import sys
import warnings
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Final

from resume import files
from resume.later import later
from resume.render.declarations import known_declarations
from resume.render.stylesheets import kept_own

FONTCONFIG = Path(__file__).parent / "fonts.conf"

INSTALL = (
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "macOS: brew install pango",
    "Windows: install MSYS2, and in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
)
"""How to get the libraries that no PyPI wheel brings (doc.courtbouillon.org/weasyprint, First Steps)."""

LATER: Final = {
    "fontTools.subset": (),
    "fontTools.ttLib": ("TTFont", "TTLibError", "ttFont", "woff2"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
    **dict.fromkeys(("PIL.EpsImagePlugin", "PIL.Image", "PIL.ImageFile", "PIL.ImageOps"), ()),
    "PIL.ImageCms": ("ImageCmsProfile",),
    "weasyprint.svg": ("SVG",),
    "ssl": (),
}
"""What WeasyPrint imports, and uses only for variable fonts, those of emoji and of the Web, for colour profiles,
for pictures, for the network, or where HarfBuzz has no subsetter: modules, with what it imports of them by name."""

PARSER: Final = {"tinyhtml5": ()}
"""What it parses pages with, unless `resume.render.markup` does."""


class MissingLibraryError(Exception):
    """Pango or HarfBuzz is not installed; the message says which library."""


@cache
def weasyprint() -> ModuleType:
    """Import WeasyPrint once; raises `MissingLibraryError`.

    Fontconfig is given an empty configuration before it is loaded, so no font of the system is in
    the picture. Measured: of 410 ms, 160 are cffi searching for libraries by ldconfig and gcc, and 100 cffi parsing
    declarations and parts of fontTools and Pillow that a build does not use. Where the quick way fails, the
    plain one is gone.
    """
    os.environ["FONTCONFIG_FILE"] = str(files.lent(FONTCONFIG))
    os.environ.pop("FONTCONFIG_SYSROOT", None)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    try:
        return _import(quick=True)
    except (OSError, ImportError, AttributeError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
    try:
        return _import(quick=False)
    except OSError as error:
        raise MissingLibraryError(str(error).splitlines()[0]) from None


def _import(*, quick: bool) -> ModuleType:
    """Import WeasyPrint; `quick` is by what it takes on most machines."""
    with redirect_stdout(StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not quick:
            return importlib.import_module("weasyprint")
        with known_declarations(), later(LATER, "weasyprint"), later(PARSER, "weasyprint"), kept_own():
            return importlib.import_module("weasyprint")
