"""Imports WeasyPrint: without the system's fonts, and without what a build does not use."""

import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

from resume.render.declarations import known_declarations

FONTCONFIG = Path(__file__).parent / "fonts.conf"

INSTALL = (
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "macOS: brew install pango",
    "Windows: install MSYS2, and in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
)
"""How to get the libraries that no PyPI wheel brings (doc.courtbouillon.org/weasyprint, First Steps)."""

INSTANCER = "fontTools.varLib.instancer"
SUBSETTER = "fontTools.subset"
"""What WeasyPrint imports, and uses only for variable fonts, or where HarfBuzz has no subsetter."""


class MissingLibraryError(Exception):
    """Pango or HarfBuzz is not installed; the message says which library."""


@cache
def weasyprint() -> ModuleType:
    """Import WeasyPrint once; raises `MissingLibraryError`.

    Fontconfig is given an empty configuration before it is loaded, so no font of the system is in
    the picture. Measured: of 410 ms, 160 are cffi searching for libraries by ldconfig and gcc, and 90 cffi parsing
    declarations and parts of fontTools that a build does not use. Where the quick way fails, the
    plain one is gone.
    """
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG)
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
        with known_declarations(), _lazy_fonttools():
            return importlib.import_module("weasyprint")


@contextmanager
def _lazy_fonttools() -> Iterator[None]:
    """Let the parts of fontTools that a build hardly uses be imported when they are first used."""
    instancer = ModuleType(INSTANCER)
    instancer.instantiateVariableFont = _instantiate  # type: ignore[attr-defined]
    subsetter = ModuleType(SUBSETTER)
    subsetter.__getattr__ = _of_subsetter  # type: ignore[method-assign]
    stand_ins = {module.__name__: module for module in (instancer, subsetter) if module.__name__ not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _instantiate(*args: Any, **options: Any) -> Any:
    return importlib.import_module(INSTANCER).instantiateVariableFont(*args, **options)


def _of_subsetter(name: str) -> Any:
    return getattr(importlib.import_module(SUBSETTER), name)
