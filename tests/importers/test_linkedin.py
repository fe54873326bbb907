"""LinkedIn's tables in our keys; their columns come and go, and archives that are a danger are refused."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from resume.importers import imported

Pack = Callable[..., bytes]


def test_its_tables_are_our_sections(export: bytes, data: Callable[[bytes], Any]) -> None:
    found = data(export)
    basics = found["basics"]
    assert (basics["name"], basics["email"], basics["url"]) == ("Ada Example", "ada@example.org", "https://example.org")
    assert basics["location"] == {"postalCode": 97201, "city": "Portland", "region": "Oregon", "countryCode": "US"}
    assert basics["summary"] == "I build things.\n\nAt scale:\n\n- engines\n- looms\n\nAnd more."
    assert basics["label"] == "Engineer * maker of [things]"
    assert [profile["url"] for profile in basics["profiles"]] == [
        "mailto:old@example.org",
        "https://ada.example.org",
        "https://x.com/ada_x",
    ]
    assert found["work"][0] == {
        "position": "Senior Engineer",
        "name": "Northwind Freight",
        "location": "Portland",
        "startDate": "2020-09",
        "summary": "Led the team.",
        "highlights": ["Cut costs by 20%", "Wrote \\`code\\` \\* more"],
    }
    assert [job["startDate"] for job in found["work"][1:]] == ["2018-01", 2016]
    assert found["work"][2]["dates"] == "2016 – Summer 2017"  # noqa: RUF001
    assert found["education"][0]["summary"] == "Graduated with honours\n\nChess club"
    assert found["skills"] == [{"keywords": ["Go", "SQL"]}]
    assert found["certificates"][0] | {"date": "2021-11", "x-License Number": "LF-123"} == found["certificates"][0]
    assert found["publications"][0]["releaseDate"] == "2019-03-15"
    assert found["references"] == [
        {"name": "Max Muster, Boss, Northwind", "reference": "She is great.", "x-Status": "VISIBLE"}
    ]
    assert found["custom"]["courses"]["items"] == [{"name": "Algorithms", "organization": "CS101"}]


def test_columns_come_and_go(pack: Pack, data: Callable[[bytes], Any]) -> None:
    tables = {
        "Profile.csv": [{"First Name": "Ada", "Shoe Size": "38"}],
        "POSITIONS.CSV": b"Title,,Extra\r\nEngineer,second,third,fourth\r\n\r\n,,\r\n",
    }
    assert data(pack(tables)) == {
        "basics": {"name": "Ada", "x-Shoe Size": "38"},
        "work": [{"position": "Engineer", "x-column 2": "second", "x-Extra": "third", "x-column 4": "fourth"}],
    }


def refused(content: bytes) -> str:
    found = imported.read(content, "export.zip")
    assert found.resume is None
    [item] = found.report.diagnostics.items
    assert item.code in {"import-archive", "import-kind", "import-table", "too-large"}
    return item.message


def test_a_bomb_is_refused_before_it_is_unpacked(pack: Pack) -> None:
    bomb = pack({"Profile.csv": bytes(60_000_000)})
    assert len(bomb) < 100_000
    assert "60,000,000 bytes" in refused(bomb)


def test_a_bomb_in_a_table_that_is_not_read_is_no_danger(pack: Pack, data: Callable[[bytes], Any]) -> None:
    assert (
        data(pack({"Profile.csv": [{"First Name": "Ada"}], "messages.csv": bytes(60_000_000)}))["basics"]["name"]
        == "Ada"
    )


@pytest.mark.parametrize(
    "name", ["../Profile.csv", "a/../../Profile.csv", "/etc/Profile.csv", "C:\\Profile.csv", "..\\Profile.csv"]
)
def test_a_name_that_leads_out_is_refused(name: str, pack: Pack) -> None:
    assert "leads out of it" in refused(pack({name: [{"First Name": "Ada"}], "Skills.csv": [{"Name": "Go"}]}))


def test_an_archive_of_too_many_files_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"{number}.csv", b"")
    assert "5,001 files" in refused(packed.getvalue())


def test_an_encrypted_archive_is_refused(pack: Pack) -> None:
    content = bytearray(pack({"Profile.csv": [{"First Name": "Ada"}]}))
    directory = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[directory + 8] |= 1
    assert "encrypted" in refused(bytes(content))


def test_an_archive_of_other_things_is_told_as_such(pack: Pack) -> None:
    assert "none of the tables" in refused(pack({"word/document.xml": b"<w/>"}))


def test_a_file_of_50_mb_is_refused() -> None:
    assert "20,000,000 bytes or more" in refused(b"PK\x03\x04" + bytes(50_000_000))


def test_characters_of_another_encoding_are_told(pack: Pack) -> None:
    found = imported.read(pack({"Profile.csv": "First Name\nZoë\n".encode("latin-1")}), "export.zip")
    assert [(item.severity, item.code) for item in found.report.diagnostics.items] == [("warning", "import-table")]


def test_a_table_that_is_none_is_told_with_its_line(pack: Pack) -> None:
    found = imported.read(pack({"Profile.csv": b"First Name\nAda\n" + b'"' + b"x" * 200_000}), "export.zip")
    [item] = found.report.diagnostics.items
    assert item.span is not None
    assert (item.code, item.span.file, item.span.line) == ("import-table", "export.zip/Profile.csv", 3)
