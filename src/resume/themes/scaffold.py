"""Writes the files that a new theme starts with."""

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Final

from resume.fonts import FAMILIES
from resume.themes import datasheet
from resume.themes.load import FONT, STYLE, Theme
from resume.themes.manifest import MANIFEST

WIDTH: Final = 110

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _-]*|\d+(\.\d+)?(mm|cm|in|pt|pc|px|q)( \d+(\.\d+)?(mm|cm|in|pt|pc|px|q))*")
"""A text that YAML takes as it stands."""

WORDS: Final = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
"""What YAML 1.1 or 1.2 takes for something else than text."""

MANIFEST_TEXT: Final = """\
# The theme {name}: what it changes of {parent}. All that is not said here it has from there.
#
# A line that begins with a `#` right before a key shows what {parent} has. Take that `#` away, and set
# another value. `resume build -t {name}` shows what came of it, `resume themes check {name}` what breaks.

name: {quoted_name}
description: {description}
extends: {quoted_parent}

# The paper that the theme is made for. What a résumé says under `page:` comes before it.
page:
  #size: {size}
  #margin: {margin}

# How far spacing, margins and size may be moved for a résumé to fit the `limit` that it sets under `page:`;
# down to the least where it is too long, up to the ideal where there is room.
fit:
{fit_lines}

{fonts}
fonts:
{font_lines}

# Sets of values that a résumé chooses together: `palette: NAME` under `theme:`. One of a name that
# {parent} has takes that one's place.
palettes:
{palette_lines}

# What a résumé may choose under `theme:`, each with the value that holds where it does not. In style.css
# an option is the custom property of its name, such as var(--accent), in a template `theme.accent`.
options:
{option_lines}

  # An option of your own has a type (color, length, number, boolean, choice with `choices`, font,
  # palette, sections), a default and a meaning.
  #rule-width: {{type: length, default: 1pt, meaning: The width of the rule below the head.}}
"""

STYLE_TEXT: Final = """\
/* The style sheet of the theme {name}. It comes after that of {family},
   so that of two rules of equal weight the one here holds.

   The options come in as custom properties:
{properties}
   and so do the margins of the page: --margin-top, --margin-right, --margin-bottom, --margin-left.
   --rhythm is the step of vertical space: 4pt, multiplied by --density.

   The parts of a page are header (h1, .label, .tagline, .contacts), .section (h2), .entry (.line with
   .title, .organization, .location, .date; .details, .summary, .highlights), and .rows (.name, .texts).

   Each build reads the PDF back, and fails where a text is lost or out of place. So that none is:
   - no float, position, transform, opacity or overflow: hidden on text, which is then painted, and
     read, in another order; flex, grid and tables are painted in theirs;
   - letter-spacing of at most .05em, or readers find a space between the letters;
   - a date stands in the line of its title, with 4pt or more below that line;
   - a bullet is text at the beginning of its line, as it is now, and no outside marker;
   - capitals (text-transform) for headings of sections alone, and no hyphenation.

   Below are rules to begin with. Take the marks of the comment away from one to try it. */

/* Headings of sections in capitals, set a little apart. */
/* h2 {{ text-transform: uppercase; letter-spacing: .04em }} */

/* More space above the headings of sections. */
/* h2 {{ margin-top: calc(var(--rhythm) * 3.5) }} */

/* A rule below the head. */
/* header {{ border-bottom: 1pt solid var(--accent); padding-bottom: var(--rhythm) }} */

/* Employers, schools and publishers in italics. */
/* .organization {{ font-style: italic }} */

/* Dates in grey, where they stand. */
/* .date {{ color: #555 }} */

/* The names of skills in the colour of the theme. */
/* .rows .name {{ color: var(--accent) }} */
"""


def contents(name: str, parent: Theme) -> dict[str, str]:
    """Give the files of a theme that extends `parent` and changes nothing yet, by their names."""
    return {MANIFEST: _manifest(name, parent), STYLE: _style(name, parent)}


def _manifest(name: str, parent: Theme) -> str:
    called = parent.folders[0].name
    fonts = {role: parent.declared[FONT + role] for role in parent.fonts}
    options = {option: declared for option, declared in parent.declared.items() if declared.type != "font"}
    return MANIFEST_TEXT.format(
        name=name,
        parent=called,
        quoted_name=_scalar(name),
        quoted_parent=_scalar(called),
        description=_scalar(f"As {called}; say here how it looks and for whom it is."),
        size=_scalar(parent.page_size),
        margin=_scalar(parent.page_margin),
        fit_lines="\n".join(
            f"  #{name}: {{{', '.join(f'{bound}: {_scalar(value)}' for bound, value in stated.items())}}}"
            for name, stated in datasheet.bounds(parent).items()
        ),
        fonts="\n".join(_comment(f"The font families. There are {', '.join(FAMILIES)}.", "")),
        font_lines="\n".join(
            line for role, font in fonts.items() for line in _setting(role, parent.fonts[role], font.meaning)
        ),
        palette_lines="\n".join(
            f"  #{palette}: {{{', '.join(f'{option}: {_scalar(value)}' for option, value in values.items())}}}"
            for palette, values in parent.palettes.items()
        ),
        option_lines="\n".join(
            line
            for option, declared in options.items()
            for line in _setting(option, declared.default, f"{declared.meaning} ({datasheet.kind(declared)})")
        ),
    )


def _setting(key: str, value: str, meaning: str) -> Iterator[str]:
    """Give the lines of a key that is commented out, its meaning above it."""
    yield from _comment(meaning, "  ")
    yield f"  #{key}: {_scalar(value)}"


def _style(name: str, parent: Theme) -> str:
    properties = [f"--{option}" for option in parent.options]
    properties += [f"--{FONT}{role}" for role in parent.fonts]
    listed = textwrap.wrap(", ".join(properties), WIDTH - 4, break_on_hyphens=False, break_long_words=False)
    chain = [parent.folders[0].name, *datasheet.extends(parent)]
    return STYLE_TEXT.format(
        name=name,
        family=", then that of ".join(reversed(chain)),
        properties="\n".join(f"     {line}" for line in listed).replace("*/", "* /"),
    )


def _comment(text: str, indent: str) -> list[str]:
    """Break a text into lines of a YAML comment; whatever YAML takes for a line's end is none here."""
    words = " ".join(text.split())
    return textwrap.wrap(
        words, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ", break_on_hyphens=False
    )


def _scalar(text: str) -> str:
    """Write a text as a YAML scalar, with quotation marks where it needs them."""
    plain = PLAIN.fullmatch(text) and text.lower() not in WORDS and not text.endswith(" ")
    return text if plain else json.dumps(text, ensure_ascii=not text.isprintable())
