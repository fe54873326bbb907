"""What the source of a résumé says in the fields of the parser."""

from resume.diagnostics import Diagnostics
from resume.model.load import load
from resume.model.values import PRESENT
from resume.parser.fields import Dates, Fields, Job, School
from resume.parser.said import said
from resume.source import compose
from resume.view import words

SOURCE = """
basics:
  name: Ada Example
  label: "**Engineer**"
  email: ada@example.org
  url: https://www.example.org/
  profiles: [{network: GitHub, username: ada, url: "https://github.com/ada"}, {network: Chat, username: ada}]
work:
- {name: "[Acme](https://acme.example)", position: Engineer *II*, startDate: 2020-01}
- {name: Globex, startDate: 2019, endDate: 2019}
education:
- {institution: MIT, studyType: BSc, area: Physics, startDate: 2014-09, endDate: 2018-06}
- {institution: School, dates: 2010 - 2014}
skills:
- {name: Tools, keywords: [Git, SQL]}
- {name: Cooking}
- {name: More, keywords: [Git]}
"""


def fields(source: str, language: str = "en") -> Fields:
    diagnostics = Diagnostics()
    root = compose.parse(source, "resume.yaml", diagnostics)
    assert root is not None
    loaded = load(root, diagnostics)
    known = words.find(language)
    assert loaded is not None
    assert known is not None
    return said(loaded.resume, known)


def test_texts_are_plain_and_dates_as_they_are_shown() -> None:
    found = fields(SOURCE)
    assert (found.name, found.label, found.email) == ("Ada Example", "Engineer", "ada@example.org")
    assert found.links == ("example.org", "github.com/ada")
    assert found.jobs == (Job("Engineer II", "Acme", Dates("2020-01", PRESENT)), Job("", "Globex", Dates("", "2019")))
    assert found.schools == (
        School("MIT", "BSc in Physics", Dates("2014-09", "2018-06")),
        School("School", "", Dates("2010", "2014", "2010 - 2014")),
    )
    assert found.skills == ("Git", "SQL", "Cooking")
    assert found.headings == ("Experience", "Education", "Skills")


def test_sections_that_are_not_chosen_are_not_said() -> None:
    found = fields(f"{SOURCE}\nsections: [{{skills: Toolbox}}, summary]\n", "de")
    assert (found.jobs, found.schools) == ((), ())
    assert found.headings == ("Toolbox",)
