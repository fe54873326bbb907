"""Packs the parts of a document into a file that has the same bytes on every run."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import Markup

from resume.render.word.markup import DECLARATION, RELATIONSHIPS, part, w
from resume.render.word.picture import FILE, RELATIONSHIP

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The day that archives count from (APPNOTE.TXT 4.4.6): the same for all, so it says nothing."""

OFFICE: Final = "http://schemas.openxmlformats.org/package/2006"
PARTS: Final = ("styles", "numbering", "fontTable", "settings", "footer", "theme")
"""The parts of a document beside its text, by their files and the kinds of their relationships (ECMA-376-1 §11.3)."""

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
THEME: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
MODE: Final = 15
"""Word 2013's way to lay out, [MS-DOCX] §2.3.2; without it, Word says that it is in a mode for older versions."""


def packed(parts: Mapping[str, bytes], links: Mapping[str, str], properties: bytes, photo: bytes | None) -> bytes:
    """Pack the document, its other parts by the names of `PARTS`, its links, properties and photo."""
    related = [(name, name, f"{name}.xml") for name in PARTS if name in parts]
    related += [(RELATIONSHIP, "image", FILE)] if photo else []
    contents = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relationships([
            ("document", f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
            ("properties", f"{OFFICE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ]),
        "docProps/core.xml": properties,
        **{f"word/{name}.xml": content for name, content in parts.items()},
        "word/_rels/document.xml.rels": _relationships(
            [(name, f"{RELATIONSHIPS}/{kind}", target) for name, kind, target in related], links
        ),
    }  # fmt: skip
    if photo:
        contents[f"word/{FILE}"] = photo
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in contents.items():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the system that it is made on says nothing
            archive.writestr(entry, content)
    return made.getvalue()


def settings(language: str) -> bytes:
    """Write the part of the settings."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=MODE)
    return part(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", mode),
        w("themeFontLang", val=language),
    )


def properties(title: str, author: str, subject: str, keywords: str, language: str) -> bytes:
    """Write what the document says of itself (ECMA-376-2 §11); it says no time, as the PDF does."""
    said = Markup("""\
<cp:coreProperties xmlns:cp="{office}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:title>{title}</dc:title>{subject}<dc:creator>{author}</dc:creator>{keywords}\
<dc:language>{language}</dc:language></cp:coreProperties>""").format(
        office=OFFICE,
        title=title,
        author=author,
        subject=Markup("<dc:subject>{}</dc:subject>").format(subject) if subject else "",
        keywords=Markup("<cp:keywords>{}</cp:keywords>").format(keywords) if keywords else "",
        language=language,
    )
    return f"{DECLARATION}{said}".encode()


def _types(parts: Mapping[str, bytes]) -> bytes:
    kinds = {name: f"{WORD}.{name}+xml" for name in parts} | {"document": f"{WORD}.document.main+xml", "theme": THEME}
    overrides = Markup().join(
        Markup('<Override PartName="/word/{}.xml" ContentType="{}"/>').format(name, kind)
        for name, kind in kinds.items()
    )
    said = Markup("""\
<Types xmlns="{office}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="jpeg" ContentType="image/jpeg"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
{overrides}</Types>""").format(office=OFFICE, overrides=overrides)
    return f"{DECLARATION}{said}".encode()


def _relationships(items: list[tuple[str, str, str]], links: Mapping[str, str] | None = None) -> bytes:
    inside = Markup('<Relationship Id="{}" Type="{}" Target="{}"/>')
    outside = Markup('<Relationship Id="{}" Type="{}/hyperlink" Target="{}" TargetMode="External"/>')
    said = Markup('<Relationships xmlns="{}/relationships">{}{}</Relationships>').format(
        OFFICE,
        Markup().join(inside.format(*item) for item in items),
        Markup().join(outside.format(name, RELATIONSHIPS, target) for target, name in (links or {}).items()),
    )
    return f"{DECLARATION}{said}".encode()
