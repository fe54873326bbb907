"""WeasyPrint's C declarations, parsed ahead of time.

Parsing them takes cffi 20 ms at each start, beside importing its parser, and types made on the way
30 more. What it finds is kept in `pango_ffi.py`, in cffi's own out-of-line ABI format (cffi
documentation, "Preparing and distributing modules"), with a digest of the text: another WeasyPrint's
text is parsed as ever.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from sys import modules
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, Final

MODULE: Final = "resume.render.pango_ffi"


class StaleError(ImportError):
    """The declarations are not those that were parsed ahead of time."""


class DeclaredFFI:
    """Stands in for `cffi.FFI`: its declarations are known, all else is cffi's own object."""

    def cdef(self, text: str) -> None:
        """Take the declarations; raises `StaleError` where they are others than those known."""
        module = import_module(MODULE)
        if digest(text) != module.DIGEST:
            raise StaleError(MODULE)
        for name in dir(module.ffi):
            if not name.startswith("_"):
                setattr(self, name, getattr(module.ffi, name))


def digest(text: str) -> str:
    """Tell declarations apart."""
    return sha256(text.encode()).hexdigest()


@contextmanager
def known_declarations() -> Iterator[None]:
    """Let `import cffi` give what is known; raises `StaleError` from within where that is too old."""
    if "cffi" in modules:
        yield
        return
    stand_in = ModuleType("cffi")
    stand_in.FFI = DeclaredFFI  # type: ignore[attr-defined]
    modules["cffi"] = stand_in
    try:
        yield
    finally:
        del modules["cffi"]


def generate(text: str) -> str:
    """Write the source of `pango_ffi.py` for the declarations of the installed WeasyPrint."""
    ffi: Any = import_module("cffi").FFI()
    ffi.cdef(text)
    ffi.set_source(MODULE, None)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ffi.py"
        ffi.emit_python_code(str(path))
        code = path.read_text()
    doc = '"""WeasyPrint\'s C declarations; made by `make declarations`, not by hand."""'
    return f'{doc}\n\nDIGEST = "{digest(text)}"\n\n' + re.sub(r"\A# auto-generated file\n", "", code)


def installed() -> str:
    """Give the declarations of the installed WeasyPrint."""
    source = Path(str(import_module("importlib.util").find_spec("weasyprint").origin)).parent / "text" / "ffi.py"
    match = re.search(r"ffi\.cdef\('''(.*?)'''\)", source.read_text(), re.DOTALL)
    if match is None:
        raise StaleError(str(source))
    return match[1]
