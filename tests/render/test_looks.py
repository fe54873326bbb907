"""Reads the looks of a page from style sheets."""

from pathlib import Path

import pytest

from resume.diagnostics import Diagnostics
from resume.render.css import Sheet
from resume.render.looks import Line, Look, Looks, looks

PAGE = """\
<html><body><header><h1>Ada <strong>Example</strong></h1><p class="contacts"><a href="#">here</a></p></header>
<section class="section"><h2>Work</h2><p>Some <strong>strong</strong> text</p></section></body></html>
"""
CSS = """\
body { background: white; margin: 8px 0 }
html { font: 10pt/1.4 Lato; color: #123456; --accent: rgb(255 0 51); }
header { background: var(--accent); color: white; border-bottom: 2pt solid; }
h1 { font-size: 2em; font-weight: 700; text-align: center; margin: 6pt 0 3pt; padding-top: 1pt }
h2 { color: var(--accent); text-transform: uppercase; letter-spacing: .1em; font: small-caps 12pt Lato; border-top: 1px dashed blue }
p strong { font-weight: 400; font-style: italic }
a { text-decoration: underline }
"""  # noqa: E501


def found(css: str, page: str = PAGE) -> tuple[Looks | None, list[str]]:
    diagnostics = Diagnostics()
    made = looks(page, Sheet(css, Path()), [], [], Path(), diagnostics)
    return made, [item.code for item in diagnostics.items]


@pytest.fixture(scope="module")
def seen() -> Looks:
    made, said = found(CSS)
    assert made is not None
    assert said == []
    return made


def test_what_the_body_keeps_free_is_the_pages(seen: Looks) -> None:
    assert (seen.body.before, seen.body.ground, seen.outside("head").before) == (0, "", 6)


def test_lengths_are_points_and_colours_six_digits(seen: Looks) -> None:
    assert seen.body == Look("Lato", 10.0, "123456", leading=1.4)
    name = seen["name"]
    assert (name.size, name.colour, name.bold, name.centred) == (20.0, "ffffff", True, True)
    assert (name.before, name.after) == pytest.approx((7.0, 3.0))


def test_variables_and_borders_are_resolved(seen: Looks) -> None:
    assert (seen["head"].ground, seen["heading"].colour) == ("ff0033", "ff0033")
    assert seen["head"].lines == (("bottom", Line(2.0, "ffffff")),)
    assert seen["heading"].lines == (("top", Line(0.75, "0000ff")),)


def test_the_colour_of_the_text_is_that_of_whatever_takes_it() -> None:
    made, said = found(
        "h1 { color: red; background: currentColor; border-left: 1pt solid currentColor } h2 { color: currentColor }"
    )
    assert made is not None
    assert said == []
    assert (made["name"].ground, made["name"].lines) == ("ff0000", (("left", Line(1.0, "ff0000")),))
    assert made["heading"].colour == made.body.colour


def test_capitals_and_tracking_are_read(seen: Looks) -> None:
    heading = seen["heading"]
    assert (heading.capitals, heading.small_capitals, heading.leading) == (True, True, 0.0)
    assert heading.tracking == pytest.approx(1.2)


def test_what_is_around_a_part_is_known(seen: Looks) -> None:
    assert (seen["link"].underlined, seen.outside("link").underlined) == (True, False)
    strong, around = seen["strong"], seen.outside("strong")
    assert (strong.bold, strong.italic, around.italic) == (False, True, False)


def test_a_part_that_is_not_there_is_like_the_body(seen: Looks) -> None:
    assert seen["tagline"] == seen.outside("tagline") == seen.body
    assert (seen["emphasis"].italic, seen.outside("emphasis").italic) == (True, False)


def test_odd_lengths_are_none() -> None:
    made, said = found("h1 { margin: auto; line-height: normal; letter-spacing: normal; margin-top: calc(50% + 2px) }")
    assert made is not None
    assert said == []
    assert (made["name"].before, made["name"].after, made["name"].leading, made["name"].tracking) == (0, 0, 0, 0)


def test_nothing_is_loaded_and_what_is_ignored_is_not_said_twice() -> None:
    made, said = found("@import url(https://example.org/x.css); h1 { colour: red }")
    assert made is not None
    assert said == []
