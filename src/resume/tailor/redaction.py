"""Takes out of a document how to reach the person, the picture, or who it is."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from resume.model.values import URL
from resume.source import nodes

CONTACT: Final = ("email", "phone", "url", "profiles")
STREET: Final = ("address", "postalCode")
"""The fields of `basics` that are ways to reach the person, and the parts of its `location` that are."""

TELLING: Final = ("email", "url", "profiles")
"""Fields that may tell the name."""

CANDIDATE: Final = "Candidate"
"""What stands in the place of the name."""

GAP: Final = "[…]"
"""What stands in the place of another text that was taken out."""

LEAST: Final = 3
"""Letters of a part of a name, or characters of another text, that is looked for by itself."""

WORD: Final = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must stand nowhere: `texts` in any case and within words, `names` as words."""

    texts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self.texts or self.names)

    def within(self, text: str) -> Iterator[str]:
        """Give those that a text has."""
        folded = text.casefold()
        yield from (secret for secret in self.texts if secret.casefold() in folded)
        yield from (name for name in self.names if _word(name).search(text))

    def gone(self, text: str) -> str:
        """Give the text without them."""
        for secret in self.texts:
            text = re.sub(re.escape(secret), GAP, text, flags=re.IGNORECASE)
        for name in self.names:
            text = _word(name).sub(CANDIDATE, text)
        return re.sub(rf"{CANDIDATE}(\s+{CANDIDATE})+", CANDIDATE, text)


NO_SECRETS: Final = Secrets()


@dataclass(slots=True)
class _Taken:
    """What is to be looked for, as it is found."""

    texts: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def redact(root: nodes.Mapping, kinds: Collection[str]) -> tuple[nodes.Mapping, Secrets]:
    """Give the document without some kinds of what tells of the person, and what must be nowhere any more.

    `contact` is e-mail, telephone, addresses and profiles, `photo` the picture. `names` is the person's
    name, which becomes `Candidate` wherever it stands, with the addresses that may hold it.
    """
    basics, key = root.get("basics"), next((key for key, _ in root.entries if key.text == "basics"), None)
    if not kinds or key is None or not isinstance(basics, nodes.Mapping):
        return root, Secrets()
    taken = _Taken()
    gone = [
        *(CONTACT if "contact" in kinds else ()),
        *(TELLING if "names" in kinds else ()),
        *(("image",) if "photo" in kinds else ()),
    ]
    for field_name in gone:
        taken.texts += _texts(basics.get(field_name))
    left = basics.without(*gone)
    location = left.get("location")
    if "contact" in kinds and isinstance(location, nodes.Mapping):
        taken.texts += [text for part in STREET for text in _texts(location.get(part))]
        left = left.holding(nodes.Scalar("location", location.span), location.without(*STREET))
    name = left.get("name")
    if "names" in kinds and isinstance(name, nodes.Scalar):
        taken.names += _names(name.text)
        left = left.holding(nodes.Scalar("name", name.span), nodes.Scalar(CANDIDATE, name.span))
    secrets = Secrets(
        tuple(dict.fromkeys(text for text in taken.texts if len(text) > LEAST)), tuple(dict.fromkeys(taken.names))
    )
    cleaned = _cleaned(root.holding(key, left), secrets)
    return (cleaned if isinstance(cleaned, nodes.Mapping) else root), secrets


def _names(name: str) -> list[str]:
    """Give a name whole, and those parts of it that tell who it is."""
    whole = " ".join(name.split())
    return [whole, *(part for part in WORD.findall(whole) if len(part) >= LEAST or not part.isascii())]


def _word(name: str) -> re.Pattern[str]:
    """Match a name as a word; one of several words in any case, a single one as it is written or in capitals."""
    spaced = r"\s+".join(map(re.escape, name.split()))
    either = rf"(?i:{spaced})" if " " in name else f"(?:{spaced}|{spaced.upper()})"
    return re.compile(rf"(?<!\w){either}(?!\w)")


def _texts(node: nodes.Node | None) -> Iterator[str]:
    """Give the texts of a value, addresses without scheme; the names of networks tell nothing."""
    match node:
        case nodes.Scalar(text) if text.strip() and not node.is_null:
            match = URL.match(text.strip())
            rest = match[2].removeprefix("//") if match else text.strip()
            yield rest.removeprefix("www.").removesuffix("/")
        case nodes.Sequence(items):
            for item in items:
                yield from _texts(item)
        case nodes.Mapping(entries):
            for key, value in entries:
                if key.text in {"url", "username"}:
                    yield from _texts(value)
        case _:
            pass


def _cleaned(node: nodes.Node, secrets: Secrets) -> nodes.Node | None:
    """Take what must be nowhere out of all texts; an address that has it goes whole."""
    match node:
        case nodes.Mapping(entries, span):
            cleaned = ((key, _cleaned(value, secrets)) for key, value in entries)
            return nodes.Mapping(tuple((key, value) for key, value in cleaned if value is not None), span)
        case nodes.Sequence(items, span):
            return nodes.Sequence(
                tuple(value for value in (_cleaned(item, secrets) for item in items) if value is not None), span
            )
        case nodes.Scalar(text, span, plain):
            found = [*secrets.within(text)]
            is_address = bool(URL.match(text.strip())) and " " not in text.strip()
            if found and is_address:
                return None
            return nodes.Scalar(secrets.gone(text), span, plain) if found else node
