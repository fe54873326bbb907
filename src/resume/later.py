"""Lets a library import at their first use the parts of other libraries that it hardly uses.

While it is imported, stand-ins are in the place of those parts. Whatever is wanted of one that is not foreseen
makes it import the real part at once, so that a library which has changed gets what it wants, only sooner.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _Parts:
    """The parts that one library uses by stand-ins, and what it sets in them, which is set before it uses any."""

    def __init__(self, names: Mapping[str, tuple[str, ...]], user: str) -> None:
        self.names = names
        self.user = user
        self.settings: list[tuple[str, str, Any]] = []
        self.stand_ins = {name: _Module(name, self) for name in names if name not in sys.modules}

    def leave(self) -> None:
        """Make room for the real modules."""
        for name, stand_in in self.stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]

    def real(self, module: str, name: str) -> Any:
        """Import a module, and give something in it."""
        self.leave()
        while self.settings:
            where, what, value = self.settings.pop(0)
            setattr(import_module(where), what, value)
        found = import_module(module)
        return getattr(found, name) if hasattr(found, name) else import_module(f"{module}.{name}")


class _Module(ModuleType):
    """Stands in for a module."""

    def __init__(self, name: str, parts: _Parts) -> None:
        super().__init__(name)
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        if name in self._parts.names[self.__name__]:
            return _Thing(self.__name__, name, self._parts)
        if name.startswith("__"):  # by these, import tells packages from other modules
            raise AttributeError(name)
        return self._parts.real(self.__name__, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            self._parts.settings.append((self.__name__, name, value))


class _Thing:
    """Stands in for something of a module, until it is called or looked into."""

    def __init__(self, module: str, name: str, parts: _Parts) -> None:
        self.at = module, name
        self._parts = parts

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self._settle()(*args, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._settle(), name)

    def _settle(self) -> Any:
        """Give the real thing, and put all of its module where stand-ins are: `except` wants real classes."""
        for module in [found for name, found in sys.modules.items() if name.partition(".")[0] == self._parts.user]:
            for name, value in [*vars(module).items()]:
                if isinstance(value, _Thing) and value.at[0] == self.at[0]:
                    setattr(module, name, self._parts.real(*value.at))
        return self._parts.real(*self.at)


@contextmanager
def later(names: Mapping[str, tuple[str, ...]], user: str) -> Iterator[None]:
    """Let what is imported meanwhile, all of it of the package `user`, find stand-ins for some modules.

    Each has the names of what is imported from it by name; without any, it is used as a module. What is set in
    such a module is set in the real one before the package uses any of them, as if it had been imported at once.
    """
    parts = _Parts(names, user)
    sys.modules.update(parts.stand_ins)
    try:
        yield
    finally:
        parts.leave()
