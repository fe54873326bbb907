"""Keeps in one file the compiled modules that commands import, so that none is searched for and opened by itself.

Measured: that is 5 % of a build. A module is taken from there only where a search would find the same file, and that
is as it was. Any other is imported as ever.
"""

import marshal
import os
import sys
import zlib
from _thread import allocate_lock
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache as cached
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec, PathFinder, SourceFileLoader, all_suffixes
from io import FileIO
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final, NamedTuple

from resume import cache, files

KIND: Final = "bundle-1"
"""What it is kept as, with a number that counts up when its form changes."""

LIMIT: Final = 4
"""So many are kept, of 10 MB: there is one for each environment of Python."""

FEW: Final = 16
"""So many modules more are not worth to write it anew."""

HEAD: Final = 8
"""Bytes, in which stand the length of the header and its check sum."""

COMPILED: Final = 16
"""Bytes of a compiled module before its code: magic number, flags, time and size of the source (PEP 552)."""

HERE: Final = "."
"""The folder that an empty text stands for among those that are searched."""


class Piece(NamedTuple):
    """A module: its file, as what its compiled form is cached, the folder where it is found, and that of a package.

    And how the file was, and where the code is in the bundle, with a check sum.
    """

    origin: str
    cached: str
    folder: str
    package: str
    state: str
    start: int = 0
    length: int = 0
    checksum: int = 0


class _Bundle:
    """A bundle, as one of the finders that import asks (`sys.meta_path`)."""

    def __init__(self, file: FileIO, pieces: Mapping[str, tuple[Any, ...]]) -> None:
        self.pieces = pieces
        self.loaded: set[str] = set()
        self._file = file
        self._start = file.tell()
        self._lock = allocate_lock()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module in the bundle, if a search would find the file that it is of, as it was."""
        if name not in self.pieces:
            return None
        piece = Piece(*self.pieces[name])
        if not _leads(sys.path if path is None else path, name, piece) or files.version(piece.origin) != piece.state:
            return None
        spec = ModuleSpec(name, _Loader(name, piece, self), origin=piece.origin)
        spec.has_location = True
        spec.cached = piece.cached
        spec.submodule_search_locations = [piece.package] if piece.package else None
        return spec

    def content(self, piece: Piece) -> bytes | None:
        """Give the code of a module, if it is as it was written.

        A process that was forked from this one moves the place in the file, too: what then is read is no code.
        """
        with self._lock, suppress(OSError):
            self._file.seek(self._start + piece.start)
            content = self._file.read(piece.length)
            return content if zlib.crc32(content) == piece.checksum else None
        return None


class _Loader(SourceFileLoader):
    """Loads a module from a bundle; where it is not as it was written there, from its own file."""

    def __init__(self, name: str, piece: Piece, bundle: _Bundle) -> None:
        super().__init__(name, piece.origin)
        self._piece = piece
        self._bundle = bundle

    def get_code(self, fullname: str) -> CodeType | None:
        content = self._bundle.content(self._piece)
        code: CodeType | None = marshal.loads(content) if content else None  # noqa: S302 - of this user's own cache
        if code is None or code.co_filename != self.path:  # which was compiled in another place
            return super().get_code(fullname)
        self._bundle.loaded.add(fullname)
        return code


_kept: list[tuple[_Bundle | None, int, set[str]]] = []
"""The bundle, if there is one; when this began; what was imported before."""


def keep(now: int) -> None:
    """Import from now on, in nanoseconds since the epoch, from the bundle what earlier commands imported."""
    if PathFinder in sys.meta_path:
        bundle = _opened()
        _kept[:] = [(bundle, now, {*sys.modules})]
        if bundle:
            sys.meta_path.insert(sys.meta_path.index(PathFinder), bundle)


def save() -> None:
    """Keep what was imported for further commands, if much of it is not kept yet."""
    for bundle, now, before in _kept:
        kept = before | bundle.loaded if bundle else before
        specs = [getattr(module, "__spec__", None) for name, module in [*sys.modules.items()] if name not in kept]
        further = [spec for spec in specs if isinstance(spec, ModuleSpec) and isinstance(spec.loader, SourceFileLoader)]
        if len(further) > FEW:
            _save(further, bundle, now)


def _opened() -> _Bundle | None:
    file = cache.opened(KIND, _key())
    if file is None:
        return None
    with suppress(OSError):
        head = file.read(HEAD)
        length = int.from_bytes(head[:4], "little")
        header = file.read(min(length, os.fstat(file.fileno()).st_size))  # memory is taken for as much as is asked for
        if header and zlib.crc32(header) == int.from_bytes(head[4:], "little"):
            return _Bundle(file, marshal.loads(header))  # noqa: S302 - of this user's own cache
    return None


def _key() -> str:
    return repr((sys.version, sys.flags.optimize, sys.pycache_prefix, sys.prefix))


def _leads(search: Sequence[str], name: str, piece: Piece) -> bool:
    """Say whether a search comes to a module, and finds nothing before it, as `importlib.machinery.FileFinder` does."""
    name = name.rpartition(".")[2]
    for folder in search:
        there = _names(folder or HERE)
        if folder != piece.folder:
            if _has(there, name, ("", *all_suffixes())):
                return False
        elif piece.package:
            return not _has(_names(piece.package), "__init__", EXTENSION_SUFFIXES)
        else:
            return not _has(there, name, ("", *EXTENSION_SUFFIXES))
    return False


@cached
def _names(folder: str) -> frozenset[str] | None:
    return files.entries(folder)


def _has(names: frozenset[str] | None, stem: str, suffixes: Iterable[str]) -> bool:
    """Say whether something of a name may be in a folder: who knows what is in one that is none."""
    return names is None or any(f"{stem}{suffix}" in names for suffix in suffixes)


def _save(specs: Iterable[ModuleSpec], old: _Bundle | None, now: int) -> None:
    """Write the bundle anew, with further modules."""
    found: list[tuple[ModuleSpec, Piece]] = []
    for spec in specs:
        parent = spec.name.rpartition(".")[0]
        search = getattr(sys.modules.get(parent), "__path__", ()) if parent else sys.path
        piece = _piece(spec, now)
        if piece and _leads(search, spec.name, piece):
            found.append((spec, piece))
    if len(found) > FEW:
        cache.save(KIND, _key(), _written(found, old), LIMIT)


def _piece(spec: ModuleSpec, now: int) -> Piece | None:
    """Say what to keep of a module, if it is of one file, which has settled."""
    origin, packages = str(spec.origin), spec.submodule_search_locations or []
    state = files.settled(origin, now) if spec.cached and not packages[1:] else None
    if not state:
        return None
    package = "".join(packages)
    return Piece(origin, str(spec.cached), str(Path(package or origin).parent), package, state)


def _code(spec: ModuleSpec) -> bytes | None:
    """Give the code of a module: as Python keeps it, if that is of the file as it is, or else as it is loaded."""
    from importlib.util import MAGIC_NUMBER

    loader = spec.loader
    if not isinstance(loader, SourceFileLoader):
        return None
    with suppress(OSError):
        known = loader.path_stats(loader.path)
        numbers = 0, int(known["mtime"]), int(known["size"])
        head = MAGIC_NUMBER + b"".join((number & 0xFFFFFFFF).to_bytes(4, "little") for number in numbers)
        compiled = loader.get_data(str(spec.cached))
        if compiled[:COMPILED] == head and not isinstance(loader, _Loader):
            return compiled[COMPILED:]
    with suppress(OSError, ImportError, SyntaxError):
        return marshal.dumps(loader.get_code(spec.name))
    return None


def _written(found: Iterable[tuple[ModuleSpec, Piece]], old: _Bundle | None) -> Iterator[bytes]:
    """Give the parts of a bundle: nothing is read of the modules before the first one is asked for."""
    codes = {spec.name: (piece, code) for spec, piece in found if (code := _code(spec))}
    if old:
        kept = {name: Piece(*piece) for name, piece in old.pieces.items() if name not in codes}
        codes |= {name: (piece, code) for name, piece in kept.items() if (code := old.content(piece))}
    start, pieces = 0, {}
    for name, (piece, code) in codes.items():
        pieces[name] = tuple(piece._replace(start=start, length=len(code), checksum=zlib.crc32(code)))
        start += len(code)
    header = marshal.dumps(pieces)
    yield b"".join(number.to_bytes(4, "little") for number in (len(header), zlib.crc32(header)))
    yield header
    yield from (code for _, code in codes.values())
