"""Keeps style sheets as WeasyPrint parsed them from one run to the next.

Its own for HTML, parsed whenever it is imported, and those of a theme take it 9 % of a build (measured).
"""

import marshal
import pickle
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache as once
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final

from resume import cache, files
from resume.diagnostics import Diagnostics
from resume.render.log import listening

KIND: Final = "sheets"

PARSERS: Final = ("weasyprint.css", "cssselect2", "tinycss2")
"""The packages that what comes of a sheet depends on."""

LOADS: Final = re.compile(r"@import|@font-face|@color-profile|@[\w-]*\\", re.IGNORECASE)
"""In a sheet without these rules none loads anything; a backslash can write each of them in another way."""

GIVEN: Final = {"string", "base_url", "url_fetcher", "font_config", "counter_style"}
"""What a sheet is parsed with that is kept; of these, only the text and its address matter where nothing is loaded."""

SELECTORS: Final = "cssselect2.compiler"
"""The module that writes selectors as functions, and what those need of it."""


@once
def kept(css: type) -> Any:
    """Give WeasyPrint's class for sheets, changed so that it keeps what it parsed, if it said nothing of it."""

    class Kept(css):  # type: ignore[misc]
        def __init__(self, *args: Any, **given: Any) -> None:
            text = given.get("string")
            if args or not isinstance(text, str) or LOADS.search(text) or not given.keys() <= GIVEN:
                super().__init__(*args, **given)
                return
            counters = given.pop("counter_style", None)
            counters = {} if counters is None else counters
            key = f"{_parsers()} {given.get('base_url')} {sha256(text.encode(errors='replace')).hexdigest()}"
            found = _load(key)
            if found is None:
                said, own = Diagnostics(), {}  # type: ignore[var-annotated]
                with listening("", said):
                    super().__init__(**given, counter_style=own)
                found = {**vars(self)}, own
                if not said.items:
                    _save(key, found)
            self.__dict__.update(found[0])
            counters.update(found[1])

    return Kept


class _Selectors(pickle.Pickler):
    """Writes the functions of selectors as their code, which pickle does not."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, FunctionType) and value.__name__ == "<lambda>":
            if value.__closure__ or value.__defaults__ or value.__kwdefaults__:
                raise pickle.PicklingError("it is no selector")
            return _selector, (marshal.dumps(value.__code__),)
        return NotImplemented


def _selector(code: bytes) -> FunctionType:
    compiled = marshal.loads(code)  # noqa: S302 - of this user's own cache
    if not isinstance(compiled, CodeType):
        raise pickle.UnpicklingError("it is no selector")
    return FunctionType(compiled, vars(sys.modules[SELECTORS]))


def _load(key: str) -> Any:
    content = cache.load(KIND, key)
    with suppress(Exception):  # whatever is wrong with it, the sheet can be parsed
        return pickle.loads(content) if content else None  # noqa: S301 - of this user's own cache
    return None


def _save(key: str, found: Any) -> None:
    written = BytesIO()
    with suppress(Exception):  # what cannot be kept is parsed each time
        _Selectors(written, pickle.HIGHEST_PROTOCOL).dump(found)
        cache.save(KIND, key, written.getvalue())


@once
def _parsers() -> str:
    """Tell parsers from other ones: by the files that they are."""
    loaded = sorted((name, module) for name, module in sys.modules.items() if name.startswith(PARSERS))
    said = [(name, files.version(Path(str(module.__file__)))) for name, module in loaded]
    return sha256(f"{sys.version} {said}".encode()).hexdigest()


class _Finder:
    """Finds no module; it only sees that one is about to be imported, and has another class there meanwhile."""

    def __init__(self) -> None:
        self._changed: dict[str, Any] = {}

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "weasyprint.html":
            package = vars(sys.modules["weasyprint"])
            self._changed = {"CSS": package["CSS"]}
            package["CSS"] = kept(package["CSS"])

    def restore(self) -> None:
        if "weasyprint" in sys.modules:  # unless its import failed
            vars(sys.modules["weasyprint"]).update(self._changed)


@contextmanager
def kept_own() -> Iterator[None]:
    """Let WeasyPrint, which is imported meanwhile, keep its own sheets."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        finder.restore()
