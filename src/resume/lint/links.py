"""Finds addresses that lead nowhere for others, and telephone numbers that cannot be dialled."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from resume.diagnostics import Diagnostics
from resume.model.places import Places
from resume.source.nodes import Scalar
from resume.source.text import locate

PRIVATE: Final = re.compile(
    r"(?:https?://)?(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1\]|[\w.-]+\.(?:local|localhost|internal|lan))(?=[:/?#\s)]|\Z)[^\s)]*"
)
"""Hosts of one's own machine or network (RFC 1918, RFC 6761, RFC 6762)."""

PHONE: Final = re.compile(r"\+?[\d\s().\u00a0/-]*\d(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?\Z", re.IGNORECASE)
LEAST_DIGITS, MOST_DIGITS = 6, 15
"""Digits of a number: E.164 §6 allows fifteen."""

DIGIT: Final = re.compile(r"\d")
EXTENSION: Final = re.compile(r"(?:x|ext\.?|#)\s*\d+\Z", re.IGNORECASE)


def check(places: Places, texts: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """Check all addresses of a document, in texts too, and its telephone number."""
    for path, node in places.values.items():
        if not isinstance(node, Scalar) or not path or path[0] in {"meta", "theme", "$schema"}:
            continue
        for address in _private(node.text):
            message = f"`{address}` is an address of your own machine or network; nobody else can open it"
            span = locate(texts.get(node.span.file, ""), node.span, address)
            diagnostics.warning("private-link", message, span)
        if path == ("basics", "phone"):
            _phone(node, diagnostics)


def _private(text: str) -> Iterator[str]:
    for match in PRIVATE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before or not (before.isalnum() or before in "@-."):
            yield match[0]


def _phone(node: Scalar, diagnostics: Diagnostics) -> None:
    digits = len(DIGIT.findall(EXTENSION.sub("", node.text)))
    if not PHONE.match(node.text) or not LEAST_DIGITS <= digits <= MOST_DIGITS:
        message = f"`{node.text}` cannot be dialled as it stands"
        diagnostics.warning("phone-form", message, node.span, hint="write it with its country's code: +1 555 010 0199")
