"""Writes the person's photo as a drawing beside the head."""

import base64
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from resume.render.pictures import SHAPES, Pictures
from resume.render.word.markup import emu
from resume.themes.load import Theme

RELATIONSHIP: Final = "photo"
FILE: Final = "media/photo.jpeg"

GAP: Final = "5mm"
"""What stands between the photo and the text beside it, as in themes."""

GEOMETRIES: Final = {"round": "ellipse"}

ANCHOR: Final = Markup("""\
<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
distT="0" distB="0" distL="{gap}" distR="{gap}" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" \
layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>\
<wp:positionH relativeFrom="margin"><wp:align>{side}</wp:align></wp:positionH>\
<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>\
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>\
<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Photo" descr="{text}"/>\
<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
noChangeAspect="1"/></wp:cNvGraphicFramePr>\
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">\
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">\
<pic:nvPicPr><pic:cNvPr id="1" name="Photo" descr="{text}"/><pic:cNvPicPr/></pic:nvPicPr>\
<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>\
<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
</wp:anchor></w:drawing></w:r>""")
"""A picture at the edge of the text, which flows around it (ECMA-376-1 §20.4.2.3)."""


@dataclass(frozen=True, slots=True)
class Photo:
    """The photo as a run of the document, and its JPEG."""

    run: Markup
    content: bytes


def photo(pictures: Pictures, theme: Theme, text: str, *, right_to_left: bool) -> Photo | None:
    """Give the photo that a theme shows; `text` is for those who do not see it."""
    if not pictures.photo:
        return None
    shape, width = theme.options["photo"], emu(theme.options["photo-size"])
    run = ANCHOR.format(
        gap=emu(GAP),
        side="left" if right_to_left else "right",
        width=width,
        height=round(width * SHAPES[shape]),
        text=text,
        relationship=RELATIONSHIP,
        geometry=GEOMETRIES.get(shape, "rect"),
    )
    return Photo(run, base64.b64decode(pictures.photo.partition(",")[2]))
