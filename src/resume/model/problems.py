"""Says in plain words what pydantic found, and where it stands."""

import re

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from resume.diagnostics import Diagnostics, Path, Span, did_you_mean
from resume.model.fields import keys_of
from resume.model.parts import EXTENSIONS
from resume.model.places import Places
from resume.source.nodes import Mapping, Scalar, describe
from resume.source.text import LINE_BREAK

EXPECTED = {
    "string_type": ("expected-text", "text"),
    "expected_text": ("expected-text", "text"),
    "tuple_type": ("expected-list", "a list"),
    "list_type": ("expected-list", "a list"),
    "model_type": ("expected-mapping", "keys with values"),
    "dict_type": ("expected-mapping", "keys with values"),
    "bool_type": ("expected-boolean", "`true` or `false`"),
    "bool_parsing": ("expected-boolean", "`true` or `false`"),
    "int_type": ("expected-number", "a whole number"),
    "int_parsing": ("expected-number", "a whole number"),
    "int_parsing_size": ("expected-number", "a whole number of sane size"),
    "greater_than_equal": ("expected-number", "1 or more"),
    "expected_severity": ("expected-severity", "`error`, `warning` or `off`"),
    "expected_section": ("expected-section", "the id of a section, or `id: Heading`"),
}
"""pydantic's type of error: our code for it, and what the value must be."""

WORD_LISTS = {"keywords", "courses", "roles", "tags", "include", "exclude", "redact"}
WORD_LISTS |= {"variants", "languages", "themes", "formats", "ignore", "enclosures"}
WORDS = re.compile(r"[\w+][\w +./&,-]*\Z")
"""Text that can stand between `[` and `]` as it is, with commas for what they were meant for."""

HINTS = {
    "date_form": "write the month as in `2025-09`; text such as `Summer 2023` goes into `dates:`",
    "language_tag": "tags are those of BCP 47: two or three letters, and a region where it matters",
    "email_form": "write one address, such as `ada@example.org`",
}


def report(detail: ErrorDetails, model: type[BaseModel], places: Places, diagnostics: Diagnostics) -> None:
    """Report one of pydantic's errors; its `type` decides, never its message."""
    path = _written(tuple(detail["loc"]), places)
    kind = detail["type"]
    root = str(model.model_config.get("title"))
    match kind:
        case "extra_forbidden":
            hint = did_you_mean(str(path[-1]), keys_of(model, path[:-1]))
            diagnostics.error(
                "unknown-key", f"{holder(path[:-1], root)} no key `{path[-1]}`", places.key(path), hint=hint
            )
        case "missing":
            around = places.key(path[:-1]) if path[:-1] else Span(places.span(()).file, 1, 1, 1, 2)
            message = f"{_subject(path[:-1], root)} must have the key `{path[-1]}`"
            empty = ", but it is empty" if path in places.keys else ""
            diagnostics.error("missing-key", message + empty, places.keys.get(path, around))
        case _ if kind in EXPECTED:
            _report_kind(kind, path, root, places, diagnostics)
        case _:
            hint = detail.get("ctx", {}).get("hint") or HINTS.get(kind, "")
            code = kind.replace("_", "-")
            diagnostics.error(code, f"{_named(path)}{detail['msg']}", places.span(path), hint=hint)


def _written(path: Path, places: Places) -> Path:
    """Give the path that the file has for one of pydantic's: `- work: Jobs` is a section's `title`."""
    around = places.values.get(path[:-1])
    if path[-3:-2] != ("sections",) or path[-1] != "title" or path in places.values or not isinstance(around, Mapping):
        return path
    return next(((*path[:-1], key.text) for key, _ in around.entries if not key.text.startswith(EXTENSIONS)), path)


def holder(path: Path, root: str) -> str:
    """Name the mapping at `path` as the subject of "… no key": `work entries have`."""
    match path:
        case ():
            return f"{root} has"
        case (*_, str(name), int()):
            return f"{name} entries have"
        case _:
            return f"`{path[-1]}` has"


def _report_kind(kind: str, path: Path, root: str, places: Places, diagnostics: Diagnostics) -> None:
    code, expected = EXPECTED[kind]
    node = places.values.get(path)
    span, label, hint = places.span(path), "", ""
    if node is None:
        found = "something else"
    elif code in {"expected-text", "expected-list", "expected-mapping", "expected-section"}:
        found = describe(node)
    else:
        found = f"`{node.text}`" if isinstance(node, Scalar) else describe(node)
    if code == "expected-text" and isinstance(node, Mapping) and len(node.entries) == 1 and isinstance(path[-1], int):
        span, label, hint = _stray_colon(node, diagnostics.texts.get(node.span.file, ""))
    elif code == "expected-list" and isinstance(node, Scalar) and path[-1] in WORD_LISTS and WORDS.match(node.text):
        hint = f"write `[{node.text}]`"
    diagnostics.error(
        code, f"{_subject(path, root)} must be {expected}, but this is {found}", span, label=label, hint=hint
    )


def _stray_colon(node: Mapping, text: str) -> tuple[Span, str, str]:
    """Explain a text that became a mapping because of a ": " in it."""
    (key, value) = node.entries[0]
    one_line = key.span.line == node.span.line == value.span.end_line and key.span.column == node.span.column
    if not (isinstance(value, Scalar) and key.plain and value.plain and one_line):
        return key.span, "", ""
    line = LINE_BREAK.split(text)[key.span.line - 1]
    whole = line[key.span.column - 1 : value.span.end_column - 1]
    colon = Span(key.span.file, key.span.line, key.span.column, key.span.line, key.span.end_column + 1)
    quoted = f"'{whole}'" if '"' in whole or "\\" in whole else f'"{whole}"'
    hint = f"quote the line: {quoted}" if not ("'" in whole and quoted.startswith("'")) else "quote the line"
    return colon, '": " makes a key and a value', hint


def _subject(path: Path, root: str) -> str:
    """Name what stands at `path` as the subject of a sentence."""
    match path:
        case ():
            return root
        case (*_, str(name), int()):
            return f"each of `{name}`" if not name.endswith("s") else _singular(name)
        case _:
            return f"`{path[-1]}`"


def _singular(name: str) -> str:
    word = re.sub(r"s$", "", name)
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _named(path: Path) -> str:
    """Give the beginning `startDate: ` of a message about a value."""
    names = [step for step in path if isinstance(step, str)]
    return f"{names[-1]}: " if names else ""
