"""Finds font families that a style sheet asks for and no font of the theme answers to."""

import re
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from typing import Any, Final

from resume.diagnostics import Diagnostics, Span, did_you_mean
from resume.fonts import FAMILIES

ASKS: Final = re.compile(r"\bfont(-family)?\s*:(?!\s*((var\([^(),]*\)[\s/]*)+|inherit\s*)[;}])", re.IGNORECASE)
"""A declaration that may name a family; no built-in sheet has one, and needs to be parsed for it."""

KEYWORDS: Final = {
    *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji"),
    *("inherit", "initial", "unset", "revert", "none"),
}
"""Generic families (CSS Fonts 4 §2.1.3) and keywords of CSS Cascade 5 §7.3."""

BEFORE_FAMILY: Final = {"dimension", "percentage", "number", "function"}
SIZES: Final = {*(f"{less}{size}" for less in ("", "x-", "xx-") for size in ("small", "large")), "medium", "xxx-large"}
SIZES_BY: Final = {"larger", "smaller"}


def check(text: str, file: str, known: Collection[str], diagnostics: Diagnostics) -> None:
    """Report each family of a sheet that is neither `known` nor declared by an `@font-face` of its own.

    WeasyPrint says nothing of it: it takes the next best font.
    """
    if not ASKS.search(text):
        return
    css = import_module("tinycss2")
    rules = css.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    own = {name for rule in rules if _is_font_face(rule) for name, _ in _families(css, rule.content)}
    folded = {name.casefold() for name in (*known, *own)} | KEYWORDS
    for rule in rules:
        if _is_font_face(rule) or rule.type not in {"qualified-rule", "at-rule"}:
            continue
        for name, token in _families(css, rule.content or ()):
            if name.casefold() not in folded:
                line, column = token.source_line, token.source_column
                span = Span(file, line, column, line, column + len(token.serialize()))
                bundled = next((family for family in FAMILIES if family.casefold() == name.casefold()), "")
                hint = f"name it under `fonts:` in theme.yaml: `{{text: {bundled}}}`" if bundled else ""
                hint = hint or did_you_mean(name, [*known, *FAMILIES])
                diagnostics.warning("unknown-font", f"the theme has no font family `{name}`", span, hint=hint)


def _is_font_face(rule: Any) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "font-face" and rule.content)


def _families(css: Any, content: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Give the families that the declarations of a rule name, each with its first token."""
    for item in css.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type in {"qualified-rule", "at-rule"}:
            yield from _families(css, item.content or ())
        elif item.type == "declaration" and item.lower_name in {"font", "font-family"}:
            yield from _named(item.value, shorthand=item.lower_name == "font")


def _is_size(token: Any) -> bool:
    is_word = token.type == "ident" and token.lower_value in SIZES | SIZES_BY
    return token.type in BEFORE_FAMILY or is_word


def _named(tokens: Sequence[Any], *, shorthand: bool) -> Iterator[tuple[str, Any]]:
    """Split a value at its commas; a family is a string, or words. In `font` it comes after the size."""
    tokens = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    if shorthand:
        first = next((index for index, part in enumerate(tokens) if part == ","), len(tokens))
        sizes = [index for index, token in enumerate(tokens[:first]) if _is_size(token)]
        tokens = tokens[sizes[-1] + 1 :] if sizes else []
    words: list[Any] = []
    for token in [*tokens, None]:
        if token is not None and token.type != "literal":
            words.append(token)
            continue
        if words and all(word.type in {"string", "ident"} for word in words):
            yield " ".join(word.value for word in words), words[0]
        words = []
