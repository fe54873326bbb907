"""What a file is, by its content and not by its name."""

from collections.abc import Callable

import pytest

from resume.importers.recognise import recognise


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"basics": {"name": "Ada"}}', "json-resume"),
        (b'\xef\xbb\xbf{"work": []}', "json-resume"),
        (b"basics:\n  name: Ada\n", "json-resume"),
        (b"cv:\n  name: Ada\n", "rendercv"),
        (b'{"design": {}, "cv": {"name": "Ada"}}', "rendercv"),
        (b"locale: {language: de}\ncontent:\n  basics: {name: Ada}\n", "yamlresume"),
        (b"cv:\n  name: [\n", "rendercv"),
        (b'{\n  "basics": {"name": "Ada",,}', "json-resume"),
        (b"content:\n\tbasics: x\n", "yamlresume"),
        (b"Some words.\n@article{key, title={T}}", "bibtex"),
        (b"@string(a = 1)", "bibtex"),
        (b"%PDF-1.7\n", "pdf"),
        (b"PK\x03\x04 and more", "linkedin"),
        (b"<!DOCTYPE html>\n<style>\n@page { margin: 0 }\n</style>", None),
        (b"name: Ada\n", None),
        (b"just text", None),
        (b"", None),
        (bytes(range(256)), None),
    ],
)
def test_a_file_is_told_by_its_content(content: bytes, kind: str | None) -> None:
    assert recognise(content) == kind


def test_the_samples_are_what_they_are(sample: Callable[[str], bytes], export: bytes) -> None:
    names = ("every-kind.yaml", "software-engineer.ja.yml", "version-0.json", "library.bib", "faker-ar.json")
    kinds = [recognise(sample(name)) for name in names]
    assert [*kinds, recognise(export)] == ["rendercv", "yamlresume", "json-resume", "bibtex", "json-resume", "linkedin"]
