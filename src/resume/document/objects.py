"""Reads what a PDF says about itself: metadata, fonts, tags, actions; by pdfminer.six."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from resume.document.content import UnreadableError
from resume.document.textpage import SUBSET

STANDARD_ENCODINGS: Final = ("WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding")
"""Simple fonts whose characters are known without a map (ISO 32000-2 Annex D)."""

ACTIVE: Final = {
    "JavaScript": "JavaScript",
    "Launch": "an action that starts a program",
    "SubmitForm": "an action that sends a form",
    "ImportData": "an action that imports data",
    "Rendition": "an action that plays media",
    "RichMediaExecute": "an action that plays media",
    "GoToR": "an action that opens another file",
    "GoToE": "an action that opens an embedded file",
}
"""Actions (ISO 32000-2 §12.6.4) that mail filters and upload forms refuse, or that reach out of the file."""

DEPTH: Final = 100
"""How deep tags may be nested; what is deeper is left out."""

XMP_TEXT: Final = re.compile(r">([^<]+)<")


@dataclass(frozen=True, slots=True)
class Font:
    """A font: whether it is in the file, and whether its glyphs are mapped to characters.

    `encoding` is the name of its character map, or what kind it is of.
    """

    name: str
    encoding: str
    is_embedded: bool
    is_mapped: bool


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element (ISO 32000-2 §14.7.2): its standard role, alternative text, content, and children.

    `contents` are the pages, from 0, and numbers of its marked content; `has_object` says that it holds an
    annotation, and `says` whether that has a description.
    """

    role: str
    alt: str | None
    contents: tuple[tuple[int, int], ...]
    children: "tuple[Element, ...]"
    has_object: bool = False
    says: bool = False

    def walk(self) -> "Iterator[Element]":
        """Give it and all that is in it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Objects:
    """What is not on the pages. `strings` are all texts in it, `active` what does something by itself."""

    title: str
    author: str
    language: str
    shows_title: bool
    is_marked: bool
    is_encrypted: bool
    structure: tuple[Element, ...]
    fonts: tuple[Font, ...]
    active: tuple[str, ...]
    strings: tuple[str, ...]


def mined(pdf: bytes) -> Any:
    """Open a PDF with pdfminer.six; raises `UnreadableError`."""
    parser, document = import_module("pdfminer.pdfparser"), import_module("pdfminer.pdfdocument")
    try:
        return document.PDFDocument(parser.PDFParser(BytesIO(pdf)))
    except Exception as error:  # noqa: BLE001 - damaged files bring it to exceptions of all kinds
        raise UnreadableError.because(error) from None


def objects(document: Any) -> Objects:
    """Read what a document that `mined` opened says about itself; raises `UnreadableError`."""
    try:
        return _objects(document)
    except Exception as error:  # noqa: BLE001 - as above
        raise UnreadableError.because(error) from None


def _objects(document: Any) -> Objects:
    catalog = document.catalog
    values = [*everything(document)]
    dictionaries = [found for value in values for found in _dictionaries(value)]
    info = {key: said(value) for entry in document.info[:1] for key, value in entry.items()}
    strings = [text for found in dictionaries for value in found.values() for text in _texts(value)]
    xmp = _xmp(catalog)
    return Objects(
        info.get("Title", "").strip() or xmp.get("title", ""),
        info.get("Author", "").strip() or xmp.get("creator", ""),
        said(catalog.get("Lang")).strip(),
        _resolved(_dictionary(catalog.get("ViewerPreferences")).get("DisplayDocTitle")) is True,
        _resolved(_dictionary(catalog.get("MarkInfo")).get("Marked")) is True,
        document.encryption is not None,
        tuple(_structure(document)),
        tuple(dict.fromkeys(font for found in dictionaries if (font := _font(found)))),
        tuple(dict.fromkeys(_active(catalog, dictionaries))),
        tuple(dict.fromkeys([*strings, *xmp.values()])),
    )


def everything(document: Any) -> Iterator[Any]:
    """Give all objects of a document, each once."""
    seen: set[int] = set()
    for xref in document.xrefs:
        for number in xref.get_objids():
            if number not in seen:
                seen.add(number)
                try:
                    yield document.getobj(number)
                except Exception:  # noqa: BLE001, S112 - one that cannot be read says nothing; readers pass over it too
                    continue


def _dictionaries(value: Any, depth: int = DEPTH) -> Iterator[dict[str, Any]]:
    """Give all dictionaries in an object, without following its references."""
    if isinstance(value, dict):
        yield value
    attributes = getattr(value, "attrs", None)
    inner = value if isinstance(value, list) else [*(attributes or (value if isinstance(value, dict) else {})).values()]
    if attributes is not None:
        yield attributes
    if depth:
        for item in inner:
            if isinstance(item, dict | list):
                yield from _dictionaries(item, depth - 1)


def _font(found: dict[str, Any]) -> Font | None:
    """Give the font that a dictionary is, if it is one that is used by itself."""
    kind = _name(found.get("Subtype"))
    if _name(found.get("Type")) != "Font" or kind.startswith("CIDFont"):
        return None
    encoding = _resolved(found.get("Encoding"))
    named = _name(encoding) or ("its own" if encoding else "none")
    descendants = _resolved(found.get("DescendantFonts")) or [found]
    descriptor = _dictionary(_dictionary(descendants[0]).get("FontDescriptor"))
    embedded = kind == "Type3" or any(f"FontFile{number}" in descriptor for number in ("", "2", "3"))
    base = _name(found.get("BaseFont"))
    simple = kind in {"Type1", "TrueType", "MMType1"}
    standard = simple and (named in STANDARD_ENCODINGS or (isinstance(encoding, dict) and "Differences" in encoding))
    mapped = _resolved(found.get("ToUnicode")) is not None or standard or (simple and not embedded)
    return Font(SUBSET.sub("", base), named, embedded, mapped)


def _structure(document: Any) -> Iterator[Element]:
    root = _dictionary(document.catalog.get("StructTreeRoot"))
    roles = {key: _name(value) for key, value in _dictionary(root.get("RoleMap")).items()}
    pages = {page.pageid: number for number, page in enumerate(_pages(document))}
    for kid in _kids(root):
        if isinstance(found := _element(kid, roles, pages, -1, DEPTH), Element):
            yield found


def _element(
    value: Any, roles: dict[str, str], pages: dict[int, int], page: int, depth: int
) -> Element | tuple[int, int] | dict[str, Any] | None:
    """Give what a kid of a structure element is: another one, marked content, or an annotation."""
    item = _resolved(value)
    if isinstance(item, int):
        return page, item
    if not isinstance(item, dict) or not depth:
        return None
    page = pages.get(getattr(item.get("Pg"), "objid", -1), page)
    if "MCID" in item and "S" not in item:
        return page, _resolved(item["MCID"])
    if "Obj" in item:
        return _dictionary(item["Obj"])
    kids = [_element(kid, roles, pages, page, depth - 1) for kid in _kids(item)]
    role = _name(item.get("S"))
    objects_in = [kid for kid in kids if isinstance(kid, dict)]
    return Element(
        roles.get(role, role),
        said(item["Alt"]) if "Alt" in item else said(item["ActualText"]) if "ActualText" in item else None,
        tuple(kid for kid in kids if isinstance(kid, tuple)),
        tuple(kid for kid in kids if isinstance(kid, Element)),
        bool(objects_in),
        any(said(kid.get("Contents")).strip() for kid in objects_in),
    )


def _kids(item: dict[str, Any]) -> list[Any]:
    kids = _resolved(item.get("K"))
    return kids if isinstance(kids, list) else [] if kids is None else [item["K"]]


def _pages(document: Any) -> Iterator[Any]:
    yield from import_module("pdfminer.pdfpage").PDFPage.create_pages(document)


def _active(catalog: dict[str, Any], dictionaries: list[dict[str, Any]]) -> Iterator[str]:
    """Name what does something by itself, or carries something along."""
    for found in dictionaries:
        if (kind := _name(found.get("S"))) in ACTIVE:
            yield ACTIVE[kind]
        if "JS" in found:
            yield ACTIVE["JavaScript"]
        if "EF" in found or _name(found.get("Type")) == "EmbeddedFile":
            yield "an attached file"
        if "XFA" in found:
            yield "an XFA form"
        if _name(found.get("Subtype")) in {"RichMedia", "Movie", "Sound", "Screen", "3D"}:
            yield "media that plays"
        if "AA" in found:
            yield "an action that an event starts"
    opens = _resolved(catalog.get("OpenAction"))
    if isinstance(opens, dict) and _name(opens.get("S")) not in {"GoTo", *ACTIVE}:
        yield "an action that opening starts"


def _xmp(catalog: dict[str, Any]) -> dict[str, str]:
    """Give the texts of the XMP metadata; a title and creators by the names of their elements."""
    stream = _resolved(catalog.get("Metadata"))
    if not hasattr(stream, "get_data"):
        return {}
    text = stream.get_data().decode(errors="replace")
    found = {f"text {number}": match.strip() for number, match in enumerate(XMP_TEXT.findall(text)) if match.strip()}
    for name in ("title", "creator"):
        match = re.search(rf"<dc:{name}>.*?<rdf:li[^>]*>([^<]*)<", text, re.DOTALL)
        found |= {name: match[1].strip()} if match else {}
    return found


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, bytes):
            yield said(item)


def said(value: Any) -> str:
    """Decode a text string (ISO 32000-2 §7.9.2.2)."""
    value = _resolved(value)
    if not isinstance(value, bytes):
        return ""
    return (
        str(import_module("pdfminer.utils").decode_text(value))
        if value[:3] != b"\xef\xbb\xbf"
        else value[3:].decode(errors="replace")
    )


def _name(value: Any) -> str:
    name = getattr(_resolved(value), "name", "")
    return name if isinstance(name, str) else name.decode(errors="replace")


def _dictionary(value: Any) -> dict[str, Any]:
    found = _resolved(value)
    found = getattr(found, "attrs", found)
    return found if isinstance(found, dict) else {}


def _resolved(value: Any) -> Any:
    return import_module("pdfminer.pdftypes").resolve1(value)
