"""Finds text in UTF-8 that was read in another encoding, and what it was."""

import re
from collections.abc import Iterator
from typing import Final

SUSPECT: Final = re.compile("[\u00c2\u00c3\u00e2\u00ef\u00f0\u00c5\u00c4\u00d0\u00d1][\u0080-\u2122]")
"""How UTF-8 that was read as Windows-1252 begins."""

NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]{2,}")

LOST_BYTE: Final = re.compile(rb"(?<![\xe0-\xf4\x80-\xbf])\x9f[\x80-\xbf]{2}")


def broken(text: str) -> Iterator[tuple[int, int, str]]:
    """Give where such text begins and ends, and what was meant."""
    covered: list[tuple[int, int]] = []
    if SUSPECT.search(text):
        import ftfy  # 90 ms that a text without such characters does not need

        for match in re.finditer(r"\S+", text):
            meant = ftfy.fix_encoding(match[0])
            if meant != match[0]:
                covered.append(match.span())
                yield *match.span(), meant
    for match in NOT_ASCII.finditer(text):
        meant = _from_mac_roman(match[0])
        if meant and not any(start < match.end() and match.start() < end for start, end in covered):
            yield *match.span(), meant


def _from_mac_roman(text: str) -> str:
    """Give what UTF-8 bytes that were read as Mac Roman were meant to be; nothing where these are none.

    Of emoji the first byte, for which Mac Roman has Apple's logo, is often lost on the way.
    """
    try:
        return LOST_BYTE.sub(b"\xf0\\g<0>", text.encode("mac_roman")).decode()
    except UnicodeError:
        return ""
