"""Puts a résumé's JSON into its PDF, which with that conforms to PDF/A-3a and to PDF/UA-1."""

from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Final

from resume.interchange import FILE

VARIANT: Final = "pdf/a-3a"
"""PDF/A-3, ISO 19005-3:2012, the part of that standard which lets any file be attached, and its level A."""

DESCRIPTION: Final = "The résumé as JSON Resume"
RELATIONSHIP: Final = "Source"
"""What the file is to the page: what it was made of (ISO 32000-2 §7.11.3, AFRelationship)."""

MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The time that the file is said to be of; two builds are to give the same bytes."""

STYLE: Final = "img { image-rendering: crisp-edges }"
"""Pictures without `Interpolate`, which PDF/A forbids (ISO 19005-3 §6.2.8)."""

END: Final = b"</rdf:RDF>"

UNIVERSAL: Final = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""What says that a file conforms to PDF/UA-1 (ISO 14289-1 §5), and what that means (ISO 19005-3 §6.6.2.3)."""


def attachment(content: bytes) -> Any:
    """Give the file as WeasyPrint attaches it."""
    return import_module("weasyprint").Attachment(
        string=content,
        name=FILE,
        description=DESCRIPTION,
        created=MADE,
        modified=MADE,
        relationship=RELATIONSHIP,
    )


def declare(pdf: Any) -> None:
    """Say in a PDF's metadata, which PDF/A wants uncompressed (ISO 19005-3 §6.6.2.1), that it is PDF/UA too."""
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Type") == "/Metadata":
            item.compress = False
            item.stream = [part.replace(END, UNIVERSAL + END) for part in item.stream]
