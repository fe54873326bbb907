"""The order in which a résumé is read."""

from collections.abc import Callable
from dataclasses import replace

from resume.view.markdown import Run
from resume.view.page import Section, Text, View
from resume.view.reading import Stream, streams

See = Callable[[str], View]


def words(stream: Stream) -> list[list[str]]:
    return [[str(text).replace("\N{NO-BREAK SPACE}", " ") for text in group] for group in stream]


def read(view: View) -> list[list[str]]:
    """Give what is read of a page without a sidebar."""
    page, aside = streams(view)
    assert aside == ()
    return words(page)


def test_a_resume_is_read_from_its_name_on(view: See) -> None:
    assert read(view("basics: {name: Ada, label: Engineer, tagline: Builds., email: ada@e.org, summary: S.}")) == [
        ["Ada"],
        ["Engineer", "Builds.", "ada@e.org"],
        ["Summary"],
        ["S."],
    ]


def test_what_stands_in_the_heading_of_an_entry_is_read_before_its_first_bullet(view: See) -> None:
    source = """\
basics: {name: Ada}
work:
  - {position: Engineer, name: Northwind, description: Traders, startDate: 2022, endDate: 2023, location: Oslo,
     url: https://n.example, summary: "One.\\n\\nTwo.", highlights: [Built, Led]}
projects:
  - {name: TaskFlow, keywords: [Java, Go], roles: [Lead], highlights: [Fast]}
"""
    assert read(view(source))[2:] == [
        ["Experience"],
        ["Engineer", "Northwind", "Traders", "2022\N{EN DASH}2023", "Oslo", "n.example"],
        ["One."],
        ["Two."],
        ["Built"],
        ["Led"],
        ["Projects"],
        ["TaskFlow", "Lead", "Java", "Go"],
        ["Fast"],
    ]


def test_positions_are_read_after_their_employer(view: See) -> None:
    source = """\
basics: {name: Ada}
work:
  - {position: Lead, name: N, location: Oslo, highlights: [Led]}
  - {position: Engineer, name: N, location: Oslo, highlights: [Built]}
"""
    assert read(view(source))[3:] == [["N", "Oslo"], ["Lead"], ["Led"], ["Engineer"], ["Built"]]


def test_rows_are_read_one_after_the_other(view: See) -> None:
    source = "basics: {name: Ada}\nskills: [{name: Web, level: Good, keywords: [A, B]}, {name: Data}]\n"
    assert read(view(source))[3:] == [["Web", "Good", "A", "B"], ["Data"]]


def test_a_text_that_was_put_together_counts_by_its_parts(view: See) -> None:
    """A theme may put something else between them."""
    source = """\
basics: {name: Ada, location: {city: Hoboken, region: NJ, postalCode: "07030"}}
education: [{studyType: MS, area: Physics, institution: Stevens}]
"""
    assert read(view(source)) == [
        ["Ada"],
        ["Hoboken", "NJ 07030"],
        ["Education"],
        ["MS", "Physics", "Stevens"],
    ]


def test_a_sidebar_is_read_by_itself_from_its_first_heading_on(view: See) -> None:
    source = """\
basics: {name: Ada, label: Engineer, email: ada@e.org, phone: "1", summary: S.}
skills: [{name: Web, keywords: [A, B]}]
languages: [{language: Welsh, fluency: Native}]
"""
    whole = view(source)
    [summary, skills, languages] = whole.sections
    contact = Section("contact", "contact", Text((Run("Contact"),), ()), contacts=whole.head.contacts)
    head = replace(whole.head, contacts=())
    page, aside = streams(replace(whole, head=head, sections=(summary, languages), aside=(contact, skills)))
    assert words(page) == [["Ada"], ["Engineer"], ["Summary"], ["S."], ["Languages"], ["Welsh", "Native"]]
    assert words(aside) == [["Contact"], ["ada@e.org"], ["1"], ["Skills"], ["Web", "A", "B"]]


def test_every_scalar_of_a_full_resume_is_read(view: See) -> None:
    """What a reader is to find: each text of the source, whatever it is for, but for settings and dates."""
    source = """\
basics: {name: n1, label: n2, tagline: n3, email: n4@e.org, phone: n5, url: https://n6.org, summary: n7,
  location: {address: n8, city: n9, region: n10, postalCode: n11, countryCode: n12},
  profiles: [{network: n13, username: n14, url: https://n15.org}]}
work: [{name: n16, position: n17, location: n18, description: n19, url: https://n20.org, summary: n21,
  highlights: [n22], dates: n23}]
volunteer: [{organization: n24, position: n25, url: https://n26.org, summary: n27, highlights: [n28], location: n29}]
education: [{institution: n30, area: n31, studyType: n32, url: https://n33.org, score: n34, courses: [n35]}]
awards: [{title: n36, awarder: n37, summary: n38}]
certificates: [{name: n39, issuer: n40, url: https://n41.org}]
publications: [{name: n42, publisher: n43, url: https://n44.org, summary: n45}]
skills: [{name: n46, level: n47, keywords: [n48]}]
languages: [{language: n49, fluency: n50}]
interests: [{name: n51, keywords: [n52]}]
references: [{name: n53, reference: n54}]
projects: [{name: n55, description: n56, summary: n57, highlights: [n58], keywords: [n59], url: https://n60.org,
  roles: [n61], entity: n62, type: n63}]
custom: {more: {title: n64, items: [n65, {name: n66, position: n67, organization: n68, description: n69,
  location: n70, url: https://n71.org, summary: n72, highlights: [n73], keywords: [n74]}]}}
"""
    shown = " ".join(word.replace("@e.org", "").replace(".org", "") for group in read(view(source)) for word in group)
    assert {f"n{n}" for n in range(1, 75)} <= {*shown.split()}
