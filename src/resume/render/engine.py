"""Imports WeasyPrint: without the system's fonts, and without what a build does not use."""

import ctypes.util
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader, find_spec, module_from_spec
from io import StringIO
from pathlib import Path
from types import ModuleType

FONTCONFIG = Path(__file__).parent / "fonts.conf"

INSTALL = (
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "macOS: brew install pango",
    "Windows: install MSYS2, and in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
)
"""How to get the libraries that no PyPI wheel brings (doc.courtbouillon.org/weasyprint, First Steps)."""

LAZY = ("fontTools.subset",)
"""Modules that WeasyPrint imports, and uses only where HarfBuzz's own subsetter is not there."""


class MissingLibraryError(Exception):
    """Pango or HarfBuzz is not installed; the message says which library."""


@cache
def weasyprint() -> ModuleType:
    """Import WeasyPrint once; raises `MissingLibraryError`.

    Fontconfig is given an empty configuration before it is loaded, so no font of the system is in
    the picture. Measured: 150 ms of the import are `find_library` running ldconfig and gcc, 70 ms
    fontTools' subsetter.
    """
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG)
    os.environ.pop("FONTCONFIG_SYSROOT", None)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    try:
        return _import(quick=True)
    except OSError:
        forget = [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]
        for name in forget:
            del sys.modules[name]
    try:
        return _import(quick=False)
    except OSError as error:
        raise MissingLibraryError(str(error).splitlines()[0]) from None


def _import(*, quick: bool) -> ModuleType:
    """Import WeasyPrint; `quick` finds libraries by the loader alone, as it does on most machines."""
    with redirect_stdout(StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not quick:
            return importlib.import_module("weasyprint")
        with _no_library_search(), _lazily(LAZY):
            return importlib.import_module("weasyprint")


@contextmanager
def _no_library_search() -> Iterator[None]:
    original = ctypes.util.find_library
    ctypes.util.find_library = lambda _: None
    try:
        yield
    finally:
        ctypes.util.find_library = original


@contextmanager
def _lazily(names: tuple[str, ...]) -> Iterator[None]:
    """Let modules be imported now and run when they are first used."""
    for name in names:
        if name not in sys.modules and (spec := _lazy(name)):
            sys.modules[name] = module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
    yield


def _lazy(name: str) -> ModuleSpec | None:
    spec = find_spec(name)
    if spec is not None and spec.loader is not None:
        spec.loader = LazyLoader(spec.loader)
    return spec
