"""Names the files that a build makes."""

import unicodedata
from typing import Final

DOCUMENT: Final = "Resume"
LETTER: Final = "Letter"
APPLICATION: Final = "Application"
"""A letter and the résumé in one."""

FORMATS: Final = ("pdf", "html", "txt", "md", "json", "docx", "png")
"""What a résumé can be made into; each is the ending of its files."""

LATIN: Final = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "\u0131": "i"}
)
"""Latin letters that Unicode does not take apart into ASCII and a mark."""


def file_name(name: str, document: str = DOCUMENT, besides: str = "") -> str:
    """Make the name, without ending, of a file that recruiters see: `Given-Family-Resume`.

    Behind it stands what tells it from others `besides`. It is ASCII where the whole name can be written so;
    upload forms want that.
    """
    told = _told(besides)
    return "-".join([*_told(name), document, *(() if [word.title() for word in told] == [document] else told)])


def _told(name: str) -> list[str]:
    latin = unicodedata.normalize("NFKD", name.translate(LATIN))
    words = _words("".join(c for c in latin if not unicodedata.combining(c)))
    if not all(map(str.isascii, words)):
        words = _words(unicodedata.normalize("NFC", name))
    return words


def _words(text: str) -> list[str]:
    """Split a text at all but letters, digits and the marks on them, which in India's scripts are vowels."""
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split()
