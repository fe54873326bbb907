"""YAMLResume in our keys: lists as highlights, countries as codes, dates read."""

from collections.abc import Callable
from typing import Any

from resume.importers import imported


def test_its_keys_are_ours(sample: Callable[[str], bytes], data: Callable[[bytes], Any]) -> None:
    found = data(sample("account-executive.de.yml"))
    assert [*found][:4] == ["language", "basics", "education", "work"]
    assert found["language"] == "de"
    basics = found["basics"]
    assert basics["label"] == "Account Executive | B2B SaaS Vertrieb"
    assert basics["location"]["countryCode"] == "DE"
    assert [profile["network"] for profile in basics["profiles"]] == ["LinkedIn", "Twitter"]
    assert basics["summary"].startswith("- Account Executive mit")
    school = found["education"][0]
    assert (school["studyType"], school["startDate"], school["endDate"]) == ("Master", "2017-10-01", "2019-09-30")
    assert len(school["courses"]) == 6
    job = found["work"][0]
    assert "summary" not in job
    assert len(job["highlights"]) == 5
    assert job["x-keywords"][0] == "B2B SaaS"
    assert found["awards"][0]["date"] == "2023-03"
    assert found["publications"][0]["releaseDate"] == "2023-05"


def test_a_summary_that_is_more_than_a_list_stays_one(data: Callable[[bytes], Any]) -> None:
    source = """\
content:
  basics: {name: Ada}
  work:
    - {name: A, startDate: "2015年4月", endDate: until it closed, summary: "It was good.\\n\\n- a\\n- b"}
  references:
    - {name: Max, email: max@example.org, relationship: boss, summary: Great.}
  cats: [1]
layouts:
  - {engine: latex, template: moderncv-banking}
locale: {language: a language}
more: {of: it}
"""
    found = data(source.encode())
    assert found["work"][0] == {
        "name": "A",
        "startDate": "2015-04",
        "dates": "2015年4月 – until it closed",  # noqa: RUF001
        "summary": "It was good.\n\n- a\n- b",
    }
    reference = {"name": "Max", "reference": "Great.", "x-email": "max@example.org", "x-relationship": "boss"}
    assert found["references"] == [reference]
    assert (found["x-cats"], found["x-more"]) == ([1], {"of": "it"})
    lost = {note.path for note in imported.read(source.encode(), "cv.yml").report.notes if note.kind == "lost"}
    assert lost == {"layouts[0].engine", "layouts[0].template", "locale.language"}
