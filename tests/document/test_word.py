"""Reads Word documents that python-docx made, as machines do."""

import io

import docx

from resume.document.word import parts, text


def made() -> bytes:
    document = docx.Document()
    document.add_heading("Ada & Example", 1)
    paragraph = document.add_paragraph("Engineer\t")
    paragraph.add_run("2020").bold = True
    paragraph.add_run().add_break()
    paragraph.add_run("below")
    document.core_properties.author = "Grace <Hopper>"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_paragraphs_are_lines_with_their_tabs_and_breaks() -> None:
    assert text(made()) == "Ada & Example\nEngineer\t2020\nbelow"


def test_all_parts_are_given_with_their_markup() -> None:
    found = dict(parts(made()))
    assert "Ada &amp; Example" in found["word/document.xml"]
    assert "Grace &lt;Hopper&gt;" in found["docProps/core.xml"]


def test_what_is_no_archive_has_no_parts() -> None:
    assert [*parts(b"PK but nothing else")] == []
