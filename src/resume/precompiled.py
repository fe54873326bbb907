"""Keeps what Python compiles anew in each run: regular expressions, the methods of classes, types as texts.

Modules are compiled once (`__pycache__`); what they have compiled when they are imported is lost at each end. Measured:
that is 13 % of a build. Where Python does it in another way than is known here, it goes on as ever.
"""

import builtins
import collections
import marshal
import re
import sys
import typing
from array import array
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, Final

from resume import cache

KIND: Final = "compiled"

LIMIT: Final = 2000
"""How many are kept for a command; one that compiles ever new ones begins again."""

FEW: Final = 16
"""So many are not worth to be written down: in each run, some are made of sets in another order."""

_kept: dict[tuple[str, object, int], Any] = {}
_saved: dict[str, int] = {}


def keep(command: str) -> None:
    """Let what is compiled from now on be what an earlier run of a command compiled."""
    import dataclasses  # which takes 8 ms where a command ends before it is wanted

    with suppress(ValueError, EOFError, TypeError):
        _kept.update(marshal.loads(cache.load(KIND, _key(command)) or b""))  # noqa: S302 - of this user's own cache
    _saved[command] = len(_kept)
    dataclasses.exec = _exec  # type: ignore[attr-defined]
    collections.eval = _eval  # type: ignore[attr-defined]
    typing.compile = _compile  # type: ignore[attr-defined]
    compiler = getattr(re, "_compiler", None)
    if hasattr(compiler, "compile") and hasattr(compiler, "_sre"):
        _Patterns(compiler)


def save() -> None:
    """Keep what was compiled for the next run of the command, if much was that is not kept yet."""
    for command, count in _saved.items():
        if len(_kept) > count + FEW:
            cache.save(KIND, _key(command), marshal.dumps(_kept if len(_kept) <= LIMIT else {}))


def _key(command: str) -> str:
    return f"{sys.version} {array('I').itemsize} {command}"


def _exec(text: str, given: dict[str, Any] | None = None, found: dict[str, Any] | None = None) -> None:
    """Define what the text of a function says, as `exec` does."""
    key = "exec", text, 0
    if key not in _kept:
        _kept[key] = compile(text, "<string>", "exec")
    builtins.exec(_kept[key], given, found)  # noqa: S102 - that is what it stands in for


def _eval(text: str, given: dict[str, Any]) -> Any:
    """Evaluate a text, as `collections` does to make the method of a named tuple."""
    return builtins.eval(_compile(text, "<string>", "eval"), given)  # noqa: S307 - that is what it stands in for


def _compile(*given: Any) -> Any:
    """Compile a text, as `typing` does to see that an annotation is an expression."""
    key = "compile", given, 0
    if key not in _kept:
        _kept[key] = compile(*given)
    return _kept[key]


class _Patterns:
    """Stands in for `re._compiler.compile`, and keeps what that has `_sre`, which is written in C, make patterns of."""

    def __init__(self, compiler: Any) -> None:
        import threading

        self._real = compiler.compile
        sre = vars(compiler)["_sre"]
        self._sre = sre.compile
        self._here = threading.local()
        vars(compiler)["_sre"] = SimpleNamespace(**{**vars(sre), "compile": self._made})
        compiler.compile = self

    def __call__(self, pattern: Any, flags: int = 0) -> Any:
        """Compile a pattern; one that is parsed already is not kept."""
        key = type(pattern).__name__, pattern, int(flags)
        if key[0] not in {"str", "bytes"}:
            return self._real(pattern, flags)
        if key not in _kept:
            self._here.given = []
            made = self._real(pattern, flags)
            for said, how, code, *rest in self._here.given:  # none, where it has gone another way
                _kept[key] = said, how, array("I", code).tobytes(), *rest
            return made
        said, how, code, *rest = _kept[key]
        return self._sre(said, how, array("I", code).tolist(), *rest)

    def _made(self, *given: Any) -> Any:
        self._here.given = [given]
        return self._sre(*given)
