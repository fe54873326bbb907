"""BibTeX's entries as publications: accents, names, dates, addresses."""

from collections.abc import Callable
from typing import Any

import pytest

from resume.importers import imported


def one(fields: str, data: Callable[[bytes], Any], kind: str = "article") -> Any:
    [entry] = data(f"@{kind}{{key, title = {{T}}, {fields}}}".encode())["publications"]
    return {key: value for key, value in entry.items() if key not in {"id", "name", "x-type"}}


def test_a_library_becomes_publications(sample: Callable[[str], bytes], data: Callable[[bytes], Any]) -> None:
    found = data(sample("library.bib"))["publications"]
    assert [entry["id"] for entry in found] == ["quine2023", "garden", "chapter", "early", "last"]
    assert found[0] == {
        "id": "quine2023",
        "name": "Fair Queues & Unfair Loads: a O(n) bound \u2014 50% less",
        "publisher": "Journal of the ACM 12(3), 45\u201367",
        "releaseDate": "2023-02",
        "url": "https://doi.org/10.1234/fair_queues.1",
        "summary": "Zoë Quine, Özgür Şimşek et al.",
        "x-type": "article",
    }
    assert found[1] | {"summary": "Naíma Straße", "releaseDate": "2021-06-01"} == found[1]
    assert (
        found[2] | {"publisher": "The Garden of Schedulers, Springer", "url": "https://arxiv.org/abs/2101.00001"}
        == found[2]
    )
    assert found[2]["name"] == "Underscores\\_and \\*stars\\*"
    assert found[3]["releaseDate"] == 1938
    assert found[4]["x-releaseDate"] == "in press"


def test_an_entry_that_is_not_closed_is_told_with_its_line(sample: Callable[[str], bytes]) -> None:
    report = imported.read(sample("library.bib"), "library.bib").report
    [item] = report.diagnostics.items
    assert item.span is not None
    assert (item.severity, item.code, item.span.line) == ("warning", "import-bibtex", 36)
    lost = {note.path: note.value for note in report.notes if note.kind == "lost"}
    assert lost["quine2023.keywords"] == "queues, fairness"
    assert "Never closed" in lost["line 36"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("author = {Knuth, Donald E. and {van der Berg}, Jan}", {"summary": "Donald E. Knuth, Jan van der Berg"}),
        ("author = {{Barnes and Noble}}", {"summary": "Barnes and Noble"}),
        ("author = {de la Vall{\\'e}e, Jr, Charles}", {"summary": "Charles de la Vallée Jr"}),
        ("year = 2020, month = dec, day = 3", {"releaseDate": "2020-12-03"}),
        ("year = 2020, month = {12}", {"releaseDate": "2020-12"}),
        ("year = 2020, month = {Summer}", {"releaseDate": 2020}),
        ("year = {forthcoming}", {"x-releaseDate": "forthcoming"}),
        ("doi = {https://doi.org/10.1/x}", {"url": "https://doi.org/10.1/x"}),
        ("url = {https://example.org/a_b%20c}, doi = {10.1/x}", {"url": "https://example.org/a_b%20c"}),
        ("journal = {J}, pages = {1--2}", {"publisher": "J, 1\u20132"}),
        ('school = {ETH Z{\\"u}rich}, note = {Best thesis}', {"publisher": "ETH Zürich", "summary": "Best thesis"}),
        ("publisher = {A \\unknown{B} \\& C}", {"publisher": "A B & C"}),
        ("publisher = {Cut \\href{off}}", {"publisher": "Cut \\hrefoff"}),
    ],
)
def test_fields_have_their_place(field: str, expected: Any, data: Callable[[bytes], Any]) -> None:
    found = one(field, data)
    assert found == expected
