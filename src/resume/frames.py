"""Keeps calls that go deep from having the interpreter's stack mapped and unmapped over and over."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

SLOTS: Final = 2**17
"""Of a frame: 1 MiB, of 8 bytes each. What is mapped for it is the next power of two: as much again is left."""


def roomy(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function and all that it calls have one piece of the interpreter's stack.

    CPython maps that stack in pieces of 16 KiB; a call at the edge of one maps the next, and its return unmaps it. A
    layout that happens to loop there does so some hundred times, and up to 18,000 (measured; 500 times take 5 % of
    the time of a page): https://github.com/python/cpython/issues/142183. A frame larger than a piece gets one of its
    own size, the rest of which those above it use; what this one claims is never touched, and so takes no memory.
    """

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    with suppress(ValueError):  # a Python that knows no frame of that size does without
        inside.__code__ = inside.__code__.replace(co_stacksize=SLOTS)  # type: ignore[attr-defined]
    return inside
