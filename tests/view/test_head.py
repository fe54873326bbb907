"""The name and the contacts."""

from collections.abc import Callable

import pytest

from resume.view.page import View

See = Callable[[str], View]

FULL = """\
basics:
  name: Ada Example
  label: Engineer
  email: ada@example.org
  phone: "+1 (555) 010-0199"
  url: https://www.example.org/
  location: {address: 1 Main St, city: Hoboken, region: NJ, postalCode: "07030", countryCode: US}
  profiles:
    - {network: LinkedIn, username: ada-example, url: https://www.linkedin.com/in/ada-example}
    - {network: Mastodon, username: "@ada", url: https://social.example/@ada}
    - {network: IRC, username: ada}
    - {network: Skype}
"""


def test_contacts_stand_in_the_order_in_which_people_look_for_them(view: See) -> None:
    assert [(contact.kind, str(contact.text)) for contact in view(FULL).head.contacts] == [
        ("email", "ada@example.org"),
        ("phone", "+1 (555) 010-0199"),
        ("url", "example.org"),
        ("location", "1 Main St, Hoboken, NJ 07030, US"),
        ("profile", "linkedin.com/in/ada-example"),
        ("profile", "Mastodon: social.example/@ada"),
        ("profile", "IRC: ada"),
        ("profile", "Skype"),
    ]


def test_contacts_are_linked(view: See) -> None:
    links = {c.kind: [run.href for run in c.text.runs if run.href] for c in view(FULL).head.contacts[:4]}
    assert links == {
        "email": ["mailto:ada@example.org"],
        "phone": ["tel:+15550100199"],
        "url": ["https://www.example.org/"],
        "location": [],
    }


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("0123 456", "tel:0123456"),
        ("+49 30/123-4", "tel:+49301234"),
        ("555-ADA-CODE", ""),
        ("+1 555 0100 ext. 7", ""),
        ("on request", ""),
        ("٠١٢٣", ""),
        ("-", ""),
    ],
)
def test_a_phone_is_linked_where_it_can_be_dialled_as_it_stands(view: See, phone: str, link: str) -> None:
    [contact] = view(f'basics: {{name: Ada, phone: "{phone}"}}').head.contacts
    assert (str(contact.text), contact.text.runs[0].href) == (phone, link)


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        ("{network: GitHub, username: ada, url: https://github.com/ada}", "github.com/ada"),
        ("{network: GitHub, username: ada}", "GitHub: ada"),
        ("{network: Blog, url: https://ada.example}", "Blog: ada.example"),
        ("{network: Blog, username: Ada L, url: https://blog.example/1}", "Ada L blog.example/1"),
        ("{network: Stack Overflow, username: ada, url: https://stackoverflow.com/users/1/ada}", None),
    ],
)
def test_a_profile_says_what_its_address_does_not(view: See, profile: str, shown: str | None) -> None:
    [contact] = view(f"basics: {{name: Ada, profiles: [{profile}]}}").head.contacts
    assert str(contact.text) == (shown or "stackoverflow.com/users/1/ada")


def test_who_gives_nothing_but_a_name_has_no_contacts(view: See) -> None:
    head = view("basics: {name: Ada}").head
    assert (str(head.name), head.label, head.tagline, head.contacts) == ("Ada", None, None, ())


def test_marks_in_a_name_are_part_of_it(view: See) -> None:
    """A name is no Markdown."""
    assert view("basics: {name: 'A*d*a_B_ <b>'}").name == "A*d*a_B_ <b>"


def test_the_keys_of_contacts_are_no_markdown(view: See) -> None:
    page = view("basics: {name: Ada, phone: '*123*', location: {city: '_X_'}}")
    assert [str(contact.text) for contact in page.head.contacts] == ["*123*", "_X_"]
