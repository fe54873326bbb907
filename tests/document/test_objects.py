"""What a PDF says about itself: metadata, fonts, tags, actions, strings."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, ByteStringObject, DecodedStreamObject, NameObject, NumberObject
from tests.document.pages import damaged, drawn, form, laid_out, placed, saved, show, writer
from tests.inspect.faults import makers

from resume.document import objects
from resume.document.content import UnreadableError
from resume.document.objects import Element, Font, Objects

HEAD = '<title>Ada Example - Résumé</title><meta name="author" content="Ada Example">'
TAGGED = "pdf/ua-1"


def read(pdf: bytes) -> Objects:
    return objects.objects(objects.mined(pdf))


def small() -> PdfWriter:
    return writer(show(20, 50, "Ada Example"))


def of(change: makers.Change) -> Objects:
    """Read what a small PDF says that is changed."""
    made = small()
    change(made)
    return read(saved(made))


def tagged(body: str) -> Objects:
    return read(laid_out(body, head=HEAD, variant=TAGGED))


def roles(found: Objects) -> list[str]:
    return [element.role for root in found.structure for element in root.walk()]


def test_a_pdf_that_says_nothing_says_nothing() -> None:
    found = of(lambda made: made.add_metadata({}))
    assert (found.title, found.author, found.language) == ("", "", "")
    assert not any((found.shows_title, found.is_marked, found.is_encrypted, found.structure, found.active))


def test_title_and_author_are_those_of_the_information() -> None:
    found = of(makers.described(Title=" Résumé – Łukasz ", Author="Łukasz \N{GREEK SMALL LETTER ALPHA}"))  # noqa: RUF001
    assert (found.title, found.author) == ("Résumé – Łukasz", "Łukasz \N{GREEK SMALL LETTER ALPHA}")  # noqa: RUF001


def test_texts_may_be_written_in_utf_8() -> None:
    def change(made: PdfWriter) -> None:
        text = b"\xef\xbb\xbf" + "Résumé".encode()
        info: Any = made._info  # noqa: SLF001 - there is no other way to it
        info[NameObject("/Title")] = ByteStringObject(text)

    assert of(change).title == "Résumé"


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default"> Ada's Résumé </rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ada Example</rdf:li></rdf:Seq></dc:creator>
<dc:source>/home/ada/cv.odt</dc:source>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def with_xmp(made: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(XMP.encode())
    made.root_object[NameObject("/Metadata")] = made._add_object(stream)  # noqa: SLF001


def test_title_and_author_may_stand_in_the_xmp_alone() -> None:
    found = of(with_xmp)
    assert (found.title, found.author) == ("Ada's Résumé", "Ada Example")
    assert "/home/ada/cv.odt" in found.strings


def test_the_information_goes_before_the_xmp() -> None:
    def change(made: PdfWriter) -> None:
        with_xmp(made)
        made.add_metadata({"/Title": "Another"})

    assert (of(change).title, of(change).author) == ("Another", "Ada Example")


def test_a_page_that_is_laid_out_says_what_it_is() -> None:
    found = tagged("<h1>Ada Example</h1>")
    assert (found.title, found.author, found.language) == ("Ada Example - Résumé", "Ada Example", "en")
    assert (found.shows_title, found.is_marked, found.is_encrypted, found.active) == (True, True, False, ())


@pytest.mark.parametrize("is_marked", [True, False])
def test_what_is_marked_says_so(is_marked: bool) -> None:  # noqa: FBT001
    change = makers.in_catalog(MarkInfo=makers.named(Marked=BooleanObject(is_marked)))
    assert of(change).is_marked is is_marked


def test_strings_are_all_texts_in_it() -> None:
    def change(made: PdfWriter) -> None:
        made.add_metadata({"/Title": "Ada"})
        inner = makers.named(A=makers.pdf_text("nested"), B=ArrayObject([makers.pdf_text("listed")]))
        made.root_object[NameObject("/Own")] = makers.named(C=inner)

    assert {"Ada", "nested", "listed"} <= {*of(change).strings}


# Structure.


def test_structure_is_given_in_order_with_its_content() -> None:
    found = tagged("<h1>Ada</h1><p>Hello<ul><li>one<li>two</ul>")
    seen = [role for role in roles(found) if role in {"Document", "H1", "P", "L", "LI"}]
    assert seen[:4] == ["Document", "H1", "P", "L"]
    assert seen.count("LI") == 2
    contents = [content for root in found.structure for element in root.walk() for content in element.contents]
    assert {page for page, _ in contents} == {0}
    assert len({number for _, number in contents}) == len(contents) >= 4


def test_content_of_a_later_page_has_its_number() -> None:
    found = tagged('<p>one<p style="break-before: page">two')
    contents = [content for root in found.structure for element in root.walk() for content in element.contents]
    assert [page for page, _ in contents] == [0, 1]


def structured(*kids: Any, **entries: Any) -> makers.Change:
    return makers.in_catalog(StructTreeRoot=makers.named(K=ArrayObject(kids), **entries))


def element(role: str, **entries: Any) -> Any:
    return makers.named(Type=NameObject("/StructElem"), S=NameObject(f"/{role}"), **entries)


def test_roles_of_their_own_are_those_that_they_stand_for() -> None:
    names = makers.named(Title=NameObject("/H1"))
    found = of(structured(element("Title"), element("P"), RoleMap=names))
    assert found.structure == (Element("H1", None, (), ()), Element("P", None, (), ()))


def test_alternative_text_is_that_of_the_element() -> None:
    kids = (
        element("Figure", Alt=makers.pdf_text("A portrait")),
        element("Figure", ActualText=makers.pdf_text("W")),
        element("Figure", Alt=makers.pdf_text("")),
        element("Figure"),
    )
    assert [item.alt for item in of(structured(*kids)).structure] == ["A portrait", "W", "", None]


def test_a_picture_that_is_laid_out_has_its_alternative_text() -> None:
    found = tagged(f'<p><img alt="Portrait of Ada" src="{makers.portrait(20, 20)}">')
    figures = [item for root in found.structure for item in root.walk() if item.role == "Figure"]
    assert [item.alt for item in figures] == ["Portrait of Ada"]


@pytest.mark.parametrize(("contents", "says"), [("to the site", True), (" ", False), (None, False)])
def test_an_element_says_whether_it_holds_an_annotation_and_that_a_description(
    contents: str | None,
    says: bool,  # noqa: FBT001
) -> None:
    described = {"Contents": makers.pdf_text(contents)} if contents is not None else {}
    annotation = makers.named(Subtype=NameObject("/Link"), **described)
    reference = makers.named(Type=NameObject("/OBJR"), Obj=annotation)
    [found] = of(structured(element("Link", K=ArrayObject([NumberObject(3), reference])))).structure
    assert (found.has_object, found.says, found.contents) == (True, says, ((-1, 3),))


def test_a_reference_to_marked_content_has_its_page() -> None:
    def change(made: PdfWriter) -> None:
        reference = makers.named(Type=NameObject("/MCR"), MCID=NumberObject(5), Pg=made.pages[0].indirect_reference)
        structured(element("P", K=reference))(made)

    assert of(change).structure == (Element("P", None, ((0, 5),), ()),)


def test_tags_that_hold_themselves_come_to_an_end() -> None:
    def change(made: PdfWriter) -> None:
        ring = element("Div")
        kept = made._add_object(ring)  # noqa: SLF001
        ring[NameObject("/K")] = ArrayObject([kept])
        structured(kept)(made)

    found = of(change)
    assert set(roles(found)) == {"Div"}
    assert len(roles(found)) <= objects.DEPTH


# Fonts.


def test_a_font_that_is_embedded_and_mapped_says_so() -> None:
    [font] = read(laid_out("<p>Ada")).fonts
    assert (font.encoding, font.is_embedded, font.is_mapped) == ("Identity-H", True, True)
    assert "+" not in font.name


def test_a_standard_font_is_mapped_and_not_embedded() -> None:
    assert read(drawn(show(20, 50, "Ada"), F="Times-Roman", B="Times-Roman")).fonts == (
        Font("Times-Roman", "WinAnsiEncoding", is_embedded=False, is_mapped=True),
    )


def without_map(made: PdfWriter) -> None:
    del makers.font_of(made, "")["/ToUnicode"]


def without_file(made: PdfWriter) -> None:
    descendants: Any = makers.font_of(made, "")["/DescendantFonts"]
    del descendants[0].get_object()["/FontDescriptor"].get_object()["/FontFile2"]


@pytest.mark.parametrize(("change", "expected"), [(without_map, (True, False)), (without_file, (False, True))])
def test_a_font_says_what_it_lacks(change: makers.Change, expected: tuple[bool, bool]) -> None:
    [font] = read(makers.edited(change, lambda: laid_out("<p>Ada"))()).fonts
    assert (font.is_embedded, font.is_mapped) == expected


def test_a_font_of_drawings_is_embedded_and_has_an_encoding_of_its_own() -> None:
    fonts = read(makers.edited(makers.bitmap_font, lambda: laid_out("<p>Ada"))()).fonts
    assert [(font.encoding, font.is_embedded, font.is_mapped) for font in fonts if not font.name] == [
        ("its own", True, False)
    ]


# What does something by itself.


def annotated(**entries: Any) -> makers.Change:
    """Add an annotation to the page."""

    def change(made: PdfWriter) -> None:
        annotation = makers.named(Type=NameObject("/Annot"), **entries)
        made.pages[0][NameObject("/Annots")] = ArrayObject([made._add_object(annotation)])  # noqa: SLF001

    return change


def doing(kind: str) -> makers.Change:
    return annotated(Subtype=NameObject("/Link"), A=makers.action(kind))


def opening(action: Any) -> makers.Change:
    return makers.in_catalog(OpenAction=action)


ACTIVE: dict[str, tuple[makers.Change, str]] = {
    **{kind: (doing(kind), said) for kind, said in objects.ACTIVE.items()},
    "a script in the names": (makers.in_name_tree, "JavaScript"),
    "a page's action": (makers.on_opening_the_page, "an action that an event starts"),
    "an attachment": (makers.attached, "an attached file"),
    "an XFA form": (makers.form, "an XFA form"),
    "a sound": (annotated(Subtype=NameObject("/Sound")), "media that plays"),
    "a model": (annotated(Subtype=NameObject("/3D")), "media that plays"),
    "opening a page of the web": (
        opening(makers.action("URI", URI=makers.pdf_text("https://example.org/"))),
        "an action that opening starts",
    ),
    "opening a script": (opening(makers.script()), "JavaScript"),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_what_does_something_by_itself_is_named(name: str) -> None:
    change, said = ACTIVE[name]
    found = of(change).active
    assert said in found
    assert len(found) == len({*found})


@pytest.mark.parametrize(
    "change",
    [
        annotated(Subtype=NameObject("/Link"), A=makers.action("URI", URI=makers.pdf_text("https://example.org/"))),
        annotated(Subtype=NameObject("/Link"), A=makers.action("GoTo", D=ArrayObject())),
        opening(makers.action("GoTo", D=ArrayObject())),
        opening(ArrayObject([NumberObject(0), NameObject("/Fit")])),
        lambda made: form(made, "10 10 20 20 re f"),
    ],
    ids=["link", "jump", "opens-at", "opens-at-place", "drawing"],
)
def test_what_waits_to_be_clicked_or_only_shows_is_not(change: Callable[[PdfWriter], None]) -> None:
    assert of(change).active == ()


def test_what_is_encrypted_without_a_password_is_read() -> None:
    def change(made: PdfWriter) -> None:
        made.add_metadata({"/Title": "Ada"})
        makers.encrypted(made)

    found = of(change)
    assert (found.is_encrypted, found.title) == (True, "Ada")


# Damage.


def test_what_wants_a_password_is_unreadable() -> None:
    made = small()
    made.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(UnreadableError, match="PDFPasswordIncorrect"):
        objects.mined(saved(made))


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n", b"\0" * 2000])
def test_what_is_no_pdf_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^\w+"):
        objects.mined(content)


SMALL = placed((20, 50, "Ada Example"))
LAID = laid_out("<h1>Ada</h1><p>Hello", head=HEAD, variant=TAGGED)


@given(st.sampled_from([SMALL, LAID]), st.integers(0, 2**20), st.integers(1, 40), st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_damage_makes_a_pdf_unreadable_or_changes_what_it_says(pdf: bytes, at: int, length: int, flip: int) -> None:
    try:
        found = read(damaged(pdf, at, length, flip))
    except UnreadableError:
        return
    assert all(isinstance(text, str) for text in (found.title, found.author, found.language, *found.strings))
