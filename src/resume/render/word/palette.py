"""Writes the theme of a document, which Word offers colours and fonts by."""

from typing import Final

from markupsafe import Markup

from resume.render.looks import Looks
from resume.render.word.markup import DECLARATION

DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"

FILL: Final = Markup('<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>')
LINE: Final = Markup('<a:ln w="6350">{}</a:ln>').format(FILL)
EFFECT: Final = Markup("<a:effectStyle><a:effectLst/></a:effectStyle>")


def theme(name: str, looks: Looks, heading: str) -> bytes:
    """Write the part of the theme (CT_OfficeStyleSheet, ECMA-376-1 §20.1.6.9): its accent is the headings' colour."""
    ink, accent = looks.body.colour, looks["heading"].colour
    colours = {"dk1": ink, "lt1": "ffffff", "dk2": accent, "lt2": "f2f2f2"}
    colours |= {f"accent{number}": accent for number in range(1, 7)} | {"hlink": accent, "folHlink": ink}
    said = Markup(
        '<a:theme xmlns:a="{drawing}" name="{name}"><a:themeElements><a:clrScheme name="{name}">{colours}</a:clrScheme>'
        '<a:fontScheme name="{name}"><a:majorFont>{major}</a:majorFont>'
        "<a:minorFont>{minor}</a:minorFont></a:fontScheme>"
        '<a:fmtScheme name="{name}"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        "<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).format(
        drawing=DRAWING,
        name=name,
        colours=Markup().join(
            Markup('<a:{0}><a:srgbClr val="{1}"/></a:{0}>').format(key, value.upper()) for key, value in colours.items()
        ),
        major=_family(heading),
        minor=_family(looks.body.family),
        fills=FILL * 3,
        lines=LINE * 3,
        effects=EFFECT * 3,
    )
    return f"{DECLARATION}{said}".encode()


def _family(name: str) -> Markup:
    return Markup('<a:latin typeface="{}"/><a:ea typeface=""/><a:cs typeface=""/>').format(name)
